//! One walk from the right end of a word that finds every admissible split.
//!
//! The endings stand in a trie, last letter first, so «тармағына» is read а н ы ғ а м р а т. Wherever an ending may begin
//! and the letters left of it suit it (class and harmony), there is a split; [`seam`](super::seam) says what the stem
//! looked like before the ending touched it.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::endings::{Choices, Ending, Join, PartOfSpeech, generate};
use super::phonology::{LETTERS, Letter, Vowels, class, is_vowel, letter, loosened, of, sound_of_bytes};
use super::prior::{BEFORE, Counts, Prior, Score, Trail, hash_after, packed, units};
use super::seam::{Before, Repair, UNVOICED, Ways};
use super::table::{Reader, Writer};

/// Longer words are left as they are: the longest compound of the corpora has 34 letters.
pub(super) const WORD_LETTERS_MAX: usize = 48;
/// A stem needs two letters: «де», «ел».
const STEM_LETTERS_MIN: usize = 2;
/// A stem of two letters that nobody has heard of.
const TOO_SHORT: Score = units(-3.0);
/// An ending in the wrong harmony, allowed behind known stems only: «кәсіпорын» is not the only mixed word.
const DISHARMONY: Score = units(-6.0);
/// Endings are written with fewer letters than this.
const COLUMNS: usize = 32;
/// What no part of speech has: a score that nothing makes good.
const NEVER: Score = Score::MIN / 4;

/// A way into the table of endings, at one node of the trie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    after: u8,
    harmony: u8,
    part_of_speech: PartOfSpeech,
    join: Join,
    kept: u8,
    score: Score,
    ending: u16,
}

/// The likeliest exits of a node behind one class of last letters, of those that ask for the same stems.
#[derive(Clone, Copy, Debug)]
struct Door {
    harmony: u8,
    join: Join,
    /// Of the exits as noun and as verb.
    scores: [Score; 2],
    exits: [u32; 2],
    /// The better of the two.
    best: Score,
}

/// The endings as a trie, and the prior.
#[derive(Debug)]
pub(super) struct Machine {
    /// Letter → its column in `steps`, 0 for a letter that no ending is written with.
    column: [u8; LETTERS],
    /// The node that each letter leads to from each node; 0 where it leads nowhere.
    steps: Vec<[u16; COLUMNS]>,
    /// Where the exits of each node begin; one longer than the nodes.
    exits_from: Vec<u32>,
    exits: Vec<Exit>,
    /// The first letter of the ending that each node stands for.
    first: Vec<Letter>,
    /// Where the doors of each node and class begin; one longer than six for each node.
    doors_from: Vec<u32>,
    /// The likeliest first.
    doors: Vec<Door>,
    /// Where the choices of each ending begin; one longer than the endings.
    endings_from: Vec<u32>,
    ending_choices: Vec<u8>,
    choices: Choices,
    prior: Prior,
    pub(super) loose: bool,
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
    pub(super) score: Score,
    /// The part of the score that is the ending's.
    pub(super) ending_score: Score,
    /// Whether the stem is in the prior or on the checked list.
    pub(super) known: bool,
    pub(super) ending: u16,
}

impl Split {
    fn of(word: &Word, left: usize, exit: &Exit, stem: &Before, score: Score, known: bool) -> Self {
        let &Exit { part_of_speech, ending, score: ending_score, .. } = exit;
        let mut term = None;
        if exit.kept > 0 {
            let kept = left + usize::from(exit.kept);
            term = Some(match word.letter(kept - 1) {
                GH if kept < word.len => (kept - 1, Some(of('қ'))),
                G if kept < word.len => (kept - 1, Some(of('к'))),
                _ => (kept, None),
            });
        }
        Self { kept: stem.kept(), repair: stem.repair, term, part_of_speech, score, ending_score, known, ending }
    }
}

/// What the walk asks of the beginning of a word that ends before some letter.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// Of the letters before.
    hash: u64,
    score: Score,
    harmony: u8,
    /// The letter that follows, what it is to the suffix behind it, and whether it is a vowel.
    letter: Letter,
    class: u8,
    vowel: bool,
}

/// A word as letters, with what the walk asks of every beginning of it.
#[derive(Debug)]
pub(super) struct Word {
    places: [Place; WORD_LETTERS_MAX + 1],
    pub(super) len: usize,
}

