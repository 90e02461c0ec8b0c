//! Letters printed for the figures they look like.
//!
//! After this: «З)» that stands between «2)» and «4)», typed with the letter, is the third subpoint. A list that is counted in letters has «Ж)» before it.

use std::borrow::Cow;

use super::layout::INDENT_MIN;
use super::line::{Line, Part};
use super::paragraphs::is_ended;
use crate::text::{LineRange, Problem, ProblemCode};

/// The letter that is typed for a three.
const THREE: char = 'З';

/// The members of a list, told one after the other.
#[derive(Default)]
pub(super) struct Members {
    last: Option<u32>,
    /// What was read last has ended: a member may begin.
    ended: bool,
}

impl Members {
    /// Reads the next line of the text, and its number as figures where it goes on with the member before it.
    pub(super) fn read(&mut self, line: &mut Line<'_>, problems: &mut Vec<Problem>) {
        let begins = self.ended || line.indent >= INDENT_MIN;
        let number = if begins { number(&line.text) } else { None };
        match number {
            Some((figures, len)) => {
                let value: Option<u32> = figures.parse().ok();
                let counted = value.is_some() && self.last.map(|last| last + 1) == value;
                if line.text[..len].contains(THREE) {
                    self.last = value.filter(|_| counted);
                    if counted {
                        tell(line, figures, len, problems);
                    }
                } else {
                    self.last = value;
                }
            }
            None if begins && starts_over(&line.text) => self.last = None,
            None => {}
        }
        self.ended = is_ended(&line.text);
    }
}

/// The figures of the number that `text` begins with, `2)`, `З)`, `1З)`, and its bytes; a letter by itself otherwise counts as no number.
fn number(text: &str) -> Option<(String, usize)> {
    let len = text.find(|c: char| !c.is_ascii_digit() && c != THREE)?;
    let bracketed = (1..=6).contains(&len) && text[len..].starts_with(')');
    bracketed.then(|| (text[..len].replace(THREE, "3"), len))
}

/// Whether another list begins, or the list is counted in letters: `3. Осы`, `Ж)`.
fn starts_over(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let mut letters = text.chars();
    let lettered = letters.next().is_some_and(char::is_alphabetic) && letters.next() == Some(')');
    lettered || rest.len() < text.len() && (rest.starts_with(". ") || rest.starts_with("-бап"))
}

fn tell(line: &mut Line<'_>, figures: String, len: usize, problems: &mut Vec<Problem>) {
    let message = format!("«{})» is printed with a letter, and was read as «{figures})»", &line.text[..len]);
    problems.push(Problem::new(ProblemCode::LetterForFigure, LineRange::new(line.number, line.number), message));
    let rest = len..line.text.len();
    line.rewrite(vec![Part::Put(0..len, Cow::Owned(figures)), Part::Keep(rest)]);
}
