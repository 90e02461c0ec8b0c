//! Printed text to clean text.

mod corpus;

use divan::Bencher;
use divan::counter::BytesCount;
use tarmaq::repair::repair;

fn main() {
    divan::main();
}

#[divan::bench]
fn all_passes(bencher: Bencher<'_, '_>) {
    let sources = corpus::sources();
    bencher.counter(BytesCount::new(corpus::bytes(&sources))).bench_local(|| {
        let texts: Vec<_> = sources.iter().map(|source| repair(source).value).collect();
        // Its preamble is printed «Б Ұ Й Ы Р А М Ы Н» or in one word; either way it is one word now.
        assert!(texts.iter().all(|text| !text.text.contains("Б Ұ Й Ы Р")));
        assert!(texts.iter().any(|text| text.text.contains("ҚАУЛЫ ЕТЕДІ:")));
        texts
    });
}

/// A text that needs nothing done: what looking at it costs.
#[divan::bench]
fn clean_text(bencher: Bencher<'_, '_>) {
    let sources: Vec<_> = corpus::sources().iter().map(|source| tarmaq::text::SourceText::new(source.file(), repair(source).value.text)).collect();
    bencher.counter(BytesCount::new(corpus::bytes(&sources))).bench_local(|| {
        let texts: Vec<_> = sources.iter().map(|source| repair(source).value).collect();
        assert!(texts.iter().zip(&sources).all(|(text, source)| text.text == source.text()));
        texts
    });
}
