//! What the parts of a text are, by the smallest text that shows it.

mod changes;
mod hostile;
mod placed;

use super::*;
use crate::act::Status;
use crate::repair::repair;

/// The outline of rules that an order approves: their units, without what stands around them.
pub(super) fn rules(printed: &str) -> Vec<String> {
    let outline = outline_of(&approved(printed), &["preamble", "point", "signature", "rules/approval"]);
    outline.iter().filter_map(|line| line.strip_prefix("rules/").map(str::to_owned)).collect()
}

pub(super) fn read(printed: &str) -> Structure {
    let source = SourceText::new("a.txt", printed);
    let text = repair(&source).value;
    parse(&source, &text).value
}

/// Every address with its lines, but for those below `but`.
pub(super) fn outline_of(printed: &str, but: &[&str]) -> Vec<String> {
    let kept = |path: &str| !but.iter().any(|but| path.starts_with(but));
    let line = |provision: &Provision| format!("{} {}-{}", provision.path, provision.lines.first, provision.lines.last);
    read(printed).provisions.iter().filter(|provision| kept(provision.path.as_str())).map(line).collect()
}

pub(super) const HEAD: &str = "\"Спорт қағидаларын бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2017 жылғы 3 шілдедегі № 190 бұйрығына өзгерістер енгізу туралы
Қазақстан Республикасы Қаржы министрінің 2021 жылғы 30 шілдедегі № 230 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2021 жылғы 5 тамызда № 23900 болып тіркелді
БҰЙЫРАМЫН:
";

/// An order of one page that approves what `printed` says, in the layout of the portal's PDF texts: its lines are those from 14 on.
pub(super) fn approved(printed: &str) -> String {
    format!(
        "Сынақ қағидаларын бекіту туралы

Қазақстан Республикасы Көлік министрінің 2024 жылғы 5 маусымдағы № 198 бұйрығы
      БҰЙЫРАМЫН:
      1. Қоса беріліп отырған Сынақ қағидалары бекітілсін.
      2. Осы бұйрық алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.
      Министр М. Қарабаев

Көлік министрінің
2024 жылғы 5 маусымдағы
№ 198 бұйрығымен
бекітілген

{printed}"
    )
}

#[test]
fn a_stamp_below_the_block_of_an_annex_is_the_head_of_what_stands_in_it() {
    let act = format!(
        "{HEAD}1. Көрсетілген бұйрықпен бекітілген Спорт қағидалары осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын.
Министр А. Райымқұлова
Қазақстан Республикасы
Қаржы министрінің
2021 жылғы 30 шілдедегі
№ 230 бұйрығына
қосымша
Қазақстан Республикасы
Қаржы министрінің
2017 жылғы 3 шілдедегі
№ 190 бұйрығымен
бекітілген
Спорт қағидалары
1. Осы Қағидалар тәртіпті айқындайды.
2. Өтінім осы Қағидаларға 1-қосымшаға сәйкес беріледі.
Спорт қағидаларына
1-қосымша
Елдердің тізбесі
1. Грузия
2. Қырғызстан
"
    );
    let want = [
        "annex-1 6-23",
        "annex-1/approval 11-15",
        "annex-1/point-1 17-17",
        "annex-1/point-2 18-18",
        "annex-1/annex-1 19-23",
        "annex-1/annex-1/item-1 22-22",
        "annex-1/annex-1/item-2 23-23",
    ];
    assert_eq!(outline_of(&act, &["preamble", "point", "signature"]), want);
    let annexes: Vec<Option<String>> = read(&act).provisions.into_iter().filter(|unit| unit.kind == ProvisionKind::Annex).map(|unit| unit.heading).collect();
    assert_eq!(annexes, [Some("Спорт қағидалары".to_owned()), Some("Елдердің тізбесі".to_owned())]);
    let own = act.replace("2017 жылғы 3 шілдедегі\n№ 190 бұйрығымен", "2021 жылғы 30 шілдедегі\n№ 230 бұйрығымен");
    assert!(outline_of(&own, &[]).contains(&"rules/point-2 18-18".to_owned()), "the stamp of the act itself approves the document");
}

