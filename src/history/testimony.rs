//! What one text of an act tells: all that histories need of it, without the text itself.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::apply::body;
use super::enacting::EnactingText;
use super::event::Place;
use super::timeline::Text;
use crate::act::{Act, ActId, Amendment, CitedAct, Commencement, Date, NoteEffect, NoteEvent, Operation, Provision, ProvisionKind, ProvisionPath, Requisites};
use crate::amend;
use crate::text::{LineRange, Printed};

/// What one text of an act tells of the act, and of others.
///
/// It can be stored and read back: a history of many acts is put together from testimonies, and a text that has not changed need not be read
/// again.
///
/// ```
/// use tarmaq::history::Testimony;
/// use tarmaq::ingest::read_file;
///
/// let testimony = Testimony::new(&read_file("corpus/P2200000807.txt".as_ref())?.act);
/// assert_eq!((testimony.act().as_str(), testimony.file()), ("P2200000807", "P2200000807.txt"));
/// let stored = serde_json::to_string(&testimony)?;
/// assert_eq!(serde_json::from_str::<Testimony>(&stored)?, testimony);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Testimony {
    pub(super) act: ActId,
    pub(super) file: String,
    /// The day of the copy, where it is known.
    pub retrieved: Option<Date>,
    /// Of the text, so that a text that comes twice counts once.
    pub(super) digest: String,
    pub(super) requisites: Requisites,
    pub(super) commencement: Commencement,
    /// The unit whose words are the commencement of the act.
    pub(super) commencement_unit: Option<ProvisionPath>,
    /// A delay of the act is counted «күнінен бастап».
    pub(super) from_the_day: bool,
    pub(super) title: Option<Place>,
    pub(super) units: Vec<UnitText>,
    pub(super) instructions: Vec<(Amendment, Place)>,
    pub(super) notes: Vec<NoteText>,
    /// What it tells of the commencement of other acts.
    pub(super) enacting: Vec<EnactingText>,
    /// Days of publication that the text prints of other acts.
    pub(super) published: Vec<(CitedAct, Date)>,
}

/// A unit as the text prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UnitText {
    pub path: ProvisionPath,
    pub text: Text,
    /// Its place among the units; before it.
    pub parent: Option<usize>,
    pub tombstone: bool,
}

/// A note of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NoteText {
    pub target: Option<ProvisionPath>,
    pub op: Operation,
    pub effect: NoteEffect,
    pub by: Vec<NoteEvent>,
    pub place: Place,
    pub from_the_day: bool,
}

impl Testimony {
    /// What `act` tells, as its text gives it.
    pub fn new(act: &Act) -> Self {
        let title = act.requisites.title_span.map(|span| place(act, act.lines_of(span)));
        let units: Vec<UnitText> = act
            .provisions
            .iter()
            .enumerate()
            .map(|(at, provision)| UnitText {
                path: provision.path.clone(),
                text: printed(act, provision),
                parent: provision.parent.filter(|&parent| parent < at),
                tombstone: provision.tombstone,
            })
            .collect();
        let note = |note: &crate::act::AmendmentNote| NoteText {
            target: note.target.clone(),
            op: note.op,
            effect: note.effect,
            by: note.by.clone(),
            place: place(act, note.lines),
            from_the_day: counts_from_the_day(act.text.slice(note.span)),
        };
        let own = proper(&units);
        let commences = commencement_unit(&units, &own);
        let enacting = enacting(&units, &own);
        Self {
            act: act.id.clone(),
            file: act.source.file().to_owned(),
            retrieved: None,
            digest: Sha256::digest(act.source.text()).iter().take(16).map(|byte| format!("{byte:02x}")).collect(),
            requisites: act.requisites.clone(),
            commencement: act.commencement.clone(),
            commencement_unit: commences.and_then(|at| units.get(at)).map(|unit| unit.path.clone()),
            from_the_day: commences.and_then(|at| units.get(at)).is_some_and(|clause| counted_from_the_day(&units, &clause.path)),
            title,
            units,
            instructions: act.amendments.iter().map(|amendment| (amendment.clone(), place(act, amendment.lines))).collect(),
            notes: act.notes.iter().map(note).collect(),
            enacting,
            published: publications(act),
        }
    }

    /// The same without the provisions that nobody else asks for: what is left is what the text tells of other acts, the wording it quotes for them and
    /// its clause on commencement. A [`super::Chronicle`] needs no more to hear it, nor to read it again; the history of the act itself needs the whole.
    #[must_use]
    pub fn in_brief(&self) -> Self {
        let roots: HashSet<&str> = self.instructions.iter().flat_map(|(amendment, _)| &amendment.new).map(ProvisionPath::as_str).collect();
        // what is ordered for a time can be prolonged: other words in the instruction
        let terms = self.instructions.iter().filter(|(amendment, _)| amendment.commencement.until().is_some());
        let for_a_time: HashSet<&ProvisionPath> = terms.map(|(amendment, _)| &amendment.unit).collect();
        let quoted = |path: &str| roots.contains(path) || path.match_indices('/').any(|(at, _)| roots.contains(&path[..at]));
        let mut places: Vec<Option<usize>> = Vec::with_capacity(self.units.len());
        let mut below: Vec<bool> = Vec::with_capacity(self.units.len());
        let mut units: Vec<UnitText> = Vec::new();
        for unit in &self.units {
            // The points of a quoted chapter stand below it, and their addresses leave it out.
            let of_quoted = quoted(unit.path.as_str()) || unit.parent.and_then(|parent| below.get(parent)).is_some_and(|&below| below);
            below.push(of_quoted);
            let kept = of_quoted || for_a_time.contains(&unit.path) || self.commencement_unit.as_ref().is_some_and(|clause| unit.path.is_within(clause));
            places.push(kept.then_some(units.len()));
            if kept {
                units.push(UnitText { parent: unit.parent.and_then(|parent| *places.get(parent)?), ..unit.clone() });
            }
        }
        Self {
            act: self.act.clone(),
            file: self.file.clone(),
            retrieved: self.retrieved,
            digest: self.digest.clone(),
            requisites: self.requisites.clone(),
            commencement: self.commencement.clone(),
            commencement_unit: self.commencement_unit.clone(),
            from_the_day: self.from_the_day,
            title: self.title.clone(),
            units,
            instructions: self.instructions.clone(),
            notes: self.notes.clone(),
            enacting: self.enacting.clone(),
            published: self.published.clone(),
        }
    }

