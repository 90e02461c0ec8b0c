//! `tarmaq acts`.

use clap::Args;

use super::error::Error;
use super::ingest::{counted, open_fresh};
use super::output::Output;
use super::page::{Ink, Paragraph};
use super::{Global, Outcome};
use crate::act::Status;
use crate::index::ActHeader;
use crate::wire;

/// List the indexed acts
///
/// For each act: its id, status, kind, days and numbers, title, and the file its text comes from.
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
        let acts = index.acts();
        if global.json {
            output.json(&wire::Acts::new(acts))?;
        } else {
            for act in acts {
                let entry = entry(act, output);
                output.text(&entry)?;
            }
        }
        Ok(if acts.is_empty() { Outcome::NothingFound } else { Outcome::Found })
    }
}

fn entry(act: &ActHeader, output: &Output) -> String {
    let (width, palette) = (output.width, output.palette);
    let ink = match act.status {
        Status::InForce => Ink::Good,
        Status::Repealed => Ink::Bad,
        _ => Ink::Doubt,
    };
    let status = act.status.as_str().replace('_', " ");
    let mut entry = palette.paint(Ink::Address, act.id.as_str()) + &palette.paint(Ink::Dim, " · ") + act.kind.as_str() + &palette.paint(Ink::Dim, " · ");
    entry += &palette.paint(ink, &if act.status == Status::Unknown { "status unknown".to_owned() } else { status });
    entry.push('\n');
    entry += &Paragraph::new(&act.title, 4, width).ink(Ink::Strong).set(palette);
    let mut days: Vec<String> = act.adopted.iter().map(|one| format!("adopted {}", dated(one.date, one.number.as_deref()))).collect();
    days.extend(act.registered.as_ref().map(|entry| format!("registered {}", dated(entry.date, Some(&entry.number)))));
    days.extend(act.published.map(|day| format!("published {day}")));
    days.extend(act.retrieved.map(|day| format!("copy of {day}")));
    days.extend(act.repealed_by.as_ref().map(|by| format!("repealed by {by}")));
    entry += &Paragraph::new(&days.join(", "), 4, width).set(palette);
    let mut place = format!("{}, {}, {}", act.file, counted(act.lines as usize, "line"), counted(act.units, "unit"));
    if !act.other_files.is_empty() {
        place += &format!("; also in {}", act.other_files.join(", "));
    }
    entry + &Paragraph::new(&place, 4, width).ink(Ink::Dim).set(palette)
}

/// `2018-01-04 № 11-1-4/1`; what is not known is left out.
pub(super) fn dated(date: Option<crate::act::Date>, number: Option<&str>) -> String {
    let date = date.map_or_else(|| "on an unknown day".to_owned(), |date| date.to_string());
    number.map_or_else(|| date.clone(), |number| format!("{date} № {number}"))
}
