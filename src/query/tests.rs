//! Questions put to the five texts of the corpus.

mod addresses;
mod changed;
mod cited_back;

mod composed;
mod damage;
mod meant;
mod naming;
mod phrases;
mod plain;
mod ranked;
mod repealed;
pub(super) mod trial;

use std::sync::LazyLock;

use super::*;
use crate::index::Index;
use crate::ingest::{Options, Silent, ingest};

struct Corpus {
    _folder: tempfile::TempDir,
    index: Index,
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    ingest(&Options::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"), &index), &Silent).unwrap();
    Corpus { index: Index::open(&index).unwrap(), _folder: folder }
});

fn ask(text: &str) -> Answer {
    search(&CORPUS.index, &Question { text: text.to_owned(), ..Question::default() }).unwrap()
}

#[test]
fn words_phrases_and_citations_find_their_unit() {
    let cases = [
        ("адам саудасы құрбанына уақытша тұру рұқсаты неше айға беріледі", "P2200000807.txt", [100, 103]),
        ("\"10-тармағында көзделген тәртіппен және мерзімдерде\"", "V1800016354.txt", [236, 240]),
        ("16354 қағидалар 11-тармақ 7-бөлік", "V1800016354.txt", [236, 240]),
        ("807 қаулы 32-тармақ", "P2200000807.txt", [112, 119]),
    ];
    for (question, file, lines) in cases {
        let answer = ask(question);
        let best = &answer.hits[0].source;
        assert_eq!((best.file.as_str(), best.lines.first), (file, lines[0]), "{question}: {}", answer.hits[0].address);
    }
}

#[test]
fn highlights_are_characters_of_the_text() {
    for hit in ask("уақытша тұруға рұқсат").hits {
        let characters = hit.text.chars().count();
        let mut end = 0;
        for range in &hit.highlights {
            assert!(range.start >= end && range.start < range.end && range.end <= characters, "{}", hit.address);
            end = range.end;
        }
    }
}

#[test]
fn a_unit_and_its_parts_take_one_place() {
    let hits = ask("шетелдік азаматтың визасы").hits;
    for (at, one) in hits.iter().enumerate() {
        for other in &hits[at + 1..] {
            let nested = one.act == other.act
                && matches!((&one.path, &other.path), (Some(one), Some(other)) if !one.segments().next_back().is_some_and(|last| last.starts_with("annex")) && other.is_within(one));
            assert!(!nested, "{} {}", one.address, other.address);
        }
    }
}

#[test]
fn a_question_without_an_answer_is_no_error() {
    for question in ["", "   ", "\"", "?!", "щщщщщ", "act:V9999999999 виза", "\"осындай сөз тіркесі еш жерде жоқ шығар\""]
    {
        let _ = ask(question);
    }
    assert!(ask("").hits.is_empty());
    assert!(ask("act:P2200000807 рұқсат").hits.iter().all(|hit| hit.source.file == "P2200000807.txt"));
}

fn on(day: &str, text: &str, limit: usize) -> Vec<Passage> {
    let as_of = Some(day.parse().unwrap());
    search(&CORPUS.index, &Question { text: text.to_owned(), as_of, limit, ..Question::default() }).unwrap().hits
}

#[test]
fn wording_that_is_not_in_force_is_labelled_and_follows_what_is() {
    let question = "адам саудасы құрбанына уақытша тұру рұқсаты неше айға беріледі";
    let place = |hits: &[Passage]| hits.iter().position(|hit| hit.source.file == "P2200000807.txt").unwrap();
    let (today, then) = (on("2026-01-01", question, 10), on("2022-10-01", question, 10));
    assert_eq!(today[place(&today)].validity.state, State::InForce);
    let why = "the resolution was adopted on 10 October; that day the point had other words, which are not in the corpus";
    assert_eq!(then[place(&then)].validity.state, State::WordingUnknown, "{why}");

    // One word: every passage whose own text has it has all of it, so nothing that is in force comes after something that is not.
    for word in ["тіркеу", "азаматтығы", "виза"] {
        let hits = on("2026-01-01", word, 200);
        let states: Vec<State> = hits.iter().filter(|hit| hit.text.to_lowercase().contains(word)).map(|hit| hit.validity.state).collect();
        let first = states.iter().position(|state| *state != State::InForce).unwrap_or(states.len());
        assert!(first > 0 && states[first..].iter().all(|state| *state != State::InForce), "{word}: {states:?}");
    }
    let hits = on("2026-01-01", "тіркеу", 200);
    assert!(hits.iter().any(|hit| hit.act.as_str() == "V1200007775" && hit.validity.state == State::Ended), "the repealed order is found, and labelled");
}

