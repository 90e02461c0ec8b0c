//! How well a unit answers, told by where the words of a question stand in it.
//!
//! BM25F: what stands in a unit, in its lead-in, around it and in the title of its act is one text, in which places count differently; the
//! frequency of a word is weighed over all of them before it saturates (Robertson, Zaragoza, Taylor, «Simple BM25 extension to multiple weighted
//! fields», 2004). Everything is read from the postings of the candidates: no text is analysed again.

use std::collections::HashMap;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, TERMINATED, TantivyError, Term};

use super::concept::{Concept, Form};
use crate::index::Index;

/// Where a word stands, and what it counts there.
mod place {
    pub(super) const OWN: f32 = 1.0;
    /// Without its lead-in a unit is no sentence.
    pub(super) const LEAD: f32 = 0.9;
    pub(super) const AROUND: f32 = 0.25;
    pub(super) const TITLE: f32 = 0.12;
}

/// How soon a word that stands there again stops to count, and how much a long text is held against it: the usual 1.2, and less than the usual
/// 0.75, since a clause is short or long for reasons of its own.
const K1: f32 = 1.0;
const B: f32 = 0.5;
/// A word in the very form of the question is better by this than one in another form.
const EXACT: f32 = 0.15;
/// What a word is worth that is spelt like an abbreviation and is none: «баж» (a duty) for «БАЖ» (a system).
const LOOKS_ALIKE: f32 = 0.25;
/// Neighbours in the question that are neighbours in the text.
const NEAR: f32 = 0.45;
/// Words further apart than this are not near each other.
const NEAR_MAX: u32 = 6;
/// Between two words that belong together another may stand: «көрсетілетін (мемлекеттік) қызмет».
const GAP_MAX: u32 = 2;

/// What a candidate has of a question.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) at: DocAddress,
    /// How well it answers.
    pub(super) score: f32,
    /// How fully it covers the content words; rare words count for more. 0 none of them, 1 all.
    pub(super) coverage: f32,
    /// For each concept how well it is told, and by which of its forms.
    pub(super) told: Vec<Told>,
}

/// How a concept is told in a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Told {
    /// Weighed frequency, saturated; 1 for one mention in a text of usual length.
    pub(super) strength: f32,
    /// How surely the unit has it: 1 in its own words, less around them or in other words.
    pub(super) share: f32,
    /// Which of the forms of the concept it was.
    pub(super) form: usize,
    /// Where: see [`Where`].
    pub(super) place: Where,
}

/// Where the best match of a concept stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Where {
    /// Nowhere.
    #[default]
    Nowhere,
    /// In the unit's own words.
    Own,
    /// In its lead-in.
    Lead,
    /// Around it.
    Around,
    /// In the title of its act.
    Title,
}

/// Concepts, weighed against an index.
pub(super) struct Weighed<'c> {
    pub(super) concepts: &'c [Concept],
    /// How rare each is; the words of one name are together as rare as a word.
    pub(super) rarity: Vec<f32>,
    /// The sum over content words.
    whole: f32,
}

impl<'c> Weighed<'c> {
    pub(super) fn new(index: &Index, concepts: &'c [Concept]) -> Result<Self, TantivyError> {
        let searcher = index.searcher();
        let documents = searcher.num_docs() as f32;
        let frequency = |form: &Form| -> Result<u64, TantivyError> {
            let field = if form.loose { index.fields().loose } else { index.fields().stem };
            let each = form.terms.iter().map(|term| searcher.doc_freq(&Term::from_field_text(field, term)));
            Ok(each.collect::<Result<Vec<u64>, _>>()?.into_iter().min().unwrap_or(0))
        };
        let mut rarity = Vec::with_capacity(concepts.len());
        for concept in concepts {
            // A word is as rare as the most frequent word that it is taken for: an everyday word that stands in one leaflet says no more than
            // the law's word for it.
            let mut most = 0.0_f32;
            for form in &concept.forms {
                most = most.max(frequency(form)? as f32 * form.weight.powi(2));
            }
            rarity.push(concept.share * ((documents - most + 0.5).max(0.5) / (most + 0.5)).ln_1p());
        }
        let whole = concepts.iter().zip(&rarity).filter(|(concept, _)| concept.is_content()).map(|(_, rarity)| rarity).sum();
        Ok(Self { concepts, rarity, whole })
    }

    /// The score of what is told so, without nearness.
    pub(super) fn score(&self, told: &[Told]) -> (f32, f32) {
        let mut sum = 0.0;
        let mut covered = 0.0;
        for ((concept, rarity), told) in self.concepts.iter().zip(&self.rarity).zip(told) {
            sum += rarity * concept.worth * told.strength;
            if concept.is_content() {
                covered += rarity * told.share;
            }
        }
        let coverage = if self.whole > 0.0 { covered / self.whole } else { 1.0 };
        (sum, coverage)
    }

