//! What a later act makes of the days of another, of what was changed before it was adopted, and of paragraphs.

use super::*;
use crate::ingest::read_act;
use crate::text::SourceText;

fn act(id: &str, text: &str) -> Act {
    read_act(SourceText::new(format!("{id}.txt"), text.to_owned()), id.parse().unwrap())
}

/// A law of 2017 with these articles.
fn law(articles: &str) -> Act {
    act(
        "Z1700000077",
        &format!(
            "Сынақ туралы\nҚазақстан Республикасының 2017 жылғы 20 маусымдағы № 77-VI ҚРЗ Заңы\n{articles}\nҚазақстан Республикасының\nПрезиденті Н. Н.\n"
        ),
    )
}

/// A law that changes that one, in force as its second article says.
fn amending(id: &str, adopted: &str, changes: &str, from: &str) -> Act {
    let number = &id[id.len() - 3..];
    act(
        id,
        &format!(
            "\"Сынақ туралы\" Қазақстан Республикасының Заңына өзгерістер енгізу туралы\nҚазақстан Республикасының {adopted} № {number}-VI ҚРЗ Заңы\n\
             1-бап. \"Сынақ туралы\" 2017 жылғы 20 маусымдағы № 77-VI ҚРЗ Қазақстан Республикасының Заңына мынадай өзгерістер енгізілсін:\n{changes}\n\
             2-бап. Осы Заң {from} бастап қолданысқа енгізіледі.\nҚазақстан Республикасының\nПрезиденті Қ. Т.\n"
        ),
    )
}

/// How a unit of the law stood on a day, with its words.
fn stood(acts: &[Act], unit: &str, asked: &str) -> String {
    published(acts, &Publications::default(), unit, asked)
}

/// The same, with days of publication.
fn published(acts: &[Act], publications: &Publications, unit: &str, asked: &str) -> String {
    let history = History::build(acts, publications).value;
    let of = address(&format!("Z1700000077/{unit}"));
    let Some(on) = history.as_of(&of, day(asked)) else { return "nothing".to_owned() };
    let text = on.text().map_or("", |text| text.text.as_str());
    format!("{} {} {text}", on.state.as_str(), on.certainty.as_str()).trim().to_owned()
}

const APART: &str = "1-бап. Мақсаты\n1. Сынақ ақылы.\n2. Сынақ ашық.\n9-бап. Осы Заңды қолданысқа енгізу тәртібі\n\
    1. Осы Заң, 2021 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-баптың 2-тармағын қоспағанда, 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n\
    2. Осы Заңның 1-бабының 1-тармағы 2022 жылғы 1 қаңтарға дейін қолданылады.";

#[test]
fn days_of_an_act_that_have_not_come_are_those_that_a_later_act_gives_it() {
    let put_off = "9-баптың 1-тармағындағы \"2021 жылғы 1 қаңтардан\" деген сөздер \"2023 жылғы 1 қаңтардан\" деген сөздермен ауыстырылсын.";
    let prolonged = "9-баптың 2-тармағындағы \"2022 жылғы 1 қаңтарға\" деген сөздер \"2024 жылғы 1 қаңтарға\" деген сөздермен ауыстырылсын.";
    // (change, in force from, unit, day, how it stands, why)
    let cases = [
        (put_off, "2020 жылғы 1 мамырдан", "article-1/point-2", "2022-06-01", "not_yet certain", "put off in time"),
        (put_off, "2020 жылғы 1 мамырдан", "article-1/point-2", "2023-01-01", "in_force certain 2. Сынақ ашық.", "till its new day"),
        (put_off, "2020 жылғы 1 мамырдан", "article-1/point-1", "2020-06-01", "in_force certain 1. Сынақ ақылы.", "the rest was in force"),
        (put_off, "2021 жылғы 1 қаңтардан", "article-1/point-2", "2022-06-01", "not_yet certain", "on the very day"),
        (put_off, "2021 жылғы 1 мамырдан", "article-1/point-2", "2022-06-01", "in_force certain 2. Сынақ ашық.", "too late: it was in force"),
        (prolonged, "2020 жылғы 1 мамырдан", "article-1/point-1", "2023-06-01", "in_force certain 1. Сынақ ақылы.", "the end of a unit is moved"),
        (prolonged, "2022 жылғы 1 қаңтардан", "article-1/point-1", "2023-06-01", "in_force certain 1. Сынақ ақылы.", "on the day of the end"),
        (prolonged, "2022 жылғы 1 мамырдан", "article-1/point-1", "2023-06-01", "ended certain", "it had ended"),
        (
            "9-баптың 2-тармағы алып тасталсын.",
            "2020 жылғы 1 мамырдан",
            "article-1/point-1",
            "2023-06-01",
            "in_force certain 1. Сынақ ақылы.",
            "it ends no more",
        ),
    ];
    for (change, from, unit, asked, want, why) in cases {
        let acts = [law(APART), amending("Z2000000311", "2020 жылғы 8 сәуірдегі", change, from)];
        assert_eq!(stood(&acts, unit, asked), want, "{why}");
    }
}

