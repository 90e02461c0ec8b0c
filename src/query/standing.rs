//! What is in force comes first.

use std::sync::Arc;

use super::State;
use super::score::Lifted;
use crate::index::{SharedUnit, Unit};

/// A unit that answers a question, and how well.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// How well it answers, all things counted.
    pub(super) score: f32,
    /// How fully it covers the content words of the question, rare words counting for more: 0 none of them, 1 all.
    pub(super) coverage: f32,
    /// Which content words of the question it has, a bit each.
    pub(super) has: u64,
    /// How much of its own score it owes to others.
    pub(super) lifted: Lifted,
    /// The unit.
    pub(super) unit: Arc<SharedUnit>,
}

/// Coverage is a sum of a few fractions; what differs by less is the same.
const SAME: f32 = 1e-3;
/// A passage in force that covers so much of the question answers it before any act that was not even adopted on the day asked about.
const FAIRLY: f32 = 0.4;
/// So does one that is worth so much of the other: words of the question by chance in a fine or a leaflet are no answer.
const FAIR_SCORE: f32 = 0.6;
/// Where no day is asked about, what is worth so much of another passage answers about as well.
const AS_WELL: f32 = 0.9;

/// Where a passage stands in an answer. `place` counts passages in force: one of these has its own place among them, by score; one that is not in
/// force stands behind as many of them as it has to let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    place: usize,
    not_in_force: bool,
}

