//! A run over a corpus.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::copies;
use super::corpus::{Candidate, Scan, in_full, scan, state};
use super::file::{ReadFile, read_file};
use super::histories::histories;
use super::parts;
use super::report::{Error, Ingested, Options, Outcome, Progress, Report, count};
use crate::act::ActId;
use crate::index::{
    self, Builder, FileState, Generation, IndexedAct, Manifest, OldPacks, PublicationRecord, SourceFacts, SourceRecord, Standing, StoredAct, StoredSource,
    WriteLock,
};
use crate::source::{PublishedAct, SourceMeta, named_parts};

/// Reads the corpus and puts a new index in the place of the old one.
///
/// Sources whose bytes, metadata and reader are unchanged are not parsed again; with nothing changed at all nothing is written, unless a file of
/// the old index is damaged. Acts are written down as they are read: of each a few kilobytes are held,
/// its head and where its records lie.
///
/// # Errors
///
/// See [`Error`]. A file that cannot be read is not an error: it is told in the [`Report`], and the others are indexed.
pub fn ingest(options: &Options, progress: &dyn Progress) -> Result<Report, Error> {
    ingest_with(options, progress, &|path| read_file(path).map_err(|error| error.to_string()))
}

/// The version of the stages. It follows from their code, see `reader_version.rs`: when any of them changes, every source is read again.
pub const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("TARMAQ_READER"));

/// How one file is read.
pub(super) type Read<'r> = &'r (dyn Fn(&Path) -> Result<ReadFile, String> + Sync);

/// So often a file is read that changes while it is read.
const READS_MAX: usize = 4;

/// What one file gave.
enum Found {
    /// It was read in this run; its act is written down.
    New,
    /// It is what it was; its act was taken over from the old index.
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
    let old = match Generation::current(&options.index) {
        Ok(generation) => Some(generation),
        Err(index::Error::Missing { .. }) => None,
        Err(error @ (index::Error::OtherVersion { .. } | index::Error::Damaged { .. } | index::Error::Read { .. })) => {
            remarks.push(format!("the index was built again: {}", cause(&error)));
            remarks.push("files outside the corpus folder, where any were named, are to be named again".to_owned());
            None
        }
        Err(error) => return Err(error.into()),
    };
    let damage = old.as_ref().map_or_else(Vec::new, Generation::damage);
    remarks.extend(damage.iter().map(|(path, cause)| format!("the index was built again: {} is damaged: {cause}", path.display())));
    let named = named_paths(options, old.as_ref())?;
    let Scan { candidates, skipped, forgotten, parts, .. } = scan(&options.corpus, &named)?;
    remarks.extend(skipped);
    if candidates.is_empty() {
        return Err(Error::NoActs { path: options.corpus.clone() });
    }
    let named: Vec<PathBuf> = named.into_iter().filter(|path| !forgotten.contains(path)).collect();

    progress.start(candidates.len());
    tracing::info!(corpus = %options.corpus.display(), index = %options.index.display(), files = candidates.len(), "ingest begins");
    let before = old.as_ref().map_or_else(|| Ok(Vec::new()), sources_before)?;
    let usable = !options.force && old.as_ref().is_some_and(|old| old.manifest().reader == READER);
    let known = if usable { Known::new(old.as_ref().map(Generation::kept).transpose()?, &before) } else { Known::default() };
    let grown = old.as_ref().filter(|old| usable && damage.is_empty() && old.can_be_taken_over(options.piecewise_from));
    let builder = Builder::begin(&lock, grown)?;
    let read_one = |candidate: &Candidate| {
        let begun = Instant::now();
        let sourced = source(candidate, &known, read, &builder);
        progress.file_done(&candidate.path);
        if let Ok(sourced) = &sourced {
            log(sourced, begun.elapsed());
        }
        sourced
    };
    let mut sources: Vec<Sourced> = candidates.par_iter().map(read_one).collect::<Result<_, _>>()?;
    sources.sort_by(|one, other| one.record.path.cmp(&other.record.path));
    remarks.extend(choose(&mut sources));
    let mut report = Report { remarks, ..Report::default() };
    report.files = sources.iter().map(told).collect();
    report.files.extend(gone(&before, &sources, &parts));
    let joined = before.iter().filter(|record| record.act.is_some() && parts.contains(&record.path));
    report.remarks.extend(joined.map(|record| format!("{} is a part of another act now, and no act of its own", record.path.display())));

