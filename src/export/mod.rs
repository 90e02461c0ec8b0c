//! Acts for other programs and other readers: Akoma Ntoso, Markdown, HTML, plain text, JSON Lines.
//!
//! In: an open index, an address and a day. Out: a document that stands by itself, or a line for each provision of the whole corpus. What was worked
//! out travels along: the day, the validity of each provision, the acts that changed it. This room works nothing out and writes no file; no text of
//! an act becomes markup. [`read_akn`] reads an Akoma Ntoso export back to the provisions it was made of.
//!
//! ```
//! use tarmaq::export::{Format, export, read_akn};
//! use tarmaq::index::Index;
//! use tarmaq::ingest::{Options, Silent, ingest};
//!
//! ingest(&Options::new("corpus", "target/example-export"), &Silent)?;
//! let index = Index::open("target/example-export".as_ref())?;
//! let akn = export(&index, "V1800016354/rules/point-3", "2026-11-21".parse()?, Format::Akn)?;
//! let provisions = read_akn(&akn.text)?;
//! assert_eq!(provisions[0].path, "rules/point-3");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod akn;
mod akn_meta;
mod lines;
mod page;
mod read;
pub(crate) mod xml;

pub use lines::lines;
pub use read::{ReadProvision, read_akn};

use crate::act::{Act, ActId, Date};
use crate::index::Index;
use crate::ingest::{NoSource, source_of};
use crate::query::{self, Chronicle, Passage, Shown};
use crate::wire;

/// What an export is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Akoma Ntoso 3.0, the XML of OASIS for the law.
    Akn,
    /// The JSON of `show`.
    Json,
    /// Markdown.
    Markdown,
    /// A page that needs nothing else.
    Html,
    /// The words alone, a paragraph a line.
    Text,
}

impl Format {
    /// All formats, and the names they go by.
    pub const ALL: [(Self, &'static str); 5] = [(Self::Akn, "akn"), (Self::Json, "json"), (Self::Markdown, "md"), (Self::Html, "html"), (Self::Text, "txt")];
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing at the address, or the index cannot be read.
    #[error(transparent)]
    Query(#[from] query::Error),
    /// The answer cannot be written as JSON.
    #[error("the answer cannot be written as JSON: {0}; this is a fault of ours, please report it")]
    Json(#[from] serde_json::Error),
    /// A document that is no Akoma Ntoso.
    #[error("this is no Akoma Ntoso document: {0}; give a file that `tarmaq export --format akn` wrote")]
    NotAkn(String),
}

/// A document that was written.
#[derive(Debug)]
pub struct Document {
    /// Its text.
    pub text: String,
    /// Why the references in the words of the act are left out of it, where its format tells them: the source they stand in cannot be read.
    pub without_references: Option<NoSource>,
}

/// What is exported: the text of a day, what happened to it, and the source it was read from, where that still lies there.
struct Exported {
    shown: Shown,
    told: Chronicle,
    source: Option<Act>,
    as_of: Date,
}

/// The act or the provision at `address` as it stood on `as_of`, in `format`.
///
/// # Errors
///
/// Those of [`query::show`]. A source that has changed since it was indexed is no error: the references in the text are left out then, and
/// [`Document::without_references`] tells why.
pub fn export(index: &Index, address: &str, as_of: Date, format: Format) -> Result<Document, Error> {
    let shown = query::show(index, address, Some(as_of))?;
    if format == Format::Json {
        return Ok(Document { text: serde_json::to_string_pretty(&wire::Show::new(as_of, &shown))? + "\n", without_references: None });
    }
    let told = query::history(index, address, Some(as_of))?;
    let (source, without_references) = if format == Format::Akn { source(index, &shown.act.id) } else { (None, None) };
    let exported = Exported { shown, told, source, as_of };
    let text = match format {
        Format::Akn => akn::document(&exported),
        Format::Markdown => page::markdown(&exported),
        Format::Html => page::html(&exported),
        Format::Text | Format::Json => page::text(&exported),
    };
    Ok(Document { text, without_references })
}

/// The act `id` read anew, or why it is not. An act that is known only through others has no source, which is no loss.
fn source(index: &Index, id: &ActId) -> (Option<Act>, Option<NoSource>) {
    match source_of(index, id) {
        Ok(act) => (Some(act), None),
        Err(NoSource::NotKept) => (None, None),
        Err(why) => (None, Some(why)),
    }
}

/// The address of a passage inside the act that is exported; empty for the act as a whole. New wording stands where it is printed in an act that
/// amends, and at its own address in the one that is amended.
fn own_path<'p>(act: &ActId, passage: &'p Passage) -> &'p str {
    let printed_here = passage.via.as_deref().and_then(|via| via.split_once('/')).filter(|(printed_in, _)| *printed_in == act.as_str());
    printed_here.map_or_else(|| passage.path.as_ref().map_or("", |path| path.as_str()), |(_, path)| path)
}

/// The units of the export with their depths: the provision asked for, and all below it; of an act what is below it.
fn units(exported: &Exported) -> Vec<(usize, &Passage)> {
    let shown = &exported.shown;
    let own = shown.passage.path.as_ref().map(|_| (0, &shown.passage));
    own.into_iter().chain(shown.below.iter().map(|unit| (unit.depth, &unit.passage))).collect()
}
