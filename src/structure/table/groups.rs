//! Headings between the rows of a table: «Инвесторлық виза» above the row of investors. Each is about the rows below it, up to the next.
//!
//! Where cells are known, such a heading is a cell of several columns with a row of its own. In flat text it is a cell like others, and is known by
//! a number of its own («1-бөлім.») or by its fellows: several cells that begin like headings end in the same word and say different things, the first of them above the first row, and none
//! below the last, where the cells of a column would go on.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::carried::Table;
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

/// What stands above each row of a table in flat text, where it is a heading: all that follows it belongs to the row.
pub(super) fn in_flat_text(table: &Table<'_>) -> Vec<Option<Above>> {
    let numbered: Vec<Option<Above>> = table.regions().map(|region| numbered(table, region)).collect();
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
fn numbered(table: &Table<'_>, region: Range<usize>) -> Option<Above> {
    let last = region.end.checked_sub(1).filter(|last| region.contains(last))?;
    matches!(line::mark(table.words[last]), Mark::Group { .. }).then(|| Above::new(last..region.end))
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
        Some(Above::new(start..key))
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
