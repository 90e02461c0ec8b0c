//! One text over several files: how they are joined, and which of them a line was printed in.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::clean::Gap;
use super::marks::{BlockKind, Marks, Rect};
use super::source::SourceText;
use super::span::{LineRange, PageRange, SourceSpan};

/// One of the files of a text, as the text keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    file: Box<str>,
    /// Its first line and its first page, counted through all files.
    first_line: u32,
    first_page: u32,
    /// Whether its own pages are known: a page begins with each file all the same.
    has_pages: bool,
    /// Whether its reader told its paragraphs.
    is_marked: bool,
    /// Whether it ends inside a line: behind a space, and without a line break.
    is_cut: bool,
    /// Whether its reader found an indent before its body paragraphs; `None` where it told none to ask.
    indented: Option<bool>,
}

/// One of the files that a text was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilePart<'s> {
    /// Its name.
    pub file: &'s str,
    /// Its lines, counted through all files: what [`SourceText::line`] takes.
    pub lines: LineRange,
    /// Its characters.
    pub span: SourceSpan,
    /// Whether its reader told its paragraphs: then [`Marks::blocks`] hold all that is read of it.
    pub is_marked: bool,
    /// Whether it ends inside a line: behind a space, and without a line break, as a text does that was cut between two words.
    pub is_cut: bool,
}

/// Where words are printed: a file, and the lines and pages of that file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Printed {
    /// The name of the file.
    pub file: String,
    /// Its lines.
    pub lines: LineRange,
    /// Its pages, where it has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<PageRange>,
    /// The rectangles on those pages, in the order of the text; empty where the file has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rects: Vec<Rect>,
}

impl Part {
    /// The only file of `source`, as the first of several.
    fn only(source: &SourceText) -> Self {
        let blocks = &source.marks.blocks;
        let body = blocks.iter().any(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Rest));
        Self {
            file: source.file().into(),
            first_line: 1,
            first_page: 1,
            has_pages: !source.page_starts.is_empty(),
            is_marked: !blocks.is_empty(),
            is_cut: source.text.ends_with([' ', '\u{a0}']),
            indented: body.then_some(source.marks.indented),
        }
    }
}

impl SourceText {
    /// Puts the text of another file behind this one: one act that goes on in it.
    ///
    /// Returns how many lines stand above it. A page begins with it. Whether a sentence goes on over the seam is for `repair` to see. What `next` tells of the parts of an act is lost: it is of
    /// a whole act.
    pub fn go_on(&mut self, next: Self) -> u32 {
        if self.parts.is_empty() {
            self.parts.push(Part::only(self));
        }
        // The last line of a file may lack its line break; where it has one, what stands behind it is no line, but the only one of a file without text.
        let begun = self.parts.last().map_or(1, |part| part.first_line);
        if self.text.ends_with('\n') && self.line_count() > begun {
            self.line_starts.pop();
        } else {
            self.text.push('\n');
        }
        let bytes = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let first_line = u32::try_from(self.line_starts.len()).unwrap_or(u32::MAX) + 1;
        if self.page_starts.is_empty() {
            self.page_starts.push(1);
        }
        let first_page = u32::try_from(self.page_starts.len()).unwrap_or(u32::MAX) + 1;
        self.parts.push(Part { first_line, first_page, ..Part::only(&next) });
        let pages = if next.page_starts.is_empty() { &[1][..] } else { &next.page_starts };
        self.page_starts.extend(pages.iter().map(|line| line + first_line - 1));
        self.line_starts.extend(next.line_starts.iter().map(|start| start + bytes));
        self.text.push_str(&next.text);
        go_on(&mut self.marks, next.marks, bytes, first_page - 1);
        let told: Vec<bool> = self.parts.iter().filter_map(|part| part.indented).collect();
        self.marks.indented = !told.is_empty() && told.iter().all(|indented| *indented);
        first_line - 1
    }

