//! `tarmaq search`.

use clap::{Args, value_parser};

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::passage;
use super::today::today;
use super::{Global, Outcome};
use crate::act::Date;
use crate::query::{self, Question};
use crate::wire;

/// Find the provisions that answer a question
///
/// A question is words, numbers, an address or a citation, in any order and any ending: `14-бабы 1) тармақшасы`.
/// "Words in quotation marks" stand together as written; `act:ID` keeps to one act. Provisions are found in the wording of
/// the day asked about; those without one that day follow, labelled. The index is built first where it is missing or
/// older than the corpus.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq search шетелге тұрақты тұруға шығу үшін қандай құжаттар керек
  tarmaq search '\"сот шешімі\" алимент' --limit 3
  tarmaq search V1800016354 3-тармақ
  tarmaq search виза --as-of 2021-01-01 --json
  tarmaq search 'уақытша тұру' --as-of 2023-03-01 --history

Exit codes: 0 found, 1 nothing found, 2 something went wrong.")]
pub(super) struct Search {
    /// The question
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// How many passages at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, value_parser = value_parser!(u32).range(1..=1_000))]
    limit: u32,
    /// How many of the best passages to leave out
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = value_parser!(u32).range(0..=100_000))]
    offset: u32,
    /// Answer as of this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Find wordings of other times too; they say what they are
    #[arg(long)]
    history: bool,
}

impl Search {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let index = open_fresh(global, output)?;
        let as_of = self.as_of.unwrap_or_else(today);
        let question =
            Question { text: self.query.join(" "), as_of: Some(as_of), limit: self.limit as usize, offset: self.offset as usize, history: self.history };
        let answer = query::search(&index, &question)?;
        if !answer.widened.is_empty() && !global.json {
            let told: Vec<String> = answer.widened.iter().map(|wider| format!("{} → {}", wider.from, wider.to)).collect();
            output.remark(&format!("searched for too: {}", told.join(", ")));
        }
        if global.json {
            output.json(&wire::Search::new(&question.text, as_of, &answer))?;
        } else {
            for (at, hit) in answer.hits.iter().enumerate() {
                let page = passage::hit(self.offset as usize + at + 1, hit, output.width, output.palette);
                output.text(&page)?;
                output.text("\n")?;
            }
        }
        output.finish()?;
        for problem in &answer.problems {
            output.remark(problem);
        }
        if answer.hits.is_empty() {
            if answer.problems.is_empty() {
                output.remark(&format!("nothing found for «{}»", question.text));
            }
            return Ok(Outcome::NothingFound);
        }
        if !global.json {
            let (shown, took) = (answer.hits.len(), answer.took.as_secs_f64() * 1e3);
            output.remark(&format!("as of {as_of}: {shown} of {} shown, {took:.1} ms", answer.total));
        }
        Ok(Outcome::Found)
    }
}
