//! Acts and their units as the index keeps them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::units;
use crate::act::{Act, ActId, ActKind, CitedAct, Date, Operation, ProvisionKind, ProvisionPath, Status};
use crate::history::{self, ActHistory, EffectiveDate, EventKind, Testimony, Wording, number_key};
use crate::text::{LineRange, PageRange, Printed, Rect};

/// Where something was printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The name of the source file.
    pub file: String,
    /// Its lines, 1-based.
    pub lines: LineRange,
    /// Its pages, 1-based, where the source has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<PageRange>,
    /// Its rectangles on those pages, in the order of the text; empty where the source has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rects: Vec<Rect>,
    /// How sure the program was, in percent, that read the words off a picture; `None` for printed text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocr: Option<u8>,
    /// The files that it goes on in, each with its lines there; empty where it stands in one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<Printed>,
}

impl Place {
    /// `lines` of the source of `act`.
    pub(super) fn of(act: &Act, lines: LineRange) -> Self {
        let (Printed { file, lines: own, pages, rects }, rest) = act.source.printed(lines);
        Self { file, lines: own, pages, rects, ocr: act.source.ocr_of(lines), rest }
    }
}

impl From<&history::Place> for Place {
    /// A history knows files, lines and pages; rectangles are told by the units that stand as printed.
    fn from(place: &history::Place) -> Self {
        Self { file: place.file.clone(), lines: place.lines, pages: place.pages, rects: place.rects.clone(), ocr: place.ocr, rest: place.rest.clone() }
    }
}

/// What an indexed act is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActHeader {
    /// Its id.
    pub id: ActId,
    /// Its title.
    pub title: String,
    /// What kind of act.
    pub kind: ActKind,
    /// All issuers, in the nominative.
    pub issuers: Vec<String>,
    /// All adoptions, in the order of the text.
    pub adopted: Vec<AdoptionRecord>,
    /// The registration with the Ministry of Justice.
    pub registered: Option<RegistrationRecord>,
    /// Whether it is in force, as its own text says. Another act may have ended it since: see [`ActHeader::as_of`].
    pub status: Status,
    /// The id of the act that repealed it, where the text names it and an id follows.
    pub repealed_by: Option<ActId>,
    /// The day of the act that repealed it.
    pub repealed_on: Option<Date>,
    /// Language of the text: `kk`.
    pub language: String,
    /// The day of first official publication, where the metadata tells.
    pub published: Option<Date>,
    /// The day of the copy, where the metadata tells.
    pub retrieved: Option<Date>,
    /// Where it was published on the web, where the metadata tells.
    pub url: Option<String>,
    /// The source file the text was taken from: its name.
    pub file: String,
    /// The source files that the text goes on in after `file`, in order; empty for an act in one file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// Other source files of the same act, whose text is not used. Known of a whole corpus only: empty in a [`StoredAct`].
    pub other_files: Vec<String>,
    /// Lines of the source.
    pub lines: u32,
    /// How many units it has.
    pub units: usize,
    /// How many doubts its reading left.
    pub problems: usize,
    /// For an act whose own text is not in the corpus: the acts that tell of it. Then it has no file, and `units` counts the provisions that
    /// they speak of.
    #[serde(default)]
    pub known_through: Vec<ActId>,
    /// Its end, where the texts of the corpus leave no doubt about it. Known of a whole corpus only: `None` in a [`StoredAct`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
}

/// The end of an act, as all texts of the corpus together tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The first day on which it is in force no more.
    pub on: Date,
    /// The act that repealed it, where its id is known; `None` too for an act whose time ran out.
    pub by: Option<ActId>,
    /// The day of adoption of that act.
    pub by_date: Option<Date>,
}

impl Ended {
    /// The end that the history of `act` tells for certain: that it is repealed as a whole, or ran out, on a day that is known, and no text tells of it otherwise.
    pub(super) fn of(act: &ActHistory) -> Option<Self> {
        let last = act.timeline(None)?.intervals.last()?;
        let gone = matches!(last.wording, Wording::Gone { suspended: false, .. }) && !last.is_disputed();
        let on = last.from.as_ref().and_then(EffectiveDate::day).filter(|_| gone)?;
        let event = act.events.get(last.began?).filter(|event| event.target.is_none() && event.stands())?;
        let repealed = event.kind == EventKind::Changed(Operation::Repeal);
        let by = &event.by;
        (repealed || event.kind == EventKind::Expired).then(|| Self {
            on,
            by: by.id.clone().filter(|id| repealed && *id != act.id),
            by_date: by.date.filter(|_| repealed),
        })
    }
}

