//! What is left of a unit that is gone: «3) ҚР Қаржы министрінің 03.02.2023 № 58 бұйрығымен алып тасталды;».

use super::note::{DASHES, ParsedNote, names_an_act, read};
use super::unit;
use super::verb::words;
use crate::act::{ProvisionKind, ProvisionPath};
use crate::cite::{find_dates, unit_word};
use crate::text::{GENITIVE, ends_with_any};

/// Reads the text of a unit of which only number and note are left: «13-2. Алып тасталды – ҚР …».
pub fn tombstone(text: &str, unit: &ProvisionPath) -> Option<ParsedNote> {
    let text = unit::skip_number(text);
    // «2-тарау алып тасталды»
    let named = text.split_once(' ').filter(|(word, _)| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(char::is_alphabetic));
    let text = named.map_or(text, |(_, rest)| rest);
    // the verb stands first: a clause that merely speaks of repeal begins otherwise
    let text = text.strip_prefix('(').unwrap_or(text);
    if says_gone(text) {
        return read(text, Some(unit).into(), false).into_iter().next();
    }
    // «3) 2009.12.11 N 230-IV Заңымен алып тасталды;»: the act stands first
    let turned = text.trim_end_matches([';', '.', ')', ' ']).rsplit_once("мен ");
    let (act, verb) = turned.filter(|(act, verb)| says_gone(verb) && act.contains(['№', 'N']) && is_only_an_act(act))?;
    read(&format!("{verb} - {act}мен"), Some(unit).into(), false).into_iter().next()
}

/// Several units of which only their numbers and a note are left: «2) – 4) алып тасталды – ҚР …».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoneUnits<'t> {
    /// What they are.
    pub kind: ProvisionKind,
    /// The number of each, in order.
    pub numbers: Vec<String>,
    /// What is said of them.
    pub note: &'t str,
}

/// Units of one range, at most.
const RANGE_MAX: u32 = 200;

/// Reads a paragraph that tells of several units that they are gone: «2) – 4) алып тасталды – ҚР …», «2), 3) алып тасталды», «2 – 4. Алып тасталды», «7-9-баптар.
/// Алып тасталды». «8-10. Алып тасталды», «8-10-бап. Алып тасталды» may as well be one that was put in.
///
/// ```
/// use tarmaq::amend::gone_units;
///
/// let gone = gone_units("2) – 4) алып тасталды – ҚР 19.04.2023 № 223-VII Заңымен;").unwrap();
/// assert_eq!(gone.numbers, ["2", "3", "4"]);
/// ```
pub fn gone_units(text: &str) -> Option<GoneUnits<'_>> {
    let (mut rest, mut numbers, mut spans): (&str, Vec<String>, bool) = (text, Vec::new(), false);
    let bracketed = first_number(text).is_some_and(|number| text[number.len()..].starts_with(')'));
    loop {
        let number = first_number(rest)?;
        let after = &rest[number.len()..];
        rest = if bracketed { after.strip_prefix(')')? } else { after };
        if spans {
            numbers.extend(through(numbers.last()?, number)?);
        } else {
            numbers.push(number.to_owned());
        }
        let Some((span, next)) = joint(rest) else { break };
        (spans, rest) = (span, next);
    }
    let (kind, plural, note) = kind_of_gone(rest, bracketed)?;
    if let [only] = &numbers[..]
        && plural
    {
        numbers = range_of(only)?;
    }
    (numbers.len() > 1 && says_gone(note.strip_prefix('(').unwrap_or(note))).then_some(GoneUnits { kind, numbers, note })
}

/// «12», «8-1» at the beginning of `text`.
fn first_number(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let joins = |at: usize| bytes[at] == b'-' && at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let end = (0..bytes.len()).find(|&at| !bytes[at].is_ascii_digit() && !joins(at)).unwrap_or(bytes.len());
    (1..=12).contains(&end).then(|| &text[..end])
}

/// What joins two numbers, and the second of them: whether all between are meant.
fn joint(text: &str) -> Option<(bool, &str)> {
    let text = text.trim_start();
    let all = ["–", "—", "-"].iter().find_map(|dash| text.strip_prefix(dash));
    let (all, next) = match all {
        Some(next) => (true, next),
        None => (false, text.strip_prefix(',').or_else(|| text.strip_prefix("және "))?),
    };
    let next = next.trim_start();
    next.starts_with(|c: char| c.is_ascii_digit()).then_some((all, next))
}

/// The numbers behind `first` up to `last`; `None` where they are not of one row.
fn through(first: &str, last: &str) -> Option<Vec<String>> {
    let parted = |number: &str| {
        let (above, own) = number.rsplit_once('-').map_or(("", number), |(above, own)| (above, own));
        own.parse::<u32>().ok().map(|own| (above.to_owned(), own))
    };
    let ((above, from), (row, to)) = (parted(first)?, parted(last)?);
    let number = |own: u32| if above.is_empty() { own.to_string() } else { format!("{above}-{own}") };
    (above == row && from < to && to - from <= RANGE_MAX).then(|| (from + 1..=to).map(number).collect())
}

