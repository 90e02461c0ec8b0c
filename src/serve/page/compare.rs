//! Two days of an act or of a part of it: what is different, word by word, who made it so, and how much of each part changed when.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use maud::{Markup, html};

use super::event::{what, when, who};
use super::frame::{Page, frame};
use super::part::place;
use super::reader::{Reader, web_address};
use super::timeline::pixel;
use super::weight::{CONTENT_MAX, beginning, fitting, part_with, parts};
use super::words::{Words, fill};
use crate::act::{Date, ProvisionPath};
use crate::diff::{ChangeKind, WordOp};
use crate::history::Event;
use crate::query::{self, Certainty, Comparison, Pace, PartPace, State, UnitChange};
use crate::serve::problem::Problem;
use crate::serve::site::{Open, Site};

/// Days that are compared when the reader names none and nothing ever changed.
const A_YEAR: i64 = 365;
/// Bytes of the differences of a page, whatever stands above them.
const CHANGES_BYTES_MIN: usize = 12_000;
/// Bytes of the words of one side of a difference; more is read in the act.
const SIDE_BYTES_MAX: usize = 8_000;
/// Bytes of a stretch of words that is the same on both days.
const KEPT_BYTES_MAX: usize = 800;
/// Bytes of the list of those who made the differences, and events that are named at one difference.
const EVENTS_BYTES_MAX: usize = 8_000;
const BY_MAX: usize = 20;
/// Provisions whose wording is not known that are named.
const UNKNOWN_MAX: usize = 60;
/// Sentences about what is not known.
const PROBLEMS_MAX: usize = 12;
/// Days and parts of the picture, and bytes of it with its numbers.
const DAYS_MAX: usize = 60;
const PARTS_MAX: usize = 60;
const PICTURE_BYTES_MAX: usize = 14_000;
/// Characters of who made a difference.
const MAKER_MAX: usize = 160;
/// Characters of the title of the act.
const TITLE_MAX: usize = 120;
/// Characters of the name of a part in the picture.
const NAME_MAX: usize = 34;

pub(super) fn page(site: &Site, open: &Open, reader: &Reader, address: &str) -> Result<Markup, Problem> {
    let words = reader.words();
    let pace = query::pace(&open.index, address)?;
    let (from, to) = days(reader, &pace, site.today())?;
    let compared = query::diff(&open.index, address, from, to)?;
    let inline = reader.get("view") == Some("inline");
    let id = compared.act.id.as_str();
    let title = if compared.act.title.is_empty() { id } else { &compared.act.title };
    let opening = html! {
        p class="crumbs" lang="kk" { a href=(reader.on(&format!("/act/{}", compared.address), &to.to_string(), &[])) { (compared.citation) } }
        h1 { (words.compare) ": " span lang="kk" { (query::excerpt(title, &[], TITLE_MAX).0) } }
        (form(reader, address, from, to, inline))
        p class="count" { (fill(&words.compared, &[("from", &words.long(from)), ("to", &words.long(to))])) }
        (summary(words, &compared))
        @for problem in compared.problems.iter().take(PROBLEMS_MAX) { p class="remark" { (words.said(problem)) } }
    };
    let (picture, unknown) = (picture(reader, &compared, &pace), unknown(words, &compared));
    let same = unchanged_between(open, &compared)?;
    let events: Vec<Markup> = compared.events.iter().enumerate().map(|(at, event)| made_by(reader, &compared, at, event)).collect();
    let listed = |page: &Range<usize>| listed(&events, &compared.changes[page.clone()]);
    let entry = |at: usize, listed: &[usize]| html! { (unchanged(reader, &compared, &same[at])) (entry(reader, &compared, at, inline, listed)) };
    let every: Vec<usize> = (0..events.len()).collect();
    let sizes: Vec<usize> = (0..compared.changes.len()).map(|at| entry(at, &every).0.len()).collect();
    let room = |beside: usize| CONTENT_MAX.saturating_sub(beside + opening.0.len() + EVENTS_BYTES_MAX).max(CHANGES_BYTES_MIN);
    let all = parts(&sizes, room(picture.0.len() + unknown.0.len()), room(0));
    let part = part_with(&all, reader.number("change").unwrap_or(0));
    let changes = all[part].clone();
    let listed = listed(&changes);
    let way = |part: Option<&Range<usize>>, rel: &str| way(reader, part, compared.changes.len(), rel);
    let content = html! {
        header { (opening) (made_them(reader, &events, &listed)) }
        @if part == 0 { (picture) } @else { (way(all.get(part - 1), "prev")) }
        @if compared.changes.is_empty() { section class="nothing" { p { (words.nothing_changed) } } }
        div class=(if inline { "changes inline" } else { "changes" }) {
            @for at in changes { (entry(at, &listed)) }
            @if part + 1 == all.len() { (unchanged(reader, &compared, &same[compared.changes.len()])) }
        }
        (way(all.get(part + 1), "next"))
        @if part == 0 { (unknown) }
    };
    let official = compared.act.url.as_deref().and_then(web_address).map(str::to_owned);
    let title = format!("{}: {}", words.compare, compared.citation);
    Ok(frame(reader, &Page { title, class: "compare", act: Some(id.to_owned()), official, content, ..Page::default() }))
}

