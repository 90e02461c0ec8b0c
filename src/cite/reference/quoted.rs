//! «осы …» in the words that an instruction quotes: «"осы Заңның 3-бабында" деген сөздер»: they are words of the act that is changed.

use super::{Block, Reader, floor_boundary, skip_spaces};
use crate::cite::list::after_connector;
use crate::cite::quote::quote_start;

/// How far the end of quoted words is looked for, in bytes.
const WORDS_MAX: usize = 2_000;
/// Most quoted words that one «деген» is said of.
const LIST_MAX: usize = 16;
/// Marks that a quotation begins and ends with.
const OPENING: [char; 4] = ['"', '«', '“', '„'];
const CLOSING: [char; 3] = ['"', '»', '”'];

impl Reader<'_> {
    /// Whether «осы» at byte `at`, standing in `from`, is among words of another act that the instruction there quotes.
    pub(super) fn is_of_changed_words(&self, block: Block<'_>, at: usize, from: Option<usize>) -> bool {
        let changes = self.context.is_told_change(from, block.offset + at) && !self.context.is_new_wording(from);
        changes && are_quoted_words(block.text, at)
    }
}

/// Whether byte `at` is in quotation marks that «деген» stands behind, with other quoted words between: «"осы баптың", "осы тармақтың" деген сөздер».
fn are_quoted_words(text: &str, at: usize) -> bool {
    let Some(mut end) = closing(text, at).filter(|&end| quote_start(text, end, 0).is_some_and(|start| start <= at)) else { return false };
    for _ in 0..LIST_MAX {
        let next = skip_spaces(text, end);
        if text[next..].starts_with("деген") {
            return true;
        }
        let further = after_connector(text, end).filter(|&next| text[next..].starts_with(OPENING));
        let inside = further.and_then(|next| text[next..].chars().next().map(|mark| next + mark.len_utf8()));
        let Some(further) = inside.and_then(|inside| closing(text, inside)) else { return false };
        end = further;
    }
    false
}

/// Where the quotation that byte `at` is in ends, behind its mark; a mark that a word follows opens another.
fn closing(text: &str, at: usize) -> Option<usize> {
    let near = &text[at..floor_boundary(text, at + WORDS_MAX)];
    let mut ends = near.char_indices().filter(|(_, c)| CLOSING.contains(c)).map(|(mark, c)| at + mark + c.len_utf8());
    ends.find(|&end| !text[end..].starts_with(char::is_alphanumeric))
}
