//! One act, composed here, as a text, a page and a Word file: the same provisions, notes and references.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::act::Act;
use crate::ingest::read_act;
use crate::source;

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

fn as_text() -> Vec<u8> {
    let words = |text: &str| linked(text, str::to_owned, |words, _| words.to_owned());
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
    out.into_bytes()
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

fn act(name: &str, bytes: Vec<u8>) -> Act {
    read_act(source::read_bytes(name, bytes).unwrap().value, "a".parse().unwrap())
}

/// Address and words of every provision; `tables` says whether those of the annex too.
fn provisions(act: &Act, tables: bool) -> Vec<(String, String)> {
    let told = act.provisions.iter().filter(|provision| tables || !provision.path.as_str().contains("annex"));
    told.map(|provision| (provision.path.to_string(), act.own_text(provision))).collect()
}

#[test]
fn a_text_a_page_and_a_word_file_say_the_same() {
    let (text, page, word) = (act("a.txt", as_text()), act("a.html", as_page()), act("a.docx", as_word()));
    assert!(page.provisions.len() >= 60, "{}", page.provisions.len());
    assert_eq!(provisions(&page, true), provisions(&word, true));
    // The cells of a flat text cannot be regrouped: only what stands before the table is compared.
    assert_eq!(provisions(&text, false), provisions(&page, false));
    let events = |act: &Act| -> Vec<(Option<String>, String)> {
        act.notes.iter().map(|note| (note.target.as_ref().map(ToString::to_string), format!("{:?} {:?}", note.op, note.by))).collect()
    };
    assert_eq!(events(&page).len(), 4);
    assert_eq!(events(&page), events(&word));
    assert_eq!(events(&page), events(&text));
    for (other, why) in [(&word, "Word"), (&text, "text")] {
        assert_eq!((&page.id, &page.requisites.title, &page.requisites.adopted), (&other.id, &other.requisites.title, &other.requisites.adopted), "{why}");
    }
    let links = |act: &Act| -> Vec<(String, String)> {
        act.source.marks().links.iter().map(|link| (act.source.slice(link.span).to_owned(), link.href.clone())).collect()
    };
    assert_eq!(links(&page), links(&word));
    assert_eq!(links(&page).len(), 1 + 24 + 4);
    let pointed =
        |act: &Act| -> Vec<String> { act.references.iter().map(|reference| format!("{} {:?}", act.text.slice(reference.span), reference.target)).collect() };
    assert_eq!(pointed(&page), pointed(&word));
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
