//! All suites, in one binary.

#[cfg(feature = "cli")]
mod cli;
