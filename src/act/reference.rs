//! Pointers found in the text of a law.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::id::ActId;
use super::kind::ActKind;
use super::path::ProvisionPath;
use crate::text::Span;

/// An act as another text names it.
///
/// `id` is set where one follows from what is printed (see [`CitedAct::derive_id`]); nothing is invented.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CitedAct {
    /// Its id, where one follows.
    pub id: Option<ActId>,
    /// Its kind, where printed.
    pub kind: Option<ActKind>,
    /// Its title without quotation marks, where printed.
    pub title: Option<String>,
    /// Who issued it, as printed.
    pub issuer: Option<String>,
    /// The day of adoption.
    pub date: Option<Date>,
    /// Its number, `11-1-4/149` or `148`.
    pub number: Option<String>,
    /// Its number in the register of the Ministry of Justice.
    pub registration: Option<String>,
}

impl CitedAct {
    /// The Adilet id that follows from what is printed, if one does.
    ///
    /// A law, code, Government resolution or President's decree: letter, year of adoption (two digits), number (eight
    /// digits). A registered order takes year and number of its registration; the year of adoption stands in for that of
    /// registration only when the day of adoption is so early in its year that registration in the next one is unlikely.
    /// Decisions are local acts, whose ids carry letters that no text prints. Acts before 2010 have no derivable id (Adilet writes them otherwise).
    pub fn derive_id(&self) -> Option<ActId> {
        let date = self.date?;
        if date.year() < 2010 {
            return None;
        }
        let (letter, number) = match self.kind? {
            ActKind::Order => ('V', self.registration.as_deref()?),
            ActKind::Resolution => ('P', self.number.as_deref()?),
            ActKind::Law => ('Z', self.number.as_deref()?),
            ActKind::Code => ('K', self.number.as_deref()?),
            ActKind::Decree => ('U', self.number.as_deref()?),
            _ => return None,
        };
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() || digits.len() > 8 || (letter == 'P' && digits.len() != number.len()) {
            return None;
        }
        format!("{letter}{:02}{digits:0>8}", date.year() % 100).parse().ok()
    }
}

/// What a pointer points at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Target {
    /// The act; `None` for the act the pointer stands in.
    pub act: Option<CitedAct>,
    /// The provision; `None` for the act as a whole.
    pub path: Option<ProvisionPath>,
}

/// A pointer to a provision or an act, found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its words.
    pub span: Span,
    /// The provision it stands in, as an index into [`super::Act::provisions`]; `None` outside all of them.
    pub from: Option<usize>,
    /// What it points at.
    pub target: Target,
    /// The link target as printed, where the source carries one.
    pub href: Option<String>,
}

/// A term the act defines for itself: «(бұдан әрі – Заң)».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinedTerm {
    /// The short form, without quotation marks.
    pub term: String,
    /// The words it stands for, as printed before the bracket.
    pub meaning: Span,
    /// The whole bracket.
    pub span: Span,
}
