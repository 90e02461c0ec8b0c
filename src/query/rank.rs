//! Which units answer best.
//!
//! The engine gathers candidates by BM25 over several fields; they are ranked again by how much of the question they cover, and a unit
//! and its parts are brought together.

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Score, TERMINATED, TantivyError, Term};

use super::standing::Found;
use super::words::{Asked, Word};
use super::{Error, Question};
use crate::act::ProvisionKind;
use crate::analyzer::TokenKind;
use crate::index::{Index, Unit};

/// Candidates taken from the engine, at least; more when a later page is asked for.
const CANDIDATES_MIN: usize = 160;
/// No page lies beyond this.
const CANDIDATES_MAX: usize = 5_000;

/// What words are worth. Found by hand on the judged questions.
mod weight {
    pub(super) const STEM: f32 = 1.0;
    pub(super) const EXACT: f32 = 0.35;
    pub(super) const CONTEXT: f32 = 0.3;
    pub(super) const TITLE: f32 = 0.15;
    pub(super) const LOOSE: f32 = 0.6;
    pub(super) const PAIR: f32 = 0.5;
    pub(super) const PHRASE: f32 = 2.0;
    pub(super) const FUNCTION_WORD: f32 = 0.08;
    pub(super) const ACT_NUMBER: f32 = 6.0;
    /// From this weight on another word is taken for the one that is meant.
    pub(super) const MEANT: f32 = 0.5;
    /// A unit that is named: more than words can weigh.
    pub(super) const UNIT: f32 = 12.0;
    pub(super) const OUTER_UNIT: f32 = 4.0;
    /// A unit whose whole chain is named.
    pub(super) const NAMED: f32 = 1.6;
    /// What is left of a score when nothing of the question is covered.
    pub(super) const COVERAGE_FLOOR: f32 = 0.35;
    pub(super) const HEADING: f32 = 0.75;
    /// From this share of the best score on, parts of one unit count as equally good.
    pub(super) const SIBLING: f32 = 0.85;
}
/// So many parts of one unit that answer alike are shown as the unit.
const SIBLINGS: usize = 3;

/// Units, best first, and how many match in all.
pub(super) struct Ranked {
    pub(super) found: Vec<Found>,
    pub(super) total: usize,
}

/// `keep` tells whether a wording may be an answer at all: on a day, one of another time may not, and takes no other's place.
pub(super) fn rank(index: &Index, asked: &Asked, question: &Question, keep: &mut dyn FnMut(&Unit) -> Result<bool, Error>) -> Result<Ranked, Error> {
    let wanted = question.offset.saturating_add(question.limit).min(CANDIDATES_MAX);
    let count = (wanted * 4).clamp(CANDIDATES_MIN, CANDIDATES_MAX);
    let (candidates, total) = gather(index, asked, count).map_err(|error| index.engine_error(error))?;
    let mut found: Vec<Found> = Vec::new();
    let mut ranked = covered(index, asked, candidates).map_err(|error| index.engine_error(error))?;
    ranked.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.at.cmp(&other.at)));
    for Candidate { score, coverage, at } in ranked {
        let unit = index.unit(at)?;
        if !keep(&unit)? {
            continue;
        }
        let named = if unit.paths().any(|path| asked.names(path)) { weight::NAMED } else { 1.0 };
        found.push(Found { score: score * kind_weight(&unit) * named, coverage, unit });
        // What follows cannot reach this page any more, kinds and families accounted for.
        if found.len() >= wanted * 4 + 20 {
            break;
        }
    }
    let place = |found: &Found| (found.unit.act.clone(), found.unit.ordinal);
    found.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| place(one).cmp(&place(other))));
    let found = bring_together(index, &found)?;
    Ok(Ranked { found, total })
}

/// A document that may answer.
struct Candidate {
    score: Score,
    coverage: f32,
    at: DocAddress,
}

