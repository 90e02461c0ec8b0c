//! What is repaired, by the smallest text that shows it, and what must hold for any text at all.

use proptest::prelude::*;

use super::*;
use crate::text::{Block, Marks, ProblemCode, Span};

fn clean(printed: &str) -> Reading<CleanText> {
    repair(&SourceText::new("a.txt", printed))
}

/// Lines of the layout of Adilet's PDFs, so that a short case is read as one.
const BEFORE: &str = "      1. Осы бұйрық қолданысқа енгізіледі және алғашқы ресми жарияланған күнінен \nкейін күнтізбелік он күн өткен соң іске асырылады.\n";

#[test]
fn links_return_to_their_places() {
    let cases = [
        // (as printed, as meant, where it was seen)
        ("       мынадай редакцияда жазылсын:10-тармақ", "10-тармақ мынадай редакцияда жазылсын:", "P2200000807, line 31: the hole opens the paragraph"),
        ("      келуінің және кетуінің\n\n:қағидаларында", "келуінің және кетуінің қағидаларында:", "P2200000807, line 30: a sign opens the line"),
        (
            "      Қазақстан Республикасының \n көзделген мерзімге ресімделеді.Заңында\n\n      Медицина.",
            "Қазақстан Республикасының Заңында көзделген мерзімге ресімделеді.\nМедицина.",
            "P2200000807, line 87: one space opens the line",
        ),
        (
            "      26.05.2022  (алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн№ 11-1-4/240\nөткен соң)",
            "26.05.2022 № 11-1-4/240 (алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң)",
            "V1800016354, line 15: glued to the word before it",
        ),
        (
            "      министрінің 26.05.2022 № \n (алғашқы ресми өткен соң 11-1-4/240\n\nқолданысқа енгізіледі)",
            "министрінің 26.05.2022 № 11-1-4/240 (алғашқы ресми өткен соң қолданысқа енгізіледі)",
            "V1800016354, line 91: the number without its sign",
        ),
        (
            "      Аягөз аудандық мәслихатының 14.03.2024  (алғашқы ресми жарияланған күнінен кейін№ 13/241-VIII\nкүнтізбелік",
            "Аягөз аудандық мәслихатының 14.03.2024 № 13/241-VIII (алғашқы ресми жарияланған күнінен кейін күнтізбелік",
            "a number with letters: numbers of maslikhats, ministries and akimats",
        ),
        (
            "      министрінің 14.03.2024  (алғашқы ресми№ ҚР ДСМ-70/2020\nжарияланған күнінен кейін)",
            "министрінің 14.03.2024 № ҚР ДСМ-70/2020 (алғашқы ресми жарияланған күнінен кейін)",
            "an abbreviation between sign and number",
        ),
        (
            "      министрінің 2024 жылғы 5 қыркүйектегі  (бұдан әрі – бұйрық) бұйрығымен№ 78/НҚ\nбекітілген",
            "министрінің 2024 жылғы 5 қыркүйектегі № 78/НҚ (бұдан әрі – бұйрық) бұйрығымен бекітілген",
            "after the month of a day",
        ),
        (
            "      Үкіметінің 27.12.2024 №\n; 30.06.2025  (қол қойылған күнінен бастап қолданысқа енгізіледі)1123№ 488\nқаулыларымен.",
            "Үкіметінің 27.12.2024 № 1123; 30.06.2025 № 488 (қол қойылған күнінен бастап қолданысқа енгізіледі) қаулыларымен.",
            "figures alone, whose sign stayed on its line, beside a whole number",
        ),
        (
            "      Комиссия Заңның  2-тармағының 3) тармақшасына, 9-бабының4-5-тармағына\nсәйкес құрылады.",
            "Комиссия Заңның 9-бабының 2-тармағының 3) тармақшасына, 4-5-тармағына сәйкес құрылады.",
            "one hole, two links: the last stands where the line ends",
        ),
        (
            "      Мәлімет Кодекстің  2-тармағына, 305-бабының310-бабына\nсәйкес беріледі.",
            "Мәлімет Кодекстің 305-бабының 2-тармағына, 310-бабына сәйкес беріледі.",
            "two articles are no one link",
        ),
        (
            "      Кестеге  2-жолындағы \"тоғыз\" деген сөз \"он\"3-қосымшаның\nдеген сөзбен ауыстырылсын;",
            "Кестеге 3-қосымшаның 2-жолындағы \"тоғыз\" деген сөз \"он\" деген сөзбен ауыстырылсын;",
            "drawn right after a quotation mark",
        ),
        (
            "      осы бұйрықпен бекітілген  2-тармағындағы \"тоғыз\" деген сөз \"он\"3-қосымшаның\nдеген сөзбен ауыстырылсын;",
            "осы бұйрықпен бекітілген 3-қосымшаның 2-тармағындағы \"тоғыз\" деген сөз \"он\" деген сөзбен ауыстырылсын;",
            "before a unit that is owned",
        ),
        (
            "      Комиссия Заңның  4-тармағының 7) тармақшасына9-бабы\nсәйкес құрылады.",
            "Комиссия Заңның 9-бабы 4-тармағының 7) тармақшасына сәйкес құрылады.",
            "words set apart by a space stay; the one drawn right after them fills the hole",
        ),
        (
            "      осы Кодекстің  2- белгіленген мерзімде26-бабыныңтармағында\nмәлімет береді.",
            "осы Кодекстің 26-бабының 2-тармағында белгіленген мерзімде мәлімет береді.",
            "the noun of a number that stayed in its place",
        ),
        (
            "      мәслихатының 14.03.2024 №\n\n (алғашқы ресми өткен соң13/241-VIII\nқолданысқа енгізіледі)",
            "мәслихатының 14.03.2024 № 13/241-VIII (алғашқы ресми өткен соң қолданысқа енгізіледі)",
            "the sign stayed on its line",
        ),
        (
            "      мәслихатының 14.03.2024 № 13/241-\n\n (алғашқы ресми өткен соңVIII\nқолданысқа енгізіледі)",
            "мәслихатының 14.03.2024 № 13/241-VIII (алғашқы ресми өткен соң қолданысқа енгізіледі)",
            "half of the number stayed on its line",
        ),
        (
            "      министрінің 14.03.2024 № ҚР\n\n (алғашқы ресми өткен соңДСМ-70\nқолданысқа енгізіледі)",
            "министрінің 14.03.2024 № ҚР ДСМ-70 (алғашқы ресми өткен соң қолданысқа енгізіледі)",
            "the abbreviation stayed on its line",
        ),
        (
            "      министрінің 14.03.2024  (қолданысқа енгізіледі); 05.04.2025  (алғашқы ресми№ 141-Ө № 78/НҚ\nжарияланған)",
            "министрінің 14.03.2024 № 141-Ө (қолданысқа енгізіледі); 05.04.2025 № 78/НҚ (алғашқы ресми жарияланған)",
            "two numbers in two holes",
        ),
        (
            "      жарғысының 59-\n\n және басқа құжаттар тармағына\nұсынылады",
            "жарғысының 59-тармағына және басқа құжаттар ұсынылады",
            "V1800016354, line 11: a cut link",
        ),
        (
            "      2000 жылғы 27 қарашадағы Заңының , 9-1 15-2-\n\n, сондай-ақ азаматтығы жоқ адамдарды тіркеу және бабына\nоларға беру",
            "2000 жылғы 27 қарашадағы Заңының 9-1, 15-2-бабына, сондай-ақ азаматтығы жоқ адамдарды тіркеу және оларға беру",
            "V1200007775, line 57",
        ),
        (
            "      осы тармақтың  және 1) 2) \n\n көзделген мәліметтерді ұсынуды тармақшаларында\nқамтамасыз етсін.",
            "осы тармақтың 1) және 2) тармақшаларында көзделген мәліметтерді ұсынуды қамтамасыз етсін.",
            "V2000021165, line 450",
        ),
        (
            "      ,  және  мынадай редакцияда жазылсын:15 16 17- тармақтар",
            "15, 16 және 17- тармақтар мынадай редакцияда жазылсын:",
            "V2000021165, line 217: three holes",
        ),
        (
            "      қағидаларға  осы бірлескен бұйрыққа  сәйкес жаңа 1-қосымша 1-қосымшаға\nредакцияда",
            "қағидаларға 1-қосымша осы бірлескен бұйрыққа 1-қосымшаға сәйкес жаңа редакцияда",
            "V2000021165, line 434",
        ),
        (
            "      қызметтер туралы заңының  2-5-бабы\nтармағының 11) тармақшасына сәйкес",
            "қызметтер туралы заңының 5-бабы 2-тармағының 11) тармақшасына сәйкес",
            "V2000021165, line 83: a number shared out",
        ),
        (
            "      Заңның 5-бабы  11) 2-тармағы\nтармақшасына сәйкес",
            "Заңның 5-бабы 2-тармағы 11) тармақшасына сәйкес",
            "V1800016354, line 271: the number before the link stays",
        ),
        ("      тармақшасына сәйкес \";БҰЙЫРАМЫЗ:", "тармақшасына сәйкес БҰЙЫРАМЫЗ:\";", "V2000021165, line 29: inside a quotation mark"),
        (
            "      «Рәсімдер туралы» Заңының 9-1-бабының\n  с ә й к е с  4 - т а р м а ғ ы н а Б Ұ Й Ы Р А М Ы Н :",
            "«Рәсімдер туралы» Заңының 9-1-бабының 4-тармағына сәйкес БҰЙЫРАМЫН:",
            "V1200007775, line 15: letter-spaced too",
        ),
        (
            "      кодексінің   сәйкес шағым жасалуы мүмкін.91-бабы 5-тармағына",
            "кодексінің 91-бабы 5-тармағына сәйкес шағым жасалуы мүмкін.",
            "fs_order.tika: two links in one hole",
        ),
        (
            "      2019 жылғы № 227 бұйрығы\n\n сәйкес консулдық алым на\nмөлшерлемелері",
            "2019 жылғы № 227 бұйрығына сәйкес консулдық алым мөлшерлемелері",
            "V1800016354, line 788: cut in a cell",
        ),
        (
            "      мүлік туралы 2011 жылғы 1 наурыздағы \nЗаңының  сәйкес, Үкіметтің 2008 жылғы 24 сәуірдегі № 5614-бабына\nқаулысын орындау үшін",
            "мүлік туралы 2011 жылғы 1 наурыздағы Заңының 14-бабына сәйкес, Үкіметтің 2008 жылғы 24 сәуірдегі № 56 қаулысын орындау үшін",
            "a number at the line's end and the number of the link behind it",
        ),
        (
            "      мүлік туралы 2011 жылғы 1 наурыздағы \nЗаңының , Үкіметтің 2008 жылғы 24 сәуірдегі № 38714-бабына\n бекітілген Министрлік туралы ереженіңқаулысымен\n19-тармағына сәйкес",
            "мүлік туралы 2011 жылғы 1 наурыздағы Заңының 14-бабына, Үкіметтің 2008 жылғы 24 сәуірдегі № 387 қаулысымен бекітілген Министрлік туралы ереженің 19-тармағына сәйкес",
            "what is approved is approved by an act",
        ),
        (
            "      жөніндегі жоспар осы шешімнің  сәйкес бекітілсін.қосымшасына\n      2. Екінші.",
            "жөніндегі жоспар осы шешімнің қосымшасына сәйкес бекітілсін.\n2. Екінші.",
            "the only annex has no number",
        ),
        (
            "      он жұмыс күні ішінде\n\n сәйкес хаттаманың көшірмесін қоса бере отырып шағымданаосы Әдістеменің 2-қосымшасына\nалады.",
            "он жұмыс күні ішінде осы Әдістеменің 2-қосымшасына сәйкес хаттаманың көшірмесін қоса бере отырып шағымдана алады.",
            "all that is glued behind the last word",
        ),
        ("      (Кодекс) 22\n\n көзделген тәртіппен -тарауында\nжасалған", "(Кодекс) 22-тарауында көзделген тәртіппен жасалған", "V1800016354, line 935"),
    ];
    for (printed, meant, seen) in cases {
        assert_eq!(clean(&format!("{BEFORE}{printed}\n")).value.text.split_once('\n').unwrap().1.trim_end(), meant, "{seen}");
    }
}