/// The numbers of «7-9-баптар»: the noun is a plural, so that the number before it is none of one unit that was put in but stands for all from the first on.
fn range_of(number: &str) -> Option<Vec<String>> {
    let (first, last) = number.split_once('-')?;
    Some(std::iter::once(first.to_owned()).chain(through(first, last)?).collect())
}

/// What the units are whose numbers stand before `rest`, whether a noun says that they are several, and what is said of them.
fn kind_of_gone(rest: &str, bracketed: bool) -> Option<(ProvisionKind, bool, &str)> {
    const NOUNS: &[(&str, ProvisionKind, bool)] =
        &[("тармақшалар", ProvisionKind::Subpoint, true), ("тармақтар", ProvisionKind::Point, false), ("баптар", ProvisionKind::Article, false)];
    let words = rest.trim_start_matches([' ', '-']);
    if let Some((kind, note)) = NOUNS.iter().find_map(|(noun, kind, brackets)| Some((*kind, words.strip_prefix(noun).filter(|_| *brackets == bracketed)?))) {
        return Some((kind, true, note.trim_start_matches(['.', ' '])));
    }
    if bracketed {
        Some((ProvisionKind::Subpoint, false, rest.trim_start()))
    } else {
        Some((ProvisionKind::Point, false, rest.strip_prefix('.')?.trim_start()))
    }
}

/// Whether nothing but «алынып тасталды;» is left of a unit, with no word of the act that did it.
pub fn is_bare_tombstone(text: &str) -> bool {
    let text = unit::skip_number(text).trim_matches(['(', ')', ';', '.', ' ']);
    text.len() < 60 && says_gone(text) && text.split_whitespace().count() == 2
}

/// Whether a unit was removed by an act whose day or number cannot be read: «5. Алып тасталды – … мәслихатының … шешімімен.»
pub fn is_unread_tombstone(text: &str) -> bool {
    let text = unit::skip_number(text);
    let text = text.strip_prefix('(').unwrap_or(text);
    let second = words(text).nth(1).map_or(text.len(), |(at, word)| at + word.len());
    let rest = &text[second..];
    says_gone(text) && rest.trim_start().starts_with(DASHES) && names_an_act(rest)
}

/// «алып тасталды», «күші жойылды» as the first words.
fn says_gone(text: &str) -> bool {
    let mut lead = words(text).map(|(_, word)| word.trim_end_matches([';', '.', ',', ')']).to_lowercase());
    let (first, second) = (lead.next().unwrap_or_default(), lead.next().unwrap_or_default());
    first.starts_with("алынып") || matches!((first.as_str(), second.as_str()), ("алып", "тасталды" | "тасталған") | ("күші", "жойылды" | "жойылған"))
}

/// Whether `text`, up to the ending of its last word, is one act and no more: its day first, or who issued it in the genitive, «ҚР Қаржы министрінің 03.02.2023 № 58
/// (…) бұйрығы»; a sentence on what an act did begins otherwise.
fn is_only_an_act(text: &str) -> bool {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let Some((_, day)) = find_dates(text).next() else { return false };
    let (issuer, rest) = (text[..day.start].trim_end(), text[day.end..].trim_start());
    let outside = rest.split_once('(').and_then(|(before, inside)| Some((before, inside.rsplit_once(')')?.1)));
    let count = |text: &str| text.split_whitespace().count();
    // «№ 58» and the word for what it is
    let named = outside.map_or(count(rest), |(before, behind)| count(before) + count(behind));
    let office = issuer.strip_suffix("м.а.").unwrap_or(issuer).trim_end();
    let last = office.rsplit(' ').next().unwrap_or("");
    let local = ["мәслихатының", "әкімдігінің", "әкімінің"].contains(&last);
    let issued = ends_with_any(last, &GENITIVE) && (local || ["ҚР ", "Қазақстан Республикасы"].iter().any(|state| office.starts_with(state)));
    issued && count(issuer) <= ISSUER_WORDS_MAX && !issuer.split(' ').any(names_unit) && rest.starts_with(['№', 'N']) && named <= 3
}

