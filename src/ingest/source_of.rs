//! The source of an indexed act, read anew.

use std::path::PathBuf;

use super::corpus::state;
use super::file::read_file;
use crate::act::{Act, ActId};
use crate::index::Index;

/// Why the printed text of an act cannot be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NoSource {
    /// The index does not tell which file it was made from.
    #[error("the index does not tell which file this act was read from; run `tarmaq ingest`")]
    NotKept,
    /// The file cannot be read.
    #[error("{0} cannot be read any more; put it back, or run `tarmaq ingest`")]
    Gone(PathBuf),
    /// The file is another one by now.
    #[error("{0} has changed since it was indexed; run `tarmaq ingest`")]
    Changed(PathBuf),
}

/// The act `id` read anew from the file it was indexed from: its printed text, and what points where in it.
///
/// # Errors
///
/// [`NoSource`] where the file does not lie there any more as it was.
pub fn source_of(index: &Index, id: &ActId) -> Result<Act, NoSource> {
    let (path, sha256) = index.source_file(id).ok().flatten().ok_or(NoSource::NotKept)?;
    // What was read off the pictures of the file counts with it.
    if state(path).map_err(|_| NoSource::Gone(path.to_owned()))?.sha256 != sha256 {
        return Err(NoSource::Changed(path.to_owned()));
    }
    Ok(read_file(path).map_err(|_| NoSource::Gone(path.to_owned()))?.act)
}
