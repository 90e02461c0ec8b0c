//! Phrases that are looked up as pairs of frequent words, held against the places of their words.

use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::{PhraseQuery, Query};

use super::CORPUS;
use crate::analyzer::pair;
use crate::query::gather::{Phrases, phrase_query};
use crate::query::words::Asked;

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
        for (phrases, field, words) in [(Phrases::Exact, fields.exact, &phrase.forms), (Phrases::Inflected, fields.stem, &phrase.stems)] {
            let terms = words.iter().map(|(place, word)| (*place, Term::from_field_text(field, word)));
            let mut by_places = PhraseQuery::new_with_offset(terms.collect());
            by_places.set_slop(slop);
            let meant = found(&by_places);
            assert_eq!(found(&*phrase_query(&CORPUS.index, phrase, phrases)), meant, "«{run}» {phrases:?}, {slop} between");
            several += usize::from(meant.len() > 1);
        }
        looked_up += usize::from(slop == 0 && phrase.stems.windows(2).any(|two| pair(&two[0].1, &two[1].1).is_some()));
    }
    assert!(looked_up > 50 && several > 50 && looked_up < all.len(), "{looked_up} of {} have a pair, {several} stand in several units", all.len());
}
