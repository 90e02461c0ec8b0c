//! The nouns of citations, as data: words for units, for acts and for the documents acts approve.

use super::Case;
use super::word::{Inflection, Letters, first_letter, floor_boundary, inflection, is_capital, is_word, strip_stem};
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

/// Short words for units, met in notes and letters: «5-т.», «3-б.». «б.» is a бап, and a бөлік below one
/// or below what stands in one.
const SHORT_UNITS: &[(ProvisionKind, &str)] = &[
    (ProvisionKind::Point, "т"),
    (ProvisionKind::Point, "тарм"),
    (ProvisionKind::Subpoint, "тш"),
    (ProvisionKind::Article, "б"),
    (ProvisionKind::Part, "бөл"),
    (ProvisionKind::Indent, "абз"),
    (ProvisionKind::Annex, "қос"),
];

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
    ("list", &["тізбе", "тізім"]),
    ("approved", &["ереже", "әдістеме", "бағдарлама", "тұжырымдама"]),
];

/// Words that documents go by as well, and that mean other things more often: documents where they have a capital letter, or where an annex names
/// what it belongs to.
const LOOSE_DOCUMENTS: &[(&str, &[&str])] = &[(
    "approved",
    &[
        "тәртіп",
        "тәртіб",
        "талап",
        "талаб",
        "жоспар",
        "әдіс",
        "шарт",
        "келісім",
        "өлшемшарт",
        "критерий",
        "анықтамалық",
        "анықтамалығ",
        "норматив",
        "норма",
        "саясат",
        "стратегия",
        "хаттама",
        "конвенция",
        "меморандум",
        "жіктеуіш",
        "тәсіл",
        "көрсеткіш",
        "тариф",
    ],
)];

const LOOSE_LETTERS: Letters = first_letters(LOOSE_DOCUMENTS);

/// The word of an address for the approved document that `word` is a form of, in whatever letters it begins.
pub(super) fn any_document_noun(word: &str) -> Option<(&'static str, Inflection)> {
    find(DOCUMENTS, DOCUMENT_LETTERS, word).or_else(|| find(LOOSE_DOCUMENTS, LOOSE_LETTERS, word))
}

/// The word of an address for the approved document that `word` is a form of.
pub(super) fn document_noun(word: &str) -> Option<(&'static str, Inflection)> {
    let loose = || if is_capital(word) { find(LOOSE_DOCUMENTS, LOOSE_LETTERS, word) } else { None };
    find(DOCUMENTS, DOCUMENT_LETTERS, word).or_else(loose)
}

/// As [`document_noun`], of words that hardly mean anything else: a name may end in them.
pub(super) fn name_noun(word: &str) -> Option<(&'static str, Inflection)> {
    find(DOCUMENTS, DOCUMENT_LETTERS, word)
}

/// Words for what states agree on, which has articles as a law has.
const TREATIES: &[(&str, &[&str])] = &[("шарт", &["шарт"]), ("келісім", &["келісім"]), ("конвенция", &["конвенция"]), ("хаттама", &["хаттама"])];

const TREATY_LETTERS: Letters = first_letters(TREATIES);

/// The word for a treaty that `word` is a form of, in the nominative.
pub(super) fn treaty_noun(word: &str) -> Option<(&'static str, Inflection)> {
    find(TREATIES, TREATY_LETTERS, word)
}

/// Longest end of a title that is looked at, in bytes.
const TITLE_END_MAX: usize = 300;

/// The word for a treaty that `title` ends with, a bracket behind it aside: «шарт» of «Жалдаудың үлгілік шарты».
pub(super) fn treaty_titled(title: &str) -> Option<&'static str> {
    let end = &title[floor_boundary(title, title.len().saturating_sub(TITLE_END_MAX))..];
    treaty_noun(last_of_title(end)?).map(|(noun, _)| noun)
}

/// The word of an address for the document that acts approve and that `word` names, and its case: «Қағидалардың» is of `rules`, «ережесіне» of `approved`.
///
/// ```
/// use tarmaq::cite::{Case, document_word};
///
/// assert_eq!(document_word("Тізімнің"), Some(("list", Case::Genitive)));
/// assert_eq!(document_word("Талаптардың"), Some(("approved", Case::Genitive)));
/// assert_eq!(document_word("талаптардың"), None, "demands, most of the time");
/// ```
pub fn document_word(word: &str) -> Option<(&'static str, Case)> {
    document_noun(word).map(|(segment, inflected)| (segment, inflected.case))
}

/// As [`document_word`], where nothing but a document can be named: in the block of an annex, at the end of a title.
pub fn document_named(word: &str) -> Option<(&'static str, Case)> {
    any_document_noun(word).map(|(segment, inflected)| (segment, inflected.case))
}

/// The kind of act that `word` names, and its case.
///
/// ```
/// use tarmaq::{act::ActKind, cite::{Case, act_word}};
///
/// assert_eq!(act_word("өкімімен"), Some((ActKind::Decree, Case::Instrumental)));
/// assert_eq!(act_word("заңсыз"), None);
/// ```
pub fn act_word(word: &str) -> Option<(ActKind, Case)> {
    act_noun(word).map(|(kind, inflected)| (kind, inflected.case))
}

/// The kind of act that `word` names one of: «бұйрықтың», not «бұйрықтардың».
pub(crate) fn one_act_word(word: &str) -> Option<ActKind> {
    act_noun(word).filter(|(_, inflected)| !inflected.plural).map(|(kind, _)| kind)
}

/// The kind of unit that `word` names: «азатжолмен» an indent, «бөлігінен» a part.
pub fn unit_word(word: &str) -> Option<ProvisionKind> {
    unit_noun(word).map(|(kind, _)| kind)
}

/// The word of an address for the document whose title is `title`: that of its last word where that is one for documents, a bracket behind it aside.
///
/// ```
/// assert_eq!(tarmaq::cite::document_titled("Тіркеу қағидалары (бұдан әрі – Қағидалар)"), Some("rules"));
/// assert_eq!(tarmaq::cite::document_titled("Қағидаларды бекіту туралы"), None);
/// ```
pub fn document_titled(title: &str) -> Option<&'static str> {
    any_document_noun(last_of_title(title)?).map(|(segment, _)| segment)
}

/// The last word of `title`, a bracket behind it aside.
pub(crate) fn last_of_title(title: &str) -> Option<&str> {
    let title = title.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let name = title.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).map_or(title, |(name, _)| name);
    Some(name.split_whitespace().next_back()?.trim_matches(|c: char| !c.is_alphabetic()))
}
