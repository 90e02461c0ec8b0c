//! Can the index answer for the corpus as it is now?

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::corpus::{Candidate, Scan, list, size_and_time, state};
use super::parts::metadata_of_part;
use super::report::Error;
use super::run::READER;
use crate::index::{self, Generation, PartRecord, SourceState};

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

/// Whether an index can answer for a corpus.
///
/// Sizes and times of the files are compared, and the bytes of those whose time has changed. No lock is taken, nothing is written.
///
/// # Errors
///
/// [`Error::Corpus`] when the folder cannot be read, [`Error::Index`] when the index folder is not ours, not readable or damaged: a damaged index is
/// not built again behind anybody's back, for it may be the disk that is failing.
pub fn freshness(corpus: &Path, index: &Path) -> Result<Freshness, Error> {
    let opened = match Generation::current(index) {
        Ok(opened) => opened,
        Err(index::Error::Missing { .. }) => return Ok(Freshness::Missing),
        Err(index::Error::OtherVersion { found, .. }) => {
            return Ok(Freshness::Stale(format!("the index has format {found}, which this version does not read")));
        }
        Err(error) => return Err(error.into()),
    };
    let manifest = opened.manifest();
    if manifest.reader != READER {
        return Ok(Freshness::Stale("the index was made by another version of the reader".to_owned()));
    }
    let Scan { mut candidates, .. } = list(corpus, &manifest.named)?;
    let sources = opened.source_states()?;
    let known: HashMap<&Path, &SourceState> = sources.iter().map(|source| (source.path.as_path(), source)).collect();
    // Which files are parts is told by metadata that are compared with the others below.
    let parts: HashSet<PathBuf> = sources.iter().flat_map(|source| source.parts.iter().map(|part| source.path.with_file_name(&part.name))).collect();
    candidates.retain(|candidate| known.contains_key(candidate.path.as_path()) || !parts.contains(&candidate.path));
    let other = candidates.par_iter().find_map_first(|candidate| differs(candidate, known.get(candidate.path.as_path()).copied()));
    if let Some(why) = other {
        return Ok(Freshness::Stale(why));
    }
    if candidates.len() < known.len() {
        let there: HashSet<&Path> = candidates.iter().map(|candidate| candidate.path.as_path()).collect();
        let gone = sources.iter().map(|source| &source.path).find(|path| !there.contains(path.as_path()));
        return Ok(Freshness::Stale(format!("{} has gone", gone.map_or_else(String::new, |path| path.display().to_string()))));
    }
    Ok(Freshness::Fresh)
}

/// How a file is another than the one that was indexed, in a sentence.
fn differs(candidate: &Candidate, known: Option<&SourceState>) -> Option<String> {
    let name = candidate.path.display();
    let Some(record) = known else { return Some(format!("{name} is new")) };
    let changed_beside = |path: &Path| record.metadata.as_ref().is_none_or(|before| !unchanged(path, size_and_time(path), before));
    if !unchanged(&candidate.path, candidate.size_and_time(), &record.file) || candidate.metadata.as_deref().is_some_and(changed_beside) {
        return Some(format!("{name} has changed"));
    }
    if let Some(part) =
        record.parts.iter().map(|part| (candidate.path.with_file_name(&part.name), part)).find(|(path, part)| part_differs(&candidate.path, path, part))
    {
        return Some(format!("{} has changed", part.0.display()));
    }
    (candidate.metadata.is_none() && record.metadata.is_some()).then(|| format!("the metadata of {name} have gone"))
}

/// Whether a file that the act in `of` goes on in is another than it was.
fn part_differs(of: &Path, path: &Path, before: &PartRecord) -> bool {
    if !unchanged(path, size_and_time(path), &before.file) {
        return true;
    }
    match (metadata_of_part(of, path), &before.metadata) {
        (Some(beside), Some(before)) => !unchanged(&beside, size_and_time(&beside), before),
        // what could not be read has no metadata that count
        (beside, before_it) => !before.file.sha256.is_empty() && beside.is_some() != before_it.is_some(),
    }
}

/// Whether a file, of that size and time, has the bytes that it had.
fn unchanged(path: &Path, now: io::Result<(u64, i128)>, before: &index::FileState) -> bool {
    let Ok((bytes, changed)) = now else { return before.sha256.is_empty() };
    bytes == before.bytes && (changed == before.changed || state(path).is_ok_and(|now| now.sha256 == before.sha256))
}
