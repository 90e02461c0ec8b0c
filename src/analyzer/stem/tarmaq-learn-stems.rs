//! Learns the prior of the Kazakh stemmer from word-form counts.
//!
//! ```text
//! tarmaq-learn-stems FORMS.tsv "Word forms of 25 official texts, public domain." > src/analyzer/stem/prior.txt
//! ```
//!
//! FORMS.tsv has a form and its count a line, with a tab between them. The second argument says where they come from and is
//! written into the product. The same input gives the same product.

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
    let (Some(path), Some(origin)) = (arguments.next(), arguments.next()) else {
        return Err("usage: tarmaq-learn-stems FORMS.tsv \"where the forms come from\"".to_owned());
    };
    let forms = std::fs::read_to_string(&path).map_err(|error| format!("cannot read {path}: {error}"))?;
    let product = tarmaq::analyzer::learn_stems(&forms, &origin);
    std::io::stdout().write_all(product.as_bytes()).map_err(|error| format!("cannot write the product: {error}"))
}
