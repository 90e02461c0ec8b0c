//! The tools that an assistant can call.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, ContentBlock, Implementation, ServerCapabilities, ServerConfig};
use rmcp::{ServerHandler, tool, tool_handler, tool_router};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::Date;
use crate::index::{self, Index, generation_mark};
use crate::query::{self, Question, quotation, search, show};
use crate::wire;

/// Passages of an answer at most, and when the call does not tell.
const LIMIT_MAX: u32 = 50;
const LIMIT: u32 = 8;
/// Characters of the longest question, and of the longest quotation.
const QUESTION_CHARS_MAX: usize = 1_000;
const QUOTE_CHARS_MAX: usize = 20_000;
/// Units below the one that is read; a whole code does not fit into anybody's attention.
const BELOW_MAX: usize = 200;

const INSTRUCTIONS: &str = "The law of Kazakhstan in Kazakh, as published. `search` finds provisions; `read` gives the whole text of one by its address; \
     `check_quote` tells whether words stand in an act letter for letter. Quote only what a tool returned, with its citation and its validity: `state` tells \
     whether it was in force on `as_of`, `certainty` how sure that is. This is no official publication: `url` leads to the official text.";

/// The tools, and the index that they ask.
#[derive(Clone, Debug)]
pub struct Tools {
    dir: PathBuf,
    today: fn() -> Date,
    open: Arc<Mutex<(Option<String>, Arc<Index>)>>,
}

/// What a question may be.
#[derive(Debug, Deserialize, JsonSchema)]
struct SearchCall {
    /// Words in Kazakh, a "phrase as it stands" in quotation marks, a citation or an address, in any order; `act:ID` keeps to one act.
    query: String,
    /// The day asked about, YYYY-MM-DD; today when not given.
    as_of: Option<String>,
    /// How many passages at most, 1 to 50; 8 when not given.
    limit: Option<u32>,
}

/// Which text is wanted.
#[derive(Debug, Deserialize, JsonSchema)]
struct ReadCall {
    /// `ACT` or `ACT/PATH`, as `search` gives it: V1800016354/rules/point-3.
    address: String,
    /// The day asked about, YYYY-MM-DD; today when not given.
    as_of: Option<String>,
}

/// Which words are to be checked, and where.
#[derive(Debug, Deserialize, JsonSchema)]
struct QuoteCall {
    /// The act or the provision that is said to hold the words: V1800016354 or V1800016354/rules/point-3.
    address: String,
    /// The words, as they are going to be quoted.
    quote: String,
    /// The day asked about, YYYY-MM-DD; today when not given.
    as_of: Option<String>,
}

/// What is told instead of an answer: a sentence that says what to do.
type Refusal = String;

#[tool_router]
impl Tools {
    /// The tools of the index in `dir`.
    ///
    /// # Errors
    ///
    /// Those of [`Index::open`].
    pub fn new(dir: &Path, today: fn() -> Date) -> Result<Self, index::Error> {
        let mark = generation_mark(dir);
        let open = Arc::new(Mutex::new((mark, Arc::new(Index::open(dir)?))));
        Ok(Self { dir: dir.to_owned(), today, open })
    }

    #[tool(
        name = "search",
        description = "Find provisions of the law of Kazakhstan that answer a question in Kazakh, best first. Each hit carries its address, text, citation, \
                       validity on the day asked about, and source.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn search(&self, Parameters(call): Parameters<SearchCall>) -> CallToolResult {
        answered(self.found(&call))
    }

    #[tool(
        name = "read",
        description = "Read an act or a provision by its address, with everything below it and its notes.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn read(&self, Parameters(call): Parameters<ReadCall>) -> CallToolResult {
        answered(self.text(&call))
    }

    #[tool(
        name = "check_quote",
        description = "Check that a quotation stands word for word in an act or provision. Answers `verbatim`, `typography` (other quotation marks, dashes or \
                       capitals) or `absent`, and where it stands.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn check_quote(&self, Parameters(call): Parameters<QuoteCall>) -> CallToolResult {
        answered(self.quoted(&call))
    }
}

