//! The same answers for assistants: a Model Context Protocol server on standard input and output.
//!
//! In: calls of tools. Out: the JSON of [`crate::wire`], so that every passage an assistant quotes carries its address, its citation, its validity and
//! where it is printed; and a tool that tells whether a quotation stands in the act word for word. This room answers nothing by itself: it asks
//! [`crate::query`]. What cannot be answered is told to the assistant as a sentence that says what to do.
//!
//! ```no_run
//! use tarmaq::{act::Date, mcp};
//!
//! let today = || Date::new(2026, 1, 1).expect("the calendar has this day");
//! mcp::run("index".as_ref(), today)?;
//! # Ok::<(), mcp::Error>(())
//! ```

mod tools;

use std::io;
use std::path::Path;

use rmcp::ServiceExt;
use rmcp::transport::stdio;

use crate::act::Date;
use crate::index;

pub use tools::Tools;

/// Why the server could not begin, or ended before its time.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The index cannot be used.
    #[error(transparent)]
    Index(#[from] index::Error),
    /// The system gives no threads.
    #[error("cannot start the server: {0}; close other programs and try again")]
    Start(io::Error),
    /// The other side does not speak the protocol.
    #[error("the other side does not speak the Model Context Protocol: {0}; start `tarmaq mcp` from an assistant, not by hand")]
    Protocol(String),
}

/// Answers on standard input and output with the index in `dir` until the input ends.
///
/// # Errors
///
/// Those of [`crate::index::Index::open`], and when the other side does not speak the protocol.
pub fn run(dir: &Path, today: fn() -> Date) -> Result<(), Error> {
    let tools = Tools::new(dir, today)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Start)?;
    runtime.block_on(async {
        let protocol = |error: &dyn std::fmt::Display| Error::Protocol(error.to_string());
        let service = tools.serve(stdio()).await.map_err(|error| protocol(&error))?;
        service.waiting().await.map_err(|error| protocol(&error))?;
        Ok(())
    })
}
