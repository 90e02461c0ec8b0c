//! What lifts a unit beside its own words: what stands beside it, and what its act speaks of.
//!
//! A text may have words of the question by chance among others. It is rather about them where clauses beside it have them, too, and where its act has them
//! throughout.

use std::collections::HashMap;

use tantivy::{DocAddress, TantivyError};

use super::score::{Lifted, Scored};
use crate::index::Index;

/// What the best neighbour adds, as a share of its own score; it never adds more than this share of the unit's own.
const BESIDE: f32 = 0.2;
/// Units of one act are neighbours where no more than this many steps, in the order of the act, lie between them.
const STEPS: u64 = 4;
/// What an act that is all about the question adds to each of its units, as a share of the unit's own score.
const SUBJECT: f32 = 0.5;
/// So many times as many candidates as there would be by chance say nothing of an act yet, and so many say all. Where most of what is indexed is a candidate
/// no act can have the first.
const TIMES: (f32, f32) = (1.5, 8.0);
/// Added to what would be there by chance: of a short act one candidate or two say little.
const CHANCE: f32 = 0.5;
/// Of so many acts all units are candidates, and of each so many before its best one and behind it.
const ACTS_MAX: usize = 3;
const UNITS_MAX: usize = 250;

/// An act: the segment, and its number in that.
type Act = (u32, u64);
/// A candidate in its act, then its place there.
type Place = (Act, u64);

/// Lifts each of `scored` by the others among them, and by what its act speaks of.
pub(super) fn lift(index: &Index, scored: &mut [Scored], subjects: &Subjects) -> Result<(), TantivyError> {
    let places = places(index, scored)?;
    let scores: Vec<f32> = scored.iter().map(|one| one.score).collect();
    for ((one, beside), place) in scored.iter_mut().zip(by_neighbours(&places, &scores)).zip(places) {
        let subject = place.map_or(0.0, |(act, _)| one.score * subjects.share(act));
        one.lifted = Lifted { beside, subject };
        one.score += beside + subject;
    }
    Ok(())
}

/// The acts that are about what is asked, and how much: what each adds to its units, as a share of their own scores.
pub(super) struct Subjects {
    acts: HashMap<Act, Subject>,
}

struct Subject {
    share: f32,
    /// The best candidate among its units.
    best: DocAddress,
    /// How well that answers, as the act lifts it.
    score: f32,
}

impl Subjects {
    /// What the candidates `scored` tell.
    pub(super) fn of(index: &Index, scored: &[Scored]) -> Result<Self, TantivyError> {
        let places = places(index, scored)?;
        let order = in_order(&places);
        let subject = |(share, of_act): (f32, &[(Place, usize)])| {
            let best = of_act.iter().map(|(_, at)| &scored[*at]).max_by(|one, other| one.score.total_cmp(&other.score))?;
            Some((of_act[0].0.0, Subject { share, best: best.at, score: best.score * (1.0 + share) }))
        };
        Ok(Self { acts: shares(&order, scored.len(), index.searcher().num_docs()).filter_map(subject).collect() })
    }

    fn share(&self, act: Act) -> f32 {
        self.acts.get(&act).map_or(0.0, |subject| subject.share)
    }

    /// All units of the acts that are about it and answer best, of long ones those around the best: a pool of candidates has not all of those that have little
    /// of the question themselves, and the rest from what they stand in.
    pub(super) fn units(&self, index: &Index) -> Result<Vec<DocAddress>, TantivyError> {
        let mut acts: Vec<(&Act, &Subject)> = self.acts.iter().filter(|(_, subject)| subject.share > 0.0).collect();
        acts.sort_by(|(act, one), (other_act, other)| other.score.total_cmp(&one.score).then(act.cmp(other_act)));
        let mut units = Vec::new();
        for (&(segment, act), subject) in acts.into_iter().take(ACTS_MAX) {
            // Those of an act stand one behind the other.
            let Some(acts) = index.columns(subject.best).printed_in()? else { continue };
            let is_in = |doc: &u32| acts.ords().first(*doc) == Some(act);
            let (best, reader) = (subject.best.doc_id, index.searcher().segment_reader(segment));
            let before = (0..best).rev().take_while(is_in).take(UNITS_MAX);
            let after = (best..reader.max_doc()).take_while(is_in).take(UNITS_MAX);
            units.extend(before.chain(after).filter(|doc| !reader.is_deleted(*doc)).map(|doc| DocAddress::new(segment, doc)));
        }
        Ok(units)
    }
}

