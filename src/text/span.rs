//! Stretches of the two texts, and the map between them.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

macro_rules! byte_span {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name {
            /// First byte.
            pub start: u32,
            /// One past the last byte.
            pub end: u32,
        }

        impl $name {
            /// The span of `range`. Texts are bounded well below 4 GiB by the readers.
            pub fn new(range: Range<usize>) -> Self {
                Self { start: offset(range.start), end: offset(range.end) }
            }

            /// The same bytes as a range to slice with.
            pub fn range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }

            /// Number of bytes.
            pub fn len(self) -> usize {
                (self.end - self.start) as usize
            }

            /// Whether the span covers nothing.
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }
        }
    };
}

byte_span! {
    /// Bytes of the repaired text, half-open.
    ///
    /// Not to be mixed with [`SourceSpan`]: the two texts differ in length.
    Span
}

byte_span! {
    /// Bytes of the printed text (decoded to UTF-8), half-open.
    SourceSpan
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Lines of a source file, 1-based, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LineRange {
    /// First line.
    pub first: u32,
    /// Last line.
    pub last: u32,
}

impl LineRange {
    /// The lines `first..=last`.
    pub fn new(first: u32, last: u32) -> Self {
        Self { first, last: last.max(first) }
    }

    /// The same lines, with so many above them.
    #[must_use]
    pub fn below(self, above: u32) -> Self {
        Self { first: self.first.saturating_add(above), last: self.last.saturating_add(above) }
    }

    /// The smallest range that holds both.
    pub fn join(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

impl fmt::Display for LineRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}-{}", self.first, self.last) }
    }
}

/// Pages of a source file, 1-based, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PageRange {
    /// First page.
    pub first: u32,
    /// Last page.
    pub last: u32,
}

/// One stretch of the map: the clean bytes up to the next run stand for `source`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    clean: u32,
    source: SourceSpan,
    /// Byte for byte the same, so that a part of the run maps to a part of the source.
    verbatim: bool,
}

/// Leads every byte of a repaired text back to the printed one.
///
/// Runs rise in the clean text and cover all of it; in the source they may go back (an anchor that was drawn at the
/// end of its line) and skip (line breaks, page breaks).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanMap {
    runs: Vec<Run>,
    clean_len: u32,
}

impl SpanMap {
    /// The printed bytes that `span` was made from: the smallest stretch of the source that holds all of them.
    ///
    /// An empty span maps to the place where it stands. A span beyond the text maps to the end of the source.
    pub fn to_source(&self, span: Span) -> SourceSpan {
        let mut found: Option<SourceSpan> = None;
        let first = self.runs.partition_point(|run| run.clean <= span.start).saturating_sub(1);
        for (at, run) in self.runs.iter().enumerate().skip(first) {
            if run.clean >= span.end && found.is_some() {
                break;
            }
            let end = self.runs.get(at + 1).map_or(self.clean_len, |next| next.clean);
            let part = if run.verbatim {
                let from = span.start.clamp(run.clean, end) - run.clean;
                let to = span.end.clamp(run.clean, end) - run.clean;
                SourceSpan { start: run.source.start + from, end: run.source.start + to }
            } else {
                run.source
            };
            found = Some(match found {
                None => part,
                Some(all) => SourceSpan { start: all.start.min(part.start), end: all.end.max(part.end) },
            });
        }
        found.unwrap_or(SourceSpan { start: 0, end: 0 })
    }

