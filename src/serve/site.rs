//! The index that answers, and its replacement by a newer one.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock, TryLockError};
use std::time::UNIX_EPOCH;

use tokio::sync::Semaphore;

use super::Options;
use super::metrics::Metrics;
use crate::act::{Act, ActId, Date};
use crate::index::{self, Index, generation_mark};
use crate::ingest::{NoSource, source_of};
use crate::query::{Question, search};

/// Acts whose sources are kept read: people who read an act read it clause by clause.
const SOURCES_MAX: usize = 8;
/// A question with a slip in it: answering it loads everything that the first question would otherwise wait for.
const WARM_UP: &str = "кабылдау тартиби";

/// What is served: an index that stays open, and the options.
#[derive(Debug)]
pub struct Site {
    pub(super) options: Options,
    /// Requests that may still come in.
    pub(super) requests: Semaphore,
    /// Questions that may still be worked on.
    pub(super) workers: Arc<Semaphore>,
    /// What is counted.
    pub(super) metrics: Metrics,
    open: RwLock<Arc<Open>>,
    renewing: Mutex<()>,
    /// The newer index that could not be opened last: each is told once.
    failed: Mutex<Option<String>>,
    /// Another one for every build of the program.
    build: u64,
}

impl Site {
    /// Opens the index that `options` name.
    ///
    /// # Errors
    ///
    /// Those of [`Index::open`].
    pub fn new(options: Options) -> Result<Self, index::Error> {
        let open = Open::new(&options.index)?;
        let limits = &options.limits;
        let (requests, workers) = (Semaphore::new(limits.requests), Arc::new(Semaphore::new(limits.workers)));
        let metrics = Metrics::new();
        Ok(Self { requests, workers, metrics, open: RwLock::new(Arc::new(open)), renewing: Mutex::new(()), failed: Mutex::default(), build: build(), options })
    }

    /// The index that answered last: nothing is looked for, nothing is opened.
    pub(super) fn current(&self) -> Arc<Open> {
        Arc::clone(&self.open.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The newest index there is; while a newer one is being opened, or cannot be opened, the one before.
    pub(super) fn open(&self) -> Arc<Open> {
        let open = self.current();
        let mark = generation_mark(&self.options.index);
        if mark.is_none() || mark == open.mark {
            return open;
        }
        // One request opens it, the others are answered meanwhile.
        let _renewing = match self.renewing.try_lock() {
            Ok(guard) => guard,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return open,
        };
        match Open::new(&self.options.index) {
            Ok(newer) => {
                let newer = Arc::new(newer);
                self.metrics.taken_up.inc();
                tracing::info!(generation = newer.generation(), acts = newer.index.acts().len(), "newer index taken up");
                *self.open.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&newer);
                newer
            }
            Err(error) => {
                let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
                if *failed != mark {
                    self.metrics.not_taken_up.inc();
                    tracing::warn!(%error, "newer index not taken up: the one before answers");
                    *failed = mark;
                }
                open
            }
        }
    }

    /// Whether a newer index lies there that could not be taken up, and why.
    pub(super) fn behind(&self, open: &Open) -> Option<String> {
        let mark = generation_mark(&self.options.index);
        if mark.is_some() && mark == open.mark {
            return None;
        }
        match Index::open(&self.options.index) {
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        }
    }

    pub(super) fn today(&self) -> Date {
        (self.options.today)()
    }

    /// A name for everything that `open` answers today to a reader who reads `language`.
    pub(super) fn tag(&self, open: &Open, language: &str) -> String {
        let mut hasher = DefaultHasher::new();
        (&open.mark, self.build, self.today(), language).hash(&mut hasher);
        format!("W/\"{:016x}\"", hasher.finish())
    }
}

/// The program that answers, by the size and the age of its file.
fn build() -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    if let Ok(file) = std::env::current_exe().and_then(std::fs::metadata) {
        let changed = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        (file.len(), changed).hash(&mut hasher);
    }
    hasher.finish()
}

/// One generation of the index, open, with the sources that were asked for lately.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) index: Index,
    /// Which generation it is.
    pub(super) mark: Option<String>,
    sources: Mutex<Vec<(ActId, Arc<Act>)>>,
}

impl Open {
    fn new(dir: &Path) -> Result<Self, index::Error> {
        // Read first: a generation that comes between the two is seen as newer by the next request.
        let mark = generation_mark(dir);
        let open = Self { index: Index::open(dir)?, mark, sources: Mutex::default() };
        // What is wrong with the index, the first question will tell its asker.
        let _ = search(&open.index, &Question { text: WARM_UP.to_owned(), limit: 1, ..Question::default() });
        Ok(open)
    }

    /// The name of the generation.
    pub(super) fn generation(&self) -> Option<&str> {
        self.mark.as_deref().and_then(|mark| mark.split_whitespace().next())
    }

    /// The act `id` read anew from the file it was indexed from: its printed text, and what points where in it.
    pub(super) fn source(&self, id: &ActId) -> Result<Arc<Act>, NoSource> {
        let known = |sources: &mut Vec<(ActId, Arc<Act>)>| {
            let at = sources.iter().position(|(known, _)| known == id)?;
            let found = sources.remove(at);
            let act = Arc::clone(&found.1);
            sources.push(found);
            Some(act)
        };
        if let Some(act) = known(&mut self.sources.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(act);
        }
        let act = Arc::new(source_of(&self.index, id)?);
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if sources.len() >= SOURCES_MAX {
            sources.remove(0);
        }
        sources.push((id.clone(), Arc::clone(&act)));
        Ok(act)
    }
}
