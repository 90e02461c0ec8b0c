//! Documents that an act approves: an instruction names them by kind and title, and the act may print them as its annexes.
//!
//! «көрсетілген бұйрықпен бекітілген Байқау өткізу қағидаларында» is about `annex-2` where the order approves them «осы бұйрыққа 2-қосымшаға сәйкес». The title tells
//! which document is meant, then the kind where there is one of it. Where neither does, each unit that can be meant reads otherwise from then on.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::effect::EffectiveDate;
use super::event::EventKind;
use super::gather::{Change, Copy, Doubt};
use super::name::{shown, stems};
use super::place::Scope;
use crate::act::{Date, Operation, ProvisionKind, ProvisionPath};
use crate::cite::{Case, document_word};

/// A document, or an annex that may be one.
struct Document {
    path: ProvisionPath,
    /// The words of its title by their stems, and the stem of the noun it is named by.
    stems: HashSet<String>,
    noun: Option<String>,
    kind: Kind,
}

/// What a title tells of the kind of a document, by the word of an address.
#[derive(Clone, Copy)]
enum Kind {
    /// «Сынақ өткізу қағидалары».
    Is(&'static str),
    /// «Сынақ өткізу қағидалары мен мерзімдері».
    May(&'static str),
    /// «Сынақ өткізу қағидаларын орындау жөніндегі есеп нысаны».
    Untold,
}

impl Kind {
    /// The kind that a title tells: that of its last word in the nominative, or of the one before «мен мерзімдері». A noun that stands before more of a list may be
    /// what the document is.
    fn of(title: &str) -> Self {
        let noun = |word: &str| document_word(&plain(word)).filter(|(_, case)| *case == Case::Nominative).map(|(kind, _)| kind);
        let words: Vec<&str> = title.split_whitespace().collect();
        for (at, word) in words.iter().enumerate().rev() {
            let Some(kind) = noun(word) else { continue };
            match &words[at + 1..] {
                [] => return Self::Is(kind),
                ["және" | "мен" | "бен" | "пен", last] if last.ends_with(['ы', 'і']) => return Self::Is(kind),
                ["және" | "мен" | "бен" | "пен", ..] => return Self::May(kind),
                _ if word.ends_with(',') => return Self::May(kind),
                _ => {}
            }
        }
        Self::Untold
    }
}

/// A word without marks around it; one that is all in capital letters in small ones.
fn plain(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphabetic());
    if word.chars().any(char::is_lowercase) { word.to_owned() } else { word.to_lowercase() }
}

/// A title or a name without the term that is defined behind it: «… қағидалары (бұдан әрі – Қағидалар)».
fn undefined(name: &str) -> &str {
    let end = name.find("(бұдан әрі").or_else(|| name.find("(әрі қарай")).unwrap_or(name.len());
    let name = name[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    name.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).map_or(name, |(name, _)| name)
}

/// What an address and a name mean.
#[derive(Clone)]
enum Meant {
    /// This document; perhaps, where it is not `sure`.
    It {
        path: ProvisionPath,
        sure: bool,
    },
    OneOf(Rc<Vec<ProvisionPath>>),
}

/// What a change is about.
enum About {
    /// What it says.
    Itself,
    This {
        path: ProvisionPath,
        sure: bool,
    },
    /// One of these units of these documents.
    OneOf(Vec<ProvisionPath>, Rc<Vec<ProvisionPath>>),
    /// Something in one of these documents.
    In(Rc<Vec<ProvisionPath>>),
}

/// Leads changes of approved documents to where the copies of the act print these.
pub(super) fn by_title(changes: &mut Vec<Change>, copies: &[Copy]) {
    if !changes.iter().any(|change| component(change).is_some()) {
        return;
    }
    let mut documents = Documents::of(copies);
    if documents.all.is_empty() {
        return;
    }
    let mut unread = Unread::default();
    for change in std::mem::take(changes) {
        match documents.about(&change) {
            About::Itself => changes.push(change),
            About::This { path, sure } => changes.push(moved(change, &path, sure)),
            About::OneOf(units, _) if unread.made + units.len() <= UNREAD_MAX => unread.put(changes, change, &units),
            About::OneOf(_, documents) => unread.put_in(changes, change, documents),
            About::In(documents) => unread.put_in(changes, change, documents),
        }
    }
}

/// The document that a change is about by the address it gives: `rules` of `rules/point-2`.
fn component(change: &Change) -> Option<ProvisionPath> {
    let first = ProvisionPath::from_known(change.at.as_ref()?.segments().next()?);
    (first.kind() == Some(ProvisionKind::Component)).then_some(first)
}

/// The address of `path` with what stands before its first `/` replaced by `document`.
fn below(path: &ProvisionPath, document: &ProvisionPath) -> ProvisionPath {
    match path.as_str().split_once('/') {
        Some((_, rest)) => document.join(rest),
        None => document.clone(),
    }
}

fn moved(mut change: Change, document: &ProvisionPath, sure: bool) -> Change {
    let Some(named) = component(&change) else { return change };
    if !sure && change.event.kind != EventKind::Enacted && !matches!(change.doubt, Some(Doubt::Unmade(_))) {
        change.doubt = Some(Doubt::Unmade(format!("{} names the document that it changes in words that may mean another one", shown(&change.event.by))));
    }
    let within = |path: &ProvisionPath| if path.is_within(&named) { below(path, document) } else { path.clone() };
    change.at = change.at.as_ref().map(within);
    change.moved = change.moved.as_ref().map(within);
    change.event.target = change.event.target.as_ref().map(within);
    change.new.iter_mut().for_each(|(path, _)| *path = within(path));
    change
}

/// So many changes of one act are told for each unit that they may be about; those beyond, for each document. It bounds what a hostile text can cost.
const UNREAD_MAX: usize = 5_000;

/// When a change holds: its days, and the end that it tells.
type When = (Option<Date>, Option<Date>, Option<Date>);

/// Changes that may be about this unit or that: how these read from then on is not known. One for each unit and day is enough.
#[derive(Default)]
struct Unread {
    seen: HashSet<(String, ProvisionPath, Scope, When)>,
    /// The same of all of some documents, which are told by where their paths are held.
    within: HashSet<(String, *const Vec<ProvisionPath>, When)>,
    undated: HashSet<ProvisionPath>,
    made: usize,
}

impl Unread {
    fn put(&mut self, changes: &mut Vec<Change>, change: Change, units: &[ProvisionPath]) {
        let change = emptied(change);
        for unit in units {
            if self.seen.insert((change.actor.clone(), unit.clone(), change.scope, when(&change))) {
                self.made += 1;
                changes.push(of_unit(change.clone(), unit));
            }
        }
    }

