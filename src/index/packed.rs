//! Records in less space: what is kept of acts is JSON that says the same names again and again, and takes about a tenth when it is packed.
//!
//! Whether a record is what was written is settled by its digest before it is unpacked, so that it carries no sum of its own.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::OnceLock;

use zstd::bulk::{Compressor, Decompressor};

use crate::history::Pieces;

/// How hard is tried: what Zstandard does by itself. An ingest takes no longer than with its first level, and the packs are a fiftieth smaller.
const LEVEL: i32 = 3;
/// Zstandard makes no byte of more than so many: the least block has four bytes and stands for 128 KiB at most (RFC 8878, 3.1.1.2).
const RATIO_MAX: usize = 32 * 1024;
/// The bytes of a number.
const NUMBER: usize = 4;

/// `bytes`, packed: their number, then a Zstandard frame. The same bytes give the same record.
///
/// # Errors
///
/// Those of Zstandard, and [`io::ErrorKind::FileTooLarge`] for 4 GiB and more.
pub(super) fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = number(bytes.len())?.to_vec();
    packed.extend(zstd::bulk::compress(bytes, LEVEL)?);
    Ok(packed)
}

/// What [`pack`] packed. A record that is damaged asks for no more memory than its bytes can have come from.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidData`] where it is no whole record.
pub(super) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let length = number_at(packed, 0).ok_or_else(|| invalid("its length is cut off"))?;
    unpacked(&mut Decompressor::new()?, &packed[NUMBER..], length)
}

fn unpacked(decompressor: &mut Decompressor<'_>, packed: &[u8], length: usize) -> io::Result<Vec<u8>> {
    if length > packed.len().saturating_mul(RATIO_MAX) {
        return Err(invalid("its length is not one that it can have"));
    }
    let bytes = decompressor.decompress(packed, length).map_err(invalid)?;
    if bytes.len() == length { Ok(bytes) } else { Err(invalid("it has fewer bytes than it should")) }
}

fn number(number: usize) -> io::Result<[u8; NUMBER]> {
    u32::try_from(number).map(u32::to_le_bytes).map_err(|_| io::Error::new(io::ErrorKind::FileTooLarge, "a record has 4 GiB or more"))
}

fn number_at(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at..at.checked_add(NUMBER)?)?.try_into().ok().map(u32::from_le_bytes)?;
    usize::try_from(number).ok()
}

fn invalid(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

/// `pieces` as one record of which each can be unpacked by itself, or with the first: what that says already takes no room in the others.
///
/// How many there are, of each how long it is packed and unpacked, then one behind the other; numbers have four bytes, the lowest first.
///
/// # Errors
///
/// Those of [`pack`].
pub(super) fn pack_pieces(pieces: &[Vec<u8>]) -> io::Result<Vec<u8>> {
    let mut alone = Compressor::new(LEVEL)?;
    let mut beside = Compressor::with_dictionary(LEVEL, pieces.first().map_or(&[][..], Vec::as_slice))?;
    let packed = |(at, piece): (usize, &Vec<u8>)| if at == 0 { alone.compress(piece) } else { beside.compress(piece) };
    let packed: Vec<Vec<u8>> = pieces.iter().enumerate().map(packed).collect::<io::Result<_>>()?;
    let mut record = Vec::with_capacity(NUMBER + packed.iter().map(|piece| 2 * NUMBER + piece.len()).sum::<usize>());
    record.extend(number(pieces.len())?);
    for (piece, packed) in pieces.iter().zip(&packed) {
        record.extend(number(packed.len())?);
        record.extend(number(piece.len())?);
    }
    packed.iter().for_each(|piece| record.extend(piece));
    Ok(record)
}

/// What [`pack_pieces`] packed. Its pieces are unpacked when they are asked for, and stay so.
#[derive(Debug)]
pub(super) struct PackedPieces {
    record: Vec<u8>,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    /// Where it lies in the record.
    packed: Range<usize>,
    /// How many bytes it has unpacked.
    length: usize,
    unpacked: OnceLock<Vec<u8>>,
}

impl PackedPieces {
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidData`] where it is no whole record.
    pub(super) fn new(record: Vec<u8>) -> io::Result<Self> {
        let count = number_at(&record, 0).filter(|count| *count > 0 && count.saturating_mul(2 * NUMBER) < record.len());
        let count = count.ok_or_else(|| invalid("it has no pieces"))?;
        let mut end = NUMBER + 2 * NUMBER * count;
        let mut pieces = Vec::with_capacity(count);
        for at in (0..count).map(|at| NUMBER + 2 * NUMBER * at) {
            let next = number_at(&record, at).and_then(|length| end.checked_add(length)).filter(|next| *next <= record.len());
            let (Some(next), Some(length)) = (next, number_at(&record, at + NUMBER)) else { return Err(invalid("a piece of it is cut off")) };
            pieces.push(Piece { packed: end..next, length, unpacked: OnceLock::new() });
            end = next;
        }
        let packed = Self { record, pieces };
        packed.unpack(0)?;
        Ok(packed)
    }

    fn unpack(&self, number: usize) -> io::Result<&[u8]> {
        let piece = self.pieces.get(number).ok_or_else(|| invalid(format!("it has no piece {number}")))?;
        if let Some(bytes) = piece.unpacked.get() {
            return Ok(bytes);
        }
        let mut decompressor = if number == 0 { Decompressor::new()? } else { Decompressor::with_dictionary(self.unpack(0)?)? };
        let bytes = unpacked(&mut decompressor, &self.record[piece.packed.clone()], piece.length)?;
        Ok(piece.unpacked.get_or_init(|| bytes))
    }
}

impl Pieces for PackedPieces {
    fn piece(&self, number: usize) -> io::Result<Cow<'_, [u8]>> {
        self.unpack(number).map(Cow::Borrowed)
    }

    /// With all that can be unpacked.
    fn size(&self) -> usize {
        self.record.len() + self.pieces.iter().map(|piece| piece.length).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn pieces_come_back_one_by_one() {
        let first = r#"{"act":"V1800016354","paths":["rules/point-3","rules/point-4"]}"#.repeat(50).into_bytes();
        let pieces = vec![first.clone(), first.clone(), b"another".to_vec(), Vec::new()];
        let record = pack_pieces(&pieces).unwrap();
        assert!(record.len() < pack(&first).unwrap().len() + 100, "what the first piece says takes no room in the second: {}", record.len());
        let packed = PackedPieces::new(record.clone()).unwrap();
        for number in [2, 0, 3, 1, 2] {
            assert_eq!(*packed.piece(number).unwrap(), *pieces[number]);
        }
        assert!(packed.piece(4).is_err(), "no such piece");
        assert_eq!(packed.size(), record.len() + pieces.iter().map(Vec::len).sum::<usize>());
        for at in 0..record.len() {
            // A flipped bit is found by the digest of the record; here it only has to do no harm.
            let mut flipped = record.clone();
            flipped[at] ^= 0x80;
            if let Ok(packed) = PackedPieces::new(flipped) {
                (0..4).for_each(|number| drop(packed.piece(number)));
            }
        }
        for cut in 0..record.len() {
            // Whole pieces may come of a cut record, never other ones.
            if let Ok(packed) = PackedPieces::new(record[..cut].to_vec()) {
                (0..4).filter_map(|number| Some((number, packed.piece(number).ok()?))).for_each(|(number, piece)| assert_eq!(*piece, *pieces[number]));
            }
        }
    }
}
