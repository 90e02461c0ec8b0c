//! Text quoted by an amending act: where it begins, and where it ends.

use std::ops::Range;

use super::line::Mark;
use super::nest::first_integer;
use crate::amend;
use crate::text::{CleanText, Span};

/// The instructions of an amending act, by paragraph.
#[derive(Default)]
pub(super) struct Instructions {
    /// For each paragraph that is an instruction, the paragraphs that it quotes (none for a deletion).
    at: Vec<Option<Quote>>,
}

/// The paragraphs that an instruction quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) paragraphs: Range<usize>,
    /// The end is where the marks say, not merely where the next instruction begins.
    pub(super) closed: bool,
}

/// What the marks of one paragraph do to the depth of quotation.
#[derive(Clone, Copy, Default)]
struct Marks {
    straight: u32,
    opening: u32,
    closing: u32,
    /// It ends with a closing mark, and perhaps `;` or `.`.
    ends: bool,
}

impl Instructions {
    /// Finds the instructions among the paragraphs from `start` on, and what they quote.
    pub(super) fn find(text: &CleanText, marks: &[Mark<'_>], start: usize) -> Self {
        let count = text.paragraphs.len();
        let mut found = Self { at: vec![None; count] };
        let instructs: Vec<bool> = (0..count).map(|at| at >= start && amend::is_instruction(text.paragraph_text(at))).collect();
        let quotes: Vec<Marks> = (0..count).map(|at| count_marks(text.paragraph_text(at))).collect();
        let mut at = start;
        let mut own = Own::default();
        while at < count {
            own.pass(&marks[at]);
            if !instructs[at] {
                at += 1;
                continue;
            }
            let announced = amend::opens_quote(text.paragraph_text(at)) && at + 1 < count;
            let opens = announced && begins_quote(text.paragraph_text(at + 1));
            let unopened = if announced && !opens { unopened(text, &instructs, &quotes, at + 1) } else { None };
            let quote = if let Some(end) = unopened {
                Quote { paragraphs: at + 1..end, closed: true }
            } else if opens {
                extent(text, marks, &instructs, &quotes, own, at)
            } else {
                Quote { paragraphs: at + 1..at + 1, closed: true }
            };
            let next = quote.paragraphs.end.max(at + 1);
            found.at[at] = Some(quote);
            at = next;
        }
        found
    }

    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        self.at.iter().any(Option::is_some)
    }

    /// What the instruction in paragraph `at` quotes; `None` when the paragraph is no instruction.
    pub(super) fn get(&self, at: usize) -> Option<&Quote> {
        self.at.get(at).and_then(Option::as_ref)
    }

    /// For every paragraph, whether it is quoted wording.
    pub(super) fn quoted(&self) -> Vec<bool> {
        let mut quoted = vec![false; self.at.len()];
        for quote in self.at.iter().flatten() {
            quoted[quote.paragraphs.clone()].fill(true);
        }
        quoted
    }
}

pub(super) fn begins_quote(text: &str) -> bool {
    text.starts_with(['"', '«', '“', '„'])
}

fn count_marks(text: &str) -> Marks {
    let mut marks = Marks::default();
    for c in text.chars() {
        match c {
            '"' => marks.straight += 1,
            '«' | '“' | '„' => marks.opening += 1,
            '»' | '”' => marks.closing += 1,
            _ => {}
        }
    }
    marks.ends = ends_quote(text);
    marks
}

fn ends_quote(text: &str) -> bool {
    text.trim_end_matches([';', '.', ',', ' ']).ends_with(['"', '»', '”', '“'])
}

