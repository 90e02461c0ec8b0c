//! Everything that has to be known of all texts before the history of one act can be told.
//!
//! Texts are heard one after the other. What is kept of each is its head and how it names the acts it changes; the wording it quotes for them is
//! read from it once more when the history of one of them is put together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::called;
use super::enacting::Enacting;
use super::event::{Event, Finding, FindingKind, Place};
use super::gather::{self, Change, Work};
use super::instruction::{self, Clause, Instruction};
use super::known::{Head, Known, Meant, Shared};
use super::publications::Publications;
use super::retitled::{self, Retitling};
use super::testimony::Testimony;
use crate::act::{ActId, CitedAct, Commencement, Date, ProvisionPath};

/// A text that was heard.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Heard {
    /// The act it is a text of.
    pub act: ActId,
    /// The name the source goes by.
    pub file: String,
    /// Of the text.
    digest: String,
}

impl Heard {
    /// What `told` is known by.
    #[must_use]
    pub fn of(told: &Testimony) -> Self {
        Self { act: told.act.clone(), file: told.file.clone(), digest: told.digest.clone() }
    }
}

/// Where the texts that were heard can be read once more: a [`super::Chronicle`] does not hold them.
pub trait Texts: Sync {
    /// Why a text cannot be read.
    type Error;

    /// What the text tells; [in brief](Testimony::in_brief) will do.
    ///
    /// # Errors
    ///
    /// When it cannot be read any more.
    fn testimony(&self, of: &Heard) -> Result<Cow<'_, Testimony>, Self::Error>;
}

/// Texts in memory, by their acts.
impl Texts for BTreeMap<ActId, Vec<Testimony>> {
    type Error = Unheard;

    fn testimony(&self, of: &Heard) -> Result<Cow<'_, Testimony>, Unheard> {
        let found = self.get(&of.act).into_iter().flatten().find(|told| told.file == of.file && told.digest == of.digest);
        found.map(Cow::Borrowed).ok_or_else(|| Unheard { text: of.clone() })
    }
}

impl<T: Texts> Texts for &T {
    type Error = T::Error;

    fn testimony(&self, of: &Heard) -> Result<Cow<'_, Testimony>, T::Error> {
        (**self).testimony(of)
    }
}

/// A text that was heard is not among those that were given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} of {} was heard, and is not among the texts that were given", text.file, text.act)]
pub struct Unheard {
    /// The text.
    pub text: Heard,
}

/// What was heard so far.
#[derive(Default)]
pub(super) struct Hearing {
    /// A text that comes twice counts once.
    texts: HashMap<TextKey, Box<HeardText>>,
    issuers: Shared,
    enacting: Enacting,
}

/// The act that a text is of, and its digest.
type TextKey = (ActId, u128);

/// Days of publication of other acts.
type Published = Box<[(CitedAct, Date)]>;

/// What is kept of a text until all are heard.
struct HeardText {
    file: Box<str>,
    /// How many notes it has, and its day: of several copies the least in both was changed least.
    notes: usize,
    retrieved: Option<Date>,
    head: Head,
    /// Days of publication that it prints of other acts.
    published: Published,
    /// What it orders, where it orders something.
    amending: Option<Box<Amending>>,
}

/// A text that orders something.
struct Amending {
    text: Heard,
    /// What its day of effect depends on.
    #[cfg(feature = "search")]
    from_the_day: bool,
    by: CitedAct,
    /// How its instructions name the acts that they change, and how many of them one after the other do so; `None` where they change the act itself.
    targets: Box<[(Option<CitedAct>, usize)]>,
    /// The titles that it gives to acts.
    titles: Box<[Retitling]>,
    /// It says when it takes effect.
    commences: bool,
}

impl Amending {
    fn new(told: &Testimony) -> Option<Self> {
        let mut targets: Vec<(Option<CitedAct>, usize)> = Vec::new();
        for (amendment, _) in &told.instructions {
            match targets.last_mut() {
                Some((cited, count)) if *cited == amendment.target.act => *count += 1,
                _ => targets.push((amendment.target.act.clone(), 1)),
            }
        }
        (!targets.is_empty()).then(|| Self {
            text: Heard::of(told),
            #[cfg(feature = "search")]
            from_the_day: told.from_the_day,
            by: instruction::author(told),
            targets: targets.into(),
            titles: retitled::ordered_by(told).into(),
            commences: told.commencement_unit.is_some(),
        })
    }
}

