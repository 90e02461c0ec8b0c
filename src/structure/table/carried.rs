//! Rows that a page break cuts: printed cell by cell, a page at a time, the number of such a row comes with its rest, on the second page.
//!
//! What stands before the number then is read by what rows of the same table have in common. They say the same in the same columns («бір мәртелік»,
//! «90 тәулікке дейін»), and one such value opens the columns of every row. Where it stands once more before the number than the row above needs it,
//! the row has begun there; and the cells between it and the end of the row above, which are cut off, belong to it too.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::structure::build::Builder;
use crate::structure::line::{self, End};
use crate::text::Gap;

/// A short cell that so many rows have is the value of a column.
const VALUE_ROWS_MIN: usize = 2;
/// The words of a value, at most.
const VALUE_WORDS_MAX: usize = 8;
/// So many rows have to open their columns alike.
const OPENING_ROWS_MIN: usize = 3;
/// The first words of a value, by which columns are seen to open alike: «бір мәртелік» also where the next column is printed beside it.
const OPENING_WORDS: usize = 2;

/// Where each row of a table in flat text begins: places in `paragraphs`, which `table` are.
pub(super) fn starts(builder: &Builder<'_>, paragraphs: &[usize], table: &Table<'_>) -> Vec<usize> {
    let keys = table.keys;
    let cut: Vec<bool> = keys.iter().map(|&key| key > 0 && begins_page(builder, paragraphs[key - 1], paragraphs[key])).collect();
    if !cut.contains(&true) {
        return keys.to_vec();
    }
    let opening = table.opening(&cut);
    let mut starts = Vec::with_capacity(keys.len());
    // The opening value of the row above has been met before the number of that row.
    let mut met = false;
    for (index, &key) in keys.iter().enumerate() {
        let above = if index == 0 { 0 } else { keys[index - 1] + 1 };
        let opens = if cut[index] { opening.as_ref().and_then(|opening| table.opens(above..key, opening, index > 0 && !met)) } else { None };
        met = opens.is_some();
        let begins_cut = || line::begins_lower(after_number(table.words[key], table.words.get(key + 1).copied()));
        let start = match opens {
            Some(opens) => Some(table.back_from(above, opens).unwrap_or(opens)),
            None if cut[index] && begins_cut() => table.back_from(above, key),
            None => None,
        };
        starts.push(start.unwrap_or(key));
    }
    starts
}

/// Whether `at` is the first paragraph of a page.
fn begins_page(builder: &Builder<'_>, before: usize, at: usize) -> bool {
    let paragraphs = &builder.text.paragraphs;
    let page = |at: usize| builder.source.pages_of(paragraphs[at].lines);
    paragraphs[at].gap == Gap::Page || page(before).zip(page(at)).is_some_and(|(before, here)| before.last < here.first)
}

/// The words that follow the number and the sign of a row, in its paragraph or in the next.
fn after_number<'t>(own: &'t str, next: Option<&'t str>) -> &'t str {
    let rest = own[line::number_len(own)..].trim_start_matches(['.', ' ']);
    match rest.split_once(' ') {
        Some((_, words)) => words,
        None => next.unwrap_or_default(),
    }
}

/// A table in flat text, paragraph by paragraph.
pub(super) struct Table<'t> {
    pub(super) words: Vec<&'t str>,
    /// Begins a cell: a blank line stands before it.
    pub(super) begins: Vec<bool>,
    /// What it is known by, where it is short enough to be the value of a column.
    values: Vec<Option<String>>,
    /// Those that begin with the number of a row.
    pub(super) keys: &'t [usize],
    /// The values that several rows have.
    common: HashSet<String>,
}

