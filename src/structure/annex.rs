//! What an annex holds: clauses, a list, a service standard, tables, a form.

use std::ops::Range;

use super::build::{Builder, Unit};
use super::form;
use super::head;
use super::line::{self, End, Mark};
use super::nest::{Clauses, Lines, Root, first_integer};
use super::table;
use super::zone;
use crate::act::ProvisionKind;

/// What the body of an annex (or of an approved document) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Chapters, points, parts.
    Clauses,
    /// «1. Алжир Халық Демократиялық Республикасы»: a list of names.
    Items,
    /// The ten keyed rows of a service standard.
    Standard,
    /// Tables, with text between them.
    Tables,
    /// Lines to fill in.
    Form,
}

/// Reads the body of the document `at`.
pub(super) fn read<'t>(builder: &mut Builder<'t>, lines: &Lines<'t>, at: usize, body: Range<usize>) {
    let root = Root { parent: Some(at), base: Some(builder.path(at)), opened: is_annex(builder, at) };
    match content(builder, lines, at, body.clone()) {
        Content::Clauses => Clauses::new(builder, lines, root).read(body),
        Content::Items => items(builder, lines, at, body),
        Content::Standard => table::standard(builder, lines, at, body),
        Content::Tables => table::tables(builder, lines, at, body),
        Content::Form => form::read(builder, lines, at, body),
    }
}

fn is_annex(builder: &Builder<'_>, at: usize) -> bool {
    builder.provisions[at].kind == ProvisionKind::Annex
}

/// Tells what `body` is by its own lines and the title of the document.
fn content(builder: &Builder<'_>, lines: &Lines<'_>, at: usize, body: Range<usize>) -> Content {
    let text = builder.text;
    let title = builder.provisions[at].heading.as_deref().unwrap_or("").to_lowercase();
    let apart = |paragraph: usize| text.paragraphs[paragraph].cell().is_some() || text.indented && text.paragraphs[paragraph].indent == 0;
    let mut figures = Figures::default();
    for paragraph in body.clone() {
        let words = text.paragraph_text(paragraph);
        if words.starts_with("Ескертпе") && text.paragraphs[paragraph].cell().is_none() && figures.cells > 3 && figures.points == 0 {
            // The legend of a table may be numbered; it is no clause.
            break;
        }
        figures.blanks += usize::from(words.contains("____"));
        figures.bilingual += usize::from(words.contains('/') && words.len() < 400 && !words.contains("http"));
        let is_cell = apart(paragraph);
        figures.cells += usize::from(is_cell && !matches!(lines.marks[paragraph], Mark::Group { .. }));
        figures.paragraphs += 1;
        match &lines.marks[paragraph] {
            Mark::Group { .. } => figures.groups += 1,
            Mark::Article { .. } => {
                figures.groups += 1;
                figures.articles += 1;
            }
            Mark::Point { rest, .. } if !is_cell => {
                figures.points += 1;
                let blank = words.contains("___");
                figures.fields += usize::from(blank);
                figures.clauses += usize::from(!blank && line::end(rest) != End::Open && rest.split_whitespace().count() >= 5);
                figures.sentences += usize::from(line::end(rest) != End::Open || rest.split_whitespace().count() > 20);
            }
            _ => {}
        }
    }
    if table::is_standard(text, &lines.marks, body.clone(), &title) {
        return Content::Standard;
    }
    // «Өзгерістер енгізілетін кейбір бұйрықтардың тізбесі» is a list by its name alone: its points say what is changed.
    // The lines of a list of what is repealed are no more than that.
    let instructs = |paragraph: usize| lines.instructions.get(paragraph).is_some() && !matches!(lines.marks[paragraph], Mark::Point { .. });
    if body.clone().any(instructs) {
        return Content::Clauses;
    }
    let form_word = body.start > 0 && builder.provisions[at].own.iter().rev().take(12).any(|&span| head::is_form(text.slice(span)));
    // A model contract has blanks as a form has, and clauses as an act has.
    let contract = ["шарт", "келісім", "жарғы", "ереже", "қағида", "нұсқаулық", "түсіндірме"].iter().any(|noun| title.contains(noun));
    if figures.clauses >= if contract { 3 } else { 6 } && figures.clauses > 2 * figures.fields {
        return Content::Clauses;
    }
    let numbered = || body.clone().any(|at| lines.marks[at].is_numbered());
    if table::piped::is_most(text, body.clone()) && figures.blanks == 0 && !numbered() {
        return Content::Tables;
    }
    if table::has_rows(builder, &lines.marks, body.clone()) {
        // blanks in its cells are to be filled in, and make no form of it; lines above it that ask for something do
        let asks = figures.blanks > 0 && !table::in_form(builder, &lines.marks, body.clone()).is_empty();
        return if asks { Content::Form } else { Content::Tables };
    }
    if figures.blanks > 0 && form::Shapes::of(text, lines, body.clone()).are_clauses(contract || !is_annex(builder, at), form_word) {
        return Content::Clauses;
    }
    if figures.blanks >= 2 || (figures.blanks == 1 && form_word) || (form_word && figures.points == 0 && figures.cells <= figures.paragraphs / 2) {
        return Content::Form;
    }
    let named_list = zone::component_segment(&title) == "list";
    if figures.points > 0 && (named_list || (figures.points >= 2 && figures.sentences * 3 <= figures.points)) {
        return Content::Items;
    }
    // «I. КІРІСТЕР», «II. ШЫҒЫНДАР» of a budget are lines of its table.
    if title.contains("бюджет") && figures.points == 0 && figures.articles == 0 && !title.contains("қағида") && !title.contains("туралы") {
        return Content::Tables;
    }
    // «1-бөлім. Профилактикалық бақылау» in a cell of its own is a line of a table whose rows are numbered.
    let only_cells = figures.cells > 1 && figures.cells + figures.groups == figures.paragraphs;
    if only_cells && figures.points == 0 && figures.articles == 0 && figures.cells > 2 * figures.groups && table::has_keys(builder, body.clone()) {
        return Content::Tables;
    }
    if figures.groups > 0 {
        return Content::Clauses;
    }
    if figures.points >= 2 {
        return Content::Clauses;
    }
    let only_cells = figures.cells > 1 && figures.cells == figures.paragraphs;
    if only_cells || figures.cells * 2 > figures.paragraphs && figures.cells >= 3 || table::has_keys(builder, body) {
        return Content::Tables;
    }
    Content::Clauses
}

