//! Displaced links.
//!
//! Adilet's PDFs draw the plain text of a line first and every link in it afterwards, so a reader that keeps drawing
//! order prints `осы Қағидаларға  сәйкес нысан бойынша өтініш;1-қосымшаға`. After this: a link that stood at the end of
//! its line fills the hole it left, where a hole can be told; a line that was moved on by its own hole goes on with the
//! line before it.

use std::borrow::Cow;

use crate::text::{GENITIVE, LineRange, Problem, ProblemCode, ends_with_any};

use super::layout::INDENT_MIN;
use super::line::{Line, Part};
use super::link::{Link, LinkKind, completes_phrase, last_link, takes_link};
use super::paragraphs::is_annex_number;
use super::scan::has_gap;

/// Most links looked for on one line; seven were seen.
const LINKS_MAX: usize = 12;

/// Longest line, in bytes, that a page can have shown: no link is displaced over more.
const VISUAL_LINE_MAX: usize = 1000;

/// A place in a line that a link may have left.
struct Hole {
    at: usize,
    /// How sure it is a hole, before looking at the words beside it.
    weight: i32,
    kind: HoleKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum HoleKind {
    /// The line opens with it.
    Start,
    /// Between two spaces.
    Gap,
    /// Before a comma, a bracket or the like.
    Sign,
}

/// Puts the links of line `at` back; `usual` is the indent of the document's paragraphs.
pub(super) fn restore(lines: &mut [Line<'_>], at: usize, usual: u16, problems: &mut Vec<Problem>) {
    let line = &lines[at];
    let text: &str = &line.text;
    let opens_odd = line.indent == 1 || line.damaged_indent || (usual > 0 && line.indent == usual + 1) || text.starts_with([',', ';', ':', '.', ')']);
    if text.len() > VISUAL_LINE_MAX || !opens_odd && line.indent != 2 && (usual == 0 || start_holes(line, usual) == 0) && !has_gap(text) && !glued_end(text) {
        return;
    }
    let previous = at.checked_sub(1).map_or("", |before| &*lines[before].text);
    let next = lines.get(at + 1).map_or("", |after| &*after.text);
    let starts = start_holes(line, usual);
    if let Some(plan) = exact(text, next, Opening { previous, starts, indent: line.indent }) {
        put_back(lines, at, usual, plan, problems);
        return;
    }
    let mut links = links(text, previous, next, false);
    if links.is_empty() {
        if usual > 0 && is_unfilled(text) {
            problems.push(Problem::new(
                ProblemCode::GapUnfilled,
                LineRange::new(line.number, line.number),
                format!("a link seems to be missing in «{text}»: two spaces after a word that asks for one"),
            ));
        }
        return;
    }
    let glued = links.iter().any(|link| link.glued);
    // More links than holes: those before the last ones stand where they were printed, unless the plain text ends open.
    let mut holes;
    loop {
        let Some(first) = links.last() else { return };
        let plain = &text[..first.range.start];
        holes = self::holes(plain, opens_odd, line.indent);
        if links.len() == 1 || links.len() <= holes.len() || !holes.is_empty() && (ends_open(plain.trim_end()) || links[0].kind == LinkKind::Cut) {
            break;
        }
        links.pop();
    }
    let plain_end = links.last().map_or(text.len(), |link| link.range.start);
    if holes.is_empty() && glued && text[..plain_end].starts_with(char::is_lowercase) && line.indent > 1 {
        holes.push(Hole { at: 0, weight: 2, kind: HoleKind::Start });
    }
    links.reverse();
    let text_before = text[..plain_end].trim_end();
    if holes.is_empty() || text_before.is_empty() {
        return;
    }
    let fills = assign(text, &holes, &links, previous, glued, opens_odd && line.indent <= 1);
    if fills.is_empty() {
        return;
    }
    let guessed = holes.len() != links.len() && !(links.len() > holes.len() && fills.len() == holes.len() && ends_open(text_before));
    put_back(lines, at, usual, Plan { holes, links, fills, guessed }, problems);
}

/// Which links go where.
struct Plan {
    holes: Vec<Hole>,
    /// In the order they are printed in.
    links: Vec<Link>,
    fills: Vec<(usize, usize)>,
    guessed: bool,
}

/// Writes line `at` anew as `plan` says.
fn put_back(lines: &mut [Line<'_>], at: usize, usual: u16, plan: Plan, problems: &mut Vec<Problem>) {
    let Plan { holes, links, fills, guessed } = plan;
    let previous = at.checked_sub(1).map_or("", |before| &*lines[before].text);
    let line = &lines[at];
    let text: &str = &line.text;
    let plain_end = links.first().map_or(text.len(), |link| link.range.start);
    let split = links.iter().any(|link| link.split);
    let parts = parts(text, plain_end, &holes, &links, &fills);
    let fills_start = fills.iter().any(|&(hole, _)| holes[hole].kind == HoleKind::Start);
    let completes = fills_start && links[fills[0].1].kind == LinkKind::Rest && previous.ends_with(char::is_alphabetic);
    let printed = text.to_owned();
    let number = line.number;
    let line = &mut lines[at];
    let indented = usual > 0 && line.indent >= 3;
    line.rewrite(parts);
    line.restored = true;
    if fills_start {
        if indented {
            line.indent = if (usual + 1..=usual + 2).contains(&line.indent) { usual } else { line.indent };
        } else {
            line.continues = true;
            line.completes = completes;
            line.indent = 0;
            line.open_end = true;
        }
    }
    if guessed || split {
        problems.push(Problem::new(
            ProblemCode::AnchorGuessed,
            LineRange::new(number, number),
            format!("the links of «{printed}» were drawn after it; they were put back as «{}»", lines[at].text),
        ));
    }
}

/// How many holes the white space and the sign at the line's start can be: every link that opened it left a space.
fn start_holes(line: &Line<'_>, usual: u16) -> usize {
    let sign = usize::from(line.text.starts_with([',', ';', ':', '.', ')']));
    let extra = match line.indent {
        0 => 0,
        _ if line.damaged_indent => 1,
        indent @ 1..=2 => indent,
        indent => [usual, 2 * usual].into_iter().find(|&usual| usual > 0 && (usual + 1..=usual + 2).contains(&indent)).map_or(0, |usual| indent - usual),
    };
    usize::from(extra) + sign
}

/// How a line begins, for the holes that may open it.
#[derive(Clone, Copy)]
struct Opening<'t> {
    previous: &'t str,
    /// Most holes that may open it.
    starts: usize,
    indent: u16,
}

/// The one reading in which every hole takes one link, and every link is one the words around its hole ask for.
fn exact(text: &str, next: &str, opening: Opening<'_>) -> Option<Plan> {
    if opening.starts == 0 && !has_gap(text) {
        return None;
    }
    // Only a title, or the name of a code right before its kind, makes a wide reading another one.
    let titled = text.contains("туралы\"") || text.contains("туралы»");
    for wide in [true, false] {
        if wide && !titled {
            continue;
        }
        let all = links(text, opening.previous, next, wide);
        if wide && !all.iter().any(|link| link.kind == LinkKind::Title) {
            continue;
        }
        for count in (1..=all.len()).rev() {
            let links: Vec<Link> = all[..count].iter().rev().cloned().collect();
            // A link that breaks off at the line's end, `15-2-` or `2)`, stood there and takes no hole.
            let breaks_off = matches!(all[0].kind, LinkKind::Cut | LinkKind::Number);
            let plain = text[..links[0].range.start].trim_end();
            let asked = takes_link(plain, &all[0], "");
            // «тармақшасына, 6-бабының2-7-тармағына»: of two drawn one right after the other the last stands where the plain text ends open
            let after_link = count > 1
                && all[0].glued
                && all[1].range.end == all[0].range.start
                && asked
                && ends_open(plain)
                && !ends_with_any(&text[all[0].range.clone()], &GENITIVE);
            let last = if after_link { fitted(text, links.clone(), 1, opening) } else { None };
            let plan = last.or_else(|| if breaks_off { None } else { fitted(text, links.clone(), 0, opening) });
            let plan = plan.or_else(|| {
                // one that was drawn right after other words stands nowhere: it is the link that a hole waits for
                let stands = breaks_off || !all[0].glued && asked;
                stands.then(|| fitted(text, links, 1, opening)).flatten()
            });
            if let Some(plan) = plan {
                return Some(Plan { guessed: wide, ..plan });
            }
        }
    }
    None
}

/// `links` in the holes of `text`, one each, the last `stays` of them left at its end; none where one does not fit.
fn fitted(text: &str, mut links: Vec<Link>, stays: usize, opening: Opening<'_>) -> Option<Plan> {
    let Opening { previous, starts, indent } = opening;
    let plain = &text[..links[0].range.start];
    if plain.trim_end().is_empty() {
        return None;
    }
    let inner = holes(plain, false, indent);
    let sign = text.starts_with([',', ';', ':', '.', ')']);
    // A paragraph may be set in by a column too many without a hole; a line that goes on may not.
    let starts_min = if indent >= INDENT_MIN { usize::from(sign) } else { starts };
    let reach = starts_min + inner.len() + stays..=starts + inner.len() + stays;
    while links.len() > *reach.end()
        && let Some(second) = (1..links.len()).find(|&second| completes_phrase(text, &links[second - 1], &links[second]))
    {
        let rest = links.remove(second);
        links[second - 1].range.end = rest.range.end;
    }
    if !reach.contains(&links.len()) || links.len() == stays || links.iter().any(|link| link.split) {
        return None;
    }
    let opening_hole = || Hole { at: 0, weight: if indent <= 1 || sign { 4 } else { 3 }, kind: HoleKind::Start };
    let mut holes: Vec<Hole> = (stays + inner.len()..links.len()).map(|_| opening_hole()).collect();
    holes.extend(inner);
    let fits = |(at, (hole, link)): (usize, (&Hole, &Link))| {
        let before = at.checked_sub(1).filter(|&before| text[holes[before].at..hole.at].trim().is_empty());
        let left = match before {
            Some(before) => &text[links[before].range.clone()],
            None if hole.at == 0 && indent < INDENT_MIN => previous.trim_end(),
            None => text[..hole.at].trim_end(),
        };
        // `берген күні,  осы Заңның 5-тармағы`: a slip after a comma, and a link that stands where it belongs.
        let slip = before.is_none() && hole.kind == HoleKind::Gap && left.ends_with(',') && takes_link(plain.trim_end(), link, "");
        !slip && takes_here(text, left, link, text[hole.at..].trim_start())
    };
    let sound = holes.iter().zip(&links).enumerate().all(fits);
    let fills = (0..holes.len()).map(|at| (at, at)).collect();
    sound.then_some(Plan { holes, links, fills, guessed: false })
}

/// Whether the words on both sides of a hole ask for `link`: `… № 387 қаулысымен бекітілген` was approved by an act, not of one.
fn takes_here(text: &str, left: &str, link: &Link, right: &str) -> bool {
    let approved = right.starts_with("бекітілген") && link.kind == LinkKind::Act;
    let drawn_after = !text[..link.range.start].ends_with(' ');
    let owner = drawn_after && link.kind == LinkKind::Unit && ends_with_any(&text[link.range.clone()], &GENITIVE) && is_owned_unit(right);
    (owner || takes_link(left, link, right)) && (!approved || ends_with_any(&text[link.range.clone()], &["мен", "бен", "пен"]))
}

/// Whether `right` begins with a unit of something named before it, whatever stands there: `2-тармағындағы`, `4) тармақшасы`.
fn is_owned_unit(right: &str) -> bool {
    let unit = right.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ')'));
    right.len() > unit.len() && ["тармағы", "тармақшасы", "абзацы", "жолы"].iter().any(|owned| unit.trim_start().starts_with(owned))
}

