//! Which units answer best.
//!
//! The engine gathers candidates ([`gather`](super::gather)); each is weighed by where the words of the question stand in it
//! ([`score`](super::score)); what the question cites comes first; and a unit and its parts are brought together. What each principle is worth is
//! measured in `tests/relevance/README.md`.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use tantivy::DocAddress;

use super::any::Hits;
use super::concept::Concept;
use super::expects::{Expected, Listed, Meaning, Signs, asks_whether_it_holds};
use super::facets::Counts;
use super::gather::{COMMENCES, Phrases, Sought, have_all, named};
use super::highlight::stands;
use super::lift::{Subjects, lift};
use super::score::{Lifted, Scored, Weighed};
use super::standing::Found;
use super::words::Asked;
use super::{Error, Question, Sort};
use crate::act::{ActKind, ProvisionKind, ProvisionPath};
use crate::analyzer::analyze;
use crate::cite::find_dates;
use crate::index::{Index, SharedUnit, Unit, id_key};

/// Candidates taken from the engine: first so many, and where pages go on beyond them, more. No page lies beyond the last.
const POOLS: [usize; 2] = [1_000, 5_000];
/// So many units are looked at closely at a time, and put in their order. What comes after them never goes before them, so that a page stays what
/// it is, whatever pages are asked for after it.
const BLOCK: usize = 40;
/// Up to so many units that may have a phrase are all read, so that no more are counted than have it in its very forms; of more the few that have it in
/// others, and its forms elsewhere, are counted, and not shown.
const READ_THROUGH: usize = 100;
/// So many units are read by one thread.
const READ_AT_ONCE: usize = 8;
/// Candidates that are put in the order of their days.
const DATED: usize = 1_000;
/// By date come those that cover at least so much of what the best one covers.
const DATED_SHARE: f32 = 0.5;

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
    /// A question for a list is answered where the list begins.
    pub(super) const LISTED: f32 = 1.25;
    /// A question about «А5» is answered by the row of that sign, rather than where it is one of many.
    pub(super) const SIGN: f32 = 1.5;
    /// A question what a word means is answered where the word is defined.
    pub(super) const MEANING: f32 = 3.0;
    /// A question whether a document holds, which it names by its words, is answered by the document as a whole, not by what it says.
    pub(super) const STANDING: f32 = 2.0;
}

/// The words before a name that a text gives.
const HENCE: &str = "бұдан әрі";

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

/// A unit and what it has of the question.
struct Weighty {
    unit: Arc<SharedUnit>,
    score: f32,
    coverage: f32,
    /// Which words of the question it has, a bit each.
    has: u64,
    lifted: Lifted,
    /// What the question cites lifts it by so much.
    tier: f32,
}

/// Tells of each wording whether it may be an answer at all: on a day, one of another time may not, and takes no other's place.
pub(super) type Keep<'k> = &'k mut dyn FnMut(&[Arc<SharedUnit>]) -> Result<Vec<bool>, Error>;

/// The units that answer, in their order, read as far as they are asked for.
pub(super) struct Ranking<'q> {
    index: &'q Index,
    asked: &'q Asked,
    concepts: &'q [Concept],
    phrases: Phrases,
    sort: Sort,
    /// How many units match in all.
    pub(super) total: usize,
    /// How many of them there are in each act, where that is asked for.
    pub(super) counts: Option<Counts>,
    cited: Vec<DocAddress>,
    /// The units that define what a question for a meaning asks about.
    defining: Vec<DocAddress>,
    /// Candidates that have not been looked at, in their order.
    waiting: VecDeque<Scored>,
    seen: HashSet<DocAddress>,
    /// Whether the engine has more.
    more: bool,
    /// What has been given.
    shown: Vec<Shown>,
}

/// Some units, in their order.
pub(super) struct Block {
    pub(super) found: Vec<Found>,
    /// Whether more of the same candidates follow.
    pub(super) more: bool,
    /// Candidates that follow and have all words of the question, and how fully each covers it.
    pub(super) to_come: Vec<(DocAddress, f32)>,
}

/// A unit that has been given.
struct Shown {
    unit: Arc<SharedUnit>,
    tier: f32,
    coverage: f32,
}

