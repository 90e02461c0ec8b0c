//! Where the provisions are collected: addresses given out once each, parents before children.

use std::collections::{HashMap, HashSet};

use super::repeal::Listed;
use super::short::Names;
use crate::act::{Amendment, AmendmentNote, Date, Provision, ProvisionKind, ProvisionNumber, ProvisionPath};
use crate::amend::{self, DayOrder};
use crate::text::{CleanText, LineRange, Problem, ProblemCode, SourceText, Span};

/// The provisions of one act in the making.
pub(super) struct Builder<'t> {
    pub(super) text: &'t CleanText,
    pub(super) source: &'t SourceText,
    pub(super) provisions: Vec<Provision>,
    pub(super) amendments: Vec<Amendment>,
    pub(super) notes: Vec<AmendmentNote>,
    pub(super) problems: Vec<Problem>,
    /// What became of each address that was asked for or given out.
    taken: HashMap<ProvisionPath, Taken>,
    /// How many unnumbered children of a kind each provision has (`None`: the root).
    counts: HashMap<(Option<usize>, ProvisionKind), u32>,
    /// Notes about the next clause or group of the same document: they stand above it, and name no unit.
    pub(super) above_next: Vec<usize>,
    /// Days that remarks tell of the act as a whole, with where they stand.
    pub(super) own_days: Vec<(Date, LineRange)>,
    /// How many changes its notes tell.
    pub(super) told: usize,
    /// How the notes of another portal in this text write their days, where one tells.
    pub(super) day_order: Option<DayOrder>,
    /// Lists of what is repealed.
    pub(super) listed: Listed,
    /// The words of the addresses of the documents that are approved, each once.
    pub(super) documents: Vec<&'static str>,
    /// The documents that are drafts.
    pub(super) drafts: HashSet<ProvisionPath>,
    /// The short names that the act gives to others.
    pub(super) names: Names,
    /// Bytes of quoted wording that were given to more than one operation.
    copied: usize,
}

/// Bytes of quoted wording that more than one operation may have, beside as many as the text has.
const COPIED_MAX: usize = 1_000_000;

/// An address in use.
#[derive(Default)]
struct Taken {
    /// How often it was asked for.
    times: u32,
    /// The last provision that it was given to.
    at: usize,
}

/// What a new provision is to be.
pub(super) struct Unit<'n> {
    pub(super) kind: ProvisionKind,
    pub(super) number: Option<&'n str>,
    /// The last segment of its address.
    pub(super) segment: String,
    /// The provision it hangs in.
    pub(super) parent: Option<usize>,
    /// The address that the segment is added to: that of the parent, unless groups are left out.
    pub(super) base: Option<ProvisionPath>,
}

/// The order that every day in figures of the notes of another portal tells which tells one; none where they differ.
fn day_order(text: &CleanText) -> Option<DayOrder> {
    let mut orders = (0..text.paragraphs.len()).map(|at| text.paragraph_text(at)).filter(|words| amend::is_portal_note(words)).filter_map(amend::told_order);
    let first = orders.next();
    first.filter(|first| orders.all(|order| order == *first))
}

impl<'n> Unit<'n> {
    /// A unit addressed by kind and number below `base`.
    pub(super) fn numbered(kind: ProvisionKind, number: &'n str, parent: Option<usize>, base: Option<ProvisionPath>) -> Self {
        Self { kind, number: Some(number), segment: format!("{}-{number}", kind.segment()), parent, base }
    }

    /// A unit addressed by a word alone.
    pub(super) fn named(kind: ProvisionKind, segment: impl Into<String>, parent: Option<usize>, base: Option<ProvisionPath>) -> Self {
        Self { kind, number: None, segment: segment.into(), parent, base }
    }
}

impl<'t> Builder<'t> {
    pub(super) fn new(source: &'t SourceText, text: &'t CleanText) -> Self {
        Self {
            text,
            source,
            provisions: Vec::new(),
            amendments: Vec::new(),
            notes: Vec::new(),
            problems: Vec::new(),
            taken: HashMap::new(),
            counts: HashMap::new(),
            above_next: Vec::new(),
            own_days: Vec::new(),
            told: 0,
            day_order: day_order(text),
            listed: Listed::default(),
            documents: Vec::new(),
            drafts: HashSet::new(),
            names: Names::default(),
            copied: 0,
        }
    }

