//! All suites, in one binary.

// A test that cannot go on says so by panicking, in its helpers too.
#![allow(clippy::unwrap_used)]

#[cfg(feature = "cli")]
mod cli;
mod gold;
mod properties;
mod requisites;
mod structure;
mod tidy;