impl ActHeader {
    /// The act as it stood on `day`: repealed, once an act of the corpus has repealed it for certain; else as its own text says.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Cow<'_, Self> {
        match self.ended.as_ref().filter(|ended| ended.on <= day) {
            Some(ended) => Cow::Owned(Self {
                status: Status::Repealed,
                repealed_by: ended.by.clone().or_else(|| self.repealed_by.clone()),
                repealed_on: ended.by_date.or(self.repealed_on),
                ..self.clone()
            }),
            None => Cow::Borrowed(self),
        }
    }

    /// Its status on `day`, as [`ActHeader::as_of`] tells it.
    pub fn status_on(&self, day: Date) -> Status {
        if self.ended.as_ref().is_some_and(|ended| ended.on <= day) { Status::Repealed } else { self.status }
    }

    /// The numbers people name it by: of adoption and of registration.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = String> + '_ {
        let adopted = self.adopted.iter().filter_map(|adoption| adoption.number.as_deref());
        let registered = self.registered.iter().map(|registered| registered.number.as_str());
        adopted.chain(registered).map(str::to_lowercase)
    }
}

/// All that a number is looked for by: «ҚР ДСМ-70» is called «ДСМ-70» too.
pub(crate) fn number_keys(number: &str) -> impl Iterator<Item = String> {
    let bare = number.rsplit_once(' ').map(|(_, bare)| number_key(bare));
    std::iter::once(number_key(number)).chain(bare)
}

/// One adoption: a joint order has several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdoptionRecord {
    /// The day.
    pub date: Option<Date>,
    /// The number, as printed.
    pub number: Option<String>,
    /// Who adopted it, in the nominative.
    pub issuer: Option<String>,
}

/// The entry in the register of the Ministry of Justice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationRecord {
    /// The day.
    pub date: Option<Date>,
    /// The number.
    pub number: String,
}

/// What is known about a source beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFacts {
    /// Where it was published on the web.
    pub url: Option<String>,
    /// The day of first official publication.
    pub published: Option<Date>,
    /// The day of the copy.
    pub retrieved: Option<Date>,
    /// Other acts whose day of publication is known.
    pub acts: Vec<PublicationRecord>,
}

/// The day on which another act was first officially published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationRecord {
    /// The day it was adopted.
    pub date: Date,
    /// Its number, as printed.
    pub number: String,
    /// Who adopted it, where two acts of one day share a number.
    pub issuer: Option<String>,
    /// The day of its first official publication.
    pub published: Date,
}

/// What one source tells, as the index keeps it to put histories together: a source that has not changed is not read again. The provisions of the
/// act are kept once, as its units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSource {
    /// What its text tells of other acts, see [`Testimony::in_brief`].
    pub testimony: Testimony,
    /// What is known beside it.
    pub facts: SourceFacts,
}

impl StoredSource {
    /// The source as it is to be kept.
    pub fn new(act: &Act, facts: &SourceFacts) -> Self {
        let mut testimony = Testimony::new(act).in_brief();
        testimony.retrieved = facts.retrieved;
        Self { testimony, facts: facts.clone() }
    }

    /// All that the source tells, with the provisions of its act, which `units` are.
    #[must_use]
    pub fn whole(self, units: &[Unit]) -> Testimony {
        let told = units.iter().filter(|unit| unit.ordinal > 0).zip(0..).filter_map(|(unit, at)| {
            let text = unit.as_text()?;
            let parent = unit.parent.and_then(|parent| usize::try_from(parent).ok()?.checked_sub(1)).filter(|&parent| parent < at);
            Some((unit.path.clone()?, text, parent, unit.tombstone))
        });
        self.testimony.with_units(told)
    }
}

/// A place in another act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendedPlace {
    /// The amended act.
    pub act: ActId,
    /// Where the wording will stand in it.
    pub path: ProvisionPath,
}

/// A pointer that stands in the words of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitReference {
    /// Its words.
    pub surface: String,
    /// The act it leads to, where its id is known or follows from how it is cited; the act itself where the words name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<ActId>,
    /// How the act is named, where its words name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cited: Option<CitedAct>,
    /// The provision; `None` for the act as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<ProvisionPath>,
    /// The link target as printed, where the source carries one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

