//! Damage that is met where an answer has no room for it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::error::Error;

/// What was met so far. Whether an act is known is asked in the middle of much else, and the answer is yes or no: what cannot be read is noted here,
/// so that nobody takes damage for «no».
#[derive(Debug, Default)]
pub(super) struct Noted {
    times: AtomicU64,
    /// Where, and why.
    last: Mutex<Option<(PathBuf, String)>>,
}

impl Noted {
    /// What was read; notes why nothing was.
    pub(super) fn read<T>(&self, read: Result<T, Error>) -> Option<T> {
        read.map_err(|error| {
            let told = match error {
                Error::Damaged { path, cause } => (path, cause),
                Error::Read { path, source } => (path, source.to_string()),
                other => (PathBuf::new(), other.to_string()),
            };
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
            self.times.fetch_add(1, Ordering::SeqCst);
        })
        .ok()
    }

    /// How often damage was met.
    pub(super) fn times(&self) -> u64 {
        self.times.load(Ordering::SeqCst)
    }

    /// What was met since there were so many; at the same time by another question, perhaps, of the same damaged index.
    pub(super) fn since(&self, times: u64) -> Option<Error> {
        if self.times() == times {
            return None;
        }
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone().map(|(path, cause)| Error::Damaged { path, cause })
    }
}
