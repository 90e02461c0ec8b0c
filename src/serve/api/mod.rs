//! The API for programs: the JSON of [`crate::wire`], and its description.
//!
//! Paging is told in `Link` headers (RFC 8288), so that a body is what the command line prints.

mod feed;
mod openapi;
mod params;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use schemars::JsonSchema;
use serde::Serialize;

use super::door::ask;
use super::page::Language;
use super::problem::{Cause, Problem};
use super::site::{Open, Site};
use crate::export::export;
use crate::query::{self, Question, search};
use crate::wire::{self, SCHEMA};
use params::{
    ActsParams, AsOfParams, ChangesParams, CiteParams, ExportParams, FeedParams, Params, PeriodParams, Place, ReferencesParams, SearchFeedParams, SearchParams,
    SuggestParams, forwards, told,
};

/// What answers of the API do not depend on.
const NO_LANGUAGE: &str = "";
const JSON: HeaderValue = HeaderValue::from_static("application/json");

pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/api/v1/search", get(find))
        .route("/api/v1/search/feed", get(found_feed))
        .route("/api/v1/acts", get(acts))
        .route("/api/v1/acts/{id}", get(place))
        .route("/api/v1/acts/{id}/{*path}", get(place))
        .route("/api/v1/suggest", get(suggest))
        .route("/api/v1/cite", get(cite))
        .route("/api/v1/changes", get(changes))
        .route("/api/v1/health", get(health))
        .route("/api/v1/openapi.json", get(describe))
        .route("/metrics", get(metrics))
}

type Answer = Result<Response, Told>;

/// A problem on its way to a program.
struct Told(Problem);

impl From<Problem> for Told {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        self.0.json()
    }
}

/// `answer` as the body of a response.
fn json(answer: &impl Serialize) -> Result<Response, Problem> {
    let body = serde_json::to_vec(answer).map_err(|error| Problem::new(Cause::Internal, format!("the answer cannot be written as JSON: {error}")))?;
    Ok(([(header::CONTENT_TYPE, JSON)], body).into_response())
}

async fn find(State(site): State<Arc<Site>>, headers: HeaderMap, Params(asked): Params<SearchParams>) -> Answer {
    let (limit, offset) = asked.page()?;
    let text = asked.question()?.to_owned();
    let answer = ask(site, &headers, NO_LANGUAGE, move |site, open| {
        let (facets, history, sort) = (asked.facets, asked.history, asked.sort.into());
        let question = Question { text, as_of: asked.as_of, today: Some(site.today()), limit, offset, facets, history, sort, ..Question::default() };
        let found = search(&open.index, &question)?;
        let as_of = found.as_of.unwrap_or_else(|| site.today());
        let response = json(&wire::Search::new(&question.text, as_of, &found))?;
        Ok(with_links(response, &asked, offset, limit, found.hits.len() == limit))
    });
    Ok(answer.await?)
}

async fn acts(State(site): State<Arc<Site>>, headers: HeaderMap, Params(asked): Params<ActsParams>) -> Answer {
    let (limit, offset) = asked.page()?;
    let answer = ask(site, &headers, NO_LANGUAGE, move |site, open| {
        let (own, cited) = (open.index.acts(), open.index.cited_acts());
        let all = own.len() + cited.len();
        let from = offset.min(all);
        let to = (from + limit).min(all);
        let (own, cited) = (&own[from.min(own.len())..to.min(own.len())], &cited[from.saturating_sub(own.len())..to.saturating_sub(own.len())]);
        Ok(with_links(json(&wire::Acts::new(own, cited, site.today()))?, &asked, offset, limit, to < all))
    });
    Ok(answer.await?)
}

/// An act or a provision, and what can be asked about it: the path of a provision may have any number of segments, and the router looks for what
/// follows it at the end of none.
async fn place(State(site): State<Arc<Site>>, headers: HeaderMap, uri: Uri, Place(address): Place) -> Answer {
    match address.rsplit_once('/') {
        Some((of, "history")) => history(site, &headers, of.to_owned(), told(&uri)?).await,
        Some((of, "diff")) => diff(site, &headers, of.to_owned(), told(&uri)?).await,
        Some((of, "references")) => references(site, &headers, of.to_owned(), told(&uri)?).await,
        Some((of, "export")) => exported(site, &headers, of.to_owned(), told(&uri)?).await,
        Some((of, "feed")) => act_feed(site, &headers, of.to_owned(), told(&uri)?).await,
        _ => show(site, &headers, address, told(&uri)?).await,
    }
}

async fn show(site: Arc<Site>, headers: &HeaderMap, address: String, asked: AsOfParams) -> Answer {
    let answer = ask(site, headers, NO_LANGUAGE, move |site, open| {
        let as_of = asked.as_of.unwrap_or_else(|| site.today());
        json(&wire::Show::new(as_of, &query::show(&open.index, &address, Some(as_of))?))
    });
    Ok(answer.await?)
}

async fn history(site: Arc<Site>, headers: &HeaderMap, address: String, asked: AsOfParams) -> Answer {
    let answer = ask(site, headers, NO_LANGUAGE, move |site, open| {
        let as_of = asked.as_of.unwrap_or_else(|| site.today());
        json(&wire::History::new(as_of, &query::history(&open.index, &address, Some(as_of))?))
    });
    Ok(answer.await?)
}

async fn diff(site: Arc<Site>, headers: &HeaderMap, address: String, asked: PeriodParams) -> Answer {
    forwards(asked.from, asked.to)?;
    let answer = ask(site, headers, NO_LANGUAGE, move |_, open| json(&wire::Diff::new(&query::diff(&open.index, &address, asked.from, asked.to)?)));
    Ok(answer.await?)
}