/// Puts a link that stands on a line of its own into the one hole of the line before or after it.
///
/// Nothing is moved where two lines could take it, or where a line could take two.
pub(super) fn restore_lone(lines: &mut Vec<Line<'_>>, usual: u16, problems: &mut Vec<Problem>) {
    let mut gone = Vec::new();
    // What the first round puts back leaves fewer lines open for the second.
    let lone: Vec<usize> = (0..lines.len())
        .filter(|&at| lines[at].text.len() <= TAIL_BYTES)
        .filter(|&at| at.checked_sub(1).is_some_and(|before| is_open(&lines[before], usual)) || lines.get(at + 1).is_some_and(|next| is_open(next, usual)))
        .filter(|&at| is_lone(&lines[at]))
        .collect();
    for at in lone.iter().chain(&lone).copied() {
        if lines[at].text.is_empty() {
            continue;
        }
        let beside = [at.checked_sub(1).filter(|_| lines[at].blanks == 0), Some(at + 1).filter(|&next| lines.get(next).is_some_and(|line| line.blanks == 0))];
        let mut plans = beside.into_iter().flatten().filter_map(|open| lone_plan(lines, open, at, usual).map(|plan| (open, plan)));
        let (Some((open, plan)), None) = (plans.next(), plans.next()) else { continue };
        let lone = lines[at].clone();
        lines[at].text = Cow::Borrowed("");
        lines[open].append(&lone);
        put_back(lines, open, usual, Plan { guessed: true, ..plan }, problems);
        gone.push(lines[open].number);
    }
    if !gone.is_empty() {
        gone.sort_unstable();
        lines.retain(|line| !line.text.is_empty());
        problems.retain(|problem| problem.code != ProblemCode::GapUnfilled || gone.binary_search(&problem.lines.first).is_err());
    }
}

