//! Heads of acts as they are signed: who adopts and what, in capitals, below it the day, the number and the place, then the title.

use std::ops::Range;

use super::head::number_after;
use super::status::is_status;
use crate::act::{ActKind, Date};
use crate::cite;
use crate::text::CleanText;

/// What a letterhead tells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Letterhead {
    pub(super) kind: ActKind,
    /// In the nominative; empty where only the state is named.
    pub(super) issuer: String,
    pub(super) date: Date,
    pub(super) number: String,
    /// The paragraph behind the day and the number.
    pub(super) end: usize,
}

/// The last word of the letterhead, by itself or as what somebody adopts.
const KINDS: [(&str, ActKind); 8] = [
    ("қаулы", ActKind::Resolution),
    ("қаулысы", ActKind::Resolution),
    ("бұйрық", ActKind::Order),
    ("бұйрығы", ActKind::Order),
    ("жарлық", ActKind::Decree),
    ("жарлығы", ActKind::Decree),
    ("шешім", ActKind::Decision),
    ("шешімі", ActKind::Decision),
];

/// Most paragraphs above the day.
const PARAGRAPHS_MAX: usize = 6;
/// Longest name of what adopts, and longest line of the day, in bytes.
const NAME_MAX: usize = 400;
const DAY_MAX: usize = 200;
/// Longest place behind the number, in letters: «Астана қаласы».
const PLACE_MAX: usize = 40;

/// The letterhead that the first paragraphs of `text`, up to `limit`, are.
pub(super) fn letterhead(text: &CleanText, limit: usize) -> Option<Letterhead> {
    let day = (1..limit.min(PARAGRAPHS_MAX)).find_map(|at| day_line(text.paragraph_text(at)).map(|day| (at, day)));
    let (at, (date, number)) = day?;
    let above: Vec<&str> = (0..at).map(|at| text.paragraph_text(at)).filter(|words| !is_status(words)).collect();
    let name = above.join(" ");
    let (whose, noun) = name.trim().rsplit_once(' ')?;
    let in_capitals = name.len() <= NAME_MAX && !name.contains(char::is_lowercase) && !name.contains(|c: char| c.is_ascii_digit());
    let noun = noun.to_lowercase();
    let kind = KINDS.iter().find(|(known, _)| *known == noun).map(|&(_, kind)| kind).filter(|_| in_capitals)?;
    Some(Letterhead { kind, issuer: super::head::issuer(&in_small_letters(whose)), date, number: number.to_owned(), end: at + 1 })
}

/// «2023 жылғы 14 қыркүйек № 796 Астана қаласы»: the day and the number of a line that tells nothing else but a place.
fn day_line(words: &str) -> Option<(Date, &str)> {
    let (date, Range { start, end }) = cite::find_dates(words).next().filter(|_| words.len() <= DAY_MAX)?;
    let (number, number_end) = number_after(&words[end..])?;
    let place = words[end + number_end..].trim_matches([' ', ',', '.', '\t']);
    let is_place =
        place.is_empty() || place.starts_with(char::is_uppercase) && place.chars().count() <= PLACE_MAX && !place.contains(|c: char| c.is_ascii_digit());
    (start == 0 && is_place).then_some((date, number))
}

/// A name printed in capitals as it is written in a sentence: «Қазақстан Республикасы Мәдениет және ақпарат министрлігінің».
fn in_small_letters(name: &str) -> String {
    const OFFICES: [&str; 3] = ["үкімет", "президент", "республика"];
    const PLACES: [&str; 6] = ["облыс", "аудан", "қала", "ауыл", "кент", "округ"];
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let begins = |word: &str, stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    let is_name = |at: usize| {
        let (word, next) = (words[at].as_str(), words.get(at + 1).map_or("", String::as_str));
        at == 0 || words[at - 1].starts_with("республика") || begins(word, &OFFICES) || begins(next, &PLACES) && !begins(word, &PLACES)
    };
    let written = words.iter().enumerate().map(|(at, word)| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(|c| if is_name(at) { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }).collect();
        first + letters.as_str()
    });
    written.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::act::ActKind;
    use crate::structure::tests::read;

    #[test]
    fn the_head_of_an_act_as_it_is_signed_is_read() {
        let cases = [
            ("ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ ҮКІМЕТІ\nҚАУЛЫ\n2023 жылғы 14 қыркүйек № 796 Астана қаласы", ActKind::Resolution, "Қазақстан Республикасының Үкіметі"),
            ("ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ҮКІМЕТІНІҢ\nҚАУЛЫСЫ\n2023 жылғы 14 қыркүйек № 796, Астана", ActKind::Resolution, "Қазақстан Республикасының Үкіметі"),
            ("ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ҮКІМЕТІНІҢ ҚАУЛЫСЫ\n2023 жылғы 14 қыркүйектегі № 796", ActKind::Resolution, "Қазақстан Республикасының Үкіметі"),
            (
                "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ\nМӘДЕНИЕТ ЖӘНЕ АҚПАРАТ МИНИСТРЛІГІНІҢ\nБҰЙРЫҒЫ\n2023 жылғы 14 қыркүйек\t№ 796\tАстана қаласы",
                ActKind::Order,
                "Қазақстан Республикасының Мәдениет және ақпарат министрлігі",
            ),
        ];
        for (head, kind, issuer) in cases {
            let act =
                read(&format!("{head}\n«Ескерткіштерді есепке алу қағидаларын бекіту туралы»\nТиісті заңға сәйкес ҚАУЛЫ ЕТЕДІ:\n1. Қағидалар бекітілсін.\n"));
            let told = &act.requisites;
            assert_eq!((told.kind, told.title.as_str()), (kind, "Ескерткіштерді есепке алу қағидаларын бекіту туралы"), "{head}");
            assert_eq!(told.issuers, [issuer], "{head}");
            let adopted: Vec<_> = told.adopted.iter().map(|one| (one.date.map(|date| date.to_string()), one.number.clone())).collect();
            assert_eq!(adopted, [(Some("2023-09-14".to_owned()), Some("796".to_owned()))], "{head}");
            let preamble = act.provisions.iter().find(|provision| provision.path.as_str() == "preamble").expect("it has a preamble");
            assert_eq!(preamble.lines.first, preamble.lines.last, "the day and the title are no preamble: {head}");
        }
    }

    #[test]
    fn a_day_below_a_title_is_no_letterhead() {
        for head in ["Қағидаларды бекіту туралы\n2023 жылғы 14 қыркүйек № 796 Астана қаласы", "ҚАУЛЫ ЖОБАСЫ\n2023 жылғы 14 қыркүйек № 796 Астана қаласы"]
        {
            let told = read(&format!("{head}\nТиісті заңға сәйкес ҚАУЛЫ ЕТЕДІ:\n1. Қағидалар бекітілсін.\n")).requisites;
            assert!(told.adopted.is_empty(), "{head}: {told:?}");
        }
    }
}
