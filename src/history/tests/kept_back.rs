//! What does not take effect with its act: documents whose approval waits, and what the publisher remarks of units.

use super::*;
use crate::ingest::read_act;
use crate::text::{SourceText, work};

/// How a unit of the only act stood on a day.
fn stood(id: &str, text: &str, unit: &str, asked: &str) -> String {
    let file = format!("{id}.txt");
    let act = read_act(SourceText::new(file.clone(), text.to_owned()), id.parse().unwrap());
    let mut publications = Publications::default();
    publications.retrieve(&file, day("2024-05-01"));
    let history = History::build(&[act], &publications).value;
    let Some(on) = history.as_of(&address(&format!("{id}/{unit}")), day(asked)) else { return "nothing".to_owned() };
    format!("{} {}", on.state.as_str(), on.certainty.as_str())
}

fn order(excepted: &str) -> String {
    let annex = |number: u32, title: &str| {
        format!(
            "\nҚазақстан Республикасы\nҚаржы министрінің\n2020 жылғы 1 маусымдағы\n№ 10 бұйрығына\n{number}-қосымша\n\n{title}\n\n1. Бірінші.\n2. Екінші.\n"
        )
    };
    format!(
        "Қағидаларды бекіту туралы\nҚазақстан Республикасы Қаржы министрінің 2020 жылғы 1 маусымдағы № 10 бұйрығы\nБҰЙЫРАМЫН:\n1. Мыналар:\n\
         1) осы бұйрыққа 1-қосымшаға сәйкес Сынақ қағидалары;\n2) осы бұйрыққа 2-қосымшаға сәйкес Байқау қағидалары бекітілсін.\n\
         2. Осы бұйрық, 2025 жылғы 1 шілдеден бастап қолданысқа енгізілетін {excepted} қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.\n\
         Министр Е. Ж.\n{}{}",
        annex(1, "Сынақ қағидалары"),
        annex(2, "Байқау қағидалары")
    )
}

#[test]
fn a_document_waits_for_what_approves_it() {
    let cases = [
        ("1-тармақтың 2) тармақшасын", "annex-2/point-2", "2024-07-01", "not_yet certain", "its approval is not in force"),
        ("1-тармақтың 2) тармақшасын", "annex-2/point-2", "2025-07-01", "in_force certain", "on its day"),
        ("1-тармақтың 2) тармақшасын", "annex-1/point-2", "2024-07-01", "in_force certain", "another document"),
        ("Байқау қағидаларын", "annex-2/point-2", "2024-07-01", "not_yet certain", "named by its title"),
        ("Байқау қағидаларын", "annex-1/point-2", "2024-07-01", "in_force certain", "another title"),
    ];
    for (excepted, unit, asked, want, why) in cases {
        assert_eq!(stood("V2000021000", &order(excepted), unit, asked), want, "{excepted}: {why}");
    }
}

/// An order of these points that came into force in October 2021, but for `excepted`, with two annexes.
fn of_points(points: &str, excepted: &str) -> String {
    let annex = |number: u32, title: &str| {
        format!("\nҚазақстан Республикасы\nҚаржы министрінің\n2021 жылғы 1 қазандағы\n№ 20 бұйрығына\n{number}-қосымша\n\n{title}\n\n1. Бірінші.\n2. Екінші.\n")
    };
    format!(
        "Қағидаларды бекіту туралы\nҚазақстан Республикасы Қаржы министрінің 2021 жылғы 1 қазандағы № 20 бұйрығы\nБҰЙЫРАМЫН:\n{points}\n\
         5. Осы бұйрық {excepted} қоспағанда, 2021 жылғы 20 қазаннан бастап қолданысқа енгізіледі.\nМинистр Е. Ж.\n{}{}",
        annex(1, "Есеп қағидалары"),
        annex(2, "Байқау қағидалары")
    )
}

#[test]
fn a_document_does_not_wait_for_what_only_mentions_it() {
    let approves = |point: u32| format!("{point}. Осы бұйрыққа 1-қосымшаға сәйкес Есеп қағидалары бекітілсін.\n");
    let mentions = |point: u32| format!("{point}. Банктер осы бұйрыққа 1-қосымшаға сәйкес есептерді тапсырсын.\n");
    let amends = "1. \"Қағидаларды бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2015 жылғы 3 наурыздағы № 5 бұйрығына мынадай өзгеріс енгізілсін:\n\
                  көрсетілген бұйрықпен бекітілген Төлем қағидаларында:\n2-тармақ мынадай редакцияда жазылсын:\n\
                  \"2. Нысан осы Қағидаларға 1-қосымшаға сәйкес толтырылады.\".\n";
    let list = "1. Мыналар:\n1) осы бұйрыққа 1-қосымшаға сәйкес Есеп қағидалары;\n2) осы бұйрыққа 2-қосымшаға сәйкес Байқау қағидалары бекітілсін.\n";
    let cases = [
        (approves(1) + &mentions(2), "2-тармақты", "in_force certain", "it is approved by another"),
        (approves(1) + &mentions(2), "1-тармақты", "in_force possible", "the other names it"),
        (approves(1), "1-тармақты", "not_yet certain", "approved there alone"),
        (mentions(1), "1-тармақты", "in_force possible", "nobody approves it"),
        (mentions(1) + &mentions(2), "1-тармақты", "in_force certain", "another in force names it"),
        (amends.to_owned() + &approves(2), "1-тармақты", "in_force certain", "another act's own annex"),
        (list.to_owned(), "1-тармақтың 1) тармақшасын", "not_yet certain", "the last of the list approves all"),
    ];
    for (points, excepted, want, why) in cases {
        let text = of_points(&points, &format!("2023 жылғы 1 қаңтардан бастап қолданысқа енгізілетін {excepted}"));
        assert_eq!(stood("V2100024655", &text, "annex-1/point-2", "2022-06-01"), want, "{why}");
    }
}

