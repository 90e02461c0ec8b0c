//! Two versions of an act: what is different?
//!
//! In: the units of an act on two days ([`units`]), or any two lists of [`Unit`]s. Out: [`Change`]s, in the order of the later version: units
//! added, removed, reworded, moved or renumbered, and inside a reworded one the words. Units are aligned by their address; those that one side
//! alone has are compared by content. Nothing is lost: [`apply`] makes the later version out of the earlier one and the changes.
//!
//! ```
//! use tarmaq::diff::{ChangeKind, Unit, apply, diff};
//!
//! let unit = |path: &str, text: &str| Unit { path: path.parse().expect("an address"), text: Some(text.to_owned()) };
//! let before = [unit("point-1", "1. Өтініш үш күнде қаралады."), unit("point-2", "2. Шағым беріледі.")];
//! let after = [unit("point-1", "1. Өтініш бес күнде қаралады."), unit("point-2", "2. Шағым беріледі."), unit("point-3", "3. Жаңа.")];
//! let changes = diff(&before, &after);
//! assert_eq!(changes.iter().map(|change| change.kind).collect::<Vec<_>>(), [ChangeKind::Reworded, ChangeKind::Added]);
//! assert_eq!(changes[0].words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["1. Өтініш ", "үш ", "бес ", "күнде қаралады."]);
//! assert_eq!(apply(&before, &changes), after);
//! ```

mod align;
#[cfg(test)]
mod tests;
mod words;

pub use align::{Change, ChangeKind, Unit, apply, diff};
pub use words::{WordEdit, WordOp, words};

use crate::act::{Date, ProvisionPath};
use crate::history::{ActHistory, AsOf, State};

/// The units of an act as they stood on `day`, in its order: all, or those at and below `within`, which may be a chapter. A unit whose wording
/// of that day is not in the corpus has no text; it stood in the chapter in which its other wordings stand.
pub fn units(act: &ActHistory, within: Option<&ProvisionPath>, day: Date) -> Vec<Unit> {
    let inside = |path: &ProvisionPath, on: &AsOf<'_>| {
        let Some(of) = within.filter(|of| !path.is_within(of)) else { return true };
        if let Some(text) = on.text() {
            return text.grouping.contains(of);
        }
        let wordings = act.timeline(Some(path)).into_iter().flat_map(|timeline| &timeline.intervals);
        wordings.filter_map(|interval| interval.wording.text()).any(|text| text.grouping.contains(of))
    };
    let unit = |(path, on): (&ProvisionPath, AsOf<'_>)| Unit {
        path: path.clone(),
        text: on.text().filter(|_| on.state == State::InForce).map(|text| text.text.clone()),
    };
    act.version(day).into_iter().filter(|(path, on)| inside(path, on)).map(unit).collect()
}
