//! `tarmaq export`.

use clap::{Args, ValueEnum};

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::today::today;
use super::{Global, Outcome};
use crate::act::Date;
use crate::export::{self, export, lines};
use crate::query;

/// Print an act or a provision for other programs: Akoma Ntoso, JSON, Markdown, HTML, text
///
/// As it stood on a day. Akoma Ntoso 3.0 tells the addresses, the validity of each provision, the acts that changed it and where
/// its references lead. Without an ADDRESS, `--format jsonl` prints every provision of the corpus, one a line.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq export V1800016354 --as-of 2026-01-01 > V1800016354.xml
  tarmaq export V1800016354/rules/point-3 --format md
  tarmaq export --format jsonl > corpus.jsonl

Exit codes: 0 done, 1 nothing at this address, 2 something went wrong.")]
pub(super) struct Export {
    /// The address: an act, a chapter, a clause
    #[arg(value_name = "ADDRESS")]
    address: Option<String>,
    /// The day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// What it is written in
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Written::Akn)]
    format: Written,
}

/// What an export is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Written {
    /// Akoma Ntoso 3.0 (XML).
    Akn,
    /// The JSON of `show`.
    Json,
    /// Markdown.
    Md,
    /// A page that needs nothing else.
    Html,
    /// The words alone.
    Txt,
    /// A line of JSON for each provision.
    Jsonl,
}

impl Export {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let format = match self.format {
            Written::Akn => export::Format::Akn,
            Written::Json => export::Format::Json,
            Written::Md => export::Format::Markdown,
            Written::Html => export::Format::Html,
            Written::Txt => export::Format::Text,
            Written::Jsonl => return self.corpus(global, output),
        };
        let address = self.address.as_deref().ok_or(Error::NoAddress)?;
        let index = open_fresh(global, output)?;
        let format = if global.json { export::Format::Json } else { format };
        let day = self.as_of.unwrap_or_else(today);
        let document = export(&index, address, day, format)?;
        output.text(&document.text)?;
        if let Some(why) = document.without_references {
            output.remark(&format!("the references in the text are left out: {why}"));
        }
        if format == export::Format::Text {
            // The words alone do not tell whether they held.
            let shown = query::show(&index, address, Some(day))?;
            output.remark(&format!("{} as of {day}: {}", shown.passage.address, shown.passage.standing()));
            shown.problems.iter().for_each(|problem| output.remark(problem));
        }
        Ok(Outcome::Found)
    }

    fn corpus(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        if let Some(address) = &self.address {
            return Err(Error::WholeCorpus { address: address.clone() });
        }
        let index = open_fresh(global, output)?;
        lines(&index, self.as_of.unwrap_or_else(today), |line| {
            output.text(line)?;
            output.text("\n")
        })?;
        Ok(Outcome::Found)
    }
}
