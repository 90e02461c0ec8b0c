//! All citations of a text, resolved.

use std::ops::Range;

use super::Error;
use super::address::{place_or_whole, resolved};
use super::cited::{Cited, Place, called_points};
use super::elsewhere::elsewhere;
use super::gather::named;
use crate::cite::cited_acts;
use crate::index::{Index, Unit, id_key};

/// Longer texts are cut: a citation is looked for in a sentence or a page, not in a code.
const TEXT_BYTES_MAX: usize = 100_000;
/// So many addresses one citation may stand for.
const ADDRESSES_MAX: usize = 20;

/// A citation found in a text, and what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundCitation {
    /// Where it stands: a range of CHARACTERS of the text.
    pub range: Range<usize>,
    /// Its words.
    pub surface: String,
    /// The addresses it leads to; several where it fits several units or acts alike. An act that is not indexed has the id that follows from
    /// its kind, day and number, or that pointers of the index with the same words have; a unit that its act does not have in any text of the index the
    /// address it would have. None where no id follows from the words.
    pub addresses: Vec<String>,
    /// Whether they are indexed.
    pub is_indexed: bool,
}

/// All citations of `text`, in its order.
///
/// Understood are the forms of [`search`](super::search): «807 қаулы 32-тармақ», «пп. 6) п. 3 правил 16354», our addresses, pages of Adilet. A
/// unit belongs to the act named before it, in Russian to the one after it; a unit without an act is none that can be resolved, and one of an act that is
/// named in words and not indexed leads where pointers with these words lead.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub fn cite(index: &Index, text: &str) -> Result<Vec<FoundCitation>, Error> {
    index.guarded(|| all(index, text))
}

fn all(index: &Index, text: &str) -> Result<Vec<FoundCitation>, Error> {
    let text = &text[..text.floor_char_boundary(TEXT_BYTES_MAX)];
    let cited = Cited::read(index, text);
    let mut found: Vec<(Range<usize>, Vec<String>, bool)> = Vec::new();
    for place in &cited.places {
        if let Some((range, keys)) = act_of(&cited, place) {
            let addresses = numbered_or_not(index, &cited, place, keys)?;
            let range = range.start.min(place.range.start)..range.end.max(place.range.end);
            if addresses.is_empty() {
                found.push((range, keys.iter().map(|key| would_be(index, &cited, place, key)).collect(), false));
            } else {
                found.push((range, addresses, true));
            }
        }
    }
    found.extend(elsewhere(index, text, &cited)?.into_iter().map(|one| (one.range, one.addresses, false)));
    for (range, keys) in &cited.mentions {
        if let Some(document) = whole_document(index, &cited, keys)? {
            found.push((cited.ranges.iter().fold(range.clone(), |all, one| all.start.min(one.start)..all.end.max(one.end)), vec![document], true));
            continue;
        }
        if found.iter().all(|(known, _, _)| known.end <= range.start || range.end <= known.start) {
            found.push((range.clone(), keys.iter().map(|key| id_of(index, key)).collect(), true));
        }
    }
    found.extend(cited.absent.iter().map(|(range, id)| (range.clone(), vec![id.to_string()], false)));
    for phrase in cited_acts(text) {
        let Some(id) = phrase.act.id else { continue };
        // One that is known has been found by its number.
        match found.iter_mut().find(|(known, _, _)| known.start < phrase.range.end && phrase.range.start < known.end) {
            Some((known, _, _)) => *known = known.start.min(phrase.range.start)..known.end.max(phrase.range.end),
            None => found.push((phrase.range, vec![id.to_string()], index.act(id.as_str()).is_some())),
        }
    }
    found.sort_by_key(|(range, _, _)| range.start);
    let in_characters = |byte: usize| text[..byte].chars().count();
    let citation = |(range, addresses, is_indexed): (Range<usize>, Vec<String>, bool)| FoundCitation {
        range: in_characters(range.start)..in_characters(range.end),
        surface: text[range].to_owned(),
        addresses,
        is_indexed,
    };
    Ok(found.into_iter().filter(|(range, _, _)| !range.is_empty()).map(citation).collect())
}

