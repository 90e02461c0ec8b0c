//! Days in a question: whose they are, and Russian ones.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use regex::Regex;

use super::cited::{Class, class_of};
use crate::act::Date;
use crate::text::words;

/// Whether the day belongs to the name of an act: «2022 жылғы 10 қазандағы № 807», «от 10.10.2022 № 807», «зарегистрирован 13 февраля 2018 года № 16354».
pub(super) fn dates_an_act(text: &str, day: &Range<usize>) -> bool {
    let (before, after) = (text[..day.start].trim_end().to_lowercase(), text[day.end..].trim_start_matches([' ', '\u{a0}', ',', '(']));
    // «от» is what a document is of
    if words(&before).last().is_some_and(|(_, word)| word == "от") || is_registered_behind(after) {
        return true;
    }
    // «на 1 января 2023 года»: as of that day
    if words(&before).last().is_some_and(|(_, word)| word == "на") {
        return false;
    }
    // «… 10 қазанда» is a day on which something is, «… 10 қазандағы» one of something; «10 октября 2022 года» can be either.
    let said = text[day.clone()].trim_end().to_lowercase();
    if !said.ends_with("года") && ["да", "де", "та", "те"].iter().any(|ending| said.ends_with(ending)) {
        return false;
    }
    after.starts_with('№') || words(after).take(2).any(|(_, word)| matches!(class_of(word), Some(Class::Act(_))))
}

/// Whether what follows a day tells that an act was adopted or registered on it: «№ 16354 болып тіркелген», «қабылданған № 807 қаулы».
fn is_registered_behind(after: &str) -> bool {
    let is_done =
        |word: &str| ["тіркел", "қабылдан", "бекітіл", "зарегистрирован", "принят", "утвержд"].iter().any(|done| word.to_lowercase().starts_with(done));
    let mut next =
        words(after).map(|(_, word)| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '№')).filter(|word| !matches!(*word, "№" | "болып" | ""));
    let Some(first) = next.next() else { return false };
    let is_number = |word: &str| word.trim_start_matches('№').starts_with(|c: char| c.is_ascii_digit());
    match next.next() {
        Some(second) if is_done(first) => is_number(second) || matches!(class_of(second), Some(Class::Act(_))),
        Some(second) => after.starts_with('№') && is_number(first) && is_done(second),
        None => false,
    }
}

/// How Russian months begin, in any of their cases.
const RUSSIAN_MONTHS: &str = "январ|феврал|март|апрел|ма[яйе]|июн|июл|август|сентябр|октябр|ноябр|декабр";

/// The number of the month that begins so.
fn russian_month(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];
    let name = name.to_lowercase();
    u32::try_from(MONTHS.iter().position(|month| name.starts_with(month))? + 1).ok()
}

/// «1 сентября 2022 года».
pub(super) fn russian_dates(text: &str) -> impl Iterator<Item = (Date, Range<usize>)> + '_ {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = format!(r"(?i)\b(\d{{1,2}})\s+({RUSSIAN_MONTHS})[а-я]*\s+(\d{{4}})(?:\s*г(?:ода|\.)?)?");
        Regex::new(&pattern).expect("the pattern of a Russian day compiles")
    });
    DAY.captures_iter(text).filter_map(|captures| {
        let date = Date::new(captures[3].parse().ok()?, russian_month(&captures[2])?, captures[1].parse().ok()?).ok()?;
        Some((date, captures.get(0)?.range()))
    })
}

/// «в сентябре 2022 года», «в 2019 году».
pub(super) fn russian_periods(text: &str) -> impl Iterator<Item = (RangeInclusive<Date>, Range<usize>)> + '_ {
    static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = format!(r"(?i)\bв\s+(?:({RUSSIAN_MONTHS})[а-я]*\s+)?(\d{{4}})\s*г(?:од[а-я]*|\.)");
        Regex::new(&pattern).expect("the pattern of a Russian month compiles")
    });
    PERIOD.captures_iter(text).filter_map(|captures| {
        let year = captures[2].parse().ok()?;
        let days = match captures.get(1) {
            Some(name) => Date::month_of(year, russian_month(name.as_str())?).ok()?,
            None => Date::new(year, 1, 1).ok()?..=Date::new(year, 12, 31).ok()?,
        };
        Some((days, captures.get(0)?.range()))
    })
}
