#![doc = include_str!("ARCHITECTURE.md")]

pub mod act;
pub mod amend;
pub mod analyzer;
pub mod cite;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "search")]
pub mod index;
pub mod ingest;
#[cfg(feature = "search")]
pub mod query;
pub mod repair;
pub mod source;
pub mod structure;
pub mod text;
pub mod wire;

/// The programs of the README, run as they stand there.
#[cfg(all(doctest, feature = "search"))]
#[doc = include_str!("../README.md")]
pub struct Readme;
