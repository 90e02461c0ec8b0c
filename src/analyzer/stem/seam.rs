//! What an ending does to the end of a stem, and how it is undone.
//!
//! * **Voicing**: қ к п between vowels become ғ г б: тармақ, тармағ-ы; бөлік, бөліг-і; кітап, кітаб-ы; соқ, соғ-ады.
//! * **Elision**: ы/і of the last syllable falls out before a vowel: орын, орн-ы; халық, халқ-ы; ерік, ерк-і.
//! * **Loans** shed a double letter before a consonant (процесс, процес-тің; металл, метал-дың), the т of -ст before
//!   another т (турист, турис-тер), and ь before a vowel (автомобиль, автомобил-і); акт takes an і: акті-лер.
//! * **Melting**: й + а is я, й + у is ю (қой, қо-яды, қо-ю); ы + й is и (оқы, оқ-иды); п + ып is уып (тап, та-уып).

use super::endings::Join;
use super::machine::Word;
use super::phonology::{Letter, class, class_of, is_vowel, of};

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

    #[inline]
    pub(super) fn letters(self) -> impl Iterator<Item = Letter> {
        self.letters.into_iter().take(usize::from(self.len))
    }
}

/// A stem in қ is nearly never left unvoiced before a vowel, nor does one end in ғ.
pub(super) const UNVOICED: f32 = -4.0;
/// Few roots end in ы or і: оқы, таны, ері.
const RARE_FINAL: f32 = -3.0;
/// Loans keep their consonant: банк-і, тип-і, клуб-ы, педагог-ы.
const UNVOICED_LOAN: f32 = -2.0;

/// A stem may have looked in no more ways before one ending.
pub(super) const REPAIRS_MAX: usize = 6;

/// Whether the stems before a consonant depend on which one it is: турис-тер is of турист.
pub(super) const fn depends_on_ending(last: Letter, first: Letter) -> bool {
    last == S && first == T
}

/// Calls `found(letters kept, letters given back, penalty, whether only a known stem will do)` for each way the stem may
/// have looked before the ending that begins at letter `left`.
#[inline]
pub(super) fn repairs(word: &Word, left: usize, join: Join, vowel: bool, first: Letter, mut found: impl FnMut(usize, Repair, f32, bool)) {
    let last = word.letters[left - 1];
    let before = word.letters[left - 2];
    match join {
        Join::LostGlide => return found(left, Repair::one(of('й')), 0.0, false),
        Join::LostVowel => {
            // «Тарихи» is no verb; «жібиді» may be one that nobody has heard of.
            let known_only = first != of('и') || word.len == left + 1;
            found(left, Repair::one(of('ы')), RARE_FINAL, known_only);
            return found(left, Repair::one(of('і')), RARE_FINAL, known_only);
        }
        Join::LostStop => return found(left, Repair::one(of('п')), 0.0, true),
        Join::Plain => {}
    }
    if !vowel {
        found(left, Repair::NONE, 0.0, false);
        if left == word.len {
            return;
        }
        if matches!(last, S | L | M) && is_vowel(before) {
            found(left, Repair::one(last), 0.0, true);
        }
        if depends_on_ending(last, first) {
            found(left, Repair::one(T), 0.0, true);
        }
        return loan_vowel(word, left, found);
    }
    if class_of(last) == class::VOWEL {
        return;
    }
    let between_vowels = is_vowel(before);
    let penalty = match last {
        Q | GH => UNVOICED,
        K | P | B if between_vowels => UNVOICED_LOAN,
        G if between_vowels && is_front(before) => UNVOICED_LOAN,
        _ => 0.0,
    };
    found(left, Repair::NONE, penalty, false);
    let voiceless = match last {
        GH => Some(Q),
        G => Some(K),
        B => Some(P),
        _ => None,
    };
    if let Some(voiceless) = voiceless.filter(|_| between_vowels) {
        found(left - 1, Repair::one(voiceless), 0.0, last == G && !is_front(before));
    }
    // Ауз-ы is ауыз: behind у too a vowel may have fallen out.
    if left > 2 && !is_vowel(last) && (!between_vowels || before == U) {
        for lost in [of('ы'), of('і')] {
            found(left - 1, Repair::two(lost, last), 0.0, true);
        }
    }
    if !is_vowel(last) {
        found(left, Repair::one(of('ь')), 0.0, true);
    }
}

/// Акті-лер, пункті-де: loans in -кт may take an і.
fn loan_vowel(word: &Word, left: usize, mut found: impl FnMut(usize, Repair, f32, bool)) {
    if left > 3 && word.letters[left - 1] == of('і') && word.letters[left - 2] == T && word.letters[left - 3] == K {
        found(left - 1, Repair::NONE, 0.0, true);
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