fn places(index: &Index, scored: &[Scored]) -> Result<Vec<Option<Place>>, TantivyError> {
    let place = |at: DocAddress| -> Result<Option<Place>, TantivyError> {
        let columns = index.columns(at);
        let act = columns.printed_in()?.and_then(|acts| acts.ords().first(at.doc_id));
        Ok(act.zip(columns.ordinal()?.first(at.doc_id)).map(|(act, ordinal)| ((at.segment_ord, act), ordinal)))
    };
    scored.iter().map(|one| place(one.at)).collect()
}

/// What each gains from its neighbours. Two wordings of one unit are no neighbours.
fn by_neighbours(places: &[Option<Place>], scores: &[f32]) -> Vec<f32> {
    let mut lifts = vec![0.0; places.len()];
    let order = in_order(places);
    let near = |one: &Place, other: &Place| one.0 == other.0 && one.1.abs_diff(other.1) <= STEPS;
    for (nth, (place, at)) in order.iter().enumerate() {
        let before = order[..nth].iter().rev().take_while(|(other, _)| near(place, other));
        let after = order[nth + 1..].iter().take_while(|(other, _)| near(place, other));
        let best = before.chain(after).filter(|(other, _)| other.1 != place.1).map(|(_, other)| scores[*other]).fold(0.0, f32::max);
        lifts[*at] = BESIDE * best.min(scores[*at]);
    }
    lifts
}

/// What each act adds, where far more units of it are among so many `candidates` than of any act of its length in an index of so many `documents`, beside its
/// part of `order`, the places of the candidates in their order.
fn shares(order: &[(Place, usize)], candidates: usize, documents: u64) -> impl Iterator<Item = (f32, &[(Place, usize)])> {
    order.chunk_by(|(one, _), (other, _)| one.0 == other.0).map(move |of_act| {
        let (_, last) = of_act[of_act.len() - 1].0;
        // Wordings of one unit are one.
        let units = of_act.chunk_by(|(one, _), (other, _)| one.1 == other.1).count() as f32;
        // How long the act is, its candidates tell: they lie anywhere in it, and as much as between two of them lies behind the last, too.
        let length = (last + 1) as f32 * (1.0 + 1.0 / units);
        let by_chance = candidates as f32 * length / documents as f32;
        let times = (units - 1.0) / (by_chance + CHANCE);
        (SUBJECT * ((times / TIMES.0).max(1.0).ln() / (TIMES.1 / TIMES.0).ln()).min(1.0), of_act)
    })
}

