//! Documents that do not take effect with the act: what approves them is excepted from its commencement, or they are, by their titles.
//!
//! «1-тармақтың 2) тармақшасын қоспағанда», where that subpoint approves «осы бұйрыққа 2-қосымшаға сәйкес Байқау қағидалары»: what approves a document and is not in
//! force does not put it into force. «Байқау қағидаларын қоспағанда» names it by its title.

use std::collections::{HashMap, HashSet};

mod mention;

use self::mention::Mention;
use super::gather::Copy;
use super::name::stems;
use super::place::canonical;
use super::testimony::Testimony;
use crate::act::{Commencement, CommencementException, ProvisionKind, ProvisionPath};

/// A document with what is said of it.
pub(super) struct KeptBack {
    /// `None`: something of the act that is not told.
    pub at: Option<ProvisionPath>,
    pub said: Commencement,
    /// It is named by its number, or no other by that title. Else it takes effect on that day or with the act.
    pub surely: bool,
}

/// The documents that `written`, the commencement of `act`, keeps back without naming units of them.
pub(super) fn kept_back(act: &Testimony, copies: &[Copy], written: &Commencement) -> Vec<KeptBack> {
    let apart = |exception: &&CommencementException| exception.commencement.main() != written.main();
    let exceptions: Vec<&CommencementException> = written.exceptions().iter().filter(apart).collect();
    let documents = Documents::of(copies);
    if exceptions.is_empty() {
        return Vec::new();
    }
    let named: HashSet<ProvisionPath> = written.exceptions().iter().flat_map(|exception| &exception.units).map(|unit| canonical(unit).0).collect();
    let unnamed: Vec<&CommencementException> = exceptions.iter().filter(|exception| exception.units.is_empty()).copied().collect();
    let mut kept = if unnamed.is_empty() { Vec::new() } else { documents.titled_in(act, &unnamed) };
    kept.extend(documents.approved_by(act, &exceptions));
    let mut seen: HashSet<Option<ProvisionPath>> = HashSet::new();
    kept.retain(|one| one.at.as_ref().is_none_or(|at| !named.contains(at)) && seen.insert(one.at.clone()));
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
    fn titled_in(&self, act: &Testimony, exceptions: &[&CommencementException]) -> Vec<KeptBack> {
        let clause = act.units.iter().find(|unit| Some(&unit.path) == act.commencement_unit.as_ref()).map_or("", |unit| unit.text.text.as_str());
        let before = clause.rfind("қоспағанда").map_or("", |at| &clause[..at]);
        let titled: Vec<&ProvisionPath> = self.titled(before).collect();
        let kept = |at: Option<ProvisionPath>, said: &Commencement| KeptBack { at, said: said.clone(), surely: titled.len() == 1 };
        if titled.is_empty() {
            let stated = exceptions.iter().find(|exception| exception.commencement != Commencement::Unstated);
            return stated.map(|exception| kept(None, &exception.commencement)).into_iter().collect();
        }
        let first = exceptions.first().map_or(&Commencement::Unstated, |exception| &exception.commencement);
        titled.iter().map(|&path| kept(Some(path.clone()), first)).collect()
    }

    /// What the excepted units approve.
    fn approved_by(&self, act: &Testimony, exceptions: &[&CommencementException]) -> Vec<KeptBack> {
        let mut excepted: HashMap<ProvisionPath, &Commencement> = HashMap::new();
        for exception in exceptions {
            for unit in exception.units.iter().map(|unit| canonical(unit).0).filter(|unit| !is_document(&first(unit))) {
                excepted.entry(unit).or_insert(&exception.commencement);
            }
        }
        if excepted.is_empty() || self.0.is_empty() {
            return Vec::new();
        }
        let Some(mentions) = self.mentions(act) else {
            return vec![KeptBack { at: None, said: Commencement::Unread("what approves the documents is not sure".to_owned()), surely: false }];
        };
        let mut of_each: HashMap<&ProvisionPath, Vec<&Mention>> = HashMap::new();
        for mention in &mentions {
            of_each.entry(&mention.document).or_default().push(mention);
        }
        self.0.iter().filter_map(|(path, _)| kept_by(path, of_each.get(path)?, &excepted)).collect()
    }
}

/// Whether the units that name the document `at` keep it back: those that approve it; where none does, all of them, and it is not sure. A unit in force that names it
/// makes it unsure too.
fn kept_by(at: &ProvisionPath, mentions: &[&Mention], excepted: &HashMap<ProvisionPath, &Commencement>) -> Option<KeptBack> {
    let said = |mention: &&Mention| std::iter::successors(Some(mention.unit.clone()), ProvisionPath::parent).find_map(|path| excepted.get(&path).copied());
    let all: Vec<Option<&Commencement>> = mentions.iter().map(said).collect();
    let approving: Vec<Option<&Commencement>> = all.iter().zip(mentions).filter(|(_, mention)| mention.approves).map(|(said, _)| *said).collect();
    let deciding = if approving.is_empty() { &all } else { &approving };
    let mut days: Vec<&Commencement> = deciding.iter().copied().flatten().collect();
    days.dedup();
    let in_force = |of: &[Option<&Commencement>]| of.iter().any(Option::is_none);
    let said = match days[..] {
        [] => return None,
        _ if approving.is_empty() && in_force(&all) => return None,
        [one] => one.clone(),
        _ => Commencement::Unread("what approves it takes effect on several days".to_owned()),
    };
    let surely = !approving.is_empty() && !in_force(&all) && days.len() == 1 && mentions.iter().all(|mention| mention.surely || !mention.approves);
    Some(KeptBack { at: Some(at.clone()), said, surely })
}
