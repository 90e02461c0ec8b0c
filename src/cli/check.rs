//! `tarmaq check`.

use clap::Args;

use super::error::Error;
use super::history::disagreement;
use super::ingest::counted;
use super::output::Output;
use super::page::{Ink, Paragraph};
use super::{Global, Outcome};
use crate::index::FindingKind;
use crate::ingest;
use crate::wire;

/// Verify that the index says what the corpus says
///
/// Every byte of every source is compared with what was indexed, and the parts of the index with each other. Nothing is
/// changed; `tarmaq ingest` mends what is found. Told as well: where the texts of the corpus themselves differ, or order
/// what cannot be done; that is no fault of the index.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq check
  tarmaq check --json

Exit codes: 0 all is well, 2 something is not as it should be.")]
pub(super) struct Check {}

impl Check {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let report = ingest::check(&global.corpus, &global.index)?;
        let sound = report.findings.is_empty();
        if global.json {
            output.json(&wire::Check::new(&report))?;
        } else {
            let (width, palette) = (output.width, output.palette);
            for finding in &report.findings {
                let told = format!("{}: {}", finding.subject, finding.message);
                let page = palette.paint(Ink::Bad, finding.kind.as_str()) + "\n" + &Paragraph::new(&told, 4, width).set(palette);
                output.text(&page)?;
            }
            for doubt in &report.doubts {
                let page = disagreement(doubt, width, palette);
                output.text(&page)?;
            }
            let compared = format!("compared {}, {} and {}", counted(report.sources, "source"), counted(report.acts, "act"), counted(report.units, "unit"));
            let (ink, verdict) = if sound {
                (Ink::Good, "the index says what the corpus says".to_owned())
            } else {
                (Ink::Bad, format!("{} not as it should be", counted_things(report.findings.len())))
            };
            output.text(&format!("{}: {compared}\n", palette.paint(ink, &verdict)))?;
            if !report.doubts.is_empty() {
                output.text(&format!("{} where the texts differ, or order what could not be done\n", counted(report.doubts.len(), "place")))?;
            }
            if let Some(remedy) = report.findings.iter().filter_map(|finding| remedy(finding.kind)).next_back() {
                output.text(&format!("{remedy}\n"))?;
            }
        }
        Ok(if sound { Outcome::Found } else { Outcome::Wrong })
    }
}

/// What mends it. The findings that need more stand last, sources being told first.
fn remedy(kind: FindingKind) -> Option<&'static str> {
    match kind {
        FindingKind::SourceMissing | FindingKind::SourceChanged | FindingKind::SourceNew => Some("`tarmaq ingest` brings the index up to date"),
        // Each such finding tells what is wrong with its files.
        FindingKind::SourceUnread | FindingKind::CopiesDiffer => None,
        FindingKind::Damaged | FindingKind::NotSearchable | FindingKind::NotStored => Some("`tarmaq ingest --force` builds the index again from the corpus"),
    }
}

fn counted_things(number: usize) -> String {
    if number == 1 { "1 thing is".to_owned() } else { format!("{number} things are") }
}
