//! Segments of the engine: as few as serve those who ask.
//!
//! The engine writes down a segment whenever its memory is full. Left to itself it merges them again and again while more come; here each waits until all
//! are there, and is merged once. A question looks into every segment, and each has a list of the words of its own, so that few of them are quicker and
//! smaller; several of a large index are searched side by side.

use std::io;

use tantivy::index::SegmentId;
use tantivy::indexer::NoMergePolicy;
use tantivy::merge_policy::{LogMergePolicy, MergePolicy};
use tantivy::schema::document::Document;
use tantivy::{Index, IndexWriter, SegmentReader};

/// So many documents are worth a segment of their own.
const DOCUMENTS: u64 = 500_000;
/// More segments than this are no quicker, however many processors search in them.
const SEGMENTS_MAX: u64 = 8;
/// Of an index that is brought up to date piece by piece so many segments of about one size become one.
const SEGMENTS_MERGED: usize = 16;
/// The column of the act that a document is of.
const ACT: &str = "printed_in";

/// How segments are merged while documents come: not at all where the index is written anew, see [`make_few`].
pub(super) fn policy(is_new: bool) -> Box<dyn MergePolicy> {
    if is_new {
        return Box::new(NoMergePolicy);
    }
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(SEGMENTS_MERGED);
    Box::new(policy)
}

/// Merges what was committed into few segments, those of acts beside each other together, and takes the old ones away.
///
/// # Errors
///
/// Those of the engine.
pub(super) fn make_few<D: Document>(index: &Index, writer: &mut IndexWriter<D>) -> tantivy::Result<()> {
    let mut segments = Vec::new();
    for segment in index.searchable_segments()? {
        let reader = SegmentReader::open(&segment)?;
        segments.push((first_act(&reader)?, segment.id(), u64::from(reader.num_docs())));
    }
    // The engine lists them in no order. Written by one thread they are in the order of their acts.
    segments.sort();
    let sizes: Vec<u64> = segments.iter().map(|(.., documents)| *documents).collect();
    let mut merging = Vec::new();
    let mut rest = segments.iter().map(|(_, id, _)| *id);
    for count in groups(&sizes) {
        let group: Vec<SegmentId> = rest.by_ref().take(count).collect();
        if group.len() > 1 {
            merging.push(writer.merge(&group));
        }
    }
    for merged in merging {
        merged.wait()?;
    }
    writer.garbage_collect_files().wait()?;
    Ok(())
}

/// The act that the first document of a segment is of.
fn first_act(reader: &SegmentReader) -> tantivy::Result<Option<String>> {
    let Some(acts) = reader.fast_fields().str(ACT)? else { return Ok(None) };
    let Some(first) = acts.term_ords(0).next() else { return Ok(None) };
    let mut act = String::new();
    let is_there = acts.ord_to_str(first, &mut act).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(is_there.then_some(act))
}

/// How many of the next segments, which have so many documents each, become one, group by group: about equally many documents each.
fn groups(documents: &[u64]) -> Vec<usize> {
    let all: u64 = documents.iter().sum();
    let wanted = (all / DOCUMENTS).clamp(1, SEGMENTS_MAX);
    let mut groups: Vec<usize> = Vec::new();
    let (mut before, mut last) = (0, None);
    for count in documents {
        // Where the middle of the segment lies tells which group it is in.
        let group = (before + count / 2) * wanted / all.max(1);
        before += count;
        match groups.last_mut().filter(|_| last == Some(group)) {
            Some(members) => *members += 1,
            None => groups.push(1),
        }
        last = Some(group);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_become_as_many_as_their_documents_are_worth() {
        let cases: [(&[u64], &[usize], &str); 7] = [
            (&[], &[], "nothing"),
            (&[7], &[1], "one that stays"),
            (&[1_000, 20, 3_000], &[3], "few documents"),
            (&[300_000; 4], &[2, 2], "two of half a million and more"),
            (&[900_000, 100_000, 100_000], &[1, 2], "a large one stays alone"),
            (&[200_000; 100], &[12, 13, 12, 13, 12, 13, 12, 13], "no more than there may be"),
            (&[0, 0], &[2], "without documents"),
        ];
        for (documents, meant, why) in cases {
            let found = groups(documents);
            assert_eq!(found, meant, "{why}");
            assert_eq!(found.iter().sum::<usize>(), documents.len(), "{why}: each is in a group");
        }
    }
}
