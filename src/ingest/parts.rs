//! Which files hold acts, and which are parts of the act in another file.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::corpus::{Scan, metadata_beside, metadata_of, state};
use crate::index::{FileState, PartRecord, SourceRecord};
use crate::source::named_parts;

/// Takes the files that others name as their parts out of what may hold acts, and refuses those that are named in two ways: a file is a part of one act, and
/// a part has no parts.
pub(super) fn settle(scan: &mut Scan) {
    let named: Vec<Vec<PathBuf>> =
        scan.candidates.par_iter().map(|candidate| if candidate.metadata.is_some() { named_parts(&candidate.path) } else { Vec::new() }).collect();
    if named.iter().all(Vec::is_empty) {
        return;
    }
    // By part, the metadata that name it: two copies of an act may share theirs, and go on in the same files.
    let mut claims: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
    for (candidate, parts) in scan.candidates.iter_mut().zip(named) {
        for part in &parts {
            claims.entry(part.clone()).or_default().insert(metadata_beside(&candidate.path));
        }
        let mut seen = HashSet::new();
        candidate.parts = parts.into_iter().filter(|part| *part != candidate.path && seen.insert(part.clone())).collect();
    }
    let is_claimed = |path: &Path, by: &Path| claims.get(path).is_some_and(|claims| claims.contains(by));
    // The metadata that tell of a file which is no part of the act they are about: the others of that name are its parts.
    let owned: HashSet<PathBuf> = scan
        .candidates
        .iter()
        .map(|candidate| (candidate, metadata_beside(&candidate.path)))
        .filter(|(one, own)| !is_claimed(&one.path, own))
        .map(|(_, own)| own)
        .collect();
    let mut parts = Vec::new();
    scan.candidates.retain_mut(|candidate| {
        let own = metadata_beside(&candidate.path);
        if candidate.unreadable.is_none()
            && let Some(twice) = candidate.parts.iter().find(|part| claims[*part].len() > 1)
        {
            let by: Vec<String> = claims[twice].iter().map(|path| name(path)).collect();
            candidate.unreadable =
                Some(format!("{}: `parts`: {} is named in {}, and a file is a part of one act", own.display(), name(twice), by.join(" and in ")));
        }
        let Some(claims) = claims.get(&candidate.path) else { return true };
        // One that names itself, with no other file of its name that could be the first, tells so when it is read.
        if claims.contains(&own) && !owned.contains(&own) {
            return true;
        }
        if let Some(by) = claims.iter().find(|by| **by != own && !candidate.parts.is_empty()) {
            let file = candidate.path.display();
            candidate.unreadable =
                Some(format!("{file} is named as a part in {} and has parts of its own in {}: name all of them in one", name(by), name(&own)));
            return true;
        }
        parts.push(candidate.path.clone());
        false
    });
    scan.parts = parts;
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// What lies beside a part and is about it alone.
pub(super) fn metadata_of_part(of: &Path, part: &Path) -> Option<PathBuf> {
    metadata_of(part).filter(|beside| *beside != metadata_beside(of))
}

/// Where the parts of a source lie.
pub(super) fn paths(of: &SourceRecord) -> Vec<PathBuf> {
    of.parts.iter().map(|part| of.path.with_file_name(&part.name)).collect()
}

/// What the parts of the act in `of` are now. One that is not there, or cannot be read, is of no bytes: reading the act tells of it.
pub(super) fn states(of: &Path, parts: &[PathBuf]) -> Vec<PartRecord> {
    let look = |part: &PathBuf| -> io::Result<(FileState, Option<FileState>)> {
        Ok((state(part)?, metadata_of_part(of, part).map(|beside| state(&beside)).transpose()?))
    };
    let record = |part: &PathBuf| {
        let (file, metadata) = look(part).unwrap_or_default();
        PartRecord { name: name(part), file, metadata }
    };
    parts.iter().map(record).collect()
}

#[cfg(test)]
mod tests;
