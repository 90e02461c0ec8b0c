//! That an act as a whole holds no longer, as its head and its first note tell it: «Қолданылу мерзімінің аяқталуына байланысты күші жойылды - (… № 42 хатымен)».

use super::note::{DASHES, done};
use super::source::instrument;
use super::verb::{is_effect, words};
use crate::act::{Commencement, Operation};
use crate::cite::{Case, act_word, find_dates, unit_phrases};

/// Words that say that the act they stand at holds no longer.
pub struct Ended<'t> {
    /// Where their sentence begins.
    pub start: usize,
    /// The sentence up to its verb, the reason included.
    pub words: &'t str,
    /// What stands behind the verb: who says so, by what, and when.
    pub by: &'t str,
    /// Whether no act ended it on a day of its own: its time ran out, or a letter tells of it.
    pub before: bool,
    /// Whether its effect was stopped for another reason than that its time ran out: it may act again.
    pub stopped: bool,
    /// Whether a part of it may stay: «… күші жойылды (5-тармақты қоспағанда) – …», «… күші жойылды, 5-баптан басқа – …».
    pub in_part: bool,
}

impl Ended<'_> {
    /// Whether what stands behind the verb of an end spares something: up to its first day it excepts or names a unit, or it excepts one where no day of effect
    /// is told, «… № 58 бұйрығымен (5-тармақты қоспағанда)».
    pub fn spares(by: &str) -> bool {
        let who = &by[..find_dates(by).next().map_or(by.len(), |(_, day)| day.start)];
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let excepts = words(who).any(|(_, word)| matches!(bare(word).as_str(), "қоспағанда" | "басқа"));
        let of_no_day = |piece: &str| piece.rfind("қоспағанда").is_some_and(|at| !piece[at..].contains("қолданысқа"));
        excepts || !unit_phrases(who).is_empty() || by.split(')').any(of_no_day)
    }
}

/// The verbs of an end.
const VERBS: [&str; 3] = ["жойылды", "жойылған", "тоқтатылды"];

/// Most verbs that are looked at: a head has one or two.
const VERBS_MAX: usize = 16;

/// Reads the words of a head, whatever the reason that they give and whatever they say so by: «… байланысты күші жойылды», «Шешімнің күші жойылды – …»,
/// «… байланысты тоқтатылды», «Бұйрықтың қолданысы тоқтатылды – …». `None` where a unit is spoken of, a time («… дейін тоқтатылды»), or the title of an act that repeals others.
pub fn ended(text: &str) -> Option<Ended<'_>> {
    let mut before = ("", 0);
    let mut verbs = 0;
    for (at, word) in words(text) {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let start = match bare {
            "жойылды" | "жойылған" if matches!(before.0, "күші" | "Күші") => Some(before.1),
            "тоқтатылды" if is_effect(before.0) || before.0 == "қолданыс" => Some(before.1),
            "тоқтатылды" => Some(at),
            _ => None,
        };
        verbs += usize::from(start.is_some());
        if verbs > VERBS_MAX {
            return None;
        }
        let found = start.and_then(|start| of_act(text, start, at + word.trim_end_matches(|c: char| !c.is_alphabetic()).len()));
        if found.is_some() {
            return found;
        }
        before = (bare, at);
    }
    None
}

/// The same, of a verb with its noun that stand from `start` to `end`.
fn of_act(text: &str, start: usize, end: usize) -> Option<Ended<'_>> {
    let by = &text[end..];
    // «күші жойылды деп тану туралы», «күші жойылған "…" қаулысы» are titles
    let told = by.trim_start();
    let goes_on = told.is_empty() || told.starts_with(DASHES) || told.starts_with(['(', '.', ',', ';', ':']);
    let named = text[..end].ends_with('ы') && told.starts_with(char::is_uppercase);
    if !goes_on && !named {
        return None;
    }
    let sentence = sentence_start(&text[..start]);
    let lead = text[sentence..start].trim().trim_end_matches(',');
    let stopped = text[start..end].ends_with("тоқтатылды");
    let of_reason = gives_reason(lead) && !names_other(lead) && (!stopped || ran_out(lead));
    // «Күші жойылды - …» alone: behind the words about a unit it is that unit
    let alone = lead.is_empty() && text[start..].starts_with('К') && !text[..start].contains("тармақ");
    let of_this = alone && !stopped || is_own_act(lead);
    let for_a_time = stopped && (by.contains("дейін") || lead.contains("дейін"));
    let stopped = stopped && !of_reason;
    let in_part = told.starts_with([',', ';', ':']) || Ended::spares(by);
    let before = !in_part && !stopped && ((of_reason && tells_of_time(lead)) || by_letter(by));
    (!for_a_time && (of_reason || of_this)).then(|| Ended { start: sentence, words: text[sentence..end].trim(), by, before, stopped, in_part })
}