#[test]
fn a_clause_below_a_heading_is_read_without_it() {
    let whole = "1-бап. Мақсаты\n1. Сынақ ақылы.\n9-бап. Осы Заңды қолданысқа енгізу тәртібі\nОсы Заң 2021 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";
    let words = "9-баптағы \"2021 жылғы 1 қаңтардан\" деген сөздер \"2023 жылғы 1 қаңтардан\" деген сөздермен ауыстырылсын.";
    let acts = [law(whole), amending("Z2000000311", "2020 жылғы 8 сәуірдегі", words, "2020 жылғы 1 мамырдан")];
    for (asked, want) in [("2022-06-01", "not_yet certain"), ("2023-01-01", "in_force certain 1. Сынақ ақылы.")] {
        assert_eq!(stood(&acts, "article-1/point-1", asked), want, "{asked}");
    }
}

const PLAIN: &str = "1-бап. Мақсаты\n1. Сынақ ақылы.\n2. Резерв 50 теңге.\n2-бап. Осы Заң 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";

#[test]
fn an_act_that_reaches_back_is_laid_over_what_was_changed_before_it() {
    let august = |change: &str| amending("Z2000000311", "2020 жылғы 1 тамыздағы", change, "2020 жылғы 10 тамыздан");
    let november = |change: &str| amending("Z2000000411", "2020 жылғы 1 қарашадағы", change, "2020 жылғы 1 қаңтардан");
    let words = |old: &str, new: &str| format!("1-баптың 2-тармағындағы \"{old}\" деген цифрлар \"{new}\" деген цифрлармен ауыстырылсын.");
    let anew = "1-баптың 2-тармағы мынадай редакцияда жазылсын:\n\"2. Резерв 40 теңге.\".";
    // (of August, of November, day, how the point stands, why)
    let cases = [
        (words("50", "70"), anew.to_owned(), "2020-12-01", "in_force certain 2. Резерв 40 теңге.", "set out anew by the later act"),
        (words("50", "70"), words("70", "40"), "2020-12-01", "in_force certain 2. Резерв 40 теңге.", "it names the words of the one before"),
        (words("50", "70"), anew.to_owned(), "2020-09-01", "in_force possible 2. Резерв 40 теңге.", "from its day till it was adopted neither is certain"),
        (words("50", "70"), anew.to_owned(), "2019-12-31", "in_force certain 2. Резерв 50 теңге.", "before its day"),
        (words("50", "70"), "1-баптың 2-тармағы алып тасталсын.".to_owned(), "2020-12-01", "ended certain", "taken out"),
    ];
    for (first, second, asked, want, why) in cases {
        assert_eq!(stood(&[law(PLAIN), august(&first), november(&second)], "article-1/point-2", asked), want, "{why}");
    }
    // adopted before the act that reaches back was published
    let between = amending(
        "Z2000000415",
        "2020 жылғы 5 қарашадағы",
        "1-баптың 2-тармағы мынадай редакцияда жазылсын:\n\"2. Резерв 95 теңге.\".",
        "2020 жылғы 6 қарашадан",
    );
    let mut publications = Publications::default();
    publications.publish_act("Z2000000411".parse().unwrap(), day("2020-11-20"), "a test");
    let acts = [law(PLAIN), august(&words("50", "70")), november(anew), between];
    assert_eq!(published(&acts, &publications, "article-1/point-2", "2021-01-01"), "in_force certain 2. Резерв 95 теңге.", "the newest act is on top");
    let other = "1-баптың 2-тармағындағы \"Резерв\" деген сөз \"Қор\" деген сөзбен ауыстырылсын.";
    let acts = [law(PLAIN), august(&words("50", "70")), november(other)];
    assert_eq!(stood(&acts, "article-1/point-2", "2020-03-01"), "in_force certain 2. Қор 50 теңге.", "words that have nothing to do with each other");
    assert_eq!(stood(&acts, "article-1/point-2", "2020-12-01"), "in_force certain 2. Қор 70 теңге.");
}

const PARAGRAPHS: &str = "1-бап. Мақсаты\n1. Сынақ ақылы.\nСынақты орган өткізеді.\nНәтиже үш күнде беріледі.\n2. Залдар:\n- оқу залы;\n- балалар залы.\n\
    3. Құжаттар:\n1) өтініш;\n2) куәлік.\n2-бап. Осы Заң 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";

