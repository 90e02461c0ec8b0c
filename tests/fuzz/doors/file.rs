//! Files that are read, whatever their format.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::promises;

/// Reads `bytes` as the file `name`, and holds what is read to its promises.
pub fn read(name: &str, bytes: &[u8]) {
    let Ok(read) = tarmaq::source::read_bytes(name, bytes.to_vec()) else { return };
    let (source, marks) = (&read.value, read.value.marks());
    let inside = |start: u32, end: u32| source.text().get(start as usize..end as usize).is_some();
    let mut end = 0;
    for block in &marks.blocks {
        assert!(block.span.start >= end && block.span.end > block.span.start && inside(block.span.start, block.span.end));
        end = block.span.end;
    }
    assert!(marks.links.iter().all(|link| link.span.end > link.span.start && inside(link.span.start, link.span.end)));
    assert!(marks.places.iter().all(|place| inside(place.span.start, place.span.end)));
    let act = tarmaq::ingest::read_act(read.value, "a".parse().expect("`a` is an id"));
    promises::act(&act);
}

/// Reads a Word document whose parts are told one after the other, each behind a line `== NAME`: an archive has sums of its own,
/// so that a changed byte of a packed one mostly says only that it was changed.
pub fn read_parts(bytes: &[u8]) {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut parts = bytes.split(|byte| *byte == b'\n');
    let mut open = false;
    for line in parts.by_ref() {
        if let Some(name) = line.strip_prefix(b"== ") {
            open = archive.start_file(String::from_utf8_lossy(name), SimpleFileOptions::default()).is_ok();
        } else if open {
            archive.write_all(line).and_then(|()| archive.write_all(b"\n")).expect("memory can be written to");
        }
    }
    read("a.docx", &archive.finish().expect("memory can be written to").into_inner());
}

/// Reads a PDF of one page whose drawing is `bytes`: nothing stands between them and the reader.
pub fn read_page(bytes: &[u8]) {
    page("", bytes);
}

/// Reads a PDF of one page whose drawing is deflated to `bytes`, which hardly ever are what can be deflated to: it is read as a damaged one.
pub fn read_packed_page(bytes: &[u8]) {
    // The head of such a stream (RFC 1950), so that chance need not find it.
    page("/Filter/FlateDecode", &[b"\x78\x9c", bytes].concat());
}

/// Reads a PDF of one page with a font, an annotation and a form, whose drawing is `bytes` behind `filter`.
fn page(filter: &str, bytes: &[u8]) {
    let map = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange \
        1 beginbfrange <20> <ff> <0410> endbfrange endcmap end";
    let objects: [&[u8]; 7] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X1 7 0 R>>>>/Annots[<</Subtype/Link/Rect[50 690 200 720]/A<</S/URI/URI(http://a#z1)>>>>]>>",
        &[format!("<<{filter}/Length {}>>stream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat(),
        b"<</Type/Font/Subtype/TrueType/BaseFont/A/ToUnicode 6 0 R/FirstChar 32/Widths[250 500 500]>>",
        &[format!("<</Length {}>>stream\n", map.len()).as_bytes(), map, b"\nendstream"].concat(),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Length 20/Resources<<>>>>stream\n0 0 m 100 0 l 9 9 l S\nendstream",
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").as_bytes()));
    file.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).as_bytes());
    read("a.pdf", &file);
}
