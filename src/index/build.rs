//! The next generation, written beside the one that answers.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::digest::{record_of_file, sha256};
use super::error::Error;
use super::folder::{FORMAT, WriteLock, sync_folder};
use super::generation::Generation;
use super::given::{Given, Waiting};
use super::kept::{KeptAct, PrintedUnits};
use super::leads::LeadsWriter;
use super::manifest::{ActRecord, FileRecord, Kept, Manifest, Replaced, SourceRecord, StoredRecord};
use super::naming::Naming;
use super::pack::{Packs, Spot, number_of};
use super::portions::portions;
use super::rows::{Rows, RowsWriter, is_rows};
use super::schema::Fields;
use super::segments;
use super::sources::SourceTable;
use super::store::{ActHeader, Ended, StoredAct, StoredSource, act_key};
use super::table::{Table, TableWriter};
use super::wordings::{self, AmendedPlaces, Given as GivenWording, QuotedFiles, Standing, StandingWriter, other_wordings};
use crate::act::ActId;
use crate::analyzer::register;
use crate::history::StoredHistory;

/// Memory of the engine for a thread that is alone; what does not fit becomes another segment.
const ALONE_BYTES: usize = 128 * 1024 * 1024;
/// The same for each of several: an ingest of a million passages on two cores stays below 600 MB.
const EACH_BYTES: usize = 72 * 1024 * 1024;
/// Below this one thread is quick enough, and one segment gives the same scores every time.
pub(crate) const UNITS_FOR_THREADS: usize = 200_000;
/// A generation that was taken over so many times is written anew.
const PACKS_MAX: usize = 32;

pub(super) const TANTIVY: &str = "tantivy";
pub(super) const SOURCES: &str = "sources.table";
pub(super) const ACTS: &str = "acts.table";
pub(super) const NUMBERS: &str = "numbers.table";
pub(super) const NAMES: &str = "names.table";
/// The kinds of packs.
pub(super) const ACT_PACKS: &str = "acts";
pub(super) const HISTORY_PACKS: &str = "histories";

/// Writes a new generation. Dropped before it is finished it leaves nothing behind.
///
/// Acts are written down one by one as they are read, from any thread ([`Builder::put`]); at the end those that are to be found are taken
/// in the order of the keys that they are given, so that the index does not depend on which file was read first. A few acts at a time are held
/// in memory: what is to be gone through again lies beside the generation as rows, until it is done.
///
/// A generation can be begun from the one that answers (with `begin`): then its files are taken over, and only what has changed is written.
pub struct Builder<'l> {
    lock: &'l WriteLock,
    generation: PathBuf,
    finished: bool,
    acts: Packs,
    histories: Packs,
    waiting: Waiting,
    /// The generation that is taken over, and its acts.
    before: Option<(&'l Generation, Table)>,
}

/// An act that is to be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexedAct {
    /// Its id.
    pub id: ActId,
    /// Where it is kept, the path and the SHA-256 of its source; `None` for an act that is known only through others.
    pub stored: Option<(Spot, PathBuf, String)>,
    /// What is known of it where it is not kept.
    pub cited: Option<ActHeader>,
    /// The names of other files of the same act.
    pub other_files: Vec<String>,
    /// Its history, as [`StoredHistory::write`] makes it.
    pub history: Spot,
    /// What the history followed from: the same words mean the same history.
    pub history_of: String,
    /// What [`super::given`] tells of it.
    pub gives: Vec<GivenWording>,
    /// What [`super::quotes`] tells of it.
    pub quotes: Vec<ActId>,
}

/// An act on its way to the engine.
struct Ready {
    record: ActRecord,
    /// `None` where the engine has them already.
    documents: Option<Vec<TantivyDocument>>,
}

