//! Which changes reach which provisions.

use std::collections::{HashMap, HashSet};

use super::event::EventKind;
use super::gather::Work;
use super::place::Scope;
use super::steps;
use crate::act::{Operation, ProvisionPath};

/// What the changes of one act cost at most when they are made: a change of a provision costs one, and one more for each [`TEXT_BYTES`] of its words. A code of
/// some thousand articles that three hundred acts changed as a whole costs a tenth of it.
const COST_MAX: usize = 100_000_000;
const TEXT_BYTES: usize = 64;

/// How much the wordings of one provision may hold together, one after each change.
const WORDINGS_BYTES_MAX: usize = 1 << 30;

/// So many changes of a provision are followed whatever they cost.
const FOLLOWED_MIN: usize = 16;

/// The changes of an act by the provisions they are about.
pub(super) struct Reach<'w> {
    work: &'w Work,
    whole: Vec<usize>,
    pub(super) at: HashMap<&'w ProvisionPath, Vec<usize>>,
    /// New wording: the changes that give it, in order, and its place among the new wording of each.
    pub(super) new: HashMap<&'w ProvisionPath, Vec<(usize, usize)>>,
    /// The changes whose new wording has annexes.
    with_annexes: HashSet<usize>,
    /// What is left of [`COST_MAX`].
    left: usize,
}

/// What may be done for one provision.
pub(super) struct Allowed {
    /// So many changes of it are followed.
    pub most: usize,
    /// What one of them costs.
    each: usize,
}

/// The changes that reach a provision, in order, and whether there are more than can be followed.
pub(super) struct Reaching {
    pub changes: Vec<usize>,
    pub more: bool,
}

impl<'w> Reach<'w> {
    pub(super) fn new(work: &'w Work) -> Self {
        let (at, new) = (HashMap::new(), HashMap::new());
        let mut reach = Self { work, whole: Vec::new(), at, new, with_annexes: HashSet::new(), left: COST_MAX };
        for (number, change) in work.changes.iter().enumerate() {
            match &change.at {
                Some(at) => reach.at.entry(at).or_default().push(number),
                None => reach.whole.push(number),
            }
            for (place, (path, _)) in change.new.iter().enumerate() {
                reach.new.entry(path).or_default().push((number, place));
            }
            if change.new.iter().any(|(path, _)| is_of_annex(path)) {
                reach.with_annexes.insert(number);
            }
        }
        reach
    }

    /// How many changes of `path` can be followed, and what each costs.
    pub(super) fn allowed(&self, path: &ProvisionPath) -> Allowed {
        let printed = self.work.copies.iter().filter_map(|copy| copy.by_path.get(path).map(|&at| &copy.units[at].1));
        let new = self.new.get(path).into_iter().flatten().map(|&(change, place)| &self.work.changes[change].new[place].1);
        let bytes = printed.chain(new).map(|text| text.text.len()).max().unwrap_or(0);
        let each = 1 + bytes / TEXT_BYTES;
        Allowed { most: (self.left / each).min(WORDINGS_BYTES_MAX / (1 + bytes)).max(FOLLOWED_MIN), each }
    }

    /// Notes that so many changes of a provision were followed.
    pub(super) fn spend(&mut self, changes: usize, allowed: &Allowed) {
        steps::spend(changes);
        self.left = self.left.saturating_sub(allowed.each.saturating_mul(changes));
    }

    /// The changes that reach `path`, `most` of them. `groups` are the chapters it stands in.
    pub(super) fn of(&self, path: &ProvisionPath, groups: &[ProvisionPath], most: usize) -> Reaching {
        let mut found: Vec<usize> = self.whole.iter().copied().take(most + 1).collect();
        let mut unit = Some(path.clone());
        while let Some(at) = unit {
            for &number in self.at.get(&at).into_iter().flatten().take(most + 1) {
                let reached = match self.work.changes[number].scope {
                    Scope::Whole => true,
                    Scope::Heading | Scope::Stamp | Scope::LeadIn => at == *path,
                    Scope::Opening => path.as_str()[at.as_str().len()..].trim_start_matches('/').split('-').next() != Some("part"),
                    // the parts of an article are its points where they have numbers
                    Scope::Behind => {
                        let below = path.as_str()[at.as_str().len()..].trim_start_matches('/').split('-').next();
                        matches!(below, Some("" | "part" | "indent" | "point"))
                    }
                };
                if reached {
                    found.push(number);
                }
            }
            unit = at.parent();
        }
        for group in groups {
            let of_group = self.at.get(group).into_iter().flatten().take(most + 1);
            found.extend(of_group.filter(|&&number| self.work.changes[number].scope == Scope::Whole));
        }
        found.extend(self.new.get(path).into_iter().flatten().take(most + 1).map(|(number, _)| *number));
        found.sort_unstable();
        found.dedup();
        let more = found.len() > most;
        found.truncate(most);
        self.keep_own_day(&mut found, path);
        Reaching { changes: found, more }
    }

