//! From what every source tells to the history of every act.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::report::Error;
use super::run::file_name;
use crate::act::{ActId, ActKind, Status};
use crate::cite;
use crate::history::{ActHistory, Chronicle, ClosedChronicle, Heard, Publications, StoredHistory, Testimony, Texts};
use crate::index::{
    self, ActHeader, AdoptionRecord, Builder, Digest, IndexedAct, Kept, Manifest, PrintedUnits, RegistrationRecord, SourceRecord, Spot, StoredSource, portions,
};

/// Puts the histories of all acts together and writes them down: what an act is, whatever file it comes from, depends on all others. Returns the acts,
/// own and only cited ones, in the order of their ids, with the history of each; what was done to acts that have no id is told in `manifest`.
///
/// The sources are gone through by their paths, so that the order in which files were added makes no difference. Held in memory are the heads of all and
/// some acts at a time; the wording that others give to an act is read from their records again. A history that follows from the same as in the index that
/// is taken over is taken over too.
pub(super) fn histories(builder: &Builder<'_>, records: &[SourceRecord], manifest: &mut Manifest) -> Result<Vec<IndexedAct>, Error> {
    let mut sources: Vec<(&SourceRecord, &Kept)> = records.iter().filter_map(|record| Some((record, record.kept.as_ref()?))).collect();
    sources.sort_by(|one, other| one.0.path.cmp(&other.0.path));

    let mut publications = Publications::default();
    let mut elsewhere = Publications::default();
    let mut chronicle = Chronicle::default();
    let mut copies: BTreeMap<ActId, Vec<(&SourceRecord, &Kept)>> = BTreeMap::new();
    let mut amending: HashMap<Heard, &Kept> = HashMap::new();
    for some in portions(&sources, |(_, kept)| kept.told.bytes) {
        let told: Vec<StoredSource> = some.par_iter().map(|(_, kept)| builder.source(kept)).collect::<Result<_, _>>()?;
        for (&(record, kept), StoredSource { testimony, facts }) in some.iter().zip(told) {
            let file = metadata_name(record);
            // what stands beside the act itself goes before what stands beside another
            if let Some(day) = facts.published {
                publications.publish_act(testimony.act().clone(), day, file.as_str());
            }
            for act in &facts.acts {
                elsewhere.publish_cited(act.date, &act.number, act.issuer.as_deref(), act.published, file.as_str());
            }
            chronicle.hear(&testimony);
            if testimony.amends() {
                amending.insert(Heard::of(&testimony), kept);
            }
            copies.entry(testimony.act().clone()).or_default().push((record, kept));
        }
    }
    publications.and(elsewhere);
    let closed = chronicle.close(&publications, KeptTexts { builder, amending: &amending })?;
    let bytes = serde_json::to_vec(closed.unidentified()).map_err(|error| builder.unwritten(error))?;
    manifest.unidentified = Some(builder.write_unidentified(&bytes)?);
    let ids: Vec<&ActId> = closed.acts().collect();
    let mut acts = Vec::with_capacity(ids.len());
    // A handful at a time: each is held until it is written down.
    let bytes = |id: &&ActId| copies.get(*id).into_iter().flatten().map(|(_, kept)| kept.act.bytes + kept.told.bytes).sum();
    for some in portions(&ids, bytes) {
        let of = |id: &&ActId| one(builder, &closed, id, copies.get(*id).map_or(&[][..], Vec::as_slice));
        let done: Vec<(IndexedAct, Option<HistoryPieces>)> = some.par_iter().map(of).collect::<Result<_, _>>()?;
        for (mut act, history) in done {
            if let Some(history) = history {
                act.history = builder.write_history(&history)?;
            }
            acts.push(act);
        }
    }
    Ok(acts)
}

/// A history as it is to be written down.
type HistoryPieces = Vec<Vec<u8>>;

/// The texts that order something, as they were written down.
struct KeptTexts<'k> {
    builder: &'k Builder<'k>,
    amending: &'k HashMap<Heard, &'k Kept>,
}

impl Texts for KeptTexts<'_> {
    type Error = Error;

    fn testimony(&self, of: &Heard) -> Result<Cow<'_, Testimony>, Error> {
        Ok(Cow::Owned(self.builder.source(self.amending[of])?.testimony))
    }
}

