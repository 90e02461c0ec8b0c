//! Cited passages: the answers of `search --json` and `show --json`.

use serde::Serialize;

use super::SCHEMA;
use super::beside::Facets;
use super::catalog::ActSummary;
use super::shared::Source;
use crate::act;
use crate::act::{Date, ProvisionPath};
use crate::query;
use crate::query::Certainty;

/// What was found for a question.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Search<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The question, as typed.
    pub query: &'a str,
    /// The day asked about.
    pub as_of: Date,
    /// How many units match in all; `hits` holds the best of them.
    pub total: usize,
    /// The time it took inside the process, in milliseconds.
    pub took_ms: f64,
    /// The passages, best first; those in force on the day asked about before the others. Empty when nothing is found.
    pub hits: Vec<Passage<'a>>,
    /// The words of the question that told `as_of`, or `null`: «2022 жылғы 1 қыркүйекте».
    pub as_of_from: Option<&'a str>,
    /// For each of `hits` why it answers, in sentences for people; empty unless asked for.
    pub why: &'a [Vec<String>],
    /// The words that were searched for beside those of the question; empty when the question was taken as it stands.
    pub widened: Vec<Widened<'a>>,
    /// The question as it was probably meant, where words of it are misspelt or in other letters; else `null`. It was searched for already.
    pub did_you_mean: Option<&'a str>,
    /// What matches by act, kind, issuer, year and status; `null` unless asked for.
    pub facets: Option<Facets<'a>>,
    /// What was not understood in the question, or is not certain about the answer.
    pub problems: Vec<Remark<'a>>,
}

/// A word that was searched for beside one of the question.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Widened<'a> {
    /// The word of the question, in lower case.
    pub from: &'a str,
    /// The word of the index that may be meant with it.
    pub to: &'a str,
    /// Why: `spelling`, `kazakh_letters`, `script`, `mistyped`, `second_reading`, `verb_family`, `derivation` (the word it is made of),
    /// `compound`, `synonym` (the law's word for it), `abbreviation`, `translation` (the Kazakh word for a Russian one). Others may be added.
    pub reason: &'static str,
}

impl<'a> Search<'a> {
    /// The JSON of `answer`, given to `query` about the day `as_of`.
    pub fn new(query: &'a str, as_of: Date, answer: &'a query::Answer) -> Self {
        Self {
            schema: SCHEMA,
            query,
            as_of,
            total: answer.total,
            took_ms: (answer.took.as_secs_f64() * 1e6).round() / 1e3,
            hits: answer.hits.iter().map(Passage::new).collect(),
            as_of_from: answer.day_from.as_deref(),
            why: &answer.reasons,
            widened: answer.widened.iter().map(|wider| Widened { from: &wider.from, to: &wider.to, reason: wider.reason.as_str() }).collect(),
            did_you_mean: answer.did_you_mean.as_deref(),
            facets: answer.facets.as_ref().map(Facets::new),
            problems: answer.problems.iter().map(|message| Remark { message }).collect(),
        }
    }
}

/// The citations of a text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cite<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The text, as typed.
    pub text: &'a str,
    /// All addresses that are cited and indexed, each once, in the order of the text.
    pub addresses: Vec<&'a str>,
    /// The citations, in the order of the text.
    pub citations: Vec<CitationInText<'a>>,
}

/// A citation where a text has it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CitationInText<'a> {
    /// Its words.
    pub surface: &'a str,
    /// `[start, end)` in characters (not bytes) of the text.
    pub range: [usize; 2],
    /// The addresses it leads to; several where it fits several units alike.
    pub addresses: Vec<&'a str>,
    /// Whether they are indexed. An act that is not is named by the id that follows from its kind, day and number; a provision that no text of the
    /// index has (there is no such point) by the address it would have.
    pub indexed: bool,
}

