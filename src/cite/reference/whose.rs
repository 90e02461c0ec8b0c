//! Whose the units are that neither «осы» nor a cited act stands before: «техникалық регламентінің 12-тармағы» is a point of that regulation, not of this act.

use super::{Block, Case, Meaning, OF_ANOTHER, Reader, UnitPhrase, bracket_end};
use super::{act_noun, document_noun, is_capital, is_word, trim_back, unit_noun, word_at, word_before};
use crate::act::{CitedAct, ProvisionKind, ProvisionPath, Reference};
use crate::cite::level::{Level, level_at};
use crate::cite::noun::{any_document_noun, name_noun, treaty_noun};
use crate::cite::quote::bracket_start;
use crate::cite::resolve::attribute_before;
use crate::cite::unit::Base;
use crate::text::{GENITIVE, ends_with_any};

/// Longest bracket between a document and its units, in bytes.
const BRACKET_MAX: usize = 1200;
/// How far back «осы» is looked for, in words.
const NAME_WORDS: usize = 14;
/// Words that the name of a document does not reach over.
const BREAKS: &[&str] = &["және", "немесе", "мен", "сәйкес", "бойынша", "үшін", "мынадай"];

/// What the words directly before units say that they belong to.
struct Possessor<'t> {
    /// Where its last word begins.
    at: usize,
    /// Where it ends.
    end: usize,
    /// Its last word, letters only; empty where that is a designation («КО ТР 011/2011»).
    noun: &'t str,
}

