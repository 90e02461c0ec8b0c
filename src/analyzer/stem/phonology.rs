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
        const TABLE: [$type; 256] = {
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

/// [`letter`] for the bytes of a character, none of the alphabet having more or fewer than two.
#[inline]
pub(super) fn letter_of_bytes(bytes: &[u8]) -> Option<Letter> {
    // The leads D0 to D3 cover U+0400 to U+04FF, the whole Cyrillic block.
    const NONE: Letter = Letter::MAX;
    const TABLE: [Letter; 256] = {
        let mut table = [NONE; 256];
        let mut at = 0;
        while at < LETTERS {
            table[ALPHABET[at] as usize - 0x400] = at as Letter;
            at += 1;
        }
        table
    };
    match *bytes {
        [lead @ 0xd0..=0xd3, trail @ 0x80..=0xbf] => Some(TABLE[usize::from(lead & 3) << 6 | usize::from(trail & 0x3f)]).filter(|&letter| letter != NONE),
        _ => None,
    }
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

/// The harmony of a stem that had harmony `before` and goes on with `letter`.
///
/// The last vowel decides. и, у, ю stand for vowel + glide in Kazakh words (беру, келу) and keep what was; in loans they
/// are vowels of their own and go either way (ресурс-тар, институт-тар, тариф-тер): see [`harmony_closed`].
#[inline]
pub(super) const fn harmony_after(before: u8, letter: Letter) -> u8 {
    match harmony_of(letter) {
        0 => before,
        told => told,
    }
}

/// The harmony that a letter tells; 0 for one that tells none.
#[inline]
pub(super) const fn harmony_of(letter: Letter) -> u8 {
    by_letter!(harmony_of_char, u8, 0)[letter as usize]
}

const fn harmony_of_char(c: char) -> u8 {
    match c {
        'а' | 'о' | 'ұ' | 'ы' | 'я' | 'ё' => harmony::BACK,
        'ә' | 'е' | 'ө' | 'ү' | 'і' | 'э' => harmony::FRONT,
        _ => 0,
    }
}

/// Whether `letter` leaves the harmony of a stem open when a consonant follows it or it is softened.
#[inline]
pub(super) const fn is_open(letter: Letter) -> bool {
    by_letter!(is_open_char, bool, false)[letter as usize]
}

const fn is_open_char(c: char) -> bool {
    matches!(c, 'и' | 'у' | 'ю' | 'ь')
}

/// Whether a syllable can stand on the letter.
#[inline]
pub(super) const fn is_vowel(letter: Letter) -> bool {
    by_letter!(is_vowel_char, bool, false)[letter as usize]
}

const fn is_vowel_char(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'о' | 'ы' | 'э' | 'я' | 'ё' | 'ә' | 'ө' | 'ұ' | 'ү' | 'і' | 'и' | 'у' | 'ю')
}
