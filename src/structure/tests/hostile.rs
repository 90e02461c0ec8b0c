//! Texts that are made to be read again and again, or to be kept many times over.

use super::*;
use crate::text::work;

/// An order with `lead` and, below it, `piece` up to so many bytes; `{}` in it counts up.
fn order(lead: &str, piece: &str, bytes: usize) -> String {
    let mut printed = format!("{HEAD}{lead}");
    for number in 1_u32.. {
        if printed.len() >= bytes {
            break;
        }
        printed += &piece.replace("{}", &number.to_string());
    }
    printed
}

fn parsed(printed: &str) -> Reading<Structure> {
    let source = SourceText::new("a.txt", printed);
    let text = repair(&source).value;
    parse(&source, &text)
}

/// The sentences that tell of a bound.
fn limits(read: &Reading<Structure>) -> Vec<&Problem> {
    read.problems.iter().filter(|problem| problem.code == ProblemCode::LimitReached).collect()
}

#[test]
fn hostile_text_is_read_a_fixed_number_of_times() {
    let point = "1. Бір.\n";
    let changes = "1. № 1 бұйрығына өзгерістер енгізілсін:\n";
    let annex = "1. Бір.\nбұйрығына 1-қосымша\nКесте\n";
    let rules = "1. Бір.\nҚазақстан Республикасы Үкіметінің 2020 жылғы 1 мамырдағы № 1 қаулысымен бекітілген\nТіркеу қағидалары\n1. Бір\n";
    let excepted = "1. № 1 бұйрығына өзгерістер енгізілсін:\n5-тармақ алып тасталсын.\n2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін ";
    let cases = [
        // lines that may be signed
        (point, "А.а-"),
        (point, "А. а "),
        (point, "Министр Қ. Қасымов\n"),
        (point, "Министр\n"),
        (point, "Бас Прокурор\n"),
        (point, "КЕЛІСІЛДІ\n"),
        (point, "Қазақстан Республикасының Үкіметі үшін\n"),
        // what is repealed by lists
        ("", "{}. Осы бұйрыққа қосымшаға сәйкес күші жойылды деп танылсын.\n"),
        ("1. Осы бұйрыққа 1-қосымшаға сәйкес күші жойылды деп танылсын.\nбұйрығына 1-қосымша\nТізбе\n", "{}. № 1 бұйрығы\n"),
        ("1. Мыналардың:\n", "{}) № 1 бұйрығының күші жойылды деп танылсын;\n"),
        ("1. Мыналардың:\n", "{}) № 1 бұйрығы;\n{}) № 2 бұйрығының күші жойылды деп танылсын;\n"),
        ("", "{}. Мыналардың:\n1) № 1 бұйрығы;\n2) № 2 бұйрығының күші жойылды деп танылсын;\n"),
        // what is quoted
        ("1. Қағидаларға өзгерістер енгізілсін:\n1–60-тармақтар мынадай редакцияда жазылсын:\n\"400. Төрт.\n", "{}00. Бес.\n"),
        ("1. Қағидаларға өзгерістер енгізілсін:\n1-тармақтың екінші сөйлемі мынадай редакцияда жазылсын:\n\"", "Бес алты.\n"),
        ("1. Қағидаларға өзгерістер енгізілсін:\n", "10-тармақ мынадай редакцияда жазылсын:\n\"Жаңа\n"),
        ("1. Қағидаларға өзгерістер енгізілсін:\n", "10-тармақ мынадай редакцияда жазылсын:\nЖаңа\n"),
        (changes, "3-тармақта:\n"),
        (changes, "3-тармақ алып тасталсын;\n"),
        ("1. № 1 бұйрығына өзгерістер енгізілсін:\n3, 5 және 7-тармақтарда:\n", "1 және 2-баптар алып тасталсын;\n"),
        // notes
        (point, "Ескерту. {}-тармақ алып тасталды – ҚР Көлік министрінің 01.05.2021 № 32 бұйрығымен.\n"),
        (point, "Ескерту. Бос сөз.\n"),
        (point, "ЗҚАИ-ның ескертпесі!\nОсы редакциясы 01.01.2023 дейін қолданыста болады.\n"),
        ("", "{}. Алып тасталды – ҚР Көлік министрінің 01.05.2021 № 32 бұйрығымен.\n"),
        // documents and their annexes
        (point, "Қазақстан Республикасы Үкіметінің 2020 жылғы 1 мамырдағы № 1 қаулысымен бекітілген\nТіркеу қағидалары\n"),
        (rules, "Тіркеу стандартына {}-қосымша\nТізім\nбір\n"),
        (rules, "Тіркеу қағидаларына {}-қосымша\nТізім {}\nбір\n"),
        (point, "бұйрығына {}-қосымша\nТізім\n1. бір\n"),
        (point, "Бұйрықпен бекітілген\n"),
        (point, "Жоба\nҚазақстан Республикасының Заңы\n"),
        (point, "Министр Қ. Қасымов\nЖоба\nҚағида\n"),
        (point, "Жоба\nҚазақстан Республикасы\n"),
        ("1. Бір.\nЖоба\nҚазақстан Республикасының Заңы\n", "{}. 5-тармақ алып тасталсын.\n"),
        ("1. Бір.\nЖоба\nҚазақстан Республикасының Заңы\n", "Заңына {}-қосымша\nТізім\n"),
        (point, "БЕКІТІЛГЕН\n"),
        (point, "қосымша\n"),
        (point, "1-қосымша\n"),
        // units that are hung into one another
        ("", "{}) бір:\n"),
        ("", "1) бір:\n"),
        ("", "а) бір:\n"),
        ("1. Мыналар:\n", "бір;\n"),
        ("1. Мыналар:\n", "10.7 Нан өнімі\n"),
        (point, "Бір.\n"),
        ("2. Бір.\n", "З. Осы бұйрықтың бөлімі бар.\n"),
        ("", "1-тарау. Бір\n1. Бір.\n"),
        ("", "{}. Тақырып\nЕскерту. Бос.\n"),
        ("", "ОН БІРІНШІ БӨЛІМ\n"),
        ("", "он он он "),
        ("", "IIIIIIIIIIIIIIIIIIII"),
        ("", "МАЗМҰНЫ\n"),
        ("Бір\n", "БҰЙЫРАМЫН:\n"),
        // tables and forms
        ("1. Мынадай:\n", "Бір екі\n\n"),
        (annex, "{}\nбір\n"),
        (annex, "1\n"),
        (annex, "2 | 3\n"),
        (annex, "2-кесте\nБір\n"),
        (annex, "___ бір\n"),
        (annex, "___ бір\n№\n"),
        (annex, "___ бір\n№\n1\n2\n"),
        (annex, "1\nБір\nБарлығы\n"),
        (annex, "Бір,\nтізбесі, тізбесі\n"),
        // when it takes effect
        (excepted, "1-тармақтың {}-абзацын, "),
        (excepted, "{}-тармақты, "),
        ("1. Бір.\n", "{}. Осы бұйрық 3-тармақты қоспағанда, 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n"),
    ];
    let mut grown = Vec::new();
    for (lead, piece) in cases {
        // Bytes of paragraphs looked at, and units and amendments gone through, for each byte of text.
        let steps = |bytes: usize| {
            let source = SourceText::new("a.txt", order(lead, piece, bytes));
            let text = repair(&source).value;
            work::of(|| drop(parse(&source, &text))) as f64 / source.text().len() as f64
        };
        let (short, long) = (steps(6_000), steps(24_000));
        if long > 1_500.0 || long > short * 1.2 + 2.0 {
            grown.push(format!("{lead}{piece}: {short} steps a byte, then {long}"));
        }
    }
    assert!(grown.is_empty(), "{grown:#?}");
}

