//! `tarmaq fetch`.

use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::error::Error;
use super::output::Output;
use super::today::today;
use super::{Global, Outcome};
use crate::fetch::{self, Fetcher, Form, Options};

/// Download acts from the official portal into the corpus
///
/// The page of each act is taken from its official address, one at a time, and put into the corpus folder as `ID.html`
/// with an `ID.source.toml` that tells where and when. A copy that is there is fetched anew only when the portal has
/// another one; what was fetched today is not asked for again, so a run that was stopped can be repeated.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq fetch V1800016354
  tarmaq fetch Z1600000480 K1400000226 --docx

Exit codes: 0 done, 2 when any act could not be fetched.")]
pub(super) struct Fetch {
    /// Ids of acts, as in their official addresses
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Take the PDF too, as `ID-pdf.pdf`
    #[arg(long)]
    pdf: bool,
    /// Take the Word file too, as `ID-docx.docx`
    #[arg(long)]
    docx: bool,
    /// Ask again for what was fetched today
    #[arg(long)]
    again: bool,
    /// Seconds between two requests
    #[arg(long, value_name = "SECONDS", default_value_t = 2)]
    delay: u64,
    /// Another server that publishes acts as the portal does
    #[arg(long, value_name = "URL", default_value = fetch::PORTAL)]
    portal: String,
}

impl Fetch {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let options = Options {
            portal: self.portal.clone(),
            delay: Duration::from_secs(self.delay),
            again: self.again,
            proxy: true,
            ..Options::new(&global.corpus, today())
        };
        let mut fetcher = Fetcher::new(options);
        let forms = [(Form::Page, true), (Form::Pdf, self.pdf), (Form::Docx, self.docx)];
        let (mut files, mut failed) = (Vec::new(), false);
        for id in &self.ids {
            for (form, _) in forms.iter().filter(|(_, wanted)| *wanted) {
                match fetcher.fetch(id, *form) {
                    Ok(fetched) => {
                        let said = match fetched.outcome {
                            fetch::Outcome::New => "new",
                            fetch::Outcome::Changed => "changed",
                            fetch::Outcome::Unchanged => "unchanged",
                            fetch::Outcome::Known => "fetched today",
                        };
                        tracing::info!(target: "tarmaq::fetch", id, file = %fetched.path.display(), outcome = said, "fetched");
                        if !global.json && !output.is_quiet() {
                            output.text(&format!("{}  {said}\n", fetched.path.display()))?;
                        }
                        files.push(json!({ "id": id, "file": fetched.path, "outcome": said.replace(' ', "_") }));
                    }
                    Err(error) => {
                        failed = true;
                        output.complain(&error.to_string());
                        files.push(json!({ "id": id, "file": null, "outcome": "failed", "error": error.to_string() }));
                    }
                }
            }
        }
        if global.json {
            output.json(&json!({ "schema": 1, "files": files }))?;
        }
        Ok(if failed { Outcome::Wrong } else { Outcome::Found })
    }
}
