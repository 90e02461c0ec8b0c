//! Units that get other numbers: «4 және 5-тармақтар тиісінше 5 және 6-тармақтар болып есептелсін».
//!
//! All that one instruction renumbers changes places at once: what stands at a number from then on is what stood at the old one just before. What the same act puts
//! in at an old number is new, and does not move with what stood there.

use std::collections::{HashMap, HashSet};

use super::consolidate::{Left, Replay, absent};
use super::event::EventKind;
use super::gather::{Change, Copy, Doubt, Work};
use super::listed;
use super::name::shown;
use super::reach::Reaching;
use super::timeline::{Text, Wording};
use crate::act::{Operation, ProvisionPath};

/// So many renumberings that hang on one another are followed.
const DEPTH_MAX: usize = 20;

/// Most addresses that come to be where units get other numbers. It bounds what a hostile text can cost.
const ADDRESSES_MAX: usize = 100_000;

/// What stood at old numbers just before they changed.
#[derive(Default)]
pub(super) struct Moves {
    known: HashMap<(usize, ProvisionPath), Left>,
    depth: usize,
}

impl Change {
    /// Whether it gives other numbers.
    pub(super) fn renumbers(&self) -> bool {
        self.event.kind == EventKind::Changed(Operation::Renumber)
    }

    /// Whether both are of one instruction, and take effect together.
    fn is_with(&self, other: &Self) -> bool {
        self.actor == other.actor && self.event.unit == other.event.unit && self.event.effective == other.event.effective
    }
}

/// The address of `path`, which is within `unit`, where that goes by `other`.
fn instead(path: &ProvisionPath, unit: &ProvisionPath, other: &ProvisionPath) -> ProvisionPath {
    match path.as_str().strip_prefix(unit.as_str()).and_then(|below| below.strip_prefix('/')) {
        Some(below) => other.join(below),
        None => other.clone(),
    }
}

/// The addresses that come to be when those of `known` get other numbers.
pub(super) fn addresses(work: &Work, known: &[ProvisionPath]) -> Vec<ProvisionPath> {
    let moves: Vec<(&ProvisionPath, &ProvisionPath)> =
        work.changes.iter().filter(|change| change.renumbers()).filter_map(|change| change.moved.as_ref().zip(change.at.as_ref())).collect();
    if moves.is_empty() {
        return Vec::new();
    }
    let sources: HashSet<&ProvisionPath> = moves.iter().map(|(from, _)| *from).collect();
    let mut within: HashMap<ProvisionPath, Vec<ProvisionPath>> = HashMap::new();
    let mut all: HashSet<ProvisionPath> = HashSet::new();
    let mut put = |path: &ProvisionPath, within: &mut HashMap<ProvisionPath, Vec<ProvisionPath>>| {
        let new = all.insert(path.clone());
        for unit in std::iter::successors(Some(path.clone()), ProvisionPath::parent).filter(|unit| new && sources.contains(unit)) {
            within.entry(unit).or_default().push(path.clone());
        }
        new
    };
    for path in known {
        put(path, &mut within);
    }
    let mut found = Vec::new();
    for (from, to) in moves {
        let came: Vec<ProvisionPath> = within.get(from).into_iter().flatten().map(|path| instead(path, from, to)).collect();
        for path in came {
            if found.len() >= ADDRESSES_MAX {
                return found;
            }
            if put(&path, &mut within) {
                found.push(path);
            }
        }
    }
    found
}

/// Takes ranges apart: «4-6-тармақтар тиісінше 5-7-тармақтар болып есептелсін» names three points where the copies have these and no point 4-6. Where it is not told
/// whether a number is that of one unit, it is not told what becomes of it.
pub(super) fn ranges(changes: &mut Vec<Change>, copies: &[Copy]) {
    if !changes.iter().any(|change| change.renumbers() && (is_compound(&change.at) || is_compound(&change.moved))) {
        return;
    }
    let named: HashSet<ProvisionPath> = changes.iter().flat_map(|change| change.new.iter().map(|(path, _)| path.clone())).collect();
    let stands = |path: &ProvisionPath| named.contains(path) || copies.iter().any(|copy| copy.by_path.contains_key(path));
    let mut rest: Vec<Change> = Vec::with_capacity(changes.len());
    let mut all = std::mem::take(changes).into_iter().peekable();
    while let Some(first) = all.next() {
        if !first.renumbers() {
            rest.push(first);
            continue;
        }
        let mut group = vec![first];
        while let Some(next) = all.next_if(|next| next.renumbers() && next.is_with(&group[0]) && next.order > group[0].order) {
            group.push(next);
        }
        rest.append(&mut taken_apart(group, &stands));
    }
    *changes = rest;
}

