//! The wordings of one provision, one after the other, and which of them held on a day.

use serde::{Deserialize, Serialize};

use super::effect::EffectiveDate;
use super::event::{Event, EventKind, Place};
use super::name::Address;
use crate::act::{Date, Operation, ProvisionKind, ProvisionPath};

/// A wording that is in the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The unit's own words, children left out.
    pub text: String,
    /// What kind of part it is.
    pub kind: ProvisionKind,
    /// Its number, where it has one.
    pub number: Option<String>,
    /// Its heading, where it has one. It is part of `text` too, but for that of a row.
    pub heading: Option<String>,
    /// The groups (chapters, sections) it stands in, outermost first.
    pub grouping: Vec<ProvisionPath>,
    /// Where it is printed: in a copy of the act, or in the act that amended it.
    pub source: Place,
    /// The unit of the amending act that holds it, for wording that comes from one.
    pub via: Option<Address>,
    /// Words were changed in it as an instruction says: it stands nowhere like this.
    pub replayed: bool,
}

/// What a provision said during an interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// It was not there yet.
    NotYet {
        /// It may have been: what it stood in was replaced as a whole since, and how that read is not in the corpus.
        assumed: bool,
    },
    /// Its words.
    Text(Box<Text>),
    /// It was in force with a wording that is not in the corpus.
    Unknown {
        /// Why it is not known, in a sentence.
        why: String,
    },
    /// It was there no longer.
    Gone {
        /// It is only set aside for a time.
        suspended: bool,
        /// What is left of it in a consolidated copy: its number, its title.
        tombstone: Option<Box<Text>>,
    },
}

/// How things stand with a provision on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The wording given was in force.
    InForce,
    /// It had not taken effect.
    NotYet,
    /// It was no longer in force.
    Ended,
    /// It was in force with a wording that is not in the corpus.
    WordingUnknown,
}

impl State {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::NotYet => "not_yet",
            Self::Ended => "ended",
            Self::WordingUnknown => "wording_unknown",
        }
    }
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The dates leave no doubt.
    Certain,
    /// A day of effect is known only within bounds that hold the day asked about, or two witnesses differ.
    Possible,
}

impl Certainty {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
        }
    }
}

impl Wording {
    /// The state it puts the provision in.
    pub fn state(&self) -> State {
        match self {
            Self::NotYet { .. } => State::NotYet,
            Self::Text(_) => State::InForce,
            Self::Unknown { .. } => State::WordingUnknown,
            Self::Gone { .. } => State::Ended,
        }
    }

    /// The words, where they are known and in force.
    pub fn text(&self) -> Option<&Text> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// A stretch of days with one wording: from its first day to the one before `until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Its first day; `None` for the time before the act.
    pub from: Option<EffectiveDate>,
    /// The first day after it; `None` while it lasts.
    pub until: Option<EffectiveDate>,
    /// What the provision said.
    pub wording: Wording,
    /// What another witness says of the same time, where two differ.
    pub disputed: Option<Wording>,
    /// Why the wording is not certain, where that lies in no day: «disputed» may have held instead, or words that are not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
    /// The event that began it, by its place in [`super::ActHistory::events`].
    pub began: Option<usize>,
    /// The event that ended it.
    pub ended: Option<usize>,
}

/// All wordings of one provision. Its intervals cover every day, in order, each day once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// The provision; the act's title is `title`.
    pub path: ProvisionPath,
    /// Everything that touched it, by places in [`super::ActHistory::events`]: announced and Russian-only changes too.
    pub events: Vec<usize>,
    /// Its wordings. The first is the time before the act.
    pub intervals: Vec<Interval>,
}

/// What a provision said on a day, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsOf<'h> {
    /// The day asked about.
    pub day: Date,
    /// The state on that day.
    pub state: State,
    /// Whether the dates leave a doubt.
    pub certainty: Certainty,
    /// The interval that holds the day: its wording, its ends, the events at its ends.
    pub interval: &'h Interval,
    /// Other wordings that may have held that day, newer first.
    pub alternatives: Vec<Alternative<'h>>,
}

/// Another wording that may have held on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative<'h> {
    /// The state it would be.
    pub state: State,
    /// The wording; `None` where it is not in the corpus and no interval has it.
    pub wording: Option<&'h Wording>,
    /// The interval, where it is one of the timeline.
    pub interval: Option<&'h Interval>,
    /// What it depends on, in a sentence.
    pub because: String,
}

impl<'h> AsOf<'h> {
    /// The words in force on that day, where they are known.
    pub fn text(&self) -> Option<&'h Text> {
        self.interval.wording.text()
    }
}

impl Interval {
    /// Whether its wording is not certain on any of its days.
    pub fn is_disputed(&self) -> bool {
        self.disputed.is_some() || self.doubt.is_some()
    }
}