impl<'q> Ranking<'q> {
    pub(super) fn new(index: &'q Index, asked: &'q Asked, concepts: &'q [Concept], question: &Question, phrases: Phrases) -> Result<Self, Error> {
        let cited = if asked.limits.is_empty() { named(index, &asked.cited)? } else { Vec::new() };
        let mut ranking = Self {
            index,
            asked,
            concepts,
            phrases,
            sort: question.sort,
            total: 0,
            counts: None,
            cited,
            defining: defining(index, asked)?,
            waiting: VecDeque::new(),
            seen: HashSet::new(),
            more: true,
            shown: Vec::new(),
        };
        let count = if question.sort == Sort::Date { DATED } else { POOLS[0] };
        ranking.gather(count, question.facets)?;
        ranking.more &= question.sort == Sort::Relevance;
        Ok(ranking)
    }

    /// Takes the best `count` candidates from the engine; those that are known already are left out.
    fn gather(&mut self, count: usize, facets: bool) -> Result<(), Error> {
        let index = self.index;
        let engine = |error| index.engine_error(error);
        let sought = Sought::new(index, self.asked, self.concepts, self.phrases)?;
        let is_free = sought.is_free();
        let found = if sought.is_empty() { Hits::default() } else { sought.find(index, count, facets)? };
        self.more = found.best.len() == count && count < POOLS[POOLS.len() - 1];
        self.total = found.total.max(self.cited.len());
        self.counts = found.counts.or_else(|| self.counts.take());
        let mut candidates = found.best;
        if self.phrases == Phrases::Exact && found.total <= READ_THROUGH && self.asked.phrases_needed().next().is_some() {
            let stands = index.each(&candidates, READ_AT_ONCE, |at| index.shared_unit(*at).map(|unit| phrases_stand(self.asked, &unit)));
            let mut stands = stands.into_iter().collect::<Result<Vec<bool>, _>>()?.into_iter();
            candidates.retain(|_| stands.next().unwrap_or(true));
            self.total = candidates.len().max(self.cited.len());
            self.counts = self.counts.take().map(|_| index.belonging().map(|belonging| Counts::of(belonging, &candidates))).transpose()?;
        }
        candidates.extend(self.cited.iter().chain(&self.defining));
        candidates.retain(|at| self.seen.insert(*at));
        let weighed = Weighed::new(index, self.concepts).map_err(engine)?;
        let mut scored = weighed.scored(index, candidates).map_err(engine)?;
        // A definition stands for itself.
        if Meaning::of(self.asked).is_none() {
            let subjects = Subjects::of(index, &scored).map_err(engine)?;
            if is_free {
                let mut others = subjects.units(index).map_err(engine)?;
                others.retain(|at| self.seen.insert(*at));
                let others = weighed.scored(index, others).map_err(engine)?;
                scored.extend(others.into_iter().filter(|one| weighed.is_said(&one.told)));
            }
            lift(index, &mut scored, &subjects).map_err(engine)?;
        }
        scored.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.at.cmp(&other.at)));
        if self.sort == Sort::Date {
            let best = scored.iter().map(|one| one.coverage).fold(0.0, f32::max);
            scored.retain(|one| one.coverage >= best * DATED_SHARE || self.cited.contains(&one.at));
            let days = scored.iter().map(|one| index.adopted(one.at)).collect::<Result<Vec<_>, _>>()?;
            let mut dated: Vec<(Option<i64>, Scored)> = days.into_iter().zip(scored).collect();
            dated.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
            scored = dated.into_iter().map(|(_, one)| one).collect();
        } else {
            // What is cited is looked at first, whatever its words; then what defines a word that is asked about among others.
            scored.sort_by_key(|one| (!self.cited.contains(&one.at), !self.defining.contains(&one.at)));
        }
        self.waiting = scored.into();
        Ok(())
    }

    /// The next units, best first; `None` when there are no more.
    pub(super) fn next(&mut self, keep: Keep<'_>) -> Result<Option<Block>, Error> {
        if self.waiting.is_empty() && self.more {
            self.gather(POOLS[POOLS.len() - 1], false)?;
        }
        if self.waiting.is_empty() {
            return Ok(None);
        }
        let mut units = self.units(keep)?;
        let place = |unit: &Weighty| (unit.unit.act.clone(), unit.unit.ordinal);
        let by_score = |one: &Weighty, other: &Weighty| (other.score + other.tier).total_cmp(&(one.score + one.tier));
        if self.sort == Sort::Relevance {
            units.sort_by(|one, other| by_score(one, other).then_with(|| place(one).cmp(&place(other))));
        } else {
            // The days stay in their order.
            units.chunk_by_mut(|one, other| one.unit.act == other.unit.act).for_each(|act| act.sort_by(by_score));
        }
        let found = self.one_place(units)?;
        Ok(Some(Block { more: !self.waiting.is_empty(), to_come: self.to_come(&found), found }))
    }

    /// The candidates that have not been looked at and have all words of the question, and how fully each covers it; nothing where none of `found` has
    /// all of them.
    fn to_come(&self, found: &[Found]) -> Vec<(DocAddress, f32)> {
        let content = self.concepts.iter().take(u64::BITS as usize).enumerate().filter(|(_, concept)| concept.is_content());
        let all = content.fold(0, |bits, (bit, _)| bits | 1_u64 << bit);
        let has_all = |has: u64| has & all == all;
        if !found.iter().any(|found| has_all(found.has)) {
            return Vec::new();
        }
        self.waiting.iter().filter(|one| has_all(one.has)).map(|one| (one.at, one.coverage)).collect()
    }

    /// The units of the next candidates, weighed by what they are.
    fn units(&mut self, keep: Keep<'_>) -> Result<Vec<Weighty>, Error> {
        let (expected, listed, meaning, signs) = (Expected::of(self.asked), Listed::of(self.asked), Meaning::of(self.asked), Signs::of(self.asked));
        let holds = is_asked_whether_one_holds(self.asked);
        let mut units = Vec::new();
        loop {
            let some = BLOCK.saturating_sub(units.len());
            let cited = self.waiting.iter().take_while(|one| self.cited.contains(&one.at)).count();
            let next: Vec<Scored> = self.waiting.drain(..some.max(cited).min(self.waiting.len())).collect();
            if next.is_empty() {
                return Ok(units);
            }
            let read = self.index.each(&next, READ_AT_ONCE, |one| self.index.shared_unit(one.at));
            let read: Vec<Arc<SharedUnit>> = read.into_iter().collect::<Result<_, _>>()?;
            let kept = keep(&read)?;
            let kept = next.into_iter().zip(read).zip(kept).filter(|(_, kept)| *kept);
            let is_sure = |at: &DocAddress| self.phrases != Phrases::Exact || self.cited.contains(at) || self.defining.contains(at);
            let kept = kept.filter(|((one, unit), _)| is_sure(&one.at) || phrases_stand(self.asked, unit));
            for ((Scored { at, score, coverage, has, lifted, .. }, unit), _) in kept {
                let mut worth = kind_weight(self.index, &unit);
                if expected.as_ref().is_some_and(|expected| expected.is_in(&unit)) {
                    worth *= weight::EXPECTED;
                }
                if listed.as_ref().is_some_and(|listed| listed.is_in(&unit)) {
                    worth *= weight::LISTED;
                }
                if meaning.as_ref().is_some_and(|meaning| meaning.is_in(&unit)) {
                    worth *= weight::MEANING;
                }
                if signs.as_ref().is_some_and(|signs| signs.is_in(&unit)) {
                    worth *= weight::SIGN;
                }
                if holds && is_document(&unit) {
                    worth *= weight::STANDING;
                }
                let tier = tier(self.asked, &unit, coverage, self.cited.contains(&at));
                units.push(Weighty { unit, score: score * worth, coverage, has, lifted, tier });
            }
        }
    }

    /// One place for a unit and its parts: the better of the two; the unit, where several of its parts answer alike.
    fn one_place(&mut self, weighty: Vec<Weighty>) -> Result<Vec<Found>, Error> {
        let best = weighty.first().map_or(0.0, |first| first.score);
        let mut found = Vec::new();
        for one in &weighty {
            // The rest of a question with a citation searches within what is cited: a part that has more of it has a place of its own.
            let says_more = |other: &Shown| other.tier >= tier::UNIT && one.tier < tier::UNIT && one.coverage > other.coverage + MORE;
            if self.shown.iter().any(|other| related(&other.unit, &one.unit) && !says_more(other)) {
                continue;
            }
            let good = |other: &Weighty| other.score >= best * ALIKE && other.tier == one.tier;
            let alike = || weighty.iter().filter(|other| good(other) && is_sibling(&other.unit, &one.unit)).count();
            let mut unit = one.unit.clone();
            if one.tier < tier::UNIT
                && (opens_list(&one.unit) || good(one) && is_sibling(&one.unit, &one.unit) && alike() >= SIBLINGS)
                && let Some(parent) = parent(self.index, &one.unit)?
                && !self.shown.iter().any(|other| related(&other.unit, &parent))
            {
                unit = Arc::new(SharedUnit::from(parent));
            }
            self.shown.push(Shown { unit: unit.clone(), tier: one.tier, coverage: one.coverage });
            found.push(Found { score: one.score, coverage: one.coverage, has: one.has, lifted: one.lifted, unit });
        }
        Ok(found)
    }
}

