//! Bytes to characters.
//!
//! UTF-8 is taken as it is, UTF-16 by its mark or by the zero bytes it is full of. Anything else that is text is
//! windows-1251, told by its letters; texts of the 1990s are that too, with the letters of other Slavic alphabets in the
//! place of the Kazakh ones (see `old_font`).

use crate::text::{LineRange, Problem, ProblemCode};

use super::{Error, old_font};

/// Decodes `bytes` of `file`.
pub(super) fn decode(file: &str, bytes: Vec<u8>, problems: &mut Vec<Problem>) -> Result<String, Error> {
    let guessed = |what: &str| Problem::new(ProblemCode::EncodingGuessed, LineRange::new(1, 1), format!("{file} is not UTF-8; it was read as {what}"));
    if let Some((big_endian, mark)) = utf16(&bytes) {
        let encoding = if big_endian { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[if mark { 2 } else { 0 }..]);
        if !mark {
            problems.push(guessed("UTF-16, by its NUL bytes"));
        }
        if broken {
            problems.push(undecodable(&text));
        }
        return Ok(text.into_owned());
    }
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    if memchr::memchr(0, &bytes).is_some() {
        return Err(Error::Binary { file: file.to_owned(), cause: "it holds NUL bytes (0x00), as no text does" });
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(wrong) => {
            let bytes = wrong.as_bytes();
            // A few bad bytes in a UTF-8 text, cut or patched by hand, do not make it another encoding.
            let text = String::from_utf8_lossy(bytes);
            let lost = text.matches('\u{fffd}').count();
            if lost * 50 < text.chars().filter(|c| !c.is_ascii()).count() {
                problems.push(undecodable(&text));
                text.into_owned()
            } else {
                problems.push(guessed("windows-1251, by its letters"));
                encoding_rs::WINDOWS_1251.decode_without_bom_handling(bytes).0.into_owned()
            }
        }
    };
    let controls = count_controls(text.as_bytes());
    if controls * 20 > text.len() {
        return Err(Error::Binary { file: file.to_owned(), cause: "one byte in twenty or more is a control character" });
    }
    Ok(from_old_fonts(file, text, problems))
}

/// The same text in Kazakh letters, where it was typed with letters of other alphabets in their place.
pub(super) fn from_old_fonts(file: &str, text: String, problems: &mut Vec<Problem>) -> String {
    let Some(font) = old_font::find(&text) else { return text };
    let message = format!("{file} was decoded from {}", font.name);
    problems.push(Problem::new(ProblemCode::EncodingGuessed, LineRange::new(1, 1), message));
    font.decode(&text)
}

/// Whether `bytes` are UTF-16, and if so whether big-endian and with a mark.
fn utf16(bytes: &[u8]) -> Option<(bool, bool)> {
    match bytes {
        [0xff, 0xfe, ..] => return Some((false, true)),
        [0xfe, 0xff, ..] => return Some((true, true)),
        _ => {}
    }
    // Without a mark: spaces, digits and line breaks have a zero beside them, Cyrillic letters a 4, always on one side.
    let head = &bytes[..bytes.len().min(4096) & !1];
    let high = |byte: u8| matches!(byte, 0 | 4);
    let (mut first, mut second, mut zeros) = (0, 0, 0);
    for pair in head.chunks_exact(2) {
        first += usize::from(high(pair[0]));
        second += usize::from(high(pair[1]));
        zeros += usize::from(pair.contains(&0));
    }
    let pairs = head.len() / 2;
    if pairs < 4 || zeros == 0 || zeros == pairs && first == second {
        return None;
    }
    if second * 10 >= pairs * 9 && first * 2 < pairs {
        Some((false, false))
    } else if first * 10 >= pairs * 9 && second * 2 < pairs {
        Some((true, false))
    } else {
        None
    }
}

/// Number of control characters, line breaks, tabs and form feeds not counted.
fn count_controls(bytes: &[u8]) -> usize {
    // A block is counted in one byte, so that the compiler takes many bytes at once.
    let is = |byte: u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\r') & (byte != b'\t') & (byte != 0xc);
    bytes.chunks(128).map(|block| usize::from(block.iter().fold(0_u8, |count, &byte| count + u8::from(is(byte))))).sum()
}

fn undecodable(text: &str) -> Problem {
    let at = text.find('\u{fffd}').unwrap_or(0);
    let line = u32::try_from(memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1).unwrap_or(u32::MAX);
    let count = text.matches('\u{fffd}').count();
    Problem::new(ProblemCode::UndecodableBytes, LineRange::new(line, line), format!("{count} places hold bytes that are no character; they read as U+FFFD"))
}