    let unchanged = |manifest: &&Manifest| usable && damage.is_empty() && manifest.named == named && same(&before, &sources);
    let manifest = match old.as_ref().map(Generation::manifest).filter(unchanged) {
        Some(manifest) => manifest,
        None => {
            if sources.iter().all(|sourced| sourced.record.act.is_none()) {
                let first = sources.iter().find_map(|sourced| sourced.record.failed.clone()).unwrap_or_default();
                return Err(Error::NothingRead { path: options.corpus.clone(), count: sources.len(), first });
            }
            report.written = true;
            progress.indexing(sources.iter().map(|sourced| sourced.record.units).sum());
            let manifest = Manifest { reader: READER.to_owned(), corpus: options.corpus.clone(), named, ..Manifest::default() };
            &write(builder, sources.into_iter().map(|sourced| sourced.record).collect(), manifest)?
        }
    };
    (report.acts, report.units) = (manifest.acts, manifest.units);
    progress.finish();
    report.took = begun.elapsed();
    for file in report.files.iter().filter(|file| file.outcome == Outcome::Gone) {
        tracing::info!(file = %file.path.display(), act = file.act.as_ref().map(ActId::as_str), outcome = "gone", "file");
    }
    tracing::info!(acts = report.acts, units = report.units, written = report.written, ms = millis(report.took), "ingest done");
    Ok(report)
}

/// Tells what became of a file.
fn log(sourced: &Sourced, took: Duration) {
    let record = &sourced.record;
    let (file, act, ms) = (record.path.display(), record.act.as_ref().map(ActId::as_str), millis(took));
    let (units, problems) = (record.units, count(&record.problems));
    match &sourced.found {
        Found::New => tracing::info!(%file, act, outcome = "read", units, problems, ms, "file"),
        Found::Kept => tracing::info!(%file, act, outcome = "unchanged", units, problems, ms, "file"),
        Found::Failed(cause) => tracing::warn!(%file, outcome = "failed", cause, ms, "file"),
    }
}

/// Milliseconds, as far as anybody looks.
fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e5).round() / 1e2
}

/// The error without its advice: it has been followed.
fn cause(error: &index::Error) -> String {
    let told = error.to_string();
    told.rsplit_once("; ").map_or(told.clone(), |(cause, _)| cause.to_owned())
}

/// The named paths of this run and of those before, absolute, each once.
fn named_paths(options: &Options, old: Option<&Generation>) -> Result<Vec<PathBuf>, Error> {
    let mut named: Vec<PathBuf> = old.map_or_else(Vec::new, |old| old.manifest().named.clone());
    for path in &options.paths {
        let path = std::fs::metadata(path).and_then(|_| in_full(path)).map_err(|source| Error::Named { path: path.clone(), source })?;
        named.push(path);
    }
    named.sort();
    named.dedup();
    Ok(named)
}

/// The sources of the old index.
fn sources_before(old: &Generation) -> Result<Vec<SourceRecord>, Error> {
    match old.sources() {
        // A table that is damaged is among the damage that was told; without it every source is read again.
        Err(index::Error::Damaged { .. }) => Ok(Vec::new()),
        sources => Ok(sources?),
    }
}

/// What the old index knows of sources by what they hold, and what it keeps of them.
#[derive(Default)]
struct Known<'m> {
    kept: Option<OldPacks>,
    by_content: HashMap<Content<'m>, &'m SourceRecord>,
}

type Content<'r> = (Cow<'r, str>, Option<&'r str>, Option<&'r std::ffi::OsStr>);

impl<'m> Known<'m> {
    fn new(kept: Option<OldPacks>, before: &'m [SourceRecord]) -> Self {
        // Whether the files of an act go together depends on what others name, too: a failure among those is looked at again.
        let usable = before.iter().filter(|source| source.kept.is_some() || source.failed.is_some() && source.parts.is_empty());
        Self { kept, by_content: usable.map(|source| (content(source), source)).collect() }
    }
}

/// What a source is known by: its bytes, its metadata and its name (which can be the id of its act).
fn content(source: &SourceRecord) -> Content<'_> {
    (source.digest(), source.metadata.as_ref().map(|metadata| metadata.sha256.as_str()), source.path.file_name())
}

