//! The page for people: HTML that works without a script, and better with the small one.
//!
//! What is in `words/` is the page's own speech, in three languages; the law is always in Kazakh and marked as such. Every text goes through the
//! escaping of the templates; there is no way to put markup in.

mod act;
mod acts;
mod compare;
mod contents;
mod csv;
mod event;
mod facets;
mod frame;
mod part;
mod reader;
mod search;
mod source;
pub(super) mod style;
mod text;
mod timeline;
mod weight;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::Markup;

use super::door::ask;
use super::problem::Problem;
use super::site::{Open, Site};
pub(super) use event::{what, when, who};
use reader::{COOKIE, Reader};
pub(super) use words::Language;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
/// A file that comes with the program is kept for a day; its address changes with the version.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=86400");

pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/", get(search))
        .route("/search.csv", get(list))
        .route("/acts", get(acts))
        .route("/act/{id}", get(act))
        .route("/act/{id}/{*path}", get(provision))
        .route("/compare/{id}", get(compare_act))
        .route("/compare/{id}/{*path}", get(compare))
        .route("/source/{id}", get(source))
        .route("/static/style.css", get(async || kept("text/css; charset=utf-8", style::WHOLE.as_str())))
        .route("/static/app.js", get(async || kept("text/javascript; charset=utf-8", include_str!("../static/app.js"))))
        .route("/static/icon.svg", get(icon))
        // Where no page says where its picture is, as with the answers of the API, browsers ask here.
        .route("/favicon.ico", get(icon))
}

fn kept(kind: &'static str, content: &'static str) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, KEPT)], content).into_response()
}

async fn icon() -> Response {
    kept("image/svg+xml", include_str!("../static/icon.svg"))
}

async fn search(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    page(site, &uri, &headers, search::page).await
}

async fn acts(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    page(site, &uri, &headers, acts::list).await
}

async fn act(State(site): State<Arc<Site>>, Path(id): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    page(site, &uri, &headers, move |site, open, reader| act::page(site, open, reader, &id)).await
}

async fn provision(State(site): State<Arc<Site>>, Path((id, path)): Path<(String, String)>, uri: Uri, headers: HeaderMap) -> Response {
    page(site, &uri, &headers, move |site, open, reader| act::page(site, open, reader, &format!("{id}/{path}"))).await
}

async fn compare_act(State(site): State<Arc<Site>>, Path(id): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    page(site, &uri, &headers, move |site, open, reader| compare::page(site, open, reader, &id)).await
}

async fn compare(State(site): State<Arc<Site>>, Path((id, path)): Path<(String, String)>, uri: Uri, headers: HeaderMap) -> Response {
    page(site, &uri, &headers, move |site, open, reader| compare::page(site, open, reader, &format!("{id}/{path}"))).await
}

async fn source(State(site): State<Arc<Site>>, Path(id): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    page(site, &uri, &headers, move |site, open, reader| source::page(site, open, reader, &id)).await
}

async fn list(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    let reader = Reader::new(&uri, &headers);
    let language = reader.language.code();
    let answer = ask(site, &headers, language, move |site, open| csv::list(site, open, &reader)).await;
    answer.unwrap_or_else(|told| problem(&uri, &headers, &told))
}

/// The page that `make` makes, or the one that says why there is none.
async fn page<M>(site: Arc<Site>, uri: &Uri, headers: &HeaderMap, make: M) -> Response
where
    M: FnOnce(&Site, &Open, &Reader) -> Result<Markup, Problem> + Send + 'static,
{
    let reader = Reader::new(uri, headers);
    let (language, chosen) = (reader.language.code(), reader.chosen);
    let answer = ask(site, headers, language, move |site, open| Ok(html(make(site, open, &reader)?))).await;
    let mut response = answer.unwrap_or_else(|told| problem(uri, headers, &told));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("cookie"));
    let cookie = format!("{COOKIE}={language}; Path=/; Max-Age=31536000; SameSite=Lax");
    if let (true, Ok(cookie)) = (chosen, HeaderValue::from_str(&cookie)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn html(markup: Markup) -> Response {
    ([(header::CONTENT_TYPE, HTML)], markup.into_string()).into_response()
}

/// The page that says why there is no other.
pub(super) fn problem(uri: &Uri, headers: &HeaderMap, problem: &Problem) -> Response {
    problem.stamp(html(frame::problem(&Reader::new(uri, headers), problem)))
}