async fn references(site: Arc<Site>, headers: &HeaderMap, address: String, asked: ReferencesParams) -> Answer {
    let (limit, offset) = asked.page()?;
    let answer = ask(site, headers, NO_LANGUAGE, move |site, open| {
        let as_of = asked.as_of.unwrap_or_else(|| site.today());
        json(&wire::Cites::new(as_of, &query::references(&open.index, &address, Some(as_of), limit, offset)?))
    });
    Ok(answer.await?)
}

async fn suggest(State(site): State<Arc<Site>>, headers: HeaderMap, Params(asked): Params<SuggestParams>) -> Answer {
    asked.typed()?;
    let answer = ask(site, &headers, NO_LANGUAGE, move |_, open| {
        let (typed, limit) = asked.typed()?;
        json(&wire::Suggest::new(typed, &query::suggest(&open.index, typed, limit)?))
    });
    Ok(answer.await?)
}

async fn cite(State(site): State<Arc<Site>>, headers: HeaderMap, Params(asked): Params<CiteParams>) -> Answer {
    let text = asked.text()?;
    let answer = ask(site, &headers, NO_LANGUAGE, move |_, open| json(&wire::Cite::new(&text, &query::cite(&open.index, &text)?)));
    Ok(answer.await?)
}

async fn changes(State(site): State<Arc<Site>>, headers: HeaderMap, Params(asked): Params<ChangesParams>) -> Answer {
    let (limit, offset) = asked.page()?;
    let answer = ask(site, &headers, NO_LANGUAGE, move |_, open| {
        let mut told = query::changes(&open.index, asked.from, asked.to)?;
        let all = told.changes.len();
        told.changes = told.changes.into_iter().skip(offset).take(limit).collect();
        // What was done to acts without an id stands on the first page.
        told.unidentified.truncate(if offset == 0 { super::PAGE_MAX as usize } else { 0 });
        Ok(with_links(json(&wire::Changes::new(&told))?, &asked, offset, limit, offset + limit < all))
    });
    Ok(answer.await?)
}

async fn exported(site: Arc<Site>, headers: &HeaderMap, address: String, asked: ExportParams) -> Answer {
    let (format, media, ending) = asked.format.told();
    let answer = ask(site, headers, NO_LANGUAGE, move |site, open| {
        let document = export(&open.index, &address, asked.as_of.unwrap_or_else(|| site.today()), format)?;
        let name: String = address.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).take(100).collect();
        let mut response = ([(header::CONTENT_TYPE, HeaderValue::from_static(media))], document.text).into_response();
        // A page of its own style is to be kept, not shown as one of ours.
        if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{ending}\"")) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, named);
        }
        Ok(response)
    });
    Ok(answer.await?)
}

async fn act_feed(site: Arc<Site>, headers: &HeaderMap, address: String, asked: FeedParams) -> Answer {
    let language = Language::from(asked.lang);
    Ok(ask(site, headers, language.code(), move |site, open| feed::of_place(site, open, language, &address)).await?)
}

async fn found_feed(State(site): State<Arc<Site>>, headers: HeaderMap, Params(asked): Params<SearchFeedParams>) -> Answer {
    let (language, question) = (Language::from(asked.lang), asked.question()?.to_owned());
    Ok(ask(site, &headers, language.code(), move |site, open| feed::of_question(site, open, language, &question)).await?)
}

/// Whether questions are answered, and from what.
#[derive(Serialize, JsonSchema)]
struct Health<'a> {
    /// The version of the JSON.
    schema: u32,
    /// `ok`, or `behind` when a newer index lies there that cannot be opened: the one before answers.
    status: &'static str,
    /// Why the newer index cannot be opened; `null` when all is well.
    detail: Option<&'a str>,
    /// The version of the program.
    version: &'static str,
    /// The generation of the index that answers.
    generation: Option<&'a str>,
    /// How many acts are indexed.
    acts: usize,
    /// How many units are indexed.
    units: usize,
}

async fn health(State(site): State<Arc<Site>>) -> Answer {
    let work = move |site: &Site, open: &Open| {
        let behind = site.behind(open);
        let units = open.index.acts().iter().map(|act| act.units).sum();
        let generation = open.generation();
        let status = if behind.is_none() { "ok" } else { "behind" };
        let acts = open.index.acts().len();
        json(&Health { schema: SCHEMA, status, detail: behind.as_deref(), version: env!("CARGO_PKG_VERSION"), generation, acts, units })
    };
    let mut response = ask(site, &HeaderMap::new(), NO_LANGUAGE, work).await?;
    response.headers_mut().remove(header::ETAG);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// What is counted, for Prometheus. It takes no turn: it is to be answered most of all when all turns are taken.
async fn metrics(State(site): State<Arc<Site>>) -> Response {
    site.metrics.page(&site.current())
}

async fn describe() -> impl IntoResponse {
    static DOCUMENT: LazyLock<Vec<u8>> = LazyLock::new(|| serde_json::to_vec(&openapi::document()).unwrap_or_default());
    (StatusCode::OK, [(header::CONTENT_TYPE, JSON)], DOCUMENT.as_slice())
}

/// Puts the pages before and after the one of `limit` entries from `offset` into a `Link` header.
fn with_links(mut response: Response, asked: &impl params::Paged, offset: usize, limit: usize, more: bool) -> Response {
    let mut links = Vec::new();
    if offset > 0 {
        links.push(format!("<{}>; rel=\"prev\"", asked.at(offset.saturating_sub(limit))));
    }
    if more && offset + limit <= super::OFFSET_MAX as usize {
        links.push(format!("<{}>; rel=\"next\"", asked.at(offset + limit)));
    }
    if let (false, Ok(links)) = (links.is_empty(), HeaderValue::from_str(&links.join(", "))) {
        response.headers_mut().insert(header::LINK, links);
    }
    response
}
