//! What the notes of the copies of an act tell, put together with the instructions that they are about.
//!
//! A note names who did it and which unit it is about. What it tells is looked for among the changes of that actor by the units around: the notes of an act may be
//! as many as its lines, and are not compared with all that was done to it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::effect::{EffectiveDate, Enactment, resolve};
use super::event::{Event, EventKind, Finding, FindingKind, Place};
use super::gather::{Change, Work, title_place};
use super::known::Known;
use super::name::shown;
use super::place::{Scope, canonical};
use super::steps;
use super::testimony::Testimony;
use crate::act::{CitedAct, Commencement, NoteEffect, NoteEvent, Operation, ProvisionPath, Status};
use crate::amend::ended_before;

/// One thing that a note tells was done.
struct Told<'n> {
    target: Option<&'n ProvisionPath>,
    effect: NoteEffect,
    by: NoteEvent,
    place: Place,
    from_the_day: bool,
}

impl<'n> Told<'n> {
    /// All that the notes of a text tell, and what its head tells of its repeal.
    fn all(act: &'n Testimony) -> Vec<Self> {
        let of_note = |note: &'n super::testimony::NoteText| {
            let one = |by: &NoteEvent| Told {
                target: note.target.as_ref(),
                effect: note.effect,
                by: by.clone(),
                place: note.place.clone(),
                from_the_day: note.from_the_day,
            };
            note.by.iter().map(one).collect::<Vec<_>>()
        };
        let mut told: Vec<Self> = act.notes.iter().flat_map(of_note).collect();
        let repealed = |told: &Told<'_>| told.target.is_none() && told.by.op == Operation::Repeal;
        if act.requisites.status == Status::Repealed && !told.iter().any(repealed) {
            let cited = act.requisites.repealed_by.clone().unwrap_or_default();
            let by = NoteEvent {
                op: Operation::Repeal,
                issuer: cited.issuer.clone(),
                date: cited.date,
                number: cited.number.clone(),
                act: Some(cited),
                with: Vec::new(),
                commencement: Commencement::Unstated,
            };
            told.push(Told { target: None, effect: NoteEffect::Made, by, place: title_place(act), from_the_day: false });
        }
        told
    }
}

/// Puts what the notes of all copies tell to the changes of `work`; `copies` are the texts, in its order.
pub(super) fn put(work: &mut Work, copies: &[&Testimony], known: &Known, findings: &mut Vec<Finding>) {
    let mut changes = ByActor::new(&work.changes);
    for (copy, act) in copies.iter().enumerate() {
        for (order, told) in Told::all(act).into_iter().enumerate() {
            let mut cited = cited_by_note(&told.by);
            cited.id = known.id_of(&cited);
            let actor = known.actor(&cited, &told.place);
            if told.effect == NoteEffect::Made {
                work.copies[copy].names.insert(actor.clone());
            }
            let (unit, scope) = told.target.map(canonical).map_or((None, Scope::Whole), |(unit, scope)| (Some(unit), scope));
            if changes.absorb(work, copy, &actor, unit.as_ref(), &told) {
                continue;
            }
            findings.extend(unordered(work, &cited, &told, known));
            let from = work.changes.len();
            // behind the instructions of the act, in the order of the notes
            work.changes.extend(made(&told, (unit, scope), &cited, known).map(|(event, at, scope)| {
                let change = Change::new(event, at, scope, actor.clone(), usize::MAX / 2 + order);
                Change { copies: BTreeSet::from([copy]), ..change }
            }));
            changes.fresh.extend(from..work.changes.len());
        }
        changes.next_copy(&work.changes);
    }
    findings.extend(changes.left.is_none().then(|| Finding {
        kind: FindingKind::NoteWithoutInstruction,
        act: work.id.clone(),
        path: None,
        message: "there are too many notes to tell which instructions all of them are about; those that were left stand for themselves".to_owned(),
        texts: Vec::new(),
    }));
}

/// Says of a note that the act it names, which is in the corpus, orders nothing of the kind.
fn unordered(work: &Work, cited: &CitedAct, told: &Told<'_>, known: &Known) -> Option<Finding> {
    let amends_here = cited.id.as_ref().is_some_and(|id| known.amends(id));
    (amends_here && told.effect == NoteEffect::Made).then(|| Finding {
        kind: FindingKind::NoteWithoutInstruction,
        act: work.id.clone(),
        path: told.target.cloned(),
        message: format!("a note says that {} changed this, but the text of that act orders no such change", shown(cited)),
        texts: vec![(String::new(), Some(told.place.clone()))],
    })
}

