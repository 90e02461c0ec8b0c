//! Tables in flat text: rows that have keys are units, the rest is kept as a block.
//!
//! A table comes cell by cell, and a number that is centred in a tall row is printed in the middle of it. Keys are
//! certain; where one row ends and the next begins is not always, and then it is said.

mod carried;
mod groups;
mod keys;
pub(super) mod piped;

use std::collections::HashSet;
use std::ops::Range;

use groups::Above;
use keys::{Cell, cell, column_numbers, key_follows};
pub(super) use keys::{has_keys, has_rows, heads_table, in_form, is_caption, is_header};

use super::abbreviations;
use super::build::{Builder, Unit};
use super::line::{self, End, Mark};
use super::nest::Lines;
use crate::act::ProvisionKind;
use crate::text::{CleanText, Gap, LineRange, Problem, ProblemCode, Span};

/// The header cells of a service standard, by words that each of them holds (Law of 15.04.2013 № 88-V, art. 10: the
/// list of basic requirements has the same rows in every act). Any of the alternatives names the row. First letters are
/// left out, for a cell may begin with the word.
const STANDARD_ROWS: [&[&[&str]]; 10] = [
    &[&["өрсетілетін қызметті беруш", "тауы"]],
    &[&["әсіл", "сыну"], &["ызметті көрсету", "әсілдері"], &["ызмет көрсету", "әсіл"]],
    &[&["өрсету мерзім"], &["өрсетудің мерзім"]],
    &[&["өрсету нысан"], &["өрсету түрі"], &["өрсетудің нысан"], &["өрсетілетін қызметтің нысан"]],
    &[&["өрсету нәтиже"], &["өрсетудің нәтиже"]],
    &[&["өлем мөлшері"], &["лынатын төлем"], &["өлемақы мөлшері"]],
    &[&["ұмыс кестесі"], &["ұмыс графигі"]],
    &[&["ұжаттар", "ізбесі"], &["әліметтер", "ізбесі"]],
    &[&["ас тарту", "егізд"]],
    &[&["зге де талаптар"], &["зге талаптар"], &["рекшеліктер", "алаптар"]],
];

