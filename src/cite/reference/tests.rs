mod foreign;
mod said;
mod treaty;

mod quoted;

use super::super::word::work;
use super::*;
use crate::act::{Adoption, AmendmentTarget, Commencement, Operation, Status};
use crate::text::{CleanBuilder, LineRange, SourceText};

/// The order of 17 July 2020, № 700.
fn order() -> Requisites {
    let day = "2020-07-17".parse().ok();
    Requisites {
        title: String::new(),
        title_span: None,
        kind: ActKind::Order,
        issuers: Vec::new(),
        adopted: vec![Adoption {
            date: day, number: Some("700".to_owned()), issuer: Some("Қазақстан Республикасының Қаржы министрі".to_owned())
        }],
        registered: None,
        status: Status::InForce,
        repealed_by: None,
        language: "kk".to_owned(),
    }
}

/// As [`read_changing`], of an act that changes no other.
fn read(paragraphs: &[(&str, &str)]) -> Vec<String> {
    read_changing(paragraphs, &[])
}

/// Reads paragraphs, each the own text of the provision at its address (none for an empty one), that of a document and the last of an annex its
/// heading too; `changes` are units that are instructions, with the number of the act and the path they change («rules/annex-2 by annex-1», where its wording stands). Gives
/// `surface => act title or number :: path` for each reference.
fn read_changing(paragraphs: &[(&str, &str)], changes: &[(&str, &str, &str)]) -> Vec<String> {
    read_doing(Operation::Reword, paragraphs, changes)
}

/// As [`read_changing`], of an act that does `op` to the others.
fn read_doing(op: Operation, paragraphs: &[(&str, &str)], changes: &[(&str, &str, &str)]) -> Vec<String> {
    let printed: Vec<&str> = paragraphs.iter().map(|(_, text)| *text).collect();
    let source = SourceText::new("a.txt", printed.join("\n"));
    let mut builder = CleanBuilder::new(&source);
    for line in source.lines() {
        builder.keep(line.span);
        builder.end_paragraph();
    }
    let text = builder.finish();
    let mut provisions: Vec<Provision> = Vec::new();
    for (at, (address, _)) in paragraphs.iter().enumerate().filter(|(_, (address, _))| !address.is_empty()) {
        let path: ProvisionPath = address.parse().expect("an address");
        let own = vec![text.paragraphs[at].span];
        if let Some(known) = provisions.iter_mut().find(|provision| provision.path == path) {
            known.own.extend(own);
            known.heading = (known.kind == ProvisionKind::Annex).then(|| paragraphs[at].1.to_owned());
            continue;
        }
        let parent = path.parent().and_then(|parent| provisions.iter().position(|provision| provision.path == parent));
        let kind = path.kind().expect("a known kind");
        let lines = LineRange::new(1, 1);
        let heading = (kind == ProvisionKind::Component).then(|| paragraphs[at].1.to_owned());
        provisions.push(Provision { path, kind, number: None, parent, grouping: Vec::new(), heading, own, lines, tombstone: false });
    }
    let shown = |reference: Reference| {
        let act = reference.target.act.map(|act| act.title.or(act.number).unwrap_or_else(|| "?".to_owned()));
        let path = reference.target.path.map(|path| path.to_string()).unwrap_or_default();
        format!("{} => {} :: {path}", text.slice(reference.span), act.unwrap_or_else(|| "-".to_owned()))
    };
    let change = |&(unit, number, path): &(&str, &str, &str)| {
        let (path, new) = path.split_once(" by ").unwrap_or((path, ""));
        let told = provisions.iter().find(|provision| provision.path.as_str() == unit).expect("a unit");
        let act = (!number.is_empty()).then(|| CitedAct { number: Some(number.to_owned()), ..CitedAct::default() });
        Amendment {
            unit: told.path.clone(),
            indents: None,
            op,
            target: AmendmentTarget { act, path: path.parse().ok(), document: None },
            new: new.parse().into_iter().collect(),
            moved: None,
            replacement: None,
            commencement: Commencement::Unstated,
            span: told.own[0],
            lines: LineRange::new(1, 1),
        }
    };
    let amendments: Vec<Amendment> = changes.iter().map(change).collect();
    references(&text, &provisions, &amendments, &order()).into_iter().map(shown).collect()
}

