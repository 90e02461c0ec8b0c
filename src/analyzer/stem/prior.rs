//! How likely a stem and an ending are, before the word is seen.
//!
//! In: `prior.txt`, learnt from raw text by [`learn`](super::learn), and `stems.txt`, checked by hand. Out: a cost table.
//! A stem that neither knows is judged by its letters: three-letter sequences, and how stems of its kind end.

use std::collections::BTreeMap;

use super::endings::PartOfSpeech;
use super::phonology::{LETTERS, Letter, letter};
use super::table::{Number, Reader, Writer};

/// What the learning found, and what it starts from.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// ln of the probability of each choice among those of its group.
    pub(super) choices: BTreeMap<String, f32>,
    /// How many forms speak for a stem, as noun and as verb.
    pub(super) stems: BTreeMap<String, [f32; 2]>,
}

/// A stem on the hand-checked list counts as if it had been seen in so many forms.
const CHECKED: f32 = 12.0;
/// ln of how many forms' worth of trust stems get for their letters alone: 300.
const NOVELTY: Score = units(5.7038);
/// A part of speech in which a known stem has never been seen.
const UNSEEN: f32 = -2.0;

impl Counts {
    /// Reads `prior.txt`: `= CHOICE LN` for a choice, `STEM NOUN VERB` for a stem.
    pub(super) fn read(text: &str) -> Self {
        let mut counts = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, value)) = line.strip_prefix("= ").and_then(|line| line.rsplit_once(' ')) {
                counts.choices.insert(name.to_owned(), value.parse().unwrap_or(0.0));
                continue;
            }
            let mut fields = line.split(' ');
            if let Some(stem) = fields.next().filter(|stem| !stem.is_empty()) {
                let mut number = || fields.next().and_then(|field| field.parse().ok()).unwrap_or(0.0);
                counts.stems.insert(stem.to_owned(), [number(), number()]);
            }
        }
        counts
    }

    /// Adds the hand-checked stems: after `[noun]` and `[verb]`, with spaces between them.
    pub(super) fn with_checked(mut self, text: &str) -> Self {
        let mut part = PartOfSpeech::Noun;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line {
                "[noun]" => part = PartOfSpeech::Noun,
                "[verb]" => part = PartOfSpeech::Verb,
                _ => {
                    for stem in line.split_whitespace() {
                        let counts = self.stems.entry(stem.to_owned()).or_default();
                        counts[part as usize] = counts[part as usize].max(0.0) + CHECKED;
                    }
                }
            }
        }
        self
    }
}

