//! What an annex holds: clauses, a list, a service standard, tables, a form.

use std::ops::Range;

use super::build::{Builder, Unit};
use super::form;
use super::head;
use super::line::{self, End, Mark};
use super::nest::{Clauses, Lines, Root, first_integer, tombstone_follows};
use super::table;
use super::zone;
use crate::act::ProvisionKind;
use crate::text::{BlockKind, Gap};

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

/// «12. Босния және Герцеговина»: each numbered line an item; what stands between belongs to the item before it, and «1) …» below «2. …:» is a subpoint of it.
fn items(builder: &mut Builder<'_>, lines: &Lines<'_>, annex: usize, body: Range<usize>) {
    let base = builder.path(annex);
    let mut group: Option<usize> = None;
    let mut last: Option<usize> = None;
    // The last item by a number with a full stop, and its last subpoint.
    let (mut item, mut below): (Option<usize>, Option<usize>) = (None, None);
    // Where headings are numbered like items, each begins the numbering again.
    let mut restarts = false;
    for at in body.clone() {
        let span = builder.span(at);
        match &lines.marks[at] {
            Mark::Point { number, rest } if heads_items(builder, lines, at, body.end) => {
                let found = builder.open(Unit::numbered(ProvisionKind::Chapter, number, Some(annex), Some(base.clone())), Some(span));
                builder.provisions[found].heading = Some((*rest).to_owned());
                (group, last, restarts) = (Some(found), Some(found), true);
                (item, below) = (None, None);
            }
            mark @ (Mark::Point { number, .. } | Mark::Subpoint { number, .. }) => {
                let numbered = matches!(mark, Mark::Point { .. });
                let holder = item.filter(|_| !numbered && follows(builder, below, number));
                let opened = if let Some(holder) = holder {
                    let path = builder.path(holder);
                    builder.open(Unit::numbered(ProvisionKind::Subpoint, number, Some(holder), Some(path)), Some(span))
                } else {
                    let parent = group.unwrap_or(annex);
                    let base = if restarts { builder.path(parent) } else { base.clone() };
                    builder.open(Unit::numbered(ProvisionKind::Item, number, Some(parent), Some(base)), Some(span))
                };
                (item, below) = if holder.is_some() { (holder, Some(opened)) } else { (Some(opened).filter(|_| numbered), None) };
                last = Some(opened);
                if tombstone_follows(builder.text.slice(span)) {
                    super::note::read_tombstone(builder, at, opened, span);
                }
            }
            Mark::Group { kind, number, heading } => {
                let found = builder.open(Unit::numbered(*kind, number, Some(annex), Some(base.clone())), Some(span));
                builder.provisions[found].heading = Some((*heading).to_owned());
                group = Some(found);
                last = Some(found);
                (item, below) = (None, None);
            }
            Mark::Note | Mark::EditorsNote if super::note::read(builder, at, span, last.or(Some(annex))) => {}
            Mark::Plain if heads_items_again(builder, lines, at, body.end) => {
                builder.append(group.unwrap_or(annex), span);
                (last, item, below) = (group, None, None);
            }
            _ => builder.append(last.unwrap_or(annex), span),
        }
    }
}

/// Whether «2)» goes on with the subpoint `below`, or «1)» is the first.
fn follows(builder: &Builder<'_>, below: Option<usize>, number: &str) -> bool {
    let value = first_integer(number);
    let before = below.and_then(|below| builder.provisions[below].number.as_ref()).map_or(0, |number| first_integer(number.as_str()));
    value == before + 1 || value == before && number.contains('-')
}

