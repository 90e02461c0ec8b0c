//! Acts in, something that can be asked out.
//!
//! In: acts as [`StoredAct`]s and the sources they came from. Out: a folder that holds one generation of the index: the acts themselves, their histories, a
//! tantivy index over their units, and a manifest that says from which bytes they were made and what every file must hold. [`Index`] reads it;
//! [`Builder`] writes the next generation beside it, and only a whole one takes its place. Nothing here parses a law or a question.
//!
//! ```no_run
//! use tarmaq::index::Index;
//!
//! let index = Index::open("index".as_ref())?;
//! for act in index.acts() {
//!     println!("{} {}", act.id, act.title);
//! }
//! # Ok::<(), tarmaq::index::Error>(())
//! ```

mod abbreviation;
mod belonging;
mod build;
mod check;
mod columns;
mod defined;
mod digest;
mod error;
mod folder;
mod generation;
mod given;
mod kept;
mod leads;
mod learn;
mod lexicon;
mod manifest;
mod naming;
mod noted;
mod open;
mod outer;
mod pack;
mod packed;
mod portions;
mod read_only;
mod rows;
mod schema;
mod segments;
mod service;
mod side_by_side;
mod sources;
mod spelling;
mod store;
mod table;
mod units;
mod wordings;

pub(crate) use belonging::{ActFacts, Belonging, SegmentActs};
pub use build::{Builder, IndexedAct};
pub(crate) use build::{OldPacks, UNITS_FOR_THREADS};
pub use check::{CheckReport, Finding, FindingKind, compare};
pub(crate) use digest::{Digest, sha256_of_file};
pub use error::Error;
pub use folder::{WriteLock, current as generation_mark};
pub(crate) use generation::{Generation, SourceState};
pub(crate) use kept::PrintedUnits;
pub(crate) use manifest::digest_with;
pub use manifest::{FileRecord, FileState, Kept, Manifest, PartRecord, Replaced, SourceRecord};
pub use open::Index;
pub(crate) use open::{SharedUnit, UnitPlace};
pub(crate) use outer::Outer;
pub use pack::Spot;
pub(crate) use portions::portions;
pub(crate) use rows::Rows;
pub(crate) use schema::BETWEEN;
pub(crate) use side_by_side::side_by_side;
pub(crate) use sources::SourceTable;
pub use store::{
    ActHeader, AdoptionRecord, AmendedPlace, Ended, Place, PublicationRecord, RegistrationRecord, SourceFacts, StoredAct, StoredSource, Unit, UnitReference,
};
pub(crate) use store::{id_key, number_keys};
pub(crate) use wordings::StandingWriter;
pub use wordings::{Given, given, quotes};