#[test]
fn a_unit_whose_words_of_that_day_are_lost_is_found_by_what_is_left_of_it() {
    let hits = on("2022-07-15", "әскери есептен шығару туралы анықтама беруге өтініш", 3);
    let annex = &hits[0];
    assert_eq!((annex.address.as_str(), annex.validity.state), ("V1800016354/rules/annex-2", State::WordingUnknown), "the annex was taken out after that day");
    let told = annex.standing();
    assert!(told.contains("the wording of that day is not known") && told.contains("what was left of it"), "{told}");
    let shown = show(&CORPUS.index, "V1800016354/rules/annex-2", Some("2022-07-15".parse().unwrap())).unwrap().passage;
    assert_eq!((shown.text.as_str(), shown.source.lines), ("", annex.source.lines), "it is cited where the copy has its header");
}

#[test]
fn signatures_and_stamps_of_agreement_are_found_by_their_names() {
    for (words, address) in [("Жасұзақов", "V1800016354/agreed-3"), ("Қорғаныс министрі", "V1800016354/agreed-3"), ("Әбдірахманов", "V1800016354/signature-1")]
    {
        assert_eq!(ask(words).hits.first().map(|hit| hit.address.as_str()), Some(address), "{words}");
    }
}

#[test]
fn words_of_a_repealed_act_alone_still_find_it() {
    // «регламент» stands in other acts too, but no passage in force has these words together: V1200007775 does, repealed in 2014.
    let hits = on("2026-01-01", "мемлекеттік қызмет регламентін бекіту тұрақты тұруға рұқсаттар беру", 3);
    assert_eq!((hits[0].act.as_str(), hits[0].validity.state), ("V1200007775", State::Ended));
}

/// An index of acts that are given as texts.
fn index_of(texts: &[&str]) -> Corpus {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    for (at, text) in texts.iter().enumerate() {
        std::fs::write(corpus.join(format!("act{at}.txt")), text).unwrap();
    }
    let index = folder.path().join("index");
    ingest(&Options::new(&corpus, &index), &Silent).unwrap();
    Corpus { index: Index::open(&index).unwrap(), _folder: folder }
}

#[test]
fn exact_forms_beat_stems_and_stems_beat_folds() {
    let corpus = index_of(&["1. Шетелдікке берілген рұқсаттың мерзімі бір жыл болады.\n2. Шетелдікке берілген рұқсатты мерзімі бір жыл болады.\n\
         3. Шетелдікке берілген руксатты мерзімі бір жыл болады.\n4. Азамат құжаттарды тапсырады және кетеді.\n"]);
    let ask = |text: &str| search(&corpus.index, &Question { text: text.to_owned(), ..Question::default() }).unwrap().hits;
    let places = |hits: &[Passage]| hits.iter().map(|hit| hit.text.chars().next().unwrap()).collect::<String>();
    assert_eq!(places(&ask("рұқсатты")), "21", "the form typed, then the other form");
    assert_eq!(places(&ask("рұқсаттың")), "12", "the same for the other form");
    assert_eq!(places(&ask("\"рұқсаттың\"")), "1", "in quotation marks only the form typed");
    assert_eq!(places(&ask("\"рұқсаттың мерзімі\"")), "1", "and a phrase of such forms");
    assert!(places(&ask("\"рұқсат мерзімі\"")).len() != 1 || ask("\"рұқсат мерзімі\"").len() > 1, "a phrase that is nowhere so is searched by its words");
    let plain = places(&ask("руксатты"));
    assert_eq!(plain.len(), 3, "typed without Kazakh letters it finds the others: {plain}");
    assert!(plain.starts_with("32"), "as it is printed, then the same form with its letters, then the other form: {plain}");
}

