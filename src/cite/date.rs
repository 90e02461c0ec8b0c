//! Days as Kazakh acts write them.

use std::ops::{Range, RangeInclusive};

use super::Case;
use super::numeral::digits_at;
use super::word::{Inflection, after_space, begins, inflected, is_word, skip_spaces, word_at};
use crate::act::Date;

const MONTHS: &[&str] = &["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];

/// The month of `word` and its form: «қаңтардағы», «ақпанда», «шілдедегі», «қыркүйегіндегі».
fn month(word: &str) -> Option<(u32, Inflection)> {
    let form = |at: usize, stem: &str| inflected(word, &[stem]).map(|form| (at, form));
    let found = MONTHS.iter().enumerate().find_map(|(at, month)| form(at, month)).or_else(|| form(8, "қыркүйег"));
    found.and_then(|(at, form)| Some((u32::try_from(at + 1).ok()?, form)))
}

/// The day that begins at byte `at` of `text`, and the bytes it takes.
///
/// Read are «2018 жылғы 4 қаңтардағы», «2012 жылы 28 маусымда», «2020 жылғы 26 наурыз күнгі», «2011 жылғы «24» маусым»,
/// «10 қазан 2022 жыл», `26.05.2022`, `2011.03.24`, `26.05.2022 ж.` and `2022-05-26` (ISO 8601). A day the calendar does not have is none.
///
/// ```
/// let (day, range) = tarmaq::cite::date_at("2018 жылғы 13 ақпанда № 16354", 0).unwrap();
/// assert_eq!(day.to_string(), "2018-02-13");
/// assert_eq!(&"2018 жылғы 13 ақпанда № 16354"[range], "2018 жылғы 13 ақпанда");
/// ```
pub fn date_at(text: &str, at: usize) -> Option<(Date, Range<usize>)> {
    let digits = digits_at(text, at);
    if digits.is_empty() || !begins(text, at) {
        return None;
    }
    let after = at + digits.len();
    let (date, end) = match (digits.len(), text.as_bytes().get(after)) {
        (1 | 2 | 4, Some(b'.')) => numeric(text, at, digits.len() == 4, '.')?,
        (4, Some(b'-')) => numeric(text, at, true, '-')?,
        (4, _) => year_first(text, digits, after)?,
        (1 | 2, _) => day_first(text, digits, after)?,
        _ => return None,
    };
    Some((date, at..end))
}

/// All days in `text`, in order.
pub fn find_dates(text: &str) -> impl Iterator<Item = (Date, Range<usize>)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            if let Some((date, range)) = date_at(text, at) {
                at = range.end;
                return Some((date, range));
            }
            at += digits_at(text, at).len();
        }
        None
    })
}

/// The months and years that `text` names as the time of something, without a day: the first and the last day of each, and its bytes.
///
/// Read are «2013 жылғы наурызда», «2021 жылдың мамырында», «2019 жылы». «2018 жылғы 4 қаңтарда» names a day, and «2012 жылғы» and «2012 жылғы қаңтардағы»
/// say which of several is meant.
///
/// ```
/// let (days, range) = tarmaq::cite::find_periods("2013 жылғы наурызда қандай еді").next().unwrap();
/// assert_eq!(days.start().to_string(), "2013-03-01");
/// assert_eq!(days.end().to_string(), "2013-03-31");
/// assert_eq!(range, 0.."2013 жылғы наурызда".len());
/// ```
pub fn find_periods(text: &str) -> impl Iterator<Item = (RangeInclusive<Date>, Range<usize>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(digit) = text[at..].find(|c: char| c.is_ascii_digit()) {
            let start = at + digit;
            let year = digits_at(text, start);
            at = start + year.len();
            if year.len() == 4
                && begins(text, start)
                && let Some((days, end)) = period(text, year, at)
            {
                at = end;
                return Some((days, start..end));
            }
        }
        None
    })
}

