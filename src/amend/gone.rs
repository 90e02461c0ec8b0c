//! What is left of a unit that is gone: «3) ҚР Қаржы министрінің 03.02.2023 № 58 бұйрығымен алып тасталды;».

use crate::cite::{find_dates, unit_word};
use crate::text::{GENITIVE, ends_with_any};

/// Whether `text`, up to the ending of its last word, is one act and no more: its day first, or who issued it in the genitive, «ҚР Қаржы министрінің 03.02.2023 № 58
/// (…) бұйрығы»; a sentence on what an act did begins otherwise.
pub(super) fn is_only_an_act(text: &str) -> bool {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let Some((_, day)) = find_dates(text).next() else { return false };
    let (issuer, rest) = (text[..day.start].trim_end(), text[day.end..].trim_start());
    let outside = rest.split_once('(').and_then(|(before, inside)| Some((before, inside.rsplit_once(')')?.1)));
    let words = |text: &str| text.split_whitespace().count();
    // «№ 58» and the word for what it is
    let named = outside.map_or(words(rest), |(before, behind)| words(before) + words(behind));
    let office = issuer.strip_suffix("м.а.").unwrap_or(issuer).trim_end();
    let last = office.rsplit(' ').next().unwrap_or("");
    let local = ["мәслихатының", "әкімдігінің", "әкімінің"].contains(&last);
    let issued = ends_with_any(last, &GENITIVE) && (local || ["ҚР ", "Қазақстан Республикасы"].iter().any(|state| office.starts_with(state)));
    issued && words(issuer) <= ISSUER_WORDS_MAX && !issuer.split(' ').any(names_unit) && rest.starts_with(['№', 'N']) && named <= 3
}

/// «3-тармағы», «бабының»
fn names_unit(word: &str) -> bool {
    unit_word(word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')).is_some()
}

/// Words of who issued an act, at most.
const ISSUER_WORDS_MAX: usize = 14;

#[cfg(test)]
mod tests {
    use crate::amend::tombstone;

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
