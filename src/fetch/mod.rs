//! Ids in, the acts' pages in the corpus out.
//!
//! In: ids of acts and the address of the portal that publishes them. Out: files in the corpus folder, each with a
//! `NAME.source.toml` that tells where and when it was taken. One request at a time, with a delay between two; what
//! `robots.txt` forbids is not asked for; a copy that is there is asked about and fetched only when it has changed. A run
//! that was stopped goes on where it was: what was fetched today is not asked for again. This room reads no law, and
//! nothing it is told writes outside the folder.
//!
//! ```no_run
//! use tarmaq::fetch::{Fetcher, Form, Options};
//!
//! let mut fetcher = Fetcher::new(Options::new("corpus", "2026-11-21".parse()?));
//! let fetched = fetcher.fetch("V1800016354", Form::Page)?;
//! assert_eq!(fetched.path.to_str(), Some("corpus/V1800016354.html"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod address;
mod answer;
mod error;
mod robots;
mod store;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use crate::act::Date;

use address::Address;
use answer::Answer;
use robots::Robots;
use store::Copy;

pub use error::Error;

/// Where the law of Kazakhstan is published.
pub const PORTAL: &str = "https://adilet.zan.kz";
/// What a request says of who asks.
pub const USER_AGENT: &str = concat!("tarmaq/", env!("CARGO_PKG_VERSION"), " (search in the law of Kazakhstan; fetches single acts that a person asks for)");
/// The largest answer that is kept.
const BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Redirects that are followed.
const REDIRECTS_MAX: usize = 5;
/// Times that an answer «later» is believed.
const RETRIES_MAX: u32 = 2;
/// The longest that a server may have us wait.
const WAIT_MAX: Duration = Duration::from_secs(60);

/// In which form an act is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The page with its text: `ID.html`.
    Page,
    /// The PDF: `ID-pdf.pdf`.
    Pdf,
    /// The Word file: `ID-docx.docx`.
    Docx,
}

/// How acts are fetched.
#[derive(Clone, Debug)]
pub struct Options {
    /// The portal: scheme, host and port, without a path.
    pub portal: String,
    /// The folder that files are put in; made when missing.
    pub corpus: PathBuf,
    /// The day of the copies.
    pub today: Date,
    /// The shortest time between two requests; `robots.txt` may ask for more.
    pub delay: Duration,
    /// The longest that one answer may take.
    pub timeout: Duration,
    /// Ask again for what was fetched today.
    pub again: bool,
    /// Go through the proxy that the environment names.
    pub proxy: bool,
}

impl Options {
    /// From Adilet into `corpus`: two seconds between requests, a minute for an answer, no proxy.
    pub fn new(corpus: impl Into<PathBuf>, today: Date) -> Self {
        Self {
            portal: PORTAL.to_owned(),
            corpus: corpus.into(),
            today,
            delay: Duration::from_secs(2),
            timeout: Duration::from_secs(60),
            again: false,
            proxy: false,
        }
    }
}

/// What came of fetching one act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there before.
    New,
    /// It is another one than before.
    Changed,
    /// The server says that it is what it was.
    Unchanged,
    /// It was fetched today; nobody was asked.
    Known,
}

/// A file that is in the corpus now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The file.
    pub path: PathBuf,
    /// What came of it.
    pub outcome: Outcome,
}

/// Fetches acts, one after another.
#[derive(Debug)]
pub struct Fetcher {
    options: Options,
    agent: ureq::Agent,
    robots: Option<Robots>,
    /// When the last request was made.
    last: Option<Instant>,
}