impl<'t> Table<'t> {
    pub(super) fn read(builder: &Builder<'t>, paragraphs: &[usize], keys: &'t [usize]) -> Self {
        let words: Vec<&str> = paragraphs.iter().map(|&at| builder.text.paragraph_text(at)).collect();
        let begins = paragraphs.iter().map(|&at| builder.text.paragraphs[at].gap != Gap::None).collect();
        let values: Vec<Option<String>> = words.iter().map(|words| value(words)).collect();
        let mut rows: HashMap<&str, usize> = HashMap::new();
        for row in between(keys, words.len()) {
            let own: HashSet<&str> = values[row].iter().flatten().map(String::as_str).collect();
            for value in own {
                *rows.entry(value).or_default() += 1;
            }
        }
        let common = rows.into_iter().filter(|(_, rows)| *rows >= VALUE_ROWS_MIN).map(|(value, _)| value.to_owned()).collect();
        Self { words, begins, values, keys, common }
    }

    /// What stands above the first number, between one number and the next, and below the last.
    pub(super) fn regions(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.keys.iter().map(|key| key + 1));
        starts.zip(self.keys.iter().copied().chain([self.words.len()])).map(|(start, end)| start..end)
    }

    fn is_value(&self, at: usize) -> bool {
        self.values[at].as_ref().is_some_and(|value| self.common.contains(value))
    }

    /// What stands first of all values in most of the rows that no page cuts.
    fn opening(&self, cut: &[bool]) -> Option<Opening> {
        let mut first: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut rows = 0;
        for (row, _) in between(self.keys, self.words.len()).into_iter().zip(cut).filter(|(_, cut)| !**cut) {
            rows += 1;
            if let Some(at) = row.clone().find(|&at| self.is_value(at))
                && let Some(value) = &self.values[at]
            {
                first.entry(opening(value)).or_default().push(self.cells(row.start..at));
            }
        }
        let (words, cells) = first.into_iter().max_by_key(|(words, cells)| (cells.len(), *words))?;
        (cells.len() >= OPENING_ROWS_MIN && cells.len() * 2 > rows).then(|| Opening { words: words.to_owned(), cells: cells.into_iter().max().unwrap_or(0) })
    }

    /// The cells that begin in `range`.
    fn cells(&self, range: Range<usize>) -> usize {
        range.filter(|&at| self.begins[at]).count()
    }

    /// Where in `range` the columns of the next row open, of which the row above needs the first, where that comes as soon as it does in other rows.
    fn opens(&self, range: Range<usize>, sought: &Opening, needed_above: bool) -> Option<usize> {
        let mut found = range.clone().filter(|&at| self.values[at].as_deref().map(opening) == Some(&sought.words));
        let first = found.next()?;
        let is_above = needed_above && self.cells(range.start..first) <= sought.cells;
        if is_above { found.next() } else { Some(first) }
    }

    /// Where what is cut off begins, back from `end`: after the last cell that is a value, or that ends a sentence. `None` where there is none of them
    /// after `from`, or nothing is cut off.
    fn back_from(&self, from: usize, end: usize) -> Option<usize> {
        let complete = (from..end).rev().find(|&last| {
            let ends_cell = last + 1 == end || self.begins[last + 1];
            let is_header = !self.words[last].chars().any(char::is_alphabetic);
            is_header || self.is_value(last) || ends_cell && line::end(self.words[last]) == End::Sentence
        })?;
        (complete + 1 < end).then_some(complete + 1)
    }
}

/// What opens the columns of rows.
struct Opening {
    words: String,
    /// It comes so many cells after the number at most.
    cells: usize,
}

/// The paragraphs of each row, from its number to the next.
fn between(keys: &[usize], end: usize) -> Vec<Range<usize>> {
    keys.iter().enumerate().map(|(index, &key)| key + 1..keys.get(index + 1).copied().unwrap_or(end)).collect()
}

/// What a value is known by: its words, whatever its numbers and wherever it was hyphenated.
fn value(words: &str) -> Option<String> {
    if words.split(' ').count() > VALUE_WORDS_MAX || line::end(words) != End::Open {
        return None;
    }
    let mut value = String::with_capacity(words.len());
    for c in words.chars().filter(|c| *c != '-') {
        match c {
            '0'..='9' if value.ends_with('#') => {}
            '0'..='9' => value.push('#'),
            _ => value.push(c),
        }
    }
    Some(value)
}

/// The first words of a value.
fn opening(value: &str) -> &str {
    value.match_indices(' ').nth(OPENING_WORDS - 1).map_or(value, |(at, _)| &value[..at])
}
