//! Which act the instructions of an amending act change.

use crate::structure::tests::read;

const LAW: &str = "Кейбір мәселелер туралы\nҚазақстан Республикасының 2004 жылғы 9 шілдедегі N 597 Заңы\n";

/// The changes of a law, each as `unit op date target`.
fn changes(body: &str) -> Vec<String> {
    changes_of(&format!("{LAW}{body}"))
}

fn changes_of(act: &str) -> Vec<String> {
    let shown = read(act).amendments.into_iter().map(|amendment| {
        let target = &amendment.target;
        let act = target.act.as_ref().map_or("own".to_owned(), |act| act.date.map_or("unknown".to_owned(), |date| date.to_string()));
        let path = target.path.as_ref().map_or("act", |path| path.as_str());
        format!("{} {} {act} {path}", amendment.unit, amendment.op.as_str())
    });
    shown.collect()
}

#[test]
fn a_clause_without_a_number_names_the_act_that_all_below_it_change() {
    let code = "1999 жылғы 1 шiлдедегi Қазақстан Республикасының Орман кодексiне (Жаршы, 1999 ж., № 16, 642-құжат) мынадай өзгерiстер енгiзiлсiн:";
    let law = "\"Спорт туралы\" 1999 жылғы 2 желтоқсандағы Қазақстан Республикасының Заңына мынадай толықтыру енгізілсін:";
    let cases = [
        (
            format!("{code}\n1) 5-бап алып тасталсын;\n2) 6-бапта:\n2-тармақ алып тасталсын."),
            &["subpoint-1/amend-1 delete 1999-07-01 article-5", "subpoint-2/amend-1 delete 1999-07-01 article-6/point-2"][..],
            "subpoints",
        ),
        (
            format!("{law}\n1. 5-бапта:\n2-тармақ алып тасталсын.\n2. 6-бап алып тасталсын."),
            &["point-1/amend-1 delete 1999-12-02 article-5/point-2", "point-2/amend-1 delete 1999-12-02 article-6"],
            "points",
        ),
        (
            format!("{law}\n5-бапта:\n2-тармақ алып тасталсын;\n3-тармақ алып тасталсын."),
            &["amend-1 delete 1999-12-02 article-5/point-2", "amend-2 delete 1999-12-02 article-5/point-3"],
            "a unit for two instructions",
        ),
        (
            format!("{law}\n5-бапта:\n1) 2-тармақ алып тасталсын;\n2) 3-тармақ алып тасталсын."),
            &["subpoint-1/amend-1 delete 1999-12-02 article-5/point-2", "subpoint-2/amend-1 delete 1999-12-02 article-5/point-3"],
            "a unit for a list",
        ),
        (
            format!("{code}\n5-бап алып тасталсын.\n{law}\n6-бап алып тасталсын."),
            &["amend-1 delete 1999-07-01 article-5", "amend-2 delete 1999-12-02 article-6"],
            "another clause",
        ),
        (
            format!("{code}\n1) 5-бап алып тасталсын.\n2-бап. Осы Заң қолданысқа енгізіледі."),
            &["subpoint-1/amend-1 delete 1999-07-01 article-5"],
            "a clause of the law's own",
        ),
        (
            "Қазақстан Республикасының мына заң актілеріне өзгерістер енгізілсін:\n1) 5-бап алып тасталсын.".to_owned(),
            &["subpoint-1/amend-1 delete unknown article-5"],
            "acts that are told nowhere",
        ),
    ];
    for (body, want, why) in cases {
        assert_eq!(changes(&body), want, "{why}");
    }
}

#[test]
fn a_clause_below_the_enacting_words_names_the_act_too() {
    let act = "Жарлыққа өзгерістер енгізу туралы\nҚазақстан Республикасы Президентінің 2005 жылғы 7 сәуірдегі № 1549 Жарлығы\nҚАУЛЫ ЕТЕМІН:\n\
               \"Кеңес туралы\" Қазақстан Республикасы Президентінің 1998 жылғы 8 маусымдағы № 3975 Жарлығына мынадай өзгеріс енгізілсін:\n\
               3-тармақтағы \"1998\" деген цифрлар \"2005\" деген цифрлармен ауыстырылсын.";
    assert_eq!(changes_of(act), ["amend-1 replace_words 1998-06-08 point-3"]);
}

