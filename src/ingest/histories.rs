//! From what every source tells to the history of every act.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::report::Error;
use super::sources::{Sources, file_name};
use crate::act::{ActId, ActKind, Status};
use crate::cite;
use crate::history::{ActHistory, Chronicle, ClosedChronicle, Heard, Publications, StoredHistory, Testimony, Texts};
use crate::index::{
    self, ActHeader, AdoptionRecord, Builder, Digest, IndexedAct, Kept, Manifest, PrintedUnits, RegistrationRecord, Rows, SourceRecord, Spot, StandingWriter,
    StoredSource, portions,
};

/// Puts the histories of all acts together and writes them down: what an act is, whatever file it comes from, depends on all others. Returns the acts,
/// own and only cited ones, with the history of each: those of the corpus stand in the order of their files, those that are only cited behind them. What
/// was done to acts that have no id is told in `manifest`, and where the texts in use stand in the law in `standing`.
///
/// The sources are gone through by their paths, so that the order in which files were added makes no difference. Held in memory are the heads of all and
/// some acts at a time; the wording that others give to an act is read from their records again. A history that follows from the same as in the index that
/// is taken over is taken over too.
pub(super) fn histories(builder: &Builder<'_>, sources: &Sources, standing: &StandingWriter, manifest: &mut Manifest) -> Result<Rows, Error> {
    let mut publications = Publications::default();
    let mut elsewhere = Publications::default();
    let mut chronicle = Chronicle::default();
    let mut several: HashMap<Heard, u32> = HashMap::new();
    for some in portions(sources.of_acts(), |(_, _, kept)| kept.told.bytes) {
        let some: Vec<(u32, SourceRecord, Kept)> = some?;
        let told: Vec<StoredSource> = some.par_iter().map(|(_, _, kept)| builder.source(kept)).collect::<Result<_, _>>()?;
        for ((at, record, _), StoredSource { testimony, facts }) in some.iter().zip(told) {
            let file = metadata_name(record);
            // what stands beside the act itself goes before what stands beside another
            if let Some(day) = facts.published {
                publications.publish_act(testimony.act().clone(), day, file.as_str());
            }
            for act in &facts.acts {
                elsewhere.publish_cited(act.date, &act.number, act.issuer.as_deref(), act.published, file.as_str());
            }
            chronicle.hear(&testimony);
            if testimony.amends() && sources.copies(testimony.act()).len() > 1 {
                several.insert(Heard::of(&testimony), *at);
            }
            if record.shadowed_by.is_none() {
                let files: Vec<String> = std::iter::once(file_name(&record.path)).chain(record.parts.iter().map(|part| part.name.clone())).collect();
                standing.text_of(testimony.act(), &files)?;
            }
        }
    }
    publications.and(elsewhere);
    let closed = chronicle.close_knowing(publications, KeptTexts { builder, sources, several })?;
    let bytes = serde_json::to_vec(closed.unidentified()).map_err(|error| builder.unwritten(error))?;
    manifest.unidentified = Some(builder.write_unidentified(&bytes)?);
    let acts = builder.rows("acts")?;
    // A handful at a time: each is held until it is written down.
    for some in portions(closed.acts().map(Ok::<&ActId, Error>), |id| sources.bytes(id)) {
        let done: Vec<(IndexedAct, Option<HistoryPieces>)> = some?.par_iter().map(|id| one(&closed, id)).collect::<Result<_, _>>()?;
        for (mut act, history) in done {
            if let Some(history) = history {
                act.history = builder.write_history(&history)?;
            }
            standing.learn(&act.id, &act.gives)?;
            acts.push(&place(sources, &act), &act)?;
        }
    }
    Ok(acts.close()?)
}

/// What tells the place of an act in the index.
fn place(sources: &Sources, act: &IndexedAct) -> String {
    match sources.giver(&act.id) {
        Some(at) => format!("0{at:010}"),
        None => format!("1{}", act.id),
    }
}

/// A history as it is to be written down.
type HistoryPieces = Vec<Vec<u8>>;

