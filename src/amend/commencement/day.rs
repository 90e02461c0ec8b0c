//! The days that a statement names, and the events that it counts them from.

use std::ops::Range;

use super::event::is_of_adoption;
use crate::act::{Commencement, CommencementTerms, Date, Delay};

use crate::amend::verb::words;
use crate::cite::{cardinal_at, find_dates};
use crate::text::{LOCATIVE, ends_with_any};

/// The days a statement names: from which it holds, from which relations it is about, until when.
#[derive(Default)]
pub(super) struct Days {
    pub(super) on: Option<Date>,
    applies_from: Option<Date>,
    until: Option<Date>,
    /// «2024 жылғы 1 қаңтардан ерте емес»: no day, only the first that it can be; and where the words of that stand.
    pub(super) not_before: Option<(Date, Range<usize>)>,
}

/// «2022 жылғы 1 қаңтарда қолданысқа енгізіледі»: the day on which something takes effect, and the verbs that say so.
const TAKES_EFFECT: [&str; 3] = ["қолданысқа енгізіледі", "күшіне енеді", "күшіне енгізіледі"];

pub(super) fn days(text: &str) -> Days {
    let mut found = Days::default();
    for (date, range) in find_dates(text) {
        let rest = text[range.end..].trim_start_matches([' ', '\u{a0}', '-', '–', '.', '»', '"']);
        let named = &text[range.clone()];
        // «01.01.2026-дан бастап», «2026.01.01 жылдан бастап»
        let rest = ["жылдан", "дан", "ден", "нан", "нен", "ға", "ге"].iter().find_map(|ending| rest.strip_prefix(ending)).map_or(rest, str::trim_start);
        if let Some(after) = rest.strip_prefix("бастап") {
            let after = after.trim_start();
            if ["туында", "пайда болған", "қатынас", "құқықтық қатынас"].iter().any(|relations| after.starts_with(relations))
            {
                found.applies_from = Some(date);
            } else {
                found.on = found.on.or(Some(date));
            }
        } else if let Some((after, counted)) = until(rest)
            && !is_participle(after)
        {
            // «31 тамызға дейін (қоса алғанда)»: the last day is one of them
            let included = counted || after.trim_start_matches([' ', '(', ',']).starts_with("қоса алғанда");
            found.until = if included { date.plus_days(1).ok() } else { Some(date) };
        } else if rest.starts_with("ерте емес") || rest.starts_with("бұрын емес") {
            let end = text.len() - rest.len() + rest.find("емес").map_or(0, |at| at + "емес".len());
            found.not_before = Some((date, range.start..end));
        } else if ends_with_any(named, &LOCATIVE) && TAKES_EFFECT.iter().any(|verb| rest.starts_with(verb)) {
            found.on = found.on.or(Some(date));
        }
    }
    found
}

/// What follows «дейін», and whether the last day is counted, as in «31 желтоқсанды қоса алғанға дейін».
fn until(rest: &str) -> Option<(&str, bool)> {
    let object = ["ды", "ді", "ты", "ті", "ны", "ні"].iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest).trim_start();
    let counted = object.strip_prefix("қоса алғанға дейін").or_else(|| object.strip_prefix("қоса алғандағы мерзімге дейін"));
    counted.map(|after| (after, true)).or_else(|| Some((rest.strip_prefix("дейін")?, false)))
}

/// What an instruction says of its own time: «… 2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын».
pub(crate) fn term(text: &str) -> Commencement {
    let Days { on, until, .. } = days(text);
    on.map_or(Commencement::Unstated, Commencement::On).ending(until)
}

/// What joins two conditions of which both have to come.
pub(super) const BUT_NOT: &str = "бірақ";

/// A statement without exceptions.
pub(super) fn whole(text: &str) -> Commencement {
    let Days { on, applies_from, until, not_before } = days(text);
    // «2022 жылғы 1 қаңтардан бастап, бірақ … он күн өткен соң» too
    let main = if not_before.is_some() || (on.is_some() && text.contains(BUT_NOT) && (delay(text).is_some() || tells_of_publication(text))) {
        // the later of two days: neither alone
        Commencement::Unread(text.to_owned())
    } else if let Some(delay) = delay(text) {
        if from_publication(text) { Commencement::AfterPublication(delay) } else { Commencement::Unread(text.to_owned()) }
    } else if text.contains("өткен") {
        // a delay in other units («он жұмыс күні»): no calendar alone counts it
        Commencement::Unread(text.to_owned())
    } else if let Some(date) = on {
        Commencement::On(date)
    } else {
        event(text, applies_from)
    };
    Commencement::compound(CommencementTerms { main, applies_from, until, exceptions: Vec::new() })
}

