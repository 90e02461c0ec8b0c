//! Counts what is looked at, so that tests can tell whether the history of a hostile text costs more than its length.

#[cfg(not(test))]
#[inline(always)]
pub(super) fn spend(_: usize) {}

#[cfg(test)]
pub(super) use counted::{of, spend};

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local!(static DONE: Cell<usize> = const { Cell::new(0) });

    pub(in crate::history) fn spend(steps: usize) {
        DONE.set(DONE.get() + steps);
    }

    /// The steps that `run` takes.
    pub(in crate::history) fn of(run: impl FnOnce()) -> usize {
        let before = DONE.get();
        run();
        DONE.get() - before
    }
}
