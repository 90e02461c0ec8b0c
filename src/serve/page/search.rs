//! The page that is asked.

use maud::{Markup, html};

use super::facets::{facets, limits};
use super::frame::{Page, ask_box, frame};
use super::part::{badge, citations, day_shown, marked, place, printed};
use super::reader::Reader;
use super::style;
use super::weight::BYTES_MAX;
use super::words::fill;
use crate::act::Date;
use crate::query::{Answer, Passage, Question, excerpt, search};
use crate::serve::problem::Problem;
use crate::serve::site::{Open, Site};
use crate::serve::{OFFSET_MAX, QUESTION_CHARS_MAX};

/// Passages of a page.
pub(super) const PAGE: usize = 10;
/// What the list shows of each passage: the most that has room on a page. Its own page shows all.
const SHOWN: [Shown; 5] = [
    Shown { text: 700, context: 220, title: 260, cited: true },
    Shown { text: 420, context: 160, title: 160, cited: true },
    Shown { text: 260, context: 0, title: 120, cited: true },
    Shown { text: 260, context: 0, title: 120, cited: false },
    Shown { text: 120, context: 0, title: 0, cited: false },
];
/// Characters of a question that is offered with narrower ones, and to be followed: every link repeats it.
const REPEATED_MAX: usize = 200;
/// Bytes of what stands around the content of the page, its links to other languages and its style apart.
const FRAME_BYTES: usize = 3_500;
/// What a question can be: words, a unit, a phrase.
const EXAMPLES: [&str; 3] = ["паспорт көшірмелері", "14-1-тармақ", "\"нотариат куәландырған\" келісім"];

/// How much of a passage the list shows.
#[derive(Clone, Copy, Debug)]
struct Shown {
    /// Characters of its words, of its lead-in, of the title of its act.
    text: usize,
    context: usize,
    title: usize,
    /// Whether it is cited in every way.
    cited: bool,
}

/// The question that `reader` asks, where it can be asked.
pub(super) fn question(site: &Site, reader: &Reader) -> Result<Option<Question>, Problem> {
    let as_of = reader.as_of()?;
    let Some(text) = reader.get("q").map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let characters = text.chars().count();
    if characters > QUESTION_CHARS_MAX {
        return Err(Problem::bad(format!("the question has {characters} characters, {QUESTION_CHARS_MAX} are the most; ask with the words that matter")));
    }
    let offset = reader.number("page").unwrap_or(1).saturating_sub(1).saturating_mul(PAGE).min(OFFSET_MAX as usize);
    let text = reader.get("act").map_or_else(|| text.to_owned(), |act| format!("act:{act} {text}"));
    Ok(Some(Question { text, as_of, today: Some(site.today()), limit: PAGE, offset, facets: true, ..Question::default() }))
}

pub(super) fn page(site: &Site, open: &Open, reader: &Reader) -> Result<Markup, Problem> {
    let words = reader.words();
    let Some(question) = question(site, reader)? else { return Ok(start(open, reader)) };
    let answer = search(&open.index, &question)?;
    let day = answer.as_of.unwrap_or_else(|| site.today());
    // What is found leads on about the day the question names.
    let about = reader.about(day);
    let about = if answer.day_from.is_some() { &about } else { reader };
    let is_repeated = question.text.chars().count() <= REPEATED_MAX;
    let around = html! {
        (ask_box(reader, "own", reader.get("act")))
        h1 class="hidden" { (words.results) ": " (reader.get("q").unwrap_or_default()) }
        @if let Some(act) = reader.get("act").and_then(|act| open.index.act(act)) {
            p class="within" { (words.in_act) ": " a lang="kk" href=(place(reader, act.id.as_str())) { (act.title) } }
        }
        div class="told" {
            (day_shown(reader, day, site.today(), answer.day_from.as_deref()))
            (what_was_done(reader, &question, &answer))
        }
        @if is_repeated { (limits(reader)) @if let Some(found) = &answer.facets { (facets(reader, found)) } }
    };
    let below = html! {
        (pages(reader, &question, &answer))
        p class="tools" { a href=(csv(reader)) download { (words.csv) } @if is_repeated { " · " a href=(feed(reader, &question)) { (words.feed) } } }
    };
    let hits = |shown: Shown| html! { @for hit in &answer.hits { li class="hit" data-hit { (entry(open, about, hit, day, shown)) } } };
    // The links to the other languages repeat the question once more.
    let room = BYTES_MAX.saturating_sub(FRAME_BYTES + around.0.len() + below.0.len() + 2 * reader.with("lang", None).len());
    let mut listed = SHOWN.into_iter().map(hits);
    let fitting = listed.find(|hits| hits.0.len() <= room).unwrap_or_else(|| hits(SHOWN[SHOWN.len() - 1]));
    // No word and no citation is left out for it.
    let brings_style = fitting.0.len() + style::WITHIN.len() <= room;
    let content = html! {
        (around)
        @if answer.hits.is_empty() {
            section class="nothing" { h2 { (words.nothing) } p { (words.nothing_hint) } }
        } @else {
            ol class="hits" start=(question.offset + 1) { (fitting) }
            (below)
        }
    };
    let title = reader.get("q").unwrap_or_default().to_owned();
    let feed = is_repeated.then(|| feed(reader, &question));
    Ok(frame(reader, &Page { title, has_own_box: true, brings_style, class: "results", feed, content, ..Page::default() }))
}

