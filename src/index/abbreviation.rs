//! Abbreviations that a text explains: «Ұлттық қауіпсіздік комитеті (бұдан әрі – ҰҚК)», «құрылымдық-функциялық бірліктер (ҚФБ)».

use std::sync::LazyLock;

use regex::Regex;

use crate::analyzer::{Token, TokenKind, analyze};

/// Longest name that is read, in bytes; names are told in a few words.
const NAME_BYTES_MAX: usize = 300;
/// A bracket holds so many letters of an abbreviation.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

/// An abbreviation and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Abbreviation {
    /// The abbreviation, folded: `ұқк`.
    pub(super) short: String,
    /// The stems of the words it stands for, one space between them: `ұлттық қауіпсіздік комитет`.
    pub(super) stems: String,
}

static BRACKET: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"\(\s*(?:бұдан\s+әрі\s*[-–—:]?\s*)?(?:["«“][^"»”()]{1,40}["»”]\s*)?["«“]?(\p{Lu}[\p{L}]{1,9})["»”]?\s*\)"#;
    Regex::new(pattern).expect("the pattern of a bracket is a constant that compiles")
});

static TWO_CAPITALS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Uppercase}{2}").expect("the pattern of two capitals is a constant that compiles"));

/// The abbreviations that `text` explains: a word of capitals in a bracket after words whose initials it is made of.
///
/// The initials have to agree, so that «(бұдан әрі – Қағидалар)» is none, and nothing is guessed about where the name begins.
pub(super) fn abbreviations(text: &str) -> Vec<Abbreviation> {
    if !text.contains('(') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for captures in BRACKET.captures_iter(text) {
        let (Some(whole), Some(short)) = (captures.get(0), captures.get(1)) else { continue };
        let letters: Vec<char> = short.as_str().chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
        if !LETTERS.contains(&letters.len()) {
            continue;
        }
        let mut start = whole.start().saturating_sub(NAME_BYTES_MAX);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        if let Some(stems) = stems_of_initials(&text[start..whole.start()], &letters) {
            found.push(Abbreviation { short: short.as_str().to_lowercase(), stems });
        }
    }
    found
}

/// The words of `text` in capitals, endings after a hyphen left out, folded, each once. A text that is all in capitals has none: there they tell
/// nothing.
pub(super) fn capitals(text: &str) -> Vec<String> {
    // Most texts have none, and looking at each letter of all of them took a tenth of the time of an ingest.
    if !TWO_CAPITALS.is_match(text) {
        return Vec::new();
    }
    let (mut found, mut has_small): (Vec<String>, bool) = (Vec::new(), false);
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let letters = word.chars().count();
        let is_capitals =
            LETTERS.contains(&letters) && word.chars().filter(|c| c.is_uppercase()).count() + 1 >= letters && word.starts_with(char::is_uppercase);
        let is_capitals = is_capitals && word.chars().nth(1).is_some_and(char::is_uppercase);
        has_small |= word.chars().filter(|c| c.is_lowercase()).count() > 1;
        if is_capitals {
            found.extend(analyze(word).into_iter().map(|token| token.exact));
        }
    }
    found.sort_unstable();
    found.dedup();
    if has_small { found } else { Vec::new() }
}

/// The stems of the last words of `before`, where `letters` are their initials. A compound has one for each of its parts.
fn stems_of_initials(before: &str, mut letters: &[char]) -> Option<String> {
    let is_word = |token: &Token| token.kind == TokenKind::Word || token.kind == TokenKind::Whole && token.term.chars().all(char::is_alphabetic);
    let tokens: Vec<Token> = analyze(before).into_iter().filter(is_word).collect();
    let mut stems = Vec::new();
    for token in tokens.iter().rev() {
        let parts = before[token.range.clone()].split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
        for initial in parts.rev().filter_map(|part| part.chars().flat_map(char::to_lowercase).next()) {
            letters = letters.strip_suffix(&[initial])?;
        }
        stems.push(token.term.as_str());
        if letters.is_empty() {
            stems.reverse();
            return Some(stems.join(" "));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_abbreviations_among_other_words() {
        let cases = [
            ("\"Бүркіт\" БАЖ-ға енгізеді, ҚР ІІМ-нің", &["баж", "іім", "қр"][..]),
            ("Мемлекеттік баж", &[]),
            ("МЕМЛЕКЕТТІК БАЖ", &[]),
            ("ӘҚБтК бойынша", &["әқбтк"]),
            ("", &[]),
        ];
        for (text, meant) in cases {
            let mut found = capitals(text);
            found.sort();
            let mut meant: Vec<&str> = meant.to_vec();
            meant.sort_unstable();
            assert_eq!(found, meant, "{text}");
        }
    }

    #[test]
    fn initials_tell_what_an_abbreviation_stands_for() {
        let cases = [
            ("Республикасының Ұлттық қауіпсіздік комитетіне (бұдан әрі - ҰҚК) келісуге", &[("ұқк", "ұлттық қауіпсіздік комитет")][..]),
            ("құрылымдық-функциялық бірліктер (ҚФБ) – жауапты адамдар", &[("қфб", "құрылымдықфункциялық бірлік")]),
            ("\"Бүркіт\" бірыңғай ақпараттық жүйесіне (бұдан әрі – \"Бүркіт\" БАЖ) беріледі", &[("баж", "бірыңғай ақпараттық жүйе")]),
            ("қағидалары (бұдан әрі - Қағидалар)", &[]),
            ("облыстардың департаменттерінің (бұдан әрі – ІІД)", &[]),
            ("(ҚФБ)", &[]),
            ("", &[]),
        ];
        for (text, meant) in cases {
            let found = abbreviations(text);
            let found: Vec<(&str, &str)> = found.iter().map(|one| (one.short.as_str(), one.stems.as_str())).collect();
            assert_eq!(found, meant, "{text}");
        }
    }
}
