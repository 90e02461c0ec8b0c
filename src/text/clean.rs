//! The repaired text, paragraph by paragraph.

use super::marks::{BlockKind, Cell, CleanLink};
use super::source::SourceText;
use super::span::{LineRange, SourceSpan, Span, SpanMap};
use super::work;

/// What stood between a paragraph and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The next line.
    None,
    /// One or more blank lines.
    Blank,
    /// A page break.
    Page,
}

/// A paragraph, heading or cell paragraph of the repaired text: one line of it, without its line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its characters in [`CleanText::text`].
    pub span: Span,
    /// The printed lines it was made from.
    pub lines: LineRange,
    /// Columns of white space before its first printed line, damage not counted.
    pub indent: u16,
    /// What stood before it.
    pub gap: Gap,
    /// What it is, where the source says so; else [`BlockKind::Paragraph`].
    pub kind: BlockKind,
}

impl Paragraph {
    /// Where it stands in a table, where the source says so.
    pub fn cell(&self) -> Option<Cell> {
        match self.kind {
            BlockKind::Cell(cell) => Some(cell),
            _ => None,
        }
    }
}

/// A text whose damage is repaired as far as it could be.
///
/// Guarantees: `text` is the paragraphs in reading order, each ended by `\n`; no paragraph is empty, begins or ends
/// with white space, or holds two spaces in a row; every byte maps home through `map`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanText {
    /// All paragraphs, one a line.
    pub text: String,
    /// Where they are, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// The way home.
    pub map: SpanMap,
    /// Whether body paragraphs are marked by an indent (so that a paragraph without one is a heading, a cell or a stamp).
    pub indented: bool,
}

impl CleanText {
    /// The characters of `span`.
    pub fn slice(&self, span: Span) -> &str {
        work::spend(span.len());
        &self.text[span.range()]
    }

    /// The characters of paragraph `at`.
    pub fn paragraph_text(&self, at: usize) -> &str {
        self.slice(self.paragraphs[at].span)
    }

    /// The paragraph that holds byte `at`: the last one that begins at or before it.
    pub fn paragraph_at(&self, at: u32) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.span.start <= at).saturating_sub(1)
    }

    /// Makes paragraph `at` and the one after it one, with `between` (nothing, or a space) between their words.
    pub fn join_next(&mut self, at: usize, between: &str) {
        let Some(next) = self.paragraphs.get(at + 1).filter(|_| at < self.paragraphs.len()).cloned() else { return };
        // one byte, the line break, stands between the two
        let end = self.paragraphs[at].span.end;
        let gone = u32::from(between.is_empty());
        self.text.replace_range(end as usize..next.span.start as usize, between);
        self.map.shorten(end, gone);
        self.paragraphs.remove(at + 1);
        let open = &mut self.paragraphs[at];
        open.span.end = next.span.end - gone;
        open.lines = open.lines.join(next.lines);
        for paragraph in &mut self.paragraphs[at + 1..] {
            paragraph.span = Span { start: paragraph.span.start - gone, end: paragraph.span.end - gone };
        }
    }

    /// The links of `source`, which this text was made from, on the words they stand on here, in the order of this text. One
    /// whose words were left out is left out too.
    pub fn links(&self, source: &SourceText) -> Vec<CleanLink> {
        let links = &source.marks().links;
        let spans: Vec<_> = links.iter().map(|link| link.span).collect();
        let found = self.map.to_clean(&spans).into_iter().zip(links).filter_map(|(span, link)| {
            let words = self.slice(span?);
            let start = span?.range().start + (words.len() - words.trim_start().len());
            let span = Span::new(start..start + words.trim().len());
            (!span.is_empty()).then(|| CleanLink { span, href: link.href.clone() })
        });
        let mut found: Vec<CleanLink> = found.collect();
        found.sort_by_key(|link| link.span);
        found
    }
}

/// Puts a [`CleanText`] together, piece by piece, keeping the map.
pub struct CleanBuilder<'s> {
    source: &'s SourceText,
    text: String,
    map: SpanMap,
    paragraphs: Vec<Paragraph>,
    /// Where the open paragraph begins, and the printed lines it has taken in so far.
    start: usize,
    lines: Option<LineRange>,
    /// The line last taken in: the next one is most often it or the one after.
    near: u32,
    indent: u16,
    gap: Gap,
    kind: BlockKind,
    indented: bool,
}

