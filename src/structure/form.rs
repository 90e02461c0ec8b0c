//! A form: numbered fields by their numbers, the rest in order; nothing of it is read as a clause.

use std::ops::Range;

use super::build::{Builder, Unit};
use super::head;
use super::line::Mark;
use super::nest::{Lines, first_integer};
use crate::act::{ProvisionKind, ProvisionPath};
use crate::text::{Gap, Span};

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
