//! Tables by their ruling lines.
//!
//! After this: lines that meet are grids, a grid is cells, each with its row, its column and how many of both it takes. A
//! frame around a text is no table, nor is a line under a word.

use super::geometry::Area;
use super::limits::PAGE_RULES_MAX;

/// How far lines that meet may miss each other, in points: cells may have borders of their own, side by side.
const REACH: f32 = 3.0;
/// Most cells of the grid of one table.
const GRID_CELLS_MAX: usize = 20_000;
/// Most pairs of lines that are looked at on one page.
const PAIRS_MAX: usize = 4_000_000;

/// A straight line: where it stands, and from where to where it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rule {
    at: f32,
    from: f32,
    to: f32,
}

impl Rule {
    fn covers(&self, place: f32, slack: f32) -> bool {
        place >= self.from - slack && place <= self.to + slack
    }
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct GridCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) area: Area,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// Where columns and rows are parted, their outer edges too.
    pub(super) xs: Vec<f32>,
    pub(super) ys: Vec<f32>,
    /// In the order they are read in: row by row.
    pub(super) cells: Vec<GridCell>,
    /// For each square of the grid, row by row, its cell.
    owner: Vec<usize>,
}

impl Grid {
    pub(super) fn area(&self) -> Area {
        Area { left: self.xs[0], top: self.ys[0], right: self.xs[self.xs.len() - 1], bottom: self.ys[self.ys.len() - 1] }
    }

    /// The cell at a point.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let column = self.xs.partition_point(|&edge| edge <= x).checked_sub(1).filter(|&column| column + 1 < self.xs.len())?;
        let row = self.ys.partition_point(|&edge| edge <= y).checked_sub(1).filter(|&row| row + 1 < self.ys.len())?;
        self.owner.get(row * (self.xs.len() - 1) + column).copied()
    }
}

/// The tables that `rules` draw, the smallest first.
pub(super) fn grids(rules: &[Area]) -> Vec<Grid> {
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for rule in rules.iter().take(PAGE_RULES_MAX) {
        if rule.width() > rule.height() {
            level.push(Rule { at: (rule.top + rule.bottom) / 2.0, from: rule.left, to: rule.right });
        } else {
            upright.push(Rule { at: (rule.left + rule.right) / 2.0, from: rule.top, to: rule.bottom });
        }
    }
    let (level, upright) = (joined(level), joined(upright));
    if level.len().saturating_mul(upright.len()) > PAIRS_MAX {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = groups(&level, &upright).into_iter().filter_map(|(level, upright)| grid(level, upright)).collect();
    let size = |grid: &Grid| grid.area().width() * grid.area().height();
    grids.sort_by(|one, other| size(one).total_cmp(&size(other)));
    grids
}

/// Lines that lie on one another or go on with one another are one.
fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut all = Vec::new();
    let mut start = 0;
    while start < rules.len() {
        let end = start + rules[start..].partition_point(|rule| rule.at - rules[start].at <= REACH);
        let near = &mut rules[start..end];
        near.sort_by(|one, other| one.from.total_cmp(&other.from));
        let mut open: Option<Rule> = None;
        for rule in near.iter() {
            match &mut open {
                Some(last) if rule.from <= last.to + REACH => last.to = last.to.max(rule.to),
                _ => all.extend(open.replace(*rule)),
            }
        }
        all.extend(open);
        start = end;
    }
    all
}

/// The lines that hang together, each group on its own.
fn groups(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut parent: Vec<usize> = (0..level.len() + upright.len()).collect();
    for (one, row) in level.iter().enumerate() {
        for (other, column) in upright.iter().enumerate() {
            if row.covers(column.at, REACH) && column.covers(row.at, REACH) {
                join(&mut parent, one, level.len() + other);
            }
        }
    }
    let mut groups: Vec<(Vec<Rule>, Vec<Rule>)> = vec![(Vec::new(), Vec::new()); parent.len()];
    for at in 0..parent.len() {
        let root = find(&mut parent, at);
        match at.checked_sub(level.len()) {
            None => groups[root].0.push(level[at]),
            Some(at) => groups[root].1.push(upright[at]),
        }
    }
    groups.retain(|(level, upright)| !level.is_empty() && !upright.is_empty());
    groups
}

