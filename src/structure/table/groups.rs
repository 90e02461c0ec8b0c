//! Headings between the rows of a table: «Инвесторлық виза» above the row of investors. Each is about the rows below it, up to the next.
//!
//! Where cells are known, such a heading is a cell of several columns with a row of its own. In flat text it is a cell like others, and is known by
//! a number of its own («1-бөлім.», «1. Жалпы талаптар» beside rows that are counted apart) or by its fellows: several cells that begin like headings end in the same word and say different things, the first of them above the first row, and none
//! below the last, where the cells of a column would go on.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::carried::Table;
use super::keys::cell;
use crate::structure::build::Builder;
use crate::structure::line::{self, End, Mark};
use crate::text::Cell;

/// So many headings have to end alike, each in its own words.
const ALIKE_MIN: usize = 3;
/// The words of a heading, at most.
const WORDS_MAX: usize = 16;

/// What stands above a row: places in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Above {
    /// The heading of its group.
    pub(super) heading: Range<usize>,
    /// What stands above that: the heading of several groups.
    pub(super) outer: Range<usize>,
}

impl Above {
    fn new(heading: Range<usize>) -> Self {
        Self { outer: heading.start..heading.start, heading }
    }

    /// Where it begins, and the row above it ends.
    pub(super) fn start(&self) -> usize {
        self.outer.start
    }
}

/// What stands above each row of a table in flat text, where it is a heading: all that follows it belongs to the row. `counted` tells which paragraphs are
/// headings by [`counted_in_flat_text`].
pub(super) fn in_flat_text(table: &Table<'_>, counted: impl Fn(usize) -> bool) -> Vec<Option<Above>> {
    let numbered: Vec<Option<Above>> = table.regions().map(|region| numbered(table, region, &counted)).collect();
    if let Some((None, above)) = numbered.split_last()
        && above.iter().any(Option::is_some)
    {
        return above.to_vec();
    }
    let regions: Vec<Vec<Range<usize>>> =
        table.regions().map(|region| cells(table, region).into_iter().filter(|cell| reads_like_heading(table, cell)).collect()).collect();
    let Some((after_last, regions)) = regions.split_last() else { return Vec::new() };
    let headings = Alike::of(table, regions.iter().flatten());
    let ends_alike = |cell: &&Range<usize>| headings.has(table, cell);
    if !regions.first().is_some_and(|first| first.iter().any(|cell| ends_alike(&cell))) || after_last.iter().any(|cell| ends_alike(&cell)) {
        return vec![None; regions.len()];
    }
    let mut above: Vec<Option<Above>> = regions.iter().map(|cells| cells.iter().rfind(ends_alike).cloned().map(Above::new)).collect();
    // A level above ends alike as well: «"А" санаты», «"В" санаты».
    let before =
        |above: &Option<Above>, cells: &[Range<usize>]| cells.iter().find(|cell| above.as_ref().is_some_and(|above| cell.end == above.heading.start)).cloned();
    let before: Vec<Option<Range<usize>>> = above.iter().zip(regions).map(|(above, cells)| before(above, cells)).collect();
    let outers = Alike::of(table, before.iter().flatten());
    for (above, outer) in above.iter_mut().zip(before) {
        if let (Some(above), Some(outer)) = (above, outer.filter(|outer| outers.has(table, outer))) {
            above.outer = outer;
        }
    }
    above
}

/// «1-бөлім. Профилактикалық бақылау» right above the number of a row: a heading by its own number.
fn numbered(table: &Table<'_>, region: Range<usize>, counted: impl Fn(usize) -> bool) -> Option<Above> {
    let last = region.end.checked_sub(1).filter(|last| region.contains(last))?;
    (counted(last) || matches!(line::mark(table.words[last]), Mark::Group { .. })).then(|| Above::new(last..region.end))
}

/// Paragraphs that headings of groups right above a row have, at most.
const HEADINGS_MAX: usize = 12;

/// Whether «1. Жалпы талаптар» heads the rows of a group: all of its row is one cell of several columns, and the first row below it has a number that does not
/// go on with `number`. Such headings count for themselves.
pub(super) fn heads_rows(builder: &Builder<'_>, at: usize, number: u32, rest: &str) -> bool {
    let place = |at: usize| builder.text.paragraphs.get(at).and_then(|paragraph| paragraph.cell());
    let Some(own) = place(at).filter(|own| own.columns > 1 && !rest.trim().is_empty()) else { return false };
    for below in at + 1..=at + HEADINGS_MAX {
        match place(below).filter(|place| place.table == own.table) {
            Some(next) if next.row == own.row && next.column == own.column => {}
            // another heading
            Some(next) if next.row != own.row && next.column == 0 && next.columns > 1 => {}
            Some(next) if next.row != own.row && next.column == 0 => return cell(builder, below).number.is_some_and(|next| next != number + 1),
            _ => return false,
        }
    }
    false
}

/// The headings in flat text that count for themselves, «1. Жалпы талаптар», where nothing else can be meant: the rows are counted through beside them by numbers that
/// stand alone, «1», «2», the next of them stands right below each heading, and nothing else in the table is numbered as the headings are. `columns` are
/// numbers of columns.
pub(super) fn counted_in_flat_text(builder: &Builder<'_>, columns: &HashSet<usize>, body: Range<usize>) -> HashSet<usize> {
    let mut headings = HashSet::new();
    let (mut group, mut row) = (0, 0);
    // «1. Үстел», «1», «2. Орындық», «2»: rows, and how many of each
    let mut apart = false;
    for at in body.clone().filter(|at| !columns.contains(at)) {
        let here = cell(builder, at);
        let Some(number) = here.number else { continue };
        if here.alone && !here.dotted {
            row = if number == row + 1 { number } else { row };
        } else if here.dotted && !here.alone {
            let words = builder.text.paragraph_text(at);
            let is_next = |below: usize| {
                body.contains(&below) && {
                    let key = cell(builder, below);
                    key.alone && !key.dotted && key.number == Some(row + 1)
                }
            };
            let heads = number == group + 1 && is_next(at + 1) && line::end(words) == End::Open && words.split(' ').count() <= WORDS_MAX;
            if !heads {
                return HashSet::new();
            }
            apart |= row + 1 != number;
            group = number;
            headings.insert(at);
        }
    }
    if group > 1 && apart { headings } else { HashSet::new() }
}

