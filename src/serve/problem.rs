//! A request that gets no answer, and what its sender can do about it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::export;
use crate::query;
use crate::wire::SCHEMA;

/// Why a request got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Something in the request is not understood or beyond a limit.
    BadRequest,
    /// Nothing is at the address.
    NotFound,
    /// The address may mean several things.
    Ambiguous,
    /// Only `GET` and `HEAD` are answered.
    Method,
    /// The address of the request is longer than any that is answered.
    TooLong,
    /// Too many requests at the same time.
    Busy,
    /// It took too long.
    Slow,
    /// The index or a source cannot be read.
    Unavailable,
    /// A fault of ours.
    Internal,
}

impl Cause {
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::NotFound | Self::Ambiguous => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLong => StatusCode::URI_TOO_LONG,
            Self::Busy | Self::Slow | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The name that programs see.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::NotFound => "not_found",
            Self::Ambiguous => "ambiguous",
            Self::Method => "method_not_allowed",
            Self::TooLong => "too_long",
            Self::Busy => "busy",
            Self::Slow => "too_slow",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }
}

/// A request that gets no answer.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) cause: Cause,
    /// What is wrong and what to do, in a sentence.
    pub(super) detail: String,
    /// Addresses that may have been meant.
    pub(super) near: Vec<String>,
}

impl Problem {
    pub(super) fn new(cause: Cause, detail: impl Into<String>) -> Self {
        Self { cause, detail: detail.into(), near: Vec::new() }
    }

    /// The request cannot be answered as it stands.
    pub(super) fn bad(detail: impl Into<String>) -> Self {
        Self::new(Cause::BadRequest, detail)
    }

    /// Puts the headers of the problem on `response`.
    pub(super) fn stamp(&self, mut response: Response) -> Response {
        *response.status_mut() = self.cause.status();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self.cause {
            Cause::Method => headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD")),
            Cause::Busy | Cause::Slow => headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1")),
            _ => None,
        };
        response
    }

    /// The problem for programs.
    pub(super) fn json(&self) -> Response {
        let status = self.cause.status();
        let title = status.canonical_reason().unwrap_or_default();
        let body = ProblemJson {
            schema: SCHEMA,
            kind: "about:blank",
            title,
            status: status.as_u16(),
            code: self.cause.code(),
            detail: &self.detail,
            near: &self.near,
        };
        let body = serde_json::to_vec(&body).unwrap_or_default();
        self.stamp(([(header::CONTENT_TYPE, "application/problem+json")], body).into_response())
    }
}

impl From<query::Error> for Problem {
    fn from(error: query::Error) -> Self {
        let detail = error.to_string();
        match error {
            query::Error::NotFound { near, .. } => {
                let hint = if near.is_empty() { "; /api/v1/acts lists what is indexed" } else { "" };
                Self { near, ..Self::new(Cause::NotFound, detail + hint) }
            }
            query::Error::Ambiguous { candidates, .. } => Self { near: candidates, ..Self::new(Cause::Ambiguous, detail) },
            query::Error::Index(_) => Self::new(Cause::Unavailable, detail),
        }
    }
}

impl From<export::Error> for Problem {
    fn from(error: export::Error) -> Self {
        match error {
            export::Error::Query(error) => error.into(),
            error => Self::new(Cause::Internal, error.to_string()),
        }
    }
}

/// A problem as RFC 9457 (`application/problem+json`) puts it.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "Problem")]
pub(super) struct ProblemJson<'a> {
    /// The version of the JSON.
    schema: u32,
    /// `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The name of the status.
    title: &'a str,
    /// The status of the answer.
    status: u16,
    /// The kind of problem: `bad_request`, `not_found`, `ambiguous`, `method_not_allowed`, `too_long`, `busy`, `too_slow`, `unavailable` or
    /// `internal`. Others may be added.
    code: &'static str,
    /// What is wrong and what to do, in a sentence.
    detail: &'a str,
    /// Addresses that exist and may have been meant, where something was asked for that is not there.
    near: &'a [String],
}
