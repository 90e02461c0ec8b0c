//! The histories of all acts of a corpus, and the questions put to them.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::consolidate::consolidate;
use super::event::{Event, EventKind, Finding, FindingKind};
#[cfg(feature = "search")]
use super::hearing::Heard;
use super::hearing::{Gathered, Hearing, Texts};
use super::name::Address;
use super::place::unaliased;
use super::publications::Publications;
use super::testimony::Testimony;
use super::timeline::{AsOf, Interval, Timeline};
use super::unbegun;
use crate::act::{Act, ActId, CitedAct, Date, NoteEffect, Operation, ProvisionKind, ProvisionPath};
use crate::text::{Problem, ProblemCode, Reading};

/// The versions of all acts that the corpus knows of. It holds no source text and can be stored and read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// By id; acts known only through others are among them.
    pub acts: BTreeMap<ActId, ActHistory>,
    /// What was done to acts that have no id, by the way they are cited.
    pub unidentified: Vec<(CitedAct, Event)>,
    /// Where witnesses differ, or a change could not be made. In the order of the acts.
    pub findings: Vec<Finding>,
}

/// The history of one act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActHistory {
    /// Its id.
    pub id: ActId,
    /// Its title as its latest copy, or another act, gives it.
    pub title: String,
    /// How others cite it, where its own text is not in the corpus: then `timelines` holds only what they tell.
    pub cited: Option<CitedAct>,
    /// The texts of it, with the day of each copy where it is known.
    pub copies: Vec<(String, Option<Date>)>,
    /// Everything that was done to it, in the order of taking effect: by the first day each can take effect; of one day by the adoption of the
    /// acts that did it, then by their ids, then as their instructions are ordered. The last of a day is the wording of that day.
    pub events: Vec<Event>,
    /// Its provisions, in its own order; those that are gone or to come too. The title is one of them.
    pub timelines: Vec<Timeline>,
    /// Where each provision is among `timelines`.
    #[serde(skip)]
    places: HashMap<ProvisionPath, usize>,
}

/// What changed in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening<'h> {
    /// The provision.
    pub address: Address,
    /// What was done.
    pub event: &'h Event,
    /// The wording that ended.
    pub before: Option<&'h Interval>,
    /// The wording that began; `None` for an event that changed no Kazakh words.
    pub after: Option<&'h Interval>,
}

/// Puts histories together act by act, for a corpus that does not fit into memory: every text is heard once, then each act is asked for with
/// its own texts alone. Of the others those that amend it are read once more, from the [`Texts`] that [`Chronicle::close`] is given.
///
/// ```
/// use std::collections::BTreeMap;
/// use tarmaq::history::{Chronicle, Publications, Testimony};
/// use tarmaq::ingest::read_file;
///
/// let amending = Testimony::new(&read_file("corpus/P2200000807.txt".as_ref())?.act);
/// let mut chronicle = Chronicle::default();
/// chronicle.hear(&amending);
/// let texts = BTreeMap::from([(amending.act().clone(), vec![amending])]);
/// let closed = chronicle.close(&Publications::default(), texts)?;
/// let (cited, _) = closed.act(&"P1200000148".parse()?, &[])?.value;
/// assert!(cited.only_cited() && cited.timeline("rules/point-32".parse().ok().as_ref()).is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Chronicle {
    hearing: Hearing,
}

impl Chronicle {
    /// Takes in what one text tells. Texts may come in any order; one that comes twice counts once.
    pub fn hear(&mut self, testimony: &Testimony) {
        self.hearing.hear(testimony);
    }

    /// All texts were heard, and can be read again from `texts`. `publications` are the days known beside the texts; days of copies are those of the
    /// testimonies.
    ///
    /// # Errors
    ///
    /// When one of `texts` cannot be read.
    pub fn close<T: Texts>(self, publications: &Publications, texts: T) -> Result<ClosedChronicle<T>, T::Error> {
        self.close_knowing(publications.clone(), texts)
    }

    /// The same, where nobody else needs the days: of a whole corpus they are many.
    pub(crate) fn close_knowing<T: Texts>(self, publications: Publications, texts: T) -> Result<ClosedChronicle<T>, T::Error> {
        Ok(ClosedChronicle { gathered: self.hearing.close(publications, texts)? })
    }
}

/// What all texts together say; ready to tell the history of each act.
pub struct ClosedChronicle<T> {
    gathered: Gathered<T>,
}

