//! How the tests of properties draw their cases: the same few in every usual run, so that a run that fails for one change fails for it everywhere.
//! `PROPTEST_CASES=100000 cargo test --lib` looks further, and elsewhere each time.

#![cfg(test)]

use proptest::test_runner::{Config, RngSeed};

/// What a property is tried with: `cases` that never change, or as many as `PROPTEST_CASES` asks for, drawn anew.
pub(crate) fn config(cases: u32) -> Config {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = Config { failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    if asked { config } else { Config { cases, rng_seed: RngSeed::Fixed(16354), ..config } }
}