#[test]
fn a_list_of_the_orders_that_are_changed_orders_the_changes() {
    let act = format!(
        "{HEAD}1. Қоса беріліп отырған өзгерістер енгізілетін кейбір бұйрықтардың тізбесі бекітілсін.
Министр А. Райымқұлова
Қазақстан Республикасы
Қаржы министрінің
2021 жылғы 30 шілдедегі
№ 230 бұйрығымен
бекітілген
Өзгерістер енгізілетін кейбір бұйрықтардың тізбесі
1. \"Спорт қағидаларын бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2017 жылғы 3 шілдедегі № 190 бұйрығында:
көрсетілген бұйрықпен бекітілген Спорт қағидаларында:
1-тармақ мынадай редакцияда жазылсын:
\"1. Жаңа бір.\".
2. \"Ойын қағидаларын бекіту туралы\" Қазақстан Республикасы Қаржы министрінің 2018 жылғы 5 шілдедегі № 191 бұйрығында:
2-тармақ алып тасталсын.
"
    );
    let told: Vec<String> = read(&act).amendments.iter().map(|amendment| format!("{} {:?}", amendment.unit, amendment.op)).collect();
    assert_eq!(told, ["list/point-1/amend-1 Reword", "list/point-2/amend-1 Delete"]);
}

#[test]
fn the_block_of_an_annex_may_be_quoted_in_an_annex() {
    let act = "Хаттаманың жобасын мақұлдау туралы
Қазақстан Республикасы Үкіметінің 2019 жылғы 6 ақпандағы № 45 қаулысы
Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:
1. Қоса беріліп отырған Хаттаманың жобасы мақұлдансын.
Премьер-Министр Б. Сағын
Қазақстан Республикасы
Үкіметінің
2019 жылғы 6 ақпандағы
№ 45 қаулысымен
мақұлданған
Жоба
Келісімге өзгерістер енгізу туралы
ХАТТАМА
Бұдан әрі Тараптар деп аталатын екі Үкімет төмендегілер туралы келісті:
1-бап
1. Осы Хаттама Келісімнің ажырамас бөлігі болып табылады.
2019 жылғы 6 ақпанда қазақ және аққу тілдерінде екі данада жасалды.
Алшақтық болған жағдайда орыс тіліндегі мәтін басым болады.
Қазақстан Республикасының
Үкіметі үшін
Аққу Республикасының
Үкіметі үшін
Қазақстан Республикасының Үкіметі мен
Аққу Республикасының Үкіметі арасындағы
хаттамаға
қосымша
«Қазақстан Республикасының Үкіметі мен
Аққу Республикасының Үкіметі арасындағы
келісімге
2-қосымша
Өткізу пункттерінің тізбесі
1. Көктерек
2. Тоғай».
";
    let want = [
        "approved 6-33",
        "approved/approval 6-10",
        "approved/preamble 14-14",
        "approved/article-1 15-16",
        "approved/article-1/point-1 16-16",
        "approved/signature-1 19-20",
        "approved/signature-2 21-22",
        "approved/annex-1 23-33",
        "approved/annex-1/item-1 32-32",
        "approved/annex-1/item-2 33-33",
    ];
    assert_eq!(outline_of(act, &["preamble", "point", "signature"]), want);
    let component = read(act).provisions.into_iter().find(|unit| unit.kind == ProvisionKind::Component).and_then(|unit| unit.heading);
    assert_eq!(component.as_deref(), Some("Жоба Келісімге өзгерістер енгізу туралы ХАТТАМА"));
}

#[test]
fn a_post_takes_as_many_lines_as_it_needs() {
    let signed = [
        ("      Қазақстан Республикасы\n      Премьер-Министрінің\n      орынбасары – Ауыл\n      шаруашылығы министрі Е. Қарашөкей\n", "several paragraphs"),
        ("      Қазақстан Республикасының\nЭкология, геология және табиғи ресурстар\nминистрінің м.а. С. Мұқаш\n", "the name behind a long post"),
        ("      Ұлттық Банк\n      Төрағасы Қ. Келім\n", "two lines"),
        ("      Ұлттық Банк\n      Төрағасы\n", "no name"),
    ];
    for (signature, why) in signed {
        let act = format!(
            "{HEAD}      1. Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін.\n      2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\n{signature}"
        );
        let last = 5 + signature.lines().count();
        assert_eq!(outline_of(&act, &["preamble", "point-1"]), ["point-2 5-5".to_owned(), format!("signature-1 6-{last}")], "{why}");
    }
}