impl UnitReference {
    /// The address it leads to, as far as its words tell.
    pub fn address(&self) -> Option<String> {
        let act = self.act.as_ref()?;
        Some(self.path.as_ref().map_or_else(|| act.to_string(), |path| format!("{act}/{path}")))
    }

    /// The address as it is looked up, whatever way the id is spelt.
    pub(crate) fn key(&self) -> Option<String> {
        let act = id_key(self.act.as_ref()?.as_str());
        Some(self.path.as_ref().map_or_else(|| act.clone(), |path| format!("{act}/{path}")))
    }
}

/// What is not so is not written down.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_not(told: &bool) -> bool {
    !told
}

/// A unit of citation as the index keeps it: the act as a whole, or one of its provisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its place in the act: 0 is the act as a whole, provisions follow in the order of the text.
    pub ordinal: u32,
    /// One past the last unit below it.
    pub end: u32,
    /// The ordinal of what it stands in; `None` for the act as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<u32>,
    /// The act it was printed in.
    pub act: ActId,
    /// Its address in that act; `None` for the act as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<ProvisionPath>,
    /// What kind of part it is; `None` for the act as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ProvisionKind>,
    /// Its number, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The groups it stands in, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grouping: Vec<ProvisionPath>,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Its own words; for the act as a whole its title.
    pub text: String,
    /// The lead-in it needs to be understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// The words it cannot be understood without, innermost first, one text a line: its lead-in, the question it answers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// What the short names in it stand for that its act gives, one a line: «көрсетілетін қызметті беруші» is «… шет елдердегі мекемелері».
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub defined: String,
    /// Where it was printed.
    pub place: Place,
    /// Only the number is left.
    #[serde(default, skip_serializing_if = "is_not")]
    pub tombstone: bool,
    /// Where its wording stands in the act that it amends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<AmendedPlace>,
    /// The notes on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// It is part of a form, or quoted in a leaflet: no clause of its own.
    #[serde(default, skip_serializing_if = "is_not")]
    pub in_form: bool,
    /// The names that its source gives to it, `z12`: what links of other acts lead to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<String>,
    /// The pointers in its words, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<UnitReference>,
    /// A wording of another time: no text in use prints it so. It is found by searching, and is no part of the act as stored.
    #[serde(default, skip_serializing_if = "is_not")]
    pub other_wording: bool,
}

impl Unit {
    /// An act as a whole of which nothing but its place is told: what the others are made of.
    pub(crate) fn bare(act: ActId, place: Place) -> Self {
        Self {
            ordinal: 0,
            end: 1,
            parent: None,
            act,
            path: None,
            kind: None,
            number: None,
            grouping: Vec::new(),
            heading: None,
            text: String::new(),
            context: None,
            lead: String::new(),
            defined: String::new(),
            place,
            tombstone: false,
            amends: None,
            notes: Vec::new(),
            in_form: false,
            anchors: Vec::new(),
            references: Vec::new(),
            other_wording: false,
        }
    }

    /// What its text prints of a provision, as a history knows it; `None` for the act as a whole.
    pub(crate) fn as_text(&self) -> Option<history::Text> {
        let Place { file, lines, pages, rects, ocr, rest } = self.place.clone();
        Some(history::Text {
            text: self.text.clone(),
            kind: self.kind?,
            number: self.number.clone(),
            heading: self.heading.clone(),
            grouping: self.grouping.clone(),
            source: history::Place { act: self.act.clone(), file, lines, pages, rects, ocr, rest },
            via: None,
            replayed: false,
        })
    }

    /// Its address: in the amended act where that is known, else in its own.
    pub fn address(&self) -> String {
        match &self.amends {
            Some(place) => format!("{}/{}", place.act, place.path),
            None => self.own_address(),
        }
    }

    /// Its address in the act it was printed in.
    pub fn own_address(&self) -> String {
        match &self.path {
            Some(path) => format!("{}/{path}", self.act),
            None => self.act.to_string(),
        }
    }

    pub(crate) fn addresses(&self) -> Vec<String> {
        let mut addresses = vec![self.own_address()];
        addresses.extend(self.amends.iter().map(|place| format!("{}/{}", place.act, place.path)));
        addresses.extend(self.anchors.iter().map(|anchor| format!("{}#{anchor}", self.act)));
        addresses
    }

