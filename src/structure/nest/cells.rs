//! What stands between clauses without being one: the cells of a table inside a point, and codes in a list.

use std::ops::Range;

use super::{Clauses, List, first_integer};
use crate::act::ProvisionKind;
use crate::structure::line::{self, End, Mark};
use crate::structure::table;
use crate::text::{Gap, Span};

/// Fewest paragraphs set apart that are taken for a table, and fewest right below a colon where a sign says that they are one.
const CELLS_MIN: usize = 4;
const CELLS_ASKED_MIN: usize = 2;
/// Fewest printed lines of a table that is known by the names of its columns.
const COLUMNS_PRINTED_MIN: u32 = 4;
/// Lines in which the first cell of a header is looked for.
const HEADER_MAX: usize = 4;
/// The longest of them, in bytes.
const CELL_MAX: usize = 600;
/// Numbered lines in which it is looked for where the points go on behind a list of codes.
const CODES_MAX: usize = 40;

/// Paragraphs set apart, one after another: what is known of them is kept while they are looked at from each of them.
#[derive(Default)]
pub(super) struct Cells {
    range: Range<usize>,
    /// Those that end in no mark, and in a semicolon.
    open: usize,
    members: usize,
}

impl<'t> Clauses<'_, 't, '_> {
    /// Where the cells end that stand between the paragraphs of a point. Where the source does not tell them and body paragraphs are indented, a cell is
    /// what is not.
    ///
    /// Right below a colon («… мөлшерлемелері мынадай:») or a caption («2-кесте») two are a table, whatever follows, if they look like one: a list
    /// that has lost its indents stands there as well. Elsewhere there are more of them, without sentences, and the body goes on below: a heading of
    /// several lines is no table.
    pub(in crate::structure) fn table_end(&mut self, at: usize, end: usize) -> Option<usize> {
        let text = self.builder.text;
        let is_told = |at: usize| text.paragraphs[at].cell().is_some();
        if table::piped::is_row(text, at) && !self.quoted && self.holder_of_rows().is_some() {
            return table::piped::end(text, at).map(|last| last.min(end));
        }
        // a caption with an indent, or above cells that are told, is no cell itself
        let captioned = matches!(self.lines.marks[at], Mark::Plain) && at + 1 < end && table::is_caption(text.paragraph_text(at)) && !is_told(at);
        let first = at + usize::from(captioned && (text.paragraphs[at].indent > 0 || is_told(at + 1)));
        if is_told(first) {
            return self.holder().and_then(|_| self.told_end(first, end));
        }
        if !text.indented || !matches!(self.lines.marks[first], Mark::Plain) || self.numbered().is_none() || !self.is_cell(first) {
            return None;
        }
        let (last, open, members) = self.cells(first, end);
        if first > at || self.end == End::Colon && at > 0 && text.paragraphs[at - 1].indent > 0 {
            let last = self.without_heading(first..last, end);
            // what a formula computes and a list that has lost its indents are no tables
            let computes = (first..last).take(CELLS_MIN).any(|cell| is_of_formula(text.paragraph_text(cell)));
            let is_list = line::end(text.paragraph_text(first)) == End::Semicolon || members * 2 >= last - first;
            let is_table = last >= first + CELLS_ASKED_MIN && !computes && !is_list && (first > at || self.looks_like_table(first..last));
            return is_table.then_some(last);
        }
        let goes_on = last < end && text.paragraphs[last].indent > 0;
        let least = if captioned { CELLS_ASKED_MIN + 1 } else { CELLS_MIN };
        (goes_on && last - at >= least && open * 2 > last - at).then_some(last)
    }

    /// Whether unindented lines below a colon say that they are a table: by a caption or the first cell of a header, by keys, or by the names of columns
    /// on lines of their own with a blank line below them, none of which ends like the member of a list.
    fn looks_like_table(&self, cells: Range<usize>) -> bool {
        let text = self.builder.text;
        let words = |at: usize| text.paragraph_text(at);
        let heads = |at: usize| table::is_caption(words(at)) || table::is_header(words(at)) || matches!(words(at), "Атауы" | "Нөмірі");
        if cells.clone().take(HEADER_MAX).any(heads) || table::has_keys(self.builder, cells.clone()) {
            return true;
        }
        let is_apart = |at: &usize| text.paragraphs[*at].gap != Gap::None;
        let Some(below) = (cells.start + 1..cells.end).find(is_apart) else { return false };
        let goes_on = |at: usize| words(at).ends_with([',', ';']);
        let lines = |at: usize| text.paragraphs[at].lines;
        let printed: u32 = cells.clone().map(|at| lines(at).last - lines(at).first + 1).sum();
        // the names of columns, or a name and its value, each on a line of its own; a line that goes on with a sentence begins otherwise
        let is_name = |line: u32| line::begins_capital(self.builder.source.line(line).text.trim());
        let is_cell = |line: u32| is_name(line) || self.builder.source.line(line).text.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let several = (lines(cells.start).first + 1..=lines(below - 1).last).any(is_cell);
        printed >= COLUMNS_PRINTED_MIN && several && is_name(lines(cells.start).first) && !(cells.start..=below).any(goes_on)
    }

