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

/// An act: the segment, and its number in that.
type Act = (u32, u64);
/// A candidate in its act, then its place there.
type Place = (Act, u64);

/// Lifts each of `scored` by the others among them.
pub(super) fn lift(index: &Index, scored: &mut [Scored]) -> Result<(), TantivyError> {
    let places = places(index, scored)?;
    let scores: Vec<f32> = scored.iter().map(|one| one.score).collect();
    let subject = by_subject(&places, &scores, index.searcher().num_docs());
    for ((one, beside), subject) in scored.iter_mut().zip(by_neighbours(&places, &scores)).zip(subject) {
        one.lifted = Lifted { beside, subject };
        one.score += beside + subject;
    }
    Ok(())
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

/// What each gains from its act, where far more units of that are candidates than of any act of its length in an index of so many `documents`.
fn by_subject(places: &[Option<Place>], scores: &[f32], documents: u64) -> Vec<f32> {
    let mut shares: HashMap<Act, f32> = HashMap::new();
    for of_act in in_order(places).chunk_by(|(one, _), (other, _)| one.0 == other.0) {
        let (act, last) = of_act[of_act.len() - 1].0;
        // Wordings of one unit are one.
        let units = of_act.chunk_by(|(one, _), (other, _)| one.1 == other.1).count() as f32;
        // How long the act is, its candidates tell: they lie anywhere in it, and as much as between two of them lies behind the last, too.
        let length = (last + 1) as f32 * (1.0 + 1.0 / units);
        let by_chance = places.len() as f32 * length / documents as f32;
        let times = (units - 1.0) / (by_chance + CHANCE);
        shares.insert(act, SUBJECT * ((times / TIMES.0).max(1.0).ln() / (TIMES.1 / TIMES.0).ln()).min(1.0));
    }
    places.iter().zip(scores).map(|(place, score)| place.map_or(0.0, |(act, _)| score * shares[&act])).collect()
}

/// The known places in the order of the acts, each with its number.
fn in_order(places: &[Option<Place>]) -> Vec<(Place, usize)> {
    let mut order: Vec<(Place, usize)> = places.iter().enumerate().filter_map(|(at, place)| Some(((*place)?, at))).collect();
    order.sort_unstable();
    order
}

#[cfg(test)]
mod tests {
    use super::*;

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
        // the candidates, how many documents there are, what the first of them, worth 10, gains, why
        type Case<'a> = (Vec<Option<Place>>, u64, f32, &'a str);
        let cases: [Case<'_>; 7] = [
            (throughout(1, 30, 2).collect(), 100_000, 5.0, "every second unit of an act"),
            (throughout(1, 5, 1).collect(), 100_000, 5.0, "a short act, all of it"),
            (throughout(1, 1, 1).collect(), 100_000, 0.0, "one unit of it"),
            (throughout(1, 1, 1).chain(throughout(2, 30, 1)).collect(), 100_000, 0.0, "another act speaks of it"),
            (throughout(1, 5, 1).map(|_| at(1, 3)).collect(), 100_000, 0.0, "five wordings of one unit"),
            (throughout(1, 5, 100).chain((2..1_000).map(|act| at(act, 3))).collect(), 100_000, 0.0, "a long act with as many as any of its length"),
            (throughout(1, 900, 1).collect(), 1_000, 0.0, "most of what there is"),
        ];
        for (places, documents, meant, why) in cases {
            let mut scores = vec![1.0; places.len()];
            scores[0] = 10.0;
            let found = by_subject(&places, &scores, documents)[0];
            assert!((found - meant).abs() < 0.01, "{why}: {found}");
        }
        assert_eq!(by_subject(&[None], &[10.0], 100_000), [0.0], "a unit whose place is not known");
    }
}