impl<'l> Builder<'l> {
    /// Begins a generation. What `before` has is taken over, where it is given: its packs and, in [`Builder::finish`], the documents of acts of which
    /// nothing has changed.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when the folder cannot be written, [`Error::Read`] and [`Error::Damaged`] when `before` cannot be read.
    pub(crate) fn begin(lock: &'l WriteLock, before: Option<&'l Generation>) -> Result<Self, Error> {
        let (generation, number) = lock.new_generation()?;
        let begun = || -> Result<_, Error> {
            let mut acts = Packs::create(&generation, ACT_PACKS, number)?;
            let mut histories = Packs::create(&generation, HISTORY_PACKS, number)?;
            let Some(old) = before else { return Ok((acts, histories, None)) };
            for file in &old.manifest().files {
                for packs in [&mut acts, &mut histories] {
                    if let Some(number) = packs.number_of(&file.name) {
                        take_over(old.path(), &generation, &file.name)?;
                        packs.add(number)?;
                    }
                }
            }
            Ok((acts, histories, Some((old, Table::open(old.path(), ACTS)?))))
        };
        match begun() {
            Ok((acts, histories, before)) => Ok(Self { lock, generation, finished: false, acts, histories, waiting: Waiting::default(), before }),
            Err(error) => {
                let _ = fs::remove_dir_all(&generation);
                Err(error)
            }
        }
    }

    /// Writes an act down, and what its source tells beside it.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when it cannot be written.
    pub fn put(&self, act: &StoredAct, source: &StoredSource) -> Result<Kept, Error> {
        let act = self.acts.append_pieces(&KeptAct::write(act).map_err(|error| self.unwritten(error))?)?;
        Ok(Kept { act, told: self.acts.append(&serde_json::to_vec(source).map_err(|error| self.unwritten(error))?)? })
    }

    /// That a record cannot be written as JSON: none is known to happen with the types of this room.
    pub(crate) fn unwritten(&self, error: serde_json::Error) -> Error {
        Error::Write { path: self.generation.clone(), source: error.into() }
    }

    /// Takes what `old` keeps of a source into this generation; `None` where it is damaged there.
    pub(crate) fn carry(&self, old: &OldPacks, kept: &Kept) -> Result<Option<Kept>, Error> {
        if self.before.is_some() {
            return Ok(Some(kept.clone()));
        }
        let copy = |spot: &Spot| match old.0.packed(spot) {
            Ok(packed) => self.acts.append_packed(&packed, spot.sha256.clone()).map(Some),
            Err(Error::Damaged { .. } | Error::Read { .. }) => Ok(None),
            Err(error) => Err(error),
        };
        let (Some(act), Some(told)) = (copy(&kept.act)?, copy(&kept.told)?) else { return Ok(None) };
        Ok(Some(Kept { act, told }))
    }

    /// What a source tells, as it was written down.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::Damaged`] when it cannot be read back.
    pub fn source(&self, kept: &Kept) -> Result<StoredSource, Error> {
        self.acts.value(&kept.told)
    }

    /// An act, as it was written down.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::Damaged`] when it cannot be read back.
    pub fn act(&self, kept: &Kept) -> Result<StoredAct, Error> {
        self.acts.whole_act(&kept.act)
    }

    /// Writes down the history of an act, as [`StoredHistory::write`] makes it.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when it cannot be written.
    pub fn write_history(&self, pieces: &[Vec<u8>]) -> Result<Spot, Error> {
        self.histories.append_pieces(pieces)
    }

    /// Writes down what was done to acts that have no id, as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when it cannot be written.
    pub fn write_unidentified(&self, json: &[u8]) -> Result<Spot, Error> {
        self.histories.append(json)
    }

    /// The history of `id` as the generation that is taken over has it, if it followed from the same: where it lies, and what it tells.
    pub(crate) fn same_history(&self, id: &ActId, history_of: &str) -> Result<Option<ActRecord>, Error> {
        let Some((_, table)) = &self.before else { return Ok(None) };
        Ok(table.get::<ActRecord>(&act_key(id))?.filter(|record| record.history_of == history_of))
    }

    /// Begins rows that are called `name` and lie beside the generation until they are dropped.
    pub(crate) fn rows(&self, name: &str) -> Result<RowsWriter, Error> {
        RowsWriter::create(&self.generation, name)
    }

