//! Documents that have all of some words, counted.
//!
//! The engine finds the best ten of them without looking at most, and does not know how many there are. Here all are looked at: of a short list each
//! document is looked for in the longer ones, and where that would be most of them, a window of the longer list is spread out, side by side in memory, so
//! that a document is looked up in it in one step.

use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader, Term};

use super::any::Hits;
use super::best::Best;
use super::lists::{BLOCK, List, Word, each_segment, place};

/// So many documents of a list are spread out at a time: 8 KiB for each list.
const WINDOW: usize = 4 * 1024;
/// About what things take, in nanoseconds: which way is quicker follows from it, never what is found.
mod takes {
    pub(super) const UNPACKING_A_BLOCK: usize = 100;
    pub(super) const LOOKING_FOR_ONE: usize = 12;
    pub(super) const BEGINNING_TO_SPREAD: usize = 300;
    /// Spreading out so many documents takes one.
    pub(super) const SPREAD_IN_ONE: usize = 2;
}

/// So many postings are read before another thread would have begun. Where a word is rare, of the lists of the others no more is read than a block for each
/// document that has it.
const FOR_ONE_THREAD: u64 = 200_000;

/// How often each document of a window has a word. What has it more often than fits in is worth hardly more.
type Times = [u16; WINDOW];

/// The best `limit` documents that have all of `terms`, of equal ones the first, and how many there are. The fields of the terms have norms and frequencies.
///
/// # Errors
///
/// Those of the engine.
pub(super) fn all_of(searcher: &Searcher, terms: &[Term], limit: usize) -> tantivy::Result<Hits> {
    let words = terms.iter().map(|term| Word::new(term, 1.0, searcher)).collect::<tantivy::Result<Vec<Word>>>()?;
    all_of_words(searcher, &words, limit)
}

/// The same for words whose lists were looked up.
///
/// # Errors
///
/// Those of the engine.
pub(super) fn all_of_words(searcher: &Searcher, words: &[Word], limit: usize) -> tantivy::Result<Hits> {
    let best = Best::of(limit);
    let of_segment = |segment, reader: &SegmentReader| {
        let mut of_segment = best.begin(segment);
        if let Some(mut lists) = lists(words, segment, reader)? {
            let alive = reader.alive_bitset();
            each(&mut lists, |document, score| {
                if alive.is_none_or(|alive| alive.is_alive(document)) {
                    of_segment.take(document, score);
                }
            });
        }
        Ok(of_segment.finish())
    };
    let (best, total): (Vec<DocAddress>, usize) = best.of_all(each_segment(searcher, is_little(words), of_segment)?);
    Ok(Hits { best, total, counts: None })
}

/// Whether all of it is read before another thread would have begun.
fn is_little(words: &[Word]) -> bool {
    let each = || words.iter().map(Word::documents);
    let (postings, fewest): (u64, u64) = (each().sum(), each().min().unwrap_or(0));
    postings.min(fewest * BLOCK as u64) < FOR_ONE_THREAD
}

/// The lists of `words` in a segment, the shortest first; `None` where it does not have all of them.
fn lists<'w>(words: &'w [Word], segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Option<Vec<List<'w>>>> {
    let lists = words.iter().map(|word| word.list(segment, reader)).collect::<tantivy::Result<Option<Vec<List<'_>>>>>()?;
    Ok(lists.map(|mut lists| {
        lists.sort_by_key(List::len);
        lists
    }))
}

