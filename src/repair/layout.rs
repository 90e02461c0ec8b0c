//! How a text is laid out.
//!
//! After this: one answer for the whole text, so that every pass reads blank lines, indents and line ends the same way
//! everywhere.

use super::line::Line;

/// How paragraphs are told apart in a printed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lines are wrapped, an indent begins a paragraph: Adilet's PDFs.
    Indented,
    /// A blank line after every printed line: kandastar-suraq-jauap.txt.
    Spaced,
    /// Lines are wrapped, a blank line begins a paragraph.
    Wrapped,
    /// One paragraph a line.
    Plain,
}

/// The layout of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) kind: Kind,
    /// Columns that begin a paragraph, by far the most common number.
    pub(super) usual_indent: u16,
    /// Characters on a full line.
    pub(super) width: usize,
    /// Whether a line that was wrapped keeps the space after it.
    pub(super) keeps_spaces: bool,
}

/// Columns from which white space before a line is an indent; one or two are damage.
pub(super) const INDENT_MIN: u16 = 3;
/// Longest wrapped line, in bytes: a line of Cyrillic text on A4 has up to 110 letters.
const WRAPPED_MAX: usize = 260;

impl Layout {
    /// The layout of a text of these `lines`.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let count = lines.len();
        let mut indents = [0_usize; 64];
        let mut lengths = [0_usize; 256];
        let (mut spaced, mut single, mut wrapped, mut long) = (0, 0, 0, 0);
        for line in lines {
            if (INDENT_MIN..64).contains(&line.indent) {
                indents[usize::from(line.indent)] += 1;
            }
            single += usize::from(line.blanks == 1);
            spaced += usize::from(line.blanks > 0);
            wrapped += usize::from(line.wrapped);
            long += usize::from(line.text.len() > WRAPPED_MAX);
            // Bytes halved: nearly all letters are Cyrillic, and counting characters of every line costs a tenth of the pass.
            lengths[(line.text.len() / 2 + usize::from(line.indent)).min(255)] += 1;
        }
        let indented: usize = indents.iter().sum();
        let kind = if count >= 12 && spaced * 10 >= count * 8 && single * 10 >= count * 6 && long * 20 <= count {
            Kind::Spaced
        } else if indented > 0 && long * 3 <= count && indented < count {
            Kind::Indented
        } else if spaced > 0 && spaced * 2 < count && long == 0 {
            Kind::Wrapped
        } else {
            Kind::Plain
        };
        let usual_indent = (3..64).max_by_key(|&at| (indents[at], 64 - at)).filter(|&at| indents[at] > 0).unwrap_or(0);
        let full = lengths.iter().sum::<usize>() / 20;
        let mut above = 0;
        let width = (0..256).rev().find(|&at| {
            above += lengths[at];
            above > full
        });
        Self { kind, usual_indent: u16::try_from(usual_indent).unwrap_or(0), width: width.unwrap_or(80), keeps_spaces: wrapped * 10 >= count }
    }
}
