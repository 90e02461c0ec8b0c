//! Files in less space: what is kept of acts is JSON that says the same names again and again, and takes about a tenth when it is packed.

use std::io::{self, Read, Write};

use lz4_flex::frame::{FrameDecoder, FrameEncoder, FrameInfo};

/// How the name of a packed file ends.
pub(super) const ENDING: &str = ".json.lz4";

/// `bytes` as an LZ4 frame. The same bytes give the same frame.
pub(super) fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = FrameEncoder::with_frame_info(FrameInfo::new().content_checksum(true), Vec::with_capacity(bytes.len() / 8));
    encoder.write_all(bytes)?;
    encoder.finish().map_err(io::Error::other)
}

/// What [`pack`] packed. Frames are read block by block, so that a damaged one costs no more memory than it has bytes to give.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidData`] or [`io::ErrorKind::UnexpectedEof`], or another of the decoder, where it is not a whole frame.
pub(super) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(packed.len().saturating_mul(8));
    FrameDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back_and_damage_is_told() {
        let text = r#"{"act":"V1800016354","path":"rules/point-3"}"#.repeat(4_000);
        let packed = pack(text.as_bytes()).unwrap();
        assert!(packed.len() * 20 < text.len(), "{} of {} bytes", packed.len(), text.len());
        assert_eq!(unpack(&packed).unwrap(), text.as_bytes());
        assert_eq!(pack(b"").and_then(|packed| unpack(&packed)).unwrap(), b"");
        for (at, why) in [(packed.len() / 2, "in a block"), (packed.len() - 1, "in the sum of all")] {
            let mut damaged = packed.clone();
            damaged[at] ^= 0x10;
            assert!(unpack(&damaged).is_err(), "a bit that is flipped {why}");
        }
        assert!(unpack(&packed[..packed.len() / 2]).is_err(), "half a file");
    }
}
