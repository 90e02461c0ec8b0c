//! Clean text to requisites and provisions, notes and changes with them.

mod corpus;

use divan::Bencher;
use divan::counter::BytesCount;
use tarmaq::repair::repair;

fn main() {
    divan::main();
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let sources = corpus::sources();
    let texts: Vec<_> = sources.iter().map(|source| (source, repair(source).value)).collect();
    bencher.counter(BytesCount::new(corpus::bytes(&sources))).bench_local(|| {
        let acts: Vec<_> = texts.iter().map(|(source, text)| tarmaq::structure::parse(source, text).value).collect();
        let provisions: usize = acts.iter().map(|act| act.provisions.len()).sum();
        assert!(provisions > 600 * corpus::COPIES, "{provisions} provisions");
        assert_eq!(acts.iter().filter(|act| act.id.is_some()).count(), 4 * corpus::COPIES, "four of the texts are acts");
        acts
    });
}