fn facts(meta: &SourceMeta) -> SourceFacts {
    let act = |act: &PublishedAct| PublicationRecord { date: act.date, number: act.number.clone(), issuer: act.issuer.clone(), published: act.published };
    SourceFacts { url: meta.url.clone(), published: meta.published, retrieved: meta.retrieved, acts: meta.acts.iter().map(act).collect() }
}

fn source(candidate: &Candidate, known: &Known<'_>, read: Read<'_>, builder: &Builder<'_>) -> Result<Sourced, Error> {
    let mut record = SourceRecord {
        path: candidate.path.clone(),
        file: FileState::default(),
        metadata: None,
        parts: Vec::new(),
        act: None,
        retrieved: None,
        failed: None,
        shadowed_by: None,
        kept: None,
        problems: Vec::new(),
        units: 0,
    };
    let fail = |mut record: SourceRecord, cause: String| {
        record.failed = Some(cause.clone());
        Ok(Sourced { record, found: Found::Failed(cause) })
    };
    let mut parts = candidate.parts.clone();
    let states = |parts: &[PathBuf]| {
        let states =
            state(&candidate.path).and_then(|file| Ok((file, candidate.metadata.as_deref().map(state).transpose()?, parts::states(&candidate.path, parts))));
        states.map_err(|error| format!("cannot read {}: {error}", candidate.path.display()))
    };
    match states(&parts) {
        Ok(now) => (record.file, record.metadata, record.parts) = now,
        Err(cause) => return fail(record, cause),
    }
    if let Some(cause) = &candidate.unreadable {
        return fail(record, cause.clone());
    }
    if let Some(&before) = known.by_content.get(&content(&record)) {
        let (path, file, metadata, parts) = (record.path.clone(), record.file.clone(), record.metadata.clone(), record.parts.clone());
        let same = SourceRecord { path, file, metadata, parts, shadowed_by: None, ..before.clone() };
        if let Some(cause) = same.failed.clone() {
            return Ok(Sourced { record: same, found: Found::Failed(cause) });
        }
        if let (Some(old), Some(kept)) = (&known.kept, &before.kept)
            && let Some(kept) = builder.carry(old, kept)?
        {
            return Ok(Sourced { record: SourceRecord { kept: Some(kept), ..same }, found: Found::Kept });
        }
    }
    for _ in 0..READS_MAX {
        let read = stored(&candidate.path, read);
        // What was read must be what the digest is of: a file can change at any moment.
        match states(&parts) {
            Ok(now) if now == (record.file.clone(), record.metadata.clone(), record.parts.clone()) => {}
            Ok(now) => {
                if now.1 != record.metadata {
                    parts = named_parts(&candidate.path);
                }
                (record.file, record.metadata) = (now.0, now.1);
                record.parts = parts::states(&candidate.path, &parts);
                continue;
            }
            Err(cause) => {
                record.file = FileState::default();
                return fail(record, cause);
            }
        }
        return match read {
            Ok((stored, source)) => {
                record.act = Some(stored.header.id.clone());
                record.retrieved = source.facts.retrieved;
                record.units = stored.units.len();
                record.kept = Some(builder.put(&stored, &source)?);
                record.problems = stored.problems;
                Ok(Sourced { record, found: Found::New })
            }
            Err(cause) => fail(record, cause),
        };
    }
    // Without its digest it is read again by the next run.
    record.file = FileState::default();
    fail(record, format!("{} changed again and again while it was read; run `tarmaq ingest` when nobody writes it", candidate.path.display()))
}

/// Reads a file as it is to be kept, or tells why it cannot be read.
fn stored(path: &Path, read: Read<'_>) -> Result<(StoredAct, StoredSource), String> {
    // The stages never panic; if one does all the same, the other files are none the worse for it.
    let stored = catch_unwind(AssertUnwindSafe(|| {
        let ReadFile { act, meta } = read(path)?;
        let facts = facts(&meta);
        Ok((StoredAct::new(&act, &facts), StoredSource::new(&act, &facts)))
    }));
    stored.unwrap_or_else(|_| Err(format!("{}: reading it failed inside the program; please report the file", path.display())))
}

