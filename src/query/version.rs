//! What stood at an address on a day, as the histories tell; and what a wording that was found is on that day.

use std::sync::Arc;

use super::passage::{Certainty, EffectiveDate, State, Suspension, Validity};
use super::told::days;
use crate::act::{ActId, Date, ProvisionPath, Status};
use crate::history::{AsOf, Interval, StoredHistory, Text, Timeline, Wording};
use crate::index::{self, Index, Unit};

/// All wordings of the provision a unit is found at.
#[derive(Clone, Debug)]
pub(super) struct Versions {
    pub(super) history: Arc<StoredHistory>,
    pub(super) timeline: Arc<Timeline>,
}

/// What a wording is on the day asked about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    /// It holds that day, or may hold.
    Holds,
    /// It may hold that day; another, newer one is given first.
    MayHold,
    /// Nothing with known words holds that day; of all wordings this is the one to be shown, labelled.
    Labelled,
    /// It is of another time, and that day has words of its own, or a label with another wording.
    OtherTime,
}

impl Versions {
    /// Those of the provision at `path` of `act`; `None` where no text speaks of it.
    pub(super) fn at(index: &Index, act: &ActId, path: Option<&ProvisionPath>) -> Result<Option<Self>, index::Error> {
        let Some(history) = index.history(act)? else { return Ok(None) };
        let timeline = history.timeline(path).map_err(|error| damaged(act, &error))?;
        Ok(timeline.map(|timeline| Self { history, timeline }))
    }

    /// The same; of a document or a clause of which no text speaks, but of parts of which one does, that it is there.
    pub(super) fn at_whole(index: &Index, act: &ActId, path: Option<&ProvisionPath>) -> Result<Option<Self>, index::Error> {
        let known = Self::at(index, act, path)?;
        let (None, Some(path), Some(history)) = (&known, path, index.history(act)?) else { return Ok(known) };
        let timeline = history.timeline_of_parts(path).map_err(|error| damaged(act, &error))?;
        Ok(timeline.map(|timeline| Self { history, timeline: Arc::new(timeline) }))
    }

    /// Those of the provision that `unit` is a wording of: in the act it amends, where that is known, else in its own.
    pub(super) fn of(index: &Index, unit: &Unit) -> Result<Option<Self>, index::Error> {
        if let Some(place) = &unit.amends
            && let Some(versions) = Self::at(index, &place.act, Some(&place.path))?
        {
            return Ok(Some(versions));
        }
        Self::at(index, &unit.act, unit.path.as_ref())
    }

