//! More like this clause.

use std::collections::HashMap;

use tantivy::Term;

use super::address::resolve;
use super::concept::is_light;
use super::search::in_words;
use super::{Answer, Error, Question};
use crate::analyzer::{TokenKind, analyze, is_stopword};
use crate::index::{Index, Unit};

/// So many words of a clause tell what it is about.
const WORDS_MAX: usize = 12;
/// So much of a clause is read.
const BYTES_MAX: usize = 8_000;
/// Shorter words tell little.
const LETTERS_MIN: usize = 3;

/// The passages that say something like what stands at `address`: those that have its most telling words, the rare ones that it has often. What stands
/// in it, what it stands in and its other wordings are none. Everything else is as `question` has it; its words, where it has any, are asked for too.
///
/// ```no_run
/// use tarmaq::{index::Index, query::{Question, like}};
///
/// let index = Index::open("index".as_ref())?;
/// let answer = like(&index, "V1800016354/rules/point-5", &Question::default())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Error::NotFound`] and [`Error::Ambiguous`] where no or no single unit is at `address`; [`Error::Index`] when the index cannot be read.
pub fn like(index: &Index, address: &str, question: &Question) -> Result<Answer, Error> {
    let begun = std::time::Instant::now();
    let mut answer = index.guarded(|| {
        let unit = resolve(index, address)?;
        let text = format!("{} {}", question.text, telling_words(index, &unit)?.join(" "));
        let asked = Question { text: text.trim().to_owned(), ..question.clone() };
        let answer = in_words(index, &asked, Some(&unit))?;
        // Nobody typed these words: nothing in them was misspelt.
        Ok::<_, Error>(Answer { did_you_mean: None, ..answer })
    })?;
    answer.took = begun.elapsed();
    Ok(answer)
}

/// The words of a unit that tell most, in the order of its text.
fn telling_words(index: &Index, unit: &Unit) -> Result<Vec<String>, Error> {
    let text = &unit.text[..unit.text.floor_char_boundary(BYTES_MAX)];
    let documents = index.searcher().num_docs() as f32;
    // By stem: its first form, where that stands, and how often it comes.
    let mut words: HashMap<String, (String, usize, f32)> = HashMap::new();
    for (at, token) in analyze(text).into_iter().enumerate() {
        let telling = token.kind == TokenKind::Word && token.exact.chars().count() >= LETTERS_MIN && !is_stopword(&token.exact) && !is_light(&token.term);
        if telling {
            words.entry(token.term).or_insert((token.exact, at, 0.0)).2 += 1.0;
        }
    }
    let mut weighed = Vec::with_capacity(words.len());
    for (stem, (form, at, count)) in words {
        let frequency = index.searcher().doc_freq(&Term::from_field_text(index.fields().stem, &stem)).map_err(|error| index.engine_error(error))? as f32;
        // A word that no other unit has leads to none.
        if frequency > 1.0 {
            weighed.push(((1.0 + count.ln()) * (documents / frequency).ln_1p(), at, form));
        }
    }
    weighed.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    weighed.truncate(WORDS_MAX);
    weighed.sort_by_key(|(_, at, _)| *at);
    Ok(weighed.into_iter().map(|(_, _, form)| form).collect())
}
