//! What one change makes of the wording before it.

use std::ops::Range;

use super::consolidate::{Replay, absent};
use super::event::EventKind;
use super::gather::Change;
use super::place::Scope;
use super::steps;
use super::timeline::{Text, Wording};
use super::words;
use crate::act::{Operation, ProvisionKind, ProvisionPath, Sentences, WordChange};

/// Most changes of one unit that are compared with one of them.
const UPON_MAX: usize = 1000;

impl Replay<'_, '_> {
    /// What a change makes of the wording before it. `None`: nothing can be told, whatever a copy shows.
    pub(super) fn apply(&mut self, at: usize, op: Operation, path: &ProvisionPath, before: &Wording) -> Option<Wording> {
        let work = self.work;
        let change = &work.changes[at];
        let new = self.reach.gives(at, path).map(|place| &change.new[place].1);
        if change.scope == Scope::Heading {
            return self.reheaded(change, op, before);
        }
        if change.scope == Scope::Stamp {
            return stamped(change, op, before);
        }
        match op {
            // one sentence of the unit
            Operation::Reword if change.event.words.is_some() => self.reworded(at, path, before),
            // it cannot be told which of two wordings holds
            Operation::Reword | Operation::Add if self.contested(at, op, path, before) => None,
            Operation::Reword | Operation::Add => {
                if let Some(new) = new {
                    return Some(Wording::Text(Box::new(as_annex(change, path, numbered(change, path, new, before), before))));
                }
                let silent = change.new.is_empty();
                match op {
                    _ if silent => None,
                    // the wording it quotes is of another number: what is left of the unit is not told
                    Operation::Reword if change.scope == Scope::Whole && change.at.as_ref() == Some(path) => None,
                    Operation::Add => Some(before.clone()),
                    _ if change.at.as_ref().is_some_and(|at| at.kind() == Some(ProvisionKind::Component)) && self.reach.leaves_annexes(at, path) => {
                        Some(before.clone())
                    }
                    _ => Some(absent()),
                }
            }
            // a part of it that is put behind the others changes none of its words
            Operation::Amend if change.scope == Scope::Behind => Some(before.clone()),
            // what hangs on a lead-in stays, and cannot stand without one
            Operation::Delete | Operation::Repeal if change.scope == Scope::LeadIn => None,
            Operation::Delete | Operation::Repeal => Some(absent()),
            Operation::Suspend => Some(Wording::Gone { suspended: true, tombstone: None }),
            of_words if of_words.is_of_words() => self.reworded(at, path, before),
            // an instruction on the act as a whole that could not be read is told as a finding, and leaves the texts alone
            Operation::Unread if change.of_whole_act() => Some(before.clone()),
            // «жаңа 4-тармақпен толықтырылсын; 4, 5-тармақтар 5, 6-тармақтар болып есептелсін»: what the same act puts in is not what gets another number
            Operation::Unread if self.puts_in(at, path) => Some(before.clone()),
            Operation::Renumber => self.renumbered(at, path, before, self.puts_in(at, path)),
            _ => None,
        }
    }

    /// Whether the act that orders the change at `at` has put `path` in on the same day.
    fn puts_in(&self, at: usize, path: &ProvisionPath) -> bool {
        let change = &self.work.changes[at];
        let adds = |&number: &usize| {
            steps::spend(1);
            let other = &self.work.changes[number];
            let same_act = other.actor == change.actor && other.event.stands() && other.event.effective == change.event.effective;
            number < at && same_act && self.reach.adds(number, path)
        };
        let around = std::iter::successors(Some(path.clone()), ProvisionPath::parent).filter_map(|unit| self.reach.at.get(&unit));
        let worded = self.reach.new.get(path).into_iter().flatten().map(|(number, _)| number);
        around.flat_map(|all| all.iter().take(UPON_MAX)).chain(worded.take(UPON_MAX)).any(adds)
    }