#[test]
fn sound_lines_keep_their_words() {
    let cases = [
        ("      нөмірі  мен құжаттарды қабылдаған күні;", "нөмірі мен құжаттарды қабылдаған күні;", "V1200007775: a doubled space is a slip"),
        (
            "      құжаттарды берген күні,  осы Заңның 5-тармағы\nбойынша",
            "құжаттарды берген күні, осы Заңның 5-тармағы бойынша",
            "no word before the hole asks for a link",
        ),
        ("      «А2» және \"A2\" санаттары", "«А2» және \"A2\" санаттары", "visa codes"),
        ("      осы Қағидалардың 25-\nтармағында көзделген", "осы Қағидалардың 25-тармағында көзделген", "a number wrapped at its hyphen is no link"),
        ("      көші-\nқон саласында", "көші-қон саласында", "a compound keeps its hyphen"),
        (
            "      № 11-1\n-4/245 және № 11-1-\n4/149 мен № 11-1-4\n/1",
            "№ 11-1-4/245 және № 11-1-4/149 мен № 11-1-4/1",
            "V2000021165, V1800016354: numbers wrapped at any sign",
        ),
        ("      шарттар және (\nнемесе) \"\nБүркіт\" жүйесі\n;", "шарттар және (немесе) \"Бүркіт\" жүйесі;", "P2200000807: brackets and quotation marks"),
    ];
    for (printed, meant, seen) in cases {
        let read = clean(&format!("{BEFORE}{printed}\n"));
        assert_eq!(read.value.text.split_once('\n').unwrap().1.trim_end(), meant, "{seen}");
        assert!(!read.problems.iter().any(|problem| problem.code == ProblemCode::AnchorGuessed), "{seen}");
    }
}

