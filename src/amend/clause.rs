//! One clause of an instruction: what stands before one of its verbs.

mod doubtful;
mod listed;
mod renumber;
mod supplement;

use super::blank;
use super::cited;
use super::commencement;
use super::context::{Context, blank_quotes, switched};
use super::instruction::{NewWording, ParsedOperation};
use super::ordinal::ordinals_before;
use super::pairs::pairs;
use super::settled;
use super::statement::predicate_end;
use super::target::{self, Words};
use super::term;
use super::unit;
use super::verb::{Action, words};
use super::wording::{Role, Wording};
use crate::act::{AmendmentTarget, CitedAct, Commencement, Operation, ProvisionKind, ProvisionPath, Sentences, WordChange};
use crate::cite::{ActPhrase, Base, Case, UnitPhrase};

/// Most operations that are read of one instruction. It bounds what a hostile text can cost.
pub(super) const OPERATIONS_MAX: usize = 1000;

/// Acts and units that a paragraph says are repealed.
pub(super) fn repealed(text: &str, context: &Context) -> Vec<ParsedOperation> {
    let acts = cited::all(text);
    // «… бұйрығына өзгерістер енгізу туралы …» is part of a title: what is repealed is named last
    let behind = |act: &ActPhrase| &text[act.with_bracket().end.min(text.len())..];
    let of_annex = acts.last().filter(|act| act.case == Case::Dative && unnumbered_annex(behind(act)).is_some());
    let Some(act) = of_annex.or_else(|| acts.iter().rev().find(|act| !matches!(act.case, Case::Dative | Case::Instrumental))).or(acts.last()) else {
        return Vec::new();
    };
    let rest = behind(act);
    if excepts(text) {
        // all of it but something: what of it is left is not told
        let context = Context { act: Some(act.act.clone()), ..Context::default() };
        return vec![operation(Operation::Amend, &context, None)];
    }
    let units: Vec<ProvisionPath> = unit::phrases(rest).into_iter().filter(|phrase| phrase.base == Base::None).flat_map(|phrase| phrase.paths).collect();
    let Context { component, document, .. } = switched(rest, &Context::default()).unwrap_or_default();
    let mut context = Context { act: Some(act.act.clone()), component, document, repeals: context.repeals, ..Context::default() };
    if let Some(word) = unnumbered_annex(rest) {
        if !is_only_annex(word) || rest.contains("сәйкес") || context.component.is_some() {
            // several annexes, or a place in one that is not understood
            return vec![operation(Operation::Amend, &Context { act: context.act, ..Context::default() }, None)];
        }
        let annex = ProvisionPath::root(ProvisionKind::Annex, Some("1"));
        if units.is_empty() {
            return vec![operation(Operation::Repeal, &context, Some(annex))];
        }
        context.outer = Some(annex);
    }
    if units.is_empty() {
        return vec![operation(Operation::Repeal, &context, context.component.clone())];
    }
    units.iter().map(|unit| operation(Operation::Repeal, &context, Some(place(&context, unit)))).collect()
}

/// «… № 5 бұйрығына қосымшаның …»: the word for an annex without a number right behind an act.
fn unnumbered_annex(rest: &str) -> Option<&str> {
    let word = rest.split_whitespace().next()?.trim_matches(|c: char| !c.is_alphabetic());
    ["қосымша", "Қосымша"].iter().any(|annex| word.starts_with(annex)).then_some(word)
}

/// Whether a form of «қосымша» means one annex: «қосымшаның», «қосымшасы», and not «қосымшалары».
fn is_only_annex(word: &str) -> bool {
    let ending = word.trim_start_matches(['қ', 'Қ']).strip_prefix("осымша");
    ending.is_some_and(|ending| matches!(ending, "" | "ның" | "сы" | "сының"))
}

/// Whether a text excepts something from what it orders, quoted titles aside.
fn excepts(text: &str) -> bool {
    text.contains("қоспағанда") && blank_quotes(text).contains("қоспағанда")
}

