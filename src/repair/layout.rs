//! How a text is laid out.
//!
//! After this: one answer for the whole text, so that every pass reads blank lines, indents and line ends the same way
//! everywhere.

use super::line::Line;
use super::paragraphs::is_ended;

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
    /// Whether there are lines enough to tell that one is a paragraph, so that one that cannot be was cut.
    pub(super) is_told: bool,
    /// Whether a line that was wrapped keeps the space after it.
    pub(super) keeps_spaces: bool,
    /// Whether its lines are whole paragraphs, however they are set in: no page holds the longest of them, and none runs on in the next.
    pub(super) has_whole_lines: bool,
}

/// Columns from which white space before a line is an indent; one or two are damage.
pub(super) const INDENT_MIN: u16 = 3;
/// Longest wrapped line, in bytes: a line of Cyrillic text on A4 has up to 110 letters.
pub(super) const WRAPPED_MAX: usize = 260;

/// Fewest lines by which a text of one paragraph a line is surely one.
const TOLD_MIN: usize = 20;
/// Fewest letters on a full line of a page; shorter ones are a list.
const WIDTH_MIN: usize = 40;

/// In a text of whole paragraphs at most one line of so many looks as if it ran on.
const WHOLE_TO_RUNNING: usize = 20;

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
            lengths[(line.text.chars().count() + usize::from(line.indent)).min(255)] += 1;
        }
        let indented: usize = indents.iter().sum();
        let usual_indent = (3..64).max_by_key(|&at| (indents[at], 64 - at)).filter(|&at| indents[at] > 0).unwrap_or(0);
        let full = lengths.iter().sum::<usize>() / 40;
        let mut above = 0;
        let width = (0..256).rev().find(|&at| {
            above += lengths[at];
            above > full
        });
        let width = width.unwrap_or(80);
        let keeps_spaces = wrapped * 10 >= count;
        let full = width * 7 / 10;
        let full_lines: usize = lengths[full.min(255)..].iter().sum();
        // a short line is not wrapped: «1. Ұрлық –», and what it is punished with below
        let is_full = |line: &Line<'_>| line.text.chars().count() + usize::from(line.indent) >= full;
        let running = lines.windows(2).filter(|pair| is_full(&pair[0]) && runs_on(&pair[0].text, &pair[1].text)).count();
        // A blank line between paragraphs is common; only where sentences run on over it does it say nothing.
        let kind = if count >= 12 && spaced * 10 >= count * 8 && single * 10 >= count * 6 && long * 20 <= count && running * 5 >= count {
            Kind::Spaced
        } else if indented > 0 && long * 3 <= count && (keeps_spaces || indented * 12 >= count) {
            Kind::Indented
        } else if spaced > 0 && spaced * 2 < count && long == 0 && width >= WIDTH_MIN && full_lines * 10 >= count * 4 && breaks_off(lines, full) {
            Kind::Wrapped
        } else {
            Kind::Plain
        };
        let has_whole_lines = !keeps_spaces && has_whole_lines(lines);
        Self { kind, usual_indent: u16::try_from(usual_indent).unwrap_or(0), width, is_told: count >= TOLD_MIN, keeps_spaces, has_whole_lines }
    }
}

