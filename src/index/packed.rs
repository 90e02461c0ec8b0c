//! Records in less space: what is kept of acts is JSON that says the same names again and again, and takes about a twentieth when it is packed.
//!
//! All records are packed with one dictionary, `records.dict`, which holds what most of them begin with and say: a piece is too short to have said it before.
//! The example `tarmaq-learn-records` makes it, of what [`super::Index::pieces`] gives.
//!
//! Whether a whole record is what was written is settled by its digest before it is unpacked. Of a record in pieces only some are asked for, so that each
//! carries a sum of its own.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use crate::history::Pieces;

/// How hard is tried: `benches/README.md` tells what others would give.
const LEVEL: i32 = 9;
/// What records are packed with. With another one the format is another.
const DICTIONARY: &[u8] = include_bytes!("records.dict");

static PACKING: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static UNPACKING: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

/// Zstandard makes no byte of more than so many: the least block has four bytes and stands for 128 KiB at most (RFC 8878, 3.1.1.2).
const RATIO_MAX: usize = 32 * 1024;
/// The bytes of a number.
const NUMBER: usize = 4;

// To make one takes longer than to pack or unpack a piece.
thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// `bytes`, packed: their number, then a Zstandard frame. The same bytes give the same record.
///
/// # Errors
///
/// Those of Zstandard, and [`io::ErrorKind::FileTooLarge`] for 4 GiB and more.
pub(super) fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = number(bytes.len())?.to_vec();
    packed.extend(compressed(bytes)?);
    Ok(packed)
}

fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|made| {
        let compressor = match made {
            Some(made) => made,
            None => made.insert(Compressor::with_prepared_dictionary(&PACKING)?),
        };
        compressor.compress(bytes)
    })
}

/// What [`pack`] packed. A record that is damaged asks for no more memory than its bytes can have come from.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidData`] where it is no whole record.
pub(super) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let length = number_at(packed, 0).ok_or_else(|| invalid("its length is cut off"))?;
    unpacked(&packed[NUMBER..], length)
}

fn unpacked(packed: &[u8], length: usize) -> io::Result<Vec<u8>> {
    if length > packed.len().saturating_mul(RATIO_MAX) {
        return Err(invalid("its length is not one that it can have"));
    }
    let bytes = DECOMPRESSOR.with_borrow_mut(|made| {
        let decompressor = match made {
            Some(made) => made,
            None => made.insert(Decompressor::with_prepared_dictionary(&UNPACKING)?),
        };
        decompressor.decompress(packed, length).map_err(invalid)
    })?;
    if bytes.len() == length { Ok(bytes) } else { Err(invalid("it has fewer bytes than it should")) }
}

fn number(number: usize) -> io::Result<[u8; NUMBER]> {
    u32::try_from(number).map(u32::to_le_bytes).map_err(|_| io::Error::new(io::ErrorKind::FileTooLarge, "a record has 4 GiB or more"))
}

fn number_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(sum_at(bytes, at)?).ok()
}

