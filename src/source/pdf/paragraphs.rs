//! Lines to paragraphs.
//!
//! After this: every line of the text is known to begin a paragraph or to go on with the one before it, by its indent, by
//! the room left on the line before, by the distance between lines and by the weight of its letters.

use std::collections::HashMap;

use super::lines::Line;

/// The column that lines stand in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) left: f32,
    pub(super) right: f32,
    /// How far the first line of a paragraph is set in; 0 where it is not.
    pub(super) indent: f32,
    /// Distance of two lines of one paragraph, in heights of a letter.
    pub(super) leading: f32,
}

/// Least indent that tells a paragraph, in ems, and the greatest.
const INDENT: std::ops::Range<f32> = 0.7..6.0;
/// Distances above the usual one, in shares of it, from which a line begins a paragraph.
const LEADING_SLACK: f32 = 1.28;

impl Column {
    /// The column of running text that most of `lines` stand in.
    pub(super) fn of(lines: &[&Line]) -> Option<Self> {
        let weight = |line: &Line| line.text.len();
        let all: usize = lines.iter().map(|line| weight(line)).sum();
        let mut lefts: HashMap<i32, usize> = HashMap::new();
        for line in lines {
            *lefts.entry(line.area.left.round() as i32).or_default() += weight(line);
        }
        // The leftmost place at which a fair share of the text begins; places a point apart are one.
        let share = |left: i32| (-1..=1).map(|shift| lefts.get(&(left + shift)).copied().unwrap_or(0)).sum::<usize>();
        let left = lefts.keys().copied().filter(|&left| share(left) * 8 >= all).min().or_else(|| lefts.keys().copied().max_by_key(|&left| share(left)))?;
        let mut rights: Vec<(f32, usize)> = lines.iter().map(|line| (line.area.right, weight(line))).collect();
        rights.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut before = 0;
        // A few lines may stick out.
        let right = rights.iter().find(|(_, weight)| {
            before += weight;
            before * 40 >= all
        })?;
        let size = median(lines.iter().map(|line| line.size).collect())?;
        let mut indents: HashMap<i32, usize> = HashMap::new();
        for line in lines {
            let indent = line.area.left - left as f32;
            if INDENT.contains(&(indent / size)) && line.area.right - line.area.left > 0.3 * (right.0 - left as f32) {
                *indents.entry(indent.round() as i32).or_default() += 1;
            }
        }
        let near = |indent: i32| (-1..=1).map(|shift| indents.get(&(indent + shift)).copied().unwrap_or(0)).sum::<usize>();
        let usual = indents.keys().copied().max_by_key(|&indent| (near(indent), -indent));
        let indent = usual.filter(|&indent| near(indent) * 12 >= lines.len()).unwrap_or(0) as f32;
        let leadings = lines.windows(2).filter_map(|pair| distance(pair[0], pair[1]));
        let leading = median(leadings.filter(|leading| (0.8..2.5).contains(leading)).collect()).unwrap_or(1.4);
        Some(Self { left: left as f32, right: right.0, indent, leading })
    }

    /// The column of a cell whose lines are `lines` and whose edges are known.
    pub(super) fn of_cell(lines: &[Line], left: f32, right: f32) -> Self {
        let first = lines.iter().map(|line| line.area.left).min_by(f32::total_cmp).unwrap_or(left);
        // The same distance to both edges; a centred text keeps none that is known.
        let padding = (first - left).clamp(0.0, 8.0);
        let leading = median(lines.windows(2).filter_map(|pair| distance(&pair[0], &pair[1])).filter(|leading| (0.8..2.5).contains(leading)).collect());
        Self { left: first, right: right - padding, indent: 0.0, leading: leading.unwrap_or(1.4) }
    }

