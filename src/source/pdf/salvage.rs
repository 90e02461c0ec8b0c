//! Deflated bytes that are damaged (RFC 1951): what stands behind the damage is read as well.
//!
//! A few wrong bytes spoil little by themselves. Huffman's codes fall into step again after some signs, and copies tell how far *back* they reach, so that what
//! comes later is right, but for copies that reach over the damage: those are off by as many bytes as it made too many or too few. How many is looked for:
//! it is the number with which what follows makes most sense as signs of a content stream.
//!
//! After this: bytes, and among them some that are wrong. Whoever asks has to say so.

use std::collections::BTreeSet;

use super::lex::{Lexer, Token};

/// No more packed bytes are searched for the beginnings of blocks.
const SEARCHED_BYTES_MAX: usize = 1024 * 1024;
/// No more is unpacked: a page has a tenth of that.
const UNPACKED_BYTES_MAX: usize = 4 * 1024 * 1024;
/// So many steps are looked at in all to see whether blocks can end where they seem to.
const LOOKED_AHEAD_MAX: usize = 1_000_000;
/// So much may follow the last block: its sum, and ends of lines.
const TAIL_BYTES_MAX: usize = 8;
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

/// What one code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Byte(u8),
    Copy { length: u16, distance: u16 },
}

/// Unpacks damaged deflated bytes, at most `bytes_max` and at most 4 MiB.
pub(super) fn salvage(deflated: &[u8], bytes_max: usize) -> Vec<u8> {
    let bytes_max = bytes_max.min(UNPACKED_BYTES_MAX);
    let mut unpacked = Unpacked::new(steps(deflated, bytes_max));
    unpacked.put_right();
    unpacked.bytes.truncate(bytes_max);
    unpacked.bytes
}

/// Bits, the lowest of each byte first.
#[derive(Clone, Copy, Debug)]
struct Bits<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Bits<'_> {
    fn one(&mut self) -> Option<u16> {
        let byte = *self.bytes.get(self.at / 8)?;
        let bit = byte >> (self.at % 8) & 1;
        self.at += 1;
        Some(u16::from(bit))
    }

    fn take(&mut self, count: u32) -> Option<u16> {
        let mut value = 0;
        for bit in 0..count {
            value |= self.one()? << bit;
        }
        Some(value)
    }

    fn align(&mut self) {
        self.at = self.at.next_multiple_of(8);
    }

    fn bytes_left(&self) -> usize {
        self.bytes.len().saturating_sub(self.at.div_ceil(8))
    }
}

/// A code of Huffman, told by the lengths of its signs (RFC 1951, 3.2.2).
#[derive(Clone, Debug)]
struct Code {
    /// How many signs have this length.
    counts: [u16; 16],
    /// The signs, the shortest first.
    signs: Vec<u16>,
}

/// What stands where a sign is to be read.
enum Sign {
    Is(u16),
    /// No sign has such bits.
    Unknown,
}

impl Code {
    /// The code of `lengths`, and how much of it stands for nothing: 0 is a whole one. `None` for one that cannot be.
    fn new(lengths: &[u8]) -> Option<(Self, u32)> {
        let mut counts = [0_u16; 16];
        lengths.iter().for_each(|length| counts[usize::from(length & 15)] += 1);
        let mut left = 1_u32;
        for &count in &counts[1..] {
            left = (left << 1).checked_sub(u32::from(count))?;
        }
        let mut starts = [0_usize; 16];
        for length in 1..15 {
            starts[length + 1] = starts[length] + usize::from(counts[length]);
        }
        let mut signs = vec![0; lengths.iter().filter(|length| **length > 0).count()];
        for (sign, &length) in (0..).zip(lengths).filter(|(_, length)| **length > 0) {
            signs[starts[usize::from(length)]] = sign;
            starts[usize::from(length)] += 1;
        }
        Some((Self { counts, signs }, left))
    }

    /// The next sign; `None` at the end.
    fn next(&self, bits: &mut Bits<'_>) -> Option<Sign> {
        let (mut code, mut first, mut at) = (0_u32, 0_u32, 0_u32);
        for &count in &self.counts[1..] {
            code |= u32::from(bits.one()?);
            let count = u32::from(count);
            if code < first + count {
                return Some(self.signs.get((at + code - first) as usize).map_or(Sign::Unknown, |sign| Sign::Is(*sign)));
            }
            (at, first, code) = (at + count, (first + count) << 1, code << 1);
        }
        Some(Sign::Unknown)
    }
}

