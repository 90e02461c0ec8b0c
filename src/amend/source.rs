//! The acts a note names: «ҚР 13.06.2017 № 69-VI (…); 18.03.2019 № 237-VI (…) Заңдарымен».

use super::verb::words;
use crate::act::{ActKind, Adoption, Date};
use crate::cite::{Case, act_word, find_dates, is_enumerator, roman};
use crate::text::work;

/// One act named by a note.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Source<'t> {
    /// What stands before its day, back to the act before it: what was done, by whom.
    pub(super) prefix: &'t str,
    pub(super) date: Date,
    pub(super) number: String,
    /// The words about the day of effect, brackets left out.
    pub(super) when: Option<&'t str>,
    /// The other adoptions of a joint order.
    pub(super) with: Vec<Adoption>,
    /// By the word «Заңымен» after it or after a later one.
    pub(super) kind: Option<ActKind>,
    /// Another act that was adopted with it, on the same day, is named right before: «№ 452 қаулысымен және … мәслихатының … № 359 шешімімен».
    with_before: bool,
}

/// Most acts that are read of one note; the longest met has 20. It bounds what a hostile text can cost.
const SOURCES_MAX: usize = 512;

/// Most bodies that issue one order together: ministries are fewer.
const ADOPTIONS_MAX: usize = 32;

/// All acts that `text` names by day and number, outside brackets, in order; `None` where they are more than are read: a part of them would pass for all.
///
/// A joint order (two ministers, two numbers, one order) is one act, by its first number, with the others beside it.
pub(super) fn sources(text: &str) -> Option<Vec<Source<'_>>> {
    work::spend(text.len());
    let brackets = brackets(text);
    let outside = |at: usize| {
        let next = brackets.partition_point(|&(start, _)| start <= at);
        next == 0 || at >= brackets[next - 1].1
    };
    let mut found: Vec<Source<'_>> = Vec::new();
    // one past the number of the act before
    let mut done = 0;
    for (date, range) in find_dates(text) {
        if range.start < done || !outside(range.start) {
            continue;
        }
        let Some((number, end)) = number(text, range.end) else { continue };
        if found.len() == SOURCES_MAX {
            return None;
        }
        let gap = &text[done..range.start];
        let (tail, prefix) = if found.is_empty() { ("", gap) } else { part(gap, done, &brackets) };
        let (mut joint, mut with_before) = (false, false);
        if let Some(before) = found.last_mut() {
            before.when = when(tail);
            before.kind = kind(tail);
            let by_another = before.when.is_none() && gap[tail.len()..].trim_start().starts_with("және ") && prefix.trim().chars().count() > 3;
            joint = by_another && before.kind.is_none() && tail.trim().is_empty();
            with_before = by_another && before.kind.is_some() && before.date == date;
        }
        match found.last_mut().filter(|_| joint) {
            Some(before) if before.with.len() == ADOPTIONS_MAX => return None,
            Some(before) => before.with.push(Adoption { date: Some(date), number: Some(number), issuer: Some(prefix.trim().to_owned()) }),
            None => found.push(Source { prefix, date, number, when: None, with: Vec::new(), kind: None, with_before }),
        }
        done = end;
    }
    if let Some(last) = found.last_mut() {
        let tail = &text[done..];
        last.when = when(tail);
        last.kind = kind(tail);
    }
    // «… № 69-VI (…); … № 237-VI (…) Заңдарымен»: the last word covers those before it
    let mut covering = None;
    let mut shared = None;
    for source in found.iter_mut().rev() {
        source.kind = source.kind.or(covering);
        covering = source.kind;
        source.when = source.when.or(shared.take());
        shared = source.when.filter(|_| source.with_before);
    }
    Some(found)
}

/// What is in brackets at the outermost level, in order. A bracket that never closes is none.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut closed: Vec<(usize, usize)> = Vec::new();
    for at in memchr::memchr2_iter(b'(', b')', text.as_bytes()) {
        match text.as_bytes()[at] {
            b'(' => open.push(at),
            _ if is_enumerator(text, at) => {}
            _ => {
                if let Some(start) = open.pop() {
                    while closed.last().is_some_and(|&(inner, _)| inner > start) {
                        closed.pop();
                    }
                    closed.push((start, at + 1));
                }
            }
        }
    }
    closed
}

/// Parts what stands between two acts: what belongs to the first, what leads to the second.
fn part<'t>(gap: &'t str, gap_start: usize, brackets: &[(usize, usize)]) -> (&'t str, &'t str) {
    let inside = |at: usize| {
        let next = brackets.partition_point(|&(start, _)| start <= gap_start + at);
        next > 0 && gap_start + at < brackets[next - 1].1
    };
    let separator = gap.char_indices().find(|&(at, c)| matches!(c, ';' | ',') && !inside(at)).map(|(at, _)| at);
    let joined = gap.match_indices("және ").map(|(at, _)| at).find(|&at| !inside(at));
    match (separator, joined) {
        (Some(mark), Some(word)) if word < mark => (&gap[..word], &gap[word + "және ".len()..]),
        (Some(mark), _) => (&gap[..mark], &gap[mark + 1..]),
        (None, Some(word)) => (&gap[..word], &gap[word + "және ".len()..]),
        (None, None) => {
            let next = brackets.partition_point(|&(start, _)| start < gap_start + gap.len());
            let end = if next > 0 { brackets[next - 1].1.saturating_sub(gap_start) } else { 0 };
            gap.split_at(end)
        }
    }
}

