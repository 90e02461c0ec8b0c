//! Clean text to tokens. The peer is the engine's own tokenizer with lower case: no stems, no alphabets unmixed, words of over 40 bytes dropped.
//!
//! `stems_*` are the stemmer alone, with no form remembered; `lexicon_of_a_million_forms` is what the words of questions are looked up in. What is
//! allocated is printed beside each: a token takes none.

mod corpus;

use std::collections::BTreeSet;

use divan::counter::{BytesCount, ItemsCount};
use divan::{AllocProfiler, Bencher};
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer};
use tarmaq::analyzer::{Lexicon, TokenKind, analyze, for_each_token, stem_into};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn texts() -> Vec<String> {
    corpus::acts().into_iter().map(|act| act.text.text).collect()
}

fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

#[divan::bench]
fn tokens_borrowed(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.counter(bytes(&texts)).bench_local(|| {
        let (mut count, mut points) = (0, 0);
        for text in &texts {
            for_each_token(text, |token| {
                count += 1;
                points += usize::from(token.term == "тармақ");
            });
        }
        assert!(count > 20_000 * corpus::COPIES && points > 60 * corpus::COPIES, "{count} tokens, {points} of them «тармақ»");
        count
    });
}

#[divan::bench]
fn tokens_owned(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.counter(bytes(&texts)).bench_local(|| {
        let count: usize = texts.iter().map(|text| analyze(text).len()).sum();
        assert!(count > 20_000 * corpus::COPIES, "{count} tokens");
        count
    });
}

#[divan::bench]
fn peer_simple_lower_case(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let mut analyzer = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
    bencher.counter(bytes(&texts)).bench_local(|| {
        let mut count = 0;
        for text in &texts {
            let mut tokens = analyzer.token_stream(text);
            while tokens.advance() {
                count += 1;
            }
        }
        assert!(count > 20_000 * corpus::COPIES, "{count} tokens");
        count
    });
}

/// Every form of the corpus once.
fn forms() -> Vec<String> {
    let mut forms = BTreeSet::new();
    for text in texts() {
        for_each_token(&text, |token| {
            if token.kind == TokenKind::Word {
                forms.insert(token.exact.to_owned());
            }
        });
    }
    forms.into_iter().collect()
}

/// Words that nobody has written: syllables counted up, and endings behind them.
fn made_up(count: usize) -> Vec<String> {
    const ENDINGS: [&str; 9] = ["", "ның", "лар", "ларға", "да", "ы", "ындағы", "ады", "ғанның"];
    let syllables: Vec<String> = "бгдзжклмнпрст".chars().flat_map(|first| ["а", "о", "ұ", "ы"].map(|vowel| format!("{first}{vowel}"))).collect();
    let syllable = |at: usize| syllables[at % syllables.len()].as_str();
    let n = syllables.len();
    (0..count)
        .map(|at| {
            let stem = at / ENDINGS.len();
            // The stems do not come in the order of the alphabet.
            format!("{}{}{}к{}", syllable(stem), syllable(stem / n), syllable(stem / n / n), ENDINGS[at % ENDINGS.len()])
        })
        .collect()
}

fn stems(bencher: Bencher<'_, '_>, forms: &[String]) {
    let mut stem = String::with_capacity(256);
    bencher.counter(ItemsCount::new(forms.len())).bench_local(|| {
        let mut shorter = 0;
        for form in forms {
            stem_into(form, &mut stem);
            shorter += usize::from(stem.len() < form.len());
        }
        assert!(shorter * 2 > forms.len(), "{shorter} of {} forms have an ending", forms.len());
        shorter
    });
}

#[divan::bench]
fn stems_of_forms_seen_once(bencher: Bencher<'_, '_>) {
    stems(bencher, &forms());
}

#[divan::bench]
fn stems_never_seen(bencher: Bencher<'_, '_>) {
    stems(bencher, &made_up(2_000));
}

#[divan::bench(sample_count = 3)]
fn lexicon_of_a_million_forms(bencher: Bencher<'_, '_>) {
    let forms = made_up(1_000_000);
    bencher.counter(ItemsCount::new(forms.len())).bench_local(|| Lexicon::new(forms.iter().map(|form| (form, 1))));
}
