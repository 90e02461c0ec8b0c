//! The words of the trade: what an act is, how its parts are addressed, and what it says about other acts.
//!
//! In: nothing. Out: plain types that every other room speaks. This room reads no file and no text of a law beyond one
//! address, number or date at a time.
//!
//! ```
//! use tarmaq::act::{ProvisionKind, ProvisionPath};
//!
//! let path: ProvisionPath = "rules/point-14-1/subpoint-2".parse()?;
//! assert_eq!(path.kind(), Some(ProvisionKind::Subpoint));
//! assert_eq!(path.parent(), Some("rules/point-14-1".parse()?));
//! # Ok::<(), tarmaq::act::PathError>(())
//! ```

mod amendment;
mod date;
mod document;
mod id;
mod kind;
mod number;
mod path;
mod reference;

pub use amendment::{
    Amendment, AmendmentNote, AmendmentTarget, Commencement, CommencementException, CommencementTerms, Delay, NoteEffect, NoteEvent, Operation, Sentences,
    WordChange,
};
pub use date::{Date, DateError};
pub use document::{Act, Adoption, Provision, Registration, Requisites, Status};
pub use id::{ActId, ActIdError};
pub(crate) use id::{FILE_ENDINGS, ID_LETTERS_MAX, is_id_letter};
pub use kind::{ActKind, ProvisionKind};
pub use number::ProvisionNumber;
pub(crate) use path::RANGE_MAX;
pub use path::{PathError, ProvisionPath};
pub use reference::{CitedAct, DefinedTerm, Reference, Target};
