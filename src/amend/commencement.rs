//! Sentences about the day of effect: «… күнтізбелік он күн өткен соң қолданысқа енгізіледі».

use std::ops::Range;

use memchr::memmem;

use super::affected::{self, Affected};
use super::statement::{SENTENCE_BYTES_MAX, Statement, effect_end, predicate_end, statements};
use super::verb::words;
use crate::act::{Commencement, CommencementException, CommencementTerms, Date, Delay, ProvisionPath};
use crate::cite::{cardinal_at, find_dates};

/// Reads a sentence or the bracket of a note.
///
/// What it says nothing of is [`Commencement::Unstated`]; what it says in words that we do not know is kept as
/// [`Commencement::Unread`]. Never a day that is not written.
///
/// ```
/// use tarmaq::act::{Commencement, Delay};
/// use tarmaq::amend::commencement;
///
/// let read = commencement("(алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі)");
/// assert_eq!(read, Commencement::AfterPublication(Delay::CalendarDays(10)));
/// ```
pub fn commencement(text: &str) -> Commencement {
    let folded = super::fold(text.trim());
    let statements = statements(strip_brackets(&folded));
    let Some((of_all, apart)) = statements.split_first() else { return Commencement::Unstated };
    bounded(with_apart(of_whole(of_all.words), apart))
}

/// Units that a commencement excepts, at most: no act has as many, and for each change of an act all of them are gone through.
const UNITS_MAX: usize = 1_000;

/// The same, where it excepts no more units than an act can; else it counts as not read, so that no day follows from a part of it.
fn bounded(read: Commencement) -> Commencement {
    let units: usize = read.exceptions().iter().map(|exception| exception.units.len().max(1)).sum();
    if units <= UNITS_MAX { read } else { Commencement::Unread(format!("it excepts {units} units")) }
}

/// What is said of the whole, with the units that it excepts itself.
fn of_whole(text: &str) -> Commencement {
    let Some(but) = memmem::find(text.as_bytes(), "қоспағанда".as_bytes()) else { return whole(text) };
    let right = but + "қоспағанда".len();
    let affected = Affected::of(text);
    let (main, exceptions) = if let Some(at) = effect_end(&text[..but]) {
        // «… бастап қолданысқа енгізіледі, ол 2026 жылғы … енгізілетін 3-тармақты қоспағанда» and the same with «, ол …» after
        let main = whole(&text[..at]);
        let own = excepted(text, &affected, at..but, main.main());
        let stated = own.iter().any(|exception| exception.commencement != Commencement::Unstated);
        let own = if stated { own } else { one_exception(affected.within(at..but), &text[right..]) };
        (main, own)
    } else if EXCEPTED.iter().any(|mark| memmem::find(&text.as_bytes()[..but], mark.as_bytes()).is_some()) {
        let main = whole(&text[right..]);
        let own = excepted(text, &affected, 0..but, main.main());
        (main, own)
    } else {
        let end = effect_end(&text[right..]).map_or(text.len(), |end| right + end);
        (whole(&text[right..end]), one_exception(affected.within(0..but), &text[end..]))
    };
    Commencement::compound(CommencementTerms { exceptions, ..main.into_terms() })
}

