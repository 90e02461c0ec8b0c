//! Notes of consolidated texts: «Ескерту. 3-тармақ жаңа редакцияда – ҚР … 05.12.2025 № 11-1-4/730 (…) бұйрығымен.»

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use super::attached::Attached;
use super::commencement::{commencement, term};
use super::context::blank_quotes;
use super::ended::{ended, out_of_bracket};
use super::lasting;
use super::source::{self, Source};
use super::unit;
use super::verb::{NOTE_VERBS, words};
use crate::act::{ActKind, CitedAct, Commencement, Date, NoteEffect, NoteEvent, Operation, ProvisionKind, ProvisionPath};
use crate::cite::find_dates;

/// What a note says of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedNote {
    /// The unit; `None` for the act as a whole.
    pub target: Option<ProvisionPath>,
    /// What was done, by the first of its acts.
    pub op: Operation,
    /// The acts, in the order of the note.
    pub by: Vec<NoteEvent>,
    /// Whether what it tells of has happened to the text before us.
    pub effect: NoteEffect,
    /// Whether it tells until when the unit held: «2-тармақ 01.01.2023 дейін қолданыста болды».
    pub held: bool,
}

/// The words that open the note of a change to come.
const PENDING: &str = "ЗҚАИ-ның ескертпесі";

/// Whether a paragraph opens the note of a change to come, «ЗҚАИ-ның ескертпесі!», which the next paragraph is.
pub fn announces_pending(text: &str) -> bool {
    text.starts_with(PENDING)
}

/// Reads a note that stands at `at`, as a unit alone or with the documents around it (`None`: above the first unit of an act).
///
/// A note tells of a change only when unit, verb and source can be read; anything else that begins with «Ескерту.» is
/// the law's own words, and nothing comes back. One [`ParsedNote`] a unit: most notes are about one.
///
/// ```
/// use tarmaq::amend::note;
///
/// let at = "rules/point-3".parse()?;
/// let read = note("Ескерту. 3-тармақ жаңа редакцияда - ҚР Сыртқы істер министрінің 05.12.2025 № 11-1-4/730 бұйрығымен.", Some(&at));
/// assert_eq!(read[0].target, Some(at));
/// assert_eq!(read[0].by[0].number.as_deref(), Some("11-1-4/730"));
/// assert!(note("Ескерту. Лауазымды адамдардың заңды әрекеттері азаптау деп танылмайды.", None).is_empty());
/// # Ok::<(), tarmaq::act::PathError>(())
/// ```
pub fn note<'a>(text: &str, at: impl Into<Attached<'a>>) -> Vec<ParsedNote> {
    let text = text.trim_start();
    let (body, pending) = if let Some(rest) = text.strip_prefix(PENDING) {
        (rest.trim_start_matches(['!', '.', ':']), true)
    } else if let Some(rest) = strip_marker(text) {
        (rest, false)
    } else {
        return Vec::new();
    };
    read(body, at.into(), pending)
}

/// Reads the paragraph after «ЗҚАИ-ның ескертпесі!»: «11-2) тармақшаға өзгеріс енгізу көзделген – ҚР …».
pub fn pending_note<'a>(text: &str, at: impl Into<Attached<'a>>) -> Vec<ParsedNote> {
    read(text, at.into(), true)
}

/// «Ескерту.», also with the colon or dash of older texts; never «Ескертпе:» and «Ескертулер».
fn strip_marker(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("Ескерту").or_else(|| text.strip_prefix("ЕСКЕРТУ"))?.trim_start();
    rest.strip_prefix(['.', ':']).or_else(|| rest.strip_prefix(['-', '–']))
}

/// Whether a paragraph that begins as a note tells of a change, so that it is none of the law's words although it cannot be read.
///
/// Notes are built one way: what was done, a dash, who did it and by which act: «… енгізілді – … 14.03.2024 … шешімімен».
pub fn speaks_of_change(text: &str) -> bool {
    let Some(body) = strip_marker(text.trim_start()) else { return false };
    let body = &super::fold(body);
    let mut rest: &str = body;
    let mut changes = false;
    for _ in 0..VERBS_MAX {
        let Some((_, _, end)) = done(rest) else { break };
        changes = true;
        rest = &rest[end..];
        if soon_dashed(rest) && names_an_act(rest) {
            return true;
        }
    }
    (changes && body.contains("ҚР ") && (body.contains('№') || body.contains(" N "))) || tells_source(body)
}

