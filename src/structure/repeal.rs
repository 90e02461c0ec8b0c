//! Lists of what is repealed, line by line: in a point, «Мыналардың: 1) …; 2) … күші жойылды деп танылсын», and in an annex.

use std::collections::{HashMap, HashSet};

use super::build::{Builder, Unit};
use super::instruct::without_number;
use super::record::record;
use crate::act::{Amendment, Commencement, Operation, ProvisionKind, ProvisionPath};
use crate::amend::{self, Context, NewWording, ParsedOperation};
use crate::text::{GENITIVE, Problem, ProblemCode, Span, ends_with_any, work};

/// How far the lists have been looked at whose verb stands in a later line.
#[derive(Default)]
pub(super) struct Listed {
    /// For each list, the unit before which all its lines were.
    until: HashMap<usize, usize>,
    /// The units that hold an instruction, of the first `read` amendments.
    changing: HashSet<ProvisionPath>,
    read: usize,
}

impl Listed {
    /// Takes in the units of the amendments that came since.
    fn take_in(&mut self, amendments: &[Amendment]) {
        for amendment in &amendments[self.read..] {
            for unit in std::iter::successors(Some(amendment.unit.clone()), ProvisionPath::parent) {
                work::spend(1);
                if !self.changing.insert(unit) {
                    break;
                }
            }
        }
        self.read = amendments.len();
    }
}

/// «Мыналардың: 1) …; 2) … күші жойылды деп танылсын.»: only the last line of the list has the verb. What those before it
/// name is repealed as well.
pub(super) fn listed_before(builder: &mut Builder<'_>, last: usize) {
    let Some(parent) = builder.provisions[last].parent else { return };
    let from = match builder.listed.until.get(&parent) {
        Some(&from) => from,
        None if lists(builder, parent) => parent + 1,
        None => return,
    };
    builder.listed.until.insert(parent, last.max(from));
    builder.listed.take_in(&builder.amendments);
    let context = Context { repeals: true, ..Context::default() };
    for at in from..last {
        work::spend(1);
        if builder.provisions[at].parent != Some(parent) || builder.listed.changing.contains(&builder.provisions[at].path) {
            continue;
        }
        let Some(&span) = builder.provisions[at].own.first() else { continue };
        let operations = amend::instruction(builder.text.slice(span), &context).unwrap_or_default();
        record_line(builder, at, span, operations);
    }
}

/// «Мыналардың:»: whether a unit leads in a list of what something is done to.
fn lists(builder: &Builder<'_>, unit: usize) -> bool {
    let lead = builder.provisions[unit].own.first().map_or("", |&span| builder.text.slice(span));
    lead.strip_suffix(':').is_some_and(|lead| ends_with_any(lead.trim_end(), &GENITIVE))
}

/// A line of a list of what is repealed: a whole act is the line's own, units of one hang below its `amend-1`.
pub(super) fn record_line(builder: &mut Builder<'_>, unit: usize, span: Span, operations: Vec<ParsedOperation>) {
    let path = builder.path(unit);
    if operations.iter().all(|operation| operation.target.path.is_none()) {
        return record(builder, &path, span, None, operations, &[]);
    }
    let own = without_number(builder, span);
    let at = builder.open(Unit::numbered(ProvisionKind::Amendment, "1", Some(unit), Some(path)), Some(own));
    let path = builder.path(at);
    record(builder, &path, own, None, operations, &[]);
}

/// «осы қаулыға қосымшаға сәйкес … күші жойылды деп танылсын»: every act that the annex lists is repealed, by its line.
///
/// An annex that is ordered again, with the same day, says nothing new.
pub(super) fn by_annex(builder: &mut Builder<'_>) {
    let ordered: HashSet<ProvisionPath> = builder.amendments.iter().filter_map(annex_of).cloned().collect();
    if ordered.is_empty() {
        return;
    }
    let mut annexes = Annexes::new(builder, &ordered);
    for order in std::mem::take(&mut builder.amendments) {
        match annex_of(&order).cloned() {
            Some(annex) => annexes.repeal(builder, order, &annex),
            None => builder.amendments.push(order),
        }
    }
}

/// The annex that lists what an order repeals.
fn annex_of(order: &Amendment) -> Option<&ProvisionPath> {
    let whole = order.target.act.is_none() && order.target.path.is_none();
    order.new.first().filter(|_| order.op == Operation::Repeal && whole)
}

/// Lines of annexes that are read beyond one reading of each, at most: annexes inside others, and orders of one annex with several days.
const LINES_AGAIN_MAX: usize = 10_000;

/// The annexes that list what is repealed.
struct Annexes {
    /// Their lines.
    lines: HashMap<ProvisionPath, Vec<(ProvisionPath, Span)>>,
    /// Which of them were read, with which day, and whether anything followed.
    read: HashMap<(ProvisionPath, Commencement), bool>,
    /// How many lines may still be read.
    room: usize,
}

impl Annexes {
    fn new(builder: &Builder<'_>, ordered: &HashSet<ProvisionPath>) -> Self {
        let mut lines: HashMap<ProvisionPath, Vec<(ProvisionPath, Span)>> = HashMap::new();
        let is_line = |kind| matches!(kind, ProvisionKind::Item | ProvisionKind::Point | ProvisionKind::Subpoint | ProvisionKind::Row);
        for provision in builder.provisions.iter().filter(|provision| is_line(provision.kind)) {
            let Some(&span) = provision.own.first() else { continue };
            for above in std::iter::successors(provision.path.parent(), ProvisionPath::parent).filter(|above| ordered.contains(above)) {
                work::spend(1);
                lines.entry(above).or_default().push((provision.path.clone(), span));
            }
        }
        Self { lines, read: HashMap::new(), room: builder.provisions.len() + LINES_AGAIN_MAX }
    }

    /// Takes the order apart, one repeal for each line of `annex`; where none could be read, the order is not read.
    fn repeal(&mut self, builder: &mut Builder<'_>, order: Amendment, annex: &ProvisionPath) {
        let key = (annex.clone(), order.commencement.clone());
        let known = self.read.get(&key).copied();
        if known == Some(true) {
            return;
        }
        let lines = self.lines.get(annex).map_or(&[][..], Vec::as_slice);
        if known.is_none() && lines.len() <= self.room {
            self.room -= lines.len();
            let told = repeal_lines(builder, lines, &order.commencement);
            self.read.insert(key, told);
            if told {
                return;
            }
        } else if known.is_none() {
            let message = format!("{annex} is named again and again as a list of what is repealed; it is not read for this order");
            builder.problems.push(Problem::new(ProblemCode::LimitReached, order.lines, message));
        }
        let unread = ParsedOperation { op: Operation::Unread, target: order.target, new: NewWording::None, replacement: None, term: Commencement::Unstated };
        record(builder, &order.unit, order.span, None, vec![unread], &[]);
    }
}

/// Repeals what the lines name, from `day` on; `false` where they name nothing.
fn repeal_lines(builder: &mut Builder<'_>, lines: &[(ProvisionPath, Span)], day: &Commencement) -> bool {
    let before = builder.amendments.len();
    let term = Some(day.clone()).filter(|term| *term != Commencement::Unstated);
    let context = Context { repeals: true, term, ..Context::default() };
    for (path, span) in lines {
        let operations = amend::instruction(builder.text.slice(*span), &context).unwrap_or_default();
        record(builder, path, *span, None, operations, &[]);
    }
    builder.amendments.len() > before
}
