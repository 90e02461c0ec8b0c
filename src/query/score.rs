//! How well a unit answers, told by where the words of a question stand in it.
//!
//! BM25F: what stands in a unit, in its lead-in, around it and in the title of its act is one text, in which places count differently; the
//! frequency of a word is weighed over all of them before it saturates (Robertson, Zaragoza, Taylor, «Simple BM25 extension to multiple weighted
//! fields», 2004). Everything is read from the postings of the candidates: no text is analysed again.

use std::collections::HashMap;
use std::hash::Hash;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, TERMINATED, TantivyError, Term};

use super::concept::{Concept, Form};
use crate::index::{Index, Outer};

/// Where a word stands, and what it counts there.
mod place {
    pub(super) const OWN: f32 = 1.0;
    /// Without its lead-in a unit is no sentence.
    pub(super) const LEAD: f32 = 0.9;
    pub(super) const AROUND: f32 = 0.25;
    pub(super) const TITLE: f32 = 0.2;
}

/// How soon a word that stands there again stops to count, and how much a long text is held against it: the usual 1.2, and less than the usual
/// 0.75, since a clause is short or long for reasons of its own.
const K1: f32 = 1.0;
const B: f32 = 0.4;
/// A word in the very form of the question is better by this than one in another form.
const EXACT: f32 = 0.15;
/// What a word is worth that is spelt like an abbreviation and is none: «баж» (a duty) for «БАЖ» (a system).
const LOOKS_ALIKE: f32 = 0.25;
/// What a list of a word in capitals has for a unit around which it stands so, and for one that has it in its own words or in its lead-in.
const AROUND_IN_CAPITALS: u32 = 1;
const IN_CAPITALS: u32 = 2;
/// Neighbours in the question that are neighbours in the text.
const NEAR: f32 = 0.45;
/// What neighbours in the question count for that both stand only around the text or in the title of its act: they are what it is about, and where in
/// there they stand is not looked up.
const ABOUT: f32 = 0.6;
/// What one word of a text counts for each further word of the question that it stands for, having been counted for the one it answers best.
const AGAIN: f32 = 0.5;
/// Words further apart than this are not near each other.
const NEAR_MAX: u32 = 6;
/// So many candidates are weighed by one thread.
const SCORED_AT_ONCE: usize = 200;
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
    /// Which content words of the question it has, a bit each.
    pub(super) has: u64,
    /// For each concept how well it is told, and by which of its forms.
    pub(super) told: Vec<Told>,
    /// How much of the score is owed to other candidates.
    pub(super) lifted: Lifted,
}

/// How much of a score is owed to others ([`lift`](super::lift)).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Lifted {
    /// To what stands beside the unit.
    pub(super) beside: f32,
    /// To what its act speaks of.
    pub(super) subject: f32,
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

/// A unit has a word that stands in it, in its lead-in or around it, or another word for it that is worth so much.
const HAS: f32 = 0.5;

/// What stands further on in an outer unit than its first words, some four lines of print, says nothing of what stands in it.
const AROUND_WORDS_MAX: u32 = 45;

/// Concepts, weighed against an index.
pub(super) struct Weighed<'c> {
    pub(super) concepts: &'c [Concept],
    /// How rare each is; the words of one name are together as rare as a word.
    pub(super) rarity: Vec<f32>,
    /// The sum over content words.
    whole: f32,
    /// Words of the question that one word of a text may stand for.
    alike: Vec<(usize, usize)>,
}

