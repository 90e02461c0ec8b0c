//! What is different between two days: in one act, and in all of them.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Error;
use super::address::place_or_whole;
use super::citation::brief;
use super::parts::{Made, gathered, outermost};
use super::passage::{Certainty, State};
use super::version::damaged;
use crate::act::{ActId, CitedAct, Date, ProvisionPath};
use crate::diff::{self, ChangeKind, WordEdit};
use crate::history::{ActHistory, AsOf, Event, Interval, Place, Text, Wording};
use crate::index::{ActHeader, Index};

/// What is different in an act, a chapter or a clause between two days.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The address: `ACT` or `ACT/PATH`.
    pub address: String,
    /// How to cite it, for a narrow margin.
    pub citation: String,
    /// The act.
    pub act: ActHeader,
    /// The earlier day.
    pub from: Date,
    /// The later day.
    pub to: Date,
    /// What is different, in the order of the act.
    pub changes: Vec<UnitChange>,
    /// How many provisions stood there on the two days.
    pub counts: (usize, usize),
    /// Provisions whose wording on the earlier day, on the later day, is not in the corpus: whether they changed is not known.
    pub unknown: Vec<(ProvisionPath, bool, bool)>,
    /// What took effect, or may have taken effect, between the two days: what made the differences, and what changed words that are not in the corpus.
    pub events: Vec<Event>,
    /// What is not known, in sentences.
    pub problems: Vec<String>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitChange {
    /// What became of the provision.
    pub kind: ChangeKind,
    /// Its address on the later day, or the last one it had.
    pub path: ProvisionPath,
    /// How to cite it, for a narrow margin.
    pub citation: String,
    /// What it was on the earlier day.
    pub before: Side,
    /// What it is on the later day.
    pub after: Side,
    /// The words of both, in one row; empty where one side has none.
    pub words: Vec<WordEdit>,
    /// The events that made the difference, by place among [`Comparison::events`].
    pub by: Vec<usize>,
    /// What the same events did to what stands in it: a clause that is replaced is one difference, with its parts. In the order of the act.
    pub parts: Vec<UnitChange>,
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Its address that day.
    pub path: Option<ProvisionPath>,
    /// Its words; `None` where it has none, or they are not in the corpus.
    pub text: Option<String>,
    /// How things stood with it.
    pub state: State,
    /// How sure that is.
    pub certainty: Certainty,
    /// Where its words are printed.
    pub source: Option<Place>,
    /// Words were changed in it as instructions say: no source prints it like this.
    pub consolidated: bool,
}

/// What changed in the corpus in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What changed, by day, act and place in it.
    pub changes: Vec<Change>,
    /// What was done in that time to acts that have no id.
    pub unidentified: Vec<(CitedAct, Event)>,
}

/// One change in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The act.
    pub act: ActId,
    /// Its title.
    pub title: String,
    /// The provision; `None` for the act as a whole.
    pub path: Option<ProvisionPath>,
    /// How to cite it, for a narrow margin.
    pub citation: String,
    /// What was done.
    pub event: Event,
    /// What it was before; `None` for an event that changed no Kazakh words.
    pub before: Option<Side>,
    /// What it is since.
    pub after: Option<Side>,
    /// The words of both; empty where one side has none.
    pub words: Vec<WordEdit>,
    /// What the same event did to what stands in it: a clause that is replaced is one change, with its parts. In the order of the act.
    pub parts: Vec<Change>,
}

/// What is different at `address` (an act, a chapter, a clause) between `from` and `to`.
///
/// Provisions are aligned by address, moved and renumbered ones by content. Where the wording of a day is not in the corpus nothing is made up:
/// the provision is told in [`Comparison::unknown`].
///
/// # Errors
///
/// Those of [`super::show`].
pub fn diff(index: &Index, address: &str, from: Date, to: Date) -> Result<Comparison, Error> {
    index.guarded(|| compare(index, address, from, to))
}