#[test]
fn a_unit_that_many_exceptions_name_is_read_once() {
    let steps = |unit: &str| {
        let point = format!("1. Осы бұйрыққа 1-қосымшаға сәйкес Есеп қағидалары бекітілсін. {}", "сөз тіркес 2-тармақ ".repeat(500));
        let day = |at: usize| format!("2024 жылғы {} қаңтардан бастап қолданысқа енгізілетін {unit}", at % 28 + 1);
        let excepted: Vec<String> = (0..60).map(day).collect();
        let text = of_points(&point, &excepted.join(", "));
        let act = read_act(SourceText::new("V2100024655.txt", text), "V2100024655".parse().unwrap());
        assert!(act.commencement.exceptions().len() > 10, "{:?}", act.commencement);
        work::of(|| drop(History::build(&[act], &Publications::default())))
    };
    let (another, long) = (steps("3-тармақты"), steps("1-тармақты"));
    assert!(long < another * 5 / 4, "{another} steps where another unit is excepted, {long} where the long one is");
}

#[test]
fn a_remark_of_the_publisher_takes_certainty_until_it_is_understood() {
    let cases = [
        ("2-тармақ 01.01.2026 бастап қолданысқа енгізіледі – осы Заңның 9-бабымен.", "2025-06-01", "not_yet certain"),
        ("2-тармақ 01.01.2026 бастап қолданысқа енгізіледі – осы Заңның 9-бабымен.", "2026-01-01", "in_force certain"),
        ("2-тармақ 01.01.2026 дейін қолданыста болады – осы Заңның 9-бабымен.", "2025-06-01", "in_force certain"),
        ("2-тармақ 01.01.2026 дейін қолданыста болады – осы Заңның 9-бабымен.", "2026-02-01", "ended possible"),
        ("2-тармақтың тәртібі басқаша – осы Заңның 9-бабымен.", "2023-06-01", "in_force possible"),
        ("Осы Заңның қолданысқа енгізілу тәртібін 9-баптан қараңыз.", "2023-06-01", "in_force certain"),
    ];
    for (remark, asked, want) in cases {
        let law = format!(
            "Сынақ туралы\nҚазақстан Республикасының 2017 жылғы 20 маусымдағы № 77-VI ҚРЗ Заңы\n2-бап. Сынақ\n1. Орган өткізеді.\n\
             ЗҚАИ-ның ескертпесі!\n{remark}\n2. Сынақ тегін.\n3. Сынақ ашық.\n9-бап. Осы Заңды қолданысқа енгізу тәртібі\n\
             Осы Заң 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\nПрезиденті Н. Н.\n"
        );
        assert_eq!(stood("Z1700000077", &law, "article-2/point-2", asked), want, "{remark} {asked}");
        assert_eq!(stood("Z1700000077", &law, "article-2/point-3", asked), "in_force certain", "{remark} {asked}");
    }
}

#[test]
fn a_note_on_what_lasts_ends_nothing_that_holds_for_a_time() {
    let note = "Ескерту. 1-бапқа өзгеріс енгізілді – ҚР 03.07.2013 № 124-V (01.08.2013 бастап қолданысқа енгізіледі) Заңымен.\n";
    let law = |note: &str| {
        format!(
            "Омарта шаруашылығы туралы\nҚазақстан Республикасының 2012 жылғы 17 шілдедегі № 39-V Заңы\n1-бап. Міндеттер\nОмарта иелері:\n\
             1) паспорт алуға;\n2) жыл сайын мәлімет беруге міндетті.\n{note}2-бап. Қолданысқа енгізу тәртібі\n\
             1. Осы Заңның 1-бабы 2) тармақшасының қолданысы 2016 жылғы 1 қаңтарға дейін тоқтатыла тұрсын, осы тоқтатыла тұру кезеңінде аталған тармақша \
             мынадай редакцияда қолданылады деп белгіленсін:\n\"2) жылына бір рет мәлімет беруге міндетті.\".\n\
             2. Осы Заң 2012 жылғы 1 тамыздан бастап қолданысқа енгізіледі.\n"
        )
    };
    let told = |text: &str, asked: &str| {
        let act = read_act(SourceText::new("a.txt".to_owned(), text.to_owned()), "Z1200000039".parse().unwrap());
        let mut publications = Publications::default();
        publications.retrieve("a.txt", day("2024-05-01"));
        let history = History::build(&[act], &publications).value;
        let on = history.as_of(&address("Z1200000039/article-1/subpoint-2"), day(asked)).expect("the law has it");
        (on.text().map(|text| text.text.clone()).unwrap_or_default(), on.certainty)
    };
    for note in ["", note] {
        for (asked, words) in [("2013-02-01", "2) жылына бір рет"), ("2014-02-01", "2) жылына бір рет"), ("2016-02-01", "2) жыл сайын")]
        {
            let (said, certainty) = told(&law(note), asked);
            assert!(said.starts_with(words), "{asked} {note}: {said}");
            assert_eq!(certainty, Certainty::Certain, "{asked} {note}");
        }
    }
}
