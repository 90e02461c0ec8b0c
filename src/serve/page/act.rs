//! An act or a provision to be read: contents beside the text, notes at hand, every clause with a link of its own.

use std::collections::HashMap;
use std::ops::Range;

use maud::{Markup, html};

use super::frame::{Page, frame};
use super::part::{badge, citations, day_shown, place, printed};
use super::reader::{Reader, web_address};
use super::text::{Kind, Mark, linked, terms};
use super::timeline::timeline;
use super::words::fill;
use crate::act::{Act, ActId, Date, ProvisionKind, ProvisionPath, Reference, Status};
use crate::index::ActHeader;
use crate::query::{self, Passage, Shown, ShownUnit};
use crate::serve::problem::Problem;
use crate::serve::site::{Open, Site};

/// Units of a page. A code of two thousand clauses is read in parts.
const UNITS_MAX: usize = 400;
/// Characters of an entry of the contents.
const ENTRY_MAX: usize = 110;
/// A title of more characters than this is set smaller.
const LONG_TITLE: usize = 170;
/// Short names of an act that are explained; no act has so many.
const TERMS_MAX: usize = 200;
/// Units that cite what is read, of those that are listed.
const CITING_MAX: usize = 50;
/// Acts of a page of the list.
const ACTS_MAX: usize = 100;

pub(super) fn page(site: &Site, open: &Open, reader: &Reader, address: &str) -> Result<Markup, Problem> {
    let day = reader.as_of()?.unwrap_or_else(|| site.today());
    let shown = query::show(&open.index, address, Some(day))?;
    // Without the source there are no references, and the text is the same.
    let source = open.source(&shown.act.id).ok();
    let text = Text::new(open, reader, &shown, source.as_deref());
    let passage = &shown.passage;
    let whole = passage.path.is_none();
    let contents = contents(&shown.below);
    let official = shown.act.url.as_deref().and_then(web_address).map(str::to_owned);
    let told = query::history(&open.index, address, Some(day))?;
    let content = html! {
        div class=(if contents.is_empty() { "reading alone" } else { "reading" }) {
            @if !contents.is_empty() { (contents_beside(reader, &text, &contents)) }
            article {
                (head(reader, &shown, day, site.today()))
                (timeline(reader, &told, day, site.today()))
                (tools(reader, &told.address))
                @if whole { (text.glossary()) }
                @if !whole {
                    @if let Some(context) = &passage.context { p class="context" lang="kk" { (context) } }
                    (text.unit(passage, 0))
                }
                @if text.first > 0 { (text.part(text.first.saturating_sub(UNITS_MAX), "prev")) }
                @for unit in &shown.below[text.first..text.last] { (text.unit(&unit.passage, unit.depth)) }
                @if text.last < shown.below.len() { (text.part(text.last, "next")) }
                (cited_by(open, reader, &told.address, day)?)
                @if !whole { (citations(reader, passage, day, true)) p class="foot" { (printed(reader, passage)) } }
            }
        }
    };
    let title = if whole { passage.text.clone() } else { passage.citation.short.clone() };
    let feed = Some(feed(reader, &told.address));
    Ok(frame(reader, &Page { title, has_own_box: false, class: "act", act: Some(shown.act.id.to_string()), official, feed, content }))
}

