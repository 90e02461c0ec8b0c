//! `tarmaq cites`.

use clap::{Args, value_parser};

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::page::{Ink, Paragraph};
use super::passage::INDENT;
use super::today::today;
use super::{Global, Outcome};
use crate::act::Date;
use crate::query;
use crate::wire;

/// Show what a provision cites, and who cites it
///
/// Pointers in the provision and in everything below it; then the units of all indexed acts that cite it or a part of it. An act as a whole is cited
/// by whatever cites anything in it, itself left out.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq cites V1800016354/rules/point-10
  tarmaq cites V1800016354 --json

Exit codes: 0 found, 1 it cites nothing and nothing cites it, 2 something went wrong.")]
pub(super) struct Cites {
    /// An address, as `search` prints it
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// How many units that cite it at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20, value_parser = value_parser!(u32).range(1..=1_000))]
    limit: u32,
    /// How many of them to leave out
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = value_parser!(u32).range(0..=100_000))]
    offset: u32,
    /// Tell of each whether it is in force on this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

impl Cites {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let index = open_fresh(global, output)?;
        let as_of = self.as_of.unwrap_or_else(today);
        let found = query::references(&index, &self.address, Some(as_of), self.limit as usize, self.offset as usize)?;
        if global.json {
            output.json(&wire::Cites::new(as_of, &found))?;
        } else {
            self.print(&found, output)?;
        }
        output.finish()?;
        Ok(if found.cites.is_empty() && found.cited_by_total == 0 { Outcome::NothingFound } else { Outcome::Found })
    }

    fn print(&self, found: &query::References, output: &mut Output) -> Result<(), Error> {
        let (width, palette) = (output.width, output.palette);
        output.text(&(palette.paint(Ink::Strong, &found.passage.citation.short) + "\n"))?;
        if !found.cites.is_empty() {
            output.text(&(palette.paint(Ink::Strong, "cites") + "\n"))?;
        }
        for pointer in &found.cites {
            let to = pointer.address.as_deref().unwrap_or("an act without an id");
            let standing = if pointer.is_indexed { "" } else { " (not indexed)" };
            let line = format!("{}{standing}", palette.paint(Ink::Address, to));
            output.text(&format!("{:INDENT$}{line}\n", ""))?;
            output.text(&Paragraph::new(&format!("«{}», in {}", pointer.surface, pointer.from), INDENT * 2, width).ink(Ink::Dim).set(palette))?;
        }
        if !found.cited_by.is_empty() {
            let first = self.offset as usize + 1;
            let told = format!("cited by {} ({first} to {} shown)", found.cited_by_total, self.offset as usize + found.cited_by.len());
            output.text(&(palette.paint(Ink::Strong, &told) + "\n"))?;
        }
        for citing in &found.cited_by {
            output.text(&format!("{:INDENT$}{}  {}\n", "", palette.paint(Ink::Address, &citing.passage.address), citing.passage.citation.short))?;
            for (surface, address) in &citing.pointers {
                output.text(&Paragraph::new(&format!("«{surface}» → {address}"), INDENT * 2, width).ink(Ink::Dim).set(palette))?;
            }
        }
        Ok(())
    }
}