fn find(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

fn join(parent: &mut [usize], one: usize, other: usize) {
    let (one, other) = (find(parent, one), find(parent, other));
    parent[one.max(other)] = one.min(other);
}

/// Whether `rule` is a part of a grid with the lines across it: it ends at two of them, or crosses one.
fn belongs(rule: &Rule, across: &[Rule]) -> bool {
    let meets = |place: f32| across.iter().any(|other| (other.at - place).abs() <= REACH + 1.0 && other.covers(rule.at, REACH));
    let crosses = || across.iter().any(|other| other.at > rule.from + REACH && other.at < rule.to - REACH && other.covers(rule.at, -REACH));
    meets(rule.from) && meets(rule.to) || crosses()
}

/// The grid that lines hanging together make, where they make one.
fn grid(mut level: Vec<Rule>, mut upright: Vec<Rule>) -> Option<Grid> {
    for _ in 0..2 {
        level.retain(|rule| belongs(rule, &upright));
        upright.retain(|rule| belongs(rule, &level));
    }
    let xs = edges(&upright, &level);
    let ys = edges(&level, &upright);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns < 2 || rows < 1 || columns * rows > GRID_CELLS_MAX {
        return None;
    }
    let wall = |rules: &[Rule], edge: f32, place: f32| rules.iter().any(|rule| (rule.at - edge).abs() <= REACH && rule.covers(place, 0.0));
    let mut parent: Vec<usize> = (0..columns * rows).collect();
    for row in 0..rows {
        for column in 0..columns {
            let (x, y) = ((xs[column] + xs[column + 1]) / 2.0, (ys[row] + ys[row + 1]) / 2.0);
            let square = row * columns + column;
            if column + 1 < columns && !wall(&upright, xs[column + 1], y) {
                join(&mut parent, square, square + 1);
            }
            if row + 1 < rows && !wall(&level, ys[row + 1], x) {
                join(&mut parent, square, square + columns);
            }
        }
    }
    // The first square of a cell comes first: it is its root.
    let mut cells: Vec<GridCell> = Vec::new();
    let mut number = vec![usize::MAX; columns * rows];
    let mut owner = vec![0; columns * rows];
    for square in 0..columns * rows {
        let root = find(&mut parent, square);
        let (row, column) = (square / columns, square % columns);
        let area = Area { left: xs[column], top: ys[row], right: xs[column + 1], bottom: ys[row + 1] };
        if number[root] == usize::MAX {
            number[root] = cells.len();
            cells.push(GridCell { row, column, rows: 1, columns: 1, area });
        }
        let cell = &mut cells[number[root]];
        cell.rows = cell.rows.max(row + 1 - cell.row.min(row));
        cell.columns = cell.columns.max(column + 1 - cell.column.min(column));
        cell.area = cell.area.join(area);
        owner[square] = number[root];
    }
    (cells.len() > 1).then_some(Grid { xs, ys, cells, owner })
}

/// Where `rules` part rows or columns; the ends of the lines across them, where these reach further, are outer edges.
fn edges(rules: &[Rule], across: &[Rule]) -> Vec<f32> {
    let mut places: Vec<f32> = rules.iter().map(|rule| rule.at).collect();
    places.extend(across.iter().map(|rule| rule.from).min_by(f32::total_cmp));
    places.extend(across.iter().map(|rule| rule.to).max_by(f32::total_cmp));
    places.sort_by(f32::total_cmp);
    places.dedup_by(|place, before| *place - *before <= REACH);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(y: f32, from: f32, to: f32) -> Area {
        Area { left: from, top: y, right: to, bottom: y }
    }

    fn upright(x: f32, from: f32, to: f32) -> Area {
        Area { left: x, top: from, right: x, bottom: to }
    }

    #[test]
    fn cells_are_what_lines_part() {
        // Two rows of three columns; the first two cells of the upper row are one; a word in a cell is underlined.
        let rules = [
            level(10.0, 0.0, 300.0),
            level(50.0, 0.0, 300.0),
            level(90.0, 0.0, 300.0),
            upright(0.0, 10.0, 90.0),
            upright(100.0, 50.0, 90.0),
            upright(200.0, 10.0, 90.0),
            upright(300.0, 10.0, 90.0),
            level(70.0, 110.0, 150.0),
        ];
        let grids = grids(&rules);
        assert_eq!(grids.len(), 1);
        let cells: Vec<_> = grids[0].cells.iter().map(|cell| (cell.row, cell.column, cell.rows, cell.columns)).collect();
        assert_eq!(cells, [(0, 0, 1, 2), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]);
        assert_eq!(grids[0].cell_at(150.0, 30.0), Some(0));
        assert_eq!(grids[0].cell_at(150.0, 60.0), Some(3));
        assert_eq!(grids[0].cell_at(350.0, 60.0), None);
    }

    #[test]
    fn a_frame_is_no_table() {
        let frame = [level(10.0, 0.0, 300.0), level(90.0, 0.0, 300.0), upright(0.0, 10.0, 90.0), upright(300.0, 10.0, 90.0)];
        assert!(grids(&frame).is_empty());
        assert!(grids(&[level(10.0, 0.0, 300.0), level(20.0, 0.0, 300.0)]).is_empty(), "two lines under a title");
    }

    #[test]
    fn borders_of_cells_side_by_side_are_one_line() {
        let square = |x: f32, y: f32| [level(y, x, x + 50.0), level(y + 20.0, x, x + 50.0), upright(x, y, y + 20.0), upright(x + 50.0, y, y + 20.0)];
        let rules: Vec<Area> = [(0.0, 0.0), (51.5, 0.0), (0.0, 21.5), (51.5, 21.5)].into_iter().flat_map(|(x, y)| square(x, y)).collect();
        let grids = grids(&rules);
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].cells.len(), 4);
    }
}
