//! What no text settles: announced changes, parts that may be counted in two ways, copies that differ, acts of no known day. And what ends with time.

use super::{day, on, said};
use crate::act::{Act, Operation};
use crate::history::{History, Publications};
use crate::ingest::read_act;
use crate::text::SourceText;

/// An order of 01.06.2020 that approves rules of these clauses, in `file`.
fn rules(file: &str, clauses: &str) -> Act {
    let text = format!(
        "Сынақ қағидаларын бекіту туралы\n\
         Қазақстан Республикасы Қаржы министрінің 2020 жылғы 1 маусымдағы № 10 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2020 жылғы 5 маусымда № 21000 болып тіркелді\n\
         БҰЙЫРАМЫН:\n\
         1. Қоса беріліп отырған Сынақ қағидалары бекітілсін.\n\
         2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\n\
         Министр Е. Жамаубаев\n\
         Қазақстан Республикасы\nҚаржы министрінің\n2020 жылғы 1 маусымдағы\n№ 10 бұйрығымен\nбекітілген\n\
         Сынақ қағидалары\n{clauses}\n"
    );
    read_act(SourceText::new(file, text), "V2000021000".parse().unwrap())
}

/// What the rules are changed by: «… № 10 бұйрығына мынадай өзгерістер енгізілсін: көрсетілген … Қағидаларында: …».
const OF_RULES: &str = "1. \"Сынақ қағидаларын бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2020 жылғы 1 маусымдағы № 10 бұйрығына мынадай өзгерістер енгізілсін:\n\
                        көрсетілген бұйрықпен бекітілген Сынақ қағидаларында:\n";

/// The order of 01.10.2021 that the next ones speak of.
const OF_ORDER: &str = "\"Өзгерістер енгізу туралы\" Қазақстан Республикасы Қаржы министрінің 2021 жылғы 1 қазандағы № 20";

/// Another order of the minister.
fn order(id: &str, adopted: &str, number: &str, ordered: &str, commencement: &str) -> Act {
    let text = format!(
        "Өзгерістер енгізу туралы\n\
         Қазақстан Республикасы Қаржы министрінің {adopted} № {number} бұйрығы\n\
         БҰЙЫРАМЫН:\n{ordered}\n2. Осы бұйрық {commencement} қолданысқа енгізіледі.\nМинистр Е. Жамаубаев\n"
    );
    read_act(SourceText::new(format!("{id}.txt"), text), id.parse().unwrap())
}

fn built(acts: &[Act], copies: &[(&str, &str)]) -> History {
    let mut known = Publications::default();
    copies.iter().for_each(|(file, retrieved)| known.retrieve(*file, day(retrieved)));
    History::build(acts, &known).value
}

/// (address in the rules, day, state and certainty with what else may hold, the words or the state).
type Case<'a> = (&'a str, &'a str, &'a str, &'a str);

