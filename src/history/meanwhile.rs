//! Words that hold for a time: what they were put in place of goes on being changed, and comes back as it was changed.

use super::consolidate::{Left, Replay, absent};
use super::gather::Doubt;
use super::name::shown;
use super::timeline::Wording;
use crate::act::{Operation, ProvisionPath};

/// The wording of a provision apart from the changes that were made for a time and are not over.
#[derive(Default)]
pub(super) struct Meanwhile {
    /// Those changes, by their places in the order, as they began; and the steps before each.
    running: Vec<(usize, usize)>,
    permanent: Option<Wording>,
    doubt: Option<String>,
}

impl Meanwhile {
    /// A change for a time begins at `step`, upon the wording `before`.
    pub(super) fn begin(&mut self, at: usize, step: usize, before: &Left) {
        if self.running.is_empty() {
            let differ = || before.disputed.is_some().then(|| "what comes back was in doubt before".to_owned());
            self.permanent = Some(before.wording.clone());
            self.doubt = before.doubt.clone().or_else(differ);
        }
        self.running.push((at, step));
    }

    /// Whether words hold for a time that the change at `at` has not put there.
    pub(super) fn is_beside(&self, at: usize) -> bool {
        !self.running.is_empty() && self.running.iter().all(|&(running, _)| running != at)
    }

    /// A copy shows what is to come back, with a `rival` where another copy of that time differs.
    pub(super) fn attest(&mut self, shown: Wording, rival: Option<Wording>) {
        self.permanent = Some(shown);
        self.doubt = rival.map(|_| "the copies differ in what comes back".to_owned());
    }

    /// What holds when the change `ended` is over: what stood before it, with what was done meanwhile. `states` are those left so far.
    pub(super) fn end(&mut self, ended: usize, states: &[Left], doubt: &mut Option<Doubt>) -> Option<Wording> {
        let now = states.last().map(|left| &left.wording);
        let Some(place) = self.running.iter().position(|&(at, _)| at == ended) else { return now.cloned() };
        let (_, step) = self.running.remove(place);
        if self.running.is_empty() {
            *doubt = self.doubt.take().map(Doubt::Unsure);
            return self.permanent.take();
        }
        // what began later, or earlier, holds on
        let last = place == self.running.len();
        if last { states.get(step).map(|left| left.wording.clone()) } else { now.cloned() }
    }
}

/// A change of a provision, by its place in the order, that is made while other words hold.
pub(super) struct Made<'p> {
    pub at: usize,
    pub op: Operation,
    pub path: &'p ProvisionPath,
    /// It finds nothing there, for what the provision stands in is gone.
    pub gone: bool,
}

impl Replay<'_, '_> {
    /// Makes a change in what is to come back, and says what it leaves of the words that hold `before` it: a change of words that are not among those is one of
    /// the words that come back; where the whole is set out anew meanwhile, which of the two holds no rule tells.
    pub(super) fn meanwhile(
        &mut self,
        meanwhile: &mut Meanwhile,
        made: &Made<'_>,
        before: &Wording,
        after: Option<Wording>,
        doubt: &mut Option<Doubt>,
    ) -> Option<Wording> {
        let (Some(permanent), false) = (meanwhile.permanent.clone(), meanwhile.running.is_empty()) else { return after };
        let work = self.work;
        let change = &work.changes[made.at];
        let by = shown(&change.event.by);
        let same_act = meanwhile.running.iter().any(|&(at, _)| work.changes[at].actor == change.actor);
        // what was there for a time only is not there after it, whatever was changed in it
        let there = matches!(permanent, Wording::Text(_) | Wording::Unknown { .. }) || (made.op == Operation::Add && self.reach.covers(made.at, made.path));
        let changed = match there {
            _ if made.gone => Some(absent()),
            true => self.apply(made.at, made.op, made.path, &permanent),
            false => Some(permanent.clone()),
        };
        let found = changed.as_ref().is_some_and(|changed| *changed != permanent);
        match changed {
            Some(changed) => meanwhile.permanent = Some(changed),
            None => {
                let why = format!("{by} changed it while other words held for a time; what came of that is not known");
                meanwhile.doubt.get_or_insert(why);
            }
        }
        let of_words = made.op.is_of_words();
        let changes = after.as_ref() != Some(before);
        match after {
            None if of_words && found => Some(before.clone()),
            Some(after) if changes && found && !same_act && !made.gone => {
                *doubt = doubt.take().or_else(|| Some(Doubt::Unmade(format!("{by} changes it while other words hold for a time"))));
                Some(after)
            }
            after => after,
        }
    }
}
