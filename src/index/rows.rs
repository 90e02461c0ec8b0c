//! Rows that a run writes down, so as not to hold them in memory, and goes through again in the order of their keys.
//!
//! They lie in the folder of the generation that is being written, as tables that are no part of it: each goes when it is dropped, and with the
//! folder where the run fails before. Nobody waits until they are on the disk.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::Error;
use super::table::{Table, TableWriter, record};

/// How the name of a file of rows ends.
const ENDING: &str = ".rows";

/// Writes rows, from any thread.
pub(crate) struct RowsWriter {
    folder: PathBuf,
    name: String,
    table: Mutex<TableWriter>,
}

impl RowsWriter {
    /// Begins the rows called `name` in `folder`.
    pub(super) fn create(folder: &Path, name: &str) -> Result<Self, Error> {
        let name = format!("{name}{ENDING}");
        let table = Mutex::new(TableWriter::create(folder.join(&name))?);
        Ok(Self { folder: folder.to_owned(), name, table })
    }

    /// Adds a row. No two may have one key.
    pub(crate) fn push(&self, key: &str, value: &impl Serialize) -> Result<(), Error> {
        let record = record(key, value).map_err(|source| Error::Write { path: self.folder.join(&self.name), source })?;
        self.table.lock().unwrap_or_else(PoisonError::into_inner).push_record(key, &record)
    }

    /// All rows are written.
    pub(crate) fn close(self) -> Result<Rows, Error> {
        self.table.into_inner().unwrap_or_else(PoisonError::into_inner).finish_for_now()?;
        let path = self.folder.join(&self.name);
        Ok(Rows { table: Some(Table::open(&self.folder, &self.name)?), path })
    }
}

/// Rows that were written, by their keys.
pub(crate) struct Rows {
    /// Always there, until it is dropped before its file is removed: not every system removes a file that is being read.
    table: Option<Table>,
    path: PathBuf,
}

impl Rows {
    fn table(&self) -> Result<&Table, Error> {
        self.table.as_ref().ok_or_else(|| Error::Damaged { path: self.path.clone(), cause: "it is not there".to_owned() })
    }

    /// The row at place `at` in the order of the keys.
    pub(crate) fn value<T: DeserializeOwned>(&self, at: usize) -> Result<T, Error> {
        self.table()?.value(at)
    }

    /// The row of `key`.
    pub(crate) fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        self.table()?.get(key)
    }

    /// The rows whose keys begin with `prefix`, in the order of their keys.
    pub(crate) fn values_of<T: DeserializeOwned>(&self, prefix: &str) -> Result<Vec<T>, Error> {
        self.table()?.values_of(prefix)
    }

    /// All rows, in the order of their keys.
    pub(crate) fn values<T: DeserializeOwned>(&self) -> impl Iterator<Item = Result<T, Error>> {
        self.table.iter().flat_map(Table::values)
    }
}

impl Drop for Rows {
    fn drop(&mut self) {
        drop(self.table.take());
        // Where it cannot be removed it goes with its folder, or stays and is no part of the index.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether a file of that name holds rows.
pub(super) fn is_rows(name: &str) -> bool {
    name.ends_with(ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_in_order_and_leave_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let writer = RowsWriter::create(folder.path(), "some").unwrap();
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let writer = &writer;
                scope.spawn(move || (0..25).for_each(|at| writer.push(&format!("{at:02}/{thread}"), &(at, thread)).unwrap()));
            }
        });
        let rows = writer.close().unwrap();
        let all: Vec<(u32, u32)> = rows.values().collect::<Result<_, _>>().unwrap();
        assert_eq!(all, (0..25).flat_map(|at| (0..4).map(move |thread| (at, thread))).collect::<Vec<_>>());
        assert_eq!(rows.values_of::<(u32, u32)>("07/").unwrap(), [(7, 0), (7, 1), (7, 2), (7, 3)]);
        assert_eq!((rows.get::<(u32, u32)>("24/3").unwrap(), rows.get::<(u32, u32)>("24/4").unwrap()), (Some((24, 3)), None));
        assert_eq!(rows.value::<(u32, u32)>(5).unwrap(), (1, 1));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        drop(rows);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "they go when nobody needs them any more");
    }
}
