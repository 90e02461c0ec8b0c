//! Any bytes that are given out as a Markdown file are read or refused, and what is read holds together.
//!
//! `cargo fuzz run --sanitizer none --fuzz-dir tests/fuzz markdown tests/fuzz/seeds/markdown`

#![no_main]

mod document;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| document::check("a.md", bytes));
