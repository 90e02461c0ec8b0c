//! What a question asks for: words, phrases, numbers, limits.

use std::collections::HashSet;
use std::ops::Range;

use super::cited::Cited;
use super::concept::is_light;
use super::grammar::{Limit, Node, Parsed, limits, parse};
use super::thesaurus::{Lookup, entries_at};
use crate::act::Date;
use crate::analyzer::{PartOfSpeech, Reading, Token, TokenKind, Widening, analyze, has_kazakh_letters, is_stopword, readings, without_kazakh_letters};
use crate::cite::unit_word;
use crate::index::Index;

/// A longer question is cut: it is a page of text, and its first words will do.
const QUESTION_BYTES_MAX: usize = 4000;
/// More words than this cost time and add nothing.
const WORDS_MAX: usize = 64;

/// A question taken apart. There is no wrong question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked {
    /// Its words outside quotation marks and those inside, each once.
    pub(super) words: Vec<Word>,
    /// All of them in their order, by their places in `words`: a word that comes twice is there twice.
    pub(super) order: Vec<usize>,
    /// It has more words than are searched.
    is_cut: bool,
    /// Its phrases.
    pub(super) phrases: Vec<Phrase>,
    /// Beginnings of words.
    pub(super) prefixes: Vec<String>,
    /// Limits on what is searched.
    pub(super) limits: Vec<Limit>,
    /// What has to hold, where there are operators.
    pub(super) tree: Option<Node>,
    /// Acts, units and days that it names.
    pub(super) cited: Cited,
    /// The day asked about, where the question or its asker tells one.
    pub(super) day: Option<Date>,
    /// The day that is answered for: that one, or today.
    pub(super) as_of: Option<Date>,
    /// Its words that only cite, folded.
    citing: HashSet<String>,
    /// What could not be read.
    pub(super) problems: Vec<String>,
}

/// Words in quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    /// The folded surface forms with their places.
    pub(super) forms: Vec<(usize, String)>,
    /// The stems with their places.
    pub(super) stems: Vec<(usize, String)>,
    /// How many other words may stand between.
    pub(super) slop: u32,
}

impl Phrase {
    /// The words of `text`, side by side.
    pub(super) fn of(text: &str) -> Self {
        let tokens = analyze(text);
        Self::of_tokens(&tokens.iter().filter(|token| token.kind != TokenKind::Whole).take(WORDS_MAX).collect::<Vec<_>>(), 0)
    }

    fn of_tokens(tokens: &[&Token], slop: u32) -> Self {
        let first = tokens.first().map_or(0, |token| token.position);
        let place = |token: &Token| (token.position - first) as usize;
        Self {
            forms: tokens.iter().map(|token| (place(token), token.exact.clone())).collect(),
            stems: tokens.iter().map(|token| (place(token), token.term.clone())).collect(),
            slop,
        }
    }
}

/// A word of a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) stem: String,
    pub(super) exact: String,
    /// The stem without Kazakh letters, for a word typed without them.
    pub(super) loose: Option<String>,
    pub(super) kind: TokenKind,
    pub(super) is_function_word: bool,
    /// It stands in quotation marks, and is meant as it stands.
    pub(super) is_quoted: bool,
    /// The word as it was typed, and what became of it.
    pub(super) surface: String,
    pub(super) token: Token,
    /// What else may be meant with it, in the index at hand.
    pub(super) wider: Vec<Widening>,
}

impl Asked {
    /// Takes `text` apart; acts and units of `index` are recognised in it. A day in it is the day asked about, unless that is told: `as_of`. Words
    /// that tell the day are not searched for, nor is the month or the year that it lies in: «2013 жылғы наурызда».
    pub(super) fn read(index: Option<&Index>, text: &str, as_of: Option<Date>) -> Self {
        let cut = text.len() > QUESTION_BYTES_MAX;
        let text = &text[..text.floor_char_boundary(QUESTION_BYTES_MAX)];
        let mut cited = index.map(|index| Cited::read(index, &blank(text, limits(text)))).unwrap_or_default();
        let mut asked =
            Self { citing: cited.ranges.iter().flat_map(|range| analyze(&text[range.clone()])).map(|token| token.exact).collect(), ..Self::default() };
        if as_of.is_some() {
            cited.day = None;
        }
        let day = cited.day.as_ref().map(|(day, _)| *day).or(as_of);
        let telling = cited.times.iter().filter(|(days, _)| day.is_some_and(|day| days.contains(&day))).map(|(_, range)| range.clone());
        let Parsed { plain, phrases, prefixes, limits, tree, problems } = parse(&blank(text, telling));
        asked.cited = cited;
        asked.prefixes = prefixes;
        asked.limits = limits;
        asked.tree = tree;
        asked.problems = problems;
        for (phrase, slop) in phrases {
            let tokens = analyze(&phrase);
            let tokens: Vec<&Token> = tokens.iter().filter(|token| token.kind != TokenKind::Whole).take(WORDS_MAX).collect();
            asked.phrases.push(Phrase::of_tokens(&tokens, slop));
            tokens.iter().for_each(|token| asked.add(&phrase, token, true));
        }
        analyze(&plain).iter().for_each(|token| asked.add(&plain, token, false));
        asked.read_verbs();
        if asked.is_cut || cut {
            asked.problems.push(format!("the question is long; its first {} words were searched", asked.order.len()));
        }
        asked
    }

