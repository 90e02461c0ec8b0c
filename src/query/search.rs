//! Questions in words.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tantivy::DocAddress;

use super::address::{if_there, place, recognise};
use super::cite::missing;
use super::concept::{Concept, concepts};
use super::expects::asks_whether_it_held;
use super::facets::Facets;
use super::gather::{Phrases, is_known};
use super::grammar::Limit;
use super::highlight::highlights;
use super::layout::retyped;
use super::rank::{Block, Ranking, commences, is_asked_whether_one_holds, is_document, related};
use super::show::show;
use super::standing::{Found, in_force_first};
use super::titled::titled;
use super::version::{Role, Versions};
use super::wider::{meant, widen_words};
use super::words::Asked;
use super::{Error, Passage, State, explain};
use crate::act::{Date, ProvisionPath, Status};
use crate::analyzer::{Widening, has_kazakh_letters};
use crate::index::{Index, SharedUnit, Unit};

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
    /// Whether to count what matches by act, kind, issuer, year and status.
    pub facets: bool,
}

/// The order of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// Those of the newest act first, the best first within an act: the best thousand candidates, of which those are left out that cover less than
    /// half of what the best one covers.
    Date,
}

impl Default for Question {
    fn default() -> Self {
        Self { text: String::new(), as_of: None, today: None, limit: 10, offset: 0, history: false, sort: Sort::Relevance, explain: false, facets: false }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The passages, best first. One that is not in force on the day asked about follows every one that is, that has all its words of the question, and
    /// that covers the question at least as fully; where no day is asked about, every one of these that answers about as well. One of an act
    /// that was adopted after the day asked about follows all that hold and cover a fair share of the question. [`Passage::validity`] tells which is which.
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
    /// The question as it was probably meant, where words of it are misspelt, typed without Kazakh letters or in another script. It was searched for
    /// already.
    pub did_you_mean: Option<String>,
    /// What matches by act, kind, issuer, year and status; `None` unless [`Question::facets`].
    pub facets: Option<Facets>,
    /// What could not be understood or is not certain, in sentences.
    pub problems: Vec<String>,
    /// The time it took inside the process.
    pub took: Duration,
}

impl Answer {
    fn nothing(as_of: Option<Date>, problems: Vec<String>) -> Self {
        let (hits, reasons, widened) = (Vec::new(), Vec::new(), Vec::new());
        Self { hits, reasons, total: 0, as_of, day_from: None, widened, did_you_mean: None, facets: None, problems, took: Duration::ZERO }
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
        None => match of_histories(index, question)? {
            Some(passage) => Ok(only(passage, question)),
            None => in_words(index, question, None),
        },
    })?;
    answer.took = begun.elapsed();
    Ok(answer)
}

fn at_address(index: &Index, unit: Unit, question: &Question) -> Result<Answer, Error> {
    let hit = match question.as_of.or(question.today) {
        Some(day) => super::show::of_day(index, unit, day)?,
        None => Passage::of(index, unit, None)?,
    };
    Ok(only(hit, question))
}

/// The passage at an address that no text prints, but of which acts that changed it tell: that it was taken out, say.
fn of_histories(index: &Index, question: &Question) -> Result<Option<Passage>, Error> {
    let text = question.text.trim();
    let is_unit = text.split_once('/').is_some_and(|(id, path)| index.known(id).is_some() && path.parse::<ProvisionPath>().is_ok());
    if !is_unit {
        return Ok(None);
    }
    Ok(if_there(place(index, text))?.map(|_| show(index, text, question.as_of.or(question.today))).transpose()?.map(|shown| shown.passage))
}

/// An answer of one passage.
fn only(hit: Passage, question: &Question) -> Answer {
    let hits = std::iter::once(hit).skip(question.offset).take(question.limit).collect();
    Answer { hits, total: 1, ..Answer::nothing(question.as_of.or(question.today), Vec::new()) }
}

