//! The door `pdf_packed`, for libFuzzer. What it does is told in `doors`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tarmaq_fuzz::enter("pdf_packed", bytes));
