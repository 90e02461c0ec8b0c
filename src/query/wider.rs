//! The words that are searched for beside those of the question, and the question as it was probably meant.

use super::Error;
use super::concept::is_light;
use super::thesaurus::{Lookup, entries_at, russian_stem, vocabulary};
use super::words::{Asked, Word};
use crate::analyzer::{Reason, Widening, is_stopword, relatives, stopwords, widen};
use crate::index::Index;

/// So many words of a question are widened; a longer one is a page of text.
const WIDENED_WORDS_MAX: usize = 16;
/// A reading of this weight or less is searched for, and the word stays what it is.
const DOUBTFUL: f32 = 0.5;
/// What the word as it was typed is worth beside the one that is probably meant: texts are misspelt, too, and what is printed as it was typed comes
/// first.
const AS_TYPED: f32 = 1.05;

/// Gives the words of `asked` what else they may mean among the words of `index`, and tells it all.
///
/// Words in quotation marks are meant as they stand, and so are function words. On a `plain_keyboard` no Kazakh letter was typed at all.
pub(super) fn widen_words(index: &Index, asked: &mut Asked, plain_keyboard: bool) -> Result<Vec<Widening>, Error> {
    let mut told = Vec::new();
    for word in asked.words.iter_mut().filter(|word| !word.is_function_word).take(WIDENED_WORDS_MAX) {
        if word.is_quoted {
            continue;
        }
        let has = |term: &str| index.has_stem(term);
        word.wider = relatives(&word.token, has);
        // Gathering the words of a large index takes a second: a word that is there as it is typed does not ask for it.
        if plain_keyboard || !index.has_stem(&word.stem) {
            // What is made of a word that is there is not misspelt.
            let is_derived = word.wider.iter().any(|wider| wider.reason == Reason::Derivation);
            let others = widen(index.lexicon(words_of_questions)?, &word.surface, &word.token, plain_keyboard);
            word.wider.extend(others.into_iter().filter(|wider| !is_derived || wider.reason != Reason::Mistyped));
        }
        told.extend(word.wider.iter().cloned());
    }
    Ok(told)
}

/// What questions are made of beside the words of texts: everyday words that the law has not, words that only ask or join.
fn words_of_questions() -> Vec<String> {
    vocabulary().into_iter().chain(stopwords().map(str::to_owned)).collect()
}

/// A question as it was probably meant.
pub(super) struct Meant {
    pub(super) text: String,
    /// The words that were put right, with what they were.
    words: Vec<(String, Word)>,
}

/// `text` with the likeliest reading of each word that is misspelt, typed without Kazakh letters or in another script; `None` where there is no such
/// word. A word that is read so is that word: whatever is known of it holds.
pub(super) fn meant(text: &str, asked: &Asked) -> Option<Meant> {
    let mut meant = Meant { text: text.to_owned(), words: Vec::new() };
    for word in &asked.words {
        let likely = word.wider.iter().filter(|wider| matches!(wider.reason, Reason::KazakhLetters | Reason::Script | Reason::Mistyped));
        let Some(likely) = likely.max_by(|one, other| one.weight.total_cmp(&other.weight)).filter(|likely| likely.weight > DOUBTFUL) else { continue };
        // What is understood is not misspelt, be it Kazakh or Russian; unless it is understood as the very word.
        let entries = entries_at(&[Lookup::of(&word.stem, &word.exact)]);
        let leads_there = entries.iter().any(|(_, entry)| entry.tokens.first().is_some_and(|token| token.term == likely.term));
        if !entries.is_empty() && !leads_there || is_light(&word.stem) || is_stopword(&word.exact) || is_other_case(&word.exact, &likely.to) {
            continue;
        }
        if replace_word(&mut meant.text, &word.surface, &likely.to) {
            meant.words.push((likely.to.clone(), word.clone()));
        }
    }
    (!meant.words.is_empty()).then_some(meant)
}

/// Whether two words are forms of one Russian word, as «человек» and «человека»: neither is a slip for the other.
fn is_other_case(one: &str, other: &str) -> bool {
    let is_russian = |word: &str| word.chars().all(|c| matches!(c, 'а'..='я' | 'ё'));
    is_russian(one) && is_russian(other) && russian_stem(one) == russian_stem(other)
}

impl Meant {
    /// Whether `wider` is a reading of a word that was put right.
    pub(super) fn concerns(&self, wider: &Widening) -> bool {
        self.words.iter().any(|(_, typed)| typed.token.exact == wider.from)
    }

    /// Gives the words of `asked`, this question read, what they were typed as, and what else that may mean.
    pub(super) fn remember(&self, index: &Index, asked: &mut Asked) {
        for word in &mut asked.words {
            let Some((_, typed)) = self.words.iter().find(|(to, _)| word.exact == *to) else { continue };
            let others = typed.wider.iter().filter(|wider| wider.term != word.stem).cloned();
            let as_typed = index.has_stem(&typed.stem).then(|| Widening {
                from: word.exact.clone(),
                to: typed.exact.clone(),
                term: typed.stem.clone(),
                reason: Reason::Spelling,
                weight: AS_TYPED,
            });
            let more: Vec<Widening> = others.chain(as_typed).filter(|wider| word.wider.iter().all(|known| known.term != wider.term)).collect();
            word.wider.extend(more);
        }
    }
}

/// Puts `to` in the place of every whole word `from`; whether there is one.
fn replace_word(text: &mut String, from: &str, to: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (mut replaced, mut end) = (String::with_capacity(text.len()), 0);
    for (at, _) in text.match_indices(from) {
        if !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + from.len()..].chars().next()) {
            replaced.push_str(&text[end..at]);
            replaced.push_str(to);
            end = at + from.len();
        }
    }
    replaced.push_str(&text[end..]);
    *text = replaced;
    end > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_of_a_russian_word_is_no_slip() {
        assert!(is_other_case("человек", "человека") && is_other_case("пяти", "пять"));
        assert!(!is_other_case("кабылдау", "қабылдау") && !is_other_case("виза", "вена"));
    }

    #[test]
    fn whole_words_are_replaced() {
        let cases = [("виза визаны виза", "виза", "VISA визаны VISA"), ("визаны", "виза", "визаны"), ("", "виза", "")];
        for (text, from, meant) in cases {
            let mut text = text.to_owned();
            replace_word(&mut text, from, "VISA");
            assert_eq!(text, meant);
        }
    }
}
