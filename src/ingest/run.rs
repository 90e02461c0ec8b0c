//! A run over a corpus.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::before::Before;
use super::corpus::{Candidate, Scan, in_full, scan, state};
use super::file::{ReadFile, read_file};
use super::histories::histories;
use super::parts;
use super::report::{Error, Ingested, Options, Outcome, Progress, Report, count};
use super::sources::{Found, Sourced, Sources};
use crate::act::ActId;
use crate::index::{
    self, Builder, FileState, Generation, Manifest, PublicationRecord, SourceFacts, SourceRecord, SourceTable, StoredAct, StoredSource, WriteLock,
};
use crate::source::{PublishedAct, SourceMeta, named_parts};

/// Reads the corpus and puts a new index in the place of the old one.
///
/// Sources whose bytes, metadata and reader are unchanged are not parsed again; with nothing changed at all nothing is written, unless a file of
/// the old index is damaged. Acts are written down as they are read, and so is what is known of each: held is what tells which act another text
/// means, some hundred bytes of each.
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
    let usable = !options.force && old.as_ref().is_some_and(|old| old.manifest().reader == READER);
    let before = Before::read(old.as_ref(), usable)?;
    let grown = old.as_ref().filter(|old| usable && damage.is_empty() && old.can_be_taken_over(options.piecewise_from));
    let builder = Builder::begin(&lock, grown)?;
    let read_one = |candidate: &Candidate| {
        let begun = Instant::now();
        let sourced = source(candidate, &before, read, &builder);
        progress.file_done(&candidate.path);
        if let Ok(sourced) = &sourced {
            log(sourced, begun.elapsed());
        }
        sourced
    };
    let mut sources = Sources::read(&builder, &candidates, read_one)?;
    drop(candidates);
    remarks.extend(sources.choose()?);
    let is_same = usable && before.is_same(&sources)?;
    let (gone, joined) = if is_same { (Vec::new(), Vec::new()) } else { before.gone(&sources, &parts)? };
    drop((before, parts));
    remarks.extend(joined);

    let mut report = Report { remarks, ..Report::default() };
    let news = sources.news();
    let unchanged = |manifest: &&Manifest| is_same && damage.is_empty() && manifest.named == named;
    // The files are told when everything else is done: until then nobody has to hold what is told of them.
    match old.as_ref().map(Generation::manifest).filter(unchanged) {
        Some(manifest) => {
            (report.acts, report.units) = (manifest.acts, manifest.units);
            report.files = told_all(sources.all(), &news)?;
        }
        None => {
            if let Some(first) = sources.none_read()? {
                return Err(Error::NothingRead { path: options.corpus.clone(), count: sources.len(), first });
            }
            report.written = true;
            progress.indexing(sources.units());
            let manifest = Manifest { reader: READER.to_owned(), corpus: options.corpus.clone(), named, ..Manifest::default() };
            let (manifest, sources) = write(builder, sources, manifest)?;
            (report.acts, report.units) = (manifest.acts, manifest.units);
            report.files = told_all(sources.all(), &news)?;
        }
    }
    report.files.extend(gone);
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
        _ if record.failed.is_some() => tracing::warn!(%file, outcome = "failed", cause = record.failed, ms, "file"),
        _ => tracing::info!(%file, act, outcome = "unchanged", units, problems, ms, "file"),
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

fn facts(meta: &SourceMeta) -> SourceFacts {
    let act = |act: &PublishedAct| PublicationRecord { date: act.date, number: act.number.clone(), issuer: act.issuer.clone(), published: act.published };
    SourceFacts { url: meta.url.clone(), published: meta.published, retrieved: meta.retrieved, acts: meta.acts.iter().map(act).collect() }
}

fn source(candidate: &Candidate, before: &Before, read: Read<'_>, builder: &Builder<'_>) -> Result<Sourced, Error> {
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
        record.failed = Some(cause);
        Ok(Sourced { record, found: Found::Failed })
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
    if let Some((at, known)) = before.find(&record)? {
        let found = Found::Kept((known.path == record.path).then_some(at));
        let kept = known.kept.clone();
        let (path, file, metadata, parts) = (record.path.clone(), record.file.clone(), record.metadata.clone(), record.parts.clone());
        let same = SourceRecord { path, file, metadata, parts, shadowed_by: None, ..known };
        if same.failed.is_some() {
            return Ok(Sourced { record: same, found });
        }
        if let (Some(old), Some(kept)) = (before.kept(), &kept)
            && let Some(kept) = builder.carry(old, kept)?
        {
            return Ok(Sourced { record: SourceRecord { kept: Some(kept), ..same }, found });
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

/// What became of each of `sources`, of which `news` tells whether it was read in this run.
fn told_all(sources: impl Iterator<Item = Result<SourceRecord, index::Error>>, news: &[bool]) -> Result<Vec<Ingested>, Error> {
    let mut files = Vec::with_capacity(news.len());
    for (record, &is_new) in sources.zip(news) {
        files.push(told(record?, is_new));
    }
    Ok(files)
}

fn told(record: SourceRecord, is_new: bool) -> Ingested {
    let outcome = match (record.failed, record.shadowed_by) {
        (Some(cause), _) => Outcome::Failed(cause),
        (None, Some(by)) => Outcome::Shadowed(by),
        (None, None) if is_new => Outcome::Read,
        (None, None) => Outcome::Unchanged,
    };
    let parts = record.parts.into_iter().map(|part| part.name).collect();
    Ingested { path: record.path, parts, act: record.act, outcome, units: record.units, problems: record.problems }
}

/// Writes the new generation and puts it in the place of the old one. Returns what it is, and its sources.
fn write(builder: Builder<'_>, sources: Sources, mut manifest: Manifest) -> Result<(Manifest, SourceTable), Error> {
    let standing = builder.standing()?;
    let acts = histories(&builder, &sources, &standing, &mut manifest)?;
    Ok(builder.finish(acts, sources.into_all(), standing.close()?, manifest)?)
}
