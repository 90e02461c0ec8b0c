//! The whole corpus, a provision a line.

use serde::Serialize;

use super::Error;
use crate::act::Date;
use crate::index::Index;
use crate::query;
use crate::wire::{self, SCHEMA};

/// A provision of the corpus as it stood on a day.
#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    as_of: Date,
    #[serde(flatten)]
    passage: wire::Passage<'a>,
}

/// Gives `take` a line of JSON for each act and each provision of the corpus as it stood on `as_of`: the fields of a passage of `search --json`, with
/// `schema` and `as_of` beside them. Acts by id, provisions in the order of the text; nothing but one act is held at a time.
///
/// # Errors
///
/// Those of [`query::show`], and that of `take`, which ends the lines.
pub fn lines<E: From<Error>>(index: &Index, as_of: Date, mut take: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    for act in index.acts().iter().chain(index.cited_acts()) {
        let shown = query::show(index, act.id.as_str(), Some(as_of)).map_err(Error::from)?;
        for passage in std::iter::once(&shown.passage).chain(shown.below.iter().map(|unit| &unit.passage)) {
            let line = serde_json::to_string(&Line { schema: SCHEMA, as_of, passage: wire::Passage::new(passage) }).map_err(Error::from)?;
            take(&line)?;
        }
    }
    Ok(())
}
