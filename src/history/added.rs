//! Instructions that another act puts into an amending act: «1-тармақ мынадай мазмұндағы 3) тармақшамен толықтырылсын: "3) 4-тармақ алып тасталсын."».

use super::effect::EffectiveDate;
use super::event::{Event, EventKind};
use super::gather::{Change, Doubt};
use super::instruction::Instruction;
use super::name::shown;
use super::overtaken;
use super::place::{Scope, canonical};
use super::timeline::Text;
use crate::act::{Operation, ProvisionKind, ProvisionPath};
use crate::amend::{self, Context, ParsedOperation};

/// Most units of new wording that are read as instructions. It bounds what a hostile text can cost.
const UNITS_MAX: usize = 1_000;

/// What the wording that `change` gives an amending act orders, read as what the instructions `beside` it are about. The wording that they quote themselves
/// is not taken apart: how the units read since is not known.
pub(super) fn orders(change: &Change, beside: &[&Instruction]) -> Vec<Instruction> {
    let EventKind::Changed(Operation::Add | Operation::Reword) = change.event.kind else { return Vec::new() };
    let mut all = Vec::new();
    for (path, text) in change.new.iter().take(UNITS_MAX).filter(|(_, text)| amend::is_instruction(&text.text)) {
        let near = |one: &&&Instruction| path.parent().is_some_and(|parent| one.change.event.unit.as_ref().is_some_and(|unit| unit.is_within(&parent)));
        let Some(sibling) = beside.iter().rev().find(near) else { continue };
        let component = sibling.change.event.target.as_ref().and_then(|target| target.segments().next()).map(ProvisionPath::from_known);
        let component = component.filter(|component| component.kind() == Some(ProvisionKind::Component));
        let context = Context { act: sibling.cited.clone(), component, ..Context::default() };
        let own = |operation: &ParsedOperation| operation.target.act == sibling.cited;
        let read = amend::instruction(&text.text, &context).unwrap_or_default();
        all.extend(read.into_iter().filter(own).map(|operation| sibling.beside(ordered(operation, sibling, change, (path, text)))));
    }
    all
}

/// The change that an instruction put in by `change` orders: with those beside it where it comes in time, else from its own day on.
fn ordered(operation: ParsedOperation, sibling: &Instruction, change: &Change, (path, text): (&ProvisionPath, &Text)) -> Change {
    let (at, scope) = operation.target.path.as_ref().map(canonical).map_or((None, Scope::Whole), |(at, scope)| (Some(at), scope));
    let words_of = operation.op.is_of_words();
    let in_time = overtaken::surely_in_time(change, &sibling.change);
    let by = shown(&change.event.by);
    let effective = &sibling.change.event.effective;
    let effective = match in_time {
        true => EffectiveDate { basis: format!("{}; put in by {by}", effective.basis), ..effective.clone() },
        false => effective.later_of(&change.event.effective, format!("put in by {by}: {}", change.event.effective.basis)),
    };
    let event = Event {
        kind: EventKind::Changed(operation.op),
        unit: Some(path.clone()),
        target: operation.target.path,
        commencement: sibling.change.event.commencement.within(&operation.term),
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
