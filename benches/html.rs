//! A page of the portal to printed text. The peer is the tokenizer alone, which cannot be left out.

mod corpus;

use std::fmt::Write as _;

use divan::Bencher;
use divan::counter::BytesCount;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

fn main() {
    divan::main();
}

/// Lines of the page, one paragraph each.
const MARK: &str = "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; ";

/// The texts of the corpus as one page, with the marks that the portal gives them.
fn page() -> Vec<u8> {
    let mut body = String::new();
    for (at, line) in corpus::sources().iter().flat_map(|source| source.lines().map(|line| line.text.trim().to_owned()).collect::<Vec<_>>()).enumerate() {
        if !line.is_empty() {
            let _ = writeln!(body, "<p id=\"z{at}\">\n{MARK}{} <a href=\"/kaz/docs/V1800016354#z{at}\">{at}-тармақ</a></p>", line.replace('<', "&lt;"));
        }
    }
    format!("<!DOCTYPE html><html><body><div class=\"container_alpha slogan\"><h1>Беттер</h1></div><article>{body}</article></body></html>").into_bytes()
}

#[divan::bench]
fn read_bytes(bencher: Bencher<'_, '_>) {
    let page = page();
    bencher.counter(BytesCount::of_slice(&page)).with_inputs(|| page.clone()).bench_local_values(|bytes| {
        let source = tarmaq::source::read_bytes("a.html", bytes).expect("the page has a text").value;
        assert!(source.marks().links.len() > 20_000, "{} links", source.marks().links.len());
        source.line_count()
    });
}

#[divan::bench]
fn peer_tokenizer(bencher: Bencher<'_, '_>) {
    let page = String::from_utf8(page()).expect("the page was written as UTF-8");
    bencher.counter(BytesCount::of_str(&page)).bench_local(|| {
        let mut letters = 0;
        let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<std::convert::Infallible> {
            if let CallbackEvent::String { value } = event {
                letters += value.len();
            }
            None
        });
        let Ok(()) = Tokenizer::new_with_emitter(page.as_str(), emitter).finish();
        assert!(letters * 2 > page.len() / 2, "{letters} bytes of words");
        letters
    });
}
