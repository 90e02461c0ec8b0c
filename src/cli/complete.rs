//! `tarmaq completions` and `tarmaq man`.

use clap::{Args, Command};
use clap_complete::Shell;

use super::Outcome;
use super::error::Error;
use super::output::Output;

/// Print a completion script for a shell
///
/// Put it where the shell looks for completions.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq completions bash > ~/.local/share/bash-completion/completions/tarmaq
  tarmaq completions fish > ~/.config/fish/completions/tarmaq.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, mut command: Command, output: &mut Output) -> Result<Outcome, Error> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "tarmaq", &mut script);
        output.bytes(&script)?;
        Ok(Outcome::Found)
    }
}

/// Print the manual page
///
/// The page of `tarmaq` itself, or of one of its commands, in the format of `man`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq man | man -l -
  tarmaq man search | man -l -")]
pub(super) struct Man {
    /// The command; the whole program when not given
    #[arg(value_name = "COMMAND")]
    verb: Option<String>,
}

impl Man {
    pub(super) fn run(&self, mut command: Command, output: &mut Output) -> Result<Outcome, Error> {
        command.build();
        let command = match &self.verb {
            None => command,
            Some(verb) => {
                let found = command.find_subcommand(verb).cloned().ok_or_else(|| Error::NoSuchVerb(verb.clone()))?;
                found.version(env!("CARGO_PKG_VERSION"))
            }
        };
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page).map_err(Error::Stdout)?;
        output.bytes(&page)?;
        Ok(Outcome::Found)
    }
}
