//! How it stands with a passage, in words.

use super::passage::{Certainty, EffectiveDate, Passage, State};
use crate::act::Status;

impl Passage {
    /// Whether nothing at all tells of its validity, as of a leaflet: it is not in force or out of it, it is only what it says.
    pub fn is_undated(&self) -> bool {
        let is_dated = |day: &Option<EffectiveDate>| day.as_ref().is_some_and(|day| day.earliest.or(day.latest).is_some());
        self.status == Status::Unknown && !is_dated(&self.validity.from) && !is_dated(&self.validity.until)
    }

    /// What a reader has to know before relying on it: whether it held on the day asked about, since when, and what became of its act.
    ///
    /// `in force since 2018-02-24`, `perhaps in force since 2025-12-16 or later`, `no longer in force since 2014-03-22 or later, act repealed`.
    pub fn standing(&self) -> String {
        if self.is_undated() {
            return "validity unknown".to_owned();
        }
        let (state, certainty) = (self.validity.state, self.validity.certainty);
        let told = |before: &str, day: &Option<EffectiveDate>| day.as_ref().and_then(days).map_or_else(String::new, |days| format!("{before}{days}"));
        let (since, until) = (told(" since ", &self.validity.from), told(" until ", &self.validity.until));
        let aside = self.validity.suspended.as_ref().map(|aside| format!("suspended{}{}", told(" since ", &aside.from), told(" until ", &aside.until)));
        let mut text = match state {
            State::InForce if certainty == Certainty::Certain => format!("in force{since}{until}"),
            State::InForce => format!("perhaps in force{since}{until}"),
            State::NotYet => format!("not yet in force{}", told(", from ", &self.validity.from)),
            State::Ended => aside.unwrap_or_else(|| format!("no longer in force{}", told(" since ", &self.validity.until))),
            State::WordingUnknown if self.path.is_none() => "its text of that day is not in the corpus".to_owned(),
            State::WordingUnknown if self.text.is_empty() || since.is_empty() => "the wording of that day is not known".to_owned(),
            State::WordingUnknown if self.tombstone => format!("the wording of that day is not known; this is what was left of it{since}"),
            State::WordingUnknown => format!("the wording of that day is not known; this is the wording{since}{until}"),
        };
        text += match self.status {
            Status::Repealed => ", act repealed",
            Status::PartlyInForce => ", act partly in force",
            Status::Suspended => ", act suspended",
            _ => "",
        };
        if self.tombstone && state != State::WordingUnknown {
            text += ", text taken out";
        }
        if self.consolidated {
            text += ", put together from instructions";
        }
        text
    }
}

/// A day, or its bounds: `2022-10-22`, `2025-12-16 or later`, `a day from 2022-06-06 to 2022-11-23`; `None` where nothing bounds it.
pub fn days(day: &EffectiveDate) -> Option<String> {
    match (day.earliest, day.latest) {
        (Some(earliest), Some(latest)) if earliest == latest => Some(earliest.to_string()),
        (Some(earliest), Some(latest)) => Some(format!("a day from {earliest} to {latest}")),
        (Some(earliest), None) => Some(format!("{earliest} or later")),
        (None, Some(latest)) => Some(format!("{latest} or earlier")),
        (None, None) => None,
    }
}