/// The way to other differences, where there are any.
fn way(reader: &Reader, part: Option<&Range<usize>>, count: usize, rel: &str) -> Markup {
    let words = reader.words();
    html! {
        @if let Some(part) = part {
            p class="part" {
                a rel=(rel) href=(reader.with("change", (part.start > 0).then(|| part.start.to_string()).as_deref())) {
                    (if rel == "prev" { &words.previous } else { &words.next }) ": "
                    (fill(&words.changes_of, &[("from", &(part.start + 1)), ("to", &part.end), ("n", &count)]))
                }
            }
        }
    }
}

/// The two days: those that are asked for, else the last change and the day before it.
fn days(reader: &Reader, pace: &Pace, today: Date) -> Result<(Date, Date), Problem> {
    let to = reader.day("to")?.or(reader.as_of()?).unwrap_or(today);
    let last = pace.days.iter().copied().filter(|day| *day <= to).max().and_then(|day| day.plus_days(-1).ok());
    let from = reader.day("from")?.or(last).or_else(|| to.plus_days(-A_YEAR).ok()).unwrap_or(to);
    Ok((from.min(to), from.max(to)))
}

fn form(reader: &Reader, address: &str, from: Date, to: Date, inline: bool) -> Markup {
    let words = reader.words();
    html! {
        form class="ask days" action=(reader.bare(&format!("/compare/{address}"), &[])) method="get" {
            label class="day" { span { (words.earlier_day) } input type="date" name="from" value=(from) required; }
            label class="day" { span { (words.later_day) } input type="date" name="to" value=(to) required; }
            fieldset {
                legend class="hidden" { (words.view) }
                label class="only" { input type="radio" name="view" value="side" checked[!inline]; (words.view_side) }
                label class="only" { input type="radio" name="view" value="inline" checked[inline]; (words.view_inline) }
            }
            button type="submit" { (words.compare) }
        }
    }
}

fn kind(words: &Words, kind: ChangeKind) -> &str {
    match kind {
        ChangeKind::Added => &words.changed_added,
        ChangeKind::Removed => &words.changed_removed,
        ChangeKind::Reworded => &words.changed_reworded,
        ChangeKind::Moved => &words.changed_moved,
        ChangeKind::Renumbered => &words.changed_renumbered,
    }
}

fn summary(words: &Words, compared: &Comparison) -> Markup {
    let kinds = [ChangeKind::Reworded, ChangeKind::Added, ChangeKind::Removed, ChangeKind::Moved, ChangeKind::Renumbered];
    let counts = kinds.map(|kind| (kind, compared.changes.iter().filter(|change| change.kind == kind).count()));
    html! {
        ul class="chips" {
            @for (of, count) in counts.into_iter().filter(|(_, count)| *count > 0) { li class=(format!("chip {}", of.as_str())) { b { (count) } " " (kind(words, of)) } }
            li class="chip" { (fill(&words.counted, &[("before", &compared.counts.0), ("after", &compared.counts.1)])) }
        }
    }
}

/// The events that have room in the list: all of them, else those that made `changes`.
fn listed(events: &[Markup], changes: &[UnitChange]) -> Vec<usize> {
    let size = |at: &usize| events[*at].0.len();
    let every: Vec<usize> = (0..events.len()).collect();
    let made = || changes.iter().flat_map(|change| change.by.iter().copied()).filter(|at| *at < events.len()).collect::<BTreeSet<usize>>();
    let mut listed = if every.iter().map(size).sum::<usize>() <= EVENTS_BYTES_MAX { every } else { made().into_iter().collect() };
    listed.truncate(fitting(listed.iter().map(size), EVENTS_BYTES_MAX));
    listed
}

