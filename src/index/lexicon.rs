//! The words of an index, gathered once when a question needs them.

use tantivy::{Searcher, TantivyError};

use super::schema::Fields;
use crate::analyzer::Lexicon;

/// The lexicon of all surface forms that units are found by, and of `others`.
pub(super) fn lexicon(searcher: &Searcher, fields: &Fields, others: impl Iterator<Item = (String, u32)>) -> Result<Lexicon, TantivyError> {
    let mut forms: Vec<(String, u32)> = others.collect();
    for reader in searcher.segment_readers() {
        let index = reader.inverted_index(fields.exact)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            if let Ok(form) = std::str::from_utf8(terms.key()) {
                forms.push((form.to_owned(), terms.value().doc_freq));
            }
        }
    }
    Ok(Lexicon::new(forms))
}