    /// Whether `line` begins a paragraph; `before` is the line above it, `first` the one the open paragraph began with, and
    /// `apart` tells that a page ends between them.
    pub(super) fn begins(&self, line: &Line, before: &Line, first: &Line, apart: bool) -> bool {
        let size = line.size.max(before.size);
        if !apart {
            let far = line.base - before.base > self.leading * size * LEADING_SLACK;
            if far || line.base < before.base {
                return true;
            }
        }
        let differs = (line.size - before.size).abs() > 0.12 * size;
        if differs && (line.bold || before.bold || line.size > before.size * 1.12) {
            return true;
        }
        if self.hangs(line, first) {
            return false;
        }
        let centred = |line: &Line| self.is_centred(line);
        if self.indent > 0.0 && (line.area.left - self.left - self.indent).abs() < 0.25 * size && !(centred(line) && centred(before)) {
            return true;
        }
        if line.bold != before.bold && !(before.bold && line.text.starts_with(char::is_lowercase)) {
            return true;
        }
        let one_column = (line.area.left - before.area.left).abs() < 0.7 * size;
        if centred(line) && centred(before) && !one_column || self.is_centred(line) && self.is_centred(before) {
            let width = before.area.width();
            return self.right - self.left - width > line.first_word() + 0.8 * size;
        }
        if line.area.left - before.area.left > 0.7 * size && line.area.left - self.left > 0.7 * size {
            // Set in deeper than the line above, and no hanging line: a new paragraph, a block at the right.
            return true;
        }
        let room = self.right - before.area.right > line.first_word() + 0.8 * size;
        room || begins_member(&line.text) && ends_member(&before.text)
    }

    /// Whether `line` goes on below the words of a numbered first line: `1)  …`.
    fn hangs(&self, line: &Line, first: &Line) -> bool {
        let Some(at) = first.text.find(' ').filter(|&at| at <= 8 && first.text.len() > at + 1) else { return false };
        let under = first.word_at(at + 1).is_some_and(|(left, _)| (left - line.area.left).abs() < 1.5);
        under && begins_member(&first.text) && !begins_member(&line.text) && line.area.left - first.area.left > 0.7 * line.size
    }

    fn is_centred(&self, line: &Line) -> bool {
        let (before, after) = (line.area.left - self.left, self.right - line.area.right);
        before > 0.5 * line.size && (before - after).abs() < 0.05 * (self.right - self.left) && self.indent != before.round()
    }

    /// Whether `line` is set in as the first line of a paragraph of running text is.
    pub(super) fn is_indented(&self, line: &Line) -> bool {
        let by = line.area.left - self.left;
        self.indent > 0.0 && (by - self.indent).abs() < 0.3 * line.size && !(self.is_centred(line) && line.bold)
    }
}

/// Distance of two lines, in heights of a letter, where one can stand below the other.
fn distance(above: &Line, below: &Line) -> Option<f32> {
    let distance = below.base - above.base;
    (distance > 0.0).then(|| distance / above.size.max(below.size).max(1.0))
}

fn median(mut numbers: Vec<f32>) -> Option<f32> {
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// `1) …`, `12. …`, `а) …`, `– …`: a member of a list.
fn begins_member(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '«', '“']);
    if text.starts_with(['–', '—', '•', '-', '·']) {
        return text.chars().nth(1) == Some(' ');
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let number = text.len() - rest.len();
    let letter = rest.chars().next().filter(|c| c.is_lowercase()).map_or(0, char::len_utf8);
    match number {
        0 => letter > 0 && rest[letter..].starts_with(") "),
        1..=8 => {
            rest.starts_with(')') && !rest.starts_with("),")
                || rest.starts_with(". ") && rest[2..].starts_with(|c: char| c.is_uppercase() || c == '"' || c == '«')
        }
        _ => false,
    }
}

fn ends_member(text: &str) -> bool {
    text.trim_end_matches(['"', '»', '”', ')', ' ']).ends_with(['.', ';', ':', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_lists_are_known_by_their_first_signs() {
        let cases = [
            ("1) куәлік;", true),
            ("12. Осы Қағидалар", true),
            ("5-1) жүйе", true),
            ("а) өтініш", true),
            ("– мекеме", true),
            ("2012 жылғы", false),
            ("1), 2) және", false),
            ("ж. Алматы", false),
        ];
        for (text, member) in cases {
            assert_eq!(begins_member(text), member, "{text}");
        }
    }
}
