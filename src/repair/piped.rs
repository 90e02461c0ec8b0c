//! Cells of a table that a copy prints with upright strokes: «Аудандық мәслихаттың | |», «Мәслихат төрағасы | А. Есен |».
//!
//! After this: a line with words in one cell is those words, and a post with the name beside it one line. A table keeps its strokes: a row of it whose other
//! cells are empty says nothing in the name of the act.

use std::borrow::Cow;
use std::ops::Range;

use super::line::{Line, Part};
use super::unit;

/// Takes the strokes out of those of `lines` that stand in no table, and part no row: all cells but one are empty, or a name stands beside a post.
pub(super) fn clear(lines: &mut [Line<'_>]) {
    let mut start = 0;
    while start < lines.len() {
        let end = end_of_run(lines, start);
        let run = &mut lines[start..end];
        if strokes(&run[0]) > 0 && !run.iter().any(|line| is_row(&line.text)) {
            run.iter_mut().for_each(clear_line);
        }
        start = end;
    }
}

/// Where the run of lines with strokes ends that begins at `start`. A white line parts it, unless as many strokes stand below as above: rows of one table.
fn end_of_run(lines: &[Line<'_>], start: usize) -> usize {
    let goes_on = |at: usize| {
        let (above, below) = (strokes(&lines[at - 1]), strokes(&lines[at]));
        above > 0 && below > 0 && (lines[at].blanks == 0 || above == below)
    };
    (start + 1..lines.len()).find(|&at| !goes_on(at)).unwrap_or(lines.len())
}

fn strokes(line: &Line<'_>) -> usize {
    memchr::memchr_iter(b'|', line.text.as_bytes()).count()
}

/// Whether `text` is a row of a table: words in several cells that are no post and name, or the line below the heads, «|---|---|».
fn is_row(text: &str) -> bool {
    let cells = cells(text);
    let ruled = || cells.iter().all(|cell| text[cell.clone()].chars().all(|c| matches!(c, '-' | ':')));
    match &cells[..] {
        [] => false,
        [_] => ruled(),
        cells => !is_signed(text, cells),
    }
}

/// «Мәслихат төрағасы | А. Есен |»: a post, and a name beside it.
fn is_signed(text: &str, cells: &[Range<usize>]) -> bool {
    matches!(cells, [_, name] if !text.starts_with('|') && is_name(&text[name.clone()]))
}

fn clear_line(line: &mut Line<'_>) {
    let text = &*line.text;
    if !text.ends_with('|') && !text.starts_with('|') {
        return;
    }
    let cells = cells(text);
    // «1. Кірістер | |» is a row without a sum, and no unit of the act
    if cells.first().is_some_and(|first| unit::begins(&text[first.clone()])) {
        return;
    }
    let kept = match &cells[..] {
        [] => vec![],
        [only] => vec![Part::Keep(only.clone())],
        [post, name] if is_signed(text, &cells) => {
            vec![Part::Keep(post.clone()), Part::Put(post.end..name.start, Cow::Borrowed(" ")), Part::Keep(name.clone())]
        }
        _ => return,
    };
    line.rewrite(kept);
}

/// Where the cells of `text` with words in them stand, white space left out.
fn cells(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let cell = |cell: &str| {
        let (start, words) = (at + (cell.len() - cell.trim_start().len()), cell.trim());
        at += cell.len() + 1;
        (!words.is_empty()).then(|| start..start + words.len())
    };
    text.split('|').filter_map(cell).collect()
}

/// «А. Жандарбеков», «А.Қ. Есен»: initials and a surname.
fn is_name(text: &str) -> bool {
    const NAME_MAX: usize = 40;
    let surname = text.rsplit(['.', ' ']).next().unwrap_or_default();
    let initial = text.starts_with(char::is_uppercase) && text.chars().nth(1) == Some('.');
    initial
        && text.chars().count() <= NAME_MAX
        && surname.chars().count() > 2
        && surname.starts_with(char::is_uppercase)
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | ' ' | '-'))
}

#[cfg(test)]
mod tests {
    use crate::repair::repair;
    use crate::text::SourceText;

    #[test]
    fn empty_cells_are_no_words() {
        let cases = [
            ("Аудандық мәслихаттың | |", "Аудандық мәслихаттың\n"),
            ("Мәслихат төрағасы | А. Есен |", "Мәслихат төрағасы А. Есен\n"),
            ("| | шешіміне қосымша |", "шешіміне қосымша\n"),
            ("|шешіміне қосымша", "шешіміне қосымша\n"),
            ("№ | Атауы | Саны |", "№ | Атауы | Саны |\n"),
            ("Сауда | 3 |", "Сауда | 3 |\n"),
            ("а | б", "а | б\n"),
        ];
        for (printed, meant) in cases {
            assert_eq!(repair(&SourceText::new("a.txt", printed)).value.text, meant, "{printed}");
        }
    }

    fn is_kept(printed: &str) {
        assert_eq!(repair(&SourceText::new("a.txt", printed)).value.text, printed.replace("\n\n", "\n"), "{printed}");
    }

    #[test]
    fn rows_of_a_table_with_one_cell_keep_their_strokes() {
        is_kept("| Атауы | Бағасы |\n|---|---|\n| 1. Көлік | |\n| автобус | 90 |\n| Өзге | |\n");
        is_kept("| Лауазымы | Аты-жөні |\n| Мүшелері: | |\n| 1) кеңесші | Б. Сан |\n| | 2-бап. Такси |\n");
        is_kept("Өзге | |\nКөлік | 90 |\nАудан әкімі | А. Есен |\n");
        is_kept("| Атауы | Бағасы |\n\n| Өзге | |\n\n| автобус | 90 |\n");
        is_kept("| Өзге | |\n|---|---|\n");
    }

    #[test]
    fn the_mark_of_a_unit_in_a_lone_cell_begins_no_unit() {
        for printed in ["| 1. Көлік | |\n", "| | 3-бап. Такси |\n", "1-бөлім | |\n", "| 2) кеңесші |\n"] {
            is_kept(printed);
        }
    }

    #[test]
    fn a_signature_and_the_corner_of_an_annex_before_a_table_are_lines() {
        let printed = "Аудан әкімі | А. Есен |\n| | Аудан әкімдігінің |\n| | қаулысына 1-қосымша |\n\nТарифтер\n\n| Атауы | Бағасы |\n| Өзге | |\n";
        let meant = "Аудан әкімі А. Есен\nАудан әкімдігінің\nқаулысына 1-қосымша\nТарифтер\n| Атауы | Бағасы |\n| Өзге | |\n";
        assert_eq!(repair(&SourceText::new("a.txt", printed)).value.text, meant);
    }
}