    pub(super) fn on(&self, day: Date) -> AsOf<'_> {
        self.timeline.as_of(&self.history.act().events, day)
    }

    /// What the words of `unit` are on `day`.
    pub(super) fn role(&self, unit: &Unit, day: Date) -> Role {
        let on = self.on(day);
        if on.text().is_some_and(|text| says(text, unit)) {
            // the same words given anew by another act are that act's: those of the text before have had their time
            let replaced = on.text().is_some_and(|text| text.via.is_some() && !is_of(text, unit)) && self.prints(unit);
            return if replaced { Role::OtherTime } else { Role::Holds };
        }
        let other = |wording: Option<&Wording>| wording.and_then(Wording::text).is_some_and(|text| says(text, unit));
        if on.alternatives.iter().any(|alternative| other(alternative.wording)) {
            return Role::MayHold;
        }
        // an act that was repealed before its day: what it would have said
        let never_held = || self.timeline.intervals.iter().all(|one| matches!(one.wording, Wording::NotYet { .. } | Wording::Gone { tombstone: None, .. }));
        if on.text().is_none() && never_held() {
            return Role::Labelled;
        }
        if on.text().is_none()
            && (self.labelled(&on).is_some_and(|(text, _)| says(text, unit)) || self.last_before(&on).is_some_and(|(text, _)| says(text, unit)))
        {
            return Role::Labelled;
        }
        Role::OtherTime
    }

    /// Whether a wording of any time is that which `unit` prints, in its file and lines.
    fn prints(&self, unit: &Unit) -> bool {
        self.timeline.intervals.iter().filter_map(|interval| interval.wording.text()).any(|text| is_of(text, unit))
    }

    /// Where nothing with known words holds, the wording to be shown under a label: what is left of it, what it last said, what it will say.
    pub(super) fn labelled<'v>(&'v self, on: &AsOf<'v>) -> Option<(&'v Text, &'v Interval)> {
        match &on.interval.wording {
            Wording::Text(text) => Some((text, on.interval)),
            Wording::Gone { tombstone: Some(text), .. } => Some((text, on.interval)),
            Wording::Gone { .. } => self.last_before(on),
            Wording::NotYet { .. } => self.first_after(on),
            Wording::Unknown { .. } => self.first_after(on).or_else(|| self.last_before(on)).or_else(|| self.left_after(on)),
        }
    }

    fn place(&self, on: &AsOf<'_>) -> usize {
        self.timeline.intervals.iter().position(|interval| std::ptr::eq(interval, on.interval)).unwrap_or(0)
    }

    /// The first day of what was not there yet, where anything comes.
    pub(super) fn comes(&self, on: &AsOf<'_>) -> Option<EffectiveDate> {
        let next = self.timeline.intervals.get(self.place(on) + 1)?;
        next.from.clone().filter(|_| matches!(next.wording, Wording::Text(_) | Wording::Unknown { .. }))
    }

    fn last_before(&self, on: &AsOf<'_>) -> Option<(&Text, &Interval)> {
        let before = self.timeline.intervals[..self.place(on)].iter().rev();
        before.filter_map(|interval| Some((interval.wording.text()?, interval))).next()
    }

    fn first_after(&self, on: &AsOf<'_>) -> Option<(&Text, &Interval)> {
        let after = self.timeline.intervals.get(self.place(on) + 1..).unwrap_or_default();
        after.iter().find_map(|interval| Some((interval.wording.text()?, interval)))
    }

    /// What is left of it in a later copy, its words being in none.
    fn left_after(&self, on: &AsOf<'_>) -> Option<(&Text, &Interval)> {
        let after = self.timeline.intervals.get(self.place(on) + 1..).unwrap_or_default();
        after.iter().find_map(|interval| match &interval.wording {
            Wording::Gone { tombstone: Some(text), .. } => Some((&**text, interval)),
            _ => None,
        })
    }

    /// The validity of a wording that plays `role` on `day`.
    pub(super) fn validity(&self, unit: &Unit, role: &Role, day: Date) -> Validity {
        let on = self.on(day);
        let (interval, state) = match role {
            Role::Holds | Role::MayHold => (Some(on.interval), on.state),
            Role::Labelled if says_tombstone(on.interval, unit) => (Some(on.interval), on.state),
            Role::Labelled => {
                let known = self.labelled(&on).filter(|(text, _)| says(text, unit)).or_else(|| self.last_before(&on));
                (known.map(|(_, interval)| interval).or(Some(on.interval)), on.state)
            }
            Role::OtherTime => {
                let own = self.timeline.intervals.iter().find(|interval| interval.wording.text().is_some_and(|text| says(text, unit)));
                let to_come = own.and_then(|interval| interval.from.as_ref()).is_some_and(|from| !from.may_have_come(day));
                let state = if to_come { State::NotYet } else { State::Ended };
                let until = own.and_then(|interval| interval.until.clone());
                let certainty = if until.as_ref().is_some_and(|until| !until.has_come(day)) && !to_come { Certainty::Possible } else { Certainty::Certain };
                return Validity { from: own.and_then(|interval| interval.from.clone()), until, certainty, state, suspended: None, doubts: Vec::new() };
            }
        };
        self.labelled_validity(&on, interval, state)
    }

    /// The validity of what `on` gives, `interval` being that of the words that are shown: what is not there yet comes on the first day of the provision, whatever later
    /// wording of it is known.
    pub(super) fn labelled_validity(&self, on: &AsOf<'_>, interval: Option<&Interval>, state: State) -> Validity {
        let shown = validity(on, interval, state);
        let comes = if state == State::NotYet { self.comes(on) } else { None };
        match comes.filter(|comes| shown.from.as_ref() != Some(comes)) {
            Some(comes) => {
                // Who cites these words as those of the first day would be wrong.
                let of_words = shown.from.as_ref().and_then(days).map_or_else(String::new, |days| format!(" of {days}"));
                let mut doubts = shown.doubts;
                doubts.push(format!("its first wording is not in the corpus; these are the words{of_words}"));
                Validity { from: Some(comes), until: None, doubts, ..shown }
            }
            None => shown,
        }
    }
}

/// The validity of what `on` gives, `interval` being that of the words that are shown.
pub(super) fn validity(on: &AsOf<'_>, interval: Option<&Interval>, state: State) -> Validity {
    let (mut from, mut until) = interval.map_or((None, None), |interval| (interval.from.clone(), interval.until.clone()));
    if state == State::Ended && interval.is_some_and(|interval| std::ptr::eq(interval, on.interval)) {
        // it ended when what is left of it began
        (from, until) = (None, from);
    }
    let doubts = on.alternatives.iter().map(|alternative| alternative.because.clone()).collect();
    let suspended = Suspension::of(on.interval).filter(|_| state == State::Ended);
    Validity { from, until, certainty: on.certainty, state, suspended, doubts }
}

/// What can be said of `unit` on no day in particular: when its words held, and what the status of its act says.
pub(super) fn undated(versions: Option<&Versions>, unit: &Unit, status: Status) -> Validity {
    let own =
        versions.and_then(|versions| versions.timeline.intervals.iter().rev().find(|interval| interval.wording.text().is_some_and(|text| says(text, unit))));
    let state = match status {
        Status::Repealed => State::Ended,
        Status::NotYet => State::NotYet,
        _ => State::InForce,
    };
    let end = |of: fn(&Interval) -> Option<EffectiveDate>| own.and_then(of);
    Validity {
        from: end(|one| one.from.clone()),
        until: end(|one| one.until.clone()),
        certainty: Certainty::Certain,
        state,
        suspended: None,
        doubts: Vec::new(),
    }
}

/// Whether `text` is what `unit` prints, printing aside.
pub(super) fn says(text: &Text, unit: &Unit) -> bool {
    is_of(text, unit) || text.text == unit.text || letters(&text.text).eq(letters(&unit.text))
}

/// Whether `text` stands where `unit` is printed.
fn is_of(text: &Text, unit: &Unit) -> bool {
    !text.replayed && !unit.other_wording && text.source.file == unit.place.file && text.source.lines == unit.place.lines
}

fn says_tombstone(interval: &Interval, unit: &Unit) -> bool {
    matches!(&interval.wording, Wording::Gone { tombstone: Some(text), .. } if says(text, unit))
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// A history that does not hold what was written.
pub(super) fn damaged(act: &ActId, error: &serde_json::Error) -> index::Error {
    index::Error::Damaged { path: act.as_str().into(), cause: format!("its history cannot be read: {error}") }
}
