//! Lists of what is repealed, line by line: in a point, «Мыналардың: 1) …; 2) … күші жойылды деп танылсын», and, by `lists`, in an annex or a document.

mod lists;

use std::collections::{HashMap, HashSet};

pub(super) use lists::listed;

use super::build::{Builder, Unit};
use super::instruct::without_number;
use super::record::record;
use crate::act::{Amendment, ProvisionKind, ProvisionPath};
use crate::amend::{self, Context, ParsedOperation};
use crate::text::{GENITIVE, Span, ends_with_any, work};

/// How far the lists have been looked at whose verb stands in a later line.
#[derive(Default)]
pub(super) struct Listed {
    /// For each list, the unit before which all its lines were.
    until: HashMap<usize, usize>,
    /// The units that hold an instruction, of the first `read` amendments.
    changing: HashSet<ProvisionPath>,
    read: usize,
    /// The lead-ins of lists of what is set aside, each with what is ordered where no line below it tells.
    pub(super) leads: Vec<(ProvisionPath, Span, ParsedOperation)>,
    /// For each line of a list that stands apart from its order, the unit that orders it.
    pub(super) ordered: HashMap<ProvisionPath, ProvisionPath>,
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
/// name is repealed, or set aside, as well: they are read in `context`.
pub(super) fn listed_before(builder: &mut Builder<'_>, last: usize, context: &Context) {
    let Some(parent) = builder.provisions[last].parent else { return };
    let from = match builder.listed.until.get(&parent) {
        Some(&from) => from,
        None if lists(builder, parent) => parent + 1,
        None => return,
    };
    builder.listed.until.insert(parent, last.max(from));
    builder.listed.take_in(&builder.amendments);
    for at in from..last {
        work::spend(1);
        if builder.provisions[at].parent != Some(parent) || builder.listed.changing.contains(&builder.provisions[at].path) {
            continue;
        }
        let Some(&span) = builder.provisions[at].own.first() else { continue };
        let operations = amend::instruction(builder.text.slice(span), context).unwrap_or_default();
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
