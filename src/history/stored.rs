//! The history of one act as it is written down: read back a provision at a time.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::Error as _;
use serde::{Deserialize, Serialize};

use super::event::Finding;
use super::pieces::{Entries, PieceWriter, Pieces, Spot};
use super::store::{ActHistory, find};
use super::timeline::{Interval, Text, Timeline, Wording};
use crate::act::{ProvisionKind, ProvisionPath};

/// A piece of a history has at least so many bytes of timelines, but for the last: those of some dozen clauses.
const PIECE_BYTES_MIN: usize = 16 * 1024;

/// The provisions of an act as its text prints them. Where they are kept anyway, the history of the act need not keep their words again.
pub trait Printed: fmt::Debug + Send + Sync {
    /// The provision at `path`; `None` where the text has none.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn text(&self, path: &ProvisionPath) -> io::Result<Option<Cow<'_, Text>>>;
}

/// No text is kept: a history holds all of its words.
impl Printed for () {
    fn text(&self, _: &ProvisionPath) -> io::Result<Option<Cow<'_, Text>>> {
        Ok(None)
    }
}

/// A timeline as it is written down.
#[derive(Serialize, Deserialize)]
struct Kept {
    timeline: Timeline,
    /// The intervals whose wording the text of the act prints, by their places: it is kept there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    printed: Vec<usize>,
}

impl Kept {
    fn new(timeline: &Timeline, printed: Option<&Text>) -> Self {
        let is_printed = |interval: &&Interval| printed.is_some() && interval.wording.text() == printed;
        let interval = |interval: &Interval| match is_printed(&interval) {
            true => Interval {
                from: interval.from.clone(),
                until: interval.until.clone(),
                wording: Wording::Unknown { why: String::new() },
                disputed: interval.disputed.clone(),
                doubt: interval.doubt.clone(),
                began: interval.began,
                ended: interval.ended,
            },
            false => interval.clone(),
        };
        Self {
            printed: timeline.intervals.iter().enumerate().filter(|(_, interval)| is_printed(interval)).map(|(at, _)| at).collect(),
            timeline: Timeline { path: timeline.path.clone(), events: timeline.events.clone(), intervals: timeline.intervals.iter().map(interval).collect() },
        }
    }

    /// The timeline that was written down; `text` is what the text of the act prints of a provision.
    fn whole(self, text: &dyn Printed) -> Result<Timeline, serde_json::Error> {
        let Self { mut timeline, printed } = self;
        if !printed.is_empty() {
            let missing = || serde_json::Error::custom(format!("the text of {} is not kept", timeline.path));
            let text = text.text(&timeline.path).map_err(serde_json::Error::custom)?.ok_or_else(missing)?;
            for at in printed {
                let missing = || serde_json::Error::custom(format!("{} has no wording {at}", timeline.path));
                let wording = Wording::Text(Box::new(text.clone().into_owned()));
                timeline.intervals.get_mut(at).ok_or_else(missing)?.wording = wording;
            }
        }
        Ok(timeline)
    }
}

/// The history of one act as it was written down.
///
/// What was done to the act is at hand at once; the wordings of a provision are read when it is asked for, with the piece they lie in, so that a question
/// about one clause of a code does not read the code.
///
/// ```
/// use tarmaq::history::{History, Publications, StoredHistory};
/// use tarmaq::ingest::read_file;
///
/// let act = read_file("corpus/V1200007775.txt".as_ref())?.act;
/// let history = History::build(&[act], &Publications::default()).value;
/// let whole = history.act(&"V1200007775".parse()?).ok_or("it was read")?;
/// let stored = StoredHistory::read(StoredHistory::write(whole, &[], &())?, ())?;
/// let point = stored.timeline("regulation/point-3".parse().ok().as_ref())?.ok_or("it has this point")?;
/// assert_eq!(Some(&*point), whole.timeline("regulation/point-3".parse().ok().as_ref()));
/// assert_eq!(stored.whole()?, *whole);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct StoredHistory {
    head: Head,
    timelines: Entries<ProvisionPath>,
    printed: Box<dyn Printed>,
    /// The timelines that were asked for: every search asks for those of the same clauses again.
    read: Mutex<HashMap<Spot, Arc<Timeline>>>,
}

/// What is at hand at once.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    act: ActHistory,
    findings: Vec<Finding>,
}

