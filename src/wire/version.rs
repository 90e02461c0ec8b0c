//! What changed when: the answers of `history`, `diff` and `changes` with `--json`.

use serde::Serialize;

use super::SCHEMA;
use super::catalog::ActSummary;
use super::passage::{EffectiveDate, Passage, Remark, Validity};
use super::shared::{Commencement, NamedAct, Source, Target};
use crate::act::{ActId, Date, ProvisionPath, WordChange};
use crate::diff::{WordEdit, WordOp};
use crate::history;
use crate::query;

/// What happened to an act or a provision.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct History<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The address.
    pub address: &'a str,
    /// How to cite it, for a narrow margin.
    pub citation: &'a str,
    /// The day asked about: the wording of that day is marked.
    pub as_of: Date,
    /// The act.
    pub document: ActSummary<'a>,
    /// Everything that touched it or a part of it, in the order of taking effect; of one day in the order of the acts and of their instructions.
    pub events: Vec<Event<'a>>,
    /// Its wordings, first to last. For the act as a whole: its title.
    pub wordings: Vec<Wording<'a>>,
    /// Where witnesses differ, or something ordered could not be done: all texts in question.
    pub findings: Vec<Doubt<'a>>,
    /// What is not known.
    pub problems: Vec<Remark<'a>>,
}

impl<'a> History<'a> {
    /// The JSON of `told`, as asked about the day `as_of`.
    pub fn new(as_of: Date, told: &'a query::Chronicle) -> Self {
        let event = |one: &'a query::Happened| {
            let wording = one.wording.and_then(|at| told.wordings.get(at)).map(Wording::new);
            Event { title: one.title.as_deref(), wording, ..Event::new(&told.act.id, &one.event) }
        };
        Self {
            schema: SCHEMA,
            address: &told.address,
            citation: &told.citation,
            as_of,
            document: ActSummary::new(&told.act),
            events: told.events.iter().map(event).collect(),
            wordings: told.wordings.iter().map(Wording::new).collect(),
            findings: told.findings.iter().map(Doubt::new).collect(),
            problems: told.problems.iter().map(|message| Remark { message }).collect(),
        }
    }
}

/// One thing that was done to an act.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event<'a> {
    /// `enacted`, `expired`, or what was done: `reword`, `add`, `delete`, `replace_words`, `add_words`, `delete_words`, `amend`, `repeal`, `suspend`,
    /// `unread`.
    pub kind: &'static str,
    /// What it was done to: an act and a path (`null` for the act as a whole; `annex-3/heading` for a heading alone).
    pub target: Target<'a>,
    /// The act that did it.
    pub by: NamedAct<'a>,
    /// The title of that act, where it is in the corpus; else `null`.
    pub title: Option<&'a str>,
    /// The address of the instruction, where its text is in the corpus; else `null`.
    pub unit: Option<String>,
    /// `made`, `russian_only` (the Kazakh text was not changed) or `pending` (announced, not in force).
    pub effect: &'static str,
    /// When it takes effect, as written.
    pub commencement: Commencement<'a>,
    /// When it takes effect, as worked out.
    pub effective: EffectiveDate<'a>,
    /// The day of first official publication of the act that did it, or `null`.
    pub published: Option<Date>,
    /// The change of words, where it is one; else `null`.
    pub words: Option<Words<'a>>,
    /// Why it never came to be, or `null` for an event that stands.
    pub cancelled: Option<&'a str>,
    /// Where it is printed: the instruction, and the notes that tell of it.
    pub sources: Vec<Source<'a>>,
    /// The wording that began with it, in answers about one provision; `null` where none did.
    pub wording: Option<Wording<'a>>,
}

impl<'a> Event<'a> {
    fn new(act: &'a ActId, event: &'a history::Event) -> Self {
        Self::upon(Target { act: Some(act.as_str()), cited: None, path: event.target.as_ref().map(ProvisionPath::as_str) }, event)
    }

    fn upon(target: Target<'a>, event: &'a history::Event) -> Self {
        Self {
            kind: event.kind.as_str(),
            target,
            by: NamedAct::new(&event.by),
            title: None,
            unit: event.unit.as_ref().map(|unit| event.by.id.as_ref().map_or_else(|| unit.to_string(), |id| format!("{id}/{unit}"))),
            effect: event.effect.as_str(),
            commencement: Commencement::new(&event.commencement, event.by.date),
            effective: EffectiveDate::new(&event.effective),
            published: event.published,
            words: event.words.as_ref().map(Words::new),
            cancelled: event.cancelled.as_deref(),
            sources: event.printed.iter().map(source).collect(),
            wording: None,
        }
    }
}

fn source(place: &history::Place) -> Source<'_> {
    Source::new(&place.file, place.lines, place.pages).at(&place.rects).read_off(place.ocr).going_on_in(&place.rest)
}

