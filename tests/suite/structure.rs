//! What the parts of a text are and where they stand: outlines a person reads, and outlines a person wrote.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tarmaq::act::Act;

use crate::gold::{Gold, Group, Score};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(path: &Path) -> Act {
    tarmaq::ingest::read_file(path).unwrap_or_else(|error| panic!("{error}")).act
}

/// Compares `got` with the file `NAME.snap` in `folder`.
fn check(folder: &Path, name: &str, got: &str) {
    insta::with_settings!({
        snapshot_path => folder,
        prepend_module_to_snapshot => false,
        snapshot_suffix => "",
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, got);
    });
}

/// Each case beside its outline, every provision with the words it begins and ends with.
#[test]
fn outlines_of_the_cases() {
    insta::glob!("../cases/structure", "*.txt", |path| {
        let outline = tarmaq::structure::outline(&read(path));
        check(path.parent().unwrap(), path.file_stem().unwrap().to_str().unwrap(), &outline);
    });
}

/// Scores every `NAME.tsv` in `golds` against the act in `texts/NAME.txt`; by name.
fn scores(golds: &str, texts: &str) -> Vec<(String, Score)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder(golds)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    files.sort();
    assert!(!files.is_empty(), "there is no outline in {golds}");
    let score = |file: &PathBuf| {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let gold = Gold::read(file);
        let act = read(&folder(texts).join(name).with_extension("txt"));
        (name.to_owned(), Score::of(&gold, &act))
    };
    files.iter().map(score).collect()
}

/// Documents with what is missing (-), extra (+) and on other lines (~), and the sums.
fn report(scores: &[(String, Score)]) -> String {
    let mut out = String::new();
    let mut all = Score::default();
    let flawless = scores.iter().filter(|(_, score)| score.is_flawless()).count();
    let _ = writeln!(out, "{flawless} of {} documents as a person reads them", scores.len());
    for (name, score) in scores {
        let _ = write!(out, "\n{name}\n{score}");
        all.add(score);
    }
    let _ = write!(out, "\nall\n{}", all.figures());
    out
}

/// The floor is what a change may never fall below; the snapshot shows every smaller gain and loss.
fn assert_floor(name: &str, score: &Score, floors: &[(Group, f64)]) {
    for &(group, floor) in floors {
        let f1 = score.f1(group);
        assert!(f1 >= floor, "{name}: F1 of {} is {f1:.3}, below {floor}\n{score}", group.name());
    }
}

#[test]
fn the_cases_are_read_as_a_lawyer_reads_them() {
    let scores = scores("tests/cases/structure", "tests/cases/structure");
    let mut all = Score::default();
    scores.iter().for_each(|(_, score)| all.add(score));
    check(&folder("tests/cases"), "score", &report(&scores));
    assert_floor("all cases", &all, &[(Group::Core, 0.93), (Group::Wording, 0.97), (Group::Change, 0.98), (Group::Table, 0.89), (Group::Apart, 0.88)]);
}

#[test]
fn the_corpus_is_read_as_a_lawyer_reads_it() {
    let scores = scores("tests/gold", "corpus");
    check(&folder("tests/gold"), "score", &report(&scores));
    for (name, score) in &scores {
        assert_floor(
            name,
            score,
            &[(Group::Core, 0.99), (Group::Wording, 0.99), (Group::Change, 0.99), (Group::Table, 0.98), (Group::Question, 0.97), (Group::Apart, 0.81)],
        );
    }
}
