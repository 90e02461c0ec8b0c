//! What the server counts, for those who watch over it: `/metrics`, in the text format of Prometheus.
//!
//! Nothing a stranger sends becomes a label: routes are those of the router (`/act/{id}`), statuses those that are answered. So the number of series is
//! bounded by the program, not by its callers.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use prometheus::{Encoder, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, Opts, Registry, TextEncoder};

use super::site::Open;

/// Upper bounds of the buckets of how long requests take, in seconds.
const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
/// The route of a request that none has.
pub(super) const NO_ROUTE: &str = "none";
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");

/// The counters of one server.
#[derive(Debug)]
pub(super) struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    refused: IntCounterVec,
    /// Requests that are being answered.
    pub(super) in_flight: IntGauge,
    /// Newer indexes that were opened, and those that could not be.
    pub(super) taken_up: IntCounter,
    pub(super) not_taken_up: IntCounter,
    acts: IntGauge,
    passages: IntGauge,
    generation: IntGauge,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let known = "the names of our own metrics are well formed and each is given once";
        let counter = |name: &str, help: &str| IntCounter::new(name, help).expect(known);
        let gauge = |name: &str, help: &str| IntGauge::new(name, help).expect(known);
        let counters = |name: &str, help: &str, labels: &[&str]| IntCounterVec::new(Opts::new(name, help), labels).expect(known);
        let seconds = HistogramOpts::new("tarmaq_http_request_duration_seconds", "How long requests took, waiting included.").buckets(SECONDS.to_vec());
        let metrics = Self {
            registry: Registry::new(),
            requests: counters("tarmaq_http_requests_total", "Requests that were answered, by route and status.", &["route", "status"]),
            seconds: HistogramVec::new(seconds, &["route"]).expect(known),
            refused: counters("tarmaq_http_refused_total", "Requests that were refused before any work was done for them, by why.", &["reason"]),
            in_flight: gauge("tarmaq_http_requests_in_flight", "Requests that are being answered."),
            taken_up: counter("tarmaq_index_taken_up_total", "Newer indexes that were opened while the server ran."),
            not_taken_up: counter("tarmaq_index_not_taken_up_total", "Newer indexes that could not be opened: the one before answers."),
            acts: gauge("tarmaq_index_acts", "Acts in the index that answers."),
            passages: gauge("tarmaq_index_passages", "Provisions in the index that answers."),
            generation: gauge("tarmaq_index_generation", "The number of the generation of the index that answers."),
        };
        let all: [Box<dyn prometheus::core::Collector>; 9] = [
            Box::new(metrics.requests.clone()),
            Box::new(metrics.seconds.clone()),
            Box::new(metrics.refused.clone()),
            Box::new(metrics.in_flight.clone()),
            Box::new(metrics.taken_up.clone()),
            Box::new(metrics.not_taken_up.clone()),
            Box::new(metrics.acts.clone()),
            Box::new(metrics.passages.clone()),
            Box::new(metrics.generation.clone()),
        ];
        for one in all {
            metrics.registry.register(one).expect(known);
        }
        for reason in ["busy", "too_long", "too_slow"] {
            metrics.refused.with_label_values(&[reason]);
        }
        metrics
    }

    /// A request to `route` was answered with `status` after `seconds`.
    pub(super) fn answered(&self, route: &str, status: StatusCode, seconds: f64) {
        self.requests.with_label_values(&[route, status.as_str()]).inc();
        self.seconds.with_label_values(&[route]).observe(seconds);
    }

    /// A request was refused: `busy`, `too_long` or `too_slow`.
    pub(super) fn refuse(&self, reason: &'static str) {
        self.refused.with_label_values(&[reason]).inc();
    }

    /// Everything that is counted, about the index that answers now.
    pub(super) fn page(&self, open: &Open) -> Response {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        self.acts.set(count(open.index.acts().len()));
        self.passages.set(count(open.index.acts().iter().map(|act| act.units).sum()));
        let digits: String = open.generation().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
        self.generation.set(digits.parse().unwrap_or(0));
        let mut page = Vec::new();
        // A vector takes all that is written; families of ours are never empty or without names.
        let _ = TextEncoder::new().encode(&self.registry.gather(), &mut page);
        ([(header::CONTENT_TYPE, TEXT), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], page).into_response()
    }
}