/// Whether a note begins with a unit and ends with the act that something was done to it by, whatever the verb: «3-бап қысқартылды – … № 471 Заңымен.».
fn tells_source(body: &str) -> bool {
    let begins = unit::phrases(body).first().is_some_and(|phrase| body[..phrase.range.start].split_whitespace().count() == 0);
    let end = body.trim_end_matches(['.', ' ']);
    let end = if end.ends_with(')') { end.rfind('(').map_or(end, |open| &end[..open]) } else { end };
    let by = words(end).last().is_some_and(|(_, word)| source::instrument(word).is_some());
    let dashed = words(end).any(|(_, word)| word.starts_with(DASHES));
    begins && by && dashed && source::sources(body).is_some_and(|sources| !sources.is_empty())
}

/// Whether a dash follows soon: «енгізілді –», «редакцияда жазылды –», «енгізілді (орыс тіліндегі мәтін өзгермейді) –».
fn soon_dashed(text: &str) -> bool {
    const WORDS_BEFORE_MAX: usize = 2;
    let text = text.trim_start();
    let text = text.strip_prefix('(').and_then(|inside| inside.split_once(')')).map_or(text, |(_, rest)| rest.trim_start());
    for (at, word) in text.split_whitespace().take(WORDS_BEFORE_MAX + 1).enumerate() {
        if word.starts_with(DASHES) {
            return true;
        }
        if at == WORDS_BEFORE_MAX || !word.chars().all(char::is_alphabetic) {
            return false;
        }
    }
    false
}

pub(super) const DASHES: [char; 5] = ['-', '–', '—', '‑', '−'];

/// Whether `text` holds a day, the sign of a number, or ends with the act that something was done by, «… шешімімен.».
pub(super) fn names_an_act(text: &str) -> bool {
    let by = || words(text).last().is_some_and(|(_, word)| source::instrument(word).is_some());
    text.contains('№') || text.contains(" N ") || find_dates(text).next().is_some() || by()
}

/// Most units that one part of a note is about. It bounds what a hostile text can cost; a part that names more counts as not read, and the note with it.
const TARGETS_MAX: usize = 256;

/// Most changes that one note tells, of all units by all acts; the longest met has 20 acts. What tells more counts as not read: a part of
/// it would pass for all that was done.
const EVENTS_MAX: usize = 4_096;

/// Reads the words of a note: of a change to come where it is `pending`.
pub(super) fn read(body: &str, at: Attached<'_>, pending: bool) -> Vec<ParsedNote> {
    // every act of a note has a number sign before its number
    if !body.contains(['№', 'N']) {
        return Vec::new();
    }
    let body = &super::fold(body);
    let opened = out_of_bracket(body);
    let body = opened.as_deref().unwrap_or(body);
    let Some(sources) = source::sources(body) else { return Vec::new() };
    let past = ended(body).filter(|ended| ended.before && !pending);
    let mut notes: Vec<ParsedNote> = Vec::new();
    // the note about each unit
    let mut known: HashMap<Option<ProvisionPath>, usize> = HashMap::new();
    // with what was done to it, and until when
    let mut current: Vec<(usize, Operation, Option<Date>)> = Vec::new();
    let mut said: HashSet<usize> = HashSet::new();
    let mut events = 0;
    let mut issuer: Option<String> = None;
    for source in &sources {
        let head = Head::of(source.prefix, pending);
        // «1-тармағы жаңа редакцияда, 2-тармағына өзгеріс енгізілді – ҚР …»: one act, several verbs
        for (order, &(named_unit, verb)) in head.done.iter().enumerate() {
            let verb = done_to(named_unit, verb);
            let verb = if verb == Operation::Suspend && past.is_some() { Operation::Repeal } else { verb };
            // «қолданысы 01.01.2025 дейін тоқтатыла тұрды»
            let end = if verb == Operation::Suspend { term(named_unit).until() } else { None };
            // «"регламент" деген сөз»: words that are quoted name nothing
            let mut targets = unit::note_targets(&blank_quotes(named_unit), verb, at);
            if targets.is_empty() && of_whole_text(named_unit, notes.is_empty().then_some(at.unit).flatten()) {
                targets.push(at.whole());
            } else if notes.is_empty() && targets.is_empty() {
                // «Күші жойылды – …»: about what it stands at
                targets.push(at.unit.cloned());
            }
            if order == 0 && !targets.is_empty() {
                current.clear();
                said.clear();
            }
            if order == 0 {
                current.iter_mut().for_each(|(_, op, until)| (*op, *until) = (verb, end));
            }
            if targets.len() > TARGETS_MAX || named_unit.matches(',').count() >= TARGETS_MAX {
                return Vec::new();
            }
            for target in targets {
                let order = *known.entry(target.clone()).or_insert(notes.len());
                if !said.insert(order) {
                    continue;
                }
                current.push((order, verb, end));
                if order == notes.len() {
                    let made = if head.russian_only { NoteEffect::RussianOnly } else { NoteEffect::Made };
                    let effect = if pending { NoteEffect::Pending } else { made };
                    notes.push(ParsedNote { target, op: verb, by: Vec::new(), effect, held: head.until.is_some() });
                }
            }
        }
        events += current.len();
        if current.is_empty() || events > EVENTS_MAX {
            return Vec::new();
        }
        if let Some(named) = head.issuer {
            issuer = (!matches!(named, "ҚР" | "Қазақстан Республикасының" | "Қазақстан Республикасы")).then(|| named.to_owned());
        }
        for &(at, op, end) in &current {
            let told = event(source, op, issuer.as_deref());
            // what held until a day is otherwise from that day on, whenever the act that says so took effect
            let commencement = head.until.map_or(told.commencement.clone(), Commencement::On);
            let past = past.as_ref().filter(|_| op == Operation::Repeal).map(|past| Commencement::Unread(past.words.to_owned()));
            let commencement = past.unwrap_or(commencement).ending(end);
            notes[at].by.push(NoteEvent { commencement, ..told });
        }
    }
    notes
}

