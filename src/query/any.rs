//! Documents that have any of some words: what most questions ask of the engine.
//!
//! The engine's own union asks of each list, document by document, where it stands. Here a list is read block by block, and what each posting is worth
//! is added to a row of sums, one for each document of a window: little but additions, side by side in memory. The scores are those of the engine's
//! union, up to the order in which they are added up.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight, BooleanQuery, BoostQuery, EnableScoring, Explanation, Occur, Query, Scorer, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::best::{Best, BestOfSegment};
use crate::index::Index;

/// So many documents are summed up at a time: their sums, 32 KiB, stay in the nearest caches.
const WINDOW: usize = 8 * 1024;
/// Up to here what a word is worth so many times in a document is looked up.
const TIMES: usize = 4;
/// What has a score of nothing is found, too.
const LEAST: Score = f32::MIN_POSITIVE;

/// The sums of the documents of a window, from its first on; nothing where a document is not found.
type Sums = [Score; WINDOW];

/// Documents with any of `words`, or found by any of `others`.
#[derive(Debug)]
pub(super) struct AnyOf {
    /// Each with what it is worth. Their fields have norms and frequencies.
    words: Vec<(Term, Score)>,
    others: Vec<Box<dyn Query>>,
}

impl Clone for AnyOf {
    fn clone(&self) -> Self {
        Self { words: self.words.clone(), others: self.others.iter().map(|query| query.box_clone()).collect() }
    }
}

impl AnyOf {
    pub(super) fn new(words: Vec<(Term, Score)>, others: Vec<Box<dyn Query>>) -> Self {
        Self { words, others }
    }

    /// Whether it finds nothing, whatever the documents are.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.others.is_empty()
    }

    /// The same as a query of the engine alone. Single terms are kept together, which it goes through quickest by far.
    fn of_the_engine(&self) -> BooleanQuery {
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
}

impl AnyOf {
    /// The best `limit` documents, best first, of equal ones the first, and how many are found.
    ///
    /// # Errors
    ///
    /// Those of the engine.
    pub(super) fn best(&self, index: &Index, limit: usize) -> Result<(Vec<DocAddress>, usize), TantivyError> {
        let searcher = index.searcher();
        let weight = self.weighed(EnableScoring::enabled_from_searcher(searcher), searcher)?;
        let best = Best::of(limit);
        let segments: Vec<(u32, &SegmentReader)> = (0..).zip(searcher.segment_readers()).collect();
        let of_segment = |(segment, reader): &(u32, &SegmentReader)| -> tantivy::Result<_> {
            let mut found: BestOfSegment = best.begin(*segment);
            let alive = reader.alive_bitset();
            weight.each_window(reader, |first, sums| found.take_window(first, sums, alive))?;
            Ok(found.finish())
        };
        let found = index.each(&segments, 1, of_segment)?.into_iter().collect::<tantivy::Result<Vec<_>>>()?;
        Ok(best.of_all(found))
    }

    fn weighed(&self, scoring: EnableScoring<'_>, statistics: &dyn Bm25StatisticsProvider) -> tantivy::Result<AnyOfWeight> {
        let words = self.words.iter().map(|(term, worth)| Word::new(term.clone(), *worth, statistics)).collect::<tantivy::Result<_>>()?;
        let others = self.others.iter().map(|query| query.weight(scoring)).collect::<tantivy::Result<_>>()?;
        Ok(AnyOfWeight { words, others, of_the_engine: self.of_the_engine().weight(scoring)? })
    }
}

impl Query for AnyOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => Ok(Box::new(self.weighed(scoring, statistics_provider)?)),
            EnableScoring::Disabled { .. } => self.of_the_engine().weight(scoring),
        }
    }

    fn query_terms<'a>(&'a self, visit: &mut dyn FnMut(&'a Term, bool)) {
        self.words.iter().for_each(|(term, _)| visit(term, false));
        self.others.iter().for_each(|query| query.query_terms(visit));
    }
}

