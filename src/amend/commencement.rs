//! Sentences about the day of effect: «… күнтізбелік он күн өткен соң қолданысқа енгізіледі».

use memchr::memmem;

use super::unit;
use super::verb::words;
use crate::act::{Commencement, CommencementException, CommencementTerms, Date, Delay};
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
    let text = strip_brackets(&folded);
    let Some(but) = memmem::find(text.as_bytes(), "қоспағанда".as_bytes()) else { return whole(text) };
    let (left, right) = (&text[..but], &text[but + "қоспағанда".len()..]);
    let (main, exceptions) = if let Some(at) = effect_end(left) {
        // «… бастап қолданысқа енгізіледі, ол 2026 жылғы … енгізілетін 3-тармақты қоспағанда» and the same with «, ол …» after
        let own = excepted(&left[at..]);
        let own = if own.iter().any(|exception| exception.commencement != Commencement::Unstated) { own } else { one_exception(&left[at..], right) };
        (whole(&left[..at]), own)
    } else if memmem::find(left.as_bytes(), "енгізілетін".as_bytes()).is_some() {
        (whole(right), excepted(left))
    } else {
        let end = effect_end(right).unwrap_or(right.len());
        (whole(&right[..end]), one_exception(left, &right[end..]))
    };
    let terms = match main {
        Commencement::Compound(terms) => CommencementTerms { exceptions, ..*terms },
        main => CommencementTerms { main, applies_from: None, until: None, exceptions },
    };
    compound(terms)
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
    let mut apart = Vec::new();
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
        let speaks = memmem::find(paragraph.as_bytes(), "енгіз".as_bytes()).is_some() || memmem::find(paragraph.as_bytes(), "ене".as_bytes()).is_some();
        let lists = paragraph.ends_with(':');
        if !speaks && !lists {
            continue;
        }
        match subject(paragraph) {
            Some(Subject::Act) if effect_end(paragraph).is_some() => found = Some((at, commencement(paragraph))),
            Some(Subject::Act) if lists => open = Some((at, paragraph.to_owned())),
            Some(Subject::Units) if effect_end(paragraph).is_some() => {
                let units = unit::paths(paragraph);
                if !units.is_empty() {
                    apart.push(CommencementException { units, commencement: commencement(paragraph) });
                }
            }
            _ => {}
        }
    }
    let (at, read) = found?;
    if apart.is_empty() {
        return Some((at, read));
    }
    let mut terms = match read {
        Commencement::Compound(terms) => *terms,
        main => CommencementTerms { main, applies_from: None, until: None, exceptions: Vec::new() },
    };
    terms.exceptions.append(&mut apart);
    Some((at, compound(terms)))
}

/// How long a sentence about commencement is followed over paragraphs.
const SENTENCE_BYTES_MAX: usize = 20_000;

/// What a sentence about commencement is about.
enum Subject {
    /// «Осы бұйрық …»: the act.
    Act,
    /// «Осы бұйрықтың 3-тармағы …»: units of it.
    Units,
}

fn subject(paragraph: &str) -> Option<Subject> {
    const ACTS: &[&str] = &["бұйрық", "қаулы", "заң", "кодекс", "жарлық", "шешім", "өкім", "қаулылар", "мәслихат"];
    let mut words = words(paragraph).map(|(_, word)| word).skip_while(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    words.next().filter(|word| matches!(*word, "Осы" | "осы" | "Бұл"))?;
    for word in words.take(3) {
        let bare = word.trim_end_matches([',', ':']).to_lowercase();
        if ACTS.contains(&bare.as_str()) {
            return Some(Subject::Act);
        }
        if ACTS.iter().any(|act| bare.starts_with(act)) {
            let genitive = ["ның", "нің", "тың", "тің", "дың", "дің"].iter().any(|ending| bare.ends_with(ending));
            return genitive.then_some(Subject::Units);
        }
    }
    None
}

fn compound(terms: CommencementTerms) -> Commencement {
    if terms.applies_from.is_none() && terms.until.is_none() && terms.exceptions.is_empty() {
        return terms.main;
    }
    Commencement::Compound(Box::new(terms))
}

/// «01.01.2023 бастап қолданысқа енгізілетін 3-тармақты, … енгізілетін 5-тармақты»: each day before its units.
fn excepted(text: &str) -> Vec<CommencementException> {
    const MARK: &str = "енгізілетін";
    let mut exceptions: Vec<CommencementException> = Vec::new();
    let mut start = 0;
    let mut pieces = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), MARK.as_bytes()) {
        pieces.push(&text[start..at]);
        start = at + MARK.len();
    }
    pieces.push(&text[start..]);
    for (at, piece) in pieces.iter().enumerate() {
        let last = at + 1 == pieces.len();
        if at > 0
            && let Some(exception) = exceptions.last_mut()
        {
            // the units stand before the day of the next ones
            exception.units = unit::paths(piece);
        }
        if !last {
            exceptions.push(CommencementException { units: Vec::new(), commencement: whole(piece) });
        }
    }
    exceptions
}

