//! Stretches of letters and digits, found by a table.
//!
//! `char::is_alphanumeric` is a search in Unicode's tables for every letter of Cyrillic, which has two bytes. Here the class of
//! every character below U+0800 (Latin, Cyrillic, Arabic) is looked up; only rarer ones are searched for.

use std::sync::LazyLock;

use super::fold::is_mark;

/// Characters below this have a class in the table: those of one or two bytes.
const TABLE: usize = 0x800;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Between words.
    Other,
    Letter,
    /// An ASCII digit.
    Digit,
    /// Changes or hides the letter before it: part of a word that has begun.
    Mark,
    /// Part of a word when a letter follows: O'Brien, Ал'-Фараби.
    Apostrophe,
}

static CLASSES: LazyLock<[Class; TABLE]> = LazyLock::new(|| {
    let class = |at: usize| u32::try_from(at).ok().and_then(char::from_u32).map_or(Class::Other, class_of);
    std::array::from_fn(class)
});

fn class_of(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        '\'' | '’' | 'ʼ' => Class::Apostrophe,
        _ if is_mark(c) => Class::Mark,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

/// A stretch of letters or digits, in bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) digits: bool,
    pub(super) letters: bool,
    /// The script has no spaces between words, or is rare: Unicode's own word rules divide it.
    pub(super) foreign: bool,
}

impl Run {
    pub(super) fn is_number(&self) -> bool {
        self.digits && !self.letters
    }
}

/// Finds the runs of one text, from its start to its end.
#[derive(Debug)]
pub(super) struct Runs<'t> {
    text: &'t str,
    classes: &'static [Class; TABLE],
    at: usize,
}

impl<'t> Runs<'t> {
    /// The runs of `text` from byte `at` on, which has to be on a character boundary.
    pub(super) fn from(text: &'t str, at: usize) -> Self {
        Self { text, classes: &CLASSES, at }
    }

    /// Goes on from byte `at`, which has to be on a character boundary.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The class of the character at byte `at`, its length, and whether its script is a foreign one.
    #[inline]
    fn class(&self, at: usize) -> Option<(Class, usize, bool)> {
        let bytes = self.text.as_bytes();
        let first = usize::from(*bytes.get(at)?);
        if first < 0x80 {
            return Some((self.classes[first], 1, false));
        }
        if let (0xc2..=0xdf, Some(&second)) = (first, bytes.get(at + 1)) {
            return Some((self.classes[(first & 0x1f) << 6 | usize::from(second & 0x3f)], 2, false));
        }
        let c = self.text[at..].chars().next()?;
        Some((class_of(c), c.len_utf8(), c >= '\u{e00}'))
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    #[inline]
    fn next(&mut self) -> Option<Run> {
        let mut at = self.at;
        let (mut class, mut length, mut foreign) = loop {
            let (class, length, foreign) = self.class(at)?;
            if matches!(class, Class::Letter | Class::Digit) {
                break (class, length, foreign);
            }
            at += length;
        };
        let mut run = Run { start: at, end: at, digits: false, letters: false, foreign: false };
        loop {
            match class {
                Class::Letter => {
                    run.letters = true;
                    run.foreign |= foreign;
                }
                Class::Digit => run.digits = true,
                Class::Mark => {}
                Class::Apostrophe if matches!(self.class(at + length), Some((Class::Letter, ..))) => {}
                Class::Apostrophe | Class::Other => break,
            }
            at += length;
            run.end = at;
            match self.class(at) {
                Some(next) => (class, length, foreign) = next,
                None => break,
            }
        }
        self.at = at;
        Some(run)
    }
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    fn runs(text: &str) -> Vec<&str> {
        Runs::from(text, 0).map(|run| &text[run.start..run.end]).collect()
    }

    #[test]
    fn running_text_is_divided_as_unicode_divides_it() {
        // Words with hyphens, dots between digits and the like follow rules of our own: `scanner.rs`.
        for text in ["Осы Қағидаларға сәйкес, шетелдіктерге виза (кіру) беріледі.", "«Болашақ» – 2022 жылғы № 807; her passport", "и\u{306}од ٴتىل قازاق"]
        {
            assert_eq!(runs(text), text.unicode_words().collect::<Vec<_>>());
        }
    }

    #[test]
    fn marks_and_apostrophes_stay_inside_words() {
        let cases = [
            ("мемле\u{ad}кет\u{200b}тік", &["мемле\u{ad}кет\u{200b}тік"][..]),
            ("O'Brien 'сөз'", &["O'Brien", "сөз"]),
            ("\u{f0b7}виза\u{f0b7}", &["виза"]),
            ("\u{301}\u{301}", &[]),
            ("", &[]),
        ];
        for (text, meant) in cases {
            assert_eq!(runs(text), meant, "{text}");
        }
    }
}
