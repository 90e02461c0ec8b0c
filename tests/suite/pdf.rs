//! PDF files, written here by code: what the pages show is what is read, whatever the order it was drawn in, and no file
//! does harm.

use std::fmt::Write;

use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, Object, ObjectId, Permissions, Stream, dictionary};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use tarmaq::act::ProvisionKind;
use tarmaq::ingest::read_act;
use tarmaq::source::{Error, read_bytes};
use tarmaq::text::{BlockKind, Problem, ProblemCode, SourceText};

use super::paper::{bind, bytes};

/// What one page draws: every letter is half as wide as the font is high, 6 points.
#[derive(Default)]
pub(super) struct Sheet {
    content: String,
    links: Vec<([f32; 4], String)>,
    rotate: i64,
}

impl Sheet {
    /// Draws `text` from (`x`, `y`), 12 points high.
    pub(super) fn say(&mut self, x: f32, y: f32, text: &str) -> &mut Self {
        self.draw("/F1", x, y, text)
    }

    /// Draws `text` in bold.
    pub(super) fn shout(&mut self, x: f32, y: f32, text: &str) -> &mut Self {
        self.draw("/F2", x, y, text)
    }

    fn draw(&mut self, font: &str, x: f32, y: f32, text: &str) -> &mut Self {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        writeln!(self.content, "BT {font} 12 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET").unwrap();
        self
    }

    pub(super) fn rule(&mut self, x: f32, y: f32, to_x: f32, to_y: f32) -> &mut Self {
        writeln!(self.content, "{x} {y} m {to_x} {to_y} l S").unwrap();
        self
    }

    fn raw(&mut self, operators: &str) -> &mut Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }

    pub(super) fn link(&mut self, area: [f32; 4], href: impl Into<String>) -> &mut Self {
        self.links.push((area, href.into()));
        self
    }
}

/// A file of `sheets`; `told` is whether its fonts say what their codes stand for.
fn document(sheets: &[Sheet], told: bool) -> Document {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let map = "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
               1 beginbfrange <0020> <FFFD> <0020> endbfrange\nendcmap";
    let map = document.add_object(Stream::new(dictionary! {}, map.as_bytes().to_vec()));
    let mut font = |name: &str| {
        let below = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => name, "DW" => 500 });
        let mut font = dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => name, "Encoding" => "Identity-H", "DescendantFonts" => vec![below.into()],
        };
        if told {
            font.set("ToUnicode", map);
        }
        document.add_object(font)
    };
    let fonts = dictionary! { "F1" => font("AAAAAA+Serif"), "F2" => font("AAAAAA+Serif-Bold") };
    let resources = document.add_object(dictionary! { "Font" => fonts });
    let mut kids: Vec<Object> = Vec::new();
    for sheet in sheets {
        let mut content = Stream::new(dictionary! {}, sheet.content.clone().into_bytes());
        content.compress().unwrap();
        let content = document.add_object(content);
        let links: Vec<Object> = sheet.links.iter().map(|(area, href)| annotation(&mut document, *area, href).into()).collect();
        let page = dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources, "Annots" => links, "Rotate" => sheet.rotate,
        };
        kids.push(document.add_object(page).into());
    }
    bind(&mut document, pages, kids, 595.0, 842.0);
    document
}

fn annotation(document: &mut Document, area: [f32; 4], href: &str) -> ObjectId {
    let area: Vec<Object> = area.iter().map(|&number| Object::Real(number)).collect();
    let action = dictionary! { "S" => "URI", "URI" => Object::string_literal(href) };
    document.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => area, "A" => action })
}

pub(super) fn file(sheets: &[Sheet]) -> Vec<u8> {
    bytes(document(sheets, true))
}

fn read(bytes: Vec<u8>) -> (SourceText, Vec<Problem>) {
    let read = read_bytes("a.pdf", bytes).unwrap();
    (read.value, read.problems)
}

fn clean(bytes: Vec<u8>) -> String {
    read_act(read(bytes).0, "a".parse().unwrap()).text.text
}

fn codes(problems: &[Problem]) -> Vec<ProblemCode> {
    problems.iter().map(|problem| problem.code).collect()
}

