//! Text files: what they are by their content, and where their pages begin.

use crate::text::{Reading, SourceText};

use super::{Error, encoding};

/// Reads a text file.
pub(super) fn read(file: &str, bytes: Vec<u8>) -> Result<Reading<SourceText>, Error> {
    let mut problems = Vec::new();
    let text = encoding::decode(file, bytes, &mut problems)?;
    if text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')).is_empty() {
        return Err(Error::Empty { file: file.to_owned() });
    }
    // Offsets are 32 bits wide; a text of one-byte letters doubles in UTF-8.
    if text.len() as u64 > u64::from(u32::MAX) {
        return Err(Error::TooLarge { file: file.to_owned(), what: "bytes of text", count: text.len() as u64, most: u64::from(u32::MAX) });
    }
    let source = SourceText::new(file, text);
    let pages = page_starts(&source);
    Ok(Reading { value: source.with_pages(pages), problems })
}

/// The line each page begins with: after three or more empty lines, or at a form feed; none where there are no breaks.
///
/// A line that holds a space is not empty: it is an empty table cell, as beside the stamps of V1800016354. Where the
/// printer left a blank line after every printed one (kandastar-suraq-jauap.txt) a page of which the last line is full
/// is followed right away by the next, whose first line begins with white space.
fn page_starts(source: &SourceText) -> Vec<u32> {
    let spaced = is_spaced(source);
    let mut starts = vec![1];
    let (mut empty, mut on_page) = (0, 0);
    for line in source.lines() {
        if line.text.is_empty() {
            empty += 1;
            continue;
        }
        let full_page = spaced && empty == 0 && on_page >= PAGE_LINES_MIN && line.text.starts_with(' ');
        if on_page > 0 && (empty >= 3 || line.text.starts_with('\u{c}') || full_page) {
            starts.push(line.number);
            on_page = 0;
        }
        empty = 0;
        on_page += 1;
    }
    if starts.len() > 1 { starts } else { Vec::new() }
}

/// Fewest printed lines of a full page; those of kandastar-suraq-jauap.txt have 28 to 38.
const PAGE_LINES_MIN: u32 = 20;

/// Whether nearly every printed line has a blank one before it.
fn is_spaced(source: &SourceText) -> bool {
    let (mut printed, mut spaced, mut blank) = (0_u32, 0_u32, false);
    for line in source.lines() {
        if line.text.is_empty() {
            blank = true;
        } else {
            printed += 1;
            spaced += u32::from(blank);
            blank = false;
        }
    }
    printed >= PAGE_LINES_MIN && spaced * 10 >= printed * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_corpus_are_counted() {
        let cases = [
            // (text, line that begins a page, number of pages, why)
            (&include_bytes!("../../corpus/P2200000807.txt")[..], 42, 3, "three empty lines"),
            (include_bytes!("../../corpus/V1800016354.txt"), 42, 17, "a line with a space is a cell"),
            (include_bytes!("../../corpus/kandastar-suraq-jauap.txt"), 200, 26, "a page that ends without a blank line"),
        ];
        for (bytes, line, pages, why) in cases {
            let source = read("a.txt", bytes.to_vec()).unwrap().value;
            let starts = page_starts(&source);
            assert!(starts.contains(&line), "{why}: {starts:?}");
            assert_eq!(starts.len(), pages, "{why}: {starts:?}");
        }
        assert!(page_starts(&SourceText::new("a", "бір\n\n \n\nекі")).is_empty());
        assert_eq!(page_starts(&SourceText::new("a", "бір\n\u{c}екі")), [1, 2]);
    }

    #[test]
    fn what_is_no_text_is_refused_by_name_and_cause() {
        let cases: [(&[u8], &str); 4] = [
            (b"", "a.txt is empty"),
            (b" \n\t\r\n\xef\xbb\xbf", "a.txt is empty"),
            (b"ab\0\0\0\0\0\0\x01\x02", "NUL bytes"),
            (b"\x01\x02\x03\x04abc\x05", "control character"),
        ];
        for (bytes, said) in cases {
            let error = read("a.txt", bytes.to_vec()).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn encodings_are_told_by_their_bytes() {
        let text = "1. Осы Қағидаларға сәйкес, № 5.\n2. Өтініш ұсынылады.\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_big: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let russian = "1. Настоящий приказ вводится в действие.\n";
        let typed = "1. Осы Ќаѓидаларѓа сјйкес ґтініш ўсынылады, їкім шыќты.\n";
        let cases = [
            (text.as_bytes().to_vec(), text, 0),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), text, 0),
            (utf16, text, 1),
            (utf16_big, text, 0),
            (encoding_rs::WINDOWS_1251.encode(russian).0.into_owned(), russian, 1),
            (encoding_rs::WINDOWS_1251.encode(typed).0.into_owned(), "1. Осы Қағидаларға сәйкес өтініш ұсынылады, үкім шықты.\n", 2),
        ];
        for (bytes, meant, doubts) in cases {
            let read = read("a.txt", bytes).unwrap();
            assert_eq!(read.value.text(), meant);
            assert_eq!(read.problems.len(), doubts, "{:?}", read.problems);
        }
    }
}
