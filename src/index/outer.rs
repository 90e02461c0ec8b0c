//! What units stand in, as the columns of the engine tell it.

use tantivy::columnar::Column;
use tantivy::{DocAddress, TantivyError};

use super::open::Index;

/// More units than nest in any text: who meets more has a damaged column in hand.
const DEPTH_MAX: usize = 64;

/// What some units stand in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outer {
    /// The units that any of them stands in, acts as a whole among them, in the order of the index.
    pub(crate) units: Vec<DocAddress>,
    /// Which of these are acts as a whole.
    pub(crate) are_acts: Vec<bool>,
    /// For each the numbers of those that it stands in, innermost first; an act as a whole stands in itself.
    numbers: Vec<u32>,
    /// Where those of each end.
    ends: Vec<usize>,
}

impl Outer {
    /// The numbers in [`Outer::units`] of what the unit `at` stands in.
    pub(crate) fn of(&self, at: usize) -> impl Iterator<Item = usize> {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.numbers[from..self.ends[at]].iter().map(|&number| number as usize)
    }
}

impl Index {
    /// What each of `units` stands in, which are in the order of the index.
    ///
    /// # Errors
    ///
    /// Those of the engine, where its columns cannot be read.
    pub(crate) fn outer(&self, units: &[DocAddress]) -> Result<Outer, TantivyError> {
        let (mut chains, mut ends) = (Vec::with_capacity(4 * units.len()), Vec::with_capacity(units.len()));
        for unit in units {
            chain(unit, self.columns(*unit).outer()?, &mut chains);
            ends.push(chains.len());
        }
        let mut found: Vec<(DocAddress, bool)> = chains.clone();
        found.sort_unstable();
        found.dedup();
        let number = |one: &(DocAddress, bool)| u32::try_from(found.partition_point(|other| other < one)).unwrap_or(u32::MAX);
        let numbers = chains.iter().map(number).collect();
        let (units, are_acts) = found.into_iter().unzip();
        Ok(Outer { units, are_acts, numbers, ends })
    }
}

/// What `unit` stands in, each with whether it is the act as a whole.
fn chain(unit: &DocAddress, before: &Column<u64>, chain: &mut Vec<(DocAddress, bool)>) {
    let steps = |document: u32| before.first(document).and_then(|steps| u32::try_from(steps).ok());
    let mut at = unit.doc_id;
    for _ in 0..DEPTH_MAX {
        let Some(outer) = steps(at).and_then(|steps| at.checked_sub(steps)) else { return };
        let is_act = steps(outer) == Some(0);
        chain.push((DocAddress::new(unit.segment_ord, outer), is_act));
        if is_act {
            return;
        }
        at = outer;
    }
}
