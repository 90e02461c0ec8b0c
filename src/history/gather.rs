//! What all texts together say about one act: its copies, and everything that was done to it, each thing once.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::announced;
use super::approved;
use super::documents;
use super::effect::{EffectiveDate, resolve};
use super::enacting;
use super::event::{Event, EventKind, Finding, Place};
use super::expired;
use super::hearing::Rescheduled;
use super::instruction::{self, Clause, Own};
use super::known::Known;
use super::listed;
use super::notes;
use super::overtaken;
use super::paragraph;
use super::parts;
use super::place::{Scope, canonical};
use super::renumbered;
use super::retroactive;
use super::testimony::Testimony;
use super::timeline::Text;
use crate::act::{ActId, CitedAct, Commencement, Date, NoteEffect, NoteEvent, ProvisionKind, ProvisionPath};

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
    pub names: BTreeSet<String>,
}

impl Copy {
    /// Whether its notes tell of changes.
    pub(super) fn is_changed(&self) -> bool {
        !self.names.is_empty()
    }
}

/// One thing that was done to an act, with what is needed to do it again.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub event: Event,
    /// The unit it is about, and how far it reaches from there.
    pub at: Option<ProvisionPath>,
    pub scope: Scope,
    /// The unit that gets this number, where units get other numbers.
    pub moved: Option<ProvisionPath>,
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
    /// The document that it is about, in the words of the instruction.
    pub document: Option<String>,
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
    /// What `actor` does by `event`, certain as it stands, shown by no copy and without new wording.
    pub(super) fn new(event: Event, at: Option<ProvisionPath>, scope: Scope, actor: String, order: usize) -> Self {
        let (new, copies) = (Vec::new(), BTreeSet::new());
        Self { event, at, scope, moved: None, new, copies, ends: None, actor, order, doubt: None, announced: false, end: None, document: None }
    }

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
    documents::by_title(&mut work.changes, &work.copies);
    renumbered::ranges(&mut work.changes, &work.copies);
    listed::by_number(&mut work.changes, &work.copies);
    parts::by_number(&mut work.changes, &work.copies);
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
    let ordered = work.changes.len();
    enact(&mut work, sorted.first().copied(), known, rescheduled);
    // «Қағидалардың 2-тармағын қоспағанда» of its own clause
    let mut own = work.changes.split_off(ordered);
    documents::by_title(&mut own, &work.copies);
    work.changes.append(&mut own);
    notes::put(&mut work, &sorted, known, findings);
    paragraph::by_count(&mut work.changes, &work.copies);
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
        Some(act) => act.as_cited(),
        None => CitedAct { id: Some(work.id.clone()), ..work.cited.clone().unwrap_or_default() },
    };
    let of = known.enactment(&by, act.is_some_and(|act| act.from_the_day));
    let rescheduled = rescheduled.and_then(|told| enacting::for_act(told, act.map(|act| &act.commencement)));
    let rescheduled = rescheduled.as_ref();
    let written = rescheduled.map(|other| &other.commencement).or(act.map(|act| &act.commencement));
    let mut commencement = written.cloned().unwrap_or(Commencement::Unstated);
    let clause = act.filter(|_| rescheduled.is_none()).and_then(Clause::of);
    let mut end = None;
    let carried = act.map(|act| carried(act, known)).unwrap_or_default();
    if let Some((said, moved)) = clause.as_ref().and_then(|clause| clause.ending(&work.changes, &carried)) {
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
    let change = |event: Event, at: Option<ProvisionPath>| {
        let copies = (0..work.copies.len()).collect();
        Change { copies, ..Change::new(event, at, Scope::Whole, work.id.to_string(), 0) }
    };
    // what others made of the days that had not come
    let moved = act.filter(|_| rescheduled.is_none()).and_then(|act| instruction::own(act, &work.changes, &of, &carried));
    let mut changes: Vec<Change> = Vec::new();
    if let Some(units) = moved {
        let told = |own: &Own| own.at.as_ref().map_or_else(|| commencement.with_main(own.said.main()), |_| own.said.clone());
        changes = units.iter().map(|own| moved_to(change(event(own.at.clone(), &told(own)), own.at.clone()), own)).collect();
    } else {
        changes.push(change(event(None, &commencement), None));
        for exception in commencement.exceptions() {
            for unit in &exception.units {
                let at = canonical(unit).0;
                changes.push(change(event(Some(at.clone()), &exception.commencement), Some(at)));
            }
        }
        for kept in act.into_iter().flat_map(|act| approved::kept_back(act, &work.copies, &commencement)) {
            let of_act = changes[0].event.effective.clone();
            let own = change(event(kept.at.clone(), &kept.said), kept.at.clone());
            let either = own.event.effective.or(&of_act, format!("{}; or with the act: {}", own.event.effective.basis, of_act.basis));
            match &kept.at {
                None => changes[0].event.effective = either,
                Some(_) if kept.surely => changes.push(own),
                Some(_) => changes.push(Change { event: Event { effective: either, ..own.event }, ..own }),
            }
        }
        for (at, said) in act.into_iter().flat_map(|act| notes::put_off(act, &commencement)) {
            changes.push(change(event(Some(at.clone()), &said), Some(at)));
        }
    }
    changes[0].end = end;
    work.changes.append(&mut changes);
}

/// The taking effect of an act, or of a unit of it, on the day that another act gave it.
fn moved_to(mut change: Change, own: &Own) -> Change {
    change.event.effective = instruction::reworded_by(own.effective.clone(), own.moved.as_ref());
    change.event.printed.extend(own.moved.iter().flat_map(|moved| moved.printed.iter().cloned()));
    change.end.clone_from(&own.end);
    change
}

/// The acts whose changes a text shows as made, by its notes.
fn carried(act: &Testimony, known: &Known) -> HashSet<String> {
    let made = act.notes.iter().filter(|note| note.effect == NoteEffect::Made);
    let actor = |by: &NoteEvent, place: &Place| {
        let mut cited = notes::cited_by_note(by);
        cited.id = known.id_of(&cited);
        known.actor(&cited, place)
    };
    made.flat_map(|note| note.by.iter().map(|by| actor(by, &note.place))).collect()
}

/// Where the act begins to speak: its title, else its first line.
pub(super) fn title_place(told: &Testimony) -> Place {
    let first = || Place {
        act: told.act.clone(),
        file: told.file.clone(),
        lines: crate::text::LineRange::new(1, 1),
        pages: None,
        rects: Vec::new(),
        ocr: None,
        rest: Vec::new(),
    };
    told.title.clone().unwrap_or_else(first)
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
    let laid = retroactive::laid_on(&mut work.changes);
    let key = |(first, change): &(Option<Date>, Change)| {
        let (event, first) = (&change.event, *first);
        let later = event.kind != EventKind::Enacted;
        // a change without any day is not the first of them: what is dated would be made upon it
        (later, first.is_none(), first, event.by.date, change.actor.clone(), change.order, event.target.as_ref().map(super::place::natural_key))
    };
    let mut ordered: Vec<(Option<Date>, Change)> = laid.into_iter().zip(std::mem::take(&mut work.changes)).collect();
    ordered.sort_by_cached_key(key);
    work.changes = ordered.into_iter().map(|(_, change)| change).collect();
    renumbered::mark(&mut work.changes);
    expired::expire(work);
}
