//! What changed between two days, where not every wording is in the corpus.

use super::*;

#[test]
fn a_change_of_words_that_are_not_in_the_corpus_is_told() {
    let told = changes(&CORPUS.index, day("2025-12-16"), day("2025-12-16")).unwrap().changes;
    let annex: Vec<&Change> = told.iter().filter(|one| one.path.as_ref().is_some_and(|path| path.as_str() == "rules/annex-3")).collect();
    assert!(!annex.is_empty() && annex.iter().all(|one| one.event.by.number.as_deref() == Some("11-1-4/730")), "{annex:?}");
    let compared = diff(&CORPUS.index, "V1800016354/rules/annex-3", day("2022-12-01"), day("2022-12-10")).unwrap();
    assert!(compared.changes.is_empty() && !compared.unknown.is_empty());
    let by: Vec<Option<&str>> = compared.events.iter().map(|event| event.by.number.as_deref()).collect();
    assert_eq!(by, [Some("11-1-4/628")]);
    assert!(diff(&CORPUS.index, "V1800016354/rules/annex-3", day("2023-01-01"), day("2023-02-01")).unwrap().events.is_empty());
}

#[test]
fn a_change_is_no_surer_than_the_wording_of_its_day() {
    let told = changes(&CORPUS.index, day("2026-01-01"), day("2026-01-01")).unwrap().changes;
    let each = told.iter().flat_map(|one| std::iter::once(one).chain(&one.parts));
    let sides = each.filter_map(|one| Some((one.act.as_str().to_owned() + "/" + one.path.as_ref()?.as_str(), one.after.as_ref()?)));
    let sides: Vec<(String, &Side)> = sides.filter(|(_, side)| side.text.is_some()).collect();
    assert!(!sides.is_empty());
    for (address, side) in sides {
        let shown = show(&CORPUS.index, &address, Some(day("2026-01-01"))).unwrap().passage;
        assert_eq!(side.certainty, shown.validity.certainty, "{address}");
    }
}

fn day(text: &str) -> crate::act::Date {
    text.parse().unwrap()
}
