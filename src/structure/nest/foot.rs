//! Footnotes between clauses: «* Жөндеу кезінде ғана тексеріледі.» below the point that has the mark, «1 …» below a rule. They are no units: their words are
//! those of what they stand below.

use std::ops::Range;

use super::Clauses;
use crate::structure::line::{self, Mark};
use crate::text::Span;

/// Fewest signs of a rule above a footnote.
const RULE_MIN: usize = 5;
/// Paragraphs in which the mark is looked for above a footnote.
const ABOVE_MAX: usize = 100;
/// Figures of a mark, at most.
const FIGURES_MAX: usize = 2;

/// The mark that a footnote begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign<'t> {
    /// «*», «**».
    Stars(usize),
    /// «1».
    Figures(&'t str),
}

impl<'t> Sign<'t> {
    /// Of «1 Теңіздегі лифтілер …», «* Жөндеу кезінде …».
    fn of(text: &'t str) -> Option<Self> {
        let stars = text.len() - text.trim_start_matches('*').len();
        let figures = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (sign, len) = match (stars, figures) {
            (0, 1..=FIGURES_MAX) => (Self::Figures(&text[..figures]), figures),
            (1..=3, 0) => (Self::Stars(stars), stars),
            _ => return None,
        };
        let words = text[len..].trim_start();
        let apart = stars > 0 || words.len() < text.len() - len;
        (apart && line::begins_capital(words)).then_some(sign)
    }

    /// Whether `text` has the mark behind one of its words: «50 лк*;», «платформада1».
    fn marks(self, text: &str) -> bool {
        let (sign, is_sign): (&str, fn(char) -> bool) = match self {
            Self::Stars(count) => (&"***"[..count], |c| c == '*'),
            Self::Figures(figures) => (figures, |c| c.is_ascii_digit()),
        };
        let behind = |c: char| if matches!(self, Self::Stars(_)) { c.is_alphanumeric() || matches!(c, ')' | '"' | '»' | '%') } else { c.is_lowercase() };
        text.match_indices(sign).any(|(at, _)| {
            let (before, after) = (text[..at].chars().next_back(), text[at + sign.len()..].chars().next());
            before.is_some_and(behind) && !after.is_some_and(|c| is_sign(c) || c.is_alphanumeric())
        })
    }
}

impl Clauses<'_, '_, '_> {
    /// Reads the footnote that begins in `at`, and gives the paragraph after it. The mark has to stand above it: a list may begin with stars, and a line to
    /// fill in
    /// looks like a rule.
    pub(super) fn footnote(&mut self, at: usize, range: Range<usize>) -> Option<usize> {
        let text = self.builder.text;
        let span = self.builder.span(at);
        let words = text.slice(span);
        let rule = words.len() - words.trim_start_matches('_').len();
        let ruled = rule >= RULE_MIN;
        if self.quoted || !(ruled || words.starts_with('*') || at == self.footed && at > 0) || !matches!(self.lines.marks[at], Mark::Plain) {
            return None;
        }
        // the rule may stand in a paragraph of its own
        let own = words[rule..].trim();
        let (noted, note) = match own {
            "" if ruled && at + 1 < range.end && matches!(self.lines.marks[at + 1], Mark::Plain) => (at + 1, text.paragraph_text(at + 1)),
            own => (at, own),
        };
        let sign = Sign::of(note)?;
        if matches!(sign, Sign::Figures(_)) && !ruled && at != self.footed {
            return None;
        }
        let above = at.saturating_sub(ABOVE_MAX).max(range.start)..at;
        above.rev().find(|&above| sign.marks(text.paragraph_text(above)))?;
        let ruled = ruled || at == self.footed && at > 0;
        let outer = self.open.groups.last().copied().or(self.root.parent).filter(|_| ruled);
        let holder = outer.or(self.open.point).or(self.open.article).or(self.open.last)?;
        let end = self.builder.span(noted).end;
        let start = end - u32::try_from(note.len()).ok()?;
        self.builder.append(holder, Span { start, end });
        self.footed = if ruled { noted + 1 } else { self.footed };
        Some(noted + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::{approved, read, rules};

    #[test]
    fn a_footnote_below_a_point_is_no_unit() {
        let printed =
            "Сынақ қағидалары\n\n      1. Деңгейі:\n      1) шахтада 50 лк*;\n      2) кабинада 100 лк.\n      * Жөндеу кезінде тексеріледі.\n      2. Соңы.\n";
        assert_eq!(rules(printed), ["point-1 16-19", "point-1/subpoint-1 17-17", "point-1/subpoint-2 18-18", "point-2 20-20"]);
        let point = read(&approved(printed)).provisions.into_iter().find(|unit| unit.path.as_str() == "rules/point-1").map(|unit| unit.own.len());
        assert_eq!(point, Some(2), "its words are those of the point");
        let list = "Сынақ қағидалары\n\n      1. Деңгейі:\n      * Шахтада 50 лк;\n      * Кабинада 100 лк.\n      2. Соңы.\n";
        assert_eq!(rules(list), ["point-1 16-18", "point-1/indent-2 17-17", "point-1/indent-3 18-18", "point-2 19-19"], "stars of a list");
    }

    #[test]
    fn footnotes_below_a_rule_are_of_the_group_they_stand_in() {
        let notes = "_______________\n1 Теңіздегі тұғырлар.\n_______________\n2 Кеме тұғырлары.\n";
        let printed = format!(
            "Сынақ қағидалары\n\n1-тарау. Жалпы ережелер\n\n      1. Лифт тұғырда1 тоқтайды.\n      2. Лифт кемеде2 тоқтайды.\n{notes}\n2-тарау. Соңы\n\n      3. Соңы.\n"
        );
        assert_eq!(rules(&printed), ["chapter-1 16-23", "point-1 18-18", "point-2 19-19", "chapter-2 25-27", "point-3 27-27"]);
        let blank = "Сынақ қағидалары\n\n      1. Қолы қойылады:\n      _______________ 1 Теңіз\n      2. Соңы.\n";
        assert!(rules(blank).contains(&"point-1/indent-2 17-17".to_owned()), "a line to fill in: {:?}", rules(blank));
    }
}