    /// Reads words before a particle that asks as verbs where they may be: «айыппұл сала ма» is of «салу», not of «сала» (a branch). So are those before an
    /// auxiliary: «елде қалып қойса» is of «қалу», not of «қалып» (a mould).
    fn read_verbs(&mut self) {
        for at in 0..self.words.len() {
            let places = || self.order.iter().enumerate().filter(|&(_, &of)| of == at).map(|(place, _)| place);
            let next = |place: usize| self.order.get(place + 1).map(|&next| &self.words[next]);
            let is_asked = |place: usize| next(place).is_some_and(|next| PARTICLES.contains(&next.exact.as_str()));
            let is_helped = |place: usize| next(place).is_some_and(|next| AUXILIARIES.contains(&next.stem.as_str()));
            let word = &self.words[at];
            // «бұл жаза ма»: what the files of words lead on from is meant as it stands there
            let is_led_on = || !entries_at(&[Lookup::of(&word.stem, &word.exact)]).is_empty();
            if word.is_quoted || word.kind != TokenKind::Word || is_led_on() {
                continue;
            }
            let present = || verb_before(&word.exact, &["а", "е", "й"]).filter(|_| places().all(is_asked));
            let converb = || verb_before(&word.exact, CONVERB).filter(|_| places().all(is_helped));
            if let Some(root) = present().or_else(converb).filter(|root| *root != word.stem) {
                let word = &mut self.words[at];
                word.loose = word.loose.as_ref().map(|_| root.chars().map(without_kazakh_letters).collect());
                word.token.term.clone_from(&root);
                word.stem = root;
            }
        }
    }

    /// Whether `word`, one of its own, is an abbreviation. A question typed all in capitals has none.
    pub(super) fn is_abbreviation(&self, word: &Word) -> bool {
        is_abbreviation(&word.surface) && self.words.iter().any(|word| !is_abbreviation(&word.surface))
    }

    fn add(&mut self, text: &str, token: &Token, is_quoted: bool) {
        let known = self.words.iter().position(|word| word.exact == token.exact && word.stem == token.term);
        if self.order.len() >= WORDS_MAX {
            self.is_cut = true;
            return;
        }
        self.order.push(known.unwrap_or(self.words.len()));
        if known.is_some() {
            return;
        }
        let is_cyrillic = token.exact.chars().all(|c| matches!(c, '\u{430}'..='\u{4ff}'));
        self.words.push(Word {
            stem: token.term.clone(),
            exact: token.exact.clone(),
            loose: (is_cyrillic && !has_kazakh_letters(&token.exact) && token.kind != TokenKind::Number).then(|| token.loose.clone()),
            kind: token.kind,
            is_function_word: is_stopword(&token.exact),
            is_quoted,
            surface: text.get(token.range.clone()).unwrap_or(&token.exact).to_owned(),
            token: token.clone(),
            wider: Vec::new(),
        });
    }

    /// Takes its words as they are spelt, for a question that was typed with Kazakh letters.
    pub(super) fn take_as_spelt(&mut self) {
        self.words.iter_mut().for_each(|word| word.loose = None);
    }

    /// Whether a word does nothing but cite.
    pub(super) fn is_cited(&self, token: &Token) -> bool {
        self.citing.contains(&token.exact)
    }

    /// Whether `word`, one of its own, is an auxiliary verb wherever it stands: «азайтып тастаса», «көшіп кетсе». What is done tells the word before it.
    pub(super) fn is_auxiliary(&self, word: &Word) -> bool {
        let before = |at: usize| at.checked_sub(1).and_then(|before| self.order.get(before)).map(|&before| &self.words[before]);
        let mut places = self.order.iter().enumerate().filter(|&(_, &at)| self.words[at].token == word.token).map(|(place, _)| place);
        AUXILIARIES.contains(&word.stem.as_str()) && places.all(|place| before(place).is_some_and(|word| is_converb(&word.token)))
    }

