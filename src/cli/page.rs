//! Text set for a terminal: paint, wrapping, excerpts.

use std::ops::Range;

use anstyle::{AnsiColor, Style};

/// What a piece of text is, for the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// The law's own words.
    Plain,
    /// What the eye looks for first.
    Strong,
    /// What is there for those who need it.
    Dim,
    /// A word that matched.
    Match,
    /// An address to copy.
    Address,
    /// All is well.
    Good,
    /// It may be otherwise.
    Doubt,
    /// Something is wrong, or no longer holds.
    Bad,
}

/// Paints text, or leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    on: bool,
}

impl Palette {
    pub(super) fn new(on: bool) -> Self {
        Self { on }
    }

    pub(super) fn paint(self, ink: Ink, text: &str) -> String {
        let style = match ink {
            _ if !self.on => return text.to_owned(),
            Ink::Plain => return text.to_owned(),
            Ink::Strong => Style::new().bold(),
            Ink::Dim => Style::new().dimmed(),
            Ink::Match => AnsiColor::Yellow.on_default().bold(),
            Ink::Address => AnsiColor::Cyan.on_default(),
            Ink::Good => AnsiColor::Green.on_default(),
            Ink::Doubt => AnsiColor::Yellow.on_default(),
            Ink::Bad => AnsiColor::Red.on_default().bold(),
        };
        format!("{style}{text}{style:#}")
    }
}

/// A paragraph to be set: its text, the words to mark in it, and how.
pub(super) struct Paragraph<'t> {
    pub(super) text: &'t str,
    /// Ranges of characters, rising, not touching.
    pub(super) marks: &'t [Range<usize>],
    /// Ranges of characters with an ink of their own, rising, not overlapping. Used where there are no `marks`.
    pub(super) inks: &'t [(Range<usize>, Ink)],
    pub(super) ink: Ink,
    /// Columns left free on the left.
    pub(super) indent: usize,
    /// The column at which lines end.
    pub(super) width: usize,
    /// Lines after which the rest is left out, with «…» for it.
    pub(super) lines_max: usize,
}

impl<'t> Paragraph<'t> {
    /// `text` as it is, from `indent` to `width`.
    pub(super) fn new(text: &'t str, indent: usize, width: usize) -> Self {
        Self { text, marks: &[], inks: &[], ink: Ink::Plain, indent, width, lines_max: usize::MAX }
    }

    pub(super) fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    pub(super) fn marks(self, marks: &'t [Range<usize>]) -> Self {
        Self { marks, ..self }
    }

    pub(super) fn painted(self, inks: &'t [(Range<usize>, Ink)]) -> Self {
        Self { inks, ..self }
    }

    pub(super) fn lines_max(self, lines_max: usize) -> Self {
        Self { lines_max, ..self }
    }

    /// The lines of the paragraph, each ended by a line break. Control characters of the text do not reach the terminal.
    pub(super) fn set(&self, palette: Palette) -> String {
        let columns = self.width.saturating_sub(self.indent).max(16);
        let mut lines = Lines { out: String::new(), line: String::new(), used: 0, count: 0, paragraph: self, palette };
        let matched = self.marks.iter().map(|mark| (mark, Ink::Match));
        let mut marks = matched.chain(self.inks.iter().map(|(mark, ink)| (mark, *ink))).peekable();
        let mut at = 0;
        for word in self.text.split(' ') {
            let length = word.chars().count();
            if length > 0 {
                if lines.used > 0 && lines.used + 1 + length > columns {
                    if lines.count + 1 == self.lines_max {
                        lines.line.push_str(if lines.used + 2 > columns { "…" } else { " …" });
                        break;
                    }
                    lines.end();
                }
                if lines.used > 0 {
                    lines.line.push(' ');
                    lines.used += 1;
                }
                // Runs of characters that are marked or not, cut where a word is longer than a line.
                let (mut run, mut run_marked) = (String::new(), None);
                for c in word.chars() {
                    while marks.next_if(|(mark, _)| mark.end <= at).is_some() {}
                    let marked = marks.peek().filter(|(mark, _)| mark.start <= at).map(|(_, ink)| *ink);
                    if marked != run_marked || lines.used == columns {
                        lines.push(&run, run_marked);
                        run.clear();
                        run_marked = marked;
                    }
                    if lines.used == columns {
                        lines.end();
                    }
                    run.push(if c.is_control() { '\u{FFFD}' } else { c });
                    lines.used += 1;
                    at += 1;
                }
                lines.push(&run, run_marked);
            }
            at += 1;
        }
        if lines.used > 0 {
            lines.end();
        }
        lines.out
    }
}

/// A paragraph while it is being set.
struct Lines<'p, 't> {
    out: String,
    line: String,
    /// Columns taken on the open line, the indent not counted.
    used: usize,
    /// Lines that are done.
    count: usize,
    paragraph: &'p Paragraph<'t>,
    palette: Palette,
}

impl Lines<'_, '_> {
    fn push(&mut self, run: &str, marked: Option<Ink>) {
        match marked.filter(|_| !run.is_empty()) {
            Some(ink) => self.line.push_str(&self.palette.paint(ink, run)),
            None => self.line.push_str(run),
        }
    }

    fn end(&mut self) {
        self.out.extend(std::iter::repeat_n(' ', self.paragraph.indent));
        self.out.push_str(&self.palette.paint(self.paragraph.ink, &self.line));
        self.out.push('\n');
        self.line.clear();
        self.used = 0;
        self.count += 1;
    }
}

/// `text` cut to `columns` characters, with «…» where something is left out.
pub(super) fn brief(text: &str, columns: usize) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    match text.char_indices().nth(columns) {
        None => text.chars().map(clean).collect(),
        Some(_) => text.chars().take(columns.saturating_sub(1)).map(clean).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One mark, `start..end`.
    fn mark(start: usize, end: usize) -> [Range<usize>; 1] {
        [Range { start, end }]
    }

    #[test]
    fn paragraphs_are_wrapped_between_words_and_marked() {
        let plain = |text, width| Paragraph::new(text, 2, width).set(Palette::new(false));
        assert_eq!(plain("бір екі үш", 18), "  бір екі үш\n");
        assert_eq!(plain("он алты таңбалы жол екі жолға", 20), "  он алты таңбалы\n  жол екі жолға\n");
        assert_eq!(Paragraph::new("он алты таңбалы жол екі жолға", 2, 20).lines_max(1).set(Palette::new(false)), "  он алты таңбалы …\n");
        assert_eq!(plain("", 20), "", "nothing to set");
        assert_eq!(plain("аааааааааааааааааааааааа", 18), "  аааааааааааааааа\n  аааааааа\n", "a word longer than a line");
        assert_eq!(plain("а\u{1b}[31mб", 20), "  а\u{fffd}[31mб\n", "no escape sequence of a document reaches the terminal");
        let marked = Paragraph::new("бір екі үш", 0, 20).marks(&mark(4, 7)).set(Palette::new(true));
        assert_eq!(marked, "бір \u{1b}[1m\u{1b}[33mекі\u{1b}[0m үш\n");
    }

    #[test]
    fn a_line_is_cut_with_a_sign() {
        assert_eq!(brief("тармақ", 6), "тармақ");
        assert_eq!(brief("тармақша", 6), "тарма…");
    }
}