/// Adds what statements of their own say of units. An exception that names the same units and no day has no more to say.
fn with_apart(read: Commencement, statements: &[Statement<'_>]) -> Commencement {
    let apart: Vec<CommencementException> = statements.iter().filter_map(|statement| of_units(statement, read.main())).collect();
    if apart.is_empty() {
        return read;
    }
    let mut terms = read.into_terms();
    let named = |unit: &ProvisionPath| apart.iter().any(|one| one.units.contains(unit));
    terms.exceptions.retain(|one| one.commencement != Commencement::Unstated || !one.units.iter().all(named));
    terms.exceptions.extend(apart);
    Commencement::compound(terms)
}

/// «1-тармақтың 1) тармақшасы 2023 жылғы 1 қаңтарға дейін қолданылады»: units with a day, an end or a reach of their own. Where only an end or a reach is
/// told, they take effect with the rest, as `main` says.
fn of_units(statement: &Statement<'_>, main: &Commencement) -> Option<CommencementException> {
    let said = whole(statement.words);
    let stated = days(statement.words).on.is_some() || (effect_end(statement.words).is_some() && *said.main() != Commencement::Unstated);
    if statement.units.is_empty() || !(stated || said.applies_from().is_some() || said.until().is_some()) {
        return None;
    }
    let main = if stated { said.main() } else { main };
    Some(CommencementException { units: statement.units.clone(), commencement: said.with_main(main) })
}

/// The sentence of an act about its own commencement.
///
/// `paragraphs` are those of the act proper, without what it approves and without annexes. Comes back with the index of
/// the paragraph; units that other sentences of the act give a day of their own are among the exceptions.
///
/// ```
/// use tarmaq::act::{Commencement, Delay};
/// use tarmaq::amend::act_commencement;
///
/// let act = ["1. Қағидалар бекітілсін.", "2. Осы қаулы алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі."];
/// assert_eq!(act_commencement(act), Some((1, Commencement::OnPublication)));
/// ```
pub fn act_commencement<'t>(paragraphs: impl IntoIterator<Item = &'t str>) -> Option<(usize, Commencement)> {
    let mut found: Option<(usize, Commencement)> = None;
    let mut apart: Vec<Statement<'_>> = Vec::new();
    // «Осы Заң: 1) … енгізілетін 5-бапты; 2) … қоспағанда, … қолданысқа енгізіледі.»: one sentence over many paragraphs
    let mut open: Option<(usize, String)> = None;
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        if let Some((start, mut sentence)) = open.take() {
            sentence.push(' ');
            sentence.push_str(paragraph);
            if effect_end(&sentence).is_some() {
                found = Some((start, commencement(&sentence)));
            } else if sentence.len() < SENTENCE_BYTES_MAX {
                open = Some((start, sentence));
            }
            continue;
        }
        let (speaks, lists) = (speaks(paragraph), paragraph.ends_with(':'));
        if !speaks && !lists {
            continue;
        }
        match if speaks { subject(paragraph) } else { of_this_act(paragraph) } {
            Some(Subject::Act) if effect_end(paragraph).is_some() => found = Some((at, commencement(paragraph))),
            Some(Subject::Act) if lists => open = Some((at, paragraph.to_owned())),
            Some(Subject::Units) if predicate_end(paragraph).is_some() => {
                for statement in statements(paragraph) {
                    // «… тармақшасы … енгізіледі, қалғаны … енгізіледі»
                    if found.is_none() && statement.words.contains("қалған") && effect_end(statement.words).is_some() {
                        found = Some((at, commencement(statement.words)));
                    } else {
                        apart.push(statement);
                    }
                }
            }
            _ => {}
        }
    }
    found.map(|(at, read)| (at, bounded(with_apart(read, &apart))))
}

/// A cheap look at whether a paragraph can say when something takes effect or ends: most cannot.
fn speaks(paragraph: &str) -> bool {
    let has = |word: &str| memmem::find(paragraph.as_bytes(), word.as_bytes()).is_some();
    has("енгіз") || has("ене") || (has("қолданы") && has("дейін"))
}

/// What a sentence about commencement is about.
enum Subject {
    /// «Осы бұйрық …»: the act.
    Act,
    /// «Осы бұйрықтың 3-тармағы …»: units of it.
    Units,
}

fn subject(paragraph: &str) -> Option<Subject> {
    of_this_act(paragraph).or_else(|| affected::begins_with_units(paragraph).then_some(Subject::Units))
}

