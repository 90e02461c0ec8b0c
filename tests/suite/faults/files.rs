//! Files that change, vanish and come back while they are read; clocks that are set.

use std::fs::{self, File};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use tarmaq::index::{FindingKind, Index};
use tarmaq::ingest::{Freshness, Options, Outcome, Silent, check, freshness, ingest};

use super::super::generated::{self, Chance, Place};
use super::note;

#[test]
fn files_that_change_and_vanish_while_they_are_read_harm_nobody() {
    let place = Place::new(24);
    ingest(&place.options(), &Silent).unwrap();
    let done = AtomicBool::new(false);
    let (mut runs, mut failed) = (0, 0);
    let changed = thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut chance = Chance::new(9);
            let mut changed = 0;
            while !done.load(Ordering::Relaxed) {
                let file = place.corpus.join(format!("act-{:04}.txt", chance.below(24)));
                let _ = match chance.below(5) {
                    0 => fs::remove_file(&file),
                    1 => fs::rename(&file, place.corpus.join("act-0099.txt")),
                    2 => fs::write(&file, generated::act(500 + chance.below(20)).chars().take(300).collect::<String>()),
                    3 => fs::write(&file, ""),
                    _ => fs::write(&file, generated::act(500 + chance.below(20))),
                };
                changed += 1;
            }
            changed
        });
        for _ in 0..25 {
            let options = Options { force: runs % 2 == 0, ..place.options() };
            // All files can be gone at once, and then there is nothing to index.
            if let Ok(report) = ingest(&options, &Silent) {
                failed += report.files.iter().filter(|file| matches!(file.outcome, Outcome::Failed(_))).count();
                let index = Index::open(&place.index).unwrap();
                assert_eq!(index.acts().len(), report.acts, "what is told is there");
                for act in index.acts() {
                    assert!(index.stored(&act.id).unwrap().is_some_and(|stored| stored.units.len() == act.units), "{} is not half there", act.id);
                }
            }
            runs += 1;
        }
        done.store(true, Ordering::Relaxed);
        writer.join().unwrap()
    });
    fs::remove_dir_all(&place.corpus).unwrap();
    generated::corpus(&place.corpus, 24);
    let begun = Instant::now();
    assert_eq!(ingest(&place.options(), &Silent).unwrap().acts, 24);
    let took = begun.elapsed();
    assert!(place.is_sound());
    note(&format!("files that change or vanish while they are read, {runs} runs, {failed} told as unread"), changed, "nothing", Some(took));
}

#[test]
fn no_time_of_a_file_hides_what_it_says() {
    let place = Place::new(6);
    ingest(&place.options(), &Silent).unwrap();
    let file = place.corpus.join("act-0003.txt");
    let text = fs::read_to_string(&file).unwrap();
    let set = |time: SystemTime| File::options().append(true).open(&file).unwrap().set_modified(time).unwrap();
    let long = Duration::from_secs(60 * 60 * 24 * 365 * 60);
    let now = SystemTime::now();
    let times = [
        ("the year 1970", SystemTime::UNIX_EPOCH),
        ("before 1970", SystemTime::UNIX_EPOCH - Duration::from_secs(86_400)),
        ("sixty years ahead", now + long),
        ("an hour back", now - Duration::from_secs(3_600)),
    ];
    for (name, time) in times {
        set(time);
        assert_eq!(freshness(&place.corpus, &place.index).unwrap(), Freshness::Fresh, "{name}: the words are what they were");
        assert!(!ingest(&place.options(), &Silent).unwrap().written, "{name}");
        // Changed, and the clock says the same, or an hour less than when it was indexed.
        fs::write(&file, text.replacen("1. ", "1. Жаңа ", 1)).unwrap();
        set(time - Duration::from_secs(60));
        assert!(matches!(freshness(&place.corpus, &place.index).unwrap(), Freshness::Stale(_)), "{name}");
        assert!(ingest(&place.options(), &Silent).unwrap().written, "{name}");
        assert!(place.is_sound(), "{name}");
        fs::write(&file, &text).unwrap();
        set(time);
        ingest(&place.options(), &Silent).unwrap();
    }
    // As many bytes and the same time: sizes and times alone do not tell. Who reads the bytes finds it.
    let same_size = text.replacen("қ", "к", 1);
    assert_eq!(same_size.len(), text.len());
    fs::write(&file, same_size).unwrap();
    set(times[3].1);
    let findings = check(&place.corpus, &place.index).unwrap().findings;
    assert!(findings.iter().any(|finding| finding.kind == FindingKind::SourceChanged), "{findings:?}");
    let report = ingest(&place.options(), &Silent).unwrap();
    assert!(report.written && report.files[3].outcome == Outcome::Read);
    assert!(place.is_sound());
    note("clocks set back and ahead", 9, "nothing", None);
}
