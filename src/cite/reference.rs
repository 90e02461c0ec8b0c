//! Pointers in the text of an act, and what they point at.

use std::ops::Range;

mod behind;
mod beside;
mod quoted;
mod suspended;
mod treaty;
mod whose;

use behind::{hangs_behind, term_bracket, units_after};

use super::Case;
use super::act::{ActPhrase, act_ending_at, beside, may_name_act, russian_act_at};
use super::level::level_at;
use super::name::{Names, changes_after, own_act_in_full};
use super::noun::{act_noun, document_noun, unit_noun};
use super::quote::bracket_end;
use super::resolve::{Context, Meaning, attribute_before};
use super::term::term_at;
use super::unit::{Allowance, Base, UnitPhrase, may_begin, past_list, phrase_at, units_below};
use super::word::{
    Inflection, after_space, floor_boundary, inflection, is_capital, is_word, skip_spaces, strip_stem, trim_back, word_at, word_before, word_starts,
};
use crate::act::{ActKind, Amendment, CitedAct, Provision, ProvisionKind, ProvisionPath, Reference, Requisites, Target};
use crate::text::{CleanText, Span, words};

/// Every pointer in `text`, in order: to units of this act, to other acts and their units, to this act as a whole.
///
/// Relative pointers («осы тармақтың төртінші бөлігі») are resolved against the provision they stand in, defined terms
/// («Заңның 5-бабы») against what they were defined for. A phrase that names several units gives as many references
/// with one span. What an instruction names belongs to the act and the place that its `amendments` change. An act is known
/// for this one by its `requisites`. Notes («Ескерту. … ҚР … бұйрығымен») are not read here.
pub fn references(text: &CleanText, provisions: &[Provision], amendments: &[Amendment], requisites: &Requisites) -> Vec<Reference> {
    let context = Context::of_act(provisions, amendments, Some(requisites));
    let mut reader = Reader { context, found: Vec::new(), names: Names::default(), allowance: Allowance::of(&text.text), changes: None };
    for (block, opens_annex) in blocks(text, &reader.context) {
        reader.read(&text.text[block.clone()], block.start, opens_annex);
    }
    reader.found
}

/// How far into a note it is looked for what was done, in bytes.
const NOTE_HEAD_MAX: usize = 2_000;

/// Most lines of the block that opens an annex.
const ANNEX_LINES_MAX: usize = 16;

/// The stretches that are read on their own: paragraphs. The short lines of one approval stamp are one phrase, and so are those of the block that
/// opens an annex («Қаржы министрінің / 2020 жылғы 17 шілдедегі / № 700 бұйрығына / 1-қосымша»); whether it is the latter.
fn blocks(text: &CleanText, context: &Context<'_>) -> Vec<(Range<usize>, bool)> {
    let mut blocks: Vec<(Range<usize>, bool)> = Vec::with_capacity(text.paragraphs.len());
    let mut last_stamp = None;
    let mut read = 0;
    for (at, paragraph) in text.paragraphs.iter().enumerate() {
        if at < read {
            continue;
        }
        let range = paragraph.span.range();
        let owner = context.owner(range.start);
        let kind = context.provision(owner).map(|provision| provision.kind);
        let stamp = owner.filter(|_| kind == Some(ProvisionKind::Approval));
        let block = if kind == Some(ProvisionKind::Annex) { annex_block(text, context, owner, at) } else { None };
        match (blocks.last_mut(), block) {
            (Some((last, _)), _) if stamp.is_some() && stamp == last_stamp => last.end = range.end,
            (_, Some(last)) => {
                blocks.push((range.start..text.paragraphs[last].span.range().end, true));
                read = last + 1;
            }
            _ => blocks.push((range, false)),
        }
        last_stamp = stamp;
    }
    blocks
}

