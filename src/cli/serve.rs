//! `tarmaq serve`.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use clap::Args;

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::today::today;
use super::{Global, Outcome};
use crate::serve::{Limits, Options, Site, run};

/// Answer in a browser and over HTTP
///
/// Serves a page for people at / and an API for programs below /api/v1/. Only this machine is answered unless --addr says otherwise. An index that
/// is built meanwhile (`tarmaq ingest`) is taken up by itself. Ctrl-C or SIGTERM ends it, after the requests in flight.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq serve
  tarmaq serve --addr 0.0.0.0:80
  curl 'http://127.0.0.1:8080/api/v1/search?q=виза'

Exit codes: 0 ended when told to, 2 something went wrong.")]
pub(super) struct Serve {
    /// Where to answer; port 0 is any free port
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = address)]
    addr: SocketAddr,
    /// Let pages of this web site read the API: `https://example.kz`
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    allow_origin: Option<String>,
    /// Questions worked on at the same time [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    workers: Option<u16>,
}

impl Serve {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        // Builds the index first where it is missing or older than the corpus.
        drop(open_fresh(global, output)?);
        let limits = Limits { workers: self.workers.map_or(Limits::default().workers, usize::from), ..Limits::default() };
        let options = Options { allow_origin: self.allow_origin.clone(), limits, ..Options::new(&global.index, today) };
        let site = Arc::new(Site::new(options)?);
        let told = run(self.addr, site, |address| output.remark(&format!("answering on http://{address}/ until Ctrl-C")));
        told.map_err(|source| Error::Listen { address: self.addr, source })?;
        Ok(Outcome::Found)
    }
}

/// A number and a port, or one of them: `0.0.0.0:80`, `localhost:8080`, `:8080`, `8080`. Only this machine is answered where no number is given.
fn address(text: &str) -> Result<SocketAddr, String> {
    let host_and_port = text.strip_prefix("localhost").unwrap_or(text);
    let port = host_and_port.strip_prefix(':').unwrap_or(host_and_port);
    if let Ok(port) = port.parse() {
        return Ok((Ipv4Addr::LOCALHOST, port).into());
    }
    text.parse().map_err(|_| "an address is written 127.0.0.1:8080, [::1]:8080, localhost:8080 or 8080".to_owned())
}

/// A web site as browsers name it: scheme, host and port, nothing after them.
fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(|c: char| c == '/' || !c.is_ascii_graphic()) => Ok(text.to_owned()),
        _ => Err("a web site is written https://example.kz, without anything after its name".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_be_a_port_alone() {
        let cases = [
            ("8080", Some("127.0.0.1:8080")),
            (":80", Some("127.0.0.1:80")),
            ("localhost:0", Some("127.0.0.1:0")),
            ("0.0.0.0:80", Some("0.0.0.0:80")),
            ("[::1]:8080", Some("[::1]:8080")),
            ("127.0.0.1", None),
            ("localhost", None),
            ("99999", None),
        ];
        for (text, want) in cases {
            assert_eq!(address(text).ok().map(|address| address.to_string()).as_deref(), want, "{text}");
        }
    }
}
