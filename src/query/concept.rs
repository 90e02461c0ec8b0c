//! What a question asks for, each thing with all the words it may be told in.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Error;
use super::cognate::cognates;
use super::thesaurus::{Entry, Lookup, compound_at, entries_at};
use super::words::{Asked, Word, is_abbreviation};
use crate::analyzer::{Reason, Token, TokenKind, Widening, relatives};
use crate::index::{BETWEEN, Index};

/// So many words of a question are looked up in the thesaurus.
const LOOKED_UP_MAX: usize = 24;
/// So many other words stand for one.
const FORMS_MAX: usize = 16;
/// So many meanings of an abbreviation are looked at in each segment of the index.
const EXPLANATIONS_MAX: usize = 10_000;
/// A name that an abbreviation stands for has at most so many words.
const NAME_WORDS_MAX: usize = 8;

/// What a match in other words is worth, where the word itself is worth 1.
mod weight {
    /// The law's word for an everyday one: nearly as good, since the law's text cannot have the other.
    pub(super) const SYNONYM: f32 = 0.8;
    /// An abbreviation and its name are the same thing.
    pub(super) const ABBREVIATION: f32 = 0.95;
    /// The Kazakh word for a Russian one; texts with the Russian word itself come first.
    pub(super) const TRANSLATION: f32 = 0.75;
    /// As a share of that where texts have the Russian word itself: the forms of the annexes are printed in both languages.
    pub(super) const PRINTED_ITSELF: f32 = 0.6;
    /// As a share of what another name is worth for a word that is all of a question and that texts have.
    pub(super) const ASKED_ALONE: f32 = 0.4;
    /// Another form of the verb that a synonym is.
    pub(super) const FAMILY: f32 = 0.7;
    /// What a word of a name is called otherwise, as a share of what it is worth by itself.
    pub(super) const IN_NAME: f32 = 0.5;
    /// Words spelt without Kazakh letters.
    pub(super) const LOOSE: f32 = 0.85;
}

/// What words of a question are worth.
mod worth {
    pub(super) const CONTENT: f32 = 1.0;
    /// Auxiliary verbs, and words that only ask.
    pub(super) const LIGHT: f32 = 0.25;
    pub(super) const FUNCTION: f32 = 0.08;
    /// Words of a citation: its address answers it, its words hardly.
    pub(super) const CITATION: f32 = 0.05;
}

/// One thing a question asks for: a word of it, and what else it can be called.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Concept {
    /// The word as it was typed.
    pub(super) surface: String,
    /// How much of the question it is.
    pub(super) worth: f32,
    /// Of how much of a thing it is the name: 1 for a word by itself, a third for each word of «Ұлттық қауіпсіздік комитеті», which is one thing, as
    /// its abbreviation is.
    pub(super) share: f32,
    /// The words it may be told in, its own first.
    pub(super) forms: Vec<Form>,
    /// Its place among the words of the question.
    pub(super) place: u32,
    /// A number that counts something and names no unit.
    pub(super) counts: bool,
}

impl Concept {
    /// Whether the question is about it.
    pub(super) fn is_content(&self) -> bool {
        self.worth >= worth::CONTENT
    }
}

/// Words that stand for a concept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    /// Stems that stand side by side, in this order; one for a word.
    pub(super) terms: Vec<String>,
    /// How it is spelt in the question, where the question spells it.
    pub(super) exact: Option<String>,
    /// Matched without Kazakh letters.
    pub(super) loose: bool,
    /// The stems of the index that it is spelt like without Kazakh letters; only of a form that is matched so.
    pub(super) spellings: Vec<String>,
    /// An abbreviation: a text that has it in capitals has it, one that has it otherwise has another word that looks like it.
    pub(super) capitals: bool,
    /// What a match is worth.
    pub(super) weight: f32,
    /// The share of a match that a word of the question is paid where several phrases of the question lead to it: see [`pay_once`].
    pub(super) part: f32,
    /// It stands for a word of the question by itself, not for a phrase of it.
    pub(super) alone: bool,
}

impl Form {
    fn of(terms: Vec<String>, weight: f32) -> Self {
        Self { terms, exact: None, loose: false, spellings: Vec::new(), capitals: false, weight, part: 1.0, alone: true }
    }
}