/// Whether the words before a verb speak of the text as a whole: «Бүкіл мәтін бойынша …», «мәтінде "тарау" деген сөз …». Where a note begins so at a
/// unit of the text, `unit`, «мәтінде» is of that unit.
fn of_whole_text(named: &str, unit: Option<&ProvisionPath>) -> bool {
    let named = named.trim_start_matches([' ', ',', ';', '\u{a0}']).to_lowercase();
    let in_text = ["мәтінде ", "мәтін бойынша", "мәтіні бойынша", "мәтінінде "].iter().any(|words| named.starts_with(words));
    let of_unit = || unit.and_then(ProvisionPath::kind).is_some_and(|kind| unit::depth(kind) >= unit::depth(ProvisionKind::Article));
    named.contains("бүкіл мәтін") || in_text && !of_unit()
}

/// What a verb of a note says was done to what stands before it: «3-тармақ толықтырылды», «3-тармақ сөздермен толықтырылды», «3-тармақтан сөздер алып
/// тасталды» add and remove no unit.
fn done_to(named: &str, verb: Operation) -> Operation {
    let names_any = named.chars().any(char::is_alphanumeric);
    match verb {
        Operation::Add if names_any && (named.contains("деген") || !unit::adds_unit(named)) => Operation::Amend,
        Operation::Delete if unit::ends_in_words(named) => Operation::DeleteWords,
        verb => verb,
    }
}

fn event(source: &Source<'_>, op: Operation, issuer: Option<&str>) -> NoteEvent {
    let cited =
        CitedAct { kind: source.kind, issuer: issuer.map(str::to_owned), date: Some(source.date), number: Some(source.number.clone()), ..CitedAct::default() };
    // resolutions of the Supreme Court or the National Bank are no `P…`
    let derivable = source.kind != Some(ActKind::Resolution) || issuer.is_some_and(|issuer| issuer.contains("Үкімет"));
    let id = if derivable { cited.derive_id() } else { None };
    let commencement = source.when.map_or(Commencement::Unstated, commencement);
    NoteEvent {
        op,
        issuer: issuer.map(str::to_owned),
        date: Some(source.date),
        number: Some(source.number.clone()),
        act: id.map(|id| CitedAct { id: Some(id), ..cited }),
        with: source.with.clone(),
        commencement,
    }
}

/// What stands before the day of one act: «3-тармақ жаңа редакцияда – ҚР Сыртқы істер министрінің».
struct Head<'t> {
    /// What was done, each with the words before its verb; empty where it is carried over.
    done: Vec<(&'t str, Operation)>,
    /// Who issued it; `None` where it is carried over.
    issuer: Option<&'t str>,
    russian_only: bool,
    /// «01.01.2023 дейін қолданыста болды»: the first day after.
    until: Option<Date>,
}