/// The plain text of the line is drawn first, its link afterwards, as Adilet's printer does.
fn displaced_link() -> Sheet {
    let mut sheet = Sheet::default();
    // 6 points a letter: the hole is as wide as the link.
    sheet.say(74.0, 700.0, "1. Өтініш осы Қағидаларға ").say(296.0, 700.0, " сәйкес беріледі.").say(230.0, 700.0, "1-қосымшаға");
    sheet.link([229.0, 694.0, 297.0, 712.0], "https://adilet.zan.kz/kaz/docs/V1600014531#z9");
    sheet.say(56.0, 683.0, "Мерзімі бес күн.");
    sheet
}

#[test]
fn a_link_drawn_after_its_line_stands_in_its_place_and_leads_home() {
    let bytes = file(&[displaced_link()]);
    let act = read_act(read(bytes).0, "a".parse().unwrap());
    assert!(act.text.text.starts_with("1. Өтініш осы Қағидаларға 1-қосымшаға сәйкес беріледі."), "{}", act.text.text);
    let linked: Vec<_> = act.references.iter().filter_map(|one| Some((act.text.slice(one.span), one.href.as_deref()?))).collect();
    assert_eq!(linked.len(), 1);
    assert!(linked[0].0.contains("1-қосымшаға") && linked[0].1.ends_with("V1600014531#z9"), "{linked:?}");
    let at = act.text.text.find("1-қосымшаға").unwrap();
    let rects = act.source.marks().rects_of(act.printed(tarmaq::text::Span::new(at..at + "1-қосымшаға".len())));
    assert_eq!(rects.len(), 1);
    let rect = rects[0];
    assert_eq!((rect.page, rect.left, rect.right), (1, 230.0, 296.0));
    assert!(rect.top < 842.0 - 700.0 && rect.bottom > 842.0 - 700.0, "{rect:?}");
}

#[test]
fn letters_set_apart_are_words_and_what_is_drawn_twice_is_there_once() {
    let mut sheet = Sheet::default();
    sheet.raw("5 Tc").say(56.0, 770.0, "мемлекеттік тіркеуді;").raw("0 Tc");
    // Faint bold: the same letters a third of a point aside. And letters apart without any space drawn.
    sheet.say(56.0, 720.0, "қосымша").say(56.3, 720.0, "қосымша");
    sheet.raw("4 Tc").say(56.0, 670.0, "Индивидуальный").raw("0 Tc");
    // What lies outside the clip is not seen.
    sheet.raw("q 0 600 595 242 re W n").say(56.0, 620.0, "ішінде").say(56.0, 590.0, "сыртында").raw("Q");
    let text = clean(file(&[sheet]));
    assert_eq!(text, "мемлекеттік тіркеуді;\nқосымша\nИндивидуальный\nішінде\n");
}

#[test]
fn tables_are_cells_by_their_ruling_lines() {
    let mut sheet = Sheet::default();
    for y in [700.0, 660.0, 620.0, 580.0] {
        sheet.rule(50.0, y, 350.0, y);
    }
    for x in [50.0, 100.0, 350.0] {
        sheet.rule(x, 580.0, x, 700.0);
    }
    sheet.shout(55.0, 685.0, "№").shout(110.0, 685.0, "Атауы");
    // Drawn line by line through both cells, as some printers do.
    sheet.say(55.0, 645.0, "1").say(110.0, 645.0, "Мемлекеттік қызметті көрсету және").say(110.0, 630.0, "мерзімі");
    sheet.say(55.0, 605.0, "2").say(110.0, 605.0, "Ақысыз");
    sheet.say(50.0, 500.0, "Кестеден кейінгі мәтін.");
    let (source, problems) = read(file(&[sheet]));
    let cells: Vec<_> = source
        .marks()
        .blocks
        .iter()
        .map(|block| match block.kind {
            BlockKind::Cell(cell) => (Some((cell.row, cell.column, cell.header)), source.slice(block.span)),
            _ => (None, source.slice(block.span)),
        })
        .collect();
    let meant = [
        (Some((0, 0, true)), "№"),
        (Some((0, 1, true)), "Атауы"),
        (Some((1, 0, false)), "1"),
        (Some((1, 1, false)), "Мемлекеттік қызметті көрсету және\nмерзімі"),
        (Some((2, 0, false)), "2"),
        (Some((2, 1, false)), "Ақысыз"),
        (None, "Кестеден кейінгі мәтін."),
    ];
    assert_eq!(cells, meant);
    assert!(problems.is_empty(), "{problems:?}");
}

