//! Questions in words.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use super::address::recognise;
use super::concept::{Concept, concepts};
use super::gather::{Phrases, is_known};
use super::grammar::Limit;
use super::highlight::highlights;
use super::rank::{Keep, Ranked, rank};
use super::standing::{Found, in_force_first};
use super::version::{Role, Versions};
use super::wider::widen_words;
use super::words::Asked;
use super::{Error, Passage, State, explain};
use crate::act::Date;
use crate::analyzer::Widening;
use crate::index::{Index, Unit};

/// A question as it was typed, and how it is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Words, "quoted phrases" (as inflected), numbers, an address or a citation, operators and fields. Anything is allowed.
    pub text: String,
    /// The day asked about, whatever the words say; `None` leaves it to the words, and then to `today`.
    pub as_of: Option<Date>,
    /// The day that is asked about where neither `as_of` nor the words tell one; `None` asks about no day in particular.
    pub today: Option<Date>,
    /// How many passages at most; 10 when not told.
    pub limit: usize,
    /// How many of the best passages to leave out.
    pub offset: usize,
    /// Wordings of other times too, where the provision has one of the day asked about.
    pub history: bool,
    /// In which order.
    pub sort: Sort,
    /// Whether to tell why each passage answers.
    pub explain: bool,
}

/// The order of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// Those of the newest act first; the best first within an act.
    Date,
}

impl Default for Question {
    fn default() -> Self {
        Self { text: String::new(), as_of: None, today: None, limit: 10, offset: 0, history: false, sort: Sort::Relevance, explain: false }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The passages, best first. One that is not in force on the day asked about follows every one that is and that has the words of the question
    /// at least as fully; [`Passage::validity`] tells which is which.
    pub hits: Vec<Passage>,
    /// For each of `hits` why it answers, in sentences, the weightiest first; empty unless [`Question::explain`].
    pub reasons: Vec<Vec<String>>,
    /// How many units match in all, before a unit and its parts are shown as one.
    pub total: usize,
    /// The day the answer is about.
    pub as_of: Option<Date>,
    /// The words of the question that told the day: «2022 жылғы 1 қыркүйекте». [`Question::as_of`] overrules them, and quotation marks make them
    /// words again.
    pub day_from: Option<String>,
    /// The words that were searched for beside those of the question, and why: «кабылдау» was taken for «қабылдау» too.
    pub widened: Vec<Widening>,
    /// What could not be understood or is not certain, in sentences.
    pub problems: Vec<String>,
    /// The time it took inside the process.
    pub took: Duration,
}

impl Answer {
    fn nothing(as_of: Option<Date>, problems: Vec<String>) -> Self {
        Self { hits: Vec::new(), reasons: Vec::new(), total: 0, as_of, day_from: None, widened: Vec::new(), problems, took: Duration::ZERO }
    }
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
    let as_of = question.as_of.or(question.today);
    let hit = match as_of {
        Some(day) => super::show::of_day(index, unit, day)?,
        None => Passage::of(index, unit, None)?,
    };
    let hits = std::iter::once(hit).skip(question.offset).take(question.limit).collect();
    Ok(Answer { hits, total: 1, ..Answer::nothing(as_of, Vec::new()) })
}

fn in_words(index: &Index, question: &Question) -> Result<Answer, Error> {
    let mut asked = Asked::read(Some(index), &question.text, question.as_of.is_none());
    let mut problems = std::mem::take(&mut asked.problems);
    keep_known_limits(index, &mut asked, &mut problems);
    let day = asked.cited.day.clone();
    asked.day = question.as_of.or(day.as_ref().map(|(day, _)| *day));
    let as_of = asked.day.or(question.today);
    let day_from = day.and_then(|(_, range)| question.text.get(range)).map(str::to_owned);
    if asked.is_empty() {
        problems.push("the question has no word to search for".to_owned());
        return Ok(Answer { day_from, ..Answer::nothing(as_of, problems) });
    }
    let mut widened = widen_words(index, &mut asked)?;
    let concepts = concepts(index, &mut asked, &mut widened)?;
    let mut wordings = Wordings { index, day: as_of, history: question.history, known: HashMap::new() };
    let ranked = ranked(index, &asked, &concepts, question, &mut problems, &mut |unit| wordings.may_answer(unit))?;
    let found = wordings.of_the_day(ranked.found, &asked)?;
    let page = in_order(index, found, question.sort).into_iter().skip(question.offset).take(question.limit);
    let (mut hits, mut reasons) = (Vec::new(), Vec::new());
    for Found { score, unit, .. } in page {
        if question.explain {
            reasons.push(explain::reasons(index, &asked, &concepts, &unit)?);
        }
        let versions = wordings.of(&unit)?;
        let hit = Passage { score, ..Passage::among(index, unit, versions, as_of)? };
        hits.push(Passage { highlights: highlights(&hit.text, &asked, &concepts), ..hit });
    }
    Ok(Answer { hits, reasons, total: ranked.total, as_of, day_from, widened, problems, took: Duration::ZERO })
}

fn in_order(index: &Index, mut found: Vec<Found>, sort: Sort) -> Vec<Found> {
    let adopted = |found: &Found| index.act(found.unit.act.as_str()).and_then(|act| act.adopted.iter().filter_map(|adoption| adoption.date).max());
    if sort == Sort::Date {
        found.sort_by_key(|found| std::cmp::Reverse(adopted(found)));
    }
    found
}

/// The units that answer; where a phrase is nowhere so, its words in other forms, and then anywhere.
fn ranked(index: &Index, asked: &Asked, concepts: &[Concept], question: &Question, problems: &mut Vec<String>, keep: Keep<'_>) -> Result<Ranked, Error> {
    let mut ranked = rank(index, asked, concepts, question, Phrases::Exact, keep)?;
    if ranked.total == 0 && !asked.phrases.is_empty() {
        ranked = rank(index, asked, concepts, question, Phrases::Inflected, keep)?;
        if ranked.total > 0 {
            problems.push("the phrase is nowhere in these very forms; it was found with other endings".to_owned());
        }
    }
    if ranked.total == 0 && !asked.phrases.is_empty() {
        ranked = rank(index, asked, concepts, question, Phrases::Words, keep)?;
        problems.push("the phrase is nowhere so; its words were searched instead".to_owned());
    }
    Ok(ranked)
}

/// Leaves out limits that name nothing the index has, and says so.
fn keep_known_limits(index: &Index, asked: &mut Asked, problems: &mut Vec<String>) {
    asked.limits.retain(|limit| {
        let (known, told) = match limit {
            Limit::Act(id) => (is_known(index, id), format!("no act {id} is indexed; the question was asked of all acts")),
            Limit::In(address) => (super::address::resolve(index, address).is_ok(), format!("nothing is indexed at `{address}`; `in:` was left out")),
            Limit::Kind(word) => (super::cited::kind_named(word).is_some(), format!("`{word}` is no kind of act; `type:` was left out")),
            Limit::Status(word) => (super::gather::status_named(word).is_some(), format!("`{word}` is no status of an act; `status:` was left out")),
            _ => (true, String::new()),
        };
        if !known {
            problems.push(told);
        }
        known
    });
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
            let named = unit.cited_paths().any(|path| asked.cited.names(path));
            if named { State::InForce } else { states.get(&(unit.address(), unit.text.clone())).copied().unwrap_or(State::InForce) }
        };
        Ok(in_force_first(kept, state))
    }
}
