//! Acts as the index keeps them.

use serde::{Deserialize, Serialize};

use crate::act::{ActId, ActKind, Date, Status};
use crate::text::{LineRange, PageRange};

/// Where something was printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The name of the source file.
    pub file: String,
    /// Its lines, 1-based.
    pub lines: LineRange,
    /// Its pages, 1-based, where the source has pages.
    pub pages: Option<PageRange>,
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
    /// Whether it is in force, as its own text says.
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
    /// Other source files of the same act, whose text is not used.
    pub other_files: Vec<String>,
    /// Lines of the source.
    pub lines: u32,
    /// How many units it has.
    pub units: usize,
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
