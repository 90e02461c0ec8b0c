//! One walk from the right end of a word that finds every admissible split.
//!
//! The endings stand in a trie, last letter first, so «тармағына» is read а н ы ғ а м р а т. Wherever an ending may begin
//! and the letters left of it suit it (class and harmony), there is a split; [`seam`](super::seam) says what the stem
//! looked like before the ending touched it.

use std::collections::HashMap;

use super::endings::{Choices, Ending, Join, PartOfSpeech, generate};
use super::phonology::{LETTERS, Letter, class_of, harmony, harmony_after, harmony_of, is_open, is_vowel, letter, letter_of_bytes, loosened, of};
use super::prior::{BEFORE, Counts, Prior, Trail, packed, unpacked};
use super::seam::{REPAIRS_MAX, Repair, UNVOICED, depends_on_ending, repairs};

/// Longer words are left as they are: the longest compound of the corpora has 34 letters.
pub(super) const WORD_LETTERS_MAX: usize = 48;
/// A stem needs two letters: «де», «ел».
const STEM_LETTERS_MIN: usize = 2;
/// A stem of two letters that nobody has heard of.
const TOO_SHORT: f32 = -3.0;
/// An ending in the wrong harmony, allowed behind known stems only: «кәсіпорын» is not the only mixed word.
const DISHARMONY: f32 = -6.0;

/// A way into the table of endings, at one node of the trie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    after: u8,
    harmony: u8,
    part_of_speech: PartOfSpeech,
    join: Join,
    kept: u8,
    /// Whether the ending begins with a vowel, which is what voices and elides.
    vowel: bool,
    first: Letter,
    score: f32,
    ending: u16,
}

/// The endings as a trie, and the prior.
#[derive(Debug)]
pub(super) struct Machine {
    /// Letter → its column in `next`; the last column is for letters no ending is written with, and stays empty.
    column: [u8; LETTERS],
    n_columns: usize,
    /// Node × column → node, 0 for none (nothing leads back to the root).
    next: Vec<u16>,
    /// Where the exits of each node begin; one longer than the nodes.
    exits_from: Vec<u32>,
    exits: Vec<Exit>,
    /// Where the choices of each ending begin; one longer than the endings.
    endings_from: Vec<u32>,
    ending_choices: Vec<u8>,
    choices: Choices,
    pub(super) prior: Prior,
    loose: bool,
}

/// One admissible split.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    /// Letters of the word that the stem keeps.
    pub(super) kept: usize,
    /// What the stem gets back.
    pub(super) repair: Repair,
    /// Letters of the word the term keeps, when they go beyond the stem («көрсету» in «көрсетуден»), and the one it gets back.
    pub(super) term: Option<(usize, Option<Letter>)>,
    pub(super) part_of_speech: PartOfSpeech,
    pub(super) score: f32,
    /// The part of the score that is the ending's.
    pub(super) ending_score: f32,
    /// Whether the stem is in the prior or on the checked list.
    pub(super) known: bool,
    pub(super) ending: u16,
}

/// What a word may look like without an ending.
#[derive(Clone, Copy, Debug, Default)]
struct Stem {
    kept: usize,
    repair: Repair,
    /// As noun, as verb.
    scores: [f32; 2],
    known: bool,
}

/// All of them, for one place.
#[derive(Debug, Default)]
struct Stems {
    found: [Stem; REPAIRS_MAX],
    len: usize,
    /// Where the ending begins; 0 when nothing has been found yet.
    left: usize,
}

impl Split {
    fn of(word: &Word, left: usize, exit: &Exit, stem: &Stem, score: f32) -> Self {
        let &Exit { part_of_speech, ending, score: ending_score, .. } = exit;
        let mut term = None;
        if exit.kept > 0 {
            let kept = left + usize::from(exit.kept);
            term = Some(match word.letters[kept - 1] {
                GH if kept < word.len => (kept - 1, Some(of('қ'))),
                G if kept < word.len => (kept - 1, Some(of('к'))),
                _ => (kept, None),
            });
        }
        Self { kept: stem.kept, repair: stem.repair, term, part_of_speech, score, ending_score, known: stem.known, ending }
    }
}

/// A word as letters, with what the walk asks of every beginning of it.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) letters: [Letter; WORD_LETTERS_MAX],
    harmony: [u8; WORD_LETTERS_MAX + 1],
    hashes: [u64; WORD_LETTERS_MAX + 1],
    scores: [f32; WORD_LETTERS_MAX + 1],
    pub(super) len: usize,
}

impl Default for Word {
    fn default() -> Self {
        const PLACES: usize = WORD_LETTERS_MAX + 1;
        Self { letters: [0; WORD_LETTERS_MAX], harmony: [0; PLACES], hashes: [0; PLACES], scores: [0.0; PLACES], len: 0 }
    }
}

impl Word {
    /// The hash of the whole word.
    #[inline]
    pub(super) const fn hash(&self) -> u64 {
        self.hashes[self.len]
    }

