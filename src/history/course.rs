//! What the changes of one provision leave of it, one after the other.

use std::collections::HashSet;

use super::announced;
use super::consolidate::{Left, Replay, absent, agree, is_absent, presupposes};
use super::doubt::Doubts;
use super::event::EventKind;
use super::gather::{Change, Doubt, Work};
use super::meanwhile::{Made, Meanwhile};
use super::name::shown;
use super::place::Scope;
use super::reach::Reach;
use super::recount;
use super::timeline::Wording;
use crate::act::{Operation, ProvisionPath};

/// How far the changes have gone.
#[derive(Default)]
struct Course {
    /// The change that repealed the act, and the one that took out what the provision stands in, by their places.
    repealed: Option<usize>,
    struck: Option<usize>,
    doubts: Doubts,
    meanwhile: Meanwhile,
    /// Changes that are made for a time.
    temporary: HashSet<usize>,
    /// Changes that may count parts in two ways, and those of them that only may be about the provision.
    recounted: HashSet<usize>,
    missed: HashSet<usize>,
    /// Something tells of the provision: words of it, or why there are none.
    told: bool,
}

impl Course {
    /// Forgets what took out the act or what the provision stands in, where `change` ends that or puts it back.
    fn revive(&mut self, work: &Work, reach: &Reach<'_>, at: usize, path: &ProvisionPath) {
        let change = &work.changes[at];
        self.struck = self.struck.filter(|&struck| change.ends != Some(struck) && !reach.revives(at, struck, path));
        self.repealed = self.repealed.filter(|_| change.ends.is_none_or(|at| work.changes[at].event.kind != EventKind::Changed(Operation::Repeal)));
    }

    /// Notes that the change at `at` takes out the act, or what the provision stands in.
    fn strike(&mut self, at: usize, change: &Change, path: &ProvisionPath) {
        let EventKind::Changed(op @ (Operation::Delete | Operation::Repeal)) = change.event.kind else { return };
        if !change.event.stands() || self.missed.contains(&at) {
            return;
        }
        if op == Operation::Repeal && change.of_whole_act() {
            self.repealed = Some(at);
        } else if change.scope == Scope::Whole && change.at.as_ref() != Some(path) {
            self.struck = self.struck.or(Some(at));
        }
    }

    /// Whether the provision is gone with what it stands in; `for_good`: not for a time only.
    fn gone(&self, for_good: bool) -> bool {
        self.repealed.into_iter().chain(self.struck).any(|at| !(for_good && self.temporary.contains(&at)))
    }
}

impl Replay<'_, '_> {
    /// What each of the changes that act on `path` leaves; first the time before all of them. Those of `missed` may be about it or not.
    pub(super) fn states(&mut self, path: &ProvisionPath, acting: &[usize], missed: HashSet<usize>) -> Vec<Left> {
        self.states_until(path, acting, missed, acting.len())
    }

    /// The same, of the first `steps` of the changes.
    pub(super) fn states_until(&mut self, path: &ProvisionPath, acting: &[usize], missed: HashSet<usize>, steps: usize) -> Vec<Left> {
        let work = self.work;
        let mut witnesses = self.witnesses(path, acting);
        let temporary = acting.iter().filter_map(|&at| work.changes[at].ends).collect();
        let mut course = Course { temporary, recounted: self.recounts.upon(path).collect(), missed, ..Course::default() };
        let mut states: Vec<Left> = vec![Left { wording: absent(), disputed: None, doubt: None }];
        for (step, &at) in acting.iter().enumerate().take(steps) {
            let change = &work.changes[at];
            if presupposes(change, path) && step > 0 && !course.told {
                // it was there: how it came to be, and how it read, no text tells
                let why = format!("the copies in the corpus do not have it, though {} changes it", shown(&change.event.by));
                states.iter_mut().skip(1).for_each(|left| left.wording = Wording::Unknown { why: why.clone() });
                course.told = true;
            }
            course.revive(work, &self.reach, at, path);
            let (mut after, doubt) = self.after(&mut course, path, acting, step, &states);
            course.strike(at, change, path);
            let witness = witnesses.iter_mut().find(|witness| witness.after == step && course.repealed.is_none());
            let (mut witness, mut rival) = witness.map_or((None, None), |witness| (Some(witness.wording.clone()), witness.rival.take()));
            // a note is put to the text that lasts: what holds for a time goes on till its end, and then what the copy shows comes back
            if let Some(shown) = witness.take_if(|shown| course.meanwhile.is_beside(at) && !agree(shown, &states[step].wording)) {
                course.meanwhile.attest(shown, rival.take());
                after = after.or_else(|| Some(states[step].wording.clone()));
            }
            let attested = witness.is_some();
            let (wording, disputed) = self.settle(path, change, after, witness);
            course.doubts.go_on(change, path, &wording, attested, || self.reach.covers(at, path));
            let mut left = Left { wording, disputed: disputed.or(rival), doubt: None };
            if left.disputed.is_some() {
                course.doubts.differ();
            } else if !attested {
                course.doubts.arise(doubt, course.recounted.contains(&at).then(|| recount::why(change)));
                course.doubts.put(&mut left, &states[step].wording);
            }
            if left.wording.text().is_some() {
                // a copy shows it: what it stood in came back
                course.struck = None;
            }
            course.told = course.told || !is_absent(&left.wording) || self.explains(at, path);
            states.push(left);
        }
        states
    }

    /// Whether the change at `at` tells why the provision is not there.
    fn explains(&self, at: usize, path: &ProvisionPath) -> bool {
        let of_it =
            matches!(self.work.changes[at].event.kind, EventKind::Changed(Operation::Reword | Operation::Delete | Operation::Repeal | Operation::Renumber));
        of_it || self.reach.adds(at, path)
    }

    /// What the change at `step` makes of the last of `states`, and why that is not certain.
    fn after(&mut self, course: &mut Course, path: &ProvisionPath, acting: &[usize], step: usize, states: &[Left]) -> (Option<Wording>, Option<Doubt>) {
        let work = self.work;
        let at = acting[step];
        let (change, before) = (&work.changes[at], &states[step].wording);
        if change.announced {
            let (after, doubt) = announced::came(change, path, before, !self.parents.contains(path));
            return (Some(after), doubt);
        }
        let mut doubt = change.doubt.clone();
        if doubt.is_none() && change.renumbers() {
            doubt = self.doubt_of_moved(at, path);
        }
        let after = match change.event.kind {
            _ if course.missed.contains(&at) => Some(before.clone()),
            EventKind::Enacted if step == 0 => Some(self.base(path, acting)),
            EventKind::Enacted => Some(before.clone()),
            EventKind::Expired => match change.ends.map(|ended| (ended, work.changes[ended].event.kind)) {
                Some((ended, EventKind::Changed(_))) => course.meanwhile.end(ended, states, &mut doubt),
                _ => Some(absent()),
            },
            EventKind::Changed(op) => {
                let after = if course.gone(false) { Some(absent()) } else { self.made(at, op, path, before) };
                if course.temporary.contains(&at) {
                    course.meanwhile.begin(at, step, &states[step]);
                    after
                } else {
                    let made = Made { at, op, path, gone: course.gone(true) };
                    self.meanwhile(&mut course.meanwhile, &made, before, after, &mut doubt)
                }
            }
        };
        (after, doubt)
    }

    /// What a change makes of `before`, where it is one that reaches the provision.
    fn made(&mut self, at: usize, op: Operation, path: &ProvisionPath, before: &Wording) -> Option<Wording> {
        self.insertions.counted_on(at, path, before).unwrap_or_else(|| self.apply(at, op, path, before))
    }
}