/// How a block is written.
enum Block {
    Stored(usize),
    Coded { signs: Code, distances: Code },
}

/// The head of a block: whether it is the last, and how it is written; `None` where none can begin.
fn head(bits: &mut Bits<'_>) -> Option<(bool, Block)> {
    let is_last = bits.one()? == 1;
    match bits.take(2)? {
        0 => {
            bits.align();
            let (length, check) = (bits.take(16)?, bits.take(16)?);
            (length == !check && usize::from(length) <= bits.bytes_left()).then_some((is_last, Block::Stored(length.into())))
        }
        1 => {
            let lengths: Vec<u8> = (0..288)
                .map(|sign| {
                    if sign < 144 {
                        8
                    } else if sign < 256 {
                        9
                    } else if sign < 280 {
                        7
                    } else {
                        8
                    }
                })
                .collect();
            let (signs, _) = Code::new(&lengths)?;
            let (distances, _) = Code::new(&[5; 30])?;
            Some((is_last, Block::Coded { signs, distances }))
        }
        2 => Some((is_last, coded(bits)?)),
        _ => None,
    }
}

/// The codes of a block that brings its own (RFC 1951, 3.2.7). They have to be whole, which bits that are no such head hardly ever are.
fn coded(bits: &mut Bits<'_>) -> Option<Block> {
    const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let (signs, distances, count) = (usize::from(bits.take(5)?) + 257, usize::from(bits.take(5)?) + 1, usize::from(bits.take(4)?) + 4);
    if signs > 286 || distances > 30 {
        return None;
    }
    let mut of_lengths = [0; 19];
    for &at in &ORDER[..count] {
        of_lengths[at] = bits.take(3)? as u8;
    }
    let (code, left) = Code::new(&of_lengths)?;
    if left > 0 {
        return None;
    }
    let mut lengths: Vec<u8> = Vec::with_capacity(signs + distances);
    while lengths.len() < signs + distances {
        let Sign::Is(sign) = code.next(bits)? else { return None };
        let (length, times) = match sign {
            16 => (*lengths.last()?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (u8::try_from(length).ok()?, 1),
        };
        lengths.extend(std::iter::repeat_n(length, times.into()));
    }
    if lengths.len() > signs + distances || lengths[256] == 0 {
        return None;
    }
    let (distances, few) = Code::new(&lengths[signs..])?;
    let (signs, left) = Code::new(&lengths[..signs])?;
    // Of distances there may be one alone, or none.
    (left == 0 && (few == 0 || distances.signs.len() <= 1)).then_some(Block::Coded { signs, distances })
}

/// What the sign of a length or a distance begins with, and how many more bits tell (RFC 1951, 3.2.5).
fn span(sign: u16, first: u16, per_width: u16) -> (u32, u32) {
    let first_wide = 2 * per_width;
    if sign < first_wide {
        return (u32::from(first + sign), 0);
    }
    let width = u32::from(sign / per_width - 1);
    (u32::from(first) + (u32::from(sign % per_width + per_width) << width), width)
}

/// One step of a block, the end of the block, or nothing that can be read.
enum Read {
    Step(Step),
    End,
    Unknown,
}

fn read(bits: &mut Bits<'_>, signs: &Code, distances: &Code) -> Option<Read> {
    let Sign::Is(sign) = signs.next(bits)? else { return Some(Read::Unknown) };
    let length = match sign {
        0..256 => return Some(Read::Step(Step::Byte(sign as u8))),
        256 => return Some(Read::End),
        285 => 258,
        257..285 => {
            let (first, width) = span(sign - 257, 3, 4);
            first + u32::from(bits.take(width)?)
        }
        _ => return Some(Read::Unknown),
    };
    let Sign::Is(sign @ 0..30) = distances.next(bits)? else { return Some(Read::Unknown) };
    let (first, width) = span(sign, 1, 2);
    let distance = first + u32::from(bits.take(width)?);
    let (Ok(length), Ok(distance)) = (u16::try_from(length), u16::try_from(distance)) else { return Some(Read::Unknown) };
    Some(Read::Step(Step::Copy { length, distance }))
}

/// All steps that can be read, of which those of damaged bits are wrong.
fn steps(deflated: &[u8], bytes_max: usize) -> Vec<Step> {
    let heads = heads(deflated);
    let mut bits = Bits { bytes: deflated, at: 0 };
    let (mut steps, mut bytes, mut ahead) = (Vec::new(), 0, LOOKED_AHEAD_MAX);
    'blocks: loop {
        let begins = bits.at;
        let Some((is_last, block)) = head(&mut bits) else {
            // The next block that can be made out.
            let Some(&next) = heads.range(begins + 1..).next() else { return steps };
            bits.at = next;
            continue;
        };
        let (signs, distances) = match block {
            Block::Stored(length) => {
                let start = bits.at / 8;
                steps.extend(deflated[start..start + length].iter().map(|byte| Step::Byte(*byte)));
                bits.at += 8 * length;
                bytes += length;
                if is_last || bytes > bytes_max {
                    return steps;
                }
                continue;
            }
            Block::Coded { signs, distances } => (signs, distances),
        };
        // Whoever runs over the beginning of a block has lost his step before it.
        let next = heads.range(bits.at..).next().copied();
        loop {
            let before = bits.at;
            if let Some(next) = next.filter(|next| before > *next) {
                bits.at = next;
                continue 'blocks;
            }
            match read(&mut bits, &signs, &distances) {
                None => return steps,
                Some(Read::Unknown) => bits.at = before + 1,
                Some(Read::End) if ends(is_last, &bits, &heads, &mut ahead) => {
                    if is_last {
                        return steps;
                    }
                    continue 'blocks;
                }
                // The damage reads like the end of a block.
                Some(Read::End) => {}
                Some(Read::Step(step)) => {
                    bytes += if let Step::Copy { length, .. } = step { usize::from(length) } else { 1 };
                    steps.push(step);
                    if bytes > bytes_max {
                        return steps;
                    }
                }
            }
        }
    }
}

