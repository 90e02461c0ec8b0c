//! The index folder: what lies where, who may write, and how a new generation takes the place of the old one.
//!
//! ```text
//! index/VERSION           the mark that the folder is ours, and the format
//! index/CURRENT           the name of the generation that answers, and the SHA-256 of its manifest
//! index/LOCK              locked while an ingest runs; holds its process id
//! index/gen-7/            one whole generation:
//!   manifest.json         from what and by which version it was made, and the digest of every other file
//!   sources.table         the sources, one record each: what they were, where what was read from them is kept
//!   acts.table            the acts by id: their headers, where they and their histories are kept
//!   numbers.table         the acts by the numbers people name them by
//!   names.table           codes and laws by the stems of their names
//!   acts-7.pack           the acts as stored and what their sources tell; `acts-5.pack` was taken over from generation 5
//!   histories-7.pack      the history of each act
//!   tantivy/              the search engine's files
//!   acts.rows, …          what the run that writes the generation goes through again; none of it once it is whole
//! ```
//!
//! Every file is covered: `CURRENT` tells the digest of the manifest, the manifest that of every other file. How many files there are does not depend
//! on how many acts there are, and what is read when an index is opened does not either.
//!
//! # What a run that fails or is killed leaves behind
//!
//! `VERSION` and `LOCK`, and where it was killed a `gen-N` that nothing points to (or a `VERSION.new`, `CURRENT.new`). `VERSION` comes first, so
//! that a folder with half a generation in it is known to be ours; `LOCK` is an open file that the system unlocks when the process is gone, so
//! it stays lying there and never stands in anybody's way. Such a folder has no index: questions build one, and the next run sweeps the rest.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::error::Error;

/// The format this version writes. Another one is built again.
pub(crate) const FORMAT: &str = "13";
const MARK: &str = "tarmaq index";
const VERSION: &str = "VERSION";
const CURRENT: &str = "CURRENT";
const LOCK: &str = "LOCK";
const GENERATION: &str = "gen-";

/// What an index folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing, or no such folder.
    Nothing,
    /// An index of this format.
    Index {
        /// Its current generation.
        generation: PathBuf,
        /// The SHA-256 that the manifest of the generation must have.
        manifest_sha256: String,
    },
    /// Our folder without a whole generation: a first run was killed.
    Unfinished,
    /// An index of another format.
    Other(String),
}

/// Looks at `dir`.
///
/// # Errors
///
/// [`Error::NotOurs`] when it holds something else, [`Error::Damaged`] when it is ours but for a file that is not what we write,
/// [`Error::Read`] when it cannot be read.
pub(crate) fn look(dir: &Path) -> Result<Content, Error> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Nothing),
        Err(_) if dir.is_file() => return Err(Error::NotOurs { path: dir.to_owned(), found: "a file, not a folder".to_owned() }),
        Err(source) => return Err(Error::Read { path: dir.to_owned(), source }),
    };
    let version = dir.join(VERSION);
    let mark = read_if_there(&version)?;
    let format = mark.as_deref().and_then(|mark| mark.trim().strip_prefix(MARK)).map(str::trim);
    match (format, &mark) {
        (Some(FORMAT), _) => {}
        (Some(format), _) => return Ok(Content::Other(format.to_owned())),
        // Somebody's folder has no pointer to a generation that lies in it.
        (None, _) if current(dir).is_some_and(|current| generation_of(dir, &current).is_some_and(|(generation, _)| generation.is_dir())) => {
            let cause = if mark.is_some() { "it does not tell the format" } else { "it is not there" };
            return Err(Error::Damaged { path: version, cause: cause.to_owned() });
        }
        (None, Some(_)) => return Err(Error::NotOurs { path: dir.to_owned(), found: format!("a {VERSION} file that is not ours") }),
        (None, None) => {
            let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
            let foreign = names.filter(|name| !is_ours(name)).min();
            return foreign.map_or(Ok(Content::Nothing), |found| Err(Error::NotOurs { path: dir.to_owned(), found }));
        }
    }
    let Some(current) = read_if_there(&current_file(dir))? else { return Ok(Content::Unfinished) };
    match generation_of(dir, &current) {
        Some((generation, manifest_sha256)) => Ok(Content::Index { generation, manifest_sha256 }),
        None => Err(Error::Damaged { path: current_file(dir), cause: "it does not name a generation".to_owned() }),
    }
}

/// The file that tells which generation answers.
pub(super) fn current_file(dir: &Path) -> PathBuf {
    dir.join(CURRENT)
}

/// What that file holds now, another text for every generation; `None` when it cannot be read. Whoever keeps an index open sees with it whether
/// there is a newer one, for the price of reading one small file.
pub fn current(dir: &Path) -> Option<String> {
    fs::read(current_file(dir)).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The generation that the words of a pointer name, and the digest of its manifest.
fn generation_of(dir: &Path, current: &str) -> Option<(PathBuf, String)> {
    let (name, sha256) = current.trim().split_once(' ')?;
    let is_digest = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_generation(name) && is_digest).then(|| (dir.join(name), sha256.to_owned()))
}

fn is_generation(name: &str) -> bool {
    name.strip_prefix(GENERATION).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
}

