//! Any bytes behind the signature of a PDF are read or refused, within bounds, and what is read holds together.
//!
//! `cargo fuzz run --sanitizer none --fuzz-dir tests/fuzz pdf tests/fuzz/seeds/pdf`

#![no_main]

mod document;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| document::check("a.pdf", &[b"%PDF-1.7\n", bytes].concat()));
