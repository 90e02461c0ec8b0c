//! What an answer is made of.

use std::ops::Range;

use crate::act::{ActId, Date, ProvisionKind, ProvisionPath, Status};
use crate::index::{Index, Place, Unit};

use super::citation::citation;
use super::validity::validity;

/// A cited text that answers a question: a provision with its words, its address and where it was printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// `ACT` or `ACT/PATH`. For the new wording in an amending act it is the address in the amended act, where that is known.
    pub address: String,
    /// The act of `address`.
    pub act: ActId,
    /// The path of `address`; `None` for the act as a whole.
    pub path: Option<ProvisionPath>,
    /// What kind of part it is; `None` for the act as a whole.
    pub kind: Option<ProvisionKind>,
    /// The title of the act the text was printed in.
    pub act_title: String,
    /// The heading of the unit, where it has one. It is part of `text` too.
    pub heading: Option<String>,
    /// How well it answers; only good for comparing hits of one answer. 0 when it was asked for by its address.
    pub score: f32,
    /// Its own words, children left out. For the act as a whole: its title.
    pub text: String,
    /// The lead-in of what it stands in («Қоса беріледі:»), where it needs one to be understood.
    pub context: Option<String>,
    /// The words that matched: ranges of CHARACTERS of `text`, whole surface words, rising, not touching.
    pub highlights: Vec<Range<usize>>,
    /// How to cite it.
    pub citation: Citation,
    /// Since when it is in force, as far as the text tells, and its state on the day asked about.
    pub validity: Validity,
    /// The status of the act, as its own text says.
    pub status: Status,
    /// The unit of the amending act that holds the text, where `address` is in another act: `P2200000807/point-1/amend-2/new/point-32`.
    pub via: Option<String>,
    /// The text was taken out of the act; only the number is left.
    pub tombstone: bool,
    /// The groups (chapters, sections) it stands in, outermost first: addresses inside the act.
    pub grouping: Vec<ProvisionPath>,
    /// Where the text was printed.
    pub source: Place,
    /// Where the act was published, if its metadata tells.
    pub url: Option<String>,
}

impl Passage {
    /// The passage of `unit`, as it stood on `as_of`, without score and highlights.
    pub(super) fn of(index: &Index, unit: Unit, as_of: Option<Date>) -> Self {
        let printed_in = index.act(unit.act.as_str());
        let (id, path) = match &unit.amends {
            Some(place) => (place.act.clone(), Some(place.path.clone())),
            None => (unit.act.clone(), unit.path.clone()),
        };
        let act = index.act(id.as_str());
        Self {
            address: unit.address(),
            citation: citation(&unit, act, printed_in),
            validity: validity(&unit, printed_in, as_of),
            via: unit.amends.as_ref().map(|_| unit.own_address()),
            act: id,
            path,
            kind: unit.kind,
            act_title: printed_in.map(|act| act.title.clone()).unwrap_or_default(),
            heading: unit.heading,
            score: 0.0,
            text: unit.text,
            context: unit.context,
            highlights: Vec::new(),
            status: printed_in.map_or(Status::Unknown, |act| act.status),
            tombstone: unit.tombstone,
            grouping: unit.grouping,
            source: unit.place,
            url: printed_in.and_then(|act| act.url.clone()),
        }
    }
}

/// One passage cited in three ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// In Kazakh, as a lawyer writes it: «… бұйрығымен бекітілген қағидалардың 11-тармағының 7-бөлігі».
    pub kk: String,
    /// In Russian: «часть 7 пункта 11 правил, утверждённых приказом …».
    pub ru: String,
    /// For a narrow margin: «V1800016354, қағидалар, 11-т., 7-б.».
    pub short: String,
}

/// A day that was worked out, or the bounds between which it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectiveDate {
    /// The first day it can be; `None` when nothing bounds it.
    pub earliest: Option<Date>,
    /// The last day it can be; equal to `earliest` for a day that is known.
    pub latest: Option<Date>,
    /// What it follows from, in words.
    pub basis: String,
}

/// How sure we are that the wording held on the day asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The dates leave no doubt.
    Certain,
    /// The day lies between the bounds of a date that is not known exactly.
    Possible,
}

impl Certainty {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
        }
    }
}

/// What can be said about a wording on the day asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// It holds, or may hold.
    InForce,
    /// It has not taken effect yet.
    NotYet,
    /// It no longer holds.
    Ended,
    /// Something was in force that day; its wording is not in the corpus.
    WordingUnknown,
}

impl State {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::NotYet => "not_yet",
            Self::Ended => "ended",
            Self::WordingUnknown => "wording_unknown",
        }
    }
}

/// Since when and until when a wording holds: `[from, until)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validity {
    /// Its first day; `None` when nothing at all is known.
    pub from: Option<EffectiveDate>,
    /// The first day on which it no longer holds; `None` when it holds still or nothing is known.
    pub until: Option<EffectiveDate>,
    /// How sure `state` is.
    pub certainty: Certainty,
    /// Its state on the day asked about.
    pub state: State,
}