#[test]
fn an_annex_that_is_ordered_again_is_repealed_once() {
    let listed = "бұйрығына 1-қосымша\nКүші жойылған бұйрықтардың тізбесі\n1. № 5 бұйрығы\n2. № 6 бұйрығы\n3. № 7 бұйрығы\n";
    let by_annex = "Осы бұйрыққа 1-қосымшаға сәйкес бұйрықтардың күші жойылды деп танылсын.\n";
    let units = |orders: &str| {
        let read = parsed(&format!("{HEAD}{orders}Министр Қ. Қасымов\n{listed}"));
        read.value.amendments.iter().map(|amendment| (amendment.unit.to_string(), amendment.op)).collect::<Vec<_>>()
    };
    let once = units(&format!("1. {by_annex}"));
    assert_eq!(once.len(), 3, "{once:?}");
    assert_eq!(units(&format!("1. {by_annex}2. {by_annex}3. {by_annex}")), once);
}

#[test]
fn the_changes_of_an_act_are_kept_up_to_a_bound_and_it_is_told() {
    let read = parsed(&order("1. № 1 бұйрығына өзгерістер енгізілсін:\n", "1–60-тармақтар алып тасталсын;\n", 40_000));
    let kept = read.value.amendments.len();
    assert!((20_000..25_000).contains(&kept), "{kept}");
    let told = limits(&read);
    assert!(told.first().is_some_and(|problem| problem.message.contains("changes up to here")), "{:?}", told.first());
    let last = read.value.amendments.last().expect("an amendment");
    assert_eq!((last.op, &last.target.path), (crate::act::Operation::Unread, &None), "what is cut is not read, and is told so");
}