/// The answer to the words of `question`; `like` is a unit that is known and no answer.
pub(super) fn in_words(index: &Index, question: &Question, like: Option<&Unit>) -> Result<Answer, Error> {
    let (mut asked, mut widened, did_you_mean) = read(index, question)?;
    let mut problems = std::mem::take(&mut asked.problems);
    keep_known_limits(index, &mut asked, &mut problems);
    problems.extend(asked.cited.unknown.iter().map(|cited| format!("no act «{cited}» is indexed; its words were searched")));
    problems.extend(asked.cited.not_here.iter().map(|cited| format!("nothing that «{cited}» may name is indexed; its words were searched")));
    let (told, around) = missing(index, &asked.cited)?;
    problems.extend(told);
    asked.cited.units.extend(around);
    let day = asked.cited.day.clone();
    asked.day = question.as_of.or(day.as_ref().map(|(day, _)| *day));
    let as_of = asked.day.or(question.today);
    asked.as_of = as_of;
    let text = did_you_mean.as_ref().unwrap_or(&question.text);
    let day_from = day.and_then(|(_, range)| text.get(range)).map(str::to_owned);
    if asked.is_empty() {
        problems.push("the question has no word to search for".to_owned());
        return Ok(Answer { day_from, ..Answer::nothing(as_of, problems) });
    }
    let concepts = concepts(index, &mut asked, &mut widened)?;
    let titled = titled(index, &asked, &concepts)?;
    asked.cited.acts.extend(titled);
    let mut wordings =
        Wordings { index, day: as_of, history: question.history, known: HashMap::new(), shown: HashSet::new(), states: HashMap::new(), held: Vec::new() };
    let mut ranking = ranking(index, &asked, &concepts, question, &mut problems)?;
    let wanted = question.offset.saturating_add(question.limit);
    let mut found: Vec<Found> = Vec::new();
    while found.len() < wanted {
        let is_other = |unit: &Unit| like.is_none_or(|like| !related(like, unit) && like.address() != unit.address());
        let keep = &mut |units: &[Arc<SharedUnit>]| {
            wordings.read(units)?;
            units.iter().map(|unit| Ok(is_other(unit) && wordings.may_answer(unit)?)).collect()
        };
        let Some(block) = ranking.next(keep)? else { break };
        found.extend(wordings.of_the_day(block, &asked, question.sort)?);
    }
    let (mut hits, mut reasons) = (Vec::new(), Vec::new());
    for Found { score, unit, lifted, .. } in found.into_iter().skip(question.offset).take(question.limit) {
        if question.explain {
            reasons.push(explain::reasons(index, &asked, &concepts, &unit, lifted)?);
        }
        let versions = wordings.of(&unit)?;
        let hit = Passage { score, ..Passage::among(index, Unit::clone(&unit), versions, as_of)? };
        hits.push(Passage { highlights: highlights(&hit.text, &asked, &concepts), ..hit });
    }
    let facets = match &ranking.counts {
        Some(counts) => Some(Facets::of(index, index.belonging()?, counts, as_of)),
        None => None,
    };
    // An instruction about a unit that no text prints answers without matching.
    let total = ranking.total.max(if hits.is_empty() { 0 } else { question.offset + hits.len() });
    Ok(Answer { hits, reasons, total, as_of, day_from, widened, did_you_mean, facets, problems, took: Duration::ZERO })
}

/// The question taken apart, with what else its words may mean; as it was probably meant, where words of it are misspelt or typed with another layout.
fn read(index: &Index, question: &Question) -> Result<(Asked, Vec<Widening>, Option<String>), Error> {
    let retyped = retyped(index, &question.text);
    let text = retyped.as_ref().map_or(&question.text, |retyped| &retyped.text);
    let mut asked = Asked::read(Some(index), text, question.as_of);
    // Who has typed one Kazakh letter can type them all: «озса» is no «өзі» beside «өмірден». What counts is what was typed, not what was meant.
    let is_plain = !has_kazakh_letters(text);
    let mut told = widen_words(index, &mut asked, is_plain)?;
    let meant = meant(text, &asked);
    if let Some(meant) = &meant {
        asked = Asked::read(Some(index), &meant.text, question.as_of);
        let more = widen_words(index, &mut asked, !has_kazakh_letters(&meant.text))?;
        meant.remember(index, &mut asked);
        told.retain(|wider| meant.concerns(wider) || more.contains(wider));
        told.extend(more.into_iter().filter(|wider| !told.contains(wider)).collect::<Vec<_>>());
    }
    if !is_plain {
        asked.take_as_spelt();
    }
    let (put_back, layout) = retyped.map_or_else(Default::default, |retyped| (Some(retyped.text), retyped.told));
    told.splice(..0, layout);
    Ok((asked, told, meant.map(|meant| meant.text).or(put_back)))
}

/// The units that answer; where a phrase is nowhere so, its words in other forms, and then anywhere.
fn ranking<'q>(index: &'q Index, asked: &'q Asked, concepts: &'q [Concept], question: &Question, problems: &mut Vec<String>) -> Result<Ranking<'q>, Error> {
    let mut ranking = Ranking::new(index, asked, concepts, question, Phrases::Exact)?;
    if ranking.total == 0 && !asked.phrases.is_empty() {
        ranking = Ranking::new(index, asked, concepts, question, Phrases::Inflected)?;
        if ranking.total > 0 {
            problems.push("the phrase is nowhere in these very forms; it was found with other endings".to_owned());
        }
    }
    if ranking.total == 0 && !asked.phrases.is_empty() {
        ranking = Ranking::new(index, asked, concepts, question, Phrases::Words)?;
        problems.push("the phrase is nowhere so; its words were searched instead".to_owned());
    }
    Ok(ranking)
}

