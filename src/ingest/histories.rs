//! From what every source tells to the history of every act.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::report::Error;
use crate::act::{ActId, ActKind, Status};
use crate::cite;
use crate::history::{ActHistory, Chronicle, Publications, StoredHistory, Testimony};
use crate::index::{self, ActHeader, AdoptionRecord, Builder, Manifest, RegistrationRecord, SourceRecord, Standing, StoredSource};

/// Puts the histories of all acts together and writes them down: what an act is, whatever file it comes from, depends on all others.
///
/// The sources are gone through by their paths, so that the order in which files were added makes no difference. Only what they say of other acts
/// is held in memory, and one act at a time.
pub(super) fn histories(builder: &Builder<'_>, records: &[&SourceRecord], standing: &mut Standing, manifest: &mut Manifest) -> Result<(), Error> {
    let mut sources: Vec<&SourceRecord> = records.iter().copied().filter(|record| record.act.is_some() && record.source_sha256.is_some()).collect();
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    let read = |record: &SourceRecord| -> Result<StoredSource, Error> { Ok(builder.source(record.source_sha256.as_deref().unwrap_or_default())?) };

    let mut publications = Publications::default();
    let mut elsewhere = Publications::default();
    let mut chronicle = Chronicle::default();
    let mut copies: BTreeMap<ActId, Vec<&SourceRecord>> = BTreeMap::new();
    for record in sources {
        let StoredSource { testimony, facts } = read(record)?;
        let file = metadata_name(record);
        // what stands beside the act itself goes before what stands beside another
        if let Some(day) = facts.published {
            publications.publish_act(testimony.act().clone(), day, file.as_str());
        }
        for act in &facts.acts {
            elsewhere.publish_cited(act.date, &act.number, act.issuer.as_deref(), act.published, file.as_str());
        }
        chronicle.hear(&testimony);
        copies.entry(testimony.act().clone()).or_default().push(record);
    }
    publications.and(elsewhere);
    let closed = chronicle.close(&publications);
    let unwritable = |source: std::io::Error| index::Error::Write { path: "histories".into(), source };
    let bytes = serde_json::to_vec(closed.unidentified()).map_err(|error| unwritable(error.into()))?;
    manifest.histories.push(builder.write_history(None, &bytes)?);
    let ids: Vec<&ActId> = closed.acts().collect();
    let one = |id: &&ActId| -> Result<(ActHistory, Vec<u8>), Error> {
        let told: Vec<Testimony> = copies.get(*id).into_iter().flatten().map(|record| Ok(read(record)?.testimony)).collect::<Result<_, Error>>()?;
        let (act, findings) = closed.act(id, &told).value;
        let bytes = StoredHistory::write(&act, &findings).map_err(|error| unwritable(error.into()))?;
        Ok((act, bytes))
    };
    // A handful at a time: each is held until what it tells of amending acts is taken in.
    for some in ids.chunks(64) {
        let done: Vec<(ActHistory, Vec<u8>)> = some.par_iter().map(one).collect::<Result<_, _>>()?;
        for (act, bytes) in done {
            standing.learn(&act);
            manifest.histories.push(builder.write_history(Some(act.id.clone()), &bytes)?);
            if act.only_cited() {
                manifest.cited.push(header(&act));
            }
        }
    }
    Ok(())
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
        other_files: Vec::new(),
        lines: 0,
        units: act.timelines.len(),
        problems: 0,
        known_through: through.into_iter().collect(),
    }
}
