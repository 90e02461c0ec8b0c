//! `tarmaq history`.

use clap::Args;

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::page::{Ink, Palette, Paragraph};
use super::passage::file_and_lines;
use super::today::today;
use super::{Global, Outcome};
use crate::act::{CitedAct, Commencement, Date, Delay, NoteEffect, Operation};
use crate::history::{Event, EventKind, Finding, Place};
use crate::query::{self, Chronicle, State, Version, days};
use crate::wire;

/// Columns by which what belongs to an event is set in.
const INDENT: usize = 4;

/// Tell what happened to an act or a provision, and how it read when
///
/// For each event: when it took effect, who did what, when that was announced to take effect, where it is printed, and the
/// wording that began with it. What was only announced and what was taken back is told as such. Where two witnesses differ,
/// both texts are shown.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq history V1800016354/rules/point-14-1
  tarmaq history V1800016354/rules/chapter-2
  tarmaq history P1200000148 --json

Exit codes: 0 found, 1 nothing at this address, 2 something went wrong.")]
pub(super) struct History {
    /// The address: an act, a chapter, a clause
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// Mark the wording of this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

impl History {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let index = open_fresh(global, output)?;
        let as_of = self.as_of.unwrap_or_else(today);
        let told = query::history(&index, &self.address, Some(as_of))?;
        if global.json {
            output.json(&wire::History::new(as_of, &told))?;
        } else {
            let page = set(&told, as_of, output.width, output.palette);
            output.text(&page)?;
        }
        Ok(Outcome::Found)
    }
}

fn set(told: &Chronicle, as_of: Date, width: usize, palette: Palette) -> String {
    let mut page = palette.paint(Ink::Strong, &told.citation) + "\n";
    page += &palette.paint(Ink::Address, &told.address);
    page += &palette.paint(Ink::Dim, &format!(" · as of {as_of}\n"));
    page += &Paragraph::new(&told.act.title, 0, width).lines_max(2).ink(Ink::Dim).set(palette);
    let mut told_of = vec![false; told.wordings.len()];
    for happened in &told.events {
        page.push('\n');
        page += &event(&happened.event, happened.title.as_deref(), width, palette);
        if let Some(version) = happened.wording.and_then(|at| told.wordings.get(at)) {
            told_of[happened.wording.unwrap_or(0)] = true;
            page += &wording(version, as_of, width, palette);
        }
    }
    for (version, _) in told.wordings.iter().zip(&told_of).filter(|(_, told)| !**told) {
        page.push('\n');
        page += &wording(version, as_of, width, palette);
    }
    if !told.findings.is_empty() {
        page += "\n";
        for finding in &told.findings {
            page += &disagreement(finding, width, palette);
        }
    }
    for problem in &told.problems {
        page.push('\n');
        page += &Paragraph::new(problem, 0, width).ink(Ink::Doubt).set(palette);
    }
    page
}

/// When, what and by whom; what was announced and what was worked out; where it is printed.
fn event(event: &Event, title: Option<&str>, width: usize, palette: Palette) -> String {
    let when = days(&event.effective).unwrap_or_else(|| "on an unknown day".to_owned());
    let head = format!("{when} · {}", what(event));
    let ink = if event.stands() { Ink::Strong } else { Ink::Dim };
    let mut lines = Paragraph::new(&head, 0, width).ink(ink).set(palette);
    let mut add = |text: &str, ink: Ink| lines += &Paragraph::new(text, INDENT, width).ink(ink).set(palette);
    if event.kind != EventKind::Enacted {
        let title = title.filter(|title| !title.is_empty()).map_or_else(String::new, |title| format!(" «{title}»"));
        add(&format!("by {}{title}", who(&event.by)), Ink::Plain);
    }
    if let Some(words) = &event.words {
        let change = match (&words.old, &words.after, &words.new) {
            (Some(old), _, Some(new)) => format!("«{old}» → «{new}»"),
            (Some(old), _, None) => format!("«{old}» taken out"),
            (None, Some(after), Some(new)) => format!("after «{after}» put in «{new}»"),
            (None, _, Some(new)) => format!("put in «{new}»"),
            _ => String::new(),
        };
        add(&change, Ink::Plain);
    }
    if let Some(why) = &event.cancelled {
        add(why, Ink::Bad);
    }
    let published = event.published.map_or_else(String::new, |day| format!("; first published {day}"));
    add(&format!("announced: {}{published}", announced(&event.commencement)), Ink::Dim);
    add(&format!("worked out from: {}", basis(event)), Ink::Dim);
    let printed: Vec<String> = event.printed.iter().map(place).collect();
    add(&printed.join("; "), Ink::Dim);
    lines
}

fn basis(event: &Event) -> String {
    match event.effective.basis.as_str() {
        "default" => "the text names no day; the law's ten days after publication at the earliest".to_owned(),
        "stated" => "the day is stated".to_owned(),
        basis => basis.to_owned(),
    }
}

