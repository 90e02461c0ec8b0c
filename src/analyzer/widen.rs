//! What else may be meant with a word of a question.
//!
//! In the index every word has one term. That is right for texts, but a question is typed in a hurry, on a keyboard without Kazakh
//! letters, or in another script. So a question is widened, and only the question: each word gets a few more terms, each worth less
//! than the word itself and with the reason told.
//!
//! ```
//! use tarmaq::analyzer::{Lexicon, Reason, analyze, widen};
//!
//! let lexicon = Lexicon::new([("қабылдау", 3), ("құқық", 5), ("берілген", 2), ("берілді", 2)]);
//! let meant = |typed: &str| widen(&lexicon, typed, &analyze(typed)[0], true).into_iter().next();
//! let kazakh = meant("кабылдау").unwrap();
//! assert_eq!((kazakh.to.as_str(), kazakh.reason), ("қабылдау", Reason::KazakhLetters));
//! assert_eq!(meant("quqyq").unwrap().to, "құқық");
//! assert!(meant("құқық").is_none(), "nothing else is meant");
//! ```

use super::fold::without_kazakh_letters;
use super::key::{Script, keys_of};
use super::lexicon::{Found, Lexicon};
use super::stem::{PartOfSpeech, Reading, bases, derivations, readings, verb_root, verb_words};
use super::token::{Token, TokenKind};
use super::word::{Forms, PART};

/// So many other words one word of a question stands for, at most.
const WIDENINGS_MAX: usize = 4;
/// A shorter word has too many neighbours that differ in one letter.
const MISTYPED_LETTERS_MIN: usize = 5;
/// A shorter stem is in too many words that are none: what a slip of the finger left of a word often has one.
const STEM_LETTERS_MIN: usize = 4;
/// The root of a verb tells more, since only some endings are a verb's: «мініп».
const ROOT_LETTERS_MIN: usize = 3;
/// Before so many letters of an ending a root may have one letter less: «ашқан» is no slip for «қашқан».
const LONG_ENDING_LETTERS: usize = 3;
/// A shorter word is in too many compounds.
const COMPOUND_LETTERS_MIN: usize = 3;
/// A reading that is forty times less likely than the best (e^3.7) is none.
pub(crate) const SECOND_READING_BEHIND_MAX: f32 = 3.7;
/// What the only reading of a word is worth that nothing else fits: nearly what the word itself is.
const SURELY: f32 = 0.95;
/// What a word is worth that sounds alike but is spelt otherwise, or is a slip of a finger away.
const LIKELY: f32 = 0.75;
/// What the verbal noun is worth for the other forms of its verb, and they for it.
const SAME_VERB: f32 = 0.8;
/// What the passive is worth for the active, and the other way round.
const PASSIVE_OF_VERB: f32 = 0.4;
/// What the word is worth that a word no text has is made of, or that is made of it: the matter is the same, what is said of it may not be.
const DERIVED: f32 = 0.7;
/// Shorter Latin words are numerals, classes of visas and abbreviations.
const LATIN_LETTERS_MIN: usize = 3;

/// Why a word of a question was widened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The word has two spellings: ресімдеу, рәсімдеу.
    Spelling,
    /// It was typed without Kazakh letters: кабылдау for қабылдау.
    KazakhLetters,
    /// It was typed in Latin or Arabic letters: quqyq and قۇقىق for құқық.
    Script,
    /// The index does not have it, but one that differs in a letter.
    Mistyped,
    /// The form may be of another word: істер of іс (case) and of істе- (do).
    SecondReading,
    /// Another word of the same verb: беру and берілу of бер.
    VerbFamily,
    /// What the word is made of, where no text has the word: шақыру for шақырусыз. Or what is made of it.
    Derivation,
    /// A compound with the word: іс-шара for шара. Or the word for a part of the compound.
    Compound,
    /// The law's word for it: ұзарту for созу.
    Synonym,
    /// What it abbreviates, or how it is abbreviated: ҰҚК for Ұлттық қауіпсіздік комитеті.
    Abbreviation,
    /// The Kazakh word for a Russian one: шағым for жалоба.
    Translation,
}

