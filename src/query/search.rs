//! Questions in words.

use std::time::Duration;

use super::{Error, Passage};
use crate::act::Date;
use crate::index::Index;

/// A question as it was typed, and how it is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Words, "quoted phrases" (as inflected), numbers, an address or a citation; `act:ID` keeps to one act. Anything is allowed.
    pub text: String,
    /// The day asked about; `None` asks about no day in particular.
    pub as_of: Option<Date>,
    /// How many passages at most; 10 when not told.
    pub limit: usize,
    /// How many of the best passages to leave out.
    pub offset: usize,
}

impl Default for Question {
    fn default() -> Self {
        Self { text: String::new(), as_of: None, limit: 10, offset: 0 }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The passages, best first, those in force on the day asked about before the others.
    pub hits: Vec<Passage>,
    /// How many units match in all, before a unit and its parts are shown as one.
    pub total: usize,
    /// What could not be understood or is not certain, in sentences.
    pub problems: Vec<String>,
    /// The time it took inside the process.
    pub took: Duration,
}

/// The passages that answer `question`, best first.
///
/// An address (`V1800016354/rules/point-3`) is answered by the unit at it. No question is a syntax error; one without a word finds
/// nothing and says so in `problems`.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub fn search(index: &Index, question: &Question) -> Result<Answer, Error> {
    let _ = (index, question);
    Ok(Answer { hits: Vec::new(), total: 0, problems: Vec::new(), took: Duration::ZERO })
}
