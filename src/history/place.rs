//! Addresses inside an amended act: what an instruction is about, and where the wording it quotes will stand.

use crate::act::{ProvisionKind, ProvisionPath};

/// How far a change reaches from the unit it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Scope {
    /// The unit with everything in it.
    Whole,
    /// Its heading alone: `annex-3/heading`.
    Heading,
    /// Its opening text with the subpoints that hang on it, later parts left out: `point-23/part-1`.
    Opening,
    /// The block that opens it, before its heading: `annex-1/approval`. Where a document has a stamp as a unit of its own that is the unit.
    Stamp,
    /// Its own text alone, the lead-in of the list below it: `point-3/indent-1`.
    LeadIn,
    /// What is put behind its other parts, how many these are not told: `point-3/part-~n`. Which of its parts that is is not known.
    Behind,
}

/// The unit that `target` names, by its own address, and how far it reaches.
pub(super) fn canonical(target: &ProvisionPath) -> (ProvisionPath, Scope) {
    let path = target.without_groups_of_points();
    let scope = match path.segments().next_back() {
        Some("heading") => Scope::Heading,
        Some("part-1") => Scope::Opening,
        Some("indent-1") => Scope::LeadIn,
        Some(_) if path.is_uncounted() => Scope::Behind,
        Some("approval") if path.parent().and_then(|parent| parent.kind()) == Some(ProvisionKind::Annex) => Scope::Stamp,
        _ => Scope::Whole,
    };
    match path.parent().filter(|_| scope != Scope::Whole) {
        Some(parent) => (unaliased(&parent), scope),
        None => (unaliased(&path), Scope::Whole),
    }
}

/// Leads the addresses of new wording in an amending act to those it will have in the amended one.
pub(super) struct Standing {
    /// What stands before the unit in the amending act, and what in the amended one.
    from: String,
    to: String,
}

impl Standing {
    /// For the wording at `root`, which the instruction puts at `target`.
    ///
    /// `point-1/amend-1/new/point-10` at `rules/point-10` leads everything below `…/new` to `rules`; an annex that is put at another
    /// number leads what is below the one to what is below the other.
    pub(super) fn new(root: &ProvisionPath, target: &ProvisionPath) -> Self {
        let (base, printed) = match root.as_str().rfind("/new/") {
            Some(at) => (&root.as_str()[..at + "/new/".len()], &root.as_str()[at + "/new/".len()..]),
            None => ("", root.as_str()),
        };
        if !base.is_empty() {
            if let Some(above) = target.as_str().strip_suffix(printed).filter(|above| above.is_empty() || above.ends_with('/')) {
                return Self { from: base.to_owned(), to: above.to_owned() };
            }
            // one instruction, several units («14-1), 14-2) тармақшалармен»): they stand beside the one that is named
            let beside = target.parent().map_or(String::new(), |parent| format!("{parent}/"));
            let kinds = (root.kind(), target.kind());
            if kinds.0 == kinds.1 && kinds.0 != Some(ProvisionKind::Annex) {
                let above = printed.rfind('/').map_or("", |at| &printed[..=at]);
                return Self { from: format!("{base}{above}"), to: beside };
            }
        }
        Self { from: root.as_str().to_owned(), to: target.as_str().to_owned() }
    }

    /// Whether the wording at `root` is printed with the number of `target`.
    pub(super) fn is_of_number(root: &ProvisionPath, target: &ProvisionPath) -> bool {
        let target = target.without_groups();
        let printed = root.as_str().rfind("/new/").map(|at| &root.as_str()[at + "/new/".len()..]);
        printed.and_then(|printed| target.as_str().strip_suffix(printed)).is_some_and(|above| above.is_empty() || above.ends_with('/'))
    }

    /// Where `path` of the amending act will stand; `None` for one that is not of this wording.
    pub(super) fn of(&self, path: &ProvisionPath) -> Option<ProvisionPath> {
        let rest = path.as_str().strip_prefix(self.from.as_str())?;
        let whole = self.from.ends_with('/') || rest.is_empty() || rest.starts_with('/');
        if !whole {
            return None;
        }
        let path = ProvisionPath::from_known(format!("{}{rest}", self.to));
        Some(unaliased(&path.without_groups()))
    }
}

/// `point-23/part-1/subpoint-2` is `point-23/subpoint-2`, and `point-23/indent-1` is `point-23`: the first part, and the first paragraph of a list, is the
/// unit's own text.
pub(super) fn unaliased(path: &ProvisionPath) -> ProvisionPath {
    if !["/part-1", "/indent-1"].iter().any(|alias| path.as_str().contains(alias)) {
        return path.clone();
    }
    let own = |(at, segment): &(usize, &str)| *at == 0 || !matches!(*segment, "part-1" | "indent-1");
    let kept: Vec<&str> = path.segments().enumerate().filter(own).map(|(_, segment)| segment).collect();
    ProvisionPath::from_known(kept.join("/"))
}