/// The last line of the block of an annex that begins with paragraph `first` of its own words: the one that ends with its number.
fn annex_block(text: &CleanText, context: &Context<'_>, owner: Option<usize>, first: usize) -> Option<usize> {
    const LINE_MAX: usize = 200;
    let lines = (first..text.paragraphs.len()).take(ANNEX_LINES_MAX);
    let mut own = lines.take_while(|&at| context.owner(text.paragraphs[at].span.range().start) == owner && text.paragraph_text(at).len() <= LINE_MAX);
    own.find(|&at| text.paragraph_text(at).trim_end().ends_with("қосымша"))
}

/// Words before «шарттың» that tell another treaty from the one they stand in.
const OF_ANOTHER: &[&str] = &["негізгі", "бұрынғы", "басқа", "өзге", "сол", "аталған", "көрсетілген", "тиісті", "жасалған", "жасасқан", "бекітілген"];

/// Words before «Қағидалардың» that tell a document which others are drafted after.
const MODELS: &[&str] = &["үлгілік", "типтік", "үлгі"];

struct Reader<'p> {
    context: Context<'p>,
    found: Vec<Reference>,
    /// Names of documents that were looked for in the block being read.
    names: Names,
    allowance: Allowance,
    /// Up to where the block being read speaks of changes that are made; found when first asked for.
    changes: Option<usize>,
}

/// One block being read.
#[derive(Clone, Copy)]
struct Block<'t> {
    text: &'t str,
    /// Where it begins in the whole text.
    offset: usize,
    /// How many references there were before it.
    first: usize,
    /// Where it begins after quotation marks: new wording begins with one.
    head: usize,
    /// It opens an annex: what it says is which annex this is, of which act.
    opens_annex: bool,
}

impl Block<'_> {
    /// Up to where it says «… өзгерістер мен толықтырулар енгізілсін»: what stands before is what is changed.
    fn changes(self) -> usize {
        let last = |words: &str| self.text.rfind(words);
        let change = last("өзгеріс").max(last("толықтыру"));
        change.min(change.and_then(|_| last("енгіз"))).unwrap_or(0)
    }
}

