//! Records in pieces: a head, and entries by name of which each can be read without the others.
//!
//! The first piece holds the head, as JSON in a line, and the list of entries: `name<TAB>piece<TAB>start<TAB>length`, a line each, which need not be
//! read to find one. The others hold the entries, as JSON one behind the other.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Serialize};

/// So many entries are looked for by going through the list as it is.
const GONE_THROUGH_MAX: usize = 64;

/// The pieces of a record.
pub trait Pieces: fmt::Debug + Send + Sync {
    /// The piece of this number.
    ///
    /// # Errors
    ///
    /// When there is no such piece, or it is not what was written.
    fn piece(&self, number: usize) -> io::Result<Cow<'_, [u8]>>;

    /// Has `read` read the piece of this number, which need not be copied for it.
    ///
    /// # Errors
    ///
    /// Those of [`Pieces::piece`].
    fn read(&self, number: usize, read: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        self.piece(number).map(|piece| read(&piece))
    }

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

/// Writes a record.
pub(crate) struct PieceWriter {
    pieces: Vec<Vec<u8>>,
    bytes_min: usize,
}

impl PieceWriter {
    /// Begins one with `head`. Its pieces have at least `bytes_min` bytes, but for the last.
    ///
    /// # Errors
    ///
    /// Those of serde_json.
    pub(crate) fn new(head: &impl Serialize, bytes_min: usize) -> Result<Self, serde_json::Error> {
        let mut first = serde_json::to_vec(head)?;
        first.push(b'\n');
        Ok(Self { pieces: vec![first], bytes_min })
    }

    /// The next entry. A name holds neither tabs nor ends of lines.
    ///
    /// # Errors
    ///
    /// Those of serde_json.
    pub(crate) fn entry(&mut self, name: &str, value: &impl Serialize) -> Result<(), serde_json::Error> {
        if self.pieces.len() == 1 || self.pieces.last().is_some_and(|piece| piece.len() >= self.bytes_min) {
            self.pieces.push(Vec::new());
        }
        let number = self.pieces.len() - 1;
        let piece = &mut self.pieces[number];
        let start = piece.len();
        serde_json::to_writer(&mut *piece, value)?;
        let length = piece.len() - start;
        self.pieces[0].extend(format!("{name}\t{number}\t{start}\t{length}\n").bytes());
        Ok(())
    }

    /// The pieces.
    pub(crate) fn finish(self) -> Vec<Vec<u8>> {
        self.pieces
    }
}

/// Where an entry lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Spot {
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

    fn value<'p, T: Deserialize<'p>>(self, piece: &'p [u8]) -> Result<T, serde_json::Error> {
        serde_json::from_slice(piece.get(self.start..self.start.saturating_add(self.length)).unwrap_or_default())
    }
}

/// The entries of a record.
#[derive(Debug)]
pub(crate) struct Entries<N> {
    /// Where the list begins in the first piece: at the end of the line before it.
    list: usize,
    /// That list, where more is asked than a few names that stand there as they are.
    listed: OnceLock<Listed<N>>,
    /// How often a name was looked for in it.
    asked: AtomicUsize,
    /// Where each line of it begins, once entries are asked for by their places.
    #[cfg(any(feature = "search", test))]
    lines: OnceLock<Vec<u32>>,
    pieces: Box<dyn Pieces>,
}

/// All entries: their names, and where they lie.
#[derive(Debug)]
pub(crate) struct Listed<N> {
    pub(crate) names: Vec<N>,
    pub(crate) spots: Vec<Spot>,
    pub(crate) places: HashMap<N, usize>,
}

