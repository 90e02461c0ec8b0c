//! The paragraph behind «ЗҚАИ-ның ескертпесі!»: «2-тармақ 01.01.2026 бастап қолданысқа енгізіледі – осы Заңның 9-бабымен».

use super::attached::Attached;
use super::commencement::term;
use super::note::{self, ParsedNote, pending_note};
use super::unit;
use super::verb::words;
use crate::act::{Commencement, Date, NoteEffect, NoteEvent, Operation, ProvisionPath};
use crate::cite::{Base, Case, act_word, find_dates};
use crate::text::outside_brackets;

/// What a remark of the publisher tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// These notes.
    Told(Vec<ParsedNote>),
    /// Something of these units that is not understood: none of their words are certain.
    Unread(Vec<ParsedNote>),
    /// Nothing of any wording: it leads the reader elsewhere.
    Elsewhere,
    /// The day of the act as a whole, which its own clause tells.
    OwnDay(Date),
}

/// Whether a paragraph behind the bare words «ЗҚАИ-ның ескертпесі!» is what they announce, whatever its verb: it names a unit, an act or a document, or parts what
/// is done from who did it. Other words are the act's own, and the remark was lost.
pub fn is_remarked(text: &str) -> bool {
    let parted = || words(text).any(|(_, word)| matches!(word, "–" | "—" | "-"));
    let named = || words(text).any(|(_, word)| unit::document(word).is_some() || unit::is_act(word) || word.starts_with("редакция"));
    parted() || named() || !unit::phrases(text).is_empty()
}

/// Reads the paragraph behind «ЗҚАИ-ның ескертпесі!», which stands at `at`.
///
/// A change that is planned is read as such; «қолданысы … тоқтатыла тұрды» was done. The clause of the act itself is told by the day alone. What says anything else
/// is not understood, and leaves the units open that it names.
///
/// ```
/// use tarmaq::amend::{Remark, remark};
///
/// let read = remark("2-тармақтың тәртібі басқаша – осы Заңның 9-бабымен.", None);
/// assert!(matches!(read, Remark::Unread(notes) if notes[0].target == "point-2".parse().ok()));
/// ```
pub fn remark<'a>(text: &str, at: impl Into<Attached<'a>>) -> Remark {
    let at = at.into();
    let planned = pending_note(text, at);
    if !planned.is_empty() {
        return Remark::Told(planned.into_iter().map(|note| on_its_day(note, text)).collect());
    }
    let mut done = note::read(text, at, false);
    // «тоқтатыла тұру кезеңінде … мынадай редакцияда»: what holds meanwhile is not told
    let only_suspends = |note: &ParsedNote| note.by.iter().all(|by| by.op == Operation::Suspend) && !text.contains("редакция");
    if !done.is_empty() && done.iter().all(only_suspends) {
        return Remark::Told(done);
    }
    if !done.is_empty() && !done.iter().any(|note| note.by.iter().any(|by| by.op == Operation::Suspend)) {
        done.iter_mut().for_each(|note| note.effect = NoteEffect::Pending);
        return Remark::Told(done);
    }
    if let Some(day) = own_day(text) {
        return Remark::OwnDay(day);
    }
    let own = by_own_clause(text, at);
    if own.is_empty() && leads_elsewhere(text) {
        return Remark::Elsewhere;
    }
    if own.is_empty() { Remark::Unread(unread(text, at)) } else { Remark::Told(own) }
}

/// The same with the day that stands before its verb, where the act that is named tells none: «Осы Заң 01.01.2026 бастап күшін жояды – ҚР … Заңымен».
fn on_its_day(mut note: ParsedNote, text: &str) -> ParsedNote {
    if let Commencement::On(day) = term(parted(text).map_or(text, |(said, _)| said)).main() {
        let untold = note.by.iter_mut().filter(|by| by.commencement == Commencement::Unstated);
        untold.for_each(|by| by.commencement = Commencement::On(*day));
    }
    note
}

/// Whether a remark does nothing but name the place where something is told: «Осы Заңның қолданысқа енгізілу тәртібін 9-баптан қараңыз». What stands in brackets is
/// said of something else.
fn leads_elsewhere(text: &str) -> bool {
    const TOLD: &[&str] = &["тоқтат", "дейін", "бастап", "жойыл", "тасталды", "қолданылмайды", "редакцияда"];
    let open = outside_brackets(text);
    open.contains("қараңыз") && find_dates(&open).next().is_none() && !TOLD.iter().any(|told| open.contains(told))
}

/// «Осы бұйрық 01.01.2022 бастап қолданысқа енгізіледі», by no other act.
fn own_day(text: &str) -> Option<Date> {
    let (named, verb, day) = on_a_day(text)?;
    let named = ["Осы ", "осы ", "Бұл "].iter().find_map(|this| named.strip_prefix(this)).unwrap_or(named).trim();
    let begins = matches!(verb, "бастап қолданысқа енгізіледі" | "бастап күшіне енеді");
    (begins && matches!(act_word(&named.to_lowercase()), Some((_, Case::Nominative)))).then_some(day)
}

