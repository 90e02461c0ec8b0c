//! Units that come twice, that are changed before they come, and headings that stay where they are.

use super::{Made, built, day, said};
use crate::act::{Operation, ProvisionPath};
use crate::history::History;

fn assert_said(history: &History, cases: &[(&str, &str, &str)]) {
    for (address, asked, want) in cases {
        assert_eq!(said(history, address, asked), *want, "{address} {asked}");
    }
}

fn act(units: &[(&str, &str)]) -> Made {
    Made::new("A", "2020-01-01", "1", "2020-01-11", units)
}

/// An act of this day that adds point 2-1, which takes effect on `from`.
fn adds(id: &str, adopted: &str, number: &str, words: &str, from: &str) -> Made {
    let units = [("point-1", "1. А:"), ("point-1/amend-1/new/point-2-1", words)];
    Made::new(id, adopted, number, adopted, &units).orders("point-1/amend-1", Operation::Add, "A/point-2-1", &["point-1/amend-1/new/point-2-1"], None, from)
}

/// The unit at `path` with this heading.
fn headed(mut made: Made, path: &str, heading: &str) -> Made {
    let path: ProvisionPath = path.parse().expect("a path");
    made.act.provisions.iter_mut().filter(|unit| unit.path == path).for_each(|unit| unit.heading = Some(heading.to_owned()));
    made
}

#[test]
fn a_unit_that_two_acts_add_has_no_certain_wording() {
    let first = adds("B", "2021-10-01", "2", "2-1. А нормасы.", "2022-07-01");
    let second = adds("C", "2021-12-01", "3", "2-1. Б нормасы.", "2021-12-01");
    let history = built(vec![act(&[("point-1", "1. Бір.")]), first, second]);
    let cases =
        [("A/point-2-1", "2021-11-30", "[not_yet]"), ("A/point-2-1", "2021-12-01", "2-1. Б нормасы."), ("A/point-2-1", "2022-07-01", "[wording_unknown]")];
    assert_said(&history, &cases);
}

#[test]
fn what_a_later_act_does_to_a_unit_before_it_comes_is_not_passed_over() {
    let other = |op, words| {
        let units = [("point-1", "1. Б:"), ("point-1/amend-1/new/point-2-1", "2-1. Тоқсан сайын.")];
        let new: &[&str] = if op == Operation::Reword { &["point-1/amend-1/new/point-2-1"] } else { &[] };
        Made::new("C", "2021-12-01", "3", "2021-12-01", &units).orders("point-1/amend-1", op, "A/point-2-1", new, words, "2021-12-01")
    };
    for (op, words) in [(Operation::Reword, None), (Operation::Delete, None), (Operation::ReplaceWords, Some(("ай сайын", "тоқсан сайын")))] {
        let first = adds("B", "2021-10-01", "2", "2-1. Есеп ай сайын беріледі.", "2022-07-01");
        let history = built(vec![act(&[("point-1", "1. Бір.")]), first, other(op, words)]);
        let address = "A/point-2-1".parse().expect("an address");
        for asked in ["2021-12-20", "2022-07-02"] {
            let on = history.as_of(&address, day(asked)).expect("the point");
            assert!(on.text().is_none(), "{op:?} {asked}: {:?}", on.state);
        }
    }
}

#[test]
fn words_whose_successors_were_not_found_are_not_taken_out() {
    let units = [("point-1", "1. Б:"), ("point-1/amend-1", "1) жол мынадай редакцияда жазылсын:")];
    let change = |words| {
        let by = Made::new("B", "2021-10-01", "2", "2021-10-01", &units);
        built(vec![
            act(&[("point-1", "1. Төраға – министр."), ("point-2", "2. Хатшы.")]),
            by.orders("point-1/amend-1", Operation::ReplaceWords, "A/point-1", &[], Some(words), "2021-12-01"),
        ])
    };
    let history = change(("Төраға – министр", ""));
    assert_said(
        &history,
        &[("A/point-1", "2021-11-30", "1. Төраға – министр."), ("A/point-1", "2021-12-01", "[wording_unknown]"), ("A/point-2", "2021-12-01", "2. Хатшы.")],
    );
    assert_said(&change(("Төраға – министр", "Төраға – вице-министр")), &[("A/point-1", "2021-12-01", "1. Төраға – вице-министр.")]);
}