/// Whether `body` is the table of a service standard. A standard may also be written in chapters and points, which say in sentences what the rows say in
/// cells: «5. Қызметті көрсету мерзімдері – 15 жұмыс күні.»
pub(super) fn is_standard(text: &CleanText, marks: &[Mark<'_>], body: Range<usize>, title: &str) -> bool {
    let named = title.contains("стандарт") || title.contains("негізгі талаптар");
    let in_chapters = |at: usize| matches!(marks[at], Mark::Group { kind: ProvisionKind::Chapter, .. }) && text.paragraphs[at].cell().is_none();
    if !named && (body.len() < 10 || body.len() > 2_000) || body.clone().any(in_chapters) {
        return false;
    }
    let is_sentence = |at: usize| matches!(marks[at], Mark::Point { rest, .. } if line::end(rest) != End::Open) && text.paragraphs[at].cell().is_none();
    let (mut row, mut cells, mut sentences) = (0, 0, 0);
    for at in body {
        if row >= STANDARD_ROWS.len() {
            break;
        }
        if let Some(found) = (row..STANDARD_ROWS.len().min(row + 3)).find(|&next| names_row(text.paragraph_text(at), next)) {
            row = found + 1;
            *if is_sentence(at) { &mut sentences } else { &mut cells } += 1;
        }
    }
    row >= if named { 5 } else { 8 } && cells > sentences
}

/// Whether a paragraph is, or begins with, the header cell of row `row` (0-based).
fn names_row(words: &str, row: usize) -> bool {
    // The header cell is short; content cells that use the same words are not, or do not begin with them.
    let head = &words[..words.floor_char_boundary(if row >= 5 { 520 } else { 240 })];
    STANDARD_ROWS[row].iter().any(|words| words.iter().all(|word| head.contains(word)))
}

/// The rows of a service standard: `annex-3/row-8`.
pub(super) fn standard(builder: &mut Builder<'_>, lines: &Lines<'_>, annex: usize, body: Range<usize>) {
    let text = builder.text;
    let mut paragraphs = Vec::new();
    for at in body {
        let span = builder.span(at);
        if !(matches!(lines.marks[at], Mark::Note | Mark::EditorsNote) && super::note::read(builder, at, span, Some(annex))) {
            paragraphs.push(at);
        }
    }
    // Each row's anchor: its number cell, its header cell, or both in one.
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut next_row = 0;
    let mut at = 0;
    while at < paragraphs.len() && next_row < STANDARD_ROWS.len() {
        let cell = cell(builder, paragraphs[at]);
        let numbered = cell.number == u32::try_from(next_row + 1).ok();
        let words = text.paragraph_text(paragraphs[at]);
        let named = (next_row..STANDARD_ROWS.len().min(next_row + 2)).find(|&row| is_header_cell(words, row));
        if numbered && cell.alone {
            let header = (at + 1 < paragraphs.len()).then_some(at + 1);
            anchors.push(Anchor { row: next_row + 1, first: at, header: header.map(|header| header..header + 1) });
            at += 2;
        } else if numbered && (named.is_some() || anchors.len() == next_row) && words.len() < 400 {
            anchors.push(Anchor { row: next_row + 1, first: at, header: Some(at..at + 1) });
            at += 1;
        } else if let Some(row) = named {
            // The number of a row stays with it, where the row before has lost its own.
            let own = at
                .checked_sub(1)
                .map(|before| self::cell(builder, paragraphs[before]))
                .is_some_and(|cell| cell.alone && cell.number == u32::try_from(row + 1).ok());
            anchors.push(Anchor { row: row + 1, first: at - usize::from(own), header: Some(at..at + 1) });
            next_row = row;
            at += 1;
        } else {
            at += 1;
            continue;
        }
        next_row += 1;
    }
    write_rows(builder, annex, &paragraphs, &anchors);
}

#[derive(Clone)]
struct Anchor {
    row: usize,
    /// The first paragraph (an index into the list of paragraphs) of number or header.
    first: usize,
    header: Option<Range<usize>>,
}

/// A header cell without its number: it names the row, is short, and is no sentence.
fn is_header_cell(words: &str, row: usize) -> bool {
    let bare = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    bare.len() < 500 && line::end(bare) == End::Open && line::begins_capital(bare) && names_row(bare, row) && bare.split_whitespace().count() <= 34
}

/// Opens the rows: what stands between two anchors belongs to the first, but for a cell that only the second can explain.
fn write_rows(builder: &mut Builder<'_>, annex: usize, paragraphs: &[usize], anchors: &[Anchor]) {
    let text = builder.text;
    let base = Some(builder.path(annex));
    // what stands in no row is of the annex: no words are lost
    let above = anchors.first().map_or(paragraphs.len(), |first| first.first);
    for &at in &paragraphs[..above] {
        let span = builder.span(at);
        builder.append(annex, span);
    }
    let rows: Vec<(&Anchor, usize)> = anchors.iter().zip((0..anchors.len()).map(|index| row_start(text, paragraphs, anchors, index))).collect();
    let rows = with_lost(&rows);
    for (index, (anchor, start)) in rows.iter().enumerate() {
        let end = rows.get(index + 1).map_or(paragraphs.len(), |(_, start)| *start);
        let number = anchor.row.to_string();
        let row = builder.open(Unit::numbered(ProvisionKind::Row, &number, Some(annex), base.clone()), None);
        let header = anchor.header.clone().unwrap_or(anchor.first..anchor.first);
        for (at, &paragraph) in paragraphs.iter().enumerate().take(end).skip(*start) {
            let span = builder.span(paragraph);
            let words = text.slice(span);
            if header.contains(&at) {
                let bare = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
                let (heading, rest) = split_header(bare, anchor.row - 1);
                builder.provisions[row].heading = Some(heading.to_owned());
                if !rest.is_empty() {
                    let start = span.end - u32::try_from(rest.len()).unwrap_or(0);
                    builder.append(row, Span { start, end: span.end });
                }
            } else if at != anchor.first || anchor.header.is_none() {
                builder.append(row, span);
            }
        }
        widen(builder, row, paragraphs, *start..end);
    }
}

/// Adds rows that are printed without number and header: every standard has all of them, so that a cell of its own between rows 7 and 9 is row 8.
fn with_lost(rows: &[(&Anchor, usize)]) -> Vec<(Anchor, usize)> {
    let mut all: Vec<(Anchor, usize)> = Vec::with_capacity(STANDARD_ROWS.len());
    for &(anchor, start) in rows {
        let lost = all.last().filter(|(above, _)| above.row + 2 == anchor.row && start < anchor.first).map(|(above, _)| above.row + 1);
        if let Some(row) = lost {
            all.push((Anchor { row, first: start, header: None }, start));
        }
        all.push((anchor.clone(), if lost.is_some() { anchor.first } else { start }));
    }
    all
}

/// Rows span their number and header cells too, which are not part of their own text.
fn widen(builder: &mut Builder<'_>, row: usize, paragraphs: &[usize], range: Range<usize>) {
    let lines = range.map(|at| builder.text.paragraphs[paragraphs[at]].lines).reduce(LineRange::join);
    if let Some(lines) = lines {
        builder.extend_lines(row, lines);
    }
}

/// A header and the content after it on one printed line: «4 Мемлекеттік қызмет көрсету түрі Қағаз түрінде».
fn split_header(words: &str, row: usize) -> (&str, &str) {
    const LAST_WORDS: [&[&str]; 10] = [
        &["атауы"],
        &["тәсілдері", "тәсілі"],
        &["мерзімі", "мерзімдері"],
        &["нысаны", "түрі"],
        &["нәтижесі"],
        &["тәсілдері", "тәсілі"],
        &["кестесі", "графигі"],
        &["тізбесі"],
        &["негіздері", "негіздер"],
        &["талаптар"],
    ];
    let Some(last_words) = LAST_WORDS.get(row) else { return (words, "") };
    for word in last_words.iter() {
        if let Some(at) = words.find(word) {
            let end = at + word.len();
            let rest = &words[end..];
            // «… ұсыну тәсілдері «электрондық үкіметтің» веб-порталы»: a quotation opens the content as well
            let opens = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '«' | '“' | '"');
            let cut = rest.starts_with(' ') && rest.trim_start().starts_with(opens);
            if cut {
                return (&words[..end], rest.trim_start());
            }
        }
    }
    (words, "")
}