/// An operation without new wording.
pub(super) fn operation(op: Operation, context: &Context, path: Option<ProvisionPath>) -> ParsedOperation {
    let in_document = path.as_ref().zip(context.component.as_ref()).is_some_and(|(path, component)| path.is_within(component));
    let target = AmendmentTarget { act: context.act.clone(), document: context.document.clone().filter(|_| in_document), path };
    ParsedOperation { op, target, new: NewWording::None, moved: None, replacement: None, term: Commencement::Unstated }
}

/// The full address of `unit` in the amended act.
pub(super) fn place(context: &Context, unit: &ProvisionPath) -> ProvisionPath {
    let inside = around(context, unit).without_groups_of_points();
    match &context.component {
        Some(component) => unit::join(component, &inside).without_groups_of_points(),
        None => inside,
    }
}

/// The address of `unit` inside the component, as its wording is printed.
fn inside(context: &Context, unit: &ProvisionPath) -> ProvisionPath {
    around(context, unit).without_groups()
}

/// The same with all that it is named in.
fn around(context: &Context, unit: &ProvisionPath) -> ProvisionPath {
    if unit.as_str() == "title" && context.outer.is_none() && context.component.is_some() {
        return ProvisionPath::root(ProvisionKind::Heading, None);
    }
    match &context.outer {
        None => unit.clone(),
        Some(outer) if unit.as_str() == "title" => outer.join("heading"),
        Some(outer) => unit::below(outer, unit),
    }
}

/// Whether a clause is about the place in the unit of its header that is not understood: not where all that it names stands elsewhere.
fn unclear_context(context: &Context, phrases: &[UnitPhrase], bare: &str) -> bool {
    let mut named = phrases.iter().filter(|phrase| target::is_target(phrase, bare)).flat_map(|phrase| &phrase.paths).peekable();
    let within = |unit: &ProvisionPath| {
        let unit = inside(context, unit);
        context.outer.as_ref().is_none_or(|outer| unit.is_within(outer) && unit != *outer)
    };
    context.unclear && (named.peek().is_none() || named.any(within))
}

/// The words up to one verb.
pub(super) struct Clause<'t> {
    text: &'t str,
    action: Action,
    wording: Wording,
    context: Context,
    phrases: Vec<UnitPhrase>,
    /// The words with quotations and cited acts blanked, byte for byte.
    bare: String,
    cites: Option<ActPhrase>,
    /// Units that the clause before was about: this one may go on about them without naming them.
    before: Vec<ProvisionPath>,
    /// Something that the clause is about is named in words that are not understood: it cannot be carried out.
    unclear: bool,
    /// Words are changed in a place of their unit that is not understood.
    narrow: bool,
    /// What the clause says of its time, or what was said of it before.
    term: Commencement,
}

