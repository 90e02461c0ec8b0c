//! What a question asks for: words, phrases, numbers, units, an act.

use crate::act::ProvisionPath;
use crate::analyzer::{Token, TokenKind, Widening, analyze, is_stopword};
use crate::cite::unit_phrases;

/// A longer question is cut: it is a page of text, and its first words will do.
const QUESTION_BYTES_MAX: usize = 4000;
/// More words than this cost time and add nothing.
const WORDS_MAX: usize = 64;
/// More phrases than this are read as words.
const PHRASES_MAX: usize = 8;

/// A question taken apart. There is no wrong question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked {
    /// The acts it is limited to: `act:V1800016354`.
    pub(super) acts: Vec<String>,
    /// Its words outside quotation marks and those inside, each once.
    pub(super) words: Vec<Word>,
    /// Phrases in quotation marks: the folded surface forms with their places.
    pub(super) phrases: Vec<Vec<(usize, String)>>,
    /// Stems of neighbouring words outside quotation marks: a text that has them side by side is the better answer.
    pub(super) pairs: Vec<(String, String)>,
    /// Units it names, each as the segments of its path: «32-тармақ» is `point-32`.
    pub(super) units: Vec<Vec<String>>,
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
    /// The word as it was typed, and what became of it.
    pub(super) surface: String,
    pub(super) token: Token,
    /// What else may be meant with it, in the index at hand.
    pub(super) wider: Vec<Widening>,
}

impl Asked {
    pub(super) fn read(text: &str) -> Self {
        let mut asked = Self::default();
        let mut end = text.len().min(QUESTION_BYTES_MAX);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (text, acts) = acts(&text[..end]);
        asked.acts = acts;
        asked.units = units(&text);
        let mut plain = String::new();
        for (at, part) in text.split(['"', '“', '”', '„']).enumerate() {
            // Odd parts stand between two marks; a mark that is never closed is no mark.
            let closed = at % 2 == 1 && text.matches(['"', '“', '”', '„']).count() > at;
            let tokens = if closed && asked.phrases.len() < PHRASES_MAX { analyze(part) } else { Vec::new() };
            let phrase: Vec<&Token> = tokens.iter().filter(|token| token.kind != TokenKind::Whole).take(WORDS_MAX).collect();
            if phrase.is_empty() {
                plain.push_str(part);
            } else {
                let first = phrase[0].position;
                asked.phrases.push(phrase.iter().map(|token| ((token.position - first) as usize, token.exact.clone())).collect());
                phrase.iter().for_each(|token| asked.add(part, token));
            }
            plain.push(' ');
        }
        let tokens = analyze(&plain);
        tokens.iter().for_each(|token| asked.add(&plain, token));
        let content: Vec<&Token> = tokens.iter().filter(|token| token.kind != TokenKind::Whole).collect();
        let beside = |pair: &&[&Token]| pair[1].position == pair[0].position + 1 && !is_stopword(&pair[0].exact) && !is_stopword(&pair[1].exact);
        asked.pairs = content.windows(2).filter(beside).take(WORDS_MAX).map(|pair| (pair[0].term.clone(), pair[1].term.clone())).collect();
        asked
    }

    fn add(&mut self, text: &str, token: &Token) {
        if self.words.len() >= WORDS_MAX || self.words.iter().any(|word| word.exact == token.exact && word.stem == token.term) {
            return;
        }
        let is_kazakh = token.exact.chars().any(|c| "әғқңөұүһі".contains(c));
        let is_cyrillic = token.exact.chars().all(|c| matches!(c, '\u{430}'..='\u{4ff}'));
        self.words.push(Word {
            stem: token.term.clone(),
            exact: token.exact.clone(),
            loose: (!is_kazakh && is_cyrillic && token.kind != TokenKind::Number).then(|| token.loose.clone()),
            kind: token.kind,
            is_function_word: is_stopword(&token.exact),
            surface: text.get(token.range.clone()).unwrap_or(&token.exact).to_owned(),
            token: token.clone(),
            wider: Vec::new(),
        });
    }