#[test]
fn what_holds_while_a_unit_is_set_aside_is_of_the_act_that_has_the_unit() {
    let paragraphs = [
        ("article-2", "2-бап."),
        ("article-2/amend-1", "12-баптың қолданысы тоқтатыла тұрсын, тоқтатыла тұрған кезеңде осы бап мынадай редакцияда қолданылады деп белгіленсін:"),
        ("article-2/amend-1/new/article-12", "12-бап. Алым осы Кодекстің 15-бабының 1-тармағына сәйкес есептеледі."),
    ];
    let found = read_doing(Operation::Suspend, &paragraphs, &[("article-2/amend-1", "99", "article-12")]);
    let meant = |surface: &str| found.iter().find(|found| found.starts_with(surface)).cloned().unwrap_or_default();
    assert!(meant("осы бап").ends_with("=> 99 :: article-12"), "{found:?}");
    assert!(meant("осы Кодекстің").ends_with("=> 99 :: article-15/point-1"), "{found:?}");
}

#[test]
fn a_sentence_behind_one_that_sets_a_unit_aside_speaks_of_its_own() {
    let meant = |behind: &str| {
        let words = format!("9-баптың қолданысы 2027 жылғы 1 қаңтарға дейін тоқтатыла тұрсын. {behind}");
        let paragraphs = [("article-2", "2-бап. Тоқтата тұру"), ("article-2/amend-1", words.as_str())];
        let found = read_doing(Operation::Suspend, &paragraphs, &[("article-2/amend-1", "99", "article-9")]);
        found.into_iter().find(|found| found.to_lowercase().starts_with("осы бап")).unwrap_or_default()
    };
    assert_eq!(meant("Осы бап 2026 жылғы 1 мамырдан бастап қолданысқа енгізіледі."), "Осы бап => - :: article-2");
    assert_eq!(meant("Тоқтатыла тұрған кезеңде осы бап мынадай редакцияда қолданылады:"), "осы бап => 99 :: article-9");
}

#[test]
fn a_part_of_an_article_with_numbered_parts_is_the_one_with_that_number() {
    let found = read(&[
        ("article-7", "7-бап. Оқ ату"),
        ("article-7/point-1", "1. Оқ ату –"),
        ("article-7/point-2", "2. Осы баптың бірінші бөлігінде көзделген іс-әрекет."),
        ("article-7/point-3", "3. Осы баптың екінші бөлігінің 1) тармақшасында көзделген іс-әрекет."),
        ("article-7/part-2", "Ескертпе. Осы баптың екінші бөлігінде қару айтылған."),
        ("article-8", "8-бап. Соңы. Осы баптың екінші бөлігі қолданылады."),
        ("article-8/part-2", "Екінші бөлік."),
    ]);
    let paths: Vec<&str> = found.iter().filter_map(|found| found.split(" :: ").nth(1)).collect();
    assert_eq!(paths, ["article-7/point-1", "article-7/point-2/subpoint-1", "article-7/point-2", "article-8/part-2"], "{found:?}");
}

#[test]
fn an_annex_that_is_a_standard_may_call_itself_by_its_whole_name() {
    let found = read(&[
        ("annex-1", "бұйрығына"),
        ("annex-1", "1-қосымша"),
        ("annex-1", "\"Анықтама беру\" мемлекеттік көрсетілетін қызмет стандарты"),
        ("annex-1/point-1", "1. Өтініш осы мемлекеттік көрсетілетін қызмет стандартына 1-қосымшаға сәйкес беріледі."),
        ("annex-1/point-2", "2. Осы мемлекеттік көрсетілетін қызмет стандартының 1-тармағы қолданылады."),
    ]);
    let paths: Vec<&str> = found.iter().filter_map(|found| found.split(" :: ").nth(1)).collect();
    assert!(paths.ends_with(&["annex-1/annex-1", "annex-1/point-1"]), "{found:?}");
}

