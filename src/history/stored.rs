//! The history of one act as it is written down: read back a provision at a time.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::de::Error as _;
use serde::{Deserialize, Serialize};

use super::event::Finding;
use super::store::{ActHistory, find};
use super::timeline::{Interval, Timeline, Wording};
use crate::act::{ProvisionKind, ProvisionPath};

/// A piece of a history has at least so many bytes of timelines, but for the last: those of a dozen clauses.
const PIECE_BYTES_MIN: usize = 16 * 1024;

/// The pieces a history is kept in, as [`StoredHistory::write`] made them.
pub trait Pieces: fmt::Debug + Send + Sync {
    /// The piece of this number.
    ///
    /// # Errors
    ///
    /// When there is no such piece, or it is not what was written.
    fn piece(&self, number: usize) -> io::Result<Cow<'_, [u8]>>;

    /// How many bytes of memory they take.
    fn size(&self) -> usize;
}

impl Pieces for Vec<Vec<u8>> {
    fn piece(&self, number: usize) -> io::Result<Cow<'_, [u8]>> {
        let missing = || io::Error::new(io::ErrorKind::InvalidData, format!("it has no piece {number}"));
        self.get(number).map(|piece| Cow::Borrowed(piece.as_slice())).ok_or_else(missing)
    }

    fn size(&self) -> usize {
        self.iter().map(Vec::len).sum()
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
/// let stored = StoredHistory::read(StoredHistory::write(whole, &[])?)?;
/// let point = stored.timeline("regulation/point-3".parse().ok().as_ref())?.ok_or("it has this point")?;
/// assert_eq!(Some(&*point), whole.timeline("regulation/point-3".parse().ok().as_ref()));
/// assert_eq!(stored.whole()?, *whole);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct StoredHistory {
    head: Head,
    /// Where the list of timelines begins in the first piece.
    list: usize,
    /// That list, where more is asked than one address that stands there as it is.
    listed: OnceLock<Listed>,
    pieces: Box<dyn Pieces>,
    /// The timelines that were asked for: every search asks for those of the same clauses again.
    read: Mutex<HashMap<Spot, Arc<Timeline>>>,
}

/// The first line of the first piece. A line for each timeline follows, `path<TAB>piece<TAB>start<TAB>length`, which need not be read to find one.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    act: ActHistory,
    findings: Vec<Finding>,
}

/// Where a timeline lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Spot {
    piece: usize,
    start: usize,
    length: usize,
}

impl Spot {
    /// The spot that the rest of a line tells.
    fn read(fields: &str) -> Option<Self> {
        let mut numbers = fields.split('\t').map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self { piece: next()?, start: next()?, length: next()? })
    }

    fn timeline(self, piece: &[u8]) -> Result<Timeline, serde_json::Error> {
        serde_json::from_slice(piece.get(self.start..self.start.saturating_add(self.length)).unwrap_or_default())
    }
}

/// All timelines.
#[derive(Debug)]
struct Listed {
    paths: Vec<ProvisionPath>,
    spots: Vec<Spot>,
    places: HashMap<ProvisionPath, usize>,
}

impl StoredHistory {
    /// `act` and what its witnesses tell differently, in pieces. The first is read with each of the others.
    ///
    /// # Errors
    ///
    /// Those of serde_json; none is known to happen with these types.
    pub fn write(act: &ActHistory, findings: &[Finding]) -> Result<Vec<Vec<u8>>, serde_json::Error> {
        let mut first = serde_json::to_vec(&Head { act: act.without_timelines(), findings: findings.to_vec() })?;
        first.push(b'\n');
        let mut pieces = vec![Vec::new()];
        for timeline in &act.timelines {
            if pieces.last().is_some_and(|piece| piece.len() >= PIECE_BYTES_MIN) {
                pieces.push(Vec::new());
            }
            let number = pieces.len();
            let piece = &mut pieces[number - 1];
            let start = piece.len();
            serde_json::to_writer(&mut *piece, timeline)?;
            first.extend(format!("{}\t{number}\t{start}\t{}\n", timeline.path, piece.len() - start).bytes());
        }
        pieces.insert(0, first);
        Ok(pieces)
    }