    /// Whether `path` is a unit that the question names: its parts stand in the path in their order, the last at its end.
    pub(super) fn names(&self, path: &ProvisionPath) -> bool {
        self.units.iter().any(|unit| {
            let mut asked = unit.iter().rev();
            let mut next = asked.next();
            if next.map(String::as_str) != path.segments().next_back() {
                return false;
            }
            for segment in path.segments().rev() {
                if next.is_some_and(|asked| asked == segment) {
                    next = asked.next();
                }
            }
            next.is_none()
        })
    }

    /// Whether there is nothing to search for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Takes the words `act:ID` out of a question.
fn acts(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut acts) = (String::with_capacity(text.len()), Vec::new());
    for word in text.split(' ') {
        match word.strip_prefix("act:").filter(|id| !id.is_empty()) {
            Some(id) => acts.push(id.trim_matches(['"', ',']).to_owned()),
            None => {
                kept.push_str(word);
                kept.push(' ');
            }
        }
    }
    (kept, acts)
}

/// The units that a question names, chains of neighbouring phrases joined: «58-тармақ екінші бөлік».
fn units(text: &str) -> Vec<Vec<String>> {
    let mut units: Vec<Vec<String>> = Vec::new();
    let mut end = None;
    for phrase in unit_phrases(text) {
        let follows = end.is_some_and(|end: usize| text.get(end..phrase.range.start).is_some_and(|between| between.trim().is_empty()));
        end = Some(phrase.range.end);
        for path in &phrase.paths {
            let segments: Vec<String> = path.segments().map(str::to_owned).collect();
            match units.last_mut() {
                Some(last) if follows && phrase.paths.len() == 1 => last.extend(segments),
                _ => units.push(segments),
            }
        }
    }
    // The numbered paragraphs of an article of a code are its parts: «517-бап 4-бөлік» is addressed `article-517/point-4`.
    let numbered = units.iter().filter(|unit| unit.first().is_some_and(|first| first.starts_with("article-")));
    let numbered: Vec<Vec<String>> = numbered.map(|unit| unit.iter().map(|segment| segment.replacen("part-", "point-", 1)).collect()).collect();
    units.extend(numbered.into_iter().filter(|unit| unit.len() > 1));
    units.dedup();
    units.truncate(PHRASES_MAX);
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_taken_apart() {
        let asked = Asked::read("act:V1800016354 \"шетелдік инвесторлар босатылады\" виза неше");
        assert_eq!(asked.acts, ["V1800016354"]);
        assert_eq!(asked.phrases.len(), 1);
        assert_eq!(asked.phrases[0][1], (1, "инвесторлар".to_owned()));
        assert!(asked.words.iter().any(|word| word.exact == "виза"));
        assert_eq!(Asked::read("807 қаулы 32-тармақ").units, [["point-32"]]);
        assert_eq!(Asked::read("21165 бұйрық 58-тармақ екінші бөлік").units, [["point-58", "part-2"]]);
        let article = Asked::read("ӘҚБтК 517-бап 4-бөлік");
        assert!(article.names(&"section-1/q-1.7/answer/article-517/point-4".parse().unwrap()));
        assert!(!article.names(&"article-517/point-4/subpoint-1".parse().unwrap()));
        assert!(!article.names(&"article-5/point-4".parse().unwrap()));
    }

    #[test]
    fn no_question_is_a_syntax_error() {
        for text in ["", "\"", "\"\"", "((", "AND OR", "act:", "сон*", "14-бабы 1) тармақшасы", "a:b^2~", "-", "\u{0}"] {
            let _ = Asked::read(text);
        }
        assert!(Asked::read("\"виза").phrases.is_empty(), "a mark that is never closed");
    }
}
