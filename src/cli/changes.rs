//! `tarmaq changes`.

use clap::Args;

use super::error::Error;
use super::history::{what, who};
use super::ingest::{counted, open_fresh};
use super::output::Output;
use super::page::{Ink, Palette, Paragraph};
use super::passage::file_and_lines;
use super::{Global, Outcome};
use crate::act::Date;
use crate::query::{self, Change, days};
use crate::wire;

/// Tell what changed in the whole corpus in a period
///
/// By day, then by act. A change whose day of effect is known only within bounds counts on its earliest day, and says so. Both
/// days are in the period.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq changes --from 2022-10-01 --to 2022-12-31
  tarmaq changes --from 2026-01-01 --to 2026-01-01 --json

Exit codes: 0 something changed, 1 nothing did, 2 something went wrong.")]
pub(super) struct Changes {
    /// The first day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    from: Date,
    /// The last day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    to: Date,
}

impl Changes {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        if self.from > self.to {
            return Err(Error::Backwards { from: self.from, to: self.to });
        }
        let index = open_fresh(global, output)?;
        let told = query::changes(&index, self.from, self.to)?;
        let nothing = told.changes.is_empty() && told.unidentified.is_empty();
        if global.json {
            output.json(&wire::Changes::new(&told))?;
        } else {
            let (width, palette) = (output.width, output.palette);
            output.text(&palette.paint(Ink::Dim, &format!("from {} to {}\n", self.from, self.to)))?;
            let mut day = None;
            for change in &told.changes {
                let of = change.event.effective.earliest;
                if of != day {
                    day = of;
                    let head = of.map_or_else(String::new, |day| day.to_string());
                    output.text(&format!("\n{}\n", palette.paint(Ink::Strong, &head)))?;
                }
                output.text(&entry(change, width, palette))?;
            }
            for (cited, event) in &told.unidentified {
                let line = format!("{} of {}, which has no id: by {}", what(event), who(cited), who(&event.by));
                output.text(&Paragraph::new(&line, 0, width).ink(Ink::Doubt).set(palette))?;
            }
        }
        output.finish()?;
        if nothing {
            output.remark(&format!("nothing that is in the corpus changed from {} to {}", self.from, self.to));
            return Ok(Outcome::NothingFound);
        }
        output.remark(&format!("from {} to {}: {}", self.from, self.to, counted(told.changes.len(), "change")));
        Ok(Outcome::Found)
    }
}

fn entry(change: &Change, width: usize, palette: Palette) -> String {
    let event = &change.event;
    let address = change.path.as_ref().map_or_else(|| change.act.to_string(), |path| format!("{}/{path}", change.act));
    let mut lines = palette.paint(Ink::Address, &address) + &palette.paint(Ink::Dim, " · ") + &what(event) + "\n";
    let when =
        if event.effective.day().is_none() { days(&event.effective).map_or_else(String::new, |days| format!(", in force {days}")) } else { String::new() };
    lines += &Paragraph::new(&format!("by {}{when}", who(&event.by)), 4, width).ink(Ink::Dim).set(palette);
    if let Some(side) = &change.after {
        if let Some(text) = &side.text {
            lines += &Paragraph::new(text, 4, width).lines_max(2).set(palette);
        }
        if let Some(place) = &side.source {
            lines += &Paragraph::new(&file_and_lines(&place.file, place.lines, place.pages, &place.rest), 4, width).ink(Ink::Dim).set(palette);
        }
    }
    if !change.parts.is_empty() {
        let parts: Vec<String> = change.parts.iter().filter_map(|part| part.path.as_ref().map(ToString::to_string)).collect();
        lines += &Paragraph::new(&format!("with {}: {}", counted(parts.len(), "part"), parts.join(", ")), 4, width).lines_max(2).ink(Ink::Dim).set(palette);
    }
    lines
}