#[derive(Default)]
struct Figures {
    blanks: usize,
    /// Numbered sentences without blanks, and numbered lines with them.
    clauses: usize,
    fields: usize,
    bilingual: usize,
    cells: usize,
    groups: usize,
    articles: usize,
    points: usize,
    sentences: usize,
    paragraphs: usize,
}

/// «12. Босния және Герцеговина»: each numbered line an item; what stands between belongs to the item before it.
fn items(builder: &mut Builder<'_>, lines: &Lines<'_>, annex: usize, body: Range<usize>) {
    let base = builder.path(annex);
    let mut group: Option<usize> = None;
    let mut last: Option<usize> = None;
    // Where headings are numbered like items, each begins the numbering again.
    let mut restarts = false;
    for at in body.clone() {
        let span = builder.span(at);
        match &lines.marks[at] {
            Mark::Point { number, rest } if heads_items(builder, lines, at, body.end) => {
                let found = builder.open(Unit::numbered(ProvisionKind::Chapter, number, Some(annex), Some(base.clone())), Some(span));
                builder.provisions[found].heading = Some((*rest).to_owned());
                (group, last, restarts) = (Some(found), Some(found), true);
            }
            Mark::Point { number, .. } | Mark::Subpoint { number, .. } => {
                let parent = group.unwrap_or(annex);
                let base = if restarts { builder.path(parent) } else { base.clone() };
                last = Some(builder.open(Unit::numbered(ProvisionKind::Item, number, Some(parent), Some(base)), Some(span)));
            }
            Mark::Group { kind, number, heading } => {
                let found = builder.open(Unit::numbered(*kind, number, Some(annex), Some(base.clone())), Some(span));
                builder.provisions[found].heading = Some((*heading).to_owned());
                group = Some(found);
                last = Some(found);
            }
            Mark::Note | Mark::EditorsNote if super::note::read(builder, at, span, last.or(Some(annex))) => {}
            _ => builder.append(last.unwrap_or(annex), span),
        }
    }
}

/// «1. Мемлекеттік мекемелер» above items that begin with 1 again: set apart from them, as headings are.
fn heads_items(builder: &Builder<'_>, lines: &Lines<'_>, at: usize, end: usize) -> bool {
    let text = builder.text;
    let follows = at + 1 < end && matches!(lines.marks[at + 1], Mark::Point { number, .. } if first_integer(number) == 1);
    text.indented && text.paragraphs[at].indent == 0 && follows && text.paragraphs[at + 1].indent > 0
}
