//! Instructions that another act puts into an amending act: «1-тармақ мынадай мазмұндағы 3) тармақшамен толықтырылсын: "3) 4-тармақ алып тасталсын."».

use super::effect::EffectiveDate;
use super::event::{Event, EventKind};
use super::gather::{Change, Doubt};
use super::instruction::Instruction;
use super::name::shown;
use super::overtaken;
use super::place::{Scope, canonical};
use super::timeline::Text;
use crate::act::{Date, Operation, ProvisionKind, ProvisionPath};
use crate::amend::{self, Context, NewWording, ParsedOperation};

/// Most units of new wording that are read as instructions. It bounds what a hostile text can cost.
const UNITS_MAX: usize = 1_000;

/// What the wording that `change` gives an amending act orders, read as what the instructions `beside` it are about. The wording that they quote themselves
/// is not taken apart: how the units read since is not known.
pub(super) fn orders(change: &Change, beside: &[&Instruction]) -> Vec<Instruction> {
    let EventKind::Changed(Operation::Add | Operation::Reword) = change.event.kind else { return Vec::new() };
    let mut all = Vec::new();
    for (path, text) in change.new.iter().take(UNITS_MAX).filter(|(_, text)| amend::is_instruction(&text.text)) {
        let near = |one: &&&Instruction| path.parent().is_some_and(|parent| one.change.event.unit.as_ref().is_some_and(|unit| unit.is_within(&parent)));
        let near: Vec<&Instruction> = beside.iter().filter(near).copied().collect();
        let (Some(sibling), Some(day)) = (near.last(), Instruction::day_beside(path, &near)) else { continue };
        let prolonged = |operation: &ParsedOperation| beside.iter().any(|one| one.change.end.is_some() && is_again(operation, one));
        let new = read(text, sibling).filter(|operation| change.event.kind == EventKind::Changed(Operation::Add) || !prolonged(operation));
        all.extend(new.map(|operation| sibling.beside(ordered(operation, (sibling, &day), change, (path, text)))));
    }
    all
}

/// What `text` orders of the act that `sibling` is about.
fn read<'i>(text: &Text, sibling: &'i Instruction) -> impl Iterator<Item = ParsedOperation> + use<'i> {
    let component = sibling.change.event.target.as_ref().and_then(|target| target.segments().next()).map(ProvisionPath::from_known);
    let component = component.filter(|component| component.kind() == Some(ProvisionKind::Component));
    let context = Context { act: sibling.cited.clone(), component, ..Context::default() };
    let read = amend::instruction(&text.text, &context).unwrap_or_default();
    read.into_iter().filter(|operation| operation.target.act == sibling.cited)
}

/// Whether `operation` sets aside what `instruction` does.
fn is_again(operation: &ParsedOperation, instruction: &Instruction) -> bool {
    let change = &instruction.change;
    let aside = operation.op == Operation::Suspend && operation.new == NewWording::None && change.event.kind == EventKind::Changed(Operation::Suspend);
    aside && operation.target.path.as_ref().map(canonical) == change.at.clone().map(|at| (at, change.scope))
}

/// The end that `instruction`, which sets something aside, has in the words in which `change` sets it out anew: «1-бап мынадай редакцияда жазылсын», and there
/// «… 2024 жылғы 1 қаңтарға дейін тоқтатыла тұрсын» again.
pub(super) fn end_anew(instruction: &Instruction, change: &Change) -> Option<Date> {
    if change.event.kind != EventKind::Changed(Operation::Reword) {
        return None;
    }
    let orders = change.new.iter().take(UNITS_MAX).filter(|(_, text)| amend::is_instruction(&text.text));
    let mut again = orders.flat_map(|(_, text)| read(text, instruction)).filter(|operation| is_again(operation, instruction));
    again.next()?.term.until().filter(|_| again.next().is_none())
}

/// The change that an instruction put in by `change` orders: on the `day` that its act gives it where it comes in time, else from its own day on.
fn ordered(operation: ParsedOperation, (sibling, day): (&Instruction, &EffectiveDate), change: &Change, (path, text): (&ProvisionPath, &Text)) -> Change {
    let (at, scope) = operation.target.path.as_ref().map(canonical).map_or((None, Scope::Whole), |(at, scope)| (Some(at), scope));
    let words_of = operation.op.is_of_words();
    let in_time = overtaken::surely_before(change, day);
    let by = shown(&change.event.by);
    let effective = match in_time {
        true => EffectiveDate { basis: format!("{}; put in by {by}", day.basis), ..day.clone() },
        false => day.later_of(&change.event.effective, format!("put in by {by}: {}", change.event.effective.basis)),
    };
    let event = Event {
        kind: EventKind::Changed(operation.op),
        unit: Some(path.clone()),
        target: operation.target.path,
        commencement: sibling.written_of(path).within(&operation.term),
        effective,
        words: operation.replacement.filter(|words| words_of || words.sentences.is_some()),
        printed: vec![text.source.clone()],
        cancelled: None,
        ..sibling.change.event.clone()
    };
    let late = || Doubt::Unmade(format!("{by} puts it into an act that may have taken effect before"));
    let Change { actor, order, .. } = &sibling.change;
    Change { doubt: (!in_time).then(late), ..Change::new(event, at, scope, actor.clone(), *order) }
}
