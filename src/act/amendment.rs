//! What acts do to acts.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::document::Adoption;
use super::kind::ProvisionKind;
use super::path::ProvisionPath;
use super::reference::CitedAct;
use crate::text::{LineRange, Span};

/// A stretch of time as acts count it: «күнтізбелік он күн», «алты ай».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delay {
    /// Calendar days.
    CalendarDays(u16),
    /// Months.
    Months(u16),
}

/// When an act or a change takes effect, as its own words put it.
///
/// This is what was written, not what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum Commencement {
    /// «2021 жылғы 1 шілдеден бастап»: on this day.
    On(Date),
    /// «алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң»: when this much time has gone by since the
    /// day of first official publication, that day not counted.
    AfterPublication(Delay),
    /// «алғашқы ресми жарияланған күнінен бастап»: on that day.
    OnPublication,
    /// «қол қойылған күнінен бастап»: on the day of signature.
    OnSignature,
    /// The text names no day.
    Unstated,
    /// There is a sentence about it that we cannot read. It is kept for a person.
    Unread(String),
    /// More is said than one day: units excepted, an end, relations of an earlier time.
    Compound(Box<CommencementTerms>),
}

/// A commencement of which more is said than one day. See the getters of [`Commencement`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CommencementTerms {
    /// What is said of the whole; never compound itself.
    pub main: Commencement,
    /// «2022 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады»: it reaches back to this day.
    pub applies_from: Option<Date>,
    /// «2026 жылғы 1 қаңтарға дейін қолданыста болады»: the day it ends.
    pub until: Option<Date>,
    /// «01.01.2023 бастап қолданысқа енгізілетін 3-тармақты қоспағанда»: units with a commencement of their own.
    pub exceptions: Vec<CommencementException>,
}

/// Most units that are left among the exceptions of a unit which may be one of them; of more its day is not known at all.
const LEFT_MAX: usize = 100;

/// Units excepted from the commencement of the act or change they belong to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CommencementException {
    /// The units, as the sentence names them, in the act it speaks of.
    pub units: Vec<ProvisionPath>,
    /// Their own commencement.
    pub commencement: Commencement,
}

impl Commencement {
    /// What is said of the whole: never [`Commencement::Compound`].
    pub fn main(&self) -> &Self {
        if let Self::Compound(terms) = self { &terms.main } else { self }
    }

    /// The day that it reaches back to, where the words say so.
    pub fn applies_from(&self) -> Option<Date> {
        if let Self::Compound(terms) = self { terms.applies_from } else { None }
    }

    /// The day it ends, where the words say so.
    pub fn until(&self) -> Option<Date> {
        if let Self::Compound(terms) = self { terms.until } else { None }
    }

    /// What it says of one unit: the commencement of the exception that names it or what it stands in, the closest first, else its own. Of the exceptions those stay that
    /// name parts of the unit, and indents among which it may stand: «1-тармақтың жетінші абзацын қоспағанда» leaves the day of `point-1/amend-2` open
    /// until the paragraphs of the point are counted.
    ///
    /// ```
    /// use tarmaq::act::{Commencement, CommencementException, CommencementTerms};
    ///
    /// let apart = CommencementException { units: vec!["point-3".parse()?], commencement: Commencement::OnPublication };
    /// let terms = CommencementTerms { main: Commencement::OnSignature, applies_from: None, until: None, exceptions: vec![apart] };
    /// let written = Commencement::Compound(Box::new(terms));
    /// assert_eq!(written.of_unit(&"point-3/amend-1".parse()?), Commencement::OnPublication);
    /// assert_eq!(written.of_unit(&"point-1/amend-1".parse()?), Commencement::OnSignature);
    ///
    /// let indent = CommencementException { units: vec!["point-1/indent-7".parse()?], commencement: Commencement::OnPublication };
    /// let terms = CommencementTerms { main: Commencement::OnSignature, applies_from: None, until: None, exceptions: vec![indent] };
    /// let written = Commencement::Compound(Box::new(terms));
    /// assert_eq!(written.of_unit(&"point-1/amend-1".parse()?).exceptions().len(), 1);
    /// assert_eq!(written.of_unit(&"point-2/amend-1".parse()?), Commencement::OnSignature);
    /// # Ok::<(), tarmaq::act::PathError>(())
    /// ```
    #[must_use]
    pub fn of_unit(&self, unit: &ProvisionPath) -> Self {
        let Self::Compound(terms) = self else { return self.clone() };
        // «1-тармақты …, 1-тармақтың 5) тармақшасын …»: the one that names it most closely, the first of these
        let closely =
            |exception: &CommencementException| exception.units.iter().filter(|excepted| unit.is_within(excepted)).map(|path| path.as_str().len()).max();
        let named = terms.exceptions.iter().rev().filter_map(|exception| Some((closely(exception)?, exception))).max_by_key(|(length, _)| *length);
        if let Some((_, exception)) = named {
            return exception.commencement.clone();
        }
        let CommencementTerms { main, applies_from, until, exceptions } = &**terms;
        if exceptions.iter().map(|exception| exception.left(unit)).sum::<usize>() > LEFT_MAX {
            return Self::Unread("it may be one of many exceptions".to_owned());
        }
        let exceptions = exceptions.iter().filter_map(|exception| exception.in_part(unit)).collect();
        Self::compound(CommencementTerms { main: main.clone(), applies_from: *applies_from, until: *until, exceptions })
    }

