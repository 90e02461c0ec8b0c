//! What an answer is made of.

use std::ops::Range;

use crate::act::{ActId, Date, ProvisionKind, ProvisionPath, Status};
use crate::history::{self, Interval, Text, Wording};
use crate::index::{AmendedPlace, Index, Place, Unit};

use super::Error;
use super::citation::citation;
use super::version::{Role, Versions, undated, validity};
pub use crate::history::{Certainty, EffectiveDate, State};

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
    /// The heading of the unit, where it has one. It is part of `text` too, but for that of a row: see [`Self::header_cell`].
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
    /// The status of the act on the day asked about: as its own text says, or repealed where an act of the corpus has repealed it by then.
    pub status: Status,
    /// The unit of the amending act that holds the text, where `address` is in another act: `P2200000807/point-1/amend-2/new/point-32`.
    pub via: Option<String>,
    /// The text was taken out of the act; only the number is left.
    pub tombstone: bool,
    /// Words were changed in it as instructions say: no source prints it like this. `source` is what it was made of.
    pub consolidated: bool,
    /// Older wordings that may hold on the day asked about too, newest first.
    pub alternatives: Vec<Passage>,
    /// The groups (chapters, sections) it stands in, outermost first: addresses inside the act.
    pub grouping: Vec<ProvisionPath>,
    /// Where the text was printed.
    pub source: Place,
    /// Where the act was published, if its metadata tells.
    pub url: Option<String>,
}

impl Passage {
    /// The passage of `unit`, as it stood on `as_of`, without score and highlights. Where the words of `unit` only may have held that day, the
    /// words that go before them are given, and these among the alternatives.
    pub(super) fn of(index: &Index, unit: Unit, as_of: Option<Date>) -> Result<Self, Error> {
        let versions = Versions::of(index, &unit)?;
        Self::among(index, unit, versions.as_ref(), as_of)
    }

    /// The same, where the wordings are known.
    pub(super) fn among(index: &Index, unit: Unit, versions: Option<&Versions>, as_of: Option<Date>) -> Result<Self, Error> {
        let (Some(versions), Some(day)) = (versions, as_of) else {
            let status = index.act(unit.act.as_str()).map_or(Status::Unknown, |act| act.status);
            let validity = undated(versions, &unit, status);
            return Ok(Self { validity, ..Self::printed(index, unit) });
        };
        let role = versions.role(&unit, day);
        let on = versions.on(day);
        let passage = match (&role, on.text()) {
            (Role::MayHold, Some(text)) => {
                let context = unit.context.clone();
                let newer = Self { context, ..Self::worded(index, versions, text) };
                Self { validity: validity(&on, Some(on.interval), on.state), ..newer }
            }
            _ => {
                let validity = versions.validity(&unit, &role, day);
                let consolidated = on.text().is_some_and(|text| text.replayed) && role == Role::Holds;
                Self { validity, consolidated, ..Self::printed(index, unit) }
            }
        };
        // what else may have held that day is no alternative to a wording of another time
        let alternatives = if role == Role::OtherTime { Vec::new() } else { Self::alternatives(index, versions, day)? };
        let mut passage = Self { alternatives, ..passage };
        if let (Role::Holds, Some(ProvisionKind::Annex), Some(_), Some(text)) = (&role, passage.kind, &passage.via, on.text()) {
            // the block that makes it an annex of the act that gives it is no wording of it
            passage.text.clone_from(&text.text);
        }
        if let (Some(_), Some(parent)) = (&passage.context, passage.path.as_ref().and_then(ProvisionPath::parent)) {
            let around = Versions::at(index, &passage.act, Some(&parent))?;
            if let Some(around) = around.filter(|_| role != Role::OtherTime && passage.validity.state == State::InForce) {
                // the lead-in of that day, or none
                passage.context = around.on(day).text().map(|text| text.text.clone()).filter(|text| !text.is_empty());
            }
        }
        Ok(passage.of_act_on(index, day))
    }

    /// The passage with the status that its act has on `day`.
    pub(super) fn of_act_on(self, index: &Index, day: Date) -> Self {
        let ended = index.known(self.act.as_str()).and_then(|act| act.ended.as_ref()).is_some_and(|ended| ended.on <= day);
        let alternatives = self.alternatives.into_iter().map(|one| one.of_act_on(index, day)).collect();
        Self { status: if ended { Status::Repealed } else { self.status }, alternatives, ..self }
    }

