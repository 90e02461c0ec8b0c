//! The operations of an instruction as the act keeps them: each with the units that hold its new wording.

use std::collections::{HashMap, HashSet};

use super::build::Builder;
use super::instruct::{as_point, printed_number};
use crate::act::{ActKind, Amendment, CitedAct, Operation, ProvisionPath};
use crate::amend::{NewWording, ParsedOperation};
use crate::text::{LineRange, Problem, ProblemCode, Span};

/// Operations that are kept of an act, at most: so many, and one more for so many bytes of its text. «1–256-тармақтар» is one for each of its numbers; no act
/// comes near it.
const OPERATIONS_MAX: usize = 20_000;
const OPERATION_BYTES: usize = 64;

/// Keeps the operations that the instruction in `span` orders. Their commencement is that of the act, known at its end, but for what they say themselves.
pub(super) fn record(
    builder: &mut Builder<'_>,
    unit: &ProvisionPath,
    span: Span,
    last_quoted: Option<usize>,
    operations: Vec<ParsedOperation>,
    found: &[ProvisionPath],
) {
    let own = builder.lines_of(span);
    let quoted = last_quoted.map(|at| &builder.text.paragraphs[at]);
    let lines = quoted.map_or(own, |last| own.join(last.lines));
    let bytes = quoted.map_or(0, |last| last.span.end.saturating_sub(span.end) as usize);
    // told once, however many units it names
    if operations.iter().any(|operation| operation.op == Operation::Unread) {
        let message = format!("the instruction could not be read: {}", builder.text.slice(span));
        builder.problems.push(Problem::new(ProblemCode::InstructionUnread, LineRange::new(own.first, own.last), message));
    }
    if operations.iter().filter_map(|operation| operation.target.act.as_ref()).any(is_unknown) {
        let message = format!("the act that the instruction is about is not known: {}", builder.text.slice(span));
        builder.problems.push(Problem::new(ProblemCode::InstructionUnread, LineRange::new(own.first, own.last), message));
    }
    let operations = bounded(builder, own, operations);
    let new = new_units(builder, unit, own, bytes, &operations, found);
    builder.amendments.extend(operations.into_iter().zip(new).map(|(operation, new)| Amendment {
        unit: unit.clone(),
        indents: None,
        op: operation.op,
        target: operation.target,
        new,
        moved: operation.moved,
        replacement: operation.replacement,
        commencement: operation.term,
        span,
        lines,
    }));
}

/// Whether nothing but its kind is told of an act: «Көрсетілген бұйрықтың 4-тармағы», where several orders were named. There is one constitution.
fn is_unknown(act: &CitedAct) -> bool {
    act.kind != Some(ActKind::Constitution) && *act == CitedAct { kind: act.kind, ..CitedAct::default() }
}

/// The operations, where the act has not ordered more than are kept; else one that says that they are not read.
fn bounded(builder: &mut Builder<'_>, lines: LineRange, operations: Vec<ParsedOperation>) -> Vec<ParsedOperation> {
    let max = OPERATIONS_MAX + builder.text.text.len() / OPERATION_BYTES;
    if operations.len() <= 1 || builder.amendments.len() + operations.len() <= max {
        return operations;
    }
    let message = format!("the act orders more than {max} changes up to here; the {} of this instruction are not read", operations.len());
    builder.problems.push(Problem::new(ProblemCode::LimitReached, lines, message));
    ParsedOperation::of_acts(operations)
}

