//! The nouns of citations, as data: words for units, for acts and for the documents acts approve.

use super::word::{Inflection, Letters, first_letter, inflection, is_word, strip_stem};
use crate::act::{ActKind, ProvisionKind};

/// Words for units: their stems before a consonant and before a vowel.
const UNITS: &[(ProvisionKind, &[&str])] = &[
    (ProvisionKind::Point, &["тармақ", "тармағ"]),
    (ProvisionKind::Subpoint, &["тармақша"]),
    (ProvisionKind::Article, &["бап", "баб"]),
    (ProvisionKind::Part, &["бөлік", "бөліг"]),
    (ProvisionKind::Indent, &["абзац", "азатжол"]),
    (ProvisionKind::Annex, &["қосымша"]),
    (ProvisionKind::Chapter, &["тарау"]),
    (ProvisionKind::Subchapter, &["параграф"]),
    (ProvisionKind::Section, &["бөлім"]),
    (ProvisionKind::Row, &["жол"]),
    (ProvisionKind::Table, &["кесте"]),
    (ProvisionKind::Heading, &["тақырып", "тақырыб"]),
    (ProvisionKind::Preamble, &["кіріспе", "преамбула"]),
];

/// Short words for units, met in notes and letters: «5-т.», «3-б.».
const SHORT_UNITS: &[(ProvisionKind, &str)] =
    &[(ProvisionKind::Point, "т"), (ProvisionKind::Point, "тарм"), (ProvisionKind::Subpoint, "тш"), (ProvisionKind::Article, "б")];

/// The letters that the words of `table` begin with: most words of a text begin with another.
const fn first_letters<T>(table: &[(T, &[&str])]) -> Letters {
    let mut letters = Letters::NONE;
    let mut row = 0;
    while row < table.len() {
        let mut stem = 0;
        while stem < table[row].1.len() {
            letters = letters.with(table[row].1[stem]);
            stem += 1;
        }
        row += 1;
    }
    letters
}

const UNIT_LETTERS: Letters = first_letters(UNITS);
/// The letters that words for acts begin with.
pub(super) const ACT_LETTERS: Letters = first_letters(ACTS);
const DOCUMENT_LETTERS: Letters = first_letters(DOCUMENTS);

/// The row of `table`, whose words begin with `letters`, that `word` is a form of.
fn find<T: Copy>(table: &[(T, &[&str])], letters: Letters, word: &str) -> Option<(T, Inflection)> {
    let first = first_letter(word).filter(|&first| letters.may_hold(first))?;
    for &(row, stems) in table {
        for stem in stems {
            if stem.as_bytes().starts_with(&first)
                && let Some(inflection) = strip_stem(word, stem).and_then(inflection)
            {
                return Some((row, inflection));
            }
        }
    }
    None
}

/// The unit that `word` is a form of.
pub(super) fn unit_noun(word: &str) -> Option<(ProvisionKind, Inflection)> {
    find(UNITS, UNIT_LETTERS, word)
}

/// The unit that `word`, before a full stop, is short for.
pub(super) fn short_unit(word: &str) -> Option<ProvisionKind> {
    SHORT_UNITS.iter().find(|(_, short)| is_word(word, short)).map(|&(kind, _)| kind)
}

/// Words for acts.
const ACTS: &[(ActKind, &[&str])] = &[
    (ActKind::Order, &["бұйрық", "бұйрығ"]),
    (ActKind::Resolution, &["қаулы"]),
    (ActKind::Law, &["заң"]),
    (ActKind::Code, &["кодекс"]),
    (ActKind::Decree, &["жарлық", "жарлығ", "өкім"]),
    (ActKind::Decision, &["шешім"]),
    (ActKind::Constitution, &["конституция"]),
];

/// The kind of act that `word` is a form of.
pub(super) fn act_noun(word: &str) -> Option<(ActKind, Inflection)> {
    find(ACTS, ACT_LETTERS, word)
}

/// Words for documents that acts approve, with the word of an address they go by.
const DOCUMENTS: &[(&str, &[&str])] = &[
    ("rules", &["қағида"]),
    ("regulation", &["регламент"]),
    ("instruction", &["нұсқаулық", "нұсқаулығ", "нұсқау"]),
    ("charter", &["жарғы"]),
    ("standard", &["стандарт"]),
    ("list", &["тізбе"]),
    ("approved", &["ереже", "әдістеме", "тәртіп", "тәртіб", "талап", "талаб", "бағдарлама", "тұжырымдама"]),
];

/// The word of an address for the approved document that `word` is a form of.
pub(super) fn document_noun(word: &str) -> Option<(&'static str, Inflection)> {
    find(DOCUMENTS, DOCUMENT_LETTERS, word)
}
