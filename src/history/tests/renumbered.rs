//! Units that get other numbers.

use super::{day, on, said};
use crate::act::Act;
use crate::history::{History, Publications};
use crate::ingest::read_act;
use crate::text::SourceText;

/// A resolution of these clauses, adopted on `adopted` with `number`.
fn resolution(id: &str, adopted: &str, number: &str, clauses: &str) -> Act {
    let text = format!(
        "Жалға беру туралы\nҚазақстан Республикасы Үкіметінің {adopted} № {number} қаулысы.\n\
         Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\n{clauses}\nҚазақстан Республикасының\nПремьер-Министрі К. Мәсімов\n"
    );
    read_act(SourceText::new(format!("{id}.txt"), text), id.parse().unwrap())
}

fn base() -> Act {
    let clauses = "1. Мүлік жалға беріледі.\n2. Дауды сот қарайды:\n1) қала соты;\n2) аудан соты.\n3. Шарт жазбаша жасалады.\n4. Ақы ай сайын төленеді.\n\
                   5. Осы қаулы 2015 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";
    resolution("P1400000550", "2014 жылғы 26 мамырдағы", "550", clauses)
}

/// A resolution that orders this of the first one, in force on 1 October of its year.
fn amending(year: u16, ordered: &str) -> Act {
    let clauses = format!(
        "1. «Жалға беру туралы» Қазақстан Республикасы Үкіметінің 2014 жылғы 26 мамырдағы № 550 қаулысына мынадай өзгерістер енгізілсін:\n{ordered}\n\
         2. Осы қаулы {year} жылғы 1 қазаннан бастап қолданысқа енгізіледі."
    );
    resolution(&format!("P{}00000048", year % 100), &format!("{year} жылғы 5 қыркүйектегі"), "48", &clauses)
}

fn built(acts: &[Act]) -> History {
    History::build(acts, &Publications::default()).value
}

fn assert_said(history: &History, cases: &[(&str, &str, &str)]) {
    for (path, asked, want) in cases {
        assert_eq!(said(history, &format!("P1400000550/{path}"), asked), *want, "{path} {asked}");
    }
}

const UP: &str = "2, 3 және 4-тармақтар тиісінше 3, 4 және 5-тармақтар болып есептелсін;";
const NEW: &str = "мынадай мазмұндағы 2-тармақпен толықтырылсын:\n«2. Мүлік тізімін ведомство бекітеді.»;";

#[test]
fn all_numbers_of_one_instruction_change_at_once() {
    let down = "2-тармақ алып тасталсын;\n3 және 4-тармақтар тиісінше 2 және 3-тармақтар деп саналсын.";
    // the clause on commencement is point 5 of the first text: it makes room
    let up = UP.replace("2, 3 және 4-тармақтар тиісінше 3, 4 және 5-тармақтар", "2, 3, 4 және 5-тармақтар тиісінше 3, 4, 5 және 6-тармақтар");
    for ordered in [format!("{up}\n{NEW}"), format!("{NEW}\n{up}")] {
        let history = built(&[base(), amending(2018, &ordered)]);
        let cases = [
            ("point-2", "2018-09-30", "2. Дауды сот қарайды:"),
            ("point-2", "2018-10-01", "2. Мүлік тізімін ведомство бекітеді."),
            ("point-2/subpoint-1", "2018-10-01", "[ended]"),
            ("point-3", "2018-09-30", "3. Шарт жазбаша жасалады."),
            ("point-3", "2018-10-01", "3. Дауды сот қарайды:"),
            ("point-3/subpoint-1", "2018-09-30", "[not_yet]"),
            ("point-3/subpoint-1", "2018-10-01", "1) қала соты;"),
            ("point-3/subpoint-2", "2018-10-01", "2) аудан соты."),
            ("point-4", "2018-10-01", "4. Шарт жазбаша жасалады."),
            ("point-5", "2018-10-01", "5. Ақы ай сайын төленеді."),
            ("point-6", "2018-09-30", "[not_yet]"),
            ("point-6", "2018-10-01", "6. Осы қаулы 2015 жылғы 1 қаңтардан бастап қолданысқа енгізіледі."),
        ];
        assert_said(&history, &cases);
        for path in ["point-2", "point-3", "point-4", "point-6"] {
            assert_eq!(on(&history, &format!("P1400000550/{path}"), "2018-10-01"), "in_force certain", "{path}");
        }
        assert!(history.findings.is_empty(), "{:?}", history.findings);
        // and back
        let history = built(&[base(), amending(2018, &ordered), amending(2020, down)]);
        assert_said(&history, &[("point-2", "2020-10-01", "2. Дауды сот қарайды:"), ("point-2/subpoint-1", "2020-10-01", "1) қала соты;")]);
        assert_said(&history, &[("point-3", "2020-10-01", "3. Шарт жазбаша жасалады."), ("point-4", "2020-10-01", "[ended]")]);
        assert_said(&history, &[("point-3/subpoint-1", "2020-10-01", "[ended]"), ("point-5", "2020-10-01", "5. Ақы ай сайын төленеді.")]);
    }
}

