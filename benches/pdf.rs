//! PDF to printed text, in pages: what an act of an official printer costs, letter by letter.

use std::fmt::Write;

use divan::Bencher;
use divan::counter::ItemsCount;
use lopdf::{Document, Object, Stream, dictionary};

fn main() {
    divan::main();
}

/// Pages of one file.
const PAGES: usize = 40;
/// Lines of a page, 80 letters each, every third with a link that is drawn after it.
const LINES: usize = 40;

/// An act of [`PAGES`] full pages.
fn act() -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0020> <FFFD> <0020> endbfrange";
    let map = document.add_object(Stream::new(dictionary! {}, map.as_bytes().to_vec()));
    let below = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "A", "DW" => 500 });
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "A", "Encoding" => "Identity-H", "DescendantFonts" => vec![below.into()], "ToUnicode" => map,
    };
    let font = document.add_object(font);
    let codes = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    let mut kids: Vec<Object> = Vec::new();
    for page in 0..PAGES {
        let mut content = String::new();
        for line in 0..LINES {
            let (y, number) = (790 - line * 18, page * LINES + line);
            let before = codes(&format!("{number}. Өтініш осы Қағидаларға "));
            let after = codes(" сәйкес нысан бойынша уәкілетті органға ұсынылады.");
            let link = codes("1-қосымшаға");
            writeln!(content, "BT /F1 10 Tf 1 0 0 1 56 {y} Tm <{before}> Tj 1 0 0 1 260 {y} Tm <{after}> Tj 1 0 0 1 205 {y} Tm <{link}> Tj ET")
                .expect("a string takes all");
        }
        let mut content = Stream::new(dictionary! {}, content.into_bytes());
        content.compress().expect("it can be packed");
        let content = document.add_object(content);
        let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
        kids.push(document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources }).into());
    }
    let count = i64::try_from(kids.len()).expect("pages are few");
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] };
    document.objects.insert(pages, Object::Dictionary(tree));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes all");
    bytes
}

#[divan::bench]
fn pages(bencher: Bencher<'_, '_>) {
    let file = act();
    bencher.counter(ItemsCount::new(PAGES)).with_inputs(|| file.clone()).bench_local_values(|file| {
        let text = tarmaq::source::read_bytes("a.pdf", file).expect("it is a PDF").value;
        assert_eq!(text.text().matches("Қағидаларға 1-қосымшаға сәйкес").count(), PAGES * LINES);
        text
    });
}
