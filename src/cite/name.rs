//! Names of approved documents, which end in the word for the document: «… құжаттарын қабылдау қағидалары».

use super::Case;
use super::noun::{act_noun, document_noun, name_noun, unit_noun};
use super::word::{after_space, floor_boundary, inflected, is_capital, is_word, skip_spaces, word_at, word_starts, work};
use crate::text::{GENITIVE, ends_with_any};

/// Longest name of an approved document, in bytes.
const NAME_MAX: usize = 900;

/// The word for a document, where its name ends, and its case.
type Name = (&'static str, usize, Case);

/// Looks for the ends of names in one text. What was read once is not read again from each word of it, so that looking
/// from all of them takes time in proportion to the text.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// No name ends, and nothing ends the search, between these two places.
    from: usize,
    clear: usize,
    /// What stands at the second of them; `None` where nothing was read yet.
    stop: Option<Stop>,
}

#[derive(Clone, Copy, Debug)]
enum Stop {
    /// A name ends here.
    Name(Name),
    /// A name does not reach over this.
    Break,
}

impl Names {
    /// Forgets all; another text is read next.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The end of the name of an approved document that begins at `at`: the first word for such a document that is said of
    /// something («… қабылдау және жолдау қағидаларының»).
    pub(super) fn after(&mut self, text: &str, at: usize) -> Option<Name> {
        if !(self.from..=self.clear).contains(&at) {
            *self = Self { from: at, clear: at, stop: None };
        }
        let limit = floor_boundary(text, at + NAME_MAX);
        if self.stop.is_none() {
            self.read(text, limit);
        }
        match self.stop {
            Some(Stop::Name(name)) if name.1 <= limit => Some(name),
            _ => None,
        }
    }

    /// Reads on to the next stop, but not beyond `limit`.
    fn read(&mut self, text: &str, limit: usize) {
        let from = self.clear.min(limit);
        work::spend(limit - from);
        for start in word_starts(&text[from..limit]).map(|start| from + start) {
            if let Some(end) = break_between(text, self.clear, start) {
                (self.clear, self.stop) = (end, Some(Stop::Break));
                return;
            }
            let word = word_at(text, start);
            self.stop = stop_at(text, start, word);
            if self.stop.is_some() {
                self.clear = start;
                return;
            }
            self.clear = start + word.len();
        }
        if let Some(end) = break_between(text, self.clear, limit) {
            (self.clear, self.stop) = (end, Some(Stop::Break));
        } else {
            self.clear = self.clear.max(limit);
        }
    }
}

/// The place between two words that a name does not reach over.
fn break_between(text: &str, end: usize, start: usize) -> Option<usize> {
    let between = text.get(end..start)?;
    between.find([';', '(']).or_else(|| between.ends_with(". ").then(|| between.len() - 2)).map(|at| end + at)
}

fn stop_at(text: &str, start: usize, word: &str) -> Option<Stop> {
    let end = start + word.len();
    if act_noun(word).is_some_and(|(_, inflected)| inflected.possessive) {
        return Some(Stop::Break);
    }
    let (segment, inflected) = name_noun(word)?;
    if !inflected.possessive {
        return None;
    }
    let next = word_at(text, skip_spaces(text, end));
    if ["мен", "және", "бекіту", "туралы"].iter().any(|known| is_word(next, known)) {
        return None;
    }
    Some(Stop::Name((segment, end, inflected.case)))
}

/// Most words of the issuer between «осы» and the word for the act.
const ISSUER_WORDS_MAX: usize = 10;

