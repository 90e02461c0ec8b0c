//! The ends of changes that were made for a time.

use super::effect::EffectiveDate;
use super::event::EventKind;
use super::gather::{Change, Copy, Work};
use super::overtaken;
use super::steps;
use crate::act::Date;

/// The end of a change, by the places of what stands around it in the order.
struct End {
    /// The change that ends.
    of: usize,
    /// The first change that comes later than the end.
    before: usize,
    day: Date,
    effective: EffectiveDate,
}

/// Adds the end of every change that was made for a time, before the first change of its day or later.
pub(super) fn expire(work: &mut Work) {
    let later = Later::new(&work.changes);
    let mut ends: Vec<End> = work.changes.iter().enumerate().filter_map(|(at, change)| later.end(at, change)).collect();
    if ends.is_empty() {
        return;
    }
    ends.sort_by_key(|end| (end.before, end.day, end.of));
    steps::spend(work.changes.len() + ends.len());
    let mut ends = ends.into_iter().peekable();
    let mut changes = Vec::with_capacity(work.changes.len());
    // where the changes stand since
    let mut places = Vec::with_capacity(work.changes.len());
    for (at, change) in std::mem::take(&mut work.changes).into_iter().map(Some).chain([None]).enumerate() {
        while let Some(end) = ends.next_if(|end| end.before == at) {
            let of: usize = places[end.of];
            let ended = expired(&changes[of], of, end.effective, &work.copies);
            changes.push(ended);
        }
        places.push(changes.len());
        changes.extend(change);
    }
    work.changes = changes;
}

/// Where the changes stand whose day is known, in the order of their days: first those by which units take effect, then the others.
struct Later {
    enacted: Vec<(usize, Date)>,
    changed: Vec<(usize, Date)>,
    all: usize,
}

impl Later {
    fn new(changes: &[Change]) -> Self {
        let dated = changes.iter().enumerate().filter_map(|(at, change)| Some((at, change.event.effective.earliest?)));
        let (mut enacted, mut changed): (Vec<_>, Vec<_>) = dated.partition(|&(at, _)| changes[at].event.kind == EventKind::Enacted);
        // one that reaches back stands behind changes of a later day
        for all in [&mut enacted, &mut changed] {
            for at in 1..all.len() {
                all[at].1 = all[at].1.max(all[at - 1].1);
            }
        }
        Self { enacted, changed, all: changes.len() }
    }

    fn end(&self, at: usize, change: &Change) -> Option<End> {
        let effective = overtaken::end_of(change).filter(|_| change.event.stands())?;
        // no day of it may be known but that of its beginning
        let day = effective.earliest.or(change.event.effective.earliest)?;
        let first = |all: &[(usize, Date)]| all.get(all.partition_point(|&(other, earliest)| other <= at || earliest < day)).map(|&(other, _)| other);
        // behind what ends, and before what comes later
        let before = first(&self.enacted).or_else(|| first(&self.changed)).unwrap_or(self.all);
        Some(End { of: at, before, day, effective })
    }
}

/// The end of `change`, which stands at `at`.
fn expired(change: &Change, at: usize, end: EffectiveDate, copies: &[Copy]) -> Change {
    let mut event = change.event.clone();
    event.kind = EventKind::Expired;
    let shows = |&copy: &usize| copies[copy].retrieved.is_some_and(|retrieved| end.has_come(retrieved));
    let copies = change.copies.iter().copied().filter(shows).collect();
    event.effective = end;
    let Change { at: unit, scope, actor, order, announced, end, .. } = change;
    Change { copies, ends: Some(at), announced: *announced, end: end.clone(), ..Change::new(event, unit.clone(), *scope, actor.clone(), *order) }
}
