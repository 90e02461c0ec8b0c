//! What stands behind the name of an act or document and belongs to it: brackets, and the units of it.

use super::{Block, Case, CitedAct, Meaning, ProvisionKind, ProvisionPath, Reader, UnitPhrase};
use super::{act_noun, after_space, bracket_end, floor_boundary, is_capital, skip_spaces, term_at, unit_noun, units_below, word_at};
use crate::cite::level::level_at;
use crate::cite::list::after_connector;
use std::ops::Range;

use crate::cite::unit::{Base, other_reading, phrase_at};

/// Longest bracket between a name and its units that may hold anything, in bytes: another name of it.
const NAME_MAX: usize = 120;
/// So far behind an act it is looked whether the sentence orders a change, in bytes.
const ORDER_MAX: usize = 400;
/// Longest bracket that tells where it is registered or was published.
const REGISTRATION_MAX: usize = 1200;
/// Most phrases of units that one bracket is read for.
const BRACKETED_MAX: usize = 64;

/// «… № 767 бұйрығымен 2-тармақ жаңа редакцияда»: the instrumental ends a name, and the unit behind it is of the text that it changed. What the act approved goes on:
/// «… бұйрығымен бекітілген».
fn names_the_means(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    act_noun(last).is_some_and(|(_, inflected)| inflected.case == Case::Instrumental)
}

impl Reader<'_> {
    /// Reads on after the name of an act or document: the bracket that defines a term for it, then units. Gives the end.
    pub(super) fn below(&mut self, block: Block<'_>, start: usize, end: usize, meaning: &Meaning) -> usize {
        let (after, term) = term_bracket(block.text, end);
        if let Some(term) = term {
            self.context.define(term, meaning.clone());
        }
        self.define_short_name(block.text, after, meaning);
        let most = self.allowance.most();
        let (bracketed, close) = bracketed_units(block.text, after, most);
        if !bracketed.is_empty() {
            self.push_all(block, start..end, meaning, &[]);
            for phrase in bracketed {
                self.push_units(block, phrase.range.clone(), meaning, &phrase);
            }
            return close;
        }
        let behind = || units_after(block.text, after, most).or_else(|| units_after(block.text, over_bracket(block.text, after)?, most));
        match if names_the_means(&block.text[start..end]) { None } else { behind() } {
            Some(phrase) => {
                self.push_units(block, start..phrase.range.end, meaning, &phrase);
                self.define_after(block, phrase.range.end, meaning, &[]);
                phrase.range.end
            }
            None => {
                let annex = if block.opens_annex { self.only_annex(block, after, meaning) } else { None };
                let (paths, range, next) = annex.map_or((Vec::new(), start..end, after), |(paths, end)| (paths, start..end, end));
                self.push_all(block, range, meaning, &paths);
                next
            }
        }
    }

    /// «… туралы" Қазақстан Республикасының Кодексі (Салық кодексі)»: the name in the bracket behind `end` that it goes by from here on.
    fn define_short_name(&mut self, text: &str, end: usize, meaning: &Meaning) {
        let open = skip_spaces(text, end);
        let kind = meaning.act.as_ref().and_then(|act| act.kind).filter(|_| meaning.component.is_none());
        let close = kind.filter(|_| text[open..].starts_with('(')).and_then(|_| bracket_end(text, open, NAME_MAX));
        let Some(name) = close.map(|close| text[open + 1..close - 1].trim()) else { return };
        let ends = name.split_whitespace().next_back().and_then(act_noun);
        let is_name = ends.is_some_and(|(of, inflected)| Some(of) == kind && inflected.case == Case::Nominative && inflected.possessive);
        if is_name && is_capital(name) && !name.contains(['(', ',', ';', '"', '«']) {
            let mut of = meaning.clone();
            let another = |known: &Meaning| known.act.as_ref().and_then(|act| act.date) != of.act.as_ref().and_then(|act| act.date);
            // the code of 2008 and that of 2017 go by one name: which of them is meant is not told
            if self.context.term(name).is_some_and(another) {
                of.act = Some(CitedAct { kind, title: Some(name.to_owned()), ..CitedAct::default() });
            }
            self.context.define(name, of);
        }
    }

    /// Pushes the units of `phrase`. One that is in doubt is that which this act has, where it has but one reading of it; else no more is told than what it lies in.
    pub(super) fn push_units(&mut self, block: Block<'_>, range: Range<usize>, meaning: &Meaning, phrase: &UnitPhrase) {
        if phrase.doubtful.is_empty() {
            return self.push_all(block, range, meaning, &phrase.paths);
        }
        let has = |path: &ProvisionPath| meaning.target(Some(path)).path.is_some_and(|path| self.context.has(path.as_str()));
        let (mut told, mut untold) = (Vec::new(), None);
        for path in &phrase.paths {
            if !phrase.doubtful.contains(path) || meaning.act.is_none() && has(path) {
                told.push(path.clone());
                continue;
            }
            let others = other_reading(path);
            if meaning.act.is_none() && !others.is_empty() && others.iter().all(has) {
                told.extend(others);
            } else {
                untold = Some(path.parent());
            }
        }
        if let Some(around) = untold {
            self.push_all(block, range.clone(), meaning, around.as_slice());
        }
        if !told.is_empty() {
            self.push_all(block, range, meaning, &told);
        }
    }

    /// «осы шешімнің қосымшасына», «осы шешімге қосымшаның 3-тармағы»: the annex without a number behind the words for what has no other, with the units of it.
    pub(super) fn only_annex(&self, block: Block<'_>, end: usize, of: &Meaning) -> Option<(Vec<ProvisionPath>, usize)> {
        let at = after_space(block.text, end)?;
        let word = word_at(block.text, at);
        let (kind, inflected) = unit_noun(word)?;
        let annex = self.context.only_annex(of).filter(|_| kind == ProvisionKind::Annex && !inflected.plural)?;
        let end = at + word.len();
        match units_after(block.text, end, self.allowance.most()).filter(|_| inflected.case == Case::Genitive) {
            Some(units) => Some((units.paths.iter().map(|unit| annex.join(unit.as_str())).collect(), units.range.end)),
            None => Some((vec![annex], end)),
        }
    }
}

