//! What all texts together say about one act: its copies, and everything that was done to it, each thing once.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::announced;
use super::effect::{EffectiveDate, resolve};
use super::event::{Event, EventKind, Finding, FindingKind, Place};
use super::hearing::Rescheduled;
use super::instruction::{self, Clause};
use super::known::Known;
use super::listed;
use super::name::shown;
use super::overtaken;
use super::place::{Scope, canonical};
use super::testimony::Testimony;
use super::timeline::Text;
use crate::act::{ActId, CitedAct, Commencement, Date, NoteEffect, NoteEvent, Operation, ProvisionKind, ProvisionPath, Status};

/// One act, with everything that is known of it from any text.
pub(super) struct Work {
    pub id: ActId,
    pub title: String,
    /// How others cite it, for an act that is not in the corpus itself.
    pub cited: Option<CitedAct>,
    pub copies: Vec<Copy>,
    /// In the order they take effect.
    pub changes: Vec<Change>,
}

/// One text of an act: a witness of its wording.
pub(super) struct Copy {
    pub file: String,
    pub retrieved: Option<Date>,
    pub units: Vec<(ProvisionPath, Text)>,
    /// Units of which only the number is left.
    pub tombstones: HashSet<ProvisionPath>,
    pub by_path: HashMap<ProvisionPath, usize>,
    /// Who is named by the notes of changes that were made.
    names: BTreeSet<String>,
}

/// One thing that was done to an act, with what is needed to do it again.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub event: Event,
    /// The unit it is about, and how far it reaches from there.
    pub at: Option<ProvisionPath>,
    pub scope: Scope,
    /// The new wording, where it will stand.
    pub new: Vec<(ProvisionPath, Text)>,
    /// The copies that show it as made, by their place among the copies.
    pub copies: BTreeSet<usize>,
    /// For the end of a change made for a time: the change, by its place in the order.
    pub ends: Option<usize>,
    /// Who did it, one text for one act; and its place among the instructions of that act.
    pub actor: String,
    pub order: usize,
    /// Why it may not have come to be, or not as it was ordered.
    pub doubt: Option<Doubt>,
    /// A copy announces it, and no text tells of it as ordered or made.
    pub announced: bool,
    /// The day it ends, where that is not the one that its commencement tells.
    pub end: Option<EffectiveDate>,
}

/// Why what a change makes is not certain, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It may not have been made: what stood before may still hold.
    Unmade(String),
    /// It was made, but perhaps otherwise.
    Unsure(String),
}

impl Change {
    /// Whether it changes the wording that a text gives, for certain or perhaps.
    pub(super) fn acts(&self) -> bool {
        self.event.stands() || self.announced
    }

    /// Whether it is about everything in the act.
    pub(super) fn of_whole_act(&self) -> bool {
        self.at.is_none()
    }
}

/// Puts together what is known of the act `id`: `copies` are all texts of it, `orders` what others order, `cited` how they name it where it has no text.
pub(super) fn work(
    id: &ActId,
    copies: &[Testimony],
    cited: Option<&CitedAct>,
    orders: Vec<Change>,
    rescheduled: Option<&Rescheduled>,
    known: &Known,
    findings: &mut Vec<Finding>,
) -> Work {
    let mut sorted: Vec<&Testimony> = copies.iter().collect();
    sorted.sort_by(|one, other| (&one.file, &one.digest).cmp(&(&other.file, &other.digest)));
    let mut seen: HashSet<&str> = HashSet::new();
    sorted.retain(|told| seen.insert(told.digest.as_str()));
    let mut work = Work { id: id.clone(), title: String::new(), cited: None, copies: Vec::new(), changes: orders };
    work.copies = sorted.iter().map(|told| copy(told)).collect();
    listed::by_number(&mut work.changes, &work.copies);
    // as the latest copy gives it
    let titled = sorted.iter().filter(|told| !told.requisites.title.is_empty()).max_by_key(|told| (told.retrieved, std::cmp::Reverse(&told.file)));
    if let Some(told) = titled {
        work.title.clone_from(&told.requisites.title);
    }
    if sorted.is_empty() {
        let cited = cited.cloned().unwrap_or_default();
        work.title = cited.title.clone().unwrap_or_default();
        work.cited = Some(cited);
    }
    enact(&mut work, sorted.first().copied(), known, rescheduled);
    for (at, told) in sorted.iter().enumerate() {
        notes(&mut work, at, told, known, findings);
    }
    settle(&mut work);
    work
}

