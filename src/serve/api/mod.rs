//! The API for programs: the JSON of [`crate::wire`], and its description.
//!
//! Paging is told in `Link` headers (RFC 8288), so that a body is what the command line prints.

mod openapi;
mod params;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use schemars::JsonSchema;
use serde::Serialize;

use super::door::ask;
use super::problem::{Cause, Problem};
use super::site::{Open, Site};
use crate::query::{self, Question, search};
use crate::wire::{self, SCHEMA};
use params::{ActsParams, AsOfParams, Params, SearchParams};

/// What answers of the API do not depend on.
const NO_LANGUAGE: &str = "";
const JSON: HeaderValue = HeaderValue::from_static("application/json");

pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/api/v1/search", get(find))
        .route("/api/v1/acts", get(acts))
        .route("/api/v1/acts/{id}", get(act))
        .route("/api/v1/acts/{id}/{*path}", get(provision))
        .route("/api/v1/health", get(health))
        .route("/api/v1/openapi.json", get(describe))
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
        let question = Question { text, as_of: asked.as_of, today: Some(site.today()), limit, offset, ..Question::default() };
        let found = search(&open.index, &question)?;
        let as_of = found.as_of.unwrap_or_else(|| site.today());
        let response = json(&wire::Search::new(&question.text, as_of, &found))?;
        Ok(with_links(response, &asked, offset, limit, found.hits.len() == limit))
    });
    Ok(answer.await?)
}

async fn acts(State(site): State<Arc<Site>>, headers: HeaderMap, Params(asked): Params<ActsParams>) -> Answer {
    let (limit, offset) = asked.page()?;
    let answer = ask(site, &headers, NO_LANGUAGE, move |_, open| {
        let (own, cited) = (open.index.acts(), open.index.cited_acts());
        let all = own.len() + cited.len();
        let from = offset.min(all);
        let to = (from + limit).min(all);
        let (own, cited) = (&own[from.min(own.len())..to.min(own.len())], &cited[from.saturating_sub(own.len())..to.saturating_sub(own.len())]);
        Ok(with_links(json(&wire::Acts::new(own, cited))?, &asked, offset, limit, to < all))
    });
    Ok(answer.await?)
}

async fn act(State(site): State<Arc<Site>>, headers: HeaderMap, Path(id): Path<String>, Params(asked): Params<AsOfParams>) -> Answer {
    show(site, &headers, id, asked).await
}

async fn provision(State(site): State<Arc<Site>>, headers: HeaderMap, Path((id, path)): Path<(String, String)>, Params(asked): Params<AsOfParams>) -> Answer {
    show(site, &headers, format!("{id}/{path}"), asked).await
}

async fn show(site: Arc<Site>, headers: &HeaderMap, address: String, asked: AsOfParams) -> Answer {
    let answer = ask(site, headers, NO_LANGUAGE, move |site, open| {
        let as_of = asked.as_of.unwrap_or_else(|| site.today());
        json(&wire::Show::new(as_of, &query::show(&open.index, &address, Some(as_of))?))
    });
    Ok(answer.await?)
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
        let generation = open.mark.as_deref().and_then(|mark| mark.split_whitespace().next());
        let status = if behind.is_none() { "ok" } else { "behind" };
        let acts = open.index.acts().len();
        json(&Health { schema: SCHEMA, status, detail: behind.as_deref(), version: env!("CARGO_PKG_VERSION"), generation, acts, units })
    };
    let mut response = ask(site, &HeaderMap::new(), NO_LANGUAGE, work).await?;
    response.headers_mut().remove(header::ETAG);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
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
