//! The next generation, written beside the one that answers.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tantivy::IndexWriter;

use super::digest::{sha256, sha256_of_file};
use super::error::Error;
use super::folder::{FORMAT, WriteLock, sync_folder};
use super::generation::Generation;
use super::histories::{HISTORIES, Histories};
use super::manifest::{FileRecord, HistoryRecord, Manifest};
use super::packed::{ENDING, pack, unpack};
use super::schema::Fields;
use super::store::{ActHeader, StoredAct, StoredSource, Unit};
use super::wordings::{Standing, other_wordings};
use crate::act::ActId;
use crate::analyzer::register;
use crate::history::StoredHistory;

/// Memory of the engine for one thread; what does not fit becomes another segment.
const MEMORY_BYTES: usize = 128 * 1024 * 1024;
/// Below this one thread is quick enough, and one segment gives the same scores every time.
const UNITS_FOR_THREADS: usize = 200_000;

/// Writes a new generation. Dropped before [`Builder::finish`] it leaves nothing behind.
///
/// Acts are written down one by one as they are read, from any thread ([`Builder::stage`]); [`Builder::finish`] takes those that are to be found,
/// in the order in which it is given them, so that the index does not depend on which file was read first. No more than one act at a time is held
/// in memory.
pub struct Builder<'l> {
    lock: &'l WriteLock,
    generation: PathBuf,
    finished: bool,
    staged: AtomicUsize,
    histories: Histories,
}

/// An act that is written down, and not yet indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    path: PathBuf,
    bytes: u64,
    sha256: String,
}

impl Staged {
    /// The SHA-256 of the file that keeps the act.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

impl<'l> Builder<'l> {
    /// Begins a generation.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when the folder cannot be written.
    pub fn begin(lock: &'l WriteLock) -> Result<Self, Error> {
        let generation = lock.new_generation()?;
        let histories = Histories::create(&generation)?;
        let builder = Self { lock, generation, finished: false, staged: AtomicUsize::new(0), histories };
        for name in [TANTIVY, ACTS, SOURCES, STAGED] {
            let path = builder.generation.join(name);
            fs::create_dir(&path).map_err(|source| Error::Write { path, source })?;
        }
        Ok(builder)
    }

    /// Writes an act down.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when it cannot be written.
    pub fn stage(&self, act: &StoredAct) -> Result<Staged, Error> {
        self.write_down(&self.packed(act)?)
    }

    /// Writes the act `id` down as `old` has it; `None` where `old` does not have it with this SHA-256.
    pub(crate) fn keep(&self, old: &Generation, id: &ActId, sha256_told: &str) -> Result<Option<Staged>, Error> {
        old.stored_bytes(id, sha256_told).map(|packed| self.write_down(&packed)).transpose()
    }

    /// Writes down what a source tells, and returns the SHA-256 of its file.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when it cannot be written.
    pub fn keep_source(&self, source: &StoredSource) -> Result<String, Error> {
        self.write_source(&self.packed(source)?)
    }

    /// Takes what a source tells over from `old`; whether `old` has it with this SHA-256.
    pub(crate) fn take_source(&self, old: &Generation, sha256_told: &str) -> Result<bool, Error> {
        old.source_bytes(sha256_told).map(|packed| self.write_source(&packed)).transpose().map(|taken| taken.is_some())
    }

    fn packed(&self, value: &impl Serialize) -> Result<Vec<u8>, Error> {
        let json = serde_json::to_vec(value).map_err(io::Error::from);
        json.and_then(|json| pack(&json)).map_err(|source| Error::Write { path: self.generation.clone(), source })
    }

    fn write_source(&self, packed: &[u8]) -> Result<String, Error> {
        let sha256 = sha256(packed);
        let path = source_file(&self.generation, &sha256);
        fs::write(&path, packed).map_err(|source| Error::Write { path, source })?;
        Ok(sha256)
    }

    /// What a source tells, as it was written down in this generation.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] when it cannot be read back.
    pub fn source(&self, sha256: &str) -> Result<StoredSource, Error> {
        unpacked(&source_file(&self.generation, sha256))
    }