    /// Whether `word`, one of its own, says little wherever it stands, since its neighbour makes a phrase with it that only joins or asks: «бұл ретте», «қай
    /// жерде». By itself it is a word as any other: «екі рет», «жер».
    pub(super) fn only_joins(&self, word: &Word) -> bool {
        let exact = |at: Option<usize>| at.and_then(|at| self.order.get(at)).map_or("", |&at| self.words[at].exact.as_str());
        let in_phrase = |place: usize| {
            let (before, itself, after) = (exact(place.checked_sub(1)), exact(Some(place)), exact(Some(place + 1)));
            let is_phrase = |first: &str, second: &str| JOINING.iter().any(|(ones, others)| ones.contains(&first) && others.contains(&second));
            is_phrase(before, itself) || is_phrase(itself, after)
        };
        let mut places = self.order.iter().enumerate().filter(|&(_, &at)| self.words[at].token == word.token).map(|(place, _)| place).peekable();
        places.peek().is_some() && places.all(in_phrase)
    }

    /// Whether it is one word, beside function words.
    pub(super) fn is_one_word(&self) -> bool {
        let content = self.order.iter().filter(|&&at| !self.words[at].is_function_word && self.words[at].kind != TokenKind::Whole);
        content.count() == 1
    }

    /// Whether `word`, a number of its own, stands beside the word for a unit: «11 тармақ», «тармақ 11».
    pub(super) fn is_beside_unit(&self, word: &Word) -> bool {
        let is_unit = |word: &str| unit_word(word).is_some() || SHORT_UNITS.contains(&word);
        let of_unit = |at: Option<&usize>| at.is_some_and(|&at| is_unit(&self.words[at].exact));
        let mut places = self.order.iter().enumerate().filter(|&(_, &at)| self.words[at].token == word.token).map(|(place, _)| place);
        places.any(|place| of_unit(self.order.get(place + 1)) || place > 0 && of_unit(self.order.get(place - 1)))
    }

    /// The phrases of several words, side by side, that whatever answers must have.
    pub(super) fn phrases_needed(&self) -> impl Iterator<Item = &Phrase> {
        fn needed(node: &Node, number: usize) -> bool {
            match node {
                Node::Phrase(phrase) => *phrase == number,
                Node::All(nodes) => nodes.iter().any(|node| needed(node, number)),
                _ => false,
            }
        }
        let is_needed = |number: usize| self.tree.as_ref().is_none_or(|tree| needed(tree, number));
        let several = |phrase: &Phrase| phrase.slop == 0 && phrase.forms.len() > 1;
        self.phrases.iter().enumerate().filter(move |(number, phrase)| several(phrase) && is_needed(*number)).map(|(_, phrase)| phrase)
    }

    /// Whether it asks for anything beside what it cites.
    pub(super) fn has_more_than_citations(&self) -> bool {
        self.words.iter().any(|word| !word.is_function_word && !is_light(&word.stem) && !self.is_cited(&word.token))
    }

    /// Whether there is nothing to search for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.prefixes.is_empty()
    }
}

