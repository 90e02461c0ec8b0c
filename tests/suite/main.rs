//! All suites, in one binary.

#[cfg(feature = "cli")]
mod cli;
mod gold;
mod structure;