#[test]
fn an_answer_tells_what_else_was_searched_for() {
    let cases = [
        ("кабылдау", "қабылдау", Reason::KazakhLetters),
        ("quqyq", "құқық", Reason::Script),
        ("қазакстан", "қазақстан", Reason::KazakhLetters),
        ("qazaqstan", "қазақстан", Reason::Script),
        ("قازاقستان", "қазақстан", Reason::Script),
        ("шақырусыз", "шақыру", Reason::Derivation),
    ];
    for (typed, word, reason) in cases {
        let answer = ask(typed);
        assert!(answer.widened.iter().any(|wider| wider.from == typed && wider.to == word && wider.reason == reason), "{typed}: {:?}", answer.widened);
        assert!(!answer.hits.is_empty() && answer.hits.iter().any(|hit| !hit.highlights.is_empty()), "{typed}");
    }
    assert!(ask("шақырусыз").widened.iter().all(|wider| wider.reason != Reason::Mistyped), "what is made of a word that is there is not misspelt");
    assert_eq!(ask("\"кабылдау\" 5").widened, [], "what stands in quotation marks is meant so");
}

#[test]
fn citations_of_a_text_are_found_and_resolved() {
    let cases: [(&str, &[&str], &str); 12] = [
        ("16354 бұйрық тармақ 3 тармақша 6", &["V1800016354/rules/point-3/subpoint-6"], "the numbers last"),
        ("16354 бұйрық 3-тармақ 6 тармақша 2 жол", &["V1800016354/rules/point-3/subpoint-6"], "each has its number before it"),
        ("16354 бұйрық 3-тармақ 5 күн", &["V1800016354/point-3"], "a number of days is no unit"),
        ("807 қаулы 32-тармақ", &["P1200000148/rules/point-32"], "wording is addressed in the act it amends"),
        ("№ 11-1-4/1 бұйрықпен бекітілген қағидалардың 14-1-тармағы", &["V1800016354/rules/point-14-1"], "the number of adoption"),
        ("пп. 6) п. 3 правил 16354", &["V1800016354/rules/point-3/subpoint-6"], "in Russian, the innermost first"),
        ("пункт 12 регламента, утвержденного приказом № 352", &["V1200007775/regulation/point-12"], "in Russian, the act last"),
        ("16354 бұйрық қағидаларының он бірінші тармағы", &["V1800016354/rules/point-11"], "an ordinal word"),
        ("https://adilet.zan.kz/kaz/docs/V1200007775", &["V1200007775"], "a page of Adilet"),
        ("1635 бұйрық", &[], "1635 is not 16354"),
        ("2022 жылғы 5 мамырда 3 жұмыс күні", &[], "days and counts are no acts"),
        ("", &[], "nothing"),
    ];
    for (text, meant, why) in cases {
        let found = cite(&CORPUS.index, text).unwrap();
        let addresses: Vec<&str> = found.iter().flat_map(|citation| &citation.addresses).map(String::as_str).collect();
        assert_eq!(addresses, meant, "{text}: {why}");
    }
}

#[test]
fn a_day_in_the_question_is_the_day_asked_about_unless_quoted_or_overruled() {
    let day = |text: &str| text.parse::<crate::act::Date>().ok();
    let cases = [
        ("2022 жылғы 1 қыркүйекте виза беру тәртібі", None, day("2022-09-01"), "told in words"),
        ("виза беру тәртібі 01.09.2022", None, day("2022-09-01"), "told in numbers"),
        ("порядок выдачи виз на 1 сентября 2022 года", None, day("2022-09-01"), "told in Russian"),
        ("\"2022 жылғы 1 қыркүйекте\" виза", None, day("2026-11-21"), "quoted: words"),
        ("2022 жылғы 1 қыркүйекте виза", day("2020-01-01"), day("2020-01-01"), "overruled"),
        ("Үкіметтің 2022 жылғы 10 қазандағы № 807 қаулысы", None, day("2026-11-21"), "the day of an act is its name"),
    ];
    for (text, as_of, meant, why) in cases {
        let question = Question { text: text.to_owned(), as_of, today: day("2026-11-21"), ..Question::default() };
        assert_eq!(search(&CORPUS.index, &question).unwrap().as_of, meant, "{text}: {why}");
    }
}

