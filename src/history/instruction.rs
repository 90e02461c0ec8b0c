//! The instructions of an amending act, with the wording they quote; and instructions that were changed before they took effect.

use std::collections::{BTreeSet, HashMap};

use super::effect::{EffectiveDate, resolve};
use super::event::{Event, EventKind, Finding, FindingKind, Place};
use super::gather::Change;
use super::hearing::Rescheduled;
use super::known::Known;
use super::name::{Address, shown};
use super::place::{Scope, Standing, canonical};
use super::testimony::Testimony;
use super::timeline::Text;
use super::words;
use crate::act::{ActId, Amendment, CitedAct, Commencement, NoteEffect, Operation, ProvisionPath};
use crate::amend;

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

/// The amending act, as its changes name it.
pub(super) fn author(act: &Testimony) -> CitedAct {
    let adoption = act.requisites.adopted.first();
    CitedAct {
        id: Some(act.act.clone()),
        kind: Some(act.requisites.kind),
        title: None,
        issuer: adoption.and_then(|adoption| adoption.issuer.clone()),
        date: act.requisites.adopted.iter().filter_map(|adoption| adoption.date).max(),
        number: adoption.and_then(|adoption| adoption.number.clone()),
        registration: act.requisites.registered.as_ref().map(|entry| entry.number.clone()),
    }
}

/// The operations that `act` orders: those of them that are asked for, by their places among them.
pub(super) fn read(act: &Testimony, known: &Known, which: impl Fn(usize) -> bool) -> Vec<Instruction> {
    if act.instructions.is_empty() {
        return Vec::new();
    }
    let by = author(act);
    let from_the_day = act.from_the_day;
    let units = Units::new(act);
    let one = |(order, (amendment, place)): (usize, &(Amendment, Place))| {
        let cited = amendment.target.act.clone();
        let target = cited.as_ref().map_or(Some(act.act.clone()), |cited| known.id_of(cited));
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
            words: amendment.replacement.clone().filter(|change| words_of || change.sentences.is_some()),
            printed: vec![place.clone()],
            cancelled: None,
        };
        let new = units.new_wording(amendment, place);
        let change = Change { event, at, scope, new, copies: BTreeSet::new(), ends: None, actor: act.act.to_string(), order };
        Instruction { target, cited, change, from_the_day, by: act.act.clone() }
    };
    act.instructions.iter().enumerate().filter(|(order, _)| which(*order)).map(one).collect()
}

/// The units of an amending act, found by their address, with everything below them.
struct Units<'a> {
    act: &'a Testimony,
    by_path: HashMap<&'a ProvisionPath, usize>,
    ends: Vec<usize>,
}

impl<'a> Units<'a> {
    fn new(act: &'a Testimony) -> Self {
        let mut ends: Vec<usize> = (1..=act.units.len()).collect();
        for at in (0..act.units.len()).rev() {
            if let Some(parent) = act.units[at].parent {
                ends[parent] = ends[parent].max(ends[at]);
            }
        }
        let by_path = act.units.iter().enumerate().map(|(at, unit)| (&unit.path, at)).collect();
        Self { act, by_path, ends }
    }

    /// The wording that an instruction, printed at `place`, quotes, at the addresses it will have.
    fn new_wording(&self, amendment: &Amendment, place: &Place) -> Vec<(ProvisionPath, Text)> {
        let Some(target) = &amendment.target.path else { return Vec::new() };
        let target = target.without_groups();
        let mut new = Vec::new();
        for root in &amendment.new {
            let Some(&at) = self.by_path.get(root) else { continue };
            let standing = Standing::new(root, &target);
            for unit in &self.act.units[at..self.ends[at]] {
                let Some(path) = standing.of(&unit.path) else { continue };
                let mut text = unit.text.clone();
                text.via = Some(Address::new(self.act.act.clone(), Some(unit.path.clone())));
                text.number = path.segments().next_back().and_then(|last| last.split_once('-')).map(|(_, number)| number.to_owned()).or(text.number);
                text.grouping = text.grouping.iter().filter_map(|group| standing.of(group)).collect();
                new.push((path, text));
            }
        }
        // a heading or a title: words without an address in the amending act
        if let (true, Some(words)) =
            (new.is_empty(), amendment.replacement.as_ref().filter(|change| change.sentences.is_none()).and_then(|change| change.new.as_ref()))
            && !matches!(amendment.op, Operation::ReplaceWords | Operation::AddWords | Operation::DeleteWords)
        {
            let (unit, _) = canonical(&target);
            let kind = target.kind().unwrap_or(crate::act::ProvisionKind::Heading);
            let via = Some(Address::new(self.act.act.clone(), Some(amendment.unit.clone())));
            let source = place.clone();
            new.push((unit, Text { text: words.clone(), kind, number: None, heading: None, grouping: Vec::new(), source, via, replayed: false }));
        }
        new
    }
}

