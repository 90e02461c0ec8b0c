//! Sentences about the day of effect: «… күнтізбелік он күн өткен соң қолданысқа енгізіледі».

mod day;
mod event;
mod later;
mod listed;
mod shared;

use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;

pub(crate) use day::term;
pub use event::is_on_registration;
pub(crate) use event::registered;
pub use later::later_of;

use self::day::{days, whole};
use self::listed::Open;
use self::shared::Shared;
use super::affected::{self, Affected};
use super::settled;
use super::statement::{SENTENCE_BYTES_MAX, Statement, effect_end, predicate_end, statements};
use super::unit;
use super::verb::words;
use crate::act::{Commencement, CommencementException, CommencementTerms, Date, ProvisionPath};
use crate::cite::{Case, act_word, own_act_in_full};

/// Reads a sentence or the bracket of a note.
///
/// What it says nothing of is [`Commencement::Unstated`]; what it says in words that we do not know is kept as
/// [`Commencement::Unread`]. Never a day that is not written.
///
/// ```
/// use tarmaq::act::{Commencement, Delay};
/// use tarmaq::amend::commencement;
///
/// let read = commencement("(алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі)");
/// assert_eq!(read, Commencement::AfterPublication(Delay::CalendarDays(10)));
/// ```
pub fn commencement(text: &str) -> Commencement {
    let folded = super::fold(text.trim());
    let text = strip_brackets(&folded);
    // «2-бап. Осы Заң …»: the number of the article is no unit that it says something of
    let text = if of_this_act(text).is_some() { unit::skip_enumerator(text) } else { text };
    if let Some(read) = listed::listed(text) {
        return bounded(read);
    }
    if let Some(read) = contrasted(text) {
        return bounded(read);
    }
    let statements = statements(text);
    let Some((of_all, apart)) = statements.split_first() else { return Commencement::Unstated };
    bounded(with_apart(of_whole(of_all.words), apart))
}

/// Units that a commencement excepts, at most: no act has as many, and for each change of an act all of them are gone through.
const UNITS_MAX: usize = 1_000;

/// The same, where it excepts no more units than an act can; else it counts as not read, so that no day follows from a part of it.
fn bounded(read: Commencement) -> Commencement {
    let units: usize = read.exceptions().iter().map(|exception| exception.units.len().max(1)).sum();
    if units <= UNITS_MAX { read } else { Commencement::Unread(format!("it excepts {units} units")) }
}

/// The word that ends an exception.
const BUT: &str = "қоспағанда";

/// What is said of the whole, with the units that it excepts itself.
///
/// An exception stands before its «қоспағанда». The last one before the verb belongs to what the verb says: between them stands the day of the rest. Those
/// behind the verb, and «ол …», add to it.
fn of_whole(text: &str) -> Commencement {
    let buts: Vec<usize> = memmem::find_iter(text.as_bytes(), BUT.as_bytes()).collect();
    if buts.is_empty() {
        return contrasted(text).unwrap_or_else(|| whole(text));
    }
    let verb = effect_end(text).unwrap_or(text.len());
    let (before, behind) = buts.split_at(buts.partition_point(|&but| but < verb));
    let mut excepts = Excepts::of(text);
    before.iter().for_each(|&but| excepts.up_to(but));
    let goes_on = !behind.is_empty() || excepts.undated().next().is_some();
    let end = if goes_on { end_of_main(text, verb) } else { text.len() };
    let main = excepts.main(end);
    excepts.from = end;
    for &but in behind {
        // «3-тармақты қоспағанда, ол … енгізіледі, 5-тармақты қоспағанда»: what it is, before the next
        let said = text.get(excepts.from..but).and_then(effect_end).map_or(excepts.from, |end| excepts.from + end);
        excepts.date(said);
        excepts.up_to(but);
    }
    excepts.date(text.len());
    excepts.beside(main)
}

/// The verb of clauses that share one.
const EFFECT: &str = " қолданысқа енгізіледі";

/// «Осы бұйрық … он күн өткен соң, ал 1-тармақтың 3) тармақшасы 2023 жылғы 1 қаңтардан бастап қолданысқа енгізіледі»: one verb for the rest and for units
/// with a day of their own. `None` where nothing is contrasted; where it is not told with which units, no day follows.
fn contrasted(text: &str) -> Option<Commencement> {
    let Shared { main, exceptions } = shared::shared(text)?;
    let main = main.unwrap_or_else(|| Commencement::Unread(text.to_owned()));
    Some(Commencement::compound(CommencementTerms { exceptions, ..main.into_terms() }))
}

