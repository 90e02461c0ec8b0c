//! Who adopted an act, when, and under which number.

use super::{KINDS, kind_of};
use crate::act::{ActKind, Adoption};
use crate::cite;
use crate::structure::case::lower_case;

/// Every day with its number, and who adopted then: «… министрінің 2020 жылғы 1 қыркүйектегі № 11-1-4/245 және …».
pub(super) fn adoptions(text: &str) -> Vec<Adoption> {
    let mut adopted: Vec<Adoption> = Vec::new();
    let mut from = 0;
    for (date, range) in cite::find_dates(text) {
        // «… бұйрығы (2025.28.12. берілген өзгерістермен)»: the day of another act
        let bracketed = text[..range.start].rfind('(').is_some_and(|open| !text[open..range.start].contains(')'));
        if range.start < from || bracketed && !adopted.is_empty() {
            continue;
        }
        let after = &text[range.end..];
        let number = number_after(after).or_else(|| bare_number(after));
        let before = text[from..range.start].trim().trim_start_matches(|c: char| !c.is_alphabetic());
        let who = issuer(behind_noun(before));
        let number_text = number.map(|(number, end)| format!("{number}{}", number_goes_on(&after[end..])));
        adopted.push(Adoption { date: Some(date), number: number_text, issuer: (!who.is_empty()).then_some(who) });
        from = range.end + number.map_or(0, |(_, end)| end);
    }
    adopted
}

/// «№ 807», «N 29», «№ 480-V», «№ ҚР ДСМ-18» soon after a day: the number and where it ends.
pub(in crate::structure) fn number_after(text: &str) -> Option<(&str, usize)> {
    let sign = text.find(['№', 'N']).filter(|&at| at < 12)?;
    let after = text[sign..].trim_start_matches(['№', 'N', ' ']);
    let start = text.len() - after.len();
    let word_end =
        |from: usize| after[from..].find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '"')).map_or(after.len(), |len| from + len);
    let mut len = word_end(0);
    // the letters of who adopted stand before the figures
    let letters = |word: &str| !word.is_empty() && word.chars().all(char::is_uppercase);
    if letters(&after[..len]) && after[len..].starts_with(' ') {
        let end = word_end(len + 1);
        len = if after[len + 1..end].contains(|c: char| c.is_ascii_digit()) { end } else { len };
    }
    let number = after[..len].trim_end_matches('.');
    (!number.is_empty()).then_some((number, start + number.len()))
}

/// «10/233 қаулысы» right behind a day: a number whose sign was left out, before the word for the act.
fn bare_number(text: &str) -> Option<(&str, usize)> {
    const NUMBER_MAX: usize = 24;
    let rest = text.strip_prefix(' ')?.trim_start();
    let (number, behind) = rest.split_once(' ')?;
    let sound =
        number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= NUMBER_MAX && number.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '/'));
    let of_act = || KINDS.iter().any(|(noun, _)| lower_case(behind).starts_with(noun));
    (sound && of_act()).then(|| (number, text.len() - rest.len() + number.len()))
}

/// The rest of a number that was printed on the next line: «№ 11-1 -4/58».
fn number_goes_on(text: &str) -> &str {
    let Some(rest) = text.strip_prefix(' ').filter(|rest| rest.starts_with(['-', '/'])) else { return "" };
    let len = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/'))).unwrap_or(rest.len());
    if rest[..len].contains(|c: char| c.is_ascii_digit()) { &rest[..len] } else { "" }
}

/// Who adopted, in the nominative; empty when only the state is named.
pub(in crate::structure) fn issuer(text: &str) -> String {
    let text = text.trim();
    // «"Сайлау туралы" Қазақстан Республикасының Конституциялық заңы»: a title is nobody
    let titled = text.starts_with(['"', '«', '“']).then(|| text.rfind(['"', '»', '”'])).flatten().filter(|&at| at > 0);
    let text = titled.and_then(|at| text.get(at..)).map_or(text, |rest| rest.trim_start_matches(['"', '»', '”', ' ']));
    // «Жоғарғы Сотының нормативтік 2002 жылғы … қаулысы»: what it is
    let text = text.strip_suffix("нормативтік").map_or(text, str::trim_end);
    let text = before_noun(text);
    // «Қазақстан Республикасының Заңы» says what the act is, not who adopted it.
    if kind_of(text).is_some_and(|(kind, _)| matches!(kind, ActKind::Law | ActKind::Code | ActKind::Constitution)) {
        return String::new();
    }
    let name = cite::issuer_nominative(text);
    if matches!(name.as_str(), "Қазақстан Республикасы" | "Қазақстан Республикасының" | "ҚР" | "Конституция")
    {
        String::new()
    } else {
        name
    }
}

