//! Which unit of one version is which of the other.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::words::{WordEdit, words};
use crate::act::ProvisionPath;

/// A unit of a version.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// Its address; no two units of a version have one.
    pub path: ProvisionPath,
    /// Its own words; `None` where they are not in the corpus.
    pub text: Option<String>,
}

/// What became of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It has other words, or words that are known on one side alone.
    Reworded,
    /// It stands elsewhere; its words may have changed too.
    Moved,
    /// It stands where it stood, under another number; its words may have changed too.
    Renumbered,
}

impl ChangeKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
            Self::Renumbered => "renumbered",
        }
    }
}

/// One difference between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What became of the unit.
    pub kind: ChangeKind,
    /// The unit in the earlier version; `None` for one that was added.
    pub before: Option<Unit>,
    /// The unit in the later version; `None` for one that was removed.
    pub after: Option<Unit>,
    /// The words of both; empty where one side is missing or its words are not known.
    pub words: Vec<WordEdit>,
    /// The unit it stands behind in the later version; `None` at the beginning, and for a unit that was removed.
    pub behind: Option<ProvisionPath>,
}

impl Change {
    /// The address it goes by: that of the later version, or the last one it had.
    pub fn address(&self) -> Option<&ProvisionPath> {
        self.after.as_ref().or(self.before.as_ref()).map(|unit| &unit.path)
    }
}

/// The differences between two versions: removed units in the order of the earlier one, then all others in that of the later one.
pub fn diff(before: &[Unit], after: &[Unit]) -> Vec<Change> {
    let pairs = align(before, after);
    let of: HashMap<usize, usize> = pairs.iter().map(|&(one, other)| (other, one)).collect();
    let paired: HashSet<usize> = pairs.iter().map(|&(one, _)| one).collect();
    let steady = steady(before, after, &of);
    let mut changes = Vec::new();
    for (_, unit) in before.iter().enumerate().filter(|(at, _)| !paired.contains(at)) {
        changes.push(Change { kind: ChangeKind::Removed, before: Some(unit.clone()), after: None, words: Vec::new(), behind: None });
    }
    for (at, unit) in after.iter().enumerate() {
        let behind = at.checked_sub(1).map(|above| after[above].path.clone());
        let Some(old) = of.get(&at).map(|&old| &before[old]) else {
            changes.push(Change { kind: ChangeKind::Added, before: None, after: Some(unit.clone()), words: Vec::new(), behind });
            continue;
        };
        let kind = if old.path != unit.path {
            if old.path.parent() == unit.path.parent() { ChangeKind::Renumbered } else { ChangeKind::Moved }
        } else if !steady.contains(&at) {
            ChangeKind::Moved
        } else if old.text != unit.text {
            ChangeKind::Reworded
        } else {
            continue;
        };
        let words = match (&old.text, &unit.text) {
            (Some(one), Some(other)) if one != other => words(one, other),
            _ => Vec::new(),
        };
        changes.push(Change { kind, before: Some(old.clone()), after: Some(unit.clone()), words, behind });
    }
    changes
}

/// The later version, made of the earlier one and the differences.
pub fn apply(before: &[Unit], changes: &[Change]) -> Vec<Unit> {
    let reworded: HashMap<&ProvisionPath, &Unit> = changes
        .iter()
        .filter(|change| change.kind == ChangeKind::Reworded)
        .filter_map(|change| Some((&change.before.as_ref()?.path, change.after.as_ref()?)))
        .collect();
    let leaves = |change: &&Change| change.kind != ChangeKind::Reworded;
    let gone: HashSet<&ProvisionPath> = changes.iter().filter(leaves).filter_map(|change| change.before.as_ref()).map(|unit| &unit.path).collect();
    let mut staying = before.iter().filter(|unit| !gone.contains(&unit.path)).map(|unit| reworded.get(&unit.path).map_or(unit, |new| new));
    // units that come, each behind the one it stands behind; a unit that comes may be what the next stands behind
    let mut coming = changes.iter().filter(leaves).filter_map(|change| Some((change.after.as_ref()?, change.behind.as_ref()))).peekable();
    let mut version: Vec<Unit> = Vec::with_capacity(before.len());
    loop {
        let last = version.last().map(|unit| &unit.path);
        if let Some((unit, _)) = coming.next_if(|(_, behind)| *behind == last) {
            version.push(unit.clone());
        } else if let Some(unit) = staying.next() {
            version.push(unit.clone());
        } else if let Some((unit, _)) = coming.next() {
            version.push(unit.clone());
        } else {
            return version;
        }
    }
}