#[test]
fn what_is_approved_is_told_by_the_last_word_of_its_name() {
    let read = read(&[
        ("point-1", "1. Қоса беріліп отырған көмек түрлерінің тізбесін айқындаудың қағидалары бекітілсін."),
        ("rules", "Көмек түрлерінің тізбесін айқындаудың қағидалары"),
    ]);
    assert_eq!(read, ["Қоса беріліп отырған көмек түрлерінің тізбесін айқындаудың қағидалары => - :: rules"]);
}

#[test]
fn pointers_inside_an_act_lead_from_where_they_stand() {
    let read = read(&[
        ("point-1", "1. Қоса беріліп отырған құжаттарды қабылдау қағидалары бекітілсін."),
        ("point-2", "2. Осы бұйрық қолданысқа енгізіледі."),
        ("rules", "Құжаттарды қабылдау қағидалары"),
        ("rules/point-3", "3. Құжаттар осы Қағидаларға 1-қосымшаға сәйкес, 2-тармақта көзделген ретпен беріледі."),
        ("rules/point-3/part-2", "Өтініш осы тармақтың төртінші бөлігінде көрсетілген мерзімде қаралады."),
        ("rules/point-4", "4. Қабылдау 60 күн ішінде осы Қағидалардың 3-тармағының 1) және 2) тармақшаларында көзделеді."),
    ]);
    assert_eq!(
        read,
        [
            "Қоса беріліп отырған құжаттарды қабылдау қағидалары => - :: rules",
            "Осы бұйрық => - :: ",
            "осы Қағидаларға 1-қосымшаға => - :: rules/annex-1",
            "2-тармақта => - :: rules/point-2",
            "осы тармақтың төртінші бөлігінде => - :: rules/point-3/part-4",
            "осы Қағидалардың 3-тармағының 1) және 2) тармақшаларында => - :: rules/point-3/subpoint-1",
            "осы Қағидалардың 3-тармағының 1) және 2) тармақшаларында => - :: rules/point-3/subpoint-2",
        ]
    );
}

#[test]
fn an_act_with_its_units_is_one_pointer_and_a_term_stands_for_its_act() {
    let read = read(&[
        (
            "point-1",
            "1. \"Халықтың көші-қоны туралы\" 2011 жылғы 22 шілдедегі Қазақстан Республикасы Заңының (бұдан әрі – Заң) 14-бабы 1) тармақшасына сәйкес.",
        ),
        ("point-2", "2. Заңның 5-бабында және Қазақстан Республикасының Салық кодексінде."),
        (
            "point-3",
            "3. Үкіметтің 2009 жылғы 14 желтоқсандағы № 2102 қаулысымен бекітілген тіркеу стандартына (бұдан әрі – Стандарт) сай, Стандарттың 11-тармағы.",
        ),
    ]);
    assert_eq!(
        read,
        [
            "\"Халықтың көші-қоны туралы\" 2011 жылғы 22 шілдедегі Қазақстан Республикасы Заңының (бұдан әрі – Заң) 14-бабы 1) тармақшасына => Халықтың көші-қоны туралы :: article-14/subpoint-1",
            "Заңның 5-бабында => Халықтың көші-қоны туралы :: article-5",
            "Қазақстан Республикасының Салық кодексінде => Салық кодексі :: ",
            "Үкіметтің 2009 жылғы 14 желтоқсандағы № 2102 қаулысымен бекітілген тіркеу стандартына => 2102 :: standard",
            "Стандарттың 11-тармағы => 2102 :: standard/point-11",
        ]
    );
}

