//! Which units answer best.
//!
//! The engine gathers candidates ([`gather`](super::gather)); each is weighed by where the words of the question stand in it
//! ([`score`](super::score)); what the question cites comes first; and a unit and its parts are brought together. What each principle is worth is
//! measured in `tests/relevance/README.md`.

use tantivy::DocAddress;

use super::concept::Concept;
use super::expects::{Expected, Meaning};
use super::gather::{Phrases, Sought, named};
use super::score::{Scored, Weighed};
use super::standing::Found;
use super::words::Asked;
use super::{Error, Question};
use crate::act::{ActKind, ProvisionKind, ProvisionPath};
use crate::cite::find_dates;
use crate::index::{Index, Unit, id_key};

/// Candidates taken from the engine, at least; more when a later page is asked for.
const CANDIDATES_MIN: usize = 300;
/// No page lies beyond this.
const CANDIDATES_MAX: usize = 5_000;
/// Units that are looked at closely, at least.
const UNITS_MIN: usize = 80;

/// What a unit is, and what that is worth.
mod weight {
    /// Headings are short and full of the words people ask with; what they head is the better answer.
    pub(super) const HEADING: f32 = 0.8;
    /// Binding text comes before leaflets and forms where both answer alike.
    pub(super) const NOT_BINDING: f32 = 0.95;
    /// The number is kept, the words are gone.
    pub(super) const TOMBSTONE: f32 = 0.8;
    /// A text that has what a question expects, a number of days or a sum.
    pub(super) const EXPECTED: f32 = 1.25;
    /// A question what a word means is answered where the word is defined.
    pub(super) const MEANING: f32 = 1.5;
}

/// A unit that is cited comes before all words can say. An act's cited unit, the cited act itself.
mod tier {
    pub(super) const UNIT: f32 = 1000.0;
    pub(super) const COMPONENT: f32 = 100.0;
    pub(super) const ACT: f32 = 300.0;
    pub(super) const INSIDE: f32 = 200.0;
    pub(super) const CHANGED: f32 = 60.0;
    pub(super) const BROUGHT: f32 = 30.0;
}
/// From this share of the content words on, a unit of the cited act answers more than the act as a whole.
const COVERED: f32 = 0.45;
/// A part that covers so much more of the question than the whole of it that is cited is told beside it.
const MORE: f32 = 0.25;
/// From this share of the best score on, parts of one unit count as equally good.
const ALIKE: f32 = 0.85;
/// So many parts of one unit that answer alike are shown as the unit.
const SIBLINGS: usize = 3;

/// Units, best first, and how many match in all.
pub(super) struct Ranked {
    pub(super) found: Vec<Found>,
    pub(super) total: usize,
}

/// A unit and what it has of the question.
struct Weighty {
    unit: Unit,
    score: f32,
    coverage: f32,
    /// What the question cites lifts it by so much.
    tier: f32,
}

/// Tells whether a wording may be an answer at all: on a day, one of another time may not, and takes no other's place.
pub(super) type Keep<'k> = &'k mut dyn FnMut(&Unit) -> Result<bool, Error>;

pub(super) fn rank(index: &Index, asked: &Asked, concepts: &[Concept], question: &Question, phrases: Phrases, keep: Keep<'_>) -> Result<Ranked, Error> {
    let wanted = question.offset.saturating_add(question.limit).min(CANDIDATES_MAX);
    let count = (wanted * 4).clamp(CANDIDATES_MIN, CANDIDATES_MAX);
    let engine = |error| index.engine_error(error);
    let sought = Sought::new(index, asked, concepts, phrases)?;
    let (mut candidates, mut total) = if sought.is_empty() { (Vec::new(), 0) } else { sought.find(index, count).map_err(engine)? };
    let cited = if asked.limits.is_empty() { named(index, &asked.cited).map_err(engine)? } else { Vec::new() };
    total = total.max(cited.len());
    candidates.extend(&cited);
    let weighed = Weighed::new(index, concepts).map_err(engine)?;
    let mut scored = weighed.scored(index, candidates).map_err(engine)?;
    scored.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.at.cmp(&other.at)));
    let mut weighty = units(index, asked, scored, &cited, (wanted * 4).max(UNITS_MIN), keep)?;
    let place = |unit: &Weighty| (unit.unit.act.clone(), unit.unit.ordinal);
    weighty.sort_by(|one, other| (other.score + other.tier).total_cmp(&(one.score + one.tier)).then_with(|| place(one).cmp(&place(other))));
    Ok(Ranked { found: one_place(index, weighty)?, total })
}

