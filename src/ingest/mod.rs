//! The one place that knows the order of the stages: files in, an index out.
//!
//! In: a corpus folder (and files named one by one). Out: a whole new index in the place of the old one, and a `Report` of what was
//! read, kept, dropped and not understood. Documents are read in parallel; the result does not depend on the order of the threads.
//! One bad file never stops the others, and a run that is killed leaves the old index answering.
//!
//! ```no_run
//! # #[cfg(feature = "search")] {
//! use tarmaq::ingest::{Options, Silent, ingest};
//!
//! let report = ingest(&Options::new("corpus", "index"), &Silent)?;
//! println!("{} acts, {} units", report.acts, report.units);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "search")]
mod before;
#[cfg(feature = "search")]
mod check;
#[cfg(feature = "search")]
mod copies;
#[cfg(feature = "search")]
mod corpus;
mod file;
#[cfg(feature = "search")]
mod freshness;
#[cfg(feature = "search")]
mod histories;
#[cfg(feature = "search")]
mod parts;
mod pipeline;
// The build script lives in the room whose version it tells; it is code of the library in tests alone.
#[cfg(test)]
mod reader_version;
#[cfg(feature = "search")]
mod report;
#[cfg(feature = "search")]
mod run;
#[cfg(feature = "search")]
mod source_of;
#[cfg(feature = "search")]
mod sources;

pub use crate::source::Error as ReadError;
pub use file::{ReadFile, read_file};
pub use pipeline::read_act;
#[cfg(feature = "search")]
pub use {
    check::check,
    freshness::{Freshness, freshness},
    report::{Error, Ingested, Options, Outcome, Progress, Report, Silent},
    run::{READER, ingest},
    source_of::{NoSource, source_of},
};

#[cfg(test)]
#[cfg(feature = "search")]
mod tests;
