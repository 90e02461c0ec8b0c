//! What happened to an act or a provision.

use super::address::place_or_whole;
use super::citation::brief;
use super::passage::{Passage, Suspension, Validity};
use super::version::{Versions, damaged, validity};
use super::{Error, State};
use crate::act::{ActId, CitedAct, Date, ProvisionKind, ProvisionPath};
use crate::history::{Event, Finding, Timeline, Wording};
use crate::index::{ActHeader, Index};

/// What happened to an act or a provision, and how it read from when to when.
#[derive(Clone, Debug, PartialEq)]
pub struct Chronicle {
    /// The address: `ACT` or `ACT/PATH`.
    pub address: String,
    /// How to cite it, for a narrow margin.
    pub citation: String,
    /// The act.
    pub act: ActHeader,
    /// Everything that touched it or a part of it, in the order of taking effect: what was only announced, what changed the Russian text alone and what was taken
    /// back too.
    pub events: Vec<Happened>,
    /// Its wordings, first to last; the time before the act is left out. For the act as a whole: its title.
    pub wordings: Vec<Version>,
    /// What witnesses tell differently of it or of a part of it: both texts.
    pub findings: Vec<Finding>,
    /// What is not known, in sentences.
    pub problems: Vec<String>,
}

/// An event, and the wording it gave the provision that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// The event.
    pub event: Event,
    /// The title of the act that did it, where that is in the corpus.
    pub title: Option<String>,
    /// The wording that began with it: its place among [`Chronicle::wordings`].
    pub wording: Option<usize>,
}

/// A stretch of days with one wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// When it began and ended, and what it is on the day asked about. `state` is that of the stretch itself, not of the day.
    pub validity: Validity,
    /// Its words; `None` for a stretch without known words.
    pub passage: Option<Passage>,
    /// Why its words are not known, or not certain, where they are not.
    pub why: Option<String>,
    /// What another witness says of the same time.
    pub disputed: Option<Passage>,
    /// It holds the day asked about, for certain or perhaps.
    pub current: bool,
}

/// What happened to the act or the provision at `address`. `as_of` marks the wording of that day.
///
/// # Errors
///
/// Those of [`super::show`].
///
/// ```
/// use tarmaq::index::Index;
/// use tarmaq::ingest::{Options, Silent, ingest};
/// use tarmaq::query::history;
///
/// ingest(&Options::new("corpus", "target/example-history"), &Silent)?;
/// let index = Index::open("target/example-history".as_ref())?;
/// let told = history(&index, "P1200000148/rules/point-32", Some("2023-01-01".parse()?))?;
/// let kinds: Vec<&str> = told.events.iter().map(|happened| happened.event.kind.as_str()).collect();
/// assert_eq!(kinds, ["enacted", "add"]);
/// let added = &told.wordings[told.events[1].wording.ok_or("a wording began with it")?];
/// assert!(added.current && added.passage.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn history(index: &Index, address: &str, as_of: Option<Date>) -> Result<Chronicle, Error> {
    index.guarded(|| tell(index, address, as_of))
}

fn tell(index: &Index, address: &str, as_of: Option<Date>) -> Result<Chronicle, Error> {
    let (id, path, _) = place_or_whole(index, address)?;
    let not_found = || Error::NotFound { address: address.to_owned(), near: Vec::new() };
    let versions = Versions::at_whole(index, &id, path.as_ref())?.ok_or_else(not_found)?;
    let act = index.known(id.as_str()).ok_or_else(not_found)?;
    let act = as_of.map_or_else(|| act.clone(), |day| act.as_of(day).into_owned());
    let asked = path.as_ref().map(|path| versions.history.path(path).unwrap_or(path).clone());
    let wordings = wordings(index, &versions, as_of);
    let told = events(&versions, asked.as_ref())?;
    let began = |at: usize| versions.timeline.lifetime().iter().position(|interval| interval.began == Some(at));
    let all = &versions.history.act().events;
    let happened = |at: usize| Happened {
        title: all[at].by.id.as_ref().and_then(|id| index.known(id.as_str())).map(|act| act.title.clone()),
        wording: began(at),
        event: all[at].clone(),
    };
    let within = |finding: &&Finding| asked.as_ref().is_none_or(|asked| finding.path.as_ref().is_some_and(|path| path.is_within(asked)));
    let findings = versions.history.findings().iter().filter(within).cloned().collect();
    let mut problems = Vec::new();
    if !act.known_through.is_empty() {
        let through: Vec<&str> = act.known_through.iter().map(ActId::as_str).collect();
        problems.push(format!("the text of {id} is not in the corpus; what is told of it comes from {}", through.join(", ")));
    }
    let address = asked.as_ref().map_or_else(|| id.to_string(), |path| format!("{id}/{path}"));
    let citation = brief(id.as_str(), asked.as_ref());
    Ok(Chronicle { address, citation, act, events: told.into_iter().map(happened).collect(), wordings, findings, problems })
}