    /// Whether a unit comes a second time, or was changed by a later act before it came: «мынадай мазмұндағы 2-1-тармақпен» of two acts, or a change of point 2-1 that
    /// takes effect before the act that puts it in.
    fn contested(&self, at: usize, op: Operation, path: &ProvisionPath, before: &Wording) -> bool {
        let change = &self.work.changes[at];
        if change.scope != Scope::Whole || change.at.as_ref() != Some(path) {
            return false;
        }
        let all = self.reach.at.get(path).map_or(&[][..], Vec::as_slice);
        let upon = || all.iter().take(UPON_MAX).map(|&other| (other, &self.work.changes[other])).filter(|(other, one)| *other != at && one.event.stands());
        let later = |one: &Change, other: &Change| one.event.by.date.zip(other.event.by.date).is_some_and(|(one, other)| one > other);
        let is = |one: &Change, op: Operation| one.event.kind == EventKind::Changed(op);
        let there = matches!(before, Wording::Text(_));
        if op == Operation::Reword {
            // not there yet: an earlier act puts it in later
            return !there && upon().any(|(other, one)| other > at && is(one, Operation::Add) && later(change, one));
        }
        let counted = matches!(path.kind(), Some(ProvisionKind::Part | ProvisionKind::Indent));
        if counted || upon().any(|(_, one)| (is(one, Operation::Unread) || one.renumbers()) && one.actor == change.actor) {
            return false;
        }
        if there && upon().any(|(other, one)| other < at && is(one, Operation::Add) && one.actor != change.actor) {
            return true;
        }
        let first = upon().filter(|(_, one)| is(one, Operation::Add)).map(|(other, _)| other).min().unwrap_or(at).min(at);
        let stood = self.work.copies.iter().enumerate().any(|(number, copy)| copy.by_path.contains_key(path) && !change.copies.contains(&number));
        let changes = |one: &Change| matches!(one.event.kind, EventKind::Changed(_)) && !is(one, Operation::Add);
        !stood && upon().any(|(other, one)| other < first && changes(one) && later(one, change))
    }

    fn reworded(&mut self, at: usize, path: &ProvisionPath, before: &Wording) -> Option<Wording> {
        let work = self.work;
        let change = &work.changes[at];
        let words = change.event.words.as_ref()?;
        let Wording::Text(text) = before else { return Some(before.clone()) };
        // words that others stand for now, which were not found
        if change.event.kind == EventKind::Changed(Operation::ReplaceWords) && words.new.is_none() && words.sentences.is_none() {
            return Some(before.clone()).filter(|_| !words::stand_in(&text.text, words));
        }
        let exact = change.at.as_ref() == Some(path);
        // words without a place are added to the unit itself
        let nowhere = words.old.is_none() && words.after.is_none();
        // a place in it that is not told: in a unit of several parts any of them may be meant
        if matches!(&words.sentences, Some(Sentences::These(numbers)) if numbers.is_empty()) && (!exact || self.parents.contains(path)) {
            let there = words::stand_in(&text.text, words);
            self.tried.entry(at).or_default().done |= there;
            return Some(before.clone()).filter(|_| !there);
        }
        // a sentence is counted in the unit's own text
        if ((nowhere || words.sentences.is_some()) && !exact)
            || matches!(text.kind, ProvisionKind::Signature | ProvisionKind::Agreement | ProvisionKind::Approval)
        {
            return Some(before.clone());
        }
        // the end of a unit that has parts is the end of the last of them; of its first part that of its own text, unless a list hangs on it
        let own_end = change.scope == Scope::LeadIn || (change.scope == Scope::Opening && !text.text.trim_end().ends_with(':'));
        if nowhere && words.sentences.is_none() && self.parents.contains(path) && !own_end {
            return None;
        }
        let together = companions(&work.changes, at);
        if together.start < at {
            return Some(before.clone());
        }
        let all: Vec<&WordChange> = work.changes[together.clone()].iter().filter_map(|change| change.event.words.as_ref()).collect();
        if words::outgrow(&text.text, &all) {
            return None;
        }
        // the first part of an article is not its heading
        let head = if matches!(change.scope, Scope::Opening | Scope::LeadIn) { heading_len(text) } else { 0 };
        let (changed, made) = made(&text.text[head..], &all);
        let changed = changed.map(|changed| format!("{}{changed}", &text.text[..head]));
        for (at, made) in together.zip(made) {
            let tried = self.tried.entry(at).or_default();
            tried.done |= made;
            if !made && (tried.on.is_none() || exact) {
                tried.on = Some((text.text.clone(), text.source.clone()));
            }
        }
        match changed {
            Some(changed) => {
                let heading = text.heading.as_ref().map(|heading| self::made(heading, &all).0.filter(|_| head == 0).unwrap_or_else(|| heading.clone()));
                Some(Wording::Text(Box::new(Text { text: changed, heading, replayed: true, ..(**text).clone() })))
            }
            None if exact && (nowhere || words.sentences.is_some() || !self.parents.contains(path)) => None,
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
            of_words if of_words.is_of_words() => words::change(old, change.event.words.as_ref()?)?,
            _ => without_number(text, old, &change.new.first()?.1.text)?,
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

/// The words of a unit below its number and heading; all of them where it has no heading.
pub(super) fn body(text: &Text) -> &str {
    &text.text[heading_len(text)..]
}

/// How long the heading is that a text begins with, its number and the space behind it included; 0 where it has none.
fn heading_len(text: &Text) -> usize {
    let Some(heading) = text.heading.as_ref().filter(|heading| !heading.is_empty()) else { return 0 };
    let Some(at) = text.text.find(heading.as_str()) else { return 0 };
    let end = at + heading.len();
    let body = text.text[end..].trim_start();
    let of_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    if at == 0 || text.text[..at].split_whitespace().next().is_some_and(of_number) { text.text.len() - body.len() } else { 0 }
}

/// The words of a new heading without the number that is printed before the old one: «3-бап. Жаңа тіркелім» for «3-бап. Тіркелім». `None` where it is given
/// another number.
fn without_number(text: &Text, old: &str, new: &str) -> Option<String> {
    let printed = &text.text[..text.text.find(old)?];
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric() || *c == '-').flat_map(char::to_lowercase).collect::<String>();
    let number = letters(printed);
    let mut rest = new;
    let mut read = String::new();
    while read.len() < number.len() {
        let Some(c) = rest.chars().next() else { break };
        read.push_str(&letters(&rest[..c.len_utf8()]));
        rest = &rest[c.len_utf8()..];
    }
    if !number.is_empty() && read == number && !rest.starts_with(char::is_alphanumeric) {
        return Some(rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '«' | '(')).to_owned());
    }
    let first = new.split_whitespace().next().unwrap_or_default();
    let numbered = first.starts_with(|c: char| c.is_ascii_digit()) && (first.ends_with('.') || first.contains('-'));
    (!numbered || number.is_empty()).then(|| new.to_owned())
}

