//! The keys of rows: which numbers at the beginning of a cell are some, and which are none.

use std::collections::HashSet;
use std::ops::Range;

use super::groups;
use crate::structure::abbreviations;
use crate::structure::build::Builder;
use crate::structure::line::{self, End, Mark};
use crate::text::Gap;

/// One paragraph of a table, and what it says about rows.
#[derive(Default)]
pub(super) struct Cell {
    /// The row number it begins with.
    pub(super) number: Option<u32>,
    /// The number of a row that was put in later, and of the row that it follows: «2-1».
    pub(super) inserted: Option<(u32, u32)>,
    /// The number stands alone in it.
    pub(super) alone: bool,
    /// A full stop follows the number.
    pub(super) dotted: bool,
}

/// The number that a cell begins with: «5», «5.», «4 Мемлекеттік …»; not «1 2 3 4», which numbers the columns.
pub(super) fn cell(builder: &Builder<'_>, at: usize) -> Cell {
    let words = builder.text.paragraph_text(at);
    let len = line::number_len(words);
    let (number, rest) = words.split_at(len);
    let dotted = rest.starts_with('.');
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let is_columns = words.split_whitespace().filter(|word| !word.chars().all(|c| c.is_ascii_digit())).count() == 0 && words.contains(' ');
    let is_plain = |number: &str| (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()) && !is_columns;
    // «1 жылға дейін» is a term, not a key.
    let word = rest.trim_start().chars().next();
    let begins = rest.is_empty()
        || rest.starts_with(' ') && (word.is_some_and(|c| dotted || c.is_uppercase() || matches!(c, '"' | '«')) || is_printed_alone(builder, at, number));
    let is_key = |number: &u32| is_first(builder, at) && !groups::heads_rows(builder, at, *number, rest);
    let of = |number: &str| number.parse::<u32>().ok().filter(|value| is_plain(number) && begins && is_key(value));
    let inserted = number.split_once('-').and_then(|(after, number)| Some((of(after)?, of(number)?)));
    Cell { number: of(number), inserted, alone: of(number).is_some() && rest.trim().is_empty(), dotted }
}

/// Whether a key may stand in `at`: where cells are known, in the first column, below the header; where body paragraphs are indented, it is not.
fn is_first(builder: &Builder<'_>, at: usize) -> bool {
    let text = builder.text;
    text.paragraphs[at].cell().map_or(!text.indented || text.paragraphs[at].indent == 0, |place| place.column == 0 && !place.header)
}

/// Whether `number`, which `at` begins with, is all that its first cell or its first line held in print.
fn is_printed_alone(builder: &Builder<'_>, at: usize, number: &str) -> bool {
    if number.is_empty() || builder.text.paragraphs[at].cell().is_some() {
        return false;
    }
    let printed = printed(builder, at);
    let first = printed.split('\t').next().unwrap_or("").trim_end();
    first.strip_suffix('.').unwrap_or(first) == number
}

/// The longest line that is looked at, in bytes: no row of cells is longer.
const LINE_MAX: usize = 4_096;

/// The first line that `at` was printed on.
fn printed<'t>(builder: &Builder<'t>, at: usize) -> &'t str {
    let line = builder.source.line(builder.text.paragraphs[at].lines.first).text;
    line[..line.floor_char_boundary(LINE_MAX)].trim()
}

/// Tabs inside a line that is a row: one may stand between a number and its words.
const ROW_TABS_MIN: usize = 2;

fn tabs(builder: &Builder<'_>, at: usize) -> usize {
    let inner = printed(builder, at).matches('\t').count();
    // an indent of tabs opens a paragraph; before a row they are empty cells
    if inner == 0 || builder.text.paragraphs[at].indent > 0 {
        return inner;
    }
    let line = builder.source.line(builder.text.paragraphs[at].lines.first).text;
    inner + line.chars().take_while(|&c| c == '\t').count()
}

/// From the first row to the last, where the cells of each were printed on one line with tabs between them: under «№» or «Р/с №» at least two lines
/// more with as many tabs.
pub(super) fn tabbed(builder: &Builder<'_>, body: Range<usize>) -> Option<Range<usize>> {
    let is_row = |at: &usize| tabs(builder, *at) >= ROW_TABS_MIN;
    let first = body.clone().find(|&at| is_row(&at) && is_header(builder.text.paragraph_text(at)))?;
    let columns = tabs(builder, first);
    let alike = (first..body.end).filter(|&at| tabs(builder, at) == columns).take(3).count();
    let last = (first..body.end).rfind(is_row)?;
    (alike == 3).then_some(first..last + 1)
}

