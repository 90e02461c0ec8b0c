//! Which exceptions of a clause on commencement are about an instruction, once another act has reworded the clause.
//!
//! Where the act was read its paragraphs were counted and its documents known. Here an exception is told by the address of the instruction, by the indents it
//! takes up, by what it changes where that document is known to be the amended one, and by what it was excepted as before. What none of these tells leaves
//! the day of the instruction open: it is neither that of the exception nor that of the rest for certain.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;

use super::Instruction;
use crate::act::{Commencement, CommencementException, CommencementTerms, Operation, ProvisionKind, ProvisionPath};
use crate::history::event::EventKind;

/// Most exceptions that are kept for an instruction which may be one of them: of more its day is not known at all.
const LEFT_MAX: usize = 16;

/// Most exceptions of the other wording that one is compared with: what is not compared stays open.
const SAME_MAX: usize = 8;

/// Most comparisons of instructions with excepted units: no act comes near it, and beyond it no day is known.
const COMPARED_MAX: usize = 20_000_000;

/// How sure it is that an exception is about an instruction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Other,
    /// It names a part of it, or may name it.
    Perhaps,
    /// It names it; the number tells how closely.
    It(usize),
}

/// What tells the instructions of one act apart.
pub(super) struct Grounds {
    /// The indents that instructions take up, by the address of the unit around them, in their order.
    indents: HashMap<String, Vec<RangeInclusive<u32>>>,
    /// Documents of the act itself, in which instructions stand.
    own: HashSet<String>,
    /// Documents that its clause names and that are those of the amended act.
    amended: HashSet<String>,
    count: usize,
}

impl Grounds {
    /// Those of an act with these instructions and this commencement.
    pub(super) fn new<'i>(instructions: impl Iterator<Item = &'i Instruction> + Clone, written: &Commencement) -> Self {
        let mut grounds = Self { indents: HashMap::new(), own: HashSet::new(), amended: HashSet::new(), count: 0 };
        for one in instructions.clone() {
            let Some(unit) = &one.change.event.unit else { continue };
            grounds.count += 1;
            grounds.own.extend(document(unit).map(str::to_owned));
            if let Some((indents, (around, _))) = one.indents.clone().zip(unit.as_str().rsplit_once('/')) {
                grounds.indents.entry(around.to_owned()).or_default().push(indents);
            }
        }
        grounds.indents.values_mut().for_each(|ranges| ranges.sort_by_key(|range| *range.start()));
        let exceptions = Exceptions::new(written, &grounds);
        if !grounds.too_many(&exceptions) {
            grounds.amended = instructions.filter_map(|one| exceptions.amended_document(one, &grounds)).collect();
        }
        grounds
    }

    fn too_many(&self, exceptions: &Exceptions<'_>) -> bool {
        self.count.saturating_mul(exceptions.units) > COMPARED_MAX
    }

    /// Whether an instruction takes up the indent `number` of the unit `around`.
    fn takes_up(&self, around: &ProvisionPath, number: u32) -> bool {
        let ranges = self.indents.get(around.as_str()).map_or(&[][..], Vec::as_slice);
        let after = ranges.partition_point(|range| *range.start() <= number);
        after > 0 && ranges[after - 1].contains(&number)
    }
}

/// The document that an address begins with.
fn document(path: &ProvisionPath) -> Option<&str> {
    path.segments().next().filter(|first| ProvisionPath::from_known(*first).kind() == Some(ProvisionKind::Component))
}

/// The exceptions of a clause in one wording.
struct Exceptions<'a> {
    written: &'a Commencement,
    all: Vec<Exception<'a>>,
    /// How many units they name.
    units: usize,
}

struct Exception<'a> {
    said: &'a CommencementException,
    /// The units with the document that each begins with.
    units: Vec<(&'a ProvisionPath, Option<&'a str>)>,
    /// Indents, by the unit they are counted in.
    indents: HashMap<ProvisionPath, Listed>,
}

/// Indents that an exception names in one unit.
#[derive(Default)]
struct Listed {
    numbers: BTreeSet<u32>,
    /// In one of them no instruction is known to stand, so that others may be meant.
    open: bool,
}

impl<'a> Exceptions<'a> {
    fn new(written: &'a Commencement, grounds: &Grounds) -> Self {
        let all: Vec<Exception<'a>> = written.exceptions().iter().map(|said| Exception::new(said, grounds)).collect();
        let units = all.iter().map(|exception| exception.units.len() + 1).sum();
        Self { written, all, units }
    }

