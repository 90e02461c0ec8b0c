//! The words that texts of law use most, and which of them stand side by side.
//!
//! Where two words stand in every tenth clause each, a phrase of them is found by their places, clause by clause: the slowest question there is.
//! Which clauses have them side by side is therefore written down. The list decides how quickly such a phrase is found, never where.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::scanner::{analyze, for_each_token};

/// The terms of the listed words.
static FREQUENT: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("frequent.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).filter_map(|word| Some(analyze(word).into_iter().next()?.term)).collect()
});

/// The pair of the terms `one` and `other`, the second right behind the first, as it is written down; `None` where one of them is not frequent.
///
/// ```
/// use tarmaq::analyzer::pair;
///
/// assert_eq!(pair("қазақстан", "республика").as_deref(), Some("қазақстан республика"));
/// assert_eq!(pair("қазақстан", "телескоп"), None);
/// ```
pub fn pair(one: &str, other: &str) -> Option<String> {
    let (one, other) = (FREQUENT.get(one)?, FREQUENT.get(other)?);
    Some(joined(one, other))
}

fn joined(one: &str, other: &str) -> String {
    [one, other].join(" ")
}

/// Calls `take` with every pair of frequent terms that stand side by side in `text`, with their bytes and the position of the first.
pub(super) fn for_each_pair(text: &str, mut take: impl FnMut(&str, &str, Range<usize>, u32)) {
    // Several terms may stand at one position: a compound and its first part.
    let mut before: Vec<(&'static str, usize)> = Vec::new();
    let mut here = before.clone();
    let mut position = 0;
    for_each_token(text, |token| {
        if token.position != position {
            std::mem::swap(&mut before, &mut here);
            here.clear();
            if token.position != position + 1 {
                before.clear();
            }
            position = token.position;
        }
        if let Some(term) = FREQUENT.get(token.term) {
            before.iter().for_each(|&(one, start)| take(one, term, start..token.range.end, position - 1));
            here.push((term, token.range.start));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, u32)> {
        let mut pairs = Vec::new();
        for_each_pair(text, |one, other, _, position| pairs.push((joined(one, other), position)));
        pairs
    }

    #[test]
    fn words_side_by_side_are_pairs_by_their_terms() {
        let found = pairs("Қазақстан Республикасының телескоп туралы заңы, 3-тармағына сәйкес");
        let meant = [("қазақстан республика", 0), ("туралы заң", 3), ("заң 3", 4), ("3 тармақ", 5), ("тармақ сәйкес", 6)];
        assert_eq!(found, meant.map(|(pair, position)| (pair.to_owned(), position)));
        assert_eq!(pairs("телескоп"), []);
    }

    #[test]
    fn a_pair_is_told_for_every_two_terms_that_follow_each_other() {
        // Every term at a position with every term at the next one, compounds whole and in parts included.
        for text in ["Осы Заңның 11-1-4/2-тармағы жүзеге асырылсын", "көші-қон және құжат-хат 2022 жылғы 3 қазан", "жеке-жеке куәлік беру"]
        {
            let tokens = analyze(text);
            let next = |one: &crate::analyzer::Token| -> Vec<String> {
                tokens.iter().filter(|other| other.position == one.position + 1).filter_map(|other| pair(&one.term, &other.term)).collect()
            };
            let (mut meant, mut found): (Vec<String>, Vec<String>) =
                (tokens.iter().flat_map(next).collect(), pairs(text).into_iter().map(|(pair, _)| pair).collect());
            meant.sort();
            found.sort();
            assert_eq!(found, meant, "{text}");
        }
    }

    #[test]
    fn the_list_names_each_term_once() {
        let words: Vec<&str> = include_str!("frequent.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
        let terms: Vec<String> = words.iter().map(|word| analyze(word)[0].term.clone()).collect();
        let again: Vec<&String> = terms.iter().enumerate().filter(|(at, term)| terms[..*at].contains(term)).map(|(_, term)| term).collect();
        assert!(again.is_empty(), "{again:?}");
        assert!(words.iter().all(|word| analyze(word).len() == 1), "one term each");
    }
}
