//! From copies and changes to the wordings of every provision.

use std::collections::{HashMap, HashSet};

use super::event::{Event, EventKind, Finding, FindingKind, Place};
use super::gather::{Change, Work};
use super::name::shown;
use super::place::{Scope, natural_key};
use super::timeline::{Interval, Text, Timeline, Wording};
use super::words;
use crate::act::{Operation, ProvisionKind, ProvisionPath};

/// The wordings of every provision of `work`, in the order of the act.
///
/// A copy is a witness of the wording after the last change that its notes name. An instruction is replayed on the wording before it; where
/// a copy has the same wording, the two are compared, and a difference is a finding with both texts.
pub(super) fn consolidate(work: &Work, findings: &mut Vec<Finding>) -> Vec<Timeline> {
    let reach = Reach::new(work);
    let paths = order(work);
    let parents: HashSet<ProvisionPath> = paths.iter().filter_map(ProvisionPath::parent).collect();
    let mut replay = Replay { work, reach: &reach, parents: &parents, findings, tried: HashMap::new() };
    let timelines = paths.iter().map(|path| replay.timeline(path)).collect();
    let Replay { tried, findings, .. } = replay;
    for change in work.changes.iter().filter(|change| change.event.kind == EventKind::Changed(Operation::Unread)) {
        let message = format!("an instruction of {} could not be read; what it changes is not known", shown(&change.event.by));
        let texts = change.event.printed.iter().map(|place| (String::new(), Some(place.clone()))).collect();
        findings.push(Finding { kind: FindingKind::InstructionUnread, act: work.id.clone(), path: change.event.target.clone(), message, texts });
    }
    let mut tried: Vec<(usize, Tried)> = tried.into_iter().collect();
    tried.sort_by_key(|(at, _)| *at);
    for (at, tried) in tried {
        let change = &work.changes[at];
        if let (false, Some((text, place))) = (tried.done, tried.on) {
            let message = format!("the words that {} changes do not stand in the text", shown(&change.event.by));
            findings.push(Finding {
                kind: FindingKind::WordsNotFound,
                act: work.id.clone(),
                path: change.event.target.clone(),
                message,
                texts: vec![(text, Some(place))],
            });
        }
    }
    timelines
}

/// Which changes reach which provisions.
struct Reach<'w> {
    whole: Vec<usize>,
    at: HashMap<&'w ProvisionPath, Vec<usize>>,
    /// New wording: the changes that give it, and its place among the new wording of each.
    new: HashMap<&'w ProvisionPath, Vec<(usize, usize)>>,
}

impl<'w> Reach<'w> {
    fn new(work: &'w Work) -> Self {
        let mut reach = Self { whole: Vec::new(), at: HashMap::new(), new: HashMap::new() };
        for (number, change) in work.changes.iter().enumerate() {
            match &change.at {
                Some(at) => reach.at.entry(at).or_default().push(number),
                None => reach.whole.push(number),
            }
            for (place, (path, _)) in change.new.iter().enumerate() {
                reach.new.entry(path).or_default().push((number, place));
            }
        }
        reach
    }

    /// The changes that reach `path`, in order. `groups` are the chapters it stands in.
    fn of(&self, work: &Work, path: &ProvisionPath, groups: &[ProvisionPath]) -> Vec<usize> {
        let mut found = self.whole.clone();
        let mut unit = Some(path.clone());
        while let Some(at) = unit {
            for &number in self.at.get(&at).into_iter().flatten() {
                let reached = match work.changes[number].scope {
                    Scope::Whole => true,
                    Scope::Heading => at == *path,
                    Scope::Opening => path.as_str()[at.as_str().len()..].trim_start_matches('/').split('-').next() != Some("part"),
                };
                if reached {
                    found.push(number);
                }
            }
            unit = at.parent();
        }
        for group in groups {
            found.extend(self.at.get(group).into_iter().flatten().filter(|&&number| work.changes[number].scope == Scope::Whole));
        }
        found.extend(self.new.get(path).into_iter().flatten().map(|(number, _)| *number));
        found.sort_unstable();
        found.dedup();
        // a unit that takes effect on a day of its own does not with the act
        let apart = found.iter().any(|&number| work.changes[number].event.kind == EventKind::Enacted && !work.changes[number].of_whole_act());
        found.retain(|&number| !(apart && work.changes[number].event.kind == EventKind::Enacted && work.changes[number].of_whole_act()));
        found
    }
}

