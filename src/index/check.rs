//! Does the index say what the corpus says?

use std::collections::HashSet;

use super::error::Error;
use super::open::Index;
use super::store::Unit;
use crate::history;

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub kind: FindingKind,
    /// The file or the address it is about.
    pub subject: String,
    /// In a sentence.
    pub message: String,
}

/// What can be wrong between an index and its corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindingKind {
    /// A source the index was made from has gone.
    SourceMissing,
    /// A source is not what it was when it was indexed.
    SourceChanged,
    /// A source in the corpus folder is not in the index.
    SourceNew,
    /// A source could not be read when the index was built.
    SourceUnread,
    /// A file of the index cannot be read, or does not hold what it should.
    Damaged,
    /// A unit of a stored act cannot be found by searching.
    NotSearchable,
    /// Searching finds a unit that no stored act has.
    NotStored,
    /// Two files of one day hold the same act in different words.
    CopiesDiffer,
}

impl FindingKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SourceMissing => "source_missing",
            Self::SourceChanged => "source_changed",
            Self::SourceNew => "source_new",
            Self::SourceUnread => "source_unread",
            Self::Damaged => "damaged",
            Self::NotSearchable => "not_searchable",
            Self::NotStored => "not_stored",
            Self::CopiesDiffer => "copies_differ",
        }
    }
}

/// What a check looked at and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many source files were compared.
    pub sources: usize,
    /// How many acts were compared.
    pub acts: usize,
    /// How many units were compared.
    pub units: usize,
    /// What is not as it should be, sources first; empty when all is well.
    pub findings: Vec<Finding>,
    /// Where the texts of the corpus tell different things of one provision, or order what cannot be done: the index is none the worse for it. By act.
    pub doubts: Vec<history::Finding>,
}

/// Compares the parts of an index with each other: every stored act with its manifest and with what searching finds.
///
/// That the files are what was written is not asked here: see [`crate::ingest::check`].
///
/// # Errors
///
/// [`Error::Read`] when a file cannot be read. Damage is not an error, it is found.
pub fn compare(index: &Index) -> Result<CheckReport, Error> {
    let mut report = CheckReport::default();
    for record in index.all_records() {
        let header = match record {
            Ok(record) if record.stored.is_some() => &record.header,
            Ok(_) => continue,
            Err(error) => {
                report.find(FindingKind::Damaged, "acts.table", error.to_string());
                continue;
            }
        };
        report.acts += 1;
        let stored = match index.stored(&header.id) {
            Ok(Some(stored)) => stored,
            Ok(None) => continue,
            Err(error) => {
                report.find(FindingKind::Damaged, header.id.as_str(), error.to_string());
                continue;
            }
        };
        let searchable = match index.units(&header.id, 0..u32::MAX) {
            Ok(units) => units,
            Err(error @ Error::Damaged { .. }) => {
                report.find(FindingKind::Damaged, header.id.as_str(), error.to_string());
                continue;
            }
            Err(error) => return Err(error),
        };
        report.units += stored.units.len();
        let found: HashSet<u32> = searchable.iter().map(|unit| unit.ordinal).collect();
        for unit in stored.units.iter().filter(|unit| !found.contains(&unit.ordinal)) {
            report.find(FindingKind::NotSearchable, &unit.own_address(), "no document of the search engine holds this unit".to_owned());
        }
        for unit in &searchable {
            // Where new wording stands is told by the histories, not by the act that gives it.
            let same = stored.units.get(unit.ordinal as usize).is_some_and(|kept| Unit { amends: unit.amends.clone(), ..kept.clone() } == *unit);
            if !same {
                report.find(FindingKind::NotStored, &unit.own_address(), "the search engine holds a unit that the stored act does not have so".to_owned());
            }
        }
    }
    for header in index.acts().iter().chain(index.cited_acts()) {
        match index.history(&header.id) {
            Ok(Some(history)) => {
                if let Err(error) = history.whole() {
                    report.find(FindingKind::Damaged, header.id.as_str(), format!("the history of {} cannot be read: {error}", header.id));
                }
                report.doubts.extend(history.findings().iter().cloned());
            }
            Ok(None) => report.find(FindingKind::Damaged, header.id.as_str(), format!("{} has no history", header.id)),
            Err(error) => report.find(FindingKind::Damaged, header.id.as_str(), error.to_string()),
        }
    }
    let documents = usize::try_from(index.searcher().num_docs()).unwrap_or(usize::MAX);
    let told = index.manifest().units + index.manifest().wordings;
    if documents != told {
        report.find(FindingKind::NotStored, "tantivy", format!("the search engine holds {documents} units, the manifest tells of {told}"));
    }
    Ok(report)
}

impl CheckReport {
    /// Adds a finding.
    pub(crate) fn find(&mut self, kind: FindingKind, subject: &str, message: String) {
        self.findings.push(Finding { kind, subject: subject.to_owned(), message });
    }
}
