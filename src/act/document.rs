//! An act as one text gives it.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::amendment::{Amendment, AmendmentNote, Commencement};
use super::date::Date;
use super::id::ActId;
use super::kind::{ActKind, ProvisionKind};
use super::number::ProvisionNumber;
use super::path::ProvisionPath;
use super::reference::{CitedAct, DefinedTerm, Reference};
use crate::text::{CleanText, LineRange, Problem, SourceSpan, SourceText, Span};

/// Whether an act is in force, as its own text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// Nothing in the text says otherwise.
    InForce,
    /// «Күшін жойған».
    Repealed,
    /// Some parts are no longer in force.
    PartlyInForce,
    /// It has not taken effect yet.
    NotYet,
    /// Its effect is suspended.
    Suspended,
    /// Not an act, or nothing can be told.
    Unknown,
}

impl Status {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Repealed => "repealed",
            Self::PartlyInForce => "partly_in_force",
            Self::NotYet => "not_yet",
            Self::Suspended => "suspended",
            Self::Unknown => "unknown",
        }
    }
}

/// One adoption: a joint order has several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adoption {
    /// The day.
    pub date: Option<Date>,
    /// The number, as printed.
    pub number: Option<String>,
    /// Who adopted it, in the nominative.
    pub issuer: Option<String>,
}

/// The entry in the register of the Ministry of Justice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The day.
    pub date: Option<Date>,
    /// The number.
    pub number: String,
    /// Entered by a department of a region: a local act, whose id cannot be derived.
    pub local: bool,
}

/// What stands above the first clause: what the act is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requisites {
    /// The title, repaired.
    pub title: String,
    /// Where the title stands.
    pub title_span: Option<Span>,
    /// What kind of act.
    pub kind: ActKind,
    /// All issuers, in the nominative.
    pub issuers: Vec<String>,
    /// All adoptions, in the order of the text.
    pub adopted: Vec<Adoption>,
    /// The registration, where there is one.
    pub registered: Option<Registration>,
    /// Whether it is in force.
    pub status: Status,
    /// The act that repealed it, where the text names it.
    pub repealed_by: Option<CitedAct>,
    /// Language of the text: `kk`.
    pub language: String,
}

impl Requisites {
    /// The later of the last adoption and the registration: on an earlier day the act was not there, so that nothing published it.
    pub fn complete_on(&self) -> Option<Date> {
        let adopted = self.adopted.iter().filter_map(|adoption| adoption.date).max();
        adopted.max(self.registered.as_ref().and_then(|entry| entry.date))
    }
}

/// A part of an act that can be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Its address.
    pub path: ProvisionPath,
    /// What kind of part.
    pub kind: ProvisionKind,
    /// Its number, as printed.
    pub number: Option<ProvisionNumber>,
    /// Its index among the provisions of the act; `None` for an outermost part. Groups are parents here.
    pub parent: Option<usize>,
    /// The groups (sections, chapters) it stands in, outermost first, by their own addresses.
    pub grouping: Vec<ProvisionPath>,
    /// Its heading, where it has one; of a row its header cell, or the heading of its group of rows.
    pub heading: Option<String>,
    /// Its own words: children and notes left out, in the order of the text.
    pub own: Vec<Span>,
    /// From its first line to the last line of its last child.
    pub lines: LineRange,
    /// The number is kept, the text is gone: «Алып тасталды».
    pub tombstone: bool,
}

/// An act as one source gives it, with everything the stages found in it.
#[derive(Clone, Debug)]
pub struct Act {
    /// Its id.
    pub id: ActId,
    /// What it is.
    pub requisites: Requisites,
    /// Its parts in the order of the text, parents before children.
    pub provisions: Vec<Provision>,
    /// When the act as a whole takes effect, as its own words put it; units it excepts are in it.
    pub commencement: Commencement,
    /// What it does to other acts.
    pub amendments: Vec<Amendment>,
    /// What its notes say was done to it.
    pub notes: Vec<AmendmentNote>,
    /// What it points at.
    pub references: Vec<Reference>,
    /// What it defines for itself.
    pub terms: Vec<DefinedTerm>,
    /// Every place where a stage was not sure, in the order of the text.
    pub problems: Vec<Problem>,
    /// The printed text.
    pub source: SourceText,
    /// The repaired text.
    pub text: CleanText,
}

impl Act {
    /// The provision at exactly `path`.
    pub fn provision(&self, path: &ProvisionPath) -> Option<&Provision> {
        self.provisions.iter().find(|provision| provision.path == *path)
    }

    /// The own text of `provision`: its spans, joined by spaces.
    pub fn own_text(&self, provision: &Provision) -> String {
        let mut text = String::new();
        for &span in &provision.own {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(self.text.slice(span));
        }
        text
    }

    /// The references of each provision that has any: the bytes of its own text ([`Act::own_text`]) on which each stands. In the order of the text.
    pub fn references_of_provisions(&self) -> BTreeMap<usize, Vec<(Range<usize>, &Reference)>> {
        let mut found: BTreeMap<usize, Vec<(Range<usize>, &Reference)>> = BTreeMap::new();
        for reference in &self.references {
            let Some((at, provision)) = reference.from.and_then(|at| Some((at, self.provisions.get(at)?))) else { continue };
            let mut offset = 0;
            for span in &provision.own {
                if reference.span.start >= span.start && reference.span.end <= span.end {
                    let start = offset + (reference.span.start - span.start) as usize;
                    found.entry(at).or_default().push((start..start + reference.span.len(), reference));
                    break;
                }
                // Spans are joined by a space.
                offset += span.len() + 1;
            }
        }
        found.values_mut().for_each(|references| references.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end))));
        found
    }

    /// The names that the source gives to places of its own (`z12`), each with the provision that stands there, as an index; links of other acts lead
    /// to them. A place outside all provisions is left out.
    pub fn anchors(&self) -> Vec<(&str, usize)> {
        let anchors = &self.source.marks().anchors;
        if anchors.is_empty() {
            return Vec::new();
        }
        let mut own: Vec<(Span, usize)> =
            self.provisions.iter().enumerate().flat_map(|(at, provision)| provision.own.iter().map(move |&span| (span, at))).collect();
        own.sort_unstable();
        // The first words after the name, for the very first sign may have been taken out.
        let places: Vec<SourceSpan> = anchors.iter().map(|anchor| SourceSpan { start: anchor.at, end: anchor.at.saturating_add(16) }).collect();
        let found = self.text.map.to_clean(&places).into_iter().zip(anchors).filter_map(|(place, anchor)| {
            let place = place?;
            let last = own.partition_point(|(span, _)| span.start <= place.start).checked_sub(1)?;
            (own[last].0.end > place.start).then_some((anchor.name.as_str(), own[last].1))
        });
        found.collect()
    }

    /// The printed bytes that a span of the repaired text was made from.
    pub fn printed(&self, span: Span) -> SourceSpan {
        self.text.map.to_source(span)
    }

    /// The printed lines that a span of the repaired text was made from.
    pub fn lines_of(&self, span: Span) -> LineRange {
        self.source.lines_of(self.printed(span))
    }
}
