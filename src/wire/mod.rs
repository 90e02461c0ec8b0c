//! The JSON that programs hold on to, field by field: what `--json` prints, and what a server would send.
//!
//! In: answers of the other rooms. Out: types whose only use is to be serialised. This room works nothing out and reads
//! nothing; a value that is not in the answer it is given is not in the JSON either.
//!
//! What holds everywhere:
//!
//! * Every answer is one object with `schema` ([`SCHEMA`]). Fields may be added under the same number; a field is renamed,
//!   removed or changes its meaning only with the next one.
//! * A field that is documented is always there. What is not known is `null`, never an empty text or an invented date;
//!   where a field is left out instead, its documentation says so.
//! * Days are `YYYY-MM-DD`. Lines and pages are 1-based, and pairs of them hold both ends. Numbers of provisions and acts
//!   are text, as printed.
//! * Lists are in the order of the text, hits in the order of the ranking.
//!
//! ```
//! use tarmaq::act::{Commencement, Delay};
//! use tarmaq::wire;
//!
//! let ten_days = wire::Commencement::new(&Commencement::AfterPublication(Delay::CalendarDays(10)), None);
//! assert_eq!(serde_json::to_string(&ten_days)?, r#"{"kind":"after_publication","days":10}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

#[cfg(feature = "search")]
mod beside;
#[cfg(feature = "search")]
mod catalog;
#[cfg(feature = "cli")]
mod doctor;
mod document;
#[cfg(feature = "search")]
mod passage;
#[cfg(feature = "schema")]
mod schema;
mod shared;
#[cfg(feature = "search")]
mod version;

#[cfg(feature = "search")]
pub use beside::{CitedBy, Cites, Facet, Facets, Pointer, PointerTo, Suggest, Suggestion};
#[cfg(feature = "search")]
pub use catalog::{ActSummary, Acts, Analyze, AnalyzedLine, Check, CountedProblem, Finding, Ingest, IngestedFile};
#[cfg(feature = "cli")]
pub use doctor::{Advice, CorpusState, Doctor, IndexState, Tool};
pub use document::{Adoption, Amendment, Document, Note, NoteEvent, Parse, Provision, Reference, Registration, Term, WordChange};
#[cfg(feature = "search")]
pub use passage::{Below, Citation, CitationInText, Cite, EffectiveDate, Passage, PrintedNote, Quotation, Remark, Search, Show, Validity, Widened};
pub use shared::{CitedAct, Commencement, CommencementException, NamedAct, Problem, Source, Target};
#[cfg(feature = "search")]
pub use version::{Changed, Changes, Diff, DiffChange, Doubt, DoubtText, Event, History, Side, UnknownWording, Word, Wording, Words};

/// The version of the JSON, in every answer as `schema`.
pub const SCHEMA: u32 = 1;