impl Instruction {
    /// Works out when it takes effect.
    pub(super) fn settle(&mut self, known: &Known) {
        let of = known.enactment(&self.change.event.by, self.from_the_day);
        self.change.event.published = of.published;
        self.change.event.effective = resolve(&self.change.event.commencement, &of);
    }
}

/// The places of instructions, by the act that orders them and by the act they change.
pub(super) fn by_act(instructions: &[Instruction]) -> (HashMap<ActId, Vec<usize>>, HashMap<ActId, Vec<usize>>) {
    let (mut own, mut upon): (HashMap<ActId, Vec<usize>>, HashMap<ActId, Vec<usize>>) = Default::default();
    for (at, one) in instructions.iter().enumerate() {
        own.entry(one.by.clone()).or_default().push(at);
        if let Some(target) = &one.target {
            upon.entry(target.clone()).or_default().push(at);
        }
    }
    (own, upon)
}

/// What an amending act says of its own commencement.
pub(super) struct Clause {
    /// The act.
    by: CitedAct,
    act: ActId,
    unit: ProvisionPath,
    words: String,
    commencement: Commencement,
    /// A delay is counted «күнінен бастап».
    from_the_day: bool,
}

impl Clause {
    /// The clause of `told`; `None` where it has none.
    pub(super) fn of(told: &Testimony) -> Option<Self> {
        let unit = told.commencement_unit.as_ref()?;
        let words = told.units.iter().find(|one| one.path == *unit).map(|one| one.text.text.clone())?;
        let date = told.requisites.adopted.first().and_then(|adoption| adoption.date);
        let by = CitedAct { id: Some(told.act.clone()), date, ..CitedAct::default() };
        let (act, commencement) = (told.act.clone(), told.commencement.clone());
        Some(Self { by, act, unit: unit.clone(), words, commencement, from_the_day: told.from_the_day })
    }

    pub(super) fn act(&self) -> &ActId {
        &self.act
    }
}

/// Gives the instructions of the act of `clause` the days that another act gave them: the clause on its commencement was changed before it took effect.
/// `None` where it was not.
pub(super) fn reschedule(clause: &Clause, instructions: &mut [Instruction], own: &[usize], upon: &[usize], known: &Known) -> Option<Rescheduled> {
    let about_clause = |one: &&Instruction| one.by != clause.act && one.change.at.as_ref().is_some_and(|at| clause.unit.is_within(at));
    let mut changes: Vec<Change> = upon.iter().map(|&at| &instructions[at]).filter(about_clause).map(|one| one.change.clone()).collect();
    if changes.is_empty() {
        return None;
    }
    changes.sort_by_key(|change| (change.event.effective.earliest, change.event.by.date, change.actor.clone(), change.order));
    let of = known.enactment(&clause.by, clause.from_the_day);
    let mut words = clause.words.clone();
    let mut other = Rescheduled { commencement: clause.commencement.clone(), by: Vec::new(), printed: Vec::new() };
    for change in &changes {
        if !before(&change.event.effective, &resolve(&other.commencement, &of)) {
            continue;
        }
        let changed = match change.event.kind {
            EventKind::Changed(Operation::Reword) => change.new.iter().find(|(path, _)| *path == clause.unit).map(|(_, text)| text.text.clone()),
            EventKind::Changed(Operation::ReplaceWords | Operation::AddWords | Operation::DeleteWords) => {
                change.event.words.as_ref().and_then(|change| words::change(&words, change))
            }
            _ => None,
        };
        let read = changed.and_then(|words| Some((amend::act_commencement([words.as_str()])?.1, words)));
        if let Some((commencement, changed)) = read {
            words = changed;
            other.commencement = commencement;
            other.by.push(change.event.by.clone());
            other.printed.extend(change.event.printed.iter().cloned());
        }
    }
    if other.by.is_empty() {
        return None;
    }
    for &at in own {
        let one = &mut instructions[at];
        let Some(unit) = &one.change.event.unit else { continue };
        one.change.event.commencement = other.commencement.of_unit(unit);
        one.settle(known);
        one.change.event.effective = reworded_by(one.change.event.effective.clone(), Some(&other));
        one.change.event.printed.extend(other.printed.iter().cloned());
    }
    Some(other)
}

/// Says in the basis of a day that the words it follows from are another act's.
pub(super) fn reworded_by(effective: EffectiveDate, by: Option<&Rescheduled>) -> EffectiveDate {
    let Some(by) = by else { return effective };
    let acts: Vec<String> = by.by.iter().map(shown).collect();
    EffectiveDate { basis: format!("{}; the commencement as reworded by {}", effective.basis, acts.join(", ")), ..effective }
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
