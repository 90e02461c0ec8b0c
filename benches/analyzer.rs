//! Clean text to tokens. The peer is the engine's own tokenizer with lower case: no stems, no alphabets unmixed, words of over 40 bytes dropped.

mod corpus;

use divan::Bencher;
use divan::counter::BytesCount;
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer};
use tarmaq::analyzer::{analyze, for_each_token};

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
        assert!(count > 20_000 * corpus::COPIES && points > 100 * corpus::COPIES, "{count} tokens, {points} of them «тармақ»");
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
