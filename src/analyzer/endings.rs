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
