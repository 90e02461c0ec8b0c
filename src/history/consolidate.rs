//! From copies and changes to the wordings of every provision.

use std::collections::{HashMap, HashSet};

use super::event::{Event, EventKind, Finding, FindingKind, Place};
use super::gather::{Change, Copy, Work};
use super::insert::Insertions;
use super::name::shown;
use super::order::order;
use super::place::Scope;
use super::reach::{Reach, Reaching};
use super::recount::Recounts;
use super::renumbered::{self, Moves};
use super::restated;
use super::timeline::{Interval, Text, Timeline, Wording};
use super::unbegun;
use super::words;
use crate::act::{Operation, ProvisionPath, WordChange};

/// Why a wording is not known since the last of the changes that can be followed.
const MORE: &str = "more was done to it than can be followed";

/// The wordings of every provision of `work`, in the order of the act.
///
/// A copy is a witness of the wording after the last change that its notes name. An instruction is replayed on the wording before it; where
/// a copy has the same wording, the two are compared, and a difference is a finding with both texts.
pub(super) fn consolidate(work: &Work, findings: &mut Vec<Finding>) -> Vec<Timeline> {
    let insertions = Insertions::new(work);
    let told = order(work, &[]);
    let mut counted_on = insertions.addresses(work, &told);
    let known: Vec<ProvisionPath> = told.iter().chain(&counted_on).cloned().collect();
    counted_on.append(&mut renumbered::addresses(work, &known));
    let paths = if counted_on.is_empty() { told } else { order(work, &counted_on) };
    let parents: HashSet<ProvisionPath> = paths.iter().filter_map(ProvisionPath::parent).collect();
    let (reach, recounts) = (Reach::new(work), Recounts::new(work));
    let mut replay = Replay { work, reach, parents: &parents, findings, tried: HashMap::new(), insertions, recounts, moves: Moves::default() };
    let speaks = |timeline: &Timeline| timeline.intervals.iter().any(|one| matches!(one.wording, Wording::Text(_) | Wording::Unknown { .. }));
    let counted_on: HashSet<ProvisionPath> = counted_on.into_iter().collect();
    let mut timelines: Vec<Timeline> = paths.iter().map(|path| replay.timeline(path)).filter(|one| speaks(one) || !counted_on.contains(&one.path)).collect();
    restated::merge(&mut timelines, &work.changes);
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

pub(super) struct Replay<'w, 'f> {
    pub(super) work: &'w Work,
    pub(super) reach: Reach<'w>,
    pub(super) parents: &'w HashSet<ProvisionPath>,
    pub(super) findings: &'f mut Vec<Finding>,
    /// Changes of words that were tried on a known text: whether they were made anywhere.
    pub(super) tried: HashMap<usize, Tried>,
    pub(super) insertions: Insertions,
    pub(super) recounts: Recounts,
    pub(super) moves: Moves,
}

#[derive(Default)]
pub(super) struct Tried {
    pub(super) done: bool,
    pub(super) on: Option<(String, Place)>,
}

/// A copy's wording of a provision, after the change of this place among those that act on it.
pub(super) struct Witness {
    pub(super) after: usize,
    pub(super) wording: Wording,
    file: usize,
    /// What another copy of that time has instead.
    pub(super) rival: Option<Wording>,
}

/// What a change leaves of a provision: its wording, what another witness says of the same time, and why it is not certain.
#[derive(Clone)]
pub(super) struct Left {
    pub(super) wording: Wording,
    pub(super) disputed: Option<Wording>,
    pub(super) doubt: Option<String>,
}

impl Replay<'_, '_> {
    fn timeline(&mut self, path: &ProvisionPath) -> Timeline {
        let work = self.work;
        let allowed = self.reach.allowed(path);
        let most = allowed.most;
        let Reaching { changes: mut events, mut more } = self.reach.of(path, &self.groups(path), most);
        events.extend(self.insertions.before(path).take(most + 1));
        events.sort_unstable();
        let recounted: Vec<usize> = self.recounts.upon(path).take(most + 1).collect();
        // a change that only may be about this part leaves it as it is
        let missed: HashSet<usize> = recounted.iter().copied().filter(|at| events.binary_search(at).is_err()).collect();
        events.extend(recounted);
        events.sort_unstable();
        events.dedup();
        more |= events.len() > most;
        events.truncate(most);
        self.reach.spend(events.len(), &allowed);
        let acting: Vec<usize> = events.iter().copied().filter(|&at| work.changes[at].acts()).collect();
        let mut states = self.states(path, &acting, missed.clone());
        if let (true, Some(last)) = (more, states.last_mut()) {
            *last = Left { wording: Wording::Unknown { why: MORE.to_owned() }, disputed: None, doubt: None };
        }
        fill_absence(work, &self.reach, path, &acting, &mut states);
        let before_text = states.iter().position(|left| matches!(left.wording, Wording::Text(_) | Wording::Unknown { .. })).unwrap_or(1);
        for left in states.iter_mut().take(before_text.max(1)) {
            if is_absent(&left.wording) {
                left.wording = Wording::NotYet { assumed: false };
            }
        }
        events.retain(|at| !missed.contains(at));
        Timeline { path: path.clone(), intervals: self.intervals(path, &acting, states), events }
    }

    /// The states as intervals that cover every day once. A change that left the words as they were begins none; of changes on one day the last
    /// counts.
    fn intervals(&self, path: &ProvisionPath, acting: &[usize], states: Vec<Left>) -> Vec<Interval> {
        let work = self.work;
        let mut all: Vec<Interval> = Vec::new();
        for (step, Left { wording, disputed, doubt }) in states.into_iter().enumerate() {
            let began = step.checked_sub(1).map(|step| acting[step]);
            let change = began.map(|at| &work.changes[at]);
            let from = change.map(|change| change.event.effective.clone());
            let mut interval = Interval { from, until: None, wording, disputed, doubt, began, ended: None };
            if let (Some(last), Some(change)) = (all.last_mut(), change) {
                let exact = change.at.as_ref() == Some(path);
                let untouched = match (&last.wording, &interval.wording) {
                    // whether anything in it is changed is not known yet
                    (Wording::Text(_), Wording::Text(_)) if self.parents.contains(path) && restated::sets_out(change, path) => false,
                    (Wording::Text(one), Wording::Text(other)) => one.text == other.text && !exact,
                    (Wording::Gone { .. }, Wording::Gone { .. }) | (Wording::NotYet { .. }, Wording::NotYet { .. }) => {
                        change.event.kind != EventKind::Enacted && last.wording == interval.wording
                    }
                    _ => false,
                };
                let as_sure = last.disputed == interval.disputed && last.doubt == interval.doubt;
                if untouched && as_sure && last.began.is_some() {
                    continue;
                }
                let together =
                    last.began.map(|at| &work.changes[at]).is_some_and(|before| together(&before.event, &change.event, before.actor == change.actor));
                if together {
                    interval.from.clone_from(&last.from);
                    all.pop();
                }
            }
            all.push(interval);
        }
        unbegun::settle(&mut all, work);
        for at in 1..all.len() {
            let (until, began) = (unbegun::end(all[at - 1].from.as_ref(), all[at].from.as_ref()), all[at].began);
            let before = &mut all[at - 1];
            before.until = until;
            before.ended = began;
        }
        all
    }

    pub(super) fn groups(&self, path: &ProvisionPath) -> Vec<ProvisionPath> {
        let copies = self.work.copies.iter().filter_map(|copy| copy.by_path.get(path).map(|&at| &copy.units[at].1.grouping));
        let new = self.reach.new.get(path).into_iter().flatten().map(|&(change, place)| &self.work.changes[change].new[place].1.grouping);
        let mut groups: Vec<ProvisionPath> = copies.chain(new).flatten().cloned().collect();
        groups.sort_by(|one, other| one.as_str().cmp(other.as_str()));
        groups.dedup();
        groups
    }

    /// What the copies show of `path`: the later of two copies of the same state first.
    pub(super) fn witnesses(&mut self, path: &ProvisionPath, acting: &[usize]) -> Vec<Witness> {
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
            // what is set aside is printed as it will read again
            let removed = matches!(work.changes[acting[after]].event.kind, EventKind::Changed(Operation::Delete | Operation::Repeal | Operation::Suspend))
                && work.changes[acting[after]].scope == Scope::Whole;
            let wording = match text {
                Some(text) if tombstone => Wording::Gone { suspended: false, tombstone: Some(Box::new(text.clone())) },
                Some(text) => {
                    // struck out, and printed all the same: it is how the unit last read
                    after -= usize::from(removed && after > 0);
                    let made = |&step: &usize| !removed && holds_already(&work.changes[acting[step]], path, text, copy);
                    after = (after + 1..acting.len()).rev().find(made).unwrap_or(after);
                    Wording::Text(Box::new(text.clone()))
                }
                None => absent(),
            };
            match all.iter_mut().find(|one| one.after == after) {
                Some(one) if !agree(&one.wording, &wording) => {
                    let message = format!("{} and {} differ here, though no change that we know of lies between them", work.copies[one.file].file, copy.file);
                    let texts = vec![told(&one.wording), told(&wording)];
                    self.findings.push(Finding { kind: FindingKind::CopiesDisagree, act: work.id.clone(), path: Some(path.clone()), message, texts });
                    one.rival.get_or_insert(wording);
                }
                Some(_) => {}
                None => all.push(Witness { after, wording, file, rival: None }),
            }
        }
        all
    }

    /// How the act began with `path`, where no copy of that time tells.
    pub(super) fn base(&self, path: &ProvisionPath, acting: &[usize]) -> Wording {
        for &at in acting {
            let change = &self.work.changes[at];
            let exact = change.at.as_ref() == Some(path);
            match change.event.kind {
                EventKind::Changed(Operation::Add) if self.reach.covers(at, path) => return absent(),
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

    /// Puts together what the instruction makes and what a copy shows.
    pub(super) fn settle(&mut self, path: &ProvisionPath, change: &Change, replayed: Option<Wording>, witness: Option<Wording>) -> (Wording, Option<Wording>) {
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

/// Whether a copy that names no such change holds what `change` makes of `path` all the same: the new words, and not the old ones.
fn holds_already(change: &Change, path: &ProvisionPath, text: &Text, copy: &Copy) -> bool {
    let due = |unknown: bool| copy.retrieved.map_or(unknown, |day| change.event.effective.may_have_come(day));
    if !change.event.stands() || change.scope != Scope::Whole || change.at.as_ref() != Some(path) {
        return false;
    }
    match (change.event.kind, &change.event.words) {
        (EventKind::Changed(Operation::ReplaceWords), Some(words)) if words.sentences.is_none() && words.old.is_some() && words.new.is_some() => {
            let turned = WordChange { old: words.new.clone(), new: words.old.clone(), ..words.clone() };
            due(true) && words::change(&text.text, words).is_none() && words::change(&text.text, &turned).is_some()
        }
        (EventKind::Changed(Operation::Reword), None) => due(false) && change.new.iter().any(|(new, said)| new == path && same_words(&said.text, &text.text)),
        _ => false,
    }
}

/// A unit that an instruction adds was not there before, also where the text of that time is not in the corpus.
fn fill_absence(work: &Work, reach: &Reach<'_>, path: &ProvisionPath, acting: &[usize], states: &mut [Left]) {
    let added = |&at: &usize| reach.adds(at, path);
    let Some(step) = acting.iter().position(added) else { return };
    for at in (0..=step).rev() {
        match &states[at].wording {
            Wording::Unknown { .. } => states[at].wording = Wording::NotYet { assumed: at < step },
            Wording::Gone { suspended: false, tombstone: None } if at < step && at > 0 => states[at].wording = Wording::NotYet { assumed: true },
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

/// Whether `change` can only be made to a unit that is there.
pub(super) fn presupposes(change: &Change, path: &ProvisionPath) -> bool {
    use Operation::{AddWords, Delete, DeleteWords, Repeal, ReplaceWords, Reword, Suspend};
    let of_what_stands = matches!(change.event.kind, EventKind::Changed(Reword | Delete | Repeal | Suspend | ReplaceWords | AddWords | DeleteWords));
    of_what_stands && change.at.as_ref() == Some(path)
}

/// Whether two events take effect at one time: on one known day, or by one act in one way.
fn together(one: &Event, other: &Event, same_act: bool) -> bool {
    let day = one.effective.day();
    (day.is_some() && day == other.effective.day()) || (same_act && one.effective == other.effective)
}

pub(super) fn is_absent(wording: &Wording) -> bool {
    matches!(wording, Wording::Gone { suspended: false, tombstone: None })
}

pub(super) fn absent() -> Wording {
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
pub(super) fn agree(one: &Wording, other: &Wording) -> bool {
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
