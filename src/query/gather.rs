//! Which units may answer: what the engine is asked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, RangeInclusive};

use tantivy::collector::TopDocs;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Term};

use super::Error;
use super::address::resolved;
use super::any::{Acts, AnyOf, Hits};
use super::best::Best;
use super::cited::{Cited, kind_named, numbered};
use super::concept::{Concept, Form};
use super::facets::CountByAct;
use super::grammar::{Limit, Node};
use super::words::{Asked, Phrase};
use crate::act::{ActId, Date, ProvisionKind, Status};
use crate::analyzer::{TokenKind, analyze, pair};
use crate::index::{self, ActFacts, Index, id_key};

/// Units that a citation may mean, at most.
const NAMED_MAX: usize = 400;
/// The words of a clause on commencement, and so many that have them in an act, the shortest first.
pub(super) const COMMENCES: &str = "қолданысқа енгізіледі";
const CLAUSES_MAX: usize = 20;
/// So many instructions about a unit that is named are looked at.
const INSTRUCTIONS_MAX: usize = 10;
/// Of so many units that are named the acts are looked at, where none is named.
const NAMED_IN_MAX: usize = 8;
/// More acts of one day or year than this are not looked through.
const ADOPTED_MAX: usize = 200;
/// The kind of the unit that an act as a whole is.
const WHOLE_ACT: &str = "act";
/// A prefix stands for so many words.
const PREFIX_MAX: usize = 2_000;

/// What is worth what while candidates are gathered; they are weighed again one by one.
mod boost {
    pub(super) const EXACT: f32 = 0.3;
    pub(super) const LEAD: f32 = 0.5;
    pub(super) const PHRASE: f32 = 2.0;
}

/// What is sought: candidates, limits, and what has to hold.
pub(super) struct Sought {
    /// Terms that stand side by side in a field, and what they are worth: what several words of the question lead to is looked for once.
    words: BTreeMap<(Field, Vec<String>), f32>,
    prefixes: Vec<Box<dyn Query>>,
    must: Vec<Box<dyn Query>>,
    not: Vec<Box<dyn Query>>,
    /// For each act whether its units may be found, where the question keeps to some.
    kept: Option<Vec<bool>>,
}

/// Whether phrases are meant in these very forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrases {
    /// As they stand, as far as lists of words tell that.
    Exact,
    /// In any forms of their words.
    Inflected,
    /// Their words, anywhere.
    Words,
}

impl Sought {
    /// The query of a question.
    ///
    /// # Errors
    ///
    /// [`Error::Index`] when the index cannot be read.
    pub(super) fn new(index: &Index, asked: &Asked, concepts: &[Concept], phrases: Phrases) -> Result<Self, Error> {
        let mut sought = Self { words: BTreeMap::new(), prefixes: Vec::new(), must: Vec::new(), not: Vec::new(), kept: None };
        let only_light = !concepts.iter().any(Concept::is_content);
        for concept in concepts.iter().filter(|concept| only_light || concept.is_content()) {
            concept.forms.iter().for_each(|form| sought.form(index, form));
        }
        for prefix in &asked.prefixes {
            let all = prefix_query(index, prefix)?;
            sought.prefixes.push(all.box_clone());
            if asked.tree.is_none() {
                sought.must.push(all);
            }
        }
        if asked.tree.is_none() && phrases != Phrases::Words {
            sought.must.extend(asked.phrases.iter().map(|phrase| boosted(phrase_query(index, phrase, phrases), boost::PHRASE)));
        }
        if let Some(tree) = &asked.tree {
            sought.hold(index, asked, tree, phrases)?;
        }
        for limit in &asked.limits {
            sought.limit(index, limit, asked.as_of)?;
        }
        Ok(sought)
    }

    /// Whether any unit with a word of the question may be found.
    pub(super) fn is_free(&self) -> bool {
        self.must.is_empty() && self.not.is_empty() && self.kept.is_none()
    }