struct Replay<'w, 'f> {
    work: &'w Work,
    reach: &'w Reach<'w>,
    parents: &'w HashSet<ProvisionPath>,
    findings: &'f mut Vec<Finding>,
    /// Changes of words that were tried on a known text: whether they were made anywhere.
    tried: HashMap<usize, Tried>,
}

#[derive(Default)]
struct Tried {
    done: bool,
    on: Option<(String, Place)>,
}

/// A copy's wording of a provision, after the change of this place among those that act on it.
struct Witness {
    after: usize,
    wording: Wording,
    file: usize,
}

impl Replay<'_, '_> {
    fn timeline(&mut self, path: &ProvisionPath) -> Timeline {
        let work = self.work;
        let events = self.reach.of(work, path, &self.groups(path));
        let acting: Vec<usize> = events.iter().copied().filter(|&at| work.changes[at].event.stands()).collect();
        let witnesses = self.witnesses(path, &acting);
        let mut states: Vec<(Wording, Option<Wording>)> = vec![(absent(), None)];
        let mut repealed = false;
        for (step, &at) in acting.iter().enumerate() {
            let change = &work.changes[at];
            let before = states[step].0.clone();
            let after = match change.event.kind {
                EventKind::Enacted if step == 0 => Some(self.base(path, &acting)),
                EventKind::Enacted => Some(before.clone()),
                EventKind::Expired => acting.iter().position(|&one| Some(one) == change.ends).map(|origin| states[origin].0.clone()),
                EventKind::Changed(_) if repealed => Some(absent()),
                EventKind::Changed(op) => self.apply(at, op, path, &before),
            };
            match change.event.kind {
                EventKind::Changed(Operation::Repeal) if change.of_whole_act() => repealed = true,
                EventKind::Expired => repealed = false,
                _ => {}
            }
            let witness = witnesses.iter().find(|witness| witness.after == step && !repealed).map(|witness| witness.wording.clone());
            states.push(self.settle(path, change, after, witness));
        }
        fill_absence(work, path, &acting, &mut states);
        let before_text = states.iter().position(|(wording, _)| matches!(wording, Wording::Text(_) | Wording::Unknown { .. })).unwrap_or(1);
        for (wording, _) in states.iter_mut().take(before_text.max(1)) {
            if matches!(wording, Wording::Gone { suspended: false, tombstone: None }) {
                *wording = Wording::NotYet { assumed: false };
            }
        }
        Timeline { path: path.clone(), intervals: intervals(work, path, &acting, states), events }
    }

    fn groups(&self, path: &ProvisionPath) -> Vec<ProvisionPath> {
        let copies = self.work.copies.iter().filter_map(|copy| copy.by_path.get(path).map(|&at| &copy.units[at].1.grouping));
        let new = self.reach.new.get(path).into_iter().flatten().map(|&(change, place)| &self.work.changes[change].new[place].1.grouping);
        let mut groups: Vec<ProvisionPath> = copies.chain(new).flatten().cloned().collect();
        groups.sort_by(|one, other| one.as_str().cmp(other.as_str()));
        groups.dedup();
        groups
    }

    /// What the copies show of `path`: the later of two copies of the same state first.
    fn witnesses(&mut self, path: &ProvisionPath, acting: &[usize]) -> Vec<Witness> {
        let work = self.work;
        let mut all: Vec<Witness> = Vec::new();
        let mut copies: Vec<usize> = (0..work.copies.len()).collect();
        copies.sort_by_key(|&copy| std::cmp::Reverse((work.copies[copy].retrieved, copy)));
        for file in copies {
            let copy = &work.copies[file];
            // a repealed act is printed as it last read
            let carried = |&at: &usize| {
                let change = &work.changes[at];
                let aside = matches!(change.event.kind, EventKind::Changed(Operation::Repeal | Operation::Suspend)) && change.of_whole_act();
                change.copies.contains(&file) && !aside
            };
            let Some(mut after) = acting.iter().rposition(carried) else { continue };
            let text = copy.by_path.get(path).map(|&at| &copy.units[at].1);
            let tombstone = copy.tombstones.contains(path);
            let removed = matches!(work.changes[acting[after]].event.kind, EventKind::Changed(Operation::Delete | Operation::Repeal))
                && work.changes[acting[after]].scope == Scope::Whole;
            let wording = match text {
                Some(text) if tombstone => Wording::Gone { suspended: false, tombstone: Some(Box::new(text.clone())) },
                Some(text) => {
                    // struck out, and printed all the same: it is how the unit last read
                    after -= usize::from(removed && after > 0);
                    Wording::Text(Box::new(text.clone()))
                }
                None => absent(),
            };
            match all.iter().find(|one| one.after == after) {
                Some(one) if !agree(&one.wording, &wording) => {
                    let message = format!("{} and {} differ here, though no change that we know of lies between them", work.copies[one.file].file, copy.file);
                    let texts = vec![told(&one.wording), told(&wording)];
                    self.findings.push(Finding { kind: FindingKind::CopiesDisagree, act: work.id.clone(), path: Some(path.clone()), message, texts });
                }
                Some(_) => {}
                None => all.push(Witness { after, wording, file }),
            }
        }
        all
    }

