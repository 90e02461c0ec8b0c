//! Numbers written as words, as Roman numerals and as digits.

use std::ops::Range;

use super::word::{Letters, after_space, begins, is_word, word_at};

/// Cardinal words, and the stem their ordinal is made from.
const NUMERALS: &[(&str, &str, u32)] = &[
    ("бір", "бірінші", 1),
    ("екі", "екінші", 2),
    ("үш", "үшінші", 3),
    ("төрт", "төртінші", 4),
    ("бес", "бесінші", 5),
    ("алты", "алтыншы", 6),
    ("жеті", "жетінші", 7),
    ("сегіз", "сегізінші", 8),
    ("тоғыз", "тоғызыншы", 9),
    ("он", "оныншы", 10),
    ("жиырма", "жиырмасыншы", 20),
    ("отыз", "отызыншы", 30),
    ("қырық", "қырқыншы", 40),
    ("елу", "елуінші", 50),
    ("алпыс", "алпысыншы", 60),
    ("жетпіс", "жетпісінші", 70),
    ("сексен", "сексенінші", 80),
    ("тоқсан", "тоқсаныншы", 90),
    ("жүз", "жүзінші", 100),
    ("мың", "мыңыншы", 1000),
];

/// The digits at `at`.
pub(super) fn digits_at(text: &str, at: usize) -> &str {
    let rest = &text.as_bytes()[at..];
    let len = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    &text[at..at + len]
}

/// Adds a word to a number that is being spelt from the left; `None` where the word cannot follow.
fn add(sum: u32, value: u32) -> Option<u32> {
    match (sum, value) {
        (0, _) => Some(value),
        // «екі жүз», «үш мың»: a digit before the word multiplies it.
        (_, 100) if (1..=9).contains(&(sum % 1000)) => Some(sum - sum % 1000 + sum % 1000 * 100),
        (_, 1000) if sum < 1000 => Some(sum * 1000),
        // «мың мың мың …» is no number, and must not be read to its end from each word.
        (_, 1000) => None,
        _ => {
            let room = if value >= 100 {
                1000
            } else if value >= 10 {
                100
            } else {
                10
            };
            (sum.is_multiple_of(room)).then_some(sum + value)
        }
    }
}

/// Reads number words from `at`. With `ordinal`, the last one must be an ordinal («он алтыншы»).
fn spelt(text: &str, at: usize, ordinal: bool) -> Option<(u32, Range<usize>)> {
    if !text.is_char_boundary(at) || !begins(text, at) {
        return None;
    }
    let mut sum = 0;
    let mut end = None;
    let mut next = at;
    loop {
        let word = word_at(text, next);
        if !may_be_numeral(word) {
            break;
        }
        if ordinal && let Some(value) = NUMERALS.iter().find(|(_, form, _)| is_word(word, form)).and_then(|&(_, _, value)| add(sum, value)) {
            return Some((value, at..next + word.len()));
        }
        let Some(value) = NUMERALS.iter().find(|(form, ..)| is_word(word, form)).and_then(|&(_, _, value)| add(sum, value)) else { break };
        sum = value;
        end = Some(next + word.len());
        let Some(after) = after_space(text, next + word.len()) else { break };
        next = after;
    }
    if ordinal { None } else { end.map(|end| (sum, at..end)) }
}

/// The number spelt in words at byte `at`: «он», «жиырма бір», «бір жүз алпыс».
///
/// ```
/// assert_eq!(tarmaq::cite::cardinal_at("жиырма бір күн", 0), Some((21, 0..19)));
/// ```
pub fn cardinal_at(text: &str, at: usize) -> Option<(u32, Range<usize>)> {
    spelt(text, at, false)
}

/// The ordinal spelt in words at byte `at`: «үшінші», «он алтыншы», «жиырма бесінші».
pub fn ordinal_at(text: &str, at: usize) -> Option<(u32, Range<usize>)> {
    spelt(text, at, true)
}

/// The value of a Roman numeral in either alphabet: «XIV», «ІІ» of Cyrillic letters, «ХІ». `None` for anything else.
pub fn roman(word: &str) -> Option<u32> {
    let mut sum: u32 = 0;
    let mut last = 0;
    if word.is_empty() || word.chars().nth(15).is_some() {
        return None;
    }
    for c in word.chars().rev() {
        let value = match c {
            'I' | 'І' | 'Ӏ' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            'L' => 50,
            'C' | 'С' => 100,
            'D' => 500,
            'M' | 'М' => 1000,
            _ => return None,
        };
        if value < last {
            sum = sum.checked_sub(value)?;
        } else {
            sum += value;
            last = value;
        }
    }
    Some(sum)
}

/// The integer of `digits` when it is short enough to be the number of a unit.
pub(super) fn small_integer(digits: &str) -> Option<u32> {
    (1..=5).contains(&digits.len()).then(|| digits.parse().ok()).flatten()
}

/// The first letters of number words, and the second ones.
const NUMERAL_LETTERS: (Letters, Letters) = {
    let (mut first, mut second) = (Letters::NONE, Letters::NONE);
    let mut row = 0;
    while row < NUMERALS.len() {
        first = first.with(NUMERALS[row].0);
        second = second.with(NUMERALS[row].0.split_at(2).1);
        row += 1;
    }
    (first, second)
};

/// Whether `word` begins as a number word does. A cheap test before all of them are compared.
fn may_be_numeral(word: &str) -> bool {
    let (first, second) = NUMERAL_LETTERS;
    first.may_begin(word) && word.get(2..).is_some_and(|rest| second.may_begin(rest))
}

/// Whether the word at `at` can begin an ordinal: it is one, or a ten or hundred. A cheap test before the full reading.
pub(super) fn may_be_ordinal(text: &str, at: usize) -> bool {
    if !may_be_numeral(&text[at..]) {
        return false;
    }
    let word = word_at(text, at);
    let small = word.len() <= "жиырма".len();
    word.ends_with("нші")
        || word.ends_with("ншы")
        || word.ends_with("ншi")
        || small && NUMERALS.iter().any(|&(form, _, value)| value >= 10 && form.len() == word.len() && is_word(word, form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words() {
        let cases = [
            ("он", 10),
            ("жиырма бір", 21),
            ("алпыс", 60),
            ("алты", 6),
            ("бір жүз", 100),
            ("екі жүз отыз бес", 235),
            ("жүз он", 110),
            ("екі мың жиырма", 2020),
        ];
        for (words, value) in cases {
            assert_eq!(cardinal_at(words, 0), Some((value, 0..words.len())), "{words}");
        }
        assert_eq!(cardinal_at("он күн", 0), Some((10, 0..4)));
        assert_eq!(cardinal_at("екі үш рет", 0), Some((2, 0..6)), "two numbers, not one");
        assert_eq!(cardinal_at("мың мың мың", 0), Some((1000, 0.."мың".len())));
        assert_eq!(cardinal_at("онда", 0), None);
        let cases = [("бірінші", 1), ("үшінші", 3), ("он алтыншы", 16), ("жиырма бесінші", 25), ("Оныншы", 10), ("жүз бірінші", 101)];
        for (words, value) in cases {
            assert_eq!(ordinal_at(words, 0), Some((value, 0..words.len())), "{words}");
        }
        assert_eq!(ordinal_at("он күн", 0), None);
        for (word, value) in [("XIV", Some(14)), ("ІІ", Some(2)), ("V", Some(5)), ("ХІ", Some(11)), ("VІ", Some(6)), ("Б", None), ("", None)] {
            assert_eq!(roman(word), value, "{word}");
        }
    }
}
