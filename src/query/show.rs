//! The passage at an address.

use std::collections::HashMap;

use super::address::place_or_whole;
use super::told::days;
use super::version::{Role, Versions, damaged, validity};
use super::{Error, Passage};
use crate::act::NoteEffect;
use crate::act::{ActId, Date, ProvisionKind, ProvisionPath};
use crate::history::{AsOf, Event, EventKind, State, Wording};
use crate::index::{ActHeader, Index, Place, Unit};

/// A unit with everything below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The unit asked for.
    pub passage: Passage,
    /// Everything below it, in the order of the text; empty for a leaf. On a day: what stood there that day. Where the unit itself was not in
    /// force, what it last held, or will hold.
    pub below: Vec<ShownUnit>,
    /// The notes («Ескерту.») on the unit and on what is below it, in the order of the text, with the address they are about.
    pub notes: Vec<(String, String)>,
    /// The act of the address. One that is known only through others has no file.
    pub act: ActHeader,
    /// What is not known, and what is announced, in sentences.
    pub problems: Vec<String>,
}

/// One unit below the one asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownUnit {
    /// How far below: 1 for a child.
    pub depth: usize,
    /// The unit.
    pub passage: Passage,
}

/// The unit at `address`, with its children, in the wording of `as_of`; without a day as the text in use prints it.
///
/// Besides the exact address these are understood: groups written in (`rules/chapter-2/point-14-1`), the component left out where only
/// one has the unit (`V1800016354/point-14-1`), `part-1` for the unit itself, an id in its other spelling (`Z050000029` for `Z050000029_`),
/// a file name or web address that ends in the id, and the address of a wording in the act it amends.
///
/// Words are never given as those of a day on which they did not hold: `validity.state` of a passage tells what they are, and where the wording
/// of that day is not in the corpus the passage has no words.
///
/// # Errors
///
/// [`Error::NotFound`] when there is no such act or unit, [`Error::Ambiguous`] when several components have it, [`Error::Index`] when the index
/// cannot be read.
pub fn show(index: &Index, address: &str, as_of: Option<Date>) -> Result<Shown, Error> {
    index.guarded(|| at(index, address, as_of))
}

fn at(index: &Index, address: &str, as_of: Option<Date>) -> Result<Shown, Error> {
    let (id, path, unit) = place_or_whole(index, address)?;
    let not_found = || Error::NotFound { address: address.to_owned(), near: Vec::new() };
    let versions = if unit.is_some() { Versions::at(index, &id, path.as_ref())? } else { Versions::at_whole(index, &id, path.as_ref())? };
    let (passage, below, printed) = match (as_of, versions, unit) {
        (Some(day), Some(versions), unit) => {
            let passage = on_day(index, &versions, unit.as_ref(), day)?;
            let below = below_on_day(index, &versions, path.as_ref(), day)?;
            (passage, below, unit)
        }
        (None, Some(versions), None) => {
            // known from histories alone, and asked for on no day: as it reads in the end
            let last = versions.timeline.intervals.last().and_then(|interval| interval.from.as_ref()).and_then(|from| from.earliest);
            let day = last.unwrap_or(Date::new(1970, 1, 1).expect("1970-01-01 is a day"));
            (on_day(index, &versions, None, day)?, below_on_day(index, &versions, path.as_ref(), day)?, None)
        }
        (_, _, Some(unit)) => {
            let below = printed_below(index, &unit, as_of)?;
            (Passage::of(index, unit.clone(), as_of)?, below, Some(unit))
        }
        (_, None, None) => return Err(not_found()),
    };
    let act = index.known(id.as_str()).or_else(|| index.act(printed.as_ref()?.act.as_str())).cloned().ok_or_else(not_found)?;
    let mut notes: Vec<(String, String)> = Vec::new();
    if let Some(unit) = &printed {
        let units = index.units(&unit.act, unit.ordinal..unit.end.max(unit.ordinal + 1))?;
        notes.extend(units.iter().flat_map(|unit| unit.notes.iter().map(|note| (unit.address(), note.clone()))));
    }
    let act = as_of.map_or_else(|| act.clone(), |day| act.as_of(day).into_owned());
    let problems = told(index, &act, path.as_ref(), &below, as_of)?;
    Ok(Shown { passage, below, notes, act, problems })
}

/// The unit as it stood on `day`: that of a history, where one knows it.
pub(super) fn of_day(index: &Index, unit: Unit, day: Date) -> Result<Passage, Error> {
    match Versions::of(index, &unit)? {
        Some(versions) => on_day(index, &versions, Some(&unit), day),
        None => Passage::of(index, unit, Some(day)),
    }
}