/// Whether `line` may be nothing but links: short, not set in, and begun by a number or the word for an act.
fn is_lone(line: &Line<'_>) -> bool {
    let text = &*line.text;
    if text.len() > TAIL_BYTES || line.indent >= INDENT_MIN || line.page || text.is_empty() || is_annex_number(text) {
        return false;
    }
    let links = links(text, "", "", false);
    links.last().is_some_and(|first| first.range.start == 0) && !matches!(links[0].kind, LinkKind::Rest | LinkKind::Cut | LinkKind::Order | LinkKind::Part)
}

/// Holes that may open `line`; two columns are those of a stamp, `  Бірлескен бұйрығына`.
fn lone_starts(line: &Line<'_>, usual: u16) -> usize {
    if line.indent == 2 { 0 } else { start_holes(line, usual) }
}

/// Whether `line` has a hole that nothing has filled.
fn is_open(line: &Line<'_>, usual: u16) -> bool {
    !line.restored && !line.text.is_empty() && line.text.len() <= VISUAL_LINE_MAX && (lone_starts(line, usual) > 0 || has_gap(&line.text))
}

/// How the links of line `lone` fill the holes of line `open`.
fn lone_plan(lines: &[Line<'_>], open: usize, lone: usize, usual: u16) -> Option<Plan> {
    let line = &lines[open];
    let starts = lone_starts(line, usual);
    if !is_open(line, usual) {
        return None;
    }
    let text = format!("{} {}", line.text, lines[lone].text);
    // The line before may be the lone one itself: then nothing is known of what the open line goes on with.
    let previous = open.checked_sub(1).filter(|&before| before != lone).map_or("", |before| &*lines[before].text);
    let plan = exact(&text, "", Opening { previous, starts, indent: line.indent })?;
    let all = plan.links.first().is_some_and(|link| link.range.start == line.text.len() + 1) && plan.fills.len() == plan.links.len();
    all.then_some(plan)
}

/// Whether a doubled space stands between a word that asks for a link and one that follows links: `Заңының  сәйкес`.
fn is_unfilled(text: &str) -> bool {
    text.match_indices("  ").any(|(at, _)| {
        let after = text[at..].trim_start();
        // `Кодекстің  2- белгіленген`: the number alone was left
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("- ").unwrap_or(after);
        let (left, asked) = (text[..at].trim_end(), ASKED.iter().any(|word| after.starts_with(word)));
        asked && (ends_with_any(left, &GENITIVE) || ends_with_any(left, &["Қағидаларға", "Регламентке", "Стандартқа"]))
    })
}

/// Words that follow links.
const ASKED: [&str; 4] = ["сәйкес", "көзделген", "белгіленген", "көрсетілген"];

/// Whether `text` may end with a link drawn right after a sign: `жазылсын:10-тармақ`.
fn glued_end(text: &str) -> bool {
    let bytes = text.as_bytes();
    let tail = &bytes[bytes.len().saturating_sub(TAIL_BYTES)..];
    memchr::memchr3_iter(b':', b';', b'.', tail).any(|at| tail.get(at + 1).is_some_and(|&byte| byte >= 0x80 || byte.is_ascii_alphanumeric()))
}

/// Bytes at a line's end in which a link is looked for: `көрсетілген бірлескен бұйрықтарымен` has 70.
const TAIL_BYTES: usize = 80;

/// The links `text` ends with, the last first.
fn links(text: &str, previous: &str, next: &str, wide: bool) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut end = text.len();
    while links.len() < LINKS_MAX {
        let trimmed = text[..end].trim_end();
        let Some(link) = last_link(text, trimmed.len(), previous, next, links.last(), wide) else { break };
        end = link.range.start;
        links.push(link);
    }
    links
}

