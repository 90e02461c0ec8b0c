//! An act or a provision to be read: contents beside the text, notes at hand, every clause with a link of its own.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use maud::{Markup, html};

use super::contents::Contents;
use super::frame::{Page, frame};
use super::part::{badge, citations, day_shown, place, printed};
use super::reader::{Reader, web_address};
use super::source;
use super::text::{Kind, Mark, linked, terms};
use super::timeline::timeline;
use super::weight::{CONTENT_MAX, beginning, fitting, part_with, parts};
use super::words::fill;
use crate::act::{Act, ActId, Date, ProvisionKind, ProvisionPath, Reference};
use crate::index::ActHeader;
use crate::ingest::NoSource;
use crate::query::{self, Passage, Shown};
use crate::serve::problem::Problem;
use crate::serve::site::{Open, Site};

/// Bytes of the units of a page, whatever stands above them.
const UNITS_BYTES_MIN: usize = 6_000;
/// Bytes of the words of one unit; of a longer one the beginning is shown, with the way to the whole.
const UNIT_BYTES_MAX: usize = 24_000;
/// Characters of the words above a unit.
const CONTEXT_MAX: usize = 600;
/// Characters of a title.
const TITLE_MAX: usize = 700;
/// A title of more characters than this is set smaller.
const LONG_TITLE: usize = 170;
/// Short names of an act that are explained; no act has so many.
const TERMS_MAX: usize = 200;
/// Units that cite what is read, of those that are listed.
const CITING_MAX: usize = 50;
const CITING_BYTES_MAX: usize = 4_000;
/// Pointers of a unit that cites, and characters of each.
const POINTERS_MAX: usize = 3;
const SURFACE_MAX: usize = 120;
/// Files that an act goes on in.
const PARTS_MAX: usize = 5;
/// Bytes of the notes on one unit.
const NOTES_BYTES_MAX: usize = 6_000;
/// Bytes of the list of short names, of what one stands for, and of those explained where they stand.
const GLOSSARY_BYTES_MAX: usize = 4_000;
const MEANING_BYTES_MAX: usize = 400;
const EXPLAINED_BYTES_MAX: usize = 4_000;

pub(super) fn page(site: &Site, open: &Open, reader: &Reader, address: &str) -> Result<Markup, Problem> {
    let (day, today) = (reader.as_of()?.unwrap_or_else(|| site.today()), site.today());
    let shown = query::show(&open.index, address, Some(day))?;
    // Without the source there are no references, and the text is the same.
    let (source, lost) = match open.source(&shown.act.id) {
        Ok(source) => (Some(source), None),
        // an act that is known through others alone never had one
        Err(NoSource::NotKept) => (None, None),
        Err(cause) => (None, Some(cause)),
    };
    let mut text = Text::new(open, reader, &shown, source.as_deref());
    let passage = &shown.passage;
    let whole = passage.path.is_none();
    let told = query::history(&open.index, address, Some(day))?;
    let contents = Contents::new(&shown.below);
    let opening = html! {
        (head(reader, &shown, day, today))
        @if let Some(cause) = &lost { p class="remark" { (reader.words().no_links) ": " span lang="en" { (cause) } } }
        (timeline(reader, &told, day, today))
        (tools(reader, &told.address))
        @if whole { (text.glossary()) }
        @if !whole {
            @if let Some(context) = &passage.context { p class="context" lang="kk" { (query::excerpt(context, &[], CONTEXT_MAX).0) } }
            (text.unit(passage, 0, &mut Explained::nothing()))
        }
    };
    let closing = html! {
        (cited_by(open, reader, &told.address, day)?)
        @if !whole { (citations(reader, passage, day, true)) p class="foot" { (printed(open, reader, passage)) } }
    };
    let going_on = going_on(reader, &shown, day, today);
    let size = |markup: &Markup| markup.0.len();
    let room = |beside: usize| CONTENT_MAX.saturating_sub(beside + contents.bytes_max() + EXPLAINED_BYTES_MAX).max(UNITS_BYTES_MIN);
    text.cut(room(size(&opening) + size(&closing)), room(size(&going_on) + size(&closing)));
    let page = text.page.clone();
    let mut explained = Explained::nothing();
    let content = html! {
        div class=(if contents.is_empty() { "reading alone" } else { "reading" }) {
            @if !contents.is_empty() { (contents.beside(reader, &page, |at| text.link_within(at))) }
            article {
                @if page.start == 0 { (opening) } @else { (going_on) (text.way_to(text.at_part.wrapping_sub(1), "prev")) }
                @for unit in &shown.below[page.clone()] { (text.unit(&unit.passage, unit.depth, &mut explained)) }
                (text.way_to(text.at_part + 1, "next"))
                (closing)
            }
        }
    };
    let title = if whole { passage.text.clone() } else { passage.citation.short.clone() };
    let official = shown.act.url.as_deref().and_then(web_address).map(str::to_owned);
    let feed = Some(feed(reader, &told.address));
    Ok(frame(reader, &Page { title, class: "act", act: Some(shown.act.id.to_string()), official, feed, content, ..Page::default() }))
}

