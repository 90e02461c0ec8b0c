//! «Абзац»: the printed paragraph of a unit, whatever it begins with.
//!
//! «2-тармақтың екінші абзацы» is the second paragraph of the point: an indent of its list, or its second part where it has no list, which is how nearly all
//! acts up to about 2010 count. An instruction names it as an indent, for it does not see the text. Here it is led to what stands there; where that has a
//! number of its own, by which an act would name it, or the count of indents is not that of paragraphs, what is meant is not known.

use std::collections::{HashMap, HashSet};

use super::event::EventKind;
use super::gather::{Change, Copy};
use super::place::{Scope, unaliased};
use super::timeline::Text;
use crate::act::{Date, Operation, ProvisionKind, ProvisionPath};

/// What stands in a unit, in the order of the text, and since when.
struct Printed {
    since: Option<Date>,
    /// Whether its own text begins a list.
    opens: bool,
    below: Vec<ProvisionPath>,
    /// The same, to be looked up.
    known: HashSet<ProvisionPath>,
    /// For a subpoint, the parts right behind it: they are parts of what it stands in, but may be named as its own.
    behind: Vec<ProvisionPath>,
    /// Whether the text gives the unit without what it stands in; and the place, among the texts of the unit, of the last one that does not.
    alone: bool,
    shown_by: usize,
    /// Whether all that stands there is such as is counted.
    countable: bool,
    /// Whether it is nothing but parts of the unit itself.
    parts_alone: bool,
}

/// What the paragraph of some number is.
enum Meant {
    /// What it is called, or nothing that is known.
    AsNamed,
    Other(ProvisionPath),
    /// Something in this unit.
    Unknown(ProvisionPath),
}

/// The order in which acts find what others did: the first day, then the day of the act.
type Turn = (Option<Date>, Option<Date>);

/// What an instruction says of a paragraph.
struct Asked<'t> {
    number: u32,
    /// What stands right behind the unit.
    behind: &'t [ProvisionPath],
    /// It is put in there.
    adds: bool,
    /// Whether a part, or an indent, of this number was put in since the text was printed, and whether any was.
    part_added: bool,
    indent_added: bool,
    any_added: bool,
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
    /// When parts and indents of these units were put in, by themselves and by their unit.
    added: HashMap<ProvisionPath, Vec<Turn>>,
}

impl Texts {
    fn new(units: HashSet<ProvisionPath>, changes: &[Change], copies: &[Copy]) -> Self {
        let mut texts = Self { of: HashMap::new(), added: added(&units, changes) };
        let whole = |change: &&Change| change.event.stands() && change.scope == Scope::Whole && change.event.kind == EventKind::Changed(Operation::Reword);
        let anew: HashSet<&ProvisionPath> = changes.iter().filter(whole).filter_map(|change| change.at.as_ref()).collect();
        for copy in copies {
            // a copy that other acts have changed shows how a unit that was set out anew read last
            let shows =
                |unit: &ProvisionPath| !copy.is_changed() || !std::iter::successors(Some(unit.clone()), ProvisionPath::parent).any(|one| anew.contains(&one));
            texts.add(None, &units, &copy.units, shows);
        }
        for change in changes.iter().filter(whole) {
            texts.add(change.event.effective.earliest, &units, &change.new, |_| true);
        }
        for all in texts.of.values_mut() {
            all.sort_by_key(|printed| printed.since);
            let mut shown_by = 0;
            for (at, printed) in all.iter_mut().enumerate() {
                shown_by = if printed.alone { shown_by } else { at };
                printed.shown_by = shown_by;
            }
        }
        texts
    }

    /// Takes in the units of one text.
    fn add(&mut self, since: Option<Date>, units: &HashSet<ProvisionPath>, all: &[(ProvisionPath, Text)], shows: impl Fn(&ProvisionPath) -> bool) {
        let mut found: HashMap<ProvisionPath, Printed> = HashMap::new();
        let seen: HashSet<ProvisionPath> = all.iter().map(|(path, _)| path.clone()).collect();
        // the subpoint that stood last, while nothing but parts came behind it
        let mut last: Option<&ProvisionPath> = None;
        for (path, text) in all {
            let right_behind = |last: &ProvisionPath| path.kind() == Some(ProvisionKind::Part) && path.parent().is_some_and(|parent| last.is_within(&parent));
            last = last.filter(|last| path.is_within(last) || right_behind(last));
            if let Some(printed) = last.filter(|last| !path.is_within(last)).and_then(|last| found.get_mut(last)) {
                printed.behind.push(path.clone());
            }
            if units.contains(path) {
                last = Some(path).filter(|path| path.kind() == Some(ProvisionKind::Subpoint)).or(last);
                found.entry(path.clone()).or_insert_with(|| Printed::new(since)).opens = text.text.trim_end().ends_with(':');
            }
            for unit in std::iter::successors(path.parent(), ProvisionPath::parent).filter(|unit| units.contains(unit)) {
                found.entry(unit.clone()).or_insert_with(|| Printed::new(since)).push(&unit, path);
            }
        }
        for (unit, mut printed) in found.into_iter().filter(|(unit, _)| shows(unit)) {
            printed.alone = unit.parent().is_some_and(|around| !seen.contains(&around));
            self.of.entry(unit).or_default().push(printed);
        }
    }

