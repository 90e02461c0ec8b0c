//! Which act and which document of it an instruction is about, by the words it names them with.

use super::*;
use crate::ingest::read_act;
use crate::text::SourceText;

fn read(id: &str, text: &str) -> Act {
    read_act(SourceText::new(format!("{id}.txt"), text), id.parse().unwrap())
}

fn law(id: &str, title: &str, adopted: &str, rest: &str) -> Act {
    read(id, &format!("{title}\nҚазақстан Республикасының {adopted} Заңы\n{rest}\nҚазақстан Республикасының\nПрезиденті Қ. ТОҚАЕВ\n"))
}

/// A law of two points, in force since 2018.
fn trials(id: &str, title: &str, adopted: &str) -> Act {
    let units = "1-бап. Сынақ\n1. Сынақты орган өткізеді.\n2. Сынақ ақылы болып табылады.\n2-бап. Осы Заң 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";
    law(id, title, adopted, units)
}

/// A law of 2020, in force since May, that orders a change of what it `cites`.
fn amending(cites: &str) -> Act {
    let rest = format!(
        "1-бап. {cites} мынадай өзгеріс енгізілсін:\n1-баптың 2-тармағындағы \"ақылы\" деген сөз \"тегін\" деген сөзбен ауыстырылсын.\n\
         2-бап. Осы Заң 2020 жылғы 1 мамырдан бастап қолданысқа енгізіледі."
    );
    law("Z2000000311", "Кейбір заңдарға өзгерістер енгізу туралы", "2020 жылғы 8 сәуірдегі № 311-VI ҚРЗ", &rest)
}

fn stands(acts: &[Act], address: &str, asked: &str) -> String {
    let history = History::build(acts, &Publications::default()).value;
    let on_day = on(&history, address, asked);
    let answered = history.as_of(&address.parse().unwrap(), day(asked)).unwrap();
    format!("{on_day}: {}", answered.text().map_or("", |text| text.text.as_str()))
}

#[test]
fn a_law_is_known_by_its_title_alone() {
    let base = || trials("Z1700000077", "Сынақ туралы", "2017 жылғы 20 маусымдағы № 77-VI ҚРЗ");
    let free = "in_force certain: 2. Сынақ тегін болып табылады.";
    for cites in [
        "\"Сынақ туралы\" Қазақстан Республикасының Заңына",
        "\"Сынақ туралы\" Қазақстан Республикасының № 77-VI ҚРЗ Заңына",
        "\"Сынақ туралы\" 2017 жылғы 20 маусымдағы Қазақстан Республикасының Заңына",
    ] {
        assert_eq!(stands(&[base(), amending(cites)], "Z1700000077/article-1/point-2", "2020-05-01"), free, "{cites}");
    }
    // another law of that day may be meant
    let of_day = stands(&[base(), amending("2017 жылғы 20 маусымдағы Қазақстан Республикасының Заңына")], "Z1700000077/article-1/point-2", "2020-05-01");
    assert!(of_day.starts_with("in_force possible | in_force"), "{of_day}");
    // two laws of one title: neither is told as certain
    let other = trials("Z1000000005", "Сынақ туралы", "2010 жылғы 5 мамырдағы № 5-IV ҚРЗ");
    let acts = [base(), other, amending("\"Сынақ туралы\" Қазақстан Республикасының Заңына")];
    for act in ["Z1700000077", "Z1000000005"] {
        let either = stands(&acts, &format!("{act}/article-1/point-2"), "2020-05-01");
        assert!(either.starts_with("in_force possible | in_force"), "{either}");
        assert!(stands(&acts, &format!("{act}/article-1/point-1"), "2020-05-01").starts_with("in_force certain"), "what is not changed stays certain");
    }
}

#[test]
fn the_title_of_a_law_may_cite_another_one() {
    let title = "\"Өзге туралы\" Қазақстан Республикасы Заңының жекелеген нормаларының қолданысын тоқтата тұру туралы";
    let base = trials("Z1700000077", title, "2017 жылғы 20 маусымдағы № 77-VI ҚРЗ");
    let cites = format!("{title}\" 2017 жылғы 20 маусымдағы Қазақстан Республикасының Заңына");
    let told = stands(&[base, amending(&cites)], "Z1700000077/article-1/point-2", "2020-05-01");
    assert_eq!(told, "in_force certain: 2. Сынақ тегін болып табылады.");
}

/// An order of two documents, both its annexes.
fn approving(second: &str) -> Act {
    let stamp = |number: u32| format!("Қазақстан Республикасы\nҚаржы министрінің\n2020 жылғы 1 маусымдағы\n№ 10 бұйрығына\n{number}-қосымша\n");
    let text = format!(
        "Кейбір қағидаларды бекіту туралы\nҚазақстан Республикасы Қаржы министрінің 2020 жылғы 1 маусымдағы № 10 бұйрығы\nБҰЙЫРАМЫН:\n1. Мыналар:\n\
         1) осы бұйрыққа 1-қосымшаға сәйкес Сынақ өткізу қағидалары;\n2) осы бұйрыққа 2-қосымшаға сәйкес {second} бекітілсін.\n\
         2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\nМинистр Е. Жамаубаев\n{}Сынақ өткізу қағидалары\n1. Сынақ тәртібі осы.\n\
         2. Сынақты орган өткізеді.\n{}{second}\n1. Байқау тәртібі осы.\n2. Байқауды орган өткізеді.\n",
        stamp(1),
        stamp(2)
    );
    read("N10", &text)
}

