//! What the documents of the engine tell: units, where they stand, and the words of them all.

use std::ops::Range;
use std::sync::{Arc, OnceLock, PoisonError};

use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, DocSet, TERMINATED, TantivyDocument, TantivyError, Term};

use super::Index;
use crate::act::ActId;
use crate::index::build::TANTIVY;
use crate::index::columns::UnitColumns;
use crate::index::error::Error;
use crate::index::store::Unit;

/// So many units are kept as they were read; a unit has some kilobytes. When there are more, all are forgotten: the next questions read theirs anew.
const UNITS_KEPT_MAX: usize = 8_192;

/// A unit that is kept for the next questions, with what was found out about it.
#[derive(Clone, Debug)]
pub(crate) struct SharedUnit {
    unit: Unit,
    /// Whatever the questions note about it, worked out once.
    pub(crate) noted: OnceLock<u32>,
}

impl From<Unit> for SharedUnit {
    fn from(unit: Unit) -> Self {
        Self { unit, noted: OnceLock::new() }
    }
}

impl std::ops::Deref for SharedUnit {
    type Target = Unit;

    fn deref(&self) -> &Unit {
        &self.unit
    }
}

/// Where a unit stands, as the columns of the engine tell it; by act and place there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct UnitPlace {
    /// The id of the act it is printed in.
    pub(crate) act: Option<String>,
    /// Its place there.
    pub(crate) ordinal: Option<u32>,
}

impl Index {
    /// The unit of a document.
    pub(crate) fn unit(&self, at: DocAddress) -> Result<Unit, Error> {
        let (wording, amends) = self.json_of(at)?;
        let damaged = |cause: String| Error::Damaged { path: self.generation.path().join(TANTIVY), cause };
        if let Some(json) = wording {
            return serde_json::from_str(&json).map_err(|error| damaged(error.to_string()));
        }
        let UnitPlace { act, ordinal } = self.places(&[at])?.pop().unwrap_or_default();
        let id = act.and_then(|id| id.parse::<ActId>().ok());
        let (Some(id), Some(ordinal)) = (id, ordinal) else { return Err(damaged("a document does not tell where its unit is kept".to_owned())) };
        let kept = self.kept_act(&id)?.ok_or_else(|| damaged(format!("a document is of {id}, which is not kept")))?;
        let unit = kept.unit(ordinal).map_err(|error| self.damaged_act(&id, &error.to_string()))?;
        let unit = unit.ok_or_else(|| damaged(format!("a document is of unit {ordinal} of {id}, which has none of that number")))?;
        match amends {
            Some(json) => Ok(Unit { amends: Some(serde_json::from_str(&json).map_err(|error| damaged(error.to_string()))?), ..unit }),
            None => Ok(unit),
        }
    }

    /// The JSON of its wording, and of the place that it amends, of a unit that has one with it.
    fn json_of(&self, at: DocAddress) -> Result<(Option<String>, Option<String>), Error> {
        let read = || -> tantivy::Result<_> {
            if self.columns(at).stored()?.first(at.doc_id).is_none() {
                return Ok((None, None));
            }
            let document: TantivyDocument = self.searcher.doc(at)?;
            let told = |field: Field| document.get_first(field).and_then(|value| value.as_str()).map(str::to_owned);
            Ok((told(self.fields.wording), told(self.fields.amends)))
        };
        read().map_err(|error| self.engine_error(error))
    }

    /// The same, shared: what was asked for lately is not read again.
    pub(crate) fn shared_unit(&self, at: DocAddress) -> Result<Arc<SharedUnit>, Error> {
        if let Some(unit) = self.units_read.lock().unwrap_or_else(PoisonError::into_inner).get(&at) {
            return Ok(unit.clone());
        }
        let unit = Arc::new(SharedUnit::from(self.unit(at)?));
        let mut read = self.units_read.lock().unwrap_or_else(PoisonError::into_inner);
        if read.len() >= UNITS_KEPT_MAX {
            read.clear();
        }
        read.insert(at, unit.clone());
        Ok(unit)
    }

