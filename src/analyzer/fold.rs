//! One spelling for what looks the same: case, letters of the other alphabet, marks that stand apart from their letter.

use crate::text::{cyrillic_like, latin_like};

/// What is searched for is read more generously than what is printed: in these pairs the eye sees a difference, the finger does not.
const NEARLY_ALIKE: [(char, char); 6] = [('k', 'к'), ('m', 'м'), ('t', 'т'), ('b', 'в'), ('ɵ', 'ө'), ('Ɵ', 'Ө')];

fn to_cyrillic(c: char) -> Option<char> {
    cyrillic_like(c).or_else(|| NEARLY_ALIKE.iter().find(|pair| pair.0 == c).map(|pair| pair.1))
}

fn to_latin(c: char) -> Option<char> {
    latin_like(c).or_else(|| NEARLY_ALIKE.iter().find(|pair| pair.1 == c).map(|pair| pair.0))
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'ə' | 'ɵ' | 'Ə' | 'Ɵ')
}

/// Whether `c` only changes or hides the letter before it: combining marks, soft hyphens, joiners.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The alphabet a word of mixed letters was meant in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    AsPrinted,
    Cyrillic,
    Latin,
}

fn alphabet(word: &str) -> Alphabet {
    let (mut latin, mut cyrillic, mut digits, mut others) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut latin_only, mut cyrillic_only, mut roman) = (false, false, true);
    for c in word.chars().filter(|&c| !is_mark(c)) {
        if is_latin(c) {
            latin += 1;
            latin_only |= to_cyrillic(c).is_none();
            roman &= matches!(c, 'I' | 'V' | 'X');
        } else if is_cyrillic(c) {
            cyrillic += 1;
            cyrillic_only |= to_latin(c).is_none();
            roman &= matches!(c, 'І' | 'Х');
        } else if c.is_numeric() {
            digits += 1;
        } else {
            others += 1;
        }
    }
    if cyrillic == 0 || others > 0 {
        return Alphabet::AsPrinted;
    }
    // «VІ», «ІІІ»: a numeral, whatever alphabet its strokes are from. Neither letter is a word of its own as a capital.
    if roman && digits == 0 {
        return Alphabet::Latin;
    }
    // «С3»: classes of visas are printed in either alphabet.
    if digits > 0 && latin + cyrillic <= 2 && !cyrillic_only {
        return Alphabet::Latin;
    }
    match (latin > 0, latin_only, cyrillic_only) {
        (true, false, _) => Alphabet::Cyrillic,
        (true, true, false) => Alphabet::Latin,
        _ => Alphabet::AsPrinted,
    }
}

/// Appends `word` to `out` in lower case, in one alphabet, without marks; ё becomes е.
pub(super) fn fold_into(word: &str, out: &mut String) {
    // Two-byte Cyrillic needs no second look unless it may be a numeral or a code.
    let plain = word.bytes().all(|byte| byte >= 0x80) && !word.starts_with(['І', 'Х']);
    let alphabet = if plain || word.is_ascii() { Alphabet::AsPrinted } else { alphabet(word) };
    for c in word.chars() {
        if is_mark(c) {
            // Decomposed й, as some readers of PDF give it.
            if c == '\u{306}' && out.ends_with('и') {
                out.pop();
                out.push('й');
            }
            continue;
        }
        let c = match alphabet {
            Alphabet::AsPrinted => c,
            Alphabet::Cyrillic => to_cyrillic(c).unwrap_or(c),
            Alphabet::Latin => to_latin(c).unwrap_or(c),
        };
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\u{410}'..='\u{42f}' => out.push(char::from_u32(u32::from(c) + 0x20).unwrap_or(c)),
            'Ё' | 'ё' => out.push('е'),
            _ if c.is_ascii() || matches!(c, '\u{430}'..='\u{44f}') => out.push(c),
            // Apostrophes inside a word are spelt in many ways and left out in more.
            '’' | 'ʼ' | 'ʹ' => {}
            _ => out.extend(c.to_lowercase().filter(|&c| !is_mark(c))),
        }
    }
}

/// The letters that a keyboard for Russian lacks.
#[cfg(feature = "search")]
pub(crate) const KAZAKH_LETTERS: &str = "әғқңөұүһі";

/// The letter as people type it who have no Kazakh keyboard.
pub(crate) fn without_kazakh_letters(c: char) -> char {
    match c {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => 'и',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_other_alphabet() {
        let cases = [
            ("шетелдiктiң", "шетелдіктің", "kandastar-suraq-jauap.txt: Latin i"),
            ("ҚАЗАҚСТАН", "қазақстан", "a heading"),
            ("VІ", "vi", "118-VІ: a Cyrillic І in a Roman numeral"),
            ("ІІІ", "iii", "a Roman numeral without a Latin letter"),
            ("ХIІ", "xii", "both alphabets"),
            ("ІІМ", "іім", "an abbreviation is no numeral"),
            ("С3", "c3", "a visa class in Cyrillic"),
            ("C3", "c3", "a visa class in Latin"),
            ("limit", "limit", "a Latin word stays Latin"),
            ("CІМ", "сім", "a Latin C before Cyrillic letters"),
            ("и\u{306}", "й", "decomposed"),
            ("мемле\u{ad}кеттік", "мемлекеттік", "a soft hyphen"),
            ("её", "ее", "Russian"),
        ];
        for (printed, meant, seen) in cases {
            let mut folded = String::new();
            fold_into(printed, &mut folded);
            assert_eq!(folded, meant, "{seen}");
        }
    }
}