/// Whether the phrases that an answer to `asked` must have stand in `unit` in their very forms, which the lists of words do not tell.
fn phrases_stand(asked: &Asked, unit: &Unit) -> bool {
    let heading = unit.heading.as_deref().filter(|_| unit.kind == Some(ProvisionKind::Row));
    asked.phrases_needed().all(|phrase| heading.into_iter().chain([unit.text.as_str()]).any(|text| stands(text, phrase)))
}

/// So many units with the words of a definition are looked at, and so many that define are taken.
const DEFINITIONS_MAX: usize = 100;
const DEFINING_MAX: usize = 10;

/// The units that tell what the words mean that `asked` asks the meaning of, in brackets: «… (бұдан әрі – ҚР ІІМ)».
fn defining(index: &Index, asked: &Asked) -> Result<Vec<DocAddress>, Error> {
    let Some(meaning) = Meaning::of(asked) else { return Ok(Vec::new()) };
    let hence = analyze(HENCE);
    let stems = meaning.words().iter().chain(hence.iter().map(|token| &token.term)).map(String::as_str).collect();
    let mut found = Vec::new();
    for at in have_all(index, &stems, DEFINITIONS_MAX)? {
        if found.len() < DEFINING_MAX && meaning.is_in(&*index.shared_unit(at)?) {
            found.push(at);
        }
    }
    Ok(found)
}

