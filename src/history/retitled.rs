//! Titles that acts are given by others: who cites an act later names it by the title it has by then.
//!
//! «"Сынақ туралы" 2017 жылғы 20 маусымдағы Қазақстан Республикасының Заңына … тақырыбы мынадай редакцияда жазылсын: "Сынақ және байқау туралы"»: an act that changes
//! the law after that speaks of the law «Сынақ және байқау туралы» of that day, and one that was drafted before still by the old title.

use std::collections::{HashMap, HashSet};

use super::known::Known;
use super::place::canonical;
use super::testimony::Testimony;
use super::words;
use crate::act::{ActId, Amendment, CitedAct, NoteEffect, ProvisionKind, ProvisionPath, WordChange};

/// What an instruction makes of the title of an act.
pub(super) struct Retitling {
    /// The act, as the instruction names it; `None` for the one that orders it.
    cited: Option<CitedAct>,
    to: To,
}

enum To {
    /// This title.
    Title(String),
    /// The one it had, with other words in it.
    Words(WordChange),
    /// Something else: what it came to is not known.
    Unread,
}

/// Most new titles of one amending act that are looked at. It bounds what a hostile text can cost.
const RETITLINGS_MAX: usize = 1_000;

/// The titles that `told` gives to acts.
pub(super) fn ordered_by(told: &Testimony) -> Vec<Retitling> {
    let of_title = |amendment: &Amendment| amendment.target.path.as_ref().is_some_and(is_title);
    let all = || told.instructions.iter().map(|(amendment, _)| amendment);
    let roots: HashSet<&ProvisionPath> = all().filter(|amendment| of_title(amendment)).flat_map(|amendment| &amendment.new).collect();
    let quoted = told.units.iter().filter(|unit| !roots.is_empty() && roots.contains(&unit.path));
    let quoted: HashMap<&ProvisionPath, &str> = quoted.map(|unit| (&unit.path, unit.text.text.as_str())).collect();
    let given = all().filter_map(|amendment| {
        let words = amendment.replacement.as_ref().filter(|words| words.sentences.is_none());
        let title = amendment.new.iter().find_map(|root| quoted.get(root).copied()).or(words.and_then(|words| words.new.as_deref()));
        let to = match (amendment.op.is_of_words(), words, title) {
            // words of the whole act are words of its title too
            (true, Some(words), _) if of_title(amendment) || amendment.target.path.is_none() => To::Words(words.clone()),
            (false, _, Some(title)) if of_title(amendment) => To::Title(title.to_owned()),
            _ if of_title(amendment) => To::Unread,
            _ => return None,
        };
        Some(Retitling { cited: amendment.target.act.clone(), to })
    });
    given.take(RETITLINGS_MAX).collect()
}

/// Whether a note of `told` says that the title of the act was another one before.
pub(super) fn is_noted(told: &Testimony) -> bool {
    told.notes.iter().any(|note| note.effect == NoteEffect::Made && note.target.as_ref().is_some_and(is_title))
}

fn is_title(path: &ProvisionPath) -> bool {
    canonical(path).0.kind() == Some(ProvisionKind::Title)
}

/// Tells `known` the titles that acts were given; `all` by the act that gives each. The earlier are told first, so that who retitles an act a second time is
/// understood.
pub(super) fn tell(known: &mut Known, mut all: Vec<(&CitedAct, &ActId, Box<[Retitling]>)>) {
    all.sort_by_key(|(by, act, _)| (by.date, (*act).clone()));
    for (by, act, given) in all {
        for Retitling { cited, to } in given {
            let Some(id) = cited.map_or(Some(act.clone()), |cited| known.meant(&cited, by).act()) else { continue };
            match to {
                To::Title(title) => known.call(&id, &title),
                To::Words(words) => {
                    let titles: Vec<String> = known.titles(&id).filter_map(|title| words::change(title, &words)).collect();
                    titles.iter().for_each(|title| known.call(&id, title));
                }
                To::Unread => known.retitle(&id),
            }
        }
    }
}
