//! The printed text, line by line: the passage marked, and every repair shown where it was made.

use maud::{Markup, html};

use super::frame::{Page, frame};
use super::part::place;
use super::reader::{Reader, web_address};
use super::weight::{CONTENT_MAX, beginning, fitting};
use super::words::fill;
use crate::act::Act;
use crate::query;
use crate::serve::problem::{Cause, Problem};
use crate::serve::site::{Open, Site};
use crate::text::{LineRange, SourceSpan};

/// Lines before the passage.
const BEFORE: u32 = 12;
/// Lines of a page, and their bytes.
const LINES_MAX: u32 = 200;
const ROWS_BYTES_MAX: usize = CONTENT_MAX - 4_000;
/// Bytes of a line that are shown, and of what stands around them.
const LINE_BYTES_MAX: usize = 12_000;
const ROW_BYTES: usize = 80;
/// Doubts at one line, and characters of each.
const PROBLEMS_MAX: usize = 8;
const MESSAGE_MAX: usize = 400;
/// Characters of the title of the act.
const TITLE_MAX: usize = 400;

pub(super) fn page(_: &Site, open: &Open, reader: &Reader, id: &str) -> Result<Markup, Problem> {
    let words = reader.words();
    let Some(header) = open.index.act(id) else { return Err(query::show(&open.index, id, None).err().map_or_else(|| unknown(id), Problem::from)) };
    let act = open.source(&header.id).map_err(|error| Problem::new(Cause::Unavailable, format!("{}: {error}", words.no_source)))?;
    let file = File::asked(&act, reader.get("file"));
    let count = file.count;
    let asked = reader.get("lines").and_then(lines).filter(|lines| lines.first <= count);
    let from = reader.number("from").and_then(|from| u32::try_from(from).ok()).map(|from| from.clamp(1, count));
    let first = from.unwrap_or_else(|| asked.map_or(1, |lines| lines.first.saturating_sub(BEFORE).max(1)));
    let at = |first: u32| to(reader, header.id.as_str(), Some(&file), &[("from", &first.to_string())]);
    let marked = |number: u32| asked.is_some_and(|lines| (lines.first..=lines.last).contains(&number));
    let furthest = (first + LINES_MAX - 1).min(count);
    let pieces = printed_lines(&act, file.above + first, file.above + furthest);
    let rows: Vec<Markup> = (first..).zip(&pieces).map(|(number, pieces)| row(reader, &act, &file, number, pieces, marked(number))).collect();
    let files = beside(reader, &act, header.id.as_str(), &file);
    let shown = fitting(rows.iter().map(|row| row.0.len()), ROWS_BYTES_MAX.saturating_sub(files.0.len())).max(1);
    let last = (first + u32::try_from(shown).unwrap_or(LINES_MAX) - 1).min(furthest);
    let content = html! {
        h1 { (fill(&words.source_of, &[("title", &file.name)])) }
        p lang="kk" { a href=(place(reader, header.id.as_str())) { (query::excerpt(&header.title, &[], TITLE_MAX).0) } }
        p class="quiet" {
            (words.printed_hint) " " (fill(&words.lines, &[("first", &first), ("last", &last)])) " / " (count)
            @if let Some(url) = header.url.as_deref().and_then(web_address) { " · " a rel="external" href=(url) { (words.official) } }
        }
        (files)
        @if first > 1 { p class="part" { a rel="prev" href=(at(before(&act, &file, first))) { "↑ " (words.previous) } } }
        table class="printed-lines" lang="kk" { tbody { @for row in rows.iter().take(shown) { (row) } } }
        @if last < count { p class="part" { a rel="next" href=(at(last + 1)) { "↓ " (words.next) } } }
    };
    let title = fill(&words.source_of, &[("title", &file.name)]);
    Ok(frame(
        reader,
        &Page {
            title,
            class: "printed",
            act: Some(header.id.to_string()),
            official: header.url.as_deref().and_then(web_address).map(str::to_owned),
            content,
            ..Page::default()
        },
    ))
}

