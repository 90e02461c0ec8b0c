//! A table of records by key, read where it lies: opening it costs the same however many records it has.
//!
//! ```text
//! record   length of the key (u16), length of the value (u32), sum of key and value (u32), the key, the value as JSON
//! places   the place of every record (u64), in the order of the keys
//! end      how many records (u64), sum of the places (u32), "TQT5"
//! ```
//!
//! Numbers have their lowest byte first; sums are CRC-32. A record is looked at only when its sum is right, on the way to another one too, so
//! that a flipped bit is told and never leads to a wrong record.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tantivy::Directory;
use tantivy::directory::{MmapDirectory, OwnedBytes};

use super::error::Error;

const MAGIC: &[u8; 4] = b"TQT5";
const END_BYTES: usize = 8 + 4 + 4;
const HEAD_BYTES: usize = 2 + 4 + 4;

/// Writes a table. Records may come in any order; the memory it takes is that of their places, eight bytes each.
pub(super) struct TableWriter {
    path: PathBuf,
    file: BufWriter<File>,
    /// In the order in which the records came.
    places: Vec<u64>,
    /// The key of the last record, as long as every key came behind the one before; `None` when they are to be brought in order.
    last: Option<String>,
    at: u64,
}

impl TableWriter {
    pub(super) fn create(path: PathBuf) -> Result<Self, Error> {
        let made = File::create_new(&path).map_err(|source| Error::Write { path: path.clone(), source })?;
        Ok(Self { path, file: BufWriter::with_capacity(1 << 16, made), places: Vec::new(), last: Some(String::new()), at: 0 })
    }

    /// Adds a record. No two may have one key.
    pub(super) fn push(&mut self, key: &str, value: &impl Serialize) -> Result<(), Error> {
        let record = record(key, value).map_err(|source| Error::Write { path: self.path.clone(), source })?;
        self.push_record(key, &record)
    }

    /// Adds what [`record`] made of `key` and its value.
    pub(super) fn push_record(&mut self, key: &str, record: &[u8]) -> Result<(), Error> {
        self.file.write_all(record).map_err(|source| Error::Write { path: self.path.clone(), source })?;
        match self.last.as_mut().filter(|last| self.places.is_empty() || last.as_str() < key) {
            Some(last) => key.clone_into(last),
            None => self.last = None,
        }
        self.places.push(self.at);
        self.at += record.len() as u64;
        Ok(())
    }

    /// Writes the places, and waits until all is on the disk.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.write_places()?;
        self.file.get_ref().sync_all().map_err(|source| Error::Write { path: self.path, source })
    }

    /// Writes the places of a table that nobody reads but this run: it may never come to the disk.
    pub(super) fn finish_for_now(mut self) -> Result<(), Error> {
        self.write_places()
    }

    fn write_places(&mut self) -> Result<(), Error> {
        self.bring_in_order()?;
        let mut write = || {
            let mut sum = crc32fast::Hasher::new();
            for place in &self.places {
                sum.update(&place.to_le_bytes());
                self.file.write_all(&place.to_le_bytes())?;
            }
            self.file.write_all(&(self.places.len() as u64).to_le_bytes())?;
            self.file.write_all(&sum.finalize().to_le_bytes())?;
            self.file.write_all(MAGIC)?;
            self.file.flush()
        };
        write().map_err(|source| Error::Write { path: self.path.clone(), source })
    }

    /// Brings the places in the order of the keys, which are read where they were written.
    fn bring_in_order(&mut self) -> Result<(), Error> {
        if self.last.is_some() {
            return Ok(());
        }
        self.file.flush().map_err(|source| Error::Write { path: self.path.clone(), source })?;
        let bytes = mapped(&self.path)?;
        let key = |place: &u64| {
            let rest = usize::try_from(*place).ok().and_then(|start| bytes.get(start..))?;
            let key_bytes = usize::from(u16::from_le_bytes(rest.get(..2)?.try_into().ok()?));
            rest.get(HEAD_BYTES..HEAD_BYTES.checked_add(key_bytes)?)
        };
        self.places.sort_unstable_by(|one, other| key(one).cmp(&key(other)));
        Ok(())
    }
}

