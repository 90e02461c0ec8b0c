//! From an address as people write it to the unit it names.

use tantivy::DocAddress;

use super::Error;
use super::gather::ending_in;
use crate::act::{ActId, FILE_ENDINGS, ProvisionNumber, ProvisionPath};
use crate::index::{Index, Unit, id_key};

/// Addresses offered when the one asked for does not exist.
const NEAR_MAX: usize = 5;
/// So many units of the act that end alike are looked at for them: an act that amends has units whose address is in another.
const ENDING_ALIKE_MAX: usize = 50;
/// Numbers told before and after the place where the one asked for would stand.
const NEIGHBOURS: usize = 2;

/// The unit at `address`.
pub(super) fn resolve(index: &Index, address: &str) -> Result<Unit, Error> {
    let not_found = |near: Vec<String>| Error::NotFound { address: address.to_owned(), near };
    let (id, path) = split(address);
    let known = index.act(id);
    if let (Some(act), None, Some((_, anchor))) = (known, path, address.split_once('#')) {
        // The name that the act's own page gives to a place; where no source of it has that name, a link still names the act.
        let named = index.documents(index.fields().address, &format!("{}#{}", act.id, anchor.trim()))?;
        if let Some(unit) = best(index, act.id.as_str(), named)? {
            return Ok(unit);
        }
        if !address.contains("://") {
            return Err(not_found(similar_acts(index, act.id.as_str())));
        }
    }
    let id = known.map_or_else(|| id.to_owned(), |act| act.id.to_string());
    let Some(path) = path else {
        let Some(act) = known else { return Err(not_found(similar_acts(index, &id))) };
        return index.units(&act.id, 0..1)?.into_iter().next().ok_or_else(|| not_found(Vec::new()));
    };
    let mut asked = Some(path);
    while let Some(path) = asked {
        if let Some(unit) = at_path(index, &id, path)? {
            return Ok(unit);
        }
        // Part 1 is the unit's own opening text.
        asked = path.strip_suffix("/part-1");
    }
    // the second part of an article of a code is what is printed «2.» there
    let numbered = path.find("article-").and_then(|at| path[at..].find("/part-").map(|part| at + part));
    let numbered = numbered.map(|at| format!("{}/point-{}", &path[..at], &path[at + "/part-".len()..]));
    if let Some(unit) = numbered.map_or(Ok(None), |path| at_path(index, &id, &path))? {
        return Ok(unit);
    }
    let near = match known {
        Some(_) => similar_units(index, &id, path)?,
        None => similar_acts(index, &id),
    };
    Err(not_found(near))
}

/// The unit at `address`, as [`resolve`] finds it; `None` where there is none, or several.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub(super) fn resolved(index: &Index, address: &str) -> Result<Option<Unit>, Error> {
    if_there(resolve(index, address))
}

/// What was found; `None` where nothing was, or several things.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub(super) fn if_there<T>(found: Result<T, Error>) -> Result<Option<T>, Error> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound { .. } | Error::Ambiguous { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The act and the provision at `address`, whether a text prints the provision or the histories alone know of it.
pub(super) fn place(index: &Index, address: &str) -> Result<(ActId, Option<ProvisionPath>, Option<Unit>), Error> {
    let missing = match resolve(index, address) {
        Ok(unit) => {
            let (act, path) = match &unit.amends {
                Some(place) => (place.act.clone(), Some(place.path.clone())),
                None => (unit.act.clone(), unit.path.clone()),
            };
            return Ok((act, path, Some(unit)));
        }
        Err(error @ Error::NotFound { .. }) => error,
        Err(error) => return Err(error),
    };
    let (id, path) = split(address);
    let Some(act) = index.known(id).map(|act| act.id.clone()) else { return Err(missing) };
    // a name of a place that no source has names nothing, least of all the whole act
    let named = address.contains('#') && !address.contains("://");
    let Some(path) = path else { return if named { Err(missing) } else { Ok((act, None, None)) } };
    let Some(history) = index.history(&act)? else { return Err(missing) };
    // Groups that are written in say where the unit stands; a history does not know whether they do so rightly.
    let known =
        path.parse::<ProvisionPath>().ok().and_then(|path| history.path(&path).filter(|known| **known == path || path.without_groups() == path).cloned());
    known.map(|path| (act, Some(path), None)).ok_or(missing)
}