impl<'a> Cite<'a> {
    /// The JSON of `citations`, found in `text`.
    pub fn new(text: &'a str, citations: &'a [query::FoundCitation]) -> Self {
        let mut addresses: Vec<&str> = Vec::new();
        for address in citations.iter().filter(|citation| citation.is_indexed).flat_map(|citation| &citation.addresses) {
            if !addresses.contains(&address.as_str()) {
                addresses.push(address);
            }
        }
        let citation = |citation: &'a query::FoundCitation| CitationInText {
            surface: &citation.surface,
            range: [citation.range.start, citation.range.end],
            addresses: citation.addresses.iter().map(String::as_str).collect(),
            indexed: citation.is_indexed,
        };
        Self { schema: SCHEMA, text, addresses, citations: citations.iter().map(citation).collect() }
    }
}

/// Something to be told about an answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remark<'a> {
    /// In a sentence, for people.
    pub message: &'a str,
}

/// A cited text: a provision with its words, its address and where it was printed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Passage<'a> {
    /// `ACT` or `ACT/PATH`. New wording found in an amending act has its address in the amended act.
    pub address: &'a str,
    /// The act of `address`, by its id.
    pub act: &'a str,
    /// The path of `address`; `null` for the act as a whole.
    pub path: Option<&'a str>,
    /// What kind of part it is (see [`act::ProvisionKind`]); `null` for the act as a whole.
    pub kind: Option<&'static str>,
    /// The title of the act the text was printed in.
    pub title: &'a str,
    /// The heading of the unit, or `null`. It is part of `text` too, but for a row: there it is the header cell, or the heading of its group of rows, printed beside the text.
    pub heading: Option<&'a str>,
    /// The sections and chapters it stands in, outermost first, by their addresses inside the act.
    pub grouping: Vec<&'a str>,
    /// How well it answers; only good for comparing hits of one answer. 0 for a passage asked for by its address.
    pub score: f32,
    /// Its own printed text, damage repaired, children and notes left out. For the act as a whole: its title. Empty where `show` was asked
    /// about a day whose wording is not in the corpus.
    pub text: &'a str,
    /// The lead-in of what it stands in («мынадай құжаттарды ұсынады:»), or `null` where it needs none.
    pub context: Option<&'a str>,
    /// The words that matched: `[start, end)` in characters (not bytes) of `text`, rising, not touching.
    pub highlights: Vec<[usize; 2]>,
    /// How to cite it.
    pub citation: Citation<'a>,
    /// Since when it is in force, as far as is known, and its state on the day asked about.
    pub validity: Validity<'a>,
    /// The status of the act on the day asked about: as its own text says, or `repealed` where an act of the corpus has repealed it by then; the names are
    /// those of [`super::Document::status`].
    pub status: &'static str,
    /// `true` where the number is kept and the text is gone: «Алып тасталды».
    pub tombstone: bool,
    /// `true` where words were changed in it as instructions say: no source prints it like this, and `source` is what it was made of.
    pub consolidated: bool,
    /// The unit of the amending act that holds the text, where `address` is in another act; else `null`.
    pub via: Option<&'a str>,
    /// Older wordings that may hold on the day asked about too, newest first; empty where there is none.
    pub alternatives: Vec<Passage<'a>>,
    /// Where the text is printed.
    pub source: Source<'a>,
    /// Where the act was published on the web, or `null` where its `source.toml` does not tell.
    pub url: Option<&'a str>,
}