impl<T: Texts> ClosedChronicle<T> {
    /// All acts that the texts hold or change, by id.
    pub fn acts(&self) -> impl Iterator<Item = &ActId> {
        self.gathered.acts.iter()
    }

    /// What was done to acts that have no id, by the way they are cited.
    pub fn unidentified(&self) -> &[(CitedAct, Event)] {
        &self.gathered.unidentified
    }

    /// Where the texts are read again.
    #[cfg(feature = "search")]
    pub(crate) fn texts(&self) -> &T {
        &self.gathered.texts
    }

    /// The texts that order changes of `id`.
    #[cfg(feature = "search")]
    pub(crate) fn amending(&self, id: &ActId) -> impl Iterator<Item = &Heard> {
        self.gathered.amending(id)
    }

    /// What the history of `id` follows from beside the wording of its texts and of those that amend it, told in the same words every time: where none of
    /// them has changed, the history has not. `copies` are all texts of it, in brief.
    #[cfg(feature = "search")]
    pub(crate) fn key(&self, id: &ActId, copies: &[&Testimony], into: &mut impl std::fmt::Write) -> std::fmt::Result {
        self.gathered.key(id, copies, into)
    }

    /// The history of `act`, and what its witnesses tell differently. `copies` are all texts of it; none for an act that is known only through
    /// others.
    ///
    /// # Errors
    ///
    /// When a text that amends it cannot be read.
    pub fn act(&self, id: &ActId, copies: &[Testimony]) -> Result<Reading<(ActHistory, Vec<Finding>)>, T::Error> {
        let mut findings = Vec::new();
        let mut work = self.gathered.work(id, copies, &mut findings)?;
        let timelines = consolidate(&work, &mut findings);
        unbegun::take_back(&mut work);
        let mut copies: Vec<(String, Option<Date>)> = work.copies.iter().map(|copy| (copy.file.clone(), copy.retrieved)).collect();
        copies.sort_by(|one, other| (one.1, &one.0).cmp(&(other.1, &other.0)));
        let events = work.changes.into_iter().map(|change| change.event).collect();
        let mut act = ActHistory { id: work.id, title: work.title, cited: work.cited, copies, events, timelines, places: HashMap::new() };
        act.index();
        findings.sort_by(|one, other| {
            (one.kind, &one.message, &one.path.as_ref().map(ProvisionPath::as_str)).cmp(&(
                other.kind,
                &other.message,
                &other.path.as_ref().map(ProvisionPath::as_str),
            ))
        });
        let problems = findings.iter().map(problem).collect();
        Ok(Reading { value: (act, findings), problems })
    }
}

