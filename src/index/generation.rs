//! One whole generation, without the search engine: what it was made from, and whether its files are what was written.

use std::io;
use std::path::{Path, PathBuf};

use super::build::{ACTS, TANTIVY, file_of, source_file};
use super::digest::{sha256, sha256_of_file};
use super::error::Error;
use super::folder::{Content, FORMAT, current, current_file, look};
use super::histories::HISTORIES;
use super::manifest::{FileRecord, Manifest};
use super::packed::unpack;
use super::store::StoredAct;
use crate::act::ActId;

/// An ingest may replace the generation while it is opened; it cannot do so many times in a moment.
const ATTEMPTS: usize = 16;

/// A generation on the disk. It never changes; it may be swept away when another has taken its place.
#[derive(Debug)]
pub(crate) struct Generation {
    path: PathBuf,
    manifest: Manifest,
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

    /// The act `id` as it was stored, and the bytes of its file.
    pub(crate) fn stored(&self, id: &ActId) -> Result<(StoredAct, Vec<u8>), Error> {
        let path = file_of(&self.path, ACTS, id);
        let bytes = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let json = unpack(&bytes).map_err(|error| error.to_string());
        let act = json.and_then(|json| serde_json::from_slice(&json).map_err(|error| error.to_string()));
        let act = act.map_err(|cause| Error::Damaged { path, cause })?;
        Ok((act, bytes))
    }

    /// The bytes of the file that keeps the act `id`, where they are those with this SHA-256.
    pub(crate) fn stored_bytes(&self, id: &ActId, sha256_told: &str) -> Option<Vec<u8>> {
        let bytes = std::fs::read(file_of(&self.path, ACTS, id)).ok()?;
        (sha256(&bytes) == sha256_told).then_some(bytes)
    }

    /// The bytes of the file that keeps what a source tells, where they are those with this SHA-256.
    pub(crate) fn source_bytes(&self, sha256_told: &str) -> Option<Vec<u8>> {
        let bytes = std::fs::read(source_file(&self.path, sha256_told)).ok()?;
        (sha256(&bytes) == sha256_told).then_some(bytes)
    }

    /// The files that are not what was written: where each lies, and what is wrong with it. Every byte is read.
    pub(crate) fn damage(&self) -> Vec<(PathBuf, String)> {
        let damaged = self.manifest.files.iter().map(|file| (self.path.join(&file.name), self.damage_of(file, true)));
        damaged.filter_map(|(path, cause)| Some((path, cause?))).collect()
    }

    /// The first damaged file of those that answer questions, the search engine's and the histories. Sizes are always compared; bytes only where there are no more than `bytes_max` in all,
    /// for a question is to be answered at once.
    pub(super) fn engine_damage(&self, bytes_max: u64) -> Option<(PathBuf, String)> {
        let files = || self.manifest.files.iter().filter(|file| file.name.starts_with(TANTIVY) || file.name == HISTORIES);
        let all: u64 = files().map(|file| file.bytes).sum();
        files().find_map(|file| Some((self.path.join(&file.name), self.damage_of(file, all <= bytes_max)?)))
    }

    fn damage_of(&self, file: &FileRecord, read: bool) -> Option<String> {
        let path = self.path.join(&file.name);
        match std::fs::metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Some("it is not there".to_owned()),
            Err(error) => return Some(error.to_string()),
            Ok(known) if known.len() != file.bytes => return Some(format!("it has {} bytes, {} were written", known.len(), file.bytes)),
            Ok(_) => {}
        }
        match read.then(|| sha256_of_file(&path))? {
            Err(error) => Some(error.to_string()),
            Ok(sha256) => (sha256 != file.sha256).then(|| "its bytes are not those that were written".to_owned()),
        }
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
