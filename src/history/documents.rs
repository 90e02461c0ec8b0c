//! Documents that an act approves: an instruction names them by kind and title, and the act may print them as its annexes.
//!
//! «көрсетілген бұйрықпен бекітілген Байқау өткізу қағидаларында» is about `annex-2` where the order approves them «осы бұйрыққа 2-қосымшаға сәйкес». The title tells
//! which document is meant, then the kind where there is one of it. Where neither does, each unit that can be meant reads otherwise from then on.

use std::collections::{HashMap, HashSet};

use super::event::EventKind;
use super::gather::{Change, Copy};
use super::name::common_words;
use crate::act::{Operation, ProvisionKind, ProvisionPath};
use crate::amend;

/// A document, or an annex that may be one.
struct Document {
    path: ProvisionPath,
    title: String,
}

/// What a change is about.
enum About {
    /// What it says.
    Itself,
    This(ProvisionPath),
    OneOf(Vec<ProvisionPath>),
}

/// Leads changes of approved documents to where the copies of the act print these.
pub(super) fn by_title(changes: &mut Vec<Change>, copies: &[Copy]) {
    let mut documents = Documents::of(copies);
    if documents.all.is_empty() || !changes.iter().any(|change| component(change).is_some()) {
        return;
    }
    for change in std::mem::take(changes) {
        match documents.about(&change) {
            About::Itself => changes.push(change),
            About::This(path) => changes.push(moved(change, &path)),
            About::OneOf(paths) => changes.extend(paths.into_iter().map(|path| unread(change.clone(), path))),
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

fn moved(mut change: Change, document: &ProvisionPath) -> Change {
    let Some(named) = component(&change) else { return change };
    let within = |path: &ProvisionPath| if path.is_within(&named) { below(path, document) } else { path.clone() };
    change.at = change.at.as_ref().map(within);
    change.event.target = change.event.target.as_ref().map(within);
    change.new.iter_mut().for_each(|(path, _)| *path = within(path));
    change
}

/// A change that may be about `unit`: how that reads from then on is not known.
fn unread(mut change: Change, unit: ProvisionPath) -> Change {
    change.event.kind = EventKind::Changed(Operation::Unread);
    change.event.words = None;
    change.event.target = Some(unit.clone());
    change.at = Some(unit);
    change.new.clear();
    change
}

/// The documents of an act, as any copy prints them.
struct Documents<'c> {
    all: Vec<Document>,
    copies: &'c [Copy],
    /// Which of them an address and a title mean, for those that were asked for.
    found: HashMap<(ProvisionPath, Option<String>), Vec<ProvisionPath>>,
}

/// Most documents of one act that are told apart. It bounds what a hostile text can cost.
const DOCUMENTS_MAX: usize = 500;

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
                all.push(Document { path: path.clone(), title: title.to_owned() });
            }
        }
        Self { all, copies, found: HashMap::new() }
    }

    /// What a change is about.
    fn about(&mut self, change: &Change) -> About {
        let Some(named) = component(change) else { return About::Itself };
        let enacts = change.event.kind == EventKind::Enacted;
        let key = (named.clone(), change.document.clone());
        let found = match self.found.get(&key) {
            Some(found) => found.clone(),
            None => {
                let found = self.meant(&named, change.document.as_deref());
                self.found.entry(key).or_insert(found).clone()
            }
        };
        match &found[..] {
            [only] if *only == named => About::Itself,
            [only] => About::This(only.clone()),
            _ if enacts => About::Itself,
            [] => self.one_of(self.all.iter().map(|document| document.path.clone()).filter(|_| !self.stands(&named)), change),
            _ => self.one_of(found.into_iter(), change),
        }
    }

    fn meant(&self, named: &ProvisionPath, name: Option<&str>) -> Vec<ProvisionPath> {
        let titled = name.map_or_else(Vec::new, |name| self.titled(name));
        if titled.is_empty() { self.of_kind(named, name) } else { titled }
    }

    /// The documents that have the title `name`, forms of its words aside.
    fn titled(&self, name: &str) -> Vec<ProvisionPath> {
        let same = |document: &&Document| {
            let (common, all) = common_words(&document.title, name);
            common > 0 && common == all
        };
        self.paths(self.all.iter().filter(same))
    }

    /// The documents of the kind that an address names; the one of them whose title has most in common with `name`, where one has more than others.
    fn of_kind(&self, named: &ProvisionPath, name: Option<&str>) -> Vec<ProvisionPath> {
        let word = |path: &ProvisionPath| path.as_str().split(['-', '~', '/']).next().map(str::to_owned);
        let kind = word(named);
        // what stands in a document is not called by its kind
        let goes_by = |path: &ProvisionPath| path.parent().is_none() && word(path) == kind;
        let of_kind = |document: &&Document| {
            let noun = document.title.split_whitespace().filter_map(amend::document).next_back();
            noun.is_some_and(|noun| Some(noun) == kind.as_deref()) || goes_by(&document.path)
        };
        let all: Vec<&Document> = self.all.iter().filter(of_kind).collect();
        let paths = self.paths(all.iter().copied());
        if paths.len() < 2 {
            return paths;
        }
        let Some(name) = name else {
            // «Қағидалардың 3-тармағы»: the document that goes by the kind, where it is the only one
            let own: Vec<ProvisionPath> = paths.iter().filter(|path| goes_by(path)).cloned().collect();
            return if own.len() == 1 { own } else { paths };
        };
        let score = |document: &Document| common_words(&document.title, name);
        let best = all.iter().map(|document| score(document).0).max().unwrap_or_default();
        let nearest = self.paths(all.iter().copied().filter(|document| score(document).0 == best && 2 * best >= score(document).1));
        if nearest.len() == 1 { nearest } else { paths }
    }

    fn paths<'d>(&self, documents: impl Iterator<Item = &'d Document>) -> Vec<ProvisionPath> {
        let mut paths: Vec<ProvisionPath> = Vec::new();
        for document in documents {
            if !paths.contains(&document.path) {
                paths.push(document.path.clone());
            }
        }
        paths
    }

    fn stands(&self, path: &ProvisionPath) -> bool {
        self.copies.iter().any(|copy| copy.by_path.contains_key(path))
    }

    /// The units of `documents` that a change may be about; what it says where none of them has such a unit.
    fn one_of(&self, documents: impl Iterator<Item = ProvisionPath>, change: &Change) -> About {
        let Some(at) = &change.at else { return About::Itself };
        let adds = change.event.kind == EventKind::Changed(Operation::Add);
        let has = |unit: &ProvisionPath| self.stands(unit) || (adds && unit.parent().is_some_and(|around| self.stands(&around)));
        let units: Vec<ProvisionPath> = documents.map(|document| below(at, &document)).filter(has).collect();
        if units.is_empty() { About::Itself } else { About::OneOf(units) }
    }
}
