//! Where words that are sought stand in a text.
//!
//! Of a word that begins with another letter than all of those, neither the form nor the stem is looked up: that is nine words of ten, and what is
//! remembered of forms lies far apart in memory.

use std::ops::Range;

use super::scanner::for_each_token_of;
use super::token::TokenKind;

/// The first letter of a stem, and of forms of it that begin with another one: «бұл», «мұның».
const CHANGED: &[(char, char)] = &[('б', 'м')];
/// A letter of folded words, and what may be printed for it: й with its mark apart, ё for е.
const FOLDED: &[(char, char)] = &[('й', 'и'), ('е', 'ё')];

/// The bytes of the words of `text` whose stem is one of `stems`, rising.
pub(crate) fn places_of(text: &str, stems: &[String]) -> Vec<Range<usize>> {
    let first = FirstLetters::of(stems);
    let mut places = Vec::new();
    for_each_token_of(
        text,
        |surface| first.may_begin(surface),
        |token| {
            if token.kind != TokenKind::Whole && stems.iter().any(|stem| stem == token.term) {
                places.push(token.range);
            }
        },
    );
    places
}

/// The letters that a word may begin with to be sought.
struct FirstLetters {
    /// For each letter of the Cyrillic block, U+0400 to U+04FF.
    letters: [bool; LETTERS],
}

/// Letters of the block: those that begin with the bytes D0 to D3.
const LETTERS: usize = 256;

impl FirstLetters {
    /// Those that forms of `stems` begin with.
    fn of(stems: &[String]) -> Self {
        let mut letters = [false; LETTERS];
        for stem in stems {
            let Some(first) = stem.chars().next().filter(|first| place(*first).is_some()) else { return Self { letters: [true; LETTERS] } };
            let others = CHANGED.iter().chain(FOLDED).filter(|(letter, _)| *letter == first).map(|(_, other)| *other);
            for letter in others.chain([first]).flat_map(|letter| letter.to_uppercase().chain([letter])) {
                if let Some(place) = place(letter) {
                    letters[place] = true;
                }
            }
        }
        Self { letters }
    }

    /// Whether `surface`, a word as printed, may have one of the stems. In a word that is not all Cyrillic the first letter may stand for another one.
    #[inline]
    fn may_begin(&self, surface: &str) -> bool {
        let &[lead @ 0xd0..=0xd3, follows, ..] = surface.as_bytes() else { return true };
        let place = usize::from(lead & 3) << 6 | usize::from(follows & 0x3f);
        self.letters[place] || surface.bytes().any(|byte| byte.is_ascii())
    }
}

/// The place of a letter in the Cyrillic block.
fn place(letter: char) -> Option<usize> {
    u32::from(letter).checked_sub(0x400).and_then(|place| usize::try_from(place).ok()).filter(|place| *place < LETTERS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analyzer::{Token, analyze};

    fn words(text: &str) -> impl Iterator<Item = Token> {
        analyze(text).into_iter().filter(|token| token.kind != TokenKind::Whole)
    }

    #[test]
    fn every_word_of_the_texts_and_lists_is_found_by_its_stem() {
        let root = env!("CARGO_MANIFEST_DIR");
        let lists = ["stem/closed.txt", "stem/stems.txt", "stem/prior.txt", "stem/prose.txt", "foreign.txt", "stopwords.txt", "variants.txt"];
        let mut paths: Vec<std::path::PathBuf> = lists.iter().map(|name| format!("{root}/src/analyzer/{name}").into()).collect();
        paths.extend(std::fs::read_dir(format!("{root}/corpus")).unwrap().map(|entry| entry.unwrap().path()));
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        let mut looked_at = 0;
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap();
            for token in words(&text) {
                let first = FirstLetters::of(std::slice::from_ref(&token.term));
                // of a compound each part is looked at by itself
                let mut parts = text[token.range.clone()].split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
                assert!(parts.any(|part| first.may_begin(part)), "{} of {} in {}", token.term, &text[token.range], path.display());
                looked_at += 1;
            }
        }
        assert!(looked_at > 50_000, "{looked_at} words were looked at");
    }

    #[test]
    fn words_are_found_in_any_form_and_alphabet() {
        // (text, stem, what is found, why)
        let cases = [
            ("Визаның, визамен, тармақ", "виза", &["Визаның", "визамен"][..], "any form"),
            ("мұның және бұл", "бұл", &["мұның", "бұл"], "the first letter changes"),
            ("Ёлка елка", "елка", &["Ёлка", "елка"], "ё is е"),
            ("И\u{306}од йод", "йод", &["И\u{306}од", "йод"], "the mark stands apart"),
            ("Cанат санат", "санат", &["Cанат", "санат"], "a Latin letter in front"),
            ("С3 C3", "c3", &["С3", "C3"], "a class in either alphabet"),
            ("көші-қон, қон", "-қон", &["көші-қон"], "a part of a compound"),
            ("тармақ", "виза", &[], "another word"),
            ("", "виза", &[], "nothing"),
        ];
        for (text, stem, meant, why) in cases {
            let found: Vec<&str> = places_of(text, &[stem.to_owned()]).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, meant, "{why}");
        }
    }

    proptest! {
        #![proptest_config(crate::text::properties::config(256))]

        #[test]
        fn nothing_is_passed_over(text in "\\PC{0,60}|[а-яәіңғүұқөһА-ЯЁёa-cA-CIVXІХ0-9\u{300}\u{306}\u{ad} /.)\\-]{0,80}", other in "[а-яәі]{0,4}") {
            let mut stems: Vec<String> = words(&text).map(|token| token.term).step_by(3).collect();
            stems.push(other);
            for sought in std::iter::once(stems.as_slice()).chain(stems.chunks(1)) {
                let meant: Vec<Range<usize>> = words(&text).filter(|token| sought.contains(&token.term)).map(|token| token.range).collect();
                prop_assert_eq!(places_of(&text, sought), meant);
            }
        }
    }
}