/// The events that a note tells which nothing else does, each with its unit.
fn made<'n>(
    told: &'n Told<'n>,
    (unit, scope): (Option<ProvisionPath>, Scope),
    cited: &'n CitedAct,
    known: &Known,
) -> impl Iterator<Item = (Event, Option<ProvisionPath>, Scope)> + 'n {
    // the day of what only tells of an end bounds nothing
    let of = if ended_before(&told.by.commencement) { Enactment::default() } else { known.enactment(cited, told.from_the_day) };
    excepted(unit, scope, told.target.cloned(), &told.by.commencement).into_iter().map(move |one| {
        let mut effective: EffectiveDate = resolve(&one.commencement, &of);
        if let Some(other) = &one.apart {
            let other = resolve(other, &of);
            effective = effective.or(&other, format!("{}; some units of the change apart: {}", effective.basis, other.basis));
        }
        let event = Event {
            kind: EventKind::Changed(told.by.op),
            by: cited.clone(),
            unit: None,
            target: one.target,
            effect: told.effect,
            commencement: one.commencement,
            effective,
            published: of.published,
            words: None,
            printed: vec![told.place.clone()],
            cancelled: None,
        };
        (event, one.unit, one.scope)
    })
}

/// The units of which a text notes that they take effect later than the act, by its own clause: «ЗҚАИ-ның ескертпесі! 2-тармақ 01.01.2026 бастап қолданысқа
/// енгізіледі – осы Заңның 9-бабымен»; without those of which `written` tells it.
pub(super) fn put_off(act: &Testimony, written: &Commencement) -> Vec<(ProvisionPath, Commencement)> {
    let mut seen: HashSet<ProvisionPath> = written.exceptions().iter().flat_map(|exception| &exception.units).map(|unit| canonical(unit).0).collect();
    let own = |by: &NoteEvent| by.number.is_none() && by.date.is_none() && matches!(by.commencement, Commencement::On(_));
    let later = act.notes.iter().filter(|note| note.effect == NoteEffect::Pending && note.op == Operation::Add && note.by.iter().all(own));
    let mut told: Vec<(ProvisionPath, Commencement)> =
        later.filter_map(|note| Some((canonical(note.target.as_ref()?).0, note.by.first()?.commencement.clone()))).collect();
    if !told.is_empty() {
        let printed: HashSet<&ProvisionPath> = act.units.iter().map(|unit| &unit.path).collect();
        told.retain(|(at, _)| printed.contains(at) && seen.insert(at.clone()));
    }
    told
}

/// The act that a note names.
pub(super) fn cited_by_note(by: &NoteEvent) -> CitedAct {
    let kind = by.act.as_ref().and_then(|act| act.kind);
    CitedAct { issuer: by.issuer.clone(), date: by.date, number: by.number.clone(), kind, ..by.act.clone().unwrap_or_default() }
}

/// A unit of a note, with its day.
struct Part {
    unit: Option<ProvisionPath>,
    scope: Scope,
    target: Option<ProvisionPath>,
    commencement: Commencement,
    /// What is said of some part of it, it is not told of which.
    apart: Option<Commencement>,
}

/// A note with exceptions is as many changes: the whole, and each unit in it that has a day of its own. Excepted units that are not inside
/// the note's own are those of the amending act: which part of the change they are is not told, so both days bound it.
fn excepted(unit: Option<ProvisionPath>, scope: Scope, target: Option<ProvisionPath>, written: &Commencement) -> Vec<Part> {
    let mut all = Vec::new();
    let mut apart = None;
    for exception in written.exceptions() {
        for part in &exception.units {
            let part = canonical(part);
            let inside = unit.as_ref().and_then(|unit| {
                // named with its document («Қағидалардың 3-тармағының 2) тармақшасын») or from the unit on
                let named = part.0.as_str();
                let rest = named.strip_prefix(unit.as_str()).or_else(|| named.strip_prefix(unit.segments().next_back()?))?.strip_prefix('/')?;
                Some(ProvisionPath::from_known(format!("{unit}/{rest}")))
            });
            let commencement = exception.commencement.clone();
            match inside {
                Some(inside) => all.push(Part { unit: Some(inside.clone()), scope: part.1, target: Some(inside), commencement, apart: None }),
                None => apart = Some(commencement),
            }
        }
    }
    all.insert(0, Part { unit, scope, target, commencement: written.clone(), apart });
    all
}

