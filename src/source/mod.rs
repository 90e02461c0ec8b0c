//! Bytes in, the printed text out.
//!
//! In: a file or its bytes. Out: a [`SourceText`] with its lines and pages, and what its `NAME.source.toml` says. The
//! content decides what a file is, never its name. This room repairs nothing: what it hands on is what was printed,
//! decoded.
//!
//! Reading holds, at its highest and beside the file itself, no more memory than a constant and a multiple of the file: 1 MB and 14 times a text file,
//! 16 times a page, 50 times a Markdown file; 1 MB and 6 times what a Word file unpacks to, which is at most 4 MB or 150 times its packed size, and never
//! more than 64 MB a part; 96 MB and 100 times a PDF. These are the worst that could be made up, `memory/tests.rs` holds them; an act as it is published
//! takes a fifth of that. [`TEXT_BYTES_MAX`] and [`LINES_MAX`] bound what the stages after this one are given.
//!
//! An act that goes on over several files (`parts` in its `NAME.source.toml`) is one text. Each of its files is read by its own reader, one after the other,
//! and has the limits of a file; the text that comes of them has those of one text, and is refused with the file that is too much before it is put together.
//! What is held is the sum of what reading each of them holds, the largest of their constants counted once.
//!
//! ```
//! let read = tarmaq::source::read_bytes("a.txt", "1. Осы Заң\n".as_bytes().to_vec())?;
//! assert_eq!(read.value.line(1).text, "1. Осы Заң");
//! # Ok::<(), tarmaq::source::Error>(())
//! ```

mod akn;
mod docx;
mod encoding;
mod flow;
mod format;
mod html;
mod link;
mod markdown;
mod meta;
mod number;
mod ocr;
mod old_font;
mod parts;
mod pdf;
mod table;
mod txt;

pub use ocr::{PagePicture, ocr_path, ocr_table};

pub use meta::{PARTS_MAX, PublishedAct, SourceMeta, meta_path, named_parts, read_meta};
pub use parts::read_with_parts;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::text::{Problem, ProblemCode, Reading, SourceText};

use format::Format;

/// The largest file that is read: of scans and Word files most are pictures.
pub const BYTES_MAX: u64 = 512 * 1024 * 1024;
/// The largest text file or page that is read, and the longest text that is taken out of any file. The longest code in force has three million
/// letters.
pub const TEXT_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The largest Markdown file that is read: the whole of it is taken apart before its first line is known.
pub const MARKDOWN_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Most lines that a text may have: what is known of each takes more than a short line does.
pub const LINES_MAX: u32 = 2_000_000;

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("{path}: there is no such file; check the name")]
    Missing {
        /// The file asked for.
        path: PathBuf,
    },
    /// The path names a folder.
    #[error("{path} is a folder; name a file in it")]
    Folder {
        /// The path asked for.
        path: PathBuf,
    },
    /// The file is there but could not be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file, or the text that came of it, is larger than any act.
    #[error("{file} has {count} {what}, more than any act; those with over {most} are not read: split it into its acts")]
    TooLarge {
        /// The file.
        file: String,
        /// What there is too much of: `bytes`, `bytes of text`, `lines`.
        what: &'static str,
        /// How much of it there is.
        count: u64,
        /// How much is read.
        most: u64,
    },
    /// The file holds nothing but white space.
    #[error("{file} is empty: there is no text in it")]
    Empty {
        /// The file.
        file: String,
    },
    /// The file is of a format that is not read yet.
    #[error("{file} is {format}; this version reads HTML, DOCX, PDF, Akoma Ntoso and text: save the act as a .docx or .txt file")]
    NotText {
        /// The file.
        file: String,
        /// What it is, with its article: "a PDF".
        format: &'static str,
    },
    /// The file opens with a password only.
    #[error("{file} is locked with a password; open it with the password and save it without one")]
    Locked {
        /// The file.
        file: String,
    },
    /// The file is too damaged to be read.
    #[error("{file} is {format} that cannot be read: {cause}; get it again from where it was published")]
    Damaged {
        /// The file.
        file: String,
        /// What it is, with its article: "a PDF".
        format: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// A part of the file unpacks to more than any act holds.
    #[error("{file} unpacks to more than {bytes_max} bytes in one place; such files are made to harm, and it is not read")]
    Inflated {
        /// The file.
        file: String,
        /// Bytes that would have been taken.
        bytes_max: u64,
    },
    /// The file holds more of something than any act does, and nothing else that could be read.
    #[error("{file} has more {what} than any act of its size; such files are made to harm, and it is not read")]
    Overgrown {
        /// The file.
        file: String,
        /// What there is too much of.
        what: &'static str,
    },
    /// Nothing in the file can be read as letters.
    #[error("{file} needs OCR: {cause}; --ocr has tesseract read it, or save the text of the act as a .txt file")]
    NeedsOcr {
        /// The file.
        file: String,
        /// Which pages, and why.
        cause: String,
    },
    /// The file is named as one thing and is a web page that holds no act: what a server says instead of the file.
    #[error("{file} is named as {claimed}, but it is a web page without an act, such as a server sends instead of a file; download it again")]
    AnotherFile {
        /// The file.
        file: String,
        /// What its name says it is, with its article.
        claimed: &'static str,
    },
    /// The file beside the source that tells about it cannot be understood.
    #[error("{file}: {cause}")]
    Meta {
        /// The `.source.toml` file.
        file: String,
        /// What is wrong, naming the key.
        cause: String,
    },
    /// A file that the act goes on in cannot be read, or is no part of it.
    #[error("{file}: `parts`: file {number}: {cause}")]
    Part {
        /// The `.source.toml` file that names it.
        file: String,
        /// Which of the files it names, counted from 1.
        number: usize,
        /// What is wrong, naming the file.
        cause: Box<Error>,
    },
    /// A file that an act is said to go on in is no part of one.
    #[error("{file} is no part of {of}: {cause}")]
    NoPart {
        /// The file.
        file: String,
        /// The file that the act begins in.
        of: String,
        /// Why not.
        cause: String,
    },
    /// A document that cannot be opened, or only in part.
    #[error("{file} is a damaged or unusual Word document: {cause}; open it in a word processor and save it anew")]
    Document {
        /// The file.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The file holds bytes that are no text in any encoding we know.
    #[error("{file} is not a text: {cause}; save the text of the act as a UTF-8 .txt file")]
    Binary {
        /// The file.
        file: String,
        /// What gave it away.
        cause: &'static str,
    },
}

/// Reads the text of the file at `path`.
///
/// # Errors
///
/// Every [`Error`], each naming the file.
pub fn read(path: &Path) -> Result<Reading<SourceText>, Error> {
    let at = || path.to_path_buf();
    let file_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let unreadable = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Missing { path: at() },
        std::io::ErrorKind::IsADirectory => Error::Folder { path: at() },
        _ => Error::Unreadable { path: at(), source },
    };
    let known = fs::metadata(path).map_err(unreadable)?;
    if known.is_dir() {
        return Err(Error::Folder { path: at() });
    }
    if known.len() > BYTES_MAX {
        return Err(Error::TooLarge { file: path.display().to_string(), what: "bytes", count: known.len(), most: BYTES_MAX });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(known.len()).unwrap_or(0));
    // A pipe or a growing file tells no length beforehand: one byte over the bound is enough to refuse it.
    fs::File::open(path).map_err(unreadable)?.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if pdf::is_pdf(&bytes) && bytes.len() as u64 <= BYTES_MAX {
        let beside = ocr::beside(path, &bytes);
        let read = pdf::read(&file_name, &bytes, beside.as_ref().ok().and_then(Option::as_ref));
        return beside.err().into_iter().fold(read, without_words).and_then(within_bounds);
    }
    read_bytes(&file_name, bytes)
}

