//! The clause on commencement of an act, and what becomes of the instructions when another act rewords it.

use std::collections::HashSet;

use super::excepted::{Excepted, Grounds, or};
use super::{Instruction, before};
use crate::act::{ActId, CitedAct, Commencement, CommencementException, CommencementTerms, Operation, ProvisionPath};
use crate::amend;
use crate::history::apply::body;
use crate::history::effect::{EffectiveDate, resolve};
use crate::history::event::{EventKind, Place};
use crate::history::gather::Change;
use crate::history::hearing::Rescheduled;
use crate::history::known::Known;
use crate::history::name::shown;
use crate::history::overtaken;
use crate::history::testimony::Testimony;
use crate::history::timeline::Text;
use crate::history::words;

/// Most acts that reword one clause, and most changes that they make of it: none is changed as often, and beyond it no day is known.
pub(super) const ACTS_MAX: usize = 20;
const CHANGES_MAX: usize = 500;

/// How long the words of a clause can be; longer ones are not changed, and tell no day once they should be.
const CLAUSE_BYTES_MAX: usize = 100_000;

/// Units with their words, in the order of the text.
type Words = Vec<(ProvisionPath, String)>;

/// What an amending act says of its own commencement.
pub(in crate::history) struct Clause {
    /// The act.
    by: CitedAct,
    act: ActId,
    unit: ProvisionPath,
    /// Its paragraphs: «Осы Заң: 1) …; 2) … қоспағанда, …» is one clause over many units.
    words: Words,
    commencement: Commencement,
    /// What other units of the act except; their words are not at hand.
    elsewhere: Vec<CommencementException>,
    /// A delay is counted «күнінен бастап».
    from_the_day: bool,
}

impl Clause {
    /// The clause of `told`; `None` where it has none.
    pub(in crate::history) fn of(told: &Testimony) -> Option<Self> {
        Self::within(told, told.commencement_unit.as_ref()?)
    }

    /// What `told` says of it in `unit`.
    pub(super) fn within(told: &Testimony, unit: &ProvisionPath) -> Option<Self> {
        let words: Words = told.units.iter().filter(|one| one.path.is_within(unit)).map(|one| (one.path.clone(), body(&one.text).to_owned())).collect();
        let by = told.as_cited();
        let own = read(&words).unwrap_or(Commencement::Unstated);
        let said: HashSet<(&[ProvisionPath], &Commencement)> = own.exceptions().iter().map(|one| (one.units.as_slice(), &one.commencement)).collect();
        let elsewhere = told.commencement.exceptions().iter().filter(|one| !said.contains(&(one.units.as_slice(), &one.commencement)));
        let elsewhere = elsewhere.cloned().collect();
        let (act, commencement) = (told.act.clone(), told.commencement.clone());
        Some(Self { by, act, unit: unit.clone(), words, commencement, elsewhere, from_the_day: told.from_the_day })
    }

    pub(in crate::history) fn act(&self) -> &ActId {
        &self.act
    }

    /// For how long the act holds, where the clause says that.
    pub(in crate::history) fn lasting(&self) -> Option<amend::Lasting> {
        self.words.iter().find_map(|(_, text)| amend::lasting(text))
    }

    /// What the clause says of the end of the act since others changed it, and when that end is; `None` where nobody did. `changes` are all of the act, in any
    /// order, of which the text carries those of the acts in `carried`. A change that comes when the act has ended moves no end any more; one of the very day of
    /// the end does.
    pub(in crate::history) fn ending(&self, changes: &[Change], carried: &HashSet<String>) -> Option<(Commencement, Option<EffectiveDate>)> {
        let about = |change: &&Change| {
            let other = change.actor != self.act.as_str() && change.event.stands() && change.event.unit.is_some();
            other && !carried.contains(&change.actor) && change.at.as_ref().is_some_and(|at| self.is_changed_at(at))
        };
        let mut about: Vec<Change> = changes.iter().filter(about).cloned().collect();
        about.sort_by_key(|change| (change.event.effective.earliest, change.event.by.date, change.actor.clone(), change.order));
        let mut wording = Wording::of(self);
        let mut said = self.commencement.until();
        let mut end = said.map(|day| EffectiveDate::known(day, "stated as its end"));
        let mut moved = false;
        for (count, changes) in about.chunk_by(together).enumerate() {
            let change = &changes[0];
            let ended = end.as_ref().and_then(|end| end.latest).zip(change.event.effective.earliest).is_some_and(|(end, day)| end < day);
            if ended || wording.change(changes).is_none() {
                continue;
            }
            let known = count < ACTS_MAX && wording.says != unknown();
            let until = known.then(|| wording.says.until());
            if until == Some(said) || (until.is_none() && end.is_none()) {
                continue;
            }
            (end, said, moved) = (overtaken::ended(end, until, change), until.flatten(), true);
            if !known {
                break;
            }
        }
        let terms = self.commencement.clone().into_terms();
        moved.then(|| (Commencement::compound(CommencementTerms { until: said, ..terms }), end))
    }

