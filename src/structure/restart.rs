//! Points that begin with 1 again in every chapter keep the chapter in their address.
//!
//! Groups are left out of the address of what is numbered through the whole document. Whether numbering goes through is
//! known only at the end; a number that is merely printed twice is no new beginning.

use std::collections::{HashMap, HashSet};

use super::build::Builder;
use super::nest::first_integer;
use crate::act::{ProvisionKind, ProvisionPath};
use crate::text::ProblemCode;

/// Puts the groups back into the addresses of points whose numbering begins again in each of them.
pub(super) fn keep_groups(builder: &mut Builder<'_>) {
    let restarting = restarting(builder);
    if restarting.is_empty() {
        return;
    }
    let mut renamed: HashMap<ProvisionPath, ProvisionPath> = HashMap::new();
    let mut taken: HashMap<ProvisionPath, u32> = HashMap::new();
    let mut settled = HashSet::new();
    for at in 0..builder.provisions.len() {
        let provision = &builder.provisions[at];
        let new = if restarting.contains(&at) {
            let Some(group) = provision.parent.map(|parent| builder.provisions[parent].path.clone()) else { continue };
            let wanted = group.child(ProvisionKind::Point, provision.number.as_ref().map(|number| number.as_str()));
            let times = taken.entry(wanted.clone()).or_insert(0);
            *times += 1;
            if *times == 1 {
                settled.insert(provision.lines.first);
                wanted
            } else {
                ProvisionPath::from_known(format!("{wanted}~{times}"))
            }
        } else {
            // What lies inside a renamed point goes with it.
            let moved = provision.path.parent().and_then(|parent| renamed.get(&parent).cloned());
            let Some(parent) = moved else { continue };
            parent.join(provision.path.segments().next_back().unwrap_or(""))
        };
        renamed.insert(provision.path.clone(), new.clone());
        builder.provisions[at].path = new;
    }
    for note in &mut builder.notes {
        if let Some(new) = note.target.as_ref().and_then(|target| renamed.get(target)) {
            note.target = Some(new.clone());
        }
    }
    for amendment in &mut builder.amendments {
        let units = std::iter::once(&mut amendment.unit).chain(&mut amendment.new);
        for unit in units {
            if let Some(new) = renamed.get(unit) {
                *unit = new.clone();
            }
        }
    }
    builder.problems.retain(|problem| problem.code != ProblemCode::DuplicateNumber || !settled.contains(&problem.lines.first));
}

/// The points, by index, of documents in which at least two groups begin with a point 1.
fn restarting(builder: &Builder<'_>) -> HashSet<usize> {
    let mut documents: HashMap<Option<ProvisionPath>, Vec<Numbered>> = HashMap::new();
    for (at, provision) in builder.provisions.iter().enumerate() {
        let Some(group) = provision.parent.filter(|&parent| provision.kind == ProvisionKind::Point && builder.provisions[parent].kind.is_grouping()) else {
            continue;
        };
        let number = provision.number.as_ref().map_or("", |number| number.as_str());
        let value = if number.contains(['.', '-']) { 0 } else { first_integer(number) };
        documents.entry(provision.path.parent()).or_default().push(Numbered { at, group, value });
    }
    documents.into_values().filter(|points| beginnings(points) > 1).flatten().map(|point| point.at).collect()
}

/// A point of a group.
struct Numbered {
    at: usize,
    group: usize,
    /// Its number, where that is whole; else 0.
    value: u64,
}

/// How many groups begin with a point 1 right below their headings, after which the numbering does not go on from where it stood above: a list of its
/// own that was read as points («1. Шикізатты өлшеу», …) is no new beginning.
fn beginnings(points: &[Numbered]) -> usize {
    let first = |at: usize| points[at].value == 1 && (at == 0 || points[at - 1].group != points[at].group);
    let begins: Vec<usize> = (0..points.len()).filter(|&at| first(at)).collect();
    // the highest number above, from the last beginning on
    let mut stood = 0;
    let mut count = 0;
    for (index, &at) in begins.iter().enumerate() {
        let next = begins.get(index + 1).copied().unwrap_or(points.len());
        // what was put in later, «3-1», has no place among the whole numbers
        let whole_above = |back: usize| points[at..back].iter().rev().map(|point| point.value).find(|&value| value > 0);
        let returns = |back: usize| points[back].value == stood + 1 && whole_above(back) != Some(stood);
        let intrudes = count > 0 && stood > 1 && (at + 1..next).any(returns);
        count += usize::from(!intrudes);
        let highest = points[at..next].iter().map(|point| point.value).max().unwrap_or(0);
        stood = if intrudes { stood.max(highest) } else { highest };
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(groups: &[&[u64]]) -> Vec<Numbered> {
        let of = |(group, values): (usize, &&[u64])| values.iter().map(move |&value| Numbered { at: 0, group, value }).collect::<Vec<_>>();
        groups.iter().enumerate().flat_map(of).collect()
    }

    #[test]
    fn a_list_read_as_points_is_no_new_beginning() {
        let cases: [(&[&[u64]], usize, &str); 6] = [
            (&[&[1, 2, 3], &[1, 2], &[1, 2, 3, 4]], 3, "each chapter for itself"),
            (&[&[1, 2, 3], &[4, 1, 2, 1, 2, 5], &[6, 7]], 1, "a card between the points of the second chapter"),
            (&[&[1, 2, 3], &[1, 2, 1, 2, 4], &[5]], 1, "right below its heading"),
            (&[&[1, 2, 3], &[4, 5], &[1, 2], &[3, 4, 5, 6]], 2, "sections whose chapters go on"),
            (&[&[1], &[1, 2], &[1]], 3, "chapters of one point"),
            (&[&[1, 2, 3], &[1, 2, 3, 0, 4, 5]], 2, "a point 3-1 that was put in where the chapter above ended"),
        ];
        for (groups, begin, why) in cases {
            assert_eq!(beginnings(&points(groups)), begin, "{why}");
        }
    }
}
