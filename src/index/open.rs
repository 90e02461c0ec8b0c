//! A whole index, open for reading.

mod documents;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::de::DeserializeOwned;
use tantivy::directory::MmapDirectory;
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyError, Term};

pub(crate) use documents::{SharedUnit, UnitPlace};

use super::belonging::Belonging;
use super::build::{ACT_PACKS, ACTS, HISTORY_PACKS, NAMES, NUMBERS, TANTIVY, UNITS_FOR_THREADS};
use super::columns::Columns;
use super::error::Error;
use super::folder::FORMAT;
use super::generation::{Generation, settled};
use super::kept::KeptAct;
use super::leads::{Named, Numbered};
use super::lexicon::lexicon;
use super::manifest::{ActRecord, BriefRecord, Manifest};
use super::noted::Noted;
use super::pack::Packs;
use super::read_only::ReadOnly;
use super::schema::Fields;
use super::side_by_side::side_by_side;
use super::store::{ActHeader, StoredAct, act_key, id_key};
use super::table::Table;
use crate::act::{ActId, CitedAct};
use crate::analyzer::{Lexicon, register};
use crate::history::{Event, StoredHistory, number_key};

/// An index of up to this size is read through when it is opened: some milliseconds.
const READ_BYTES_MAX: u64 = 8 * 1024 * 1024;

/// When the histories that are kept for the next questions have so many bytes, they are all forgotten, and likewise the acts: those of a few thousand.
const BYTES_KEPT_MAX: usize = 64 * 1024 * 1024;

/// So many records of acts are read by one thread at a time.
const RECORDS_AT_ONCE: usize = 512;

/// An index that is open for reading. It needs no lock and stays as it was opened, whatever is written meanwhile.
///
/// Opening it reads the manifest alone; what is known of an act is read when it is asked for.
pub struct Index {
    pub(super) generation: Generation,
    table: Table,
    numbers: Table,
    names: Table,
    /// The records of acts that were asked for, by their places in the table.
    records: Vec<OnceLock<Box<ActRecord>>>,
    /// All headers: of the acts, and of those known only through others.
    headers: OnceLock<(Vec<ActHeader>, Vec<ActHeader>)>,
    belonging: OnceLock<Arc<Belonging>>,
    belonging_read: Mutex<()>,
    fields: Fields,
    searcher: Searcher,
    columns: Columns,
    lexicon: OnceLock<Lexicon>,
    pub(super) acts: Packs,
    pub(super) histories: Packs,
    histories_read: Mutex<Lately<StoredHistory>>,
    acts_read: Mutex<Lately<KeptAct>>,
    units_read: Mutex<HashMap<DocAddress, Arc<SharedUnit>>>,
    noted: Noted,
    /// The first of its files that is damaged, where a question ended in the middle.
    damage: OnceLock<Option<(PathBuf, String)>>,
}

/// What was asked for lately, by its act, and how many bytes it has.
struct Lately<T> {
    by_act: HashMap<ActId, Arc<T>>,
    bytes: usize,
}

impl<T> Default for Lately<T> {
    fn default() -> Self {
        Self { by_act: HashMap::new(), bytes: 0 }
    }
}

impl<T> Lately<T> {
    /// Takes in `value`, of so many bytes. Where another thread was quicker it is that one's that is kept.
    fn keep(&mut self, id: &ActId, value: T, bytes: usize) -> Arc<T> {
        if self.bytes >= BYTES_KEPT_MAX {
            *self = Self::default();
        }
        let kept = self.by_act.entry(id.clone());
        if let Entry::Vacant(_) = kept {
            self.bytes += bytes;
        }
        kept.or_insert_with(|| Arc::new(value)).clone()
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("generation", &self.generation.path()).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `dir`.
    ///
    /// A small index is read through, so that a damaged one is told as such and never answers; of a large one only the sizes of the files
    /// are compared, and `check` reads the rest.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`] when there is none, [`Error::OtherVersion`] when it has to be built again, [`Error::NotOurs`] for a folder that
    /// holds something else, [`Error::Read`] and [`Error::Damaged`] for files that cannot be used.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        Self::open_reading(dir, READ_BYTES_MAX)
    }