    /// The document by which the clause means `one`, where it can be excepted for nothing else: it is the amended one.
    fn amended_document(&self, one: &Instruction, grounds: &Grounds) -> Option<String> {
        let stood = self.stood(one, grounds);
        let excepted = &self.all[stood.only()?];
        let unit = one.change.event.unit.as_ref()?;
        let target = one.change.event.target.as_ref()?;
        if excepted.indents.keys().any(|around| unit.is_within(around)) {
            return None;
        }
        let mut naming = excepted.units.iter().filter(|(path, document)| grounds.names(one, unit, path, *document) != About::Other);
        let &(path, document) = naming.next()?;
        (naming.next().is_none() && target.is_within(path)).then_some(document?.to_owned())
    }

    /// Which of them `one` was by its commencement, as it is told until now.
    fn stood(&self, one: &Instruction, grounds: &Grounds) -> Stood {
        let said = &one.change.event.commencement;
        let days: Vec<&Commencement> = std::iter::once(said).chain(said.exceptions().iter().map(|exception| &exception.commencement)).collect();
        let concerns = |at: &usize| grounds.about(one, &self.all[*at]) != About::Other;
        for with_end in [true, false] {
            let fits = |told: &Commencement| {
                let same = |day: &&Commencement| day.main() == told.main() && day.applies_from() == told.applies_from();
                days.iter().any(|day| same(day) && (!with_end || day.until() == told.until()))
            };
            let rest = fits(self.written);
            let excepted: BTreeSet<usize> = (0..self.all.len()).filter(|&at| fits(&self.all[at].said.commencement)).filter(concerns).collect();
            if rest || !excepted.is_empty() {
                let own = Commencement::Unstated.ending(said.until().filter(|_| !with_end));
                return Stood { excepted, rest, own, unmatched: false };
            }
        }
        let excepted = (0..self.all.len()).filter(concerns).collect();
        let sets_itself = one.change.event.kind == EventKind::Changed(Operation::Suspend) || said.until().is_some();
        let own = Commencement::Unstated.within(said);
        let unmatched = !(sets_itself && matches!(own.main(), Commencement::On(_)));
        Stood { excepted, rest: true, own: if unmatched { Commencement::Unstated } else { own }, unmatched }
    }
}

impl<'a> Exception<'a> {
    fn new(said: &'a CommencementException, grounds: &Grounds) -> Self {
        let mut indents: HashMap<ProvisionPath, Listed> = HashMap::new();
        for unit in said.units.iter().filter(|unit| unit.kind() == Some(ProvisionKind::Indent)) {
            let Some(around) = unit.parent() else { continue };
            let number = unit.integer();
            let open = number.is_none_or(|number| !grounds.takes_up(&around, number));
            let listed = indents.entry(around).or_default();
            listed.numbers.extend(number);
            listed.open |= open;
        }
        Self { said, units: said.units.iter().map(|unit| (unit, document(unit))).collect(), indents }
    }
}

/// What an instruction was by a clause: one of these exceptions, or one of the rest.
struct Stood {
    excepted: BTreeSet<usize>,
    /// It may have been none of them.
    rest: bool,
    /// The time that it sets itself.
    own: Commencement,
    /// Its day is none that the clause tells.
    unmatched: bool,
}

impl Stood {
    /// The one exception that it was, where that is known.
    fn only(&self) -> Option<usize> {
        self.excepted.first().copied().filter(|_| !self.rest && self.excepted.len() == 1)
    }
}

impl Grounds {
    /// Whether `exception` is about `one`, as far as the units tell.
    fn about(&self, one: &Instruction, exception: &Exception<'_>) -> About {
        let Some(unit) = one.change.event.unit.as_ref().filter(|_| !exception.units.is_empty()) else { return About::Perhaps };
        let named = exception.units.iter().map(|(path, document)| self.names(one, unit, path, *document));
        let counted = exception.indents.iter().filter(|(around, _)| unit.is_within(around)).map(|(around, listed)| by_indents(one, unit, around, listed));
        named.chain(counted).max().unwrap_or(About::Other)
    }

    /// Whether the unit `excepted` is `one`, which stands in `unit`, or what it changes.
    fn names(&self, one: &Instruction, unit: &ProvisionPath, excepted: &ProvisionPath, document: Option<&str>) -> About {
        if unit.is_within(excepted) {
            return About::It(excepted.segments().count());
        }
        if excepted.is_within(unit) {
            return About::Perhaps;
        }
        document.map_or(About::Other, |document| self.in_document(one, unit, excepted, document))
    }

