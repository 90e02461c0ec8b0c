//! The list of the acts.

use maud::html;

use super::frame::{Page, frame};
use super::part::place;
use super::reader::Reader;
use crate::act::Status;
use crate::query;
use crate::serve::problem::Problem;
use crate::serve::site::{Open, Site};

/// Acts of a page.
const ACTS_MAX: usize = 50;
/// Characters of a title.
const TITLE_MAX: usize = 220;

/// The list of the acts.
pub(super) fn list(site: &Site, open: &Open, reader: &Reader) -> Result<maud::Markup, Problem> {
    let words = reader.words();
    let (acts, today) = (open.index.acts(), site.today());
    let first = reader.number("from").unwrap_or(0).min(acts.len()) / ACTS_MAX * ACTS_MAX;
    let last = (first + ACTS_MAX).min(acts.len());
    let content = html! {
        h1 { (words.acts) }
        ol class="acts" start=(first + 1) {
            @for act in &acts[first..last] {
                li {
                    a lang="kk" href=(place(reader, act.id.as_str())) { @if act.title.is_empty() { (act.id) } @else { (query::excerpt(&act.title, &[], TITLE_MAX).0) } }
                    p class="quiet" {
                        code { (act.id) } " · " (words.kind(act.kind)) " · "
                        span class=(standing(act.status_on(today))) { (words.status(act.status_on(today))) }
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
    Ok(frame(reader, &Page { title: words.acts.clone(), class: "plain", content, ..Page::default() }))
}

/// The class of the colour of a status; what is not known has none.
fn standing(status: Status) -> &'static str {
    match status {
        Status::InForce | Status::PartlyInForce => "stands",
        Status::Repealed => "ended",
        Status::NotYet | Status::Suspended | Status::Unknown => "quiet",
    }
}
