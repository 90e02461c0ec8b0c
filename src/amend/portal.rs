//! Notes as another portal prints them, above what they are about: «ҚР Үкіметінің 2012.19.04. № 492 қаулысымен 1-тармақ жаңа редакцияда (бұр.ред.қара)».

use super::ParsedNote;
use super::note::{done, note};
use super::source::instrument;
use super::unit;
use super::verb::words;
use crate::act::ProvisionPath;
use crate::cite::may_be_exchanged;

/// The longest note of this form, in bytes.
const NOTE_MAX: usize = 600;

/// Which of the two numbers behind the year of a day in figures is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// `2012.19.04.`
    DayFirst,
    /// `2012.04.19.`
    MonthFirst,
}

/// Whether a paragraph is such a note: who did it by which act stands first, then what was done to which unit, and nothing else.
///
/// ```
/// assert!(tarmaq::amend::is_portal_note("ҚР Үкіметінің 2012.19.04. № 492 қаулысымен 1-тармақ жаңа редакцияда (бұр.ред.қара)"));
/// assert!(!tarmaq::amend::is_portal_note("ҚР Үкіметінің 2012.19.04. № 492 қаулысымен бекітілген ережеге сәйкес."));
/// ```
pub fn is_portal_note(text: &str) -> bool {
    parts(text).is_some()
}

/// The order that the day of such a note tells by itself: a month is no more than twelve. `None` where both could be one, and for any other paragraph.
pub fn told_order(text: &str) -> Option<DayOrder> {
    let (by, _) = parts(text)?;
    let day = Figures::of(by)?;
    match (day.second.parse::<u32>().ok()? > 12, day.third.parse::<u32>().ok()? > 12) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// Reads such a note that stands at `attached`, in a text whose days have the `order`; without one a day that could be two is not told.
pub fn portal_note(text: &str, attached: Option<&ProvisionPath>, order: Option<DayOrder>) -> Vec<ParsedNote> {
    let Some((by, what)) = parts(text) else { return Vec::new() };
    let order = told_order(text).or(order);
    let figures = Figures::of(by);
    let told = figures.as_ref().map(|day| &by[day.start..day.end]);
    let by_day = |day: &Figures<'_>| {
        let (day_of_month, month) = if order == Some(DayOrder::DayFirst) { (day.second, day.third) } else { (day.third, day.second) };
        format!("{}{day_of_month}.{month}.{}{}", &by[..day.start], day.year, &by[day.end..])
    };
    let by = figures.as_ref().map_or_else(|| by.to_owned(), by_day);
    let mut read = note(&format!("Ескерту. {what} – {by}."), attached);
    let unknown = order.is_none() && told.is_some_and(may_be_exchanged);
    for event in read.iter_mut().flat_map(|note| &mut note.by).filter(|_| unknown) {
        (event.date, event.act) = (None, None);
    }
    read
}

/// Who did it by which act, and what was done.
fn parts(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if text.len() > NOTE_MAX || !(text.starts_with("ҚР ") || text.starts_with("Қазақстан Республикасы")) {
        return None;
    }
    let (at, word) = words(text).find(|(_, word)| instrument(word).is_some())?;
    let (by, rest) = text.split_at(at + word.len());
    // the act's own requisites may stand before it, where a line was joined to them
    if by.matches('№').count() + by.matches(" N ").count() != 1 || word.ends_with(|c: char| !c.is_alphabetic()) {
        return None;
    }
    let rest = rest.trim();
    // «(бұр.ред.қара)»: where the wording before it is found
    let what = rest.trim_end_matches(['.', ')', ' ']).strip_suffix("қара").and_then(|inside| inside.rsplit_once('(')).map_or(rest, |(what, _)| what);
    let what = what.trim_end_matches(['.', ' ']);
    let (_, _, end) = done(what)?;
    let begins = unit::phrases(what).first().is_some_and(|phrase| phrase.range.start == 0);
    (begins && end == what.len()).then_some((by, what))
}

/// A day in figures, the year first.
struct Figures<'t> {
    start: usize,
    end: usize,
    year: &'t str,
    second: &'t str,
    third: &'t str,
}

impl<'t> Figures<'t> {
    fn of(text: &'t str) -> Option<Self> {
        words(text).find_map(|(start, word)| {
            let bare = word.trim_end_matches('.');
            let mut numbers = bare.split('.');
            let (year, second, third) = (numbers.next()?, numbers.next()?, numbers.next()?);
            let number = |part: &str, digits: usize| (1..=digits).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            let figures = numbers.next().is_none() && year.len() == 4 && number(year, 4) && number(second, 2) && number(third, 2);
            figures.then_some(Self { start, end: start + bare.len(), year, second, third })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, order: Option<DayOrder>) -> Vec<String> {
        let at = "preamble".parse().expect("a path");
        let day = |note: &ParsedNote| note.by[0].date.map_or_else(|| "?".to_owned(), |date| date.to_string());
        let read = portal_note(text, Some(&at), order);
        let one = |note: &ParsedNote| {
            let number = note.by[0].number.clone().unwrap_or_default();
            format!("{} {} {} № {number}", note.target.as_ref().map_or("act", ProvisionPath::as_str), note.op.as_str(), day(note))
        };
        read.iter().map(one).collect()
    }

    #[test]
    fn a_note_may_tell_first_who_did_it() {
        let cases = [
            ("ҚР Үкіметінің 2012.19.04. № 492 Қаулысымен 1-тармақ жаңа редакцияда (бұр.ред.қара)", None, "point-1 reword 2012-04-19 № 492"),
            ("ҚР Үкіметінің 2012.19.04. № 492 қаулысымен тақырыбы жаңа редакцияда (бұр.ред.қара).", None, "title reword 2012-04-19 № 492"),
            ("ҚР Үкіметінің 2012.04.19. № 492 қаулысымен 3-тармақ алып тасталды", None, "point-3 delete 2012-04-19 № 492"),
            ("ҚР Үкіметінің 2012.04.09. № 492 қаулысымен 3-тармақ өзгертілді (бұр.ред.қара)", None, "point-3 amend ? № 492"),
            ("ҚР Үкіметінің 2012.04.09. № 492 қаулысымен 3-тармақ өзгертілді", Some(DayOrder::DayFirst), "point-3 amend 2012-09-04 № 492"),
            ("ҚР Үкіметінің 2012.04.09. № 492 қаулысымен 3-тармақ өзгертілді", Some(DayOrder::MonthFirst), "point-3 amend 2012-04-09 № 492"),
            ("ҚР Үкіметінің 2012.04.04. № 492 қаулысымен 3-тармақ өзгертілді", None, "point-3 amend 2012-04-04 № 492"),
        ];
        for (text, order, want) in cases {
            assert_eq!(told(text, order), [want], "{text}");
        }
        for text in [
            "ҚР Үкіметінің 2012.19.04. № 492 қаулысымен бекітілген ережеге сәйкес 1-тармақ қолданылады.",
            "ҚР Үкіметінің 2012.19.04. № 492 қаулысымен 1-тармақ жаңа редакцияда жазылсын деп белгіленген тәртіп сақталады.",
            "Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:",
        ] {
            assert!(!is_portal_note(text), "{text}");
        }
    }
}
