//! Why an index could not be read or written.

use std::path::PathBuf;

/// Why an index could not be read or written. What was in the folder before is there still.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no index yet.
    #[error("there is no index in {path}; run `tarmaq ingest` first")]
    Missing {
        /// The index folder.
        path: PathBuf,
    },
    /// The folder holds something else.
    #[error("{path} is not an index of Tarmaq (it holds {found}); nothing was changed there. Name another folder with --index")]
    NotOurs {
        /// The folder.
        path: PathBuf,
        /// Something in it that is not ours.
        found: String,
    },
    /// The index was written by another version.
    #[error("the index in {path} has format {found}, this version needs {needed}; run `tarmaq ingest` to build it again")]
    OtherVersion {
        /// The index folder.
        path: PathBuf,
        /// What its VERSION file says.
        found: String,
        /// What this version writes.
        needed: &'static str,
    },
    /// Another process is writing.
    #[error("another ingest is writing to {path}{}; try again when it is done", holder(pid))]
    Locked {
        /// The index folder.
        path: PathBuf,
        /// The id of that process, where it is known.
        pid: Option<u32>,
    },
    /// A file or folder cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A file or folder cannot be written.
    #[error("cannot write {path}: {source}; the index that was there is unchanged")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A file of the index does not hold what it should.
    #[error("{path} is damaged: {cause}; `tarmaq ingest --force` builds the index again from the corpus")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// A question ended in the middle, though no file of the index is damaged.
    #[error("the program lost its way in this, and the index is as it was written: a fault of ours; please report it with what was asked")]
    Fault,
    /// The search engine could not write.
    #[error("the search engine failed in {path}: {source}; the index that was there is unchanged")]
    Engine {
        /// The folder of the generation.
        path: PathBuf,
        /// The cause.
        source: tantivy::TantivyError,
    },
}

fn holder(pid: &Option<u32>) -> String {
    pid.map_or_else(String::new, |pid| format!(" (process {pid})"))
}
