//! The words of the document itself.
//!
//! After this: any pass can ask how often a word is printed in this text, capital letters aside. No other dictionary is
//! used: what a document never says whole is not put together.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

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
}

impl<'s> Lexicon<'s> {
    pub(super) fn new(source: &'s SourceText) -> Self {
        Self { source, counts: OnceCell::new() }
    }

    /// How often the word that `parts` make together is printed as a whole.
    pub(super) fn count(&self, parts: &[&str]) -> u32 {
        let mut key = Key::default();
        for c in parts.iter().flat_map(|part| part.chars()) {
            key.push(c);
        }
        self.counts.get_or_init(|| count_words(self.source.text())).get(&key.finish()).copied().unwrap_or(0)
    }
}

fn count_words(text: &str) -> HashMap<u64, u32, BuildHasherDefault<Ready>> {
    let mut counts: HashMap<u64, u32, BuildHasherDefault<Ready>> = HashMap::default();
    let (mut key, mut letters) = (Key::default(), 0_u32);
    for c in text.chars() {
        if is_letter(c) {
            key.push(c);
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

/// The number a word is kept under.
#[derive(Default)]
struct Key(u64);

impl Key {
    fn push(&mut self, c: char) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(u32::from(lower(c)))).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
