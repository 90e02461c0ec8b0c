//! `tarmaq mcp`.

use clap::Args;

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::today::today;
use super::{Global, Outcome};
use crate::mcp;

/// Answer assistants over the Model Context Protocol
///
/// Speaks on standard input and output, until the input ends. The tools are `search`, `read`, `history`, `diff`, `cite`, `changes`, and
/// `check_quote`, which tells whether a quotation stands in an act word for word.
#[derive(Debug, Args)]
#[command(after_long_help = "\
In the configuration of an assistant:
  {\"mcpServers\": {\"tarmaq\": {\"command\": \"tarmaq\", \"args\": [\"mcp\", \"--index\", \"/path/to/index\", \"--corpus\", \"/path/to/corpus\"]}}}

Exit codes: 0 the input ended after a conversation, 2 something went wrong.")]
pub(super) struct Mcp {}

impl Mcp {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        drop(open_fresh(global, output)?);
        mcp::run(&global.index, today)?;
        Ok(Outcome::Found)
    }
}
