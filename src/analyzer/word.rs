//! From a printed word to its spellings: folded, stemmed, and stemmed without Kazakh letters.

use super::endings::is_bare_ending;
use super::fold::{fold_into, is_mark, without_kazakh_letters};
use super::foreign::foreign_stem_into;
use super::stem::{loose_stem_into, stem_in_place};

/// Longer terms are cut: the engine refuses terms of more than 65,530 bytes, and nobody searches for one.
const TERM_BYTES_MAX: usize = 240;
/// Marks the term of a part of a compound: `көші-`, `-қон`.
pub(super) const PART: char = '-';
/// No more of a word is looked at: a line of 200 MB without a space is one word.
const FOLDED_BYTES_MAX: usize = 1024;

/// The spellings of one word, in buffers that are written over.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Lower case, alphabets unmixed.
    pub(super) exact: String,
    /// The stem.
    pub(super) term: String,
    /// The stem without Kazakh letters.
    pub(super) loose: String,
}

impl Forms {
    /// Reads a word as it is printed.
    pub(super) fn read_word(&mut self, surface: &str) {
        self.fold(surface);
        self.stem();
        // «ІІМнің» for «ІІМ-нің»: capitals, then an ending.
        if let Some(capitals) = glued_abbreviation(surface) {
            self.term.clear();
            fold_into(&surface[..capitals], &mut self.term);
            self.loose.clear();
            self.loose.push_str(&self.term);
        }
    }

    /// Reads a part of a compound that others follow.
    pub(super) fn read_modifier(&mut self, surface: &str) {
        self.read_word(surface);
        self.term.push(PART);
    }

    /// Reads the last part of a compound.
    pub(super) fn read_head(&mut self, surface: &str) {
        self.read_word(surface);
        self.term.insert(0, PART);
    }

    /// Reads a compound: its parts joined, the last of them stemmed.
    pub(super) fn read_compound<'s>(&mut self, parts: impl DoubleEndedIterator<Item = &'s str>) {
        let mut before_last = parts.rev();
        self.fold(before_last.next().unwrap_or_default());
        self.stem();
        let (mut folded, mut loose) = (String::new(), String::new());
        for part in before_last {
            folded.clear();
            fold_into(part, &mut folded);
            loose.clear();
            loose.extend(folded.chars().map(without_kazakh_letters));
            for (form, part) in [(&mut self.exact, &folded), (&mut self.term, &folded), (&mut self.loose, &loose)] {
                form.insert_str(0, part);
            }
        }
        self.cut();
    }

    /// Makes `surface` the folded form.
    pub(super) fn fold(&mut self, surface: &str) {
        self.exact.clear();
        self.fold_more(surface);
        self.cut();
    }

    /// Adds to the folded form.
    pub(super) fn fold_more(&mut self, surface: &str) {
        fold_into(&surface[..surface.floor_char_boundary(FOLDED_BYTES_MAX)], &mut self.exact);
    }

    /// Keeps the forms within bounds.
    pub(super) fn cut(&mut self) {
        for form in [&mut self.exact, &mut self.term, &mut self.loose] {
            form.truncate(form.floor_char_boundary(TERM_BYTES_MAX));
        }
    }

    /// Stems the folded form: a Russian or English word by Snowball, any other as Kazakh.
    pub(super) fn stem(&mut self) {
        self.term.clear();
        if foreign_stem_into(&self.exact, &mut self.term) {
            self.loose.clear();
            self.loose.push_str(&self.term);
            return;
        }
        self.term.push_str(&self.exact);
        stem_in_place(&mut self.term);
        loose_stem_into(&self.term, &self.exact, &mut self.loose);
    }

    /// Puts the stem of a folded form into `term`, whose memory is used again.
    pub(super) fn term_of(folded: &str, term: &mut String) {
        term.clear();
        if !foreign_stem_into(folded, term) {
            term.push_str(folded);
            stem_in_place(term);
        }
    }

    /// Takes `folded` for all three spellings.
    pub(super) fn set(&mut self, folded: &str) {
        for form in [&mut self.exact, &mut self.term, &mut self.loose] {
            form.clear();
            form.push_str(folded);
        }
    }
}

/// Where the capitals end in an abbreviation with an ending and no hyphen between.
fn glued_abbreviation(surface: &str) -> Option<usize> {
    let capitals = surface.char_indices().find(|(_, c)| !c.is_uppercase() && !is_mark(*c))?.0;
    let is_abbreviation = surface[..capitals].chars().count() >= 2;
    let mut folded = String::new();
    (is_abbreviation && is_bare_ending(&surface[capitals..], &mut folded) && folded.chars().count() >= 2).then_some(capitals)
}