/// The period of `year`, whose digits end at byte `after`.
fn period(text: &str, year: &str, after: usize) -> Option<(RangeInclusive<Date>, usize)> {
    let at = skip_spaces(text, after);
    let word = word_at(text, at);
    if !is_year_word(word) {
        return None;
    }
    let end = at + word.len();
    let year = year.parse().ok()?;
    let at = skip_spaces(text, end);
    let next = word_at(text, at);
    match month(next) {
        Some((month, form)) if form.case == Case::Locative && !form.adjectival => Some((Date::month_of(year, month).ok()?, at + next.len())),
        None if is_word(word, "жылы") && digits_at(text, at).is_empty() => Some((Date::new(year, 1, 1).ok()?..=Date::new(year, 12, 31).ok()?, end)),
        _ => None,
    }
}

fn day_of(year: &str, month: u32, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// A day in digits with `sign` between them. With hyphens it is that of ISO 8601 alone: «11-1-4» is a number of an act.
fn numeric(text: &str, at: usize, year_leads: bool, sign: char) -> Option<(Date, usize)> {
    let mut parts = [""; 3];
    let mut end = at;
    for (index, part) in parts.iter_mut().enumerate() {
        if index > 0 {
            end += text[end..].starts_with(sign).then_some(1)?;
        }
        *part = digits_at(text, end);
        end += part.len();
    }
    let (year, day) = if year_leads { (parts[0], parts[2]) } else { (parts[2], parts[0]) };
    if year.len() != 4 || !(1..=2).contains(&day.len()) || !(1..=2).contains(&parts[1].len()) {
        return None;
    }
    if sign == '-' && (day.len() != 2 || parts[1].len() != 2 || text[end..].starts_with(sign)) {
        return None;
    }
    let date = day_of(year, parts[1].parse().ok()?, day)?;
    // «26.05.2022 ж.»: the short word for the year belongs to the day.
    let word = skip_spaces(text, end);
    let end = if is_word(word_at(text, word), "ж") && text[word + "ж".len()..].starts_with('.') { word + "ж.".len() } else { end };
    Some((date, end))
}

fn year_first(text: &str, year: &str, after: usize) -> Option<(Date, usize)> {
    let mut at = skip_spaces(text, after);
    let word = word_at(text, at);
    if is_word(word, "ж") {
        at += word.len();
        at += usize::from(text[at..].starts_with('.'));
    } else if is_year_word(word) {
        at += word.len();
    } else {
        return None;
    }
    at = skip_spaces(text, at);
    let quoted = text[at..].chars().next().filter(|c| matches!(c, '«' | '"' | '“' | '„'));
    at += quoted.map_or(0, char::len_utf8);
    let day = digits_at(text, at);
    if !(1..=2).contains(&day.len()) {
        return None;
    }
    at += day.len();
    if quoted.is_some() {
        at += text[at..].chars().next().filter(|c| matches!(c, '»' | '"' | '”' | '“'))?.len_utf8();
    }
    at = skip_spaces(text, at);
    let word = word_at(text, at);
    let date = day_of(year, month(word)?.0, day)?;
    let end = at + word.len();
    // «2020 жылғы 26 наурыз күнгі».
    let day_word = skip_spaces(text, end);
    let word = word_at(text, day_word);
    if is_word(word, "күнгі") || is_word(word, "күні") { Some((date, day_word + word.len())) } else { Some((date, end)) }
}

fn day_first(text: &str, day: &str, after: usize) -> Option<(Date, usize)> {
    let at = after_space(text, after)?;
    let word = word_at(text, at);
    let (month, _) = month(word)?;
    let at = after_space(text, at + word.len())?;
    let year = digits_at(text, at);
    if year.len() != 4 {
        return None;
    }
    let date = day_of(year, month, day)?;
    let end = at + year.len();
    let word_start = skip_spaces(text, end);
    let word = word_at(text, word_start);
    if is_year_word(word) {
        return Some((date, word_start + word.len()));
    }
    Some((date, end))
}

fn is_year_word(word: &str) -> bool {
    is_word(word, "жылғы") || is_word(word, "жылгы") || inflected(word, &["жыл"]).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_all_their_spellings() {
        let cases = [
            ("2018 жылғы 4 қаңтардағы № 11-1-4/1", "2018-01-04", "2018 жылғы 4 қаңтардағы", "V1800016354"),
            ("2018 жылғы 13 ақпанда", "2018-02-13", "2018 жылғы 13 ақпанда", "V1800016354"),
            ("2012 жылы 28 маусымда № 7775", "2012-06-28", "2012 жылы 28 маусымда", "V1200007775"),
            ("2020 жылғы 26 наурыз күнгі", "2020-03-26", "2020 жылғы 26 наурыз күнгі", "V2000021165"),
            ("2011 жылғы 22 шілдедегі Заңы", "2011-07-22", "2011 жылғы 22 шілдедегі", "P2200000807"),
            ("2022 жылғы 10 қазан", "2022-10-10", "2022 жылғы 10 қазан", "P2200000807"),
            ("2011 жылғы «24» маусым", "2011-06-24", "2011 жылғы «24» маусым", "V1200007775: КЕЛІСІЛДІ"),
            ("2008 жылғы 4 желтоқсандағы", "2008-12-04", "2008 жылғы 4 желтоқсандағы", "V1200007775"),
            ("2021 жылғы 1 қыркүйектен бастап", "2021-09-01", "2021 жылғы 1 қыркүйектен", "commencement"),
            ("26.05.2022 № 11-1-4/240", "2022-05-26", "26.05.2022", "V1800016354: notes"),
            ("26.05.2022 ж. № 1", "2022-05-26", "26.05.2022 ж.", "older notes"),
            ("2011.03.24 № 1", "2011-03-24", "2011.03.24", "older notes"),
            ("2022-05-26 виза", "2022-05-26", "2022-05-26", "questions"),
            ("5 наурыз 2019 жыл", "2019-03-05", "5 наурыз 2019 жыл", "letters"),
        ];
        for (text, day, printed, seen) in cases {
            let (date, range) = date_at(text, 0).unwrap_or_else(|| panic!("{text}: {seen}"));
            assert_eq!((date.to_string().as_str(), &text[range]), (day, printed), "{seen}");
        }
        for none in [
            "2018 жылғы 31 ақпанда",
            "2018 жылғы тармақ",
            "13.15.2022",
            "1.2",
            "2018",
            "60 күн",
            "11.1.4.5",
            "2013 жылға дейін",
            "2013-2014",
            "2021-1-1",
            "2021-01-01-2",
        ] {
            assert_eq!(date_at(none, 0), None, "{none}");
        }
    }

    #[test]
    fn months_and_years_that_tell_when() {
        let cases = [
            ("2013 жылғы наурызда неше күн", Some(("2013-03-01", "2013-03-31", "2013 жылғы наурызда")), "a month"),
            ("виза 2021 жылдың мамырында", Some(("2021-05-01", "2021-05-31", "2021 жылдың мамырында")), "in the possessive"),
            ("2020 жылғы қыркүйегінде", Some(("2020-09-01", "2020-09-30", "2020 жылғы қыркүйегінде")), "a stem that changes"),
            ("2020 жылғы желтоқсанда", Some(("2020-12-01", "2020-12-31", "2020 жылғы желтоқсанда")), "the last month"),
            ("2020 жылғы ақпанда", Some(("2020-02-01", "2020-02-29", "2020 жылғы ақпанда")), "a leap year"),
            ("бұл 2019 жылы қалай еді", Some(("2019-01-01", "2019-12-31", "2019 жылы")), "a year"),
            ("2019 жылғы бұйрық", None, "which order"),
            ("2019 жылғы қаңтардағы бұйрық", None, "which order"),
            ("2018 жылғы 4 қаңтарда", None, "a day"),
            ("2012 жылы 28 маусымда", None, "a day"),
            ("2019 жылдан бастап", None, "since a year"),
            ("12019 жылы", None, "no year"),
        ];
        for (text, meant, why) in cases {
            let found = find_periods(text).next().map(|(days, range)| (days.start().to_string(), days.end().to_string(), &text[range]));
            assert_eq!(found, meant.map(|(first, last, words)| (first.to_owned(), last.to_owned(), words)), "{text}: {why}");
        }
    }

    #[test]
    fn all_days_of_a_text_in_order() {
        let text = "2016 жылғы 24 қарашадағы № 11-1-2/555 және 2016 жылғы 28 қарашадағы № 1100 (26.05.2022)";
        let days: Vec<String> = find_dates(text).map(|(day, _)| day.to_string()).collect();
        assert_eq!(days, ["2016-11-24", "2016-11-28", "2022-05-26"]);
    }
}