#[test]
fn words_that_tell_the_day_are_not_searched_for() {
    let cases = [
        ("2020 жылғы 15 қазанда виза", "2020-10-15", false, "the day"),
        ("2020 жылғы қазанда виза", "2020-10-15", false, "its month"),
        ("2020 жылы виза", "2020-10-15", false, "its year"),
        ("виза в октябре 2020 года", "2020-10-15", false, "in Russian"),
        ("виза в 2020 году", "2020-10-15", false, "in Russian"),
        ("2020 жылғы қазанда виза", "2021-10-15", true, "another month"),
        ("2020 жылғы қазандағы виза", "2020-10-15", true, "which visa"),
    ];
    for (text, day, meant, why) in cases {
        let question = Question { text: text.to_owned(), as_of: day.parse().ok(), limit: 1, explain: true, ..Question::default() };
        let answer = search(&CORPUS.index, &question).unwrap();
        let searched = answer.reasons.iter().flatten().any(|reason| reason.contains("«2020»"));
        assert_eq!(searched, meant, "{text} on {day}: {why}: {:?}", answer.reasons);
    }
}

#[test]
fn a_word_is_understood_beside_the_phrase_it_stands_in() {
    let widened = |text: &str| ask(text).widened;
    let weight = |text: &str, to: &str| widened(text).into_iter().find(|wider| wider.to == to).map(|wider| wider.weight);
    let (alone, inside) = (weight("рұқсат беру разрешение", "рұқсат"), weight("разрешение на временное проживание", "рұқсат"));
    assert!(alone.zip(inside).is_some_and(|(alone, inside)| inside > 0.0 && inside < alone), "{alone:?}, {inside:?}");
    let refused = widened("тұруға рұқсат бермесе");
    assert!(refused.iter().any(|wider| wider.from == "бермесе" && wider.to == "беруден бас тарту"), "what is not done: {refused:?}");
    let taken = widened("паспортымды түсіріп алдым");
    assert!(taken.iter().any(|wider| wider.to == "жоғалту"), "a verb in any reading of its form: {taken:?}");
    assert!(taken.iter().all(|wider| wider.from != "алдым" || wider.reason != Reason::Translation), "a Kazakh word is no Russian one: {taken:?}");
}

#[test]
fn operators_and_limits_hold() {
    let has = |hit: &Passage, stem: &str| hit.text.to_lowercase().contains(stem);
    assert!(ask("виза AND шақыру").hits.iter().all(|hit| has(hit, "виза") && has(hit, "шақыр")));
    // «шақырушы» is another word.
    assert!(ask("виза NOT шақыру").hits.iter().all(|hit| !has(hit, " шақыру ")));
    assert!(ask("консул* алым").hits.iter().all(|hit| has(hit, "консул")));
    assert!(ask("құжат act:V1200007775").hits.iter().all(|hit| hit.act.as_str() == "V1200007775"));
    assert!(ask("құжат түрі:қаулы").hits.iter().all(|hit| hit.source.file == "P2200000807.txt"));
    assert!(ask("құжат күші:жойылған").hits.iter().all(|hit| hit.source.file == "V1200007775.txt"));
    assert!(ask("құжат in:V1800016354/rules/point-3").hits.iter().all(|hit| hit.address.starts_with("V1800016354/rules/point-3")));
    let unread = ask("құжат type:balloon from:yesterday");
    assert!(!unread.hits.is_empty() && unread.problems.len() == 2, "{:?}", unread.problems);
}

#[test]
fn what_was_searched_for_beside_and_why_is_told() {
    let widened = ask("тіркеуді созу").widened;
    assert!(widened.iter().any(|wider| wider.to == "ұзарту" && wider.reason == Reason::Synonym), "{widened:?}");
    let widened = ask("ҰҚК келісуі").widened;
    assert!(widened.iter().any(|wider| wider.reason == Reason::Abbreviation), "{widened:?}");
    let question = Question { text: "адам саудасы құрбаны".to_owned(), explain: true, ..Question::default() };
    let answer = search(&CORPUS.index, &question).unwrap();
    assert_eq!(answer.reasons.len(), answer.hits.len());
    assert!(answer.reasons[0].iter().any(|reason| reason.contains("құрбаны")), "{:?}", answer.reasons[0]);
}