/// The events that touched the provision or a part of it, in order.
fn events(versions: &Versions, asked: Option<&ProvisionPath>) -> Result<Vec<usize>, Error> {
    let history = &versions.history;
    let Some(asked) = asked else { return Ok((0..history.act().events.len()).collect()) };
    let group = asked.kind().is_some_and(ProvisionKind::is_grouping);
    let mut touched = versions.timeline.events.clone();
    for path in history.paths().filter(|path| *path != asked && (group || path.is_within(asked))) {
        let timeline = history.timeline(Some(path)).map_err(|error| damaged(&history.act().id, &error))?;
        let inside = |timeline: &Timeline| {
            let texts = timeline.intervals.iter().filter_map(|interval| interval.wording.text());
            timeline.path.is_within(asked) || texts.into_iter().any(|text| text.grouping.contains(asked))
        };
        touched.extend(timeline.filter(|timeline| inside(timeline)).into_iter().flat_map(|timeline| timeline.events.clone()));
    }
    touched.sort_unstable();
    touched.dedup();
    Ok(touched)
}

fn wordings(index: &Index, versions: &Versions, as_of: Option<Date>) -> Vec<Version> {
    let on = as_of.map(|day| versions.on(day));
    let version = |interval: &crate::history::Interval| {
        let current = on.as_ref().is_some_and(|on| {
            std::ptr::eq(on.interval, interval) || on.alternatives.iter().any(|one| one.interval.is_some_and(|other| std::ptr::eq(other, interval)))
        });
        let validity = match on.as_ref().filter(|_| current) {
            Some(on) => Validity { state: interval.wording.state(), ..validity(on, Some(interval), State::InForce) },
            None => Validity {
                from: interval.from.clone(),
                until: interval.until.clone(),
                certainty: super::Certainty::Certain,
                state: interval.wording.state(),
                suspended: None,
                doubts: Vec::new(),
            },
        };
        let validity = Validity { from: interval.from.clone(), until: interval.until.clone(), suspended: Suspension::of(interval), ..validity };
        let passage = |text| Passage { validity: validity.clone(), ..Passage::worded(index, versions, text) };
        Version {
            passage: match &interval.wording {
                Wording::Text(text) => Some(passage(text)),
                Wording::Gone { tombstone: Some(text), .. } => Some(Passage { tombstone: true, ..passage(text) }),
                _ => None,
            },
            why: if let Wording::Unknown { why } = &interval.wording { Some(why.clone()) } else { interval.doubt.clone() },
            disputed: interval.disputed.as_ref().and_then(Wording::text).map(passage),
            current,
            validity: validity.clone(),
        }
    };
    versions.timeline.lifetime().iter().map(version).collect()
}

/// How a sentence names an act.
pub(super) fn named(act: &CitedAct) -> String {
    match (&act.id, act.date, &act.number) {
        (Some(id), _, _) => id.to_string(),
        (None, Some(date), Some(number)) => format!("the act of {date} № {number}"),
        (None, Some(date), None) => format!("an act of {date}"),
        _ => "an act that is not named".to_owned(),
    }
}