/// «3-тармағы», «бабының»
fn names_unit(word: &str) -> bool {
    unit_word(word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')).is_some()
}

/// Words of who issued an act, at most.
const ISSUER_WORDS_MAX: usize = 14;

#[cfg(test)]
mod tests {
    use super::gone_units;
    use crate::act::ProvisionPath;
    use crate::amend::{is_unread_tombstone, tombstone};

    #[test]
    fn several_units_may_be_gone_at_once() {
        let cases = [
            ("2) – 4) алып тасталды – ҚР 19.04.2023 № 223-VII Заңымен;", "subpoint 2 3 4"),
            ("2), 3) алып тасталды – ҚР 19.04.2023 № 223-VII Заңымен;", "subpoint 2 3"),
            ("2)-4), 6) және 8) алып тасталды;", "subpoint 2 3 4 6 8"),
            ("2-1) – 2-3) тармақшалар алып тасталды;", "subpoint 2-1 2-2 2-3"),
            ("2 – 4. Алып тасталды – ҚР 19.04.2023 № 223-VII Заңымен.", "point 2 3 4"),
            ("5, 6-тармақтар алып тасталды.", "point 5 6"),
            ("5–7-баптар. Күші жойылды – ҚР 19.04.2023 № 223-VII Заңымен.", "article 5 6 7"),
            ("8-10. Алып тасталды – ҚР 19.04.2023 № 223-VII Заңымен.", ""),
            ("7-9-баптар. (Алып тасталды - ҚР 20.12.2004 N 13 Заңымен)", "article 7 8 9"),
            ("7-9-тармақтар алып тасталды – ҚР 19.04.2023 № 223-VII Заңымен.", "point 7 8 9"),
            ("2-3) тармақшалар алып тасталды;", "subpoint 2 3"),
            ("7-9-бап. (Алып тасталды - ҚР 20.12.2004 N 13 Заңымен)", ""),
            ("9-7-баптар. Алып тасталды – ҚР 19.04.2023 № 223-VII Заңымен.", ""),
            ("7-баптар. Алып тасталды – ҚР 19.04.2023 № 223-VII Заңымен.", ""),
            ("2) алып тасталды;", ""),
            ("4) – 2) алып тасталды;", ""),
            ("2) – 4) тармақшаларда көзделген құжаттар;", ""),
            ("1), 2) тармақшалар алып тасталсын;", ""),
        ];
        for (text, want) in cases {
            let shown = gone_units(text).map_or(String::new(), |gone| format!("{} {}", gone.kind.segment(), gone.numbers.join(" ")));
            assert_eq!(shown, want, "{text}");
        }
    }

    #[test]
    fn what_is_left_of_a_removed_unit() {
        let unit: ProvisionPath = "article-13/point-2".parse().unwrap();
        let cases = [
            ("13-2. Алып тасталды – ҚР 15.03.2025 № 172-VIII (01.01.2025 бастап қолданысқа енгізіледі) Заңымен.", Some("delete")),
            ("33) алып тасталды - ҚР 18.03.2019 № 237-VI Заңымен;", Some("delete")),
            ("5. Күші жойылды - ҚР Үкіметінің 10.10.2022 № 807 қаулысымен.", Some("repeal")),
            ("5. Мынадай қаулылардың күші жойылды деп танылсын.", None),
            ("5) алып тасталды деп есептелетін заттар;", None),
            ("5. Алып тасталды – Абай облысы Аягөз аудандық мәслихатының шешімімен.", None),
        ];
        assert!(is_unread_tombstone("5. Алып тасталды – Абай облысы Аягөз аудандық мәслихатының шешімімен."));
        assert!(!is_unread_tombstone("5. Күші жойылды деп танылсын – 2011 жылғы 1 қаңтардағы қаулы."));
        for (text, op) in cases {
            let read = tombstone(text, &unit);
            assert_eq!(read.as_ref().map(|note| note.op.as_str()), op, "{text}");
            assert!(read.is_none_or(|note| note.target.as_ref() == Some(&unit)), "{text}");
        }
    }

    #[test]
    fn the_act_that_removed_a_unit_may_stand_first() {
        let unit = "point-1/subpoint-2".parse().unwrap();
        let gone = [
            "2) ҚР Қаржы министрінің 03.02.2023 № 58 (алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі) бұйрығымен алып тасталды;",
            "2) ҚР Қаржы министрінің м.а. 03.02.2023 № 58 бұйрығымен алып тасталды.",
            "2) Ақмола облысы Біржан аудандық мәслихатының 24.11.2023 № 8С-11/5 шешімімен алып тасталды;",
            "2) 2009.12.11 N 230-IV Заңымен алып тасталды;",
        ];
        for text in gone {
            let note = tombstone(text, &unit);
            assert_eq!(note.as_ref().map(|note| (note.op.as_str(), note.by.len())), Some(("delete", 1)), "{text}");
        }
        let clauses = [
            "2) Осы баптың 3-тармағы ҚР Қаржы министрінің 03.02.2023 № 58 бұйрығымен алып тасталды;",
            "2) ҚР Қаржы министрінің бұйрығының 3-тармағы министрдің 03.02.2023 № 58 бұйрығымен алып тасталды;",
            "2) оның лицензиясы министрдің 03.02.2023 № 58 бұйрығымен алып тасталды;",
            "2) ҚР Қаржы министрінің 03.02.2023 № 58 және 04.02.2023 № 59 бұйрықтарымен алып тасталды;",
        ];
        for text in clauses {
            assert_eq!(tombstone(text, &unit), None, "{text}");
        }
    }
}