/// The act and the provision at `address`; a document, a chapter or a clause of which no text speaks, but of parts of which one does, too.
pub(super) fn place_or_whole(index: &Index, address: &str) -> Result<(ActId, Option<ProvisionPath>, Option<Unit>), Error> {
    let missing = match place(index, address) {
        Ok(found) => return Ok(found),
        Err(error @ Error::NotFound { .. }) => error,
        Err(error) => return Err(error),
    };
    let (id, path) = split(address);
    let asked = index.known(id).map(|act| act.id.clone()).zip(path.and_then(|path| path.parse::<ProvisionPath>().ok()));
    let Some((act, path)) = asked else { return Err(missing) };
    let Some(history) = index.history(&act)? else { return Err(missing) };
    let has_parts = history.paths().any(|part| part.is_within(&path));
    if has_parts { Ok((act, Some(path), None)) } else { Err(missing) }
}

/// Whether `text` is an address that exists: then the unit.
pub(super) fn recognise(index: &Index, text: &str) -> Result<Option<Unit>, Error> {
    let text = text.trim();
    if text.is_empty() || text.len() > 1000 || text.contains(char::is_whitespace) {
        return Ok(None);
    }
    let (id, path) = split(text);
    if index.act(id).is_none() && path.is_none() {
        return Ok(None);
    }
    resolved(index, text)
}

/// The id and the path of an address, of a file name, or of a page of Adilet.
fn split(address: &str) -> (&str, Option<&str>) {
    let address = address.trim();
    if let Some((_, rest)) = address.split_once("://") {
        let rest = rest.split(['#', '?']).next().unwrap_or(rest);
        let id = rest.split_once("/docs/").map_or(rest, |(_, id)| id);
        return (id.split('/').next().unwrap_or(id), None);
    }
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    let (id, path) = address.split_once('/').map_or((address, None), |(id, path)| (id, Some(path.trim_matches('/'))));
    let id = match id.rsplit_once('.') {
        Some((stem, ending)) if FILE_ENDINGS.contains(&ending) => stem,
        _ => id,
    };
    (id, path.filter(|path| !path.is_empty()))
}

fn at_path(index: &Index, id: &str, path: &str) -> Result<Option<Unit>, Error> {
    let fields = index.fields();
    let exact = index.documents(fields.address, &format!("{id}/{path}"))?;
    if let Some(unit) = best(index, id, exact)? {
        return Ok(Some(unit));
    }
    let short = index.documents(fields.short_address, &format!("{id}/{path}"))?;
    if !short.is_empty() {
        let mut units = short.into_iter().map(|at| index.unit(at)).collect::<Result<Vec<Unit>, _>>()?;
        units.sort_by_key(|unit| (unit.act.as_str() != id, unit.ordinal, unit.other_wording));
        units.dedup_by_key(|unit| unit.address());
        return match units.len() {
            1 => Ok(units.pop()),
            _ => Err(Error::Ambiguous { address: format!("{id}/{path}"), candidates: units.iter().map(Unit::address).collect() }),
        };
    }
    // With the groups written in: they must be those the unit stands in.
    let Ok(full) = path.parse::<ProvisionPath>() else { return Ok(None) };
    let bare = full.without_groups();
    if bare == full {
        return Ok(None);
    }
    let Some(unit) = at_path(index, id, bare.as_str())? else { return Ok(None) };
    let groups = full.segments().filter(|segment| !bare.segments().any(|kept| kept == *segment));
    let mut stands_in = groups.map(|group| unit.grouping.iter().any(|path| path.segments().any(|segment| segment == group)));
    Ok(stands_in.all(|stands| stands).then_some(unit))
}