fn sum_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(NUMBER)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn invalid(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

/// The numbers of a piece: its bytes packed, its bytes unpacked, the CRC-32 of the packed ones.
const PIECE_NUMBERS: usize = 3 * NUMBER;

/// `pieces` as one record of which each can be unpacked by itself.
///
/// How many there are, the numbers of each, the CRC-32 of all that, then one behind the other; numbers have four bytes, the lowest first.
///
/// # Errors
///
/// Those of [`pack`].
pub(super) fn pack_pieces(pieces: &[Vec<u8>]) -> io::Result<Vec<u8>> {
    let packed: Vec<Vec<u8>> = pieces.iter().map(|piece| compressed(piece)).collect::<io::Result<_>>()?;
    let mut record = Vec::with_capacity(2 * NUMBER + packed.iter().map(|piece| PIECE_NUMBERS + piece.len()).sum::<usize>());
    record.extend(number(pieces.len())?);
    for (piece, packed) in pieces.iter().zip(&packed) {
        record.extend(number(packed.len())?);
        record.extend(number(piece.len())?);
        record.extend(crc32fast::hash(packed).to_le_bytes());
    }
    record.extend(crc32fast::hash(&record).to_le_bytes());
    packed.iter().for_each(|piece| record.extend(piece));
    Ok(record)
}

/// The bytes of a record as they are packed.
#[derive(Debug)]
pub(super) enum Packed {
    /// All of them.
    AtHand(Vec<u8>),
    /// So many of a file, from `start`: each is read when it is asked for. Of a code a question about one clause needs a tenth.
    InFile { file: Arc<Mutex<File>>, start: u64, bytes: usize },
}

impl Packed {
    fn len(&self) -> usize {
        match self {
            Self::AtHand(bytes) => bytes.len(),
            Self::InFile { bytes, .. } => *bytes,
        }
    }

    /// How many of them are in memory.
    fn held(&self) -> usize {
        match self {
            Self::AtHand(bytes) => bytes.len(),
            Self::InFile { .. } => 0,
        }
    }

    /// Those in `range`.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidData`] where there are not so many, and those of reading.
    fn at(&self, range: Range<usize>) -> io::Result<Cow<'_, [u8]>> {
        let cut_off = || invalid("it is cut off");
        if range.end > self.len() {
            return Err(cut_off());
        }
        match self {
            Self::AtHand(bytes) => bytes.get(range).map(Cow::Borrowed).ok_or_else(cut_off),
            Self::InFile { file, start, .. } => {
                let mut bytes = vec![0; range.len()];
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(start.saturating_add(range.start as u64)))?;
                file.read_exact(&mut bytes)?;
                Ok(Cow::Owned(bytes))
            }
        }
    }
}

impl From<Vec<u8>> for Packed {
    fn from(bytes: Vec<u8>) -> Self {
        Self::AtHand(bytes)
    }
}

/// What [`pack_pieces`] packed. Its pieces are unpacked when they are asked for; the first stays so, and the last that was asked for.
#[derive(Debug)]
pub(super) struct PackedPieces {
    record: Packed,
    pieces: Vec<Piece>,
    first: Vec<u8>,
    last: Mutex<(usize, Vec<u8>)>,
}

#[derive(Debug)]
struct Piece {
    /// Where it lies in the record.
    packed: Range<usize>,
    /// How many bytes it has unpacked.
    length: usize,
    /// The sum of its bytes as they are packed.
    sum: u32,
}

