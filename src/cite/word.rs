//! Words of a running text: where they begin and end, how their letters compare, how their endings read.

use super::Case;

/// The letter that `c` stands for when words are compared: lower case, and a Latin `i` is the Kazakh `і`, which the
/// keyboards of the nineties lacked («өздерiнiң» in V1200007775).
fn letter(c: char) -> char {
    match c {
        'i' | 'I' => 'і',
        'А'..='Я' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ if c.is_uppercase() => c.to_lowercase().next().unwrap_or(c),
        _ => c,
    }
}

/// Takes `stem` (in lower case) off the beginning of `text`, whatever the case of its letters there.
pub(super) fn strip_stem<'t>(text: &'t str, stem: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in stem.chars() {
        if letter(rest.next()?) != wanted {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Whether `word` is `other` (in lower case), whatever the case of its letters.
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
            Some(byte) if byte.is_ascii_alphabetic() => len += 1,
            Some(0xC3..=0xDF) => len += 2,
            _ => return &text[at..at + len],
        }
    }
}

/// The place after the white space at `at`. Callers hand in one paragraph, or a block of short lines that is one phrase
/// (an approval stamp), so a line break is a space like any other.
pub(super) fn skip_spaces(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.find(|c: char| !matches!(c, ' ' | '\u{a0}' | '\t' | '\n')).unwrap_or(rest.len())
}

/// The place after at least one space at `at`.
pub(super) fn after_space(text: &str, at: usize) -> Option<usize> {
    let next = skip_spaces(text, at);
    (next > at).then_some(next)
}

/// Whether a word or number can begin at `at`: nothing that belongs to it stands before.
pub(super) fn begins(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && !text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '.' | '_'))
}

/// The end of what stands before `at`, white space left out.
pub(super) fn trim_back(text: &str, at: usize) -> usize {
    text[..at].trim_end_matches([' ', '\u{a0}', '\t', '\n']).len()
}

/// The word that ends at `end`, a word being what stands between spaces, and where it begins.
pub(super) fn word_before(text: &str, end: usize) -> (usize, &str) {
    let start = text[..end].rfind([' ', '\u{a0}', '\t', '\n']).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
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

/// The places where words and numbers begin, in order.
pub(super) fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut inside = false;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let byte = bytes[at];
            // Letters beyond ASCII begin with 0xD0..=0xD2 in the alphabets used here; quotes and dashes with 0xE2 or 0xC2.
            let part = byte.is_ascii_alphanumeric() || (0xC3..=0xDF).contains(&byte) || (inside && (0x80..0xC0).contains(&byte));
            let began = part && !inside;
            inside = part;
            at += 1;
            if began {
                return Some(at - 1);
            }
        }
        None
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
    if ending.chars().nth(12).is_some() {
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
