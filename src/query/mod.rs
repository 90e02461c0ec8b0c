//! A question in, cited passages out.
//!
//! In: an open [`Index`](crate::index::Index) and a [`Question`], or an address. Out: an [`Answer`] of [`Passage`]s, best first; [`Shown`]: a
//! passage with everything below it, as it stood on a day; a [`Chronicle`] of what happened to it; a [`Comparison`] of two days; the
//! [`Changes`] of a period. A question is never a syntax error, no clock is read (the caller says what
//! day it asks about), and nothing is written.
//!
//! ```no_run
//! use tarmaq::{index::Index, query::{Question, search}};
//!
//! let index = Index::open("index".as_ref())?;
//! let answer = search(&index, &Question { text: "адам саудасы құрбаны".into(), ..Question::default() })?;
//! for hit in &answer.hits {
//!     println!("{}: {}", hit.citation.kk, hit.text);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod address;
mod all;
mod any;
mod best;
mod change;
mod chronicle;
mod citation;
mod cite;
mod cited;
mod cognate;
mod concept;
mod days;
mod elsewhere;
mod excerpt;
mod expects;
mod explain;
mod facets;
mod gather;
mod grammar;
mod highlight;
mod layout;
mod lift;
mod like;
mod lists;
mod numbered;
mod ours;
mod pace;
mod parts;
mod passage;
mod plain;
mod quotation;
mod rank;
mod references;
mod score;
mod search;
mod show;
mod standing;
mod suggest;
mod thesaurus;
mod titled;
mod told;
mod version;
mod wider;
mod words;

pub use crate::analyzer::{Reason, Widening};
pub use change::{Change, Changes, Comparison, Side, UnitChange, changes, diff};
pub use chronicle::{Chronicle, Happened, Version, history};
pub use citation::brief;
pub use cite::{FoundCitation, cite};
pub use excerpt::excerpt;
pub use facets::{Facet, Facets};
pub use like::like;
pub use pace::{Pace, PartPace, pace};
pub use passage::{Certainty, Citation, EffectiveDate, Passage, State, Suspension, Validity};
pub use plain::{PlainHit, PlainHits, PlainPassage, Together, marks, plain};
pub use quotation::{Quotation, Sameness, quotation};
pub use references::{CitedBy, Pointer, References, references};
pub use search::{Answer, Question, Sort, search};
pub use show::{Shown, ShownUnit, show};
pub use suggest::{Suggestion, SuggestionKind, suggest};
pub use told::days;

use crate::index;

/// Why a question or an address got no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No indexed act has this address. The command line answers with exit code 1.
    #[error("nothing is indexed at `{address}`{}", hint(near))]
    NotFound {
        /// The address as it was asked for.
        address: String,
        /// Addresses that exist and may have been meant, at most five.
        near: Vec<String>,
    },
    /// The address fits several components of the act.
    #[error("`{address}` may be any of: {}", candidates.join(", "))]
    Ambiguous {
        /// The address as it was asked for.
        address: String,
        /// The addresses it may stand for.
        candidates: Vec<String>,
    },
    /// The index could not be read.
    #[error(transparent)]
    Index(#[from] index::Error),
}

fn hint(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) }
}

#[cfg(test)]
mod tests;
