//! One printed line under repair.
//!
//! After this: a line knows its text without the white space at its ends, what stood around it, and where every byte
//! of it was printed, however often it is rewritten. A line that nothing touches is never copied.

use std::borrow::Cow;
use std::ops::Range;

use super::{glued, one_line};
use crate::text::{self, CleanBuilder, LineRange, SourceSpan, SourceText};

/// A stretch of a rewritten line.
#[derive(Clone, Debug)]
struct Piece {
    /// Where it begins in the line's text.
    at: usize,
    source: SourceSpan,
    verbatim: bool,
}

/// What a line is rewritten from.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// These bytes of the text as it is.
    Keep(Range<usize>),
    /// Other characters for these bytes; an empty range where something is put in.
    Put(Range<usize>, Cow<'static, str>),
}

/// Tabs inside a line that is a row of a table: one may stand between a number and its words, or a post and a name.
const ROW_TABS_MIN: usize = 2;

/// A printed line that holds more than white space.
#[derive(Clone, Debug)]
pub(super) struct Line<'s> {
    /// Its 1-based number in the file.
    pub(super) number: u32,
    /// The text, white space at both ends left out.
    pub(super) text: Cow<'s, str>,
    /// Where the text stands in the source.
    span: SourceSpan,
    pieces: Vec<Piece>,
    /// Columns of white space before it.
    pub(super) indent: u16,
    /// Columns of its beginning that stand at the end of the file before: a line that was cut in two is as long as both.
    pub(super) cut_off: u16,
    /// Whether a space follows the text: then the line was wrapped there.
    pub(super) wrapped: bool,
    /// White lines before it.
    pub(super) blanks: u16,
    /// Whether one of those holds a space: an empty cell.
    pub(super) cell_before: bool,
    /// Whether a page begins with it.
    pub(super) page: bool,
    /// Whether the printer was told to begin a page with it.
    pub(super) form_feed: bool,
    /// Tabs stand between its cells: it is a row of a table.
    pub(super) row: bool,
    /// It was printed behind a note, on the same line: a paragraph begins with it.
    pub(super) parted: bool,
    /// A tab stands inside it, as it does between two cells.
    pub(super) tabbed: bool,
    /// The line goes on with the one before, whatever stands between them.
    pub(super) continues: bool,
    /// Its first letters are the end of the word before it: a link cut in a cell.
    pub(super) completes: bool,
    /// A soft hyphen ended it: its last word goes on with the next line.
    pub(super) broken: bool,
    /// White lines after it are an artefact of its own repair.
    pub(super) open_end: bool,
    /// Links were put back in it.
    pub(super) restored: bool,
    /// The indent as it was meant, where damage changed it.
    pub(super) damaged_indent: bool,
}

impl<'s> Line<'s> {
    /// The lines of `source` that hold more than white space.
    pub(super) fn all(source: &'s SourceText) -> Vec<Self> {
        Self::of(source, source.lines())
    }

    /// Those of `numbers` of the lines of `source` that hold more than white space.
    pub(super) fn among(source: &'s SourceText, numbers: LineRange) -> Vec<Self> {
        Self::of(source, (numbers.first..=numbers.last).map(|number| source.line(number)))
    }

    /// The lines of `source` that hold more than white space between the two ends of `span`.
    pub(super) fn within(source: &'s SourceText, span: SourceSpan) -> Vec<Self> {
        let lines = source.lines_of(span);
        let cut = |number: u32| {
            let line = source.line(number);
            let start = line.span.start.max(span.start).min(line.span.end);
            let span = SourceSpan { start, end: line.span.end.min(span.end).max(start) };
            text::Line { number, span, text: source.slice(span) }
        };
        Self::of(source, (lines.first..=lines.last).map(cut))
    }