    fn form(&mut self, index: &Index, form: &Form) {
        let fields = index.fields();
        if form.loose {
            return form.spellings.iter().for_each(|spelling| self.word(fields.stem, std::slice::from_ref(spelling), form.weight));
        }
        self.word(fields.stem, &form.terms, form.weight);
        if let Some(exact) = &form.exact {
            self.word(fields.exact, std::slice::from_ref(exact), boost::EXACT * form.weight);
        }
        // What stands around a unit and in the title of its act is weighed later, and makes no unit a candidate that has no word of the question:
        // those lists are the longest of all, and hold every clause of an act for each word of its title.
        self.word(fields.lead, &form.terms, boost::LEAD * form.weight);
    }

    fn word(&mut self, field: Field, terms: &[String], worth: f32) {
        *self.words.entry((field, terms.to_vec())).or_default() += worth;
    }

    fn hold(&mut self, index: &Index, asked: &Asked, tree: &Node, phrases: Phrases) -> Result<(), Error> {
        match tree {
            Node::All(nodes) => nodes.iter().try_for_each(|node| self.hold(index, asked, node, phrases)),
            Node::Not(node) => {
                self.not.push(node_query(index, asked, node, phrases)?);
                Ok(())
            }
            node => {
                self.must.push(node_query(index, asked, node, phrases)?);
                Ok(())
            }
        }
    }

    fn limit(&mut self, index: &Index, limit: &Limit, as_of: Option<Date>) -> Result<(), Error> {
        let fields = index.fields();
        let keeps: Box<dyn Fn(&ActFacts) -> bool> = match limit {
            Limit::Act(id) => {
                if is_known(index, id) {
                    self.must.push(term(fields.act, &id_key(id)));
                }
                return Ok(());
            }
            Limit::In(address) => {
                if let Some(unit) = resolved(index, address)? {
                    self.must.push(term(fields.printed_in, unit.act.as_str()));
                    let ordinal = |ordinal: u32| Term::from_field_u64(fields.ordinal, u64::from(ordinal));
                    self.must.push(Box::new(RangeQuery::new(Bound::Included(ordinal(unit.ordinal)), Bound::Excluded(ordinal(unit.end)))));
                }
                return Ok(());
            }
            Limit::Kind(word) => {
                let kind = kind_named(word);
                Box::new(move |act| Some(act.kind) == kind)
            }
            Limit::Issuer(name) => {
                let wanted: Vec<String> = analyze(name).into_iter().map(|token| token.term).collect();
                let stems = |issuer: &String| -> Vec<String> { analyze(issuer).into_iter().map(|token| token.term).collect() };
                let told: Vec<Vec<String>> = index.belonging()?.issuers().iter().map(stems).collect();
                Box::new(move |act| wanted.iter().all(|stem| act.issuers.iter().any(|issuer| told[*issuer as usize].contains(stem))))
            }
            Limit::From(day) => {
                let day = *day;
                Box::new(move |act| act.adopted.iter().any(|adopted| *adopted >= day))
            }
            Limit::To(day) => {
                let day = *day;
                Box::new(move |act| act.adopted.iter().any(|adopted| *adopted <= day))
            }
            Limit::Status(word) => {
                let status = status_named(word);
                Box::new(move |act| Some(act.status_on(as_of)) == status)
            }
        };
        let belonging = index.belonging()?;
        let kept = self.kept.get_or_insert_with(|| vec![true; belonging.acts().len()]);
        for (kept, act) in kept.iter_mut().zip(belonging.acts()) {
            *kept &= act.facts.as_ref().is_some_and(&keeps);
        }
        Ok(())
    }

