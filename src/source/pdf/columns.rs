//! Tables without ruling lines.
//!
//! After this: lines whose words stand in columns, one row below the other, are a table, its cells whole. A wrong table is worse than lines, so that
//! the evidence has to be strong: three columns or more, the same white strips between them through all lines, cells that begin or end at one
//! place, and rows that are told apart by their numbers, or by being one line each. A signature with a name beside it is none, nor is a line
//! with wide spaces.

use super::geometry::Area;
use super::lines::Line;
use super::page::Table;
use super::tables::GridCell;

/// Fewest columns and rows of a table, its header counted.
const COLUMNS_MIN: usize = 3;
const ROWS_MIN: usize = 3;
/// Most columns, and most lines of one table.
const COLUMNS_MAX: usize = 20;
const LINES_MAX: usize = 400;
/// Narrowest gap between two cells of one line, and narrowest white strip through all lines, in ems.
const GAP_MIN: f32 = 1.5;
const STRIP_MIN: f32 = 0.8;
/// How far the edges of cells in one column may miss each other, in points.
const EDGE_REACH: f32 = 2.5;
/// Widest distance of two lines of one table, in heights of a letter.
const DISTANCE_MAX: f32 = 4.0;

/// What stands on a page: a line as it was, or lines that are a table.
pub(super) enum Piece {
    Line(Line),
    Table { top: f32, table: Table },
}

/// Finds the tables among `lines`, which go from top to bottom.
pub(super) fn find(lines: Vec<Line>) -> Vec<Piece> {
    let cells: Vec<Vec<Area>> = lines.iter().map(cells).collect();
    let mut pieces = Vec::with_capacity(lines.len());
    let mut at = 0;
    let mut tables: Vec<(usize, usize, Table)> = Vec::new();
    while at < lines.len() {
        match table(&lines[at..], &cells[at..]) {
            Some((count, table)) => {
                tables.push((at, at + count, table));
                at += count;
            }
            None => at += 1,
        }
    }
    let mut tables = tables.into_iter().peekable();
    let mut inside = 0;
    for (number, line) in lines.into_iter().enumerate() {
        if let Some((_, end, table)) = tables.next_if(|(start, ..)| *start == number) {
            inside = end;
            pieces.push(Piece::Table { top: line.area.top, table });
        }
        if number >= inside {
            pieces.push(Piece::Line(line));
        }
    }
    pieces
}

/// The stretches of a line that wide gaps part.
fn cells(line: &Line) -> Vec<Area> {
    let mut cells: Vec<Area> = Vec::new();
    for (_, glyph) in &line.glyphs {
        match cells.last_mut() {
            Some(open) if glyph.left - open.right < GAP_MIN * line.size => *open = open.join(glyph.area()),
            _ => cells.push(glyph.area()),
        }
    }
    cells
}

/// The table that begins with the first of `lines`, and how many of them it takes.
fn table(lines: &[Line], cells: &[Vec<Area>]) -> Option<(usize, Table)> {
    let first = cells.first().filter(|first| (COLUMNS_MIN..=COLUMNS_MAX).contains(&first.len()))?;
    let mut strips: Vec<(f32, f32)> = first.windows(2).map(|pair| (pair[0].right, pair[1].left)).collect();
    let mut count = 1;
    for at in 1..lines.len().min(LINES_MAX) {
        let (before, line) = (&lines[at - 1], &lines[at]);
        if line.base - before.base > DISTANCE_MAX * line.size.max(before.size) || (line.size - before.size).abs() > 0.2 * line.size || line.artifact {
            break;
        }
        let narrower = narrowed(&strips, &cells[at], STRIP_MIN * line.size);
        if narrower.len() != strips.len() {
            break;
        }
        strips = narrower;
        count += 1;
    }
    // what stands below the first column alone may be a note
    while count > 0 && cells[count - 1].iter().all(|cell| cell.left < strips[0].0) {
        count -= 1;
    }
    let rows = rows(&lines[..count], &cells[..count], &strips)?;
    let xs = edges(&cells[..count], &strips);
    (rows.len() >= ROWS_MIN && are_columns(&cells[..count], &strips)).then(|| (count, build(&lines[..count], &rows, &strips, xs)))
}

/// What is left of the white strips beside `cells`; strips that get too narrow are left out.
fn narrowed(strips: &[(f32, f32)], cells: &[Area], least: f32) -> Vec<(f32, f32)> {
    let mut left: Vec<(f32, f32)> = Vec::with_capacity(strips.len());
    for &(from, to) in strips {
        let middle = (from + to) / 2.0;
        let from = cells.iter().filter(|cell| cell.left < middle).map(|cell| cell.right).fold(from, f32::max);
        let to = cells.iter().filter(|cell| cell.left >= middle).map(|cell| cell.left).fold(to, f32::min);
        if to - from >= least {
            left.push((from, to));
        }
    }
    left
}