    /// How the act began with `path`, where no copy of that time tells.
    fn base(&self, path: &ProvisionPath, acting: &[usize]) -> Wording {
        for &at in acting {
            let change = &self.work.changes[at];
            let exact = change.at.as_ref() == Some(path);
            match change.event.kind {
                EventKind::Changed(Operation::Add) if covers(change, path) => return absent(),
                EventKind::Changed(_) if exact => break,
                _ => {}
            }
        }
        let why = if self.work.copies.is_empty() {
            "the text of the act is not in the corpus; it is known only through acts that changed it"
        } else {
            "the copies in the corpus are of a later time"
        };
        Wording::Unknown { why: why.to_owned() }
    }

    /// What a change makes of the wording before it. `None`: nothing can be told, whatever a copy shows.
    fn apply(&mut self, at: usize, op: Operation, path: &ProvisionPath, before: &Wording) -> Option<Wording> {
        let work = self.work;
        let change = &work.changes[at];
        let new = self.reach.new.get(path).and_then(|all| all.iter().find(|(number, _)| *number == at)).map(|&(_, place)| &change.new[place].1);
        if change.scope == Scope::Heading {
            return self.reheaded(change, op, before);
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
            Operation::Delete | Operation::Repeal => Some(absent()),
            Operation::Suspend => Some(Wording::Gone { suspended: true, tombstone: None }),
            Operation::ReplaceWords | Operation::AddWords | Operation::DeleteWords => self.reworded(at, path, before),
            // an instruction on the act as a whole that could not be read is told as a finding, and leaves the texts alone
            Operation::Unread if change.of_whole_act() => Some(before.clone()),
            _ => None,
        }
    }