/// What stands above each row whose cells are known: the row of the table before it, where that is one cell of several columns.
pub(super) fn in_cells(builder: &Builder<'_>, paragraphs: &[usize], keys: &[usize]) -> Vec<Option<Above>> {
    let place = |at: usize| builder.text.paragraphs[paragraphs[at]].cell();
    let row = |cell: Cell| (cell.table, cell.row);
    let above = |&key: &usize| {
        let last = place(key.checked_sub(1)?)?;
        if last.column != 0 || last.columns < 2 || last.header || row(last) == row(place(key)?) {
            return None;
        }
        let start = (0..key).rev().find(|&at| place(at).map(row) != Some(row(last))).map_or(0, |before| before + 1);
        // a row whose words take all columns is one
        let is_row = keys[..keys.partition_point(|&other| other < key)].last().is_some_and(|&above| above >= start);
        (!is_row).then(|| Above::new(start..key))
    };
    keys.iter().map(above).collect()
}

/// The endings of headings.
struct Alike<'t>(HashMap<&'t str, (usize, HashSet<String>)>);

impl<'t> Alike<'t> {
    fn of<'c>(table: &Table<'t>, cells: impl Iterator<Item = &'c Range<usize>>) -> Self {
        let mut endings: HashMap<&str, (usize, HashSet<String>)> = HashMap::new();
        for cell in cells {
            let (count, different) = endings.entry(last_word(table, cell)).or_default();
            *count += 1;
            different.insert(table.words[cell.clone()].join(" "));
        }
        Self(endings)
    }

    /// Whether several end as `cell` does, most of them in words that no other has: the values of a column end alike, too, and are the same.
    fn has(&self, table: &Table<'_>, cell: &Range<usize>) -> bool {
        self.0.get(last_word(table, cell)).is_some_and(|(count, different)| different.len() >= ALIKE_MIN && different.len() * 2 > *count)
    }
}

/// The cells that begin in `region`.
fn cells(table: &Table<'_>, region: Range<usize>) -> Vec<Range<usize>> {
    let starts: Vec<usize> = region.clone().filter(|&at| table.begins[at]).collect();
    starts.iter().enumerate().map(|(at, &start)| start..starts.get(at + 1).copied().unwrap_or(region.end)).collect()
}

/// Whether a cell begins like a heading, is short, and does not end like a sentence.
fn reads_like_heading(table: &Table<'_>, cell: &Range<usize>) -> bool {
    let words: usize = table.words[cell.clone()].iter().map(|words| words.split(' ').count()).sum();
    line::begins_capital(table.words[cell.start]) && words <= WORDS_MAX && line::end(table.words[cell.end - 1]) == End::Open
}

fn last_word<'t>(table: &Table<'t>, cell: &Range<usize>) -> &'t str {
    let words = table.words[cell.end - 1];
    words.rsplit(' ').next().unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use crate::act::ProvisionKind;
    use crate::structure::tests::{HEAD, read};

    /// The rows of a table with these cells, and their headings.
    fn rows(cells: &[&str]) -> Vec<(String, Option<String>)> {
        let act = format!(
            "{HEAD}1. Тізбе бекітілсін.\nМинистр А. Райымқұлова\n\nҚаржы министрінің\n2021 жылғы 30 шілдедегі\n№ 230 бұйрығына\nқосымша\n\nТексеру парағы\n\n{}\n",
            cells.join("\n\n")
        );
        let rows = read(&act).provisions.into_iter().filter(|unit| unit.kind == ProvisionKind::Row);
        rows.map(|unit| (unit.path.as_str().rsplit('/').next().unwrap_or_default().to_owned(), unit.heading)).collect()
    }

    #[test]
    fn headings_in_flat_text_may_count_beside_the_rows() {
        let row = |number: u32, heading: Option<&str>| (format!("row-{number}"), heading.map(str::to_owned));
        let (common, special) = ("1. Жалпы талаптар", "2. Арнайы талаптар");
        let header = ["№", "Талаптар", "Белгі"];
        let table = |cells: &[&str]| rows(&[&header[..], cells].concat());
        let found = table(&[common, "1", "Рұқсаттың болуы", "2", "Журналдың болуы", special, "3", "Бақылау", "4", "Есеп"]);
        assert_eq!(found, [row(1, Some(common)), row(2, Some(common)), row(3, Some(special)), row(4, Some(special))]);
        // the same numbers in both: rows, and how many of each
        let found = table(&["1. Үстел", "1", "жаңа", "2. Орындық", "2", "ескі", "3. Шкаф", "3", "ескі"]);
        assert_eq!(found, [row(1, None), row(2, None), row(3, None)]);
        // a number behind which no row comes
        let found = table(&["1. Үстел", "1", "2", "2. Орындық", "жаңа", "3. Шкаф", "ескі"]);
        assert_eq!(found, [row(1, None), row(2, None), row(3, None)]);
    }
}
