//! `tarmaq parse`.

use std::path::PathBuf;

use clap::Args;

use super::acts::{dated, standing};
use super::error::Error;
use super::ingest::counted;
use super::output::Output;
use super::page::{Ink, Paragraph, brief};
use super::passage::file_and_lines;
use super::{Global, Outcome};
use crate::act::Act;
use crate::ingest;
use crate::structure;
use crate::wire;

/// Read one file and print its structure
///
/// The file is read by its content, not only by its name; a `NAME.source.toml` beside it is read too. No index is needed.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq parse corpus/V1800016354.txt
  tarmaq parse corpus/V1800016354.txt --json | jq '.provisions[].path'
  tarmaq parse corpus/V1800016354.txt --text > repaired.txt")]
pub(super) struct Parse {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print the repaired text, one paragraph a line, and nothing else
    #[arg(long, conflicts_with_all = ["json", "outline"])]
    text: bool,
    /// Print one line for each fact, without paint or cuts to the terminal: for comparing two readings
    #[arg(long, conflicts_with = "json")]
    outline: bool,
    /// Have tesseract read pages that are pictures; the words are kept in NAME.ocr.tsv beside the file
    #[arg(long)]
    ocr: bool,
}

impl Parse {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        if self.ocr {
            super::ocr::recognise_all([self.file.clone()], output)?;
        }
        let act = ingest::read_file(&self.file)?.act;
        if global.json {
            output.json(&wire::Parse::new(&act))?;
        } else if self.text {
            output.text(&act.text.text)?;
        } else if self.outline {
            output.text(&structure::outline(&act))?;
        } else {
            let head = head(&act, output);
            output.text(&head)?;
            tree(&act, output)?;
            let problems = problems(&act, output);
            output.text(&problems)?;
        }
        Ok(Outcome::Found)
    }
}

/// What the act is, and how much was found in it.
fn head(act: &Act, output: &Output) -> String {
    let (width, palette) = (output.width, output.palette);
    let requisites = &act.requisites;
    let (ink, status) = standing(requisites.status);
    let dot = palette.paint(Ink::Dim, " · ");
    let mut head = palette.paint(Ink::Address, act.id.as_str()) + &dot + requisites.kind.as_str() + &dot + &palette.paint(ink, &status) + "\n";
    head += &Paragraph::new(&requisites.title, 0, width).ink(Ink::Strong).set(palette);
    for adoption in &requisites.adopted {
        let issuer = adoption.issuer.as_deref().map_or_else(String::new, |issuer| format!(", {issuer}"));
        head += &Paragraph::new(&format!("adopted {}{issuer}", dated(adoption.date, adoption.number.as_deref())), 0, width).set(palette);
    }
    if let Some(entry) = &requisites.registered {
        head += &Paragraph::new(&format!("registered {}", dated(entry.date, Some(&entry.number))), 0, width).set(palette);
    }
    if let Some(by) = &requisites.repealed_by {
        let name = by.id.as_ref().map_or_else(String::new, |id| format!(" ({id})"));
        head += &Paragraph::new(&format!("repealed by the act of {}{name}", dated(by.date, by.number.as_deref())), 0, width).set(palette);
    }
    let counts = [
        counted(act.provisions.len(), "provision"),
        counted(act.amendments.len(), "amendment"),
        counted(act.notes.len(), "note"),
        counted(act.references.len(), "reference"),
        counted(act.terms.len(), "term"),
        counted(act.problems.len(), "problem"),
    ];
    head += &Paragraph::new(&counts.join(", "), 0, width).ink(Ink::Dim).set(palette);
    head.push('\n');
    head
}

/// One line for each provision, set in by its depth: the last part of its address, its heading or the beginning of its words.
fn tree(act: &Act, output: &mut Output) -> Result<(), Error> {
    let palette = output.palette;
    let mut depths: Vec<usize> = Vec::with_capacity(act.provisions.len());
    for provision in &act.provisions {
        let depth = provision.parent.and_then(|parent| depths.get(parent)).map_or(0, |depth| depth + 1);
        depths.push(depth);
        let last = provision.path.segments().next_back().unwrap_or_default();
        let indent = depth.min(12) * 2;
        let room = output.width.saturating_sub(indent + last.chars().count() + 2).max(10);
        let own = act.own_text(provision);
        let words = brief(&own, room);
        let words = if provision.heading.is_some() { palette.paint(Ink::Strong, &words) } else { words };
        let gone = if provision.tombstone { palette.paint(Ink::Dim, " (taken out)") } else { String::new() };
        let line = format!("{:indent$}{}  {words}{gone}\n", "", palette.paint(Ink::Address, last));
        output.text(&line)?;
    }
    Ok(())
}

/// Every place a person should look at.
fn problems(act: &Act, output: &Output) -> String {
    let (width, palette) = (output.width, output.palette);
    let mut page = String::new();
    for problem in &act.problems {
        if page.is_empty() {
            page.push('\n');
        }
        let (printed, rest) = act.source.printed(problem.lines);
        let place = file_and_lines(&printed.file, printed.lines, None, &rest);
        page += &format!("{}  {}\n", palette.paint(Ink::Doubt, problem.code.as_str()), palette.paint(Ink::Dim, &place));
        page += &Paragraph::new(&problem.message, 4, width).set(palette);
    }
    page
}