    fn reworded(&mut self, at: usize, path: &ProvisionPath, before: &Wording) -> Option<Wording> {
        let change = &self.work.changes[at];
        let words = change.event.words.as_ref()?;
        let Wording::Text(text) = before else { return Some(before.clone()) };
        // words without a place are added to the unit itself
        let nowhere = words.old.is_none() && words.after.is_none();
        if (nowhere && change.at.as_ref() != Some(path)) || matches!(text.kind, ProvisionKind::Signature | ProvisionKind::Agreement | ProvisionKind::Approval) {
            return Some(before.clone());
        }
        let tried = self.tried.entry(at).or_default();
        match words::change(&text.text, words) {
            Some(changed) => {
                tried.done = true;
                let heading = text.heading.as_ref().map(|heading| words::change(heading, words).unwrap_or_else(|| heading.clone()));
                Some(Wording::Text(Box::new(Text { text: changed, heading, replayed: true, ..(**text).clone() })))
            }
            None => {
                let exact = change.at.as_ref() == Some(path);
                if tried.on.is_none() || exact {
                    tried.on = Some((text.text.clone(), text.source.clone()));
                }
                if exact && !self.parents.contains(path) { None } else { Some(before.clone()) }
            }
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

    /// Puts together what the instruction makes and what a copy shows.
    fn settle(&mut self, path: &ProvisionPath, change: &Change, replayed: Option<Wording>, witness: Option<Wording>) -> (Wording, Option<Wording>) {
        match (replayed, witness) {
            (Some(Wording::Unknown { .. }) | None, Some(witness)) => (witness, None),
            (Some(replayed), Some(witness)) if change.event.kind == EventKind::Enacted || agree(&replayed, &witness) => {
                // the copy's own print, but wording that came from an amending act keeps its source there
                let own = replayed.text().is_some_and(|text| text.via.is_some() && !text.replayed);
                (if own { replayed } else { witness }, None)
            }
            (Some(replayed), Some(witness)) => {
                let by = shown(&change.event.by);
                let message = format!("what {by} orders gives another wording than the copy that names {by}");
                let texts = vec![told(&replayed), told(&witness)];
                self.findings.push(Finding { kind: FindingKind::ReplayDisagrees, act: self.work.id.clone(), path: Some(path.clone()), message, texts });
                (witness, Some(replayed))
            }
            (Some(replayed), None) => (replayed, None),
            (None, None) => {
                let why = format!("changed by {}; the wording that gave it is not in the corpus", shown(&change.event.by));
                (Wording::Unknown { why }, None)
            }
        }
    }
}

/// A unit that an instruction adds was not there before, also where the text of that time is not in the corpus.
fn fill_absence(work: &Work, path: &ProvisionPath, acting: &[usize], states: &mut [(Wording, Option<Wording>)]) {
    let added = |at: &usize| {
        let change = &work.changes[*at];
        change.event.kind == EventKind::Changed(Operation::Add) && covers(change, path)
    };
    let Some(step) = acting.iter().position(added) else { return };
    for at in (0..=step).rev() {
        match &states[at].0 {
            Wording::Unknown { .. } => states[at].0 = Wording::NotYet { assumed: at < step },
            Wording::Gone { suspended: false, tombstone: None } if at < step && at > 0 => states[at].0 = Wording::NotYet { assumed: true },
            Wording::Text(_) => return,
            _ => {}
        }
        // what was changed or taken out before it was added had been there
        let before = at.checked_sub(1).map(|step| &work.changes[acting[step]]);
        if before.is_some_and(|change| change.at.as_ref() == Some(path) && change.event.kind != EventKind::Enacted) {
            return;
        }
    }
}

fn covers(change: &Change, path: &ProvisionPath) -> bool {
    change.scope == Scope::Whole && change.at.as_ref().is_some_and(|at| path.is_within(at)) || change.new.iter().any(|(new, _)| new == path)
}

/// The states as intervals that cover every day once. A change that left the words as they were begins none; of changes on one day the last
/// counts.
fn intervals(work: &Work, path: &ProvisionPath, acting: &[usize], states: Vec<(Wording, Option<Wording>)>) -> Vec<Interval> {
    let mut all: Vec<Interval> = Vec::new();
    for (step, (wording, disputed)) in states.into_iter().enumerate() {
        let began = step.checked_sub(1).map(|step| acting[step]);
        let change = began.map(|at| &work.changes[at]);
        let from = change.map(|change| change.event.effective.clone());
        let mut interval = Interval { from, until: None, wording, disputed, began, ended: None };
        if let (Some(last), Some(change)) = (all.last_mut(), change) {
            let exact = change.at.as_ref() == Some(path);
            let untouched = match (&last.wording, &interval.wording) {
                (Wording::Text(one), Wording::Text(other)) => one.text == other.text && !exact,
                (Wording::Gone { .. }, Wording::Gone { .. }) | (Wording::NotYet { .. }, Wording::NotYet { .. }) => {
                    change.event.kind != EventKind::Enacted && last.wording == interval.wording
                }
                _ => false,
            };
            if untouched && last.began.is_some() {
                continue;
            }
            let together = last.began.map(|at| &work.changes[at]).is_some_and(|before| together(&before.event, &change.event, before.actor == change.actor));
            if together {
                interval.from.clone_from(&last.from);
                all.pop();
            }
        }
        all.push(interval);
    }
    for at in 1..all.len() {
        let (from, began) = (all[at].from.clone(), all[at].began);
        let before = &mut all[at - 1];
        before.until = from;
        before.ended = began;
    }
    all
}

/// Whether two events take effect at one time: on one known day, or by one act in one way.
fn together(one: &Event, other: &Event, same_act: bool) -> bool {
    let day = one.effective.day();
    (day.is_some() && day == other.effective.day()) || (same_act && one.effective == other.effective)
}

/// A new opening text that leaves the number of its unit out gets it back.
fn numbered(change: &Change, path: &ProvisionPath, new: &Text, before: &Wording) -> Text {
    let mut new = new.clone();
    if change.scope == Scope::Opening
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

fn absent() -> Wording {
    Wording::Gone { suspended: false, tombstone: None }
}

fn told(wording: &Wording) -> (String, Option<Place>) {
    match wording {
        Wording::Text(text) => (text.text.clone(), Some(text.source.clone())),
        Wording::Gone { tombstone: Some(text), .. } => (String::new(), Some(text.source.clone())),
        _ => (String::new(), None),
    }
}

/// Whether two witnesses tell the same, printing aside: quotation marks, dashes, spaces, the mark at the end.
fn agree(one: &Wording, other: &Wording) -> bool {
    match (one, other) {
        (Wording::Text(one), Wording::Text(other)) => one.text == other.text || same_words(&one.text, &other.text),
        (Wording::Gone { .. } | Wording::NotYet { .. }, Wording::Gone { .. } | Wording::NotYet { .. }) => true,
        (Wording::Unknown { .. }, _) | (_, Wording::Unknown { .. }) => true,
        _ => false,
    }
}

fn same_words(one: &str, other: &str) -> bool {
    let letters = |text: &'_ str| -> Vec<char> { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    letters(one) == letters(other)
}

/// All addresses that any text knows of, in the order of the act: those of the latest copy as it has them, others behind the sibling of the
/// number before.
fn order(work: &Work) -> Vec<ProvisionPath> {
    let main = work.copies.iter().max_by_key(|copy| (copy.retrieved, &copy.file));
    let mut known: HashMap<&ProvisionPath, usize> = HashMap::new();
    let mut siblings: HashMap<Option<ProvisionPath>, Vec<(ProvisionPath, usize)>> = HashMap::new();
    for (at, (path, _)) in main.into_iter().flat_map(|copy| &copy.units).enumerate() {
        if known.insert(path, at).is_none() {
            siblings.entry(path.parent()).or_default().push((path.clone(), at));
        }
    }
    // one past the last unit inside each
    let mut ends: HashMap<&ProvisionPath, usize> = HashMap::new();
    let units = main.map_or(&[][..], |copy| &copy.units);
    for at in (0..units.len()).rev() {
        let end = ends.get(&units[at].0).copied().unwrap_or(at);
        ends.insert(&units[at].0, end.max(at));
        if let Some((parent, _)) = units[at].0.parent().as_ref().and_then(|parent| known.get_key_value(parent)) {
            let above = ends.entry(parent).or_insert(end);
            *above = (*above).max(end);
        }
    }
    let anchor = |path: &ProvisionPath| {
        let mut top = path.clone();
        while let Some(parent) = top.parent().filter(|parent| !known.contains_key(parent)) {
            top = parent;
        }
        let key = natural_key(&top);
        let before = siblings.get(&top.parent()).into_iter().flatten().filter(|(sibling, _)| sibling.kind() == top.kind() && natural_key(sibling) < key);
        let before = before.max_by_key(|(sibling, _)| natural_key(sibling)).and_then(|(sibling, _)| ends.get(sibling));
        let inside = top.parent().and_then(|parent| known.get(&parent).copied());
        before.copied().or(inside).unwrap_or(if top.parent().is_none() { usize::MAX } else { 0 })
    };
    let title = ProvisionPath::root(ProvisionKind::Title, None);
    let mut all: Vec<(usize, u8, Vec<_>, ProvisionPath)> = known.iter().map(|(path, at)| (*at, 0, Vec::new(), (*path).clone())).collect();
    let mut seen: HashSet<&ProvisionPath> = known.keys().copied().collect();
    let others = work.copies.iter().flat_map(|copy| copy.units.iter().map(|(path, _)| path));
    let changed = work.changes.iter().flat_map(|change| change.at.iter().chain(change.new.iter().map(|(path, _)| path)));
    for path in others.chain(changed).chain([&title]) {
        if seen.insert(path) {
            let at = if *path == title { 0 } else { anchor(path) };
            all.push((at, 1, natural_key(path), path.clone()));
        }
    }
    all.sort_by(|one, other| (one.0, one.1, &one.2).cmp(&(other.0, other.1, &other.2)));
    all.into_iter().map(|(.., path)| path).collect()
}
