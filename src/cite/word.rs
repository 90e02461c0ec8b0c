//! Words of a running text: where they begin and end, how their letters compare, how their endings read.

use super::Case;
pub(super) use crate::text::work;

/// Longest run of white space that is read over, and longest word that is read back from its end, in bytes. Repaired text
/// has single spaces; what is longer is no part of a phrase, and must not be read again from each word around it.
const SPACES_MAX: usize = 64;
const WORD_MAX: usize = 96;

/// The two bytes of a Cyrillic letter as those of the letter it is compared as: in lower case.
const fn lower(first: u8, second: u8) -> [u8; 2] {
    match (first, second) {
        (0xD0, 0x80..=0x8F) => [0xD1, second + 0x10],
        (0xD0, 0x90..=0x9F) => [0xD0, second + 0x20],
        (0xD0, 0xA0..=0xAF) => [0xD1, second - 0x20],
        (0xD2, 0x8A..=0xBF) | (0xD3, 0x90..=0xBF) => [first, second | 1],
        _ => [first, second],
    }
}

/// The Kazakh `і`. The keyboards of the nineties lacked it («өздерiнiң» in V1200007775), so a Latin `i` is one too.
const SHORT_I: [u8; 2] = [0xD1, 0x96];

/// The letter that `text` begins with, compared as [`lower`] does; `None` where it begins with no letter of two bytes.
#[inline]
pub(super) fn first_letter(text: &str) -> Option<[u8; 2]> {
    match *text.as_bytes() {
        [first @ 0xC3..=0xDF, second, ..] => Some(lower(first, second)),
        [b'i' | b'I', ..] => Some(SHORT_I),
        _ => None,
    }
}

/// Whether `text` begins with a capital letter.
pub(super) fn is_capital(text: &str) -> bool {
    match *text.as_bytes() {
        [first @ 0xC3..=0xDF, second, ..] => lower(first, second) != [first, second],
        [first, ..] => first.is_ascii_uppercase(),
        [] => false,
    }
}

/// A set of letters that words begin with. One bit may stand for two letters, so it only ever tells what cannot be.
#[derive(Clone, Copy)]
pub(super) struct Letters(u64);

impl Letters {
    pub(super) const NONE: Self = Self(0);

    /// The set with the first letter of `word` (in lower case) in it.
    pub(super) const fn with(self, word: &str) -> Self {
        let bytes = word.as_bytes();
        Self(self.0 | 1 << Self::bit([bytes[0], bytes[1]]))
    }

    const fn bit(letter: [u8; 2]) -> u32 {
        match letter[0] {
            0xD0 => (letter[1] & 0x0F) as u32,
            0xD1 => 16 + (letter[1] & 0x1F) as u32,
            _ => 48 + (letter[1] >> 1 & 0x0F) as u32,
        }
    }

    /// Whether `letter` (in lower case) may be one of them.
    #[inline]
    pub(super) fn may_hold(self, letter: [u8; 2]) -> bool {
        self.0 >> Self::bit(letter) & 1 == 1
    }

    /// Whether `word` may begin with one of them.
    #[inline]
    pub(super) fn may_begin(self, word: &str) -> bool {
        first_letter(word).is_some_and(|letter| self.may_hold(letter))
    }
}

/// Takes `stem` (in lower case) off the beginning of `text`, whatever the case of its letters there.
#[inline]
pub(super) fn strip_stem<'t>(text: &'t str, stem: &str) -> Option<&'t str> {
    work::spend(1);
    // Stems begin with a letter of two bytes, and most words with another one.
    if first_letter(text).is_some_and(|first| stem.as_bytes().starts_with(&first)) { strip_all(text, stem) } else { None }
}

fn strip_all<'t>(text: &'t str, stem: &str) -> Option<&'t str> {
    let (bytes, stem) = (text.as_bytes(), stem.as_bytes());
    let (mut at, mut known) = (0, 0);
    while let Some(&wanted) = stem.get(known) {
        let &byte = bytes.get(at)?;
        if wanted.is_ascii() {
            if byte != wanted {
                return None;
            }
            (at, known) = (at + 1, known + 1);
            continue;
        }
        let wanted = [wanted, *stem.get(known + 1)?];
        known += 2;
        at += match byte {
            b'i' | b'I' if wanted == SHORT_I => 1,
            0xC3..=0xDF if lower(byte, *bytes.get(at + 1)?) == wanted => 2,
            _ => return None,
        };
    }
    text.get(at..)
}