/// The page before anything is asked.
fn start(open: &Open, reader: &Reader) -> Markup {
    let words = reader.words();
    let acts = open.index.acts();
    let units: usize = acts.iter().map(|act| act.units).sum();
    let content = html! {
        div class="start" {
            h1 { (words.tagline) }
            p class="lead" { (words.lead) }
            (ask_box(reader, "own", None))
            p class="examples" {
                (words.examples) ": "
                @for (at, example) in EXAMPLES.iter().enumerate() {
                    @if at > 0 { " · " }
                    a lang="kk" href=(reader.to("/", &[("q", example)])) { (example) }
                }
            }
            p class="quiet" { a href=(reader.to("/acts", &[])) { (fill(&words.indexed, &[("acts", &acts.len()), ("units", &units)])) } }
        }
    };
    frame(reader, &Page { title: words.search.clone(), has_own_box: true, brings_style: true, class: "home", content, ..Page::default() })
}

/// How much was found, what else was searched for, and what was not understood.
fn what_was_done(reader: &Reader, question: &Question, answer: &Answer) -> Markup {
    let words = reader.words();
    html! {
        @if !answer.hits.is_empty() {
            p class="count" {
                (fill(&words.found, &[("n", &answer.total)]))
                @if question.offset > 0 {
                    " · "
                    (fill(&words.found_range, &[("from", &(question.offset + 1)), ("to", &(question.offset + answer.hits.len())), ("n", &answer.total)]))
                }
            }
        }
        @if let Some(meant) = &answer.did_you_mean {
            p class="meant" { (words.did_you_mean) ": " a lang="kk" href=(reader.without("page").with("q", Some(meant))) { (meant) } }
        }
        @if !answer.widened.is_empty() {
            p class="widened" {
                (words.widened) ": "
                @for (at, wider) in answer.widened.iter().enumerate() {
                    @if at > 0 { "; " }
                    span lang="kk" { (wider.from) " → " b { (wider.to) } } " (" (words.reason(wider.reason)) ")"
                }
            }
        }
        @for problem in &answer.problems { p class="remark" { (words.said(problem)) } }
    }
}

fn entry(open: &Open, reader: &Reader, hit: &Passage, day: Date, shown: Shown) -> Markup {
    let words = reader.words();
    let (text, marks) = excerpt(&hit.text, &hit.highlights, shown.text);
    let context = hit.context.as_deref().filter(|_| shown.context > 0).map(|context| excerpt(context, &[], shown.context).0);
    html! {
        article {
            h2 { a href=(place(reader, &hit.address)) lang="kk" { (hit.citation.short) } }
            @if shown.title > 0 { p class="of" lang="kk" { (excerpt(&hit.act_title, &[], shown.title).0) } }
            p class="standing" { (badge(words, hit)) }
            blockquote lang="kk" {
                @if let Some(context) = context { p class="context" { (context) } }
                @if let Some(header) = hit.header_cell() { p { strong { (header) } } }
                p { (marked(&text, &marks)) }
            }
            @if let Some(via) = &hit.via { p class="via" { (words.via) " " a href=(place(reader, via)) { code { (via) } } } }
            div class="foot" { @if shown.cited { (citations(reader, hit, day, false)) } p { (printed(open, reader, hit)) } }
        }
    }
}

fn pages(reader: &Reader, question: &Question, answer: &Answer) -> Markup {
    let words = reader.words();
    let number = question.offset / PAGE + 1;
    let more = answer.hits.len() == PAGE && question.offset + PAGE <= OFFSET_MAX as usize && question.offset + PAGE < answer.total;
    let at = |number: usize| reader.with("page", (number > 1).then(|| number.to_string()).as_deref());
    html! {
        @if number > 1 || more {
            nav class="pages" aria-label=(words.pages) {
                @if number > 1 { a rel="prev" href=(at(number - 1)) { "← " (words.previous) } }
                span aria-current="page" { (number) }
                @if more { a rel="next" href=(at(number + 1)) { (words.next) " →" } }
            }
        }
    }
}

/// The feed that tells of new answers to the question.
fn feed(reader: &Reader, question: &Question) -> String {
    reader.bare("/api/v1/search/feed", &[("q", &question.text), ("lang", reader.language.code())])
}

fn csv(reader: &Reader) -> String {
    let question: Vec<(&str, &str)> = ["q", "act"].into_iter().filter_map(|name| Some((name, reader.get(name)?))).collect();
    reader.to("/search.csv", &question)
}
