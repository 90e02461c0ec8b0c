//! Units that stand beside the name of another document are none of this act.

use super::read;

/// The pointers of one point of rules, which have points of the same numbers themselves.
fn in_rules(words: &str) -> Vec<String> {
    let point = format!("3. {words}");
    let paragraphs = [
        ("point-1", "1. Қоса беріліп отырған Су есебін жүргізу қағидалары бекітілсін."),
        ("rules", "Су есебін жүргізу қағидалары"),
        ("rules/point-1", "1. Есеп жүргізіледі."),
        ("rules/point-2", "2. Есеп беріледі."),
        ("rules/point-3", point.as_str()),
    ];
    read(&paragraphs).split_off(1)
}

#[test]
fn a_bracket_of_units_belongs_to_what_is_named_before_it() {
    let cases = [
        (
            "Білім Қазақстан Республикасының Су кодексі (41, 42-баптар) бойынша тексеріледі.",
            &[
                "Қазақстан Республикасының Су кодексі => Су кодексі :: ",
                "41, 42-баптар => Су кодексі :: article-41",
                "41, 42-баптар => Су кодексі :: article-42",
            ][..],
        ),
        (
            "Көмек \"Су туралы\" Қазақстан Республикасының Заңына (бұдан әрі – Заң) (6-бап, 3-бап) сәйкес беріледі.",
            &["\"Су туралы\" Қазақстан Республикасының Заңына => Су туралы :: ", "6-бап => Су туралы :: article-6", "3-бап => Су туралы :: article-3"],
        ),
        ("Мерзім осы Қағидаларға (2-тармақ) сай.", &["осы Қағидаларға => - :: rules", "2-тармақ => - :: rules/point-2"]),
        ("Есеп Су сапасы стандартына (2-тармақ) сай беріледі.", &["2-тармақ => ? :: point-2"]),
        (
            "Мерзім осы Қағидалардың 2-тармағында (1-тармақты қоспағанда) белгіленеді.",
            &["осы Қағидалардың 2-тармағында => - :: rules/point-2", "1-тармақты => - :: rules/point-1"],
        ),
    ];
    for (words, named) in cases {
        assert_eq!(in_rules(words), named, "{words}");
    }
}

#[test]
fn a_registration_does_not_part_an_act_from_its_units() {
    const ACT: &str = "Қазақстан Республикасы Энергетика министрінің 2019 жылғы 5 сәуірдегі № 88";
    const BRACKET: &str = "(Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 18345 болып тіркелген)";
    for (noun, unit, path) in [
        ("бұйрығына", "2-қосымшаға", "annex-2"),
        ("бұйрығының", "2-қосымшасына", "annex-2"),
        ("бұйрығының", "2-тармағына", "point-2"),
        ("бұйрығымен бекітілген Есеп беру қағидаларының", "2-тармағына", "rules/point-2"),
        ("бұйрығымен бекітілген Есеп беру қағидаларына", "2-қосымшаға", "rules/annex-2"),
    ] {
        let found = in_rules(&format!("Есеп {ACT} {noun} {BRACKET} {unit} сәйкес беріледі."));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(&format!("=> 88 :: {path}")), "{found:?}");
    }
    let apart = in_rules(&format!("Есеп {ACT} бұйрығына {BRACKET} 2-тармақта белгіленген мерзімде беріледі."));
    assert_eq!(apart[1], "2-тармақта => - :: rules/point-2");
}

#[test]
fn a_unit_of_a_named_document_is_none_of_this_act() {
    for words in [
        "Насос \"Насостардың қауіпсіздігі\" техникалық регламентінің 2-тармағына сай.",
        "Насос \"Насостардың қауіпсіздігі\" (КО ТР 010/2011) техникалық регламентінің 2-тармағына сай.",
        "Насос \"Насостардың қауіпсіздігі\" техникалық регламенті 2-тармағының талабына сай.",
        "Ғимарат ҚР ҚН 4.01-02-2013 \"Су құбыры\" құрылыс нормаларының 2-тармағына сай.",
        "Ғимарат ҚР ҚН 4.01-02-2013 2-тармағына сай.",
        "Есеп СТ РК 1174-2003 стандартының 2-тармағына сай.",
        "Есеп ІСТҚ-ның 2-тармағына сай.",
        "Есеп ХҚЕС 16-ның 2-тармағына сай.",
        "Есеп Су сатып алу қағидаларының 2-тармағына сай.",
        "Есеп Су сатып алу қағидаларына 2-қосымшаға сай.",
        "Сайлау Қоғам Жарғысының 2-тармағына сай.",
        "Үлгілік қағидалардың 2-тармағына сай.",
        "Үлгілік Қағидалардың 2-тармағына сай.",
        "Көрсетілген қағидалардың 2-тармағына сай.",
        "Аталған бұйрықтың 2-тармағына сай.",
        "Комиссия туралы ереженің 2-тармағына сай.",
        "Техникалық тапсырманың 2-тармағына сай.",
        "Есеп Тұжырымдаманың 2-тармағына сай.",
        "Есеп бағдарламаның 2-тармағына сай.",
    ] {
        let found = in_rules(words);
        assert_eq!(found.len(), 1, "{words}: {found:?}");
        assert!(found[0].contains("=> ? ::"), "{found:?}");
    }
}

