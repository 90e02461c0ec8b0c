//! Pages to one text.
//!
//! After this: the lines of all pages stand one below the other, each on its page; paragraphs and cells are blocks, also
//! where a page ends inside them; links lie on their words, words have their rectangles.

use crate::text::{Block, BlockKind, Cell, Gap, Link, Marks, Place, Rect, SourceSpan};

use super::geometry::Area;
use super::glyph::Glyph;
use super::lines::Line;
use super::links::PageLink;
use super::page::{Item, Layout, Table};
use super::paragraphs::Column;

/// What an indent of a paragraph is told as, in columns: that of Adilet's own texts.
const INDENT_COLUMNS: u16 = 6;

/// The text of a file.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    pub(super) text: String,
    /// The line each page begins with.
    pub(super) page_starts: Vec<u32>,
    pub(super) marks: Marks,
    /// Number of the line being written.
    line: u32,
    indented: usize,
}

/// The line the open paragraph began with and the last one of it, with what block it is in.
struct Open<'l> {
    first: &'l Line,
    last: &'l Line,
    page: usize,
}

/// What goes on from page to page.
struct Tables {
    count: u32,
    /// The last table of the page before: its number, columns and rows, and what its header says.
    last: Option<(u32, Vec<f32>, u32, String)>,
}

/// Puts `pages` together; `furniture` is what of each is no part of the text.
pub(super) fn assemble(pages: &[Layout], furniture: &[Vec<usize>], links: &[Vec<PageLink>]) -> Assembled {
    let column = column(pages, furniture);
    let mut all = Assembled { line: 1, ..Assembled::default() };
    let mut tables = Tables { count: 0, last: None };
    let mut open: Option<Open<'_>> = None;
    let mut before: Option<f32> = None;
    for (number, page) in pages.iter().enumerate() {
        all.page_starts.push(all.line);
        let mut writer = PageWriter { all: &mut all, page, number: u32::try_from(number + 1).unwrap_or(u32::MAX), links: &links[number], reached: Vec::new() };
        let (head, foot) = ends(page, &furniture[number]);
        writer.furniture(page, &head);
        let mut first_item = true;
        let body = (0..page.items.len()).filter(|at| furniture[number].binary_search(at).is_err()).collect::<Vec<_>>();
        for (place, &at) in body.iter().enumerate() {
            let fresh = first_item && number > 0;
            first_item = false;
            match &page.items[at] {
                Item::Line(line) => {
                    tables.last = None;
                    let apart = open.as_ref().is_some_and(|open| open.page != number);
                    let begins = open.as_ref().is_none_or(|open| column.begins(line, open.last, open.first, apart));
                    let gap = match before {
                        _ if fresh => Gap::Page,
                        Some(base) if line.base - base > column.leading * line.size * 1.6 => Gap::Blank,
                        _ => Gap::None,
                    };
                    if begins {
                        let indented = column.is_indented(line);
                        writer.all.indented += usize::from(indented);
                        writer.begin(BlockKind::Paragraph, if indented { INDENT_COLUMNS } else { 0 }, gap);
                    } else if apart {
                        writer.begin(BlockKind::Rest, 0, Gap::Page);
                    }
                    writer.line(line);
                    let first = open.as_ref().filter(|_| !begins).map_or(line, |open| open.first);
                    open = Some(Open { first, last: line, page: number });
                    before = Some(line.base);
                }
                Item::Table(table) => {
                    open = None;
                    before = Some(f32::NEG_INFINITY);
                    let gap = if fresh { Gap::Page } else { Gap::Blank };
                    tables.last = tables.last.take().filter(|_| place == 0 && number > 0);
                    writer.table(table, &mut tables, gap);
                }
            }
        }
        writer.furniture(page, &foot);
        writer.close();
    }
    all.marks.indented = column.indent > 0.0 && all.indented > 0;
    all.marks.links = joined(std::mem::take(&mut all.marks.links), &all.text);
    all
}