fn compare(index: &Index, address: &str, from: Date, to: Date) -> Result<Comparison, Error> {
    let (id, path, _) = place_or_whole(index, address)?;
    let not_found = || Error::NotFound { address: address.to_owned(), near: Vec::new() };
    let stored = index.history(&id)?.ok_or_else(not_found)?;
    let act = stored.whole().map_err(|error| damaged(&id, &error))?;
    let within = path.as_ref().map(|path| stored.path(path).unwrap_or(path).clone());
    let header = index.known(id.as_str()).ok_or_else(not_found)?.as_of(from.max(to)).into_owned();
    let (before, after) = (diff::units(&act, within.as_ref(), from), diff::units(&act, within.as_ref(), to));
    let mut changes = differences(&act, (&before, &after), (from, to));
    let unknown = unknown(&act, &before, &after);
    let unseen = unknown.iter().filter_map(|(path, _, _)| act.timeline(Some(path))).flat_map(|timeline| timeline.events.iter().copied());
    let unseen = unseen.filter(|&at| act.events[at].stands() && took_effect(&act.events[at], from, to));
    let events = events_of(&mut changes, unseen.collect());
    let only_parts = within.as_ref().filter(|within| stored.path(within).is_none());
    let parts_known = only_parts.map(|whole| act.timelines.iter().filter(|timeline| timeline.path.is_within(whole)).count());
    let mut comparison = Comparison {
        address: within.as_ref().map_or_else(|| id.to_string(), |path| format!("{id}/{path}")),
        citation: brief(id.as_str(), within.as_ref()),
        act: header,
        from,
        to,
        changes: with_their_parts(changes, &act, &events),
        counts: (before.len(), after.len()),
        unknown,
        events: events.into_iter().map(|at| act.events[at].clone()).collect(),
        problems: Vec::new(),
    };
    comparison.problems = problems(&comparison, &id, parts_known);
    Ok(comparison)
}

/// The differences between the units of two days, in the order of the act, what went among what stayed; each with the events that made it, by their
/// places in the act.
fn differences(act: &ActHistory, (before, after): (&[diff::Unit], &[diff::Unit]), (from, to): (Date, Date)) -> Vec<UnitChange> {
    let took_effect: Vec<bool> = act.events.iter().map(|event| event.stands() && took_effect(event, from, to)).collect();
    let events_on = |path: &ProvisionPath| act.timeline(Some(path)).map_or(&[][..], |timeline| &timeline.events).iter().copied();
    let mut changes = Vec::new();
    for change in diff::diff(before, after) {
        let Some(path) = change.address().cloned() else { continue };
        let on_either = events_on(&path).chain(change.before.iter().flat_map(|unit| events_on(&unit.path)));
        let by: BTreeSet<usize> = on_either.filter(|&at| took_effect.get(at) == Some(&true)).collect();
        changes.push(UnitChange {
            kind: change.kind,
            before: side(act, change.before.as_ref(), &path, from),
            after: side(act, change.after.as_ref(), &path, to),
            citation: brief(act.id.as_str(), Some(&path)),
            path,
            words: change.words,
            by: by.into_iter().collect(),
            parts: Vec::new(),
        });
    }
    let order: HashMap<&ProvisionPath, usize> = act.timelines.iter().enumerate().map(|(at, timeline)| (&timeline.path, at)).collect();
    changes.sort_by_key(|change| order.get(&change.path).copied());
    changes
}

/// How things stood on `day` with a unit; with the provision at `path` where it had none that day.
fn side(act: &ActHistory, unit: Option<&diff::Unit>, path: &ProvisionPath, day: Date) -> Side {
    let path = unit.map_or(path, |unit| &unit.path);
    match act.timeline(Some(path)) {
        Some(timeline) => side_of(unit.map(|unit| unit.path.clone()), &timeline.as_of(&act.events, day)),
        None => Side { path: None, text: None, state: State::NotYet, certainty: Certainty::Certain, source: None, consolidated: false },
    }
}

