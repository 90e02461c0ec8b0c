//! A run over a corpus.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::copies;
use super::corpus::{Candidate, Scan, scan, state};
use super::file::{ReadFile, read_file};
use super::histories::histories;
use super::report::{Error, Ingested, Options, Outcome, Progress, Report};
use crate::act::ActId;
use crate::index::{self, Builder, Generation, Manifest, PublicationRecord, SourceFacts, SourceRecord, Staged, Standing, StoredAct, StoredSource, WriteLock};
use crate::source::{PublishedAct, SourceMeta};

/// Reads the corpus and puts a new index in the place of the old one.
///
/// Sources whose bytes, metadata and reader are unchanged are not parsed again; with nothing changed at all nothing is written, unless a file of
/// the old index is damaged. Acts are written down as they are read: the memory a run needs does not grow with the corpus.
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

/// What one file gave.
enum Found {
    /// It was read in this run; its act is written down.
    New(Staged),
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
    let Scan { candidates, skipped, forgotten } = scan(&options.corpus, &named)?;
    remarks.extend(skipped);
    if candidates.is_empty() {
        return Err(Error::NoActs { path: options.corpus.clone() });
    }
    let named: Vec<PathBuf> = named.into_iter().filter(|path| !forgotten.contains(path)).collect();

    progress.start(candidates.len());
    tracing::info!(corpus = %options.corpus.display(), index = %options.index.display(), files = candidates.len(), "ingest begins");
    let known = old.as_ref().map_or_else(Known::default, |old| Known::new(old.manifest(), options.force));
    let builder = Builder::begin(&lock)?;
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
    report.files.extend(gone(old.as_ref(), &sources));