impl Reason {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::KazakhLetters => "kazakh_letters",
            Self::Script => "script",
            Self::Mistyped => "mistyped",
            Self::SecondReading => "second_reading",
            Self::VerbFamily => "verb_family",
            Self::Derivation => "derivation",
            Self::Compound => "compound",
            Self::Synonym => "synonym",
            Self::Abbreviation => "abbreviation",
            Self::Translation => "translation",
        }
    }
}

/// A word that is searched for beside the one that was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Widening {
    /// The word of the question, folded.
    pub from: String,
    /// The word of the index that may be meant, folded.
    pub to: String,
    /// The term of `to`.
    pub term: String,
    /// Why.
    pub reason: Reason,
    /// What a match is worth, where a match of the word itself is worth 1.
    pub weight: f32,
}

/// The other words of `lexicon` that may be meant with `token`, read from `surface`, best first.
///
/// `plain_keyboard` tells that the whole question has no Kazakh letter: then also a word that the index has may stand for another.
pub fn widen(lexicon: &Lexicon, surface: &str, token: &Token, plain_keyboard: bool) -> Vec<Widening> {
    if matches!(token.kind, TokenKind::Number | TokenKind::Modifier | TokenKind::Head) || token.exact.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut wider = Wider { lexicon, token, found: Vec::new() };
    let known = lexicon.term(&token.term).is_some() || lexicon.form(&token.exact).is_some();
    // No text has «жасырса», and it is a word all the same, not «асырса» mistyped.
    let is_word = known || is_kazakh_word(token);
    wider.spellings();
    match Script::of(surface) {
        Some(Script::Latin) if token.exact.chars().count() < LATIN_LETTERS_MIN || is_numeral(&token.exact) => {}
        Some(Script::Latin | Script::Arabic) => wider.other_scripts(surface, known),
        Some(Script::Cyrillic) if !is_word || plain_keyboard => wider.kazakh_letters(known, is_word),
        _ => {}
    }
    if !is_word && wider.found.is_empty() {
        wider.mistyped();
    }
    let mut found = wider.found;
    found.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    found.truncate(WIDENINGS_MAX);
    found
}

/// Whether the language has the word, whatever texts have: a form of a stem that is known to the stemmer.
pub fn is_kazakh_word(token: &Token) -> bool {
    let readings = readings(&token.exact);
    let ending = token.exact.chars().count().saturating_sub(token.term.chars().count());
    let letters_min = |best: &Reading| match best.part_of_speech {
        Some(PartOfSpeech::Verb) if ending >= LONG_ENDING_LETTERS => ROOT_LETTERS_MIN - 1,
        Some(PartOfSpeech::Verb) => ROOT_LETTERS_MIN,
        // «ұлымның» is of «ұл», no slip for «ұйымның»
        _ if ending >= LONG_ENDING_LETTERS => ROOT_LETTERS_MIN - 1,
        _ => STEM_LETTERS_MIN,
    };
    let known = |best: &Reading| best.known && best.part_of_speech.is_some() && best.stem == token.term && best.stem.chars().count() >= letters_min(best);
    readings.first().is_some_and(known) || spoken_verb(&token.exact).is_some()
}

/// Whether `text` has a letter that a Russian keyboard has not.
pub fn has_kazakh_letters(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і' | 'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' | 'Һ' | 'І'))
}

fn is_numeral(folded: &str) -> bool {
    folded.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
}

struct Wider<'l, 'q> {
    lexicon: &'l Lexicon,
    token: &'q Token,
    found: Vec<Widening>,
}

impl Wider<'_, '_> {
    fn add(&mut self, to: &str, term: &str, reason: Reason, weight: f32) {
        if term == self.token.term {
            return;
        }
        if let Some(known) = self.found.iter_mut().find(|known| known.term == term) {
            known.weight = known.weight.max(weight);
            return;
        }
        self.found.push(Widening { from: self.token.exact.clone(), to: to.to_owned(), term: term.to_owned(), reason, weight });
    }

    /// Adds the most frequent of `found`.
    fn add_best(&mut self, mut found: Vec<Found<'_>>, reason: Reason, weight: f32) {
        found.sort_by_key(|found| std::cmp::Reverse(found.count));
        found.dedup_by_key(|found| found.term);
        let most = found.first().map_or(1, |best| best.count.max(1)) as f32;
        for (at, found) in found.iter().take(WIDENINGS_MAX).enumerate() {
            // The second best is a guess, and the rarer the worse.
            let share = if at == 0 { 1.0 } else { (found.count as f32 / most / 2.0).min(0.5) };
            self.add(found.word, found.term, reason, weight * share);
        }
    }

