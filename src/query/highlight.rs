//! Which words of a passage matched.

use std::collections::HashSet;
use std::ops::Range;

use super::words::Asked;
use crate::analyzer::{Token, TokenKind, analyze};

/// Ranges of characters of `text`: whole surface words that the question asks for, rising.
///
/// A word in a phrase counts only where the phrase stands; function words only there.
pub(super) fn highlights(text: &str, asked: &Asked) -> Vec<Range<usize>> {
    let tokens = analyze(text);
    let mut matched: Vec<Range<usize>> = Vec::new();
    let in_phrases: HashSet<&str> = asked.phrases.iter().flatten().map(|(_, exact)| exact.as_str()).collect();
    let only_function_words = asked.words.iter().all(|word| word.is_function_word);
    let words = asked.words.iter().filter(|word| !in_phrases.contains(word.exact.as_str()) && (only_function_words || !word.is_function_word));
    let (mut stems, mut loose) = (HashSet::new(), HashSet::new());
    for word in words {
        stems.insert(word.stem.as_str());
        stems.extend(word.wider.iter().map(|wider| wider.term.as_str()));
        loose.extend(word.loose.as_deref());
    }
    for token in &tokens {
        if stems.contains(token.term.as_str()) || (token.kind != TokenKind::Number && loose.contains(token.loose.as_str())) {
            matched.push(token.range.clone());
        }
    }
    for phrase in &asked.phrases {
        phrase_places(&tokens, phrase, &mut matched);
    }
    matched.sort_by_key(|range| (range.start, range.end));
    in_characters(text, matched)
}

/// Adds the words of every place where `phrase` stands.
fn phrase_places(tokens: &[Token], phrase: &[(usize, String)], matched: &mut Vec<Range<usize>>) {
    let singles: Vec<&Token> = tokens.iter().filter(|token| token.kind != TokenKind::Whole).collect();
    let Some((first, rest)) = phrase.split_first() else { return };
    for (at, token) in singles.iter().enumerate().filter(|(_, token)| token.exact == first.1) {
        let here = |place: &(usize, String)| {
            let position = token.position as usize + place.0;
            singles[at..].iter().take(place.0 + 1).find(|token| token.position as usize == position && token.exact == place.1)
        };
        let found: Option<Vec<_>> = rest.iter().map(here).collect();
        if let Some(found) = found {
            matched.push(token.range.clone());
            matched.extend(found.iter().map(|token| token.range.clone()));
        }
    }
}

/// Byte ranges, sorted by start, as ranges of characters that do not overlap.
fn in_characters(text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut characters: Vec<Range<usize>> = Vec::new();
    let (mut byte, mut count, mut end) = (0, 0, 0);
    for range in ranges {
        if range.start < end {
            if let Some(last) = characters.last_mut().filter(|_| range.end > end) {
                last.end += text[end..range.end].chars().count();
                end = range.end;
            }
            continue;
        }
        count += text[byte..range.start].chars().count();
        byte = range.start;
        characters.push(count..count + text[range.clone()].chars().count());
        end = range.end;
    }
    characters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, question: &str) -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        highlights(text, &Asked::read(question)).into_iter().map(|range| characters[range].iter().collect()).collect()
    }

    #[test]
    fn whole_surface_words_are_marked() {
        let cases = [
            ("10-тармағына сәйкес тармақ", "тармақ", &["тармағына", "тармақ"][..]),
            ("көші-қон саласы", "қон", &["көші-қон"]),
            ("осы Қағидаларға сәйкес және осы", "\"осы қағидаларға\"", &["осы", "Қағидаларға"]),
            ("қабылдаудан бас тартады", "кабылдаудан бас тарту", &["қабылдаудан", "бас"]),
            ("және және", "және виза", &[]),
            ("", "виза", &[]),
        ];
        for (text, question, meant) in cases {
            assert_eq!(marked(text, question), meant, "{question}");
        }
    }
}
