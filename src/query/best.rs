//! The best documents of a query, and how many there are.
//!
//! The engine's own collector looks for the best of each segment by itself; most of those are not among the best of all, and keeping them in order
//! is a good part of the time that a frequent word takes. Here a segment knows what the others have found.

use std::cmp::Ordering;
use std::sync::Arc;
use std::sync::atomic::{self, AtomicU32};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::fastfield::AliveBitSet;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Collects the `limit` documents of the best scores, of equal ones the first, and counts all. No score may be negative.
pub(super) struct Best {
    limit: usize,
    /// The bits of a score that `limit` documents of one segment have at least: numbers that are not negative are in the order of their bits.
    floor: Arc<AtomicU32>,
}

impl Best {
    pub(super) fn of(limit: usize) -> Self {
        Self { limit: limit.max(1), floor: Arc::new(AtomicU32::new(0)) }
    }

    /// What a segment has, nothing yet.
    pub(super) fn begin(&self, segment: SegmentOrdinal) -> BestOfSegment {
        let bar = Score::from_bits(self.floor.load(atomic::Ordering::Relaxed));
        BestOfSegment { segment, limit: self.limit, shared: self.floor.clone(), bar, found: Vec::new(), count: 0 }
    }

    /// The best of all segments, best first, and how many documents there are.
    pub(super) fn of_all(&self, segments: Vec<(Vec<(Score, DocAddress)>, usize)>) -> (Vec<DocAddress>, usize) {
        let count = segments.iter().map(|(_, count)| count).sum();
        let mut all: Vec<(Score, DocAddress)> = segments.into_iter().flat_map(|(found, _)| found).collect();
        all.sort_unstable_by(by_score);
        all.truncate(self.limit);
        (all.into_iter().map(|(_, at)| at).collect(), count)
    }
}

/// What one segment has.
pub(super) struct BestOfSegment {
    segment: SegmentOrdinal,
    limit: usize,
    shared: Arc<AtomicU32>,
    /// What is worse is not among the best of all, nor among the best of this segment, where later documents stand behind earlier ones of the same score.
    bar: Score,
    /// Up to twice as many as are wanted, in no order.
    found: Vec<(Score, DocId)>,
    count: usize,
}

/// The best first; of equal ones the one that comes first.
fn by_score<T: Ord>(one: &(Score, T), other: &(Score, T)) -> Ordering {
    other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1))
}

/// So many scores are looked at together.
const CHUNK: usize = 64;

impl BestOfSegment {
    /// Takes a document, which is found, by its score.
    pub(super) fn take(&mut self, document: DocId, score: Score) {
        self.count += 1;
        self.offer(document, score);
    }

    fn offer(&mut self, document: DocId, score: Score) {
        if score < self.bar {
            return;
        }
        self.found.push((score, document));
        if self.found.len() >= 2 * self.limit {
            self.keep_best();
        }
    }

    /// Takes documents side by side, from `first` on, by their scores; those without one are not found, and neither are those that are not `alive`.
    pub(super) fn take_window(&mut self, first: DocId, scores: &[Score], alive: Option<&AliveBitSet>) {
        for (first, chunk) in (first..).step_by(CHUNK).zip(scores.chunks(CHUNK)) {
            // Most chunks have nothing that is good enough: these two go through them without a branch.
            let here = chunk.iter().map(|score| u32::from(*score > 0.0)).sum::<u32>();
            let wanted = chunk.iter().map(|score| u32::from(*score >= self.bar)).sum::<u32>();
            if here == 0 || alive.is_none() && wanted == 0 {
                self.count += here as usize;
                continue;
            }
            for (document, &score) in (first..).zip(chunk) {
                if score > 0.0 && alive.is_none_or(|alive| alive.is_alive(document)) {
                    self.take(document, score);
                }
            }
        }
    }

    /// The best of the segment, in no order, and how many documents it has.
    pub(super) fn finish(mut self) -> (Vec<(Score, DocAddress)>, usize) {
        self.keep_best();
        let (segment, count) = (self.segment, self.count);
        (self.found.into_iter().map(|(score, document)| (score, DocAddress::new(segment, document))).collect(), count)
    }

    fn keep_best(&mut self) {
        if self.found.len() < self.limit {
            return;
        }
        let (_, last, _) = self.found.select_nth_unstable_by(self.limit - 1, by_score);
        let worst = last.0;
        self.found.truncate(self.limit);
        let before = self.shared.fetch_max(worst.to_bits(), atomic::Ordering::Relaxed);
        self.bar = worst.next_up().max(Score::from_bits(before));
    }
}

impl Collector for Best {
    type Fruit = (Vec<DocAddress>, usize);
    type Child = BestOfSegment;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<BestOfSegment> {
        Ok(self.begin(segment))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<(Vec<(Score, DocAddress)>, usize)>) -> tantivy::Result<Self::Fruit> {
        Ok(self.of_all(fruits))
    }
}

impl SegmentCollector for BestOfSegment {
    type Fruit = (Vec<(Score, DocAddress)>, usize);

    fn collect(&mut self, document: DocId, score: Score) {
        self.take(document, score);
    }

    fn harvest(self) -> Self::Fruit {
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    use tantivy::collector::{Count, TopDocs};
    use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
    use tantivy::schema::{IndexRecordOption, Schema, TEXT};
    use tantivy::{Index, TantivyDocument, Term};

    use super::*;

    #[test]
    fn the_best_of_many_segments_are_those_of_the_engine() {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("text", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
        for segment in 0..4_usize {
            for number in 0..150 {
                // Many have the same score, within a segment and between them.
                let words = ["виза", "құжат", "мерзім"].map(|word| format!("{word} ").repeat((number * 7 + segment * 3 + word.len()) % 5));
                let mut document = TantivyDocument::default();
                document.add_text(field, words.concat());
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
        }
        let searcher = index.reader().unwrap().searcher();
        assert_eq!(searcher.segment_readers().len(), 4);
        let term = |word: &str| -> Box<dyn Query> { Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs)) };
        let one = BooleanQuery::new(vec![(Occur::Should, term("виза"))]);
        let three = BooleanQuery::new(["виза", "құжат", "мерзім"].map(|word| (Occur::Should, term(word))).into());
        for query in [one, three] {
            for limit in [1, 7, 100, 1_000] {
                let meant = searcher.search(&query, &(TopDocs::with_limit(limit).order_by_score(), Count)).unwrap();
                let found = searcher.search(&query, &Best::of(limit)).unwrap();
                assert_eq!(found, (meant.0.into_iter().map(|(_, at)| at).collect(), meant.1), "the best {limit}");
            }
        }
    }
}
