//! Wrapped lines, put together.
//!
//! After this: a paragraph is one line. Numbers and words that were wrapped at a hyphen or a slash are whole
//! (`11-1⏎-4/245`, `59-⏎тармағына`), brackets and quotation marks stand at the words they belong to, and a sign that
//! slipped to the next line stands after its word.

use std::ops::Range;

use crate::text::{CleanBuilder, LineRange, Problem, ProblemCode, SourceSpan};

use super::cell;
use super::letter::is_letter;
use super::lexicon::Lexicon;
use super::line::{Line, ends_white};
use super::paragraphs::{are_of_one_alphabet, goes_on_with_word};
use super::scan::has_gap;

/// What stands between two lines of one paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Seam {
    Space,
    Nothing,
    /// A word broken at a hyphen that it does not have: the hyphen goes.
    Hyphen,
    /// A soft hyphen that stands for the hyphen of the word: `Премьер-Министр`.
    HardHyphen,
    /// A word broken by a narrow cell.
    Word,
}

/// How the lines of a paragraph are put together in this text.
pub(super) struct Seams<'l, 's> {
    pub(super) lexicon: &'l Lexicon<'s>,
    /// Whether this text keeps the space at which a line was wrapped.
    pub(super) keeps_spaces: bool,
    /// Whether words may be put together over a line's end.
    pub(super) joins_words: bool,
    /// Whether a space before a sign is a trace of damage.
    pub(super) tidies_signs: bool,
}

impl Seams<'_, '_> {
    /// Writes a paragraph made of `lines`.
    pub(super) fn write(&self, lines: &[Line<'_>], clean: &mut CleanBuilder<'_>, problems: &mut Vec<Problem>) {
        for (at, line) in lines.iter().enumerate() {
            let next = lines.get(at + 1);
            let seam = next.map(|next| self.seam(line, next));
            let end = line.text.len() - usize::from(seam == Some(Seam::Hyphen));
            if !has_gap(&line.text) {
                line.emit_sound(0..end, clean);
            } else if self.tidies_signs {
                sound_parts(&line.text[..end]).for_each(|part| line.emit(part, clean));
            } else {
                line.emit(0..end, clean);
            }
            let (Some(seam), Some(next)) = (seam, next) else { continue };
            match seam {
                Seam::Space if ends_white(clean) => {}
                Seam::Space => {
                    let start = line.span().end;
                    clean.replace(SourceSpan { start, end: next.span().start.max(start) }, " ");
                }
                Seam::HardHyphen => {
                    let start = line.span().end;
                    clean.replace(SourceSpan { start, end: next.span().start.max(start) }, "-");
                }
                Seam::Nothing => {}
                Seam::Hyphen | Seam::Word => problems.push(Problem::new(
                    ProblemCode::WordJoined,
                    LineRange::new(line.number, next.number),
                    format!("«{}» and «{}» were read as one word", last_word(line.text[..end].trim_end()), first_word(&next.text)),
                )),
            }
        }
    }

    fn seam(&self, open: &Line<'_>, line: &Line<'_>) -> Seam {
        let (left, right) = (&*open.text, &*line.text);
        let wrapped = self.keeps_spaces && open.wrapped;
        let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else { return Seam::Nothing };
        let before_last = left[..left.len() - last.len_utf8()].chars().next_back().unwrap_or(' ');
        let after_first = right[first.len_utf8()..].chars().next().unwrap_or(' ');
        if matches!(first, ',' | ';' | ':' | ')' | '»' | '”' | '!' | '?') || first == '.' && !after_first.is_alphanumeric() {
            return Seam::Nothing;
        }
        if matches!(last, '(' | '«' | '“') || last == '"' && before_last == ' ' {
            return Seam::Nothing;
        }
        if first == '"' && (matches!(after_first, ',' | ';' | '.' | ')' | ':') || after_first == ' ' && !opens_with_quote(right)) {
            return Seam::Nothing;
        }
        if last == '_' && first == '_' {
            return Seam::Nothing;
        }
        if goes_on_with_word(line, open) {
            return if self.has_hyphen(last_word(left), first_word(right)) { Seam::HardHyphen } else { Seam::Nothing };
        }
        if line.completes {
            return Seam::Word;
        }
        if wrapped {
            return Seam::Space;
        }
        if last == '-' && before_last.is_alphanumeric() && first.is_alphanumeric() {
            let left = left.trim_end_matches('-');
            let (left, right) = (last_word(left), first_word(right));
            let hyphenated = before_last.is_lowercase() && first.is_lowercase() && self.joins_words;
            // `көші-⏎қон` has its hyphen: neither half is a scrap. A scrap is printed nowhere but here.
            let broken = hyphenated && self.lexicon.count(&[left, right]) > 0 && self.lexicon.count(&[left]).min(self.lexicon.count(&[right])) <= 1;
            return if broken { Seam::Hyphen } else { Seam::Nothing };
        }
        if first == '-' && after_first.is_alphanumeric() && last.is_alphanumeric() {
            return Seam::Nothing;
        }
        let split_number = last.is_ascii_digit() && first == '/' && after_first.is_ascii_digit();
        let split_time = last == ':' && before_last.is_ascii_digit() && first.is_ascii_digit();
        let split_either = last == '/' && before_last.is_alphanumeric() && first.is_alphanumeric();
        if split_number || split_time || split_either {
            return Seam::Nothing;
        }
        // A word is broken only where it does not fit on a line of its own.
        let alone = !left.contains(' ');
        if self.joins_words
            && alone
            && first.is_lowercase()
            && are_of_one_alphabet(left, right)
            && cell::is_broken_word(last_word(left), first_word(right), self.lexicon)
        {
            return Seam::Word;
        }
        Seam::Space
    }

    /// Whether the two halves that a soft hyphen parts make a word with a hyphen: it is printed so elsewhere, or a capital letter begins its second half.
    fn has_hyphen(&self, left: &str, right: &str) -> bool {
        if self.lexicon.count(&[left, right]) > 0 {
            return false;
        }
        // «ҚАУЛЫ ЕТЕ-⏎ДІ»: all letters of the word are capital ones
        let is_capital = !left.contains(char::is_lowercase) && !right.contains(char::is_lowercase);
        right.starts_with(char::is_uppercase) && !is_capital || self.lexicon.has_hyphenated(left, right)
    }
}

/// Whether a quotation mark at the start of `right` opens: another one closes it further on.
fn opens_with_quote(right: &str) -> bool {
    right[1..].starts_with(|c: char| !c.is_whitespace())
}

/// The stretches of `text` that are written: a space before a sign is left out (`көшірмесі ;`).
fn sound_parts(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let mut at = from;
        while let Some(found) = memchr::memchr(b' ', &bytes[at..]) {
            let space = at + found;
            at = space + 1;
            let sign = match bytes.get(at) {
                Some(b',' | b';' | b')') => matches!(bytes.get(at + 1), None | Some(b' ' | b'"' | b'.' | b',' | b';' | b':' | b')')),
                Some(b'.' | b':') => matches!(bytes.get(at + 1), None | Some(b' ' | b'"')),
                _ => false,
            };
            if sign && !text[..space].ends_with([' ', '"', '_', '.']) {
                let part = from..space;
                from = at;
                return Some(part);
            }
        }
        done = true;
        Some(from..text.len())
    })
}

/// The letters `text` ends with.
fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(is_letter).len()..]
}

/// The letters `text` begins with.
fn first_word(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(is_letter).len()]
}