/// What is told of the next adoption, behind the noun of the one before: «… № 107 қаулысы және Атырау облыстық мәслихатының …».
fn behind_noun(text: &str) -> &str {
    let lower = lower_case(text);
    let noun = KINDS.iter().map(|(noun, _)| *noun).find(|noun| lower.starts_with(noun) && lower[noun.len()..].starts_with([' ', ',']));
    let rest = noun.map_or(text, |noun| text[noun.len()..].trim_start_matches([',', ' ']));
    rest.strip_prefix("және ").unwrap_or(rest)
}

/// Who adopted, without what it is: «Қазақстан Республикасы Үкіметінің Қаулысы 1999 жылғы …», «Президентінің Заң күші бар Жарлығы».
fn before_noun(text: &str) -> &str {
    let lower = lower_case(text);
    let of_body = |(_, kind): &&(&str, ActKind)| matches!(kind, ActKind::Decree | ActKind::Resolution | ActKind::Order | ActKind::Decision);
    let nouns = KINDS.iter().filter(of_body).filter_map(|(noun, _)| lower.strip_suffix(noun));
    let Some(before) = nouns.filter(|before| before.ends_with(' ')).min_by_key(|before| before.len()) else { return text };
    let before = before.trim_end();
    let before = ["заң күші бар", "заң күшi бар", "бірлескен", "бiрлескен"].iter().find_map(|what| before.strip_suffix(what)).unwrap_or(before);
    text[..before.len()].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_adopted_is_told_apart_from_what_was_adopted() {
        let cases = [
            ("Қазақстан Республикасы Үкіметінің Қаулысы 1999 жылғы 9 наурыз № 215", "1999-03-09 № 215 Қазақстан Республикасының Үкіметі"),
            (
                "Қазақстан Республикасы Президентінің Заң күші бар Жарлығы 1995 жылғы 26 желтоқсан № 2731",
                "1995-12-26 № 2731 Қазақстан Республикасының Президенті",
            ),
            ("Қазақстан Республикасы Үкіметінің 2022 жылғы 10 қазандағы № 807 қаулысы", "2022-10-10 № 807 Қазақстан Республикасының Үкіметі"),
            (
                "Атырау облысы әкімдігінің 2015 жылғы 10 сәуірдегі № 107 қаулысы және Атырау облыстық мәслихатының 2015 жылғы 10 сәуірдегі № 401-V шешімі",
                "2015-04-10 № 107 Атырау облысы әкімдігі; 2015-04-10 № 401-V Атырау облыстық мәслихаты",
            ),
        ];
        for (printed, wanted) in cases {
            let told = |adoption: &Adoption| {
                let date = adoption.date.map_or_else(String::new, |date| date.to_string());
                format!("{date} № {} {}", adoption.number.as_deref().unwrap_or("?"), adoption.issuer.as_deref().unwrap_or("?"))
            };
            let found: Vec<String> = adoptions(printed).iter().map(told).collect();
            assert_eq!(found.join("; "), wanted, "{printed}");
        }
    }

    #[test]
    fn a_resolution_of_the_government_may_leave_out_what_it_is() {
        let old =
            "Қазақстан Республикасы Үкiметiнiң 1998 жылғы 1 шiлдедегi N 621. Күші жойылды - Қазақстан Республикасы Үкіметінiң 2002.03.29. N 373 қаулысымен.";
        assert_eq!(kind_of(old).map(|(kind, _)| kind), Some(ActKind::Resolution));
        let speaks_of_one = "Қазақстан Республикасы Үкіметінің 1998 жылғы 1 шілдедегі N 621 қаулысына сәйкес";
        assert_eq!(kind_of(speaks_of_one), None);
    }
}
