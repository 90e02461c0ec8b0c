//! Documents that have any of some words: what most questions ask of the engine.
//!
//! The engine's own union asks of each list, document by document, where it stands. Here a list is read block by block, and what each posting is worth
//! is added to a row of sums, one for each document of a window: little but additions, side by side in memory. The scores are those of the engine's
//! union, up to the order in which they are added up.

use tantivy::query::{BooleanQuery, BoostQuery, EnableScoring, Occur, Query, Scorer, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError, Term};

use super::best::Best;
use super::facets::Counts;
use super::lists::{LEAST, List, Word, each_segment, place};
use crate::index::{Belonging, SegmentActs};

/// So many documents are summed up at a time: their sums, 32 KiB, stay in the nearest caches.
const WINDOW: usize = 8 * 1024;

/// So many postings are added up before another thread would have begun.
const FOR_ONE_THREAD: u64 = 30_000;

/// The sums of the documents of a window, from its first on; nothing where a document is not found.
type Sums = [Score; WINDOW];

/// Documents with any of `words`, or found by any of `others`.
pub(super) struct AnyOf {
    /// Each with what it is worth. Their fields have norms; where they have no frequencies, a document has a word once.
    words: Vec<(Term, Score)>,
    others: Vec<Box<dyn Query>>,
}

/// What is found, best first.
#[derive(Debug, Default)]
pub(super) struct Hits {
    /// The best, of equal ones the first.
    pub(super) best: Vec<DocAddress>,
    /// How many there are in all.
    pub(super) total: usize,
    /// In which acts, where that was asked for.
    pub(super) counts: Option<Counts>,
}

/// What is asked about the acts of the documents.
pub(super) struct Acts<'b> {
    pub(super) belonging: &'b Belonging,
    /// For each act whether its documents may be found; all where nothing is told.
    pub(super) kept: Option<&'b [bool]>,
    /// Whether they are counted.
    pub(super) counted: bool,
}

impl AnyOf {
    pub(super) fn new(words: Vec<(Term, Score)>, others: Vec<Box<dyn Query>>) -> Self {
        Self { words, others }
    }

    /// Whether it finds nothing, whatever the documents are.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.others.is_empty()
    }

    /// The same as a query of the engine. Single terms are kept together, which it goes through quickest by far.
    pub(super) fn of_the_engine(&self) -> BooleanQuery {
        let word = |(term, worth): &(Term, Score)| -> (Occur, Box<dyn Query>) {
            let word = Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs));
            (Occur::Should, Box::new(BoostQuery::new(word, *worth)))
        };
        let words: Vec<_> = self.words.iter().map(word).collect();
        if self.others.is_empty() {
            return BooleanQuery::new(words);
        }
        let words: Option<(Occur, Box<dyn Query>)> = (!words.is_empty()).then(|| (Occur::Should, Box::new(BooleanQuery::new(words)) as _));
        BooleanQuery::new(self.others.iter().map(|query| (Occur::Should, query.box_clone())).chain(words).collect())
    }

    /// The best `limit` documents.
    ///
    /// # Errors
    ///
    /// Those of the engine.
    pub(super) fn best(&self, searcher: &Searcher, limit: usize, acts: Option<&Acts<'_>>) -> Result<Hits, TantivyError> {
        let scoring = EnableScoring::enabled_from_searcher(searcher);
        let words = self.words.iter().map(|(term, worth)| Word::new(term, *worth, searcher)).collect::<tantivy::Result<Vec<_>>>()?;
        let others = self.others.iter().map(|query| query.weight(scoring)).collect::<tantivy::Result<Vec<_>>>()?;
        let best = Best::of(limit);
        let none = || acts.filter(|acts| acts.counted).map(|acts| Counts::new(acts.belonging));
        let of_segment = |segment, reader: &SegmentReader| -> tantivy::Result<_> {
            let (mut found, alive, mut counts) = (best.begin(segment), reader.alive_bitset(), none());
            each_window(&words, &others, (segment, reader), |first, sums| {
                let of_acts = acts.map(|acts| (acts, acts.belonging.segment(segment)));
                if let Some((Acts { kept: Some(kept), .. }, segment)) = of_acts {
                    leave_out(kept, segment, first, sums);
                }
                if let (Some(counts), Some((_, segment))) = (&mut counts, of_acts) {
                    counts.take_window(segment, first, sums, alive);
                }
                found.take_window(first, sums, alive);
            })?;
            Ok((found.finish(), counts))
        };
        let (mut found, mut counts) = (Vec::new(), none());
        let is_little = others.is_empty() && words.iter().map(Word::documents).sum::<u64>() < FOR_ONE_THREAD;
        for (of_segment, counted) in each_segment(searcher, is_little, of_segment)? {
            found.push(of_segment);
            if let (Some(all), Some(counted)) = (&mut counts, counted) {
                all.add(&counted);
            }
        }
        let (best, total) = best.of_all(found);
        Ok(Hits { best, total, counts })
    }
}

