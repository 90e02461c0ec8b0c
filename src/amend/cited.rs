//! Which of the acts a paragraph cites is the one it changes.

use crate::cite::{ActPhrase, Case, cited_acts};

/// The acts that `text` cites, those inside the bracket of another left out.
pub(super) fn all(text: &str) -> Vec<ActPhrase> {
    let mut found: Vec<ActPhrase> = Vec::new();
    for phrase in cited_acts(text) {
        let inside = found.last().is_some_and(|before| phrase.range.start < before.with_bracket().end || names(text, before, &phrase));
        if !inside {
            found.push(phrase);
        }
    }
    found
}

/// Whether `phrase` stands in the bracket right behind `act`: «… Кодексінің (Салық кодексі) 178-бабы» is called so.
fn names(text: &str, act: &ActPhrase, phrase: &ActPhrase) -> bool {
    let between = text.get(act.range.end..phrase.range.start).unwrap_or_default().trim_start();
    between.starts_with('(') && !between.contains(')')
}

/// The act that changes are made in: the last one in the dative or locative, else the last one.
pub(super) fn last(text: &str) -> Option<ActPhrase> {
    let mut acts = all(text);
    let changed = acts.iter().rposition(|act| matches!(act.case, Case::Dative | Case::Locative));
    changed.map(|at| acts.swap_remove(at)).or_else(|| acts.pop())
}