/// The acts that made the differences.
fn made_them(reader: &Reader, events: &[Markup], listed: &[usize]) -> Markup {
    html! {
        @if !events.is_empty() {
            details class="made-by" open[listed.len() <= 8] {
                summary { (fill(&reader.words().between, &[("n", &events.len())])) }
                ol { @for at in listed { (events[*at]) } }
                @if listed.len() < events.len() { p { "… " (events.len() - listed.len()) } }
            }
        }
    }
}

fn made_by(reader: &Reader, compared: &Comparison, at: usize, event: &Event) -> Markup {
    let words = reader.words();
    html! {
        li id=(format!("by-{}", at + 1)) value=(at + 1) {
            (when(words, &event.effective)) " · " (what(words, compared.act.id.as_str(), event)) " · "
            @let told = query::excerpt(&who(words, &event.by), &[], MAKER_MAX).0;
            @match (&event.by.id, &event.unit) {
                (Some(id), Some(unit)) => a lang="kk" href=(place(reader, &format!("{id}/{unit}"))) { (told) },
                (Some(id), None) => a lang="kk" href=(official(reader, id.as_str(), compared)) { (told) },
                _ => span lang="kk" { (told) },
            }
        }
    }
}

/// Where an act that tells of nothing here is published.
fn official(reader: &Reader, id: &str, compared: &Comparison) -> String {
    if id == compared.act.id.as_str() { place(reader, id) } else { reader.to("/", &[("q", id)]) }
}

/// Provisions that are the same on both days, one after the other.
#[derive(Clone, Debug, Default)]
struct Same {
    count: usize,
    /// The first of them.
    first: Option<String>,
}

/// What is the same before each difference, and after the last one, in the order of the act.
fn unchanged_between(open: &Open, compared: &Comparison) -> Result<Vec<Same>, Problem> {
    let shown = query::show(&open.index, &compared.address, Some(compared.to))?;
    let changed: HashMap<&ProvisionPath, usize> = compared.changes.iter().enumerate().map(|(at, change)| (&change.path, at)).collect();
    let mut between = vec![Same::default(); compared.changes.len() + 1];
    let mut next = 0;
    for passage in std::iter::once(&shown.passage).chain(shown.below.iter().map(|unit| &unit.passage)) {
        match passage.path.as_ref().and_then(|path| changed.get(path)) {
            // What was moved stands where it is told, not where the row of the act has it.
            Some(&at) => next = next.max(at + 1),
            None => {
                let same = &mut between[next];
                same.count += 1;
                same.first.get_or_insert_with(|| passage.path.as_ref().map(ToString::to_string).unwrap_or_default());
            }
        }
    }
    Ok(between)
}

/// What is the same is not printed: how much it is, and the way to it.
fn unchanged(reader: &Reader, compared: &Comparison, same: &Same) -> Markup {
    let (id, day) = (compared.act.id.as_str(), compared.to.to_string());
    let first = same.first.as_deref().filter(|path| !path.is_empty());
    html! {
        @if same.count > 0 {
            p class="same" {
                a rel="nofollow" href=(first.map_or_else(|| reader.on(&format!("/act/{id}"), &day, &[]), |path| reader.on(&format!("/act/{id}"), &day, &[("at", path)]) + "#" + path)) {
                    (fill(&reader.words().unchanged, &[("n", &same.count)]))
                }
            }
        }
    }
}

fn entry(reader: &Reader, compared: &Comparison, at: usize, inline: bool, listed: &[usize]) -> Markup {
    let (words, change) = (reader.words(), &compared.changes[at]);
    let id = compared.act.id.as_str();
    let old = change.before.path.as_ref().filter(|path| **path != change.path);
    html! {
        article class=(format!("change {}", change.kind.as_str())) id=(format!("change-{}", at + 1)) {
            h2 {
                a lang="kk" href=(place(reader, &format!("{id}/{}", change.path))) { (change.citation.split_once(", ").map_or(change.citation.as_str(), |(_, path)| path)) }
                @if let Some(old) = old { " ← " span lang="kk" { (query::brief(id, Some(old))) } }
                " " span class=(format!("chip {}", change.kind.as_str())) { (kind(words, change.kind)) }
                @for by in change.by.iter().take(BY_MAX) {
                    " "
                    @if listed.contains(by) { a class="by" href=(format!("#by-{}", by + 1)) aria-label=(fill(&words.made_by, &[("n", &(by + 1))])) { (by + 1) } }
                    @else { span class="by" { (by + 1) } }
                }
            }
            @if inline && !change.words.is_empty() {
                p class="law" lang="kk" { (edited(reader, compared, change, None)) }
            } @else {
                div class="sides" {
                    (side(reader, compared, change, true))
                    (side(reader, compared, change, false))
                }
            }
        }
    }
}