#[test]
fn a_unit_of_this_act_stays_its_own_whatever_stands_before() {
    for words in [
        "Есеп Қағидалардың 2-тармағына сай.",
        "Есеп Ереженің 2-тармағына сай.",
        "Есеп осы су есебінің үлгілік қағидаларының 2-тармағына сай.",
        "Есеп Су есебін жүргізу қағидаларының 2-тармағына сай.",
        "Есеп осы бұйрықпен бекітілген есеп қағидаларының 2-тармағына сай.",
        "Тұлғалардың 2-тармақта көрсетілген құжаттары қаралады.",
        "Көрсетілген Қағидалардың 2-тармағына сай.",
        "Есеп су есебі үшін, 2-тармағына сай.",
    ] {
        let found = in_rules(words);
        assert!(found.last().is_some_and(|last| last.ends_with("=> - :: rules/point-2")), "{words}: {found:?}");
    }
    let contract = [
        ("annex-1", "1-қосымша"),
        ("annex-1", "Су беруге арналған келісімшарт"),
        ("annex-1/point-1", "1. Бағасы келісімшарттың 2-тармағына сай."),
        ("annex-1/point-2", "2. Бағасы."),
    ];
    assert!(read(&contract).iter().any(|found| found == "2-тармағына => - :: annex-1/point-2"), "{:?}", read(&contract));
}

#[test]
fn a_bracket_that_is_opened_by_mistake_is_read_over() {
    let found = in_rules("Мерзім осы Қағидалардың 2-тармағының (2), 3) тармақшаларында белгіленеді).");
    assert_eq!(found[0], "осы Қағидалардың 2-тармағының => - :: rules/point-2", "{found:?}");
}

#[test]
fn a_defined_name_leads_to_what_it_was_defined_for() {
    let found = in_rules(
        "Есеп Қаржы министрінің 2019 жылғы 5 сәуірдегі № 88 бұйрығымен бекітілген Су есебінің үлгілік қағидаларына (бұдан әрі – Үлгілік қағидалар) сай, \
         Үлгілік қағидалардың 2-тармағын сақтап беріледі.",
    );
    assert_eq!(found[1], "2-тармағын => 88 :: rules/point-2", "{found:?}");
}

#[test]
fn a_code_has_one_title_when_its_short_name_is_told() {
    let found = in_rules(
        "\"Су төлемдері туралы\" Қазақстан Республикасының Кодексі (Төлем кодексі) 5-бабының 2-тармағы. Ақы мөлшері Төлем кодексінің 6-бабымен белгіленеді.",
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].ends_with("=> Су төлемдері туралы :: article-5/point-2"), "{found:?}");
    assert!(found[1].ends_with("=> Су төлемдері туралы :: article-6"), "{found:?}");
}

#[test]
fn an_annex_in_a_bracket_is_one_of_the_document_that_has_it() {
    for words in ["Есеп құжаттар тізбесі (1-қосымша) бойынша беріледі.", "Есеп жұмыс жоспарын (1-қосымша) бекіткен соң беріледі."]
    {
        let found = in_rules(words);
        assert!(found.iter().all(|found| !found.contains("=> ?")), "{words}: {found:?}");
    }
}

#[test]
fn codes_of_others_are_none_of_ours() {
    for words in ["РФ Салық кодексінің 149-бабы", "Декларант Ресей Федерациясы Азаматтық кодексінің 10-бабын", "ЕАЭО Кеден кодексінің 351-бабына"]
    {
        let found = in_rules(&format!("Есеп {words} қарап беріледі."));
        assert!(
            found.iter().all(|found| !["=> Салық кодексі", "=> Азаматтық кодексі", "=> Кеден кодексі"].iter().any(|own| found.contains(own))),
            "{words}: {found:?}"
        );
    }
}

#[test]
fn of_two_codes_of_one_short_name_neither_is_meant_for_certain() {
    let found = in_rules(
        "\"Төлем туралы\" 2008 жылғы 10 желтоқсандағы Қазақстан Республикасының Кодексі (Салық кодексі), \"Төлем мен алым туралы\" 2017 жылғы 25 желтоқсандағы Қазақстан \
         Республикасының Кодексі (Салық кодексі). Ақы Салық кодексінің 6-бабымен белгіленеді.",
    );
    assert!(found.last().is_some_and(|last| last.ends_with("=> Салық кодексі :: article-6")), "{found:?}");
}

#[test]
fn a_unit_behind_the_act_that_changed_it_is_none_of_that_act() {
    let found = in_rules("Су министрінің 2010 жылғы 20 желтоқсандағы № 767 бұйрығымен 2-тармақ жаңа редакцияда.");
    let of_order: Vec<&String> = found.iter().filter(|found| found.contains("=> 767")).collect();
    assert_eq!(of_order.len(), 1, "{found:?}");
    assert!(of_order[0].ends_with("=> 767 :: "), "{found:?}");
    assert!(found.iter().any(|found| found == "2-тармақ => - :: rules/point-2"), "{found:?}");
    let genitive = in_rules("Су министрінің 2010 жылғы 20 желтоқсандағы № 767 бұйрығының 2-тармағы қолданылады.");
    assert!(genitive.iter().any(|found| found.ends_with("=> 767 :: point-2")), "{genitive:?}");
}

#[test]
fn a_unit_of_something_behind_one_of_another_act_is_none_of_this() {
    let after = |rest: &str| in_rules(&format!("Есеп Су кодексінің 26-бабының 1-тармағында {rest} мерзімде беріледі.")).pop().unwrap_or_default();
    // it goes on with the article of the code
    assert_eq!(after("көзделген және 2-тармағында аталған"), "2-тармағында => Су кодексі :: article-26/point-2");
    // of what it is a point is not told
    assert_eq!(after("көзделген тәртіптің ішінде 2-тармағында аталған"), "2-тармағында => ? :: point-2");
    // what is of nothing, or stands in a sentence of its own, or behind a unit of this act, is of this one
    assert_eq!(after("көзделген және 2-тармақта аталған"), "2-тармақта => - :: rules/point-2");
    assert_eq!(after("көзделген. Осы Қағидалардың 1-тармағында және 2-тармағында аталған").split(" => ").last(), Some("- :: rules/point-2"));
}