/// Most verbs that are read before one act.
const VERBS_MAX: usize = 16;

impl<'t> Head<'t> {
    fn of(text: &'t str, pending: bool) -> Self {
        let russian_only = changes_russian(text);
        let mut parts = Vec::new();
        let mut rest = text;
        let mut until = None;
        while parts.len() < VERBS_MAX {
            let Some((op, start, end)) = (if pending { planned(rest) } else { done(rest) }) else {
                if let Some(held) = lasting::held_until(rest).filter(|_| parts.is_empty()) {
                    // «осы редакциясы … дейін»: other words since; «2-тармақ … дейін»: nothing
                    let op = if rest[..held.start].contains("редакция") { Operation::Reword } else { Operation::Repeal };
                    parts.push((&rest[..held.start], op));
                    (rest, until) = (&rest[held.end..], Some(held.day));
                }
                break;
            };
            parts.push((&rest[..start], op));
            rest = &rest[end..];
            if pending {
                break;
            }
        }
        if parts.is_empty() {
            let issuer = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—'));
            return Self { done: parts, issuer: (!issuer.is_empty()).then_some(issuer), russian_only, until };
        }
        let issuer = after_dash(rest).trim();
        let issuer = issuer.trim_start_matches(|c: char| !c.is_alphabetic()).trim_end_matches([' ', ',', '\u{a0}']);
        Self { done: parts, issuer: (!issuer.is_empty()).then_some(issuer), russian_only, until }
    }
}

/// Whether what was done is of the Russian text alone: «2-тармақтың орыс тіліндегі мәтініне өзгеріс енгізілді», «Орыс тіліндегі тақырыбында … ауыстырылды». Not
/// where it is that text which stays as it is.
fn changes_russian(text: &str) -> bool {
    let text = text.to_lowercase();
    let russian = ["орыс тілінде", "орысша"].iter().any(|words| text.contains(words));
    match text.find("өзгермейді").filter(|_| russian) {
        Some(stays) => !text[..stays].rsplit([',', ';', '(']).next().unwrap_or_default().contains("орыс"),
        None => russian && (text.contains("өзгер") || text.trim_start().starts_with("орыс тілінде")),
    }
}

/// The words after the dash that parts what was done from who did it.
fn after_dash(text: &str) -> &str {
    let dash = text.char_indices().find(|&(at, c)| {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        DASHES.contains(&c) && (before.is_none_or(char::is_whitespace) || after.is_none_or(char::is_whitespace))
    });
    dash.map_or(text, |(at, c)| &text[at + c.len_utf8()..])
}

/// The first verb of a note, and where its words begin and end.
pub(super) fn done(text: &str) -> Option<(Operation, usize, usize)> {
    let mut start = None;
    for (at, word) in words(text) {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let Some(&(_, op)) = NOTE_VERBS.iter().find(|(form, _)| *form == bare) else {
            // the verb phrase begins with the first of «жаңа редакцияда», «өзгеріс пен толықтыру енгізілді», «алып тасталды»
            let opens = LIGHT.iter().any(|light| bare.eq_ignore_ascii_case(light) || bare == *light) || bare == "Күші" || bare == "Алып" || bare == "Алынып";
            start = if opens { start.or(Some(at)) } else { None };
            continue;
        };
        let end = at + word.trim_end_matches(|c: char| !c.is_alphabetic()).len();
        return Some((op, start.unwrap_or(at), end));
    }
    None
}

/// Words of a verb phrase before its verb.
const LIGHT: &[&str] = &[
    "жаңа",
    "келесі",
    "мынадай",
    "алып",
    "алынып",
    "күші",
    "өзгеріс",
    "өзгерістер",
    "толықтыру",
    "толықтырулар",
    "мен",
    "пен",
    "және",
    "қолданысы",
    "қолданылуы",
    "тоқтатыла",
];