/// Gives the documents that are in all of `lists`, rising, and what they are worth to `take`.
fn each(lists: &mut [List<'_>], mut take: impl FnMut(DocId, Score)) {
    let Some((shortest, longer)) = lists.split_first_mut() else { return };
    if longer.is_empty() {
        let (word, norms) = (shortest.word, shortest.norms.clone());
        return shortest.each_up_to(DocId::MAX, |documents, times| {
            documents.iter().zip(times).for_each(|(&document, &times)| take(document, word.worth(norms.fieldnorm_id(document), times)));
        });
    }
    let mut times: Vec<Times> = vec![[0; WINDOW]; longer.len() + 1];
    let mut documents: Vec<DocId> = Vec::with_capacity(WINDOW);
    let mut worths: Vec<Score> = Vec::new();
    while let Some(first) = shortest.document() {
        let past = first.saturating_add(WINDOW as DocId);
        let (of_shortest, of_longer) = times.split_at_mut(1);
        documents.clear();
        shortest.each_up_to(past, |found, times| {
            spread(first, found, times, &mut of_shortest[0]);
            documents.extend_from_slice(found);
        });
        for (list, times) in longer.iter_mut().zip(of_longer) {
            keep(list, first..past, &mut documents, times);
        }
        // List by list: what one document is worth then does not wait for what another is.
        worths.clear();
        worths.resize(documents.len(), 0.0);
        for (list, times) in std::iter::once(&*shortest).chain(&*longer).zip(&times) {
            for (worth, &document) in worths.iter_mut().zip(&documents) {
                *worth += list.word.worth(list.norms.fieldnorm_id(document), u32::from(times[place::<WINDOW>(first, document)]));
            }
        }
        documents.iter().zip(&worths).for_each(|(&document, &worth)| take(document, worth));
    }
}

/// Keeps those of `documents`, which lie in a window, that are in `list`, and notes how often these have its word.
fn keep(list: &mut List<'_>, window: std::ops::Range<DocId>, documents: &mut Vec<DocId>, times: &mut Times) {
    let Some(&first) = documents.first() else { return };
    if is_looked_through(documents.len(), list) {
        documents.retain(|&document| {
            let found = list.times_in(document);
            times[place::<WINDOW>(window.start, document)] = found.map_or(0, fitting);
            found.is_some()
        });
        return;
    }
    times.fill(0);
    list.times_in(first);
    list.each_up_to(window.end, |documents, found| spread(window.start, documents, found, times));
    // Without a branch: which of them are in the list is as good as chance.
    let mut kept = 0;
    for at in 0..documents.len() {
        let document = documents[at];
        documents[kept] = document;
        kept += usize::from(times[place::<WINDOW>(window.start, document)] > 0);
    }
    documents.truncate(kept);
}

/// Notes how often each of `documents`, which lie in a window that begins with `first`, has the word.
#[inline]
fn spread(first: DocId, documents: &[DocId], found: &[u32], times: &mut Times) {
    for (&document, &found) in documents.iter().zip(found) {
        times[place::<WINDOW>(first, document)] = fitting(found);
    }
}

/// Whether it is quicker to look for each of so many documents of a window in `list` than to spread that out.
fn is_looked_through(documents: usize, list: &List<'_>) -> bool {
    // As many as the list has here, if it is as dense everywhere.
    let spread = (u64::from(list.len()) * WINDOW as u64 / u64::from(list.norms.num_docs()).max(1)) as usize;
    let blocks = spread / BLOCK + 1;
    let looking = documents * takes::LOOKING_FOR_ONE + documents.min(blocks) * takes::UNPACKING_A_BLOCK;
    looking < takes::BEGINNING_TO_SPREAD + blocks * takes::UNPACKING_A_BLOCK + spread / takes::SPREAD_IN_ONE
}

fn fitting(times: u32) -> u16 {
    u16::try_from(times).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use tantivy::collector::{Count, TopDocs};
    use tantivy::query::{BooleanQuery, Query, TermQuery};
    use tantivy::schema::IndexRecordOption;

    use super::*;
    use crate::query::tests::trial::{searcher, term};

    #[test]
    fn it_finds_what_the_intersection_of_the_engine_finds() {
        let searcher = searcher(WINDOW);
        let cases: [(&[&str], &str); 9] = [
            (&["құжат"], "one word"),
            (&["құжат", "сөз"], "two dense lists"),
            (&["сөз", "құжат", "виза"], "three of them"),
            (&["сирек", "сөз"], "each of a few is looked for"),
            (&["мерзім", "толық", "сөз"], "some of each window"),
            (&["сирек", "мерзім"], "nothing has both"),
            (&["виза", "жоқсөз"], "a word that nothing has"),
            (&["жою", "сөз"], "what was deleted"),
            (&["=сөз", "=құжат", "виза"], "words of which it is not told how often they come"),
        ];
        for (words, why) in cases {
            let terms: Vec<Term> = words.iter().map(|word| term(&searcher, word)).collect();
            let each = terms.iter().map(|term| Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)) as Box<dyn Query>);
            let query = BooleanQuery::intersection(each.collect());
            for limit in [1, 7, 100, 30_000] {
                let found = all_of(&searcher, &terms, limit).unwrap();
                let (meant, count) = searcher.search(&query, &(TopDocs::with_limit(limit).order_by_score(), Count)).unwrap();
                assert_eq!((found.total, found.best.len()), (count, meant.len()), "{why}: the best {limit}");
                // Scores are added up in another order: of equal ones others may come first.
                let worth = |at: &DocAddress| meant.iter().find(|(_, other)| other == at).map(|(score, _)| *score);
                for (at, (score, _)) in found.best.iter().zip(&meant) {
                    assert!(worth(at).is_none_or(|worth| (worth - score).abs() < 1e-4), "{why}: {at:?} of the best {limit}");
                }
                let known = found.best.iter().filter(|at| worth(at).is_some()).count();
                assert!(limit < 100 || known == meant.len(), "{why}: the same {limit}");
            }
        }
    }
}
