//! Two days of an act or of a part of it: what is different, word by word, who made it so, and how much of each part changed when.

use maud::{Markup, html};

use super::event::{what, when, who};
use super::frame::{Page, frame};
use super::part::place;
use super::reader::{Reader, web_address};
use super::timeline::pixel;
use super::words::{Words, fill};
use crate::act::Date;
use crate::diff::{ChangeKind, WordOp};
use crate::query::{self, Certainty, Comparison, Pace, PartPace, Side, State, UnitChange};
use crate::serve::problem::Problem;
use crate::serve::site::{Open, Site};

/// Days that are compared when the reader names none and nothing ever changed.
const A_YEAR: i64 = 365;
/// Characters that are shown of a provision that is the same on both days, and how many such provisions a fold holds at most.
const SAME_MAX: usize = 160;
const FOLD_MAX: usize = 80;
/// Differences of a page at most; of more, each chapter is compared by itself.
const CHANGES_MAX: usize = 300;
/// Days and parts of the picture at most.
const DAYS_MAX: usize = 60;
const PARTS_MAX: usize = 60;
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
    let content = html! {
        header {
            p class="crumbs" lang="kk" { a href=(reader.on(&format!("/act/{}", compared.address), &to.to_string(), &[])) { (compared.citation) } }
            h1 { (words.compare) ": " span lang="kk" { (query::excerpt(title, &[], TITLE_MAX).0) } }
            (form(reader, address, from, to, inline))
            p class="count" { (fill(&words.compared, &[("from", &words.long(from)), ("to", &words.long(to))])) }
            (summary(words, &compared))
            @for problem in &compared.problems { p class="remark" { (words.said(problem)) } }
            (events(reader, &compared))
        }
        (picture(reader, &compared, &pace))
        @if compared.changes.is_empty() { section class="nothing" { p { (words.nothing_changed) } } }
        (units(open, reader, &compared, inline)?)
        (unknown(words, &compared))
    };
    let official = compared.act.url.as_deref().and_then(web_address).map(str::to_owned);
    let title = format!("{}: {}", words.compare, compared.citation);
    Ok(frame(reader, &Page { title, has_own_box: false, class: "compare", act: Some(id.to_owned()), official, feed: None, content }))
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