impl Hearing {
    pub(super) fn hear(&mut self, told: &Testimony) {
        // In order as the digests are; in another form than ours it counts as a text of its own all the same.
        let digest = u128::from_str_radix(&told.digest, 16).unwrap_or_else(|_| called::number(&told.digest));
        let key = (told.act.clone(), digest);
        // of two files with one text the first by name
        if self.texts.get(&key).is_some_and(|before| *before.file <= *told.file) {
            return;
        }
        let notes = told.notes.len();
        self.enacting.hear(told, &(notes, told.retrieved, told.file.clone()));
        let text = HeardText {
            file: told.file.as_str().into(),
            notes,
            retrieved: told.retrieved,
            head: Head::new(&told.requisites, told.amends(), retitled::is_noted(told), &mut self.issuers),
            published: told.published.as_slice().into(),
            amending: Amending::new(told).map(Box::new),
        };
        self.texts.insert(key, Box::new(text));
    }

    pub(super) fn close<T: Texts>(self, mut publications: Publications, texts: T) -> Result<Gathered<T>, T::Error> {
        // By act, file and digest, so that the order of the texts makes no difference.
        let Self { texts: heard, enacting, .. } = self;
        let mut heard: Vec<(TextKey, Box<HeardText>)> = heard.into_iter().collect();
        heard.sort_unstable_by(|((act, digest), text), ((other, another), than)| (act, &text.file, digest).cmp(&(other, &than.file, another)));
        let mut known = Known::with_room(heard.len());
        let mut acts: BTreeSet<ActId> = BTreeSet::new();
        let mut printed: Vec<(ActId, Published)> = Vec::new();
        let mut amending = LeastChanged::default();
        for ((act, _), text) in heard {
            let HeardText { file, notes, retrieved, head, published, amending: ordered } = *text;
            if !published.is_empty() {
                printed.push((act.clone(), published));
            }
            amending.take(&act, (notes, retrieved, file), ordered);
            acts.insert(act.clone());
            known.add(act, head);
        }
        let mut amending = amending.finish();
        // which day an act can have been published on is told by its own head
        publications.reject_impossible(|cited| known.complete_on(cited));
        for (by, told) in &printed {
            told.iter().for_each(|(cited, day)| publications.hear(cited, *day, by, known.complete_on(cited)));
        }
        let disagreements = publications.disagreements().to_vec();
        known.publish(publications);
        let retitling = amending.iter_mut().filter(|one| !one.titles.is_empty());
        let titles = retitling.map(|one| (&one.by, &one.text.act, std::mem::take(&mut one.titles)));
        retitled::tell(&mut known, titles.collect());
        let mut findings: HashMap<ActId, Vec<Finding>> = HashMap::new();
        // of no single act's text: told with the first act of the corpus
        if let Some(act) = acts.first() {
            let told = disagreements.into_iter().map(|message| {
                let kind = FindingKind::PublicationDisagrees;
                Finding { kind, act: act.clone(), path: None, message, texts: Vec::new() }
            });
            let told: Vec<Finding> = told.collect();
            findings.extend((!told.is_empty()).then(|| (act.clone(), told)));
        }
        let mut gathered = Gathered {
            known,
            texts,
            acts,
            amending: Vec::new(),
            ordered: HashMap::new(),
            perhaps: HashMap::new(),
            contested: HashMap::new(),
            cited: HashMap::new(),
            unidentified: Vec::new(),
            rescheduled: HashMap::new(),
            findings,
        };
        let mut nameless = BTreeSet::new();
        for (at, mut amending) in amending.into_iter().enumerate() {
            let mut begin = 0;
            for (cited, count) in std::mem::take(&mut amending.targets) {
                let meant = cited.as_ref().map_or(Meant::Act(amending.text.act.clone()), |cited| gathered.known.meant(cited, &amending.by));
                let orders = begin..begin + count;
                begin = orders.end;
                let id = match meant {
                    Meant::Act(id) => id,
                    Meant::OneOf(ids) => {
                        nameless.insert(at);
                        ids.into_iter().for_each(|id| gathered.perhaps.entry(id).or_default().push((at, orders.clone())));
                        continue;
                    }
                };
                if gathered.acts.insert(id.clone()) {
                    gathered.cited.insert(id.clone(), cited.unwrap_or_default());
                }
                gathered.ordered.entry(id).or_default().push((at, orders));
            }
            gathered.amending.push(amending);
        }
        gathered.settle_contested()?;
        gathered.settle_enacted(enacting)?;
        gathered.tell_unidentified(nameless)?;
        Ok(gathered)
    }
}

