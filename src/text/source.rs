//! The text as the reader printed it.

use super::marks::{Marks, Rect};
use super::part::Part;
use super::span::{LineRange, PageRange, SourceSpan};

/// A document as a reader found it, decoded to UTF-8: nothing repaired, nothing left out.
///
/// Lines are those of the file, 1-based, split at `\n` (a `\r` before it belongs to the line break). Pages are 1-based
/// and begin at lines; a source without pages has none. Where one act goes on over several files ([`SourceText::go_on`]), lines and pages are counted
/// through all of them, a page begins with each, and [`SourceText::printed`] tells the file and its own lines and pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    file: Box<str>,
    pub(super) text: String,
    pub(super) line_starts: Vec<u32>,
    /// The line each page begins with, rising; the first is always 1. Empty where pages are not known.
    pub(super) page_starts: Vec<u32>,
    pub(super) marks: Marks,
    /// The files it was read from, where these are several; empty for one.
    pub(super) parts: Vec<Part>,
}

/// One printed line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// 1-based number in the file.
    pub number: u32,
    /// Where it stands, the line break not counted.
    pub span: SourceSpan,
    /// The printed characters, the line break not counted.
    pub text: &'t str,
}

impl SourceText {
    /// The text of `file`, with no pages known.
    pub fn new(file: impl Into<Box<str>>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut line_starts = vec![0];
        line_starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        Self { file: file.into(), text, line_starts, page_starts: Vec::new(), marks: Marks::default(), parts: Vec::new() }
    }

    /// The same text with the lines its pages begin with, rising. A first page that does not begin with line 1 is added.
    #[must_use]
    pub fn with_pages(mut self, mut page_starts: Vec<u32>) -> Self {
        if page_starts.first().is_some_and(|&line| line > 1) {
            page_starts.insert(0, 1);
        }
        self.page_starts = page_starts;
        self
    }

    /// The same text with what its reader knows beside the characters.
    #[must_use]
    pub fn with_marks(mut self, marks: Marks) -> Self {
        self.marks = marks;
        self
    }

    /// What the reader knows beside the characters; everything in it is empty for a text file.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The rectangles on their pages that hold the words of `lines`; empty where the source has no places.
    pub fn rects_of(&self, lines: LineRange) -> Vec<Rect> {
        self.marks.rects_of(SourceSpan { start: self.line(lines.first).span.start, end: self.line(lines.last).span.end })
    }

    /// How sure the program was, in percent, that read the words of `lines` off a picture; `None` for printed text. Of several pages the least.
    pub fn ocr_of(&self, lines: LineRange) -> Option<u8> {
        if self.marks.recognised.is_empty() {
            return None;
        }
        let pages = self.pages_of(lines)?;
        let on_them = self.marks.recognised.iter().filter(|(page, _)| (pages.first..=pages.last).contains(page));
        on_them.map(|(_, confidence)| *confidence).min()
    }

    /// The name the source goes by: a file name, as answers cite it; of several files the first.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The whole printed text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of lines; an empty text has one.
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.line_starts.len()).unwrap_or(u32::MAX)
    }

    /// The line of this 1-based number; the last one for a number beyond the text.
    pub fn line(&self, number: u32) -> Line<'_> {
        let at = (number.clamp(1, self.line_count()) - 1) as usize;
        let start = self.line_starts[at] as usize;
        let end = self.line_starts.get(at + 1).map_or(self.text.len(), |&next| next as usize - 1);
        let text = &self.text[start..end];
        let text = text.strip_suffix('\r').unwrap_or(text);
        Line { number: number.clamp(1, self.line_count()), span: SourceSpan::new(start..start + text.len()), text }
    }

    /// All lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        (1..=self.line_count()).map(|number| self.line(number))
    }

    /// The printed characters of `span`, cut back to character boundaries.
    pub fn slice(&self, span: SourceSpan) -> &str {
        let range = span.range();
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        &self.text[self.text.floor_char_boundary(start)..self.text.ceil_char_boundary(end)]
    }

    /// The lines that `span` touches.
    pub fn lines_of(&self, span: SourceSpan) -> LineRange {
        let line = |at: u32| u32::try_from(self.line_starts.partition_point(|&start| start <= at)).unwrap_or(u32::MAX).max(1);
        LineRange::new(line(span.start), line(span.end.saturating_sub(1).max(span.start)))
    }

    /// The same as [`Self::lines_of`], looked for first at line `near` and the few after it.
    pub(super) fn lines_of_near(&self, span: SourceSpan, near: u32) -> LineRange {
        let last = span.end.saturating_sub(1).max(span.start);
        let known = near.max(1) as usize - 1;
        let starts = self.line_starts.get(known..).unwrap_or_default();
        for (at, &start) in starts.iter().enumerate().take(4) {
            let end = starts.get(at + 1).copied().unwrap_or(u32::MAX);
            if span.start < start {
                break;
            }
            if last < end {
                let line = u32::try_from(known + at + 1).unwrap_or(u32::MAX);
                return LineRange::new(line, line);
            }
            if span.start < end {
                break;
            }
        }
        self.lines_of(span)
    }

    /// The pages that `lines` stand on, where the source has pages.
    pub fn pages_of(&self, lines: LineRange) -> Option<PageRange> {
        if self.page_starts.is_empty() {
            return None;
        }
        let page = |line: u32| u32::try_from(self.page_starts.partition_point(|&start| start <= line)).unwrap_or(u32::MAX).max(1);
        Some(PageRange { first: page(lines.first), last: page(lines.last) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_pages_are_found_again() {
        let source = SourceText::new("a.txt", "бір\r\nекі\n\nүш").with_pages(vec![1, 4]);
        assert_eq!(source.line_count(), 4);
        assert_eq!(source.line(1).text, "бір", "the carriage return belongs to the line break");
        assert_eq!(source.line(9).text, "үш");
        let span = SourceSpan { start: source.line(2).span.start, end: source.line(4).span.end };
        assert_eq!(source.lines_of(span), LineRange::new(2, 4));
        assert_eq!(source.pages_of(LineRange::new(2, 4)), Some(PageRange { first: 1, last: 2 }));
        assert_eq!(SourceText::new("a", "").pages_of(LineRange::new(1, 1)), None);
    }
}