/// Whether `word` is `other` (in lower case), whatever the case of its letters.
#[inline]
pub(super) fn is_word(word: &str, other: &str) -> bool {
    strip_stem(word, other).is_some_and(str::is_empty)
}

/// The run of letters at `at`; empty where no letter stands.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    let bytes = &text.as_bytes()[at..];
    let mut len = 0;
    // Letters beyond ASCII are two bytes long here, and begin with 0xC3..=0xDF; marks begin with 0xC2 or 0xE2.
    loop {
        match bytes.get(len) {
            Some(0xC3..=0xDF) => len += 2,
            Some(byte) if byte.is_ascii_alphabetic() => len += 1,
            _ => break,
        }
    }
    work::spend(len);
    &text[at..at + len]
}

/// The place after the white space at `at`. Callers hand in one paragraph, or a block of short lines that is one phrase
/// (an approval stamp), so a line break is a space like any other.
pub(super) fn skip_spaces(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut next = at;
    while next - at < SPACES_MAX {
        match bytes.get(next) {
            Some(b' ' | b'\t' | b'\n') => next += 1,
            Some(0xC2) if bytes.get(next + 1) == Some(&0xA0) => next += 2,
            _ => break,
        }
    }
    work::spend(next - at);
    next
}

/// The place after at least one space at `at`.
pub(super) fn after_space(text: &str, at: usize) -> Option<usize> {
    let next = skip_spaces(text, at);
    (next > at).then_some(next)
}

/// Whether a word or number can begin at `at`: nothing that belongs to it stands before.
pub(super) fn begins(text: &str, at: usize) -> bool {
    if at > 0 && text.as_bytes().get(at - 1) == Some(&b' ') {
        return true;
    }
    text.is_char_boundary(at) && !text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '.' | '_'))
}

/// The end of what stands before `at`, white space left out.
pub(super) fn trim_back(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while at - end < SPACES_MAX {
        match bytes[..end] {
            [.., b' ' | b'\t' | b'\n'] => end -= 1,
            [.., 0xC2, 0xA0] => end -= 2,
            _ => break,
        }
    }
    work::spend(at - end);
    end
}

/// The word that ends at `end`, a word being what stands between spaces, and where it begins.
pub(super) fn word_before(text: &str, end: usize) -> (usize, &str) {
    let bytes = text.as_bytes();
    let floor = floor_boundary(text, end.saturating_sub(WORD_MAX));
    let mut start = end;
    while start > floor {
        match bytes[..start] {
            [.., b' ' | b'\t' | b'\n'] | [.., 0xC2, 0xA0] => break,
            _ => start -= 1,
        }
    }
    work::spend(end - start);
    (start, &text[start..end])
}

/// The last place at or before `at` that is the edge of a character.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What a byte is to a word: a part of it, the rest of a character before, or neither. Letters beyond ASCII begin with
/// 0xD0..=0xD2 in the alphabets used here; quotes and dashes with 0xE2 or 0xC2.
const PART: u8 = 1;
const REST: u8 = 2;
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xDF => PART,
            0x80..=0xBF => REST,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// The places where words and numbers begin, in order.
pub(super) fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let class = |at: usize| bytes.get(at).map(|&byte| CLASSES[usize::from(byte)]);
    let mut at = 0;
    std::iter::from_fn(move || {
        while class(at)? != PART {
            at += 1;
        }
        let start = at;
        while class(at).is_some_and(|class| class != 0) {
            at += 1;
        }
        work::spend(1);
        Some(start)
    })
}

/// How a noun is inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inflection {
    pub(super) case: Case,
    /// «тармағы»: it belongs to something named before.
    pub(super) possessive: bool,
    pub(super) plural: bool,
    /// «тармақтағы»: what stands in it.
    pub(super) adjectival: bool,
}