/// Where the statement of the verb that ends at `verb` ends: «… енгізіледі және 2026 жылғы 1 қаңтарға дейін қолданылады» goes on.
fn end_of_main(text: &str, verb: usize) -> usize {
    let rest = &text[verb..];
    let joined = rest.trim_start_matches([' ', ',']).strip_prefix("және ").filter(|joined| !joined.starts_with("ол"));
    let end = joined.and_then(|_| predicate_end(rest)).filter(|&end| effect_end(&rest[..end]).is_none() && !rest[..end].contains(BUT));
    verb + end.unwrap_or(0)
}

/// What a sentence excepts, read from one «қоспағанда» to the next.
struct Excepts<'t> {
    text: &'t str,
    affected: Affected,
    exceptions: Vec<CommencementException>,
    /// How many of them were given what is said of those before it.
    dated: usize,
    /// Where what was not read yet begins.
    from: usize,
    /// Where the exception before began, if it has no day: the day that stands before it may be that of the next, or of the rest.
    interposed: Option<usize>,
}

impl<'t> Excepts<'t> {
    fn of(text: &'t str) -> Self {
        // «2-бап. Осы Заң: …»: the number of the article is none of what it excepts
        let from = text.len() - unit::skip_enumerator(text).len();
        Self { text, affected: Affected::of(text), exceptions: Vec::new(), dated: 0, from, interposed: None }
    }

    /// Reads «01.01.2023 бастап қолданысқа енгізілетін 3-тармақты, … енгізілетін 5-тармақты» up to its end: each day before its units. Units without a day
    /// have none yet.
    fn up_to(&mut self, end: usize) {
        // a damaged number may hold the word itself: «5қоспағанда)»
        let start = self.from.min(end);
        self.from = end + BUT.len();
        let marks = marks(self.text, start..end);
        let Some(&(first, units_from)) = marks.first() else {
            self.exceptions.push(undated(self.affected.within(start..end)));
            self.interposed = self.interposed.or(Some(start));
            return;
        };
        let next = marks.get(1).map_or(end, |&(next, _)| next);
        let mut leading = self.affected.within(start..first);
        // «1-тармақтың … енгізілетін 2) тармақшасын»: the point is not excepted, but what the subpoint stands in
        let within = self.affected.within(units_from..next).into_iter().next();
        let around = leading.last().filter(|around| within.as_ref().is_some_and(|unit| unit.is_within(around)));
        leading.truncate(leading.len() - usize::from(around.is_some()));
        self.exceptions.extend((!leading.is_empty()).then(|| undated(leading)));
        let mut day_from = start;
        for (at, &(mark, units_from)) in marks.iter().enumerate() {
            // the units stand before the day of the next ones
            let units_to = marks.get(at + 1).map_or(end, |&(next, _)| next);
            let own = of_excepted(&self.text[day_from..mark]);
            let earlier = self.interposed.take().filter(|_| own == Commencement::Unstated).map(|from| of_excepted(&self.text[from..mark]));
            self.exceptions.push(CommencementException { units: self.affected.within(units_from..units_to), commencement: earlier.unwrap_or(own) });
            day_from = units_from;
        }
    }

    /// What is said of the rest, from the last exception to `end`: «2024 жылғы 1 қаңтардан бастап, 3-тармақты қоспағанда, қолданысқа енгізіледі» too.
    fn main(&self, end: usize) -> Commencement {
        let said = whole(&self.text[self.from.min(end)..end]);
        let earlier = self.interposed.filter(|_| matches!(said.main(), Commencement::Unread(_))).map(|from| whole(&self.text[from..end]));
        earlier.unwrap_or(said)
    }

    /// The exceptions of which no day, end or reach is told until now.
    fn undated(&mut self) -> impl Iterator<Item = &mut CommencementException> {
        self.exceptions[self.dated..].iter_mut().filter(|exception| exception.commencement == Commencement::Unstated)
    }

