//! Files of records: what is kept of acts and histories, packed piece by piece into a few large files instead of hundreds of thousands of small ones.
//!
//! A pack is only ever appended to, by the run that made it, and never changes once its generation answers. Whoever reads holds it open, so that
//! a reader keeps its own while another generation takes its place. Every record is read back with its digest.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::digest::sha256;
use super::error::Error;
use super::kept::KeptAct;
use super::packed::{Packed, PackedPieces, pack, pack_pieces, unpack};
use super::store::StoredAct;

/// What is told of bytes that are there and wrong.
const NOT_WRITTEN: &str = "its bytes are not those that were written";
/// A record in pieces of so many bytes is read in one go: the places of its pieces would take as many reads.
const AT_HAND_BYTES_MAX: u64 = 16 * 1024;
/// How the name of a pack ends.
const ENDING: &str = ".pack";

/// Where a record lies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The number of the generation that wrote the pack.
    pub pack: u64,
    /// Its first byte there.
    pub start: u64,
    /// How many bytes it has.
    pub bytes: u64,
    /// The SHA-256 of these bytes, in hexadecimal.
    pub sha256: String,
}

/// The packs of one kind in a generation.
#[derive(Debug)]
pub(super) struct Packs {
    folder: PathBuf,
    kind: &'static str,
    /// By the number of the generation that wrote them; the last one may be written.
    open: BTreeMap<u64, Arc<Mutex<File>>>,
}

impl Packs {
    /// Begins the pack of the generation in `folder`, whose number is `number`.
    pub(super) fn create(folder: &Path, kind: &'static str, number: u64) -> Result<Self, Error> {
        let path = folder.join(name(kind, number));
        let made = File::options().create_new(true).read(true).append(true).open(&path).map_err(|source| Error::Write { path, source })?;
        Ok(Self { folder: folder.to_owned(), kind, open: BTreeMap::from([(number, Arc::new(Mutex::new(made)))]) })
    }

