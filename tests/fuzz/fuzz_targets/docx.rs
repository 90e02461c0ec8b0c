//! Any bytes that are given out as such a file are read or refused, and what is read holds together.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz docx tests/fuzz/seeds/docx`

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(read) = tarmaq::source::read_bytes("a.docx", bytes.to_vec()) else { return };
    let (source, marks) = (&read.value, read.value.marks());
    let mut end = 0;
    for block in &marks.blocks {
        assert!(block.span.start >= end && block.span.end > block.span.start);
        assert!(source.text().get(block.span.range()).is_some());
        end = block.span.end;
    }
    for link in &marks.links {
        assert!(source.text().get(link.span.range()).is_some_and(|words| !words.is_empty()));
    }
    let act = tarmaq::ingest::read_act(read.value, "a".parse().unwrap());
    assert!(act.provisions.iter().all(|provision| provision.lines.last <= act.source.line_count()));
});
