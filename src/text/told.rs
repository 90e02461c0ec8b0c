//! What a source itself says of the act in it.

use super::span::SourceSpan;

/// What the act in a source is and what its parts are, as the source itself says it: a format of the law (Akoma Ntoso) tells what every other one leaves
/// to be read. Words and names are as the source has them; nothing of it is believed before it was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The id of the act.
    pub id: Option<String>,
    /// Its kind, by its name in JSON.
    pub kind: Option<String>,
    /// Its title, and where it stands.
    pub title: Option<(String, SourceSpan)>,
    /// Who issued it.
    pub issuers: Vec<String>,
    /// Its adoptions.
    pub adopted: Vec<ToldEntry>,
    /// Its entry in the register.
    pub registered: Option<ToldEntry>,
    /// The day of its first official publication, YYYY-MM-DD.
    pub published: Option<String>,
    /// Whether it is in force, by its name in JSON.
    pub status: Option<String>,
    /// The notes on the act as a whole.
    pub notes: Vec<SourceSpan>,
    /// Its parts, parents before children, in the order of the text.
    pub units: Vec<ToldUnit>,
}

/// A day and a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldEntry {
    /// The day, YYYY-MM-DD.
    pub date: Option<String>,
    /// The number.
    pub number: Option<String>,
    /// Whose number it is.
    pub issuer: Option<String>,
}

/// A part of the act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldUnit {
    /// Its address inside the act.
    pub path: String,
    /// Its kind, by its name in JSON, where it does not follow from the address.
    pub kind: Option<String>,
    /// The part it stands in, by its place among [`Told::units`].
    pub parent: Option<usize>,
    /// Its own paragraphs.
    pub own: Vec<SourceSpan>,
    /// The part of them that is its heading.
    pub heading: Option<SourceSpan>,
    /// Its heading, where that is no part of its words: the first cell of a row.
    pub title: Option<String>,
    /// The notes on it.
    pub notes: Vec<SourceSpan>,
    /// The number is kept, the text is gone.
    pub tombstone: bool,
}
