//! What happened to an act: who did it, where it is printed, when it takes effect.

use serde::{Deserialize, Serialize};

use super::effect::EffectiveDate;
use crate::act::{ActId, CitedAct, Commencement, Date, NoteEffect, Operation, ProvisionPath, WordChange};
use crate::text::{LineRange, PageRange, Printed, Rect};

/// Where words are printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The act whose source it is.
    pub act: ActId,
    /// The name the source goes by.
    pub file: String,
    /// The lines of the source.
    pub lines: LineRange,
    /// The pages, where the source has pages.
    pub pages: Option<PageRange>,
    /// The rectangles on those pages, in the order of the text; empty where the source has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rects: Vec<Rect>,
    /// How sure the program was, in percent, that read the words off a picture; `None` for printed text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocr: Option<u8>,
    /// The files that it goes on in, each with its lines there; empty where it stands in one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<Printed>,
}

/// What kind of event it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The act itself took effect.
    Enacted,
    /// Another act changed it.
    Changed(Operation),
    /// A change that was made for a time ended, and what stood before came back.
    Expired,
}

impl EventKind {
    /// The name in JSON: `enacted`, `expired`, or that of the operation.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enacted => "enacted",
            Self::Changed(op) => op.as_str(),
            Self::Expired => "expired",
        }
    }
}

/// One thing that was done to an act.
///
/// What was announced and what was worked out stand apart: `commencement` is the sentence, `effective` the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What was done.
    pub kind: EventKind,
    /// The act that did it; the act itself for [`EventKind::Enacted`].
    pub by: CitedAct,
    /// The unit of that act that says so, where its text is in the corpus.
    pub unit: Option<ProvisionPath>,
    /// What it was done to; `None` for the act as a whole. Headings and opening parts keep their segment: `annex-3/heading`.
    pub target: Option<ProvisionPath>,
    /// Whether the Kazakh wording was changed by it, and whether it has been made at all.
    pub effect: NoteEffect,
    /// When it takes effect, as written.
    pub commencement: Commencement,
    /// When it takes effect, as worked out.
    pub effective: EffectiveDate,
    /// The day of first official publication of the act that did it, where known.
    pub published: Option<Date>,
    /// The change of words, where it is one.
    pub words: Option<WordChange>,
    /// Where it is printed: the instruction, and the notes that tell of it. In the order of the files.
    pub printed: Vec<Place>,
    /// Why it never came to be: it was taken back before it took effect. `None` for an event that stands.
    pub cancelled: Option<String>,
}

impl Event {
    /// Whether it changes what the Kazakh text says: not announced only, not of the Russian text alone, not taken back.
    pub fn stands(&self) -> bool {
        self.effect == NoteEffect::Made && self.cancelled.is_none()
    }
}

/// What two witnesses tell differently, or what could not be done. Neither side is preferred in silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of finding.
    pub kind: FindingKind,
    /// The act.
    pub act: ActId,
    /// The provision; `None` for the act as a whole.
    pub path: Option<ProvisionPath>,
    /// The finding in a sentence.
    pub message: String,
    /// The texts in question, each with its place.
    pub texts: Vec<(String, Option<Place>)>,
}

/// Kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FindingKind {
    /// The wording that follows from the instruction differs from that of a consolidated copy.
    ReplayDisagrees,
    /// Two copies differ in a provision that no event between them touches.
    CopiesDisagree,
    /// The words that an instruction changes do not stand in the unit it names.
    WordsNotFound,
    /// An instruction that could not be read; what it changes is not known.
    InstructionUnread,
    /// A note tells of a change that the act it names, which is in the corpus, does not order.
    NoteWithoutInstruction,
    /// An instruction was itself changed before it took effect, in a way that cannot be replayed.
    InstructionChanged,
    /// Two sources give one act different days of publication.
    PublicationDisagrees,
}

impl FindingKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReplayDisagrees => "replay_disagrees",
            Self::CopiesDisagree => "copies_disagree",
            Self::WordsNotFound => "words_not_found",
            Self::InstructionUnread => "instruction_unread",
            Self::NoteWithoutInstruction => "note_without_instruction",
            Self::InstructionChanged => "instruction_changed",
            Self::PublicationDisagrees => "publication_disagrees",
        }
    }
}
