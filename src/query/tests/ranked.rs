//! What comes first, by principles of their own.

use super::*;

/// Why the best answer to `question` is one.
fn reasons(question: &str) -> Vec<String> {
    let asked = Question { text: question.to_owned(), explain: true, ..Question::default() };
    search(&CORPUS.index, &asked).unwrap().reasons.swap_remove(0)
}

#[test]
fn who_asks_for_one_word_finds_the_text_that_has_it() {
    let answer = ask("концерт");
    assert_eq!(answer.hits[0].address, "V1600014531/rules/annex-1/table-1/row-6", "the only text with the word, among many with other names of it");
    assert!(answer.hits.len() > 1, "the others follow");
}

#[test]
fn what_names_the_act_is_about_it() {
    let hits = ask("№ 14531 бірлескен бұйрық эталондық бақылау банкінде қай күні жарияланған").hits;
    assert_eq!(hits[0].address, "V2000021165/point-1", "it stands in the act that changes the one that is cited, and tells when that was published");
    assert_eq!(ask("14531 бұйрық").hits[0].act.as_str(), "V1600014531");
}

#[test]
fn the_number_of_a_unit_is_no_number_of_things() {
    for (question, number) in [("37 жаста", "37"), ("58 жасқа толған", "58"), ("16 жастағы адам", "16")] {
        let at = |address: &str| address.rsplit('/').next().is_some_and(|last| last.ends_with(&format!("-{number}")));
        let first = ask(question).hits.into_iter().next().expect(question);
        assert!(!at(&first.address), "{question}: {}", first.address);
    }
    let beside_unit = ask("V1600014531 58 тармақ").hits;
    assert!(beside_unit.iter().any(|hit| hit.address.ends_with("/point-58")), "beside the word for a unit it is its number");
}

#[test]
fn a_number_of_two_words_is_one() {
    let told = reasons("он екі айлық есептік көрсеткіш");
    assert!(told.iter().any(|reason| reason.contains("found as «12»") || reason.contains("«он»") && reason.contains("own words")), "{told:?}");
    let widened = ask("он екі жасар").widened;
    assert!(widened.iter().any(|wider| wider.to == "12") && widened.iter().all(|wider| wider.to != "10"), "{widened:?}");
}

#[test]
fn a_definition_is_found_among_other_words() {
    for question in ["ҚР ІІМ деп кім аталады", "визалар қағидаларында ҚР ІІМ деп кім аталады"] {
        assert_eq!(ask(question).hits[0].address, "V1600014531/rules/point-3/subpoint-11", "{question}");
    }
}