/// The acts that made the differences.
fn events(reader: &Reader, compared: &Comparison) -> Markup {
    let words = reader.words();
    html! {
        @if !compared.events.is_empty() {
            details class="made-by" open[compared.events.len() <= 8] {
                summary { (fill(&words.between, &[("n", &compared.events.len())])) }
                ol {
                    @for (at, event) in compared.events.iter().enumerate() {
                        li id=(format!("by-{}", at + 1)) {
                            (when(words, &event.effective)) " · " (what(words, compared.act.id.as_str(), event)) " · "
                            @let told = who(words, &event.by);
                            @match (&event.by.id, &event.unit) {
                                (Some(id), Some(unit)) => a lang="kk" href=(place(reader, &format!("{id}/{unit}"))) { (told) },
                                (Some(id), None) => a lang="kk" href=(official(reader, id.as_str(), compared)) { (told) },
                                _ => span lang="kk" { (told) },
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where an act that tells of nothing here is published.
fn official(reader: &Reader, id: &str, compared: &Comparison) -> String {
    if id == compared.act.id.as_str() { place(reader, id) } else { reader.to("/", &[("q", id)]) }
}

/// What is different in the order of the act, what is the same folded between it.
fn units(open: &Open, reader: &Reader, compared: &Comparison, inline: bool) -> Result<Markup, Problem> {
    let words = reader.words();
    let shown = query::show(&open.index, &compared.address, Some(compared.to))?;
    let mut pieces: Vec<Markup> = Vec::new();
    let mut same: Vec<&query::Passage> = Vec::new();
    let mut changes = compared.changes.iter().take(CHANGES_MAX).enumerate().peekable();
    for passage in std::iter::once(&shown.passage).chain(shown.below.iter().map(|unit| &unit.passage)) {
        let path = passage.path.as_ref();
        if compared.changes.iter().all(|change| Some(&change.path) != path) {
            same.push(passage);
            continue;
        }
        while let Some((at, change)) = changes.next_if(|(_, change)| Some(&change.path) != path) {
            pieces.push(folded(reader, &std::mem::take(&mut same)));
            pieces.push(entry(reader, compared, change, at, inline));
        }
        if let Some((at, change)) = changes.next() {
            pieces.push(folded(reader, &std::mem::take(&mut same)));
            pieces.push(entry(reader, compared, change, at, inline));
        }
    }
    for (at, change) in changes {
        pieces.push(entry(reader, compared, change, at, inline));
    }
    pieces.push(folded(reader, &same));
    let left = compared.changes.len().saturating_sub(CHANGES_MAX);
    Ok(html! {
        div class=(if inline { "changes inline" } else { "changes" }) { @for piece in &pieces { (piece) } }
        @if left > 0 { p class="remark" { (fill(&words.more_changes, &[("n", &left)])) } }
    })
}

fn folded(reader: &Reader, same: &[&query::Passage]) -> Markup {
    let words = reader.words();
    html! {
        @if !same.is_empty() {
            details class="same" {
                summary { (fill(&words.unchanged, &[("n", &same.len())])) }
                ul lang="kk" {
                    @for passage in same.iter().take(FOLD_MAX) {
                        li { a href=(place(reader, &passage.address)) { (passage.citation.short.split_once(", ").map_or(passage.citation.short.as_str(), |(_, path)| path)) } " " (query::excerpt(&passage.text, &[], SAME_MAX).0) }
                    }
                    @if same.len() > FOLD_MAX { li { "… " (same.len() - FOLD_MAX) } }
                }
            }
        }
    }
}

fn entry(reader: &Reader, compared: &Comparison, change: &UnitChange, at: usize, inline: bool) -> Markup {
    let words = reader.words();
    let id = compared.act.id.as_str();
    let old = change.before.path.as_ref().filter(|path| **path != change.path);
    html! {
        article class=(format!("change {}", change.kind.as_str())) id=(format!("change-{}", at + 1)) {
            h2 {
                a lang="kk" href=(place(reader, &format!("{id}/{}", change.path))) { (change.citation.split_once(", ").map_or(change.citation.as_str(), |(_, path)| path)) }
                @if let Some(old) = old { " ← " span lang="kk" { (query::brief(id, Some(old))) } }
                " " span class=(format!("chip {}", change.kind.as_str())) { (kind(words, change.kind)) }
                @for by in &change.by { " " a class="by" href=(format!("#by-{}", by + 1)) aria-label=(fill(&words.made_by, &[("n", &(by + 1))])) { (by + 1) } }
            }
            @if inline && !change.words.is_empty() {
                p class="law" lang="kk" {
                    @for edit in &change.words {
                        @match edit.op { WordOp::Keep => (edit.text), WordOp::Delete => del { (edit.text) }, WordOp::Insert => ins { (edit.text) } }
                    }
                }
            } @else {
                div class="sides" {
                    (side(words, change, &change.before, compared.from, true))
                    (side(words, change, &change.after, compared.to, false))
                }
            }
        }
    }
}

fn side(words: &Words, change: &UnitChange, side: &Side, day: Date, before: bool) -> Markup {
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
                    @if !change.words.is_empty() {
                        @for edit in &change.words {
                            @match (edit.op, before) {
                                (WordOp::Keep, _) => (edit.text),
                                (WordOp::Delete, true) => del { (edit.text) },
                                (WordOp::Insert, false) => ins { (edit.text) },
                                _ => {},
                            }
                        }
                    } @else if change.kind == ChangeKind::Removed { del { (text) } }
                    @else if change.kind == ChangeKind::Added { ins { (text) } }
                    @else { (text) }
                },
                None => p class="quiet" {
                    @match side.state { State::WordingUnknown => (words.wording_not_known), State::NotYet => (words.not_there_yet), _ => (words.no_longer_there) }
                },
            }
            @if let Some(source) = &side.source { p class="quiet at" { (source.file) ":" (source.lines) } }
        }
    }
}

fn unknown(words: &Words, compared: &Comparison) -> Markup {
    html! {
        @if !compared.unknown.is_empty() {
            details class="same" {
                summary { (fill(&words.unknown_wordings, &[("n", &compared.unknown.len())])) }
                ul lang="kk" { @for (path, _, _) in compared.unknown.iter().take(FOLD_MAX) { li { (query::brief(compared.act.id.as_str(), Some(path))) } } }
            }
        }
    }
}

/// How much of each part changed when: a row for each part, a column for each day, the darker the more.
fn picture(reader: &Reader, compared: &Comparison, pace: &Pace) -> Markup {
    const NAME: f64 = 230.0;
    const ROW: f64 = 18.0;
    let words = reader.words();
    let skipped = pace.days.len().saturating_sub(DAYS_MAX);
    let days = &pace.days[skipped..];
    let touched: Vec<&PartPace> = pace.parts.iter().filter(|part| part.changed[skipped..].iter().any(|count| *count > 0)).take(PARTS_MAX).collect();
    if touched.is_empty() {
        return html! {};
    }
    let cell = ((720.0 - NAME) / days.len() as f64).clamp(6.0, 40.0);
    let (width, height) = (NAME + cell * days.len() as f64, ROW * touched.len() as f64 + 20.0);
    let x = |at: usize| NAME + cell * at as f64;
    let inside = |day: &Date| compared.from < *day && *day <= compared.to;
    html! {
        details class="pace" open {
            summary { (words.pace) }
            figure {
                svg viewBox=(format!("0 0 {} {}", pixel(width.max(720.0)), pixel(height))) role="img" aria-label=(words.pace) {
                    @for (at, day) in days.iter().enumerate() {
                        @if inside(day) { rect class="inside" x=(pixel(x(at))) y="0" width=(pixel(cell)) height=(pixel(height - 20.0)) {} }
                        @if at == 0 || days[at - 1].year() != day.year() { text x=(pixel(x(at))) y=(pixel(height - 5.0)) { (day.year()) } }
                    }
                    @for (row, part) in touched.iter().enumerate() {
                        @let y = ROW * row as f64;
                        text x="0" y=(pixel(y + 13.0)) { (name(part)) title { (part.heading.as_deref().unwrap_or(&part.citation)) } }
                        @for (at, &count) in part.changed[skipped..].iter().enumerate().filter(|(_, count)| **count > 0) {
                            @let share = count as f64 / part.provisions.max(1) as f64;
                            rect class="cell" x=(pixel(x(at) + 1.0)) y=(pixel(y + 2.0)) width=(pixel(cell - 2.0)) height=(ROW - 4.0) fill-opacity=(pixel(0.25 + 0.75 * share)) {
                                title { (fill(&words.pace_cell, &[("n", &count), ("all", &part.provisions), ("day", &words.short(days[at]))])) }
                            }
                        }
                    }
                }
                figcaption class="quiet" { (words.pace_hint) }
            }
            details {
                summary { (words.pace_numbers) }
                div class="scroll" tabindex="0" role="region" aria-label=(words.pace) {
                    table class="numbers" {
                        thead { tr { th scope="col" { (words.part_name) } @for day in days { th scope="col" { a href=(reader.bare(&format!("/compare/{}", compared.address), &[("from", &eve(*day)), ("to", &day.to_string())])) { (words.short(*day)) } } } } }
                        tbody {
                            @for part in &touched {
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
