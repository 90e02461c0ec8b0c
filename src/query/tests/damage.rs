//! Files of an index whose bytes changed after they were written.

use std::path::{Path, PathBuf};

use super::super::{Answer, Error, Question, search, show};
use crate::index::Index;
use crate::ingest::{Options, Silent, ingest};

/// An index of one act of the corpus: its folder, and that of its generation.
fn index() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (dir, corpus) = (folder.path().join("index"), folder.path().join("corpus"));
    std::fs::create_dir(&corpus).unwrap();
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/P2200000807.txt"), corpus.join("P2200000807.txt")).unwrap();
    ingest(&Options::new(&corpus, &dir), &Silent).unwrap();
    let current = std::fs::read_to_string(dir.join("CURRENT")).unwrap();
    let generation = dir.join(current.split(' ').next().unwrap());
    (folder, dir, generation)
}

/// The answer of an index that is opened as one that is too large to be read through.
fn asked(dir: &Path, text: &str) -> Result<Answer, Error> {
    let index = Index::open_reading(dir, 0)?;
    show(&index, "P2200000807/point-1", None)?;
    search(&index, &Question { text: text.to_owned(), ..Question::default() })
}

/// Turns over every bit of a byte at each of `parts` places of `file`, the first and the last among them, and calls `then` while it is so.
fn damage(file: &Path, parts: usize, mut then: impl FnMut(usize)) {
    let sound = std::fs::read(file).unwrap();
    let last = sound.len() - 1;
    for part in 0..parts {
        let mut bytes = sound.clone();
        let place = last * part / (parts - 1);
        bytes[place] ^= 0xff;
        std::fs::write(file, bytes).unwrap();
        then(place);
    }
    std::fs::write(file, sound).unwrap();
}

#[test]
fn bytes_of_the_engine_that_changed_unseen_are_an_error_and_no_panic() {
    let (_folder, dir, generation) = index();
    let (mut answered, mut told) = (0, 0);
    for entry in std::fs::read_dir(generation.join("tantivy")).unwrap() {
        let path = entry.unwrap().path();
        if std::fs::metadata(&path).unwrap().len() == 0 {
            continue;
        }
        damage(&path, 12, |_| match asked(&dir, "адам саудасы құрбанына «рұқсат» 32-тармақ") {
            Ok(_) => answered += 1,
            Err(error) => {
                told += 1;
                assert!(!error.to_string().is_empty());
            }
        });
    }
    assert!(answered > 0 && told > 0, "{answered} answered, {told} told");
}

#[test]
fn a_table_whose_bytes_changed_unseen_never_makes_another_answer() {
    let (_folder, dir, generation) = index();
    // Acts are known by their number, by what a law is called, and by their id.
    for (table, text) in [("acts.table", "807 қаулы 32-тармақ"), ("acts.table", "act:P2200000807 рұқсат"), ("numbers.table", "807 қаулы 32-тармақ")]
    {
        let shown = |answer: &Answer| (answer.hits.iter().map(|hit| (hit.address.clone(), hit.text.clone())).collect::<Vec<_>>(), answer.problems.clone());
        let sound = shown(&asked(&dir, text).unwrap());
        assert!(!sound.0.is_empty(), "{text}");
        let (mut same, mut told) = (0, 0);
        damage(&generation.join(table), 60, |place| match asked(&dir, text) {
            Ok(answer) => {
                same += 1;
                assert_eq!(shown(&answer), sound, "byte {place} of {table}");
            }
            Err(error) => {
                told += 1;
                assert!(error.to_string().contains("table"), "{error}");
            }
        });
        assert!(told > 0, "{same} answered and {told} told of {table}");
    }
}

#[test]
fn an_act_that_cannot_be_looked_up_is_not_taken_for_none() {
    let (_folder, dir, generation) = index();
    let mut told = 0;
    damage(&generation.join("acts.table"), 60, |place| {
        match Index::open_reading(&dir, 0).map_err(Error::from).and_then(|index| show(&index, "P2200000807", None)) {
            Ok(shown) => assert_eq!(shown.passage.address, "P2200000807", "byte {place}"),
            Err(Error::Index(_)) => told += 1,
            Err(error) => panic!("byte {place}: {error}"),
        }
    });
    assert!(told > 0);
}

#[test]
fn an_act_that_cannot_be_read_has_no_nearest_address() {
    let (_folder, dir, generation) = index();
    let missing = |dir: &Path| show(&Index::open_reading(dir, 0).unwrap(), "P2200000807/point-1/article-99", None);
    assert!(matches!(missing(&dir), Err(Error::NotFound { near, .. }) if near == ["P2200000807/point-1"]));
    let is_acts = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "pack") && path.to_string_lossy().contains("acts-");
    let packs = std::fs::read_dir(&generation).unwrap().map(|entry| entry.unwrap().path()).filter(is_acts);
    let damaged = packs.inspect(|pack| std::fs::write(pack, vec![0; std::fs::metadata(pack).unwrap().len() as usize]).unwrap()).count();
    assert!(damaged > 0 && matches!(missing(&dir), Err(Error::Index(_))), "the longest part of the address that exists cannot be read");
}
