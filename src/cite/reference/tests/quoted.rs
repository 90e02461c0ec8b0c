//! «осы …» in words that an instruction quotes is none of the act that changes them.

use super::{read, read_changing};

/// The pointers of one instruction of an act that has articles and points of its own; `target` is what of the act 99 it is read to change.
fn in_instruction(words: &str, target: &str) -> Vec<String> {
    let words = format!("1) {words}");
    let paragraphs =
        [("article-1", "1-бап."), ("article-1/point-1", "1. Мына заңға:"), ("article-1/point-1/subpoint-1", words.as_str()), ("article-3", "3-бап.")];
    let found = read_changing(&paragraphs, &[("article-1/point-1/subpoint-1", "99", target)]);
    found.into_iter().filter(|found| found.starts_with("осы")).collect()
}

#[test]
fn this_in_quoted_words_is_of_the_act_that_is_changed() {
    let cases = [
        (
            "9-баптың 2-тармағындағы \"осы Заңның 3-бабында\" деген сөздер \"осы баптың 4-тармағында\" деген сөздермен ауыстырылсын.",
            &["осы Заңның 3-бабында => 99 :: article-3", "осы баптың 4-тармағында => 99 :: article-9/point-4"][..],
        ),
        (
            "9-баптың 2-тармағы «осы Заңның» деген сөзден кейін «және осы тармақтың 2) тармақшасының» деген сөздермен толықтырылсын.",
            &["осы Заңның => 99 :: ", "осы тармақтың 2) тармақшасының => 99 :: article-9/point-2/subpoint-2"],
        ),
        ("9-баптың 2-тармағындағы \"осы баптың\", \"осы Заңның\" деген сөздер алып тасталсын.", &["осы баптың => 99 :: article-9", "осы Заңның => 99 :: "]),
        // outside of the quoted words it is this act
        (
            "осы баптың 1-тармағын ескере отырып, 9-баптың 2-тармағындағы \"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын.",
            &["осы баптың 1-тармағын => - :: article-1/point-1"],
        ),
    ];
    for (words, named) in cases {
        assert_eq!(in_instruction(words, "article-9/point-2"), named, "{words}");
    }
}

#[test]
fn this_unit_of_quoted_words_is_not_known_where_the_instruction_names_none_of_its_kind() {
    let found = in_instruction("мәтіндегі \"осы тармақтың 1) тармақшасы\" деген сөздер \"осы Заңның\" деген сөздермен ауыстырылсын.", "");
    assert_eq!(found, ["осы Заңның => 99 :: "]);
    let found = in_instruction("9-баптағы \"осы тармақтың 1) тармақшасы\" деген сөздер алып тасталсын.", "article-9");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn quoted_words_of_an_act_that_changes_nothing_are_its_own() {
    let found = read(&[("point-1", "1. Шартта \"осы бұйрықтың 2-тармағы\" деген сөздер жазылады."), ("point-2", "2. Шарт сақталады.")]);
    assert_eq!(found, ["осы бұйрықтың 2-тармағы => - :: point-2"]);
}