#[test]
fn a_paragraph_is_the_unit_that_is_printed_there() {
    let anew = "мынадай редакцияда жазылсын:\n\"Сынақты комиссия өткізеді.\".";
    // (change, unit, how it stands, why)
    let cases = [
        (format!("1-баптың 1-тармағының екінші абзацы {anew}"), "article-1/point-1/part-2", "in_force certain Сынақты комиссия өткізеді.", "a part"),
        (format!("1-баптың 1-тармағының екінші абзацы {anew}"), "article-1/point-1/indent-2", "nothing", "no indent comes beside it"),
        ("1-баптың 1-тармағының екінші абзацы алып тасталсын.".to_owned(), "article-1/point-1/part-2", "ended certain", "taken out"),
        (
            "1-баптың 1-тармағының үшінші абзацындағы \"үш\" деген сөз \"бес\" деген сөзбен ауыстырылсын.".to_owned(),
            "article-1/point-1/part-3",
            "in_force certain Нәтиже бес күнде беріледі.",
            "words of it",
        ),
        ("1-баптың 3-тармағының екінші абзацы алып тасталсын.".to_owned(), "article-1/point-3/subpoint-1", "wording_unknown certain", "one with a number"),
        ("1-баптың 3-тармағының екінші абзацы алып тасталсын.".to_owned(), "article-1/point-1", "in_force certain 1. Сынақ ақылы.", "not beyond the point"),
    ];
    for (change, unit, want, why) in cases {
        let acts = [law(PARAGRAPHS), amending("Z2000000311", "2020 жылғы 8 сәуірдегі", &change, "2020 жылғы 1 мамырдан")];
        assert_eq!(stood(&acts, unit, "2020-06-01"), want, "{why}");
    }
}

const TRAILING: &str = "1-бап. Мақсаты\n1. Құжаттар:\n1) өтініш;\n2) куәлік.\nҚұжаттар тегін беріледі.\nОлар қайтарылады.\n2. Сынақ ашық.\n\
    3. Залдар:\n2-бап. Осы Заң 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";

/// How a unit stood after one law of 2020 and one of 2021.
fn after(first: &str, second: &str, unit: &str) -> String {
    let first = amending("Z2000000311", "2020 жылғы 8 сәуірдегі", first, "2020 жылғы 1 мамырдан");
    let second = amending("Z2100000411", "2021 жылғы 8 сәуірдегі", second, "2021 жылғы 1 мамырдан");
    stood(&[law(TRAILING), first, second], unit, "2021-06-01")
}

#[test]
fn a_paragraph_behind_the_last_subpoint_is_a_part_of_the_point() {
    let of = "1-баптың 1-тармағының 2) тармақшасы";
    let gone = |nth: &str| format!("{of}ның {nth} абзацы алып тасталсын.");
    let other = "1-баптың 2-тармағындағы \"ашық\" деген сөз \"жабық\" деген сөзбен ауыстырылсын.";
    let added = format!("{of} мынадай мазмұндағы екінші абзацпен толықтырылсын:\n\"Куәлік түпнұсқа болады.\".");
    let anew = format!("{of} мынадай редакцияда жазылсын:\n\"2) паспорт.\".");
    // (of 2020, of 2021, unit of the first point, how it stands, why)
    let cases = [
        (other, gone("екінші"), "part-2", "ended certain", "the first behind it"),
        (other, gone("екінші"), "part-3", "in_force certain Олар қайтарылады.", "that one alone"),
        (other, gone("үшінші"), "part-3", "ended certain", "the second behind it"),
        (other, gone("бесінші"), "part-2", "wording_unknown certain", "so many are not there"),
        (&*anew, gone("екінші"), "part-2", "ended certain", "the subpoint alone was set out anew"),
        (&*added, gone("үшінші"), "part-2", "wording_unknown certain", "which one follows what was put in is not known"),
    ];
    for (first, second, unit, want, why) in cases {
        assert_eq!(after(first, &second, &format!("article-1/point-1/{unit}")), want, "{why}");
    }
}

