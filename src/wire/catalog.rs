//! What is indexed, and how it got there: the answers of `acts`, `ingest`, `check` and `analyze` with `--json`.

use std::borrow::Cow;

use serde::Serialize;

use super::SCHEMA;
use super::document::{Adoption, Registration};
use super::version::Doubt;
use crate::act;
use crate::act::Date;
use crate::index::{ActHeader, CheckReport};
use crate::ingest::{Outcome, Report};

/// What is indexed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acts<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// All acts, by id; last those whose own text is not in the corpus, and that others change.
    pub acts: Vec<ActSummary<'a>>,
}

impl<'a> Acts<'a> {
    /// The JSON of `acts`, and of those that are known only through them, as they stood on `day`.
    pub fn new(acts: &'a [ActHeader], cited: &'a [ActHeader], day: Date) -> Self {
        Self { schema: SCHEMA, acts: acts.iter().chain(cited).map(|act| ActSummary::on(act, day)).collect() }
    }
}

/// What an indexed act is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActSummary<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title, damage repaired.
    pub title: &'a str,
    /// What kind of act; the names are those of [`super::Document::kind`].
    pub kind: &'static str,
    /// All who issued it, in the nominative.
    pub issuers: &'a [String],
    /// Its adoptions.
    pub adopted: Vec<Adoption<'a>>,
    /// Its entry in the register of the Ministry of Justice, or `null`.
    pub registered: Option<Registration<'a>>,
    /// Whether it is in force on the day asked about (today, where none can be asked about): as its own text says, or `repealed` where an act of the corpus
    /// has repealed it by then. The names are those of [`super::Document::status`].
    pub status: &'static str,
    /// The id of the act that repealed it, where a text names it and an id follows; else `null`.
    pub repealed_by: Option<&'a str>,
    /// The day of adoption of the act that repealed it, or `null`.
    pub repealed_on: Option<Date>,
    /// The language of the text: `kk`.
    pub language: &'a str,
    /// The day of first official publication, where `source.toml` tells; else `null`.
    pub published: Option<Date>,
    /// The day of the copy, where `source.toml` tells; else `null`.
    pub retrieved: Option<Date>,
    /// Where it was published on the web, where `source.toml` tells; else `null`.
    pub url: Option<&'a str>,
    /// The file its text was taken from; `null` where its own text is not in the corpus.
    pub file: Option<&'a str>,
    /// The files that the text goes on in after `file`, in order. Left out for an act in one file.
    #[serde(skip_serializing_if = "no_files")]
    pub parts: &'a [String],
    /// Other files of the same act, whose text is not used.
    pub other_files: &'a [String],
    /// Lines of the file; of an act over several files those of all of them.
    pub lines: u32,
    /// How many units it has.
    pub units: usize,
    /// How many doubts its reading left; `ingest --json` and `parse` tell each.
    pub problems: usize,
    /// For an act whose own text is not in the corpus: the ids of the acts that tell of it. Else empty.
    pub known_through: Vec<&'a str>,
}

fn no_files(files: &&[String]) -> bool {
    files.is_empty()
}

impl<'a> ActSummary<'a> {
    pub(super) fn new(act: &'a ActHeader) -> Self {
        let adopted = act.adopted.iter();
        Self {
            id: act.id.as_str(),
            title: &act.title,
            kind: act.kind.as_str(),
            issuers: &act.issuers,
            adopted: adopted.map(|one| Adoption { date: one.date, number: one.number.as_deref(), issuer: one.issuer.as_deref() }).collect(),
            registered: act.registered.as_ref().map(|entry| Registration { date: entry.date, number: &entry.number }),
            status: act.status.as_str(),
            repealed_by: act.repealed_by.as_ref().map(act::ActId::as_str),
            repealed_on: act.repealed_on,
            language: &act.language,
            published: act.published,
            retrieved: act.retrieved,
            url: act.url.as_deref(),
            file: Some(act.file.as_str()).filter(|file| !file.is_empty()),
            parts: &act.parts,
            other_files: &act.other_files,
            lines: act.lines,
            units: act.units,
            problems: act.problems,
            known_through: act.known_through.iter().map(act::ActId::as_str).collect(),
        }
    }

    /// The act as it stood on `day`.
    fn on(act: &'a ActHeader, day: Date) -> Self {
        let as_printed = Self::new(act);
        match act.ended.as_ref().filter(|ended| ended.on <= day) {
            Some(ended) => Self {
                status: act::Status::Repealed.as_str(),
                repealed_by: ended.by.as_ref().map(act::ActId::as_str).or(as_printed.repealed_by),
                repealed_on: ended.by_date.or(as_printed.repealed_on),
                ..as_printed
            },
            None => as_printed,
        }
    }
}

