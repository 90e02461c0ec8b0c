//! Questions in words.

use std::time::{Duration, Instant};

use super::address::recognise;
use super::highlight::highlights;
use super::rank::rank;
use super::standing::{Found, in_force_first};
use super::validity::validity;
use super::wider::widen_words;
use super::words::Asked;
use super::{Error, Passage, State};
use crate::act::Date;
use crate::analyzer::Widening;
use crate::index::{Index, Unit};

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
    /// The passages, best first. One that is not in force on the day asked about follows every one that is and that has the words of the question
    /// at least as fully; [`Passage::validity`] tells which is which.
    pub hits: Vec<Passage>,
    /// How many units match in all, before a unit and its parts are shown as one.
    pub total: usize,
    /// The words that were searched for beside those of the question, and why: «кабылдау» was taken for «қабылдау» too.
    pub widened: Vec<Widening>,
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
    let begun = Instant::now();
    let mut answer = index.guarded(|| match recognise(index, &question.text)? {
        Some(unit) => Ok(at_address(index, unit, question)),
        None => in_words(index, question),
    })?;
    answer.took = begun.elapsed();
    Ok(answer)
}

fn at_address(index: &Index, unit: Unit, question: &Question) -> Answer {
    let hit = Passage::of(index, unit, question.as_of);
    let hits = std::iter::once(hit).skip(question.offset).take(question.limit).collect();
    Answer { hits, total: 1, widened: Vec::new(), problems: Vec::new(), took: Duration::ZERO }
}

fn in_words(index: &Index, question: &Question) -> Result<Answer, Error> {
    let mut problems = Vec::new();
    let mut asked = Asked::read(&question.text);
    asked.acts.retain(|id| {
        let known = index.act(id).is_some();
        if !known {
            problems.push(format!("no act {id} is indexed; the question was asked of all acts"));
        }
        known
    });
    if asked.is_empty() {
        problems.push("the question has no word to search for".to_owned());
        return Ok(Answer { hits: Vec::new(), total: 0, widened: Vec::new(), problems, took: Duration::ZERO });
    }
    let widened = widen_words(index, &mut asked)?;
    let mut ranked = rank(index, &asked, question)?;
    if ranked.total == 0 && !asked.phrases.is_empty() {
        problems.push("the phrase is nowhere so; its words were searched instead".to_owned());
        asked.phrases.clear();
        ranked = rank(index, &asked, question)?;
    }
    let found = match question.as_of {
        Some(day) => in_force_first(ranked.found, |unit| {
            if unit.paths().any(|path| asked.names(path)) { State::InForce } else { validity(unit, index.act(unit.act.as_str()), Some(day)).state }
        }),
        None => ranked.found,
    };
    let page = found.into_iter().skip(question.offset).take(question.limit);
    let passages = page.map(|Found { score, unit, .. }| Passage { score, ..Passage::of(index, unit, question.as_of) });
    let mut hits: Vec<Passage> = passages.collect();
    for hit in &mut hits {
        hit.highlights = highlights(&hit.text, &asked);
    }
    Ok(Answer { hits, total: ranked.total, widened, problems, took: Duration::ZERO })
}