/// «… аяқталуына байланысты», «мерзімі өткендіктен».
fn gives_reason(lead: &str) -> bool {
    lead.ends_with("байланысты") || ["діктен", "дықтан"].iter().any(|cause| lead.ends_with(cause))
}

/// Where the sentence begins that ends with `before`: behind a full stop, a bracket or the verb of the registration.
fn sentence_start(before: &str) -> usize {
    let mark = before.rfind(['.', '(', ';']).map_or(0, |at| at + 1);
    let registered = ["тіркелді", "тіркелген"].iter().filter_map(|verb| before.rfind(verb).map(|at| at + verb.len())).max();
    mark.max(registered.unwrap_or(0))
}

/// Whether the words name a part of the act, which then stays, or another act: «№ 5 қаулысының мерзімінің аяқталуына байланысты».
fn names_other(lead: &str) -> bool {
    let annex = words(lead).any(|(_, word)| word.to_lowercase().starts_with("қосымша"));
    let own = lead.strip_prefix("Осы ").unwrap_or(lead);
    let other = words(own).skip(1).any(|(_, word)| act_word(word).is_some()) || own.contains(['№', '"', '«']);
    annex || other || !unit_phrases(lead).is_empty()
}

/// «Шешімнің», «Осы қаулының».
fn is_own_act(lead: &str) -> bool {
    let bare = lead.strip_prefix("Осы ").or_else(|| lead.strip_prefix("осы ")).unwrap_or(lead);
    matches!(act_word(bare), Some((_, Case::Genitive)))
}

/// «Қолданылу мерзімінің аяқталуына байланысты», «мерзімінің өтуіне байланысты»: its time has run out.
fn tells_of_time(reason: &str) -> bool {
    words(reason).any(|(_, word)| word.to_lowercase().starts_with("мерзім"))
}

/// The same, in words that cannot tell of another thing about a time: what is only stopped ends by them.
fn ran_out(reason: &str) -> bool {
    let over = |word: &str| ["аяқтал", "өтуі", "өткен", "бітуі"].iter().any(|verb| word.to_lowercase().starts_with(verb));
    tells_of_time(reason) && words(reason).any(|(_, word)| over(word))
}

/// «… 2013 жылғы 14 қаңтардағы № 42 хатымен»: a letter ends no act, it tells that one has ended.
fn by_letter(by: &str) -> bool {
    words(by).last().is_some_and(|(_, word)| ["хат", "хабарлама"].iter().any(|letter| word.starts_with(letter)))
}

/// Whether something had ended before the day of what tells of it, so that this day bounds nothing: no day is read from the words of an end, «… мерзімінің
/// аяқталуына байланысты күші жойылды».
pub(crate) fn ended_before(commencement: &Commencement) -> bool {
    matches!(commencement.main(), Commencement::Unread(words) if VERBS.iter().any(|verb| words.ends_with(verb)))
}