    /// A unit that takes effect on a day of its own does not with the act, or with what it stands in.
    fn keep_own_day(&self, found: &mut Vec<usize>, path: &ProvisionPath) {
        let enacts = |number: usize| self.work.changes[number].event.kind == EventKind::Enacted;
        let closely = |number: usize| match &self.work.changes[number].at {
            Some(at) if path.is_within(at) => at.as_str().len() + 1,
            at => usize::from(at.is_some()),
        };
        let closest = found.iter().filter(|&&number| enacts(number)).map(|&number| closely(number)).max();
        found.retain(|&number| !enacts(number) || Some(closely(number)) == closest);
    }

    /// The place of the wording that the change at `at` gives `path`.
    pub(super) fn gives(&self, at: usize, path: &ProvisionPath) -> Option<usize> {
        steps::spend(1);
        let all = self.new.get(path)?;
        all.get(all.partition_point(|&(number, _)| number < at)).filter(|&&(number, _)| number == at).map(|&(_, place)| place)
    }

    /// Whether the change at `at` is about all of `path`, or gives it its wording.
    pub(super) fn covers(&self, at: usize, path: &ProvisionPath) -> bool {
        let change = &self.work.changes[at];
        change.scope == Scope::Whole && change.at.as_ref().is_some_and(|at| path.is_within(at)) || self.gives(at, path).is_some()
    }

    /// Whether the change at `at` puts `path` in.
    pub(super) fn adds(&self, at: usize, path: &ProvisionPath) -> bool {
        self.work.changes[at].event.kind == EventKind::Changed(Operation::Add) && self.covers(at, path)
    }

    /// Whether the change at `at` puts back what `path` stood in and what that at `struck` took out, or puts `path` somewhere else. What only changes it finds
    /// nothing there.
    pub(super) fn revives(&self, at: usize, struck: usize, path: &ProvisionPath) -> bool {
        let change = &self.work.changes[at];
        let Some(out) = &self.work.changes[struck].at else { return true };
        let (adds, rewords) = (change.event.kind == EventKind::Changed(Operation::Add), change.event.kind == EventKind::Changed(Operation::Reword));
        let rewords = rewords || (change.renumbers() && change.moved.is_some());
        let around = change.scope == Scope::Whole && change.at.as_ref().is_none_or(|at| out.is_within(at));
        (adds || rewords) && (around || self.gives(at, out).is_some()) || (adds && !path.is_within(out))
    }

    /// Whether `path` stands in an annex, and the new wording of the change at `at` has none.
    pub(super) fn leaves_annexes(&self, at: usize, path: &ProvisionPath) -> bool {
        is_of_annex(path) && !self.with_annexes.contains(&at)
    }
}

fn is_of_annex(path: &ProvisionPath) -> bool {
    path.as_str().contains("/annex-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::{Commencement, NoteEffect, ProvisionKind};
    use crate::history::effect::EffectiveDate;
    use crate::history::event::Event;
    use crate::history::gather::Change;

    /// An act that was changed as a whole so many times.
    fn changed(count: usize) -> Work {
        let event = Event {
            kind: EventKind::Changed(Operation::ReplaceWords),
            by: crate::act::CitedAct::default(),
            unit: None,
            target: None,
            effect: NoteEffect::Made,
            commencement: Commencement::Unstated,
            effective: EffectiveDate { earliest: None, latest: None, basis: String::new() },
            published: None,
            words: None,
            printed: Vec::new(),
            cancelled: None,
        };
        let change = |order| Change::new(event.clone(), None, Scope::Whole, "B".to_owned(), order);
        let changes = (0..count).map(change).collect();
        Work { id: "A".parse().unwrap(), title: String::new(), cited: None, copies: Vec::new(), changes }
    }

    #[test]
    fn changes_are_followed_as_long_as_their_cost_is_bounded() {
        let work = changed(40);
        let mut reach = Reach::new(&work);
        let path = ProvisionPath::root(ProvisionKind::Point, Some("1"));
        let all = |reach: &Reach<'_>| {
            let found = reach.of(&path, &[], reach.allowed(&path).most);
            (found.changes.len(), found.more)
        };
        assert_eq!(all(&reach), (40, false));
        reach.left = 30;
        assert_eq!(all(&reach), (30, true), "and that there are more is told");
        reach.spend(30, &reach.allowed(&path));
        assert_eq!(all(&reach), (FOLLOWED_MIN, true), "some are followed whatever they cost");
    }
}