#[test]
fn an_act_is_changed_by_its_day_and_not_by_the_name_in_the_bracket_behind_it() {
    let code = "2008 жылғы 10 желтоқсандағы «Алым және төлем туралы» Қазақстан Республикасы Кодексінің (Салық кодексі)";
    let cases = [
        (format!("1-бап. {code} 12-бабының қолданысы 2018 жылғы 1 қаңтарға дейін тоқтатыла тұрсын."), "article-1/amend-1 suspend 2008-12-10 article-12"),
        (format!("1-бап. {code} 12-бабының 3-тармағы алып тасталсын."), "article-1/amend-1 delete 2008-12-10 article-12/point-3"),
    ];
    for (body, want) in cases {
        assert_eq!(changes(&body), [want]);
    }
}

#[test]
fn a_line_that_begins_with_a_day_is_a_note_on_the_unit_that_it_names() {
    let law = format!(
        "{LAW}1-бап. Ұғымдар\n1. Ұғым қолданылады.\n2005.28.11. № 91-III ҚР Заңымен 2-бап өзгертілді (2006.01.01. бастап қолданысқа енгізілді) (бұр. ред. қара)\n\
         2-бап. Тәртіп\n1. Тәртіп сақталады.\n2007.05.07. № 271-III ҚР Заңымен 3-бап жаңа редакцияда (бұр. ред. қара)\n3-бап. Бақылау\n1. Бақылау жүргізіледі.\n"
    );
    let act = read(&law);
    let paths: Vec<&str> = act.provisions.iter().map(|unit| unit.path.as_str()).collect();
    assert_eq!(paths, ["article-1", "article-1/point-1", "article-2", "article-2/point-1", "article-3", "article-3/point-1"]);
    let targets: Vec<String> = act.notes.iter().filter_map(|note| Some(note.target.as_ref()?.to_string())).collect();
    assert_eq!(targets, ["article-2", "article-3"]);
    // one day of the text tells the order of all
    let days: Vec<String> = act.notes.iter().map(|note| note.by[0].date.unwrap().to_string()).collect();
    assert_eq!(days, ["2005-11-28", "2007-07-05"]);
}

#[test]
fn an_instruction_that_was_cut_before_its_last_words_is_one() {
    // the enacting clause stands on one long line, so that nothing tells how long a line may be
    let law = "Орман кодексіне өзгерістер енгізу туралы\n\nҚазақстан Республикасының 2004 жылғы 9 шілдедегі N 597 Заңы\n\n      1-бап. 1999 жылғы 1 шілдедегі \
               Қазақстан Республикасының Орман кодексіне (Қазақстан Республикасы Парламентінің Жаршысы, 1999 ж., N 5, 41-құжат; 2001 ж., N 7, 12-құжат; \
               2003 ж., N 2, 9-құжат) мынадай өзгерістер енгізілсін:\n\n      1) бүкіл мәтін бойынша:\n      \"алқаптағы учаскелер\" деген сөздер \"алқап \
               телімі\"\nдеген сөздермен ауыстырылсын;\n\n      2) 2-бап алып тасталсын.\n";
    let told = ["article-1/subpoint-1/amend-1 replace_words 1999-07-01 act", "article-1/subpoint-2/amend-1 delete 1999-07-01 article-2"];
    assert_eq!(changes_of(law), told);
}

#[test]
fn a_text_that_is_no_act_changes_none_of_itself() {
    assert_eq!(changes_of("Үзінді\n7-бап алып тасталсын;\n8-бап алып тасталсын."), ["amend-1 delete unknown article-7", "amend-2 delete unknown article-8"]);
}

#[test]
fn a_clause_without_a_number_does_not_hold_in_what_is_ordered_of_the_own_act() {
    let clause = "\"Спорт туралы\" 1999 жылғы 2 желтоқсандағы Қазақстан Республикасының Заңына мынадай өзгеріс енгізілсін:";
    let until = "қолданысы 2006 жылғы 1 қаңтарға дейін тоқтатыла тұрсын";
    let of_other = |change: &String| change.contains("1999-12-02");
    let own = [
        format!("2. Осы Заңмен бекітілген Қағидалардың 6-тармағының {until}."),
        format!("2. Осы Заңның 4-бабының {until}."),
        format!("2. Қағидалардың 5-тармағының {until}."),
        format!("2. Қоса беріліп отырған Ереже бекітілсін және оның 2-тармағының {until}."),
    ];
    for point in own {
        let told = changes(&format!("{clause}\n3-бап алып тасталсын.\n{point}"));
        assert_eq!(told.first().map(String::as_str), Some("amend-1 delete 1999-12-02 article-3"), "{point}");
        assert!(!told[1..].iter().any(of_other), "{point}: {told:?}");
    }
    let own = changes(&format!("{clause}\n1. 3-бап алып тасталсын.\n2. Осы Заңның 4-бабының {until}."));
    assert!(of_other(&own[0]) && !own[1..].iter().any(of_other), "{own:?}");
    let annexed = changes(&format!("{clause}\n1. 3-бап алып тасталсын.\n2. Осы Заңның 1-қосымшасына сәйкес 4-бап жаңа редакцияда жазылсын."));
    assert!(annexed.len() == 2 && annexed.iter().all(of_other), "{annexed:?}");
}