struct AnyOfWeight {
    words: Vec<Word>,
    others: Vec<Box<dyn Weight>>,
    /// For whoever asks for something else than all documents and their scores.
    of_the_engine: Box<dyn Weight>,
}

impl AnyOfWeight {
    /// Gives the sums of all documents that are found to `take`, window by window.
    fn each_window(&self, reader: &SegmentReader, mut take: impl FnMut(DocId, &Sums)) -> tantivy::Result<()> {
        let mut lists = Vec::with_capacity(self.words.len());
        for word in &self.words {
            lists.extend(List::of(reader, word)?);
        }
        let mut others: Vec<Box<dyn Scorer>> = self.others.iter().map(|other| other.scorer(reader, 1.0)).collect::<tantivy::Result<_>>()?;
        let mut sums = Box::new([0.0; WINDOW]);
        loop {
            let next = lists.iter().filter_map(List::document).chain(others.iter().map(|other| other.doc())).min();
            let Some(first) = next.filter(|&next| next != TERMINATED) else { return Ok(()) };
            let past = first.saturating_add(WINDOW as DocId).min(TERMINATED);
            lists.iter_mut().for_each(|list| list.add(first, past, &mut sums));
            for other in &mut others {
                while other.doc() < past {
                    sums[place(first, other.doc())] += other.score().max(LEAST);
                    other.advance();
                }
            }
            take(first, &sums);
            sums.fill(0.0);
        }
    }
}

impl Weight for AnyOfWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.of_the_engine.scorer(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        self.of_the_engine.explain(reader, document)
    }

    fn for_each(&self, reader: &SegmentReader, take: &mut dyn FnMut(DocId, Score)) -> tantivy::Result<()> {
        self.each_window(reader, |first, sums| {
            (first..).zip(sums).filter(|(_, sum)| **sum > 0.0).for_each(|(document, sum)| take(document, *sum));
        })
    }
}

/// Where the sum of `document` stands in a window that begins with `first`: no later than its end, whatever is asked for.
fn place(first: DocId, document: DocId) -> usize {
    document.wrapping_sub(first) as usize % WINDOW
}

/// A word, and what it is worth.
struct Word {
    term: Term,
    weight: Bm25Weight,
    /// What a document is worth that has it once, twice and so on, by the id of its norm.
    worths: Box<[[Score; TIMES]; 256]>,
}

impl Word {
    fn new(term: Term, worth: Score, statistics: &dyn Bm25StatisticsProvider) -> tantivy::Result<Self> {
        let weight = Bm25Weight::for_terms(statistics, std::slice::from_ref(&term))?.boost_by(worth);
        let mut worths = Box::new([[0.0; TIMES]; 256]);
        for (norm, worths) in (0..=u8::MAX).zip(worths.iter_mut()) {
            (1..).zip(worths).for_each(|(times, worth)| *worth = weight.score(norm, times).max(LEAST));
        }
        Ok(Self { term, weight, worths })
    }

    fn worth(&self, norm: u8, times: u32) -> Score {
        let known = self.worths[usize::from(norm)].get((times as usize).wrapping_sub(1));
        known.copied().unwrap_or_else(|| self.weight.score(norm, times))
    }
}

/// The documents of one segment that have a word, read block by block.
struct List<'w> {
    word: &'w Word,
    blocks: BlockSegmentPostings,
    /// How much of the block has been read.
    at: usize,
    norms: FieldNormReader,
}

impl<'w> List<'w> {
    /// The list of `word`; `None` where the segment does not have it.
    fn of(reader: &SegmentReader, word: &'w Word) -> tantivy::Result<Option<Self>> {
        let field = word.term.field();
        let Some(blocks) = reader.inverted_index(field)?.read_block_postings(&word.term, IndexRecordOption::WithFreqs)? else { return Ok(None) };
        Ok(Some(Self { word, blocks, at: 0, norms: reader.get_fieldnorms_reader(field)? }))
    }