    /// Where the table ends whose first paragraph is `at`, where the source tells its cells: several rows and columns without headings or changes in
    /// them. One row may hold a stamp or a signature, and one column a whole text.
    fn told_end(&self, at: usize, end: usize) -> Option<usize> {
        let table = self.builder.text.paragraphs[at].cell()?.table;
        let place = |at: usize| self.builder.text.paragraphs[at].cell().filter(|place| place.table == table);
        if at > 0 && place(at - 1).is_some() {
            return None;
        }
        let last = (at..end).find(|&next| place(next).is_none()).unwrap_or(end);
        let is_unit = |at: usize| matches!(self.lines.marks[at], Mark::Group { .. } | Mark::Article { .. } | Mark::Agreed) || self.changes_acts(at);
        let (mut rows, mut columns) = (false, false);
        for place in (at..last).filter_map(place) {
            rows |= place.row > 0;
            columns |= place.column > 0;
        }
        (rows && columns && !(at..last).any(is_unit)).then_some(last)
    }

    /// Reads the cells in `range` as a table of the unit that is open.
    pub(in crate::structure) fn table(&mut self, range: Range<usize>) -> usize {
        let end = range.end;
        if let Some(unit) = self.below_list(range.clone()).or_else(|| self.holder_of_rows()) {
            table::tables(self.builder, self.lines, unit, range);
        }
        self.end = End::Sentence;
        self.open.list = None;
        end
    }

    /// The point that a table with a caption stands in, where it comes below the last member of a list and no colon leads to it: «… 3) … тексеріледі.»,
    /// «2-кесте. …».
    fn below_list(&self, table: Range<usize>) -> Option<usize> {
        let last = *self.open.subpoints.last()?;
        let text = self.builder.text;
        let captioned = self.end == End::Sentence && table::is_caption(text.paragraph_text(table.start));
        let goes_on = table.end < text.paragraphs.len() && self.list_goes_on(table.end, last, text.paragraphs.len());
        self.open.part.or(self.open.point).or(self.open.article).filter(|_| captioned && !goes_on)
    }

    /// What a table hangs in: the innermost numbered unit, or the group whose heading it stands below.
    fn holder(&self) -> Option<usize> {
        self.numbered().or(self.open.groups.last().copied())
    }

    /// The same for rows printed with strokes: above the first unit of an annex they are of that.
    fn holder_of_rows(&self) -> Option<usize> {
        self.holder().or(self.root.parent.filter(|_| self.root.opened))
    }

    fn is_cell(&self, at: usize) -> bool {
        let text = self.builder.text;
        let is_unit = !matches!(self.lines.marks[at], Mark::Plain | Mark::Point { .. } | Mark::Subpoint { .. });
        text.paragraphs[at].indent == 0 && !is_unit && text.paragraph_text(at).len() < CELL_MAX
    }

    /// Where the cells from `at` on end, how many of them end in no mark, and in a semicolon. Each is looked at once, wherever they are asked for.
    fn cells(&mut self, at: usize, end: usize) -> (usize, usize, usize) {
        let ends = |at: usize| line::end(self.builder.text.paragraph_text(at));
        let mut known = std::mem::take(&mut self.set_apart);
        if at < known.range.start || at >= known.range.end || known.range.end > end {
            known = Cells { range: at..at, open: 0, members: 0 };
            while known.range.end < end && self.is_cell(known.range.end) {
                known.open += usize::from(ends(known.range.end) == End::Open);
                known.members += usize::from(ends(known.range.end) == End::Semicolon);
                known.range.end += 1;
            }
        }
        for passed in known.range.start..at {
            known.open -= usize::from(ends(passed) == End::Open);
            known.members -= usize::from(ends(passed) == End::Semicolon);
        }
        known.range.start = at;
        let found = (known.range.end, known.open, known.members);
        self.set_apart = known;
        found
    }