#[test]
fn paragraphs_begin_where_the_page_shows_them() {
    let printed = "\nТақырып бірінші жол \nекінші жол\n\n      1. Бірінші тармақ \nжалғасы\n\n\n\nбеттің басы.\n\nҚазақстан Республикасы\nминистрінің\nбұйрығымен\n\n1-тарау. Жалпы\n      2. Екінші.\n";
    let read = repair(&SourceText::new("a.txt", printed).with_pages(vec![1, 10])).value;
    let meant = [
        "Тақырып бірінші жол екінші жол",
        "1. Бірінші тармақ жалғасы беттің басы.",
        "Қазақстан Республикасы министрінің бұйрығымен",
        "1-тарау. Жалпы",
        "2. Екінші.",
    ];
    assert_eq!(read.text.lines().collect::<Vec<_>>(), meant);
    assert_eq!(read.paragraphs.iter().map(|paragraph| paragraph.indent).collect::<Vec<_>>(), [0, 6, 0, 0, 6]);
    assert_eq!(read.paragraphs[1].lines.to_string(), "5-10");
    assert!(read.indented);
}

#[test]
fn some_lines_are_paragraphs_in_whatever_layout() {
    let cases = [
        ("Бекіту туралы\nКүшін жойған\nҚаржы министрінің бұйрығы", "Бекіту туралы\nКүшін жойған\nҚаржы министрінің бұйрығы", "the status of an act"),
        ("бұрынғы қағидалар\nкүшін жойған.", "бұрынғы қағидалар күшін жойған.", "the end of a sentence"),
        ("Нысан\nКімге: ______", "Нысан\nКімге: ______", "what stands below is a form"),
        ("№\tАтауы\tСаны\n1\tКітап\tекі\nқысқа жол", "№ Атауы Саны\n1 Кітап екі\nқысқа жол", "rows whose cells are set by tabs"),
    ];
    for (printed, meant, why) in cases {
        assert_eq!(clean(&format!("{BEFORE}\n{printed}\n")).value.text.split_once('\n').unwrap().1.trim_end(), meant, "{why}");
    }
}

