//! Text files: their pages.

use crate::text::{Reading, SourceText};

use super::Error;

/// Reads a text file.
pub(super) fn read(file_name: &str, bytes: Vec<u8>) -> Result<Reading<SourceText>, Error> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(wrong) => encoding_rs::WINDOWS_1251.decode(wrong.as_bytes()).0.into_owned(),
    };
    if text.trim().is_empty() {
        return Err(Error::Empty { file: file_name.to_owned() });
    }
    let source = SourceText::new(file_name, text);
    let pages = page_starts(&source);
    Ok(Reading { value: source.with_pages(pages), problems: Vec::new() })
}

/// The line each page begins with: after three or more empty lines, or at a form feed.
///
/// A line that holds a space is not empty: it is an empty table cell, as beside the stamps of V1800016354.
fn page_starts(source: &SourceText) -> Vec<u32> {
    let mut starts = vec![1];
    let (mut empty, mut printed) = (0, false);
    for line in source.lines() {
        if line.text.is_empty() {
            empty += 1;
            continue;
        }
        if printed && (empty >= 3 || line.text.starts_with('\u{c}')) {
            starts.push(line.number);
        }
        (empty, printed) = (0, true);
    }
    starts
}