/// Of each act the copy that was changed least: it still has the instructions as they were given.
#[derive(Default)]
struct LeastChanged {
    /// What those of the acts before order.
    done: Vec<Amending>,
    /// The act, how much its least changed copy was changed, and what that orders.
    now: Option<(ActId, Changed, Option<Box<Amending>>)>,
}

/// Notes, day and file of a copy: the least of them was changed least.
type Changed = (usize, Option<Date>, Box<str>);

impl LeastChanged {
    /// Takes in a copy of `act`; those of one act come one after the other.
    fn take(&mut self, act: &ActId, changed: Changed, amending: Option<Box<Amending>>) {
        match &mut self.now {
            Some((of, least, ordered)) if of == act => {
                if changed < *least {
                    (*least, *ordered) = (changed, amending);
                }
            }
            _ => {
                let before = self.now.replace((act.clone(), changed, amending));
                self.done.extend(before.and_then(|(.., ordered)| ordered).map(|ordered| *ordered));
            }
        }
    }

    /// What they order, by their acts.
    fn finish(mut self) -> Vec<Amending> {
        self.done.extend(self.now.and_then(|(.., ordered)| ordered).map(|ordered| *ordered));
        self.done
    }
}

/// What all texts together say, before the acts are looked at one by one.
pub(super) struct Gathered<T> {
    known: Known,
    pub texts: T,
    /// All acts that the texts hold or change.
    pub acts: BTreeSet<ActId>,
    /// The texts that order something, by their acts.
    amending: Vec<Amending>,
    /// Who orders changes of an act: the text, by its place among them, and which of its instructions.
    ordered: HashMap<ActId, Vec<(usize, Range<usize>)>>,
    /// The same of those whose words for the act may mean it, or another.
    perhaps: HashMap<ActId, Vec<(usize, Range<usize>)>>,
    /// All instructions of texts that are amended themselves, by the place of the text: they may not be what it says.
    contested: HashMap<usize, Vec<Instruction>>,
    /// How the first text that changes an act names it, for acts without a text.
    cited: HashMap<ActId, CitedAct>,
    /// Changes of acts that have no id and are in no text, by the act.
    pub unidentified: Vec<(CitedAct, Event)>,
    /// Acts whose words on their own commencement were changed before they took effect.
    rescheduled: HashMap<ActId, Rescheduled>,
    findings: HashMap<ActId, Vec<Finding>>,
}

/// The commencement of an act as another act reworded it in time.
#[derive(Clone, Debug)]
pub(super) struct Rescheduled {
    pub commencement: Commencement,
    pub by: Vec<CitedAct>,
    pub printed: Vec<Place>,
    /// It puts the act into effect, and rewords no clause of it.
    pub enacts: bool,
}