fn side(reader: &Reader, compared: &Comparison, change: &UnitChange, before: bool) -> Markup {
    let words = reader.words();
    let (side, day) = if before { (&change.before, compared.from) } else { (&change.after, compared.to) };
    let perhaps = side.certainty == Certainty::Possible && side.text.is_some();
    html! {
        section class=(if before { "side before" } else { "side after" }) {
            p class="quiet" {
                time datetime=(day) { (words.short(day)) }
                @if perhaps { " · " (words.perhaps) }
                @if side.consolidated { " · " (words.consolidated) }
            }
            @match &side.text {
                Some(text) => p class="law" lang="kk" {
                    @if !change.words.is_empty() { (edited(reader, compared, change, Some(before))) }
                    @else {
                        @let (shown, is_cut) = beginning(text, SIDE_BYTES_MAX);
                        @match change.kind { ChangeKind::Removed => del { (shown) }, ChangeKind::Added => ins { (shown) }, _ => (shown) }
                        @if is_cut { (whole(reader, compared, change, before)) }
                    }
                },
                None => p class="quiet" {
                    @match side.state { State::WordingUnknown => (words.wording_not_known), State::NotYet => (words.not_there_yet), _ => (words.no_longer_there) }
                },
            }
            @if let Some(source) = &side.source { p class="quiet at" { (source.file) ":" (source.lines) @for more in &source.rest { ", " (more.file) ":" (more.lines) } } }
        }
    }
}

/// The words of a change, of both days or of the side before (`Some(true)`) or after it. Of a long stretch that is the same its ends are shown.
fn edited(reader: &Reader, compared: &Comparison, change: &UnitChange, before: Option<bool>) -> Markup {
    let seen = |op: WordOp| op == WordOp::Keep || before.is_none_or(|before| before == (op == WordOp::Delete));
    let edits: Vec<(WordOp, String)> = change.words.iter().filter(|edit| seen(edit.op)).map(|edit| (edit.op, shortened(edit.op, &edit.text))).collect();
    let shown = fitting(edits.iter().map(|(_, text)| text.len()), SIDE_BYTES_MAX).max(1);
    html! {
        @for (op, text) in edits.iter().take(shown) {
            @let text = beginning(text, SIDE_BYTES_MAX).0;
            @match op { WordOp::Keep => (text), WordOp::Delete => del { (text) }, WordOp::Insert => ins { (text) } }
        }
        @if shown < edits.len() { (whole(reader, compared, change, before == Some(true))) }
    }
}

/// The ends of a long stretch that is the same on both days; anything else as it is.
fn shortened(op: WordOp, text: &str) -> String {
    if op != WordOp::Keep || text.len() <= KEPT_BYTES_MAX {
        return text.to_owned();
    }
    let (head, _) = beginning(text, KEPT_BYTES_MAX / 2);
    let start = text.ceil_char_boundary(text.len() - KEPT_BYTES_MAX / 2);
    let tail = text[start..].split_once(' ').map_or(&text[start..], |(_, tail)| tail);
    format!("{head} … {tail}")
}

/// The way to all words of one side of a change.
fn whole(reader: &Reader, compared: &Comparison, change: &UnitChange, before: bool) -> Markup {
    let (day, path) = if before { (compared.from, change.before.path.as_ref().unwrap_or(&change.path)) } else { (compared.to, &change.path) };
    let to = reader.on(&format!("/act/{}/{path}", compared.act.id), &day.to_string(), &[]);
    html! { " … " a rel="nofollow" href=(to) { (reader.words().whole_text) } }
}

fn unknown(words: &Words, compared: &Comparison) -> Markup {
    html! {
        @if !compared.unknown.is_empty() {
            details class="same" {
                summary { (fill(&words.unknown_wordings, &[("n", &compared.unknown.len())])) }
                ul lang="kk" { @for (path, _, _) in compared.unknown.iter().take(UNKNOWN_MAX) { li { (query::brief(compared.act.id.as_str(), Some(path))) } } }
                @if compared.unknown.len() > UNKNOWN_MAX { p { "… " (compared.unknown.len() - UNKNOWN_MAX) } }
            }
        }
    }
}