/// Most steps of the search for what the notes of one act are about: no act comes near, and beyond it a note stands for itself.
const STEPS_MAX: usize = 5_000_000;

/// Most places of a change that are compared with a new one: two events of one note have one place, and stand side by side.
const PLACES_MAX: usize = 64;

/// The changes that a note may be about, by who did them.
struct ByActor {
    all: HashMap<String, OfActor>,
    /// What the notes of this copy told; only notes of the next ones can tell it again.
    fresh: Vec<usize>,
    /// The steps that are left; `None` once they did not suffice.
    left: Option<usize>,
}

/// What one actor did, by the places of its changes.
#[derive(Default)]
struct OfActor {
    /// Instructions on the act as a whole, and on units.
    whole: Vec<usize>,
    at: HashMap<ProvisionPath, Vec<usize>>,
    /// Instructions by every unit around their own and around their new wording, these included.
    around: HashMap<ProvisionPath, Vec<usize>>,
    /// What notes of the copies before told, and those of this one did not yet.
    noted: HashMap<Option<ProvisionPath>, Vec<usize>>,
    /// Those that they told again.
    again: Vec<usize>,
}

/// A unit and what it stands in, from the inside out.
fn with_outer(unit: &ProvisionPath) -> impl Iterator<Item = ProvisionPath> {
    std::iter::successors(Some(unit.clone()), ProvisionPath::parent)
}

impl OfActor {
    fn instruction(&mut self, number: usize, change: &Change) {
        match &change.at {
            Some(at) => self.at.entry(at.clone()).or_default().push(number),
            None => self.whole.push(number),
        }
        // new wording of the act as a whole is looked for by the act
        let new = change.new.iter().map(|(path, _)| path).filter(|_| change.at.is_some());
        for unit in change.at.iter().chain(new).flat_map(with_outer) {
            let all = self.around.entry(unit).or_default();
            if all.last() != Some(&number) {
                all.push(number);
            }
        }
    }

    /// What a note on `unit` may be about.
    fn near(&self, unit: Option<&ProvisionPath>) -> Vec<usize> {
        let mut lists = vec![Some(&self.whole), self.noted.get(&unit.cloned())];
        if let Some(unit) = unit {
            lists.push(self.around.get(unit));
            lists.extend(with_outer(unit).skip(1).map(|outer| self.at.get(&outer)));
        }
        lists.into_iter().flatten().flatten().copied().collect()
    }
}

impl ByActor {
    /// The instructions among `changes`.
    fn new(changes: &[Change]) -> Self {
        let mut all: HashMap<String, OfActor> = HashMap::new();
        for (number, change) in changes.iter().enumerate() {
            if change.event.kind != EventKind::Enacted && change.event.unit.is_some() {
                all.entry(change.actor.clone()).or_default().instruction(number, change);
            }
        }
        Self { all, fresh: Vec::new(), left: Some(STEPS_MAX) }
    }

    /// The notes of another copy begin.
    fn next_copy(&mut self, changes: &[Change]) {
        for of in self.all.values_mut() {
            for number in of.again.drain(..) {
                of.noted.entry(changes[number].at.clone()).or_default().push(number);
            }
        }
        for number in self.fresh.drain(..) {
            let of = self.all.entry(changes[number].actor.clone()).or_default();
            of.noted.entry(changes[number].at.clone()).or_default().push(number);
        }
    }

    /// Whether what a note tells is known already: by the instruction itself, or by the note of another copy. The note's place is kept with it.
    ///
    /// An act can change one unit twice, on two days: then the note is of the change that takes effect as the note says.
    fn absorb(&mut self, work: &mut Work, copy: usize, actor: &str, unit: Option<&ProvisionPath>, told: &Told<'_>) -> bool {
        let Some(of) = self.all.get_mut(actor) else { return false };
        let mut found = of.near(unit);
        steps::spend(found.len() + 1);
        self.left = self.left.and_then(|left| left.checked_sub(found.len()));
        if self.left.is_none() {
            return false;
        }
        found.retain(|&number| is_about(&work.changes[number], copy, unit, told));
        found.sort_unstable();
        found.dedup();
        let as_said = |number: &usize| work.changes[*number].event.commencement.main() == told.by.commencement.main();
        if found.iter().any(as_said) {
            found.retain(as_said);
        }
        for &number in &found {
            let change = &mut work.changes[number];
            change.copies.insert(copy);
            if !change.event.printed.iter().rev().take(PLACES_MAX).any(|place| *place == told.place) {
                change.event.printed.push(told.place.clone());
            }
        }
        if let Some(noted) = of.noted.get_mut(&unit.cloned()) {
            let (again, yet) = std::mem::take(noted).into_iter().partition(|number| found.binary_search(number).is_ok());
            *noted = yet;
            of.again.extend::<Vec<usize>>(again);
        }
        !found.is_empty()
    }
}