    /// The text of `unit` that `change` finds, and what stands right behind it.
    fn before(&self, unit: &ProvisionPath, change: &Change) -> Option<(&Printed, &[ProvisionPath])> {
        let of = self.of.get(unit)?;
        let come = of.partition_point(|printed| printed.since.is_none() || printed.since < change.event.effective.earliest);
        let printed = of[..come].last()?;
        Some((printed, of.get(printed.shown_by).map_or(&[][..], |shown| shown.behind.as_slice())))
    }

    /// Whether `path`, or a part or an indent of it, was put in before `change`, and after what was `printed` came.
    fn is_added(&self, path: &ProvisionPath, printed: &Printed, change: &Change) -> bool {
        let turns = self.added.get(path).map_or(&[][..], Vec::as_slice);
        let come = turns.partition_point(|one| *one < turn(change));
        turns[..come].last().is_some_and(|(day, _)| *day >= printed.since)
    }

    /// What `change` means by the paragraph `number` of `unit`.
    fn meant(&self, unit: &ProvisionPath, number: u32, change: &Change) -> Meant {
        let Some((printed, behind)) = self.before(unit, change) else { return Meant::AsNamed };
        let added = |kind: ProvisionKind| self.is_added(&unit.child(kind, Some(&number.to_string())), printed, change);
        printed.meant(
            unit,
            &Asked {
                number,
                behind,
                adds: change.event.kind == EventKind::Changed(Operation::Add),
                part_added: added(ProvisionKind::Part),
                indent_added: added(ProvisionKind::Indent),
                any_added: self.is_added(unit, printed, change),
            },
        )
    }

    fn lead(&self, change: &mut Change) {
        let Some(at) = change.at.clone() else { return };
        match counted(&at).last().map(|(unit, number)| self.meant(&unit, number, change)) {
            None | Some(Meant::AsNamed) => {}
            Some(Meant::Unknown(unit)) => forget(change, unit),
            Some(Meant::Other(_)) => {
                let new: Result<Vec<ProvisionPath>, ProvisionPath> = change.new.iter().map(|(path, _)| self.led(path, change)).collect();
                match self.led(&at, change).and_then(|to| Ok((to, new?))) {
                    Ok((to, new)) => put(change, to, new),
                    Err(unit) => forget(change, unit),
                }
            }
        }
    }

    /// Where `path` leads, which counts an indent; where that is not known, the unit it is in.
    fn led(&self, path: &ProvisionPath, change: &Change) -> Result<ProvisionPath, ProvisionPath> {
        let Some((unit, number)) = counted(path).last() else { return Ok(path.clone()) };
        let named = unit.child(ProvisionKind::Indent, Some(&number.to_string()));
        let rest = path.as_str().strip_prefix(named.as_str()).map_or("", |rest| rest.trim_start_matches('/'));
        match self.meant(&unit, number, change) {
            Meant::AsNamed => Ok(path.clone()),
            Meant::Other(to) => Ok(if rest.is_empty() { to } else { unaliased(&to.join(rest)) }),
            Meant::Unknown(unit) => Err(unit),
        }
    }
}

fn turn(change: &Change) -> Turn {
    (change.event.effective.earliest, change.event.by.date)
}

/// When which parts and indents of `units` were put in, and when any of each unit.
fn added(units: &HashSet<ProvisionPath>, changes: &[Change]) -> HashMap<ProvisionPath, Vec<Turn>> {
    let mut added: HashMap<ProvisionPath, Vec<Turn>> = HashMap::new();
    for change in changes.iter().filter(|change| change.event.stands() && change.event.kind == EventKind::Changed(Operation::Add)) {
        for path in change.at.iter().chain(change.new.iter().map(|(path, _)| path)) {
            let counts = matches!(path.kind(), Some(ProvisionKind::Part | ProvisionKind::Indent));
            let Some(unit) = path.parent().filter(|unit| counts && units.contains(unit)) else { continue };
            added.entry(unit).or_default().push(turn(change));
            added.entry(path.clone()).or_default().push(turn(change));
        }
    }
    added.values_mut().for_each(|turns| turns.sort_unstable());
    added
}

