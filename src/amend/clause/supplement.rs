//! What a clause adds, and to which of the units that it names.

use super::{Clause, NewWording, OPERATIONS_MAX, ParsedOperation, operation, place};
use crate::act::{Operation, ProvisionKind, ProvisionPath};
use crate::amend::unit;
use crate::cite::{Case, UnitPhrase};

impl Clause<'_> {
    /// The units named before `content` that something is added to; one that another of them lies in is but a part of its address.
    fn holders(&self, content: usize) -> Vec<&ProvisionPath> {
        let mut holders: Vec<&ProvisionPath> = Vec::new();
        for unit in self.targets().filter(|phrase| phrase.range.start < content).flat_map(|phrase| &phrase.paths) {
            if let Some(around) = holders.pop_if(|around| !unit.is_within(around)) {
                holders.push(around);
            }
            holders.push(unit);
        }
        holders
    }

    /// «3 және 5-тармақтары мынадай мазмұндағы екінші бөлікпен»: the same in each, and nothing where it is not one thing that has a number. `None` where all that is
    /// named leads to one place.
    pub(super) fn adds_to_each(&self, content: usize, units: &[ProvisionPath], quoted: bool) -> Option<Vec<ParsedOperation>> {
        let holders = self.holders(content);
        let (first, rest) = holders.split_first()?;
        let apart = |path: &ProvisionPath| {
            let unit = unit::below(first, path);
            rest.iter().any(|holder| unit::below(holder, path) != unit)
        };
        let ends = [units.first(), units.last()];
        if rest.is_empty() || (!units.is_empty() && !ends.into_iter().flatten().any(apart)) {
            return None;
        }
        let [path] = units else { return Some(Vec::new()) };
        let annexes = self.annexes();
        let one = |unit: ProvisionPath| {
            let new = self.new_wording(&annexes, &unit, quoted, (0, 1));
            ParsedOperation { new, ..operation(Operation::Add, &self.context, Some(place(&self.context, &unit))) }
        };
        Some(holders.iter().take(OPERATIONS_MAX + 1).map(|holder| one(unit::below(holder, path))).collect())
    }

    /// «3-тармақтағы … ауыстырылып, мынадай мазмұндағы екінші бөлікпен толықтырылсын»: what the clause before was about, which this one adds to. The first part of a unit
    /// is the unit itself.
    pub(super) fn around(&self) -> Option<ProvisionPath> {
        let said = self.before.last()?;
        let alias = said.segments().next_back() == Some("part-1");
        if alias { said.parent() } else { Some(said.clone()) }
    }

    /// «1-тармақ мынадай мазмұндағы бөлікпен толықтырылсын»: a part, or an indent, behind those that `outer` or the unit of the header has. How many these are is not
    /// told, so that it has a place and no number: `point-1/part-~n`. Behind «бірінші бөліктегі … ауыстырылып» it stands beside that part, in the same point.
    pub(super) fn last_of(&self, word: &str, outer: Option<&ProvisionPath>) -> Option<ProvisionPath> {
        let kind = unit::kind_of(word).filter(|kind| matches!(kind, ProvisionKind::Part | ProvisionKind::Indent))?;
        let last = ProvisionPath::root(kind, Some(ProvisionPath::UNCOUNTED));
        let below = |outer: &ProvisionPath| Some(unit::below(outer, &last)).filter(|unit| *unit != last);
        match outer {
            Some(outer) => below(outer),
            None => self.context.outer.as_ref().and_then(below).map(|_| last.clone()),
        }
    }

    /// Where its wording stands: of several, «бөліктермен», the paragraphs that are quoted are not told apart.
    pub(super) fn new_of_last(&self, word: &str, annexes: &[ProvisionPath], last: &ProvisionPath, quoted: bool) -> NewWording {
        let several = ["термен", "тармен", "дермен", "дармен", "лермен", "лармен"].iter().any(|ending| word.contains(ending));
        if several { self.unnumbered() } else { self.new_wording(annexes, last, quoted, (0, 1)) }
    }

    /// «екінші бөлігінен кейін мынадай мазмұндағы бөлікпен»: the third part, which `word` does not number.
    pub(super) fn behind(&self, word: &str) -> Option<ProvisionPath> {
        let behind = |phrase: &&UnitPhrase| phrase.case == Case::Ablative && self.bare[phrase.range.end..].trim_start().starts_with("кейін");
        let unit = self.targets().filter(behind).last()?.paths.last()?;
        let kind = unit.kind().filter(|kind| matches!(kind, ProvisionKind::Part | ProvisionKind::Indent) && unit::kind_of(word) == Some(*kind))?;
        let number = unit.integer()?.checked_add(1)?.to_string();
        Some(unit.parent().map_or_else(|| ProvisionPath::root(kind, Some(&number)), |above| above.child(kind, Some(&number))))
    }
}
