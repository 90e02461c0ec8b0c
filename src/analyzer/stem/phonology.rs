//! Letters, and what a suffix asks of the letters before it.
//!
//! Two things decide the shape of every Kazakh suffix:
//!
//! * **harmony**: a stem with а о ұ ы takes а, ы (тармақ-тар), one with ә е ө ү і takes е, і (бөлік-тер);
//! * the **class** of the last letter of the stem: бала-лар, жыл-дар, тармақ-тар.

/// A letter of the alphabet as a small number, so that tables can be indexed by it.
pub(super) type Letter = u8;

/// The Kazakh Cyrillic alphabet, Russian letters included; a letter's number is its place here.
pub(super) const ALPHABET: [char; 42] = [
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'й', 'к', 'л', 'м', 'н', 'о', 'п', 'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч', 'ш', 'щ', 'ъ', 'ы', 'ь', 'э', 'ю',
    'я', 'ё', 'ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і',
];

/// How many letters there are.
pub(super) const LETTERS: usize = ALPHABET.len();

/// What `of` tells of each letter, as a table: a walk asks it of every letter it passes.
macro_rules! by_letter {
    ($of:expr, $type:ty, $none:expr) => {{
        static TABLE: [$type; 256] = {
            let mut table = [$none; 256];
            let mut at = 0;
            while at < LETTERS {
                table[at] = $of(ALPHABET[at]);
                at += 1;
            }
            table
        };
        &TABLE
    }};
}

/// The number of `c`; `None` for a character that no Kazakh word is written with.
#[inline]
pub(super) const fn letter(c: char) -> Option<Letter> {
    Some(match c {
        'а'..='я' => (c as u32 - 'а' as u32) as u8,
        'ё' => 32,
        'ә' => 33,
        'ғ' => 34,
        'қ' => 35,
        'ң' => 36,
        'ө' => 37,
        'ұ' => 38,
        'ү' => 39,
        'һ' => 40,
        'і' => 41,
        _ => return None,
    })
}

/// What a walk asks of a letter, in the bytes of one number: a walk over a word is as fast as it loads little.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sound(u32);

impl Sound {
    const fn of(at: usize) -> Self {
        let c = ALPHABET[at];
        Self(at as u32 | (class_of_char(c) as u32) << 8 | (kind_of_char(c) as u32) << 16 | (is_vowel_char(c) as u32) << 24)
    }

    #[inline]
    pub(super) const fn letter(self) -> Letter {
        self.0 as u8
    }

    /// What it is to the suffix behind it.
    #[inline]
    pub(super) const fn class(self) -> u8 {
        (self.0 >> 8) as u8
    }

    /// What [`Vowels`] makes of it.
    #[inline]
    const fn kind(self) -> usize {
        (self.0 >> 16) as usize & 7
    }

    #[inline]
    pub(super) const fn is_vowel(self) -> bool {
        self.0 >> 24 != 0
    }
}

/// The letter of the first two bytes of a character, none of the alphabet having more or fewer than two.
#[inline]
pub(super) fn sound_of_bytes([lead, trail]: [u8; 2]) -> Option<Sound> {
    // The leads D0 to D3 cover U+0400 to U+04FF, the whole Cyrillic block. Every letter has a class, so that none is 0.
    static TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut at = 0;
        while at < LETTERS {
            table[ALPHABET[at] as usize - 0x400] = Sound::of(at).0;
            at += 1;
        }
        table
    };
    let sound = TABLE[usize::from(lead & 3) << 6 | usize::from(trail & 0x3f)];
    // What follows such a lead is its trail.
    (lead & 0xfc == 0xd0 && sound != 0).then_some(Sound(sound))
}

/// The number of a letter that is known to be one, for constants; what is none has the number of no letter.
pub(super) const fn of(c: char) -> Letter {
    match letter(c) {
        Some(letter) => letter,
        None => Letter::MAX,
    }
}

/// The letter as people type it who have no Kazakh keyboard: қ is к, і is и.
#[inline]
pub(super) const fn loosened(letter: Letter) -> Letter {
    by_letter!(loosened_char, Letter, 0)[letter as usize]
}

const fn loosened_char(c: char) -> Letter {
    match c {
        'ә' => of('а'),
        'ғ' => of('г'),
        'қ' => of('к'),
        'ң' => of('н'),
        'ө' => of('о'),
        'ұ' | 'ү' => of('у'),
        'һ' => of('х'),
        'і' => of('и'),
        _ => of(c),
    }
}

/// Classes of the last letter of a stem, one bit each, so that an ending can name several.
pub(super) mod class {
    /// а е ы і о я …: бала-ның, бала-лар, бала-сы.
    pub(in super::super) const VOWEL: u8 = 1;
    /// р й у и: тарау-дың, тарау-лар, тарау-ы.
    pub(in super::super) const GLIDE: u8 = 2;
    /// л: жыл-дың, жыл-дар.
    pub(in super::super) const LATERAL: u8 = 4;
    /// м н ң: адам-ның, адам-дар, адам-нан.
    pub(in super::super) const NASAL: u8 = 8;
    /// з ж: сөз-дің, сөз-бен.
    pub(in super::super) const SIBILANT: u8 = 16;
    /// қ к п с т ш and loans in б в г д, which are spoken voiceless at the end: завод-тың, хат-қа.
    pub(in super::super) const VOICELESS: u8 = 32;
    /// Each of them.
    pub(in super::super) const ALL: [u8; 6] = [VOWEL, GLIDE, LATERAL, NASAL, SIBILANT, VOICELESS];
}