/// The units of the best `count` candidates and of all that are cited, weighed by what they are.
fn units(index: &Index, asked: &Asked, scored: Vec<Scored>, cited: &[DocAddress], count: usize, keep: Keep<'_>) -> Result<Vec<Weighty>, Error> {
    let (expected, meaning) = (Expected::of(asked), Meaning::of(asked));
    let mut units = Vec::new();
    for Scored { at, score, coverage, .. } in scored {
        if units.len() >= count && !cited.contains(&at) {
            continue;
        }
        let unit = index.unit(at)?;
        if !keep(&unit)? {
            continue;
        }
        let mut worth = kind_weight(index, &unit);
        if expected.as_ref().is_some_and(|expected| expected.is_in(&unit)) {
            worth *= weight::EXPECTED;
        }
        if meaning.as_ref().is_some_and(|meaning| meaning.is_in(&unit)) {
            worth *= weight::MEANING;
        }
        let tier = tier(asked, &unit, coverage);
        units.push(Weighty { unit, score: score * worth, coverage, tier });
    }
    Ok(units)
}

/// What citation lifts a unit by: the unit that is named, in the act that is named; then what stands in that act.
fn tier(asked: &Asked, unit: &Unit, coverage: f32) -> f32 {
    let cited = &asked.cited;
    if cited.acts.is_empty() && cited.units.is_empty() {
        return 0.0;
    }
    let keys = unit.act_keys();
    let in_act = cited.acts.is_empty() || keys.iter().any(|key| cited.acts.contains(key));
    if !in_act {
        return 0.0;
    }
    let in_component =
        cited.component.is_some_and(|component| unit.cited_paths().any(|path| path.segments().any(|segment| begins_component(segment, component))));
    let component = if in_component { tier::COMPONENT } else { 0.0 };
    if !cited.units.is_empty() {
        let named = unit.cited_paths().any(|path| cited.names(path));
        let exact = unit.cited_paths().any(|path| {
            cited.units.iter().any(|unit| unit.len() == path.segments().count() && unit.iter().zip(path.segments()).all(|(one, other)| one == other))
        });
        return match (named, cited.acts.is_empty()) {
            (true, _) => tier::UNIT + component + f32::from(exact) + standing(asked, unit),
            // The rest of the words search within what is cited.
            (false, false) => tier::INSIDE + if inside(asked, unit) { tier::COMPONENT } else { 0.0 },
            (false, true) if inside(asked, unit) => tier::COMPONENT,
            (false, true) => 0.0,
        };
    }
    // The act as a whole, unless something in it has the words.
    let whole = unit.path.is_none() && cited.acts.contains(&id_key(unit.act.as_str()));
    match () {
        () if whole => tier::ACT + f32::from(cited.asks_standing) * tier::COMPONENT,
        () if coverage >= COVERED => tier::ACT + component.min(1.0),
        () => tier::INSIDE + component.min(1.0),
    }
}

/// Of units that are cited alike the one is meant that changed on the day asked about, as its notes tell; and rather the text of an act than what
/// an amending act brings for it.
fn standing(asked: &Asked, unit: &Unit) -> f32 {
    let changed = asked.day.is_some_and(|day| unit.notes.iter().any(|note| find_dates(note).any(|(date, _)| date == day)));
    let brought = unit.amends.is_some() && unit.path.as_ref().is_some_and(|path| asked.cited.names(path) && !path.as_str().contains("/new/"));
    tier::CHANGED * f32::from(changed) - tier::BROUGHT * f32::from(brought)
}