/// «… күші жойылды - (… 14.01.2013 N 42 хатымен).»: the words without the bracket around the act, where nothing else stands behind the verb.
pub(super) fn out_of_bracket(body: &str) -> Option<String> {
    let (op, _, end) = done(body)?;
    let inside = body[end..].trim_start_matches(|c: char| c.is_whitespace() || DASHES.contains(&c)).strip_prefix('(')?;
    let inside = inside.trim_end_matches(['.', ';', ' ']).strip_suffix(')')?;
    let mut depth = 0_i32;
    let mut marks = inside.bytes().filter(|byte| matches!(byte, b'(' | b')'));
    let one_bracket = marks.all(|mark| {
        depth += if mark == b'(' { 1 } else { -1 };
        depth >= 0
    });
    // of anything but a repeal a bracket there is more often the day of effect
    let by = words(inside).last().is_some_and(|(_, word)| instrument(word).is_some());
    let named = inside.contains(['№', 'N']) && find_dates(inside).next().is_some();
    (named && one_bracket && (by || matches!(op, Operation::Repeal | Operation::Suspend))).then(|| format!("{} - {inside}", &body[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_has_ended_whatever_the_reason_and_the_instrument() {
        let letter = "(Ақмола облысы Қорғалжын ауданы әкімі аппаратының 2013 жылғы 14 қаңтардағы N 42 хатымен)";
        // (head, as read: whether it had ended before; `None` where the act has not)
        let cases = [
            (format!("… тіркелді. Қолданылу мерзімінің аяқталуына байланысты күші жойылды - {letter}"), Some(true)),
            (format!("Ескерту. Қолданылу мерзімінің аяқталуына байланысты күші жойылды - {letter}."), Some(true)),
            ("Ескерту. Қолданылу мерзімінің өтуіне байланысты күші жойылды – Абай ауданы әкімдігінің 14.01.2013 № 42 қаулысымен.".to_owned(), Some(true)),
            ("Қолданылу мерзімі аяқталуына байланысты тоқтатылды (аппараттың 2013 жылғы 14 қаңтардағы № 42 хаты)".to_owned(), Some(true)),
            ("Күші жойылды - аппараттың 2013 жылғы 14 қаңтардағы № 42 хатымен".to_owned(), Some(true)),
            ("Ескерту. Шешімнің күші жойылды – аудандық мәслихаттың 14.01.2013 № 42 шешімімен.".to_owned(), Some(false)),
            ("Таратылуына байланысты күші жойылды – аудандық мәслихаттың 14.01.2013 № 42 шешімімен.".to_owned(), Some(false)),
            ("Ескерту. 2-тармақтың қолданылу мерзімінің аяқталуына байланысты күші жойылды – әкімдіктің 14.01.2013 № 42 қаулысымен.".to_owned(), None),
            ("Ескерту. Қолданылу мерзімінің аяқталуына байланысты 2-тармақтың күші жойылды – әкімдіктің 14.01.2013 № 42 қаулысымен.".to_owned(), None),
            ("Ескерту. 1-қосымшаның күші жойылды – әкімдіктің 14.01.2013 № 42 қаулысымен.".to_owned(), None),
            ("Ескерту. Шешімнің қолданысы 2014 жылғы 1 қаңтарға дейін тоқтатылды – мәслихаттың 14.01.2013 № 42 шешімімен.".to_owned(), None),
            ("Мерзімінің аяқталуына байланысты кейбір шешімдерінің күші жойылды деп тану туралы".to_owned(), None),
            ("Мерзімінің аяқталуына байланысты күші жойылды деп тану туралы".to_owned(), None),
            ("Мерзімінің аяқталуына байланысты күші жойылған \"Ереже туралы\" қаулысы туралы".to_owned(), None),
            ("Үкіметтің № 5 қаулысының мерзімінің аяқталуына байланысты күші жойылды.".to_owned(), None),
            ("Шешімнің қолданылу мерзімінің аяқталуына байланысты күші жойылды.".to_owned(), Some(true)),
            ("… № 42 болып тіркелді. Мерзімі өткендіктен қолданыс тоқтатылды".to_owned(), Some(true)),
            ("Мерзімі бұзылғандықтан қолданыс тоқтатылды".to_owned(), None),
            ("Пандемияға байланысты тоқтатылды.".to_owned(), None),
            ("Рұқсаттың қолданысы мерзімінің өтуіне байланысты тоқтатылды деп есептеледі.".to_owned(), None),
        ];
        for (text, want) in cases {
            assert_eq!(ended(&text).map(|ended| ended.before), want, "{text}");
        }
    }

    #[test]
    fn what_is_stopped_or_spares_a_part_has_not_ended() {
        const BY: &str = "ҚР Қаржы министрінің 03.02.2023 № 58";
        let read = |text: &str| ended(&format!("Ескерту. {text}")).map(|ended| (ended.stopped, ended.in_part, ended.before));
        let (whole, in_part, stopped) = (Some((false, false, false)), Some((false, true, false)), Some((true, false, false)));
        assert_eq!(read(&format!("Бұйрықтың күші жойылды – {BY} бұйрығымен.")), whole);
        assert_eq!(read("Күші жойылды – Басқарманың 03.02.2023 № 58 (01.03.2023 бастап қолданысқа енгізіледі) бұйрығымен."), whole);
        let apart = "(алғашқы ресми жарияланған күнінен бастап, 2-тармақты қоспағанда, қолданысқа енгізіледі)";
        assert_eq!(read(&format!("Бұйрықтың күші жойылды – {BY} {apart} бұйрығымен.")), whole, "a unit of the act that repeals");
        for text in ["Бұйрықтың күші жойылды (5-тармақты қоспағанда) –", "Күші жойылды (5-тармақты қоспағанда) –", "Заңның күші жойылды, 5-баптан басқа –"]
        {
            assert_eq!(read(&format!("{text} {BY} бұйрығымен.")), in_part, "{text}");
        }
        assert_eq!(read(&format!("Бұйрықтың күші жойылды – {BY} бұйрығымен (5-тармақты қоспағанда).")), in_part);
        assert_eq!(read(&format!("Бұйрықтың қолданысы тоқтатылды – {BY} бұйрығымен.")), stopped);
        assert_eq!(read("Бұйрықтың қолданысы тоқтатылды – аппараттың 03.02.2023 № 58 хатымен"), stopped);
        assert_eq!(read(&format!("Мерзімінің бұзылуына байланысты қолданысы тоқтатылды – {BY} бұйрығымен.")), None);
    }
}
