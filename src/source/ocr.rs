//! Letters read off pictures by another program, kept beside the file they belong to.
//!
//! In: a picture of each scanned page, and later the table that `tesseract … tsv` makes of it. Out: the words of a page with their places and how
//! sure the program was. This room runs no program: the command line does, once, and writes what it got to `NAME.ocr.tsv` beside `NAME.pdf`; whoever
//! reads the file later reads the same words, without the program.
//!
//! The first line names the format and the file that the words were read off, by its SHA-256; the lines after it are those of tesseract (12 columns:
//! level, page, block, paragraph, line, word, left, top, width, height, confidence, text), with the page of the file in the second.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What the first line of the file begins with.
const HEAD: &str = "#tarmaq-ocr 2 sha256:";
/// Largest file that is read: a page has some 50 KB.
const BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Most words of one page.
const WORDS_MAX: usize = 20_000;

/// A picture that is a page, or a strip of one.
#[derive(Clone, PartialEq, Eq)]
pub struct PagePicture {
    /// The page, 1-based.
    pub page: u32,
    /// The picture as a file: JPEG, JPEG 2000 or TIFF; one that lies turned says which way up it is to be seen. Where there is none that another
    /// program could read: why, and what to do, in a sentence.
    pub bytes: Result<Vec<u8>, String>,
    /// Its dots an inch, as the page shows it.
    pub density: u32,
}

/// The words of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RecognisedPage {
    /// Its pictures, in the order in which they were handed out.
    pub(super) pictures: Vec<RecognisedPicture>,
    /// How sure the program was, in percent, over all letters.
    pub(super) confidence: u8,
}

/// The words of one picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RecognisedPicture {
    /// Size of the picture, in its own dots, the right way up.
    pub(super) size: (f32, f32),
    /// Its lines, each with its words.
    pub(super) lines: Vec<Vec<RecognisedWord>>,
}

/// A word where it stands in the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RecognisedWord {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

/// The words of all pages of a file that were read off pictures.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Recognised {
    pages: Vec<(u32, RecognisedPage)>,
}

impl Recognised {
    /// The words of this page, 1-based.
    pub(super) fn page(&self, number: u32) -> Option<&RecognisedPage> {
        self.pages.iter().find(|(page, _)| *page == number).map(|(_, words)| words)
    }
}

/// Where the words read off the pictures of `source` are kept: `NAME.ocr.tsv` beside `NAME.pdf`.
pub fn ocr_path(source: &Path) -> PathBuf {
    source.with_extension("ocr.tsv")
}

/// The table to be kept of the pages of `source`: what `tesseract … tsv` wrote of each picture, by its page, in the order in which they were handed
/// out. A picture that could not be read leaves a place: an empty table.
///
/// ```
/// let table = tarmaq::source::ocr_table(b"%PDF-1.4", &[(3, "level\tpage_num\n5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t96\tбап\n".to_owned())]);
/// assert!(table.ends_with("\n5\t3\t1\t1\t1\t1\t0\t0\t9\t9\t96\tбап\n"));
/// ```
pub fn ocr_table(source: &[u8], pages: &[(u32, String)]) -> String {
    let mut table = format!("{HEAD}{}\n", digest(source));
    for (page, rows) in pages {
        let is_head = |row: &str| row.starts_with("1\t");
        if !rows.lines().any(is_head) {
            table += &format!("1\t{page}\t0\t0\t0\t0\t0\t0\t1\t1\t-1\t\n");
        }
        for row in rows.lines() {
            let Some((level, rest)) = row.split_once('\t').filter(|(level, _)| level.parse::<u8>().is_ok()) else { continue };
            let Some((_, rest)) = rest.split_once('\t') else { continue };
            table += &format!("{level}\t{page}\t{rest}\n");
        }
    }
    table
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Why the words that lie beside a file are not used.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unused {
    /// The table is there and cannot be read; one that is no UTF-8, too.
    #[error("{file} cannot be read: {source}")]
    Unreadable { file: String, source: io::Error },
    /// The table is larger than any.
    #[error("{file} has {count} bytes, more than the {BYTES_MAX} that are read")]
    TooLarge { file: String, count: u64 },
    /// It is no table of ours, or its words were read off another file.
    #[error("{file} is of another file, or of another version of this program")]
    OfAnother { file: String },
}

/// The words kept beside `path`, whose bytes are `source`; `None` where there are none.
///
/// # Errors
///
/// [`Unused`] where there are some that cannot be used.
pub(super) fn beside(path: &Path, source: &[u8]) -> Result<Option<Recognised>, Unused> {
    let kept = ocr_path(path);
    let file = || kept.file_name().unwrap_or(kept.as_os_str()).to_string_lossy().into_owned();
    let known = match std::fs::metadata(&kept) {
        Ok(known) => known,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Unused::Unreadable { file: file(), source }),
    };
    if !known.is_file() {
        return Ok(None);
    }
    if known.len() > BYTES_MAX {
        return Err(Unused::TooLarge { file: file(), count: known.len() });
    }
    let table = std::fs::read_to_string(&kept).map_err(|source| Unused::Unreadable { file: file(), source })?;
    parse(&table, source).map(Some).ok_or_else(|| Unused::OfAnother { file: file() })
}

