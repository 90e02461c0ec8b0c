//! Quoted words that print no numbers of their own, as the units that their instruction names.

use super::super::build::{Builder, Unit};
use super::super::line::{self, End, Mark};
use super::{as_point, last_number, printed_number};
use crate::act::{ProvisionKind, ProvisionPath};
use crate::text::Span;

fn open_at(builder: &mut Builder<'_>, instruction: usize, new: &ProvisionPath, path: &ProvisionPath, span: Span) -> usize {
    let base = path.parent().map_or(new.clone(), |outer| new.join(outer.as_str()));
    let kind = path.kind().unwrap_or(ProvisionKind::Part);
    let segment = path.segments().next_back().unwrap_or("part-1").to_owned();
    let number = last_number(path).filter(|_| !path.is_uncounted());
    let unit = Unit { kind, number, segment, parent: Some(instruction), base: Some(base) };
    builder.open(unit, Some(span))
}

/// Headings, rows and the like, which are not divided further: a paragraph that begins with the number of the next one
/// wanted begins it («175-2-бап. …», «5-2. …»), any other goes on with the one before.
pub(super) fn wholes(builder: &mut Builder<'_>, instruction: usize, new: &ProvisionPath, expected: &[ProvisionPath], spans: &[Span]) {
    let mut wanted = expected.iter().peekable();
    let mut open: Option<usize> = None;
    for &span in spans {
        let text = builder.text.slice(span);
        let printed = text[..line::number_len(text)].trim_end_matches('.');
        let begins = |path: &ProvisionPath| {
            !printed.is_empty() && printed_number(path).is_some_and(|number| number == printed || printed.strip_prefix(number) == Some("-"))
        };
        match open {
            Some(above) if !wanted.peek().is_some_and(|path| begins(path)) => builder.append(above, span),
            _ => {
                let Some(path) = wanted.next() else { return };
                open = Some(open_at(builder, instruction, new, path, span));
            }
        }
    }
}

/// «бірінші және екінші бөліктері»: the paragraphs in order are the parts; what follows a colon hangs below.
pub(super) fn parts(builder: &mut Builder<'_>, instruction: usize, new: &ProvisionPath, expected: &[ProvisionPath], spans: &[Span]) {
    let mut wanted = expected.iter();
    let mut open: Option<usize> = None;
    for &span in spans {
        let text = builder.text.slice(span);
        let in_list = open.is_some_and(|open| {
            let above = builder.provisions.last().map_or(open, |_| builder.provisions.len() - 1);
            let words = builder.provisions[above].own.last().map_or("", |&span| builder.text.slice(span));
            matches!(line::end(words), End::Colon | End::Semicolon)
        });
        match (open, line::mark(text)) {
            (Some(above), Mark::Subpoint { number, .. }) => {
                let base = Some(builder.path(above));
                builder.open(Unit::numbered(ProvisionKind::Subpoint, number, Some(above), base), Some(span));
            }
            (Some(above), _) if in_list && wanted.len() == 0 => {
                let number = builder.count(Some(above), ProvisionKind::Indent, 2).to_string();
                let base = Some(builder.path(above));
                builder.open(Unit::numbered(ProvisionKind::Indent, &number, Some(above), base), Some(span));
            }
            (_, mark) => match wanted.next() {
                Some(path) => {
                    let printed = as_point(path).filter(|_| matches!(mark, Mark::Point { number, .. } if Some(number) == last_number(path)));
                    open = Some(open_at(builder, instruction, new, printed.as_ref().unwrap_or(path), span));
                }
                None => {
                    if let Some(above) = open {
                        builder.append(above, span);
                    }
                }
            },
        }
    }
}