impl Default for Word {
    fn default() -> Self {
        Self { places: [Place::default(); WORD_LETTERS_MAX + 1], len: 0 }
    }
}

impl Word {
    /// The letter at `at`, counted from 0.
    #[inline]
    pub(super) const fn letter(&self, at: usize) -> Letter {
        self.places[at].letter
    }

    /// The class of the letter at `at`.
    #[inline]
    pub(super) const fn class(&self, at: usize) -> u8 {
        self.places[at].class
    }

    /// Whether the letter at `at` is a vowel.
    #[inline]
    pub(super) const fn is_vowel(&self, at: usize) -> bool {
        self.places[at].vowel
    }

    /// The hash of the whole word.
    #[inline]
    pub(super) const fn hash(&self) -> u64 {
        self.places[self.len].hash
    }

    /// What is remembered of its first `kept` letters.
    #[inline]
    fn trail(&self, kept: usize) -> Trail {
        let before = |back: usize| kept.checked_sub(back).map_or(BEFORE, |at| self.letter(at));
        let Place { hash, score, .. } = self.places[kept];
        Trail { hash, score, last: [before(3), before(2), before(1)] }
    }
}

impl Machine {
    pub(super) fn new(counts: &Counts, loose: bool, all_readings: bool) -> Self {
        let loosen = |letter: Letter| if loose { loosened(letter) } else { letter };
        let (generated, choices) = generate();
        let scores: Vec<f32> = choices.names().iter().map(|name| counts.choices.get(name).copied().unwrap_or(-9.0)).collect();
        let mut column = [0; LETTERS];
        let mut n_letters = 0;
        for letter in generated.iter().flat_map(|ending| ending.text.chars()).filter_map(letter).map(loosen) {
            if column[usize::from(letter)] == 0 {
                n_letters += 1;
                column[usize::from(letter)] = n_letters;
            }
        }
        assert!(usize::from(n_letters) < COLUMNS, "endings are written with fewer than 32 letters");
        let mut children: Vec<BTreeMap<u8, usize>> = vec![BTreeMap::new()];
        let mut letter_of_node = vec![0];
        let mut exits_of: Vec<Vec<Exit>> = vec![Vec::new()];
        for (at, ending) in generated.iter().enumerate() {
            let letters: Vec<Letter> = ending.text.chars().filter_map(letter).map(loosen).collect();
            let mut node = 0;
            for &letter in letters.iter().rev() {
                let fresh = children.len();
                node = *children[node].entry(column[usize::from(letter)]).or_insert(fresh);
                if node == fresh {
                    children.push(BTreeMap::new());
                    letter_of_node.push(letter);
                    exits_of.push(Vec::new());
                }
            }
            exits_of[node].push(Exit {
                after: ending.after,
                harmony: ending.harmony,
                part_of_speech: ending.part_of_speech,
                join: ending.join,
                kept: ending.kept,
                score: Score::from(packed(ending.choices.iter().map(|&choice| scores[usize::from(choice)]).sum())),
                ending: u16::try_from(at).expect("there are fewer than 65 536 endings"),
            });
        }
        if !all_readings {
            exits_of.iter_mut().for_each(keep_best);
        }
        let (mut exits_from, mut exits) = (vec![0], Vec::new());
        let (mut steps, mut first) = (Vec::new(), Vec::new());
        // Level by level, so that the children of a node stand together.
        let mut order = VecDeque::from([0]);
        let mut numbered = 1;
        while let Some(node) = order.pop_front() {
            first.push(letter_of_node[node]);
            let mut leads = [0; COLUMNS];
            for &column in children[node].keys() {
                leads[usize::from(column)] = numbered;
                numbered = u16::checked_add(numbered, 1).expect("the trie of endings has fewer than 65 536 nodes");
            }
            steps.push(leads);
            order.extend(children[node].values());
            let mut of_node = std::mem::take(&mut exits_of[node]);
            of_node.sort_by_key(|exit| std::cmp::Reverse(exit.score));
            exits.extend(of_node);
            exits_from.push(u32::try_from(exits.len()).expect("fewer exits than 2³²"));
        }
        let mut endings_from = vec![0];
        let mut ending_choices = Vec::new();
        for Ending { choices, .. } in generated {
            ending_choices.extend(choices);
            endings_from.push(u32::try_from(ending_choices.len()).expect("fewer choices than 2³²"));
        }
        let prior = Prior::new(counts, loosen);
        let (doors_from, doors) = doors(&exits_from, &exits);
        Self { column, steps, exits_from, exits, first, doors_from, doors, endings_from, ending_choices, choices, prior, loose }
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.put([u8::from(self.loose)].into_iter());
        out.put(self.column.iter().copied());
        // By node the letters that lead on; the nodes they lead to are numbered in this order.
        let leads = |steps: &[u16; COLUMNS]| (0..COLUMNS).filter(|&column| steps[column] != 0).map(|column| 1_u32 << column).sum::<u32>();
        out.put(self.steps.iter().map(leads));
        out.put(self.first.iter().copied());
        out.put(self.exits_from.iter().copied());
        let numbers = |exit: &Exit| {
            let &Exit { after, harmony, part_of_speech, join, kept, .. } = exit;
            [after, harmony, part_of_speech as u8, join as u8, kept]
        };
        out.put(self.exits.iter().flat_map(numbers).collect::<Vec<u8>>().into_iter());
        out.put(self.exits.iter().map(|exit| i16::try_from(exit.score).unwrap_or(i16::MIN)));
        out.put(self.exits.iter().map(|exit| exit.ending));
        out.put(self.endings_from.iter().copied());
        out.put(self.ending_choices.iter().copied());
        out.put_texts(self.choices.names());
        self.prior.write(out);
    }