    /// Opens the index in `dir`; its bytes are read through where there are no more than `bytes_max`.
    pub(crate) fn open_reading(dir: &Path, bytes_max: u64) -> Result<Self, Error> {
        settled(dir, || {
            let generation = Generation::open(dir)?;
            if let Some((path, cause)) = generation.engine_damage(bytes_max) {
                return Err(Error::Damaged { path, cause });
            }
            // The sizes are right, the bytes of a large index may not be, and the engine trusts them.
            let path = generation.path().join(TANTIVY);
            catch_unwind(AssertUnwindSafe(|| Self::of(dir, generation))).unwrap_or_else(|_| Err(engine_failed(path)))
        })
    }

    fn of(dir: &Path, generation: Generation) -> Result<Self, Error> {
        let path = generation.path().join(TANTIVY);
        let damaged = |source: TantivyError| Error::Damaged { path: path.clone(), cause: source.to_string() };
        let directory = MmapDirectory::open(&path).map_err(|error| damaged(error.into()))?;
        let mut index = tantivy::Index::open(ReadOnly(directory)).map_err(damaged)?;
        if generation.manifest().units >= UNITS_FOR_THREADS {
            index.set_default_multithread_executor().map_err(damaged)?;
        }
        register(index.tokenizers());
        let (schema, fields) = Fields::schema();
        if index.schema() != schema {
            return Err(Error::OtherVersion { path: dir.to_owned(), found: "of other fields".to_owned(), needed: FORMAT });
        }
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(damaged)?;
        let (acts, histories) = (generation.packs(ACT_PACKS)?, generation.packs(HISTORY_PACKS)?);
        let open = |name| Table::open(generation.path(), name);
        let (table, numbers, names) = (open(ACTS)?, open(NUMBERS)?, open(NAMES)?);
        let records = std::iter::repeat_with(OnceLock::new).take(table.len()).collect();
        let searcher = reader.searcher();
        Ok(Self {
            generation,
            table,
            numbers,
            names,
            records,
            headers: OnceLock::new(),
            belonging: OnceLock::new(),
            belonging_read: Mutex::default(),
            fields,
            columns: Columns::new(searcher.segment_readers().len()),
            searcher,
            lexicon: OnceLock::new(),
            acts,
            histories,
            histories_read: Mutex::default(),
            acts_read: Mutex::default(),
            units_read: Mutex::default(),
            noted: Noted::default(),
            damage: OnceLock::new(),
        })
    }

    /// Does `ask`. Where the engine loses its way in a damaged file, or something that was looked up could not be read, that is what is told; where no file is
    /// damaged, that it is a fault of the program.
    pub(crate) fn guarded<T, E: From<Error>>(&self, ask: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let before = self.noted.times();
        let answer = catch_unwind(AssertUnwindSafe(ask)).unwrap_or_else(|_| Err(self.lost_its_way().into()));
        // An act that could not be looked up was «not found», perhaps.
        self.noted.since(before).map_or(answer, |error| Err(error.into()))
    }

    /// Why a question ended in the middle. The files are compared once with what was written: that takes a second for some hundred megabytes.
    fn lost_its_way(&self) -> Error {
        match self.damage.get_or_init(|| self.generation.engine_damage(u64::MAX)) {
            Some((path, cause)) => Error::Damaged { path: path.clone(), cause: cause.clone() },
            None => Error::Fault,
        }
    }

    /// All acts, by id.
    ///
    /// The first call reads the headers of all of them: some microseconds each. What is about one act is asked with [`Index::act`].
    pub fn acts(&self) -> &[ActHeader] {
        &self.headers().0
    }

    /// The acts whose own text is not in the corpus, and that others change, by id.
    pub fn cited_acts(&self) -> &[ActHeader] {
        &self.headers().1
    }

    fn headers(&self) -> &(Vec<ActHeader>, Vec<ActHeader>) {
        self.headers.get_or_init(|| {
            let (own, cited): (Vec<_>, Vec<_>) = self.brief_records().into_iter().partition(|record| record.stored.is_some());
            let by_id = |records: Vec<BriefRecord<ActHeader>>| {
                let mut headers: Vec<ActHeader> = records.into_iter().map(|record| record.header).collect();
                headers.sort_by(|one, other| one.id.cmp(&other.id));
                headers
            };
            (by_id(own), by_id(cited))
        })
    }

    /// The records of all acts, as far as `H` asks for their heads. A small index was read through when it was opened; a damaged record of a large one is left
    /// out: `check` names it.
    fn brief_records<H: DeserializeOwned + Send>(&self) -> Vec<BriefRecord<H>> {
        let places: Vec<usize> = (0..self.table.len()).collect();
        self.each(&places, RECORDS_AT_ONCE, |at| self.table.value(*at).ok()).into_iter().flatten().collect()
    }

