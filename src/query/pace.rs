//! How much of each part of an act changed when.

use std::collections::{BTreeMap, HashMap};

use super::Error;
use super::address::place;
use super::citation::brief;
use super::version::damaged;
use crate::act::{Date, ProvisionKind, ProvisionPath};
use crate::history::{Event, EventKind, Interval, Timeline};
use crate::index::Index;

/// How much of each part of an act changed when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The days on which anything changed, rising. A day that is known only within bounds counts as its earliest.
    pub days: Vec<Date>,
    /// The parts, in the order of the act: its chapters and annexes, or, in an act without them, its components.
    pub parts: Vec<PartPace>,
}

/// How much of one part changed when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartPace {
    /// Its address inside the act; `None` for what stands in no part of its own.
    pub path: Option<ProvisionPath>,
    /// How to cite it, for a narrow margin.
    pub citation: String,
    /// Its heading, where it has one.
    pub heading: Option<String>,
    /// How many provisions it has, or had.
    pub provisions: usize,
    /// For each of [`Pace::days`] how many of its provisions came, went or got other words.
    pub changed: Vec<usize>,
}

/// How much of each part of the act of `address` changed when. The day on which the act itself took effect is no change.
///
/// # Errors
///
/// Those of [`super::show`].
pub fn pace(index: &Index, address: &str) -> Result<Pace, Error> {
    index.guarded(|| measure(index, address))
}

fn measure(index: &Index, address: &str) -> Result<Pace, Error> {
    let (id, _, _) = place(index, address)?;
    let not_found = || Error::NotFound { address: address.to_owned(), near: Vec::new() };
    let stored = index.history(&id)?.ok_or_else(not_found)?;
    let act = stored.whole().map_err(|error| damaged(&id, &error))?;
    let provisions: Vec<&Timeline> = act.timelines.iter().filter(|timeline| !timeline.path.is_act_title()).collect();
    // the part of each provision, and the parts in the order of the act
    let mut parts: Vec<(Option<ProvisionPath>, Vec<&Timeline>)> = Vec::new();
    let mut known: HashMap<Option<ProvisionPath>, usize> = HashMap::new();
    for timeline in &provisions {
        let part = part_of(timeline);
        let at = *known.entry(part.clone()).or_insert_with(|| {
            parts.push((part, Vec::new()));
            parts.len() - 1
        });
        parts[at].1.push(timeline);
    }
    let mut days: BTreeMap<Date, usize> = provisions.iter().flat_map(|timeline| changes_of(timeline, &act.events)).map(|day| (day, 0)).collect();
    days.values_mut().enumerate().for_each(|(at, place)| *place = at);
    let headings: HashMap<&ProvisionPath, String> = provisions.iter().filter_map(|timeline| Some((&timeline.path, heading(timeline)?))).collect();
    let part = |(path, members): (Option<ProvisionPath>, Vec<&Timeline>)| {
        let mut changed = vec![0; days.len()];
        members.iter().flat_map(|timeline| changes_of(timeline, &act.events)).filter_map(|day| days.get(&day)).for_each(|&at| changed[at] += 1);
        let heading = path.as_ref().and_then(|path| headings.get(path).cloned());
        PartPace { citation: brief(id.as_str(), path.as_ref()), heading, provisions: members.len(), changed, path }
    };
    let parts = parts.into_iter().map(part).collect();
    Ok(Pace { days: days.into_keys().collect(), parts })
}

/// The part of the act that a provision belongs to: its outermost group, its annex, or its component.
fn part_of(timeline: &Timeline) -> Option<ProvisionPath> {
    let texts = timeline.intervals.iter().rev().filter_map(|interval| interval.wording.text());
    let group = texts.filter_map(|text| text.grouping.first().cloned()).next();
    let path = &timeline.path;
    let divides = |path: &ProvisionPath| path.kind().is_some_and(|kind| kind.is_grouping() || matches!(kind, ProvisionKind::Annex | ProvisionKind::Component));
    let above = || std::iter::successors(Some(path.clone()), ProvisionPath::parent).filter(divides).last();
    let annex = || std::iter::successors(Some(path.clone()), ProvisionPath::parent).find(|path| path.kind() == Some(ProvisionKind::Annex));
    annex().or(group).or_else(above)
}

/// The heading of a part, or its own words where they are few.
fn heading(timeline: &Timeline) -> Option<String> {
    let text = timeline.intervals.iter().rev().find_map(|interval| interval.wording.text())?;
    text.heading.clone().or_else(|| Some(text.text.clone())).filter(|heading| !heading.is_empty())
}

/// The days on which an event other than the commencement of the act began another wording of the provision.
fn changes_of<'t>(timeline: &'t Timeline, events: &'t [Event]) -> impl Iterator<Item = Date> + 't {
    let changed = |interval: &&Interval| interval.began.and_then(|at| events.get(at)).is_some_and(|event| event.kind != EventKind::Enacted);
    timeline.intervals.iter().filter(changed).filter_map(|interval| interval.from.as_ref()?.earliest)
}
