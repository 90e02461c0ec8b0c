//! Changes that a copy announces («ЗҚАИ-ның ескертпесі! … көзделген») and that no other text tells of.
//!
//! While their day has not come they change nothing. From that day on the words that the copy prints are those of before: how the unit reads since is not
//! known, and whether the change was made at all no text tells.

use std::collections::{HashMap, HashSet};

use super::event::EventKind;
use super::gather::{Change, Copy, Doubt};
use super::name::shown;
use super::place::Scope;
use super::timeline::Wording;
use crate::act::{NoteEffect, Operation, ProvisionPath};

/// What the texts tell of the changes of one act as ordered or made.
#[derive(Default)]
struct Told {
    /// Its own text is in the corpus: what it orders needs no announcement.
    orders: bool,
    /// The units that notes name as changed, with all that they stand in.
    made: HashSet<Option<ProvisionPath>>,
    /// Those units alone.
    exactly: HashSet<Option<ProvisionPath>>,
}

impl Told {
    /// Whether a note tells of a change made to `at`, to a part of it or to what it stands in.
    fn tells(&self, at: Option<&ProvisionPath>) -> bool {
        self.orders || self.made.contains(&at.cloned()) || above(at).any(|unit| self.exactly.contains(&unit))
    }
}

/// `at` and everything that it stands in, the act at last.
fn above(at: Option<&ProvisionPath>) -> impl Iterator<Item = Option<ProvisionPath>> {
    std::iter::successors(Some(at.cloned()), |unit| unit.as_ref().map(ProvisionPath::parent))
}

/// Marks the changes that are known by an announcement alone.
///
/// The copy that announces a change was made before it: unless the day is known, it comes after the day of that copy. A later copy that does not announce it
/// any more shows what became of it.
pub(super) fn mark(changes: &mut [Change], copies: &[Copy]) {
    if !changes.iter().any(|change| change.event.effect == NoteEffect::Pending) {
        return;
    }
    let mut told: HashMap<String, Told> = HashMap::new();
    for change in changes.iter().filter(|change| change.event.kind != EventKind::Enacted && change.event.effect != NoteEffect::Pending) {
        let of = told.entry(change.actor.clone()).or_default();
        of.orders |= change.event.unit.is_some();
        if change.event.effect == NoteEffect::Made {
            of.made.extend(above(change.at.as_ref()));
            of.exactly.insert(change.at.clone());
        }
    }
    for change in changes.iter_mut().filter(|change| change.event.effect == NoteEffect::Pending && change.event.cancelled.is_none()) {
        if told.get(&change.actor).is_some_and(|of| of.tells(change.at.as_ref())) {
            continue;
        }
        change.announced = true;
        let announcing = std::mem::take(&mut change.copies);
        let effective = &mut change.event.effective;
        let seen = announcing.iter().filter_map(|&copy| copies[copy].retrieved).max();
        // what is not understood may be of any day
        let seen = seen.filter(|_| change.event.kind != EventKind::Changed(Operation::Unread));
        if let Some(next) = seen.filter(|&seen| !effective.has_come(seen)).and_then(|seen| seen.plus_days(1).ok()) {
            effective.earliest = Some(effective.earliest.map_or(next, |earliest| earliest.max(next)));
        }
        let shows_it = |copy: &usize| !announcing.contains(copy) && copies[*copy].retrieved.is_some_and(|day| effective.has_come(day) && Some(day) > seen);
        change.copies = (0..copies.len()).filter(shows_it).collect();
    }
}

/// What an announced change leaves of `before` once its day has come. `leaf`: nothing stands in the unit.
pub(super) fn came(change: &Change, path: &ProvisionPath, before: &Wording, leaf: bool) -> (Wording, Option<Doubt>) {
    let by = shown(&change.event.by);
    let why = format!("{by} was announced to change it; how it reads since is not in the corpus");
    let unmade = Doubt::Unmade(format!("that {by} was to change it was announced; whether it was done no text tells"));
    let EventKind::Changed(op) = change.event.kind else { return (before.clone(), None) };
    if op == Operation::Unread {
        let why = "a remark of the publisher on it is not understood".to_owned();
        return (before.clone(), Some(Doubt::Unsure(why)));
    }
    let exact = change.at.as_ref() == Some(path);
    if !matches!(before, Wording::Text(_)) {
        let comes = exact && op == Operation::Add;
        return if comes { (Wording::Unknown { why }, Some(unmade)) } else { (before.clone(), None) };
    }
    let after = match op {
        Operation::Add => return (before.clone(), None),
        _ if change.scope != Scope::Whole => return (before.clone(), Some(Doubt::Unsure(why))),
        Operation::Delete | Operation::Repeal => super::consolidate::absent(),
        Operation::Suspend => Wording::Gone { suspended: true, tombstone: None },
        Operation::Reword => Wording::Unknown { why },
        _ if exact && leaf => Wording::Unknown { why },
        // some words in it, or in one of its parts
        _ => return (before.clone(), Some(Doubt::Unsure(why))),
    };
    (after, Some(unmade))
}
