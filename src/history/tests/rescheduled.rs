//! A clause on commencement that another act rewords before it took effect: what becomes of the instructions that it excepted.

use super::*;
use crate::ingest::read_act;
use crate::text::SourceText;

/// An order whose head is as printed.
fn order(title: &str, number: &str, adopted: &str, rest: &str) -> Act {
    let text = format!("{title}\nҚазақстан Республикасы Қаржы министрінің {adopted} № {number} бұйрығы\nБҰЙЫРАМЫН:\n{rest}\n");
    read_act(SourceText::new(format!("{number}.txt"), text), format!("N{number}").parse().unwrap())
}

/// The rules of 2021 that are amended: five points.
fn rules() -> Act {
    let points: String = (1..=5).map(|point| format!("{point}. Қызметкер есепті {point} күнде береді.\n")).collect();
    order(
        "Іссапар қағидаларын бекіту туралы",
        "201",
        "2021 жылғы 5 наурыздағы",
        &format!(
            "1. Қоса беріліп отырған Іссапар қағидалары бекітілсін.\n2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\nМинистр Е. Жамаубаев\n\
             Қазақстан Республикасы\nҚаржы министрінің\n2021 жылғы 5 наурыздағы\n№ 201 бұйрығымен\nбекітілген\nІссапар қағидалары\n{points}"
        ),
    )
}

/// Instructions without numbers: paragraphs 3 to 6 of point 1, and the seventh.
const UNNUMBERED: &str = "2-тармақ мынадай редакцияда жазылсын:\n\"2. Есепке мыналар қоса беріледі:\nчек;\nбилет.\";\n5-тармақ алып тасталсын.";
const NUMBERED: &str = "1) 2-тармақ алып тасталсын;\n2) 3-тармақ алып тасталсын;\n3) 5-тармақ алып тасталсын.";

/// The order of May 2023 that amends the rules, in force as its points from the second say.
fn amending(instructions: &str, clauses: &str) -> Act {
    order(
        "\"Іссапар қағидаларын бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2021 жылғы 5 наурыздағы № 201 бұйрығына өзгерістер енгізу туралы",
        "512",
        "2023 жылғы 17 мамырдағы",
        &format!(
            "1. \"Іссапар қағидаларын бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2021 жылғы 5 наурыздағы № 201 бұйрығына мынадай өзгерістер \
             енгізілсін:\nкөрсетілген бұйрықпен бекітілген Іссапар қағидаларында:\n{instructions}\n{clauses}\nМинистр Е. Жамаубаев"
        ),
    )
}

/// An order that amends that one at once.
fn second(number: &str, adopted: &str, instructions: &str) -> Act {
    let amended = "\"Іссапар қағидаларын бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2021 жылғы 5 наурыздағы № 201 бұйрығына өзгерістер енгізу туралы\" \
                   Қазақстан Республикасы Қаржы министрінің 2023 жылғы 17 мамырдағы № 512 бұйрығына";
    order(
        &format!("\"{amended} өзгеріс енгізу туралы"),
        number,
        adopted,
        &format!(
            "1. \"{amended} мынадай өзгерістер енгізілсін:\n{instructions}\n2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\nМинистр Е. Жамаубаев"
        ),
    )
}

/// When the points of the rules are changed: `point-2 2024-01-01; point-5 2025-01-01..?`, with the day that a change ends.
fn days(acts: &[Act]) -> String {
    let history = History::build(acts, &Publications::default()).value;
    let end = |day: Option<Date>| day.map_or("?".to_owned(), |day| day.to_string());
    let line = |point: u32| {
        let events = history.events(&address(&format!("N201/rules/point-{point}")));
        let event = events.into_iter().find(|event| matches!(event.kind, EventKind::Changed(_)))?;
        let EffectiveDate { earliest, latest, .. } = event.effective.clone();
        let day = if event.effective.day().is_some() { end(earliest) } else { format!("{}..{}", end(earliest), end(latest)) };
        let until = event.commencement.until().map_or(String::new(), |day| format!(" until {day}"));
        Some(format!("{point}: {day}{until}"))
    };
    (1..=5).filter_map(line).collect::<Vec<_>>().join("; ")
}

/// (instructions of the order, its clauses, how the second point is reworded, when the points are changed, why)
type Case<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