/// «Еңбек кодексі (181, 182-баптар)», «Заңының (16-бап; 73-бап)»: the units in the bracket behind `end` that holds nothing else, which are those of
/// what is named before it; and where the bracket ends.
fn bracketed_units(text: &str, end: usize, most: usize) -> (Vec<UnitPhrase>, usize) {
    let open = skip_spaces(text, end);
    let mut found = Vec::new();
    if !text[open..].starts_with('(') {
        return (found, end);
    }
    let mut next = Some(skip_spaces(text, open + 1));
    while let Some(at) = next.filter(|_| found.len() < BRACKETED_MAX) {
        let Some(phrase) = phrase_at(text, at, most).filter(|phrase| phrase.base == Base::None) else { break };
        let after = skip_spaces(text, phrase.range.end);
        found.push(phrase);
        if text[after..].starts_with(')') {
            return (found, after + 1);
        }
        next = if text[after..].starts_with(';') { Some(skip_spaces(text, after + 1)) } else { after_connector(text, after) };
    }
    (Vec::new(), end)
}

/// The end of the bracket behind `end` that parts a name from its units: «Кодексінің (Салық кодексі) 613-бабы», «қағидаларына (… № 15090 болып
/// тіркелген) 3-қосымша».
fn over_bracket(text: &str, end: usize) -> Option<usize> {
    let open = skip_spaces(text, end);
    let close = if text[open..].starts_with('(') { bracket_end(text, open, REGISTRATION_MAX) } else { None }?;
    let told = ["тіркел", "тізілім", "жарияла"].iter().any(|word| text[open..close].contains(word));
    (close - open <= NAME_MAX || told && hangs_behind(text, close, Case::Dative)).then_some(close)
}

/// Whether the units behind `end` can only be those of the act or document that is named before in `case`, whatever stands between:
/// «… бұйрығының (…) 2-тармағына», «… қаулысына (…) 4-қосымшаға». «… бұйрығына (…) 3-тармақта» tells of two things.
pub(super) fn hangs_behind(text: &str, end: usize, case: Case) -> bool {
    let level = after_space(text, end).and_then(|at| level_at(text, at, false));
    // «шешіміне (…) 1, 2-қосымшаларға сәйкес өзгерістер енгізілсін»: the annexes of the act that orders it
    let rest = &text[end..floor_boundary(text, end + ORDER_MAX)];
    let orders = || rest.contains("сәйкес") && ["өзгеріс", "толықтыру", "жазылсын"].iter().any(|word| rest.contains(word));
    level.is_some_and(|level| match case {
        Case::Dative => (level.kind == ProvisionKind::Annex && !orders()) || level.inflection.possessive,
        Case::Genitive | Case::Nominative => level.inflection.possessive,
        _ => false,
    })
}

/// The units that follow the name of an act or document after white space.
pub(super) fn units_after(text: &str, end: usize, most: usize) -> Option<UnitPhrase> {
    let at = after_space(text, end)?;
    units_below(text, at, most)
}

/// The end of the bracket after `end` that defines a term, or `end`; and the term.
pub(super) fn term_bracket(text: &str, end: usize) -> (usize, Option<&str>) {
    let open = skip_spaces(text, end);
    if !text[open..].starts_with('(') {
        return (end, None);
    }
    match term_at(text, skip_spaces(text, open + 1)) {
        Some((term, range)) if range.start == open => (range.end, Some(term)),
        _ => (end, None),
    }
}
