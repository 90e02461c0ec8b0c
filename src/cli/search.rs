//! `tarmaq search`.

use clap::{Args, ValueEnum, value_parser};

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::page::{Ink, Palette, Paragraph, brief};
use super::passage;
use super::today::today;
use super::{Global, Outcome};
use crate::act::Date;
use crate::query::{self, Facets, Question, Sort};
use crate::wire;

/// Lines of one facet on a terminal; the JSON has more.
const FACET_LINES_MAX: usize = 10;

/// Find the provisions that answer a question
///
/// A question is words, numbers, an address or a citation, in any order and any ending: `14-бабы 1) тармақшасы`.
/// "Words in quotation marks" stand together as written, "…"~3 with up to three others between; `рұқсат*` begins so; AND
/// OR NOT (ЖӘНЕ НЕМЕСЕ ЕМЕС, И ИЛИ НЕ) in capitals and brackets say what has to hold; `act:` `type:` `issuer:` `from:` `to:`
/// `status:` `in:` limit it. A day in the question is the day asked about, unless it is quoted or --as-of tells another. Provisions are found in
/// the wording of the day asked about; those without one that day follow, labelled. The index is built first where it is missing or older than the corpus.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq search шетелге тұрақты тұруға шығу үшін қандай құжаттар керек
  tarmaq search '\"сот шешімі\" алимент' --limit 3
  tarmaq search V1800016354 3-тармақ
  tarmaq search виза --as-of 2021-01-01 --json
  tarmaq search 'уақытша тұру' --as-of 2023-03-01 --history
  tarmaq search виза --facets --sort date
  tarmaq search --like V1800016354/rules/point-5

Exit codes: 0 found, 1 nothing found, 2 something went wrong.")]
pub(super) struct Search {
    /// The question
    #[arg(value_name = "QUERY", required_unless_present = "like")]
    query: Vec<String>,
    /// More like what stands at this address; a question beside it is asked for too
    #[arg(long, value_name = "ADDRESS")]
    like: Option<String>,
    /// How many passages at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, value_parser = value_parser!(u32).range(1..=1_000))]
    limit: u32,
    /// How many of the best passages to leave out
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = value_parser!(u32).range(0..=100_000))]
    offset: u32,
    /// Answer as of this day, YYYY-MM-DD [default: a day told in the question, else today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Find wordings of other times too; they say what they are
    #[arg(long)]
    history: bool,
    /// In which order: best first, or those of the newest acts first
    #[arg(long, value_name = "ORDER", value_enum, default_value_t)]
    sort: Order,
    /// Tell why each passage answers
    #[arg(long)]
    explain: bool,
    /// Count what matches by act, kind, issuer, year and status
    #[arg(long)]
    facets: bool,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Order {
    #[default]
    Relevance,
    Date,
}

impl Search {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let index = open_fresh(global, output)?;
        let today = today();
        let question = Question {
            text: self.query.join(" "),
            as_of: self.as_of,
            today: Some(today),
            limit: self.limit as usize,
            offset: self.offset as usize,
            sort: if self.sort == Order::Date { Sort::Date } else { Sort::Relevance },
            explain: self.explain,
            facets: self.facets,
            history: self.history,
        };
        let answer = match &self.like {
            Some(address) => query::like(&index, address, &question)?,
            None => query::search(&index, &question)?,
        };
        let as_of = answer.as_of.unwrap_or(today);
        if let Some(words) = answer.day_from.as_ref().filter(|_| !global.json) {
            output.remark(&format!("answered as of {as_of}, the day of «{words}»; --as-of asks about another day"));
        }
        if let Some(meant) = answer.did_you_mean.as_ref().filter(|_| !global.json) {
            output.remark(&format!("read as: {meant}; words in quotation marks are taken as typed"));
        }
        // That a word is also found in compounds is no news to a reader.
        let told = answer.widened.iter().filter(|wider| wider.reason != query::Reason::Compound);
        let told: Vec<String> = told.map(|wider| format!("{} → {}", wider.from, wider.to)).collect();
        if self.like.is_none() && !told.is_empty() && !global.json {
            output.remark(&format!("searched for too: {}", told.join(", ")));
        }
        if global.json {
            output.json(&wire::Search::new(&question.text, as_of, &answer))?;
        } else {
            for (at, hit) in answer.hits.iter().enumerate() {
                let page = passage::hit(self.offset as usize + at + 1, hit, output.width, output.palette);
                output.text(&page)?;
                for reason in answer.reasons.get(at).into_iter().flatten() {
                    let reason = Paragraph::new(&format!("· {reason}"), passage::INDENT, output.width).ink(Ink::Dim).set(output.palette);
                    output.text(&reason)?;
                }
                output.text("\n")?;
            }
            if let Some(facets) = &answer.facets {
                output.text(&counts(facets, output.width, output.palette))?;
            }
        }
        output.finish()?;
        for problem in &answer.problems {
            output.remark(problem);
        }
        if answer.hits.is_empty() {
            if answer.total > 0 && self.offset > 0 {
                output.remark(&format!("nothing comes after the first {} passages: --offset {} is past the end", self.offset, self.offset));
            } else if answer.problems.is_empty() {
                output.remark(&format!("nothing found for «{}»", self.like.as_ref().unwrap_or(&question.text)));
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

/// How many units match by what: a block each, with the field that keeps to it.
fn counts(facets: &Facets, width: usize, palette: Palette) -> String {
    let blocks = [("act:", &facets.acts), ("type:", &facets.kinds), ("issuer:", &facets.issuers), ("from: to:", &facets.years), ("status:", &facets.statuses)];
    let mut page = String::new();
    for (field, values) in blocks.into_iter().filter(|(_, values)| !values.is_empty()) {
        page += &palette.paint(Ink::Strong, field);
        page.push('\n');
        for value in values.iter().take(FACET_LINES_MAX) {
            let label = value.label.as_ref().map_or_else(String::new, |label| format!("  {label}"));
            let line = brief(&format!("{:>7}  {}{label}", value.count, value.value), width);
            page += &line;
            page.push('\n');
        }
    }
    page
}
