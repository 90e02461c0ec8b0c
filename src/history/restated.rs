//! A unit that is set out anew with the words it had: whose text it is from then on.
//!
//! «3-тарау мынадай редакцияда жазылсын» often leaves the heading of the chapter as it was and changes what stands below it. The chapter is then that of the new text,
//! with its lines. A unit of which neither its own words nor anything in it reads otherwise stays that of the text it had.

use std::collections::HashSet;

use super::event::EventKind;
use super::gather::Change;
use super::place::Scope;
use super::timeline::{Interval, Timeline, Wording};
use crate::act::{Date, Operation, ProvisionPath};

/// The days between which something took effect.
type Days = (Option<Date>, Option<Date>);

/// Whether `change` sets `path` out anew with what stands around it.
pub(super) fn sets_out(change: &Change, path: &ProvisionPath) -> bool {
    let op = matches!(change.event.kind, EventKind::Changed(Operation::Reword | Operation::Add));
    op && change.scope == Scope::Whole && change.event.words.is_none() && change.at.as_ref() != Some(path)
}

/// Whether the wording of `interval` is that of the one before it, from another text.
fn is_repeated(before: &Interval, interval: &Interval, path: &ProvisionPath, changes: &[Change]) -> bool {
    let (Wording::Text(old), Wording::Text(new)) = (&before.wording, &interval.wording) else { return false };
    let as_sure = before.disputed == interval.disputed && before.doubt == interval.doubt;
    let by = interval.began.map(|at| &changes[at]);
    old.text == new.text && as_sure && before.began.is_some() && by.is_some_and(|by| sets_out(by, path))
}

/// Lets units go on as they were that were set out anew with nothing changed in them.
pub(super) fn merge(timelines: &mut [Timeline], changes: &[Change]) {
    let repeated = |timeline: &Timeline, at: usize| is_repeated(&timeline.intervals[at - 1], &timeline.intervals[at], &timeline.path, changes);
    if !timelines.iter().any(|timeline| (1..timeline.intervals.len()).any(|at| repeated(timeline, at))) {
        return;
    }
    let mut changed: HashSet<(ProvisionPath, Days)> = HashSet::new();
    for timeline in timelines.iter() {
        for at in (1..timeline.intervals.len()).filter(|&at| !repeated(timeline, at)) {
            let interval = &timeline.intervals[at];
            let groups = [&timeline.intervals[at - 1], interval].into_iter().filter_map(|one| one.wording.text()).flat_map(|text| &text.grouping);
            let around = std::iter::successors(timeline.path.parent(), ProvisionPath::parent).chain(groups.cloned());
            changed.extend(around.map(|unit| (unit, days(interval))));
        }
    }
    for timeline in timelines {
        let mut at = 1;
        while at < timeline.intervals.len() {
            let one = &timeline.intervals[at];
            let merged = is_repeated(&timeline.intervals[at - 1], one, &timeline.path, changes) && !changed.contains(&(timeline.path.clone(), days(one)));
            if merged {
                let gone = timeline.intervals.remove(at);
                let before = &mut timeline.intervals[at - 1];
                (before.until, before.ended) = (gone.until, gone.ended);
            } else {
                at += 1;
            }
        }
    }
}

fn days(interval: &Interval) -> Days {
    interval.from.as_ref().map_or((None, None), |from| (from.earliest, from.latest))
}