/// The column of the running text of all pages.
fn column(pages: &[Layout], furniture: &[Vec<usize>]) -> Column {
    let mut lines: Vec<&Line> = Vec::new();
    for (page, furniture) in pages.iter().zip(furniture) {
        lines.extend(page.items.iter().enumerate().filter(|(at, _)| furniture.binary_search(at).is_err()).filter_map(|(_, item)| match item {
            Item::Line(line) => Some(line),
            Item::Table(_) => None,
        }));
    }
    let width = pages.first().map_or(595.0, |page| page.width);
    Column::of(&lines).unwrap_or(Column { left: 0.0, right: width, indent: 0.0, leading: 1.4 })
}

/// Furniture above and below the text of a page.
fn ends(page: &Layout, furniture: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let middle = |at: &usize| matches!(&page.items[*at], Item::Line(line) if line.base < page.height / 2.0);
    furniture.iter().copied().partition(middle)
}

/// Writes the lines of one page.
struct PageWriter<'a, 'p> {
    all: &'a mut Assembled,
    page: &'p Layout,
    number: u32,
    links: &'p [PageLink],
    /// For links: the words written so far that each covers.
    reached: Vec<(usize, SourceSpan)>,
}

impl PageWriter<'_, '_> {
    fn begin(&mut self, kind: BlockKind, indent: u16, gap: Gap) {
        let at = self.at();
        self.all.marks.blocks.push(Block { span: SourceSpan { start: at, end: at }, kind, indent, gap });
    }

    fn at(&self) -> u32 {
        u32::try_from(self.all.text.len()).unwrap_or(u32::MAX)
    }

    fn line(&mut self, line: &Line) {
        let start = self.at();
        self.all.text.push_str(&line.text);
        if let Some(block) = self.all.marks.blocks.last_mut() {
            block.span.end = u32::try_from(self.all.text.len()).unwrap_or(u32::MAX);
        }
        self.all.text.push('\n');
        self.all.line += 1;
        self.words(line, start);
        self.cover(line, start);
    }

    /// The rectangle of each word of `line`, which begins at `start` of the text.
    fn words(&mut self, line: &Line, start: u32) {
        let mut at = 0;
        let mut glyphs = line.glyphs.iter().peekable();
        for word in line.text.split(' ') {
            let end = at + word.len();
            let mut area = Area::NOTHING;
            while let Some((_, glyph)) = glyphs.next_if(|(glyph, _)| (*glyph as usize) < end) {
                area = area.join(self.page.seen(glyph));
            }
            if !area.is_empty() && !word.is_empty() {
                let span = SourceSpan { start: start + offset(at), end: start + offset(end) };
                let round = |number: f32| (number * 100.0).round() / 100.0;
                let rect = Rect { page: self.number, left: round(area.left), top: round(area.top), right: round(area.right), bottom: round(area.bottom) };
                self.all.marks.places.push(Place { span, rect });
            }
            at = end + 1;
        }
    }

    /// Notes which words of `line` links lie on.
    fn cover(&mut self, line: &Line, start: u32) {
        for (number, link) in self.links.iter().enumerate() {
            for area in &link.areas {
                // A link's box is as high as a line, so that it reaches into the lines beside its own.
                let inside = |glyph: &Glyph| {
                    let seen = self.page.seen(glyph);
                    area.holds((seen.left + seen.right) / 2.0, (seen.top + seen.bottom) / 2.0)
                };
                let mut covered = line.glyphs.iter().enumerate().filter(|(_, (_, glyph))| inside(glyph)).map(|(at, _)| at);
                let Some(first) = covered.next() else { continue };
                let last = covered.next_back().unwrap_or(first);
                let end = line.glyphs.get(last + 1).map_or(line.text.len(), |(at, _)| *at as usize);
                let begin = line.glyphs[first].0 as usize;
                let end = begin + line.text[begin..end].trim_end().len();
                self.reached.push((number, SourceSpan { start: start + offset(begin), end: start + offset(end) }));
            }
        }
    }

