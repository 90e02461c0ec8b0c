//! A form: numbered fields by their numbers, the rest in order; nothing of it is read as a clause.
//!
//! Blanks alone make no form: a model contract and rules with a specimen of a stamp have them too. A form asks, so that its numbered lines are
//! labels with the blank at their end («1. БСН ____»); a clause says something, and its words go on behind the blank («… ____ теңгені құрайды.»).

use std::ops::Range;

use super::build::{Builder, Unit};
use super::head;
use super::line::{self, End, Mark};
use super::nest::{Lines, first_integer};
use crate::act::{ProvisionKind, ProvisionPath};
use crate::text::{CleanText, Gap, Span};

/// What the numbered lines of a document look like.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    /// «1. БСН ____», «2. Тегі, аты».
    labels: usize,
    /// «3. Ақы айына ________ теңгені құрайды.»
    sentences: usize,
    /// «1-тарау. Шарттың мәні», and «1. Шарттың мәні» above «1.1. …».
    chapters: usize,
    /// Lines with blanks and without a number above the last sentence: details of the parties stand below all clauses.
    loose: usize,
}

/// What a numbered line is.
enum Shape {
    Label,
    Sentence,
    Chapter,
    /// «Құжаттар:» above what tells nothing.
    Unclear,
}

impl Shapes {
    pub(super) fn of(text: &CleanText, lines: &Lines<'_>, body: Range<usize>) -> Self {
        let mut found = Self::default();
        let mut loose = 0;
        let mut above = "";
        for at in body.clone() {
            match &lines.marks[at] {
                Mark::Group { kind: ProvisionKind::Chapter, .. } => found.chapters += 1,
                Mark::Point { number, rest } => {
                    match shape(text, lines, at, (number, rest), body.end) {
                        // «3. Тараптардың деректемелері» behind «2.4. …»: a heading without clauses
                        Shape::Label if above.contains('.') && !number.contains('.') && !rest.contains("__") => found.chapters += 1,
                        Shape::Label => found.labels += 1,
                        Shape::Chapter => found.chapters += 1,
                        Shape::Unclear => {}
                        Shape::Sentence => {
                            found.sentences += 1;
                            found.loose = loose;
                        }
                    }
                    above = *number;
                }
                Mark::Plain => loose += usize::from(text.paragraph_text(at).contains("__")),
                _ => {}
            }
        }
        found
    }

    /// Whether these are clauses with blanks in them, and no form; `named` where the title says so («… шарты», «… қағидалары»), `form` where it is
    /// called a form.
    ///
    /// By the share of sentences among the numbered lines: chapters are of clauses, and without them lines to fill in between the sentences are as
    /// good a witness as those.
    pub(super) fn are_clauses(&self, named: bool, form: bool) -> bool {
        let fewest = if form { 3 } else { 2 };
        let divided = self.chapters > 0 && (named || !form || self.chapters > 1);
        self.sentences >= fewest && self.sentences > 2 * self.labels && (divided || !form && (named || self.sentences > 2) && self.sentences > 2 * self.loose)
    }
}

/// What the numbered line `at` is, of which `number` and `rest` are the parts.
fn shape(text: &CleanText, lines: &Lines<'_>, at: usize, (number, rest): (&str, &str), end: usize) -> Shape {
    let next = lines.marks[..end].get(at + 1);
    if let Some(blank) = rest.rfind("__") {
        // «____ (қолы)», «____ теңге»: no sentence, the blank is all that it ends in.
        let behind = rest[blank + 2..].trim_start_matches(['"', '»', '”', '_', ' ', ',', ';', ')']);
        let says = behind.split_whitespace().filter(|word| word.chars().filter(|c| c.is_lowercase()).count() > 1).count() >= 2;
        let ends = matches!(line::end(behind), End::Sentence | End::Semicolon | End::Colon);
        return if says && ends && !behind.starts_with('(') { Shape::Sentence } else { Shape::Label };
    }
    match line::end(rest) {
        End::Sentence | End::Semicolon => Shape::Sentence,
        End::Colon => match next {
            Some(Mark::Subpoint { .. } | Mark::Letter { .. }) => Shape::Sentence,
            Some(Mark::Point { number: below, .. }) if is_below(below, number) => Shape::Sentence,
            Some(Mark::Plain) if text.paragraph_text(at + 1).contains("__") => Shape::Label,
            Some(Mark::Plain) if !line::begins_capital(text.paragraph_text(at + 1)) => Shape::Sentence,
            _ => Shape::Unclear,
        },
        End::Open => match next {
            Some(Mark::Point { number: below, .. }) if is_below(below, number) => Shape::Chapter,
            // a heading or a cell
            _ if text.indented && text.paragraphs[at].indent == 0 => Shape::Unclear,
            _ => Shape::Label,
        },
    }
}

/// Whether «2.1» is numbered below «2».
fn is_below(number: &str, above: &str) -> bool {
    number.strip_prefix(above).is_some_and(|rest| rest.starts_with('.'))
}

