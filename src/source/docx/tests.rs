use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::text::BlockKind;

const RELS: &str = r#"<Relationships xmlns="r"><Relationship Id="a" Type="x/styles" Target="styles.xml"/><Relationship Id="b" Type="x/numbering" Target="numbering.xml"/>
<Relationship Id="c" Type="x/footnotes" Target="footnotes.xml"/><Relationship Id="d" Type="x/header" Target="header1.xml"/>
<Relationship Id="l" Type="x/hyperlink" Target="https://adilet.zan.kz/kaz/docs/V1300008346" TargetMode="External"/></Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="P"><w:name w:val="Point"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1.%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#;
const FOOTNOTES: &str = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Түсіндірме.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

/// A Word file with this body.
fn document(body: &str) -> Vec<u8> {
    let document = format!(r#"<?xml version="1.0"?><w:document xmlns:w="w" xmlns:r="r"><w:body>{body}</w:body></w:document>"#);
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", r#"<Relationships><Relationship Id="m" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#),
        ("word/_rels/document.xml.rels", RELS),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", FOOTNOTES),
        ("word/header1.xml", r#"<w:hdr xmlns:w="w"><w:p><w:r><w:t>Колонтитул</w:t></w:r></w:p></w:hdr>"#),
        ("word/document.xml", &document),
    ])
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn lines(body: &str) -> Vec<String> {
    let source = read("a.docx", document(body)).unwrap().value;
    source.marks().blocks.iter().map(|block| source.slice(block.span).to_owned()).collect()
}

fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

#[test]
fn numbers_that_word_counts_are_printed() {
    let list = |list: u32, level: u32| format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    let cases = [
        (list(1, 0), "1. сөз"),
        (list(1, 1), "1) сөз"),
        (list(1, 1), "2) сөз"),
        (list(1, 2), "1.а) сөз"),
        (list(1, 0), "2. сөз"),
        (list(1, 1), "1) сөз"),
        (list(2, 0), "• сөз"),
        ("<w:pStyle w:val=\"P\"/>".to_owned(), "3. сөз"),
        (list(0, 0), "сөз"),
        ("<w:pStyle w:val=\"P\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>".to_owned(), "сөз"),
        (list(3, 0), "5. сөз"),
        (list(3, 0), "6. сөз"),
    ];
    let body: String = cases.iter().map(|(properties, _)| p(properties, "сөз")).collect();
    let meant: Vec<&str> = cases.iter().map(|(_, meant)| *meant).collect();
    assert_eq!(lines(&body), meant);
}

#[test]
fn paragraphs_are_read_as_word_shows_them() {
    let cases = [
        ("<w:p><w:r><w:t>бір</w:t></w:r><w:r><w:tab/><w:t>екі</w:t></w:r><w:r><w:noBreakHyphen/><w:t>үш</w:t></w:r></w:p>", vec!["бір екі-үш"], "runs"),
        ("<w:p><w:r><w:t>бір</w:t><w:br/><w:t>екі</w:t><w:br w:type=\"page\"/><w:t>үш</w:t></w:r></w:p>", vec!["бір", "екі үш"], "line breaks"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>жасырын</w:t></w:r><w:r><w:t>ашық</w:t></w:r></w:p>", vec!["ашық"], "hidden words"),
        (
            "<w:p><w:del><w:r><w:delText>ескі</w:delText></w:r></w:del><w:ins><w:r><w:t>жаңа</w:t></w:r></w:ins><w:r><w:t> сөз</w:t></w:r></w:p>",
            vec!["жаңа сөз"],
            "tracked changes",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">бір </w:t></w:r></w:p><w:p><w:r><w:t>екі</w:t></w:r></w:p>",
            vec!["бір екі"],
            "a deleted paragraph mark",
        ),
        (
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:t>сөз</w:t></w:r></w:p>",
            vec!["сөз"],
            "what a paragraph was before",
        ),
        ("<w:p><w:r><w:t>сөз</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>", vec!["сөз¹", "¹ Түсіндірме."], "footnotes"),
        (
            "<w:p><w:r><AlternateContent><Choice><w:txbxContent><w:p><w:r><w:t>терезе</w:t></w:r></w:p></w:txbxContent></Choice><Fallback><w:p><w:r><w:t>терезе</w:t></w:r></w:p></Fallback></AlternateContent></w:r></w:p>",
            vec!["терезе"],
            "a text box is there once",
        ),
        ("<w:p><w:r><w:t>a&amp;b &#1178; &lt;</w:t></w:r></w:p>", vec!["a&b Қ <"], "entities"),
        (
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>5</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
            vec!["5"],
            "what a field shows",
        ),
    ];
    for (body, meant, why) in cases {
        assert_eq!(lines(body), meant, "{why}");
    }
}

#[test]
fn tracked_changes_are_told() {
    let read = read("a.docx", document("<w:p><w:ins><w:r><w:t>жаңа</w:t></w:r></w:ins><w:del><w:r><w:delText>ескі</w:delText></w:r></w:del></w:p>")).unwrap();
    assert_eq!(read.problems.len(), 1);
    assert!(read.problems[0].message.contains("2 tracked changes"), "{:?}", read.problems);
}

#[test]
fn tables_headings_and_links_keep_their_marks() {
    let cell = |properties: &str, words: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", words));
    let body = format!(
        "{}<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/></w:tblPr><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr>\
         <w:tr><w:trPr><w:del w:id=\"3\"/></w:trPr>{}</w:tr></w:tbl><w:p><w:bookmarkStart w:name=\"z9\"/><w:hyperlink r:id=\"l\" w:anchor=\"z1\"><w:r><w:t>бұйрығына</w:t></w:r></w:hyperlink>\
         <w:r><w:t xml:space=\"preserve\"> сәйкес</w:t></w:r></w:p>",
        p("<w:pStyle w:val=\"1\"/>", "Тақырып"),
        cell("", "№"),
        cell("", "Атауы"),
        cell("<w:vMerge w:val=\"restart\"/>", "1"),
        cell("", "бір"),
        cell("<w:vMerge/>", ""),
        cell("", "екі"),
        cell("", "өшірілген"),
    );
    let source = read("a.docx", document(&body)).unwrap().value;
    let marks = source.marks();
    let found: Vec<_> = marks
        .blocks
        .iter()
        .map(|block| {
            let cell = if let BlockKind::Cell(cell) = block.kind { Some((cell.row, cell.column, cell.rows, cell.header)) } else { None };
            (source.slice(block.span), cell)
        })
        .collect();
    let meant = [
        ("Тақырып", None),
        ("№", Some((0, 0, 1, true))),
        ("Атауы", Some((0, 1, 1, true))),
        ("1", Some((1, 0, 2, false))),
        ("бір", Some((1, 1, 1, false))),
        ("екі", Some((2, 1, 1, false))),
        ("бұйрығына сәйкес", None),
    ];
    assert_eq!(found, meant);
    assert_eq!(marks.blocks[0].kind, BlockKind::Heading);
    assert_eq!((source.slice(marks.links[0].span), marks.links[0].href.as_str()), ("бұйрығына", "https://adilet.zan.kz/kaz/docs/V1300008346#z1"));
    assert_eq!(marks.anchors[0].name, "z9");
}

#[test]
fn files_that_are_not_what_they_claim_are_refused() {
    let deep = format!("{}{}", "<w:sdt>".repeat(2_000), "</w:sdt>".repeat(2_000));
    let bomb = format!("<w:p>{}</w:p>", " ".repeat(40_000_000));
    let doctype = "<!DOCTYPE a [<!ENTITY b \"ccc\">]><w:document><w:body/></w:document>";
    let whole = document(&p("", "сөз"));
    let cases = [
        (b"PK\x03\x04 and no more".to_vec(), "ZIP archive cannot be opened", "no archive"),
        (whole[..whole.len() / 2].to_vec(), "ZIP archive cannot be opened", "cut in the middle"),
        (archive(&[("a.txt", "мәтін")]), "without a Word document", "another archive"),
        (archive(&[("word/document.xml", "<w:document><w:body>")]), "is empty", "no text"),
        (archive(&[("word/document.xml", "<w:p></w:t>")]), "cannot be read", "no XML"),
        (archive(&[("word/document.xml", doctype)]), "document type", "entities"),
        (document(&deep), "nested", "nesting"),
        (document(&bomb), "inflates", "a bomb"),
    ];
    for (bytes, said, why) in cases {
        let error = read("a.docx", bytes).map(|read| read.value.text().len()).unwrap_err().to_string();
        assert!(error.contains(said) && error.contains("a.docx"), "{why}: {error}");
    }
}

/// Pieces of a document, sound and broken, in any order.
const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:vMerge/>",
    "<w:gridSpan w:val=\"900\"/>",
    "<w:del>",
    "</w:del>",
    "<w:ins>",
    "</w:ins>",
    "<w:numPr><w:ilvl w:val=\"8\"/><w:numId w:val=\"1\"/></w:numPr>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:instrText>",
    "</w:instrText>",
    "HYPERLINK \"a\"",
    "<w:hyperlink w:anchor=\"z\">",
    "</w:hyperlink>",
    "<w:footnoteReference w:id=\"2\"/>",
    "<w:br/>",
    "<w:tab/>",
    "бір",
    " екі ",
    "&amp;",
    "&x;",
    "&#0;",
    "<w:sym w:char=\"zz\"/>",
    "<w:tcPr>",
    "</w:tcPr>",
    "<w:trPr>",
    "</w:trPr>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:bookmarkStart w:name=\"z1\"/>",
    "<w:numId w:val=\"-9223372036854775808\"/>",
];

proptest::proptest! {
    #![proptest_config(crate::text::properties::config(200))]

    #[test]
    fn any_soup_of_elements_is_read_or_refused(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..50)) {
        // What is open is closed in the order in which it was opened, so that most soups are XML.
        let mut open: Vec<String> = Vec::new();
        let mut body = String::new();
        for piece in pieces {
            if let Some(name) = piece.strip_prefix("</") {
                if open.last().is_some_and(|open| *open == name) {
                    open.pop();
                    body.push_str(piece);
                }
                continue;
            }
            if piece.starts_with('<') && !piece.ends_with("/>") && !piece.contains("</") {
                open.push(format!("{}>", piece.trim_matches(['<', '>']).split(' ').next().unwrap_or("")));
            }
            body.push_str(piece);
        }
        body.extend(open.iter().rev().map(|name| format!("</{name}")));
        if let Ok(read) = read("a.docx", document(&body)) {
            let (source, marks) = (&read.value, read.value.marks());
            let mut end = 0;
            for block in &marks.blocks {
                proptest::prop_assert!(block.span.start >= end && !source.slice(block.span).trim().is_empty(), "{:?}", source.text());
                end = block.span.end;
            }
        }
    }

    #[test]
    fn any_bytes_after_the_mark_of_an_archive_are_read_or_refused(at in 0_usize..2_000, byte in proptest::num::u8::ANY, cut in 0_usize..400) {
        let mut bytes = document(&p("", "сөз"));
        let (at, cut) = (4 + at % (bytes.len() - 4), cut % bytes.len());
        bytes[at] = byte;
        bytes.truncate(bytes.len() - cut);
        let _ = read("a.docx", bytes);
    }
}
