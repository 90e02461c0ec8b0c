//! Passages to be searched: made up, the same every time, and as Kazakh as words are.
//!
//! Words come as often as words do (the n-th most frequent one n times as seldom as the first, Zipf). The frequent ones are those of `corpus/`; the
//! seldom ones are its words with further endings, so that there are some hundred thousand forms, as in a corpus of this size.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Words of a passage, at least and at most.
const WORDS: (usize, usize) = (30, 92);
/// Forms there are in all.
const FORMS: usize = 800_000;
/// Endings that make further forms.
const ENDINGS: &[&str] = &[
    "лар",
    "лер",
    "дар",
    "дер",
    "тар",
    "тер",
    "ның",
    "нің",
    "дың",
    "дің",
    "тың",
    "тің",
    "ға",
    "ге",
    "қа",
    "ке",
    "ны",
    "ні",
    "ды",
    "ді",
    "ты",
    "ті",
    "да",
    "де",
    "та",
    "те",
    "дан",
    "ден",
    "тан",
    "тен",
    "мен",
    "бен",
    "пен",
    "ы",
    "і",
    "сы",
    "сі",
    "ымыз",
    "іміз",
    "ларының",
    "лерінің",
    "дарына",
    "деріне",
    "тарында",
    "терінде",
    "лықтан",
    "ліктен",
    "дағы",
    "дегі",
    "шылық",
    "шілік",
];

/// Numbers that look random and are the same every time (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        (self.next() % sides.max(1) as u64) as usize
    }

    /// From 0 to below 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// The words there are, the most frequent first.
pub struct Words(Vec<String>);

impl Words {
    /// Those of the texts in `corpus`, and what endings make of them.
    pub fn of(corpus: &Path) -> std::io::Result<Self> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut paths: Vec<_> = fs::read_dir(corpus)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        paths.sort();
        for path in paths {
            for word in fs::read_to_string(path)?.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        let mut words: Vec<(usize, String)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
        words.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        let mut words: Vec<String> = words.into_iter().map(|(_, word)| word).collect();
        let known = words.len();
        'all: for ending in ENDINGS.iter().map(|one| vec![*one]).chain(ENDINGS.iter().flat_map(|one| ENDINGS.iter().map(|other| vec![*one, *other]))) {
            for at in 0..known {
                if words.len() >= FORMS {
                    break 'all;
                }
                words.push(format!("{}{}", words[at], ending.concat()));
            }
        }
        Ok(Self(words))
    }

    /// One of them, as often as words come.
    fn one(&self, dice: &mut Dice) -> &str {
        let place = (self.0.len() as f64 + 1.0).powf(dice.share()) as usize - 1;
        &self.0[place.min(self.0.len() - 1)]
    }

    /// Passage `number`: always the same.
    pub fn passage(&self, number: usize) -> String {
        let mut dice = Dice(number as u64 ^ 0x5bd1_e995_0000_0000);
        let count = WORDS.0 + dice.roll(WORDS.1 - WORDS.0);
        let mut text = String::with_capacity(count * 16);
        for nth in 0..count {
            if nth > 0 {
                text.push(' ');
            }
            text.push_str(self.one(&mut dice));
        }
        text
    }
}
