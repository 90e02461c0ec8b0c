//! Wordings that no text in use prints: those of other times, and those that follow from an instruction.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::error::Error;
use super::rows::{Rows, RowsWriter};
use super::store::{AmendedPlace, Place, Unit};
use crate::act::{ActId, ProvisionKind, ProvisionPath};
use crate::history::{ActHistory, Text, Wording};

/// Takes in, act by act and source by source, where what the texts in use print stands in the law.
pub(crate) struct StandingWriter {
    files: RowsWriter,
    amended: RowsWriter,
}

/// Where what the texts in use print stands in the law: which files give the text of each act, and where the new wording in an amending act has
/// its place, as the histories tell. All acts tell it before the first is indexed; it lies on the disk, and is asked for one act at a time.
pub(crate) struct Standing {
    files: Rows,
    /// By the amending act, then by the amended one: what [`given`] tells of the two.
    amended: Rows,
}

/// Where the new wording in one amending act has its place.
pub(super) type AmendedPlaces = HashMap<ProvisionPath, AmendedPlace>;

/// What one amending act gives to one act: where it stands there, and where here.
type Pairs = Vec<(ProvisionPath, ProvisionPath)>;

impl StandingWriter {
    pub(super) fn new(files: RowsWriter, amended: RowsWriter) -> Self {
        Self { files, amended }
    }

    /// `files` give the text of `act`: most often it is one.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when it cannot be written down.
    pub(crate) fn text_of(&self, act: &ActId, files: &[String]) -> Result<(), Error> {
        self.files.push(act.as_str(), &files)
    }

    /// Takes in what the history of `act` told, see [`given`].
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when it cannot be written down.
    pub(crate) fn learn(&self, act: &ActId, given: &[Given]) -> Result<(), Error> {
        for of_one in given.chunk_by(|(one, ..), (other, ..)| one == other) {
            let pairs: Vec<(&ProvisionPath, &ProvisionPath)> = of_one.iter().map(|(_, there, here)| (there, here)).collect();
            self.amended.push(&format!("{}\0{act}", of_one[0].0), &(act, pairs))?;
        }
        Ok(())
    }

    /// Everything was told.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] when it cannot be written down, [`Error::Read`] and [`Error::Damaged`] when it cannot be read back.
    pub(crate) fn close(self) -> Result<Standing, Error> {
        Ok(Standing { files: self.files.close()?, amended: self.amended.close()? })
    }
}

impl Standing {
    /// Where the new wording in `act` has its place.
    pub(super) fn places(&self, act: &ActId) -> Result<AmendedPlaces, Error> {
        let mut places = AmendedPlaces::new();
        for (act, pairs) in self.amended.values_of::<(ActId, Pairs)>(&format!("{act}\0"))? {
            for (path, here) in pairs {
                places.entry(path).or_insert_with(|| AmendedPlace { act: act.clone(), path: here });
            }
        }
        Ok(places)
    }

    /// Which files give the text of the acts that one quotes.
    pub(super) fn quoted(&self, quotes: &[ActId]) -> Result<QuotedFiles, Error> {
        quotes.iter().map(|act| Ok((act.clone(), self.files.get(act.as_str())?))).collect()
    }
}

/// The acts that one quotes, and which files give the text of each: `None` where none does.
pub(super) type QuotedFiles = BTreeMap<ActId, Option<Vec<String>>>;

/// All that the documents of an act depend on beside its text and its history, in the same words every time: where its new wording stands, which is
/// `places`, and which files give the text of the acts it quotes.
pub(super) fn key(places: &AmendedPlaces, quoted: &QuotedFiles) -> String {
    let mut places: Vec<(&ProvisionPath, &AmendedPlace)> = places.iter().collect();
    places.sort_by_key(|(path, _)| path.as_str());
    let files: Vec<Option<&Vec<String>>> = quoted.values().map(Option::as_ref).collect();
    format!("{places:?} {files:?}")
}

