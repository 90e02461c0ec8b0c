//! What is promised of memory: a token takes none. What grows is kept from text to text.

use std::fs;
use std::path::Path;

use allocation_counter::measure;
use tarmaq::analyzer::{analyze, for_each_token, stem_into};

fn text() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/V1800016354.txt")).unwrap()
}

#[test]
fn a_text_of_remembered_forms_takes_no_memory() {
    let text = text();
    let mut tokens = 0;
    let mut read = || for_each_token(&text, |token| tokens += token.term.len().min(1));
    // The buffers grow, and the table of forms does, from its first size to the one that holds them all.
    (0..3).for_each(|_| read());
    let taken = measure(&mut read);
    assert!(tokens > 4 * 2_000, "{tokens}");
    assert_eq!(taken.count_total, 0, "{taken:?}");
}

#[test]
fn a_stem_takes_no_memory_whether_its_form_was_seen_or_not() {
    let mut stem = String::with_capacity(256);
    stem_into("тармағына", &mut stem);
    let forms: Vec<String> = analyze(&text()).into_iter().map(|token| token.exact).collect();
    let made_up = ["бұқамыздағы", "шәкемектерінен", "зоқтаған-зоқтаған", "ғ", "қ-қ", "№", "ккккккк"].map(str::to_owned);
    let taken = measure(|| forms.iter().chain(&made_up).for_each(|form| stem_into(form, &mut stem)));
    assert!(forms.len() > 2_000, "{}", forms.len());
    assert_eq!(taken.count_total, 0, "{taken:?}");
}