/// Candidates by BM25, and how many documents match.
fn gather(index: &Index, asked: &Asked, count: usize) -> Result<(Vec<(Score, DocAddress)>, usize), TantivyError> {
    let fields = index.fields();
    let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let mut more: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let only_function_words = asked.words.iter().all(|word| word.is_function_word);
    for word in &asked.words {
        let worth = if word.is_function_word { weight::FUNCTION_WORD } else { 1.0 };
        // Function words add to a score; alone they make no answer, unless nothing else is asked.
        let list = if word.is_function_word && !only_function_words { &mut more } else { &mut any };
        let mut add = |field: Field, text: &str, boost: f32| list.push((Occur::Should, boosted(term(field, text), boost * worth)));
        add(fields.stem, &word.stem, weight::STEM);
        add(fields.exact, &word.exact, weight::EXACT);
        if !word.is_function_word {
            add(fields.context, &word.stem, weight::CONTEXT);
            add(fields.title, &word.stem, weight::TITLE);
        }
        for wider in &word.wider {
            add(fields.stem, &wider.term, weight::STEM * wider.weight);
            add(fields.exact, &wider.to, weight::EXACT * wider.weight);
            add(fields.context, &wider.term, weight::CONTEXT * wider.weight);
        }
        if let Some(loose) = &word.loose {
            add(fields.loose, loose, weight::LOOSE);
        }
        if word.kind != TokenKind::Word && word.exact.starts_with(|c: char| c.is_ascii_digit()) {
            any.push((Occur::Should, constant(term(fields.number, &word.exact), weight::ACT_NUMBER)));
        }
    }
    for (one, other) in &asked.pairs {
        let pair = PhraseQuery::new(vec![Term::from_field_text(fields.stem, one), Term::from_field_text(fields.stem, other)]);
        any.push((Occur::Should, boosted(Box::new(pair), weight::PAIR)));
    }
    for unit in &asked.units {
        for (at, segment) in unit.iter().enumerate() {
            let innermost = at + 1 == unit.len();
            let (field, worth) = if innermost { (fields.last_segment, weight::UNIT) } else { (fields.segment, weight::OUTER_UNIT) };
            any.push((Occur::Should, constant(term(field, segment), worth)));
        }
    }
    let mut all: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(BooleanQuery::new(any)))];
    all.extend(more);
    for phrase in &asked.phrases {
        all.push((Occur::Must, boosted(phrase_query(fields.exact, phrase), weight::PHRASE)));
    }
    if !asked.acts.is_empty() {
        let keys = asked.acts.iter().filter_map(|id| index.act(id));
        let acts = keys.map(|act| (Occur::Should, term(fields.printed_in, act.id.as_str()))).collect::<Vec<_>>();
        all.push((Occur::Must, constant(Box::new(BooleanQuery::new(acts)), 0.0)));
    }
    let query = BooleanQuery::new(all);
    index.searcher().search(&query, &(TopDocs::with_limit(count).order_by_score(), Count))
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
}

fn phrase_query(field: Field, phrase: &[(usize, String)]) -> Box<dyn Query> {
    match phrase {
        [(_, only)] => term(field, only),
        _ => {
            let terms = phrase.iter().map(|(place, exact)| (*place, Term::from_field_text(field, exact)));
            Box::new(PhraseQuery::new_with_offset(terms.collect()))
        }
    }
}