    /// Begins what is known of where the texts in use stand in the law.
    pub(crate) fn standing(&self) -> Result<StandingWriter, Error> {
        Ok(StandingWriter::new(self.rows("files")?, self.rows("amended")?))
    }

    /// Indexes `acts`, in the order of their keys, and puts the generation, now whole, in the place of the one that answered. Returns `manifest` with what came
    /// of it, and its sources. `sources` are told by their paths, in their order; `standing` tells where new wording in amending acts stands.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] and [`Error::Engine`] when it cannot be written; the old one answers on.
    pub(crate) fn finish(
        mut self,
        acts: Rows,
        sources: impl IntoIterator<Item = Result<SourceRecord, Error>>,
        standing: Standing,
        mut manifest: Manifest,
    ) -> Result<(Manifest, SourceTable), Error> {
        let (units, mut live) = self.write_sources(sources, &mut manifest)?;
        let (mut writer, fields) = self.engine(units)?;
        live += self.write_acts(&acts, &standing, (&writer, &fields), &mut manifest)?;
        self.delete_what_is_gone(&fields, &mut writer)?;
        drop((acts, standing));
        live += manifest.unidentified.as_ref().map_or(0, |spot| spot.bytes);
        self.commit(writer)?;
        self.acts.sync()?;
        self.histories.sync()?;
        manifest.replaced.documents = self.replaced_documents()?;
        self.record_files(&mut manifest).map_err(|source| Error::Write { path: self.generation.clone(), source })?;
        let packed = manifest.files.iter().filter(|file| [ACT_PACKS, HISTORY_PACKS].iter().any(|kind| number_of(kind, &file.name).is_some()));
        manifest.replaced.bytes = packed.map(|file| file.bytes).sum::<u64>().saturating_sub(live);
        FORMAT.clone_into(&mut manifest.format);
        let sha256 = manifest.write(&self.generation)?;
        let sources = SourceTable::open(&self.generation)?;
        sync_folder(&self.generation);
        self.lock.switch_to(&self.generation, &sha256)?;
        self.finished = true;
        self.lock.sweep(Some(&self.generation));
        Ok((manifest, sources))
    }

    /// Writes the table of the sources, which are counted in `manifest`. Returns how many units those in use have, and how many bytes are kept of all.
    fn write_sources(&self, sources: impl IntoIterator<Item = Result<SourceRecord, Error>>, manifest: &mut Manifest) -> Result<(usize, u64), Error> {
        let (mut units, mut bytes) = (0, 0);
        let mut table = TableWriter::create(self.generation.join(SOURCES))?;
        for source in sources {
            let source = source?;
            table.push(&format!("{:010}", manifest.sources), &source)?;
            manifest.sources += 1;
            units += if source.shadowed_by.is_none() { source.units } else { 0 };
            bytes += source.kept.map_or(0, |kept| kept.act.bytes + kept.told.bytes);
        }
        table.finish()?;
        Ok((units, bytes))
    }

    /// Gives the documents of `acts` to the engine, and writes the tables that lead to the acts: by id, by number, by name. They are counted in
    /// `manifest`; returned are the bytes of their histories.
    fn write_acts(&self, acts: &Rows, standing: &Standing, (writer, fields): (&IndexWriter<Given>, &Fields), manifest: &mut Manifest) -> Result<u64, Error> {
        let mut table = TableWriter::create(self.generation.join(ACTS))?;
        let mut leads = LeadsWriter::new(self.rows("numbers")?, self.rows("names")?);
        let mut histories = 0;
        let bytes = |act: &IndexedAct| act.history.bytes + act.stored.as_ref().map_or(0, |(spot, ..)| spot.bytes);
        for some in portions(acts.values(), bytes) {
            let some: Vec<IndexedAct> = some?;
            let ready: Vec<Ready> = some.par_iter().map(|act| self.ready(act, standing, fields)).collect::<Result<_, _>>()?;
            for Ready { record, documents } in ready {
                if let Some(documents) = documents {
                    self.give(&record.header.id, documents, fields, writer)?;
                }
                leads.take(&record.header, record.stored.is_none())?;
                count(&record, manifest);
                histories += record.history.bytes;
                table.push(&act_key(&record.header.id), &record)?;
            }
        }
        table.finish()?;
        let leads = leads.close()?;
        self.write_table(NUMBERS, leads.numbers())?;
        self.write_table(NAMES, leads.names())?;
        Ok(histories)
    }

