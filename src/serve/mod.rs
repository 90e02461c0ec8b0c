//! The same answers over HTTP: an API for programs, a page for people.
//!
//! In: requests, and the folder of an index. Out: the JSON of [`crate::wire`] below `/api/v1/`, and HTML everywhere else. Every answer is made from
//! one whole generation of the index; when a newer one appears it is taken up without a restart. This room works nothing out: it asks
//! [`crate::query`] and renders what it says. It writes nothing, reads no clock (the caller says what day it is), asks no other machine anything,
//! and never lets a word of a question or of an act become markup: every text goes through the escaping of the template engine.
//!
//! What a stranger may cost is bounded: [`Limits`] names each bound, and each is answered with a sentence that says what to do.
//!
//! ```no_run
//! use std::sync::Arc;
//! use tarmaq::{act::Date, serve::{Options, Site, run}};
//!
//! let today = || Date::new(2026, 1, 1).expect("the calendar has this day");
//! let site = Arc::new(Site::new(Options::new("index", today))?);
//! run("127.0.0.1:8080".parse()?, site, |address| println!("http://{address}/"))?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod api;
mod door;
mod metrics;
mod page;
mod problem;
mod server;
mod site;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::compression::CompressionLayer;

use crate::act::Date;

pub use server::run;
pub use site::Site;

/// Characters of the longest question. A longer one is a page of text, and its first words will do.
pub const QUESTION_CHARS_MAX: usize = 1_000;
/// Passages of the longest page of an answer.
pub const PAGE_MAX: u32 = 100;
/// Passages that can be left out at most: who turns so many pages asks the wrong question.
pub const OFFSET_MAX: u32 = 10_000;

/// What is served, and to whom.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the index.
    pub index: PathBuf,
    /// What day it is.
    pub today: fn() -> Date,
    /// The web site whose pages may read the API from a browser: `https://example.kz`. Nobody's when not told.
    pub allow_origin: Option<String>,
    /// What strangers may cost.
    pub limits: Limits,
}

impl Options {
    /// The index in `index`, for nobody's web site and with the usual limits.
    pub fn new(index: impl Into<PathBuf>, today: fn() -> Date) -> Self {
        Self { index: index.into(), today, allow_origin: None, limits: Limits::default() }
    }
}

/// What strangers may cost, beside the length of a question and of a page.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Requests that are answered at the same time; one more is told to come back.
    pub requests: usize,
    /// Questions that are worked on at the same time; further ones wait for their turn, which with none never comes.
    pub workers: usize,
    /// How long a request may take, waiting included.
    pub request: Duration,
    /// Connections that are open at the same time; further ones wait until one closes.
    pub connections: usize,
    /// How long a caller may take to send the head of a request.
    pub head: Duration,
    /// How long requests in flight may take to end when the server is told to stop.
    pub drain: Duration,
}

impl Default for Limits {
    /// One question per core, 256 requests, 1 024 connections, ten seconds for everything.
    fn default() -> Self {
        let ten_seconds = Duration::from_secs(10);
        Self {
            requests: 256,
            workers: std::thread::available_parallelism().map_or(2, usize::from),
            request: ten_seconds,
            connections: 1_024,
            head: ten_seconds,
            drain: ten_seconds,
        }
    }
}

/// Everything that is answered, as a service that needs no network.
pub fn router(site: Arc<Site>) -> Router {
    Router::new()
        .merge(page::routes())
        .merge(api::routes())
        .fallback(door::nothing_here)
        .method_not_allowed_fallback(door::only_get)
        .with_state(Arc::clone(&site))
        .layer(from_fn_with_state(site, door::guard))
        .layer(CompressionLayer::new())
}