impl<'t> Clause<'t> {
    /// Reads a clause; what it names for those after it («3-тармақта …, ал …») stays in `context`.
    pub(super) fn of(text: &'t str, action: Action, context: &mut Context, first: bool, said: Vec<ProvisionPath>) -> Self {
        let cites = if first { named_act(text) } else { None };
        let wording;
        let mut bare;
        let mut before_act = "";
        if let Some(act) = &cites {
            // its title is no wording
            let end = act.with_bracket().end;
            bare = text.to_owned();
            blank(&mut bare, 0..end);
            wording = Wording::of(&bare);
            bare = wording.blank(&bare);
            before_act = &text[..act.range.start];
            *context = Context { act: Some(act.act.clone()), term: context.term.clone(), ..Context::default() };
        } else {
            wording = Wording::of(text);
            bare = wording.blank(text);
        }
        let of = Words::new(text, &bare, action, wording.changes_words());
        let read = target::read(of, context, said.last());
        let first = read.phrases.iter().find(|phrase| phrase.base == Base::None);
        if let Some(named) = switched(&bare[..first.map_or(bare.len(), |phrase| phrase.range.start)], context) {
            *context = named;
        }
        if first.is_some_and(|phrase| target::of_document(phrase, &bare)) {
            // «2-қосымшада: …; Қағидалардың 3-тармағы»: counted from the document, not from the unit that a header named
            context.outer = None;
            context.unclear = false;
        }
        let unclear = read.unclear || unclear_context(context, &read.phrases, &bare) || (cites.is_some() && excepts(text));
        let term = term::of_instruction(before_act, &bare).or_else(|| context.term.clone()).unwrap_or(Commencement::Unstated);
        let named_at = read.phrases.iter().filter(|phrase| phrase.base == Base::None && !phrase.paths.is_empty()).map(|phrase| phrase.range.start);
        let about = named_at.chain(wording.quoted.first().map(|quoted| quoted.start)).min();
        let about = about.unwrap_or_else(|| cites.as_ref().map_or(bare.len(), |act| act.range.start));
        // «2022 жылғы 1 шілдеден бастап 2-тармақ …, 3-тармақ …»: a day before all that is named is that of the clauses behind too; an end never is
        if let Some(lead) = term::of_instruction(before_act, &bare[..about]).filter(|lead| lead.until().is_none()) {
            context.term = Some(lead);
        }
        let stretch = context.stretch && !read.phrases.iter().any(|phrase| target::is_target(phrase, &bare) && !phrase.paths.is_empty());
        let narrow = read.narrow || wording.names_stretch || stretch;
        let mut phrases = read.phrases;
        unit::hang_rows(&mut phrases, &bare);
        Self { text, action, wording, context: context.clone(), phrases, bare, cites, before: said, unclear, narrow, term }
    }

    /// The units that the next clause may go on about.
    pub(super) fn said(self) -> Vec<ProvisionPath> {
        let named: Vec<ProvisionPath> = self.targets().flat_map(|phrase| phrase.paths.iter().cloned()).collect();
        if named.is_empty() { self.before } else { named }
    }

    /// What the clause orders; whether its new wording follows in quotation marks is for the instruction to say.
    pub(super) fn operations(&self, quoted: bool) -> Vec<ParsedOperation> {
        let read = match self.action {
            _ if self.unclear || self.action == Action::SettlePartly => Vec::new(),
            Action::Write if quoted && self.rewords_line() => self.line(),
            _ if self.wording.changes_words() && !closes(self.action, &self.bare) => self.words(),
            Action::Replace => self.end_marks(),
            Action::Write | Action::Supplement | Action::Remove if self.sentence_at().is_some() => self.whole_sentences(quoted),
            Action::Write => self.rewords(quoted),
            Action::Supplement => self.adds(quoted),
            Action::Remove => self.whole(Operation::Delete),
            Action::Repeal => self.repeals(),
            Action::Suspend => self.suspends(quoted),
            Action::Hold => self.holds(quoted),
            Action::Settle | Action::SettlePartly => self.begins(),
            Action::Renumber => self.renumbers(),
        };
        let mut read = if read.is_empty() { self.unread() } else { read };
        self.leave_doubtful(&mut read);
        // «… дейін қолданылады, 2-тармағы … бастап енгізіледі»: a day may be that of the other
        if self.action == Action::SettlePartly && predicate_end(&self.bare).is_some() {
            return read;
        }
        for operation in read.iter_mut().filter(|operation| operation.term == Commencement::Unstated) {
            // how long it lasts is told of a change that is understood only
            operation.term = if operation.op == Operation::Unread { self.term.main().clone() } else { self.term.clone() };
        }
        read
    }

    /// What cannot be read, of every unit that it names: how they read from then on is not known. Where it names none but a whole document, the act.
    pub(super) fn unread(&self) -> Vec<ParsedOperation> {
        let apart = |phrase: &&UnitPhrase| self.bare[phrase.range.end..].trim_start().starts_with("қоспағанда");
        let named: Vec<&ProvisionPath> = self.targets().filter(|phrase| !apart(phrase)).flat_map(|phrase| &phrase.paths).collect();
        let unread = |path| operation(Operation::Unread, &self.context, path);
        if !named.is_empty() {
            return named.into_iter().take(OPERATIONS_MAX + 1).map(|unit| unread(Some(place(&self.context, unit)))).collect();
        }
        let outer = self.outer(Operation::Unread, NewWording::None);
        if !outer.is_empty() {
            return outer;
        }
        // «… бұйрығының, 1-тармақты қоспағанда, күші жойылды»: how the act reads from then on is not known
        let but_something = self.cites.is_some() && excepts(self.text);
        vec![if but_something { operation(Operation::Amend, &self.context, self.context.component.clone()) } else { unread(None) }]
    }