/// What was read of a PDF without the words that lie beside it, and why they are not used. That is told where a page needs them: the others lack nothing.
fn without_words(read: Result<Reading<SourceText>, Error>, unused: ocr::Unused) -> Result<Reading<SourceText>, Error> {
    match read {
        Ok(mut read) => {
            if let Some(needs) = read.problems.iter().position(|problem| problem.code == ProblemCode::NeedsOcr) {
                let message = format!("{unused}; its words are left out: --ocr has tesseract read the pages again");
                read.problems.insert(needs, Problem::new(ProblemCode::SourceDamaged, read.problems[needs].lines, message));
            }
            Ok(read)
        }
        Err(Error::NeedsOcr { file, cause }) => Err(Error::NeedsOcr { file, cause: format!("{cause}, and {unused}") }),
        Err(error) => Err(error),
    }
}

/// Hands the pictures of the pages of a PDF that need OCR to `take`, in order, one at a time: unpacked they are large. There are none in any other
/// file. A page that was scanned in strips has several. See [`ocr_table`] for what is to be done with them.
///
/// # Errors
///
/// Those of [`read`] that are about the content.
pub fn for_each_page_picture(file_name: &str, bytes: &[u8], mut take: impl FnMut(PagePicture) + Send) -> Result<(), Error> {
    if pdf::is_pdf(bytes) { pdf::pictures(file_name, bytes, &mut take) } else { Ok(()) }
}