    /// Opens a provision with `own` as its first words, and gives its index.
    ///
    /// An address that is taken gets `~2`, `~3`, …, and a problem when the unit is numbered.
    pub(super) fn open(&mut self, unit: Unit<'_>, own: Option<Span>) -> usize {
        let wanted = match &unit.base {
            Some(base) => base.join(&unit.segment),
            None => ProvisionPath::from_known(unit.segment.clone()),
        };
        let taken = self.taken.entry(wanted.clone()).or_default();
        taken.times += 1;
        let times = taken.times;
        let path = if times == 1 { wanted } else { ProvisionPath::from_known(format!("{wanted}~{times}")) };
        self.taken.entry(path.clone()).or_default().at = self.provisions.len();
        if times > 1
            && let (Some(number), Some(span)) = (unit.number, own)
        {
            let lines = self.lines_of(span);
            let lines = LineRange::new(lines.first, lines.first);
            let message = format!("the number {number} is printed again under one parent; it is addressed as {path}");
            self.problems.push(Problem::new(ProblemCode::DuplicateNumber, lines, message));
        }
        let above = std::mem::take(&mut self.above_next);
        if is_clause(unit.kind) {
            for note in above {
                self.notes[note].target = Some(path.clone());
            }
        }
        let mut grouping = Vec::new();
        let mut above = unit.parent;
        while let Some(at) = above {
            let provision: &Provision = &self.provisions[at];
            if provision.kind.is_grouping() {
                grouping.push(provision.path.clone());
            }
            above = provision.parent;
        }
        grouping.reverse();
        self.provisions.push(Provision {
            path,
            kind: unit.kind,
            number: unit.number.map(ProvisionNumber::new),
            parent: unit.parent,
            grouping,
            heading: None,
            own: own.into_iter().collect(),
            lines: LineRange::new(0, 0),
            tombstone: false,
        });
        self.provisions.len() - 1
    }

    /// The next number for an unnumbered child of `parent`; `first` for the first of its kind.
    pub(super) fn count(&mut self, parent: Option<usize>, kind: ProvisionKind, first: u32) -> u32 {
        let count = self.counts.entry((parent, kind)).or_insert(first - 1);
        *count += 1;
        *count
    }

    /// Whether `bytes` more of quoted wording may be kept a second time.
    pub(super) fn may_copy(&mut self, bytes: usize) -> bool {
        let copied = self.copied.saturating_add(bytes);
        let may = copied <= COPIED_MAX + self.text.text.len();
        if may {
            self.copied = copied;
        }
        may
    }

    /// The draft that `unit` is of, where it is of one.
    fn draft_of(&self, unit: &ProvisionPath) -> Option<ProvisionPath> {
        std::iter::successors(Some(unit.clone()), ProvisionPath::parent).find(|above| self.drafts.contains(above))
    }

    /// Takes out what drafts order, for none of it is a change that this act makes; it is said of each draft that orders something.
    pub(super) fn take_drafted(&mut self) -> Vec<Amendment> {
        if self.drafts.is_empty() {
            return Vec::new();
        }
        let mut orders: HashMap<ProvisionPath, usize> = HashMap::new();
        let mut drafted = Vec::new();
        for amendment in std::mem::take(&mut self.amendments) {
            match self.draft_of(&amendment.unit) {
                Some(draft) => {
                    *orders.entry(draft).or_default() += 1;
                    drafted.push(amendment);
                }
                None => self.amendments.push(amendment),
            }
        }
        for provision in &self.provisions {
            let Some((orders, &first)) = orders.get(&provision.path).zip(provision.own.first()) else { continue };
            let message = format!("this is the draft of an act: what it orders ({orders}) is not done, and is not told as changes");
            self.problems.push(Problem::new(ProblemCode::Draft, self.lines_of(first), message));
        }
        drafted
    }

    pub(super) fn path(&self, at: usize) -> ProvisionPath {
        self.provisions[at].path.clone()
    }

    /// The provision at `path`, the last of them where the source gives an address twice.
    pub(super) fn find(&self, path: &ProvisionPath) -> Option<usize> {
        self.taken.get(path).map(|taken| taken.at)
    }

    /// The paragraph's span.
    pub(super) fn span(&self, paragraph: usize) -> Span {
        self.text.paragraphs[paragraph].span
    }

    /// Adds words to a provision's own text.
    pub(super) fn append(&mut self, at: usize, span: Span) {
        self.provisions[at].own.push(span);
    }

    pub(super) fn lines_of(&self, span: Span) -> LineRange {
        self.source.lines_of(self.text.map.to_source(span))
    }

    /// Lines that belong to a provision although no words of its own or of a child stand on them.
    pub(super) fn extend_lines(&mut self, at: usize, lines: LineRange) {
        let known = &mut self.provisions[at].lines;
        *known = if known.first == 0 { lines } else { known.join(lines) };
    }

    /// Works out the lines of every provision: its own words and all its children.
    pub(super) fn settle_lines(&mut self) {
        for at in 0..self.provisions.len() {
            let lines = self.provisions[at].own.iter().map(|&span| self.lines_of(span)).reduce(LineRange::join);
            if let Some(lines) = lines {
                self.extend_lines(at, lines);
            }
        }
        for at in (0..self.provisions.len()).rev() {
            let lines = self.provisions[at].lines;
            if let Some(parent) = self.provisions[at].parent
                && lines.first > 0
            {
                self.extend_lines(parent, lines);
            }
        }
    }
}

/// Whether units of this kind are numbered in print.
fn is_clause(kind: ProvisionKind) -> bool {
    kind.is_grouping() || matches!(kind, ProvisionKind::Article | ProvisionKind::Point | ProvisionKind::Subpoint)
}