impl<'c> Weighed<'c> {
    pub(super) fn new(index: &Index, concepts: &'c [Concept]) -> Result<Self, TantivyError> {
        let searcher = index.searcher();
        let documents = searcher.num_docs() as f32;
        let frequency = |form: &Form| -> Result<u64, TantivyError> {
            let each = |terms: &[String]| -> Result<Vec<u64>, TantivyError> {
                terms.iter().map(|term| searcher.doc_freq(&Term::from_field_text(index.fields().stem, term))).collect()
            };
            // Words side by side are as frequent as the rarest, spellings of one word as all of them.
            Ok(if form.loose { each(&form.spellings)?.into_iter().sum() } else { each(&form.terms)?.into_iter().min().unwrap_or(0) })
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
        Ok(Self { concepts, rarity, whole, alike: alike(concepts) })
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

    /// Whether a unit has a content word of the question itself or in its lead-in.
    pub(super) fn is_said(&self, told: &[Told]) -> bool {
        self.concepts.iter().zip(told).any(|(concept, told)| concept.is_content() && matches!(told.place, Where::Own | Where::Lead))
    }

    /// Scores `candidates`.
    pub(super) fn scored(&self, index: &Index, mut candidates: Vec<DocAddress>) -> Result<Vec<Scored>, TantivyError> {
        candidates.sort_unstable();
        candidates.dedup();
        let seen = Seen::read(index, self.concepts, &candidates)?;
        let scored = index.each(&numbered_chunks(&candidates), 1, |(first, some)| {
            let mut places = Places::default();
            some.iter().zip(*first..).map(|(address, at)| self.one(&seen, &mut places, at, *address)).collect::<Vec<_>>()
        });
        Ok(scored.into_iter().flatten().collect())
    }

    fn one(&self, seen: &Seen, places: &mut Places, at: usize, address: DocAddress) -> Scored {
        let mut told: Vec<Told> = seen.concepts.iter().map(|forms| seen.told(forms, at)).collect();
        self.pay_once(&mut told);
        let (score, coverage) = self.score(&told);
        let near: f32 = (1..self.concepts.len()).filter_map(|second| self.near(seen, places, at, &told, second)).sum();
        let mut has = 0;
        for (bit, (concept, told)) in self.concepts.iter().zip(&told).take(u64::BITS as usize).enumerate() {
            has |= u64::from(concept.is_content() && told.share >= HAS) << bit;
        }
        Scored { at: address, score: score + NEAR * near * coverage, coverage, has, told, lifted: Lifted::default() }
    }

    /// One word of a text that stands for several of the question is counted in full for the one of these that it is worth most for.
    fn pay_once(&self, told: &mut [Told]) {
        let form = |concept: usize, told: &Told| self.concepts[concept].forms.get(told.form).filter(|_| told.strength > 0.0);
        let paid = |concept: usize, told: &Told| self.rarity[concept] * self.concepts[concept].worth * told.strength;
        let mut again = vec![false; told.len()];
        for &(one, other) in &self.alike {
            let (first, second) = (form(one, &told[one]), form(other, &told[other]));
            let same = first.zip(second).is_some_and(|(first, second)| first.alone && second.alone && first.terms == second.terms);
            if same {
                again[if paid(one, &told[one]) < paid(other, &told[other]) { one } else { other }] = true;
            }
        }
        told.iter_mut().zip(again).filter(|(_, again)| *again).for_each(|(told, _)| told.strength *= AGAIN);
    }

    /// How near the concept `second` of the question stands to the one before it; `None` where that says nothing.
    fn near(&self, seen: &Seen, places: &mut Places, at: usize, told: &[Told], second: usize) -> Option<f32> {
        let first = second - 1;
        let (one, other) = (&self.concepts[first], &self.concepts[second]);
        if !one.is_content() || !other.is_content() || other.place > one.place + 3 {
            return None;
        }
        let rarity = self.rarity[first].min(self.rarity[second]);
        match (told[first].place, told[second].place) {
            // What only names the act stands side by side in every text that does.
            (Where::Own, Where::Own) => {
                let distance = seen.distance(places, first, second, at);
                (distance <= NEAR_MAX).then(|| rarity / distance.max(1) as f32)
            }
            (Where::Around | Where::Title, Where::Around | Where::Title) => Some(ABOUT * rarity),
            _ => None,
        }
    }
}

/// The pairs of different words of a question that have a form in common.
fn alike(concepts: &[Concept]) -> Vec<(usize, usize)> {
    let pairs = (0..concepts.len()).flat_map(|one| (one + 1..concepts.len()).map(move |other| (one, other)));
    let has = |concept: &Concept, form: &Form| concept.forms.iter().any(|other| other.terms == form.terms && other.alone);
    let is_alike = |one: &Concept, other: &Concept| one.forms[0].terms != other.forms[0].terms && one.forms.iter().any(|form| form.alone && has(other, form));
    pairs.filter(|&(one, other)| is_alike(&concepts[one], &concepts[other])).collect()
}

/// Where one stem stands in all candidates.
struct Stem {
    /// For each candidate.
    stands: Vec<Stands>,
    /// The places in the candidates' own words, those of one behind those of another.
    places: Vec<u32>,
}

/// Where it stands in one of them.
#[derive(Clone, Copy, Default)]
struct Stands {
    /// Its places: from here on in [`Stem::places`], and how many.
    start: u32,
    count: u32,
    lead: bool,
    around: bool,
    title: bool,
    /// How many of its places only name the act.
    named: u32,
}

impl Stem {
    fn read(index: &Index, (term, counts): (&str, bool), candidates: &[DocAddress], outer: &Outer) -> Result<Self, TantivyError> {
        let (fields, basic) = (index.fields(), IndexRecordOption::Basic);
        let mut stands = vec![Stands::default(); candidates.len()];
        let (mut places, mut own) = (Vec::new(), Vec::new());
        walk(index, fields.stem, term, IndexRecordOption::WithFreqsAndPositions, candidates, |at, postings| {
            postings.positions(&mut own);
            stands[at].start = u32::try_from(places.len()).unwrap_or(u32::MAX);
            stands[at].count = u32::try_from(own.len()).unwrap_or(u32::MAX);
            places.append(&mut own);
        })?;
        walk(index, fields.named, term, IndexRecordOption::WithFreqs, candidates, |at, postings| stands[at].named = postings.term_freq())?;
        walk(index, fields.lead, term, basic, candidates, |at, _| stands[at].lead = true)?;
        walk(index, fields.around, term, basic, candidates, |at, _| stands[at].around = true)?;
        walk(index, fields.title, term, basic, candidates, |at, _| stands[at].title = true)?;
        let (mut has, mut there) = (vec![false; outer.units.len()], Vec::new());
        walk(index, fields.stem, term, IndexRecordOption::WithFreqsAndPositions, &outer.units, |at, postings| {
            postings.positions(&mut there);
            has[at] = outer.are_acts[at] || there.first().is_some_and(|&first| first < AROUND_WORDS_MAX);
        })?;
        // The issuers of an act are around nothing that stands in it.
        walk(index, fields.around, term, basic, &outer.units, |at, _| has[at] |= !outer.are_acts[at])?;
        for (at, stands) in stands.iter_mut().enumerate() {
            for number in outer.of(at).filter(|number| has[*number]) {
                *(if outer.are_acts[number] { &mut stands.title } else { &mut stands.around }) = true;
            }
        }
        if counts {
            // The number of a unit, its first word, and of what it stands in counts nothing.
            for kind in NUMBERED {
                let segment = format!("{kind}-{term}");
                walk(index, fields.segment, &segment, basic, candidates, |at, _| (stands[at].lead, stands[at].around) = (false, false))?;
                walk(index, fields.last_segment, &segment, basic, candidates, |at, _| {
                    let own = u32::from(stands[at].count > 0);
                    stands[at].start += own;
                    stands[at].count -= own;
                })?;
            }
        }
        Ok(Self { stands, places })
    }

    /// Its places in the own words of candidate `at`, rising.
    fn own(&self, at: usize) -> &[u32] {
        let stands = &self.stands[at];
        let start = stands.start as usize;
        self.places.get(start..start + stands.count as usize).unwrap_or_default()
    }
}

/// Units whose number is printed at their beginning.
const NUMBERED: &[&str] = &["article", "point", "subpoint", "row", "section", "chapter", "item", "field", "annex"];

/// A form, and the numbers of the lists of [`Seen`] that tell where it stands.
struct FormLists<'c> {
    form: &'c Form,
    /// Its stems, in their order; of a form without Kazakh letters none.
    stems: Vec<usize>,
    /// Without Kazakh letters it is in any of these lists: one for each spelling.
    loose: Vec<usize>,
    /// The list of its very form.
    exact: Option<usize>,
    /// The lists of its words in capitals.
    capitals: Vec<usize>,
}

/// Where all terms of a question stand in all candidates.
struct Seen<'c> {
    /// For each concept its forms.
    concepts: Vec<Vec<FormLists<'c>>>,
    stems: Vec<Stem>,
    /// For each term of another field how often each candidate has it.
    has: Vec<Vec<u32>>,
    /// The length of each candidate, over the usual length, and that of its lead-in, over the same.
    length: Vec<f32>,
    lead_length: Vec<f32>,
}

