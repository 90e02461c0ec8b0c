//! All suites, in one binary.

// A test that cannot go on says so by panicking, in its helpers too.
#![allow(clippy::unwrap_used)]

mod allocations;
mod changes;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "search")]
mod export;
#[cfg(feature = "cli")]
mod faults;
mod formats;
#[cfg(feature = "search")]
mod generated;
mod gold;
#[cfg(feature = "serve")]
mod http;
#[cfg(feature = "search")]
mod index;
#[cfg(feature = "search")]
mod made_up;
#[cfg(all(feature = "cli", feature = "mcp"))]
mod mcp;
mod pdf;
mod properties;
#[cfg(feature = "search")]
mod relevance;
mod requisites;
#[cfg(feature = "cli")]
mod sources;
mod structure;
mod tidy;
#[cfg(feature = "cli")]
mod versions;
