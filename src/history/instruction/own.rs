//! What becomes of the days on which an act itself takes effect, and its units end, when another act changes its clause on commencement.
//!
//! The clause counts as it stood on the day that would have come: «1-тармақтағы "2021 жылғы 1 қаңтардан" деген сөздер "2023 жылғы 1 қаңтардан" деген
//! сөздермен ауыстырылсын» puts off what had not taken effect by then, and leaves what had. Where it is not known whether the change came in time, both days
//! are possible.

use std::collections::HashSet;

use super::Clause;
use super::clause::{ACTS_MAX, Wording, may_be_before, together, unknown};
use crate::act::{CitedAct, Commencement, CommencementTerms, ProvisionPath};
use crate::history::effect::{EffectiveDate, Enactment, resolve};
use crate::history::event::Place;
use crate::history::gather::Change;
use crate::history::hearing::Rescheduled;
use crate::history::overtaken;
use crate::history::place::canonical;
use crate::history::testimony::Testimony;

/// Most units that the wordings of one clause name: beyond it no day is known.
const UNITS_MAX: usize = 2_000;

/// An act, or a unit of it that its clause excepts, with the days that hold for it.
#[derive(Clone)]
pub(in crate::history) struct Own {
    /// The unit; `None` for the act.
    pub at: Option<ProvisionPath>,
    /// What is said of it.
    pub said: Commencement,
    pub effective: EffectiveDate,
    /// The day it ends, where that is not the one that is said.
    pub end: Option<EffectiveDate>,
    /// The acts that gave it these days, and where that is printed.
    pub moved: Option<Rescheduled>,
}

/// The days of the act of `told` and of the units that it excepts, since other acts changed its clause; the act first. `None` where they gave it no others.
/// `changes` are all of the act, in any order; those that the text shows as made, by the acts `carried`, changed nothing in it.
pub(in crate::history) fn own(told: &Testimony, changes: &[Change], of: &Enactment, carried: &HashSet<String>) -> Option<Vec<Own>> {
    let top = told.commencement_unit.as_ref().map(top)?;
    let clause = Clause::within(told, &top)?;
    let speaking: HashSet<ProvisionPath> = clause.units().filter(|(_, text)| speaks(text)).flat_map(|(path, _)| and_above(path)).collect();
    let of_days = |change: &Change, at: &ProvisionPath| concerns(told, at) || speaking.contains(at) || change.new.iter().any(|(_, text)| speaks(&text.text));
    let about = |change: &&Change| {
        let other = change.actor != told.act.as_str() && change.event.stands() && change.event.unit.is_some() && !carried.contains(&change.actor);
        other && change.at.as_ref().is_some_and(|at| clause.is_changed_at(at) && of_days(change, at))
    };
    let mut about: Vec<Change> = changes.iter().filter(about).cloned().collect();
    about.sort_by_key(|change| (change.event.effective.earliest, change.event.by.date, change.actor.clone(), change.order));
    let mut wording = Wording::of(&clause);
    let mut units = first(clause.written(), of);
    for (count, changes) in about.chunk_by(together).enumerate() {
        if count >= ACTS_MAX || wording.change(changes).is_none() {
            continue;
        }
        let named: HashSet<ProvisionPath> = units.iter().filter_map(|own| own.at.clone()).collect();
        let new: Vec<ProvisionPath> = excepted(&wording.says).filter(|unit| !named.contains(unit)).collect();
        let too_many = count + 1 == ACTS_MAX || units.len() + new.len() > UNITS_MAX;
        let says = if too_many { unknown() } else { wording.says.clone() };
        let apart: Vec<Own> = new.into_iter().filter(|_| !too_many).map(|unit| apart(&units, unit)).collect();
        units.extend(apart);
        units.iter_mut().for_each(|own| own.follow(&says, changes, of));
    }
    units.iter().any(|own| own.moved.is_some()).then_some(units)
}

/// The article or the point that a clause stands in: its paragraphs speak of one commencement.
fn top(unit: &ProvisionPath) -> ProvisionPath {
    and_above(unit).last().unwrap_or_else(|| unit.clone())
}

