//! Any bytes that are given out as a HTML page are read or refused, and what is read holds together.
//!
//! `cargo fuzz run --sanitizer none --fuzz-dir tests/fuzz html tests/fuzz/seeds/html`

#![no_main]

mod document;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| document::check("a.html", bytes));