/// A table with ruling lines: a row of each of `rows`, from `top` down.
fn ruled(sheet: &mut Sheet, top: f32, rows: &[[&str; 3]]) {
    let edges = [50.0, 90.0, 330.0, 540.0];
    let mut y = top;
    edges.iter().zip(&edges[1..]).for_each(|(x, next)| _ = sheet.rule(*x, y, *next, y));
    for row in rows {
        row.iter().zip(edges).for_each(|(words, x)| _ = sheet.say(x + 5.0, y - 15.0, words));
        edges.iter().for_each(|x| _ = sheet.rule(*x, y, *x, y - 25.0));
        y -= 25.0;
        sheet.rule(edges[0], y, edges[3], y);
    }
}

#[test]
fn a_row_whose_cells_are_known_takes_nothing_of_the_one_on_the_page_before() {
    let mut first = Sheet::default();
    let lines = [
        "Рұқсаттар тізбесін бекіту туралы",
        "Қазақстан Республикасы Ауыл шаруашылығы министрінің 2021 жылғы 14 мамырдағы № 163 бұйрығы.",
        "БҰЙЫРАМЫН:",
        "1. Қоса беріліп отырған Рұқсаттар тізбесі бекітілсін.",
        "2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін қолданысқа енгізіледі.",
    ];
    lines.iter().zip([800.0, 770.0, 740.0, 720.0, 700.0]).for_each(|(words, y)| _ = first.say(50.0, y, words));
    ["Ауыл шаруашылығы министрінің", "2021 жылғы 14 мамырдағы", "№ 163 бұйрығына", "1-қосымша"]
        .iter()
        .zip([600.0, 586.0, 572.0, 558.0])
        .for_each(|(words, y)| _ = first.say(380.0, y, words));
    first.shout(200.0, 520.0, "Рұқсаттардың тізбесі");
    // Printed without its lines the second row would end with a value that other rows have, and its last cell be what a page cut off.
    ruled(&mut first, 490.0, &[["№", "Сапары", "Негізі"], ["1.", "бір сапарға", "малшының өтініші"], ["2.", "бір сапарға", "көрменің шақыруы"]]);
    let mut second = Sheet::default();
    ruled(&mut second, 800.0, &[["3.", "көп сапарға", "тұрғынның куәлігі"], ["4.", "көп сапарға", "әкімнің рұқсаты"]]);
    let act = read_act(read(file(&[first, second])).0, "a".parse().unwrap());
    let rows = act.provisions.iter().filter(|provision| provision.kind == ProvisionKind::Row);
    let rows: Vec<(&str, String)> = rows.map(|row| (row.path.as_str(), act.own_text(row).split_whitespace().collect::<Vec<_>>().join(" "))).collect();
    let meant = [
        ("annex-1/table-1/row-1", "1. бір сапарға малшының өтініші"),
        ("annex-1/table-1/row-2", "2. бір сапарға көрменің шақыруы"),
        ("annex-1/table-1/row-3", "3. көп сапарға тұрғынның куәлігі"),
        ("annex-1/table-1/row-4", "4. көп сапарға әкімнің рұқсаты"),
    ];
    assert_eq!(rows.iter().map(|(path, words)| (*path, words.as_str())).collect::<Vec<_>>(), meant);
}

/// The cells that were found, row by row.
fn cells(sheets: &[Sheet]) -> Vec<(u32, u32, String)> {
    let (source, _) = read(file(sheets));
    let mut found: Vec<(u32, u32, String)> = Vec::new();
    for block in &source.marks().blocks {
        if let BlockKind::Cell(cell) = block.kind {
            let words = source.slice(block.span).split_whitespace().collect::<Vec<_>>().join(" ");
            match found.last_mut().filter(|last| (last.0, last.1) == (cell.row, cell.column)) {
                Some(last) => last.2 = format!("{} {words}", last.2),
                None => found.push((cell.row, cell.column, words)),
            }
        }
    }
    found
}