    /// The next document; `None` when there is no more.
    fn document(&self) -> Option<DocId> {
        self.blocks.docs().get(self.at).copied()
    }

    /// Adds what its documents from `first` up to `past` are worth to their `sums`.
    fn add(&mut self, first: DocId, past: DocId, sums: &mut Sums) {
        loop {
            let documents = &self.blocks.docs()[self.at..];
            let all = documents.last().is_none_or(|&last| last < past);
            let here = if all { documents.len() } else { documents.partition_point(|&document| document < past) };
            for (&document, &times) in documents[..here].iter().zip(&self.blocks.freqs()[self.at..]) {
                sums[place(first, document)] += self.word.worth(self.norms.fieldnorm_id(document), times);
            }
            self.at += here;
            if !all || documents.is_empty() {
                return;
            }
            self.blocks.advance();
            self.at = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::collector::{Count, TopDocs};
    use tantivy::schema::{Field, Schema, TEXT};
    use tantivy::{Index, Searcher, TantivyDocument};

    use super::*;

    /// Documents of some words each, more than two windows of them; of all that have «жою» none is left.
    fn searcher() -> (Searcher, Field) {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("text", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 50_000_000).unwrap();
        for number in 0..2 * WINDOW + 300 {
            let mut words = vec!["сөз"; number % 7];
            words.extend([(2, "құжат"), (3, "виза"), (401, "мерзім"), (3_001, "жою")].iter().filter(|(every, _)| number % every == 1).map(|(_, word)| word));
            let mut document = TantivyDocument::default();
            document.add_text(field, words.join(" "));
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        writer.delete_term(Term::from_field_text(field, "жою"));
        writer.commit().unwrap();
        (index.reader().unwrap().searcher(), field)
    }

    #[test]
    fn it_finds_what_the_union_of_the_engine_finds() {
        let (searcher, field) = searcher();
        let term = |word: &str| Term::from_field_text(field, word);
        let both = |one: &str, other: &str| -> Box<dyn Query> {
            Box::new(BooleanQuery::new([one, other].map(|word| (Occur::Must, Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)) as _)).into()))
        };
        type Given<'g> = (&'g [(&'g str, Score)], Vec<Box<dyn Query>>, &'g str);
        let cases: [Given<'_>; 6] = [
            (&[("құжат", 1.0)], Vec::new(), "one word"),
            (&[("құжат", 1.0), ("виза", 0.3), ("сөз", 2.0)], Vec::new(), "three words, one of them many times in a document"),
            (&[("мерзім", 1.0)], Vec::new(), "a rare word: whole windows have none"),
            (&[("мерзім", 1.0), ("жоқсөз", 1.0)], vec![both("виза", "құжат")], "words side by side, and one that nothing has"),
            (&[], vec![both("мерзім", "құжат")], "no single word"),
            (&[("жою", 1.0)], Vec::new(), "what was deleted"),
        ];
        for (words, others, why) in cases {
            let any = AnyOf::new(words.iter().map(|(word, worth)| (term(word), *worth)).collect(), others);
            let all = (TopDocs::with_limit(3 * WINDOW).order_by_score(), Count);
            let (found, count) = searcher.search(&any, &all).unwrap();
            let (meant, meant_count) = searcher.search(&any.of_the_engine(), &all).unwrap();
            assert_eq!(count, meant_count, "{why}");
            let sorted = |mut found: Vec<(Score, tantivy::DocAddress)>| {
                found.sort_by_key(|(_, at)| *at);
                found
            };
            for ((score, at), (meant, meant_at)) in sorted(found).into_iter().zip(sorted(meant)) {
                assert!(at == meant_at && (score - meant).abs() <= 1e-5 * meant, "{why}: {at:?} {score}, {meant_at:?} {meant}");
            }
        }
    }
}