    /// Gives the documents of the act `id` to the engine, in the place of those it has.
    fn give(&self, id: &ActId, documents: Vec<TantivyDocument>, fields: &Fields, writer: &IndexWriter<Given>) -> Result<(), Error> {
        if self.before.is_some() {
            writer.delete_term(Term::from_field_text(fields.printed_in, id.as_str()));
        }
        // In one go, so that they come to stand one behind another.
        let given = writer.run(self.waiting.with(documents).into_iter().map(UserOperation::Add));
        given.map(drop).map_err(|source| Error::Engine { path: self.generation.clone(), source })
    }

    /// Writes the table `name` of `rows`, each with its key.
    fn write_table<V: Serialize>(&self, name: &str, rows: impl IntoIterator<Item = Result<(String, V), Error>>) -> Result<(), Error> {
        let mut table = TableWriter::create(self.generation.join(name))?;
        for row in rows {
            let (key, value) = row?;
            table.push(&key, &value)?;
        }
        table.finish()
    }

    /// Has the engine write down what it was given.
    fn commit(&self, mut writer: IndexWriter<Given>) -> Result<(), Error> {
        let engine = |source| Error::Engine { path: self.generation.clone(), source };
        writer.commit().map_err(engine)?;
        if self.before.is_none() {
            segments::make_few(&writer.index().clone(), &mut writer).map_err(engine)?;
        }
        // Merging goes on in threads of its own, and what is not merged yet has other files.
        writer.wait_merging_threads().map_err(engine)?;
        let folder = self.generation.join(TANTIVY);
        share_lists(&folder).map_err(|source| Error::Write { path: folder, source })
    }

    /// The engine of this generation: that of the one taken over, or a new one for about so many units.
    fn engine(&self, units: usize) -> Result<(IndexWriter<Given>, Fields), Error> {
        let engine = |source| Error::Engine { path: self.generation.clone(), source };
        let (schema, fields) = Fields::schema();
        let folder = self.generation.join(TANTIVY);
        fs::create_dir(&folder).map_err(|source| Error::Write { path: folder.clone(), source })?;
        let index = match &self.before {
            Some((old, _)) => {
                for file in old.manifest().files.iter().filter(|file| file.name.starts_with(TANTIVY)) {
                    // These two are written anew in their place, and a link would lead to the old ones.
                    if file.name.ends_with(".json") {
                        copy(old.path(), &self.generation, &file.name)?
                    } else {
                        take_over(old.path(), &self.generation, &file.name)?
                    }
                }
                tantivy::Index::open_in_dir(&folder)
            }
            None => tantivy::Index::create_in_dir(&folder, schema),
        };
        let index = index.map_err(engine)?;
        register(index.tokenizers());
        let threads = if units < UNITS_FOR_THREADS { 1 } else { std::thread::available_parallelism().map_or(1, |threads| threads.get().min(8)) };
        let bytes = if threads == 1 { ALONE_BYTES } else { EACH_BYTES * threads };
        let writer = index.writer_with_num_threads(threads, bytes).map_err(engine)?;
        writer.set_merge_policy(segments::policy(self.before.is_none()));
        Ok((writer, fields))
    }

    /// Takes the acts that are no more out of the engine: those that the table of acts has no more.
    fn delete_what_is_gone(&self, fields: &Fields, writer: &mut IndexWriter<Given>) -> Result<(), Error> {
        let Some((_, before)) = &self.before else { return Ok(()) };
        let now = Table::open(&self.generation, ACTS)?;
        let mut at_now = 0;
        for at in 0..before.len() {
            let key = before.key(at)?;
            while at_now < now.len() && now.key(at_now)? < key {
                at_now += 1;
            }
            let is_there = at_now < now.len() && now.key(at_now)? == key;
            if let Some((_, id)) = key.split_once('\0').filter(|_| !is_there) {
                writer.delete_term(Term::from_field_text(fields.printed_in, id));
            }
        }
        Ok(())
    }