    /// Gives them what is said up to `end`: «ол 2026 жылғы 1 шілдеден бастап қолданысқа енгізіледі».
    fn date(&mut self, end: usize) {
        if end <= self.from {
            return;
        }
        let said = whole(&self.text[self.from..end]);
        self.undated().for_each(|exception| exception.commencement = said.clone());
        self.dated = self.exceptions.len();
        self.from = end;
    }

    /// The commencement with `main` for the rest. What has only an end, «01.01.2025 дейін қолданылатын», or only a reach, «01.01.2019 бастап туындаған
    /// қатынастарға қолданылатын», takes effect with it.
    fn beside(self, main: Commencement) -> Commencement {
        let mut exceptions = with_inner(self.exceptions);
        for CommencementException { commencement: said, .. } in &mut exceptions {
            if *said.main() == Commencement::Unstated && (said.until().is_some() || said.applies_from().is_some()) {
                *said = said.with_main(main.main());
            }
        }
        Commencement::compound(CommencementTerms { exceptions, ..main.into_terms() })
    }
}

/// What is said of the day of units that are excepted from an exception: it may be that of the rest or another.
const INNER: &str = "excepted from an exception";

/// The exceptions, with those of them that lie in others and have no day: «1-тармақты, оның 5) тармақшасын қоспағанда, …», «1-тармақтың 5) тармақшасын
/// қоспағанда, 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақты қоспағанда, …».
fn with_inner(exceptions: Vec<CommencementException>) -> Vec<CommencementException> {
    let inside = |unit: &ProvisionPath, all: &HashSet<ProvisionPath>| std::iter::successors(unit.parent(), ProvisionPath::parent).any(|one| all.contains(&one));
    let dated = exceptions.iter().filter(|one| one.commencement != Commencement::Unstated).flat_map(|one| one.units.iter().cloned()).collect();
    let mut read = Vec::with_capacity(exceptions.len());
    for CommencementException { units, commencement } in exceptions {
        let own: HashSet<ProvisionPath> = units.iter().cloned().collect();
        let is_inner = |unit: &ProvisionPath| inside(unit, &own) || (commencement == Commencement::Unstated && inside(unit, &dated));
        let named = !units.is_empty();
        let (inner, units): (Vec<_>, Vec<_>) = units.into_iter().partition(is_inner);
        read.extend((!inner.is_empty()).then(|| CommencementException { units: inner, commencement: Commencement::Unread(INNER.to_owned()) }));
        read.extend((!units.is_empty() || !named).then_some(CommencementException { units, commencement }));
    }
    read
}

/// Whether no day is told of an exception, so that another sentence may tell it.
fn is_untold(said: &Commencement) -> bool {
    matches!(said, Commencement::Unstated) || matches!(said, Commencement::Unread(words) if words == INNER)
}

/// «Осы Заңның 1-бабы, 2-тармағын қоспағанда, 2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі»: a statement of units that excepts others, with these.
fn of_units_but<'t>(words: &'t str) -> Option<(Statement<'t>, Vec<CommencementException>)> {
    let verb = effect_end(words)?;
    let but = memmem::rfind(&words.as_bytes()[..verb], BUT.as_bytes())?;
    let (_, units) = affected::subjects(words).into_iter().next()?;
    let mut exceptions = of_whole(words).into_terms().exceptions;
    exceptions.retain(|one| !one.units.iter().any(|unit| units.contains(unit)));
    for exception in exceptions.iter_mut().filter(|one| one.commencement == Commencement::Unstated) {
        exception.commencement = Commencement::Unread(INNER.to_owned());
    }
    Some((Statement { words: &words[but + BUT.len()..], units }, exceptions))
}

fn undated(units: Vec<ProvisionPath>) -> CommencementException {
    CommencementException { units, commencement: Commencement::Unstated }
}

