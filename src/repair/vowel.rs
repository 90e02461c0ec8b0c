//! A ң typed for the ә beside it on the keys of old fonts.
//!
//! After this: «жңне», «сңуірдегі», «Ңділет» are «және», «сәуірдегі», «Әділет». ң begins no word and no syllable: where it stands before the first vowel of its
//! word, with a consonant behind it, it stands for the vowel itself. Anywhere else it stays: behind a vowel nothing tells.

use std::borrow::Cow;

use super::letter::{is_letter, lower};
use super::line::{Line, Part};

/// Letters of the shortest word that is read so, «мән»; capitals without another vowel are an abbreviation.
const LETTERS_MIN: usize = 3;

/// Puts ә back into the words of `line`.
pub(super) fn restore(line: &mut Line<'_>) {
    let mut parts: Vec<Part> = Vec::new();
    let mut kept = 0;
    for (at, letter) in line.text.match_indices(['ң', 'Ң']).filter(|(at, letter)| is_vowel(&line.text, *at, letter.len())) {
        let end = at + letter.len();
        parts.push(Part::Keep(kept..at));
        parts.push(Part::Put(at..end, Cow::Borrowed(if letter == "ң" { "ә" } else { "Ә" })));
        kept = end;
    }
    if !parts.is_empty() {
        parts.push(Part::Keep(kept..line.text.len()));
        line.rewrite(parts);
    }
}

/// Whether the letter at `at`, of `len` bytes, is the first vowel of its word.
fn is_vowel(text: &str, at: usize, len: usize) -> bool {
    let before = text[..at].chars().next_back().map(lower).filter(|&c| is_letter(c));
    if before.is_some_and(|c| !is_consonant(c) && c != 'у') {
        return false;
    }
    let word = &text[text[..at].rfind(|c| !is_letter(c)).map_or(0, |found| found + text[found..].chars().next().map_or(1, char::len_utf8))..at];
    let above: Vec<char> = word.chars().map(lower).collect();
    // «уңкілетті», «куңлік»: у is no vowel there
    let opens = matches!(above[..], ['у'] | ['к', 'у']) || above.len() <= 2 && above.iter().all(|&c| is_consonant(c));
    let rest = &text[at + len..];
    let behind = &rest[..rest.find(|c| !is_letter(c)).unwrap_or(rest.len())];
    let follows = behind.chars().next().map(lower).is_some_and(|c| is_consonant(c) || c == 'у');
    let spelled = behind.chars().map(lower).any(|c| !is_consonant(c)) || text[at..].starts_with('ң') && !above.is_empty();
    opens && follows && spelled && above.len() + 1 + behind.chars().count() >= LETTERS_MIN
}

fn is_consonant(c: char) -> bool {
    matches!(
        c,
        'б' | 'в'
            | 'г'
            | 'ғ'
            | 'д'
            | 'ж'
            | 'з'
            | 'й'
            | 'к'
            | 'қ'
            | 'л'
            | 'м'
            | 'н'
            | 'п'
            | 'р'
            | 'с'
            | 'т'
            | 'ф'
            | 'х'
            | 'һ'
            | 'ц'
            | 'ч'
            | 'ш'
            | 'щ'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[test]
    fn a_consonant_in_the_place_of_a_vowel_is_that_vowel() {
        let cases = [
            ("2015 жылғы 2 сңуірдегі № 5 жңне № 6", "2015 жылғы 2 сәуірдегі № 5 және № 6", "a day and a conjunction"),
            ("Ңділет министрлігі, ҢКІМДІК, мңслихат", "Әділет министрлігі, ӘКІМДІК, мәслихат", "at the beginning, in capitals"),
            ("сңйкес уңкілетті куңлік тңртібі мңні мңн", "сәйкес уәкілетті куәлік тәртібі мәні мән", "before a glide, behind у"),
            ("оның заңы жаңа ең теңге айтыңыз тауардың кеңес", "оның заңы жаңа ең теңге айтыңыз тауардың кеңес", "behind a vowel"),
            ("ңазақстан ңұқық", "ңазақстан ңұқық", "another letter was meant"),
            ("бұйрыңпен тілдердң", "бұйрыңпен тілдердң", "not in the first syllable"),
            ("ң) тармақша; ҚҢ; СҢК", "ң) тармақша; ҚҢ; СҢК", "letters by themselves"),
        ];
        for (printed, meant, why) in cases {
            let source = SourceText::new("a", printed);
            let mut line = Line::all(&source).remove(0);
            restore(&mut line);
            assert_eq!(line.text, meant, "{why}");
        }
    }
}
