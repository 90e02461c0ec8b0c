//! Records in less space: what is kept of acts is JSON that says the same names again and again, and takes about a tenth when it is packed.
//!
//! A record is one LZ4 block behind its length. Whether it is what was written is settled by its digest before it is unpacked, so that it carries no
//! sum of its own, and a small one costs no more than its bytes.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use lz4_flex::block::{compress_prepend_size, compress_prepend_size_with_dict, decompress_size_prepended, decompress_size_prepended_with_dict};

use crate::history::Pieces;

/// LZ4 makes no byte of more than so many.
const RATIO_MAX: usize = 256;

/// `bytes`, packed. The same bytes give the same record.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    compress_prepend_size(bytes)
}

/// What [`pack`] packed. A record that is damaged asks for no more memory than its bytes can have come from.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidData`] where it is no whole record.
pub(super) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    believable(packed)?;
    decompress_size_prepended(packed).map_err(invalid)
}

fn believable(packed: &[u8]) -> io::Result<()> {
    let length = packed.first_chunk::<4>().map(|length| u32::from_le_bytes(*length) as usize);
    if length.is_none_or(|length| length > packed.len().saturating_mul(RATIO_MAX)) {
        return Err(invalid("its length is not one that it can have"));
    }
    Ok(())
}

fn invalid(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

/// `pieces` as one record of which each can be unpacked by itself, or with the first: what that says already takes no room in the others.
///
/// How many there are, how long each is packed, then one behind the other; numbers have four bytes, the lowest first.
pub(super) fn pack_pieces(pieces: &[Vec<u8>]) -> Vec<u8> {
    let first = pieces.first().map_or(&[][..], Vec::as_slice);
    let packed: Vec<Vec<u8>> =
        pieces.iter().enumerate().map(|(at, piece)| if at == 0 { pack(piece) } else { compress_prepend_size_with_dict(piece, first) }).collect();
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let mut record = Vec::with_capacity(4 + packed.iter().map(|piece| 4 + piece.len()).sum::<usize>());
    record.extend(number(packed.len()));
    packed.iter().for_each(|piece| record.extend(number(piece.len())));
    packed.iter().for_each(|piece| record.extend(piece));
    record
}

/// What [`pack_pieces`] packed. Its pieces are unpacked when they are asked for.
#[derive(Debug)]
pub(super) struct PackedPieces {
    record: Vec<u8>,
    ranges: Vec<Range<usize>>,
    first: Vec<u8>,
}

impl PackedPieces {
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidData`] where it is no whole record.
    pub(super) fn new(record: Vec<u8>) -> io::Result<Self> {
        let number = |at: usize| record.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(|bytes| u32::from_le_bytes(bytes) as usize);
        let count = number(0).filter(|count| *count > 0 && count.saturating_mul(4) < record.len()).ok_or_else(|| invalid("it has no pieces"))?;
        let mut end = 4 + 4 * count;
        let mut ranges = Vec::with_capacity(count);
        for at in 0..count {
            let length = number(4 + 4 * at).filter(|length| end.checked_add(*length).is_some_and(|end| end <= record.len()));
            let length = length.ok_or_else(|| invalid("a piece of it is cut off"))?;
            ranges.push(end..end + length);
            end += length;
        }
        let first = unpack(&record[ranges[0].clone()])?;
        Ok(Self { record, ranges, first })
    }
}

impl Pieces for PackedPieces {
    fn piece(&self, number: usize) -> io::Result<Cow<'_, [u8]>> {
        if number == 0 {
            return Ok(Cow::Borrowed(&self.first));
        }
        let packed = self.ranges.get(number).map(|range| &self.record[range.clone()]).ok_or_else(|| invalid(format!("it has no piece {number}")))?;
        believable(packed)?;
        decompress_size_prepended_with_dict(packed, &self.first).map(Cow::Owned).map_err(invalid)
    }

    fn size(&self) -> usize {
        self.record.len() + self.first.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back_and_half_a_record_is_told() {
        let text = r#"{"act":"V1800016354","path":"rules/point-3"}"#.repeat(4_000);
        let packed = pack(text.as_bytes());
        assert!(packed.len() * 20 < text.len(), "{} of {} bytes", packed.len(), text.len());
        assert_eq!(unpack(&packed).unwrap(), text.as_bytes());
        assert_eq!(unpack(&pack(b"")).unwrap(), b"");
        for (damaged, why) in [
            (&packed[..packed.len() / 2], "half a record"),
            (&packed[..3], "not even its length"),
            (&[0xff, 0xff, 0xff, 0xff, 0][..], "a length of four gigabytes"),
        ] {
            assert!(unpack(damaged).is_err(), "{why}");
        }
    }

    #[test]
    fn pieces_come_back_one_by_one() {
        let first = r#"{"act":"V1800016354","paths":["rules/point-3","rules/point-4"]}"#.repeat(50).into_bytes();
        let pieces = vec![first.clone(), first.clone(), b"another".to_vec(), Vec::new()];
        let record = pack_pieces(&pieces);
        assert!(record.len() < pack(&first).len() + 100, "what the first piece says takes no room in the second: {}", record.len());
        let packed = PackedPieces::new(record.clone()).unwrap();
        for number in [2, 0, 3, 1] {
            assert_eq!(*packed.piece(number).unwrap(), *pieces[number]);
        }
        assert!(packed.piece(4).is_err(), "no such piece");
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