/// What citation lifts a unit by: the unit that is named, in the act that is named; then what stands in that act.
fn tier(asked: &Asked, unit: &Unit, coverage: f32, is_cited: bool) -> f32 {
    let cited = &asked.cited;
    if !cited.elsewhere.is_empty() && unit.references.iter().any(|to| to.key().is_some_and(|key| cited.elsewhere.contains(&key))) {
        return tier::UNIT;
    }
    if cited.acts.is_empty() && cited.units.is_empty() {
        return 0.0;
    }
    let keys = unit.act_keys();
    let in_act = cited.acts.is_empty() || keys.iter().any(|key| cited.acts.contains(key));
    let tells_of_it = is_cited && unit.kind == Some(ProvisionKind::Amendment) && !cited.units.is_empty();
    if !in_act {
        return match () {
            () if tells_of_it => tier::INSIDE + tier::COMPONENT,
            // What names the act and has what is asked about it says more of it than what only stands in it.
            () if cited.units.is_empty() && coverage >= COVERED && names_act(asked, unit) => tier::ACT,
            () => 0.0,
        };
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
            (false, true) if inside(asked, unit) || tells_of_it => tier::COMPONENT,
            // When the unit that is named took effect, the act that brought it tells.
            (false, true) if is_cited && commences(unit) => tier::ACT,
            (false, true) => 0.0,
        };
    }
    // The act as a whole, unless something in it has the words.
    let whole = unit.path.is_none() && cited.acts.contains(&id_key(unit.act.as_str()));
    match () {
        () if cited.asks_commencement && commences(unit) => tier::ACT + tier::COMPONENT,
        () if is_cited_document(asked, unit) => tier::ACT + tier::COMPONENT,
        () if whole => tier::ACT + f32::from(cited.asks_standing) * tier::COMPONENT,
        () if coverage >= COVERED && asked.has_more_than_citations() => tier::ACT + component.min(1.0),
        () => tier::INSIDE + component.min(1.0),
    }
}

