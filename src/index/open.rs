//! A whole index, open for reading.

use std::path::Path;

use super::error::Error;
use super::store::ActHeader;

/// An index that is open for reading. It needs no lock and stays as it was opened, whatever is written meanwhile.
#[derive(Debug)]
pub struct Index {
    acts: Vec<ActHeader>,
}

impl Index {
    /// Opens the index in `dir`.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`] when there is none, [`Error::OtherVersion`] when it has to be built again, [`Error::NotOurs`] for a folder that
    /// holds something else, [`Error::Read`] and [`Error::Damaged`] for files that cannot be used.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        Err(Error::Missing { path: dir.to_owned() })
    }

    /// All acts, by id.
    pub fn acts(&self) -> &[ActHeader] {
        &self.acts
    }
}
