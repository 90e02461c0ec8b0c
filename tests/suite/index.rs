//! The index folder as a library user meets it: what `check` finds, what a damaged index says, and how many acts it takes.

use std::fs;
use std::path::{Path, PathBuf};

use tarmaq::index::{self, FindingKind, Index};
use tarmaq::ingest::{self, Freshness, Options, Outcome, Report, Silent, check, freshness, ingest};
use tarmaq::query::{Question, search, show};

use super::generated::{self, Place};

impl Place {
    fn ingest(&self) -> Report {
        ingest(&Options::new(&self.corpus, &self.index), &Silent).unwrap()
    }

    /// What is wrong, as `kind subject` with the subject's file name.
    fn findings(&self) -> Vec<String> {
        let report = check(&self.corpus, &self.index).unwrap();
        let name = |subject: &str| subject.rsplit('/').next().unwrap_or_default().to_owned();
        report.findings.iter().map(|finding| format!("{} {}", finding.kind.as_str(), name(&finding.subject))).collect()
    }

    /// The folder of the generation that answers.
    fn generation(&self) -> PathBuf {
        let current = fs::read_to_string(self.index.join("CURRENT")).unwrap();
        self.index.join(current.split(' ').next().unwrap())
    }

    /// Every file that an index is made of, locks aside.
    fn files(&self) -> Vec<PathBuf> {
        let mut files = vec![self.index.join("CURRENT")];
        for folder in [self.generation(), self.generation().join("tantivy")] {
            files.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
        }
        files.retain(|file| file.is_file() && file.extension().is_none_or(|ending| ending != "lock"));
        files.sort();
        files
    }
}

fn ask(index: &Path) -> Result<usize, String> {
    let index = Index::open(index).map_err(|error| error.to_string())?;
    let question = Question { text: "шетелдік рұқсат".to_owned(), ..Question::default() };
    search(&index, &question).map(|answer| answer.hits.len()).map_err(|error| error.to_string())
}

#[test]
fn check_names_sources_that_are_missing_changed_and_new() {
    let place = Place::new(4);
    place.ingest();
    assert_eq!(place.findings(), [""; 0]);
    fs::remove_file(place.corpus.join("act-0000.txt")).unwrap();
    fs::write(place.corpus.join("act-0001.txt"), generated::act(77)).unwrap();
    fs::write(place.corpus.join("act-0002.source.toml"), "language = \"kk\"\n").unwrap();
    fs::write(place.corpus.join("act-9999.txt"), generated::act(9999)).unwrap();
    let meant = ["source_missing act-0000.txt", "source_changed act-0001.txt", "source_changed act-0002.txt", "source_new act-9999.txt"];
    assert_eq!(place.findings(), meant);
    place.ingest();
    assert_eq!(place.findings(), [""; 0]);
}

#[test]
fn a_corpus_folder_that_is_not_there_is_an_error_that_names_it_and_says_what_to_do() {
    let place = Place::new(2);
    place.ingest();
    let elsewhere = place.corpus.parent().unwrap().join("nowhere");
    let tell = |error: ingest::Error| error.to_string();
    let told = [
        check(&elsewhere, &place.index).map(|_| ()).map_err(tell),
        freshness(&elsewhere, &place.index).map(|_| ()).map_err(tell),
        ingest(&Options::new(&elsewhere, &place.index), &Silent).map(|_| ()).map_err(tell),
    ];
    for told in told {
        let told = told.unwrap_err();
        assert!(told.contains("nowhere") && told.contains("the folder with the files of the acts"), "{told}");
    }
    let named = Options { paths: vec![elsewhere.join("a.txt")], ..Options::new(&place.corpus, &place.index) };
    let told = ingest(&named, &Silent).map_err(tell).unwrap_err();
    assert!(told.contains("a.txt") && told.contains("name a file"), "{told}");
    assert_eq!(place.findings(), [""; 0], "what was there is there still");

    fs::create_dir(&elsewhere).unwrap();
    let other = check(&elsewhere, &place.index).unwrap();
    assert!(other.findings.iter().all(|finding| finding.kind == FindingKind::SourceMissing) && other.findings.len() == 2, "{other:?}");
    fs::remove_dir_all(&place.corpus).unwrap();
    assert!(check(&place.corpus, &place.index).is_err(), "the folder the index was made of has gone");
}

