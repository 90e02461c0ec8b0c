//! Words of the index that are spelt alike but for Kazakh letters: «қабылдау» and «кабылдау».

use std::collections::BTreeSet;

use tantivy::TantivyError;
use tantivy_fst::Automaton;

use super::error::Error;
use super::open::Index;
use crate::analyzer::{KAZAKH_LETTERS, without_kazakh_letters};

/// A letter is spelt in fewer ways: itself, and a Kazakh letter or two that are typed as it.
const WAYS_MAX: usize = u8::BITS as usize;

impl Index {
    /// The stems of the index that become `spelling` without their Kazakh letters, in their order.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`] when the engine's files cannot be used.
    pub(crate) fn spelt_like(&self, spelling: &str) -> Result<Vec<String>, Error> {
        let find = || -> Result<BTreeSet<String>, TantivyError> {
            let mut found = BTreeSet::new();
            for reader in self.searcher().segment_readers() {
                let stems = reader.inverted_index(self.fields().stem)?;
                let mut alike = stems.terms().search(Alike::new(spelling)).into_stream()?;
                while alike.advance() {
                    found.extend(std::str::from_utf8(alike.key()).map(str::to_owned));
                }
            }
            Ok(found)
        };
        find().map(|found| found.into_iter().collect()).map_err(|error| self.engine_error(error))
    }
}

/// Takes what is spelt like a word, byte by byte.
#[derive(Debug)]
struct Alike {
    /// For each letter of the word the ways in which it may be written.
    letters: Vec<Vec<Box<[u8]>>>,
}

/// How far it was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Taken {
    /// So many letters, and so many bytes of the next.
    letters: usize,
    bytes: usize,
    /// The ways of the next letter that these bytes begin, a bit each.
    ways: u8,
}

impl Alike {
    fn new(spelling: &str) -> Self {
        let encoded = |c: char| c.encode_utf8(&mut [0; 4]).as_bytes().into();
        let ways = |c: char| std::iter::once(c).chain(KAZAKH_LETTERS.chars().filter(move |&kazakh| kazakh != c && without_kazakh_letters(kazakh) == c));
        Self { letters: spelling.chars().map(|c| ways(c).take(WAYS_MAX).map(encoded).collect()).collect() }
    }
}

impl Automaton for Alike {
    /// `None` where it is another word.
    type State = Option<Taken>;

    fn start(&self) -> Self::State {
        Some(Taken { letters: 0, bytes: 0, ways: u8::MAX })
    }

    fn is_match(&self, state: &Self::State) -> bool {
        state.is_some_and(|taken| taken.letters == self.letters.len())
    }

    fn can_match(&self, state: &Self::State) -> bool {
        state.is_some()
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        let taken = (*state)?;
        let ways = self.letters.get(taken.letters)?;
        let (mut left, mut whole) = (0, false);
        for (bit, way) in ways.iter().enumerate().filter(|(bit, _)| taken.ways & 1 << bit != 0) {
            if way.get(taken.bytes) == Some(&byte) {
                left |= 1 << bit;
                whole |= way.len() == taken.bytes + 1;
            }
        }
        match (left, whole) {
            (0, _) => None,
            (_, true) => Some(Taken { letters: taken.letters + 1, bytes: 0, ways: u8::MAX }),
            (ways, false) => Some(Taken { bytes: taken.bytes + 1, ways, ..taken }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(spelling: &str, word: &str) -> bool {
        let alike = Alike::new(spelling);
        let end = word.bytes().fold(alike.start(), |state, byte| alike.accept(&state, byte));
        alike.is_match(&end)
    }

    #[test]
    fn a_word_is_spelt_like_another_where_only_kazakh_letters_differ() {
        for word in ["қабылдау", "кабылдау", "қәбылдау"] {
            assert!(takes("кабылдау", word), "{word}");
        }
        for word in ["қабылда", "қабылдауы", "қобылдау", "", "q"] {
            assert!(!takes("кабылдау", word), "{word}");
        }
        assert!(takes("yi-14 №", "yi-14 №") && !takes("ұй", "уй"), "a Kazakh letter that is typed is meant");
        assert!(takes("уй", "үй") && takes("уй", "ұй") && takes("", ""));
    }
}
