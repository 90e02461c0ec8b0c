//! Why a verb gave no answer.

use std::io;

use crate::{index, ingest, query};

/// Why a verb gave no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// The corpus could not be read, or the index not written.
    #[error("{error}{hint}", error = .0, hint = corpus_hint(.0))]
    Ingest(#[from] ingest::Error),
    /// The index could not be used.
    #[error(transparent)]
    Index(#[from] index::Error),
    /// The question or the address has no answer.
    #[error(transparent)]
    Query(#[from] query::Error),
    /// A file could not be parsed.
    #[error(transparent)]
    Parse(#[from] ingest::ReadError),
    /// The pictures of a file could not be read by OCR.
    #[error("{path}: {cause}", path = path.display())]
    Recognise {
        /// The file.
        path: std::path::PathBuf,
        /// Why, and what to do.
        cause: String,
    },
    /// A page could not be written.
    #[error("cannot write {path}: {source}; name a file in a folder that can be written, or `-` for the terminal")]
    Page {
        /// The file.
        path: std::path::PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The days of a period are the wrong way round.
    #[error("--from {from} is after --to {to}; the earlier day comes first")]
    Backwards {
        /// The first day given.
        from: crate::act::Date,
        /// The last day given.
        to: crate::act::Date,
    },
    /// Nothing was exported.
    #[error(transparent)]
    Export(crate::export::Error),
    /// A format that is about one act was asked for without one.
    #[error("there is no address; name an act or a provision, or print the whole corpus with --format jsonl")]
    NoAddress,
    /// The whole corpus was asked for, and an address.
    #[error("--format jsonl prints the whole corpus; leave `{address}` out, or choose another format")]
    WholeCorpus {
        /// The address.
        address: String,
    },
    /// Standard input could not be read.
    #[error("cannot read standard input: {0}")]
    Stdin(io::Error),
    /// The answer could not be written.
    #[error("cannot write the answer: {0}")]
    Stdout(io::Error),
    /// The answer has no JSON. It does not happen with the shapes of `wire`, but serde cannot promise it.
    #[error("cannot write the answer as JSON: {0}")]
    Json(serde_json::Error),
    /// The server for assistants could not begin, or ended before its time.
    #[cfg(feature = "mcp")]
    #[error(transparent)]
    Mcp(#[from] crate::mcp::Error),
    /// The address cannot be listened on.
    #[cfg(feature = "serve")]
    #[error("cannot answer on {address}: {source}; --addr names another address, and port 0 any free port")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// The cause.
        source: io::Error,
    },
    /// `man` was asked about a verb that is not there.
    #[error("there is no command `{0}`; `tarmaq --help` lists them")]
    NoSuchVerb(String),
}

impl From<crate::export::Error> for Error {
    fn from(error: crate::export::Error) -> Self {
        match error {
            crate::export::Error::Query(error) => Self::Query(error),
            error => Self::Export(error),
        }
    }
}

impl Error {
    /// 1 when there is nothing at an address, 2 for everything else.
    pub(super) fn exit_code(&self) -> u8 {
        if matches!(self, Self::Query(query::Error::NotFound { .. })) { 1 } else { 2 }
    }
}

/// What to do about a corpus that gives nothing: the option is the command line's, and only it names it.
fn corpus_hint(error: &ingest::Error) -> &'static str {
    match error {
        ingest::Error::Corpus { .. } => "; --corpus names another",
        ingest::Error::NoActs { .. } => "; --corpus names another folder",
        _ => "",
    }
}