/// The class a letter at the end of a stem belongs to.
#[inline]
pub(super) const fn class_of(letter: Letter) -> u8 {
    by_letter!(class_of_char, u8, 0)[letter as usize]
}

const fn class_of_char(c: char) -> u8 {
    match c {
        'а' | 'е' | 'о' | 'ы' | 'э' | 'я' | 'ё' | 'ә' | 'ө' | 'ұ' | 'ү' | 'і' => class::VOWEL,
        'р' | 'й' | 'у' | 'и' | 'ю' => class::GLIDE,
        // Король-дің, автомобиль-ді: the sign itself is not heard.
        'л' | 'ь' => class::LATERAL,
        'м' | 'н' | 'ң' => class::NASAL,
        'з' | 'ж' => class::SIBILANT,
        _ => class::VOICELESS,
    }
}

/// Which vowels the suffixes of a stem have; both bits when its own vowels leave it open.
pub(super) mod harmony {
    /// а ы: тармақ-тар.
    pub(in super::super) const BACK: u8 = 1;
    /// е і: бөлік-тер.
    pub(in super::super) const FRONT: u8 = 2;
    /// Either: ресурс-тар and тариф-тер, against the vowel before.
    pub(in super::super) const EITHER: u8 = 3;
}

/// The harmony of a stem that had harmony `before` and goes on with `letter`: the last vowel that tells decides.
#[inline]
pub(super) const fn harmony_after(before: u8, letter: Letter) -> u8 {
    match harmony_of(letter) {
        0 => before,
        told => told,
    }
}

/// The harmony that a letter tells; 0 for one that tells none.
#[inline]
const fn harmony_of(letter: Letter) -> u8 {
    by_letter!(harmony_of_char, u8, 0)[letter as usize]
}

/// What the letters of a stem so far ask of a suffix: a small automaton, so that a walk needs one look-up a letter.
///
/// и, у, ю stand for vowel + glide in Kazakh words (беру, келу) and keep what was before them; in loans a consonant behind them leaves it
/// open (ресурс-тар, тариф-тер). So does ь (автомобиль-дер).
#[derive(Clone, Copy, Debug)]
pub(super) struct Vowels(u8);

impl Default for Vowels {
    fn default() -> Self {
        Self::of(harmony::EITHER, harmony::EITHER, false)
    }
}

impl Vowels {
    /// `told`: what a suffix must be; `heard`: what the vowels so far were; `open`: whether the last letter leaves it open.
    const fn of(told: u8, heard: u8, open: bool) -> Self {
        Self(told | heard << 2 | (open as u8) << 4)
    }

    /// The harmony that a suffix here must have.
    #[inline]
    pub(super) const fn told(self) -> u8 {
        self.0 & 3
    }

    /// The letters so far, and one more. In a `loose` text у and и stand for other vowels too.
    #[inline]
    pub(super) fn after(self, sound: Sound, loose: bool) -> Self {
        // By kind and state; the rows of the kinds that are none keep the index in bounds.
        static STEPS: [[Vowels; 256]; 2] = {
            let mut steps = [[Vowels(0); 256]; 2];
            let mut at = 0;
            while at < 256 {
                let before = Vowels((at % 32) as u8);
                (steps[0][at], steps[1][at]) = (before.step(at / 32, false), before.step(at / 32, true));
                at += 1;
            }
            steps
        };
        STEPS[usize::from(loose)][sound.kind() << 5 | usize::from(self.0 & 31)]
    }

    const fn step(self, kind: usize, loose: bool) -> Self {
        let (told, heard, open) = (self.0 & 3, self.0 >> 2 & 3, self.0 >> 4 == 1);
        match kind {
            BACK => Self::of(harmony::BACK, harmony::BACK, false),
            FRONT => Self::of(harmony::FRONT, harmony::FRONT, false),
            // Беру-ге follows the е.
            OPEN if !loose => Self::of(heard, heard, true),
            // Автомобиль-дер does not follow the о.
            OPEN | SOFT => Self::of(harmony::EITHER, heard, true),
            // Ресурс-тар does not follow the е.
            _ if open || told == harmony::EITHER => Self::of(harmony::EITHER, heard, false),
            _ => Self::of(heard, heard, false),
        }
    }
}

// The kinds of letters that `Vowels` tells apart.
const BACK: usize = 0;
const FRONT: usize = 1;
const OPEN: usize = 2;
const SOFT: usize = 3;
const REST: usize = 4;

const fn kind_of_char(c: char) -> u8 {
    let kind = match (harmony_of_char(c), c) {
        (harmony::BACK, _) => BACK,
        (harmony::FRONT, _) => FRONT,
        (_, 'и' | 'у' | 'ю') => OPEN,
        (_, 'ь') => SOFT,
        _ => REST,
    };
    kind as u8
}

const fn harmony_of_char(c: char) -> u8 {
    match c {
        'а' | 'о' | 'ұ' | 'ы' | 'я' | 'ё' => harmony::BACK,
        'ә' | 'е' | 'ө' | 'ү' | 'і' | 'э' => harmony::FRONT,
        _ => 0,
    }
}

/// Whether a syllable can stand on the letter.
#[inline]
pub(super) const fn is_vowel(letter: Letter) -> bool {
    by_letter!(is_vowel_char, bool, false)[letter as usize]
}

const fn is_vowel_char(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'о' | 'ы' | 'э' | 'я' | 'ё' | 'ә' | 'ө' | 'ұ' | 'ү' | 'і' | 'и' | 'у' | 'ю')
}
