//! The instructions of an amending act, with the wording they quote; and instructions that were changed before they took effect.

mod clause;
mod excepted;
mod own;

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

pub(super) use clause::{Clause, reschedule, reworded_by};
pub(super) use own::{Own, own};

use super::added;
use super::effect::{EffectiveDate, Enactment, resolve};
use super::event::{Event, EventKind, Finding, FindingKind, Place};
use super::gather::{Change, Doubt};
use super::known::Known;
use super::name::{Address, shown};
use super::overtaken;
use super::place::{Scope, Standing, canonical};
use super::renumbered;
use super::steps;
use super::testimony::Testimony;
use super::timeline::Text;
use crate::act::{ActId, Amendment, CitedAct, Commencement, NoteEffect, Operation, ProvisionKind, ProvisionPath};

/// One operation, with the act it is done to.
pub(super) struct Instruction {
    /// The amended act; `None` where it has no id and is in no text.
    pub target: Option<ActId>,
    /// How the instruction names it.
    pub cited: Option<CitedAct>,
    pub change: Change,
    /// The delay of the amending act is counted «күнінен бастап».
    pub from_the_day: bool,
    /// The act that orders it, and what that says of its commencement.
    by: ActId,
    written: Arc<Commencement>,
    /// The indents that it takes up in the unit around it.
    indents: Option<RangeInclusive<u32>>,
    /// The words of one that orders something for a time.
    said: Option<String>,
}

/// The amending act, as its changes name it.
pub(super) fn author(act: &Testimony) -> CitedAct {
    // each of its changes holds this, and shows it by its id: a title would be most of what is kept
    CitedAct { title: None, ..act.as_cited() }
}