    fn of(source: &SourceText, printed: impl Iterator<Item = text::Line<'s>>) -> Vec<Self> {
        let mut lines = Vec::new();
        let (mut blanks, mut cell_before) = (0_u16, false);
        let mut page = None;
        let mut tabs_above = 0;
        let cut: Vec<u32> = source.parts().zip(source.parts().skip(1)).filter(|(above, _)| above.is_cut).map(|(_, below)| below.lines.first).collect();
        for printed in printed {
            let text = printed.text.trim();
            if text.is_empty() {
                blanks = blanks.saturating_add(1);
                cell_before |= !printed.text.is_empty();
                continue;
            }
            let before = printed.text.len() - printed.text.trim_start().len();
            let start = printed.span.start as usize + before;
            let here = source.pages_of(LineRange::new(printed.number, printed.number)).map(|pages| pages.first);
            let tabs = printed.text.trim_end().matches('\t').count();
            // «⇥Барлығы⇥60» right below a row of as many tabs: a row whose first cell is empty
            let above_row = blanks == 0 && tabs == tabs_above && lines.last().is_some_and(|line: &Self| line.row);
            let keyless = above_row && printed.text.starts_with('\t') && text.contains('\t') && text.contains(|c: char| c.is_ascii_digit());
            tabs_above = tabs;
            let form_feed = printed.text[..before].contains('\u{c}');
            let columns = |c: char| if c == '\t' { 6 } else { usize::from(c != '\u{c}') };
            let indent = if keyless { 0 } else { printed.text[..before].chars().map(columns).sum() };
            let cut_off = lines.last().filter(|_| cut.contains(&printed.number)).map_or(0, |above: &Self| above.cut_off.saturating_add(above.columns()));
            lines.push(Self {
                number: printed.number,
                text: Cow::Borrowed(text),
                span: SourceSpan::new(start..start + text.len()),
                pieces: Vec::new(),
                indent: u16::try_from(indent).unwrap_or(u16::MAX),
                cut_off,
                wrapped: printed.text.len() > before + text.len(),
                blanks,
                cell_before,
                page: !lines.is_empty() && (form_feed || here != page),
                form_feed: !lines.is_empty() && form_feed,
                parted: false,
                row: keyless || text.matches('\t').count() >= ROW_TABS_MIN,
                tabbed: text.contains('\t'),
                continues: false,
                completes: false,
                broken: false,
                open_end: false,
                restored: false,
                damaged_indent: false,
            });
            // each is cut off the one before
            let begins = glued::unit_behind_note(text).map_or_else(|| one_line::paragraphs(text), |unit| vec![unit]);
            for (order, &at) in begins.iter().enumerate() {
                let above = order.checked_sub(1).map_or(0, |above| begins[above]);
                part(&mut lines, at - above);
            }
            page = here;
            (blanks, cell_before) = (0, false);
        }
        lines
    }

    /// Columns that it takes, with the space before it.
    fn columns(&self) -> u16 {
        u16::try_from(self.text.chars().count()).unwrap_or(u16::MAX).saturating_add(self.indent).saturating_add(1)
    }

    /// Where the line's text stands in the source.
    pub(super) fn span(&self) -> SourceSpan {
        self.span
    }

    /// The printed bytes that `range` of the text stands for.
    pub(super) fn source_of(&self, range: Range<usize>) -> SourceSpan {
        let mut all: Option<SourceSpan> = None;
        self.each_piece(range, |_, source, _| {
            all = Some(all.map_or(source, |all| SourceSpan { start: all.start.min(source.start), end: all.end.max(source.end) }));
        });
        all.unwrap_or(SourceSpan { start: self.span.end, end: self.span.end })
    }

    /// Calls `take` with every stretch of `range`: its bytes in the text, where they were printed, and whether they are
    /// the same.
    fn each_piece(&self, range: Range<usize>, mut take: impl FnMut(Range<usize>, SourceSpan, bool)) {
        let start = self.span.start as usize;
        if self.pieces.is_empty() {
            take(range.clone(), SourceSpan::new(start + range.start..start + range.end), true);
            return;
        }
        let first = self.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
        for (at, piece) in self.pieces.iter().enumerate().skip(first) {
            let end = self.pieces.get(at + 1).map_or(self.text.len(), |next| next.at);
            let part = piece.at.max(range.start)..end.min(range.end);
            if piece.at >= range.end && !range.is_empty() || part.is_empty() {
                if piece.at >= range.end {
                    break;
                }
                continue;
            }
            let source = if piece.verbatim {
                let from = piece.source.start as usize + part.start - piece.at;
                SourceSpan::new(from..from + part.len())
            } else {
                piece.source
            };
            take(part, source, piece.verbatim);
        }
    }