    fn spellings(&mut self) {
        let mut forms = Forms::default();
        for pair in include_str!("variants.txt").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')) {
            for (one, other) in [pair, (pair.1, pair.0)] {
                let Some(rest) = self.token.exact.strip_prefix(one) else { continue };
                if self.token.exact.starts_with(other) && other.len() > one.len() {
                    continue;
                }
                forms.set(&format!("{other}{rest}"));
                forms.stem();
                let (to, term) = (forms.exact.clone(), forms.term.clone());
                if self.lexicon.term(&term).is_some() {
                    self.add(&to, &term, Reason::Spelling, 0.9);
                }
            }
        }
    }

    fn other_scripts(&mut self, surface: &str, known: bool) {
        for (at, key) in keys_of(surface).iter().enumerate() {
            let weight = if known { 0.4 } else { SURELY } / if at == 0 { 1.0 } else { 1.2 };
            self.add_best(self.lexicon.sounding(key), Reason::Script, weight);
        }
    }

    /// Words that are spelt alike but for Kazakh letters; where there is none, words that sound alike.
    fn kazakh_letters(&mut self, known: bool, is_word: bool) {
        let typed = &self.token.exact;
        let Some(key) = keys_of(typed).into_iter().next() else { return };
        let own = self.lexicon.term(&self.token.term).map_or(0, |own| own.count);
        let all = self.lexicon.sounding(&key);
        let loose = |word: &str| word.chars().map(without_kazakh_letters).collect::<String>();
        let typed_loose = loose(typed);
        let strict: Vec<Found<'_>> = all.iter().copied().filter(|found| typed_loose.starts_with(loose(found.word).trim_end_matches(['к', 'п']))).collect();
        if known {
            // «тур» is a word; that «тұр» is meant is as likely as it is frequent beside it.
            for found in strict.into_iter().filter(|found| found.count > own && has_kazakh_letters(found.word)) {
                let share = found.count as f32 / (found.count + own) as f32;
                self.add(found.word, found.term, Reason::KazakhLetters, SURELY * share);
            }
        } else if strict.is_empty() {
            if !is_word {
                self.add_best(all, Reason::KazakhLetters, LIKELY);
            }
        } else {
            self.add_best(strict, Reason::KazakhLetters, SURELY);
        }
    }

    fn mistyped(&mut self) {
        if self.token.exact.chars().count() < MISTYPED_LETTERS_MIN {
            return;
        }
        // The ending may be typed without Kazakh letters, too: «имигранттын» is «иммигранттың». A short stem has too many neighbours: «таппаған» is no
        // slip for «бап».
        let Token { exact, term, loose, .. } = self.token;
        let stems = [term, loose].into_iter().map(String::as_str).filter(|stem| stem.chars().count() >= MISTYPED_LETTERS_MIN);
        self.add_best(self.lexicon.resembling(exact, stems), Reason::Mistyped, LIKELY);
    }
}

/// What else `token` may be a form of, or stand in: its second reading, the other words of its verb, compounds; where the index does not have it,
/// the word it is made of.
///
/// `has` tells whether the index has a term. No lexicon is needed for any of it.
///
/// ```
/// use tarmaq::analyzer::{Reason, analyze, relatives};
///
/// let relatives = |word: &str, index: &[&str]| -> Vec<(String, Reason)> {
///     relatives(&analyze(word)[0], |term| index.contains(&term)).into_iter().map(|wider| (wider.to, wider.reason)).collect()
/// };
/// assert_eq!(relatives("жазасы", &["жаза", "жаз"]), []);
/// assert_eq!(relatives("беру", &["бер", "беріл"]), [("бер".to_owned(), Reason::VerbFamily), ("беріл".to_owned(), Reason::VerbFamily)]);
/// assert_eq!(relatives("қысқарта", &["қысқарту"]), [("қысқарту".to_owned(), Reason::VerbFamily)]);
/// assert_eq!(relatives("шақырусыз", &["шақыру"]), [("шақыру".to_owned(), Reason::Derivation)]);
/// assert_eq!(relatives("шара", &["-шара"]), [("-шара".to_owned(), Reason::Compound)]);
/// ```
pub fn relatives(token: &Token, mut has: impl FnMut(&str) -> bool) -> Vec<Widening> {
    if Script::of(&token.exact) != Some(Script::Cyrillic) {
        return Vec::new();
    }
    let mut found = compounds(token, &mut has);
    if token.kind == TokenKind::Word {
        let (second, family) = (second_reading(token, &mut has), verb_family(token, &mut has));
        let derived = derived(token, &mut has);
        let contracted = contracted(token, &mut has);
        for wider in contracted.into_iter().chain(second).chain(family).chain(derived) {
            if found.iter().all(|known: &Widening| known.term != wider.term) {
                found.push(wider);
            }
        }
    }
    found
}