/// The number after a day: «№ 11-1-4/730», «N436», «№ ҚР ДСМ-175/2020», «№ 118-VІ» with a Cyrillic numeral.
fn number(text: &str, at: usize) -> Option<(String, usize)> {
    // «1997.06.19. N 134»: older notes close the day with a stop
    let rest = text[at..].trim_start_matches(['.', ' ']);
    let rest = rest.strip_prefix("ж.").map_or(rest, str::trim_start);
    let rest = rest.strip_prefix('№').or_else(|| rest.strip_prefix("No")).or_else(|| rest.strip_prefix('N'))?;
    let rest = rest.trim_start();
    if rest.starts_with('№') {
        // two signs and one number: whose it is cannot be told
        return None;
    }
    let start = text.len() - rest.len();
    // no more than three words are looked at, however far the next mark is
    let third = words(rest).take(3).last().map_or(0, |(at, word)| at + word.len());
    let stop = rest[..third].find(['(', ';', ',', ')']).unwrap_or(third);
    let mut end = 0;
    for (at, word) in words(&rest[..stop]) {
        if instrument(word).is_some() {
            break;
        }
        end = at + word.len();
        if word.contains(|c: char| c.is_ascii_digit()) {
            break;
        }
    }
    let printed = rest[..end].trim_end_matches(['.', '-', '–']);
    printed.contains(|c: char| c.is_ascii_digit()).then(|| (latin_numeral(printed), start + end))
}

/// A Roman numeral at the end of a number in Latin letters: `118-VІ` is `118-VI`.
fn latin_numeral(number: &str) -> String {
    match number.rsplit_once('-') {
        Some((digits, numeral)) if roman(numeral).is_some() => {
            let latin: String = numeral
                .chars()
                .map(|c| {
                    if matches!(c, 'І' | 'Ӏ') {
                        'I'
                    } else if c == 'Х' {
                        'X'
                    } else {
                        c
                    }
                })
                .collect();
            format!("{digits}-{latin}")
        }
        _ => number.to_owned(),
    }
}

/// The first bracket of `tail` that speaks of effect.
fn when(tail: &str) -> Option<&str> {
    const SIGNS: &[&str] = &["қолданыс", "күшіне ен", "бастап", "өткен", "жариялан", "қараңыз"];
    let mut rest = tail;
    while let Some(open) = rest.find('(') {
        let inner = &rest[open + 1..];
        // a bracket inside («10 (он) күн») does not end it
        let mut depth = 1;
        let close = memchr::memchr2_iter(b'(', b')', inner.as_bytes()).find(|&at| {
            if inner.as_bytes()[at] == b'(' {
                depth += 1;
            } else if !is_enumerator(inner, at) {
                depth -= 1;
            }
            depth == 0
        });
        let words = &inner[..close.unwrap_or(inner.len())];
        if SIGNS.iter().any(|sign| words.contains(sign)) {
            return Some(words);
        }
        rest = &inner[close.map_or(inner.len(), |close| close + 1)..];
    }
    None
}

/// The kind of act that the tail's first instrument outside brackets names.
fn kind(tail: &str) -> Option<ActKind> {
    let mut depth = 0;
    for (_, word) in words(tail) {
        if depth == 0
            && let Some(kind) = instrument(word)
        {
            return Some(kind);
        }
        depth += i32::try_from(word.matches('(').count()).unwrap_or(0) - i32::try_from(word.matches(')').count()).unwrap_or(0);
    }
    None
}

/// «бұйрығымен», «Заңдарымен;»: the act by which.
pub fn instrument(word: &str) -> Option<ActKind> {
    act_word(word.trim_matches(|c: char| !c.is_alphabetic())).filter(|(_, case)| *case == Case::Instrumental).map(|(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joint_order_is_one_act_with_all_its_adoptions() {
        let note = " – ҚР Энергетика министрінің 24.01.2025 № 30-н/қ және ҚР Көлік министрінің 27.01.2025 № 4 (01.03.2025 бастап қолданысқа енгізіледі) бірлескен бұйрығымен";
        let read = sources(note).unwrap_or_default();
        let [order] = &read[..] else { panic!("one act: {read:?}") };
        assert_eq!((order.number.as_str(), order.kind), ("30-н/қ", Some(ActKind::Order)));
        let with =
            Adoption { date: "2025-01-27".parse().ok(), number: Some("4".to_owned()), issuer: Some("ҚР Көлік министрінің".to_owned()) };
        assert_eq!(order.with, [with]);
    }

    #[test]
    fn a_number_keeps_no_sign() {
        let numbers = |text: &str| sources(text).unwrap_or_default().into_iter().map(|source| source.number).collect::<Vec<_>>();
        assert_eq!(numbers("ҚР Үкіметінің 27.12.2024 № 1123; 30.06.2025 № 488 қаулыларымен"), ["1123", "488"]);
        assert_eq!(numbers("ҚР Үкіметінің 27.12.2024 № № 488; 30.06.2025 № 489 қаулыларымен"), ["489"], "whose number 488 is cannot be told");
    }
}