/// The verb of a change to come, «өзгеріс енгізу көзделген».
fn planned(text: &str) -> Option<(Operation, usize, usize)> {
    const PLANS: &[(&str, Operation)] = &[
        ("редакц", Operation::Reword),
        ("алып таст", Operation::Delete),
        ("алынып таст", Operation::Delete),
        ("күші", Operation::Repeal),
        ("өзгеріс", Operation::Amend),
        ("толықтыр", Operation::Add),
        ("ауыстыр", Operation::Amend),
    ];
    let end = ["көзделген", "көзделеді", "жойылады", "жояды", "тасталады"]
        .iter()
        .find_map(|word| memmem::find(text.as_bytes(), word.as_bytes()).map(|at| at + word.len()))?;
    let found = PLANS.iter().filter_map(|&(stem, op)| memmem::find(&text.as_bytes()[..end], stem.as_bytes()).map(|at| (op, at))).min_by_key(|&(_, at)| at)?;
    Some((found.0, found.1, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::Delay;

    /// A note as one line: target, operation, then every act with its day of effect.
    fn shown(note: &ParsedNote) -> String {
        use std::fmt::Write as _;
        let mut out = format!("{} {}", note.target.as_ref().map_or("act", ProvisionPath::as_str), note.op.as_str());
        for event in &note.by {
            let when = match &event.commencement {
                Commencement::On(day) => format!("={day}"),
                Commencement::AfterPublication(Delay::CalendarDays(days)) => format!("+{days}"),
                Commencement::AfterPublication(Delay::Months(months)) => format!("+{months}m"),
                Commencement::OnPublication => "pub".to_owned(),
                Commencement::OnSignature => "sig".to_owned(),
                Commencement::Unstated => "-".to_owned(),
                Commencement::Unread(_) => "?".to_owned(),
                Commencement::Compound(terms) => format!("{:?}{}", terms.main, terms.until.map_or(String::new(), |day| format!(" until {day}"))),
            };
            let _ = write!(out, "; {} {} №{} {when}", event.op.as_str(), event.date.unwrap(), event.number.as_deref().unwrap());
        }
        out
    }

    fn all(text: &str, attached: &str) -> String {
        let attached = if attached.is_empty() { None } else { Some(attached.parse().unwrap()) };
        note(text, attached.as_ref()).iter().map(shown).collect::<Vec<_>>().join(" | ")
    }

    const TEN: &str = "(алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі)";

    #[test]
    fn a_note_tells_unit_verb_and_acts() {
        let cases = [
            // (note, where it stands, as read, where it was seen)
            (
                format!("Ескерту. Преамбула жаңа редакцияда – ҚР Сыртқы істер министрінің м.а. 26.05.2022 № 11-1-4/240 {TEN} бұйрығымен."),
                "preamble",
                "preamble reword; reword 2022-05-26 №11-1-4/240 +10",
                "V1800016354",
            ),
            (
                format!("Ескерту. Қағида жаңа редакцияда – ҚР Сыртқы істер министрінің м.а. 26.05.2022 № 11-1-4/240 {TEN} бұйрығымен."),
                "rules",
                "rules reword; reword 2022-05-26 №11-1-4/240 +10",
                "V1800016354",
            ),
            (
                format!("Ескерту. 14-1-тармақпен толықтырылды – ҚР Сыртқы істер министрінің м.а. 23.11.2022 № 11-1-4/628 {TEN} бұйрығымен."),
                "rules/point-14-1",
                "rules/point-14-1 add; add 2022-11-23 №11-1-4/628 +10",
                "V1800016354",
            ),
            (
                format!("Ескерту. 2-қосымша алып тасталды – ҚР Сыртқы істер министрінің м.а. 23.11.2022 № 11-1-4/628 {TEN} бұйрығымен."),
                "rules/annex-2",
                "rules/annex-2 delete; delete 2022-11-23 №11-1-4/628 +10",
                "V1800016354",
            ),
            (
                format!("Ескерту. Тақырып жаңа редакцияда - ҚР Сыртқы істер министрінің м.а. 05.12.2025 № 11-1-4/730 {TEN} бұйрығымен."),
                "rules/annex-3",
                "rules/annex-3/heading reword; reword 2025-12-05 №11-1-4/730 +10",
                "V1800016354",
            ),
            (
                format!(
                    "Ескерту. 3-қосымшаға өзгеріс енгізілді – ҚР Сыртқы істер министрінің м.а. 23.11.2022 № 11-1-4/628 {TEN}; 30.09.2025 № 11-1-4/577                      (01.01.2026 бастап қолданысқа енгізіледі); 05.12.2025 № 11-1-4/730 {TEN} бұйрықтарымен."
                ),
                "rules/annex-3",
                "rules/annex-3 amend; amend 2022-11-23 №11-1-4/628 +10; amend 2025-09-30 №11-1-4/577 =2026-01-01; amend 2025-12-05 №11-1-4/730 +10",
                "V1800016354: the issuer is carried over",
            ),
            (
                "Ескерту. Күші жойылды - ҚР Ішкі істер министрінің 11.03.2014 № 152 бұйрығымен (алғашқы ресми жарияланғанынан кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі)."
                    .to_owned(),
                "",
                "act repeal; repeal 2014-03-11 №152 +10",
                "V1200007775: the bracket after the instrument",
            ),
            (
                format!("Ескерту. 4-тарау 9-1-баппен толықтырылды - ҚР 2011.03.24 № 420-IV {TEN}; жаңа редакцияда – ҚР 13.06.2017 № 69-VІ {TEN} Заңдарымен."),
                "article-9-1",
                "article-9-1 add; add 2011-03-24 №420-IV +10; reword 2017-06-13 №69-VI +10",
                "a law: the verb changes, a Cyrillic numeral",
            ),
            (
                "Ескерту. 20-бапқа өзгерiс енгiзiлдi - ҚР 2007.05.15 N 253, 2012.02.16 №562-IV (алғашқы ресми жарияланған күнінен бастап күнтізбелік он күн өткен соң қолданысқа енгізіледі) Заңдарымен."
                    .to_owned(),
                "article-20",
                "article-20 amend; amend 2007-05-15 №253 -; amend 2012-02-16 №562-IV +10",
                "older notes: N, commas, Latin i, no space",
            ),
            (
                format!("Ескерту. 4-тараудың тақырыбы жаңа редакцияда – ҚР 10.06.2020 № 344-VI Заңымен {TEN}."),
                "chapter-4",
                "chapter-4/heading reword; reword 2020-06-10 №344-VI +10",
                "a law",
            ),
            (
                format!("Ескерту. 12-баптың тақырыбы жаңа редакцияда – ҚР 10.06.2020 № 344-VI Заңымен {TEN}."),
                "article-12/point-2",
                "article-12/heading reword; reword 2020-06-10 №344-VI +10",
                "a law: it stands after the article's last clause",
            ),
            (
                format!("Ескерту. Тақырып жаңа редакцияда - ҚР Премьер-Министрінің орынбасары - Қаржы министрінің 01.07.2021 № 600 {TEN} бұйрығымен."),
                "",
                "title reword; reword 2021-07-01 №600 +10",
                "an issuer with a dash",
            ),
            (
                format!("Ескерту. 2-баптың 3-тармағына өзгеріс енгізілді – ҚР 10.06.2020 № 344-VI Заңымен {TEN}."),
                "article-2",
                "article-2/point-3 amend; amend 2020-06-10 №344-VI +10",
                "a unit inside the one it stands at",
            ),
            (
                format!("Ескерту. Жарғыға өзгеріс енгізілді – ҚР Үкіметінің 10.06.2020 № 344 қаулысымен {TEN}."),
                "charter",
                "charter amend; amend 2020-06-10 №344 +10",
                "a charter",
            ),
            (
                format!("Ескерту. 1 және 2-тармақтар жаңа редакцияда – ҚР Денсаулық сақтау министрінің 05.11.2020 № ҚР ДСМ-175/2020 {TEN} бұйрығымен."),
                "point-2",
                "point-1 reword; reword 2020-11-05 №ҚР ДСМ-175/2020 +10 | point-2 reword; reword 2020-11-05 №ҚР ДСМ-175/2020 +10",
                "two units; a number of words and digits",
            ),
            (
                format!("Ескерту. 3-тармақ жаңа редакцияда – ҚР Сыртқы істер министрінің 01.09.2020 № 11-1-4/245 және ҚР Ішкі істер министрінің 01.09.2020 № 611 {TEN} бірлескен бұйрығымен."),
                "rules/point-3",
                "rules/point-3 reword; reword 2020-09-01 №11-1-4/245 +10",
                "a joint order is one act",
            ),
            (
                "Ескерту. 29-бапқа өзгеріс енгізілді - ҚР 2008.05.26 № 34-IV (қолданысқа енгізілу тәртібін 2-баптан қараңыз) Заңымен.".to_owned(),
                "article-29",
                "article-29 amend; amend 2008-05-26 №34-IV ?",
                "a law: the day is elsewhere",
            ),
            ("Ескерту. Қосымша жаңа редакцияда – ҚР Үкіметінің 10.06.2020 № 344 қаулысымен.".to_owned(), "rules/annex-1", "rules/annex-1 reword; reword 2020-06-10 №344 -", "the only annex"),
            ("Ескерту. Бұйрық 2-қосымшамен толықтырылды – ҚР Қаржы министрінің 10.06.2020 № 344 бұйрығымен.".to_owned(), "annex-2", "annex-2 add; add 2020-06-10 №344 -", "an order"),
            ("Ескерту. Қаулының тақырыбы жаңа редакцияда – ҚР Үкіметінің 10.06.2020 № 344 қаулысымен.".to_owned(), "", "title reword; reword 2020-06-10 №344 -", "a resolution"),
            ("Ескерту. Қағидалардың тақырыбына өзгеріс енгізілді – ҚР Үкіметінің 10.06.2020 № 344 қаулысымен.".to_owned(), "rules", "rules/heading amend; amend 2020-06-10 №344 -", "a resolution"),
            ("Ескерту. Бүкіл мәтін бойынша \"он\" деген сөз \"бес\" деген сөзбен ауыстырылды – ҚР Үкіметінің 10.06.2020 № 344 қаулысымен.".to_owned(), "", "act amend; amend 2020-06-10 №344 -", "words of the whole"),
            ("Ескерту. Қаулының тақырыбында және барлық мәтін бойынша \"он\" деген сөз \"бес\" деген сөзбен ауыстырылды – ҚР Үкіметінің 10.06.2020 № 344 қаулысымен.".to_owned(), "", "title amend; amend 2020-06-10 №344 - | act amend; amend 2020-06-10 №344 -", "the title and the whole"),
            ("Ескерту. 5-тармақтың 2) тармақшасы алып тасталды – ҚР Үкіметінің 10.06.2020 № 344 қаулысымен.".to_owned(), "rules/point-5", "rules/point-5/subpoint-2 delete; delete 2020-06-10 №344 -", "a part of the unit it stands at"),
            ("Ескерту. Қағида 4-1-тармақпен толықтырылды – ҚР Үкіметінің 10.06.2020 № 344 қаулысымен.".to_owned(), "rules/point-4-1", "rules/point-4-1 add; add 2020-06-10 №344 -", "a resolution"),
            ("Ескерту. 2-тарау алып тасталды – Алматы қаласы әкімдігінің 10.06.2020 № 2/344 қаулысымен.".to_owned(), "rules/chapter-2", "rules/chapter-2 delete; delete 2020-06-10 №2/344 -", "a local act: no «ҚР»"),
            ("Ескерту. 3-тармақтың қолданысы 2026 жылғы 1 қаңтарға дейін тоқтатыла тұрды – ҚР 10.06.2020 № 344-VI Заңымен.".to_owned(), "point-3", "point-3 suspend; suspend 2020-06-10 №344-VI Unstated until 2026-01-01", "suspended"),
            ("Ескерту. 1-тармақ жаңа редакцияда – ҚР Қаржы министрінің 10.06.2020 № 344 (алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі; 02.01.2021 № 5 (қол қойылған күнінен бастап қолданысқа енгізіледі) бұйрықтарымен.".to_owned(), "point-1", "point-1 reword; reword 2020-06-10 №344 +10; reword 2021-01-02 №5 sig", "a bracket that never closes"),
            ("Ескерту. Лауазымды адамдардың заңды әрекеттері нәтижесінде келтірілген зардап азаптау деп танылмайды.".to_owned(), "article-1", "", "a rule"),
            ("Ескертпе: 2011 жылғы 1 қаңтардағы № 5 бұйрықпен өзгеріс енгізілді.".to_owned(), "annex-1", "", "below a table"),
            ("Ескерту. Нысан 2011 жылғы 1 қаңтардағы № 5 бұйрыққа сәйкес толтырылады.".to_owned(), "annex-1", "", "a rule that cites an order"),
        ];
        for (text, attached, read, seen) in cases {
            assert_eq!(all(&text, attached), read, "{seen}: {text}");
        }
    }

    #[test]
    fn a_note_that_cannot_be_read_is_told_from_a_rule() {
        let cases = [
            ("Ескерту. 1-тармаққа өзгерістер енгізілді – Абай облысы Аягөз аудандық мәслихатының 14.03.2024 (алғашқы ресми) шешімімен.", true, "no number"),
            ("Ескерту. 3-тармақ жаңа редакцияда - аудандық мәслихаттың шешімімен.", true, "neither day nor number"),
            ("Ескерту. 3-тармақ өзгертілді, 4-тармақпен толықтырылды – Алматы қаласы әкімдігінің № 5 қаулысымен.", true, "the second verb"),
            ("Ескерту. 29-бапқа өзгеріс енгізілді - ҚР № 34-IV Заңымен.", true, "no day"),
            ("Ескерту. 3-тармақ жаңа редакцияда жазылды – аудандық мәслихаттың 2024 жылғы 14 наурыздағы шешімімен.", true, "one verb more"),
            ("Ескерту. 3-тармақ толықтырылды (орысша мәтін өзгермейді) – аудандық мәслихаттың № 5 шешімімен.", true, "a remark"),
            ("Ескерту. Лауазымды адамның соттылығы жойылды деп танылады, бұл – 2015 жылғы 1 қаңтардан бастап.", false, "a rule"),
            ("Ескерту. Бланк жаңа редакцияда – екі данада толтырылады.", false, "a rule with a dash"),
            ("Ескертпе: 2011 жылғы 1 қаңтардағы № 5 бұйрықпен өзгеріс енгізілді – ҚР 01.01.2011.", false, "below a table"),
        ];
        for (text, is, why) in cases {
            assert_eq!(speaks_of_change(text), is, "{why}: {text}");
        }
    }

    #[test]
    fn acts_have_ids_where_they_follow() {
        let cases = [
            ("Ескерту. 2-бапқа өзгеріс енгізілді – ҚР 30.06.2025 № 202-VIII Заңымен.", Some("Z2500000202"), None),
            ("Ескерту. 2-тармаққа өзгеріс енгізілді – ҚР Үкіметінің 10.10.2022 № 807 қаулысымен.", Some("P2200000807"), Some("ҚР Үкіметінің")),
            ("Ескерту. 2-тармаққа өзгеріс енгізілді – ҚР Президентінің 2022.12.30 № 1071 Жарлығымен.", Some("U2200001071"), Some("ҚР Президентінің")),
            ("Ескерту. 2-тармаққа өзгеріс енгізілді – ҚР Жоғарғы Сотының 10.10.2022 № 7 нормативтік қаулысымен.", None, Some("ҚР Жоғарғы Сотының")),
            ("Ескерту. 2-тармаққа өзгеріс енгізілді – ҚР Ішкі істер министрінің м.а. 10.10.2022 № 7 бұйрығымен.", None, Some("ҚР Ішкі істер министрінің м.а.")),
        ];
        for (text, id, issuer) in cases {
            let read = note(text, None);
            let event = &read[0].by[0];
            assert_eq!(event.act.as_ref().and_then(|act| act.id.as_ref()).map(|id| id.as_str()), id, "{text}");
            assert_eq!(event.issuer.as_deref(), issuer, "{text}");
        }
    }

    #[test]
    fn changes_to_come_and_changes_of_the_russian_text_are_told_apart() {
        let pending =
            pending_note("11-2) тармақшаға өзгеріс енгізу көзделген – ҚР 09.01.2026 № 256-VIII Заңымен.", Some(&"article-1/subpoint-11-2".parse().unwrap()));
        assert_eq!((pending[0].effect, pending[0].op), (NoteEffect::Pending, Operation::Amend));
        assert_eq!(pending[0].target.as_ref().map(ProvisionPath::as_str), Some("article-1/subpoint-11-2"));
        let words =
            "Бүкіл мәтін бойынша \"А\", \"Б\" деген сөздер тиісінше \"В\", \"Г\" деген сөздермен ауыстыру көзделген – ҚР 09.01.2026 № 256-VIII Заңымен.";
        let pending = pending_note(words, None);
        assert_eq!((pending[0].effect, pending[0].op, &pending[0].target), (NoteEffect::Pending, Operation::Amend, &None));
        let russian =
            "Ескерту. 2-тармақтың орыс тіліндегі мәтініне өзгеріс енгізілді, қазақ тіліндегі мәтін өзгермейді – ҚР Үкіметінің 10.10.2022 № 807 қаулысымен.";
        let read = note(russian, Some(&"point-2".parse().unwrap()));
        assert_eq!((read[0].effect, read[0].op), (NoteEffect::RussianOnly, Operation::Amend));
        assert_eq!(read[0].by[0].issuer.as_deref(), Some("ҚР Үкіметінің"));
        assert!(announces_pending("ЗҚАИ-ның ескертпесі!"));
    }
}
