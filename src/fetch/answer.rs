//! One request and its answer.

use std::io::Read;

use super::address::Address;
use super::error::Error;

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) address: Address,
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) body: Vec<u8>,
}

/// The headers of an answer that say something to us.
#[derive(Debug, Default)]
pub(super) struct Headers {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) location: Option<String>,
    /// Seconds.
    pub(super) retry_after: Option<u64>,
}

/// Asks for `address`, with the headers that make the answer depend on what is known.
pub(super) fn ask(agent: &ureq::Agent, address: &Address, conditions: [Option<(&'static str, &str)>; 2], bytes_max: u64) -> Result<Answer, Error> {
    let url = address.to_string();
    let no_answer = |cause: String| Error::NoAnswer { url: url.clone(), cause };
    let mut request = agent.get(&url);
    for (name, value) in conditions.into_iter().flatten() {
        request = request.header(name, value);
    }
    let mut response = request.call().map_err(|error| no_answer(error.to_string()))?;
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let headers = Headers {
        etag: header("etag"),
        last_modified: header("last-modified"),
        location: header("location"),
        retry_after: header("retry-after").and_then(|seconds| seconds.trim().parse().ok()),
    };
    let status = response.status().as_u16();
    let mut body = Vec::new();
    response.body_mut().as_reader().take(bytes_max + 1).read_to_end(&mut body).map_err(|error| no_answer(error.to_string()))?;
    if body.len() as u64 > bytes_max {
        return Err(Error::TooLarge { url, bytes: bytes_max });
    }
    Ok(Answer { address: address.clone(), status, headers, body })
}