#[test]
fn instructions_and_new_wording_point_into_the_act_they_change() {
    let read = read(&[
        ("point-1", "1. Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысына мынадай өзгерістер енгізілсін:"),
        ("point-1/target-1", "көрсетілген қаулымен бекітілген келу қағидаларында:"),
        ("point-1/target-2", "3-тармақта:"),
        ("point-1/amend-1", "8) тармақшасы мынадай редакцияда жазылсын:"),
        ("point-1/amend-1/new/point-3/subpoint-8", "8) осы Қағидаларға 2-қосымшаға сәйкес рұқсат."),
    ]);
    assert_eq!(
        read,
        [
            "Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысына => 148 :: ",
            "көрсетілген қаулымен бекітілген келу қағидаларында => 148 :: rules",
            "3-тармақта => 148 :: rules/point-3",
            "8) тармақшасы => 148 :: rules/point-3/subpoint-8",
            "осы Қағидаларға 2-қосымшаға => 148 :: rules/annex-2",
        ]
    );
}

#[test]
fn a_possessive_word_for_an_act_is_said_of_the_name_before_it() {
    let read = read(&[
        ("point-1", "1. \"Көші-қон туралы\" Қазақстан Республикасының Заңы (бұдан әрі – Заң) 10-бабына сәйкес."),
        ("point-2", "2. Мәдениет туралы Қазақстан Республикасы Заңының 12-бабы сақталсын."),
        ("point-3", "3. \"Рұқсаттар туралы\" Қазақстан Респуликасы Заңының 11-бабы сақталсын."),
        ("point-4", "4. Заңның 13-бабы, Заңда белгіленген тәртіп және Заңға 1-қосымша сақталсын."),
    ]);
    assert_eq!(
        read,
        [
            "\"Көші-қон туралы\" Қазақстан Республикасының Заңы (бұдан әрі – Заң) 10-бабына => Көші-қон туралы :: article-10",
            "Заңының 12-бабы => ? :: article-12",
            "Заңының 11-бабы => ? :: article-11",
            "Заңның 13-бабы => Көші-қон туралы :: article-13",
            "Заңда => Көші-қон туралы :: ",
            "Заңға 1-қосымша => Көші-қон туралы :: annex-1",
        ]
    );
}

#[test]
fn an_annex_that_restates_points_into_what_it_restates() {
    let paragraphs = [
        ("point-1", "1. Көлік министрінің 2023 жылғы 30 сәуірдегі № 546 бұйрығында:"),
        ("point-1/amend-1", "2-қосымша осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын."),
        ("point-2", "2. Көлік министрінің 2023 жылғы 13 тамыздағы № 424 бұйрығында:"),
        ("point-2/amend-1", "9-тармақ алып тасталсын."),
        ("annex-1", "Толтыру тәртібі"),
        ("annex-1/point-2", "2. Осы Қағидалардың 19-тармағында, осы бұйрықтың 3-тармағында және осы қосымшаның 2-тармағында көзделген."),
    ];
    let changes = [("point-1/amend-1", "546", "rules/annex-2 by annex-1"), ("point-2/amend-1", "424", "rules/point-9")];
    let told = &read_changing(&paragraphs, &changes);
    assert_eq!(
        told[told.len() - 3..],
        [
            "Осы Қағидалардың 19-тармағында => 546 :: rules/point-19",
            "осы бұйрықтың 3-тармағында => 546 :: point-3",
            "осы қосымшаның 2-тармағында => - :: annex-1/point-2"
        ]
    );
}

