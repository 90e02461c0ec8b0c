//! The words that are searched for beside those of the question.

use super::Error;
use super::words::Asked;
use crate::analyzer::{Widening, has_kazakh_letters, relatives, widen};
use crate::index::Index;

/// So many words of a question are widened; a longer one is a page of text.
const WIDENED_WORDS_MAX: usize = 16;

/// Gives the words of `asked` what else they may mean among the words of `index`, and tells it all.
///
/// Words in quotation marks are meant as they stand, and so are function words.
pub(super) fn widen_words(index: &Index, asked: &mut Asked) -> Result<Vec<Widening>, Error> {
    let plain_keyboard = !asked.words.iter().any(|word| has_kazakh_letters(&word.token.exact));
    let phrases: Vec<&str> = asked.phrases.iter().flatten().map(|(_, exact)| exact.as_str()).collect();
    let mut told = Vec::new();
    for word in asked.words.iter_mut().filter(|word| !word.is_function_word).take(WIDENED_WORDS_MAX) {
        if phrases.contains(&word.token.exact.as_str()) {
            continue;
        }
        let has = |term: &str| index.has_stem(term);
        word.wider = relatives(&word.token, has);
        // Gathering the words of a large index takes a second: a word that is there as it is typed does not ask for it.
        if plain_keyboard || !index.has_stem(&word.stem) {
            word.wider.extend(widen(index.lexicon()?, &word.surface, &word.token, plain_keyboard));
        }
        told.extend(word.wider.iter().cloned());
    }
    Ok(told)
}
