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
const WRONG_TODAY: &[(&str, &str, &str, &str)] = &[(
    "kandastar-suraq-jauap",
    "title",
    "Қандастардың атынан жиі қойылатын сұрақтар бойынша Сұрақтың мазмұны Жауап",
    "the head of the table is no part of the title",
)];

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
