//! What a run is asked to do, what it tells while it runs, and what it did.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::act::ActId;
use crate::index::{self, UNITS_FOR_THREADS};

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
    /// An index of at least so many units is brought up to date piece by piece: what has not changed is taken over as it is, so that a run costs what has
    /// changed. A smaller one is written anew each time, and then gives the same scores whatever came before. 200,000 when not told.
    pub piecewise_from: usize,
}

impl Options {
    /// The corpus folder and the index folder, nothing else.
    pub fn new(corpus: impl Into<PathBuf>, index: impl Into<PathBuf>) -> Self {
        Self { corpus: corpus.into(), index: index.into(), paths: Vec::new(), force: false, piecewise_from: UNITS_FOR_THREADS }
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
    /// The names of the files that its act goes on in; empty for an act in one file.
    pub parts: Vec<String>,
    /// The act it holds; `None` when it could not be read.
    pub act: Option<ActId>,
    /// What became of it.
    pub outcome: Outcome,
    /// How many units its act has.
    pub units: usize,
    /// How often the stages had each doubt, by its code, in the order in which they first come; [`read_file`](super::read_file) tells them in words.
    pub problems: Vec<(String, usize)>,
}

impl Ingested {
    /// How many doubts the stages had.
    pub fn problems(&self) -> usize {
        count(&self.problems)
    }
}

/// How many doubts there are, of so many each.
pub(super) fn count(problems: &[(String, usize)]) -> usize {
    problems.iter().map(|(_, times)| times).sum()
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

/// Why a run could not be done. What was in the index folder before is there still.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such corpus folder, or it cannot be read.
    #[error("cannot read the corpus folder {path}: {source}; it is the folder with the files of the acts: .txt, .md, .html, .docx, .pdf, .xml")]
    Corpus {
        /// The folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A named file or folder cannot be read.
    #[error("cannot read {path}: {source}; name a file with the text of an act, or a folder of such files")]
    Named {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// There is nothing to index.
    #[error(
        "the corpus folder {path} holds no act that this version reads: acts are read from its .html, .docx, .pdf, .xml, .txt and .md files, not from folders inside it"
    )]
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
