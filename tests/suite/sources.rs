//! Sources of every kind as a user of the binary meets them: scans and who reads them, names of places on a page, two copies of one act.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use serde_json::Value;
use tempfile::TempDir;

use super::paper::{bind, bytes};

struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("corpus")).unwrap();
        Self { dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Runs the binary with `programs` as the only folder of programs; gives exit code, standard output and standard error.
    fn run(&self, programs: &Path, args: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarmaq"));
        let output = command.args(args).current_dir(self.dir.path()).env("PATH", programs).stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    fn json(&self, args: &[&str]) -> Value {
        let (_, stdout, stderr) = self.run(Path::new("/nowhere"), args);
        serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}{stderr}"))
    }
}

/// A file of pages that are pictures: one of grey dots, and one that is packed in a way nobody here takes apart.
fn scan() -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let picture = |filter: Option<&str>| {
        let mut about: Dictionary = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 4, "Height" => 2, "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
        };
        if let Some(filter) = filter {
            about.set("Filter", filter);
        }
        Stream::new(about, b"\x00\x10\x20\x30\x40\x50\x60\x70".to_vec())
    };
    let mut kids: Vec<Object> = Vec::new();
    for filter in [None, Some("JBIG2Decode")] {
        let picture = document.add_object(picture(filter));
        let resources = dictionary! { "XObject" => dictionary! { "Im0" => picture } };
        let content = document.add_object(Stream::new(dictionary! {}, b"q 600 0 0 800 0 0 cm /Im0 Do Q".to_vec()));
        kids.push(document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources }).into());
    }
    bind(&mut document, pages, kids, 600.0, 800.0);
    bytes(document)
}

/// A program of this name that says what the real one would of our picture, and keeps what it was asked.
#[cfg(unix)]
fn fake_tesseract(place: &Place) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let folder = place.path("programs");
    fs::create_dir(&folder).unwrap();
    let row = |line: u32, word: u32, left: u32, text: &str| format!("5\\t1\\t1\\t1\\t{line}\\t{word}\\t{left}\\t{}\\t90\\t20\\t88.5\\t{text}\\n", 100 * line);
    let words = "1. Өтініш он күнде қаралады.";
    let rows: String = (1..).zip(words.split(' ')).map(|(at, word)| row(1, at, 100 * at, word)).collect();
    let asked = place.path("asked");
    let script = format!(
        "#!/bin/sh\n/bin/cat > '{asked}.picture'\necho \"$@\" > '{asked}'\nprintf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t1200\\t1600\\t-1\\t\\n{rows}'\n",
        asked = asked.display()
    );
    let program = folder.join("tesseract");
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[cfg(unix)]
#[test]
fn a_scan_is_read_by_tesseract_when_asked_and_never_passes_as_print() {
    let place = Place::new();
    let nowhere = Path::new("/nowhere");
    place.write("corpus/scan.pdf", scan());
    let (code, _, said) = place.run(nowhere, &["parse", "corpus/scan.pdf"]);
    assert!(code == Some(2) && said.contains("needs OCR") && said.contains("pages 1-2") && said.contains("--ocr"), "{said}");
    let (code, _, said) = place.run(nowhere, &["parse", "--ocr", "corpus/scan.pdf"]);
    assert!(code == Some(2) && said.contains("tesseract is not installed"), "{said}");

    let programs = fake_tesseract(&place);
    let (code, text, said) = place.run(&programs, &["parse", "--ocr", "corpus/scan.pdf", "--text"]);
    assert_eq!((code, text.as_str()), (Some(0), "1. Өтініш он күнде қаралады.\n"), "{said}");
    assert!(said.contains("page 2 cannot be read by OCR") && said.contains("JBIG2Decode"), "{said}");
    assert_eq!(fs::read_to_string(place.path("asked")).unwrap().trim(), "stdin stdout -l kaz+rus --psm 6 --dpi 50 tsv");
    let picture = fs::read(place.path("asked.picture")).unwrap();
    assert!(picture.starts_with(b"II*\0") && picture[8..].starts_with(b"\x00\x10\x20\x30\x40\x50\x60\x70"), "a TIFF of eight dots");

    // what was read once is there without the program
    let parsed = place.json(&["parse", "corpus/scan.pdf", "--json"]);
    let codes: Vec<&str> = parsed["problems"].as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"read_by_ocr") && codes.contains(&"needs_ocr"), "{codes:?}");
    let source = &parsed["provisions"][0]["source"];
    assert_eq!(
        (&source["ocr"], &source["rects"][0]["left"], &source["rects"][0]["top"]),
        (&Value::from(89), &Value::from(50.0), &Value::from(50.0)),
        "{source}"
    );

    let (code, _, said) = place.run(nowhere, &["ingest", "--ocr"]);
    assert_eq!(code, Some(0), "{said}");
    let found = place.json(&["search", "өтініш қаралады", "--json"]);
    assert_eq!(found["hits"][0]["source"]["ocr"], 89, "{found}");
    let (_, shown, _) = place.run(nowhere, &["search", "өтініш қаралады"]);
    assert!(shown.contains("read by OCR, 89 % sure"), "{shown}");

    // words of another file are not taken for those of this one
    let mut other = scan();
    other.extend_from_slice(b"\n% another\n");
    place.write("corpus/scan.pdf", other);
    assert_eq!(place.run(nowhere, &["parse", "corpus/scan.pdf"]).0, Some(2));
}

fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><div class=\"container_alpha slogan\"><h1>Есепке алу туралы</h1>\
         <p>Қазақстан Республикасы Үкіметінің 2021 жылғы 4 мамырдағы № 125 қаулысы</p></div><div class=\"container_gamma text\"><article>{body}</article></div></body></html>"
    )
}

const POINTS: &str = "<p id=\"z11\">1. Кітап есепке алынады.</p><p id=\"z12\">2. Есеп жылына бір рет беріледі.</p><p id=\"z13\">3. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.</p>";

#[test]
fn a_name_of_a_place_on_the_page_finds_the_provision() {
    let place = Place::new();
    place.write("corpus/P2100000125.html", page(POINTS));
    for asked in ["P2100000125#z12", "https://adilet.zan.kz/kaz/docs/P2100000125#z12"] {
        let shown = place.json(&["show", asked, "--json", "--as-of", "2026-01-01"]);
        assert_eq!(shown["address"], "P2100000125/point-2", "{shown}");
    }
    let (code, _, said) = place.run(Path::new("/nowhere"), &["show", "P2100000125#z99"]);
    assert_eq!(code, Some(1), "{said}");
}

#[test]
fn two_copies_of_one_day_that_differ_are_a_finding_and_the_better_source_gives_the_text() {
    let place = Place::new();
    place.write("corpus/copy.html", page(POINTS));
    place.write("corpus/P2100000125.txt", "Есепке алу туралы\nҚазақстан Республикасы Үкіметінің 2021 жылғы 4 мамырдағы № 125 қаулысы\n1. Кітап есепке алынады.\n2. Есеп жылына екі рет беріледі.\n3. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.\n");
    for name in ["copy", "P2100000125"] {
        place.write(&format!("corpus/{name}.source.toml"), "retrieved = 2026-01-01\n");
    }
    assert_eq!(place.run(Path::new("/nowhere"), &["ingest"]).0, Some(0));
    let checked = place.json(&["check", "--json"]);
    let findings = checked["findings"].as_array().unwrap();
    let differ: Vec<&Value> = findings.iter().filter(|finding| finding["kind"] == "copies_differ").collect();
    assert_eq!(differ.len(), 1, "{checked}");
    assert!(differ[0]["message"].as_str().unwrap().contains("differ in 1 units: point-2"), "{checked}");
    let shown = place.json(&["show", "P2100000125/point-2", "--json"]);
    assert!(shown.to_string().contains("copy.html"), "{shown}");
}

/// A file of one line in a font of one byte a letter, which says that its codes are those of windows-1252.
fn typed(line: &[u8]) -> Vec<u8> {
    let mut document = Document::with_version("1.4");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "TimesKaz", "Encoding" => "WinAnsiEncoding" });
    let codes: String = line.iter().map(|byte| format!("{byte:02X}")).collect();
    let content = document.add_object(Stream::new(dictionary! {}, format!("BT /F1 12 Tf 57 700 Td <{codes}> Tj ET").into_bytes()));
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources });
    bind(&mut document, pages, vec![page.into()], 3000.0, 842.0);
    bytes(document)
}

#[test]
fn a_pdf_typed_in_a_font_of_the_nineties_is_read_in_kazakh_letters() {
    let meant = "1. Осы Қағидаларға сәйкес өтініш ұсынылады, үкім шықты және оның күші бар.";
    // where windows-1251 has the letters that stand for Kazakh ones; і has a place of its own
    let places = [('қ', 0x9d), ('Қ', 0x8d), ('ғ', 0x83), ('ө', 0xb4), ('ұ', 0xa2), ('ү', 0xbf), ('ң', 0x9c), ('ә', 0xba), ('і', 0xb3)];
    let byte = |c: char| match places.iter().find(|(letter, _)| *letter == c) {
        // «Times Kaz» has ѓ for ғ: 0x83 in windows-1251
        Some((_, byte)) => *byte,
        None if c.is_ascii() => c as u8,
        None => u8::try_from(u32::from(c) - 0x410 + 0xc0).unwrap(),
    };
    let line: Vec<u8> = meant.chars().map(byte).collect();
    let read = tarmaq::source::read_bytes("a.pdf", typed(&line)).unwrap();
    assert_eq!(read.value.text().trim(), meant);
    let codes: Vec<&str> = read.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes, ["encoding_guessed", "encoding_guessed"]);
}