    /// Scores `candidates`.
    pub(super) fn scored(&self, index: &Index, mut candidates: Vec<DocAddress>) -> Result<Vec<Scored>, TantivyError> {
        candidates.sort_unstable();
        candidates.dedup();
        let mut seen = Seen::new(self.concepts, candidates.len());
        seen.read(index, &candidates)?;
        Ok(candidates.into_iter().enumerate().map(|(at, address)| self.one(&seen, at, address)).collect())
    }

    fn one(&self, seen: &Seen, at: usize, address: DocAddress) -> Scored {
        let told: Vec<Told> = self.concepts.iter().map(|concept| seen.told(concept, at)).collect();
        let (score, coverage) = self.score(&told);
        let near: f32 = (1..self.concepts.len()).map(|second| self.near(seen, at, second - 1, second)).sum();
        Scored { at: address, score: score + NEAR * near * coverage, coverage, told }
    }

    /// How near two neighbours of the question stand to each other.
    fn near(&self, seen: &Seen, at: usize, first: usize, second: usize) -> f32 {
        let (one, other) = (&self.concepts[first], &self.concepts[second]);
        if !one.is_content() || !other.is_content() || other.place > one.place + 3 {
            return 0.0;
        }
        let distance = seen.distance(one, other, at);
        if distance > NEAR_MAX { 0.0 } else { self.rarity[first].min(self.rarity[second]) / distance.max(1) as f32 }
    }
}

/// A term where it stands in one candidate.
#[derive(Clone, Debug, Default)]
struct Stands {
    own: Vec<u32>,
    lead: bool,
    around: bool,
    title: bool,
}

/// Where all terms of a question stand in all candidates.
struct Seen {
    terms: HashMap<String, usize>,
    loose: HashMap<String, usize>,
    exact: HashMap<String, usize>,
    /// Abbreviations, by their terms.
    capitals: HashMap<String, usize>,
    stands: Vec<Vec<Stands>>,
    loosely: Vec<Vec<bool>>,
    exactly: Vec<Vec<bool>>,
    in_capitals: Vec<Vec<bool>>,
    /// The length of each candidate, over the usual length.
    length: Vec<f32>,
}

impl Seen {
    fn new(concepts: &[Concept], candidates: usize) -> Self {
        let (mut terms, mut loose, mut exact, mut capitals) = (HashMap::new(), HashMap::new(), HashMap::new(), HashMap::new());
        let number = |known: &mut HashMap<String, usize>, term: &String| {
            let next = known.len();
            known.entry(term.clone()).or_insert(next);
        };
        for form in concepts.iter().flat_map(|concept| &concept.forms) {
            for term in &form.terms {
                number(if form.loose { &mut loose } else { &mut terms }, term);
            }
            form.exact.iter().for_each(|form| number(&mut exact, form));
            form.terms.iter().filter(|_| form.capitals).for_each(|term| number(&mut capitals, term));
        }
        let stands = vec![vec![Stands::default(); candidates]; terms.len()];
        let (loosely, exactly) = (vec![vec![false; candidates]; loose.len()], vec![vec![false; candidates]; exact.len()]);
        let in_capitals = vec![vec![false; candidates]; capitals.len()];
        Self { terms, loose, exact, capitals, stands, loosely, exactly, in_capitals, length: vec![1.0; candidates] }
    }

    fn read(&mut self, index: &Index, candidates: &[DocAddress]) -> Result<(), TantivyError> {
        let fields = index.fields();
        let basic = IndexRecordOption::Basic;
        for (term, &number) in &self.terms {
            let stands = &mut self.stands[number];
            walk(index, fields.stem, term, IndexRecordOption::WithFreqsAndPositions, candidates, |at, postings| {
                postings.positions(&mut stands[at].own);
            })?;
            walk(index, fields.lead, term, basic, candidates, |at, _| stands[at].lead = true)?;
            walk(index, fields.context, term, basic, candidates, |at, _| stands[at].around = true)?;
            walk(index, fields.title, term, basic, candidates, |at, _| stands[at].title = true)?;
        }
        for (term, &number) in &self.loose {
            let found = &mut self.loosely[number];
            walk(index, fields.loose, term, basic, candidates, |at, _| found[at] = true)?;
        }
        for (form, &number) in &self.exact {
            let found = &mut self.exactly[number];
            walk(index, fields.exact, form, basic, candidates, |at, _| found[at] = true)?;
        }
        for (term, &number) in &self.capitals {
            let found = &mut self.in_capitals[number];
            walk(index, fields.capitals, term, basic, candidates, |at, _| found[at] = true)?;
        }
        let searcher = index.searcher();
        let mut tokens = 0_u64;
        for reader in searcher.segment_readers() {
            tokens += reader.inverted_index(fields.stem)?.total_num_tokens();
        }
        let usual = (tokens as f32 / searcher.num_docs().max(1) as f32).max(1.0);
        for (length, address) in self.length.iter_mut().zip(candidates) {
            let norms = searcher.segment_reader(address.segment_ord).get_fieldnorms_reader(fields.stem)?;
            *length = norms.fieldnorm(address.doc_id) as f32 / usual;
        }
        Ok(())
    }

