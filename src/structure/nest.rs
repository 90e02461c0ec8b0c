//! Where does it hang? Paragraphs of one document in their order, made into units inside units.

mod cells;
mod foot;
mod gone;
mod heading;
mod place;
mod sanction;

use std::ops::Range;

use super::build::{Builder, Unit};
use super::head;
use super::instruct::Scope;
use super::line::{self, End, Mark};
use super::quoted::Instructions;
use crate::act::{ProvisionKind, ProvisionPath};
use crate::amend;
use crate::text::Span;
use heading::{HEADING_SPANS_MAX, joined};

/// Everything about the paragraphs that is known before nesting begins.
pub(super) struct Lines<'t> {
    /// What each paragraph looks like.
    pub(super) marks: Vec<Mark<'t>>,
    /// The next paragraph that begins a numbered unit, at or after each; the number of paragraphs where there is none.
    pub(super) next_numbered: Vec<usize>,
    /// Instructions and the wording they quote.
    pub(super) instructions: Instructions,
}

/// Where a document hangs in the act.
#[derive(Clone, Default)]
pub(super) struct Root {
    /// The provision that holds it: a component, an annex, an instruction.
    pub(super) parent: Option<usize>,
    /// The address its units begin with.
    pub(super) base: Option<ProvisionPath>,
    /// Whether plain text goes on with the words of `parent`, whose opening is its first part.
    pub(super) opened: bool,
}

/// An unnumbered list after a colon.
struct List {
    owner: usize,
    /// The colon itself has not been answered yet.
    fresh: bool,
    /// Its members begin with capital letters, so that one more is no new sentence.
    capitals: bool,
}

/// The units that are open while a document is read.
#[derive(Default)]
struct Open {
    groups: Vec<usize>,
    article: Option<usize>,
    point: Option<usize>,
    /// A part of the article or point below which subpoints hang.
    part: Option<usize>,
    subpoints: Vec<usize>,
    /// A part of the last subpoint.
    subpart: Option<usize>,
    /// The last paragraph's unit, whose words the next one may go on with.
    last: Option<usize>,
    list: Option<List>,
    old_chapter: u32,
    last_point: u64,
    /// A part that is a numbered normative note («Ескертулер. 1. …»): its points are its own.
    numbered_note: Option<usize>,
    /// The number of its last point.
    last_of_note: u64,
    /// Symbols of a formula are being explained, «мұндағы:», and the last of them has not come.
    legend: bool,
    /// A heading without a number, which belongs to the group below it.
    heading: Option<Span>,
}

/// Lists inside lists that are told apart; acts have two. One deeper is read as one beside: an address names all that it stands in, and those of lines
/// that each open a list would grow with their square.
const LISTS_DEPTH_MAX: usize = 8;

/// Places above one change, each in the one before: a classification of the budget has four levels.
const PLACES_MAX: usize = 8;

/// Nests the clauses of one document.
pub(super) struct Clauses<'b, 't, 'l> {
    pub(super) builder: &'b mut Builder<'t>,
    pub(super) lines: &'l Lines<'t>,
    root: Root,
    open: Open,
    scope: Scope,
    end: End,
    /// Whether what is read is wording quoted by an instruction.
    quoted: bool,
    /// The paragraphs set apart that were looked at last.
    set_apart: cells::Cells,
    /// The paragraph behind a footnote below a rule, which may be another one.
    footed: usize,
    /// How many groups were open above «ЖАЛПЫ БӨЛІК».
    halved: usize,
}

impl<'b, 't, 'l> Clauses<'b, 't, 'l> {
    pub(super) fn new(builder: &'b mut Builder<'t>, lines: &'l Lines<'t>, root: Root) -> Self {
        Self {
            builder,
            lines,
            root,
            open: Open::default(),
            scope: Scope::default(),
            end: End::Sentence,
            quoted: false,
            set_apart: cells::Cells::default(),
            footed: 0,
            halved: usize::MAX,
        }
    }

