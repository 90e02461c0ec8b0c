//! What all texts together say about each act: its copies, and everything that was done to it, each thing once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::effect::{EffectiveDate, Enactment, resolve};
use super::event::{Event, EventKind, Finding, FindingKind, Place};
use super::instruction::{self, Instruction};
use super::name::{ActKey, issuer_key, same_issuer, shown};
use super::place::{Scope, canonical};
use super::publications::Publications;
use super::testimony::Testimony;
use super::timeline::Text;
use crate::act::{ActId, CitedAct, Commencement, Date, NoteEffect, NoteEvent, Operation, ProvisionKind, ProvisionPath, Requisites, Status};

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
}

impl Change {
    /// Whether it is about everything in the act.
    pub(super) fn of_whole_act(&self) -> bool {
        self.at.is_none()
    }
}

/// Everything that has to be known of all texts before the history of one act can be told.
///
/// Texts are heard one after the other, in any order, and only what they say of other acts is kept: the memory it takes does not grow with
/// the texts of the acts.
#[derive(Default)]
pub(super) struct Hearing {
    /// By act, file and digest, so that the order of the texts makes no difference; a text that comes twice counts once.
    heads: BTreeMap<(ActId, String, String), Head>,
    seen: HashMap<(ActId, String), String>,
    /// Of each act the copy that was changed least: it still has the instructions as they were given. `None` where it has none.
    amending: BTreeMap<ActId, (LeastChanged, Option<Testimony>)>,
}

/// Notes, day and file of a copy: the least of them was changed least.
type LeastChanged = (usize, Option<Date>, String);

/// What is kept of every text.
struct Head {
    requisites: Requisites,
    published: Vec<(CitedAct, Date)>,
    amends: bool,
}

impl Hearing {
    pub(super) fn hear(&mut self, told: &Testimony) {
        let text = (told.act.clone(), told.digest.clone());
        // of two files with one text the first by name
        match self.seen.get(&text) {
            Some(file) if *file <= told.file => return,
            Some(file) => drop(self.heads.remove(&(told.act.clone(), file.clone(), told.digest.clone()))),
            None => {}
        }
        self.seen.insert(text, told.file.clone());
        let head = Head { requisites: told.requisites.clone(), published: told.published.clone(), amends: !told.instructions.is_empty() };
        self.heads.insert((told.act.clone(), told.file.clone(), told.digest.clone()), head);
        let key = (told.notes.len(), told.retrieved, told.file.clone());
        if self.amending.get(&told.act).is_none_or(|(before, _)| key < *before) {
            let brief = || Testimony { notes: Vec::new(), ..told.in_brief() };
            let kept = (!told.instructions.is_empty()).then(brief);
            self.amending.insert(told.act.clone(), (key, kept));
        }
    }

    pub(super) fn close(self, publications: &Publications) -> Gathered {
        let mut publications = publications.clone();
        for ((act, ..), head) in &self.heads {
            for (cited, day) in &head.published {
                if let Some(id) = cited.id.clone().or_else(|| cited.derive_id()) {
                    publications.publish_act(id, *day, act.as_str());
                }
                if let Some((date, number)) = cited.date.zip(cited.number.as_deref()) {
                    publications.publish_cited(date, number, cited.issuer.as_deref(), *day, act.as_str());
                }
            }
        }
        let disagreements = publications.disagreements().to_vec();
        let mut known = Known { acts: HashMap::new(), by_number: HashMap::new(), publications };
        let mut gathered_acts: BTreeSet<ActId> = BTreeSet::new();
        for ((act, ..), head) in self.heads {
            gathered_acts.insert(act.clone());
            known.add(act, head);
        }
        let mut findings = Vec::new();
        // Each text is let go as soon as its instructions are taken from it: there is room for one of the two, not for both.
        let (mut instructions, mut clauses) = (Vec::<Instruction>::new(), Vec::new());
        for told in self.amending.into_values().filter_map(|(_, told)| told) {
            instructions.extend(instruction::read(&told, &known));
            clauses.extend(instruction::Clause::of(&told));
        }
        instructions.iter_mut().for_each(|one| one.settle(&known));
        let mut rescheduled = HashMap::new();
        let (own, upon) = instruction::by_act(&instructions);
        for clause in &clauses {
            let (Some(own), Some(upon)) = (own.get(clause.act()), upon.get(clause.act())) else { continue };
            if let Some(other) = instruction::reschedule(clause, &mut instructions, own, upon, &known) {
                rescheduled.insert(clause.act().clone(), other);
            }
        }
        instruction::amend_instructions(&mut instructions, &mut findings);
        // of no single act's text: told with the first act of the corpus
        for (act, message) in gathered_acts.first().into_iter().flat_map(|act| disagreements.iter().map(move |message| (act, message))) {
            let kind = FindingKind::PublicationDisagrees;
            findings.push(Finding { kind, act: act.clone(), path: None, message: message.clone(), texts: Vec::new() });
        }
        let mut gathered = Gathered {
            known,
            acts: gathered_acts,
            ordered: HashMap::new(),
            cited: HashMap::new(),
            unidentified: Vec::new(),
            rescheduled,
            findings: HashMap::new(),
        };
        for finding in findings {
            gathered.findings.entry(finding.act.clone()).or_default().push(finding);
        }
        for one in instructions {
            match one.target {
                Some(id) => {
                    gathered.acts.insert(id.clone());
                    gathered.cited.entry(id.clone()).or_insert_with(|| one.cited.clone().unwrap_or_default());
                    gathered.ordered.entry(id).or_default().push(one.change);
                }
                None => gathered.unidentified.push((one.cited.unwrap_or_default(), one.change.event)),
            }
        }
        gathered
    }
}

