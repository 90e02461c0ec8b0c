//! What may be meant while a question is being typed: words of the texts, titles and ids of acts.

use std::collections::HashMap;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{TantivyError, Term};

use super::Error;
use crate::analyzer::{analyze, has_kazakh_letters, is_stopword};
use crate::index::{Index, Unit};

/// A longer text is a text.
const TYPED_BYTES_MAX: usize = 400;
/// A word is completed from its second letter on.
const LETTERS_MIN: usize = 2;
/// So many words of the dictionary are looked at for one beginning.
const LOOKED_AT_MAX: usize = 20_000;
/// So many beginnings one without Kazakh letters may stand for.
const BEGINNINGS_MAX: usize = 64;
/// A title is looked for by so many forms of its last word.
const FORMS_MAX: usize = 500;

/// Something a question may go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The whole question: what is typed, with its last word completed; for an act its title.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// For an act its id.
    pub address: Option<String>,
    /// For a word in how many units it stands in this form; 1 for an act.
    pub count: usize,
}

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SuggestionKind {
    /// A word of the texts.
    Term,
    /// The title of an act.
    Title,
}

impl SuggestionKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Title => "title",
        }
    }
}

/// At most `limit` things that `typed` may go on with: words first, the most frequent first, one form of a word; then acts whose title has the words,
/// or whose id or number begins so. What is typed without Kazakh letters is understood.
///
/// ```no_run
/// use tarmaq::{index::Index, query::suggest};
///
/// let index = Index::open("index".as_ref())?;
/// for suggestion in suggest(&index, "тұрақты тұр", 8)? {
///     println!("{}", suggestion.text);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub fn suggest(index: &Index, typed: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
    index.guarded(|| all(index, typed, limit))
}

fn all(index: &Index, typed: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
    let typed = typed.trim_start();
    let begins_word = typed.ends_with(|c: char| c.is_alphanumeric() || c == '-');
    if typed.len() > TYPED_BYTES_MAX || typed.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let at = if begins_word {
        typed.rfind(|c: char| !c.is_alphanumeric() && c != '-').map_or(0, |at| at + typed[at..].chars().next().map_or(0, char::len_utf8))
    } else {
        typed.len()
    };
    let (before, last) = typed.split_at(at);
    let last = last.to_lowercase();
    let mut found = Vec::new();
    let mut forms = Vec::new();
    if last.chars().count() >= LETTERS_MIN && last.chars().all(char::is_alphabetic) {
        forms = completions(index, &last)?;
        // A title or two is always told, where there is one.
        let words = forms.iter().take(limit.saturating_sub(2).max(1));
        found.extend(words.map(|(form, count)| Suggestion { text: format!("{before}{form}"), kind: SuggestionKind::Term, address: None, count: *count }));
    }
    let acts = acts(index, typed, before, &last, &forms, limit).map_err(|error| index.engine_error(error))?;
    for at in acts {
        if found.len() >= limit {
            break;
        }
        let unit: Unit = index.unit(at)?;
        let address = Some(unit.act.to_string());
        if !unit.text.is_empty() && found.iter().all(|known: &Suggestion| known.address != address) {
            found.push(Suggestion { text: unit.text, kind: SuggestionKind::Title, address, count: 1 });
        }
    }
    Ok(found)
}

/// The forms that begin with `beginning`, the most frequent of each stem, the most frequent stem first.
fn completions(index: &Index, beginning: &str) -> Result<Vec<(String, usize)>, Error> {
    let mut forms: HashMap<String, usize> = HashMap::new();
    for beginning in spellings(beginning) {
        for (form, count) in index.terms_with_frequency(index.fields().exact, &beginning, LOOKED_AT_MAX)? {
            if form.chars().all(char::is_alphabetic) && !is_stopword(&form) {
                *forms.entry(form).or_default() += count;
            }
        }
    }
    let mut forms: Vec<(String, usize)> = forms.into_iter().collect();
    forms.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    forms.truncate(FORMS_MAX);
    let mut stems: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<(String, usize)> = Vec::new();
    for (form, count) in forms {
        let stem = analyze(&form).into_iter().next().map_or_else(|| form.clone(), |token| token.term);
        // The word itself, where texts have it, else its most frequent form.
        match stems.get(&stem) {
            Some(&at) if form == stem && form.starts_with(beginning) => kept[at].0 = form,
            Some(_) => {}
            None => {
                stems.insert(stem, kept.len());
                kept.push((form, count));
            }
        }
    }
    Ok(kept)
}