/// What stood at an address on `day`. `printed` is the unit that a text in use prints there.
fn on_day(index: &Index, versions: &Versions, printed: Option<&Unit>, day: Date) -> Result<Passage, Error> {
    let on = versions.on(day);
    let printed = printed.filter(|unit| versions.role(unit, day) == Role::Holds || (on.text().is_none() && versions.role(unit, day) == Role::Labelled));
    if let Some(unit) = printed.filter(|_| on.state != State::WordingUnknown) {
        return Passage::among(index, unit.clone(), Some(versions), Some(day));
    }
    Ok(Passage { alternatives: Passage::alternatives(index, versions, day)?, ..bare(index, versions, &on) }.of_act_on(index, day))
}

/// The passage without its alternatives and its lead-in.
fn bare(index: &Index, versions: &Versions, on: &AsOf<'_>) -> Passage {
    match versions.labelled(on).filter(|_| on.state != State::WordingUnknown) {
        Some((text, interval)) => {
            let tombstone = matches!(&interval.wording, Wording::Gone { .. });
            let validity = versions.labelled_validity(on, Some(interval), on.state);
            Passage { validity, tombstone, ..Passage::worded(index, versions, text) }
        }
        None => wordless(index, versions, on),
    }
}

/// A provision of which no words of that day are known.
fn wordless(index: &Index, versions: &Versions, on: &AsOf<'_>) -> Passage {
    let act = versions.history.act();
    let path = &versions.timeline.path;
    let whole = path.is_act_title();
    let header = index.known(act.id.as_str());
    // where it is printed as of another day, else where its act is enacted
    let known = versions.labelled(on).map(|(text, _)| &text.source);
    let place = known.or_else(|| act.events.iter().flat_map(|event| event.printed.first()).next()).map(Place::from);
    let place =
        place.unwrap_or(Place { file: String::new(), lines: crate::text::LineRange::new(1, 1), pages: None, rects: Vec::new(), ocr: None, rest: Vec::new() });
    let unit = Unit {
        path: Some(path.clone()).filter(|_| !whole),
        kind: path.kind().filter(|_| !whole),
        text: if whole { act.title.clone() } else { String::new() },
        ..Unit::bare(act.id.clone(), place)
    };
    let mut validity = validity(on, Some(on.interval), on.state);
    if on.state == State::NotYet {
        // it comes when the time without it is over
        (validity.from, validity.until) = (versions.comes(on), None);
    }
    if let Wording::Unknown { why } = &on.interval.wording {
        validity.doubts.insert(0, why.clone());
    }
    let act_title = header.map(|act| act.title.clone()).unwrap_or_default();
    Passage { validity, act_title, ..Passage::printed(index, unit) }
}

/// Everything below the provision of `versions` as it stood on `day`.
fn below_on_day(index: &Index, versions: &Versions, path: Option<&ProvisionPath>, day: Date) -> Result<Vec<ShownUnit>, Error> {
    let history = &versions.history;
    let id = &history.act().id;
    let group = path.is_none_or(|path| path.kind().is_some_and(ProvisionKind::is_grouping));
    let asked = path.map(|path| history.path(path).unwrap_or(path).clone());
    let on = versions.on(day);
    // what a provision that is not in force holds is read on the day on which it was, or will be
    let reading = match on.state {
        State::Ended => on.interval.from.as_ref().and_then(|from| from.earliest).and_then(|day| day.plus_days(-1).ok()).unwrap_or(day),
        State::NotYet => on.interval.until.as_ref().and_then(|until| until.earliest).unwrap_or(day),
        _ => day,
    };
    let mut depths: HashMap<ProvisionPath, (usize, Vec<ProvisionPath>)> = HashMap::new();
    let mut below = Vec::new();
    for path in history.paths().filter(|path| !path.is_act_title()) {
        let inside = asked.as_ref().is_none_or(|asked| path.is_within(asked));
        if (!inside && !group) || asked.as_ref() == Some(path) {
            continue;
        }
        let timeline = history.timeline(Some(path)).map_err(|error| damaged(id, &error))?.ok_or_else(|| missing(id, path))?;
        let unit = Versions { history: history.clone(), timeline };
        let read = unit.on(reading);
        let tombstone = matches!(read.interval.wording, Wording::Gone { tombstone: Some(_), .. });
        if !matches!(read.state, State::InForce | State::WordingUnknown) && !tombstone {
            continue;
        }
        let grouping = read.text().map(|text| text.grouping.clone()).unwrap_or_default();
        if !inside && !asked.as_ref().is_some_and(|asked| grouping.contains(asked)) {
            continue;
        }
        let depth = depth(path, &grouping, &depths);
        depths.insert(path.clone(), (depth, grouping));
        let on = unit.on(day);
        let mut passage = if reading == day {
            bare(index, &unit, &on)
        } else {
            Passage { validity: validity(&on, Some(read.interval), on.state), ..bare(index, &unit, &read) }
        };
        passage.alternatives = Passage::alternatives(index, &unit, day)?;
        below.push(ShownUnit { depth, passage: passage.of_act_on(index, day) });
    }
    Ok(below)
}

