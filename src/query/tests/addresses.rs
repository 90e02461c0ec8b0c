//! Questions that are an address, or name a unit by its number.

use super::*;

#[test]
fn addresses_are_understood_as_people_write_them() {
    let cases = [
        ("V1800016354/rules/point-11", "V1800016354/rules/point-11"),
        ("V1800016354/rules/chapter-2/point-11", "V1800016354/rules/point-11"),
        ("v1800016354/point-11", "V1800016354/rules/point-11"),
        ("V1800016354/rules/point-11/part-1", "V1800016354/rules/point-11"),
        ("V1800016354.txt/rules/point-11", "V1800016354/rules/point-11"),
        ("https://adilet.zan.kz/kaz/docs/V1800016354#z12", "V1800016354"),
        ("V1800016354_", "V1800016354"),
    ];
    for (asked, meant) in cases {
        assert_eq!(show(&CORPUS.index, asked, None).map(|shown| shown.passage.address).ok().as_deref(), Some(meant), "{asked}");
    }
    for missing in ["V1800016354/rules/point-999", "V1800016355", "V1800016354/rules/chapter-1/point-11", "", "/", "../x"] {
        assert!(matches!(show(&CORPUS.index, missing, None), Err(Error::NotFound { .. })), "{missing}");
    }
}

#[test]
fn an_address_is_answered_by_its_unit() {
    let answer = ask("V1800016354/rules/point-11");
    assert_eq!((answer.total, answer.hits[0].address.as_str()), (1, "V1800016354/rules/point-11"));
}

#[test]
fn an_address_that_only_its_changes_tell_of_is_answered_by_what_became_of_it() {
    // V2000021165 takes it out; the text of the act it was in is not in the corpus
    let answer = ask("V1600014531/rules/point-21");
    assert_eq!((answer.total, answer.hits[0].address.as_str()), (1, "V1600014531/rules/point-21"));
    assert!(answer.hits[0].validity.state != State::InForce && answer.hits[0].text.is_empty());
    assert_ne!(ask("V1600014531/rules/point-999").total, 1, "what nobody tells of is looked for by its words");
}

#[test]
fn a_unit_that_was_taken_out_is_answered_by_the_instruction_that_did_so() {
    for (question, instruction) in [
        ("визалар беру қағидаларының 21-тармағы әлі қолданыста ма", "V2000021165/point-1/amend-13"),
        ("V1600014531 8-қосымша", "V2000021165/point-1/amend-28"),
        ("14531 қағидаларының 12-тармағының 7) тармақшасы", "V2000021165/point-1/amend-9"),
    ] {
        assert_eq!(ask(question).hits.first().map(|hit| hit.address.as_str()), Some(instruction), "{question}");
    }
    assert_eq!(ask("16354 қағидаларының 11-тармағы").hits[0].address, "V1800016354/rules/point-11", "a unit that is there is its own answer");
}

#[test]
fn an_address_is_answered_first_whatever_its_status() {
    for question in ["V1200007775", "V1200007775.txt", "act:V1200007775 1-тармақ"] {
        let hits = on("2026-01-01", question, 5);
        assert_eq!((hits[0].act.as_str(), hits[0].validity.state), ("V1200007775", State::Ended), "{question}");
    }
}

