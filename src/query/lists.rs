//! A word and its lists: where the engine keeps which documents have it.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Executor, Score, Searcher, SegmentOrdinal, SegmentReader, Term};

use crate::index::side_by_side;

/// From so many documents on that have a word, what it is worth in them is looked up, up to so many times in one document: a larger table takes longer to
/// fill, and what is not in it has to be divided anew, which takes several times as long. The most frequent words come five times and more in a clause.
const TABLES: [(u64, usize); 2] = [(4_000, 4), (50_000, 16)];
/// Documents of a block of a list, at most: they are unpacked together.
pub(super) const BLOCK: usize = 128;
/// The documents of a block have the word once each, at least.
const ONCE: [u32; BLOCK] = [1; BLOCK];
/// What `task` makes of each segment, in their order: one after another where `is_little` is to be read, otherwise side by side, if the index has threads
/// for it.
///
/// # Errors
///
/// The first of `task`.
pub(super) fn each_segment<R: Send>(
    searcher: &Searcher,
    is_little: bool,
    task: impl Fn(SegmentOrdinal, &SegmentReader) -> tantivy::Result<R> + Sync,
) -> tantivy::Result<Vec<R>> {
    let (alone, segments) = (Executor::single_thread(), (0..).zip(searcher.segment_readers()).collect::<Vec<_>>());
    let executor = if is_little { &alone } else { searcher.index().search_executor() };
    side_by_side(executor, &segments, |(segment, reader)| task(*segment, reader)).into_iter().collect()
}

/// What has a score of nothing is found, too.
pub(super) const LEAST: Score = f32::MIN_POSITIVE;

/// A word, and what it is worth.
pub(super) struct Word {
    field: Field,
    /// Where its list lies in each segment. It is looked up once, for how frequent the word is and for the list: in an index of ten segments that is most
    /// of what a question about a rare word takes.
    lists: Vec<Option<TermInfo>>,
    /// In how many documents it stands, deleted ones among them.
    documents: u64,
    weight: Bm25Weight,
    /// What documents are worth.
    worths: Worths,
}

/// What documents are worth that have a word once, twice and so on up to `times`, by the ids of their norms.
struct Worths {
    times: usize,
    of_norms: Vec<Score>,
}

impl Worths {
    /// Those of a word in so many documents.
    fn new(documents: u64, weight: &Bm25Weight) -> Self {
        let times = TABLES.iter().rev().find(|(from, _)| documents >= *from).map_or(0, |(_, times)| *times);
        let each = (0..=u8::MAX).flat_map(|norm| (1..=times).map(move |times| (norm, times as u32)));
        Self { times, of_norms: each.map(|(norm, times)| weight.score(norm, times).max(LEAST)).collect() }
    }

    #[inline]
    fn get(&self, norm: u8, times: u32) -> Option<Score> {
        let at = (times as usize).wrapping_sub(1);
        if at < self.times { self.of_norms.get(usize::from(norm) * self.times + at).copied() } else { None }
    }
}

impl Word {
    /// The word `term`, which counts `worth` times what it usually does.
    ///
    /// # Errors
    ///
    /// Those of the engine.
    pub(super) fn new(term: &Term, worth: Score, searcher: &Searcher) -> tantivy::Result<Self> {
        let field = term.field();
        let in_segment = |reader: &SegmentReader| Ok(reader.inverted_index(field)?.get_term_info(term)?);
        let lists = searcher.segment_readers().iter().map(in_segment).collect::<tantivy::Result<Vec<Option<TermInfo>>>>()?;
        let documents = lists.iter().flatten().map(|list| u64::from(list.doc_freq)).sum();
        let all = searcher.total_num_docs()?;
        let usual_length = searcher.total_num_tokens(field)? as Score / all as Score;
        let weight = Bm25Weight::for_one_term_without_explain(documents, all, usual_length).boost_by(worth);
        let worths = Worths::new(documents, &weight);
        Ok(Self { field, lists, documents, weight, worths })
    }

    /// In how many documents it stands, deleted ones among them.
    pub(super) fn documents(&self) -> u64 {
        self.documents
    }

    /// What a document with this norm is worth that has it so many times.
    pub(super) fn worth(&self, norm: u8, times: u32) -> Score {
        self.worths.get(norm, times).unwrap_or_else(|| self.weight.score(norm, times).max(LEAST))
    }

    /// Its list in a segment; `None` where no document there has it.
    ///
    /// # Errors
    ///
    /// Those of the engine.
    pub(super) fn list(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Option<List<'_>>> {
        let Some(info) = self.lists.get(segment as usize).and_then(Option::as_ref) else { return Ok(None) };
        let blocks = reader.inverted_index(self.field)?.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        Ok(Some(List { word: self, blocks, at: 0, norms: reader.get_fieldnorms_reader(self.field)? }))
    }
}

/// The documents of one segment that have a word, read block by block, forwards.
pub(super) struct List<'w> {
    pub(super) word: &'w Word,
    blocks: BlockSegmentPostings,
    /// How much of the block has been read.
    at: usize,
    pub(super) norms: FieldNormReader,
}

impl List<'_> {
    /// How many documents it has.
    pub(super) fn len(&self) -> u32 {
        self.blocks.doc_freq()
    }

    /// The next document; `None` when there is no more.
    pub(super) fn document(&self) -> Option<DocId> {
        self.blocks.docs().get(self.at).copied()
    }

    /// Goes on to the first document from `target` on, and tells how often that has the word where it is `target`.
    pub(super) fn times_in(&mut self, target: DocId) -> Option<u32> {
        self.at = self.blocks.seek(target);
        (self.document() == Some(target)).then(|| self.blocks.freq(self.at))
    }

    /// Gives its documents up to `past`, and beside them how often each has the word, to `take`, some at a time, and goes on behind them.
    #[inline]
    pub(super) fn each_up_to(&mut self, past: DocId, mut take: impl FnMut(&[DocId], &[u32])) {
        loop {
            let documents = &self.blocks.docs()[self.at..];
            let all = documents.last().is_none_or(|&last| last < past);
            let here = if all { documents.len() } else { documents.partition_point(|&document| document < past) };
            let times = self.blocks.freqs().get(self.at..self.at + here);
            // Some fields do not tell how often.
            take(&documents[..here], times.unwrap_or(&ONCE[..here]));
            self.at += here;
            if !all || documents.is_empty() {
                return;
            }
            self.blocks.advance();
            self.at = 0;
        }
    }
}

/// Where `document` stands in a window of so many that begins with `first`: no later than its end, whatever is asked for.
pub(super) fn place<const WINDOW: usize>(first: DocId, document: DocId) -> usize {
    document.wrapping_sub(first) as usize % WINDOW
}