/// What stands above a part of a long act that is not its first.
fn going_on(reader: &Reader, shown: &Shown, day: Date, today: Date) -> Markup {
    let passage = &shown.passage;
    html! {
        header {
            @if let Some(path) = own_path(passage) { (crumbs(reader, passage, &path)) }
            h1 lang="kk" class="long" { a href=(place(reader, &address(passage))) { (query::excerpt(if passage.path.is_some() { &passage.citation.kk } else { &passage.text }, &[], TITLE_MAX).0) } }
            p class="standing" { (badge(reader.words(), passage)) }
            (day_shown(reader, day, today, None))
        }
    }
}

/// The address of a passage in the act it is printed in.
fn address(passage: &Passage) -> String {
    own_path(passage).map_or_else(|| printed_in(passage).to_owned(), |path| format!("{}/{path}", printed_in(passage)))
}

/// Who cites what is read, a page of them at a time.
fn cited_by(open: &Open, reader: &Reader, address: &str, day: Date) -> Result<Markup, Problem> {
    let asked = reader.number("citing");
    let first = asked.unwrap_or(0);
    let found = query::references(&open.index, address, Some(day), CITING_MAX, first)?;
    let citing = |citing: &query::CitedBy| {
        html! {
            li {
                a href=(place(reader, &citing.passage.address)) { (citing.passage.citation.short) }
                @for (surface, _) in citing.pointers.iter().take(POINTERS_MAX) { " · " (query::excerpt(surface, &[], SURFACE_MAX).0) }
            }
        }
    };
    let citing: Vec<Markup> = found.cited_by.iter().map(citing).collect();
    let shown = fitting(citing.iter().map(|one| one.0.len()), CITING_BYTES_MAX);
    let left = found.cited_by_total.saturating_sub(first + shown);
    let at = |first: usize| reader.with("citing", (first > 0).then(|| first.to_string()).as_deref()) + "#cited-by";
    Ok(html! {
        @if found.cited_by_total > 0 {
            details class="cited-by" id="cited-by" open[asked.is_some()] {
                summary { (fill(&reader.words().cited_by, &[("n", &found.cited_by_total)])) }
                ul lang="kk" { @for one in &citing[..shown] { (one) } }
                @if first > 0 || left > 0 {
                    p {
                        @if first > 0 { a rel="nofollow" href=(at(0)) { "← " (reader.words().previous) } " " }
                        @if left > 0 && shown > 0 { a rel="nofollow" href=(at(first + shown)) { (reader.words().next) ": " (left) " →" } }
                    }
                }
            }
        }
    })
}

/// The address of the feed of what is read.
fn feed(reader: &Reader, address: &str) -> String {
    reader.bare(&format!("/api/v1/acts/{address}/feed"), &[("lang", reader.language.code())])
}