/// Pairs of units that are one: by address, then the rest by content.
fn align(before: &[Unit], after: &[Unit]) -> Vec<(usize, usize)> {
    let by_path: HashMap<&ProvisionPath, usize> = before.iter().enumerate().map(|(at, unit)| (&unit.path, at)).collect();
    let mut pairs: Vec<(usize, usize)> = after.iter().enumerate().filter_map(|(at, unit)| Some((*by_path.get(&unit.path)?, at))).collect();
    let taken: HashSet<usize> = pairs.iter().map(|&(one, _)| one).collect();
    let new: HashSet<usize> = pairs.iter().map(|&(_, other)| other).collect();
    let mut left: Vec<usize> = (0..before.len()).filter(|at| !taken.contains(at) && before[*at].text.is_some()).collect();
    let mut right: Vec<usize> = (0..after.len()).filter(|at| !new.contains(at) && after[*at].text.is_some()).collect();

    // what is in a unit that was renumbered goes with it
    let mut renamed: HashMap<ProvisionPath, ProvisionPath> = HashMap::new();
    let mut by_content: HashMap<String, Vec<usize>> = HashMap::new();
    for &at in left.iter().rev() {
        let content = content(&before[at]);
        if content.chars().count() >= CONTENT_CHARS_MIN {
            by_content.entry(content).or_default().push(at);
        }
    }
    let leftover: HashSet<usize> = left.iter().copied().collect();
    let mut used: HashSet<usize> = HashSet::new();
    let mut found = Vec::new();
    for &at in &right {
        let unit = &after[at];
        let along = unit.path.parent().and_then(|parent| renamed.get(&parent)).and_then(|old| Some(old.join(unit.path.segments().next_back()?)));
        let along = along.and_then(|old| by_path.get(&old)).copied().filter(|old| !used.contains(old) && leftover.contains(old));
        let old = along.or_else(|| {
            let same = by_content.get_mut(&content(unit))?;
            same.retain(|old| !used.contains(old) && before[*old].path.kind() == unit.path.kind());
            same.pop()
        });
        if let Some(old) = old {
            renamed.insert(unit.path.clone(), before[old].path.clone());
            used.insert(old);
            found.push((old, at));
        }
    }
    let known: HashSet<usize> = found.iter().map(|&(_, other)| other).collect();
    left.retain(|at| !used.contains(at));
    right.retain(|at| !known.contains(at));
    if left.len() * right.len() <= COMPARED_MAX {
        alike(before, after, &left, right, &mut found);
    }
    pairs.extend(found);
    pairs
}

/// Shorter units («1) алып тасталды;») say too little to be known again elsewhere.
const CONTENT_CHARS_MIN: usize = 20;
/// More pairs than this are not compared for likeness, only for the same words.
const COMPARED_MAX: usize = 40_000;
/// The share of words that two units have in common when one is the other, moved and reworded.
const ALIKE_MIN: f64 = 0.75;

fn alike(before: &[Unit], after: &[Unit], left: &[usize], right: Vec<usize>, found: &mut Vec<(usize, usize)>) {
    let bag = |unit: &Unit| -> HashMap<String, usize> {
        let mut bag = HashMap::new();
        content(unit).split_whitespace().for_each(|word| *bag.entry(word.to_owned()).or_default() += 1);
        bag
    };
    let olds: Vec<(usize, HashMap<String, usize>)> = left.iter().map(|&at| (at, bag(&before[at]))).collect();
    let mut used: HashSet<usize> = HashSet::new();
    for at in right {
        let new = bag(&after[at]);
        let size: usize = new.values().sum();
        if size < 5 {
            continue;
        }
        let share = |old: &HashMap<String, usize>| {
            let common: usize = new.iter().map(|(word, count)| old.get(word).map_or(0, |other| *count.min(other))).sum();
            let all = size.max(old.values().sum());
            f64::from(u32::try_from(common).unwrap_or(u32::MAX)) / f64::from(u32::try_from(all).unwrap_or(u32::MAX))
        };
        let fitting = olds.iter().filter(|(old, _)| !used.contains(old) && before[*old].path.kind() == after[at].path.kind());
        let best = fitting.map(|(old, bag)| (share(bag), *old)).filter(|(share, _)| *share >= ALIKE_MIN).max_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((_, old)) = best {
            used.insert(old);
            found.push((old, at));
        }
    }
}

