//! Whether an index says of made-up acts what is true of them.

use std::collections::HashSet;

use tarmaq::act::{ActId, Date, ProvisionKind};
use tarmaq::history::{AsOf, State};
use tarmaq::index::Index;

use super::act::{ChangeTruth, MadeUp};

/// Compares what `index` holds of `acts` with what is true of them, and returns how many facts were compared. `of` tells which.
///
/// # Panics
///
/// Where the index says something else: a made-up act, its seed and the fact are named.
pub(crate) fn verify(index: &Index, acts: &[MadeUp]) -> usize {
    acts.iter().map(|made| units(index, made) + made.truth.changes.iter().map(|change| history(index, made, change)).sum::<usize>()).sum()
}

/// The articles, points and subpoints of the act.
fn units(index: &Index, made: &MadeUp) -> usize {
    let (file, truth) = (&made.file, &made.truth);
    let id: ActId = truth.id.parse().expect("made-up ids are ids");
    let header = index.act(&truth.id).unwrap_or_else(|| panic!("{file}: there is no act {id}"));
    assert_eq!(&header.file, file, "{id} comes from its file");
    let stored = index.stored(&id).unwrap_or_else(|error| panic!("{file}: {error}")).expect("an act of the corpus is kept");
    let found: HashSet<String> = stored.units.iter().map(|unit| unit.own_address()).collect();
    for address in &truth.addresses {
        assert!(found.contains(address), "{file}: {address} was not found");
    }
    // What amending acts quote has addresses of its own.
    let numbered = |kind| matches!(kind, Some(ProvisionKind::Article | ProvisionKind::Point | ProvisionKind::Subpoint));
    let of_its_own = |address: &str| !["/amendment-", "/new", "/annex-"].iter().any(|part| address.contains(part));
    let told = stored.units.iter().filter(|unit| numbered(unit.kind) && of_its_own(&unit.own_address())).count();
    assert_eq!(told, truth.addresses.len(), "{file}: numbered provisions of {id}");
    truth.addresses.len() + 2
}

/// One change: the words before and on its day.
fn history(index: &Index, made: &MadeUp, change: &ChangeTruth) -> usize {
    let ChangeTruth { address, day, before, after, before_is_known } = change;
    let (id, path) = address.split_once('/').expect("the address of a point");
    let history = index.history(&id.parse().expect("an id")).unwrap_or_else(|error| panic!("{}: {error}", made.file));
    let history = history.unwrap_or_else(|| panic!("{}: {id} has no history", made.file));
    let timeline = history.timeline(path.parse().ok().as_ref()).unwrap_or_else(|error| panic!("{}: {error}", made.file));
    let timeline = timeline.unwrap_or_else(|| panic!("{}: {address} has no history", made.file));
    let events = &history.act().events;
    let on = |day: &str| timeline.as_of(events, day.parse::<Date>().expect("a day"));
    let says = |as_of: &AsOf<'_>, word: &str| as_of.text().is_some_and(|text| text.text.contains(word));
    let eve = format!("{}-06-30", &day[..4]);
    let (then, now) = (on(&eve), on(day));
    match before {
        None => assert_eq!(then.state, State::NotYet, "{address} on {eve} ({})", made.file),
        Some(word) if *before_is_known => assert!(says(&then, word), "{address} on {eve} has «{word}» ({}): {:?}", made.file, then.text()),
        Some(word) => assert!(!says(&now, word), "{address} on {day} has «{word}» no more ({})", made.file),
    }
    match after {
        None => assert_eq!(now.state, State::Ended, "{address} on {day} ({})", made.file),
        Some(word) => assert!(says(&now, word), "{address} on {day} has «{word}» ({}): {:?}", made.file, now.text()),
    }
    2
}
