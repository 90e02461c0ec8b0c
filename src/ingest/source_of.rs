//! The source of an indexed act, read anew.

use std::io;
use std::path::PathBuf;

use super::corpus::state;
use super::file::read_file;
use super::parts::states;
use crate::act::{Act, ActId};
use crate::index::{self, Index, digest_with};
use crate::source::{self, named_parts};

/// Why the printed text of an act cannot be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NoSource {
    /// The index does not tell which file it was made from.
    #[error("the index does not tell which file this act was read from; run `tarmaq ingest`")]
    NotKept,
    /// The file does not lie there any more, or may not be read.
    #[error("{path} cannot be read any more: {source}; put it back, or run `tarmaq ingest`")]
    Gone {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is another one by now.
    #[error("{0} has changed since it was indexed; run `tarmaq ingest`")]
    Changed(PathBuf),
    /// The file lies there as it was, and is refused.
    #[error(transparent)]
    Unread(#[from] source::Error),
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] index::Error),
}

/// The act `id` read anew from the file it was indexed from: its printed text, and what points where in it.
///
/// # Errors
///
/// [`NoSource`] where the file does not lie there any more as it was, or it or the index cannot be read.
pub fn source_of(index: &Index, id: &ActId) -> Result<Act, NoSource> {
    let (path, sha256) = index.source_file(id)?.ok_or(NoSource::NotKept)?;
    // What was read off the pictures of the file counts with it, and so do the files that the act goes on in.
    let file = state(path).map_err(|source| NoSource::Gone { path: path.to_owned(), source })?;
    let parts = named_parts(path);
    if digest_with(&file.sha256, &states(path, &parts)) != sha256 {
        let gone = parts.into_iter().find_map(|part| Some(NoSource::Gone { source: std::fs::metadata(&part).err()?, path: part }));
        return Err(gone.unwrap_or_else(|| NoSource::Changed(path.to_owned())));
    }
    Ok(read_file(path)?.act)
}