/// The hash of no letters; [`hash_after`] adds one.
pub(super) const HASH_EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a text that goes on with `letter` (FNV-1a over letter numbers).
#[inline]
pub(super) const fn hash_after(hash: u64, letter: Letter) -> u64 {
    (hash ^ (letter as u64 + 1)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// A map from text hashes, open addressing. A tag of 32 bits tells ten thousand stems apart.
#[derive(Debug)]
pub(super) struct HashTable<T> {
    /// 0 in an empty slot.
    tags: Vec<u32>,
    values: Vec<T>,
    /// A bit for some bits of every tag. Most texts asked for are not there, and this much stays in the nearest cache.
    seen: Vec<u64>,
}

/// Bits of a filter: eight kilobytes.
const SEEN_BITS: usize = 1 << 16;

/// The word of the filter that tells of `tag`, and its bit there.
#[inline]
const fn seen_at(tag: u32) -> (usize, u64) {
    let at = (tag >> 1) as usize % SEEN_BITS;
    (at / 64, 1 << (at % 64))
}

impl<T: Copy + Number> HashTable<T> {
    pub(super) fn write(&self, out: &mut Writer) {
        out.put(self.tags.iter().copied());
        out.put(self.values.iter().copied());
    }

    pub(super) fn read(from: &mut Reader) -> Self {
        Self::of(from.get(), from.get())
    }
}

impl<T: Copy> HashTable<T> {
    fn of(tags: Vec<u32>, values: Vec<T>) -> Self {
        let mut seen = vec![0; SEEN_BITS / 64];
        for (word, bit) in tags.iter().filter(|&&tag| tag != 0).map(|&tag| seen_at(tag)) {
            seen[word] |= bit;
        }
        Self { tags, values, seen }
    }

    pub(super) fn new(entries: impl ExactSizeIterator<Item = (u64, T)>) -> Self
    where
        T: Default,
    {
        let size = (entries.len() * 2 + 2).next_power_of_two();
        let (mut tags, mut values) = (vec![0; size], vec![T::default(); size]);
        for (key, value) in entries {
            let (mut at, tag) = (Self::start(key, size), Self::tag(key));
            while tags[at] != 0 && tags[at] != tag {
                at = (at + 1) & (size - 1);
            }
            (tags[at], values[at]) = (tag, value);
        }
        Self::of(tags, values)
    }

    #[inline]
    const fn start(key: u64, size: usize) -> usize {
        (key ^ (key >> 29)) as usize & (size - 1)
    }

    #[inline]
    fn tag(key: u64) -> u32 {
        (key >> 32) as u32 | 1
    }

    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<T> {
        let tag = Self::tag(key);
        let (word, bit) = seen_at(tag);
        if self.seen[word] & bit == 0 {
            return None;
        }
        let mut at = Self::start(key, self.tags.len());
        loop {
            let found = self.tags[at];
            if found == tag {
                return Some(self.values[at]);
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & (self.tags.len() - 1);
        }
    }
}

/// A natural logarithm as a whole number of 1/512: tables half as large, sums without rounding, and the same on every machine.
pub(super) type Score = i32;
const UNIT: f32 = 1.0 / 512.0;

/// A logarithm as a score.
pub(super) const fn units(logarithm: f32) -> Score {
    (logarithm / UNIT) as Score
}

/// The logarithm that a score is.
pub(super) fn logarithm(score: Score) -> f32 {
    score as f32 * UNIT
}

/// A logarithm as the tables keep it.
pub(super) fn packed(logarithm: f32) -> i16 {
    // What is too unlikely to be told stays at the end of the scale.
    (logarithm / UNIT).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16
}

/// One more than the letters: the place before the first letter.
const SYMBOLS: usize = LETTERS + 1;
/// What stands before the first letter.
pub(super) const BEFORE: Letter = LETTERS as Letter;

/// Scores of stems, natural logarithms up to one constant.
#[derive(Debug)]
pub(super) struct Prior {
    known: HashTable<[i16; 2]>,
    /// The score of the likeliest of them.
    best_known: Score,
    /// ln P(letter | two letters before).
    next: Vec<i16>,
    /// ln P(the stem ends here and is a noun, a verb | three letters before).
    end: Vec<[i16; 2]>,
}

impl Prior {
    pub(super) fn new(counts: &Counts, loosen: impl Fn(Letter) -> Letter) -> Self {
        let spelt: Vec<(Vec<Letter>, [f32; 2])> = counts
            .stems
            .iter()
            .filter_map(|(stem, &counts)| Some((stem.chars().map(|c| letter(c).map(&loosen)).collect::<Option<Vec<_>>>()?, counts)))
            .collect();
        let (next, end) = letter_model(&spelt);
        let next = next.into_iter().map(packed).collect();
        let end = std::iter::zip(&end[0], &end[1]).map(|(&noun, &verb)| [packed(noun), packed(verb)]).collect();
        let prior = Self::of(HashTable::new(std::iter::empty()), next, end);
        let mut merged: BTreeMap<&[Letter], [f32; 2]> = BTreeMap::new();
        for (stem, counts) in &spelt {
            let sum = merged.entry(stem).or_default();
            (sum[0], sum[1]) = (sum[0] + counts[0], sum[1] + counts[1]);
        }
        let entries: Vec<(u64, [i16; 2])> = merged
            .into_iter()
            .map(|(stem, counts)| {
                let mut trail = Trail::default();
                stem.iter().for_each(|&letter| trail = prior.after(trail, letter));
                let scores = [PartOfSpeech::Noun, PartOfSpeech::Verb].map(|part| {
                    let spelling = logarithm(prior.unknown(trail)[part as usize]);
                    let count = counts[part as usize];
                    packed(if count > 0.0 { (count + spelling.exp()).ln() } else { spelling + UNSEEN })
                });
                (trail.hash, scores)
            })
            .collect();
        Self::of(HashTable::new(entries.into_iter()), prior.next, prior.end)
    }

    pub(super) fn write(&self, out: &mut Writer) {
        self.known.write(out);
        out.put(self.next.iter().copied());
        out.put(self.end.iter().copied());
    }

    pub(super) fn read(from: &mut Reader) -> Self {
        Self::of(HashTable::read(from), from.get(), from.get())
    }

    /// The tables put together.
    fn of(known: HashTable<[i16; 2]>, next: Vec<i16>, end: Vec<[i16; 2]>) -> Self {
        let best_known = known.values.iter().flatten().copied().fold(0, i16::max);
        Self { known, best_known: Score::from(best_known), next, end }
    }

    /// No stem has a better score.
    #[inline]
    pub(super) const fn best_known(&self) -> Score {
        self.best_known
    }

    /// The scores of the stem with this hash, as noun and as verb, if it is known.
    #[inline]
    pub(super) fn known(&self, hash: u64) -> Option<[Score; 2]> {
        self.known.get(hash).map(|scores| scores.map(Score::from))
    }

    /// The scores of a stem by its letters, as noun and as verb.
    #[inline]
    pub(super) fn unknown(&self, trail: Trail) -> [Score; 2] {
        let [one, two, three] = trail.last.map(usize::from);
        self.end[(one * SYMBOLS + two) * SYMBOLS + three].map(|score| trail.score + Score::from(score))
    }

    /// The trail of a stem that goes on with `letter`.
    #[inline]
    pub(super) fn after(&self, trail: Trail, letter: Letter) -> Trail {
        let [_, two, three] = trail.last;
        let score = self.next[(usize::from(two) * SYMBOLS + usize::from(three)) * SYMBOLS + usize::from(letter)];
        Trail { hash: hash_after(trail.hash, letter), score: trail.score + Score::from(score), last: [two, three, letter] }
    }
}

/// What is remembered of the letters of a stem, from its beginning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trail {
    pub(super) hash: u64,
    pub(super) score: Score,
    pub(super) last: [Letter; 3],
}

impl Default for Trail {
    fn default() -> Self {
        Self { hash: HASH_EMPTY, score: NOVELTY, last: [BEFORE; 3] }
    }
}

/// Three-letter statistics of the known stems, each shorter context smoothing the longer one.
fn letter_model(stems: &[(Vec<Letter>, [f32; 2])]) -> (Vec<f32>, [Vec<f32>; 2]) {
    // How many observations the shorter context is worth.
    const BACKOFF: f32 = 4.0;
    // Outcomes: a letter, the end of a noun, the end of a verb.
    const OUTCOMES: usize = LETTERS + 2;
    let mut orders: [Vec<f32>; 3] = [0, 1, 2].map(|order| vec![0.0; SYMBOLS.pow(order) * OUTCOMES]);
    let n_contexts = SYMBOLS.pow(3);
    let mut end = [vec![0.0; n_contexts], vec![0.0; n_contexts]];
    let mut seen = vec![0.0; n_contexts];
    let context_of = |last: [usize; 3]| (last[0] * SYMBOLS + last[1]) * SYMBOLS + last[2];
    for (stem, counts) in stems {
        let mut last = [usize::from(BEFORE); 3];
        let weights = counts.map(|count| count.clamp(0.0, 1.0));
        let both = weights[0] + weights[1];
        let mut see = |last: [usize; 3], outcome: usize, weight: f32| {
            for (order, context) in orders.iter_mut().zip([0, last[2], last[1] * SYMBOLS + last[2]]) {
                order[context * OUTCOMES + outcome] += weight;
            }
        };
        for &letter in stem {
            see(last, usize::from(letter), both);
            seen[context_of(last)] += both;
            last = [last[1], last[2], usize::from(letter)];
        }
        seen[context_of(last)] += both;
        for part in [0, 1] {
            see(last, LETTERS + part, weights[part]);
            end[part][context_of(last)] += weights[part];
        }
    }
    let mut shorter = vec![1.0 / OUTCOMES as f32; OUTCOMES];
    for order in &mut orders {
        let n_shorter = shorter.len() / OUTCOMES;
        for (context, row) in order.chunks_exact_mut(OUTCOMES).enumerate() {
            let below = &shorter[context % n_shorter * OUTCOMES..][..OUTCOMES];
            let all: f32 = row.iter().sum();
            row.iter_mut().zip(below).for_each(|(value, below)| *value = (*value + BACKOFF * below) / (all + BACKOFF));
        }
        shorter.clone_from(order);
    }
    let next = orders[2].chunks_exact(OUTCOMES).flat_map(|row| row[..LETTERS].iter().map(|value| value.ln()).chain([0.0])).collect();
    for (part, end) in end.iter_mut().enumerate() {
        // Most contexts were never seen: their logarithm is that of the shorter one.
        let unseen: Vec<f32> = shorter.chunks_exact(OUTCOMES).map(|row| row[LETTERS + part].ln()).collect();
        for (context, value) in end.iter_mut().enumerate() {
            let below = context % unseen.len();
            *value = if seen[context] > 0.0 {
                ((*value + BACKOFF * shorter[below * OUTCOMES + LETTERS + part]) / (seen[context] + BACKOFF)).ln()
            } else {
                unseen[below]
            };
        }
    }
    (next, end)
}