#[test]
fn the_first_part_of_an_article_leaves_its_heading() {
    let units = [("article-4", "4-бап. Бақылау Бақылауды орган жүргізеді."), ("article-4/part-2", "Бақылау ашық.")];
    let new = [("article-1", "1-бап."), ("article-1/amend-1/new/article-4/part-1", "Қадағалауды орган жүргізеді.")];
    let reworded = Made::new("B", "2021-01-01", "2", "2021-01-01", &new).orders(
        "article-1/amend-1",
        Operation::Reword,
        "A/article-4/part-1",
        &["article-1/amend-1/new/article-4/part-1"],
        None,
        "2021-02-01",
    );
    let history = built(vec![headed(act(&units), "article-4", "Бақылау"), reworded]);
    assert_said(&history, &[("A/article-4", "2021-02-01", "4-бап. Бақылау Қадағалауды орган жүргізеді.")]);
    let words = Made::new("B", "2021-01-01", "2", "2021-01-01", &[("article-1", "1-бап.")]).orders(
        "article-1/amend-1",
        Operation::ReplaceWords,
        "A/article-4/part-1",
        &[],
        Some(("Бақылауды", "Қадағалауды")),
        "2021-02-01",
    );
    let history = built(vec![headed(act(&units), "article-4", "Бақылау"), words]);
    assert_said(
        &history,
        &[("A/article-4", "2021-02-01", "4-бап. Бақылау Қадағалауды орган жүргізеді."), ("A/article-4/part-2", "2021-02-01", "Бақылау ашық.")],
    );
}

#[test]
fn a_new_heading_brings_no_second_number() {
    let heading = |words: &str| {
        let mut made = Made::new("B", "2021-01-01", "2", "2021-01-01", &[("article-1", "1-бап.")]).orders(
            "article-1/amend-1",
            Operation::Reword,
            "A/article-3/heading",
            &[],
            Some(("", words)),
            "2021-02-01",
        );
        made.act.amendments[0].replacement.as_mut().expect("words").old = None;
        built(vec![headed(act(&[("article-3", "3-бап. Тіркелім")]), "article-3", "Тіркелім"), made])
    };
    assert_said(&heading("3-бап. Жаңа тіркелім"), &[("A/article-3", "2021-02-01", "3-бап. Жаңа тіркелім")]);
    assert_said(&heading("Жаңа тіркелім"), &[("A/article-3", "2021-02-01", "3-бап. Жаңа тіркелім")]);
    assert_said(&heading("3-1-бап. Жаңа тіркелім"), &[("A/article-3", "2021-02-01", "[wording_unknown]")]);
}

#[test]
fn an_annex_set_out_anew_has_its_own_stamp() {
    let annexed = |words: &str| {
        let units = [("point-1", "1. А:"), ("annex-1", words)];
        let made = Made::new("B", "2021-10-01", "20", "2021-10-01", &units).orders(
            "point-1/amend-1",
            Operation::Reword,
            "A/annex-1",
            &["annex-1"],
            None,
            "2022-01-01",
        );
        built(vec![act(&[("annex-1", "Қағидаларға 1-қосымша Ескі нысан")]), made])
    };
    let own = annexed("Қаржы министрінің 2021 жылғы 1 қазандағы № 20 бұйрығына қосымша Сынақ қағидаларына 1-қосымша Жаңа нысан");
    assert_said(&own, &[("A/annex-1", "2022-01-01", "Сынақ қағидаларына 1-қосымша Жаңа нысан")]);
    let only = annexed("Қаржы министрінің 2021 жылғы 1 қазандағы № 20 бұйрығына қосымша Жаңа нысан");
    assert_said(&only, &[("A/annex-1", "2022-01-01", "Қағидаларға 1-қосымша Жаңа нысан")]);
}

#[test]
fn a_number_that_no_unit_has_is_a_range() {
    let units = [("point-1", "1. Бір."), ("point-4", "4. Төрт."), ("point-5", "5. Бес."), ("point-6", "6. Алты.")];
    let made = |target: &str| {
        Made::new("B", "2021-10-01", "20", "2021-10-01", &[("point-1", "1. А:")]).orders("point-1/amend-1", Operation::Delete, target, &[], None, "2022-01-01")
    };
    let history = built(vec![act(&units), made("A/point-4-6")]);
    assert_said(&history, &[("A/point-1", "2022-01-01", "1. Бір."), ("A/point-4", "2022-01-01", "[ended]"), ("A/point-5", "2022-01-01", "[ended]")]);
    let with = [&units[..], &[("point-4-6", "4-6. Бар.")]].concat();
    let history = built(vec![act(&with), made("A/point-4-6")]);
    assert_said(&history, &[("A/point-4-6", "2022-01-01", "[ended]"), ("A/point-5", "2022-01-01", "5. Бес.")]);
}
