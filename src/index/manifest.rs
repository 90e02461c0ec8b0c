//! From which bytes a generation was made.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::digest::sha256;
use super::error::Error;
use super::folder::write_synced;
use super::pack::Spot;
use super::store::ActHeader;
use super::wordings::Given;
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
    /// The files that its act goes on in, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartRecord>,
    /// The act it holds; `None` when it could not be read.
    pub act: Option<ActId>,
    /// The day of the copy, which decides between two files of one act.
    pub retrieved: Option<Date>,
    /// Why it could not be read.
    pub failed: Option<String>,
    /// The file that gives the text of its act instead.
    pub shadowed_by: Option<String>,
    /// Where its act is kept, and what it tells beside it; `None` when it could not be read.
    pub kept: Option<Kept>,
    /// How often the stages had each doubt, as [`super::StoredAct::problems`] tells.
    pub problems: Vec<(String, usize)>,
    /// How many units it has.
    pub units: usize,
}

/// A file that the act of a source goes on in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRecord {
    /// Its name; it lies beside the source.
    pub name: String,
    /// The file itself; of no bytes and no digest where it could not be read.
    pub file: FileState,
    /// Its own metadata file, where there is one.
    pub metadata: Option<FileState>,
}

impl SourceRecord {
    /// The digest of all that the text was read from: of the file, and of those that it goes on in.
    pub fn digest(&self) -> Cow<'_, str> {
        digest_with(&self.file.sha256, &self.parts)
    }
}

/// The digest of a file, and of those that it goes on in.
pub(crate) fn digest_with<'a>(of_file: &'a str, parts: &[PartRecord]) -> Cow<'a, str> {
    if parts.is_empty() {
        return Cow::Borrowed(of_file);
    }
    let mut digests = of_file.to_owned();
    for part in parts {
        digests += "/";
        digests += &part.file.sha256;
        digests += "+";
        digests += part.metadata.as_ref().map_or("", |metadata| &metadata.sha256);
    }
    Cow::Owned(sha256(digests.as_bytes()))
}

/// Where the index keeps what was read from a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its act, as a [`super::StoredAct`].
    pub act: Spot,
    /// What it tells of other acts and of its own, as a [`super::StoredSource`].
    pub told: Spot,
}

/// What the index knows of an act: the record of the table of acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ActRecord {
    pub(crate) header: ActHeader,
    /// Where it is kept, and which source that was; `None` for an act that is known only through others.
    pub(crate) stored: Option<StoredRecord>,
    /// Its history.
    pub(crate) history: Spot,
    /// What the history followed from.
    pub(crate) history_of: String,
    /// The wordings of it that come from amending acts: which act, where it stands in that, and where here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) gives: Vec<Given>,
    /// The acts whose texts print its wordings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) quotes: Vec<ActId>,
    /// How many wordings of other times can be found.
    pub(crate) wordings: usize,
    /// What its documents followed from.
    pub(crate) documents_of: String,
}

/// The same record, read as far as `H` asks for its head.
#[derive(Debug, Deserialize)]
pub(super) struct BriefRecord<H> {
    pub(super) header: H,
    /// Something for an act that is kept.
    pub(super) stored: Option<IgnoredAny>,
}

/// An act that is kept, and its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredRecord {
    pub(crate) act: Spot,
    pub(crate) path: PathBuf,
    pub(crate) source_sha256: String,
}

/// A file of the generation, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Where it lies in the folder of the generation: `acts-7.pack`.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The CRC-32 of its bytes: quicker to compare where somebody waits for an answer, and no flipped bit escapes it.
    pub sum: u32,
}

/// What an index that was brought up to date piece by piece still holds of what it held before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// Documents of the search engine.
    pub documents: u64,
    /// Bytes of the packs.
    pub bytes: u64,
}

/// From which bytes a generation was made, by which version, and how much came of it. The sources and the acts are tables beside it.
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
    /// How many sources it was made of.
    pub sources: usize,
    /// How many acts it holds.
    pub acts: usize,
    /// How many acts are known only through others.
    pub cited: usize,
    /// How many units the acts have.
    pub units: usize,
    /// How many documents of the search engine were replaced and are still there, and how many bytes of the packs.
    pub replaced: Replaced,
    /// What was done to acts that have no id.
    pub unidentified: Option<Spot>,
    /// How many wordings of other times can be found beside the units of the acts.
    pub wordings: usize,
    /// The files of the generation, this one aside.
    pub files: Vec<FileRecord>,
}

impl Manifest {
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
