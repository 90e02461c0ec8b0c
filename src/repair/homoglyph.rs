//! Letters of the wrong alphabet.
//!
//! After this: no word mixes Cyrillic letters with Latin ones that look like them, a Roman numeral is Latin, and `й`,
//! `ё` and `ї` are one character. A word that is all of one alphabet stays as it was printed: `A2` and `А2` are told
//! apart by nobody but the search.

use std::borrow::Cow;

use super::letter::is_letter;
use super::line::{Line, Part};
use super::scan::any_byte;
use crate::text::{cyrillic_like, latin_like};

/// A letter and the mark after it that make one letter.
const COMPOSED: [(&str, &str); 6] = [("и\u{306}", "й"), ("И\u{306}", "Й"), ("е\u{308}", "ё"), ("Е\u{308}", "Ё"), ("і\u{308}", "ї"), ("у\u{306}", "ў")];

/// Puts every word of `line` into one alphabet.
pub(super) fn fold(line: &mut Line<'_>) {
    let bytes = line.text.as_bytes();
    // A look-alike is an ASCII letter, or `ə` (C9 99, C6 8F).
    let suspicious = any_byte(bytes, |byte| byte.is_ascii_alphabetic() | (byte == 0xc6) | (byte == 0xc9));
    if !suspicious && !after_hyphen(bytes) {
        return;
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut kept = 0;
    for (start, word) in words(&line.text) {
        let after_number = line.text[..start].strip_suffix('-').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        let Some(folded) = fold_word(word, after_number) else { continue };
        for (offset, length, put) in changes(word, &folded) {
            let at = start + offset;
            parts.push(Part::Keep(kept..at));
            parts.push(Part::Put(at..at + length, Cow::Owned(put)));
            kept = at + length;
        }
    }
    if !parts.is_empty() {
        parts.push(Part::Keep(kept..line.text.len()));
        line.rewrite(parts);
    }
}

/// Whether a Cyrillic `І` or `Х` follows a hyphen: a Roman numeral, perhaps.
fn after_hyphen(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'-', bytes).any(|at| bytes[at + 1..].starts_with("І".as_bytes()) || bytes[at + 1..].starts_with("Х".as_bytes()))
}

/// Makes one letter of a letter and the mark after it: first of all, so that the other passes see letters.
pub(super) fn compose(line: &mut Line<'_>) {
    // U+0306 and U+0308 are CC 86 and CC 88.
    if memchr::memchr(0xcc, line.text.as_bytes()).is_none() {
        return;
    }
    for (decomposed, composed) in COMPOSED {
        let mut parts: Vec<Part> = Vec::new();
        let mut kept = 0;
        for (at, _) in line.text.match_indices(decomposed) {
            parts.push(Part::Keep(kept..at));
            kept = at + decomposed.len();
            parts.push(Part::Put(at..kept, Cow::Borrowed(composed)));
        }
        if !parts.is_empty() {
            parts.push(Part::Keep(kept..line.text.len()));
            line.rewrite(parts);
        }
    }
}

/// The runs of letters in `text`, each with its first byte.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_letter)?;
        let end = text[start..].find(|c: char| !is_letter(c)).map_or(text.len(), |at| start + at);
        rest = end;
        Some((start, &text[start..end]))
    })
}

/// The letters that differ between `word` and `folded`: first byte, length, and what is put there.
fn changes<'w>(word: &'w str, folded: &'w str) -> impl Iterator<Item = (usize, usize, String)> + 'w {
    word.char_indices().zip(folded.chars()).filter(|((_, old), new)| old != new).map(|((at, old), new)| (at, old.len_utf8(), new.to_string()))
}

/// `word` in one alphabet; none where it is already, or where the other letters are no look-alikes.
fn fold_word(word: &str, after_number: bool) -> Option<String> {
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, 'ə' | 'Ə');
    let cyrillic = |c: char| matches!(c, '\u{400}'..='\u{52f}');
    let (has_latin, has_cyrillic) = (word.chars().any(latin), word.chars().any(cyrillic));
    if !has_cyrillic || (!has_latin && !after_number) {
        return None;
    }
    let to_latin = |c: char| latin_like(c).unwrap_or(c);
    let roman: String = word.chars().map(to_latin).collect();
    if roman.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
        return (roman != word && (has_latin || roman.len() > 1 || roman == "I")).then_some(roman);
    }
    if !has_latin {
        return None;
    }
    let straight = begins_with_straight_u(word);
    let to_cyrillic = |(at, c): (usize, char)| {
        if at == 0 && straight {
            Some('Ү')
        } else if latin(c) {
            cyrillic_like(c)
        } else {
            Some(c)
        }
    };
    word.chars().enumerate().map(to_cyrillic).collect()
}

/// «Yкіметінің»: a Latin Y that begins a word stands for Ү where a consonant follows and the word has front vowels; У is no vowel at the beginning of such words.
fn begins_with_straight_u(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('Y') else { return false };
    let rest = rest.to_lowercase();
    let vowel = |c: char| "аәеёиоөуұүыіэюяiyeoa".contains(c);
    rest.chars().next().is_some_and(|c| !vowel(c)) && rest.contains(['ә', 'ө', 'ү', 'і', 'i', 'е', 'e']) && !rest.contains(['а', 'a', 'о', 'o', 'ұ', 'ы'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[test]
    fn letters_of_the_other_alphabet() {
        let cases = [
            // (as extracted, as meant, where it was seen)
            ("шетелдiктiң көрсеткiшке", "шетелдіктің көрсеткішке", "kandastar-suraq-jauap.txt: Latin i"),
            ("Визаны ҚР CІМ", "Визаны ҚР СІМ", "V2000021165: Latin C"),
            ("118-VІ", "118-VI", "a law number with a Cyrillic І in its Roman numeral"),
            ("№ 94-ІІІ Заңы", "№ 94-III Заңы", "a law number all in Cyrillic"),
            ("Іс-әрекет, Х-бап", "Іс-әрекет, Х-бап", "no number before it"),
            ("\"A2\" және \"А4\"", "\"A2\" және \"А4\"", "V2000021165: visa codes of one letter stay"),
            ("limit EGOV-та", "limit EGOV-та", "a Latin word stays Latin"),
            ("Windowsта", "Windowsта", "W, d and s look like no Cyrillic letter"),
            ("Yкіметінің Yлгі YКIМЕТI", "Үкіметінің Үлгі ҮКІМЕТІ", "a Latin Y for Ү"),
            ("Yкраина Yәкіл", "Украина Уәкіл", "a Latin Y for У"),
            ("Көші қои\u{306}дағы", "Көші қойдағы", "decomposed й"),
        ];
        for (extracted, meant, seen) in cases {
            let source = SourceText::new("a", extracted);
            let mut line = Line::all(&source).remove(0);
            compose(&mut line);
            fold(&mut line);
            assert_eq!(line.text, meant, "{seen}");
        }
    }
}
