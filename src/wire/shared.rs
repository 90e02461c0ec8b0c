//! Shapes that several answers share.

use std::borrow::Cow;

use serde::Serialize;

use crate::act;
use crate::act::{Act, Date, Delay};
use crate::text::{self, LineRange, PageRange, Printed};

/// Where something is printed.
///
/// An act may go on over several files (`parts` of its `source.toml`). Then `file` is the one in which the words stand, and `lines`, `pages` and `rects` are
/// those of that file. Of a unit that begins in one file and ends in another they are those of the file in which it begins, to its last line there, and `rest`
/// tells the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source<'a> {
    /// Name of the file, its folder left out.
    pub file: Cow<'a, str>,
    /// First and last line of the file, both included, as the reader printed it: for `.txt` the file's own lines.
    pub lines: [u32; 2],
    /// First and last page, both included; `null` where the source has no pages or they are not known.
    pub pages: Option<[u32; 2]>,
    /// Where on those pages, in the order of the text: one rectangle for lines right below one another. Left out where the
    /// source has no places (a text file).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rects: Vec<Rect>,
    /// How sure a program was, in percent, that read the words off a picture. Left out for printed text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ocr: Option<u8>,
    /// The files that it goes on in, in order, for a unit over the end of a file. Left out for one that stands in one file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<SourceRest<'a>>,
}

/// What of a unit stands in a file that it goes on in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceRest<'a> {
    /// Name of the file, its folder left out.
    pub file: Cow<'a, str>,
    /// First and last line of that file, both included: the first is where the file begins.
    pub lines: [u32; 2],
    /// First and last page of that file, both included; `null` where it has no pages or they are not known.
    pub pages: Option<[u32; 2]>,
    /// Where on those pages; left out where the file has no places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rects: Vec<Rect>,
}

/// A rectangle on a page, in points (1/72 inch) of the page as a viewer shows it, its rotation applied, from its upper left
/// corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rect {
    /// The page, 1-based.
    pub page: u32,
    /// From the left edge of the page to the left edge of the rectangle.
    pub left: f32,
    /// From the upper edge of the page to the upper edge of the rectangle.
    pub top: f32,
    /// From the left edge of the page to the right edge of the rectangle.
    pub right: f32,
    /// From the upper edge of the page to the lower edge of the rectangle.
    pub bottom: f32,
}

// A rectangle is made of numbers: no coordinate is NaN.
impl Eq for Rect {}

impl From<&text::Rect> for Rect {
    fn from(rect: &text::Rect) -> Self {
        Self { page: rect.page, left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom }
    }
}

/// The pages as the JSON has them.
fn both(pages: Option<PageRange>) -> Option<[u32; 2]> {
    pages.map(|pages| [pages.first, pages.last])
}

impl<'a> Source<'a> {
    /// `lines` of `file`, on `pages`.
    pub fn new(file: impl Into<Cow<'a, str>>, lines: LineRange, pages: Option<PageRange>) -> Self {
        Self { file: file.into(), lines: [lines.first, lines.last], pages: both(pages), rects: Vec::new(), ocr: None, rest: Vec::new() }
    }

    /// The same, at `rects` of the pages.
    #[must_use]
    pub fn at(mut self, rects: &[text::Rect]) -> Self {
        self.rects = rects.iter().map(Rect::from).collect();
        self
    }

    /// The same, read off a picture with this confidence.
    #[must_use]
    pub fn read_off(mut self, ocr: Option<u8>) -> Self {
        self.ocr = ocr;
        self
    }

    /// The same, going on in other files.
    #[must_use]
    pub fn going_on_in(mut self, rest: &'a [Printed]) -> Self {
        self.rest = rest.iter().map(|printed| SourceRest::new(Cow::from(&printed.file), printed)).collect();
        self
    }

    /// `lines` of the source of `act`.
    pub(super) fn of(act: &'a Act, lines: LineRange) -> Self {
        let (first, rest) = act.source.printed(lines);
        let mut source = Self::new(first.file, first.lines, first.pages).at(&first.rects).read_off(act.source.ocr_of(lines));
        source.rest = rest.iter().map(|printed| SourceRest::new(Cow::from(printed.file.clone()), printed)).collect();
        source
    }
}

impl<'a> SourceRest<'a> {
    fn new(file: Cow<'a, str>, printed: &Printed) -> Self {
        let lines = [printed.lines.first, printed.lines.last];
        Self { file, lines, pages: both(printed.pages), rects: printed.rects.iter().map(Rect::from).collect() }
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

/// When a change takes effect, as its own words put it. Fields that the words say nothing about are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Commencement<'a> {
    /// `on` (a day), `after_publication` (when a time has gone by since the day of first official publication, that day not
    /// counted), `on_publication`, `on_signature`, `unstated` (the text names no day) or `unread` (there is a sentence about
    /// it that could not be read).
    pub kind: &'static str,
    /// For `on`: the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// For `after_publication`: calendar days, where the delay is in days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// For `after_publication`: months, where the delay is in months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u16>,
    /// For `unread`: the sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// `true` when it takes effect, or reaches back to, a day before that of adoption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retroactive: Option<bool>,
    /// The day of the earliest relations it applies to, where the words name one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_from: Option<Date>,
    /// The day it ends, where the words name one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Units that are excepted and have a commencement of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<CommencementException<'a>>,
}

/// Units with a commencement of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommencementException<'a> {
    /// Their addresses, in the act that the sentence speaks of.
    pub units: Vec<&'a str>,
    /// Their commencement.
    pub commencement: Commencement<'a>,
}

