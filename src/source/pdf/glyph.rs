//! What is drawn on a page.

use super::font::TextId;
use super::geometry::Area;
use super::scan::Placed;

/// A character where it is drawn, the page turned so that its text runs to the right (see [`super::geometry::upright`]).
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) text: TextId,
    /// Where its advance begins and ends.
    pub(super) left: f32,
    pub(super) right: f32,
    /// The line it stands on.
    pub(super) base: f32,
    /// Height of its font.
    pub(super) size: f32,
    /// How far its font reaches above and below the line, in ems.
    pub(super) ascent: f32,
    pub(super) descent: f32,
    pub(super) bold: bool,
    /// Marked as no part of the text: a running header.
    pub(super) artifact: bool,
    /// Drawn so that nobody sees it: the text of a scanned page.
    pub(super) hidden: bool,
    /// Direction of the text: 0 to the right, 1 downwards, 2 to the left, 3 upwards, 4 aslant.
    pub(super) direction: u8,
    /// Which in the order of drawing.
    pub(super) order: u32,
}

impl Glyph {
    pub(super) fn area(&self) -> Area {
        Area { left: self.left, top: self.base - self.ascent * self.size, right: self.right, bottom: self.base + self.descent * self.size }
    }

    /// The middle of a small letter.
    pub(super) fn middle(&self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, self.base - 0.25 * self.size)
    }
}

/// Everything drawn on a page that is of use.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) glyphs: Vec<Glyph>,
    /// Thin straight lines, stroked or filled: their boxes.
    pub(super) rules: Vec<Area>,
    /// Share of the page that images cover, overlaps counted twice.
    pub(super) images: f32,
    /// Where they stand.
    pub(super) pictures: Vec<Placed>,
    /// The content is damaged: what stood after the damage is lost.
    pub(super) damaged: bool,
    /// Bytes of strings whose font is missing.
    pub(super) lost: usize,
    /// A bound was reached.
    pub(super) cut: bool,
}
