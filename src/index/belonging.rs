//! Of which act each unit is: what filters by act and counts by act ask of millions of units.
//!
//! The units of an act lie side by side in a segment, so that a run of documents tells it of all of them at once. This is read from the columns of the
//! engine and the table of acts when it is first asked for, and kept as long as the index is open.

use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;
use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentOrdinal, SegmentReader};

use super::manifest::BriefRecord;
use super::store::{AdoptionRecord, Ended, id_key};
use crate::act::{ActId, ActKind, Date, Status};

/// Of which acts the units of an index are.
#[derive(Debug, Default)]
pub(crate) struct Belonging {
    acts: Vec<OfUnits>,
    /// For each act the one that is meant by its id, however that is spelt.
    meant: Vec<u32>,
    issuers: Vec<String>,
    /// By the ordinal of the segment.
    segments: Vec<SegmentActs>,
}

/// An act that units are of.
#[derive(Debug)]
pub(crate) struct OfUnits {
    /// Its id; of an act of which no more is known than that its wording is printed in another, the key it is looked for by, in upper case.
    pub(crate) id: String,
    /// What filters ask of it; `None` where its own text is not in the corpus.
    pub(crate) facts: Option<ActFacts>,
}

/// What filters ask of an act.
#[derive(Debug)]
pub(crate) struct ActFacts {
    pub(crate) kind: ActKind,
    /// What its own text says.
    pub(crate) status: Status,
    /// The first day on which it was in force no more, where the histories tell.
    pub(crate) ended: Option<Date>,
    /// The days of its adoption.
    pub(crate) adopted: Vec<Date>,
    /// Its issuers, by their numbers.
    pub(crate) issuers: Vec<u32>,
}

/// The head of an act, as far as filters ask for it.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    id: ActId,
    kind: ActKind,
    status: Status,
    issuers: Vec<String>,
    adopted: Vec<AdoptionRecord>,
    #[serde(default)]
    ended: Option<Ended>,
}

impl ActFacts {
    /// Its status on `day`, or as its own text says.
    pub(crate) fn status_on(&self, day: Option<Date>) -> Status {
        if self.ended.zip(day).is_some_and(|(ended, day)| ended <= day) { Status::Repealed } else { self.status }
    }
}

/// Of which acts the units of one segment are, each act by its number.
#[derive(Debug, Default)]
pub(crate) struct SegmentActs {
    /// The first document of each run, and the act that its units are printed in.
    runs: Vec<(DocId, u32)>,
    /// Documents of new wording, and the other act that it stands in.
    others: Vec<(DocId, u32)>,
}

impl Belonging {
    /// Of all units of `segments`, in the order of their ordinals; `records` are those of all acts.
    pub(super) fn read(records: Vec<BriefRecord<Head>>, segments: &[SegmentReader]) -> tantivy::Result<Self> {
        let mut belonging = Self::default();
        let mut numbers = Numbers::default();
        let mut issuers: HashMap<String, u32> = HashMap::new();
        for BriefRecord { header, stored } in records {
            let mut number = |issuer: String| {
                let next = number_of(belonging.issuers.len());
                *issuers.entry(issuer).or_insert_with_key(|issuer| {
                    belonging.issuers.push(issuer.clone());
                    next
                })
            };
            let facts = ActFacts {
                kind: header.kind,
                status: header.status,
                ended: header.ended.map(|ended| ended.on),
                adopted: header.adopted.iter().filter_map(|adoption| adoption.date).collect(),
                issuers: header.issuers.into_iter().map(&mut number).collect(),
            };
            let (id, act) = (header.id.to_string(), number_of(belonging.acts.len()));
            // Of acts whose ids differ in their spelling alone the first that is in the corpus is meant.
            let meant = numbers.by_key.entry(id_key(&id)).or_insert(act);
            if stored.is_some() && belonging.acts.get(*meant as usize).is_some_and(|other| other.facts.is_none()) {
                *meant = act;
            }
            numbers.by_id.insert(id.clone(), act);
            belonging.acts.push(OfUnits { id, facts: stored.map(|_| facts) });
        }
        for segment in segments {
            let acts = SegmentActs::read(segment, &mut numbers, &mut belonging.acts)?;
            belonging.segments.push(acts);
        }
        let meant = |(act, of): (u32, &OfUnits)| *numbers.by_key.get(&id_key(&of.id)).unwrap_or(&act);
        belonging.meant = (0..).zip(&belonging.acts).map(meant).collect();
        Ok(belonging)
    }

    /// All acts, by their numbers.
    pub(crate) fn acts(&self) -> &[OfUnits] {
        &self.acts
    }

    /// The act that is meant by the id of `act`: itself, unless another one's differs in its spelling alone.
    pub(crate) fn meant(&self, act: u32) -> u32 {
        self.meant.get(act as usize).copied().unwrap_or(act)
    }

    /// All issuers, by their numbers.
    pub(crate) fn issuers(&self) -> &[String] {
        &self.issuers
    }