    /// Whether anything is searched for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.prefixes.is_empty() && self.must.is_empty() && self.kept.is_none()
    }

    /// The words and prefixes of which any may stand in a unit.
    ///
    /// Words side by side are left out where one of them is sought by itself: what has them matches already, and they are weighed when it is one of the
    /// best candidates by its single words. To go through two lists of millions of units for those that have both («виза беру») takes longer than all
    /// the rest, and finds no better candidates (measured among 100,000 made-up passages).
    fn any(&mut self) -> AnyOf {
        let (single, mut several): (Vec<_>, Vec<_>) = std::mem::take(&mut self.words).into_iter().partition(|((_, terms), _)| terms.len() == 1);
        let term = |field: Field, text: &String| Term::from_field_text(field, text);
        let single: Vec<(Term, f32)> = single.iter().flat_map(|((field, terms), worth)| terms.iter().map(|text| (term(*field, text), *worth))).collect();
        let is_sought = |term: Term| single.iter().any(|(known, _)| *known == term);
        several.retain(|((field, terms), _)| !terms.iter().any(|text| is_sought(term(*field, text))));
        let several = several.into_iter().map(|((field, terms), worth)| boosted(all_of(field, &terms), worth));
        AnyOf::new(single, several.chain(self.prefixes.drain(..)).collect())
    }

    /// The best `count` candidates, how many units match in all, and where `facets` are asked for, in which acts.
    ///
    /// # Errors
    ///
    /// [`Error::Index`] when the index cannot be read.
    pub(super) fn find(mut self, index: &Index, count: usize, facets: bool) -> Result<Hits, Error> {
        let (any, kept) = (self.any(), self.kept.take());
        let belonging = if facets || kept.is_some() { Some(index.belonging()?) } else { None };
        let engine = |error| index.engine_error(error);
        if self.must.is_empty() && self.not.is_empty() && !any.is_empty() {
            let acts = belonging.map(|belonging| Acts { belonging, kept: kept.as_deref(), counted: facets });
            return Ok(any.best(index.searcher(), count, acts.as_ref()).map_err(engine)?);
        }
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if !any.is_empty() {
            all.push((Occur::Must, Box::new(any.of_the_engine())));
        }
        if let (Some(kept), Some(belonging)) = (kept, belonging) {
            let ids = belonging.acts().iter().zip(kept).filter(|(_, kept)| *kept).map(|(act, _)| Term::from_field_text(index.fields().printed_in, &act.id));
            all.push((Occur::Must, Box::new(TermSetQuery::new(ids))));
        }
        all.extend(self.must.into_iter().map(|query| (Occur::Must, query)));
        all.extend(self.not.into_iter().map(|query| (Occur::MustNot, query)));
        let (query, best) = (BooleanQuery::new(all), Best::of(count));
        let ((best, total), counts) = match belonging.filter(|_| facets) {
            Some(belonging) => {
                let (best, counts) = index.searcher().search(&query, &(best, CountByAct(belonging.clone()))).map_err(engine)?;
                (best, Some(counts))
            }
            None => (index.searcher().search(&query, &best).map_err(engine)?, None),
        };
        Ok(Hits { best, total, counts })
    }
}

/// The documents of the units that a question names, in the acts it names.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub(super) fn named(index: &Index, cited: &Cited) -> Result<Vec<DocAddress>, Error> {
    let fields = index.fields();
    let best = |query: BooleanQuery, count: usize| {
        index.searcher().search(&query, &TopDocs::with_limit(count).order_by_score()).map_err(|error| index.engine_error(error))
    };
    let mut found = Vec::new();
    let acts = || -> Box<dyn Query> { Box::new(TermSetQuery::new(cited.acts.iter().map(|id| Term::from_field_text(fields.act, id)))) };
    for unit in &cited.units {
        let Some(last) = unit.last() else { continue };
        let mut all: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, term(fields.last_segment, last))];
        all.extend(unit.iter().map(|segment| (Occur::Must, term(fields.segment, segment))));
        if !cited.acts.is_empty() {
            all.push((Occur::Must, acts()));
        }
        let documents = best(BooleanQuery::new(all), NAMED_MAX)?;
        found.extend(documents.into_iter().map(|(_, at)| at));
    }
    for key in &cited.elsewhere {
        found.extend(index.documents(fields.cites, key)?);
    }
    found.extend(instructions(index, cited)?);
    if !cited.acts.is_empty() {
        let whole: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, acts()), (Occur::Must, term(fields.kind, WHOLE_ACT))];
        let documents = best(BooleanQuery::new(whole), NAMED_MAX)?;
        found.extend(documents.into_iter().map(|(_, at)| at));
        if let (Some(component), true) = (cited.component, cited.units.is_empty()) {
            for act in &cited.acts {
                found.extend(ending_in(index, act, component, 1)?);
            }
        }
    }
    if cited.asks_commencement && (!cited.acts.is_empty() || !found.is_empty()) {
        let words = analyze(COMMENCES).into_iter().map(|token| (Occur::Must, term(fields.stem, &token.term)));
        // A unit whose act is not named: each act that prints such a unit tells when it took effect.
        let acts = if cited.acts.is_empty() { printed_in(index, &found)? } else { acts() };
        let clauses = BooleanQuery::new(words.chain([(Occur::Must, acts)]).collect());
        let documents = best(clauses, CLAUSES_MAX)?;
        found.extend(documents.into_iter().map(|(_, at)| at));
    }
    Ok(found)
}