impl Reader<'_> {
    fn read(&mut self, text: &str, offset: usize, opens_annex: bool) {
        let from = self.context.owner(offset);
        if from.is_none() && is_note_of_change(text) {
            return;
        }
        self.context.enter_wording(from);
        let head = text.len() - text.trim_start_matches(['"', '«', '“']).len();
        let block = Block { text, offset, first: self.found.len(), head, opens_annex };
        self.names.clear();
        self.changes = None;
        let mut free = 0;
        for at in word_starts(text) {
            if at < free {
                continue;
            }
            let end = self.word(block, at);
            free = end.unwrap_or(free);
        }
    }

    /// What begins or ends at the word at `at`: the place where reading goes on.
    fn word(&mut self, block: Block<'_>, at: usize) -> Option<usize> {
        let text = block.text;
        let unit = may_begin(text, at);
        if unit {
            let word = word_at(text, at);
            let said = if is_word(word, "көрсетілген") || is_word(word, "аталған") { self.said_act(block, at) } else { None };
            let end = said.or_else(|| if is_word(word, "осы") { self.pointing(block, at) } else { self.units(block, at) });
            if end.is_some() {
                return end;
            }
        }
        let act = may_name_act(text, at);
        let capital = is_capital(&text[at..]);
        let end = match capital {
            true if act => self.russian(block, at),
            _ => None,
        };
        let end = end.or_else(|| if act { self.act(block, at).or_else(|| self.attached(block, at)) } else { None });
        let end = end.or_else(|| self.treaty(block, at));
        let end = end.or_else(|| if capital { self.document(block, at) } else { None });
        end.or_else(|| unit.then(|| past_list(text, at)))
    }

    /// «осы …».
    fn pointing(&mut self, block: Block<'_>, at: usize) -> Option<usize> {
        if let Some(end) = self.units(block, at) {
            return Some(end);
        }
        // «Осы … құжаттарын қабылдау және жолдау қағидалары»: the whole name between.
        let name = after_space(block.text, at + word_at(block.text, at).len())?;
        if !block.text[name..].starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«' | '“')) {
            return None;
        }
        if let Some((_, end)) = own_act_in_full(block.text, at + word_at(block.text, at).len()) {
            let meaning = self.context.this_act(ActKind::Other, self.owner(block, at));
            return Some(self.below(block, at, end, &meaning));
        }
        let (segment, end, case) = self.names.after(block.text, name)?;
        if case != Case::Nominative && case != Case::Genitive && case != Case::Locative {
            return None;
        }
        let meaning = self.context.this_document(segment, self.owner(block, at));
        let end = self.below(block, at, end, &meaning);
        Some(end)
    }

    /// A phrase of units, with or without «осы».
    fn units(&mut self, block: Block<'_>, at: usize) -> Option<usize> {
        let mut phrase = phrase_at(block.text, at, self.allowance.most())?;
        let from = self.owner(block, at);
        if self.is_label(block, &phrase, from) || is_loose(block, &phrase, self.context.is_amending(from)) {
            return Some(phrase.range.end);
        }
        self.reach_row(block, &mut phrase);
        if let Some(meaning) = self.of_another(block, &phrase, from) {
            self.push_units(block, phrase.range.clone(), &meaning, &phrase);
            return Some(phrase.range.end);
        }
        let kind = after_space(block.text, at + word_at(block.text, at).len()).and_then(|noun| act_noun(word_at(block.text, noun))).map(|(kind, _)| kind);
        phrase.possessive &= !self.is_own_article(block, &phrase);
        let said = self.said_here(block, &phrase).or_else(|| self.beside_another(block, &phrase, from));
        let Some(meaning) = said.or_else(|| self.base_of(block, &phrase, kind, from)) else {
            return Some(phrase.range.end);
        };
        if phrase.paths.is_empty()
            && matches!(phrase.base, Base::ThisAct | Base::ThisDocument(_) | Base::TheseChanges)
            && let Some((paths, end)) = self.only_annex(block, phrase.range.end, &meaning)
        {
            (phrase.paths, phrase.range.end) = (paths, end);
        }
        let end = phrase.range.end;
        self.push_units(block, phrase.range.clone(), &meaning, &phrase);
        self.define_after(block, end, &meaning, &phrase.paths);
        self.context.set_amended_unit(&phrase, from);
        Some(end)
    }

    /// «6-баптың 1-тармағын» in a law that has such an article: the article hangs on nothing that was named before, as «6-бабының» would.
    fn is_own_article(&self, block: Block<'_>, phrase: &UnitPhrase) -> bool {
        let article = phrase.paths.first().and_then(|path| path.segments().next()).filter(|_| phrase.base == Base::None);
        let plain = || level_at(block.text, phrase.range.start, true).is_some_and(|level| level.kind == ProvisionKind::Article && !level.inflection.possessive);
        article.is_some_and(|article| self.context.has(article)) && plain() && !names_other_act(&block.text[..phrase.range.start])
    }

    /// «осы Қағидаларға 3-қосымшаға сәйкес … тізбесінде реттік нөмірі 9-жолда»: the row lies in the annex named before.
    fn reach_row(&self, block: Block<'_>, phrase: &mut UnitPhrase) {
        if phrase.kind != Some(ProvisionKind::Annex) || phrase.paths.len() != 1 {
            return;
        }
        let limit = floor_boundary(block.text, phrase.range.end + 320);
        let rest = &block.text[phrase.range.end..limit];
        let Some(offset) = rest.find("реттік нөмірі") else { return };
        if rest[..offset].contains(['.', ';', ':', ',', '(']) {
            return;
        }
        if let Some(row) = phrase_at(block.text, phrase.range.end + offset, self.allowance.most()) {
            phrase.paths = row.paths.iter().map(|path| phrase.paths[0].join(path.as_str())).collect();
            phrase.range.end = row.range.end;
        }
    }

    /// Whether the phrase is the unit's own number at its head («1-тарау. Жалпы ережелер», «… қағидаларына 1-қосымша»).
    fn is_label(&self, block: Block<'_>, phrase: &UnitPhrase, from: Option<usize>) -> bool {
        if phrase.base != Base::None || phrase.paths.len() != 1 || phrase.case != Case::Nominative {
            return false;
        }
        if block.opens_annex {
            return true;
        }
        let after = &block.text[phrase.range.end..];
        let heads = phrase.range.start <= block.head;
        let alone = phrase.range == (0..block.text.len()) || heads && (after.starts_with('.') || after.starts_with('-'));
        let named = self.context.provision(from).is_some_and(|provision| {
            let own = provision.path.segments().next_back();
            let heads = heads || after.is_empty() || provision.kind == ProvisionKind::Annex;
            own.is_some() && own == phrase.paths[0].segments().next_back() && heads
        });
        alone || named
    }

    /// «Қазақстан Республикасы … № 148 қаулысына» and the units below it.
    fn act(&mut self, block: Block<'_>, at: usize) -> Option<usize> {
        let noun = word_at(block.text, at);
        let (kind, inflected) = act_noun(noun)?;
        let Some(phrase) = act_ending_at(block.text, at, 0) else { return self.act_term(block, at, kind, inflected) };
        let from = self.owner(block, phrase.range.start);
        // The line of its own requisites is no pointer, nor is the short name in its own title («… туралы (Салық кодексі)»).
        let own_name = phrase.act.number.is_some() || kind == ActKind::Code && block.text[phrase.range.end..].starts_with(')');
        if from.is_none() && phrase.case == Case::Nominative && own_name {
            return Some(phrase.with_bracket().end);
        }
        for other in beside(block.text, &phrase, 0) {
            self.cited(block, other, from);
        }
        Some(self.cited(block, phrase, from))
    }

    fn russian(&mut self, block: Block<'_>, at: usize) -> Option<usize> {
        let phrase = russian_act_at(block.text, at)?;
        let from = self.owner(block, at);
        Some(self.cited(block, phrase, from))
    }

    fn cited(&mut self, block: Block<'_>, mut phrase: ActPhrase, from: Option<usize>) -> usize {
        let mut start = phrase.range.start;
        // What was read inside its title is no pointer of its own.
        while self.found.len() > block.first
            && let Some(last) = self.found.last()
        {
            let inside = last.span.range();
            if inside.start >= block.offset + start {
                self.found.pop();
            } else {
                start = start.max(inside.end.saturating_sub(block.offset));
                break;
            }
        }
        start = skip_spaces(block.text, start);
        let stamp = self.context.provision(from).is_some_and(|provision| provision.kind == ProvisionKind::Approval);
        let undated = phrase.act.title.as_deref().filter(|_| phrase.act.date.is_none());
        let known = undated.and_then(|title| match phrase.act.kind {
            // the title of a code ends in the word
            Some(ActKind::Code) => self.context.term(title),
            kind => self.context.term(&format!("{title} {}", kind_word(kind))),
        });
        let known = known.cloned();
        let mut meaning = match known {
            Some(meaning) => meaning,
            None if self.context.is_own(&phrase.act) => Meaning::default(),
            None => Meaning { act: Some(self.context.learn(std::mem::take(&mut phrase.act), from)), component: None },
        };
        let mut end = phrase.range.end;
        let bracketed = phrase.with_bracket().end;
        let changes = phrase.case == Case::Dative && bracketed <= *self.changes.get_or_insert_with(|| block.changes());
        // «… № 540 бұйрығында (…):» above its instructions
        let leads = matches!(phrase.case, Case::Dative | Case::Locative) && self.is_lead(block, from, bracketed);
        if let Some(act) = meaning.act.clone().filter(|_| changes || leads) {
            self.context.set_amended(act);
        }
        let approved = after_space(block.text, bracketed).filter(|_| phrase.case == Case::Instrumental);
        if let Some(approved) = approved.filter(|&approved| is_word(word_at(block.text, approved), "бекітілген")) {
            end = approved + "бекітілген".len();
            if stamp {
                meaning.act = None;
            }
            let name = skip_spaces(block.text, end);
            if !stamp && let Some((segment, name_end, _)) = self.names.after(block.text, name).or_else(|| changes_after(block.text, name)) {
                meaning.component = Some(segment.to_owned());
                end = name_end;
                if let Some(act) = meaning.act.clone().filter(|_| self.is_lead(block, from, name_end)) {
                    self.context.set_amended(act);
                    self.context.set_amended_component(segment);
                }
            }
        } else if bracketed > end && (units_after(block.text, bracketed, 1).is_none() || hangs_behind(block.text, bracketed, phrase.case)) {
            end = bracketed;
        }
        self.below(block, start, end, &meaning)
    }

    /// «Заңның 5-бабы», «Кодекске»: a term, or an act whose kind is all that is told.
    fn act_term(&mut self, block: Block<'_>, at: usize, kind: ActKind, inflected: Inflection) -> Option<usize> {
        let noun = word_at(block.text, at);
        let end = at + noun.len();
        if inflected.plural || !noun.starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        // «Мәдениет туралы Қазақстан Республикасы Заңының»: of a name that was not read
        let named = inflected.possessive && is_said_of_something(block.text, at);
        let meaning = match self.context.term(kind_word(Some(kind))).filter(|_| !named) {
            Some(meaning) => meaning.clone(),
            None => {
                units_after(block.text, end, 1)?;
                Meaning { act: Some(CitedAct { kind: Some(kind), ..CitedAct::default() }), component: None }
            }
        };
        Some(self.below(block, at, end, &meaning))
    }

    /// «Стандарттың 11-тармағына», «Стандартқа 1-қосымшада», «Қағидалардың 5-тармағы».
    fn document(&mut self, block: Block<'_>, at: usize) -> Option<usize> {
        let noun = word_at(block.text, at);
        let (segment, inflected) = document_noun(noun)?;
        let end = at + noun.len();
        if inflected.possessive || !matches!(inflected.case, Case::Genitive | Case::Dative) {
            return None;
        }
        let units = units_after(block.text, end, 1)?;
        let annex = units.paths.first().and_then(|path| path.segments().next()).is_some_and(|segment| segment.starts_with("annex-"));
        if inflected.case == Case::Dative && !annex {
            return None;
        }
        let from = self.owner(block, at);
        if self.is_label(block, &units, from) {
            return Some(units.range.end);
        }
        let model = attribute_before(block.text, at).is_some_and(|word| MODELS.iter().any(|known| is_word(word, known)));
        let meaning = if self.context.is_amending(from) {
            self.context.this_document(segment, from)
        } else if model && !self.context.is_own_name(block.text, at, noun, false, from) {
            // «Үлгілік Қағидалардың»: what this act was drafted after
            Meaning { act: Some(CitedAct::default()), component: Some(segment.to_owned()) }
        } else if let Some(meaning) = self.said_document(block, at, segment).or_else(|| self.defined_document(noun)) {
            meaning
        } else {
            match self.context.own_document(segment, block.text, at, noun, from) {
                Some(component) => Meaning { act: None, component: Some(component) },
                None => Meaning { act: Some(CitedAct::default()), component: Some(segment.to_owned()) },
            }
        };
        Some(self.below(block, at, end, &meaning))
    }

    /// What a form of a defined word («Стандарттың») stands for: terms are told in the nominative.
    fn defined_document(&self, noun: &str) -> Option<Meaning> {
        let ends = noun.char_indices().map(|(at, _)| at).skip(1).chain([noun.len()]);
        // «Қағидаларының» is said of a name before it
        let stems = ends.filter(|&end| inflection(&noun[end..]).is_some_and(|inflected| !inflected.possessive));
        stems.filter_map(|end| self.context.term(&noun[..end])).last().cloned()
    }

    /// «көрсетілген қаулымен бекітілген … қағидаларында»: the act named before, and the document of it.
    fn said_act(&mut self, block: Block<'_>, at: usize) -> Option<usize> {
        let noun_at = after_space(block.text, at + word_at(block.text, at).len())?;
        let noun_at = match word_at(block.text, noun_at) {
            joint if is_word(joint, "бірлескен") => after_space(block.text, noun_at + joint.len())?,
            _ => noun_at,
        };
        let noun = word_at(block.text, noun_at);
        let (kind, inflected) = act_noun(noun).filter(|(_, inflected)| inflected.case == Case::Instrumental)?;
        let approved = after_space(block.text, noun_at + noun.len())?;
        if !is_word(word_at(block.text, approved), "бекітілген") || inflected.possessive {
            return None;
        }
        let name = after_space(block.text, approved + "бекітілген".len())?;
        let (segment, end, _) = self.names.after(block.text, name)?;
        let mut meaning = self.context.amended_document(segment, self.owner(block, at), block.offset + at);
        // the text's own act is «осы бұйрық»: where it is not known which was named before, it is none the less another
        meaning.act.get_or_insert_with(|| CitedAct { kind: Some(kind), ..CitedAct::default() });
        Some(self.below(block, at, end, &meaning))
    }

    /// «Қоса беріліп отырған … қағидалары бекітілсін».
    fn attached(&mut self, block: Block<'_>, at: usize) -> Option<usize> {
        let rest = strip_stem(&block.text[at..], "қоса беріліп отырған")?;
        let name = skip_spaces(block.text, block.text.len() - rest.len());
        let (segment, end) = self.approved_after(block.text, name)?;
        let component = self.context.own_component(segment, self.owner(block, at));
        let meaning = Meaning { act: None, component: Some(component.unwrap_or_else(|| segment.to_owned())) };
        Some(self.below(block, at, end, &meaning))
    }

    /// The document that «Қоса беріліп отырған» is said of, from `at` on: what is approved stands in the nominative; what has the accusative is a part of
    /// its name, «… тізбесін айқындаудың қағидалары бекітілсін».
    fn approved_after(&mut self, text: &str, at: usize) -> Option<(&'static str, usize)> {
        const NOUNS_MAX: usize = 8;
        let first = self.names.after(text, at)?;
        let mut name = Some(first);
        for _ in 0..NOUNS_MAX {
            match name {
                Some((_, end, Case::Accusative)) => name = self.names.after(text, end),
                Some((segment, end, Case::Nominative)) => return Some((segment, end)),
                _ => break,
            }
        }
        Some((first.0, first.1))
    }

    /// Whether what ends at `end` is all that the instructions below are told to be about.
    fn is_lead(&self, block: Block<'_>, from: Option<usize>, end: usize) -> bool {
        let rest = block.text[end..].trim();
        // «… кодексіне (Жаршы, 1997 ж., № 15-16, 211-құжат):»
        let bracketed = rest.starts_with('(') && rest.ends_with("):");
        (rest == ":" || bracketed) && self.context.is_amending(from)
    }

    fn owner(&self, block: Block<'_>, at: usize) -> Option<usize> {
        self.context.owner(block.offset + at)
    }

    /// The term that a bracket after the phrase that ends at `end` defines for it.
    fn define_after(&mut self, block: Block<'_>, end: usize, meaning: &Meaning, paths: &[ProvisionPath]) {
        if let (_, Some(term)) = term_bracket(block.text, end) {
            let target = meaning.target(paths.first());
            self.context.define(term, Meaning { act: target.act, component: target.path.map(|path| path.to_string()) });
        }
    }

    fn push_all(&mut self, block: Block<'_>, range: Range<usize>, meaning: &Meaning, paths: &[ProvisionPath]) {
        let span = Span::new(block.offset + range.start..block.offset + range.end);
        let from = self.context.owner(span.range().start);
        self.allowance.spend(paths.len());
        let mut push = |target: Target| {
            let target = self.context.printed(target);
            self.context.say(&target);
            self.found.push(Reference { span, from, target, href: None });
        };
        if paths.is_empty() {
            push(meaning.target(None));
        }
        for path in paths {
            push(meaning.target(Some(path)));
        }
    }
}

