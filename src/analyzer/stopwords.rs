//! Function words.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Folded forms.
static STOPWORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("stopwords.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// No function word has more bytes; most words of law have.
const FUNCTION_WORD_BYTES_MAX: usize = 24;

/// Whether `exact`, a folded surface form, is a function word: it says little about what a text is about.
pub fn is_stopword(exact: &str) -> bool {
    exact.len() <= FUNCTION_WORD_BYTES_MAX && STOPWORDS.contains(exact)
}

/// All function words, folded, in no order.
pub fn stopwords() -> impl Iterator<Item = &'static str> {
    STOPWORDS.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_known_by_their_folded_form() {
        for word in ["және", "үшін", "сондай-ақ", "оның", "для"] {
            assert!(is_stopword(word), "{word}");
        }
        for word in ["тармақ", "виза", "тыйым", "Және"] {
            assert!(!is_stopword(word), "{word}");
        }
    }
}