    /// Writes down the history of an act, as [`StoredHistory::write`] makes it; without an act what was done to acts that have no id, as JSON. They
    /// are to be given in the order of the ids, that first.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when it cannot be written.
    pub fn write_history(&self, act: Option<ActId>, bytes: &[u8]) -> Result<HistoryRecord, Error> {
        self.histories.append(act, bytes)
    }

    fn write_down(&self, packed: &[u8]) -> Result<Staged, Error> {
        let path = self.generation.join(STAGED).join(self.staged.fetch_add(1, Ordering::Relaxed).to_string());
        fs::write(&path, packed).map_err(|source| Error::Write { path: path.clone(), source })?;
        Ok(Staged { path, bytes: packed.len() as u64, sha256: sha256(packed) })
    }

    /// Indexes `acts`, each with the names of other files of the same act, and puts the generation, now whole, in the place of the one that
    /// answered. Returns `manifest` with the acts and the files in it: to those it has, the histories, the acts are added. `units` is about how
    /// many units the acts have, `standing` tells where new wording in amending acts stands.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] and [`Error::Engine`] when it cannot be written; the old one answers on.
    pub fn finish(mut self, acts: Vec<(Staged, Vec<String>)>, units: usize, standing: &Standing, mut manifest: Manifest) -> Result<Manifest, Error> {
        let engine = |source| Error::Engine { path: self.generation.clone(), source };
        let (schema, fields) = Fields::schema();
        let index = tantivy::Index::create_in_dir(self.generation.join(TANTIVY), schema).map_err(engine)?;
        register(index.tokenizers());
        let threads = if units < UNITS_FOR_THREADS { 1 } else { std::thread::available_parallelism().map_or(1, |threads| threads.get().min(8)) };
        let mut writer = index.writer_with_num_threads(threads, MEMORY_BYTES * threads).map_err(engine)?;
        for (staged, other_files) in acts {
            self.index(staged, other_files, standing, &fields, &mut writer, &mut manifest)?;
        }
        for header in manifest.cited.clone() {
            let wordings = self.wordings(&header.id, &[], standing, &manifest)?;
            manifest.wordings += wordings.len();
            self.add(&header, &wordings, &fields, &mut writer)?;
        }
        let mut sources: Vec<&str> = manifest.sources.iter().filter_map(|source| source.source_sha256.as_deref()).collect();
        sources.sort_unstable();
        sources.dedup();
        for sha256 in sources {
            let path = source_file(&self.generation, sha256);
            let bytes = fs::metadata(&path).map_err(|source| Error::Read { path: path.clone(), source })?.len();
            let name = format!("{SOURCES}/{}", path.file_name().unwrap_or_default().to_string_lossy());
            manifest.files.push(FileRecord { name, bytes, sha256: sha256.to_owned() });
        }
        writer.commit().map_err(engine)?;
        // Merging goes on in threads of its own, and what is not merged yet has other files.
        writer.wait_merging_threads().map_err(engine)?;
        self.remove(STAGED)?;
        let path = self.histories.path();
        let read = |source| Error::Read { path: path.to_owned(), source };
        let record = FileRecord { name: HISTORIES.to_owned(), bytes: fs::metadata(path).map_err(read)?.len(), sha256: sha256_of_file(path).map_err(read)? };
        manifest.files.push(record);
        self.record_engine_files(&mut manifest).map_err(|source| Error::Write { path: self.generation.join(TANTIVY), source })?;
        manifest.acts.sort_by(|one, other| one.id.cmp(&other.id));
        manifest.files.sort_by(|one, other| one.name.cmp(&other.name));
        FORMAT.clone_into(&mut manifest.format);
        let sha256 = manifest.write(&self.generation)?;
        sync_folder(&self.generation);
        self.lock.switch_to(&self.generation, &sha256)?;
        self.finished = true;
        self.lock.sweep(Some(&self.generation));
        Ok(manifest)
    }

