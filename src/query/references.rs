//! What a provision cites, and who cites it.

use std::collections::BTreeSet;

use tantivy::DocAddress;

use super::address::{if_there, place, place_or_whole, resolved};
use super::rank::related;
use super::show::show;
use super::{Error, Passage};
use crate::act::{ActId, CitedAct, Date};
use crate::index::{Index, Unit, UnitPlace, id_key};

/// A provision longer than this, a whole act, tells its first pointers.
const CITED_MAX: usize = 2_000;

/// The pointers of a provision, and those that lead to it.
#[derive(Clone, Debug, PartialEq)]
pub struct References {
    /// The provision asked about.
    pub passage: Passage,
    /// What it cites, with everything below it, in the order of the text; at most two thousand pointers.
    pub cites: Vec<Pointer>,
    /// Who cites it, or a part of it: by act, in the order of the text. For an act as a whole its own pointers to itself are left out.
    pub cited_by: Vec<CitedBy>,
    /// How many units cite it in all.
    pub cited_by_total: usize,
}

/// A pointer in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The unit whose words it is in.
    pub from: String,
    /// Its words.
    pub surface: String,
    /// The address it leads to: as it is indexed, where it is, else as far as its words tell. `None` where no id follows from them.
    pub address: Option<String>,
    /// How the act is named, where the words name one.
    pub cited: Option<CitedAct>,
    /// Whether that is indexed.
    pub is_indexed: bool,
    /// The link target as printed, where the source carries one.
    pub href: Option<String>,
}

/// A unit that cites what was asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedBy {
    /// The unit.
    pub passage: Passage,
    /// Its words that do so, and the address each leads to.
    pub pointers: Vec<(String, String)>,
}

/// What the provision at `address` cites, and the units that cite it: `limit` of them, after `offset`; each passage tells how it stands on `as_of`.
///
/// ```no_run
/// use tarmaq::{index::Index, query::references};
///
/// let index = Index::open("index".as_ref())?;
/// for citing in references(&index, "V1800016354/rules/point-10", None, 20, 0)?.cited_by {
///     println!("{}", citing.passage.citation.kk);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Error::NotFound`] and [`Error::Ambiguous`] where no or no single unit is at `address`; [`Error::Index`] when the index cannot be read.
pub fn references(index: &Index, address: &str, as_of: Option<Date>, limit: usize, offset: usize) -> Result<References, Error> {
    index.guarded(|| {
        let asked = Asked::at(index, address)?;
        let passage = show(index, address, as_of)?.passage;
        let cites = asked.unit.as_ref().map_or_else(|| Ok(Vec::new()), |unit| pointers(index, unit))?;
        let citing = citing(index, &asked)?;
        let cited_by_total = citing.len();
        let mut cited_by = Vec::new();
        for at in citing.into_iter().skip(offset).take(limit) {
            let citing = index.unit(at)?;
            let to_it = citing.references.iter().filter(|reference| reference.key().is_some_and(|key| leads_to(&key, &asked.keys)));
            let pointers = to_it.filter_map(|reference| Some((reference.surface.clone(), reference.address()?))).collect();
            cited_by.push(CitedBy { passage: Passage::of(index, citing, as_of)?, pointers });
        }
        Ok(References { passage, cites, cited_by, cited_by_total })
    })
}

/// What is asked about. Of an act whose own text is not in the corpus there is no unit.
struct Asked {
    act: ActId,
    is_act: bool,
    unit: Option<Unit>,
    /// The keys that pointers to it have: its addresses, with the component, and without it where no other unit stands there.
    keys: Vec<String>,
}

impl Asked {
    fn at(index: &Index, address: &str) -> Result<Self, Error> {
        let (act, path, unit) = place(index, address)?;
        let key = |act: &str, path: &str| format!("{}/{path}", id_key(act));
        let mut keys: Vec<String> = path.iter().map(|path| key(act.as_str(), path.as_str())).collect();
        if let Some(unit) = unit.as_ref().filter(|_| path.is_some()) {
            keys.extend(unit.path.iter().map(|path| key(unit.act.as_str(), path.as_str())));
            for short in unit.short_addresses() {
                if index.documents(index.fields().address, &short)?.is_empty() {
                    keys.extend(short.split_once('/').map(|(act, path)| key(act, path)));
                }
            }
        }
        if path.is_none() {
            keys.push(id_key(act.as_str()));
        }
        Ok(Self { act, is_act: path.is_none(), unit, keys })
    }

    /// Whether the unit at `at`, which stands at `place`, is a part of it. It is read only where its place does not tell.
    fn holds(&self, index: &Index, at: DocAddress, place: &UnitPlace) -> Result<bool, Error> {
        let is_of = |known: &ActId| place.act.as_deref() == Some(known.as_str());
        match &self.unit {
            _ if self.is_act => Ok(is_of(&self.act)),
            Some(unit) if is_of(&unit.act) && place.ordinal.is_some_and(|ordinal| (unit.ordinal..unit.end).contains(&ordinal)) => {
                Ok(related(unit, &*index.shared_unit(at)?))
            }
            _ => Ok(false),
        }
    }
}

fn pointers(index: &Index, unit: &Unit) -> Result<Vec<Pointer>, Error> {
    let mut pointers = Vec::new();
    for from in index.units(&unit.act, unit.ordinal..unit.end)? {
        for reference in &from.references {
            if pointers.len() >= CITED_MAX {
                return Ok(pointers);
            }
            let told = reference.address();
            let known = told.as_deref().map_or(Ok(None), |address| known(index, address))?;
            pointers.push(Pointer {
                from: from.address(),
                surface: reference.surface.clone(),
                is_indexed: known.is_some(),
                address: known.or(told),
                cited: reference.cited.clone(),
                href: reference.href.clone(),
            });
        }
    }
    Ok(pointers)
}

/// The address that can be shown for `address`: also of what is known only through other acts.
fn known(index: &Index, address: &str) -> Result<Option<String>, Error> {
    if let Some(unit) = resolved(index, address)? {
        return Ok(Some(unit.address()));
    }
    let whole = if_there(place_or_whole(index, address))?;
    Ok(whole.map(|(act, path, _)| path.map_or_else(|| act.to_string(), |path| format!("{act}/{path}"))))
}

fn leads_to(key: &str, keys: &[String]) -> bool {
    keys.iter().any(|of| key.strip_prefix(of.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The units that cite it or something below it, by act and place. A code is cited by tens of thousands: none of them is read to put them in order.
fn citing(index: &Index, asked: &Asked) -> Result<Vec<DocAddress>, Error> {
    let field = index.fields().cites;
    let mut documents: BTreeSet<DocAddress> = BTreeSet::new();
    for key in &asked.keys {
        documents.extend(index.documents(field, key)?);
        // Every pointer into an act is filed under the act, too.
        if !asked.is_act {
            for below in index.terms(field, &format!("{key}/"))? {
                documents.extend(index.documents(field, &below)?);
            }
        }
    }
    let documents: Vec<DocAddress> = documents.into_iter().collect();
    let mut citing = Vec::with_capacity(documents.len());
    for (place, at) in index.places(&documents)?.into_iter().zip(documents) {
        if !asked.holds(index, at, &place)? {
            citing.push((place, at));
        }
    }
    // Wordings of other times carry no pointers: each place is there once.
    citing.sort();
    citing.dedup_by(|(one, _), (other, _)| one == other);
    Ok(citing.into_iter().map(|(_, at)| at).collect())
}