#[test]
fn hits_of_a_pdf_name_page_and_rectangle() {
    let place = Place::new();
    let mut sheet = super::pdf::Sheet::default();
    let lines = [
        "Есепке алу туралы",
        "Қазақстан Республикасы Үкіметінің 2021 жылғы 4 мамырдағы № 125 қаулысы",
        "1. Кітап есепке алынады.",
        "2. Есеп жылына бір рет беріледі.",
        "3. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.",
    ];
    for (line, y) in lines.iter().zip((0_u8..).map(|at| 760.0 - 40.0 * f32::from(at))) {
        sheet.say(74.0, y, line);
    }
    place.write("corpus/P2100000125.pdf", super::pdf::file(&[sheet]));
    for question in [["show", "P2100000125/point-2", "--as-of", "2022-01-01", "--json"], ["search", "есеп жылына", "--as-of", "2022-01-01", "--json"]]
    {
        let answer = place.json(&question);
        let source = if question[0] == "show" { &answer["source"] } else { &answer["hits"][0]["source"] };
        assert_eq!((&source["rects"][0]["page"], &source["rects"][0]["left"]), (&Value::from(1), &Value::from(74.0)), "{answer}");
    }
    let told = place.json(&["history", "P2100000125/point-2", "--json"]);
    let worded = &told["wordings"][0]["passage"]["source"]["rects"][0];
    assert_eq!(worded["left"], 74.0, "{told}");
}

/// All files below `folder`, by their paths in it.
fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(open) = folders.pop() {
        for entry in fs::read_dir(open).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned()) }
        }
    }
    found.sort();
    found
}

#[test]
fn names_and_ids_never_lead_out_of_their_folder() {
    let place = Place::new();
    let act =
        |number: u32| format!("Есепке алу туралы\nҚазақстан Республикасы Үкіметінің 2021 жылғы 4 мамырдағы № {number} қаулысы\n1. Кітап есепке алынады.\n");
    // an id is a name of an act, and no way to a file
    for (at, id) in ["../../out", "/etc/out", "..", ".out", "a/b", "a\\\\b", "C:out", "C#out", "%2e%2e%2fout"].iter().enumerate() {
        place.write(&format!("corpus/bad{at}.txt"), act(200 + u32::try_from(at).unwrap()));
        place.write(&format!("corpus/bad{at}.source.toml"), format!("id = \"{id}\"\n"));
    }
    // one that is allowed, and that some systems take for something else
    for (at, id) in ["CON", "a..b", "Қаулы", "-rf", "a&b;c"].iter().enumerate() {
        place.write(&format!("corpus/odd{at}.txt"), act(300 + u32::try_from(at).unwrap()));
        place.write(&format!("corpus/odd{at}.source.toml"), format!("id = \"{id}\"\n"));
    }
    let before = files_below(place.dir.path());
    let (code, _, said) = place.run(Path::new("/nowhere"), &["ingest"]);
    assert_eq!(code, Some(2), "{said}");
    assert_eq!(said.matches("`id`").count(), 9, "each is named: {said}");
    let made: Vec<String> = files_below(place.dir.path()).into_iter().filter(|path| !before.contains(path)).collect();
    assert!(made.iter().all(|path| path.starts_with("index/")), "{made:?}");
    // no id becomes the name of a file, whatever it is
    let plain = |path: &String| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_'));
    assert!(!made.is_empty() && made.iter().all(plain), "{made:?}");
    let told = place.json(&["acts", "--json"]);
    assert_eq!(told["acts"].as_array().map(Vec::len), Some(5), "the others are indexed: {told}");
    for address in ["../../etc/passwd", "%2e%2e%2fout", "a..b/../../x", "CON"] {
        let (code, _, said) = place.run(Path::new("/nowhere"), &["show", address]);
        assert!(matches!(code, Some(0 | 1)), "{address}: {said}");
    }
}