/// The instructions that are about the units that a question names: «21-тармақ алынып тасталсын» tells what became of a point that no text prints any more. Where
/// acts are named, those of the acts through which these are known.
fn instructions(index: &Index, cited: &Cited) -> Result<Vec<DocAddress>, Error> {
    let through = cited.acts.iter().filter_map(|key| index.known(key)).flat_map(|act| &act.known_through);
    let through: Vec<Term> = through.map(|id| Term::from_field_text(index.fields().printed_in, id.as_str())).collect();
    if through.is_empty() && !cited.acts.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for unit in &cited.units {
        let Some(named) = unit.iter().map(|segment| numbered(segment)).collect::<Option<Vec<String>>>().filter(|named| !named.is_empty()) else { continue };
        let mut all = vec![term_alone(index.fields().kind, ProvisionKind::Amendment.as_str())];
        all.extend(named.iter().map(|words| phrase_query(index, &Phrase::of(words), Phrases::Inflected)));
        if !through.is_empty() {
            all.push(Box::new(TermSetQuery::new(through.clone())));
        }
        let query = BooleanQuery::intersection(all);
        let best = index.searcher().search(&query, &TopDocs::with_limit(INSTRUCTIONS_MAX).order_by_score()).map_err(|error| index.engine_error(error))?;
        found.extend(best.into_iter().map(|(_, at)| at));
    }
    Ok(found)
}

/// The first `most` units in the act with the key `act`, or with wording for it, whose path ends in the segment `last`, in the order of the index.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub(super) fn ending_in(index: &Index, act: &str, last: &str, most: usize) -> Result<Vec<DocAddress>, Error> {
    let fields = index.fields();
    let query = BooleanQuery::intersection(vec![term_alone(fields.act, act), term_alone(fields.last_segment, last)]);
    // all are worth the same, so that the order of the index is left
    let found = index.searcher().search(&query, &TopDocs::with_limit(most).order_by_score()).map_err(|error| index.engine_error(error))?;
    Ok(found.into_iter().map(|(_, at)| at).collect())
}

/// The `most` acts whose titles have most of `concepts`.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub(super) fn whole_acts(index: &Index, concepts: &[Concept], most: usize) -> Result<Vec<DocAddress>, Error> {
    let fields = index.fields();
    let words = concepts.iter().flat_map(|concept| &concept.forms).filter(|form| !form.loose).filter_map(|form| form.terms.first());
    let any: Vec<(Occur, Box<dyn Query>)> = words.map(|word| (Occur::Should, term(fields.stem, word))).collect();
    let query = BooleanQuery::intersection(vec![term_alone(fields.kind, WHOLE_ACT), Box::new(BooleanQuery::new(any))]);
    let found = index.searcher().search(&query, &TopDocs::with_limit(most).order_by_score()).map_err(|error| index.engine_error(error))?;
    Ok(found.into_iter().map(|(_, at)| at).collect())
}

