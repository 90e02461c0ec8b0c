//! Glyphs to lines.
//!
//! After this: glyphs that stand on one line are a line, from left to right whatever the order they were drawn in, a link
//! drawn after its line as well as one drawn in it; a glyph drawn twice at one place is there once; and words are told
//! apart, by the spaces that were drawn where a line has any, which is what repairs letter-spacing.

use std::collections::HashMap;

use super::font::{TextId, Texts};
use super::geometry::Area;
use super::glyph::Glyph;

/// A printed line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// Glyphs with the bytes of `text` they begin at, rising; spaces that stand between words have none.
    pub(super) glyphs: Vec<(u32, Glyph)>,
    /// Its box.
    pub(super) area: Area,
    /// Where its letters stand.
    pub(super) base: f32,
    /// Height of its largest letters.
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) artifact: bool,
    /// Spaces drawn before its first word.
    pub(super) lead: usize,
}

/// Gaps wider than this many ems part words, beyond what letters of the line are apart, where the line has no space.
const GAP_WITHOUT_SPACES: f32 = 0.15;
/// The same where the line has spaces: only a jump to another column parts words there.
const GAP_WITH_SPACES: f32 = 0.6;
/// Gaps as wide as this, in ems, part two columns.
const COLUMN_GAP_MIN: f32 = 4.0;
/// Most lines of one block at the left of a signature.
const COLUMN_LINES_MAX: usize = 4;
/// Lines in which the line of a glyph is looked for: glyphs come sorted, so that it is among the last.
const LINES_OPEN: usize = 8;

/// Takes out what is drawn twice at one place, as faint bold letters and lines at a page's end are.
pub(super) fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    // The cells of a grid of half letters: a double lies in the same or in a cell beside it.
    let mut seen: HashMap<(TextId, i32, i32), Vec<(f32, f32)>> = HashMap::new();
    glyphs.retain(|glyph| {
        let reach = 0.12 * glyph.size;
        let place = |shift_x: i32, shift_y: i32| ((glyph.left / 4.0) as i32 + shift_x, (glyph.base / 4.0) as i32 + shift_y);
        let near = |(x, y): &(f32, f32)| (x - glyph.left).abs() <= reach && (y - glyph.base).abs() <= reach;
        let double = (-1..=1).flat_map(|x| (-1..=1).map(move |y| (x, y))).any(|(x, y)| {
            let (x, y) = place(x, y);
            seen.get(&(glyph.text, x, y)).is_some_and(|places| places.iter().rev().take(16).any(near))
        });
        if !double {
            let (x, y) = place(0, 0);
            seen.entry((glyph.text, x, y)).or_default().push((glyph.left, glyph.base));
        }
        !double
    });
}

/// A line being put together.
struct Open {
    glyphs: Vec<Glyph>,
    /// Top and bottom of the letters of its largest glyph.
    top: f32,
    base: f32,
}

/// The lines that `glyphs` stand on, from top to bottom.
pub(super) fn lines(mut glyphs: Vec<Glyph>, texts: &Texts) -> Vec<Line> {
    glyphs.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.order.cmp(&other.order)));
    let mut open: Vec<Open> = Vec::new();
    for glyph in glyphs {
        let (top, base) = (glyph.base - 0.7 * glyph.size, glyph.base);
        let first = open.len().saturating_sub(LINES_OPEN);
        // Raised and lowered letters lie beside those of their line by more than half.
        let best = open[first..].iter_mut().rev().find(|line| base.min(line.base) - top.max(line.top) >= 0.5 * (base - top).min(line.base - line.top));
        match best {
            Some(line) => {
                if base - top > line.base - line.top {
                    (line.top, line.base) = (top, base);
                }
                line.glyphs.push(glyph);
            }
            None => open.push(Open { glyphs: vec![glyph], top, base }),
        }
    }
    let mut lines: Vec<Line> = open.into_iter().filter_map(|line| line.close(texts)).collect();
    lines.sort_by(|one, other| one.base.total_cmp(&other.base));
    lines
}

impl Open {
    fn close(mut self, texts: &Texts) -> Option<Line> {
        self.glyphs.sort_by(|one, other| one.left.total_cmp(&other.left).then(one.order.cmp(&other.order)));
        let is_space = |glyph: &Glyph| texts.text(glyph.text).chars().all(char::is_whitespace);
        let threshold = gap_threshold(&self.glyphs, &is_space);
        let mut line = Line {
            text: String::with_capacity(self.glyphs.len() * 2),
            glyphs: Vec::with_capacity(self.glyphs.len()),
            area: Area::NOTHING,
            base: self.base,
            size: 0.0,
            bold: true,
            artifact: true,
            lead: 0,
        };
        let mut space = false;
        let mut end: Option<f32> = None;
        for glyph in &self.glyphs {
            if is_space(glyph) {
                line.lead += usize::from(line.text.is_empty());
                space = true;
                continue;
            }
            let apart = end.is_some_and(|end| glyph.left - end > threshold * glyph.size);
            if (space || apart) && !line.text.is_empty() {
                line.text.push(' ');
            }
            space = false;
            end = Some(end.map_or(glyph.right, |end| end.max(glyph.right)));
            line.glyphs.push((u32::try_from(line.text.len()).unwrap_or(u32::MAX), *glyph));
            let text = texts.text(glyph.text);
            line.text.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
            line.area = line.area.join(glyph.area());
            line.size = line.size.max(glyph.size);
            line.bold &= glyph.bold;
            line.artifact &= glyph.artifact;
        }
        let end = line.text.trim_end().len();
        line.text.truncate(end);
        (!line.text.is_empty()).then_some(line)
    }
}

