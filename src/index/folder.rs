//! The index folder: what lies where, who may write, and how a new generation takes the place of the old one.
//!
//! ```text
//! index/VERSION           the mark that the folder is ours, and the format
//! index/CURRENT           the name of the generation that answers
//! index/LOCK              locked while an ingest runs; holds its process id
//! index/gen-1f0c…/        one whole generation: manifest.json, acts/, tantivy/
//! ```

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::error::Error;

/// The format this version writes. Another one is built again.
pub(crate) const FORMAT: &str = "1";
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
    /// An index of this format; its current generation.
    Index(PathBuf),
    /// Our folder without a whole generation: a first run was killed.
    Unfinished,
    /// An index of another format.
    Other(String),
}

/// Looks at `dir`.
///
/// # Errors
///
/// [`Error::NotOurs`] when it holds something else, [`Error::Read`] when it cannot be read.
pub(crate) fn look(dir: &Path) -> Result<Content, Error> {
    let read = |path: &Path, source: io::Error| Error::Read { path: path.to_owned(), source };
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Nothing),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Error::NotOurs { path: dir.to_owned(), found: "a file, not a folder".to_owned() });
        }
        Err(error) => return Err(read(dir, error)),
    };
    let version = dir.join(VERSION);
    let Some(mark) = read_if_there(&version)? else {
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut foreign: Vec<String> = names.filter(|name| !is_ours(name)).collect();
        foreign.sort();
        return match foreign.into_iter().next() {
            Some(found) => Err(Error::NotOurs { path: dir.to_owned(), found }),
            None => Ok(Content::Nothing),
        };
    };
    let Some(format) = mark.trim().strip_prefix(MARK).map(str::trim) else {
        return Err(Error::NotOurs { path: dir.to_owned(), found: format!("a {VERSION} file that is not ours") });
    };
    if format != FORMAT {
        return Ok(Content::Other(format.to_owned()));
    }
    let Some(current) = read_if_there(&dir.join(CURRENT))? else { return Ok(Content::Unfinished) };
    let name = current.trim();
    if !is_generation(name) {
        return Err(Error::Damaged { path: dir.join(CURRENT), cause: "it does not name a generation".to_owned() });
    }
    Ok(Content::Index(dir.join(name)))
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

impl WriteLock {
    /// Takes the right to write to `dir`, which is made when it is missing.
    ///
    /// # Errors
    ///
    /// [`Error::Locked`] when another process has it, [`Error::NotOurs`] when the folder holds something else, [`Error::Write`] when the folder
    /// cannot be written.
    pub fn take(dir: &Path) -> Result<Self, Error> {
        look(dir)?;
        let write = |path: &Path, source: io::Error| Error::Write { path: path.to_owned(), source };
        fs::create_dir_all(dir).map_err(|error| write(dir, error))?;
        let path = dir.join(LOCK);
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(|error| write(&path, error))?;
        match file.try_lock() {
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
        if look(dir)? == Content::Nothing {
            replace(dir, VERSION, &format!("{MARK} {FORMAT}\n"))?;
        }
        Ok(Self { dir: dir.to_owned(), _file: file })
    }

    /// The folder that may be written.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// An empty folder for a new generation called after `name`.
    pub(crate) fn new_generation(&self, name: &str) -> Result<PathBuf, Error> {
        for attempt in 1_u32.. {
            let suffix = if attempt == 1 { String::new() } else { format!("-{attempt}") };
            let path = self.dir.join(format!("{GENERATION}{name}{suffix}"));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1000 => {}
                Err(source) => return Err(Error::Write { path, source }),
            }
        }
        Err(Error::Write { path: self.dir.clone(), source: io::ErrorKind::AlreadyExists.into() })
    }

    /// Makes `generation`, which is whole and on the disk, the one that answers.
    pub(crate) fn switch_to(&self, generation: &Path) -> Result<(), Error> {
        let name = generation.file_name().unwrap_or_default().to_string_lossy();
        replace(&self.dir, VERSION, &format!("{MARK} {FORMAT}\n"))?;
        replace(&self.dir, CURRENT, &format!("{name}\n"))
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