#[test]
fn numbers_and_running_titles_of_pages_are_no_words() {
    let page =
        |number: u32, title: &str| format!("      {number}. Осы бұйрық қолданысқа енгізіледі және алғашқы\n\n{number}\n\n\n\n{title}\n\nресми жарияланады.\n");
    let pages = |titles: [&str; 3]| (1..).zip(titles).map(|(number, title)| page(number, title)).collect::<String>();
    let title = "Нормативтік құқықтық актілер жинағы";
    let read = clean(&pages([title; 3]));
    let meant: String = (1..4).map(|number| format!("{number}. Осы бұйрық қолданысқа енгізіледі және алғашқы ресми жарияланады.\n")).collect();
    assert_eq!(read.value.text, meant);
    assert_eq!(read.problems.iter().filter(|problem| problem.code == ProblemCode::LineRepeated).count(), 3);
    let other = clean(&pages([title, "Қазақстан Республикасының заңнамасы", title])).value.text;
    assert_eq!(other.matches(title).count(), 2, "other words are no running title");
}

#[test]
fn clean_text_passes_through() {
    for name in ["P2200000807", "V1200007775", "V1800016354", "V2000021165", "kandastar-suraq-jauap"] {
        let printed = std::fs::read_to_string(format!("{}/corpus/{name}.txt", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let once = clean(&printed).value.text;
        let twice = clean(&once);
        assert_eq!(twice.value.text, once, "{name}");
        assert!(twice.problems.is_empty(), "{name}: {:?}", twice.problems);
    }
}

/// Lines of words, numbers, links, damage and rubbish.
fn printed_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "осы", "Қағидаларға", "сәйкес", "1-қосымшаға", "№ 11-1-4/240", "7)", "тармақшасы", "Заңының", "10-бабы", ",", ";", ":", "және", "9-1", "15-2-",
            "бабына", "БҰЙЫРАМЫН:", "(", ")", "\"", "-", "59-", "тармағына", "Ескерту.", "2.", "1.1", "Қазақстан", "с ә й к е с", "ішк і", "ы", "118-VІ",
            "шетелдiктiң", "•", "\u{f0b7}", "\u{ad}", "\u{a0}", "/", "____", "жүзеге асырылады.", "\u{301}", "\u{306}", "и\u{306}",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    let line = (0..9_usize, prop::collection::vec((piece, 0..3_usize), 0..8), 0..4_usize).prop_map(|(indent, pieces, blanks)| {
        let words: String = pieces.into_iter().map(|(piece, spaces)| piece + &" ".repeat(spaces)).collect();
        format!("{}{words}{}", " ".repeat(indent), "\n".repeat(blanks.max(1)))
    });
    prop::collection::vec(line, 0..14).prop_map(|lines| lines.concat())
}

/// Whether every paragraph is whole, and every byte of it leads to where it was printed.
fn leads_home(source: &SourceText) -> Result<(), TestCaseError> {
    let read = repair(source).value;
    prop_assert_eq!(read.text.lines().count(), read.paragraphs.len());
    let mut end = 0;
    for paragraph in &read.paragraphs {
        let text = read.slice(paragraph.span);
        prop_assert_eq!(paragraph.span.start, end);
        end = paragraph.span.end + 1;
        prop_assert!(!text.is_empty() && text.trim() == text && !text.contains("  "), "{:?}", text);
        let home = read.map.to_source(paragraph.span);
        prop_assert!(home.end as usize <= source.text().len());
        let lines = source.lines_of(home);
        prop_assert!(lines.first >= paragraph.lines.first && lines.last <= paragraph.lines.last, "{:?} {:?}", lines, paragraph);
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let start = paragraph.span.start as usize + at;
            let home = read.map.to_source(Span::new(start..start + 1));
            prop_assert!(source.slice(home).contains(c), "{:?} leads to {:?}", c, source.slice(home));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::text::properties::config(400))]

    #[test]
    fn any_text_is_repaired_and_leads_home(printed in printed_text()) {
        leads_home(&SourceText::new("a.txt", printed))?;
    }

    #[test]
    fn any_files_are_repaired_and_lead_home(files in prop::collection::vec((printed_text(), prop::bool::ANY), 1..5)) {
        let read = |(text, is_marked): &(String, bool)| {
            let source = SourceText::new("a.txt", text.as_str());
            let blocks = source.lines().filter(|line| *is_marked && !line.text.trim().is_empty()).map(|line| Block::paragraph(line.span)).collect();
            source.with_marks(Marks { blocks, ..Marks::default() })
        };
        let mut source = read(&files[0]);
        files[1..].iter().for_each(|file| _ = source.go_on(read(file)));
        leads_home(&source)?;
        let all: u32 = source.parts().map(|part| part.lines.last - part.lines.first + 1).sum();
        prop_assert!(files.len() == 1 || all == source.line_count());
    }

    #[test]
    fn repairing_twice_is_repairing_once(printed in printed_text()) {
        let once = clean(&printed).value.text;
        prop_assert_eq!(&clean(&once).value.text, &once);
    }
}