/// The case of the word for its own act, and its end, where the words behind the «осы» that ends at `at` name the act with its issuer: «осы Қорғалжын ауданы
/// әкімдігінің қаулысы». «Осы Комиссия Үкіметтің қаулысымен құрылады» is about a commission, and another act.
pub fn own_act_in_full(text: &str, at: usize) -> Option<(Case, usize)> {
    const PLACES: &[&str] = &["облыс", "аудан", "қала", "ауыл", "кент"];
    let mut next = after_space(text, at).filter(|&first| is_capital(&text[first..]))?;
    let place = after_space(text, next + word_at(text, next).len()).map_or("", |second| word_at(text, second));
    let of_issuer = is_word(word_at(text, next), "қазақстан") || PLACES.iter().any(|noun| place.starts_with(noun));
    if !of_issuer {
        return None;
    }
    let mut before = "";
    for _ in 0..=ISSUER_WORDS_MAX {
        let word = word_at(text, next);
        let end = next + word.len();
        if let Some((_, inflected)) = act_noun(word) {
            let names_it = matches!(inflected.case, Case::Nominative | Case::Genitive) && inflected.possessive && !inflected.plural;
            return (names_it && ends_with_any(before, &GENITIVE)).then_some((inflected.case, end));
        }
        // a document or a unit is none of an issuer's name
        if word.is_empty() || document_noun(word).is_some() || unit_noun(word).is_some() {
            return None;
        }
        (before, next) = (word, after_space(text, end)?);
    }
    None
}

/// The end of the words «өзгерістер мен толықтырулардың» behind «… № 44 қаулысымен бекітілген», from `at` on: changes that an act approves are a document of it, though
/// no word for documents ends their name.
pub(super) fn changes_after(text: &str, at: usize) -> Option<Name> {
    let limit = floor_boundary(text, at + NAME_MAX);
    let mut done = at;
    for start in word_starts(&text[at..limit]).map(|start| at + start) {
        let word = word_at(text, start);
        if break_between(text, done, start).is_some() {
            return None;
        }
        if let Some(inflected) = inflected(word, &["өзгеріс", "толықтыру"]).filter(|inflected| inflected.case == Case::Genitive) {
            return Some(("approved", start + word.len(), inflected.case));
        }
        done = start + word.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_may_be_named_in_full_as_this_one() {
        let cases = [
            ("Осы Қорғалжын ауданы әкімдігінің қаулысы күшіне енеді", Some(("Осы Қорғалжын ауданы әкімдігінің қаулысы", Case::Nominative))),
            (
                "Осы Қазақстан Республикасы Қаржы министрінің бұйрығының 3-тармағы",
                Some(("Осы Қазақстан Республикасы Қаржы министрінің бұйрығының", Case::Genitive)),
            ),
            ("Осы Қағидалар Үкіметтің қаулысы негізінде", None),
            ("Осы Комиссия Қазақстан Республикасы Үкіметінің қаулысы негізінде", None),
            ("Осы Қор Үкіметтің қаулысы негізінде", None),
            ("Осы Қорғалжын ауданы әкімдігінің қаулысымен құрылады", None),
            ("Осы баптың Үкіметтің қаулысы", None),
            ("Осы мәселе бойынша Үкіметтің қаулысы", None),
            ("Осы Қорғалжын ауданы әкімдігінің 2012 жылғы қаулысы", None),
        ];
        for (text, want) in cases {
            assert_eq!(own_act_in_full(text, "Осы".len()).map(|(case, end)| (&text[..end], case)), want, "{text}");
        }
    }

    #[test]
    fn names_end_in_the_word_for_the_document() {
        let text = "көшу үшін құжаттарын қабылдау және жолдау қағидалары мен тізбесінің мәтіні; стандарты";
        let mut names = Names::default();
        let ends: Vec<Option<&str>> = word_starts(text).map(|at| names.after(text, at).map(|(_, end, _)| &text[..end])).collect();
        let whole = text.split(" мәтіні").next();
        let expected = [whole, whole, whole, whole, whole, whole, whole, whole, whole, None, Some(text)];
        assert_eq!(ends, expected, "from each word as if it were the first");
        let cases = [("А заңының стандарты", None), ("Ол келді. Оның стандарты", None), ("А (стандарты", None), ("А стандарты", Some("standard"))];
        for (text, segment) in cases {
            assert_eq!(Names::default().after(text, 0).map(|(segment, ..)| segment), segment, "{text}");
        }
        let far = format!("А {}стандарты", "сөз ".repeat(200));
        let mut names = Names::default();
        assert_eq!(names.after(&far, 0), None, "too far");
        assert!(names.after(&far, far.len() / 2 / 7 * 7 + 3).is_some(), "near enough");
    }
}