    fn ready(&self, act: &IndexedAct, standing: &Standing, fields: &Fields) -> Result<Ready, Error> {
        let stored = act.stored.as_ref().map_or("", |(spot, ..)| spot.sha256.as_str());
        let (places, quoted) = (standing.places(&act.id)?, standing.quoted(&act.quotes)?);
        let documents_of = sha256(format!("{stored} {} {}", act.history.sha256, wordings::key(&places, &quoted)).as_bytes());
        let before = match &self.before {
            Some((_, table)) => table.get::<ActRecord>(&act_key(&act.id))?.filter(|record| record.documents_of == documents_of),
            None => None,
        };
        let (header, wordings, documents) = match before {
            Some(before) => (ActHeader { other_files: act.other_files.clone(), ..before.header }, before.wordings, None),
            None => {
                let (header, wordings, documents) = self.documents(act, &quoted, &places, fields)?;
                (header, wordings, Some(documents))
            }
        };
        let stored = act.stored.clone().map(|(act, path, source_sha256)| StoredRecord { act, path, source_sha256 });
        let (history, history_of, gives, quotes) = (act.history.clone(), act.history_of.clone(), act.gives.clone(), act.quotes.clone());
        Ok(Ready { record: ActRecord { header, stored, history, history_of, gives, quotes, wordings, documents_of }, documents })
    }

    /// The header of an act, how many wordings no text in use prints, and the documents of its units and of these.
    fn documents(
        &self,
        act: &IndexedAct,
        quoted: &QuotedFiles,
        places: &AmendedPlaces,
        fields: &Fields,
    ) -> Result<(ActHeader, usize, Vec<TantivyDocument>), Error> {
        let (header, mut units) = match &act.stored {
            Some((spot, ..)) => {
                let stored = self.acts.whole_act(spot)?;
                (ActHeader { other_files: act.other_files.clone(), ..stored.header }, stored.units)
            }
            None => {
                let missing = || self.acts.damaged(&act.history, &format!("nothing is known of {}", act.id));
                (act.cited.clone().ok_or_else(missing)?, Vec::new())
            }
        };
        let mut standing_elsewhere = HashSet::new();
        for unit in &mut units {
            // new wording has an address in the act that it amends, too
            if let Some(place) = unit.path.as_ref().and_then(|path| places.get(path)).filter(|place| unit.amends.as_ref() != Some(place)) {
                unit.amends = Some(place.clone());
                standing_elsewhere.insert(unit.ordinal);
            }
        }
        let printed = PrintedUnits::new(&units);
        let whole = StoredHistory::read(self.histories.pieces(&act.history)?, printed).and_then(|stored| stored.whole());
        let whole = whole.map_err(|error| self.histories.damaged(&act.history, &error.to_string()))?;
        let wordings = other_wordings(&whole, &units, quoted);
        let header = ActHeader { ended: Ended::of(&whole), ..header };
        let naming = Naming::of(&header.title);
        let mut documents = Vec::with_capacity(units.len() + wordings.len());
        for (at, unit) in units.iter().chain(&wordings).enumerate() {
            // What no text prints any more stood in the act, at least.
            let stands_in = unit.parent.map_or(0, |parent| parent as usize);
            let outer = (!units.is_empty()).then(|| at.saturating_sub(stands_in));
            let document = fields.document((&header, naming.as_ref()), unit, outer, standing_elsewhere.contains(&unit.ordinal));
            documents.push(document.map_err(|error| self.unwritten(error))?);
        }
        Ok((header, wordings.len(), documents))
    }