    /// What is remembered of its first `kept` letters.
    #[inline]
    fn trail(&self, kept: usize) -> Trail {
        let before = |back: usize| kept.checked_sub(back).map_or(BEFORE, |at| self.letters[at]);
        Trail { hash: self.hashes[kept], score: self.scores[kept], last: [before(3), before(2), before(1)] }
    }
}

impl Machine {
    pub(super) fn new(counts: &Counts, loose: bool, all_readings: bool) -> Self {
        let loosen = |letter: Letter| if loose { loosened(letter) } else { letter };
        let (generated, choices) = generate();
        let scores: Vec<f32> = choices.names().iter().map(|name| counts.choices.get(name).copied().unwrap_or(-9.0)).collect();
        let mut column = [u8::MAX; LETTERS];
        let mut n_columns = 0;
        for letter in generated.iter().flat_map(|ending| ending.text.chars()).filter_map(letter).map(loosen) {
            if column[usize::from(letter)] == u8::MAX {
                column[usize::from(letter)] = n_columns;
                n_columns += 1;
            }
        }
        let column = column.map(|at| at.min(n_columns));
        let n_columns = usize::from(n_columns) + 1;
        let mut next = vec![0_u16; n_columns];
        let mut exits_of: Vec<Vec<Exit>> = vec![Vec::new()];
        for (at, ending) in generated.iter().enumerate() {
            let letters: Vec<Letter> = ending.text.chars().filter_map(letter).map(loosen).collect();
            let mut node = 0;
            for &letter in letters.iter().rev() {
                let child = node * n_columns + usize::from(column[usize::from(letter)]);
                if next[child] == 0 {
                    next[child] = u16::try_from(exits_of.len()).expect("the trie of endings has fewer than 65 536 nodes");
                    exits_of.push(Vec::new());
                    next.resize(next.len() + n_columns, 0);
                }
                node = usize::from(next[child]);
            }
            let first = letters.first().copied().unwrap_or(0);
            exits_of[node].push(Exit {
                after: ending.after,
                harmony: ending.harmony,
                part_of_speech: ending.part_of_speech,
                join: ending.join,
                kept: ending.kept,
                vowel: !letters.is_empty() && is_vowel(first),
                first,
                score: unpacked(packed(ending.choices.iter().map(|&choice| scores[usize::from(choice)]).sum())),
                ending: u16::try_from(at).expect("there are fewer than 65 536 endings"),
            });
        }
        if !all_readings {
            exits_of.iter_mut().for_each(keep_best);
        }
        let mut exits_from = vec![0];
        let mut exits = Vec::new();
        for of_node in exits_of {
            let mut of_node = of_node;
            of_node.sort_by(|one, other| other.score.total_cmp(&one.score));
            exits.extend(of_node);
            exits_from.push(u32::try_from(exits.len()).expect("fewer exits than 2³²"));
        }
        let mut endings_from = vec![0];
        let mut ending_choices = Vec::new();
        for Ending { choices, .. } in generated {
            ending_choices.extend(choices);
            endings_from.push(u32::try_from(ending_choices.len()).expect("fewer choices than 2³²"));
        }
        Self { column, n_columns, next, exits_from, exits, endings_from, ending_choices, choices, prior: Prior::new(counts, loosen), loose }
    }

    /// The names of the choices an ending is made of, outermost last.
    pub(super) fn choices_of(&self, ending: u16) -> impl Iterator<Item = &str> {
        self.choice_numbers(ending).iter().map(|&choice| self.choices.names()[usize::from(choice)].as_str())
    }

    pub(super) fn choice_names(&self) -> &[String] {
        self.choices.names()
    }

    pub(super) fn choice_numbers(&self, ending: u16) -> &[u8] {
        let at = usize::from(ending);
        &self.ending_choices[self.endings_from[at] as usize..self.endings_from[at + 1] as usize]
    }

