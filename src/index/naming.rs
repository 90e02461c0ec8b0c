//! Where a text says no more than what it stands in is called.
//!
//! The header of an annex names the document it belongs to («… қағидаларына 4-қосымша»), and the first point of rules names the rules («Осы … қағидалары
//! … сәйкес әзірленді»). These words are true of every clause of the act, and a question that has them asks for the clause that has the rest.

use std::collections::HashMap;
use std::ops::Range;

use crate::analyzer::{Token, TokenKind, analyze};

/// So many words of a title in their order are the title; fewer may be a sentence about its subject.
const WORDS_MIN: usize = 8;
/// A shorter title than this is a phrase that any text may have: «Халықтың көші-қоны туралы».
const TITLE_WORDS_MIN: usize = 5;

/// The name of an act, to be looked for in its texts.
pub(super) struct Naming {
    stems: Vec<String>,
    /// Where each stem stands in it.
    places: HashMap<String, Vec<usize>>,
    /// How its longest word begins: a text without that does not repeat it, and need not be analysed.
    beginning: String,
}

impl Naming {
    /// The name that `title` is; `None` where it is too short to be known again.
    pub(super) fn of(title: &str) -> Option<Self> {
        let stems: Vec<String> = words(title).map(|token| token.term).collect();
        if stems.len() < TITLE_WORDS_MIN {
            return None;
        }
        // Endings differ, and so does the case of the first letter.
        let inner = title.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().all(char::is_lowercase));
        let longest = inner.max_by_key(|word| word.chars().count())?;
        let beginning = longest.chars().take(longest.chars().count().div_ceil(2)).collect();
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, stem) in stems.iter().enumerate() {
            places.entry(stem.clone()).or_default().push(at);
        }
        Some(Self { stems, places, beginning })
    }

    /// The bytes of `text` that repeat the name.
    pub(super) fn repeated_in(&self, text: &str) -> Vec<Range<usize>> {
        if !text.contains(&self.beginning) {
            return Vec::new();
        }
        let tokens: Vec<Token> = words(text).collect();
        let enough = WORDS_MIN.min(self.stems.len());
        let common = |start: usize, place: usize| tokens[start..].iter().zip(&self.stems[place..]).take_while(|(token, stem)| token.term == **stem).count();
        let (mut found, mut start) = (Vec::new(), 0);
        while start < tokens.len() {
            let places = self.places.get(&tokens[start].term);
            let length = places.into_iter().flatten().map(|&place| common(start, place)).max().unwrap_or(0);
            if length >= enough {
                found.push(tokens[start].range.start..tokens[start + length - 1].range.end);
            }
            start += if length >= enough { length } else { 1 };
        }
        found
    }
}

/// The words of a text, compounds taken apart.
fn words(text: &str) -> impl Iterator<Item = Token> {
    analyze(text).into_iter().filter(|token| token.kind != TokenKind::Whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: &str = "Қалалық көлік жолдарында жылдамдықты өлшейтін құралдарды орнату және пайдалану қағидаларын бекіту туралы";

    #[test]
    fn a_name_is_known_again_in_other_forms() {
        let naming = Naming::of(TITLE).unwrap();
        let header = "Қалалық көлік жолдарында жылдамдықты өлшейтін құралдарды орнату және пайдалану қағидаларына 2-қосымша. Нысан";
        let repeated: Vec<&str> = naming.repeated_in(header).into_iter().map(|range| &header[range]).collect();
        assert_eq!(repeated, ["Қалалық көлік жолдарында жылдамдықты өлшейтін құралдарды орнату және пайдалану қағидаларына"]);
        let twice = format!("1. Осы {TITLE} қағидалары. {TITLE}");
        assert_eq!(naming.repeated_in(&twice).len(), 2);
    }

    #[test]
    fn a_sentence_about_its_subject_is_no_name() {
        let naming = Naming::of(TITLE).unwrap();
        for text in ["", "Жылдамдықты өлшейтін құралдарды орнату және пайдалану тәртібі мынадай", "жылдамдықты өлшейтін құрал"]
        {
            assert!(naming.repeated_in(text).is_empty(), "{text}");
        }
        assert!(Naming::of("Халықтың көші-қоны туралы").is_none());
        assert!(Naming::of("").is_none());
    }
}