#[test]
fn blocks_are_known_however_far_they_are_set_in() {
    let body = "Спорт қағидаларын бекіту туралы
Қазақстан Республикасы Қаржы министрінің 2021 жылғы 30 шілдедегі № 230 бұйрығы
@БҰЙЫРАМЫН:
@1. Қоса беріліп отырған Спорт қағидалары бекітілсін.
@2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.
@Министр А. Райымқұлова

%Қазақстан Республикасы
%Қаржы министрінің
%2021 жылғы 30 шілдедегі
%№ 230 бұйрығымен
%бекітілген

%Спорт қағидалары

%1-тарау. Жалпы ережелер

@1. Осы Қағидалар тәртіпті айқындайды.
@2. Өтінім мынадай жағдайларда беріледі:
@1) отыз күн бұрын;
@2) өзге жағдайларда.
";
    let want = ["rules 8-21", "rules/approval 8-12", "rules/chapter-1 16-21", "rules/point-1 18-18", "rules/point-2 19-21"];
    let layouts = [("    ", "                            ", "far to the right"), ("\t", "\t", "a tab before every line"), ("      ", "", "no indent at all")];
    for (paragraph, block, why) in layouts {
        let act = body.replace('@', paragraph).replace('%', block);
        assert_eq!(outline_of(&act, &["preamble", "point", "signature", "rules/point-2/"]), want, "{why}");
    }
}

#[test]
fn numbers_are_known_by_what_they_were_read_as() {
    let act = "Нұсқаулықты бекіту туралы
Қазақстан Республикасы Қаржы министрінің 2021 жылғы 30 шілдедегі № 230 бұйрығы
l-тарау. Жалпы ережелер
1. Осы Нұсқаулық тәртіпті айқындайды.
2 . Мынадай құжаттар қабылданады:
1)парақтар;
2 )кадрлар.
З. Құжаттар сол күні тіркеледі.
4. Тіркеу күні көрсетіледі.
2 — тарау. Қорытынды ережелер
5. Құжаттар сақталады.
";
    let want = [
        "chapter-1 3-9",
        "point-1 4-4",
        "point-2 5-7",
        "point-2/subpoint-1 6-6",
        "point-2/subpoint-2 7-7",
        "point-3 8-8",
        "point-4 9-9",
        "chapter-2 10-11",
        "point-5 11-11",
    ];
    assert_eq!(outline_of(act, &[]), want);
}

#[test]
fn a_chapter_that_is_gone_is_a_chapter() {
    let act = "Ережені бекіту туралы
Қазақстан Республикасы Қаржы министрінің 2009 жылғы 30 шілдедегі № 19 бұйрығы
      БҰЙЫРАМЫН:
      1. Қоса беріліп отырған ереже бекітілсін.

Қазақстан Республикасы Қаржы министрінің 2009 жылғы 30 шілдедегі № 19 бұйрығымен бекітілген

Мониторинг жүргізу ережесі

1. Жалпы ережелер

      1. Осы Ереже тәртіпті айқындайды.
      2. Мониторинг жүйесін министрлік жүргізеді.

2. Алып тасталды - ҚР Қаржы министрінің 12.02.2016 № 171 бұйрығымен.

3. Мониторинг жүргізу тәртібі

      7. Байқау айына үш рет жүргізіледі.
";
    let want = [
        "approved/chapter-1 10-13",
        "approved/point-1 12-12",
        "approved/point-2 13-13",
        "approved/chapter-2 15-15",
        "approved/chapter-3 17-19",
        "approved/point-7 19-19",
    ];
    assert_eq!(outline_of(act, &["preamble", "point", "approved/approval"])[1..], want);
    let gone: Vec<String> = read(act).provisions.into_iter().filter(|unit| unit.tombstone).map(|unit| unit.path.to_string()).collect();
    assert_eq!(gone, ["approved/chapter-2"]);
}

