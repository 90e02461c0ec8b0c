//! A question to cited passages, over the index of the corpus.

mod corpus;

use divan::Bencher;
use tarmaq::index::Index;
use tarmaq::ingest::{Options, Silent, ingest};
use tarmaq::query::{Question, search, show};
use tempfile::TempDir;

fn main() {
    divan::main();
}

fn index() -> (TempDir, Index) {
    let folder = tempfile::tempdir().expect("a folder");
    ingest(&Options::new(corpus::folder(), folder.path()), &Silent).expect("the corpus is sound");
    let index = Index::open(folder.path()).expect("an index");
    (folder, index)
}

/// Question, and an address that is among its answers.
const QUESTIONS: &[(&str, &str)] = &[
    ("қандас мәртебесі", ""),
    ("адам саудасының құрбаны", "V1200007775"),
    ("\"күнтізбелік он күн өткен соң\"", "P2200000807/point-2"),
    ("V1800016354/rules/point-3", "V1800016354/rules/point-3"),
    // Wording that an amending order gives is answered under the address of the order it amends.
    ("виза беру туралы өтінішті қарау мерзімі қанша", "V1600014531"),
];

#[divan::bench(args = QUESTIONS)]
fn ask(bencher: Bencher<'_, '_>, &(text, wanted): &(&str, &str)) {
    let (_folder, index) = index();
    let question = Question { text: text.to_owned(), ..Question::default() };
    bencher.bench_local(|| {
        let answer = search(&index, &question).expect("an index that can be read");
        assert!(answer.hits.iter().any(|hit| hit.address.starts_with(wanted)), "{text}: {} hits", answer.hits.len());
        answer
    });
}

#[divan::bench]
fn show_a_chapter(bencher: Bencher<'_, '_>) {
    let (_folder, index) = index();
    bencher.bench_local(|| {
        let shown = show(&index, "V1800016354/rules/chapter-2", None).expect("a chapter of the corpus");
        assert!(shown.below.len() > 10, "{} units below", shown.below.len());
        shown
    });
}

#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let (folder, _index) = index();
    bencher.bench_local(|| {
        let index = Index::open(folder.path()).expect("an index");
        assert_eq!(index.acts().len(), 5);
        index
    });
}
