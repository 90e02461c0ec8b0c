//! The passage at an address.

use std::collections::HashMap;

use super::address::resolve;
use super::{Error, Passage};
use crate::act::Date;
use crate::index::{ActHeader, Index, Unit};

/// A unit with everything below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The unit asked for.
    pub passage: Passage,
    /// Everything below it, in the order of the text; empty for a leaf.
    pub below: Vec<ShownUnit>,
    /// The notes («Ескерту.») on the unit and on what is below it, in the order of the text, with the address they are about.
    pub notes: Vec<(String, String)>,
    /// The act in which the text is printed.
    pub act: ActHeader,
}

/// One unit below the one asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownUnit {
    /// How far below: 1 for a child.
    pub depth: usize,
    /// The unit.
    pub passage: Passage,
}

/// The unit at `address`, with its children.
///
/// Besides the exact address these are understood: groups written in (`rules/chapter-2/point-14-1`), the component left out where only
/// one has the unit (`V1800016354/point-14-1`), `part-1` for the unit itself, an id in its other spelling (`Z050000029` for `Z050000029_`),
/// a file name or web address that ends in the id, and the address of a wording in the act it amends.
///
/// # Errors
///
/// [`Error::NotFound`] when there is no such act or unit, [`Error::Ambiguous`] when several components have it, [`Error::Index`] when the index
/// cannot be read.
pub fn show(index: &Index, address: &str, as_of: Option<Date>) -> Result<Shown, Error> {
    index.guarded(|| at(index, address, as_of))
}

fn at(index: &Index, address: &str, as_of: Option<Date>) -> Result<Shown, Error> {
    let unit = resolve(index, address)?;
    let act = index.act(unit.act.as_str()).cloned().ok_or_else(|| Error::NotFound { address: address.to_owned(), near: Vec::new() })?;
    let units = index.units(&unit.act, unit.ordinal + 1..unit.end.max(unit.ordinal + 1))?;
    let mut notes: Vec<(String, String)> = Vec::new();
    let mut depths: HashMap<u32, usize> = HashMap::from([(unit.ordinal, 0)]);
    let mut below = Vec::with_capacity(units.len());
    let note = |unit: &Unit| unit.notes.iter().map(|note| (unit.address(), note.clone())).collect::<Vec<_>>();
    notes.extend(note(&unit));
    for unit in units {
        let depth = unit.parent.and_then(|parent| depths.get(&parent).copied()).unwrap_or(0) + 1;
        depths.insert(unit.ordinal, depth);
        notes.extend(note(&unit));
        below.push(ShownUnit { depth, passage: Passage::of(index, unit, as_of) });
    }
    Ok(Shown { passage: Passage::of(index, unit, as_of), below, notes, act })
}