    /// Opens those of the generation in `folder`: the packs of this kind among `files`.
    pub(super) fn open<'f>(folder: &Path, kind: &'static str, files: impl Iterator<Item = &'f str>) -> Result<Self, Error> {
        Self::open_each(folder, kind, files, |_| false)
    }

    /// The same, without those that are damaged: what lies in them is told as damaged when it is asked for.
    pub(super) fn open_what_is_there<'f>(folder: &Path, kind: &'static str, files: impl Iterator<Item = &'f str>) -> Result<Self, Error> {
        Self::open_each(folder, kind, files, |error| matches!(error, Error::Damaged { .. }))
    }

    fn open_each<'f>(folder: &Path, kind: &'static str, files: impl Iterator<Item = &'f str>, is_left_out: impl Fn(&Error) -> bool) -> Result<Self, Error> {
        let mut packs = Self { folder: folder.to_owned(), kind, open: BTreeMap::new() };
        for number in files.filter_map(|file| number_of(kind, file)) {
            match packs.add(number) {
                Err(error) if !is_left_out(&error) => return Err(error),
                _ => {}
            }
        }
        Ok(packs)
    }

    /// Opens one more, which lies in the folder.
    pub(super) fn add(&mut self, number: u64) -> Result<(), Error> {
        let path = self.path(number);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::Damaged { path, cause: "it is not there".to_owned() }),
            Err(source) => return Err(Error::Read { path, source }),
        };
        self.open.insert(number, Arc::new(Mutex::new(file)));
        Ok(())
    }

    /// The number of the pack of this kind that a file is; `None` for other files.
    pub(super) fn number_of(&self, file: &str) -> Option<u64> {
        number_of(self.kind, file)
    }

    /// Where pack `number` lies.
    pub(super) fn path(&self, number: u64) -> PathBuf {
        self.folder.join(name(self.kind, number))
    }

    /// Puts `bytes`, packed, behind what is in the pack that is written.
    pub(super) fn append(&self, bytes: &[u8]) -> Result<Spot, Error> {
        self.append_what(pack(bytes))
    }

    /// The same in pieces that can be unpacked one by one.
    pub(super) fn append_pieces(&self, pieces: &[Vec<u8>]) -> Result<Spot, Error> {
        self.append_what(pack_pieces(pieces))
    }

    fn append_what(&self, packed: std::io::Result<Vec<u8>>) -> Result<Spot, Error> {
        let packed = packed.map_err(|source| Error::Write { path: self.folder.clone(), source })?;
        self.append_packed(&packed, sha256(&packed))
    }

    /// The same for a record that is packed, and whose digest is known.
    pub(super) fn append_packed(&self, packed: &[u8], sha256: String) -> Result<Spot, Error> {
        let Some((&pack, file)) = self.open.last_key_value() else {
            let source = std::io::Error::other("no pack is being written");
            return Err(Error::Write { path: self.folder.clone(), source });
        };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let write = |file: &mut File| {
            let start = file.seek(SeekFrom::End(0))?;
            file.write_all(packed).map(|()| start)
        };
        let start = write(&mut file).map_err(|source| Error::Write { path: self.path(pack), source })?;
        Ok(Spot { pack, start, bytes: packed.len() as u64, sha256 })
    }

    /// The bytes of a record as they are packed, which must be those that were written.
    pub(super) fn packed(&self, spot: &Spot) -> Result<Vec<u8>, Error> {
        let bytes = self.bytes(spot)?;
        if sha256(&bytes) == spot.sha256 { Ok(bytes) } else { Err(self.damaged(spot, NOT_WRITTEN)) }
    }

    /// The bytes of a record as they lie there.
    fn bytes(&self, spot: &Spot) -> Result<Vec<u8>, Error> {
        let file = self.file(spot)?;
        let damaged = || self.damaged(spot, NOT_WRITTEN);
        let mut bytes = vec![0; usize::try_from(spot.bytes).map_err(|_| damaged())?];
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let read = file.seek(SeekFrom::Start(spot.start)).and_then(|_| file.read_exact(&mut bytes));
        drop(file);
        match read {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(damaged()),
            Err(source) => Err(Error::Read { path: self.path(spot.pack), source }),
            Ok(()) => Ok(bytes),
        }
    }

    /// The file that a record lies in, and lies in whole: a length that is itself damaged must not ask for more memory than the file has bytes.
    fn file(&self, spot: &Spot) -> Result<&Arc<Mutex<File>>, Error> {
        let path = || self.path(spot.pack);
        let Some(file) = self.open.get(&spot.pack) else { return Err(Error::Damaged { path: path(), cause: "it is not there".to_owned() }) };
        let known = file.lock().unwrap_or_else(PoisonError::into_inner).metadata().map_err(|source| Error::Read { path: path(), source })?.len();
        let is_whole = spot.start.checked_add(spot.bytes).is_some_and(|end| end <= known);
        if is_whole { Ok(file) } else { Err(self.damaged(spot, NOT_WRITTEN)) }
    }

    /// A record.
    pub(super) fn read(&self, spot: &Spot) -> Result<Vec<u8>, Error> {
        unpack(&self.packed(spot)?).map_err(|error| self.damaged(spot, &error.to_string()))
    }

    /// A record in pieces. Each carries a sum, so that of a code no more is looked through than what is asked for.
    pub(super) fn pieces(&self, spot: &Spot) -> Result<PackedPieces, Error> {
        let packed = match usize::try_from(spot.bytes) {
            Ok(bytes) if spot.bytes > AT_HAND_BYTES_MAX => Packed::InFile { file: self.file(spot)?.clone(), start: spot.start, bytes },
            _ => self.bytes(spot)?.into(),
        };
        PackedPieces::new(packed).map_err(|error| self.damaged(spot, &error.to_string()))
    }

    /// A record that is JSON.
    pub(super) fn value<T: DeserializeOwned>(&self, spot: &Spot) -> Result<T, Error> {
        serde_json::from_slice(&self.read(spot)?).map_err(|error| self.damaged(spot, &error.to_string()))
    }

    /// An act, of which the units can be read one by one.
    pub(super) fn act(&self, spot: &Spot) -> Result<KeptAct, Error> {
        KeptAct::read(self.pieces(spot)?).map_err(|error| self.damaged(spot, &error.to_string()))
    }

    /// An act, whole.
    pub(super) fn whole_act(&self, spot: &Spot) -> Result<StoredAct, Error> {
        self.act(spot)?.whole().map_err(|error| self.damaged(spot, &error.to_string()))
    }

    pub(super) fn damaged(&self, spot: &Spot, cause: &str) -> Error {
        Error::Damaged { path: self.path(spot.pack), cause: cause.to_owned() }
    }

    /// Waits until all that was appended is on the disk.
    pub(super) fn sync(&self) -> Result<(), Error> {
        let Some((&number, file)) = self.open.last_key_value() else { return Ok(()) };
        let synced = file.lock().unwrap_or_else(PoisonError::into_inner).sync_all();
        synced.map_err(|source| Error::Write { path: self.path(number), source })
    }
}

fn name(kind: &str, number: u64) -> String {
    format!("{kind}-{number}{ENDING}")
}

/// The number of the pack of this kind that a file is; `None` for other files.
pub(super) fn number_of(kind: &str, file: &str) -> Option<u64> {
    file.strip_prefix(kind)?.strip_prefix('-')?.strip_suffix(ENDING)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_and_damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let packs = Packs::create(folder.path(), "acts", 3).unwrap();
        let spots: Vec<Spot> = (0..20).map(|at| packs.append(format!("\"жазба {at}\"").as_bytes()).unwrap()).collect();
        packs.sync().unwrap();
        let names = ["acts-3.pack", "histories-3.pack", "acts-x.pack"];
        assert_eq!(names.map(|name| number_of("acts", name)), [Some(3), None, None]);
        let again = Packs::open(folder.path(), "acts", ["acts-3.pack", "manifest.json"].into_iter()).unwrap();
        assert_eq!(again.value::<String>(&spots[7]).unwrap(), "жазба 7");
        for (spot, why) in [
            (Spot { pack: 4, ..spots[0].clone() }, "no such pack"),
            (Spot { start: u64::MAX, ..spots[0].clone() }, "a place outside of it"),
            (Spot { bytes: 1 << 40, ..spots[0].clone() }, "more bytes than there are"),
            (Spot { start: spots[0].start + 1, ..spots[0].clone() }, "another place"),
        ] {
            assert!(matches!(again.read(&spot), Err(Error::Damaged { .. })), "{why}");
        }
    }
}
