//! What is timed: the texts of `corpus/`, each several times over.

#![allow(dead_code, clippy::unwrap_used, reason = "every bench takes a part of this; one that cannot go on says so by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use tarmaq::act::{Act, ActId};
use tarmaq::ingest::read_act;
use tarmaq::text::SourceText;

/// So that a run takes long enough to be told from noise: some three megabytes.
pub(crate) const COPIES: usize = 8;

/// Where the texts lie.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Names and bytes of the texts, [`COPIES`] of each.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let one: Vec<_> = files.iter().map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())).collect();
    one.iter().cycle().take(one.len() * COPIES).cloned().collect()
}

/// The printed texts.
pub(crate) fn sources() -> Vec<SourceText> {
    files().into_iter().map(|(name, bytes)| SourceText::new(name, String::from_utf8(bytes).unwrap())).collect()
}

/// The acts.
pub(crate) fn acts() -> Vec<Act> {
    sources().into_iter().map(|source| (id(&source), source)).map(|(id, source)| read_act(source, id)).collect()
}

/// The id that follows from the name of a text.
pub(crate) fn id(source: &SourceText) -> ActId {
    source.file().parse().unwrap()
}

/// Bytes of all texts as printed: what every stage of the pipeline is measured by.
pub(crate) fn bytes(sources: &[SourceText]) -> usize {
    sources.iter().map(|source| source.text().len()).sum()
}