impl History {
    /// Works out the history of every act that `acts` hold or speak of.
    ///
    /// Neither the order of `acts` nor a text that comes twice makes a difference. Doubts are problems; the findings among them hold both
    /// texts. No clock is read.
    ///
    /// ```
    /// use tarmaq::act::Date;
    /// use tarmaq::history::{History, Publications, State};
    /// use tarmaq::ingest::read_file;
    ///
    /// let amending = read_file("corpus/P2200000807.txt".as_ref())?.act;
    /// let history = History::build(&[amending], &Publications::default()).value;
    /// // an act that is known only through the one that amends it
    /// let point = "P1200000148/rules/point-32".parse()?;
    /// let on = |day: &str| -> Result<State, Box<dyn std::error::Error>> {
    ///     Ok(history.as_of(&point, day.parse::<Date>()?).ok_or("no such provision")?.state)
    /// };
    /// assert_eq!(on("2022-01-01")?, State::NotYet);
    /// assert_eq!(on("2023-01-01")?, State::InForce);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn build(acts: &[Act], publications: &Publications) -> Reading<Self> {
        let tell = |act: &Act| Testimony { retrieved: publications.retrieved(act.source.file()), ..Testimony::new(act) };
        let mut told: BTreeMap<ActId, Vec<Testimony>> = BTreeMap::new();
        let mut chronicle = Chronicle::default();
        for testimony in acts.iter().map(tell) {
            chronicle.hear(&testimony);
            told.entry(testimony.act().clone()).or_default().push(testimony);
        }
        let mut all = BTreeMap::new();
        let mut findings = Vec::new();
        const HELD: &str = "every text that was heard is held";
        let closed = chronicle.close(publications, &told).expect(HELD);
        for id in closed.acts() {
            let Reading { value, .. } = closed.act(id, told.get(id).map_or(&[][..], Vec::as_slice)).expect(HELD);
            findings.extend(value.1);
            all.insert(id.clone(), value.0);
        }
        let problems = findings.iter().map(problem).collect();
        Reading { value: Self { acts: all, unidentified: closed.gathered.unidentified, findings }, problems }
    }

    /// The history of an act.
    pub fn act(&self, id: &ActId) -> Option<&ActHistory> {
        self.acts.get(id)
    }

    /// What stood at `address` on `day`; for an act as a whole its title. `None` when no text speaks of such a provision.
    pub fn as_of(&self, address: &Address, day: Date) -> Option<AsOf<'_>> {
        let act = self.act(&address.act)?;
        Some(act.timeline(address.path.as_ref())?.as_of(&act.events, day))
    }

    /// Everything that touched the provision at `address`, in the order of taking effect; for an act as a whole everything that was done to it.
    pub fn events(&self, address: &Address) -> Vec<&Event> {
        let Some(act) = self.act(&address.act) else { return Vec::new() };
        match &address.path {
            None => act.events.iter().collect(),
            Some(path) => act.timeline(Some(path)).map_or_else(Vec::new, |timeline| timeline.events.iter().map(|&at| &act.events[at]).collect()),
        }
    }

    /// What changed from `from` to `to`, both included, in the whole corpus: by day, then by act and place in it. What was done to an act as a
    /// whole is told once, at the act. A change whose day is known
    /// only within bounds counts on its earliest day.
    pub fn changes(&self, from: Date, to: Date) -> Vec<Happening<'_>> {
        let mut found: Vec<Happening<'_>> = self.acts.values().flat_map(|act| act.changes(from, to)).collect();
        // within a day the order is that of the acts and of what stands in them
        found.sort_by_key(|happening| happening.event.effective.earliest);
        found
    }

    /// Makes a history that was read back from a store answer again.
    #[must_use]
    pub fn restored(mut self) -> Self {
        self.acts.values_mut().for_each(ActHistory::index);
        self
    }
}

/// Whether `target` is the heading of the provision at `path`.
fn is_heading_of(target: &ProvisionPath, path: &ProvisionPath) -> bool {
    target.kind() == Some(ProvisionKind::Heading) && target.parent().as_ref() == Some(path)
}

impl ActHistory {
    pub(super) fn without_timelines(&self) -> Self {
        self.with_timelines(Vec::new())
    }

    pub(super) fn with_timelines(&self, timelines: Vec<Timeline>) -> Self {
        let (id, title, cited) = (self.id.clone(), self.title.clone(), self.cited.clone());
        let mut act = Self { id, title, cited, copies: self.copies.clone(), events: self.events.clone(), timelines, places: HashMap::new() };
        act.index();
        act
    }

    fn index(&mut self) {
        self.places = self.timelines.iter().enumerate().map(|(at, timeline)| (timeline.path.clone(), at)).collect();
    }

    /// The wordings of the provision at `path`, or of the title.
    ///
    /// The address may have its groups written in, and leave the document out where that is plain: `point-14-1` is `rules/point-14-1` in an act
    /// with one such point. The first part of a unit is the unit, and so is the first paragraph of a list.
    pub fn timeline(&self, path: Option<&ProvisionPath>) -> Option<&Timeline> {
        find(&self.places, path).map(|at| &self.timelines[at])
    }

