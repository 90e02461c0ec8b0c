//! A page put in order.
//!
//! After this: a page is lines and tables from top to bottom, upright whatever way it was drawn, each line with its box;
//! what is drawn twice is there once.

use super::columns::{self, Piece};
use super::font::{TextId, Texts};
use super::geometry::{Area, upright};
use super::glyph::{Drawing, Glyph};
use super::lines::{self, Line};
use super::scan::Placed;
use super::tables::{self, Grid, GridCell};

/// A table with its text.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) xs: Vec<f32>,
    /// Cells that hold text, row by row.
    pub(super) cells: Vec<(GridCell, Vec<Line>)>,
    pub(super) rows: usize,
}

/// What stands on a page, one below the other.
#[derive(Debug)]
pub(super) enum Item {
    Line(Line),
    Table(Table),
}

/// A page.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) items: Vec<Item>,
    pub(super) width: f32,
    pub(super) height: f32,
    /// The page's size as a viewer shows it.
    seen: (f32, f32),
    /// What the page is drawn of, for judging it.
    pub(super) glyphs: usize,
    pub(super) unknown: usize,
    pub(super) hidden: usize,
    pub(super) images: f32,
    pub(super) pictures: Vec<Placed>,
    pub(super) damaged: bool,
    /// Bytes of strings whose font is missing.
    pub(super) lost: usize,
    pub(super) cut: bool,
}

impl Layout {
    /// The words of its lines and cells.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.items.iter().flat_map(|item| match item {
            Item::Line(line) => vec![line.text.as_str()],
            Item::Table(table) => table.cells.iter().flat_map(|(_, lines)| lines).map(|line| line.text.as_str()).collect(),
        })
    }

    /// Width and height of the page as a viewer shows it.
    pub(super) fn seen_size(&self) -> (f32, f32) {
        self.seen
    }

    /// Where a viewer shows `glyph`.
    pub(super) fn seen(&self, glyph: &Glyph) -> Area {
        upright(glyph.direction, self.seen.0, self.seen.1).1.apply_area(glyph.area())
    }
}

/// Puts `drawing`, on a page of `width` and `height`, in order.
pub(super) fn lay_out(drawing: Drawing, width: f32, height: f32, texts: &Texts) -> Layout {
    let Drawing { glyphs: mut drawn, rules, images, pictures, damaged, lost, cut } = drawing;
    let mut counts = [0_usize; 5];
    drawn.iter().for_each(|glyph| counts[usize::from(glyph.direction)] += 1);
    let main = (0..4_u8).max_by_key(|&direction| (counts[usize::from(direction)], 4 - direction)).unwrap_or(0);
    lines::drop_doubles(&mut drawn);
    let letters = |glyph: &&Glyph| glyph.text != TextId::SPACE;
    let glyphs = drawn.iter().filter(letters).count();
    let unknown = drawn.iter().filter(|glyph| is_unknown(texts.text(glyph.text))).count();
    let hidden = drawn.iter().filter(letters).filter(|glyph| glyph.hidden).count();
    // Where nearly everything is marked as no part of the text the marks say nothing.
    let artifacts = drawn.iter().filter(|glyph| glyph.artifact).count();
    if artifacts * 2 > drawn.len() {
        drawn.iter_mut().for_each(|glyph| glyph.artifact = false);
    }
    let (turn, _) = upright(main, width, height);
    let seen = (width, height);
    let (width, height) = if main % 2 == 0 { (width, height) } else { (height, width) };
    let rules: Vec<Area> = rules.iter().map(|rule| turn.apply_area(*rule)).collect();
    let grids = tables::grids(&rules);
    let (mut cells, mut flow) = (vec![Vec::new(); grids.iter().map(|grid| grid.cells.len()).sum()], Vec::new());
    let firsts: Vec<usize> = grids.iter().scan(0, |first, grid| Some(std::mem::replace(first, *first + grid.cells.len()))).collect();
    // Text that runs another way is put in lines on its own; each line then stands where its middle is.
    let mut aside: Vec<Vec<Glyph>> = vec![Vec::new(); 4];
    for glyph in drawn {
        if glyph.direction == main {
            let (x, y) = glyph.middle();
            match place(&grids, &firsts, x, y) {
                Some(cell) => cells[cell].push(glyph),
                None => flow.push(glyph),
            }
        } else if let Some(aside) = aside.get_mut(usize::from(glyph.direction)) {
            // Text aslant is a stamp across the page, and no part of the text.
            aside.push(glyph);
        }
    }
    let mut cell_lines: Vec<Vec<Line>> = cells.into_iter().map(|glyphs| lines::lines(glyphs, texts)).collect();
    let mut flow_lines = lines::lines(flow, texts);
    for (direction, glyphs) in (0_u8..).zip(aside).filter(|(_, glyphs)| !glyphs.is_empty()) {
        let (_, from) = upright(direction, seen.0, seen.1);
        for mut line in lines::lines(glyphs, texts) {
            line.area = from.then(turn).apply_area(line.area);
            line.base = line.area.bottom;
            let (x, y) = ((line.area.left + line.area.right) / 2.0, (line.area.top + line.area.bottom) / 2.0);
            match place(&grids, &firsts, x, y) {
                Some(cell) => cell_lines[cell].push(line),
                None => flow_lines.push(line),
            }
        }
    }
    flow_lines.sort_by(|one, other| one.base.total_cmp(&other.base));
    let items = items(grids, cell_lines, flow_lines);
    Layout { items, width, height, seen, glyphs, unknown, hidden, images, pictures, damaged, lost, cut }
}

fn is_unknown(text: &str) -> bool {
    text.contains('\u{fffd}')
}

/// The cell at a point, counted through all tables.
fn place(grids: &[Grid], firsts: &[usize], x: f32, y: f32) -> Option<usize> {
    grids.iter().zip(firsts).find_map(|(grid, first)| grid.cell_at(x, y).map(|cell| first + cell))
}

/// Lines and tables from top to bottom.
fn items(grids: Vec<Grid>, lines: Vec<Vec<Line>>, flow: Vec<Line>) -> Vec<Item> {
    let mut lines = lines.into_iter();
    let mut items: Vec<(f32, Item)> = Vec::new();
    for grid in grids {
        let top = grid.area().top;
        let rows = grid.ys.len() - 1;
        let cells = grid.cells.into_iter().zip(lines.by_ref()).filter(|(_, lines)| !lines.is_empty()).collect::<Vec<_>>();
        if !cells.is_empty() {
            items.push((top, Item::Table(Table { xs: grid.xs, cells, rows })));
        }
    }
    let mut rest = Vec::new();
    for piece in columns::find(flow) {
        match piece {
            Piece::Line(line) => rest.push(line),
            Piece::Table { top, table } => items.push((top, Item::Table(table))),
        }
    }
    // A part of a line that was put after lower ones stays there.
    let mut low = f32::NEG_INFINITY;
    for line in lines::order_columns(rest) {
        low = low.max(line.base - 0.3 * line.size);
        items.push((low, Item::Line(line)));
    }
    items.sort_by(|one, other| one.0.total_cmp(&other.0));
    items.into_iter().map(|(_, item)| item).collect()
}