/// What a run over the corpus did.
#[derive(Clone, Debug, Serialize)]
pub struct Ingest<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Every file, by path; those that have gone last.
    pub files: Vec<IngestedFile<'a>>,
    /// How many acts are indexed now.
    pub acts: usize,
    /// How many units are indexed now.
    pub units: usize,
    /// Whether a new index was written; `false` when nothing had changed.
    pub written: bool,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
    /// Things to be said about the run as a whole, in sentences.
    pub remarks: &'a [String],
}

impl<'a> Ingest<'a> {
    /// The JSON of `report`.
    pub fn new(report: &'a Report) -> Self {
        let files = report.files.iter().map(|file| {
            let (outcome, message) = match &file.outcome {
                Outcome::Read => ("read", None),
                Outcome::Unchanged => ("unchanged", None),
                Outcome::Shadowed(by) => ("shadowed", Some(&**by)),
                Outcome::Failed(cause) => ("failed", Some(&**cause)),
                Outcome::Gone => ("gone", None),
            };
            let act = file.act.as_ref().map(act::ActId::as_str);
            let problems = file.problems.iter().map(|(code, count)| CountedProblem { code, count: *count }).collect();
            IngestedFile { path: file.path.to_string_lossy(), parts: &file.parts, act, outcome, message, units: file.units, problems }
        });
        Self {
            schema: SCHEMA,
            files: files.collect(),
            acts: report.acts,
            units: report.units,
            written: report.written,
            took_ms: (report.took.as_secs_f64() * 1e6).round() / 1e3,
            remarks: &report.remarks,
        }
    }
}

/// What became of one file.
#[derive(Clone, Debug, Serialize)]
pub struct IngestedFile<'a> {
    /// Where it lies.
    pub path: Cow<'a, str>,
    /// The names of the files beside it that its act goes on in, in order. Left out for an act in one file.
    #[serde(skip_serializing_if = "no_files")]
    pub parts: &'a [String],
    /// The id of its act; `null` when it could not be read.
    pub act: Option<&'a str>,
    /// `read`, `unchanged`, `shadowed` (another file of the same act gives the text), `failed` (could not be read) or
    /// `gone` (its act was dropped).
    pub outcome: &'static str,
    /// For `shadowed` the name of the other file, for `failed` the cause in a sentence; else `null`.
    pub message: Option<&'a str>,
    /// How many units its act has.
    pub units: usize,
    /// The doubts of its reading, each code once; `parse FILE` tells them one by one.
    pub problems: Vec<CountedProblem<'a>>,
}

/// How often a file gave one kind of doubt.
#[derive(Clone, Debug, Serialize)]
pub struct CountedProblem<'a> {
    /// What it is: `duplicate_number`, as `parse` calls it.
    pub code: &'a str,
    /// How many times; 1 or more.
    pub count: usize,
}

/// Whether the index says what the corpus says.
#[derive(Clone, Debug, Serialize)]
pub struct Check<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Whether all is well: `findings` is empty.
    pub sound: bool,
    /// How many source files were compared.
    pub sources: usize,
    /// How many acts were compared.
    pub acts: usize,
    /// How many units were compared.
    pub units: usize,
    /// What is not as it should be, sources first.
    pub findings: Vec<Finding<'a>>,
    /// Where the texts of the corpus differ, or order what cannot be done. The index is sound all the same.
    pub doubts: Vec<Doubt<'a>>,
}

impl<'a> Check<'a> {
    /// The JSON of `report`.
    pub fn new(report: &'a CheckReport) -> Self {
        let findings = report.findings.iter();
        Self {
            schema: SCHEMA,
            sound: report.findings.is_empty(),
            sources: report.sources,
            acts: report.acts,
            units: report.units,
            findings: findings.map(|one| Finding { kind: one.kind.as_str(), subject: &one.subject, message: &one.message }).collect(),
            doubts: report.doubts.iter().map(Doubt::new).collect(),
        }
    }
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, Serialize)]
pub struct Finding<'a> {
    /// `source_missing`, `source_changed`, `source_new`, `source_unread`, `damaged`, `not_searchable` or `not_stored`.
    pub kind: &'static str,
    /// The file or the address it is about.
    pub subject: &'a str,
    /// In a sentence.
    pub message: &'a str,
}

/// The terms of a text.
#[derive(Clone, Debug, Serialize)]
pub struct Analyze<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The lines, in order.
    pub lines: Vec<AnalyzedLine<'a>>,
}

impl<'a> Analyze<'a> {
    /// The JSON of `lines`.
    pub fn new(lines: Vec<AnalyzedLine<'a>>) -> Self {
        Self { schema: SCHEMA, lines }
    }
}

/// One word or line, and what it is called in the index.
#[derive(Clone, Debug, Serialize)]
pub struct AnalyzedLine<'a> {
    /// The line, as given.
    pub line: Cow<'a, str>,
    /// Its terms, in order.
    pub terms: Vec<String>,
}