/// «2-тармақ», «бастап қолданысқа енгізіледі» and the day between them, where no other act says it.
fn on_a_day(text: &str) -> Option<(&str, &str, Date)> {
    let (said, by) = parted(text).unwrap_or((text, ""));
    let own = by.is_empty() || ["осы ", "Осы "].iter().any(|own| by.trim_start().starts_with(own));
    let (day, range) = find_dates(said).next().filter(|_| own)?;
    let (named, verb) = (&said[..range.start], said[range.end..].trim_start_matches(|c: char| !c.is_alphabetic()));
    let verb = ["ға ", "ге "].iter().find_map(|ending| verb.strip_prefix(ending)).unwrap_or(verb);
    Some((named, verb.trim_end_matches(|c: char| !c.is_alphabetic()), day))
}

/// What the act itself says of when a unit holds, by no other act: «2-тармақ 01.01.2026 дейін қолданыста болады», «2-бап 01.01.2026 бастап қолданысқа енгізіледі». Only
/// where nothing else is said.
fn by_own_clause(text: &str, at: Attached<'_>) -> Vec<ParsedNote> {
    let Some((named, verb, day)) = on_a_day(text) else { return Vec::new() };
    let op = match verb {
        "дейін қолданыста болады" | "дейін қолданылады" => Operation::Repeal,
        "бастап қолданысқа енгізіледі" | "бастап күшіне енеді" => Operation::Add,
        _ => return Vec::new(),
    };
    // «2-тармақ», «1-тармақтың 2) тармақшасы», and nothing beside
    let [phrase] = &unit::phrases(named)[..] else { return Vec::new() };
    let whole = phrase.range.start == 0 && named[phrase.range.end..].trim().is_empty() && phrase.base == Base::None && !phrase.paths.is_empty();
    let targets = if whole { unit::note_targets(named, Operation::Amend, at) } else { Vec::new() };
    targets.into_iter().map(|target| by_none(target, op, Commencement::On(day), op == Operation::Repeal)).collect()
}

/// What stands before the dash and behind it.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (at, dash) = words(text).find(|(_, word)| matches!(*word, "–" | "—" | "-"))?;
    Some((text[..at].trim_end(), &text[at + dash.len()..]))
}

/// A note of each unit that is named, else of where it stands, that says nothing which is understood.
fn unread(text: &str, at: Attached<'_>) -> Vec<ParsedNote> {
    let said = parted(text).map_or(text, |(said, _)| said);
    // «…, қараңыз: осы Заңның 4-бабы»: where it is told, not what it is about
    let said = said.split_once("қараңыз:").map_or(said, |(said, _)| said);
    let mut targets = unit::note_targets(said, Operation::Amend, at);
    if targets.is_empty() {
        targets.push(at.unit.cloned());
    }
    targets.into_iter().map(|target| by_none(target, Operation::Unread, Commencement::Unstated, false)).collect()
}

/// «Осы редакция 2015 жылғы 16 қыркүйекте енгізілген өзгерістеріне дейін қолданылды»: the words of the copy held until a change of that day. What it changed is not
/// told, so that from then on nothing of the act is certain.
///
/// ```
/// use tarmaq::amend::copy_held;
///
/// let note = copy_held("Осы редакция 2015 жылғы 16 қыркүйекте енгізілген өзгерістеріне дейін қолданылды").unwrap();
/// assert_eq!(note.effect, tarmaq::act::NoteEffect::Pending);
/// ```
pub fn copy_held(text: &str) -> Option<ParsedNote> {
    let rest = text.trim().strip_prefix("Осы редакция ")?;
    let (day, range) = find_dates(rest).next().filter(|(_, range)| range.start == 0)?;
    let mut said = words(&rest[range.end..]).map(|(_, word)| word.trim_matches(|c: char| !c.is_alphabetic())).skip_while(|word| *word != "енгізілген");
    let told = said.next().is_some() && said.next()?.starts_with("өзгеріс") && said.any(|word| word == "дейін") && said.next()?.starts_with("қолданыл");
    (told && said.next().is_none()).then(|| by_none(None, Operation::Amend, Commencement::On(day), false))
}

