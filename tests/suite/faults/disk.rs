//! A disk that is full, and one that cannot be written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tarmaq::index::Index;
use tarmaq::ingest::{Options, Silent, check, ingest};

use super::super::generated::{self, Place};
use super::{answers, note};

/// A disk of its own, mounted for a test. It is gone with this.
struct Disk(PathBuf);

impl Disk {
    /// `None` where this user may not mount one: that is said, for what is not run is not tested.
    fn mount(at: &Path, args: &[&str]) -> Option<Self> {
        let mounted = Command::new("mount").args(args).arg(at).stdin(Stdio::null()).stderr(Stdio::null()).status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self(at.to_owned()));
        }
        eprintln!("!! LEFT OUT: mount {} {}: this user may not; run the tests as root", args.join(" "), at.display());
        None
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // What is still open in it goes when it is closed.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn generations(index: &Path) -> usize {
    fs::read_dir(index).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("gen-")).count()
}

#[test]
fn on_a_full_disk_the_old_index_answers_and_the_next_run_succeeds() {
    let place = Place::new(30);
    fs::create_dir(&place.index).unwrap();
    let Some(disk) = Disk::mount(&place.index, &["-t", "tmpfs", "-o", "size=24m", "tmpfs"]) else { return };
    ingest(&place.options(), &Silent).unwrap();
    let before = answers(&place.index).unwrap();
    let filler = place.index.join("README.md");
    let mut failed = 0;
    let mut longest = Duration::ZERO;
    fs::write(place.corpus.join("act-0007.txt"), generated::act(777)).unwrap();
    for free_kib in [0, 4, 16, 40, 64, 100, 150, 200, 300, 350] {
        // First all of it, then so much less.
        let mut kib = 24 * 1024;
        while fs::write(&filler, vec![7_u8; kib * 1024]).is_err() {
            kib -= 16;
        }
        fs::write(&filler, vec![7_u8; (kib - free_kib) * 1024]).unwrap();
        match ingest(&place.options(), &Silent) {
            Ok(_) => panic!("{free_kib} KiB are enough for an index"),
            Err(error) => {
                failed += 1;
                let told = error.to_string();
                assert!(told.contains("the index that was there is unchanged"), "{free_kib} KiB: {told}");
            }
        }
        assert_eq!(answers(&place.index).unwrap(), before, "{free_kib} KiB");
        assert_eq!(generations(&place.index), 1, "{free_kib} KiB: nothing is left of the run that failed");
        let (code, told) = place.run(&["ingest"]);
        assert!(code == Some(2) && told.contains("unchanged") && !told.contains("panicked"), "{free_kib} KiB: {told}");
    }
    fs::remove_file(&filler).unwrap();
    let begun = Instant::now();
    assert_eq!(ingest(&place.options(), &Silent).unwrap().acts, 30);
    longest = longest.max(begun.elapsed());
    assert!(place.is_sound());
    note("a full disk, 0 to 350 KiB left", failed * 2, "nothing", Some(longest));
    drop(disk);
}

/// The same without a disk of its own: the system refuses every file beyond a size, as it does when a quota is used up.
#[test]
fn where_files_may_not_grow_the_old_index_answers() {
    let place = Place::new(30);
    ingest(&place.options(), &Silent).unwrap();
    let before = answers(&place.index).unwrap();
    let mut failed = 0;
    for blocks in [0, 1, 2, 8, 32, 64] {
        // Refused with an error where the signal is ignored, else with the signal, which kills.
        for ignored in ["trap '' XFSZ; ", ""] {
            let script = format!("{ignored}ulimit -f {blocks}; exec \"$0\" ingest --force -q");
            let mut command = Command::new("sh");
            command.args(["-c", &script, env!("CARGO_BIN_EXE_tarmaq")]).current_dir(place.dir.path()).stdin(Stdio::null());
            let output = command.output().unwrap();
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(!output.status.success(), "{blocks} blocks are enough for an index");
            assert!(ignored.is_empty() || output.status.code() == Some(2), "{blocks} blocks: {told}");
            assert!(!told.contains("panicked"), "{blocks} blocks: {told}");
            failed += 1;
            assert_eq!(answers(&place.index).unwrap(), before, "{blocks} blocks");
        }
    }
    let begun = Instant::now();
    assert_eq!(place.run(&["ingest", "--force", "-q"]).0, Some(0));
    let took = begun.elapsed();
    assert!(place.is_sound());
    assert_eq!(generations(&place.index), 1, "what runs that were killed left is swept");
    note("a file that may not grow further", failed, "nothing", Some(took));
}

#[test]
fn a_read_only_disk_answers_and_is_told_when_it_should_be_written() {
    let place = Place::new(8);
    ingest(&place.options(), &Silent).unwrap();
    let before = answers(&place.index).unwrap();
    let folder = place.dir.path().to_owned();
    let text = folder.to_string_lossy().into_owned();
    let Some(bound) = Disk::mount(&folder, &["--bind", &text]) else { return };
    let Some(read_only) = Disk::mount(&folder, &["-o", "remount,ro,bind"]) else { return };
    assert!(fs::write(folder.join("file"), "x").is_err(), "the disk cannot be written");
    assert_eq!(answers(&place.index).unwrap(), before);
    assert_eq!(check(&place.corpus, &place.index).unwrap().findings, []);
    for args in [&["search", "шетелдік рұқсат"][..], &["acts"], &["check"], &["show", "V1100010001"]] {
        let (code, told) = place.run(args);
        assert!(matches!(code, Some(0 | 1)) && !told.contains("panicked"), "{args:?}: {told}");
    }
    for index in [place.index.clone(), folder.join("new")] {
        let error = ingest(&Options { force: true, ..Options::new(&place.corpus, &index) }, &Silent).unwrap_err().to_string();
        assert!(error.contains("cannot write") && error.contains("Read-only"), "{error}");
    }
    let (code, told) = place.run(&["ingest"]);
    assert!(code == Some(2) && told.contains("cannot write"), "{told}");
    // One mount on the other: the first to go is the last that came.
    std::mem::forget(read_only);
    drop(bound);
    assert_eq!(Index::open(&place.index).unwrap().acts().len(), 8);
    note("a read-only disk", 7, "nothing", None);
}