/// A statement without a delay or a day.
fn event(text: &str, applies_from: Option<Date>) -> Commencement {
    // «мемлекеттік тіркелген күнінен бастап күшіне енеді және … қолданысқа енгізіледі»: effect is the second, where that has an event of its own
    let second = text.find("күшіне ен").map(|at| &text[at..]).filter(|_| text.contains("қолданысқа ен"));
    let clause = second.filter(|second| second.contains("күн") || tells_of_publication(second) || !shares_event(second)).unwrap_or(text);
    if tells_of_publication(clause) && !clause.contains("қараңыз") {
        // «жарияланған күнінен кейін»: not that day but the next
        let next_day = clause.contains("кейінгі") || clause.contains("келесі күн");
        let after = next_day || (clause.contains("кейін") && !clause.contains("бастап"));
        return if after { Commencement::AfterPublication(Delay::CalendarDays(0)) } else { Commencement::OnPublication };
    }
    if clause.contains("қол қой") || is_of_adoption(clause) {
        return Commencement::OnSignature;
    }
    if let Some(date) = applies_from {
        return Commencement::On(date);
    }
    if clause.contains("енгіз") || clause.contains("ен е") || clause.contains("күшіне ен") || clause.contains("қараңыз") {
        return Commencement::Unread(text.to_owned());
    }
    Commencement::Unstated
}

/// Whether «күшіне енеді және қолданысқа енгізіледі» at the beginning of `text` are two verbs of one event; «… енеді және … Заңы қолданысқа енгізілгеннен
/// кейін қолданысқа енгізіледі» has another for the second, whatever it is.
fn shares_event(text: &str) -> bool {
    let rest = words(text).nth(1).map_or("", |(at, word)| &text[at + word.len()..]).trim_start_matches([',', ' ']);
    let rest = rest.strip_prefix("және").unwrap_or(rest).trim_start();
    rest.starts_with("қолданысқа ен") || !rest.contains("қолданысқа ен")
}

/// Whether publication is the event that something is counted from: «жарияланған күнінен», «жариялану күнінен». «… ресми жариялануға тиіс» is a duty, and
/// no day follows from it.
pub(super) fn tells_of_publication(text: &str) -> bool {
    const DUTIES: &[&str] = &["жариялануға", "жариялануы", "жарияланады", "жариялансын"];
    words(text).filter_map(|(_, word)| word.find("жариялан").map(|at| &word[at..])).any(|word| !DUTIES.iter().any(|duty| word.starts_with(duty)))
}

/// Whether the next word is a participle: «2025 жылғы 1 қаңтарға дейін жасалған шарттарға қолданылады» names contracts, no end.
fn is_participle(after: &str) -> bool {
    let word = after.split_whitespace().next().unwrap_or_default();
    ["ған", "ген", "қан", "кен"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a delay is counted from publication, as it is where nothing else is named.
fn from_publication(text: &str) -> bool {
    tells_of_publication(text) || !(text.contains("қол қой") || text.contains("тіркел"))
}

/// «күнтізбелік он күн өткен соң», «он күнтізбелік күн өткеннен кейін», «алты ай өткен соң», «10 (он) күн өткен соң».
fn delay(text: &str) -> Option<Delay> {
    let words: Vec<&str> = words(text).map(|(_, word)| word).collect();
    let passed = words.iter().position(|word| word.starts_with("өткен") || word.starts_with("өтке") || word.starts_with("өтісімен"))?;
    let unit = words[..passed].iter().rposition(|word| word.starts_with("күн") || word.starts_with("ай") || word.starts_with("жыл"))?;
    // «он жұмыс күні» is not a delay that a calendar alone can count
    if passed - unit > 2 || words[..unit].last().is_some_and(|word| word.starts_with("жұмыс")) {
        return None;
    }
    let count = words[..unit].iter().rev().take(6).take_while(|word| !word.contains("кейін") && !word.contains("бастап")).count();
    let count = number(&words[unit - count..unit].join(" "))?;
    Some(match words[unit] {
        word if word.starts_with("күн") => Delay::CalendarDays(count),
        word if word.starts_with("ай") => Delay::Months(count),
        _ => Delay::Months(count.checked_mul(12)?),
    })
}

/// «он», «жиырма бір», «10», «10 (он)», with «күнтізбелік» before or after.
fn number(words: &str) -> Option<u16> {
    let digits = words.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    if let Some(digits) = digits {
        return digits.parse().ok();
    }
    self::words(words).find_map(|(at, _)| cardinal_at(words, at)).and_then(|(number, _)| u16::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_verb_with_an_event_of_its_own_is_not_of_the_first() {
        let signed = "Осы бұйрық қол қойылған күнінен бастап күшіне енеді";
        let after_law = format!("{signed} және \"Көлік туралы\" Заң қолданысқа енгізілгеннен кейін қолданысқа енгізіледі.");
        assert_eq!(whole(&after_law), Commencement::Unread(after_law.clone()));
        assert_eq!(whole(&format!("{signed} және қолданысқа енгізіледі.")), Commencement::OnSignature);
        assert_eq!(whole("Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі және күшіне енеді."), Commencement::OnSignature);
    }
}