/// Found by the properties above with many more cases.
#[test]
fn letters_of_other_lengths_and_alphabets_do_no_harm() {
    let cases = [
        ("   осы  ȺὈꞪ\n", "осы ȺὈꞪ\n", "a small letter of more bytes than its capital"),
        ("   Қағидаларға\n осы h\n", "Қағидаларға осы h\n", "a Latin letter ends no Kazakh word"),
        ("   с ә й к е с y \u{306}\n", "сәйкесў\n", "a mark after a letter that was Latin"),
        ("осы\n7)|\n   осы\n", "осы\n7)|\nосы\n", "a stroke ends a cell"),
        ("Aº漢\nы\n   осы\n", "Aº漢 ы\nосы\n", "a sign is no half of a word"),
        (",|1-қосымшаға\n   осы\n", ",|1-қосымшаға\nосы\n", "what stands in a cell was drawn there"),
    ];
    for (printed, meant, why) in cases {
        let once = clean(printed).value.text;
        assert_eq!(once, meant, "{why}");
        assert_eq!(clean(&once).value.text, once, "{why}");
    }
}

/// Texts composed in the style of the damage, each with the text it stands for beside it.
#[test]
fn whole_acts_are_repaired() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/repair/cases");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".txt").filter(|stem| !stem.ends_with(".clean")) else { continue };
        let printed = std::fs::read_to_string(&path).unwrap();
        let meant = std::fs::read_to_string(path.with_file_name(format!("{stem}.clean.txt"))).unwrap();
        assert_eq!(clean(&printed).value.text, meant, "{name}");
        count += 1;
    }
    assert!(count >= 12, "{count} cases");
}