fn relative(token: &Token, to: String, reason: Reason, weight: f32) -> Widening {
    Widening { from: token.exact.clone(), term: to.clone(), to, reason, weight }
}

/// The word as a part of compounds; a part of a compound as a word.
fn compounds(token: &Token, has: &mut impl FnMut(&str) -> bool) -> Vec<Widening> {
    let term = token.term.as_str();
    let relatives = match token.kind {
        TokenKind::Word if token.exact.chars().count() >= COMPOUND_LETTERS_MIN => vec![(format!("{PART}{term}"), 0.5), (format!("{term}{PART}"), 0.4)],
        TokenKind::Head => vec![(term.trim_start_matches(PART).to_owned(), 0.5)],
        TokenKind::Modifier if token.is_found_alone() => vec![(term.trim_end_matches(PART).to_owned(), 0.4)],
        _ => Vec::new(),
    };
    relatives.into_iter().filter(|(to, _)| has(to)).map(|(to, weight)| relative(token, to, Reason::Compound, weight)).collect()
}

/// What one says of oneself is often typed as it is spoken: «барам», «шығам» for барамын, шығамын. What looks like «my» something («балам») may be it, too.
fn contracted(token: &Token, has: &mut impl FnMut(&str) -> bool) -> Vec<Widening> {
    let Some(reading) = spoken_verb(&token.exact) else { return Vec::new() };
    let weight = if has(&token.term) { 0.3 } else { SAME_VERB };
    let root_and_noun = verb_words(&reading.stem).into_iter().take(2).filter(|word| *word != token.term && has(word));
    root_and_noun.map(|word| relative(token, word, Reason::SecondReading, weight)).collect()
}

/// The verb whose first person is contracted in `exact`.
fn spoken_verb(exact: &str) -> Option<Reading> {
    let rest = if exact.ends_with("ам") { "ын" } else { exact.ends_with("ем").then_some("ін")? };
    readings(&format!("{exact}{rest}")).into_iter().next().filter(|best| best.known && best.part_of_speech == Some(PartOfSpeech::Verb))
}

/// The likeliest other stem of a form that may be of two words: «істер» is mostly of іс (case), but also of істе- (do).
fn second_reading(token: &Token, has: &mut impl FnMut(&str) -> bool) -> Option<Widening> {
    let readings = readings(&token.exact);
    // A foreign word, or one of the closed classes, is what it is.
    let best = readings.first().filter(|best| best.stem == token.term && best.part_of_speech.is_some())?;
    let likely = readings[1..].iter().filter(|other| other.known && other.score >= best.score - SECOND_READING_BEHIND_MAX);
    let second = likely.map(|other| &other.stem).find(|stem| **stem != token.term && has(stem))?;
    Some(relative(token, second.clone(), Reason::SecondReading, 0.3))
}

/// What `token` is made of, or else what is made of it, where the index does not have it: «визасыз» is about a visa.
fn derived(token: &Token, has: &mut impl FnMut(&str) -> bool) -> Vec<Widening> {
    if has(&token.term) {
        return Vec::new();
    }
    let mut related: Vec<String> = bases(&token.term).into_iter().find(|base| has(base)).map(str::to_owned).into_iter().collect();
    if related.is_empty() {
        related = derivations(&token.term);
        related.retain(|derived| has(derived));
    }
    related.into_iter().map(|to| relative(token, to, Reason::Derivation, DERIVED)).collect()
}

