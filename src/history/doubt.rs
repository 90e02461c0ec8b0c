//! Doubts that are handed on: what is changed in a wording that is not certain is not certain either.

use super::consolidate::Left;
use super::event::EventKind;
use super::gather::{Change, Doubt};
use super::recount;
use super::timeline::Wording;
use crate::act::{Operation, ProvisionPath};

/// Why the wording of a provision is in doubt, from one change to the next.
#[derive(Default)]
pub(super) struct Doubts {
    /// Since a change that may not have been made, or not so: until the unit is set out in other words.
    made: Option<Doubt>,
    /// A change that has just been met.
    fresh: bool,
    /// Since parts may be counted in two ways: until what they stand in is set out anew.
    counted: Option<String>,
}

impl Doubts {
    /// Drops what `change` settles: it gives the unit words of its own, as it can where it `covers` it, or a copy shows the wording after it.
    pub(super) fn go_on(&mut self, change: &Change, path: &ProvisionPath, wording: &Wording, attested: bool, covers: impl FnOnce() -> bool) {
        self.fresh = false;
        if attested || recount::sets_out(change, path) {
            self.counted = None;
        }
        let anew =
            matches!(change.event.kind, EventKind::Changed(Operation::Reword | Operation::Add | Operation::Delete | Operation::Repeal | Operation::Renumber));
        let gives = anew && (change.of_whole_act() || covers()) && !change.announced;
        if attested || gives || matches!(wording, Wording::Unknown { .. }) {
            self.made = None;
        }
    }

    /// Two copies differ: what is made of either is in doubt.
    pub(super) fn differ(&mut self) {
        self.made = Some(Doubt::Unsure("copies of the act differ in the wording that was changed".to_owned()));
    }

    /// Takes in what the change at hand leaves in doubt.
    pub(super) fn arise(&mut self, made: Option<Doubt>, counted: Option<String>) {
        if made.is_some() {
            (self.made, self.fresh) = (made, true);
        }
        self.counted = self.counted.take().or(counted);
    }

    /// Puts the doubt to what a change leaves of `before`.
    pub(super) fn put(&self, left: &mut Left, before: &Wording) {
        match &self.made {
            Some(Doubt::Unmade(why)) if self.fresh => {
                left.disputed = Some(before.clone()).filter(|before| *before != left.wording);
                left.doubt = left.disputed.is_some().then(|| why.clone());
            }
            Some(Doubt::Unmade(why) | Doubt::Unsure(why)) => left.doubt = Some(why.clone()),
            None => {}
        }
        left.doubt = left.doubt.take().or_else(|| self.counted.clone());
    }
}