    fn close(self) {
        let links = self.reached.into_iter().filter(|(_, span)| !span.is_empty());
        self.all.marks.links.extend(links.map(|(number, span)| Link { span, href: self.links[number].href.clone() }));
    }

    fn furniture(&mut self, page: &Layout, at: &[usize]) {
        for &at in at {
            if let Item::Line(line) = &page.items[at] {
                self.begin(BlockKind::Furniture, 0, Gap::None);
                self.line(line);
            }
        }
    }

    fn table(&mut self, table: &Table, tables: &mut Tables, gap: Gap) {
        let goes_on = tables.last.take().filter(|(_, xs, ..)| same_columns(xs, &table.xs));
        let head = header_rows(table);
        let says = row_text(table, 0);
        let (number, first_row, repeated) = match goes_on {
            Some((number, _, rows, before)) => {
                // The header is drawn again on each page.
                let repeated = !before.is_empty() && before == says;
                (number, if repeated { rows - 1 } else { rows }, repeated)
            }
            None => {
                tables.count += 1;
                (tables.count - 1, 0, false)
            }
        };
        let mut gap = gap;
        for (cell, lines) in &table.cells {
            let kind = if repeated && cell.row == 0 {
                BlockKind::Furniture
            } else {
                BlockKind::Cell(Cell {
                    table: number,
                    row: first_row + offset(cell.row),
                    column: offset(cell.column),
                    rows: offset(cell.rows),
                    columns: offset(cell.columns),
                    header: first_row == 0 && cell.row < head,
                })
            };
            let column = Column::of_cell(lines, cell.area.left, cell.area.right);
            let mut first: Option<&Line> = None;
            let mut before: Option<&Line> = None;
            for line in lines {
                let begins = first.zip(before).is_none_or(|(first, before)| column.begins(line, before, first, false));
                if begins {
                    self.begin(kind, 0, gap);
                    gap = Gap::None;
                    first = Some(line);
                }
                self.line(line);
                before = Some(line);
            }
            gap = Gap::Blank;
        }
        tables.last = Some((number, table.xs.clone(), first_row + offset(table.rows), if first_row == 0 { says } else { String::new() }));
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn same_columns(one: &[f32], other: &[f32]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() <= 3.0)
}

fn row_text(table: &Table, row: usize) -> String {
    let lines = table.cells.iter().filter(|(cell, _)| cell.row == row).flat_map(|(_, lines)| lines);
    lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// How many rows at the head of a table are its header: bold ones above others, and a row that numbers the columns with
/// what stands above it.
fn header_rows(table: &Table) -> usize {
    let row = |number: usize| table.cells.iter().filter(move |(cell, _)| cell.row == number);
    let is_bold = |number: usize| row(number).count() > 0 && row(number).all(|(_, lines)| lines.iter().all(|line| line.bold));
    let is_numbers = |number: usize| {
        let mut numbers = row(number).map(|(_, lines)| lines.iter().map(|line| line.text.trim()).collect::<String>());
        row(number).count() >= 2 && (1..).zip(&mut numbers).all(|(at, text): (usize, String)| text == at.to_string())
    };
    if let Some(numbers) = (1..table.rows.min(4)).find(|&number| is_numbers(number)) {
        return numbers + 1;
    }
    let bold = (0..table.rows).take_while(|&number| is_bold(number)).count();
    if bold < table.rows && bold <= 3 { bold } else { 0 }
}

/// Links in the order of the text; parts of one link on lines right below one another are one.
fn joined(mut links: Vec<Link>, text: &str) -> Vec<Link> {
    links.sort_by_key(|link| (link.span.start, link.span.end));
    let mut all: Vec<Link> = Vec::with_capacity(links.len());
    for link in links {
        match all.last_mut() {
            Some(last)
                if last.href == link.href && link.span.start >= last.span.end && text[last.span.end as usize..link.span.start as usize].trim().is_empty() =>
            {
                last.span.end = link.span.end;
            }
            Some(last) if last.href == link.href && link.span.start < last.span.end => last.span.end = last.span.end.max(link.span.end),
            _ => all.push(link),
        }
    }
    all
}