    /// The documents whose `field` holds exactly `value`.
    pub(crate) fn documents(&self, field: Field, value: &str) -> Result<Vec<DocAddress>, Error> {
        let query = TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic);
        let find = || -> tantivy::Result<Vec<DocAddress>> {
            let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
            let mut found = Vec::new();
            for (segment, reader) in (0_u32..).zip(self.searcher.segment_readers()) {
                let mut documents = weight.scorer(reader, 1.0)?;
                while documents.doc() != TERMINATED {
                    if !reader.is_deleted(documents.doc()) {
                        found.push(DocAddress::new(segment, documents.doc()));
                    }
                    documents.advance();
                }
            }
            Ok(found)
        };
        find().map_err(|error| self.engine_error(error))
    }

    /// The units of `act` whose ordinals lie in `ordinals`, by ordinal; wordings of other times are not among them.
    pub(crate) fn units(&self, act: &ActId, ordinals: Range<u32>) -> Result<Vec<Unit>, Error> {
        let mut units = Vec::new();
        let all = self.documents(self.fields.printed_in, act.as_str())?;
        for (ordinal, &at) in self.ordinals(&all)?.into_iter().zip(&all) {
            if ordinal.is_some_and(|ordinal| ordinals.contains(&ordinal)) {
                let unit = self.unit(at)?;
                if !unit.other_wording {
                    units.push(unit);
                }
            }
        }
        units.sort_by_key(|unit| unit.ordinal);
        Ok(units)
    }

    /// Where each of `units` stands. None of them is read for it.
    pub(crate) fn places(&self, units: &[DocAddress]) -> Result<Vec<UnitPlace>, Error> {
        let acts = self.printed_in(units.iter().copied())?;
        Ok(acts.into_iter().zip(self.ordinals(units)?).map(|(act, ordinal)| UnitPlace { act, ordinal }).collect())
    }

    fn ordinals(&self, units: &[DocAddress]) -> Result<Vec<Option<u32>>, Error> {
        let ordinal = |at: &DocAddress| Ok(self.columns(*at).ordinal()?.first(at.doc_id).and_then(|ordinal| u32::try_from(ordinal).ok()));
        units.iter().map(|at| ordinal(at).map_err(|error| self.engine_error(error))).collect()
    }

    /// The columns of the segment that the unit `at` stands in.
    pub(crate) fn columns(&self, at: DocAddress) -> UnitColumns<'_> {
        UnitColumns::new(&self.columns, self.searcher.segment_reader(at.segment_ord), at)
    }

    /// The day its act was adopted, in days since 1970.
    pub(crate) fn adopted(&self, at: DocAddress) -> Result<Option<i64>, Error> {
        Ok(self.columns(at).adopted().map_err(|error| self.engine_error(error))?.first(at.doc_id))
    }

    /// The id of the act that each of `units` is printed in.
    pub(crate) fn printed_in(&self, units: impl Iterator<Item = DocAddress>) -> Result<Vec<Option<String>>, Error> {
        let named = |at: DocAddress| Ok(self.columns(at).act_of(at.doc_id)?.map(str::to_owned));
        units.map(|at| named(at).map_err(|error: TantivyError| self.engine_error(error))).collect()
    }

    /// The terms of `field` that begin with `prefix`, in their order.
    pub(crate) fn terms(&self, field: Field, prefix: &str) -> Result<Vec<String>, Error> {
        self.first_terms(field, prefix, usize::MAX).map_err(|error| self.engine_error(error))
    }

    /// The first `max` of them of each segment, in their order.
    pub(crate) fn first_terms(&self, field: Field, prefix: &str, max: usize) -> Result<Vec<String>, TantivyError> {
        let mut found = Vec::new();
        self.each_term(field, prefix, max, |term, _| found.push(term.to_owned()))?;
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// The first `max` of them of each segment, and in how many units each stands; a term may come several times.
    pub(crate) fn terms_with_frequency(&self, field: Field, prefix: &str, max: usize) -> Result<Vec<(String, usize)>, Error> {
        let mut found = Vec::new();
        self.each_term(field, prefix, max, |term, count| found.push((term.to_owned(), count))).map_err(|error| self.engine_error(error))?;
        Ok(found)
    }

    fn each_term(&self, field: Field, prefix: &str, max: usize, mut take: impl FnMut(&str, usize)) -> Result<(), TantivyError> {
        for reader in self.searcher.segment_readers() {
            let index = reader.inverted_index(field)?;
            let mut terms = index.terms().range().ge(prefix).into_stream()?;
            let mut taken = 0;
            while taken < max && terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                taken += 1;
                if let Ok(term) = std::str::from_utf8(terms.key()) {
                    take(term, terms.value().doc_freq as usize);
                }
            }
        }
        Ok(())
    }
}
