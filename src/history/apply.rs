//! What one change makes of the wording before it.

use std::ops::Range;

use super::consolidate::{Replay, absent, covers};
use super::event::EventKind;
use super::gather::Change;
use super::place::Scope;
use super::timeline::{Text, Wording};
use super::words;
use crate::act::{Operation, ProvisionKind, ProvisionPath, WordChange};

impl Replay<'_, '_> {
    /// What a change makes of the wording before it. `None`: nothing can be told, whatever a copy shows.
    pub(super) fn apply(&mut self, at: usize, op: Operation, path: &ProvisionPath, before: &Wording) -> Option<Wording> {
        let work = self.work;
        let change = &work.changes[at];
        let new = self.reach.new.get(path).and_then(|all| all.iter().find(|(number, _)| *number == at)).map(|&(_, place)| &change.new[place].1);
        if change.scope == Scope::Heading {
            return self.reheaded(change, op, before);
        }
        if change.scope == Scope::Stamp {
            return stamped(change, op, before);
        }
        match op {
            // one sentence of the unit
            Operation::Reword if change.event.words.is_some() => self.reworded(at, path, before),
            Operation::Reword | Operation::Add => {
                if let Some(new) = new {
                    return Some(Wording::Text(Box::new(numbered(change, path, new, before))));
                }
                let silent = change.new.is_empty();
                let annex_apart =
                    |path: &ProvisionPath| path.as_str().contains("/annex-") && !change.new.iter().any(|(new, _)| new.as_str().contains("/annex-"));
                match op {
                    _ if silent => None,
                    Operation::Add => Some(before.clone()),
                    _ if change.at.as_ref().is_some_and(|at| at.kind() == Some(ProvisionKind::Component)) && annex_apart(path) => Some(before.clone()),
                    _ => Some(absent()),
                }
            }
            // what hangs on a lead-in stays, and cannot stand without one
            Operation::Delete | Operation::Repeal if change.scope == Scope::LeadIn => None,
            Operation::Delete | Operation::Repeal => Some(absent()),
            Operation::Suspend => Some(Wording::Gone { suspended: true, tombstone: None }),
            Operation::ReplaceWords | Operation::AddWords | Operation::DeleteWords => self.reworded(at, path, before),
            // an instruction on the act as a whole that could not be read is told as a finding, and leaves the texts alone
            Operation::Unread if change.of_whole_act() => Some(before.clone()),
            // «жаңа 4-тармақпен толықтырылсын; 4, 5-тармақтар 5, 6-тармақтар болып есептелсін»: what the same act puts in is not what gets another number
            Operation::Unread if self.puts_in(at, path) => Some(before.clone()),
            _ => None,
        }
    }

    /// Whether the act that orders the change at `at` has put `path` in on the same day.
    fn puts_in(&self, at: usize, path: &ProvisionPath) -> bool {
        let change = &self.work.changes[at];
        let adds = |other: &&Change| other.event.kind == EventKind::Changed(Operation::Add) && other.actor == change.actor && other.event.stands();
        let mut before = self.work.changes[..at].iter().rev().filter(adds);
        before.any(|other| other.event.effective == change.event.effective && covers(other, path))
    }

    fn reworded(&mut self, at: usize, path: &ProvisionPath, before: &Wording) -> Option<Wording> {
        let work = self.work;
        let change = &work.changes[at];
        let words = change.event.words.as_ref()?;
        let Wording::Text(text) = before else { return Some(before.clone()) };
        let exact = change.at.as_ref() == Some(path);
        // words without a place are added to the unit itself
        let nowhere = words.old.is_none() && words.after.is_none();
        if (nowhere && !exact) || matches!(text.kind, ProvisionKind::Signature | ProvisionKind::Agreement | ProvisionKind::Approval) {
            return Some(before.clone());
        }
        // the end of a unit that has parts is the end of the last of them
        if nowhere && words.sentences.is_none() && self.parents.contains(path) {
            return None;
        }
        let together = companions(&work.changes, at);
        if together.start < at {
            return Some(before.clone());
        }
        let all: Vec<&WordChange> = work.changes[together.clone()].iter().filter_map(|change| change.event.words.as_ref()).collect();
        let (changed, made) = made(&text.text, &all);
        for (at, made) in together.zip(made) {
            let tried = self.tried.entry(at).or_default();
            tried.done |= made;
            if !made && (tried.on.is_none() || exact) {
                tried.on = Some((text.text.clone(), text.source.clone()));
            }
        }
        match changed {
            Some(changed) => {
                let heading = text.heading.as_ref().map(|heading| self::made(heading, &all).0.unwrap_or_else(|| heading.clone()));
                Some(Wording::Text(Box::new(Text { text: changed, heading, replayed: true, ..(**text).clone() })))
            }
            None if exact && (nowhere || !self.parents.contains(path)) => None,
            // drafting quotes the form it means; whether the other forms are meant too is not told
            None if all.iter().any(|words| words::inflected(&text.text, words)) => None,
            None => Some(before.clone()),
        }
    }

