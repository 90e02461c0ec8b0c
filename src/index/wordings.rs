//! Wordings that no text in use prints: those of other times, and those that follow from an instruction.

use std::collections::{HashMap, HashSet};

use super::store::{AmendedPlace, Place, Unit};
use crate::act::{ActId, ProvisionKind, ProvisionPath};
use crate::history::{ActHistory, Text, Wording};

/// Where what the texts in use print stands in the law: which file gives the text of each act, and where the new wording in an amending act has
/// its place, as the histories tell.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    files: HashMap<ActId, String>,
    amended: HashMap<ActId, HashMap<ProvisionPath, AmendedPlace>>,
}

impl Standing {
    /// `file` gives the text of `act`.
    pub fn text_of(&mut self, act: ActId, file: String) {
        self.files.insert(act, file);
    }

    /// Takes in what [`gives`] told of the history of `act`.
    pub fn learn(&mut self, act: &ActId, gives: &[Given]) {
        for (from, path, here) in gives {
            let place = AmendedPlace { act: act.clone(), path: here.clone() };
            self.amended.entry(from.clone()).or_default().entry(path.clone()).or_insert(place);
        }
    }

    /// All that the documents of `act` depend on here, in the same words every time: where its new wording stands, and which files give the text of
    /// the acts it quotes.
    pub(super) fn key(&self, act: &ActId, quotes: &[ActId]) -> String {
        let mut places: Vec<(&ProvisionPath, &AmendedPlace)> = self.amended.get(act).into_iter().flatten().collect();
        places.sort_by_key(|(path, _)| path.as_str());
        let files: Vec<Option<&String>> = quotes.iter().map(|act| self.files.get(act)).collect();
        format!("{places:?} {files:?}")
    }

    /// Gives `unit` its address in the act that it amends.
    pub(super) fn place(&self, unit: &mut Unit) {
        let known = unit.path.as_ref().and_then(|path| self.amended.get(&unit.act)?.get(path));
        if let Some(place) = known {
            unit.amends = Some(place.clone());
        }
    }

    /// Whether a text in use prints it.
    fn prints(&self, text: &Text) -> bool {
        !text.replayed && self.files.get(&text.source.act) == Some(&text.source.file)
    }
}

/// Wording that an amending act gives: the act, where it stands in that act, and where in the one it amends.
pub type Given = (ActId, ProvisionPath, ProvisionPath);

/// Where the wordings of `act` that come from amending acts stand there, and in it.
pub fn gives(act: &ActHistory) -> Vec<Given> {
    let mut given = Vec::new();
    for (timeline, text) in texts(act) {
        let Some(via) = text.via.as_ref() else { continue };
        // An instruction about a heading has no unit with the new words: what it says is its own.
        let Some(path) = via.path.as_ref().filter(|path| path.as_str().contains("/new") || path.kind() != Some(ProvisionKind::Amendment)) else { continue };
        given.push((via.act.clone(), path.clone(), timeline.clone()));
    }
    given
}

/// The acts whose texts print the wordings of `act`, by id.
pub fn quotes(act: &ActHistory) -> Vec<ActId> {
    let mut quoted: Vec<ActId> = texts(act).map(|(_, text)| text.source.act.clone()).collect();
    quoted.sort();
    quoted.dedup();
    quoted
}

/// The wordings of all provisions of `act`, with the address of each.
fn texts(act: &ActHistory) -> impl Iterator<Item = (&ProvisionPath, &Text)> {
    act.timelines.iter().flat_map(|timeline| {
        let wordings = timeline.intervals.iter().flat_map(|interval| [Some(&interval.wording), interval.disputed.as_ref()]).flatten();
        wordings.filter_map(Wording::text).map(|text| (&timeline.path, text))
    })
}

/// The wordings in `history` that no text in use prints, as units to be searched. `units` are those of the act that one does.
pub(super) fn other_wordings(history: &ActHistory, units: &[Unit], standing: &Standing) -> Vec<Unit> {
    let printed: HashMap<&ProvisionPath, &Unit> = units.iter().filter_map(|unit| Some((unit.path.as_ref()?, unit))).collect();
    let mut free = units.last().map_or(0, |unit| unit.ordinal + 1);
    let mut found = Vec::new();
    for timeline in history.timelines.iter().filter(|timeline| timeline.path.kind() != Some(ProvisionKind::Title)) {
        let mut seen: HashSet<&str> = HashSet::new();
        let wordings = timeline.intervals.iter().flat_map(|interval| [Some(&interval.wording), interval.disputed.as_ref()]).flatten();
        for text in wordings.filter_map(Wording::text).filter(|text| !standing.prints(text)) {
            let known = printed.get(&timeline.path).copied();
            if !seen.insert(text.text.as_str()) || known.is_some_and(|unit| unit.text == text.text) {
                continue;
            }
            let ordinal = known.map_or(free, |unit| unit.ordinal);
            free += u32::from(known.is_none());
            found.push(Unit {
                ordinal,
                end: known.map_or(ordinal + 1, |unit| unit.end),
                parent: known.and_then(|unit| unit.parent),
                path: Some(timeline.path.clone()),
                kind: Some(text.kind),
                number: text.number.clone(),
                grouping: text.grouping.clone(),
                heading: text.heading.clone(),
                text: text.text.clone(),
                context: known.and_then(|unit| unit.context.clone()),
                surroundings: known.map(|unit| unit.surroundings.clone()).unwrap_or_default(),
                in_form: text.kind == ProvisionKind::FormField,
                other_wording: true,
                ..Unit::bare(history.id.clone(), Place::from(&text.source))
            });
        }
    }
    found
}
