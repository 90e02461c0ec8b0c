//! The history of one act as it is written down: read back a provision at a time.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::event::Finding;
use super::store::{ActHistory, find};
use super::timeline::{Interval, Timeline, Wording};
use crate::act::ProvisionPath;

/// The history of one act as it was written down.
///
/// What was done to the act is at hand at once; the wordings of a provision are read when it is asked for, so that a question about one clause of
/// a code does not read the code.
///
/// ```
/// use tarmaq::history::{History, Publications, StoredHistory};
/// use tarmaq::ingest::read_file;
///
/// let act = read_file("corpus/V1200007775.txt".as_ref())?.act;
/// let history = History::build(&[act], &Publications::default()).value;
/// let whole = history.act(&"V1200007775".parse()?).ok_or("it was read")?;
/// let stored = StoredHistory::read(StoredHistory::write(whole, &[])?)?;
/// let point = stored.timeline("regulation/point-3".parse().ok().as_ref())?.ok_or("it has this point")?;
/// assert_eq!(Some(&*point), whole.timeline("regulation/point-3".parse().ok().as_ref()));
/// assert_eq!(stored.whole()?, *whole);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct StoredHistory {
    head: Head,
    places: HashMap<ProvisionPath, usize>,
    ranges: Vec<Range<usize>>,
    bytes: Vec<u8>,
    /// The timelines that were asked for: every search asks for those of the same clauses again.
    read: Vec<OnceLock<Arc<Timeline>>>,
}

/// The first line: all but the timelines, and how long each of these is.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    act: ActHistory,
    findings: Vec<Finding>,
    lengths: Vec<(ProvisionPath, usize)>,
}

impl StoredHistory {
    /// `act` and what its witnesses tell differently, as bytes.
    ///
    /// # Errors
    ///
    /// Those of serde_json; none is known to happen with these types.
    pub fn write(act: &ActHistory, findings: &[Finding]) -> Result<Vec<u8>, serde_json::Error> {
        let mut timelines = Vec::new();
        let mut lengths = Vec::with_capacity(act.timelines.len());
        for timeline in &act.timelines {
            let before = timelines.len();
            serde_json::to_writer(&mut timelines, timeline)?;
            lengths.push((timeline.path.clone(), timelines.len() - before));
        }
        let mut bytes = serde_json::to_vec(&Head { act: act.without_timelines(), findings: findings.to_vec(), lengths })?;
        bytes.push(b'\n');
        bytes.append(&mut timelines);
        Ok(bytes)
    }

    /// What [`StoredHistory::write`] wrote.
    ///
    /// # Errors
    ///
    /// Those of serde_json where the bytes are not those that were written.
    pub fn read(bytes: Vec<u8>) -> Result<Self, serde_json::Error> {
        let end = memchr::memchr(b'\n', &bytes).unwrap_or(bytes.len());
        let head: Head = serde_json::from_slice(&bytes[..end])?;
        let mut start = (end + 1).min(bytes.len());
        let mut ranges = Vec::with_capacity(head.lengths.len());
        for (_, length) in &head.lengths {
            let to = start.saturating_add(*length).min(bytes.len());
            ranges.push(start..to);
            start = to;
        }
        let places = head.lengths.iter().enumerate().map(|(at, (path, _))| (path.clone(), at)).collect();
        let read = ranges.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { head, places, ranges, bytes, read })
    }

    /// How many bytes it is kept in.
    pub fn size(&self) -> usize {
        self.bytes.len()
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
        self.head.lengths.iter().map(|(path, _)| path)
    }

    /// The address under which the provision at `path` is kept; see [`ActHistory::timeline`] for what is understood.
    pub fn path(&self, path: &ProvisionPath) -> Option<&ProvisionPath> {
        find(&self.places, Some(path)).map(|at| &self.head.lengths[at].0)
    }

    /// The wordings of the provision at `path`, or of the title; see [`ActHistory::timeline`]. They are read once and kept.
    ///
    /// # Errors
    ///
    /// Those of serde_json where the bytes are not those that were written.
    pub fn timeline(&self, path: Option<&ProvisionPath>) -> Result<Option<Arc<Timeline>>, serde_json::Error> {
        let Some(at) = find(&self.places, path) else { return Ok(None) };
        if let Some(timeline) = self.read[at].get() {
            return Ok(Some(timeline.clone()));
        }
        let timeline = serde_json::from_slice(&self.bytes[self.ranges[at].clone()])?;
        Ok(Some(self.read[at].get_or_init(|| Arc::new(timeline)).clone()))
    }

    /// How things stand with a document or a clause that no text prints, but of parts of which one speaks: it is there as long as its act, and its
    /// words are not known. `None` where no text speaks of a part of it.
    ///
    /// # Errors
    ///
    /// Those of serde_json where the bytes are not those that were written.
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
                None => intervals.push(Interval { wording, disputed: None, ..interval.clone() }),
            }
        }
        Ok(Some(Timeline { path: path.clone(), events: Vec::new(), intervals }))
    }

    /// The whole history.
    ///
    /// # Errors
    ///
    /// Those of serde_json where the bytes are not those that were written.
    pub fn whole(&self) -> Result<ActHistory, serde_json::Error> {
        let timelines: Vec<Timeline> = self.ranges.iter().map(|range| serde_json::from_slice(&self.bytes[range.clone()])).collect::<Result<_, _>>()?;
        Ok(self.head.act.with_timelines(timelines))
    }
}