/// What else can be done with what is read.
fn tools(reader: &Reader, address: &str) -> Markup {
    let words = reader.words();
    html! {
        p class="tools" {
            a href=(reader.to(&format!("/compare/{address}"), &[])) { (words.compare) }
            " · " a href=(feed(reader, address)) { (words.feed) }
            @for (format, name) in [("akn", "Akoma Ntoso"), ("md", "Markdown")] {
                " · " a download href=(reader.to(&format!("/api/v1/acts/{address}/export"), &[("format", format)])) { (name) }
            }
        }
    }
}

/// What is read, and what it stands in.
fn head(reader: &Reader, shown: &Shown, day: Date, today: Date) -> Markup {
    let (words, passage, act) = (reader.words(), &shown.passage, &shown.act);
    html! {
        header {
            @if let Some(path) = own_path(passage) {
                (crumbs(reader, passage, &path))
                h1 lang="kk" { (passage.citation.kk) }
                p class="standing" { (badge(words, passage)) }
                (day_shown(reader, day, today, None))
            } @else {
                h1 lang="kk" class=[(passage.text.chars().count() > LONG_TITLE).then_some("long")] { (query::excerpt(&passage.text, &[], TITLE_MAX).0) }
                p class="standing" { (badge(words, passage)) }
                (day_shown(reader, day, today, None))
                (facts(reader, act))
                (citations(reader, passage, day, false))
                (notes(reader, shown.notes.iter().filter(|(target, _)| *target == passage.address).map(|(_, note)| note.as_str())))
            }
        }
    }
}

/// The way from the act to the provision.
fn crumbs(reader: &Reader, passage: &Passage, path: &ProvisionPath) -> Markup {
    let act = printed_in(passage);
    let segments: Vec<&str> = path.segments().collect();
    // A short citation names each segment, where none is left out.
    let mut names: Vec<&str> = passage.citation.short.split(", ").skip(1).collect();
    if passage.via.is_some() || names.len() != segments.len() {
        names.clone_from(&segments);
    }
    let whole = reader.to(&format!("/act/{act}"), &[("at", path.as_str())]) + &format!("#{path}");
    html! {
        nav class="crumbs" aria-label=(reader.words().here) {
            ol lang="kk" {
                li { a href=(whole) { (query::excerpt(&passage.act_title, &[], LONG_TITLE).0) } }
                @for (at, name) in names.iter().enumerate() {
                    @if at + 1 < names.len() { li { a href=(place(reader, &format!("{act}/{}", segments[..=at].join("/")))) { (name) } } }
                    @else { li { span aria-current="page" { (name) } } }
                }
            }
        }
    }
}

fn facts(reader: &Reader, act: &ActHeader) -> Markup {
    let words = reader.words();
    let dated = |day: Option<Date>, number: Option<&str>| {
        let day = day.map(|day| words.short(day)).unwrap_or_default();
        number.map_or(day.clone(), |number| format!("{day} № {number}"))
    };
    let adopted: Vec<String> = act.adopted.iter().map(|one| dated(one.date, one.number.as_deref())).collect();
    let registered = act.registered.as_ref().map(|entry| dated(entry.date, Some(&entry.number)));
    let repealed = act.repealed_by.as_ref().map(ToString::to_string).or_else(|| act.repealed_on.map(|day| words.short(day)));
    let rows = [
        (&words.adopted, (!adopted.is_empty()).then(|| adopted.join(", "))),
        (&words.registered, registered),
        (&words.published, act.published.map(|day| words.short(day))),
        (&words.repealed_by, repealed),
        (&words.copy_of, act.retrieved.map(|day| words.short(day))),
        (&words.doubts, (act.problems > 0).then(|| act.problems.to_string())),
    ];
    html! {
        dl class="facts" {
            div { dt { (words.kind(act.kind)) } dd { code { (act.id) } } }
            @for (name, value) in rows { @if let Some(value) = value { div { dt { (name) } dd { (value) } } } }
            div { dt { (words.file) } dd {
                a href=(source::address(reader, act.id.as_str(), None, &[])) { (act.file) }
                @for part in act.parts.iter().take(PARTS_MAX) { ", " a href=(source::address(reader, act.id.as_str(), Some(part), &[])) { (part) } }
                @if act.parts.len() > PARTS_MAX { ", …" }
            } }
            @if let Some(url) = act.url.as_deref().and_then(web_address) { div { dt { (words.official) } dd { a rel="external" href=(url) { (url) } } } }
        }
    }
}