    /// Its addresses with the component left out.
    pub(crate) fn short_addresses(&self) -> Vec<String> {
        let own = self.path.iter().map(|path| (&self.act, path));
        let amended = self.amends.iter().map(|place| (&place.act, &place.path));
        let without_component = |(act, path): (&ActId, &ProvisionPath)| {
            let (first, rest) = path.as_str().split_once('/')?;
            let component = first.parse::<ProvisionPath>().ok()?.kind() == Some(ProvisionKind::Component);
            component.then(|| format!("{act}/{rest}"))
        };
        own.chain(amended).filter_map(without_component).collect()
    }

    /// The paths it is cited by: that of its wording in the amended act, and its own, unless that is a place inside an instruction.
    pub(crate) fn cited_paths(&self) -> impl Iterator<Item = &ProvisionPath> {
        let own = self.path.iter().filter(|path| self.amends.is_none() || !path.as_str().contains("/new/"));
        self.amends.iter().map(|place| &place.path).chain(own)
    }

    pub(crate) fn act_keys(&self) -> Vec<String> {
        let mut keys = vec![id_key(self.act.as_str())];
        keys.extend(self.amends.iter().map(|place| id_key(place.act.as_str())));
        keys
    }

    /// Whether it can be the answer to a question in words. Stamps that repeat what is approved, and titles, are kept for their address.
    pub(crate) fn is_ranked(&self) -> bool {
        !matches!(self.kind, Some(ProvisionKind::Approval | ProvisionKind::Target | ProvisionKind::Title)) && !self.text.is_empty()
    }
}

/// An id without what is written in two ways: case, and the ids before 2010, which Adilet prints with a digit less and a `_` behind: `Z050000029_` is what
/// follows as `Z0500000029`.
pub(crate) fn id_key(id: &str) -> String {
    let mut key = id.trim_end_matches('_').to_lowercase();
    let is_short = key.len() == SHORT_ID_BYTES && key.starts_with(|c: char| c.is_ascii_lowercase()) && key[1..].bytes().all(|byte| byte.is_ascii_digit());
    if is_short {
        key.insert(3, '0');
    }
    key
}

/// A letter, two digits of a year and seven of a number.
const SHORT_ID_BYTES: usize = 10;

/// The key of an act in the table of acts: what it is looked for by, and the id itself.
pub(super) fn act_key(id: &ActId) -> String {
    format!("{}\0{id}", id_key(id.as_str()))
}

/// An act as the index keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAct {
    /// What it is.
    pub header: ActHeader,
    /// Its units, by ordinal.
    pub units: Vec<Unit>,
    /// How often the stages had each doubt, by its code, in the order in which they first come. In words they are told where the file is read.
    pub problems: Vec<(String, usize)>,
}

impl StoredAct {
    /// The act as it is to be kept.
    pub fn new(act: &Act, facts: &SourceFacts) -> Self {
        let requisites = &act.requisites;
        let adopted =
            requisites.adopted.iter().map(|adoption| AdoptionRecord { date: adoption.date, number: adoption.number.clone(), issuer: adoption.issuer.clone() });
        let repealed_by = requisites.repealed_by.as_ref();
        let mut header = ActHeader {
            id: act.id.clone(),
            title: requisites.title.clone(),
            kind: requisites.kind,
            issuers: requisites.issuers.clone(),
            adopted: adopted.collect(),
            registered: requisites.registered.as_ref().map(|entry| RegistrationRecord { date: entry.date, number: entry.number.clone() }),
            status: requisites.status,
            repealed_by: repealed_by.and_then(|cited| cited.id.clone().or_else(|| cited.derive_id())),
            repealed_on: repealed_by.and_then(|cited| cited.date),
            language: requisites.language.clone(),
            published: facts.published,
            retrieved: facts.retrieved,
            url: facts.url.clone(),
            file: act.source.file().to_owned(),
            parts: act.source.files().skip(1).map(str::to_owned).collect(),
            other_files: Vec::new(),
            lines: act.source.line_count(),
            units: 0,
            problems: act.problems.len(),
            known_through: Vec::new(),
            ended: None,
        };
        let units = units::units(act);
        header.units = units.len();
        let mut problems: Vec<(String, usize)> = Vec::new();
        for problem in &act.problems {
            match problems.iter_mut().find(|(code, _)| code == problem.code.as_str()) {
                Some((_, times)) => *times += 1,
                None => problems.push((problem.code.as_str().to_owned(), 1)),
            }
        }
        Self { header, units, problems }
    }
}