    /// Of which acts the units of a segment are.
    pub(crate) fn segment(&self, segment: SegmentOrdinal) -> &SegmentActs {
        &self.segments[segment as usize]
    }
}

/// The numbers of acts.
#[derive(Default)]
struct Numbers {
    by_id: HashMap<String, u32>,
    by_key: HashMap<String, u32>,
}

impl Numbers {
    /// The act that is called so; a new one where none is known.
    fn named(&mut self, name: &str, is_key: bool, acts: &mut Vec<OfUnits>) -> u32 {
        let known = if is_key { &mut self.by_key } else { &mut self.by_id };
        if let Some(act) = known.get(name) {
            return *act;
        }
        let act = number_of(acts.len());
        acts.push(OfUnits { id: if is_key { name.to_uppercase() } else { name.to_owned() }, facts: None });
        known.insert(name.to_owned(), act);
        act
    }
}

/// An index has fewer acts and issuers than that.
fn number_of(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl SegmentActs {
    fn read(segment: &SegmentReader, numbers: &mut Numbers, acts: &mut Vec<OfUnits>) -> tantivy::Result<Self> {
        let mut column = |name: &str, is_key: bool| -> tantivy::Result<Option<(StrColumn, Vec<u32>)>> {
            let Some(column) = segment.fast_fields().str(name)? else { return Ok(None) };
            let mut values = Vec::with_capacity(column.num_terms());
            let mut terms = column.dictionary().stream()?;
            while terms.advance() {
                values.push(numbers.named(&String::from_utf8_lossy(terms.key()), is_key, acts));
            }
            Ok(Some((column, values)))
        };
        let (printed_in, named) = (column("printed_in", false)?, column("act", true)?);
        let mut read = Self::default();
        let Some((printed_in, printed)) = printed_in else { return Ok(read) };
        // What the other column calls the act that a unit is printed in.
        let by_key = |act: &u32| *numbers.by_key.get(&id_key(&acts[*act as usize].id)).unwrap_or(act);
        let printed: Vec<(u32, u32)> = printed.iter().map(|act| (*act, by_key(act))).collect();
        let mut last = None;
        for document in 0..segment.max_doc() {
            let Some((act, own)) = printed_in.ords().first(document).and_then(|value| printed.get(usize::try_from(value).ok()?)) else { continue };
            if last != Some(*act) {
                read.runs.push((document, *act));
                last = Some(*act);
            }
            let Some((named, values)) = &named else { continue };
            let others = named.term_ords(document).filter_map(|value| values.get(usize::try_from(value).ok()?)).filter(|other| *other != own);
            read.others.extend(others.map(|other| (document, *other)));
        }
        Ok(read)
    }

    /// The act that the unit `document` is printed in.
    pub(crate) fn of(&self, document: DocId) -> Option<u32> {
        let past = self.runs.partition_point(|(first, _)| *first <= document);
        past.checked_sub(1).map(|at| self.runs[at].1)
    }

    /// The acts of the documents in `within`, in their order, each with its run, as far as it lies there.
    pub(crate) fn runs(&self, within: Range<DocId>) -> impl Iterator<Item = (u32, Range<DocId>)> {
        let begin = self.runs.partition_point(|(first, _)| *first <= within.start).saturating_sub(1);
        let past = self.runs.partition_point(|(first, _)| *first < within.end);
        (begin..past).map(move |at| {
            let (first, act) = self.runs[at];
            let next = self.runs.get(at + 1).map_or(within.end, |(next, _)| *next);
            (act, first.max(within.start)..next.min(within.end))
        })
    }

    /// The documents in `within` whose wording stands in another act, too, each with that act.
    pub(crate) fn others(&self, within: Range<DocId>) -> &[(DocId, u32)] {
        let past = |document: DocId| self.others.partition_point(|(other, _)| *other < document);
        &self.others[past(within.start)..past(within.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_tell_of_all_documents_between() {
        let acts = SegmentActs { runs: vec![(0, 7), (5, 8), (9, 7)], others: vec![(2, 1), (5, 2), (5, 3), (10, 1)] };
        let runs = |within: Range<DocId>| acts.runs(within).collect::<Vec<_>>();
        assert_eq!(runs(0..12), [(7, 0..5), (8, 5..9), (7, 9..12)]);
        assert_eq!(runs(3..9), [(7, 3..5), (8, 5..9)], "the next begins where they end");
        assert_eq!(runs(6..7), [(8, 6..7)]);
        assert_eq!(acts.others(2..6), [(2, 1), (5, 2), (5, 3)]);
        assert_eq!(acts.others(3..5), []);
        assert_eq!([acts.of(0), acts.of(4), acts.of(5), acts.of(99)], [Some(7), Some(7), Some(8), Some(7)]);
        let none = SegmentActs::default();
        assert_eq!((none.of(0), none.runs(0..5).count()), (None, 0));
    }
}