fn notes<'n>(reader: &Reader, notes: impl Iterator<Item = &'n str>) -> Markup {
    let notes: Vec<&str> = notes.collect();
    let shown = fitting(notes.iter().map(|note| note.len()), NOTES_BYTES_MAX).max(1);
    html! {
        @if !notes.is_empty() {
            details class="notes" {
                summary { @if notes.len() == 1 { (reader.words().note) } @else { (fill(&reader.words().notes, &[("n", &notes.len())])) } }
                @for note in notes.iter().take(shown) {
                    @let (words, is_cut) = beginning(note, NOTES_BYTES_MAX);
                    p lang="kk" { (words) @if is_cut { " …" } }
                }
                @if notes.len() > shown { p { "… " (notes.len() - shown) } }
            }
        }
    }
}

/// The address of a passage in the act it is printed in.
fn own_path(passage: &Passage) -> Option<ProvisionPath> {
    match &passage.via {
        // the title of an act, whatever text gives it, stands for the act
        Some(via) if passage.path.is_some() => via.split_once('/').and_then(|(_, path)| path.parse().ok()),
        _ => passage.path.clone(),
    }
}

/// The act a passage is printed in.
fn printed_in(passage: &Passage) -> &str {
    let via = passage.via.as_deref().filter(|_| passage.path.is_some());
    via.map_or(passage.act.as_str(), |via| via.split('/').next().unwrap_or(via))
}

/// The short names that `act` gives: «(бұдан әрі – Заң)».
fn short_names(act: &Act) -> Vec<(&str, &str)> {
    let mut names: Vec<(&str, &str)> = act.terms.iter().map(|term| (term.term.as_str(), act.text.slice(term.meaning))).collect();
    names.retain(|(term, meaning)| term.chars().count() > 2 && !meaning.is_empty());
    names.sort_unstable();
    names.dedup_by_key(|(term, _)| *term);
    names.truncate(TERMS_MAX);
    names
}

/// A reference, and the bytes of its unit on which it stands.
type Placed<'t> = (Range<usize>, &'t Reference);

/// The units of a page, with what is known about them beside their words.
struct Text<'t> {
    open: &'t Open,
    reader: &'t Reader,
    shown: &'t Shown,
    source: Option<&'t Act>,
    /// The provision of each address, and the references in it.
    provisions: HashMap<&'t str, (usize, Vec<Placed<'t>>)>,
    notes: HashMap<&'t str, Vec<&'t str>>,
    /// The short names that the act gives, and what they stand for.
    terms: Vec<(&'t str, &'t str)>,
    /// The parts that the units are cut into, the one that is asked for, and its units.
    parts: Vec<Range<usize>>,
    at_part: usize,
    page: Range<usize>,
}

/// The short names that are explained on a page already: each once in a clause, as long as there is room.
struct Explained<'t> {
    in_clause: HashSet<&'t str>,
    bytes: usize,
}

impl Explained<'_> {
    fn nothing() -> Self {
        Self { in_clause: HashSet::new(), bytes: 0 }
    }
}