#[test]
fn an_archive_names_nothing_outside_of_it() {
    use std::io::Write;
    let part = |name: &str, target: &str| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file("_rels/.rels", options).unwrap();
        write!(writer, "<R><Relationship Type=\"x/officeDocument\" Target=\"{target}\"/></R>").unwrap();
        writer.start_file(name, options).unwrap();
        write!(writer, "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>1. Осы Заң.</w:t></w:r></w:p></w:body></w:document>").unwrap();
        writer.finish().unwrap().into_inner()
    };
    let place = Place::new();
    place.write("corpus/outside.xml", "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>сырттағы</w:t></w:r></w:p></w:body></w:document>");
    for target in ["../outside.xml", "../../corpus/outside.xml", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/"] {
        place.write("corpus/a.docx", part("word/document.xml", target));
        let (code, text, said) = place.run(Path::new("/nowhere"), &["parse", "corpus/a.docx", "--text"]);
        assert!(code == Some(2) && text.is_empty() && said.contains("without a Word document"), "{target}: {text}{said}");
    }
    // a part of that name is in the archive, and is read from there
    place.write("corpus/a.docx", part("../../word/document.xml", "../../word/document.xml"));
    let before = files_below(place.dir.path());
    let (code, text, said) = place.run(Path::new("/nowhere"), &["parse", "corpus/a.docx", "--text"]);
    assert!(code == Some(0) && text == "1. Осы Заң.\n" || code == Some(2), "{text}{said}");
    assert_eq!(files_below(place.dir.path()), before, "nothing is unpacked");
}

#[test]
fn an_act_over_several_files_is_told_by_its_files() {
    let place = Place::new();
    let order = "Есепке алу туралы\n\nҚазақстан Республикасы Үкіметінің 2021 жылғы 4 мамырдағы № 125 қаулысы\n\n      1. Кітаптар тізілім бойынша\n";
    place.write("corpus/a.txt", order);
    place.write("corpus/a-2.txt", "есепке алынады.\n      2. Тізілім жыл сайын жаңартылады.\n");
    place.write("corpus/a.source.toml", "parts = [\"a-2.txt\"]\n");
    place.write("corpus/b.txt", "Мақала.\n");
    let parsed = place.json(&["parse", "corpus/a.txt", "--json"]);
    let point = |path: &str| parsed["provisions"].as_array().unwrap().iter().find(|provision| provision["path"] == path).unwrap().clone();
    assert_eq!(point("point-1")["text"], "1. Кітаптар тізілім бойынша есепке алынады.");
    let rest = serde_json::json!([{"file": "a-2.txt", "lines": [1, 1], "pages": null}]);
    assert_eq!(point("point-1")["source"], serde_json::json!({"file": "a.txt", "lines": [5, 5], "pages": null, "rest": rest}));
    assert_eq!(point("point-2")["source"], serde_json::json!({"file": "a-2.txt", "lines": [2, 2], "pages": null}));

    let nowhere = Path::new("/nowhere");
    let (code, told, said) = place.run(nowhere, &["ingest"]);
    assert!(code == Some(0) && told.contains("P2100000125, 3 units, with a-2.txt") && !told.contains("corpus/a-2.txt"), "{told}{said}");
    let (_, told, _) = place.run(nowhere, &["search", "кітаптар тізілім бойынша"]);
    assert!(told.contains("a.txt:5, and a-2.txt:1"), "{told}");
    let (_, told, _) = place.run(nowhere, &["acts"]);
    assert!(told.contains("a.txt + a-2.txt, 8 lines"), "{told}");
    let hit = &place.json(&["search", "жыл сайын жаңартылады", "--json"])["hits"][0];
    assert_eq!((&hit["source"]["file"], &hit["source"]["lines"]), (&Value::from("a-2.txt"), &serde_json::json!([2, 2])), "{hit}");
    let (_, told, _) = place.run(nowhere, &["export", "P2100000125/point-1", "--format", "txt"]);
    assert!(told.contains("a.txt") || told.contains("есепке алынады"), "{told}");
    assert_eq!(place.run(nowhere, &["check"]).0, Some(0));

    fs::remove_file(place.path("corpus/a-2.txt")).unwrap();
    let (code, _, said) = place.run(nowhere, &["check"]);
    assert!(code == Some(2) || said.contains("a-2.txt"), "{said}");
    let (code, told, said) = place.run(nowhere, &["ingest"]);
    assert!(code == Some(2) && said.contains("a.source.toml: `parts`: file 1: ") && said.contains("a-2.txt: there is no such file"), "{told}{said}");
    assert_eq!(place.json(&["acts", "--json"])["acts"].as_array().map(Vec::len), Some(1), "the others are indexed");
}