    /// Where the clause speaks of a whole sentence. Those that words are changed in are no more than the unit they stand in.
    fn sentence_at(&self) -> Option<usize> {
        words(&self.bare).find(|(_, word)| word.contains("сөйлем")).map(|(at, _)| at)
    }

    /// «екінші сөйлемі мынадай редакцияда жазылсын», «алып тасталсын», «мынадай мазмұндағы үшінші сөйлеммен толықтырылсын»: a sentence has no
    /// address, so that its point stays, with other words.
    fn whole_sentences(&self, quoted: bool) -> Vec<ParsedOperation> {
        let Some(at) = self.sentence_at() else { return Vec::new() };
        let numbers = ordinals_before(&self.bare, at);
        let (op, which) = match self.action {
            Action::Supplement => (Operation::AddWords, numbers.first().map(|number| Sentences::Behind(number.saturating_sub(1)))),
            _ if numbers.is_empty() => return self.unread(),
            Action::Remove => (Operation::DeleteWords, Some(Sentences::These(numbers))),
            _ => (Operation::Reword, Some(Sentences::These(numbers))),
        };
        let named: Vec<&ProvisionPath> = self.targets().flat_map(|phrase| &phrase.paths).collect();
        let spoken = words(&self.bare).filter(|(_, word)| word.contains("сөйлем")).count();
        if named.len() > 1 || (spoken > 1 && self.action != Action::Supplement) {
            // sentences of several units: which is of which is not told
            return self.unread();
        }
        let of_component = Context { outer: None, ..self.context.clone() };
        let target = match named.last() {
            Some(unit) => Some(place(&self.context, unit)),
            None => self.context.outer.as_ref().or(self.before.last()).map(|unit| place(&of_component, unit)),
        };
        let new = if quoted && self.action != Action::Remove { NewWording::Quoted(None) } else { NewWording::None };
        let replacement = Some(WordChange { sentences: which, ..WordChange::default() });
        vec![ParsedOperation { new, replacement, ..operation(op, &self.context, target) }]
    }

    /// Units that the clause is about: not those of the amending act, not those added.
    fn targets(&self) -> impl Iterator<Item = &UnitPhrase> {
        self.phrases.iter().filter(|phrase| target::is_target(phrase, &self.bare))
    }

    fn is_source(&self, phrase: &UnitPhrase) -> bool {
        target::is_source(phrase, &self.bare)
    }

    /// The annexes of the amending act that hold the new wording.
    fn annexes(&self) -> Vec<ProvisionPath> {
        if let Some(phrase) = self.phrases.iter().find(|phrase| self.is_source(phrase)) {
            return phrase.paths.iter().map(|path| of_own_document(phrase.base, path)).collect();
        }
        // «осы бұйрыққа қосымшаға сәйкес»: the only annex has no number
        let mut before = (0, "");
        let only = words(&self.bare).find_map(|(at, word)| {
            let (annex, named) = std::mem::replace(&mut before, (at, word));
            (word.starts_with("сәйкес") && ["қосымша", "Қосымша"].iter().any(|noun| named.starts_with(noun))).then_some(annex)
        });
        let Some(at) = only else { return Vec::new() };
        let annex = ProvisionPath::root(ProvisionKind::Annex, Some("1"));
        let of = self.phrases.iter().find(|phrase| self.bare.get(phrase.range.end..at).is_some_and(|between| between.trim().is_empty()));
        vec![of.map_or_else(|| annex.clone(), |phrase| of_own_document(phrase.base, &annex))]
    }