    /// Documents that the engine holds and does not answer with any more.
    fn replaced_documents(&self) -> Result<u64, Error> {
        if self.before.is_none() {
            return Ok(0);
        }
        let engine = |source| Error::Engine { path: self.generation.clone(), source };
        let index = tantivy::Index::open_in_dir(self.generation.join(TANTIVY)).map_err(engine)?;
        let segments = index.searchable_segment_metas().map_err(engine)?;
        Ok(segments.iter().map(|segment| u64::from(segment.num_deleted_docs())).sum())
    }

    /// Every file of the generation, by name. What was taken over and never changes is known.
    fn record_files(&self, manifest: &mut Manifest) -> io::Result<()> {
        let known: BTreeMap<&str, &FileRecord> = self.before.iter().flat_map(|(old, _)| &old.manifest().files).map(|file| (file.name.as_str(), file)).collect();
        for (folder, prefix) in [(self.generation.clone(), String::new()), (self.generation.join(TANTIVY), format!("{TANTIVY}/"))] {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                // The engine's own locks say nothing about what it holds, and rows are of this run alone.
                if entry.file_type()?.is_dir() || name.ends_with(".lock") || is_rows(&name) {
                    continue;
                }
                let never_changes = !name.ends_with(".json") && !name.ends_with(".table");
                match known.get(name.as_str()).filter(|_| never_changes) {
                    Some(&record) => manifest.files.push(record.clone()),
                    None => manifest.files.push(record_of_file(&entry.path(), name)?),
                }
            }
        }
        manifest.files.sort_by(|one, other| one.name.cmp(&other.name));
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

/// What the generation that answers keeps of its sources.
pub(crate) struct OldPacks(Packs);

impl Generation {
    /// What is kept of its sources, as far as it is there.
    pub(crate) fn kept(&self) -> Result<OldPacks, Error> {
        Packs::open_what_is_there(self.path(), ACT_PACKS, self.manifest().files.iter().map(|file| file.name.as_str())).map(OldPacks)
    }

    /// Whether it is worth being taken over by the next one, piece by piece: it has at least `units_min` units, and not too much of what it holds was
    /// replaced. A smaller one is written anew at once, and then gives the same scores whatever came before.
    pub(crate) fn can_be_taken_over(&self, units_min: usize) -> bool {
        let manifest = self.manifest();
        let Replaced { documents, bytes } = manifest.replaced;
        let packs: Vec<&FileRecord> = manifest.files.iter().filter(|file| file.name.ends_with(".pack")).collect();
        let all: u64 = packs.iter().map(|file| file.bytes).sum();
        manifest.units >= units_min && documents * 5 <= (manifest.units + manifest.wordings) as u64 && bytes * 3 <= all && packs.len() <= PACKS_MAX
    }
}

/// Makes the file `name` of the generation in `old` one of that in `new` too, without copying it where the disk can do that.
fn take_over(old: &Path, new: &Path, name: &str) -> Result<(), Error> {
    fs::hard_link(old.join(name), new.join(name)).or_else(|_| copy(old, new, name))
}

fn copy(old: &Path, new: &Path, name: &str) -> Result<(), Error> {
    let path = new.join(name);
    fs::copy(old.join(name), &path).map(drop).map_err(|source| Error::Write { path, source })
}

/// Counts an act among those of the index.
fn count(record: &ActRecord, manifest: &mut Manifest) {
    if record.stored.is_some() {
        manifest.acts += 1;
        manifest.units += record.header.units;
    } else {
        manifest.cited += 1;
    }
    manifest.wordings += record.wordings;
}

/// Lets whoever may read the files of the engine read its lists of them too: it writes those by way of temporary files, which only their owner may read.
fn share_lists(folder: &Path) -> io::Result<()> {
    let files: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    let (lists, others): (Vec<&PathBuf>, Vec<&PathBuf>) = files.iter().partition(|path| path.extension().is_some_and(|extension| extension == "json"));
    let Some(other) = others.first() else { return Ok(()) };
    let permissions = fs::metadata(other)?.permissions();
    lists.into_iter().try_for_each(|list| fs::set_permissions(list, permissions.clone()))
}