    /// The map, stretch by stretch, rising in the clean text: the clean bytes, the printed ones they were made from, and whether the two are the
    /// same byte for byte. What is printed and stands in no stretch was left out.
    pub fn stretches(&self) -> impl Iterator<Item = (Span, SourceSpan, bool)> + '_ {
        self.runs.iter().enumerate().map(|(at, run)| {
            let end = self.runs.get(at + 1).map_or(self.clean_len, |next| next.clean);
            (Span { start: run.clean, end }, run.source, run.verbatim)
        })
    }

    /// The repaired bytes that each of `spans` became: from the first to the last one made from it; none where nothing was.
    ///
    /// `spans` rise by their start.
    pub fn to_clean(&self, spans: &[SourceSpan]) -> Vec<Option<Span>> {
        let mut found: Vec<Option<Span>> = vec![None; spans.len()];
        // Only spans that begin before a run's end can touch it, and of those only the ones that reach as far as the run.
        let farthest = |reach: &mut u32, span: &SourceSpan| {
            *reach = span.end.max(*reach);
            Some(*reach)
        };
        let reaches: Vec<u32> = spans.iter().scan(0, farthest).collect();
        for (at, run) in self.runs.iter().enumerate().filter(|(_, run)| !run.source.is_empty()) {
            let run_end = self.runs.get(at + 1).map_or(self.clean_len, |next| next.clean);
            let last = spans.partition_point(|span| span.start < run.source.end);
            let first = reaches[..last].partition_point(|&reach| reach <= run.source.start);
            for (span, found) in spans[first..last].iter().zip(&mut found[first..last]) {
                let (start, end) = (span.start.max(run.source.start), span.end.min(run.source.end));
                if start >= end {
                    continue;
                }
                let part = match run.verbatim {
                    true => Span { start: run.clean + (start - run.source.start), end: (run.clean + (end - run.source.start)).min(run_end) },
                    false => Span { start: run.clean, end: run_end },
                };
                *found = Some(found.map_or(part, |all| Span { start: all.start.min(part.start), end: all.end.max(part.end) }));
            }
        }
        found
    }

    /// Takes the `gone` clean bytes at `at` out, which are a run of their own and no verbatim one.
    pub(super) fn shorten(&mut self, at: u32, gone: u32) {
        if gone == 0 {
            return;
        }
        self.runs.retain(|run| run.clean != at);
        for run in self.runs.iter_mut().filter(|run| run.clean > at) {
            run.clean -= gone;
        }
        self.clean_len -= gone;
    }

    /// Forgets everything from clean byte `len` on.
    pub(super) fn truncate(&mut self, len: usize) {
        let len = offset(len);
        while self.runs.last().is_some_and(|run| run.clean >= len) {
            self.runs.pop();
        }
        if self.clean_len > len
            && let Some(last) = self.runs.last_mut()
            && last.verbatim
        {
            last.source.end = last.source.end.min(last.source.start + (len - last.clean));
        }
        self.clean_len = self.clean_len.min(len);
    }

    pub(super) fn push(&mut self, clean: usize, clean_end: usize, source: SourceSpan, verbatim: bool) {
        let clean = offset(clean);
        if let Some(last) = self.runs.last()
            && last.verbatim
            && verbatim
            && last.source.end == source.start
            && self.clean_len == clean
        {
            let at = self.runs.len() - 1;
            self.runs[at].source.end = source.end;
        } else {
            self.runs.push(Run { clean, source, verbatim });
        }
        self.clean_len = offset(clean_end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbatim_runs_map_byte_for_byte_and_others_whole() {
        let mut map = SpanMap::default();
        map.push(0, 4, SourceSpan::new(10..14), true);
        map.push(4, 6, SourceSpan::new(20..21), false);
        map.push(6, 9, SourceSpan::new(14..17), true);
        assert_eq!(map.to_source(Span::new(1..3)), SourceSpan::new(11..13));
        assert_eq!(map.to_source(Span::new(5..6)), SourceSpan::new(20..21), "a replaced letter maps to what it replaced");
        assert_eq!(map.to_source(Span::new(0..9)), SourceSpan::new(10..21), "the smallest stretch that holds all");
        assert_eq!(map.to_source(Span::new(7..7)), SourceSpan::new(15..15));
        let stretches: Vec<_> = map.stretches().map(|(clean, source, same)| (clean.range(), source.range(), same)).collect();
        assert_eq!(stretches, [(0..4, 10..14, true), (4..6, 20..21, false), (6..9, 14..17, true)], "what it is made of, in the order of the clean text");
        let clean = map.to_clean(&[SourceSpan::new(9..11), SourceSpan::new(12..16), SourceSpan::new(13..14), SourceSpan::new(18..19), SourceSpan::new(20..21)]);
        let meant = [Some(Span::new(0..1)), Some(Span::new(2..8)), Some(Span::new(3..4)), None, Some(Span::new(4..6))];
        assert_eq!(clean, meant, "and back: from the first to the last byte made from a span");
    }
}