fn is_compound(path: &Option<ProvisionPath>) -> bool {
    path.as_ref().and_then(ProvisionPath::number).is_some_and(|number| number.contains('-'))
}

/// What one instruction does, with the ranges in it taken apart; as something that is not read where that cannot be done.
fn taken_apart(mut group: Vec<Change>, stands: &impl Fn(&ProvisionPath) -> bool) -> Vec<Change> {
    if group.iter().all(|change| !is_compound(&change.at) || change.at.as_ref().is_some_and(stands)) {
        return group;
    }
    let pairs = || {
        let mut pairs = Vec::new();
        for (from, to) in group.iter().filter_map(|change| change.moved.as_ref().zip(change.at.as_ref())) {
            if stands(from) || !is_compound(&Some(from.clone())) {
                pairs.push((from.clone(), to.clone()));
                continue;
            }
            let (from, to) = (listed::spanned(from)?, listed::spanned(to)?);
            if from.len() != to.len() || !from.iter().all(stands) {
                return None;
            }
            pairs.extend(from.into_iter().zip(to));
        }
        Some(pairs)
    };
    let Some(pairs) = pairs() else {
        group.iter_mut().for_each(unread);
        return group;
    };
    let mut units: Vec<&ProvisionPath> = Vec::new();
    for unit in pairs.iter().flat_map(|(from, to)| [from, to]) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    let of_unit = |unit: &ProvisionPath| {
        let mut change = group[0].clone();
        change.event.target = Some(unit.clone());
        change.moved = pairs.iter().find(|(_, to)| to == unit).map(|(from, _)| from.clone());
        change.at = Some(unit.clone());
        change
    };
    units.into_iter().map(of_unit).collect()
}

/// It is not known what becomes of the number.
pub(super) fn unread(change: &mut Change) {
    if change.renumbers() {
        change.event.kind = EventKind::Changed(Operation::Unread);
        change.moved = None;
    }
}

/// The instructions, with their acts, of which one gives a number that another of the same act then takes as that of a unit: «4-тармақ 5-тармақ болып есептелсін;
/// 5-тармақ 6-тармақ болып есептелсін». Whether the second means the unit that had the number or the one that has got it is not told.
fn overlapping(changes: &[Change]) -> HashSet<(String, Option<ProvisionPath>)> {
    let mut given: HashMap<(&str, &ProvisionPath), &Option<ProvisionPath>> = HashMap::new();
    let mut found = HashSet::new();
    for change in changes.iter().filter(|change| change.renumbers() && change.event.stands()) {
        let Some((at, moved)) = change.at.as_ref().zip(change.moved.as_ref()) else { continue };
        if let Some(&before) = given.get(&(change.actor.as_str(), moved)).filter(|before| ***before != change.event.unit) {
            found.insert((change.actor.clone(), before.clone()));
            found.insert((change.actor.clone(), change.event.unit.clone()));
        }
        given.insert((change.actor.as_str(), at), &change.event.unit);
    }
    found
}

/// Notes where an act names a unit by its number after it gave units other numbers: whether the old or the new one is meant is not told. `changes` are in order.
pub(super) fn mark(changes: &mut [Change]) {
    let overlapping = overlapping(changes);
    for change in changes.iter_mut().filter(|change| overlapping.contains(&(change.actor.clone(), change.event.unit.clone()))) {
        unread(change);
    }
    // the units of each act, and whether another one stands there now
    let mut touched: HashMap<(String, ProvisionPath), bool> = HashMap::new();
    for change in changes {
        let Some(at) = change.at.clone() else { continue };
        if change.renumbers() {
            if change.event.stands() {
                touched.insert((change.actor.clone(), at), change.moved.is_some());
            }
            continue;
        }
        if touched.is_empty() || change.doubt.is_some() || !matches!(change.event.kind, EventKind::Changed(_)) {
            continue;
        }
        let adds = change.event.kind == EventKind::Changed(Operation::Add);
        let around = std::iter::successors(Some(at.clone()), ProvisionPath::parent);
        let found = around.filter_map(|unit| touched.get(&(change.actor.clone(), unit.clone())).map(|&taken| (unit, taken))).next();
        // a number that was left can be given to a new unit
        if found.is_some_and(|(unit, taken)| taken || !adds || unit != at) {
            let why =
                format!("{} speaks of a unit by its number after it gave units other numbers: which one it means is not certain", shown(&change.event.by));
            change.doubt = Some(Doubt::Unsure(why));
        }
    }
}