/// Where the wording quoted by the instruction in paragraph `at` ends.
///
/// Quotation marks alone do not tell: inner quotations, lists of quoted letters and misprinted marks are common. The end
/// is the first paragraph that ends with a closing mark and is followed by something that only the amending act itself
/// can say: another instruction, or the next number of its own list with the marks in balance.
fn extent(text: &CleanText, marks: &[Mark<'_>], instructs: &[bool], quotes: &[Marks], own: Own, at: usize) -> Quote {
    let count = marks.len();
    let (mut straight, mut depth) = (0u32, 0i64);
    let mut balanced_end = None;
    for (last, signs) in quotes.iter().enumerate().skip(at + 1) {
        straight += signs.straight;
        depth += i64::from(signs.opening) - i64::from(signs.closing);
        let balanced = straight % 2 == 0 && depth <= 0;
        let next = last + 1;
        if signs.ends {
            let directs = next < count && (instructs[next] || heads(text.paragraph_text(next)));
            let instructed = directs && (balanced || !matches!(marks[next], Mark::Point { .. }));
            let resumed = next >= count || own.goes_on(&marks[next]);
            if instructed || (balanced && resumed) {
                return Quote { paragraphs: at + 1..next, closed: true };
            }
            if balanced && balanced_end.is_none() {
                balanced_end = Some(next);
            }
        }
        if instructs.get(next).copied().unwrap_or(false) {
            break;
        }
    }
    match balanced_end {
        Some(end) => Quote { paragraphs: at + 1..end, closed: true },
        None => {
            let end = (at + 1..count).find(|&next| instructs.get(next + 1).copied().unwrap_or(true)).map_or(count, |last| last + 1);
            Quote { paragraphs: at + 1..end, closed: false }
        }
    }
}

/// The end of wording from `start` on whose opening mark was left out: where a mark closes that none opened, before
/// anything that the amending act itself says.
fn unopened(text: &CleanText, instructs: &[bool], quotes: &[Marks], start: usize) -> Option<usize> {
    let (mut straight, mut depth) = (0u32, 0i64);
    for at in start..quotes.len().min(start + UNOPENED_MAX) {
        let words = text.paragraph_text(at);
        if instructs[at] || (at > start && begins_quote(words)) || heads(words) {
            return None;
        }
        straight += quotes[at].straight;
        depth += i64::from(quotes[at].opening) - i64::from(quotes[at].closing);
        if quotes[at].ends && (straight % 2 == 1 || depth < 0) {
            return Some(at + 1);
        }
    }
    None
}

/// How many paragraphs wording may have whose opening mark was left out.
const UNOPENED_MAX: usize = 40;

/// Whether a paragraph names what the next instructions change.
fn heads(words: &str) -> bool {
    words.ends_with(':') && amend::header(words, &amend::Context::default()).is_some()
}

/// The numbers of the amending act's own units that are open at an instruction.
#[derive(Clone, Copy, Default)]
struct Own {
    article: Option<u64>,
    point: Option<u64>,
    subpoint: Option<u64>,
}

impl Own {
    /// Takes in a paragraph of the amending act itself.
    fn pass(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Article { number, .. } => *self = Self { article: Some(first_integer(number)), ..Self::default() },
            Mark::Point { number, .. } => *self = Self { point: Some(first_integer(number)), subpoint: None, ..*self },
            Mark::Subpoint { number, .. } => self.subpoint = Some(first_integer(number)),
            _ => {}
        }
    }

    /// Whether `mark` is the next unit of one of these lists.
    fn goes_on(self, mark: &Mark<'_>) -> bool {
        let follows = |own: Option<u64>, number: &str| own.is_some_and(|own| first_integer(number) == own + 1);
        match mark {
            Mark::Article { number, .. } => follows(self.article, number),
            Mark::Point { number, .. } => follows(self.point, number),
            Mark::Subpoint { number, .. } => follows(self.subpoint, number),
            _ => false,
        }
    }
}

/// The paragraphs of a quote, each with the span that counts: the marks that delimit the quote are taken off, and the `;`
/// or `.` after the closing one. A paragraph of which nothing is left is left out.
pub(super) fn inner_spans(text: &CleanText, quote: &Quote) -> Vec<(usize, Span)> {
    let mut spans: Vec<(usize, Span)> = quote.paragraphs.clone().map(|at| (at, text.paragraphs[at].span)).collect();
    if let Some((_, first)) = spans.first_mut() {
        let words = text.slice(*first);
        let trimmed = words.strip_prefix(['"', '«', '“', '„']).unwrap_or(words).trim_start();
        *first = Span { start: first.end - u32::try_from(trimmed.len()).unwrap_or(0), end: first.end };
    }
    if quote.closed
        && let Some((_, last)) = spans.last_mut()
    {
        let words = text.slice(*last);
        let trimmed = words.trim_end_matches([';', '.', ',', ' ']);
        if let Some(inner) = trimmed.strip_suffix(['"', '»', '”', '“']) {
            *last = Span { start: last.start, end: last.start + u32::try_from(inner.trim_end().len()).unwrap_or(0) };
        }
    }
    spans.retain(|(_, span)| !span.is_empty());
    spans
}
