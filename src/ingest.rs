//! The one place that knows the order of the stages.

use crate::act::Act;
use crate::cite;
use crate::repair;
use crate::structure;
use crate::text::SourceText;

/// Reads one act out of a source text: repair, structure, citations.
///
/// `fallback_id` names the act where no id follows from its text. It never fails: every doubt is in `problems`.
pub fn read_act(source: SourceText, fallback_id: crate::act::ActId) -> Act {
    let repaired = repair::repair(&source);
    let text = repaired.value;
    let parsed = structure::parse(&source, &text);
    let structure = parsed.value;
    let mut problems = repaired.problems;
    problems.extend(parsed.problems);
    problems.sort_by_key(|problem| problem.lines);
    Act {
        id: structure.id.unwrap_or(fallback_id),
        requisites: structure.requisites,
        provisions: structure.provisions,
        amendments: structure.amendments,
        notes: structure.notes,
        references: Vec::new(),
        terms: Vec::new(),
        problems,
        source,
        text,
    }
}