/// An order of addresses that reads like an act: numbers by their integers, preambles first, annexes after clauses.
pub(super) fn natural_key(path: &ProvisionPath) -> Vec<(u8, Vec<u64>, String)> {
    let key = |segment: &str| {
        let number = segment.split_once(['-', '~']).map_or("", |(_, number)| number);
        let integers = number.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(|part| part.parse().unwrap_or(u64::MAX)).collect();
        (rank(segment), integers, segment.to_owned())
    };
    path.segments().map(key).collect()
}

fn rank(segment: &str) -> u8 {
    let word = segment.split(['-', '~']).next().unwrap_or(segment);
    match ProvisionKind::from_segment(word) {
        Some(ProvisionKind::Title) => 0,
        Some(ProvisionKind::Preamble | ProvisionKind::Approval) => 1,
        Some(ProvisionKind::Subpoint | ProvisionKind::Indent) => 2,
        Some(ProvisionKind::Component) => 5,
        Some(ProvisionKind::Annex) => 6,
        Some(ProvisionKind::Signature | ProvisionKind::Agreement) => 4,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_wording_stands_where_the_instruction_puts_it() {
        // (root, target, unit, where it will stand, seen)
        let cases = [
            ("point-1/amend-1/new/point-10", "rules/point-10", "point-1/amend-1/new/point-10/part-2", "rules/point-10/part-2", "P2200000807"),
            ("point-1/amend-26/new/chapter-5", "rules/chapter-5", "point-1/amend-26/new/point-58/part-2", "rules/point-58/part-2", "V2000021165"),
            ("point-1/amend-17/new/point-23/part-1", "rules/point-23/part-1", "point-1/amend-17/new/point-23/part-1", "rules/point-23", "V2000021165"),
            (
                "point-1/amend-17/new/point-23/part-1",
                "rules/point-23/part-1",
                "point-1/amend-17/new/point-23/part-1/subpoint-2",
                "rules/point-23/subpoint-2",
                "the opening with its list",
            ),
            (
                "point-1/amend-3/new/point-3/subpoint-8",
                "rules/point-3/subpoint-8",
                "point-1/amend-3/new/point-3/subpoint-8/part-2",
                "rules/point-3/subpoint-8/part-2",
                "V2000021165",
            ),
            ("annex-2", "rules/annex-3-1", "annex-2/row-8", "rules/annex-3-1/row-8", "V2000021165: the second annex becomes 3-1"),
            (
                "point-1/amend-2/new/subpoint-15",
                "article-5/subpoint-14",
                "point-1/amend-2/new/subpoint-15",
                "article-5/subpoint-15",
                "two subpoints added at once",
            ),
            ("point-1/amend-1/new/point-3/indent-1", "rules/point-3/indent-1", "point-1/amend-1/new/point-3/indent-1", "rules/point-3", "a lead-in"),
            ("point-1/amend-1/new/preamble", "preamble", "point-1/amend-1/new/preamble", "preamble", "V2000021165"),
        ];
        for (root, target, unit, want, seen) in cases {
            let [root, target, unit]: [ProvisionPath; 3] = [root, target, unit].map(|path| path.parse().unwrap());
            assert_eq!(Standing::new(&root, &target).of(&unit).map(|path| path.to_string()).as_deref(), Some(want), "{seen}");
        }
        let standing = Standing::new(&"annex-1".parse().unwrap(), &"rules/annex-1".parse().unwrap());
        assert_eq!(standing.of(&"annex-10/row-1".parse().unwrap()), None, "a number matches whole");
    }

    #[test]
    fn targets_are_units_and_how_far_they_reach() {
        for (target, unit, scope) in [
            ("rules/chapter-2/point-3", "rules/point-3", Scope::Whole),
            ("rules/annex-3/heading", "rules/annex-3", Scope::Heading),
            ("rules/point-23/part-1", "rules/point-23", Scope::Opening),
            ("rules/point-3/indent-1", "rules/point-3", Scope::LeadIn),
            ("rules/annex-3/approval", "rules/annex-3", Scope::Stamp),
            ("rules/approval", "rules/approval", Scope::Whole),
            ("rules/point-4/part-1/indent-1", "rules/point-4", Scope::LeadIn),
            ("rules/point-4/part-~n", "rules/point-4", Scope::Behind),
            ("rules/point-3/part-1/indent-2", "rules/point-3/indent-2", Scope::Whole),
            ("rules/point-3/indent-12", "rules/point-3/indent-12", Scope::Whole),
            ("title", "title", Scope::Whole),
        ] {
            let (path, reach) = canonical(&target.parse().unwrap());
            assert_eq!((path.as_str(), reach), (unit, scope), "{target}");
        }
    }
}