/// Whether the plain text breaks off where a link stood: `осы тармақтың … және`, `Заңының …,`, `… сәйкес`.
fn ends_open(plain: &str) -> bool {
    let last = plain.rsplit(' ').next().unwrap_or(plain);
    plain.ends_with([',', '№']) || ["және", "мен", "сәйкес", "немесе", "осы"].contains(&last)
}

/// Whether the number that `left` ends with has lost its noun: `2- белгіленген`; not `2- және 3-тармақтар`.
fn is_cut_number(left: &str, right: &str) -> bool {
    let next = right.split(' ').next().unwrap_or(right);
    let cut = left.strip_suffix('-').is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()));
    cut && ASKED.contains(&next)
}

/// The holes of the plain text, in order.
fn holes(plain: &str, opens_odd: bool, indent: u16) -> Vec<Hole> {
    let mut holes = Vec::new();
    if opens_odd {
        let sign = plain.starts_with([',', ';', ':', '.', ')']);
        holes.push(Hole { at: 0, weight: if indent == 1 || sign { 4 } else { 3 }, kind: HoleKind::Start });
    }
    let bytes = plain.as_bytes();
    let body = plain.trim_end().len();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b' ', &bytes[at..body]) {
        let start = at + found;
        at = start + 1;
        while at < body && bytes[at] == b' ' {
            at += 1;
        }
        for extra in 1..at - start {
            holes.push(Hole { at: start + extra, weight: 1, kind: HoleKind::Gap });
        }
        if at - start == 1 && is_cut_number(&plain[..start], &plain[at..]) {
            holes.push(Hole { at: start, weight: 3, kind: HoleKind::Sign });
        }
        let sign = match bytes.get(at) {
            Some(b',' | b';' | b':' | b')') => true,
            Some(b'.') => matches!(bytes.get(at + 1), None | Some(b' ' | b'"')),
            Some(b'"') => matches!(bytes.get(at + 1), Some(b';' | b'.' | b')' | b',')),
            _ => false,
        };
        if sign && at - start == 1 {
            holes.push(Hole { at, weight: 3, kind: HoleKind::Sign });
        }
    }
    holes
}