/// Reads the form in `body`, which the annex `annex` holds.
pub(super) fn read(builder: &mut Builder<'_>, lines: &Lines<'_>, annex: usize, body: Range<usize>) {
    let base = builder.path(annex);
    let mut field: Option<usize> = None;
    let mut unnumbered = 0;
    let mut last_number = 0;
    let mut titled = false;
    for at in body {
        let span = builder.span(at);
        let words = builder.text.paragraph_text(at);
        if matches!(lines.marks[at], Mark::Note | Mark::EditorsNote) && super::note::read(builder, at, span, Some(annex)) {
            continue;
        }
        if head::is_form(words) {
            // Another form in the same annex: its fields begin again.
            (field, last_number) = (None, 0);
            titled = true;
        }
        if titled && (builder.text.paragraphs[at].indent == 0 || !builder.text.indented) && matches!(lines.marks[at], Mark::Plain) && !words.contains("__") {
            builder.append(annex, span);
            continue;
        }
        titled = false;
        match field_number(&lines.marks[at]) {
            // Options inside a field are numbered as well: only a number that goes on with the fields begins one.
            Some(number) if goes_on(last_number, first_integer(number)) => {
                last_number = first_integer(number);
                field = Some(open_field(builder, annex, &base, number.to_owned(), Some(number), span));
            }
            _ => {
                let begins = begins_field(words) && builder.text.paragraphs[at].gap != Gap::None && last_number == 0;
                match field {
                    Some(open) if !begins => builder.append(open, span),
                    _ => {
                        unnumbered += 1;
                        field = Some(open_field(builder, annex, &base, format!("~{unnumbered}"), None, span));
                    }
                }
            }
        }
    }
}

fn open_field(builder: &mut Builder<'_>, annex: usize, base: &ProvisionPath, segment: String, number: Option<&str>, span: Span) -> usize {
    let unit = Unit { kind: ProvisionKind::FormField, number, segment: format!("field-{segment}"), parent: Some(annex), base: Some(base.clone()) };
    builder.open(unit, Some(span))
}

fn field_number<'t>(mark: &Mark<'t>) -> Option<&'t str> {
    match mark {
        Mark::Point { number, .. } => Some(number),
        _ => None,
    }
}

/// Whether `number` can be the next field after `last`: a few may be skipped, none goes back.
fn goes_on(last: u64, number: u64) -> bool {
    number >= last && number <= last + 5 && (number > last || number > 0) && !(number == last && last == 0)
}

fn begins_field(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::{approved, outline_of};

    /// The kinds of the units with a number below the approved document, in their order.
    fn kinds(printed: &str) -> Vec<String> {
        let outline = outline_of(&approved(printed), &["preamble", "point", "signature"]);
        outline.iter().filter_map(|line| line.rsplit('/').next()?.split([' ', '-']).next().map(str::to_owned)).skip(2).collect()
    }

    #[test]
    fn blanks_in_clauses_make_no_form() {
        let clauses = "Сынақ қағидалары

1-тарау. Жалпы ережелер

      1. Сынақ күн сайын өткізіледі.
      2. Сынақ қорытындысы \"№ ____ хаттама\" деп жазылады.
      3. Хаттамаға \"20__ жылғы \"__\" ________\" деп күні қойылады.
";
        assert_eq!(kinds(clauses), ["chapter", "point", "point", "point"]);
        let contract = "Сынақ өткізуге арналған үлгілік шарт

      _________ қаласы 20__ жылғы \"__\" ________

1. ШАРТТЫҢ МӘНІ

      1.1. Орындаушы ________ мекенжайында сынақ өткізеді.
      1.2. Ақысы айына ________ (________) теңге.
      1.3. Тараптар заңнамаға сәйкес жауапты болады.
      1.4. Шарт екі данада жасалды.

2. ТАРАПТАРДЫҢ ДЕРЕКТЕМЕЛЕРІ

      Орындаушы: ____________
      Тұтынушы: ____________
";
        let found = kinds(contract);
        assert_eq!(found.iter().filter(|kind| *kind == "chapter").count(), 2, "{found:?}");
        assert!(found.iter().all(|kind| kind != "field"), "{found:?}");
    }

    #[test]
    fn labels_with_blanks_at_their_end_are_fields() {
        let record = "Сынақ хаттамасы

      20__ жылғы \"__\" _________ № ____
      1. Сынақ өткізілген орын: ____________________.
      2. Сынақ барысында анықталды: ____________________.
      3. Комиссия шешімі: __________________ сынақтан өтті деп танылсын.
      Төраға ____________ (қолы)
";
        assert_eq!(kinds(record), ["field"; 4]);
        let application = "Сынаққа өтініш

      Кімге ______________________
      Кімнен _____________________
      1. Жеке куәліктің көшірмесі.
      2. Дипломның көшірмесі.
      3. Фотосурет.
      Күні _____________ Қолы ____________
";
        assert_eq!(kinds(application), ["field"; 4], "more lines to fill in than sentences");
    }
}
