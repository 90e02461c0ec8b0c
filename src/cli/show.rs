//! `tarmaq show`.

use clap::Args;

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::page::{Ink, Palette, Paragraph};
use super::passage::{address_line, alternatives, printed_at};
use super::today::today;
use super::{Global, Outcome};
use crate::act::{Date, ProvisionKind};
use crate::query::{self, Passage, Shown, State};
use crate::wire;

/// Columns by which each level is set in.
const STEP: usize = 3;
/// Deeper levels are not set in any further: the column would become too narrow to read.
const STEPS_MAX: usize = 8;

/// Print the provision at an address, with everything below it
///
/// An address is `ACT` or `ACT/PATH`. Groups may be written in or left out, and so may the approved document where only
/// one has the provision: `V1800016354/point-3`, `V1800016354/rules/chapter-2/point-3`. The provision is shown as it stood on
/// the day asked about; where its wording of that day is not in the corpus, that is said, and no other is shown for it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq show V1800016354
  tarmaq show V1800016354/rules/point-3/subpoint-6
  tarmaq show V1800016354/rules/point-14-1 --as-of 2022-12-04
  tarmaq show P1200000148 --as-of 2023-01-01
  tarmaq show P2200000807/point-1 --json

Exit codes: 0 found, 1 nothing at this address, 2 something went wrong.")]
pub(super) struct Show {
    /// The address
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// Show it as of this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

impl Show {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let index = open_fresh(global, output)?;
        let as_of = self.as_of.unwrap_or_else(today);
        let shown = query::show(&index, &self.address, Some(as_of))?;
        if global.json {
            output.json(&wire::Show::new(as_of, &shown))?;
        } else {
            let page = set(&shown, as_of, output.width, output.palette);
            output.text(&page)?;
        }
        Ok(Outcome::Found)
    }
}

/// The unit with its lead-in, its children below it, the notes, and how to cite it.
fn set(shown: &Shown, as_of: Date, width: usize, palette: Palette) -> String {
    let passage = &shown.passage;
    let mut page = palette.paint(Ink::Strong, &passage.citation.short) + "\n";
    page += &address_line(passage, 0, width, palette);
    page += &Paragraph::new(&format!("as of {as_of}"), 0, width).ink(Ink::Dim).set(palette);
    if passage.path.is_some() {
        page += &Paragraph::new(&passage.act_title, 0, width).lines_max(2).ink(Ink::Dim).set(palette);
    }
    page.push('\n');
    if let Some(context) = &passage.context {
        page += &Paragraph::new(context, 0, width).ink(Ink::Dim).set(palette);
    }
    page += &unit(passage, 0, width, palette);
    page += &alternatives(passage, 0, width, palette, usize::MAX);
    for below in &shown.below {
        let indent = below.depth.min(STEPS_MAX) * STEP;
        page += &unit(&below.passage, indent, width, palette);
        // where the unit itself is in doubt, so is all that is below it
        if passage.alternatives.is_empty() {
            page += &alternatives(&below.passage, indent, width, palette, usize::MAX);
        }
    }
    if !shown.problems.is_empty() {
        page.push('\n');
        for problem in &shown.problems {
            page += &Paragraph::new(problem, 0, width).ink(Ink::Doubt).set(palette);
        }
    }
    if !shown.notes.is_empty() {
        page.push('\n');
        for (target, text) in &shown.notes {
            page += &Paragraph::new(&format!("{target}: {text}"), 0, width).ink(Ink::Dim).set(palette);
        }
    }
    page.push('\n');
    for citation in [&passage.citation.kk, &passage.citation.ru] {
        if !citation.is_empty() {
            page += &Paragraph::new(citation, 0, width).set(palette);
        }
    }
    let mut place = printed_at(&passage.source);
    if let Some(url) = &passage.url {
        place += " · ";
        place += url;
    }
    page += &Paragraph::new(&place, 0, width).ink(Ink::Dim).set(palette);
    page
}

/// One unit: its words, and its address where the words do not begin with a number to cite it by.
fn unit(passage: &Passage, indent: usize, width: usize, palette: Palette) -> String {
    let numbered = passage.kind.is_none_or(|kind| {
        use ProvisionKind as Kind;
        matches!(
            kind,
            Kind::Section | Kind::Subsection | Kind::Chapter | Kind::Subchapter | Kind::Article | Kind::Point | Kind::Subpoint | Kind::Item | Kind::Question
        )
    });
    let ink = if passage.kind.is_some_and(ProvisionKind::is_grouping) { Ink::Strong } else { Ink::Plain };
    let mut lines = String::new();
    if !numbered && let Some(path) = &passage.path {
        let last = path.segments().next_back().unwrap_or_default();
        lines = " ".repeat(indent) + &palette.paint(Ink::Dim, last) + "\n";
    }
    if passage.text.is_empty() && passage.validity.state == State::WordingUnknown {
        let at = passage.path.as_ref().map_or_else(|| passage.act.to_string(), ToString::to_string);
        let why = passage.validity.doubts.first().map_or_else(String::new, |why| format!(": {why}"));
        return Paragraph::new(&format!("{at} – the wording of this day is not in the corpus{why}"), indent, width).ink(Ink::Doubt).set(palette);
    }
    if let Some(header) = passage.header_cell() {
        lines += &Paragraph::new(header, indent, width).ink(Ink::Strong).set(palette);
    }
    lines + &Paragraph::new(&passage.text, indent, width).marks(&passage.highlights).ink(ink).set(palette)
}
