//! The order of the stages: one source text in, one act out.

use std::borrow::Cow;

use crate::act::{Act, ActId, Commencement, Provision, ProvisionKind};
use crate::amend;
use crate::cite;
use crate::repair;
use crate::structure;
use crate::text::{CleanText, SourceText};

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
    let id = structure.id.unwrap_or(fallback_id);
    let orders =
        if structure.drafted.is_empty() { Cow::from(&structure.amendments) } else { Cow::from([&structure.amendments[..], &structure.drafted].concat()) };
    let mut references = cite::references(&text, &structure.provisions, &orders, &structure.requisites);
    cite::join_links(&mut references, text.links(&source), &structure.provisions, &id);
    let registered = structure.requisites.registered.as_ref().and_then(|entry| entry.date);
    let commencement = amend::registered(own_commencement(&text, &structure.provisions), registered);
    Act {
        id,
        requisites: structure.requisites,
        provisions: structure.provisions,
        commencement,
        amendments: structure.amendments,
        notes: structure.notes,
        references,
        terms: cite::defined_terms(&text),
        problems,
        source,
        text,
    }
}

/// What the act proper says of its own commencement; what it approves, its annexes and the wording it quotes say nothing of it.
fn own_commencement(text: &CleanText, provisions: &[Provision]) -> Commencement {
    let mut proper = vec![true; provisions.len()];
    for at in 0..provisions.len() {
        let apart = matches!(provisions[at].kind, ProvisionKind::Component | ProvisionKind::Annex | ProvisionKind::Amendment);
        proper[at] = !apart && provisions[at].parent.is_none_or(|parent| parent >= at || proper[parent]);
    }
    // an order on units of another act or document may tell in one sentence when units of this one take effect
    let settles = |at: usize| {
        let around = provisions[at].parent.is_none_or(|parent| proper.get(parent).is_some_and(|proper| *proper));
        around && provisions[at].kind == ProvisionKind::Amendment && provisions[at].own.iter().any(|&span| amend::settles_own(text.slice(span)))
    };
    let told = (0..provisions.len()).filter(|&at| proper[at] || settles(at));
    let paragraphs = told.flat_map(|at| &provisions[at].own).map(|&span| text.slice(span));
    amend::act_commencement(paragraphs).map_or(Commencement::Unstated, |(_, commencement)| commencement)
}