/// Of several wordings of one address: that of the act itself, else the newest by the act that holds it.
fn best(index: &Index, id: &str, documents: Vec<DocAddress>) -> Result<Option<Unit>, Error> {
    let mut units = documents.into_iter().map(|at| index.unit(at)).collect::<Result<Vec<Unit>, _>>()?;
    let adopted = |unit: &Unit| index.act(unit.act.as_str()).and_then(|act| act.adopted.iter().filter_map(|adoption| adoption.date).max());
    units.sort_by_key(|unit| (unit.act.as_str() != id, unit.other_wording, std::cmp::Reverse(adopted(unit)), unit.ordinal));
    Ok(units.into_iter().next())
}

/// The units under the same parent with the nearest numbers; else those of the act that end alike, else the longest part of the address that exists.
fn similar_units(index: &Index, id: &str, path: &str) -> Result<Vec<String>, Error> {
    let mut near = neighbours(index, id, path)?;
    if near.is_empty() {
        let last = path.rsplit('/').next().unwrap_or(path);
        for at in ending_in(index, &id_key(id), last, ENDING_ALIKE_MAX)? {
            let address = index.shared_unit(at)?.address();
            if near.len() < NEAR_MAX && address.strip_prefix(id).is_some_and(|rest| rest.starts_with('/')) {
                near.push(address);
            }
        }
    }
    let mut shorter = path;
    while let (true, Some((parent, _))) = (near.is_empty(), shorter.rsplit_once('/')) {
        near.extend(if_there(at_path(index, id, parent))?.flatten().map(|unit| unit.address()));
        shorter = parent;
    }
    if near.is_empty() {
        near.push(id.to_owned());
    }
    Ok(near)
}

/// The units of the same kind under the same parent, in the order of their numbers, that stand around the one asked for.
fn neighbours(index: &Index, id: &str, path: &str) -> Result<Vec<String>, Error> {
    let bare = path.parse::<ProvisionPath>().ok().map(|path| path.without_groups());
    let fields = index.fields();
    for path in bare.iter().map(ProvisionPath::as_str).chain([path]) {
        let (parent, last) = path.rsplit_once('/').map_or((String::new(), path), |(parent, last)| (format!("{parent}/"), last));
        let Some((kind, number)) = last.split_once('-') else { continue };
        let prefix = format!("{id}/{parent}{kind}-");
        for field in [fields.address, fields.short_address] {
            let numbers = index.terms(field, &prefix)?.into_iter().filter_map(|address| address.get(prefix.len()..).map(str::to_owned));
            // What hangs below them has addresses that begin so too.
            let mut numbers: Vec<ProvisionNumber> = numbers.filter(|number| !number.contains('/')).map(ProvisionNumber::new).collect();
            numbers.sort();
            let at = numbers.partition_point(|other| *other < ProvisionNumber::new(number));
            let first = at.saturating_sub(NEIGHBOURS).min(numbers.len().saturating_sub(2 * NEIGHBOURS));
            let near: Vec<String> = numbers.iter().skip(first).take(2 * NEIGHBOURS).map(|number| format!("{prefix}{number}")).collect();
            if !near.is_empty() {
                return Ok(near);
            }
        }
    }
    Ok(Vec::new())
}

/// Acts whose id differs in a letter or is a part of what was asked for.
fn similar_acts(index: &Index, id: &str) -> Vec<String> {
    let id = id.to_lowercase();
    let close = |other: &str| {
        let other = other.to_lowercase();
        let differing = id.chars().zip(other.chars()).filter(|(one, other)| one != other).count();
        (id.len() == other.len() && differing <= 2) || (id.len() >= 4 && other.contains(&id))
    };
    index.acts().iter().map(|act| act.id.as_str()).filter(|other| close(other)).take(NEAR_MAX).map(str::to_owned).collect()
}