#[test]
fn an_unknown_address_is_answered_by_its_neighbours() {
    let cases = [
        ("V1800016354/rules/point-0", "V1800016354/rules/point-"),
        ("V1800016354/rules/chapter-2/point-3/subpoint-99", "V1800016354/rules/point-3/subpoint-"),
        ("V1800016354/point-333", "V1800016354/point-"),
    ];
    for (address, begins) in cases {
        let Err(Error::NotFound { near, .. }) = show(&CORPUS.index, address, None) else { panic!("{address}") };
        assert!((2..=NEAR_MAX).contains(&near.len()) || near.len() == 1, "{address}: {near:?}");
        for near in &near {
            assert!(near.starts_with(begins), "{address}: {near:?}");
            assert!(matches!(show(&CORPUS.index, near, None), Ok(_) | Err(Error::Ambiguous { .. })), "{near} is there");
        }
    }
    let Err(Error::NotFound { near, .. }) = show(&CORPUS.index, "V1800016354/rules/point-3/subpoint-4-1", None) else { panic!() };
    let near: Vec<&str> = near.iter().map(|near| near.rsplit('/').next().unwrap()).collect();
    assert_eq!(near, ["subpoint-3", "subpoint-4", "subpoint-5", "subpoint-6"], "two before its place, two after");
    let Err(Error::NotFound { near, .. }) = show(&CORPUS.index, "V1800016354/annex-99/point-1", None) else { panic!() };
    let is_alike = |near: &String| near.starts_with("V1800016354/") && near.ends_with("/point-1");
    assert!(near.len() > 1 && near.len() <= NEAR_MAX && near.iter().all(is_alike), "the units of the act that end alike: {near:?}");
}

/// The most addresses an answer offers.
const NEAR_MAX: usize = 5;

#[test]
fn an_act_is_meant_where_nothing_that_is_told_of_it_speaks_against_it() {
    let first = |text: &str| cite(&CORPUS.index, text).unwrap().into_iter().find(|found| found.is_indexed).map(|found| found.addresses[0].clone());
    let meant = [
        ("Қазақстан Республикасы Үкіметінің 2022 жылғы 10 қазандағы № 807 қаулысы", "P2200000807"),
        ("постановление Правительства РК от 10 октября 2022 года № 807", "P2200000807"),
        ("№ 807 постановление от 10.10.2022", "P2200000807"),
        ("2022 жылғы № 807 қаулы", "P2200000807"),
        ("807-қаулының талаптары", "P2200000807"),
        ("Ішкі істер министрінің № 352 бұйрығы", "V1200007775"),
        ("№ 352-бұйрық", "V1200007775"),
        ("11-1-4/1 бұйрық", "V1800016354"),
        ("приказ № 16354 и постановление № 807", "V1800016354"),
        ("бұйрық 16354, қаулы 807", "V1800016354"),
        ("16354 заңды күші", "V1800016354"),
        ("приказ N16354", "V1800016354"),
        ("бұйрық№16354", "V1800016354"),
        ("2023 жылғы 1 қаңтарда 16354 бұйрықтың күші", "V1800016354"),
        ("2023 жылғы 1 қаңтарда № 807 қаулы", "P2200000807"),
    ];
    for (text, act) in meant {
        assert_eq!(first(text).as_deref(), Some(act), "{text}");
    }
    let others = [
        "№ 352-V Заңының 2-тармағы",
        "Қазақстан Республикасы Үкіметінің 2015 жылғы 3 наурыздағы № 807 қаулысы",
        "2022 жылғы 11 қазандағы № 807 қаулы",
        "2015 жылғы № 807 қаулы",
        "постановление от 3 марта 2015 года № 807",
        "Қазақстан Республикасы Білім және ғылым министрінің № 352 бұйрығының 2-тармағы",
        "Алматы қаласы әкімдігінің 2022 жылғы 10 қазандағы № 807 қаулысы",
        "заң № 807",
        "№ 352-НҚ бұйрық",
        "приказ № 352-п",
        "№ ҚР ДСМ-352 бұйрығы",
        "№ 148-р өкімі",
    ];
    for text in others {
        assert_eq!(first(text), None, "{text}");
    }
    let problems = ask("№ 352-V Заңының 2-тармағы").problems;
    assert!(problems.iter().any(|problem| problem.contains("№ 352-V Заңының")), "{problems:?}");
}

