//! Any file that calls itself a PDF is read or refused, within bounds, and its marks lie inside its text.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz pdf tests/fuzz/seeds/pdf`

#![no_main]

use libfuzzer_sys::fuzz_target;
use tarmaq::source::read_bytes;

fuzz_target!(|bytes: &[u8]| {
    let bytes = [b"%PDF-1.7\n", bytes].concat();
    if let Ok(read) = read_bytes("a.pdf", bytes) {
        let text = read.value.text();
        let marks = read.value.marks();
        let inside = |start: u32, end: u32| text.get(start as usize..end as usize).is_some();
        assert!(marks.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        assert!(marks.blocks.iter().all(|block| inside(block.span.start, block.span.end)));
        assert!(marks.links.iter().all(|link| inside(link.span.start, link.span.end)));
        assert!(marks.places.iter().all(|place| inside(place.span.start, place.span.end)));
    }
});