    fn index(
        &self,
        staged: Staged,
        other_files: Vec<String>,
        standing: &Standing,
        fields: &Fields,
        writer: &mut IndexWriter,
        manifest: &mut Manifest,
    ) -> Result<(), Error> {
        let mut act: StoredAct = unpacked(&staged.path)?;
        let path = file_of(&self.generation, ACTS, &act.header.id);
        fs::rename(&staged.path, &path).map_err(|source| Error::Write { path: path.clone(), source })?;
        for unit in &mut act.units {
            standing.place(unit);
        }
        let wordings = self.wordings(&act.header.id, &act.units, standing, manifest)?;
        self.add(&act.header, &act.units, fields, writer)?;
        self.add(&act.header, &wordings, fields, writer)?;
        manifest.wordings += wordings.len();
        let name = format!("{ACTS}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        manifest.files.push(FileRecord { name, bytes: staged.bytes, sha256: staged.sha256 });
        manifest.acts.push(ActHeader { other_files, ..act.header });
        Ok(())
    }

    /// The wordings of the act `id` that no text in use prints. `units` are those that one does.
    fn wordings(&self, id: &ActId, units: &[Unit], standing: &Standing, manifest: &Manifest) -> Result<Vec<Unit>, Error> {
        let Some(record) = manifest.history(Some(id)) else { return Ok(Vec::new()) };
        let whole = StoredHistory::read(self.histories.read(record)?).and_then(|stored| stored.whole());
        let whole = whole.map_err(|error| Error::Read { path: self.histories.path().to_owned(), source: error.into() })?;
        Ok(other_wordings(&whole, units, standing))
    }

    fn add(&self, header: &ActHeader, units: &[Unit], fields: &Fields, writer: &mut IndexWriter) -> Result<(), Error> {
        for unit in units {
            let unit_json = serde_json::to_string(unit).map_err(|error| Error::Write { path: self.generation.clone(), source: error.into() })?;
            let document = fields.document(header, unit, &unit_json);
            writer.add_document(document).map_err(|source| Error::Engine { path: self.generation.clone(), source })?;
        }
        Ok(())
    }

    fn record_engine_files(&self, manifest: &mut Manifest) -> io::Result<()> {
        for entry in fs::read_dir(self.generation.join(TANTIVY))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // The engine's own locks say nothing about what it holds.
            if !name.ends_with(".lock") {
                let record = FileRecord { name: format!("{TANTIVY}/{name}"), bytes: entry.metadata()?.len(), sha256: sha256_of_file(&entry.path())? };
                manifest.files.push(record);
            }
        }
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), Error> {
        let path = self.generation.join(name);
        fs::remove_dir_all(&path).map_err(|source| Error::Write { path, source })
    }
}

impl Drop for Builder<'_> {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_dir_all(&self.generation);
        }
    }
}

/// What a file of this generation holds.
fn unpacked<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let read = fs::read(path).and_then(|packed| unpack(&packed)).and_then(|json| Ok(serde_json::from_slice(&json)?));
    read.map_err(|source| Error::Read { path: path.to_owned(), source })
}

pub(super) const TANTIVY: &str = "tantivy";
pub(super) const ACTS: &str = "acts";
/// What each source tells, by the digest of its file.
const SOURCES: &str = "sources";
/// Acts that are written down and not indexed yet; gone from a whole generation.
const STAGED: &str = "staged";

/// The file that keeps something of the act `id`. An id may hold any letters; a file name may not be that long everywhere.
pub(super) fn file_of(generation: &Path, folder: &str, id: &ActId) -> PathBuf {
    let id = id.as_str();
    let plain = id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    // Names that differ only in case are one file on some systems.
    let plain = plain && !id.bytes().any(|byte| byte.is_ascii_lowercase());
    let name = if plain { id.to_owned() } else { format!("x{}", &sha256(id.as_bytes())[..32]) };
    generation.join(folder).join(name + ENDING)
}

/// The file that keeps what a source tells.
pub(super) fn source_file(generation: &Path, sha256: &str) -> PathBuf {
    generation.join(SOURCES).join(format!("{sha256}{ENDING}"))
}
