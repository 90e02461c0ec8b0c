//! Parts and indents have no printed number: where one is put in between, those behind it are counted on.

use std::collections::{HashMap, HashSet};

use super::event::EventKind;
use super::gather::{Change, Work};
use super::place::{Scope, unaliased};
use super::timeline::Wording;
use crate::act::{Operation, ProvisionKind, ProvisionPath};

/// Where parts or indents are put in: of which unit, of which kind, before which of them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Gap {
    parent: ProvisionPath,
    kind: ProvisionKind,
    number: u32,
}

impl Gap {
    /// The place of a part or an indent.
    fn at(path: &ProvisionPath) -> Option<Self> {
        let kind = path.kind().filter(|kind| matches!(kind, ProvisionKind::Part | ProvisionKind::Indent))?;
        let number = path.segments().next_back()?.split_once('-')?.1.parse().ok()?;
        Some(Self { parent: path.parent()?, kind, number })
    }

    /// What `change` puts in.
    fn of(change: &Change) -> Option<Self> {
        let at = change.at.as_ref().filter(|_| change.event.kind == EventKind::Changed(Operation::Add))?;
        match change.scope {
            Scope::Whole => Self::at(at),
            Scope::Opening => Some(Self { parent: at.clone(), kind: ProvisionKind::Part, number: 1 }),
            Scope::LeadIn => Some(Self { parent: at.clone(), kind: ProvisionKind::Indent, number: 1 }),
            Scope::Heading | Scope::Stamp => None,
        }
    }

    /// Where `path` stands among the parts that are counted, and what stands below it: `None` for what is in none of them.
    fn split<'p>(&self, path: &'p ProvisionPath) -> Option<(u32, &'p str)> {
        let below = path.as_str().strip_prefix(self.parent.as_str())?.strip_prefix('/')?;
        let (first, rest) = below.split_once('/').map_or((below, ""), |(first, rest)| (first, rest));
        let number = first.strip_prefix(self.kind.segment())?.strip_prefix('-')?.parse().ok()?;
        Some((number, rest))
    }

    fn path(&self, number: u32, rest: &str) -> ProvisionPath {
        let part = self.parent.child(self.kind, Some(&number.to_string()));
        if rest.is_empty() { part } else { part.join(rest) }
    }
}

/// All changes that put a part or an indent in, and what stood there before each.
#[derive(Default)]
pub(super) struct Insertions {
    by_place: HashMap<(ProvisionPath, ProvisionKind), Vec<(usize, u32)>>,
    gaps: HashMap<usize, Gap>,
    /// What stood at an address from the gap on before the change of this place.
    before: HashMap<(usize, ProvisionPath), Wording>,
    /// The changes that found something at their gap.
    between: HashSet<usize>,
}

impl Insertions {
    pub(super) fn new(work: &Work) -> Self {
        let mut all = Self::default();
        for (at, change) in work.changes.iter().enumerate().filter(|(_, change)| change.event.stands()) {
            if let Some(gap) = Gap::of(change) {
                all.by_place.entry((gap.parent.clone(), gap.kind)).or_default().push((at, gap.number));
                all.gaps.insert(at, gap);
            }
        }
        all
    }

    /// The changes that put something in before `path`.
    pub(super) fn before(&self, path: &ProvisionPath) -> Vec<usize> {
        let mut found = Vec::new();
        let mut unit = Some(path.clone()).filter(|_| !self.gaps.is_empty());
        while let Some(at) = unit {
            if let Some(Gap { parent, kind, number }) = Gap::at(&at) {
                let all = self.by_place.get(&(parent, kind)).map_or(&[][..], Vec::as_slice);
                found.extend(all.iter().filter(|(_, first)| *first < number).map(|(change, _)| *change));
            }
            unit = at.parent();
        }
        found
    }

    /// The addresses that come to be when `known` ones are counted on. They are there only if something stood at the gap.
    pub(super) fn addresses(&self, work: &Work, known: &[ProvisionPath]) -> Vec<ProvisionPath> {
        let mut found: Vec<ProvisionPath> = Vec::new();
        let mut changes: Vec<(&usize, &Gap)> = self.gaps.iter().collect();
        changes.sort_by_key(|(at, _)| **at);
        let mut all: HashSet<ProvisionPath> = if changes.is_empty() { HashSet::new() } else { known.iter().cloned().collect() };
        let mut told: HashMap<&ProvisionPath, usize> = HashMap::new();
        work.changes.iter().flat_map(|change| &change.new).for_each(|(path, _)| *told.entry(path).or_default() += 1);
        // what is there only because this very change puts it in makes room for nothing
        let comes = |at: usize, path: &ProvisionPath| {
            let printed = work.copies.iter().any(|copy| copy.by_path.contains_key(path));
            !printed && told.get(path) == Some(&1) && work.changes[at].new.iter().any(|(new, _)| new == path)
        };
        for (&at, gap) in changes {
            let moved = |path: &ProvisionPath| {
                let (number, rest) = gap.split(path).filter(|(number, _)| *number >= gap.number)?;
                let next = number.checked_add(1).filter(|_| !comes(at, path))?;
                Some(gap.path(next, rest))
            };
            let second = (gap.number == 1).then(|| gap.path(2, ""));
            let mut came: Vec<ProvisionPath> = all.iter().filter_map(moved).chain(second).filter(|path| !all.contains(path)).collect();
            came.sort_by(|one, other| one.as_str().cmp(other.as_str()));
            all.extend(came.iter().cloned());
            found.append(&mut came);
        }
        found
    }

    /// What the change at `at` makes of what stood at `path`, where it is counted on or makes room; `None` where that is not so. Units have to be asked for
    /// in the order of the act.
    pub(super) fn counted_on(&mut self, at: usize, path: &ProvisionPath, before: &Wording) -> Option<Option<Wording>> {
        let gap = self.gaps.get(&at)?;
        let there = matches!(before, Wording::Text(_) | Wording::Unknown { .. });
        if gap.number == 1 {
            // what was the unit's own text, with its number and its list, is a part now
            if *path == gap.parent {
                self.between.extend(Some(at).filter(|_| there));
                return None;
            }
            let second = gap.split(path) == Some((2, ""));
            return (self.between.contains(&at) && (there || second)).then_some(None);
        }
        let (number, rest) = gap.split(path).filter(|(number, _)| *number >= gap.number)?;
        self.before.insert((at, path.clone()), before.clone());
        if number == gap.number && rest.is_empty() {
            self.between.extend(Some(at).filter(|_| there));
            return None;
        }
        if !self.between.contains(&at) {
            return None;
        }
        if number == gap.number {
            return Some(Some(super::consolidate::absent()));
        }
        let source = unaliased(&gap.path(number - 1, rest));
        let mut wording = self.before.get(&(at, source)).cloned().unwrap_or_else(super::consolidate::absent);
        if let (Wording::Text(text), true) = (&mut wording, rest.is_empty()) {
            text.number = Some(number.to_string());
        }
        Some(Some(wording))
    }
}