/// The column of a cell.
fn column(cell: &Area, strips: &[(f32, f32)]) -> usize {
    strips.partition_point(|&(from, to)| (from + to) / 2.0 <= cell.left)
}

/// Which columns of a line have words.
fn filled(cells: &[Area], strips: &[(f32, f32)]) -> Vec<bool> {
    let mut filled = vec![false; strips.len() + 1];
    cells.iter().for_each(|cell| filled[column(cell, strips)] = true);
    filled
}

/// The lines that each row begins with; none where rows cannot be told apart for sure.
fn rows(lines: &[Line], cells: &[Vec<Area>], strips: &[(f32, f32)]) -> Option<Vec<usize>> {
    if cells.iter().all(|cells| filled(cells, strips).iter().all(|filled| *filled)) {
        return Some((0..lines.len()).collect());
    }
    // numbers in the first column, rising: «1», «2.», «3)»; what stands above the first is the header
    let number = |at: usize| {
        let word = lines[at].text.split(' ').next().unwrap_or_default();
        let digits = word.trim_end_matches(['.', ')']);
        let begins = cells[at].first().is_some_and(|cell| column(cell, strips) == 0);
        (begins && digits.len() <= 4).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let numbered: Vec<(usize, u32)> = (0..lines.len()).filter_map(|at| Some((at, number(at)?))).collect();
    let first = numbered.first()?.0;
    let rising = numbered.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1);
    let only_numbers = (first..lines.len()).all(|at| number(at).is_some() || !filled(&cells[at], strips)[0]);
    if numbered.len() < ROWS_MIN - 1 || !rising || !only_numbers {
        return None;
    }
    let header = (first > 0).then_some(0);
    Some(header.into_iter().chain(numbered.into_iter().map(|(at, _)| at)).collect())
}

/// Whether the cells of every column begin, end or have their middle at one place.
fn are_columns(cells: &[Vec<Area>], strips: &[(f32, f32)]) -> bool {
    (0..=strips.len()).all(|number| {
        let of_column: Vec<&Area> = cells.iter().flatten().filter(|cell| column(cell, strips) == number).collect();
        let agree = |edge: &dyn Fn(&Area) -> f32| {
            let mut places: Vec<f32> = of_column.iter().map(|cell| edge(cell)).collect();
            places.sort_by(f32::total_cmp);
            let usual = places.get(places.len() / 2).copied().unwrap_or(0.0);
            // a header may be set otherwise than what is below it
            places.iter().filter(|place| (**place - usual).abs() <= EDGE_REACH).count() * 4 >= places.len() * 3
        };
        agree(&|cell| cell.left) || agree(&|cell| cell.right) || agree(&|cell| (cell.left + cell.right) / 2.0)
    })
}

/// Where the columns are parted, their outer edges too.
fn edges(cells: &[Vec<Area>], strips: &[(f32, f32)]) -> Vec<f32> {
    let all = cells.iter().flatten().fold(Area::NOTHING, |all, cell| all.join(*cell));
    let between = strips.iter().map(|(from, to)| (from + to) / 2.0);
    std::iter::once(all.left - 1.0).chain(between).chain(std::iter::once(all.right + 1.0)).collect()
}

fn build(lines: &[Line], rows: &[usize], strips: &[(f32, f32)], xs: Vec<f32>) -> Table {
    let mut cells: Vec<(GridCell, Vec<Line>)> = Vec::new();
    for (row, &start) in rows.iter().enumerate() {
        let end = rows.get(row + 1).copied().unwrap_or(lines.len());
        let mut parts: Vec<Vec<Line>> = vec![Vec::new(); strips.len() + 1];
        for line in &lines[start..end] {
            let between: Vec<f32> = xs[1..xs.len() - 1].to_vec();
            for (column, part) in line.split_at(&between).into_iter().enumerate() {
                parts[column].extend(part);
            }
        }
        for (column, lines) in parts.into_iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
            let area = lines.iter().fold(Area::NOTHING, |all, line| all.join(line.area));
            let area = Area { left: xs[column], right: xs[column + 1], ..area };
            cells.push((GridCell { row, column, rows: 1, columns: 1, area }, lines));
        }
    }
    Table { xs, cells, rows: rows.len() }
}
