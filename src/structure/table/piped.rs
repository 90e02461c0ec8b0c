//! Rows that a flattened table prints with strokes between their cells: «2. Шығындар | | 3 500». Their numbers are keys of rows, and none of points.

use std::ops::Range;

use crate::structure::line::Mark;
use crate::text::CleanText;

/// Fewest rows of a table.
const ROWS_MIN: usize = 2;

/// Where the rows end that begin with paragraph `at`: several, one below the other. None where none begin there.
pub(in crate::structure) fn end(text: &CleanText, at: usize) -> Option<usize> {
    let end = at + (at..text.paragraphs.len()).take_while(|&at| is_row(text, at)).count();
    (end - at >= ROWS_MIN).then_some(end)
}

/// Takes the marks off the rows of such tables: what begins a row begins no unit.
pub(in crate::structure) fn unmark(text: &CleanText, marks: &mut [Mark<'_>]) {
    let mut at = 0;
    while at < marks.len() {
        let rows = end(text, at).unwrap_or(at);
        marks[at..rows].fill(Mark::Plain);
        at = rows.max(at + 1);
    }
}

/// Whether most of `body` are such rows.
pub(in crate::structure) fn is_most(text: &CleanText, body: Range<usize>) -> bool {
    let count = body.len();
    body.filter(|&at| is_row(text, at)).count() * 2 > count && count >= ROWS_MIN
}

/// Whether strokes part the words of paragraph `at`, of which the source tells no cell.
pub(in crate::structure) fn is_row(text: &CleanText, at: usize) -> bool {
    let words = text.paragraph_text(at);
    let parted = words.starts_with('|') || words.contains(" | ") || words.ends_with(" |");
    parted && text.paragraphs[at].cell().is_none()
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::outline_of;

    const HEAD: &str = "Бюджет туралы\nАбай аудандық мәслихатының 2023 жылғы 15 желтоқсандағы № 17 шешімі\n";

    #[test]
    fn rows_with_strokes_below_a_point_are_a_table_of_it() {
        let rows = "Атауы | Код | Сома\n1. Кірістер | | 4 500\nСалықтық түсімдер | 101 | 4 500\n2. Шығындар | | 3 500\n1) білім | 201 | 3 000\n";
        let found = outline_of(&format!("{HEAD}1. Бюджет мынадай көлемде бекітілсін:\n{rows}2. Бюджет орындалады.\n3. Есеп беріледі.\n"), &[]);
        let want = ["point-1 3-8", "point-1/table-1 4-8", "point-1/table-1/row-1 5-6", "point-1/table-1/row-2 7-8", "point-2 9-9", "point-3 10-10"];
        assert_eq!(found, want);
        let annex = "Мәслихаттың\n2023 жылғы 15 желтоқсандағы\n№ 17 шешіміне\n1-қосымша\nСынақ тәртібі\n1. Паспорт:\nАтауы: | Дамыту\nНегізі: | Заң\nҚоры: | Жоқ\n2. Соңы.\n";
        let short = outline_of(&format!("{HEAD}1. Тәртіп бекітілсін.\n2. Соңы.\n{annex}"), &["point"]);
        assert_eq!(short[1..3], ["annex-1/point-1 10-13", "annex-1/point-1/table-1 11-13"], "{short:?}");
        let one = outline_of(&format!("{HEAD}1. Шарт «а | б» белгісімен жасалады.\n2. Бюджет орындалады.\n"), &[]);
        assert_eq!(one, ["point-1 3-3", "point-2 4-4"], "one line is no table");
    }

    #[test]
    fn rows_with_strokes_in_an_annex_are_its_table() {
        let printed = format!(
            "{HEAD}1. Бюджет 1-қосымшаға сәйкес бекітілсін.\n2. Осы шешім 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\nМәслихат төрағасы А. Есен\n\
             Абай аудандық мәслихатының\n2023 жылғы 15 желтоқсандағы\n№ 17 шешіміне\n1-қосымша\n2024 жылға арналған аудандық бюджет\n\
             Атауы | Код | Сома\n1. Кірістер | | 4 500\nСалықтық түсімдер | 101 | 4 500\n2. Шығындар | | 3 500\n3. Қаржы активтері | | 0\n"
        );
        let found = outline_of(&printed, &["point", "signature"]);
        let want = ["annex-1 6-15", "annex-1/table-1 11-15", "annex-1/table-1/row-1 12-13", "annex-1/table-1/row-2 14-14", "annex-1/table-1/row-3 15-15"];
        assert_eq!(found, want);
    }
}