/// Adds what statements of their own say of units. An exception that names the same units and no day has no more to say.
fn with_apart(read: Commencement, statements: &[Statement<'_>]) -> Commencement {
    let mut apart: Vec<CommencementException> = statements.iter().filter_map(|statement| of_units(statement, read.main())).collect();
    let told: HashSet<ProvisionPath> = apart.iter().filter(|one| !is_untold(&one.commencement)).flat_map(|one| one.units.iter().cloned()).collect();
    apart.retain(|one| !is_untold(&one.commencement) || !one.units.iter().all(|unit| told.contains(unit)));
    if apart.is_empty() {
        return read;
    }
    let mut terms = read.into_terms();
    let named: HashSet<&ProvisionPath> = apart.iter().flat_map(|one| &one.units).collect();
    terms.exceptions.retain(|one| !is_untold(&one.commencement) || !one.units.iter().all(|unit| named.contains(unit)));
    terms.exceptions.extend(apart);
    Commencement::compound(terms)
}

/// Verbs that take units out of what was said before them.
const LEFT_OUT: [&str; 2] = ["қосылмайды", "кірмейді"];

/// «1-тармақтың 1) тармақшасы 2023 жылғы 1 қаңтарға дейін қолданылады»: units with a day, an end or a reach of their own. Where only an end or a reach is
/// told, they take effect with the rest, as `main` says.
fn of_units(statement: &Statement<'_>, main: &Commencement) -> Option<CommencementException> {
    let said = whole(statement.words);
    let stated = days(statement.words).on.is_some() || (effect_end(statement.words).is_some() && *said.main() != Commencement::Unstated);
    if statement.units.is_empty() {
        return None;
    }
    if !(stated || said.applies_from().is_some() || said.until().is_some()) {
        // «бұған 5-тармақ қосылмайды»: when it takes effect is not told
        return LEFT_OUT.iter().any(|word| statement.words.contains(word)).then(|| undated(statement.units.clone()));
    }
    let main = if stated { said.main() } else { main };
    Some(CommencementException { units: statement.units.clone(), commencement: said.with_main(main) })
}

/// The sentence of an act about its own commencement.
///
/// `paragraphs` are those of the act proper, without what it approves and without annexes. Comes back with the index of
/// the paragraph; units that other sentences of the act give a day of their own are among the exceptions.
///
/// ```
/// use tarmaq::act::{Commencement, Delay};
/// use tarmaq::amend::act_commencement;
///
/// let act = ["1. Қағидалар бекітілсін.", "2. Осы қаулы алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі."];
/// assert_eq!(act_commencement(act), Some((1, Commencement::OnPublication)));
/// ```
pub fn act_commencement<'t>(paragraphs: impl IntoIterator<Item = &'t str>) -> Option<(usize, Commencement)> {
    let mut told = Told::default();
    // «Осы Кодексті қолданысқа енгізу тәртібі … Заңымен айқындалады»
    let mut left = None;
    // «Осы Заң: 1) … енгізілетін 5-бапты; 2) … қоспағанда, … қолданысқа енгізіледі.»: one sentence over many paragraphs
    let mut open: Option<Open> = None;
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        if let Some(list) = open.take_if(|list| list.ends_before(paragraph)) {
            told.of_list(&list);
        }
        if let Some(mut list) = open.take() {
            let seen = list.sentence.len();
            list.sentence.push(' ');
            list.sentence.push_str(paragraph);
            list.ended |= ends_behind(&list.sentence, seen);
            if list.ended && !paragraph.ends_with(';') {
                told.of_list(&list);
            } else if list.ended || list.sentence.len() < SENTENCE_BYTES_MAX {
                open = Some(list);
            }
            continue;
        }
        let (speaks, lists) = (speaks(paragraph), paragraph.ends_with(':'));
        if !speaks && !lists {
            continue;
        }
        if left.is_none() && super::enacting::leaves_to_another(paragraph) {
            left = Some((at, Commencement::Unread(paragraph.to_owned())));
            continue;
        }
        match if speaks { subject(paragraph) } else { of_this_act(paragraph) } {
            Some(Subject::Act) if effect_end(paragraph).is_some() => told.whole = Some((at, commencement(paragraph))),
            Some(Subject::Act) if lists => open = Some(Open { start: at, sentence: paragraph.to_owned(), of_units: false, ended: false }),
            Some(Subject::Units) if lists && listed::leads_units(paragraph) => {
                open = Some(Open { start: at, sentence: paragraph.to_owned(), of_units: true, ended: false });
            }
            Some(_) if reach(paragraph).is_some() => told.reach = told.reach.or(reach(paragraph)),
            Some(Subject::Units) if predicate_end(paragraph).is_some() => told.of_units(at, paragraph),
            None => settled_here(paragraph).for_each(|clause| told.of_units(at, clause)),
            _ => {}
        }
    }
    open.iter().for_each(|list| told.of_list(list));
    told.whole = told.whole.or(left);
    told.read()
}

