//! What the acts point at, and the terms they define.

mod corpus;

use divan::Bencher;
use divan::counter::BytesCount;
use tarmaq::cite;

fn main() {
    divan::main();
}

#[divan::bench]
fn references(bencher: Bencher<'_, '_>) {
    let acts = corpus::acts();
    let bytes: usize = acts.iter().map(|act| act.source.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let found: Vec<_> = acts.iter().map(|act| cite::references(&act.text, &act.provisions, &act.amendments, &act.requisites)).collect();
        let count: usize = found.iter().map(Vec::len).sum();
        assert!(count > 100 * corpus::COPIES, "{count} references");
        found
    });
}

#[divan::bench]
fn defined_terms(bencher: Bencher<'_, '_>) {
    let acts = corpus::acts();
    let bytes: usize = acts.iter().map(|act| act.source.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let found: Vec<_> = acts.iter().map(|act| cite::defined_terms(&act.text)).collect();
        assert!(found.iter().any(|terms| !terms.is_empty()));
        found
    });
}