#[test]
fn rules_that_are_an_annex_are_the_document_around() {
    let read = read(&[
        ("point-1", "1. Осы бұйрыққа 1-қосымшаға сәйкес Ойын қағидалары бекітілсін."),
        ("annex-1", "Қаржы министрінің"),
        ("annex-1", "2020 жылғы 17 шілдедегі"),
        ("annex-1", "№ 700 бұйрығына"),
        ("annex-1", "1-қосымша"),
        ("annex-1", "Ойын қағидалары"),
        ("annex-1/point-1", "1. Өтініш осы Қағидаларға 2-қосымшаға сәйкес беріледі."),
        ("annex-1/point-2", "2. Осы Қағидалардың 1-тармағы қолданылады."),
        ("annex-1/annex-1", "Ойын қағидаларына"),
        ("annex-1/annex-1", "1-қосымша"),
        ("annex-1/annex-1", "Талаптар тізбесі"),
        ("annex-1/annex-1/row-8", "Осы тізбенің 9-тармағында айтылған құжат; Қағидалардың 2-тармағы"),
        ("annex-1/annex-1/row-9", "Хат"),
        ("annex-2", "2-қосымша"),
        ("annex-2", "Тұғырнама"),
        ("annex-2/point-1", "1. Осы Ереженің 5-тармағы."),
    ]);
    assert_eq!(
        read,
        [
            "Осы бұйрыққа 1-қосымшаға => - :: annex-1",
            "Қаржы министрінің\n2020 жылғы 17 шілдедегі\n№ 700 бұйрығына\n1-қосымша => - :: annex-1",
            "осы Қағидаларға 2-қосымшаға => - :: annex-1/annex-2",
            "Осы Қағидалардың 1-тармағы => - :: annex-1/point-1",
            "Осы тізбенің 9-тармағында => - :: annex-1/annex-1/row-9",
            "Қағидалардың 2-тармағы => - :: annex-1/point-2",
            "Осы Ереженің 5-тармағы => - :: annex-2/point-5",
        ]
    );
}

#[test]
fn what_an_instruction_names_is_where_it_changes() {
    let paragraphs = [
        ("list", "Өзгерістер тізбесі"),
        ("list/point-1", "1. «Ережені бекіту туралы» Қаржы министрінің 2014 жылғы 4 желтоқсандағы № 540 бұйрығында:"),
        ("list/point-1/subpoint-1", "1) 28-тармақтың екінші абзацы алып тасталсын;"),
        ("list/point-1/subpoint-2", "2) 97-тармақта:"),
        ("list/point-1/subpoint-2/amend-1", "бірінші бөлік осы тізбеге 1-қосымшаға сәйкес жазылсын;"),
        ("list/point-2", "2. Қаржы министрінің 2010 жылғы 15 маусымдағы № 281 бұйрығында:"),
        ("list/point-2/amend-1", "2-тармақ алып тасталсын."),
    ];
    let changes = [
        ("list/point-1/subpoint-1", "540", "approved/point-28/indent-2"),
        ("list/point-1/subpoint-2/amend-1", "540", "approved/point-97/part-1"),
        ("list/point-2/amend-1", "281", "point-2"),
    ];
    let named: Vec<String> = read_changing(&paragraphs, &changes).into_iter().filter(|read| !read.contains("бұйрығында")).collect();
    assert_eq!(
        named,
        [
            "28-тармақтың екінші абзацы => 540 :: approved/point-28/indent-2",
            "97-тармақта => 540 :: approved/point-97",
            "бірінші бөлік => 540 :: approved/point-97/part-1",
            "осы тізбеге 1-қосымшаға => - :: list/annex-1",
            "2-тармақ => 281 :: point-2",
        ]
    );
}

#[test]
fn a_point_that_ends_another_act_speaks_of_the_units_of_this_one() {
    let ends = "2. 1-тармақ қолданысқа енгізілген күннен бастап Қаржы министрінің 2014 жылғы 4 маусымдағы № 540 бұйрығының күші жойылды деп танылсын.";
    let read = read_doing(Operation::Repeal, &[("point-1", "1. Бірінші."), ("point-2", ends)], &[("point-2", "540", "")]);
    assert_eq!(read[0], "1-тармақ => - :: point-1");
}

#[test]
fn an_act_of_another_issuer_is_another_act() {
    let read = read(&[
        ("point-1", "1. Көлік министрінің 2020 жылғы 17 шілдедегі № 700 бұйрығының 2-тармағы."),
        ("point-2", "2. ҚР Қаржы министрінің 2020 жылғы 17 шілдедегі № 700 бұйрығының 2-тармағы."),
    ]);
    assert!(read[0].ends_with("=> 700 :: point-2"), "{read:?}");
    assert!(read[1].ends_with("=> - :: point-2"), "{read:?}");
}