/// Whether `body` is for the most part a table by its rows: [`tabbed`] ones, or «Р/с №» in a line of its own above keys in lines of their own. Clauses or
/// groups outside the rows are none of a table, however large it is.
pub(in crate::structure) fn has_rows(builder: &Builder<'_>, marks: &[Mark<'_>], body: Range<usize>) -> bool {
    let (rows, outside) = match tabbed(builder, body.clone()) {
        Some(rows) => in_tabs(builder, marks, body.clone(), rows),
        None => in_lines(builder, marks, body.clone()),
    };
    let is_outside = |at: usize| matches!(marks[at], Mark::Group { .. } | Mark::Article { .. }) || is_clause(builder, &marks[at], at);
    rows * 2 > body.len() && !outside.into_iter().any(is_outside)
}

/// How many paragraphs of `body` are in rows printed with tabs, and which are in none: a run of rows ends at the first line that is none, but words
/// may be left over from the row above.
fn in_tabs(builder: &Builder<'_>, marks: &[Mark<'_>], body: Range<usize>, rows: Range<usize>) -> (usize, Vec<usize>) {
    let mut inside = false;
    let goes_on = |at: usize| builder.text.paragraphs[at].gap == Gap::None && is_cell(builder, at) && matches!(marks[at], Mark::Plain);
    let outside: Vec<usize> = body
        .clone()
        .filter(|&at| {
            inside = rows.contains(&at) && (tabs(builder, at) >= ROW_TABS_MIN || inside && goes_on(at));
            !inside
        })
        .collect();
    (body.len() - outside.len(), outside)
}

/// How many paragraphs of `body` are cells between the header and the last key, and which are none.
fn in_lines(builder: &Builder<'_>, marks: &[Mark<'_>], body: Range<usize>) -> (usize, Vec<usize>) {
    let words = |at: usize| builder.text.paragraph_text(at);
    let Some(header) = body.clone().find(|&at| heads_table(words(at))) else { return (0, Vec::new()) };
    let is_told = builder.text.paragraphs[header].cell().is_some();
    let is_inside = |at: usize| if is_told { builder.text.paragraphs[at].cell().is_some() } else { is_cell(builder, at) };
    // where nothing tells the cells, the first clause ends them
    let is_flat = !is_told && !builder.text.indented;
    let end = (header..body.end).find(|&at| is_flat && is_clause(builder, &marks[at], at)).unwrap_or(body.end);
    let keys: Vec<(usize, Option<u32>)> = (header + 1..end)
        .filter(|&at| is_inside(at))
        .map(|at| (at, cell(builder, at)))
        .filter(|(_, cell)| cell.alone)
        .map(|(at, cell)| (at, cell.number))
        .collect();
    let counts = keys.first().is_some_and(|key| key.1 == Some(1)) && keys.iter().any(|key| key.1 == Some(2));
    let Some(last) = keys.last().filter(|_| counts) else { return (0, Vec::new()) };
    // the cells of the last row stand below its key
    let end = (last.0..end).find(|&at| !is_inside(at) || matches!(marks[at], Mark::Group { .. } | Mark::Article { .. })).unwrap_or(end);
    let (inside, outside): (Vec<usize>, Vec<usize>) = body.partition(|&at| (header..end).contains(&at) && is_inside(at));
    (inside.len(), outside)
}

/// Whether `at` may be a cell by where it stands: told by the source, or without the indent of the others.
fn is_cell(builder: &Builder<'_>, at: usize) -> bool {
    let text = builder.text;
    text.paragraphs[at].cell().is_some() || !text.indented || text.paragraphs[at].indent == 0
}