    let unchanged = |manifest: &Manifest| !options.force && damage.is_empty() && same(manifest, &sources, &named);
    let acts = match old.as_ref().map(Generation::manifest).filter(|manifest| unchanged(manifest)) {
        Some(manifest) => &manifest.acts,
        None => {
            if sources.iter().all(|sourced| sourced.record.act.is_none()) {
                let first = sources.iter().find_map(|sourced| sourced.record.failed.clone()).unwrap_or_default();
                return Err(Error::NothingRead { path: options.corpus.clone(), count: sources.len(), first });
            }
            report.written = true;
            progress.indexing(sources.iter().map(|sourced| sourced.record.units).sum());
            let manifest = Manifest { reader: READER.to_owned(), corpus: options.corpus.clone(), named, ..Manifest::default() };
            &write(builder, sources, old.as_ref(), read, manifest)?.acts
        }
    };
    report.acts = acts.len();
    report.units = acts.iter().map(|act| act.units).sum();
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
    let (units, problems) = (record.units, record.problems.len());
    match &sourced.found {
        Found::New(_) => tracing::info!(%file, act, outcome = "read", units, problems, ms, "file"),
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
    let act = |act: &PublishedAct| PublicationRecord { date: act.date, number: act.number.clone(), issuer: act.issuer.clone(), published: act.published };
    SourceFacts { url: meta.url.clone(), published: meta.published, retrieved: meta.retrieved, acts: meta.acts.iter().map(act).collect() }
}

fn source(candidate: &Candidate, known: &Known<'_>, read: Read<'_>, builder: &Builder<'_>) -> Result<Sourced, Error> {
    let mut record = SourceRecord {
        path: candidate.path.clone(),
        file: index::FileState::default(),
        metadata: None,
        act: None,
        retrieved: None,
        failed: None,
        shadowed_by: None,
        stored_sha256: None,
        source_sha256: None,
        problems: Vec::new(),
        units: 0,
    };
    let fail = |mut record: SourceRecord, cause: String| {
        record.failed = Some(cause.clone());
        Ok(Sourced { record, found: Found::Failed(cause) })
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
        return Ok(Sourced { record: kept, found });
    }
    match stored(&candidate.path, read) {
        Ok((stored, source)) => {
            record.act = Some(stored.header.id.clone());
            record.retrieved = source.facts.retrieved;
            record.units = stored.units.len();
            let staged = builder.stage(&stored)?;
            record.source_sha256 = Some(builder.keep_source(&source)?);
            record.problems = stored.problems;
            Ok(Sourced { record, found: Found::New(staged) })
        }
        Err(cause) => fail(record, cause),
    }
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
                (std::cmp::Reverse(record.retrieved), copies::rank(&record.path), record.problems.len(), file_name(&record.path))
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
        } else if first.problems.len() < second.problems.len() {
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
fn gone(old: Option<&Generation>, sources: &[Sourced]) -> Vec<Ingested> {
    let before = old.map_or(&[][..], |old| &old.manifest().sources[..]);
    let paths: HashSet<&Path> = sources.iter().map(|sourced| sourced.record.path.as_path()).collect();
    let contents: HashSet<&str> = sources.iter().map(|sourced| sourced.record.file.sha256.as_str()).collect();
    let still = |record: &SourceRecord| paths.contains(record.path.as_path()) || contents.contains(record.file.sha256.as_str());
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
fn same(manifest: &Manifest, sources: &[Sourced], named: &[PathBuf]) -> bool {
    let bytes = |one: &SourceRecord, other: &SourceRecord| {
        let metadata = |record: &SourceRecord| record.metadata.as_ref().map(|metadata| metadata.sha256.clone());
        one.path == other.path && one.file.sha256 == other.file.sha256 && metadata(one) == metadata(other) && one.shadowed_by == other.shadowed_by
    };
    manifest.reader == READER
        && manifest.named == named
        && manifest.sources.len() == sources.len()
        && manifest.sources.iter().zip(sources).all(|(before, now)| bytes(before, &now.record))
}

/// Writes the new generation and puts it in the place of the old one.
fn write(builder: Builder<'_>, sources: Vec<Sourced>, old: Option<&Generation>, read: Read<'_>, mut manifest: Manifest) -> Result<Manifest, Error> {
    let mut others: HashMap<ActId, Vec<String>> = HashMap::new();
    for record in sources.iter().map(|sourced| &sourced.record).filter(|record| record.shadowed_by.is_some()) {
        if let Some(act) = &record.act {
            others.entry(act.clone()).or_default().push(file_name(&record.path));
        }
    }
    let units = sources.iter().map(|sourced| sourced.record.units).sum();
    let staged: Vec<(SourceRecord, Option<Staged>)> = sources.into_par_iter().map(|sourced| staged(sourced, old, read, &builder)).collect::<Result<_, _>>()?;
    let mut standing = Standing::default();
    for (record, _) in staged.iter().filter(|(record, _)| record.shadowed_by.is_none()) {
        if let Some(act) = &record.act {
            standing.text_of(act.clone(), file_name(&record.path));
        }
    }
    let records: Vec<&SourceRecord> = staged.iter().map(|(record, _)| record).collect();
    histories(&builder, &records, &mut standing, &mut manifest)?;
    let mut acts = Vec::with_capacity(staged.len());
    for (record, staged) in staged {
        if let (Some(id), Some(staged)) = (&record.act, staged) {
            acts.push((staged, others.remove(id).unwrap_or_default()));
        }
        manifest.sources.push(record);
    }
    Ok(builder.finish(acts, units, &standing, manifest)?)
}

/// The act of a source as it is written down, where the source gives the text of its act: as it was read in this run, as the old index has it, or read
/// again where that file is damaged or was another's.
fn staged(sourced: Sourced, old: Option<&Generation>, read: Read<'_>, builder: &Builder<'_>) -> Result<(SourceRecord, Option<Staged>), Error> {
    let Sourced { mut record, found } = sourced;
    let before = record.stored_sha256.take();
    let told = match (&found, &record.source_sha256, old) {
        (Found::New(_), Some(_), _) => true,
        (Found::Kept, Some(sha256), Some(old)) => builder.take_source(old, sha256)?,
        _ => record.act.is_none(),
    };
    if !told {
        match stored(&record.path, read) {
            Ok((_, source)) => record.source_sha256 = Some(builder.keep_source(&source)?),
            Err(cause) => (record.failed, record.act, record.source_sha256) = (Some(cause), None, None),
        }
    }
    let (Some(id), None) = (&record.act, &record.shadowed_by) else { return Ok((record, None)) };
    let mut staged = match found {
        Found::New(staged) => Some(staged),
        Found::Kept | Found::Failed(_) => match (old, &before) {
            (Some(old), Some(sha256)) => builder.keep(old, id, sha256)?,
            _ => None,
        },
    };
    if staged.is_none() {
        match stored(&record.path, read) {
            Ok((stored, _)) => staged = Some(builder.stage(&stored)?),
            // It could be read a moment ago, by its digest. It is told as unread, and tried again by the next run.
            Err(cause) => (record.failed, record.act) = (Some(cause), None),
        }
    }
    record.stored_sha256 = staged.as_ref().map(|staged| staged.sha256().to_owned());
    Ok((record, staged))
}