/// Where row `index` begins: at its anchor, or at cells before it that stand apart and begin what follows the anchor.
fn row_start(text: &CleanText, paragraphs: &[usize], anchors: &[Anchor], index: usize) -> usize {
    let anchor = anchors[index].first;
    let Some(previous) = index.checked_sub(1).map(|index| &anchors[index]) else { return anchor };
    if text.paragraphs[paragraphs[anchor]].cell().is_some() {
        return anchor;
    }
    let content = previous.header.as_ref().map_or(previous.first + 1, |header| header.end);
    // The cells between the previous header and this anchor, by the blank lines between them.
    let cells: Vec<usize> = (content..anchor).filter(|&at| at == content || text.paragraphs[paragraphs[at]].gap == Gap::Blank).collect();
    // A header that also holds its content leaves every later cell to the next row.
    let inline = previous.header.as_ref().is_some_and(|header| !split_header(text.paragraph_text(paragraphs[header.start]), previous.row - 1).1.is_empty());
    let own_cells = usize::from(!inline);
    match cells.get(own_cells) {
        Some(&start) if ends_row(text, paragraphs, start) => start,
        _ => anchor,
    }
}

/// Whether the text before `start` is complete, so that a new cell begins there.
fn ends_row(text: &CleanText, paragraphs: &[usize], start: usize) -> bool {
    let above = text.paragraph_text(paragraphs[start - 1]);
    let here = text.paragraph_text(paragraphs[start]);
    let complete = matches!(line::end(above), End::Sentence | End::Open) && !above.ends_with([',', '-', '(']);
    complete && !here.chars().next().is_some_and(char::is_lowercase)
}

/// A paragraph of a table in the making.
struct Piece {
    at: usize,
    begins: Begins,
}

enum Begins {
    /// The row with this key.
    Row(String),
    /// Nothing: it goes on with what is before it.
    Nothing,
    /// A row without a key.
    Unkeyed,
}

