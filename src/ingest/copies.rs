//! One act in several files: which is the better copy, and where two copies of one day differ.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::file::read_file;
use crate::act::{Act, ActId};
use crate::index::{CheckReport, FindingKind, SourceRecord};

/// How much of a page a format keeps, less first: HTML has anchors and links, a Word file links and tables, a PDF places, a text nothing of it; Akoma Ntoso was made of one of them.
pub(super) fn rank(path: &Path) -> u8 {
    match path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).as_deref() {
        Some("html" | "htm") => 0,
        Some("docx") => 1,
        Some("pdf") => 2,
        Some("xml") => 4,
        _ => 3,
    }
}

/// Units told by their addresses.
const TOLD_MAX: usize = 5;

/// Reads the copies that do not give the text, and tells where one of the same day says something else. Copies of other days are other wordings,
/// and no finding.
pub(super) fn compare(sources: &[SourceRecord], report: &mut CheckReport) {
    let name = |record: &SourceRecord| record.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let givers: HashMap<&ActId, &SourceRecord> =
        sources.iter().filter(|source| source.shadowed_by.is_none()).filter_map(|source| Some((source.act.as_ref()?, source))).collect();
    for copy in sources.iter().filter(|source| source.shadowed_by.is_some()) {
        let chosen = copy.act.as_ref().and_then(|act| givers.get(act));
        let Some(chosen) = chosen.filter(|chosen| chosen.retrieved == copy.retrieved) else { continue };
        // What cannot be read is a finding of its own.
        let (Ok(first), Ok(second)) = (read_file(&chosen.path), read_file(&copy.path)) else { continue };
        let different = differences(&first.act, &second.act);
        if different.is_empty() {
            continue;
        }
        let told = different.iter().take(TOLD_MAX).cloned().collect::<Vec<_>>().join(", ");
        let more = if different.len() > TOLD_MAX { ", …" } else { "" };
        let message = format!("{} and {} hold the same act and differ in {} units: {told}{more}", name(chosen), name(copy), different.len());
        report.find(FindingKind::CopiesDiffer, &copy.path.display().to_string(), message);
    }
}

/// The addresses of units whose words differ, or that only one copy has.
fn differences(first: &Act, second: &Act) -> Vec<String> {
    let words = |act: &Act| -> BTreeMap<String, String> {
        act.provisions.iter().map(|provision| (provision.path.to_string(), letters(&act.own_text(provision)))).collect()
    };
    let (first, mut second) = (words(first), words(second));
    let mut different: Vec<String> = first.into_iter().filter(|(path, words)| second.remove(path).as_ref() != Some(words)).map(|(path, _)| path).collect();
    different.extend(second.into_keys());
    different
}

/// What is compared: letters and digits. Spaces and the shapes of quotation marks and dashes differ from format to format.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
