//! Whether everything that Tarmaq needs is there: the answer of `doctor` with `--json`.

use serde::Serialize;

use super::SCHEMA;

/// What was looked at, and what is to be done.
#[derive(Clone, Debug, Serialize)]
pub struct Doctor {
    /// [`SCHEMA`].
    pub schema: u32,
    /// `ok`, or `wrong` where something keeps questions from being answered or an index from being built.
    pub status: &'static str,
    /// The version of the program.
    pub version: &'static str,
    /// The version of the stages that read sources: an index made by another one is built again.
    pub reader: &'static str,
    /// The system and the processor it was built for.
    pub system: String,
    /// The parts it was built with, by name.
    pub features: Vec<&'static str>,
    /// The corpus folder.
    pub corpus: CorpusState,
    /// The index folder.
    pub index: IndexState,
    /// Other programs that are of use.
    pub tools: Vec<Tool>,
    /// What is wrong or missing and what to do about it, what is wrong first. Empty when there is nothing to do.
    pub advice: Vec<Advice>,
}

impl Doctor {
    /// An answer about this program, before anything was looked at.
    pub fn new(reader: &'static str, corpus: CorpusState, index: IndexState, tools: Vec<Tool>, advice: Vec<Advice>) -> Self {
        let all = [("cli", cfg!(feature = "cli")), ("fetch", cfg!(feature = "fetch")), ("mcp", cfg!(feature = "mcp")), ("serve", cfg!(feature = "serve"))];
        Self {
            schema: SCHEMA,
            status: if advice.iter().any(|one| one.wrong) { "wrong" } else { "ok" },
            version: env!("CARGO_PKG_VERSION"),
            reader,
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            features: all.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name).collect(),
            corpus,
            index,
            tools,
            advice,
        }
    }
}

/// The corpus folder.
#[derive(Clone, Debug, Serialize)]
pub struct CorpusState {
    /// Where it lies.
    pub path: String,
    /// Whether it can be read.
    pub readable: bool,
    /// How many entries it has; `null` where it cannot be read.
    pub entries: Option<usize>,
}

/// The index folder.
#[derive(Clone, Debug, Serialize)]
pub struct IndexState {
    /// Where it lies.
    pub path: String,
    /// `fresh`, `stale` (older than the corpus), `missing`, `damaged` or `unreadable`.
    pub state: &'static str,
    /// Why it is not fresh, in a sentence; else `null`.
    pub detail: Option<String>,
    /// The format of the index there; `null` where there is none.
    pub format: Option<String>,
    /// The name of the generation that answers; `null` where there is none.
    pub generation: Option<String>,
    /// How many acts are indexed; `null` where there is no index.
    pub acts: Option<usize>,
    /// How many provisions they have; `null` where there is no index.
    pub units: Option<usize>,
    /// Bytes of its files; `null` where there is no index.
    pub bytes: Option<u64>,
    /// Whether an ingest could write there.
    pub writable: bool,
    /// Bytes that are free on its disk; `null` where the system does not tell.
    pub free_bytes: Option<u64>,
    /// What `check` found, `KIND SUBJECT: message`.
    pub findings: Vec<String>,
}

/// Another program.
#[derive(Clone, Debug, Serialize)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// What it is needed for.
    pub needed_for: &'static str,
    /// Its version, as it says it; `null` where it is not installed.
    pub version: Option<String>,
    /// What of it is missing: the data of a language. Empty where it is whole, and where it is not installed at all.
    pub missing: Vec<&'static str>,
}

/// What is to be done.
#[derive(Clone, Debug, Serialize)]
pub struct Advice {
    /// Whether it keeps questions from being answered or an index from being built; else something could be better.
    pub wrong: bool,
    /// What is wrong or missing.
    pub what: String,
    /// What to do.
    pub remedy: String,
}