#[test]
fn columns_without_lines_are_a_table_where_all_of_it_says_so() {
    let mut numbered = Sheet::default();
    numbered.say(57.0, 800.0, "Төмендегі кестеде басылымдардың атаулары мен бағалары көрсетілген болатын:");
    for (y, cells) in [
        (770.0, ["№", "Атауы", "Бағасы"]),
        (750.0, ["1.", "Бірінші кітап, оның", "100 теңге"]),
        (736.0, ["", "екінші басылымы", ""]),
        (716.0, ["2.", "Екінші кітап", "200 теңге"]),
        (696.0, ["3.", "Үшінші кітап және", "300 теңге"]),
        (682.0, ["", "оның қосымшасы", "қолма-қол"]),
    ] {
        for (x, words) in [57.0, 120.0, 360.0].into_iter().zip(cells).filter(|(_, words)| !words.is_empty()) {
            numbered.say(x, y, words);
        }
    }
    numbered.say(57.0, 650.0, "2. Кесте осы Қағидалардың ажырамас бөлігі болып табылады және оған сәйкес қолданылады.");
    let found = cells(&[numbered]);
    let meant = [
        (0, 0, "№"),
        (0, 1, "Атауы"),
        (0, 2, "Бағасы"),
        (1, 0, "1."),
        (1, 1, "Бірінші кітап, оның екінші басылымы"),
        (1, 2, "100 теңге"),
        (2, 0, "2."),
        (2, 1, "Екінші кітап"),
        (2, 2, "200 теңге"),
        (3, 0, "3."),
        (3, 1, "Үшінші кітап және оның қосымшасы"),
        (3, 2, "300 теңге қолма-қол"),
    ];
    let found: Vec<(u32, u32, &str)> = found.iter().map(|(row, column, words)| (*row, *column, words.as_str())).collect();
    assert_eq!(found, meant);

    let rows = |rows: &[&[(f32, &str)]]| {
        let mut sheet = Sheet::default();
        for (row, y) in rows.iter().zip((0_u8..).map(|at| 760.0 - 16.0 * f32::from(at))) {
            row.iter().for_each(|(x, words)| _ = sheet.say(*x, y, words));
        }
        cells(&[sheet]).len()
    };
    let full: &[(f32, &str)] = &[(57.0, "бір"), (200.0, "екі"), (400.0, "үш")];
    assert_eq!(rows(&[full, full, full]), 9, "every row is a line");
    assert_eq!(rows(&[full, full]), 0, "two lines may be anything");
    assert_eq!(rows(&[&full[..2], &full[..2], &full[..2]]), 0, "two columns are a signature and a name");
    let crooked: &[(f32, &str)] = &[(70.0, "бір екі"), (215.0, "екі"), (380.0, "үш төрт")];
    let straying: &[(f32, &str)] = &[(64.0, "бір екі үш"), (222.0, "ек"), (392.0, "т")];
    assert_eq!(rows(&[full, crooked, straying]), 0, "what stands at no common edge");
    let unsure: &[(f32, &str)] = &[(57.0, "бір"), (200.0, "екі")];
    assert_eq!(rows(&[full, unsure, full, unsure, full]), 0, "rows that nothing tells apart");
}

/// Three pages with a running header and numbers; a sentence goes on from the first to the second.
fn paged() -> Vec<Sheet> {
    let body =
        ["1. Осы бұйрықтың орындалуын бақылау жетекшілік ететін ведомство", "басшысына жүктелсін және ол туралы хабарлансын.", "2. Осы бұйрық күшіне енеді."];
    let sheet = |(number, text): (usize, &&str)| {
        let mut sheet = Sheet::default();
        sheet.say(200.0, 810.0, "Әділет АҚЖ").say(290.0, 30.0, &(number + 1).to_string());
        sheet.say(56.0, 700.0, "Бұл беттің толық жолы осы жерде басталып, дәл осы жерде бітеді.").say(56.0, 683.0, text);
        sheet
    };
    body.iter().enumerate().map(sheet).collect()
}

#[test]
fn what_pages_repeat_is_no_text_and_a_sentence_goes_on_over_a_page() {
    let (source, problems) = read(file(&paged()));
    assert!(source.text().contains("Әділет АҚЖ"), "printed, and kept apart");
    let text = read_act(source.clone(), "a".parse().unwrap()).text;
    assert!(!text.text.contains("Әділет") && !text.text.contains("\n2\n"), "{}", text.text);
    assert!(problems.is_empty(), "{problems:?}");
    let at = text.text.find("2. Осы").unwrap();
    let line = source.lines_of(text.map.to_source(tarmaq::text::Span::new(at..at + 5)));
    assert_eq!(source.pages_of(line).unwrap().first, 3, "pages are those of the file");
}