/// The words of a unit without its number: what stays when it is renumbered.
fn content(unit: &Unit) -> String {
    let text = unit.text.as_deref().unwrap_or_default();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').trim_start_matches(['.', ')', ' ']);
    let rest = if rest.len() < text.len() && text.starts_with(|c: char| c.is_ascii_digit()) { rest } else { text };
    rest.split_whitespace().map(|word| word.to_lowercase()).collect::<Vec<_>>().join(" ").trim_end_matches(['.', ';']).to_owned()
}

/// The units of the later version that keep their address and their order among each other: the longest rising row of them.
fn steady(before: &[Unit], after: &[Unit], of: &HashMap<usize, usize>) -> HashSet<usize> {
    let row: Vec<(usize, usize)> =
        (0..after.len()).filter_map(|at| of.get(&at).filter(|&&old| before[old].path == after[at].path).map(|&old| (at, old))).collect();
    // patience: the smallest end of a rising row of each length, and what each stands behind
    let mut ends: Vec<usize> = Vec::new();
    let mut above: Vec<Option<usize>> = vec![None; row.len()];
    for (place, &(_, old)) in row.iter().enumerate() {
        let length = ends.partition_point(|&end| row[end].1 < old);
        above[place] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() { ends.push(place) } else { ends[length] = place }
    }
    let mut steady = HashSet::new();
    let mut place = ends.last().copied();
    while let Some(at) = place {
        steady.insert(row[at].0);
        place = above[at];
    }
    steady
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unit(path: &str, text: &str) -> Unit {
        Unit { path: path.parse().unwrap(), text: Some(text.to_owned()).filter(|text| text != "?") }
    }

    fn shown(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
        let version = |units: &[(&str, &str)]| units.iter().map(|(path, text)| unit(path, text)).collect::<Vec<_>>();
        let (before, after) = (version(before), version(after));
        let changes = diff(&before, &after);
        assert_eq!(apply(&before, &changes), after);
        let path = |unit: &Option<Unit>| unit.as_ref().map_or("–".to_owned(), |unit| unit.path.to_string());
        changes.iter().map(|change| format!("{} {} → {}", change.kind.as_str(), path(&change.before), path(&change.after))).collect()
    }

    #[test]
    fn units_are_known_again() {
        let long = "1. Уақытша тұруға рұқсат жергілікті атқарушы органның өтінішхаты бойынша беріледі.";
        let reworded = "2. Уақытша тұруға рұқсат жергілікті атқарушы органның жазбаша өтінішхаты бойынша беріледі.";
        assert_eq!(shown(&[("point-1", "а")], &[("point-1", "а")]), Vec::<String>::new());
        assert_eq!(shown(&[("point-1", "а")], &[("point-1", "б")]), ["reworded point-1 → point-1"]);
        assert_eq!(shown(&[("point-1", "?")], &[("point-1", "?")]), Vec::<String>::new());
        assert_eq!(shown(&[("point-1", "?")], &[("point-1", "б")]), ["reworded point-1 → point-1"]);
        assert_eq!(shown(&[("point-1", long)], &[("point-2", &long.replacen('1', "2", 1))]), ["renumbered point-1 → point-2"]);
        assert_eq!(shown(&[("point-1", long)], &[("point-2", reworded)]), ["renumbered point-1 → point-2"]);
        assert_eq!(shown(&[("annex-1/point-1", long)], &[("rules/point-1", long)]), ["moved annex-1/point-1 → rules/point-1"]);
        assert_eq!(shown(&[("point-1", "қысқа")], &[("point-2", "қысқа")]), ["removed point-1 → –", "added – → point-2"]);
        let with_child = shown(&[("point-1", long), ("point-1/part-2", "б")], &[("point-2", long), ("point-2/part-2", "в")]);
        assert_eq!(with_child, ["renumbered point-1 → point-2", "moved point-1/part-2 → point-2/part-2"]);
    }

    proptest! {
        #![proptest_config(crate::text::properties::config(256))]

        #[test]
        fn the_changes_make_the_later_version(
            before in proptest::collection::vec((0u8..12, 0u8..4), 0..10),
            after in proptest::collection::vec((0u8..12, 0u8..4), 0..10),
        ) {
            let texts = ["а", "Уақытша тұруға рұқсат жергілікті органның өтінішхаты бойынша", "Уақытша тұруға рұқсат жергілікті органның хаты бойынша", "?"];
            let version = |units: &[(u8, u8)]| {
                let mut seen = HashSet::new();
                units.iter().filter(|(number, _)| seen.insert(*number)).map(|(number, text)| unit(&format!("point-{number}"), texts[*text as usize])).collect::<Vec<_>>()
            };
            let (before, after) = (version(&before), version(&after));
            prop_assert_eq!(apply(&before, &diff(&before, &after)), after);
        }
    }
}
