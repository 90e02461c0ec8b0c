//! The file of histories: one for all acts, a packed piece each, held open, so that a reader keeps its own while another generation takes its place.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::digest::sha256;
use super::error::Error;
use super::manifest::HistoryRecord;
use super::packed::{pack, unpack};
use crate::act::ActId;

pub(super) const HISTORIES: &str = "histories.lz4";

/// The histories of a generation, open for reading; while it is written, for appending too.
#[derive(Debug)]
pub(super) struct Histories {
    path: PathBuf,
    file: Mutex<File>,
}

impl Histories {
    pub(super) fn create(generation: &Path) -> Result<Self, Error> {
        let path = generation.join(HISTORIES);
        let made = File::options().create_new(true).read(true).append(true).open(&path);
        made.map(|file| Self { path: path.clone(), file: Mutex::new(file) }).map_err(|source| Error::Write { path, source })
    }

    pub(super) fn open(generation: &Path) -> Result<Self, Error> {
        let path = generation.join(HISTORIES);
        match File::open(&path) {
            Ok(file) => Ok(Self { path, file: Mutex::new(file) }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::Damaged { path, cause: "it is not there".to_owned() }),
            Err(source) => Err(Error::Read { path, source }),
        }
    }

    /// Puts `bytes`, packed, behind what is there.
    pub(super) fn append(&self, act: Option<ActId>, bytes: &[u8]) -> Result<HistoryRecord, Error> {
        let failed = |source| Error::Write { path: self.path.clone(), source };
        let packed = pack(bytes).map_err(failed)?;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let write = |file: &mut File| {
            let start = file.seek(SeekFrom::End(0))?;
            file.write_all(&packed).map(|()| start)
        };
        let start = write(&mut file).map_err(failed)?;
        Ok(HistoryRecord { act, start, bytes: packed.len() as u64, sha256: sha256(&packed) })
    }

    /// What was appended as `record`; the bytes of the file must be those that were written.
    pub(super) fn read(&self, record: &HistoryRecord) -> Result<Vec<u8>, Error> {
        let damaged = || Error::Damaged { path: self.path.clone(), cause: "its bytes are not those that were written".to_owned() };
        let mut bytes = vec![0; usize::try_from(record.bytes).map_err(|_| damaged())?];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let read = file.seek(SeekFrom::Start(record.start)).and_then(|_| file.read_exact(&mut bytes));
        drop(file);
        match read {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(damaged()),
            Err(source) => Err(Error::Read { path: self.path.clone(), source }),
            Ok(()) if sha256(&bytes) != record.sha256 => Err(damaged()),
            Ok(()) => unpack(&bytes).map_err(|_| damaged()),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}
