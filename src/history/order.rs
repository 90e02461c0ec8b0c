//! The order of the provisions of an act, with those that its latest text does not hold.

use std::collections::{HashMap, HashSet};

use super::gather::Work;
use super::place::natural_key;
use crate::act::{ProvisionKind, ProvisionPath};

/// All addresses that any text knows of, in the order of the act: those of the latest copy as it has them, others behind the sibling of the
/// number before. `more` are addresses that no text names itself.
pub(super) fn order(work: &Work, more: &[ProvisionPath]) -> Vec<ProvisionPath> {
    let main = work.copies.iter().max_by_key(|copy| (copy.retrieved, &copy.file));
    let mut known: HashMap<&ProvisionPath, usize> = HashMap::new();
    let mut siblings: HashMap<Option<ProvisionPath>, Vec<(ProvisionPath, usize)>> = HashMap::new();
    for (at, (path, _)) in main.into_iter().flat_map(|copy| &copy.units).enumerate() {
        if known.insert(path, at).is_none() {
            siblings.entry(path.parent()).or_default().push((path.clone(), at));
        }
    }
    // one past the last unit inside each
    let mut ends: HashMap<&ProvisionPath, usize> = HashMap::new();
    let units = main.map_or(&[][..], |copy| &copy.units);
    for at in (0..units.len()).rev() {
        let end = ends.get(&units[at].0).copied().unwrap_or(at);
        ends.insert(&units[at].0, end.max(at));
        if let Some((parent, _)) = units[at].0.parent().as_ref().and_then(|parent| known.get_key_value(parent)) {
            let above = ends.entry(parent).or_insert(end);
            *above = (*above).max(end);
        }
    }
    let anchor = |path: &ProvisionPath| {
        let mut top = path.clone();
        while let Some(parent) = top.parent().filter(|parent| !known.contains_key(parent)) {
            top = parent;
        }
        let key = natural_key(&top);
        let before = siblings.get(&top.parent()).into_iter().flatten().filter(|(sibling, _)| sibling.kind() == top.kind() && natural_key(sibling) < key);
        let before = before.max_by_key(|(sibling, _)| natural_key(sibling)).and_then(|(sibling, _)| ends.get(sibling));
        let inside = top.parent().and_then(|parent| known.get(&parent).copied());
        before.copied().or(inside).unwrap_or(if top.parent().is_none() { usize::MAX } else { 0 })
    };
    let title = ProvisionPath::root(ProvisionKind::Title, None);
    let mut all: Vec<(usize, u8, Vec<_>, ProvisionPath)> = known.iter().map(|(path, at)| (*at, 0, Vec::new(), (*path).clone())).collect();
    let mut seen: HashSet<&ProvisionPath> = known.keys().copied().collect();
    let others = work.copies.iter().flat_map(|copy| copy.units.iter().map(|(path, _)| path));
    let changed = work.changes.iter().flat_map(|change| change.at.iter().chain(change.new.iter().map(|(path, _)| path)));
    for path in others.chain(changed).chain(more).chain([&title]) {
        if seen.insert(path) {
            let at = if *path == title { 0 } else { anchor(path) };
            all.push((at, 1, natural_key(path), path.clone()));
        }
    }
    all.sort_by(|one, other| (one.0, one.1, &one.2).cmp(&(other.0, other.1, &other.2)));
    all.into_iter().map(|(.., path)| path).collect()
}
