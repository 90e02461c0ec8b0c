//! The words of the document itself.
//!
//! After this: any pass can ask how often a word is printed in this text, capital letters aside. No other dictionary is
//! used: what a document never says whole is not put together.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::text::SourceText;

use super::letter::{is_letter, lower};

/// Passes on the numbers that [`key`] has already mixed.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// How often each word is printed; counted when first asked.
pub(super) struct Lexicon<'s> {
    source: &'s SourceText,
    counts: OnceCell<HashMap<u64, u32, BuildHasherDefault<Ready>>>,
    hyphenated: OnceCell<HashSet<u64, BuildHasherDefault<Ready>>>,
}

impl<'s> Lexicon<'s> {
    pub(super) fn new(source: &'s SourceText) -> Self {
        Self { source, counts: OnceCell::new(), hyphenated: OnceCell::new() }
    }

    /// How often the word that `parts` make together is printed as a whole.
    pub(super) fn count(&self, parts: &[&str]) -> u32 {
        let mut key = Key::default();
        for c in parts.iter().flat_map(|part| part.chars()) {
            key.push(c);
        }
        self.counts.get_or_init(|| count_words(self.source.text())).get(&key.finish()).copied().unwrap_or(0)
    }

    /// Whether `left-right` is printed somewhere on one line, with whatever ending.
    pub(super) fn has_hyphenated(&self, left: &str, right: &str) -> bool {
        self.hyphenated.get_or_init(|| hyphenated(self.source.text())).contains(&pair_key(left, right))
    }
}

/// Letters by which the second half of a word with a hyphen is known: behind them its ending may begin.
const HALF_LETTERS: usize = 5;

/// The keys of all words with a hyphen.
fn hyphenated(text: &str) -> HashSet<u64, BuildHasherDefault<Ready>> {
    let halves = memchr::memchr_iter(b'-', text.as_bytes()).map(|at| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        (&before[before.trim_end_matches(is_letter).len()..], &after[..after.len() - after.trim_start_matches(is_letter).len()])
    });
    halves.filter(|(left, right)| !left.is_empty() && !right.is_empty()).map(|(left, right)| pair_key(left, right)).collect()
}

fn pair_key(left: &str, right: &str) -> u64 {
    let mut key = Key::default();
    left.chars().chain(['-']).chain(right.chars().take(HALF_LETTERS)).for_each(|c| key.push(c));
    key.finish()
}

fn count_words(text: &str) -> HashMap<u64, u32, BuildHasherDefault<Ready>> {
    let mut counts: HashMap<u64, u32, BuildHasherDefault<Ready>> = HashMap::default();
    let (bytes, small_letters) = (text.as_bytes(), &**SMALL);
    let (mut key, mut letters, mut at) = (Key::default(), 0_u32, 0);
    while at < bytes.len() {
        let first = bytes[at];
        // One byte or two, the alphabets these texts are written in, are looked up; anything else is asked about.
        let small = match (first, bytes.get(at + 1)) {
            (..0x80, _) => {
                at += 1;
                small_letters[usize::from(first)]
            }
            (0xc2..=0xd3, Some(&second)) => {
                at += 2;
                small_letters[usize::from(first & 0x1f) << 6 | usize::from(second & 0x3f)]
            }
            _ => {
                let c = text[at..].chars().next().unwrap_or(' ');
                at += c.len_utf8();
                if is_letter(c) { u32::from(lower(c)) } else { 0 }
            }
        };
        if small != 0 {
            key.push_small(small);
            letters += 1;
        } else if letters > 0 {
            if letters > 1 {
                *counts.entry(key.finish()).or_default() += 1;
            }
            (key, letters) = (Key::default(), 0);
        }
    }
    if letters > 1 {
        *counts.entry(key.finish()).or_default() += 1;
    }
    counts
}

/// The small letter for every character of one or two bytes, 0 for one that is no letter.
static SMALL: LazyLock<Box<[u32]>> = LazyLock::new(|| ('\0'..'\u{500}').map(|c| if is_letter(c) { u32::from(lower(c)) } else { 0 }).collect());

/// The number a word is kept under.
#[derive(Default)]
struct Key(u64);

impl Key {
    fn push(&mut self, c: char) {
        self.push_small(u32::from(lower(c)));
    }

    fn push_small(&mut self, small: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(small)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
