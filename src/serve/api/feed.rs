//! Atom feeds (RFC 4287): what happened to an act, and the wordings that answer a saved question.
//!
//! An entry is known by what it tells of: an event keeps its id when the index is built anew, a new wording of a clause is a new entry.

use std::collections::HashMap;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::act::Date;
use crate::export::xml::Xml;
use crate::query::{self, Happened, Passage, Question, search};
use crate::serve::PAGE_MAX;
use crate::serve::page::{Language, what, when, who};
use crate::serve::problem::Problem;
use crate::serve::site::{Open, Site};

const ATOM: HeaderValue = HeaderValue::from_static("application/atom+xml; charset=utf-8");
/// Ids are names, not places: a copy of the index on another machine tells of the same changes.
const NAME: &str = "urn:x-tarmaq";

/// One thing that is told.
struct Entry {
    id: String,
    title: String,
    updated: Date,
    /// The page that shows it.
    link: String,
    summary: String,
    /// Words of the law, in Kazakh.
    content: Option<String>,
}

/// What happened to the act or the provision at `address`, newest first.
pub(super) fn of_place(site: &Site, open: &Open, language: Language, address: &str) -> Result<Response, Problem> {
    let told = query::history(&open.index, address, None)?;
    let words = language.words();
    let id = told.act.id.as_str();
    let entry = |happened: &Happened| {
        let event = &happened.event;
        // What is only announced has no day of its own: that of the act that announces it, or of the copy.
        let updated = event.effective.earliest.or(event.published).or(event.by.date).or(told.act.retrieved).unwrap_or_else(|| site.today());
        let target = event.target.as_ref().map_or_else(|| id.to_owned(), |target| format!("{id}/{target}"));
        let by = event.by.id.as_ref().map_or_else(|| who(words, &event.by), ToString::to_string);
        let unit = event.unit.as_ref().map(ToString::to_string).unwrap_or_default();
        let version = happened.wording.and_then(|at| told.wordings.get(at)).and_then(|version| version.passage.as_ref());
        Entry {
            id: name(&["event", &target, event.kind.as_str(), &by, &unit]),
            title: what(words, id, event),
            updated,
            link: page(&target, updated),
            summary: format!("{} · {}", when(words, &event.effective), who(words, &event.by)),
            content: version.map(|passage| passage.text.clone()),
        }
    };
    let mut entries: Vec<Entry> = told.events.iter().map(entry).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    let title = if told.act.title.is_empty() { told.citation.clone() } else { format!("{}: {}", told.citation, told.act.title) };
    Ok(feed(language, &name(&["changes", &told.address]), &title, &format!("/act/{}", encoded(&told.address)), site.today(), entries))
}

/// The wordings that answer `question`, those that took effect last first. A wording whose day is not known stands at the day of its act.
pub(super) fn of_question(site: &Site, open: &Open, language: Language, question: &str) -> Result<Response, Problem> {
    let asked = Question { text: question.to_owned(), today: Some(site.today()), limit: PAGE_MAX as usize, ..Question::default() };
    let answer = search(&open.index, &asked)?;
    let entry = |hit: &Passage| {
        let act = open.index.known(hit.act.as_str());
        let adopted = || act.and_then(|act| act.adopted.iter().filter_map(|one| one.date).max());
        let since = hit.validity.from.as_ref();
        let updated = since.and_then(|from| from.earliest.or(from.latest)).or_else(adopted).unwrap_or_else(|| site.today());
        Entry {
            id: name(&["wording", &hit.address, hit.via.as_deref().unwrap_or_default(), &updated.to_string()]),
            title: hit.citation.kk.clone(),
            updated,
            link: page(&hit.address, updated),
            summary: since.map(|from| when(language.words(), from)).unwrap_or_default(),
            content: Some(hit.text.clone()),
        }
    };
    let mut entries: Vec<Entry> = answer.hits.iter().map(entry).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    Ok(feed(language, &name(&["question", question]), question, &format!("/?q={}", encoded(question)), site.today(), entries))
}

fn feed(language: Language, id: &str, title: &str, page: &str, today: Date, mut entries: Vec<Entry>) -> Response {
    entries.truncate(PAGE_MAX as usize);
    // Two things of one day that are told alike are two entries all the same.
    let mut named: HashMap<String, usize> = HashMap::new();
    for entry in &mut entries {
        let times = named.entry(entry.id.clone()).and_modify(|times| *times += 1).or_insert(1);
        if *times > 1 {
            entry.id += &format!(":{times}");
        }
    }
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language.code())]);
    xml.leaf("id", &[], id);
    xml.leaf("title", &[], title);
    xml.leaf("updated", &[], &moment(entries.first().map_or(today, |entry| entry.updated)));
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", page)]);
    xml.open("author", &[]);
    xml.leaf("name", &[], "Tarmaq");
    xml.close();
    xml.leaf("subtitle", &[], &language.words().not_official);
    for entry in entries {
        xml.open("entry", &[]);
        xml.leaf("id", &[], &entry.id);
        xml.leaf("title", &[], &entry.title);
        xml.leaf("updated", &[], &moment(entry.updated));
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.link)]);
        xml.leaf("summary", &[], &entry.summary);
        if let Some(content) = &entry.content {
            xml.leaf("content", &[("type", "text"), ("xml:lang", "kk")], content);
        }
        xml.close();
    }
    ([(header::CONTENT_TYPE, ATOM)], xml.finish()).into_response()
}

/// The beginning of a day in Kazakhstan, which has had one time since March 2024.
fn moment(day: Date) -> String {
    format!("{day}T00:00:00+05:00")
}

fn page(address: &str, day: Date) -> String {
    format!("/act/{}?as_of={day}", encoded(address))
}

/// A name for what is told by `parts`.
fn name(parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| encoded(part)).collect();
    format!("{NAME}:{}", parts.join(":"))
}

/// `text` as it stands in an address, its slashes kept.
fn encoded(text: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(text, KEPT).to_string()
}