/// The file that is shown: the only one of its act, or one of several.
struct File<'a> {
    name: &'a str,
    /// Which one it is, counted from 0, and of how many.
    number: usize,
    of: usize,
    /// Lines of the files before it, and its own.
    above: u32,
    count: u32,
}

impl<'a> File<'a> {
    /// The file called `name`, else the first.
    fn asked(act: &'a Act, name: Option<&str>) -> Self {
        Self::at(act, name.and_then(|name| act.source.files().position(|file| file == name)).unwrap_or(0))
    }

    fn at(act: &'a Act, number: usize) -> Self {
        match act.source.parts().nth(number) {
            Some(part) => {
                Self { name: part.file, number, of: act.source.files().count(), above: part.lines.first - 1, count: part.lines.last - part.lines.first + 1 }
            }
            None => Self { name: act.source.file(), number: 0, of: 1, above: 0, count: act.source.line_count() },
        }
    }
}

/// Which of the files of an act is shown, between the one before it and the one after it.
fn beside(reader: &Reader, act: &Act, id: &str, file: &File<'_>) -> Markup {
    let link = |number: usize| (number < file.of).then(|| File::at(act, number)).map(|other| (to(reader, id, Some(&other), &[]), other.name));
    let (before, after) = (file.number.checked_sub(1).and_then(link), link(file.number + 1));
    html! {
        @if file.of > 1 {
            p class="quiet" {
                @if let Some((href, name)) = before { a rel="nofollow" href=(href) { "← " (name) } " · " }
                (file.name) " (" (file.number + 1) " / " (file.of) ")"
                @if let Some((href, name)) = after { " · " a rel="nofollow" href=(href) { (name) " →" } }
            }
        }
    }
}

/// The page of the printed text of an act: of its first file where none is told.
fn to(reader: &Reader, id: &str, file: Option<&File<'_>>, more: &[(&str, &str)]) -> String {
    address(reader, id, file.filter(|file| file.number > 0).map(|file| file.name), more)
}

/// The page of the printed text of an act, in the file of this name; the first where none is named.
pub(super) fn address(reader: &Reader, id: &str, file: Option<&str>, more: &[(&str, &str)]) -> String {
    let file = file.map(|name| ("file", name));
    let parameters: Vec<(&str, &str)> = file.into_iter().chain(more.iter().copied()).collect();
    reader.to(&format!("/source/{id}"), &parameters)
}

/// A printed line, the page that begins with it, and what is doubtful in it.
fn row(reader: &Reader, act: &Act, file: &File<'_>, number: u32, pieces: &[Piece], is_marked: bool) -> Markup {
    let words = reader.words();
    let page_of = |number: u32| act.source.printed(LineRange::new(file.above + number, file.above + number)).0.pages.map(|pages| pages.first);
    let page = page_of(number).filter(|page| number > 1 && page_of(number - 1) != Some(*page));
    let problems: Vec<_> = act.problems.iter().filter(|problem| problem.lines.last == file.above + number).collect();
    let shown = fitting(pieces.iter().map(Piece::size), LINE_BYTES_MAX).max(1);
    html! {
        @if let Some(page) = page {
            tr class="page-break" { td {} td { span lang=(reader.language.code()) { (fill(&words.page, &[("page", &page)])) } } }
        }
        tr id=(format!("L{number}")) class=[is_marked.then_some("hit")] {
            th scope="row" { a href=(format!("#L{number}")) { (number) } }
            td {
                @for piece in pieces.iter().take(shown) {
                    @match piece {
                        Piece::Kept(text) => (beginning(text, LINE_BYTES_MAX).0),
                        Piece::Moved(text) => span class="moved" title=(words.moved) { (beginning(text, LINE_BYTES_MAX).0) },
                        Piece::Dropped(text) => del { (beginning(text, LINE_BYTES_MAX).0) },
                        Piece::Replaced(text, read) => {
                            @if !text.is_empty() { del { (beginning(text, LINE_BYTES_MAX).0) } }
                            @if !read.is_empty() { ins { (beginning(read, LINE_BYTES_MAX).0) } }
                        },
                    }
                }
                @if shown < pieces.len() || pieces.iter().any(|piece| piece.size() > LINE_BYTES_MAX) { " …" }
            }
        }
        @for problem in problems.iter().take(PROBLEMS_MAX) {
            tr class="doubt" { th scope="row" { span title=(words.doubt) { "?" } } td { span lang="en" { (query::excerpt(&problem.message, &[], MESSAGE_MAX).0) } } }
        }
        @if problems.len() > PROBLEMS_MAX { tr class="doubt" { th scope="row" { "?" } td { "… " (problems.len() - PROBLEMS_MAX) } } }
    }
}

