//! In which acts the units are that match: of what kind, by whom, from which year, in force or not.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::fastfield::AliveBitSet;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::act::{ActKind, Date, Status};
use crate::index::{Belonging, Index, SegmentActs};

/// So many values of each facet are told.
const VALUES_MAX: usize = 50;

/// How many of the units that match have what, the most frequent first. They are counted before a unit and its parts are shown as one, and with
/// wordings of other times, as [`Answer::total`](super::Answer::total) is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By act: the id, for `act:`. New wording in an amending act counts for both acts.
    pub acts: Vec<Facet>,
    /// By the kind of the act it is printed in: `order`, for `type:`.
    pub kinds: Vec<Facet>,
    /// By its issuer, for `issuer:"…"`; a joint act counts for each.
    pub issuers: Vec<Facet>,
    /// By the year of its adoption, for `from:` and `to:`, the newest first.
    pub years: Vec<Facet>,
    /// By its status, as its own text tells: `in_force`, for `status:`.
    pub statuses: Vec<Facet>,
}

/// A value, and how many units have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The value as the field of the question takes it.
    pub value: String,
    /// What to call it, where it has a name beside: the title of the act.
    pub label: Option<String>,
    /// How many units.
    pub count: usize,
}

/// How many units match in each act, by the number of the act.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// Units that are printed in it.
    printed: Vec<u32>,
    /// Units of other acts whose wording stands in it.
    standing: Vec<u32>,
}

impl Counts {
    /// None yet, of the acts of `belonging`.
    pub(super) fn new(belonging: &Belonging) -> Self {
        let acts = belonging.acts().len();
        Self { printed: vec![0; acts], standing: vec![0; acts] }
    }

    /// Those of `documents`.
    pub(super) fn of(belonging: &Belonging, documents: &[DocAddress]) -> Self {
        let mut counts = Self::new(belonging);
        documents.iter().for_each(|at| counts.take(belonging.segment(at.segment_ord), at.doc_id));
        counts
    }

    /// Counts the documents of `segment` side by side from `first` on that have a score, as far as they are `alive`.
    pub(super) fn take_window(&mut self, segment: &SegmentActs, first: DocId, scores: &[Score], alive: Option<&AliveBitSet>) {
        let place = |document: DocId| (document - first) as usize;
        let is_found = |document: DocId| scores[place(document)] > 0.0 && alive.is_none_or(|alive| alive.is_alive(document));
        let within = first..first.saturating_add(scores.len() as DocId);
        for (act, run) in segment.runs(within.clone()) {
            self.printed[act as usize] += match alive {
                None => scores[place(run.start)..place(run.end)].iter().map(|score| u32::from(*score > 0.0)).sum::<u32>(),
                Some(_) => run.map(|document| u32::from(is_found(document))).sum::<u32>(),
            };
        }
        for (document, act) in segment.others(within) {
            self.standing[*act as usize] += u32::from(is_found(*document));
        }
    }

    fn take(&mut self, segment: &SegmentActs, document: DocId) {
        if let Some(act) = segment.of(document) {
            self.printed[act as usize] += 1;
        }
        for (_, act) in segment.others(document..document + 1) {
            self.standing[*act as usize] += 1;
        }
    }

    /// Adds those of another segment.
    pub(super) fn add(&mut self, other: &Self) {
        for (sums, counts) in [(&mut self.printed, &other.printed), (&mut self.standing, &other.standing)] {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
}

impl Facets {
    pub(super) fn of(index: &Index, belonging: &Belonging, counts: &Counts, day: Option<Date>) -> Self {
        let (mut kinds, mut statuses, mut years) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut issuers = vec![0; belonging.issuers().len()];
        // However the id of an act is spelt, `act:` finds all of it.
        let mut acts = vec![0; belonging.acts().len()];
        for (number, (act, (&printed, &standing))) in (0..).zip(belonging.acts().iter().zip(counts.printed.iter().zip(&counts.standing))) {
            acts[belonging.meant(number) as usize] += (printed + standing) as usize;
            let Some(facts) = act.facts.as_ref().filter(|_| printed > 0) else { continue };
            let printed = printed as usize;
            *kinds.entry(facts.kind).or_default() += printed;
            *statuses.entry(facts.status_on(day)).or_default() += printed;
            facts.issuers.iter().for_each(|issuer| issuers[*issuer as usize] += printed);
            let mut of_act: Vec<i32> = facts.adopted.iter().map(|day| day.year()).collect();
            of_act.dedup();
            of_act.into_iter().for_each(|year| *years.entry(year).or_default() += printed);
        }
        let acts = most(belonging.acts().iter().zip(acts).filter(|(_, count)| *count > 0).map(|(act, count)| (act.id.as_str(), count)).collect());
        let titled = |Facet { value, count, .. }: Facet| {
            let label = index.known(&value).map(|act| act.title.clone()).filter(|title| !title.is_empty());
            Facet { value, label, count }
        };
        let mut years = most(years.into_iter().map(|(year, count): (i32, usize)| (year.to_string(), count)).collect());
        years.sort_by(|one, other| other.value.cmp(&one.value));
        Self {
            acts: acts.into_iter().map(titled).collect(),
            kinds: most(kinds.into_iter().map(|(kind, count)| (ActKind::as_str(kind), count)).collect()),
            issuers: most(belonging.issuers().iter().zip(issuers).filter(|(_, count)| *count > 0).collect()),
            years,
            statuses: most(statuses.into_iter().map(|(status, count)| (Status::as_str(status), count)).collect()),
        }
    }
}

/// The most frequent of `counted` that are told, in their order.
fn most<V: Ord + ToString>(mut counted: Vec<(V, usize)>) -> Vec<Facet> {
    let order = |one: &(V, usize), other: &(V, usize)| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0));
    if counted.len() > VALUES_MAX {
        counted.select_nth_unstable_by(VALUES_MAX - 1, order);
        counted.truncate(VALUES_MAX);
    }
    counted.sort_unstable_by(order);
    counted.into_iter().map(|(value, count)| Facet { value: value.to_string(), label: None, count }).collect()
}

/// Counts by act.
pub(super) struct CountByAct(pub(super) Arc<Belonging>);

/// Counts by act in one segment.
pub(super) struct SegmentCounts {
    belonging: Arc<Belonging>,
    segment: SegmentOrdinal,
    counts: Counts,
}

impl Collector for CountByAct {
    type Fruit = Counts;
    type Child = SegmentCounts;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        Ok(SegmentCounts { belonging: self.0.clone(), segment, counts: Counts::new(&self.0) })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Counts>) -> tantivy::Result<Counts> {
        let mut all = Counts::new(&self.0);
        fruits.iter().for_each(|counts| all.add(counts));
        Ok(all)
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = Counts;

    fn collect(&mut self, document: DocId, _: Score) {
        self.counts.take(self.belonging.segment(self.segment), document);
    }

    fn harvest(self) -> Counts {
        self.counts
    }
}
