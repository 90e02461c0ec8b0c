//! `tarmaq analyze`.

use std::borrow::Cow;
use std::io::{self, BufRead};

use clap::Args;

use super::error::Error;
use super::output::Output;
use super::{Global, Outcome};
use crate::analyzer;
use crate::wire::{self, AnalyzedLine};

/// Print the index terms of words
///
/// Prints the text, a tab, and its terms with spaces between them. With no TEXT every line of standard input is answered
/// by one line.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq analyze азаматтарының
  tarmaq analyze < words.txt")]
pub(super) struct Analyze {
    /// The text; standard input when not given
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
}

impl Analyze {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let mut kept = Vec::new();
        if self.text.is_empty() {
            let mut stdin = io::stdin().lock();
            let mut line = Vec::new();
            while stdin.read_until(b'\n', &mut line).map_err(Error::Stdin)? > 0 {
                let text = line.strip_suffix(b"\n").unwrap_or(&line);
                let text = text.strip_suffix(b"\r").unwrap_or(text);
                answer(&String::from_utf8_lossy(text), global, output, &mut kept)?;
                line.clear();
            }
        } else {
            answer(&self.text.join(" "), global, output, &mut kept)?;
        }
        if global.json {
            output.json(&wire::Analyze::new(kept))?;
        }
        Ok(Outcome::Found)
    }
}

/// Prints the terms of `line`, or keeps them for the one JSON answer.
fn answer(line: &str, global: &Global, output: &mut Output, kept: &mut Vec<AnalyzedLine<'static>>) -> Result<(), Error> {
    let terms: Vec<String> = analyzer::analyze(line).into_iter().map(|token| token.term).collect();
    if global.json {
        kept.push(AnalyzedLine { line: Cow::Owned(line.to_owned()), terms });
        return Ok(());
    }
    output.text(&format!("{line}\t{}\n", terms.join(" ")))
}
