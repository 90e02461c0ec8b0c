//! Where a pointer leads: what «осы», «аталған», a defined term or a bare number mean at the place they stand at.

mod changes;
mod own;
mod title;

use std::collections::HashMap;

use super::issuer::may_be_same_issuer;
use super::level::may_hang;
use super::noun::document_titled;
use super::unit::{Base, UnitPhrase};
use crate::act::{ActKind, Amendment, CitedAct, Provision, ProvisionKind, ProvisionPath, Requisites, Target};
use changes::{Changes, OPERATIONS_MAX};
pub(super) use title::attribute_before;

/// What a word or a title stands for in this text: an act, or a document that it approved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// `None` for the act the text is of.
    pub(super) act: Option<CitedAct>,
    /// The word of an address for the document.
    pub(super) component: Option<String>,
}

impl Meaning {
    /// The target of `path` inside it, or of itself.
    pub(super) fn target(&self, path: Option<&ProvisionPath>) -> Target {
        let path = match (&self.component, path) {
            (Some(component), Some(path)) => Some(ProvisionPath::from_known(format!("{component}/{path}"))),
            (Some(component), None) => Some(ProvisionPath::from_known(component.as_str())),
            (None, path) => path.cloned(),
        };
        Target { act: self.act.clone(), path }
    }
}

/// The provisions of a text and what was said in it so far.
pub(super) struct Context<'p> {
    provisions: &'p [Provision],
    /// Spans of own text with the provision they belong to, rising.
    owners: Vec<(u32, u32, usize)>,
    /// A leaflet has no units of its own that «осы баптың» could mean: it quotes laws.
    leaflet: bool,
    /// The approved documents of this act: of each word they go by («rules», «rules-2») the first.
    components: Vec<&'p Provision>,
    /// By the word of an address, the annex of the act that is a document of it by its title; `None` where several are.
    annexes: HashMap<&'static str, Option<&'p Provision>>,
    /// What the act does to others, and the units that tell it with those around them.
    changes: Changes<'p>,
    /// What the act is itself; `None` where that is not asked for.
    own: Option<&'p Requisites>,
    /// Where each unit stands among all.
    paths: HashMap<&'p str, usize>,
    /// How many annexes there are below each unit; by the empty path those of the act.
    annexed: HashMap<String, usize>,
    terms: HashMap<String, Meaning>,
    titles: HashMap<String, CitedAct>,
    /// The act of each kind named last, with the question it was named under.
    last_of_kind: HashMap<ActKind, (String, CitedAct)>,
    /// The unit of the changed act that the instructions to come are about («3-тармақта:»), its document left out.
    amended_unit: Option<ProvisionPath>,
    /// The act that the instructions of this act change, and the document of it they are about.
    amended: Meaning,
    /// The target named last outside this act.
    said: Target,
}

impl<'p> Context<'p> {
    /// The provisions with nothing known of the act they are of.
    pub(super) fn new(provisions: &'p [Provision]) -> Self {
        Self::of_act(provisions, &[], None)
    }

    pub(super) fn of_act(provisions: &'p [Provision], amendments: &'p [Amendment], own: Option<&'p Requisites>) -> Self {
        let spans = provisions.iter().enumerate().flat_map(|(at, provision)| provision.own.iter().map(move |span| (span.start, span.end, at)));
        let mut owners: Vec<_> = spans.collect();
        owners.sort_unstable();
        let mut components: Vec<&Provision> = Vec::new();
        for provision in provisions.iter().filter(|provision| provision.kind == ProvisionKind::Component) {
            let word = |provision: &Provision| provision.path.as_str().split('-').next().map(str::to_owned);
            if components.iter().all(|known| word(known) != word(provision)) {
                components.push(provision);
            }
        }
        let leaflet = provisions.iter().any(|provision| provision.kind == ProvisionKind::Question);
        let changes = Changes::of(amendments);
        let mut annexed = HashMap::new();
        for annex in provisions.iter().filter(|provision| provision.kind == ProvisionKind::Annex) {
            *annexed.entry(annex.path.parent().map_or(String::new(), |above| above.to_string())).or_insert(0) += 1;
        }
        Self {
            provisions,
            owners,
            leaflet,
            components,
            annexes: changes.documents(provisions),
            changes,
            own,
            paths: provisions.iter().enumerate().map(|(at, provision)| (provision.path.as_str(), at)).collect(),
            annexed,
            terms: HashMap::new(),
            titles: HashMap::new(),
            last_of_kind: HashMap::new(),
            amended_unit: None,
            amended: Meaning::default(),
            said: Target::default(),
        }
    }

