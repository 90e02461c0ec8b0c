//! A run over a corpus.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::corpus::{Candidate, Scan, scan, state};
use super::file::{ReadFile, read_file};
use crate::act::ActId;
use crate::index::{self, Builder, CheckReport, Content, FindingKind, Index, Manifest, SourceFacts, SourceRecord, StoredAct, WriteLock};
use crate::source::SourceMeta;

/// What to ingest, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The corpus folder. Its own files are read, not those of folders inside it.
    pub corpus: PathBuf,
    /// The index folder; made when it is missing.
    pub index: PathBuf,
    /// Further files and folders: read where they lie, and remembered for the runs to come.
    pub paths: Vec<PathBuf>,
    /// Read every source again, even an unchanged one.
    pub force: bool,
}

impl Options {
    /// The corpus folder and the index folder, nothing else.
    pub fn new(corpus: impl Into<PathBuf>, index: impl Into<PathBuf>) -> Self {
        Self { corpus: corpus.into(), index: index.into(), paths: Vec::new(), force: false }
    }
}

/// Somebody who watches a run. Called from several threads.
pub trait Progress: Sync {
    /// `total` files are about to be read.
    fn start(&self, total: usize);
    /// A file is done, read or not.
    fn file_done(&self, file: &Path);
    /// The files are done; the index of `units` units is being written.
    fn indexing(&self, units: usize);
    /// The run is over.
    fn finish(&self);
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: usize) {}
    fn file_done(&self, _: &Path) {}
    fn indexing(&self, _: usize) {}
    fn finish(&self) {}
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Read in this run.
    Read,
    /// Not changed since it was read; kept.
    Unchanged,
    /// Another file of the same act gives the text: its name.
    Shadowed(String),
    /// It could not be read: the cause, in a sentence. The command line answers with exit code 2.
    Failed(String),
    /// It has gone; its act was dropped.
    Gone,
}

/// One file of the corpus, as the run found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingested {
    /// Where it lies.
    pub path: PathBuf,
    /// The act it holds; `None` when it could not be read.
    pub act: Option<ActId>,
    /// What became of it.
    pub outcome: Outcome,
    /// How many units its act has.
    pub units: usize,
    /// The doubts the stages had, `code: message (file, line 12)`, in the order of the text.
    pub problems: Vec<String>,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Every file, by path; those that have gone last.
    pub files: Vec<Ingested>,
    /// How many acts are indexed now.
    pub acts: usize,
    /// How many units are indexed now.
    pub units: usize,
    /// Whether a new index was written; `false` when nothing had changed.
    pub written: bool,
    /// Things to be said about the run as a whole: an index of another version was rebuilt, two files hold one act.
    pub remarks: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

impl Report {
    /// Whether any file could not be read.
    pub fn any_failed(&self) -> bool {
        self.files.iter().any(|file| matches!(file.outcome, Outcome::Failed(_)))
    }
}

/// Whether an index can answer for a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It was made from exactly these files.
    Fresh,
    /// There is none yet.
    Missing,
    /// It has to be built again: why, in a sentence.
    Stale(String),
}

