//! What every page has around its content.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::reader::Reader;
use super::style;
use super::words::Language;
use crate::query;
use crate::serve::QUESTION_CHARS_MAX;
use crate::serve::problem::Problem;

/// Where the state publishes the law.
const OFFICIAL: &str = "https://zan.gov.kz/";
/// Characters of what is wrong with a request: it may name the whole of it.
const DETAIL_MAX: usize = 600;
/// Bytes of anything that may be a day.
const DAY_BYTES_MAX: usize = 64;
/// Characters of the title of a page.
const TITLE_MAX: usize = 200;
/// The address of a file that comes with the program changes with the version, so that none is used with another's pages.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a page is called, and what it holds.
#[derive(Default)]
pub(super) struct Page {
    pub(super) title: String,
    /// The box stands in the page itself.
    pub(super) has_own_box: bool,
    /// Its style stands within it, and is not asked for: what is seen first, where there is room.
    pub(super) brings_style: bool,
    pub(super) class: &'static str,
    /// The act that is read: the box offers to ask it alone.
    pub(super) act: Option<String>,
    /// Where the official text of what is shown is published.
    pub(super) official: Option<String>,
    /// The feed that tells of changes of what is shown: its address and its name.
    pub(super) feed: Option<String>,
    pub(super) content: Markup,
}

pub(super) fn frame(reader: &Reader, page: &Page) -> Markup {
    let words = reader.words();
    html! {
        (DOCTYPE)
        html lang=(reader.language.code()) {
            head {
                meta charset="utf-8";
                title { (query::excerpt(&page.title, &[], TITLE_MAX).0) " · Tarmaq" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                @if page.brings_style { style { (PreEscaped(style::WITHIN.as_str())) } } @else { link rel="stylesheet" href=(format!("/static/style.css?{VERSION}")); }
                @if let Some(feed) = &page.feed { link rel="alternate" type="application/atom+xml" title=(words.feed) href=(feed); }
                link rel="icon" type="image/svg+xml" href="/static/icon.svg";
                script src=(format!("/static/app.js?{VERSION}")) defer {}
            }
            body class=(page.class) data-copied=(words.copied) {
                a class="skip" href="#main" { (words.skip) }
                header class="top" {
                    a class="brand" href=(reader.to("/", &[])) lang="kk" title=(words.home) { "Тармақ" }
                    @if !page.has_own_box { (ask_box(reader, "compact", page.act.as_deref())) }
                    nav class="languages" aria-label=(words.languages) {
                        @for language in Language::ALL {
                            @let name = &language.words().language;
                            @if language == reader.language {
                                span lang=(language.code()) aria-current="true" { (name) }
                            } @else {
                                a lang=(language.code()) hreflang=(language.code()) href=(reader.with("lang", Some(language.code()))) { (name) }
                            }
                        }
                        button type="button" class="theme" data-theme-switch hidden aria-label=(words.theme) title=(words.theme) { span aria-hidden="true" { "◐" } }
                    }
                }
                main id="main" tabindex="-1" { (page.content) }
                footer class="bottom" {
                    p {
                        strong { (words.not_official) } " " (words.not_official_more) " "
                        a rel="external" href=(page.official.as_deref().unwrap_or(OFFICIAL)) { (words.official) }
                    }
                    p class="quiet" { "Tarmaq " (VERSION) " · " a href="/acts" { (words.acts) } " · " a href="/api/v1/openapi.json" { "API" } }
                }
                div class="said" role="status" aria-live="polite" {}
            }
        }
    }
}

/// The box that is asked, with the day; where there is an `act`, it can be asked alone.
pub(super) fn ask_box(reader: &Reader, class: &str, act: Option<&str>) -> Markup {
    let words = reader.words();
    let compact = class == "compact";
    // A question that is too long to be asked is not said again in full.
    let asked: String = reader.get("q").unwrap_or_default().chars().take(QUESTION_CHARS_MAX).collect();
    let day = reader.get("as_of").filter(|day| day.len() <= DAY_BYTES_MAX);
    html! {
        form class=(format!("ask {class}")) action="/" method="get" role="search" {
            label class="hidden" for="q" { (words.question) }
            input id="q" name="q" type="search" value=(asked) placeholder=(words.placeholder) maxlength=(QUESTION_CHARS_MAX)
                list="suggestions" autocomplete="off" spellcheck="false" lang="kk" autofocus[!compact && reader.get("q").is_none()] required;
            datalist id="suggestions" {}
            @if compact {
                @if let Some(day) = day { input type="hidden" name="as_of" value=(day); }
            } @else {
                label class="day" { span { (words.day) } input name="as_of" type="date" value=(day.unwrap_or_default()) title=(words.day_hint); }
            }
            @if let Some(act) = act {
                label class="only" { input type="checkbox" name="act" value=(act) checked[reader.get("act").is_some()]; (words.in_act) }
            }
            button type="submit" { (words.search) }
        }
    }
}

/// The page of a request that got no answer.
pub(super) fn problem(reader: &Reader, problem: &Problem) -> Markup {
    let words = reader.words();
    let content = html! {
        article class="problem" {
            p class="status" { (problem.cause.status().as_u16()) }
            h1 { (words.problem) }
            p { (words.problem_of(problem.cause.code())) }
            p class="quiet" lang="en" { (query::excerpt(&problem.detail, &[], DETAIL_MAX).0) }
            @if !problem.near.is_empty() {
                h2 { (words.near) }
                ul { @for address in &problem.near { li { a href=(reader.to(&format!("/act/{address}"), &[])) { code { (address) } } } } }
            }
        }
    };
    frame(reader, &Page { title: words.problem.clone(), class: "plain", content, ..Page::default() })
}