    /// The best form of `concept` in candidate `at`.
    fn told(&self, concept: &Concept, at: usize) -> Told {
        let mut best = Told::default();
        for (number, form) in concept.forms.iter().enumerate() {
            let told = self.form(form, number, at);
            best.share = best.share.max(told.share);
            if told.strength > best.strength {
                best = Told { share: best.share, ..told };
            }
        }
        best
    }

    fn form(&self, form: &Form, number: usize, at: usize) -> Told {
        if form.loose {
            let found = form.terms.iter().any(|term| self.loose.get(term).is_some_and(|&number| self.loosely[number][at]));
            let value = if found { form.weight } else { 0.0 };
            return Told { strength: value, share: value, form: number, place: if found { Where::Own } else { Where::Nowhere } };
        }
        let stands: Vec<&Stands> = form.terms.iter().filter_map(|term| self.terms.get(term)).map(|&number| &self.stands[number][at]).collect();
        let own = together(&stands) as f32;
        let lead = stands.iter().all(|stands| stands.lead);
        let around = stands.iter().all(|stands| stands.around || stands.lead);
        let title = stands.iter().all(|stands| stands.title);
        let norm = 1.0 - B + B * self.length[at];
        let frequency = place::OWN * own / norm + place::LEAD * f32::from(lead) + place::AROUND * f32::from(around && !lead) + place::TITLE * f32::from(title);
        if frequency == 0.0 {
            return Told::default();
        }
        let exact = form.exact.as_ref().and_then(|exact| self.exact.get(exact)).is_some_and(|&number| self.exactly[number][at]);
        let looks_alike = form.capitals && form.terms.iter().any(|term| self.capitals.get(term).is_some_and(|&number| !self.in_capitals[number][at]));
        let weight = form.weight * if looks_alike { LOOKS_ALIKE } else { 1.0 };
        let strength = weight * (frequency * (K1 + 1.0) / (frequency + K1) + EXACT * f32::from(exact && own > 0.0));
        let (share, place) = match () {
            () if own > 0.0 => (1.0, Where::Own),
            () if lead => (0.8, Where::Lead),
            () if around => (0.5, Where::Around),
            () => (0.3, Where::Title),
        };
        Told { strength, share: share * weight, form: number, place }
    }

    /// The smallest distance between two concepts in the words of a candidate.
    fn distance(&self, one: &Concept, other: &Concept, at: usize) -> u32 {
        let places = |concept: &Concept| -> Vec<u32> {
            let single = concept.forms.iter().filter(|form| !form.loose && form.terms.len() == 1 && form.weight >= 0.5);
            let terms = single.filter_map(|form| self.terms.get(&form.terms[0]));
            let mut places: Vec<u32> = terms.flat_map(|&number| self.stands[number][at].own.iter().copied()).collect();
            places.sort_unstable();
            places
        };
        let (ones, others) = (places(one), places(other));
        let nearest = |place: u32| {
            let after = others.partition_point(|&other| other <= place);
            let before = after.checked_sub(1).map(|before| place - others[before]).filter(|&distance| distance > 0);
            // In the order of the question counts for more.
            let after = others.get(after).map(|&other| other - place);
            after.into_iter().chain(before.map(|distance| distance + 1)).min()
        };
        ones.into_iter().filter_map(nearest).min().unwrap_or(u32::MAX)
    }
}

/// How often words stand side by side, in their order.
fn together(stands: &[&Stands]) -> usize {
    let Some((first, rest)) = stands.split_first() else { return 0 };
    if rest.is_empty() {
        return first.own.len();
    }
    let follows = |&start: &u32| {
        let mut place = start;
        rest.iter().all(|next| match next.own.iter().find(|&&other| other > place && other <= place + GAP_MAX) {
            Some(&other) => {
                place = other;
                true
            }
            None => false,
        })
    };
    first.own.iter().filter(|place| follows(place)).count()
}

/// Calls `take` for every candidate that has `term` in `field`.
fn walk(
    index: &Index,
    field: Field,
    term: &str,
    option: IndexRecordOption,
    candidates: &[DocAddress],
    mut take: impl FnMut(usize, &mut tantivy::postings::SegmentPostings),
) -> Result<(), TantivyError> {
    let term = Term::from_field_text(field, term);
    let mut first = 0;
    for (segment, reader) in (0_u32..).zip(index.searcher().segment_readers()) {
        let past = first + candidates[first..].partition_point(|candidate| candidate.segment_ord == segment);
        let here = first..past;
        first = past;
        if here.is_empty() {
            continue;
        }
        let Some(mut postings) = reader.inverted_index(field)?.read_postings(&term, option)? else { continue };
        for at in here {
            let document = candidates[at].doc_id;
            if postings.doc() < document {
                postings.seek(document);
            }
            if postings.doc() == TERMINATED {
                break;
            }
            if postings.doc() == document {
                take(at, &mut postings);
            }
        }
    }
    Ok(())
}