    /// The provision whose own text holds byte `at`.
    pub(super) fn owner(&self, at: usize) -> Option<usize> {
        let at = u32::try_from(at).ok()?;
        let next = self.owners.partition_point(|&(start, ..)| start <= at);
        let &(_, end, owner) = self.owners[..next].last()?;
        (at < end).then_some(owner)
    }

    pub(super) fn provision(&self, at: Option<usize>) -> Option<&'p Provision> {
        self.provisions.get(at?)
    }

    /// Whether `from` is wording that this act writes into another.
    pub(super) fn is_new_wording(&self, from: Option<usize>) -> bool {
        self.provision(from).is_some_and(|provision| provision.path.segments().any(|segment| segment == "new"))
    }

    /// Whether `from` is an instruction to change another act, or its new wording.
    pub(super) fn is_amending(&self, from: Option<usize>) -> bool {
        use ProvisionKind::{Item, Point, Row, Subpoint};
        self.provision(from).is_some_and(|provision| {
            let marked = provision.path.segments().any(|segment| segment.starts_with("amend-") || segment.starts_with("target-"));
            // «2) 97-тармақта:» is a line of its own above the instructions
            marked || matches!(provision.kind, Point | Subpoint | Item | Row) && self.changes.units.contains(provision.path.as_str())
        })
    }

    /// Whether `act` is the one that the text is of: its kind, day and number, and who issued it where that is told.
    pub(super) fn is_own(&self, act: &CitedAct) -> bool {
        let Some(own) = self.own.filter(|own| act.kind == Some(own.kind) && act.number.is_some() && act.date.is_some()) else { return false };
        own.adopted.iter().filter(|adoption| adoption.date == act.date && adoption.number == act.number).any(|adoption| {
            let Some(cited) = act.issuer.as_deref() else { return true };
            match &adoption.issuer {
                Some(issuer) => may_be_same_issuer(cited, issuer),
                None => own.issuers.is_empty() || own.issuers.iter().any(|issuer| may_be_same_issuer(cited, issuer)),
            }
        })
    }

    /// Whether the act is of `kind`, or nothing is known of it.
    pub(super) fn is_of_kind(&self, kind: ActKind) -> bool {
        self.own.is_none_or(|own| own.kind == kind)
    }

    /// `target`, a unit of this act, as it is printed: a part of an article whose parts are numbered, «осы баптың екінші бөлігі», is the point with that number,
    /// not what stands without one below the points; a point of a document that has none is the row of its table, «осы тізбенің 9-тармағы».
    pub(super) fn printed(&self, target: Target) -> Target {
        let Some(path) = target.path.as_ref().filter(|_| target.act.is_none()) else { return target };
        if let Some((_, path)) = path.in_numbered_part().filter(|(point, printed)| self.is_numbered_part(path, printed, point)) {
            return Target { path: Some(path), ..target };
        }
        if path.kind() != Some(ProvisionKind::Point) || self.has(path.as_str()) {
            return target;
        }
        let number = path.segments().next_back().and_then(|segment| segment.split_once('-')).map(|(_, number)| number);
        let row = path.parent().zip(number).map(|(above, number)| above.child(ProvisionKind::Row, Some(number)));
        match row.filter(|row| self.has(row.as_str())) {
            Some(row) => Target { path: Some(row), ..target },
            None => target,
        }
    }

    /// Whether the part of an article that `path` leads into is `point`, as `printed` has it: such a point stands there, and no part without a number before it,
    /// whose list the points are then.
    fn is_numbered_part(&self, path: &ProvisionPath, printed: &ProvisionPath, point: &ProvisionPath) -> bool {
        let Some(at) = self.paths.get(point.as_str()) else { return false };
        let mut parts =
            std::iter::successors(Some(path.clone()), ProvisionPath::parent).zip(std::iter::successors(Some(printed.clone()), ProvisionPath::parent));
        let part = parts.find(|(_, printed)| printed == point).map(|(part, _)| part);
        part.and_then(|part| self.paths.get(part.as_str()).copied()).is_none_or(|part| part >= *at)
    }

    /// The annex without a number of an act or a document of this act, where it has but one: «осы шешімге қосымша».
    pub(super) fn only_annex(&self, of: &Meaning) -> Option<ProvisionPath> {
        let around = of.component.as_deref().unwrap_or_default();
        let annex = ProvisionPath::root(ProvisionKind::Annex, Some("1"));
        let path = if around.is_empty() { annex.clone() } else { ProvisionPath::from_known(format!("{around}/{annex}")) };
        let only = of.act.is_none() && self.annexed.get(around) == Some(&1) && self.has(path.as_str());
        only.then_some(annex)
    }

    /// What the instruction at byte `at` changes, as far as it lies around a unit it names `path`.
    fn changed(&self, path: &ProvisionPath, at: usize) -> Option<Meaning> {
        let named = path.without_groups();
        self.changes.told_at(at).find_map(|amendment| {
            let mut unit = amendment.target.path.clone();
            while let Some(here) = unit {
                let outer = here.as_str().strip_suffix(named.as_str());
                if let (Some(outer), Some(act)) = (outer.filter(|outer| outer.is_empty() || outer.ends_with('/')), &amendment.target.act) {
                    let component = Some(outer.trim_end_matches('/').to_owned()).filter(|outer| !outer.is_empty());
                    return Some(Meaning { act: Some(act.clone()), component });
                }
                unit = here.parent();
            }
            None
        })
    }

    /// Remembers an act as cited, and gives it what an earlier citation of the same title said more.
    pub(super) fn learn(&mut self, mut act: CitedAct, from: Option<usize>) -> CitedAct {
        if let Some(title) = act.title.as_deref() {
            let key = key(title);
            if act.date.is_none()
                && let Some(known) = self.titles.get(&key).filter(|known| known.kind == act.kind)
            {
                act = known.clone();
            } else if act.date.is_some() || !self.titles.contains_key(&key) {
                self.titles.insert(key, act.clone());
            }
        }
        // Only «осы Заң» of a leaflet asks for it.
        if let Some(kind) = act.kind.filter(|_| self.leaflet) {
            let question = self.question(from);
            self.last_of_kind.insert(kind, (question, act.clone()));
        }
        act
    }

    /// The question of a leaflet that `from` stands under.
    fn question(&self, from: Option<usize>) -> String {
        let path = self.provision(from).map_or("", |provision| provision.path.as_str());
        path.match_indices('/').nth(1).map_or(path, |(at, _)| &path[..at]).to_owned()
    }

    /// Remembers what a term stands for.
    pub(super) fn define(&mut self, term: &str, meaning: Meaning) {
        self.terms.insert(key(term), meaning);
    }

    /// What `term` stands for.
    pub(super) fn term(&self, term: &str) -> Option<&Meaning> {
        if self.terms.is_empty() {
            return None;
        }
        self.terms.get(&key(term))
    }

    /// Remembers the act that the instructions to come change.
    pub(super) fn set_amended(&mut self, act: CitedAct) {
        self.amended = Meaning { act: Some(act), component: None };
        self.amended_unit = None;
    }

    /// Remembers the unit that an instruction names; what the next one names may lie in it.
    pub(super) fn set_amended_unit(&mut self, phrase: &UnitPhrase, from: Option<usize>) {
        if !self.is_amending(from) || self.is_new_wording(from) || phrase.base != Base::None {
            return;
        }
        let Some(path) = phrase.paths.first() else { return };
        self.amended_unit = Some(match self.outer_amended(path) {
            Some(outer) => outer.join(path.as_str()),
            None => path.clone(),
        });
    }

    /// The unit named before that the unit at `path` can lie in.
    fn outer_amended(&self, path: &ProvisionPath) -> Option<ProvisionPath> {
        let inner = first_kind(path)?;
        let mut outer = self.amended_unit.clone();
        while let Some(at) = outer {
            // Points, articles and annexes are named in full when they change.
            let deep = matches!(inner, ProvisionKind::Subpoint | ProvisionKind::Part | ProvisionKind::Indent | ProvisionKind::Row | ProvisionKind::Heading)
                || inner == ProvisionKind::Point && at.kind() == Some(ProvisionKind::Article);
            if deep && at.kind().is_some_and(|kind| may_hang(kind, inner) && !(kind == ProvisionKind::Part && inner == ProvisionKind::Subpoint)) {
                return Some(at);
            }
            outer = at.parent();
        }
        None
    }

    /// Remembers the document of the changed act that the instructions to come are about.
    pub(super) fn set_amended_component(&mut self, component: &str) {
        self.amended.component = Some(component.to_owned());
        self.amended_unit = None;
    }

    /// The document of the word `segment` of the act that the instruction at byte `at`, standing in `from`, is about; the instructions to come are too.
    pub(super) fn amended_document(&mut self, segment: &str, from: Option<usize>, at: usize) -> Meaning {
        let told = if self.is_amending(from) { self.changes.told_at(at).find_map(|amendment| amendment.target.act.clone()) } else { None };
        if let Some(act) = told {
            self.set_amended(act);
        }
        self.set_amended_component(segment);
        self.amended.clone()
    }

    /// Remembers what was named last.
    pub(super) fn say(&mut self, target: &Target) {
        if target.act.is_some() && target.path.is_some() {
            self.said = target.clone();
        }
    }

    /// «осы Заң», «осы бұйрық», standing in `from`; `kind` is the word's.
    pub(super) fn this_act(&self, kind: ActKind, from: Option<usize>) -> Meaning {
        if self.is_new_wording(from) {
            return Meaning { act: self.amended.act.clone(), component: None };
        }
        if let Some((_, target)) = self.restated_around(from) {
            return Meaning { act: target.act.or_else(|| Some(CitedAct::default())), component: None };
        }
        if self.leaflet {
            let question = self.question(from);
            let named = self.last_of_kind.get(&kind).filter(|(known, _)| *known == question).map(|(_, act)| act.clone());
            let act = named.unwrap_or(CitedAct { kind: Some(kind), ..CitedAct::default() });
            return Meaning { act: Some(act), component: None };
        }
        // «осы Заң» in the draft of a law that a resolution brings in: the draft
        let of_draft = matches!(kind, ActKind::Law | ActKind::Code | ActKind::Decree) && self.own.is_some_and(|own| own.kind != kind);
        Meaning { act: None, component: self.component_of(from).filter(|_| of_draft).map(str::to_owned) }
    }

    /// «осы Қағидалар», standing in `from`.
    pub(super) fn this_document(&self, segment: &str, from: Option<usize>) -> Meaning {
        if self.is_new_wording(from) {
            let component = self.amended.component.clone().unwrap_or_else(|| segment.to_owned());
            return Meaning { act: self.amended.act.clone(), component: Some(component) };
        }
        if let Some(meaning) = self.restated_document(segment, from) {
            return meaning;
        }
        let component = self.own_component(segment, from);
        if component.is_none() && self.leaflet {
            return Meaning { act: Some(CitedAct::default()), component: Some(segment.to_owned()) };
        }
        if component.is_none()
            && self.amended.act.is_none()
            && let Some(around) = self.outermost_annex(from)
        {
            return Meaning { act: None, component: Some(around.to_owned()) };
        }
        // The annexes of an amending act are new annexes of the document it changes.
        if component.is_none() && self.amended.act.is_some() {
            let component = self.amended.component.clone().unwrap_or_else(|| segment.to_owned());
            return Meaning { act: self.amended.act.clone(), component: Some(component) };
        }
        // An act may be the document itself: «осы Регламент» in a constitutional act that approves nothing.
        Meaning { act: None, component }
    }

    /// The document of this act that goes by `segment`: the one that `from` stands in, stamped or an annex, else the first that is approved, else the
    /// only annex.
    pub(super) fn own_component(&self, segment: &str, from: Option<usize>) -> Option<String> {
        let same = |known: &str| known == segment || known.strip_prefix(segment).is_some_and(|rest| rest.starts_with('-'));
        if let Some(around) = self.annex_around(segment, from) {
            return Some(around.to_owned());
        }
        if let Some(around) = self.component_of(from)
            && (same(around) || segment == "approved" || same("approved"))
        {
            return Some(around.to_owned());
        }
        if let Some(approved) = self.components.iter().find(|provision| same(provision.path.as_str())) {
            return Some(approved.path.to_string());
        }
        self.annexes.get(segment).copied().flatten().map(|annex| annex.path.to_string())
    }

    /// The innermost annex around `from` that is a document of the word `segment`.
    pub(in crate::cite) fn annex_around(&self, segment: &str, from: Option<usize>) -> Option<&'p str> {
        let mut at = from;
        // Parents come before children, so the walk ends.
        for _ in 0..64 {
            let provision = self.provision(at)?;
            if self.changes.is_document(provision) && annexed_document(provision) == Some(segment) {
                return Some(provision.path.as_str());
            }
            at = provision.parent.filter(|&parent| Some(parent) < at);
        }
        None
    }

    /// The outermost annex around `from`: whatever its title says, it is the document that the words stand in.
    fn outermost_annex(&self, from: Option<usize>) -> Option<&'p str> {
        let first = self.provision(from)?.path.segments().next()?;
        (ProvisionKind::from_segment(first.split('-').next()?) == Some(ProvisionKind::Annex)).then_some(first)
    }

    fn component_of(&self, from: Option<usize>) -> Option<&'p str> {
        let first = self.provision(from)?.path.segments().next()?;
        first.parse::<ProvisionPath>().ok()?.kind().filter(|kind| *kind == ProvisionKind::Component).map(|_| first)
    }

    /// The unit of `kind` around `from`; around new wording that of the wording, never one of the act that orders it.
    fn around(&self, kind: ProvisionKind, from: Option<usize>) -> Option<&'p Provision> {
        let quoted = self.is_new_wording(from);
        let mut at = from;
        // Parents come before children, so the walk ends.
        for _ in 0..64 {
            let provision = self.provision(at)?;
            if quoted && !self.is_new_wording(at) {
                return None;
            }
            if provision.kind == kind {
                return Some(provision);
            }
            at = provision.parent.filter(|&parent| Some(parent) < at);
        }
        None
    }

    /// «осы тармақ», standing in `from`: what its paths are counted from. `None` where there is no such unit.
    pub(super) fn this_unit(&self, kind: ProvisionKind, from: Option<usize>) -> Option<Meaning> {
        if let Some(around) = self.around(kind, from) {
            return Some(Meaning { act: None, component: Some(around.path.without_groups().to_string()) });
        }
        if self.is_new_wording(from) { self.unit_of_changed(kind, from) } else { self.said_unit(kind) }
    }

    /// «осы тармақ» of new wording that is itself but a part of one: that of the act into which it is written, counted from the address behind `new/`. The units of this
    /// act around the instruction are none that it could mean.
    fn unit_of_changed(&self, kind: ProvisionKind, from: Option<usize>) -> Option<Meaning> {
        let (told, behind) = self.provision(from)?.path.as_str().split_once("/new/")?;
        let told = self.changes.by_unit.get(told).map_or(&[][..], Vec::as_slice);
        let amendment = told.first();
        let target = amendment.and_then(|amendment| amendment.target.path.as_ref());
        let of_kind = |path: &ProvisionPath| std::iter::successors(Some(path.clone()), ProvisionPath::parent).find(|unit| unit.kind() == Some(kind));
        let mut named = told.iter().take(OPERATIONS_MAX).filter_map(|amendment| of_kind(amendment.target.path.as_ref()?));
        // «3 және 5-тармақтары мынадай мазмұндағы екінші бөлікпен»: of which of them the words are is not told
        if told.len() > OPERATIONS_MAX || named.next().is_some_and(|first| named.any(|other| other != first)) {
            return None;
        }
        let document = target.and_then(|target| target.segments().next()).map(ProvisionPath::from_known);
        let document = document.filter(|document| document.kind() == Some(ProvisionKind::Component));
        let inside = of_kind(&ProvisionPath::from_known(behind)).map(|unit| document.map_or_else(|| unit.clone(), |document| document.join(unit.as_str())));
        let unit = inside.or_else(|| of_kind(target?))?;
        let act = amendment.and_then(|amendment| amendment.target.act.clone()).or_else(|| self.amended.act.clone());
        // an act that is not known is none the less not this one
        Some(Meaning { act: Some(act.unwrap_or_default()), component: Some(unit.without_groups().to_string()) })
    }

    /// «аталған тармақ»: the unit of this kind that was named last.
    fn said_unit(&self, kind: ProvisionKind) -> Option<Meaning> {
        let path = self.said.path.as_ref()?;
        let mut path = Some(path.clone());
        while let Some(at) = path {
            if at.kind() == Some(kind) {
                return Some(Meaning { act: self.said.act.clone(), component: Some(at.to_string()) });
            }
            path = at.parent();
        }
        None
    }

    /// What the paths of `phrase` are counted from, when it stands in `from`, at byte `at` of the text. `None`: it leads nowhere we know of.
    pub(super) fn base(&self, phrase: &UnitPhrase, kind: Option<ActKind>, from: Option<usize>, at: usize) -> Option<Meaning> {
        match phrase.base {
            Base::ThisAct => Some(self.this_act(kind.unwrap_or(ActKind::Other), from)),
            Base::ThisDocument(segment) => Some(self.row_around(phrase, from).unwrap_or_else(|| self.this_document(segment, from))),
            Base::TheseChanges => Some(self.these_changes(from)),
            Base::ThisUnit(kind) => self.set_aside_unit(kind, from, at).or_else(|| self.this_unit(kind, from)),
            Base::SaidUnit(kind) => self.said_unit(kind),
            Base::None => self.bare(phrase, from, at),
        }
    }

    /// «3-тармақта» with nothing before it: a unit beside those around it.
    fn bare(&self, phrase: &UnitPhrase, from: Option<usize>, at: usize) -> Option<Meaning> {
        let first = phrase.paths.first()?;
        let kind = first_kind(first)?;
        if self.is_new_wording(from) && (is_outermost(kind) || kind == ProvisionKind::Point) {
            return Some(self.amended.clone());
        }
        if self.is_amending(from) && !self.is_new_wording(from) && !self.sets_own_aside(at) {
            if let Some(changed) = self.changed(first, at) {
                return Some(changed);
            }
            let Meaning { act, component } = self.amended.clone();
            // an act that is not known is none the less not this one
            let act = act.or_else(|| self.changes.told_at(at).find_map(|amendment| amendment.target.act.clone())).or_else(|| Some(CitedAct::default()));
            let outer = self.outer_amended(first);
            let component = match (component, outer) {
                (Some(component), Some(outer)) => Some(format!("{component}/{outer}")),
                (component, outer) => component.or(outer.map(|outer| outer.to_string())),
            };
            return Some(Meaning { act, component });
        }
        // «Конвенцияның 3-бабына»: it belongs to something we cannot read.
        if self.leaflet || phrase.possessive && from.is_none() {
            return Some(Meaning { act: Some(CitedAct::default()), component: None });
        }
        if phrase.possessive && !matches!(kind, ProvisionKind::Part | ProvisionKind::Indent) && self.around(kind, from).is_none_or(|_| is_outermost(kind)) {
            return Some(Meaning { act: Some(CitedAct::default()), component: None });
        }
        match self.around(kind, from) {
            Some(unit) => Some(Meaning { act: None, component: unit.path.without_groups().parent().map(|parent| parent.to_string()) }),
            None => {
                let component = self.component_of(from).map(str::to_owned);
                matches!(
                    kind,
                    ProvisionKind::Article
                        | ProvisionKind::Point
                        | ProvisionKind::Chapter
                        | ProvisionKind::Section
                        | ProvisionKind::Annex
                        | ProvisionKind::Subchapter
                )
                .then_some(Meaning { act: None, component })
            }
        }
    }
}

/// The word of an address for the document that an annex is by its title.
fn annexed_document(provision: &Provision) -> Option<&'static str> {
    if provision.kind == ProvisionKind::Annex { document_titled(provision.heading.as_deref()?) } else { None }
}

/// The kind of the outermost unit of `path`.
fn first_kind(path: &ProvisionPath) -> Option<ProvisionKind> {
    path.segments().next()?.parse::<ProvisionPath>().ok()?.kind()
}

fn is_outermost(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Article | ProvisionKind::Chapter | ProvisionKind::Section | ProvisionKind::Annex)
}

/// Titles and terms are the same whatever their case, quotation marks and dashes.
fn key(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            // The letters of most words, which need no table.
            'а'..='я' => key.push(c),
            '"' | '«' | '»' | '“' | '”' | ' ' | '-' | '–' | '—' => {}
            c => key.extend(c.to_lowercase()),
        }
    }
    key
}
