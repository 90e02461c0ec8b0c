//! Deflated bytes (RFC 1951) taken apart step by step, whatever is wrong with them.
//!
//! The libraries stop at the first thing that cannot be. Here it costs itself: the codes of Huffman fall into step again after some signs, and where a block begins is
//! known by its head, so that the end of one that was missed or never came is made good at the next.
//!
//! After this: steps, of which those of damaged bits are wrong.

use std::collections::BTreeSet;

/// No more packed bytes are searched for the beginnings of blocks.
const SEARCHED_BYTES_MAX: usize = 1024 * 1024;
/// So many steps are looked at in all to see whether blocks can end where they seem to.
const LOOKED_AHEAD_MAX: usize = 1_000_000;
/// So much may follow the last block: its sum, and ends of lines.
const TAIL_BYTES_MAX: usize = 8;

/// What one code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Byte(u8),
    Copy { length: u16, distance: u16 },
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
pub(super) fn steps(deflated: &[u8], bytes_max: usize) -> Vec<Step> {
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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use proptest::prelude::Rng as _;
    use proptest::test_runner::{RngAlgorithm, TestRng};

    use super::*;

    #[test]
    fn blocks_are_known_by_their_heads_and_noise_has_none() {
        let mut noise = vec![0; 100_000];
        TestRng::deterministic_rng(RngAlgorithm::ChaCha).fill_bytes(&mut noise);
        assert_eq!(heads(&noise), BTreeSet::new());
        // Letters come out as blocks with codes of their own, some ten thousand signs each.
        let letters: Vec<u8> = noise.iter().map(|byte| b'a' + byte % 16).collect();
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(&letters).unwrap();
        let packed = encoder.finish().unwrap();
        let found = heads(&packed);
        assert!(found.len() > 2 && found.contains(&0), "{found:?}");
        // Without the first thousand bytes the blocks behind them are found.
        let bytes = |deflated: &[u8]| {
            steps(deflated, usize::MAX).iter().map(|step| if let Step::Copy { length, .. } = step { usize::from(*length) } else { 1 }).sum::<usize>()
        };
        let (first, second) = (1_000, found.iter().nth(1).copied().unwrap() / 8);
        assert_eq!(bytes(&packed), letters.len());
        let lost = vec![0xff; first].into_iter().chain(packed[first..].iter().copied()).collect::<Vec<u8>>();
        let share = letters.len() * (packed.len() - second) / packed.len();
        assert!(bytes(&lost) * 10 > share * 9, "{} of {share}", bytes(&lost));
    }
}
