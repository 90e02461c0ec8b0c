//! Questions that are an address, or name a unit by its number.

use super::*;

#[test]
fn addresses_are_understood_as_people_write_them() {
    let cases = [
        ("V1800016354/rules/point-11", "V1800016354/rules/point-11"),
        ("V1800016354/rules/chapter-2/point-11", "V1800016354/rules/point-11"),
        ("v1800016354/point-11", "V1800016354/rules/point-11"),
        ("V1800016354/rules/point-11/part-1", "V1800016354/rules/point-11"),
        ("V1800016354.txt/rules/point-11", "V1800016354/rules/point-11"),
        ("https://adilet.zan.kz/kaz/docs/V1800016354#z12", "V1800016354"),
        ("V1800016354_", "V1800016354"),
    ];
    for (asked, meant) in cases {
        assert_eq!(show(&CORPUS.index, asked, None).map(|shown| shown.passage.address).ok().as_deref(), Some(meant), "{asked}");
    }
    for missing in ["V1800016354/rules/point-999", "V1800016355", "V1800016354/rules/chapter-1/point-11", "", "/", "../x"] {
        assert!(matches!(show(&CORPUS.index, missing, None), Err(Error::NotFound { .. })), "{missing}");
    }
}

#[test]
fn an_address_is_answered_by_its_unit() {
    let answer = ask("V1800016354/rules/point-11");
    assert_eq!((answer.total, answer.hits[0].address.as_str()), (1, "V1800016354/rules/point-11"));
}

#[test]
fn an_address_that_only_its_changes_tell_of_is_answered_by_what_became_of_it() {
    // V2000021165 takes it out; the text of the act it was in is not in the corpus
    let answer = ask("V1600014531/rules/point-21");
    assert_eq!((answer.total, answer.hits[0].address.as_str()), (1, "V1600014531/rules/point-21"));
    assert!(answer.hits[0].validity.state != State::InForce && answer.hits[0].text.is_empty());
    assert_ne!(ask("V1600014531/rules/point-999").total, 1, "what nobody tells of is looked for by its words");
}

#[test]
fn a_unit_that_was_taken_out_is_answered_by_the_instruction_that_did_so() {
    for (question, instruction) in [
        ("визалар беру қағидаларының 21-тармағы әлі қолданыста ма", "V2000021165/point-1/amend-13"),
        ("V1600014531 8-қосымша", "V2000021165/point-1/amend-28"),
        ("14531 қағидаларының 12-тармағының 7) тармақшасы", "V2000021165/point-1/amend-9"),
    ] {
        assert_eq!(ask(question).hits.first().map(|hit| hit.address.as_str()), Some(instruction), "{question}");
    }
    assert_eq!(ask("16354 қағидаларының 11-тармағы").hits[0].address, "V1800016354/rules/point-11", "a unit that is there is its own answer");
}

#[test]
fn an_address_is_answered_first_whatever_its_status() {
    for question in ["V1200007775", "V1200007775.txt", "act:V1200007775 1-тармақ"] {
        let hits = on("2026-01-01", question, 5);
        assert_eq!((hits[0].act.as_str(), hits[0].validity.state), ("V1200007775", State::Ended), "{question}");
    }
}

#[test]
fn an_unknown_address_is_answered_by_its_neighbours() {
    let cases = [
        ("V1800016354/rules/point-0", "V1800016354/rules/point-"),
        ("V1800016354/rules/chapter-2/point-3/subpoint-99", "V1800016354/rules/point-3/subpoint-"),
        ("V1800016354/point-333", "V1800016354/point-"),
    ];
    for (address, begins) in cases {
        let Err(Error::NotFound { near, .. }) = show(&CORPUS.index, address, None) else { panic!("{address}") };
        assert!((2..=NEAR_MAX).contains(&near.len()) || near.len() == 1, "{address}: {near:?}");
        for near in &near {
            assert!(near.starts_with(begins), "{address}: {near:?}");
            assert!(matches!(show(&CORPUS.index, near, None), Ok(_) | Err(Error::Ambiguous { .. })), "{near} is there");
        }
    }
    let Err(Error::NotFound { near, .. }) = show(&CORPUS.index, "V1800016354/rules/point-3/subpoint-4-1", None) else { panic!() };
    let near: Vec<&str> = near.iter().map(|near| near.rsplit('/').next().unwrap()).collect();
    assert_eq!(near, ["subpoint-3", "subpoint-4", "subpoint-5", "subpoint-6"], "two before its place, two after");
    let Err(Error::NotFound { near, .. }) = show(&CORPUS.index, "V1800016354/annex-99/point-1", None) else { panic!() };
    let is_alike = |near: &String| near.starts_with("V1800016354/") && near.ends_with("/point-1");
    assert!(near.len() > 1 && near.len() <= NEAR_MAX && near.iter().all(is_alike), "the units of the act that end alike: {near:?}");
}

/// The most addresses an answer offers.
const NEAR_MAX: usize = 5;