/// Reads the text that `bytes` hold; `file_name` is the name that answers and errors cite.
///
/// # Errors
///
/// Those of [`read`] that are about the content.
pub fn read_bytes(file_name: &str, bytes: Vec<u8>) -> Result<Reading<SourceText>, Error> {
    let at_most = |most: u64| match bytes.len() as u64 {
        count if count > most => Err(Error::TooLarge { file: file_name.to_owned(), what: "bytes", count, most }),
        _ => Ok(()),
    };
    at_most(BYTES_MAX)?;
    if pdf::is_pdf(&bytes) {
        return pdf::read(file_name, &bytes, None).and_then(within_bounds);
    }
    let format = format::of(&bytes);
    if matches!(format, Format::Text | Format::Html | Format::AkomaNtoso) {
        at_most(TEXT_BYTES_MAX)?;
    }
    let read = match format {
        Format::Text if file_name.to_lowercase().ends_with(".md") && markdown::is_marked(&bytes) => {
            at_most(MARKDOWN_BYTES_MAX)?;
            markdown::read(file_name, bytes)
        }
        Format::Text => txt::read(file_name, bytes),
        Format::Html => {
            let read = html::read(file_name, bytes)?;
            let claims = [(".pdf", "a PDF"), (".docx", "a Word document")].into_iter().find(|(ending, _)| file_name.to_lowercase().ends_with(ending));
            match claims.filter(|_| !has_act(read.value.text())) {
                Some((_, claimed)) => Err(Error::AnotherFile { file: file_name.to_owned(), claimed }),
                None => Ok(read),
            }
        }
        Format::Zip => docx::read(file_name, bytes),
        Format::AkomaNtoso => akn::read(file_name, &bytes),
        Format::Other(format) => Err(Error::NotText { file: file_name.to_owned(), format }),
    };
    read.and_then(within_bounds)
}

/// What was read, where it is not more than the stages after this one are made for.
fn within_bounds(read: Reading<SourceText>) -> Result<Reading<SourceText>, Error> {
    let source = &read.value;
    let file = || source.file().to_owned();
    bound(source.text().len() as u64, u64::from(source.line_count()), file)?;
    Ok(read)
}

/// Refuses a text of so many bytes and lines where that is too much; `file` names it.
fn bound(bytes: u64, lines: u64, file: impl Fn() -> String) -> Result<(), Error> {
    if bytes > TEXT_BYTES_MAX {
        return Err(Error::TooLarge { file: file(), what: "bytes of text", count: bytes, most: TEXT_BYTES_MAX });
    }
    if lines > u64::from(LINES_MAX) {
        return Err(Error::TooLarge { file: file(), what: "lines", count: lines, most: u64::from(LINES_MAX) });
    }
    Ok(())
}

/// Fewest Cyrillic letters of a page that may hold an act: the shortest orders have twice as many.
const ACT_LETTERS_MIN: usize = 400;

/// Whether a page is long enough to hold an act, and no message that there is none.
fn has_act(text: &str) -> bool {
    text.chars().filter(|c| matches!(c, '\u{400}'..='\u{4ff}')).take(ACT_LETTERS_MIN).count() == ACT_LETTERS_MIN
}

#[cfg(test)]
#[path = "memory/tests.rs"]
mod memory;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineRange;

    #[test]
    fn a_page_that_comes_instead_of_a_file_is_no_act() {
        let error = "<!DOCTYPE html><html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>";
        for name in ["a.pdf", "a.DOCX"] {
            let refused = read_bytes(name, error.into()).unwrap_err();
            assert!(matches!(refused, Error::AnotherFile { .. }) && refused.to_string().contains(name), "{refused}");
        }
        assert!(read_bytes("a.html", error.into()).is_ok(), "a page that is named as one");
        let act = format!("<html><body>{}</body></html>", "<p>1. Осы Заң қолданысқа енгізіледі.</p>".repeat(40));
        assert!(read_bytes("a.pdf", act.into()).is_ok(), "the content decides, not the name");
    }

    #[test]
    fn words_beside_a_scan_that_are_not_used_are_told_where_they_are_needed() {
        let unused = || ocr::Unused::OfAnother { file: "a.ocr.tsv".to_owned() };
        let scan = Error::NeedsOcr { file: "a.pdf".to_owned(), cause: "page 1 is a picture".to_owned() };
        let refused = without_words(Err(scan), unused()).unwrap_err().to_string();
        assert!(refused.contains("page 1 is a picture, and a.ocr.tsv is of another file") && refused.contains("--ocr"), "{refused}");
        let read = |problems: Vec<Problem>| Ok(Reading { value: SourceText::new("a.pdf", "бап"), problems });
        assert_eq!(without_words(read(Vec::new()), unused()).unwrap().problems, [], "no page needs them");
        let needs = Problem::new(ProblemCode::NeedsOcr, LineRange::new(1, 1), "page 2 needs OCR");
        let problems = without_words(read(vec![needs]), unused()).unwrap().problems;
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [ProblemCode::SourceDamaged, ProblemCode::NeedsOcr]);
        assert!(problems[0].message.contains("a.ocr.tsv is of another file"), "{}", problems[0].message);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_with_its_cause() {
        let folder = tempfile::tempdir().unwrap();
        let missing = read(&folder.path().join("жоқ.txt")).unwrap_err();
        assert!(matches!(missing, Error::Missing { .. }) && missing.to_string().contains("жоқ.txt"), "{missing}");
        let not_a_file = read(folder.path()).unwrap_err();
        assert!(matches!(not_a_file, Error::Folder { .. }), "{not_a_file}");
        let path = folder.path().join("a.pdf");
        fs::write(&path, "1. Осы Заң\n").unwrap();
        assert_eq!(read(&path).unwrap().value.file(), "a.pdf", "the content decides, not the name");
    }
}