/// An order of 2021 that changes a word in the second point of `document`.
fn of_document(document: &str) -> Act {
    let text = format!(
        "\"Кейбір қағидаларды бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2020 жылғы 1 маусымдағы № 10 бұйрығына өзгеріс енгізу туралы\n\
         Қазақстан Республикасы Қаржы министрінің 2021 жылғы 1 қазандағы № 20 бұйрығы\nБҰЙЫРАМЫН:\n\
         1. \"Кейбір қағидаларды бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2020 жылғы 1 маусымдағы № 10 бұйрығына мынадай өзгеріс енгізілсін:\n\
         көрсетілген бұйрықпен бекітілген {document}:\n2-тармақтағы \"орган\" деген сөз \"комиссия\" деген сөзбен ауыстырылсын.\n\
         2. Осы бұйрық 2022 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\nМинистр Е. Жамаубаев\n"
    );
    read("N20", &text)
}

#[test]
fn a_document_is_known_by_its_title_where_it_is_an_annex() {
    let cases = [
        // (the second document, the one that is named, points 2 of both annexes)
        ("Байқау өткізу қағидалары", "Байқау өткізу қағидаларында", "орган", "комиссия"),
        ("Байқау өткізу қағидалары", "Сынақ өткізу қағидаларында (бұдан әрі – Қағидалар)", "комиссия", "орган"),
        ("Байқау өткізу қағидалары", "Қағидаларда", "?", "?"),
        ("Байқау өткізу нұсқаулығы", "Қағидаларда", "комиссия", "орган"),
    ];
    for (second, named, one, other) in cases {
        let acts = [approving(second), of_document(named)];
        for (annex, want) in [("annex-1", one), ("annex-2", other)] {
            let told = stands(&acts, &format!("N10/{annex}/point-2"), "2022-02-01");
            let as_wanted = if want == "?" { told.starts_with("wording_unknown") } else { told.starts_with("in_force certain") && told.contains(want) };
            assert!(as_wanted, "{named}: {annex} {told}");
        }
    }
}

/// What an order of 2021 on `named` makes of points 2 of both annexes of the order that approves `second`.
fn points(second: &str, named: &str) -> [String; 2] {
    let acts = [approving(second), of_document(named)];
    ["annex-1", "annex-2"].map(|annex| stands(&acts, &format!("N10/{annex}/point-2"), "2022-02-01"))
}

#[test]
fn a_document_of_another_title_is_not_surely_the_one_that_is_named() {
    // the only one of its kind
    let [one, other] = points("Байқау өткізу нұсқаулығы", "Зейнетақы төлемдерін есептеу қағидаларында");
    assert!(one.starts_with("in_force possible"), "{one}");
    assert!(other.starts_with("in_force certain") && other.contains("орган"), "{other}");
    // the nearest of several
    let [one, other] = points("Байқау нәтижелерін шығару қағидалары", "Мерзімді сынақ өткізу қағидаларында");
    assert!(one.starts_with("in_force possible"), "{one}");
    assert!(other.starts_with("in_force certain") && other.contains("орган"), "{other}");
    // only the noun is common to the name and both titles
    for told in points("Байқау нәтижелерін шығару қағидалары", "Зейнетақы қағидаларында") {
        assert!(told.starts_with("wording_unknown"), "{told}");
    }
}

#[test]
fn a_form_is_not_the_rules_that_its_title_mentions() {
    for second in ["Сынақ өткізу қағидаларын орындау жөніндегі есеп нысаны", "Сынақ өткізу қағидалары бойынша есеп нысаны"]
    {
        let [one, other] = points(second, "Қағидаларда");
        assert!(one.starts_with("in_force certain") && one.contains("комиссия"), "{one}");
        assert!(other.starts_with("in_force certain") && other.contains("орган"), "{other}");
    }
    for told in points("Байқау өткізу қағидалары мен мерзімдері", "Қағидаларда") {
        assert!(told.starts_with("wording_unknown"), "{told}");
    }
}

/// Five instructions on the same point of rules that either annex may be.
#[test]
fn what_may_be_changed_is_told_once_for_each_unit() {
    let again = "Қағидаларда:\n2-тармақ алып тасталсын;\n2-тармақ алып тасталсын;\n2-тармақ алып тасталсын;\n2-тармақ алып тасталсын";
    let acts = [approving("Байқау өткізу қағидалары"), of_document(again)];
    let built = History::build(&acts, &Publications::default());
    for annex in ["annex-1", "annex-2"] {
        let path = format!("{annex}/point-2").parse().ok();
        let unread = built.value.findings.iter().filter(|finding| finding.kind == FindingKind::InstructionUnread && finding.path == path);
        assert_eq!(unread.count(), 1, "{annex}");
        assert!(stands(&acts, &format!("N10/{annex}/point-2"), "2022-02-01").starts_with("wording_unknown"));
    }
}