/// What the sentences of an act tell of its commencement.
#[derive(Default)]
struct Told<'t> {
    /// Of the whole, with the place of the paragraph.
    whole: Option<(usize, Commencement)>,
    /// Of units.
    apart: Vec<Statement<'t>>,
    /// What statements of units except, and what clauses with one verb say of theirs.
    inner: Vec<CommencementException>,
    /// Where the first words about units stand: of the rest nothing may be said anywhere.
    untold: Option<usize>,
    /// Of relations since when the act is, said in a paragraph of its own.
    reach: Option<Date>,
}

impl<'t> Told<'t> {
    /// Reads a sentence that goes over several paragraphs, where it came to its verb.
    fn of_list(&mut self, list: &Open) {
        if !list.ended {
            return;
        }
        let read = commencement(&list.sentence);
        if !list.of_units {
            self.whole = Some((list.start, read));
            return;
        }
        // of the rest another sentence may tell
        let CommencementTerms { main, exceptions, .. } = read.into_terms();
        self.inner.extend(exceptions);
        self.untold = self.untold.or(Some(list.start));
        self.whole = self.whole.take().or_else(|| Some((list.start, main)).filter(|(_, main)| *main != Commencement::Unstated));
    }

    /// Reads a paragraph that begins with units of the act.
    fn of_units(&mut self, at: usize, paragraph: &'t str) {
        if let Some(Shared { main, exceptions }) = effect_end(paragraph).and_then(|_| shared::shared(paragraph)) {
            self.inner.extend(exceptions);
            self.whole = self.whole.take().or_else(|| main.map(|main| (at, main)));
            self.untold = self.untold.or(Some(at));
            return;
        }
        self.untold = self.untold.or(Some(at));
        for statement in statements(paragraph) {
            let but = Some(statement.words).filter(|_| statement.units.is_empty()).and_then(of_units_but);
            // «… тармақшасы … енгізіледі, қалғаны … енгізіледі»
            let of_rest = self.whole.is_none() && statement.words.contains("қалған") && effect_end(statement.words).is_some();
            match but {
                Some((of_units, inner)) => {
                    self.apart.push(of_units);
                    self.inner.extend(inner);
                }
                None if of_rest => self.whole = Some((at, commencement(statement.words))),
                None => self.apart.push(statement),
            }
        }
    }

    /// What they come to together. «Осы бұйрықтың 1-тармағы 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі» alone leaves the rest to the law.
    fn read(self) -> Option<(usize, Commencement)> {
        let told = self.whole.is_some();
        let (at, read) = self.whole.or_else(|| Some((self.untold?, Commencement::Unstated)))?;
        let mut terms = with_apart(read, &self.apart).into_terms();
        terms.exceptions.extend(self.inner);
        if !told && terms.exceptions.is_empty() {
            return None;
        }
        terms.applies_from = terms.applies_from.or(self.reach);
        Some((at, bounded(Commencement::compound(terms))))
    }
}

/// Whether a sentence that goes on from byte `seen`, and has not ended before, ends. Only what came to it is looked at, and the words over which the verb can go.
fn ends_behind(sentence: &str, seen: usize) -> bool {
    const VERB_BYTES_MAX: usize = 64;
    let from = (seen.saturating_sub(VERB_BYTES_MAX)..=seen).find(|&at| sentence.is_char_boundary(at)).unwrap_or(seen);
    effect_end(&sentence[from..]).is_some()
}

/// A cheap look at whether a paragraph can say when something takes effect or ends: most cannot.
fn speaks(paragraph: &str) -> bool {
    let has = |word: &str| memmem::find(paragraph.as_bytes(), word.as_bytes()).is_some();
    has("енгіз") || has("ене") || (has("қолданы") && has("дейін")) || has("қатынас") && has("бастап")
}

/// The day since which relations are those that the whole act is about, where a paragraph says that and nothing of its effect: «Осы шешім 2024 жылғы 1
/// қаңтардан бастап туындаған қатынастарға қолданылады», «Осы қаулының қолданысы … таралады».
fn reach(paragraph: &str) -> Option<Date> {
    let says = ["қолданылады", "таралады", "таратылады", "қолданылсын"].iter().any(|verb| paragraph.contains(verb));
    if !says || effect_end(paragraph).is_some() {
        return None;
    }
    let of_all = match of_this_act(paragraph)? {
        Subject::Act => true,
        Subject::Units => {
            words(paragraph).take(6).any(|(_, word)| matches!(word, "қолданысы" | "күші"))
                && affected::subjects(paragraph).iter().all(|(_, units)| units.is_empty())
        }
    };
    whole(paragraph).applies_from().filter(|_| of_all)
}

