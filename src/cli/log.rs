//! `--log json`: what happens, one JSON object a line on stderr.
//!
//! Each has `timestamp` (UTC), `level`, `target` (the room), `message` (what happened) and the fields of that message: `file` (path, act, outcome, units,
//! problems, ms) of an ingest, `request` (method, path, route, status, ms, bytes) of a server. Questions are not told: they are what stands after the `?`.

use std::io;

use tracing_subscriber::filter::LevelFilter;

/// Tells everything that happens from now on.
pub(super) fn begin() {
    // Another subscriber is there only where a program that is not ours calls the command line as a library.
    let _ = tracing::subscriber::set_global_default(
        tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .with_span_list(false)
            .with_max_level(LevelFilter::INFO)
            .with_writer(io::stderr)
            .finish(),
    );
}
