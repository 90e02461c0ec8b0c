//! In which acts the units are that match: of what kind, by whom, from which year, in force or not.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use crate::act::{ActKind, Status};
use crate::index::Index;

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

/// How many units match in each act.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// By the key of every act that a unit has an address in.
    acts: HashMap<String, usize>,
    /// By the act that a unit is printed in.
    printed_in: HashMap<String, usize>,
}

impl Facets {
    pub(super) fn of(index: &Index, counts: &Counts) -> Self {
        let mut facets = Self::default();
        for (key, count) in &counts.acts {
            let known = index.known(key);
            let value = known.map_or_else(|| key.to_uppercase(), |act| act.id.to_string());
            facets.acts.push(Facet { value, label: known.map(|act| act.title.clone()).filter(|title| !title.is_empty()), count: *count });
        }
        let (mut kinds, mut issuers, mut years, mut statuses) = (HashMap::new(), HashMap::new(), HashMap::new(), HashMap::new());
        for (id, count) in &counts.printed_in {
            let Some(act) = index.act(id) else { continue };
            *kinds.entry(ActKind::as_str(act.kind).to_owned()).or_default() += count;
            *statuses.entry(Status::as_str(act.status).to_owned()).or_default() += count;
            for issuer in &act.issuers {
                *issuers.entry(issuer.clone()).or_default() += count;
            }
            let mut of_act: Vec<i32> = act.adopted.iter().filter_map(|adoption| Some(adoption.date?.year())).collect();
            of_act.dedup();
            for year in of_act {
                *years.entry(year.to_string()).or_default() += count;
            }
        }
        facets.kinds = listed(kinds);
        facets.issuers = listed(issuers);
        facets.statuses = listed(statuses);
        facets.years = listed(years);
        facets.years.sort_by(|one, other| other.value.cmp(&one.value));
        facets.acts = most(facets.acts);
        facets
    }
}

fn listed(counted: HashMap<String, usize>) -> Vec<Facet> {
    most(counted.into_iter().map(|(value, count)| Facet { value, label: None, count }).collect())
}

fn most(mut facets: Vec<Facet>) -> Vec<Facet> {
    facets.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value)));
    facets.truncate(VALUES_MAX);
    facets
}

/// Counts by act.
pub(super) struct CountByAct;

/// Counts by act in one segment: a number for each value of a column.
pub(super) struct SegmentCounts {
    columns: [Option<(StrColumn, Vec<usize>)>; 2],
}

impl Collector for CountByAct {
    type Fruit = Counts;
    type Child = SegmentCounts;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let column = |name: &str| -> tantivy::Result<Option<(StrColumn, Vec<usize>)>> {
            Ok(segment.fast_fields().str(name)?.map(|column| {
                let values = column.num_terms();
                (column, vec![0; values])
            }))
        };
        Ok(SegmentCounts { columns: [column("act")?, column("printed_in")?] })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut all = Counts::default();
        for counts in fruits {
            let counts = counts?;
            for (sum, part) in [(&mut all.acts, counts.acts), (&mut all.printed_in, counts.printed_in)] {
                part.into_iter().for_each(|(value, count)| *sum.entry(value).or_default() += count);
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, document: DocId, _: Score) {
        for (column, counts) in self.columns.iter_mut().flatten() {
            for value in column.term_ords(document) {
                if let Some(count) = usize::try_from(value).ok().and_then(|value| counts.get_mut(value)) {
                    *count += 1;
                }
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        let [acts, printed_in] = self.columns.map(named);
        Ok(Counts { acts: acts?, printed_in: printed_in? })
    }
}

fn named(column: Option<(StrColumn, Vec<usize>)>) -> Result<HashMap<String, usize>, TantivyError> {
    let Some((column, counts)) = column else { return Ok(HashMap::new()) };
    let mut named = HashMap::new();
    let mut value = String::new();
    for (at, count) in (0_u64..).zip(counts).filter(|(_, count)| *count > 0) {
        value.clear();
        if column.ord_to_str(at, &mut value)? {
            named.insert(value.clone(), count);
        }
    }
    Ok(named)
}
