//! Documents that do not take effect with the act: what approves them is excepted from its commencement, or they are, by their titles.
//!
//! «1-тармақтың 2) тармақшасын қоспағанда», where that subpoint approves «осы бұйрыққа 2-қосымшаға сәйкес Байқау қағидалары»: what approves a document and is not in
//! force does not put it into force. «Байқау қағидаларын қоспағанда» names it by its title.

use std::collections::HashSet;

use super::gather::Copy;
use super::name::stems;
use super::place::canonical;
use super::testimony::{Testimony, UnitText};
use crate::act::{Commencement, CommencementException, ProvisionKind, ProvisionPath};
use crate::cite::{Case, unit_phrases};

/// A document with what is said of it.
pub(super) struct KeptBack {
    /// `None`: something of the act that is not told.
    pub at: Option<ProvisionPath>,
    pub said: Commencement,
    /// It is named by its number, or no other by that title. Else it takes effect on that day or with the act.
    pub surely: bool,
}

/// Most units of an act, one time for each unit that is excepted, that are looked through for the documents they approve. No act comes near it.
const LOOKED_MAX: usize = 5_000_000;

/// The documents that `written`, the commencement of `act`, keeps back without naming units of them.
pub(super) fn kept_back(act: &Testimony, copies: &[Copy], written: &Commencement) -> Vec<KeptBack> {
    let exceptions = written.exceptions();
    let units: usize = exceptions.iter().map(|exception| exception.units.len()).sum();
    if exceptions.is_empty() || units.saturating_mul(act.units.len()) > LOOKED_MAX {
        return Vec::new();
    }
    let documents = Documents::of(copies);
    let named: HashSet<ProvisionPath> = exceptions.iter().flat_map(|exception| &exception.units).map(|unit| canonical(unit).0).collect();
    let proper: Vec<&UnitText> = act.units.iter().filter(|unit| !is_document(&first(&unit.path))).collect();
    let mut kept: Vec<KeptBack> = Vec::new();
    for exception in exceptions.iter().filter(|exception| exception.commencement.main() != written.main()) {
        let more = if exception.units.is_empty() { documents.titled_in(act, exception) } else { documents.approved_by(&proper, exception) };
        for one in more {
            let known = one.at.as_ref().is_some_and(|at| named.contains(at)) || kept.iter().any(|other| other.at == one.at);
            kept.extend((!known).then_some(one));
        }
    }
    kept
}

fn first(path: &ProvisionPath) -> ProvisionPath {
    ProvisionPath::from_known(path.segments().next().unwrap_or_default())
}

fn is_document(path: &ProvisionPath) -> bool {
    matches!(path.kind(), Some(ProvisionKind::Component | ProvisionKind::Annex))
}

/// The documents of an act with the stems of their titles.
struct Documents(Vec<(ProvisionPath, HashSet<String>)>);

/// Most documents of an act that are looked for.
const DOCUMENTS_MAX: usize = 500;

impl Documents {
    fn of(copies: &[Copy]) -> Self {
        let mut seen: HashSet<&ProvisionPath> = HashSet::new();
        let outermost = copies.iter().flat_map(|copy| &copy.units).filter(|(path, _)| path.parent().is_none() && is_document(path));
        let new = outermost.filter(|(path, _)| seen.insert(path)).take(DOCUMENTS_MAX);
        Self(new.map(|(path, text)| (path.clone(), stems(text.heading.as_deref().unwrap_or_default()).into_iter().collect())).collect())
    }

    /// Those whose titles stand in `words`: all words of a title, two at least.
    fn titled<'d>(&'d self, words: &str) -> impl Iterator<Item = &'d ProvisionPath> {
        let said: HashSet<String> = stems(words).into_iter().collect();
        self.0.iter().filter(move |(_, title)| title.len() > 1 && title.is_subset(&said)).map(|(path, _)| path)
    }

    /// «Байқау қағидаларын қоспағанда»: what the clause of `act` names by its title; where it names nothing that is understood, something of the act.
    fn titled_in(&self, act: &Testimony, exception: &CommencementException) -> Vec<KeptBack> {
        let clause = act.units.iter().find(|unit| Some(&unit.path) == act.commencement_unit.as_ref()).map_or("", |unit| unit.text.text.as_str());
        let before = clause.rfind("қоспағанда").map_or("", |at| &clause[..at]);
        let titled: Vec<&ProvisionPath> = self.titled(before).collect();
        let kept = |at: Option<ProvisionPath>| KeptBack { at, said: exception.commencement.clone(), surely: titled.len() == 1 };
        if titled.is_empty() && exception.commencement != Commencement::Unstated {
            return vec![kept(None)];
        }
        titled.iter().map(|&path| kept(Some(path.clone()))).collect()
    }

    /// What the excepted units approve, of the units `proper` to the act.
    fn approved_by(&self, proper: &[&UnitText], exception: &CommencementException) -> Vec<KeptBack> {
        let mut kept: Vec<KeptBack> = Vec::new();
        for excepted in exception.units.iter().map(|unit| canonical(unit).0).filter(|unit| !is_document(&first(unit))) {
            let own = proper.iter().filter(|unit| unit.path.is_within(&excepted));
            let words = own.map(|unit| unit.text.text.as_str()).collect::<Vec<_>>().join(" ");
            let numbered: Vec<ProvisionPath> = self.numbered(&words);
            let titled: Vec<&ProvisionPath> = self.titled(&words).filter(|path| !numbered.contains(path) && words.contains("оса беріл")).collect();
            let said = |at: ProvisionPath, surely: bool| KeptBack { at: Some(at), said: exception.commencement.clone(), surely };
            kept.extend(titled.iter().map(|&at| said(at.clone(), titled.len() == 1)));
            kept.extend(numbered.iter().map(|at| said(at.clone(), true)));
        }
        kept
    }

    /// «осы бұйрыққа 2-қосымшаға сәйкес», «осы бұйрыққа қосымшаға сәйкес» where there is one annex.
    fn numbered(&self, words: &str) -> Vec<ProvisionPath> {
        let follows = |end: usize| words[end..].trim_start().starts_with("сәйкес");
        let phrases = unit_phrases(words).into_iter().filter(|phrase| phrase.case == Case::Dative && follows(phrase.range.end));
        let mut named: Vec<ProvisionPath> = phrases.flat_map(|phrase| phrase.paths).collect();
        let annexes = self.0.iter().map(|(path, _)| path).filter(|path| path.kind() == Some(ProvisionKind::Annex));
        if let (true, [only]) = (words.contains(" қосымшаға сәйкес"), &annexes.collect::<Vec<_>>()[..]) {
            named.push((*only).clone());
        }
        named.retain(|path| self.0.iter().any(|(document, _)| document == path));
        named
    }
}