/// Tables with text between them: `table-1/row-3`; the text between is kept as parts.
pub(super) fn tables(builder: &mut Builder<'_>, lines: &Lines<'_>, annex: usize, body: Range<usize>) {
    let text = builder.text;
    let base = builder.path(annex);
    let (body, legend) = keys::without_legend(builder, body);
    let heading = keys::heading(builder, body.clone());
    for at in body.start..heading {
        builder.append(annex, builder.span(at));
    }
    let body = heading..body.end;
    let mut table: Option<usize> = None;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut expected = 1;
    // The last row that was put in after the one before, and how that one stands apart from what is above it.
    let (mut inserted, mut key_gap) = (0, Gap::None);
    let mut has_rows = false;
    let mut dotted = false;
    let mut caption: Vec<Span> = Vec::new();
    let known = body.clone().any(|at| text.paragraphs[at].cell().is_some());
    let tabbed = keys::tabbed(builder, body.clone());
    let mut decimals = keys::Decimals::of(builder, body.clone());
    let mut drawn: Option<u32> = None;
    let columns = column_numbers(builder, body.clone());
    let counted = if known { HashSet::new() } else { groups::counted_in_flat_text(builder, &columns, body.clone()) };
    for at in body.clone() {
        let span = builder.span(at);
        if matches!(lines.marks[at], Mark::Note | Mark::EditorsNote) && super::note::read(builder, at, span, Some(annex)) {
            continue;
        }
        let place = text.paragraphs[at].cell();
        let outside = tabbed.as_ref().is_some_and(|tabbed| !tabbed.contains(&at));
        let is_text = if known { place.is_none() } else { text.indented && text.paragraphs[at].indent > 0 || outside };
        let words = text.paragraph_text(at);
        if table.is_some() && words.contains("естенің жалғасы") {
            // «кестенің жалғасы:»: the same table goes on.
            pieces.push(Piece { at, begins: Begins::Nothing });
            continue;
        }
        if is_text || is_caption(words) {
            // A caption stands above its table; what comes after the last table is its legend.
            caption.push(span);
            continue;
        }
        let found = if columns.contains(&at) || counted.contains(&at) { Cell::default() } else { cell(builder, at) };
        let apart = !caption.is_empty() || drawn != place.map(|place| place.table);
        // Where keys stand apart, a number inside a row is a value, also where it is the one that comes next.
        let inside = !known && key_gap != Gap::None && text.paragraphs[at].gap == Gap::None;
        let restarts =
            !known && !inside && found.number == Some(1) && expected > 2 && found.dotted == dotted && key_follows(builder, &columns, at + 1..body.end, 2);
        drawn = place.map(|place| place.table);
        let open = match table {
            Some(open) if !apart && !restarts => open,
            before => {
                if let Some(before) = before {
                    write_table(builder, before, &std::mem::take(&mut pieces), &counted);
                }
                let number = builder.count(Some(annex), ProvisionKind::Table, 1).to_string();
                let opened = builder.open(Unit::numbered(ProvisionKind::Table, &number, Some(annex), Some(base.clone())), None);
                for span in caption.drain(..) {
                    builder.append(opened, span);
                }
                (expected, key_gap) = (1, Gap::None);
                opened
            }
        };
        table = Some(open);
        // «Машықтар:» above «1. …»: a list inside a cell has numbers, too.
        let in_list = expected == 1 && found.dotted && at > body.start && line::end(text.paragraph_text(at - 1)) == End::Colon;
        let is_next = !in_list && found.number == Some(expected) && !(inside && keys::is_value(builder, &columns, at..body.end, expected));
        let keyed = is_next && if expected > 1 { found.dotted == dotted } else { key_follows(builder, &columns, at + 1..body.end, 2) };
        let begins = if keyed {
            dotted = found.dotted;
            decimals.pass(expected);
            expected += 1;
            (inserted, key_gap) = (0, text.paragraphs[at].gap);
            has_rows = true;
            Begins::Row((expected - 1).to_string())
        } else if let Some((after, number)) = found.inserted
            && after + 1 == expected
            && number > inserted
            && found.dotted == dotted
            // In flat text any cell may be «2-1»: a key stands apart as the keys do, and none is left out.
            && (known || number == inserted + 1 && key_gap != Gap::None && text.paragraphs[at].gap == key_gap)
        {
            inserted = number;
            Begins::Row(format!("{after}-{number}"))
        } else if let Some(number) = decimals.next(builder, at) {
            Begins::Row(number)
        } else if place.is_some_and(|place| place.column == 0 && found.number.is_none()) {
            // What has nothing in its first column goes on with the row before it.
            Begins::Unkeyed
        } else {
            Begins::Nothing
        };
        pieces.push(Piece { at, begins });
    }
    if let Some(open) = table {
        write_table(builder, open, &pieces, &counted);
    }
    // What stands below the last table goes on with it, up to a legend, which is of the annex.
    let above_legend = caption.iter().position(|&span| keys::is_legend(text.slice(span))).unwrap_or(caption.len());
    let below: Vec<Span> = caption.into_iter().chain(legend.map(|at| text.paragraphs[at].span)).collect();
    let mut at = 0;
    while let Some(&span) = below.get(at) {
        let listed = abbreviations::read(builder, annex, &below[at..]);
        if listed == 0 {
            builder.append(if at < above_legend { table.unwrap_or(annex) } else { annex }, span);
        }
        at += listed.max(1);
    }
    if has_rows && !known {
        let lines = builder.lines_of(builder.span(body.start)).join(builder.lines_of(builder.span(body.end - 1)));
        let message = "the rows of the tables are told apart by their numbers alone; cells printed before a number may belong to its row";
        builder.problems.push(Problem::new(ProblemCode::RowBoundsUncertain, lines, message));
    }
}