    /// The same with `until` as the day it ends, where that is one.
    ///
    /// ```
    /// use tarmaq::act::Commencement;
    ///
    /// let for_a_time = Commencement::OnSignature.ending("2023-01-01".parse().ok());
    /// assert_eq!((for_a_time.main(), for_a_time.until()), (&Commencement::OnSignature, "2023-01-01".parse().ok()));
    /// assert_eq!(for_a_time.ending(None), for_a_time);
    /// # Ok::<(), tarmaq::act::DateError>(())
    /// ```
    #[must_use]
    pub fn ending(&self, until: Option<Date>) -> Self {
        let terms = self.clone().into_terms();
        Self::compound(CommencementTerms { until: until.or(terms.until), ..terms })
    }

    /// The same for an instruction that says itself from which day, or until which: «2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын». The rest is as here.
    #[must_use]
    pub fn within(&self, term: &Self) -> Self {
        let ending = self.ending(term.until());
        // words of time that are not understood leave no day certain either
        if matches!(term.main(), Self::On(_) | Self::Unread(_)) { ending.with_main(term.main()) } else { ending }
    }

    /// The same with another statement of the whole; `main` is not compound.
    pub(crate) fn with_main(&self, main: &Self) -> Self {
        match self {
            Self::Compound(terms) => Self::compound(CommencementTerms { main: main.clone(), ..(**terms).clone() }),
            _ => main.clone(),
        }
    }

    /// What it says, term by term; the other way round as [`Self::compound`].
    pub(crate) fn into_terms(self) -> CommencementTerms {
        match self {
            Self::Compound(terms) => *terms,
            main => CommencementTerms { main, applies_from: None, until: None, exceptions: Vec::new() },
        }
    }

    /// What `terms` say, in the least that says it.
    pub(crate) fn compound(terms: CommencementTerms) -> Self {
        if terms.applies_from.is_none() && terms.until.is_none() && terms.exceptions.is_empty() {
            return terms.main;
        }
        Self::Compound(Box::new(terms))
    }

    /// The units that have a commencement of their own.
    pub fn exceptions(&self) -> &[CommencementException] {
        if let Self::Compound(terms) = self { &terms.exceptions } else { &[] }
    }
}

impl CommencementException {
    /// What is left of the exception for `unit`: units that lie in it, and indents of what it lies in. `None` where it is about others only. One that names
    /// units in words that are not understood may be about any.
    fn in_part(&self, unit: &ProvisionPath) -> Option<Self> {
        let units: Vec<ProvisionPath> = self.units.iter().filter(|excepted| concerns(excepted, unit)).cloned().collect();
        (!units.is_empty() || self.units.is_empty()).then(|| Self { units, commencement: self.commencement.clone() })
    }

    /// How many units that leaves; one where it names them in words that are not understood.
    fn left(&self, unit: &ProvisionPath) -> usize {
        let units = self.units.iter().filter(|excepted| concerns(excepted, unit)).count();
        units.max(usize::from(self.units.is_empty()))
    }
}

/// Whether `excepted` lies in `unit`, or is an indent of what that lies in.
fn concerns(excepted: &ProvisionPath, unit: &ProvisionPath) -> bool {
    let indent = || excepted.kind() == Some(ProvisionKind::Indent) && excepted.parent().is_some_and(|around| unit.is_within(&around));
    excepted.is_within(unit) || indent()
}

/// What an amending act does to a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// «мынадай редакцияда жазылсын».
    Reword,
    /// «толықтырылсын».
    Add,
    /// «алып тасталсын».
    Delete,
    /// «… деген сөздер … деген сөздермен ауыстырылсын».
    ReplaceWords,
    /// «… деген сөздерден кейін … деген сөздермен толықтырылсын».
    AddWords,
    /// «… деген сөздер алып тасталсын».
    DeleteWords,
    /// «өзгеріс енгізілді»: a note that says no more.
    Amend,
    /// «күші жойылды деп танылсын».
    Repeal,
    /// «қолданылуы тоқтатыла тұрсын».
    Suspend,
    /// «5-тармақ болып есептелсін»: the unit is another one from then on, or none, for units get other numbers.
    Renumber,
    /// An instruction that we cannot read.
    Unread,
}