#[test]
fn numbers_with_letters_and_ids_of_before_2010_find_their_acts() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    let law = |number: &str, day: &str| {
        format!("Сынақ туралы\n\nҚазақстан Республикасының {day} № {number} Заңы\n\n1-бап. Ұғымдар\n\n1. Сынақ ұғымы.\n\n2. Өзге ұғым.\n")
    };
    std::fs::write(corpus.join("Z1200000561.txt"), law("561-ІV", "2012 жылғы 13 ақпандағы")).unwrap();
    std::fs::write(corpus.join("Z050000029_.txt"), law("29-III", "2005 жылғы 8 ақпандағы")).unwrap();
    ingest(&Options::new(&corpus, folder.path().join("index")), &Silent).unwrap();
    let index = Index::open(&folder.path().join("index")).unwrap();
    for (text, address) in [
        ("№ 561-IV Заңның 1-бабы", "Z1200000561/article-1"),
        ("561-iv заң 1-бап", "Z1200000561/article-1"),
        ("2012 жылғы 13 ақпандағы № 561-IV Заңының 1-бабының 2-тармағы", "Z1200000561/article-1/point-2"),
        ("статья 1 Закона № 561-IV", "Z1200000561/article-1"),
        ("№ 29-III Заңы", "Z050000029_"),
        ("Z0500000029", "Z050000029_"),
    ] {
        let found: Vec<String> = cite(&index, text).unwrap().into_iter().flat_map(|found| found.addresses).collect();
        assert_eq!(found, [address], "{text}");
    }
    assert!(cite(&index, "№ 29-V Заңы").unwrap().iter().all(|found| !found.is_indexed));
    assert_eq!(show(&index, "Z0500000029/article-1", None).unwrap().passage.address, "Z050000029_/article-1");
}

#[test]
fn days_of_limits_are_no_day_that_is_asked_about() {
    let answer = ask("виза to:2013-01-01");
    assert!(answer.as_of.is_none() && answer.day_from.is_none() && answer.problems.is_empty(), "{:?}", answer.problems);
    assert!(!answer.hits.is_empty() && answer.hits.iter().all(|hit| ["V12", "P12"].iter().any(|year| hit.act.as_str().starts_with(year))));
    assert_eq!(ask("from:2020-01-01 виза").day_from, None);
}

#[test]
fn what_is_cited_and_not_there_is_told() {
    for (question, told) in [
        ("V1800016354/rules/point-99", "`V1800016354/rules/point-99`"),
        ("V1800016354 99-тармақ", "`V1800016354/point-99`"),
        ("V9999999999/point-1", "«V9999999999»"),
    ] {
        let answer = ask(question);
        assert!(answer.problems.iter().any(|problem| problem.contains(told)), "{question}: {:?}", answer.problems);
        assert!(answer.total >= answer.hits.len());
    }
    assert!(ask("V1800016354 11-тармақ").problems.is_empty());
    let answer = ask("подпункт 99) пункта 11 правил № 16354");
    assert_eq!(answer.hits[0].address, "V1800016354/rules/point-11", "what it would stand in");
    assert!(!answer.problems.is_empty());
}

#[test]
fn russian_lists_and_ranges_name_each_of_their_units() {
    let cases: [(&str, &[&str]); 9] = [
        ("подпункты 1) и 2) пункта 3 правил № 16354", &["point-3/subpoint-1", "point-3/subpoint-2"]),
        ("подпункт 1) пункта 3 правил № 16354", &["point-3/subpoint-1"]),
        ("пункты 3 и 5 правил № 16354", &["point-3", "point-5"]),
        ("пункты 3, 5 и 7 правил № 16354", &["point-3", "point-5", "point-7"]),
        ("пункты 3–5 правил № 16354", &["point-3", "point-4", "point-5"]),
        ("пунктов 3-5 правил № 16354", &["point-3", "point-4", "point-5"]),
        ("пункт 3, 5 дней, правила № 16354", &["point-3"]),
        ("пункт 3 и 10 дней правил № 16354", &["point-3"]),
        ("16354 қағидалардың 3-тармағының бірінші бөлігі", &["point-3"]),
    ];
    for (text, paths) in cases {
        let found: Vec<String> = cite(&CORPUS.index, text).unwrap().into_iter().flat_map(|found| found.addresses).collect();
        let whole: Vec<String> = paths.iter().map(|path| format!("V1800016354/rules/{path}")).collect();
        assert_eq!(found, whole, "{text}");
    }
    for text in ["преамбула приказа № 16354", "№ 16354 бұйрықтың кіріспесі"] {
        let found: Vec<String> = cite(&CORPUS.index, text).unwrap().into_iter().flat_map(|found| found.addresses).collect();
        assert_eq!(found, ["V1800016354/preamble"], "{text}");
    }
}

