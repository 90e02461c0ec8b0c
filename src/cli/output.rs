//! Where answers and everything else go.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use anstream::{AutoStream, ColorChoice};
use serde::Serialize;

use super::error::Error;
use super::page::{Ink, Palette};
use super::{Color, Global, Log};

/// The widest text that is comfortable to read, and the width when nobody tells.
const WIDTH_MAX: usize = 100;
/// Below this, wrapping does more harm than good.
const WIDTH_MIN: usize = 30;

/// The two streams of a run: the answer on stdout, everything else on stderr.
pub(super) struct Output {
    stdout: BufWriter<Stdout>,
    /// How the answer is painted.
    pub(super) palette: Palette,
    /// Columns to wrap at.
    pub(super) width: usize,
    terminal: bool,
    aside: Palette,
    quiet: bool,
    log: Log,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        let choice = match global.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let painted = |auto: ColorChoice| if choice == ColorChoice::Auto { auto } else { choice } != ColorChoice::Never;
        let terminal = io::stdout().is_terminal();
        let columns = terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
        Self {
            palette: Palette::new(painted(AutoStream::choice(&io::stdout()))),
            aside: Palette::new(painted(AutoStream::choice(&io::stderr()))),
            stdout: BufWriter::with_capacity(1 << 16, io::stdout()),
            width: columns.unwrap_or(WIDTH_MAX).clamp(WIDTH_MIN, WIDTH_MAX),
            terminal,
            quiet: global.quiet,
            log: global.log,
        }
    }

    /// Whether the run is to say nothing but its answer and errors.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether somebody may be shown a bar that grows: not where lines are written for a program.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && self.log == Log::Text
    }

    /// Writes a part of the answer.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Error> {
        self.stdout.write_all(text.as_bytes()).map_err(Error::Stdout)
    }

    /// Writes bytes of the answer that something else has rendered.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.stdout.write_all(bytes).map_err(Error::Stdout)
    }

    /// Writes the answer as JSON: on one line for programs, spread out on a terminal.
    pub(super) fn json(&mut self, answer: &impl Serialize) -> Result<(), Error> {
        let written = if self.terminal { serde_json::to_writer_pretty(&mut self.stdout, answer) } else { serde_json::to_writer(&mut self.stdout, answer) };
        written.map_err(|error| match error.io_error_kind() {
            Some(kind) => Error::Stdout(kind.into()),
            None => Error::Json(error),
        })?;
        self.text("\n")
    }

    /// Makes sure that the answer has left the process.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        self.stdout.flush().map_err(Error::Stdout)
    }

    /// Tells what went wrong.
    pub(super) fn complain(&self, message: &str) {
        if self.log == Log::Json {
            return tracing::error!(target: "tarmaq::cli", detail = message, "wrong");
        }
        stderr_line(&format!("{} {message}", self.aside.paint(Ink::Bad, "tarmaq:")));
    }

    /// Tells something beside the answer, unless nobody wants to hear it.
    pub(super) fn remark(&self, message: &str) {
        if self.quiet {
            return;
        }
        if self.log == Log::Json {
            tracing::info!(target: "tarmaq::cli", detail = message, "remark");
        } else {
            stderr_line(&format!("{} {message}", self.aside.paint(Ink::Dim, "tarmaq:")));
        }
    }
}

/// Writes one line to stderr. Where stderr is closed there is nobody left to tell.
pub(super) fn stderr_line(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
