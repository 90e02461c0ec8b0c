//! The units of treaties: «… одақ туралы шарттың 94-бабы».

use super::{Block, Case, Meaning, OF_ANOTHER, Reader, is_word, term_bracket, trim_back, units_after, word_at, word_before};
use crate::cite::act::treaty_ending_at;
use crate::cite::noun::treaty_noun;

impl Reader<'_> {
    /// «… одақ туралы шарттың (бұдан әрі – Шарт) 94-бабы», «Шарттың 5-бабы»: the articles of a treaty, which are none of this act whatever the treaty
    /// is. «осы Келісімнің» is what the words stand in, and so is «Шарттың» of a model contract.
    pub(super) fn treaty(&mut self, block: Block<'_>, at: usize) -> Option<usize> {
        let word = word_at(block.text, at);
        let (noun, inflected) = treaty_noun(word)?;
        let before = word_before(block.text, trim_back(block.text, at)).1;
        let end = at + word.len();
        let (after, term) = term_bracket(block.text, end);
        if is_word(before, "осы") {
            self.define_this_treaty(term?, noun, self.owner(block, at));
            return None;
        }
        if inflected.case != Case::Genitive {
            return None;
        }
        let units = units_after(block.text, after, 1).is_some();
        if term.is_none() && !units {
            return None;
        }
        let known = if word.starts_with(|c: char| c.is_uppercase()) { self.defined_document(word) } else { None };
        let (start, meaning) = match known {
            Some(meaning) => (at, meaning),
            None => {
                let (start, act) = treaty_ending_at(block.text, at, noun);
                let bare = start == at && !inflected.possessive && !OF_ANOTHER.iter().any(|other| is_word(before, other));
                if bare && self.context.is_in_treaty(noun, self.owner(block, at)) {
                    return None;
                }
                (start, Meaning { act: Some(act), component: None })
            }
        };
        if units {
            return Some(self.below(block, start, end, &meaning));
        }
        self.context.define(term?, meaning);
        None
    }

    /// «осы шартты (бұдан әрі – Шарт)» of a model contract: the term stands for what the words stand in.
    fn define_this_treaty(&mut self, term: &str, noun: &str, from: Option<usize>) {
        if self.context.is_in_treaty(noun, from) {
            let meaning = self.context.this_document("approved", from);
            self.context.define(term, meaning);
        }
    }
}
