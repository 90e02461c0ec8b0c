//! Deflated bytes that are damaged: what stands behind the damage is read as well.
//!
//! A few wrong bytes spoil little by themselves ([`super::deflate`]): copies tell how far *back* they reach, so that what comes later is right, but for copies
//! that reach over the damage. Those are off by as many bytes as it made too many or too few. How many is looked for: it is the number with which what follows
//! makes most sense as signs of a content stream.
//!
//! After this: bytes, and among them some that are wrong. Whoever asks has to say so.

use super::deflate::{Step, steps};
use super::lex::{Lexer, Token};

/// No more is unpacked: a page has a tenth of that.
const UNPACKED_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The longest copy (RFC 1951, 3.2.5); damage that makes more bytes too many or too few is not made good.
const OFF_MAX: usize = 258;
/// So many places are looked at in one stream.
const PLACES_MAX: usize = 6;
/// What follows is looked at so far.
const WINDOW: usize = 16 * 1024;
/// Bytes are put in or taken out where so many more words make sense with it: fewer may do so by chance.
const GAIN_MIN: i64 = 4;
/// A place so near to the last is the same damage.
const APART: usize = 512;
/// What nobody knows, where a copy reaches before the beginning: a space stands between signs and harms none.
const UNKNOWN: u8 = b' ';

/// Unpacks damaged deflated bytes, at most `bytes_max` and at most 4 MiB.
pub(super) fn salvage(deflated: &[u8], bytes_max: usize) -> Vec<u8> {
    let bytes_max = bytes_max.min(UNPACKED_BYTES_MAX);
    let mut unpacked = Unpacked::new(steps(deflated, bytes_max));
    unpacked.put_right();
    unpacked.bytes.truncate(bytes_max);
    unpacked.bytes
}

/// Bytes as the steps make them.
struct Unpacked {
    steps: Vec<Step>,
    bytes: Vec<u8>,
    /// Where what each step makes begins.
    starts: Vec<usize>,
    /// The first copy that reaches before the beginning.
    too_far: Option<usize>,
}

impl Unpacked {
    fn new(steps: Vec<Step>) -> Self {
        let mut unpacked = Self { steps, bytes: Vec::new(), starts: Vec::new(), too_far: None };
        unpacked.go_on(usize::MAX);
        unpacked
    }

    /// Takes further steps, until there are `length` bytes.
    fn go_on(&mut self, length: usize) {
        for &step in &self.steps[self.starts.len()..] {
            if self.bytes.len() >= length {
                return;
            }
            self.starts.push(self.bytes.len());
            match step {
                Step::Byte(byte) => self.bytes.push(byte),
                Step::Copy { length, distance } => {
                    for _ in 0..length {
                        let from = self.bytes.len().checked_sub(distance.into());
                        if from.is_none() {
                            self.too_far.get_or_insert(self.starts.len() - 1);
                        }
                        self.bytes.push(from.map_or(UNKNOWN, |from| self.bytes[from]));
                    }
                }
            }
        }
    }

    /// Looks for the places where bytes are too many or too few, and puts them right.
    fn put_right(&mut self) {
        let mut from = 0;
        for _ in 0..PLACES_MAX {
            let Some(place) = self.first_nonsense(from) else { return };
            // Before it the bytes have to be such signs: those of pictures and fonts tell nothing.
            if from == 0 && sense(&self.bytes[..place]) <= 0 {
                return;
            }
            self.shift(place);
            from = place + APART;
        }
    }

    /// The first place from `from` on where no sign of a content stream can stand.
    fn first_nonsense(&self, from: usize) -> Option<usize> {
        let words = Words::of(&self.bytes).find(|(start, is_known)| *start >= from && !is_known).map(|(start, _)| start);
        let copies = self.too_far.map(|step| self.starts[step]).filter(|start| *start >= from);
        words.into_iter().chain(copies).min()
    }

    /// Puts as many bytes in at `place`, or takes them out, as make most sense of what follows.
    fn shift(&mut self, place: usize) {
        let step = self.starts.partition_point(|start| *start < place);
        let length = self.starts.get(step).copied().unwrap_or(self.bytes.len());
        let tail = self.bytes[length.saturating_sub(OFF_MAX)..length].to_vec();
        let before = Before { length, tail: &tail };
        let as_it_is = self.moved(step, &before, 0, WINDOW);
        let mut best = (as_it_is, 0);
        for off in 1..=OFF_MAX as isize {
            for off in [off, -off] {
                // Of equal ones the least.
                let sense = self.moved(step, &before, off, WINDOW);
                best = if sense > best.0 { (sense, off) } else { best };
            }
        }
        let off = if best.0 >= as_it_is + GAIN_MIN { best.1 } else { 0 };
        self.moved(step, &before, off, usize::MAX);
    }

