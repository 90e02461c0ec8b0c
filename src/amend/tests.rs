//! Instructions of which every member has to be understood, and what becomes of those of which one is not.

mod hostile;
mod notes;

use super::{Context, NewWording, ParsedOperation, header, instruction, is_instruction, note, orders_repeal};
use crate::act::{CitedAct, Commencement, Operation, ProvisionPath, Sentences};

fn context(component: &str, outer: &str) -> Context {
    let path = |path: &str| (!path.is_empty()).then(|| path.parse().expect("a path"));
    Context { component: path(component), outer: path(outer), ..Context::default() }
}

/// Operations as one line: `op target [old|new|after] #sentences @day`.
fn shown(operations: &[ParsedOperation]) -> String {
    let line = |read: &ParsedOperation| {
        let mut out = format!("{} {}", read.op.as_str(), read.target.path.as_ref().map_or("act", ProvisionPath::as_str));
        if let Some(change) = &read.replacement {
            let text = |words: &Option<String>| words.clone().unwrap_or_default();
            out += &format!(" [{}|{}|{}]", text(&change.old), text(&change.new), text(&change.after));
            if let Some(Sentences::These(numbers)) = &change.sentences {
                out += &format!(" #{numbers:?}");
            }
        }
        if let NewWording::Quoted(Some(path)) = &read.new {
            out += &format!(" > {path}");
        }
        if let Some(from) = &read.moved {
            out += &format!(" < {from}");
        }
        match read.term.main() {
            Commencement::On(day) => out += &format!(" @{day}"),
            Commencement::Unread(_) => out += " @?",
            _ => {}
        }
        if let Some(day) = read.term.until() {
            out += &format!(" until {day}");
        }
        out
    };
    operations.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// (component, unit of the header, instruction, as read).
type Read<'a> = (&'a str, &'a str, &'a str, &'a str);

fn assert_read(cases: &[Read<'_>]) {
    for (component, outer, text, want) in cases {
        let operations = instruction(text, &context(component, outer)).unwrap_or_else(|| panic!("no instruction: {text}"));
        assert_eq!(shown(&operations), *want, "{text}");
    }
}

#[test]
fn units_that_get_other_numbers_are_told_by_the_new_ones() {
    assert_read(&[
        (
            "",
            "",
            "2 және 3-тармақтар тиісінше 3 және 4-тармақтар болып есептелсін;",
            "renumber point-2; renumber point-3 < point-2; renumber point-4 < point-3",
        ),
        (
            "rules",
            "",
            "4, 5 және 6-тармақтар тиісінше 3, 4 және 5-тармақтар деп саналсын.",
            "renumber rules/point-4 < rules/point-5; renumber rules/point-5 < rules/point-6; renumber rules/point-6; renumber rules/point-3 < rules/point-4",
        ),
        (
            "",
            "",
            "3-тармақтың 4) және 5) тармақшалары тиісінше 5) және 6) тармақшалар деп саналсын;",
            "renumber point-3/subpoint-4; renumber point-3/subpoint-5 < point-3/subpoint-4; renumber point-3/subpoint-6 < point-3/subpoint-5",
        ),
        ("", "", "7-бап 8-бап деп саналсын.", "renumber article-7; renumber article-8 < article-7"),
        // which of them gets which number is not told
        ("", "", "2, 3-тармақтар 3, 4-тармақтар болып есептелсін;", "unread point-2; unread point-3; unread point-4"),
        ("", "", "2, 3 және 4-тармақтар тиісінше 3 және 4-тармақтар болып есептелсін;", "unread point-2; unread point-3; unread point-4"),
        ("", "", "2-тарау 3-тарау болып есептелсін;", "unread chapter-2; unread chapter-3"),
    ]);
}

#[test]
fn what_is_not_understood_of_a_target_leaves_the_unit_unread() {
    assert_read(&[
        ("rules", "", "3-тармақтың соңғы бөлігі алып тасталсын.", "unread rules/point-3"),
        ("rules", "", "3-тармақтың соңғы абзацы алып тасталсын.", "unread rules/point-3"),
        ("rules", "", "2-тармақтың екінші азат жолы алып тасталсын.", "unread rules/point-2"),
        ("rules", "", "3-тармақтың 1) тармақшасындағы нүктелі үтір алып тасталсын.", "unread rules/point-3/subpoint-1"),
        ("rules", "", "1-қосымшаның ескертпесі алып тасталсын.", "unread rules/annex-1"),
        ("rules", "", "1-қосымшаның 2-бағаны алып тасталсын.", "unread rules/annex-1"),
        ("rules", "annex-1", "3-баған алып тасталсын.", "unread rules/annex-1"),
        ("rules", "", "1-қосымшаның екінші бөлімі алып тасталсын.", "unread rules/annex-1"),
        ("rules", "", "3-тармақтың кіріспе бөлігі мынадай редакцияда жазылсын:", "unread rules/point-3"),
        ("rules", "", "1-қосымшаның кестесі мынадай редакцияда жазылсын:", "unread rules/annex-1"),
        ("rules", "", "3-тармақтың 1) тармақшасы және соңғы абзацы алып тасталсын.", "unread rules/point-3/subpoint-1"),
        ("rules", "", "8-тармақтың соңғы сөйлеміндегі \"бес\" деген сөз \"үш\" деген сөзбен ауыстырылсын.", "replace_words rules/point-8 [бес|үш|] #[]"),
        (
            "rules",
            "",
            "8-тармақтың бірінші бөлігіндегі бірінші \"бес\" деген сөз \"үш\" деген сөзбен ауыстырылсын.",
            "replace_words rules/point-8/part-1 [бес|үш|] #[]",
        ),
        ("rules", "", "8-тармақта екінші рет кездесетін \"бес\" деген сөз \"үш\" деген сөзбен ауыстырылсын.", "replace_words rules/point-8 [бес|үш|] #[]"),
        (
            "rules",
            "annex-1",
            "реттік нөмірі 1-жолдың 3-бағанындағы \"15\" деген цифрлар \"25\" деген цифрлармен ауыстырылсын.",
            "replace_words rules/annex-1/row-1 [15|25|] #[]",
        ),
        ("rules", "annex-1", "\"Үстел\" деген жолдағы \"15\" деген цифрлар \"25\" деген цифрлармен ауыстырылсын.", "replace_words rules/annex-1 [15|25|] #[]"),
        ("rules", "", "3-тармақта \"он\" деген сөздің алдына \"тек\" деген сөз қойылсын.", "unread rules/point-3"),
        ("rules", "", "3-тармақтың қазақ тіліндегі мәтініндегі \"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын.", "replace_words rules/point-3 [он|бес|]"),
        ("rules", "", "3-тармақтың күші жойылды деп танылсын.", "repeal rules/point-3"),
        ("rules", "", "3-тармақтың мәтініндегі \"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын.", "replace_words rules/point-3 [он|бес|]"),
    ]);
}

#[test]
fn targets_are_read_together() {
    assert_read(&[
        ("rules", "", "осы Қағидалардың 3-тармағы алып тасталсын.", "delete rules/point-3"),
        ("rules", "", "осы Қағидаларға 2-қосымша алып тасталсын.", "delete rules/annex-2"),
        ("rules", "", "осы Қағидаларға 2-қосымшаның 3-тармағы алып тасталсын.", "delete rules/annex-2/point-3"),
        ("rules", "annex-2", "Қағидалардың 3-тармағы мынадай редакцияда жазылсын:", "reword rules/point-3 > point-3"),
        ("rules", "", "2-тараудың атауы мынадай редакцияда жазылсын:", "reword rules/chapter-2/heading > chapter-2/heading"),
        ("rules", "annex-1", "атауы мынадай редакцияда жазылсын:", "reword rules/annex-1/heading > annex-1/heading"),
        (
            "rules",
            "",
            "2-қосымшада 3-тармақтағы \"Үшінші\" деген сөз \"Соңғы\" деген сөзбен ауыстырылсын.",
            "replace_words rules/annex-2/point-3 [Үшінші|Соңғы|]",
        ),
        ("rules", "", "3-тармақта 2) тармақша алып тасталсын.", "delete rules/point-3/subpoint-2"),
        ("rules", "", "4-тармақ екінші абзацтан кейін мынадай мазмұндағы абзацпен толықтырылсын:", "add rules/point-4/indent-3 > point-4/indent-3"),
        ("rules", "", "5-тармақтан бастап 7-тармаққа дейін алып тасталсын.", "delete rules/point-5; delete rules/point-6; delete rules/point-7"),
        (
            "",
            "",
            "4-баптың тақырыбы мен мәтінінде \"Бақылау\" деген сөз \"Қадағалау\" деген сөзбен ауыстырылсын.",
            "replace_words article-4 [Бақылау|Қадағалау|]",
        ),
    ]);
    assert_read(&[
        ("rules", "", "тақырыбында және бүкіл мәтін бойынша \"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын.", "replace_words rules [он|бес|]"),
        ("rules", "", "1-қосымшадағы кестенің реттік нөмірі 3-жолы алып тасталсын.", "delete rules/annex-1/row-3"),
        ("rules", "", "\"Жалпы ережелер\" деген 1-тараудың 3-тармағы мынадай редакцияда жазылсын:", "reword rules/point-3 > point-3"),
    ]);
    let lettered = instruction("1-тармақтың «b» тармақшасы мынадай редакцияда жазылсын:", &context("", "article-2")).expect("an instruction");
    assert_eq!(shown(&lettered), "reword article-2/point-1/subpoint-b > article-2/point-1/subpoint-b");
    let both = header("3 және 5-тармақтарда:", &context("rules", "")).expect("a header");
    let read = instruction("\"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын;", &both).expect("an instruction");
    assert_eq!(shown(&read), "replace_words rules/point-3 [он|бес|]; replace_words rules/point-5 [он|бес|]");
    let both = header("3-тармақта және 5-тармақтың 2) тармақшасында:", &context("rules", "")).expect("a header");
    assert_eq!((both.outer.as_ref().map(ProvisionPath::as_str), both.also.len()), (Some("point-5/subpoint-2"), 1));
    let sibling = header("7-тармақта:", &both).expect("a header");
    assert_eq!((sibling.outer.as_ref().map(ProvisionPath::as_str), sibling.also.len(), sibling.unclear), (Some("point-7"), 0, false));
    let rules = context("rules", "point-9");
    let outer = |text: &str| header(text, &rules).and_then(|read| Some((read.outer?.to_string(), read.unclear)));
    assert_eq!(outer("осы Қағидаларға 2-қосымшада:"), Some(("annex-2".to_owned(), false)));
    assert_eq!(outer("1-қосымшадағы кестеде:"), Some(("annex-1".to_owned(), false)));
    assert_eq!(outer("4-тармақ:"), Some(("point-4".to_owned(), false)));
    assert_eq!(outer("10-тармақтың 4) тармақшасы:"), Some(("point-10/subpoint-4".to_owned(), false)));
    assert_eq!(outer("3-тармақтың соңғы бөлігінде:"), Some(("point-3".to_owned(), true)));
    assert_eq!(outer("3-бағанда:"), Some(("point-9".to_owned(), true)));
    let line = "\"төраға - министр\" деген жол мынадай редакцияда жазылсын:";
    assert_eq!(shown(&instruction(line, &context("", "annex-1")).expect("an instruction")), "replace_words annex-1 [төраға - министр||]");
    let unclear = Context { unclear: true, ..rules };
    let read = instruction("\"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын;", &unclear).expect("an instruction");
    assert_eq!(shown(&read), "unread rules/point-9");
}

#[test]
fn each_unit_has_the_words_that_are_named_for_it() {
    assert_read(&[
        (
            "rules",
            "",
            "2-тармақтың 1) тармақшасындағы \"а\" деген сөз \"ә\" деген сөзбен, 2) тармақшасындағы \"б\" деген сөз \"в\" деген сөзбен ауыстырылсын.",
            "replace_words rules/point-2/subpoint-1 [а|ә|]; replace_words rules/point-2/subpoint-2 [б|в|]",
        ),
        (
            "rules",
            "",
            "2-тармақтың 1) тармақшасындағы \"бөлімге\" және 4-тармақтағы \"он\" деген сөздер тиісінше \"басқармаға\" және \"бес\" деген сөздермен ауыстырылсын.",
            "replace_words rules/point-2/subpoint-1 [бөлімге|басқармаға|]; replace_words rules/point-4 [он|бес|]",
        ),
        (
            "rules",
            "",
            "3-тармақта және 5-тармақтың бірінші бөлігінде \"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын.",
            "replace_words rules/point-3 [он|бес|]; replace_words rules/point-5/part-1 [он|бес|]",
        ),
        ("rules", "", "3-тармақтағы \"а\", \"б\" деген сөздер \"в\", \"г\", \"ғ\" деген сөздермен ауыстырылсын.", "unread rules/point-3"),
        ("rules", "", "3-тармақтағы \"а\" деген сөзден кейін \"б\" деген сөздер алып тасталсын.", "unread rules/point-3"),
        (
            "rules",
            "",
            "8-тармақтың бірінші бөлігінің екінші және үшінші сөйлемдеріндегі \"бес\" деген сөз \"үш\" деген сөзбен ауыстырылсын.",
            "replace_words rules/point-8/part-1 [бес|үш|] #[2, 3]",
        ),
        ("rules", "", "2-тармақта \"Ескі\" деген сөз \"Жаңа\" деген сөзбен;", "replace_words rules/point-2 [Ескі|Жаңа|]"),
        ("rules", "", "2-тармақта \"Ескі\" деген сөзден кейін \"жаңа\" деген сөзбен;", "add_words rules/point-2 [|жаңа|Ескі]"),
    ]);
    assert!(!is_instruction("\"А\" деген мемлекет \"Б\" деген елмен шектеседі."));
}

#[test]
fn instructions_set_their_own_day_and_except_units() {
    assert_read(&[
        ("rules", "", "2022 жылғы 1 шілдеден бастап 2-тармақ алып тасталсын.", "delete rules/point-2 @2022-07-01"),
        ("rules", "", "2-тармақ 2022 жылғы 1 шілдеден бастап мынадай редакцияда жазылсын:", "reword rules/point-2 > point-2 @2022-07-01"),
        ("rules", "", "2-тармақтың күші 2022 жылғы 1 шілдеден бастап жойылсын.", "repeal rules/point-2 @2022-07-01"),
        ("rules", "", "осы бұйрық қолданысқа енгізілген күнінен бастап 2-тармақ алып тасталсын.", "delete rules/point-2"),
        ("rules", "", "2-тармақты қоспағанда, 1 және 3-тармақтар алып тасталсын.", "unread rules/point-1; unread rules/point-3"),
    ]);
    let act = "\"Қағидаларды бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2020 жылғы 1 маусымдағы № 10";
    let read = |text: String, context: &Context| shown(&instruction(&text, context).expect("an instruction"));
    let none = Context::default();
    assert_eq!(read(format!("1. {act} бұйрығының 2022 жылғы 1 шілдеден бастап күші жойылды деп танылсын."), &none), "repeal act @2022-07-01");
    assert_eq!(read(format!("1. 2022 жылғы 1 шілдеден бастап {act} бұйрығының күші жойылды деп танылсын."), &none), "repeal act @2022-07-01");
    assert_eq!(read(format!("1. {act} бұйрығының күші жойылды деп есептелсін."), &none), "repeal act");
    assert_eq!(read(format!("1. {act} бұйрығының қолданысы тоқтатылсын."), &none), "repeal act");
    assert_eq!(read(format!("1. {act} бұйрығының, 1-тармақты қоспағанда, күші жойылды деп танылсын."), &none), "amend act", "what is left is not told");
    let later = header("1. 2022 жылғы 1 шілдеден бастап:", &none).expect("a header");
    assert_eq!(read(format!("1) {act} бұйрығының күші жойылды деп танылсын;"), &later), "repeal act @2022-07-01");
    let listed = header("2. Мыналардың күші жойылды деп танылсын:", &none).expect("a header");
    assert_eq!(read(format!("1) {act} бұйрығы, 1 және 2-тармақтарды қоспағанда."), &listed), "amend act");
    assert!(orders_repeal("№ 10 бұйрығының күші 2022 жылғы 1 шілдеден бастап жойылды деп танылсын."));
}

#[test]
fn a_day_is_that_of_what_it_stands_before() {
    assert_read(&[
        (
            "rules",
            "",
            "2-тармақтың қолданысы 2024 жылғы 1 қаңтарға дейін тоқтатыла тұрсын, 3-тармақ алып тасталсын;",
            "suspend rules/point-2 until 2024-01-01; delete rules/point-3",
        ),
        (
            "rules",
            "",
            "2-тармақ 2022 жылғы 1 шілдеден бастап алып тасталсын, 3-тармақ мынадай редакцияда жазылсын:",
            "delete rules/point-2 @2022-07-01; reword rules/point-3 > point-3",
        ),
        (
            "rules",
            "",
            "2022 жылғы 1 шілдеден бастап 2-тармақ алып тасталсын, 3-тармақ мынадай редакцияда жазылсын:",
            "delete rules/point-2 @2022-07-01; reword rules/point-3 > point-3 @2022-07-01",
        ),
        ("rules", "", "2022 жылғы 1 шілдеден бастап қолданысқа енгізілген 5-тармақ мынадай редакцияда жазылсын:", "reword rules/point-5 > point-5"),
    ]);
}

#[test]
fn a_place_that_is_not_understood_is_that_of_its_unit_only() {
    let after = |before: &str, text: &str| {
        let context = header(before, &context("rules", "")).expect("a header");
        shown(&instruction(text, &context).expect("an instruction"))
    };
    assert_eq!(after("3-тармақтың соңғы бөлігінде:", "5-тармақ алып тасталсын;"), "delete rules/point-5");
    assert_eq!(after("3-тармақтың соңғы бөлігінде:", "6-тармақ мынадай редакцияда жазылсын:"), "reword rules/point-6 > point-6");
    assert_eq!(after("3-тармақтың соңғы бөлігінде:", "2) тармақшасы алып тасталсын;"), "unread rules/point-3/subpoint-2");
    assert_eq!(after("1-қосымшаның 3-бағанында:", "2-қосымша алып тасталсын;"), "delete rules/annex-2");
    let words = "\"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын;";
    assert_eq!(after("3-тармақтың мемлекеттік тілдегі мәтінінде:", words), "replace_words rules/point-3 [он|бес|]");
    assert_eq!(after("Қағидаларға қосымшаның 2-тармағында:", words), "replace_words rules/annex-1/point-2 [он|бес|]");
}

#[test]
fn what_a_unit_ends_with_is_understood() {
    assert_read(&[
        (
            "rules",
            "",
            "5-тармақтың 3) тармақшасының соңындағы нүкте нүктелі үтірмен ауыстырылып, мынадай мазмұндағы 4) тармақшамен толықтырылсын:",
            "replace_words rules/point-5/subpoint-3 [.|;|]; add rules/point-5/subpoint-4 > point-5/subpoint-4",
        ),
        ("rules", "", "5-тармақтың 3) тармақшасының нүктелі үтірі нүктемен ауыстырылсын;", "replace_words rules/point-5/subpoint-3 [;|.|]"),
        (
            "rules",
            "",
            "5-тармақтың 3) тармақшасының соңындағы \".\" деген белгі \";\" деген белгімен ауыстырылсын;",
            "replace_words rules/point-5/subpoint-3 [.|;|]",
        ),
        ("rules", "", "5-тармақтың соңындағы \"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын;", "replace_words rules/point-5 [он|бес|] #[]"),
        (
            "rules",
            "",
            "4-тармақтың 3) тармақшасы нүктелі үтірмен аяқталып, мынадай мазмұндағы 4) тармақшамен толықтырылсын:",
            "add rules/point-4/subpoint-4 > point-4/subpoint-4",
        ),
        ("rules", "", "4-тармақта \";\" деген тыныс белгісі \".\" деген тыныс белгісімен ауыстырылсын;", "replace_words rules/point-4 [;|.|]"),
        ("rules", "", "5-тармақтың соңындағы мәтіні алып тасталсын.", "unread rules/point-5"),
        ("rules", "", "5-тармақтың 3) тармақшасының соңындағы нүктелі үтір алып тасталсын.", "unread rules/point-5/subpoint-3"),
    ]);
}

#[test]
fn what_belongs_to_a_unit_is_told_from_what_describes_another() {
    assert_read(&[
        ("rules", "", "3-тармақтың \"он\" деген сөзі \"бес\" деген сөзбен ауыстырылсын.", "replace_words rules/point-3 [он|бес|]"),
        ("rules", "", "3-тармақтың қолданыстағы 2) тармақшасы алып тасталсын;", "delete rules/point-3/subpoint-2"),
        ("rules", "", "3-тармақтың 2022 жылғы 1 шілдеден бастап қолданысқа енгізілетін 2) тармақшасы алып тасталсын;", "delete rules/point-3/subpoint-2"),
        ("rules", "", "3-тармақтың мәтініндегі жаңа 2) тармақшасы алып тасталсын;", "unread rules/point-3; unread rules/point-3/subpoint-2"),
        ("rules", "", "3-тармақтың қолданысы 2024 жылғы 1 қаңтарға дейін тоқтатыла тұрсын;", "suspend rules/point-3 until 2024-01-01"),
        (
            "rules",
            "",
            "2-баптың 3-тармағында 4) тармақша алып тасталсын, 5) тармақша мынадай редакцияда жазылсын:",
            "delete rules/article-2/point-3/subpoint-4; reword rules/article-2/point-3/subpoint-5 > article-2/point-3/subpoint-5",
        ),
    ]);
}

#[test]
fn the_only_annex_of_a_document_has_no_number() {
    assert_read(&[
        ("rules", "", "Қағидаларға қосымша алып тасталсын;", "delete rules/annex-1"),
        ("", "", "Қағидаларға қосымша алып тасталсын;", "delete rules/annex-1"),
        ("rules", "", "Қағидалардың қосымшасы алып тасталсын;", "delete rules/annex-1"),
        ("rules", "", "Қағидаларға қосымша 2022 жылғы 1 шілдеден бастап алып тасталсын;", "delete rules/annex-1 @2022-07-01"),
        ("rules", "", "Қағидаларға қосымшалар алып тасталсын;", "unread act"),
        ("", "", "осы Қағидаларға қосымша алып тасталсын;", "unread act"),
        ("rules", "", "Қағидаларға қосымшаның 2-тармағы алып тасталсын;", "delete rules/annex-1/point-2"),
        ("rules", "", "осы Қағидаларға қосымшаның 2-тармағы алып тасталсын;", "delete rules/annex-1/point-2"),
    ]);
}

#[test]
fn all_of_a_document_may_be_named_beside_its_units() {
    let words = "\"он\" деген сөз \"бес\" деген сөзбен ауыстырылсын;";
    let read = |outer: &str, place: &str| {
        let text = format!("{place} {words}");
        shown(&instruction(&text, &context("rules", outer)).expect("an instruction"))
    };
    assert_eq!(read("", "тақырыбында, кіріспесінде және бүкіл мәтін бойынша"), "replace_words rules [он|бес|]");
    assert_eq!(read("", "3-тармақта және бүкіл мәтін бойынша"), "replace_words rules [он|бес|]");
    assert_eq!(read("", "3-тармақта және Қағидалардың бүкіл мәтіні бойынша"), "replace_words rules [он|бес|]");
    assert_eq!(read("", "4-баптың тақырыбында және бүкіл мәтін бойынша"), "replace_words rules/article-4 [он|бес|]");
    assert_eq!(read("point-3", "2) тармақшада және бүкіл мәтін бойынша"), "unread rules/point-3");
}

#[test]
fn a_document_keeps_the_words_it_is_named_by() {
    let of_rules = |text: &str| header(text, &Context::default()).and_then(|context| context.document);
    let cases = [
        ("көрсетілген бұйрықпен бекітілген Байқау өткізу қағидаларында:", Some("Байқау өткізу қағидаларында")),
        ("көрсетілген бұйрыққа 2-қосымшаға сәйкес бекітілген Байқау өткізу қағидаларында:", Some("Байқау өткізу қағидаларында")),
        ("көрсетілген бұйрықпен бекітілген Байқау өткізу қағидаларында (бұдан әрі – Қағидалар):", Some("Байқау өткізу қағидаларында")),
        ("көрсетілген бұйрықпен бекітілген қағидаларда:", None),
        ("көрсетілген Қағидаларда:", None),
    ];
    for (text, name) in cases {
        assert_eq!(of_rules(text).as_deref(), name, "{text}");
    }
    // the term that was defined for it says no more
    let named = header(cases[0].0, &Context::default()).expect("a header");
    let read = instruction("Қағидалардың 3-тармағы алып тасталсын;", &named).expect("an instruction");
    assert_eq!(read[0].target.document.as_deref(), Some("Байқау өткізу қағидаларында"));
}

#[test]
fn the_number_of_a_heading_is_no_unit_that_is_repealed() {
    assert!(header("10-бап. Мыналардың күші жойылды деп танылсын:", &Context::default()).is_some_and(|context| context.repeals));
}

#[test]
fn the_annex_of_an_act_is_repealed_and_not_the_act() {
    let none = Context::default();
    let read = |behind: &str| {
        let text = format!("1. \"Жер туралы\" Қазақстан Республикасы Қаржы министрінің 2014 жылғы 4 маусымдағы № 545 {behind} күші жойылды деп танылсын.");
        shown(&instruction(&text, &none).unwrap())
    };
    assert_eq!(read("бұйрығына қосымшаның"), "repeal annex-1");
    assert_eq!(read("бұйрығының қосымшасының"), "repeal annex-1");
    assert_eq!(read("бұйрығына 2-қосымшаның"), "repeal annex-2");
    assert_eq!(read("бұйрығына қосымшаның 3-тармағының"), "repeal annex-1/point-3");
    assert_eq!(read("бұйрығына қосымшалардың"), "amend act", "which of them is not told");
}

#[test]
fn what_names_more_than_is_read_is_not_carried_out_in_part() {
    let numbers = |count: usize| (1..=count).map(|number| (number * 2).to_string()).collect::<Vec<_>>().join(", ");
    let read = |text: &str, context: &Context| instruction(text, context).expect("an instruction");
    let rules = context("rules", "");
    let listed = read(&format!("{}-тармақтар алып тасталсын;", numbers(200)), &rules);
    assert!(listed.len() == 200 && listed.iter().all(|one| one.op == Operation::Delete));
    for count in [300, 520, 1_100] {
        let too_many = read(&format!("{}-тармақтар алып тасталсын;", numbers(count)), &rules);
        assert!(!too_many.is_empty() && too_many.iter().all(|one| one.op == Operation::Unread), "{count}");
    }
    let ranges = "1–200, 300–450, 500–700, 800–900-тармақтар алып тасталсын;";
    assert!(read(ranges, &rules).iter().all(|one| one.op == Operation::Unread));
    let also = header(&format!("{}-тармақтарда:", numbers(200)), &rules).expect("a header");
    let each = read("1), 2), 3), 4), 5), 6) тармақшалары алып тасталсын;", &also);
    assert!(each.iter().all(|one| one.op == Operation::Unread), "more operations than are read of one instruction");
}

#[test]
fn a_note_that_tells_more_than_is_read_tells_nothing() {
    let by = |count: usize| {
        let one = |number: usize| format!("01.02.2020 № {number} (қолданысқа енгізілу тәртібін 2-тармақтан қараңыз)");
        (1..=count).map(one).collect::<Vec<_>>().join("; ")
    };
    let by_orders = |count: usize| format!("Ескерту. 3-тармаққа өзгеріс енгізілді – ҚР Қаржы министрінің {} бұйрықтарымен.", by(count));
    assert_eq!(note(&by_orders(500), None).first().map(|note| note.by.len()), Some(500));
    assert!(note(&by_orders(513), None).is_empty());
    let units = (1..=300).map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
    assert!(note(&format!("Ескерту. {units}-тармақтар алып тасталды – ҚР Қаржы министрінің 01.02.2020 № 5 бұйрығымен."), None).is_empty());
}

#[test]
fn the_functions_that_a_point_lists_are_the_point() {
    let after = |before: &str, text: &str| {
        let act = header("\"Мәселелер туралы\" Үкіметтің 2010 жылғы 14 сәуірдегі № 302 қаулысына мынадай өзгерістер енгізілсін:", &Context::default());
        let statute = header("көрсетілген қаулымен бекітілген Министрлік туралы ережеде:", &act.expect("a header")).expect("a header");
        let context = header(before, &statute).expect("a header");
        shown(&instruction(text, &context).expect("an instruction"))
    };
    let text = "34) тармақша мынадай редакцияда жазылсын:";
    let point = "reword approved/point-16/subpoint-34 > point-16/subpoint-34";
    assert_eq!(after("16-тармақта:", text), point);
    for list in ["атқаратын функцияларында", "функцияларында", "негізгі функцияларында"] {
        assert_eq!(after(&format!("16-тармақтың {list}:"), text), point, "{list}");
    }
    for place in ["орталық аппараттың функцияларында", "бірінші функциясында", "үшінші сөйлемінде", "міндеттерінде", "құқықтарында"]
    {
        assert_eq!(after(&format!("16-тармақтың {place}:"), text), "unread approved/point-16/subpoint-34", "{place}: it may be one of several");
    }
}

#[test]
fn a_document_may_be_named_by_its_title_alone() {
    let act = CitedAct { number: Some("302".to_owned()), ..CitedAct::default() };
    let around = Context { act: Some(act), ..context("approved", "") };
    let in_point = Context { outer: Some(ProvisionPath::from_known("point-16")), ..around.clone() };
    let component = |text: &str, around: &Context| header(text, around).map(|read| (read.component.map(|path| path.to_string()), read.outer));
    let list = Some((Some("list".to_owned()), None));
    assert_eq!(component("Министрліктің қарамағындағы ұйымдардың тізбесі:", &around), list);
    assert_eq!(component("Министрліктің қарамағындағы ұйымдардың тізбесінде:", &in_point), list);
    let unclear = header("Қажетті құжаттардың тізбесі:", &in_point).expect("a lead-in");
    assert!(unclear.unclear && unclear.component == in_point.component, "a list of the point, or another document");
    for text in ["мынадай мазмұндағы ұйымдардың тізбесі:", "Мынадай ұйымдардың тізбесі:", "Министрлік, ұйымдардың тізбесі:", "Тізбе:"]
    {
        assert_eq!(component(text, &around), None, "{text}");
    }
    assert_eq!(component("Ұйымдардың тізбесі:", &Context::default()), None, "nothing is changed here");
}

#[test]
fn a_point_of_changes_that_an_act_approved_is_of_its_document() {
    let listed = header("1. Мыналардың күші жойылды деп танылсын:", &Context::default()).expect("a header");
    let read = |text: &str| shown(&instruction(text, &listed).expect("a line of the list"));
    let act = "\"Шешімдерге өзгерістер енгізу туралы\" Қазақстан Республикасы Үкіметінің 2012 жылғы 22 қаңтардағы № 44 қаулысымен бекітілген";
    let changes = "Қазақстан Республикасы Үкіметінің кейбір шешімдеріне енгізілетін өзгерістер мен толықтырулардың";
    assert_eq!(read(&format!("1) {act} {changes} 2-тармағы.")), "repeal approved/point-2");
    assert_eq!(read(&format!("1) {act} Ереженің 2-тармағы.")), "repeal approved/point-2");
}

#[test]
fn the_registration_may_stand_before_the_word_for_the_act() {
    let registered = "(нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 3472 болып тіркелген)";
    for issuer in ["Аудандық мәслихаттың", "Теңіз аудандық мәслихатының"] {
        let text = format!("2. {issuer} 2016 жылғы 26 ақпандағы № 393-V \"Әдістемені бекіту туралы\" {registered} шешімінің күші жойылды деп танылсын.");
        let read = instruction(&text, &Context::default()).expect("an instruction");
        assert_eq!(shown(&read), "repeal act", "{issuer}");
        let act = read[0].target.act.as_ref().expect("an act");
        assert_eq!((act.number.as_deref(), act.registration.as_deref(), act.title.as_deref()), (Some("393-V"), Some("3472"), Some("Әдістемені бекіту туралы")));
    }
}

#[test]
fn a_note_tells_that_the_time_of_an_act_ran_out() {
    let read = note(
        "Ескерту. Қолданылу мерзімінің аяқталуына байланысты күші жойылды - (Ақмола облысы Қорғалжын ауданы әкімі аппаратының 14.01.2013 N 42 хатымен).",
        None,
    );
    assert_eq!((read.len(), read[0].op, &read[0].target), (1, Operation::Repeal, &None));
    let by = &read[0].by[0];
    assert_eq!((by.number.as_deref(), by.date.map(|day| day.to_string()).as_deref(), &by.act), (Some("42"), Some("2013-01-14"), &None));
    assert!(super::ended_before(&by.commencement), "the letter tells of an end that came before it");
    let stopped = note("Ескерту. Қолданылу мерзімі аяқталуына байланысты тоқтатылды (аппараттың 14.01.2013 № 42 хаты).", None);
    assert_eq!(stopped[0].op, Operation::Repeal);
    let act = note("Ескерту. Күші жойылды (Абай ауданы әкімдігінің 14.01.2013 № 42 қаулысымен).", None);
    assert_eq!((act[0].op, &act[0].by[0].commencement), (Operation::Repeal, &Commencement::Unstated));
    assert_eq!(note("Ескерту. 3-тармақ жаңа редакцияда (2013 жылғы 1 қаңтардан № 42 нысан).", None), []);
}

#[test]
fn a_part_named_by_its_heading_is_not_the_whole() {
    assert_read(&[
        ("", "annex-1", "\"Қаржы министрлігіне\" деген бөлімнің тақырыбы мынадай редакцияда жазылсын:", "unread annex-1"),
        ("rules", "annex-2", "«Елдер» деген кіші бөлімнің тақырыбы алып тасталсын;", "unread rules/annex-2"),
        ("", "annex-1", "тақырыбы мынадай редакцияда жазылсын:", "reword annex-1/heading > annex-1/heading"),
        ("", "annex-1", "2-бөлімнің тақырыбы мынадай редакцияда жазылсын:", "reword annex-1/section-2/heading > annex-1/section-2/heading"),
    ]);
}

#[test]
fn a_unit_by_a_number_that_is_not_read_is_not_the_one_around_it() {
    assert_read(&[
        ("", "", "9-баптың 3.1-тармағында \"жеті\" деген сөз \"сегіз\" деген сөзбен ауыстырылсын;", "unread article-9"),
        ("", "", "9-баптың 3.1-тармағының 2) тармақшасы алып тасталсын;", "unread article-9/subpoint-2"),
        ("", "article-9", "3.1-тармақтың 2) тармақшасы алып тасталсын;", "unread article-9/subpoint-2"),
        ("", "", "12а-баптың 3-тармағы алып тасталсын;", "unread point-3"),
        ("", "", "16-баптың 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 3-тармағы алып тасталсын;", "delete article-16/point-3"),
    ]);
    let law = Context { act: Some(CitedAct::default()), ..Context::default() };
    let article = header("12а-бапта:", &law).expect("a header");
    let point = header("3-тармақта:", &article).expect("a header");
    let read = instruction("2) тармақшасы алып тасталсын;", &point).expect("an instruction");
    assert_eq!(read[0].op, Operation::Unread, "point 3 is of an article that is not read");
    assert!(!header("13-бапта:", &article).expect("a header").unclear);
}

#[test]
fn the_rows_of_a_section_are_told_with_it() {
    assert_read(&[
        ("approved", "section-2", "реттік нөмірі 7-жол алып тасталсын;", "delete approved/section-2/row-7"),
        ("approved", "", "2-бөлімнің реттік нөмірі 7-жолы алып тасталсын;", "delete approved/section-2/row-7"),
        ("rules", "chapter-2", "7-тармақ алып тасталсын;", "delete rules/point-7"),
    ]);
}

#[test]
fn an_act_may_set_its_own_units_aside_for_a_time() {
    let until = "2019 жылғы 1 қаңтарға дейін осы Заңның 6-бабы 1-тармағы 3) тармақшасының қолданысы тоқтатыла тұрсын";
    let meanwhile = format!("{until}, тоқтатыла тұру кезеңінде осы тармақша мынадай редакцияда қолданылады деп белгіленсін:");
    let unit = "article-6/point-1/subpoint-3";
    assert_read(&[
        ("", "", &format!("{until}."), &format!("suspend {unit} until 2019-01-01")),
        ("", "", &meanwhile, &format!("suspend {unit} > {unit} until 2019-01-01")),
    ]);
    // below another act it is not told whose unit it is
    let other = Context { act: Some(CitedAct::default()), ..Context::default() };
    let read = instruction(&format!("{until}."), &other).expect("an instruction");
    assert!(read.iter().all(|one| one.op == Operation::Unread), "{read:?}");
}