#[test]
fn an_act_does_not_cite_itself_by_its_short_name() {
    let read = read(&[
        ("", "Салық және басқа да төлемдер туралы (Салық кодексі)"),
        ("", "ЗҚАИ-ның ескертпесі! Кодекске өзгеріс енгізу көзделген."),
        ("point-1", "1. Салық кодексінің 5-бабы қолданылады."),
    ]);
    assert_eq!(read, ["Салық кодексінің 5-бабы => Салық кодексі :: article-5"]);
}

#[test]
fn hostile_text_is_read_a_fixed_number_of_times() {
    let pieces = [
        "1, 2, ",
        "\"А\" заң ",
        "» заң ",
        "1) және ",
        "а) ",
        "(бұдан әрі – ",
        "қағидасы (бұдан әрі – А) ",
        "осы осы ",
        "№ 1 қаулы ",
        "№ 1 қаулысына ",
        "2018 жылғы 4 қаңтардағы № 1 бұйрығы, ",
        "бірінші, ",
        "он жүз ",
        "мың ",
        "бір ",
        "1 ",
        "1-",
        "Закон Республики Казахстан \"",
        "аталған тармақтың ",
        "1-қосымша реттік нөмірі ",
        "Осы Қазақстан ",
        "Осы \"",
        "қоса беріліп отырған ",
        "көрсетілген қаулымен бекітілген ",
        "ҚР-ның ҚР-ның заң ",
        "ҚР кодекс ",
        "))) бұйрық ",
        "((( бұйрық ",
        "қаулы (жариялан 01.01.2020 ",
        ".заң",
        "заң                                                ",
        "А туралы заңның ",
        "Қағидалардың 1-тармағы ",
        "А туралы шарттың ",
        "шарттың (бұдан әрі – А) ",
        "№ 1 «А» қаулысы ",
        "А-ның «А» 2018 жылғы 4 қаңтардағы № 1 бұйрығы ",
        "«А туралы» 2001 жылғы 23 қаңтардағы, ",
        "«А туралы» 2001 жылғы 23 қаңтардағы Заңдарына, ",
        "«А туралы» (№ 1 тіркелген) бұйрығына ",
        "№ 1 қаулысымен бекітілген ",
        "осы Теңіз ауданы әкімдігінің ",
        "осы бұйрыққа қосымшаның ",
        "заңы (1-бап, ",
        "заңы (1-бап) ",
        "ІСТҚ-ның 1-тармағы ",
        "Су қағидаларының 1-тармағы ",
        "(а) 1-тармағы ",
        "тармағының (2), 3) тармақшалары) ",
    ];
    for piece in pieces {
        // Words looked at, and bytes read back and forth, for each byte of text.
        let steps = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            work::of(|| drop(read(&[("point-1", &text)]))) as f64 / text.len() as f64
        };
        let (short, long) = (steps(10_000), steps(40_000));
        assert!(long < 80.0, "{piece}: {long} steps a byte");
        assert!(long < short * 1.2 + 1.0, "{piece}: {short} steps a byte, then {long}");
    }
}

#[test]
fn ranges_line_after_line_do_not_fill_the_memory() {
    let text = "1)–200) тармақшалары, ".repeat(1_000);
    let found = read(&[("point-1", &text)]).len();
    assert!((10_000..15_000).contains(&found), "{found}");
}

#[test]
fn notes_name_nothing_that_the_act_points_at() {
    let note = "1-тармаққа өзгеріс енгізілді – Бұлақ ауданы әкімдігінің 11.09.2023 № 240 қаулысымен.";
    for sign in [".", ":", " !"] {
        let text = format!("Ескерту{sign} {note}");
        assert_eq!(read(&[("point-1", "1. Бірінші."), ("", &text)]), Vec::<String>::new(), "{sign}");
    }
    assert_eq!(read(&[("point-1", "Ескерту. Осы тармақ 2-тармаққа қолданылмайды."), ("point-2", "2. Екінші.")]).len(), 2, "a rule of the act");
}

