//! What stands above the first clause: what an act is called, who adopted it and when, and whether it is in force.
//!
//! `tests/cases/requisites.tsv` holds what a lawyer reads in the heads of the corpus and of the cases.

use std::fs;
use std::path::{Path, PathBuf};

use tarmaq::act::Act;
use tarmaq::text::SourceText;

/// File, id, kind, status, adoptions, registration, repeal, title.
const COLUMNS: usize = 8;

/// Heads that are read wrongly today: file, column, what is read, and why it is wrong. What is mended has to go from here.
const WRONG_TODAY: &[(&str, &str, &str, &str)] = &[
    (
        "a_code_that_calls_its_numbered_paragraphs_parts",
        "adopted",
        "2014-07-18 № 241-V Қазақстан Республикасының Кодексі",
        "«Қазақстан Республикасының Заңы» says what it is, not who adopted it",
    ),
    (
        "a_code_with_a_table_of_contents",
        "adopted",
        "2024-01-05 № 51-VIII Қазақстан Республикасының Кодексі",
        "«Қазақстан Республикасының Заңы» says what it is, not who adopted it",
    ),
    (
        "a_consolidated_law_one_paragraph_a_line",
        "adopted",
        "1999-05-25 № 386 Қазақстан Республикасының Заңы",
        "«Қазақстан Республикасының Заңы» says what it is, not who adopted it",
    ),
    (
        "a_law_with_articles_points_and_subpoints",
        "adopted",
        "2009-05-14 № 219-IV Қазақстан Республикасының Заңы",
        "«Қазақстан Республикасының Заңы» says what it is, not who adopted it",
    ),
    (
        "an_amending_law_of_2021_with_days_for_articles",
        "adopted",
        "2021-06-25 № 57-VII Қазақстан Республикасының Заңы",
        "«Қазақстан Республикасының Заңы» says what it is, not who adopted it",
    ),
    (
        "an_amending_law_with_articles_points_and_instructions",
        "adopted",
        "2021-12-30 № 98-VII Қазақстан Республикасының Заңы",
        "«Қазақстан Республикасының Заңы» says what it is, not who adopted it",
    ),
    (
        "a_flat_regulation_whose_headings_are_numbered_like_points",
        "adopted",
        "2009-04-14 № 118 Жетісу ауданы әкімдігі; 2009-05-20 № 2-19-90 қаулысы. Жетісу ауданының Әділет басқармасында",
        "the entry in the register of a department of justice is no adoption",
    ),
    ("a_flat_regulation_whose_headings_are_numbered_like_points", "registered", "", "the entry in the register of a department of justice is no adoption"),
    (
        "a_form_with_blanks_and_numbered_fields",
        "adopted",
        "2019-06-06 № 12 Алатау қаласы әкімі; 2019-06-10 № 5160 шешімі. Алматы облысының Әділет департаментінде",
        "the entry in the register of a department of justice is no adoption",
    ),
    ("a_form_with_blanks_and_numbered_fields", "registered", "", "the entry in the register of a department of justice is no adoption"),
    ("a_decision_of_a_maslikhat_with_annexes", "registered", "", "registered by the department of justice of the region"),
    ("a_fundamental_law_with_roman_sections", "kind", "other", "its title ends in «Конституциясы»"),
    ("a_fundamental_law_with_roman_sections", "status", "unknown", "nothing in it says otherwise"),
    ("a_fundamental_law_with_roman_sections", "adopted", "", "«1995 жылғы 30 тамызда республикалық референдумда қабылданды»"),
    (
        "continuation_lines_that_begin_like_units",
        "adopted",
        "2016-01-29 № 11-1 Қазақстан Республикасының Инвестициялар министрі",
        "the number goes on in the next line: «№ 11-1» / «-4/58»",
    ),
    ("points_with_decimal_numbers", "registered", "", "the number of the entry stands behind the verb: «тіркелді. Тіркеу N 1660»"),
    (
        "kandastar-suraq-jauap",
        "title",
        "Қандастардың атынан жиі қойылатын сұрақтар бойынша Сұрақтың мазмұны Жауап",
        "the head of the table is no part of the title",
    ),
];

const NAMES: [&str; COLUMNS] = ["file", "id", "kind", "status", "adopted", "registered", "repealed", "title"];

fn row(name: &str, act: &Act) -> [String; COLUMNS] {
    let requisites = &act.requisites;
    let day = |date: Option<tarmaq::act::Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    let adopted = requisites
        .adopted
        .iter()
        .map(|adoption| format!("{} № {} {}", day(adoption.date), adoption.number.as_deref().unwrap_or("?"), adoption.issuer.as_deref().unwrap_or("?")));
    [
        name.to_owned(),
        act.id.to_string(),
        requisites.kind.as_str().to_owned(),
        requisites.status.as_str().to_owned(),
        adopted.collect::<Vec<_>>().join("; "),
        requisites.registered.as_ref().map_or_else(String::new, |entry| format!("{} № {}", day(entry.date), entry.number)),
        requisites.repealed_by.as_ref().map_or_else(String::new, |by| format!("{} № {}", day(by.date), by.number.as_deref().unwrap_or("?"))),
        requisites.title.clone(),
    ]
}

/// The text of this name, read without what stands beside it, so that the id has to follow from its words.
fn read(name: &str) -> Act {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places: [PathBuf; 2] = ["corpus", "tests/cases/structure"].map(|folder| root.join(folder).join(name).with_extension("txt"));
    let file = places.iter().find(|file| file.exists()).unwrap_or_else(|| panic!("there is no {name}.txt"));
    tarmaq::ingest::read_act(SourceText::new(name, fs::read_to_string(file).unwrap()), "none".parse().unwrap())
}

#[test]
fn heads_are_read_as_a_lawyer_reads_them() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/requisites.tsv");
    let text = fs::read_to_string(file).unwrap();
    let mut wrong = Vec::new();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    for line in rows {
        let wanted: Vec<&str> = line.split('\t').collect();
        assert_eq!(wanted.len(), COLUMNS, "{line}");
        let read = row(wanted[0], &read(wanted[0]));
        for column in 1..COLUMNS {
            let (name, wanted, read) = (NAMES[column], wanted[column], read[column].as_str());
            let known = WRONG_TODAY.iter().find(|(file, of, _, _)| *file == read_name(line) && *of == name);
            let expected = known.map_or(wanted, |(_, _, today, _)| today);
            if read != expected {
                wrong.push(format!("{}: {name} is read as `{read}`, want `{wanted}`", read_name(line)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn read_name(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}