#[test]
fn turned_pages_are_read_upright() {
    let mut sheet = Sheet { rotate: 90, ..Sheet::default() };
    sheet.raw("q 0 1 -1 0 595 0 cm").say(56.0, 500.0, "Бірінші жол").say(56.0, 480.0, "екінші жол").raw("Q");
    let (source, _) = read(file(&[sheet]));
    assert_eq!(source.text(), "Бірінші жол\nекінші жол\n");
    let rect = source.marks().places[0].rect;
    assert!(rect.right - rect.left > rect.bottom - rect.top, "the page is shown turned, the words level: {rect:?}");
    // Not turned by the file, but drawn from bottom to top.
    let mut sheet = Sheet::default();
    sheet.raw("q 0 1 -1 0 595 0 cm").say(56.0, 500.0, "Бірінші жол").say(56.0, 480.0, "екінші жол").raw("Q");
    let (source, _) = read(file(&[sheet]));
    assert_eq!(source.text(), "Бірінші жол\nекінші жол\n");
    let rect = source.marks().places[0].rect;
    assert!(rect.right - rect.left < rect.bottom - rect.top, "a viewer shows the words upright: {rect:?}");
}

#[test]
fn fonts_that_do_not_say_what_they_draw_are_told() {
    let mut good = Sheet::default();
    good.say(56.0, 700.0, "Оқылатын бет");
    let error = read_bytes("a.pdf", bytes(document(&[displaced_link(), displaced_link()], false))).unwrap_err();
    assert!(matches!(&error, Error::NeedsOcr { .. }) && error.to_string().contains("pages 1-2"), "{error}");
    let mut picture = Sheet::default();
    picture.raw("q 595 0 0 842 0 0 cm /Im1 Do Q");
    let mut scanned = document(&[good, picture], true);
    let image = Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1 }, vec![0]);
    let image = scanned.add_object(image);
    let resources: Vec<ObjectId> = scanned.objects.iter().filter(|(_, object)| object.as_dict().is_ok_and(|one| one.has(b"Font"))).map(|(id, _)| *id).collect();
    for id in resources {
        scanned.get_dictionary_mut(id).unwrap().set("XObject", dictionary! { "Im1" => image });
    }
    let (source, problems) = read(bytes(scanned));
    assert_eq!(source.text(), "Оқылатын бет\n");
    assert!(codes(&problems).contains(&ProblemCode::NeedsOcr) && problems[0].message.contains("page 2"), "{problems:?}");
}

