//! «Абзац»: the printed paragraph of a unit, whatever it begins with.
//!
//! «2-тармақтың екінші абзацы» is the second paragraph of the point: an indent of its list, or its second part where it has no list, which is how nearly all
//! acts up to about 2010 count. An instruction names it as an indent, for it does not see the text. Here it is led to what stands there; where that has a
//! number of its own, by which an act would name it, or the count of indents is not that of paragraphs, what is meant is not known.

use std::collections::{HashMap, HashSet};

use super::event::EventKind;
use super::gather::{Change, Copy};
use super::place::{Scope, unaliased};
use crate::act::{Date, Operation, ProvisionKind, ProvisionPath};

/// What stands in a unit, in the order of the text, and since when.
struct Printed {
    since: Option<Date>,
    below: Vec<ProvisionPath>,
}

/// What the paragraph of some number is.
enum Meant {
    /// What it is called, or nothing that is known.
    AsNamed,
    Other(ProvisionPath),
    Unknown,
}

/// Leads instructions on paragraphs to the units that `copies`, and the wording set out anew before them, have there.
pub(super) fn by_count(changes: &mut [Change], copies: &[Copy]) {
    let of_paragraph = |change: &&Change| change.event.unit.is_some() && matches!(change.event.kind, EventKind::Changed(_));
    let named = changes.iter().filter(of_paragraph).flat_map(|change| change.at.iter().chain(change.new.iter().map(|(path, _)| path)));
    let units: HashSet<ProvisionPath> = named.flat_map(counted).map(|(unit, _)| unit).collect();
    if units.is_empty() {
        return;
    }
    let texts = Texts::new(units, changes, copies);
    for change in changes.iter_mut().filter(|change| change.event.unit.is_some() && matches!(change.event.kind, EventKind::Changed(_))) {
        texts.lead(change);
    }
}

/// The units of which `path` counts an indent, with the number.
fn counted(path: &ProvisionPath) -> impl Iterator<Item = (ProvisionPath, u32)> {
    let indent = |unit: ProvisionPath| {
        let number = unit.segments().next_back()?.strip_prefix("indent-")?.parse().ok()?;
        Some((unit.parent()?, number))
    };
    std::iter::successors(Some(path.clone()), ProvisionPath::parent).filter_map(indent)
}

/// The texts of the units whose paragraphs are counted.
struct Texts {
    of: HashMap<ProvisionPath, Vec<Printed>>,
}

impl Texts {
    fn new(units: HashSet<ProvisionPath>, changes: &[Change], copies: &[Copy]) -> Self {
        let mut texts = Self { of: HashMap::new() };
        let whole = |change: &&Change| change.event.stands() && change.scope == Scope::Whole && change.event.kind == EventKind::Changed(Operation::Reword);
        let anew: HashSet<&ProvisionPath> = changes.iter().filter(whole).filter_map(|change| change.at.as_ref()).collect();
        for copy in copies {
            // a copy that other acts have changed shows how a unit that was set out anew read last
            let shows =
                |unit: &ProvisionPath| !copy.is_changed() || !std::iter::successors(Some(unit.clone()), ProvisionPath::parent).any(|one| anew.contains(&one));
            texts.add(None, &units, copy.units.iter().map(|(path, _)| path), shows);
        }
        for change in changes.iter().filter(whole) {
            texts.add(change.event.effective.earliest, &units, change.new.iter().map(|(path, _)| path), |_| true);
        }
        texts.of.values_mut().for_each(|all| all.sort_by_key(|printed| printed.since));
        texts
    }

