//! Instructions of an amending act and the wording they quote, as units of the amending act.

use super::build::{Builder, Unit};
use super::line::{self, End, Mark};
use super::nest::{Clauses, Lines, Root};
use super::quoted::{self, Quote};
use crate::act::{ProvisionKind, ProvisionPath};
use crate::cite;
use crate::text::{Problem, ProblemCode, Span};

/// What the instructions at hand are about: the acts, documents and units named above them.
#[derive(Default)]
pub(super) struct Scope {
    /// The unit named by a target paragraph or a numbered header, innermost last, with the unit of this act that named it.
    outer: Vec<(usize, ProvisionPath)>,
    /// Whether the unit at hand has begun to change another act.
    changing: bool,
}

impl Scope {
    /// A numbered unit of the amending act begins: what was named inside its siblings no longer holds.
    pub(super) fn enter(&mut self, builder: &Builder<'_>, unit: usize) {
        let _ = (builder, unit);
        self.outer.clear();
        let text = builder.provisions[unit].own.first().map_or("", |&span| builder.text.slice(span));
        let lower = text.trim_end_matches([':', ' ']);
        self.changing |= text.ends_with(':') && (lower.ends_with("енгізілсін") || lower.contains("қаулысына") || lower.contains("бұйрығына"));
    }

    /// Whether an unnumbered paragraph names what the next instructions change: «3-тармақта:».
    pub(super) fn names_target(&self, text: &str) -> bool {
        self.changing && text.ends_with(':') && text.len() < 1_500
    }

    /// Opens `target-N`.
    pub(super) fn target(&mut self, builder: &mut Builder<'_>, root: Root, text: &str, span: Span) {
        let number = builder.count(root.parent, ProvisionKind::Target, 1).to_string();
        let at = builder.open(Unit::numbered(ProvisionKind::Target, &number, root.parent, root.base), Some(span));
        let named = cite::unit_phrases(text).into_iter().rev().find_map(|phrase| phrase.paths.last().cloned());
        self.outer.clear();
        if let Some(path) = named {
            self.outer.push((at, path));
        }
    }

    /// An unnumbered instruction: opens `amend-N` below `root`, and reads what it quotes. Gives the paragraph after.
    pub(super) fn unnumbered<'t>(&mut self, builder: &mut Builder<'t>, lines: &Lines<'t>, root: Root, text: &str, span: Span, quote: &Quote) -> usize {
        let number = builder.count(root.parent, ProvisionKind::Amendment, 1).to_string();
        let at = builder.open(Unit::numbered(ProvisionKind::Amendment, &number, root.parent, root.base), Some(span));
        let expected = self.expected(text);
        new_wording(builder, lines, at, quote, &expected);
        quote.paragraphs.end
    }

    /// A numbered unit that is an instruction itself; what it quotes hangs below its `amend-1`.
    pub(super) fn numbered<'t>(&mut self, builder: &mut Builder<'t>, lines: &Lines<'t>, unit: usize, quote: &Quote) -> usize {
        let Some(&span) = builder.provisions[unit].own.first() else { return quote.paragraphs.end };
        let text = builder.text.slice(span);
        if text.contains("жойылды деп танылсын") {
            return quote.paragraphs.end;
        }
        let path = builder.path(unit);
        let rest = text.find([')', '.']).map_or(0, |at| at + 1);
        let skipped = rest + text[rest..].len() - text[rest..].trim_start().len();
        let own = Span { start: span.start + u32::try_from(skipped).unwrap_or(0), end: span.end };
        self.unnumbered(builder, lines, Root { parent: Some(unit), base: Some(path), opened: false }, builder.text.slice(own), own, quote)
    }

    fn expected(&self, text: &str) -> Vec<ProvisionPath> {
        let outer = self.outer.last().map(|outer| outer.1.clone());
        let mut paths: Vec<ProvisionPath> = Vec::new();
        for phrase in cite::unit_phrases(text) {
            if phrase.paths.is_empty() || phrase.base != cite::Base::None {
                continue;
            }
            paths = match paths.as_slice() {
                [only] if !phrase.paths[0].as_str().starts_with("annex") => phrase.paths.iter().map(|path| only.join(path.as_str())).collect(),
                _ => phrase.paths,
            };
        }
        match outer {
            Some(outer)
                if paths.iter().all(|path| matches!(path.as_str().split('-').next(), Some("subpoint" | "part" | "indent" | "point")))
                    && !paths.iter().any(|path| {
                        path.segments().next().is_some_and(|first| first.split('-').next() == outer.segments().next().and_then(|o| o.split('-').next()))
                    }) =>
            {
                paths.iter().map(|path| outer.join(path.as_str())).collect()
            }
            _ => paths,
        }
    }
}