impl Printed {
    fn new(since: Option<Date>) -> Self {
        let (below, behind, known) = (Vec::new(), Vec::new(), HashSet::new());
        Self { since, opens: false, below, known, behind, alone: false, shown_by: 0, countable: true, parts_alone: true }
    }

    /// Takes in `path`, which stands in `unit`.
    fn push(&mut self, unit: &ProvisionPath, path: &ProvisionPath) {
        use ProvisionKind::{Indent, Part, Point, Subpoint};
        self.countable &= matches!(path.kind(), Some(Indent | Part | Point | Subpoint));
        self.parts_alone &= path.kind() == Some(Part) && path.parent().as_ref() == Some(unit);
        self.known.insert(path.clone());
        self.below.push(path.clone());
    }

    /// What the paragraph of `unit` is that is asked for; the first is its own text.
    fn meant(&self, unit: &ProvisionPath, asked: &Asked<'_>) -> Meant {
        use ProvisionKind::{Indent, Part};
        let Some(at) = asked.number.checked_sub(2).and_then(|at| usize::try_from(at).ok()).filter(|_| self.countable) else { return Meant::AsNamed };
        let part = || Meant::Other(unit.child(Part, Some(&asked.number.to_string())));
        if !asked.adds && at >= self.below.len() && !asked.behind.is_empty() {
            return beyond(at - self.below.len(), unit, asked);
        }
        if self.below.is_empty() {
            let is_part = if asked.adds { self.counts_parts(unit) } else { asked.part_added || (asked.indent_added && self.counts_parts(unit)) };
            return if is_part { part() } else { Meant::AsNamed };
        }
        if self.parts_alone {
            return part();
        }
        let named = unit.child(Indent, Some(&asked.number.to_string()));
        match self.below.get(at) {
            Some(printed) if *printed == named => Meant::AsNamed,
            // where it comes between two others, or behind them
            _ if asked.adds => Meant::AsNamed,
            Some(printed) if matches!(printed.kind(), Some(Indent | Part)) && !self.known.contains(&named) => Meant::Other(printed.clone()),
            Some(_) => Meant::Unknown(unit.clone()),
            None => Meant::AsNamed,
        }
    }

    /// Whether a paragraph that is put behind the own text of `unit`, the first of its kind, is a part.
    fn counts_parts(&self, unit: &ProvisionPath) -> bool {
        use ProvisionKind::{Article, Point, Subpoint};
        !self.opens && matches!(unit.kind(), Some(Article | Point | Subpoint))
    }
}

/// What a paragraph is that comes behind all of the subpoint `unit`: a part of what it stands in. Where paragraphs were put in between, or the part is not
/// next to the subpoint, which it is is not known.
fn beyond(at: usize, unit: &ProvisionPath, asked: &Asked<'_>) -> Meant {
    match asked.behind.get(at).or(asked.behind.last()) {
        Some(part) if !asked.any_added && at < asked.behind.len() && part.parent() == unit.parent() => Meant::Other(part.clone()),
        part => Meant::Unknown(part.and_then(ProvisionPath::parent).unwrap_or_else(|| unit.clone())),
    }
}

/// Makes `change` one of the unit `to`, its new wording one of `new`.
fn put(change: &mut Change, to: ProvisionPath, new: Vec<ProvisionPath>) {
    change.at = Some(to);
    change.event.target.clone_from(&change.at);
    for ((path, text), to) in change.new.iter_mut().zip(new) {
        text.kind = to.kind().filter(|_| text.kind == ProvisionKind::Indent).unwrap_or(text.kind);
        text.number = to.segments().next_back().and_then(|last| last.split_once('-')).map(|(_, number)| number.to_owned()).or(text.number.take());
        *path = to;
    }
}

/// An instruction on a paragraph that is not known changes `unit` in some way.
fn forget(change: &mut Change, unit: ProvisionPath) {
    change.event.kind = EventKind::Changed(Operation::Unread);
    change.event.target = Some(unit.clone());
    change.event.words = None;
    change.new.clear();
    (change.at, change.scope) = (Some(unit), Scope::Whole);
}