    /// Its units with their words.
    pub(super) fn units(&self) -> impl Iterator<Item = (&ProvisionPath, &str)> {
        self.words.iter().map(|(path, text)| (path, text.as_str()))
    }

    /// What it said before anybody changed it.
    pub(super) fn written(&self) -> &Commencement {
        &self.commencement
    }

    /// Whether a change of the act is one of the clause, or of what it stands in.
    pub(super) fn is_changed_at(&self, at: &ProvisionPath) -> bool {
        self.unit.is_within(at) || at.is_within(&self.unit)
    }

    /// What `read` of its own words and the other units of the act say together. Those that told only an end or a reach of theirs may have told the day of the
    /// rest as well: where that is another now, both are possible. `doubtful`: they may have been reworded too.
    fn with_elsewhere(&self, read: Commencement, doubtful: bool) -> Commencement {
        let named: HashSet<&ProvisionPath> = self.elsewhere.iter().flat_map(|one| &one.units).collect();
        let (main, mut terms) = (read.main().clone(), read.into_terms());
        let again: HashSet<&ProvisionPath> = terms.exceptions.iter().flat_map(|one| &one.units).filter(|_| doubtful).collect();
        let kept: Vec<&CommencementException> = self.elsewhere.iter().filter(|one| !one.units.iter().any(|unit| again.contains(unit))).collect();
        let kept: Vec<CommencementException> = kept.into_iter().map(|one| self.beside(one, &main, doubtful)).collect();
        terms.exceptions.retain(|one| doubtful || one.commencement != Commencement::Unstated || !one.units.iter().all(|unit| named.contains(unit)));
        terms.exceptions.extend(kept);
        Commencement::compound(terms)
    }

    /// An exception of another unit, beside `main` of the clause as it reads now.
    fn beside(&self, exception: &CommencementException, main: &Commencement, doubtful: bool) -> CommencementException {
        let CommencementException { units, commencement } = exception;
        let inherited = *commencement != *commencement.main() && commencement.main() == self.commencement.main();
        let mut said = commencement.clone();
        if main != self.commencement.main() && (doubtful || inherited) {
            let other = if inherited { commencement.with_main(main) } else { main.clone() };
            said = or(said, units.clone(), other);
        }
        CommencementException { units: units.clone(), commencement: said }
    }
}

/// What words say of a commencement.
fn read(words: &Words) -> Option<Commencement> {
    amend::act_commencement(words.iter().map(|(_, text)| text.as_str())).map(|(_, read)| read)
}

/// A clause as it reads after some changes.
pub(super) struct Wording<'c> {
    clause: &'c Clause,
    /// None where they are not known.
    words: Words,
    /// More than the clause was reworded: units with exceptions may have been too.
    doubtful: bool,
    pub(super) says: Commencement,
}

/// What a change comes to in the words of a clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// They stay.
    Same,
    Changed,
    /// How they read since is not known.
    Unknown,
}

impl<'c> Wording<'c> {
    pub(super) fn of(clause: &'c Clause) -> Self {
        let says = read(&clause.words).map_or_else(|| clause.commencement.clone(), |read| clause.with_elsewhere(read, false));
        Self { clause, words: clause.words.clone(), doubtful: false, says }
    }

