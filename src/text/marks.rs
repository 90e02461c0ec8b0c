//! What a reader knows of a source beside its characters.
//!
//! A text file is characters alone. An HTML page, a Word file and a PDF say more: what is a paragraph and what a cell,
//! where a link leads, what the page repeats, where a word stands on its page. A reader that can be trusted with it hands
//! it on as [`Marks`]; then nobody has to guess it from blank lines and indents.

use super::clean::Gap;
use super::span::{SourceSpan, Span};
use super::told::Told;

/// Where a paragraph stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// The table, counted from 0 through the whole source. A table that goes on over a page break is one table.
    pub table: u32,
    /// Its row, counted from 0; header rows are counted too.
    pub row: u32,
    /// Its column, counted from 0 over the grid of the table: beside a cell of two columns the next is the third.
    pub column: u32,
    /// How many rows it takes; at least 1.
    pub rows: u32,
    /// How many columns it takes; at least 1.
    pub columns: u32,
    /// Whether it stands in a header row.
    pub header: bool,
}

/// What a block of a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// A paragraph, or anything of which no more is known.
    #[default]
    Paragraph,
    /// Marked as a heading by the source itself.
    Heading,
    /// A note of the publisher, marked as one by the source itself.
    Note,
    /// A paragraph of a table cell. A cell of three paragraphs is three blocks with one place.
    Cell(Cell),
    /// What is left of the block before it (furniture not counted), where a page ends inside a paragraph: no paragraph of
    /// its own.
    Rest,
    /// What the page repeats and the act does not say: a running header, a page number, the menu of a site. Printed, and
    /// left out of the repaired text.
    Furniture,
}

/// A stretch of a source that is one paragraph of the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its printed characters: one or more lines, or a part of one.
    pub span: SourceSpan,
    /// What it is.
    pub kind: BlockKind,
    /// Columns its first line is set in by, 0 for none; what [`super::Paragraph::indent`] will be.
    pub indent: u16,
    /// What stands between it and the block before it.
    pub gap: Gap,
}

impl Block {
    /// A paragraph at `span`, right below the one before it.
    pub fn paragraph(span: SourceSpan) -> Self {
        Self { span, kind: BlockKind::Paragraph, indent: 0, gap: Gap::None }
    }
}

/// Words of a source that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words, in the printed text.
    pub span: SourceSpan,
    /// Where they lead, as the source has it: `https://adilet.zan.kz/kaz/docs/V1600014531#z9`, `/kaz/docs/…`, `#z12`.
    pub href: String,
}

/// A name that a source gives to a place of its own: `z12`. Links lead there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The first printed byte after it.
    pub at: u32,
    /// The name, without `#`.
    pub name: String,
}

/// A rectangle on a page.
///
/// Points (1/72 inch) on the page as a viewer shows it, its rotation applied, counted from its upper left corner: `left <
/// right`, `top < bottom`.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Rect {
    /// The page, 1-based.
    pub page: u32,
    /// From the left edge of the page.
    pub left: f32,
    /// From the upper edge of the page.
    pub top: f32,
    /// From the left edge of the page.
    pub right: f32,
    /// From the upper edge of the page.
    pub bottom: f32,
}

// A reader gives numbers only: no coordinate is NaN.
impl Eq for Rect {}

impl PartialOrd for Rect {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rect {
    /// By page, then from the top, as one reads.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let edges = |rect: &Self| [rect.top, rect.left, rect.bottom, rect.right];
        let by_edge = || edges(self).iter().zip(edges(other)).map(|(one, other)| one.total_cmp(&other)).find(|order| order.is_ne());
        self.page.cmp(&other.page).then_with(|| by_edge().unwrap_or(std::cmp::Ordering::Equal))
    }
}

impl Rect {
    /// The smallest rectangle that holds both; the page is that of `self`.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            page: self.page,
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether `next` is printed right below `self`, as the next line of one column is.
    fn goes_on_with(self, next: Self) -> bool {
        let height = (self.bottom - self.top).min(next.bottom - next.top);
        let beside = next.left < self.right && self.left < next.right;
        let same_line = next.top < self.bottom && self.top < next.bottom && (next.top - self.top).abs() < height;
        let below = next.top >= self.top && next.top - self.bottom < height;
        self.page == next.page && (same_line && next.left - self.right < 2.0 * height || beside && below)
    }
}

/// Where a word stands on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its printed characters.
    pub span: SourceSpan,
    /// Its rectangle.
    pub rect: Rect,
}

/// Everything a reader knows of a source beside its characters. Each list rises by where its members begin.
///
/// Where `blocks` is not empty it is the whole text: printed characters outside all blocks are white space or damage and
/// are not read. Blocks do not overlap. Links lie inside blocks; they may lie inside one another, then the inner one comes
/// later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The paragraphs in reading order.
    pub blocks: Vec<Block>,
    /// Words that lead somewhere.
    pub links: Vec<Link>,
    /// Places that have a name.
    pub anchors: Vec<Anchor>,
    /// Where words stand on their pages.
    pub places: Vec<Place>,
    /// Whether body paragraphs are marked by an indent, so that a block without one is a heading, a cell or a stamp; what
    /// [`super::CleanText::indented`] will be.
    pub indented: bool,
    /// Pages, 1-based and rising, whose words were read off their pictures by another program, each with how sure it was, in percent.
    pub recognised: Vec<(u32, u8)>,
    /// What the source itself says of the act in it; then nobody has to work it out from the words.
    pub told: Option<Box<Told>>,
}

impl Marks {
    /// The rectangles that hold the words of `span`, in the order of the text; lines of one column right below one another
    /// are one rectangle. Empty where the source has no places.
    pub fn rects_of(&self, span: SourceSpan) -> Vec<Rect> {
        let mut rects: Vec<Rect> = Vec::new();
        let first = self.places.partition_point(|place| place.span.end <= span.start);
        for place in self.places[first..].iter().take_while(|place| place.span.start < span.end) {
            match rects.last_mut() {
                Some(last) if last.goes_on_with(place.rect) => *last = last.join(place.rect),
                _ => rects.push(place.rect),
            }
        }
        rects
    }
}

/// A link whose words were found in the repaired text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanLink {
    /// The words, in the repaired text.
    pub span: Span,
    /// Where they lead, as the source has it.
    pub href: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_passage_lie_in_few_rectangles() {
        let place = |at: u32, page, left, top| Place {
            span: SourceSpan { start: at, end: at + 5 },
            rect: Rect { page, left, top, right: left + 40.0, bottom: top + 10.0 },
        };
        // Two lines of two words, a cell far to the right, and a line of the next page.
        let places = vec![place(0, 1, 50.0, 100.0), place(6, 1, 95.0, 100.0), place(12, 1, 50.0, 114.0), place(18, 1, 300.0, 114.0), place(24, 2, 50.0, 60.0)];
        let marks = Marks { places, ..Marks::default() };
        let rects = |start, end| {
            marks.rects_of(SourceSpan { start, end }).iter().map(|rect| (rect.page, rect.left, rect.top, rect.right, rect.bottom)).collect::<Vec<_>>()
        };
        assert_eq!(rects(0, 17), [(1, 50.0, 100.0, 135.0, 124.0)], "lines right below one another");
        assert_eq!(rects(7, 9), [(1, 95.0, 100.0, 135.0, 110.0)], "a part of a word");
        assert_eq!(rects(12, 30).len(), 3, "another column, another page");
        assert_eq!(rects(5, 6), [], "the space between two words");
    }
}