/// The other words of the verb that `token` is a word of: verbal noun, passive and root, беру, беріл- and бер-.
///
/// A word is taken for a verb when it ends in -у and there is its root, when its ending is a verb's, or when the likeliest reading of it is one: «қысқарта ма».
fn verb_family(token: &Token, has: &mut impl FnMut(&str) -> bool) -> Vec<Widening> {
    let Token { term, exact, .. } = token;
    let ending = exact.strip_prefix(term.as_str()).unwrap_or_default();
    let finite = FINITE.iter().any(|finite| ending.starts_with(finite)) || is_verb(token);
    let Some(root) = verb_root(term).or_else(|| finite.then(|| term.into())) else { return Vec::new() };
    let mut family: Vec<String> = Vec::new();
    for word in verb_words(&root) {
        if word != *term && !family.contains(&word) && has(&word) {
            family.push(word);
        }
    }
    family.truncate(WIDENINGS_MAX);
    // «бас тарту» and «бас тартады» are one word of one verb; its passive says the same from the other side.
    let weight = |to: &str| if to == root || verb_root(to).is_some_and(|of| of == root) { SAME_VERB } else { PASSIVE_OF_VERB };
    family.into_iter().map(|to| (weight(&to), to)).map(|(weight, to)| relative(token, to, Reason::VerbFamily, weight)).collect()
}

/// Whether the likeliest reading of `token` is a form of a verb.
fn is_verb(token: &Token) -> bool {
    let readings = readings(&token.exact);
    readings.first().is_some_and(|best| best.known && best.stem == token.term && best.part_of_speech == Some(PartOfSpeech::Verb))
}