    /// Makes the changes of one act. Comes back with what the clause said until then; `None` where they leave it as it is.
    pub(super) fn change(&mut self, changes: &[Change]) -> Option<Commencement> {
        let mut any = false;
        for change in changes {
            let outcome = if changes.len() > CHANGES_MAX || self.bytes() > CLAUSE_BYTES_MAX { Outcome::Unknown } else { self.make(change) };
            any |= outcome != Outcome::Same;
            if outcome == Outcome::Unknown {
                self.words.clear();
            }
        }
        let says = || read(&self.words).map(|read| self.clause.with_elsewhere(read, self.doubtful));
        any.then(says).map(|says| says.unwrap_or_else(unknown)).map(|says| std::mem::replace(&mut self.says, says))
    }

    fn bytes(&self) -> usize {
        self.words.iter().map(|(_, text)| text.len()).sum()
    }

    fn make(&mut self, change: &Change) -> Outcome {
        let Some(at) = &change.at else { return Outcome::Same };
        let unit = &self.clause.unit;
        let around = unit != at && unit.is_within(at);
        match change.event.kind {
            EventKind::Changed(Operation::Reword) => self.reword(at, around, &change.new),
            EventKind::Changed(Operation::Add) => self.add(at, &change.new),
            EventKind::Changed(Operation::Delete) if !unit.is_within(at) => {
                let count = self.words.len();
                self.words.retain(|(path, _)| !path.is_within(at));
                if self.words.len() < count { Outcome::Changed } else { Outcome::Same }
            }
            EventKind::Changed(op) if op.is_of_words() => match self.words_of(at, change) {
                // they may stand in what is around the clause
                Outcome::Unknown if around => Outcome::Same,
                outcome => outcome,
            },
            _ => Outcome::Unknown,
        }
    }

    fn reword(&mut self, at: &ProvisionPath, around: bool, new: &[(ProvisionPath, Text)]) -> Outcome {
        let unit = &self.clause.unit;
        let new: Words =
            new.iter().filter(|(path, _)| path.is_within(unit) || path.is_within(at)).map(|(path, text)| (path.clone(), body(text).to_owned())).collect();
        let whole = unit.is_within(at);
        let start = self.words.iter().position(|(path, _)| path.is_within(at)).or(whole.then_some(0));
        let Some(start) = start.filter(|_| !new.is_empty()) else { return Outcome::Unknown };
        self.doubtful |= around;
        self.words.retain(|(path, _)| !whole && !path.is_within(at));
        let start = start.min(self.words.len());
        self.words.splice(start..start, new);
        Outcome::Changed
    }

    /// Puts new units behind those that stand beside them.
    fn add(&mut self, at: &ProvisionPath, new: &[(ProvisionPath, Text)]) -> Outcome {
        let beside = at.parent().and_then(|above| self.words.iter().rposition(|(path, _)| path.is_within(&above)));
        let Some(last) = beside.filter(|_| !new.is_empty()) else { return Outcome::Unknown };
        self.words.splice(last + 1..last + 1, new.iter().map(|(path, text)| (path.clone(), body(text).to_owned())));
        Outcome::Changed
    }

    /// Changes words of it at `at`.
    fn words_of(&mut self, at: &ProvisionPath, change: &Change) -> Outcome {
        let Some(said) = &change.event.words else { return Outcome::Unknown };
        let long = |words: &Option<String>| words.as_ref().map_or(0, String::len);
        let found = long(&said.old).max(long(&said.after)).max(1);
        let mut outcome = Outcome::Unknown;
        for (_, text) in self.words.iter_mut().filter(|(path, _)| path.is_within(at)) {
            // as often as they can stand in it
            if (text.len() / found).saturating_mul(long(&said.new)) > CLAUSE_BYTES_MAX {
                return Outcome::Unknown;
            }
            if let Some(changed) = words::change(text, said) {
                outcome = if changed != *text || outcome == Outcome::Changed { Outcome::Changed } else { Outcome::Same };
                *text = changed;
            }
        }
        outcome
    }
}

/// What a clause says that reads in a way which is not known.
pub(super) fn unknown() -> Commencement {
    Commencement::Unread("how the clause on commencement reads since it was changed is not known".to_owned())
}

