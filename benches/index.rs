//! A corpus to an index, from nothing: files read, parsed, written and made safe on the disk. Takes all cores.

mod corpus;

use divan::Bencher;
use divan::counter::BytesCount;
use tarmaq::ingest::{Options, Silent, ingest};
use tempfile::TempDir;

fn main() {
    divan::main();
}

fn run(bencher: Bencher<'_, '_>, corpus: &std::path::Path, acts: usize) {
    let files = std::fs::read_dir(corpus).expect("a folder").map(|entry| entry.expect("an entry").path());
    let bytes: u64 = files.filter(|path| path.extension().is_some_and(|kind| kind == "txt")).map(|path| path.metadata().expect("a file").len()).sum();
    bencher.counter(BytesCount::new(bytes)).with_inputs(|| tempfile::tempdir().expect("a folder")).bench_local_values(|index| {
        let report = ingest(&Options::new(corpus, index.path()), &Silent).expect("the corpus is sound");
        assert!(!report.any_failed() && report.acts == acts && report.units > 100 * acts, "{} acts, {} units", report.acts, report.units);
        index
    });
}

#[divan::bench(sample_count = 20)]
fn corpus_from_nothing(bencher: Bencher<'_, '_>) {
    run(bencher, &corpus::folder(), 5);
}

/// Two hundred acts: those of the corpus under other numbers, some fifteen megabytes.
#[divan::bench(sample_count = 5)]
fn two_hundred_acts(bencher: Bencher<'_, '_>) {
    let folder = TempDir::new().expect("a folder");
    for (at, (name, bytes)) in corpus::files().into_iter().cycle().take(200).enumerate() {
        let mut text = String::from_utf8(bytes).expect("the corpus is UTF-8");
        // The number that the id follows from stands in the head, and there first.
        for number in ["№ 807 қаулысы.", "№ 7775", "№ 16354", "№ 21165"] {
            let end = &number[number.find(|c: char| c.is_ascii_digit()).unwrap_or(0)..].trim_start_matches(|c: char| c.is_ascii_digit());
            text = text.replacen(number, &format!("№ {}{end}", 1_000 + at), 1);
        }
        std::fs::write(folder.path().join(format!("{name}-{at}.txt")), text).expect("a file");
    }
    run(bencher, folder.path(), 200);
}