/// Weighs each candidate by how much of the question it covers; rare words count for more.
fn covered(index: &Index, asked: &Asked, candidates: Vec<(Score, DocAddress)>) -> Result<Vec<Candidate>, TantivyError> {
    let content: Vec<&Word> = asked.words.iter().filter(|word| !word.is_function_word && word.kind != TokenKind::Whole).collect();
    let several = content.len() > 1;
    let fields = index.fields();
    let searcher = index.searcher();
    let documents = searcher.num_docs() as f32;
    let mut sorted: Vec<(DocAddress, Score, f32)> = candidates.into_iter().map(|(score, at)| (at, score, 0.0)).collect();
    sorted.sort_by_key(|candidate| candidate.0);
    let mut whole = 0.0;
    for word in content {
        let stem = Term::from_field_text(fields.stem, &word.stem);
        let mut frequency = searcher.doc_freq(&stem)?;
        for wider in word.wider.iter().filter(|wider| wider.weight >= weight::MEANT) {
            // A word that the index does not have is as rare as what is meant with it.
            frequency = frequency.max(searcher.doc_freq(&Term::from_field_text(fields.stem, &wider.term))?);
        }
        let frequency = frequency as f32;
        let rarity = ((documents - frequency + 0.5).max(0.5) / (frequency + 0.5)).ln_1p();
        whole += rarity;
        let mut places = vec![(stem, 1.0), (Term::from_field_text(fields.context, &word.stem), 0.6), (Term::from_field_text(fields.title, &word.stem), 0.4)];
        places.extend(word.wider.iter().map(|wider| (Term::from_field_text(fields.stem, &wider.term), wider.weight)));
        places.extend(word.loose.iter().map(|loose| (Term::from_field_text(fields.loose, loose), 0.9)));
        places.push((Term::from_field_text(fields.number, &word.exact), 1.0));
        let mut best = vec![0.0_f32; sorted.len()];
        for (term, share) in places {
            for (segment, reader) in (0_u32..).zip(searcher.segment_readers()) {
                let Some(mut postings) = reader.inverted_index(term.field())?.read_postings(&term, IndexRecordOption::Basic)? else { continue };
                let first = sorted.partition_point(|candidate| candidate.0.segment_ord < segment);
                for (at, candidate) in sorted.iter().enumerate().skip(first).take_while(|(_, candidate)| candidate.0.segment_ord == segment) {
                    if postings.doc() < candidate.0.doc_id {
                        postings.seek(candidate.0.doc_id);
                    }
                    if postings.doc() == TERMINATED {
                        break;
                    }
                    if postings.doc() == candidate.0.doc_id {
                        best[at] = best[at].max(share);
                    }
                }
            }
        }
        for (candidate, share) in sorted.iter_mut().zip(best) {
            candidate.2 += rarity * share;
        }
    }
    let weigh = |(at, score, covered): (DocAddress, Score, f32)| {
        let coverage = if whole > 0.0 { covered / whole } else { 1.0 };
        // Of one word there is no more and no less.
        let worth = if several { weight::COVERAGE_FLOOR + (1.0 - weight::COVERAGE_FLOOR) * coverage } else { 1.0 };
        Candidate { score: score * worth, coverage, at }
    };
    Ok(sorted.into_iter().map(weigh).collect())
}

/// Headings are short and full of the words people ask with; what they head is the better answer.
fn kind_weight(unit: &Unit) -> f32 {
    match unit.kind {
        None => weight::HEADING,
        Some(ProvisionKind::Component | ProvisionKind::Amendment) => weight::HEADING,
        Some(kind) if kind.is_grouping() => weight::HEADING,
        _ => 1.0,
    }
}

/// One place for a unit and its parts: the better of the two; the unit, where several of its parts answer alike.
fn bring_together(index: &Index, found: &[Found]) -> Result<Vec<Found>, Error> {
    let best = found.first().map_or(0.0, |first| first.score);
    let mut shown: Vec<Found> = Vec::new();
    for one in found {
        if shown.iter().any(|other| related(&other.unit, &one.unit)) {
            continue;
        }
        let good = |found: &Found| found.score >= best * weight::SIBLING;
        let alike = || found.iter().filter(|other| good(other) && is_sibling(&other.unit, &one.unit)).count();
        if good(one)
            && alike() >= SIBLINGS
            && let Some(parent) = parent(index, &one.unit)?
            && !shown.iter().any(|other| related(&other.unit, &parent))
        {
            shown.push(Found { unit: parent, ..*one });
            continue;
        }
        shown.push(one.clone());
    }
    Ok(shown)
}

/// Whether one stands in the other. The act as a whole and its documents hold everything, and are answers of their own.
fn related(one: &Unit, other: &Unit) -> bool {
    // two wordings of one unit are two answers
    if one.ordinal == other.ordinal && (one.other_wording || other.other_wording) {
        return false;
    }
    let holds = |outer: &Unit, inner: &Unit| outer.ordinal <= inner.ordinal && inner.ordinal < outer.end && is_unit(outer);
    one.act == other.act && (holds(one, other) || holds(other, one))
}

fn is_unit(unit: &Unit) -> bool {
    unit.kind.is_some_and(|kind| !kind.is_grouping() && !matches!(kind, ProvisionKind::Component | ProvisionKind::Annex | ProvisionKind::Table))
}

fn is_sibling(one: &Unit, other: &Unit) -> bool {
    one.act == other.act && one.parent == other.parent && one.kind == other.kind && matches!(one.kind, Some(ProvisionKind::Subpoint | ProvisionKind::Indent))
}

/// What `unit` stands in, where that is a unit of citation with words of its own.
fn parent(index: &Index, unit: &Unit) -> Result<Option<Unit>, Error> {
    let Some(parent) = unit.parent else { return Ok(None) };
    let parent = index.units(&unit.act, parent..parent + 1)?.into_iter().next();
    Ok(parent.filter(|parent| is_unit(parent) && !parent.text.is_empty()))
}