    /// The files it was read from, where these are several; none for a text of one file.
    pub fn parts(&self) -> impl Iterator<Item = FilePart<'_>> {
        self.parts.iter().enumerate().map(|(at, part)| {
            let last = self.parts.get(at + 1).map_or(self.line_count(), |next| next.first_line - 1);
            let lines = LineRange::new(part.first_line, last);
            let span = SourceSpan { start: self.line(lines.first).span.start, end: self.line(last).span.end };
            FilePart { file: &part.file, lines, span, is_marked: part.is_marked, is_cut: part.is_cut }
        })
    }

    /// The files it was read from, the first included.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.file()).chain(self.parts.iter().skip(1).map(|part| &*part.file))
    }

    /// Where `lines` are printed: the file in which they begin, with those of its own lines and pages; and the files that they go on in, each with its own.
    pub fn printed(&self, lines: LineRange) -> (Printed, Vec<Printed>) {
        if self.parts.is_empty() {
            let only = Printed { file: self.file().to_owned(), lines, pages: self.pages_of(lines), rects: self.rects_of(lines) };
            return (only, Vec::new());
        }
        let last = self.line_count();
        let lines = LineRange::new(lines.first.clamp(1, last), lines.last.min(last));
        let at = |line: u32| self.parts.partition_point(|part| part.first_line <= line).max(1) - 1;
        let (first, last) = (at(lines.first), at(lines.last));
        let rest = (first + 1..=last).map(|part| self.printed_in(part, lines)).collect();
        (self.printed_in(first, lines), rest)
    }

    /// The part of `lines` that stands in the file `at`.
    fn printed_in(&self, at: usize, lines: LineRange) -> Printed {
        let part = &self.parts[at];
        let end = self.parts.get(at + 1).map_or(u32::MAX, |next| next.first_line - 1);
        let lines = LineRange::new(lines.first.max(part.first_line), lines.last.min(end));
        let (above, before) = (part.first_line - 1, part.first_page - 1);
        let own = |rect: Rect| Rect { page: rect.page.saturating_sub(before), ..rect };
        Printed {
            file: part.file.to_string(),
            lines: LineRange::new(lines.first - above, lines.last - above),
            pages: self.pages_of(lines).filter(|_| part.has_pages).map(|pages| PageRange { first: pages.first - before, last: pages.last - before }),
            rects: self.rects_of(lines).into_iter().map(own).collect(),
        }
    }

    /// Whether a file that the text goes on in begins with this line.
    pub fn begins_file(&self, line: u32) -> bool {
        self.parts.iter().skip(1).any(|part| part.first_line == line)
    }
}