    /// What [`StoredHistory::write`] wrote.
    ///
    /// # Errors
    ///
    /// Those of serde_json where the first piece is not the one that was written.
    pub fn read(pieces: impl Pieces + 'static) -> Result<Self, serde_json::Error> {
        let first = pieces.piece(0).map_err(serde_json::Error::custom)?;
        let list = memchr::memchr(b'\n', &first).unwrap_or(first.len());
        let head = serde_json::from_slice(&first[..list])?;
        drop(first);
        Ok(Self { head, list, listed: OnceLock::new(), pieces: Box::new(pieces), read: Mutex::default() })
    }

    /// The lines of the list, the end of the line before the first at their beginning.
    fn list(&self) -> Cow<'_, [u8]> {
        // It was read once.
        match self.pieces.piece(0) {
            Ok(Cow::Borrowed(first)) => Cow::Borrowed(first.get(self.list..).unwrap_or_default()),
            Ok(Cow::Owned(first)) => Cow::Owned(first.get(self.list..).unwrap_or_default().to_vec()),
            Err(_) => Cow::Borrowed(&[]),
        }
    }

    fn listed(&self) -> &Listed {
        self.listed.get_or_init(|| {
            let list = self.list();
            let lines = list.split(|byte| *byte == b'\n').filter_map(|line| str::from_utf8(line).ok()?.split_once('\t'));
            let (paths, spots): (Vec<ProvisionPath>, Vec<Spot>) = lines.filter_map(|(path, spot)| Some((path.parse().ok()?, Spot::read(spot)?))).unzip();
            let places = paths.iter().enumerate().map(|(at, path)| (path.clone(), at)).collect();
            Listed { paths, spots, places }
        })
    }

    /// The timeline of an address that stands in the list as it is.
    fn spot(&self, path: &str) -> Option<Spot> {
        let line = format!("\n{path}\t");
        let list = self.list();
        let after = memchr::memmem::find(&list, line.as_bytes())? + line.len();
        let end = memchr::memchr(b'\n', &list[after..])?;
        Spot::read(str::from_utf8(&list[after..after + end]).ok()?)
    }

    /// How many bytes it is kept in.
    pub fn size(&self) -> usize {
        self.pieces.size()
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
        self.listed().paths.iter()
    }

    /// The address under which the provision at `path` is kept; see [`ActHistory::timeline`] for what is understood.
    pub fn path(&self, path: &ProvisionPath) -> Option<&ProvisionPath> {
        find(&self.listed().places, Some(path)).map(|at| &self.listed().paths[at])
    }

    /// The wordings of the provision at `path`, or of the title; see [`ActHistory::timeline`]. They are read once and kept.
    ///
    /// # Errors
    ///
    /// Those of serde_json where a piece is not the one that was written.
    pub fn timeline(&self, path: Option<&ProvisionPath>) -> Result<Option<Arc<Timeline>>, serde_json::Error> {
        let known = self.spot(path.map_or(ProvisionKind::Title.segment(), ProvisionPath::as_str));
        let Some(spot) = known.or_else(|| find(&self.listed().places, path).map(|at| self.listed().spots[at])) else { return Ok(None) };
        let read = || self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(timeline) = read().get(&spot) {
            return Ok(Some(timeline.clone()));
        }
        let timeline = Arc::new(spot.timeline(&self.piece(spot.piece)?)?);
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
                None => intervals.push(Interval { wording, disputed: None, ..interval.clone() }),
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
        let mut timelines: Vec<Timeline> = Vec::with_capacity(self.listed().spots.len());
        for of_piece in self.listed().spots.chunk_by(|one, other| one.piece == other.piece) {
            let piece = self.piece(of_piece[0].piece)?;
            for spot in of_piece {
                timelines.push(spot.timeline(&piece)?);
            }
        }
        Ok(self.head.act.with_timelines(timelines))
    }

    fn piece(&self, number: usize) -> Result<Cow<'_, [u8]>, serde_json::Error> {
        self.pieces.piece(number).map_err(serde_json::Error::custom)
    }
}
