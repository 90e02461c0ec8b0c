//! Passages of acts that are written for the question.

use super::*;

/// An index of these texts, by their files.
fn index_of(texts: &[(&str, &str)]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
    std::fs::create_dir(&corpus).unwrap();
    texts.iter().for_each(|(file, text)| std::fs::write(corpus.join(file), text).unwrap());
    ingest(&Options::new(&corpus, &index), &Silent).unwrap();
    let index = Index::open(&index).unwrap();
    (folder, index)
}

const BASE: &str = "Ақыны бекіту туралы
Қазақстан Республикасы Үкіметінің 2014 жылғы 26 мамырдағы № 550 қаулысы.
Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:
1. Ақы қосымшаға сәйкес есептелсін.
2. Осы қаулы 2015 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.
Қазақстан Республикасының
Премьер-Министрі К. Мәсімов
Қазақстан Республикасы
Үкіметінің
2014 жылғы 26 мамырдағы
№ 550 қаулысына
қосымша
Ақының есебі
1. Мөлшерлеме екіге тең.
";

/// A resolution of 2018 that changes the one of 2014 as `ordered`, with what follows the signature.
fn amending(ordered: &str, behind: &str) -> String {
    format!(
        "«Ақыны бекіту туралы» Қазақстан Республикасы Үкіметінің 2014 жылғы 26 мамырдағы № 550 қаулысына өзгеріс енгізу туралы
Қазақстан Республикасы Үкіметінің 2018 жылғы 5 қыркүйектегі № 548 қаулысы.
Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:
1. «Ақыны бекіту туралы» Қазақстан Республикасы Үкіметінің 2014 жылғы 26 мамырдағы № 550 қаулысына мынадай өзгеріс енгізілсін:
{ordered}
2. Осы қаулы 2018 жылғы 1 қазаннан бастап қолданысқа енгізіледі.
Қазақстан Республикасының
Премьер-Министрі Б. Сағынтаев
{behind}"
    )
}

#[test]
fn an_annex_that_is_set_out_anew_under_its_old_heading_is_cited_from_the_new_text() {
    let stamps = "Қазақстан Республикасы\nҮкіметінің\n2018 жылғы 5 қыркүйектегі\n№ 548 қаулысына\nқосымша\nҚазақстан Республикасы\nҮкіметінің\n2014 жылғы 26 мамырдағы\n№ 550 қаулысына\nқосымша\n";
    let other = amending(
        "көрсетілген қаулыға қосымша осы қаулыға қосымшаға сәйкес жаңа редакцияда жазылсын.",
        &format!("{stamps}Ақының есебі\n1. Мөлшерлеме үшке тең.\n"),
    );
    let (_folder, index) = index_of(&[("P1400000550.txt", BASE), ("P1800000548.txt", &other)]);
    let told = |day: &str| {
        let passage = show(&index, "P1400000550/annex-1", day.parse().ok()).unwrap().passage;
        (passage.source.file, passage.via.is_some(), passage.validity.state)
    };
    assert_eq!(told("2018-09-30"), ("P1400000550.txt".to_owned(), false, State::InForce));
    assert_eq!(told("2018-10-01"), ("P1800000548.txt".to_owned(), true, State::InForce));
}

#[test]
fn what_is_not_there_yet_comes_when_that_time_is_over() {
    let other = amending("осы қаулыға 2-қосымшаға сәйкес 3-қосымшамен толықтырылсын.", "");
    let (_folder, index) = index_of(&[("P1400000550.txt", BASE), ("P1800000548.txt", &other)]);
    let validity = show(&index, "P1400000550/annex-3", "2018-09-30".parse().ok()).unwrap().passage.validity;
    let from = validity.from.and_then(|from| from.day()).map(|day| day.to_string());
    assert_eq!((validity.state, from.as_deref(), validity.until), (State::NotYet, Some("2018-10-01"), None));
}