#[test]
fn only_the_card_of_the_act_itself_prints_its_id() {
    let head = "Үлгіні бекіту туралы\nҚазақстан Республикасы Қаржы министрінің 2018 жылғы 7 маусымдағы № 16 бұйрығы. Қазақстан Республикасының Әділет \
                министрлігінде 2018 жылғы 9 шілдеде № 16390 болып тіркелді";
    let card = "Бірегей нөмір: V1700016111";
    let id = |body: &str| read(&format!("{head}\n{body}\n")).id.map(|id| id.to_string());
    assert_eq!(id(&format!("{card}\nБҰЙЫРАМЫН:\n1. Үлгі бекітілсін.")).as_deref(), Some("V1700016111"));
    assert_eq!(id(&format!("БҰЙЫРАМЫН:\n1. Мынадай үлгі бекітілсін:\n{card}")).as_deref(), Some("V1800016390"));
    let annex = "Қаржы министрінің 2018 жылғы 7 маусымдағы № 16 бұйрығына қосымша\nКарточка үлгісі";
    assert_eq!(id(&format!("1. Үлгі бекітілсін.\nМинистр М. Қарабаев\n{annex}\n{card}")).as_deref(), Some("V1800016390"));
}

#[test]
fn only_notes_tell_the_order_of_the_days_in_notes() {
    let note = "ҚР 2006.05.07. № 155-III Заңымен 2-бап өзгертілді (бұр. ред. қара)";
    let days = |last: &str| {
        let text = format!("{LAW}1-бап. Мақсат\n1. Осы Заң реттейді.\n{note}\n2-бап. Қолдану\n1. Осы Заң қолданылады.\n{last}\n");
        read(&text).notes.first().map(|note| note.by[0].date.map(|date| date.to_string()))
    };
    assert_eq!(days("2. Тізілімге 2003.12.31 дейінгі мәліметтер енгізіледі."), Some(None));
    let told = days("ҚР 2006.20.01. № 123-III Заңымен 3-бап өзгертілді (бұр. ред. қара)\n3-бап. Қорытынды\n1. Осы Заң бұзылмайды.");
    assert_eq!(told, Some(Some("2006-07-05".to_owned())));
}

#[test]
fn who_is_in_a_commission_is_told_as_a_change_of_its_composition() {
    let act = "\"Комиссия құру туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 3 ақпандағы № 40 қаулысына мынадай өзгерістер енгізілсін:";
    let list = "Оразов Нұрлан Асқарұлы – Қаржы вице-министрі;\nСериков Асан Болатұлы – Әділет вице-министрі;";
    let (comes, leaves) = ("Комиссияның құрамына мыналар енгізілсін:", "көрсетілген құрамнан Б.Қ. Сұлтанов шығарылсын.");
    let cases = [
        (
            format!("1. {act}\nкөрсетілген қаулыға қосымшада:\n{comes}\n{list}\n{leaves}\n2. Осы Заң қол қойылған күнінен бастап қолданысқа енгізіледі."),
            &["point-1/amend-1 unread 2012-02-03 annex-1", "point-1/amend-2 unread 2012-02-03 annex-1"][..],
        ),
        (
            format!("1. {act}\n1) {comes}\n{list}\n2) {leaves}"),
            &["point-1/subpoint-1/amend-1 unread 2012-02-03 act", "point-1/subpoint-2/amend-1 unread 2012-02-03 act"],
        ),
        (
            format!(
                "1. \"Комиссия құру туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 3 ақпандағы № 40 қаулысымен бекітілген комиссияның құрамына мыналар енгізілсін:\n{list}"
            ),
            &["point-1/amend-1 unread 2012-02-03 approved"],
        ),
        (format!("1. {comes}\n{list}"), &[]),
    ];
    for (body, want) in cases {
        assert_eq!(changes(&body), want, "{body}");
    }
}