    /// Where the new wording of `unit` stands, the `at`-th of `count` in the clause: units and annexes pair.
    fn new_wording(&self, annexes: &[ProvisionPath], unit: &ProvisionPath, quoted: bool, (at, count): (usize, usize)) -> NewWording {
        let annex = if annexes.len() == count { annexes.get(at) } else { annexes.first() };
        match annex {
            Some(annex) => NewWording::AnnexOfThisAct(annex.clone()),
            None if quoted => NewWording::Quoted(Some(inside(&self.context, unit))),
            None => NewWording::None,
        }
    }

    /// Whether the word for an annex at `at` is «қосымша», «қосымшасы» of the amended act, without a number.
    fn is_only_annex(&self, at: usize) -> bool {
        let mut after = self.bare[at..].split_whitespace();
        let noun = after.next().unwrap_or("").trim_end_matches(',');
        let named = self.phrases.iter().any(|phrase| phrase.range.contains(&at));
        matches!(noun, "қосымша" | "қосымшасы") && !named && after.next() != Some("сәйкес")
    }

    /// Where new wording stands that nothing numbers.
    fn unnumbered(&self) -> NewWording {
        self.annexes().first().map_or(NewWording::Quoted(None), |annex| NewWording::AnnexOfThisAct(annex.clone()))
    }

    /// «N-қосымшаның оң жақ жоғарғы бұрышындағы мәтін мынадай редакцияда жазылсын»: the block that opens an annex, or the stamp on a document, is reworded,
    /// and nothing else in it. What is quoted for it is words, as of a heading.
    fn stamps(&self) -> Option<ParsedOperation> {
        let corner =
            words(&self.bare).any(|(_, word)| word.starts_with("бұрыш")) && words(&self.bare).any(|(_, word)| word.to_lowercase().starts_with("жоғар"));
        if !corner {
            return None;
        }
        let of_component = Context { outer: None, ..self.context.clone() };
        let only = || words(&self.bare).any(|(_, word)| word.starts_with("қосымша")).then(|| ProvisionPath::root(ProvisionKind::Annex, Some("1")));
        let named = self.targets().flat_map(|phrase| &phrase.paths).last().map(|unit| place(&self.context, unit));
        let named = named.or_else(|| only().map(|annex| place(&of_component, &annex)));
        let named = named.or_else(|| self.context.outer.as_ref().map(|outer| place(&of_component, outer))).or_else(|| self.context.component.clone());
        let stamp = ProvisionPath::root(ProvisionKind::Approval, None);
        let path = named.map_or_else(|| stamp.clone(), |unit| unit.join(stamp.as_str()));
        let replacement = Some(WordChange::default());
        Some(ParsedOperation { new: NewWording::Quoted(None), replacement, ..operation(Operation::Reword, &self.context, Some(path)) })
    }

    fn rewords(&self, quoted: bool) -> Vec<ParsedOperation> {
        if let Some(stamp) = self.stamps() {
            return vec![stamp];
        }
        let units: Vec<&ProvisionPath> = self.targets().flat_map(|phrase| &phrase.paths).collect();
        let reword = |path: Option<ProvisionPath>, new| ParsedOperation { new, ..operation(Operation::Reword, &self.context, path) };
        if units.is_empty() {
            // «қағидалар осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын»: the whole document
            let named = words(&self.bare).any(|(_, word)| unit::document(word).is_some()) || self.cites.is_some();
            let new = self.unnumbered();
            if words(&self.bare).any(|(at, word)| word.starts_with("қосымша") && self.is_only_annex(at)) {
                // «көрсетілген қаулыға қосымша осы қаулыға 1-қосымшаға сәйкес жаңа редакцияда жазылсын»: its only one
                return vec![reword(Some(place(&self.context, &ProvisionPath::root(ProvisionKind::Annex, Some("1")))), new)];
            }
            return if named { vec![reword(self.context.component.clone(), new)] } else { self.outer(Operation::Reword, new) };
        }
        let (count, annexes) = (units.len(), self.annexes());
        let read = units.into_iter().enumerate();
        read.map(|(at, unit)| reword(Some(place(&self.context, unit)), self.new_wording(&annexes, unit, quoted, (at, count)))).collect()
    }

