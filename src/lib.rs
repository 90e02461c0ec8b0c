#![doc = include_str!("ARCHITECTURE.md")]
// The rooms that a build is without are linked to the section that says so.
#![cfg_attr(not(feature = "search"), doc = "\n[`analyzer`]: #two-features\n[`index`]: #two-features\n[`query`]: #two-features")]
#![cfg_attr(not(feature = "cli"), doc = "\n[`cli`]: #two-features")]

pub mod act;
pub mod amend;
pub mod analyzer;
pub mod cite;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diff;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod history;
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
