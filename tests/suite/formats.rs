//! One act, composed here, as a text, a page, a PDF and a Word file: the same provisions, events and references.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use tarmaq::act::Act;
use tarmaq::ingest::read_act;
use tarmaq::source;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::pdf::{Sheet, file};

/// A paragraph of the act; `[words](target)` is a link.
enum Block {
    Title(&'static str),
    Requisites(&'static str),
    Heading(String),
    Body(String),
    Note(String),
    /// Lines set apart at the right, as stamps are.
    Stamp(Vec<&'static str>),
    Signature(Vec<&'static str>),
    Table(Vec<Vec<&'static str>>),
}

/// An order with the rules it approves: some sixty provisions.
fn blocks() -> Vec<Block> {
    let body = |text: &str| Block::Body(text.to_owned());
    let mut blocks = vec![
        Block::Title("Кітапхана қорын есепке алу қағидаларын бекіту туралы"),
        Block::Requisites(
            "Қазақстан Республикасы Мәдениет министрінің 2021 жылғы 4 мамырдағы № 125 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2021 жылғы 11 мамырда № 22750 болып тіркелді",
        ),
        body("\"Мәдениет туралы\" Қазақстан Республикасының [Заңының](https://adilet.zan.kz/kaz/docs/Z060000207_#z15) 7-бабына сәйкес БҰЙЫРАМЫН:"),
        body("1. Қоса беріліп отырған Кітапхана қорын есепке алу қағидалары бекітілсін."),
        body("2. Мәдениет комитеті заңнамада белгіленген тәртіппен:"),
        body("1) осы бұйрықтың мемлекеттік тіркелуін;"),
        body("2) осы бұйрықтың орналастырылуын қамтамасыз етсін."),
        body("3. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі."),
        Block::Signature(vec!["Қазақстан Республикасының", "Мәдениет министрі А. Сейітов"]),
        Block::Stamp(vec!["Қазақстан Республикасы", "Мәдениет министрінің", "2021 жылғы 4 мамырдағы", "№ 125 бұйрығымен бекітілген"]),
        Block::Heading("Кітапхана қорын есепке алу қағидалары".to_owned()),
    ];
    let mut point = 0;
    for (chapter, name) in ["Жалпы ережелер", "Есепке алу тәртібі", "Қорытынды ережелер"].iter().enumerate() {
        blocks.push(Block::Heading(format!("{}-тарау. {name}", chapter + 1)));
        for _ in 0..8 {
            point += 1;
            blocks.push(Block::Body(format!(
                "{point}. Кітапхана қорының {point}-бөлігі осы Қағидалардың [2-тармағына](#z2) сәйкес есепке алынады, бұл ретте мыналар көрсетіледі:"
            )));
            blocks.push(Block::Body(format!("1) басылымның {point}-атауы;")));
            blocks.push(Block::Body("2) оның бағасы.".to_owned()));
            if point % 6 == 0 {
                blocks.push(Block::Note(format!(
                    "Ескерту. {point}-тармақ жаңа редакцияда – ҚР Мәдениет министрінің 05.03.2024 [№ 88](https://adilet.zan.kz/kaz/docs/V2400034123#z{point}) (алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі) бұйрығымен."
                )));
            }
        }
    }
    blocks.push(Block::Stamp(vec!["Кітапхана қорын есепке алу", "қағидаларына", "1-қосымша"]));
    blocks.push(Block::Heading("Есепке алу кітабы".to_owned()));
    blocks.push(Block::Table(vec![
        vec!["Р/с №", "Атауы", "Бағасы"],
        vec!["1.", "Бірінші кітап", "100"],
        vec!["2.", "Екінші кітап", "200"],
        vec!["3.", "Үшінші кітап", "300"],
    ]));
    blocks
}

/// The words with their links, as `link(words, target)` prints them.
fn linked(text: &str, plain: impl Fn(&str) -> String, link: impl Fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let (words, after) = after.split_once("](").unwrap();
        let (target, after) = after.split_once(')').unwrap();
        out += &plain(before);
        out += &link(words, target);
        rest = after;
    }
    out + &plain(rest)
}

pub(crate) fn as_text() -> Vec<u8> {
    as_text_with(|words| words.to_owned()).into_bytes()
}

/// The text with U+0001 before every link and U+0002 after it.
pub(crate) fn as_marked_text() -> String {
    as_text_with(|words| format!("\u{1}{words}\u{2}"))
}

fn as_text_with(link: impl Fn(&str) -> String) -> String {
    let words = |text: &str| linked(text, str::to_owned, |words, _| link(words));
    let mut out = String::new();
    let mut apart = false;
    for block in blocks() {
        let lines: Vec<String> = match block {
            Block::Title(text) | Block::Requisites(text) => vec![text.to_owned()],
            Block::Heading(text) => vec![text],
            Block::Body(text) | Block::Note(text) => {
                out += if apart { "\n" } else { "" };
                apart = false;
                _ = writeln!(out, "      {}", words(&text));
                continue;
            }
            Block::Stamp(lines) => lines.into_iter().map(str::to_owned).collect(),
            Block::Signature(lines) => lines.into_iter().map(|line| format!("      {line}")).collect(),
            Block::Table(rows) => rows.concat().into_iter().map(|cell| format!("{cell}\n")).collect(),
        };
        apart = true;
        _ = writeln!(out, "\n{}", lines.join("\n"));
    }
    out
}

fn as_page() -> Vec<u8> {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let words = |text: &str| linked(text, escape, |words, target| format!("<a href=\"{target}\">{words}</a>"));
    let indent = "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; ";
    let (mut head, mut body) = (String::new(), String::new());
    for (at, block) in blocks().into_iter().enumerate() {
        _ = match block {
            Block::Title(text) => write!(head, "<h1>{}</h1><span class=\"status status_upd\">Жаңартылған</span>", escape(text)),
            Block::Requisites(text) => write!(head, "<p>{}</p>", escape(text)),
            Block::Heading(text) => write!(body, "<h3 id=\"z{at}\"> {}</h3>", escape(&text)),
            Block::Body(text) => writeln!(body, "<p id=\"z{at}\">\n{indent}{}</p>", words(&text)),
            Block::Note(text) => writeln!(body, "<span class=\"note\">{indent}{}</span><br>", words(&text)),
            Block::Stamp(lines) => writeln!(body, "<table><tbody><tr><td><p>&nbsp;</p></td><td><p>{}</p></td></tr></tbody></table>", lines.join("<br>")),
            Block::Signature(lines) => writeln!(body, "<p>{indent}<i>{}</i></p>", lines.join(&format!("<br>{indent}"))),
            Block::Table(rows) => {
                let cell = |words: &&str| format!("<td colspan=\"1\" rowspan=\"1\"><p>{words}</p></td>");
                let row = |row: &Vec<&str>| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
                writeln!(body, "<table border=\"1\"><tbody>{}</tbody></table>", rows.iter().map(row).collect::<String>())
            }
        };
    }
    let page = format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Портал</title><script>var a = \"<p>1. жоқ</p>\";</script></head><body><ul><li><a href=\"/kaz\">Негізгі</a></li></ul>\
         <div class=\"container_alpha slogan\">{head}</div><div class=\"container_gamma text text_upd\"><div class=\"gs_12\"><article>{body}</article></div></div>\
         <div class=\"container_omega aftertext\"><p>Егер Сіз беттен қате тапсаңыз</p></div></body></html>"
    );
    page.into_bytes()
}

fn as_word() -> Vec<u8> {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let run = |text: &str| if text.is_empty() { String::new() } else { format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text)) };
    let mut targets: Vec<String> = Vec::new();
    let mut body = String::new();
    let paragraph = |properties: &str, runs: &str| format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>");
    for block in blocks() {
        let mut words = |text: &str| {
            let place = std::cell::RefCell::new(&mut targets);
            linked(text, run, |words, target| {
                if let Some(anchor) = target.strip_prefix('#') {
                    return format!("<w:hyperlink w:anchor=\"{anchor}\">{}</w:hyperlink>", run(words));
                }
                place.borrow_mut().push(target.to_owned());
                format!("<w:hyperlink r:id=\"l{}\">{}</w:hyperlink>", place.borrow().len(), run(words))
            })
        };
        match block {
            Block::Title(text) | Block::Requisites(text) => body += &paragraph("", &run(text)),
            Block::Heading(text) => body += &paragraph("<w:outlineLvl w:val=\"1\"/>", &run(&text)),
            Block::Body(text) | Block::Note(text) => body += &paragraph("<w:ind w:firstLine=\"708\"/>", &words(&text)),
            Block::Stamp(lines) => {
                body += &paragraph("<w:jc w:val=\"right\"/>", &lines.iter().map(|line| run(line)).collect::<Vec<_>>().join("<w:r><w:br/></w:r>"))
            }
            Block::Signature(lines) => lines.iter().for_each(|line| body += &paragraph("<w:ind w:firstLine=\"708\"/>", &run(line))),
            Block::Table(rows) => {
                let cell = |words: &&str| format!("<w:tc>{}</w:tc>", paragraph("", &run(words)));
                let row = |row: &Vec<&str>| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
                body += &format!("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/></w:tblPr>{}</w:tbl>", rows.iter().map(row).collect::<String>());
            }
        }
    }
    word_file(&body, &targets)
}

/// A Word file with this body; its links `l1`, `l2` … lead to `targets`.
pub(crate) fn word_file(body: &str, targets: &[String]) -> Vec<u8> {
    let relations: String =
        targets.iter().enumerate().map(|(at, target)| format!("<Relationship Id=\"l{}\" Type=\"x/hyperlink\" Target=\"{target}\"/>", at + 1)).collect();
    let parts = [
        ("_rels/.rels", "<Relationships><Relationship Id=\"m\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_owned()),
        ("word/_rels/document.xml.rels", format!("<Relationships>{relations}</Relationships>")),
        ("word/document.xml", format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>")),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Letters of a line: each is half as wide as the font is high, 6 points, and the page 595.
const PDF_COLUMNS: usize = 78;
const PDF_LEFT: f32 = 57.0;

/// The pages of a PDF being set, from top to bottom.
struct Pages {
    sheets: Vec<Sheet>,
    y: f32,
}

impl Pages {
    /// Goes down by `height`, to the next page where this one is full.
    fn down(&mut self, height: f32) -> (&mut Sheet, f32) {
        self.y -= height;
        if self.y < 60.0 {
            self.sheets.push(Sheet::default());
            self.y = 780.0;
        }
        (self.sheets.last_mut().unwrap(), self.y)
    }

    /// Sets `text`, whose links are `[words](target)`, in lines from `x`, the first one set in.
    fn paragraph(&mut self, text: &str, indent: usize) {
        // each word with the link it belongs to
        let mut words: Vec<(String, Option<String>)> = Vec::new();
        let plain = linked(text, str::to_owned, |words, target| format!("{}\u{1}{target}", words.replace(' ', "\u{2}")));
        for word in plain.split(' ') {
            let (word, target) = word.split_once('\u{1}').map_or((word, None), |(word, target)| (word, Some(target)));
            // what follows the target without a space belongs to the words after the link
            words.push((word.replace('\u{2}', " "), target.map(str::to_owned)));
        }
        let mut column = indent;
        let (mut sheet, mut y) = self.down(20.0);
        for (word, target) in words {
            let length = word.chars().count();
            if column + length > PDF_COLUMNS && column > 0 {
                column = 0;
                (sheet, y) = self.down(16.0);
            }
            let at = |column: usize| PDF_LEFT + 6.0 * column as f32;
            sheet.say(at(column), y, &format!("{word} "));
            if let Some(target) = target {
                sheet.link([at(column) - 1.0, y - 3.0, at(column + length) + 1.0, y + 11.0], target);
            }
            column += length + 1;
        }
    }
}

fn as_pdf() -> Vec<u8> {
    file(&as_sheets())
}

/// The pages of its PDF.
pub(crate) fn as_sheets() -> Vec<Sheet> {
    let mut pages = Pages { sheets: vec![Sheet::default()], y: 800.0 };
    for block in blocks() {
        match block {
            Block::Title(text) | Block::Requisites(text) => {
                pages.down(10.0);
                pages.paragraph(text, 0);
            }
            Block::Heading(text) => {
                pages.down(16.0);
                let (sheet, y) = pages.down(20.0);
                sheet.shout(297.0 - 3.0 * text.chars().count() as f32, y, &text);
                pages.down(10.0);
            }
            Block::Body(text) | Block::Note(text) => pages.paragraph(&text, 6),
            Block::Stamp(lines) => {
                pages.down(30.0);
                for line in lines {
                    let (sheet, y) = pages.down(16.0);
                    sheet.say(360.0, y, line);
                }
                pages.down(20.0);
            }
            Block::Signature(lines) => lines.iter().for_each(|line| pages.paragraph(line, 6)),
            Block::Table(rows) => {
                let (widths, height) = ([80.0, 240.0, 120.0], 24.0);
                pages.down(40.0 + height * rows.len() as f32);
                let (sheet, y) = pages.down(0.0);
                let top = y + height * rows.len() as f32;
                let right = PDF_LEFT + widths.iter().sum::<f32>();
                for row in 0..=rows.len() {
                    let at = top - height * row as f32;
                    sheet.rule(PDF_LEFT, at, right, at);
                }
                let mut x = PDF_LEFT;
                for column in 0..=widths.len() {
                    sheet.rule(x, top, x, y);
                    for (row, cells) in rows.iter().enumerate().filter(|_| column < widths.len()) {
                        let below = top - height * row as f32 - 16.0;
                        // a header is bold
                        let draw = if row == 0 { Sheet::shout } else { Sheet::say };
                        draw(sheet, x + 4.0, below, cells[column]);
                    }
                    x += widths.get(column).unwrap_or(&0.0);
                }
            }
        }
    }
    pages.sheets
}

fn act(name: &str, bytes: Vec<u8>) -> Act {
    read_act(source::read_bytes(name, bytes).unwrap().value, "a".parse().unwrap())
}

/// Address and words of every provision; `tables` says whether those of the annex too.
fn provisions(act: &Act, tables: bool) -> Vec<(String, String)> {
    let told = act.provisions.iter().filter(|provision| tables || !provision.path.as_str().contains("annex"));
    told.map(|provision| (provision.path.to_string(), act.own_text(provision))).collect()
}

#[test]
fn a_text_a_page_a_pdf_and_a_word_file_say_the_same() {
    let (text, page, word) = (act("a.txt", as_text()), act("a.html", as_page()), act("a.docx", as_word()));
    let pdf = act("a.pdf", as_pdf());
    assert!(page.provisions.len() >= 60, "{}", page.provisions.len());
    assert_eq!(provisions(&page, true), provisions(&word, true));
    assert_eq!(provisions(&page, true), provisions(&pdf, true));
    // The cells of a flat text cannot be regrouped: only what stands before the table is compared.
    assert_eq!(provisions(&text, false), provisions(&page, false));
    let events = |act: &Act| -> Vec<(Option<String>, String)> {
        act.notes.iter().map(|note| (note.target.as_ref().map(ToString::to_string), format!("{:?} {:?}", note.op, note.by))).collect()
    };
    assert_eq!(events(&page).len(), 4);
    assert_eq!(events(&page), events(&word));
    assert_eq!(events(&page), events(&text));
    assert_eq!(events(&page), events(&pdf));
    for (other, why) in [(&word, "Word"), (&text, "text"), (&pdf, "PDF")] {
        assert_eq!((&page.id, &page.requisites.title, &page.requisites.adopted), (&other.id, &other.requisites.title, &other.requisites.adopted), "{why}");
    }
    let links = |act: &Act| -> Vec<(String, String)> {
        act.source.marks().links.iter().map(|link| (act.source.slice(link.span).to_owned(), link.href.clone())).collect()
    };
    assert_eq!(links(&page), links(&word));
    assert_eq!(links(&page), links(&pdf));
    assert_eq!(links(&page).len(), 1 + 24 + 4);
    // lines of a stamp are lines in one format and words in another
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pointed = |act: &Act| -> Vec<String> {
        act.references.iter().map(|reference| format!("{} {:?}", words(act.text.slice(reference.span)), reference.target)).collect()
    };
    assert_eq!(pointed(&page), pointed(&word));
    assert_eq!(pointed(&page), pointed(&pdf));
}

#[test]
fn names_of_places_lead_to_provisions() {
    let page = act("a.html", as_page());
    let anchors = page.anchors();
    let named = |path: &str| anchors.iter().find(|(_, at)| page.provisions[*at].path.as_str() == path).map(|(name, _)| *name);
    // The third block of the page is the preamble, the fourth point 1.
    assert_eq!((named("preamble"), named("point-1"), named("rules/chapter-1")), (Some("z2"), Some("z3"), Some("z11")));
    assert!(act("a.txt", as_text()).anchors().is_empty());
}

#[test]
fn a_row_that_numbers_the_columns_is_a_part_of_the_header() {
    let row = |cells: &[&str]| format!("<tr>{}</tr>", cells.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>());
    let rows = [["Р/с №", "Атауы", "Бағасы"], ["1", "2", "3"], ["1", "Бірінші кітап", "100"], ["2", "Екінші кітап", "200"], ["3", "Үшінші кітап", "300"]];
    let table = format!("<table border=\"1\">{}</table>", rows.iter().map(|cells| row(cells)).collect::<String>());
    let flat: String = rows.concat().into_iter().map(|cell| format!("{cell}\n")).collect();
    let head = "Қосымша туралы\nҚазақстан Республикасы Үкіметінің 2021 жылғы 4 мамырдағы № 125 қаулысы\n1. Қосымша бекітілсін.\n";
    let stamp = ["Қазақстан Республикасы Үкіметінің", "2021 жылғы 4 мамырдағы", "№ 125 қаулысына", "1-қосымша"];
    let page = format!(
        "<html><body><div class=\"container_alpha slogan\"><h1>Қосымша туралы</h1><p>Қазақстан Республикасы Үкіметінің 2021 жылғы 4 мамырдағы № 125 қаулысы</p></div>\
         <div class=\"container_gamma text\"><article><p>1. Қосымша бекітілсін.</p><table><tr><td></td><td><p>{}</p></td></tr></table><h3>Кітаптар</h3>{table}</article></div></body></html>",
        stamp.join("<br>")
    );
    let text = format!("{head}\n{}\n\nКітаптар\n\n{flat}", stamp.join("\n"));
    for (name, bytes) in [("a.html", page.into_bytes()), ("a.txt", text.into_bytes())] {
        let act = act(name, bytes);
        let rows: Vec<(String, String)> = provisions(&act, true).into_iter().filter(|(path, _)| path.contains("/row-")).collect();
        let keys: Vec<&str> = rows.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(keys, ["annex-1/table-1/row-1", "annex-1/table-1/row-2", "annex-1/table-1/row-3"], "{name}");
        assert!(rows[0].1.contains("Бірінші кітап"), "{name}: {rows:?}");
    }
}

/// A page whose annex is a table of three columns; a row of one cell takes all of them.
fn page_of_rows(rows: &[&[&str]]) -> String {
    let row = |cells: &[&str]| match cells {
        [only] => format!("<tr><td colspan=\"3\">{only}</td></tr>"),
        cells => format!("<tr>{}</tr>", cells.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>()),
    };
    format!(
        "<html><body><div class=\"container_alpha slogan\"><h1>Қосымша туралы</h1><p>Қазақстан Республикасы Үкіметінің 2021 жылғы 4 мамырдағы № 125 қаулысы</p></div>\
         <div class=\"container_gamma text\"><article><p>1. Қосымша бекітілсін.</p><table><tr><td></td><td><p>Қазақстан Республикасы Үкіметінің<br>2021 жылғы 4 мамырдағы<br>\
         № 125 қаулысына<br>1-қосымша</p></td></tr></table><h3>Кітаптар</h3><table border=\"1\">{}</table></article></div></body></html>",
        rows.iter().map(|cells| row(cells)).collect::<String>()
    )
}

/// The rows of the tables of an act: address, heading, words.
fn rows_of(act: &Act) -> Vec<(&str, Option<&str>, String)> {
    let words = |row| act.own_text(row).split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = act.provisions.iter().filter(|provision| provision.path.as_str().contains("/row-"));
    rows.map(|row| (row.path.as_str(), row.heading.as_deref(), words(row))).collect()
}

#[test]
fn a_cell_of_several_columns_is_the_heading_of_the_rows_below_it() {
    let act = act(
        "a.html",
        page_of_rows(&[
            &["Р/с №", "Атауы", "Бағасы"],
            &["1", "Анықтамалық", "90"],
            &["Балаларға арналған кітаптар"],
            &["2", "Ертегілер", "100"],
            &["3", "Жұмбақтар", "200"],
            &["Ғылыми кітаптар"],
            &["4", "Физика", "300"],
            &["Барлығы 690"],
        ])
        .into_bytes(),
    );
    let (children, science) = (Some("Балаларға арналған кітаптар"), Some("Ғылыми кітаптар"));
    let meant = [
        ("annex-1/table-1/row-1", None, "1 Анықтамалық 90".to_owned()),
        ("annex-1/table-1/row-2", children, "2 Ертегілер 100".to_owned()),
        ("annex-1/table-1/row-3", children, "3 Жұмбақтар 200".to_owned()),
        ("annex-1/table-1/row-4", science, "4 Физика 300".to_owned()),
    ];
    assert_eq!(rows_of(&act), meant);
    let table = act.provisions.iter().find(|provision| provision.path.as_str() == "annex-1/table-1").unwrap();
    assert!(act.own_text(table).ends_with("Барлығы 690"), "nothing stands below the last row: {}", act.own_text(table));
}

#[test]
fn the_number_of_a_cell_of_several_columns_is_that_of_a_heading() {
    let header = &["Р/с №", "Атауы", "Бағасы"];
    let (children, science) = ("1. Балаларға арналған кітаптар", "2. Ғылыми кітаптар");
    let (first, second, third) = (&["1", "Ертегілер", "100"], &["2", "Жұмбақтар", "200"], &["3", "Физика", "300"]);
    let meant = |headings: [&'static str; 3]| {
        let words = ["1 Ертегілер 100", "2 Жұмбақтар 200", "3 Физика 300"];
        let row = |at: usize| (format!("annex-1/table-1/row-{}", at + 1), Some(headings[at]), words[at].to_owned());
        [row(0), row(1), row(2)]
    };
    let read = |rows: &[&[&str]]| {
        let act = act("a.html", page_of_rows(rows).into_bytes());
        rows_of(&act).into_iter().map(|(path, heading, words)| (path.to_owned(), heading.map(str::to_owned), words)).collect::<Vec<_>>()
    };
    let told = |rows: [(String, Option<&str>, String); 3]| rows.map(|(path, heading, words)| (path, heading.map(str::to_owned), words));
    // the second heading stands where row 3 is due, or where row 2 is
    assert_eq!(read(&[header, &[children], first, second, &[science], third]), told(meant([children, children, science])));
    assert_eq!(read(&[header, &[children], first, &[science], second, third]), told(meant([children, science, science])));
    // a row whose words take all columns is one
    let row = read(&[header, first, &["2 Жұмбақтар әзірге шықпады"], third]);
    assert_eq!(row.iter().map(|(path, ..)| path.as_str()).collect::<Vec<_>>(), ["annex-1/table-1/row-1", "annex-1/table-1/row-2", "annex-1/table-1/row-3"]);
}

#[test]
fn a_heading_numbered_like_a_point_is_told_by_the_marks_of_the_page_alone() {
    // no paragraph is set in: nothing but the marks tells «2-1. Парктің жері» from a point
    let headings = ["1. Жалпы ережелер", "2. Парктің мақсаты", "2-1. Парктің жері", "3. Қорытынды"];
    let points = [
        &["1. Парк бекітілген тәртіппен құрылады.", "2. Парк ережелермен жұмыс істейді."][..],
        &["3. Парктің мақсаты тұрақты."],
        &["3-1. Парктің жері бөлінеді.", "3-2. Жер алынбайды."],
        &["4. Ереже күшіне енеді."],
    ];
    let flow = |heading: &dyn Fn(&str) -> String, point: &dyn Fn(&str) -> String| -> String {
        headings.iter().zip(points).map(|(title, below)| heading(title) + &below.iter().map(|text| point(text)).collect::<String>()).collect()
    };
    let page = |heading: &dyn Fn(&str) -> String| {
        let body = flow(heading, &|text| format!("<p>{text}</p>"));
        format!(
            "<html><body><div class=\"container_alpha slogan\"><h1>Парк туралы ережені бекіту туралы</h1><p>Қазақстан Республикасы Үкіметінің 2021 жылғы 4 мамырдағы № 125 \
             қаулысы</p></div><div class=\"container_gamma text\"><article><p>1. Парк туралы ереже бекітілсін.</p><table><tr><td></td><td><p>Қазақстан Республикасы<br>\
             Үкіметінің<br>2021 жылғы 4 мамырдағы<br>№ 125 қаулысымен<br>бекітілген</p></td></tr></table><h3>Парк туралы ереже</h3>{body}</article></div></body></html>"
        )
    };
    let paths = |act: &Act| act.provisions.iter().map(|provision| provision.path.to_string()).filter(|path| path.starts_with("approved")).collect::<Vec<_>>();
    let marked = act("a.html", page(&|title| format!("<h3>{title}</h3>")).into_bytes());
    let chapters: Vec<String> = paths(&marked).into_iter().filter(|path| path.contains("chapter")).collect();
    assert_eq!(chapters.len(), 4, "{:?}", paths(&marked));
    assert!(chapters.iter().any(|path| path.ends_with("chapter-2-1")), "{chapters:?}");
    let looks: [fn(&str) -> String; 2] =
        [|title| format!("<p align=\"center\"><b>{title}</b></p>"), |title| format!("<p style=\"text-align:center;font-weight:bold\">{title}</p>")];
    for look in looks {
        assert_eq!(paths(&act("a.html", page(&look).into_bytes())), paths(&marked), "{}", look(""));
    }
}
