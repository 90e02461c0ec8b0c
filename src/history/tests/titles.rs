//! Acts that were given other titles, and those who cite them.

use super::{day, on, said};
use crate::act::Act;
use crate::history::{History, Publications};
use crate::ingest::read_act;
use crate::text::SourceText;

/// A law of this title, adopted on `adopted` with `number`, that takes effect on 1 January of `year`.
fn law(id: &str, title: &str, adopted: &str, number: &str, ordered: &str, year: u16) -> Act {
    let text = format!(
        "{title}\nҚазақстан Республикасының Заңы {adopted} № {number} ҚРЗ.\n{ordered}\n\
         2-бап. Осы Заң {year} жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\nҚазақстан Республикасының\nПрезиденті Қ. ТОҚАЕВ\n"
    );
    read_act(SourceText::new(format!("{id}.txt"), text), id.parse().unwrap())
}

fn base() -> Act {
    law("Z1700000077", "Кітапхана ісі туралы", "2017 жылғы 20 маусымдағы", "77-VI", "1-бап. Оқырман\n1. Оқырман жазылады.\n2. Оқырман ақы төлейді.", 2018)
}

/// A law that changes the one of 20.06.2017, which it cites by `title` and day.
fn amending(id: &str, title: &str, adopted: &str, number: &str, ordered: &str, year: u16) -> Act {
    let own = format!("«{title}» Қазақстан Республикасының Заңына өзгеріс енгізу туралы");
    let ordered = format!("1-бап. «{title}» 2017 жылғы 20 маусымдағы Қазақстан Республикасының Заңына мынадай өзгеріс енгізілсін:\n{ordered}");
    law(id, &own, adopted, number, &ordered, year)
}

fn built(acts: &[Act]) -> History {
    History::build(acts, &Publications::default()).value
}

const POINT: &str = "Z1700000077/article-1/point-2";
const DELETE: &str = "1-баптың 2-тармағы алып тасталсын.";

#[test]
fn an_act_is_meant_by_every_title_it_was_given() {
    let first = amending(
        "Z2000000300",
        "Кітапхана ісі туралы",
        "2020 жылғы 1 маусымдағы",
        "300-VI",
        "тақырыбы мынадай редакцияда жазылсын:\n«Мәдени мекемелер қызметін реттеу туралы».",
        2021,
    );
    let second = amending(
        "Z2200000100",
        "Мәдени мекемелер қызметін реттеу туралы",
        "2022 жылғы 1 маусымдағы",
        "100-VII",
        "тақырыбындағы «реттеу» деген сөз «ұйымдастыру» деген сөзбен ауыстырылсын.",
        2023,
    );
    // (the title that the last law cites it by, why)
    let cases = [
        ("Кітапхана ісі туралы", "its first"),
        ("Мәдени мекемелер қызметін реттеу туралы", "as the law of 2020 has it"),
        ("Мәдени мекемелер қызметін ұйымдастыру туралы", "with the word of the law of 2022"),
    ];
    for (title, why) in cases {
        let last = amending("Z2400000050", title, "2024 жылғы 1 маусымдағы", "50-VIII", DELETE, 2025);
        let history = built(&[base(), last, second.clone(), first.clone()]);
        assert_eq!(said(&history, POINT, "2024-12-31"), "2. Оқырман ақы төлейді.", "{why}");
        assert_eq!(on(&history, POINT, "2025-01-01"), "ended certain", "{why}");
        assert!(history.unidentified.is_empty(), "{why}: {:?}", history.unidentified);
    }
}

#[test]
fn a_title_that_is_not_known_leaves_a_doubt_where_the_day_tells_one_act() {
    let cited_as = |title: &str, acts: &[Act]| {
        let mut acts = acts.to_vec();
        acts.push(amending("Z2400000050", title, "2024 жылғы 1 маусымдағы", "50-VIII", DELETE, 2025));
        let history = built(&acts);
        let found = history.as_of(&POINT.parse().unwrap(), day("2025-01-01")).unwrap();
        (found.certainty.as_str(), found.alternatives.len())
    };
    assert_eq!(cited_as("Кітапхана, мұрағат және мұражай қызметін ұйымдастыру туралы", &[base()]), ("possible", 1), "a word in common");
    assert_eq!(cited_as("Балық аулау туралы", &[base()]), ("certain", 0), "another matter: another law of that day");
    // its title was another one, as a note says
    let noted = "Ескерту. Тақырып жаңа редакцияда – ҚР 01.06.2020 № 300-VI (01.01.2021 бастап қолданысқа енгізіледі) Заңымен.\n1-бап. Оқырман\n1. Оқырман жазылады.\n2. Оқырман ақы төлейді.";
    let noted = law("Z1700000077", "Кітапхана ісі туралы", "2017 жылғы 20 маусымдағы", "77-VI", noted, 2018);
    assert_eq!(cited_as("Балық аулау туралы", &[noted]).0, "possible");
    // two laws of that day
    let other = law("Z1700000078", "Кітап басу туралы", "2017 жылғы 20 маусымдағы", "78-VI", "1-бап. Кітап\n1. Кітап басылады.", 2018);
    assert_eq!(cited_as("Кітапхана, мұрағат және мұражай қызметін ұйымдастыру туралы", &[base(), other]).0, "certain");
}