/// «Ескерту. 11-тармаққа өзгеріс енгізілді – …»: a note that tells what was done to the act, and points nowhere.
fn is_note_of_change(text: &str) -> bool {
    const DONE: &[&str] = &["ҚР", "өзгеріс", "өзгерді", "өзгертілді", "редакция", "толықтырылды", "ауыстырылды", "тасталды", "жойылды"];
    let head = &text[..floor_boundary(text, NOTE_HEAD_MAX)];
    let note = text.strip_prefix("Ескерту").or_else(|| text.strip_prefix("ЕСКЕРТУ")).is_some_and(|rest| rest.trim_start().starts_with(['.', ':', '!']));
    note && DONE.iter().any(|done| head.contains(done))
}

/// Whether a bare phrase is too loose to be a pointer in running prose: «екінші бөлігінде», «1-кесте».
fn is_loose(block: Block<'_>, phrase: &UnitPhrase, amending: bool) -> bool {
    if phrase.base != Base::None || amending {
        return false;
    }
    let single = phrase.paths.iter().all(|path| path.segments().count() == 1);
    let numeric = block.text[phrase.range.start..].starts_with(|c: char| c.is_ascii_digit());
    match phrase.kind {
        Some(ProvisionKind::Table | ProvisionKind::Heading | ProvisionKind::Preamble | ProvisionKind::Title) => single,
        Some(ProvisionKind::Row) => single && !block.text[phrase.range.clone()].starts_with("реттік"),
        Some(ProvisionKind::Part | ProvisionKind::Indent | ProvisionKind::Section) => single && !numeric,
        _ => false,
    }
}