/// The texts that order something, as they were written down.
struct KeptTexts<'k> {
    builder: &'k Builder<'k>,
    sources: &'k Sources,
    /// Which source each is, of acts that several sources hold.
    several: HashMap<Heard, u32>,
}

impl KeptTexts<'_> {
    /// What is kept of a text that was heard.
    fn kept(&self, of: &Heard) -> Result<Kept, Error> {
        let at = match self.sources.copies(&of.act) {
            [only] => *only,
            _ => self.several[of],
        };
        Ok(self.sources.kept(at)?)
    }
}

impl Texts for KeptTexts<'_> {
    type Error = Error;

    fn testimony(&self, of: &Heard) -> Result<Cow<'_, Testimony>, Error> {
        Ok(Cow::Owned(self.builder.source(&self.kept(of)?)?.testimony))
    }
}

/// The act `id`, and its history as it is to be written down; `None` where that is written down already.
fn one(closed: &ClosedChronicle<KeptTexts<'_>>, id: &ActId) -> Result<(IndexedAct, Option<HistoryPieces>), Error> {
    let KeptTexts { builder, sources, .. } = closed.texts();
    let mut copies: Vec<(SourceRecord, Kept)> = Vec::new();
    for &at in sources.copies(id) {
        let record = sources.get(at as usize)?;
        copies.extend(record.kept.clone().map(|kept| (record, kept)));
    }
    let told: Vec<StoredSource> = copies.iter().map(|(_, kept)| builder.source(kept)).collect::<Result<_, _>>()?;
    let history_of = key(closed, id, &copies, &told)?;
    let giver = copies.iter().find(|(record, _)| record.shadowed_by.is_none());
    let stored = giver.map(|(record, kept)| (kept.act.clone(), record.path.clone(), record.digest().into_owned()));
    let other_files = copies.iter().filter(|(record, _)| record.shadowed_by.is_some()).map(|(record, _)| file_name(&record.path)).collect();
    if let Some(before) = builder.same_history(id, &history_of)? {
        let cited = stored.is_none().then_some(before.header);
        let (history, gives, quotes) = (before.history, before.gives, before.quotes);
        return Ok((IndexedAct { id: id.clone(), stored, cited, other_files, history, history_of, gives, quotes }, None));
    }
    let mut printed = PrintedUnits::default();
    let mut whole = Vec::with_capacity(told.len());
    for (told, (record, kept)) in told.into_iter().zip(&copies) {
        let units = builder.act(kept)?.units;
        if record.shadowed_by.is_none() {
            printed = PrintedUnits::new(&units);
        }
        whole.push(told.whole(&units));
    }
    let (act, findings) = closed.act(id, &whole)?.value;
    let pieces = StoredHistory::write(&act, &findings, &printed).map_err(|error| builder.unwritten(error))?;
    let cited = stored.is_none().then(|| header(&act));
    let (gives, quotes, history) = (index::given(&act), index::quotes(&act), Spot::default());
    Ok((IndexedAct { id: id.clone(), stored, cited, other_files, history, history_of, gives, quotes }, Some(pieces)))
}

/// What the history of an act follows from, as a digest.
fn key(closed: &ClosedChronicle<KeptTexts<'_>>, id: &ActId, copies: &[(SourceRecord, Kept)], told: &[StoredSource]) -> Result<String, Error> {
    let mut digest = Digest::default();
    for (record, kept) in copies {
        // The history leaves out what the text of the act prints, so that it matters which copy gives that.
        digest.update(if record.shadowed_by.is_none() { "text" } else { "copy" });
        digest.update(&kept.act.sha256);
        digest.update(&kept.told.sha256);
    }
    for heard in closed.amending(id) {
        digest.update(&closed.texts().kept(heard)?.told.sha256);
    }
    let told: Vec<&Testimony> = told.iter().map(|told| &told.testimony).collect();
    // A digest takes all that is written to it.
    let _ = closed.key(id, &told, &mut digest);
    Ok(digest.finish())
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