    fn reheaded(&self, change: &Change, op: Operation, before: &Wording) -> Option<Wording> {
        let Wording::Text(text) = before else { return None };
        let old = text.heading.as_ref().filter(|heading| !heading.is_empty() && text.text.contains(heading.as_str()))?;
        let new = match op {
            Operation::Delete => String::new(),
            Operation::ReplaceWords | Operation::AddWords | Operation::DeleteWords => words::change(old, change.event.words.as_ref()?)?,
            _ => change.new.first()?.1.text.clone(),
        };
        let words = text.text.replacen(old.as_str(), &new, 1);
        Some(Wording::Text(Box::new(Text {
            text: words.trim_end().to_owned(),
            heading: Some(new).filter(|new| !new.is_empty()),
            replayed: true,
            ..(**text).clone()
        })))
    }
}

/// An annex with another block that opens it: what stands before its heading, up to the word «қосымша».
fn stamped(change: &Change, op: Operation, before: &Wording) -> Option<Wording> {
    let Wording::Text(text) = before else { return Some(before.clone()) };
    let (_, new) = change.new.first().filter(|_| op == Operation::Reword)?;
    let ends_block = |word: &str| word.rsplit('-').next().is_some_and(|noun| noun.trim_end_matches(['.', ',']).to_lowercase() == "қосымша");
    let last = text.text.split_whitespace().find(|word| ends_block(word))?;
    let rest = &text.text[last.as_ptr() as usize - text.text.as_ptr() as usize + last.len()..];
    Some(Wording::Text(Box::new(Text { text: format!("{}{rest}", new.text), replayed: true, ..(**text).clone() })))
}

/// The text with all of `changes` made, and which of them it has words for.
fn made(text: &str, changes: &[&WordChange]) -> (Option<String>, Vec<bool>) {
    match changes {
        [one] => {
            let changed = words::change(text, one);
            let made = changed.is_some();
            (changed, vec![made])
        }
        all => words::change_together(text, all),
    }
}

/// The changes of words, by their places, that one instruction makes at once with the one at `at`: «"A", "B" деген сөздер тиісінше "C", "D" деген
/// сөздермен ауыстырылсын» speaks of the text before both.
fn companions(changes: &[Change], at: usize) -> Range<usize> {
    let one = &changes[at];
    let pairs = |change: &Change| {
        let of_words = matches!(change.event.kind, EventKind::Changed(Operation::ReplaceWords | Operation::DeleteWords));
        of_words && change.event.words.as_ref().is_some_and(|words| words.old.is_some() && words.sentences.is_none())
    };
    let with = |other: &Change| {
        let same_order = other.actor == one.actor && other.event.unit == one.event.unit && other.event.kind == one.event.kind;
        same_order && other.at == one.at && other.scope == one.scope && other.event.effective == one.event.effective && other.event.stands() && pairs(other)
    };
    if one.event.unit.is_none() || !pairs(one) {
        return at..at + 1;
    }
    let before = changes[..at].iter().rev().take_while(|change| with(change)).count();
    let after = changes[at..].iter().take_while(|change| with(change)).count();
    at - before..at + after.max(1)
}

/// A new opening text that leaves the number of its unit out gets it back.
fn numbered(change: &Change, path: &ProvisionPath, new: &Text, before: &Wording) -> Text {
    let mut new = new.clone();
    if matches!(change.scope, Scope::Opening | Scope::LeadIn)
        && change.at.as_ref() == Some(path)
        && let Wording::Text(before) = before
        && let Some(number) = &before.number
    {
        let printed = [format!("{number}. "), format!("{number}) ")].into_iter().find(|printed| before.text.starts_with(printed.as_str()));
        if let Some(printed) = printed.filter(|printed| !new.text.starts_with(printed.as_str())) {
            new.text.insert_str(0, &printed);
        }
        new.kind = before.kind;
        new.number.clone_from(&before.number);
        new.heading.clone_from(&before.heading);
        new.grouping.clone_from(&before.grouping);
    }
    new
}