/// Whether a line is longer than any that a page holds, and hardly one of the others runs on in a line that is not set in. Wrapped lines break off where they
/// are full; the short lines of a block of their own (an annex, a stamp) tell nothing.
fn has_whole_lines(lines: &[Line<'_>]) -> bool {
    let is_long = |line: &Line<'_>| line.text.len() > WRAPPED_MAX;
    let letters = |line: &Line<'_>| line.text.chars().count() + usize::from(line.indent);
    let width = lines.iter().filter(|line| !is_long(line)).map(letters).max().unwrap_or(0);
    let running = |pair: &&[Line<'_>]| {
        let is_full = !is_long(&pair[0]) && letters(&pair[0]) * 10 >= width * 7;
        is_full && pair[1].indent < INDENT_MIN && runs_on(&pair[0].text, &pair[1].text)
    };
    lines.iter().any(|line| is_long(line) && !line.row) && lines.windows(2).filter(running).count() * WHOLE_TO_RUNNING <= lines.len()
}

/// Whether most of the lines of at least `full` letters that another follows at once break off in the middle of a sentence. Where they end in a full stop
/// or a semicolon each is a paragraph, however long it is.
fn breaks_off(lines: &[Line<'_>], full: usize) -> bool {
    let pairs = lines.windows(2).filter(|pair| pair[1].blanks == 0 && pair[0].text.chars().count() + usize::from(pair[0].indent) >= full);
    let (followed, open) = pairs.fold((0, 0), |(followed, open), pair| (followed + 1, open + usize::from(!is_ended(&pair[0].text))));
    open * 2 > followed
}

/// Whether a sentence stops at the end of one line and goes on with the next.
pub(super) fn runs_on(above: &str, here: &str) -> bool {
    !above.ends_with(['.', ';', ':', '!', '?', '"', '»']) && here.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[test]
    fn layouts_are_told_by_their_lines() {
        let full = "Қазақстан Республикасының аумағында болатын шетелдіктер мен азаматтығы жоқ";
        let long = "Осы Қағидалар мемлекеттік қызмет көрсету тәртібін айқындайды. ".repeat(4);
        let cases = [
            (format!("      1. Осы {full}\n{full}\nадамдар.\n"), Kind::Indented, "Adilet"),
            ("      12. Стандарттың  көзделген\n".to_owned(), Kind::Indented, "one line of it"),
            (format!("{full}\n\nадамдар есепке {full}\n\n").repeat(20), Kind::Spaced, "kandastar-suraq-jauap.txt"),
            (format!("1. Осы {full}.\n\n").repeat(20), Kind::Plain, "paragraphs with blank lines between"),
            (format!("1. Ұрлық –\n\nбас {full} айыруға жазаланады.\n\n").repeat(9), Kind::Plain, "short lines that end in a dash"),
            (format!("{full}\n{full}\n{full}\nадамдар.\n\n").repeat(3), Kind::Wrapped, "wrapped at a fixed width"),
            (format!("{full}\n\n1. {full}.\n2. {full};\n3. {full}:\n4. {full}.\n"), Kind::Plain, "no line breaks off"),
            (format!("{long}\n").repeat(9), Kind::Plain, "one paragraph a line"),
            (format!("{long}\n\n").repeat(9), Kind::Plain, "with blank lines between"),
            (format!("{}      Қ. Қасымов\n", format!("{long}\n").repeat(15)), Kind::Plain, "one signature set in"),
            ("1-тарау\n\nБұйырамын:\nқысқа жол\nтағы\nжәне\n".to_owned(), Kind::Plain, "short lines are not wrapped"),
        ];
        for (text, kind, why) in cases {
            assert_eq!(Layout::of(&Line::all(&SourceText::new("a", text))).kind, kind, "{why}");
        }
    }

    #[test]
    fn lines_that_are_whole_paragraphs_are_not_wrapped() {
        let whole =
            "Осы Қағидалар мемлекеттік қызмет көрсету тәртібін айқындайды және ол көрсетілетін қызметті алушыларға қолданылады".to_owned() + &" тең".repeat(20);
        let wrapped = "Осы Қағидалар мемлекеттік қызмет көрсету тәртібін айқындайды және оның\nкөрсетілу тәртібі мен мерзімдерін белгілейді әрі көрсетілетін\n";
        let cases = [
            (
                format!("Атауы туралы\nБұйрығы\n      1. {whole}.\nНысан\nбекітілген\n      2. {whole}.\n"),
                true,
                "set in, one a line, with a block of short lines",
            ),
            (format!("      1. {wrapped}").repeat(12), false, "wrapped"),
            (format!("{}{whole}\n", format!("      1. {wrapped}").repeat(12)), false, "wrapped, one line of a link"),
            ("      1. Осы Қағидалар қолданылады.\nНысан\n".to_owned(), false, "no line that tells"),
        ];
        for (text, want, why) in cases {
            assert_eq!(Layout::of(&Line::all(&SourceText::new("a", text))).has_whole_lines, want, "{why}");
        }
    }
}
