//! What stands beside an answer.
//!
//! Clauses that stand together speak of the same thing: a text whose neighbours have words of the question, too, is rather about it than one that has
//! them by chance among others.

use tantivy::{DocAddress, TantivyError};

use super::score::Scored;
use crate::index::Index;

/// What the best neighbour adds, as a share of its own score; it never adds more than this share of the unit's own.
const SHARE: f32 = 0.2;
/// Units of one act are neighbours where no more than this many steps, in the order of the act, lie between them.
const STEPS: u64 = 4;

/// A candidate in its act: the segment and the number of the act in it, then its place in the act.
type Place = ((u32, u64), u64);

/// Lifts each of `scored` by the best of its neighbours among them.
pub(super) fn lift(index: &Index, scored: &mut [Scored]) -> Result<(), TantivyError> {
    let places = places(index, scored)?;
    let scores: Vec<f32> = scored.iter().map(|one| one.score).collect();
    for (one, lift) in scored.iter_mut().zip(lifts(&places, &scores)) {
        one.score += lift;
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
fn lifts(places: &[Option<Place>], scores: &[f32]) -> Vec<f32> {
    let mut order: Vec<(Place, usize)> = places.iter().enumerate().filter_map(|(at, place)| Some(((*place)?, at))).collect();
    order.sort_unstable();
    let mut lifts = vec![0.0; places.len()];
    let near = |one: &Place, other: &Place| one.0 == other.0 && one.1.abs_diff(other.1) <= STEPS;
    for (nth, (place, at)) in order.iter().enumerate() {
        let before = order[..nth].iter().rev().take_while(|(other, _)| near(place, other));
        let after = order[nth + 1..].iter().take_while(|(other, _)| near(place, other));
        let best = before.chain(after).filter(|(other, _)| other.1 != place.1).map(|(_, other)| scores[*other]).fold(0.0, f32::max);
        lifts[*at] = SHARE * best.min(scores[*at]);
    }
    lifts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_lift_each_other() {
        let at = |act: u64, ordinal: u64| Some(((0, act), ordinal));
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
            let found = lifts(places, scores);
            assert!(found.iter().zip(meant).all(|(one, other)| (one - other).abs() < 1e-6), "{why}: {found:?}");
        }
    }
}
