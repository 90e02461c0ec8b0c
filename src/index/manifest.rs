//! From which bytes a generation was made.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::digest::sha256;
use super::error::Error;
use super::folder::write_synced;
use super::store::ActHeader;
use crate::act::{ActId, Date};

const MANIFEST: &str = "manifest.json";

/// A file as it was when it was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system does not tell.
    pub changed: i128,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A source the generation was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Where it lies.
    pub path: PathBuf,
    /// The file itself.
    pub file: FileState,
    /// Its metadata file, where there is one.
    pub metadata: Option<FileState>,
    /// The act it holds; `None` when it could not be read.
    pub act: Option<ActId>,
    /// The day of the copy, which decides between two files of one act.
    pub retrieved: Option<Date>,
    /// Why it could not be read.
    pub failed: Option<String>,
    /// The file that gives the text of its act instead.
    pub shadowed_by: Option<String>,
    /// The SHA-256 of the stored act; `None` when another file gives the text.
    pub stored_sha256: Option<String>,
    /// The SHA-256 of what its text tells, kept for the histories; `None` when it could not be read.
    pub source_sha256: Option<String>,
    /// The doubts of the stages.
    pub problems: Vec<String>,
    /// How many units it has.
    pub units: usize,
}

/// A file of the generation, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Where it lies in the folder of the generation: `acts/V1800016354.json.lz4`.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// Where the history of an act lies in the file of histories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryRecord {
    /// The act; `None` for what was done to acts that have no id.
    pub act: Option<ActId>,
    /// Its first byte.
    pub start: u64,
    /// How many bytes it has.
    pub bytes: u64,
    /// The SHA-256 of these bytes, in hexadecimal.
    pub sha256: String,
}

/// From which bytes a generation was made, by which version, and which acts came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the generation.
    pub format: String,
    /// The version of the stages that read the sources.
    pub reader: String,
    /// The corpus folder.
    pub corpus: PathBuf,
    /// Files and folders named one by one.
    pub named: Vec<PathBuf>,
    /// The sources, by path.
    pub sources: Vec<SourceRecord>,
    /// The acts, by id.
    pub acts: Vec<ActHeader>,
    /// Acts that are known only through others, by id.
    pub cited: Vec<ActHeader>,
    /// The histories of all acts, by id; first what was done to acts that have none.
    pub histories: Vec<HistoryRecord>,
    /// How many wordings of other times can be found beside the units of the acts.
    pub wordings: usize,
    /// The files of the generation, this one aside.
    pub files: Vec<FileRecord>,
}

impl Manifest {
    /// Where the history of `act` lies.
    pub(super) fn history(&self, act: Option<&ActId>) -> Option<&HistoryRecord> {
        let at = self.histories.binary_search_by(|record| record.act.as_ref().cmp(&act)).ok()?;
        self.histories.get(at)
    }

    /// Reads the manifest of `generation`, whose bytes must have the digest `sha256_told`.
    pub(super) fn read(generation: &Path, sha256_told: &str) -> Result<Self, Error> {
        let path = generation.join(MANIFEST);
        let damaged = |cause: String| Error::Damaged { path: path.clone(), cause };
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(damaged("it is not there".to_owned())),
            Err(source) => return Err(Error::Read { path, source }),
        };
        if sha256(&bytes) != sha256_told {
            return Err(damaged("its bytes are not those that were written".to_owned()));
        }
        serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))
    }

    /// Writes it, and returns the digest of what was written.
    pub(super) fn write(&self, generation: &Path) -> Result<String, Error> {
        let path = generation.join(MANIFEST);
        let json = serde_json::to_vec(self).map_err(|error| Error::Write { path: path.clone(), source: error.into() })?;
        write_synced(&path, &json).map_err(|source| Error::Write { path, source })?;
        Ok(sha256(&json))
    }
}