/// Words that were replaced, put in or taken out. Fields that do not apply are `null`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Words<'a> {
    /// The words that go.
    pub old: Option<&'a str>,
    /// The words that come.
    pub new: Option<&'a str>,
    /// The words after which they come.
    pub after: Option<&'a str>,
}

impl<'a> Words<'a> {
    fn new(change: &'a WordChange) -> Self {
        Self { old: change.old.as_deref(), new: change.new.as_deref(), after: change.after.as_deref() }
    }
}

/// A stretch of days with one wording: `[from, until)`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Wording<'a> {
    /// Its ends. `state` is what the provision was during the stretch.
    pub validity: Validity<'a>,
    /// It holds the day asked about, for certain or perhaps.
    pub current: bool,
    /// Its words; `null` where it has none that are known.
    pub passage: Option<Passage<'a>>,
    /// Why its words are not known, or `null`.
    pub why: Option<&'a str>,
    /// What another witness says of the same time, or `null`.
    pub disputed: Option<Passage<'a>>,
}

impl<'a> Wording<'a> {
    fn new(version: &'a query::Version) -> Self {
        Self {
            validity: Validity::new(&version.validity),
            current: version.current,
            passage: version.passage.as_ref().map(Passage::new),
            why: version.why.as_deref(),
            disputed: version.disputed.as_ref().map(Passage::new),
        }
    }
}

/// Where the texts of the corpus tell different things, or order what cannot be done.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Doubt<'a> {
    /// `replay_disagrees`, `copies_disagree`, `words_not_found`, `instruction_unread`, `note_without_instruction`, `instruction_changed` or
    /// `publication_disagrees`. Others may be added.
    pub kind: &'static str,
    /// The provision, or the act.
    pub address: String,
    /// The doubt in a sentence.
    pub message: &'a str,
    /// The texts in question.
    pub texts: Vec<DoubtText<'a>>,
}

/// One of the texts that differ.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DoubtText<'a> {
    /// Its words; empty where it has none.
    pub text: &'a str,
    /// Where it is printed, or `null`.
    pub source: Option<Source<'a>>,
}

impl<'a> Doubt<'a> {
    /// The JSON of `finding`.
    pub fn new(finding: &'a history::Finding) -> Self {
        Self {
            kind: finding.kind.as_str(),
            address: history::Address::new(finding.act.clone(), finding.path.clone()).to_string(),
            message: &finding.message,
            texts: finding.texts.iter().map(|(text, place)| DoubtText { text, source: place.as_ref().map(source) }).collect(),
        }
    }
}

/// What is different between two days.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diff<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The address.
    pub address: &'a str,
    /// How to cite it, for a narrow margin.
    pub citation: &'a str,
    /// The earlier day.
    pub from: Date,
    /// The later day.
    pub to: Date,
    /// The act.
    pub document: ActSummary<'a>,
    /// The differences, in the order of the act.
    pub changes: Vec<DiffChange<'a>>,
    /// The events that made them, in the order of taking effect.
    pub events: Vec<Event<'a>>,
    /// Provisions whose wording on one of the days is not in the corpus: whether they changed is not known in full.
    pub unknown: Vec<UnknownWording<'a>>,
    /// What is not known.
    pub problems: Vec<Remark<'a>>,
}

/// One difference.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiffChange<'a> {
    /// Its address on the later day, or the last one it had.
    pub address: String,
    /// How to cite it, for a narrow margin.
    pub citation: &'a str,
    /// `added`, `removed`, `reworded`, `moved` or `renumbered`.
    pub kind: &'static str,
    /// Its words on the earlier day; `null` where it was not there, or they are not in the corpus (see `from`).
    pub before: Option<&'a str>,
    /// Its words on the later day; `null` likewise.
    pub after: Option<&'a str>,
    /// The words of both in one row; empty where one side has none.
    pub words: Vec<Word<'a>>,
    /// How it stood on the earlier day.
    pub from: Side<'a>,
    /// How it stands on the later day.
    pub to: Side<'a>,
    /// The events that made the difference, by place in `events`, counted from 0.
    pub by: &'a [usize],
    /// What the same events did to what stands in it (the subpoints of a point that was replaced), in the order of the act; empty for most.
    pub parts: Vec<DiffChange<'a>>,
}

impl<'a> DiffChange<'a> {
    fn new(act: &ActId, change: &'a query::UnitChange) -> Self {
        Self {
            address: format!("{act}/{}", change.path),
            citation: &change.citation,
            kind: change.kind.as_str(),
            before: change.before.text.as_deref(),
            after: change.after.text.as_deref(),
            words: change.words.iter().map(Word::new).collect(),
            from: Side::new(act, &change.before),
            to: Side::new(act, &change.after),
            by: &change.by,
            parts: change.parts.iter().map(|part| Self::new(act, part)).collect(),
        }
    }
}

