//! Function words.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Folded forms; `true` for those that are never stemmed.
static STOPWORDS: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let lines = include_str!("stopwords.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split_whitespace().filter(|&word| word != "~").map(move |word| (word, !line.starts_with('~')))).collect()
});

/// No function word has more bytes; most words of law have.
const FUNCTION_WORD_BYTES_MAX: usize = 24;

/// Whether `exact`, a folded surface form, is a function word: it says little about what a text is about.
pub fn is_stopword(exact: &str) -> bool {
    exact.len() <= FUNCTION_WORD_BYTES_MAX && STOPWORDS.contains_key(exact)
}

/// Whether `exact` is a function word that is never stemmed: «үшін» is not «үш», «оның» is not «он».
pub(super) fn is_closed_class(exact: &str) -> bool {
    exact.len() <= FUNCTION_WORD_BYTES_MAX && STOPWORDS.get(exact).is_some_and(|&closed| closed)
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