/// Whether a unit stands in one that is named.
fn inside(asked: &Asked, unit: &Unit) -> bool {
    unit.cited_paths().any(|path| std::iter::successors(path.parent(), ProvisionPath::parent).any(|outer| asked.cited.names(&outer)))
}

fn begins_component(segment: &str, component: &str) -> bool {
    segment.strip_prefix(component).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn kind_weight(index: &Index, unit: &Unit) -> f32 {
    let heading = match unit.kind {
        None | Some(ProvisionKind::Component | ProvisionKind::Amendment | ProvisionKind::Question | ProvisionKind::Subquestion) => weight::HEADING,
        Some(kind) if kind.is_grouping() => weight::HEADING,
        _ => 1.0,
    };
    let is_leaflet = index.act(unit.act.as_str()).is_some_and(|act| act.kind == ActKind::Other);
    let binding = if unit.in_form || is_leaflet { weight::NOT_BINDING } else { 1.0 };
    heading * binding * if unit.tombstone { weight::TOMBSTONE } else { 1.0 }
}

/// A unit of citation with words of its own.
fn is_whole(unit: &Unit) -> bool {
    is_unit(unit) && !unit.text.is_empty()
}

/// One place for a unit and its parts: the better of the two; the unit, where several of its parts answer alike.
fn one_place(index: &Index, weighty: Vec<Weighty>) -> Result<Vec<Found>, Error> {
    let best = weighty.first().map_or(0.0, |first| first.score);
    let mut shown: Vec<Found> = Vec::new();
    let mut tiers: Vec<f32> = Vec::new();
    for one in &weighty {
        // The rest of a question with a citation searches within what is cited: a part that has more of it has a place of its own.
        let says_more = |other: &Found, tier: f32| tier >= tier::UNIT && one.tier < tier::UNIT && one.coverage > other.coverage + MORE;
        if shown.iter().zip(&tiers).any(|(other, tier)| related(&other.unit, &one.unit) && !says_more(other, *tier)) {
            continue;
        }
        let good = |other: &Weighty| other.score >= best * ALIKE && other.tier == one.tier;
        let alike = || weighty.iter().filter(|other| good(other) && is_sibling(&other.unit, &one.unit)).count();
        let mut unit = one.unit.clone();
        if one.tier < tier::UNIT
            && good(one)
            && is_sibling(&one.unit, &one.unit)
            && alike() >= SIBLINGS
            && let Some(parent) = parent(index, &one.unit)?
            && !shown.iter().any(|other| related(&other.unit, &parent))
        {
            unit = parent;
        }
        shown.push(Found { score: one.score, coverage: one.coverage, unit });
        tiers.push(one.tier);
    }
    Ok(shown)
}

/// Whether one stands in the other. The act as a whole and its documents hold everything, and are answers of their own.
fn related(one: &Unit, other: &Unit) -> bool {
    // Two wordings of one unit are two answers.
    if one.ordinal == other.ordinal && (one.other_wording || other.other_wording) {
        return false;
    }
    let holds = |outer: &Unit, inner: &Unit| outer.ordinal <= inner.ordinal && inner.ordinal < outer.end && is_unit(outer);
    one.act == other.act && (holds(one, other) || holds(other, one))
}

fn is_unit(unit: &Unit) -> bool {
    unit.kind.is_some_and(|kind| !kind.is_grouping() && !matches!(kind, ProvisionKind::Component | ProvisionKind::Annex | ProvisionKind::Table))
}

fn is_sibling(one: &Unit, other: &Unit) -> bool {
    one.act == other.act && one.parent == other.parent && one.kind == other.kind && matches!(one.kind, Some(ProvisionKind::Subpoint | ProvisionKind::Indent))
}

/// What `unit` stands in, where that is a unit of citation with words of its own.
fn parent(index: &Index, unit: &Unit) -> Result<Option<Unit>, Error> {
    let Some(parent) = unit.parent else { return Ok(None) };
    Ok(index.units(&unit.act, parent..parent + 1)?.into_iter().next().filter(is_whole))
}