    /// Takes the steps from `step` on once more, behind so many bytes more or fewer than `before`, until there are `length` of them, and tells what sense they
    /// make.
    fn moved(&mut self, step: usize, before: &Before<'_>, off: isize, length: usize) -> i64 {
        let few = off.unsigned_abs();
        self.bytes.truncate(before.length - before.tail.len());
        self.bytes.extend_from_slice(if off < 0 { &before.tail[..before.tail.len().saturating_sub(few)] } else { before.tail });
        self.bytes.extend(std::iter::repeat_n(UNKNOWN, if off < 0 { 0 } else { few }));
        self.starts.truncate(step);
        self.too_far = self.too_far.filter(|copy| *copy < step);
        let start = self.bytes.len();
        self.go_on(start.saturating_add(length));
        sense(&self.bytes[start..])
    }
}

/// The bytes before a place.
struct Before<'b> {
    length: usize,
    /// The last of them, from which some may be taken out.
    tail: &'b [u8],
}

/// How many words of `bytes` are operators with what belongs to them, less those that are not.
fn sense(bytes: &[u8]) -> i64 {
    Words::of(bytes).map(|(_, is_right)| if is_right { 1 } else { -1 }).sum()
}

/// The words of a content stream or a character map: where each begins, and whether it is an operator behind as many operands as it takes.
struct Words<'b> {
    lexer: Lexer<'b>,
    store: Vec<u8>,
}

impl<'b> Words<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        Self { lexer: Lexer::new(bytes), store: Vec::new() }
    }
}

impl Iterator for Words<'_> {
    type Item = (usize, bool);

    fn next(&mut self) -> Option<(usize, bool)> {
        let (mut operands, mut inside) = (0_usize, 0_usize);
        loop {
            self.store.clear();
            match self.lexer.next(&mut self.store)? {
                Token::Word(word) => return Some((self.lexer.at() - word.len(), takes(word).is_some_and(|count| count.is_none_or(|count| count == operands)))),
                // An array or a dictionary is one operand.
                Token::Open | Token::DictionaryOpen => inside += 1,
                Token::Close | Token::DictionaryClose => {
                    inside = inside.saturating_sub(1);
                    operands += usize::from(inside == 0);
                }
                Token::Number(_) | Token::Name(_) | Token::String(_) => operands += usize::from(inside == 0),
            }
        }
    }
}

