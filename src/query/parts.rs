//! Changes of one event, put under the change of what they stand in.
//!
//! A point that is replaced is one difference to a reader, though each of its subpoints came or went: they are told as its parts.

use std::collections::HashMap;

use crate::act::ProvisionPath;

/// What has to be known of a change to tell what it is a part of.
pub(super) struct Made<'c, By> {
    /// The provision that changed.
    pub(super) path: Option<&'c ProvisionPath>,
    /// What made the change; changes made by different things are no parts of each other.
    pub(super) by: By,
    /// What the events that made it say they are about: a new chapter stands in no address of its points.
    pub(super) about: Vec<&'c ProvisionPath>,
}

/// For each of `all`, which are in the order of the act, the outermost one that it is a part of; itself for one that is a part of none.
pub(super) fn outermost<By: PartialEq>(all: &[Made<'_, By>]) -> Vec<usize> {
    let mut places: HashMap<&ProvisionPath, Vec<usize>> = HashMap::new();
    for (at, path) in all.iter().enumerate().filter_map(|(at, made)| Some((at, made.path?))) {
        places.entry(path).or_default().push(at);
    }
    let mut roots: Vec<usize> = Vec::with_capacity(all.len());
    for (at, made) in all.iter().enumerate() {
        // what something is a part of stands before it
        let holds = |path: &ProvisionPath| places.get(path)?.iter().copied().find(|&host| host < at && all[host].by == made.by);
        let around = std::iter::successors(made.path.and_then(ProvisionPath::parent), ProvisionPath::parent).find_map(|path| holds(&path));
        let host = around.or_else(|| made.about.iter().find_map(|path| holds(path)));
        roots.push(host.map_or(at, |host| roots[host]));
    }
    roots
}

/// `all` with every part put among `parts` of what `roots` says it is a part of.
pub(super) fn gathered<T>(all: Vec<T>, roots: &[usize], parts: impl Fn(&mut T) -> &mut Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    for (at, one) in all.into_iter().enumerate() {
        let root = roots.get(at).copied().unwrap_or(at);
        match places.get(&root).and_then(|&place| kept.get_mut(place)) {
            Some(whole) if root != at => parts(whole).push(one),
            _ => {
                places.insert(at, kept.len());
                kept.push(one);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_go_with_what_they_stand_in() {
        // (provision, event, what the event is about), and the provision it is told under
        let cases = [
            ("rules/point-3", 1, "rules/point-3", "rules/point-3"),
            ("rules/point-3/subpoint-1", 1, "rules/point-3", "rules/point-3"),
            ("rules/point-3/subpoint-1/indent-2", 1, "rules/point-3", "rules/point-3"),
            ("rules/point-3/subpoint-2", 2, "rules/point-3/subpoint-2", "rules/point-3/subpoint-2"),
            ("rules/point-4/subpoint-1", 1, "rules/point-4", "rules/point-4/subpoint-1"),
            ("rules/chapter-5", 3, "rules/chapter-5", "rules/chapter-5"),
            ("rules/point-40", 3, "rules/chapter-5", "rules/chapter-5"),
            ("rules/point-40/part-2", 3, "rules/chapter-5", "rules/chapter-5"),
        ];
        let paths: Vec<(ProvisionPath, u8, ProvisionPath)> = cases.iter().map(|(path, by, of, _)| (path.parse().unwrap(), *by, of.parse().unwrap())).collect();
        let made: Vec<Made<'_, u8>> = paths.iter().map(|(path, by, about)| Made { path: Some(path), by: *by, about: vec![about] }).collect();
        let roots = outermost(&made);
        for ((path, _, _, under), &root) in cases.iter().zip(&roots) {
            assert_eq!(cases[root].0, *under, "{path}");
        }
        #[derive(Debug)]
        struct Told(&'static str, Vec<Told>);
        let told = gathered(cases.iter().map(|case| Told(case.0, Vec::new())).collect(), &roots, |one| &mut one.1);
        let counts: Vec<(&str, usize)> = told.iter().map(|one| (one.0, one.1.len())).collect();
        assert_eq!(counts, [("rules/point-3", 2), ("rules/point-3/subpoint-2", 0), ("rules/point-4/subpoint-1", 0), ("rules/chapter-5", 2)]);
    }
}
