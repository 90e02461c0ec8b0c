//! Which words of a passage matched.

use std::collections::HashSet;
use std::ops::Range;

use super::concept::Concept;
use super::words::{Asked, Phrase};
use crate::analyzer::{Token, TokenKind, analyze};

/// Between two words that belong together another may stand.
const GAP_MAX: u32 = 2;

/// Ranges of characters of `text`: whole surface words that the question asks for, rising.
///
/// A word in a phrase counts only where the phrase stands; function words only there; of a name of several words that stands for one, all of them
/// where they stand together.
pub(super) fn highlights(text: &str, asked: &Asked, concepts: &[Concept]) -> Vec<Range<usize>> {
    let tokens = analyze(text);
    let mut matched: Vec<Range<usize>> = Vec::new();
    let phrase_stands = mark_phrases(&tokens, asked, &mut matched);
    let only_light = !concepts.iter().any(|concept| concept.is_content());
    let (mut stems, mut loose, mut names) = (HashSet::new(), HashSet::new(), Vec::new());
    for (concept, word) in concepts.iter().zip(&asked.words) {
        if !(only_light || concept.is_content()) || word.is_quoted && phrase_stands {
            continue;
        }
        for form in &concept.forms {
            match form.terms.as_slice() {
                [only] if form.loose => drop(loose.insert(only.as_str())),
                [only] => drop(stems.insert(only.as_str())),
                terms => names.push(terms),
            }
        }
    }
    for token in &tokens {
        let begins = || asked.prefixes.iter().any(|prefix| token.exact.starts_with(prefix.as_str()));
        if stems.contains(token.term.as_str()) || (token.kind != TokenKind::Number && loose.contains(token.loose.as_str())) || begins() {
            matched.push(token.range.clone());
        }
    }
    for name in names {
        mark_name(&tokens, name, &mut matched);
    }
    matched.sort_by_key(|range| (range.start, range.end));
    in_characters(text, matched)
}

/// Whether `phrase` stands in `text` in its very forms.
pub(super) fn stands(text: &str, phrase: &Phrase) -> bool {
    let mut matched = Vec::new();
    phrase_places(&analyze(text), &phrase.forms, phrase.slop, |token| &token.exact, &mut matched);
    !matched.is_empty()
}

/// Adds the words of every phrase, as they stand or, where they stand nowhere so, in other forms; whether any stands.
fn mark_phrases(tokens: &[Token], asked: &Asked, matched: &mut Vec<Range<usize>>) -> bool {
    let before = matched.len();
    for phrase in &asked.phrases {
        let marked = matched.len();
        phrase_places(tokens, &phrase.forms, phrase.slop, |token| &token.exact, matched);
        if matched.len() == marked {
            phrase_places(tokens, &phrase.stems, phrase.slop, |token| &token.term, matched);
        }
    }
    matched.len() > before
}

/// Adds the words of every place where `phrase` stands, with `slop` other words between.
fn phrase_places<'t>(tokens: &'t [Token], phrase: &[(usize, String)], slop: u32, word: impl Fn(&'t Token) -> &'t str, matched: &mut Vec<Range<usize>>) {
    let singles: Vec<&Token> = tokens.iter().filter(|token| token.kind != TokenKind::Whole).collect();
    let Some((first, rest)) = phrase.split_first() else { return };
    for (at, start) in singles.iter().enumerate().filter(|(_, token)| word(token) == first.1) {
        let mut left = slop;
        let mut last = (start.position, first.0);
        let found: Option<Vec<&Token>> = rest
            .iter()
            .map(|(place, wanted)| {
                let next = last.0 + (place - last.1) as u32;
                let near = singles[at..].iter().take_while(|token| token.position <= next + left);
                let found = near.filter(|token| token.position >= next).find(|token| word(token) == wanted)?;
                left -= found.position - next;
                last = (found.position, *place);
                Some(*found)
            })
            .collect();
        if let Some(found) = found {
            matched.push(start.range.clone());
            matched.extend(found.iter().map(|token| token.range.clone()));
        }
    }
}

/// Adds the words of every place where the stems of `name` stand together.
fn mark_name(tokens: &[Token], name: &[String], matched: &mut Vec<Range<usize>>) {
    let singles: Vec<&Token> = tokens.iter().filter(|token| token.kind != TokenKind::Whole).collect();
    let Some((first, rest)) = name.split_first() else { return };
    for (at, start) in singles.iter().enumerate().filter(|(_, token)| token.term == *first) {
        let mut place = start.position;
        let found: Option<Vec<&Token>> = rest
            .iter()
            .map(|stem| {
                let near = singles[at..].iter().take_while(|token| token.position <= place + GAP_MAX);
                let found = near.filter(|token| token.position > place).find(|token| token.term == *stem)?;
                place = found.position;
                Some(*found)
            })
            .collect();
        if let Some(found) = found {
            matched.push(start.range.clone());
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
    use crate::query::concept::plain_concepts;

    fn marked(text: &str, question: &str) -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        let asked = Asked::read(None, question, None);
        let concepts: Vec<Concept> = plain_concepts(&asked);
        highlights(text, &asked, &concepts).into_iter().map(|range| characters[range].iter().collect()).collect()
    }

    #[test]
    fn whole_surface_words_are_marked() {
        let cases = [
            ("10-тармағына сәйкес тармақ", "тармақ", &["тармағына", "тармақ"][..]),
            ("көші-қон саласы", "көшіқон", &["көші-қон"]),
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