impl Timeline {
    /// What it said on `day`. `events` are those of the act.
    ///
    /// Of two wordings that may hold the day the newer is given, the older is an alternative.
    pub fn as_of<'h>(&'h self, events: &'h [Event], day: Date) -> AsOf<'h> {
        let has_come = |at: usize| self.intervals[at].from.as_ref().is_none_or(|from| from.has_come(day));
        let may_have_come = |at: usize| self.intervals[at].from.as_ref().is_none_or(|from| from.may_have_come(day));
        let all = self.intervals.len();
        // what the act had not begun with cannot have been changed in it
        let begun = all < 2 || may_have_come(1);
        // but the act can be repealed before it begins: then it never does
        let counts = |at: &usize| may_have_come(*at) && (begun || self.repealed_at(events, *at));
        let newest = (0..all).rev().find(counts).unwrap_or(0);
        let settled = (0..=newest).rev().find(|&at| has_come(at)).unwrap_or(0);
        let interval = &self.intervals[newest];
        let state = interval.wording.state();

        let between: Vec<usize> = (settled..newest).rev().filter(|&at| may_have_come(at)).collect();
        let floor = self.attested(events, day, settled, newest);
        let mut alternatives: Vec<Alternative<'h>> = Vec::new();
        if let Some(disputed) = &interval.disputed {
            let because = interval.doubt.clone().unwrap_or_else(|| "another witness of the same time".to_owned());
            alternatives.push(Alternative { state: disputed.state(), wording: Some(disputed), interval: None, because });
        } else if let Some(doubt) = &interval.doubt {
            alternatives.push(Alternative { state: State::WordingUnknown, wording: None, interval: None, because: doubt.clone() });
        }
        for &at in between.iter().filter(|&&at| at >= floor) {
            let older = &self.intervals[at];
            let told = state == older.wording.state() || alternatives.iter().any(|one| one.state == older.wording.state());
            if older.wording.text().is_some() || !told {
                let next = self.intervals[at + 1].from.as_ref().map_or("", |from| if from.basis == "default" { "no text tells its day" } else { &from.basis });
                let because = format!("what came after it may not have taken effect: {next}");
                alternatives.push(Alternative { state: older.wording.state(), wording: Some(&older.wording), interval: Some(older), because });
            }
        }
        let unsettled = if interval.wording.text().is_some() { self.unsettled(events, day, newest) } else { None };
        if let Some(event) = unsettled.filter(|_| between.is_empty()) {
            let because = format!("{} may not have taken effect: {}", super::name::shown(&event.by), event.effective.basis);
            alternatives.push(Alternative { state: State::WordingUnknown, wording: None, interval: None, because });
        }
        let same = |at: &usize| interval.wording.text().is_none() && self.intervals[*at].wording.state() == state;
        let assumed = matches!(interval.wording, Wording::NotYet { assumed: true });
        // where no words are given, what lies behind an act that was made upon it is no doubt any more
        let open = |at: &&usize| interval.wording.text().is_some() || **at >= floor;
        let doubt = !between.iter().filter(open).all(same) || unsettled.is_some() || interval.is_disputed() || assumed;
        AsOf { day, state, certainty: if doubt { Certainty::Possible } else { Certainty::Certain }, interval, alternatives }
    }

    /// Whether interval `at` begins with the repeal of the act.
    fn repealed_at(&self, events: &[Event], at: usize) -> bool {
        let began = self.intervals[at].began.and_then(|event| events.get(event));
        began.is_some_and(|event| event.kind == EventKind::Changed(Operation::Repeal) && event.target.is_none() && event.stands())
    }

    /// The oldest interval that is worth telling: a change is behind us once an act that came after its earliest day has changed the provision
    /// again by `day`, for that act was made upon it.
    fn attested(&self, events: &[Event], day: Date, settled: usize, newest: usize) -> usize {
        let later = |earliest: Date| {
            let adopted_since = |event: &Event| event.by.date.is_some_and(|adopted| adopted > earliest && adopted <= day);
            // an act that has not taken effect itself tells nothing of what holds till then
            let made_after = |event: &Event| adopted_since(event) && event.effective.may_have_come(day) && event.kind != EventKind::Enacted;
            self.events.iter().any(|&at| events[at].stands() && made_after(&events[at]))
        };
        let attested = |at: &usize| self.intervals[*at].from.as_ref().and_then(|from| from.earliest).is_some_and(later);
        (settled..=newest).rev().find(attested).unwrap_or(settled)
    }

    /// A change that stands before the one that began interval `at`, made by a later act, which may not have taken effect by `day`: the
    /// wording holds both, so without it the wording is not known.
    fn unsettled<'e>(&self, events: &'e [Event], day: Date, at: usize) -> Option<&'e Event> {
        let began = self.intervals[at].began?;
        let earlier = self.events.iter().copied().filter(|&event| event < began && events[event].stands() && events[event].kind != EventKind::Enacted);
        earlier.map(|event| &events[event]).find(|event| !event.effective.has_come(day) && event.by.date > events[began].by.date)
    }

    /// The intervals that are wordings or stated gaps of the time the act exists: without the time before it.
    pub fn lifetime(&self) -> &[Interval] {
        self.intervals.get(1..).unwrap_or_default()
    }
}