#[test]
fn the_line_on_the_publication_is_none_of_the_words_of_an_act() {
    let act = format!("{HEAD}1. Қоса беріліп отырған Спорт қағидалары бекітілсін.\n2. Осы бұйрық қолданысқа енгізіледі.\n");
    let line = "\"Әділет\" АҚЖ 21.08.2021 ж. № 23900 жарияланған\n";
    let below = format!("{act}\n{line}");
    let in_head = act.replacen("болып тіркелді\n", &format!("болып тіркелді. {line}"), 1);
    for (printed, day, why) in [(&act, None, "no day is told"), (&below, Some("2021-08-21"), "below"), (&in_head, Some("2021-08-21"), "in the head")] {
        let text = repair(&SourceText::new("a.txt", printed.clone())).value;
        assert_eq!(publication_day(&text).map(|day| day.to_string()).as_deref(), day, "{why}");
        assert_eq!(outline_of(printed, &["preamble"]), ["point-1 4-4", "point-2 5-5"], "{why}");
    }
}

#[test]
fn the_status_of_a_repealed_act_is_read_in_any_layout() {
    let lines = ["Күшін жойған", "Күшін жойған.", "КҮШІН ЖОЙҒАН"];
    let layouts = [("", "one paragraph a line"), ("      ", "clauses set in")];
    for (line, (indent, why)) in lines.iter().flat_map(|line| layouts.map(|layout| (line, layout))) {
        let act = format!(
            "Спорт қағидаларын бекіту туралы\n{line}\nҚазақстан Республикасы Қаржы министрінің 2021 жылғы 30 шілдедегі № 230 бұйрығы\n\
             {indent}БҰЙЫРАМЫН:\n{indent}1. Қоса беріліп отырған Спорт қағидалары бекітілсін.\n{indent}2. Осы бұйрық қолданысқа енгізіледі.\n"
        );
        let read = read(&act);
        assert_eq!((read.requisites.status, read.requisites.title.as_str()), (Status::Repealed, "Спорт қағидаларын бекіту туралы"), "{line}: {why}");
        assert_eq!(read.requisites.adopted[0].number.as_deref(), Some("230"), "{line}: {why}");
    }
}

#[test]
fn a_numbered_heading_between_rows_is_a_heading_of_rows() {
    let act = "Тізбені бекіту туралы
Қазақстан Республикасы Қаржы министрінің 2021 жылғы 30 шілдедегі № 230 бұйрығы
      БҰЙЫРАМЫН:
      1. Қоса беріліп отырған талаптар бекітілсін.

Қаржы министрінің
2021 жылғы 30 шілдедегі
№ 230 бұйрығына
қосымша

Талаптардың бұзылу дәрежелері

Р/с №

Өлшемшарттар

1-бөлім. Профилактикалық бақылау

1.

Нөмірдің болуы

2.

Журналдың болуы

2-бөлім. Жоспардан тыс тексеру

3.

Құралдың болуы
";
    let rows: Vec<Option<String>> = read(act).provisions.into_iter().filter(|unit| unit.kind == ProvisionKind::Row).map(|unit| unit.heading).collect();
    let of = |words: &str| Some(words.to_owned());
    assert_eq!(rows, [of("1-бөлім. Профилактикалық бақылау"), of("1-бөлім. Профилактикалық бақылау"), of("2-бөлім. Жоспардан тыс тексеру")]);
    assert!(outline_of(act, &[]).contains(&"annex-1/table-1/row-2 23-25".to_owned()), "a row ends where the heading of the next begins");
}