    /// The same of a unit of a document: one of the amended act is about what changes it.
    fn in_document(&self, one: &Instruction, unit: &ProvisionPath, excepted: &ProvisionPath, document: &str) -> About {
        let inside = |path: &str, around: &str| path.strip_prefix(around).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        // «өзгерістердің 2-тармағы»: of the only document of an act, whatever its title ends with
        let approved = excepted.as_str().strip_prefix("approved/").zip(unit.as_str().split_once('/'));
        if approved.is_some_and(|(point, (first, rest))| self.own.contains(first) && inside(rest, point)) {
            return About::Perhaps;
        }
        if self.in_annexed_list(unit, excepted, document) {
            return About::Perhaps;
        }
        let Some(target) = one.change.event.target.as_ref().filter(|_| !self.own.contains(document)) else { return About::Other };
        match (target.is_within(excepted), excepted.is_within(target)) {
            (true, _) if self.amended.contains(document) => About::It(usize::MAX),
            (false, false) => About::Other,
            _ => About::Perhaps,
        }
    }
}

impl Grounds {
    /// «Тізбенің 2-тармағының бесінші абзацы» where the list may be the annex that `unit` stands in: its title is not at hand here.
    fn in_annexed_list(&self, unit: &ProvisionPath, excepted: &ProvisionPath, document: &str) -> bool {
        let annex = unit.segments().next().is_some_and(|first| ProvisionPath::from_known(first).kind() == Some(ProvisionKind::Annex));
        let counted = excepted.parent().filter(|_| excepted.kind() == Some(ProvisionKind::Indent));
        let named = counted.as_ref().unwrap_or(excepted);
        let rest = |path: &ProvisionPath| path.as_str().split_once('/').map(|(_, rest)| ProvisionPath::from_known(rest));
        annex && !self.own.contains(document) && rest(unit).zip(rest(named)).is_some_and(|(unit, named)| unit.is_within(&named) || named.is_within(&unit))
    }
}

/// Whether an instruction in `unit` stands in the indents that are listed of the unit `around`.
fn by_indents(one: &Instruction, unit: &ProvisionPath, around: &ProvisionPath, listed: &Listed) -> About {
    let direct = unit.as_str().rsplit_once('/').is_some_and(|(parent, _)| parent == around.as_str());
    let Some(own) = one.indents.as_ref().filter(|_| direct && !listed.open) else { return About::Perhaps };
    let (first, last) = (*own.start(), *own.end());
    let quoted = if first < last { listed.numbers.range(first + 1..=last).count() } else { 0 };
    if listed.numbers.contains(&first) || (quoted > 0 && quoted == (last - first) as usize) {
        return About::It(usize::MAX);
    }
    if quoted > 0 { About::Perhaps } else { About::Other }
}

/// A clause before it was reworded and since.
pub(super) struct Excepted<'a> {
    grounds: &'a Grounds,
    before: Exceptions<'a>,
    now: Exceptions<'a>,
    same: Vec<Same>,
}

/// The exceptions before, by their places, that one of now is compared with.
#[derive(Clone, Default)]
struct Same {
    /// It names all units of these.
    covers: Vec<usize>,
    /// These name all its units.
    covered: Vec<usize>,
}

impl<'a> Excepted<'a> {
    pub(super) fn new(grounds: &'a Grounds, before: &'a Commencement, now: &'a Commencement) -> Self {
        let (before, now) = (Exceptions::new(before, grounds), Exceptions::new(now, grounds));
        let same = compared(&before, &now);
        Self { grounds, before, now, same }
    }

    /// What the clause says of `one` now. Where it is not told which exception that is, all that can be are left to it.
    pub(super) fn told(&self, one: &Instruction) -> Commencement {
        if self.grounds.too_many(&self.before) || self.grounds.too_many(&self.now) {
            return Commencement::Unread("it excepts too many units".to_owned());
        }
        let stood = self.before.stood(one, self.grounds);
        let mut named: Option<(About, usize)> = None;
        let mut perhaps: Vec<usize> = Vec::new();
        for at in 0..self.now.all.len() {
            match self.about(one, at, &stood) {
                About::Other => {}
                About::Perhaps => perhaps.push(at),
                it => named = named.filter(|(closest, _)| *closest >= it).or(Some((it, at))),
            }
        }
        let told = match named {
            Some((_, at)) => self.now.all[at].said.commencement.clone(),
            None => self.one_of(one, &stood, &perhaps),
        };
        in_its_own_time(told, one, stood)
    }