fn assert_days(cases: &[Case<'_>]) {
    for (instructions, clauses, reworded, want, why) in cases {
        let acts = [rules(), amending(instructions, clauses), second("600", "2023 жылғы 1 қыркүйектегі", reworded)];
        assert_eq!(days(&acts), *want, "{why}");
    }
}

/// «2-тармақ мынадай редакцияда жазылсын».
fn reworded(clause: &str) -> String {
    format!("2-тармақ мынадай редакцияда жазылсын:\n\"{clause}\".")
}

#[test]
fn an_exception_of_another_point_stays_when_the_clause_is_reworded() {
    let first = "2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";
    let apart = |says: &str| format!("{first}\n3. Осы бұйрықтың 1-тармағының 2) тармақшасы {says}.");
    let day = apart("2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі");
    let end = apart("2025 жылғы 1 қаңтарға дейін қолданылады");
    let whole = reworded("2. Осы бұйрық 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі.");
    let words = "2-тармақтағы \"2024 жылғы 1 қаңтардан\" деген сөздер \"2024 жылғы 1 шілдеден\" деген сөздермен ауыстырылсын.";
    let both = reworded(
        "2. Осы бұйрық 2026 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақтың 3) тармақшасын қоспағанда, 2024 жылғы 1 шілдеден бастап қолданысқа \
         енгізіледі.",
    );
    assert_days(&[
        (NUMBERED, &day, &whole, "2: 2024-07-01; 3: 2025-01-01; 5: 2024-07-01", "the third point says the same as before"),
        (NUMBERED, &day, words, "2: 2024-07-01; 3: 2025-01-01; 5: 2024-07-01", "so where only words of the second are replaced"),
        (NUMBERED, &day, &both, "2: 2024-07-01; 3: 2025-01-01; 5: 2026-01-01", "beside an exception of the second point itself"),
        (
            NUMBERED,
            &end,
            &whole,
            "2: 2024-07-01; 3: 2024-01-01..2024-07-01 until 2025-01-01; 5: 2024-07-01",
            "only its end is told: whether the third point says that day or follows the second is not known here",
        ),
    ]);
}

#[test]
fn a_unit_of_the_amended_document_stays_excepted() {
    let but = |units: &str, day: &str| {
        format!("2. Осы бұйрық {day} бастап қолданысқа енгізілетін Қағидалардың {units} қоспағанда, 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.")
    };
    let five = but("5-тармағын", "2025 жылғы 1 қаңтардан");
    let plain = "2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";
    let words = "2-тармақтағы \"2025 жылғы 1 қаңтардан\" деген сөздер \"2026 жылғы 1 қаңтардан\" деген сөздермен ауыстырылсын.";
    let (two, both) = (reworded(&but("2-тармағын", "2026 жылғы 1 қаңтардан")), reworded(&but("2 және 5-тармақтарын", "2026 жылғы 1 қаңтардан")));
    let part = reworded(&but("2-тармағының екінші абзацын", "2026 жылғы 1 қаңтардан"));
    let later = reworded("2. Осы бұйрық 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі.");
    let fifth = reworded(&but("5-тармағын", "2026 жылғы 1 қаңтардан"));
    assert_days(&[
        (UNNUMBERED, &five, words, "2: 2024-01-01; 5: 2026-01-01", "the same unit, on another day"),
        (UNNUMBERED, &five, &two, "2: 2026-01-01; 5: 2024-01-01", "another unit of the document that is known to be the amended one"),
        (UNNUMBERED, &five, &both, "2: 2026-01-01; 5: 2026-01-01", "one unit more"),
        (UNNUMBERED, &five, &part, "2: 2024-01-01..2026-01-01; 5: 2024-01-01", "a part of what the instruction words anew"),
        (UNNUMBERED, &five, &later, "2: 2024-07-01; 5: 2024-07-01", "nothing is excepted any more"),
        (UNNUMBERED, plain, &fifth, "2: 2024-01-01; 5: 2024-01-01..2026-01-01", "whose rules are meant is not known here; point 2 is not meant"),
    ]);
}

#[test]
fn exceptions_of_one_day_are_told_apart_by_their_units() {
    let apart = |one: (&str, &str), other: (&str, &str)| {
        format!(
            "2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі, бұл ретте 1-тармақтың {} {} бастап, 1-тармақтың {} {} бастап қолданысқа енгізіледі.",
            one.0, one.1, other.0, other.1
        )
    };
    let (y25, y26, y27) = ("2025 жылғы 1 қаңтардан", "2026 жылғы 1 қаңтардан", "2027 жылғы 1 қаңтардан");
    let third = "үшінші абзацы";
    let unnumbered = apart((third, y25), ("жетінші абзацы", y25));
    // the paragraphs of point 1 that subpoints stand in: where the act was read they were counted
    let numbered = apart((third, y25), ("төртінші абзацы", y25));
    assert_days(&[
        (UNNUMBERED, &unnumbered, &reworded(&apart((third, y25), ("жетінші абзацы", y26))), "2: 2025-01-01; 5: 2026-01-01", "the indents of an instruction"),
        (
            UNNUMBERED,
            &unnumbered,
            &reworded(&apart((third, y26), ("бесінші абзацы", y27))),
            "2: 2026-01-01; 5: 2024-01-01",
            "the seventh is not excepted any more",
        ),
        (
            UNNUMBERED,
            &unnumbered,
            &reworded(&apart((third, y26), ("елуінші абзацы", y27))),
            "2: 2026-01-01; 5: 2024-01-01..2027-01-01",
            "no such indent: any other may be meant",
        ),
        (
            NUMBERED,
            &numbered,
            &reworded(&apart((third, y26), ("төртінші абзацы", y27))),
            "2: 2026-01-01..2027-01-01; 3: 2026-01-01..2027-01-01; 5: 2024-01-01",
            "one of the two, which one is not known here; the third subpoint stood in neither",
        ),
        (
            NUMBERED,
            &numbered,
            &reworded(&apart((third, y26), ("төртінші абзацы", y26))),
            "2: 2026-01-01; 3: 2026-01-01; 5: 2024-01-01",
            "both have one day again",
        ),
        (
            NUMBERED,
            &numbered,
            &reworded(&apart((third, y26), ("бесінші абзацы", y26))),
            "2: 2024-01-01..2026-01-01; 3: 2024-01-01..2026-01-01; 5: 2024-01-01..2026-01-01",
            "another indent: whose it is is not known here",
        ),
    ]);
}

#[test]
fn what_a_clause_reads_is_followed_change_by_change() {
    let clause = "2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";
    let (first, second_day) = ("2023 жылғы 1 қыркүйектегі", "2023 жылғы 1 қарашадағы");
    let but = |day: &str| {
        format!("2. Осы бұйрық {day} бастап қолданысқа енгізілетін 1-тармақтың 2) тармақшасын қоспағанда, 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.")
    };
    let (y25, y26, y27) = ("2025 жылғы 1 қаңтардан", "2026 жылғы 1 қаңтардан", "2027 жылғы 1 қаңтардан");
    let replaced = |old: &str, new: &str| format!("2-тармақтағы \"{old}\" деген сөздер \"{new}\" деген сөздермен ауыстырылсын.");
    let added = "2-тармақ мынадай мазмұндағы екінші бөлікпен толықтырылсын:\n\"Осы бұйрықтың 1-тармағының 2) тармақшасы 2025 жылғы 1 қаңтардан бастап қолданысқа \
                 енгізіледі.\".";
    let unread = reworded("2. Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін.");
    let (moved, again) = (replaced(y25, y26), replaced(y26, y27));
    // (clauses, what the first act does, and the second; when the points are changed, why)
    let cases = [
        (but(y25), moved.as_str(), (second_day, again.as_str()), "2: 2024-01-01; 3: 2027-01-01; 5: 2024-01-01", "one act after the other"),
        (
            but(y25),
            moved.as_str(),
            ("2024 жылғы 1 наурыздағы", again.as_str()),
            "2: 2024-01-01; 3: 2027-01-01; 5: 2024-01-01",
            "the second when the rest has taken effect",
        ),
        (clause.to_owned(), added, (second_day, moved.as_str()), "2: 2024-01-01; 3: 2026-01-01; 5: 2024-01-01", "an exception that was put in is moved"),
        (but(y25), &unread, (second_day, moved.as_str()), "2: 2023-05-17..?; 3: 2023-05-17..?; 5: 2023-05-17..?", "the clause tells no day any more"),
        (but(y25), "2-тармақ алып тасталсын.", (second_day, moved.as_str()), "2: 2023-05-17..?; 3: 2023-05-17..?; 5: 2023-05-17..?", "it is taken out"),
        (but(y25), &again, (second_day, "5-тармақ алып тасталсын."), "2: 2023-05-17..?; 3: 2023-05-17..?; 5: 2023-05-17..?", "words that do not stand in it"),
    ];
    for (clauses, one, (day, other), want, why) in cases {
        let acts = [rules(), amending(NUMBERED, &clauses), second("600", first, one), second("700", day, other)];
        assert_eq!(days(&acts), want, "{why}");
    }
}

#[test]
fn the_time_that_an_instruction_sets_itself_is_not_the_clauses_to_move() {
    let clause = "2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";
    let later = reworded("2. Осы бұйрық 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі.");
    let suspended = |from: &str| format!("5-тармақтың қолданысы {from}2025 жылғы 1 қыркүйекке дейін тоқтатыла тұрсын.");
    assert_days(&[
        (&suspended(""), clause, &later, "5: 2024-07-01 until 2025-09-01", "its end"),
        (&suspended("2024 жылғы 1 ақпаннан бастап "), clause, &later, "5: 2024-02-01 until 2025-09-01", "its day too"),
    ]);
}

#[test]
fn what_no_clause_comes_to_tells_no_day() {
    let clause = "2. Осы бұйрық 2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";
    let unknown = "2: 2023-05-17..?; 3: 2023-05-17..?; 5: 2023-05-17..?";
    let replaced = |old: &str, new: &str| format!("2-тармақтағы \"{old}\" деген сөздер \"{new}\" деген сөздермен ауыстырылсын.");
    let long = replaced("2025 жылғы 1 қаңтардан", &format!("2026 жылғы 1 қаңтардан{}", " а".repeat(20_000)));
    assert_days(&[(NUMBERED, clause, &long, unknown, "words without end")]);
    let act = |at: u32| {
        let adopted = format!("2023 жылғы {at} маусымдағы");
        second(&format!("{}", 600 + at), &adopted, &replaced(&format!("{} жылғы", 2024 + at), &format!("{} жылғы", 2025 + at)))
    };
    for (acts, want) in [(20, "2: 2045-01-01; 3: 2045-01-01; 5: 2045-01-01"), (21, unknown)] {
        let all: Vec<Act> = [rules(), amending(NUMBERED, clause)].into_iter().chain((1..=acts).map(act)).collect();
        assert_eq!(days(&all), want, "reworded by {acts} acts");
    }
}

#[test]
fn what_a_clause_stands_in_can_be_reworded_with_it() {
    let listed = |first: &str, second: &str| format!("2. Мыналар белгіленсін:\n1) осы бұйрық {first} бастап қолданысқа енгізіледі;\n2) {second}.");
    let third = |day: &str| format!("осы бұйрықтың 1-тармағының 2) тармақшасы {day} бастап қолданысқа енгізіледі");
    let clause = listed("2024 жылғы 1 қаңтардан", &third("2025 жылғы 1 қаңтардан"));
    let again = reworded(&listed("2024 жылғы 1 шілдеден", &third("2026 жылғы 1 қаңтардан")));
    let alone = reworded("2. Осы бұйрық 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі.");
    let first = reworded("2. Осы бұйрық 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі.").replacen("2-тармақ ", "2-тармақтың 1) тармақшасы ", 1);
    let first = first.replace("\"2. Осы", "\"1) осы");
    assert_days(&[
        (NUMBERED, &clause, &again, "2: 2024-07-01; 3: 2026-01-01; 5: 2024-07-01", "both subpoints anew"),
        (NUMBERED, &clause, &alone, "2: 2024-07-01; 3: 2024-07-01..2025-01-01; 5: 2024-07-01", "whether the second stood there or elsewhere is not known here"),
        (NUMBERED, &clause, &first, "2: 2024-07-01; 3: 2025-01-01; 5: 2024-07-01", "the first subpoint alone"),
    ]);
}