/// The operations that `act` orders: those of them that are asked for, by their places among them.
pub(super) fn read(act: &Testimony, known: &Known, which: impl Fn(usize) -> bool) -> Vec<Instruction> {
    if act.instructions.is_empty() {
        return Vec::new();
    }
    let by = author(act);
    let from_the_day = act.from_the_day;
    let units = Units::new(act);
    let claims = Claims::new(act);
    let written = Arc::new(act.commencement.clone());
    let one = |(order, (amendment, place)): (usize, &(Amendment, Place))| {
        let cited = amendment.target.act.clone();
        let target = cited.as_ref().map_or(Some(act.act.clone()), |cited| known.meant(cited, &by).act());
        let (at, scope) = amendment.target.path.as_ref().map_or((None, Scope::Whole), |path| {
            let (unit, scope) = canonical(path);
            (Some(unit), scope)
        });
        let words_of = amendment.op.is_of_words();
        // «1-тармақ мынадай мазмұндағы бөлікпен»: something of the point, whose words stay
        let behind = scope == Scope::Behind;
        let new = if behind { Vec::new() } else { units.new_wording(amendment, place, &claims) };
        // set aside with words that hold meanwhile: another wording for a time
        let op = match amendment.op {
            Operation::Suspend if units.quotes(amendment) => Operation::Reword,
            _ if behind => Operation::Amend,
            op => op,
        };
        let event = Event {
            kind: EventKind::Changed(op),
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
        let doubt =
            at.as_ref().filter(|at| is_misnumbered(at, &new)).map(|at| Doubt::Unsure(format!("the wording that is quoted for {at} has another number")));
        let put = behind.then(|| Doubt::Unsure(format!("{} adds to it at its end; which of its parts that is, is not told", shown(&by))));
        let doubt = put.or(doubt);
        let document = amendment.target.document.clone();
        let moved = amendment.moved.as_ref().map(|moved| canonical(moved).0);
        let change = Change { moved, new, doubt, document, ..Change::new(event, at, scope, act.act.to_string(), order) };
        let said = amendment.commencement.until().and_then(|_| units.words(&amendment.unit));
        let written = written.clone();
        Instruction { target, cited, change, from_the_day, by: act.act.clone(), written, indents: amendment.indents.clone(), said }
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

    /// The words of a unit.
    fn words(&self, unit: &ProvisionPath) -> Option<String> {
        self.by_path.get(unit).map(|&at| self.act.units[at].text.text.clone())
    }

    /// Whether an instruction quotes units of new wording.
    fn quotes(&self, amendment: &Amendment) -> bool {
        amendment.new.iter().any(|root| self.by_path.contains_key(root))
    }

    /// The wording that an instruction, printed at `place`, quotes, at the addresses it will have.
    fn new_wording(&self, amendment: &Amendment, place: &Place, claims: &Claims<'_>) -> Vec<(ProvisionPath, Text)> {
        let Some(target) = &amendment.target.path else { return Vec::new() };
        let target = target.without_groups();
        let mut new = Vec::new();
        for root in &amendment.new {
            let Some(&at) = self.by_path.get(root).filter(|_| claims.gives(root, amendment)) else { continue };
            let standing = Standing::new(root, &target);
            for unit in &self.act.units[at..self.ends[at]] {
                let Some(path) = standing.of(&unit.path) else { continue };
                let mut text = unit.text.clone();
                text.via = Some(Address::new(self.act.act.clone(), Some(unit.path.clone())));
                text.number = path.number().map(str::to_owned).or(text.number);
                text.grouping = text.grouping.iter().filter_map(|group| standing.of(group)).collect();
                steps::spend(1);
                new.push((path, text));
            }
        }
        // a heading or a title: words without an address in the amending act
        if let (true, Some(words)) =
            (new.is_empty(), amendment.replacement.as_ref().filter(|change| change.sentences.is_none()).and_then(|change| change.new.as_ref()))
            && !amendment.op.is_of_words()
        {
            let (unit, _) = canonical(&target);
            let kind = target.kind().unwrap_or(ProvisionKind::Heading);
            let via = Some(Address::new(self.act.act.clone(), Some(amendment.unit.clone())));
            let source = place.clone();
            new.push((unit, Text { text: words.clone(), kind, number: None, heading: None, grouping: Vec::new(), source, via, replayed: false }));
        }
        new
    }
}

/// Which operation of an instruction a quoted unit is for.
///
/// «1) және 2) тармақшалары мынадай редакцияда жазылсын: "1) …"»: what is quoted once is the wording of one unit, that of its number. Where no number tells, or
/// two units of one number are named, it is not told whose wording it is, and no unit gets it.
struct Claims<'a> {
    by_root: HashMap<(&'a ProvisionPath, &'a ProvisionPath), Claim<'a>>,
}

/// The units that one quoted unit may be for.
struct Claim<'a> {
    target: &'a ProvisionPath,
    /// Other units are named as well.
    several: bool,
    /// The unit of its number, and whether others have that too.
    home: Option<&'a ProvisionPath>,
    homes: bool,
    /// How many operations there are on the unit of its number, or else on the one unit.
    count: usize,
}

/// So many operations on one unit share what is quoted once.
const SHARED_MAX: usize = 4;

impl<'a> Claims<'a> {
    fn new(act: &'a Testimony) -> Self {
        let mut by_root: HashMap<(&ProvisionPath, &ProvisionPath), Claim<'_>> = HashMap::new();
        for (amendment, _) in &act.instructions {
            let Some(target) = &amendment.target.path else { continue };
            for root in &amendment.new {
                let new = || Claim { target, several: false, home: None, homes: false, count: 0 };
                let claim = by_root.entry((&amendment.unit, root)).or_insert_with(new);
                claim.several |= claim.target != target;
                if Standing::is_of_number(root, target) {
                    claim.homes |= claim.home.is_some_and(|home| home != target);
                    // those before are of other numbers
                    claim.count = if claim.home.is_some() { claim.count } else { 0 };
                    claim.home = Some(target);
                }
                claim.count += usize::from(claim.home.is_none_or(|home| home == target));
            }
        }
        Self { by_root }
    }

    /// Whether the unit at `root` is the wording that `amendment` gives its target.
    fn gives(&self, root: &ProvisionPath, amendment: &Amendment) -> bool {
        let Some(claim) = self.by_root.get(&(&amendment.unit, root)) else { return false };
        let home = claim.home.is_some() && claim.home == amendment.target.path.as_ref() && !claim.homes;
        claim.count <= SHARED_MAX && (home || !claim.several)
    }
}

