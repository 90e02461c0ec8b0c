//! The sources of a generation, read one by one where they lie.

use std::path::Path;

use super::build::SOURCES;
use super::error::Error;
use super::generation::Generation;
use super::manifest::SourceRecord;
use super::table::Table;

/// The table of the sources of a generation, by their paths.
pub(crate) struct SourceTable(Table);

impl SourceTable {
    pub(super) fn open(generation: &Path) -> Result<Self, Error> {
        Table::open(generation, SOURCES).map(Self)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The source at place `at` in the order of the paths.
    pub(crate) fn get(&self, at: usize) -> Result<SourceRecord, Error> {
        self.0.value(at)
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = Result<SourceRecord, Error>> {
        self.0.values()
    }
}

impl Generation {
    /// The sources it was made from, by path, to be read one by one.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::Damaged`] for a table that cannot be used.
    pub(crate) fn source_table(&self) -> Result<SourceTable, Error> {
        SourceTable::open(self.path())
    }
}
