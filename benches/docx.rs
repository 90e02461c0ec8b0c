//! A Word file to printed text, inflating and all; throughput is in bytes of the inflated document.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on says so by panicking")]

mod corpus;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use divan::Bencher;
use divan::counter::BytesCount;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn main() {
    divan::main();
}

/// The texts of the corpus as one document; its bytes, and those of its text part.
fn document() -> (Vec<u8>, usize) {
    let mut body = String::new();
    for line in corpus::sources().iter().flat_map(|source| source.lines().map(|line| line.text.trim().to_owned()).collect::<Vec<_>>()) {
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(
            body,
            "<w:p><w:pPr><w:ind w:firstLine=\"708\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"
        );
    }
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    (writer.finish().unwrap().into_inner(), text.len())
}

#[divan::bench]
fn read_bytes(bencher: Bencher<'_, '_>) {
    let (bytes, inflated) = document();
    bencher.counter(BytesCount::new(inflated)).with_inputs(|| bytes.clone()).bench_local_values(|bytes| {
        let source = tarmaq::source::read_bytes("a.docx", bytes).expect("the document has a text").value;
        assert!(source.marks().blocks.len() > 20_000, "{} paragraphs", source.marks().blocks.len());
        source.line_count()
    });
}