/// Whether a text in use prints it.
fn is_printed(text: &Text, quoted: &QuotedFiles) -> bool {
    !text.replayed && quoted.get(&text.source.act).is_some_and(|files| files.as_ref().is_some_and(|files| files.contains(&text.source.file)))
}

/// Wording that an amending act gives: the act, where it stands in that act, and where in the one it amends.
pub type Given = (ActId, ProvisionPath, ProvisionPath);

/// Where the wordings of an act that come from amending acts stand there, and in it: by the amending act.
pub fn given(act: &ActHistory) -> Vec<Given> {
    let mut given: Vec<Given> = Vec::new();
    for (timeline, text) in texts(act) {
        let Some(via) = text.via.as_ref() else { continue };
        // An instruction about a heading has no unit with the new words: what it says is its own.
        let Some(path) = via.path.as_ref().filter(|path| path.as_str().contains("/new") || path.kind() != Some(ProvisionKind::Amendment)) else { continue };
        given.push((via.act.clone(), path.clone(), timeline.clone()));
    }
    given.sort_by(|(one, ..), (other, ..)| one.cmp(other));
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

/// The wordings in `history` that no text in use prints, as units to be searched. `units` are those of the act that one does; `quoted` are all acts that
/// [`quotes`] tells of it.
pub(super) fn other_wordings(history: &ActHistory, units: &[Unit], quoted: &QuotedFiles) -> Vec<Unit> {
    let printed: HashMap<&ProvisionPath, &Unit> = units.iter().filter_map(|unit| Some((unit.path.as_ref()?, unit))).collect();
    let mut free = units.last().map_or(0, |unit| unit.ordinal + 1);
    let mut found = Vec::new();
    for timeline in history.timelines.iter().filter(|timeline| timeline.path.kind() != Some(ProvisionKind::Title)) {
        let mut seen: HashSet<&str> = HashSet::new();
        let wordings = timeline.intervals.iter().flat_map(|interval| [Some(&interval.wording), interval.disputed.as_ref()]).flatten();
        for text in wordings.filter_map(Wording::text).filter(|text| !is_printed(text, quoted)) {
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
                defined: known.map(|unit| unit.defined.clone()).unwrap_or_default(),
                in_form: text.kind == ProvisionKind::FormField,
                other_wording: true,
                ..Unit::bare(history.id.clone(), Place::from(&text.source))
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_wording_stands_where_the_first_act_by_id_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let rows = |name: &str| RowsWriter::create(folder.path(), name).unwrap();
        let writer = StandingWriter::new(rows("files"), rows("amended"));
        let id = |id: &str| id.parse::<ActId>().unwrap();
        let path = |path: &str| path.parse::<ProvisionPath>().unwrap();
        let given = |from: &str, there: &str, here: &str| (id(from), path(there), path(here));
        writer.text_of(&id("Z1"), &["Z1.txt".to_owned(), "more.txt".to_owned()]).unwrap();
        writer.learn(&id("Z2"), &[given("Z9", "point-1", "article-2")]).unwrap();
        writer.learn(&id("Z1"), &[given("Z8", "point-1", "article-8"), given("Z9", "point-1", "article-1"), given("Z9", "point-2", "article-3")]).unwrap();
        let standing = writer.close().unwrap();
        let mut places: Vec<String> = standing.places(&id("Z9")).unwrap().iter().map(|(path, at)| format!("{path} in {}/{}", at.act, at.path)).collect();
        places.sort();
        assert_eq!(places, ["point-1 in Z1/article-1", "point-2 in Z1/article-3"]);
        assert!(standing.places(&id("Z")).unwrap().is_empty(), "an id that others begin with");
        let quoted = standing.quoted(&[id("Z1"), id("Z2")]).unwrap();
        assert_eq!(key(&AmendedPlaces::new(), &quoted), r#"[] [Some(["Z1.txt", "more.txt"]), None]"#);
    }
}
