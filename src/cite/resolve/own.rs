//! What in the act itself words stand in: the annex that is a list, the changes that were approved.

use super::{Context, Meaning};
use crate::act::{Operation, ProvisionKind};
use crate::cite::unit::UnitPhrase;

impl Context<'_> {
    /// Whether the act has a unit at `path`.
    pub(in crate::cite) fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Whether the instruction at byte `at` sets a unit of this act aside: «6-баптың 1-тармағының қолданысы … тоқтатыла тұрсын».
    pub(super) fn sets_own_aside(&self, at: usize) -> bool {
        self.changes.told_at(at).next().is_some_and(|told| told.op == Operation::Suspend && told.target.act.is_none())
    }

    /// «осы тізбенің 9-жолында», standing in `from`: the annex around it that has such a row is the list, whatever its title says.
    pub(super) fn row_around(&self, phrase: &UnitPhrase, from: Option<usize>) -> Option<Meaning> {
        let row = phrase.paths.first().filter(|path| path.kind() == Some(ProvisionKind::Row) && path.parent().is_none())?;
        let annex = self.around(ProvisionKind::Annex, from).filter(|_| !self.is_new_wording(from))?;
        let has = self.paths.contains(annex.path.join(row.as_str()).as_str());
        has.then(|| Meaning { act: None, component: Some(annex.path.to_string()) })
    }

    /// «осы өзгерістер», standing in `from`: the document that they are, approved or an annex, else the act.
    pub(super) fn these_changes(&self, from: Option<usize>) -> Meaning {
        if self.is_new_wording(from) {
            return self.amended.clone();
        }
        Meaning { act: None, component: self.component_of(from).or_else(|| self.outermost_annex(from)).map(str::to_owned) }
    }
}