#[test]
fn relative_words_of_new_wording_are_counted_in_what_it_is_written_into() {
    let paragraphs = [
        ("article-1", "1-бап. Мына заң актілеріне өзгерістер енгізілсін:"),
        ("article-1/point-1", "1. «Ветеринария туралы» 2002 жылғы 10 шілдедегі № 339 Қазақстан Республикасының Заңына:"),
        ("article-1/point-1/subpoint-1", "1) 24-баптың 3-тармағы мынадай мазмұндағы екінші бөлікпен толықтырылсын:"),
        ("article-1/point-1/subpoint-1/amend-1", "24-баптың 3-тармағы мынадай мазмұндағы екінші бөлікпен толықтырылсын:"),
        (
            "article-1/point-1/subpoint-1/amend-1/new/article-24/point-3/part-2",
            "Осы баптың ережелері, осы тармақтың бірінші бөлігі және осы тармақша қолданылады.",
        ),
        ("article-1/point-1/subpoint-1/amend-2", "25-бап мынадай редакцияда жазылсын:"),
        ("article-1/point-1/subpoint-1/amend-2/new/article-25", "25-бап. Шарттар"),
        ("article-1/point-1/subpoint-1/amend-2/new/article-25/point-1", "1. Осы баптың 2-тармағы қолданылады."),
    ];
    let changes = [("article-1/point-1/subpoint-1/amend-1", "339", "article-24/point-3/part-2"), ("article-1/point-1/subpoint-1/amend-2", "339", "article-25")];
    let read: Vec<String> = read_changing(&paragraphs, &changes).into_iter().filter(|line| line.to_lowercase().starts_with("осы")).collect();
    assert_eq!(
        read,
        [
            "Осы баптың => 339 :: article-24",
            "осы тармақтың бірінші бөлігі => 339 :: article-24/point-3/part-1",
            "Осы баптың 2-тармағы => - :: article-1/point-1/subpoint-1/amend-2/new/article-25/point-2",
        ]
    );
}

#[test]
fn relative_words_that_are_written_into_several_units_lead_to_none() {
    let told = "article-1/subpoint-1/amend-1";
    let paragraphs = [
        ("article-1", "1-бап. «Ветеринария туралы» 2002 жылғы 10 шілдедегі № 339 Қазақстан Республикасының Заңына:"),
        (told, "24-баптың 3 және 5-тармақтары мынадай мазмұндағы екінші бөлікпен толықтырылсын:"),
        ("article-1/subpoint-1/amend-1/new/article-24/point-3/part-2", "Осы баптың ережелері және осы тармақтың бірінші бөлігі қолданылады."),
    ];
    let changes = [(told, "339", "article-24/point-3/part-2"), (told, "339", "article-24/point-5/part-2")];
    let read: Vec<String> = read_changing(&paragraphs, &changes).into_iter().filter(|line| line.to_lowercase().starts_with("осы")).collect();
    assert_eq!(read, ["Осы баптың => 339 :: article-24"]);
}

#[test]
fn the_only_annex_needs_no_number() {
    let act = |more: &'static str| {
        vec![
            ("point-1", "1. Жоспар осы бұйрықтың қосымшасына сәйкес бекітілсін, осы бұйрыққа қосымшаның 2-тармағы қолданылады, осы бұйрыққа қосымшалар."),
            ("annex-1", "Қаржы министрінің"),
            ("annex-1", "2020 жылғы 17 шілдедегі"),
            ("annex-1", "№ 700 бұйрығына"),
            ("annex-1", "қосымша"),
            ("annex-1", "Жоспар"),
            (more, "2-қосымша"),
        ]
    };
    assert_eq!(
        read(&act(""))[..4],
        [
            "осы бұйрықтың қосымшасына => - :: annex-1",
            "осы бұйрыққа қосымшаның 2-тармағы => - :: annex-1/point-2",
            "осы бұйрыққа => - :: ",
            "Қаржы министрінің\n2020 жылғы 17 шілдедегі\n№ 700 бұйрығына\nқосымша => - :: annex-1",
        ]
    );
    assert_eq!(read(&act("annex-2"))[0], "осы бұйрықтың => - :: ", "there are two");
}