/// How wide a gap parts two words of a line, in ems.
fn gap_threshold(glyphs: &[Glyph], is_space: &impl Fn(&Glyph) -> bool) -> f32 {
    let mut gaps = Vec::with_capacity(glyphs.len());
    let mut spaces = 0;
    let mut before: Option<&Glyph> = None;
    let mut space = false;
    for glyph in glyphs {
        if is_space(glyph) {
            space = true;
            continue;
        }
        if let Some(before) = before {
            if space {
                spaces += 1;
            } else {
                gaps.push((glyph.left - before.right) / glyph.size);
            }
        }
        space = false;
        before = Some(glyph);
    }
    gaps.sort_by(f32::total_cmp);
    // Letters set apart are apart everywhere; a few letters tell it only if even the closest are.
    let usual = match gaps.len() {
        0 | 1 => 0.0,
        2..=5 => gaps[0],
        count => gaps[count / 2],
    };
    usual.max(0.0) + if spaces > 0 { GAP_WITH_SPACES } else { GAP_WITHOUT_SPACES }
}

/// Puts what stands at the right of the first of several lines after the last of them: a signature, «Қазақстан
/// Республикасының⏎Көлік министрі» beside its name.
pub(super) fn order_columns(lines: Vec<Line>) -> Vec<Line> {
    let mut ordered = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let near = |next: &Line, before: &Line| {
            (0.8..1.6).contains(&((next.base - before.base) / next.size)) && (next.area.left - before.area.left).abs() < 3.0 * next.size
        };
        let open = |before: &Line| !before.text.ends_with(['.', ';', ':', ',']);
        let below = |next: &Line, before: &Line, right: f32| {
            open(before)
                && next.text.starts_with(char::is_alphabetic)
                && near(next, before)
                && next.area.right < right - next.size
                && next.split_wide().is_none()
        };
        // What stands beside the last of its lines stands where it belongs.
        let is_last = ordered.last().is_some_and(|before: &Line| near(&line, before) && open(before) && before.area.width() < 0.5 * line.area.width());
        match line.split_wide().filter(|_| !is_last) {
            Some((left, right)) if lines.peek().is_some_and(|next| below(next, &left, right.area.left)) => {
                ordered.push(left);
                for _ in 0..COLUMN_LINES_MAX {
                    let before = ordered.last().expect("the left part was put there").clone();
                    let Some(next) = lines.next_if(|next| below(next, &before, right.area.left)) else { break };
                    ordered.push(next);
                }
                ordered.push(right);
            }
            _ => ordered.push(line),
        }
    }
    ordered
}

impl Line {
    /// Where the word that begins at byte `at` of its text begins and ends, in points.
    pub(super) fn word_at(&self, at: usize) -> Option<(f32, f32)> {
        let end = self.text[at..].find(' ').map_or(self.text.len(), |end| at + end);
        let inside = self.glyphs.iter().filter(|(start, _)| (at..end).contains(&(*start as usize)));
        inside.fold(None, |found: Option<(f32, f32)>, (_, glyph)| {
            Some(found.map_or((glyph.left, glyph.right), |(left, right)| (left.min(glyph.left), right.max(glyph.right))))
        })
    }

    /// Splits a line at its widest gap, where that is as wide as between the cells of a table without lines.
    pub(super) fn split_wide(&self) -> Option<(Self, Self)> {
        let gap = |pair: &[(u32, Glyph)]| pair[1].1.left - pair[0].1.right;
        let widest = self.glyphs.windows(2).enumerate().max_by(|one, other| gap(one.1).total_cmp(&gap(other.1)))?;
        if gap(widest.1) < COLUMN_GAP_MIN * self.size {
            return None;
        }
        let at = widest.0 + 1;
        let byte = self.glyphs[at].0;
        let (left, right) = self.text.split_at(byte as usize);
        Some((self.part(&self.glyphs[..at], left, 0), self.part(&self.glyphs[at..], right, byte)))
    }

    /// The parts of the line between `edges`, which rise; one more than these, those without a word left out.
    pub(super) fn split_at(&self, edges: &[f32]) -> Vec<Option<Self>> {
        let mut parts = Vec::with_capacity(edges.len() + 1);
        let mut first = 0;
        for at in 0..=edges.len() {
            let end = edges.get(at).map_or(self.glyphs.len(), |edge| first + self.glyphs[first..].partition_point(|(_, glyph)| glyph.left < *edge));
            let glyphs = &self.glyphs[first..end];
            parts.push(glyphs.first().map(|(from, _)| {
                let to = self.glyphs.get(end).map_or(self.text.len(), |(byte, _)| *byte as usize);
                self.part(glyphs, &self.text[*from as usize..to], *from)
            }));
            first = end;
        }
        parts
    }

    /// The part of the line that `glyphs` are, whose text begins at byte `from`.
    fn part(&self, glyphs: &[(u32, Glyph)], text: &str, from: u32) -> Self {
        Self {
            text: text.trim_end().to_owned(),
            area: glyphs.iter().fold(Area::NOTHING, |all, (_, glyph)| all.join(glyph.area())),
            size: glyphs.iter().map(|(_, glyph)| glyph.size).fold(0.0, f32::max),
            bold: glyphs.iter().all(|(_, glyph)| glyph.bold),
            glyphs: glyphs.iter().map(|(start, glyph)| (start - from, *glyph)).collect(),
            ..*self
        }
    }

    /// The width of its first word.
    pub(super) fn first_word(&self) -> f32 {
        self.word_at(0).map_or(0.0, |(left, right)| right - left)
    }
}