#[test]
fn a_quotation_is_not_denied_where_the_wording_of_the_day_is_not_known() {
    let asked = |day: &str, quote: &str| quotation(&CORPUS.index, "V1800016354", quote, Some(day.parse().unwrap())).unwrap().sameness;
    assert_eq!(asked("2019-01-01", "жеке куәлігінің көшірмесі өртелсін"), Sameness::Unknown);
    let known = quotation(&CORPUS.index, "V1800016354/point-1", "өртелсін", Some("2019-01-01".parse().unwrap())).unwrap();
    assert_eq!(known.sameness, Sameness::Absent, "what did not change is known");
}

#[test]
fn an_act_that_was_given_another_title_keeps_its_own_address() {
    let corpus = index_of(&[
        "Су туралы\nҚазақстан Республикасының 2010 жылғы 9 шілдедегі № 481-IV Заңы\n1-бап. Су ашық.\n2-бап. Осы Заң 2011 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n",
        "«Су туралы» Қазақстан Республикасының Заңына өзгеріс енгізу туралы\nҚазақстан Республикасының 2012 жылғы 3 мамырдағы № 12-V Заңы\n\
         1-бап. «Су туралы» 2010 жылғы 9 шілдедегі № 481-IV Қазақстан Республикасының Заңына мынадай өзгеріс енгізілсін:\n\
         тақырыбы мынадай редакцияда жазылсын:\n«Су ресурстары туралы».\n2-бап. Осы Заң 2013 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n",
    ]);
    let shown = show(&corpus.index, "Z1000000481", "2014-01-01".parse().ok()).unwrap().passage;
    assert_eq!((shown.address.as_str(), shown.act.as_str(), shown.path), ("Z1000000481", "Z1000000481", None));
    assert_eq!((shown.text.as_str(), shown.citation.short.as_str()), ("Су ресурстары туралы", "Z1000000481"));
    assert_eq!(shown.via.as_deref(), Some("Z1200000012/article-1/amend-1/new/title"));
    assert_eq!(shown.source.file, "act1.txt");
    let told = changes(&corpus.index, "2013-01-01".parse().unwrap(), "2013-01-01".parse().unwrap()).unwrap().changes;
    let told: Vec<(&str, Option<&str>)> = told.iter().map(|one| (one.act.as_str(), one.after.as_ref().and_then(|side| side.text.as_deref()))).collect();
    let amending = "«Су туралы» Қазақстан Республикасының Заңына өзгеріс енгізу туралы";
    assert_eq!(told, [("Z1000000481", Some("Су ресурстары туралы")), ("Z1200000012", Some(amending))], "each act once, under its own title");
}

