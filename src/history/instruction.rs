//! The instructions of an amending act, with the wording they quote; and instructions that were changed before they took effect.

use std::collections::{BTreeSet, HashMap};

use super::effect::EffectiveDate;
use super::event::{Event, EventKind, Finding, FindingKind};
use super::gather::{Change, Known, place, printed};
use super::name::{Address, shown};
use super::place::{Scope, Standing, canonical};
use super::timeline::Text;
use super::words;
use crate::act::{Act, ActId, Amendment, CitedAct, NoteEffect, Operation, ProvisionPath};

/// One operation, with the act it is done to.
pub(super) struct Instruction {
    /// The amended act; `None` where it has no id and is in no text.
    pub target: Option<ActId>,
    /// How the instruction names it.
    pub cited: Option<CitedAct>,
    pub change: Change,
    /// The delay of the amending act is counted «күнінен бастап».
    pub from_the_day: bool,
    /// The act that orders it.
    by: ActId,
}

/// The operations that `act` orders.
pub(super) fn read(act: &Act, known: &Known<'_>) -> Vec<Instruction> {
    if act.amendments.is_empty() {
        return Vec::new();
    }
    let adoption = act.requisites.adopted.first();
    let by = CitedAct {
        id: Some(act.id.clone()),
        kind: Some(act.requisites.kind),
        title: None,
        issuer: adoption.and_then(|adoption| adoption.issuer.clone()),
        date: act.requisites.adopted.iter().filter_map(|adoption| adoption.date).max(),
        number: adoption.and_then(|adoption| adoption.number.clone()),
        registration: act.requisites.registered.as_ref().map(|entry| entry.number.clone()),
    };
    let from_the_day = counts_from_the_day(&act.text.text);
    let units = Units::new(act);
    let one = |(order, amendment): (usize, &Amendment)| {
        let cited = amendment.target.act.clone();
        let target = cited.as_ref().map_or(Some(act.id.clone()), |cited| known.id_of(cited));
        let (at, scope) = amendment.target.path.as_ref().map_or((None, Scope::Whole), |path| {
            let (unit, scope) = canonical(path);
            (Some(unit), scope)
        });
        let words_of = matches!(amendment.op, Operation::ReplaceWords | Operation::AddWords | Operation::DeleteWords);
        let event = Event {
            kind: EventKind::Changed(amendment.op),
            by: by.clone(),
            unit: Some(amendment.unit.clone()),
            target: amendment.target.path.clone(),
            effect: NoteEffect::Made,
            commencement: amendment.commencement.clone(),
            effective: EffectiveDate { earliest: None, latest: None, basis: String::new() },
            published: None,
            words: amendment.replacement.clone().filter(|_| words_of),
            printed: vec![place(act, amendment.lines)],
            cancelled: None,
        };
        let new = units.new_wording(amendment);
        let change = Change { event, at, scope, new, copies: BTreeSet::new(), ends: None, actor: act.id.to_string(), order };
        Instruction { target, cited, change, from_the_day, by: act.id.clone() }
    };
    act.amendments.iter().enumerate().map(one).collect()
}

/// The units of an amending act, found by their address, with everything below them.
struct Units<'a> {
    act: &'a Act,
    by_path: HashMap<&'a ProvisionPath, usize>,
    ends: Vec<usize>,
}

impl<'a> Units<'a> {
    fn new(act: &'a Act) -> Self {
        let mut ends: Vec<usize> = (1..=act.provisions.len()).collect();
        for at in (0..act.provisions.len()).rev() {
            if let Some(parent) = act.provisions[at].parent.filter(|&parent| parent < at) {
                ends[parent] = ends[parent].max(ends[at]);
            }
        }
        let by_path = act.provisions.iter().enumerate().map(|(at, provision)| (&provision.path, at)).collect();
        Self { act, by_path, ends }
    }

    /// The wording that an instruction quotes, at the addresses it will have.
    fn new_wording(&self, amendment: &Amendment) -> Vec<(ProvisionPath, Text)> {
        let Some(target) = &amendment.target.path else { return Vec::new() };
        let target = target.without_groups();
        let mut new = Vec::new();
        for root in &amendment.new {
            let Some(&at) = self.by_path.get(root) else { continue };
            let standing = Standing::new(root, &target);
            for provision in &self.act.provisions[at..self.ends[at]] {
                let Some(path) = standing.of(&provision.path) else { continue };
                let mut text = printed(self.act, provision);
                text.via = Some(Address::new(self.act.id.clone(), Some(provision.path.clone())));
                text.number = path.segments().next_back().and_then(|last| last.split_once('-')).map(|(_, number)| number.to_owned()).or(text.number);
                text.grouping = text.grouping.iter().filter_map(|group| standing.of(group)).collect();
                new.push((path, text));
            }
        }
        // a heading or a title: words without an address in the amending act
        if let (true, Some(words)) = (new.is_empty(), amendment.replacement.as_ref().and_then(|change| change.new.as_ref()))
            && !matches!(amendment.op, Operation::ReplaceWords | Operation::AddWords | Operation::DeleteWords)
        {
            let (unit, _) = canonical(&target);
            let kind = target.kind().unwrap_or(crate::act::ProvisionKind::Heading);
            let via = Some(Address::new(self.act.id.clone(), Some(amendment.unit.clone())));
            let source = place(self.act, amendment.lines);
            new.push((unit, Text { text: words.clone(), kind, number: None, heading: None, grouping: Vec::new(), source, via, replayed: false }));
        }
        new
    }
}

