//! Endings that stand apart from their word.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::fold_into;

static ENDINGS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("endings.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect());

/// No ending of the table has more bytes.
const ENDING_BYTES_MAX: usize = 20;

/// Whether `surface` is an ending without a word, folded into `folded` on the way.
pub(super) fn is_bare_ending(surface: &str, folded: &mut String) -> bool {
    folded.clear();
    if surface.len() > ENDING_BYTES_MAX {
        return false;
    }
    fold_into(surface, folded);
    ENDINGS.contains(folded.as_str())
}

/// Whether a bare ending leaves the word what it was: «виза-ға» is about a visa. «Ауыл-дық» makes another word, and so does «он-шы»; «ы» may be
/// a letter of a list.
pub(super) fn is_inflection(folded: &str) -> bool {
    const DERIVING: [&str; 14] = ["лық", "лік", "дық", "дік", "тық", "тік", "лығ", "ліг", "дығ", "діг", "тығ", "тіг", "шы", "ші"];
    let ordinal = folded.contains("нш");
    folded.chars().nth(1).is_some() && !ordinal && !DERIVING.iter().any(|deriving| folded.starts_with(deriving))
}
