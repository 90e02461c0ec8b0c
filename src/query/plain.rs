//! Words as they stand: which units have them, and how many do.

use std::ops::Range;

use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Executor, Searcher, SegmentReader, Term};

use super::Error;
use super::all::{all_of, all_of_words};
use super::any::{AnyOf, Hits};
use super::best::Best;
use super::gather::{Phrases, phrase_query};
use super::lists::Word;
use super::words::Phrase;
use crate::act::ActId;
use crate::analyzer::places_of;
use crate::index::{Index, Unit, UnitPlace};

/// A word in so many units has a list of which most blocks can be passed over.
const FREQUENT: u64 = 3_000;

/// So many passages are read by a thread at a time.
const PASSAGES_AT_ONCE: usize = 2;

/// How words are to stand in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// Any of them.
    Any,
    /// All of them, wherever.
    All,
    /// Side by side, in their order.
    Phrase,
}

/// The units that have some words.
#[derive(Clone, Debug, PartialEq)]
pub struct PlainHits {
    /// How many units have them. A wording of another time counts as a unit of its own.
    pub total: usize,
    /// The best by BM25 over their own words, of equal ones the first in the index.
    pub best: Vec<PlainHit>,
}

/// A unit that has some words, where it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainHit {
    /// The act it is printed in.
    pub act: ActId,
    /// Its place there: [`Unit::ordinal`].
    pub ordinal: u32,
    at: DocAddress,
}

impl PlainHit {
    /// The unit itself, of the index that it was found in.
    ///
    /// # Errors
    ///
    /// [`Error::Index`] when the index cannot be read.
    pub fn unit(&self, index: &Index) -> Result<Unit, Error> {
        Ok(index.guarded(|| index.unit(self.at))?)
    }
}

/// A unit that has some words, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct PlainPassage {
    /// The unit.
    pub unit: Unit,
    /// The bytes of its text that are one of the words in any form, rising: what [`marks`] tells.
    pub marks: Vec<Range<usize>>,
}

impl PlainHits {
    /// The best units themselves, of the index that they were found in, in their order, with the places of `words`. A large index reads them side by side.
    ///
    /// # Errors
    ///
    /// [`Error::Index`] when the index cannot be read.
    pub fn passages(&self, index: &Index, words: &str) -> Result<Vec<PlainPassage>, Error> {
        let stems = stems(words);
        let read = |hit: &PlainHit| {
            let unit = hit.unit(index)?;
            Ok(PlainPassage { marks: places_of(&unit.text, &stems), unit })
        };
        index.each(&self.best, PASSAGES_AT_ONCE, read).into_iter().collect()
    }
}

/// The `limit` best units with `words`, in any forms of theirs, and how many have them: for programs that count and compare.
///
/// Nothing is understood: no other words for these, no citation, no day, no wording before another. [`search`](super::search) answers people. Words without
/// a letter or a digit are passed over; where none is left nothing is found.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
///
/// ```no_run
/// use tarmaq::{index::Index, query::{Together, plain}};
///
/// let index = Index::open("index".as_ref())?;
/// let found = plain(&index, "шығу визасы", Together::Phrase, 10)?;
/// println!("{} clauses", found.total);
/// for passage in found.passages(&index, "шығу визасы")? {
///     println!("{}, marked {:?}", passage.unit.text, passage.marks);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn plain(index: &Index, words: &str, together: Together, limit: usize) -> Result<PlainHits, Error> {
    index.guarded(|| {
        let phrase = Phrase::of(words);
        let field = index.fields().stem;
        let mut terms: Vec<Term> = phrase.stems.iter().map(|(_, stem)| Term::from_field_text(field, stem)).collect();
        if together != Together::Phrase {
            terms.sort_unstable();
            terms.dedup();
        }
        let found = match (terms.as_slice(), together) {
            ([], _) => Ok(Hits::default()),
            ([only], _) => one(index, only, limit),
            (_, Together::Any) => AnyOf::new(terms.into_iter().map(|term| (term, 1.0)).collect(), Vec::new()).best(index.searcher(), limit, None),
            (_, Together::All) => all_of(index.searcher(), &terms, limit),
            (_, Together::Phrase) => of_the_engine(index, &*phrase_query(index, &phrase, Phrases::Inflected), limit),
        };
        let found = found.map_err(|error| index.engine_error(error))?;
        let places = index.places(&found.best)?;
        let hit = |(place, at): (UnitPlace, DocAddress)| Some(PlainHit { act: place.act?.parse().ok()?, ordinal: place.ordinal?, at });
        Ok(PlainHits { total: found.total, best: places.into_iter().zip(found.best).filter_map(hit).collect() })
    })
}

/// The bytes of `text` that are one of `words` in any form, rising: what [`plain`] found in a unit.
///
/// ```
/// let text = "Визаның мерзімі ұзартылады.";
/// let marked: Vec<&str> = tarmaq::query::marks(text, "виза мерзім").into_iter().map(|range| &text[range]).collect();
/// assert_eq!(marked, ["Визаның", "мерзімі"]);
/// ```
pub fn marks(text: &str, words: &str) -> Vec<Range<usize>> {
    places_of(text, &stems(words))
}

fn stems(words: &str) -> Vec<String> {
    Phrase::of(words).stems.into_iter().map(|(_, stem)| stem).collect()
}

/// Units with one word. Of a frequent one the engine passes over the blocks of its list that have none of the best.
fn one(index: &Index, term: &Term, limit: usize) -> tantivy::Result<Hits> {
    let searcher = index.searcher();
    let word = Word::new(term, 1.0, searcher)?;
    if word.documents() < FREQUENT {
        return all_of_words(searcher, &[word], limit);
    }
    let query = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
    let best = on_this_thread(searcher, &query, &TopDocs::with_limit(limit.max(1)).order_by_score())?;
    let total = match searcher.segment_readers().iter().any(SegmentReader::has_deletes) {
        true => on_this_thread(searcher, &query, &Count)?,
        false => usize::try_from(word.documents()).unwrap_or(usize::MAX),
    };
    Ok(Hits { total, best: best.into_iter().map(|(_, at)| at).collect(), counts: None })
}

fn of_the_engine(index: &Index, query: &dyn Query, limit: usize) -> tantivy::Result<Hits> {
    let (best, total) = on_this_thread(index.searcher(), query, &Best::of(limit))?;
    Ok(Hits { best, total, counts: None })
}

/// Most of these are answered before another thread would have begun.
fn on_this_thread<C: Collector>(searcher: &Searcher, query: &dyn Query, collector: &C) -> tantivy::Result<C::Fruit> {
    let scoring = match collector.requires_scoring() {
        true => EnableScoring::enabled_from_searcher(searcher),
        false => EnableScoring::disabled_from_searcher(searcher),
    };
    searcher.search_with_executor(query, collector, &Executor::single_thread(), scoring)
}