/// Gives the sums of all documents of a segment that are found to `take`, window by window.
fn each_window(
    words: &[Word],
    others: &[Box<dyn Weight>],
    (segment, reader): (SegmentOrdinal, &SegmentReader),
    mut take: impl FnMut(DocId, &mut Sums),
) -> tantivy::Result<()> {
    let mut lists = Vec::with_capacity(words.len());
    for word in words {
        lists.extend(word.list(segment, reader)?);
    }
    let mut others: Vec<Box<dyn Scorer>> = others.iter().map(|other| other.scorer(reader, 1.0)).collect::<tantivy::Result<_>>()?;
    let mut sums = Box::new([0.0; WINDOW]);
    loop {
        let next = lists.iter().filter_map(List::document).chain(others.iter().map(|other| other.doc())).min();
        let Some(first) = next.filter(|&next| next != TERMINATED) else { return Ok(()) };
        let past = first.saturating_add(WINDOW as DocId).min(TERMINATED);
        lists.iter_mut().for_each(|list| add(list, first, past, &mut sums));
        for other in &mut others {
            while other.doc() < past {
                sums[place::<WINDOW>(first, other.doc())] += other.score().max(LEAST);
                other.advance();
            }
        }
        take(first, &mut sums);
        sums.fill(0.0);
    }
}

/// Adds what the documents of a list from `first` up to `past` are worth to their `sums`.
fn add(list: &mut List<'_>, first: DocId, past: DocId, sums: &mut Sums) {
    let (word, norms) = (list.word, list.norms.clone());
    list.each_up_to(past, |documents, times| {
        for (&document, &times) in documents.iter().zip(times) {
            sums[place::<WINDOW>(first, document)] += word.worth(norms.fieldnorm_id(document), times);
        }
    });
}

/// Takes the sums of the documents of acts that may not be found out of a window.
fn leave_out(kept: &[bool], segment: &SegmentActs, first: DocId, sums: &mut Sums) {
    for (act, run) in segment.runs(first..first.saturating_add(WINDOW as DocId)) {
        if !kept.get(act as usize).is_some_and(|kept| *kept) {
            sums[(run.start - first) as usize..(run.end - first) as usize].fill(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::collector::{Count, TopDocs};
    use tantivy::query::ConstScoreQuery;

    use super::*;
    use crate::query::tests::trial::{searcher, term};

    #[test]
    fn it_finds_what_the_union_of_the_engine_finds() {
        let searcher = searcher(WINDOW);
        let term = |word: &str| term(&searcher, word);
        let one = |word: &str| -> Box<dyn Query> { Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)) };
        let both =
            |one_word: &str, other: &str| -> Box<dyn Query> { Box::new(BooleanQuery::new(vec![(Occur::Must, one(one_word)), (Occur::Must, one(other))])) };
        type Given<'g> = (&'g [(&'g str, Score)], Vec<Box<dyn Query>>, &'g str);
        let cases: [Given<'_>; 9] = [
            (&[("құжат", 1.0)], Vec::new(), "one word, with many equal scores"),
            (&[("құжат", 1.0), ("виза", 0.3), ("сөз", 2.0)], Vec::new(), "three words, one of them many times in a document"),
            (&[("толық", 1.0)], Vec::new(), "blocks that are full to the end"),
            (&[("мерзім", 1.0)], Vec::new(), "a rare word: whole windows have none"),
            (&[("мерзім", 1.0), ("жоқсөз", 1.0)], vec![both("виза", "құжат")], "words side by side, and one that nothing has"),
            (&[], vec![both("мерзім", "құжат")], "no single word"),
            (&[("мерзім", 1.0)], vec![Box::new(ConstScoreQuery::new(one("виза"), 0.0))], "what has no score is found, too"),
            (&[("жою", 1.0)], Vec::new(), "what was deleted"),
            (&[("=құжат", 1.0), ("=толық", 0.5), ("виза", 1.0)], Vec::new(), "words of which it is not told how often they come"),
        ];
        for (words, others, why) in cases {
            let any = AnyOf::new(words.iter().map(|(word, worth)| (term(word), *worth)).collect(), others);
            for limit in [1, 7, 100, 30_000] {
                let found = any.best(&searcher, limit, None).unwrap();
                let (meant, count) = searcher.search(&any.of_the_engine(), &(TopDocs::with_limit(limit).order_by_score(), Count)).unwrap();
                let meant: Vec<DocAddress> = meant.into_iter().map(|(_, at)| at).collect();
                assert_eq!((found.total, found.best == meant), (count, true), "{why}: the best {limit}");
            }
        }
    }
}
