//! What in the act itself words stand in: the annex that is a list, the changes that were approved.

use std::collections::HashSet;

use super::{Context, Meaning, OPERATIONS_MAX, annexed_document};
use crate::act::{Amendment, CitedAct, Operation, Provision, ProvisionKind, ProvisionPath, Target};
use crate::cite::noun::treaty_titled;
use crate::cite::unit::{Base, UnitPhrase};

impl Context<'_> {
    /// Whether the act has a unit at `path`.
    pub(in crate::cite) fn has(&self, path: &str) -> bool {
        self.paths.contains_key(path)
    }

    /// Whether the instruction at byte `at` sets a unit of this act aside: «6-баптың 1-тармағының қолданысы … тоқтатыла тұрсын».
    pub(super) fn sets_own_aside(&self, at: usize) -> bool {
        self.changes.told_at(at).next().is_some_and(|told| told.op == Operation::Suspend && told.target.act.is_none())
    }

    /// Whether the document or annex that `from` stands in is a treaty of the word `noun` by its title: «Тұрғын үйді жалдаудың үлгілік шарты».
    pub(in crate::cite) fn is_in_treaty(&self, noun: &str, from: Option<usize>) -> bool {
        let around = |kind| self.around(kind, from);
        let inner = around(ProvisionKind::Annex).or_else(|| around(ProvisionKind::Component));
        inner.and_then(|provision| provision.heading.as_deref()).and_then(treaty_titled) == Some(noun)
    }

    /// The outermost annex around `from` that is new wording of another act, and what it stands in place of there. An act that is not told is not known.
    pub(super) fn restated_around(&self, from: Option<usize>) -> Option<(&Provision, Target)> {
        let outermost = self.outermost_annex(from)?;
        let brought = self.changes.new.get(outermost)?;
        let annex = self.provisions.iter().find(|provision| provision.path.as_str() == outermost)?;
        // an act may restate a document of its own
        let target = brought.map(|amendment| Target { act: amendment.target.act.clone(), path: amendment.target.path.clone() });
        let target = target.unwrap_or_else(|| Target { act: Some(CitedAct::default()), path: None });
        target.act.is_some().then_some((annex, target))
    }

    /// «осы Қағидалар», standing in an annex that is new wording: the document that it becomes, or of which it becomes a part, whatever act was changed last.
    pub(super) fn restated_document(&self, segment: &str, from: Option<usize>) -> Option<Meaning> {
        let (annex, Target { act, path }) = self.restated_around(from)?;
        let whole = path.clone().filter(|_| annexed_document(annex) == Some(segment)).map(|path| path.to_string());
        let around =
            path.as_ref().and_then(|path| path.segments().next()).filter(|first| ProvisionPath::from_known(*first).kind() == Some(ProvisionKind::Component));
        Some(Meaning { act, component: whole.or_else(|| around.map(str::to_owned)).or_else(|| Some(segment.to_owned())) })
    }

    /// New wording is of the act that its instruction changes, which may name that act itself: «… Кодексінің 17-бабы … мынадай редакцияда қолданылады».
    pub(in crate::cite) fn enter_wording(&mut self, from: Option<usize>) {
        let told = self.provision(from).and_then(|provision| provision.path.as_str().split_once("/new/"));
        let Some(told) = told.and_then(|(unit, _)| self.changes.by_unit.get(unit)).and_then(|told| told.first().copied()) else { return };
        let Some(act) = told.target.act.clone().filter(|act| self.amended.act.as_ref() != Some(act)) else { return };
        self.set_amended(act);
        let document = told.target.path.as_ref().and_then(|path| path.segments().next()).map(ProvisionPath::from_known);
        if let Some(document) = document.filter(|document| document.kind() == Some(ProvisionKind::Component)) {
            self.set_amended_component(document.as_str());
        }
    }

    /// «осы бап» of an instruction at byte `at` that sets such a unit of another act aside: «12-бабының қолданысы тоқтатыла тұрсын, тоқтатыла тұрған кезеңде осы бап
    /// мынадай редакцияда қолданылады».
    pub(super) fn set_aside_unit(&self, kind: ProvisionKind, from: Option<usize>, at: usize) -> Option<Meaning> {
        let told = self.changes.told_at(at).next().filter(|_| self.is_amending(from) && !self.is_new_wording(from))?;
        let unit = told.target.path.as_ref().filter(|unit| told.op == Operation::Suspend && told.target.act.is_some() && unit.kind() == Some(kind))?;
        Some(Meaning { act: told.target.act.clone(), component: Some(unit.without_groups().to_string()) })
    }

    /// «осы тізбенің 9-жолында», standing in `from`: the annex around it that has such a row is the list, whatever its title says.
    pub(super) fn row_around(&self, phrase: &UnitPhrase, from: Option<usize>) -> Option<Meaning> {
        let row = phrase.paths.first().filter(|path| path.kind() == Some(ProvisionKind::Row) && path.parent().is_none())?;
        let annex = self.around(ProvisionKind::Annex, from).filter(|_| !self.is_new_wording(from))?;
        let has = self.has(annex.path.join(row.as_str()).as_str());
        has.then(|| Meaning { act: None, component: Some(annex.path.to_string()) })
    }

    /// «осы өзгерістер», standing in `from`: the document that they are, approved or an annex, else the act.
    pub(super) fn these_changes(&self, from: Option<usize>) -> Meaning {
        if self.is_new_wording(from) {
            return self.amended.clone();
        }
        Meaning { act: None, component: self.component_of(from).or_else(|| self.outermost_annex(from)).map(str::to_owned) }
    }

    /// Whether `from` is an instruction to change another act, or byte `at` is in the words of one, understood or not.
    pub(in crate::cite) fn is_told_change(&self, from: Option<usize>, at: usize) -> bool {
        self.is_amending(from) || self.told_around(at).next().is_some()
    }

    /// The operations of the instruction whose words hold byte `at`.
    fn told_around(&self, at: usize) -> impl Iterator<Item = &Amendment> {
        self.changes.told_at(at).filter(move |told| told.span.range().contains(&at))
    }

    /// «осы …» among the words that the instruction at byte `at` puts into another act or strikes there: that act, or what of it the instruction is about. `None`
    /// where that is not known; it is never this act.
    pub(in crate::cite) fn of_changed_words(&self, base: Base, at: usize) -> Option<Meaning> {
        let told: Vec<&Amendment> = self.told_around(at).collect();
        let acts: HashSet<_> = told.iter().map(|told| told.target.act.as_ref().or(self.amended.act.as_ref())).collect();
        let act = if told.is_empty() { self.amended.act.as_ref() } else { acts.iter().copied().next().flatten().filter(|_| acts.len() == 1) };
        // an act that is not known is none the less not this one
        let act = Some(act.cloned().unwrap_or_default());
        let component = match base {
            Base::ThisAct => None,
            Base::ThisDocument(segment) => {
                let of_path = |path: &ProvisionPath| path.segments().next().map(ProvisionPath::from_known);
                let documents = told.iter().filter_map(|told| of_path(told.target.path.as_ref()?));
                let document = documents.into_iter().find(|document| document.kind() == Some(ProvisionKind::Component));
                Some(document.map_or_else(|| segment.to_owned(), |document| document.to_string()))
            }
            Base::ThisUnit(kind) => Some(one_unit(&told, kind)?),
            Base::TheseChanges | Base::SaidUnit(_) | Base::None => return None,
        };
        Some(Meaning { act, component })
    }
}

/// The unit of `kind` that all of `told` are about or in.
fn one_unit(told: &[&Amendment], kind: ProvisionKind) -> Option<String> {
    let of_kind = |told: &&Amendment| {
        let mut around = std::iter::successors(told.target.path.clone(), ProvisionPath::parent);
        around.find(|unit| unit.kind() == Some(kind))
    };
    let first = told.first().filter(|_| told.len() < OPERATIONS_MAX).and_then(of_kind)?;
    told.iter().all(|told| of_kind(told).as_ref() == Some(&first)).then(|| first.without_groups().to_string())
}
