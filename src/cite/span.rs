//! Spans of numbers that are printed behind others: «2-1) – 2-3)», and «5-7», which may be one number or three.

use std::fmt::Display;

use super::numeral::small_integer;
use crate::act::RANGE_MAX;

/// The numbers from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberSpan<'t> {
    /// «3» to «7».
    Whole(u32, u32),
    /// «2-1» to «2-3»; from nought on also the number they stand behind, «5» to «5-2».
    Behind(&'t str, u32, u32),
    /// Those of which no more than the ends is known and the whole numbers between: «2-1» to «4».
    Loose(&'t str, u32, u32, &'t str),
}

impl<'t> NumberSpan<'t> {
    /// The numbers from `first` to `last`, where they are known.
    pub(super) fn of(first: &'t str, last: &'t str) -> Option<Self> {
        if let (Some(first), Some(last)) = (small_integer(first), small_integer(last)) {
            return rising(first, last).then_some(Self::Whole(first, last));
        }
        let (stem, to) = last.rsplit_once('-')?;
        let to = small_integer(to)?;
        let from = if first == stem { 0 } else { small_integer(first.strip_prefix(stem)?.strip_prefix('-')?)? };
        rising(from, to).then_some(Self::Behind(stem, from, to))
    }

    /// The ends and the whole numbers between, where nothing tells what else lies there.
    pub(super) fn loosely(first: &'t str, last: &'t str) -> Self {
        let whole = |number: &str| number.split('-').next().and_then(small_integer).unwrap_or_default();
        let to = if last.contains('-') { whole(last) } else { whole(last).saturating_sub(1) };
        Self::Loose(first, whole(first) + 1, to.min(whole(first) + RANGE_MAX), last)
    }

    /// What a number with hyphens is, read as a span: «5-7» from 5 to 7, «1-1-1-3» from 1-1 to 1-3, «5-5-2» from 5 to 5-2.
    pub(super) fn hyphened(number: &'t str) -> Option<Self> {
        let hyphens: Vec<usize> = number.match_indices('-').map(|(at, _)| at).collect();
        match hyphens[..] {
            [at] | [_, at, _] | [at, _] => {
                let (first, last) = (&number[..at], &number[at + 1..]);
                Self::of(first, last)
            }
            _ => None,
        }
    }

    /// Hands each number to `name`.
    pub(super) fn each(self, mut name: impl FnMut(&dyn Display)) {
        match self {
            Self::Whole(first, last) => (first..=last).for_each(|number| name(&number)),
            Self::Behind(stem, first, last) => {
                if first == 0 {
                    name(&stem);
                }
                (first.max(1)..=last).for_each(|number| name(&format_args!("{stem}-{number}")));
            }
            Self::Loose(first, from, to, last) => {
                name(&first);
                (from..=to).for_each(|number| name(&number));
                name(&last);
            }
        }
    }
}

fn rising(first: u32, last: u32) -> bool {
    last > first && last - first <= RANGE_MAX
}

/// Two digits behind a hyphen are not met behind two before it, where they rise: «30-32».
const BEHIND_MAX: u32 = 10;

/// Whether `number`, with a hyphen and before a plural, spans units, by those `beside` it in its list, before and behind; `None` where that is not told.
///
/// It is one number where it could be no span beside the others («1, 1-2», «5-1, 5-7», «2-4, 3»), or where
/// another of the list is plainly one («2-1 және 5-7»), and a span where so many units are hardly put behind one («30-32»).
pub(super) fn reads_as_span(number: &str, (before, behind): (Vec<&str>, Vec<&str>)) -> Option<bool> {
    let Some((first, last)) = ends(number) else { return Some(true) };
    let whole = |number: &str| number.split('-').next().and_then(small_integer);
    let overlaps = before.iter().any(|other| whole(other) >= Some(first)) || behind.iter().any(|other| whole(other).is_some_and(|other| other <= last));
    if overlaps {
        return Some(false);
    }
    if first >= BEHIND_MAX {
        return Some(true);
    }
    let plain = |other: &&str| ends(other).is_some_and(|(first, last)| last <= first);
    before.iter().chain(&behind).any(plain).then_some(false)
}

/// The two parts of a number with one hyphen.
fn ends(number: &str) -> Option<(u32, u32)> {
    let (first, last) = number.split_once('-')?;
    Some((small_integer(first)?, small_integer(last)?))
}