/// What a sentence about commencement is about.
enum Subject {
    /// «Осы бұйрық …»: the act.
    Act,
    /// «Осы бұйрықтың 3-тармағы …»: units of it.
    Units,
}

fn subject(paragraph: &str) -> Option<Subject> {
    // «№ 10 бұйрықтың 2-тармағы … дейін қолданылады деп белгіленсін» is an order about another act
    let units = || affected::begins_with_units(paragraph) && !super::is_instruction(paragraph);
    of_this_act(paragraph).or_else(|| units().then_some(Subject::Units))
}

/// Whether an instruction tells in a clause of its own when units of this act take effect: «№ 5 бұйрықтың 1-тармағы … дейін қолданылады, осы Әдістеменің
/// 2-тармағы
/// … бастап қолданысқа енгізіледі деп белгіленсін».
pub(crate) fn settles_own(paragraph: &str) -> bool {
    settled_here(paragraph).next().is_some()
}

/// The clauses of a paragraph that tell of units of this act, beside others that are orders: «…, осы Әдістеменің 2-тармағы … бастап қолданысқа енгізіледі деп
/// белгіленсін».
fn settled_here(paragraph: &str) -> impl Iterator<Item = &str> {
    let own = |clause: &&str| matches!(subject(&settled::as_order(clause)), Some(Subject::Units));
    settled::clauses(paragraph).into_iter().filter(own)
}

/// Whether a paragraph begins with units of its own act: «Осы бұйрықтың 1-тармағы …».
pub(super) fn of_units_of_this_act(paragraph: &str) -> bool {
    matches!(of_this_act(paragraph), Some(Subject::Units))
}

/// What a paragraph that begins with «Осы бұйрық …» is about, or with the act in full: «Осы Қорғалжын ауданы әкімдігінің қаулысы …».
fn of_this_act(paragraph: &str) -> Option<Subject> {
    let mut words = words(paragraph).skip_while(|(_, word)| word.starts_with(|c: char| c.is_ascii_digit()));
    let (at, this) = words.next().filter(|(_, word)| matches!(*word, "Осы" | "осы" | "Бұл"))?;
    for (_, word) in words.take(3) {
        let bare = word.trim_end_matches([',', ':']);
        match act_word(bare) {
            Some((_, Case::Nominative)) => return Some(Subject::Act),
            Some((_, Case::Genitive)) => return Some(Subject::Units),
            _ if bare.to_lowercase() == "мәслихат" => return Some(Subject::Act),
            _ => {}
        }
    }
    match own_act_in_full(paragraph, at + this.len())? {
        (Case::Nominative, _) => Some(Subject::Act),
        (Case::Genitive, _) => Some(Subject::Units),
        _ => None,
    }
}

/// The words between the day of excepted units and the units.
const EXCEPTED: &[&str] = &["енгізілетін", "қолданылатын", "қолданыста болатын"];

/// Where such words stand within a part of `text`.
fn marks(text: &str, within: Range<usize>) -> Vec<(usize, usize)> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for mark in EXCEPTED {
        let found = memmem::find_iter(&text.as_bytes()[within.clone()], mark.as_bytes());
        marks.extend(found.map(|at| (within.start + at, within.start + at + mark.len())));
    }
    marks.sort_unstable();
    marks
}

fn strip_brackets(text: &str) -> &str {
    let inner = text.strip_prefix('(').unwrap_or(text);
    if inner.len() == text.len() { text } else { inner.strip_suffix(')').unwrap_or(inner) }
}

/// What stands before units that are excepted. Of relations since a day it says how far back they reach, not when they take effect.
fn of_excepted(text: &str) -> Commencement {
    let said = whole(text);
    let reach = said.applies_from().filter(|&day| *said.main() == Commencement::On(day) && days(text).on.is_none());
    if reach.is_some() { said.with_main(&Commencement::Unstated) } else { said }
}

#[cfg(test)]
mod tests;