/// What a paragraph that begins with «Осы бұйрық …» is about.
fn of_this_act(paragraph: &str) -> Option<Subject> {
    const ACTS: &[&str] = &["бұйрық", "қаулы", "заң", "кодекс", "жарлық", "шешім", "өкім", "қаулылар", "мәслихат"];
    let mut words = words(paragraph).map(|(_, word)| word).skip_while(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    words.next().filter(|word| matches!(*word, "Осы" | "осы" | "Бұл"))?;
    for word in words.take(3) {
        let bare = word.trim_end_matches([',', ':']).to_lowercase();
        if ACTS.contains(&bare.as_str()) {
            return Some(Subject::Act);
        }
        if ACTS.iter().any(|act| bare.starts_with(act)) && ["ның", "нің", "тың", "тің", "дың", "дің"].iter().any(|ending| bare.ends_with(ending))
        {
            return Some(Subject::Units);
        }
    }
    None
}

/// «01.01.2023 бастап қолданысқа енгізілетін 3-тармақты, … енгізілетін 5-тармақты» within a part of `text`: each day before its units. What has only an
/// end, «01.01.2025 дейін қолданылатын», takes effect as `main` says.
fn excepted(text: &str, affected: &Affected, within: Range<usize>, main: &Commencement) -> Vec<CommencementException> {
    let Range { start, end } = within;
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for mark in EXCEPTED {
        marks.extend(memmem::find_iter(&text.as_bytes()[start..end], mark.as_bytes()).map(|at| (start + at, start + at + mark.len())));
    }
    marks.sort_unstable();
    let mut day_from = start;
    let mut exceptions = Vec::new();
    for (at, &(mark, units_from)) in marks.iter().enumerate() {
        // the units stand before the day of the next ones
        let units_to = marks.get(at + 1).map_or(end, |&(next, _)| next);
        let said = whole(text.get(day_from..mark).unwrap_or_default());
        let commencement = if *said.main() == Commencement::Unstated && said.until().is_some() { said.with_main(main) } else { said };
        exceptions.push(CommencementException { units: affected.within(units_from..units_to), commencement });
        day_from = units_from;
    }
    exceptions
}

/// The words between the day of excepted units and the units.
const EXCEPTED: &[&str] = &["енгізілетін", "қолданылатын", "қолданыста болатын"];

/// «3-тармақты қоспағанда, …, ол 2026 жылғы 1 шілдеден бастап қолданысқа енгізіледі».
fn one_exception(units: Vec<ProvisionPath>, when: &str) -> Vec<CommencementException> {
    vec![CommencementException { units, commencement: whole(when) }]
}

fn strip_brackets(text: &str) -> &str {
    let inner = text.strip_prefix('(').unwrap_or(text);
    if inner.len() == text.len() { text } else { inner.strip_suffix(')').unwrap_or(inner) }
}

/// The days a statement names: from which it holds, from which relations it is about, until when.
#[derive(Default)]
struct Days {
    on: Option<Date>,
    applies_from: Option<Date>,
    until: Option<Date>,
    /// «2024 жылғы 1 қаңтардан ерте емес»: no day, only the first that it can be.
    not_before: bool,
}

fn days(text: &str) -> Days {
    let mut found = Days::default();
    for (date, range) in find_dates(text) {
        let rest = text[range.end..].trim_start_matches([' ', '\u{a0}', '-', '–', '.', '»', '"']);
        // «01.01.2026-дан бастап», «2026.01.01 жылдан бастап»
        let rest = ["жылдан", "дан", "ден", "нан", "нен", "ға", "ге"].iter().find_map(|ending| rest.strip_prefix(ending)).map_or(rest, str::trim_start);
        if let Some(after) = rest.strip_prefix("бастап") {
            let after = after.trim_start();
            if after.starts_with("туында") || after.starts_with("пайда болған") {
                found.applies_from = Some(date);
            } else {
                found.on = found.on.or(Some(date));
            }
        } else if let Some(after) = rest.strip_prefix("дейін")
            && !is_participle(after)
        {
            found.until = Some(date);
        } else if rest.starts_with("ерте емес") || rest.starts_with("бұрын емес") {
            found.not_before = true;
        }
    }
    found
}

/// What an instruction says of its own time: «… 2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын».
pub(super) fn term(text: &str) -> Commencement {
    let Days { on, until, .. } = days(text);
    on.map_or(Commencement::Unstated, Commencement::On).ending(until)
}

/// A statement without exceptions.
fn whole(text: &str) -> Commencement {
    let Days { on, applies_from, until, not_before } = days(text);
    let main = if not_before {
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
    // «мемлекеттік тіркелген күнінен бастап күшіне енеді және … қолданысқа енгізіледі»: effect is the second
    let clause = text.find("күшіне ен").filter(|_| text.contains("қолданысқа ен")).map_or(text, |at| &text[at..]);
    if tells_of_publication(clause) && !clause.contains("қараңыз") {
        // «жарияланған күнінен кейін»: not that day but the next
        let next_day = clause.contains("кейінгі") || clause.contains("келесі күн");
        let after = next_day || (clause.contains("кейін") && !clause.contains("бастап"));
        return if after { Commencement::AfterPublication(Delay::CalendarDays(0)) } else { Commencement::OnPublication };
    }
    if clause.contains("қол қой") {
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

/// Whether publication is the event that something is counted from: «жарияланған күнінен», «жариялану күнінен». «… ресми жариялануға тиіс» is a duty, and
/// no day follows from it.
fn tells_of_publication(text: &str) -> bool {
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

    fn shown(read: &Commencement) -> String {
        let mut out = match read.main() {
            Commencement::On(day) => day.to_string(),
            Commencement::AfterPublication(Delay::CalendarDays(days)) => format!("+{days}"),
            Commencement::AfterPublication(Delay::Months(months)) => format!("+{months}m"),
            Commencement::OnPublication => "publication".to_owned(),
            Commencement::OnSignature => "signature".to_owned(),
            Commencement::Unstated => "unstated".to_owned(),
            Commencement::Unread(_) => "unread".to_owned(),
            Commencement::Compound(_) => "compound in compound".to_owned(),
        };
        if let Some(day) = read.applies_from() {
            out += &format!(" back to {day}");
        }
        if let Some(day) = read.until() {
            out += &format!(" until {day}");
        }
        for exception in read.exceptions() {
            let units: Vec<&str> = exception.units.iter().map(|unit| unit.as_str()).collect();
            out += &format!(" but {} {}", units.join(","), shown(&exception.commencement));
        }
        out
    }

    #[test]
    fn sentences_of_effect() {
        let cases = [
            ("Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.", "+10", "V1800016354"),
            ("Осы бұйрық алғаш ресми жарияланған күнінен бастап күнтізбелік он күн өткен соң қолданысқа енгізіледі.", "+10", "V2000021165: a delay as well"),
            ("алғашқы ресми жарияланғанынан кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі", "+10", "V1200007775"),
            ("алғашқы ресми жарияланған күннен кейін он күнтізбелік күн өткен соң қолданысқа енгізіледі", "+10", "older orders"),
            ("алғашқы ресми жарияланған күнінен кейін 10 (он) күнтізбелік күн өткен соң қолданысқа енгізіледі", "+10", "local acts"),
            ("алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі", "+60", "laws"),
            ("алғашқы ресми жарияланған күнінен кейін күнтізбелік жиырма бір күн өткен соң қолданысқа енгізіледі", "+21", "laws"),
            ("алғашқы ресми жарияланған күнінен кейiн күнтiзбелiк он күн өткен соң қолданысқа енгiзiледi", "+10", "laws of 2014: Latin i"),
            ("алғашқы ресми жарияланған күнінен кейін алты ай өткен соң қолданысқа енгізіледі", "+6m", "laws"),
            ("алғашқы ресми жарияланған күнінен кейін бір жыл өткен соң қолданысқа енгізіледі", "+12m", "laws"),
            ("(01.01.2026 бастап қолданысқа енгізіледі)", "2026-01-01", "V1800016354"),
            ("(01.01.2026 ж. бастап қолданысқа енгізіледі)", "2026-01-01", "older notes"),
            ("(2011.10.13 бастап қолданысқа енгізіледі)", "2011-10-13", "older notes"),
            ("Осы Заң 2021 жылғы 1 шілдеден бастап қолданысқа енгізіледі.", "2021-07-01", "laws"),
            ("алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі", "publication", "laws"),
            ("Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.", "signature", "resolutions"),
            (
                "Осы қаулы қол қойылған күнінен бастап күшіне енеді және алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.",
                "publication",
                "older resolutions",
            ),
            (
                "әділет органдарында мемлекеттік тіркелген күннен бастап күшіне енеді және алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
                "+10",
                "local acts",
            ),
            ("алғашқы ресми жарияланған күнінен кейін қолданысқа енгізіледі", "+0", "not that day but the next"),
            ("алғашқы ресми жарияланған күнінен кейінгі келесі күннен бастап қолданысқа енгізіледі", "+0", "the next day, said so"),
            (
                "алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі, бірақ 2024 жылғы 1 қаңтардан ерте емес",
                "unread",
                "the later of two days",
            ),
            ("алғашқы ресми жарияланған күнінен кейін он жұмыс күні өткен соң қолданысқа енгізіледі", "unread", "working days need a calendar of feasts"),
            ("мемлекеттік тіркелген күнінен бастап күнтізбелік он күн өткен соң қолданысқа енгізіледі", "unread", "not from publication"),
            ("қолданысқа енгізілу тәртібін 2-баптан қараңыз", "unread", "a law: the day is elsewhere"),
            ("2022 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады", "2022-01-01 back to 2022-01-01", "retroactive"),
            (
                "алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі және 2022 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады",
                "publication back to 2022-01-01",
                "retroactive",
            ),
            (
                "алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі және 2026 жылғы 1 қаңтарға дейін қолданыста болады",
                "publication until 2026-01-01",
                "for a time",
            ),
            (
                "(01.01.2023 бастап қолданысқа енгізілетін 3-тармақты қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі)",
                "+10 but point-3 2023-01-01",
                "one amendment, two days",
            ),
            (
                "Осы Заң, 2023 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-баптың 3-тармағын, алғашқы ресми жарияланған күнінен бастап қолданысқа енгізілетін 5 және 6-баптарды \
                 қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі.",
                "+60 but article-1/point-3 2023-01-01 but article-5,article-6 publication",
                "laws",
            ),
            (
                "Осы бұйрық 2026 жылғы 1 шілдеден бастап қолданысқа енгізілетін 1-тармақтың 2) тармақшасын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
                "signature but point-1/subpoint-2 2026-07-01",
                "orders",
            ),
            (
                "Осы Заң 3-бапты қоспағанда, алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі, ол 2026 жылғы 1 шілдеден бастап қолданысқа енгізіледі.",
                "publication but article-3 2026-07-01",
                "laws",
            ),
            ("Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі және ресми жариялануға тиіс.", "signature", "a duty to publish is no day"),
            ("Осы өкім қол қойылған күнінен бастап күшіне енеді және баспасөзде жариялануға жатады.", "signature", "a duty to publish is no day"),
            ("Осы шешім ресми жариялануға жатады және 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.", "2024-01-01", "the duty first"),
            (
                "Осы бұйрық алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі, бұл ретте 1-тармақтың 3) тармақшасы 2024 жылғы 1 қаңтардан бастап \
                 қолданысқа енгізіледі.",
                "publication but point-1/subpoint-3 2024-01-01",
                "orders: a clause about a unit",
            ),
            (
                "Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, бұл ретте Қағидалардың 3-тармағы 2023 жылғы 1 қаңтарға дейін қолданылады.",
                "signature but rules/point-3 signature until 2023-01-01",
                "orders: the end of one unit is not that of the act",
            ),
            (
                "Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, оған 1-тармақтың 3) тармақшасы кірмейді, ол 2024 жылғы 1 қаңтардан бастап қолданысқа \
                 енгізіледі және 2025 жылғы 1 қаңтарға дейін қолданылады.",
                "signature but point-1/subpoint-3 2024-01-01 until 2025-01-01",
                "a clause of several verbs",
            ),
            (
                "Осы бұйрық, 2022 жылғы 1 қаңтардан бастап қолданысқа енгізілетін Қағидалардың 3-тармағын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
                "signature but rules/point-3 2022-01-01",
                "a unit of what is approved",
            ),
            (
                "Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақтың төртінші және бесінші абзацтарын қоспағанда, қол қойылған күнінен бастап \
                 қолданысқа енгізіледі.",
                "signature but point-1/indent-4,point-1/indent-5 2024-01-01",
                "indents",
            ),
            (
                "Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, бұл ретте 1-тармақтың жетінші абзацы 2024 жылғы 1 қаңтардан бастап және бесінші, алтыншы \
                 абзацтары 2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
                "signature but point-1/indent-7 2024-01-01 but point-1/indent-5,point-1/indent-6 2025-01-01",
                "one verb for two days",
            ),
            (
                "Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, бұл ретте 2024 жылғы 1 қаңтардан бастап 1-тармақтың 1) тармақшасы, 2025 жылғы 1 \
                 қаңтардан бастап 1-тармақтың 2) тармақшасы қолданысқа енгізіледі.",
                "signature but point-1/subpoint-1 2024-01-01 but point-1/subpoint-2 2025-01-01",
                "the days before their units",
            ),
            (
                "Осы бұйрық 2025 жылғы 1 қаңтарға дейін қолданылатын 1-тармақтың 2) тармақшасын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
                "signature but point-1/subpoint-2 signature until 2025-01-01",
                "excepted for its end",
            ),
            ("Осы Заң 2025 жылғы 1 қаңтарға дейін жасалған шарттарға қолданылады", "unstated", "no end"),
            ("Қағидалар бекітілсін.", "unstated", "no sentence of effect"),
            ("", "unstated", ""),
        ];
        for (text, read, seen) in cases {
            assert_eq!(shown(&commencement(text)), read, "{seen}: {text}");
        }
    }

    #[test]
    fn an_act_says_once_when_it_takes_effect() {
        const TEN: &str = "4. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.";
        type Case = (&'static [&'static str], Option<(usize, &'static str)>);
        let cases: &[Case] = &[
            (&["1. Қағидалар бекітілсін.", "3) осы бұйрық мемлекеттік тіркелгеннен кейін он жұмыс күні ішінде мәліметтерді ұсынсын.", TEN], Some((2, "+10"))),
            (&["Осы бірлескен бұйрық 2026 жылғы 1 қаңтардан бастап қолданысқа енгізіледі."], Some((0, "2026-01-01"))),
            (
                &[
                    "2-бап. Қолданысқа енгізу тәртібі",
                    "1. Осы Заң 2026 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
                    "2. Осы Заңның 1-бабының 5-тармағы 2027 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
                ],
                Some((1, "2026-01-01 but article-1/point-5 2027-01-01")),
            ),
            (
                &[
                    "2-бап. Осы Заң:",
                    "1) 2027 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 5-бапты;",
                    "2) алғашқы ресми жарияланған күнінен бастап қолданысқа енгізілетін 6-бапты қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі.",
                ],
                Some((0, "+60 but article-5 2027-01-01 but article-6 publication")),
            ),
            (
                &[
                    "2. Осы бұйрық 1-тармақтың жетінші абзацын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
                    "1-тармақтың жетінші абзацы 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
                ],
                Some((0, "signature but point-1/indent-7 2024-01-01")),
            ),
            (
                &[
                    "2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
                    "3. Осы бұйрықтың 1-тармағының 2) тармақшасы 2025 жылғы 1 қаңтарға дейін қолданылады.",
                ],
                Some((0, "2024-01-01 but point-1/subpoint-2 2024-01-01 until 2025-01-01")),
            ),
            (
                &["2. Осы бұйрықтың 1-тармағы 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі, қалғаны қол қойылған күнінен бастап қолданысқа енгізіледі."],
                Some((0, "signature but point-1 2024-01-01")),
            ),
            (&["1. Қағидалар бекітілсін.", "Осы Қағидалар қызмет көрсету тәртібін айқындайды."], None),
            (&[], None),
        ];
        for (paragraphs, read) in cases {
            let found = act_commencement(paragraphs.iter().copied());
            assert_eq!(found.as_ref().map(|(at, read)| (*at, shown(read))), read.map(|(at, read)| (at, read.to_owned())), "{paragraphs:?}");
        }
    }
}