impl<N: std::str::FromStr + Clone + Eq + std::hash::Hash> Entries<N> {
    /// The head of a record, and its entries.
    ///
    /// # Errors
    ///
    /// Those of serde_json where the first piece is not one that was written.
    pub(crate) fn read<H: DeserializeOwned>(pieces: impl Pieces + 'static) -> Result<(H, Self), serde_json::Error> {
        let first = pieces.piece(0).map_err(serde_json::Error::custom)?;
        let list = memchr::memchr(b'\n', &first).unwrap_or(first.len());
        let head = serde_json::from_slice(&first[..list])?;
        drop(first);
        Ok((
            head,
            Self {
                list,
                listed: OnceLock::new(),
                asked: AtomicUsize::new(0),
                #[cfg(any(feature = "search", test))]
                lines: OnceLock::new(),
                pieces: Box::new(pieces),
            },
        ))
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

    /// All of them, in their order; a line that is damaged is left out.
    pub(crate) fn listed(&self) -> &Listed<N> {
        self.listed.get_or_init(|| {
            let list = self.list();
            let lines = list.split(|byte| *byte == b'\n').filter_map(|line| str::from_utf8(line).ok()?.split_once('\t'));
            let (names, spots): (Vec<N>, Vec<Spot>) = lines.filter_map(|(name, spot)| Some((name.parse().ok()?, Spot::read(spot)?))).unzip();
            let places = names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect();
            Listed { names, spots, places }
        })
    }

    /// The list taken apart, once so much is asked of it that this costs less than going through it anew for each: of an act as a whole, every entry
    /// is asked for.
    fn if_listed(&self) -> Option<&Listed<N>> {
        (self.listed.get().is_some() || self.asked.fetch_add(1, Ordering::Relaxed) >= GONE_THROUGH_MAX).then(|| self.listed())
    }

    /// The entry whose name stands in the list as it is.
    pub(crate) fn find(&self, name: &str) -> Option<Spot> {
        if let Some(listed) = self.if_listed() {
            return listed.places.get(&name.parse().ok()?).map(|&at| listed.spots[at]);
        }
        let line = format!("\n{name}\t");
        let list = self.list();
        let after = memchr::memmem::find(&list, line.as_bytes())? + line.len();
        let end = memchr::memchr(b'\n', &list[after..])?;
        Spot::read(str::from_utf8(&list[after..after + end]).ok()?)
    }

    /// The entry at place `at`.
    #[cfg(any(feature = "search", test))]
    pub(crate) fn nth(&self, at: usize) -> Option<Spot> {
        let list = self.list();
        // To go through the list for each entry takes as long as reading one.
        let lines = self.lines.get_or_init(|| memchr::memchr_iter(b'\n', &list).filter_map(|end| u32::try_from(end + 1).ok()).collect());
        let start = *lines.get(at)? as usize;
        let end = start + memchr::memchr(b'\n', &list[start..])?;
        let (_, spot) = str::from_utf8(&list[start..end]).ok()?.split_once('\t')?;
        Spot::read(spot)
    }

    /// What the entry at `spot` holds.
    ///
    /// # Errors
    ///
    /// Those of serde_json where its piece is not the one that was written.
    pub(crate) fn value<T: DeserializeOwned>(&self, spot: Spot) -> Result<T, serde_json::Error> {
        let mut value = None;
        self.pieces.read(spot.piece, &mut |piece| value = Some(spot.value(piece))).map_err(serde_json::Error::custom)?;
        value.unwrap_or_else(|| Err(serde_json::Error::custom("the piece was not read")))
    }

    /// What all of them hold, in their order.
    ///
    /// # Errors
    ///
    /// Those of serde_json where a piece is not the one that was written.
    pub(crate) fn values<T: DeserializeOwned>(&self) -> Result<Vec<T>, serde_json::Error> {
        let list = self.list();
        let lines = list.split(|byte| *byte == b'\n').filter_map(|line| str::from_utf8(line).ok()?.split_once('\t'));
        let spots: Vec<Spot> = lines.filter_map(|(_, spot)| Spot::read(spot)).collect();
        let mut values = Vec::with_capacity(spots.len());
        for of_piece in spots.chunk_by(|one, other| one.piece == other.piece) {
            let piece = self.pieces.piece(of_piece[0].piece).map_err(serde_json::Error::custom)?;
            for spot in of_piece {
                values.push(spot.value(&piece)?);
            }
        }
        Ok(values)
    }

    /// How many bytes of memory they take.
    pub(crate) fn size(&self) -> usize {
        self.pieces.size()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back_by_name_and_by_place() {
        let mut writer = PieceWriter::new(&"бас", 20).unwrap();
        for (name, value) in [("", "акт"), ("point-1", "бірінші"), ("point-1/subpoint-1", "оның тармақшасы"), ("point-10", "оныншы")]
        {
            writer.entry(name, &value).unwrap();
        }
        let pieces = writer.finish();
        assert_eq!(pieces.len(), 4, "what is long enough is followed by another piece: {pieces:?}");
        let (head, entries) = Entries::<String>::read::<String>(pieces).unwrap();
        assert_eq!(head, "бас");
        let found = |name: &str| entries.find(name).map(|spot| entries.value::<String>(spot).unwrap());
        assert_eq!(found("point-1").as_deref(), Some("бірінші"));
        assert_eq!(found("point-10").as_deref(), Some("оныншы"));
        assert_eq!(found("").as_deref(), Some("акт"));
        assert_eq!(found("subpoint-1"), None, "only whole names");
        let nth = |at: usize| entries.nth(at).map(|spot| entries.value::<String>(spot).unwrap());
        assert_eq!((nth(0).as_deref(), nth(3).as_deref(), nth(4)), (Some("акт"), Some("оныншы"), None));
        assert_eq!(entries.values::<String>().unwrap(), ["акт", "бірінші", "оның тармақшасы", "оныншы"]);
        assert_eq!(entries.listed().places["point-1/subpoint-1"], 2);
    }

    #[test]
    fn an_entry_is_the_same_however_often_it_is_looked_for() {
        let mut writer = PieceWriter::new(&0, 20).unwrap();
        (0..5).for_each(|number| writer.entry(&format!("point-{number}"), &number).unwrap());
        let (_, entries) = Entries::<String>::read::<usize>(writer.finish()).unwrap();
        for _ in 0..GONE_THROUGH_MAX {
            let value = |spot: Option<Spot>| spot.map(|spot| entries.value::<usize>(spot).unwrap());
            assert_eq!((value(entries.find("point-3")), value(entries.nth(4))), (Some(3), Some(4)));
            assert_eq!((entries.find("point-5"), entries.nth(5)), (None, None));
        }
        assert!(entries.listed.get().is_some(), "taken apart once");
    }

    #[test]
    fn a_record_of_a_head_alone_has_no_entries() {
        let (head, entries) = Entries::<String>::read::<u8>(PieceWriter::new(&7, 20).unwrap().finish()).unwrap();
        assert_eq!((head, entries.nth(0), entries.find("")), (7, None, None));
        assert!(entries.values::<String>().unwrap().is_empty());
        assert!(Entries::<String>::read::<u8>(vec![b"{".to_vec()]).is_err(), "a head that is cut off");
        assert!(Entries::<String>::read::<u8>(Vec::new()).is_err(), "no piece at all");
    }
}