impl<'t> Text<'t> {
    fn new(open: &'t Open, reader: &'t Reader, shown: &'t Shown, source: Option<&'t Act>) -> Self {
        let references = source.map(Act::references_of_provisions).unwrap_or_default();
        let mut references: HashMap<usize, Vec<Placed<'_>>> = references.into_iter().collect();
        let known = source.into_iter().flat_map(|act| act.provisions.iter().enumerate());
        let provisions = known.map(|(at, provision)| (provision.path.as_str(), (at, references.remove(&at).unwrap_or_default()))).collect();
        let mut notes: HashMap<&str, Vec<&str>> = HashMap::new();
        for (target, note) in &shown.notes {
            notes.entry(target).or_default().push(note);
        }
        let terms = source.map(short_names).unwrap_or_default();
        Self { open, reader, shown, source, provisions, notes, terms, parts: Vec::new(), at_part: 0, page: 0..0 }
    }

    /// Cuts the units into pages, the first of which has room for `first` bytes of them and each further one for `other`, and turns to the one asked for.
    fn cut(&mut self, first: usize, other: usize) {
        let mut nothing = Explained { in_clause: HashSet::new(), bytes: EXPLAINED_BYTES_MAX };
        let below = &self.shown.below;
        let sizes: Vec<usize> = below.iter().map(|unit| self.unit(&unit.passage, unit.depth, &mut nothing).0.len()).collect();
        let named = |path: &str| below.iter().position(|unit| own_path(&unit.passage).is_some_and(|own| own.as_str() == path));
        let at = self.reader.get("at").and_then(named).or_else(|| self.reader.number("from")).unwrap_or(0);
        self.parts = parts(&sizes, first, other);
        self.at_part = part_with(&self.parts, at);
        self.page = self.parts[self.at_part].clone();
    }

    /// The short names of the act, for those who cannot hover.
    fn glossary(&self) -> Markup {
        let size = |(term, meaning): &(&str, &str)| 40 + term.len() + meaning.len().min(MEANING_BYTES_MAX);
        let shown = fitting(self.terms.iter().map(size), GLOSSARY_BYTES_MAX);
        html! {
            @if !self.terms.is_empty() {
                details class="terms" {
                    summary { (fill(&self.reader.words().terms, &[("n", &self.terms.len())])) }
                    dl lang="kk" { @for (term, meaning) in &self.terms[..shown] { div { dt { (term) } dd { (beginning(meaning, MEANING_BYTES_MAX).0) } } } }
                    @if shown < self.terms.len() { p { "… " (self.terms.len() - shown) } }
                }
            }
        }
    }

    /// The address of unit `at` on the page that shows it.
    fn link_within(&self, at: usize) -> String {
        let path = own_path(&self.shown.below[at].passage);
        let anchor = path.map(|path| format!("#{path}")).unwrap_or_default();
        if self.page.contains(&at) { anchor } else { self.reader.without("at").with("from", Some(&at.to_string())) + &anchor }
    }

    /// The way to another part of a long act, where there is one.
    fn way_to(&self, part: usize, rel: &str) -> Markup {
        let words = self.reader.words();
        let to = |part: &Range<usize>| self.reader.without("at").with("from", (part.start > 0).then(|| part.start.to_string()).as_deref());
        html! {
            @if let Some(part) = self.parts.get(part) {
                p class="part" {
                    a rel=(rel) href=(to(part)) {
                        (if rel == "prev" { &words.previous } else { &words.next }) ": "
                        (fill(&words.part_of, &[("from", &(part.start + 1)), ("to", &part.end), ("n", &self.shown.below.len())]))
                    }
                }
            }
        }
    }