/// A unit and all that it stands in.
fn and_above(unit: &ProvisionPath) -> impl Iterator<Item = ProvisionPath> {
    std::iter::successors(Some(unit.clone()), ProvisionPath::parent)
}

/// Whether `at` is the clause of `told`, or around it or in it.
fn concerns(told: &Testimony, at: &ProvisionPath) -> bool {
    told.commencement_unit.as_ref().is_some_and(|unit| unit.is_within(at) || at.is_within(unit))
}

/// Whether words beside the clause can speak of taking effect, or of holding.
fn speaks(text: &str) -> bool {
    text.contains("қолданы") || text.contains("күшіне ен")
}

/// The units that a commencement excepts, by their own addresses.
fn excepted(said: &Commencement) -> impl Iterator<Item = ProvisionPath> {
    let mut seen = HashSet::new();
    let all = said.exceptions().iter().flat_map(|exception| &exception.units).map(|unit| canonical(unit).0);
    all.filter(move |unit| seen.insert(unit.clone()))
}

/// The days as the act says them itself.
fn first(written: &Commencement, of: &Enactment) -> Vec<Own> {
    let own = |at: Option<ProvisionPath>, said: Commencement| Own { at, effective: resolve(&said, of), said, end: None, moved: None };
    let mut all = vec![own(None, written.clone())];
    for exception in written.exceptions() {
        all.extend(exception.units.iter().map(|unit| own(Some(canonical(unit).0), exception.commencement.clone())));
    }
    all
}

/// A unit that is excepted since a change: until then it had the days of what it stands in.
fn apart(units: &[Own], unit: ProvisionPath) -> Own {
    let around = |own: &&Own| own.at.as_ref().is_none_or(|at| unit.is_within(at));
    let closest = units.iter().filter(around).max_by_key(|own| own.at.as_ref().map_or(0, |at| at.as_str().len()));
    let mut own = closest.unwrap_or(&units[0]).clone();
    own.said = without_exceptions(own.said);
    Own { at: Some(unit), ..own }
}

fn without_exceptions(said: Commencement) -> Commencement {
    let terms = said.into_terms();
    Commencement::compound(CommencementTerms { exceptions: Vec::new(), ..terms })
}

impl Own {
    /// Takes over what the clause says since `changes` of one act, as far as that came before the days which it had.
    fn follow(&mut self, says: &Commencement, changes: &[Change], of: &Enactment) {
        let told = self.at.as_ref().map_or_else(|| says.clone(), |at| without_exceptions(says.of_unit(at)));
        let change = &changes[0];
        let begins = told.main() != self.said.main() && may_be_before(&change.event.effective, &self.effective);
        if begins {
            let was = std::mem::replace(&mut self.effective, resolve(&told, of));
            overtaken::perhaps_in_time(change, was, &mut self.effective);
        }
        let ends = self.at.is_some() && told.until() != self.said.until() && !self.has_ended(change);
        if ends {
            let stated = self.said.until().map(|day| EffectiveDate::known(day, "stated as its end"));
            let until = (*says != unknown()).then_some(told.until());
            self.end = overtaken::ended(self.end.take().or(stated), until, change);
        }
        if begins || ends {
            self.note(changes);
        }
        // what came too late says nothing of the unit
        let main = if begins { told.main() } else { self.said.main() }.clone();
        let until = if ends { told.until() } else { self.said.until() };
        self.said = Commencement::compound(CommencementTerms { main, until, ..told.into_terms() });
    }

    /// Whether it has ended before `change`.
    fn has_ended(&self, change: &Change) -> bool {
        let end = self.end.as_ref().map_or(self.said.until(), |end| end.latest);
        end.zip(change.event.effective.earliest).is_some_and(|(end, day)| end < day)
    }

    /// Notes who gave it another day.
    fn note(&mut self, changes: &[Change]) {
        let printed: Vec<Place> = changes.iter().flat_map(|change| change.event.printed.iter().cloned()).collect();
        let by: CitedAct = changes[0].event.by.clone();
        let moved = self.moved.get_or_insert_with(|| Rescheduled { commencement: self.said.clone(), by: Vec::new(), printed: Vec::new(), enacts: false });
        moved.by.push(by);
        moved.printed.extend(printed);
    }
}