/// Whether a block can end here. No more than `ahead` steps are taken for it.
fn ends(is_last: bool, bits: &Bits<'_>, heads: &BTreeSet<usize>, ahead: &mut usize) -> bool {
    if is_last {
        return bits.bytes_left() <= TAIL_BYTES_MAX;
    }
    if bits.bytes.len() > SEARCHED_BYTES_MAX || heads.contains(&bits.at) {
        return true;
    }
    let mut after = *bits;
    match head(&mut after) {
        Some((_, Block::Stored(_))) => true,
        // The codes of a block without codes of its own are always whole: it has to go on to an end of its own.
        Some((is_last, Block::Coded { signs, distances })) => loop {
            *ahead = ahead.saturating_sub(1);
            match read(&mut after, &signs, &distances) {
                None | Some(Read::Unknown) => return false,
                Some(Read::End) => return if is_last { after.bytes_left() <= TAIL_BYTES_MAX } else { heads.contains(&after.at) },
                Some(Read::Step(_)) if *ahead == 0 => return false,
                Some(Read::Step(_)) => {}
            }
        },
        None => false,
    }
}

/// The bits at which blocks with codes of their own begin: where they are whole it is hardly by chance.
fn heads(deflated: &[u8]) -> BTreeSet<usize> {
    if deflated.len() > SEARCHED_BYTES_MAX {
        return BTreeSet::new();
    }
    let begins = |at: usize| {
        let mut bits = Bits { bytes: deflated, at: at + 1 };
        bits.take(2) == Some(2) && coded(&mut bits).is_some()
    };
    (0..deflated.len() * 8).filter(|at| begins(*at)).collect()
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

    use super::*;

    /// Numbers that look random and are the same every time (SplitMix64).
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)) as usize % sides
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
        let mut dice = Dice(1);
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
        let mut dice = Dice(2);
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
        println!("of {meant} lines {before} are read without, {with} with it");
        assert!(with * 10 > meant * 9, "of {meant} lines {before} are read without, {with} with it");
    }

    #[test]
    fn noise_ends_and_keeps_to_its_bound() {
        let mut dice = Dice(3);
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