/// Settles which file gives the text where several hold one act: the later copy; of copies of one day the one whose format keeps more of the
/// page, then the one that is read with fewer doubts, then the name that sorts first.
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
            let key = |at: usize| {
                let record = &sources[at].record;
                (std::cmp::Reverse(record.retrieved), copies::rank(&record.path), count(&record.problems), file_name(&record.path))
            };
            key(one).cmp(&key(other))
        });
        let text = file_name(&sources[at[0]].record.path);
        let others: Vec<String> = at[1..].iter().map(|&at| file_name(&sources[at].record.path)).collect();
        let (first, second) = (&sources[at[0]].record, &sources[at[1]].record);
        let why = if first.retrieved > second.retrieved {
            "the later copy"
        } else if copies::rank(&first.path) < copies::rank(&second.path) {
            "no copy is later, and its format keeps more"
        } else if count(&first.problems) < count(&second.problems) {
            "no copy is later, and it is read with fewer doubts"
        } else {
            "first by name; no copy is later"
        };
        remarks.push(format!("{act} is in several files: {text} gives the text ({why}), {} not", others.join(", ")));
        for &at in &at[1..] {
            sources[at].record.shadowed_by = Some(text.clone());
        }
    }
    remarks
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn told(sourced: &Sourced) -> Ingested {
    let record = &sourced.record;
    let outcome = match (&sourced.found, &record.shadowed_by) {
        (Found::Failed(cause), _) => Outcome::Failed(cause.clone()),
        (_, Some(by)) => Outcome::Shadowed(by.clone()),
        (Found::New, None) => Outcome::Read,
        (Found::Kept, None) => Outcome::Unchanged,
    };
    let parts = record.parts.iter().map(|part| part.name.clone()).collect();
    Ingested { path: record.path.clone(), parts, act: record.act.clone(), outcome, units: record.units, problems: record.problems.clone() }
}

/// Files the old index was made from that are not there any more, nor anywhere else under another name.
fn gone(before: &[SourceRecord], sources: &[Sourced], parts: &[PathBuf]) -> Vec<Ingested> {
    let paths: HashSet<&Path> = sources.iter().map(|sourced| sourced.record.path.as_path()).chain(parts.iter().map(PathBuf::as_path)).collect();
    let files = sources.iter().flat_map(|sourced| std::iter::once(&sourced.record.file).chain(sourced.record.parts.iter().map(|part| &part.file)));
    let contents: HashSet<&str> = files.map(|file| file.sha256.as_str()).collect();
    let still = |record: &SourceRecord| paths.contains(record.path.as_path()) || contents.contains(record.file.sha256.as_str());
    let gone = before.iter().filter(|record| !still(record)).map(|record| Ingested {
        path: record.path.clone(),
        parts: Vec::new(),
        act: record.act.clone(),
        outcome: Outcome::Gone,
        units: 0,
        problems: Vec::new(),
    });
    gone.collect()
}

/// Whether the old index was made from the same bytes.
fn same(before: &[SourceRecord], sources: &[Sourced]) -> bool {
    let bytes = |one: &SourceRecord, other: &SourceRecord| {
        let metadata = |record: &SourceRecord| record.metadata.as_ref().map(|metadata| metadata.sha256.clone());
        let read = one.shadowed_by == other.shadowed_by && one.failed.is_some() == other.failed.is_some();
        one.path == other.path && one.digest() == other.digest() && metadata(one) == metadata(other) && read
    };
    before.len() == sources.len() && before.iter().zip(sources).all(|(before, now)| bytes(before, &now.record))
}

/// Writes the new generation and puts it in the place of the old one.
fn write(builder: Builder<'_>, records: Vec<SourceRecord>, mut manifest: Manifest) -> Result<Manifest, Error> {
    let mut standing = Standing::default();
    for record in records.iter().filter(|record| record.shadowed_by.is_none()) {
        if let Some(act) = &record.act {
            let parts = record.parts.iter().map(|part| part.name.clone());
            standing.text_of(act.clone(), std::iter::once(file_name(&record.path)).chain(parts).collect());
        }
    }
    let mut acts = histories(&builder, &records, &mut manifest)?;
    for act in &acts {
        standing.learn(&act.id, &act.gives);
    }
    // Acts of the corpus stand in the index in the order of their files, those that are only cited behind them.
    acts.sort_by(|one, other| {
        let place = |act: &IndexedAct| (act.stored.is_none(), act.stored.as_ref().map(|(_, path, _)| path.clone()), act.id.clone());
        place(one).cmp(&place(other))
    });
    Ok(builder.finish(acts, &records, &standing, manifest)?)
}
