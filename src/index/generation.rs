//! One whole generation, without the search engine: what it was made from, and whether its files are what was written.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;

use super::build::{ACT_PACKS, ACTS, HISTORY_PACKS, NAMES, NUMBERS, SOURCES, TANTIVY};
use super::digest::{sha256_of_file, sum_of_file};
use super::error::Error;
use super::folder::{Content, FORMAT, current, current_file, look};
use super::manifest::{FileRecord, FileState, Manifest, PartRecord, SourceRecord};
use super::pack::{Packs, number_of};
use super::table::Table;

/// An ingest may replace the generation while it is opened; it cannot do so many times in a moment.
const ATTEMPTS: usize = 16;

/// A generation on the disk. It never changes; it may be swept away when another has taken its place.
#[derive(Debug)]
pub(crate) struct Generation {
    path: PathBuf,
    manifest: Manifest,
}

/// What a source was when the generation was made.
#[derive(Debug, Deserialize)]
pub(crate) struct SourceState {
    pub(crate) path: PathBuf,
    pub(crate) file: FileState,
    pub(crate) metadata: Option<FileState>,
    #[serde(default)]
    pub(crate) parts: Vec<PartRecord>,
}

impl Generation {
    /// The one that answers in `dir`.
    ///
    /// # Errors
    ///
    /// Those of [`super::Index::open`].
    pub(crate) fn current(dir: &Path) -> Result<Self, Error> {
        settled(dir, || Self::open(dir))
    }

    pub(super) fn open(dir: &Path) -> Result<Self, Error> {
        let (path, sha256) = match look(dir)? {
            Content::Index { generation, manifest_sha256 } => (generation, manifest_sha256),
            Content::Nothing | Content::Unfinished => return Err(Error::Missing { path: dir.to_owned() }),
            Content::Other(found) => return Err(Error::OtherVersion { path: dir.to_owned(), found, needed: FORMAT }),
        };
        if !path.is_dir() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            return Err(Error::Damaged { path: current_file(dir), cause: format!("it names {name}, which is not there") });
        }
        let manifest = Manifest::read(&path, &sha256)?;
        if manifest.format != FORMAT {
            return Err(Error::OtherVersion { path: dir.to_owned(), found: manifest.format, needed: FORMAT });
        }
        Ok(Self { path, manifest })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The sources it was made from, by path.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::Damaged`] for a table that cannot be used.
    pub(crate) fn sources(&self) -> Result<Vec<SourceRecord>, Error> {
        Table::open(&self.path, SOURCES)?.values().collect()
    }

    /// The same, of each source only what tells whether it has changed.
    pub(crate) fn source_states(&self) -> Result<Vec<SourceState>, Error> {
        Table::open(&self.path, SOURCES)?.values().collect()
    }

    /// The packs of one kind.
    pub(super) fn packs(&self, kind: &'static str) -> Result<Packs, Error> {
        Packs::open(&self.path, kind, self.manifest.files.iter().map(|file| file.name.as_str()))
    }

    /// The files that are not what was written: where each lies, and what is wrong with it. Every byte is read.
    pub(crate) fn damage(&self) -> Vec<(PathBuf, String)> {
        let damaged = self.manifest.files.par_iter().map(|file| (self.path.join(&file.name), self.damage_of(file)));
        damaged.filter_map(|(path, cause)| Some((path, cause?))).collect()
    }

    /// The first damaged file of those that answer questions. Sizes are always compared; bytes only of what does not tell its own damage where it is read,
    /// the tables and the search engine's files, and where these have no more than `bytes_max` in all, for a question is to be answered at once.
    pub(super) fn engine_damage(&self, bytes_max: u64) -> Option<(PathBuf, String)> {
        let read = |file: &&FileRecord| file.name.starts_with(TANTIVY) || [ACTS, NUMBERS, NAMES].contains(&file.name.as_str());
        let all: u64 = self.manifest.files.iter().filter(read).map(|file| file.bytes).sum();
        let bytes = |file: &FileRecord| differs(sum_of_file(&self.path.join(&file.name)).map(|sum| sum == file.sum));
        let quick = |file: &FileRecord| self.size_damage(file).or_else(|| if all <= bytes_max && read(&file) { bytes(file) } else { None });
        let answering =
            self.manifest.files.iter().filter(|file| read(file) || [ACT_PACKS, HISTORY_PACKS].iter().any(|kind| number_of(kind, &file.name).is_some()));
        answering.into_iter().find_map(|file| Some((self.path.join(&file.name), quick(file)?)))
    }

    fn damage_of(&self, file: &FileRecord) -> Option<String> {
        self.size_damage(file).or_else(|| differs(sha256_of_file(&self.path.join(&file.name)).map(|sha256| sha256 == file.sha256)))
    }

    fn size_damage(&self, file: &FileRecord) -> Option<String> {
        let path = self.path.join(&file.name);
        match std::fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some("it is not there".to_owned()),
            Err(error) => Some(error.to_string()),
            Ok(known) => (known.len() != file.bytes).then(|| format!("it has {} bytes, {} were written", known.len(), file.bytes)),
        }
    }
}

/// What is wrong with a file whose bytes are, or are not, those that were written.
fn differs(same: io::Result<bool>) -> Option<String> {
    match same {
        Err(error) => Some(error.to_string()),
        Ok(same) => (!same).then(|| "its bytes are not those that were written".to_owned()),
    }
}

/// Does `open`, again and again while an ingest puts another generation in the place of the one that is being opened: what fails then says
/// nothing about the index, and what succeeds may have missed a file that was swept meanwhile (the engine takes a missing file of
/// positions for an empty one). Generations are never called alike, so a change of the pointer is always seen.
pub(super) fn settled<T>(dir: &Path, open: impl Fn() -> Result<T, Error>) -> Result<T, Error> {
    for _ in 1..ATTEMPTS {
        let before = current(dir);
        let opened = open();
        if current(dir) == before {
            return opened;
        }
    }
    open()
}