fn assert_told(history: &History, cases: &[Case<'_>]) {
    for (path, asked, sure, words) in cases {
        let address = format!("V2000021000/rules/{path}");
        assert_eq!((on(history, &address, asked).as_str(), said(history, &address, asked).as_str()), (*sure, *words), "{address} {asked}");
    }
}

const SIGNED: &str = "қол қойылған күнінен бастап";
const UNPUBLISHED: &str = "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң";

#[test]
fn what_is_announced_is_not_known_from_its_day_on() {
    let note = |told: &str| {
        format!(
            "1. Бірінші.\nЗҚАИ-ның ескертпесі!\n{told} – ҚР Қаржы министрінің 01.05.2022 № 33 (01.01.2023 бастап қолданысқа енгізіледі) бұйрығымен.\n2. Екінші.\n3. Үшінші."
        )
    };
    let cases = [
        ("2-тармақ жаңа редакцияда көзделген", "wording_unknown possible | in_force", "[wording_unknown]"),
        ("2-тармаққа өзгеріс енгізу көзделген", "wording_unknown possible | in_force", "[wording_unknown]"),
        ("2-тармақты алып тастау көзделген", "ended possible | in_force", "[ended]"),
        ("Осы редакциясы 01.01.2023 дейін қолданыста болады", "wording_unknown possible | in_force", "[wording_unknown]"),
    ];
    for (told, sure, words) in cases {
        let history = built(&[rules("a.txt", &note(told))], &[("a.txt", "2022-06-01")]);
        let before = ("point-2", "2022-12-31", "in_force certain", "2. Екінші.");
        let others = ["point-1", "point-3"].map(|path| on(&history, &format!("V2000021000/rules/{path}"), "2023-01-01"));
        assert_told(&history, &[before, ("point-2", "2023-01-01", sure, words)]);
        assert_eq!(others, ["in_force certain", "in_force certain"], "{told}");
    }
    // what is made, as a later copy or the act itself tells, is announced no longer
    let made = "1. Бірінші.\n2. Жаңа екінші.\nЕскерту. 2-тармақ жаңа редакцияда – ҚР Қаржы министрінің 01.05.2022 № 33 (01.01.2023 бастап қолданысқа енгізіледі) бұйрығымен.\n3. Үшінші.";
    let acts = [rules("a.txt", &note("2-тармақ жаңа редакцияда көзделген")), rules("b.txt", made)];
    let history = built(&acts, &[("a.txt", "2022-06-01"), ("b.txt", "2023-02-01")]);
    assert_told(&history, &[("point-2", "2022-12-31", "in_force certain", "2. Екінші."), ("point-2", "2023-01-01", "in_force certain", "2. Жаңа екінші.")]);
}

#[test]
fn a_note_tells_until_when_something_held() {
    let clauses = "1. Бірінші.\n2. Екінші.\nЕскерту. 2-тармақ 01.01.2023 дейін қолданыста болды – ҚР Қаржы министрінің 01.05.2021 № 33 (қол қойылған күнінен бастап қолданысқа енгізіледі) бұйрығымен.\n3. Үшінші.";
    let history = built(&[rules("a.txt", clauses)], &[("a.txt", "2022-06-01")]);
    assert_told(&history, &[("point-2", "2022-12-31", "in_force certain", "2. Екінші."), ("point-2", "2023-01-01", "ended certain", "[ended]")]);
}

#[test]
fn parts_are_counted_in_two_ways_after_one_was_taken_out() {
    let base = rules("a.txt", "1. Бірінші.\n3. Оқырман жазылады.\nКуәлік көрсетіледі.\nБилет үш күн ішінде беріледі.\nБилет бес жылға жарамды.\n4. Қорытынды.");
    let first = order("V2100025000", "2021 жылғы 1 қазандағы", "20", &format!("{OF_RULES}3-тармақтың екінші бөлігі алып тасталсын."), SIGNED);
    let second = |ordered: &str| order("V2200029000", "2022 жылғы 1 қыркүйектегі", "30", &format!("{OF_RULES}{ordered}"), SIGNED);
    let doubt = "in_force possible | wording_unknown";
    for ordered in ["3-тармақтың үшінші бөлігі мынадай редакцияда жазылсын:\n\"Билет он күн ішінде беріледі.\".", "3-тармақтың үшінші бөлігі алып тасталсын."]
    {
        let history = built(&[base.clone(), first.clone(), second(ordered)], &[]);
        let told = |path: &str, asked: &str| on(&history, &format!("V2000021000/rules/{path}"), asked);
        assert_eq!(told("point-3/part-4", "2022-08-31"), "in_force certain", "before: {ordered}");
        assert_eq!(told("point-3/part-4", "2022-09-01"), doubt, "it may be the one that is meant: {ordered}");
        assert!(told("point-3/part-3", "2022-09-01").contains("possible"), "{ordered}");
        assert_eq!(told("point-4", "2022-09-01"), "in_force certain", "{ordered}");
    }
    let anew = "3-тармақ мынадай редакцияда жазылсын:\n\"3. Жаңа.\nЕкінші бөлік.\nҮшінші бөлік.\".";
    let last = order("V2200029100", "2022 жылғы 1 қазандағы", "31", &format!("{OF_RULES}3-тармақтың үшінші бөлігі алып тасталсын."), SIGNED);
    let history = built(&[base, first, second(anew), last], &[]);
    assert_told(
        &history,
        &[("point-3/part-2", "2022-10-01", "in_force certain", "Екінші бөлік."), ("point-3/part-3", "2022-10-01", "ended certain", "[ended]")],
    );
}

#[test]
fn copies_that_differ_leave_a_doubt() {
    let copies = [rules("a.txt", "1. Бірінші.\n2. Мерзім он күн.\n3. Үшінші."), rules("b.txt", "1. Бірінші.\n2. Мерзім бес күн.")];
    let days = [("a.txt", "2020-08-01"), ("b.txt", "2022-06-01")];
    let cases = [
        ("point-1", "2020-07-01", "in_force certain", "1. Бірінші."),
        ("point-2", "2020-07-01", "in_force possible | in_force", "2. Мерзім бес күн."),
        ("point-3", "2020-09-01", "ended possible | in_force", "[ended]"),
    ];
    assert_told(&built(&copies, &days), &cases);
    // the act that lies between them is in the corpus: the later copy is one of the time after it
    let ordered = format!("{OF_RULES}2-тармақтағы \"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын.");
    let changed = order("V2100025000", "2021 жылғы 1 қазандағы", "20", &ordered, "2022 жылғы 1 қаңтардан бастап");
    let [older, newer] = copies;
    let history = built(&[older, newer.clone(), changed.clone()], &days);
    assert_told(
        &history,
        &[("point-2", "2021-12-31", "in_force certain", "2. Мерзім он күн."), ("point-2", "2022-01-01", "in_force certain", "2. Мерзім бес күн.")],
    );
    let history = built(&[newer, changed], &days);
    let cases =
        [("point-2", "2021-12-31", "wording_unknown certain", "[wording_unknown]"), ("point-2", "2022-01-01", "in_force certain", "2. Мерзім бес күн.")];
    assert_told(&history, &cases);
}

#[test]
fn an_act_of_no_known_day_may_come_in_time_or_not() {
    let ordered = format!("{OF_RULES}1) 2-тармақ мынадай редакцияда жазылсын:\n\"2. Жаңа 2.\";\n2) 3-тармақ мынадай редакцияда жазылсын:\n\"3. Жаңа 3.\".");
    let acts = [
        rules("a.txt", "1. Ескі 1.\n2. Ескі 2.\n3. Ескі 3.\n4. Ескі 4."),
        order("V2100025000", "2021 жылғы 1 қазандағы", "20", &ordered, "2022 жылғы 1 қаңтардан бастап"),
    ];
    let later = |ordered: &str, from: &str| order("V2100025500", "2021 жылғы 1 желтоқсандағы", "25", ordered, from);
    let both = "in_force possible | in_force";
    let cases = [
        (format!("1. {OF_ORDER} бұйрығының күші жойылды деп танылсын."), UNPUBLISHED, both, "3. Жаңа 3."),
        (format!("1. {OF_ORDER} бұйрығы 1-тармағы 2) тармақшасының күші жойылды деп танылсын."), UNPUBLISHED, both, "3. Жаңа 3."),
        (
            format!(
                "1. {OF_ORDER} бұйрығына мынадай өзгеріс енгізілсін:\n1-тармақтың 2) тармақшасындағы \"Жаңа\" деген сөз \"Басқа\" деген сөзбен ауыстырылсын."
            ),
            UNPUBLISHED,
            "in_force possible | wording_unknown",
            "3. Жаңа 3.",
        ),
        (
            format!(
                "1. {OF_ORDER} бұйрығына мынадай өзгеріс енгізілсін:\n2-тармақтағы \"2022 жылғы\" деген сөздер \"2023 жылғы\" деген сөздермен ауыстырылсын."
            ),
            UNPUBLISHED,
            both,
            "3. Жаңа 3.",
        ),
        (format!("1. {OF_ORDER} бұйрығының қолданысы 2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын."), SIGNED, "in_force certain", "3. Ескі 3."),
        (format!("1. {OF_ORDER} бұйрығының күші жойылды деп танылсын."), SIGNED, "in_force certain", "3. Ескі 3."),
    ];
    for (ordered, from, sure, words) in cases {
        let history = built(&[acts[0].clone(), acts[1].clone(), later(&ordered, from)], &[]);
        let address = "V2000021000/rules/point-3";
        assert_eq!((on(&history, address, "2022-06-01").as_str(), said(&history, address, "2022-06-01").as_str()), (sure, words), "{ordered} {from}");
    }
    // the verb of the instruction, not what it quotes
    let verb = format!(
        "1. {OF_ORDER} бұйрығына мынадай өзгеріс енгізілсін:\n1-тармақтың 2) тармақшасындағы \"мынадай редакцияда жазылсын\" деген сөздер \"алып тасталсын\" деген сөздермен ауыстырылсын."
    );
    let history = built(&[acts[0].clone(), acts[1].clone(), later(&verb, SIGNED)], &[]);
    assert_told(
        &history,
        &[("point-3", "2022-06-01", "in_force possible | wording_unknown", "3. Жаңа 3."), ("point-2", "2022-06-01", "in_force certain", "2. Жаңа 2.")],
    );
    let added = format!(
        "1. {OF_ORDER} бұйрығына мынадай өзгеріс енгізілсін:\n1-тармақ мынадай мазмұндағы 3) тармақшамен толықтырылсын:\n\"3) 4-тармақ алып тасталсын.\"."
    );
    let history = built(&[acts[0].clone(), acts[1].clone(), later(&added, SIGNED)], &[]);
    assert_told(&history, &[("point-4", "2021-12-31", "in_force certain", "4. Ескі 4."), ("point-4", "2022-01-01", "ended certain", "[ended]")]);
    let several = format!(
        "1. {OF_ORDER} бұйрығына мынадай өзгеріс енгізілсін:\n1-тармақтың 2) тармақшасы мынадай редакцияда жазылсын:\n\"2) 3-тармақ алып тасталсын;\n4-тармақ алып тасталсын.\"."
    );
    let history = built(&[acts[0].clone(), acts[1].clone(), later(&several, SIGNED)], &[]);
    assert_told(&history, &[("point-3", "2022-01-01", "ended certain", "[ended]"), ("point-4", "2022-01-01", "ended certain", "[ended]")]);
    // a day that the act gives another subpoint is none of the one that is put in
    let apart = "2022 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақтың 2) тармақшасын қоспағанда, қол қойылған күнінен бастап";
    let excepting = order("V2100025000", "2021 жылғы 1 қазандағы", "20", &ordered, apart);
    let history = built(&[acts[0].clone(), excepting, later(&added, SIGNED)], &[]);
    let cases = [
        ("point-3", "2021-12-31", "in_force certain", "3. Ескі 3."),
        ("point-4", "2021-11-30", "in_force certain", "4. Ескі 4."),
        ("point-4", "2021-12-01", "ended possible | in_force", "[ended]"),
    ];
    assert_told(&history, &cases);
}

#[test]
fn what_is_taken_out_is_in_doubt_until_a_later_change_has_come() {
    let acts = [
        rules("a.txt", "1. Ескі 1.\n3. Ескі 3."),
        order("V2100025000", "2021 жылғы 1 қазандағы", "20", &format!("{OF_RULES}3-тармақ алып тасталсын."), UNPUBLISHED),
        order(
            "V2100025500",
            "2021 жылғы 1 желтоқсандағы",
            "25",
            &format!("{OF_RULES}3-тармақ мынадай редакцияда жазылсын:\n\"3. Қайта.\"."),
            "2022 жылғы 1 шілдеден бастап",
        ),
    ];
    let history = built(&acts, &[]);
    let cases = [
        ("point-3", "2021-11-30", "ended possible | in_force", "[ended]"),
        ("point-3", "2021-12-20", "ended possible | in_force", "[ended]"),
        ("point-3", "2022-07-01", "in_force certain", "3. Қайта."),
    ];
    assert_told(&history, &cases);
}

#[test]
fn what_is_taken_out_for_a_time_comes_back_as_it_was_changed_meanwhile() {
    let mut aside = super::Made::new("B", "2021-01-01", "2", "2021-01-01", &[("point-1", "1. А:")]).orders(
        "point-1/amend-1",
        Operation::Delete,
        "A/point-2",
        &[],
        None,
        "2021-02-01",
    );
    let written = &mut aside.act.amendments[0].commencement;
    *written = written.ending(Some(day("2023-01-01")));
    let meanwhile = super::Made::new("C", "2021-06-01", "3", "2021-06-01", &[("point-1", "1. А:")]).orders(
        "point-1/amend-1",
        Operation::ReplaceWords,
        "A/point-2/subpoint-1",
        &[],
        Some(("хат", "арыз")),
        "2021-07-01",
    );
    let history = super::built(vec![super::base(), aside, meanwhile]);
    for (asked, want) in [("2021-01-31", "1) хат;"), ("2021-02-01", "[ended]"), ("2022-12-31", "[ended]"), ("2023-01-01", "1) арыз;")] {
        assert_eq!(said(&history, "A/point-2/subpoint-1", asked), want, "{asked}");
    }
}

/// A law in which a clause is set aside for a time, and what became of that.
fn suspension(later: &str) -> History {
    let law = |id: &str, title: &str, adopted: &str, number: &str, articles: &str| {
        let text =
            format!("{title}\nҚазақстан Республикасының {adopted} № {number} ҚРЗ Заңы\n{articles}\nҚазақстан Республикасының\nПрезиденті Н. НАЗАРБАЕВ\n");
        read_act(SourceText::new(format!("{id}.txt"), text), id.parse().unwrap())
    };
    const SUSPENDS: &str = "1-бап. \"Сынақ туралы\" 2017 жылғы 20 маусымдағы № 77-VI ҚРЗ Қазақстан Республикасының Заңының 3-бабы 2-тармағының қолданысы 2020 жылғы 1 қаңтарға дейін тоқтатыла тұрсын, тоқтатыла тұрған кезеңде осы тармақ мынадай редакцияда қолданылады деп белгіленсін:\n\"2. Тіркелім тегін.\".\n2-бап. Осы Заң 2018 жылғы 1 ақпаннан бастап қолданысқа енгізіледі.";
    let acts = [
        law(
            "Z1700000077",
            "Сынақ туралы",
            "2017 жылғы 20 маусымдағы",
            "77-VI",
            "1-бап. Мақсаты\nОсы Заң негіздерді белгілейді.\n3-бап. Тіркелім\n1. Тіркелім ашық.\n2. Тіркелім ақылы.\n9-бап. Осы Заңды қолданысқа енгізу тәртібі\nОсы Заң 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
        ),
        law("Z1800000150", "Нормалардың қолданысын тоқтата тұру туралы", "2018 жылғы 8 қаңтардағы", "150-VI", SUSPENDS),
        law(
            "Z1900000250",
            "Өзгерістер енгізу туралы",
            "2019 жылғы 8 сәуірдегі",
            "250-VI",
            &format!("1-бап. {later}\n2-бап. Осы Заң 2019 жылғы 1 мамырдан бастап қолданысқа енгізіледі."),
        ),
    ];
    built(&acts, &[])
}

#[test]
fn a_suspension_is_followed_to_its_end() {
    const SUSPENDING: &str = "\"Нормалардың қолданысын тоқтата тұру туралы\" 2018 жылғы 8 қаңтардағы № 150-VI ҚРЗ Қазақстан Республикасының Заңы";
    let (paid, free) = ("2. Тіркелім ақылы.", "2. Тіркелім тегін.");
    let cases = [
        (
            format!("{SUSPENDING}на мынадай өзгеріс енгізілсін:\n1-баптағы \"2020 жылғы\" деген сөздер \"2022 жылғы\" деген сөздермен ауыстырылсын."),
            [("2019-04-30", "in_force certain", free), ("2021-12-31", "in_force certain", free), ("2022-01-01", "in_force certain", paid)],
        ),
        (
            format!("{SUSPENDING}ның күші жойылды деп танылсын."),
            [("2019-04-30", "in_force certain", free), ("2019-05-01", "in_force possible | in_force", paid), ("2020-01-01", "in_force certain", paid)],
        ),
        (
            format!("{SUSPENDING}на мынадай өзгеріс енгізілсін:\n1-бап алып тасталсын."),
            [("2019-04-30", "in_force certain", free), ("2019-05-01", "in_force possible | in_force", paid), ("2020-01-01", "in_force certain", paid)],
        ),
        (
            "\"Сынақ туралы\" 2017 жылғы 20 маусымдағы № 77-VI ҚРЗ Қазақстан Республикасының Заңына мынадай өзгеріс енгізілсін:\n3-баптың 2-тармағындағы \"ақылы\" деген сөз \"шартты\" деген сөзбен ауыстырылсын.".to_owned(),
            [("2019-04-30", "in_force certain", free), ("2019-12-31", "in_force certain", free), ("2020-01-01", "in_force certain", "2. Тіркелім шартты.")],
        ),
    ];
    for (later, told) in cases {
        let history = suspension(&later);
        for (asked, sure, words) in told {
            let address = "Z1700000077/article-3/point-2";
            assert_eq!((on(&history, address, asked).as_str(), said(&history, address, asked).as_str()), (sure, words), "{later} {asked}");
        }
    }
}

#[test]
fn a_temporary_act_ends_as_its_clause_says_since() {
    let resolution = |id: &str, title: &str, adopted: &str, ordered: &str, clause: &str| {
        let text = format!(
            "{title}\nҚазақстан Республикасы Үкіметінің {adopted} қаулысы.\nҚазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\n1. {ordered}\n2. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі{clause}\nҚазақстан Республикасының\nПремьер-Министрі А. Мамин\n"
        );
        read_act(SourceText::new(format!("{id}.txt"), text), id.parse().unwrap())
    };
    let until = " және 2020 жылғы 1 қыркүйекке дейін қолданылады.";
    let changed = |ordered: &str| {
        format!("\"Шектеулер туралы\" Қазақстан Республикасы Үкіметінің 2020 жылғы 2 сәуірдегі № 200 қаулысына мынадай өзгеріс енгізілсін:\n{ordered}")
    };
    let (lasts, over) = ("in_force certain", "ended certain");
    let cases = [
        (until, "", [("2020-08-31", lasts), ("2020-09-01", over), ("2021-06-01", over)]),
        (
            until,
            "2-тармақтағы \"2020 жылғы 1 қыркүйекке\" деген сөздер \"2021 жылғы 1 қаңтарға\" деген сөздермен ауыстырылсын.",
            [("2020-09-01", lasts), ("2020-12-31", lasts), ("2021-01-01", over)],
        ),
        (
            until,
            "2-тармақтағы \"және 2020 жылғы 1 қыркүйекке дейін қолданылады\" деген сөздер алып тасталсын.",
            [("2020-09-01", lasts), ("2020-12-31", lasts), ("2021-01-01", lasts)],
        ),
        (" және қолданысқа енгізілген күнінен бастап алты ай бойы қолданылады.", "", [("2020-10-01", lasts), ("2020-10-02", over), ("2021-01-01", over)]),
        (
            " және төтенше жағдай кезеңі бойы қолданылады.",
            "",
            [("2020-04-01", "not_yet certain"), ("2020-10-02", "ended possible | in_force"), ("2021-01-01", "ended possible | in_force")],
        ),
        (" және 2020 жылғы 31 тамызға дейін (қоса алғанда) қолданылады.", "", [("2020-08-31", lasts), ("2020-09-01", over), ("2021-01-01", over)]),
    ];
    for (clause, ordered, told) in cases {
        let mut acts = vec![resolution("P2000000200", "Шектеулер туралы", "2020 жылғы 2 сәуірдегі № 200", "Экспорт шектелсін.", clause)];
        if !ordered.is_empty() {
            acts.push(resolution("P2000000410", "Өзгеріс енгізу туралы", "2020 жылғы 25 маусымдағы № 410", &changed(ordered), "."));
        }
        let history = built(&acts, &[]);
        for (asked, sure) in told {
            assert_eq!(on(&history, "P2000000200/point-1", asked), sure, "{clause} {ordered} {asked}");
        }
    }
}
