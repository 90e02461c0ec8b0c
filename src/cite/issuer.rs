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

#[cfg(test)]
mod tests {
    use super::*;

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
