//! `tarmaq doctor`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;

use super::error::Error;
use super::ingest::counted;
use super::output::Output;
use super::page::{Ink, Paragraph};
use super::{Global, Outcome};
use crate::index::{self, Generation};
use crate::ingest::{self, Freshness};
use crate::wire;

/// The room that an index should have to be built anew: as many times its own size as lie there while it is built.
const ROOM: u64 = 2;
/// Findings of a check that are told; `check` tells all.
const FINDINGS_MAX: usize = 5;
/// What tesseract is asked to read.
const LANGUAGES: [&str; 2] = ["kaz", "rus"];

/// Tell whether everything needed is there, and what to do where it is not
///
/// Versions, the corpus folder, the state of the index with everything that `check` finds, whether it can be written, free space, and the other programs
/// that are of use. Nothing is changed and nothing is built.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq doctor
  tarmaq doctor --json

Exit codes: 0 all is well (something may be missing that is only of use), 2 something is wrong; what to do is told.")]
pub(super) struct Doctor {}

impl Doctor {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let mut advice = Vec::new();
        let corpus = corpus(&global.corpus, &mut advice);
        let index = index(global, corpus.readable, &mut advice);
        let tools = vec![tesseract(&mut advice)];
        advice.sort_by_key(|one| !one.wrong);
        let told = wire::Doctor::new(ingest::READER, corpus, index, tools, advice);
        if global.json {
            output.json(&told)?;
        } else {
            let page = page(&told, output);
            output.text(&page)?;
        }
        Ok(if told.status == "ok" { Outcome::Found } else { Outcome::Wrong })
    }
}

fn wrong(what: impl Into<String>, remedy: impl Into<String>) -> wire::Advice {
    wire::Advice { wrong: true, what: what.into(), remedy: remedy.into() }
}

fn could_be_better(what: impl Into<String>, remedy: impl Into<String>) -> wire::Advice {
    wire::Advice { wrong: false, what: what.into(), remedy: remedy.into() }
}

fn corpus(folder: &Path, advice: &mut Vec<wire::Advice>) -> wire::CorpusState {
    let entries = fs::read_dir(folder).map(Iterator::count);
    if let Err(error) = &entries {
        advice.push(wrong(
            format!("the corpus folder {} cannot be read: {error}", folder.display()),
            "put the texts of the acts into it, or name another folder with --corpus; `tarmaq fetch ID` downloads acts",
        ));
    }
    wire::CorpusState { path: folder.display().to_string(), readable: entries.is_ok(), entries: entries.ok() }
}

fn index(global: &Global, has_corpus: bool, advice: &mut Vec<wire::Advice>) -> wire::IndexState {
    let folder = &global.index;
    let opened = Generation::current(folder);
    let (state, detail) = match (&opened, ingest::freshness(&global.corpus, folder)) {
        (Err(index::Error::Missing { .. }), _) | (_, Ok(Freshness::Missing)) => ("missing", None),
        (_, Ok(Freshness::Stale(why))) => ("stale", Some(why)),
        (Err(index::Error::Damaged { path, cause }), _) => ("damaged", Some(format!("{}: {cause}", path.display()))),
        (Err(error), _) => ("unreadable", Some(error.to_string())),
        (Ok(_), Ok(Freshness::Fresh)) => ("fresh", None),
        // The corpus has been told of already; the index answers without it.
        (Ok(_), Err(error)) => ("stale", Some(error.to_string())),
    };
    let findings = match (&opened, has_corpus) {
        (Ok(_), true) => ingest::check(&global.corpus, folder).map_or_else(|error| vec![error.to_string()], |report| findings(&report, advice)),
        _ => Vec::new(),
    };
    let state = if findings.iter().any(|one| one.starts_with(index::FindingKind::Damaged.as_str())) { "damaged" } else { state };
    let manifest = opened.as_ref().ok().map(Generation::manifest);
    let bytes = manifest.map(|manifest| manifest.files.iter().map(|file| file.bytes).sum::<u64>());
    let writable = is_writable(folder);
    let free_bytes = nearest(folder).and_then(|there| fs4::available_space(there).ok());
    match state {
        "missing" => {
            advice.push(could_be_better(format!("there is no index in {}", folder.display()), "`tarmaq ingest` builds it; so does the first question"))
        }
        "stale" => advice.push(could_be_better(detail.clone().unwrap_or_default(), "`tarmaq ingest` brings the index up to date; so does the next question")),
        "damaged" => advice.push(wrong(
            format!("the index in {} is damaged{}", folder.display(), detail.as_ref().map(|why| format!(": {why}")).unwrap_or_default()),
            "`tarmaq ingest --force` builds it again from the corpus; a disk that does this twice is failing",
        )),
        "unreadable" => advice.push(wrong(detail.clone().unwrap_or_default(), "see who may read the folder, or name another one with --index")),
        _ => {}
    }
    if let Err(error) = &writable {
        let what = format!("nothing can be written to {}: {error}", folder.display());
        // An index that is as new as its corpus answers from a disk that cannot be written.
        let one = if state == "fresh" { could_be_better } else { wrong };
        advice.push(one(what, "let the user who runs tarmaq write there, or name another folder with --index".to_owned()));
    }
    if let (Some(bytes), Some(free)) = (bytes, free_bytes)
        && free < bytes.saturating_mul(ROOM)
    {
        let what = format!("{} are free where the index of {} lies", in_megabytes(free), in_megabytes(bytes));
        advice.push(could_be_better(what, "an index is written beside the one that answers: make room for it before the next `tarmaq ingest`"));
    }
    wire::IndexState {
        path: folder.display().to_string(),
        state,
        detail,
        format: manifest.map(|manifest| manifest.format.clone()),
        generation: opened.as_ref().ok().and_then(|opened| opened.path().file_name()).map(|name| name.to_string_lossy().into_owned()),
        acts: manifest.map(|manifest| manifest.acts),
        units: manifest.map(|manifest| manifest.units),
        bytes,
        writable: writable.is_ok(),
        free_bytes,
        findings,
    }
}

