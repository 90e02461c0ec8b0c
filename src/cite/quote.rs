//! Quotation marks, of both styles.

use super::word::{floor_boundary, work};

/// Longest quoted title that is looked for, in bytes: the longest met has some 1300.
const TITLE_MAX: usize = 3000;

/// Most marks that are passed on the way, and deepest nesting of brackets that is followed: titles hold two or three. Text
/// full of marks is not to be read again from each of them.
const MARKS_MAX: usize = 48;
const NESTING_MAX: usize = 6;

fn opens(c: char) -> bool {
    matches!(c, '«' | '“' | '„' | '"')
}

fn closes(c: char) -> bool {
    matches!(c, '»' | '”' | '"')
}

/// The beginning of the quoted words that end at `end` (after their closing mark), looking back no further than
/// `floor`.
///
/// In «"Құжаттарды қабылдау … жіберу" қағидаларын бекіту туралы"» one straight mark opens two quotations: where no
/// mark is left to close the count, the outermost opening one is taken. A closing mark that ends the title of another
/// act ends the search.
pub(super) fn quote_start(text: &str, end: usize, floor: usize) -> Option<usize> {
    let floor = floor_boundary(text, floor.max(end.saturating_sub(TITLE_MAX)));
    let before = &text[floor..end];
    let mut marks = marks_back(before).take(MARKS_MAX);
    let (last, mark) = marks.next()?;
    if !closes(mark) || last + mark.len_utf8() != before.len() {
        return None;
    }
    let mut depth = 1;
    let mut opened = None;
    for (at, mark) in marks {
        let after = &before[at + mark.len_utf8()..];
        let opening = match mark {
            '"' => opens_here(&before[..at], after),
            _ => opens(mark),
        };
        if opening {
            opened = Some(floor + at);
            depth -= 1;
            if depth == 0 {
                return opened;
            }
        } else {
            if opened.is_some() && names_an_act(after) {
                return opened;
            }
            depth += 1;
        }
    }
    opened
}

/// The quotation marks of `text` with their places, from the last to the first.
fn marks_back(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    std::iter::from_fn(move || {
        let from = end;
        while end > 0 {
            end -= 1;
            let byte = bytes[end];
            let found = match byte {
                b'"' => Some((end, '"')),
                0xAB if end > 0 && bytes[end - 1] == 0xC2 => Some((end - 1, '«')),
                0xBB if end > 0 && bytes[end - 1] == 0xC2 => Some((end - 1, '»')),
                0x9C..=0x9E if end > 1 && bytes[end - 2..end] == [0xE2, 0x80] => Some((end - 2, ['“', '”', '„'][usize::from(byte - 0x9C)])),
                _ => None,
            };
            if let Some((at, mark)) = found {
                work::spend(from - at);
                end = at;
                return Some((at, mark));
            }
        }
        work::spend(from);
        None
    })
}

/// Whether a straight mark between `before` and `after` opens: white space or a bracket before it, a letter after it. With
/// white space on both sides it opens too («бойынша " Халықтың көші-қоны туралы"» where a line was broken after the mark).
fn opens_here(before: &str, after: &str) -> bool {
    let free = before.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '«' | '–' | '-'));
    free && after.chars().next().is_some_and(|c| !matches!(c, ',' | '.' | ';' | ')'))
}

fn names_an_act(after: &str) -> bool {
    let after = after.trim_start();
    ["Қазақстан Республикасы", "ҚР ", "Заң", "заң", "Кодекс", "кодекс", "("].iter().any(|start| after.starts_with(start))
        || after.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the closing bracket at byte `at` is that of a number, «2) тармақшасын», «1), 2) және 3) тармақшалары», and
/// closes nothing.
pub fn is_enumerator(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let number = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    let before = text[..at - number].trim_end_matches([' ', '\u{a0}']);
    if number == 0 || number > 12 || before.len() == at - number && !before.ends_with(',') || before.ends_with('№') {
        return false;
    }
    let rest = text[at + 1..].trim_start_matches([' ', '\u{a0}', '-', '–']);
    let next = rest.trim_start_matches(',').trim_start();
    let next = ["және ", "мен ", "немесе ", "– ", "- "].iter().find_map(|word| next.strip_prefix(word)).unwrap_or(next);
    let digits = next.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
    rest.starts_with("тармақ") || digits > 0 && next[digits..].starts_with(')')
}

/// The end of the bracket that begins at `at`, after its closing one; `None` when it is not closed within `limit` bytes.
pub(super) fn bracket_end(text: &str, at: usize, limit: usize) -> Option<usize> {
    let stop = floor_boundary(text, at.saturating_add(limit));
    let bytes = &text.as_bytes()[at..stop];
    let mut depth = 0usize;
    for offset in memchr::memchr2_iter(b'(', b')', bytes).take(MARKS_MAX) {
        work::spend(1);
        if bytes[offset] == b')' && is_enumerator(text, at + offset) {
            continue;
        }
        if bytes[offset] == b'(' {
            depth = Some(depth + 1).filter(|&depth| depth <= NESTING_MAX)?;
        } else {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at + offset + 1);
            }
        }
    }
    None
}

/// The beginning of the bracket that ends at `end`, within `limit` bytes.
pub(super) fn bracket_start(text: &str, end: usize, limit: usize) -> Option<usize> {
    let floor = floor_boundary(text, end.saturating_sub(limit));
    let bytes = &text.as_bytes()[floor..end];
    let mut depth = 0usize;
    for offset in memchr::memrchr2_iter(b'(', b')', bytes).take(MARKS_MAX) {
        work::spend(1);
        if bytes[offset] == b')' && is_enumerator(text, floor + offset) {
            continue;
        }
        if bytes[offset] == b')' {
            depth = Some(depth + 1).filter(|&depth| depth <= NESTING_MAX)?;
        } else {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(floor + offset);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_begin_where_their_quotation_does() {
        let cases = [
            ("\"Халықтың көші-қоны туралы\"", 0, "plain"),
            ("сәйкес «Көші-қон туралы»", "сәйкес ".len(), "angle quotes"),
            ("\"Қабылдау және жіберу\" қағидаларын бекіту туралы\"", 0, "V1800016354: one mark opens two"),
            ("\"А туралы\" Заң және \"Қабылдау\" қағидаларын бекіту туралы\"", "\"А туралы\" Заң және ".len(), "two acts"),
            ("бойынша \" Халықтың туралы\"", "бойынша ".len(), "P2200000807: the mark stood at the end of its line"),
        ];
        for (text, start, seen) in cases {
            assert_eq!(quote_start(text, text.len(), 0), Some(start), "{seen}");
        }
        let bracket = "(3-баптың 1), 2) және 5-1) тармақшаларын қоспағанда)";
        assert_eq!(bracket_end(bracket, 0, 1000), Some(bracket.len()), "the brackets of numbers close nothing");
        assert_eq!(bracket_end("(№ 5) тармақ", 0, 1000), Some("(№ 5)".len()), "this one does");
        assert_eq!(quote_start("тырнақшасыз", "тырнақшасыз".len(), 0), None);
    }
}