#[test]
fn a_paragraph_put_into_a_unit_of_one_is_its_second_part() {
    let add = |point: u32| format!("1-баптың {point}-тармағы мынадай мазмұндағы екінші абзацпен толықтырылсын:\n\"Шағым беріледі.\".");
    let part = "1-баптың 2-тармағы мынадай мазмұндағы екінші бөлікпен толықтырылсын:\n\"Шағым беріледі.\".".to_owned();
    let gone = |point: u32, which: &str| format!("1-баптың {point}-тармағының екінші {which} алып тасталсын.");
    let words = "1-баптың 2-тармағының екінші абзацындағы \"Шағым\" деген сөз \"Арыз\" деген сөзбен ауыстырылсын.".to_owned();
    // (of 2020, of 2021, unit, how it stands, why)
    let cases = [
        (add(2), gone(1, "бөлігі"), "point-2/part-2", "in_force certain Шағым беріледі.", "where it stands"),
        (add(2), gone(1, "бөлігі"), "point-2/indent-2", "nothing", "not as an indent"),
        (add(2), gone(2, "бөлігі"), "point-2/part-2", "ended certain", "named as a part"),
        (add(2), gone(2, "абзацы"), "point-2/part-2", "ended certain", "named as a paragraph"),
        (part, gone(2, "абзацы"), "point-2/part-2", "ended certain", "put in as a part, named as a paragraph"),
        (add(2), words, "point-2/part-2", "in_force certain Арыз беріледі.", "words of it"),
        (add(3), gone(1, "бөлігі"), "point-3/indent-2", "in_force certain Шағым беріледі.", "of a list that is opened"),
        (add(3), gone(3, "абзацы"), "point-3/indent-2", "ended certain", "of that list"),
    ];
    for (first, second, unit, want, why) in cases {
        assert_eq!(after(&first, &second, &format!("article-1/{unit}")), want, "{why}");
    }
}

#[test]
fn what_is_set_aside_goes_on_where_its_end_is_moved_by_then() {
    let aside = |until: &str| format!("1-баптың 2-тармағының қолданысы {until} дейін тоқтатыла тұрсын.");
    let suspending = || amending("Z2000000311", "2020 жылғы 1 ақпандағы", &aside("2021 жылғы 1 қаңтарға"), "2020 жылғы 10 ақпаннан");
    let second = |changes: &str, from: &str| {
        let cited = "\"\"Сынақ туралы\" Қазақстан Республикасының Заңына өзгерістер енгізу туралы\" 2020 жылғы 1 ақпандағы № 311-VI ҚРЗ Қазақстан Республикасының Заңына";
        act(
            "Z2000000400",
            &format!(
                "Кейбір заңнамалық актілерге өзгерістер енгізу туралы\nҚазақстан Республикасының 2020 жылғы 1 желтоқсандағы № 400-VI ҚРЗ Заңы\n1-бап. {cited} мынадай \
                 өзгеріс енгізілсін:\n{changes}\n2-бап. Осы Заң {from} бастап қолданысқа енгізіледі.\nҚазақстан Республикасының\nПрезиденті Қ. Т.\n"
            ),
        )
    };
    let words = "1-баптағы \"2021 жылғы 1 қаңтарға\" деген сөздер \"2024 жылғы 1 қаңтарға\" деген сөздермен ауыстырылсын.";
    for (from, asked, want, why) in [
        ("2020 жылғы 10 желтоқсаннан", "2022-06-01", "ended certain", "before the end"),
        ("2021 жылғы 1 қаңтардан", "2022-06-01", "ended certain", "on the day of the end"),
        ("2021 жылғы 1 қаңтардан", "2024-01-01", "in_force certain 2. Резерв 50 теңге.", "till the new one"),
        ("2021 жылғы 2 қаңтардан", "2022-06-01", "in_force certain 2. Резерв 50 теңге.", "too late"),
    ] {
        assert_eq!(stood(&[law(PLAIN), suspending(), second(words, from)], "article-1/point-2", asked), want, "{why}");
    }
}

/// An order of two ministers, which was registered after both had signed it.
const JOINT: &str = "Есеп туралы\nҚазақстан Республикасы Қаржы министрінің 2022 жылғы 7 маусымдағы № 571 және Қазақстан Республикасы Ұлттық экономика министрінің \
    2022 жылғы 9 маусымдағы № 48 бірлескен бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2022 жылғы 14 маусымда № 28480 болып тіркелді\n\
    БҰЙЫРАМЫЗ:\n1. Есеп беріледі.\n\
    2. Осы бірлескен бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.\n";

#[test]
fn a_joint_act_is_named_by_one_of_its_adoptions() {
    let history = History::build(&[act("V2200028480", JOINT)], &Publications::default()).value;
    let by = &history.act(&"V2200028480".parse().unwrap()).unwrap().events[0].by;
    let named = (by.date.map(|date| date.to_string()), by.number.as_deref());
    assert_eq!(named, (Some("2022-06-07".to_owned()), Some("571")), "the day, the number and the minister of one adoption");
    assert!(by.issuer.as_deref().is_some_and(|issuer| issuer.contains("Қаржы")), "{:?}", by.issuer);
}