#[test]
fn an_act_may_be_named_in_full_and_changes_that_it_approves_be_a_document() {
    let read = read(&[
        (
            "point-1",
            "1. Қазақстан Республикасы Үкіметінің 2012 жылғы 22 қаңтардағы № 44 қаулысымен бекітілген Үкіметтің шешімдеріне енгізілетін өзгерістер мен толықтырулардың 2-тармағы.",
        ),
        ("point-2", "2. Осы Қорғалжын ауданы әкімдігінің қаулысы ресми жарияланған күннен бастап қолданысқа енгізіледі."),
    ]);
    assert!(read[0].ends_with("=> 44 :: approved/point-2"), "{read:?}");
    assert_eq!(read[1], "Осы Қорғалжын ауданы әкімдігінің қаулысы => - :: ");
}

#[test]
fn a_list_may_be_the_annex_that_the_words_stand_in() {
    let paragraphs = [
        ("rules", "Қағидалар"),
        ("rules/annex-2", "Қағидаларға 2-қосымша"),
        ("rules/annex-2/row-5", "5. Осы тізбенің 9-жолында көзделген негіздер"),
        ("rules/annex-2/row-9", "9. Бас тарту негіздері"),
    ];
    let found = read(&paragraphs);
    assert!(found.iter().any(|found| found.contains("Осы тізбенің 9-жолында") && found.ends_with("rules/annex-2/row-9")), "{found:?}");
}

#[test]
fn an_article_that_hangs_on_nothing_is_of_the_law_that_has_it() {
    let paragraphs = [
        ("article-6", "6-бап. Талаптар"),
        ("article-16", "16-бап. Қолданысқа енгізу"),
        ("article-16/point-1", "1. 6-баптың 1-тармағының 3) тармақшасын және Конвенцияның 6-бабының 2-тармағын, 9-баптың 2-тармағын қоспағанда."),
    ];
    let found = read(&paragraphs);
    let meant = |surface: &str| found.iter().find(|found| found.starts_with(surface)).cloned().unwrap_or_default();
    assert!(meant("6-баптың 1-тармағының").ends_with("=> - :: article-6/point-1/subpoint-3"), "{found:?}");
    assert!(!meant("Конвенцияның").contains("=> - ::") && meant("9-баптың").contains("=> ? ::"), "{found:?}");
}

#[test]
fn what_an_act_sets_aside_of_itself_is_its_own() {
    let paragraphs = [
        ("article-6", "6-бап. Талаптар"),
        ("article-16", "16-бап. Қолданысқа енгізу"),
        ("article-16/point-2", "2."),
        ("article-16/point-2/amend-1", "6-баптың 1-тармағының қолданысы 2020 жылғы 1 қаңтарға дейін тоқтатыла тұрсын."),
        ("article-16/point-3", "3. 6-баптың 2-тармағы 2021 жылғы 1 қаңтарға дейін қолданылады."),
    ];
    let found = read_doing(Operation::Suspend, &paragraphs, &[("article-16/point-2/amend-1", "", "article-6/point-1")]);
    assert_eq!(found, ["6-баптың 1-тармағының => - :: article-6/point-1", "6-баптың 2-тармағы => - :: article-6/point-2"]);
}

#[test]
fn a_point_of_an_article_that_is_not_told_is_none_of_this_act() {
    let found = read(&[
        ("article-1", "1-бап. Талаптар"),
        ("article-1/point-3", "3. Талаптар тиісті баптың 3-тармағында және бұл баптың 3-тармағында көзделген, осы баптың 3-тармағында айтылған."),
    ]);
    assert_eq!(found, ["3-тармағында => ? :: point-3", "3-тармағында => ? :: point-3", "осы баптың 3-тармағында => - :: article-1/point-3"]);
}