/// How a provision stood on one of two days.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Side<'a> {
    /// Its address that day; `null` where it was not there.
    pub address: Option<String>,
    /// `in_force`, `not_yet`, `ended` or `wording_unknown`.
    pub state: &'static str,
    /// `certain` or `possible`.
    pub certainty: &'static str,
    /// `true` where no source prints the words like this: they follow from instructions.
    pub consolidated: bool,
    /// Where its words are printed, or `null`.
    pub source: Option<Source<'a>>,
}

impl<'a> Side<'a> {
    fn new(act: &ActId, side: &'a query::Side) -> Self {
        Self {
            address: side.path.as_ref().map(|path| format!("{act}/{path}")),
            state: side.state.as_str(),
            certainty: side.certainty.as_str(),
            consolidated: side.consolidated,
            source: side.source.as_ref().map(source),
        }
    }
}

/// Some words, and what became of them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Word<'a> {
    /// `keep`, `delete` or `insert`.
    pub op: &'static str,
    /// The words as they stand, with the spaces after them.
    pub text: &'a str,
}

impl<'a> Word<'a> {
    fn new(edit: &'a WordEdit) -> Self {
        let op = match edit.op {
            WordOp::Keep => "keep",
            WordOp::Delete => "delete",
            WordOp::Insert => "insert",
        };
        Self { op, text: &edit.text }
    }
}

/// A provision whose wording is not in the corpus on one of two days.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnknownWording<'a> {
    /// Its address inside the act.
    pub path: &'a str,
    /// Its wording on the earlier day is not known.
    pub before: bool,
    /// Its wording on the later day is not known.
    pub after: bool,
}

impl<'a> Diff<'a> {
    /// The JSON of `compared`.
    pub fn new(compared: &'a query::Comparison) -> Self {
        let act = &compared.act.id;
        let unknown = compared.unknown.iter();
        Self {
            schema: SCHEMA,
            address: &compared.address,
            citation: &compared.citation,
            from: compared.from,
            to: compared.to,
            document: ActSummary::new(&compared.act),
            changes: compared.changes.iter().map(|change| DiffChange::new(act, change)).collect(),
            events: compared.events.iter().map(|event| Event::new(act, event)).collect(),
            unknown: unknown.map(|(path, before, after)| UnknownWording { path: path.as_str(), before: *before, after: *after }).collect(),
            problems: compared.problems.iter().map(|message| Remark { message }).collect(),
        }
    }
}

/// What changed in the corpus in a period.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changes<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What changed, by day, act and place in it. A change whose day is known only within bounds counts on its earliest day.
    pub changes: Vec<Changed<'a>>,
    /// What was done in that time to acts that have no id: their `target.cited` names them.
    pub unidentified: Vec<Event<'a>>,
}

/// One change in a period.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changed<'a> {
    /// The provision, or the act as a whole.
    pub address: String,
    /// How to cite it, for a narrow margin.
    pub citation: &'a str,
    /// The title of the act.
    pub title: &'a str,
    /// What was done, by whom, when.
    pub event: Event<'a>,
    /// Its words before; `null` where it had none that are known.
    pub before: Option<&'a str>,
    /// Its words since; `null` likewise, and where the Kazakh words were not changed.
    pub after: Option<&'a str>,
    /// The words of both in one row; empty where one side has none.
    pub words: Vec<Word<'a>>,
    /// How it stood before; `null` where the Kazakh words were not changed.
    pub from: Option<Side<'a>>,
    /// How it stands since; `null` likewise.
    pub to: Option<Side<'a>>,
    /// What the same event did to what stands in it (the subpoints of a point that was replaced), in the order of the act; empty for most.
    pub parts: Vec<Changed<'a>>,
}

impl<'a> Changed<'a> {
    fn new(one: &'a query::Change) -> Self {
        Self {
            address: history::Address::new(one.act.clone(), one.path.clone()).to_string(),
            citation: &one.citation,
            title: &one.title,
            event: Event::new(&one.act, &one.event),
            before: one.before.as_ref().and_then(|side| side.text.as_deref()),
            after: one.after.as_ref().and_then(|side| side.text.as_deref()),
            words: one.words.iter().map(Word::new).collect(),
            from: one.before.as_ref().map(|side| Side::new(&one.act, side)),
            to: one.after.as_ref().map(|side| Side::new(&one.act, side)),
            parts: one.parts.iter().map(Self::new).collect(),
        }
    }
}

impl<'a> Changes<'a> {
    /// The JSON of `told`.
    pub fn new(told: &'a query::Changes) -> Self {
        let unidentified = |(cited, event): &'a (crate::act::CitedAct, history::Event)| Event::upon(Target::new(Some(cited), event.target.as_ref()), event);
        Self {
            schema: SCHEMA,
            from: told.from,
            to: told.to,
            changes: told.changes.iter().map(Changed::new).collect(),
            unidentified: told.unidentified.iter().map(unidentified).collect(),
        }
    }
}
