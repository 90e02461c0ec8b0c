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
     `history` tells what happened to it, `diff` what is different between two days, `changes` what changed in a period, `cite` what a text cites; \
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

/// What happened to which text.
#[derive(Debug, Deserialize, JsonSchema)]
struct HistoryCall {
    /// The act or the provision: V1800016354 or V1800016354/rules/point-3.
    address: String,
    /// The day whose wording is marked `current`, YYYY-MM-DD; today when not given.
    as_of: Option<String>,
}

/// Which two days of which text.
#[derive(Debug, Deserialize, JsonSchema)]
struct DiffCall {
    /// The act, chapter or provision: V1800016354/rules/chapter-2.
    address: String,
    /// The earlier day, YYYY-MM-DD.
    from: String,
    /// The later day, YYYY-MM-DD.
    to: String,
}

/// Which text has citations in it.
#[derive(Debug, Deserialize, JsonSchema)]
struct CiteCall {
    /// The text: «807 қаулының 32-тармағы», «пп. 6) п. 3 правил 16354».
    text: String,
    /// The day on which the cited provisions are read, YYYY-MM-DD; today when not given.
    as_of: Option<String>,
}

/// Which period.
#[derive(Debug, Deserialize, JsonSchema)]
struct ChangesCall {
    /// The first day, YYYY-MM-DD.
    from: String,
    /// The last day, YYYY-MM-DD; it is in the period.
    to: String,
    /// How many changes at most, 1 to 50; 8 when not given.
    limit: Option<u32>,
    /// How many of the first changes to leave out.
    offset: Option<u32>,
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

    #[tool(
        name = "history",
        description = "What happened to an act or provision: each event with its day, the act that did it and where that is printed; each wording with its \
                       address, citation, validity and source. The one of `as_of` is `current`.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn history(&self, Parameters(call): Parameters<HistoryCall>) -> CallToolResult {
        answered(self.happened(&call))
    }

    #[tool(
        name = "diff",
        description = "What is different in an act, chapter or provision between two days: each difference with its address, citation, the words of both days, \
                       how each stood and where it is printed, and the acts that made it.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn diff(&self, Parameters(call): Parameters<DiffCall>) -> CallToolResult {
        answered(self.compared(&call))
    }

    #[tool(
        name = "cite",
        description = "Find the citations in a text, in Kazakh or Russian, and the provisions they lead to: each with its address, words, citation, validity \
                       and source. Use it to check that what is cited exists and says what it is said to say.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn cite(&self, Parameters(call): Parameters<CiteCall>) -> CallToolResult {
        answered(self.cited(&call))
    }

    #[tool(
        name = "changes",
        description = "What changed in the whole corpus in a period, by day: each change with its address, citation, the act that made it, the words before and \
                       since, and where they are printed.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn changes(&self, Parameters(call): Parameters<ChangesCall>) -> CallToolResult {
        answered(self.changed(&call))
    }
}

/// What a text cites, and what it leads to.
#[derive(Serialize)]
struct Cited<'a> {
    #[serde(flatten)]
    cite: wire::Cite<'a>,
    /// The day on which the passages are read.
    as_of: Date,
    /// What stands at the addresses, in their order.
    passages: Vec<wire::Passage<'a>>,
}

impl Tools {
    fn found(&self, call: &SearchCall) -> Result<serde_json::Value, Refusal> {
        let as_of = call.as_of.as_deref().map(|told| self.day(Some(told))).transpose()?;
        let limit = limit(call.limit)?;
        let text = bounded("query", &call.query, QUESTION_CHARS_MAX)?;
        let question = Question { text: text.to_owned(), as_of, today: Some((self.today)()), limit, ..Question::default() };
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

    fn happened(&self, call: &HistoryCall) -> Result<serde_json::Value, Refusal> {
        let as_of = self.day(call.as_of.as_deref())?;
        let history = query::history(&self.index(), &call.address, Some(as_of)).map_err(told)?;
        if history.events.len() > BELOW_MAX {
            return Err(format!("{} events touch {}, {BELOW_MAX} are the most; ask about a part of it", history.events.len(), call.address));
        }
        json(&wire::History::new(as_of, &history))
    }

    fn compared(&self, call: &DiffCall) -> Result<serde_json::Value, Refusal> {
        let (from, to) = period(&call.from, &call.to)?;
        let compared = query::diff(&self.index(), &call.address, from, to).map_err(told)?;
        if compared.changes.len() > BELOW_MAX {
            let paths: Vec<&str> = compared.changes.iter().take(60).map(|change| change.path.as_str()).collect();
            let differences = compared.changes.len();
            return Err(format!("{differences} provisions of {} differ, {BELOW_MAX} are the most; compare a part of it: {}", call.address, paths.join(", ")));
        }
        json(&wire::Diff::new(&compared))
    }

    fn cited(&self, call: &CiteCall) -> Result<serde_json::Value, Refusal> {
        let as_of = self.day(call.as_of.as_deref())?;
        let text = bounded("text", &call.text, QUOTE_CHARS_MAX)?;
        let index = self.index();
        let citations = query::cite(&index, text).map_err(told)?;
        let cite = wire::Cite::new(text, &citations);
        let read = |address: &&str| show(&index, address, Some(as_of)).ok().map(|shown| shown.passage);
        // An address is there, for it was found in the index; the list of those that are read is as short as an answer.
        let passages: Vec<query::Passage> = cite.addresses.iter().take(LIMIT_MAX as usize).filter_map(read).collect();
        json(&Cited { cite, as_of, passages: passages.iter().map(wire::Passage::new).collect() })
    }

    fn changed(&self, call: &ChangesCall) -> Result<serde_json::Value, Refusal> {
        let (from, to) = period(&call.from, &call.to)?;
        let (limit, offset) = (limit(call.limit)?, call.offset.unwrap_or(0) as usize);
        let mut told = query::changes(&self.index(), from, to).map_err(told)?;
        let all = told.changes.len();
        told.changes = told.changes.into_iter().skip(offset).take(limit).collect();
        told.unidentified.truncate(limit);
        let mut answer = json(&wire::Changes::new(&told))?;
        // How many there are in all, so that the assistant knows whether it has read them.
        answer["total"] = all.into();
        Ok(answer)
    }

    fn day(&self, told: Option<&str>) -> Result<Date, Refusal> {
        told.map_or_else(|| Ok((self.today)()), |day| parsed("as_of", day))
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

/// How many are wanted.
fn limit(told: Option<u32>) -> Result<usize, Refusal> {
    let limit = told.unwrap_or(LIMIT);
    if (1..=LIMIT_MAX).contains(&limit) { Ok(limit as usize) } else { Err(format!("limit is {limit}; it may be 1 to {LIMIT_MAX}")) }
}

fn parsed(name: &str, day: &str) -> Result<Date, Refusal> {
    day.parse().map_err(|error| format!("{name}: {error}"))
}

/// Two days, the earlier one first.
fn period(from: &str, to: &str) -> Result<(Date, Date), Refusal> {
    let (from, to) = (parsed("from", from)?, parsed("to", to)?);
    if from <= to { Ok((from, to)) } else { Err(format!("from is {from}, after to, which is {to}; exchange the two")) }
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