impl Replay<'_, '_> {
    /// What stands at `path` when units get other numbers by the change at `at`; `puts_in`: the same act puts something in there.
    pub(super) fn renumbered(&mut self, at: usize, path: &ProvisionPath, before: &Wording, puts_in: bool) -> Option<Wording> {
        let work = self.work;
        let change = &work.changes[at];
        let unit = change.at.as_ref()?;
        // of what stands there only what the same act puts in does not move on
        let own = before.text().is_none_or(|text| text.via.as_ref().is_some_and(|via| via.act.as_str() == change.actor));
        let Some(from) = &change.moved else { return Some(if puts_in && own { before.clone() } else { absent() }) };
        if puts_in {
            return None;
        }
        let source = instead(path, unit, from);
        match self.just_before(at, &source).wording {
            Wording::Text(text) if path == unit => with_number(*text, from, unit).map(|text| Wording::Text(Box::new(text))),
            known @ (Wording::Text(_) | Wording::Unknown { .. }) => Some(known),
            _ if path == unit => None,
            _ => Some(absent()),
        }
    }

    /// Why it is not certain what gets a number by the change at `at`.
    pub(super) fn doubt_of_moved(&mut self, at: usize, path: &ProvisionPath) -> Option<Doubt> {
        let work = self.work;
        let change = &work.changes[at];
        let (unit, from) = change.at.as_ref().zip(change.moved.as_ref())?;
        let left = self.just_before(at, &instead(path, unit, from));
        let why = left.doubt.or_else(|| left.disputed.map(|_| format!("another witness has other words of {from}, which got this number")));
        why.map(Doubt::Unsure)
    }

    /// How `path` read before the instruction that the change at `at` is of.
    fn just_before(&mut self, at: usize, path: &ProvisionPath) -> Left {
        let key = (at, path.clone());
        if let Some(known) = self.moves.known.get(&key) {
            return known.clone();
        }
        let left = self.read_before(at, path);
        self.moves.known.insert(key, left.clone());
        left
    }

    fn read_before(&mut self, at: usize, path: &ProvisionPath) -> Left {
        let work = self.work;
        let change = &work.changes[at];
        let why = format!("{} gives other numbers to units that cannot be followed", shown(&change.event.by));
        let unknown = Left { wording: Wording::Unknown { why }, disputed: None, doubt: None };
        let allowed = self.reach.allowed(path);
        let Reaching { changes: found, more } = self.reach.of(path, &self.groups(path), allowed.most);
        self.reach.spend(found.len(), &allowed);
        let counted = self.insertions.before(path).chain(self.recounts.upon(path)).any(|other| other < at);
        if more || counted || self.moves.depth >= DEPTH_MAX {
            return unknown;
        }
        let same_act = |other: &Change| other.actor == change.actor && other.event.effective == change.event.effective;
        let put_in = |other: usize| other < at && same_act(&work.changes[other]) && self.reach.adds(other, path);
        let acting: Vec<usize> = found.into_iter().filter(|&other| work.changes[other].acts() && !put_in(other)).collect();
        let of_instruction = |other: usize| work.changes[other].renumbers() && work.changes[other].is_with(change);
        let steps = acting.iter().take_while(|&&other| other < at && !of_instruction(other)).count();
        let may_lack = acting[..steps].iter().map(|&other| &work.changes[other]).find(|other| !is_behind(other, change));
        let may_lack = may_lack.map(|other| format!("{} may not have taken effect when the unit got this number", shown(&other.event.by)));
        let told = self.findings.len();
        self.moves.depth += 1;
        let last = self.states_until(path, &acting, HashSet::new(), steps).pop();
        self.moves.depth -= 1;
        // they are told of the unit itself
        self.findings.truncate(told);
        let mut left = last.unwrap_or(unknown);
        left.doubt = left.doubt.or(may_lack);
        left
    }
}

/// Whether `other` has surely taken effect when `change` may.
fn is_behind(other: &Change, change: &Change) -> bool {
    let surely = other.event.effective.latest.zip(change.event.effective.earliest).is_some_and(|(latest, earliest)| latest <= earliest);
    surely || other.event.kind == EventKind::Enacted || (other.actor == change.actor && other.event.effective == change.event.effective)
}

/// The text with the number of `to` for that of `from`; `None` where it does not begin with that.
fn with_number(mut text: Text, from: &ProvisionPath, to: &ProvisionPath) -> Option<Text> {
    let (old, new) = from.number().zip(to.number())?;
    let rest = text.text.strip_prefix(old).filter(|rest| rest.starts_with(['.', ')', ' ']) || rest.starts_with("-бап"))?;
    text.text = format!("{new}{rest}");
    text.number = Some(new.to_owned());
    text.replayed = true;
    Some(text)
}