fn copy(told: &Testimony) -> Copy {
    let mut copy = Copy {
        file: told.file.clone(),
        retrieved: told.retrieved,
        units: Vec::with_capacity(told.units.len() + 1),
        tombstones: HashSet::new(),
        by_path: HashMap::with_capacity(told.units.len() + 1),
        names: BTreeSet::new(),
    };
    if let Some(place) = told.title.clone() {
        let text = told.requisites.title.clone();
        let title = Text { text, kind: ProvisionKind::Title, number: None, heading: None, grouping: Vec::new(), source: place, via: None, replayed: false };
        copy.units.push((ProvisionPath::root(ProvisionKind::Title, None), title));
    }
    for unit in &told.units {
        if unit.tombstone {
            copy.tombstones.insert(unit.path.clone());
        }
        copy.units.push((unit.path.clone(), unit.text.clone()));
    }
    copy.by_path = copy.units.iter().enumerate().map(|(at, (path, _))| (path.clone(), at)).collect();
    copy
}

/// The act's own taking effect, and that of units that its sentence excepts.
fn enact(work: &mut Work, act: Option<&Testimony>, known: &Known, rescheduled: Option<&Rescheduled>) {
    let by = match act {
        Some(act) => {
            let first = act.requisites.adopted.first();
            CitedAct {
                id: Some(act.act.clone()),
                kind: Some(act.requisites.kind),
                title: Some(act.requisites.title.clone()),
                issuer: first.and_then(|adoption| adoption.issuer.clone()),
                date: first.and_then(|adoption| adoption.date),
                number: first.and_then(|adoption| adoption.number.clone()),
                registration: act.requisites.registered.as_ref().map(|entry| entry.number.clone()),
            }
        }
        None => CitedAct { id: Some(work.id.clone()), ..work.cited.clone().unwrap_or_default() },
    };
    let of = known.enactment(&by, act.is_some_and(|act| act.from_the_day));
    let written = rescheduled.map(|other| &other.commencement).or(act.map(|act| &act.commencement));
    let mut commencement = written.cloned().unwrap_or(Commencement::Unstated);
    let clause = act.filter(|_| rescheduled.is_none()).and_then(Clause::of);
    let mut end = None;
    if let Some((said, moved)) = clause.as_ref().and_then(|clause| clause.ending(&work.changes)) {
        (commencement, end) = (said, moved);
    } else if let Some(lasting) = clause.filter(|_| commencement.until().is_none()).and_then(|clause| clause.lasting()) {
        end = Some(overtaken::after_a_time(&resolve(&commencement, &of), lasting));
    }
    let event = |target: Option<ProvisionPath>, commencement: &Commencement| Event {
        kind: EventKind::Enacted,
        by: by.clone(),
        unit: None,
        target,
        effect: NoteEffect::Made,
        commencement: commencement.clone(),
        effective: match act {
            Some(_) => instruction::reworded_by(resolve(commencement, &of), rescheduled),
            None => EffectiveDate { earliest: of.adopted, latest: None, basis: "its own text is not in the corpus; not before its adoption".to_owned() },
        },
        published: of.published,
        words: None,
        printed: act.map(title_place).into_iter().chain(rescheduled.into_iter().flat_map(|other| other.printed.iter().cloned())).collect(),
        cancelled: None,
    };
    let change = |event: Event, at: Option<ProvisionPath>| Change {
        event,
        at,
        scope: Scope::Whole,
        new: Vec::new(),
        copies: (0..work.copies.len()).collect(),
        ends: None,
        actor: work.id.to_string(),
        order: 0,
        doubt: None,
        announced: false,
        end: None,
    };
    let mut changes = vec![Change { end, ..change(event(None, &commencement), None) }];
    for exception in commencement.exceptions() {
        for unit in &exception.units {
            let at = canonical(unit).0;
            changes.push(change(event(Some(at.clone()), &exception.commencement), Some(at)));
        }
    }
    work.changes.append(&mut changes);
}

/// Where the act begins to speak: its title, else its first line.
fn title_place(told: &Testimony) -> Place {
    let first =
        || Place { act: told.act.clone(), file: told.file.clone(), lines: crate::text::LineRange::new(1, 1), pages: None, rects: Vec::new(), ocr: None };
    told.title.clone().unwrap_or_else(first)
}