/// The addresses of what is cited; where there are none, of the numbered paragraphs: those of an article are its points or its parts, whichever way they are
/// called.
fn numbered_or_not(index: &Index, cited: &Cited, place: &Place, keys: &[String]) -> Result<Vec<String>, Error> {
    let found = addresses(index, cited, place, keys)?;
    let unit = called_points(&place.unit);
    if !found.is_empty() || unit == place.unit {
        return Ok(found);
    }
    addresses(index, cited, &Place { unit, ..place.clone() }, keys)
}

/// What is told of each unit that is cited of an act of the index and that it has in no text or history: a sentence; and what it would stand in, where that is
/// there: a citation of a subpoint that is not there is answered by its point.
pub(super) fn missing(index: &Index, cited: &Cited) -> Result<(Vec<String>, Vec<Vec<String>>), Error> {
    let (mut told, mut around) = (Vec::new(), Vec::new());
    for place in &cited.places {
        let Some((_, keys)) = act_of(cited, place) else { continue };
        let [key] = &keys[..] else { continue };
        if !numbered_or_not(index, cited, place, keys)?.is_empty() {
            continue;
        }
        match place_or_whole(index, &would_be(index, cited, place, key)) {
            Err(missing @ Error::NotFound { .. }) => {
                told.push(format!("{missing}; its words were searched"));
                for length in (1..place.unit.len()).rev() {
                    let outer = Place { unit: place.unit[..length].to_vec(), ..place.clone() };
                    if !addresses(index, cited, &outer, keys)?.is_empty() {
                        around.push(outer.unit);
                        break;
                    }
                }
            }
            Ok(_) | Err(Error::Ambiguous { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok((told, around))
}

/// The address of the document that is cited as a whole: «16354 бұйрықпен бекітілген қағидалар» and nothing in it.
fn whole_document(index: &Index, cited: &Cited, keys: &[String]) -> Result<Option<String>, Error> {
    let (Some(component), true, [_], [key]) = (cited.component, cited.units.is_empty(), &cited.mentions[..], keys) else { return Ok(None) };
    Ok(resolved(index, &format!("{}/{component}", id_of(index, key)))?.map(|unit| unit.address()))
}

/// The id of the act of this key.
fn id_of(index: &Index, key: &str) -> String {
    index.act(key).map_or_else(|| key.to_uppercase(), |act| act.id.to_string())
}

/// The address that the unit of `place` would have in the act of `key`.
fn would_be(index: &Index, cited: &Cited, place: &Place, key: &str) -> String {
    let component = cited.component.filter(|component| place.unit.iter().all(|segment| segment != component));
    let segments = component.into_iter().chain(place.unit.iter().map(String::as_str));
    std::iter::once(&*id_of(index, key)).chain(segments).collect::<Vec<_>>().join("/")
}

/// The act that a unit belongs to: the last one named before it, in Russian the first one after it; else the other way round.
fn act_of<'c>(cited: &'c Cited, place: &Place) -> Option<&'c (Range<usize>, Vec<String>)> {
    let before = cited.mentions.iter().filter(|(range, _)| range.start <= place.range.start).max_by_key(|(range, _)| range.start);
    let after = cited.mentions.iter().filter(|(range, _)| range.start > place.range.start).min_by_key(|(range, _)| range.start);
    if place.is_russian { after.or(before) } else { before.or(after) }
}

/// The addresses of the units that are meant by `place` in the acts of `keys`.
fn addresses(index: &Index, cited: &Cited, place: &Place, keys: &[String]) -> Result<Vec<String>, Error> {
    let one = Cited { acts: keys.to_vec(), units: vec![place.unit.clone()], component: cited.component, ..Cited::default() };
    let documents = named(index, &one)?;
    let mut units: Vec<Unit> = Vec::new();
    for at in documents {
        let unit = index.unit(at)?;
        if unit.cited_paths().any(|path| one.names(path)) {
            units.push(unit);
        }
    }
    let fit = |unit: &Unit| {
        let in_component = one.component.is_some_and(|component| unit.cited_paths().any(|path| path.segments().any(|segment| segment == component)));
        let exact = unit.cited_paths().any(|path| path.segments().eq(place.unit.iter().map(String::as_str)));
        let in_act = keys.contains(&id_key(unit.act.as_str()));
        (in_component, exact, in_act)
    };
    let best = units.iter().map(fit).max();
    let mut addresses: Vec<String> = units.iter().filter(|unit| Some(fit(unit)) == best).map(Unit::address).collect();
    addresses.sort();
    addresses.dedup();
    addresses.truncate(ADDRESSES_MAX);
    Ok(addresses)
}
