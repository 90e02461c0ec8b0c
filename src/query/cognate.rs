//! Russian words that Kazakh has, too: «паспорта» is a form of «паспорт», «дипломатического» is «дипломатиялық».
//!
//! The law took many words from or through Russian, and spells them alike but for their endings. What no line of `data/russian.txt` translates is
//! looked for among the words of the index by what is left of it without them.

use super::Error;
use super::concept::is_light;
use super::thesaurus::russian_stem;
use super::words::Word;
use crate::analyzer::{Reason, is_kazakh_word, is_stopword, readings};
use crate::index::Index;

/// A shorter stem is the beginning of anything.
const STEM_LETTERS_MIN: usize = 3;
/// A shorter beginning is that of too many words.
const BEGINNING_LETTERS_MIN: usize = 5;
/// So many words with one beginning are looked at.
const TERMS_MAX: usize = 64;
/// So many of them are meant, at most.
const COGNATES_MAX: usize = 3;
/// Endings of the nominative that Snowball's stemmer takes off a noun that Kazakh ends with them; and what makes the name of an action of a Russian one:
/// монтаж, монтаждау; аттестация, аттестаттау.
const NOUN_ENDINGS: [&str; 10] = ["", "а", "ия", "я", "дау", "деу", "лау", "леу", "тау", "теу"];
/// What makes an adjective of a noun in Russian, the longest first.
const RUSSIAN_ADJECTIVES: [&str; 8] = ["ическ", "ионн", "альн", "арн", "ивн", "енн", "ск", "н"];
/// And in Kazakh.
const KAZAKH_ADJECTIVES: [&str; 6] = ["лық", "лік", "дық", "дік", "тық", "тік"];

/// The terms of `index` that are the Russian `word` in Kazakh; none for a Kazakh word, or one that may be a form of one: «алдым» is of «алу».
pub(super) fn cognates(index: &Index, word: &Word) -> Result<Vec<String>, Error> {
    let stem = russian_stem(&word.exact);
    // «жол» is a stem of the language, though too short to tell much of longer words
    let is_stem = readings(&word.exact).first().is_some_and(|best| best.known && best.part_of_speech.is_some() && best.stem == word.exact);
    let may_be_kazakh = is_stem || is_kazakh_word(&word.token) || word.wider.iter().any(|wider| wider.reason == Reason::SecondReading);
    let is_russian = word.exact.chars().all(|c| matches!(c, 'а'..='я' | 'ё')) && !may_be_kazakh;
    if !is_russian || stem.chars().count() < STEM_LETTERS_MIN {
        return Ok(Vec::new());
    }
    let nouns = NOUN_ENDINGS.iter().map(|ending| format!("{stem}{ending}"));
    let mut found: Vec<String> = nouns.filter(|noun| *noun != word.stem && !is_function_word(noun) && index.has_stem(noun)).collect();
    if let Some(beginning) = adjective_of(&stem) {
        let terms = index.first_terms(index.fields().stem, beginning, TERMS_MAX).map_err(|error| index.engine_error(error))?;
        let is_adjective = |term: &String| KAZAKH_ADJECTIVES.iter().any(|ending| term.len() >= beginning.len() + ending.len() && term.ends_with(ending));
        found.extend(terms.into_iter().filter(is_adjective));
    }
    found.truncate(COGNATES_MAX);
    Ok(found)
}

fn is_function_word(word: &str) -> bool {
    is_stopword(word) || is_light(word)
}

/// What the adjective with this stem begins with in both languages: «дипломатическ» → дипломат; `None` for what is too short to tell.
fn adjective_of(stem: &str) -> Option<&str> {
    let beginning = RUSSIAN_ADJECTIVES.iter().find_map(|ending| stem.strip_suffix(ending))?;
    (beginning.chars().count() >= BEGINNING_LETTERS_MIN).then_some(beginning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_have_a_beginning() {
        let cases = [
            ("дипломатическ", Some("дипломат")),
            ("инвестиционн", Some("инвестиц")),
            ("туристическ", Some("турист")),
            ("гуманитарн", Some("гуманит")),
            ("административн", Some("администрат")),
            ("электрон", Some("электро")),
            ("срок", None),
            ("личн", None),
        ];
        for (stem, meant) in cases {
            assert_eq!(adjective_of(stem), meant, "{stem}");
        }
    }
}
