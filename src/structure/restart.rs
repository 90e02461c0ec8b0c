//! Points that begin with 1 again in every chapter keep the chapter in their address.
//!
//! Groups are left out of the address of what is numbered through the whole document. Whether numbering goes through is
//! known only at the end; a number that is merely printed twice is no new beginning.

use std::collections::{HashMap, HashSet};

use super::build::Builder;
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
    let mut first: HashMap<Option<ProvisionPath>, HashSet<usize>> = HashMap::new();
    let mut points = Vec::new();
    for (at, provision) in builder.provisions.iter().enumerate() {
        let Some(group) = provision.parent.filter(|&parent| provision.kind == ProvisionKind::Point && builder.provisions[parent].kind.is_grouping()) else {
            continue;
        };
        let document = provision.path.parent();
        if provision.number.as_ref().is_some_and(|number| number.as_str() == "1") {
            first.entry(document.clone()).or_default().insert(group);
        }
        points.push((at, document));
    }
    points.into_iter().filter(|(_, document)| first.get(document).is_some_and(|groups| groups.len() > 1)).map(|(at, _)| at).collect()
}
