//! What the amendments of an act tell about its own units: which of them speak of other acts, and which are their new wording.

use std::collections::{HashMap, HashSet};

use super::annexed_document;
use crate::act::{Amendment, Operation, Provision, ProvisionKind};

/// Most operations of one instruction that are looked at for each pointer in it.
pub(super) const OPERATIONS_MAX: usize = 64;

/// What an act does to others.
#[derive(Default)]
pub(super) struct Changes<'p> {
    /// In the order of the text.
    pub(super) all: Vec<&'p Amendment>,
    /// The units that tell it, and those around them.
    pub(super) units: HashSet<&'p str>,
    /// The annexes of this act that are new wording of another, with what brings them there; `None` where acts that are not one do.
    pub(super) new: HashMap<&'p str, Option<&'p Amendment>>,
    /// The operations that each unit tells.
    pub(super) by_unit: HashMap<&'p str, Vec<&'p Amendment>>,
}

impl<'p> Changes<'p> {
    pub(super) fn of(amendments: &'p [Amendment]) -> Self {
        use Operation::{Repeal, Suspend, Unread};
        let mut all: Vec<&Amendment> = amendments.iter().collect();
        all.sort_by_key(|amendment| amendment.span);
        let mut units = HashSet::new();
        // one that ends another act as a whole speaks of the units of this one: «1-тармақ қолданысқа енгізілген күннен бастап … күші жойылды»
        // and one that sets a unit of this act aside changes no other
        let in_units = |amendment: &&Amendment| match amendment.op {
            Suspend if amendment.target.act.is_none() => false,
            Repeal | Suspend | Unread => amendment.target.path.is_some(),
            _ => true,
        };
        for amendment in amendments.iter().filter(in_units) {
            let path = amendment.unit.as_str();
            let around = path.match_indices('/').map(|(at, _)| &path[..at]);
            units.extend(around.chain([path]));
        }
        let mut new: HashMap<&str, Option<&Amendment>> = HashMap::new();
        for (path, amendment) in amendments.iter().flat_map(|amendment| amendment.new.iter().map(move |path| (path.as_str(), amendment))) {
            let apart = |known: &Amendment| known.target.act != amendment.target.act;
            new.entry(path).and_modify(|known| *known = known.filter(|known| !apart(known))).or_insert(Some(amendment));
        }
        let mut by_unit: HashMap<&str, Vec<&Amendment>> = HashMap::new();
        for amendment in &all {
            by_unit.entry(amendment.unit.as_str()).or_default().push(amendment);
        }
        Self { all, units, new, by_unit }
    }

    /// Whether an annex is a document of this act, not new wording of one that another approved.
    pub(super) fn is_document(&self, annex: &Provision) -> bool {
        let outermost = annex.path.segments().next().unwrap_or_default();
        annex.kind == ProvisionKind::Annex && !self.new.contains_key(outermost) && !self.new.contains_key(annex.path.as_str())
    }

    /// By the word of an address, the outermost annex that is a document; `None` where several are.
    pub(super) fn documents(&self, provisions: &'p [Provision]) -> HashMap<&'static str, Option<&'p Provision>> {
        let mut documents = HashMap::new();
        for annex in provisions.iter().filter(|annex| annex.parent.is_none() && self.is_document(annex)) {
            if let Some(word) = annexed_document(annex) {
                documents.entry(word).and_modify(|known| *known = None).or_insert(Some(annex));
            }
        }
        documents
    }

    /// The operations of the instruction that byte `at` stands in, else of the next one.
    pub(super) fn told_at(&self, at: usize) -> impl Iterator<Item = &'p Amendment> + '_ {
        let first = self.all.partition_point(|amendment| amendment.span.range().end <= at);
        let span = self.all.get(first).map(|amendment| amendment.span);
        self.all[first..].iter().copied().take_while(move |amendment| Some(amendment.span) == span).take(OPERATIONS_MAX)
    }
}