impl<'s> CleanBuilder<'s> {
    /// An empty text made from `source`.
    pub fn new(source: &'s SourceText) -> Self {
        Self {
            source,
            text: String::with_capacity(source.text().len()),
            map: SpanMap::default(),
            paragraphs: Vec::new(),
            start: 0,
            lines: None,
            near: 1,
            indent: 0,
            gap: Gap::None,
            kind: BlockKind::Paragraph,
            indented: false,
        }
    }

    /// Says that body paragraphs are marked by an indent.
    pub fn set_indented(&mut self, indented: bool) {
        self.indented = indented;
    }

    /// Says how the open paragraph is set: its indent and what stood before it.
    pub fn begin_paragraph(&mut self, indent: u16, gap: Gap) {
        self.indent = indent;
        self.gap = gap;
    }

    /// Says what the open paragraph is.
    pub fn set_kind(&mut self, kind: BlockKind) {
        self.kind = kind;
    }

    /// How many paragraphs are ended.
    pub fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// The text of the paragraph that is open.
    pub fn open_text(&self) -> &str {
        &self.text[self.start..]
    }

    /// Takes printed characters over as they are.
    pub fn keep(&mut self, span: SourceSpan) {
        let source = self.source;
        self.put(source.slice(span), span, true);
    }

    /// Writes `text` for the printed `span`: one letter for another, a space for a line break.
    ///
    /// An empty `span` is the place at which something had to be put in.
    pub fn replace(&mut self, span: SourceSpan, text: &str) {
        self.put(text, span, false);
    }

    fn put(&mut self, text: &str, span: SourceSpan, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(text);
        self.map.push(at, self.text.len(), span, verbatim);
        if !text.trim_start().is_empty() {
            let lines = self.source.lines_of_near(span, self.near);
            self.near = lines.last;
            self.lines = Some(self.lines.map_or(lines, |all| all.join(lines)));
        }
    }

    /// Ends the open paragraph; one with nothing in it is dropped.
    #[must_use]
    pub fn finish_paragraph(mut self) -> Self {
        self.end_paragraph();
        self
    }

    /// Ends the open paragraph; one with nothing in it is dropped.
    pub fn end_paragraph(&mut self) {
        let kept = self.text[self.start..].trim_end().len();
        self.text.truncate(self.start + kept);
        self.map.truncate(self.start + kept);
        if let (Some(lines), false) = (self.lines.take(), kept == 0) {
            let span = Span::new(self.start..self.text.len());
            self.paragraphs.push(Paragraph { span, lines, indent: self.indent, gap: self.gap, kind: self.kind });
            let home = self.map.to_source(Span { start: span.end, end: span.end }).end;
            let at = self.text.len();
            self.text.push('\n');
            self.map.push(at, at + 1, SourceSpan { start: home, end: home }, false);
        }
        self.start = self.text.len();
        self.gap = Gap::None;
        self.indent = 0;
        self.kind = BlockKind::Paragraph;
    }

    /// The text as built so far.
    pub fn finish(mut self) -> CleanText {
        self.end_paragraph();
        CleanText { text: self.text, paragraphs: self.paragraphs, map: self.map, indented: self.indented }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_paragraphs_become_one_and_lead_home() {
        let source = SourceText::new("a.txt", "1. Осы 59-\nтармағына\nсәйкес\n2. Жаңа\n");
        let mut clean = CleanBuilder::new(&source);
        for line in source.lines() {
            clean.keep(line.span);
            clean.end_paragraph();
        }
        let mut clean = clean.finish();
        clean.join_next(0, "");
        clean.join_next(0, " ");
        clean.join_next(1, " ");
        assert_eq!(clean.text, "1. Осы 59-тармағына сәйкес\n2. Жаңа\n");
        let told: Vec<_> = (0..2).map(|at| (clean.paragraph_text(at), clean.paragraphs[at].lines.to_string())).collect();
        assert_eq!(told, [("1. Осы 59-тармағына сәйкес", "1-3".to_owned()), ("2. Жаңа", "4".to_owned())]);
        for word in ["59-", "тармағына", "сәйкес", "2. Жаңа"] {
            let at = clean.text.find(word).unwrap();
            assert_eq!(source.slice(clean.map.to_source(Span::new(at..at + word.len()))), word);
        }
    }
}