impl<T: Texts> Gathered<T> {
    /// Works out what became of the instructions of amending acts that were amended themselves.
    fn settle_contested(&mut self) -> Result<(), T::Error> {
        let upon_text = |at: usize| self.upon(&self.amending[at].text.act);
        let contested: BTreeSet<usize> = (0..self.amending.len()).filter(|&at| upon_text(at).next().is_some()).collect();
        let upon: BTreeSet<usize> = contested.iter().flat_map(|&at| upon_text(at)).map(|(at, _)| *at).collect();
        let acts: HashSet<&ActId> = contested.iter().map(|&at| &self.amending[at].text.act).collect();
        let mut perhaps: HashMap<usize, Vec<(&ActId, &Range<usize>)>> = HashMap::new();
        for &act in &acts {
            self.perhaps.get(act).into_iter().flatten().for_each(|(at, orders)| perhaps.entry(*at).or_default().push((act, orders)));
        }
        let (mut instructions, mut clauses) = (Vec::<Instruction>::new(), Vec::new());
        let mut own: Vec<(usize, Range<usize>)> = Vec::new();
        for &at in contested.union(&upon) {
            let told = self.texts.testimony(&self.amending[at].text)?;
            for (act, orders) in perhaps.remove(&at).unwrap_or_default() {
                // each as a doubtful one about the act that it may be about
                let read = instruction::read(&told, &self.known, |order| orders.contains(&order));
                instructions.extend(read.into_iter().map(|one| one.perhaps_about(act)));
            }
            let begin = instructions.len();
            if contested.contains(&at) {
                instructions.extend(instruction::read(&told, &self.known, |_| true));
                clauses.extend(self.amending[at].commences.then(|| Clause::of(&told)).flatten());
                own.push((at, begin..instructions.len()));
            } else {
                let upon_contested = |one: &Instruction| one.target.as_ref().is_some_and(|target| acts.contains(target));
                instructions.extend(instruction::read(&told, &self.known, |_| true).into_iter().filter(upon_contested));
            }
        }
        instructions.iter_mut().for_each(|one| one.settle(&self.known));
        let (by, to) = instruction::by_act(&instructions);
        for clause in &clauses {
            let (Some(own), Some(upon)) = (by.get(clause.act()), to.get(clause.act())) else { continue };
            if let Some(other) = instruction::reschedule(clause, &mut instructions, own, upon, &self.known) {
                self.rescheduled.insert(clause.act().clone(), other);
            }
        }
        let mut findings = Vec::new();
        let mut added = instruction::amend_instructions(&mut instructions, &mut findings);
        for finding in findings {
            self.findings.entry(finding.act.clone()).or_default().push(finding);
        }
        // from the last to the first, so that the places before stay
        for (at, places) in own.into_iter().rev() {
            let mut held: Vec<Instruction> = instructions.drain(places).collect();
            held.extend(added.remove(&self.amending[at].text.act).unwrap_or_default());
            self.contested.insert(at, held);
        }
        Ok(())
    }

    /// Takes in what acts tell of the commencement of others. A clause that was reworded before counts as it reads since.
    fn settle_enacted(&mut self, enacting: Enacting) -> Result<(), T::Error> {
        let told = enacting.settle(&self.known, |law, unit| self.changes_at(law, unit))?;
        for (id, told) in told.into_iter().filter(|(id, _)| self.acts.contains(id)).collect::<Vec<_>>() {
            self.rescheduled.entry(id).or_insert(told);
        }
        Ok(())
    }

    /// What is done to `unit` of the act `id`, to what stands around it or in it.
    fn changes_at(&self, id: &ActId, unit: &ProvisionPath) -> Result<Vec<Change>, T::Error> {
        let around = |at: &ProvisionPath| at.is_within(unit) || unit.is_within(at);
        let mut changes = self.orders(id)?;
        changes.retain(|change| change.event.stands() && change.at.as_ref().is_some_and(around));
        Ok(changes)
    }