#[test]
fn a_line_cut_off_a_plain_paragraph_goes_back() {
    let sound = "1) осы Қағидаларға сәйкес нысан бойынша толтырылған өтініш және жеке басты куәландыратын құжат ұсынылады;\n".repeat(24);
    let start = "Бұйрық Қазақстан Республикасының заңнамасында белгіленген тәртіппен жүзеге асырылады және мұнда";
    let cases = [
        (format!("{start} № 11-1\n-4/245 жазылған."), format!("{start} № 11-1-4/245 жазылған.")),
        (format!("{start} 59-\nтармағына сәйкес."), format!("{start} 59-тармағына сәйкес.")),
        (format!("{start} (\nнемесе) басқа."), format!("{start} (немесе) басқа.")),
        (format!("{start} болады\n; содан кейін."), format!("{start} болады; содан кейін.")),
        (format!("{start} мыналар –\n- үшінші."), format!("{start} мыналар –\n- үшінші.")),
        (format!("{start} екінші;\nүшінші."), format!("{start} екінші;\nүшінші.")),
    ];
    for (printed, meant) in cases {
        assert_eq!(clean(&format!("{sound}{printed}\n")).value.text, format!("{sound}{meant}\n"));
    }
}

#[test]
fn a_number_behind_a_blank_line_begins_a_paragraph_however_full_the_line_above() {
    let full = "Қазақстан Республикасының аумағында болатын шетелдіктер мен азаматтығы жоқ";
    let printed = format!("{full}\n{full}\n\n1. Ереже {full}\n{full}\nбекітілсін.\n");
    let paragraphs = clean(&printed).value.paragraphs.len();
    assert_eq!(paragraphs, 2);
}

#[test]
fn a_number_that_was_cut_by_guess_is_told() {
    let problems = |line: &str| clean(&format!("{BEFORE}      осы мәселе туралы \n{line}\n")).problems;
    let line = "Заңының , Үкіметтің 2008 жылғы 24 сәуірдегі № 38714-бабына";
    let read = clean(&format!("{BEFORE}      осы мәселе туралы \n{line}\n"));
    assert!(read.value.text.contains("Заңының 14-бабына, Үкіметтің 2008 жылғы 24 сәуірдегі № 387\n"), "{}", read.value.text);
    assert!(problems(line).iter().any(|problem| problem.code == ProblemCode::AnchorGuessed));
    // where nothing is missing nothing is moved
    let whole = "Заңының 14-бабына, Үкіметтің 2008 жылғы 24 сәуірдегі № 387-бабына";
    assert!(problems(whole).is_empty());
}

#[test]
fn a_line_that_is_a_whole_paragraph_takes_up_no_other() {
    let point = "      1. Салық төлеуші салық есептілігін әр тоқсанның соңғы айынан кейінгі екінші айдың он бесінен кешіктірмей орналасқан жері бойынша салық органына \
                 қағаз түрінде немесе электрондық құжат нысанында ұсынады.\n";
    assert!(point.len() > 260);
    let title = "«Есептілік туралы» Қаржы министрінің 2013 жылғы 4 ақпандағы № 51 бұйрығына өзгеріс енгізу туралы";
    let own = "Қазақстан Республикасы Қаржы министрінің 2022 жылғы 7 маусымдағы № 571 бұйрығы";
    let text = format!("{title}\n{own}\n      БҰЙЫРАМЫН:\n{point}");
    assert_eq!(clean(&text).value.text, format!("{title}\n{own}\nБҰЙЫРАМЫН:\n{}", &point[6..]));
}

#[test]
fn numbers_and_banners_of_pages_are_no_text() {
    let text = |mark: &dyn Fn(usize) -> String| {
        let parts = [
            "жылға жүзеге асырады.\n      2. Екінші сынақ өткізілген күннен бастап ",
            "тоқтайды.\n      3. Үшінші сынақ басталған күннен кейін ",
            "аяқталады.\n",
        ];
        let mut out = format!("{BEFORE}      1. Сынақ өткізілген күннен бастап үш ");
        for (page, part) in parts.iter().enumerate() {
            out += &format!("\n{}{part}", mark(page + 1));
        }
        out
    };
    let bank = "ҚР НҚА электрондық түрдегі эталондық бақылау банкі, 02.09.2022";
    let marks: [&dyn Fn(usize) -> String; 5] = [
        &|page| format!("\n{page}\n\n\u{c}"),
        &|page| format!("\n\u{c}{}\n", page + 1),
        &|page| format!("\n{page}\n{bank}\n"),
        &|page| format!("\n\n\n{bank}\n{page}\n"),
        &|_| format!("{bank}\n"),
    ];
    let meant = clean(&text(&|_| String::new())).value.text;
    for mark in marks {
        let printed = text(mark);
        assert_eq!(clean(&printed).value.text, meant, "{printed}");
    }
    // the keys of rows at some of the pages stay
    let rows = text(&|page| format!("\n\u{c}{}\n", 3 * page));
    assert!(clean(&rows).value.text.contains("\n3"), "{:?}", clean(&rows).value.text);
}