/// What the notes of a copy tell, put together with the instructions they are about.
fn notes(work: &mut Work, at: usize, act: &Testimony, known: &Known, findings: &mut Vec<Finding>) {
    let mut told: Vec<(Option<ProvisionPath>, NoteEffect, NoteEvent, Place, bool)> = Vec::new();
    for note in &act.notes {
        for by in &note.by {
            told.push((note.target.clone(), note.effect, by.clone(), note.place.clone(), note.from_the_day));
        }
    }
    if act.requisites.status == Status::Repealed && !told.iter().any(|(target, _, by, _, _)| target.is_none() && by.op == Operation::Repeal) {
        let cited = act.requisites.repealed_by.clone().unwrap_or_default();
        let by = NoteEvent {
            op: Operation::Repeal,
            issuer: cited.issuer.clone(),
            date: cited.date,
            number: cited.number.clone(),
            act: Some(cited),
            commencement: Commencement::Unstated,
        };
        told.push((None, NoteEffect::Made, by, title_place(act), false));
    }
    for (order, (target, effect, by, place, from_the_day)) in told.into_iter().enumerate() {
        let mut cited = cited_by_note(&by);
        cited.id = known.id_of(&cited);
        let actor = known.actor(&cited, &place);
        if effect == NoteEffect::Made {
            work.copies[at].names.insert(actor.clone());
        }
        let (unit, scope) = target.as_ref().map_or((None, Scope::Whole), |target| (Some(canonical(target).0), canonical(target).1));
        if absorb(work, at, &actor, unit.as_ref(), effect, &by, &place) {
            continue;
        }
        let amends_here = cited.id.as_ref().is_some_and(|id| known.amends(id));
        if amends_here && effect == NoteEffect::Made {
            let message = format!("a note says that {} changed this, but the text of that act orders no such change", shown(&cited));
            let finding = Finding {
                kind: FindingKind::NoteWithoutInstruction,
                act: work.id.clone(),
                path: target.clone(),
                message,
                texts: vec![(String::new(), Some(place.clone()))],
            };
            findings.push(finding);
        }
        let of = known.enactment(&cited, from_the_day);
        for (unit, scope, target, commencement, apart) in excepted(unit, scope, target, &by.commencement) {
            let mut effective = resolve(&commencement, &of);
            if let Some(other) = apart {
                let other = resolve(&other, &of);
                let latest = effective.latest.zip(other.latest).map(|(one, other)| one.max(other));
                let basis = format!("{}; some units of the change apart: {}", effective.basis, other.basis);
                effective = EffectiveDate { earliest: effective.earliest.min(other.earliest), latest, basis };
            }
            let event = Event {
                kind: EventKind::Changed(by.op),
                by: cited.clone(),
                unit: None,
                target,
                effect,
                commencement,
                effective,
                published: of.published,
                words: None,
                printed: vec![place.clone()],
                cancelled: None,
            };
            work.changes.push(Change {
                event,
                at: unit,
                scope,
                new: Vec::new(),
                copies: BTreeSet::from([at]),
                ends: None,
                actor: actor.clone(),
                // behind the instructions of the act, in the order of the notes
                order: usize::MAX / 2 + order,
                doubt: None,
                announced: false,
                end: None,
            });
        }
    }
}

/// The act that a note names.
pub(super) fn cited_by_note(by: &NoteEvent) -> CitedAct {
    let kind = by.act.as_ref().and_then(|act| act.kind);
    CitedAct { issuer: by.issuer.clone(), date: by.date, number: by.number.clone(), kind, ..by.act.clone().unwrap_or_default() }
}

type Excepted = (Option<ProvisionPath>, Scope, Option<ProvisionPath>, Commencement, Option<Commencement>);

/// A note with exceptions is as many changes: the whole, and each unit in it that has a day of its own. Excepted units that are not inside
/// the note's own are those of the amending act: which part of the change they are is not told, so both days bound it.
fn excepted(unit: Option<ProvisionPath>, scope: Scope, target: Option<ProvisionPath>, written: &Commencement) -> Vec<Excepted> {
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
            match inside {
                Some(inside) => all.push((Some(inside.clone()), part.1, Some(inside), exception.commencement.clone(), None)),
                None => apart = Some(exception.commencement.clone()),
            }
        }
    }
    all.insert(0, (unit, scope, target, written.clone(), apart));
    all
}

