//! Wordings that no text in use prints: those of other times, and those that follow from an instruction.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::packed::{pack, unpack};
use super::store::{AmendedPlace, Place, Unit};
use crate::act::{ActId, ProvisionKind, ProvisionPath};
use crate::history::{ActHistory, Text, Wording};

/// Where what the texts in use print stands in the law: which file gives the text of each act, and where the new wording in an amending act has
/// its place, as the histories tell.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    files: HashMap<ActId, Vec<String>>,
    /// The same as [`Gives`] from the other side: by the amending act, what it gives to which act.
    amended: HashMap<ActId, Gives>,
}

/// Where the new wording in one amending act has its place.
pub(super) type AmendedPlaces = HashMap<ProvisionPath, AmendedPlace>;

impl Standing {
    /// `files` give the text of `act`: most often it is one.
    pub fn text_of(&mut self, act: ActId, files: Vec<String>) {
        self.files.insert(act, files);
    }

    /// Takes in what the history of `act` told.
    pub fn learn(&mut self, act: &ActId, gives: &Gives) {
        for (from, packed) in &gives.0 {
            self.amended.entry(from.clone()).or_default().0.push((act.clone(), Arc::clone(packed)));
        }
    }

    /// Where the new wording in `act` has its place.
    pub(super) fn places(&self, act: &ActId) -> AmendedPlaces {
        let mut places = AmendedPlaces::new();
        for (act, packed) in self.amended.get(act).into_iter().flat_map(|gives| &gives.0) {
            for (path, here) in paths(packed) {
                places.entry(path).or_insert_with(|| AmendedPlace { act: act.clone(), path: here });
            }
        }
        places
    }

    /// All that the documents of an act depend on here, in the same words every time: where its new wording stands, which is `places`, and which files give
    /// the text of the acts it quotes.
    pub(super) fn key(&self, places: &AmendedPlaces, quotes: &[ActId]) -> String {
        let mut places: Vec<(&ProvisionPath, &AmendedPlace)> = places.iter().collect();
        places.sort_by_key(|(path, _)| path.as_str());
        let files: Vec<Option<&Vec<String>>> = quotes.iter().map(|act| self.files.get(act)).collect();
        format!("{places:?} {files:?}")
    }

    /// Whether a text in use prints it.
    fn prints(&self, text: &Text) -> bool {
        !text.replayed && self.files.get(&text.source.act).is_some_and(|files| files.contains(&text.source.file))
    }
}

/// Wording that an amending act gives: the act, where it stands in that act, and where in the one it amends.
pub type Given = (ActId, ProvisionPath, ProvisionPath);

/// Where the wordings of an act that come from amending acts stand there, and in it.
///
/// All acts tell it before the first is indexed, so that it is held packed, by the amending act: some twenty bytes for a provision, not two hundred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gives(Vec<(ActId, Arc<[u8]>)>);

impl Gives {
    /// What the history of `act` tells.
    pub fn of(act: &ActHistory) -> Self {
        let mut given: Vec<Given> = Vec::new();
        for (timeline, text) in texts(act) {
            let Some(via) = text.via.as_ref() else { continue };
            // An instruction about a heading has no unit with the new words: what it says is its own.
            let Some(path) = via.path.as_ref().filter(|path| path.as_str().contains("/new") || path.kind() != Some(ProvisionKind::Amendment)) else { continue };
            given.push((via.act.clone(), path.clone(), timeline.clone()));
        }
        Self::new(given)
    }

    /// Packs what was told.
    pub(crate) fn new(given: Vec<Given>) -> Self {
        let mut by_act: BTreeMap<ActId, String> = BTreeMap::new();
        for (from, path, here) in given {
            let lines = by_act.entry(from).or_default();
            lines.push_str(&format!("{path}\t{here}\n"));
        }
        Self(by_act.into_iter().map(|(from, lines)| (from, packed(&lines))).collect())
    }

    /// All that is told, by the amending act.
    pub(super) fn all(&self) -> Vec<Given> {
        self.0.iter().flat_map(|(from, packed)| paths(packed).into_iter().map(|(path, here)| (from.clone(), path, here))).collect()
    }
}

fn packed(lines: &str) -> Arc<[u8]> {
    pack(lines.as_bytes()).expect("what is told of one act is far from the 4 GiB that a record may have").into()
}

/// What [`Gives::new`] packed of one amending act: where wording stands there, and in the amended act. Paths hold neither tabs nor ends of lines.
fn paths(packed: &[u8]) -> Vec<(ProvisionPath, ProvisionPath)> {
    let lines = unpack(packed).ok().and_then(|lines| String::from_utf8(lines).ok()).expect("it was packed in this process");
    let path = |path: &str| ProvisionPath::from_known(path.to_owned());
    lines.lines().filter_map(|line| line.split_once('\t')).map(|(there, here)| (path(there), path(here))).collect()
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
                lead: known.map(|unit| unit.lead.clone()).unwrap_or_default(),
                in_form: text.kind == ProvisionKind::FormField,
                other_wording: true,
                ..Unit::bare(history.id.clone(), Place::from(&text.source))
            });
        }
    }
    found
}