#[test]
fn an_act_that_never_took_effect_is_shown_with_its_words() {
    let gone = amending("1-тармақ алып тасталсын.", "").replace("2018 жылғы", "2014 жылғы");
    let base = BASE.replace("2015 жылғы 1 қаңтардан", "2016 жылғы 1 қаңтардан");
    let (_folder, index) = index_of(&[("P1400000550.txt", &base), ("P1400000548.txt", &gone)]);
    let told = |day: &str| {
        let passage = show(&index, "P1400000550/point-1", day.parse().ok()).unwrap().passage;
        let day = |day: Option<EffectiveDate>| day.and_then(|day| day.day()).map(|day| day.to_string());
        (passage.validity.state, day(passage.validity.from), day(passage.validity.until), passage.text)
    };
    let words = "1. Ақы қосымшаға сәйкес есептелсін.".to_owned();
    let until = Some("2014-10-01".to_owned());
    assert_eq!(told("2014-09-30"), (State::NotYet, None, until.clone(), words.clone()));
    assert_eq!(told("2014-10-01"), (State::Ended, None, until, words));
}

#[test]
fn what_is_not_in_force_yet_comes_on_the_first_day_of_its_first_wording() {
    let note = "1. Ақы қосымшаға сәйкес есептелсін.\nЕскерту. 1-тармаққа өзгеріс енгізілді – ҚР Үкіметінің 05.09.2018 № 548 (01.10.2018 бастап қолданысқа енгізіледі) қаулысымен.\n";
    let base = BASE.replace("1. Ақы қосымшаға сәйкес есептелсін.\n", note);
    let (_folder, index) = index_of(&[("P1400000550.txt", &base)]);
    let validity = show(&index, "P1400000550/point-1", "2014-12-01".parse().ok()).unwrap().passage.validity;
    let from = validity.from.and_then(|from| from.day()).map(|day| day.to_string());
    assert_eq!((validity.state, from.as_deref(), validity.until), (State::NotYet, Some("2015-01-01"), None), "the wording that is known is of 2018");
}

#[test]
fn a_part_of_a_code_is_what_has_its_number() {
    let code = "Қазақстан Республикасының Қылмыстық кодексі\nҚазақстан Республикасының 2014 жылғы 3 шілдедегі № 226-V Кодексі\n7-бап. Ұрлық\n1. Мүлікті ұрлау –\nайыппұл \
                салуға жазаланады.\n2. Дәл сол іс-әрекет –\nтүзеу жұмыстарына жазаланады.\n";
    let law = "Қылмыстық кодекске өзгеріс енгізу туралы\nҚазақстан Республикасының 2020 жылғы 13 шілдедегі № 41-VI Заңы\n1-бап. Қазақстан Республикасының 2014 жылғы 3 \
               шілдедегі Қылмыстық кодексіне мынадай өзгеріс енгізілсін:\n1) 7-баптың екінші бөлігінің екінші абзацындағы \"түзеу жұмыстарына\" деген сөздер \"қамаққа алуға\" \
               деген сөздермен ауыстырылсын.\n2-бап. Осы Заң 2020 жылғы 1 қыркүйектен бастап қолданысқа енгізіледі.\n";
    let (_folder, index) = index_of(&[("K1400000226.txt", code), ("Z2000000041.txt", law)]);
    for address in ["K1400000226/article-7/point-2/indent-2", "K1400000226/article-7/part-2/indent-2"] {
        let passage = show(&index, address, "2021-01-01".parse().ok()).unwrap().passage;
        assert_eq!(passage.text, "қамаққа алуға жазаланады.", "{address}");
        assert!(passage.citation.kk.ends_with("7-бабының 2-бөлігінің 2-абзацы"), "{}", passage.citation.kk);
        assert!(passage.citation.ru.starts_with("абзац 2 части 2 статьи 7"), "{}", passage.citation.ru);
    }
    let found = crate::query::cite(&index, "Қылмыстық кодекстің 7-бабының екінші бөлігі").unwrap();
    assert_eq!(found.first().map(|found| found.addresses.clone()), Some(vec!["K1400000226/article-7/point-2".to_owned()]));
}