impl<'a> Passage<'a> {
    /// The JSON of `passage`.
    pub fn new(passage: &'a query::Passage) -> Self {
        let place = &passage.source;
        Self {
            address: &passage.address,
            act: passage.act.as_str(),
            path: passage.path.as_ref().map(ProvisionPath::as_str),
            kind: passage.kind.map(act::ProvisionKind::as_str),
            title: &passage.act_title,
            heading: passage.heading.as_deref(),
            grouping: passage.grouping.iter().map(ProvisionPath::as_str).collect(),
            score: passage.score,
            text: &passage.text,
            context: passage.context.as_deref(),
            highlights: passage.highlights.iter().map(|range| [range.start, range.end]).collect(),
            citation: Citation { kk: &passage.citation.kk, ru: &passage.citation.ru, short: &passage.citation.short },
            validity: Validity::new(&passage.validity),
            status: passage.status.as_str(),
            tombstone: passage.tombstone,
            consolidated: passage.consolidated,
            via: passage.via.as_deref(),
            alternatives: passage.alternatives.iter().map(Passage::new).collect(),
            source: Source::new(&place.file, place.lines, place.pages).at(&place.rects).read_off(place.ocr).going_on_in(&place.rest),
            url: passage.url.as_deref(),
        }
    }
}

/// One passage cited in three ways.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation<'a> {
    /// In Kazakh, as a lawyer writes it.
    pub kk: &'a str,
    /// In Russian.
    pub ru: &'a str,
    /// In Kazakh, for a narrow margin.
    pub short: &'a str,
}

/// Since when and until when a wording holds: `[from, until)`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Validity<'a> {
    /// Its first day; `null` when nothing is known.
    pub from: Option<EffectiveDate<'a>>,
    /// The first day on which it no longer holds; `null` when it holds still, or nothing is known.
    pub until: Option<EffectiveDate<'a>>,
    /// `certain`, or `possible` when the day asked about lies between the bounds of a date that is not known exactly.
    pub certainty: &'static str,
    /// On the day asked about: `in_force`, `not_yet`, `ended`, or `wording_unknown` (something was in force that day, its
    /// wording is not in the corpus).
    pub state: &'static str,
    /// The time for which it is set aside, where it is so on that day: its `state` is `ended` then, but it comes back. Else `null`.
    pub suspended: Option<Suspension<'a>>,
    /// Why it is not certain, and what else may have held that day, in sentences; empty where nothing is in doubt.
    pub doubts: &'a [String],
}

impl<'a> Validity<'a> {
    pub(super) fn new(validity: &'a query::Validity) -> Self {
        Self {
            from: validity.from.as_ref().map(EffectiveDate::new),
            until: validity.until.as_ref().map(EffectiveDate::new),
            certainty: Certainty::as_str(validity.certainty),
            state: validity.state.as_str(),
            suspended: validity.suspended.as_ref().map(Suspension::new),
            doubts: &validity.doubts,
        }
    }
}

/// The time for which a provision is set aside: `[from, until)`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suspension<'a> {
    /// Its first day; `null` when nothing is known.
    pub from: Option<EffectiveDate<'a>>,
    /// The day from which the provision holds again; `null` when no text tells it.
    pub until: Option<EffectiveDate<'a>>,
}

impl<'a> Suspension<'a> {
    fn new(suspension: &'a query::Suspension) -> Self {
        Self { from: suspension.from.as_ref().map(EffectiveDate::new), until: suspension.until.as_ref().map(EffectiveDate::new) }
    }
}

/// A day that was worked out (`date`), or the bounds between which it lies (`earliest` and `latest`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum EffectiveDate<'a> {
    /// The day is known.
    Known {
        /// The day.
        date: Date,
        /// What it follows from, in words.
        basis: &'a str,
    },
    /// The day is not known exactly.
    Bounded {
        /// The first day it can be; `null` when nothing bounds it.
        earliest: Option<Date>,
        /// The last day it can be; `null` when nothing bounds it.
        latest: Option<Date>,
        /// What the bounds follow from, in words.
        basis: &'a str,
    },
}

impl<'a> EffectiveDate<'a> {
    pub(super) fn new(day: &'a query::EffectiveDate) -> Self {
        let basis = &*day.basis;
        match (day.earliest, day.latest) {
            (Some(date), Some(latest)) if date == latest => Self::Known { date, basis },
            (earliest, latest) => Self::Bounded { earliest, latest, basis },
        }
    }
}