/// The tables between the lines of a form: from the first cell of a header («№ р/б») below a line to fill in, with keys below it, to the next such line or
/// what is no cell. A line with a blank is a cell only where the source says so.
pub(in crate::structure) fn in_form(builder: &Builder<'_>, marks: &[Mark<'_>], body: Range<usize>) -> Vec<Range<usize>> {
    let is_told = |at: usize| builder.text.paragraphs[at].cell().is_some();
    let is_blank = |at: usize| builder.text.paragraph_text(at).contains("__");
    let ends = |at: usize| {
        let outside = !is_cell(builder, at) || is_blank(at) && !is_told(at) || is_clause(builder, &marks[at], at);
        outside || !matches!(marks[at], Mark::Plain | Mark::Point { .. } | Mark::Subpoint { .. })
    };
    let (mut found, mut asked) = (Vec::new(), false);
    let mut at = body.start;
    while at < body.end {
        let heads = asked && !ends(at) && heads_table(builder.text.paragraph_text(at));
        if heads {
            let end = (at + 1..body.end).find(|&next| ends(next) || is_told(at) && !is_told(next)).unwrap_or(body.end);
            let mut keys = (at + 1..end).filter_map(|cell| self::cell(builder, cell).number);
            if keys.any(|key| key == 1) && keys.any(|key| key == 2) {
                found.push(at..end);
            }
            at = end;
        } else {
            asked |= builder.text.paragraph_text(at).contains("____");
            at += 1;
        }
    }
    found
}

/// Fewest words of a numbered clause that is one sentence.
const CLAUSE_WORDS_MIN: usize = 5;

/// Whether `at` is a numbered sentence, printed as no row.
fn is_clause(builder: &Builder<'_>, mark: &Mark<'_>, at: usize) -> bool {
    let Mark::Point { rest, .. } = mark else { return false };
    let is_row = builder.text.paragraphs[at].cell().is_some() || tabs(builder, at) >= ROW_TABS_MIN;
    !is_row && line::end(rest) != End::Open && rest.split_whitespace().count() >= CLAUSE_WORDS_MIN
}

/// The longest first cell of a header: «Р/с №».
const HEADER_CELL_MAX: usize = 12;

/// «№», «Р/с №», «р/с N», «N р/б»: the first cell of a header. N stands for № in acts up to 2012.
pub(in crate::structure) fn is_header(words: &str) -> bool {
    let in_short = |words: &str| {
        let noun = words.strip_prefix(['Р', 'р']).and_then(|rest| rest.strip_prefix('/'));
        noun.is_some_and(|noun| noun.starts_with(['с', 'c', 'н', 'б']))
    };
    let is_sign = |rest: &str| rest.is_empty() || rest.strip_prefix(' ').is_some_and(in_short);
    words.starts_with('№') || in_short(words) || words.strip_prefix('N').is_some_and(is_sign)
}

/// Whether `words` are the first cell of a header and no more. «№ 2-ТП» is the number of a form.
pub(in crate::structure) fn heads_table(words: &str) -> bool {
    let numbered = words.trim_start_matches(['№', 'N', ' ']).starts_with(|c: char| c.is_ascii_digit() || c == '_');
    words.len() <= HEADER_CELL_MAX && is_header(words) && !numbered
}

/// Rows of a table below its header that may number its columns.
const HEADER_ROWS_MAX: u32 = 4;

/// The paragraphs that number columns: «1 2 3 4 5» below the header, each in a cell of its own. They are a part of the header, and no keys.
///
/// Where cells are known the whole row says no more; in flat text the first key comes right after.
pub(super) fn column_numbers(builder: &Builder<'_>, body: Range<usize>) -> HashSet<usize> {
    let text = builder.text;
    let mut found = HashSet::new();
    let mut run: Vec<usize> = Vec::new();
    let row = |at: usize| text.paragraphs[at].cell().map(|place| (place.table, place.row));
    for at in body.start..=body.end {
        let inside = at < body.end;
        let words = if inside { text.paragraph_text(at) } else { "" };
        let number = words.parse::<usize>().ok().filter(|_| words.len() <= 2 && words.bytes().all(|byte| byte.is_ascii_digit()));
        if number == Some(run.len() + 1) && run.last().is_none_or(|&before| row(before) == row(at)) {
            run.push(at);
            continue;
        }
        if let Some(&first) = run.first() {
            let numbers_columns = match text.paragraphs[first].cell() {
                Some(place) => run.len() >= 2 && place.column == 0 && place.row < HEADER_ROWS_MAX && (!inside || row(first) != row(at)),
                None => run.len() >= 3 && inside && (cell(builder, at).number == Some(1) || groups_below(builder, first, at..body.end)),
            };
            if numbers_columns {
                found.extend(run.iter().copied());
            }
        }
        run.clear();
        if number == Some(1) {
            run.push(at);
        }
    }
    found
}