/// The first line of a page that ends about where the one that begins with `first` begins.
fn before(act: &Act, file: &File<'_>, first: u32) -> u32 {
    let size = |number: &u32| ROW_BYTES + act.source.line(file.above + *number).text.len().min(LINE_BYTES_MAX);
    let back = fitting((1..first).rev().map(|number| size(&number)), ROWS_BYTES_MAX).clamp(1, LINES_MAX as usize);
    first - u32::try_from(back).unwrap_or(LINES_MAX).min(first - 1)
}

fn unknown(id: &str) -> Problem {
    Problem::new(Cause::NotFound, format!("no act {id} is indexed"))
}

/// `160-164` or `160`.
fn lines(text: &str) -> Option<LineRange> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (1 <= first && first <= last).then(|| LineRange::new(first, last))
}

/// A stretch of a printed line, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Read as it is printed.
    Kept(String),
    /// Read as it is printed, in another place.
    Moved(String),
    /// Left out.
    Dropped(String),
    /// Printed so, read otherwise; either may be empty.
    Replaced(String, String),
}

impl Piece {
    /// Bytes of its words.
    fn size(&self) -> usize {
        match self {
            Self::Kept(text) | Self::Moved(text) | Self::Dropped(text) => text.len(),
            Self::Replaced(text, read) => text.len() + read.len(),
        }
    }
}

/// The pieces of each line from `first` to `last`.
fn printed_lines(act: &Act, first: u32, last: u32) -> Vec<Vec<Piece>> {
    let (start, end) = (act.source.line(first).span.start, act.source.line(last).span.end);
    let mut lines = Lines { lines: vec![Vec::new()] };
    let mut at = start;
    for (span, kind) in stretches(act, start, end) {
        if span.start > at {
            lines.push(act.source.slice(SourceSpan { start: at, end: span.start }), |text| Piece::Dropped(text.to_owned()));
        }
        let text = act.source.slice(SourceSpan { start: span.start.max(at).min(span.end), end: span.end.min(end) });
        match kind {
            Kind::Same => lines.push(text, |text| Piece::Kept(text.to_owned())),
            Kind::Moved => lines.push(text, |text| Piece::Moved(text.to_owned())),
            // A line break that became a space, or nothing, is how lines are wrapped, and no repair.
            Kind::Read(read) if text.trim().is_empty() && read.trim().is_empty() => lines.push(text, |text| Piece::Kept(text.to_owned())),
            Kind::Read(read) => {
                let mut read = Some(read);
                lines.push(text, |text| Piece::Replaced(text.to_owned(), read.take().unwrap_or_default()));
                if let (Some(read), Some(line)) = (read.filter(|read| !read.trim().is_empty()), lines.lines.last_mut()) {
                    line.push(Piece::Replaced(String::new(), read));
                }
            }
        }
        at = at.max(span.end);
    }
    if at < end {
        lines.push(act.source.slice(SourceSpan { start: at, end }), |text| Piece::Dropped(text.to_owned()));
    }
    lines.lines.resize((last - first + 1) as usize, Vec::new());
    lines.lines
}

/// Printed lines while they are filled.
struct Lines {
    lines: Vec<Vec<Piece>>,
}

