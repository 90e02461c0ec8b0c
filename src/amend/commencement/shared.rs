//! Several units with days of their own before one verb: «1-тармақтың 2) тармақшасы 2025 жылғы 1 қаңтардан бастап, қалған бөлігі алғашқы ресми жарияланған
//! күнінен бастап қолданысқа енгізіледі».

use super::{BUT, EFFECT, whole};
use crate::act::{Commencement, CommencementException};
use crate::amend::affected::{Affected, subjects};
use crate::amend::statement::{SENTENCE_BYTES_MAX, effect_end, predicate_end};

/// What joins a statement about some units to that about the rest, before the verb of both.
pub(super) const BUT_THESE: &str = ", ал ";
/// What a condition ends in: «… күнінен бастап», «… он күн өткен соң», «… өткеннен кейін».
const CONDITION_ENDS: [&str; 3] = ["бастап", "соң", "кейін"];
/// The rest of an act.
const REST: &str = "қалған";

/// What clauses with one verb say.
pub(super) struct Shared {
    /// Of what the first clause is about, where that are no units; of the rest, where a clause names it.
    pub(super) main: Option<Commencement>,
    pub(super) exceptions: Vec<CommencementException>,
}

/// Reads a sentence whose clauses share one verb. `None` where it has one clause, or excepts units; a clause whose day is not understood is told unread, and
/// where two tell of the rest, or one of nothing, the whole is.
pub(super) fn shared(text: &str) -> Option<Shared> {
    if text.len() > SENTENCE_BYTES_MAX || text.contains(BUT) {
        return None;
    }
    // of a statement that was cut from others the verb may stand behind those
    let verb = effect_end(text).unwrap_or(text.len());
    let starts = clauses(text, verb);
    if starts.is_empty() || predicate_end(&text[verb..]).is_some() {
        return None;
    }
    let affected = Affected::of(text);
    let mut read = Shared { main: None, exceptions: Vec::with_capacity(starts.len()) };
    let ends = starts.iter().copied().chain([verb]);
    for (start, end) in [0].into_iter().chain(starts.iter().copied()).zip(ends) {
        let clause = &text[start..end];
        let said = if end == verb { whole(&format!("{clause}{}", &text[verb..])) } else { whole(&format!("{clause}{EFFECT}")) };
        let units = affected.within(start..end);
        let of_rest = if start == 0 { units.is_empty() } else { clause.contains(REST) };
        if said == Commencement::Unstated || of_rest != units.is_empty() || (of_rest && read.main.is_some()) {
            return Some(Shared { main: Some(Commencement::Unread(text.to_owned())), exceptions: Vec::new() });
        }
        match of_rest {
            true => read.main = Some(said),
            false => read.exceptions.push(CommencementException { units, commencement: said }),
        }
    }
    Some(read)
}

/// Where clauses begin that follow another one before the verb: behind «, ал», and behind a condition where units or the rest are named next.
fn clauses(text: &str, verb: usize) -> Vec<usize> {
    let before = &text[..verb];
    let joined = before.match_indices(BUT_THESE).map(|(at, _)| at);
    let conditions = CONDITION_ENDS.iter().flat_map(|word| before.match_indices(word).map(|(at, word)| at + word.len()));
    let mut starts: Vec<usize> = conditions.filter(|&end| before[end..].starts_with([',', ';']) || before[end..].starts_with(" ал ")).chain(joined).collect();
    starts.sort_unstable();
    starts.dedup();
    let ends: Vec<usize> = starts.iter().copied().skip(1).chain([verb]).collect();
    let subjects = subjects(text);
    let names = |start: usize, end: usize| before[start..end].contains(REST) || subjects.iter().any(|(at, _)| (start..end).contains(at));
    starts.into_iter().zip(ends).filter(|&(start, end)| before[start..].starts_with(BUT_THESE) || names(start, end)).map(|(start, _)| start).collect()
}