/// Different things, each with its number.
struct Numbered<T>(Vec<T>, HashMap<T, usize>);

impl<T: Clone + Eq + Hash> Numbered<T> {
    fn new() -> Self {
        Self(Vec::new(), HashMap::new())
    }

    fn number(&mut self, thing: T) -> usize {
        *self.1.entry(thing).or_insert_with_key(|thing| {
            self.0.push(thing.clone());
            self.0.len() - 1
        })
    }
}

/// Places of two concepts, kept so that they need not be allocated for every candidate.
#[derive(Default)]
struct Places(Vec<u32>, Vec<u32>);

impl<'c> Seen<'c> {
    fn read(index: &Index, concepts: &'c [Concept], candidates: &[DocAddress]) -> Result<Self, TantivyError> {
        let fields = index.fields();
        let (mut stems, mut others) = (Numbered::<(&str, bool)>::new(), Numbered::<(Field, &str)>::new());
        let mut lists = |form: &'c Form, counts: bool| FormLists {
            form,
            stems: form.terms.iter().filter(|_| !form.loose).map(|term| stems.number((term, counts && is_number(term)))).collect(),
            loose: form.spellings.iter().map(|spelling| others.number((fields.stem, spelling))).collect(),
            exact: form.exact.as_ref().filter(|_| !form.loose).map(|exact| others.number((fields.exact, exact))),
            capitals: form.terms.iter().filter(|_| form.capitals && !form.loose).map(|term| others.number((fields.capitals, term))).collect(),
        };
        let concepts = concepts.iter().map(|concept| concept.forms.iter().map(|form| lists(form, concept.counts)).collect()).collect();
        // A few candidates are looked through sooner than they are handed over.
        let at_once = if candidates.len() < SCORED_AT_ONCE { usize::MAX } else { 1 };
        let outer = index.outer(candidates)?;
        let stems = index.each(&stems.0, at_once, |&stem| Stem::read(index, stem, candidates, &outer)).into_iter().collect::<Result<_, _>>()?;
        let has = |(field, term): &(Field, &str)| {
            let mut has = vec![0; candidates.len()];
            let option = if *field == fields.stem { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
            if *field == fields.capitals {
                let mut there = vec![false; outer.units.len()];
                walk(index, *field, term, option, &outer.units, |at, _| there[at] = true)?;
                for (at, has) in has.iter_mut().enumerate() {
                    *has = if outer.of(at).any(|number| there[number]) { AROUND_IN_CAPITALS } else { 0 };
                }
                return walk(index, *field, term, option, candidates, |at, _| has[at] = IN_CAPITALS).map(|()| has);
            }
            walk(index, *field, term, option, candidates, |at, postings| has[at] = postings.term_freq().max(1)).map(|()| has)
        };
        let has = index.each(&others.0, at_once, has).into_iter().collect::<Result<_, TantivyError>>()?;
        let [length, lead_length] = lengths(index, candidates)?;
        Ok(Self { concepts, stems, has, length, lead_length })
    }

