//! The whole way from printed text to act, on one core.

mod corpus;

use divan::Bencher;
use divan::counter::BytesCount;
use tarmaq::ingest::read_act;
use tarmaq::text::SourceText;

fn main() {
    divan::main();
}

/// The corpus, document by document.
#[divan::bench]
fn documents(bencher: Bencher<'_, '_>) {
    let bytes = corpus::bytes(&corpus::sources());
    bencher.counter(BytesCount::new(bytes)).with_inputs(corpus::sources).bench_local_values(|sources| {
        let acts: Vec<_> = sources.into_iter().map(|source| (corpus::id(&source), source)).map(|(id, source)| read_act(source, id)).collect();
        for id in ["P2200000807", "V1200007775", "V1800016354", "V2000021165"] {
            assert_eq!(acts.iter().filter(|act| act.id.as_str() == id).count(), corpus::COPIES, "{id}");
        }
        acts
    });
}

/// One document each.
#[divan::bench(args = ["P2200000807", "V1200007775", "V1800016354", "V2000021165", "kandastar-suraq-jauap"])]
fn document(bencher: Bencher<'_, '_>, name: &str) {
    let source = corpus::sources().into_iter().find(|source| source.file() == name).expect("a text of the corpus");
    bencher.counter(BytesCount::new(source.text().len())).with_inputs(|| source.clone()).bench_local_values(|source| {
        let act = read_act(source, "a".parse().expect("an id"));
        assert!(act.provisions.len() > 20, "{} provisions", act.provisions.len());
        act
    });
}

/// One text a hundred times as long: work must grow with length, not faster.
#[divan::bench(args = [1, 10, 100])]
fn one_long_act(bencher: Bencher<'_, '_>, times: usize) {
    let source = corpus::sources().into_iter().find(|source| source.file() == "V1800016354").expect("a text of the corpus");
    let source = SourceText::new("long", source.text().repeat(times));
    bencher.counter(BytesCount::new(source.text().len())).with_inputs(|| source.clone()).bench_local_values(|source| {
        let act = read_act(source, "a".parse().expect("an id"));
        assert!(act.provisions.len() > 80 * times, "{} provisions", act.provisions.len());
        act
    });
}