/// Why a run could not be done. What was in the index folder before is there still.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such corpus folder, or it cannot be read.
    #[error("cannot read the corpus folder {path}: {source}")]
    Corpus {
        /// The folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A named file or folder cannot be read.
    #[error("cannot read {path}: {source}")]
    Named {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// There is nothing to index.
    #[error("the corpus folder {path} holds no act that this version reads (.txt, .md)")]
    NoActs {
        /// The folder.
        path: PathBuf,
    },
    /// None of the files could be read.
    #[error("none of the {count} files in {path} could be read; the first: {first}")]
    NothingRead {
        /// The folder.
        path: PathBuf,
        /// How many files were tried.
        count: usize,
        /// What was wrong with the first.
        first: String,
    },
    /// The index could not be written.
    #[error(transparent)]
    Index(#[from] index::Error),
}

/// Reads the corpus and puts a new index in the place of the old one.
///
/// Sources whose bytes, metadata and reader are unchanged are not parsed again; with nothing changed at all nothing is written.
///
/// # Errors
///
/// See [`Error`]. A file that cannot be read is not an error: it is told in the [`Report`], and the others are indexed.
pub fn ingest(options: &Options, progress: &dyn Progress) -> Result<Report, Error> {
    ingest_with(options, progress, &|path| read_file(path).map_err(|error| error.to_string()))
}

/// The version of the stages. Raised whenever any of them reads the same bytes differently: then every source is read again.
pub(super) const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "-1");

/// How one file is read.
pub(super) type Read<'r> = &'r (dyn Fn(&Path) -> Result<ReadFile, String> + Sync);

/// What one file gave.
enum Found {
    /// It was read in this run.
    New(Box<StoredAct>),
    /// It is what it was; its act is in the old index.
    Kept,
    /// It could not be read.
    Failed(String),
}

struct Sourced {
    record: SourceRecord,
    found: Found,
}

pub(super) fn ingest_with(options: &Options, progress: &dyn Progress, read: Read<'_>) -> Result<Report, Error> {
    let begun = Instant::now();
    let mut remarks = Vec::new();
    let lock = WriteLock::take(&options.index)?;
    let old = match Index::open(&options.index) {
        Ok(index) => Some(index),
        Err(index::Error::Missing { .. }) => None,
        Err(error @ (index::Error::OtherVersion { .. } | index::Error::Damaged { .. } | index::Error::Read { .. })) => {
            remarks.push(format!("the index was built again: {error}"));
            None
        }
        Err(error) => return Err(error.into()),
    };
    let named = named_paths(options, old.as_ref())?;
    let Scan { candidates, skipped, forgotten } = scan(&options.corpus, &named)?;
    remarks.extend(skipped);
    if candidates.is_empty() {
        return Err(Error::NoActs { path: options.corpus.clone() });
    }
    let named: Vec<PathBuf> = named.into_iter().filter(|path| !forgotten.contains(path)).collect();

    progress.start(candidates.len());
    let known = old.as_ref().map_or_else(Known::default, |index| Known::new(index.manifest(), options.force));
    let mut sources: Vec<Sourced> = candidates
        .par_iter()
        .map(|candidate| {
            let sourced = source(candidate, &known, read);
            progress.file_done(&candidate.path);
            sourced
        })
        .collect();
    sources.sort_by(|one, other| one.record.path.cmp(&other.record.path));
    remarks.extend(choose(&mut sources));
    let mut report = Report { remarks, ..Report::default() };
    report.files = sources.iter().map(told).collect();
    report.files.extend(gone(old.as_ref(), &sources));

    let records: Vec<SourceRecord> = sources.iter().map(|sourced| sourced.record.clone()).collect();
    if let Some(index) = old.as_ref().filter(|index| !options.force && same(index.manifest(), &records, &named)) {
        report.acts = index.acts().len();
        report.units = index.acts().iter().map(|act| act.units).sum();
    } else {
        let readable = sources.iter().any(|sourced| sourced.record.act.is_some());
        if !readable {
            let first = sources.iter().find_map(|sourced| sourced.record.failed.clone()).unwrap_or_default();
            return Err(Error::NothingRead { path: options.corpus.clone(), count: sources.len(), first });
        }
        let manifest = write(&lock, sources, old.as_ref(), read, Manifest { corpus: options.corpus.clone(), named, ..Manifest::default() }, progress)?;
        report.acts = manifest.acts.len();
        report.units = manifest.acts.iter().map(|act| act.units).sum();
        report.written = true;
    }
    progress.finish();
    report.took = begun.elapsed();
    Ok(report)
}

/// The named paths of this run and of those before, absolute, each once.
fn named_paths(options: &Options, old: Option<&Index>) -> Result<Vec<PathBuf>, Error> {
    let mut named: Vec<PathBuf> = old.map_or_else(Vec::new, |index| index.manifest().named.clone());
    for path in &options.paths {
        let path = std::fs::metadata(path).and_then(|_| std::path::absolute(path)).map_err(|source| Error::Named { path: path.clone(), source })?;
        named.push(path);
    }
    named.sort();
    named.dedup();
    Ok(named)
}

/// What the old index knows of sources, by where they lie and by what they hold.
#[derive(Default)]
struct Known<'m> {
    by_content: HashMap<(&'m str, Option<&'m str>, Option<&'m std::ffi::OsStr>), &'m SourceRecord>,
}

impl<'m> Known<'m> {
    fn new(manifest: &'m Manifest, force: bool) -> Self {
        if force || manifest.reader != READER {
            return Self::default();
        }
        let by_content = manifest.sources.iter().map(|source| (content(source), source)).collect();
        Self { by_content }
    }
}

/// What a source is known by: its bytes, its metadata and its name (which can be the id of its act).
fn content(source: &SourceRecord) -> (&str, Option<&str>, Option<&std::ffi::OsStr>) {
    (&source.file.sha256, source.metadata.as_ref().map(|metadata| metadata.sha256.as_str()), source.path.file_name())
}

fn facts(meta: &SourceMeta) -> SourceFacts {
    SourceFacts { url: meta.url.clone(), published: meta.published, retrieved: meta.retrieved }
}

fn source(candidate: &Candidate, known: &Known<'_>, read: Read<'_>) -> Sourced {
    let mut record = SourceRecord {
        path: candidate.path.clone(),
        file: index::FileState::default(),
        metadata: None,
        act: None,
        retrieved: None,
        failed: None,
        shadowed_by: None,
        stored_sha256: None,
        problems: Vec::new(),
        units: 0,
    };
    let fail = |mut record: SourceRecord, cause: String| {
        record.failed = Some(cause.clone());
        Sourced { record, found: Found::Failed(cause) }
    };
    let states = state(&candidate.path).and_then(|file| Ok((file, candidate.metadata.as_deref().map(state).transpose()?)));
    match states {
        Ok((file, metadata)) => (record.file, record.metadata) = (file, metadata),
        Err(error) => return fail(record, format!("cannot read {}: {error}", candidate.path.display())),
    }
    if let Some(cause) = &candidate.unreadable {
        return fail(record, cause.clone());
    }
    if let Some(&before) = known.by_content.get(&content(&record)) {
        let kept = SourceRecord { path: record.path, file: record.file, metadata: record.metadata, shadowed_by: None, ..before.clone() };
        let found = kept.failed.clone().map_or(Found::Kept, Found::Failed);
        return Sourced { record: kept, found };
    }
    // The stages never panic; if one does all the same, the other files are none the worse for it.
    let read = catch_unwind(AssertUnwindSafe(|| read(&candidate.path)));
    match read {
        Ok(Ok(ReadFile { act, meta })) => {
            let facts = facts(&meta);
            let stored = StoredAct::new(&act, &facts);
            record.act = Some(act.id.clone());
            record.retrieved = facts.retrieved;
            record.problems.clone_from(&stored.problems);
            record.units = stored.units.len();
            Sourced { record, found: Found::New(Box::new(stored)) }
        }
        Ok(Err(cause)) => fail(record, cause),
        Err(_) => fail(record, format!("{}: reading it failed inside the program; please report the file", candidate.path.display())),
    }
}

/// Settles which file gives the text where several hold one act: the later copy, else the name that sorts first.
fn choose(sources: &mut [Sourced]) -> Vec<String> {
    let mut files: BTreeMap<ActId, Vec<usize>> = BTreeMap::new();
    for (at, sourced) in sources.iter().enumerate() {
        if let Some(act) = &sourced.record.act {
            files.entry(act.clone()).or_default().push(at);
        }
    }
    let mut remarks = Vec::new();
    for (act, mut at) in files.into_iter().filter(|(_, at)| at.len() > 1) {
        at.sort_by(|&one, &other| {
            let key = |at: usize| (std::cmp::Reverse(sources[at].record.retrieved), file_name(&sources[at].record.path));
            key(one).cmp(&key(other))
        });
        let text = file_name(&sources[at[0]].record.path);
        let others: Vec<String> = at[1..].iter().map(|&at| file_name(&sources[at].record.path)).collect();
        let why = if sources[at[0]].record.retrieved > sources[at[1]].record.retrieved { "the later copy" } else { "first by name; no copy is later" };
        remarks.push(format!("{act} is in several files: {text} gives the text ({why}), {} not", others.join(", ")));
        for &at in &at[1..] {
            sources[at].record.shadowed_by = Some(text.clone());
        }
    }
    remarks
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn told(sourced: &Sourced) -> Ingested {
    let record = &sourced.record;
    let outcome = match (&sourced.found, &record.shadowed_by) {
        (Found::Failed(cause), _) => Outcome::Failed(cause.clone()),
        (_, Some(by)) => Outcome::Shadowed(by.clone()),
        (Found::New(_), None) => Outcome::Read,
        (Found::Kept, None) => Outcome::Unchanged,
    };
    Ingested { path: record.path.clone(), act: record.act.clone(), outcome, units: record.units, problems: record.problems.clone() }
}

/// Files the old index was made from that are not there any more, nor anywhere else under another name.
fn gone(old: Option<&Index>, sources: &[Sourced]) -> Vec<Ingested> {
    let before = old.map_or(&[][..], |index| &index.manifest().sources[..]);
    let still = |record: &SourceRecord| sources.iter().any(|sourced| sourced.record.path == record.path || sourced.record.file.sha256 == record.file.sha256);
    let gone = before.iter().filter(|record| !still(record)).map(|record| Ingested {
        path: record.path.clone(),
        act: record.act.clone(),
        outcome: Outcome::Gone,
        units: 0,
        problems: Vec::new(),
    });
    gone.collect()
}

/// Whether the old index was made from the same bytes by the same version.
fn same(manifest: &Manifest, records: &[SourceRecord], named: &[PathBuf]) -> bool {
    let bytes = |records: &[SourceRecord]| -> Vec<(PathBuf, String, Option<String>, Option<String>)> {
        let bytes = |record: &SourceRecord| {
            let metadata = record.metadata.as_ref().map(|metadata| metadata.sha256.clone());
            (record.path.clone(), record.file.sha256.clone(), metadata, record.shadowed_by.clone())
        };
        records.iter().map(bytes).collect()
    };
    manifest.reader == READER && manifest.named == named && bytes(&manifest.sources) == bytes(records)
}

/// Writes the new generation and puts it in the place of the old one.
fn write(
    lock: &WriteLock,
    sources: Vec<Sourced>,
    old: Option<&Index>,
    read: Read<'_>,
    mut manifest: Manifest,
    progress: &dyn Progress,
) -> Result<Manifest, Error> {
    let units = sources.iter().map(|sourced| sourced.record.units).sum();
    progress.indexing(units);
    let mut others: HashMap<ActId, Vec<String>> = HashMap::new();
    for record in sources.iter().map(|sourced| &sourced.record).filter(|record| record.shadowed_by.is_some()) {
        if let Some(act) = &record.act {
            others.entry(act.clone()).or_default().push(file_name(&record.path));
        }
    }
    let mut builder = Builder::begin(lock, &name(&sources), units)?;
    for Sourced { mut record, found } in sources {
        record.stored_sha256 = None;
        if let (Some(id), None) = (record.act.clone(), &record.shadowed_by) {
            let stored = match found {
                Found::New(stored) => Some(*stored),
                _ => kept(old, &id, &record, read),
            };
            let Some(mut stored) = stored else { continue };
            stored.header.other_files = others.remove(&id).unwrap_or_default();
            record.stored_sha256 = Some(builder.add(&stored)?);
            manifest.acts.push(stored.header);
        }
        manifest.sources.push(record);
    }
    manifest.reader = READER.to_owned();
    manifest.acts.sort_by(|one, other| one.id.cmp(&other.id));
    builder.finish(&manifest)?;
    Ok(manifest)
}

/// The act of an unchanged source: as the old index has it, or read again where that file is damaged or was another's.
fn kept(old: Option<&Index>, id: &ActId, record: &SourceRecord, read: Read<'_>) -> Option<StoredAct> {
    let stored = old.and_then(|index| index.stored(id).ok());
    match stored {
        Some((stored, sha256)) if record.stored_sha256.as_ref() == Some(&sha256) => Some(stored),
        _ => read(&record.path).ok().map(|ReadFile { act, meta }| StoredAct::new(&act, &facts(&meta))),
    }
}

/// A name for the generation that follows from what it is made of.
fn name(sources: &[Sourced]) -> String {
    let mut all = READER.to_owned();
    for sourced in sources {
        all.push_str(&sourced.record.file.sha256);
        all.push_str(sourced.record.metadata.as_ref().map_or("-", |metadata| &metadata.sha256));
    }
    index::sha256(all.as_bytes())[..16].to_owned()
}

/// Whether an index can answer for a corpus.
///
/// Sizes and times of the files are compared, and the bytes of those whose time has changed. No lock is taken, nothing is written.
///
/// # Errors
///
/// [`Error::Corpus`] when the folder cannot be read, [`Error::Index`] when the index folder is not ours or not readable.
pub fn freshness(corpus: &Path, index: &Path) -> Result<Freshness, Error> {
    match index::look(index)? {
        Content::Nothing | Content::Unfinished => return Ok(Freshness::Missing),
        Content::Other(found) => return Ok(Freshness::Stale(format!("the index has format {found}, which this version does not read"))),
        Content::Index(_) => {}
    }
    let opened = match Index::open(index) {
        Ok(opened) => opened,
        Err(error @ (index::Error::Damaged { .. } | index::Error::OtherVersion { .. } | index::Error::Read { .. })) => {
            return Ok(Freshness::Stale(error.to_string()));
        }
        Err(error) => return Err(error.into()),
    };
    let manifest = opened.manifest();
    if manifest.reader != READER {
        return Ok(Freshness::Stale("the index was made by another version of the reader".to_owned()));
    }
    let Scan { candidates, .. } = scan(corpus, &manifest.named)?;
    let known: HashMap<&Path, &SourceRecord> = manifest.sources.iter().map(|source| (source.path.as_path(), source)).collect();
    for candidate in &candidates {
        let Some(record) = known.get(candidate.path.as_path()) else {
            return Ok(Freshness::Stale(format!("{} is new", candidate.path.display())));
        };
        let metadata = candidate.metadata.as_deref();
        if !unchanged(&candidate.path, Some(&record.file)) || metadata.is_some_and(|path| !unchanged(path, record.metadata.as_ref())) {
            return Ok(Freshness::Stale(format!("{} has changed", candidate.path.display())));
        }
        if metadata.is_none() && record.metadata.is_some() {
            return Ok(Freshness::Stale(format!("the metadata of {} have gone", candidate.path.display())));
        }
    }
    if candidates.len() < known.len() {
        let gone = known.keys().find(|path| !candidates.iter().any(|candidate| candidate.path == **path));
        return Ok(Freshness::Stale(format!("{} has gone", gone.map_or_else(String::new, |path| path.display().to_string()))));
    }
    Ok(Freshness::Fresh)
}

fn unchanged(path: &Path, before: Option<&index::FileState>) -> bool {
    let Some(before) = before else { return false };
    let Ok((bytes, changed)) = super::corpus::size_and_time(path) else { return before.sha256.is_empty() };
    bytes == before.bytes && (changed == before.changed || state(path).is_ok_and(|now| now.sha256 == before.sha256))
}

/// Compares the index with its sources, and the parts of the index with each other: every byte of every source is read.
///
/// # Errors
///
/// [`Error::Index`] when there is no index that can be opened. What is wrong inside is told in the report.
pub fn check(corpus: &Path, index: &Path) -> Result<CheckReport, Error> {
    let opened = Index::open(index)?;
    let mut report = CheckReport::default();
    let manifest = opened.manifest();
    for source in &manifest.sources {
        report.sources += 1;
        let subject = source.path.display().to_string();
        if let Some(cause) = &source.failed {
            report.find(FindingKind::SourceUnread, &subject, cause.clone());
        }
        match state(&source.path) {
            Err(error) => report.find(FindingKind::SourceMissing, &subject, format!("cannot read {subject}: {error}")),
            Ok(now) if now.sha256 != source.file.sha256 => {
                report.find(FindingKind::SourceChanged, &subject, format!("{subject} is not what it was when it was indexed"));
            }
            Ok(_) => {
                let metadata = super::corpus::metadata_of(&source.path);
                let now = metadata.as_deref().and_then(|path| state(path).ok()).map(|state| state.sha256);
                if now != source.metadata.as_ref().map(|metadata| metadata.sha256.clone()) {
                    report.find(FindingKind::SourceChanged, &subject, format!("the metadata of {subject} are not what they were when it was indexed"));
                }
            }
        }
    }
    if let Ok(Scan { candidates, .. }) = scan(corpus, &manifest.named) {
        for candidate in candidates.iter().filter(|candidate| !manifest.sources.iter().any(|source| source.path == candidate.path)) {
            let subject = candidate.path.display().to_string();
            report.find(FindingKind::SourceNew, &subject, format!("{subject} is not in the index"));
        }
    }
    let inside = index::compare(&opened)?;
    report.acts = inside.acts;
    report.units = inside.units;
    report.findings.extend(inside.findings);
    Ok(report)
}
