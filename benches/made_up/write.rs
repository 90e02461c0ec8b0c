//! A corpus on the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::GROUP;
use super::act::{ActTruth, group};
use super::words::Phrases;

/// Files of one folder.
const FOLDER_FILES: usize = 1_000;

/// What is true of a corpus as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Truth {
    /// The folders its files lie in.
    pub(crate) folders: Vec<PathBuf>,
    /// Files, which is acts.
    pub(crate) acts: usize,
    /// Bytes of the files.
    pub(crate) bytes: u64,
    /// Articles, points and subpoints.
    pub(crate) addresses: usize,
    /// Changes that amending acts order.
    pub(crate) changes: usize,
}

/// Writes the first `count` acts of `seed` under `root`, a thousand to a folder, with all cores.
///
/// # Errors
///
/// Those of the disk.
pub(crate) fn write(root: &Path, seed: u64, count: usize) -> io::Result<Truth> {
    assert!(count > 0 && count.is_multiple_of(GROUP), "the number of acts is a multiple of {GROUP}");
    let phrases = Phrases::of_corpus();
    let folders: Vec<PathBuf> = (0..count.div_ceil(FOLDER_FILES)).map(|at| root.join(format!("{at:03}"))).collect();
    for folder in &folders {
        fs::create_dir_all(folder)?;
    }
    let next = AtomicUsize::new(0);
    let (bytes, addresses, changes) = (AtomicU64::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || -> io::Result<()> {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at * GROUP >= count {
                return Ok(());
            }
            for made in group(&phrases, seed, at) {
                fs::write(folders[at * GROUP / FOLDER_FILES].join(&made.file), &made.text)?;
                bytes.fetch_add(made.text.len() as u64, Ordering::Relaxed);
                let ActTruth { addresses: own, changes: done, .. } = made.truth;
                addresses.fetch_add(own.len(), Ordering::Relaxed);
                changes.fetch_add(done.len(), Ordering::Relaxed);
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        all.into_iter().try_for_each(|thread| thread.join().expect("no writer panics"))
    })?;
    Ok(Truth { folders, acts: count, bytes: bytes.into_inner(), addresses: addresses.into_inner(), changes: changes.into_inner() })
}