#[test]
fn wording_that_names_none_of_many_units_is_not_kept_for_each() {
    let lead = "1. Қағидаларға өзгерістер енгізілсін:\n1–60-тармақтар мынадай редакцияда жазылсын:\n\"400. Төрт.\n";
    let read = parsed(&format!("{}5. Соңы.\".\n", order(lead, "{}00. Қызмет көрсетудің тәртібі мен шарттары.\n", 60_000)));
    let with_wording = read.value.amendments.iter().filter(|amendment| !amendment.new.is_empty()).count();
    assert!(read.value.amendments.len() >= 60 && (1..40).contains(&with_wording), "{} of {}", with_wording, read.value.amendments.len());
    assert_eq!(limits(&read).len(), 1);
    // one wording for several units, as acts have it
    let lines = "1. № 1 бұйрығына өзгерістер енгізілсін:\n3 және 5-тармақтарда:\nмынадай мазмұндағы екінші бөлікпен толықтырылсын:\n\"Екінші.\".\n";
    let few = parsed(&format!("{HEAD}{lines}")).value.amendments;
    assert!(few.len() == 2 && few.iter().all(|amendment| amendment.new.len() == 1), "{few:?}");
}

#[test]
fn days_that_a_clause_excepts_for_too_many_changes_are_not_read() {
    let excepted: String = (1..=60).map(|from| format!("{}–{}-тармақтарды, ", from * 100, from * 100 + 14)).collect();
    let clause = format!(
        "2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін {excepted}99-тармақты қоспағанда, 2023 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n"
    );
    let printed = order("1. № 1 бұйрығына өзгерістер енгізілсін:\n", "1–60-тармақтар алып тасталсын;\n", 2_600);
    let read = parsed(&format!("{printed}{clause}"));
    assert!(read.value.amendments.len() > 1_200, "{}", read.value.amendments.len());
    assert!(limits(&read).iter().any(|problem| problem.message.contains("it excepts")), "{:?}", limits(&read));
    assert!(read.value.amendments.iter().all(|amendment| matches!(amendment.commencement, crate::act::Commencement::Unread(_))));
}

#[test]
fn notes_are_kept_up_to_a_bound_and_it_is_told() {
    let acts: String = (1..=20).map(|number| format!("; 01.05.2021 № {number}")).collect();
    let note = format!("Ескерту. 1–60-тармақтар алып тасталды – ҚР Көлік министрінің 01.05.2021 № 32{acts} бұйрықтарымен.\n");
    let read = parsed(&order("1. Бір.\n", &note, 20_000));
    let kept: usize = read.value.notes.iter().map(|note| note.by.len()).sum();
    assert!((15_000..22_000).contains(&kept), "{kept}");
    assert!(limits(&read).iter().any(|problem| problem.message.contains("the notes tell more")));
}
