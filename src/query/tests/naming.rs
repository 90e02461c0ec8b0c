//! Questions that name an act, and texts that repeat its name.

use super::*;

#[test]
fn what_only_names_its_act_is_no_answer() {
    // Point 1 and the header of an annex repeat the title of the order, which has most words of the question.
    let hits = on("2013-05-15", "шетелдіктерге тұрақты тұруға рұқсатты қай орган береді", 2);
    let mut addresses: Vec<&str> = hits.iter().map(|hit| hit.address.as_str()).collect();
    addresses.sort_unstable();
    assert_eq!(addresses, ["V1200007775/regulation/point-15", "V1200007775/regulation/point-3"]);
    // In quotation marks they are found as any words are.
    let phrase = ask("\"азаматтарының құжаттарын қабылдау және жолдау қағидаларына 4-қосымша\"");
    assert_eq!(phrase.hits[0].address, "V1800016354/rules/annex-4");
}

#[test]
fn an_act_is_named_by_its_day_or_year_and_kind() {
    let cases = [
        ("2020 жылғы 1 қыркүйектегі бірлескен бұйрық қашан қолданысқа енгізіледі", "V2000021165/point-4", "a day"),
        ("2012 жылғы регламент нысаны", "V1200007775/regulation/point-4", "a year, and a document that the act approves"),
        ("2022 жылғы қаулы", "P2200000807", "the act itself"),
        ("2022 жылғы 10 қазандағы қаулы", "P2200000807", "10 is a day, and no number"),
        ("807 қаулы", "P2200000807", "its number"),
    ];
    for (question, address, why) in cases {
        assert_eq!(ask(question).hits[0].address, address, "{question}: {why}");
    }
    // 999 is the number of no act of that year.
    assert_ne!(ask("2012 жылғы № 999 бұйрық тіркеу").hits[0].act.as_str(), "V1200007775");
}

#[test]
fn a_russian_name_tells_whose_an_act_is_and_of_what_day() {
    let cited = |text: &str| -> Vec<(String, Vec<String>, bool)> {
        let found = cite(&CORPUS.index, text).unwrap();
        found.into_iter().map(|found| (found.surface, found.addresses, found.is_indexed)).collect()
    };
    let one = |text: &str, surface: &str, address: &str, is_indexed: bool| {
        assert_eq!(cited(text), [(surface.to_owned(), vec![address.to_owned()], is_indexed)], "{text}");
    };
    let resolution = "Постановление Правительства Республики Казахстан от 10 октября 2022 года № 807";
    one(&format!("{resolution} пункт 32"), "№ 807 пункт 32", "P1200000148/rules/point-32", true);
    one(&format!("пункт 32 {resolution}"), &format!("пункт 32 {resolution}"), "P1200000148/rules/point-32", true);
    for (text, id) in [
        ("Закон РК от 10 октября 2015 года № 422-V", "Z1500000422"),
        ("Закон Республики Казахстан «О миграции населения» от 22 июля 2011 г. № 477-IV", "Z1100000477"),
        ("постановление Правительства РК от 21.06.2012 г. № 807", "P1200000807"),
        ("Указ Президента Республики Казахстан от 5 мая 2017 года № 471", "U1700000471"),
    ] {
        one(text, text, id, false);
    }
    // No id follows from an order's own number, nor from a resolution of nobody knows whom; and the one of that number here is of another day.
    for text in ["приказ Министра юстиции РК от 20.07.2018 г. № 1132", "№ 807 постановление от 21 июня 2012 года", "постановление от 21 июня 2012 года № 807"]
    {
        assert_eq!(cited(text), [], "{text}");
        let answer = ask(text);
        assert!(answer.problems.iter().any(|problem| problem.contains("is indexed")), "{text}: {:?}", answer.problems);
        assert_eq!(answer.as_of, None, "{text}: the day is the act's");
    }
}

#[test]
fn the_day_of_an_act_is_not_the_day_asked_about() {
    for text in [
        "постановление Правительства от 10 октября 2022 года № 807",
        "постановление № 807 от 10 октября 2022 года",
        "V1800016354 от 4 января 2018 года п. 12",
        "зарегистрирован 13 февраля 2018 года № 16354",
        "2018 жылғы 13 ақпанда № 16354 болып тіркелген қағидалар",
        "2012 жылы 28 маусымда № 7775 тіркелген бұйрық",
        "2022 жылы 10 қазанда қабылданған № 807 қаулы",
    ] {
        assert_eq!(ask(text).as_of, None, "{text}");
    }
    for text in ["2022 жылғы 1 қыркүйекте № 807 қаулы қолданыста болды ма", "2020 жылғы 1 қыркүйекте тіркелген шетелдік", "на 4 января 2023 года № 807"]
    {
        assert!(ask(text).as_of.is_some(), "{text}");
    }
}

#[test]
fn an_act_that_is_all_that_is_named_comes_first() {
    for (text, act) in [
        ("ІІМ 2012 жылғы 14 маусымдағы № 352 бұйрығы", "V1200007775"),
        ("приказ МВД от 14.06.2012 № 352", "V1200007775"),
        ("приказ от 4 января 2018 года № 11-1-4/1", "V1800016354"),
        ("Үкіметтің № 807 қаулысы", "P2200000807"),
    ] {
        assert_eq!(ask(text).hits[0].address, act, "{text}");
    }
}

#[test]
fn the_clause_on_commencement_answers_when_a_unit_took_effect() {
    let addresses = |hits: Vec<Passage>| hits.into_iter().map(|hit| hit.address).collect::<Vec<_>>();
    let meant = ["P1200000148/rules/point-32", "P2200000807/point-2"];
    assert_eq!(addresses(on("2026-01-01", "32-тармақ қашан қолданысқа енді", 2)), meant);
    assert_eq!(addresses(on("2022-10-15", "32-тармақ қолданысқа енді ме", 2)), meant, "that it is not in force yet is the answer");
}

#[test]
fn an_act_that_is_named_by_its_title_took_effect_as_its_clause_says() {
    let first = |day: &str, question: &str| on(day, question, 1).swap_remove(0).address;
    for question in [
        "тұрақты тұруға рұқсаттар беру регламенті туралы бұйрық күшіне енген бе еді",
        "тұрақты тұруға рұқсаттар беру регламентін бекіту туралы бұйрық күшіне енді ме",
    ] {
        assert_eq!(first("2012-06-20", question), "V1200007775/point-5", "{question}");
    }
    assert_ne!(first("2012-06-20", "рұқсат күшіне енді ме"), "V1200007775/point-5", "no act is named");
}
