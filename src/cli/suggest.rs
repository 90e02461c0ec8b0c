//! `tarmaq suggest`.

use clap::{Args, value_parser};

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::page::Ink;
use super::{Global, Outcome};
use crate::query;
use crate::wire;

/// Complete a question that is being typed: words of the texts, titles of acts
///
/// The last word is completed, also where it is typed without Kazakh letters; acts are found by words of their titles, and by how their id or number
/// begins.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq suggest тұрақты тұр
  tarmaq suggest кабылд --json
  tarmaq suggest V18

Exit codes: 0 found, 1 nothing begins so, 2 something went wrong.")]
pub(super) struct Suggest {
    /// What is typed so far
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// How many suggestions at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 8, value_parser = value_parser!(u32).range(1..=50))]
    limit: u32,
}

impl Suggest {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let index = open_fresh(global, output)?;
        let typed = self.text.join(" ");
        let suggestions = query::suggest(&index, &typed, self.limit as usize)?;
        if global.json {
            output.json(&wire::Suggest::new(&typed, &suggestions))?;
        } else {
            for suggestion in &suggestions {
                let address = suggestion.address.as_ref().map_or_else(String::new, |address| format!("{}\t", output.palette.paint(Ink::Address, address)));
                output.text(&format!("{address}{}\n", suggestion.text))?;
            }
        }
        output.finish()?;
        if suggestions.is_empty() {
            output.remark(&format!("no word of the texts and no title goes on from «{typed}»"));
        }
        Ok(if suggestions.is_empty() { Outcome::NothingFound } else { Outcome::Found })
    }
}
