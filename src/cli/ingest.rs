//! `tarmaq ingest`, and the same done on the way to an answer.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::error::Error;
use super::output::Output;
use super::page::{Ink, Paragraph};
use super::{Global, Outcome};
use crate::index::{self, Index};
use crate::ingest::{self, Freshness, Ingested, Options, Progress, Report, Silent};
use crate::wire;

/// A name longer than this does not push the column of the others to the right.
const NAME_COLUMNS_MAX: usize = 48;

/// Read the corpus and bring the index up to date
///
/// With no PATH the corpus folder is read. A PATH, a file or a folder, is read where it lies and remembered for the
/// runs to come. Files that have not changed are not read again; a file that cannot be read never stops the others.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq ingest
  tarmaq ingest ~/acts/Z1600000480.txt
  tarmaq ingest --ocr ~/scans

Exit codes: 0 done, 2 when any file could not be read.")]
pub(super) struct Ingest {
    /// Files or folders to read beside the corpus folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read every file again, even an unchanged one
    #[arg(long)]
    force: bool,
    /// Have tesseract read pages that are pictures; the words are kept in NAME.ocr.tsv beside each file
    #[arg(long)]
    ocr: bool,
}

impl Ingest {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let options = Options { paths: self.paths.clone(), force: self.force, ..Options::new(&global.corpus, &global.index) };
        if self.ocr {
            super::ocr::recognise_all(std::iter::once(global.corpus.clone()).chain(self.paths.iter().cloned()), output)?;
        }
        let report = watched(&options, output)?;
        if global.json {
            output.json(&wire::Ingest::new(&report))?;
        } else if !output.is_quiet() {
            let names: Vec<String> = report.files.iter().map(|file| from_here(&file.path)).collect();
            let column = names.iter().map(|name| name.chars().count()).max().unwrap_or(0).min(NAME_COLUMNS_MAX);
            for (file, name) in report.files.iter().zip(&names) {
                let lines = file_lines(file, name, column, output);
                output.text(&lines)?;
            }
            output.text(&summary(&report))?;
        }
        for remark in &report.remarks {
            output.remark(remark);
        }
        complain_about_files(&report, output);
        Ok(if report.any_failed() { Outcome::Wrong } else { Outcome::Found })
    }
}

/// Opens the index for a verb that asks it; builds it first where it is missing or older than the corpus.
pub(super) fn open_fresh(global: &Global, output: &Output) -> Result<Index, Error> {
    let stale = match ingest::freshness(&global.corpus, &global.index) {
        Ok(Freshness::Fresh) => None,
        Ok(Freshness::Missing) => Some(format!("building the index in {}", global.index.display())),
        Ok(Freshness::Stale(why)) => Some(format!("{why}; bringing the index up to date")),
        // An index without its corpus still answers; it is only not known whether it is the newest.
        Err(error @ ingest::Error::Corpus { .. }) => {
            let Ok(index) = Index::open(&global.index) else { return Err(error.into()) };
            output.remark(&format!("{error}; answering from the index as it is"));
            return Ok(index);
        }
        Err(error) => return Err(error.into()),
    };
    if let Some(why) = stale {
        output.remark(&why);
        match watched(&Options::new(&global.corpus, &global.index), output) {
            Ok(report) => {
                for remark in &report.remarks {
                    output.remark(remark);
                }
                complain_about_files(&report, output);
            }
            // Somebody else is building it, or it cannot be written: what was there before answers.
            Err(ingest::Error::Index(error @ (index::Error::Locked { .. } | index::Error::Write { .. }))) => {
                let Ok(index) = Index::open(&global.index) else { return Err(error.into()) };
                output.remark(&format!("{error}; answering from the older index"));
                return Ok(index);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Index::open(&global.index)?)
}

/// Runs an ingest with a progress bar, where somebody is there to see it.
fn watched(options: &Options, output: &Output) -> Result<Report, ingest::Error> {
    if !output.shows_progress() {
        return ingest::ingest(options, &Silent);
    }
    // indicatif draws nothing where stderr is no terminal.
    let bar = Bar(ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()));
    let report = ingest::ingest(options, &bar);
    bar.0.finish_and_clear();
    report
}

struct Bar(ProgressBar);

impl Progress for Bar {
    fn start(&self, total: usize) {
        self.0.set_length(total as u64);
        if let Ok(style) = ProgressStyle::with_template("reading {bar:30} {pos}/{len} {wide_msg}") {
            self.0.set_style(style.progress_chars("━━─"));
        }
    }

    fn file_done(&self, file: &Path) {
        self.0.set_message(file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned());
        self.0.inc(1);
    }

    fn indexing(&self, units: usize) {
        if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
            self.0.set_style(style);
        }
        self.0.set_message(format!("indexing {units} units"));
        self.0.enable_steady_tick(Duration::from_millis(100));
    }

    fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// `path` as it is called from the folder we are in.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).display().to_string()
}

