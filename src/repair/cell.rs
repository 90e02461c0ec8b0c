//! Words broken by a narrow cell.
//!
//! After this: `байланыст⏎ы` is one word where the document prints it whole elsewhere, or where the second half cannot
//! be a word. Nothing else is joined: two words read as one would be worse.

use super::lexicon::Lexicon;

/// Kazakh and Russian words of one or two letters; any other pair of letters that opens a line is the end of a word.
const SHORT_WORDS: [&str; 58] = [
    "да", "де", "та", "те", "не", "ма", "ме", "ба", "бе", "па", "пе", "ал", "ол", "өз", "ең", "үш", "он", "іс", "ет", "ат", "ақ", "аз", "ай", "ас", "ел", "ер",
    "ән", "ұл", "үй", "су", "ту", "бұ", "бу", "ғо", "ау", "оқ", "от", "в", "с", "и", "о", "у", "к", "а", "я", "на", "по", "за", "до", "об", "из", "от", "со",
    "во", "ко", "но", "же", "ли",
];

/// Whether `left` at a line's end and `right` at the start of the next are one word.
pub(super) fn is_broken_word(left: &str, right: &str, lexicon: &Lexicon<'_>) -> bool {
    let whole = lexicon.count(&[left, right]);
    if whole > 0 && (lexicon.count(&[left]) <= whole || lexicon.count(&[right]) == 0 || right.chars().count() == 1) {
        return lexicon.count(&[right]) <= whole;
    }
    // `Отбасылы⏎қ`: no word begins with two such letters and ends there.
    left.chars().count() > 2 && right.chars().count() <= 2 && right.chars().all(|c| matches!(c, '\u{400}'..='\u{52f}')) && !SHORT_WORDS.contains(&right)
}