/// The first `most` units that have all of these stems among their own words.
///
/// # Errors
///
/// [`Error::Index`] when the index cannot be read.
pub(super) fn have_all(index: &Index, stems: &BTreeSet<&str>, most: usize) -> Result<Vec<DocAddress>, Error> {
    let query = BooleanQuery::intersection(stems.iter().map(|stem| term_alone(index.fields().stem, stem)).collect());
    let found = index.searcher().search(&query, &TopDocs::with_limit(most).order_by_score()).map_err(|error| index.engine_error(error))?;
    Ok(found.into_iter().map(|(_, at)| at).collect())
}

/// The units of the acts that print `units`.
fn printed_in(index: &Index, units: &[DocAddress]) -> Result<Box<dyn Query>, Error> {
    let field = index.fields().printed_in;
    let mut acts = Vec::new();
    for unit in units.iter().take(NAMED_IN_MAX) {
        acts.push(Term::from_field_text(field, index.shared_unit(*unit)?.act.as_str()));
    }
    Ok(Box::new(TermSetQuery::new(acts)))
}

/// The acts that were adopted on one of `days`, and have an approved document of this name where one is told; none where there are more than can be
/// meant.
///
/// # Errors
///
/// Where the index cannot be read.
pub(super) fn adopted_in(index: &Index, days: &RangeInclusive<Date>, document: Option<&str>) -> Result<Vec<ActId>, index::Error> {
    let fields = index.fields();
    let day = |day: &Date| Bound::Included(Term::from_field_i64(fields.adopted, day.days_since_1970()));
    let kind = if document.is_some() { ProvisionKind::Component.as_str() } else { WHOLE_ACT };
    let mut all: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(RangeQuery::new(day(days.start()), day(days.end()))))];
    all.push((Occur::Must, term(fields.kind, kind)));
    all.extend(document.map(|segment| (Occur::Must, term(fields.last_segment, segment))));
    let found = index.searcher().search(&BooleanQuery::new(all), &TopDocs::with_limit(ADOPTED_MAX).order_by_score());
    let found = found.map_err(|error| index.engine_error(error))?;
    if found.len() == ADOPTED_MAX {
        return Ok(Vec::new());
    }
    found.into_iter().map(|(_, at)| Ok(index.shared_unit(at)?.act.clone())).collect()
}

/// Whether the index has the act, or wording that is to stand in it.
pub(super) fn is_known(index: &Index, id: &str) -> bool {
    index.act(id).is_some() || index.has_units_of(&id_key(id))
}

/// The state of an act as people write it.
pub(super) fn status_named(word: &str) -> Option<Status> {
    let word = word.to_lowercase();
    let all = [Status::InForce, Status::Repealed, Status::PartlyInForce, Status::NotYet, Status::Suspended, Status::Unknown];
    if let Some(status) = all.into_iter().find(|status| status.as_str() == word) {
        return Some(status);
    }
    let begins = |words: &[&str]| words.iter().any(|known| word.starts_with(known));
    match () {
        () if begins(&["жой", "repeal", "утрат", "отмен"]) => Some(Status::Repealed),
        () if begins(&["тоқтат", "suspend", "приост"]) => Some(Status::Suspended),
        () if begins(&["енбе", "not_yet", "не_вступ"]) => Some(Status::NotYet),
        () if begins(&["бар", "қолдан", "in_force", "force", "действ"]) => Some(Status::InForce),
        () => None,
    }
}