/// Whether what a note tells is known already: by the instruction itself, or by the note of another copy. The note's place is kept with it.
///
/// An act can change one unit twice, on two days: then the note is of the change that takes effect as the note says.
fn absorb(work: &mut Work, copy: usize, actor: &str, unit: Option<&ProvisionPath>, effect: NoteEffect, by: &NoteEvent, place: &Place) -> bool {
    let related = |change: &Change| {
        if change.actor != actor || change.event.kind == EventKind::Enacted || change.event.effect != effect {
            return false;
        }
        let from_note = change.event.unit.is_none();
        let same_note = !change.copies.contains(&copy) && change.event.kind == EventKind::Changed(by.op);
        match (&change.at, unit) {
            (None, None) => !from_note || same_note,
            (Some(_), None) | (None, Some(_)) => !from_note && effect == NoteEffect::Made && change.at.is_none(),
            (Some(at), Some(unit)) if from_note => at == unit && same_note,
            (Some(at), Some(unit)) => at.is_within(unit) || unit.is_within(at) || change.new.iter().any(|(path, _)| path.is_within(unit)),
        }
    };
    let mut found: Vec<&mut Change> = work.changes.iter_mut().filter(|change| related(change)).collect();
    let as_said = |change: &Change| change.event.commencement.main() == by.commencement.main();
    if found.iter().any(|change| as_said(change)) {
        found.retain(|change| as_said(change));
    }
    for change in &mut found {
        change.copies.insert(copy);
        if !change.event.printed.contains(place) {
            change.event.printed.push(place.clone());
        }
    }
    !found.is_empty()
}

/// Says which copies carry which change, bounds days by the copies, and brings all changes in order.
fn settle(work: &mut Work) {
    for change in &mut work.changes {
        if change.event.kind != EventKind::Enacted && change.event.effect == NoteEffect::Made {
            // a copy that names the act carries all that it ordered by the day of the copy
            for (at, copy) in work.copies.iter().enumerate() {
                let due = copy.retrieved.is_none_or(|retrieved| change.event.effective.may_have_come(retrieved));
                if copy.names.contains(&change.actor) && due {
                    change.copies.insert(at);
                }
            }
        }
        if change.event.stands() {
            let days = change.copies.iter().filter_map(|&at| work.copies[at].retrieved);
            days.for_each(|day| change.event.effective.bound_by_copy(day));
        }
    }
    announced::mark(&mut work.changes, &work.copies);
    let key = |change: &Change| {
        let event = &change.event;
        let first = event.effective.earliest.or(event.by.date);
        let later = event.kind != EventKind::Enacted;
        // a change without any day is not the first of them: what is dated would be made upon it
        (later, first.is_none(), first, event.by.date, change.actor.clone(), change.order, event.target.as_ref().map(super::place::natural_key))
    };
    work.changes.sort_by_cached_key(key);
    expire(work);
}

/// Adds the end of every change that was made for a time.
fn expire(work: &mut Work) {
    let of = |(at, change): (usize, &Change)| Some((at, overtaken::end_of(change).filter(|_| change.event.stands())?));
    let ends: Vec<(usize, EffectiveDate)> = work.changes.iter().enumerate().filter_map(of).collect();
    // from the last to the first: what is put in behind a change does not move it
    for (at, end) in ends.into_iter().rev() {
        // no day of it is known but that of its beginning
        let Some(day) = end.earliest.or(work.changes[at].event.effective.earliest) else { continue };
        let mut change = work.changes[at].clone();
        change.event.kind = EventKind::Expired;
        change.copies.retain(|&copy| work.copies[copy].retrieved.is_some_and(|retrieved| end.has_come(retrieved)));
        change.event.effective = end;
        change.doubt = None;
        change.new.clear();
        change.ends = Some(at);
        let later = |other: &Change| other.event.effective.earliest.is_some_and(|earliest| earliest >= day);
        // behind what ends it, so that the places counted so far stay
        let to = work.changes.iter().enumerate().skip(at + 1).find(|(_, other)| later(other)).map_or(work.changes.len(), |(to, _)| to);
        work.changes.insert(to, change);
        for other in &mut work.changes {
            if let Some(ended) = &mut other.ends
                && *ended >= to
            {
                *ended += 1;
            }
        }
    }
}