#[test]
fn the_footer_of_the_bank_is_no_text_however_seldom_it_is_printed() {
    let bank = "ҚР нормативтік құқықтық актілерінің эталондық бақылау банкі";
    let text = |marks: &[String]| {
        let mut out = BEFORE.to_owned();
        for (at, mark) in marks.iter().enumerate() {
            out += &format!("      {}. Сынақ өткізілген күннен бастап үш \n{mark}жылға жүзеге асырылады.\n", at + 2);
        }
        out
    };
    let forms: [&dyn Fn(usize) -> String; 12] = [
        &|page| format!("\n{page}\n{bank}\n\n"),
        &|page| format!("\n{bank}\n{page}\n\n"),
        &|page| format!("{page}\n{bank}\n"),
        &|page| format!("\n{bank} {page}\n\n"),
        &|page| format!("\n{bank}\n{page} / 9\n\n"),
        &|page| format!("\n{bank}\n{page}/9\n\n"),
        &|page| format!("\n{bank}\n{page}-бет\n\n"),
        &|page| format!("\n{bank}\n- {page} -\n\n"),
        &|page| format!("\n{bank}\n9-дан {page}-бет\n\n"),
        &|page| format!("\n{bank}\n{page}-беттің 9-ы\n\n"),
        &|_| format!("\n{bank}\n\n"),
        &|_| format!("\n«{bank}»\n\n"),
    ];
    for pages in 1..=4 {
        let meant = clean(&text(&vec![String::new(); pages])).value.text;
        for form in forms {
            let printed = text(&(1..=pages).map(form).collect::<Vec<_>>());
            let read = clean(&printed);
            assert_eq!(read.value.text, meant, "{printed}");
            assert!(read.problems.iter().filter(|problem| problem.code == ProblemCode::LineRepeated).count() >= pages, "each is told: {printed}");
        }
    }
}

#[test]
fn the_name_of_the_bank_is_a_word_of_the_text_where_it_stands_in_it() {
    let bank = "ҚР нормативтік құқықтық актілерінің эталондық бақылау банкі";
    let cases = [
        (format!("      2. Бұйрық пен ереже жолданатын \n{bank} \nарқылы жарияланады.\n"), "a line of a sentence"),
        (format!("\nР/с №\nАтауы\n1\n{bank}\n2\nӘділет\n"), "a row of a list"),
        (format!("\n11\nӘділет\n\n12\n{bank}\n\n13\nОрталық\n"), "rows with white lines between"),
        (format!("\n      {bank} мыналарды жинайды:\n"), "the beginning of a sentence"),
        (format!("      2. Жүйелер:\n      бірыңғай тізілім;\n\n      {bank}.\n\n      3. Соңы.\n"), "the last of a list"),
        (format!("      2. Жүйелер:\n      бірыңғай тізілім\n\n      {bank}\n\n      ашық портал.\n      3. Соңы.\n"), "one of a list"),
        (format!("      2. Жүйелер:\n      бірыңғай тізілім;\n\n      {bank}\n"), "the last of the text"),
    ];
    for (printed, why) in cases {
        let text = clean(&format!("{BEFORE}{printed}")).value.text;
        assert!(text.contains(bank), "{why}: {text}");
    }
}

#[test]
fn a_letter_for_a_figure_is_read_as_the_number_that_comes_next() {
    let list = |members: [&str; 4]| members.map(|member| format!("      {member}) құжатты қарайды;\n")).concat();
    let cases = [
        (["1", "2", "З", "4"], ["1", "2", "3", "4"], "the letter between two figures"),
        (["11", "12", "1З", "14"], ["11", "12", "13", "14"], "behind a figure"),
        (["Е", "Ж", "З", "И"], ["Е", "Ж", "З", "И"], "a list in letters"),
        (["1", "2", "3", "З"], ["1", "2", "3", "З"], "it does not count on"),
    ];
    for (printed, meant, why) in cases {
        let read = clean(&format!("{BEFORE}{}", list(printed)));
        let whole = clean(&format!("{BEFORE}{}", list(meant))).value.text;
        assert_eq!(read.value.text, whole, "{why}");
        assert_eq!(read.problems.iter().any(|problem| problem.code == ProblemCode::LetterForFigure), printed != meant, "{why}");
    }
    let apart = clean(&format!("{BEFORE}      2) санаттары Е, Ж \nЗ) бойынша;\n")).value.text;
    assert!(apart.contains("З) бойынша"), "{apart}");
}

