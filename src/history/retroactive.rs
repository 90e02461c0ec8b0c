//! Acts that reach back: «2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі» of a decision that was adopted in November.
//!
//! An act changes the text as it stands when the act is adopted. The day it states may lie before, but what another act had changed in between is in that
//! text: the later act is laid over it, and holds for certain from its publication on, or its adoption where no publication is known. From the stated day till
//! then no rule tells which of the two holds, so that neither is certain.

use std::collections::HashMap;

use super::effect::EffectiveDate;
use super::event::EventKind;
use super::gather::Change;
use super::name::shown;
use crate::act::{Date, ProvisionPath, WordChange};

/// Most changes of one unit, and of what is in it or around it, that are compared with one of them. Of more it counts as told that one was made in between.
const COMPARED_MAX: usize = 200;

/// The day in whose order each of `changes` is laid over the others: its own, or for one that reaches back over others the last of theirs.
pub(super) fn laid_on(changes: &mut [Change]) -> Vec<Option<Date>> {
    let mut laid: Vec<Option<Date>> = changes.iter().map(|change| change.event.effective.earliest.or(change.event.by.date)).collect();
    let mut back: Vec<usize> = (0..changes.len()).filter(|&at| reach(&changes[at]).is_some()).collect();
    if back.is_empty() {
        return laid;
    }
    // an act that reaches back may reach over another that did
    back.sort_by_key(|&at| (changes[at].event.by.date, changes[at].actor.clone(), changes[at].order));
    let places = Places::new(changes);
    for at in back {
        let Some((stated, made)) = reach(&changes[at]) else { continue };
        let near: Vec<usize> = places.near(&changes[at]).take(COMPARED_MAX + 1).collect();
        let over = |&other: &usize| is_between(&changes[other], laid[other], &changes[at], (stated, made));
        // behind the last of those it reaches over, and before what was adopted while it waited for its publication
        let last = near.iter().copied().filter(over).max_by_key(|&other| laid[other]);
        if last.is_none() && near.len() <= COMPARED_MAX {
            continue;
        }
        let by = last.map_or("another act".to_owned(), |other| shown(&changes[other].event.by));
        let basis = format!("{}; {by} had changed it before", changes[at].event.effective.basis);
        changes[at].event.effective = EffectiveDate { earliest: Some(stated), latest: Some(made), basis };
        laid[at] = last.and_then(|other| laid[other]).or(changes[at].event.by.date).map(|day| day.min(made));
    }
    laid
}

/// The stated day of a change that reaches back, and the day it was made known.
fn reach(change: &Change) -> Option<(Date, Date)> {
    let changed = matches!(change.event.kind, EventKind::Changed(_)) && change.event.stands() && !change.announced && change.at.is_some();
    let stated = change.event.effective.day().filter(|_| changed)?;
    let adopted = change.event.by.date?;
    let made = change.event.published.map_or(adopted, |published| published.max(adopted));
    (stated < adopted).then_some((stated, made))
}

/// Whether `other`, laid over the text on the day `laid`, was made and took effect between the two days of `change`, which was adopted later.
fn is_between(other: &Change, laid: Option<Date>, change: &Change, (stated, made): (Date, Date)) -> bool {
    let changed = matches!(other.event.kind, EventKind::Changed(_)) && other.event.stands() && other.actor != change.actor;
    let earlier = other.event.by.date.is_some_and(|date| Some(date) < change.event.by.date);
    let between = laid.is_some_and(|laid| laid > stated) && other.event.effective.latest.is_some_and(|latest| latest <= made);
    changed && earlier && between && !apart(other, change)
}

/// Whether both change words that have nothing to do with each other: what comes out is the same in either order.
fn apart(one: &Change, other: &Change) -> bool {
    let words = |change: &Change| change.event.words.clone().filter(|words| words.sentences.is_none() && words.old.is_some());
    let (Some(one), Some(other)) = (words(one), words(other)) else { return false };
    let said = |words: &WordChange| -> Vec<String> { [&words.old, &words.new, &words.after].into_iter().flatten().map(|said| said.to_lowercase()).collect() };
    let (one, other) = (said(&one), said(&other));
    !one.iter().any(|one| other.iter().any(|other| one.contains(other.as_str()) || other.contains(one.as_str())))
}

/// Which changes are made where.
struct Places {
    at: HashMap<ProvisionPath, Vec<usize>>,
    /// Those of a unit and of everything in it.
    within: HashMap<ProvisionPath, Vec<usize>>,
}

impl Places {
    fn new(changes: &[Change]) -> Self {
        let (mut at, mut within): (HashMap<ProvisionPath, Vec<usize>>, HashMap<ProvisionPath, Vec<usize>>) = Default::default();
        for (number, change) in changes.iter().enumerate() {
            let Some(unit) = change.at.clone().filter(|_| matches!(change.event.kind, EventKind::Changed(_))) else { continue };
            at.entry(unit.clone()).or_default().push(number);
            for above in std::iter::successors(Some(unit), ProvisionPath::parent) {
                within.entry(above).or_default().push(number);
            }
        }
        Self { at, within }
    }

    /// The changes of what `change` is about, of what is in it and of what it is in.
    fn near<'p>(&'p self, change: &Change) -> impl Iterator<Item = usize> + 'p {
        let above = change.at.as_ref().and_then(ProvisionPath::parent);
        let around = std::iter::successors(above, ProvisionPath::parent).flat_map(|unit| self.at.get(&unit).map_or(&[][..], Vec::as_slice).iter().copied());
        let inside = change.at.as_ref().and_then(|at| self.within.get(at)).map_or(&[][..], Vec::as_slice);
        inside.iter().copied().chain(around)
    }
}