    pub(super) fn read_table(from: &mut Reader) -> Self {
        let loose = from.get::<u8>() == [1];
        let mut column = [0; LETTERS];
        column.iter_mut().zip(from.get::<u8>()).for_each(|(column, read)| *column = read);
        let mut numbered = 0;
        let mut leads = |letters: u32| {
            let mut steps = [0; COLUMNS];
            for column in (0..COLUMNS).filter(|column| letters & 1 << column != 0) {
                numbered += 1;
                steps[column] = numbered;
            }
            steps
        };
        let steps = from.get::<u32>().into_iter().map(&mut leads).collect();
        let (first, exits_from): (_, Vec<u32>) = (from.get(), from.get());
        let (numbers, scores, endings): (Vec<u8>, Vec<i16>, Vec<u16>) = (from.get(), from.get(), from.get());
        let exit = |((&[after, harmony, part, join, kept], score), ending): ((&[u8; 5], i16), u16)| Exit {
            after,
            harmony,
            part_of_speech: PartOfSpeech::ALL[usize::from(part)],
            join: Join::ALL[usize::from(join)],
            kept,
            score: Score::from(score),
            ending,
        };
        let exits: Vec<Exit> = numbers.as_chunks().0.iter().zip(scores).zip(endings).map(exit).collect();
        let (endings_from, ending_choices) = (from.get(), from.get());
        let choices = Choices::named(from.get_texts().into_iter().map(str::to_owned).collect());
        let prior = Prior::read(from);
        let (doors_from, doors) = doors(&exits_from, &exits);
        Self { column, steps, exits_from, exits, first, doors_from, doors, endings_from, ending_choices, choices, prior, loose }
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

    /// `word` as letters; `None` when it has a character that no Kazakh word has, or is too short or too long to be split.
    #[inline]
    pub(super) fn read(&self, word: &str, read: &mut Word) -> Option<()> {
        if word.len() < 2 * STEM_LETTERS_MIN || word.len() > 2 * WORD_LETTERS_MAX {
            return None;
        }
        let (pairs, rest) = word.as_bytes().as_chunks::<2>();
        if !rest.is_empty() {
            return None;
        }
        let (mut trail, mut vowels) = (Trail::default(), Vowels::default());
        for (place, &pair) in read.places.iter_mut().zip(pairs) {
            let sound = sound_of_bytes(pair)?;
            let (letter, class, vowel) = (sound.letter(), sound.class(), sound.is_vowel());
            *place = Place { hash: trail.hash, score: trail.score, harmony: vowels.told(), letter, class, vowel };
            vowels = vowels.after(sound, self.loose);
            trail = self.prior.after(trail, letter);
        }
        read.places[pairs.len()] = Place { hash: trail.hash, score: trail.score, harmony: vowels.told(), ..Place::default() };
        read.len = pairs.len();
        Some(())
    }

    /// The node of the ending that is one letter longer than the one at `node`, before which stand `left` letters of `word`.
    #[inline]
    fn longer(&self, word: &Word, node: usize, left: usize) -> Option<usize> {
        if left <= STEM_LETTERS_MIN {
            return None;
        }
        let node = self.steps[node][usize::from(self.column[usize::from(word.letter(left - 1))])];
        // Nothing leads back to the beginning.
        (node != 0).then_some(usize::from(node))
    }

    /// Finds the stems that `join` may have left before the ending at `node`, `left` letters being before it.
    #[inline]
    fn find_stems(&self, word: &Word, node: usize, left: usize, join: Join, ways: &mut Ways) {
        let first = self.first[node];
        ways.find(word, left, join, left < word.len && is_vowel(first), first);
    }

    /// The hash of a stem.
    #[inline]
    fn hash(&self, word: &Word, stem: &Before) -> u64 {
        stem.repair.fold(word.places[stem.kept()].hash, |hash, letter| hash_after(hash, self.spelt(letter)))
    }

    #[inline]
    const fn spelt(&self, letter: Letter) -> Letter {
        if self.loose { loosened(letter) } else { letter }
    }

    /// The scores of a stem that is known, as noun and as verb.
    #[inline(always)]
    fn known(&self, word: &Word, stem: &Before) -> Option<[Score; 2]> {
        let [noun, verb] = self.prior.known(self.hash(word, stem))?;
        let penalty = if stem.penalty() <= UNVOICED { stem.penalty() } else { 0 };
        Some([noun + penalty, verb + penalty])
    }

    /// The scores of a stem by its letters.
    #[inline]
    fn unknown(&self, word: &Word, stem: &Before, left: usize) -> [Score; 2] {
        let trail = stem.repair.fold(word.trail(stem.kept()), |trail, letter| self.prior.after(trail, self.spelt(letter)));
        let penalty = stem.penalty() + if left <= STEM_LETTERS_MIN { TOO_SHORT } else { 0 };
        self.prior.unknown(trail).map(|score| score + penalty)
    }

    /// Calls `found` with every admissible split of `word`.
    pub(super) fn splits(&self, word: &Word, mut found: impl FnMut(Split)) {
        let (mut node, mut left, mut ways) = (0, word.len, Ways::default());
        loop {
            let (class, vowels) = (word.class(left - 1), word.places[left].harmony);
            for exit in &self.exits[self.exits_from[node] as usize..self.exits_from[node + 1] as usize] {
                if exit.after & class == 0 {
                    continue;
                }
                let in_harmony = exit.harmony & vowels != 0;
                self.find_stems(word, node, left, exit.join, &mut ways);
                for stem in ways.found() {
                    let known = self.known(word, stem);
                    let scores = match known {
                        Some(scores) => scores,
                        None if stem.known_only || !in_harmony => continue,
                        None => self.unknown(word, stem, left),
                    };
                    let score = scores[exit.part_of_speech as usize] + exit.score + if in_harmony { 0 } else { DISHARMONY };
                    found(Split::of(word, left, exit, stem, score, known.is_some()));
                }
            }
            let Some(longer) = self.longer(word, node, left) else { return };
            (node, left) = (longer, left - 1);
        }
    }

    /// The likeliest split.
    #[inline]
    pub(super) fn best(&self, word: &Word) -> Option<Split> {
        let (mut node, mut left, mut ways) = (0, word.len, Ways::default());
        let (mut best, mut put_off, mut n_put_off) = (Best::default(), [Chance::default(); PUT_OFF_MAX], 0);
        loop {
            let (class, vowels) = (word.class(left - 1).trailing_zeros() as usize, word.places[left].harmony);
            let at = node * class::ALL.len() + class;
            for at in self.doors_from[at]..self.doors_from[at + 1] {
                let door = &self.doors[at as usize];
                // The likeliest come first: no stem can save the ones that follow.
                if door.best + self.prior.best_known() < best.score {
                    break;
                }
                let in_harmony = door.harmony & vowels != 0;
                self.find_stems(word, node, left, door.join, &mut ways);
                for &stem in ways.found() {
                    let chance = Chance { left: left as u8, door: at, stem };
                    if let Some(scores) = self.known(word, &stem) {
                        best.take(chance, door, scores, if in_harmony { 0 } else { DISHARMONY }, true);
                    } else if in_harmony && !stem.known_only {
                        // Where a known stem turns up the letters of the others need no look.
                        match put_off.get_mut(n_put_off) {
                            Some(place) => (*place, n_put_off) = (chance, n_put_off + 1),
                            None => best.take(chance, door, self.unknown(word, &stem, left), 0, false),
                        }
                    }
                }
            }
            let Some(longer) = self.longer(word, node, left) else { break };
            (node, left) = (longer, left - 1);
        }
        for chance in &put_off[..n_put_off] {
            let (door, stem) = (&self.doors[chance.door as usize], &chance.stem);
            // No letter makes a stem likelier than it was without it.
            if word.places[stem.kept()].score + stem.penalty() + door.best >= best.score {
                best.take(*chance, door, self.unknown(word, stem, usize::from(chance.left)), 0, false);
            }
        }
        let (Chance { left, door, stem }, part, known) = best.won?;
        let exit = &self.exits[self.doors[door as usize].exits[part] as usize];
        Some(Split::of(word, usize::from(left), exit, &stem, best.score, known))
    }
}

/// So many stems that nobody has heard of wait until the known ones have been seen.
const PUT_OFF_MAX: usize = 12;

/// A way to split a word: where, by which door, leaving which stem.
#[derive(Clone, Copy, Debug, Default)]
struct Chance {
    left: u8,
    door: u32,
    stem: Before,
}

/// The likeliest chance so far, its part of speech, and whether its stem is known.
#[derive(Debug)]
struct Best {
    score: Score,
    won: Option<(Chance, usize, bool)>,
}

impl Default for Best {
    fn default() -> Self {
        Self { score: NEVER, won: None }
    }
}

impl Best {
    #[inline]
    fn take(&mut self, chance: Chance, door: &Door, [noun, verb]: [Score; 2], penalty: Score, known: bool) {
        let (noun, verb) = (noun + door.scores[0] + penalty, verb + door.scores[1] + penalty);
        let score = noun.max(verb);
        if score > self.score {
            (self.score, self.won) = (score, Some((chance, usize::from(verb > noun), known)));
        }
    }
}

/// The doors of `exits`, and where those of each node and class begin.
fn doors(exits_from: &[u32], exits: &[Exit]) -> (Vec<u32>, Vec<Door>) {
    let (mut from, mut doors) = (vec![0], Vec::new());
    let number = |at: usize| u32::try_from(at).expect("fewer exits than 2³²");
    for node in exits_from.windows(2) {
        let of_node = node[0] as usize..node[1] as usize;
        for class in class::ALL {
            let begun = doors.len();
            for (at, exit) in of_node.clone().zip(&exits[of_node.clone()]).filter(|(_, exit)| exit.after & class != 0) {
                let place = match doors[begun..].iter().position(|door: &Door| door.harmony == exit.harmony && door.join == exit.join) {
                    Some(place) => begun + place,
                    None => {
                        doors.push(Door { harmony: exit.harmony, join: exit.join, scores: [NEVER; 2], exits: [0; 2], best: NEVER });
                        doors.len() - 1
                    }
                };
                let door = &mut doors[place];
                let part = exit.part_of_speech as usize;
                if exit.score > door.scores[part] {
                    (door.scores[part], door.exits[part]) = (exit.score, number(at));
                    door.best = door.best.max(exit.score);
                }
            }
            doors[begun..].sort_by_key(|door| std::cmp::Reverse(door.best));
            from.push(number(doors.len()));
        }
    }
    (from, doors)
}

const GH: Letter = of('ғ');
const G: Letter = of('г');

/// Among exits that admit the same stems only the likeliest can win.
fn keep_best(exits: &mut Vec<Exit>) {
    let mut best: HashMap<(u8, u8, PartOfSpeech, Join, u8), Score> = HashMap::new();
    let key = |exit: &Exit| (exit.after, exit.harmony, exit.part_of_speech, exit.join, exit.kept);
    for exit in exits.iter() {
        let score = best.entry(key(exit)).or_insert(exit.score);
        *score = exit.score.max(*score);
    }
    // The first of equals stays.
    exits.retain(|exit| best.get(&key(exit)) == Some(&exit.score) && best.remove(&key(exit)).is_some());
}
