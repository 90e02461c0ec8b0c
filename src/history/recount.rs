//! Parts and indents have no printed number: where one was taken out, a later act may count those that are left, or all that there were.
//!
//! «3-тармақтың екінші бөлігі алып тасталсын», and a year later «3-тармақтың үшінші бөлігі …»: no rule of law tells how the rest is counted, and consolidated
//! texts often keep a line for what is gone. What a later act says of a part from there on leaves all of them in doubt, until the whole unit is set out anew.

use std::collections::HashMap;

use super::event::EventKind;
use super::gather::{Change, Work};
use super::name::shown;
use super::place::Scope;
use crate::act::{Operation, ProvisionKind, ProvisionPath};

/// A unit whose parts, or whose indents, are counted.
type Row = (ProvisionPath, ProvisionKind);

/// A change that may count parts in two ways: its place, and the number of the first part in doubt.
#[derive(Clone, Copy)]
struct Counted {
    change: usize,
    first: u32,
}

/// What was taken out of a row.
struct Gone<'w> {
    /// The lowest number.
    first: u32,
    /// Who took it out, and which of all changes that was.
    actor: &'w str,
    at: usize,
    /// A later change that counts on was found: from there on the row is in doubt anyway.
    counted: bool,
}

/// Changes that count parts after one of them was taken out.
#[derive(Default)]
pub(super) struct Recounts {
    by_row: HashMap<Row, Vec<Counted>>,
}

impl Recounts {
    pub(super) fn new(work: &Work) -> Self {
        let mut gone: HashMap<Row, Gone<'_>> = HashMap::new();
        // units that were set out anew, each with the last change that did it
        let mut anew: HashMap<&ProvisionPath, usize> = HashMap::new();
        let mut all = Self::default();
        for (at, change) in work.changes.iter().enumerate().filter(|(_, change)| change.event.stands()) {
            let EventKind::Changed(op) = change.event.kind else { continue };
            for (row, number) in rows(change) {
                let renewed = |since: usize| std::iter::successors(Some(row.0.clone()), ProvisionPath::parent).any(|unit| anew.get(&unit) > Some(&since));
                if let Some(of) = gone.get_mut(&row)
                    && number >= of.first
                    && of.actor != change.actor
                    && !of.counted
                    && !renewed(of.at)
                {
                    of.counted = true;
                    all.by_row.entry(row).or_default().push(Counted { change: at, first: of.first });
                }
            }
            if let (Operation::Reword | Operation::Add, Scope::Whole, Some(target)) = (op, change.scope, &change.at)
                && !is_counted(target)
            {
                anew.insert(target, at);
            }
            take_out(&mut gone, at, change, op);
        }
        all
    }

    /// The changes that may be about `path` or not, for the way they count.
    pub(super) fn upon(&self, path: &ProvisionPath) -> impl Iterator<Item = usize> {
        let of = |row: &Row| self.by_row.get(row).map_or(&[][..], Vec::as_slice);
        let unit = Some(path.clone()).filter(|_| !self.by_row.is_empty());
        let own = unit.clone().into_iter().flat_map(|unit| [ProvisionKind::Part, ProvisionKind::Indent].map(|kind| (unit.clone(), kind)));
        let own = own.flat_map(move |row| of(&row)).map(|counted| counted.change);
        let around = std::iter::successors(unit, ProvisionPath::parent).filter_map(|unit| place(&unit));
        own.chain(around.flat_map(move |(row, number)| of(&row).iter().filter(move |counted| counted.first <= number)).map(|counted| counted.change))
    }
}

fn take_out<'w>(gone: &mut HashMap<Row, Gone<'w>>, at: usize, change: &'w Change, op: Operation) {
    let of_part = matches!(change.scope, Scope::Opening | Scope::LeadIn) || (change.scope == Scope::Whole && change.at.as_ref().is_some_and(is_counted));
    if !matches!(op, Operation::Delete | Operation::Repeal) || !of_part {
        return;
    }
    if let Some((row, number)) = rows(change).next() {
        let first = gone.get(&row).map_or(number, |before| before.first.min(number));
        gone.insert(row, Gone { first, actor: &change.actor, at, counted: false });
    }
}

/// Whether a change sets out anew what `path` stands in, so that its parts are counted from the beginning.
pub(super) fn sets_out(change: &Change, path: &ProvisionPath) -> bool {
    let EventKind::Changed(Operation::Reword | Operation::Add | Operation::Delete | Operation::Repeal) = change.event.kind else { return false };
    change.scope == Scope::Whole && change.at.as_ref().is_none_or(|at| !is_counted(at) && path.is_within(at))
}

/// Why a wording is in doubt since `change`.
pub(super) fn why(change: &Change) -> String {
    format!("{} speaks of a part by its place after one was taken out: which one it means is not certain", shown(&change.event.by))
}

fn is_counted(path: &ProvisionPath) -> bool {
    matches!(path.kind(), Some(ProvisionKind::Part | ProvisionKind::Indent))
}

/// Among which parts a part or an indent stands, and which of them it is.
fn place(path: &ProvisionPath) -> Option<(Row, u32)> {
    let kind = path.kind().filter(|_| is_counted(path))?;
    let number = path.integer()?;
    Some(((path.parent()?, kind), number))
}

/// The parts that a change names, the innermost first: the one it is about and those that one stands in.
fn rows(change: &Change) -> impl Iterator<Item = (Row, u32)> {
    let at = change.at.clone();
    let opening = at.clone().and_then(|at| match change.scope {
        Scope::Opening => Some(((at, ProvisionKind::Part), 1)),
        Scope::LeadIn => Some(((at, ProvisionKind::Indent), 1)),
        _ => None,
    });
    opening.into_iter().chain(std::iter::successors(at, ProvisionPath::parent).filter_map(|unit| place(&unit)))
}