static LIGHT: std::sync::LazyLock<std::collections::HashSet<&'static str>> =
    std::sync::LazyLock::new(|| include_str!("data/light.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect());

/// Whether a stem carries little of a question: an auxiliary verb, a word that only asks.
pub(super) fn is_light(stem: &str) -> bool {
    LIGHT.contains(stem)
}

/// The concepts of `asked`; what is searched for beside its words is added to `told`.
pub(super) fn concepts(index: &Index, asked: &mut Asked, told: &mut Vec<Widening>) -> Result<Vec<Concept>, Error> {
    let mut meanings = Meanings::of(index, asked)?;
    told.append(&mut meanings.told);
    // What is understood is not mistyped.
    for &at in &meanings.understood {
        let word = &mut asked.words[at];
        word.wider.retain(|wider| wider.reason != Reason::Mistyped);
        told.retain(|wider| wider.reason != Reason::Mistyped || wider.from != word.token.exact);
    }
    let mut concepts = meanings.put_to(plain_concepts(asked));
    for form in concepts.iter_mut().flat_map(|concept| &mut concept.forms).filter(|form| form.loose) {
        for key in &form.terms {
            form.spellings.extend(index.spelt_like(key)?);
        }
    }
    Ok(concepts)
}

/// What the words of a question mean beside themselves, gathered word by word.
struct Meanings {
    /// The words that may have other names, by their places among those of the question, and what the thesaurus is asked for each.
    open: Vec<usize>,
    lookups: Vec<Lookup>,
    /// Other names, each with the words it stands for.
    added: Vec<(Vec<usize>, Vec<Form>)>,
    /// Words with another name.
    understood: BTreeSet<usize>,
    /// Words that say little, in a form that says that something is not done.
    refused: BTreeSet<usize>,
    /// Numbers of several words, «он екі».
    numerals: Vec<Vec<usize>>,
    /// Words that say little.
    light: Vec<usize>,
    /// What is searched for beside the words, and what of it was told already.
    told: Vec<Widening>,
    seen: HashSet<(String, String)>,
}

/// An entry of the thesaurus that was found in a question.
struct Found<'e> {
    entry: &'e Entry,
    /// From which of the open words on, and how many it takes.
    nth: usize,
    length: usize,
    /// The word has a synonym by itself.
    has_synonym: bool,
    /// What is a word of a name is hardly a word by itself: «адам саудасы» is no trade.
    in_name: bool,
}

impl Meanings {
    /// All that the thesaurus, the index's Kazakh forms of Russian words and the abbreviations that its texts explain tell about the words of `asked`.
    fn of(index: &Index, asked: &Asked) -> Result<Self, Error> {
        let mut meanings = Self::open(asked);
        let (mut covered, mut in_numeral) = (0, 0);
        for nth in 0..meanings.open.len() {
            let entries = entries_at(&meanings.lookups[nth..]);
            let named = entries.first().map_or(0, |(length, _)| *length);
            covered = covered.max(if named > 1 { nth + named } else { 0 });
            let is_translated = entries.iter().any(|(_, entry)| entry.reason == Reason::Translation);
            if is_translated && says_little(&entries) {
                meanings.light.push(meanings.open[nth]);
            }
            let has_synonym = entries.iter().any(|(length, entry)| *length == 1 && entry.reason == Reason::Synonym);
            if let Some((length, _)) = entries.iter().find(|(length, entry)| *length > 1 && is_numeral(entry)) {
                in_numeral = nth + length;
                meanings.numerals.push(meanings.open[nth..in_numeral].to_vec());
            }
            for (length, entry) in entries {
                // «он екі» is one number: neither ten nor two
                if is_numeral(entry) && length == 1 && nth < in_numeral {
                    continue;
                }
                meanings.entry(index, asked, &Found { entry, nth, length, has_synonym, in_name: length == 1 && nth < covered });
            }
            if !is_translated {
                meanings.cognates(index, asked, nth)?;
            }
            meanings.explained(index, asked, nth)?;
        }
        Ok(meanings)
    }

    /// The words of `asked` that may have other names.
    fn open(asked: &Asked) -> Self {
        let is_open = |word: &Word| matches!(word.kind, TokenKind::Word | TokenKind::Modifier | TokenKind::Head | TokenKind::Number) && !word.is_quoted;
        let open: Vec<usize> = asked.order.iter().copied().filter(|&at| is_open(&asked.words[at])).take(LOOKED_UP_MAX).collect();
        let lookups: Vec<Lookup> = open.iter().map(|&at| Lookup::of(&asked.words[at].stem, &asked.words[at].exact)).collect();
        let light = open.iter().zip(&lookups).filter(|(_, lookup)| lookup.says_little).map(|(&at, _)| at).collect();
        let (understood, refused) = (BTreeSet::new(), BTreeSet::new());
        Self { open, lookups, added: Vec::new(), understood, refused, numerals: Vec::new(), light, told: Vec::new(), seen: HashSet::new() }
    }

    /// Takes in what an entry of the thesaurus tells, where it is about these words.
    fn entry(&mut self, index: &Index, asked: &Asked, found: &Found<'_>) {
        let &Found { entry, nth, length, has_synonym, in_name } = found;
        let (words, span) = (&asked.words, self.open[nth..nth + length].to_vec());
        let is_cited = span.iter().all(|&at| asked.is_cited(&words[at].token));
        // «бер» says little, «бермесе» speaks of a refusal.
        let is_refused = is_light(&words[span[0]].stem) && self.lookups[nth].is_negated_in(entry);
        if is_cited || !is_refused && !is_meant(words, &span, entry.reason, has_synonym) {
            return;
        }
        let terms: Vec<String> = entry.tokens.iter().map(|token| token.term.clone()).collect();
        let is_itself = terms.iter().eq(span.iter().map(|&at| &words[at].stem));
        let ways = if is_itself || terms.len() > NAME_WORDS_MAX { Vec::new() } else { ways(index, &entry.tokens) };
        if ways.is_empty() {
            return;
        }
        let are_printed = || span.iter().all(|&at| words[at].is_function_word || index.has_form(&words[at].exact));
        let is_asked_alone = asked.is_one_word() && span.iter().all(|&at| index.has_stem(&words[at].stem));
        let weight = weight_of(entry.reason, is_asked_alone, are_printed) * if in_name { weight::IN_NAME } else { 1.0 };
        let is_short = entry.reason == Reason::Abbreviation && entry.tokens.len() == 1 && is_abbreviation(&entry.to);
        let forms = ways.into_iter().map(|(way, share)| Form { capitals: is_short && way == terms, ..Form::of(way, weight * share) }).collect();
        self.understood.extend(&span);
        self.refused.extend(span.iter().filter(|_| is_refused));
        self.tell(surface(words, &span), entry.to.clone(), terms, entry.reason, weight);
        self.added.push((span, forms));
    }

    /// Takes in the Kazakh forms of a Russian word that no entry translates.
    fn cognates(&mut self, index: &Index, asked: &Asked, nth: usize) -> Result<(), Error> {
        let at = self.open[nth];
        let word = &asked.words[at];
        if word.is_function_word || is_light(&word.stem) || is_abbreviation(&word.surface) || asked.is_cited(&word.token) {
            return Ok(());
        }
        for term in cognates(index, word)? {
            self.understood.insert(at);
            self.added.push((vec![at], vec![Form::of(vec![term.clone()], weight::TRANSLATION)]));
            self.tell(word.surface.clone(), term.clone(), vec![term], Reason::Translation, weight::TRANSLATION);
        }
        Ok(())
    }

    /// Takes in the abbreviations that texts of the index explain, both ways.
    fn explained(&mut self, index: &Index, asked: &Asked, nth: usize) -> Result<(), Error> {
        let (words, mut name) = (&asked.words, String::new());
        for more in 0..NAME_WORDS_MAX.min(self.open.len() - nth) {
            let span = self.open[nth..=nth + more].to_vec();
            let word = &words[span[more]];
            if more == 0 && is_plain_word(word) {
                name.push_str(&word.stem);
                continue;
            }
            if more > 0 {
                name.push(' ');
            }
            name.push_str(&word.stem);
            let keys = if more == 0 { vec![word.exact.clone(), name.clone()] } else { vec![name.clone()] };
            for key in keys {
                for other in explanations(index, &key)? {
                    let terms: Vec<String> = other.split(' ').map(str::to_owned).collect();
                    self.added.push((span.clone(), vec![Form::of(terms.clone(), weight::ABBREVIATION)]));
                    self.tell(surface(words, &span), other, terms, Reason::Abbreviation, weight::ABBREVIATION);
                }
            }
        }
        Ok(())
    }

    fn tell(&mut self, from: String, to: String, terms: Vec<String>, reason: Reason, weight: f32) {
        let term = terms.join(" ");
        if self.seen.insert((from.clone(), term.clone())) {
            self.told.push(Widening { from: from.to_lowercase(), to, term, reason, weight });
        }
    }

    /// `concepts`, the words as they stand, with all that was gathered.
    fn put_to(self, mut concepts: Vec<Concept>) -> Vec<Concept> {
        for at in self.refused {
            concepts[at].worth = worth::CONTENT;
            concepts[at].forms.iter_mut().for_each(|form| form.weight *= worth::LIGHT);
        }
        for at in self.light {
            concepts[at].worth = concepts[at].worth.min(worth::LIGHT);
        }
        for nth in 0..self.open.len() {
            let length = compound_at(&self.lookups[nth..]);
            share(&mut concepts, &self.open[nth..nth + length]);
        }
        for span in &self.numerals {
            let terms: Vec<String> = span.iter().map(|&at| concepts[at].forms[0].terms[0].clone()).collect();
            share(&mut concepts, span);
            for &at in span {
                concepts[at].forms = vec![Form::of(terms.clone(), 1.0)];
            }
        }
        let mut added = self.added;
        pay_once(&mut added);
        for (span, forms) in added {
            if forms.iter().any(|form| form.weight >= weight::ABBREVIATION) {
                share(&mut concepts, &span);
            }
            add(&mut concepts, &span, &forms);
        }
        concepts.iter_mut().for_each(|concept| concept.forms.truncate(FORMS_MAX));
        concepts
    }
}

/// Whether a word is translated by words alone that say little: «получить» says as little as «алу».
fn says_little(entries: &[(usize, &Entry)]) -> bool {
    let mut whole_word = entries.iter().filter(|(length, _)| *length == 1).peekable();
    whole_word.peek().is_some() && whole_word.all(|(_, entry)| entry.tokens.iter().all(|token| is_light(&token.term)))
}

/// Whether an entry leads from a number in words to one in digits.
fn is_numeral(entry: &Entry) -> bool {
    entry.reason == Reason::Synonym && entry.to.chars().all(|c| c.is_ascii_digit())
}

/// What a match in the other words of an entry is worth; `are_printed` tells whether texts have the words of the question themselves,
/// `is_asked_alone` whether they are all of it, and texts have any forms of them.
fn weight_of(reason: Reason, is_asked_alone: bool, are_printed: impl FnOnce() -> bool) -> f32 {
    match reason {
        Reason::Abbreviation => weight::ABBREVIATION,
        Reason::Translation if are_printed() => weight::TRANSLATION * weight::PRINTED_ITSELF,
        Reason::Translation => weight::TRANSLATION,
        // Who asks for one word asks for this word; in a sentence others tell which of the texts with its other names is meant.
        _ if is_asked_alone => weight::SYNONYM * weight::ASKED_ALONE,
        _ => weight::SYNONYM,
    }
}

/// The words at `span` as they were typed.
fn surface(words: &[Word], span: &[usize]) -> String {
    let mut surfaces: Vec<&str> = span.iter().map(|&at| words[at].surface.as_str()).collect();
    // a compound is several words, each of which is printed as the whole
    surfaces.dedup();
    surfaces.join(" ")
}

/// The words at `span` are the name of one thing.
fn share(concepts: &mut [Concept], span: &[usize]) {
    for &at in span {
        concepts[at].share = concepts[at].share.min(1.0 / span.len() as f32);
    }
}

/// How the words of an entry may stand in texts, and what each way is worth: as they are, or the last of them, which inflects, as another word of its
/// verb («тұратын жерін ауыстыру» as «тұратын жерін ауыстырған»).
fn ways(index: &Index, tokens: &[Token]) -> Vec<(Vec<String>, f32)> {
    let Some((last, before)) = tokens.split_last().filter(|(_, before)| before.iter().all(|token| index.has_stem(&token.term))) else {
        return Vec::new();
    };
    let ending_in = |term: String| before.iter().map(|token| token.term.clone()).chain([term]).collect();
    let itself = Some((last.term.clone(), 1.0)).filter(|(term, _)| index.has_stem(term));
    let others = relatives(last, |term| index.has_stem(term)).into_iter().filter(|wider| before.is_empty() || wider.reason == Reason::VerbFamily);
    itself.into_iter().chain(others.map(|wider| (wider.term, weight::FAMILY))).map(|(term, share)| (ending_in(term), share)).collect()
}

/// Whether an entry is about the words at `span`. A word that only asks or joins has no other name; capitals are an abbreviation, and what is
/// spelt like one may be a word («баж» is a duty, «БАЖ» a system).
fn is_meant(words: &[Word], span: &[usize], reason: Reason, has_synonym: bool) -> bool {
    let [only] = span else { return true };
    let word = &words[*only];
    if word.is_function_word || is_light(&word.stem) {
        return false;
    }
    // A question of several words, all typed in capitals, has no abbreviations.
    let capitals = is_abbreviation(&word.surface) && (words.len() == 1 || words.iter().any(|word| !is_abbreviation(&word.surface)));
    match reason {
        Reason::Abbreviation => capitals || !has_synonym && !is_plain_word(word),
        _ => !capitals,
    }
}

/// Whether `word` is typed in small letters and one of the language: «баж» is a duty, no system; «іім» is no word.
fn is_plain_word(word: &Word) -> bool {
    word.surface.chars().all(|c| !c.is_uppercase()) && WORDS_LIKE_ABBREVIATIONS.contains(&word.exact.as_str())
}

/// Abbreviations of `data/abbreviations.txt` that are words, too. Which are cannot be learnt from acts, where abbreviations stand like nouns.
const WORDS_LIKE_ABBREVIATIONS: &[&str] = &["акт", "ақ", "баж", "ек", "жақ", "жап"];

/// The concepts of `asked` without the thesaurus: the words as they stand and as they were widened.
pub(super) fn plain_concepts(asked: &Asked) -> Vec<Concept> {
    let only_function_words = asked.words.iter().all(|word| word.is_function_word);
    asked.words.iter().map(|word| concept(asked, word, only_function_words)).collect()
}

/// The concept of one word, as it stands and as it was widened.
fn concept(asked: &Asked, word: &Word, only_function_words: bool) -> Concept {
    let worth = match () {
        () if asked.is_cited(&word.token) => worth::CITATION,
        () if only_function_words || word.is_quoted => worth::CONTENT,
        () if word.is_function_word => worth::FUNCTION,
        () if is_light(&word.stem) => worth::LIGHT,
        () if asked.is_auxiliary(word) || asked.only_joins(word) => worth::LIGHT,
        // Its parts are asked for by themselves.
        () if word.kind == TokenKind::Whole => worth::FUNCTION,
        () => worth::CONTENT,
    };
    let capitals = word.kind == TokenKind::Word && asked.is_abbreviation(word);
    let mut forms = vec![Form { exact: Some(word.exact.clone()), capitals, ..Form::of(vec![word.stem.clone()], 1.0) }];
    // Without Kazakh letters an abbreviation would look like more words yet.
    if let Some(loose) = word.loose.as_ref().filter(|_| !capitals) {
        forms.push(Form { loose: true, ..Form::of(vec![loose.clone()], weight::LOOSE) });
    }
    forms.extend(word.wider.iter().map(|wider| Form { exact: Some(wider.to.clone()), ..Form::of(vec![wider.term.clone()], wider.weight) }));
    // «көші-қон» is the name of one thing.
    let share = if matches!(word.kind, TokenKind::Modifier | TokenKind::Head) { 0.5 } else { 1.0 };
    let counts = word.kind == TokenKind::Number && !asked.is_cited(&word.token) && !asked.is_beside_unit(word);
    Concept { surface: word.surface.clone(), worth, share, forms, place: word.token.position, counts }
}

/// What texts of the index explain `key` as: the name that an abbreviation stands for, or the abbreviation of a name. One that has more than
/// [`FORMS_MAX`] is told in those that most units have: no concept takes more, and a corpus may explain one in thousands of ways.
fn explanations(index: &Index, key: &str) -> Result<Vec<String>, Error> {
    let key = format!("{key}{BETWEEN}");
    let pairs = index.terms_with_frequency(index.fields().abbreviation, &key, EXPLANATIONS_MAX)?;
    Ok(most_frequent(pairs.into_iter().filter_map(|(pair, units)| Some((pair.strip_prefix(&key)?.to_owned(), units)))))
}

/// The [`FORMS_MAX`] of `terms` that most units have, in the order of the alphabet; a term may come several times, each time with other units.
fn most_frequent(terms: impl Iterator<Item = (String, usize)>) -> Vec<String> {
    let mut units_of: BTreeMap<String, usize> = BTreeMap::new();
    for (term, units) in terms {
        *units_of.entry(term).or_default() += units;
    }
    let mut terms: Vec<(String, usize)> = units_of.into_iter().collect();
    if terms.len() > FORMS_MAX {
        terms.sort_by_key(|(_, units)| Reverse(*units));
        terms.truncate(FORMS_MAX);
        terms.sort();
    }
    terms.into_iter().map(|(term, _)| term).collect()
}

/// What several overlapping phrases of the question lead to, «қатты ауырып» and «ауырып қалған», is one thing: all their words together are paid for it
/// what those of the longest phrase would be.
fn pay_once(added: &mut [(Vec<usize>, Vec<Form>)]) {
    let mut spans: BTreeMap<Vec<String>, Vec<Vec<usize>>> = BTreeMap::new();
    for (span, forms) in added.iter() {
        forms.iter().for_each(|form| spans.entry(form.terms.clone()).or_default().push(span.clone()));
    }
    for (span, forms) in added {
        for form in forms {
            let holds = |outer: &[usize], inner: &[usize]| inner.iter().all(|at| outer.contains(at));
            let overlaps = |other: &&Vec<usize>| other.iter().any(|at| span.contains(at)) && !holds(span, other) && !holds(other, span);
            let others: Vec<&Vec<usize>> = spans.get(&form.terms).into_iter().flatten().filter(overlaps).collect();
            let all: BTreeSet<usize> = others.iter().copied().chain([&*span]).flatten().copied().collect();
            let longest = others.iter().map(|other| other.len()).fold(span.len(), usize::max);
            form.part = longest as f32 / all.len() as f32;
        }
    }
}

/// Each of the words that an entry was found by is answered by it.
fn add(concepts: &mut [Concept], span: &[usize], forms: &[Form]) {
    for &at in span {
        let alone = span.len() == 1;
        for form in forms {
            match concepts[at].forms.iter_mut().find(|known| known.terms == form.terms && !known.loose) {
                Some(known) => {
                    known.weight = known.weight.max(form.weight);
                    known.part = known.part.min(form.part);
                    known.alone &= alone;
                }
                None => concepts[at].forms.push(Form { alone, ..form.clone() }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_phrases_are_paid_once() {
        let leads_to = |term: &str| vec![Form::of(vec![term.to_owned()], 0.8)];
        // «қатты ауырып», «ауырып қалған»; a phrase by itself; a phrase and a word of it
        let mut added = vec![
            (vec![0, 1], leads_to("емделу")),
            (vec![1, 2], leads_to("емделу")),
            (vec![3, 4], leads_to("көшу")),
            (vec![5, 6], leads_to("виза")),
            (vec![6], leads_to("виза")),
        ];
        pay_once(&mut added);
        let parts: Vec<f32> = added.iter().map(|(_, forms)| forms[0].part).collect();
        assert_eq!(parts, [2.0 / 3.0, 2.0 / 3.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn an_abbreviation_with_many_meanings_is_told_in_the_most_frequent() {
        let few = [("б", 1), ("а", 2), ("б", 3)].map(|(term, units)| (term.to_owned(), units));
        assert_eq!(most_frequent(few.into_iter()), ["а", "б"]);
        // ten of them stand in two segments of the index
        let many = (0..50_000).map(|nth| (format!("{nth:05}"), 1)).chain((0..10).map(|nth| (format!("{:05}", nth * 5_000 + 7), 1)));
        let told = most_frequent(many);
        assert_eq!(told.len(), FORMS_MAX);
        assert!(told.is_sorted() && (0..10).all(|nth| told.contains(&format!("{:05}", nth * 5_000 + 7))), "{told:?}");
    }
}
