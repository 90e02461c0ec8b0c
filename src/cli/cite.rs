//! `tarmaq cite`.

use clap::Args;

use super::error::Error;
use super::ingest::open_fresh;
use super::output::Output;
use super::page::Ink;
use super::{Global, Outcome};
use crate::query;
use crate::wire;

/// Find the citations in a text and print the addresses they lead to
///
/// Understood are numbers of acts and units in any case form, in Kazakh and Russian, ordinal words, addresses and pages of
/// Adilet: `807 қаулының 32-тармағы`, `пп. 6) п. 3 правил 16354`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tarmaq cite 807 қаулы 32-тармақ
  tarmaq cite '№ 11-1-4/1 бұйрық қағидаларының 14-1-тармағы' --json
  tarmaq cite пункт 12 регламента, утвержденного приказом № 352

Exit codes: 0 found, 1 nothing that is indexed is cited, 2 something went wrong.")]
pub(super) struct Cite {
    /// The text
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
}

impl Cite {
    pub(super) fn run(&self, global: &Global, output: &mut Output) -> Result<Outcome, Error> {
        let index = open_fresh(global, output)?;
        let text = self.text.join(" ");
        let citations = query::cite(&index, &text)?;
        if global.json {
            output.json(&wire::Cite::new(&text, &citations))?;
        } else {
            for citation in &citations {
                let standing = if citation.is_indexed { "" } else { " (not indexed)" };
                let unknown = ["—".to_owned()];
                let addresses = if citation.addresses.is_empty() { &unknown } else { &citation.addresses[..] };
                for address in addresses {
                    let address = output.palette.paint(Ink::Address, address);
                    let surface = output.palette.paint(Ink::Dim, &format!("{}{standing}", citation.surface));
                    output.text(&format!("{address}\t{surface}\n"))?;
                }
            }
        }
        output.finish()?;
        if citations.is_empty() {
            output.remark("nothing is cited in the text");
        }
        Ok(if citations.iter().any(|citation| citation.is_indexed) { Outcome::Found } else { Outcome::NothingFound })
    }
}