impl Fetcher {
    /// Nothing is asked for yet.
    pub fn new(options: Options) -> Self {
        let proxy = if options.proxy { ureq::Proxy::try_from_env() } else { None };
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(options.timeout))
            .user_agent(USER_AGENT)
            .proxy(proxy)
            .build();
        Self { options, agent: config.into(), robots: None, last: None }
    }

    /// Brings the act `id` into the corpus.
    ///
    /// # Errors
    ///
    /// Every [`Error`]; each names the address or the file. The corpus is as it was then.
    pub fn fetch(&mut self, id: &str, form: Form) -> Result<Fetched, Error> {
        let is_id = (1..=40).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !is_id {
            return Err(Error::Id { id: id.to_owned() });
        }
        let portal = Address::parse(&self.options.portal)?;
        let mut copy = Copy::find(&self.options.corpus, id, form)?;
        if copy.is_of(self.options.today) && !self.options.again {
            return Ok(Fetched { path: copy.path, outcome: Outcome::Known });
        }
        let path = match form {
            Form::Page => format!("/kaz/docs/{id}"),
            Form::Pdf => format!("/kaz/docs/{id}/download"),
            Form::Docx => format!("/kaz/docs/{id}/download/docx"),
        };
        let address = portal.with_path(&path);
        let answer = self.ask_politely(&address, &copy)?;
        let outcome = match answer.status {
            304 if copy.exists() => Outcome::Unchanged,
            200 => copy.take(&answer.address, answer.body, form)?,
            404 | 410 => return Err(Error::NoSuchAct { id: id.to_owned(), url: address.to_string() }),
            status => return Err(Error::Refused { url: answer.address.to_string(), status }),
        };
        copy.describe(id, &address, &answer.headers, self.options.today)?;
        Ok(Fetched { path: copy.path, outcome })
    }

    /// Asks for an address that `robots.txt` allows, follows where it leads, and comes back later when told so.
    fn ask_politely(&mut self, address: &Address, copy: &Copy) -> Result<Answer, Error> {
        let mut address = address.clone();
        let mut retries = 0;
        for _ in 0..=REDIRECTS_MAX {
            let robots = self.robots(&address)?;
            if !robots.allows(&address.path) {
                return Err(Error::Disallowed { url: address.to_string() });
            }
            let mut answer = self.ask(&address, copy.conditions())?;
            while matches!(answer.status, 429 | 500 | 502 | 503 | 504) && retries < RETRIES_MAX {
                retries += 1;
                let wait = answer.headers.retry_after.map_or(self.options.delay * 2_u32.pow(retries), Duration::from_secs);
                thread::sleep(wait.min(WAIT_MAX));
                answer = self.ask(&address, copy.conditions())?;
            }
            if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
                return Ok(answer);
            }
            let target = answer.headers.location.as_deref().unwrap_or_default();
            address = address.follow(target).ok_or_else(|| Error::LeadsAway { url: address.to_string(), target: target.to_owned() })?;
        }
        Err(Error::Redirects { url: address.to_string() })
    }

    /// What the server of `address` lets programs ask for; it is asked once in a run.
    fn robots(&mut self, address: &Address) -> Result<Robots, Error> {
        if let Some(robots) = &self.robots {
            return Ok(robots.clone());
        }
        let mut place = address.with_path("/robots.txt");
        for _ in 0..=REDIRECTS_MAX {
            let answer = self.ask(&place, [None, None])?;
            let robots = match answer.status {
                200 => Robots::parse(&String::from_utf8_lossy(&answer.body)),
                301 | 302 | 303 | 307 | 308 => match place.follow(answer.headers.location.as_deref().unwrap_or_default()) {
                    Some(next) => {
                        place = next;
                        continue;
                    }
                    None => Robots::default(),
                },
                // RFC 9309, 2.3.1: no such file means that everything is allowed, a server in trouble that nothing is.
                400..=499 => Robots::default(),
                status => return Err(Error::Refused { url: place.to_string(), status }),
            };
            self.options.delay = self.options.delay.max(robots.delay().min(WAIT_MAX));
            self.robots = Some(robots.clone());
            return Ok(robots);
        }
        Err(Error::Redirects { url: place.to_string() })
    }

    /// One request, no sooner than the delay after the one before.
    fn ask(&mut self, address: &Address, conditions: [Option<(&'static str, &str)>; 2]) -> Result<Answer, Error> {
        if let Some(last) = self.last {
            thread::sleep(self.options.delay.saturating_sub(last.elapsed()));
        }
        let answer = answer::ask(&self.agent, address, conditions, BYTES_MAX);
        self.last = Some(Instant::now());
        answer
    }
}