/// The words of a table; `None` for one that was not made of `source`.
fn parse(table: &str, source: &[u8]) -> Option<Recognised> {
    let (head, rows) = table.split_once('\n')?;
    if head.trim_end().strip_prefix(HEAD)? != digest(source) {
        return None;
    }
    let mut read = Recognised::default();
    let mut line = [""; 3];
    let (mut sure, mut letters, mut count) = (0.0_f32, 0.0_f32, 0);
    for row in rows.lines() {
        let columns: Vec<&str> = row.splitn(12, '\t').collect();
        let &[level, page, block, paragraph, in_block, _, left, top, width, height, confidence, text] = columns.as_slice() else { continue };
        let number = |text: &str| text.parse::<f32>().ok().filter(|number| number.is_finite() && (0.0..1e6).contains(number));
        let (Ok(page), Some(left), Some(top), Some(width), Some(height)) = (page.parse::<u32>(), number(left), number(top), number(width), number(height))
        else {
            continue;
        };
        if level == "1" {
            if read.pages.last().is_none_or(|(open, _)| *open != page) {
                read.pages.push((page, RecognisedPage::default()));
                (sure, letters, count) = (0.0, 0.0, 0);
            }
            let picture = RecognisedPicture { size: (width.max(1.0), height.max(1.0)), lines: Vec::new() };
            if let Some((_, words)) = read.pages.last_mut() {
                words.pictures.push(picture);
            }
            continue;
        }
        let Some((_, words)) = read.pages.last_mut().filter(|(open, _)| level == "5" && *open == page) else { continue };
        let text = text.trim();
        let Some(picture) = words.pictures.last_mut().filter(|_| !text.is_empty() && count < WORDS_MAX) else { continue };
        count += 1;
        let place = [block, paragraph, in_block];
        if picture.lines.is_empty() || line != place {
            picture.lines.push(Vec::new());
            line = place;
        }
        let word = RecognisedWord { text: text.to_owned(), left, top, right: left + width, bottom: top + height };
        if let Some(line) = picture.lines.last_mut() {
            line.push(word);
        }
        let weight = f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX));
        sure += weight * confidence.parse::<f32>().unwrap_or(0.0).clamp(0.0, 100.0);
        letters += weight;
        // the mean of percents is one
        words.confidence = (sure / letters).round() as u8;
    }
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_back_for_the_file_it_was_made_of_and_no_other() {
        let page = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                    1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t90\t1-бап.\n5\t1\t1\t1\t1\t2\t50\t20\t60\t40\t80\tМақсат\n\
                    5\t1\t1\t1\t2\t1\t10\t80\t30\t40\t50\tЗаң\nnonsense\n5\tx\t1\n";
        let table = ocr_table(b"file", &[(2, page.to_owned())]);
        let read = parse(&table, b"file").unwrap();
        let page = read.page(2).unwrap();
        let picture = &page.pictures[0];
        assert_eq!((page.pictures.len(), picture.size), (1, (1000.0, 2000.0)));
        let words: Vec<Vec<&str>> = picture.lines.iter().map(|line| line.iter().map(|word| word.text.as_str()).collect()).collect();
        assert_eq!(words, [vec!["1-бап.", "Мақсат"], vec!["Заң"]]);
        // 6 letters at 90, 6 at 80, 3 at 50
        assert_eq!(page.confidence, 78);
        assert_eq!((picture.lines[0][1].right, picture.lines[0][1].bottom), (110.0, 60.0));
        assert!(read.page(1).is_none());
        assert_eq!(parse(&table, b"another file"), None);
        assert_eq!(parse("", b"file"), None);
    }

    #[test]
    fn a_table_that_cannot_be_used_is_told_and_none_is_no_matter() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        assert_eq!(beside(&path, b"file").unwrap(), None);
        let of_another = ocr_table(b"other", &[]);
        let cases: [(&[u8], &str); 3] =
            [(b"", "a.ocr.tsv is of another file"), (of_another.as_bytes(), "of another file"), (b"#tarmaq-ocr \xff\n", "a.ocr.tsv cannot be read")];
        for (table, told) in cases {
            std::fs::write(ocr_path(&path), table).unwrap();
            let unused = beside(&path, b"file").unwrap_err().to_string();
            assert!(unused.contains(told), "{unused}");
        }
        std::fs::write(ocr_path(&path), ocr_table(b"file", &[])).unwrap();
        assert_eq!(beside(&path, b"file").unwrap(), Some(Recognised::default()));
    }

    #[test]
    fn strips_of_a_page_are_pictures_of_it_and_one_that_failed_keeps_its_place() {
        let strip = |word: &str| format!("1\t1\t0\t0\t0\t0\t0\t0\t100\t50\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t10\t90\t{word}\n");
        let table = ocr_table(b"file", &[(1, strip("бір")), (1, String::new()), (1, strip("екі")), (3, strip("үш"))]);
        let read = parse(&table, b"file").unwrap();
        let words: Vec<usize> = read.page(1).unwrap().pictures.iter().map(|picture| picture.lines.len()).collect();
        assert_eq!(words, [1, 0, 1]);
        assert_eq!(read.page(3).unwrap().pictures[0].lines[0][0].text, "үш");
    }

    #[test]
    fn any_table_is_read_or_passed_over() {
        let head = format!("{HEAD}{}\n", digest(b"file"));
        for rows in [
            "1\t1\t0\t0\t0\t0\t0\t0\tNaN\tinf\t-1\t\n",
            "5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t90\tа\n",
            "1\t4294967295\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n5\t4294967295\t1\t1\t1\t1\t-3\t1\t1\t1\tx\tа\n",
        ] {
            assert!(parse(&format!("{head}{rows}"), b"file").is_some(), "{rows}");
        }
    }
}
