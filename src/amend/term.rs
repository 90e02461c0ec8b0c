//! What an instruction says itself of its time: «2-тармақ 2022 жылғы 1 шілдеден бастап алып тасталсын».

use super::commencement;
use super::verb::words;
use crate::act::Commencement;
use crate::cite::find_dates;

/// The time that the words of an instruction set, those before the act it names and those of a clause, quotations blanked. `None` where they say nothing of it;
/// words of time that are not understood leave no day certain.
pub(super) fn of_instruction(before: &str, bare: &str) -> Option<Commencement> {
    of_words(bare).or_else(|| of_words(&super::context::blank_quotes(before)))
}

/// The time that `text` sets.
pub(super) fn of_words(text: &str) -> Option<Commencement> {
    const MARKS: &[&str] = &["бастап", "дейін", "өткен"];
    let marked = |text: &str| MARKS.iter().any(|mark| text.contains(mark));
    if !marked(text) {
        return None;
    }
    let mut rest = text.to_owned();
    let mut dated = false;
    for (_, range) in find_dates(text) {
        // «1 шілдеден бастап», «01.07.2022 бастап»: the ending of the month and the word
        let end = words(&text[range.end..]).take(2).find(|(_, word)| MARKS[..2].contains(word)).map(|(at, word)| range.end + at + word.len());
        let Some(end) = end else { continue };
        dated = true;
        rest.replace_range(range.start..end, &" ".repeat(end - range.start));
    }
    let left = words(&rest).any(|(at, word)| matches!(word.trim_end_matches(','), "бастап" | "өткен") && of_time(&rest[..at]));
    if left {
        return Some(Commencement::Unread(text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    dated.then(|| commencement::term(text)).filter(|term| *term != Commencement::Unstated)
}

/// Whether the words end with a stretch or a point of time: «… күнінен», «2023 жылдан», «он күн».
fn of_time(before: &str) -> bool {
    const TIMES: &[&str] = &["күн", "жыл", "ай", "апта", "сәт", "мерзім", "уақыт"];
    before.split_whitespace().next_back().is_some_and(|word| TIMES.iter().any(|time| word.starts_with(time)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_may_set_its_day() {
        let on = |day: &str| Some(Commencement::On(day.parse().unwrap()));
        assert_eq!(of_words("2-тармақ 2022 жылғы 1 шілдеден бастап мынадай редакцияда"), on("2022-07-01"));
        assert_eq!(of_words("01.07.2022 бастап 2-тармақ"), on("2022-07-01"));
        assert_eq!(of_words("2-тармақ мынадай редакцияда"), None);
        assert_eq!(of_words("5-тармақтан бастап 7-тармаққа дейін"), None);
        assert!(matches!(of_words("осы бұйрық қолданысқа енгізілген күнінен бастап 2-тармақ"), Some(Commencement::Unread(_))));
        assert!(matches!(of_words("2023 жылдан бастап 2-тармақ"), Some(Commencement::Unread(_))));
    }
}