#[test]
fn the_symbols_of_a_formula_are_a_list_whatever_ends_its_members() {
    let legends = [
        ["мұндағы:", "Rж – аралық көрсеткіш,", "SP – бірінші көрсеткіш,", "SC – екінші көрсеткіш."],
        ["мұнда", "Rж – аралық көрсеткіш,", "SP – бірінші көрсеткіш,", "SC – екінші көрсеткіш."],
        ["мұнда:", "Rж – аралық көрсеткіш;", "t – кезең, жылдар;", "Ш – шығыстар."],
        ["Rж = SP + t, мұндағы", "SP – көрсеткіш,", "t – кезең,", "Ш – шығыстар."],
        ["мұндағы,", "Rж – аралық көрсеткіш,", "SP – бірінші көрсеткіш,", "SC – екінші көрсеткіш."],
        ["Rж = SP + t, мұндағы,", "SP – көрсеткіш,", "t – кезең,", "Ш – шығыстар."],
        ["мұндағы Rж – аралық көрсеткіш;", "SP – бірінші көрсеткіш;", "SC – екінші көрсеткіш;", "Ш – шығыстар."],
        ["мұнда: Rж – аралық көрсеткіш,", "SP – бірінші көрсеткіш,", "SC – екінші көрсеткіш,", "Ш – шығыстар."],
    ];
    let formula = |legend: &[&str]| if legend[0].contains('=') { "" } else { "      Rж = SP + SC,\n" };
    for legend in legends {
        let formula = formula(&legend);
        let lines: String = legend.iter().map(|line| format!("      {line}\n")).collect();
        let printed = format!(
            "Сынақ қағидалары\n\n      1. Мынадай формула бойынша есептеледі:\n{formula}{lines}      Есеп жылына бір рет жүргізіледі.\n      2. Соңы.\n"
        );
        let found = outline_of(&approved(&printed), &["preamble", "point", "signature", "rules/approval"]);
        let paths: Vec<&str> = found.iter().filter_map(|line| line.split(' ').next()?.strip_prefix("rules/")).collect();
        let indents = (2..6 + usize::from(!formula.is_empty())).map(|number| format!("point-1/indent-{number}"));
        let want: Vec<String> = ["point-1".to_owned()].into_iter().chain(indents).chain(["point-1/part-2".to_owned(), "point-2".to_owned()]).collect();
        assert_eq!(paths, want, "{legend:?}");
    }
}

#[test]
fn a_treaty_below_a_signature_without_a_name_is_a_document_of_its_own() {
    let treaty = "Екі Үкімет арасындағы Мәдениет саласындағы ынтымақтастық туралы\nкелісім\n\n      Тараптар төмендегілер туралы келісті:\n\n1-бап\n\n      \
                  Тараптар мәдениетті дамытады.\n\n2-бап\n\n      Осы Келісім қол қойылған күнінен бастап күшіне енеді.\n";
    for post in ["Қазақстан Республикасының\n      Президенті", "Қазақстан Республикасының\n      Премьер-Министрі", "Премьер-Министр\n      А. Сағын"]
    {
        let act = format!(
            "Мәдениет саласындағы ынтымақтастық туралы келісімді ратификациялау туралы\n\nҚазақстан Республикасының 2005 жылғы 4 ақпандағы N 101 Заңы\n\n      \
             2004 жылғы 8 қазанда Астанада жасалған Мәдениет саласындағы ынтымақтастық туралы келісім ратификациялансын.\n\n      {post}\n\n{treaty}"
        );
        let want = ["part-1 5-5", "signature-1 7-8", "approved 10-21", "approved/preamble 13-13", "approved/article-1 15-17", "approved/article-2 19-21"];
        assert_eq!(outline_of(&act, &[]), want, "{post}");
    }
    // a post that ends no act: a line of a document that it approves
    let form = outline_of(&approved(&format!("Сынақ қағидалары\n\n      1. Бір.\n      2. Екі.\n\nМекеменің басшысы\n\n{treaty}")), &[]);
    assert!(!form.iter().any(|line| line.starts_with("approved")), "{form:?}");
}

