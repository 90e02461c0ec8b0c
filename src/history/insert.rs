//! Parts and indents have no printed number: where one is put in between, those behind it are counted on.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::event::EventKind;
use super::gather::{Change, Work};
use super::place::{Scope, unaliased};
use super::steps;
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
        Some(Self { parent: path.parent()?, kind, number: path.integer()? })
    }

    /// What `change` puts in.
    fn of(change: &Change) -> Option<Self> {
        let at = change.at.as_ref().filter(|_| change.event.kind == EventKind::Changed(Operation::Add))?;
        match change.scope {
            Scope::Whole => Self::at(at),
            Scope::Opening => Some(Self { parent: at.clone(), kind: ProvisionKind::Part, number: 1 }),
            Scope::LeadIn => Some(Self { parent: at.clone(), kind: ProvisionKind::Indent, number: 1 }),
            Scope::Heading | Scope::Stamp | Scope::Behind => None,
        }
    }

    /// Where `path` stands among the parts that are counted, and what stands below it: `None` for what is in none of them.
    fn split<'p>(&self, path: &'p ProvisionPath) -> Option<(u32, &'p str)> {
        let below = path.as_str().strip_prefix(self.parent.as_str())?.strip_prefix('/')?;
        let (first, rest) = below.split_once('/').map_or((below, ""), |(first, rest)| (first, rest));
        let number = first.strip_prefix(self.kind.segment())?.strip_prefix('-')?.parse().ok()?;
        Some((number, rest))
    }

    /// Where `path`, which is among the parts that are counted, stands when one more is put in before it.
    fn moved(&self, path: &ProvisionPath) -> Option<ProvisionPath> {
        let (number, rest) = self.split(path)?;
        Some(self.path(number.checked_add(1)?, rest))
    }

    fn path(&self, number: u32, rest: &str) -> ProvisionPath {
        let part = self.parent.child(self.kind, Some(&number.to_string()));
        if rest.is_empty() { part } else { part.join(rest) }
    }
}

/// So many addresses come to be at most when parts are counted on; no act comes near. It bounds what a hostile text can cost.
const ADDRESSES_MAX: usize = 100_000;

/// The units that one change alone puts in and no copy prints: what is there only because this very change puts it in makes room for nothing.
struct Own<'w> {
    work: &'w Work,
    by: HashMap<&'w ProvisionPath, Option<usize>>,
}

impl<'w> Own<'w> {
    fn new(work: &'w Work) -> Self {
        let mut by: HashMap<&ProvisionPath, Option<usize>> = HashMap::new();
        for (at, change) in work.changes.iter().enumerate() {
            for (path, _) in &change.new {
                by.entry(path).and_modify(|only| *only = None).or_insert(Some(at));
            }
        }
        Self { work, by }
    }

    fn comes(&self, at: usize, path: &ProvisionPath) -> bool {
        self.by.get(path) == Some(&Some(at)) && !self.work.copies.iter().any(|copy| copy.by_path.contains_key(path))
    }
}

/// The addresses that are known, by the parts among which they stand; of each row only those that nothing follows, for these alone leave a new address when
/// they are counted on.
struct Rows {
    all: HashSet<ProvisionPath>,
    last: HashMap<(ProvisionPath, ProvisionKind), BTreeMap<(u32, String), ProvisionPath>>,
}

impl Rows {
    fn new<'g>(gaps: impl Iterator<Item = &'g Gap>, known: &[ProvisionPath]) -> Self {
        let last = gaps.map(|gap| ((gap.parent.clone(), gap.kind), BTreeMap::new())).collect();
        let mut rows = Self { all: HashSet::new(), last };
        known.iter().for_each(|path| rows.put(path));
        rows
    }

    fn put(&mut self, path: &ProvisionPath) {
        if !self.all.insert(path.clone()) {
            return;
        }
        for gap in std::iter::successors(Some(path.clone()), ProvisionPath::parent).filter_map(|unit| Gap::at(&unit)) {
            let Some(last) = self.last.get_mut(&(gap.parent.clone(), gap.kind)) else { continue };
            let Some((number, rest)) = gap.split(path) else { continue };
            if let Some(before) = number.checked_sub(1) {
                last.remove(&(before, rest.to_owned()));
            }
            if gap.moved(path).is_some_and(|next| !self.all.contains(&next)) {
                last.insert((number, rest.to_owned()), path.clone());
            }
        }
    }

    /// Those from the gap on.
    fn last_from(&self, gap: &Gap) -> impl Iterator<Item = ProvisionPath> {
        let row = self.last.get(&(gap.parent.clone(), gap.kind));
        row.into_iter().flat_map(|last| last.range((gap.number, String::new())..).map(|(_, path)| path.clone()))
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
    pub(super) fn before(&self, path: &ProvisionPath) -> impl Iterator<Item = usize> {
        let unit = Some(path.clone()).filter(|_| !self.gaps.is_empty());
        let gaps = std::iter::successors(unit, ProvisionPath::parent).filter_map(|unit| Gap::at(&unit));
        gaps.flat_map(|Gap { parent, kind, number }| {
            let all = self.by_place.get(&(parent, kind)).map_or(&[][..], Vec::as_slice);
            all.iter().filter(move |(_, first)| *first < number).map(|(change, _)| *change)
        })
    }

    /// The addresses that come to be when `known` ones are counted on. They are there only if something stood at the gap.
    pub(super) fn addresses(&self, work: &Work, known: &[ProvisionPath]) -> Vec<ProvisionPath> {
        let mut found: Vec<ProvisionPath> = Vec::new();
        let mut changes: Vec<(&usize, &Gap)> = self.gaps.iter().collect();
        changes.sort_by_key(|(at, _)| **at);
        if changes.is_empty() {
            return found;
        }
        let own = Own::new(work);
        let mut rows = Rows::new(self.gaps.values(), known);
        for (&at, gap) in changes {
            let second = (gap.number == 1).then(|| gap.path(2, ""));
            let moved = rows.last_from(gap).filter(|path| !own.comes(at, path)).filter_map(|path| gap.moved(&path));
            let mut came: Vec<ProvisionPath> = moved.chain(second).filter(|path| !rows.all.contains(path)).collect();
            came.sort_by(|one, other| one.as_str().cmp(other.as_str()));
            came.dedup();
            steps::spend(came.len() + 1);
            if found.len() + came.len() > ADDRESSES_MAX {
                break;
            }
            came.iter().for_each(|path| rows.put(path));
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