    fn adds(&self, quoted: bool) -> Vec<ParsedOperation> {
        // «6-тармақ мынадай редакцияда үшінші бөлікпен», «2-бап мынадай мазмұндағы 3-тармақпен»
        let content = self.bare.find("мазмұнда").unwrap_or(self.bare.len());
        let said = self.around();
        let outer = self.targets().filter(|phrase| phrase.range.start < content).last().and_then(|phrase| phrase.paths.last()).or(said.as_ref());
        // «мынадай мазмұндағы 3-1-тарау және 25-1-тармақпен»: only the last has the ending
        let comes = |phrase: &&UnitPhrase| phrase.case == Case::Instrumental || (phrase.range.start > content && phrase.case == Case::Nominative);
        let units: Vec<ProvisionPath> = self.phrases.iter().filter(comes).flat_map(|phrase| phrase.paths.iter().cloned()).collect();
        let (count, annexes) = (units.len(), self.annexes());
        if let Some(each) = self.adds_to_each(content, &units, quoted) {
            return each;
        }
        let mut added = Vec::new();
        for (at, path) in units.into_iter().enumerate() {
            let unit = outer.map_or_else(|| path.clone(), |outer| unit::below(outer, &path));
            let new = self.new_wording(&annexes, &unit, quoted, (at, count));
            added.push(ParsedOperation { new, ..operation(Operation::Add, &self.context, Some(place(&self.context, &unit))) });
        }
        if !added.is_empty() {
            return added;
        }
        // «мынадай мазмұндағы бөлікпен толықтырылсын», «қосымшамен толықтырылсын»: nothing numbers it
        let Some(word) = self.bare.split_whitespace().next_back().filter(|word| unit::adds(word)) else { return added };
        if word.starts_with("қосымша") {
            let unit = ProvisionPath::root(ProvisionKind::Annex, Some("1"));
            let new = self.new_wording(&annexes, &unit, quoted, (0, 1));
            return vec![ParsedOperation { new, ..operation(Operation::Add, &self.context, Some(place(&self.context, &unit))) }];
        }
        if let Some(unit) = self.behind(word) {
            let new = self.new_wording(&annexes, &unit, quoted, (0, 1));
            return vec![ParsedOperation { new, ..operation(Operation::Add, &self.context, Some(place(&self.context, &unit))) }];
        }
        if let Some(last) = self.last_of(word, outer) {
            let new = self.new_of_last(word, &annexes, &last, quoted);
            return vec![ParsedOperation { new, ..operation(Operation::Add, &self.context, Some(place(&self.context, &last))) }];
        }
        let new = self.unnumbered();
        match outer {
            Some(outer) => vec![ParsedOperation { new, ..operation(Operation::Add, &self.context, Some(place(&self.context, outer))) }],
            None => self.outer(Operation::Add, new),
        }
    }

    /// «… тоқтатыла тұрсын», with the time it is for; «тоқтатыла тұру кезеңінде осы тармақ мынадай редакцияда қолданылады» quotes what holds instead.
    fn suspends(&self, quoted: bool) -> Vec<ParsedOperation> {
        let term = commencement::term(&term::without_described(&self.bare));
        let mut read = self.whole(Operation::Suspend);
        let mut units = self.targets().flat_map(|phrase| &phrase.paths).chain(self.context.outer.as_ref());
        for operation in &mut read {
            let unit = units.next().filter(|_| quoted);
            operation.new = unit.map_or(NewWording::None, |unit| NewWording::Quoted(Some(inside(&self.context, unit))));
            operation.term = term.clone();
        }
        read
    }

    /// «2022 жылғы 1 шілдеге дейін қолданылады деп белгіленсін» ends a unit on that day; «мынадай редакцияда» quotes what holds for the time.
    fn holds(&self, quoted: bool) -> Vec<ParsedOperation> {
        if quoted {
            return self.suspends(true);
        }
        let Some(end) = settled::only_until(&self.bare) else { return Vec::new() };
        let mut read = self.whole(Operation::Repeal);
        read.iter_mut().for_each(|operation| operation.term = Commencement::On(end));
        read
    }

