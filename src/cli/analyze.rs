//! `tarmaq analyze`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, BufRead};

use clap::Args;

use super::error::Error;
use super::output::Output;
use super::{Global, Outcome};
use crate::analyzer::{self, PartOfSpeech, Token};
use crate::wire::{self, AnalyzedLine};

/// Print the index terms of words
///
/// Prints the text, a tab, and its terms with spaces between them. With no TEXT every line of standard input is answered
/// by one line. A compound gives its own term first, then those of its parts, which are marked by a hyphen. A first part of two
/// letters (іс- in іс-шара) finds nothing by itself, and is not printed.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq analyze азаматтарының
  tarmaq analyze --explain тармағына
  tarmaq analyze < words.txt")]
pub(super) struct Analyze {
    /// Show the ways each word can be split, the suffixes named, and why one of them won
    #[arg(long)]
    explain: bool,
    /// The text; standard input when not given
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
}

impl Analyze {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        if self.explain && !self.text.is_empty() {
            output.text(&explanation(&self.text.join(" ")))?;
            return Ok(Outcome::Found);
        }
        let mut kept = Vec::new();
        if self.text.is_empty() {
            let mut stdin = io::stdin().lock();
            let mut line = Vec::new();
            while stdin.read_until(b'\n', &mut line).map_err(Error::Stdin)? > 0 {
                let text = line.strip_suffix(b"\n").unwrap_or(&line);
                let text = text.strip_suffix(b"\r").unwrap_or(text);
                let text = String::from_utf8_lossy(text);
                if self.explain {
                    output.text(&explanation(&text))?;
                } else {
                    answer(&text, global, output, &mut kept)?;
                }
                line.clear();
            }
        } else {
            answer(&self.text.join(" "), global, output, &mut kept)?;
        }
        if global.json && !self.explain {
            output.json(&wire::Analyze::new(kept))?;
        }
        Ok(Outcome::Found)
    }
}

/// No more than so many readings of a word are worth showing.
const READINGS_MAX: usize = 6;

/// The readings of each word of `text`, the one that won first:
///
/// ```text
/// тармағына
///   тармақ + POSS.3 + DAT   noun, known stem    stem 2.9, endings -2.8, together 0.1
/// ```
fn explanation(text: &str) -> String {
    let mut told = String::new();
    for token in analyzer::analyze(text) {
        let _ = writeln!(told, "{}", token.exact);
        let readings = analyzer::readings(&token.exact);
        for (at, reading) in readings.iter().take(READINGS_MAX).enumerate() {
            let chain = std::iter::once(reading.stem.as_str()).chain(reading.endings.iter().copied()).collect::<Vec<_>>().join(" + ");
            let why = match reading.part_of_speech {
                None => "a closed class, or no Kazakh word: not split".to_owned(),
                Some(part) => {
                    let part = if part == PartOfSpeech::Noun { "noun" } else { "verb" };
                    let known = if reading.known { "known stem" } else { "stem judged by its letters" };
                    let behind = readings[0].score - reading.score;
                    let place = if at == 0 { "likeliest".to_owned() } else { format!("e^{behind:.1} times less likely") };
                    format!("{part}, {known}; stem {:.1}, endings {:.1}: {place}", reading.score - reading.ending_score, reading.ending_score)
                }
            };
            let _ = writeln!(told, "  {chain}  ({why})");
        }
    }
    told
}

/// Prints the terms of `line`, or keeps them for the one JSON answer.
fn answer(line: &str, global: &Global, output: &mut Output, kept: &mut Vec<AnalyzedLine<'static>>) -> Result<(), Error> {
    let terms: Vec<String> = analyzer::analyze(line).into_iter().filter(Token::is_found_alone).map(|token| token.term).collect();
    if global.json {
        kept.push(AnalyzedLine { line: Cow::Owned(line.to_owned()), terms });
        return Ok(());
    }
    output.text(&format!("{line}\t{}\n", terms.join(" ")))
}