    /// The same for wording quoted by an instruction: nothing in it is an instruction of this act.
    pub(super) fn quoted(builder: &'b mut Builder<'t>, lines: &'l Lines<'t>, root: Root) -> Self {
        Self { quoted: true, ..Self::new(builder, lines, root) }
    }

    /// Goes on after the opening words of `unit`: a colon there is answered by the first paragraph read.
    pub(super) fn go_on_after(&mut self, unit: usize) {
        self.open.last = Some(self.root.parent.unwrap_or(unit));
        let own = &self.builder.provisions[unit].own;
        self.end = own.last().map_or(End::Sentence, |&span| line::end(self.builder.text.slice(span)));
    }

    /// Reads the paragraphs of `range`.
    pub(super) fn read(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            if let Some(next) = self.footnote(at, range.clone()) {
                at = next;
                continue;
            }
            if let Some(end) = self.table_end(at, range.end) {
                at = self.table(at..end);
                continue;
            }
            let span = self.builder.span(at);
            at = self.paragraph(at, span, range.end);
        }
    }

    /// Reads one paragraph, of which `span` counts (quotation marks around it are left out); gives the next to read.
    pub(super) fn paragraph(&mut self, at: usize, span: Span, end: usize) -> usize {
        let text: &'t str = self.builder.text.slice(span);
        let mark = if span == self.builder.span(at) { self.lines.marks[at].clone() } else { line::mark(text) };
        let mut next = at + 1;
        let opened = self.open.last;
        if let Some(gone) = amend::gone_units(text).filter(|_| !self.quoted) {
            self.gone(at, &gone, span);
            return next;
        }
        let explains = matches!(mark, Mark::Plain) && (self.open.legend && line::explains_symbol(text) || line::explains_first(text));
        match mark {
            Mark::Group { kind, number, heading } => {
                let below = if heading.is_empty() { self.heading_below(at, end) } else { self.heading_rest(at, heading, end) };
                next = below.end;
                self.group(kind, &number, heading, span, below);
            }
            Mark::Article { number, rest } => {
                self.article(number, rest, span);
                let below = if rest.is_empty() { self.heading_below(at, end) } else { self.heading_rest(at, rest, end) };
                if let Some(article) = self.open.article.filter(|_| !below.is_empty()) {
                    next = below.end;
                    below.clone().for_each(|at| self.builder.append(article, self.builder.span(at)));
                    self.builder.provisions[article].heading = Some(joined(rest, &self.words_below(below)));
                }
            }
            Mark::Point { number, rest } if self.is_old_chapter(at, number, rest, end) => next = self.old_chapter(at, number, rest, span, end),
            Mark::Point { number, rest } if self.is_decimal_heading(at, number, rest, u64::from(self.open.old_chapter), end) => {
                self.group(ProvisionKind::Subchapter, number, rest, span, next..next);
            }
            Mark::Point { number, .. } if self.is_code(at, number, end) => self.code(span),
            Mark::Point { number, .. } => self.point(number, span),
            Mark::Subpoint { number, .. } => self.subpoint(number, span),
            Mark::Letter { letter, .. } => self.letter(letter, span),
            Mark::Note | Mark::EditorsNote if self.note(at, span) => {
                return next + self.editors_sentence(at, end) + super::note::goes_on(self.builder.text, at, end);
            }
            _ if self.changes_acts(at) => return self.change(at, text, span),
            _ if self.heads_group(at, text, end) => self.head_group(text, span),
            _ if self.heads_rest(at, text, end) => self.rest(span),
            _ => self.plain(at, text, span, end),
        }
        self.end = line::end(text);
        self.open.legend = line::opens_legend(text) || explains && self.end != End::Sentence;
        if !self.quoted && self.open.last != opened {
            if let Some(unit) = self.open.last.filter(|_| tombstone_follows(text)) {
                super::note::read_tombstone(self.builder, at, unit, span);
            }
            next = self.numbered_change(at, next);
        }
        next
    }

    /// Opens a unit by its number although the text does not print it so; for quoted wording.
    pub(super) fn enter(&mut self, kind: ProvisionKind, number: &str, span: Span) {
        match kind {
            ProvisionKind::Article => self.article(number, "", span),
            ProvisionKind::Point => self.point(number, span),
            ProvisionKind::Subpoint => self.subpoint(number, span),
            kind if kind.is_grouping() => self.group(kind, number, "", span, 0..0),
            kind => {
                let unit = Unit::numbered(kind, number, self.root.parent, self.root.base.clone());
                let at = self.builder.open(unit, Some(span));
                self.open = Open { part: Some(at), last: Some(at), ..Open::default() };
            }
        }
        self.end = line::end(self.builder.text.slice(span));
    }

    // ---- numbered units ----

    fn group(&mut self, kind: ProvisionKind, number: &str, heading: &str, span: Span, below: Range<usize>) {
        let depth = |kind| match kind {
            ProvisionKind::Section => 0,
            ProvisionKind::Subsection => 1,
            ProvisionKind::Chapter => 2,
            _ => 3,
        };
        while self.open.groups.last().is_some_and(|&above| depth(self.builder.provisions[above].kind) >= depth(kind)) {
            self.open.groups.pop();
        }
        if kind == ProvisionKind::Chapter {
            // «3. Шағымдану тәртібі» may follow «2-тарау».
            self.open.old_chapter = u32::try_from(first_integer(number)).unwrap_or(u32::MAX);
        }
        let above = self.open.groups.last().copied();
        // Sections and chapters are numbered through the act; subsections and paragraphs start again in each group.
        let base = match kind {
            ProvisionKind::Subsection | ProvisionKind::Subchapter => above.map(|above| self.builder.path(above)).or_else(|| self.root.base.clone()),
            _ => self.root.base.clone(),
        };
        let at = self.builder.open(Unit::numbered(kind, number, above.or(self.root.parent), base), self.open.heading.take().or(Some(span)));
        if self.builder.provisions[at].own[0] != span {
            self.builder.append(at, span);
        }
        below.clone().for_each(|line| self.builder.append(at, self.builder.span(line)));
        self.builder.provisions[at].heading = Some(joined(heading, &self.words_below(below))).filter(|heading| !heading.is_empty());
        self.open = Open {
            groups: std::mem::take(&mut self.open.groups),
            old_chapter: self.open.old_chapter,
            last_point: self.open.last_point,
            last: Some(at),
            ..Open::default()
        };
        self.open.groups.push(at);
    }

    /// The heading that stands on the line below «1-тарау».
    fn heading_below(&self, at: usize, end: usize) -> Range<usize> {
        let below = at + 1;
        if below >= end || !matches!(self.lines.marks[below], Mark::Plain) {
            return below..below;
        }
        let text = self.builder.text.paragraph_text(below);
        let heading = line::end(text) == End::Open && text.len() < 600 && line::begins_capital(text);
        if heading { below..self.heading_rest(below, text, end).end } else { below..below }
    }

    fn article(&mut self, number: &str, rest: &str, span: Span) {
        let parent = self.open.groups.last().copied().or(self.root.parent);
        let at = self.builder.open(Unit::numbered(ProvisionKind::Article, number, parent, self.root.base.clone()), Some(span));
        if !rest.is_empty() && line::end(rest) == End::Open {
            self.builder.provisions[at].heading = Some(rest.to_owned());
        }
        self.open =
            Open { groups: std::mem::take(&mut self.open.groups), old_chapter: self.open.old_chapter, article: Some(at), last: Some(at), ..Open::default() };
    }

    fn point(&mut self, number: &str, span: Span) {
        if let Some(note) = self.open.numbered_note {
            // a number that does not go on with the note's, and does with the article's, is of that
            let value = first_integer(number);
            if value == self.open.last_of_note + 1 || value != self.open.last_point + 1 {
                self.builder.append(note, span);
                (self.open.last, self.open.last_of_note) = (Some(note), value);
                return;
            }
            self.open.numbered_note = None;
        }
        let parent = self.open.article.or(self.open.groups.last().copied()).or(self.root.parent);
        let base = self.open.article.map(|article| self.builder.path(article)).or_else(|| self.root.base.clone());
        let at = self.builder.open(Unit::numbered(ProvisionKind::Point, number, parent, base), Some(span));
        self.open.last_point = first_integer(number);
        self.open.point = Some(at);
        self.close_below_point();
        self.open.last = Some(at);
    }

    fn close_below_point(&mut self) {
        self.open.part = None;
        self.open.subpoints.clear();
        self.open.subpart = None;
        self.open.list = None;
    }

    fn subpoint(&mut self, number: &str, span: Span) {
        let value = first_integer(number);
        // A list inside the last subpoint («2) мыналар: 1) …»), or the list above it going on?
        let nested = self.open.subpoints.len() < LISTS_DEPTH_MAX
            && self.open.subpoints.last().is_some_and(|&last| self.end == End::Colon && value == 1 && self.open.last == Some(last));
        if !nested {
            let fits = |at: &usize| {
                let before = self.builder.provisions[*at].number.as_ref().map_or(0, |number| first_integer(number.as_str()));
                value == before || value == before + 1
            };
            let level = self.open.subpoints.iter().rposition(fits).unwrap_or(0);
            self.open.subpoints.truncate(level);
        }
        self.open_subpoint(number, span);
    }

    /// Opens a subpoint in whatever is open: a subpoint, a part, a point, an article.
    fn open_subpoint(&mut self, number: &str, span: Span) {
        self.open.subpoints.truncate(LISTS_DEPTH_MAX);
        let holder = self.open.subpoints.last().copied().or(self.open.part).or(self.open.point).or(self.open.article);
        let parent = holder.or(self.open.groups.last().copied()).or(self.root.parent);
        let base = holder.map(|holder| self.builder.path(holder)).or_else(|| self.root.base.clone());
        let at = self.builder.open(Unit::numbered(ProvisionKind::Subpoint, number, parent, base), Some(span));
        self.open.subpoints.push(at);
        self.open.subpart = None;
        self.open.list = None;
        self.open.last = Some(at);
    }

    fn letter(&mut self, letter: char, span: Span) {
        let is_letter = |at: usize| self.builder.provisions[at].number.as_ref().is_some_and(|number| number.as_str().chars().all(char::is_alphabetic));
        while self.open.subpoints.last().is_some_and(|&last| is_letter(last)) {
            self.open.subpoints.pop();
        }
        let number = line::transliterate(letter).to_string();
        self.open_subpoint(&number, span);
    }

    // ---- unnumbered paragraphs ----

    fn plain(&mut self, at: usize, text: &str, span: Span, end: usize) {
        let Some(last) = self.open.last else { return self.opening(at, span, end) };
        if self.is_only_headed(last) || self.is_only_numbered(last) {
            // The first paragraph below a heading, or below a number on a line of its own, is the unit's opening text.
            return self.builder.append(last, span);
        }
        if text.starts_with("Ескерт") && self.open.article.is_some() {
            // A normative note below the last point is about the article as a whole.
            self.open.point = None;
            self.close_below_point();
            self.part(at, span, end);
            // «Ескертпелер.» may stand above its first point
            let heads = || !text.contains(' ') && matches!(self.lines.marks.get(at + 1), Some(Mark::Point { number: "1", .. }));
            let opens_with_point = text.split_whitespace().nth(1) == Some("1.");
            if opens_with_point || heads() {
                (self.open.numbered_note, self.open.last_of_note) = (self.open.last, u64::from(opens_with_point));
            }
            return;
        }
        if self.builder.provisions[last].kind == ProvisionKind::Preamble {
            let own = &self.builder.provisions[last].own;
            let enacted = own.last().is_some_and(|&span| head::enacts(self.builder.text.slice(span)));
            if !enacted {
                return self.builder.append(last, span);
            }
            self.end = End::Sentence;
        }
        let dashed = line::is_dashed(text);
        let capital = !dashed && line::begins_capital(text);
        let lower = !dashed && line::begins_lower(text);
        if self.open.legend && line::explains_symbol(text) {
            // «мұндағы: Rарал – …, SP – …, SC – ….»: whatever its members begin and end with
            let owner = self.open.list.as_ref().map_or(last, |list| list.owner);
            return self.start_list(owner, span);
        }
        if let Some(holder) = self.sanction_of_list(last, text) {
            self.open.subpoints.clear();
            (self.open.subpart, self.open.list, self.open.last) = (None, None, Some(holder));
            return self.builder.append(holder, span);
        }
        if self.is_sanction(last, text) {
            return self.start_list(last, span);
        }
        if self.end == End::Colon {
            self.open.list = Some(List { owner: last, fresh: true, capitals: false });
        }
        if let Some(list) = &mut self.open.list {
            let goes_on = match self.end {
                // the name of the state has its capital letter in the middle of a sentence too
                End::Semicolon => !capital || list.capitals || line::end(text) != End::Sentence || text.starts_with("Қазақстан Республикасы"),
                _ => dashed || lower,
            };
            if list.fresh || goes_on {
                list.capitals = capital && (list.fresh || list.capitals);
                list.fresh = false;
                let owner = list.owner;
                self.indent(owner, span);
                return;
            }
            self.open.list = None;
        }
        match self.end {
            End::Open if lower => return self.builder.append(last, span),
            End::Semicolon if lower && self.is_closing(at, text, end) => {
                if let Some(holder) = self.open.part.or(self.open.point).or(self.open.article) {
                    return self.builder.append(holder, span);
                }
            }
            // A part begins with a capital letter; what does not is a member of a list, wherever its colon went.
            _ if lower || dashed => return self.start_list(last, span),
            _ => {}
        }
        self.part(at, span, end);
    }

    /// Whether nothing but the heading of an article or group has been read of it.
    fn is_only_headed(&self, at: usize) -> bool {
        let unit = &self.builder.provisions[at];
        // nearly every paragraph stands below something else: what a unit looks like is read last
        if self.builder.provisions.len() != at + 1 || unit.own.len() > HEADING_SPANS_MAX || !(unit.kind.is_grouping() || unit.kind == ProvisionKind::Article) {
            return false;
        }
        let first = unit.own.first().map_or("", |&span| self.builder.text.slice(span));
        // «2-бап.» on a line of its own, with a stop as with none
        let heading_only =
            unit.kind.is_grouping() || unit.own.is_empty() || line::end(first) == End::Open || matches!(line::mark(first), Mark::Article { rest: "", .. });
        // «1-тарау» and its title may stand on several lines
        let ends_heading = || unit.heading.as_deref().zip(unit.own.last()).is_some_and(|(heading, &last)| heading.ends_with(self.builder.text.slice(last)));
        heading_only && (unit.own.len() <= 1 || matches!(line::mark(first), Mark::Group { .. } | Mark::Article { .. }) && ends_heading())
    }

    /// Whether nothing but its number has been read of a point or subpoint.
    fn is_only_numbered(&self, at: usize) -> bool {
        let own = &self.builder.provisions[at].own;
        own.len() == 1 && own[0].len() <= 12 && !self.builder.text.slice(own[0]).contains(char::is_alphabetic)
    }

    fn start_list(&mut self, owner: usize, span: Span) {
        self.open.list = Some(List { owner, fresh: false, capitals: false });
        self.indent(owner, span);
    }

    /// «… тыйым салынады.» after the last subpoint: the end of the sentence that the list interrupted.
    fn is_closing(&self, at: usize, text: &str, end: usize) -> bool {
        let next = self.lines.next_numbered[at].min(end);
        let list_is_over = next >= end || !matches!(self.lines.marks[next], Mark::Subpoint { .. });
        list_is_over && line::end(text) == End::Sentence && !self.open.subpoints.is_empty() && (at + 1 >= end || at + 1 == next)
    }

    fn indent(&mut self, owner: usize, span: Span) {
        let number = self.builder.count(Some(owner), ProvisionKind::Indent, 2).to_string();
        let base = Some(self.builder.path(owner));
        self.builder.open(Unit::numbered(ProvisionKind::Indent, &number, Some(owner), base), Some(span));
        // A list inside a list is counted on: members of both are indents of the same unit.
        self.open.last = Some(owner);
    }

    fn part(&mut self, at: usize, span: Span, end: usize) {
        let below = self.open.subpoints.last().copied().filter(|&subpoint| self.list_goes_on(at, subpoint, end));
        let group = self.open.groups.last().copied();
        // of a subpoint that is quoted without its point all that follows is its own
        let quoted = self.open.subpoints.first().copied().filter(|_| self.quoted && !self.root.opened);
        let holder = below.or(self.open.point).or(self.open.article).or(group).or(quoted).or(self.root.parent.filter(|_| self.root.opened));
        let (parent, base, first) = match holder {
            Some(holder) => (Some(holder), Some(self.builder.path(holder)), 2),
            None => (self.root.parent, self.root.base.clone(), 1),
        };
        let number = self.builder.count(parent, ProvisionKind::Part, first).to_string();
        let part = self.builder.open(Unit::numbered(ProvisionKind::Part, &number, parent, base), Some(span));
        if below.is_some() {
            self.open.subpart = Some(part);
        } else {
            self.open.subpoints.clear();
            self.open.subpart = None;
            self.open.part = holder.is_some().then_some(part);
        }
        self.open.last = Some(part);
    }

    /// Whether, after the paragraph `at`, the numbering goes on with the subpoint after `subpoint`.
    fn list_goes_on(&self, at: usize, subpoint: usize, end: usize) -> bool {
        let next = self.lines.next_numbered[at];
        let Mark::Subpoint { number, .. } = (if next < end { &self.lines.marks[next] } else { &Mark::Plain }) else { return false };
        let before = self.builder.provisions[subpoint].number.as_ref().map_or(0, |number| first_integer(number.as_str()));
        let value = first_integer(number);
        value > before || (value == before && number.contains('-'))
    }

    /// A paragraph before the first numbered unit: the preamble of a document that has units or enacts something; else the
    /// text of what holds it, or a part.
    fn opening(&mut self, at: usize, span: Span, end: usize) {
        let enacts = (at..end.min(at + 40)).any(|at| head::enacts(self.builder.text.paragraph_text(at)));
        if enacts || (self.lines.next_numbered[at] < end && !self.root.opened) {
            let preamble = Unit::named(ProvisionKind::Preamble, "preamble", self.root.parent, self.root.base.clone());
            self.open.last = Some(self.builder.open(preamble, Some(span)));
            return;
        }
        match self.root.parent.filter(|_| self.root.opened) {
            Some(parent) => {
                self.builder.append(parent, span);
                // A list of names has no sentences: all of it is the text of the annex.
                self.open.last = (line::end(self.builder.text.slice(span)) != End::Open).then_some(parent);
            }
            None => self.part(at, span, end),
        }
    }

    // ---- notes and instructions ----

    fn note(&mut self, at: usize, span: Span) -> bool {
        let attached = self.open.last.or(self.root.parent);
        // Above the first clause there is nothing that a rule could be about: it is a note, read or not.
        let above_all = attached.is_none_or(|at| self.builder.provisions[at].kind == ProvisionKind::Preamble);
        super::note::read(self.builder, at, span, attached) || above_all
    }

    /// The sentence that follows «ЗҚАИ-ның ескертпесі!» belongs to it: how many paragraphs that is.
    fn editors_sentence(&mut self, at: usize, end: usize) -> usize {
        let follows = matches!(self.lines.marks[at], Mark::EditorsNote) && at + 1 < end && matches!(self.lines.marks[at + 1], Mark::Plain);
        if !(follows && super::note::is_editors_sentence(self.builder.text.paragraph_text(at), self.builder.text.paragraph_text(at + 1))) {
            return 0;
        }
        super::note::read_pending(self.builder, at + 1, self.open.last);
        1
    }

    /// Whether an unnumbered paragraph is an instruction to change an act, or names what the next ones change.
    fn changes_acts(&self, at: usize) -> bool {
        let text = self.builder.text.paragraph_text(at);
        !self.quoted && (self.lines.instructions.get(at).is_some() || self.scope.names_target(text) || self.names_place(at, text))
    }

    /// Whether a paragraph of an amending point that ends in a locative and a colon names the place of the changes right below it: «бюджет түсімдерінің
    /// сыныптамасында:», «2 «Салықтық емес түсімдер» санатында:». Several may stand above one change, each in the one before.
    fn names_place(&self, at: usize, text: &str) -> bool {
        let is_place = |at: &usize| matches!(self.lines.marks.get(*at), Some(Mark::Plain)) && self.scope.may_name_place(self.builder.text.paragraph_text(*at));
        let below = |at: usize| self.lines.instructions.get(at).is_some();
        self.scope.may_name_place(text) && (at + 1..).take(PLACES_MAX).find(|at| below(*at) || !is_place(at)).is_some_and(below)
    }

    /// The innermost numbered unit: what instructions and target paragraphs hang in.
    fn numbered(&self) -> Option<usize> {
        self.open.subpoints.last().copied().or(self.open.point).or(self.open.article)
    }

    /// Reads an unnumbered instruction with the wording it quotes, or a target paragraph; gives the paragraph after.
    fn change(&mut self, at: usize, text: &str, span: Span) -> usize {
        let unit = self.governs_next(at).unwrap_or_else(|| self.numbered());
        let base = unit.map(|unit| self.builder.path(unit)).or_else(|| self.root.base.clone());
        let root = Root { parent: unit.or(self.root.parent), base, opened: false };
        self.end = End::Sentence;
        self.open.list = None;
        if unit.is_some() {
            self.open.last = unit;
        }
        match self.lines.instructions.get(at) {
            Some(quote) => self.scope.unnumbered(self.builder, self.lines, root, text, span, quote),
            None => {
                self.scope.target(self.builder, root, text, span);
                at + 1
            }
        }
    }

    /// A numbered unit that has just been opened may be an instruction itself, or name what those below it change.
    fn numbered_change(&mut self, at: usize, next: usize) -> usize {
        let Some(unit) = self.numbered().filter(|&unit| self.open.last == Some(unit)) else { return next };
        self.scope.enter(self.builder, unit);
        match self.lines.instructions.get(at) {
            Some(quote) => {
                self.end = End::Sentence;
                self.scope.numbered(self.builder, self.lines, unit, quote).max(next)
            }
            None => next,
        }
    }
}

/// Whether after its number a unit says only that it is gone; cheap, for every unit is asked.
pub(super) fn tombstone_follows(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '(' | ')' | ' ' | '–'));
    // «3) ҚР … министрінің 03.02.2023 № 58 бұйрығымен алып тасталды;»
    let end = rest.trim_end_matches([';', '.', ' ']);
    let last = ["тасталды", "тасталған", "жойылды", "жойылған"].iter().any(|verb| end.ends_with(verb));
    last || ["Алып", "алып", "Алынып", "алынып", "Күші", "күші", "бап", "тарау", "№", "N"].iter().any(|word| rest.starts_with(word))
}

/// The first integer of a number: what numbering goes on from.
pub(super) fn first_integer(number: &str) -> u64 {
    let digits = number.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    digits.parse().unwrap_or(0)
}
