//! Is everything what it should be: the sources, the files of the index, and what they hold?

use std::collections::HashSet;
use std::path::Path;

use super::copies;
use super::corpus::{Scan, metadata_of, scan, state};
use super::parts;
use super::report::Error;
use crate::index::{self, CheckReport, FindingKind, Generation, Index, Manifest, PartRecord, SourceRecord};

/// An ingest may put another generation in the place of the one that is looked at; it cannot do so many times in a moment.
const ATTEMPTS: usize = 4;

/// Compares the index with its sources, its files with what was written, and its parts with each other. Every byte is read, nothing is changed.
///
/// # Errors
///
/// [`Error::Corpus`] when the corpus folder cannot be read, [`Error::Index`] when there is no index, or one that is not ours or of another version.
/// What is wrong inside is told in the report.
pub fn check(corpus: &Path, index: &Path) -> Result<CheckReport, Error> {
    let mut attempt = 1;
    loop {
        let (report, looked_at) = look_through(corpus, index)?;
        // What an ingest swept away meanwhile is not damaged.
        let now = Generation::current(index).ok().map(|generation| generation.path().to_owned());
        if report.findings.is_empty() || looked_at == now || attempt == ATTEMPTS {
            return Ok(report);
        }
        attempt += 1;
    }
}

fn look_through(corpus: &Path, index: &Path) -> Result<(CheckReport, Option<std::path::PathBuf>), Error> {
    let mut report = CheckReport::default();
    let generation = match Generation::current(index) {
        Ok(generation) => generation,
        Err(index::Error::Damaged { path, cause }) => {
            // Whatever the index says, a corpus that is not there is told too.
            scan(corpus, &[])?;
            report.find(FindingKind::Damaged, &path.display().to_string(), cause);
            return Ok((report, None));
        }
        Err(error) => return Err(error.into()),
    };
    // A table of sources that cannot be read is damage, and told as such below.
    if let Ok(known) = generation.sources() {
        sources(corpus, generation.manifest(), &known, &mut report)?;
        copies::compare(&known, &mut report);
    }
    let damage = generation.damage();
    for (path, cause) in &damage {
        report.find(FindingKind::Damaged, &path.display().to_string(), cause.clone());
    }
    if damage.is_empty() {
        // The files are what was written. Whether they say the same is another question.
        let inside = index::compare(&Index::open(index)?)?;
        report.acts = inside.acts;
        report.units = inside.units;
        report.findings.extend(inside.findings);
        report.doubts = inside.doubts;
    }
    Ok((report, Some(generation.path().to_owned())))
}

/// Compares the sources with what they were when the index was made of them.
fn sources(corpus: &Path, manifest: &Manifest, known: &[SourceRecord], report: &mut CheckReport) -> Result<(), Error> {
    // A run with named files alone needs no corpus folder, and so does what came of it. Any other folder that is not there is a mistake.
    let named = |source: &SourceRecord| manifest.named.iter().any(|named| source.path == *named || source.path.parent() == Some(named));
    let needs_no_folder = manifest.corpus == corpus && !known.is_empty() && known.iter().all(named);
    if let (Err(source), false) = (std::fs::read_dir(corpus), needs_no_folder) {
        return Err(Error::Corpus { path: corpus.to_owned(), source });
    }
    let Scan { candidates, .. } = scan(corpus, &manifest.named)?;
    let there: HashSet<&Path> = candidates.iter().map(|candidate| candidate.path.as_path()).collect();
    let indexed: HashSet<&Path> = known.iter().map(|source| source.path.as_path()).collect();
    for source in known {
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
                let changed = parts::states(&source.path, &parts::paths(source)).into_iter().zip(&source.parts).find(|(now, before)| !is_same(now, before));
                if let Some((now, _)) = changed {
                    let part = source.path.with_file_name(&now.name);
                    let (kind, how) = if part.exists() {
                        (FindingKind::SourceChanged, "is not what it was when it was indexed")
                    } else {
                        (FindingKind::SourceMissing, "is not there any more")
                    };
                    report.find(kind, &part.display().to_string(), format!("{}, a part of {subject}, {how}", part.display()));
                }
                let now = metadata_of(&source.path).and_then(|path| state(&path).ok()).map(|state| state.sha256);
                if now != source.metadata.as_ref().map(|metadata| metadata.sha256.clone()) {
                    report.find(FindingKind::SourceChanged, &subject, format!("the metadata of {subject} are not what they were when it was indexed"));
                }
                if !there.contains(source.path.as_path()) {
                    let message = format!("{subject} is no longer among the files of {} and those named", corpus.display());
                    report.find(FindingKind::SourceMissing, &subject, message);
                }
            }
        }
    }
    for candidate in candidates.iter().filter(|candidate| !indexed.contains(candidate.path.as_path())) {
        let subject = candidate.path.display().to_string();
        report.find(FindingKind::SourceNew, &subject, format!("{subject} is not in the index"));
    }
    Ok(())
}

/// Whether a part has the bytes that it had.
fn is_same(now: &PartRecord, before: &PartRecord) -> bool {
    let metadata = |part: &PartRecord| part.metadata.as_ref().map(|metadata| metadata.sha256.clone());
    now.file.sha256 == before.file.sha256 && metadata(now) == metadata(before)
}
