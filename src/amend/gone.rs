//! What is left of a unit that is gone: «3) ҚР Қаржы министрінің 03.02.2023 № 58 бұйрығымен алып тасталды;».

use super::note::{DASHES, ParsedNote, names_an_act, read};
use super::unit;
use super::verb::words;
use crate::act::ProvisionPath;
use crate::cite::{find_dates, unit_word};
use crate::text::{GENITIVE, ends_with_any};

/// Reads the text of a unit of which only number and note are left: «13-2. Алып тасталды – ҚР …».
pub fn tombstone(text: &str, unit: &ProvisionPath) -> Option<ParsedNote> {
    let text = unit::skip_number(text);
    // «2-тарау алып тасталды»
    let named = text.split_once(' ').filter(|(word, _)| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(char::is_alphabetic));
    let text = named.map_or(text, |(_, rest)| rest);
    // the verb stands first: a clause that merely speaks of repeal begins otherwise
    let text = text.strip_prefix('(').unwrap_or(text);
    if says_gone(text) {
        return read(text, Some(unit).into(), false).into_iter().next();
    }
    // «3) 2009.12.11 N 230-IV Заңымен алып тасталды;»: the act stands first
    let turned = text.trim_end_matches([';', '.', ')', ' ']).rsplit_once("мен ");
    let (act, verb) = turned.filter(|(act, verb)| says_gone(verb) && act.contains(['№', 'N']) && is_only_an_act(act))?;
    read(&format!("{verb} - {act}мен"), Some(unit).into(), false).into_iter().next()
}

/// Whether nothing but «алынып тасталды;» is left of a unit, with no word of the act that did it.
pub fn is_bare_tombstone(text: &str) -> bool {
    let text = unit::skip_number(text).trim_matches(['(', ')', ';', '.', ' ']);
    text.len() < 60 && says_gone(text) && text.split_whitespace().count() == 2
}

/// Whether a unit was removed by an act whose day or number cannot be read: «5. Алып тасталды – … мәслихатының … шешімімен.»
pub fn is_unread_tombstone(text: &str) -> bool {
    let text = unit::skip_number(text);
    let text = text.strip_prefix('(').unwrap_or(text);
    let second = words(text).nth(1).map_or(text.len(), |(at, word)| at + word.len());
    let rest = &text[second..];
    says_gone(text) && rest.trim_start().starts_with(DASHES) && names_an_act(rest)
}

/// «алып тасталды», «күші жойылды» as the first words.
fn says_gone(text: &str) -> bool {
    let mut lead = words(text).map(|(_, word)| word.trim_end_matches([';', '.', ',', ')']).to_lowercase());
    let (first, second) = (lead.next().unwrap_or_default(), lead.next().unwrap_or_default());
    first.starts_with("алынып") || matches!((first.as_str(), second.as_str()), ("алып", "тасталды" | "тасталған") | ("күші", "жойылды" | "жойылған"))
}

/// Whether `text`, up to the ending of its last word, is one act and no more: its day first, or who issued it in the genitive, «ҚР Қаржы министрінің 03.02.2023 № 58
/// (…) бұйрығы»; a sentence on what an act did begins otherwise.
fn is_only_an_act(text: &str) -> bool {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let Some((_, day)) = find_dates(text).next() else { return false };
    let (issuer, rest) = (text[..day.start].trim_end(), text[day.end..].trim_start());
    let outside = rest.split_once('(').and_then(|(before, inside)| Some((before, inside.rsplit_once(')')?.1)));
    let count = |text: &str| text.split_whitespace().count();
    // «№ 58» and the word for what it is
    let named = outside.map_or(count(rest), |(before, behind)| count(before) + count(behind));
    let office = issuer.strip_suffix("м.а.").unwrap_or(issuer).trim_end();
    let last = office.rsplit(' ').next().unwrap_or("");
    let local = ["мәслихатының", "әкімдігінің", "әкімінің"].contains(&last);
    let issued = ends_with_any(last, &GENITIVE) && (local || ["ҚР ", "Қазақстан Республикасы"].iter().any(|state| office.starts_with(state)));
    issued && count(issuer) <= ISSUER_WORDS_MAX && !issuer.split(' ').any(names_unit) && rest.starts_with(['№', 'N']) && named <= 3
}

/// «3-тармағы», «бабының»
fn names_unit(word: &str) -> bool {
    unit_word(word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')).is_some()
}

/// Words of who issued an act, at most.
const ISSUER_WORDS_MAX: usize = 14;

#[cfg(test)]
mod tests {
    use crate::act::ProvisionPath;
    use crate::amend::{is_unread_tombstone, tombstone};

    #[test]
    fn what_is_left_of_a_removed_unit() {
        let unit: ProvisionPath = "article-13/point-2".parse().unwrap();
        let cases = [
            ("13-2. Алып тасталды – ҚР 15.03.2025 № 172-VIII (01.01.2025 бастап қолданысқа енгізіледі) Заңымен.", Some("delete")),
            ("33) алып тасталды - ҚР 18.03.2019 № 237-VI Заңымен;", Some("delete")),
            ("5. Күші жойылды - ҚР Үкіметінің 10.10.2022 № 807 қаулысымен.", Some("repeal")),
            ("5. Мынадай қаулылардың күші жойылды деп танылсын.", None),
            ("5) алып тасталды деп есептелетін заттар;", None),
            ("5. Алып тасталды – Абай облысы Аягөз аудандық мәслихатының шешімімен.", None),
        ];
        assert!(is_unread_tombstone("5. Алып тасталды – Абай облысы Аягөз аудандық мәслихатының шешімімен."));
        assert!(!is_unread_tombstone("5. Күші жойылды деп танылсын – 2011 жылғы 1 қаңтардағы қаулы."));
        for (text, op) in cases {
            let read = tombstone(text, &unit);
            assert_eq!(read.as_ref().map(|note| note.op.as_str()), op, "{text}");
            assert!(read.is_none_or(|note| note.target.as_ref() == Some(&unit)), "{text}");
        }
    }

    #[test]
    fn the_act_that_removed_a_unit_may_stand_first() {
        let unit = "point-1/subpoint-2".parse().unwrap();
        let gone = [
            "2) ҚР Қаржы министрінің 03.02.2023 № 58 (алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі) бұйрығымен алып тасталды;",
            "2) ҚР Қаржы министрінің м.а. 03.02.2023 № 58 бұйрығымен алып тасталды.",
            "2) Ақмола облысы Біржан аудандық мәслихатының 24.11.2023 № 8С-11/5 шешімімен алып тасталды;",
            "2) 2009.12.11 N 230-IV Заңымен алып тасталды;",
        ];
        for text in gone {
            let note = tombstone(text, &unit);
            assert_eq!(note.as_ref().map(|note| (note.op.as_str(), note.by.len())), Some(("delete", 1)), "{text}");
        }
        let clauses = [
            "2) Осы баптың 3-тармағы ҚР Қаржы министрінің 03.02.2023 № 58 бұйрығымен алып тасталды;",
            "2) ҚР Қаржы министрінің бұйрығының 3-тармағы министрдің 03.02.2023 № 58 бұйрығымен алып тасталды;",
            "2) оның лицензиясы министрдің 03.02.2023 № 58 бұйрығымен алып тасталды;",
            "2) ҚР Қаржы министрінің 03.02.2023 № 58 және 04.02.2023 № 59 бұйрықтарымен алып тасталды;",
        ];
        for text in clauses {
            assert_eq!(tombstone(text, &unit), None, "{text}");
        }
    }
}
