//! What common forms of drafting come to.

use super::{Made, base, built, day, said};
use crate::act::{NoteEffect, Operation, Status};
use crate::history::{History, State, Testimony};

/// (address, day, its words or the state).
type Said<'a> = (&'a str, &'a str, &'a str);

fn assert_said(history: &History, cases: &[Said<'_>]) {
    for (address, asked, want) in cases {
        assert_eq!(said(history, address, asked), *want, "{address} {asked}");
    }
}

/// The act A of these units, in force on 2020-01-11.
fn act(units: &[(&str, &str)]) -> Made {
    Made::new("A", "2020-01-01", "1", "2020-01-11", units)
}

/// The act B of 2021 with these units of new wording.
fn amending(new: &[(&str, &str)]) -> Made {
    let mut units = vec![("point-1", "1. А:")];
    units.extend(new);
    Made::new("B", "2021-01-01", "2", "2021-01-01", &units)
}

#[test]
fn pairs_of_one_instruction_are_changed_at_once() {
    let pair = |made: Made, words| made.orders("point-1/amend-1", Operation::ReplaceWords, "A", &[], Some(words), "2021-02-01");
    let amending = [("5", "6"), ("6", "7"), ("хат", "арыз"), ("хаттың", "арыздың")].into_iter().fold(amending(&[]), pair);
    let history =
        built(vec![act(&[("point-1", "1. Хаттың мерзімі 5 немесе 6 күн."), ("point-2", "2. Хат беріледі."), ("point-3", "3. Хатқа жауап.")]), amending]);
    let cases = [
        ("A/point-1", "2021-01-31", "1. Хаттың мерзімі 5 немесе 6 күн."),
        ("A/point-1", "2021-02-01", "1. Арыздың мерзімі 6 немесе 7 күн."),
        ("A/point-2", "2021-02-01", "2. Арыз беріледі."),
        ("A/point-3", "2021-02-01", "[wording_unknown]"),
    ];
    assert_said(&history, &cases);
    assert!(history.findings.is_empty(), "{:?}", history.findings);
}

#[test]
fn parts_and_indents_that_are_put_in_count_the_others_on() {
    let units = [
        ("point-1", "1. Бір."),
        ("point-1/part-2", "Екі."),
        ("point-1/part-2/indent-2", "алма;"),
        ("point-1/part-3", "Үш."),
        ("point-2", "2. Топтар:"),
        ("point-2/indent-2", "алма;"),
    ];
    let new = [
        ("point-1/amend-1/new/point-1/part-2", "Жаңа."),
        ("point-1/amend-2/new/point-1/part-3", "Тағы."),
        ("point-1/amend-3/new/point-2/indent-3", "өрік;"),
        ("point-1/amend-4/new/point-1/part-4", "Жаңа төртінші."),
    ];
    let add = |made: Made, unit: &str, path: &str, from| made.orders(unit, Operation::Add, &format!("A/{path}"), &[&format!("{unit}/new/{path}")], None, from);
    let mut other = add(amending(&new), "point-1/amend-1", "point-1/part-2", "2021-02-01");
    other = add(other, "point-1/amend-2", "point-1/part-3", "2021-02-01");
    other = add(other, "point-1/amend-3", "point-2/indent-3", "2021-02-01");
    other = other.orders("point-1/amend-4", Operation::Reword, "A/point-1/part-4", &["point-1/amend-4/new/point-1/part-4"], None, "2022-01-01");
    let history = built(vec![act(&units), other]);
    let cases = [
        ("A/point-1/part-2", "2021-01-31", "Екі."),
        ("A/point-1/part-3", "2021-01-31", "Үш."),
        ("A/point-1/part-4", "2021-01-31", "[not_yet]"),
        ("A/point-1", "2021-02-01", "1. Бір."),
        ("A/point-1/part-2", "2021-02-01", "Жаңа."),
        ("A/point-1/part-2/indent-2", "2021-02-01", "[ended]"),
        ("A/point-1/part-3", "2021-02-01", "Тағы."),
        ("A/point-1/part-4", "2021-02-01", "Екі."),
        ("A/point-1/part-4/indent-2", "2021-02-01", "алма;"),
        ("A/point-1/part-5", "2021-02-01", "Үш."),
        ("A/point-1/part-4", "2022-01-01", "Жаңа төртінші."),
        ("A/point-1/part-5", "2022-01-01", "Үш."),
        ("A/point-2/indent-2", "2021-02-01", "алма;"),
        ("A/point-2/indent-3", "2021-02-01", "өрік;"),
    ];
    assert_said(&history, &cases);
    let a = history.act(&"A".parse().expect("an id")).expect("the act");
    assert!(a.timelines.iter().all(|one| one.path.as_str() != "point-2/indent-4"), "nothing stood behind the last");
    // the first part of all: what it puts aside has no number of its own
    let new = [("point-1/amend-1/new/point-1/part-1", "Басы.")];
    let first = amending(&new).orders("point-1/amend-1", Operation::Add, "A/point-1/part-1", &[new[0].0], None, "2021-02-01");
    let cases = [
        ("A/point-1", "2021-02-01", "1. Басы."),
        ("A/point-1/part-2", "2021-02-01", "[wording_unknown]"),
        ("A/point-1/part-3", "2021-02-01", "[wording_unknown]"),
        ("A/point-2", "2021-02-01", "2. Топтар:"),
    ];
    assert_said(&built(vec![act(&units), first]), &cases);
}

#[test]
fn the_first_paragraph_of_a_list_is_its_lead_in() {
    let units = [("point-1", "1. Топтар:"), ("point-1/indent-2", "алма;"), ("point-2", "2. Мыналар:"), ("point-2/subpoint-1", "1) хат;")];
    let new = [("point-1/amend-1/new/point-1/indent-1", "Жемістер:")];
    let other = amending(&new)
        .orders("point-1/amend-1", Operation::Reword, "A/point-1/indent-1", &[new[0].0], None, "2021-02-01")
        .orders("point-1/amend-2", Operation::ReplaceWords, "A/point-2/part-1/indent-1", &[], Some(("Мыналар", "Келесілер")), "2021-02-01")
        .orders("point-1/amend-3", Operation::Delete, "A/point-1/part-1/indent-2", &[], None, "2022-02-01");
    let cases = [
        ("A/point-1", "2021-02-01", "1. Жемістер:"),
        ("A/point-1/indent-1", "2021-02-01", "1. Жемістер:"),
        ("A/point-1/indent-2", "2021-02-01", "алма;"),
        ("A/point-1/indent-2", "2022-02-01", "[ended]"),
        ("A/point-2", "2021-02-01", "2. Келесілер:"),
        ("A/point-2/subpoint-1", "2021-02-01", "1) хат;"),
    ];
    assert_said(&built(vec![act(&units), other]), &cases);
}

/// A list and a table.
const LISTED: [(&str, &str); 6] = [
    ("list", "Тізбе"),
    ("list/item-1", "1. Ертіс"),
    ("list/item-2", "2. Іле"),
    ("annex-1", "1-қосымша"),
    ("annex-1/table-1", "Кесте"),
    ("annex-1/table-1/row-3", "3. Шу"),
];

#[test]
fn a_line_of_a_list_is_the_one_of_its_number() {
    let new = [("point-1/amend-2/new/point-2", "2. Алакөл"), ("point-1/amend-3/new/row-3", "3. Сырдария"), ("point-1/amend-4/new/row-3", "3. Талас")];
    let other = amending(&new)
        .orders("point-1/amend-1", Operation::Delete, "A/list/row-1", &[], None, "2021-02-01")
        .orders("point-1/amend-2", Operation::Reword, "A/list/point-2", &[new[0].0], None, "2021-02-01")
        .orders("point-1/amend-3", Operation::Add, "A/list/row-3", &[new[1].0], None, "2021-02-01")
        .orders("point-1/amend-4", Operation::Reword, "A/annex-1/row-3", &[new[2].0], None, "2021-02-01");
    let history = built(vec![act(&LISTED), other]);
    let cases = [
        ("A/list/item-1", "2021-02-01", "[ended]"),
        ("A/list/item-2", "2021-02-01", "2. Алакөл"),
        ("A/list/item-3", "2021-01-31", "[not_yet]"),
        ("A/list/item-3", "2021-02-01", "3. Сырдария"),
        ("A/annex-1/table-1/row-3", "2021-02-01", "3. Талас"),
    ];
    assert_said(&history, &cases);
}

#[test]
fn a_row_of_a_section_is_that_of_a_list_that_is_numbered_through() {
    let new = [("point-1/amend-2/new/row-3", "3. Талас")];
    let other = amending(&new).orders("point-1/amend-1", Operation::Delete, "A/list/section-2/row-2", &[], None, "2021-02-01").orders(
        "point-1/amend-2",
        Operation::Reword,
        "A/annex-1/section-1/row-3",
        &[new[0].0],
        None,
        "2021-02-01",
    );
    let cases = [
        ("A/list/item-1", "2021-02-01", "1. Ертіс"),
        ("A/list/item-2", "2021-02-01", "[ended]"),
        ("A/annex-1/table-1/row-3", "2021-01-31", "3. Шу"),
        ("A/annex-1/table-1/row-3", "2021-02-01", "3. Талас"),
    ];
    assert_said(&built(vec![act(&LISTED), other]), &cases);
}

#[test]
fn what_was_taken_out_with_its_unit_stays_out() {
    let new = [("point-1/amend-2/new/point-2/subpoint-1", "1) арыз;"), ("point-1/amend-3/new/point-2", "2. Қайта.")];
    let other = amending(&new)
        .orders("point-1/amend-1", Operation::Delete, "A/point-2", &[], None, "2021-02-01")
        .orders("point-1/amend-2", Operation::Reword, "A/point-2/subpoint-1", &[new[0].0], None, "2022-01-01")
        .orders("point-1/amend-3", Operation::Add, "A/point-2", &[new[1].0], None, "2023-01-01")
        .orders("point-1/amend-4", Operation::Add, "A/point-2/subpoint-1", &[new[0].0], None, "2024-01-01");
    let cases = [
        ("A/point-2/subpoint-1", "2021-01-31", "1) хат;"),
        ("A/point-2/subpoint-1", "2022-01-01", "[ended]"),
        ("A/point-2", "2023-01-01", "2. Қайта."),
        ("A/point-2/subpoint-1", "2023-01-01", "[ended]"),
        ("A/point-2/subpoint-1", "2024-01-01", "1) арыз;"),
    ];
    assert_said(&built(vec![base(), other]), &cases);
}

#[test]
fn what_is_known_only_from_a_change_of_it_had_unknown_words() {
    let other = amending(&[]).orders("point-1/amend-1", Operation::Delete, "A/point-5", &[], None, "2021-02-01").orders(
        "point-1/amend-2",
        Operation::ReplaceWords,
        "A/point-6",
        &[],
        Some(("а", "ә")),
        "2021-02-01",
    );
    let cases = [
        ("A/point-5", "2020-01-10", "[not_yet]"),
        ("A/point-5", "2020-01-11", "[wording_unknown]"),
        ("A/point-5", "2021-02-01", "[ended]"),
        ("A/point-6", "2020-06-01", "[wording_unknown]"),
        ("A/point-6", "2021-02-01", "[wording_unknown]"),
    ];
    assert_said(&built(vec![base(), other]), &cases);
}

#[test]
fn the_block_that_opens_an_annex_changes_alone() {
    let units = [("rules", "Қағида"), ("rules/annex-1", "Спорт қағидаларына 1-қосымша Нысан"), ("rules/annex-1/point-1", "1. Аты.")];
    let corner = |path: &str| amending(&[]).orders("point-1/amend-1", Operation::Reword, path, &[], Some(("", "Өнер қағидаларына 1-қосымша")), "2021-02-01");
    let cases = [
        ("A/rules", "2021-02-01", "Қағида"),
        ("A/rules/annex-1", "2021-01-31", "Спорт қағидаларына 1-қосымша Нысан"),
        ("A/rules/annex-1", "2021-02-01", "Өнер қағидаларына 1-қосымша Нысан"),
        ("A/rules/annex-1/point-1", "2021-02-01", "1. Аты."),
    ];
    assert_said(&built(vec![act(&units), corner("A/rules/annex-1/approval")]), &cases);
    let stamped = built(vec![act(&units), corner("A/rules/approval")]);
    assert_said(&stamped, &[("A/rules", "2021-02-01", "Қағида"), ("A/rules/approval", "2021-02-01", "Өнер қағидаларына 1-қосымша")]);
}

#[test]
fn what_cannot_be_read_leaves_what_it_names_unknown() {
    let other = amending(&[]).orders("point-1/amend-1", Operation::Unread, "A/point-2", &[], None, "2021-02-01");
    let cases = [
        ("A/point-2", "2021-01-31", "2. Шағым беріледі."),
        ("A/point-2", "2021-02-01", "[wording_unknown]"),
        ("A/point-2/subpoint-1", "2021-02-01", "[wording_unknown]"),
        ("A/point-1", "2021-02-01", "1. Өтініш үш күнде қаралады."),
    ];
    assert_said(&built(vec![base(), other]), &cases);
    // another point 2 is put in, and what was the second gets another number
    let new = [("point-1/amend-1/new/point-2", "2. Жаңа.")];
    let mut other = amending(&new).orders("point-1/amend-1", Operation::Add, "A/point-2", &[new[0].0], None, "2021-02-01");
    for point in ["A/point-2", "A/point-3"] {
        other = other.orders("point-1/amend-2", Operation::Unread, point, &[], None, "2021-02-01");
    }
    assert_said(&built(vec![base(), other]), &[("A/point-2", "2021-02-01", "2. Жаңа."), ("A/point-3", "2021-02-01", "[wording_unknown]")]);
}

#[test]
fn the_paragraphs_of_an_amending_act_are_its_instructions_and_what_they_quote() {
    let units = [("point-1", "1. А:"), ("point-1/amend-1", "1-тармақ:"), ("point-1/amend-1/new/point-1", "1. Он күн."), ("point-1/amend-2", "2-тармақ:")];
    let mut other = Made::new("B", "2021-01-01", "2", "2021-01-01", &units)
        .orders("point-1/amend-1", Operation::Reword, "A/point-1", &[units[2].0], None, "2022-01-01")
        .orders("point-1/amend-2", Operation::Delete, "A/point-2", &[], None, "2022-01-01");
    for (amendment, indents) in other.act.amendments.iter_mut().zip([2..=3, 4..=4]) {
        amendment.indents = Some(indents);
    }
    let last = |path: &str| {
        let path = format!("B/point-1/{path}");
        Made::new("C", "2021-06-01", "3", "2021-06-01", &[("point-1", "1. Б:")]).orders("point-1", Operation::Delete, &path, &[], None, "2021-07-01")
    };
    // (what is taken out of B, point 1 of A, point 2)
    let cases = [
        ("indent-2", "1. Өтініш үш күнде қаралады.", "[ended]"),
        ("indent-3", "[wording_unknown]", "[ended]"),
        ("indent-4", "1. Он күн.", "2. Шағым беріледі."),
        ("indent-5", "1. Он күн.", "[ended]"),
    ];
    for (path, first, second) in cases {
        let other = Made { act: other.act.clone() };
        assert_said(&built(vec![base(), other, last(path)]), &[("A/point-1", "2022-01-01", first), ("A/point-2", "2022-01-01", second)]);
    }
}

#[test]
fn a_day_in_the_list_of_a_clause_on_commencement_is_moved_alone() {
    let clause = [
        ("point-1", "1. А:"),
        ("point-1/amend-1/new/point-1", "1. Он күн."),
        ("point-2", "2. Осы бұйрық, мыналарды:"),
        (
            "point-2/subpoint-1",
            "1) 2021 жылғы 1 шілдеден бастап қолданысқа енгізілетін 1-тармақты қоспағанда, 2021 жылғы 1 наурыздан бастап қолданысқа енгізіледі.",
        ),
    ];
    let other =
        Made::new("B", "2021-01-01", "2", "2021-03-01", &clause).orders("point-1/amend-1", Operation::Reword, "A/point-1", &[clause[1].0], None, "2021-07-01");
    let last = Made::new("C", "2021-02-01", "3", "2021-02-01", &[("point-1", "1. Б:")]).orders(
        "point-1/amend-1",
        Operation::ReplaceWords,
        "B/point-2/subpoint-1",
        &[],
        Some(("2021 жылғы 1 шілдеден", "2022 жылғы 1 қаңтардан")),
        "2021-02-01",
    );
    let history = built(vec![base(), other, last]);
    let cases = [("A/point-1", "2021-07-01", "1. Өтініш үш күнде қаралады."), ("A/point-1", "2022-01-01", "1. Он күн.")];
    assert_said(&history, &cases);
}

#[test]
fn an_act_repealed_before_it_took_effect_has_ended() {
    let before = Made::new("B", "2021-01-01", "2", "2022-01-01", &[("point-1", "1. Тыйым.")]);
    let repeal =
        Made::new("C", "2021-06-01", "3", "2021-06-01", &[("point-1", "1. Жойылсын.")]).orders("point-1", Operation::Repeal, "B", &[], None, "2021-07-01");
    let cases = [("B/point-1", "2021-06-30", "[not_yet]"), ("B/point-1", "2021-07-01", "[ended]"), ("B/point-1", "2022-02-01", "[ended]")];
    assert_said(&built(vec![before, repeal]), &cases);
}

#[test]
fn an_act_repealed_on_a_day_that_is_not_told_keeps_its_words() {
    let mut repealed = base().notes(Some("point-1"), Operation::Amend, ("2021-01-01", "5"), "2021-02-01", NoteEffect::Made);
    repealed.act.requisites.status = Status::Repealed;
    let history = built(vec![repealed]);
    let on = history.as_of(&"A/point-1".parse().expect("an address"), day("2022-01-01")).expect("the point");
    assert_eq!(on.state, State::Ended);
    let words = on.alternatives.iter().find_map(|one| one.wording.and_then(|wording| wording.text()));
    assert_eq!(words.map(|text| text.text.as_str()), Some("1. Өтініш үш күнде қаралады."));
}

#[test]
fn only_the_clause_on_commencement_tells_how_a_delay_is_counted() {
    let report = "1. Есеп қол қойылған күнінен бастап күнтізбелік он күн өткен соң беріледі.";
    let after = "2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.";
    let from = "2. Осы бұйрық алғашқы ресми жарияланған күнінен бастап күнтізбелік он күн өткен соң қолданысқа енгізіледі.";
    for (units, want) in [([report, after], false), ([report, from], true)] {
        let made = act(&[("point-1", units[0]), ("point-2", units[1])]);
        assert_eq!(Testimony::new(&made.act).from_the_day, want, "{units:?}");
    }
}
