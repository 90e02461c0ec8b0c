//! Pages that are pictures, read by the real tesseract: as they are packed, whichever way up they lie. Where the program or its Kazakh and Russian
//! data are missing nothing is tested here and that is said; `.ci/run` says it again at its end. What is done with the words is tested in
//! `sources`, with a program that plays tesseract.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use serde_json::Value;

use super::paper::{bind, bytes};

const WIDTH: usize = 1_600;
const HEIGHT: usize = 480;
const LINES: &str =
    "1. Шетелдік азамат рұқсат алу үшін осы Қағидаларға сәйкес өтініш береді. 2. Өтініш үш жұмыс күні ішінде қаралады, оның ішінде ұйымның сұрауы бойынша.";

fn asset(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scan").join(name)).unwrap()
}

/// The dots of the picture, row by row: whether each is white.
fn dots() -> Vec<bool> {
    let mut bits = Vec::new();
    flate2::read::ZlibDecoder::new(asset("page.bits.z").as_slice()).read_to_end(&mut bits).unwrap();
    (0..HEIGHT * WIDTH).map(|at| bits[at / WIDTH * (WIDTH / 8) + at % WIDTH / 8] >> (7 - at % 8) & 1 == 1).collect()
}

/// A picture: its width and height, what its dictionary says beside them, its data.
type Picture = (usize, usize, Dictionary, Vec<u8>);

fn grey() -> Dictionary {
    dictionary! { "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8 }
}

/// The picture turned against the clock by `quarters` right angles, a byte a dot.
fn turned(quarters: usize) -> Picture {
    let dots = dots();
    let (width, height) = if quarters.is_multiple_of(2) { (WIDTH, HEIGHT) } else { (HEIGHT, WIDTH) };
    let from = |x: usize, y: usize| match quarters {
        1 => (WIDTH - 1 - y, x),
        2 => (WIDTH - 1 - x, HEIGHT - 1 - y),
        3 => (y, HEIGHT - 1 - x),
        _ => (x, y),
    };
    let data = (0..width * height).map(|at| from(at % width, at / width)).map(|(x, y)| if dots[y * WIDTH + x] { 255 } else { 0 });
    (width, height, grey(), data.collect())
}

/// The picture in colours of a list, four bits a dot.
fn listed() -> Picture {
    let dots = dots();
    let palette = Object::string_literal(vec![20, 20, 60, 250, 250, 240]);
    let about = dictionary! {
        "ColorSpace" => vec!["Indexed".into(), "DeviceRGB".into(), 1.into(), palette], "BitsPerComponent" => 4,
    };
    (WIDTH, HEIGHT, about, dots.chunks(2).map(|two| u8::from(two[0]) << 4 | u8::from(two[1])).collect())
}

fn packed(name: &str, about: Dictionary) -> Picture {
    (WIDTH, HEIGHT, about, asset(name))
}

/// A file of one page, turned clockwise by `rotate` degrees, with these pictures one below the other.
fn file(pictures: Vec<Picture>, rotate: i64) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    // 300 dots an inch
    let points = |dots: usize| dots as f32 * 72.0 / 300.0;
    let (width, height) = (pictures.iter().map(|picture| picture.0).max().unwrap(), pictures.iter().map(|picture| picture.1).sum());
    let (mut objects, mut content, mut above) = (Dictionary::new(), String::new(), points(height));
    for (at, (width, height, mut about, data)) in pictures.into_iter().enumerate() {
        about.extend(&dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => width as i64, "Height" => height as i64 });
        above -= points(height);
        content += &format!("q {} 0 0 {} 0 {above} cm /Im{at} Do Q\n", points(width), points(height));
        objects.set(format!("Im{at}"), document.add_object(Stream::new(about, data)));
    }
    let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
    let resources = dictionary! { "XObject" => objects };
    let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources, "Rotate" => rotate });
    bind(&mut document, pages, vec![page.into()], points(width), points(height));
    bytes(document)
}

/// Whether tesseract is here with what Kazakh acts need.
fn is_here() -> bool {
    let listed = Command::new("tesseract").arg("--list-langs").stdin(Stdio::null()).output();
    listed.is_ok_and(|listed| {
        let told = String::from_utf8_lossy(&listed.stdout).into_owned() + &String::from_utf8_lossy(&listed.stderr);
        ["kaz", "rus"].iter().all(|language| told.lines().any(|line| line.trim() == *language))
    })
}

/// Runs the binary in `folder`; gives exit code, standard output and standard error.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_tarmaq")).args(args).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code(), text(done.stdout), text(done.stderr))
}

/// Letters that have to be put in, left out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().filter(|c| !c.is_whitespace()).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().filter(|c| !c.is_whitespace()).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, seen) in other.iter().enumerate() {
            let best = (row[column] + 1).min(row[column + 1] + 1).min(diagonal + usize::from(letter != *seen));
            diagonal = std::mem::replace(&mut row[column + 1], best);
        }
    }
    row[other.len()]
}