    /// Writes the text anew out of `parts`.
    pub(super) fn rewrite(&mut self, parts: Vec<Part>) {
        let mut text = String::with_capacity(self.text.len());
        let mut pieces: Vec<Piece> = Vec::new();
        for part in parts {
            match part {
                Part::Keep(range) => {
                    let base = text.len();
                    let from = range.start;
                    text.push_str(&self.text[range.clone()]);
                    self.each_piece(range, |part, source, verbatim| pieces.push(Piece { at: base + part.start - from, source, verbatim }));
                }
                Part::Put(range, put) => {
                    if !put.is_empty() {
                        let source = self.source_of(range);
                        pieces.push(Piece { at: text.len(), source, verbatim: false });
                        text.push_str(&put);
                    }
                }
            }
        }
        self.text = Cow::Owned(text);
        self.pieces = pieces;
    }

    /// Takes in the text of another line after a space.
    pub(super) fn append(&mut self, other: &Self) {
        if self.pieces.is_empty() {
            self.pieces.push(Piece { at: 0, source: self.span, verbatim: true });
        }
        let text = self.text.to_mut();
        let at = text.len();
        text.push(' ');
        text.push_str(&other.text);
        self.pieces.push(Piece { at, source: SourceSpan { start: other.span.start, end: other.span.start }, verbatim: false });
        let pieces = &mut self.pieces;
        other.each_piece(0..other.text.len(), |part, source, verbatim| pieces.push(Piece { at: at + 1 + part.start, source, verbatim }));
    }

    /// Leaves out white space at both ends that a rewriting left.
    pub(super) fn trim(&mut self) {
        let text = self.text.trim();
        if text.len() < self.text.len() {
            let start = self.text.len() - self.text.trim_start().len();
            self.rewrite(vec![Part::Keep(start..start + text.len())]);
        }
    }

    /// Leaves out the bytes of `gone`, rising and apart.
    pub(super) fn remove(&mut self, gone: &[Range<usize>]) {
        let mut parts = Vec::with_capacity(gone.len() + 1);
        let mut from = 0;
        for range in gone {
            parts.push(Part::Keep(from..range.start));
            from = range.end;
        }
        parts.push(Part::Keep(from..self.text.len()));
        self.rewrite(parts);
    }

    /// Writes `range` of the text, which holds no run of spaces, to `clean`.
    pub(super) fn emit_sound(&self, range: Range<usize>, clean: &mut CleanBuilder<'_>) {
        self.each_piece(range, |part, source, verbatim| {
            if verbatim {
                clean.keep(source);
            } else {
                clean.replace(source, &self.text[part]);
            }
        });
    }

    /// Writes `range` of the text to `clean`, runs of spaces as one.
    pub(super) fn emit(&self, range: Range<usize>, clean: &mut CleanBuilder<'_>) {
        self.each_piece(range, |part, source, verbatim| {
            let text = &self.text[part];
            let skipped = if ends_white(clean) { text.len() - text.trim_start_matches(' ').len() } else { 0 };
            if !verbatim {
                clean.replace(source, &text[skipped..]);
                return;
            }
            let bytes = text.as_bytes();
            let (mut from, mut at) = (skipped, skipped);
            while let Some(found) = memchr::memchr(b' ', &bytes[at..]) {
                at += found + 1;
                let first = at;
                while bytes.get(at) == Some(&b' ') {
                    at += 1;
                }
                if at > first {
                    clean.keep(sub(source, from, first));
                    from = at;
                }
            }
            if from < text.len() {
                clean.keep(sub(source, from, text.len()));
            }
        });
    }
}

/// Cuts the last of `lines`, as it was printed, in two before byte `at` of its text.
fn part(lines: &mut Vec<Line<'_>>, at: usize) {
    let Some(note) = lines.last_mut() else { return };
    let Cow::Borrowed(text) = note.text else { return };
    let start = note.span.start as usize;
    let end = text[..at].trim_end().len();
    let mut unit = Line { text: Cow::Borrowed(&text[at..]), span: SourceSpan::new(start + at..start + text.len()), parted: true, ..note.clone() };
    (unit.blanks, unit.cell_before, unit.page) = (0, false, false);
    (note.text, note.span, note.wrapped) = (Cow::Borrowed(&text[..end]), SourceSpan::new(start..start + end), false);
    lines.push(unit);
}

/// Whether another space would be one too many.
pub(super) fn ends_white(clean: &CleanBuilder<'_>) -> bool {
    let open = clean.open_text();
    open.is_empty() || open.ends_with(' ')
}

fn sub(source: SourceSpan, from: usize, to: usize) -> SourceSpan {
    let start = source.start as usize;
    SourceSpan::new(start + from..start + to)
}
