//! Orders about a unit of another act whose verb is none that is known: «Көрсетілген бұйрықтың 3-тармағы жаңа мәтінде ұсынылсын».

use super::instruction::ParsedOperation;
use super::unit;
use super::verb::words;
use crate::act::CitedAct;
use crate::cite::{Base, Case};

/// Words between the unit and the verb, at most: «осы бұйрыққа 1-қосымшаға сәйкес жаңа мәтінде ұсынылсын».
const WORDS_MAX: usize = 8;

/// The first word of orders that leave the words of a unit as they are: «бақылаудан алынсын», «орындалсын».
const LEAVE_WORDS: &[&str] = &["бақылау", "басшылық", "назар", "есеп", "орындал", "қолданыл", "сақтал", "қамтамасыз", "жүзеге", "жүктел", "жария", "іске"];

/// Whether `text` orders something of a unit of an act that was named before, or of a document that it approved, in words that are not known: how the unit reads
/// from then on is not known either.
pub(super) fn orders_of_unit(text: &str) -> bool {
    let order = text.trim_end().trim_end_matches([';', '.', ',', ':', ' ']);
    is_passive_order(order)
        && of_named_before(order)
        && unit::phrases(order).iter().any(|phrase| {
            let rest = &order[phrase.range.end..];
            let subject = phrase.case == Case::Nominative && phrase.base == Base::None && !phrase.paths.is_empty();
            // «3-тармағы, 4-тармағының екінші бөлігі …» is told by the last
            subject && !rest.contains([',', ';', '.', '«', '"']) && orders_shortly(rest)
        })
}

/// Whether what stands behind a unit is the order itself, and not one that leaves its words as they are.
fn orders_shortly(rest: &str) -> bool {
    let mut found = words(rest).take(WORDS_MAX + 1);
    let leaves = |word: &str| LEAVE_WORDS.iter().any(|stem| word.starts_with(stem));
    let count = words(rest).take(WORDS_MAX + 1).count();
    (1..=WORDS_MAX).contains(&count) && !found.any(|(_, word)| leaves(word))
}

/// «берілсін», «ұсынылсын», «қойылсын»: something is to be done to the subject.
fn is_passive_order(text: &str) -> bool {
    ["лсын", "лсін", "нсын", "нсін"].iter().any(|ending| text.ends_with(ending))
}

/// `operations` on units of an act that was named before: where it is not known which, they are none of the act that orders it.
pub(super) fn of_another(mut operations: Vec<ParsedOperation>, text: &str) -> Vec<ParsedOperation> {
    for operation in &mut operations {
        operation.target.act.get_or_insert_with(|| CitedAct { kind: unit::names_said_act(text), ..CitedAct::default() });
    }
    operations
}

/// «Көрсетілген бұйрықтың …», «Бекітілген Қағидалардың …», «… бұйрығымен бекітілген Ережеде»: what is spoken of first was there before. What «осы бұйрықпен
/// бекітілген» is said of is the act's own.
fn of_named_before(text: &str) -> bool {
    if unit::names_said_act(text).is_some() {
        return true;
    }
    let mut last = ["", "", ""];
    words(text).any(|(_, word)| {
        let approved = matches!(last[2], "бекітілген" | "Бекітілген") && word.starts_with(char::is_uppercase);
        let own = matches!(last[0], "осы" | "Осы");
        last = [last[1], last[2], word];
        approved && !own
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Context, instruction, is_instruction};
    use super::*;
    use crate::act::Operation;

    #[test]
    fn an_order_in_unknown_words_about_a_unit_of_another_act_is_told_unread() {
        for text in [
            "Көрсетілген бұйрықпен бекітілген Есеп беру қағидаларының 2-тармағы жаңа мәтінде ұсынылсын.",
            "Бекітілген Есеп беру қағидаларының 3-тармағы мынадай мазмұнда берілсін:",
            "аталған шешімнің 4-тармағының екінші бөлігі осы шешімге 1-қосымшаға сәйкес жаңа мәтінде қойылсын;",
        ] {
            assert!(is_instruction(text), "{text}");
            let read = instruction(text, &Context::default()).unwrap_or_default();
            assert_eq!(read.iter().map(|one| one.op).collect::<Vec<_>>(), [Operation::Unread], "{text}");
            assert!(read.iter().all(|one| one.target.act.is_some()), "{text}: no unit of the act itself");
        }
    }

    #[test]
    fn other_orders_about_a_unit_change_nothing() {
        for text in [
            "Көрсетілген бұйрықтың 3-тармағы бақылаудан алынсын.",
            "Көрсетілген бұйрықтың 3-тармағының орындалуын бақылау вице-министрге жүктелсін.",
            "Көрсетілген бұйрықтың 3-тармағы толық көлемде орындалсын.",
            "Көрсетілген бұйрықтың 3-тармағына сәйкес комиссия құрылсын.",
            "Қоса беріліп отырған Қағидалар бекітілсін.",
            "Осы бұйрықтың 2-тармағы бойынша есеп берілсін.",
            "Комиссия осы бұйрықпен бекітілген Қағидалардың 2-тармағы негізінде құрылсын.",
        ] {
            assert!(!orders_of_unit(text), "{text}");
        }
    }
}