/// What was done, in words: «reworded rules/point-3».
pub(super) fn what(event: &Event) -> String {
    let target = event.target.as_ref().map_or_else(|| "the act".to_owned(), ToString::to_string);
    let done = match event.kind {
        EventKind::Enacted => return format!("{target} takes effect"),
        EventKind::Expired => return format!("{target}: a change made for a time ends"),
        EventKind::Changed(op) => match op {
            Operation::Reword => "reworded",
            Operation::Add => "added",
            Operation::Delete => "taken out",
            Operation::ReplaceWords => "words replaced in",
            Operation::AddWords => "words put in",
            Operation::DeleteWords => "words taken out of",
            Operation::Amend => "changed",
            Operation::Repeal => "repealed",
            Operation::Suspend => "suspended",
            Operation::Renumber => "renumbered",
            _ => "an instruction that could not be read, on",
        },
    };
    let done = format!("{done} {target}");
    match event.effect {
        NoteEffect::Made => done,
        NoteEffect::RussianOnly => format!("{done}, in the Russian text alone"),
        NoteEffect::Pending => format!("announced, not in force: {done}"),
    }
}

/// The act that did it: id, day, number and issuer, as far as they are known.
pub(super) fn who(act: &CitedAct) -> String {
    let mut told: Vec<String> = act.id.iter().map(ToString::to_string).collect();
    let dated = act.date.map(|date| act.number.as_ref().map_or_else(|| date.to_string(), |number| format!("{date} № {number}")));
    told.extend(dated);
    let mut named = told.join(", ");
    if named.is_empty() {
        named = "an act that is not named".to_owned();
    }
    if let Some(issuer) = &act.issuer {
        named += &format!(" ({issuer})");
    }
    named
}

/// The words on commencement, in brief.
fn announced(commencement: &Commencement) -> String {
    let mut told = match commencement.main() {
        Commencement::On(day) => format!("from {day}"),
        Commencement::AfterPublication(Delay::CalendarDays(days)) => format!("when {days} calendar days have passed since first official publication"),
        Commencement::AfterPublication(Delay::Months(months)) => format!("when {months} months have passed since first official publication"),
        Commencement::OnPublication => "from the day of first official publication".to_owned(),
        Commencement::OnSignature => "from the day it is signed".to_owned(),
        Commencement::Unread(text) => format!("«{text}», which could not be read"),
        _ => "nothing".to_owned(),
    };
    if let Some(day) = commencement.applies_from() {
        told += &format!(", applying to relations since {day}");
    }
    if let Some(day) = commencement.until() {
        told += &format!(", until {day}");
    }
    if !commencement.exceptions().is_empty() {
        told += ", some units apart";
    }
    told
}

fn place(place: &Place) -> String {
    file_and_lines(&place.file, place.lines, place.pages, &place.rest)
}

/// A wording, its days, and whether it holds on the day asked about.
fn wording(version: &Version, as_of: Date, width: usize, palette: Palette) -> String {
    let until = version.validity.until.as_ref().and_then(days).map_or_else(String::new, |days| format!(" until {days}"));
    let from = version.validity.from.as_ref().and_then(days).unwrap_or_else(|| "an unknown day".to_owned());
    let what = match version.validity.state {
        State::InForce => "wording",
        State::NotYet => "not there",
        State::Ended if version.validity.suspended.is_some() => "suspended",
        State::Ended => "not in force",
        State::WordingUnknown => "wording not in the corpus,",
    };
    let mark = match (version.current, version.validity.doubts.is_empty()) {
        (false, _) => String::new(),
        (true, true) => format!(" ◀ on {as_of}"),
        (true, false) => format!(" ◀ perhaps on {as_of}"),
    };
    let ink = if version.current { Ink::Good } else { Ink::Dim };
    let mut lines = Paragraph::new(&format!("{what} from {from}{until}{mark}"), INDENT, width).ink(ink).set(palette);
    if let Some(passage) = &version.passage {
        lines += &Paragraph::new(&passage.text, INDENT, width).set(palette);
        let how = if passage.consolidated { " (put together from instructions)" } else { "" };
        let at = format!("{}{how}", file_and_lines(&passage.source.file, passage.source.lines, passage.source.pages, &passage.source.rest));
        lines += &Paragraph::new(&at, INDENT, width).ink(Ink::Dim).set(palette);
    }
    if let Some(why) = &version.why {
        lines += &Paragraph::new(why, INDENT, width).ink(Ink::Doubt).set(palette);
    }
    if let Some(other) = &version.disputed {
        let because = if version.why.is_some() { "it may read instead:" } else { "another witness has:" };
        lines += &Paragraph::new(because, INDENT, width).ink(Ink::Doubt).set(palette);
        lines += &Paragraph::new(&other.text, INDENT, width).set(palette);
    }
    lines
}

/// What two witnesses tell differently, or what could not be done: the sentence, and the texts.
pub(super) fn disagreement(finding: &Finding, width: usize, palette: Palette) -> String {
    let address = finding.path.as_ref().map_or_else(|| finding.act.to_string(), |path| format!("{}/{path}", finding.act));
    let mut lines = Paragraph::new(&format!("{address}: {}", finding.message), 0, width).ink(Ink::Doubt).set(palette);
    for (text, at) in &finding.texts {
        let words = if text.is_empty() { "(nothing)" } else { text };
        lines += &Paragraph::new(words, INDENT, width).set(palette);
        if let Some(at) = at {
            lines += &Paragraph::new(&place(at), INDENT, width).ink(Ink::Dim).set(palette);
        }
    }
    lines
}
