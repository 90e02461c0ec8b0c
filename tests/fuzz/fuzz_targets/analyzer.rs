//! Any text gives tokens inside it, on character boundaries, in order, and twice the same.
//!
//! `cargo fuzz run --sanitizer none --fuzz-dir tests/fuzz analyzer tests/fuzz/seeds/analyzer`

#![no_main]

use libfuzzer_sys::fuzz_target;
use tarmaq::analyzer::{Lexicon, analyze, widen};

fuzz_target!(|text: &str| {
    let tokens = analyze(text);
    let (mut start, mut position) = (0, 0);
    for token in &tokens {
        assert!(text.get(token.range.clone()).is_some_and(|word| !word.is_empty()));
        assert!(token.range.start >= start && token.position >= position);
        assert!(!token.term.is_empty() && !token.exact.is_empty());
        (start, position) = (token.range.start, token.position);
    }
    assert_eq!(tokens, analyze(text), "a word remembered is the word read");
    let lexicon = Lexicon::new(tokens.iter().map(|token| (&token.exact, 1)));
    for token in tokens.iter().take(8) {
        let _ = widen(&lexicon, &text[token.range.clone()], token, true);
    }
});