#[test]
fn russian_words_that_kazakh_has_too_are_found_in_kazakh() {
    let corpus = index_of(&["1. Дипломатиялық паспорты бар адамдар босатылады.\n2. Инвестор визаны өзі алады.\n3. Көші-қон қызметі құжаттарды қарайды.\n"]);
    let cases = [
        ("дипломатического паспорта", "1", "an adjective and a genitive"),
        ("освобождаются", "1", "a translation by another form"),
        ("инвестора", "2", "a genitive"),
        ("визу", "2", "an accusative of a word that both spell alike"),
        ("миграционной", "3", "a word with a translation"),
    ];
    for (typed, number, why) in cases {
        let answer = search(&corpus.index, &Question { text: typed.to_owned(), ..Question::default() }).unwrap();
        assert!(answer.hits.first().is_some_and(|hit| hit.text.starts_with(number)), "{typed}, {why}: {:?}", answer.widened);
    }
}

#[test]
fn pages_stay_what_they_are() {
    for (text, sort) in [
        ("виза беру мерзімі", Sort::Relevance),
        ("құжаттарды қабылдаудан бас тарту", Sort::Relevance),
        ("807 қаулы 10-тармақ мерзім", Sort::Relevance),
        ("виза", Sort::Date),
    ] {
        for today in [None, "2026-11-01".parse().ok()] {
            let pages = |limit: usize, pages: usize| -> Vec<(String, String)> {
                let page = |number: usize| {
                    let question = Question { text: text.to_owned(), today, sort, limit, offset: number * limit, ..Question::default() };
                    search(&CORPUS.index, &question).unwrap().hits.into_iter().map(|hit| (hit.address, hit.text))
                };
                (0..pages).flat_map(page).collect()
            };
            let whole = pages(120, 1);
            assert!(whole.len() > 40, "{text}: {}", whole.len());
            assert_eq!(pages(7, 20)[..whole.len().min(120)], whole[..whole.len().min(120)], "{text}");
            let mut once = whole.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), whole.len(), "{text}: nothing comes twice");
        }
    }
}

#[test]
fn by_date_the_newest_acts_come_first() {
    let question = Question { text: "бас тарту".to_owned(), sort: Sort::Date, limit: 100, ..Question::default() };
    let hits = search(&CORPUS.index, &question).unwrap().hits;
    let adopted = |hit: &Passage| {
        let printed_in = hit.via.as_deref().unwrap_or(&hit.address).split('/').next().unwrap_or_default().to_owned();
        CORPUS.index.act(&printed_in).and_then(|act| act.adopted.iter().filter_map(|adoption| adoption.date).next())
    };
    let days: Vec<_> = hits.iter().map(adopted).collect();
    assert!(days.len() > 5 && days.windows(2).all(|pair| pair[0] >= pair[1]), "{days:?}");
}

#[test]
fn facets_count_what_the_fields_keep_to() {
    let count = |text: &str| search(&CORPUS.index, &Question { text: text.to_owned(), facets: true, ..Question::default() }).unwrap();
    let all = count("виза");
    let facets = all.facets.clone().unwrap();
    assert!(ask("виза").facets.is_none(), "nobody asked");
    let same = |field: String, facet: &Facet| assert_eq!(count(&format!("виза {field}")).total, facet.count, "{field}");
    facets.acts.iter().for_each(|facet| same(format!("act:{}", facet.value), facet));
    facets.kinds.iter().for_each(|facet| same(format!("type:{}", facet.value), facet));
    facets.statuses.iter().for_each(|facet| same(format!("status:{}", facet.value), facet));
    facets.years.iter().for_each(|facet| same(format!("from:{0} to:{0}", facet.value), facet));
    facets.issuers.iter().for_each(|facet| same(format!("issuer:\"{}\"", facet.value), facet));
    // Each unit is of one kind, whichever way the engine is asked: by the words alone, or by what has to hold.
    for question in ["виза", "виза type:order", "виза AND шақыру", "виза AND шақыру type:order", "\"визаларын беру\" status:in_force"]
    {
        let answer = count(question);
        let kinds = answer.facets.unwrap().kinds;
        assert_eq!(kinds.iter().map(|facet| facet.count).sum::<usize>(), answer.total, "{question}");
        assert!(answer.total > 10, "{question}");
    }
    assert!(facets.acts.len() > 3 && facets.years.len() > 1, "{facets:?}");
    assert!(facets.kinds.windows(2).all(|pair| pair[0].count >= pair[1].count), "{:?}", facets.kinds);
}

