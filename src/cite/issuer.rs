//! Names of those who issue acts.

use super::word::{is_word, strip_stem};
use crate::text::GENITIVE;

/// `word` without the ending of the genitive; `None` when it has none.
pub(super) fn without_genitive(word: &str) -> Option<&str> {
    GENITIVE.iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.chars().nth(1).is_some())
}

/// The name of an issuer in the nominative, with the state written out: «ҚР Сыртқы істер министрінің» becomes «Қазақстан
/// Республикасының Сыртқы істер министрі», «Үкіметінің» stays without a state.
///
/// ```
/// use tarmaq::cite::issuer_nominative;
///
/// assert_eq!(issuer_nominative("Қазақстан Республикасы Үкіметінің"), "Қазақстан Республикасының Үкіметі");
/// ```
pub fn issuer_nominative(printed: &str) -> String {
    let mut words: Vec<&str> = printed.split_whitespace().collect();
    let state = match words.as_slice() {
        [first, second, ..] if is_word(first, "қазақстан") && strip_stem(second, "республикасы").is_some() => 2,
        [first, ..] if is_word(first, "қр") || strip_stem(first, "қр-").is_some() => 1,
        _ => 0,
    };
    words.drain(..state);
    let acting = words.last().is_some_and(|last| is_word(last, "м.а."));
    if acting {
        words.pop();
    }
    if words.is_empty() {
        return if state > 0 { "Қазақстан Республикасы".to_owned() } else { String::new() };
    }
    let mut name = if state > 0 { "Қазақстан Республикасының ".to_owned() } else { String::new() };
    if acting {
        name.push_str(&words.join(" "));
        name.push_str(" міндетін атқарушы");
        return name;
    }
    if let Some(last) = words.last_mut() {
        *last = without_genitive(last).unwrap_or(last);
    }
    name.push_str(&words.join(" "));
    name
}

/// Most words of a name that are compared.
const WORDS_MAX: usize = 32;

/// Whether two names may be of one issuer: the office is the same, and the shorter name says nothing that the longer does not. The state, endings and
/// «міндетін атқарушы» tell nothing: «Қаржы министрі» and «ҚР Қаржы министрлігі» may be the same, «Көлік министрі» is another.
pub(crate) fn may_be_same_issuer(one: &str, other: &str) -> bool {
    let (one, other) = (telling_words(one), telling_words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (Some(office), Some(office_too)) = (short.last(), long.last()) else { return true };
    may_be_same_word(office, office_too) && short.iter().all(|word| long.iter().any(|known| may_be_same_word(word, known)))
}

/// The words of a name that tell one issuer from another.
fn telling_words(name: &str) -> Vec<&str> {
    let trimmed = name.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
    let mut words: Vec<&str> = trimmed.filter(|word| !word.is_empty()).take(WORDS_MAX).collect();
    if let Some(at) = words.iter().position(|word| strip_stem(word, "республика").is_some()).filter(|&at| at > 0) {
        words.drain(at - 1..=at);
    }
    words.retain(|word| !is_word(word, "қр") && !is_word(word, "м.а") && strip_stem(word, "міндет").is_none() && strip_stem(word, "атқаруш").is_none());
    words
}

/// Whether two words may be forms of one: of two names one begins the other, of other words the first letters are the same.
fn may_be_same_word(one: &str, other: &str) -> bool {
    let lower = |word: &str| word.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let names = [one, other].iter().all(|word| word.starts_with(char::is_uppercase));
    let (one, other) = (lower(one), lower(other));
    let shared = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let shorter = one.len().min(other.len());
    shared == shorter || !names && shared >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_issuer_may_differ_and_other_issuers_do_not_pass_for_it() {
        let same = [
            ("Қазақстан Республикасының Қаржы министрі", "Қаржы министрі"),
            ("ҚР Қаржы министрлігі", "Қазақстан Республикасының Қаржы министрі"),
            ("Қазақстан Республикасының Қаржы министрінің міндетін атқарушы", "Қаржы министрі"),
            ("Алматы облысы Бұлақ ауданының әкімдігі", "Бұлақ ауданы әкімдігі"),
            ("Бұлақ аудандық мәслихаты", "мәслихат"),
        ];
        for (one, other) in same {
            assert!(may_be_same_issuer(one, other) && may_be_same_issuer(other, one), "{one}, {other}");
        }
        let others = [
            ("Қазақстан Республикасының Көлік министрі", "Қазақстан Республикасының Қаржы министрі"),
            ("Ішкі істер министрі", "Сыртқы істер министрі"),
            ("Қаржы министрлігінің Қазынашылық комитеті", "Қаржы министрі"),
            ("Қарағайлы ауданының әкімдігі", "Қарағанды ауданының әкімдігі"),
        ];
        for (one, other) in others {
            assert!(!may_be_same_issuer(one, other) && !may_be_same_issuer(other, one), "{one}, {other}");
        }
    }

    #[test]
    fn issuers_are_given_in_the_nominative() {
        let cases = [
            ("Қазақстан Республикасы Үкіметінің", "Қазақстан Республикасының Үкіметі"),
            ("Қазақстан Республикасының Үкіметі", "Қазақстан Республикасының Үкіметі"),
            ("Қазақстан Республикасы Сыртқы істер министрінің", "Қазақстан Республикасының Сыртқы істер министрі"),
            ("ҚР Сыртқы істер министрінің м.а.", "Қазақстан Республикасының Сыртқы істер министрінің міндетін атқарушы"),
            (
                "Қазақстан Республикасы Сыртқы істер министрінің міндетін атқарушысының",
                "Қазақстан Республикасының Сыртқы істер министрінің міндетін атқарушысы",
            ),
            ("Қазақстан Республикасы Президентінің", "Қазақстан Республикасының Президенті"),
            ("Алматы қаласы әкімдігінің", "Алматы қаласы әкімдігі"),
            ("ҚР-ның", "Қазақстан Республикасы"),
            ("", ""),
        ];
        for (printed, name) in cases {
            assert_eq!(issuer_nominative(printed), name);
        }
    }
}
