#![doc = include_str!("ARCHITECTURE.md")]
// The rooms that a build is without are linked to the section that says so.
#![cfg_attr(not(feature = "search"), doc = "\n[`analyzer`]: #features\n[`export`]: #features\n[`index`]: #features\n[`query`]: #features")]
#![cfg_attr(not(feature = "cli"), doc = "\n[`cli`]: #features")]
#![cfg_attr(not(feature = "mcp"), doc = "\n[`mcp`]: #features")]
#![cfg_attr(not(feature = "serve"), doc = "\n[`serve`]: #features")]

pub mod act;
pub mod amend;
pub mod analyzer;
pub mod cite;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diff;
#[cfg(feature = "search")]
pub mod export;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod history;
#[cfg(feature = "search")]
pub mod index;
pub mod ingest;
#[cfg(feature = "mcp")]
pub mod mcp;
#[cfg(feature = "search")]
pub mod query;
pub mod repair;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod structure;
pub mod text;
pub mod wire;

/// The programs of the README, run as they stand there.
#[cfg(all(doctest, feature = "search"))]
#[doc = include_str!("../README.md")]
pub struct Readme;