/// How much of each part changed when, as a picture and in numbers, for as many days and parts as have room.
fn picture(reader: &Reader, compared: &Comparison, pace: &Pace) -> Markup {
    let (mut days, mut parts) = (DAYS_MAX, PARTS_MAX);
    loop {
        let drawn = drawn(reader, compared, pace, days, parts);
        if drawn.0.len() <= PICTURE_BYTES_MAX || days <= 1 && parts <= 1 {
            return drawn;
        }
        (days, parts) = ((days * 3 / 4).max(1), (parts * 3 / 4).max(1));
    }
}

/// A row for each part, a column for each of the last days, the darker the more.
fn drawn(reader: &Reader, compared: &Comparison, pace: &Pace, days_max: usize, parts_max: usize) -> Markup {
    const NAME: f64 = 230.0;
    const ROW: f64 = 18.0;
    let words = reader.words();
    let skipped = pace.days.len().saturating_sub(days_max);
    let days = &pace.days[skipped..];
    let touched: Vec<&PartPace> = pace.parts.iter().filter(|part| part.changed[skipped..].iter().any(|count| *count > 0)).collect();
    if touched.is_empty() {
        return html! {};
    }
    let left = touched.len().saturating_sub(parts_max);
    let touched = &touched[..touched.len() - left];
    let cell = ((720.0 - NAME) / days.len() as f64).clamp(6.0, 40.0);
    let (width, height) = (NAME + cell * days.len() as f64, ROW * touched.len() as f64 + 20.0);
    let x = |at: usize| NAME + cell * at as f64;
    let inside = |day: &Date| compared.from < *day && *day <= compared.to;
    // The days compared stand together: one rectangle behind all of them.
    let compared_days = || days.iter().enumerate().filter(|(_, day)| inside(day)).map(|(at, _)| at);
    html! {
        details class="pace" open {
            summary { (words.pace) }
            figure {
                svg viewBox=(format!("0 0 {} {}", pixel(width.max(720.0)), pixel(height))) role="img" aria-label=(words.pace) {
                    @if let (Some(first), Some(last)) = (compared_days().min(), compared_days().max()) {
                        rect class="inside" x=(pixel(x(first))) y="0" width=(pixel(cell * (last - first + 1) as f64)) height=(pixel(height - 20.0)) {}
                    }
                    @for (at, day) in days.iter().enumerate() {
                        @if at == 0 || days[at - 1].year() != day.year() { text x=(pixel(x(at))) y=(pixel(height - 5.0)) { (day.year()) } }
                    }
                    @for (row, part) in touched.iter().enumerate() {
                        @let y = ROW * row as f64;
                        text x="0" y=(pixel(y + 13.0)) { (name(part)) }
                        @for (at, &count) in part.changed[skipped..].iter().enumerate().filter(|(_, count)| **count > 0) {
                            @let share = count as f64 / part.provisions.max(1) as f64;
                            rect class="cell" x=(pixel(x(at) + 1.0)) y=(pixel(y + 2.0)) width=(pixel(cell - 2.0)) height=(ROW - 4.0) fill-opacity=(pixel(0.25 + 0.75 * share)) {
                                title { (fill(&words.pace_cell, &[("n", &count), ("all", &part.provisions), ("day", &words.short(days[at]))])) }
                            }
                        }
                    }
                }
                figcaption class="quiet" {
                    (words.pace_hint)
                    @if left > 0 || skipped > 0 { " " (fill(&words.pace_left, &[("parts", &left), ("days", &skipped)])) }
                }
            }
            details {
                summary { (words.pace_numbers) }
                div class="scroll" tabindex="0" role="region" aria-label=(words.pace) {
                    table class="numbers" {
                        thead { tr { th scope="col" { (words.part_name) } @for day in days { th scope="col" { a rel="nofollow" href=(reader.bare(&format!("/compare/{}", compared.address), &[("from", &eve(*day)), ("to", &day.to_string())])) { (words.short(*day)) } } } } }
                        tbody {
                            @for part in touched {
                                tr { th scope="row" lang="kk" { (name(part)) } @for count in &part.changed[skipped..] { td { @if *count > 0 { (count) "/" (part.provisions) } } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn eve(day: Date) -> String {
    day.plus_days(-1).unwrap_or(day).to_string()
}

fn name(part: &PartPace) -> String {
    let name = part.heading.as_deref().unwrap_or(&part.citation);
    query::excerpt(name, &[], NAME_MAX).0
}