impl Tools {
    fn found(&self, call: &SearchCall) -> Result<serde_json::Value, Refusal> {
        let as_of = call.as_of.as_deref().map(|told| self.day(Some(told))).transpose()?;
        let limit = call.limit.unwrap_or(LIMIT);
        if !(1..=LIMIT_MAX).contains(&limit) {
            return Err(format!("limit is {limit}; it may be 1 to {LIMIT_MAX}"));
        }
        let text = bounded("query", &call.query, QUESTION_CHARS_MAX)?;
        let question = Question { text: text.to_owned(), as_of, today: Some((self.today)()), limit: limit as usize, ..Question::default() };
        let answer = search(&self.index(), &question).map_err(told)?;
        json(&wire::Search::new(text, answer.as_of.unwrap_or_else(|| (self.today)()), &answer))
    }

    fn text(&self, call: &ReadCall) -> Result<serde_json::Value, Refusal> {
        let as_of = self.day(call.as_of.as_deref())?;
        let shown = show(&self.index(), &call.address, Some(as_of)).map_err(told)?;
        if shown.below.len() > BELOW_MAX {
            let near: Vec<&str> = shown.below.iter().filter(|unit| unit.depth <= 2).take(60).map(|unit| unit.passage.address.as_str()).collect();
            return Err(format!("{} has {} units below it, {BELOW_MAX} are the most; read a part of it: {}", call.address, shown.below.len(), near.join(", ")));
        }
        json(&wire::Show::new(as_of, &shown))
    }

    fn quoted(&self, call: &QuoteCall) -> Result<serde_json::Value, Refusal> {
        let as_of = self.day(call.as_of.as_deref())?;
        let quote = bounded("quote", &call.quote, QUOTE_CHARS_MAX)?;
        let found = quotation(&self.index(), &call.address, quote, Some(as_of)).map_err(told)?;
        json(&wire::Quotation::new(&call.address, quote, as_of, &found))
    }

    fn day(&self, told: Option<&str>) -> Result<Date, Refusal> {
        told.map_or_else(|| Ok((self.today)()), |day| day.parse::<Date>().map_err(|error| format!("as_of: {error}")))
    }

    /// The newest index there is; the one before, where a newer one cannot be opened.
    fn index(&self) -> Arc<Index> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let mark = generation_mark(&self.dir);
        if mark.is_some()
            && mark != open.0
            && let Ok(newer) = Index::open(&self.dir)
        {
            *open = (mark, Arc::new(newer));
        }
        Arc::clone(&open.1)
    }
}

#[tool_handler]
impl ServerHandler for Tools {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().build();
        ServerConfig::new(capabilities).with_server_info(Implementation::new("tarmaq", env!("CARGO_PKG_VERSION"))).with_instructions(INSTRUCTIONS)
    }
}

/// `text`, where it is neither empty nor too long.
fn bounded<'t>(name: &str, text: &'t str, characters_max: usize) -> Result<&'t str, Refusal> {
    match text.chars().count() {
        0 => Err(format!("{name} is empty; put the words in it")),
        count if count > characters_max => Err(format!("{name} has {count} characters, {characters_max} are the most; ask with fewer words")),
        _ => Ok(text),
    }
}

fn told(error: query::Error) -> Refusal {
    error.to_string()
}

fn json(answer: &impl Serialize) -> Result<serde_json::Value, Refusal> {
    serde_json::to_value(answer).map_err(|error| format!("the answer cannot be written as JSON: {error}"))
}

fn answered(answer: Result<serde_json::Value, Refusal>) -> CallToolResult {
    match answer {
        Ok(value) => CallToolResult::structured(value),
        Err(refusal) => CallToolResult::error(vec![ContentBlock::text(refusal)]),
    }
}
