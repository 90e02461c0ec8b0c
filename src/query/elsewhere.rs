//! Citations of acts that are not indexed: «Консулдық жарғының 59-тармағы», «№ 310 қаулысының 3-тармағы».
//!
//! What is cited cannot be shown, but texts of the index may cite it too, and they are about it. A name leads to what their pointers with the same words
//! lead to; where there are none, the words of the citation are words like any others.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Error;
use super::cited::{Cited, Place, called_points};
use super::gather::{have_all, named};
use crate::act::{ActKind, ProvisionKind, ProvisionPath};
use crate::analyzer::{TokenKind, analyze, is_stopword};
use crate::cite::{Case, act_word, cited_acts, document_word};
use crate::index::{Index, id_key};
use crate::text::words;

/// So many words before the word for a document may be its name.
const NAME_WORDS_MAX: usize = 6;
/// So many units with the words of a name are looked at.
const CITING_MAX: usize = 50;
/// So many citations of one text are looked for in others.
const LOOKED_FOR_MAX: usize = 8;

/// What points at a document that was named before, beside function words: «жоғарыда аталған Заңның».
const POINTING: &[&str] = &["аталған", "көрсетілген", "жоғарыда", "жоғарыдағы", "айтылған", "атап", "келтірілген"];

/// A unit of an act that the index does not have, where a text names it.
pub(super) struct Elsewhere {
    /// Its bytes, with the name of the act.
    pub(super) range: Range<usize>,
    /// Where in the text its unit is named.
    pub(super) place: Place,
    /// The addresses it has in pointers of the index; none where no text cites it, or the act has no id.
    pub(super) addresses: Vec<String>,
}

/// The units that `text` names, as `cited` tells, of acts that are named by words or by a number and that the index does not have.
pub(super) fn elsewhere(index: &Index, text: &str, cited: &Cited) -> Result<Vec<Elsewhere>, Error> {
    let mut found = Vec::new();
    if !cited.acts.is_empty() {
        return Ok(found);
    }
    let numbered = cited_acts(text);
    for place in cited.places.iter().filter(|place| !place.is_russian).take(LOOKED_FOR_MAX) {
        let stands_before = |range: &Range<usize>| text.get(range.end..place.range.start).is_some_and(|between| between.trim().is_empty());
        if let Some(phrase) = numbered.iter().find(|phrase| stands_before(&phrase.range) && phrase.act.number.is_some()) {
            let address = phrase.act.id.as_ref().map(|id| format!("{id}/{}", place.unit.join("/")));
            found.push(Elsewhere { range: phrase.range.start..place.range.end, place: place.clone(), addresses: address.into_iter().collect() });
        } else if let Some(name) = Name::before(text, place)
            && !is_here(index, &name, place)?
        {
            found.push(Elsewhere { range: name.range.start..place.range.end, addresses: addresses(index, &name, place)?, place: place.clone() });
        }
    }
    Ok(found)
}

/// The name of a document or an act, in words.
struct Name {
    /// Its bytes.
    range: Range<usize>,
    /// The stems of its words, the word for the document last.
    stems: Vec<String>,
    /// What it is the name of.
    kind: NameKind,
}

#[derive(Clone, Copy)]
enum NameKind {
    Document(&'static str),
    Act(ActKind),
}

impl Name {
    /// The name that stands before `place`: «Консулдық жарғының», «… отбасы туралы кодекстің». A document that is only pointed at, «осы Қағидалардың», has
    /// none.
    fn before(text: &str, place: &Place) -> Option<Self> {
        let before = text.get(..place.range.start)?;
        let sentence = before.rfind([';', '!', '?', '\n']).map_or(0, |at| at + 1);
        let all: Vec<(usize, &str)> = words(&before[sentence..]).map(|(at, word)| (sentence + at, word)).collect();
        let (&(start, noun), name) = all.split_last()?;
        let bare = noun.trim_matches(|c: char| !c.is_alphabetic());
        let document = document_word(bare).filter(|(segment, _)| *segment != "approved").map(|(segment, case)| (NameKind::Document(segment), case));
        let (kind, case) = document.or_else(|| act_word(bare).map(|(kind, case)| (NameKind::Act(kind), case)))?;
        let stems_of = |words: &str| -> Vec<String> {
            let tokens = analyze(words).into_iter().filter(|token| token.kind != TokenKind::Whole && !is_stopword(&token.exact));
            tokens.map(|token| token.term).collect()
        };
        let last = name.last().filter(|_| case == Case::Genitive)?;
        let first = name[name.len().saturating_sub(NAME_WORDS_MAX)..].first()?.0;
        let last = last.1.to_lowercase();
        let is_pointed_at = is_stopword(&last) && last != "туралы" || POINTING.contains(&last.as_str());
        let stems: Vec<String> = stems_of(&text[first..start]).into_iter().chain(stems_of(noun)).collect();
        (!is_pointed_at && stems.len() > 1).then_some(Self { range: first..start + noun.len(), stems, kind })
    }
}

/// Whether the index has a unit that may be meant, or tells of one: in any act of that kind, or in any such document.
fn is_here(index: &Index, name: &Name, place: &Place) -> Result<bool, Error> {
    let one = Cited { units: vec![place.unit.clone(), called_points(&place.unit)], ..Cited::default() };
    let fits = |path: &ProvisionPath| match name.kind {
        NameKind::Document(segment) => one.names(path) && path.segments().any(|known| known.split('-').next() == Some(segment)),
        NameKind::Act(_) => one.names(path),
    };
    for at in named(index, &one)? {
        let unit = index.shared_unit(at)?;
        let of_kind = |id: &str| match name.kind {
            NameKind::Document(_) => true,
            // a leaflet quotes articles of codes
            NameKind::Act(kind) => index.act(id).is_some_and(|act| act.kind == kind || act.kind == ActKind::Other),
        };
        // An instruction is about the unit that it points at.
        let points = || unit.amends.is_none() && unit.references.iter().any(|to| to.path.as_ref().is_some_and(fits) && to.act.is_some());
        if unit.cited_paths().any(fits) && of_kind(unit.act.as_str()) || unit.kind == Some(ProvisionKind::Amendment) && points() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where the pointers lead to that name `place` with words of `name`: with as many of them, from the last one back, as any has.
fn addresses(index: &Index, name: &Name, place: &Place) -> Result<Vec<String>, Error> {
    let one = Cited { units: vec![place.unit.clone()], ..Cited::default() };
    for first in 0..name.stems.len() - 1 {
        let wanted: BTreeSet<&str> = name.stems[first..].iter().map(String::as_str).collect();
        let mut found = BTreeSet::new();
        for at in have_all(index, &wanted, CITING_MAX)? {
            let unit = index.shared_unit(at)?;
            for to in unit.references.iter().filter(|to| to.path.as_ref().is_some_and(|path| one.names(path))) {
                let stems: Vec<String> = analyze(&to.surface).into_iter().map(|token| token.term).collect();
                if wanted.iter().all(|stem| stems.iter().any(|known| known == stem)) {
                    found.extend(to.address());
                }
            }
        }
        if !found.is_empty() {
            return Ok(found.into_iter().collect());
        }
    }
    Ok(Vec::new())
}

/// The key of an address, as pointers are looked up by it.
pub(super) fn key_of(address: &str) -> String {
    address.split_once('/').map_or_else(|| id_key(address), |(act, path)| format!("{}/{path}", id_key(act)))
}