/// Opens the rows of `table`, each where it begins; `counted` are headings that count for themselves.
fn write_table(builder: &mut Builder<'_>, table: usize, pieces: &[Piece], counted: &HashSet<usize>) {
    let path = builder.path(table);
    let paragraphs: Vec<usize> = pieces.iter().map(|piece| piece.at).collect();
    let keys: Vec<usize> = (0..pieces.len()).filter(|&at| matches!(pieces[at].begins, Begins::Row(_))).collect();
    let last_key = keys.last().copied();
    // Where the source says which cells are a row, its number is certain to begin it.
    let is_flat = paragraphs.iter().all(|&at| builder.text.paragraphs[at].cell().is_none());
    let (starts, above) = if is_flat {
        let cells = carried::Table::read(builder, &paragraphs, &keys);
        let starts = carried::starts(builder, &paragraphs, &cells);
        (starts, groups::in_flat_text(&cells, |at| counted.contains(&paragraphs[at])))
    } else {
        (keys.clone(), groups::in_cells(builder, &paragraphs, &keys))
    };
    let total = if is_flat { keys::total(builder, &paragraphs, &keys).filter(|total| last_key < Some(*total)) } else { None };
    // The row above ends where the headings begin.
    let first = |(start, above): (usize, Option<Above>)| (above.as_ref().map_or(start, Above::start), above);
    let mut rows = starts.into_iter().zip(above).map(first).zip(keys).peekable();
    let mut row: Option<usize> = None;
    let (mut outer, mut heading): (Option<String>, Option<String>) = (None, None);
    let mut here = Above::default();
    for (index, piece) in pieces.iter().enumerate() {
        if let Some(((_, above), key)) = rows.next_if(|((start, _), _)| *start == index)
            && let Begins::Row(number) = &pieces[key].begins
        {
            let opened = builder.open(Unit::numbered(ProvisionKind::Row, number, Some(table), Some(path.clone())), None);
            if let Some(told) = above {
                let words = |range: &Range<usize>| paragraphs[range.clone()].iter().map(|&at| builder.text.paragraph_text(at)).collect::<Vec<_>>().join(" ");
                if !told.outer.is_empty() {
                    outer = Some(words(&told.outer));
                }
                heading = Some(outer.iter().cloned().chain([words(&told.heading)]).collect::<Vec<_>>().join(". "));
                here = told;
            }
            builder.provisions[opened].heading.clone_from(&heading);
            row = Some(opened);
        } else if matches!(piece.begins, Begins::Unkeyed) && !here.heading.contains(&index) || total == Some(index) {
            row = None;
        }
        // Each row tells its headings beside its words, as one of a standard does.
        if !here.heading.contains(&index) && !here.outer.contains(&index) {
            let span = builder.span(piece.at);
            builder.append(row.unwrap_or(table), span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_behind_a_header_is_told_apart_by_its_first_letter_or_its_quotation_mark() {
        let header = "Мемлекеттік қызметті ұсыну тәсілдері";
        let cases = [
            ("«электрондық үкіметтің» www.egov.kz веб-порталы", true),
            ("\"электрондық үкіметтің\" веб-порталы", true),
            ("Портал арқылы", true),
            ("1) портал арқылы", true),
            ("(«электрондық үкіметтің» порталы)", false),
            ("мен мерзімдері", false),
        ];
        for (content, apart) in cases {
            let words = format!("{header} {content}");
            assert_eq!(split_header(&words, 1), if apart { (header, content) } else { (words.as_str(), "") }, "{content}");
        }
    }
}
