//! Several units that are told to be gone in one paragraph: «2) – 4) алып тасталды – ҚР …».

use super::Clauses;
use crate::act::ProvisionKind;
use crate::amend::GoneUnits;
use crate::structure::line::End;
use crate::structure::note;
use crate::text::Span;

impl Clauses<'_, '_, '_> {
    /// «2) – 4) алып тасталды – ҚР …»: each of them is there, and gone. What is printed of all stands in the first.
    pub(super) fn gone(&mut self, at: usize, gone: &GoneUnits<'_>, span: Span) {
        let lines = self.builder.lines_of(span);
        for (count, number) in gone.numbers.iter().enumerate() {
            match gone.kind {
                ProvisionKind::Article => self.article(number, "", span),
                ProvisionKind::Point => self.point(number, span),
                _ => self.subpoint(number, span),
            }
            let Some(unit) = self.open.last else { continue };
            note::tombstone(self.builder, at, unit, span, gone.note);
            if count > 0 {
                self.builder.provisions[unit].own.clear();
                self.builder.extend_lines(unit, lines);
            }
        }
        self.end = End::Semicolon;
    }
}
