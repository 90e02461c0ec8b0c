//! Notes as another portal prints them, above what they are about: «ҚР Үкіметінің 2012.19.04. № 492 қаулысымен 1-тармақ жаңа редакцияда (бұр.ред.қара)»,
//! «2006.20.01. № 123-III ҚР Заңымен 2-бап өзгертілді (2006.01.01. бастап қолданысқа енгізілді) (бұр. ред. қара)».

use super::ParsedNote;
use super::note::{done, note};
use super::source::instrument;
use super::unit;
use super::verb::words;
use crate::act::{Commencement, ProvisionPath};
use crate::cite::may_be_exchanged;
use crate::text::{GENITIVE, ends_with_any};

/// The longest note of this form, in bytes.
const NOTE_MAX: usize = 1_200;
/// Most acts that one note of this form names.
const ACTS_MAX: usize = 32;

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
    may_begin(text) && segments(text).next().and_then(Part::of).is_some_and(|first| first.is_about_unit())
}

/// The order that the days in figures of `text` whose year leads tell by themselves: a month is no more than twelve. `None` where each could be one, and where
/// they differ.
pub fn told_order(text: &str) -> Option<DayOrder> {
    let mut told = figures(text).filter_map(|day| day.told_order());
    let first = told.next();
    first.filter(|first| told.all(|order| order == *first))
}

/// Reads such a note at `attached`, in a text whose days have the `order`; without one a day that could be two is not told. Nothing comes back where
/// one of its acts is not understood.
pub fn portal_note(text: &str, attached: Option<&ProvisionPath>, order: Option<DayOrder>) -> Vec<ParsedNote> {
    if !is_portal_note(text) {
        return Vec::new();
    }
    let order = told_order(text).or(order);
    let (mut read, mut named) = (Vec::new(), String::new());
    for segment in segments(text).take(ACTS_MAX) {
        let Some(part) = Part::of(segment) else { return Vec::new() };
        let told = part.read(&mut named, attached, order);
        if told.is_empty() {
            return Vec::new();
        }
        read.extend(told);
    }
    read
}

/// Whether a note can begin so: with the state, with a day in figures whose year leads, or with an issuer before one. Most paragraphs end here.
fn may_begin(text: &str) -> bool {
    let text = text.trim_start();
    if text.len() > NOTE_MAX {
        return false;
    }
    let of_state = text.starts_with("ҚР ") || text.starts_with("Қазақстан Республикасы");
    of_state || figures(text).next().is_some_and(|day| day.start == 0 || is_issuer(&text[..day.start]))
}

/// «Бұлақты аудандық мәслихатының»: whether `text` is no more than who issued an act.
fn is_issuer(text: &str) -> bool {
    const WORDS_MAX: usize = 16;
    let name = text.trim().trim_end_matches("м.а.").trim_end();
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-');
    name.starts_with(char::is_uppercase) && ends_with_any(name, &GENITIVE) && name.chars().all(plain) && name.split_whitespace().count() <= WORDS_MAX
}

/// What is told of each act, parted by semicolons outside of brackets.
fn segments(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let parts = text.trim().split(move |c| {
        depth = match c {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0 && c == ';'
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// What a note tells of one act.
struct Part<'t> {
    /// Who did it by which act.
    by: &'t str,
    /// What was done to which unit; empty where it is one more change of what was named before.
    what: String,
    /// The words on the day of effect.
    when: Option<&'t str>,
}

impl<'t> Part<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let (at, word) = words(text).find(|(_, word)| instrument(word).is_some())?;
        let (by, rest) = text.split_at(at + word.len());
        // the act's own requisites may stand before it, where a line was joined to them
        if by.matches('№').count() + by.matches(" N ").count() != 1 || word.ends_with(|c: char| !c.is_alphabetic()) {
            return None;
        }
        let (mut what, mut when) = (String::new(), None);
        let mut rest = rest;
        while let Some((before, bracketed)) = rest.split_once('(') {
            let (inside, after) = bracketed.split_once(')')?;
            what.push_str(before);
            // «(бұр.ред.қара)»: where the wording before it is found
            if !inside.trim_end_matches(['.', ' ']).ends_with("қара") && when.replace(inside).is_some() {
                return None;
            }
            rest = after;
        }
        what.push_str(rest);
        Some(Self { by, what: what.trim_matches(['.', ' ', ',']).to_owned(), when })
    }

    /// Whether it says something that was done to a unit, or to the words of the whole act, and no more.
    fn is_about_unit(&self) -> bool {
        let Some((_, _, end)) = done(&self.what) else { return false };
        let begins = unit::phrases(&self.what).first().is_some_and(|phrase| phrase.range.start == 0);
        (begins || self.is_of_all()) && end == self.what.len()
    }

    /// «бүкіл мәтін бойынша …»: the words of the whole act.
    fn is_of_all(&self) -> bool {
        let begins = self.what.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        unit::of_whole_text(&begins)
    }

    /// The notes that it is; where it names no unit, those of one more change of what was `named` last.
    fn read(&self, named: &mut String, attached: Option<&ProvisionPath>, order: Option<DayOrder>) -> Vec<ParsedNote> {
        let what = if self.what.is_empty() && !named.is_empty() { format!("{named} өзгертілді") } else { self.what.clone() };
        let Some((_, start, _)) = done(&what).filter(|_| self.what.is_empty() || self.is_about_unit()) else { return Vec::new() };
        what[..start].trim().clone_into(named);
        let (by, surely) = in_order(self.by, order);
        let when = self.when.map(|when| in_order(when, order));
        let bracket = when.as_ref().map(|(when, _)| format!(" ({when})")).unwrap_or_default();
        let attached = attached.filter(|_| !self.is_of_all());
        let mut read = note(&format!("Ескерту. {what} – {by}{bracket}."), attached);
        for event in read.iter_mut().flat_map(|note| &mut note.by) {
            if !surely {
                (event.date, event.act) = (None, None);
            }
            if let Some((when, false)) = &when {
                event.commencement = Commencement::Unread(when.clone());
            }
        }
        read
    }
}

/// A day in figures, the year first.
#[derive(Clone, Copy)]
struct Figures<'t> {
    start: usize,
    end: usize,
    year: &'t str,
    second: &'t str,
    third: &'t str,
}

