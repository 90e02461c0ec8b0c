//! What a paragraph between numbered instructions is about.

use super::{Clauses, PLACES_MAX, first_integer};
use crate::structure::line::Mark;

impl Clauses<'_, '_, '_> {
    /// «1) 21-тармақ алып тасталсын;», «көрсетілген бұйрықпен бекітілген … қағидаларында:», «2) 6-тармақ …»: a paragraph right above the next subpoint names what that one
    /// and those after it change, so that it hangs in what holds them all.
    pub(super) fn governs_next(&self, at: usize) -> Option<Option<usize>> {
        let names = |at: &usize| {
            let named = matches!(self.lines.marks.get(*at), Some(Mark::Plain)) && self.lines.instructions.get(*at).is_none();
            named && self.builder.text.paragraph_text(*at).ends_with(':')
        };
        if !names(&at) {
            return None;
        }
        let next = (at + 1..).take(PLACES_MAX).find(|at| !names(at))?;
        let Some(Mark::Subpoint { number, .. }) = self.lines.marks.get(next) else { return None };
        let value = first_integer(number);
        let before = |unit: usize| self.builder.provisions[unit].number.as_ref().map_or(0, |number| first_integer(number.as_str()));
        let level = self.open.subpoints.iter().rposition(|&unit| value == before(unit) + 1 || value == before(unit) && number.contains('-'))?;
        Some(level.checked_sub(1).map(|above| self.open.subpoints[above]).or(self.open.part).or(self.open.point).or(self.open.article))
    }
}