    /// Of which acts the units are.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`] when the engine's files cannot be used.
    pub(crate) fn belonging(&self) -> Result<&Arc<Belonging>, Error> {
        if let Some(belonging) = self.belonging.get() {
            return Ok(belonging);
        }
        // Who comes meanwhile waits, and does not read it too.
        let _reading = self.belonging_read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(belonging) = self.belonging.get() {
            return Ok(belonging);
        }
        let read = Belonging::read(self.brief_records(), self.searcher.segment_readers()).map_err(|error| self.engine_error(error))?;
        Ok(self.belonging.get_or_init(|| Arc::new(read)))
    }

    /// The record at place `at` of the table.
    fn record(&self, at: usize) -> Result<&ActRecord, Error> {
        if let Some(record) = self.records[at].get() {
            return Ok(record);
        }
        let read = Box::new(self.table.value(at)?);
        Ok(self.records[at].get_or_init(|| read))
    }

    /// The record of the act `id`, however its id is spelt: one of the corpus before one that is known only through others.
    fn found(&self, id: &str) -> Result<Option<&ActRecord>, Error> {
        let key = format!("{}\0", id_key(id));
        let mut first = None;
        for at in self.table.lower_bound(&key)?..self.table.len() {
            if !self.table.key(at)?.starts_with(&key) {
                break;
            }
            let record = self.record(at)?;
            if record.stored.is_some() {
                return Ok(Some(record));
            }
            first = first.or(Some(record));
        }
        Ok(first)
    }

    /// The record of exactly this act.
    fn record_of(&self, id: &ActId) -> Result<Option<&ActRecord>, Error> {
        let key = act_key(id);
        let at = self.table.lower_bound(&key)?;
        if at < self.table.len() && self.table.key(at)? == key { self.record(at).map(Some) } else { Ok(None) }
    }

    /// The records of all acts.
    pub(super) fn all_records(&self) -> impl Iterator<Item = Result<&ActRecord, Error>> {
        (0..self.table.len()).map(|at| self.record(at))
    }

    /// The act called `id`, in either spelling of ids before 2010 and in any case of letters.
    pub fn act(&self, id: &str) -> Option<&ActHeader> {
        self.noted.read(self.found(id))?.filter(|record| record.stored.is_some()).map(|record| &record.header)
    }

    /// The act called `id`, as [`Index::act`] finds it; one that is known only through others too.
    pub fn known(&self, id: &str) -> Option<&ActHeader> {
        self.noted.read(self.found(id))?.map(|record| &record.header)
    }

    /// The file that the text of the act `id` was read from, and the SHA-256 it had; `None` for an act whose own text is not in the corpus.
    pub(crate) fn source_file(&self, id: &ActId) -> Result<Option<(&Path, &str)>, Error> {
        let stored = self.record_of(id)?.and_then(|record| record.stored.as_ref());
        Ok(stored.map(|stored| (stored.path.as_path(), stored.source_sha256.as_str())))
    }

    /// The history of the act `id`; `None` where no text speaks of it. It is read when it is first asked for, and kept for a while.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::Damaged`] for a file that cannot be used.
    pub fn history(&self, id: &ActId) -> Result<Option<Arc<StoredHistory>>, Error> {
        let lately = || self.histories_read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(history) = lately().by_act.get(id) {
            return Ok(Some(history.clone()));
        }
        let Some(record) = self.record_of(id)? else { return Ok(None) };
        let pieces = self.histories.pieces(&record.history)?;
        let read = match self.kept_act(id)? {
            Some(printed) => StoredHistory::read(pieces, printed),
            None => StoredHistory::read(pieces, ()),
        };
        let history = read.map_err(|error| self.histories.damaged(&record.history, &error.to_string()))?;
        let bytes = history.size();
        Ok(Some(lately().keep(id, history, bytes)))
    }

    /// The act `id` as it is kept; `None` where its own text is not in the corpus. What was asked for lately is not read again.
    fn kept_act(&self, id: &ActId) -> Result<Option<Arc<KeptAct>>, Error> {
        let lately = || self.acts_read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(act) = lately().by_act.get(id) {
            return Ok(Some(act.clone()));
        }
        let Some(stored) = self.record_of(id)?.and_then(|record| record.stored.as_ref()) else { return Ok(None) };
        let act = self.acts.act(&stored.act)?;
        let bytes = act.size();
        Ok(Some(lately().keep(id, act, bytes)))
    }