#[test]
fn more_like_a_clause_is_said_elsewhere() {
    // Three orders say that an incomplete set of documents is not taken.
    let answer = like(&CORPUS.index, "V1800016354/rules/point-5", &Question::default()).unwrap();
    let found: Vec<&str> = answer.hits.iter().take(4).map(|hit| hit.address.as_str()).collect();
    for meant in ["V1600014531/rules/point-12-1/part-5", "V1600014531/rules/point-21-1/part-2"] {
        assert!(found.contains(&meant), "{meant}: {found:?}");
    }
    assert!(answer.hits.iter().all(|hit| hit.address != "V1800016354/rules/point-5"));
    assert!(matches!(like(&CORPUS.index, "V1800016354/rules/point-500", &Question::default()), Err(Error::NotFound { .. })));
}

#[test]
fn the_header_cell_of_a_row_is_searched_and_told() {
    let answer = ask("консулдықтың жұмыс кестесі");
    let row = answer.hits.iter().find(|hit| hit.address == "V1800016354/rules/annex-3/row-7").unwrap();
    assert!(row.header_cell().unwrap().ends_with("жұмыс кестесі"), "{:?}", row.heading);
    assert!(!row.text.contains(row.header_cell().unwrap()), "it is printed beside the text");
}

#[test]
fn a_row_is_answered_by_the_heading_of_its_group() {
    for (question, row) in [("инвесторлық виза кімге беріледі", 5), ("туристік виза неше күнге", 16), ("\"Діни іс-шараларға қатысуға арналған виза\"", 11)]
    {
        let hit = &ask(question).hits[0];
        assert_eq!(hit.address, format!("V1600014531/rules/annex-1/table-1/row-{row}"), "{question}");
        assert!(hit.header_cell().unwrap().ends_with("виза") && !hit.text.contains(hit.header_cell().unwrap()), "{:?}", hit.heading);
    }
}

#[test]
fn a_sign_is_answered_by_its_row() {
    for (sign, row) in [("А5", 5), ("В12", 16), ("С5", 31)] {
        let address = format!("V1600014531/rules/annex-1/table-1/row-{row}");
        assert_eq!(ask(&format!("{sign} визасы кімге беріледі")).hits[0].address, address, "«{sign}» is one of many in other clauses");
    }
}

#[test]
fn known_phrases_are_found_in_every_form_of_their_verb() {
    // «мекенжайы өзгеру» leads to «тұратын жерін ауыстыру», which the text has as «тұратын жерін ауыстырған».
    let question = Question {
        today: "2026-11-01".parse().ok(), text: "қонақтың мекенжайы өзгерсе полицияға айту керек пе".to_owned(), ..Question::default()
    };
    assert_eq!(search(&CORPUS.index, &question).unwrap().hits[0].address, "P1200000148/rules/point-10/part-16");
}

#[test]
fn suggestions_complete_words_and_name_acts() {
    let suggested = |typed: &str| suggest(&CORPUS.index, typed, 8).unwrap();
    let cases = [
        ("тұрақты тұр", SuggestionKind::Term, "тұрақты тұру", "a word after others"),
        ("кабылд", SuggestionKind::Term, "қабылдау", "without Kazakh letters"),
        ("консулд", SuggestionKind::Term, "консулдық", "the most frequent form"),
        ("V18", SuggestionKind::Title, "V1800016354", "an id"),
        ("1635", SuggestionKind::Title, "V1800016354", "a number"),
        ("тұрақты тұруға рұқс", SuggestionKind::Title, "V1200007775", "a title"),
        ("шетелдіктер ", SuggestionKind::Title, "V1200007775", "a title, all words whole"),
    ];
    for (typed, kind, meant, why) in cases {
        let found = suggested(typed);
        let is_meant = |one: &Suggestion| one.kind == kind && (one.text == meant || one.address.as_deref() == Some(meant));
        assert!(found.iter().any(is_meant) && found.len() <= 8, "{typed} → {meant}, {why}: {found:?}");
    }
    for nothing in ["", " ", "қ", "қққққ", "\u{0}", "((", "\"", "-"] {
        assert!(suggested(nothing).is_empty(), "{nothing}: {:?}", suggested(nothing));
    }
}