    /// Whether the exception at `at` is about `one`: by its units, else by those of before that name the same.
    fn about(&self, one: &Instruction, at: usize, stood: &Stood) -> About {
        let about = self.grounds.about(one, &self.now.all[at]);
        let Same { covers, covered } = &self.same[at];
        if about != About::Perhaps {
            about
        } else if stood.only().is_some_and(|only| covers.contains(&only)) {
            About::It(usize::MAX)
        } else if covered.iter().any(|before| !stood.excepted.contains(before)) {
            About::Other
        } else {
            About::Perhaps
        }
    }

    /// The day of the rest or of one of the exceptions at `perhaps`; not that of the rest where it was excepted and all that it can have been still are.
    fn one_of(&self, one: &Instruction, stood: &Stood, perhaps: &[usize]) -> Commencement {
        if perhaps.len() > LEFT_MAX {
            return Commencement::Unread(format!("it may be one of {} exceptions", perhaps.len()));
        }
        let day = |at: usize| self.now.all[at].said.commencement.clone();
        let still = |before: &usize| perhaps.iter().any(|&at| self.same[at].covers.contains(before));
        let excepted = !stood.rest && !stood.excepted.is_empty() && stood.excepted.iter().all(still);
        let rest = CommencementTerms { exceptions: Vec::new(), ..self.now.written.clone().into_terms() };
        let told = perhaps.first().filter(|_| excepted).map_or(Commencement::compound(rest), |&at| day(at));
        perhaps.iter().filter(|&&at| day(at) != told).fold(told.clone(), |open, &at| or(open, self.units(one, at), day(at)))
    }

    /// The units for which the exception at `at` may be about `one`.
    fn units(&self, one: &Instruction, at: usize) -> Vec<ProvisionPath> {
        let Some(unit) = &one.change.event.unit else { return Vec::new() };
        let exception = &self.now.all[at];
        let counted = |path: &ProvisionPath| path.parent().is_some_and(|around| exception.indents.contains_key(&around) && unit.is_within(&around));
        let named = exception.units.iter().filter(|(path, document)| self.grounds.names(one, unit, path, *document) != About::Other || counted(path));
        named.map(|(path, _)| (*path).clone()).collect()
    }
}

/// `told`, or of `units` another day: which of both holds is not known.
pub(super) fn or(told: Commencement, units: Vec<ProvisionPath>, other: Commencement) -> Commencement {
    let (mut terms, mut other) = (told.into_terms(), other.into_terms());
    let further = std::mem::take(&mut other.exceptions);
    terms.exceptions.push(CommencementException { units, commencement: Commencement::compound(other) });
    terms.exceptions.extend(further);
    Commencement::compound(terms)
}

/// What the clause says of an instruction, within the time that it sets itself; or the day it had, where that was not the clause's.
fn in_its_own_time(told: Commencement, one: &Instruction, stood: Stood) -> Commencement {
    if stood.unmatched {
        let units = one.change.event.unit.iter().cloned().collect();
        return or(told, units, one.change.event.commencement.clone());
    }
    let told = told.within(&stood.own);
    if !matches!(stood.own.main(), Commencement::On(_)) {
        return told;
    }
    Commencement::compound(CommencementTerms { exceptions: Vec::new(), ..told.into_terms() })
}

/// For each exception of now those of before that name the same units, or more or fewer of them.
fn compared(before: &Exceptions<'_>, now: &Exceptions<'_>) -> Vec<Same> {
    let distinct = |exception: &Exception<'_>| exception.said.units.iter().collect::<HashSet<_>>().len();
    let mut by_unit: HashMap<&ProvisionPath, BTreeSet<usize>> = HashMap::new();
    for (at, exception) in before.all.iter().enumerate() {
        for unit in &exception.said.units {
            by_unit.entry(unit).or_default().insert(at);
        }
    }
    let counts: Vec<usize> = before.all.iter().map(distinct).collect();
    let of = |exception: &Exception<'_>| {
        let units: HashSet<&ProvisionPath> = exception.said.units.iter().collect();
        let mut common: HashMap<usize, usize> = HashMap::new();
        for at in units.iter().filter_map(|unit| by_unit.get(*unit)).flatten() {
            *common.entry(*at).or_default() += 1;
        }
        let mut common: Vec<(usize, usize)> = common.into_iter().collect();
        common.sort_unstable();
        let named = |all: &dyn Fn(usize, usize) -> bool| common.iter().filter(|&&(at, count)| all(at, count)).map(|&(at, _)| at).take(SAME_MAX).collect();
        Same { covers: named(&|at, count| count == counts[at]), covered: named(&|_, count| count == units.len()) }
    };
    now.all.iter().map(of).collect()
}