/// Gives the instructions of the act of `clause` the days that another act gave them: the clause on its commencement was changed before they took effect.
/// `None` where it was not. What has taken effect by the day of the change stays as it was, whatever the clause says since.
pub(in crate::history) fn reschedule(clause: &Clause, instructions: &mut [Instruction], own: &[usize], upon: &[usize], known: &Known) -> Option<Rescheduled> {
    let about_clause = |one: &&Instruction| one.by != clause.act && one.change.at.as_ref().is_some_and(|at| clause.is_changed_at(at));
    let mut changes: Vec<Change> = upon.iter().map(|&at| &instructions[at]).filter(about_clause).map(|one| one.change.clone()).collect();
    if changes.is_empty() {
        return None;
    }
    changes.sort_by_key(|change| (change.event.effective.earliest, change.event.by.date, change.actor.clone(), change.order));
    let of = known.enactment(&clause.by, clause.from_the_day);
    let mut wording = Wording::of(clause);
    let grounds = Grounds::new(own.iter().map(|&at| &instructions[at]), &wording.says);
    let mut other = Rescheduled { commencement: clause.commencement.clone(), by: Vec::new(), printed: Vec::new(), enacts: false };
    for changes in changes.chunk_by(together) {
        let day = &changes[0].event.effective;
        let in_time = before(day, &resolve(&other.commencement, &of));
        let later: Vec<usize> = own.iter().copied().filter(|&at| may_be_before(day, &instructions[at].change.event.effective)).collect();
        if !in_time && later.is_empty() {
            continue;
        }
        let Some(said) = wording.change(changes) else { continue };
        let too_often = other.by.len() >= ACTS_MAX;
        if too_often {
            wording.says = unknown();
        }
        let printed: Vec<Place> = changes.iter().flat_map(|change| change.event.printed.iter().cloned()).collect();
        other.by.push(changes[0].event.by.clone());
        other.printed.extend(printed.iter().cloned());
        let excepted = Excepted::new(&grounds, &said, &wording.says);
        for at in later {
            let was = instructions[at].change.event.effective.clone();
            instructions[at].reschedule(&excepted, day, &other, &printed, known);
            overtaken::perhaps_in_time(&changes[0], was, &mut instructions[at].change.event.effective);
        }
        let whole = if in_time { wording.says.main() } else { other.commencement.main() };
        other.commencement = wording.says.with_main(whole);
        if too_often {
            break;
        }
    }
    (!other.by.is_empty()).then_some(other)
}

/// Whether two changes are made by one act at one time.
pub(super) fn together(one: &Change, next: &Change) -> bool {
    one.actor == next.actor && one.event.effective == next.event.effective
}

/// Whether a change takes effect no later than an instruction, or than the last day that this can have been excepted until.
pub(super) fn may_be_before(change: &EffectiveDate, instruction: &EffectiveDate) -> bool {
    before(change, instruction) || change.earliest.zip(instruction.latest).is_some_and(|(change, instruction)| change <= instruction)
}

impl Instruction {
    /// Gives it the day that the clause on commencement says since another act reworded it on `day`. Where it can have taken effect until then, its day is
    /// that or the one it had.
    fn reschedule(&mut self, excepted: &Excepted<'_>, day: &EffectiveDate, other: &Rescheduled, printed: &[Place], known: &Known) {
        let Some(unit) = &self.change.event.unit else { return };
        let told = excepted.told(self);
        let event = &self.change.event;
        let told = if before(day, &event.effective) { told } else { or(told, vec![unit.clone()], event.commencement.clone()) };
        self.change.event.commencement = told;
        self.settle(known);
        self.change.event.effective = reworded_by(self.change.event.effective.clone(), Some(other));
        self.change.event.printed.extend(printed.iter().cloned());
    }
}

/// Says in the basis of a day that the words it follows from are another act's.
pub(in crate::history) fn reworded_by(effective: EffectiveDate, by: Option<&Rescheduled>) -> EffectiveDate {
    let Some(by) = by else { return effective };
    let acts: Vec<String> = by.by.iter().map(shown).collect();
    let how = if by.enacts { "told" } else { "reworded" };
    EffectiveDate { basis: format!("{}; the commencement as {how} by {}", effective.basis, acts.join(", ")), ..effective }
}