/// What may lie in a folder that we begin to use: our own files, and those a version control system keeps there.
fn is_ours(name: &str) -> bool {
    matches!(name, "README.md" | ".gitignore" | ".gitkeep" | LOCK) || (name.starts_with(VERSION) || name.starts_with(CURRENT)) && name.ends_with(".new")
}

fn read_if_there(path: &Path) -> Result<Option<String>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

/// The right to write to an index folder. Given back when it is dropped, or when the process dies.
#[derive(Debug)]
pub struct WriteLock {
    dir: PathBuf,
    // Held, never read: closing it gives the lock back.
    _file: File,
}

/// How long a lock that is held is tried again: a program that starts others shares its open files with each until that begins its own
/// work, so that a lock it has given back can seem held for some milliseconds.
const MOMENT: Duration = Duration::from_millis(300);

fn try_for_a_moment(file: &File) -> Result<(), TryLockError> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if start.elapsed() < MOMENT => thread::sleep(Duration::from_millis(5)),
            tried => return tried,
        }
    }
}

impl WriteLock {
    /// Takes the right to write to `dir`, which is made when it is missing.
    ///
    /// # Errors
    ///
    /// [`Error::Locked`] when another process has it, [`Error::NotOurs`] when the folder holds something else, [`Error::Write`] when the folder
    /// cannot be written.
    pub fn take(dir: &Path) -> Result<Self, Error> {
        match look(dir) {
            // What is damaged is ours, and about to be built again.
            Ok(_) | Err(Error::Damaged { .. }) => {}
            Err(error) => return Err(error),
        }
        let write = |path: &Path, source: io::Error| Error::Write { path: path.to_owned(), source };
        fs::create_dir_all(dir).map_err(|error| write(dir, error))?;
        let path = dir.join(LOCK);
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(|error| write(&path, error))?;
        match try_for_a_moment(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let pid = file.read_to_string(&mut holder).ok().and_then(|_| holder.trim().parse().ok());
                return Err(Error::Locked { path: dir.to_owned(), pid });
            }
            Err(TryLockError::Error(error)) => return Err(write(&path, error)),
        }
        let sign = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            writeln!(file, "{}", std::process::id())
        };
        sign(&mut file).map_err(|error| write(&path, error))?;
        // The mark comes before anything else, so that what a killed first run leaves is known to be ours.
        if matches!(look(dir), Ok(Content::Nothing)) {
            replace(dir, VERSION, &format!("{MARK} {FORMAT}\n"))?;
        }
        Ok(Self { dir: dir.to_owned(), _file: file })
    }

    /// The folder that may be written.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// An empty folder for a new generation: `gen-8` after `gen-7`. No name is used twice while the folder lives, so that a reader who finds
    /// the pointer unchanged knows that the generation is the same.
    pub(crate) fn new_generation(&self) -> Result<(PathBuf, u64), Error> {
        let write = |path: &Path, source: io::Error| Error::Write { path: path.to_owned(), source };
        let entries = fs::read_dir(&self.dir).map_err(|source| write(&self.dir, source))?;
        let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.extend(current(&self.dir));
        let number = |name: &String| name.strip_prefix(GENERATION)?.split(' ').next()?.trim().parse::<u64>().ok();
        let next = names.iter().filter_map(number).max().unwrap_or(0).saturating_add(1);
        let path = self.dir.join(format!("{GENERATION}{next}"));
        fs::create_dir(&path).map_err(|source| write(&path, source))?;
        Ok((path, next))
    }

    /// Makes `generation`, which is whole and on the disk, the one that answers.
    pub(crate) fn switch_to(&self, generation: &Path, manifest_sha256: &str) -> Result<(), Error> {
        let name = generation.file_name().unwrap_or_default().to_string_lossy();
        replace(&self.dir, VERSION, &format!("{MARK} {FORMAT}\n"))?;
        replace(&self.dir, CURRENT, &format!("{name} {manifest_sha256}\n"))
    }

    /// Deletes all generations but `keep`: those of killed runs, and the one that was replaced.
    ///
    /// A reader that has the old one open keeps its files. What cannot be deleted now is deleted by a later run.
    pub(crate) fn sweep(&self, keep: Option<&Path>) {
        let Ok(entries) = fs::read_dir(&self.dir) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            let ours = entry.file_name().to_str().is_some_and(is_generation);
            if ours && Some(path.as_path()) != keep {
                let _ = fs::remove_dir_all(&path);
            }
        }
    }
}

/// Writes a small file so that a reader sees the old content or the new one, never a part, whenever the process is killed.
fn replace(dir: &Path, name: &str, content: &str) -> Result<(), Error> {
    let new = dir.join(format!("{name}.new"));
    let write = |source| Error::Write { path: dir.join(name), source };
    write_synced(&new, content.as_bytes()).map_err(write)?;
    fs::rename(&new, dir.join(name)).map_err(write)?;
    sync_folder(dir);
    Ok(())
}

/// Writes a file and waits until it is on the disk.
pub(crate) fn write_synced(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Waits until the names in a folder are on the disk. Not every system can; a rename is atomic without it.
pub(crate) fn sync_folder(dir: &Path) {
    if let Ok(folder) = File::open(dir) {
        let _ = folder.sync_all();
    }
}