impl Reader<'_> {
    /// What `phrase`, standing in `from`, belongs to by the words directly before it where it is none of this act: a defined term, else something that
    /// is not known.
    pub(super) fn of_another(&self, block: Block<'_>, phrase: &UnitPhrase, from: Option<usize>) -> Option<Meaning> {
        let told = self.context.is_amending(from) && !self.context.is_new_wording(from);
        if told || phrase.base != Base::None {
            return None;
        }
        let possessor = possessor(block.text, phrase)?;
        if let Some(meaning) = self.term_before(block.text, &possessor) {
            return Some(meaning);
        }
        // «осы мемлекеттік көрсетілетін қызмет стандартына 1-қосымша»: the annex that is this standard, with its whole name
        if let Some((segment, _)) = document_noun(possessor.noun).filter(|_| is_pointed_at(block.text, possessor.at))
            && let Some(around) = self.context.annex_around(segment, from)
        {
            return Some(Meaning { act: None, component: Some(around.to_owned()) });
        }
        let own = !possessor.noun.is_empty() && self.is_own(block.text, &possessor, from);
        (!own).then(|| Meaning { act: Some(CitedAct::default()), component: None })
    }

    /// «сол баптың 2-тармағы», «аталған тармақтың»: the unit that the block named last. «сол» reaches no further back.
    pub(super) fn said_here(&self, block: Block<'_>, phrase: &UnitPhrase) -> Option<Meaning> {
        let Base::SaidUnit(kind) = phrase.base else { return None };
        let of_kind = |reference: &Reference| {
            let unit = std::iter::successors(reference.target.path.clone(), ProvisionPath::parent).find(|unit| unit.kind() == Some(kind))?;
            Some((reference.target.act.clone(), unit))
        };
        let mut named = self.found[block.first..].iter().rev().filter_map(|reference| Some((reference.span, of_kind(reference)?)));
        if let Some((span, last)) = named.next() {
            // «3 және 5-баптарға … сол баптың»: which of them is not told
            let alike = named.take_while(|(other, _)| *other == span).all(|(_, other)| other == last);
            let (act, unit) = last;
            let meaning = Meaning { act, component: Some(unit.to_string()) };
            return Some(if alike { meaning } else { Meaning { act: Some(CitedAct::default()), component: None } });
        }
        let near = is_word(word_at(block.text, phrase.range.start), "сол");
        near.then(|| Meaning { act: Some(CitedAct::default()), component: None })
    }

    /// «Аталған Қағидалардың», «министр бекіткен Қағидалардың», at `at`: the document of the word `segment` that the block named last, never one of this act for being
    /// its only one. `None` where no such word stands before it, or the block speaks of no other act.
    pub(super) fn said_document(&self, block: Block<'_>, at: usize, segment: &str) -> Option<Meaning> {
        const SAID: &[&str] = &["аталған", "көрсетілген", "сол"];
        const APPROVED: &[&str] = &["бекітілген", "бекіткен"];
        let word = attribute_before(block.text, at)?;
        let is = |words: &[&str]| words.iter().any(|known| is_word(word, known));
        if !is(SAID) && !is(APPROVED) || is_pointed_at(block.text, at) {
            return None;
        }
        let document = |reference: &Reference| {
            let first = reference.target.path.as_ref()?.segments().next()?;
            (first.split('-').next() == Some(segment)).then(|| Meaning { act: reference.target.act.clone(), component: Some(first.to_owned()) })
        };
        let before = &self.found[block.first..];
        let named = if is(SAID) { before.iter().rev().find_map(document) } else { None };
        // «Көрсетілген Қағидалардың» of rules whose paragraph speaks of no other act are those rules
        if named.is_none() && is(&SAID[..2]) && before.iter().all(|reference| reference.target.act.is_none()) {
            return None;
        }
        let defined = || self.defined_document(word_at(block.text, at));
        named.or_else(defined).or_else(|| Some(Meaning { act: Some(CitedAct::default()), component: Some(segment.to_owned()) }))
    }

    /// The defined term that the words of `possessor` are a form of: «Типтік қағидалардың», «ЕАЭО КК».
    fn term_before(&self, text: &str, possessor: &Possessor<'_>) -> Option<Meaning> {
        const WORDS: usize = 3;
        let mut at = possessor.at;
        for _ in 0..WORDS {
            let words = text[at..possessor.end].trim_start_matches(['"', '«', '“', '(']);
            if is_capital(words)
                && let Some(meaning) = self.defined_document(words)
            {
                return Some(meaning);
            }
            at = word_before(text, trim_back(text, at)).0;
        }
        None
    }

    /// Whether `possessor` is this act, a document of it, or what is not told apart from it.
    fn is_own(&self, text: &str, possessor: &Possessor<'_>, from: Option<usize>) -> bool {
        let &Possessor { at, noun, .. } = possessor;
        if is_pointed_at(text, at) {
            return true;
        }
        let attribute = attribute_before(text, at);
        let another = attribute.is_some_and(|word| OF_ANOTHER.iter().any(|other| is_word(word, other)));
        if let Some((kind, inflected)) = act_noun(noun) {
            return !inflected.possessive && attribute.is_none() && self.context.is_of_kind(kind);
        }
        let document = any_document_noun(noun);
        let named = document.is_some_and(|(_, inflected)| inflected.possessive);
        if !another && self.context.is_own_name(text, at, noun, named, from) {
            return true;
        }
        match document {
            Some((segment, _)) => !named && attribute.is_none() && self.context.own_document(segment, text, at, noun, from).is_some(),
            // «шарттың» of a model contract was asked about where treaties are
            None => treaty_noun(noun).is_some(),
        }
    }
}

