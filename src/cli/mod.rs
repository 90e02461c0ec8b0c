//! The command line: arguments in, answers on the terminal out.
//!
//! In: the words after `tarmaq`. Out: the answer on stdout (for people, or with `--json` the shapes of [`crate::wire`]),
//! everything else on stderr, and an exit code as grep users know them: 0 found or done, 1 nothing found, 2 something
//! went wrong. This room decides nothing about law: it asks the other rooms and renders what they say. Here, and only
//! here, the clock, the environment and the terminal are read.
//!
//! ```no_run
//! use tarmaq::cli;
//!
//! let exit_code = cli::run(["tarmaq", "search", "тұрақты тұруға рұқсат"]);
//! ```

mod acts;
mod analyze;
mod changes;
mod check;
mod cite;
mod cites;
mod complete;
mod diff;
mod diff_page;
mod doctor;
mod error;
mod export;
#[cfg(feature = "fetch")]
mod fetch;
mod history;
mod ingest;
mod log;
#[cfg(feature = "mcp")]
mod mcp;
mod ocr;
mod output;
mod page;
mod parse;
mod passage;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod suggest;
mod today;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use error::Error;
use output::Output;

/// Full-text search in the law of Kazakhstan in Kazakh.
///
/// Reads acts as they were published, damage and all, and answers questions with passages that can be cited: the
/// address of the provision, the act, the file, page and line.
#[derive(Debug, Parser)]
#[command(name = "tarmaq", version, max_term_width = 100, after_long_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Verb,
}

const EXAMPLES: &str = "\
Examples:
  tarmaq search \"шетелге тұрақты тұруға шығу үшін қандай құжаттар керек\"
  tarmaq show V1800016354/rules/point-3 --as-of 2023-01-01
  tarmaq history V1800016354/rules/point-14-1
  tarmaq parse corpus/V1800016354.txt

Exit codes: 0 found or done, 1 nothing found, 2 something went wrong.";

/// What every verb understands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
struct Global {
    /// Folder with the sources
    #[arg(long, global = true, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// Folder of the index; derived, made when missing
    #[arg(long, global = true, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// Print the answer as JSON
    #[arg(long, global = true)]
    json: bool,
    /// Print the answer and errors, nothing else
    #[arg(long, short, global = true, action = ArgAction::SetTrue)]
    quiet: bool,
    /// How to tell on stderr what happens: for people, or one JSON object a line
    #[arg(long, global = true, value_name = "FORM", value_enum, default_value_t)]
    log: Log,
    /// When to use colour; `auto` is on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

/// How what happens is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Log {
    /// Remarks, and a progress bar on a terminal.
    #[default]
    Text,
    /// A JSON object a line: each file, each request, each remark.
    Json,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// What to do.
// What each does is told where it is done: the first line of its doc comment, imperative, no full stop.
#[derive(Debug, Subcommand)]
enum Verb {
    Ingest(ingest::Ingest),
    #[cfg(feature = "fetch")]
    Fetch(fetch::Fetch),
    Parse(parse::Parse),
    Search(search::Search),
    Show(show::Show),
    History(history::History),
    Diff(diff::Diff),
    Changes(changes::Changes),
    Cite(cite::Cite),
    Cites(cites::Cites),
    Suggest(suggest::Suggest),
    Export(export::Export),
    Acts(acts::Acts),
    Check(check::Check),
    Doctor(doctor::Doctor),
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    #[cfg(feature = "mcp")]
    Mcp(mcp::Mcp),
    Analyze(analyze::Analyze),
    Completions(complete::Completions),
    Man(complete::Man),
}

/// How a verb ended when nothing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Found, or done.
    Found,
    /// There is no answer.
    NothingFound,
    /// The answer is that something is wrong; it has been told.
    Wrong,
}

/// Runs the command line `args` (the first is the name of the program) and returns the exit code.
pub fn run(args: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return explain(&error),
    };
    if cli.global.log == Log::Json {
        log::begin();
    }
    let mut output = Output::new(&cli.global);
    let outcome = match &cli.verb {
        Verb::Ingest(verb) => verb.run(&cli.global, &mut output),
        #[cfg(feature = "fetch")]
        Verb::Fetch(verb) => verb.run(&cli.global, &mut output),
        Verb::Parse(verb) => verb.run(&cli.global, &mut output),
        Verb::Search(verb) => verb.run(&cli.global, &mut output),
        Verb::Show(verb) => verb.run(&cli.global, &mut output),
        Verb::History(verb) => verb.run(&cli.global, &mut output),
        Verb::Diff(verb) => verb.run(&cli.global, &mut output),
        Verb::Changes(verb) => verb.run(&cli.global, &mut output),
        Verb::Cite(verb) => verb.run(&cli.global, &mut output),
        Verb::Cites(verb) => verb.run(&cli.global, &mut output),
        Verb::Suggest(verb) => verb.run(&cli.global, &mut output),
        Verb::Export(verb) => verb.run(&cli.global, &mut output),
        Verb::Acts(verb) => verb.run(&cli.global, &mut output),
        Verb::Check(verb) => verb.run(&cli.global, &mut output),
        Verb::Doctor(verb) => verb.run(&cli.global, &mut output),
        #[cfg(feature = "serve")]
        Verb::Serve(verb) => verb.run(&cli.global, &mut output),
        #[cfg(feature = "mcp")]
        Verb::Mcp(verb) => verb.run(&cli.global, &mut output),
        Verb::Analyze(verb) => verb.run(&cli.global, &mut output),
        Verb::Completions(verb) => verb.run(Cli::command(), &mut output),
        Verb::Man(verb) => verb.run(Cli::command(), &mut output),
    };
    match outcome.and_then(|outcome| output.finish().map(|()| outcome)) {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::Wrong) => ExitCode::from(2),
        // The reader has seen enough: `tarmaq search … | head` is no error.
        Err(Error::Stdout(cause)) if cause.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            output.complain(&error.to_string());
            ExitCode::from(error.exit_code())
        }
    }
}

/// Prints help, the version, or what is wrong with the arguments.
fn explain(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        let text = error.render().to_string();
        // No arguments at all get the help, which is no complaint.
        let line = text.strip_prefix("error: ").map_or_else(|| text.clone(), |complaint| format!("tarmaq: {complaint}"));
        output::stderr_line(line.trim_end());
        ExitCode::from(2)
    } else {
        // A closed pipe is no error here either.
        let _ = error.print();
        ExitCode::SUCCESS
    }
}
