//! Tables of marked-up formats: which cell the words stand in, and which tables are none.
//!
//! Pages set stamps and signatures with tables too. Those have one row, or no more than two columns and no border; their
//! cells are lines like any other.

use crate::source::flow::Flow;
use crate::text::Cell;

/// Columns that are told apart.
const COLUMNS_MAX: usize = 512;
/// Lines among which the cell is looked for that one below goes on with.
const GO_ON_LINES_MAX: usize = 400;

/// The tables that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Table>,
    count: u32,
}

#[derive(Debug)]
struct Table {
    number: u32,
    bordered: bool,
    /// `border="0"` says that it is for layout.
    borderless: bool,
    /// The cell that the whole table stands in.
    outer: Option<Cell>,
    /// The first line of the table.
    first_line: usize,
    rows: u32,
    /// For each column, the rows below the open one that a cell above still takes.
    taken: Vec<u32>,
    column: usize,
    /// The first line of the open cell, and its column.
    cell: Option<(usize, usize)>,
    /// Columns and rows that have words in them.
    filled_columns: Vec<bool>,
    filled_rows: u32,
    row_filled: bool,
    /// Rows that have words in two cells or more, and the cells with words in the open one.
    wide_rows: u32,
    cells_filled: u32,
}

impl Tables {
    pub(super) fn begin_table(&mut self, border: Option<&str>, flow: &mut Flow) {
        let width = border.map(|border| border.trim().trim_end_matches("px").to_owned());
        self.open.push(Table {
            number: self.count,
            bordered: width.as_deref().is_some_and(|width| width != "0"),
            borderless: width.as_deref() == Some("0"),
            outer: flow.cell(),
            first_line: flow.lines.len(),
            rows: 0,
            taken: Vec::new(),
            column: 0,
            cell: None,
            filled_columns: Vec::new(),
            filled_rows: 0,
            row_filled: false,
            wide_rows: 0,
            cells_filled: 0,
        });
        self.count = self.count.saturating_add(1);
        flow.set_cell(None);
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.end_row();
        }
    }

    pub(super) fn begin_cell(&mut self, (rows, columns): (u32, u32), header: bool, flow: &mut Flow) {
        let Some(table) = self.open.last_mut() else { return };
        if table.rows == 0 {
            table.end_row();
        }
        while table.taken.get(table.column).is_some_and(|&rows| rows > 0) && table.column < COLUMNS_MAX {
            table.column += 1;
        }
        let column = table.column.min(COLUMNS_MAX - 1);
        let end = (column + columns as usize).min(COLUMNS_MAX);
        if table.taken.len() < end {
            table.taken.resize(end, 0);
        }
        table.taken[column..end].fill(rows);
        table.column = end;
        table.cell = Some((flow.lines.len(), column));
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let cell = Cell { table: table.number, row: table.rows.saturating_sub(1), column: number(column), rows, columns, header };
        flow.set_cell(Some(cell));
        flow.end_block();
    }

    /// Says whether the table is drawn with lines, where the format says it apart from the table.
    pub(super) fn set_border(&mut self, drawn: Option<bool>) {
        if let (Some(table), Some(drawn)) = (self.open.last_mut(), drawn) {
            (table.bordered, table.borderless) = (drawn, !drawn);
        }
    }

    /// The next cell of the row goes on with the one above it.
    pub(super) fn go_on_with_cell(&mut self, columns: u32, flow: &mut Flow) {
        let Some(table) = self.open.last_mut() else { return };
        let (column, row) = (table.column, table.rows.saturating_sub(1));
        table.column = (column + columns as usize).min(COLUMNS_MAX);
        let above = |cell: &Cell| cell.table == table.number && cell.column as usize == column && cell.row + cell.rows == row;
        // The cell above is among the last ones: no row has more than so many columns.
        let found = flow.lines.iter().rev().take(GO_ON_LINES_MAX).filter_map(|line| line.cell).find(above);
        if let Some(cell) = found {
            for line in flow.lines.iter_mut().rev().take(GO_ON_LINES_MAX).filter_map(|line| line.cell.as_mut()) {
                if line.table == cell.table && line.row == cell.row && line.column == cell.column {
                    line.rows += 1;
                }
            }
        }
        flow.set_cell(found.map(|cell| Cell { rows: cell.rows + 1, ..cell }));
    }

    pub(super) fn end_cell(&mut self, flow: &mut Flow) {
        flow.end_block();
        if let Some(table) = self.open.last_mut() {
            table.end_cell(flow.lines.len());
            flow.set_cell(None);
        }
    }

    pub(super) fn end_table(&mut self, flow: &mut Flow) {
        flow.end_block();
        let Some(mut table) = self.open.pop() else { return };
        table.end_cell(flow.lines.len());
        table.end_row();
        if !table.is_data() {
            for line in flow.lines.iter_mut().skip(table.first_line) {
                if line.cell.is_some_and(|cell| cell.table == table.number) {
                    line.cell = table.outer;
                }
            }
        }
        flow.set_cell(table.outer);
    }

    /// Ends whatever is open at the end of the page.
    pub(super) fn finish(&mut self, flow: &mut Flow) {
        while !self.open.is_empty() {
            self.end_table(flow);
        }
    }
}

impl Table {
    fn end_row(&mut self) {
        self.rows = self.rows.saturating_add(1);
        self.column = 0;
        self.taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.filled_rows += u32::from(self.row_filled);
        self.wide_rows += u32::from(self.cells_filled > 1);
        (self.row_filled, self.cells_filled) = (false, 0);
    }

    fn end_cell(&mut self, lines: usize) {
        let Some((first, column)) = self.cell.take() else { return };
        if lines > first {
            if self.filled_columns.len() <= column {
                self.filled_columns.resize(column + 1, false);
            }
            self.filled_columns[column] = true;
            self.row_filled = true;
            self.cells_filled += 1;
        }
    }

    /// Whether the table holds data, so that its rows and columns say something.
    fn is_data(&self) -> bool {
        let columns = self.filled_columns.iter().filter(|&&filled| filled).count();
        if self.filled_rows < 2 || columns < 2 || self.wide_rows == 0 {
            return self.bordered && columns >= 2 && self.wide_rows > 0;
        }
        self.bordered || columns > 2 && !self.borderless
    }
}