/// Headings of groups that may stand between the numbers of columns and the first key.
const GROUPS_MAX: usize = 2;
/// The longest of them, in words.
const GROUP_WORDS_MAX: usize = 16;

/// Whether the numbers from `first` up to `below`, right below the first cell of a header and as many others, stand above the heading of a group and the
/// first key:
/// «1 2 3», «Жоспардан тыс бақылау үшін», «1».
fn groups_below(builder: &Builder<'_>, first: usize, below: Range<usize>) -> bool {
    let words = |at: usize| builder.text.paragraph_text(at);
    let count = below.start - first;
    let header = (first.saturating_sub(2 * count)..first).rev().find(|&at| is_header(words(at)));
    let is_group = |at: usize| {
        let words = words(at);
        let named = line::begins_capital(words) || matches!(line::mark(words), Mark::Group { .. });
        named && line::end(words) == End::Open && words.split_whitespace().count() <= GROUP_WORDS_MAX && !words.contains('\t')
    };
    let keyed = |at: &usize| cell(builder, *at).number == Some(1);
    let key = below.clone().take(GROUPS_MAX + 1).find(keyed);
    header.is_some_and(|header| !(header..first).any(|at| cell(builder, at).number.is_some())) && key.is_some_and(|key| (below.start..key).all(is_group))
}

/// Whether `body` has rows with keys 1, 2, 3.
pub(in crate::structure) fn has_keys(builder: &Builder<'_>, body: Range<usize>) -> bool {
    let mut expected = 1;
    let columns = column_numbers(builder, body.clone());
    for at in body.filter(|at| !columns.contains(at)) {
        if cell(builder, at).number == Some(expected) {
            expected += 1;
        }
    }
    expected > 3
}

/// Paragraphs in which the next key is looked for.
const KEY_MAX: usize = 200;

/// Whether a cell with the key `number` comes before the table can have ended.
pub(super) fn key_follows(builder: &Builder<'_>, columns: &HashSet<usize>, range: Range<usize>, number: u32) -> bool {
    let text = builder.text;
    let range = range.start..range.end.min(range.start + KEY_MAX);
    range.take_while(|&at| !text.indented || text.paragraphs[at].indent == 0).any(|at| !columns.contains(&at) && cell(builder, at).number == Some(number))
}

/// Whether the number `number` at the start of `range` is the value of a column, though it would be the next key, where keys stand apart and it does
/// not: nothing of a row follows it, or the key comes below, before the one after it.
pub(super) fn is_value(builder: &Builder<'_>, columns: &HashSet<usize>, range: Range<usize>, number: u32) -> bool {
    let below = range.start + 1..range.end.min(range.start + KEY_MAX);
    let is_apart = |&at: &usize| builder.text.paragraphs[at].gap != Gap::None && !columns.contains(&at);
    if below.clone().next().is_none_or(|next| is_apart(&next)) {
        return true;
    }
    let mut numbers = below.filter(is_apart).filter_map(|at| cell(builder, at).number);
    numbers.find(|&found| found == number || found == number + 1) == Some(number)
}

/// «4-кесте. Негізгі процесс …»: a caption by its number, wherever it is set; not «4-кестеде көрсетілген …».
pub(in crate::structure) fn is_caption(words: &str) -> bool {
    let rest = &words[line::number_len(words)..];
    let behind = rest.trim_start_matches(['-', ' ', '–']).strip_prefix("кесте");
    rest.len() < words.len() && behind.is_some_and(|behind| !behind.starts_with(char::is_alphabetic))
}

/// Paragraphs that a heading above the first caption takes, at most.
const HEADING_MAX: usize = 2;

/// Where the heading above the first caption ends: a paragraph or two without a key are text of the annex, for a table has a header and rows.
pub(super) fn heading(builder: &Builder<'_>, body: Range<usize>) -> usize {
    let text = builder.text;
    let Some(caption) = body.clone().take(HEADING_MAX + 1).find(|&at| is_caption(text.paragraph_text(at))) else { return body.start };
    let is_line = |at: usize| {
        let words = text.paragraph_text(at);
        text.paragraphs[at].cell().is_none() && cell(builder, at).number.is_none() && !is_header(words) && line::end(words) == End::Open
    };
    if (body.start..caption).all(is_line) { caption } else { body.start }
}

/// Most words of a cell that names a total: «Іс-шаралар жоспары бойынша барлығы:».
const TOTAL_WORDS_MAX: usize = 6;