/// How deep a unit stands: below its parent, or below the innermost of its groups where that is nearer.
fn depth(path: &ProvisionPath, grouping: &[ProvisionPath], depths: &HashMap<ProvisionPath, (usize, Vec<ProvisionPath>)>) -> usize {
    let parent = std::iter::successors(path.parent(), ProvisionPath::parent).find_map(|above| depths.get(&above));
    let group = grouping.iter().rev().find(|group| *group != path).and_then(|group| depths.get(group));
    let above = match (parent, group) {
        // the parent stands in the same group: it is the nearer one
        (Some((depth, around)), _) if around.as_slice() == grouping => *depth,
        (_, Some((depth, _))) | (Some((depth, _)), None) => *depth,
        (None, None) => 0,
    };
    above + 1
}

fn missing(act: &ActId, path: &ProvisionPath) -> Error {
    crate::index::Error::Damaged { path: act.as_str().into(), cause: format!("its history does not hold {path}") }.into()
}

/// What is below a unit of a text that no history knows.
fn printed_below(index: &Index, unit: &Unit, as_of: Option<Date>) -> Result<Vec<ShownUnit>, Error> {
    let units = index.units(&unit.act, unit.ordinal + 1..unit.end.max(unit.ordinal + 1))?;
    let mut depths: HashMap<u32, usize> = HashMap::from([(unit.ordinal, 0)]);
    let mut below = Vec::with_capacity(units.len());
    for unit in units {
        let depth = unit.parent.and_then(|parent| depths.get(&parent).copied()).unwrap_or(0) + 1;
        depths.insert(unit.ordinal, depth);
        below.push(ShownUnit { depth, passage: Passage::of(index, unit, as_of)? });
    }
    Ok(below)
}

/// What a reader has to know beside the words.
fn told(index: &Index, act: &ActHeader, path: Option<&ProvisionPath>, below: &[ShownUnit], as_of: Option<Date>) -> Result<Vec<String>, Error> {
    let mut told = Vec::new();
    if !act.known_through.is_empty() {
        let through: Vec<&str> = act.known_through.iter().map(ActId::as_str).collect();
        told.push(format!("the text of {} is not in the corpus; what is told of it comes from {}", act.id, through.join(", ")));
    }
    let unknown = below.iter().filter(|unit| unit.passage.validity.state == State::WordingUnknown).count();
    if let (1.., Some(day)) = (unknown, as_of) {
        let provisions = if unknown == 1 { "1 provision".to_owned() } else { format!("{unknown} provisions") };
        told.push(format!("the wording of {provisions} on {day} is not in the corpus"));
    }
    if let Some(history) = index.history(&act.id)? {
        let about =
            |target: &Option<ProvisionPath>| path.is_none_or(|path| target.as_ref().is_none_or(|target| target.is_within(path) || path.is_within(target)));
        for event in history.act().events.iter().filter(|event| event.effect == NoteEffect::Pending && about(&event.target)) {
            let by = super::chronicle::named(&event.by);
            let of = event.target.as_ref().map_or_else(|| act.id.to_string(), |target| format!("{}/{target}", act.id));
            let may_have_come = as_of.is_some_and(|day| event.effective.may_have_come(day));
            let how = if may_have_come { "announced, and may be in force since" } else { "announced and not in force" };
            told.push(format!("{how}: {by} changes {of}"));
        }
        let reaches = |event: &&Event| {
            let back =
                event.stands() && event.kind != EventKind::Enacted && about(&event.target) && as_of.is_some_and(|day| !event.effective.may_have_come(day));
            back && event.commencement.applies_from().zip(as_of).is_some_and(|(from, day)| from <= day)
        };
        for event in history.act().events.iter().filter(reaches) {
            let of = event.target.as_ref().map_or_else(|| act.id.to_string(), |target| format!("{}/{target}", act.id));
            let since = days(&event.effective).map_or_else(String::new, |days| format!(" since {days}"));
            let from = event.commencement.applies_from().map_or_else(String::new, |from| from.to_string());
            told.push(format!("{} changes {of}{since}, and applies to relations since {from}", super::chronicle::named(&event.by)));
        }
        let differ = history.findings().iter().filter(|finding| finding.texts.len() > 1 && about(&finding.path)).count();
        if differ > 0 {
            told.push(format!("witnesses differ in {differ} places; `tarmaq history` shows both texts"));
        }
    }
    Ok(told)
}