const PLURALS: &[&str] = &["лар", "лер", "дар", "дер", "тар", "тер"];
const POSSESSIVES: &[&str] = &["сы", "сі", "ы", "і"];
const CASES: &[(&str, Case)] = &[
    ("ның", Case::Genitive),
    ("нің", Case::Genitive),
    ("дың", Case::Genitive),
    ("дің", Case::Genitive),
    ("тың", Case::Genitive),
    ("тің", Case::Genitive),
    ("ға", Case::Dative),
    ("ге", Case::Dative),
    ("қа", Case::Dative),
    ("ке", Case::Dative),
    ("ны", Case::Accusative),
    ("ні", Case::Accusative),
    ("ды", Case::Accusative),
    ("ді", Case::Accusative),
    ("ты", Case::Accusative),
    ("ті", Case::Accusative),
    ("да", Case::Locative),
    ("де", Case::Locative),
    ("та", Case::Locative),
    ("те", Case::Locative),
    ("дан", Case::Ablative),
    ("ден", Case::Ablative),
    ("тан", Case::Ablative),
    ("тен", Case::Ablative),
    ("нан", Case::Ablative),
    ("нен", Case::Ablative),
    ("мен", Case::Instrumental),
    ("бен", Case::Instrumental),
    ("пен", Case::Instrumental),
    // «тармақпаен толықтырылсын»: a misprint met in several acts.
    ("паен", Case::Instrumental),
    ("баен", Case::Instrumental),
];
const CASES_AFTER_POSSESSIVE: &[(&str, Case)] = &[
    ("ның", Case::Genitive),
    ("нің", Case::Genitive),
    ("на", Case::Dative),
    ("не", Case::Dative),
    ("нда", Case::Locative),
    ("нде", Case::Locative),
    ("нан", Case::Ablative),
    ("нен", Case::Ablative),
    ("мен", Case::Instrumental),
    ("н", Case::Accusative),
];

/// Reads the letters after the stem of a noun; `None` when they are not an ending.
pub(super) fn inflection(ending: &str) -> Option<Inflection> {
    if ending.len() > 12 && ending.chars().nth(12).is_some() {
        return None;
    }
    let mut plural = false;
    let mut rest = ending;
    if let Some(after) = PLURALS.iter().find_map(|plural| strip_stem(rest, plural)) {
        (plural, rest) = (true, after);
    }
    let case_of = |rest: &str, cases: &[(&str, Case)]| {
        if rest.is_empty() {
            return Some((Case::Nominative, false));
        }
        cases.iter().find_map(|&(ending, case)| {
            let after = strip_stem(rest, ending)?;
            let adjectival = case == Case::Locative && (is_word(after, "ғы") || is_word(after, "гі"));
            (after.is_empty() || adjectival).then_some((case, adjectival))
        })
    };
    let whole = |(case, adjectival), possessive| Inflection { case, possessive, plural, adjectival };
    let possessed = POSSESSIVES.iter().filter_map(|possessive| strip_stem(rest, possessive)).find_map(|rest| case_of(rest, CASES_AFTER_POSSESSIVE));
    possessed.map(|found| whole(found, true)).or_else(|| case_of(rest, CASES).map(|found| whole(found, false)))
}

/// The inflection of `word` when it is a form of one of `stems` (in lower case).
pub(super) fn inflected(word: &str, stems: &[&str]) -> Option<Inflection> {
    stems.iter().find_map(|stem| inflection(strip_stem(word, stem)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_nouns() {
        use Case::*;
        let stems = ["тармақ", "тармағ", "қосымша", "бап", "баб", "тармақша", "қаулы"];
        let cases = [
            ("тармақ", Nominative, false, false),
            ("тармағы", Nominative, true, false),
            ("Тармақтың", Genitive, false, false),
            ("тармағының", Genitive, true, false),
            ("тармақтар", Nominative, false, true),
            ("тармақтары", Nominative, true, true),
            ("тармақты", Accusative, false, false),
            ("тармағын", Accusative, true, false),
            ("тармаққа", Dative, false, false),
            ("тармақшаларында", Locative, true, true),
            ("тармағындағы", Locative, true, false),
            ("баппен", Instrumental, false, false),
            ("бабынан", Ablative, true, false),
            ("қосымшасына", Dative, true, false),
            ("қосымшадан", Ablative, false, false),
            ("қаулысымен", Instrumental, true, false),
        ];
        for (word, case, possessive, plural) in cases {
            let read = inflected(word, &stems).unwrap_or_else(|| panic!("{word}"));
            assert_eq!((read.case, read.possessive, read.plural), (case, possessive, plural), "{word}");
        }
        for word in ["тармақша", "баптама", "баптау", "тармақталған"] {
            assert!(inflected(word, &["тармақ", "тармағ", "бап", "баб"]).is_none(), "{word}");
        }
    }
}
