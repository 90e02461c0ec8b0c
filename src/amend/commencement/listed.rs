//! A clause on commencement that is a list: «Осы бұйрық: 1) 1-тармақ – 2022 жылғы 1 қаңтардан бастап; 2) қалған ережелері … қолданысқа енгізіледі».

use memchr::memmem;

use super::{BUT, EFFECT, Subject, of_this_act, whole};
use crate::act::{Commencement, CommencementException, CommencementTerms};
use crate::amend::affected;
use crate::amend::statement::{SENTENCE_BYTES_MAX, effect_end};
use crate::cite::{Case, act_word};

/// What a list says: each of its items of the units that it names, one of them of the rest. `None` where it is none, or one of exceptions.
///
/// Where an item is not understood, or none tells of the rest, no day follows for it.
pub(super) fn listed(text: &str) -> Option<Commencement> {
    if text.len() > SENTENCE_BYTES_MAX || text.contains(BUT) {
        return None;
    }
    let items = items(text)?;
    if only_one_commences(&items) {
        return None;
    }
    let mut rest = None;
    let mut exceptions = Vec::with_capacity(items.len());
    for item in items {
        let said = if effect_end(item).is_some() { whole(item) } else { whole(&format!("{item}{EFFECT}")) };
        let units: Vec<_> = affected::subjects(item).into_iter().flat_map(|(_, units)| units).collect();
        let of_rest = item.contains("қалған");
        let told = said != Commencement::Unstated && of_rest == units.is_empty();
        if !told || (of_rest && rest.is_some()) {
            return Some(Commencement::Unread(text.to_owned()));
        }
        match of_rest {
            true => rest = Some(said),
            false => exceptions.push(CommencementException { units, commencement: said }),
        }
    }
    // a list about units of the act leaves the rest to its other sentences
    let untold =
        || if leads_units(text) { Commencement::Unstated } else { Commencement::Unread("the list does not say when the rest takes effect".to_owned()) };
    let main = rest.unwrap_or_else(untold);
    Some(Commencement::compound(CommencementTerms { exceptions, ..main.into_terms() }))
}

/// «1) алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі; 2) интернет-ресурста орналастырылсын»: one item tells it of the act as a whole, and the
/// others order something else.
fn only_one_commences(items: &[&str]) -> bool {
    const TIMES: &[&str] = &["бастап", "өткен", "енгізіл", "қолданы"];
    let (telling, others): (Vec<&str>, Vec<&str>) = items.iter().partition(|item| effect_end(item).is_some());
    let names = |item: &&str| affected::subjects(item).into_iter().any(|(_, units)| !units.is_empty());
    telling.len() == 1 && !items.iter().any(names) && !others.iter().any(|item| TIMES.iter().any(|time| item.contains(time)))
}

/// The items of a list about this act, in their order and without their numbers; at least two.
fn items(text: &str) -> Option<Vec<&str>> {
    let colon = text.find(':')?;
    if !leads_units(text) && !matches!(of_this_act(&text[..=colon]), Some(Subject::Act)) {
        return None;
    }
    let mut items: Vec<&str> = Vec::new();
    let mut from = None;
    let mut at = colon + 1;
    for number in 1_u32.. {
        let mark = format!(" {number}) ");
        let begins = |&found: &usize| {
            let (before, behind) = (&text[..at + found], &text[at + found + mark.len()..]);
            before.ends_with([':', ';']) && !behind.starts_with("тармақ")
        };
        let Some(found) = memmem::find_iter(&text.as_bytes()[at..], mark.as_bytes()).find(begins) else { break };
        items.extend(from.map(|from| &text[from..at + found]));
        at += found + mark.len();
        from = Some(at);
    }
    items.push(&text[from?..]);
    (items.len() > 1).then_some(items)
}

/// Whether a paragraph is an item of a list: «2) …».
pub(super) fn is_item(paragraph: &str) -> bool {
    let rest = paragraph.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < paragraph.len() && rest.starts_with(')')
}

/// «Осы бұйрықтың: 1) 1-тармағы …; 2) қалған тармақтары …»: whether a list is about units that the words before its colon name the act of, and nothing else.
pub(super) fn leads_units(text: &str) -> bool {
    let Some(lead) = text.find(':').map(|colon| &text[..colon]) else { return false };
    let of_act = act_word(lead.split_whitespace().next_back().unwrap_or_default());
    matches!(of_act, Some((_, Case::Genitive))) && matches!(of_this_act(lead), Some(Subject::Units)) && affected::subjects(lead).is_empty()
}

/// A list whose items are paragraphs, as far as it was gone through.
pub(super) struct Open {
    /// The paragraph that leads it in.
    pub start: usize,
    /// Its words.
    pub sentence: String,
    /// Whether it is about units of the act alone.
    pub of_units: bool,
    /// Whether a verb ended it.
    pub ended: bool,
}

impl Open {
    /// Whether it is over before `paragraph`. «Осы бұйрықтың: 1) мемлекеттік тіркелуін; …» has no verb of effect at all: the next clause is not one of its items.
    pub(super) fn ends_before(&self, paragraph: &str) -> bool {
        (self.ended || (self.of_units && !paragraph.starts_with(char::is_lowercase))) && !is_item(paragraph)
    }
}
