//! Maps from codes to characters (`/ToUnicode`) and to glyphs (`/Encoding` of a composite font).
//!
//! After this: a string is split into codes as the map says, and a code has the characters the map gives it. Ranges stay
//! ranges: a map of one line can name a million codes.

use std::ops::Range;

use super::lex::{Lexer, Token};
use super::limits::MAP_ENTRIES_MAX;

/// Codes of so many bytes from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Space {
    bytes: u8,
    first: u32,
    last: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry<T> {
    first: u32,
    last: u32,
    target: T,
}

/// A map.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    spaces: Vec<Space>,
    /// To UTF-16: the last unit grows with the code.
    texts: Vec<Entry<Vec<u16>>>,
    /// To the number of a glyph, which grows with the code.
    glyphs: Vec<Entry<u32>>,
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, &byte| code << 8 | u32::from(byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [byte] => vec![u16::from(*byte)],
        bytes => bytes.chunks_exact(2).take(32).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

/// What stands between `begin…` and `end…`.
enum Operand {
    Bytes(Range<usize>),
    List(Vec<Range<usize>>),
    Number(u32),
}

impl CMap {
    /// Reads a map; what cannot be read of it is left out.
    pub(super) fn read(text: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(text);
        let mut store = Vec::new();
        let mut operands: Vec<Operand> = Vec::new();
        let mut list: Option<Vec<Range<usize>>> = None;
        let mut section: &[u8] = b"";
        while let Some(token) = lexer.next(&mut store) {
            match token {
                Token::String(range) => match &mut list {
                    Some(list) => list.push(range),
                    None => operands.push(Operand::Bytes(range)),
                },
                Token::Open => list = Some(Vec::new()),
                Token::Close => operands.extend(list.take().map(Operand::List)),
                Token::Number(number) if section.starts_with(b"begincid") => operands.push(Operand::Number(number.max(0.0) as u32)),
                Token::Word(word) if word.starts_with(b"begin") => {
                    section = word;
                    operands.clear();
                }
                Token::Word(word) if word.starts_with(b"end") => {
                    section = b"";
                    operands.clear();
                    store.clear();
                }
                _ => {}
            }
            map.take(section, &mut operands, &store);
            if map.texts.len() + map.glyphs.len() + map.spaces.len() > MAP_ENTRIES_MAX {
                break;
            }
        }
        // Of two entries for a code the later counts: it stands first among those of one beginning.
        map.texts.reverse();
        map.glyphs.reverse();
        map.texts.sort_by_key(|entry| entry.first);
        map.glyphs.sort_by_key(|entry| entry.first);
        map
    }

    /// Takes a whole entry of `section` from `operands`.
    fn take(&mut self, section: &[u8], operands: &mut Vec<Operand>, store: &[u8]) {
        use Operand::{Bytes, List, Number};
        match (section, operands.as_slice()) {
            (b"begincodespacerange", [Bytes(first), Bytes(last)]) => {
                let bytes = u8::try_from(first.len().clamp(1, 4)).unwrap_or(2);
                self.spaces.push(Space { bytes, first: code(&store[first.clone()]), last: code(&store[last.clone()]) });
            }
            (b"beginbfchar", [Bytes(from), Bytes(to)]) => self.text(code(&store[from.clone()]), code(&store[from.clone()]), units(&store[to.clone()])),
            (b"beginbfrange", [Bytes(first), Bytes(last), Bytes(to)]) => {
                self.text(code(&store[first.clone()]), code(&store[last.clone()]), units(&store[to.clone()]));
            }
            (b"beginbfrange", [Bytes(first), Bytes(_), List(list)]) => {
                let first = code(&store[first.clone()]);
                for (at, to) in (0..).zip(list) {
                    let code = first.saturating_add(at);
                    self.text(code, code, units(&store[to.clone()]));
                }
            }
            (b"begincidchar", [Bytes(from), Number(glyph)]) => {
                let code = code(&store[from.clone()]);
                self.glyphs.push(Entry { first: code, last: code, target: *glyph });
            }
            (b"begincidrange", [Bytes(first), Bytes(last), Number(glyph)]) => {
                self.glyphs.push(Entry { first: code(&store[first.clone()]), last: code(&store[last.clone()]), target: *glyph });
            }
            (_, operands) if operands.len() < 3 => return,
            _ => {}
        }
        operands.clear();
    }

    fn text(&mut self, first: u32, last: u32, target: Vec<u16>) {
        if first <= last && !target.is_empty() {
            self.texts.push(Entry { first, last, target });
        }
    }

    /// The characters of `code`, if the map has any.
    pub(super) fn text_of(&self, code: u32) -> Option<String> {
        let entry = find(&self.texts, code)?;
        let mut units = entry.target.clone();
        if let Some(last) = units.last_mut() {
            // The standard lets only the last byte grow; readers let the unit grow, and files count on it.
            *last = last.wrapping_add((code - entry.first) as u16);
        }
        Some(char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect())
    }

    /// The glyph of `code`, if the map has one.
    pub(super) fn glyph_of(&self, code: u32) -> Option<u32> {
        find(&self.glyphs, code).map(|entry| entry.target.saturating_add(code - entry.first))
    }

    /// Whether it says how long codes are.
    pub(super) fn has_spaces(&self) -> bool {
        !self.spaces.is_empty()
    }

    /// The code that `bytes` begin with, and how many of them it takes; two where no space has it.
    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        for length in 1..=bytes.len().min(4) {
            let code = code(&bytes[..length]);
            if self.spaces.iter().any(|space| usize::from(space.bytes) == length && (space.first..=space.last).contains(&code)) {
                return (code, length);
            }
        }
        let shortest = self.spaces.iter().map(|space| usize::from(space.bytes)).min().unwrap_or(2).min(bytes.len().max(1));
        (code(&bytes[..shortest.min(bytes.len())]), shortest)
    }
}

/// The entry that holds `code`. Ranges hardly ever overlap; where they do, a few before the nearest are looked at.
fn find<T>(entries: &[Entry<T>], code: u32) -> Option<&Entry<T>> {
    let end = entries.partition_point(|entry| entry.first <= code);
    let near = &entries[end.saturating_sub(8)..end];
    let first = near.last()?.first;
    let same = near.iter().find(|entry| entry.first == first && entry.last >= code);
    same.or_else(|| near.iter().rev().find(|entry| entry.last >= code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_characters_of_the_map() {
        let map = CMap::read(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              3 beginbfchar <0003> <0020> <00AF> <00660069> <0010> <D835DC00> endbfchar\n\
              2 beginbfrange <0100> <01FF> <0430> <0200> <0202> [<04D9> <049B> <0493>] endbfrange\nendcmap",
        );
        let cases = [(3, Some(" ")), (0xaf, Some("fi")), (0x10, Some("\u{1d400}")), (0x101, Some("б")), (0x202, Some("ғ")), (0x203, None), (4, None)];
        for (code, text) in cases {
            assert_eq!(map.text_of(code).as_deref(), text, "{code:x}");
        }
        assert_eq!(map.next_code(&[0, 3, 0]), (3, 2));
        assert_eq!(map.next_code(&[7]), (7, 1), "a string that is cut off");
        let map = CMap::read(b"2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange 1 begincidrange <8140> <817E> 633 endcidrange");
        assert_eq!(map.next_code(&[0x41, 0x81]), (0x41, 1));
        assert_eq!(map.next_code(&[0x81, 0x41]), (0x8141, 2));
        assert_eq!(map.glyph_of(0x8141), Some(634));
    }
}