/// `text` with spaces in the place of `ranges`, as many as they have bytes: the ranges after one stay where they are.
fn blank(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> String {
    let mut blanked = text.to_owned();
    ranges.for_each(|range| blanked.replace_range(range.clone(), &" ".repeat(range.len())));
    blanked
}

/// What words for units are shortened to: «16 т.».
const SHORT_UNITS: &[&str] = &["т", "тарм", "тш", "б", "бөл", "абз", "қос", "п", "пп", "ст", "ч"];

/// Verbs that, behind another in -ып, only tell how it was done.
const AUXILIARIES: &[&str] = &["таста", "тастау", "қал", "қалу", "кет", "кету", "қой", "қою", "жібер", "жіберу", "бер", "беру", "ал", "алу"];

/// What asks behind a verb.
pub(super) const PARTICLES: &[&str] = &["ма", "ме", "ба", "бе", "па", "пе"];

/// How a verb ends that another one goes on with: «қалып қойса».
const CONVERB: &[&str] = &["ып", "іп", "п"];

/// The root of the verb that `exact` may be with one of `endings`: сала, бере, төлей of the present, without a person; салып, беріп, төлеп.
fn verb_before(exact: &str, endings: &[&str]) -> Option<String> {
    let has_it = |reading: &Reading| exact.strip_prefix(reading.stem.as_str()).is_some_and(|ending| endings.contains(&ending));
    let verbs = readings(exact).into_iter().filter(|reading| reading.known && reading.part_of_speech == Some(PartOfSpeech::Verb));
    verbs.into_iter().find(has_it).map(|reading| reading.stem)
}

/// Phrases of two words that only join or ask.
const JOINING: &[(&[&str], &[&str])] = &[(&["бұл", "осы", "сол", "мұндай", "ондай"], &["ретте"]), (&["қай", "кай"], &["жерде", "жерге"])];

/// Whether `token` is a verb in -ып: «азайтып», «жөндеп».
fn is_converb(token: &Token) -> bool {
    let is_best = || readings(&token.exact).first().is_some_and(|best| best.part_of_speech == Some(PartOfSpeech::Verb));
    token.exact.ends_with('п') && token.exact != token.term && (is_best() || verb_before(&token.exact, CONVERB).is_some_and(|root| root == token.term))
}

/// Whether a word is written like an abbreviation: «ҰҚК-нің», «ӘҚБтК».
pub(super) fn is_abbreviation(surface: &str) -> bool {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_taken_apart() {
        let asked = Asked::read(None, "act:V1800016354 \"шетелдік инвесторлар босатылады\" виза неше", None);
        assert_eq!(asked.limits, [Limit::Act("V1800016354".to_owned())]);
        assert_eq!(asked.phrases.len(), 1);
        assert_eq!(asked.phrases[0].forms[1], (1, "инвесторлар".to_owned()));
        assert!(asked.words.iter().any(|word| word.exact == "виза" && !word.is_quoted));
    }

    #[test]
    fn a_verb_behind_another_only_tells_how_it_was_done() {
        let auxiliaries = |text: &str| -> Vec<String> {
            let asked = Asked::read(None, text, None);
            asked.words.iter().filter(|word| asked.is_auxiliary(word)).map(|word| word.exact.clone()).collect()
        };
        assert_eq!(auxiliaries("мерзімінен артық қалып қойса"), ["қойса"]);
        assert_eq!(auxiliaries("мерзімін азайтып тастаса, шетелге көшіп кеткен"), ["тастаса", "кеткен"]);
        assert_eq!(auxiliaries("елден кеткен адам қоқыс тастаса"), Vec::<String>::new(), "it is what is done");
        assert_eq!(auxiliaries("көшіп кеткен адам елден кеткен"), Vec::<String>::new(), "once it is");
    }

    #[test]
    fn what_is_asked_whether_is_a_verb() {
        let stem = |text: &str, word: &str| Asked::read(None, text, None).words.iter().find(|one| one.exact == word).map(|word| word.stem.clone());
        assert_eq!(stem("айыппұл сала ма", "сала").as_deref(), Some("сал"));
        assert_eq!(stem("ескерту әкімшілік жаза ма", "жаза").as_deref(), Some("жаза"));
        assert_eq!(stem("қай сала дамиды", "сала").as_deref(), Some("сала"), "a branch");
        assert_eq!(stem("бұл виза ма", "виза").as_deref(), Some("виза"), "no verb");
        assert_eq!(stem("елде қалып қойса", "қалып").as_deref(), Some("қал"), "before an auxiliary");
        assert_eq!(stem("визаны қалпына келтіру", "қалпына").as_deref(), Some("қалып"), "a noun");
    }

    #[test]
    fn a_phrase_that_joins_says_little() {
        let joining = |text: &str| -> Vec<String> {
            let asked = Asked::read(None, text, None);
            asked.words.iter().filter(|word| asked.only_joins(word)).map(|word| word.exact.clone()).collect()
        };
        assert_eq!(joining("бұл ретте алым алына ма"), ["бұл", "ретте"]);
        assert_eq!(joining("құжатты қай жерге тапсырады"), ["қай", "жерге"]);
        assert_eq!(joining("бұл екі рет жерге ала ма"), Vec::<String>::new(), "by itself it is a word");
        assert_eq!(joining("қай жерге жерге"), ["қай"], "once it is one");
    }

    #[test]
    fn a_number_beside_the_word_for_a_unit_names_it() {
        let names = |text: &str| -> Vec<bool> {
            let asked = Asked::read(None, text, None);
            asked.words.iter().filter(|word| word.kind == TokenKind::Number).map(|word| asked.is_beside_unit(word)).collect()
        };
        assert_eq!(names("11 тармақ туралы, 16 т. дейін, 37 жаста"), [true, true, false]);
    }

    #[test]
    fn no_question_is_a_syntax_error() {
        for text in ["", "\"", "\"\"", "((", "AND OR", "act:", "сон*", "14-бабы 1) тармақшасы", "a:b^2~", "-", "\u{0}"] {
            let _ = Asked::read(None, text, None);
        }
        assert!(Asked::read(None, "\"виза", None).phrases.is_empty(), "a mark that is never closed");
    }
}