    /// «2022 жылғы 1 шілдеден бастап қолданысқа енгізіледі деп белгіленсін»: whether the unit holds until then, and how it reads, is not told.
    fn begins(&self) -> Vec<ParsedOperation> {
        let until = settled::only_from(&self.bare);
        let mut read = if until.is_some() { self.unread() } else { Vec::new() };
        read.iter_mut().for_each(|operation| operation.term = Commencement::Unstated.ending(until));
        read
    }

    /// An operation on the unit that the header named; none without one.
    fn outer(&self, op: Operation, new: NewWording) -> Vec<ParsedOperation> {
        let Some(outer) = &self.context.outer else { return Vec::new() };
        let of_component = Context { outer: None, ..self.context.clone() };
        vec![ParsedOperation { new, ..operation(op, &self.context, Some(place(&of_component, outer))) }]
    }

    fn whole(&self, op: Operation) -> Vec<ParsedOperation> {
        let units: Vec<&ProvisionPath> = self.targets().flat_map(|phrase| &phrase.paths).collect();
        if units.is_empty() {
            if unit::unread_annex(&self.bare) {
                return Vec::new();
            }
            let named = self.cites.is_some() || words(&self.bare).any(|(_, word)| unit::document(word).is_some());
            if named && op == Operation::Delete && self.context.component.is_none() {
                // acts are repealed, not struck out: which of their documents is meant is not understood
                return Vec::new();
            }
            let named = named || (self.context.act.is_some() && self.context.outer.is_none() && super::set_aside::is_of_whole(&self.bare));
            return if named { vec![operation(op, &self.context, self.context.component.clone())] } else { self.outer(op, NewWording::None) };
        }
        units.into_iter().map(|unit| operation(op, &self.context, Some(place(&self.context, unit)))).collect()
    }

    /// «нүкте нүктелі үтірмен ауыстырылып»: the mark at the end of a unit that others are put behind.
    fn end_marks(&self) -> Vec<ParsedOperation> {
        let mut before = "";
        let mut marks = Vec::new();
        for (_, word) in words(&self.bare) {
            marks.extend(match (before, word) {
                ("нүктелі", word) if word.starts_with("үтір") => Some(";"),
                ("қос", word) if word.starts_with("нүкте") => Some(":"),
                (_, "нүктелі") => None,
                (_, word) if word.starts_with("нүкте") => Some("."),
                (_, word) if word.starts_with("үтір") => Some(","),
                _ => None,
            });
            before = word;
        }
        let [old, new] = marks[..] else { return Vec::new() };
        let change = WordChange { old: Some(old.to_owned()), new: Some(new.to_owned()), ..WordChange::default() };
        let units = self.targets().flat_map(|phrase| phrase.paths.iter().cloned()).collect();
        self.in_units(units, vec![change])
    }

    /// One operation for every unit and every change of words in it.
    fn words(&self) -> Vec<ParsedOperation> {
        // «… деген сөзбен, мынадай мазмұндағы 2-тармақпен толықтырылсын»: two things at once
        let more = self.action == Action::Supplement && self.phrases.iter().any(|phrase| phrase.case == Case::Instrumental && !phrase.paths.is_empty());
        if more || self.wording.names_ends {
            return Vec::new();
        }
        let targets: Vec<&UnitPhrase> = self.targets().collect();
        let mut read = pairs(self.action, &self.bare, &targets, &self.wording.quoted).unwrap_or_default();
        let changes = read.iter_mut().flat_map(|pairs| &mut pairs.changes).filter(|change| change.old.is_some() || change.after.is_some());
        for change in changes.filter(|change| self.narrow && change.sentences.is_none()) {
            change.sentences = Some(Sentences::These(Vec::new()));
        }
        read.into_iter().flat_map(|pairs| self.in_units(pairs.units, pairs.changes)).take(OPERATIONS_MAX + 1).collect()
    }