/// The known places in the order of the acts, each with its number.
fn in_order(places: &[Option<Place>]) -> Vec<(Place, usize)> {
    let mut order: Vec<(Place, usize)> = places.iter().enumerate().filter_map(|(at, place)| Some(((*place)?, at))).collect();
    order.sort_unstable();
    order
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::ingest::{Options, Silent, ingest};

    fn at(act: u64, ordinal: u64) -> Option<Place> {
        Some(((0, act), ordinal))
    }

    #[test]
    fn neighbours_lift_each_other() {
        type Case<'a> = (&'a [Option<Place>], &'a [f32], &'a [f32], &'a str);
        let cases: [Case<'_>; 6] = [
            (&[at(1, 10), at(1, 12)], &[10.0, 5.0], &[1.0, 1.0], "a share of the weaker of the two"),
            (&[at(1, 10), at(1, 15)], &[10.0, 5.0], &[0.0, 0.0], "too far apart"),
            (&[at(1, 10), at(2, 11)], &[10.0, 5.0], &[0.0, 0.0], "of two acts"),
            (&[at(1, 10), at(1, 10)], &[10.0, 5.0], &[0.0, 0.0], "two wordings of one unit"),
            (&[at(1, 14), at(1, 10), at(1, 12)], &[10.0, 5.0, 2.0], &[1.0, 1.0, 0.4], "the best of several, whatever their order"),
            (&[None, at(1, 1)], &[10.0, 5.0], &[0.0, 0.0], "a unit whose place is not known"),
        ];
        for (places, scores, meant, why) in cases {
            let found = by_neighbours(places, scores);
            assert!(found.iter().zip(meant).all(|(one, other)| (one - other).abs() < 1e-6), "{why}: {found:?}");
        }
    }

    #[test]
    fn an_act_that_speaks_of_it_throughout_lifts_its_units() {
        let throughout = |act: u64, units: u64, every: u64| (0..units).map(move |unit| at(act, unit * every));
        // the candidates, how many documents there are, what the first act adds, why
        type Case<'a> = (Vec<Option<Place>>, u64, f32, &'a str);
        let cases: [Case<'_>; 7] = [
            (throughout(1, 30, 2).collect(), 100_000, 0.5, "every second unit of an act"),
            (throughout(1, 5, 1).collect(), 100_000, 0.5, "a short act, all of it"),
            (throughout(1, 1, 1).collect(), 100_000, 0.0, "one unit of it"),
            (throughout(1, 1, 1).chain(throughout(2, 30, 1)).collect(), 100_000, 0.0, "another act speaks of it"),
            (throughout(1, 5, 1).map(|_| at(1, 3)).collect(), 100_000, 0.0, "five wordings of one unit"),
            (throughout(1, 5, 100).chain((2..1_000).map(|act| at(act, 3))).collect(), 100_000, 0.0, "a long act with as many as any of its length"),
            (throughout(1, 900, 1).collect(), 1_000, 0.0, "most of what there is"),
        ];
        for (places, documents, meant, why) in cases {
            let order = in_order(&places);
            let (share, of_act) = shares(&order, places.len(), documents).next().unwrap();
            assert!((share - meant).abs() < 0.001 && of_act[0].0 == ((0, 1), places[0].unwrap().1), "{why}: {share}");
        }
    }

    #[test]
    fn all_units_of_an_act_about_it_are_there() {
        let folder = tempfile::tempdir().unwrap();
        ingest(&Options::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"), folder.path()), &Silent).unwrap();
        let index = Index::open(folder.path()).unwrap();
        let mut whole = 0;
        for id in ["P2200000807", "V1200007775", "V2000021165"] {
            let meant: HashSet<DocAddress> = index.documents(index.fields().printed_in, id).unwrap().into_iter().collect();
            let best = index.documents(index.fields().address, &format!("{id}/point-1")).unwrap().into_iter().chain(meant.iter().copied()).next().unwrap();
            let (act, _) = places(&index, &[scored(best)]).unwrap()[0].unwrap();
            let subjects = |share: f32| Subjects { acts: HashMap::from([(act, Subject { share, best, score: 1.0 })]) };
            assert!(subjects(0.0).units(&index).unwrap().is_empty(), "{id} is not about it");
            let units = subjects(0.5).units(&index).unwrap();
            let found: HashSet<DocAddress> = units.iter().copied().collect();
            assert!(found.len() == units.len() && found.is_subset(&meant) && found.contains(&best), "{id}");
            assert!(found == meant || found.len() >= UNITS_MAX, "{id}: {} of {}", found.len(), meant.len());
            whole += usize::from(found == meant);
        }
        assert!(whole > 0, "of a short act all of them");
    }

    fn scored(at: DocAddress) -> Scored {
        Scored { at, score: 1.0, coverage: 1.0, has: 0, told: Vec::new(), lifted: Lifted::default() }
    }
}