/// Whether a name stands directly before the word at `at`, which a possessive is said of; a break or a conjunction is none.
fn is_said_of_something(text: &str, at: usize) -> bool {
    let before = word_before(text, trim_back(text, at)).1;
    let joins = ["және", "немесе", "мен", "пен", "бен", "сондай-ақ", "осы"].iter().any(|known| is_word(before, known));
    !joins && !before.is_empty() && !before.ends_with([',', ';', ':', '.', '–', '—'])
}

/// The word for a kind of act, as terms have it.
fn kind_word(kind: Option<ActKind>) -> &'static str {
    match kind {
        Some(ActKind::Law) => "заң",
        Some(ActKind::Code) => "кодекс",
        Some(ActKind::Decree) => "жарлық",
        Some(ActKind::Resolution) => "қаулы",
        Some(ActKind::Order) => "бұйрық",
        Some(ActKind::Decision) => "шешім",
        Some(ActKind::Constitution) => "конституция",
        _ => "",
    }
}

/// So far back the sentence is read in which a unit is named.
const SENTENCE_BYTES_MAX: usize = 800;

/// Whether the sentence that `before` ends in the middle of has named an act that is not «осы»: «Еңбек кодексінің 1-бабында және 2-баптың …».
fn names_other_act(before: &str) -> bool {
    let near = &before[floor_boundary(before, before.len().saturating_sub(SENTENCE_BYTES_MAX))..];
    let sentence = &near[near.rfind([';', ':']).map_or(0, |at| at + 1)..];
    let sentence = &sentence[sentence.rfind(". ").map_or(0, |at| at + 1)..];
    let mut last = "";
    for (_, word) in words(sentence) {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        if act_noun(bare).is_some() && !is_word(last, "осы") {
            return true;
        }
        last = bare;
    }
    false
}

#[cfg(test)]
mod tests;