    /// «"төраға – министр" деген жол мынадай редакцияда жазылсын»: one stretch of words, and what stands for it follows in quotation marks.
    fn rewords_line(&self) -> bool {
        let [only] = &self.wording.quoted[..] else { return false };
        let noun = self.text[only.end..].trim_start().strip_prefix("деген").map_or("", str::trim_start);
        only.role == Role::Old && only.words.len() == 1 && noun.split_whitespace().next() == Some("жол")
    }

    fn line(&self) -> Vec<ParsedOperation> {
        let old = self.wording.quoted.first().and_then(|only| only.words.first()).cloned();
        let units = self.targets().flat_map(|phrase| phrase.paths.iter().cloned()).collect();
        let mut read = self.in_units(units, vec![WordChange { old, ..WordChange::default() }]);
        read.iter_mut().for_each(|operation| operation.new = NewWording::Quoted(None));
        read
    }

    /// `changes` in each of `units`; where there are none, in what the clause is about without saying so.
    fn in_units(&self, units: Vec<ProvisionPath>, changes: Vec<WordChange>) -> Vec<ParsedOperation> {
        let op = match self.action {
            Action::Supplement => Operation::AddWords,
            Action::Remove => Operation::DeleteWords,
            _ => Operation::ReplaceWords,
        };
        let all = target::throughout(&self.bare).is_some();
        let units = if units.is_empty() && !all { self.before.clone() } else { units };
        let mut targets: Vec<Option<ProvisionPath>> = units.iter().map(|unit| Some(place(&self.context, unit))).collect();
        if targets.is_empty() {
            let of_component = Context { outer: None, ..self.context.clone() };
            // «бүкіл мәтін бойынша», «бұйрықтың мәтіні бойынша»: the document as a whole
            let throughout = all || (self.bare.contains("мәтін") && self.bare.contains("бойынша"));
            targets.push(if throughout {
                self.context.component.clone()
            } else {
                self.context.outer.as_ref().map(|outer| place(&of_component, outer)).or_else(|| self.context.component.clone())
            });
        }
        let one = |target: &Option<ProvisionPath>, change: &WordChange| ParsedOperation {
            replacement: Some(change.clone()),
            ..operation(op, &self.context, target.clone())
        };
        targets.iter().flat_map(|target| changes.iter().map(move |change| one(target, change))).take(OPERATIONS_MAX + 1).collect()
    }
}

/// «осы тізбеге 1-қосымшаға», «осы өзгерістерге қосымшаға»: an annex of the document that orders it.
fn of_own_document(base: Base, annex: &ProvisionPath) -> ProvisionPath {
    match base {
        Base::ThisDocument(segment) => unit::join(&ProvisionPath::from_known(segment), annex),
        Base::TheseChanges => unit::join(&ProvisionPath::from_known("approved"), annex),
        _ => annex.clone(),
    }
}

/// The act that an instruction itself names: «… № 5 бұйрығының 3-тармағы …». An act cited in words that change is none.
fn named_act(text: &str) -> Option<ActPhrase> {
    let mut acts = cited::all(text);
    let own = |act: &ActPhrase| {
        let CitedAct { date, number, title, registration, .. } = &act.act;
        let nameless = date.is_none() && number.is_none() && title.is_none() && registration.is_none();
        nameless || text[..act.range.start].split_whitespace().next_back().is_some_and(|word| matches!(word, "осы" | "Осы"))
    };
    acts.retain(|act| !own(act));
    if !text.contains(" деген ") {
        return acts.pop();
    }
    acts.into_iter().find(|act| {
        let rest = text[act.with_bracket().end..].trim_start_matches(|c: char| !c.is_alphanumeric());
        !rest.starts_with("деген")
    })
}

/// «3) тармақшасы нүктелі үтірмен аяқталып, мынадай мазмұндағы 4) тармақшамен»: how a unit ends is told of what is added behind it.
pub(super) fn closes(action: Action, bare: &str) -> bool {
    action == Action::Supplement && bare.contains("мазмұнда") && bare.find("аяқталып").is_some_and(|at| !bare[at..].contains("деген"))
}