/// What a beginning without Kazakh letters may stand for, itself first; one with such a letter stands for itself.
fn spellings(beginning: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let plain = !has_kazakh_letters(beginning);
    for c in beginning.chars() {
        let letters: &[char] = match c {
            'а' if plain => &['а', 'ә'],
            'г' if plain => &['г', 'ғ'],
            'и' if plain => &['и', 'і'],
            'к' if plain => &['к', 'қ'],
            'н' if plain => &['н', 'ң'],
            'о' if plain => &['о', 'ө'],
            'у' if plain => &['у', 'ұ', 'ү'],
            'х' if plain => &['х', 'һ'],
            _ => &[],
        };
        let letters = if letters.is_empty() || all.len() * letters.len() > BEGINNINGS_MAX { std::slice::from_ref(&c) } else { letters };
        all = all.iter().flat_map(|begun| letters.iter().map(move |letter| format!("{begun}{letter}"))).collect();
    }
    all
}

/// The acts whose title has the words of `before` and one of `forms`, then those whose id or number begins with what is typed.
fn acts(index: &Index, typed: &str, before: &str, last: &str, forms: &[(String, usize)], limit: usize) -> Result<Vec<tantivy::DocAddress>, TantivyError> {
    let fields = index.fields();
    let whole = || -> (Occur, Box<dyn Query>) { (Occur::Must, Box::new(TermQuery::new(Term::from_field_text(fields.kind, "act"), IndexRecordOption::Basic))) };
    let ask = |query: Vec<(Occur, Box<dyn Query>)>| -> Result<Vec<tantivy::DocAddress>, TantivyError> {
        let found = index.searcher().search(&BooleanQuery::new(query), &TopDocs::with_limit(limit).order_by_score())?;
        Ok(found.into_iter().map(|(_, at)| at).collect())
    };
    let any_of = |field: Field, terms: Vec<String>| -> (Occur, Box<dyn Query>) {
        (Occur::Must, Box::new(TermSetQuery::new(terms.iter().map(|term| Term::from_field_text(field, term)))))
    };
    let mut found = Vec::new();
    let words: Vec<String> = analyze(before).into_iter().filter(|token| !is_stopword(&token.exact)).map(|token| token.term).collect();
    if !(forms.is_empty() && (words.is_empty() || !last.is_empty())) {
        let mut query = vec![whole()];
        query.extend(words.into_iter().map(|stem| any_of(fields.stem, vec![stem])));
        if !forms.is_empty() {
            // In any form: «рұқс» is the beginning of «рұқсаттар», too.
            query.push(any_of(fields.stem, forms.iter().flat_map(|(form, _)| analyze(form)).map(|token| token.term).collect()));
        }
        found.extend(ask(query)?);
    }
    let beginning = typed.trim().to_lowercase();
    if beginning.chars().count() > LETTERS_MIN && !beginning.contains(char::is_whitespace) {
        for field in [fields.act, fields.number] {
            let terms = index.first_terms(field, &beginning, FORMS_MAX)?;
            if !terms.is_empty() {
                found.extend(ask(vec![whole(), any_of(field, terms)])?);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_without_kazakh_letters_has_several_spellings() {
        assert_eq!(spellings("қол"), ["қол"], "it has Kazakh letters");
        assert_eq!(spellings("кол"), ["кол", "көл", "қол", "қөл"]);
        assert!(spellings(&"у".repeat(40)).len() <= BEGINNINGS_MAX);
    }
}
