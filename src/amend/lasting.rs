//! How long something holds: until a day («01.01.2023 дейін қолданыста болды»), or for a time («алты ай бойы қолданылады»).

use super::verb::words;
use crate::act::{Date, Delay};
use crate::cite::{cardinal_at, find_dates};

/// Words that say until which day something held or will hold.
pub(super) struct Held {
    /// Where they begin and end.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The first day after.
    pub(super) day: Date,
}

/// «01.01.2023 дейін қолданыста болды», «2023 жылғы 1 қаңтарға дейін қолданылады».
pub(super) fn held_until(text: &str) -> Option<Held> {
    find_dates(text).find_map(|(day, range)| {
        let rest = &text[range.end..];
        let (ending, after) = rest.split_once("дейін")?;
        let words = after.trim_start();
        let ends = ["қолданыста болды", "қолданыста болады", "қолданылды", "қолданылады"].into_iter().find(|end| words.starts_with(end))?;
        // «ға», «-ға»: nothing else stands between the day and the word
        let near = ending.trim().trim_start_matches('-').chars().count() <= 2;
        let end = text.len() - words.len() + ends.len();
        near.then_some(Held { start: range.start, end, day })
    })
}

/// For how long an act holds, as its clause on commencement says it in months or days: «қолданысқа енгізілген күнінен бастап алты ай бойы қолданылады».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// This long since it took effect.
    For(Delay),
    /// For a time that is not understood.
    Unread,
}

/// Reads it off a sentence; `None` where that says nothing of a time. A day is not meant: see [`super::commencement()`].
pub fn lasting(text: &str) -> Option<Lasting> {
    let said: Vec<&str> = words(text).map(|(_, word)| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let holds = |at: usize| match said.get(at) {
        Some(&"қолданылады") => true,
        Some(&"қолданыста") => said.get(at + 1) == Some(&"болады"),
        _ => false,
    };
    let mark = (0..said.len()).find(|&at| matches!(said[at], "бойы" | "ішінде") && holds(at + 1))?;
    let counted = mark.checked_sub(1).and_then(|unit| {
        let count = |from: usize| {
            let words = said[from..unit].join(" ");
            let spelt = cardinal_at(&words, 0).filter(|(_, range)| range.end == words.len()).and_then(|(count, _)| u16::try_from(count).ok());
            spelt.or_else(|| words.parse().ok())
        };
        // «отыз», «қырық бес», «45», «45 (қырық бес)» with its brackets left out
        let count = unit.checked_sub(2).and_then(count).or_else(|| unit.checked_sub(1).and_then(count))?;
        let own = text.contains("енгізілген күнінен") || !text.contains("күнінен бастап");
        match said[unit] {
            "ай" => Some(Delay::Months(count)),
            "жыл" => Some(Delay::Months(count.checked_mul(12)?)),
            "күн" => Some(Delay::CalendarDays(count)),
            _ => None,
        }
        .filter(|_| own)
    });
    Some(counted.map_or(Lasting::Unread, Lasting::For))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_by_its_last_day_or_its_length() {
        let cases = [
            (
                "Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі және қолданысқа енгізілген күнінен бастап алты ай бойы қолданылады.",
                Some(Lasting::For(Delay::Months(6))),
            ),
            (
                "Осы бұйрық 2020 жылғы 1 сәуірден қолданысқа енгізіледі және қолданысқа енгізілген күнінен бастап бір жыл бойы қолданыста болады.",
                Some(Lasting::For(Delay::Months(12))),
            ),
            ("Осы қаулы отыз күн ішінде қолданылады.", Some(Lasting::For(Delay::CalendarDays(30)))),
            ("Осы қаулы төтенше жағдай кезеңі бойы қолданылады.", Some(Lasting::Unread)),
            ("Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.", None),
            ("Осы қаулы 2020 жылғы 1 қыркүйекке дейін қолданылады.", None),
        ];
        for (text, want) in cases {
            assert_eq!(lasting(text), want, "{text}");
        }
        let held = held_until("2-тармақ 01.01.2023 дейін қолданыста болды – ҚР").unwrap();
        assert_eq!((held.day.to_string().as_str(), held.start), ("2023-01-01", "2-тармақ ".len()));
        assert!(held_until("2-тармақ 01.01.2023 бастап 2024 жылға дейін қолданылды").is_none());
    }
}