/// What all texts together say, before the acts are looked at one by one.
pub(super) struct Gathered {
    known: Known,
    /// All acts that the texts hold or change.
    pub acts: BTreeSet<ActId>,
    /// What amending acts order, by the act they change.
    ordered: HashMap<ActId, Vec<Change>>,
    /// How the first of them names it.
    cited: HashMap<ActId, CitedAct>,
    /// Changes of acts that have no id and are in no text, by the act.
    pub unidentified: Vec<(CitedAct, Event)>,
    /// Acts whose words on their own commencement were changed before they took effect.
    rescheduled: HashMap<ActId, Rescheduled>,
    findings: HashMap<ActId, Vec<Finding>>,
}

/// The commencement of an act as another act reworded it in time.
#[derive(Debug)]
pub(super) struct Rescheduled {
    pub commencement: Commencement,
    pub by: Vec<CitedAct>,
    pub printed: Vec<Place>,
}

/// What is known of the acts of the corpus.
pub(super) struct Known {
    acts: HashMap<ActId, Head>,
    by_number: HashMap<ActKey, Vec<ActId>>,
    publications: Publications,
}

impl Known {
    fn add(&mut self, act: ActId, head: Head) {
        for (date, number) in head.requisites.adopted.iter().filter_map(|adoption| adoption.date.zip(adoption.number.as_deref())) {
            let ids = self.by_number.entry(ActKey::new(date, number)).or_default();
            if !ids.contains(&act) {
                ids.push(act.clone());
            }
        }
        match self.acts.entry(act) {
            Entry::Vacant(place) => drop(place.insert(head)),
            Entry::Occupied(mut place) => place.get_mut().amends |= head.amends,
        }
    }

    /// The id of an act that a text cites: that of an act of the corpus where one is meant, else the one that follows from what is printed.
    pub(super) fn id_of(&self, cited: &CitedAct) -> Option<ActId> {
        if let Some(id) = cited.id.as_ref().filter(|id| self.acts.contains_key(id)) {
            return Some(id.clone());
        }
        let named = cited.date.zip(cited.number.as_deref()).and_then(|(date, number)| self.by_number.get(&ActKey::new(date, number)));
        if let Some(ids) = named {
            let issuer = cited.issuer.as_deref().map(issuer_key);
            let of_issuer = |id: &&ActId| {
                let issuers = &self.acts[*id].requisites.issuers;
                issuer.as_ref().is_none_or(|issuer| issuers.is_empty() || issuers.iter().any(|own| same_issuer(&issuer_key(own), issuer)))
            };
            let mut fitting = ids.iter().filter(of_issuer);
            if let (Some(id), None) = (fitting.next(), fitting.next()) {
                return Some((*id).clone());
            }
        }
        cited.id.clone().or_else(|| cited.derive_id())
    }

    /// The facts on which the day of effect of an act depends.
    pub(super) fn enactment(&self, cited: &CitedAct, from_the_day: bool) -> Enactment {
        let id = self.id_of(cited);
        let mut of = Enactment { adopted: cited.date, from_the_day, ..Enactment::default() };
        let mut issuers: Vec<&str> = cited.issuer.as_deref().into_iter().collect();
        let mut numbers: Vec<(Option<Date>, Option<&str>, Option<&str>)> = vec![(cited.date, cited.number.as_deref(), cited.issuer.as_deref())];
        if let Some(act) = id.as_ref().and_then(|id| self.acts.get(id)) {
            let requisites = &act.requisites;
            of.adopted = requisites.adopted.iter().filter_map(|adoption| adoption.date).max().or(of.adopted);
            of.registered = requisites.registered.as_ref().and_then(|entry| entry.date);
            issuers.extend(requisites.issuers.iter().map(String::as_str));
            numbers.extend(requisites.adopted.iter().map(|adoption| (adoption.date, adoption.number.as_deref(), adoption.issuer.as_deref())));
        }
        of.published = numbers.iter().find_map(|&(date, number, issuer)| self.publications.day(id.as_ref(), date, number, issuer));
        of.silent_on_publication = issuers.iter().any(|issuer| ["Парламент", "Жоғарғы Сот", "Сенат", "Мәжіліс"].iter().any(|body| issuer.contains(body)));
        of
    }

    /// One text for one act, whoever names it.
    fn actor(&self, cited: &CitedAct, otherwise: &Place) -> String {
        match (self.id_of(cited), cited.date, cited.number.as_deref()) {
            (Some(id), _, _) => id.to_string(),
            (None, Some(date), Some(number)) => format!("{date}№{}", super::name::number_key(number)),
            _ => format!("?{}:{}", otherwise.file, otherwise.lines),
        }
    }
}