    /// A change of something in one of `documents`. Where there are too many, those beyond are told once, for any day.
    fn put_in(&mut self, changes: &mut Vec<Change>, change: Change, documents: Rc<Vec<ProvisionPath>>) {
        if !self.within.insert((change.actor.clone(), Rc::as_ptr(&documents), when(&change))) {
            return;
        }
        let change = Change { scope: Scope::Whole, ..emptied(change) };
        if self.made <= 2 * UNREAD_MAX {
            return self.put(changes, change, &documents);
        }
        for document in documents.iter().filter(|document| self.undated.insert((*document).clone())) {
            let mut change = of_unit(change.clone(), document);
            let basis = "it is one of more changes than are told apart, of documents that are not".to_owned();
            change.event.effective = EffectiveDate { earliest: None, latest: None, basis };
            changes.push(change);
        }
    }
}

fn when(change: &Change) -> When {
    (change.event.effective.earliest, change.event.effective.latest, change.event.commencement.until())
}

/// A change of which it is not known what it makes.
fn emptied(mut change: Change) -> Change {
    change.event.kind = EventKind::Changed(Operation::Unread);
    change.event.words = None;
    change.moved = None;
    change.new.clear();
    change
}

fn of_unit(mut change: Change, unit: &ProvisionPath) -> Change {
    change.event.target = Some(unit.clone());
    change.at = Some(unit.clone());
    change
}

/// The documents of an act, as any copy prints them.
struct Documents<'c> {
    all: Vec<Document>,
    paths: Rc<Vec<ProvisionPath>>,
    copies: &'c [Copy],
    /// Which of them an address and a name mean, for those that were asked for.
    found: HashMap<(ProvisionPath, Option<String>), Meant>,
    /// Units that were looked for in them.
    looked: usize,
}

/// Most documents of one act that are told apart. It bounds what a hostile text can cost.
const DOCUMENTS_MAX: usize = 500;

