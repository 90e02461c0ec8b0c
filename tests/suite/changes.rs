//! What acts do to acts: every operation of an amending act and every event of a consolidated one, as a lawyer reads them.
//!
//! `tests/cases/changes/NAME.tsv` says what `NAME.txt` or `NAME.html` orders or tells, a line an operation or a note, in the order of the text:
//! `amend, unit, operation, act, path, effect, words (old|after|new), wording` and `note, unit, operation, effect on the text, events`; for a page
//! also which documents, chapters and articles it has: `unit, path, heading`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tarmaq::act::{Act, Amendment, AmendmentNote, CitedAct, Commencement, Delay, ProvisionPath};

fn effect(read: &Commencement) -> String {
    match read.main() {
        Commencement::On(day) => format!("={day}"),
        Commencement::AfterPublication(Delay::CalendarDays(days)) => format!("+{days}"),
        Commencement::AfterPublication(Delay::Months(months)) => format!("+{months}m"),
        Commencement::OnPublication => "on_publication".to_owned(),
        Commencement::OnSignature => "on_signature".to_owned(),
        Commencement::Unread(_) => "unread".to_owned(),
        _ => "unstated".to_owned(),
    }
}

fn cited(act: Option<&CitedAct>) -> String {
    let Some(act) = act else { return "this".to_owned() };
    if let Some(id) = &act.id {
        return id.to_string();
    }
    let day = act.date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    format!("{} {day} {}", act.kind.map_or("?", |kind| kind.as_str()), act.number.as_deref().unwrap_or("?"))
}

fn path(path: Option<&ProvisionPath>) -> &str {
    path.map_or("-", ProvisionPath::as_str)
}

fn amend(amendment: &Amendment) -> String {
    let words = amendment
        .replacement
        .as_ref()
        .map_or_else(|| "-".to_owned(), |change| [&change.old, &change.after, &change.new].map(|words| words.clone().unwrap_or_default()).join("|"));
    let base = format!("{}/new/", amendment.unit);
    let new: Vec<&str> = amendment.new.iter().map(|path| path.as_str().strip_prefix(&base).unwrap_or(path.as_str())).collect();
    let new = if new.is_empty() { "-".to_owned() } else { new.join(" ") };
    let target = &amendment.target;
    let columns =
        ["amend", amendment.unit.as_str(), amendment.op.as_str(), &cited(target.act.as_ref()), path(target.path.as_ref()), &effect(&amendment.commencement)];
    format!("{}\t{words}\t{new}", columns.join("\t"))
}

fn note(note: &AmendmentNote) -> String {
    let event = |event: &tarmaq::act::NoteEvent| {
        let day = event.date.map_or_else(|| "?".to_owned(), |date| date.to_string());
        format!("{} {day} №{} {}", event.op.as_str(), event.number.as_deref().unwrap_or("?"), effect(&event.commencement))
    };
    let events: Vec<String> = note.by.iter().map(event).collect();
    format!("note\t{}\t{}\t{}\t{}", path(note.target.as_ref()), note.op.as_str(), note.effect.as_str(), events.join("; "))
}

fn headed(act: &Act) -> impl Iterator<Item = String> {
    use tarmaq::act::ProvisionKind::{Article, Chapter, Component, Section, Subchapter};
    let told = act.provisions.iter().filter(|unit| matches!(unit.kind, Article | Chapter | Component | Section | Subchapter));
    told.map(|unit| format!("unit\t{}\t{}", unit.path, unit.heading.as_deref().unwrap_or("-")))
}

fn lines(act: &Act) -> String {
    let mut out = String::new();
    act.amendments.iter().map(amend).chain(act.notes.iter().map(note)).for_each(|line| {
        let _ = writeln!(out, "{line}");
    });
    out
}

#[test]
fn changes_are_read_as_a_lawyer_reads_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/changes");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt" || extension == "html"));
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = String::new();
    for file in files {
        let act = tarmaq::ingest::read_file(&file).unwrap_or_else(|error| panic!("{error}")).act;
        let wanted = fs::read_to_string(file.with_extension("tsv")).unwrap();
        let wanted: Vec<&str> = wanted.lines().filter(|line| !line.starts_with('#')).collect();
        let mut read = lines(&act);
        if file.extension().is_some_and(|extension| extension == "html") {
            headed(&act).for_each(|line| read += &(line + "\n"));
        }
        let read: Vec<&str> = read.lines().collect();
        wanted.iter().filter(|line| !read.contains(line)).for_each(|line| wrong += &format!("\n{}\n  missing {line}", file.display()));
        read.iter().filter(|line| !wanted.contains(line)).for_each(|line| wrong += &format!("\n{}\n  extra   {line}", file.display()));
        if read.len() != wanted.len() {
            wrong += &format!("\n{}\n  {} read, {} wanted", file.display(), read.len(), wanted.len());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