    /// The whole of what [`Testimony::in_brief`] left of a text: `units` are all its provisions, in their order, each with its words, the place of the one
    /// it stands in, and whether only its number is left.
    #[cfg(feature = "search")]
    pub(crate) fn with_units(self, units: impl Iterator<Item = (ProvisionPath, Text, Option<usize>, bool)>) -> Self {
        let units = units.map(|(path, text, parent, tombstone)| UnitText { path, text, parent, tombstone }).collect();
        Self { units, ..self }
    }

    /// The act it is a text of.
    pub fn act(&self) -> &ActId {
        &self.act
    }

    /// The act as its own text names it. A joint act is adopted on the last of its days: its delay is counted from there, and so is what it does to others.
    pub(super) fn as_cited(&self) -> CitedAct {
        // of a joint act the first that is told in full: a day, a number and who adopted it belong together
        let adopted = &self.requisites.adopted;
        let adoption = adopted.iter().find(|adoption| adoption.date.is_some() && adoption.number.is_some()).or(adopted.first());
        CitedAct {
            id: Some(self.act.clone()),
            kind: Some(self.requisites.kind),
            title: Some(self.requisites.title.clone()),
            issuer: adoption.and_then(|adoption| adoption.issuer.clone()),
            date: adoption.and_then(|adoption| adoption.date),
            number: adoption.and_then(|adoption| adoption.number.clone()),
            registration: self.requisites.registered.as_ref().map(|entry| entry.number.clone()),
        }
    }

    /// Whether it orders changes, of other acts or of its own.
    pub fn amends(&self) -> bool {
        !self.instructions.is_empty()
    }

    /// The name the source goes by.
    pub fn file(&self) -> &str {
        &self.file
    }
}

/// The units of the act proper, by their places.
fn proper(units: &[UnitText]) -> Vec<usize> {
    let mut proper = vec![true; units.len()];
    for (at, unit) in units.iter().enumerate() {
        let apart = matches!(unit.text.kind, ProvisionKind::Component | ProvisionKind::Annex | ProvisionKind::Amendment);
        proper[at] = !apart && unit.parent.is_none_or(|parent| proper[parent]);
    }
    (0..units.len()).filter(|&at| proper[at]).collect()
}

/// What the units of the act proper tell of the commencement of other acts.
fn enacting(units: &[UnitText], own: &[usize]) -> Vec<EnactingText> {
    let told = amend::enacting(own.iter().map(|&at| body(&units[at].text)));
    let one = |told: amend::Enacts| {
        let unit = units.get(*own.get(told.at)?)?;
        let words = own.get(told.at..=told.to)?.iter().filter_map(|&at| units.get(at)).map(|unit| (unit.path.clone(), body(&unit.text).to_owned()));
        Some(EnactingText { words: words.collect(), act: told.act, commencement: told.commencement, unit: unit.path.clone(), place: unit.text.source.clone() })
    };
    told.into_iter().filter_map(one).collect()
}

/// The unit in which the act proper speaks of its own commencement, by its place.
fn commencement_unit(units: &[UnitText], own: &[usize]) -> Option<usize> {
    let (at, _) = amend::act_commencement(own.iter().map(|&at| body(&units[at].text)))?;
    own.get(at).copied()
}

/// Days of publication that the act prints of others: «2016 жылғы 30 желтоқсанда … эталондық бақылау банкінде жарияланған».
fn publications(act: &Act) -> Vec<(CitedAct, Date)> {
    let mut told = Vec::new();
    for paragraph in &act.text.paragraphs {
        let text = act.text.slice(paragraph.span);
        if text.contains("жариялан") && text.contains('№') {
            told.extend(crate::cite::cited_acts(text).into_iter().filter_map(|phrase| phrase.published.map(|day| (phrase.act, day))));
        }
    }
    told
}

/// The same of a clause, with what stands below it.
fn counted_from_the_day(units: &[UnitText], clause: &ProvisionPath) -> bool {
    units.iter().any(|unit| unit.path.is_within(clause) && counts_from_the_day(&unit.text.text))
}

/// Whether a delay is counted «күнінен бастап … өткен соң»: the same count as «күнінен кейін», with a doubt of one day.
fn counts_from_the_day(text: &str) -> bool {
    const MARK: &str = "күнінен бастап күнтізбелік";
    memchr::memmem::find_iter(text.as_bytes(), MARK.as_bytes()).any(|at| {
        let rest = &text[at + MARK.len()..];
        let words = rest.split_whitespace().take(6).take_while(|word| !word.starts_with("ішінде"));
        words.into_iter().any(|word| word.starts_with("өткен"))
    })
}

/// The place of some lines of an act.
fn place(act: &Act, lines: LineRange) -> Place {
    let (Printed { file, lines: own, pages, rects }, rest) = act.source.printed(lines);
    Place { act: act.id.clone(), file, lines: own, pages, rects, ocr: act.source.ocr_of(lines), rest }
}

/// The wording of a provision as a text prints it.
fn printed(act: &Act, provision: &Provision) -> Text {
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