/// Whether new wording for `at` is of units beside it alone, by their printed numbers: «14) тармақша мынадай редакцияда жазылсын: "15) …"».
fn is_misnumbered(at: &ProvisionPath, new: &[(ProvisionPath, Text)]) -> bool {
    let counted = matches!(at.kind(), Some(ProvisionKind::Part | ProvisionKind::Indent) | None);
    let beside = |path: &ProvisionPath| path.kind() == at.kind() && path.parent() == at.parent();
    !counted && new.iter().any(|(path, _)| beside(path)) && !new.iter().any(|(path, _)| path == at)
}

impl Instruction {
    /// Works out when it takes effect.
    pub(super) fn settle(&mut self, known: &Known) {
        let of = known.enactment(&self.change.event.by, self.from_the_day);
        self.change.event.published = of.published;
        self.change.event.effective = effective(&self.change.event.commencement, &of);
    }

    /// Another of the same act, about the same one.
    pub(super) fn beside(&self, change: Change) -> Self {
        let (target, cited, by, written) = (self.target.clone(), self.cited.clone(), self.by.clone(), self.written.clone());
        Self { target, cited, change, from_the_day: self.from_the_day, by, written, indents: None, said: None }
    }

    /// When a unit put into its act takes effect, as that of the instructions `near` does which has the same commencement by the words of the act: an exception for
    /// its neighbour is none for it. Where none has, the days of all of them bound it.
    pub(super) fn day_beside(unit: &ProvisionPath, near: &[&Self]) -> Option<EffectiveDate> {
        let (first, rest) = near.split_first()?;
        let written = first.written_of(unit);
        let same = near.iter().rev().find(|one| one.change.event.commencement.main() == written.main());
        if let Some(same) = same {
            return Some(same.change.event.effective.clone());
        }
        let day = |one: &Self| one.change.event.effective.clone();
        Some(rest.iter().fold(day(first), |all, one| all.or(&day(one), format!("{}, or as what it stands beside", all.basis))))
    }

    /// What its act says of the commencement of `unit`.
    pub(super) fn written_of(&self, unit: &ProvisionPath) -> Commencement {
        self.written.of_unit(unit)
    }

    /// The same as one that may be about `act`.
    pub(super) fn perhaps_about(mut self, act: &ActId) -> Self {
        self.target = Some(act.clone());
        perhaps_of_another(&mut self.change);
        self
    }

    /// Whether a change of the act that orders it is about all of it.
    fn is_wholly(&self, change: &Change) -> bool {
        let whole = |at: &ProvisionPath| self.indent(at) == Some(0) || self.change.event.unit.as_ref().is_some_and(|unit| unit.is_within(at));
        change.at.as_ref().is_none_or(whole)
    }

    /// The number among its own of the indent that `at` names, where the instruction stands in that indent: 0 for the one that orders.
    fn indent(&self, at: &ProvisionPath) -> Option<u32> {
        let around = self.change.event.unit.as_ref()?.parent()?;
        let number: u32 = at.as_str().strip_prefix(around.as_str())?.strip_prefix("/indent-")?.parse().ok()?;
        let own = self.indents.as_ref()?;
        own.contains(&number).then(|| number - own.start())
    }
}

/// Notes that the words by which a change names its act may mean another one.
pub(super) fn perhaps_of_another(change: &mut Change) {
    if !matches!(change.doubt, Some(Doubt::Unmade(_))) {
        change.doubt = Some(Doubt::Unmade(format!("{} names the act that it changes in words that may mean another one", shown(&change.event.by))));
    }
}