/// How many operands a word takes, where it is an operator of content streams (ISO 32000-1, annex A) or a word of character maps (Adobe technical note 5014);
/// some take any number.
fn takes(word: &[u8]) -> Option<Option<usize>> {
    Some(Some(match word {
        b"B" | b"B*" | b"BT" | b"BX" | b"BI" | b"EI" | b"EMC" | b"ET" | b"EX" | b"F" | b"Q" | b"S" | b"T*" | b"W" | b"W*" | b"b" | b"b*" | b"f" | b"f*"
        | b"h" | b"n" | b"q" | b"s" => 0,
        b"'" | b"BMC" | b"CS" | b"Do" | b"G" | b"J" | b"M" | b"MP" | b"TJ" | b"TL" | b"Tc" | b"Tj" | b"Tr" | b"Ts" | b"Tw" | b"Tz" | b"cs" | b"g" | b"gs"
        | b"i" | b"j" | b"ri" | b"sh" | b"w" => 1,
        b"BDC" | b"DP" | b"TD" | b"Td" | b"Tf" | b"d" | b"d0" | b"l" | b"m" => 2,
        b"\"" | b"RG" | b"rg" => 3,
        b"K" | b"k" | b"re" | b"v" | b"y" => 4,
        b"Tm" | b"c" | b"cm" | b"d1" => 6,
        b"ID" | b"SC" | b"SCN" | b"sc" | b"scn" => return Some(None),
        b"begin"
        | b"beginbfchar"
        | b"beginbfrange"
        | b"begincidchar"
        | b"begincidrange"
        | b"begincmap"
        | b"begincodespacerange"
        | b"currentdict"
        | b"def"
        | b"defineresource"
        | b"dict"
        | b"dup"
        | b"end"
        | b"endbfchar"
        | b"endbfrange"
        | b"endcidchar"
        | b"endcidrange"
        | b"endcmap"
        | b"endcodespacerange"
        | b"false"
        | b"findresource"
        | b"pop"
        | b"true"
        | b"usecmap" => return Some(None),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::io::{Read as _, Write as _};

    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use proptest::prelude::Rng as _;
    use proptest::test_runner::{RngAlgorithm, TestRng};

    use super::*;

    /// Chance, the same every time.
    struct Dice(TestRng);

    impl Dice {
        fn new() -> Self {
            Self(TestRng::deterministic_rng(RngAlgorithm::ChaCha))
        }

        fn roll(&mut self, sides: usize) -> usize {
            self.0.next_u32() as usize % sides
        }
    }

    /// A content stream of so many lines, each other than all others.
    fn content(lines: usize, dice: &mut Dice) -> Vec<u8> {
        let mut text = String::from("q\n0.0375 w\n");
        for line in 0..lines {
            text += &format!("BT\n/F{} 12 Tf\n1 0 0 1 56.7 {}.{} Tm\n(", 1 + dice.roll(2), 10 * (lines - line), dice.roll(100));
            for _ in 0..8 {
                text.extend((0..3 + dice.roll(8)).map(|_| char::from(b"aaabcdeefghiiklmnnoprstuy"[dice.roll(25)])));
                text.push(' ');
            }
            text += &format!("{line})Tj\nET\n");
        }
        text.push_str("Q\n");
        text.into_bytes()
    }

    fn packed(bytes: &[u8], level: u32) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_is_whole_is_unpacked_as_everybody_unpacks_it() {
        let mut dice = Dice::new();
        let noise: Vec<u8> = (0..70_000).map(|_| dice.roll(256) as u8).collect();
        let some: [(Vec<u8>, &str); 5] = [
            (Vec::new(), "nothing"),
            (b"q Q".to_vec(), "a few bytes"),
            (content(40, &mut dice), "one block"),
            (content(3_000, &mut dice), "several blocks"),
            (noise, "stored blocks"),
        ];
        for (bytes, why) in some {
            for level in [0, 1, 6, 9] {
                assert!(salvage(&packed(&bytes, level), usize::MAX) == bytes, "{why}, level {level}");
            }
        }
    }

    #[test]
    fn most_of_what_stands_behind_the_damage_is_read() {
        let mut dice = Dice::new();
        let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').filter(|line| line.ends_with(b")Tj")).map(<[u8]>::to_vec).collect::<HashSet<_>>();
        let (mut meant, mut before, mut with) = (0, 0, 0);
        for (count, rounds) in [(120, 40), (1_500, 8)] {
            for round in 0..rounds {
                let bytes = content(count, &mut dice);
                let mut damaged = packed(&bytes, [1, 6, 9][round % 3]);
                let at = 100 + dice.roll(damaged.len() - 200);
                for near in 0..=dice.roll(3) {
                    damaged[at + 7 * near] ^= 1 + dice.roll(255) as u8;
                }
                let mut prefix = Vec::new();
                let _ = flate2::read::DeflateDecoder::new(damaged.as_slice()).read_to_end(&mut prefix);
                let (whole, prefix, salvaged) = (lines(&bytes), lines(&prefix), lines(&salvage(&damaged, usize::MAX)));
                meant += whole.len();
                before += whole.intersection(&prefix).count();
                with += whole.intersection(&salvaged).count();
            }
        }
        // Of the lines that are lost without it about half come back: of the others some letters were copied from the damage.
        assert!((with - before) * 10 > (meant - before) * 4, "of {meant} lines {before} are read without, {with} with it");
    }

    #[test]
    fn noise_ends_and_keeps_to_its_bound() {
        let mut dice = Dice::new();
        for length in [0, 1, 2, 3, 10, 100, 1_000, 5_000] {
            for _ in 0..10 {
                let noise: Vec<u8> = (0..length).map(|_| dice.roll(256) as u8).collect();
                assert!(salvage(&noise, 10_000).len() <= 10_000);
            }
        }
        let copies = packed(&vec![b'a'; 1 << 20], 9);
        assert_eq!(salvage(&copies, 1_000).len(), 1_000);
    }

    #[test]
    fn a_word_is_right_behind_what_it_takes() {
        let right = |signs: &[u8]| Words::of(signs).map(|(_, is_right)| is_right).collect::<Vec<_>>();
        for signs in [
            "BT ET q Q",
            "/F1 12 Tf",
            "1 0 0 1 56.7 725 Tm",
            "(сөз)Tj",
            "[(а)-12(б)]TJ",
            "[]0 d",
            "/Span<</MCID 0>>BDC",
            "2 beginbfchar",
            "/Pattern cs /P1 scn",
        ] {
            assert!(right(signs.as_bytes()).iter().all(|right| *right), "{signs}");
        }
        for signs in ["BY", "Tj", "1 Td", "(а)(б)Tj", "12 Tf", "0 q"] {
            assert_eq!(right(signs.as_bytes()), [false], "{signs}");
        }
    }
}