/// Most names of documents that are compared with their titles.
const NAMES_MAX: usize = 500;

/// Most units of documents that are looked for, in one act.
const LOOKED_MAX: usize = 1_000_000;

impl<'c> Documents<'c> {
    fn of(copies: &'c [Copy]) -> Self {
        let mut all: Vec<Document> = Vec::new();
        let mut seen: HashSet<(&ProvisionPath, &str)> = HashSet::new();
        let mut untitled: HashSet<&ProvisionPath> = HashSet::new();
        for (path, text) in copies.iter().flat_map(|copy| &copy.units) {
            let title = text.heading.as_deref().unwrap_or_default();
            let outer = path.parent();
            let kind = path.kind().filter(|kind| matches!(kind, ProvisionKind::Component | ProvisionKind::Annex));
            // a stamp that stands over annexes opens no document of its own
            if kind.is_none() || outer.is_some_and(|outer| !untitled.contains(&outer)) {
                continue;
            }
            if kind == Some(ProvisionKind::Component) && title.is_empty() {
                untitled.insert(path);
            }
            if all.len() < DOCUMENTS_MAX && seen.insert((path, title)) {
                all.push(Document::new(path, undefined(title)));
            }
        }
        let paths = Rc::new(distinct(all.iter()));
        Self { all, paths, copies, found: HashMap::new(), looked: 0 }
    }

    /// All of them: what a change can be about where nothing tells more.
    fn candidates(&self) -> Rc<Vec<ProvisionPath>> {
        Rc::clone(&self.paths)
    }

    /// What a change is about.
    fn about(&mut self, change: &Change) -> About {
        let Some(named) = component(change) else { return About::Itself };
        let enacts = change.event.kind == EventKind::Enacted;
        match self.meant(&named, change.document.as_deref()) {
            Meant::It { path, sure: true } if path == named => About::Itself,
            Meant::It { path, sure } => About::This { path, sure },
            Meant::OneOf(_) if enacts => About::Itself,
            Meant::OneOf(documents) => self.one_of(documents, change),
        }
    }

    /// What an address and a name mean. Of more names than are compared with titles no more is known than that they are names.
    fn meant(&mut self, named: &ProvisionPath, name: Option<&str>) -> Meant {
        let name = name.map(undefined).map(|name| if name.len() > NAME_BYTES_MAX { "" } else { name });
        let mut key = (named.clone(), name.map(str::to_owned));
        if self.found.len() >= NAMES_MAX && name.is_some() && !self.found.contains_key(&key) {
            key.1 = Some(String::new());
        }
        if let Some(found) = self.found.get(&key) {
            return found.clone();
        }
        let meant = self.find(named, key.1.as_deref());
        self.found.entry(key).or_insert(meant).clone()
    }

    fn find(&self, named: &ProvisionPath, name: Option<&str>) -> Meant {
        let name = name.map(Name::new);
        let titled = name.as_ref().map_or_else(Vec::new, |name| distinct(self.all.iter().filter(|document| name.is_title(document))));
        match &titled[..] {
            [] => self.of_kind(named, name.as_ref()),
            [only] => Meant::It { path: only.clone(), sure: true },
            _ => Meant::OneOf(Rc::new(titled)),
        }
    }

    /// The documents of the kind that an address names; the one of them whose title has most in common with `name`, where one has more than others. A document that is
    /// named and has another title is not surely the one that is meant, be it the only one of its kind.
    fn of_kind(&self, named: &ProvisionPath, name: Option<&Name>) -> Meant {
        let all: Vec<&Document> = self.all.iter().filter(|document| document.may_be(named)).collect();
        let paths = distinct(all.iter().copied());
        let told = self.all.len() < DOCUMENTS_MAX && all.iter().all(|document| document.is(named));
        if let [only] = &paths[..] {
            let sure = if name.is_some() { only == named } else { told };
            return Meant::It { path: only.clone(), sure };
        }
        if paths.is_empty() {
            let stands = self.copies.iter().any(|copy| copy.by_path.contains_key(named));
            return Meant::OneOf(if stands { Rc::default() } else { self.candidates() });
        }
        let nearest = match name {
            // «Қағидалардың 3-тармағы»: the document that goes by the kind, where it is the only one
            None => paths.iter().filter(|path| goes_by(path, named)).cloned().collect(),
            Some(name) => name.nearest(&all),
        };
        match &nearest[..] {
            [only] => Meant::It { path: only.clone(), sure: name.is_none() },
            _ => Meant::OneOf(Rc::new(paths)),
        }
    }