/// An annex that another act sets out anew is printed there as an annex of that act: the block that says so is no wording of it. Where its own block follows, that
/// one stays; where not, that which it had.
fn as_annex(change: &Change, path: &ProvisionPath, new: Text, before: &Wording) -> Text {
    let annex = path.kind() == Some(ProvisionKind::Annex) && change.at.as_ref() == Some(path) && new.via.is_some();
    let Some(foreign) = annex.then(|| stamp_len(&new.text)).flatten().filter(|&len| is_of(&new.text[..len], change)) else { return new };
    let rest = new.text[foreign..].trim_start();
    let own = stamp_len(rest).filter(|&len| rest[..len].split_whitespace().count() <= STAMP_WORDS_MAX);
    let old = before.text().and_then(|text| Some(&text.text[..stamp_len(&text.text)?]));
    let words = match (own, old) {
        (Some(_), _) => rest.to_owned(),
        (None, Some(old)) => format!("{old} {rest}"),
        (None, None) => return new,
    };
    Text { text: words, ..new }
}

/// Most words of the block that opens an annex, «… қағидаларына 1-қосымша».
const STAMP_WORDS_MAX: usize = 40;

/// How long the block is that opens an annex: up to the word «қосымша».
fn stamp_len(text: &str) -> Option<usize> {
    let last = text.split_whitespace().take(STAMP_WORDS_MAX).find(|word| ends_block(word))?;
    Some(last.as_ptr() as usize - text.as_ptr() as usize + last.len())
}

fn ends_block(word: &str) -> bool {
    word.rsplit('-').next().is_some_and(|noun| noun.trim_end_matches(['.', ',']).to_lowercase() == "қосымша")
}

/// Whether the block that opens an annex names the act that orders the change.
fn is_of(stamp: &str, change: &Change) -> bool {
    let number = change.event.by.number.as_deref().unwrap_or_default();
    !number.is_empty() && stamp.split_whitespace().any(|word| word.trim_matches(|c| matches!(c, '№' | ',')) == number)
}

/// An annex with another block that opens it: what stands before its heading, up to the word «қосымша».
fn stamped(change: &Change, op: Operation, before: &Wording) -> Option<Wording> {
    let Wording::Text(text) = before else { return Some(before.clone()) };
    let (_, new) = change.new.first().filter(|_| op == Operation::Reword)?;
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
        // the heading of an article stays above its first part
        let heading = heading_len(before);
        let own = before.heading.as_deref().is_some_and(|heading| new.text.contains(heading));
        if heading > 0 && !own {
            new.text = format!("{}{}", &before.text[..heading], new.text);
        }
        new.kind = before.kind;
        new.number.clone_from(&before.number);
        new.heading.clone_from(&before.heading);
        new.grouping.clone_from(&before.grouping);
    }
    new
}
