//! An annex that notes and orders of its own act name by the word for what it is: «Ескерту. Қағида 1-1-тармақпен толықтырылды».

use super::{day, on};
use crate::history::{History, Publications};
use crate::ingest::read_act;
use crate::text::SourceText;

const BY: &str = "ҚР Қаржы министрінің 27.12.2021 № 94 (01.02.2022 бастап қолданысқа енгізіледі) бұйрығымен.";

/// The history of an order of 01.06.2020 whose annexes have these titles and clauses.
fn built(clause: &str, annexes: &[(&str, &str)]) -> History {
    let block = |(at, (title, clauses)): (usize, &(&str, &str))| {
        format!("Қазақстан Республикасы\nҚаржы министрінің\n2020 жылғы 1 маусымдағы\n№ 10 бұйрығына\n{}-қосымша\n{title}\n{clauses}\n", at + 1)
    };
    let annexes: String = annexes.iter().enumerate().map(block).collect();
    let text = format!(
        "Сынақ туралы\n\
         Қазақстан Республикасы Қаржы министрінің 2020 жылғы 1 маусымдағы № 10 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2020 жылғы 5 маусымда № 21000 болып тіркелді\n\
         БҰЙЫРАМЫН:\n1. Қосымшалар бекітілсін.\n2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\n{clause}Министр Е. Жамаубаев\n{annexes}"
    );
    let act = read_act(SourceText::new("a.txt", text), "V2000021000".parse().expect("an id of a test"));
    let mut known = Publications::default();
    known.retrieve("a.txt", day("2023-01-01"));
    History::build(&[act], &known).value
}

fn told(history: &History, cases: &[(&str, &str, &str)]) {
    for (path, asked, want) in cases {
        assert_eq!(on(history, &format!("V2000021000/{path}"), asked), *want, "{path} {asked}");
    }
}

#[test]
fn what_a_note_adds_to_an_annex_by_its_word_was_not_there_before() {
    let clauses = format!("1. Бірінші.\n1-1. Кейін келген.\nЕскерту. Қағида 1-1-тармақпен толықтырылды – {BY}");
    let history = built("", &[("Сынақ қағидалары", &clauses)]);
    let cases = [
        ("annex-1/point-1-1", "2022-01-31", "not_yet certain"),
        ("annex-1/point-1-1", "2022-02-01", "in_force certain"),
        ("annex-1/point-1", "2022-01-31", "in_force certain"),
    ];
    told(&history, &cases);
    let anew = format!("1. Бірінші.\nЕскерту. Қағида жаңа редакцияда – {BY}");
    let history = built("", &[("Сынақ қағидалары", &anew)]);
    told(&history, &[("annex-1/point-1", "2022-01-31", "wording_unknown certain"), ("annex-1/point-1", "2022-02-01", "in_force certain")]);
}

#[test]
fn a_note_on_a_document_that_is_not_printed_leaves_all_of_them_open() {
    let note = format!("Ескерту. Регламент жаңа редакцияда – {BY}\n");
    let history = built(&note, &[("Сынақ қағидалары", "1. Бірінші."), ("Сынақ әдістемесі", "1. Екінші.")]);
    for path in ["annex-1/point-1", "annex-2/point-1"] {
        told(&history, &[(path, "2022-01-31", "wording_unknown certain"), (path, "2022-02-01", "in_force certain")]);
    }
}

#[test]
fn each_clause_of_one_order_gives_its_day_to_its_own_units() {
    let clause = "Әдістеменің 1-тармағы 2021 жылғы 1 қаңтарға дейін қолданылады, осы Әдістеменің 2-тармағы 2022 жылғы 1 шілдеден бастап қолданысқа енгізіледі деп белгіленсін.\n";
    let history = built(clause, &[("Сынақ әдістемесі", "1. Бірінші.\n2. Екінші.")]);
    let cases = [
        ("annex-1/point-1", "2020-12-31", "in_force certain"),
        ("annex-1/point-1", "2021-01-01", "ended certain"),
        ("annex-1/point-2", "2022-06-30", "not_yet certain"),
        ("annex-1/point-2", "2022-07-01", "in_force certain"),
    ];
    told(&history, &cases);
}