impl Lines {
    /// Adds `text` as `piece`, cut at its line breaks. White space is only itself.
    fn push(&mut self, text: &str, mut piece: impl FnMut(&str) -> Piece) {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                self.lines.push(Vec::new());
            }
            let part = part.strip_suffix('\r').unwrap_or(part);
            let Some(line) = self.lines.last_mut().filter(|_| !part.is_empty()) else { continue };
            line.push(if part.trim().is_empty() { Piece::Kept(part.to_owned()) } else { piece(part) });
        }
    }
}

/// What became of a stretch of the printed text.
#[derive(Clone, Debug)]
enum Kind {
    Same,
    Moved,
    Read(String),
}

/// The stretches of the printed text between `start` and `end` that were read, in the order in which they are printed.
fn stretches(act: &Act, start: u32, end: u32) -> Vec<(SourceSpan, Kind)> {
    let all: Vec<_> = act.text.map.stretches().collect();
    let mut found = Vec::new();
    for (at, (clean, source, same)) in all.iter().enumerate() {
        if source.end < start || source.start > end || (source.start == end && !source.is_empty()) {
            continue;
        }
        let before = at.checked_sub(1).map_or(0, |before| all[before].1.end);
        let after = all.get(at + 1).map_or(u32::MAX, |next| next.1.start);
        // Printed later than what is read after it, or earlier than what is read before it: one of the two was moved, and it is not the one that
        // goes on where the text was left.
        let ahead = after < source.start && after >= before;
        let back = source.start < before && !(at >= 2 && all[at - 2].1.end <= source.start);
        let kind = match (same, ahead || back) {
            (false, _) => Kind::Read(act.text.slice(*clean).to_owned()),
            (true, true) => Kind::Moved,
            (true, false) => Kind::Same,
        };
        found.push((*source, kind));
    }
    found.sort_by_key(|(span, _)| (span.start, span.end));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read_act;
    use crate::text::SourceText;

    #[test]
    fn repairs_are_shown_where_they_were_made() {
        let act = read_act(SourceText::new("a.txt", "      1. Осы Заңның 59-\nтармағына сәйкес шетелдiк\nәзірленді.\n"), "a".parse().unwrap());
        let lines = printed_lines(&act, 1, 3);
        assert_eq!(lines.len(), 3);
        let flat = |line: &[Piece]| {
            let show = |piece: &Piece| match piece {
                Piece::Kept(text) => text.clone(),
                Piece::Moved(text) => format!("<{text}>"),
                Piece::Dropped(text) => format!("[-{text}]"),
                Piece::Replaced(text, read) => format!("[-{text}+{read}]"),
            };
            line.iter().map(show).collect::<String>()
        };
        assert_eq!(flat(&lines[0]), "      1. Осы Заңның 59-");
        assert_eq!(flat(&lines[1]), "тармағына сәйкес шетелд[-i+і]к");
        assert_eq!(flat(&lines[2]), "әзірленді.");
    }

    #[test]
    fn every_printed_character_is_shown() {
        let text = std::fs::read_to_string("corpus/V1800016354.txt").unwrap();
        let act = read_act(SourceText::new("a.txt", text.clone()), "a".parse().unwrap());
        let lines = printed_lines(&act, 1, act.source.line_count());
        for (at, (line, printed)) in lines.iter().zip(text.split('\n')).enumerate() {
            let shown: String = line
                .iter()
                .map(|piece| match piece {
                    Piece::Kept(text) | Piece::Moved(text) | Piece::Dropped(text) | Piece::Replaced(text, _) => text.as_str(),
                })
                .collect();
            assert_eq!(shown, printed.strip_suffix('\r').unwrap_or(printed), "line {}", at + 1);
        }
    }

    #[test]
    fn lines_are_asked_for_by_number() {
        let cases = [("160-164", Some((160, 164))), ("7", Some((7, 7))), ("0-3", None), ("9-3", None), ("x", None), ("99999999999", None)];
        for (text, meant) in cases {
            assert_eq!(lines(text).map(|lines| (lines.first, lines.last)), meant, "{text}");
        }
    }
}
