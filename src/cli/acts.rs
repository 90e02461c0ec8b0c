//! `tarmaq acts`.

use clap::Args;

use super::error::Error;
use super::ingest::{counted, open_fresh};
use super::output::Output;
use super::page::{Ink, Paragraph};
use super::today::today;
use super::{Global, Outcome};
use crate::act::{ActId, Date, Status};
use crate::index::ActHeader;
use crate::wire;

/// Lines of a title that the list shows; `show` prints it whole.
const TITLE_LINES_MAX: usize = 2;

/// List the indexed acts
///
/// For each act: its id, status, kind, days and numbers, title, the file its text comes from, and how many doubts reading it left. Last come acts
/// whose own text is not in the corpus, and what others tell of them.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq acts
  tarmaq acts --json

Exit codes: 0 listed, 1 nothing is indexed, 2 something went wrong.")]
pub(super) struct Acts {}

impl Acts {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let index = open_fresh(global, output)?;
        let (acts, cited, day) = (index.acts(), index.cited_acts(), today());
        if global.json {
            output.json(&wire::Acts::new(acts, cited, day))?;
        } else {
            for act in acts.iter().chain(cited) {
                let entry = entry(&act.as_of(day), output);
                output.text(&entry)?;
            }
        }
        Ok(if acts.is_empty() { Outcome::NothingFound } else { Outcome::Found })
    }
}

fn entry(act: &ActHeader, output: &Output) -> String {
    let (width, palette) = (output.width, output.palette);
    let (ink, status) = if act.known_through.is_empty() { standing(act.status) } else { (Ink::Doubt, "known only through others".to_owned()) };
    let dot = palette.paint(Ink::Dim, " · ");
    let mut entry = palette.paint(Ink::Address, act.id.as_str()) + &dot + act.kind.as_str() + &dot + &palette.paint(ink, &status);
    entry.push('\n');
    entry += &Paragraph::new(&act.title, 4, width).lines_max(TITLE_LINES_MAX).ink(Ink::Strong).set(palette);
    let mut days: Vec<String> = act.adopted.iter().map(|one| format!("adopted {}", dated(one.date, one.number.as_deref()))).collect();
    days.extend(act.registered.as_ref().map(|entry| format!("registered {}", dated(entry.date, Some(&entry.number)))));
    days.extend(act.published.map(|day| format!("published {day}")));
    days.extend(act.retrieved.map(|day| format!("copy of {day}")));
    days.extend(match (&act.repealed_by, act.repealed_on) {
        (Some(by), _) => Some(format!("repealed by {by}")),
        (None, Some(day)) => Some(format!("repealed by an act of {day}")),
        (None, None) => None,
    });
    entry += &Paragraph::new(&days.join(", "), 4, width).set(palette);
    if !act.known_through.is_empty() {
        let through: Vec<&str> = act.known_through.iter().map(ActId::as_str).collect();
        let told = format!(
            "its text is not in the corpus; {} {} by {}",
            counted(act.units, "provision"),
            if act.units == 1 { "is told of" } else { "are told of" },
            through.join(", ")
        );
        return entry + &Paragraph::new(&told, 4, width).ink(Ink::Dim).set(palette);
    }
    let files = std::iter::once(&act.file).chain(&act.parts).map(String::as_str).collect::<Vec<_>>().join(" + ");
    let mut place = format!("{files}, {}, {}", counted(act.lines as usize, "line"), counted(act.units, "unit"));
    if act.problems > 0 {
        place += &format!(", {}", counted(act.problems, "problem"));
    }
    if !act.other_files.is_empty() {
        place += &format!("; also in {}", act.other_files.join(", "));
    }
    entry + &Paragraph::new(&place, 4, width).ink(Ink::Dim).set(palette)
}

/// The status of an act, in words.
pub(super) fn standing(status: Status) -> (Ink, String) {
    match status {
        Status::InForce => (Ink::Good, "in force".to_owned()),
        Status::Repealed => (Ink::Bad, "repealed".to_owned()),
        Status::Unknown => (Ink::Dim, "status unknown".to_owned()),
        other => (Ink::Doubt, other.as_str().replace('_', " ")),
    }
}

/// `2018-01-04 № 11-1-4/1`; what is not known is left out.
pub(super) fn dated(date: Option<Date>, number: Option<&str>) -> String {
    let date = date.map_or_else(|| "on an unknown day".to_owned(), |date| date.to_string());
    number.map_or_else(|| date.clone(), |number| format!("{date} № {number}"))
}
