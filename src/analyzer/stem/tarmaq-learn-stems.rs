//! Learns the prior of the Kazakh stemmer from word-form counts.
//!
//! ```text
//! cargo run --release --example tarmaq-learn-stems FORMS.tsv "Word forms of 25 official texts, public domain." > src/analyzer/stem/prior.txt
//! cargo run --release --example tarmaq-learn-stems -- --tables src/analyzer/stem/prior.txt > src/analyzer/stem/tables.bin
//! ```
//!
//! FORMS.tsv has a form and its count a line, with a tab between them. The second argument says where they come from and is
//! written into the product. The second command puts the tables of the stemmer together, from what was learnt and the lists beside it: it is to
//! be run again when any of them, or the endings, has changed. The same input gives the same product.

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            let _ = writeln!(std::io::stderr(), "tarmaq-learn-stems: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let (Some(first), Some(second)) = (arguments.next(), arguments.next()) else {
        return Err("usage: tarmaq-learn-stems FORMS.tsv \"where the forms come from\", or tarmaq-learn-stems --tables PRIOR.txt".to_owned());
    };
    let read = |path: &str| std::fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"));
    let product = match first.as_str() {
        "--tables" => tarmaq::analyzer::stem_tables(&read(&second)?),
        path => tarmaq::analyzer::learn_stems(&read(path)?, &second).into_bytes(),
    };
    std::io::stdout().write_all(&product).map_err(|error| format!("cannot write the product: {error}"))
}