/// Whether a note of `copy` on `unit` can be about `change`, which is by the same act.
fn is_about(change: &Change, copy: usize, unit: Option<&ProvisionPath>, told: &Told<'_>) -> bool {
    if change.event.effect != told.effect {
        return false;
    }
    let from_note = change.event.unit.is_none();
    let same_note = !change.copies.contains(&copy) && change.event.kind == EventKind::Changed(told.by.op);
    match (&change.at, unit) {
        (None, None) => !from_note || same_note,
        (Some(_), None) | (None, Some(_)) => !from_note && told.effect == NoteEffect::Made && change.at.is_none(),
        (Some(at), Some(unit)) if from_note => at == unit && same_note,
        // it is near: it stands in the unit, the unit in it, or its new wording does
        (Some(_), Some(_)) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Made, built};
    use super::super::{History, steps};
    use crate::act::{NoteEffect, Operation};

    /// An act with `count` notes on units that `target` names, all of one act, in `copies` files.
    fn noted(count: usize, copies: usize, target: impl Fn(usize) -> String, orders: usize) -> Vec<Made> {
        let copy = |copy: usize| {
            // a text that comes twice counts once
            let preamble = ("preamble".to_owned(), format!("{copy}-басылым."));
            let units: Vec<(String, String)> =
                std::iter::once(preamble).chain((1..=count).map(|at| (format!("point-{at}"), format!("{at}. Норма.")))).collect();
            let units: Vec<(&str, &str)> = units.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            let act = Made::new("A", "2020-01-01", "1", "2020-01-11", &units).file(&format!("A-{copy}.txt"));
            (1..=count).fold(act, |act, at| act.notes(Some(&target(at)), Operation::Reword, ("2021-01-01", "2"), "2021-02-01", NoteEffect::Made))
        };
        let amending = Made::new("B", "2021-01-01", "2", "2021-02-01", &[("point-1", "1. А:")]);
        let amending = (1..=orders).fold(amending, |act, at| {
            act.orders(&format!("point-1/amend-{at}"), Operation::ReplaceWords, &format!("A/point-{at}"), &[], Some(("Норма", "Ереже")), "2021-02-01")
        });
        (1..=copies).map(copy).chain((orders > 0).then_some(amending)).collect()
    }

    fn spent(acts: Vec<Made>) -> (usize, History) {
        let mut history = None;
        let spent = steps::of(|| history = Some(built(acts)));
        (spent, history.expect("the history was just built"))
    }

    #[test]
    fn many_notes_of_one_act_cost_as_many_steps() {
        type Target = fn(usize) -> String;
        let cases: [(&str, Target, usize, usize); 4] = [
            ("each of its own unit", |at| format!("point-{at}"), 1, 0),
            ("with an instruction each", |at| format!("point-{at}"), 1, 1),
            ("all of one unit", |_| "point-1".to_owned(), 1, 0),
            ("told again in another copy", |at| format!("point-{at}"), 2, 0),
        ];
        for (why, target, copies, orders) in cases {
            let each = |count: usize| spent(noted(count, copies, target, orders * count)).0 as f64 / count as f64;
            let (short, long) = (each(50), each(200));
            assert!(long < short * 1.2 + 1.0, "{why}: {short} steps a note, then {long}");
        }
    }

    #[test]
    fn a_note_is_told_once_by_all_that_tell_it() {
        let (_, history) = spent(noted(3, 2, |at| format!("point-{at}"), 0));
        for unit in 1..=3 {
            let events = history.events(&format!("A/point-{unit}").parse().unwrap());
            let told: Vec<(&str, usize)> = events.iter().map(|event| (event.kind.as_str(), event.printed.len())).collect();
            assert_eq!(told, [("enacted", 1), ("reword", 2)], "point {unit}: one change, printed in two files");
        }
        let (_, history) = spent(noted(2, 1, |_| "point-1".to_owned(), 1));
        let events = history.events(&"A/point-1".parse().unwrap());
        assert_eq!(events.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(), ["enacted", "replace_words"], "the instruction is what they tell of");
    }
}