#[test]
fn what_was_probably_meant_is_told() {
    let cases = [
        ("кандас мартебесин алу", Some("қандас мәртебесін алу")),
        ("қабыдлаудан бас тарту", Some("қабылдаудан бас тарту")),
        ("konsuldyk alym", Some("консулдық алым")),
        ("қандас мәртебесін алу", None),
        ("виза", None),
        ("807 қаулы 32-тармақ", None),
    ];
    for (typed, meant) in cases {
        assert_eq!(ask(typed).did_you_mean.as_deref(), meant, "{typed}");
    }
}

#[test]
fn pointers_lead_both_ways() {
    let found = references(&CORPUS.index, "V1800016354/rules/point-10", None, 10, 0).unwrap();
    let cites: Vec<_> = found.cites.iter().map(|pointer| (pointer.address.as_deref(), pointer.is_indexed)).collect();
    assert_eq!(cites, [(Some("V1800016354/rules/annex-4"), true)]);
    let cited_by: Vec<&str> = found.cited_by.iter().map(|citing| citing.passage.address.as_str()).collect();
    assert_eq!((cited_by, found.cited_by_total), (vec!["V1800016354/rules/point-11/part-7"], 1));
    // A point of the order is no point of its rules.
    let order = references(&CORPUS.index, "V1800016354/point-3/subpoint-1", None, 10, 0).unwrap();
    assert_eq!(order.cited_by[0].passage.address, "V1800016354/point-3/subpoint-5");
    assert_eq!(references(&CORPUS.index, "V1800016354/rules/point-3/subpoint-1", None, 10, 0).unwrap().cited_by_total, 0);
    // An act that is not in the corpus has a pointer without an address, or with one that is not indexed.
    let outward = references(&CORPUS.index, "V1800016354/rules/point-3", None, 10, 0).unwrap();
    assert!(outward.cites.iter().any(|pointer| pointer.address.as_deref() == Some("V2000020627") && !pointer.is_indexed), "{:?}", outward.cites);
    // One whose text is not there either, and that others tell of, can be shown.
    let told = references(&CORPUS.index, "V2000021165/point-1", None, 10, 0).unwrap();
    assert!(told.cites.iter().any(|pointer| pointer.address.as_deref() == Some("V1600014531") && pointer.is_indexed), "{:?}", told.cites);
    // An act whose own text is not in the corpus is cited all the same.
    let all = references(&CORPUS.index, "V1600014531", None, 5, 0).unwrap();
    let next = references(&CORPUS.index, "V1600014531", None, 5, 5).unwrap();
    assert!(all.cited_by.len() == 5 && all.cited_by_total > 5 && next.cited_by[0] != all.cited_by[4], "{}", all.cited_by_total);
    let own = references(&CORPUS.index, "V1800016354", None, 100, 0).unwrap();
    assert!(own.cited_by.iter().all(|citing| citing.passage.address.split('/').next() != Some("V1800016354")), "it does not cite itself");
    assert!(matches!(references(&CORPUS.index, "V1800016354/rules/point-500", None, 10, 0), Err(Error::NotFound { .. })));
}

