//! Learns what the records of an index are packed with, from what indexes keep.
//!
//! ```text
//! tarmaq ingest corpus --index one
//! tarmaq ingest tests/cases/structure --index two
//! cargo run --release --example tarmaq-learn-records one two > src/index/records.dict
//! ```
//!
//! The dictionary holds what most pieces of these indexes have in common. With another dictionary the format of the index is another: its name in
//! `src/index/folder.rs`, and the sum that a test of `src/index/packed.rs` compares, are to be changed with it.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use tarmaq::index::Index;

/// Zstandard's own usual size: a larger one packs little better, and worse where it is hardly used.
const DICTIONARY_BYTES: usize = 112 * 1024;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            let _ = writeln!(std::io::stderr(), "tarmaq-learn-records: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let mut pieces = Vec::new();
    for index in std::env::args().skip(1) {
        let read = Index::open(Path::new(&index)).and_then(|index| index.pieces());
        pieces.extend(read.map_err(|error| format!("cannot read the index {index}: {error}"))?);
    }
    if pieces.is_empty() {
        return Err("usage: tarmaq-learn-records INDEX…".to_owned());
    }
    let dictionary = zstd::dict::from_samples(&pieces, DICTIONARY_BYTES).map_err(|error| format!("nothing can be learnt from these: {error}"))?;
    std::io::stdout().write_all(&dictionary).map_err(|error| format!("cannot write the dictionary: {error}"))
}