    /// The size of the tables in bytes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.next.len() * 2 + self.exits_from.len() * 4 + self.exits.len() * size_of::<Exit>() + self.endings_from.len() * 4 + self.ending_choices.len()
    }

    /// `word` as letters; `None` when it has a character that no Kazakh word has, or is too short or too long to be split.
    #[inline]
    pub(super) fn read(&self, word: &str, read: &mut Word) -> Option<()> {
        if word.len() < 2 * STEM_LETTERS_MIN || word.len() > 2 * WORD_LETTERS_MAX {
            return None;
        }
        let mut trail = Trail::default();
        read.len = 0;
        (read.harmony[0], read.hashes[0], read.scores[0]) = (harmony::EITHER, trail.hash, trail.score);
        // The harmony of the vowels, whatever open letters came after them.
        let mut vowels = harmony::EITHER;
        for pair in word.as_bytes().chunks(2) {
            let letter = letter_of_bytes(pair)?;
            let at = read.len;
            if at == WORD_LETTERS_MAX {
                return None;
            }
            read.letters[at] = letter;
            vowels = harmony_after(vowels, letter);
            let told_here = harmony_of(letter) != 0;
            read.harmony[at + 1] = if told_here {
                vowels
            } else if is_open(letter) {
                // Беру-ге follows the е; автомобиль-дер does not follow the о.
                if letter == SOFT_SIGN || self.loose { harmony::EITHER } else { vowels }
            } else if (at > 0 && is_open(read.letters[at - 1])) || read.harmony[at] == harmony::EITHER {
                // Ресурс-тар does not follow the е.
                harmony::EITHER
            } else {
                vowels
            };
            trail = self.prior.after(trail, letter);
            (read.hashes[at + 1], read.scores[at + 1]) = (trail.hash, trail.score);
            read.len += 1;
        }
        Some(())
    }

    /// Calls `found` with every admissible split of `word`. It answers with the score below which it wants no more.
    #[inline]
    pub(super) fn splits(&self, word: &Word, mut found: impl FnMut(Split) -> f32) {
        let mut node = 0;
        let mut left = word.len;
        let mut floor = f32::NEG_INFINITY;
        let (mut before_consonant, mut before_vowel, mut other) = (Stems::default(), Stems::default(), Stems::default());
        loop {
            let exits = &self.exits[self.exits_from[node] as usize..self.exits_from[node + 1] as usize];
            let last = word.letters[left - 1];
            let (class, vowels) = (class_of(last), word.harmony[left]);
            // Most endings that may begin here leave the same stems, which are looked up once.
            for exit in exits {
                // The likeliest come first: no stem can save the ones that follow.
                if exit.score + self.prior.best_known() < floor {
                    break;
                }
                if exit.after & class == 0 {
                    continue;
                }
                let stems = match exit.join {
                    Join::Plain if exit.vowel => &mut before_vowel,
                    Join::Plain if !depends_on_ending(last, exit.first) => &mut before_consonant,
                    _ => {
                        other.left = 0;
                        &mut other
                    }
                };
                if stems.left != left {
                    self.find_stems(word, left, exit, stems);
                }
                let in_harmony = exit.harmony & vowels != 0;
                for stem in &stems.found[..stems.len] {
                    if !stem.known && !in_harmony {
                        continue;
                    }
                    let score = stem.scores[exit.part_of_speech as usize] + exit.score + if in_harmony { 0.0 } else { DISHARMONY };
                    if score >= floor {
                        floor = found(Split::of(word, left, exit, stem, score));
                    }
                }
            }
            if left <= STEM_LETTERS_MIN {
                break;
            }
            let child = self.next[node * self.n_columns + usize::from(self.column[usize::from(last)])];
            if child == 0 {
                break;
            }
            node = usize::from(child);
            left -= 1;
        }
    }

    /// The stems that `exit` may stand behind, when it begins at letter `left`.
    fn find_stems(&self, word: &Word, left: usize, exit: &Exit, stems: &mut Stems) {
        (stems.left, stems.len) = (left, 0);
        repairs(word, left, exit.join, exit.vowel, exit.first, |kept, repair, penalty, known_only| {
            let mut trail = word.trail(kept);
            for letter in repair.letters() {
                trail = self.prior.after(trail, if self.loose { loosened(letter) } else { letter });
            }
            let known = self.prior.known(trail);
            let scores = match known {
                Some(scores) => scores.map(|score| score + if penalty <= UNVOICED { penalty } else { 0.0 }),
                None if known_only => return,
                None => [PartOfSpeech::Noun, PartOfSpeech::Verb]
                    .map(|part| self.prior.unknown(trail, part) + penalty + if left <= STEM_LETTERS_MIN { TOO_SHORT } else { 0.0 }),
            };
            stems.found[stems.len] = Stem { kept, repair, scores, known: known.is_some() };
            stems.len += 1;
        });
    }

    /// The likeliest split.
    #[inline]
    pub(super) fn best(&self, word: &Word) -> Option<Split> {
        let mut best: Option<Split> = None;
        let mut floor = f32::NEG_INFINITY;
        self.splits(word, |split| {
            if split.score > floor {
                floor = split.score;
                best = Some(split);
            }
            floor
        });
        best
    }
}

const SOFT_SIGN: Letter = of('ь');
const GH: Letter = of('ғ');
const G: Letter = of('г');

/// Among exits that admit the same stems only the likeliest can win.
fn keep_best(exits: &mut Vec<Exit>) {
    let mut best: HashMap<(u8, u8, PartOfSpeech, Join, u8), f32> = HashMap::new();
    let key = |exit: &Exit| (exit.after, exit.harmony, exit.part_of_speech, exit.join, exit.kept);
    for exit in exits.iter() {
        let score = best.entry(key(exit)).or_insert(f32::NEG_INFINITY);
        *score = score.max(exit.score);
    }
    exits.retain(|exit| {
        best.remove(&key(exit)).is_some_and(|score| {
            let kept = score <= exit.score;
            if !kept {
                best.insert(key(exit), score);
            }
            kept
        })
    });
}
