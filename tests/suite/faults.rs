//! Runs that are killed, that meet another run, that lose their folders: what was there answers on, and the next run succeeds.

// The fault table is printed, and so is what this user may not do.
#![allow(clippy::print_stderr)]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tarmaq::index::{self, Index, WriteLock};
use tarmaq::ingest::{Error, Options, Silent, check, ingest};
use tarmaq::query::{Question, search};

use super::generated::{self, Place};

mod bits;
mod disk;
mod files;
mod kill;

/// Prints a line of the fault table; `cargo test --test suite faults -- --nocapture` shows it.
fn note(fault: &str, times: usize, lost: &str, recovered: Option<Duration>) {
    let recovered = recovered.map_or_else(|| "not needed".to_owned(), |time| format!("{:.2} s", time.as_secs_f64()));
    eprintln!("| {fault} | {times} | {lost} | {recovered} |");
}

impl Place {
    fn options(&self) -> Options {
        Options::new(&self.corpus, &self.index)
    }

    fn start(&self, args: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarmaq"));
        command.args(args).current_dir(self.dir.path()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    fn run(&self, args: &[&str]) -> (Option<i32>, String) {
        let Output { status, stdout, stderr } = self.start(args).wait_with_output().unwrap();
        (status.code(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
    }

    fn is_sound(&self) -> bool {
        let report = check(&self.corpus, &self.index).unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        report.findings.is_empty()
    }
}

/// The acts that an index holds and that answer, by how often each is among the answers to a question that all of them answer.
fn answers(index: &Path) -> Result<(usize, usize), index::Error> {
    let index = Index::open(index)?;
    let question = Question { text: "Осы бұйрық қолданысқа енгізіледі".to_owned(), limit: 1_000, ..Question::default() };
    Ok((index.acts().len(), search(&index, &question).unwrap().total))
}

#[test]
fn every_state_that_a_killed_run_can_leave_is_gone_through() {
    let place = Place::new(3);
    // Of a first run, in the order in which files are made.
    let steps: [&[(&str, &str)]; 6] = [
        &[],
        &[("LOCK", "")],
        &[("LOCK", "1\n"), ("VERSION.new", "tarm")],
        &[("LOCK", "1\n"), ("VERSION", "tarmaq index 13\n")],
        &[("LOCK", "1\n"), ("VERSION", "tarmaq index 13\n"), ("gen-1/acts-1.pack", "{")],
        &[("LOCK", "1\n"), ("VERSION", "tarmaq index 13\n"), ("gen-1/manifest.json", "{}"), ("CURRENT.new", "gen-1 ")],
    ];
    for files in steps {
        fs::create_dir(&place.index).unwrap();
        for (name, content) in files {
            let path = place.index.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        assert!(matches!(Index::open(&place.index), Err(index::Error::Missing { .. })), "{files:?}");
        assert_eq!(ingest(&place.options(), &Silent).unwrap().acts, 3, "{files:?}");
        assert!(place.is_sound());
        fs::remove_dir_all(&place.index).unwrap();
    }
}

#[test]
fn a_first_run_that_fails_leaves_no_index_and_nothing_in_the_way() {
    let place = Place::new(0);
    assert!(matches!(ingest(&place.options(), &Silent), Err(Error::NoActs { .. })));
    fs::write(place.corpus.join("empty.txt"), "").unwrap();
    assert!(matches!(ingest(&place.options(), &Silent), Err(Error::NothingRead { .. })));
    let mut left: Vec<String> = fs::read_dir(&place.index).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    left.sort();
    assert_eq!(left, ["LOCK", "VERSION"], "the marks of a folder that is ours");
    assert!(matches!(Index::open(&place.index), Err(index::Error::Missing { .. })));
    let (code, told) = place.run(&["search", "виза"]);
    assert!(code == Some(2) && told.contains("empty.txt"), "{told}");
    generated::corpus(&place.corpus, 2);
    let (code, told) = place.run(&["search", "Осы бұйрық"]);
    assert!(code == Some(0) && told.contains("empty.txt"), "answered, and empty.txt told: {told}");
    fs::remove_file(place.corpus.join("empty.txt")).unwrap();
    assert_eq!(ingest(&place.options(), &Silent).unwrap().acts, 2);
    assert!(place.is_sound());
}

#[test]
fn the_second_of_two_ingests_is_refused_and_the_first_unharmed() {
    let place = Place::new(5);
    let lock = WriteLock::take(&place.index).unwrap();
    let (code, told) = place.run(&["ingest"]);
    let pid = std::process::id().to_string();
    assert_eq!(code, Some(2));
    assert!(told.contains("another ingest is writing to index") && told.contains(&pid) && told.contains("try again"), "{told}");
    drop(lock);

    // The second comes while the first, slowed down by many acts, is at work: its number stands in the lock.
    generated::corpus(&place.corpus, 200);
    let mut first = place.start(&["ingest", "--force", "-q"]);
    let holder = first.id().to_string();
    let began = Instant::now();
    while fs::read_to_string(place.index.join("LOCK")).is_ok_and(|pid| pid.trim() != holder) && first.try_wait().unwrap().is_none() {
        assert!(began.elapsed() < Duration::from_secs(60), "the first never took the lock");
        thread::sleep(Duration::from_millis(1));
    }
    let second = ingest(&place.options(), &Silent);
    // A first that was done by then leaves nothing to refuse.
    assert!(matches!(second, Ok(_) | Err(Error::Index(index::Error::Locked { .. }))), "{:?}", second.err());
    assert!(first.wait().unwrap().success(), "the first is never the one that suffers");
    assert!(place.is_sound());
}

#[test]
fn of_many_ingests_at_once_all_are_done_or_refused() {
    let place = Place::new(40);
    ingest(&place.options(), &Silent).unwrap();
    let before = answers(&place.index).unwrap();
    let (mut done, mut refused) = (0, 0);
    for _ in 0..3 {
        let children: Vec<Child> = (0..6).map(|_| place.start(&["ingest", "--force", "-q"])).collect();
        for child in children {
            let Output { status, stderr, .. } = child.wait_with_output().unwrap();
            let told = String::from_utf8_lossy(&stderr);
            match status.code() {
                Some(0) => done += 1,
                Some(2) if told.contains("another ingest is writing") => refused += 1,
                _ => panic!("{status}: {told}"),
            }
        }
        assert_eq!(answers(&place.index).unwrap(), before);
        assert!(place.is_sound());
    }
    assert!(done >= 3, "{done} were done, {refused} refused");
    note("six writers at once, three times", done + refused, "nothing", None);
}

#[test]
fn a_reader_always_gets_one_whole_generation() {
    let place = Place::new(12);
    ingest(&place.options(), &Silent).unwrap();
    let twelve = answers(&place.index).unwrap();
    generated::corpus(&place.corpus, 13);
    ingest(&place.options(), &Silent).unwrap();
    let thirteen = answers(&place.index).unwrap();
    assert_ne!(twelve, thirteen);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = 0;
                    while !done.load(Ordering::Relaxed) {
                        let answer = answers(&place.index).unwrap();
                        assert!(answer == twelve || answer == thirteen, "{answer:?} is neither {twelve:?} nor {thirteen:?}");
                        seen += 1;
                    }
                    seen
                })
            })
            .collect();
        let extra = place.corpus.join("act-0012.txt");
        for turn in 0..12 {
            if turn % 2 == 0 {
                fs::remove_file(&extra).unwrap()
            } else {
                fs::write(&extra, generated::act(12)).unwrap()
            }
            ingest(&Options { force: true, ..place.options() }, &Silent).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        let seen: Vec<usize> = readers.into_iter().map(|reader| reader.join().unwrap()).collect();
        assert!(seen.iter().all(|&seen| seen > 5), "they read while the index was rebuilt: {seen:?}");
        note("a reader opens the index while it is rebuilt, 12 times", seen.iter().sum(), "nothing", None);
    });
}

