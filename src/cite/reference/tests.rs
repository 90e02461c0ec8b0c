use super::super::word::work;
use super::*;
use crate::text::{CleanBuilder, LineRange, SourceText};

/// Reads paragraphs, each the own text of the provision at its address (none for an empty one); gives
/// `surface => act title or number :: path` for each reference.
fn read(paragraphs: &[(&str, &str)]) -> Vec<String> {
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
            continue;
        }
        let parent = path.parent().and_then(|parent| provisions.iter().position(|provision| provision.path == parent));
        let kind = path.kind().expect("a known kind");
        let lines = LineRange::new(1, 1);
        provisions.push(Provision { path, kind, number: None, parent, grouping: Vec::new(), heading: None, own, lines, tombstone: false });
    }
    let shown = |reference: Reference| {
        let act = reference.target.act.map(|act| act.title.or(act.number).unwrap_or_else(|| "?".to_owned()));
        let path = reference.target.path.map(|path| path.to_string()).unwrap_or_default();
        format!("{} => {} :: {path}", text.slice(reference.span), act.unwrap_or_else(|| "-".to_owned()))
    };
    references(&text, &provisions).into_iter().map(shown).collect()
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
