//! Which words are changed in which units: a clause may name several of both.
//!
//! «2-тармақтың 1) тармақшасындағы "A" деген сөз "B" деген сөзбен, 2) тармақшасындағы "C" деген сөз "D" деген сөзбен ауыстырылсын»: each unit has its own.

use super::narrowed::{Narrowed, narrowed};
use super::target::{behind_document, is_at_end};
use super::verb::{Action, words};
use super::wording::{QuotedWords, Role};
use crate::act::{ProvisionPath, Sentences, WordChange};
use crate::cite::UnitPhrase;

/// Changes of words, and the units they are made in; none for those that the clause leaves to its context.
pub(super) struct Pairs {
    pub(super) units: Vec<ProvisionPath>,
    pub(super) changes: Vec<WordChange>,
}

/// Words that are looked for, and where.
struct Sought<'c> {
    group: usize,
    role: Role,
    words: &'c str,
}

/// What a clause says up to the words that come: units with what is looked for in each.
struct Reading<'c> {
    action: Action,
    groups: Vec<Group>,
    sought: Vec<Sought<'c>>,
    new: Vec<&'c str>,
    read: Vec<Pairs>,
}

#[derive(Clone, Default)]
struct Group {
    units: Vec<ProvisionPath>,
    sentences: Option<Vec<u8>>,
}

/// Reads a clause whose `targets` and `quoted` words stand in the order of `bare`; `None` where it is not told which words are changed for which, or where.
///
/// Words that are changed in a place which is not understood have [`Sentences::These`] without a number.
pub(super) fn pairs(action: Action, bare: &str, targets: &[&UnitPhrase], quoted: &[QuotedWords]) -> Option<Vec<Pairs>> {
    let mut reading = Reading { action, groups: vec![Group::default()], sought: Vec::new(), new: Vec::new(), read: Vec::new() };
    let mut targets = targets.iter().peekable();
    let mut done = quoted.first().map_or(0, |first| behind_document(&bare[..first.start]));
    for words in quoted {
        while let Some(target) = targets.next_if(|target| target.range.start < words.start) {
            reading.target(target)?;
            done = target.range.end;
        }
        reading.quoted(words, place_of(words, bare, done))?;
        done = words.end;
    }
    // a unit behind all quoted words is none that they stand in
    if targets.next().is_some() {
        return None;
    }
    reading.flush()?;
    Some(reading.read)
}

/// How the words from `from` to a quotation narrow its place. A mark «соңындағы» is that which a unit ends with; other words at its end may stand elsewhere in it.
fn place_of(quoted: &QuotedWords, bare: &str, from: usize) -> Narrowed {
    let at_end = words(bare.get(from..quoted.start).unwrap_or_default()).any(|(_, word)| is_at_end(word));
    let is_mark = |words: &String| matches!(words.as_str(), "." | ";" | "," | ":");
    if at_end && !quoted.words.iter().all(is_mark) { Narrowed::Unclear } else { narrowed(bare, from, quoted.start) }
}

impl<'c> Reading<'c> {
    fn target(&mut self, target: &UnitPhrase) -> Option<()> {
        let waits = !self.sought.is_empty();
        // «… деген сөз алып тасталсын» has no words that come
        if !self.new.is_empty() || (waits && self.action == Action::Remove) {
            self.flush()?;
            self.groups = vec![Group::default()];
        } else if self.sought.last().is_some_and(|last| last.group + 1 == self.groups.len()) {
            self.groups.push(Group::default());
        }
        let group = self.groups.last_mut()?;
        group.units.extend(target.paths.iter().cloned());
        Some(())
    }

    fn quoted(&mut self, quoted: &'c QuotedWords, place: Narrowed) -> Option<()> {
        let comes = quoted.role == Role::New || (quoted.role == Role::Into && self.action == Action::Replace);
        if comes {
            self.new.extend(quoted.words.iter().map(String::as_str));
            return (place == Narrowed::No || !self.sought.is_empty()).then_some(());
        }
        if !self.new.is_empty() {
            // «"A" деген сөз "B" деген сөзбен, "C" деген сөз "D" деген сөзбен» in one unit
            self.flush()?;
            let last = self.groups.pop()?;
            self.groups = vec![Group { sentences: None, ..last }];
        }
        match place {
            Narrowed::No => {}
            Narrowed::Unclear | Narrowed::Sentences(_) => {
                // no sentence is told: somewhere in the unit
                let numbers = if let Narrowed::Sentences(numbers) = place { numbers } else { Vec::new() };
                let units = self.groups.last().map_or(Vec::new(), |last| last.units.clone());
                if units.len() > 1 && !numbers.is_empty() {
                    return None;
                }
                if self.sought.is_empty() {
                    self.groups.pop();
                }
                self.groups.push(Group { units, sentences: Some(numbers) });
            }
        }
        let group = self.groups.len() - 1;
        self.sought.extend(quoted.words.iter().map(|words| Sought { group, role: quoted.role, words }));
        Some(())
    }

    /// Puts what is looked for together with what comes.
    fn flush(&mut self) -> Option<()> {
        let (sought, new) = (std::mem::take(&mut self.sought), std::mem::take(&mut self.new));
        if sought.is_empty() {
            let added = self.action == Action::Supplement && !new.is_empty();
            let changes = new.into_iter().map(|new| WordChange { new: Some(new.to_owned()), ..WordChange::default() }).collect();
            self.read.push(Pairs { units: self.groups.last()?.units.clone(), changes });
            return added.then_some(());
        }
        let fits = match self.action {
            Action::Remove => new.is_empty(),
            _ => new.len() == 1 || new.len() == sought.len(),
        };
        let role = sought[0].role;
        let one_role = sought.iter().all(|sought| sought.role == role);
        let may = match self.action {
            Action::Supplement => role != Role::New,
            _ => role == Role::Old,
        };
        if !(fits && one_role && may) {
            return None;
        }
        let coming = |at: usize| if new.len() == 1 { new.first() } else { new.get(at) };
        let mut all: Vec<Pairs> = self.groups.iter().map(|group| Pairs { units: group.units.clone(), changes: Vec::new() }).collect();
        for (at, sought) in sought.iter().enumerate() {
            let sentences = self.groups[sought.group].sentences.clone().map(Sentences::These);
            let change = self.change(sought, coming(at).copied());
            all[sought.group].changes.push(WordChange { sentences, ..change });
        }
        self.read.extend(all);
        Some(())
    }

    /// New words that come before others are told as what stands there in the end.
    fn change(&self, sought: &Sought<'_>, new: Option<&str>) -> WordChange {
        let (words, new) = (sought.words.to_owned(), new.map(str::to_owned));
        match (self.action, sought.role) {
            (Action::Supplement, Role::Before) => {
                let put = new.map(|new| format!("{new} {words}"));
                WordChange { old: Some(words), new: put, ..WordChange::default() }
            }
            // «"A" деген сөз "B" деген сөзбен толықтырылсын»: what is there is added to
            (Action::Supplement, _) => WordChange { after: Some(words), new, ..WordChange::default() },
            _ => WordChange { old: Some(words), new, ..WordChange::default() },
        }
    }
}