/// Whether `unit` points at an act that the question cites, and this asks for more than that.
fn names_act(asked: &Asked, unit: &Unit) -> bool {
    let mut acts = unit.references.iter().filter_map(|to| to.act.as_ref());
    asked.has_more_than_citations() && acts.any(|act| asked.cited.acts.contains(&id_key(act.as_str())))
}

/// Whether `unit` is the document that is cited, and nothing else is asked: «16354 бұйрықпен бекітілген қағидалар».
fn is_cited_document(asked: &Asked, unit: &Unit) -> bool {
    let is_it =
        |component: &str| unit.kind == Some(ProvisionKind::Component) && unit.path.as_ref().is_some_and(|path| begins_component(path.as_str(), component));
    asked.cited.component.is_some_and(is_it) && !asked.has_more_than_citations()
}

/// Whether the question asks if a document holds that it names by its words alone: «… регламенті әлі күшінде ме».
pub(super) fn is_asked_whether_one_holds(asked: &Asked) -> bool {
    asked.cited.units.is_empty() && asks_whether_it_holds(asked)
}

/// Whether `unit` is an act or a document that it approves. An annex repeats the title of what it is annexed to, and is none by its words alone.
pub(super) fn is_document(unit: &Unit) -> bool {
    unit.kind.is_none_or(|kind| kind == ProvisionKind::Component)
}

/// Of units that are cited alike the one is meant that changed on the day asked about, as its notes tell; and rather the text of an act than what
/// an amending act brings for it.
fn standing(asked: &Asked, unit: &Unit) -> f32 {
    let changed = asked.day.is_some_and(|day| unit.notes.iter().any(|note| find_dates(note).any(|(date, _)| date == day)));
    let brought = unit.amends.is_some() && unit.path.as_ref().is_some_and(|path| asked.cited.names(path) && !path.as_str().contains("/new/"));
    tier::CHANGED * f32::from(changed) - tier::BROUGHT * f32::from(brought)
}

/// Whether a unit says when its act takes effect.
pub(super) fn commences(unit: &Unit) -> bool {
    unit.amends.is_none() && unit.path.is_some() && !unit.in_form && unit.text.contains(COMMENCES)
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
        Some(ProvisionKind::Signature | ProvisionKind::Agreement) => weight::HEADING,
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

/// Whether one stands in the other. The act as a whole and its documents hold everything, and are answers of their own.
pub(super) fn related(one: &Unit, other: &Unit) -> bool {
    // Two wordings of one unit are two answers.
    if one.ordinal == other.ordinal && (one.other_wording || other.other_wording) {
        return false;
    }
    // An instruction is of the act that changes, the words it brings are of the act that is changed.
    let brings = |outer: &Unit, inner: &Unit| outer.kind == Some(ProvisionKind::Amendment) && inner.amends.is_some() && outer.ordinal < inner.ordinal;
    let holds = |outer: &Unit, inner: &Unit| outer.ordinal <= inner.ordinal && inner.ordinal < outer.end && is_unit(outer) && !brings(outer, inner);
    one.act == other.act && (holds(one, other) || holds(other, one))
}

fn is_unit(unit: &Unit) -> bool {
    unit.kind.is_some_and(|kind| !kind.is_grouping() && !matches!(kind, ProvisionKind::Component | ProvisionKind::Annex | ProvisionKind::Table))
}

fn is_sibling(one: &Unit, other: &Unit) -> bool {
    one.act == other.act && one.parent == other.parent && one.kind == other.kind && matches!(one.kind, Some(ProvisionKind::Subpoint | ProvisionKind::Indent))
}

/// Whether `unit` only opens a list that stands beside it: «визалардың мынадай санаттары:».
fn opens_list(unit: &Unit) -> bool {
    unit.end == unit.ordinal + 1 && matches!(unit.kind, Some(ProvisionKind::Indent | ProvisionKind::Part)) && unit.text.trim_end().ends_with(':')
}

/// What `unit` stands in, where that is a unit of citation with words of its own.
fn parent(index: &Index, unit: &Unit) -> Result<Option<Unit>, Error> {
    let Some(parent) = unit.parent else { return Ok(None) };
    Ok(index.units(&unit.act, parent..parent + 1)?.into_iter().next().filter(is_whole))
}