/// Where the total below the rows of a flat table begins, «Барлығы: 762»: its last cell with words, set apart, names one, and nothing but figures
/// stands behind that. It is of the table, and of no row. Where nothing stands apart it begins where the next of `keys` is due.
pub(super) fn total(builder: &Builder<'_>, paragraphs: &[usize], keys: &[usize]) -> Option<usize> {
    let words = |at: usize| builder.text.paragraph_text(paragraphs[at]);
    let at = (0..paragraphs.len()).rfind(|&at| words(at).contains(char::is_alphabetic))?;
    let is_sign = |c: char| !c.is_alphabetic();
    let name = words(at).trim_end_matches(is_sign);
    let figures = paragraphs.len() > at + 1 || name.len() < words(at).trim_end_matches([':', '.', ' ']).len();
    let mut named = name.split(is_sign).filter(|word| !word.is_empty());
    let ends = |word: &str| matches!(word.to_lowercase().as_str(), "барлығы" | "жиыны" | "жиынтығы" | "қорытынды" | "жалпы");
    let is_total = named.clone().count() <= TOTAL_WORDS_MAX && (named.next().is_some_and(ends) || named.next_back().is_some_and(ends));
    let is_apart = |at: usize| builder.text.paragraphs[paragraphs[at]].gap != Gap::None;
    // «⇥Барлығы⇥60», one line a row
    let in_line = tabs(builder, paragraphs[at]) >= ROW_TABS_MIN && keys.last().is_some_and(|&key| tabs(builder, paragraphs[key]) >= ROW_TABS_MIN);
    let begins = is_apart(at) || in_line || is_due(keys, at) && !keys.iter().any(|&key| is_apart(key));
    (is_total && figures && begins).then_some(at)
}

/// Whether the cell `at` stands where a row could end, below the last of `keys`: that row has as many cells as the shortest one above it.
fn is_due(keys: &[usize], at: usize) -> bool {
    let Some((&last, above)) = keys.split_last() else { return false };
    let shortest = above.iter().zip(&keys[1..]).map(|(key, next)| next - key).min();
    shortest.is_some_and(|cells| at >= last + cells.max(2))
}

/// «Ескертпе: …», «Ескертпелер.», «Ескертпе», a list of abbreviations: what stands below a table and is none of it.
pub(super) fn is_legend(words: &str) -> bool {
    let rest = words.strip_prefix("Ескертпе").map(|rest| rest.strip_prefix("лер").unwrap_or(rest).trim_start());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '.'])) || abbreviations::opens(words)
}

/// `body` without the legend below its last table, and that: «Ескертпе: …» in a text without indents, below which no table is announced.
pub(super) fn without_legend(builder: &Builder<'_>, body: Range<usize>) -> (Range<usize>, Range<usize>) {
    let text = builder.text;
    let none = body.end..body.end;
    if text.indented {
        return (body, none);
    }
    let is_table = |at: usize| {
        let words = text.paragraph_text(at);
        text.paragraphs[at].cell().is_some() || is_caption(words) || is_header(words)
    };
    let below = |at: &usize| is_table(*at) || is_legend(text.paragraph_text(*at));
    match body.clone().rfind(below) {
        Some(at) if !is_table(at) && at > body.start && ends_rows(builder, body.clone(), at) => (body.start..at, at..body.end),
        _ => (body, none),
    }
}

/// Whether «Ескертпе» in `at` stands below the last row: the keys do not go on behind it, and where it says no more, what follows is no cell but a
/// sentence or a numbered line. As the last column of a header or inside a row it is a cell.
fn ends_rows(builder: &Builder<'_>, body: Range<usize>, at: usize) -> bool {
    let columns = column_numbers(builder, body.clone());
    let number = |at: usize| cell(builder, at).number.filter(|_| !columns.contains(&at));
    // the next key, where all rows are counted on, and where each table begins with 1
    let (mut through, mut again) = (1, 1);
    for found in (body.start..at).filter_map(number) {
        through += u32::from(found == through);
        again = if found == 1 { 2 } else { again + u32::from(found == again) };
    }
    let follows = (at + 1..body.end).find_map(number).is_some_and(|next| next == through || next == again);
    let is_bare = !builder.text.paragraph_text(at).ends_with(|c: char| !c.is_alphabetic()) && !builder.text.paragraph_text(at).contains(' ');
    let is_said = || {
        let Some(next) = (at + 1 < body.end).then(|| builder.text.paragraph_text(at + 1)) else { return false };
        line::end(next) != End::Open || next.starts_with(|c: char| c.is_ascii_digit()) && next.contains(' ')
    };
    !follows && (!is_bare || is_said())
}