    fn unit(&self, passage: &Passage, depth: usize, explained: &mut Explained<'t>) -> Markup {
        let words = self.reader.words();
        let path = own_path(passage);
        let path = path.as_ref().map(ProvisionPath::as_str).unwrap_or_default();
        let own = format!("{}/{path}", printed_in(passage));
        let kind = passage.kind.map_or("act", ProvisionKind::as_str);
        let is_heading = passage.kind.is_some_and(|kind| kind.is_grouping() || matches!(kind, ProvisionKind::Component | ProvisionKind::Annex));
        let gone = if passage.tombstone { " gone" } else { "" };
        let quoted = if passage.via.is_some() { " quoted" } else { "" };
        let mut marks = self.links(path, &passage.text);
        marks.extend(self.explain(passage, explained));
        let (text, is_cut) = beginning(&passage.text, UNIT_BYTES_MAX);
        marks.retain(|mark| mark.range.end <= text.len());
        let body = linked(text, &marks);
        let notes_here = self.notes.get(passage.address.as_str()).into_iter().flatten().copied();
        html! {
            section class=(format!("unit d{} {kind}{gone}{quoted}", depth.min(8))) id=(path) {
                a class="anchor" href=(place(self.reader, &own)) aria-label=(fill(&words.link_here, &[("address", &path)])) { "§" }
                @if let Some(header) = passage.header_cell() { p lang="kk" { strong { (header) } } }
                @if passage.text.is_empty() {}
                @else if is_heading && passage.text.chars().count() < 400 { h2 lang="kk" { (body) } }
                @else { p lang="kk" { (body) } }
                @if is_cut { p class="quiet" { "… " a download href=(self.reader.to(&format!("/api/v1/acts/{own}/export"), &[("format", "txt")])) { (words.whole_text) } } }
                @if passage.tombstone { p class="quiet" { (words.taken_out) } }
                (notes(self.reader, notes_here))
            }
        }
    }

    /// The short names in the words of a passage that are to be explained there.
    fn explain(&self, passage: &Passage, explained: &mut Explained<'t>) -> Vec<Mark> {
        let goes_on = |kind: ProvisionKind| matches!(kind, ProvisionKind::Subpoint | ProvisionKind::Part | ProvisionKind::Indent | ProvisionKind::Item);
        if !passage.kind.is_some_and(goes_on) {
            explained.in_clause.clear();
        }
        if explained.bytes >= EXPLAINED_BYTES_MAX {
            return Vec::new();
        }
        let wanted: Vec<(&'t str, &'t str)> = self.terms.iter().filter(|(term, _)| !explained.in_clause.contains(term)).copied().collect();
        let mut found = Vec::new();
        for (term, mark) in terms(&passage.text, &wanted, MEANING_BYTES_MAX) {
            let size = mark.size();
            if explained.bytes + size <= EXPLAINED_BYTES_MAX {
                explained.bytes += size;
                explained.in_clause.insert(term);
                found.push(mark);
            }
        }
        found
    }

    /// The references in the unit at `path`, whose words are `text`: where each stands and leads.
    fn links(&self, path: &str, text: &str) -> Vec<Mark> {
        let Some((act, (at, references))) = self.source.zip(self.provisions.get(path)) else { return Vec::new() };
        let provision = &act.provisions[*at];
        if references.is_empty() || act.own_text(provision) != text {
            return Vec::new();
        }
        let mark = |(range, reference): &Placed<'_>| Some(Mark { range: range.clone(), kind: self.target(act, reference)? });
        references.iter().filter_map(mark).collect()
    }

    /// Where a reference leads: into this act, into another one that is indexed, or to where an act is published.
    fn target(&self, act: &Act, reference: &Reference) -> Option<Kind> {
        let path = reference.target.path.as_ref();
        // The place in its act, so that one who follows a link reads on. An act that has no such place (any more) is shown from its beginning.
        let within = |act: &ActId, path: &ProvisionPath| Kind::Link(self.reader.to(&format!("/act/{act}"), &[("at", path.as_str())]) + &format!("#{path}"));
        let Some(cited) = &reference.target.act else {
            let path = path.filter(|path| self.provisions.contains_key(path.as_str()))?;
            return Some(within(&act.id, path));
        };
        let id = cited.id.clone().or_else(|| cited.derive_id())?;
        match (self.open.index.act(id.as_str()), path) {
            (Some(known), Some(path)) => Some(within(&known.id, path)),
            (Some(known), None) => Some(Kind::Link(place(self.reader, known.id.as_str()))),
            (None, _) => Some(Kind::External(format!("https://adilet.zan.kz/kaz/docs/{id}"))),
        }
    }
}