/// The units that hold the new wording of each operation: the quoted unit of its number, or, where none has it, all that is `found` in the quotation of `bytes`.
///
/// «3 және 5-тармақтар мынадай мазмұндағы бөлікпен толықтырылсын» puts one wording into several units, so that each has it; but only as long as the copies stay
/// in proportion to the text. What has none is left without: the history does not know its words then.
fn new_units(
    builder: &mut Builder<'_>,
    unit: &ProvisionPath,
    lines: LineRange,
    bytes: usize,
    operations: &[ParsedOperation],
    found: &[ProvisionPath],
) -> Vec<Vec<ProvisionPath>> {
    let (base, known): (_, HashSet<&ProvisionPath>) = (unit.join("new"), found.iter().collect());
    let size = bytes + found.iter().map(|path| path.as_str().len()).sum::<usize>();
    let (mut given, mut without) = (false, 0);
    let own = |operation: &ParsedOperation| match &operation.new {
        NewWording::Quoted(Some(path)) => Some(base.join(path.as_str())).filter(|whole| known.contains(whole)),
        _ => None,
    };
    let owned: HashMap<ProvisionPath, Option<&str>> = operations.iter().filter_map(|operation| own(operation).zip(Some(number_of(operation)))).collect();
    // what is quoted with the number of another unit that is named is no wording of this one
    let is_of_another = |operation: &ParsedOperation, unit: &ProvisionPath| owned.get(unit).is_some_and(|number| *number != number_of(operation));
    let (mut missing, mut unprinted) = (Vec::new(), Vec::new());
    let mut new = Vec::with_capacity(operations.len());
    for operation in operations {
        new.push(match &operation.new {
            NewWording::None => Vec::new(),
            NewWording::AnnexOfThisAct(path) => vec![path.clone()],
            NewWording::Quoted(_) => match own(operation) {
                Some(whole) => vec![whole],
                None if found.is_empty() => {
                    let reworded = operation.target.path.as_ref().filter(|_| operation.op == Operation::Reword && number_of(operation).is_some());
                    unprinted.extend(reworded.map(ProvisionPath::as_str));
                    Vec::new()
                }
                None if !found.is_empty() && found.iter().all(|unit| is_of_another(operation, unit)) => {
                    missing.extend(operation.target.path.as_ref().map(ProvisionPath::as_str));
                    Vec::new()
                }
                None if !std::mem::replace(&mut given, true) || builder.may_copy(size) => {
                    found.iter().filter(|unit| !is_of_another(operation, unit)).cloned().collect()
                }
                None => {
                    without += 1;
                    Vec::new()
                }
            },
        });
    }
    if without > 0 {
        let message = format!("the quoted wording tells none of the units that the instruction names; it is not kept for each of them, {without} have none");
        builder.problems.push(Problem::new(ProblemCode::LimitReached, lines, message));
    }
    if !unprinted.is_empty() {
        let message = format!("no new wording of {} is found behind the instruction", unprinted.join(", "));
        builder.problems.push(Problem::new(ProblemCode::InstructionUnread, lines, message));
    }
    if !missing.is_empty() {
        let message = format!("the quoted wording has none of the number of {}", missing.join(", "));
        builder.problems.push(Problem::new(ProblemCode::InstructionUnread, lines, message));
    }
    new
}

/// The number that the quoted wording of an operation begins with.
fn number_of(operation: &ParsedOperation) -> Option<&str> {
    match &operation.new {
        NewWording::Quoted(Some(path)) => printed_number(path),
        _ => None,
    }
}

/// The operations of the instruction at `path`, in `span`, as the units `found` in its quotation and the words `quoted` there settle them.
pub(super) fn settled(
    builder: &mut Builder<'_>,
    path: &ProvisionPath,
    span: Span,
    operations: Vec<ParsedOperation>,
    found: &[ProvisionPath],
    quoted: &str,
) -> Vec<ParsedOperation> {
    let (base, known): (_, HashSet<&ProvisionPath>) = (path.join("new"), found.iter().collect());
    let is_quoted = |point: &ProvisionPath| known.contains(&base.join(point.as_str()));
    let (mut given, mut without) = (false, 0);
    let mut settled = Vec::with_capacity(operations.len());
    for operation in operations {
        let operation = by_printed_number(operation, is_quoted);
        settled.push(if !brings_sentences(&operation) {
            operation
        } else if !std::mem::replace(&mut given, true) || builder.may_copy(quoted.len()) {
            with_sentences(operation, quoted)
        } else {
            without += 1;
            operation.unread()
        });
    }
    if without > 0 {
        let message = format!("the quoted sentences are not kept for each of the units that the instruction names; the changes of {without} are not read");
        let lines = builder.lines_of(span);
        builder.problems.push(Problem::new(ProblemCode::LimitReached, lines, message));
    }
    settled
}

/// Whether whole sentences come with the quotation: a sentence has no address.
fn brings_sentences(operation: &ParsedOperation) -> bool {
    matches!(operation.new, NewWording::Quoted(None)) && operation.replacement.is_some()
}

/// Gives whole sentences that come the words that are quoted for them.
fn with_sentences(mut operation: ParsedOperation, quoted: &str) -> ParsedOperation {
    if let Some(change) = &mut operation.replacement {
        change.new = Some(quoted.to_owned()).filter(|quoted| !quoted.is_empty());
        operation.new = NewWording::None;
    }
    operation
}

/// In codes «екінші бөлік» is what is printed «2.»: where the new wording shows that number, the part is that point.
fn by_printed_number(mut operation: ParsedOperation, is_quoted: impl Fn(&ProvisionPath) -> bool) -> ParsedOperation {
    let NewWording::Quoted(Some(path)) = &operation.new else { return operation };
    let Some(point) = as_point(path).filter(is_quoted) else { return operation };
    operation.target.path = operation.target.path.as_ref().map(|target| as_point(target).unwrap_or_else(|| target.clone()));
    operation.new = NewWording::Quoted(Some(point));
    operation
}