impl Figures<'_> {
    /// The order that it tells by itself.
    fn told_order(&self) -> Option<DayOrder> {
        match (self.second.parse::<u32>().ok()? > 12, self.third.parse::<u32>().ok()? > 12) {
            (true, false) => Some(DayOrder::DayFirst),
            (false, true) => Some(DayOrder::MonthFirst),
            _ => None,
        }
    }
}

/// The days in figures of `text` whose year leads.
fn figures(text: &str) -> impl Iterator<Item = Figures<'_>> {
    words(text).filter_map(|(start, word)| {
        if !word.contains('.') {
            return None;
        }
        let opening = word.len() - word.trim_start_matches('(').len();
        let bare = word[opening..].trim_end_matches(['.', ',', ')']);
        let mut numbers = bare.split('.');
        let (year, second, third) = (numbers.next()?, numbers.next()?, numbers.next()?);
        let number = |part: &str, digits: usize| (1..=digits).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let figures = numbers.next().is_none() && year.len() == 4 && number(year, 4) && number(second, 2) && number(third, 2);
        let start = start + opening;
        figures.then_some(Figures { start, end: start + bare.len(), year, second, third })
    })
}

/// `text` with its days as «19.04.2012», by the `order` where they tell none themselves; and whether all are told: without an order one that could be two
/// is not.
fn in_order(text: &str, order: Option<DayOrder>) -> (String, bool) {
    let (mut told, mut read, mut surely) = (String::with_capacity(text.len()), 0, true);
    for day in figures(text) {
        let order = day.told_order().or(order);
        surely &= order.is_some() || !may_be_exchanged(&text[day.start..day.end]);
        let (of_month, month) = if order == Some(DayOrder::DayFirst) { (day.second, day.third) } else { (day.third, day.second) };
        told.push_str(&text[read..day.start]);
        told.push_str(&format!("{of_month}.{month}.{}", day.year));
        read = day.end + usize::from(text[day.end..].starts_with('.'));
    }
    told.push_str(&text[read..]);
    (told, surely)
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
            ("2005.28.11. № 91-III ҚР Заңымен 7-бап өзгертілді (бұр. ред. қара)", None, "article-7 amend 2005-11-28 № 91-III"),
            (
                "Бұлақты аудандық мәслихатының 2021.26.04. № 7С-3-5 шешімімен кіріспе жаңа редакцияда (бұр.ред.қара)",
                None,
                "preamble reword 2021-04-26 № 7С-3-5",
            ),
        ];
        for (text, order, want) in cases {
            assert_eq!(told(text, order), [want], "{text}");
        }
        let several = "2006.29.12. № 209-III ҚР Заңымен 1-бап жаңа редакцияда (бұр. ред. қара); 2007.05.06. № 271-III ҚР Заңымен (бұр. ред. қара)";
        assert_eq!(told(several, None), ["article-1 reword 2006-12-29 № 209-III", "article-1 amend 2007-06-05 № 271-III"]);
        for text in [
            "ҚР Үкіметінің 2012.19.04. № 492 қаулысымен бекітілген ережеге сәйкес 1-тармақ қолданылады.",
            "ҚР Үкіметінің 2012.19.04. № 492 қаулысымен 1-тармақ жаңа редакцияда жазылсын деп белгіленген тәртіп сақталады.",
            "Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:",
        ] {
            assert!(!is_portal_note(text), "{text}");
        }
    }

    #[test]
    fn a_note_may_tell_its_day_of_effect_in_the_same_figures() {
        let day = |text: &str, order| portal_note(text, None, order)[0].by[0].commencement.clone();
        let on = |day: &str| Commencement::On(day.parse().expect("a day"));
        let law = "2006.20.01. № 123-III ҚР Заңымен 2-бап өзгертілді";
        assert_eq!(day(&format!("{law} (2006.01.01. бастап қолданысқа енгізілді) (бұр. ред. қара)"), None), on("2006-01-01"));
        assert_eq!(day(&format!("{law} (2006.05.02. бастап қолданысқа енгізілді) (бұр. ред. қара)"), None), on("2006-02-05"), "its first day tells the order");
        let both = "2006.03.01. № 123-III ҚР Заңымен 2-бап өзгертілді (2006.05.02. бастап қолданысқа енгізілді)";
        assert!(matches!(day(both, None), Commencement::Unread(_)));
        assert_eq!(day(both, Some(DayOrder::DayFirst)), on("2006-02-05"));
    }
}