fn node_query(index: &Index, asked: &Asked, node: &Node, phrases: Phrases) -> Result<Box<dyn Query>, Error> {
    let fields = index.fields();
    let many = |nodes: &[Node], occur: Occur| -> Result<Box<dyn Query>, Error> {
        let queries =
            nodes.iter().map(|node| Ok((if matches!(node, Node::Not(_)) { Occur::MustNot } else { occur }, node_query(index, asked, node_of(node), phrases)?)));
        Ok(Box::new(BooleanQuery::new(queries.collect::<Result<Vec<_>, Error>>()?)))
    };
    Ok(match node {
        Node::Words(words) => {
            let tokens = analyze(words);
            let each = tokens.iter().filter(|token| token.kind != TokenKind::Whole).map(|token| (Occur::Must, term(fields.stem, &token.term)));
            Box::new(BooleanQuery::new(each.collect()))
        }
        Node::Phrase(number) => match asked.phrases.get(*number) {
            Some(phrase) => phrase_query(index, phrase, phrases),
            None => Box::new(BooleanQuery::new(Vec::new())),
        },
        Node::Prefix(prefix) => prefix_query(index, prefix)?,
        Node::All(nodes) => many(nodes, Occur::Must)?,
        Node::Any(nodes) => many(nodes, Occur::Should)?,
        Node::Not(inner) => node_query(index, asked, inner, phrases)?,
    })
}

fn node_of(node: &Node) -> &Node {
    match node {
        Node::Not(inner) => inner,
        other => other,
    }
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// Units that have a term, whatever it is worth in them.
fn term_alone(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic)), 0.0))
}

fn all_of(field: Field, terms: &[String]) -> Box<dyn Query> {
    match terms {
        [only] => term(field, only),
        _ => Box::new(BooleanQuery::new(terms.iter().map(|text| (Occur::Must, term(field, text))).collect())),
    }
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

fn prefix_query(index: &Index, prefix: &str) -> Result<Box<dyn Query>, Error> {
    let field = index.fields().exact;
    let forms = index.first_terms(field, prefix, PREFIX_MAX).map_err(|error| index.engine_error(error))?;
    let terms = forms.iter().take(PREFIX_MAX).map(|form| Term::from_field_text(field, form));
    Ok(Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 1.0)))
}

/// Units with a phrase. Pairs of frequent words are looked up, so that the places of words are compared in those units alone that have all of them.
///
/// Where its very forms are meant, a unit that has the phrase in other forms, and elsewhere its forms, is found too: [`Asked::phrases_needed`] are read once more in its text.
pub(super) fn phrase_query(index: &Index, phrase: &Phrase, phrases: Phrases) -> Box<dyn Query> {
    let fields = index.fields();
    match (phrase.forms.as_slice(), phrase.stems.as_slice(), phrases) {
        // Signs alone, as «№»: they stand in no list.
        ([], ..) | (_, [], _) => Box::new(AllQuery),
        ([(_, form)], _, Phrases::Exact) => term(fields.exact, form),
        (_, [(_, stem)], _) => term(fields.stem, stem),
        (forms, _, Phrases::Exact) => {
            let mut forms: Vec<&str> = forms.iter().map(|(_, form)| form.as_str()).collect();
            forms.sort_unstable();
            forms.dedup();
            let forms = forms.into_iter().map(|form| term_alone(fields.exact, form));
            Box::new(BooleanQuery::intersection(forms.chain(inflected(index, phrase)).collect()))
        }
        _ => Box::new(BooleanQuery::intersection(inflected(index, phrase))),
    }
}

/// What a unit with `phrase`, in any forms of its several words, has.
fn inflected(index: &Index, phrase: &Phrase) -> Vec<Box<dyn Query>> {
    let fields = index.fields();
    let mut all: Vec<Box<dyn Query>> = pairs(phrase).into_iter().map(|pair| term_alone(fields.pairs, &pair)).collect();
    if all.len() != 1 || phrase.stems.len() != 2 {
        let terms = phrase.stems.iter().map(|(place, word)| (*place, Term::from_field_text(fields.stem, word))).collect();
        let mut query = PhraseQuery::new_with_offset(terms);
        query.set_slop(phrase.slop);
        all.push(Box::new(query));
    }
    all
}

/// The pairs of frequent words that a unit with the phrase has.
fn pairs(phrase: &Phrase) -> Vec<String> {
    let side_by_side = |both: &[(usize, String)]| both[0].0 + 1 == both[1].0;
    let all = phrase.stems.windows(2).filter(|both| phrase.slop == 0 && side_by_side(both));
    let mut pairs: Vec<String> = all.filter_map(|both| pair(&both[0].1, &both[1].1)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