    /// The end of `cells` without the heading of what comes below them.
    fn without_heading(&self, cells: Range<usize>, end: usize) -> usize {
        let Some(last) = cells.end.checked_sub(1).filter(|last| cells.contains(last) && cells.end < end) else { return cells.end };
        let text = self.builder.text;
        let below_is_point = matches!(self.lines.marks[cells.end], Mark::Point { .. });
        let heads = match self.lines.marks[last] {
            Mark::Point { number, rest } => below_is_point && text.paragraphs[last].gap != Gap::None && self.is_old_chapter(last, number, rest, end),
            _ => self.heads_group(last, text.paragraph_text(last), end),
        };
        cells.end - usize::from(heads)
    }

    /// Whether «10.7 Нан өнімдерін өндіру» is a member of the list that is open: a code, and no point.
    ///
    /// Neither its number nor one above it goes on with the points, it is no sentence, and behind such lines the points or subpoints go on from where
    /// they stood.
    pub(super) fn is_code(&self, at: usize, number: &str, end: usize) -> bool {
        let in_list = self.end == End::Colon || self.open.list.is_some() && matches!(self.end, End::Semicolon | End::Open);
        in_list && self.open.point.is_some() && self.leaps(number) && self.is_member(at) && self.goes_on_behind(at, end)
    }

    /// Whether `number` cannot be that of the point after the last one, or of one below it.
    fn leaps(&self, number: &str) -> bool {
        let value = first_integer(number);
        let decimals = self.open.point.and_then(|point| self.builder.provisions[point].number.as_ref()).is_some_and(|above| above.as_str().contains('.'));
        if decimals || number.contains('-') {
            return false;
        }
        if number.contains('.') { value != self.open.last_point || !self.open.subpoints.is_empty() } else { value > self.open.last_point + 1 }
    }

    fn is_member(&self, at: usize) -> bool {
        matches!(line::end(self.builder.text.paragraph_text(at)), End::Open | End::Semicolon)
    }

    /// Whether behind the codes from `at` on the next point or subpoint is the one after those that are open.
    fn goes_on_behind(&self, at: usize, end: usize) -> bool {
        let subpoint = self.open.subpoints.last().and_then(|&last| self.builder.provisions[last].number.as_ref()).map(|number| first_integer(number.as_str()));
        let mut next = at;
        for _ in 0..CODES_MAX {
            next = self.lines.next_numbered.get(next + 1).copied().unwrap_or(end);
            if next >= end {
                return false;
            }
            match &self.lines.marks[next] {
                Mark::Group { kind, .. } if *kind != ProvisionKind::Article => {}
                Mark::Point { number, .. } if !number.contains(['.', '-']) && first_integer(number) == self.open.last_point + 1 => return true,
                Mark::Point { number, .. } if self.leaps(number) => {}
                Mark::Subpoint { number, .. } => return subpoint.is_some_and(|before| first_integer(number) == before + 1),
                _ => return false,
            }
        }
        false
    }

    /// Reads a member of the list that is open.
    pub(super) fn code(&mut self, span: Span) {
        let Some(last) = self.open.last else { return };
        let list = self.open.list.get_or_insert(List { owner: last, fresh: false, capitals: false });
        list.fresh = false;
        let owner = list.owner;
        self.indent(owner, span);
    }
}