impl PackedPieces {
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidData`] where it is no whole record.
    pub(super) fn new(record: impl Into<Packed>) -> io::Result<Self> {
        let record = record.into();
        let count = record.at(0..NUMBER).ok().and_then(|head| number_at(&head, 0)).filter(|count| *count > 0);
        let count = count.ok_or_else(|| invalid("it has no pieces"))?;
        let numbers = count.checked_mul(PIECE_NUMBERS).and_then(|bytes| bytes.checked_add(NUMBER)).filter(|end| *end < record.len());
        let numbers = numbers.ok_or_else(|| invalid("the list of its pieces is cut off"))?;
        let mut end = numbers + NUMBER;
        let list = record.at(0..end)?;
        if sum_at(&list, numbers) != Some(crc32fast::hash(&list[..numbers])) {
            return Err(invalid("the list of its pieces is not the one that was written"));
        }
        let mut pieces = Vec::with_capacity(count);
        for at in (NUMBER..numbers).step_by(PIECE_NUMBERS) {
            let next = number_at(&list, at).and_then(|length| end.checked_add(length)).filter(|next| *next <= record.len());
            let (Some(next), Some(length), Some(sum)) = (next, number_at(&list, at + NUMBER), sum_at(&list, at + 2 * NUMBER)) else {
                return Err(invalid("a piece of it is cut off"));
            };
            pieces.push(Piece { packed: end..next, length, sum });
            end = next;
        }
        drop(list);
        let mut packed = Self { record, pieces, first: Vec::new(), last: Mutex::default() };
        packed.first = packed.unpack(0)?;
        Ok(packed)
    }

    /// All its pieces.
    pub(super) fn all(&self) -> io::Result<Vec<Vec<u8>>> {
        (0..self.pieces.len()).map(|number| self.unpack(number)).collect()
    }

    fn unpack(&self, number: usize) -> io::Result<Vec<u8>> {
        let piece = self.pieces.get(number).ok_or_else(|| invalid(format!("it has no piece {number}")))?;
        let packed = self.record.at(piece.packed.clone())?;
        if crc32fast::hash(&packed) != piece.sum {
            return Err(invalid(format!("its piece {number} is not the one that was written")));
        }
        unpacked(&packed, piece.length)
    }
}

impl Pieces for PackedPieces {
    fn piece(&self, number: usize) -> io::Result<Cow<'_, [u8]>> {
        if number == 0 {
            return Ok(Cow::Borrowed(&self.first));
        }
        let mut bytes = Vec::new();
        self.read(number, &mut |piece| bytes.extend_from_slice(piece))?;
        Ok(Cow::Owned(bytes))
    }

    fn read(&self, number: usize, read: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        if number == 0 {
            read(&self.first);
            return Ok(());
        }
        let last = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        // Who reads an act from its beginning to its end asks for each piece again and again. Which piece it is and its bytes are looked at in one go: another
        // thread may put another there.
        {
            let last = last();
            if last.0 == number {
                read(&last.1);
                return Ok(());
            }
        }
        // Others may read pieces that are at hand meanwhile.
        let bytes = self.unpack(number)?;
        read(&bytes);
        *last() = (number, bytes);
        Ok(())
    }

    fn size(&self) -> usize {
        self.record.held() + self.first.len() + self.pieces.iter().skip(1).map(|piece| piece.length).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::digest::sha256;
    use crate::index::folder::FORMAT;

    #[test]
    fn another_dictionary_is_another_format() {
        let sum = "081d2d3e043d53112f70418a5518348877cbee6e78ade64123457b7fd0f9f569";
        assert_eq!((sha256(DICTIONARY).as_str(), FORMAT), (sum, "13"), "records packed with one dictionary cannot be read with another");
    }

    #[test]
    fn a_record_that_is_shorter_than_what_all_begin_with_takes_a_few_bytes() {
        let unit = r#"{"ordinal":3,"end":4,"parent":2,"act":"V1800016354","path":"rules/point-3","kind":"point","number":"3","text":"3. Визаның мерзімі ұзартылады."}"#;
        assert!(pack(unit.as_bytes()).unwrap().len() * 2 < unit.len());
    }

    #[test]
    fn what_was_packed_comes_back_and_half_a_record_is_told() {
        let text = r#"{"act":"V1800016354","path":"rules/point-3"}"#.repeat(4_000);
        let packed = pack(text.as_bytes()).unwrap();
        assert!(packed.len() * 20 < text.len(), "{} of {} bytes", packed.len(), text.len());
        assert_eq!(unpack(&packed).unwrap(), text.as_bytes());
        assert_eq!(unpack(&pack(b"").unwrap()).unwrap(), b"");
        let one_byte = pack(&vec![b'a'; 1 << 24]).unwrap();
        assert_eq!(unpack(&one_byte).unwrap().len(), 1 << 24, "nothing packs better, and it is believed");
        for (damaged, why) in [
            (&packed[..packed.len() / 2], "half a record"),
            (&packed[..3], "not even its length"),
            (&[0xff, 0xff, 0xff, 0xff, 0][..], "a length of four gigabytes"),
            (&[&[1], &packed[1..]].concat(), "another length"),
        ] {
            assert!(unpack(damaged).is_err(), "{why}");
        }
    }

    #[test]
    fn who_asks_at_the_same_time_gets_the_piece_he_asked_for() {
        let pieces: Vec<Vec<u8>> = (0..4_u8).map(|number| vec![number; 5_000]).collect();
        let packed = PackedPieces::new(pack_pieces(&pieces).unwrap()).unwrap();
        std::thread::scope(|threads| {
            for first in 0..4 {
                let (packed, pieces) = (&packed, &pieces);
                threads.spawn(move || (first..first + 4_000).for_each(|at| assert_eq!(*packed.piece(at / 2 % 4).unwrap(), *pieces[at / 2 % 4])));
            }
        });
    }

    #[test]
    fn pieces_are_read_from_where_the_record_lies_in_a_file() {
        let pieces: Vec<Vec<u8>> = (0..4_u8).map(|number| format!("тармақ {number}; ").repeat(900).into_bytes()).collect();
        let record = pack_pieces(&pieces).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("acts-1.pack");
        std::fs::write(&path, [b"before".as_slice(), &record, b"behind"].concat()).unwrap();
        let at = |start, bytes| Packed::InFile { file: Arc::new(Mutex::new(File::open(&path).unwrap())), start, bytes };
        let packed = PackedPieces::new(at(6, record.len())).unwrap();
        for number in [3, 0, 1, 1] {
            assert_eq!(*packed.piece(number).unwrap(), *pieces[number]);
        }
        assert_eq!(packed.all().unwrap(), pieces);
        assert!(packed.size() < PackedPieces::new(record.clone()).unwrap().size(), "the record itself is left where it lies");
        assert!(PackedPieces::new(at(7, record.len())).is_err(), "another place");
        assert!(PackedPieces::new(at(6, 7)).is_err(), "half a list");
        std::fs::File::options().write(true).open(&path).unwrap().set_len(6 + record.len() as u64 - 4).unwrap();
        assert!(packed.piece(3).is_err(), "a file that was cut off meanwhile");
    }

    #[test]
    fn pieces_come_back_one_by_one() {
        let first = r#"{"act":"V1800016354","paths":["rules/point-3","rules/point-4"]}"#.repeat(50).into_bytes();
        let pieces = vec![first.clone(), first.clone(), b"another".to_vec(), Vec::new()];
        let record = pack_pieces(&pieces).unwrap();
        let packed = PackedPieces::new(record.clone()).unwrap();
        for number in [2, 0, 3, 1, 2] {
            assert_eq!(*packed.piece(number).unwrap(), *pieces[number]);
        }
        assert!(packed.piece(4).is_err(), "no such piece");
        assert_eq!(packed.size(), record.len() + 2 * first.len(), "two of them stay unpacked");
        for (at, bit) in (0..record.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            // Whatever bit is flipped, another piece never comes back, and nothing is lost that has not got it.
            let mut flipped = record.clone();
            flipped[at] ^= 1 << bit;
            let read: Vec<Option<Vec<u8>>> = match PackedPieces::new(flipped) {
                Ok(packed) => (0..4).map(|number| packed.piece(number).ok().map(Cow::into_owned)).collect(),
                Err(_) => vec![None; 4],
            };
            assert!(read.iter().any(Option::is_none), "byte {at}, bit {bit}: the damage is told");
            read.iter().zip(&pieces).filter_map(|(read, meant)| Some((read.as_ref()?, meant))).for_each(|(read, meant)| assert_eq!(read, meant));
        }
        for cut in 0..record.len() {
            // Whole pieces may come of a cut record, never other ones.
            if let Ok(packed) = PackedPieces::new(record[..cut].to_vec()) {
                (0..4).filter_map(|number| Some((number, packed.piece(number).ok()?))).for_each(|(number, piece)| assert_eq!(*piece, *pieces[number]));
            }
        }
    }
}