/// Keys below keys: «1.1», «1.2.1», each in a place of its own.
pub(super) struct Decimals {
    /// Whether there are some: one number with a point in it may be a value, but where tabs tell the cells.
    any: bool,
    /// The last key, level by level.
    last: Vec<u32>,
}

/// Fewest of them in a table.
const DECIMALS_MIN: usize = 2;

impl Decimals {
    pub(super) fn of(builder: &Builder<'_>, body: Range<usize>) -> Self {
        let certain = |at: usize| tabs(builder, at) >= ROW_TABS_MIN;
        let mut found = body.filter(|&at| decimal(builder, at).is_some()).take(DECIMALS_MIN);
        let any = found.next().is_some_and(|first| certain(first) || found.next().is_some());
        Self { any, last: Vec::new() }
    }

    /// The rows have come to the key `number`.
    pub(super) fn pass(&mut self, number: u32) {
        self.last = vec![number];
    }

    /// The key that `at` begins with, where it goes on from the last: 1 → 1.1, 1.2 → 1.2.1, 1.2.2 → 1.3.
    pub(super) fn next(&mut self, builder: &Builder<'_>, at: usize) -> Option<String> {
        let (number, levels) = decimal(builder, at).filter(|_| self.any)?;
        let (&own, above) = levels.split_last()?;
        let below = above == self.last && own == 1;
        let beside = self.last.len() > above.len() && self.last.starts_with(above) && own == self.last[above.len()] + 1;
        (below || beside).then(|| {
            self.last = levels;
            number.to_owned()
        })
    }
}