/// The events that made `changes`, and those that changed what is `unseen`, by their places in the act; from now on the changes tell them by their places
/// among these.
fn events_of(changes: &mut [UnitChange], unseen: BTreeSet<usize>) -> Vec<usize> {
    let mut events = unseen;
    events.extend(changes.iter().flat_map(|change| change.by.iter().copied()));
    let events: Vec<usize> = events.into_iter().collect();
    for change in changes {
        change.by = change.by.iter().filter_map(|at| events.binary_search(at).ok()).collect();
    }
    events
}

/// `changes` with what the same events did to the parts of a provision put under it.
fn with_their_parts(changes: Vec<UnitChange>, act: &ActHistory, events: &[usize]) -> Vec<UnitChange> {
    let about = |change: &UnitChange| change.by.iter().filter_map(|&by| act.events[events[by]].target.as_ref()).collect();
    // a change that no event made is a part of none
    let made_by = |at: usize, change: &UnitChange| if change.by.is_empty() { Err(at) } else { Ok(change.by.clone()) };
    let made = changes.iter().enumerate().map(|(at, change)| Made { path: Some(&change.path), by: made_by(at, change), about: about(change) });
    let roots = outermost(&made.collect::<Vec<_>>());
    gathered(changes, &roots, |change| &mut change.parts)
}

/// The provisions whose words of the one or the other day are not in the corpus.
fn unknown(act: &ActHistory, before: &[diff::Unit], after: &[diff::Unit]) -> Vec<(ProvisionPath, bool, bool)> {
    let wordless = |units: &[diff::Unit]| units.iter().filter(|unit| unit.text.is_none()).map(|unit| unit.path.clone()).collect::<HashSet<_>>();
    let (before, after) = (wordless(before), wordless(after));
    let paths = act.timelines.iter().map(|timeline| &timeline.path);
    paths.map(|path| (path.clone(), before.contains(path), after.contains(path))).filter(|(_, before, after)| *before || *after).collect()
}

/// What is not known of a comparison in the act `id`, in sentences; of a provision that no text prints so many parts are known.
fn problems(comparison: &Comparison, id: &ActId, parts_known: Option<usize>) -> Vec<String> {
    let Comparison { address, act, changes, unknown, .. } = comparison;
    let mut problems = Vec::new();
    if !act.known_through.is_empty() {
        let through: Vec<&str> = act.known_through.iter().map(ActId::as_str).collect();
        problems.push(format!("the text of {id} is not in the corpus; what is told of it comes from {}", through.join(", ")));
    }
    if let Some(parts) = parts_known {
        problems.push(format!(
            "no text in the corpus prints {address}: {parts} of its parts are known, and only they are compared; what else stands in it is not known"
        ));
    }
    if !unknown.is_empty() {
        let provisions = if unknown.len() == 1 { "1 provision has".to_owned() } else { format!("{} provisions have", unknown.len()) };
        problems.push(format!("{provisions} a wording on one of the two days that is not in the corpus; how they changed is not known in full"));
    }
    let mut each = changes.iter().flat_map(|change| std::iter::once(change).chain(&change.parts));
    if each.any(|change| change.before.certainty == Certainty::Possible || change.after.certainty == Certainty::Possible) {
        problems.push("some days of effect are known only within bounds: what is shown as of a day may have taken effect later".to_owned());
    }
    problems
}

/// Whether an event takes effect after the one day and by the other, at the earliest.
fn took_effect(event: &Event, from: Date, to: Date) -> bool {
    let (first, last) = if from <= to { (from, to) } else { (to, from) };
    event.effective.earliest.is_some_and(|day| first < day && day <= last)
}

fn side_of(path: Option<ProvisionPath>, on: &AsOf<'_>) -> Side {
    let text = on.text();
    Side {
        path,
        text: text.map(|text| text.text.clone()),
        state: on.state,
        certainty: on.certainty,
        source: text.map(|text| text.source.clone()),
        consolidated: text.is_some_and(|text| text.replayed),
    }
}

