//! Units that are set out anew with the words they had.

use super::{Made, address, built, day};
use crate::act::Operation;
use crate::history::History;

fn source(history: &History, at: &str, asked: &str) -> (String, u32, Option<String>) {
    let of = history.as_of(&address(at), day(asked)).unwrap();
    let text = of.text().unwrap();
    (text.source.file.clone(), text.source.lines.first, text.via.as_ref().map(ToString::to_string))
}

#[test]
fn a_unit_with_changed_contents_is_that_of_the_text_that_sets_it_out() {
    let units = [
        ("annex-1", "Ақының есебі"),
        ("annex-1/point-1", "1. Мыналар есепке алынады:"),
        ("annex-1/point-1/subpoint-1", "1) аудан;"),
        ("annex-1/point-2", "2. Мыналар есепке алынбайды:"),
        ("annex-1/point-2/subpoint-1", "1) қабат;"),
    ];
    let new = [
        ("point-1", "1. А:"),
        ("point-1/amend-1/new/annex-1", "Ақының есебі"),
        ("point-1/amend-1/new/annex-1/point-1", "1. Мыналар есепке алынады:"),
        ("point-1/amend-1/new/annex-1/point-1/subpoint-1", "1) көлем;"),
        ("point-1/amend-1/new/annex-1/point-2", "2. Мыналар есепке алынбайды:"),
        ("point-1/amend-1/new/annex-1/point-2/subpoint-1", "1) қабат;"),
    ];
    let root = "point-1/amend-1/new/annex-1";
    let amending = Made::new("B", "2021-01-01", "2", "2021-02-01", &new).orders("point-1/amend-1", Operation::Reword, "A/annex-1", &[root], None, "2021-02-01");
    let history = built(vec![Made::new("A", "2020-01-01", "1", "2020-01-11", &units), amending]);
    // (unit, whether it is of the new text, why)
    let cases = [
        ("annex-1", true, "the unit that is named"),
        ("annex-1/point-1", true, "the same lead-in of another list"),
        ("annex-1/point-1/subpoint-1", true, "other words"),
        ("annex-1/point-2", false, "nothing of it has changed"),
        ("annex-1/point-2/subpoint-1", false, "nor of its list"),
    ];
    for (unit, is_new, why) in cases {
        let (file, _, via) = source(&history, &format!("A/{unit}"), "2021-02-01");
        let new = Some(format!("B/point-1/amend-1/new/{unit}"));
        assert_eq!((file.as_str(), via), if is_new { ("B.txt", new) } else { ("A.txt", None) }, "{unit}: {why}");
        assert_eq!(source(&history, &format!("A/{unit}"), "2021-01-31").0, "A.txt", "{unit} before");
    }
    let told = history.act(&"A".parse().unwrap()).unwrap().changes(day("2021-02-01"), day("2021-02-01"));
    let told: Vec<String> = told.iter().map(|one| one.address.to_string()).collect();
    assert_eq!(told, ["A/annex-1", "A/annex-1/point-1/subpoint-1"], "what reads as it did is not told as a change");
}