/// Puts the marks of the next file behind those of the ones before, which have so many bytes and pages.
fn go_on(marks: &mut Marks, next: Marks, bytes: u32, pages: u32) {
    let moved = |span: SourceSpan| SourceSpan { start: span.start + bytes, end: span.end + bytes };
    let table = |kind: &BlockKind| if let BlockKind::Cell(cell) = kind { Some(cell.table) } else { None };
    let tables = marks.blocks.iter().filter_map(|block| table(&block.kind)).max().map_or(0, |last| last + 1);
    let mut begins = true;
    marks.blocks.extend(next.blocks.into_iter().map(|mut block| {
        block.span = moved(block.span);
        if let BlockKind::Cell(cell) = &mut block.kind {
            cell.table += tables;
        }
        if block.kind != BlockKind::Furniture && std::mem::take(&mut begins) {
            block.gap = Gap::Page;
        }
        block
    }));
    marks.links.extend(next.links.into_iter().map(|mut link| {
        link.span = moved(link.span);
        link
    }));
    // Two pages of a portal name their places alike; a link from elsewhere means the first.
    let named: HashSet<String> = if next.anchors.is_empty() { HashSet::new() } else { marks.anchors.iter().map(|anchor| anchor.name.clone()).collect() };
    marks.anchors.extend(next.anchors.into_iter().filter(|anchor| !named.contains(&anchor.name)).map(|mut anchor| {
        anchor.at += bytes;
        anchor
    }));
    marks.places.extend(next.places.into_iter().map(|mut place| {
        place.span = moved(place.span);
        place.rect.page += pages;
        place
    }));
    marks.recognised.extend(next.recognised.into_iter().map(|(page, sure)| (page + pages, sure)));
    marks.told = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Anchor, Block, Cell, Place};

    fn printed(source: &SourceText, first: u32, last: u32) -> String {
        let told = |printed: Printed| {
            format!("{}:{}{}", printed.file, printed.lines, printed.pages.map_or(String::new(), |pages| format!(" p{}-{}", pages.first, pages.last)))
        };
        let (begins, rest) = source.printed(LineRange::new(first, last));
        std::iter::once(begins).chain(rest).map(told).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn lines_and_pages_are_told_of_the_file_they_stand_in() {
        let mut source = SourceText::new("a.txt", "бір\nекі\n");
        source.go_on(SourceText::new("b.pdf", "үш\nтөрт\nбес").with_pages(vec![1, 3]));
        source.go_on(SourceText::new("c.txt", "алты"));
        assert_eq!(source.text(), "бір\nекі\nүш\nтөрт\nбес\nалты");
        let lines: Vec<_> = source.lines().map(|line| line.text).collect();
        assert_eq!(lines, ["бір", "екі", "үш", "төрт", "бес", "алты"]);
        let cases = [
            ((1, 2), "a.txt:1-2"),
            ((2, 3), "a.txt:2, b.pdf:1 p1-1"),
            ((4, 5), "b.pdf:2-3 p1-2"),
            ((2, 6), "a.txt:2, b.pdf:1-3 p1-2, c.txt:1"),
            ((6, 6), "c.txt:1"),
            ((9, 9), "c.txt:1"),
        ];
        for ((first, last), meant) in cases {
            assert_eq!(printed(&source, first, last), meant);
        }
        let parts: Vec<_> = source.parts().map(|part| (part.file, part.lines.to_string(), source.slice(part.span))).collect();
        assert_eq!(parts, [("a.txt", "1-2".to_owned(), "бір\nекі"), ("b.pdf", "3-5".to_owned(), "үш\nтөрт\nбес"), ("c.txt", "6".to_owned(), "алты")]);
        assert_eq!(source.files().collect::<Vec<_>>(), ["a.txt", "b.pdf", "c.txt"]);
        assert!(source.begins_file(3) && source.begins_file(6) && !source.begins_file(1) && !source.begins_file(4));
        let pages = |line| source.pages_of(LineRange::new(line, line)).map(|pages| pages.first);
        assert_eq!([1, 3, 5, 6].map(pages), [Some(1), Some(2), Some(3), Some(4)], "a page begins with each file");
    }

    #[test]
    fn a_file_without_text_is_a_line() {
        let mut source = SourceText::new("a.txt", "");
        ["b.txt", "c.txt"].iter().for_each(|name| _ = source.go_on(SourceText::new(*name, "")));
        source.go_on(SourceText::new("d.txt", "бір\n"));
        let lines: Vec<_> = source.parts().map(|part| (part.file, part.lines.to_string())).collect();
        assert_eq!(lines, [("a.txt", "1".to_owned()), ("b.txt", "2".to_owned()), ("c.txt", "3".to_owned()), ("d.txt", "4-5".to_owned())]);
        assert_eq!((source.line(3).text, source.line(4).text), ("", "бір"));
    }

    #[test]
    fn a_text_of_one_file_is_what_it_was() {
        let source = SourceText::new("a.txt", "бір\nекі\n");
        assert_eq!(printed(&source, 1, 2), "a.txt:1-2");
        assert_eq!((source.parts().count(), source.files().count()), (0, 1));
    }

    #[test]
    fn marks_go_on_behind_those_of_the_file_before() {
        let cell = Cell { table: 0, row: 0, column: 0, rows: 1, columns: 1, header: false };
        let rect = Rect { page: 1, left: 1.0, top: 1.0, right: 9.0, bottom: 9.0 };
        let one = |name: &str| {
            let span = SourceSpan { start: 0, end: 6 };
            let marks = Marks {
                blocks: vec![Block { kind: BlockKind::Cell(cell), ..Block::paragraph(span) }],
                anchors: vec![Anchor { at: 0, name: "z1".to_owned() }, Anchor { at: 0, name: name.to_owned() }],
                places: vec![Place { span, rect }],
                recognised: vec![(1, 90)],
                ..Marks::default()
            };
            SourceText::new(name, "ұяш").with_pages(vec![1]).with_marks(marks)
        };
        let mut source = one("a.pdf");
        source.go_on(one("b.pdf"));
        let tables: Vec<_> = source.marks().blocks.iter().map(|block| (block.kind, source.slice(block.span), block.gap)).collect();
        assert_eq!(tables, [(BlockKind::Cell(cell), "ұяш", Gap::None), (BlockKind::Cell(Cell { table: 1, ..cell }), "ұяш", Gap::Page)]);
        let anchors: Vec<_> = source.marks().anchors.iter().map(|anchor| (anchor.name.as_str(), anchor.at)).collect();
        assert_eq!(anchors, [("z1", 0), ("a.pdf", 0), ("b.pdf", 7)]);
        let second = source.printed(LineRange::new(2, 2)).0;
        assert_eq!((second.file.as_str(), second.rects), ("b.pdf", vec![rect]), "the page of its own file");
        assert_eq!(source.ocr_of(LineRange::new(2, 2)), Some(90));
        assert!(!source.marks().indented, "cells tell nothing of the body");
    }
}
