//! What can be said about a wording on a day.

use super::passage::{Certainty, EffectiveDate, State, Validity};
use crate::act::{Date, Status};
use crate::index::{ActHeader, Unit};

/// The validity of `unit` on `as_of`; without a day, what the status of its act says.
pub(super) fn validity(unit: &Unit, act: Option<&ActHeader>, as_of: Option<Date>) -> Validity {
    let retrieved = act.and_then(|act| act.retrieved);
    let from = unit.from.as_ref().map(|bounds| {
        // A consolidated copy shows a change as made: it took effect by the day of the copy.
        let copied =
            retrieved.filter(|_| unit.amends.is_none() && bounds.latest.is_none()).filter(|day| bounds.earliest.is_none_or(|earliest| earliest <= *day));
        let basis = copied.map_or_else(|| bounds.basis.clone(), |day| format!("{}; in the copy of {day}", bounds.basis));
        EffectiveDate { earliest: bounds.earliest, latest: bounds.latest.or(copied), basis }
    });
    let status = act.map_or(Status::Unknown, |act| act.status);
    let until = (status == Status::Repealed).then(|| repeal(act)).flatten();
    let (state, certainty) = match as_of {
        None => (by_status(status), Certainty::Certain),
        Some(day) => on(day, unit, act, from.as_ref(), until.as_ref(), status),
    };
    Validity { from, until, certainty, state }
}

fn by_status(status: Status) -> State {
    match status {
        Status::Repealed => State::Ended,
        Status::NotYet => State::NotYet,
        _ => State::InForce,
    }
}

fn repeal(act: Option<&ActHeader>) -> Option<EffectiveDate> {
    let day = act?.repealed_on?;
    Some(EffectiveDate { earliest: Some(day), latest: None, basis: format!("repealed by an act of {day}") })
}

fn on(day: Date, unit: &Unit, act: Option<&ActHeader>, from: Option<&EffectiveDate>, until: Option<&EffectiveDate>, status: Status) -> (State, Certainty) {
    let adopted = act.and_then(|act| act.adopted.iter().filter_map(|adoption| adoption.date).min());
    if adopted.is_some_and(|adopted| day < adopted) {
        return (State::NotYet, Certainty::Certain);
    }
    if status == Status::Repealed {
        match until.and_then(|until| until.earliest) {
            Some(repealed) if day < repealed => {}
            _ => return (State::Ended, Certainty::Possible),
        }
    }
    if status == Status::NotYet {
        return (State::NotYet, Certainty::Possible);
    }
    let Some(from) = from else { return (State::InForce, Certainty::Possible) };
    if from.earliest.is_some_and(|earliest| day < earliest) {
        // New wording is not there yet; the old wording of a consolidated text was, but we do not have it.
        let state = if unit.amends.is_some() || adopted.is_none_or(|adopted| from.earliest == Some(adopted)) { State::NotYet } else { State::WordingUnknown };
        return (state, Certainty::Certain);
    }
    let settled = from.latest.is_some_and(|latest| day >= latest);
    (State::InForce, if settled { Certainty::Certain } else { Certainty::Possible })
}
