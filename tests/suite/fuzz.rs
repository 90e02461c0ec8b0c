//! The doors of the fuzz targets, in every usual run: each kept seed goes in, and some thousands of inputs made of them. `.ci/run` lets libFuzzer
//! look further.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use super::generated::Chance;

#[path = "../fuzz/doors/mod.rs"]
mod doors;

pub(crate) use doors::promises;
use doors::{DOORS, Door};

/// Inputs made for each door; `FUZZ_INPUTS=100000 cargo test fuzz` makes more.
const INPUTS: usize = 150;
/// Longest input, in bytes: short ones reach everything.
const BYTES_MAX: usize = 16_384;

fn fuzz_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

fn seeds(door: &str) -> Vec<(String, Vec<u8>)> {
    let folder = fuzz_folder().join("seeds").join(door);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}; every door has seeds", folder.display()));
    let mut seeds: Vec<(String, Vec<u8>)> =
        entries.map(|entry| entry.unwrap().path()).map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())).collect();
    seeds.sort();
    seeds
}

#[test]
fn every_door_has_a_target_and_seeds() {
    let manifest = fs::read_to_string(fuzz_folder().join("Cargo.toml")).unwrap();
    let names: BTreeSet<&str> = manifest.lines().filter_map(|line| line.strip_prefix("path = \"fuzz_targets/")?.strip_suffix(".rs\"")).collect();
    for door in DOORS {
        assert!(names.contains(door.name), "tests/fuzz/Cargo.toml has no target {}", door.name);
        let target = fs::read_to_string(fuzz_folder().join("fuzz_targets").join(door.name).with_extension("rs")).unwrap();
        assert!(target.contains(&format!("\"{}\"", door.name)), "{target}");
        assert!(!seeds(door.name).is_empty(), "{} has no seeds", door.name);
    }
    assert!(cfg!(not(all(feature = "serve", feature = "mcp"))) || names.len() == DOORS.len(), "a target without a door: {names:?}");
}

#[test]
fn every_seed_and_what_comes_of_it_passes_its_door() {
    let inputs = std::env::var("FUZZ_INPUTS").ok().and_then(|count| count.parse().ok()).unwrap_or(INPUTS);
    let left = Mutex::new(DOORS.iter());
    let failed = Mutex::new(Vec::new());
    let next = || left.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from).min(4) {
            scope.spawn(|| {
                while let Some(door) = next() {
                    failed.lock().unwrap().extend(through(door, inputs));
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Puts the seeds of `door` and `inputs` changed ones through it; the first that breaks a promise is told, with its bytes kept.
fn through(door: &Door, inputs: usize) -> Option<String> {
    let seeds = seeds(door.name);
    let mut chance = Chance::new(door.name.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte)));
    let enter = |bytes: &[u8], name: &str| -> Option<String> {
        catch_unwind(AssertUnwindSafe(|| (door.enter)(bytes))).err()?;
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-find", door.name));
        fs::write(&kept, bytes).unwrap();
        Some(format!("the door {} does not stand {name}: see above; its bytes are in {}", door.name, kept.display()))
    };
    for (name, bytes) in &seeds {
        if let Some(told) = enter(bytes, name) {
            return Some(told);
        }
    }
    (0..inputs).find_map(|at| enter(&changed(&seeds, &mut chance), &format!("input {at}")))
}

/// An input made of one seed or two: bytes changed, left out, put in, repeated; the head of one with the tail of another.
fn changed(seeds: &[(String, Vec<u8>)], chance: &mut Chance) -> Vec<u8> {
    const PIECES: &[&[u8]] = &[
        b"",
        b"\0",
        b"\xff\xff\xff\xff",
        b"99999999999999999999",
        b"-1",
        b"0",
        b"<",
        b">",
        b"((((((((",
        b"[[[[[[[[",
        b"<<<<<<<<",
        b"/",
        b"../",
        b"\"",
        "«".as_bytes(),
        "қ".as_bytes(),
        b"\xd2",
        "\u{a0}".as_bytes(),
        "\u{ad}".as_bytes(),
        "\u{202e}".as_bytes(),
        b"\n",
        b"\r\n\r\n\r\n",
        b"      ",
        b"%",
        b"&#x110000;",
        b"endobj",
        b"stream\n",
        b"1e309",
    ];
    let mut bytes = seeds[chance.below(seeds.len())].1.clone();
    if chance.below(4) == 0 {
        let other = &seeds[chance.below(seeds.len())].1;
        bytes.truncate(chance.below(bytes.len() + 1));
        bytes.extend_from_slice(&other[chance.below(other.len() + 1)..]);
    }
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        let until = (at + chance.below(24)).min(bytes.len());
        match chance.below(6) {
            0 if at < bytes.len() => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
            1 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            2 => drop(bytes.drain(at..until)),
            3 => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let part = bytes[at..until].to_vec();
                let times = 1 + chance.below(40);
                bytes.splice(at..at, part.repeat(times));
            }
            _ => {
                let from = chance.below(bytes.len() + 1);
                let part = bytes[from..(from + 16).min(bytes.len())].to_vec();
                bytes.splice(at..until, part);
            }
        }
    }
    bytes.truncate(BYTES_MAX);
    bytes
}