impl<'a> Commencement<'a> {
    /// `written`, in an act adopted on `adopted`.
    pub fn new(written: &'a act::Commencement, adopted: Option<Date>) -> Self {
        let kind = |kind| Self { kind, ..Self::default() };
        let main = match written.main() {
            act::Commencement::On(date) => Self { date: Some(*date), ..kind("on") },
            act::Commencement::AfterPublication(Delay::CalendarDays(days)) => Self { days: Some(*days), ..kind("after_publication") },
            act::Commencement::AfterPublication(Delay::Months(months)) => Self { months: Some(*months), ..kind("after_publication") },
            act::Commencement::OnPublication => kind("on_publication"),
            act::Commencement::OnSignature => kind("on_signature"),
            // `main` is never compound.
            act::Commencement::Unstated | act::Commencement::Compound(_) => kind("unstated"),
            act::Commencement::Unread(text) => Self { text: Some(text), ..kind("unread") },
        };
        let exception = |one: &'a act::CommencementException| CommencementException {
            units: one.units.iter().map(act::ProvisionPath::as_str).collect(),
            commencement: Self::new(&one.commencement, adopted),
        };
        let first = main.date.into_iter().chain(written.applies_from()).min();
        Self {
            retroactive: first.zip(adopted).is_some_and(|(first, adopted)| first < adopted).then_some(true),
            applies_from: written.applies_from(),
            until: written.until(),
            exceptions: written.exceptions().iter().map(exception).collect(),
            ..main
        }
    }
}

/// An act as a text names it. Fields that the text does not print are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Nothing is printed of it.
    const UNTOLD: Self = Self { kind: None, title: None, issuer: None, date: None, number: None, registration: None };

    /// What is printed about `cited`; `None` when nothing is but its id.
    pub(super) fn printed(cited: &'a act::CitedAct) -> Option<Self> {
        let printed = Self {
            kind: cited.kind.map(act::ActKind::as_str),
            title: cited.title.as_deref(),
            issuer: cited.issuer.as_deref(),
            date: cited.date,
            number: cited.number.as_deref(),
            registration: cited.registration.as_deref(),
        };
        (printed != Self::UNTOLD).then_some(printed)
    }
}

/// An act that a text names, as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Target<'a> {
    /// The act's id; `null` for the act the words stand in (then `cited` is left out), and for an act that is named but
    /// whose id does not follow from the text (then `cited` names it).
    pub act: Option<&'a str>,
    /// How the text names the act; left out for the act the words stand in, and empty for another that it does not name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited: Option<CitedAct<'a>>,
    /// The provision's address inside the act; `null` for the act as a whole.
    pub path: Option<&'a str>,
}

impl<'a> Target<'a> {
    pub(super) fn new(cited: Option<&'a act::CitedAct>, path: Option<&'a act::ProvisionPath>) -> Self {
        let path = path.map(act::ProvisionPath::as_str);
        match cited.map(NamedAct::new) {
            // another act of which nothing is told must not look like the one the words stand in
            Some(NamedAct { act: None, cited: None }) => Self { act: None, cited: Some(CitedAct::UNTOLD), path },
            Some(NamedAct { act, cited }) => Self { act, cited, path },
            None => Self { act: None, cited: None, path },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commencement_says_what_is_written_and_no_more() {
        use act::Commencement as Written;
        let day = |day: &str| day.parse::<Date>().unwrap();
        let compound = Written::Compound(Box::new(act::CommencementTerms {
            main: Written::AfterPublication(Delay::CalendarDays(10)),
            applies_from: Some(day("2022-01-01")),
            until: Some(day("2026-01-01")),
            exceptions: vec![act::CommencementException { units: vec!["point-3".parse().unwrap()], commencement: Written::On(day("2023-01-01")) }],
        }));
        let cases = [
            (Written::On(day("2026-01-01")), r#"{"kind":"on","date":"2026-01-01"}"#),
            (Written::On(day("2021-01-01")), r#"{"kind":"on","date":"2021-01-01","retroactive":true}"#),
            (Written::AfterPublication(Delay::CalendarDays(10)), r#"{"kind":"after_publication","days":10}"#),
            (Written::AfterPublication(Delay::Months(6)), r#"{"kind":"after_publication","months":6}"#),
            (Written::OnPublication, r#"{"kind":"on_publication"}"#),
            (Written::OnSignature, r#"{"kind":"on_signature"}"#),
            (Written::Unstated, r#"{"kind":"unstated"}"#),
            (Written::Unread("бір күні".into()), r#"{"kind":"unread","text":"бір күні"}"#),
            (
                compound,
                concat!(
                    r#"{"kind":"after_publication","days":10,"retroactive":true,"applies_from":"2022-01-01","until":"2026-01-01","#,
                    r#""exceptions":[{"units":["point-3"],"commencement":{"kind":"on","date":"2023-01-01"}}]}"#
                ),
            ),
        ];
        for (written, want) in cases {
            assert_eq!(serde_json::to_string(&Commencement::new(&written, Some(day("2022-10-10")))).unwrap(), want);
        }
    }
}