/// The act `id`, and its history as it is to be written down; `None` where that is written down already.
fn one(
    builder: &Builder<'_>,
    closed: &ClosedChronicle<KeptTexts<'_>>,
    id: &ActId,
    copies: &[(&SourceRecord, &Kept)],
) -> Result<(IndexedAct, Option<HistoryPieces>), Error> {
    let told: Vec<StoredSource> = copies.iter().map(|(_, kept)| builder.source(kept)).collect::<Result<_, _>>()?;
    let history_of = key(closed, id, copies, &told);
    let giver = copies.iter().find(|(record, _)| record.shadowed_by.is_none());
    let stored = giver.map(|(record, kept)| (kept.act.clone(), record.path.clone(), record.digest().into_owned()));
    let other_files = copies.iter().filter(|(record, _)| record.shadowed_by.is_some()).map(|(record, _)| file_name(&record.path)).collect();
    if let Some(before) = builder.same_history(id, &history_of)? {
        let cited = stored.is_none().then_some(before.header);
        let (history, gives, quotes) = (before.history, index::Gives::new(before.gives), before.quotes);
        return Ok((IndexedAct { id: id.clone(), stored, cited, other_files, history, history_of, gives, quotes }, None));
    }
    let mut printed = PrintedUnits::default();
    let mut whole = Vec::with_capacity(told.len());
    for (told, (record, kept)) in told.into_iter().zip(copies) {
        let units = builder.act(kept)?.units;
        if record.shadowed_by.is_none() {
            printed = PrintedUnits::new(&units);
        }
        whole.push(told.whole(&units));
    }
    let (act, findings) = closed.act(id, &whole)?.value;
    let pieces = StoredHistory::write(&act, &findings, &printed).map_err(|error| builder.unwritten(error))?;
    let cited = stored.is_none().then(|| header(&act));
    let (gives, quotes, history) = (index::Gives::of(&act), index::quotes(&act), Spot::default());
    Ok((IndexedAct { id: id.clone(), stored, cited, other_files, history, history_of, gives, quotes }, Some(pieces)))
}

/// What the history of an act follows from, as a digest.
fn key(closed: &ClosedChronicle<KeptTexts<'_>>, id: &ActId, copies: &[(&SourceRecord, &Kept)], told: &[StoredSource]) -> String {
    let mut digest = Digest::default();
    for (record, kept) in copies {
        // The history leaves out what the text of the act prints, so that it matters which copy gives that.
        digest.update(if record.shadowed_by.is_none() { "text" } else { "copy" });
        digest.update(&kept.act.sha256);
        digest.update(&kept.told.sha256);
    }
    for heard in closed.amending(id) {
        digest.update(&closed.texts().amending[heard].told.sha256);
    }
    let told: Vec<&Testimony> = told.iter().map(|told| &told.testimony).collect();
    // A digest takes all that is written to it.
    let _ = closed.key(id, &told, &mut digest);
    digest.finish()
}

fn metadata_name(record: &SourceRecord) -> String {
    let stem = record.path.file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}.source.toml")
}

/// What is known of an act that is known only through others.
fn header(act: &ActHistory) -> ActHeader {
    let through: BTreeSet<ActId> = act.events.iter().filter(|event| !ActHistory::is_own(event)).filter_map(|event| event.by.id.clone()).collect();
    let cited = act.cited.clone().unwrap_or_default();
    let issuer = cited.issuer.as_deref().map(cite::issuer_nominative);
    let adopted = AdoptionRecord { date: cited.date, number: cited.number.clone(), issuer: issuer.clone() };
    let published = act.events.iter().find(|event| ActHistory::is_own(event)).and_then(|event| event.published);
    ActHeader {
        id: act.id.clone(),
        title: act.title.clone(),
        kind: cited.kind.unwrap_or(ActKind::Other),
        issuers: issuer.into_iter().collect(),
        adopted: if adopted == AdoptionRecord::default() { Vec::new() } else { vec![adopted] },
        registered: cited.registration.map(|number| RegistrationRecord { date: None, number }),
        status: Status::Unknown,
        repealed_by: None,
        repealed_on: None,
        language: "kk".to_owned(),
        published,
        retrieved: None,
        url: None,
        file: String::new(),
        parts: Vec::new(),
        other_files: Vec::new(),
        lines: 0,
        units: act.timelines.len(),
        problems: 0,
        known_through: through.into_iter().collect(),
        ended: None,
    }
}
