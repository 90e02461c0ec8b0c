//! Shapes that several answers share.

use serde::Serialize;

use crate::act;
use crate::act::{Act, Date, Delay};
use crate::text::{LineRange, PageRange};

/// Where something is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source<'a> {
    /// Name of the file, its folder left out.
    pub file: &'a str,
    /// First and last line of the file, both included, as the reader printed it: for `.txt` the file's own lines.
    pub lines: [u32; 2],
    /// First and last page, both included; `null` where the source has no pages or they are not known.
    pub pages: Option<[u32; 2]>,
}

impl<'a> Source<'a> {
    /// `lines` of `file`, on `pages`.
    pub fn new(file: &'a str, lines: LineRange, pages: Option<PageRange>) -> Self {
        Self { file, lines: [lines.first, lines.last], pages: pages.map(|pages| [pages.first, pages.last]) }
    }

    /// `lines` of the source of `act`.
    pub(super) fn of(act: &'a Act, lines: LineRange) -> Self {
        Self::new(act.source.file(), lines, act.source.pages_of(lines))
    }
}

/// A place where the reader was not sure, or found the source itself at fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem<'a> {
    /// What kind of doubt, for programs: `duplicate_number`, `not_an_act`, … New codes may be added.
    pub code: &'static str,
    /// The doubt in a sentence, for people.
    pub message: &'a str,
    /// The printed lines it is about.
    pub source: Source<'a>,
}

impl<'a> Problem<'a> {
    pub(super) fn of(act: &'a Act, problem: &'a crate::text::Problem) -> Self {
        Self { code: problem.code.as_str(), message: &problem.message, source: Source::of(act, problem.lines) }
    }
}

/// When a change takes effect, as its own words put it. `kind` tells which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Commencement<'a> {
    /// On a day.
    On {
        /// The day.
        date: Date,
        /// `true` when the day is before that of adoption; left out otherwise.
        #[serde(skip_serializing_if = "Option::is_none")]
        retroactive: Option<bool>,
    },
    /// When this much time has gone by since the day of first official publication, that day not counted.
    AfterPublication {
        /// Calendar days; left out when the delay is in months.
        #[serde(skip_serializing_if = "Option::is_none")]
        days: Option<u16>,
        /// Months; left out when the delay is in days.
        #[serde(skip_serializing_if = "Option::is_none")]
        months: Option<u16>,
    },
    /// On the day of first official publication.
    OnPublication,
    /// On the day of signature.
    OnSignature,
    /// The text names no day.
    Unstated,
    /// There is a sentence about it that could not be read.
    Unread {
        /// The sentence.
        text: &'a str,
    },
}

impl<'a> Commencement<'a> {
    /// `written`, in an act adopted on `adopted`.
    pub fn new(written: &'a act::Commencement, adopted: Option<Date>) -> Self {
        match written {
            act::Commencement::On(date) => Self::On { date: *date, retroactive: adopted.is_some_and(|adopted| *date < adopted).then_some(true) },
            act::Commencement::AfterPublication(Delay::CalendarDays(days)) => Self::AfterPublication { days: Some(*days), months: None },
            act::Commencement::AfterPublication(Delay::Months(months)) => Self::AfterPublication { days: None, months: Some(*months) },
            act::Commencement::OnPublication => Self::OnPublication,
            act::Commencement::OnSignature => Self::OnSignature,
            act::Commencement::Unstated => Self::Unstated,
            act::Commencement::Unread(text) => Self::Unread { text },
        }
    }
}

/// An act as a text names it. Fields that the text does not print are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitedAct<'a> {
    /// `law`, `code`, `order`, `resolution`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// The title, without quotation marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// Who issued it, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<&'a str>,
    /// The day of adoption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Its number: `11-1-4/149`, `148`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<&'a str>,
    /// Its number in the register of the Ministry of Justice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<&'a str>,
}

impl<'a> CitedAct<'a> {
    /// What is printed about `cited`; `None` when nothing is but its id.
    fn printed(cited: &'a act::CitedAct) -> Option<Self> {
        let printed = Self {
            kind: cited.kind.map(act::ActKind::as_str),
            title: cited.title.as_deref(),
            issuer: cited.issuer.as_deref(),
            date: cited.date,
            number: cited.number.as_deref(),
            registration: cited.registration.as_deref(),
        };
        let bare = Self { kind: None, title: None, issuer: None, date: None, number: None, registration: None };
        (printed != bare).then_some(printed)
    }
}

/// An act that a text names, as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedAct<'a> {
    /// Its id where one follows from what is printed, else `null`.
    pub act: Option<&'a str>,
    /// How the text names it; left out when it prints nothing but the id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited: Option<CitedAct<'a>>,
}

impl<'a> NamedAct<'a> {
    pub(super) fn new(cited: &'a act::CitedAct) -> Self {
        Self { act: cited.id.as_ref().map(act::ActId::as_str), cited: CitedAct::printed(cited) }
    }
}

/// A provision or an act that words are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Target<'a> {
    /// The act's id; `null` for the act the words stand in (then `cited` is left out), and for an act that is named but
    /// whose id does not follow from the text (then `cited` names it).
    pub act: Option<&'a str>,
    /// How the text names the act; left out for the act the words stand in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited: Option<CitedAct<'a>>,
    /// The provision's address inside the act; `null` for the act as a whole.
    pub path: Option<&'a str>,
}

impl<'a> Target<'a> {
    pub(super) fn new(cited: Option<&'a act::CitedAct>, path: Option<&'a act::ProvisionPath>) -> Self {
        let path = path.map(act::ProvisionPath::as_str);
        match cited.map(NamedAct::new) {
            Some(NamedAct { act, cited }) => Self { act, cited, path },
            None => Self { act: None, cited: None, path },
        }
    }
}
