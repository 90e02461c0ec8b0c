//! Pieces that several pages are made of: words that matched, the badge of validity, citations, days.

use std::ops::Range;

use maud::{Markup, html};

use super::reader::{Reader, web_address};
use super::source;
use super::words::{Language, Words, fill};
use crate::act::{Date, Status};
use crate::query::{self, Certainty, EffectiveDate, Passage, State};
use crate::serve::site::Open;
use crate::text::{LineRange, PageRange};

/// Characters of a title in a footnote: no act has a longer one.
const TITLE_MAX: usize = 1_200;

/// `text` with its `marks`, which are ranges of characters, rising, not touching.
pub(super) fn marked(text: &str, marks: &[Range<usize>]) -> Markup {
    let mut pieces: Vec<(&str, bool)> = Vec::with_capacity(marks.len() * 2 + 1);
    let (mut rest, mut at) = (text, 0);
    for mark in marks {
        let (before, here) = cut(rest, mark.start.saturating_sub(at));
        let (inside, after) = cut(here, mark.end.saturating_sub(mark.start));
        pieces.extend([(before, false), (inside, true)]);
        (rest, at) = (after, mark.end);
    }
    pieces.push((rest, false));
    html! { @for (piece, is_marked) in pieces { @if is_marked { mark { (piece) } } @else { (piece) } } }
}

/// The first `characters` of `text`, and the rest.
fn cut(text: &str, characters: usize) -> (&str, &str) {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    text.split_at(end)
}

/// Whether a passage holds on the day asked about, in a word and a colour, and since when.
pub(super) fn badge(words: &Words, passage: &Passage) -> Markup {
    let validity = &passage.validity;
    let (class, state) = match (validity.state, validity.certainty) {
        _ if passage.is_undated() => ("undated", &words.validity_unknown),
        (State::InForce, Certainty::Certain) => ("holds", &words.in_force),
        (State::InForce, Certainty::Possible) => ("perhaps", &words.perhaps),
        (State::NotYet, _) => ("not-yet", &words.not_yet),
        (State::Ended, _) if validity.suspended.is_some() => ("ended", &words.suspended),
        (State::Ended, _) => ("ended", &words.ended),
        (State::WordingUnknown, _) => ("perhaps", &words.wording_unknown),
    };
    let act = match passage.status {
        Status::Repealed => Some(&words.act_repealed),
        Status::Suspended => Some(&words.act_suspended),
        Status::PartlyInForce => Some(&words.act_partly),
        _ => None,
    };
    // of what is set aside, from when to when it is
    let (from, until) = validity.suspended.as_ref().map_or((&validity.from, &validity.until), |suspended| (&suspended.from, &suspended.until));
    let since = from.as_ref().and_then(|day| bounds(words, day, [&words.since, &words.since_earliest, &words.since_latest, &words.since_between]));
    let told_until = until.as_ref().and_then(|day| bounds(words, day, [&words.until, &words.until_earliest, &words.until_latest, &words.until_between]));
    let basis: Vec<String> = [from, until].into_iter().flatten().map(|day| words.said(&day.basis)).filter(|basis| !basis.is_empty()).collect();
    let basis = (!basis.is_empty()).then(|| fill(&words.basis, &[("basis", &basis.join("; "))]));
    html! {
        span class=(format!("badge {class}")) title=[basis] {
            b { (state) }
            @for told in [since, told_until].into_iter().flatten() { " " (told) }
            @if let Some(act) = act { " · " (act) }
        }
        @if passage.tombstone { span class="badge ended" { b { (words.taken_out) } } }
    }
}

/// A day or its bounds in words; `[known, earliest, latest, between]` are the templates.
fn bounds(words: &Words, day: &EffectiveDate, templates: [&String; 4]) -> Option<String> {
    let [known, from, to, between] = templates;
    Some(match (day.earliest, day.latest) {
        (Some(earliest), Some(latest)) if earliest == latest => fill(known, &[("day", &words.short(earliest))]),
        (Some(earliest), Some(latest)) => fill(between, &[("day", &words.short(earliest)), ("other", &words.short(latest))]),
        (Some(earliest), None) => fill(from, &[("day", &words.short(earliest))]),
        (None, Some(latest)) => fill(to, &[("day", &words.short(latest))]),
        (None, None) => return None,
    })
}

/// What day is shown, in a sentence, the words of the question that told it (`from`), and the way back to today.
pub(super) fn day_shown(reader: &Reader, day: Date, today: Date, from: Option<&str>) -> Markup {
    let words = reader.words();
    let is_today = day == today;
    let now = from.is_some().then(|| today.to_string());
    let told = fill(if is_today { &words.on_today } else { &words.on_day }, &[("day", &words.long(day))]);
    html! {
        p class=(if is_today { "day-shown" } else { "day-shown other" }) {
            time datetime=(day) { (told) } "."
            @if let Some(from) = from { " " (fill(&words.day_from, &[("words", &from)])) }
            @if !is_today { " " strong { (words.not_today) } " " a href=(reader.with("as_of", now.as_deref())) { (words.back_to_today) } }
        }
    }
}