/// Reads quoted wording as units below `instruction`: `…/new/PATH`, the path being the one it will have in the amended
/// act. Gives the outermost units it found.
pub(super) fn new_wording<'t>(
    builder: &mut Builder<'t>,
    lines: &Lines<'t>,
    instruction: usize,
    quote: &Quote,
    expected: &[ProvisionPath],
) -> Vec<ProvisionPath> {
    let spans = quoted::inner_spans(builder.text, quote);
    let (Some(&first), new) = (spans.first(), builder.path(instruction).join("new")) else { return Vec::new() };
    if !quote.closed {
        let whole = builder.lines_of(first).join(builder.lines_of(spans[spans.len() - 1]));
        let message = "the quoted wording has no closing mark; it is taken to end before the next instruction";
        builder.problems.push(Problem::new(ProblemCode::QuoteUnclosed, whole, message));
    }
    let from = builder.provisions.len();
    let kinds: Vec<Option<ProvisionKind>> = expected.iter().map(ProvisionPath::kind).collect();
    let by_order = !expected.is_empty() && kinds.iter().all(|kind| matches!(kind, Some(ProvisionKind::Part | ProvisionKind::Indent)));
    let whole = kinds.first().is_some_and(|kind| {
        matches!(
            kind,
            Some(ProvisionKind::Preamble | ProvisionKind::Heading | ProvisionKind::Title | ProvisionKind::Row | ProvisionKind::Annex | ProvisionKind::Item)
        )
    });
    if whole {
        let at = open_at(builder, instruction, &new, &expected[0], first);
        for &span in &spans[1..] {
            builder.append(at, span);
        }
    } else if by_order {
        parts(builder, instruction, &new, expected, &spans);
    } else {
        let outer = expected.first().and_then(ProvisionPath::parent);
        let base = outer.map_or(new.clone(), |outer| new.join(outer.as_str()));
        let mut clauses = Clauses::quoted(builder, lines, Root { parent: Some(instruction), base: Some(base), opened: false });
        let mut rest = &spans[..];
        let printed = clauses.builder.text.slice(first);
        if let (Some(path), false) = (expected.first(), line::mark(printed).is_numbered())
            && let (Some(kind), Some(number)) = (path.kind(), last_number(path))
        {
            clauses.enter(kind, number, first);
            rest = &spans[1..];
        }
        // The paragraphs keep their places, so that what is known of them (marks, next number) still holds.
        let end = quote.paragraphs.end;
        let mut at = end - rest.len();
        for &span in rest {
            let next = clauses.paragraph(at, span, end);
            at = next.max(at + 1);
        }
    }
    builder.provisions[from..].iter().filter(|provision| provision.parent == Some(instruction)).map(|provision| provision.path.clone()).collect()
}

fn last_number(path: &ProvisionPath) -> Option<&str> {
    path.segments().next_back().and_then(|segment| segment.split_once('-')).map(|(_, number)| number)
}

fn open_at(builder: &mut Builder<'_>, instruction: usize, new: &ProvisionPath, path: &ProvisionPath, span: Span) -> usize {
    let base = path.parent().map_or(new.clone(), |outer| new.join(outer.as_str()));
    let kind = path.kind().unwrap_or(ProvisionKind::Part);
    let segment = path.segments().next_back().unwrap_or("part-1").to_owned();
    let unit = Unit { kind, number: last_number(path), segment, parent: Some(instruction), base: Some(base) };
    builder.open(unit, Some(span))
}

/// «бірінші және екінші бөліктері»: the paragraphs in order are the parts; what follows a colon hangs below.
fn parts(builder: &mut Builder<'_>, instruction: usize, new: &ProvisionPath, expected: &[ProvisionPath], spans: &[Span]) {
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
            _ => match wanted.next() {
                Some(path) => open = Some(open_at(builder, instruction, new, path, span)),
                None => {
                    if let Some(above) = open {
                        builder.append(above, span);
                    }
                }
            },
        }
    }
}