/// Which hole takes which link, both in order, as the words before each hole suggest: pairs of indices.
fn assign(text: &str, holes: &[Hole], links: &[Link], previous: &str, glued: bool, continues: bool) -> Vec<(usize, usize)> {
    let score = |hole: &Hole, link: &Link| {
        let left = if hole.at == 0 { if continues { previous.trim_end() } else { "" } } else { text[..hole.at].trim_end() };
        let fits = takes_here(text, left, link, text[hole.at..].trim_start());
        // A doubled space alone may be a slip of the typist: without a word before it that asks for a link it stays.
        if hole.kind == HoleKind::Gap && !fits && !glued {
            return i32::MIN / 4;
        }
        hole.weight + if fits { 3 } else { 0 }
    };
    // Best sum for the first `i` holes and `j` links, every link from the first on placed or left at the end.
    let (rows, columns) = (holes.len() + 1, links.len() + 1);
    let mut best = vec![vec![0_i32; columns]; rows];
    let mut taken = vec![vec![false; columns]; rows];
    for i in 1..rows {
        for j in 0..columns {
            best[i][j] = best[i - 1][j];
            if j > 0 {
                let with = best[i - 1][j - 1].saturating_add(score(&holes[i - 1], &links[j - 1]));
                // Of two holes alike the later one loses: links are drawn in the order of their holes.
                if with > best[i][j] && (j == 1 || taken_before(&taken, i - 1, j - 1)) {
                    best[i][j] = with;
                    taken[i][j] = true;
                }
            }
        }
    }
    let mut fills = Vec::new();
    let mut j = (0..columns).max_by_key(|&j| (best[rows - 1][j], j)).unwrap_or(0);
    let mut i = rows - 1;
    while i > 0 && j > 0 {
        if taken[i][j] {
            fills.push((i - 1, j - 1));
            j -= 1;
        }
        i -= 1;
    }
    fills.reverse();
    if j > 0 { Vec::new() } else { fills }
}

/// Whether the first `j` links have been placed among the first `i` holes.
fn taken_before(taken: &[Vec<bool>], i: usize, j: usize) -> bool {
    (0..=i).any(|row| taken[row][j])
}

/// The line written anew: links in their holes, the others where they stood.
fn parts(text: &str, plain_end: usize, holes: &[Hole], links: &[Link], fills: &[(usize, usize)]) -> Vec<Part> {
    let space = |at: usize| Part::Put(at..at, Cow::Borrowed(" "));
    let mut parts = Vec::new();
    let mut kept = 0;
    for (at, &(hole, link)) in fills.iter().enumerate() {
        let (hole, link) = (&holes[hole], &links[link]);
        parts.push(Part::Keep(kept..hole.at));
        parts.push(Part::Keep(link.range.clone()));
        kept = hole.at;
        let another = fills.get(at + 1).is_some_and(|&(next, _)| holes[next].at == hole.at);
        if hole.at == 0 && (another || !text.starts_with([',', ';', ':', '.', ')'])) {
            parts.push(space(0));
        }
    }
    let plain = text[..plain_end].trim_end().len();
    parts.push(Part::Keep(kept.min(plain)..plain));
    for link in &links[fills.last().map_or(0, |&(_, link)| link + 1)..] {
        parts.push(space(link.range.start));
        parts.push(Part::Keep(link.range.clone()));
    }
    parts
}