/// «3-тармақты қоспағанда, …, ол 2026 жылғы 1 шілдеден бастап қолданысқа енгізіледі».
fn one_exception(units: &str, when: &str) -> Vec<CommencementException> {
    let units = unit::paths(units);
    if units.is_empty() {
        return Vec::new();
    }
    vec![CommencementException { units, commencement: whole(when) }]
}

/// One past the words that end a statement of effect, where there are some.
fn effect_end(text: &str) -> Option<usize> {
    const ENDS: &[&str] = &["енгізіледі", "енгізілсін", "қолданысқа енеді", "күшіне енеді", "күшіне енсін"];
    ENDS.iter().filter_map(|end| memmem::find(text.as_bytes(), end.as_bytes()).map(|at| at + end.len())).min()
}

fn strip_brackets(text: &str) -> &str {
    let inner = text.strip_prefix('(').unwrap_or(text);
    if inner.len() == text.len() { text } else { inner.strip_suffix(')').unwrap_or(inner) }
}

/// A statement without exceptions.
fn whole(text: &str) -> Commencement {
    let mut applies_from = None;
    let mut until = None;
    let mut on = None;
    for (date, range) in find_dates(text) {
        let rest = text[range.end..].trim_start_matches([' ', '\u{a0}', '-', '–', '.', '»', '"']);
        // «01.01.2026-дан бастап», «2026.01.01 жылдан бастап»
        let rest = ["жылдан", "дан", "ден", "нан", "нен", "ға", "ге"].iter().find_map(|ending| rest.strip_prefix(ending)).map_or(rest, str::trim_start);
        if let Some(after) = rest.strip_prefix("бастап") {
            let after = after.trim_start();
            if after.starts_with("туында") || after.starts_with("пайда болған") {
                applies_from = Some(date);
            } else {
                on = on.or(Some(date));
            }
        } else if rest.starts_with("дейін") {
            until = Some(date);
        }
    }
    let main = if let Some(delay) = delay(text) {
        if from_publication(text) { Commencement::AfterPublication(delay) } else { Commencement::Unread(text.to_owned()) }
    } else if text.contains("өткен") {
        // a delay in other units («он жұмыс күні»): no calendar alone counts it
        Commencement::Unread(text.to_owned())
    } else if let Some(date) = on {
        Commencement::On(date)
    } else {
        event(text, applies_from)
    };
    compound(CommencementTerms { main, applies_from, until, exceptions: Vec::new() })
}

/// A statement without a delay or a day.
fn event(text: &str, applies_from: Option<Date>) -> Commencement {
    // «мемлекеттік тіркелген күнінен бастап күшіне енеді және … қолданысқа енгізіледі»: effect is the second
    let clause = text.find("күшіне ен").filter(|_| text.contains("қолданысқа ен")).map_or(text, |at| &text[at..]);
    if clause.contains("жариялан") && !clause.contains("қараңыз") {
        // «жарияланған күнінен кейін»: not that day but the next
        let after = clause.contains("кейін") && !clause.contains("бастап");
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

/// Whether a delay is counted from publication, as it is where nothing else is named.
fn from_publication(text: &str) -> bool {
    text.contains("жариялан") || !(text.contains("қол қой") || text.contains("тіркел"))
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
            (&["1. Қағидалар бекітілсін.", "Осы Қағидалар қызмет көрсету тәртібін айқындайды."], None),
            (&[], None),
        ];
        for (paragraphs, read) in cases {
            let found = act_commencement(paragraphs.iter().copied());
            assert_eq!(found.as_ref().map(|(at, read)| (*at, shown(read))), read.map(|(at, read)| (at, read.to_owned())), "{paragraphs:?}");
        }
    }
}