    /// What was done to acts that have no id, by the way they are cited.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::Damaged`] for a file that cannot be used.
    pub fn unidentified(&self) -> Result<Vec<(CitedAct, Event)>, Error> {
        self.manifest().unidentified.as_ref().map_or(Ok(Vec::new()), |spot| self.histories.value(spot))
    }

    /// The keys of the acts that have exactly this number, of adoption or of registration, with what kind each is, as far as that is known.
    pub(crate) fn numbered(&self, number: &str) -> Vec<Numbered> {
        self.noted.read(self.numbers.get(&number_key(number))).flatten().unwrap_or_default()
    }

    /// The keys of the codes and laws that are looked for by this stem of their names, with all stems of the name of each.
    pub(crate) fn named(&self, stem: &str) -> Vec<Named> {
        self.noted.read(self.names.get(stem)).flatten().unwrap_or_default()
    }

    /// From which bytes it was made.
    pub fn manifest(&self) -> &Manifest {
        self.generation.manifest()
    }

    /// The act `id` as it was stored; `None` where its own text is not in the corpus.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] and [`Error::Damaged`] for a file that cannot be used.
    pub fn stored(&self, id: &ActId) -> Result<Option<StoredAct>, Error> {
        let stored = self.record_of(id)?.and_then(|record| record.stored.as_ref());
        stored.map(|stored| self.acts.whole_act(&stored.act)).transpose()
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The words of the index by spelling and sound, and those of `others` that questions may have. The first question that needs them gathers them.
    pub(crate) fn lexicon<W: Into<String>, I: IntoIterator<Item = W>>(&self, others: impl FnOnce() -> I) -> Result<&Lexicon, Error> {
        if let Some(lexicon) = self.lexicon.get() {
            return Ok(lexicon);
        }
        let others = others().into_iter().map(|word| (word.into(), 1));
        let gathered = lexicon(&self.searcher, &self.fields, others).map_err(|error| self.engine_error(error))?;
        Ok(self.lexicon.get_or_init(|| gathered))
    }

    /// Whether a text of the index has this form of a word.
    pub(crate) fn has_form(&self, exact: &str) -> bool {
        self.has_term(&Term::from_field_text(self.fields.exact, exact))
    }

    /// Whether a text of the index has a word of this stem.
    pub(crate) fn has_stem(&self, stem: &str) -> bool {
        self.has_term(&Term::from_field_text(self.fields.stem, stem))
    }

    fn has_term(&self, term: &Term) -> bool {
        self.noted.read(self.searcher.doc_freq(term).map_err(|error| self.engine_error(error))).is_some_and(|frequency| frequency > 0)
    }

    /// What was read; where nothing could be, [`Index::guarded`] tells why.
    pub(crate) fn noted<T>(&self, read: Result<T, Error>) -> Option<T> {
        self.noted.read(read)
    }

    /// Whether the act with this key is indexed, or wording that is to stand in it.
    pub(crate) fn has_units_of(&self, key: &str) -> bool {
        self.noted.read(self.documents(self.fields.act, key)).is_some_and(|units| !units.is_empty())
    }

    pub(crate) fn engine_error(&self, source: TantivyError) -> Error {
        Error::Damaged { path: self.generation.path().join(TANTIVY), cause: source.to_string() }
    }

    /// What `task` makes of each of `things`, in their order. A large index hands so many of them (`some`) at a time to the threads that search it, which are
    /// its own beside the one that asks: an ingest of the same process does not hold a question up.
    pub(crate) fn each<'t, A: Sync, R: Send>(&self, things: &'t [A], some: usize, task: impl Fn(&'t A) -> R + Sync) -> Vec<R> {
        let several: Vec<&'t [A]> = things.chunks(some.max(1)).collect();
        let done = side_by_side(self.searcher.index().search_executor(), &several, |some| some.iter().map(&task).collect::<Vec<R>>());
        done.into_iter().flatten().collect()
    }

    fn damaged_act(&self, id: &ActId, cause: &str) -> Error {
        match self.record_of(id).map(|record| record.and_then(|record| record.stored.as_ref())) {
            Ok(Some(stored)) => self.acts.damaged(&stored.act, cause),
            Ok(None) => Error::Damaged { path: self.generation.path().join(ACTS), cause: cause.to_owned() },
            Err(error) => error,
        }
    }
}

fn engine_failed(path: PathBuf) -> Error {
    Error::Damaged { path, cause: "the search engine lost its way in it".to_owned() }
}