#[test]
fn scans_are_read_whatever_they_are_packed_in_and_whichever_way_up_they_lie() {
    if !is_here() {
        eprintln!("NOT RUN: tesseract with its Kazakh and Russian data is not installed (Debian: tesseract-ocr-kaz, tesseract-ocr-rus)");
        return;
    }
    let fax = || {
        dictionary! {
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 1, "Filter" => vec!["CCITTFaxDecode".into()],
            "DecodeParms" => vec![Object::Dictionary(dictionary! { "K" => -1, "Columns" => WIDTH as i64, "Rows" => HEIGHT as i64, "BlackIs1" => true })],
        }
    };
    let jpeg = || {
        let mut about = grey();
        about.set("Filter", "DCTDecode");
        about
    };
    let strips = || {
        let (_, _, about, data) = turned(0);
        // between two lines of the text
        let (above, below) = data.split_at(235 * WIDTH);
        vec![(WIDTH, 235, about.clone(), above.to_vec()), (WIDTH, HEIGHT - 235, about, below.to_vec())]
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("dots", file(vec![turned(0)], 0)),
        ("dots, turned by 90", file(vec![turned(1)], 90)),
        ("dots, turned by 180", file(vec![turned(2)], 180)),
        ("dots, turned by 270", file(vec![turned(3)], 270)),
        ("colours of a list", file(vec![listed()], 0)),
        ("a fax", file(vec![packed("page.g4", fax())], 0)),
        ("a JPEG", file(vec![packed("page.jpg", jpeg())], 0)),
        ("two strips", file(strips(), 0)),
    ];
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("corpus")).unwrap();
    for (at, (what, bytes)) in cases.iter().enumerate() {
        let name = format!("corpus/scan{at}.pdf");
        fs::write(folder.path().join(&name), bytes).unwrap();
        let (code, text, said) = run(folder.path(), &["parse", "--ocr", &name, "--text"]);
        assert_eq!(code, Some(0), "{what}: {said}");
        let wrong = distance(LINES, &text);
        // 2 %: other versions of the program read a letter otherwise
        assert!(wrong * 50 <= LINES.chars().count(), "{what}: {wrong} letters are wrong in {text:?}");
    }
    // a page on its side and one on its feet have the same words at the same place
    let rects = |at: usize| -> Vec<f64> {
        let (_, told, _) = run(folder.path(), &["parse", &format!("corpus/scan{at}.pdf"), "--json"]);
        let told: Value = serde_json::from_str(&told).unwrap();
        let source = &told["provisions"][0]["source"];
        assert!(source["ocr"].as_u64().is_some_and(|sure| (50..=100).contains(&sure)), "{source}");
        assert!(told["problems"].as_array().unwrap().iter().any(|problem| problem["code"] == "read_by_ocr"), "{told}");
        ["left", "top"].iter().map(|edge| source["rects"][0][edge].as_f64().unwrap()).collect()
    };
    for (at, edges) in (1..4).map(|at| (at, rects(at))) {
        assert!(edges.iter().zip(rects(0)).all(|(one, other)| (one - other).abs() < 6.0), "{}: {edges:?}", cases[at].0);
    }
    // and no answer passes them off as print
    assert_eq!(run(folder.path(), &["ingest", "--quiet"]).0, Some(0));
    let (_, found, said) = run(folder.path(), &["search", "рұқсат өтініш", "--json"]);
    let found: Value = serde_json::from_str(&found).unwrap_or_else(|error| panic!("{error}: {said}"));
    let hits = found["hits"].as_array().unwrap();
    assert!(!hits.is_empty() && hits.iter().all(|hit| hit["source"]["ocr"].is_u64()), "{found}");
    let address = hits[0]["address"].as_str().unwrap();
    let (_, shown, _) = run(folder.path(), &["show", address, "--json"]);
    assert!(serde_json::from_str::<Value>(&shown).unwrap()["source"]["ocr"].is_u64(), "{shown}");
    assert!(run(folder.path(), &["show", address]).1.contains("read by OCR"), "{}", run(folder.path(), &["show", address]).1);
}

#[test]
fn a_picture_that_is_not_taken_apart_is_named_with_what_to_do() {
    let cases: [(&str, Picture, i64, &str); 4] = [
        (
            "jbig2",
            packed("page.g4", dictionary! { "Filter" => "JBIG2Decode", "ColorSpace" => "DeviceGray", "BitsPerComponent" => 1 }),
            0,
            "packed with JBIG2Decode",
        ),
        ("jpx", packed("page.jpg", dictionary! { "Filter" => "JPXDecode" }), 90, "packed with JPXDecode and lies turned"),
        ("lab", packed("page.g4", dictionary! { "ColorSpace" => vec!["Lab".into()], "BitsPerComponent" => 8 }), 0, "colours that are not known"),
        ("cut", packed("page.g4", grey()), 0, "cut off"),
    ];
    for (name, picture, rotate, meant) in cases {
        let mut told: Vec<String> = Vec::new();
        let bytes = file(vec![picture], rotate);
        tarmaq::source::for_each_page_picture(name, &bytes, |picture| told.push(picture.bytes.map_or_else(|why| why, |_| "taken".to_owned()))).unwrap();
        assert!(told.len() == 1 && told[0].contains(meant) && told[0].contains("print it to a PDF anew"), "{name}: {told:?}");
    }
}