/// Leaves out limits that name nothing the index has, and says so.
fn keep_known_limits(index: &Index, asked: &mut Asked, problems: &mut Vec<String>) {
    asked.limits.retain(|limit| {
        let (known, told) = match limit {
            Limit::Act(id) => (is_known(index, id), format!("no act {id} is indexed; the question was asked of all acts")),
            Limit::In(address) => match super::address::resolve(index, address) {
                Err(Error::NotFound { .. }) => (false, format!("nothing is indexed at `{address}`; `in:` was left out")),
                Err(ambiguous @ Error::Ambiguous { .. }) => (false, format!("{ambiguous}; `in:` was left out")),
                // what cannot be read is told when it is kept to
                _ => (true, String::new()),
            },
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
    /// Addresses that have been answered with.
    shown: HashSet<String>,
    /// The state of each wording on the day.
    states: HashMap<(String, String), State>,
    /// What is not in force, and waits for what is.
    held: Vec<Found>,
}

impl Wordings<'_> {
    /// Reads the wordings of `units`, one act beside the other.
    fn read(&mut self, units: &[Arc<SharedUnit>]) -> Result<(), Error> {
        if self.day.is_none() || self.history {
            return Ok(());
        }
        let mut unknown: Vec<(String, &Unit)> = units.iter().map(|unit| (unit.address(), &***unit)).filter(|(at, _)| !self.known.contains_key(at)).collect();
        unknown.sort_by(|one, other| one.0.cmp(&other.0));
        unknown.dedup_by(|one, other| one.0 == other.0);
        let act = |address: &str| address.split_once('/').map_or(address.len(), |(act, _)| act.len());
        let index = self.index;
        let of_act = |units: &[(String, &Unit)]| -> Result<Vec<(String, Option<Versions>)>, Error> {
            units.iter().map(|(address, unit)| Ok((address.clone(), Versions::of(index, unit)?))).collect()
        };
        let acts: Vec<&[(String, &Unit)]> = unknown.chunk_by(|(one, _), (other, _)| one[..act(one)] == other[..act(other)]).collect();
        let read = index.each(&acts, 1, |units| of_act(units));
        for of_act in read {
            self.known.extend(of_act?);
        }
        Ok(())
    }

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
    /// A unit that the question names by its number, what stands in an act that it names, and a document of which it asks whether it holds count as in
    /// force: that it does not hold is the answer.
    fn of_the_day(&mut self, block: Block, asked: &Asked, sort: Sort) -> Result<Vec<Found>, Error> {
        let Some(day) = self.day else { return Ok(block.found) };
        let mut kept = std::mem::take(&mut self.held);
        for one in block.found {
            let address = one.unit.address();
            let role = self.of(&one.unit)?.map(|versions| {
                let role = versions.role(&one.unit, day);
                let state = versions.validity(&one.unit, &role, day).state;
                (role, state)
            });
            if let Some((role, state)) = role {
                if role != Role::OtherTime && !self.shown.insert(address.clone()) {
                    continue;
                }
                self.states.insert((address, one.unit.text.clone()), state);
            }
            kept.push(one);
        }
        let holds = is_asked_whether_one_holds(asked);
        let state = |unit: &Unit| {
            let in_act = unit.act_keys().iter().any(|key| asked.cited.acts.contains(key));
            let answers_when = asked.cited.asks_commencement && !asked.cited.units.is_empty() && commences(unit);
            let named = in_act || answers_when || holds && is_document(unit) || unit.cited_paths().any(|path| asked.cited.names(path));
            if named { State::InForce } else { self.states.get(&(unit.address(), unit.text.clone())).copied().unwrap_or(State::InForce) }
        };
        if sort == Sort::Date {
            return Ok(kept);
        }
        // Most answers are all in force, and need not know whose the next candidates are.
        let all_hold = kept.iter().all(|found| state(&found.unit) == State::InForce);
        let to_come = if all_hold { Vec::new() } else { acts_to_come(self.index, &block.to_come)? };
        let is_of_later = |unit: &Unit| !asks_whether_it_held(asked) && was_adopted_after(self.index, unit, day);
        let is_known_to_hold = |unit: &Unit| self.states.get(&(unit.address(), unit.text.clone())) == Some(&State::InForce);
        let (given, held) = in_force_first(kept, block.more, state, is_of_later, is_known_to_hold, &to_come, asked.day.is_some());
        self.held = held;
        Ok(given)
    }
}

/// Whether the act that `unit` is a wording of was adopted only after `day`; what amends an older act is of that one.
fn was_adopted_after(index: &Index, unit: &Unit, day: Date) -> bool {
    let act = unit.amends.as_ref().map_or(&unit.act, |place| &place.act);
    let adopted = index.known(act.as_str()).and_then(|act| act.adopted.iter().filter_map(|adopted| adopted.date).min());
    adopted.is_some_and(|adopted| adopted > day)
}

/// The acts of `candidates` that may be in force, and how fully these cover the question at most.
fn acts_to_come(index: &Index, candidates: &[(DocAddress, f32)]) -> Result<Vec<(String, f32)>, Error> {
    let acts = index.printed_in(candidates.iter().map(|(at, _)| *at))?;
    let mut most: HashMap<String, f32> = HashMap::new();
    for (id, (_, coverage)) in acts.into_iter().zip(candidates) {
        if let Some(id) = id {
            let most = most.entry(id).or_default();
            *most = most.max(*coverage);
        }
    }
    most.retain(|id, _| index.act(id).is_none_or(|act| act.status != Status::Repealed));
    Ok(most.into_iter().collect())
}
