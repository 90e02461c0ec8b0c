//! From which bytes a generation was made.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::Error;
use super::folder::{FORMAT, write_synced};
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
    /// The doubts of the stages.
    pub problems: Vec<String>,
    /// How many units it has.
    pub units: usize,
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
}

impl Manifest {
    pub(super) fn read(generation: &Path) -> Result<Self, Error> {
        let path = generation.join(MANIFEST);
        let bytes = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        serde_json::from_slice(&bytes).map_err(|error| Error::Damaged { path, cause: error.to_string() })
    }

    pub(super) fn write(&self, generation: &Path) -> Result<(), Error> {
        let path = generation.join(MANIFEST);
        let this = Self { format: FORMAT.to_owned(), ..self.clone() };
        let json = serde_json::to_vec(&this).map_err(|error| Error::Write { path: path.clone(), source: error.into() })?;
        write_synced(&path, &json).map_err(|source| Error::Write { path, source })
    }
}
