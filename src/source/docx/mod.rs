//! Word files: DOCX, a ZIP archive of XML parts (ECMA-376).
//!
//! Paragraphs with the numbers that Word counts for them, tables, links and footnotes are read; headers and footers are
//! parts of their own and are left out. A file that grows out of all proportion when it is inflated is refused.

mod body;
mod field;
mod numbering;
mod relations;
mod styles;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;

use super::flow::Flow;
use super::{Error, link};
use crate::text::{LineRange, Problem, ProblemCode, Reading, SourceText};

use body::Body;
use numbering::Numbering;
use relations::Relations;
use styles::Styles;
use xml::Fault;

/// The largest part that is read, inflated.
const PART_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Small parts may grow so much; XML of Word shrinks to a tenth or a twentieth.
const RATIO_MAX: u64 = 150;
const RATIO_FREE_BYTES: u64 = 4 * 1024 * 1024;

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// Reads a Word file.
pub(super) fn read(file: &str, bytes: Vec<u8>) -> Result<Reading<SourceText>, Error> {
    let document = |cause: String| Error::Document { file: file.to_owned(), cause };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| document(format!("its ZIP archive cannot be opened ({error})")))?;
    let root = part(&mut archive, "_rels/.rels", Relations::read).map_err(document)?.unwrap_or_default();
    let main = root.by_type("officeDocument").unwrap_or("word/document.xml").trim_start_matches('/').to_owned();
    if archive.index_for_name(&main).is_none() {
        return Err(Error::NotText { file: file.to_owned(), format: "a ZIP archive without a Word document" });
    }
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = part(&mut archive, &join(folder, &format!("_rels/{name}.rels")), Relations::read).map_err(document)?.unwrap_or_default();
    let place = |kind: &str| relations.by_type(kind).map(|target| join(folder, target));
    let styles = match place("styles") {
        Some(place) => part(&mut archive, &place, Styles::read).map_err(document)?.unwrap_or_default(),
        None => Styles::default(),
    };
    let numbering = match place("numbering") {
        Some(place) => part(&mut archive, &place, Numbering::read).map_err(document)?.unwrap_or_default(),
        None => Numbering::default(),
    };
    let mut notes = body::Footnotes::default();
    for (kind, endnotes) in [("footnotes", false), ("endnotes", true)] {
        if let Some(place) = place(kind) {
            part(&mut archive, &place, |xml| notes.read(xml, endnotes)).map_err(document)?;
        }
    }
    let mut body = Body::new(Flow::default(), &relations, &styles, numbering, &notes);
    part(&mut archive, &main, |xml| body.read(xml)).map_err(document)?;
    let (flow, tracked) = body.finish();
    let mut problems = Vec::new();
    if tracked > 0 {
        let message = format!("{file} has {tracked} tracked changes; they were taken as accepted: what was put in is read, what was taken out is not");
        problems.push(Problem::new(ProblemCode::TrackedChanges, LineRange::new(1, 1), message));
    }
    flow.into_source(file, &link::Base::default(), problems)
}

/// Reads a part of the archive; none where there is no such part.
fn part<T>(archive: &mut Archive, name: &str, read: impl FnOnce(&mut dyn std::io::BufRead) -> Result<T, Fault>) -> Result<Option<T>, String> {
    if archive.index_for_name(name).is_none() {
        return Ok(None);
    }
    let entry = archive.by_name(name).map_err(|error| format!("its part {name} cannot be opened ({error})"))?;
    let packed = entry.compressed_size();
    let most = (packed.saturating_mul(RATIO_MAX)).max(RATIO_FREE_BYTES).min(PART_BYTES_MAX);
    if entry.size() > most {
        return Err(too_large(name, entry.size()));
    }
    // What the archive says of a part's size may be wrong: no more than the limit is inflated.
    let mut bounded = BufReader::new(entry.take(most + 1));
    let result = read(&mut bounded);
    let left = bounded.into_inner().limit();
    match result {
        _ if left == 0 => Err(too_large(name, most)),
        Ok(value) => Ok(Some(value)),
        Err(fault) => Err(format!("its part {name} cannot be read: {fault}")),
    }
}

fn too_large(name: &str, bytes: u64) -> String {
    format!(
        "its part {name} inflates to {bytes} bytes or more, which no act does; parts of more than {PART_BYTES_MAX} bytes, or {RATIO_MAX} times their packed size, are not read"
    )
}

/// The place of a part that another one in `folder` names.
fn join(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => _ = path.pop(),
            "" | "." => {}
            part => path.push(part),
        }
    }
    path.join("/")
}