/// «Жергілікті базалар» above items that begin with 1 again: a line without a number, set apart as headings are. It is of none of the items above it.
fn heads_items_again(builder: &Builder<'_>, lines: &Lines<'_>, at: usize, end: usize) -> bool {
    let (text, words) = (builder.text, builder.text.paragraph_text(at));
    if at + 1 >= end || !matches!(lines.marks[at + 1], Mark::Point { number: "1", .. } | Mark::Subpoint { number: "1", .. }) {
        return false;
    }
    let (paragraph, below) = (&text.paragraphs[at], &text.paragraphs[at + 1]);
    let is_set = paragraph.kind == BlockKind::Heading || paragraph.gap != Gap::None && below.gap != Gap::None && paragraph.cell().is_none();
    is_set && (!text.indented || paragraph.indent == 0) && line::end(words) == End::Open && line::begins_capital(words)
}

/// «1. Мемлекеттік мекемелер» above items that begin with 1 again: set apart from them, as headings are.
fn heads_items(builder: &Builder<'_>, lines: &Lines<'_>, at: usize, end: usize) -> bool {
    let text = builder.text;
    let follows = at + 1 < end && matches!(lines.marks[at + 1], Mark::Point { number, .. } if first_integer(number) == 1);
    text.indented && text.paragraphs[at].indent == 0 && follows && text.paragraphs[at + 1].indent > 0
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::{approved, outline_of, read};

    /// The list that an order approves, with these lines from 16 on.
    fn list(printed: &str) -> String {
        approved(&format!("Базалар тізбесі\n\n{printed}")).replace("Сынақ қағидалары бекітілсін", "Базалар тізбесі бекітілсін")
    }

    #[test]
    fn an_item_that_is_gone_leaves_its_number_and_a_note() {
        let act = read(&list(
            "      1. \"Мұнай\" базасы.\n      2. Алып тасталды – ҚР Көлік министрінің 21.02.2025 № 75 бұйрығымен.\n      3. \"Астық\" базасы.\n      \
             4. Күші жойылды – ҚР Көлік министрінің 21.02.2025 № 75 бұйрығымен.\n",
        ));
        let gone = act.provisions.iter().filter(|unit| unit.tombstone).map(|unit| unit.path.as_str());
        assert_eq!(gone.collect::<Vec<_>>(), ["list/item-2", "list/item-4"]);
        let told = act.notes.iter().map(|note| (note.target.as_ref().map(ToString::to_string).unwrap_or_default(), note.op.as_str()));
        assert_eq!(told.collect::<Vec<_>>(), [("list/item-2".to_owned(), "delete"), ("list/item-4".to_owned(), "repeal")]);
    }

    #[test]
    fn subpoints_of_an_item_hang_below_it() {
        let printed = list("      1. \"Мұнай\" базасы.\n      2. \"Астық\" базасы:\n      1) Қостанай;\n      2) Арқалық.\n      3. \"Тұз\" базасы.\n");
        let found = outline_of(&printed, &["preamble", "point", "signature", "list/approval"]);
        let want = ["list 9-20", "list/item-1 16-16", "list/item-2 17-19", "list/item-2/subpoint-1 18-18", "list/item-2/subpoint-2 19-19", "list/item-3 20-20"];
        assert_eq!(found, want);
        let misprint = list("      1. \"Мұнай\" базасы.\n      2) \"Астық\" базасы.\n      3. \"Тұз\" базасы.\n");
        let found = outline_of(&misprint, &["preamble", "point", "signature", "list/approval"]);
        assert_eq!(found, ["list 9-18", "list/item-1 16-16", "list/item-2 17-17", "list/item-3 18-18"], "«2)» goes on with the items");
    }

    #[test]
    fn a_heading_between_the_items_is_of_none_of_them() {
        let printed =
            list("Республикалық базалар\n\n      1. \"Мұнай\" базасы.\n      2. \"Астық\" базасы.\n\nЖергілікті базалар\n\n      1. \"Тұз\" базасы.\n");
        let found = outline_of(&printed, &["preamble", "point", "signature", "list/approval"]);
        assert_eq!(found, ["list 9-23", "list/item-1 18-18", "list/item-2 19-19", "list/item-1~2 23-23"]);
    }
}
