//! Lines that need no second look, told by their bytes.
//!
//! After this: a pass knows in a few instructions for every 32 bytes that a line holds nothing of its business. The
//! loops have no early way out inside a block, so that the compiler can take a whole block at once.

const BLOCK: usize = 64;

/// Whether `is` holds for any byte.
pub(super) fn any_byte(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    bytes.chunks(BLOCK).any(|block| block.iter().fold(false, |found, &byte| found | is(byte)))
}

/// Whether a space stands before another one or before a sign: a place that a link may have left, or a slip.
pub(super) fn has_gap(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(next) = bytes.get(1..) else { return false };
    let gap = |space: u8, after: u8| {
        (space == b' ') & ((after == b' ') | (after == b',') | (after == b';') | (after == b':') | (after == b'.') | (after == b')') | (after == b'"'))
    };
    bytes.chunks(BLOCK).zip(next.chunks(BLOCK)).any(|(block, next)| block.iter().zip(next).fold(false, |found, (&space, &after)| found | gap(space, after)))
}

/// Whether `text` may hold a character that furniture takes out: a control byte, or one of those it names.
pub(super) fn has_furniture(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !any_byte(bytes, |byte| (byte < 0x20) | (byte == 0x7f) | (byte == 0xc2) | (byte & 0xf8 == 0xe0) | (byte & 0xf8 == 0xe8)) {
        return false;
    }
    bytes.iter().enumerate().any(|(at, &byte)| {
        let (second, third) = (bytes.get(at + 1).copied().unwrap_or(0), bytes.get(at + 2).copied().unwrap_or(0));
        match byte {
            0xc2 => second <= 0xa0 || second == 0xad,
            // U+2000 to U+200F, U+2028 to U+202F, U+205F to U+2064; the dashes and quotation marks between them stay.
            0xe2 => second == 0x80 && !(0x90..0xa8).contains(&third) || second == 0x81,
            0xe1 | 0xe3 | 0xee | 0xef => true,
            _ => byte < 0x20 || byte == 0x7f,
        }
    })
}