impl StoredHistory {
    /// `act` and what its witnesses tell differently, in pieces. The first is read with each of the others. Wording that `printed` has is left out: it has to be
    /// at hand when the history is read.
    ///
    /// # Errors
    ///
    /// Those of serde_json; none is known to happen with these types. Where `printed` cannot be read that is told as one.
    pub fn write(act: &ActHistory, findings: &[Finding], printed: &dyn Printed) -> Result<Vec<Vec<u8>>, serde_json::Error> {
        let mut writer = PieceWriter::new(&Head { act: act.without_timelines(), findings: findings.to_vec() }, PIECE_BYTES_MIN)?;
        for timeline in &act.timelines {
            let text = printed.text(&timeline.path).map_err(serde_json::Error::custom)?;
            writer.entry(timeline.path.as_str(), &Kept::new(timeline, text.as_deref()))?;
        }
        Ok(writer.finish())
    }

    /// What [`StoredHistory::write`] wrote, with what it left out.
    ///
    /// # Errors
    ///
    /// Those of serde_json where the first piece is not the one that was written.
    pub fn read(pieces: impl Pieces + 'static, printed: impl Printed + 'static) -> Result<Self, serde_json::Error> {
        let (head, timelines) = Entries::read(pieces)?;
        Ok(Self { head, timelines, printed: Box::new(printed), read: Mutex::default() })
    }

    /// How many bytes it is kept in.
    pub fn size(&self) -> usize {
        self.timelines.size()
    }

    /// The act, its copies and all that was done to it; its `timelines` are empty.
    pub fn act(&self) -> &ActHistory {
        &self.head.act
    }

    /// What its witnesses tell differently.
    pub fn findings(&self) -> &[Finding] {
        &self.head.findings
    }

    /// All provisions that any text knows of, in the order of the act.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &ProvisionPath> {
        self.timelines.listed().names.iter()
    }

    /// The address under which the provision at `path` is kept; see [`ActHistory::timeline`] for what is understood.
    pub fn path(&self, path: &ProvisionPath) -> Option<&ProvisionPath> {
        find(&self.timelines.listed().places, Some(path)).map(|at| &self.timelines.listed().names[at])
    }

    /// The wordings of the provision at `path`, or of the title; see [`ActHistory::timeline`]. They are read once and kept.
    ///
    /// # Errors
    ///
    /// Those of serde_json where a piece is not the one that was written.
    pub fn timeline(&self, path: Option<&ProvisionPath>) -> Result<Option<Arc<Timeline>>, serde_json::Error> {
        let known = self.timelines.find(path.map_or(ProvisionKind::Title.segment(), ProvisionPath::as_str));
        let Some(spot) = known.or_else(|| find(&self.timelines.listed().places, path).map(|at| self.timelines.listed().spots[at])) else { return Ok(None) };
        let read = || self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(timeline) = read().get(&spot) {
            return Ok(Some(timeline.clone()));
        }
        let timeline = Arc::new(self.timelines.value::<Kept>(spot)?.whole(&*self.printed)?);
        Ok(Some(read().entry(spot).or_insert(timeline).clone()))
    }

    /// How things stand with a document or a clause that no text prints, but of parts of which one speaks: it is there as long as its act, and its
    /// words are not known. `None` where no text speaks of a part of it.
    ///
    /// # Errors
    ///
    /// Those of serde_json where a piece is not the one that was written.
    pub fn timeline_of_parts(&self, path: &ProvisionPath) -> Result<Option<Timeline>, serde_json::Error> {
        let parts = self.paths().filter(|part| part.is_within(path)).count();
        let Some(title) = self.timeline(None)?.filter(|_| parts > 0) else { return Ok(None) };
        let why = format!("no text in the corpus prints {}/{path}: {parts} of its parts are known, what else stands in it is not", self.act().id);
        let mut intervals: Vec<Interval> = Vec::new();
        for interval in &title.intervals {
            let wording = match &interval.wording {
                Wording::NotYet { .. } => interval.wording.clone(),
                Wording::Gone { suspended, .. } => Wording::Gone { suspended: *suspended, tombstone: None },
                Wording::Text(_) | Wording::Unknown { .. } => Wording::Unknown { why: why.clone() },
            };
            match intervals.last_mut().filter(|last| last.wording == wording) {
                Some(last) => (last.until, last.ended) = (interval.until.clone(), interval.ended),
                None => intervals.push(Interval { wording, disputed: None, doubt: None, ..interval.clone() }),
            }
        }
        Ok(Some(Timeline { path: path.clone(), events: Vec::new(), intervals }))
    }

    /// The whole history.
    ///
    /// # Errors
    ///
    /// Those of serde_json where a piece is not the one that was written.
    pub fn whole(&self) -> Result<ActHistory, serde_json::Error> {
        let timelines = self.timelines.values::<Kept>()?.into_iter().map(|kept| kept.whole(&*self.printed));
        Ok(self.head.act.with_timelines(timelines.collect::<Result<_, _>>()?))
    }
}