#[test]
fn an_index_that_cannot_be_written_is_told_and_left_alone() {
    let place = Place::new(2);
    let file = place.dir.path().join("file");
    fs::write(&file, "mine").unwrap();
    for index in [file.clone(), file.join("index")] {
        let told = ingest(&Options::new(&place.corpus, &index), &Silent).unwrap_err().to_string();
        assert!(told.contains("file"), "{told}");
    }
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[test]
fn folders_that_vanish_under_a_run_are_told() {
    let place = Place::new(60);
    for (folder, wait) in [(&place.index, 5), (&place.index, 60), (&place.corpus, 20)] {
        let child = place.start(&["ingest", "--force"]);
        thread::sleep(Duration::from_millis(wait));
        let _ = fs::remove_dir_all(folder);
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&stderr);
        // It may have been quicker, or not have begun.
        assert!(matches!(status.code(), Some(0 | 2)), "{status} {told}");
        assert!(!told.contains("panicked at"), "{told}");
    }
    let _ = fs::remove_dir_all(&place.index);
    generated::corpus(&place.corpus, 4);
    ingest(&place.options(), &Silent).unwrap();
    assert!(place.is_sound());
}

#[test]
fn a_damaged_index_is_told_with_what_to_do_and_mended() {
    let place = Place::new(3);
    assert_eq!(place.run(&["ingest", "-q"]).0, Some(0));
    let current = fs::read_to_string(place.index.join("CURRENT")).unwrap();
    let generation = place.index.join(current.split(' ').next().unwrap());
    let term = fs::read_dir(generation.join("tantivy"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "term"));
    let term = term.unwrap();
    let mut bytes = fs::read(&term).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    fs::write(&term, bytes).unwrap();
    for args in [&["search", "виза"][..], &["show", "act-0001"], &["acts"]] {
        let (code, told) = place.run(args);
        assert!(code == Some(2) && told.contains(".term is damaged") && told.contains("tarmaq ingest --force"), "{args:?}: {told}");
    }
    let (code, told) = place.run(&["check"]);
    assert!(code == Some(2) && told.contains(".term") && told.contains("tarmaq ingest --force"), "{told}");
    let (code, told) = place.run(&["check", "--corpus", "nowhere"]);
    assert!(code == Some(2) && told.contains("nowhere"), "{told}");
    let (code, told) = place.run(&["ingest", "--force"]);
    assert!(code == Some(0) && told.contains("was built again"), "{told}");
    assert_eq!(place.run(&["check"]).0, Some(0));
    assert_eq!(place.run(&["search", "Осы бұйрық"]).0, Some(0));
}