    /// What changed in it from `from` to `to`, both included; see [`History::changes`].
    pub fn changes(&self, from: Date, to: Date) -> Vec<Happening<'_>> {
        let within = |event: &Event| event.effective.earliest.is_some_and(|day| from <= day && day <= to);
        let mut found: Vec<((Date, usize), Happening<'_>)> = Vec::new();
        for (place, timeline) in self.timelines.iter().enumerate() {
            let title = timeline.path.is_act_title();
            for (at, interval) in timeline.intervals.iter().enumerate().skip(1) {
                let Some(event) = interval.began.map(|at| &self.events[at]).filter(|event| within(event)) else { continue };
                let before = &timeline.intervals[at - 1];
                // what was done to the act as a whole is told once
                let whole = event.target.is_none()
                    && matches!(event.kind, EventKind::Enacted | EventKind::Expired | EventKind::Changed(Operation::Repeal | Operation::Suspend));
                if whole && !title {
                    continue;
                }
                let address = Address::new(self.id.clone(), Some(timeline.path.clone()).filter(|_| !whole));
                // one stretch without words after another is no change, but for the provision that is said to have been changed
                let named = event.target.as_ref().is_some_and(|target| *target == timeline.path || is_heading_of(target, &timeline.path));
                let silent =
                    !named && before.wording.text().is_none() && interval.wording.text().is_none() && before.wording.state() == interval.wording.state();
                // nor is a doubt about words that stay as they were
                let doubted = before.wording == interval.wording && interval.began.is_some_and(|began| timeline.events.binary_search(&began).is_err());
                // nor that it was set out anew with what stands around it, in the same words
                let same_words = before.wording.text().map(|text| &text.text) == interval.wording.text().map(|text| &text.text);
                let as_sure = !before.is_disputed() && !interval.is_disputed();
                let repeated = interval.wording.text().is_some() && same_words && as_sure && event.target.as_ref() != Some(&timeline.path);
                if let (false, Some(day)) = (silent || doubted || repeated, event.effective.earliest) {
                    found.push(((day, place), Happening { address, event, before: Some(before), after: Some(interval) }));
                }
            }
            let russian = timeline.events.iter().map(|&at| &self.events[at]).filter(|event| event.effect == NoteEffect::RussianOnly && within(event));
            for event in russian.filter(|event| event.target.as_ref() == Some(&timeline.path)) {
                let Some(day) = event.effective.earliest else { continue };
                found.push(((day, place), Happening { address: Address::new(self.id.clone(), Some(timeline.path.clone())), event, before: None, after: None }));
            }
        }
        found.sort_by_key(|(key, _)| *key);
        found.into_iter().map(|(_, happening)| happening).collect()
    }

    /// What is announced and not yet made, apart from everything else.
    pub fn pending(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(|event| event.effect == NoteEffect::Pending)
    }

    /// Whether the act is known only through others.
    pub fn only_cited(&self) -> bool {
        self.copies.is_empty()
    }

    /// Whether `event` is the act's own taking effect.
    pub fn is_own(event: &Event) -> bool {
        event.kind == EventKind::Enacted
    }

    /// All provisions as they stood on `day`, in the order of the act; those not there that day are left out.
    pub fn version(&self, day: Date) -> Vec<(&ProvisionPath, AsOf<'_>)> {
        let standing = self.timelines.iter().map(|timeline| (&timeline.path, timeline.as_of(&self.events, day)));
        standing.filter(|(_, on)| matches!(on.state, super::State::InForce | super::State::WordingUnknown)).collect()
    }
}

/// Where the provision at `path` is among `places`, or the title.
pub(super) fn find(places: &HashMap<ProvisionPath, usize>, path: Option<&ProvisionPath>) -> Option<usize> {
    let title = ProvisionPath::root(ProvisionKind::Title, None);
    let asked = path.unwrap_or(&title);
    if let Some(&at) = places.get(asked) {
        return Some(at);
    }
    let asked = unaliased(&asked.without_groups());
    if let Some(&at) = places.get(&asked) {
        return Some(at);
    }
    let inside = |path: &ProvisionPath| path.as_str().split_once('/').is_some_and(|(_, rest)| rest == asked.as_str());
    let mut found = places.iter().filter(|(path, _)| inside(path)).map(|(_, &at)| at);
    found.next().filter(|_| found.next().is_none())
}

fn problem(finding: &Finding) -> Problem {
    let code = match finding.kind {
        FindingKind::ReplayDisagrees | FindingKind::CopiesDisagree => ProblemCode::VersionsDisagree,
        FindingKind::PublicationDisagrees => ProblemCode::PublicationDisagrees,
        FindingKind::InstructionUnread => ProblemCode::InstructionUnread,
        FindingKind::WordsNotFound | FindingKind::NoteWithoutInstruction | FindingKind::InstructionChanged => ProblemCode::ChangeNotApplied,
    };
    let place = finding.texts.iter().find_map(|(_, place)| place.as_ref());
    let lines = place.map_or(crate::text::LineRange::new(1, 1), |place| place.lines);
    let address = Address::new(finding.act.clone(), finding.path.clone());
    let file = place.map_or(String::new(), |place| format!(" ({}, lines {})", place.file, place.lines));
    Problem::new(code, lines, format!("{address}: {}{file}", finding.message))
}