/// «А = Б × В», «мұндағы:»: a formula, and what stands below one.
fn is_of_formula(words: &str) -> bool {
    words.contains('=') || matches!(words.trim_end_matches([':', ' ']), "мұнда" | "мұндағы")
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::rules;

    #[test]
    fn cells_below_a_colon_are_a_table_of_the_point() {
        let found = rules(
            "Сынақ қағидалары

      1. Ақының мөлшерлемелері мынадай:

№
Көліктің түрі
Теңге

1
жеңіл автомобиль
1

2
автобус
5

      Мөлшерлемелерді қолданған кезде:
      1) тіркеме есептелмейді;
      2) жеңілдік беріледі.
      2. Сынақ жоспары мынадай:

Тақырып
Сағат

Тақта
4
",
        );
        let want = [
            "point-1 16-32",
            "point-1/table-1 18-28",
            "point-1/table-1/row-1 22-24",
            "point-1/table-1/row-2 26-28",
            "point-1/part-2 30-32",
            "point-1/part-2/subpoint-1 31-31",
            "point-1/part-2/subpoint-2 32-32",
            "point-2 33-39",
            "point-2/table-1 35-39",
        ];
        assert_eq!(found, want);
    }

    #[test]
    fn numbers_in_a_card_are_none_of_points() {
        let found = rules(
            "Сынақ қағидалары

1. Жалпы ережелер

      1. Қағидалар наубайшыларға қолданылады.
      2. \"Наубайшы\" кәсібінің карточкасы:

Кәсіптің атауы:
Наубайшы

Машықтар:
1. Шикізатты өлшеу.
2. Ұнды елеу.

Білімдер:
1. Шикізаттың түрлері.
2. Нұсқаулықтар.

2. Қорытынды ережелер

      3. Карточкалар жыл сайын жаңартылады.
",
        );
        let want = ["chapter-1 16-29", "point-1 18-18", "point-2 19-29", "point-2/table-1 21-30", "chapter-2 32-34", "point-3 34-34"];
        let names = |lines: &[&str]| lines.iter().map(|line| line.split(' ').next().unwrap_or("").to_owned()).collect::<Vec<_>>();
        assert_eq!(found.iter().map(|line| line.split(' ').next().unwrap_or("").to_owned()).collect::<Vec<_>>(), names(&want), "{found:?}");
    }

    #[test]
    fn a_formula_below_a_colon_is_no_table() {
        let found = rules("Сынақ қағидалары\n\n      1. Ақы мынадай формула бойынша есептеледі:\n\nА = Б × В,\n\nмұнда\n\n      Б – сан.\n      2. Соңы.\n");
        assert!(found.iter().all(|line| !line.contains("table")), "{found:?}");
    }

    #[test]
    fn members_without_indents_are_no_table() {
        let told = |members: &str| rules(&format!("Сынақ қағидалары\n\n      1. Мына мәліметтер көрсетіледі:\n\n{members}\n\n      2. Соңы.\n"));
        let lists = ["тегі, аты\n\nтуған күні", "негізгі ставка\n\nқосымша ставка\n\nарнайы ставка", "тегі, аты,\n\nтуған күні"];
        for members in lists {
            let found = told(members);
            let count = members.split('\n').filter(|line| !line.is_empty()).count();
            assert!(found.iter().all(|line| !line.contains("table")), "{found:?}");
            assert_eq!(found.iter().filter(|line| line.starts_with("point-1/indent-")).count(), count, "{found:?}");
        }
        assert!(told("куәлік\nөтініш\n\nтүбіртек").iter().all(|line| !line.contains("table")));
        assert!(told("S - N x K,\n\nмұндағы:").iter().all(|line| !line.contains("table")));
        for cells in ["№\nАтауы\n\n1\nБас", "Нөмірі\nАты\n\n1\nБас\n\n2\nАяқ", "2-кесте\n\nБас\nАяқ"] {
            assert!(told(cells).iter().any(|line| line.starts_with("point-1/table-1")), "{cells}");
        }
    }

    #[test]
    fn codes_below_a_colon_are_members_of_the_list() {
        let found = rules(
            "Сынақ қағидалары

      1. Сыныбын көрсету:
      C. Өңдеу өнеркәсібі
      10. Тамақ өнімдерін өндіру
      10.7 Нан өнімдерін өндіру
      2. Мазмұны екі бөлімді қамтиды:
      1) бірінші бөлім, ол мынадай бөлімшелерден тұрады:
      1.1 Шахмат тақтасы;
      1.2 Фигуралардың жүрісі;
      2) екінші бөлім.
      3. Соңы.
",
        );
        let want = [
            "point-1 16-19",
            "point-1/indent-2 17-17",
            "point-1/indent-3 18-18",
            "point-1/indent-4 19-19",
            "point-2 20-24",
            "point-2/subpoint-1 21-23",
            "point-2/subpoint-1/indent-2 22-22",
            "point-2/subpoint-1/indent-3 23-23",
            "point-2/subpoint-2 24-24",
            "point-3 25-25",
        ];
        assert_eq!(found, want);
        let gap = rules("Сынақ қағидалары\n\n      1. Бірінші.\n      2. Мыналар:\n      10. Оныншы.\n      11. Он бірінші.\n");
        assert_eq!(gap.last().map(String::as_str), Some("point-11 19-19"), "numbers that are left out are no codes: {gap:?}");
    }
}
