//! The order of the stages: one source text in, one act out.

use crate::act::{Act, ActId};
use crate::cite;
use crate::repair;
use crate::structure;
use crate::text::SourceText;

/// Reads one act out of a source text: repair, structure, citations.
///
/// `fallback_id` names the act where no id follows from its text. It never fails: every doubt is in [`Act::problems`], in
/// the order of the text.
///
/// ```
/// use tarmaq::{ingest::read_act, text::SourceText};
///
/// let source = SourceText::new("press.txt", "Министрлікте кеңес өтті.");
/// let act = read_act(source, "press".parse()?);
/// assert_eq!(act.id.as_str(), "press");
/// # Ok::<(), tarmaq::act::ActIdError>(())
/// ```
pub fn read_act(source: SourceText, fallback_id: ActId) -> Act {
    let repaired = repair::repair(&source);
    let text = repaired.value;
    let parsed = structure::parse(&source, &text);
    let structure = parsed.value;
    let mut problems = repaired.problems;
    problems.extend(parsed.problems);
    problems.sort_by_key(|problem| problem.lines);
    let references = cite::references(&text, &structure.provisions);
    Act {
        id: structure.id.unwrap_or(fallback_id),
        requisites: structure.requisites,
        provisions: structure.provisions,
        amendments: structure.amendments,
        notes: structure.notes,
        references,
        terms: cite::defined_terms(&text),
        problems,
        source,
        text,
    }
}