#[test]
fn what_gets_a_number_is_what_the_unit_read_by_then() {
    let words = amending(2016, "2-тармақта «Дауды» деген сөз «Талапты» деген сөзбен ауыстырылсын.");
    let history = built(&[base(), words, amending(2018, "2-тармақ 2-1-тармақ деп саналсын.")]);
    let cases = [
        ("point-2-1", "2018-10-01", "2-1. Талапты сот қарайды:"),
        ("point-2", "2018-10-01", "[ended]"),
        ("point-2-1/subpoint-2", "2018-10-01", "2) аудан соты."),
    ];
    assert_said(&history, &cases);
    let later = amending(2020, "2-1-тармақ мынадай редакцияда жазылсын:\n«2-1. Талап қаралмайды.».");
    let history = built(&[base(), amending(2018, "2-тармақ 2-1-тармақ деп саналсын."), later]);
    assert_said(&history, &[("point-2-1", "2019-10-01", "2-1. Дауды сот қарайды:"), ("point-2-1", "2020-10-01", "2-1. Талап қаралмайды.")]);
}

#[test]
fn which_unit_is_meant_after_numbers_changed_is_not_certain() {
    let history = built(&[
        base(),
        amending(2018, "3 және 4-тармақтар тиісінше 4 және 5-тармақтар болып есептелсін;\n4-тармақта «ай» деген сөз «апта» деген сөзбен ауыстырылсын."),
    ]);
    let of = history.as_of(&"P1400000550/point-4".parse().unwrap(), day("2018-10-01")).unwrap();
    assert_eq!(of.certainty.as_str(), "possible");
}

#[test]
fn a_range_of_numbers_is_taken_apart_where_the_text_has_them() {
    let history = built(&[base(), amending(2018, "3-5-тармақтар тиісінше 4-6-тармақтар болып есептелсін.")]);
    let cases =
        [("point-3", "2018-10-01", "[ended]"), ("point-4", "2018-10-01", "4. Шарт жазбаша жасалады."), ("point-5", "2018-10-01", "5. Ақы ай сайын төленеді.")];
    assert_said(&history, &cases);
}

#[test]
fn what_instructions_in_a_row_do_to_a_number_that_was_just_given_is_not_told() {
    let ascending = "2-тармақ 3-тармақ болып есептелсін;\n3-тармақ 4-тармақ болып есептелсін;";
    let history = built(&[base(), amending(2018, ascending)]);
    for path in ["point-2", "point-3", "point-4"] {
        assert_said(&history, &[(path, "2018-10-01", "[wording_unknown]")]);
    }
    // the other way round nothing is meant twice
    let descending = "5-тармақ 6-тармақ болып есептелсін;\n4-тармақ 5-тармақ болып есептелсін;\n3-тармақ 4-тармақ болып есептелсін;";
    let history = built(&[base(), amending(2018, descending)]);
    assert_said(&history, &[("point-4", "2018-10-01", "4. Шарт жазбаша жасалады."), ("point-5", "2018-10-01", "5. Ақы ай сайын төленеді.")]);
}

#[test]
fn a_unit_that_gets_a_number_and_other_words_does_not_keep_its_words() {
    let ordered = "3-тармақ алып тасталсын;\n4-тармақ 3-тармақ болып есептелсін және мынадай редакцияда жазылсын:\n«3. Ақы жыл сайын төленеді.»;";
    let history = built(&[base(), amending(2018, ordered)]);
    let told = said(&history, "P1400000550/point-3", "2018-10-01");
    assert!(told == "3. Ақы жыл сайын төленеді." || told == "[wording_unknown]", "{told}");
}
