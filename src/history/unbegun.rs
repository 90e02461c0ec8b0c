//! What is done to an act before it takes effect.
//!
//! An act that was adopted can be changed and repealed before its day comes. What it first said then never held: it takes effect as it reads by that day. What was
//! taken out of it, or repealed with it, by then is gone without ever having been in force.

use std::cmp::Ordering;

use super::effect::EffectiveDate;
use super::event::EventKind;
use super::gather::{Change, Work};
use super::name::shown;
use super::timeline::{Interval, Wording};
use crate::act::Operation;

/// When a change of an act takes effect, seen from the day of the act.
enum Turn {
    /// Not before the act.
    Behind,
    /// Perhaps before it.
    Perhaps,
    /// No later than the act, for certain.
    Ahead,
}

impl Turn {
    fn of(day: &EffectiveDate, of_act: &EffectiveDate) -> Self {
        if precedes(day, of_act).is_none_or(Ordering::is_ge) {
            return Self::Behind;
        }
        let surely = day.latest.zip(of_act.earliest).is_some_and(|(latest, begins)| latest <= begins);
        if surely { Self::Ahead } else { Self::Perhaps }
    }
}

/// Which of two days can come first.
fn precedes(one: &EffectiveDate, other: &EffectiveDate) -> Option<Ordering> {
    one.earliest.zip(other.earliest).map(|(one, other)| one.cmp(&other))
}

/// Brings the wordings of a provision that were made before its act takes effect to the day on which it does. `all` have no ends yet.
pub(super) fn settle(all: &mut Vec<Interval>, work: &Work) {
    let kind = |interval: &Interval| interval.began.map(|at| work.changes[at].event.kind);
    let Some(first) = all.iter().position(|one| kind(one) == Some(EventKind::Enacted)) else { return };
    let Some(begins) = all[first].from.clone() else { return };
    let mut life: Vec<Interval> = Vec::with_capacity(all.len() - first);
    for mut interval in all.drain(first..) {
        let turn = interval.from.as_ref().filter(|_| !life.is_empty()).map_or(Turn::Behind, |from| Turn::of(from, &begins));
        let repeal = interval.began.is_some_and(|at| repeals(&work.changes[at]));
        match turn {
            Turn::Behind => {}
            Turn::Ahead => {
                life.retain(|one| is_end(one) && one.from.as_ref().is_some_and(|from| precedes(from, &begins) == Some(Ordering::Less)));
                if !is_end(&interval) {
                    interval.from = Some(begins.clone());
                }
            }
            // that the act was repealed counts from the first day it can be
            Turn::Perhaps if repeal => {}
            Turn::Perhaps => interval.from = interval.from.map(|from| from.later_of(&begins, from.basis.clone())),
        }
        // of what is brought to one day the last counts
        let day = interval.from.as_ref().and_then(EffectiveDate::day);
        life.pop_if(|last| day.is_some() && last.from.as_ref().and_then(EffectiveDate::day) == day);
        life.push(interval);
    }
    all.append(&mut life);
}

/// Whether a wording is none because the provision was taken out or repealed.
fn is_end(interval: &Interval) -> bool {
    matches!(interval.wording, Wording::Gone { suspended: false, .. })
}

fn repeals(change: &Change) -> bool {
    change.event.kind == EventKind::Changed(Operation::Repeal) && change.of_whole_act() && change.event.stands()
}

/// The first day after a wording, where the next one begins on `next`: of two days that are not known apart the end is not told to come before the beginning.
pub(super) fn end(from: Option<&EffectiveDate>, next: Option<&EffectiveDate>) -> Option<EffectiveDate> {
    let next = next?;
    match from.filter(|from| precedes(next, from) == Some(Ordering::Less)) {
        Some(from) => Some(next.later_of(from, next.basis.clone())),
        None => Some(next.clone()),
    }
}

/// Notes that an act which was repealed before its day never takes effect.
pub(super) fn take_back(work: &mut Work) {
    let lasting = |(at, change): &(usize, &Change)| {
        repeals(change) && change.doubt.is_none() && !change.announced && !work.changes.iter().any(|other| other.ends == Some(*at))
    };
    let all = work.changes.iter().enumerate().filter(lasting).map(|(_, change)| (change.event.effective.latest, shown(&change.event.by)));
    let Some((Some(repealed), by)) = all.filter(|(day, _)| day.is_some()).min() else { return };
    for change in work.changes.iter_mut().filter(|change| change.event.kind == EventKind::Enacted) {
        if change.event.effective.earliest.is_some_and(|begins| repealed <= begins) {
            change.event.cancelled = Some(format!("repealed by {by} before it took effect"));
        }
    }
}