/// The bytes of a file, read where they lie.
fn mapped(path: &Path) -> Result<OwnedBytes, Error> {
    let damaged = |cause: &str| Error::Damaged { path: path.to_owned(), cause: cause.to_owned() };
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Err(damaged("it is no file")) };
    let opened = MmapDirectory::open(folder).map_err(|error| damaged(&error.to_string()))?.open_read(Path::new(name));
    let bytes = opened.map_err(|error| damaged(&error.to_string()))?.read_bytes();
    bytes.map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// A record as it lies in a table.
pub(super) fn record(key: &str, value: &impl Serialize) -> io::Result<Vec<u8>> {
    let value = serde_json::to_vec(value)?;
    let too_long = |_| io::Error::other("a record is longer than a table holds");
    let (key_bytes, value_bytes) = (u16::try_from(key.len()).map_err(too_long)?, u32::try_from(value.len()).map_err(too_long)?);
    let mut sum = crc32fast::Hasher::new();
    sum.update(key.as_bytes());
    sum.update(&value);
    let mut record = Vec::with_capacity(HEAD_BYTES + key.len() + value.len());
    record.extend(key_bytes.to_le_bytes());
    record.extend(value_bytes.to_le_bytes());
    record.extend(sum.finalize().to_le_bytes());
    record.extend(key.as_bytes());
    record.extend(value);
    Ok(record)
}

/// A table that is open for reading.
pub(super) struct Table {
    path: PathBuf,
    bytes: OwnedBytes,
    /// Where the places begin.
    places: usize,
    count: usize,
}

impl Table {
    pub(super) fn open(folder: &Path, name: &str) -> Result<Self, Error> {
        let path = folder.join(name);
        let damaged = |cause: &str| Error::Damaged { path: path.clone(), cause: cause.to_owned() };
        let bytes = mapped(&path)?;
        let not_written = || damaged("its bytes are not those that were written");
        let end = bytes.len().checked_sub(END_BYTES).ok_or_else(not_written)?;
        let count = bytes.get(end..end + 8).and_then(|count| usize::try_from(u64::from_le_bytes(count.try_into().ok()?)).ok()).ok_or_else(not_written)?;
        let places = count.checked_mul(8).and_then(|length| end.checked_sub(length)).ok_or_else(not_written)?;
        if bytes[end + 12..] != *MAGIC || bytes[end + 8..end + 12] != crc32fast::hash(&bytes[places..end]).to_le_bytes() {
            return Err(not_written());
        }
        Ok(Self { path, bytes, places, count })
    }

    /// How many records it has.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// The record at place `at` in the order of the keys.
    fn raw(&self, at: usize) -> Result<(&str, &[u8]), Error> {
        let found = || {
            let place = self.places + at * 8;
            let start = usize::try_from(u64::from_le_bytes(self.bytes.get(place..place + 8)?.try_into().ok()?)).ok()?;
            let head = self.bytes.get(start..start.checked_add(HEAD_BYTES)?)?;
            let key_bytes = usize::from(u16::from_le_bytes(head[..2].try_into().ok()?));
            let value_bytes = usize::try_from(u32::from_le_bytes(head[2..6].try_into().ok()?)).ok()?;
            let from = start + HEAD_BYTES;
            let whole = self.bytes.get(from..from.checked_add(key_bytes)?.checked_add(value_bytes)?)?;
            if crc32fast::hash(whole).to_le_bytes() != head[6..] {
                return None;
            }
            Some((std::str::from_utf8(&whole[..key_bytes]).ok()?, &whole[key_bytes..]))
        };
        found().ok_or_else(|| Error::Damaged { path: self.path.clone(), cause: "its bytes are not those that were written".to_owned() })
    }

    /// The place of the first record whose key is not before `key`.
    pub(super) fn lower_bound(&self, key: &str) -> Result<usize, Error> {
        let (mut from, mut to) = (0, self.count);
        while from < to {
            let middle = usize::midpoint(from, to);
            if self.raw(middle)?.0 < key { from = middle + 1 } else { to = middle }
        }
        Ok(from)
    }

    /// The key at place `at`, which is less than [`Table::len`].
    pub(super) fn key(&self, at: usize) -> Result<&str, Error> {
        Ok(self.raw(at)?.0)
    }

