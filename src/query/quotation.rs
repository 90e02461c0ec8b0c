//! Does an act say this, word for word?

use super::{Error, Passage, State, show};
use crate::act::Date;
use crate::index::Index;

/// Places that are told at most.
const PLACES_MAX: usize = 10;

/// How the words that were asked about stand in the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sameness {
    /// Letter for letter; only white space and line breaks may differ.
    Verbatim,
    /// The same words with other quotation marks, dashes or capitals.
    Typography,
    /// Not so.
    Absent,
    /// Not in what is known, but the wording of that day of some of it is not in the corpus.
    Unknown,
}

impl Sameness {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Typography => "typography",
            Self::Absent => "absent",
            Self::Unknown => "unknown",
        }
    }
}

/// Where words stand in an act.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Whether they stand there, and how exactly.
    pub sameness: Sameness,
    /// The places, in the order of the text, at most ten: for each the units that the words run through, most often one.
    pub places: Vec<Vec<Passage>>,
}

/// Looks for `quote` in the unit at `address` and everything below it, as whole words.
///
/// Words that run from a lead-in into the list below it are found too. White space does not count; what stands in the act in several places is told
/// with each.
///
/// # Errors
///
/// Those of [`show`].
pub fn quotation(index: &Index, address: &str, quote: &str, as_of: Option<Date>) -> Result<Quotation, Error> {
    let shown = show(index, address, as_of)?;
    let passages: Vec<Passage> = std::iter::once(shown.passage).chain(shown.below.into_iter().map(|unit| unit.passage)).collect();
    for (sameness, fold) in [(Sameness::Verbatim, same as fn(char) -> char), (Sameness::Typography, plain)] {
        let (text, starts) = joined(&passages, fold);
        let places = places(&text, &normal(quote, fold));
        if !places.is_empty() {
            let unit = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
            let places = places
                .into_iter()
                .map(|(start, end)| passages[unit(start)..=unit(end - 1)].iter().filter(|passage| !passage.text.is_empty()).cloned().collect());
            return Ok(Quotation { sameness, places: places.collect() });
        }
    }
    let is_known = passages.iter().all(|passage| passage.validity.state != State::WordingUnknown);
    Ok(Quotation { sameness: if is_known { Sameness::Absent } else { Sameness::Unknown }, places: Vec::new() })
}

fn same(c: char) -> char {
    c
}

/// One sign for all quotation marks, one for all dashes, small letters.
fn plain(c: char) -> char {
    match c {
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '’' | '‘' | 'ʼ' => '\'',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The words of `text` with one space between them.
fn normal(text: &str, fold: fn(char) -> char) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(fold).collect()
}

/// The texts of `passages`, one after the other, and the byte at which each begins.
fn joined(passages: &[Passage], fold: fn(char) -> char) -> (String, Vec<usize>) {
    let (mut text, mut starts) = (String::new(), Vec::with_capacity(passages.len()));
    for passage in passages {
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        starts.push(text.len());
        text.push_str(&normal(&passage.text, fold));
    }
    (text, starts)
}

/// Where `quote` stands in `text` as whole words: from byte to byte.
fn places(text: &str, quote: &str) -> Vec<(usize, usize)> {
    if !quote.chars().any(char::is_alphanumeric) {
        return Vec::new();
    }
    let whole = |start: usize, end: usize| {
        let inside = |one: Option<char>, other: Option<char>| one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric);
        !inside(text[..start].chars().next_back(), quote.chars().next()) && !inside(quote.chars().next_back(), text[end..].chars().next())
    };
    let found = text.match_indices(quote).map(|(start, _)| (start, start + quote.len()));
    found.filter(|&(start, end)| whole(start, end)).take(PLACES_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        let cases = [
            ("жеке куәліктің түпнұсқасы", "куәліктің", 1, "a word"),
            ("жеке куәліктің түпнұсқасы", "куәлік", 0, "a part of a word is no quotation"),
            ("бір, екі; бір", "бір", 2, "each place"),
            ("1) бір;", "1) бір;", 1, "signs at the ends"),
            ("бір", "", 0, "nothing"),
            ("а, б", ",", 0, "no word"),
        ];
        for (text, quote, count, why) in cases {
            assert_eq!(places(text, quote).len(), count, "{why}");
        }
        assert_eq!(normal("  «Бір\n екі»  — ", plain), "\"бір екі\" -");
    }
}
