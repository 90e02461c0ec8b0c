//! Questions and answers: a leaflet, not an act.

use super::build::{Builder, Unit};
use super::line::{self, End, Mark};
use super::nest::{Clauses, Lines, Root, first_integer};
use crate::act::{ProvisionKind, ProvisionPath};
use crate::text::{CleanText, Span};

/// What a paragraph begins in a leaflet.
enum Begin<'t> {
    Section(&'t str),
    Question(&'t str, usize),
    Subquestion(char, usize),
    Other,
}

/// Whether a text is a list of numbered questions in numbered sections: at least four of «1.1», «1.2», … in rising order.
pub(super) fn is_faq(text: &CleanText) -> bool {
    let mut rising = 0;
    let mut before = (0, 0);
    for at in 0..text.paragraphs.len() {
        if let Some((number, _)) = question_number(text.paragraph_text(at)) {
            let mut parts = number.split('.').map(first_integer);
            let here = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
            rising += usize::from(here > before);
            before = here;
        }
    }
    rising >= 4
}

/// «1.1» and how many bytes it takes with what follows it.
fn question_number(words: &str) -> Option<(&str, usize)> {
    let len = line::number_len(words);
    let (number, rest) = words.split_at(len);
    let two_parts = number.split('.').count() == 2 && number.split('.').all(|part| (1..=2).contains(&part.len()) && !part.contains('-'));
    let skipped = rest.len() - rest.trim_start_matches(['.', ' ']).len();
    let begins = rest[skipped..].chars().next().is_some_and(char::is_uppercase);
    (two_parts && begins).then_some((number, len + skipped))
}

fn begin(words: &str, question_open: bool, section: u64) -> Begin<'_> {
    if let Some((number, skip)) = question_number(words)
        && (first_integer(number) == section || section == 0 || (question_open && first_integer(number) == section + 1 && words.len() < 400))
    {
        return Begin::Question(number, skip);
    }
    match line::mark(words) {
        Mark::Point { number, rest } if !number.contains(['-', '.']) && first_integer(number) == section + 1 && is_section_heading(rest) => {
            Begin::Section(number)
        }
        Mark::Letter { letter, rest } if question_open && rest.chars().next().is_none_or(char::is_uppercase) => {
            Begin::Subquestion(letter, words.len() - rest.len())
        }
        _ => Begin::Other,
    }
}

/// A section heading is short and no sentence; a remark in brackets may follow it.
fn is_section_heading(rest: &str) -> bool {
    let heading = rest.split(" (").next().unwrap_or(rest);
    heading.split_whitespace().count() <= 14 && matches!(line::end(heading), End::Open) && line::begins_capital(rest)
}

/// Reads a leaflet, whose title ends before `start`: sections, questions, lettered questions, answers.
pub(super) fn read<'t>(builder: &mut Builder<'t>, lines: &Lines<'t>, start: usize) {
    let mut leaflet = Leaflet { start, ..Leaflet::default() };
    for at in 0..builder.text.paragraphs.len() {
        leaflet.paragraph(builder, lines, at);
    }
    leaflet.close_answer(builder, lines);
}

#[derive(Default)]
struct Leaflet {
    section: Option<usize>,
    number: u64,
    /// The question or lettered question that is open, with the base its lettered ones hang on.
    question: Option<(usize, usize)>,
    answer: Option<usize>,
    /// The paragraphs of the answer after its first.
    rest: Vec<usize>,
    /// The question itself is not at its end yet.
    asking: bool,
    /// The first paragraph behind the title.
    start: usize,
    /// What stands above the first question and in no section.
    preamble: Option<usize>,
}