/// A note that names no act.
fn by_none(target: Option<ProvisionPath>, op: Operation, commencement: Commencement, held: bool) -> ParsedNote {
    let by = NoteEvent { op, issuer: None, date: None, number: None, act: None, with: Vec::new(), commencement };
    ParsedNote { target, op, by: vec![by], effect: NoteEffect::Pending, held }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, attached: &str) -> String {
        let line = |note: &ParsedNote| {
            let target = note.target.as_ref().map_or("act", ProvisionPath::as_str);
            let day = if let Commencement::On(day) = note.by[0].commencement { day.to_string() } else { "-".to_owned() };
            format!("{target} {} {} {day}", note.op.as_str(), note.effect.as_str())
        };
        match remark(text, attached.parse().ok().as_ref()) {
            Remark::Told(notes) => notes.iter().map(line).collect::<Vec<_>>().join("; "),
            Remark::Unread(notes) => format!("? {}", notes.iter().map(line).collect::<Vec<_>>().join("; ")),
            Remark::Elsewhere => "elsewhere".to_owned(),
            Remark::OwnDay(day) => format!("own {day}"),
        }
    }

    #[test]
    fn a_copy_holds_until_the_change_that_it_does_not_tell() {
        let told = |text: &str| copy_held(text).map(|note| note.by[0].commencement.clone());
        let day = Some(Commencement::On(Date::new(2019, 3, 5).expect("a day of the calendar")));
        assert_eq!(told("Осы редакция 2019 жылғы 5 наурызда енгізілген өзгерістеріне дейін қолданылды"), day);
        assert_eq!(told("Осы редакция 2019 жылғы 5 наурызда енгізілген өзгерістер мен толықтыруларға дейін қолданылды."), day);
        assert_eq!(told("Осы редакция 2019 жылғы 5 наурызда енгізілген өзгерістерді қамтиды."), None);
        assert_eq!(told("Осы редакция негізгі болып табылады."), None);
    }

    #[test]
    fn a_remark_is_read_or_leaves_open_what_it_names() {
        let cases = [
            ("2-тармақ 01.01.2026 бастап қолданысқа енгізіледі – осы Заңның 9-бабымен.", "article-2/point-2 add pending 2026-01-01"),
            ("2-тармақ 01.01.2026 дейін қолданыста болады – осы Заңның 9-бабымен.", "article-2/point-2 repeal pending 2026-01-01"),
            ("2-тармақ 01.01.2026 бастап қолданысқа енгізіледі – ҚР 03.04.2024 № 90-VIII Заңымен.", "? article-2/point-2 unread pending -"),
            ("2-тармақ ішінара 01.01.2026 бастап қолданысқа енгізіледі – осы Заңның 9-бабымен.", "? article-2/point-2 unread pending -"),
            ("2-тармақтың қолданысы 01.01.2025 дейін тоқтатыла тұрды – ҚР 27.12.2022 № 170-VII Заңымен.", "article-2/point-2 suspend made -"),
            (
                "2-баптың қолданысы 01.01.2025 дейін тоқтатыла тұрды – ҚР 27.12.2022 № 170-VII Заңымен, осы бап мынадай редакцияда қолданылады.",
                "? article-2 unread pending -",
            ),
            (
                "2-тармаққа өзгеріс енгізу көзделген – ҚР 03.04.2024 № 90-VIII (01.01.2026 бастап қолданысқа енгізіледі) Заңымен.",
                "article-2/point-2 amend pending 2026-01-01",
            ),
            ("Осы Заң 01.01.2026 бастап күшін жояды – ҚР 03.04.2024 № 90-VIII Заңымен.", "act repeal pending 2026-01-01"),
            (
                "Осы Заңның күші жойылды деп тану көзделген – ҚР 03.04.2024 № 90-VIII (01.01.2026 бастап қолданысқа енгізіледі) Заңымен.",
                "act repeal pending 2026-01-01",
            ),
            ("Осы Заңның қолданысқа енгізілу тәртібін 9-баптан қараңыз.", "elsewhere"),
            (
                "1-тармақтың қолданысы 01.01.2027 дейін тоқтатыла тұрды – ҚР 27.12.2022 № 170-VII Заңымен (қолданысқа енгізілу тәртібін 2-баптан қараңыз).",
                "article-2/point-1 suspend made -",
            ),
            ("1-тармақ 01.01.2027 бастап қолданысқа енгізіледі – осы Заңның 9-бабын қараңыз.", "article-2/point-1 add pending 2027-01-01"),
            ("2-бап 01.01.2027 дейін қолданыста болады, қараңыз: осы Заңның 4-бабы.", "? article-2 unread pending -"),
            ("Осы Заң 01.07.2019 бастап қолданысқа енгізіледі.", "own 2019-07-01"),
            ("Осы бұйрық 01.01.2022 бастап қолданысқа енгізіледі – осы бұйрықтың 4-тармағымен.", "own 2022-01-01"),
            ("Осы Заң 01.01.2022 бастап қолданысқа енгізіледі – ҚР 03.04.2024 № 90-VIII Заңымен.", "? act unread pending -"),
        ];
        for (text, want) in cases {
            assert_eq!(shown(text, "article-2/point-1"), want, "{text}");
            assert!(is_remarked(text), "{text}");
        }
        assert!(!is_remarked("Куәліктер 2030 жылға дейін қолданыста болады."), "words of the act");
    }
}
