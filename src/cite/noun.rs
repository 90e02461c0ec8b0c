//! The nouns of citations, as data: words for units, for acts and for the documents acts approve.

use super::word::{Inflection, inflected, is_word};
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

/// The unit that `word` is a form of.
pub(super) fn unit_noun(word: &str) -> Option<(ProvisionKind, Inflection)> {
    UNITS.iter().find_map(|&(kind, stems)| inflected(word, stems).map(|inflection| (kind, inflection)))
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
    ACTS.iter().find_map(|&(kind, stems)| inflected(word, stems).map(|inflection| (kind, inflection)))
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
    DOCUMENTS.iter().find_map(|&(segment, stems)| inflected(word, stems).map(|inflection| (segment, inflection)))
}
