//! What an ending does to the end of a stem, and how it is undone.
//!
//! * **Voicing**: қ к п between vowels become ғ г б: тармақ, тармағ-ы; бөлік, бөліг-і; кітап, кітаб-ы; соқ, соғ-ады.
//! * **Elision**: ы/і of the last syllable falls out before a vowel: орын, орн-ы; халық, халқ-ы; ерік, ерк-і.
//! * **Loans** shed a double letter before a consonant (процесс, процес-тің; металл, метал-дың), the т of -ст before
//!   another т (турист, турис-тер), and ь before a vowel (автомобиль, автомобил-і); акт takes an і: акті-лер.
//! * **Melting**: й + а is я, й + у is ю (қой, қо-яды, қо-ю); ы + й is и (оқы, оқ-иды); п + ып is уып (тап, та-уып).

use super::endings::Join;
use super::machine::Word;
use super::phonology::{Letter, class, of};
use super::prior::{Score, units};

/// The letters that a stem gets back behind those of the word that it keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Repair {
    letters: [Letter; 2],
    len: u8,
}

impl Repair {
    const NONE: Self = Self { letters: [0; 2], len: 0 };

    const fn one(letter: Letter) -> Self {
        Self { letters: [letter, 0], len: 1 }
    }

    const fn two(first: Letter, second: Letter) -> Self {
        Self { letters: [first, second], len: 2 }
    }

    /// Gives the letters to `step`, one after the other.
    #[inline]
    pub(super) fn fold<T>(self, start: T, mut step: impl FnMut(T, Letter) -> T) -> T {
        match (self.len, self.letters) {
            (0, _) => start,
            (1, [letter, _]) => step(start, letter),
            (_, [first, second]) => {
                let after_first = step(start, first);
                step(after_first, second)
            }
        }
    }

    #[inline]
    pub(super) fn letters(self) -> impl Iterator<Item = Letter> {
        self.letters.into_iter().take(usize::from(self.len))
    }
}

/// One in -ық or -ік never is: мемлекет-тікі is no form of мемлекеттік.
const UNVOICED_NATIVE: Score = units(-8.0);
/// A stem in қ is nearly never left unvoiced before a vowel, nor does one end in ғ.
pub(super) const UNVOICED: Score = units(-4.0);
/// Few roots end in ы or і: оқы, таны, ері.
const RARE_FINAL: Score = units(-3.0);
/// Loans keep their consonant: банк-і, тип-і, клуб-ы, педагог-ы.
const UNVOICED_LOAN: Score = units(-2.0);

/// A stem may have looked in no more ways before one ending.
const WAYS_MAX: usize = 6;

/// What a stem may have looked like before an ending touched it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    kept: u8,
    /// The letters it gets back.
    pub(super) repair: Repair,
    penalty: i16,
    /// Whether only a stem that is known will do.
    pub(super) known_only: bool,
}

impl Before {
    /// Letters of the word that it keeps.
    #[inline]
    pub(super) const fn kept(&self) -> usize {
        self.kept as usize
    }

    /// What makes it less likely.
    #[inline]
    pub(super) const fn penalty(&self) -> Score {
        self.penalty as Score
    }
}

/// The ways found, written over by the next search.
#[derive(Debug, Default)]
pub(super) struct Ways {
    found: [Before; WAYS_MAX],
    len: usize,
}

impl Ways {
    #[inline]
    pub(super) fn found(&self) -> &[Before] {
        &self.found[..self.len]
    }

    #[inline]
    fn add(&mut self, kept: usize, repair: Repair, penalty: Score, known_only: bool) {
        // A word has at most 48 letters, a penalty is a few units of the logarithm.
        self.found[self.len] = Before { kept: kept as u8, repair, penalty: penalty as i16, known_only };
        self.len += 1;
    }

    /// Finds each way the stem may have looked before the ending that begins at letter `left`, with the letter `first`, a vowel or not.
    #[inline]
    pub(super) fn find(&mut self, word: &Word, left: usize, join: Join, vowel: bool, first: Letter) {
        self.len = 0;
        find(word, left, join, vowel, first, self);
    }
}

#[inline]
fn find(word: &Word, left: usize, join: Join, vowel: bool, first: Letter, ways: &mut Ways) {
    let last = word.letter(left - 1);
    let before = word.letter(left - 2);
    match join {
        Join::LostGlide => return ways.add(left, Repair::one(of('й')), 0, false),
        Join::LostVowel => {
            // «Тарихи» is no verb; «жібиді» may be one that nobody has heard of.
            let known_only = first != of('и') || word.len == left + 1;
            ways.add(left, Repair::one(of('ы')), RARE_FINAL, known_only);
            return ways.add(left, Repair::one(of('і')), RARE_FINAL, known_only);
        }
        Join::LostStop => return ways.add(left, Repair::one(of('п')), 0, true),
        Join::Plain => {}
    }
    if !vowel {
        ways.add(left, Repair::NONE, 0, false);
        if left == word.len {
            return;
        }
        if matches!(last, S | L | M) && word.is_vowel(left - 2) {
            ways.add(left, Repair::one(last), 0, true);
        }
        if last == S && first == T {
            ways.add(left, Repair::one(T), 0, true);
        }
        return loan_vowel(word, left, ways);
    }
    if word.class(left - 1) == class::VOWEL {
        return;
    }
    let between_vowels = word.is_vowel(left - 2);
    let penalty = match last {
        Q | K if [of('ы'), of('і')].contains(&before) => UNVOICED_NATIVE,
        Q | GH => UNVOICED,
        K | P | B if between_vowels => UNVOICED_LOAN,
        G if between_vowels && is_front(before) => UNVOICED_LOAN,
        _ => 0,
    };
    ways.add(left, Repair::NONE, penalty, false);
    let voiceless = match last {
        GH => Some(Q),
        G => Some(K),
        B => Some(P),
        _ => None,
    };
    if let Some(voiceless) = voiceless.filter(|_| between_vowels) {
        ways.add(left - 1, Repair::one(voiceless), 0, last == G && !is_front(before));
    }
    // Ауз-ы is ауыз: behind у too a vowel may have fallen out.
    if left > 2 && !word.is_vowel(left - 1) && (!between_vowels || before == U) {
        for lost in [of('ы'), of('і')] {
            ways.add(left - 1, Repair::two(lost, last), 0, true);
        }
    }
    if !word.is_vowel(left - 1) {
        ways.add(left, Repair::one(of('ь')), 0, true);
    }
}

/// Акті-лер, пункті-де: loans in -кт may take an і.
fn loan_vowel(word: &Word, left: usize, ways: &mut Ways) {
    if left > 3 && word.letter(left - 1) == of('і') && word.letter(left - 2) == T && word.letter(left - 3) == K {
        ways.add(left - 1, Repair::NONE, 0, true);
    }
}

const S: Letter = of('с');
const L: Letter = of('л');
const M: Letter = of('м');
const T: Letter = of('т');
const Q: Letter = of('қ');
const GH: Letter = of('ғ');
const K: Letter = of('к');
const G: Letter = of('г');
const P: Letter = of('п');
const B: Letter = of('б');
const U: Letter = of('у');

fn is_front(letter: Letter) -> bool {
    [of('е'), of('і'), of('ү'), of('ө'), of('ә'), of('и')].contains(&letter)
}