#[test]
fn a_word_that_a_soft_hyphen_breaks_is_one_word() {
    let cases = [
        ("      2. Құжат\u{ad}\nтардың тізбесі тексері\u{ad} \nледі.\n", "2. Құжаттардың тізбесі тексеріледі.", "lines of a paragraph"),
        ("      2. Құжат\u{ad}тар тізбесі\n", "2. Құжаттар тізбесі", "inside a line"),
        ("      2. Құжат\u{ad}\n\n\n\nтардың тізбесі.\n", "2. Құжаттардың тізбесі.", "over a page"),
        ("      2. Құжат\u{ad}\n      3. Тізбе\n", "2. Құжат\n3. Тізбе", "no letter goes on with it"),
    ];
    for (printed, meant, why) in cases {
        let read = clean(&format!("{BEFORE}{printed}"));
        assert_eq!(read.value.text.split_once('\n').unwrap().1.trim_end(), meant, "{why}");
        assert!(read.problems.is_empty(), "{why}: {:?}", read.problems);
    }
    let hyphens = [
        ("      2. Бақылау Премьер\u{ad}\nМинистрінің кеңсесіне жүктелсін.\n", "2. Бақылау Премьер-Министрінің кеңсесіне жүктелсін.", "a capital letter"),
        ("      2. Үкімет ҚАУЛЫ ЕТЕ\u{ad}\nДІ:\n", "2. Үкімет ҚАУЛЫ ЕТЕДІ:", "a word in capitals"),
        ("      2. Сауда-саттық және сауда\u{ad}\nсаттықтың мерзімі.\n", "2. Сауда-саттық және сауда-саттықтың мерзімі.", "the hyphen is printed elsewhere"),
        ("      2. Сауда-саттық және сауда\u{ad}\nлардың мерзімі.\n", "2. Сауда-саттық және саудалардың мерзімі.", "another word"),
        ("      2. ҚазМұнай және Қаз\u{ad}\nМұнай ұйымы.\n", "2. ҚазМұнай және ҚазМұнай ұйымы.", "it is printed without one"),
    ];
    for (printed, meant, why) in hyphens {
        let read = clean(&format!("{BEFORE}{printed}")).value.text;
        assert_eq!(read.split_once('\n').unwrap().1.trim_end(), meant, "{why}");
    }
    let plain = clean("1. Құжат\u{ad}\nтар тізбесі тексеріледі.\n2. Тізбе бекітіледі.\n").value.text;
    assert_eq!(plain, "1. Құжаттар тізбесі тексеріледі.\n2. Тізбе бекітіледі.\n", "where each line is a paragraph");
}

#[test]
fn numbers_that_count_the_pages_break_no_sentence() {
    let text = |mark: &dyn Fn(usize) -> String| {
        let page = |number: usize| format!("      {}. Сынақ өткізілген күннен бастап үш \n{}жылға жүзеге асырылады.\n", number + 1, mark(number));
        format!("{BEFORE}{}", (1..=4).map(page).collect::<String>())
    };
    let meant = clean(&text(&|_| String::new())).value.text;
    let forms: [&dyn Fn(usize) -> String; 5] =
        [&|page| format!("{page}\n"), &|page| format!("\n{page}\n\n"), &|page| format!("{page}-бет\n"), &|page| format!("\n- {page} -\n\n"), &|page| {
            format!("\n{page} / 4\n\n")
        }];
    for form in forms {
        assert_eq!(clean(&text(form)).value.text, meant, "{}", text(form));
    }
    let keys = [
        ("      2. Мынадай көліктер:\n1\nжүк көлігі\n2\nавтобус\n3\nтрамвай\n4\nкеме\n", "2 автобус 3", "rows whose cells begin with small letters"),
        ("\n1\n\nжүк көлігі\n\n2\n\nавтобус\n\n3\n\nтрамвай\n", "\n3", "rows with white lines between"),
        ("\n1-бет\n\nИесінің аты-жөні\n\n2-бет\n\nБерілген күні\n\n3-бет\n\nЖарамдылық мерзімі\n", "3-бет", "the pages of a form"),
    ];
    for (printed, key, why) in keys {
        let text = clean(&format!("{BEFORE}{printed}")).value.text;
        assert!(text.contains(key), "{why}: {text}");
    }
}

#[test]
fn the_word_for_a_form_stands_apart_from_the_block_above_it() {
    let printed = format!("{BEFORE}\n\nСынақ өткізу қағидалары мен\nшарттарына қосымша\nНысан\n\nӨтініш\n");
    let text = clean(&printed).value;
    let paragraphs: Vec<&str> = (0..text.paragraphs.len()).map(|at| text.paragraph_text(at)).collect();
    assert!(paragraphs.ends_with(&["Сынақ өткізу қағидалары мен шарттарына қосымша", "Нысан", "Өтініш"]), "{paragraphs:?}");
}
