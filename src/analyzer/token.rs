//! Words, numbers and compounds, and where they stand.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fold::{fold_into, is_mark};
use super::stem::{loose_stem_into, stem_in_place};
use super::stopwords::is_stopword;

/// Longer terms are cut: the engine refuses terms of more than 65,530 bytes, and nobody searches for one.
const TERM_BYTES_MAX: usize = 240;
/// No more of a word is looked at: a line of 200 MB without a space is one word.
const FOLDED_BYTES_MAX: usize = 1024;
/// Longer chains of words joined by hyphens are read as several.
const RUNS_MAX: usize = 12;

/// Endings that stand after a hyphen: «ҚР-ның», «30-ға», «9-00-ден».
const BARE_ENDINGS: &[&str] = &[
    "ның",
    "нің",
    "дың",
    "дің",
    "тың",
    "тің",
    "ға",
    "ге",
    "қа",
    "ке",
    "на",
    "не",
    "ны",
    "ні",
    "ды",
    "ді",
    "ты",
    "ті",
    "да",
    "де",
    "та",
    "те",
    "нда",
    "нде",
    "дан",
    "ден",
    "тан",
    "тен",
    "нан",
    "нен",
    "мен",
    "бен",
    "пен",
    "дағы",
    "дегі",
    "тағы",
    "тегі",
    "ндағы",
    "ндегі",
    "сы",
    "сі",
    "ы",
    "і",
    "сына",
    "сіне",
    "сының",
    "сінің",
    "сында",
    "сінде",
    "сынан",
    "сінен",
    "ына",
    "іне",
    "ының",
    "інің",
    "ында",
    "інде",
    "дар",
    "дер",
    "тар",
    "тер",
    "лар",
    "лер",
    "ші",
    "шы",
    "інші",
    "ыншы",
    "нші",
    "ншы",
    "і",
    "го",
    "му",
    "м",
    "й",
    "е",
    "х",
];

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word, or a part of a compound.
    Word,
    /// A number, or a part of a chain of numbers: `10`, `14-1`.
    Number,
    /// A compound or a chain of numbers as a whole, at the position of its first part: `көшіқон` beside `көші` and `қон`,
    /// `11-1-4/245` beside its four numbers.
    Whole,
}

/// One term of a text, and the word it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The stem: what is searched for. `тармақ` for «тармағына».
    pub term: String,
    /// The surface form, folded: lower case, alphabets unmixed. `тармағына`.
    pub exact: String,
    /// The stem spelt without Kazakh letters, for questions typed without them. `тармак`.
    pub loose: String,
    /// The bytes of the whole surface word in the text, on character boundaries. Ranges rise by their start.
    pub range: Range<usize>,
    /// Its place among the words. Wholes share the position of their first part.
    pub position: u32,
    /// What it is.
    pub kind: TokenKind,
}

/// The same, borrowed from buffers that the next token is written over.
#[derive(Clone, Debug)]
pub struct TokenRef<'b> {
    /// See [`Token::term`].
    pub term: &'b str,
    /// See [`Token::exact`].
    pub exact: &'b str,
    /// See [`Token::loose`].
    pub loose: &'b str,
    /// See [`Token::range`].
    pub range: Range<usize>,
    /// See [`Token::position`].
    pub position: u32,
    /// See [`Token::kind`].
    pub kind: TokenKind,
}

/// The tokens of `text`, in order.
pub fn analyze(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for_each_token(text, |token| {
        tokens.push(Token {
            term: token.term.to_owned(),
            exact: token.exact.to_owned(),
            loose: token.loose.to_owned(),
            range: token.range,
            position: token.position,
            kind: token.kind,
        });
    });
    tokens
}

