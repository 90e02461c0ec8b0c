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
mod fuzz;
#[allow(dead_code, reason = "without the index only a part of it is used")]
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
mod paper;
mod parted;
mod pdf;
mod properties;
#[cfg(feature = "search")]
mod relevance;
mod requisites;
#[cfg(feature = "cli")]
mod scans;
#[cfg(feature = "cli")]
mod sources;
mod structure;
mod tidy;
mod transformed;
#[cfg(feature = "cli")]
mod versions;
