//! The next generation, written beside the one that answers.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tantivy::IndexWriter;

use super::error::Error;
use super::folder::{WriteLock, sync_folder};
use super::manifest::Manifest;
use super::schema::Fields;
use super::store::StoredAct;
use crate::act::ActId;
use crate::analyzer::register;

/// Memory of the engine for one thread; what does not fit becomes another segment.
const MEMORY_BYTES: usize = 128 * 1024 * 1024;
/// Below this one thread is quick enough, and one segment gives the same scores every time.
const UNITS_FOR_THREADS: usize = 200_000;

/// Writes a new generation. Dropped before [`Builder::finish`] it leaves nothing behind.
pub struct Builder<'l> {
    lock: &'l WriteLock,
    generation: PathBuf,
    finished: bool,
    fields: Fields,
    writer: IndexWriter,
}

impl<'l> Builder<'l> {
    /// Begins a generation called after `name` (letters and digits) that will hold about `units` units.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] and [`Error::Engine`] when the folder cannot be written.
    pub fn begin(lock: &'l WriteLock, name: &str, units: usize) -> Result<Self, Error> {
        let generation = lock.new_generation(name)?;
        let made = Self::open(lock, generation.clone(), units);
        if made.is_err() {
            let _ = fs::remove_dir_all(&generation);
        }
        made
    }

    fn open(lock: &'l WriteLock, generation: PathBuf, units: usize) -> Result<Self, Error> {
        let tantivy_dir = generation.join(TANTIVY);
        for dir in [&tantivy_dir, &generation.join(ACTS)] {
            fs::create_dir(dir).map_err(|source| Error::Write { path: dir.clone(), source })?;
        }
        let (schema, fields) = Fields::schema();
        let engine = |source| Error::Engine { path: generation.clone(), source };
        let index = tantivy::Index::create_in_dir(&tantivy_dir, schema).map_err(engine)?;
        register(index.tokenizers());
        let threads = if units < UNITS_FOR_THREADS { 1 } else { std::thread::available_parallelism().map_or(1, |threads| threads.get().min(8)) };
        let writer = index.writer_with_num_threads(threads, MEMORY_BYTES * threads).map_err(engine)?;
        Ok(Self { lock, generation, finished: false, fields, writer })
    }

    /// Adds an act; returns the SHA-256 of the file that keeps it.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] and [`Error::Engine`] when it cannot be written.
    pub fn add(&mut self, act: &StoredAct) -> Result<String, Error> {
        let path = act_file(&self.generation, &act.header.id);
        let write = |source| Error::Write { path: path.clone(), source };
        let json = serde_json::to_vec(act).map_err(|error| write(error.into()))?;
        fs::write(&path, &json).map_err(write)?;
        for unit in &act.units {
            let unit_json = serde_json::to_string(unit).map_err(|error| write(error.into()))?;
            let document = self.fields.document(&act.header, unit, &unit_json);
            self.writer.add_document(document).map_err(|source| Error::Engine { path: self.generation.clone(), source })?;
        }
        Ok(sha256(&json))
    }

    /// Puts the generation, now whole, in the place of the one that answered.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] and [`Error::Engine`] when it cannot be written; the old one answers on.
    pub fn finish(mut self, manifest: &Manifest) -> Result<(), Error> {
        self.writer.commit().map_err(|source| Error::Engine { path: self.generation.clone(), source })?;
        manifest.write(&self.generation)?;
        sync_folder(&self.generation);
        self.lock.switch_to(&self.generation)?;
        self.finished = true;
        self.lock.sweep(Some(&self.generation));
        Ok(())
    }
}

impl Drop for Builder<'_> {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_dir_all(&self.generation);
        }
    }
}

pub(super) const TANTIVY: &str = "tantivy";
const ACTS: &str = "acts";

/// The file that keeps the act `id`. An id may hold any letters; a file name may not be that long everywhere.
pub(super) fn act_file(generation: &Path, id: &ActId) -> PathBuf {
    let id = id.as_str();
    let plain = id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    // Names that differ only in case are one file on some systems.
    let plain = plain && !id.bytes().any(|byte| byte.is_ascii_lowercase());
    let name = if plain { id.to_owned() } else { format!("x{}", &sha256(id.as_bytes())[..32]) };
    generation.join(ACTS).join(name + ".json")
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