    /// Takes in the units of one text.
    fn add<'p>(
        &mut self,
        since: Option<Date>,
        units: &HashSet<ProvisionPath>,
        all: impl Iterator<Item = &'p ProvisionPath>,
        shows: impl Fn(&ProvisionPath) -> bool,
    ) {
        let mut found: HashMap<ProvisionPath, Vec<ProvisionPath>> = HashMap::new();
        for path in all {
            if units.contains(path) {
                found.entry(path.clone()).or_default();
            }
            for unit in std::iter::successors(path.parent(), ProvisionPath::parent).filter(|unit| units.contains(unit)) {
                found.entry(unit).or_default().push(path.clone());
            }
        }
        for (unit, below) in found.into_iter().filter(|(unit, _)| shows(unit)) {
            self.of.entry(unit).or_default().push(Printed { since, below });
        }
    }

    /// The text of `unit` that `change` finds.
    fn before(&self, unit: &ProvisionPath, change: &Change) -> Option<&Printed> {
        let found = |printed: &&Printed| printed.since.is_none() || printed.since < change.event.effective.earliest;
        self.of.get(unit)?.iter().rev().find(found)
    }

    fn lead(&self, change: &mut Change) {
        let Some(at) = change.at.clone() else { return };
        let adds = change.event.kind == EventKind::Changed(Operation::Add);
        let meant = counted(&at).last().map(|(unit, number)| self.before(&unit, change).map_or(Meant::AsNamed, |text| text.meant(&unit, number, adds)));
        match meant {
            None | Some(Meant::AsNamed) => {}
            Some(Meant::Unknown) => forget(change, &at),
            Some(Meant::Other(_)) => {
                let led = |path: &ProvisionPath| self.led(path, change, adds);
                let (to, new): (Option<ProvisionPath>, Vec<Option<ProvisionPath>>) = (led(&at), change.new.iter().map(|(path, _)| led(path)).collect());
                if to.is_none() || new.contains(&None) {
                    return forget(change, &at);
                }
                change.at = to;
                change.event.target.clone_from(&change.at);
                for ((path, text), to) in change.new.iter_mut().zip(new.into_iter().flatten()) {
                    text.kind = to.kind().filter(|_| text.kind == ProvisionKind::Indent).unwrap_or(text.kind);
                    text.number = to.segments().next_back().and_then(|last| last.split_once('-')).map(|(_, number)| number.to_owned()).or(text.number.take());
                    *path = to;
                }
            }
        }
    }

    /// Where `path` leads, which counts an indent; `None` where that is not known.
    fn led(&self, path: &ProvisionPath, change: &Change, adds: bool) -> Option<ProvisionPath> {
        let Some((unit, number)) = counted(path).last() else { return Some(path.clone()) };
        let named = unit.child(ProvisionKind::Indent, Some(&number.to_string()));
        let rest = path.as_str().strip_prefix(named.as_str())?.trim_start_matches('/');
        match self.before(&unit, change).map_or(Meant::AsNamed, |text| text.meant(&unit, number, adds)) {
            Meant::AsNamed => Some(path.clone()),
            Meant::Other(to) => Some(if rest.is_empty() { to } else { unaliased(&to.join(rest)) }),
            Meant::Unknown => None,
        }
    }
}

impl Printed {
    /// What the paragraph `number` of `unit` is; the first is its own text. `adds`: it is put in there.
    fn meant(&self, unit: &ProvisionPath, number: u32, adds: bool) -> Meant {
        use ProvisionKind::{Indent, Part, Point, Subpoint};
        let kinds: HashSet<Option<ProvisionKind>> = self.below.iter().map(ProvisionPath::kind).collect();
        if kinds.is_empty() || number < 2 || !kinds.iter().all(|kind| matches!(kind, Some(Indent | Part | Point | Subpoint))) {
            return Meant::AsNamed;
        }
        let parts_alone = kinds.len() == 1 && kinds.contains(&Some(Part)) && self.below.iter().all(|path| path.parent().as_ref() == Some(unit));
        if parts_alone {
            return Meant::Other(unit.child(Part, Some(&number.to_string())));
        }
        let named = unit.child(Indent, Some(&number.to_string()));
        let printed = usize::try_from(number - 2).ok().and_then(|at| self.below.get(at));
        match printed {
            Some(printed) if *printed == named => Meant::AsNamed,
            // where it comes between two others, or behind them
            _ if adds => Meant::AsNamed,
            Some(printed) if matches!(printed.kind(), Some(Indent | Part)) && !self.below.contains(&named) => Meant::Other(printed.clone()),
            Some(_) => Meant::Unknown,
            None => Meant::AsNamed,
        }
    }
}

/// An instruction on a paragraph that is not known changes the unit in some way.
fn forget(change: &mut Change, at: &ProvisionPath) {
    let Some((unit, _)) = counted(at).last() else { return };
    change.event.kind = EventKind::Changed(Operation::Unread);
    change.event.target = Some(unit.clone());
    change.event.words = None;
    change.new.clear();
    (change.at, change.scope) = (Some(unit), Scope::Whole);
}
