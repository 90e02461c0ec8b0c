//! The list of abbreviations that closes an annex: «Қосымшада келесі аббревиатуралар қолданады: - КҚПБ – Көші-қон полициясы басқармасы; …».

use std::sync::LazyLock;

use regex::Regex;

use super::build::{Builder, Unit};
use crate::act::ProvisionKind;
use crate::text::Span;

static EXPLAINS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^[-–—•\s]*(?:\d{1,2}[.)]\s*)?\p{Lu}[\p{L}\d]*\p{Lu}[\p{L}\d]*\s*[-–—:]\s*\p{L}";
    Regex::new(pattern).expect("the pattern of an explained abbreviation is a constant that compiles")
});

/// The first abbreviation is the second indent: the words that lead in are the first (as in every list after a colon).
const FIRST: u32 = 2;

/// Whether `words` open such a list.
pub(super) fn opens(words: &str) -> bool {
    let words = words.trim_end();
    let names = || {
        let words = words.to_lowercase();
        words.contains("аббревиатура") || words.contains("қысқарт") && ["сөз", "қолдан", "пайдалан"].iter().any(|other| words.contains(other))
    };
    words.ends_with(':') && names()
}

/// Reads the list at the beginning of `spans` as a unit of `annex`, an indent for each abbreviation. Tells how many of `spans` it has; none where no list
/// begins.
pub(super) fn read(builder: &mut Builder<'_>, annex: usize, spans: &[Span]) -> usize {
    let text = builder.text;
    let Some((&opening, rest)) = spans.split_first().filter(|(opening, _)| opens(text.slice(**opening))) else { return 0 };
    let explained = rest.iter().take_while(|span| EXPLAINS.is_match(text.slice(**span))).count();
    if explained == 0 {
        return 0;
    }
    let kind = ProvisionKind::Abbreviations;
    let base = builder.path(annex);
    let list = builder.open(Unit::named(kind, kind.segment(), Some(annex), Some(base)), Some(opening));
    for &span in &rest[..explained] {
        let number = builder.count(Some(list), ProvisionKind::Indent, FIRST).to_string();
        let base = builder.path(list);
        builder.open(Unit::numbered(ProvisionKind::Indent, &number, Some(list), Some(base)), Some(span));
    }
    explained + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_abbreviations_is_told_from_other_lists() {
        let cases = [
            ("Қосымшада келесі аббревиатуралар қолданады:", true),
            ("Ескертпе: осы кестеде мынадай қысқартулар пайдаланылады:", true),
            ("Қысқартылған сөздер:", true),
            ("Виза мерзімін қысқарту үшін мынадай құжаттар ұсынылады:", false),
            ("Қосымшада келесі аббревиатуралар қолданады.", false),
        ];
        for (words, is_one) in cases {
            assert_eq!(opens(words), is_one, "{words}");
        }
    }

    #[test]
    fn an_abbreviation_is_explained_behind_a_dash() {
        let cases = [
            ("-  КҚПБ - Көші қон полициясы басқармасы;", true),
            ("- ҚСжАЕАК - Құқықтық статистика және арнайы есепке алу жөніндегі комитеті", true),
            ("ЭЦҚ – электрондық цифрлық қолтаңба;", true),
            ("2) ЖСН: жеке сәйкестендіру нөмірі.", true),
            ("- құжаттың көшірмесі – екі дана;", false),
            ("Көші-қон полициясы басқармасы", false),
        ];
        for (words, explains) in cases {
            assert_eq!(EXPLAINS.is_match(words), explains, "{words}");
        }
    }
}
