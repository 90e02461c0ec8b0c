//! Counts what is read, so that tests can tell how often hostile text is read again: bytes looked at, and what is gone
//! through one by one. Outside tests it counts nothing and costs nothing.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local!(static DONE: Cell<usize> = const { Cell::new(0) });

/// Counts `steps` more.
#[cfg(test)]
pub(crate) fn spend(steps: usize) {
    DONE.set(DONE.get() + steps);
}

/// Counts nothing.
#[cfg(not(test))]
#[inline(always)]
pub(crate) fn spend(_: usize) {}

/// The steps that `run` takes.
#[cfg(test)]
pub(crate) fn of(run: impl FnOnce()) -> usize {
    let before = DONE.get();
    run();
    DONE.get() - before
}