#[test]
fn nothing_is_published_before_it_is_adopted_and_registered() {
    let id: ActId = "V2200028480".parse().unwrap();
    // (how its publication is told, the day, its day of effect, why)
    let cases = [
        ("id", "2022-06-20", "2022-07-01..2022-07-01", "after its registration"),
        ("id", "2022-06-14", "2022-06-25..2022-06-25", "on the day of its registration"),
        ("id", "2022-06-10", "2022-06-25..", "adopted, not yet registered"),
        ("number", "2015-07-06", "2022-06-25..", "years before, told of its number"),
    ];
    for (named, published, want, why) in cases {
        let mut known = Publications::default();
        match named {
            "id" => known.publish_act(id.clone(), day(published), "a.source.toml"),
            _ => known.publish_cited(day("2022-06-07"), "571", None, day(published), "a.source.toml"),
        }
        let built = History::build(&[act("V2200028480", JOINT)], &known);
        let from = &built.value.act(&id).unwrap().events[0].effective;
        let end = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        assert_eq!(format!("{}..{}", end(from.earliest), end(from.latest)), want, "{why}");
        let told = built.problems.iter().any(|problem| problem.message.contains("before it was adopted or registered"));
        assert_eq!(told, from.latest.is_none(), "{why}: {:?}", built.problems);
    }
}

#[test]
fn quotations_of_one_instruction_are_the_wordings_of_several_units() {
    let first = law("1-бап. Мақсаты\n1. Сынақ ақылы.\n2. Сынақ ашық.\n2-бап. Қолданысқа енгізу\nОсы Заң 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.");
    let changes = "1-баптың 1 және 2-тармақтары мынадай редакцияда жазылсын:\n«1. Сынақ тегін.»;\n«2. Сынақ жабық.».";
    for (open, close) in [("«", "»"), ("\"", "\"")] {
        let second = amending("Z1900000200", "2019 жылғы 3 мамырдағы", &changes.replace('«', open).replace('»', close), "2020 жылғы 1 қаңтардан");
        let acts = [first.clone(), second];
        assert_eq!(stood(&acts, "article-1/point-1", "2020-02-01"), "in_force certain 1. Сынақ тегін.");
        assert_eq!(stood(&acts, "article-1/point-2", "2020-02-01"), "in_force certain 2. Сынақ жабық.");
        assert_eq!(stood(&acts, "article-1/point-2", "2019-12-31"), "in_force certain 2. Сынақ ашық.");
    }
}

#[test]
fn a_part_without_a_number_leaves_the_words_of_its_point() {
    let second = |changes: &str| amending("Z1900000200", "2019 жылғы 3 мамырдағы", changes, "2020 жылғы 1 қаңтардан");
    let law = law("1-бап. Мақсаты\n1. Сынақ ақылы:\n1) жазбаша;\n2) ауызша.\n2-бап. Осы Заң 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.");
    let acts = [law, second("1-баптың 1-тармағы мынадай мазмұндағы бөлікпен толықтырылсын:\n\"Сынақ бір күнге созылады.\".")];
    assert_eq!(stood(&acts, "article-1/point-1", "2019-12-31"), "in_force certain 1. Сынақ ақылы:", "it was there before");
    assert_eq!(stood(&acts, "article-1/point-1", "2020-02-01"), "in_force possible 1. Сынақ ақылы:", "it has one part more");
    assert_eq!(stood(&acts, "article-1/point-1/subpoint-2", "2020-02-01"), "in_force certain 2) ауызша.");
}

#[test]
fn what_a_note_tells_as_set_aside_is_printed_as_it_reads_again_since_the_day_it_names() {
    let law = law("1-бап. Мақсаты\n1. Сынақ ақылы.\n2. Сынақ ашық.\n\
         Ескерту. 2-тармақтың қолданысы 01.01.2025 дейін тоқтатыла тұрды – ҚР 08.04.2020 № 311-VI (01.05.2020 бастап қолданысқа енгізіледі) Заңымен.\n\
         2-бап. Осы Заң 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.");
    let built = History::build(std::slice::from_ref(&law), &Publications::default());
    assert_eq!(built.problems, Vec::new(), "the copy and the note tell the same");
    for (asked, want) in [("2019-06-01", "in_force certain 2. Сынақ ашық."), ("2022-06-01", "ended certain"), ("2025-01-01", "in_force certain 2. Сынақ ашық.")]
    {
        assert_eq!(stood(std::slice::from_ref(&law), "article-1/point-2", asked), want, "{asked}");
    }
}
