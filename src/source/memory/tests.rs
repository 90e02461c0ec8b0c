//! How much memory reading takes, at its highest, against the size of the file: the bounds that the room promises.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use allocation_counter::measure;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const MB: u64 = 1024 * 1024;

/// Bytes that are held at the highest while `bytes` are read, a copy of the file among them.
fn peak(name: &str, bytes: Vec<u8>) -> u64 {
    // counted by thread: a PDF is read on one of its own, here on this
    let taken = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(128 * 1024 * 1024);
        let work = || {
            measure(|| {
                let read = if pdf::is_pdf(&bytes) { pdf::read_in_place(name, &bytes) } else { read_bytes(name, bytes.clone()) };
                // refused or read: the bound is the same
                drop(read);
            })
        };
        thread.spawn_scoped(scope, work).unwrap().join().unwrap()
    });
    taken.bytes_max
}

const SENTENCE: &str = "1. Шетелдік азамат рұқсат алу үшін осы Қағидаларға сәйкес өтініш береді, ол үш жұмыс күні ішінде қаралады.";

fn text(bytes: usize) -> Vec<u8> {
    format!("      {SENTENCE}\n").repeat(bytes / SENTENCE.len()).into_bytes()
}

fn page(bytes: usize) -> Vec<u8> {
    let paragraph = format!("<p id=\"z12\">\n&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; {SENTENCE} <a href=\"/kaz/docs/V1800016354#z9\">№ 16354</a></p>\n");
    format!("<!DOCTYPE html><html><body><article>{}</article></body></html>", paragraph.repeat(bytes / paragraph.len())).into_bytes()
}

fn word(bytes: usize, method: zip::CompressionMethod, one: &str) -> Vec<u8> {
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>", one.repeat(bytes / one.len()));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default().compression_method(method)).unwrap();
    writer.write_all(body.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

/// A PDF of `pages` pages that all draw `content`, packed where `packed` says so.
fn paged(pages: usize, content: &[u8], packed: bool) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let map = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <ff> <0410> endbfrange endcmap";
    let map = document.add_object(Stream::new(dictionary! {}, map.into()));
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "A", "ToUnicode" => map });
    let mut content = Stream::new(dictionary! {}, content.to_vec());
    if packed {
        content.compress().unwrap();
    }
    let content = document.add_object(content);
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let page = |document: &mut Document| -> ObjectId {
        document.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources })
    };
    let kids: Vec<Object> = (0..pages).map(|_| page(&mut document).into()).collect();
    let media: Vec<Object> = vec![0.into(), 0.into(), 595.into(), 842.into()];
    document.objects.insert(tree, Object::Dictionary(dictionary! { "Type" => "Pages", "Count" => pages as i64, "Kids" => kids, "MediaBox" => media }));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn lines_of_page() -> Vec<u8> {
    let mut content = "BT /F1 11 Tf 14 TL 57 780 Td\n".to_owned();
    (0..50).for_each(|_| _ = writeln!(content, "(abcdefgh ijklmnop qrstuvw ABCDEFGH IJKLMNOP QRSTUV abcdefgh ijkl) Tj T*"));
    (content + "ET").into_bytes()
}

/// A file, what it is called, and the most that may be held while it is read: so many bytes, and so many for each of `per`.
struct Case {
    what: &'static str,
    name: &'static str,
    file: Vec<u8>,
    constant: u64,
    times: u64,
    per: u64,
}