#[test]
fn an_annex_that_is_put_in_is_no_annex_of_the_order_that_does_so() {
    let order = |title: &str, day: &str, number: u32, registered: u32, body: &str| {
        format!(
            "{title}\nҚазақстан Республикасы Қаржы министрінің {day} № {number} бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2020 жылғы 30 қарашада \
             № {registered} болып тіркелді\nБҰЙЫРАМЫН:\n{body}\n"
        )
    };
    let base = order(
        "Есеп қағидаларын бекіту туралы",
        "2020 жылғы 2 қарашадағы",
        70,
        21700,
        "1. Қоса беріліп отырған Есеп қағидалары бекітілсін.\n2. Осы бұйрық 2021 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n\
         Қазақстан Республикасының\nҚаржы министрі А. А.\nҚазақстан Республикасы\nҚаржы министрінің\n2020 жылғы 2 қарашадағы\n№ 70 бұйрығымен бекітілген\n\
         Есеп қағидалары\n1. Есеп беріледі.\n2. Есеп тексеріледі.",
    );
    let amending = order(
        "«Есеп қағидаларын бекіту туралы» Қазақстан Республикасы Қаржы министрінің 2020 жылғы 2 қарашадағы № 70 бұйрығына толықтыру енгізу туралы",
        "2020 жылғы 20 қарашадағы",
        75,
        21750,
        "1. «Есеп қағидаларын бекіту туралы» Қазақстан Республикасы Қаржы министрінің 2020 жылғы 2 қарашадағы № 70 бұйрығына (Нормативтік құқықтық актілерді \
         мемлекеттік тіркеу тізілімінде № 21700 болып тіркелген) мынадай толықтыру енгізілсін:\nкөрсетілген бұйрықпен бекітілген Есеп қағидаларында:\n\
         осы бұйрыққа қосымшаға сәйкес 1-қосымшамен толықтырылсын.\n2. Осы бұйрық 2022 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n\
         Қазақстан Республикасының\nҚаржы министрі А. А.\nҚазақстан Республикасы\nҚаржы министрінің\n2020 жылғы 20 қарашадағы\n№ 75 бұйрығына\nқосымша\n\
         Есеп қағидаларына\n1-қосымша\nНысан\nЕсеп үлгісі\nАтауы ______________________",
    );
    let corpus = index_of(&[&base, &amending]);
    let shown = show(&corpus.index, "V2000021700/rules/annex-1", "2022-06-01".parse().ok()).unwrap().passage;
    assert_eq!(shown.via.as_deref(), Some("V2000021750/annex-1"));
    assert!(shown.text.starts_with("Есеп қағидаларына") && !shown.text.contains("№ 75"), "{}", shown.text);
}

#[test]
fn a_change_that_applies_to_earlier_relations_is_told_on_their_days() {
    let corpus = index_of(&[
        "Су туралы\nҚазақстан Республикасының 2010 жылғы 9 шілдедегі № 481-IV Заңы\n1-бап. Су ашық.\n2-бап. Су тегін.\n\
         3-бап. Осы Заң 2011 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n",
        "«Су туралы» Қазақстан Республикасының Заңына өзгеріс енгізу туралы\nҚазақстан Республикасының 2013 жылғы 3 мамырдағы № 12-V Заңы\n\
         1-бап. «Су туралы» 2010 жылғы 9 шілдедегі № 481-IV Қазақстан Республикасының Заңына мынадай өзгеріс енгізілсін:\n\
         2-бап мынадай редакцияда жазылсын:\n«2-бап. Су ақылы.».\n\
         2-бап. Осы Заң қол қойылған күнінен бастап қолданысқа енгізіледі және 2013 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады.\n",
    ]);
    let told = |address: &str, day: &str| show(&corpus.index, address, day.parse().ok()).unwrap().problems;
    let sentence = "Z1300000012 changes Z1000000481/article-2 since 2013-05-03, and applies to relations since 2013-01-01";
    assert_eq!(told("Z1000000481/article-2", "2013-02-01"), [sentence]);
    assert_eq!(told("Z1000000481", "2013-02-01"), [sentence]);
    for (address, day) in [("Z1000000481/article-2", "2012-12-31"), ("Z1000000481/article-2", "2013-05-03"), ("Z1000000481/article-1", "2013-02-01")] {
        assert!(told(address, day).is_empty(), "{address} {day}");
    }
}
