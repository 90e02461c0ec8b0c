//! Texts: repair, structure, the grammars of change and of citation, the analyzer, differences.

use tarmaq::act::{Act, ProvisionPath};
use tarmaq::amend::{self, Context};
use tarmaq::analyzer::{self, Lexicon, widen};
use tarmaq::cite as citation;
use tarmaq::diff::{self as difference, Unit};
use tarmaq::ingest::read_act;
use tarmaq::text::SourceText;

use super::promises;

/// Does `read` with the bytes as a text; what is no UTF-8 in them is read as U+FFFD.
pub fn whole(bytes: &[u8], read: impl Fn(&str)) {
    read(&String::from_utf8_lossy(bytes));
}

/// Does `read` with every line.
pub fn lines(bytes: &[u8], read: impl Fn(&str)) {
    String::from_utf8_lossy(bytes).lines().for_each(read);
}

/// What is repaired is clean, and every letter of it comes from somewhere.
pub fn repair(text: &str) {
    let source = SourceText::new("a.txt", text);
    promises::clean(&source, &tarmaq::repair::repair(&source).value);
}

fn read_text(text: &str) -> Act {
    read_act(SourceText::new("a.txt", text), "a".parse().expect("`a` is an id"))
}

/// What is parsed holds together, and can be written down and read back for histories.
pub fn parse(text: &str) {
    let act = read_text(text);
    promises::clean(&act.source, &act.text);
    promises::act(&act);
    let testimony = tarmaq::history::Testimony::new(&act);
    let stored = serde_json::to_string(&testimony).expect("a testimony can be written");
    assert_eq!(serde_json::from_str::<tarmaq::history::Testimony>(&stored).expect("what was written can be read"), testimony);
}

/// A paragraph as a note, an instruction, a header, a sentence of commencement; what is read of it lies inside it.
pub fn amend(paragraph: &str) {
    let unit: ProvisionPath = "rules/point-3".parse().expect("it is an address");
    let context = amend::header(paragraph, &Context::default()).unwrap_or_default();
    let (_, _) = (amend::opens_quote(paragraph), amend::orders_repeal(paragraph));
    let operations = amend::instruction(paragraph, &context);
    assert!(operations.is_none() || amend::is_instruction(paragraph) || context.repeals, "only an instruction has operations");
    let _ = (amend::note(paragraph, Some(&unit)), amend::pending_note(paragraph, None), amend::tombstone(paragraph, &unit));
    let _ = (amend::is_bare_tombstone(paragraph), amend::announces_pending(paragraph), amend::commencement(paragraph));
    let _ = amend::act_commencement([paragraph, paragraph]);
}

/// What a paragraph cites lies inside it.
pub fn cite(paragraph: &str) {
    let inside = |range: &std::ops::Range<usize>| paragraph.get(range.clone()).is_some();
    assert!(citation::find_dates(paragraph).all(|(_, range)| inside(&range)));
    assert!(citation::unit_phrases(paragraph).iter().all(|phrase| inside(&phrase.range)));
    assert!(citation::cited_acts(paragraph).iter().all(|act| inside(&act.range)));
    let _ = (citation::issuer_nominative(paragraph), citation::roman(paragraph), citation::act_of(paragraph));
    for (at, _) in paragraph.char_indices().take(200) {
        for range in [citation::cardinal_at(paragraph, at), citation::ordinal_at(paragraph, at)].into_iter().flatten().map(|(_, range)| range) {
            assert!(inside(&range));
        }
    }
}

/// Tokens lie inside the text, on character boundaries, in order, and twice the same.
pub fn analyze(text: &str) {
    let tokens = analyzer::analyze(text);
    let (mut start, mut position) = (0, 0);
    for token in &tokens {
        assert!(text.get(token.range.clone()).is_some_and(|word| !word.is_empty()));
        assert!(token.range.start >= start && token.position >= position);
        assert!(!token.term.is_empty() && !token.exact.is_empty());
        (start, position) = (token.range.start, token.position);
    }
    assert_eq!(tokens, analyzer::analyze(text), "a word remembered is the word read");
    let lexicon = Lexicon::new(tokens.iter().map(|token| (&token.exact, 1)));
    for token in tokens.iter().take(8) {
        let _ = widen(&lexicon, &text[token.range.clone()], token, true);
    }
}

/// Two texts, with a line `====` between them, and what differs: the changes make the later one out of the earlier one.
pub fn diff(text: &str) {
    let (before, after) = text.split_once("\n====\n").unwrap_or((text, ""));
    let words = difference::words(before, after);
    let of = |op: difference::WordOp| {
        words.iter().filter(|edit| edit.op == op || edit.op == difference::WordOp::Keep).map(|edit| edit.text.as_str()).collect::<String>()
    };
    assert_eq!((of(difference::WordOp::Delete), of(difference::WordOp::Insert)), (before.to_owned(), after.to_owned()), "nothing is lost");
    let units = |text: &str| -> Vec<Unit> {
        let act = read_text(text);
        act.provisions.iter().map(|provision| Unit { path: provision.path.clone(), text: Some(act.own_text(provision)) }).collect()
    };
    let (before, after) = (units(before), units(after));
    assert_eq!(difference::apply(&before, &difference::diff(&before, &after)), after);
}