    /// Other wordings that may have held on `day`, newer first; those whose words are not known are told in the doubts alone.
    pub(super) fn alternatives(index: &Index, versions: &Versions, day: Date) -> Result<Vec<Self>, Error> {
        let on = versions.on(day);
        let passage = |alternative: &history::Alternative<'_>| {
            let text = alternative.wording.and_then(Wording::text)?;
            let interval = alternative.interval.or(Some(on.interval));
            let (from, until) = interval.map_or((None, None), |interval: &Interval| (interval.from.clone(), interval.until.clone()));
            let validity =
                Validity { from, until, certainty: Certainty::Possible, state: alternative.state, suspended: None, doubts: vec![alternative.because.clone()] };
            Some(Self { validity, ..Self::worded(index, versions, text) })
        };
        Ok(on.alternatives.iter().filter_map(passage).collect())
    }

    /// The passage of a wording, as its history has it.
    pub(super) fn worded(index: &Index, versions: &Versions, text: &Text) -> Self {
        let (act, path) = (&versions.history.act().id, &versions.timeline.path);
        let worded = Self { consolidated: text.replayed, ..Self::printed(index, unit_of(act, path, text)) };
        if path.is_act_title() && text.via.is_some() { worded.of_whole_act(index, act) } else { worded }
    }

    /// The same words as the title of `act`: the act keeps its own address and is cited as itself, whatever text gives it its title.
    fn of_whole_act(self, index: &Index, act: &ActId) -> Self {
        let header = index.known(act.as_str());
        let whole = Unit::bare(act.clone(), self.source.clone());
        Self {
            address: act.to_string(),
            citation: citation(&whole, header, header),
            act: act.clone(),
            path: None,
            act_title: header.map(|act| act.title.clone()).unwrap_or_default(),
            status: header.map_or(Status::Unknown, |act| act.status),
            url: header.and_then(|act| act.url.clone()),
            via: Some(self.address),
            ..self
        }
    }

    /// What a row is about, printed beside its `text`: its header cell («Жұмыс кестесі» in the standard of a service), or the heading of the group of rows that
    /// it is of («Инвесторлық виза»), after that of several groups where there is one.
    pub fn header_cell(&self) -> Option<&str> {
        self.heading.as_deref().filter(|_| self.kind == Some(ProvisionKind::Row))
    }

    /// What `unit` prints, on no day.
    pub(super) fn printed(index: &Index, unit: Unit) -> Self {
        let printed_in = index.known(unit.act.as_str());
        let (id, path) = match &unit.amends {
            Some(place) => (place.act.clone(), Some(place.path.clone())),
            None => (unit.act.clone(), unit.path.clone()),
        };
        let act = index.known(id.as_str());
        let nothing = Validity { from: None, until: None, certainty: Certainty::Certain, state: State::InForce, suspended: None, doubts: Vec::new() };
        Self {
            address: unit.address(),
            citation: citation(&unit, act, printed_in),
            validity: nothing,
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
            // new wording is in force or not with the act that it stands in, not with the one that gave it
            status: act.filter(|act| act.known_through.is_empty()).or(printed_in).map_or(Status::Unknown, |act| act.status),
            tombstone: unit.tombstone,
            consolidated: unit.other_wording,
            alternatives: Vec::new(),
            grouping: unit.grouping,
            source: unit.place,
            url: printed_in.and_then(|act| act.url.clone()),
        }
    }
}

/// A wording of a history as a unit of an index.
pub(super) fn unit_of(act: &ActId, path: &ProvisionPath, text: &Text) -> Unit {
    let whole = path.is_act_title();
    let own = Some(path.clone()).filter(|_| !whole);
    let (printed_in, printed_at, amends) = match &text.via {
        Some(via) => (via.act.clone(), via.path.clone(), own.map(|path| AmendedPlace { act: act.clone(), path })),
        None => (act.clone(), own, None),
    };
    Unit {
        path: printed_at,
        kind: Some(text.kind).filter(|_| !whole),
        number: text.number.clone(),
        grouping: text.grouping.clone(),
        heading: text.heading.clone(),
        text: text.text.clone(),
        amends,
        in_form: text.kind == ProvisionKind::FormField,
        other_wording: text.replayed,
        ..Unit::bare(printed_in, Place::from(&text.source))
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
    /// The time for which it is set aside, where it is so on that day: its state is [`State::Ended`] then, but it comes back.
    pub suspended: Option<Suspension>,
    /// Why it is not certain, and what else may have held that day, in sentences.
    pub doubts: Vec<String>,
}

/// The time for which a provision is set aside («қолданысы 2025 жылғы 1 қаңтарға дейін тоқтатыла тұрсын»): `[from, until)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// Its first day.
    pub from: Option<EffectiveDate>,
    /// The day from which the provision holds again; `None` where no text tells it.
    pub until: Option<EffectiveDate>,
}

impl Suspension {
    /// That of a stretch of days, where the provision is set aside in it.
    pub(super) fn of(interval: &Interval) -> Option<Self> {
        let suspended = matches!(interval.wording, Wording::Gone { suspended: true, .. });
        suspended.then(|| Self { from: interval.from.clone(), until: interval.until.clone() })
    }
}