/// What the words directly before `phrase` say that it belongs to; `None` where they say nothing of that, or name a unit.
fn possessor<'t>(text: &'t str, phrase: &UnitPhrase) -> Option<Possessor<'t>> {
    let level = level_at(text, phrase.range.start, true)?;
    let mut end = trim_back(text, phrase.range.start);
    let bracketed = text[..end].ends_with('(');
    if bracketed {
        let close = bracket_end(text, end - 1, BRACKET_MAX)?;
        end = trim_back(text, end - 1);
        // «тармағының (2), 3) тармақшалары» opens a bracket by mistake
        if !text.get(phrase.range.end..close)?.trim_end_matches(')').trim().is_empty() {
            return None;
        }
    } else if end == phrase.range.start {
        return None;
    }
    if text[..end].ends_with(')') {
        end = trim_back(text, bracket_start(text, end, BRACKET_MAX)?);
    }
    let printed = word_before(text, end).1;
    let letters = printed.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    let (at, noun) = (end - letters, &printed[printed.len() - letters..]);
    let owns = match () {
        () if unit_noun(noun).is_some() => false,
        // «құжаттар тізбесі (1-қосымша)»: an annex of this document
        () if bracketed => level.kind != ProvisionKind::Annex && names_document(noun),
        () if is_designation(printed) => level.inflection.possessive,
        () => owns(noun, &level),
    };
    let at = if is_designation(printed) { end - printed.len() } else { at };
    owns.then_some(Possessor { at, end, noun: if is_designation(printed) { "" } else { noun } })
}

/// «011/2011», «3.02-01-2018», «16-ның», «ІСТҚ-ның»: what a document goes by, with its ending.
fn is_designation(printed: &str) -> bool {
    let word = printed.trim_start_matches(['"', '«', '“', '(']);
    let Some((number, ending)) = word.split_once(['-', '/', '.']) else { return false };
    let ends = GENITIVE.contains(&ending) || ending.ends_with(|c: char| c.is_ascii_digit());
    ends && number.chars().all(|c| c.is_ascii_digit() || c.is_uppercase())
}

/// Whether `noun` is the word for a document, as a name has it: «Кодекске (5-бап)», not «талапқа (5-бап)».
fn names_document(noun: &str) -> bool {
    let known = act_noun(noun).map(|(_, inflected)| inflected).or_else(|| any_document_noun(noun).map(|(_, inflected)| inflected));
    known.or_else(|| treaty_noun(noun).map(|(_, inflected)| inflected)).is_some_and(|inflected| inflected.possessive || is_capital(noun))
}

/// Whether `noun` can be what the units of `level`, directly behind it, belong to.
fn owns(noun: &str, level: &Level<'_>) -> bool {
    let strict = act_noun(noun).map(|(_, inflected)| inflected).or_else(|| name_noun(noun).map(|(_, inflected)| inflected));
    let document = any_document_noun(noun).map(|(_, inflected)| inflected).or(strict);
    match (document, strict) {
        (Some(inflected), _) if inflected.case == Case::Dative => level.kind == ProvisionKind::Annex,
        // «… қағидалары 5-тармағының»: the genitive is dropped freely
        (_, Some(inflected)) if inflected.case == Case::Nominative => inflected.possessive && level.inflection.possessive,
        _ => level.inflection.possessive && noun.len() > "ның".len() && ends_with_any(noun, &GENITIVE),
    }
}

/// Whether «осы» stands before the name that ends in the noun at `at`: «осы үлгілік қағидалардың», «осы бұйрықпен бекітілген есеп беру қағидаларының».
fn is_pointed_at(text: &str, at: usize) -> bool {
    let mut end = trim_back(text, at);
    // «осы Қағидалардың талаптарының 5-тармағы»
    let (holder_at, holder) = word_before(text, end);
    if document_noun(holder).is_some_and(|(_, inflected)| inflected.case == Case::Genitive) {
        return is_word(word_before(text, trim_back(text, holder_at)).1, "осы");
    }
    for _ in 0..NAME_WORDS {
        let (start, word) = word_before(text, end);
        if is_word(word, "осы") {
            return true;
        }
        let before = trim_back(text, start);
        let approves = act_noun(word).is_some_and(|(_, inflected)| inflected.case == Case::Instrumental);
        if approves {
            return is_word(word_before(text, before).1, "осы");
        }
        let ends = word.is_empty() || word.ends_with([',', ';', ':', '.', ')', '»', '"', '”']) || BREAKS.iter().any(|known| is_word(word, known));
        if ends || act_noun(word).is_some() || document_noun(word).is_some() || unit_noun(word).is_some() {
            return false;
        }
        end = before;
    }
    false
}