/// The page of a passage.
pub(super) fn place(reader: &Reader, address: &str) -> String {
    reader.to(&format!("/act/{address}"), &[])
}

/// The printed lines of a passage, as a link to the page that shows them.
pub(super) fn printed(open: &Open, reader: &Reader, passage: &Passage) -> Markup {
    let (words, place) = (reader.words(), &passage.source);
    let told = |file: &str, lines: LineRange, pages: Option<PageRange>| {
        let (first, last) = (lines.first, lines.last);
        let lines = if first == last { fill(&words.line, &[("first", &first)]) } else { fill(&words.lines, &[("first", &first), ("last", &last)]) };
        let page = pages.map(|pages| {
            let pages = if pages.first == pages.last { pages.first.to_string() } else { format!("{}–{}", pages.first, pages.last) };
            fill(&words.page, &[("page", &pages)])
        });
        html! { (file) ", " (lines) @if let Some(page) = page { ", " (page) } }
    };
    // New wording is printed in the amending act.
    let printed_in = passage.via.as_deref().map_or(passage.act.as_str(), |via| via.split('/').next().unwrap_or(via));
    let to = |file: &str, lines: LineRange| {
        // The first file of an act needs no name.
        let file = open.index.act(printed_in).is_some_and(|act| act.parts.iter().any(|part| part == file)).then_some(file);
        source::address(reader, printed_in, file, &[("lines", &format!("{}-{}", lines.first, lines.last))]) + &format!("#L{}", lines.first)
    };
    html! {
        span class="printed-at" {
            a rel="nofollow" href=(to(&place.file, place.lines)) { (words.source) ": " (told(&place.file, place.lines, place.pages)) }
            @for more in &place.rest { "; " a rel="nofollow" href=(to(&more.file, more.lines)) { (told(&more.file, more.lines, more.pages)) } }
            @if let Some(url) = passage.url.as_deref().and_then(web_address) { " · " a rel="external" href=(url) { (words.official) } }
        }
    }
}

/// The passage cited in every way, each to be copied.
pub(super) fn citations(reader: &Reader, passage: &Passage, day: Date, open: bool) -> Markup {
    let words = reader.words();
    let link = reader.to(&format!("/act/{}", passage.address), &[]);
    let cited = &passage.citation;
    let rows = [(&words.cite_kk, "kk", &cited.kk), (&words.cite_ru, "ru", &cited.ru), (&words.cite_short, "kk", &cited.short)];
    html! {
        details class="cite" open[open] {
            summary { (words.cite) }
            dl {
                @for (name, language, text) in rows.into_iter().filter(|(_, _, text)| !text.is_empty()) {
                    div { dt { (name) } dd { span lang=(language) data-cited { (text) } (copy(words)) } }
                }
                div { dt { (words.cite_footnote) } dd { span lang=[(reader.language == Language::English).then_some("kk")] data-cited { (footnote(reader, passage, day, open || passage.path.is_none())) } (copy(words)) } }
                div { dt { (words.cite_link) } dd { a data-cited href=(link) { (passage.address) } (copy(words)) } }
            }
        }
    }
}

/// The passage as a footnote cites it: what, as of which day, where it is published; with the title of the act where there is room for it.
fn footnote(reader: &Reader, passage: &Passage, day: Date, titled: bool) -> String {
    let words = reader.words();
    let cited = if reader.language == Language::Russian && !passage.citation.ru.is_empty() { &passage.citation.ru } else { &passage.citation.kk };
    let place = passage.url.as_deref().and_then(web_address).unwrap_or(&passage.address);
    let title = format!(" — «{}»", query::excerpt(&passage.act_title, &[], TITLE_MAX).0);
    let title = if titled && !passage.act_title.is_empty() { title.as_str() } else { "" };
    fill(&words.footnote, &[("cited", cited), ("title", &title), ("day", &words.short(day)), ("place", &place)])
}

/// Shown by the script, which makes it do something.
fn copy(words: &Words) -> Markup {
    html! { button data-copy hidden { (words.copy) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_matched_are_marked_and_nothing_becomes_markup() {
        type Case<'a> = (&'a str, &'a [(usize, usize)], &'a str);
        let cases: [Case<'_>; 5] = [
            ("бір екі үш", &[(4, 7)], "бір <mark>екі</mark> үш"),
            ("бір екі", &[(0, 3), (4, 7)], "<mark>бір</mark> <mark>екі</mark>"),
            ("<b> & \"", &[(0, 3)], "<mark>&lt;b&gt;</mark> &amp; &quot;"),
            ("қысқа", &[(3, 99)], "қыс<mark>қа</mark>"),
            ("", &[], ""),
        ];
        for (text, marks, meant) in cases {
            let marks: Vec<Range<usize>> = marks.iter().map(|(start, end)| *start..*end).collect();
            assert_eq!(marked(text, &marks).into_string(), meant);
        }
    }
}
