//! What the page put between the words.
//!
//! After this: no control or private-use characters, no soft hyphens, byte-order marks or zero-width spaces; a
//! no-break space is a space, the bullet of a symbol font (U+F0B7) is `•`; a line drawn twice at a page break is there
//! once, and the running title of a page is not. What known portals print at the edges of pages is the matter of `page`.

use std::borrow::Cow;

use crate::text::{LineRange, Problem, ProblemCode};

use super::line::{Line, Part};
use super::scan;

/// The characters a line of text should not hold, and what is read for them.
fn read_for(c: char) -> Option<&'static str> {
    match c {
        '\u{f0b7}' | '\u{f0a7}' | '\u{f02d}' => Some("•"),
        '\t'
        | '\u{a0}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{3000}'
        | '\u{85}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{1680}'
        | '\u{205f}'
        | '\u{b}'
        | '\u{c}'
        | '\r' => Some(" "),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' => Some(""),
        _ if c.is_control() => Some(""),
        _ => None,
    }
}

/// Where a word may be broken at a line's end. The printer shows it there and nowhere else.
const SOFT_HYPHEN: char = '\u{ad}';

/// Takes stray characters out of `line`.
pub(super) fn clear(line: &mut Line<'_>, problems: &mut Vec<Problem>) {
    if !scan::has_furniture(&line.text) {
        return;
    }
    let mut parts = Vec::new();
    let (mut kept, mut strays) = (0, 0_u32);
    for (at, c) in line.text.char_indices() {
        if let Some(read) = read_for(c) {
            parts.push(Part::Keep(kept..at));
            kept = at + c.len_utf8();
            parts.push(Part::Put(at..kept, Cow::Borrowed(read)));
            strays += u32::from(read != " " && c != SOFT_HYPHEN && c != '\u{feff}');
        }
    }
    if parts.is_empty() {
        return;
    }
    parts.push(Part::Keep(kept..line.text.len()));
    line.broken = line.text.ends_with(SOFT_HYPHEN);
    line.rewrite(parts);
    line.trim();
    if strays > 0 {
        problems.push(Problem::new(
            ProblemCode::StrayCharacters,
            LineRange::new(line.number, line.number),
            format!("{strays} characters that are no text (control or private-use) were taken out of this line"),
        ));
    }
}

/// Takes out lines that a page break made the printer draw twice: the last of one page, again at the top of the next.
pub(super) fn drop_repeated(lines: &mut Vec<Line<'_>>, problems: &mut Vec<Problem>) {
    let mut kept = 0;
    for at in 0..lines.len() {
        let repeated = lines[at].page && kept > 0 && {
            let (before, here) = (&lines[kept - 1], &lines[at]);
            // Short lines, `1 жылға дейін`, may stand in two cells; a long one is not printed twice by chance.
            let same = before.text == here.text && here.text.chars().count() >= 12;
            same || opens_table_again(&before.text, &lines[at..])
        };
        if repeated {
            let (before, here) = (lines[kept - 1].number, lines[at].number);
            problems.push(Problem::new(
                ProblemCode::LineRepeated,
                LineRange::new(before, here),
                format!("«{}» is drawn on both sides of a page break and was read once", lines[kept - 1].text),
            ));
            if lines[kept - 1].text == lines[at].text {
                continue;
            }
            kept -= 1;
        }
        lines.swap(kept, at);
        kept += 1;
    }
    lines.truncate(kept);
}

/// Pages from which a line at the head of each is a running title.
pub(super) const PAGES_MIN: usize = 3;
/// White lines between the number of a page and the title of the next; between the cells of a table stands one.
const PAGE_BLANKS_MIN: u16 = 2;

/// Takes out the number and the running title that stand between the pages of a text whose pages are told by nothing else:
/// `2`, and below it the same words each time. The next line goes on where the page broke off.
pub(super) fn drop_running_titles(lines: &mut Vec<Line<'_>>, problems: &mut Vec<Problem>) {
    let breaks = page_breaks(lines);
    if breaks.len() < PAGES_MIN {
        return;
    }
    for &at in &breaks {
        let message = format!("«{}» and the running title «{}» stand between two pages and were left out", lines[at].text, lines[at + 1].text);
        problems.push(Problem::new(ProblemCode::LineRepeated, LineRange::new(lines[at].number, lines[at + 1].number), message));
        if let Some(next) = lines.get_mut(at + 2) {
            next.page = true;
        }
    }
    let mut breaks = breaks.into_iter().peekable();
    let mut gone = 0;
    let mut at = 0;
    lines.retain(|_| {
        gone = if breaks.next_if_eq(&at).is_some() { 2 } else { gone };
        at += 1;
        let kept = gone == 0;
        gone = gone.max(1) - 1;
        kept
    });
}

/// The lines that hold nothing but the number of a page, each one more than the one before, above one running title.
fn page_breaks(lines: &[Line<'_>]) -> Vec<usize> {
    let mut breaks: Vec<usize> = Vec::new();
    let mut last: Option<u32> = None;
    for at in 0..lines.len().saturating_sub(1) {
        let (here, title) = (&lines[at], &lines[at + 1]);
        let number = here.text.parse::<u32>().ok().filter(|_| here.text.len() <= 4 && here.blanks > 0 && title.blanks >= PAGE_BLANKS_MIN);
        let same_title = breaks.first().is_none_or(|&first| lines[first + 1].text == title.text) && title.text.chars().count() >= 12;
        if let Some(number) = number.filter(|&number| same_title && last.is_none_or(|last| number == last + 1)) {
            breaks.push(at);
            last = Some(number);
        } else if breaks.len() == 1 && number.is_some() {
            // the number of a row that nothing goes on with
            breaks = if same_title || title.text.chars().count() >= 12 { vec![at] } else { Vec::new() };
            last = number.filter(|_| !breaks.is_empty());
        }
    }
    breaks
}

/// Whether a table row begun at a page's end, its cells on one line, is drawn anew cell by cell on the next.
fn opens_table_again(row: &str, cells: &[Line<'_>]) -> bool {
    let mut rest = row;
    let mut count = 0;
    for (at, cell) in cells.iter().enumerate().take(CELL_LINES_MAX) {
        // Only the first line of each cell was drawn before the page ended.
        if at > 0 && cell.blanks == 0 {
            continue;
        }
        let Some(left) = rest.strip_prefix(&*cell.text) else { return false };
        count += 1;
        rest = left.trim_start();
        if rest.is_empty() {
            return count >= 2;
        }
    }
    false
}

/// Lines in which the cells of one row are looked for.
const CELL_LINES_MAX: usize = 60;