#[test]
fn the_abbreviations_below_the_last_table_of_an_annex_are_told_apart() {
    let printed = "Сынақ регламенті\n\n      1. Бір.\n      2. Екі.\n";
    let table = "1-кесте. Іс-әрекеттер\n\n1 Іс-әрекет №\n\n2 ҚФБ атауы КҚПК МАБ\n\n3 Мерзімі 2 күн 3 күн\n\n";
    let list = "      Қосымшада келесі аббревиатуралар қолданады:\n      - КҚПК – Көші-қон полициясы комитеті;\n      - МАБ – Мекенжай-анықтамалық\nбюросы.\n";
    let act = format!("{}\nСынақ регламентіне\n1-қосымша\n\n{table}{list}", approved(printed));
    let found: Vec<String> = outline_of(&act, &[]).into_iter().filter(|line| line.contains("annex-1/")).collect();
    println!("{found:?}");
    let units: Vec<&str> = found.iter().filter_map(|line| line.split_once(' ').map(|(path, _)| path)).collect();
    let below = units.iter().position(|path| path.ends_with("annex-1/abbreviations")).expect("a list of abbreviations");
    assert!(units[below + 1].ends_with("abbreviations/indent-2") && units[below + 2].ends_with("abbreviations/indent-3"), "{units:?}");
    assert_eq!(units.len(), below + 3, "{units:?}");
}

#[test]
fn an_agreement_without_an_indent_below_a_signature_is_one() {
    for word in ["«КЕЛІСІЛДІ»", "\"КЕЛІСІЛДІ\"", "КЕЛІСІЛДІ"] {
        let act = format!(
            "Сынақ туралы\n\nҚазақстан Республикасы Көлік министрінің 2024 жылғы 5 маусымдағы № 198 бұйрығы\n\n\tБҰЙЫРАМЫН:\n\t1. Сынақ өткізілсін.\n\n\
             \tКөлік министрі\tҚ. Қарабаев\n\n{word}\nҚазақстан Республикасының\nЕңбек және халықты әлеуметтік\nқорғау министрлігі\n"
        );
        assert_eq!(outline_of(&act, &["preamble"]), ["point-1 6-6", "signature-1 8-8", "agreed-1 10-13"], "{word}");
    }
}

#[test]
fn units_that_are_gone_together_are_each_gone() {
    let gone = "алып тасталды – ҚР Көлік министрінің 01.05.2022 № 33 бұйрығымен";
    let act = approved(&format!(
        "Сынақ қағидалары\n\n      1. Комиссия:\n      1) айқындайды;\n      2) – 4) {gone};\n      5), 6) {gone};\n      7) бақылайды.\n      2 – 3. А{}.\n      4. Төртінші.\n",
        gone.trim_start_matches('а')
    ));
    let read = read(&act);
    let tombstones: Vec<&str> = read.provisions.iter().filter(|unit| unit.tombstone).map(|unit| unit.path.as_str()).collect();
    let point = |number: u32| format!("rules/point-1/subpoint-{number}");
    let meant: Vec<String> = (2..=6).map(point).chain(["rules/point-2".to_owned(), "rules/point-3".to_owned()]).collect();
    assert_eq!(tombstones, meant);
    assert!(read.provisions.iter().all(|unit| !unit.path.as_str().contains("part-")));
    let told: Vec<String> = read.notes.iter().filter_map(|note| Some(note.target.as_ref()?.to_string())).collect();
    assert_eq!(told, meant);
    assert!(read.provisions.iter().any(|unit| unit.path.as_str() == "rules/point-4" && !unit.tombstone));
    // «7-9-баптар» are three, «10-1-бап» is one
    let act = "Көлік туралы\n\nҚазақстан Республикасының Заңы 2010 жылғы 5 мамырдағы № 300-IV\n\n6-бап. Жүк\nЖүк тасылады.\n\n7-9-баптар. (Алып тасталды - ҚР \
               2004.12.20 N 13 Заңымен)\n\n10-1-бап. (Алып тасталды - ҚР 2004.12.20 N 13 Заңымен)\n\n11-бап. Жолаушы\nЖолаушы тасылады.\n";
    let provisions = self::read(act).provisions;
    let articles: Vec<(&str, bool)> = provisions.iter().map(|unit| (unit.path.as_str(), unit.tombstone)).collect();
    let gone = ["article-7", "article-8", "article-9", "article-10-1"].map(|path| (path, true));
    assert_eq!(articles, [&[("article-6", false)][..], &gone, &[("article-11", false)]].concat());
}