/// Puts `found`, which is in the order of the scores, in the order of an answer as of a day.
///
/// **A passage that is not in force that day follows every passage in force that has all the words of the question that it has, covers the question
/// at least as fully, and, where the question names no day, answers about as well.** Who names a day asks what held on it. It also follows those with
/// a better score, as it would anyway: not being in force never moves a passage up. So where the law in force answers the question, the old law comes
/// after all of its answers; where no passage in force has the words (they are those of a repealed act), or only far from each other, that act is found
/// before texts about something else, though these may have as many words, of the others. Among themselves passages in force keep their order, and so
/// do the others.
///
/// An act that was adopted only after the day that is asked about, and that `is_of_later` tells, could not answer anybody then: it follows every passage in
/// force, and known to be, that covers a fair share of the question, whichever of its words it has, and answers it not much worse.
///
/// Answers come in blocks. Where more is to come, `more`, a passage that has to follow one of this block may have to follow one of the next: it is
/// held back, and to be put before what comes next; and so is one that an act of `to_come` covers as fully, with all words of the question. Those are the
/// second of the two lists. What comes next answers less well than all that is here.
///
/// `state` tells whether a unit is in force; a unit that the question names by its number counts as such, and so does the clause that tells when it takes
/// effect: that it does not hold, or not yet, is the answer.
pub(super) fn in_force_first(
    found: Vec<Found>,
    more: bool,
    state: impl Fn(&Unit) -> State,
    is_of_later: impl Fn(&Unit) -> bool,
    is_known_to_hold: impl Fn(&Unit) -> bool,
    to_come: &[(String, f32)],
    names_day: bool,
) -> (Vec<Found>, Vec<Found>) {
    let as_well = if names_day { 0.0 } else { AS_WELL };
    let mut standing: Vec<(Standing, Found)> = Vec::with_capacity(found.len());
    // What comes next is worth less than all of these.
    let least = found.iter().map(|found| found.score).fold(f32::INFINITY, f32::min);
    let (holding, others): (Vec<_>, Vec<_>) = found.into_iter().enumerate().partition(|(_, found)| state(&found.unit) == State::InForce);
    for (place, (_, found)) in holding.iter().enumerate() {
        // A passage that lets n pass stands at n and behind what has that place: the n-th, counted from 1.
        standing.push((Standing { place: place + 1, not_in_force: false }, found.clone()));
    }
    let will_follow = |found: &Found| to_come.iter().any(|(act, coverage)| coverage + SAME >= found.coverage && act != found.unit.act.as_str());
    let mut held = Vec::new();
    for (rank, found) in others {
        let better = holding.partition_point(|(of, _)| *of < rank);
        let is_of_later = is_of_later(&found.unit);
        let answers_as_well =
            |(_, other): &(usize, Found)| other.coverage + SAME >= found.coverage && other.has & found.has == found.has && other.score >= as_well * found.score;
        let answers_fairly =
            |other: &Found, found: &Found| other.coverage >= FAIRLY && other.score >= FAIR_SCORE * found.score && is_known_to_hold(&other.unit);
        let lets_pass = |other: &(usize, Found)| answers_as_well(other) || is_of_later && answers_fairly(&other.1, &found);
        let as_full = holding.iter().rposition(lets_pass).map_or(0, |last| last + 1);
        if more && least >= as_well * found.score && (as_full > 0 || will_follow(&found)) {
            held.push(found);
        } else {
            standing.push((Standing { place: better.max(as_full), not_in_force: true }, found));
        }
    }
    // The sort is stable: equals stay as they are.
    standing.sort_by_key(|(standing, _)| *standing);
    (standing.into_iter().map(|(_, found)| found).collect(), held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Place;
    use crate::text::LineRange;

    /// A passage that has the first words of the question, the more the more it covers.
    fn found(name: &str, score: f32, coverage: f32) -> Found {
        let place = Place { file: String::new(), lines: LineRange::new(1, 1), pages: None, rects: Vec::new(), ocr: None, rest: Vec::new() };
        let unit = Unit::bare(name.parse().unwrap(), place);
        Found { score, coverage, has: (1 << (coverage * 10.0) as u64) - 1, lifted: Lifted::default(), unit: Arc::new(SharedUnit::from(unit)) }
    }

    #[test]
    fn what_is_not_in_force_follows_all_that_covers_as_much() {
        // (name and coverage in the order of the scores, upper case is in force; the order of the answer; why)
        type Given<'a> = &'a [(&'a str, f32)];
        let cases: [(Given<'_>, &str, &str); 7] = [
            (&[("r", 1.0), ("A", 1.0), ("B", 1.0)], "A B r", "the law in force answers as fully"),
            (&[("r", 1.0), ("A", 0.4), ("B", 0.3)], "r A B", "only the repealed act has the words"),
            (&[("r", 0.5), ("A", 0.4), ("B", 0.6)], "A B r", "after the last that covers as much, and what stands between"),
            (&[("A", 0.1), ("r", 1.0), ("B", 0.1)], "A r B", "more words never move it up"),
            (&[("r", 0.9), ("s", 0.2), ("A", 0.5)], "r A s", "each by itself"),
            (&[("r", 0.5), ("s", 0.5), ("A", 0.5)], "A r s", "among themselves by score"),
            (&[("r", 0.5), ("s", 0.1)], "r s", "nothing is in force"),
        ];
        for (given, meant, why) in cases {
            let units = given.iter().enumerate().map(|(at, (name, coverage))| found(name, 9.0 - at as f32 / 10.0, *coverage)).collect();
            let state = |unit: &Unit| if unit.act.as_str().starts_with(char::is_uppercase) { State::InForce } else { State::Ended };
            let answer: Vec<String> =
                in_force_first(units, false, state, |_| false, |_| true, &[], false).0.iter().map(|found| found.unit.act.to_string()).collect();
            assert_eq!(answer.join(" "), meant, "{why}");
        }
    }

    #[test]
    fn other_words_of_the_question_are_no_answer() {
        // «тұрақты тұру кезегі»: an act that was repealed has all of it, one in force as much of something else.
        let units =
            vec![Found { has: 0b0111, ..found("r", 3.0, 0.5) }, Found { has: 0b1011, ..found("A", 2.9, 0.6) }, Found { has: 0b0111, ..found("B", 2.8, 0.5) }];
        let state = |unit: &Unit| if unit.act.as_str() == "r" { State::Ended } else { State::InForce };
        let names = |found: &[Found]| found.iter().map(|found| found.unit.act.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(names(&in_force_first(units.clone(), false, state, |_| false, |_| true, &[], false).0), "A B r", "«B» has the same words");
        assert_eq!(names(&in_force_first(units[..2].to_vec(), false, state, |_| false, |_| true, &[], false).0), "r A", "«A» has others");
    }

    #[test]
    fn what_has_the_words_and_answers_far_less_well_is_no_better_answer() {
        let state = |unit: &Unit| if unit.act.as_str() == "r" { State::Ended } else { State::InForce };
        let names = |found: &[Found]| found.iter().map(|found| found.unit.act.to_string()).collect::<Vec<_>>().join(" ");
        let units = vec![found("r", 10.0, 1.0), found("A", 9.5, 1.0), found("B", 6.0, 1.0)];
        for more in [false, true] {
            let (given, held) = in_force_first(units.clone(), more, state, |_| false, |_| true, &[("C".to_owned(), 1.0)], false);
            assert_eq!((names(&given).as_str(), held.len()), ("A r B", 0), "what is to come is worth less than «B», and is not waited for");
        }
        assert_eq!(names(&in_force_first(units, false, state, |_| false, |_| true, &[], true).0), "A B r", "on a day that is asked about, what held on it");
    }

    #[test]
    fn what_is_not_in_force_waits_for_what_is_to_come() {
        let units = vec![found("r", 3.0, 1.0), found("A", 2.9, 1.0), found("s", 2.8, 2.0)];
        let state = |unit: &Unit| if unit.act.as_str().starts_with(char::is_uppercase) { State::InForce } else { State::Ended };
        let names = |found: &[Found]| found.iter().map(|found| found.unit.act.to_string()).collect::<Vec<_>>().join(" ");
        let (given, held) = in_force_first(units.clone(), true, state, |_| false, |_| true, &[], false);
        assert_eq!((names(&given).as_str(), names(&held).as_str()), ("A s", "r"), "another may cover as much as «r»; «s» has more than any");
        let (given, held) = in_force_first(units, true, state, |_| false, |_| true, &[("B".to_owned(), 2.0)], false);
        assert_eq!((names(&given).as_str(), names(&held).as_str()), ("A", "r s"), "one that has as much as «s» is to come");
    }

    #[test]
    fn an_act_adopted_after_the_day_follows_what_held_and_covers_a_fair_share() {
        // «later» has all the words; «A» a fair share of others, «B» hardly any.
        let units = vec![
            Found { has: 0b1111, ..found("later", 3.0, 1.0) },
            Found { has: 0b0011, ..found("A", 2.0, 0.5) },
            Found { has: 0b0001, ..found("B", 1.0, 0.2) },
        ];
        let state = |unit: &Unit| if unit.act.as_str() == "later" { State::NotYet } else { State::InForce };
        let names = |found: &[Found]| found.iter().map(|found| found.unit.act.to_string()).collect::<Vec<_>>().join(" ");
        let is_of_later = |unit: &Unit| unit.act.as_str() == "later";
        assert_eq!(names(&in_force_first(units.clone(), false, state, is_of_later, |_| true, &[], true).0), "A later B");
        assert_eq!(names(&in_force_first(units.clone(), false, state, |_| false, |_| true, &[], true).0), "later A B", "that it does not hold yet is asked");
        assert_eq!(names(&in_force_first(units[..1].to_vec(), false, state, is_of_later, |_| true, &[], true).0), "later", "nothing else answers");
        assert_eq!(names(&in_force_first(units.clone(), false, state, is_of_later, |_| false, &[], true).0), "later A B", "who knows what of these held?");
    }
}