/// The day of a change. Exceptions that are left to it are about parts of it, or about indents among which it may stand: what of it has which day is not told, so
/// both days bound it.
fn effective(written: &Commencement, of: &Enactment) -> EffectiveDate {
    let mut effective = resolve(written, of);
    for exception in written.exceptions() {
        let other = resolve(&exception.commencement, of);
        let units: Vec<&str> = exception.units.iter().map(ProvisionPath::as_str).collect();
        effective = effective.or(&other, format!("{}; {} apart: {}", effective.basis, units.join(", "), other.basis));
    }
    effective
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

/// Takes back or changes instructions that were themselves changed before they took effect.
///
/// What had taken effect stays made: the repeal of a repeal revives nothing.
///
/// What comes back are the instructions that were put into an act, by that act.
pub(super) fn amend_instructions(instructions: &mut [Instruction], findings: &mut Vec<Finding>) -> HashMap<ActId, Vec<Instruction>> {
    let mut added: HashMap<ActId, Vec<Instruction>> = HashMap::new();
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
        let mut in_time: Vec<usize> = Vec::new();
        let mut found = false;
        for &first in ordered_by.get(&amended).into_iter().flatten().filter(|&&first| first != second) {
            let one = &mut instructions[first];
            if one.change.event.cancelled.is_some() || !concerns(&other, one) {
                continue;
            }
            if before(&other.event.effective, &one.change.event.effective) {
                found |= meddle(one, &other, &amended, findings);
                in_time.push(first);
            } else if overtaken::while_it_holds(&one.change, &other) {
                let of_whole = one.is_wholly(&other);
                let anew = added::end_anew(one, &other);
                overtaken::move_end(&mut one.change, &other, of_whole, one.said.as_mut(), anew);
            }
        }
        if !found && other.at.is_some() {
            // words of the instructions themselves, not of what they quote: what they order since is not known
            in_time.into_iter().for_each(|first| overtaken::unclear(&mut instructions[first].change, &other));
        }
        let beside: Vec<&Instruction> = ordered_by.get(&amended).into_iter().flatten().map(|&at| &instructions[at]).collect();
        let put_in = added::orders(&other, &beside);
        added.entry(amended).or_default().extend(put_in);
    }
    added
}

/// Whether a change of an amending act is about this instruction of it.
fn concerns(change: &Change, instruction: &Instruction) -> bool {
    let Some(unit) = &instruction.change.event.unit else { return false };
    match &change.at {
        None => matches!(
            change.event.kind,
            EventKind::Changed(Operation::Repeal | Operation::Suspend | Operation::ReplaceWords | Operation::DeleteWords | Operation::AddWords)
        ),
        Some(at) => unit.is_within(at) || at.is_within(unit) || instruction.indent(at).is_some(),
    }
}

/// Whether a change of an instruction takes effect no later than the instruction itself.
fn before(change: &EffectiveDate, instruction: &EffectiveDate) -> bool {
    change.earliest.zip(instruction.earliest).is_some_and(|(change, instruction)| change <= instruction)
}

/// Takes `one` back or changes it as `change` of the act that orders it, `amended`, says. Whether it holds what is changed: words may be those of another.
fn meddle(one: &mut Instruction, change: &Change, amended: &ActId, findings: &mut Vec<Finding>) -> bool {
    let by = shown(&change.event.by);
    let of_whole = one.is_wholly(change);
    let act = one.target.as_ref().unwrap_or(amended);
    let instruction = &mut one.change;
    let of_words = matches!(change.event.kind, EventKind::Changed(op) if op.is_of_words());
    if !overtaken::surely_in_time(change, instruction) {
        // on a copy: the words as they were first quoted are as likely
        let found = !of_words || change.event.words.as_ref().is_some_and(|words| overtaken::change_words(&mut instruction.clone(), words));
        if found {
            overtaken::perhaps(instruction, change, of_whole);
        }
        return found;
    }
    match change.event.kind {
        EventKind::Changed(Operation::Delete | Operation::Repeal) if of_whole => {
            instruction.event.cancelled = Some(format!("taken back by {by} before it took effect"));
        }
        EventKind::Changed(Operation::Suspend) if of_whole => overtaken::set_aside(instruction, change, true),
        _ if of_words => return change.event.words.as_ref().is_some_and(|words| overtaken::change_words(instruction, words)),
        _ => {
            instruction.new.clear();
            renumbered::unread(instruction);
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
    true
}