/// The number with points in it that stands alone in the first cell of a row; in flat text what opens a row stands apart, or tabs stand behind it.
fn decimal<'t>(builder: &Builder<'t>, at: usize) -> Option<(&'t str, Vec<u32>)> {
    let words = builder.text.paragraph_text(at);
    let number = &words[..line::number_len(words)];
    if !number.contains('.') || number.contains('-') || number.len() > 12 || !is_first(builder, at) {
        return None;
    }
    let paragraph = &builder.text.paragraphs[at];
    let alone = match paragraph.cell() {
        Some(_) => words.strip_suffix('.').unwrap_or(words) == number,
        None => (paragraph.gap != Gap::None || tabs(builder, at) >= ROW_TABS_MIN) && is_printed_alone(builder, at, number),
    };
    let levels: Vec<u32> = number.split('.').map(|level| level.parse().ok().filter(|_| !level.starts_with('0'))).collect::<Option<_>>()?;
    alone.then_some((number, levels))
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::{HEAD, approved, outline_of};

    /// The rows and tables of an annex that holds `printed`, whose lines are those from 11 on.
    fn annex(printed: &str) -> Vec<String> {
        let act =
            format!("{HEAD}1. Тізбе бекітілсін.\nМинистр А. Райымқұлова\n\nҚаржы министрінің\n2021 жылғы 30 шілдедегі\n№ 230 бұйрығына\nқосымша\n{printed}");
        outline_of(&act, &[]).iter().filter_map(|line| line.strip_prefix("annex-1/").map(str::to_owned)).collect()
    }

    #[test]
    fn numbers_below_numbers_are_keys_of_rows() {
        let found = annex(
            "\nБағалар\n\nР/с №\nАтауы\nБағасы\n\n1.\nКарталар\n\n1.1.\nкіші\n2 450,50\n\n1.2.\nүлкен\n3 120\n\n2.\nСуреттер\n\n2.1.\nфотоплан\n15\n\nЕскертпе: салық кірмейді.\n",
        );
        let want = ["table-1 14-34", "table-1/row-1 18-19", "table-1/row-1.1 21-23", "table-1/row-1.2 25-27", "table-1/row-2 29-30", "table-1/row-2.1 32-34"];
        assert_eq!(found, want);
    }

    #[test]
    fn numbers_of_columns_stand_above_the_first_group_too() {
        for group in ["Жоспардан тыс бақылау үшін", "1-бөлім. Жоспардан тыс бақылау"] {
            let found =
                annex(&format!("\nҮлестер\n\nр/с №\n\nКөрсеткіш\n\nДереккөз\n\n1\n\n2\n\n3\n\n{group}\n\n1\n\nАпаттар\n\nЕсеп\n\n2\n\nЕскертулер\n\nЖурнал\n"));
            let rows: Vec<&str> = found.iter().map(|line| line.split(' ').next().unwrap_or_default()).collect();
            assert_eq!(rows, ["table-1", "table-1/row-1", "table-1/row-2"], "{group}: {found:?}");
        }
    }

    #[test]
    fn values_are_no_keys_where_keys_stand_apart() {
        let found = annex(
            "\nНормативтер\n\nЗаттардың шекті шоғырлануы\n\n1-кесте\n\n№\nАтауы\nСыныбы\n\n1\n2\n3\n\n1\nАзот\n2\n\n2\nБензол\n1\n\n3\n1,3-бутадиен\n4\n\n2-кесте\n\n№\nАтауы\nСыныбы\n\n1\nАцетон\n3\n\n2\nЭфир\n1\n",
        );
        let want = [
            "table-1 16-36",
            "table-1/row-1 26-28",
            "table-1/row-2 30-32",
            "table-1/row-3 34-36",
            "table-2 38-50",
            "table-2/row-1 44-46",
            "table-2/row-2 48-50",
        ];
        assert_eq!(found, want);
    }

    #[test]
    fn cells_between_tabs_are_a_table_whatever_they_hold() {
        let found = annex("\nӘкету кестесі\n\n№\tМекенжайы\tСаны\n1\t____________\t____\n2\t____________\t____\n");
        assert_eq!(found, ["table-1 14-16", "table-1/row-1 15-15", "table-1/row-2 16-16"]);
    }

    #[test]
    fn a_total_may_begin_with_an_empty_cell() {
        let rows = "№\tБөлім\tСаны\n1\tЗаң\t10\n2\tЛифт\t30\n\tБарлығы\t40\n";
        assert_eq!(annex(&format!("\nСандар\n\n{rows}")), ["table-1 14-17", "table-1/row-1 15-15", "table-1/row-2 16-16"]);
        let act = approved(&format!("Сынақ қағидалары\n\n      1. Саны:\n{rows}      2. Бір.\n      3. Екі.\n      4. Үш.\n      5. Соңы.\n"));
        let found = outline_of(&act, &["preamble", "point", "signature", "rules/approval"]);
        assert!(found.contains(&"rules/point-1/table-1 17-20".to_owned()) && !found.iter().any(|line| line.contains("part")), "{found:?}");
    }

    #[test]
    fn a_table_with_a_caption_below_a_list_is_of_the_point() {
        let table = "2-кесте. Сымдардың саны\nДиаметрі\tСаны\n8,0\t10\n10,0\t14\n";
        let point = |last: &str| {
            let act = approved(&format!("Сынақ қағидалары\n\n\t1. Норма:\n\t1) бірінші;\n\t2) {last}\n{table}\t2. Лифт тоқтатылады.\n"));
            outline_of(&act, &["preamble", "point", "signature", "rules/approval", "rules/chapter"])
        };
        assert!(point("екінші.").contains(&"rules/point-1/table-1 19-22".to_owned()), "{:?}", point("екінші."));
        assert!(point("екінші.").contains(&"rules/point-1/subpoint-2 18-18".to_owned()));
        assert!(point("мынадай:").contains(&"rules/point-1/subpoint-2/table-1 19-22".to_owned()), "{:?}", point("мынадай:"));
    }

    #[test]
    fn a_small_table_makes_no_table_of_the_rules() {
        let clause = "Сынақты өткізу кезінде өтініш беруші құжаттарды ұсынады.";
        let clauses = |from: usize, to: usize, indent: &str| (from..=to).map(|number| format!("{indent}{number}. {clause}\n")).collect::<String>();
        let table = "\n№\n\nАтауы\n\nТеңге\n\n1\n\nКарта\n\nжаңа\n\n2\n\nСурет\n\nескі\n\n";
        let tabs = "\n№\tАтауы\tТеңге\n1\tКарта\tжаңа\n2\tСурет\tескі\n\n";
        for indent in ["", "      "] {
            for table in [table, tabs] {
                let printed = format!(
                    "Сынақ қағидалары\n\n1-тарау. Жалпы ережелер\n\n{}{indent}3. Ақысы мынадай:\n{table}{}\n2-тарау. Соңы\n\n{}{indent}8. Ақысы мынадай:\n{table}{}",
                    clauses(1, 2, indent),
                    clauses(4, 5, indent),
                    clauses(6, 7, indent),
                    clauses(9, 9, indent)
                );
                let act = approved(&printed);
                let act = if indent.is_empty() { act.replace("\n      ", "\n") } else { act };
                let outline = outline_of(&act, &["preamble", "signature"]);
                let points = outline.iter().filter(|line| line.starts_with("rules/point-") && line.matches('/').count() == 1).count();
                assert_eq!(points, 9, "{outline:?}");
                assert!(outline.iter().any(|line| line.starts_with("rules/chapter-2")), "{outline:?}");
                assert!(outline.iter().all(|line| !line.starts_with("rules/table")), "{outline:?}");
            }
        }
    }

    #[test]
    fn a_column_of_notes_is_no_legend() {
        let rows = |found: &[String]| found.iter().filter(|line| line.contains("/row-")).count();
        for gap in ["", "\n"] {
            let table = ["Р/с №", "Атауы", "Ескертпе", "1.", "Карталар", "жаңа", "2.", "Суреттер", "ескі", "3.", "Сызбалар", "ескі"].join(&format!("\n{gap}"));
            let found = annex(&format!("\nБағалар\n\n{table}\n"));
            assert_eq!(rows(&found), 3, "{found:?}");
        }
        let found = annex("\nБағалар\n\nР/с №\nАтауы\n\n1.\nКарталар\n\nЕскертпе: салықсыз\n\n2.\nСуреттер\n\n3.\nСызбалар\n");
        assert_eq!(rows(&found), 3, "{found:?}");
        let found = annex("\nБағалар\n\nР/с №\nАтауы\n\n1.\nКарталар\n\n2.\nСуреттер\n\nЕскертпе\n1. Баға салықсыз.\n2. Баға теңгемен.\n");
        assert_eq!((rows(&found), found[0].as_str()), (2, "table-1 14-21"), "{found:?}");
    }

    #[test]
    fn a_total_is_of_no_row() {
        let rows = |total: &str| annex(&format!("\nБағалар\n\nР/с №\nАтауы\nБағасы\n\n1.\nКарталар\n450\n\n2.\nСуреттер\n120\n\n{total}\n"));
        for total in ["Барлығы: 570", "Барлығы\n570", "Тізбе бойынша жиыны:\n570,5"] {
            let found = rows(total);
            assert_eq!(found[1..], ["table-1/row-1 18-20", "table-1/row-2 22-24"], "{total}");
            assert!(found[0].starts_with("table-1 14-2") && !found[0].ends_with("24"), "{found:?}");
        }
        for cell in ["Жалпы мақсаттағы", "барлығы туралы мәлімет", "Кестелер 570"] {
            assert_eq!(rows(cell)[2], "table-1/row-2 22-26", "{cell}");
        }
    }

    #[test]
    fn a_total_stands_where_a_key_is_due() {
        let rows = |last: &str| annex(&format!("Бағалар\nР/с №\nАтауы\nБағасы\n1\nКарталар\n450\n2\nСуреттер\n120\n{last}"));
        for total in ["Барлығы:\n570\n", "Жиыны:\n570\n", "Жалпы саны\n570\n"] {
            assert_eq!(rows(total), ["table-1 12-22", "table-1/row-1 15-17", "table-1/row-2 18-20"], "{total}");
        }
        assert_eq!(rows("3\nБарлығы\n570\n")[3], "table-1/row-3 21-23", "a row of its own");
        assert_eq!(rows("3\nКестелер\nбарлығы туралы мәлімет\n")[3], "table-1/row-3 21-23");
    }

    #[test]
    fn a_header_may_say_n_for_the_sign_of_a_number() {
        for header in ["р/с N", "Р/с №", "N р/с", "N", "№ р/б", "р/н N"] {
            let found = annex(&format!("Шақыру кестесі\n{header}\nОкругтердің атауы\nСаны\n1\nҚорғалжын\n41\n2\nАмангелді\n12\n"));
            assert_eq!(found, ["table-1 12-20", "table-1/row-1 15-17", "table-1/row-2 18-20"], "{header}");
        }
    }
}