impl Gathered {
    /// All that the history of `id` follows from beside the texts of it, of which `told` gives the notes and the head: where this and the texts are the
    /// same, so is the history.
    #[cfg(feature = "search")]
    pub(super) fn key(&self, id: &ActId, told: &[&Testimony], into: &mut impl std::fmt::Write) -> std::fmt::Result {
        let of = |cited: &CitedAct, from_the_day: bool| {
            let found = self.known.id_of(cited);
            let amends = found.as_ref().and_then(|id| self.known.acts.get(id)).is_some_and(|head| head.amends);
            (found, amends, self.known.enactment(cited, from_the_day))
        };
        let own = CitedAct { id: Some(id.clone()), ..CitedAct::default() };
        write!(into, "{:?} {:?} {:?}", self.ordered.get(id), self.findings.get(id), self.rescheduled.get(id))?;
        write!(into, "{:?} {:?}", of(&own, false), told.is_empty().then(|| self.cited.get(id)))?;
        for text in told {
            let notes = text.notes.iter().flat_map(|note| note.by.iter().map(|by| (cited_by_note(by), note.from_the_day)));
            let adoptions = text.requisites.adopted.iter().map(|adoption| {
                let (issuer, date, number) = (adoption.issuer.clone(), adoption.date, adoption.number.clone());
                (CitedAct { issuer, date, number, ..own.clone() }, text.from_the_day)
            });
            let repealed = text.requisites.repealed_by.iter().map(|by| (by.clone(), false));
            for (cited, from_the_day) in notes.chain(adoptions).chain(repealed) {
                write!(into, "{:?}", of(&cited, from_the_day))?;
            }
        }
        Ok(())
    }

    /// What is known of the act `id`, given all texts of it. Findings that were made on the way are put to `findings`.
    pub(super) fn work(&self, id: &ActId, copies: &[Testimony], findings: &mut Vec<Finding>) -> Work {
        let mut sorted: Vec<&Testimony> = copies.iter().collect();
        sorted.sort_by(|one, other| (&one.file, &one.digest).cmp(&(&other.file, &other.digest)));
        let mut seen: HashSet<&str> = HashSet::new();
        sorted.retain(|told| seen.insert(told.digest.as_str()));
        let mut work = Work { id: id.clone(), title: String::new(), cited: None, copies: Vec::new(), changes: Vec::new() };
        work.copies = sorted.iter().map(|told| copy(told)).collect();
        // as the latest copy gives it
        let titled = sorted.iter().filter(|told| !told.requisites.title.is_empty()).max_by_key(|told| (told.retrieved, std::cmp::Reverse(&told.file)));
        if let Some(told) = titled {
            work.title.clone_from(&told.requisites.title);
        }
        if sorted.is_empty() {
            let cited = self.cited.get(id).cloned().unwrap_or_default();
            work.title = cited.title.clone().unwrap_or_default();
            work.cited = Some(cited);
        }
        findings.extend(self.findings.get(id).into_iter().flatten().cloned());
        work.changes = self.ordered.get(id).cloned().unwrap_or_default();
        enact(&mut work, sorted.first().copied(), &self.known, self.rescheduled.get(id));
        for (at, told) in sorted.iter().enumerate() {
            notes(&mut work, at, told, &self.known, findings);
        }
        settle(&mut work);
        work
    }
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
    let commencement = written.cloned().unwrap_or(Commencement::Unstated);
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
    };
    let mut changes = vec![change(event(None, &commencement), None)];
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
        let amends_here = cited.id.as_ref().and_then(|id| known.acts.get(id)).is_some_and(|by| by.amends);
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
            });
        }
    }
}

/// The act that a note names.
fn cited_by_note(by: &NoteEvent) -> CitedAct {
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
                let last = unit.segments().next_back()?;
                let rest = part.0.as_str().strip_prefix(last)?.strip_prefix('/')?;
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
    let key = |change: &Change| {
        let event = &change.event;
        let first = event.effective.earliest.or(event.by.date);
        let later = event.kind != EventKind::Enacted;
        (later, first, event.by.date, change.actor.clone(), change.order, event.target.as_ref().map(super::place::natural_key))
    };
    work.changes.sort_by_cached_key(key);
    expire(work);
}

/// Adds the end of every change that was made for a time.
fn expire(work: &mut Work) {
    let ends: Vec<(usize, Date)> =
        work.changes.iter().enumerate().filter_map(|(at, change)| Some((at, change.event.commencement.until().filter(|_| change.event.stands())?))).collect();
    // from the last to the first: what is put in behind a change does not move it
    for (at, day) in ends.into_iter().rev() {
        let mut change = work.changes[at].clone();
        change.event.kind = EventKind::Expired;
        change.event.effective = EffectiveDate::known(day, "stated as its end");
        change.new.clear();
        change.ends = Some(at);
        change.copies.retain(|&copy| work.copies[copy].retrieved.is_some_and(|retrieved| retrieved >= day));
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