/// Calls `take` with every token of `text`, in order, without an allocation for each.
pub fn for_each_token(text: &str, take: impl FnMut(TokenRef<'_>)) {
    let mut scanner = Scanner { text, take, position: 0, runs: Vec::with_capacity(RUNS_MAX), exact: String::new(), term: String::new(), loose: String::new() };
    scanner.scan();
}

/// A stretch of letters or digits.
#[derive(Clone, Debug)]
struct Run {
    range: Range<usize>,
    digits: bool,
    letters: bool,
    /// The script has no spaces between words, or is rare: Unicode's own word rules divide it.
    foreign: bool,
    /// The character between it and the run before it, when both are of one chunk.
    joiner: Option<char>,
}

impl Run {
    fn is_number(&self) -> bool {
        self.digits && !self.letters
    }
}

struct Scanner<'t, F> {
    text: &'t str,
    take: F,
    position: u32,
    runs: Vec<Run>,
    exact: String,
    term: String,
    loose: String,
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

impl<F: FnMut(TokenRef<'_>)> Scanner<'_, F> {
    fn scan(&mut self) {
        let mut at = 0;
        while let Some(run) = self.next_run(at) {
            at = run.range.end;
            let joiner = self.runs.last().and_then(|last| self.joiner(last, &run));
            if joiner.is_none() || self.runs.len() == RUNS_MAX {
                self.flush();
            }
            self.runs.push(Run { joiner, ..run });
        }
        self.flush();
    }

    /// The next stretch of letters and digits from byte `from` on.
    fn next_run(&self, from: usize) -> Option<Run> {
        let text = self.text;
        let mut run: Option<Run> = None;
        for (at, c) in text[from..].char_indices() {
            let at = from + at;
            let digit = c.is_ascii_digit();
            let letter = !digit && c.is_alphanumeric();
            let inside = run.is_some() && (is_mark(c) || (matches!(c, '\'' | '’' | 'ʼ') && text[at + c.len_utf8()..].starts_with(char::is_alphabetic)));
            if digit || letter || inside {
                let run = run.get_or_insert(Run { range: at..at, digits: false, letters: false, foreign: false, joiner: None });
                run.range.end = at + c.len_utf8();
                run.digits |= digit;
                run.letters |= letter;
                run.foreign |= letter && c >= '\u{0e00}';
            } else if run.is_some() {
                break;
            }
        }
        run
    }

    /// What joins two neighbouring runs into one chunk, if anything does.
    fn joiner(&self, left: &Run, right: &Run) -> Option<char> {
        let mut between = self.text[left.range.end..right.range.start].chars();
        let (Some(joiner), None) = (between.next(), between.next()) else { return None };
        let joins = match joiner {
            _ if left.foreign || right.foreign => false,
            _ if is_hyphen(joiner) => true,
            '/' => left.digits && right.digits,
            '.' => left.is_number() && right.is_number(),
            _ => false,
        };
        joins.then_some(joiner)
    }

    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let mut at = 0;
        while at < runs.len() {
            let count = if runs[at].digits { self.number(&runs, at) } else { self.words(&runs, at) };
            at += count;
        }
        self.runs = runs;
        self.runs.clear();
    }

    /// A number and what is joined to it; returns how many runs it took.
    fn number(&mut self, runs: &[Run], first: usize) -> usize {
        let continues = |run: &Run| run.digits || self.is_number_letters(run);
        let count = 1 + runs[first + 1..].iter().take_while(|run| run.joiner.is_some() && continues(run)).count();
        let chain = &runs[first..first + count];
        let range = chain[0].range.start..chain[count - 1].range.end;
        // «14-1» is one number of a unit; «11-1-4/245», «561-IV» and dates are also sought by their parts.
        let in_parts = count > 2 || chain[1..].iter().any(|run| run.letters || run.joiner.is_some_and(|joiner| !is_hyphen(joiner)));
        self.fold_chain(chain);
        if in_parts {
            self.emit(range.clone(), TokenKind::Whole, false);
            for run in chain {
                self.fold(run.range.clone());
                self.emit(range.clone(), TokenKind::Number, false);
                self.position += 1;
            }
        } else {
            self.emit(range, TokenKind::Number, false);
            self.position += 1;
        }
        let ending = runs.get(first + count).is_some_and(|run| run.joiner.is_some() && self.is_bare_ending(run));
        count + usize::from(ending)
    }

    /// Words joined by hyphens; returns how many runs they took.
    fn words(&mut self, runs: &[Run], first: usize) -> usize {
        if self.follows_closing_mark(&runs[first]) && self.is_bare_ending(&runs[first]) {
            return 1;
        }
        let count = 1 + runs[first + 1..].iter().take_while(|run| run.joiner.is_some() && !run.digits).count();
        let chain = &runs[first..first + count];
        let range = chain[0].range.start..chain[count - 1].range.end;
        if count == 1 {
            self.word(&chain[0], range);
            return 1;
        }
        if count == 2 && self.is_bare_ending(&chain[1]) && self.text[chain[0].range.clone()].chars().next_back().is_some_and(char::is_uppercase) {
            self.fold(chain[0].range.clone());
            self.emit(range, TokenKind::Word, false);
            self.position += 1;
            return 2;
        }
        self.fold_chain(chain);
        if is_stopword(&self.exact) {
            self.emit(range, TokenKind::Word, false);
            self.position += 1;
            return count;
        }
        // «көші-қон», «көші – қон» and «көшіқон» are one word.
        self.exact.retain(|c| c != '-');
        self.emit(range.clone(), TokenKind::Whole, true);
        for run in chain {
            self.word(run, range.clone());
        }
        count
    }

    fn word(&mut self, run: &Run, range: Range<usize>) {
        if run.foreign {
            let text = self.text;
            let start = run.range.start;
            for (at, word) in text[run.range.clone()].unicode_word_indices() {
                let part = start + at..start + at + word.len();
                self.fold(part.clone());
                self.emit(part, TokenKind::Word, false);
                self.position += 1;
            }
            return;
        }
        self.fold(run.range.clone());
        self.emit(range, TokenKind::Word, true);
        self.position += 1;
    }

    fn fold(&mut self, range: Range<usize>) {
        self.exact.clear();
        self.fold_more(range);
    }

    fn fold_more(&mut self, range: Range<usize>) {
        let mut end = range.end.min(range.start + FOLDED_BYTES_MAX);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        fold_into(&self.text[range.start..end], &mut self.exact);
    }

    fn fold_chain(&mut self, chain: &[Run]) {
        self.exact.clear();
        for (at, run) in chain.iter().enumerate() {
            if let Some(joiner) = run.joiner.filter(|_| at > 0) {
                self.exact.push(if is_hyphen(joiner) { '-' } else { joiner });
            }
            self.fold_more(run.range.clone());
        }
    }

    fn emit(&mut self, range: Range<usize>, kind: TokenKind, stemmed: bool) {
        let mut end = self.exact.len().min(TERM_BYTES_MAX);
        while !self.exact.is_char_boundary(end) {
            end -= 1;
        }
        self.exact.truncate(end);
        if self.exact.is_empty() {
            return;
        }
        self.term.clear();
        self.term.push_str(&self.exact);
        if stemmed {
            stem_in_place(&mut self.term);
            loose_stem_into(&self.term, &self.exact, &mut self.loose);
        } else {
            self.loose.clear();
            self.loose.push_str(&self.exact);
        }
        (self.take)(TokenRef { term: &self.term, exact: &self.exact, loose: &self.loose, range, position: self.position, kind });
    }

    /// «IV» in 561-IV, «өм» is not: a Roman numeral or a mark of one to three capitals.
    fn is_number_letters(&self, run: &Run) -> bool {
        let word = &self.text[run.range.clone()];
        word.len() <= 12 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'І' | 'Х' | 'С'))
    }

    fn is_bare_ending(&self, run: &Run) -> bool {
        let word = &self.text[run.range.clone()];
        word.len() <= 12 && {
            let mut folded = String::new();
            fold_into(word, &mut folded);
            BARE_ENDINGS.contains(&folded.as_str())
        }
    }

    /// «Болашақ»-қа, 3)-ға: an ending after a hyphen that no word stands before.
    fn follows_closing_mark(&self, run: &Run) -> bool {
        let mut before = self.text[..run.range.start].chars().rev();
        run.joiner.is_none() && before.next().is_some_and(is_hyphen) && before.next().is_some_and(|c| matches!(c, ')' | '»' | '"' | '”'))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_compounds_and_their_positions() {
        // (text, exact@position …, where it was seen)
        let cases = [
            ("10-тармағына сәйкес", "10@0 тармағына@1 сәйкес@2", "a number and its unit"),
            ("3)-тармақтағы", "3@0 тармақтағы@1", "a bracket between"),
            ("14-1-тармақ", "14-1@0 тармақ@1", "an inserted unit"),
            ("№ 11-1-4/245", "11-1-4/245@0 11@0 1@1 4@2 245@3", "a document number"),
            ("561-IV", "561-iv@0 561@0 iv@1", "a law's number"),
            ("118-VІ", "118-vi@0 118@0 vi@1", "with a Cyrillic І"),
            ("көші-қон саласы", "көшіқон@0 көші@0 қон@1 саласы@2", "a compound"),
            ("сондай-ақ осы", "сондай-ақ@0 осы@1", "a function word"),
            ("ҚР-ның заңы", "қр@0 заңы@1", "an abbreviation with an ending"),
            ("30-ға дейін", "30@0 дейін@1", "a number with an ending"),
            ("9-00-ден", "9-00@0", "a time of day"),
            ("01.01.2026", "01.01.2026@0 01@0 01@1 2026@2", "a date"),
            ("«Болашақ»-қа", "болашақ@0", "an ending after a quotation mark"),
            ("C3 визасы", "c3@0 визасы@1", "a visa class"),
            ("2022.Осы", "2022@0 осы@1", "a full stop without a space"),
            ("\u{f0b7} 1)", "1@0", "a private-use bullet"),
            ("", "", "nothing"),
        ];
        for (text, meant, seen) in cases {
            let got: Vec<String> = analyze(text).iter().map(|token| format!("{}@{}", token.exact, token.position)).collect();
            assert_eq!(got.join(" "), meant, "{seen}");
        }
    }

    #[test]
    fn ranges_cover_the_whole_surface_word() {
        let text = "осы тармағына және көші-қон ҚР-ның";
        let words: Vec<&str> = analyze(text).iter().map(|token| &text[token.range.clone()]).collect();
        assert_eq!(words, ["осы", "тармағына", "және", "көші-қон", "көші-қон", "көші-қон", "ҚР-ның"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_tokens_inside_it_in_order(text in "[\\PC\u{300}\u{ad}\\-/.)]{0,60}|[а-яәіңғүұқөһА-Я0-9IVX /.)\\-]{0,60}") {
            let (mut start, mut position) = (0, 0);
            for token in analyze(&text) {
                prop_assert!(text.get(token.range.clone()).is_some_and(|word| !word.is_empty()));
                prop_assert!(token.range.start >= start && token.position >= position);
                prop_assert!(!token.term.is_empty() && !token.exact.is_empty());
                (start, position) = (token.range.start, token.position);
            }
        }
    }
}