/// Whether a delay is counted «күнінен бастап … өткен соң»: the same count as «күнінен кейін», with a doubt of one day.
pub(super) fn counts_from_the_day(text: &str) -> bool {
    const MARK: &str = "күнінен бастап күнтізбелік";
    memchr::memmem::find_iter(text.as_bytes(), MARK.as_bytes()).any(|at| {
        let rest = &text[at + MARK.len()..];
        let words = rest.split_whitespace().take(6).take_while(|word| !word.starts_with("ішінде"));
        words.into_iter().any(|word| word.starts_with("өткен"))
    })
}

/// Takes back or changes instructions that were themselves changed before they took effect.
///
/// What had taken effect stays made: the repeal of a repeal revives nothing.
pub(super) fn amend_instructions(instructions: &mut [Instruction], findings: &mut Vec<Finding>) {
    let mut ordered_by: HashMap<ActId, Vec<usize>> = HashMap::new();
    for (at, one) in instructions.iter().enumerate() {
        ordered_by.entry(one.by.clone()).or_default().push(at);
    }
    let mut upon: Vec<usize> =
        (0..instructions.len()).filter(|&at| instructions[at].target.as_ref().is_some_and(|target| ordered_by.contains_key(target))).collect();
    // the latest act first: what takes back a taking back comes before it
    upon.sort_by_key(|&at| std::cmp::Reverse((instructions[at].change.event.effective.earliest, instructions[at].change.event.by.date)));
    for second in upon {
        let other = instructions[second].change.clone();
        let Some(amended) = instructions[second].target.clone().filter(|_| other.event.cancelled.is_none()) else { continue };
        for &first in ordered_by.get(&amended).into_iter().flatten().filter(|&&first| first != second) {
            let one = &mut instructions[first];
            if concerns(&other, &one.change) && before(&other.event.effective, &one.change.event.effective) {
                meddle(&mut one.change, &other, one.target.as_ref().unwrap_or(&amended), findings);
            }
        }
    }
}

/// Whether a change of an amending act is about this instruction of it.
fn concerns(change: &Change, instruction: &Change) -> bool {
    let Some(unit) = &instruction.event.unit else { return false };
    match &change.at {
        None => matches!(change.event.kind, EventKind::Changed(Operation::Repeal | Operation::ReplaceWords | Operation::DeleteWords | Operation::AddWords)),
        Some(at) => unit.is_within(at) || at.is_within(unit),
    }
}

/// Whether a change of an instruction takes effect no later than the instruction itself.
fn before(change: &EffectiveDate, instruction: &EffectiveDate) -> bool {
    change.earliest.zip(instruction.earliest).is_some_and(|(change, instruction)| change <= instruction)
}

fn meddle(instruction: &mut Change, change: &Change, act: &ActId, findings: &mut Vec<Finding>) {
    let by = shown(&change.event.by);
    match change.event.kind {
        EventKind::Changed(Operation::Delete | Operation::Repeal)
            if change.at.as_ref().is_none_or(|at| instruction.event.unit.as_ref().is_some_and(|unit| unit.is_within(at))) =>
        {
            instruction.event.cancelled = Some(format!("taken back by {by} before it took effect"));
        }
        EventKind::Changed(Operation::ReplaceWords | Operation::AddWords | Operation::DeleteWords) => {
            let Some(words) = &change.event.words else { return };
            for (_, text) in &mut instruction.new {
                if let Some(changed) = words::change(&text.text, words) {
                    text.text = changed;
                    text.replayed = true;
                }
            }
        }
        _ => {
            instruction.new.clear();
            let finding = Finding {
                kind: FindingKind::InstructionChanged,
                act: act.clone(),
                path: instruction.event.target.clone(),
                message: format!(
                    "the instruction of {} was changed by {by} before it took effect; the wording it came to is not known",
                    shown(&instruction.event.by)
                ),
                texts: Vec::new(),
            };
            findings.push(finding);
        }
    }
}
