//! Cells of a table that a copy prints with upright strokes: «Аудандық мәслихаттың | |», «Мәслихат төрағасы | А. Есен |».
//!
//! After this: a line with words in one cell is those words, and a post with the name beside it one line.

use std::borrow::Cow;
use std::ops::Range;

use super::line::{Line, Part};

/// Takes the strokes out of `line` where they part no row of a table: all cells but one are empty, or a name stands beside a post.
pub(super) fn clear(line: &mut Line<'_>) {
    let text = &*line.text;
    if !text.ends_with('|') && !text.starts_with('|') {
        return;
    }
    let cells = cells(text);
    let kept = match &cells[..] {
        [] => vec![],
        [only] => vec![Part::Keep(only.clone())],
        [post, name] if !text.starts_with('|') && is_name(&text[name.clone()]) => {
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
}
