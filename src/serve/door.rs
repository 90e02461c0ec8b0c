//! What every request passes on its way in and every answer on its way out.

use std::sync::{Arc, LazyLock};
use std::time::Instant;

use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus::IntGauge;

use super::metrics::NO_ROUTE;
use super::page;
use super::problem::{Cause, Problem};
use super::site::{Open, Site};

/// Bytes of the longest address that is answered: the longest question, each of its letters as six characters, and the rest.
const URI_BYTES_MAX: usize = 16 * 1024;
const API: &str = "/api/";
/// Characters of a path that a log tells.
const LOGGED_CHARS_MAX: usize = 300;

/// Nothing is loaded but what lies here, nothing inline runs, no style counts but ours, and nobody frames the page.
static CONTENT_SECURITY_POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let policy = format!(
        "default-src 'none'; style-src 'self' {}; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
        page::style::ALLOWED.as_str()
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
});

/// Lets a request in where there is room, gives it its time, and puts on its answer the headers that all answers have.
pub(super) async fn guard(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let (method, uri, headers) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let _in_flight = InFlight::new(&site.metrics.in_flight);
    let told = |problem: Problem| {
        site.metrics.refuse(problem.cause.code());
        render(&uri, &headers, &problem)
    };
    let mut response = if uri.path_and_query().is_some_and(|all| all.as_str().len() > URI_BYTES_MAX) {
        told(Problem::new(Cause::TooLong, format!("the address has more than {URI_BYTES_MAX} bytes; ask a shorter question")))
    } else {
        match site.requests.try_acquire() {
            Err(_) => told(Problem::new(Cause::Busy, "too many requests at the same time; ask again in a second")),
            Ok(_room) => match tokio::time::timeout(site.options.limits.request, next.run(request)).await {
                Ok(response) => response,
                Err(_) => told(Problem::new(Cause::Slow, "there was no answer in time; ask again in a second, or ask for less")),
            },
        }
    };
    let headers = response.headers_mut();
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    headers.insert(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY.clone());
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let origin = site.options.allow_origin.as_deref().filter(|_| uri.path().starts_with(API));
    if let Some(Ok(origin)) = origin.map(HeaderValue::from_str) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.append(header::VARY, HeaderValue::from_static("origin"));
    }
    let took = begun.elapsed();
    site.metrics.answered(route, response.status(), took.as_secs_f64());
    // What people ask stands after the `?`, and is not told.
    let path: String = uri.path().chars().take(LOGGED_CHARS_MAX).collect();
    let (status, bytes) = (response.status().as_u16(), response.body().size_hint().exact());
    let ms = (took.as_secs_f64() * 1e5).round() / 1e2;
    tracing::info!(method = method.as_str(), path, route, status, ms, bytes, "request");
    response
}

/// A request that is being answered, also one whose sender goes away meanwhile.
struct InFlight<'m>(&'m IntGauge);

impl<'m> InFlight<'m> {
    fn new(gauge: &'m IntGauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// The answer to `problem`, for a program or for a person.
fn render(uri: &Uri, headers: &HeaderMap, problem: &Problem) -> Response {
    if uri.path().starts_with(API) { problem.json() } else { page::problem(uri, headers, problem) }
}

/// There is no such page.
pub(super) async fn nothing_here(uri: Uri, headers: HeaderMap) -> Response {
    let hint = if uri.path().starts_with(API) { "/api/v1/openapi.json lists what there is" } else { "the search page is at /" };
    render(&uri, &headers, &Problem::new(Cause::NotFound, format!("there is nothing at {}; {hint}", uri.path())))
}

/// Nothing here can be written.
pub(super) async fn only_get(uri: Uri, headers: HeaderMap) -> Response {
    render(&uri, &headers, &Problem::new(Cause::Method, "only GET and HEAD are answered here; nothing can be written"))
}

/// Does `work` with the index, on a thread that may take its time; answers `304 Not Modified` without any work to a reader who has the answer.
///
/// `language` is what the answer depends on beside its address, the day and the index.
pub(super) async fn ask<W>(site: Arc<Site>, headers: &HeaderMap, language: &'static str, work: W) -> Result<Response, Problem>
where
    W: FnOnce(&Site, &Open) -> Result<Response, Problem> + Send + 'static,
{
    let internal = || Problem::new(Cause::Internal, "the server lost its way; this is a fault of ours, please report it");
    let known: Vec<String> = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok()).map(str::to_owned).collect();
    let permit = Arc::clone(&site.workers).acquire_owned().await.map_err(|_| internal())?;
    let done = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let open = site.open();
        let tag = site.tag(&open, language);
        let mut response = if known.iter().flat_map(|tags| tags.split(',')).any(|known| known.trim() == tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            work(&site, &open)?
        };
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        // To be kept, and asked about each time: a new index makes it old.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        Ok(response)
    });
    done.await.map_err(|_| internal())?
}