    fn stands(&self, path: &ProvisionPath) -> bool {
        self.copies.iter().any(|copy| copy.by_path.contains_key(path))
    }

    /// The units of `documents` that a change may be about; what it says where none of them has such a unit.
    fn one_of(&mut self, documents: Rc<Vec<ProvisionPath>>, change: &Change) -> About {
        let Some(at) = &change.at else { return About::Itself };
        self.looked += documents.len();
        if self.looked > LOOKED_MAX {
            return About::In(documents);
        }
        let adds = change.event.kind == EventKind::Changed(Operation::Add);
        let has = |unit: &ProvisionPath| self.stands(unit) || (adds && unit.parent().is_some_and(|around| self.stands(&around)));
        let units: Vec<ProvisionPath> = documents.iter().map(|document| below(at, document)).filter(has).collect();
        if units.is_empty() { About::Itself } else { About::OneOf(units, documents) }
    }
}

impl Document {
    fn new(path: &ProvisionPath, title: &str) -> Self {
        let kind = Kind::of(title);
        let noun = title.split_whitespace().rfind(|word| document_word(&plain(word)).is_some()).and_then(|word| stems(word).into_iter().next());
        Self { path: path.clone(), stems: stems(title).into_iter().collect(), noun, kind }
    }

    fn is(&self, named: &ProvisionPath) -> bool {
        goes_by(&self.path, named) || matches!(self.kind, Kind::Is(kind) if word(named) == Some(kind))
    }

    fn may_be(&self, named: &ProvisionPath) -> bool {
        self.is(named) || matches!(self.kind, Kind::May(kind) if word(named) == Some(kind))
    }
}

/// The word that an address goes by: `rules` of `rules-2`.
fn word(path: &ProvisionPath) -> Option<&str> {
    path.as_str().split(['-', '~', '/']).next()
}

/// Whether the address of a document is that of the kind. What stands in a document is not called by its kind.
fn goes_by(path: &ProvisionPath, named: &ProvisionPath) -> bool {
    path.parent().is_none() && word(path) == word(named)
}

/// The paths of documents, each once.
fn distinct<'d>(documents: impl Iterator<Item = &'d Document>) -> Vec<ProvisionPath> {
    let mut seen = HashSet::new();
    documents.map(|document| &document.path).filter(|path| seen.insert(*path)).cloned().collect()
}

/// Longest name of a document that is compared with titles, in bytes.
const NAME_BYTES_MAX: usize = 2_000;

/// The name of a document in an instruction, by the stems of its words.
struct Name {
    stems: HashSet<String>,
    /// The noun it ends in: what all documents of its kind have in common.
    noun: Option<String>,
}

impl Name {
    fn new(name: &str) -> Self {
        let noun = name.split_whitespace().next_back().and_then(|word| stems(word).into_iter().next());
        Self { stems: stems(name).into_iter().collect(), noun }
    }

    /// Whether it is the title of a document, forms of its words aside.
    fn is_title(&self, document: &Document) -> bool {
        !self.stems.is_empty() && self.stems == document.stems
    }

    /// How many words it has in common with a title, and how many the longer has, nouns for documents aside.
    fn common(&self, document: &Document) -> (usize, usize) {
        let says = |stem: &&String| self.noun.as_ref() != Some(*stem) && document.noun.as_ref() != Some(*stem);
        let count = |stems: &HashSet<String>| stems.iter().filter(says).count();
        let common = self.stems.iter().filter(says).filter(|stem| document.stems.contains(*stem)).count();
        (common, count(&self.stems).max(count(&document.stems)))
    }

    /// Those of `documents` that have most words in common with it, and half of all.
    fn nearest(&self, documents: &[&Document]) -> Vec<ProvisionPath> {
        let scores: Vec<(usize, usize)> = documents.iter().map(|document| self.common(document)).collect();
        let best = scores.iter().map(|score| score.0).max().unwrap_or_default();
        let near = documents.iter().zip(scores).filter(|(_, (common, all))| best > 0 && *common == best && 2 * best >= *all);
        distinct(near.map(|(document, _)| *document))
    }
}