#[test]
fn a_file_is_known_by_its_bytes() {
    let junk = [b"HTTP/1.1 200 OK\r\n\r\n", &file(&[displaced_link()])[..]].concat();
    let source = read_bytes("a.txt", junk).unwrap().value;
    assert!(source.text().contains("1-қосымшаға"));
    let page = format!("<html><body>{}</body></html>", "<p>1. Осы Заң қолданысқа енгізіледі.</p>".repeat(40));
    let page = read_bytes("a.pdf", page.into_bytes()).unwrap().value;
    assert!(page.text().starts_with("1. Осы Заң"), "an act that was saved as a page under the name of a PDF is a page");
    let answer = read_bytes("a.pdf", b"<html><body><p>404</p></body></html>".to_vec());
    assert!(matches!(answer, Err(Error::AnotherFile { .. })), "what a server says instead of the file is no act");
    assert!(matches!(read_bytes("a.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), Err(Error::NotText { .. })));
}

#[test]
fn locks_open_without_a_password_or_are_told() {
    for (user, opens) in [("", true), ("secret", false)] {
        let mut locked = document(&[displaced_link()], true);
        let id = Object::string_literal("0123456789abcdef");
        locked.trailer.set("ID", vec![id.clone(), id]);
        let version =
            EncryptionVersion::V2 { document: &locked, owner_password: "owner", user_password: user, key_length: 128, permissions: Permissions::all() };
        let state = EncryptionState::try_from(version).unwrap();
        locked.encrypt(&state).unwrap();
        match read_bytes("a.pdf", bytes(locked)) {
            Ok(read) => assert!(opens && read.value.text().contains("1-қосымшаға")),
            Err(error) => assert!(!opens && matches!(error, Error::Locked { .. }), "{error}"),
        }
    }
}

#[test]
fn damaged_files_are_read_as_far_as_they_go() {
    let whole = file(&paged());
    let text = read(whole.clone()).0;
    let end = memchr::memmem::rfind(&whole, b"startxref").unwrap();
    let told = String::from_utf8_lossy(&whole[end + "startxref".len()..]).into_owned();
    let table: usize = told.split_whitespace().next().unwrap().parse().unwrap();
    let wrong_start = [&whole[..end], b"startxref\n7\n%%EOF"].concat();
    for (bytes, why) in [(wrong_start, "a wrong offset of the table"), (whole[..table].to_vec(), "no table at all")] {
        let (source, problems) = read(bytes);
        assert_eq!(source.text(), text.text(), "{why}");
        assert!(codes(&problems).contains(&ProblemCode::SourceDamaged), "{why}: {problems:?}");
    }
    // The packed content of a page, damaged in its middle: its first part stays, and the page is named.
    let mut long = Sheet::default();
    for at in 0..40 {
        long.say(56.0, 800.0 - 15.0 * at as f32, &format!("{at}-жол туралы мәтін осында жазылған {}", at * at));
    }
    let mut damaged = document(&[long], true);
    let page = damaged.page_iter().next().unwrap();
    let content = damaged.get_page_contents(page)[0];
    let packed = &mut damaged.get_object_mut(content).unwrap().as_stream_mut().unwrap().content;
    let middle = packed.len() / 2;
    packed[middle..middle + 8].fill(0xff);
    let (source, problems) = read(bytes(damaged));
    assert!(source.text().starts_with("0-жол туралы мәтін"), "{}", source.text());
    assert!(problems.iter().any(|problem| problem.code == ProblemCode::SourceDamaged && problem.message.contains("page 1")), "{problems:?}");
}

/// A file whose only page draws `content`, packed.
fn drawing(content: Vec<u8>, more: impl FnOnce(&mut Document, ObjectId)) -> Vec<u8> {
    let mut document = document(&[Sheet::default()], true);
    let page = document.page_iter().next().unwrap();
    let at = document.get_page_contents(page)[0];
    let mut stream = Stream::new(Dictionary::new(), content);
    stream.compress().unwrap();
    document.objects.insert(at, Object::Stream(stream));
    more(&mut document, page);
    bytes(document)
}

#[test]
fn files_made_to_harm_are_refused() {
    let nothing = |_: &mut Document, _: ObjectId| {};
    let cases = [
        (drawing(vec![b' '; 150 << 20], nothing), "bytes that unpack to a thousand times as many"),
        (drawing(b"q Q ".repeat(4 << 20), nothing), "operators without end"),
        (drawing(vec![b'['; 1 << 20], nothing), "nesting without end"),
        (
            drawing(b"/X Do".to_vec(), |document, page| {
                let form = document.new_object_id();
                let resources = dictionary! { "XObject" => dictionary! { "X" => form } };
                let stream = Stream::new(dictionary! { "Subtype" => "Form", "Resources" => resources.clone() }, b"/X Do /X Do".to_vec());
                document.objects.insert(form, Object::Stream(stream));
                document.get_dictionary_mut(page).unwrap().set("Resources", resources);
            }),
            "a form that draws itself twice",
        ),
        (
            drawing(Vec::new(), |document, page| {
                let pages = document.get_dictionary(page).unwrap().get(b"Parent").unwrap().as_reference().unwrap();
                document.get_dictionary_mut(pages).unwrap().set("Kids", vec![pages.into(), pages.into()]);
            }),
            "a tree of pages that is its own branch",
        ),
        (
            drawing(Vec::new(), |document, page| {
                let (one, other) = (document.new_object_id(), document.new_object_id());
                document.objects.insert(one, Object::Reference(other));
                document.objects.insert(other, Object::Reference(one));
                let page = document.get_dictionary_mut(page).unwrap();
                ["Contents", "Resources", "MediaBox", "Annots"].iter().for_each(|key| page.set(*key, one));
            }),
            "references in a circle",
        ),
    ];
    for (bytes, why) in cases {
        match read_bytes("a.pdf", bytes) {
            Ok(read) => assert!(read.value.text().len() < 1 << 20, "{why}"),
            Err(error) => assert!(error.to_string().starts_with("a.pdf "), "{why}: {error}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() })]

    /// A file that is damaged anywhere is read or refused; its marks stay inside its text.
    #[test]
    fn damage_never_harms(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..24), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        let mut bytes = file(&paged());
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(read) = read_bytes("a.pdf", bytes) {
            let length = u32::try_from(read.value.text().len()).unwrap();
            let marks = read.value.marks();
            prop_assert!(marks.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert!(marks.blocks.iter().all(|block| block.span.end <= length) && marks.links.iter().all(|link| link.span.end <= length));
            prop_assert!(marks.places.iter().all(|place| place.span.end <= length && place.rect.left.is_finite() && place.rect.bottom.is_finite()));
            read_act(read.value, "a".parse().unwrap());
        }
    }
}