/// What begins the ending of a verb and of no noun.
const FINITE: &[&str] = &[
    "ған",
    "ген",
    "қан",
    "кен",
    "ады",
    "еді",
    "йды",
    "йді",
    "атын",
    "етін",
    "йтын",
    "йтін",
    "ып",
    "іп",
    "мады",
    "меді",
    "маған",
    "меген",
    "май",
    "мей",
    "са",
    "се",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::analyze;

    fn lexicon() -> Lexicon {
        let forms = [
            ("қабылдаудан", 5),
            ("қабылдау", 9),
            ("құжаттарды", 5),
            ("құжаттың", 4),
            ("құжат", 30),
            ("адамдарды", 5),
            ("шарттарды", 2),
            ("құқық", 9),
            ("қазақстан", 40),
            ("республикасы", 40),
            ("берілген", 4),
            ("берілді", 4),
            ("беру", 20),
            ("берді", 3),
            ("тұрақты", 9),
            ("тұруға", 9),
            ("тұру", 9),
            ("рәсімдеу", 5),
            ("мүлік", 5),
            ("шешім", 5),
            ("он", 9),
            ("оң", 2),
            ("виза", 50),
            ("визаны", 5),
            ("visa", 1),
        ];
        Lexicon::new(forms)
    }

    fn meant(lexicon: &Lexicon, typed: &str) -> Vec<(String, Reason)> {
        let tokens = analyze(typed);
        widen(lexicon, typed, &tokens[0], !has_kazakh_letters(typed)).into_iter().map(|wider| (wider.to, wider.reason)).collect()
    }

    #[test]
    fn what_is_meant_comes_first() {
        let lexicon = lexicon();
        let cases = [
            ("кабылдаудан", "қабылдаудан", Reason::KazakhLetters),
            ("кабылдау", "қабылдау", Reason::KazakhLetters),
            ("туракты", "тұрақты", Reason::KazakhLetters),
            ("kukyk", "құқық", Reason::Script),
            ("quqyq", "құқық", Reason::Script),
            ("kazakhstan", "қазақстан", Reason::Script),
            ("respublikasy", "республикасы", Reason::Script),
            ("s'es'im", "шешім", Reason::Script),
            ("قۇقىق", "құқық", Reason::Script),
            ("ٴمۇلىك", "мүлік", Reason::Script),
            ("ресімдеу", "рәсімдеу", Reason::Spelling),
            ("қабыдлау", "қабылдау", Reason::Mistyped),
            ("қабылдаудна", "қабылдаудан", Reason::Mistyped),
            ("репсубликасынын", "республика", Reason::Mistyped),
        ];
        for (typed, word, reason) in cases {
            assert_eq!(meant(&lexicon, typed).first(), Some(&(word.to_owned(), reason)), "{typed}");
        }
    }

    #[test]
    fn a_word_of_the_language_is_not_misspelt() {
        let lexicon = Lexicon::new([("асыру", 5), ("асырса", 5), ("асып", 9), ("қайта", 9), ("ақы", 9), ("қабылдау", 9), ("ұйымның", 9)]);
        for word in ["жасырса", "тасып", "қайтады", "әкім", "сенбі", "ашқан", "ашады", "ұлымның"] {
            assert!(is_kazakh_word(&analyze(word)[0]), "{word}");
            assert_eq!(meant(&lexicon, word), [], "{word} is a word, whatever texts have");
        }
        for word in ["қабыдлау", "жасрыса", "дипломатического"] {
            assert!(!is_kazakh_word(&analyze(word)[0]), "{word}");
        }
    }

    #[test]
    fn verbs_find_their_family_and_nouns_none() {
        let lexicon = lexicon();
        let cases = [
            // (form, its stem, what else the index has, what is meant too)
            ("беру", "беру", &["беріл", "бер", "виза"][..], &["бер", "беріл"][..]),
            ("берілген", "беріл", &["беру", "бер", "берілу"], &["берілу", "беру", "бер"]),
            ("шығу", "шығу", &["шық", "шығ", "шығыл"], &["шық", "шығыл"]),
            ("тапқан", "тап", &["табу", "табыл", "тапу"], &["табу", "табыл"]),
            ("бас", "бас", &["басу", "басыл"], &[]),
            ("құжатын", "құжат", &["құжату"], &[]),
        ];
        for (exact, term, index, meant) in cases {
            let token = Token { exact: exact.to_owned(), term: term.to_owned(), ..analyze(exact).swap_remove(0) };
            let family: Vec<String> = verb_family(&token, &mut |term| index.contains(&term)).into_iter().map(|wider| wider.term).collect();
            assert_eq!(family, meant, "{exact}");
        }
        let spoken = |typed: &str, index: &[&str]| {
            contracted(&analyze(typed)[0], &mut |term| index.contains(&term)).into_iter().map(|wider| wider.term).collect::<Vec<_>>()
        };
        assert_eq!(spoken("шығам", &["шық", "шығу"]), ["шық", "шығу"], "шығамын, as it is spoken");
        assert_eq!(spoken("қалам", &["виза"]), Vec::<String>::new(), "nothing of it is in the index");
        for typed in ["құжат", "адам", "виза", "12", "11-1-4", "қазақстан"] {
            assert_eq!(meant(&lexicon, typed), [], "{typed}");
            assert_eq!(verb_family(&analyze(typed)[0], &mut |_| true), [], "{typed}");
        }
    }

    #[test]
    fn a_form_of_two_words_is_searched_as_both() {
        let read = |form: &str| relatives(&analyze(form)[0], |term| ["істе", "шық", "жаз", "-шара", "шара-"].contains(&term));
        let told = |form: &str| read(form).into_iter().map(|wider| (wider.to, wider.reason)).collect::<Vec<_>>();
        assert_eq!(told("істер"), [("істе".to_owned(), Reason::SecondReading)]);
        assert_eq!(told("шығар"), [("шық".to_owned(), Reason::SecondReading)]);
        assert_eq!(told("шараның"), [("-шара".to_owned(), Reason::Compound), ("шара-".to_owned(), Reason::Compound)]);
        for plain in ["жазасын", "оның", "үшін", "паспорты", "visa", "12"] {
            assert_eq!(told(plain), [], "{plain}");
        }
        assert!(read("істер").iter().all(|wider| wider.weight < 0.5), "the likelier reading counts for more");
    }

    #[test]
    fn a_part_of_a_compound_is_also_a_word() {
        let tokens = analyze("интернет-ресурстың");
        let told = tokens.iter().flat_map(|token| relatives(token, |term| ["интернет", "ресурс"].contains(&term)));
        assert_eq!(told.map(|wider| wider.term).collect::<Vec<_>>(), ["интернет", "ресурс"]);
    }

    #[test]
    fn a_word_that_is_there_is_believed() {
        let lexicon = lexicon();
        for typed in ["он", "viii", "c3", "визаны"] {
            assert_eq!(meant(&lexicon, typed), [], "{typed}");
        }
    }
}