    /// The value at place `at`, which is less than [`Table::len`].
    pub(super) fn value<T: DeserializeOwned>(&self, at: usize) -> Result<T, Error> {
        serde_json::from_slice(self.raw(at)?.1).map_err(|error| Error::Damaged { path: self.path.clone(), cause: error.to_string() })
    }

    /// The value of `key`.
    pub(super) fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let at = self.lower_bound(key)?;
        if at < self.count && self.key(at)? == key { self.value(at).map(Some) } else { Ok(None) }
    }

    /// The values whose keys begin with `prefix`, in the order of their keys.
    pub(super) fn values_of<T: DeserializeOwned>(&self, prefix: &str) -> Result<Vec<T>, Error> {
        let mut values = Vec::new();
        for at in self.lower_bound(prefix)?..self.count {
            if !self.key(at)?.starts_with(prefix) {
                break;
            }
            values.push(self.value(at)?);
        }
        Ok(values)
    }

    /// All values, in the order of their keys.
    pub(super) fn values<T: DeserializeOwned>(&self) -> impl Iterator<Item = Result<T, Error>> {
        (0..self.count).map(|at| self.value(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(folder: &Path, count: usize) -> Table {
        let mut writer = TableWriter::create(folder.join("some.table")).unwrap();
        for at in (0..count).rev() {
            writer.push(&format!("key-{at:04}"), &format!("мән {at}")).unwrap();
        }
        writer.finish().unwrap();
        Table::open(folder, "some.table").unwrap()
    }

    #[test]
    fn records_are_found_by_their_keys() {
        for count in [0, 1, 2, 37] {
            let folder = tempfile::tempdir().unwrap();
            let table = table(folder.path(), count);
            assert_eq!(table.len(), count);
            for at in 0..count {
                assert_eq!(table.get::<String>(&format!("key-{at:04}")).unwrap(), Some(format!("мән {at}")), "{at} of {count}");
            }
            for absent in ["", "key-", "key-00005", "z"] {
                assert_eq!(table.get::<String>(absent).unwrap(), None, "{absent}");
            }
            let all: Vec<String> = table.values().collect::<Result<_, _>>().unwrap();
            assert_eq!(all.len(), count);
        }
    }

    #[test]
    fn records_come_in_any_order_and_lie_in_that_of_their_keys() {
        let folder = tempfile::tempdir().unwrap();
        let written = |name: &str, keys: &[&str]| {
            let mut writer = TableWriter::create(folder.path().join(name)).unwrap();
            keys.iter().for_each(|key| writer.push(key, key).unwrap());
            writer.finish_for_now().unwrap();
            Table::open(folder.path(), name).unwrap()
        };
        let orders: [&[&str]; 5] = [&["", "а", "аб", "б"], &["б", "аб", "а", ""], &["а", "б", "", "аб"], &["", "аб", "а", "б"], &["аб", "", "б", "а"]];
        for (at, keys) in orders.into_iter().enumerate() {
            let table = written(&format!("{at}.table"), keys);
            let all: Vec<String> = table.values().collect::<Result<_, _>>().unwrap();
            assert_eq!(all, ["", "а", "аб", "б"], "given as {keys:?}");
            assert_eq!(table.values_of::<String>("а").unwrap(), ["а", "аб"], "given as {keys:?}");
            assert_eq!(table.values_of::<String>("в").unwrap(), [""; 0], "given as {keys:?}");
        }
    }

    #[test]
    fn no_flipped_bit_leads_to_a_wrong_record() {
        let folder = tempfile::tempdir().unwrap();
        drop(table(folder.path(), 9));
        let path = folder.path().join("some.table");
        let whole = std::fs::read(&path).unwrap();
        let mut told = 0;
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            std::fs::write(&path, bytes).unwrap();
            let Ok(table) = Table::open(folder.path(), "some.table") else {
                told += 1;
                continue;
            };
            for key in 0..9 {
                match table.get::<String>(&format!("key-{key:04}")) {
                    Ok(value) => assert_eq!(value, Some(format!("мән {key}")), "byte {at}"),
                    Err(_) => told += 1,
                }
            }
        }
        assert!(told >= whole.len(), "{told}");
    }
}