impl Leaflet {
    fn paragraph<'t>(&mut self, builder: &mut Builder<'t>, lines: &Lines<'t>, at: usize) {
        let span = builder.span(at);
        let words = builder.text.slice(span);
        let begun = begin(words, self.question.is_some(), self.number);
        if !matches!(begun, Begin::Other) {
            self.close_answer(builder, lines);
        }
        match begun {
            Begin::Section(number) => {
                self.number = first_integer(number);
                let found = builder.open(Unit::numbered(ProvisionKind::Section, number, None, None), Some(span));
                builder.provisions[found].heading = Some(words[words.find(' ').map_or(0, |at| at + 1)..].to_owned());
                *self = Self { section: Some(found), number: self.number, start: self.start, preamble: self.preamble, ..Self::default() };
            }
            Begin::Question(number, skip) => {
                let base = match self.section {
                    Some(section) => builder.path(section),
                    None => ProvisionPath::root(ProvisionKind::Section, Some(&first_integer(number).to_string())),
                };
                let found = builder.open(Unit::numbered(ProvisionKind::Question, number, self.section, Some(base)), None);
                self.question = Some((found, found));
                self.ask(builder, found, span, skip);
            }
            Begin::Subquestion(letter, skip) => {
                let Some((_, question)) = self.question else { return self.above_questions(builder, at) };
                let number = line::transliterate(letter).to_string();
                let base = Some(builder.path(question));
                let found = builder.open(Unit::numbered(ProvisionKind::Subquestion, &number, Some(question), base), None);
                self.question = Some((found, question));
                self.ask(builder, found, span, skip);
            }
            Begin::Other if self.asking => {
                if let Some((open, _)) = self.question {
                    self.ask(builder, open, span, 0);
                }
            }
            Begin::Other if self.answer.is_some() => self.rest.push(at),
            Begin::Other if self.question.is_none() => self.above_questions(builder, at),
            Begin::Other => self.answer_with(builder, span),
        }
    }

    /// Splits the rest of an answer as far as it can be: quoted articles with their points, numbered lists, parts.
    fn close_answer<'t>(&mut self, builder: &mut Builder<'t>, lines: &Lines<'t>) {
        let (Some(answer), rest) = (self.answer.take(), std::mem::take(&mut self.rest)) else { return };
        let (Some(&first), Some(&last)) = (rest.first(), rest.last()) else { return };
        let opening = builder.provisions[answer].own.first().map_or("", |&span| builder.text.slice(span));
        let mut root = Root { parent: Some(answer), base: Some(builder.path(answer)), opened: true };
        let cites = |words: &str| line::end(words) == End::Colon && words.len() < 400;
        if let Some(number) = Some(opening).filter(|words| cites(words)).and_then(cited_article) {
            let span = builder.provisions[answer].own[0];
            let article = builder.open(Unit::numbered(ProvisionKind::Article, &number, Some(answer), root.base.clone()), Some(span));
            builder.provisions[article].own.clear();
            root = Root { parent: Some(article), base: Some(builder.path(article)), opened: true };
        }
        let mut clauses = Clauses::quoted(builder, lines, root);
        clauses.go_on_after(answer);
        clauses.read(first..last + 1);
    }

    /// Takes the words of a question, up to its full stop or question mark; what follows on the same line is the answer.
    fn ask(&mut self, builder: &mut Builder<'_>, question: usize, span: Span, skip: usize) {
        let words = builder.text.slice(span);
        let end = question_end(&words[skip..]).map(|end| skip + end);
        let cut = span.start + u32::try_from(end.unwrap_or(words.len())).unwrap_or(0);
        builder.append(question, Span { start: span.start, end: cut });
        self.asking = end.is_none();
        let rest = &words[end.unwrap_or(words.len())..];
        let start = span.end - u32::try_from(rest.trim_start().len()).unwrap_or(0);
        if !rest.trim().is_empty() {
            self.answer_with(builder, Span { start, end: span.end });
        }
    }

    /// What no question asks for is of the section, or stands above all of them.
    fn above_questions(&mut self, builder: &mut Builder<'_>, at: usize) {
        let span = builder.span(at);
        match self.section.or(self.preamble) {
            Some(unit) => builder.append(unit, span),
            None if at < self.start => {}
            None => self.preamble = Some(builder.open(Unit::named(ProvisionKind::Preamble, "preamble", None, None), Some(span))),
        }
    }

    fn answer_with(&mut self, builder: &mut Builder<'_>, span: Span) {
        let Some((question, _)) = self.question else { return };
        match self.answer {
            Some(answer) => builder.append(answer, span),
            None => {
                let base = Some(builder.path(question));
                self.answer = Some(builder.open(Unit::named(ProvisionKind::Answer, "answer", Some(question), base), Some(span)));
            }
        }
    }
}

/// «ҚР Әкімшілік құқық бұзу кодексінің 517 бабы бойынша:»: the article that an answer quotes.
fn cited_article(words: &str) -> Option<String> {
    let at = words.find("баб").or_else(|| words.find("бап"))?;
    let before = words[..at].trim_end_matches([' ', '-', '–']);
    let start = before.rfind(|c: char| !c.is_ascii_digit() && c != '-').map_or(0, |last| last + before[last..].chars().next().map_or(1, char::len_utf8));
    let number = &before[start..];
    (!number.is_empty() && line::number_len(number) == number.len()).then(|| number.to_owned())
}

/// Where a question ends: after its first full stop or question mark that is followed by a capital, or by nothing.
fn question_end(words: &str) -> Option<usize> {
    words.char_indices().find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let rest = words[end..].trim_start();
        let stops = matches!(c, '.' | '?' | '!') && !words[end..].starts_with(|c: char| c.is_alphanumeric());
        (stops && rest.chars().next().is_none_or(|c| c.is_uppercase() || matches!(c, '"' | '«' | '-' | '•' | '(') || c.is_ascii_digit())).then_some(end)
    })
}
