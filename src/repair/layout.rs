//! How a text is laid out.
//!
//! After this: one answer for the whole text, so that the joining pass reads blank lines and indents the same way
//! everywhere.

use crate::text::SourceText;

/// How paragraphs are told apart in a printed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Lines are wrapped, an indent begins a paragraph: Adilet's PDFs.
    Indented,
    /// A blank line after every printed line: kandastar-suraq-jauap.txt.
    Spaced,
    /// Lines are wrapped, a blank line begins a paragraph.
    Wrapped,
    /// One paragraph a line.
    Plain,
}

impl Layout {
    /// The layout of `source`.
    pub(super) fn of(source: &SourceText) -> Self {
        let (mut printed, mut indented, mut spaced, mut longest) = (0_u32, 0_u32, 0_u32, 0_usize);
        let mut blank_before = false;
        for line in source.lines() {
            if line.text.trim().is_empty() {
                blank_before = true;
                continue;
            }
            printed += 1;
            indented += u32::from(line.text.starts_with("   "));
            spaced += u32::from(blank_before);
            longest = longest.max(line.text.len());
            blank_before = false;
        }
        if printed > 20 && spaced * 10 >= printed * 8 && longest < 400 {
            Self::Spaced
        } else if indented * 20 >= printed && indented > 0 {
            Self::Indented
        } else if spaced > 0 && spaced * 2 < printed && longest < 250 {
            Self::Wrapped
        } else {
            Self::Plain
        }
    }
}
