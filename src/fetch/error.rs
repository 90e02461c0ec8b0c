//! Why an act was not fetched.

use std::path::PathBuf;

/// Why an act was not fetched. The corpus is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// What was given is no id of the portal.
    #[error("`{id}` is no id of an act: letters, digits and `_`, as in V1800016354 or Z050000029_")]
    Id {
        /// What was given.
        id: String,
    },
    /// The address of the portal is none.
    #[error("`{portal}` is no address of a portal: write https://HOST, without a path")]
    Portal {
        /// What was given.
        portal: String,
    },
    /// `robots.txt` forbids it.
    #[error("{url} is closed to programs by the portal's robots.txt; open it in a browser, save it, and put the file into the corpus")]
    Disallowed {
        /// The address.
        url: String,
    },
    /// The portal has no such act.
    #[error("the portal has no act {id} ({url}); check the id")]
    NoSuchAct {
        /// The id.
        id: String,
        /// The address asked.
        url: String,
    },
    /// The server answered something else.
    #[error("{url} answered with status {status}; try again later")]
    Refused {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
    },
    /// The server sends to another host, or to nowhere.
    #[error("{url} sends to `{target}`, which is not a page of the same host; it was not followed")]
    LeadsAway {
        /// The address asked.
        url: String,
        /// Where it sends to.
        target: String,
    },
    /// The server sends on and on.
    #[error("{url} sends from one address to the next without end; try again later")]
    Redirects {
        /// The address at which we stopped.
        url: String,
    },
    /// No answer, or none in time.
    #[error("no answer from {url}: {cause}; check the connection and try again")]
    NoAnswer {
        /// The address.
        url: String,
        /// What happened.
        cause: String,
    },
    /// The answer is too large for an act.
    #[error("{url} answers with more than {bytes} bytes, which no act has; it was not kept")]
    TooLarge {
        /// The address.
        url: String,
        /// The limit.
        bytes: u64,
    },
    /// The answer is not what was asked for.
    #[error("{url} did not answer with {meant}: {cause}; it was not kept")]
    NotAnAct {
        /// The address.
        url: String,
        /// What was asked for, with its article.
        meant: &'static str,
        /// What it is.
        cause: String,
    },
    /// The metadata beside the file cannot be read.
    #[error("{0}")]
    Metadata(String),
    /// A file cannot be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}
