//! Phrases that are looked up as pairs of frequent words, held against the places of their words.

use std::collections::HashSet;

use tantivy::collector::DocSetCollector;
use tantivy::query::{PhraseQuery, Query};
use tantivy::{DocAddress, Term};

use super::CORPUS;
use crate::act::ProvisionKind;
use crate::analyzer::pair;
use crate::index::Unit;
use crate::query::gather::{Phrases, phrase_query};
use crate::query::highlight::stands;
use crate::query::words::Asked;
use crate::query::{Question, search};

/// Every `step`-th run of `words` words of the texts, in quotation marks.
fn runs(words: usize, step: usize) -> Vec<String> {
    let acts = CORPUS.index.acts();
    let units = acts.iter().flat_map(|act| CORPUS.index.stored(&act.id).unwrap().map(|stored| stored.units).unwrap_or_default());
    let texts: Vec<Vec<String>> = units.map(|unit| unit.text.split_whitespace().map(str::to_owned).collect()).collect();
    let runs = texts.iter().flat_map(|text| text.windows(words)).map(|run| run.join(" ")).filter(|run| !run.contains(['"', '«', '»', '“', '”', '*']));
    runs.step_by(step).collect()
}

#[test]
fn pairs_of_frequent_words_find_what_the_places_of_words_find() {
    let (searcher, fields) = (CORPUS.index.searcher(), CORPUS.index.fields());
    let found = |query: &dyn Query| searcher.search(query, &DocSetCollector).unwrap();
    let (mut looked_up, mut several) = (0, 0);
    let all: Vec<String> = [(2, 61), (3, 89), (5, 211)].into_iter().flat_map(|(words, step)| runs(words, step)).collect();
    for (at, run) in all.iter().enumerate() {
        // Every tenth may have other words between, where pairs tell nothing.
        let slop = u32::from(at % 10 == 9);
        let asked = Asked::read(None, &format!("\"{run}\"~{slop}"), None);
        let [phrase] = asked.phrases.as_slice() else { continue };
        if phrase.stems.len() < 2 {
            continue;
        }
        let terms = phrase.stems.iter().map(|(place, word)| (*place, Term::from_field_text(fields.stem, word)));
        let mut by_places = PhraseQuery::new_with_offset(terms.collect());
        by_places.set_slop(slop);
        let meant = found(&by_places);
        assert_eq!(found(&*phrase_query(&CORPUS.index, phrase, Phrases::Inflected)), meant, "«{run}», {slop} between");
        several += usize::from(meant.len() > 1);
        // A row says what its heading says, too.
        let texts = |unit: &Unit| [unit.heading.clone().filter(|_| unit.kind == Some(ProvisionKind::Row)).unwrap_or_default(), unit.text.clone()];
        let has_it = |unit: &Unit| texts(unit).iter().any(|text| stands(text, phrase));
        // In these very forms it stands in some of them; all that do are found.
        let exact: HashSet<DocAddress> = meant.iter().copied().filter(|at| has_it(&CORPUS.index.unit(*at).unwrap())).collect();
        let may_have_it = found(&*phrase_query(&CORPUS.index, phrase, Phrases::Exact));
        assert!(slop > 0 || exact.is_subset(&may_have_it), "«{run}»");
        assert!(may_have_it.is_subset(&meant), "«{run}»");
        let told = search(&CORPUS.index, &Question { text: format!("\"{run}\""), history: true, ..Question::default() }).unwrap();
        // What it cites, by its numbers, answers beside what has it.
        let counted = slop == 0 && !exact.is_empty() && exact.len() <= 100 && !run.contains(char::is_numeric);
        assert!(!counted || told.total == exact.len(), "«{run}»: {} of {}", told.total, exact.len());
        looked_up += usize::from(slop == 0 && phrase.stems.windows(2).any(|two| pair(&two[0].1, &two[1].1).is_some()));
    }
    assert!(looked_up > 50 && several > 50 && looked_up < all.len(), "{looked_up} of {} have a pair, {several} stand in several units", all.len());
}
