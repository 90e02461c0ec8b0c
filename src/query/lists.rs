//! A word and its lists: where the engine keeps which documents have it.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, Searcher, SegmentOrdinal, SegmentReader, Term};

/// Up to here what a word is worth so many times in a document is looked up.
const TIMES: usize = 4;
/// A word in fewer documents is not worth a table of what it is worth.
const TABLE_FROM: u64 = 4_000;
/// Documents of a block of a list, at most: they are unpacked together.
pub(super) const BLOCK: usize = 128;
/// The documents of a block have the word once each, at least.
const ONCE: [u32; BLOCK] = [1; BLOCK];
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
    /// What a document is worth that has it once, twice and so on, by the id of its norm.
    worths: Option<Box<[[Score; TIMES]; 256]>>,
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
        let table = || {
            let mut worths = Box::new([[0.0; TIMES]; 256]);
            for (norm, worths) in (0..=u8::MAX).zip(worths.iter_mut()) {
                (1..).zip(worths).for_each(|(times, worth)| *worth = weight.score(norm, times).max(LEAST));
            }
            worths
        };
        let worths = (documents >= TABLE_FROM).then(table);
        Ok(Self { field, lists, documents, weight, worths })
    }

    /// In how many documents it stands, deleted ones among them.
    pub(super) fn documents(&self) -> u64 {
        self.documents
    }

    /// What a document with this norm is worth that has it so many times.
    pub(super) fn worth(&self, norm: u8, times: u32) -> Score {
        let known = self.worths.as_ref().and_then(|worths| worths[usize::from(norm)].get((times as usize).wrapping_sub(1)));
        known.copied().unwrap_or_else(|| self.weight.score(norm, times).max(LEAST))
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
