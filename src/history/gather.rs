//! What all texts together say about each act: its copies, and everything that was done to it, each thing once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::effect::{EffectiveDate, Enactment, resolve};
use super::event::{Event, EventKind, Finding, FindingKind, Place};
use super::instruction::{self, Instruction};
use super::name::{ActKey, issuer_key, same_issuer, shown};
use super::place::{Scope, canonical};
use super::publications::Publications;
use super::timeline::Text;
use crate::act::{Act, ActId, CitedAct, Commencement, Date, NoteEffect, NoteEvent, Operation, Provision, ProvisionKind, ProvisionPath, Status};

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
    place: Option<Place>,
}

/// One thing that was done to an act, with what is needed to do it again.
#[derive(Clone)]
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

/// All acts, and what did not fit.
pub(super) struct Gathered {
    pub works: BTreeMap<ActId, Work>,
    /// Changes of acts that have no id and are in no text, by the act.
    pub unidentified: Vec<(CitedAct, Event)>,
    pub findings: Vec<Finding>,
}

/// What is known of the acts of the corpus.
pub(super) struct Known<'a> {
    acts: HashMap<&'a ActId, &'a Act>,
    by_number: HashMap<ActKey, Vec<&'a ActId>>,
    publications: &'a Publications,
}

impl<'a> Known<'a> {
    fn new(acts: &[&'a Act], publications: &'a Publications) -> Self {
        let mut known = Self { acts: HashMap::new(), by_number: HashMap::new(), publications };
        for act in acts {
            if known.acts.insert(&act.id, act).is_some() {
                continue;
            }
            for (date, number) in act.requisites.adopted.iter().filter_map(|adoption| adoption.date.zip(adoption.number.as_deref())) {
                let ids = known.by_number.entry(ActKey::new(date, number)).or_default();
                if !ids.contains(&&act.id) {
                    ids.push(&act.id);
                }
            }
        }
        known
    }

    /// The id of an act that a text cites: that of an act of the corpus where one is meant, else the one that follows from what is printed.
    pub(super) fn id_of(&self, cited: &CitedAct) -> Option<ActId> {
        if let Some(id) = cited.id.as_ref().filter(|id| self.acts.contains_key(id)) {
            return Some(id.clone());
        }
        let named = cited.date.zip(cited.number.as_deref()).and_then(|(date, number)| self.by_number.get(&ActKey::new(date, number)));
        if let Some(ids) = named {
            let issuer = cited.issuer.as_deref().map(issuer_key);
            let of_issuer = |id: &&&ActId| {
                let issuers = &self.acts[**id].requisites.issuers;
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
    fn enactment(&self, cited: &CitedAct, from_the_day: bool) -> Enactment {
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

/// Reads what `acts` say of each other. Their order does not matter; an act that comes twice counts once.
pub(super) fn gather(acts: &[Act], publications: &Publications) -> Gathered {
    let mut sorted: Vec<&Act> = acts.iter().collect();
    sorted.sort_by(|one, other| (&one.id, one.source.file(), one.source.text()).cmp(&(&other.id, other.source.file(), other.source.text())));
    let mut seen: HashSet<(&ActId, &str)> = HashSet::new();
    sorted.retain(|act| seen.insert((&act.id, act.source.text())));
    let mut publications = publications.clone();
    sorted.iter().for_each(|act| harvest(act, &mut publications));

    let known = Known::new(&sorted, &publications);
    let mut gathered = Gathered { works: BTreeMap::new(), unidentified: Vec::new(), findings: Vec::new() };
    for act in &sorted {
        let work = gathered.works.entry(act.id.clone()).or_insert_with(|| Work {
            id: act.id.clone(),
            title: String::new(),
            cited: None,
            copies: Vec::new(),
            changes: Vec::new(),
        });
        work.copies.push(copy(act, publications.retrieved(act.source.file())));
        if work.title.is_empty() {
            work.title.clone_from(&act.requisites.title);
        }
    }
    let mut copies_of: BTreeMap<ActId, Vec<&Act>> = BTreeMap::new();
    for act in &sorted {
        copies_of.entry(act.id.clone()).or_default().push(act);
    }
    let mut instructions: Vec<Instruction> = Vec::new();
    for copies in copies_of.values() {
        // the copy that was changed least still has the instructions as they were given
        let first = copies.iter().min_by_key(|act| (act.notes.len(), publications.retrieved(act.source.file()), act.source.file()));
        if let Some(act) = first {
            instructions.extend(instruction::read(act, &known));
        }
    }
    for one in &mut instructions {
        let of = known.enactment(&one.change.event.by, one.from_the_day);
        one.change.event.published = of.published;
        one.change.event.effective = resolve(&one.change.event.commencement, &of);
    }
    instruction::amend_instructions(&mut instructions, &mut gathered.findings);
    for one in instructions {
        match one.target {
            Some(id) => {
                let work = gathered.works.entry(id.clone()).or_insert_with(|| {
                    let cited = one.cited.clone().unwrap_or_default();
                    let title = cited.title.clone().unwrap_or_default();
                    Work { id, title, cited: Some(cited), copies: Vec::new(), changes: Vec::new() }
                });
                work.changes.push(one.change);
            }
            None => gathered.unidentified.push((one.cited.unwrap_or_default(), one.change.event)),
        }
    }
    for work in gathered.works.values_mut() {
        let copies = copies_of.get(&work.id).map_or(&[][..], Vec::as_slice);
        enact(work, copies.first().copied(), &known);
        for (at, act) in copies.iter().enumerate() {
            notes(work, at, act, &known, &mut gathered.findings);
        }
        settle(work);
    }
    for message in publications.disagreements() {
        // of no single act's text: told with the first act of the corpus
        if let Some(act) = copies_of.keys().next() {
            gathered.findings.push(Finding {
                kind: FindingKind::PublicationDisagrees,
                act: act.clone(),
                path: None,
                message: message.clone(),
                texts: Vec::new(),
            });
        }
    }
    gathered
}

/// Days of publication that the act prints of others: «2016 жылғы 30 желтоқсанда … эталондық бақылау банкінде жарияланған».
fn harvest(act: &Act, publications: &mut Publications) {
    for paragraph in &act.text.paragraphs {
        let text = act.text.slice(paragraph.span);
        if !text.contains("жариялан") || !text.contains('№') {
            continue;
        }
        for phrase in crate::cite::cited_acts(text) {
            let Some(day) = phrase.published else { continue };
            if let Some(id) = phrase.act.id.clone().or_else(|| phrase.act.derive_id()) {
                publications.publish_act(id, day, act.id.as_str());
            }
            if let Some((date, number)) = phrase.act.date.zip(phrase.act.number.as_deref()) {
                publications.publish_cited(date, number, phrase.act.issuer.as_deref(), day, act.id.as_str());
            }
        }
    }
}

/// The place of some lines of an act.
pub(super) fn place(act: &Act, lines: crate::text::LineRange) -> Place {
    Place { act: act.id.clone(), file: act.source.file().to_owned(), lines, pages: act.source.pages_of(lines) }
}

/// The wording of a provision as a text prints it.
pub(super) fn printed(act: &Act, provision: &Provision) -> Text {
    Text {
        text: act.own_text(provision),
        kind: provision.kind,
        number: provision.number.as_ref().map(|number| number.as_str().to_owned()),
        heading: provision.heading.clone(),
        grouping: provision.grouping.clone(),
        source: place(act, provision.lines),
        via: None,
        replayed: false,
    }
}

fn copy(act: &Act, retrieved: Option<Date>) -> Copy {
    let mut copy = Copy {
        file: act.source.file().to_owned(),
        retrieved,
        units: Vec::with_capacity(act.provisions.len() + 1),
        tombstones: HashSet::new(),
        by_path: HashMap::with_capacity(act.provisions.len() + 1),
        names: BTreeSet::new(),
        place: act.requisites.title_span.map(|span| place(act, act.lines_of(span))),
    };
    if let Some(place) = copy.place.clone() {
        let text = act.requisites.title.clone();
        let title = Text { text, kind: ProvisionKind::Title, number: None, heading: None, grouping: Vec::new(), source: place, via: None, replayed: false };
        copy.units.push((ProvisionPath::root(ProvisionKind::Title, None), title));
    }
    for provision in &act.provisions {
        if provision.tombstone {
            copy.tombstones.insert(provision.path.clone());
        }
        copy.units.push((provision.path.clone(), printed(act, provision)));
    }
    copy.by_path = copy.units.iter().enumerate().map(|(at, (path, _))| (path.clone(), at)).collect();
    copy
}

/// The act's own taking effect, and that of units that its sentence excepts.
fn enact(work: &mut Work, act: Option<&Act>, known: &Known<'_>) {
    let by = match act {
        Some(act) => {
            let first = act.requisites.adopted.first();
            CitedAct {
                id: Some(act.id.clone()),
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
    let of = known.enactment(&by, act.is_some_and(|act| instruction::counts_from_the_day(&act.text.text)));
    let commencement = act.map_or(Commencement::Unstated, |act| act.commencement.clone());
    let event = |target: Option<ProvisionPath>, commencement: &Commencement| Event {
        kind: EventKind::Enacted,
        by: by.clone(),
        unit: None,
        target,
        effect: NoteEffect::Made,
        commencement: commencement.clone(),
        effective: match act {
            Some(_) => resolve(commencement, &of),
            None => EffectiveDate { earliest: of.adopted, latest: None, basis: "its own text is not in the corpus; not before its adoption".to_owned() },
        },
        published: of.published,
        words: None,
        printed: act
            .map(|act| place(act, act.requisites.title_span.map_or(crate::text::LineRange::new(1, 1), |span| act.lines_of(span))))
            .into_iter()
            .collect(),
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

/// What the notes of a copy tell, put together with the instructions they are about.
fn notes(work: &mut Work, at: usize, act: &Act, known: &Known<'_>, findings: &mut Vec<Finding>) {
    let mut told: Vec<(Option<ProvisionPath>, NoteEffect, NoteEvent, Place, bool)> = Vec::new();
    for note in &act.notes {
        let from_the_day = instruction::counts_from_the_day(act.text.slice(note.span));
        for by in &note.by {
            told.push((note.target.clone(), note.effect, by.clone(), place(act, note.lines), from_the_day));
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
        let title = act.requisites.title_span.map_or(crate::text::LineRange::new(1, 1), |span| act.lines_of(span));
        told.push((None, NoteEffect::Made, by, place(act, title), false));
    }
    for (order, (target, effect, by, place, from_the_day)) in told.into_iter().enumerate() {
        let kind = by.act.as_ref().and_then(|act| act.kind);
        let mut cited = CitedAct { issuer: by.issuer.clone(), date: by.date, number: by.number.clone(), kind, ..by.act.clone().unwrap_or_default() };
        cited.id = known.id_of(&cited);
        let actor = known.actor(&cited, &place);
        if effect == NoteEffect::Made {
            work.copies[at].names.insert(actor.clone());
        }
        let (unit, scope) = target.as_ref().map_or((None, Scope::Whole), |target| (Some(canonical(target).0), canonical(target).1));
        if absorb(work, at, &actor, unit.as_ref(), effect, &by, &place) {
            continue;
        }
        let amends_here = cited.id.as_ref().and_then(|id| known.acts.get(id)).is_some_and(|by| !by.amendments.is_empty());
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