#[test]
fn reading_holds_no_more_than_is_promised() {
    let stored = zip::CompressionMethod::Stored;
    let deflated = zip::CompressionMethod::Deflated;
    let paragraph = format!("<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>");
    let mut cases: Vec<Case> = Vec::new();
    let mut add = |what, name, file: Vec<u8>, constant, times| cases.push(Case { what, name, per: file.len() as u64, file, constant, times });
    for mb in [1, 4] {
        let bytes = mb * MB as usize;
        let utf16 = String::from_utf8(text(bytes)).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
        add("text", "a.txt", text(bytes), MB, 14);
        add("UTF-16", "a.txt", [vec![0xff, 0xfe], utf16].concat(), MB, 14);
        add("short lines", "a.txt", "а\n".repeat(bytes / 3).into_bytes(), MB, 14);
        add("blank lines", "a.txt", format!("а{}", "\n".repeat(bytes / 2)).into_bytes(), MB, 14);
        add("a page", "a.html", page(bytes), MB, 16);
        add("nested tags", "a.html", [b"<html><body>".as_slice(), &b"<div>".repeat(bytes / 5), "а".as_bytes()].concat(), MB, 16);
        add("cells", "a.html", [b"<html><table border=1>".as_slice(), &"<tr><td>а".as_bytes().repeat(bytes / 9)].concat(), MB, 16);
        add("links", "a.html", [b"<html>".as_slice(), &"<p>а<a href=a id=b>".as_bytes().repeat(bytes / 20)].concat(), MB, 16);
        add("Markdown", "a.md", format!("# А\n\n{}", "1. а [б](в)\n".repeat(bytes / 16)).into_bytes(), MB, 50);
        for one in [paragraph.as_str(), "<w:p><w:r><w:t>а</w:t></w:r></w:p>", "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>а</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"] {
            add("a Word file", "a.docx", word(bytes, stored, one), MB, 6);
        }
    }
    add("a packed Word file", "a.docx", word(3 * MB as usize, deflated, &paragraph), 24 * MB, 6);
    add("a Word file that grows", "a.docx", word(60 * MB as usize, deflated, "<w:p><w:r><w:t>а</w:t></w:r></w:p>"), 24 * MB, 6);
    add("a PDF", "a.pdf", paged(50, &lines_of_page(), true), 96 * MB, 100);
    add("a PDF of one drawing on many pages", "a.pdf", paged(400, &lines_of_page(), true), 96 * MB, 100);
    add(
        "a PDF of full pages",
        "a.pdf",
        paged(100, &[b"BT /F1 1 Tf 0 500 Td (".as_slice(), &b"abcdefg ".repeat(7_000), b") Tj ET"].concat(), true),
        96 * MB,
        100,
    );
    add("a PDF of lines", "a.pdf", paged(50, &b"0 0 m 9 900 l S 0 5 m 700 5 l S ".repeat(20_000), true), 96 * MB, 100);
    add("a PDF that grows", "a.pdf", paged(1, &b"q Q ".repeat(10 * MB as usize), true), 96 * MB, 100);
    add("a PDF that is not packed", "a.pdf", paged(1, &lines_of_page().repeat(500), false), 96 * MB, 100);
    for Case { what, name, file, constant, times, per } in cases {
        let held = peak(name, file);
        println!("{what:<36} {:>8} KB, held {:>8} KB: {:>7.1} times", per / 1024, held / 1024, held as f64 / per as f64);
        assert!(held <= constant + times * per, "{what}: {held} bytes are held for a file of {per}, {constant} and {times} times the file are promised");
    }
}

#[test]
fn a_file_that_is_too_much_is_refused_by_what_it_is_too_much_of() {
    let most = usize::try_from(TEXT_BYTES_MAX).unwrap();
    let cases = [
        ("a.txt", "а".repeat(most / 2 + 1).into_bytes(), "bytes"),
        ("a.html", format!("<html>{}", " ".repeat(most)).into_bytes(), "bytes"),
        ("a.md", format!("# А\n{}", "1. а\n".repeat(usize::try_from(MARKDOWN_BYTES_MAX).unwrap() / 5)).into_bytes(), "bytes"),
        ("a.txt", "а\n".repeat(LINES_MAX as usize + 1).into_bytes(), "lines"),
    ];
    for (name, bytes, what) in cases {
        let error = read_bytes(name, bytes).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains(what) && error.contains("split it"), "{error}");
    }
}

#[test]
fn reading_parts_holds_no_more_than_reading_each_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let files =
        [("a.txt", text(MB as usize)), ("b.txt", text(2 * MB as usize)), ("c.html", page(MB as usize)), ("d.txt", "а\n".repeat(MB as usize / 3).into_bytes())];
    files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
    let meta = SourceMeta { parts: files[1..].iter().map(|(name, _)| (*name).to_owned()).collect(), ..SourceMeta::default() };
    let mut lines = 0;
    let held = measure(|| lines = read_with_parts(&folder.path().join("a.txt"), &meta).unwrap().value.line_count()).bytes_max;
    let promised: u64 = MB + files.iter().map(|(name, bytes)| bytes.len() as u64 * if name.ends_with("html") { 16 } else { 14 }).sum::<u64>();
    println!("parts: {} KB are held, {} KB are promised", held / 1024, promised / 1024);
    assert!(lines > 300_000 && held <= promised, "{held} bytes are held, {promised} are promised");
}
