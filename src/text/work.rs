//! Counts what is read, so that tests can tell how often hostile text is read again: bytes looked at, and what is gone
//! through one by one. Outside tests it counts nothing and costs nothing.

#[cfg(test)]
mod count {
    use std::cell::Cell;

    thread_local!(static DONE: Cell<usize> = const { Cell::new(0) });

    pub(crate) fn spend(steps: usize) {
        DONE.set(DONE.get() + steps);
    }

    /// The steps that `run` takes.
    pub(crate) fn of(run: impl FnOnce()) -> usize {
        let before = DONE.get();
        run();
        DONE.get() - before
    }
}

#[cfg(not(test))]
mod count {
    #[inline(always)]
    pub(crate) fn spend(_: usize) {}
}

#[cfg(test)]
pub(crate) use count::of;
pub(crate) use count::spend;