/// Who cites what is read.
fn cited_by(open: &Open, reader: &Reader, address: &str, day: Date) -> Result<Markup, Problem> {
    let found = query::references(&open.index, address, Some(day), CITING_MAX, 0)?;
    Ok(html! {
        @if found.cited_by_total > 0 {
            details class="cited-by" {
                summary { (fill(&reader.words().cited_by, &[("n", &found.cited_by_total)])) }
                ul lang="kk" {
                    @for citing in &found.cited_by {
                        li {
                            a href=(place(reader, &citing.passage.address)) { (citing.passage.citation.short) }
                            @for (surface, _) in &citing.pointers { " · " (surface) }
                        }
                    }
                }
                @if found.cited_by_total > found.cited_by.len() { p class="quiet" { "… " (found.cited_by_total - found.cited_by.len()) } }
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
                h1 lang="kk" class=[(passage.text.chars().count() > LONG_TITLE).then_some("long")] { (passage.text) }
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
                li { a href=(whole) { (passage.act_title) } }
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
            div { dt { (words.file) } dd { a href=(reader.to(&format!("/source/{}", act.id), &[])) { (act.file) } } }
            @if let Some(url) = act.url.as_deref().and_then(web_address) { div { dt { (words.official) } dd { a rel="external" href=(url) { (url) } } } }
        }
    }
}

/// The places of `below` that have an entry in the contents: headings, or, in an act without them, its points and changes.
fn contents(below: &[ShownUnit]) -> Vec<usize> {
    let heads = |kind: ProvisionKind| kind.is_grouping() || matches!(kind, ProvisionKind::Annex | ProvisionKind::Article | ProvisionKind::Component);
    let points = |kind: ProvisionKind| matches!(kind, ProvisionKind::Point | ProvisionKind::Amendment);
    let of = |wanted: &dyn Fn(ProvisionKind) -> bool| -> Vec<usize> {
        let listed = |unit: &ShownUnit| unit.passage.via.is_none() && unit.passage.kind.is_some_and(wanted);
        (0..below.len()).filter(|&at| listed(&below[at])).collect()
    };
    let found = Some(of(&heads)).filter(|found| found.len() > 1).unwrap_or_else(|| of(&points));
    if found.len() > 1 { found } else { Vec::new() }
}

fn contents_beside(reader: &Reader, text: &Text<'_>, contents: &[usize]) -> Markup {
    html! {
        nav class="contents" aria-label=(reader.words().contents) {
            details open {
                summary { (reader.words().contents) }
                ol lang="kk" {
                    @for &at in contents {
                        @let unit = &text.shown.below[at];
                        li class=(format!("d{}", unit.depth.min(6))) { a href=(text.link_within(at)) { (brief(&unit.passage)) } }
                    }
                }
            }
        }
    }
}

/// A heading for the contents.
fn brief(passage: &Passage) -> String {
    let text = passage.heading.as_deref().filter(|_| passage.text.chars().count() > ENTRY_MAX).unwrap_or(&passage.text);
    let text = if text.is_empty() { passage.path.as_ref().and_then(|path| path.segments().next_back()).unwrap_or_default() } else { text };
    query::excerpt(text, &[], ENTRY_MAX).0
}

fn notes<'n>(reader: &Reader, notes: impl Iterator<Item = &'n str>) -> Markup {
    let notes: Vec<&str> = notes.collect();
    html! {
        @if !notes.is_empty() {
            details class="notes" {
                summary { @if notes.len() == 1 { (reader.words().note) } @else { (fill(&reader.words().notes, &[("n", &notes.len())])) } }
                @for note in notes { p lang="kk" { (note) } }
            }
        }
    }
}

/// The address of a passage in the act it is printed in.
fn own_path(passage: &Passage) -> Option<ProvisionPath> {
    match &passage.via {
        Some(via) => via.split_once('/').and_then(|(_, path)| path.parse().ok()),
        None => passage.path.clone(),
    }
}

/// The act a passage is printed in.
fn printed_in(passage: &Passage) -> &str {
    passage.via.as_deref().map_or(passage.act.as_str(), |via| via.split('/').next().unwrap_or(via))
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
    /// The units that are on this page.
    first: usize,
    last: usize,
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
        let at = reader.get("at").and_then(|path| shown.below.iter().position(|unit| own_path(&unit.passage).is_some_and(|own| own.as_str() == path)));
        let first = at.or_else(|| reader.number("from")).unwrap_or(0).min(shown.below.len()) / UNITS_MAX * UNITS_MAX;
        let last = (first + UNITS_MAX).min(shown.below.len());
        Self { open, reader, shown, source, provisions, notes, terms: source.map(short_names).unwrap_or_default(), first, last }
    }

    /// The short names of the act, for those who cannot hover.
    fn glossary(&self) -> Markup {
        html! {
            @if !self.terms.is_empty() {
                details class="terms" {
                    summary { (fill(&self.reader.words().terms, &[("n", &self.terms.len())])) }
                    dl lang="kk" { @for (term, meaning) in &self.terms { div { dt { (term) } dd { (meaning) } } } }
                }
            }
        }
    }

    /// The address of unit `at` on the page that shows it.
    fn link_within(&self, at: usize) -> String {
        let path = own_path(&self.shown.below[at].passage);
        let anchor = path.map(|path| format!("#{path}")).unwrap_or_default();
        if (self.first..self.last).contains(&at) { anchor } else { self.reader.with("from", Some(&at.to_string())) + &anchor }
    }

    /// The way to another part of a long act.
    fn part(&self, from: usize, rel: &str) -> Markup {
        let words = self.reader.words();
        let (to, n) = ((from + UNITS_MAX).min(self.shown.below.len()), self.shown.below.len());
        html! {
            p class="part" {
                a rel=(rel) href=(self.reader.with("from", Some(&from.to_string()))) {
                    (if rel == "prev" { &words.previous } else { &words.next }) ": " (fill(&words.part_of, &[("from", &(from + 1)), ("to", &to), ("n", &n)]))
                }
            }
        }
    }

    fn unit(&self, passage: &Passage, depth: usize) -> Markup {
        let words = self.reader.words();
        let path = own_path(passage);
        let path = path.as_ref().map(ProvisionPath::as_str).unwrap_or_default();
        let own = format!("{}/{path}", printed_in(passage));
        let kind = passage.kind.map_or("act", ProvisionKind::as_str);
        let is_heading = passage.kind.is_some_and(|kind| kind.is_grouping() || matches!(kind, ProvisionKind::Component | ProvisionKind::Annex));
        let gone = if passage.tombstone { " gone" } else { "" };
        let quoted = if passage.via.is_some() { " quoted" } else { "" };
        let mut marks = self.links(path, &passage.text);
        marks.extend(terms(&passage.text, &self.terms));
        let body = linked(&passage.text, &marks);
        let notes_here = self.notes.get(passage.address.as_str()).into_iter().flatten().copied();
        html! {
            section class=(format!("unit d{} {kind}{gone}{quoted}", depth.min(8))) id=(path) {
                a class="anchor" href=(place(self.reader, &own)) title=(own) aria-label=(fill(&words.link_here, &[("address", &own)])) { "§" }
                @if passage.text.is_empty() {}
                @else if is_heading && passage.text.chars().count() < 400 { h2 lang="kk" { (body) } }
                @else { p lang="kk" { (body) } }
                @if passage.tombstone { p class="quiet" { (words.taken_out) } }
                (notes(self.reader, notes_here))
            }
        }
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

/// The list of the acts.
pub(super) fn list(_: &Site, open: &Open, reader: &Reader) -> Result<Markup, Problem> {
    let words = reader.words();
    let acts = open.index.acts();
    let first = reader.number("from").unwrap_or(0).min(acts.len()) / ACTS_MAX * ACTS_MAX;
    let last = (first + ACTS_MAX).min(acts.len());
    let content = html! {
        h1 { (words.acts) }
        ol class="acts" start=(first + 1) {
            @for act in &acts[first..last] {
                li {
                    a lang="kk" href=(place(reader, act.id.as_str())) { @if act.title.is_empty() { (act.id) } @else { (act.title) } }
                    p class="quiet" {
                        code { (act.id) } " · " (words.kind(act.kind)) " · "
                        span class=(if act.status == Status::Repealed { "ended" } else { "stands" }) { (words.status(act.status)) }
                        @for day in act.adopted.iter().filter_map(|one| one.date).take(1) { " · " (words.adopted) " " (words.short(day)) }
                        " · " (words.units) ": " (act.units)
                    }
                }
            }
        }
        nav class="pages" aria-label=(words.pages) {
            @if first > 0 { a rel="prev" href=(reader.with("from", Some(&(first - ACTS_MAX).to_string()))) { "← " (words.previous) } }
            @if last < acts.len() { a rel="next" href=(reader.with("from", Some(&last.to_string()))) { (words.next) " →" } }
        }
    };
    Ok(frame(reader, &Page { title: words.acts.clone(), has_own_box: false, class: "plain", act: None, official: None, feed: None, content }))
}
