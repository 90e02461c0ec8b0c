//! Acts in, something that can be asked out.
//!
//! In: acts as [`StoredAct`]s and the sources they came from. Out: a folder that holds one generation of the index: the acts themselves, a
//! tantivy index over their units, and a manifest that says from which bytes they were made. [`Index`] reads it; [`Builder`] writes the next
//! generation beside it, and only a whole one takes its place. Nothing here parses a law or a question.
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

mod check;
mod error;
mod open;
mod store;

pub use check::{CheckReport, Finding, FindingKind};
pub use error::Error;
pub use open::Index;
pub use store::{ActHeader, AdoptionRecord, Place, RegistrationRecord};
