//! `tarmaq diff`.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::diff_page::page;
use super::error::Error;
use super::history::{what, who};
use super::ingest::{counted, open_fresh};
use super::output::Output;
use super::page::{Ink, Palette, Paragraph};
use super::passage::file_and_lines;
use super::{Global, Outcome};
use crate::act::Date;
use crate::diff::{ChangeKind, WordOp};
use crate::query::{self, Certainty, Comparison, Side, State, UnitChange, days};
use crate::wire;

/// Show what is different between two days
///
/// In an act, a chapter or a clause. Provisions are matched by address, moved and renumbered ones by content, and inside one
/// the words that differ are marked. Where the wording of a day is not in the corpus, that is said.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq diff V1800016354 --from 2022-01-01 --to 2026-01-01
  tarmaq diff P1200000148/rules/point-32 --from 2022-01-01 --to 2023-01-01
  tarmaq diff V1800016354/rules/chapter-2 --from 2022-01-01 --to 2026-01-01 --html changes.html

Exit codes: 0 something is or must be different, 1 nothing is or nothing is at this address, 2 something went wrong.")]
pub(super) struct Diff {
    /// The address: an act, a chapter, a clause
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// The earlier day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    from: Date,
    /// The later day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    to: Date,
    /// Write one self-contained page, side by side, to this file; to standard output when no file is given
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with = "json")]
    html: Option<PathBuf>,
}

impl Diff {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        if self.from > self.to {
            return Err(Error::Backwards { from: self.from, to: self.to });
        }
        let index = open_fresh(global, output)?;
        let compared = query::diff(&index, &self.address, self.from, self.to)?;
        match &self.html {
            Some(path) if path.as_os_str() == "-" => output.text(&page(&compared))?,
            Some(path) => {
                fs::write(path, page(&compared)).map_err(|source| Error::Page { path: path.clone(), source })?;
                output.remark(&format!("written to {}", path.display()));
            }
            None if global.json => output.json(&wire::Diff::new(&compared))?,
            None => {
                let page = set(&compared, output.width, output.palette);
                output.text(&page)?;
            }
        }
        output.finish()?;
        let said = format!("{} from {} to {}", counted(compared.changes.len(), "difference"), self.from, self.to);
        output.remark(&said);
        Ok(if compared.changes.is_empty() && compared.events.is_empty() { Outcome::NothingFound } else { Outcome::Found })
    }
}

fn set(compared: &Comparison, width: usize, palette: Palette) -> String {
    let mut page = palette.paint(Ink::Strong, &compared.citation) + "\n";
    page += &palette.paint(Ink::Address, &compared.address);
    page += &palette.paint(Ink::Dim, &format!(" · {} → {}\n", compared.from, compared.to));
    page += &Paragraph::new(&compared.act.title, 0, width).lines_max(2).ink(Ink::Dim).set(palette);
    for (at, event) in compared.events.iter().enumerate() {
        let when = days(&event.effective).unwrap_or_else(|| "on an unknown day".to_owned());
        let line = format!("[{}] {when}: {} by {}", at + 1, what(event), who(&event.by));
        page += &Paragraph::new(&line, 0, width).ink(Ink::Dim).set(palette);
    }
    for change in &compared.changes {
        page.push('\n');
        page += &entry(change, width, palette);
        change.parts.iter().for_each(|part| page += &entry(part, width, palette));
    }
    if compared.changes.is_empty() {
        let none = if compared.events.is_empty() { "nothing that is known is different" } else { "what was changed is not in the corpus, before or after" };
        page += &Paragraph::new(none, 0, width).set(palette);
    }
    for problem in &compared.problems {
        page.push('\n');
        page += &Paragraph::new(problem, 0, width).ink(Ink::Doubt).set(palette);
    }
    page
}

fn entry(change: &UnitChange, width: usize, palette: Palette) -> String {
    let ink = match change.kind {
        ChangeKind::Added => Ink::Good,
        ChangeKind::Removed => Ink::Bad,
        _ => Ink::Doubt,
    };
    let by: Vec<String> = change.by.iter().map(|at| format!("[{}]", at + 1)).collect();
    let from = change.before.path.as_ref().filter(|path| **path != change.path).map_or_else(String::new, |path| format!(" from {path}"));
    let mut lines = palette.paint(ink, change.kind.as_str()) + &from + " " + &palette.paint(Ink::Address, change.path.as_str());
    if !by.is_empty() {
        lines += &palette.paint(Ink::Dim, &format!(" {}", by.join(" ")));
    }
    lines.push('\n');
    if change.words.is_empty() {
        lines += &side(&change.before, "-", Ink::Bad, width, palette);
        lines += &side(&change.after, "+", Ink::Good, width, palette);
    } else {
        lines += &words(change, width, palette);
    }
    let places =
        [&change.before, &change.after].map(|side| side.source.as_ref().map(|place| file_and_lines(&place.file, place.lines, place.pages, &place.rest)));
    let places: Vec<String> = places.into_iter().flatten().collect();
    lines + &Paragraph::new(&places.join(" → "), 4, width).ink(Ink::Dim).set(palette)
}

/// One side by itself: its words, or why there are none.
fn side(side: &Side, sign: &str, ink: Ink, width: usize, palette: Palette) -> String {
    let perhaps = if side.certainty == Certainty::Possible && side.text.is_some() { " (perhaps)" } else { "" };
    match (&side.text, side.state) {
        (Some(text), _) => Paragraph::new(&format!("{sign}{perhaps} {text}"), 2, width).ink(ink).set(palette),
        (None, State::WordingUnknown) => Paragraph::new(&format!("{sign} the wording of this day is not in the corpus"), 2, width).ink(Ink::Doubt).set(palette),
        (None, _) => String::new(),
    }
}

/// Both sides in one text: words that went in brackets of their own, words that came likewise, painted where there is colour.
fn words(change: &UnitChange, width: usize, palette: Palette) -> String {
    let mut text = String::new();
    let mut marks = Vec::new();
    for edit in &change.words {
        let (open, close, ink) = match edit.op {
            WordOp::Keep => {
                text.push_str(&edit.text);
                continue;
            }
            WordOp::Delete => ("[-", "-]", Ink::Bad),
            WordOp::Insert => ("{+", "+}", Ink::Good),
        };
        let words = edit.text.trim_end();
        let start = text.chars().count();
        text.push_str(open);
        text.push_str(words);
        text.push_str(close);
        marks.push((start..text.chars().count(), ink));
        text.push_str(&edit.text[words.len()..]);
        if words.len() == edit.text.len() && edit.op == WordOp::Delete {
            text.push(' ');
        }
    }
    Paragraph::new(&text, 4, width).painted(&marks).set(palette)
}