    /// The best form of a concept in candidate `at`.
    fn told(&self, forms: &[FormLists<'_>], at: usize) -> Told {
        let mut best = Told::default();
        for (number, lists) in forms.iter().enumerate() {
            let told = self.form(lists, number, at);
            best.share = best.share.max(told.share);
            if told.strength > best.strength {
                best = Told { share: best.share, ..told };
            }
        }
        best
    }

    fn form(&self, lists: &FormLists<'_>, number: usize, at: usize) -> Told {
        let form = lists.form;
        let [norm, lead_norm] = [&self.length, &self.lead_length].map(|length| 1.0 - B + B * length[at]);
        let saturated = |frequency: f32| frequency * (K1 + 1.0) / (frequency + K1);
        if form.loose {
            let own: u32 = lists.loose.iter().map(|&list| self.has[list][at]).sum();
            if own == 0 {
                return Told::default();
            }
            return Told { strength: form.weight * saturated(place::OWN * own as f32 / norm), share: form.weight, form: number, place: Where::Own };
        }
        let all = |has: fn(&Stands) -> bool| lists.stems.iter().all(|&stem| has(&self.stems[stem].stands[at]));
        let (lead, around, title) = (all(|stands| stands.lead), all(|stands| stands.around || stands.lead || stands.named > 0), all(|stands| stands.title));
        let named = lists.stems.iter().map(|&stem| self.stems[stem].stands[at].named).min().unwrap_or(0);
        let told = self.together(&lists.stems, at);
        let own = told.saturating_sub(named as usize) as f32;
        let frequency =
            place::OWN * own / norm + place::LEAD * f32::from(lead) / lead_norm + place::AROUND * f32::from(around && !lead) + place::TITLE * f32::from(title);
        if frequency == 0.0 {
            return Told::default();
        }
        let exact = lists.exact.is_some_and(|list| self.has[list][at] > 0);
        // What stands around a unit tells nothing of a word of its own that is in small letters.
        let wanted = if own > 0.0 { IN_CAPITALS } else { AROUND_IN_CAPITALS };
        let looks_alike = lists.capitals.iter().any(|&list| self.has[list][at] < wanted);
        let weight = form.weight * if looks_alike { LOOKS_ALIKE } else { 1.0 };
        let strength = weight * form.part * (saturated(frequency) + EXACT * f32::from(exact && own > 0.0));
        let (share, place) = match () {
            () if own > 0.0 => (1.0, Where::Own),
            // It has the word, and says nothing with it.
            () if told > 0 => (1.0, Where::Around),
            () if lead => (0.8, Where::Lead),
            () if around => (0.5, Where::Around),
            () => (0.3, Where::Title),
        };
        Told { strength, share: share * weight, form: number, place }
    }

    /// How often words stand side by side in candidate `at`, in their order.
    fn together(&self, stems: &[usize], at: usize) -> usize {
        let Some((first, rest)) = stems.split_first() else { return 0 };
        let first = self.stems[*first].own(at);
        if rest.is_empty() {
            return first.len();
        }
        let follows = |&start: &u32| {
            let mut place = start;
            rest.iter().all(|&next| match self.stems[next].own(at).iter().find(|&&other| other > place && other <= place + GAP_MAX) {
                Some(&other) => {
                    place = other;
                    true
                }
                None => false,
            })
        };
        first.iter().filter(|place| follows(place)).count()
    }

    /// The smallest distance between two concepts in the words of candidate `at`.
    fn distance(&self, Places(ones, others): &mut Places, one: usize, other: usize, at: usize) -> u32 {
        for (concept, places) in [(one, &mut *ones), (other, &mut *others)] {
            places.clear();
            for lists in self.concepts[concept].iter().filter(|lists| lists.form.weight >= 0.5) {
                if let [only] = lists.stems.as_slice() {
                    places.extend(self.stems[*only].own(at));
                }
            }
            places.sort_unstable();
        }
        let nearest = |place: u32| {
            let after = others.partition_point(|&other| other <= place);
            let before = after.checked_sub(1).map(|before| place - others[before]).filter(|&distance| distance > 0);
            // In the order of the question counts for more.
            let after = others.get(after).map(|&other| other - place);
            after.into_iter().chain(before.map(|distance| distance + 1)).min()
        };
        ones.iter().filter_map(|&place| nearest(place)).min().unwrap_or(u32::MAX)
    }
}

fn is_number(term: &str) -> bool {
    term.starts_with(|c: char| c.is_ascii_digit())
}

/// Candidates in chunks, each with the number of its first.
fn numbered_chunks(candidates: &[DocAddress]) -> Vec<(usize, &[DocAddress])> {
    candidates.chunks(SCORED_AT_ONCE).enumerate().map(|(at, some)| (at * SCORED_AT_ONCE, some)).collect()
}

/// The length of each of `candidates`, over the usual length, and that of what leads it in.
fn lengths(index: &Index, candidates: &[DocAddress]) -> Result<[Vec<f32>; 2], TantivyError> {
    let (searcher, fields) = (index.searcher(), index.fields());
    let mut tokens = 0_u64;
    for reader in searcher.segment_readers() {
        tokens += reader.inverted_index(fields.stem)?.total_num_tokens();
    }
    let usual = (tokens as f32 / searcher.num_docs().max(1) as f32).max(1.0);
    let mut lengths = [fields.stem, fields.lead].map(|field| (field, Vec::with_capacity(candidates.len())));
    for same in candidates.chunk_by(|one, other| one.segment_ord == other.segment_ord) {
        for (field, lengths) in &mut lengths {
            let norms = searcher.segment_reader(same[0].segment_ord).get_fieldnorms_reader(*field)?;
            lengths.extend(same.iter().map(|candidate| norms.fieldnorm(candidate.doc_id) as f32 / usual));
        }
    }
    Ok(lengths.map(|(_, lengths)| lengths))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of a question with other words for it; those in capitals here stand for it in a phrase only.
    fn concept(word: &str, others: &[&str]) -> Concept {
        let form = |term: &str| Form {
            terms: vec![term.to_lowercase()],
            exact: None,
            loose: false,
            spellings: Vec::new(),
            capitals: false,
            weight: 1.0,
            part: 1.0,
            alone: term == term.to_lowercase(),
        };
        let forms = std::iter::once(word).chain(others.iter().copied()).map(form).collect();
        Concept { surface: word.to_owned(), worth: 1.0, share: 1.0, forms, place: 0, counts: false }
    }

    #[test]
    fn one_word_of_a_text_is_counted_in_full_once() {
        // the words of a question, the form each is told by and how well, what is left of that, why
        type Case<'a> = ([Concept; 2], [(usize, f32); 2], [f32; 2], &'a str);
        let cases: [Case<'_>; 4] = [
            ([concept("рәсімде", &["бер"]), concept("өткіз", &["бер"])], [(1, 2.0), (1, 1.0)], [2.0, 0.5], "both by the same word"),
            ([concept("рәсімде", &["бер"]), concept("өткіз", &["бер"])], [(1, 2.0), (0, 1.0)], [2.0, 1.0], "the second by itself"),
            ([concept("пәтер", &["ЖАЛДАУ"]), concept("жалда", &["ЖАЛДАУ"])], [(1, 2.0), (1, 1.0)], [2.0, 1.0], "a phrase of both leads to it"),
            ([concept("виза", &[]), concept("виза", &[])], [(0, 2.0), (0, 1.0)], [2.0, 1.0], "the question has it twice"),
        ];
        for (concepts, told, meant, why) in cases {
            let weighed = Weighed { concepts: &concepts, rarity: vec![1.0, 1.0], whole: 2.0, alike: alike(&concepts) };
            let mut told = told.map(|(form, strength)| Told { strength, share: 1.0, form, place: Where::Own });
            weighed.pay_once(&mut told);
            assert_eq!(told.map(|told| told.strength), meant, "{why}");
        }
    }
}
