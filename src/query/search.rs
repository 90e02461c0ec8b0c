//! Questions in words.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use super::address::recognise;
use super::highlight::highlights;
use super::rank::rank;
use super::standing::{Found, in_force_first};
use super::version::{Role, Versions};
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
    /// Wordings of other times too, where the provision has one of the day asked about.
    pub history: bool,
}

impl Default for Question {
    fn default() -> Self {
        Self { text: String::new(), as_of: None, limit: 10, offset: 0, history: false }
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
        Some(unit) => at_address(index, unit, question),
        None => in_words(index, question),
    })?;
    answer.took = begun.elapsed();
    Ok(answer)
}

fn at_address(index: &Index, unit: Unit, question: &Question) -> Result<Answer, Error> {
    let hit = match question.as_of {
        Some(day) => super::show::of_day(index, unit, day)?,
        None => Passage::of(index, unit, None)?,
    };
    let hits = std::iter::once(hit).skip(question.offset).take(question.limit).collect();
    Ok(Answer { hits, total: 1, widened: Vec::new(), problems: Vec::new(), took: Duration::ZERO })
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
    let mut wordings = Wordings { index, day: question.as_of, history: question.history, known: HashMap::new() };
    let mut ranked = rank(index, &asked, question, &mut |unit| wordings.may_answer(unit))?;
    if ranked.total == 0 && !asked.phrases.is_empty() {
        problems.push("the phrase is nowhere so; its words were searched instead".to_owned());
        asked.phrases.clear();
        ranked = rank(index, &asked, question, &mut |unit| wordings.may_answer(unit))?;
    }
    let found = wordings.of_the_day(ranked.found, &asked)?;
    let page = found.into_iter().skip(question.offset).take(question.limit);
    let mut passage = |Found { score, unit, .. }: Found| {
        let versions = wordings.of(&unit)?;
        Ok(Passage { score, ..Passage::among(index, unit, versions, question.as_of)? })
    };
    let mut hits: Vec<Passage> = page.map(&mut passage).collect::<Result<_, Error>>()?;
    for hit in &mut hits {
        hit.highlights = highlights(&hit.text, &asked);
    }
    Ok(Answer { hits, total: ranked.total, widened, problems, took: Duration::ZERO })
}

/// The wordings of what was found, each provision's read once.
struct Wordings<'i> {
    index: &'i Index,
    day: Option<Date>,
    /// Wordings of other times are asked for too.
    history: bool,
    known: HashMap<String, Option<Versions>>,
}

impl Wordings<'_> {
    fn of(&mut self, unit: &Unit) -> Result<Option<&Versions>, Error> {
        let address = unit.address();
        if !self.known.contains_key(&address) {
            self.known.insert(address.clone(), Versions::of(self.index, unit)?);
        }
        Ok(self.known[&address].as_ref())
    }

    /// Whether `unit` may answer: a wording of another time only where it is asked for. What no history has is taken as it is printed.
    fn may_answer(&mut self, unit: &Unit) -> Result<bool, Error> {
        let Some(day) = self.day.filter(|_| !self.history) else { return Ok(self.day.is_some() || !unit.other_wording) };
        Ok(self.of(unit)?.is_none_or(|versions| versions.role(unit, day) != Role::OtherTime))
    }

    /// What was found, as it stands on the day: each provision once, what is in force first.
    ///
    /// A unit that the question names by its number counts as in force: that it does not hold is the answer.
    fn of_the_day(&mut self, found: Vec<Found>, asked: &Asked) -> Result<Vec<Found>, Error> {
        let Some(day) = self.day else { return Ok(found) };
        let mut states: HashMap<(String, String), State> = HashMap::new();
        let mut shown: HashSet<String> = HashSet::new();
        let mut kept = Vec::with_capacity(found.len());
        for one in found {
            let address = one.unit.address();
            let role = self.of(&one.unit)?.map(|versions| (versions.role(&one.unit, day), versions));
            if let Some((role, versions)) = role {
                if role != Role::OtherTime && !shown.insert(address.clone()) {
                    continue;
                }
                states.insert((address, one.unit.text.clone()), versions.validity(&one.unit, &role, day).state);
            }
            kept.push(one);
        }
        let state = |unit: &Unit| {
            let named = unit.paths().any(|path| asked.names(path));
            if named { State::InForce } else { states.get(&(unit.address(), unit.text.clone())).copied().unwrap_or(State::InForce) }
        };
        Ok(in_force_first(kept, state))
    }
}