#[test]
fn the_name_of_the_state_begins_no_sentence_in_a_list() {
    let act = approved(
        "Сынақ қағидалары\n\n      1. Комиссия:\n      сынақ өткізуге;\n      Қазақстан Республикасының заңнамасын сақтауға міндетті.\n      2. Сынақ:\n      ақылы;\n      Сынақ күн сайын өткізіледі.\n",
    );
    let found = outline_of(&act, &[]);
    let has = |path: &str| found.iter().any(|line| line.starts_with(&format!("rules/{path} ")));
    assert!(has("point-1/indent-3") && !has("point-1/part-2") && has("point-2/part-2"), "{found:?}");
}

#[test]
fn a_standard_in_chapters_and_points_is_no_table() {
    let title = "\"Анықтама беру\" мемлекеттік көрсетілетін қызмет стандарты";
    let printed = |first: &str, second: &str| {
        format!(
            "{title}\n\n{first}      1. Мемлекеттік көрсетілетін қызмет – анықтама беру.\n{second}      2. Мемлекеттік қызметті көрсету мерзімдері – 15 жұмыс күні.\n      \
             3. Мемлекеттік қызметті көрсету нәтижесі – анықтама.\n"
        )
    };
    for text in [printed("1-тарау. Жалпы ережелер\n\n", "\n2-тарау. Қызмет көрсету тәртібі\n\n"), printed("", "")] {
        let found = outline_of(&approved(&text), &[]);
        for number in 1..=3 {
            assert!(found.iter().any(|line| line.starts_with(&format!("standard/point-{number} "))), "{found:?}");
        }
    }
}

#[test]
fn words_below_an_article_that_is_but_a_number_are_its_own() {
    let law = "Рақымшылық туралы\n\nҚазақстан Республикасының 2016 жылғы 13 желтоқсандағы № 27-VI Заңы\n\n1-бап.\nЖаза мерзімі қысқартылсын.\nҚосымша жаза сақталады.\n2-бап.\nОсы Заң қолданысқа енгізіледі.\n";
    assert_eq!(outline_of(law, &[]), ["article-1 5-7", "article-1/part-2 7-7", "article-2 8-9"]);
}

#[test]
fn an_annex_of_an_annex_names_it_by_its_title() {
    let annex = |block: &str, title: &str| format!("\nСынақ қағидаларына\n{block}\n\n{title}\n\n      1. Тараптар міндет алады.\n      2. Ақы төленеді.\n");
    let rules = "Сынақ қағидалары\n\n      1. Сынақ өткізіледі.\n      2. Шарт жасалады.\n";
    let text = format!(
        "{rules}{}\nСынақ өткізу туралы\nүлгілік шартқа\nқосымша\n\nТөлем графигі\n\nАй сайын төленеді.\n",
        annex("3-қосымша", "Сынақ өткізу туралы үлгілік шарт")
    );
    let found = outline_of(&approved(&text), &[]);
    assert!(found.iter().any(|line| line.starts_with("rules/annex-3/annex-1 ")), "{found:?}");
    assert!(!found.iter().any(|line| line.starts_with("rules/annex-1 ")), "{found:?}");
}

#[test]
fn a_stamp_of_two_who_approve_together_is_one() {
    let order = "Сынақ қағидаларын бекіту туралы\nҚазақстан Республикасы Көлік министрінің 2023 жылғы 15 маусымдағы № 171 және Қазақстан Республикасы Қаржы министрінің 2023 жылғы 19 маусымдағы № 452 \
                 бірлескен бұйрығы\n1. Қоса беріліп отырған Сынақ қағидалары бекітілсін.\nКөлік министрі М. Бек\nҚазақстан Республикасы\nКөлік министрінің\n2023 жылғы 15 маусымдағы № 171 және\n\
                 Қазақстан Республикасы\nҚаржы министрінің\n2023 жылғы 19 маусымдағы № 452\nбірлескен бұйрығымен\nбекітілген\nСынақ қағидалары\n1. Сынақ өткізіледі.\n";
    let found = outline_of(order, &[]);
    assert_eq!(found, ["point-1 3-3", "signature-1 4-4", "rules 5-14", "rules/approval 5-12", "rules/point-1 14-14"]);
}
