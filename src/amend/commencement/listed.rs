//! A clause on commencement that is a list: «Осы бұйрық: 1) 1-тармақ – 2022 жылғы 1 қаңтардан бастап; 2) қалған ережелері … қолданысқа енгізіледі».

use memchr::memmem;

use super::{BUT, EFFECT, Subject, of_this_act, whole};
use crate::act::{Commencement, CommencementException, CommencementTerms};
use crate::amend::affected;
use crate::amend::statement::{SENTENCE_BYTES_MAX, effect_end};

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
    let main = rest.unwrap_or_else(|| Commencement::Unread("the list does not say when the rest takes effect".to_owned()));
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
    let Some(Subject::Act) = of_this_act(&text[..=colon]) else { return None };
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

/// A list whose items are paragraphs, as far as it was gone through: its beginning, its words, whether a verb ended it.
pub(super) struct Open {
    pub start: usize,
    pub sentence: String,
    pub ended: bool,
}