#[test]
fn damage_to_any_file_is_found_told_and_mended() {
    let place = Place::new(6);
    place.ingest();
    type Damage = fn(&mut Vec<u8>);
    let kinds: [(&str, Damage); 4] = [
        ("a byte in the middle", |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x20;
        }),
        ("the last byte", |bytes| *bytes.last_mut().unwrap() ^= 1),
        ("cut in half", |bytes| bytes.truncate(bytes.len() / 2)),
        ("empty", Vec::clear),
    ];
    let asked_before = ask(&place.index).unwrap();
    for (kind, damage) in kinds {
        for at in 0..place.files().len() {
            let file = place.files()[at].clone();
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let sound = fs::read(&file).unwrap();
            let mut bytes = sound.clone();
            damage(&mut bytes);
            // White space around the words of CURRENT says nothing.
            if bytes == sound || (name == "CURRENT" && String::from_utf8_lossy(&bytes).trim() == String::from_utf8_lossy(&sound).trim()) {
                continue;
            }
            fs::write(&file, &bytes).unwrap();
            let findings = place.findings();
            // A pointer that is wrong in its digest accuses the manifest.
            let accused = [format!("damaged {name}"), if name == "CURRENT" { "damaged manifest.json".to_owned() } else { String::new() }];
            assert!(findings.iter().any(|finding| accused.contains(finding)), "{name}, {kind}: {findings:?}");
            match ask(&place.index) {
                // A record of a pack is compared when it is read, and a question reads few of them; what sources were is not asked.
                Ok(hits) => assert!((name.ends_with(".pack") || name == "sources.table") && hits == asked_before, "{name}, {kind}: answered"),
                Err(told) => assert!(told.contains("damaged") && told.contains("tarmaq ingest --force"), "{name}, {kind}: {told}"),
            }
            let report = place.ingest();
            assert!(report.written && report.remarks.iter().any(|remark| remark.contains("damaged")), "{name}, {kind}: {:?}", report.remarks);
            assert_eq!(place.findings(), [""; 0], "{name}, {kind}: mended");
            assert_eq!(ask(&place.index), Ok(asked_before));
        }
    }
}

#[test]
fn files_that_have_gone_are_told() {
    let place = Place::new(3);
    place.ingest();
    for at in 0..place.files().len() {
        let file = place.files()[at].clone();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        fs::remove_file(&file).unwrap();
        if name == "CURRENT" {
            assert!(matches!(Index::open(&place.index), Err(index::Error::Missing { .. })), "nothing points to a generation: there is no index");
        } else {
            assert_eq!(place.findings(), [format!("damaged {name}")]);
        }
        place.ingest();
        assert_eq!(place.findings(), [""; 0], "{name}");
    }
    let nowhere = format!("gen-99 {}\n", "0".repeat(64));
    fs::write(place.index.join("CURRENT"), nowhere).unwrap();
    assert_eq!(place.findings(), ["damaged CURRENT"]);
    let told = ask(&place.index).unwrap_err();
    assert!(told.contains("gen-99, which is not there") && told.contains("tarmaq ingest --force"), "{told}");
    for version in ["", "tarmaq", "\u{0}"] {
        place.ingest();
        fs::write(place.index.join("VERSION"), version).unwrap();
        assert_eq!(place.findings(), ["damaged VERSION"], "{version:?}");
    }
    place.ingest();
    assert_eq!(place.findings(), [""; 0]);
}

#[test]
fn acts_are_kept_when_only_the_search_engine_is_damaged() {
    let place = Place::new(3);
    place.ingest();
    let meta = place.generation().join("tantivy/meta.json");
    fs::write(meta, "{}").unwrap();
    let report = place.ingest();
    assert!(report.files.iter().all(|file| file.outcome == Outcome::Unchanged), "nothing was parsed again: {:?}", report.files);
    assert_eq!(place.findings(), [""; 0]);
}

#[test]
fn many_acts_are_ingested_and_each_is_found() {
    // As many as a test may take; the number says nothing to the code.
    let count = if cfg!(debug_assertions) { 300 } else { 2_000 };
    let place = Place::new(count);
    let report = place.ingest();
    assert_eq!((report.acts, report.any_failed()), (count, false));
    assert!(report.units > count * 20, "{} units", report.units);
    assert!(place.files().len() < 40, "the number of files does not grow with the acts: {}", place.files().len());
    let index = Index::open(&place.index).unwrap();
    for number in (0..count).step_by(count / 20) {
        let file = format!("act-{number:04}.txt");
        let act = index.acts().iter().find(|act| act.file == file).unwrap();
        assert_eq!(show(&index, act.id.as_str(), None).unwrap().passage.source.file, file);
    }
    assert_eq!(freshness(&place.corpus, &place.index).unwrap(), Freshness::Fresh);
    assert!(!place.ingest().written);
    assert_eq!(place.findings(), [""; 0]);
}

#[test]
fn an_index_does_not_depend_on_which_file_was_read_first() {
    let answers = |place: &Place| -> Vec<String> {
        let index = Index::open(&place.index).unwrap();
        let question = |text: &str| search(&index, &Question { text: text.to_owned(), limit: 50, ..Question::default() }).unwrap();
        ["шетелдік рұқсат", "виза мерзімі", "құжат тіркеу тәртібі"]
            .iter()
            .flat_map(|text| question(text).hits)
            .map(|hit| format!("{} {}", hit.address, hit.score))
            .collect()
    };
    let place = Place::new(40);
    place.ingest();
    let first = answers(&place);
    assert!(first.len() > 100);
    for _ in 0..3 {
        ingest(&Options { force: true, ..Options::new(&place.corpus, &place.index) }, &Silent).unwrap();
        assert_eq!(answers(&place), first);
    }
}