#[test]
fn a_document_known_only_through_its_parts_is_there_without_words() {
    let day = |day: &str| Some(day.parse().unwrap());
    let shown = |on: &str| show(&CORPUS.index, "V1600014531/rules", day(on)).unwrap();
    let known = shown("2021-01-01");
    assert_eq!((known.passage.validity.state, known.passage.text.as_str()), (State::WordingUnknown, ""), "its own words are nowhere");
    assert!(known.passage.validity.doubts[0].contains("no text in the corpus prints V1600014531/rules"), "{:?}", known.passage.validity);
    assert!(known.below.iter().any(|unit| unit.passage.address == "V1600014531/rules/point-1"), "its parts are");
    assert_eq!(shown("2010-01-01").passage.validity.state, State::NotYet, "the act is of 2016");
    let told = history(&CORPUS.index, "V1600014531/rules", day("2021-01-01")).unwrap();
    let changes = told.events.iter().filter(|happened| happened.event.target.is_some()).count();
    assert!(changes > 10 && told.events.len() == changes + 1, "the act was enacted, and {changes} things were done to its parts");
    assert!(matches!(show(&CORPUS.index, "V1600014531/charter", day("2021-01-01")), Err(Error::NotFound { .. })), "no text speaks of a charter");
}

#[test]
fn a_paragraph_behind_a_list_is_not_led_in_by_it() {
    let context = |address: &str| show(&CORPUS.index, address, None).unwrap().passage.context;
    assert_eq!(context("V1600014531/rules/point-17/part-2"), None, "it says something of its own");
    let led = [
        ("V1600014531/rules/point-17/subpoint-1", "17. ҚР шет елдердегі"),
        ("V1600014531/rules/point-17/part-3/subpoint-2", "Электрондық визаны алу үшін"),
        ("P1200000148/rules/point-10/part-15/indent-4", "Мыналар:"),
    ];
    for (listed, lead_in) in led {
        assert!(context(listed).is_some_and(|context| context.starts_with(lead_in)), "{listed}");
    }
}

#[test]
fn a_meaning_is_told_where_a_list_explains_it() {
    for (question, indent) in
        [("ҚАІІО қалай таратып жазылады", 5), ("ҰҚКД толық атауы", 6), ("МАБ деген не", 4), ("МАБ деген сөз нені білдіреді, ол не істейді", 4)]
    {
        assert_eq!(ask(question).hits[0].address, format!("V1200007775/regulation/annex-1/abbreviations/indent-{indent}"), "{question}");
    }
    let cited = &ask("МАБ деген не").hits[0].citation;
    assert!(cited.kk.ends_with("1-қосымшасының қысқартулар тізімінің 4-абзацы"), "{}", cited.kk);
    assert!(cited.ru.starts_with("абзац 4 списка сокращений приложения 1"), "{}", cited.ru);
    assert_eq!(ask("виза деген сөз нені білдіреді, қандай құқық береді").hits[0].address, "V1600014531/rules/point-3/subpoint-8");
}

#[test]
fn what_only_opens_a_list_is_shown_with_it() {
    assert_eq!(ask("ВКП арқылы қай санаттағы визалар беріледі").hits[0].address, "V1600014531/rules/point-22/subpoint-3");
}

#[test]
fn the_act_that_uses_a_word_is_no_part_of_its_meaning() {
    assert_eq!(ask("2012 жылғы тіркеу регламентінде ҚФБ деген не").hits[0].address, "V1200007775/regulation/point-2/subpoint-2");
}

#[test]
fn only_a_plain_keyboard_leaves_kazakh_letters_out() {
    let spelt = |text: &str| ask(&format!("{text} озса")).total - ask(text).total;
    assert!(spelt("мерзим") > spelt("мерзім"), "who types «і» means no «ө» by «о»");
    assert!(spelt("виза type:order") > spelt("виза type:бұйрық"), "in a field too");
    // What was put right was typed without them all the same.
    let answer = ask("он шешим кабылдау");
    assert!(answer.hits.iter().take(3).any(|hit| hit.text.contains("оң шешім")), "{:?}", answer.hits.first());
}

#[test]
fn a_russian_word_says_as_little_as_its_translation() {
    let content = |text: &str| -> Vec<String> {
        let mut asked = words::Asked::read(Some(&CORPUS.index), text, None);
        let concepts = concept::concepts(&CORPUS.index, &mut asked, &mut Vec::new()).unwrap();
        concepts.into_iter().filter(concept::Concept::is_content).map(|concept| concept.surface).collect()
    };
    assert_eq!(content("могут получить визу"), ["визу"], "«алу» says as little");
    assert_eq!(content("получить разрешение"), ["разрешение"]);
}