    /// Who changes the act `id`, or may do so.
    fn upon<'g>(&'g self, id: &ActId) -> impl Iterator<Item = &'g (usize, Range<usize>)> + use<'g, T> {
        self.ordered.get(id).into_iter().chain(self.perhaps.get(id)).flatten()
    }

    /// Tells what the texts at `nameless` do to acts that have no id.
    fn tell_unidentified(&mut self, nameless: BTreeSet<usize>) -> Result<(), T::Error> {
        for at in nameless {
            let read = match self.contested.get(&at) {
                Some(_) => None,
                None => Some(self.instructions(at, |_| true)?),
            };
            let all = read.as_ref().or_else(|| self.contested.get(&at)).into_iter().flatten();
            let told = all.filter(|one| one.target.is_none()).map(|one| (one.cited.clone().unwrap_or_default(), one.change.event.clone()));
            let told: Vec<(CitedAct, Event)> = told.collect();
            self.unidentified.extend(told);
        }
        Ok(())
    }

    /// Instructions of a text that nobody amends, as it prints them.
    fn instructions(&self, at: usize, which: impl Fn(usize) -> bool) -> Result<Vec<Instruction>, T::Error> {
        let told = self.texts.testimony(&self.amending[at].text)?;
        let mut read = instruction::read(&told, &self.known, which);
        read.iter_mut().for_each(|one| one.settle(&self.known));
        Ok(read)
    }

    /// What others order of the act `id`, by the acts that do.
    fn orders(&self, id: &ActId) -> Result<Vec<Change>, T::Error> {
        let mut changes = self.orders_in(self.ordered.get(id).map_or(&[][..], Vec::as_slice))?;
        let mut perhaps = self.orders_in(self.perhaps.get(id).map_or(&[][..], Vec::as_slice))?;
        perhaps.iter_mut().for_each(instruction::perhaps_of_another);
        changes.append(&mut perhaps);
        Ok(changes)
    }

    /// The changes that are ordered at the places `all`.
    fn orders_in(&self, all: &[(usize, Range<usize>)]) -> Result<Vec<Change>, T::Error> {
        let mut changes = Vec::new();
        // A text that comes back to an act is read once.
        for of_text in all.chunk_by(|(one, _), (other, _)| one == other) {
            let at = of_text[0].0;
            let ordered = |order: usize| of_text.iter().any(|(_, orders)| orders.contains(&order));
            match self.contested.get(&at) {
                Some(held) => changes.extend(held.iter().filter(|one| ordered(one.change.order)).map(|one| one.change.clone())),
                None => changes.extend(self.instructions(at, ordered)?.into_iter().map(|one| one.change)),
            }
        }
        Ok(changes)
    }

    /// The texts that order changes of the act `id`.
    #[cfg(feature = "search")]
    pub(super) fn amending(&self, id: &ActId) -> impl Iterator<Item = &Heard> {
        let texts: BTreeSet<usize> = self.upon(id).map(|(at, _)| *at).collect();
        texts.into_iter().map(|at| &self.amending[at].text)
    }

    /// All that the history of `id` follows from beside the texts of it, of which `told` gives the notes and the head, and those that
    /// [`Self::amending`] names: where this and the texts are the same, so is the history.
    #[cfg(feature = "search")]
    pub(super) fn key(&self, id: &ActId, told: &[&Testimony], into: &mut impl std::fmt::Write) -> std::fmt::Result {
        let of = |cited: &CitedAct, from_the_day: bool| {
            let found = self.known.id_of(cited);
            let amends = found.as_ref().is_some_and(|id| self.known.amends(id));
            (found, amends, self.known.enactment(cited, from_the_day))
        };
        let own = CitedAct { id: Some(id.clone()), ..CitedAct::default() };
        write!(into, "{:?}", self.perhaps.get(id).map(Vec::len))?;
        for (at, orders) in self.upon(id) {
            let Amending { text, by, from_the_day, .. } = &self.amending[*at];
            write!(into, "{text:?} {orders:?} {:?}", self.known.enactment(by, *from_the_day))?;
            let held = self.contested.get(at).into_iter().flatten().filter(|one| orders.contains(&one.change.order));
            held.into_iter().try_for_each(|one| write!(into, "{:?}", one.change))?;
        }
        write!(into, "{:?} {:?}", self.findings.get(id), self.rescheduled.get(id))?;
        write!(into, "{:?} {:?}", of(&own, false), told.is_empty().then(|| self.cited.get(id)))?;
        for text in told {
            let notes = text.notes.iter().flat_map(|note| note.by.iter().map(|by| (super::notes::cited_by_note(by), note.from_the_day)));
            let enacted = std::iter::once((text.as_cited(), text.from_the_day));
            let repealed = text.requisites.repealed_by.iter().map(|by| (by.clone(), false));
            for (cited, from_the_day) in notes.chain(enacted).chain(repealed) {
                write!(into, "{:?}", of(&cited, from_the_day))?;
            }
        }
        Ok(())
    }

    /// What is known of the act `id`, given all texts of it. Findings that were made on the way are put to `findings`.
    pub(super) fn work(&self, id: &ActId, copies: &[Testimony], findings: &mut Vec<Finding>) -> Result<Work, T::Error> {
        let orders = self.orders(id)?;
        findings.extend(self.findings.get(id).into_iter().flatten().cloned());
        Ok(gather::work(id, copies, self.cited.get(id), orders, self.rescheduled.get(id), &self.known, findings))
    }
}