/// `read       corpus/V1800016354.txt  V1800016354, 303 units`, and below a file that was read now its doubts of each kind.
fn file_lines(file: &Ingested, name: &str, column: usize, output: &Output) -> String {
    let palette = output.palette;
    let (ink, word) = match file.outcome {
        ingest::Outcome::Read => (Ink::Good, "read"),
        ingest::Outcome::Unchanged => (Ink::Dim, "unchanged"),
        ingest::Outcome::Shadowed(_) => (Ink::Doubt, "not used"),
        ingest::Outcome::Failed(_) => (Ink::Bad, "not read"),
        ingest::Outcome::Gone => (Ink::Doubt, "gone"),
    };
    let mut lines = palette.paint(ink, &format!("{word:<10}")) + &palette.paint(Ink::Strong, &format!("{name:<column$}"));
    match (&file.outcome, &file.act) {
        // The cause is told on stderr, with the other things that went wrong.
        (ingest::Outcome::Failed(_), _) | (_, None) => {}
        (ingest::Outcome::Shadowed(by), Some(act)) => lines += &format!("  {act}: the text comes from {by}"),
        (ingest::Outcome::Gone, Some(act)) => lines += &format!("  {act}: taken out of the index"),
        (_, Some(act)) => lines += &format!("  {act}, {}", counted(file.units, "unit")),
    }
    if let [first, rest @ ..] = &file.parts[..] {
        lines += &format!(", with {first}{}", rest.iter().map(|part| format!(", {part}")).collect::<String>());
    }
    lines.truncate(lines.trim_end().len());
    lines.push('\n');
    if file.outcome == ingest::Outcome::Read && !file.problems.is_empty() {
        let told = file.problems.iter().map(|(code, times)| format!("{code} {times}")).collect::<Vec<_>>().join(", ");
        let told = format!("{}: {told}", counted(file.problems(), "problem"));
        lines += &Paragraph::new(&told, 10, output.width).ink(Ink::Dim).set(palette);
    }
    lines
}

fn summary(report: &Report) -> String {
    let indexed = format!("{}, {}", counted(report.acts, "act"), counted(report.units, "unit"));
    let took = report.took.as_millis();
    if !report.written {
        return format!("{indexed}; nothing has changed ({took} ms)\n");
    }
    let problems = report.files.iter().any(|file| file.outcome == ingest::Outcome::Read && !file.problems.is_empty());
    let hint = if problems { "; `tarmaq parse FILE` tells the problems of a file" } else { "" };
    format!("{indexed} indexed in {took} ms{hint}\n")
}

/// Tells, on stderr, which files could not be read and why.
fn complain_about_files(report: &Report, output: &Output) {
    for file in &report.files {
        if let ingest::Outcome::Failed(cause) = &file.outcome {
            output.complain(cause);
        }
    }
}

/// `1 act`, `5 acts`.
pub(super) fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
