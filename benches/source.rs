//! Bytes to printed text. The peer is the check for UTF-8 of the standard library, which cannot be left out.

mod corpus;

use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

#[divan::bench]
fn read_bytes(bencher: Bencher<'_, '_>) {
    let bytes: usize = corpus::files().iter().map(|(_, bytes)| bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).with_inputs(corpus::files).bench_local_values(|files| {
        let lines: u32 = files.into_iter().map(|(name, bytes)| tarmaq::source::read_bytes(&name, bytes).expect("the corpus is text").value.line_count()).sum();
        assert!(lines as usize > 5_000 * corpus::COPIES, "{lines} lines");
        lines
    });
}

#[divan::bench]
fn peer_std_utf8(bencher: Bencher<'_, '_>) {
    let bytes: usize = corpus::files().iter().map(|(_, bytes)| bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).with_inputs(corpus::files).bench_local_values(|files| {
        let letters: usize = files.into_iter().map(|(_, bytes)| String::from_utf8(bytes).expect("the corpus is UTF-8").len()).sum();
        assert_eq!(letters, bytes);
        letters
    });
}
