//! How the words before a quotation narrow the place that it is looked for in: to a sentence, or to something that is not understood.

use super::target::is_place;
use super::verb::words;
use crate::cite::ordinal_at;

/// Words that pick something out of a place: «соңғы», «екінші рет кездесетін».
const PICKING: &[&str] = &["соңғы", "алғашқы", "кездес", "қоспаған", "ғана"];

/// How words before a quotation narrow the place it is looked for in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Narrowed {
    /// Not at all.
    No,
    /// To these sentences.
    Sentences(Vec<u8>),
    /// In words that are not understood.
    Unclear,
}

/// Reads the words between a target and the quotation that is looked for in it: «үшінші сөйлеміндегі», «3-бағанындағы», «екінші рет кездесетін».
pub(super) fn narrowed(bare: &str, from: usize, to: usize) -> Narrowed {
    let Some(between) = bare.get(from..to) else { return Narrowed::No };
    let sentences = first_sentences(bare, from, to);
    let start = sentences.as_ref().map_or(from, |(_, end)| *end);
    let picks = |(at, word): (usize, &str)| {
        let picking = word.trim_matches(|c: char| !c.is_alphanumeric());
        picking == "рет" || PICKING.iter().any(|pick| picking.starts_with(pick)) || is_place(word) || ordinal_at(bare, from + at).is_some()
    };
    if words(between).filter(|(at, _)| from + at >= start).any(picks) {
        return Narrowed::Unclear;
    }
    sentences.map_or(Narrowed::No, |(numbers, _)| Narrowed::Sentences(numbers))
}

/// The sentences that the words from `from` to `to` begin with, and where they end.
fn first_sentences(bare: &str, from: usize, to: usize) -> Option<(Vec<u8>, usize)> {
    let start = from + bare[from..to].find(|c: char| c.is_alphanumeric())?;
    sentences_at(&bare[..to], start)
}

/// The sentences that are named at byte `at`: «екінші және үшінші сөйлемдеріндегі», «2-сөйлемі»; and where the words end.
pub(super) fn sentences_at(text: &str, at: usize) -> Option<(Vec<u8>, usize)> {
    let mut numbers: Vec<u8> = Vec::new();
    let mut read = at;
    for (start, word) in words(&text[at..]).map(|(start, word)| (at + start, word)) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if start < read {
            continue;
        }
        if let Some((number, noun)) = bare.split_once('-').filter(|(_, noun)| noun.starts_with("сөйлем")) {
            numbers.push(number.parse().ok()?);
            return Some((numbers, start + number.len() + 1 + noun.len()));
        }
        if bare.starts_with("сөйлем") {
            return (!numbers.is_empty()).then(|| (numbers, start + bare.len()));
        }
        match ordinal_at(text, start) {
            Some((value, range)) => {
                numbers.push(u8::try_from(value).ok().filter(|&value| value > 0)?);
                read = range.end;
            }
            None if matches!(bare, "және" | "мен" | "") && !numbers.is_empty() => {}
            None => return None,
        }
    }
    None
}

/// Whether the word at `at` is a sentence told by its number: «екінші сөйлемі», «2-сөйлемі».
pub(super) fn is_counted_sentence(bare: &str, at: usize) -> bool {
    let counted = |word: &str| ["нші", "ншы"].iter().any(|ending| word.ends_with(ending));
    let word = bare[at..].split_whitespace().next().unwrap_or_default();
    let before = || bare[..at].split_whitespace().next_back().is_some_and(counted);
    word.contains("-сөйлем") || (word.starts_with("сөйлем") && before())
}
