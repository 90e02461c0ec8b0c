//! Units that our own citations name and those of lawyers do not: places in a list, fields of a form, changes of an amending act.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cited::{Cited, Place};

impl Cited {
    /// «4-4-қос., 109-поз.», «1-тармағының 33-өзгерісі»: the units that our own citations name and lawyers' do not, in what was named before them.
    pub(super) fn places_of_ours(&mut self, text: &str, free: &impl Fn(&Range<usize>) -> bool) {
        static UNIT: LazyLock<Regex> = LazyLock::new(|| {
            let pattern = r"(?P<number>\d+(?:-\d+)*)-(?P<noun>поз\.|позиция|өрі[сз]|өзг\.|өзгерісі)\p{L}*";
            Regex::new(pattern).expect("the pattern of a place in a list or a form is a constant that compiles")
        });
        for captures in UNIT.captures_iter(text) {
            let Some(whole) = captures.get(0).filter(|whole| free(&whole.range())) else { continue };
            let kind = if captures["noun"].starts_with("поз") {
                "item"
            } else if captures["noun"].starts_with("өрі") {
                "field"
            } else {
                "amend"
            };
            let outer = self.places.last().filter(|place| text.get(place.range.end..whole.start()).is_some_and(|gap| gap.trim_matches([' ', ',']).is_empty()));
            let (start, outer) = outer.map_or((whole.start(), Vec::new()), |place| (place.range.start, place.unit.clone()));
            self.units.retain(|unit| outer.is_empty() || *unit != outer);
            self.places.retain(|place| outer.is_empty() || place.unit != outer);
            // A field without a printed number is cited by its place.
            for number in [captures["number"].to_owned(), format!("~{}", &captures["number"])].iter().take(if kind == "field" { 2 } else { 1 }) {
                let unit: Vec<String> = outer.iter().cloned().chain([format!("{kind}-{number}")]).collect();
                self.places.push(Place { range: start..whole.end(), unit: unit.clone(), is_russian: false });
                self.units.push(unit);
            }
            self.ranges.push(whole.range());
        }
    }
}