/// What changed in the whole corpus from `from` to `to`, both included. A change whose day is known only within bounds counts on its earliest day.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
///
/// ```
/// use tarmaq::index::Index;
/// use tarmaq::ingest::{Options, Silent, ingest};
/// use tarmaq::query::changes;
///
/// ingest(&Options::new("corpus", "target/example-changes"), &Silent)?;
/// let index = Index::open("target/example-changes".as_ref())?;
/// let told = changes(&index, "2022-10-01".parse()?, "2022-10-31".parse()?)?;
/// let added = told.changes.iter().find(|change| change.path.as_ref().is_some_and(|path| path.as_str() == "rules/point-32"));
/// assert_eq!(added.ok_or("it was added")?.event.by.id, Some("P2200000807".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn changes(index: &Index, from: Date, to: Date) -> Result<Changes, Error> {
    index.guarded(|| happened(index, from, to))
}

fn happened(index: &Index, from: Date, to: Date) -> Result<Changes, Error> {
    let within = |event: &Event| event.effective.earliest.is_some_and(|day| from <= day && day <= to);
    let mut found = Vec::new();
    for header in index.acts().iter().chain(index.cited_acts()) {
        let Some(stored) = index.history(&header.id)? else { continue };
        // most acts were not touched in a period
        if !stored.act().events.iter().any(within) {
            continue;
        }
        let act: ActHistory = stored.whole().map_err(|error| damaged(&header.id, &error))?;
        let happenings = act.changes(from, to);
        let mut of_act = Vec::with_capacity(happenings.len());
        for one in &happenings {
            let timeline = act.timeline(one.address.path.as_ref()).filter(|timeline| one.address.path.as_ref() == Some(&timeline.path));
            let doubtful = |day: Date| timeline.is_some_and(|timeline| timeline.as_of(&act.events, day).certainty == Certainty::Possible);
            let day = one.event.effective.earliest;
            let before = one.before.map(|interval| side_of_interval(interval, day.and_then(|day| day.plus_days(-1).ok()).is_some_and(doubtful)));
            let after = one.after.map(|interval| side_of_interval(interval, day.is_some_and(doubtful)));
            let words = match (before.as_ref().and_then(|side| side.text.as_ref()), after.as_ref().and_then(|side| side.text.as_ref())) {
                (Some(one), Some(other)) if one != other => diff::words(one, other),
                _ => Vec::new(),
            };
            let path = one.address.path.clone().filter(|path| !path.is_act_title());
            let citation = brief(header.id.as_str(), path.as_ref());
            let (event, parts) = (one.event.clone(), Vec::new());
            of_act.push(Change { act: header.id.clone(), title: header.title.clone(), path, citation, event, before, after, words, parts });
        }
        let events = happenings.iter().map(|one| (one.address.path.as_ref(), one.event));
        let made: Vec<Made<'_, *const Event>> =
            events.map(|(path, event)| Made { path, by: std::ptr::from_ref(event), about: event.target.iter().collect() }).collect();
        found.extend(gathered(of_act, &outermost(&made), |change| &mut change.parts));
    }
    // the sort is stable: acts by their ids, provisions in the order of the act
    found.sort_by(|one, other| (one.event.effective.earliest, &one.act).cmp(&(other.event.effective.earliest, &other.act)));
    let unidentified = index.unidentified()?.into_iter().filter(|(_, event)| within(event)).collect();
    Ok(Changes { from, to, changes: found, unidentified })
}

/// How things stood in `interval`; what was done before it, or else, can make it `doubtful`.
fn side_of_interval(interval: &Interval, doubtful: bool) -> Side {
    let text: Option<&Text> = interval.wording.text();
    let known = interval.from.as_ref().is_none_or(|from| from.day().is_some()) && !interval.is_disputed() && !doubtful;
    Side {
        path: None,
        text: text.map(|text| text.text.clone()),
        state: Wording::state(&interval.wording),
        certainty: if known { Certainty::Certain } else { Certainty::Possible },
        source: text.map(|text| text.source.clone()),
        consolidated: text.is_some_and(|text| text.replayed),
    }
}
