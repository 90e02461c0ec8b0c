//! Units that get other numbers: «4 және 5-тармақтар тиісінше 5 және 6-тармақтар болып есептелсін».

use super::{Clause, OPERATIONS_MAX, ParsedOperation, operation, place};
use crate::act::{Operation, ProvisionKind, ProvisionPath};

impl Clause<'_> {
    /// What stands at the old numbers and at the new ones from then on: of each new number the unit that gets it, nothing at an old one that no other unit gets. How
    /// they read is not known where it is not told which number becomes which.
    pub(super) fn renumbers(&self) -> Vec<ParsedOperation> {
        let mut units: Vec<ProvisionPath> = Vec::new();
        for path in self.targets().flat_map(|phrase| &phrase.paths).take(OPERATIONS_MAX + 1) {
            let unit = beside(units.first(), path);
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        let pairs = self.pairs();
        let of_unit = |unit: &ProvisionPath| {
            let read = operation(Operation::Unread, &self.context, Some(place(&self.context, unit)));
            let Some(pairs) = &pairs else { return read };
            let from = pairs.iter().find(|(_, to)| to == unit).map(|(from, _)| place(&self.context, from));
            ParsedOperation { op: Operation::Renumber, moved: from, ..read }
        };
        units.iter().map(of_unit).collect()
    }

    /// Which unit gets which number: as many numbers behind as units before, each unit in its turn («тиісінше»).
    fn pairs(&self) -> Option<Vec<(ProvisionPath, ProvisionPath)>> {
        let phrases: Vec<&[ProvisionPath]> = self.targets().map(|phrase| &phrase.paths[..]).filter(|paths| !paths.is_empty()).collect();
        let [old, new] = phrases[..] else { return None };
        let in_turn = old.len() == 1 || self.bare.contains("тиісінше");
        if old.len() != new.len() || !in_turn || old.len() > OPERATIONS_MAX / 2 {
            return None;
        }
        let numbered = |unit: &ProvisionPath| matches!(unit.kind(), Some(ProvisionKind::Article | ProvisionKind::Point | ProvisionKind::Subpoint));
        let pairs: Vec<_> = old.iter().zip(new).map(|(from, to)| (beside(old.first(), from), beside(old.first(), to))).collect();
        let alike = pairs.iter().all(|(from, to)| from.kind() == to.kind() && from.parent() == to.parent() && numbered(from) && from.number() != to.number());
        let once = |of: fn(&(ProvisionPath, ProvisionPath)) -> &ProvisionPath| {
            let mut all: Vec<&str> = pairs.iter().map(|pair| of(pair).as_str()).collect();
            all.sort_unstable();
            all.windows(2).all(|two| two[0] != two[1])
        };
        (alike && once(|(from, _)| from) && once(|(_, to)| to)).then_some(pairs)
    }
}

/// «3-тармақтың 4) тармақшасы 5) тармақша»: the new number stands where the old one does.
fn beside(first: Option<&ProvisionPath>, path: &ProvisionPath) -> ProvisionPath {
    let above = first.filter(|first| path.parent().is_none() && first.kind() == path.kind()).and_then(ProvisionPath::parent);
    above.map_or_else(|| path.clone(), |above| above.join(path.as_str()))
}
