//! Words as they stand, held against a walk through all units.

use tantivy::DocAddress;

use super::CORPUS;
use crate::act::ProvisionKind;
use crate::analyzer::{TokenKind, analyze};
use crate::index::Unit;
use crate::query::{PlainPassage, Together, marks, plain};

/// The stems of every unit that is found by its words, with their places; those of a row's heading stand far from its own.
fn read_through() -> Vec<Vec<(u32, String)>> {
    let index = &CORPUS.index;
    let documents = (0_u32..)
        .zip(index.searcher().segment_readers())
        .flat_map(|(segment, reader)| reader.doc_ids_alive().map(move |document| DocAddress::new(segment, document)).collect::<Vec<_>>());
    let units: Vec<Unit> = documents.map(|at| index.unit(at).unwrap()).filter(Unit::is_ranked).collect();
    let stems = |unit: &Unit| {
        let heading = unit.heading.clone().filter(|_| unit.kind == Some(ProvisionKind::Row));
        let texts = heading.into_iter().chain([unit.text.clone()]).zip((0..).step_by(100_000));
        texts.flat_map(|(text, from)| analyze(&text).into_iter().map(move |token| (from + token.position, token.term))).collect()
    };
    units.iter().map(stems).collect()
}

#[test]
fn words_as_they_stand_are_in_as_many_units_as_a_walk_finds() {
    let units = read_through();
    let has = |unit: &[(u32, String)], stem: &str| unit.iter().any(|(_, term)| term == stem);
    for words in ["виза", "шығу визасы", "көшіп келушінің жеке басы", "виза рұқсат мерзім", "адам саудасы құрбаны", "бөгдесөз", "виза бөгдесөз"]
    {
        let stems: Vec<String> = analyze(words).into_iter().filter(|token| token.kind != TokenKind::Whole).map(|token| token.term).collect();
        let side_by_side = |unit: &[(u32, String)]| {
            let stands = |place: u32| (place..).zip(&stems).all(|(place, stem)| unit.iter().any(|(at, term)| *at == place && term == stem));
            unit.iter().any(|(place, _)| stands(*place))
        };
        for together in [Together::Any, Together::All, Together::Phrase] {
            let meant = units.iter().filter(|unit| match together {
                Together::Any => stems.iter().any(|stem| has(unit, stem)),
                Together::All => stems.iter().all(|stem| has(unit, stem)),
                Together::Phrase => side_by_side(unit),
            });
            let (meant, found) = (meant.count(), plain(&CORPUS.index, words, together, 5).unwrap());
            assert_eq!((found.total, found.best.len()), (meant, meant.min(5)), "«{words}» {together:?}");
            let passages = found.passages(&CORPUS.index, words).unwrap();
            assert_eq!(passages.len(), found.best.len());
            for (hit, passage) in found.best.iter().zip(passages) {
                let unit = hit.unit(&CORPUS.index).unwrap();
                assert_eq!((&unit.act, unit.ordinal), (&hit.act, hit.ordinal));
                assert_eq!(passage, PlainPassage { marks: marks(&unit.text, words), unit });
            }
        }
    }
    assert_eq!(plain(&CORPUS.index, "№ …", Together::All, 5).unwrap().total, 0, "no word at all");
    assert!(plain(&CORPUS.index, "виза", Together::All, 5).unwrap().total > 100, "a frequent word");
}