/// The passage at an address, with everything below it. The fields of the passage stand beside `schema`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Show<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The day asked about.
    pub as_of: Date,
    /// The unit asked for: all fields of [`Passage`].
    #[serde(flatten)]
    pub passage: Passage<'a>,
    /// Everything below it as it stood that day, in the order of the text; empty for a leaf. Where the unit itself was not in force: what it last
    /// held, or will hold.
    pub below: Vec<Below<'a>>,
    /// The «Ескерту» notes on the unit and on what is below it, in the order of the text.
    pub notes: Vec<PrintedNote<'a>>,
    /// The act of the address.
    pub document: ActSummary<'a>,
    /// What is not known of that day, and what is announced.
    pub problems: Vec<Remark<'a>>,
}

impl<'a> Show<'a> {
    /// The JSON of `shown`, as asked about the day `as_of`.
    pub fn new(as_of: Date, shown: &'a query::Shown) -> Self {
        Self {
            schema: SCHEMA,
            as_of,
            passage: Passage::new(&shown.passage),
            below: shown.below.iter().map(|unit| Below { depth: unit.depth, passage: Passage::new(&unit.passage) }).collect(),
            notes: shown.notes.iter().map(|(target, text)| PrintedNote { target, text }).collect(),
            document: ActSummary::new(&shown.act),
            problems: shown.problems.iter().map(|message| Remark { message }).collect(),
        }
    }
}

/// One unit below the one asked for. The fields of the passage stand beside `depth`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Below<'a> {
    /// How far below: 1 for a child.
    pub depth: usize,
    /// The unit: all fields of [`Passage`].
    #[serde(flatten)]
    pub passage: Passage<'a>,
}

/// An «Ескерту» note, as printed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PrintedNote<'a> {
    /// The address it is about.
    pub target: &'a str,
    /// Its words, damage repaired.
    pub text: &'a str,
}

/// Whether an act says something word for word.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quotation<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The address that was looked below.
    pub address: &'a str,
    /// The words that were looked for.
    pub quote: &'a str,
    /// The day asked about.
    pub as_of: Date,
    /// `verbatim` (only white space may differ), `typography` (the same words with other quotation marks, dashes or capitals) or `absent`.
    pub sameness: &'static str,
    /// Where the words stand, in the order of the text, at most ten places; empty when they are absent. A place is the units that the words run
    /// through, most often one.
    pub places: Vec<Vec<Passage<'a>>>,
}

impl<'a> Quotation<'a> {
    /// The JSON of `found`, looked for as `quote` at `address` on the day `as_of`.
    pub fn new(address: &'a str, quote: &'a str, as_of: Date, found: &'a query::Quotation) -> Self {
        let places = found.places.iter().map(|place| place.iter().map(Passage::new).collect());
        Self { schema: SCHEMA, address, quote, as_of, sameness: found.sameness.as_str(), places: places.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_date_when_known_and_bounds_when_not() {
        let day = |day: &str| day.parse::<Date>().ok();
        let basis = || "published 2022-10-11".to_owned();
        let cases = [
            (
                query::EffectiveDate { earliest: day("2022-10-22"), latest: day("2022-10-22"), basis: basis() },
                r#"{"date":"2022-10-22","basis":"published 2022-10-11"}"#,
            ),
            (
                query::EffectiveDate { earliest: day("2025-12-16"), latest: None, basis: basis() },
                r#"{"earliest":"2025-12-16","latest":null,"basis":"published 2022-10-11"}"#,
            ),
            (query::EffectiveDate { earliest: None, latest: None, basis: basis() }, r#"{"earliest":null,"latest":null,"basis":"published 2022-10-11"}"#),
        ];
        for (day, want) in cases {
            assert_eq!(serde_json::to_string(&EffectiveDate::new(&day)).unwrap(), want);
        }
    }
}