/// What a check found, a line each. A source that changed is what makes an index stale, and told there.
fn findings(report: &index::CheckReport, advice: &mut Vec<wire::Advice>) -> Vec<String> {
    use index::FindingKind as Kind;
    let unread = report.findings.iter().filter(|one| one.kind == Kind::SourceUnread);
    advice.extend(unread.take(FINDINGS_MAX).map(|one| could_be_better(one.message.clone(), "the others are indexed all the same; mend or take away this one")));
    let inside = report.findings.iter().filter(|one| matches!(one.kind, Kind::NotSearchable | Kind::NotStored)).count();
    if inside > 0 {
        let what = format!("the parts of the index do not agree in {}", counted(inside, "place"));
        advice.push(wrong(what, "`tarmaq ingest --force` builds it again from the corpus"));
    }
    report.findings.iter().map(|one| format!("{} {}: {}", one.kind.as_str(), one.subject, one.message)).collect()
}

/// The folder, or the nearest one above it that is there.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    whole.ancestors().find(|there| there.is_dir()).map(Path::to_owned)
}

/// Whether a file can be made in the folder, or in the one it would be made in.
fn is_writable(folder: &Path) -> io::Result<()> {
    let there = nearest(folder).ok_or(io::ErrorKind::NotFound)?;
    let probe = there.join(format!(".tarmaq-doctor-{}", std::process::id()));
    fs::OpenOptions::new().write(true).create_new(true).open(&probe)?;
    fs::remove_file(&probe)
}

/// The program that reads pages that are pictures.
fn tesseract(advice: &mut Vec<wire::Advice>) -> wire::Tool {
    const INSTALL: &str = "only scans need it; install it with its Kazakh and Russian data (Debian: apt-get install tesseract-ocr-kaz tesseract-ocr-rus)";
    let ask = |argument: &str| {
        let done = Command::new(super::ocr::PROGRAM).arg(argument).stdin(Stdio::null()).output().ok().filter(|done| done.status.success())?;
        // Older ones say on stderr what they are.
        Some(String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr))
    };
    let version = ask("--version").and_then(|said| said.lines().next().map(|line| line.trim().to_owned()));
    let known = ask("--list-langs").unwrap_or_default();
    let missing: Vec<&str> =
        if version.is_some() { LANGUAGES.into_iter().filter(|one| !known.lines().any(|line| line.trim() == *one)).collect() } else { Vec::new() };
    if version.is_none() {
        advice.push(could_be_better("tesseract is not installed: --ocr cannot read pages that are pictures", INSTALL));
    } else if !missing.is_empty() {
        advice.push(could_be_better(format!("tesseract has no data for {}", missing.join(" and ")), INSTALL));
    }
    wire::Tool { name: super::ocr::PROGRAM, needed_for: "ingest --ocr, parse --ocr", version, missing }
}

fn in_megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

fn page(told: &wire::Doctor, output: &Output) -> String {
    let (width, palette) = (output.width, output.palette);
    let row = |name: &str, value: &str| palette.paint(Ink::Dim, &format!("{name:<9} ")) + value + "\n";
    let mut page = row("tarmaq", &format!("{} ({}), {}", told.version, told.features.join(", "), told.system));
    let entries = told
        .corpus
        .entries
        .map_or_else(|| "cannot be read".to_owned(), |entries| if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") });
    page += &row("corpus", &format!("{}, {entries}", told.corpus.path));
    let index = &told.index;
    let ink = match index.state {
        "fresh" => Ink::Good,
        "damaged" | "unreadable" => Ink::Bad,
        _ => Ink::Doubt,
    };
    let held = [
        index.generation.clone(),
        index.format.as_ref().map(|format| format!("format {format}")),
        index.acts.map(|acts| counted(acts, "act")),
        index.units.map(|units| counted(units, "unit")),
        index.bytes.map(in_megabytes),
    ];
    let held: Vec<String> = held.into_iter().flatten().collect();
    page += &row("index", &format!("{}, {}{}", index.path, palette.paint(ink, index.state), held.iter().map(|one| format!(", {one}")).collect::<String>()));
    let free = index.free_bytes.map_or_else(String::new, |free| format!(", {} free", in_megabytes(free)));
    page += &row("disk", &format!("{}{free}", if index.writable { "can be written" } else { "cannot be written" }));
    for tool in &told.tools {
        let found = tool.version.clone().unwrap_or_else(|| "not installed".to_owned());
        page += &row(tool.name, &format!("{found} ({})", tool.needed_for));
    }
    for finding in index.findings.iter().take(FINDINGS_MAX) {
        page += &Paragraph::new(finding, 9, width).ink(Ink::Dim).set(palette);
    }
    if index.findings.len() > FINDINGS_MAX {
        page += &Paragraph::new(&format!("… {} more; `tarmaq check` tells all", index.findings.len() - FINDINGS_MAX), 9, width).ink(Ink::Dim).set(palette);
    }
    for one in &told.advice {
        page += &format!("\n{}\n", palette.paint(if one.wrong { Ink::Bad } else { Ink::Doubt }, if one.wrong { "wrong" } else { "could be better" }));
        page += &Paragraph::new(&format!("{}: {}", one.what, one.remedy), 4, width).set(palette);
    }
    if told.advice.is_empty() {
        page += &format!("\n{}\n", palette.paint(Ink::Good, "nothing is missing"));
    }
    page
}
