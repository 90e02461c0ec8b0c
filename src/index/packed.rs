//! Records in less space: what is kept of acts is JSON that says the same names again and again, and takes about a tenth when it is packed.
//!
//! A record is one LZ4 block behind its length. Whether it is what was written is settled by its digest before it is unpacked, so that it carries no
//! sum of its own, and a small one costs no more than its bytes.

use std::io;

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

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
    let length = packed.first_chunk::<4>().map(|length| u32::from_le_bytes(*length) as usize);
    if length.is_none_or(|length| length > packed.len().saturating_mul(RATIO_MAX)) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "its length is not one that it can have"));
    }
    decompress_size_prepended(packed).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
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
}
