//! Why a passage answers, in words.

use super::Error;
use super::concept::Concept;
use super::score::{Lifted, Told, Weighed, Where};
use super::words::Asked;
use crate::index::{Index, Unit};

/// What a question found in `unit`, the weightiest first: one sentence a word of the question, and those for a citation and for what it owes to others.
pub(super) fn reasons(index: &Index, asked: &Asked, concepts: &[Concept], unit: &Unit, lifted: Lifted) -> Result<Vec<String>, Error> {
    let engine = |error| index.engine_error(error);
    let weighed = Weighed::new(index, concepts).map_err(engine)?;
    let documents = index.documents(index.fields().address, &unit.own_address())?;
    let mut reasons = Vec::new();
    let keys = unit.act_keys();
    if unit.cited_paths().any(|path| asked.cited.names(path)) {
        reasons.push("the question cites this unit".to_owned());
    } else if asked.cited.acts.iter().any(|act| keys.contains(act)) {
        reasons.push("it stands in an act that the question cites".to_owned());
    }
    let Some(scored) = weighed.scored(index, documents).map_err(engine)?.into_iter().next() else { return Ok(reasons) };
    let mut told: Vec<(f32, String)> = Vec::new();
    for ((concept, rarity), found) in concepts.iter().zip(&weighed.rarity).zip(&scored.told) {
        let weight = rarity * concept.worth * found.strength;
        if weight > 0.0 {
            told.push((weight, sentence(concept, found, weight)));
        } else if concept.is_content() {
            told.push((0.0, format!("«{}» is not in it", concept.surface)));
        }
    }
    let owed = [(lifted.beside, "what stands beside it has words of the question, too"), (lifted.subject, "its act speaks of that throughout")];
    told.extend(owed.into_iter().filter(|(weight, _)| *weight > 0.0).map(|(weight, why)| (weight, format!("{why}: {weight:.1}"))));
    told.sort_by(|one, other| other.0.total_cmp(&one.0));
    reasons.extend(told.into_iter().map(|(_, sentence)| sentence));
    Ok(reasons)
}

fn sentence(concept: &Concept, found: &Told, weight: f32) -> String {
    let place = match found.place {
        Where::Nowhere | Where::Own => "in its own words",
        Where::Lead => "in its lead-in",
        Where::Around => "around it",
        Where::Title => "in the title of its act",
    };
    let form = concept.forms.get(found.form);
    let other = form.filter(|_| found.form > 0).map_or_else(String::new, |form| {
        let kind = if form.loose { "spelt without Kazakh letters" } else { "found as" };
        format!(", {kind} «{}»", form.terms.join(" "))
    });
    format!("«{}»{other} {place}: {weight:.1}", concept.surface)
}