impl Operation {
    /// Whether it changes words of a unit, and not the unit as a whole.
    pub(crate) fn is_of_words(self) -> bool {
        matches!(self, Self::ReplaceWords | Self::AddWords | Self::DeleteWords)
    }

    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reword => "reword",
            Self::Add => "add",
            Self::Delete => "delete",
            Self::ReplaceWords => "replace_words",
            Self::AddWords => "add_words",
            Self::DeleteWords => "delete_words",
            Self::Amend => "amend",
            Self::Repeal => "repeal",
            Self::Suspend => "suspend",
            Self::Renumber => "renumber",
            Self::Unread => "unread",
        }
    }
}

/// The provision that an operation is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendmentTarget {
    /// The act; `None` for the act the words stand in.
    pub act: Option<CitedAct>,
    /// The provision; `None` for the act as a whole.
    pub path: Option<ProvisionPath>,
    /// The approved document that the provision stands in, in the words it is named by where they are more than its kind: «Байқау өткізу қағидаларында». The act may
    /// hold several of one kind, and some of them as its annexes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

/// A change of words inside a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordChange {
    /// The words that go.
    pub old: Option<String>,
    /// The words that come.
    pub new: Option<String>,
    /// The words after which they come.
    pub after: Option<String>,
    /// The sentences that it is about, where it is about whole ones; a sentence has no address of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Sentences>,
}

/// Whole sentences of a unit, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sentences {
    /// These go, and what comes stands where the first of them stood: «екінші сөйлемі алып тасталсын». With words that are looked for, the sentences they are
    /// looked for in; none where it is only said that the place is narrower than the unit.
    These(Vec<u8>),
    /// What comes stands behind this one; 0: before all. «мынадай мазмұндағы екінші сөйлеммен толықтырылсын» is behind the first.
    Behind(u8),
}

/// One operation of an amending act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The unit of the amending act that says so.
    pub unit: ProvisionPath,
    /// The indents (абзац) that it takes up in the unit around it, counted from 1 through every paragraph of that unit, quoted ones too: the first holds the
    /// instruction. «1-тармақтың бесінші абзацы» of another act means it by them. `None` where it is a unit with a number of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indents: Option<RangeInclusive<u32>>,
    /// What it does.
    pub op: Operation,
    /// What it does it to.
    pub target: AmendmentTarget,
    /// The units of the amending act that hold the new wording.
    pub new: Vec<ProvisionPath>,
    /// For units that get other numbers: the unit, by its old number, that gets the number of the target. `None` where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<ProvisionPath>,
    /// The change of words, where it is one.
    pub replacement: Option<WordChange>,
    /// When it takes effect, as written.
    pub commencement: Commencement,
    /// The words of the instruction.
    pub span: Span,
    /// Instruction and new wording, in the source.
    pub lines: LineRange,
}

/// One amending act named by a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteEvent {
    /// What it did.
    pub op: Operation,
    /// Who issued it, as printed or carried over.
    pub issuer: Option<String>,
    /// The day of its adoption.
    pub date: Option<Date>,
    /// Its number.
    pub number: Option<String>,
    /// The act, where its id follows.
    pub act: Option<CitedAct>,
    /// The other adoptions of a joint order: «… № 30-н/қ және ҚР … министрінің 27.01.2025 № 4 бірлескен бұйрығымен». It is one act all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Adoption>,
    /// When the change took effect, as written.
    pub commencement: Commencement,
}

/// What a note means for the Kazakh text it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteEffect {
    /// The text is as the last of its acts made it.
    Made,
    /// «орыс тіліндегі мәтінге өзгеріс енгізілді, қазақ тіліндегі мәтін өзгермейді»: only the Russian text changed.
    RussianOnly,
    /// «ЗҚАИ-ның ескертпесі! … өзгеріс енгізу көзделген»: announced, not yet in force.
    Pending,
}

impl NoteEffect {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::RussianOnly => "russian_only",
            Self::Pending => "pending",
        }
    }
}

/// An «Ескерту.» of a consolidated text: what was done to a unit, when and by which acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmendmentNote {
    /// The unit it is about.
    pub target: Option<ProvisionPath>,
    /// What was done, by the first of its acts.
    pub op: Operation,
    /// The acts, in the order of the note.
    pub by: Vec<NoteEvent>,
    /// Whether what it tells of has happened to the text before us.
    pub effect: NoteEffect,
    /// The words of the note.
    pub span: Span,
    /// Where it is printed.
    pub lines: LineRange,
}
