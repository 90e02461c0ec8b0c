//! What an instruction says itself of its time: «2-тармақ 2022 жылғы 1 шілдеден бастап алып тасталсын».

use super::blank;
use super::commencement;
use super::verb::words;
use crate::act::Commencement;
use crate::cite::{Case, act_word, find_dates};

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
    let text = &without_own_day(&without_described(text));
    if !marked(text) {
        return None;
    }
    let mut rest = text.to_owned();
    let mut dated = false;
    for (_, range) in find_dates(text) {
        let Some(end) = day_end(text, range.end) else { continue };
        dated = true;
        blank(&mut rest, range.start..end);
    }
    let content = rest.find("мазмұнда").unwrap_or(rest.len());
    let of_target = |end: usize| end < content && describes(&rest[end..]);
    let left = words(&rest).any(|(at, word)| matches!(word.trim_end_matches(','), "бастап" | "өткен") && of_time(&rest[..at]) && !of_target(at + word.len()));
    if left {
        return Some(Commencement::Unread(text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    dated.then(|| commencement::term(text)).filter(|term| *term != Commencement::Unstated)
}

/// `text` with «осы қаулы күшіне енгізілген күннен бастап» blanked, byte for byte: that is when everything in it takes effect that says nothing of its time.
fn without_own_day(text: &str) -> String {
    let mut told = text.to_owned();
    let spoken: Vec<(usize, &str)> = words(text).collect();
    for (at, window) in spoken.windows(6).enumerate() {
        let [this, act, into, force, day, from] = [0, 1, 2, 3, 4, 5].map(|word| window[word].1);
        let own = matches!(this, "осы" | "Осы") && matches!(act_word(act), Some((_, Case::Nominative)));
        let enters = match into {
            "қолданысқа" => force == "енгізілген",
            "күшіне" => matches!(force, "енген" | "енгізілген"),
            _ => false,
        };
        if own && enters && matches!(day, "күннен" | "күнінен") && from.trim_end_matches(',') == "бастап" {
            blank(&mut told, window[0].0..spoken[at + 5].0 + "бастап".len());
        }
    }
    told
}

/// «1 шілдеден бастап», «01.07.2022 бастап»: one past the word behind a date, the ending of the month between them.
fn day_end(text: &str, date_end: usize) -> Option<usize> {
    words(&text[date_end..]).take(2).find(|(_, word)| matches!(*word, "бастап" | "дейін")).map(|(at, word)| date_end + at + word.len())
}

/// `text` with the days blanked, byte for byte, that tell what a target is and not when it changes: «2022 жылғы 1 шілдеден бастап қолданысқа енгізілген 5-тармақ».
pub(super) fn without_described(text: &str) -> String {
    let mut told = text.to_owned();
    let content = text.find("мазмұнда").unwrap_or(text.len());
    let dates: Vec<_> = find_dates(text).collect();
    // from the last: «2022 жылғы 1 шілдеден бастап 2024 жылғы 1 қаңтарға дейін қолданылатын»
    for (_, range) in dates.into_iter().rev() {
        if let Some(end) = day_end(text, range.end).filter(|&end| end < content && describes(&told[end..])) {
            blank(&mut told, range.start..end);
        }
    }
    told
}

/// Whether words behind a day go on to describe something that has been or comes into force, other than the new wording.
fn describes(after: &str) -> bool {
    let mut words = after.split_whitespace();
    let described = match words.next().unwrap_or_default() {
        "қолданысқа" => words.next().is_some_and(|word| ["енгізілген", "енгізілетін"].iter().any(|form| word.starts_with(form))),
        "күшіне" => words.next().is_some_and(|word| ["енген", "енетін"].iter().any(|form| word.starts_with(form))),
        "қолданыста" => words.next().is_some_and(|word| ["болған", "болатын", "тұрған"].iter().any(|form| word.starts_with(form))),
        word => ["қолданыстағы", "қолданылатын", "қолданылған"].iter().any(|form| word.starts_with(form)),
    };
    // «енгізілген күнінен» is a day, «енгізілетін мынадай редакцияда» the new wording
    const OTHERS: &[&str] = &["күн", "мынадай", "мынандай", "келесі", "жаңа", "редакция"];
    described && words.next().is_some_and(|next| !OTHERS.iter().any(|other| next.starts_with(other)))
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
        assert_eq!(of_words("2022 жылғы 1 шілдеден бастап қолданысқа енгізілген 5-тармақ мынадай редакцияда"), None);
        assert_eq!(of_words("2020 жылғы 1 шілдеден бастап 2024 жылғы 1 қаңтарға дейін қолданылатын 5-тармақ"), None);
        assert_eq!(of_words("5-тармақ 2022 жылғы 1 шілдеден бастап қолданысқа енгізілетін мынадай редакцияда"), on("2022-07-01"));
        assert_eq!(of_words("мынадай мазмұндағы 2022 жылғы 1 шілдеден бастап қолданысқа енгізілетін 5-1-тармақпен"), on("2022-07-01"));
        assert_eq!(of_words("5-тармақтан бастап 7-тармаққа дейін"), None);
        assert_eq!(of_words("осы бұйрық қолданысқа енгізілген күнінен бастап 2-тармақ"), None, "with the act");
        assert_eq!(of_words("Осы қаулы күшіне енгізілген күннен бастап мыналардың"), None, "with the act");
        assert!(matches!(of_words("№ 5 бұйрық қолданысқа енгізілген күнінен бастап 2-тармақ"), Some(Commencement::Unread(_))));
        assert!(matches!(of_words("2023 жылдан бастап 2-тармақ"), Some(Commencement::Unread(_))));
    }
}
