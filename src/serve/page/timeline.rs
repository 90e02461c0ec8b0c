//! The versions of an act or a provision: a picture of their days, and a list that leads to each.

use maud::{Markup, html};

use super::event::{what, when, who};
use super::reader::Reader;
use super::weight::fitting;
use super::words::{Words, fill};
use crate::act::Date;
use crate::query::{self, Chronicle, EffectiveDate, Happened, State, Version};

/// The picture, in its own units.
const WIDTH: f64 = 720.0;
const BAR: f64 = 26.0;
const HEIGHT: f64 = 52.0;
/// Years that are named on the axis at most.
const YEARS_MAX: i32 = 9;
/// Versions of a part of the list at most, and their bytes.
const LIST_MAX: usize = 40;
const LIST_BYTES_MAX: usize = 6_000;
/// Events of one version that are told, and characters of each.
const TOLD_MAX: usize = 4;
const ONE_MAX: usize = 160;
/// Versions that are drawn each with its own words; of more, those that would stand on one another are drawn as one.
const NAMED_MAX: usize = 30;
/// How far apart the bars of many versions begin at least.
const APART: f64 = 6.0;

/// A stretch of days.
struct Stretch {
    from: EffectiveDate,
    /// `None` while it lasts.
    until: Option<EffectiveDate>,
    class: &'static str,
    is_current: bool,
    /// What began it.
    told: Vec<String>,
}

/// The versions of what `told` is about, where there is more to say than that it began; `day` is marked.
pub(super) fn timeline(reader: &Reader, told: &Chronicle, day: Date, today: Date) -> Markup {
    let words = reader.words();
    let asked = reader.number("versions");
    let stretches = if told.address.contains('/') { of_provision(words, told) } else { of_act(words, told, day) };
    if stretches.is_empty() {
        return html! {};
    }
    // The newest first; a long list is read in parts.
    let skipped = asked.unwrap_or(0).min(stretches.len().saturating_sub(1));
    let item = |(at, stretch): (usize, &Stretch)| {
        html! {
            li value=(at + 1) aria-current=[stretch.is_current.then_some("true")] { (entry(reader, told, stretch, at.checked_sub(1).and_then(|before| stretches.get(before)))) }
        }
    };
    let items: Vec<Markup> = stretches.iter().enumerate().rev().skip(skipped).take(LIST_MAX).map(item).collect();
    let shown = fitting(items.iter().map(|item| item.0.len()), LIST_BYTES_MAX).max(1);
    let left = stretches.len().saturating_sub(skipped + shown);
    let at = |first: usize| reader.with("versions", (first > 0).then(|| first.to_string()).as_deref()) + "#versions";
    html! {
        details class="versions" id="versions" open[stretches.len() > 1] {
            summary { (fill(&words.versions, &[("n", &stretches.len())])) }
            (picture(words, &stretches, day, today))
            ol { @for item in items.iter().take(shown) { (item) } }
            @if skipped > 0 || left > 0 {
                p {
                    @if skipped > 0 { a rel="nofollow" href=(at(0)) { "← " (words.previous) } " " }
                    @if left > 0 { a rel="nofollow" href=(at(skipped + shown)) { (words.next) ": " (left) " →" } }
                }
            }
        }
    }
}

fn entry(reader: &Reader, told: &Chronicle, stretch: &Stretch, before: Option<&Stretch>) -> Markup {
    let words = reader.words();
    let first = stretch.from.earliest.map(|day| day.to_string());
    let to = first.as_deref().map(|day| reader.on(&format!("/act/{}", told.address), day, &[]));
    let eve = stretch.from.earliest.and_then(|day| day.plus_days(-1).ok());
    let compare = eve
        .zip(first.as_deref())
        .filter(|_| before.is_some())
        .map(|(eve, day)| reader.bare(&format!("/compare/{}", told.address), &[("from", &eve.to_string()), ("to", day)]));
    html! {
        @if let Some(to) = to { a href=(to) { (when(words, &stretch.from)) } } @else { (when(words, &stretch.from)) }
        @if let Some(until) = &stretch.until { " – " (when(words, until)) }
        @match stretch.class { "gone" => { " · " (words.ended) } "absent" => { " · " (words.not_there_yet) } "unknown" => { " · " (words.wording_not_known) } _ => {} }
        @for one in stretch.told.iter().take(TOLD_MAX) { span class="quiet" { " · " (query::excerpt(one, &[], ONE_MAX).0) } }
        @if stretch.told.len() > TOLD_MAX { span class="quiet" { " · … " (stretch.told.len() - TOLD_MAX) } }
        @if let Some(compare) = compare { " · " a href=(compare) { (words.compare_before) } }
    }
}

/// The wordings of a provision.
fn of_provision(words: &Words, told: &Chronicle) -> Vec<Stretch> {
    let stretch = |(at, version): (usize, &Version)| {
        let class = match version.validity.state {
            State::InForce => "text",
            State::WordingUnknown => "unknown",
            State::NotYet => "absent",
            State::Ended => "gone",
        };
        let from = version.validity.from.clone()?;
        let began = told.events.iter().filter(|happened| happened.wording == Some(at));
        let told = began.map(|happened| one_line(words, told, happened)).collect();
        Some(Stretch { from, until: version.validity.until.clone(), class, is_current: version.current, told })
    };
    told.wordings.iter().enumerate().filter_map(stretch).collect()
}

fn one_line(words: &Words, told: &Chronicle, happened: &Happened) -> String {
    format!("{}: {}", who(words, &happened.event.by), what(words, told.act.id.as_str(), &happened.event))
}

/// The times between the days on which anything of an act changed.
fn of_act(words: &Words, told: &Chronicle, day: Date) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let standing = told.events.iter().map(|happened| &happened.event).filter(|event| event.stands() && event.effective.earliest.is_some());
    for event in standing {
        let by = who(words, &event.by);
        match stretches.last_mut().filter(|last| last.from.earliest == event.effective.earliest) {
            Some(last) => {
                if !last.told.contains(&by) {
                    last.told.push(by);
                }
            }
            None => {
                if let Some(last) = stretches.last_mut() {
                    last.until = Some(event.effective.clone());
                }
                stretches.push(Stretch { from: event.effective.clone(), until: None, class: "text", is_current: false, told: vec![by] });
            }
        }
    }
    let current = stretches.iter().rposition(|stretch| stretch.from.may_have_come(day));
    if let Some(current) = current {
        stretches[current].is_current = true;
    }
    if told.act.status == crate::act::Status::Repealed
        && let Some(last) = stretches.last_mut().filter(|_| told.act.repealed_on.is_some())
    {
        last.class = "gone";
    }
    stretches
}

/// Where a day stands in the picture.
struct Axis {
    first: Date,
    days: f64,
}

impl Axis {
    fn x(&self, day: Date) -> f64 {
        let past = day.days_since_1970() - self.first.days_since_1970();
        (past as f64 / self.days).clamp(0.0, 1.0) * WIDTH
    }
}

fn picture(words: &Words, stretches: &[Stretch], day: Date, today: Date) -> Markup {
    let known = || stretches.iter().flat_map(|stretch| [stretch.from.earliest, stretch.from.latest]).flatten();
    let Some(first) = known().min() else { return html! {} };
    let last = known().chain([today, day]).max().unwrap_or(today);
    let span = (last.days_since_1970() - first.days_since_1970()).max(1);
    // Some room behind the last day, in which what lasts goes on.
    let axis = Axis { first, days: span as f64 * 1.03 };
    let told = fill(&words.timeline, &[("n", &stretches.len()), ("from", &words.short(first)), ("to", &words.short(last))]);
    let is_named = stretches.len() <= NAMED_MAX;
    let mut before = None;
    let mut drawn = |stretch: &Stretch| {
        let x = stretch.from.earliest.or(stretch.from.latest).map_or(0.0, |day| axis.x(day));
        let apart = is_named || before.is_none_or(|before: f64| x - before >= APART);
        before = if apart { Some(x) } else { before };
        apart
    };
    let is_doubtful = stretches.iter().any(|stretch| stretch.from.day().is_none());
    html! {
        figure class="timeline" {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(told) {
                defs { pattern id="doubt" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" { rect class="hatch" width="3" height="6" {} } }
                @for (at, stretch) in stretches.iter().enumerate().filter(|(_, stretch)| drawn(stretch)) { (bar(words, &axis, stretch, at, is_named)) }
                @for year in years(first, last) {
                    @let x = axis.x(year);
                    line class="tick" x1=(pixel(x)) x2=(pixel(x)) y1=(BAR + 2.0) y2=(BAR + 7.0) {}
                    text x=(pixel(x + 2.0)) y=(HEIGHT - 6.0) { (year.year()) }
                }
                @let x = axis.x(day);
                line class="day" x1=(pixel(x)) x2=(pixel(x)) y1="0" y2=(BAR + 4.0) { title { (words.short(day)) } }
            }
            @if is_doubtful { figcaption class="quiet" { (words.timeline_doubt) } }
        }
    }
}

fn bar(words: &Words, axis: &Axis, stretch: &Stretch, at: usize, is_named: bool) -> Markup {
    let Some(start) = stretch.from.earliest.or(stretch.from.latest) else { return html! {} };
    let x = axis.x(start);
    let end = stretch.until.as_ref().and_then(|until| until.earliest.or(until.latest)).map_or(WIDTH, |until| axis.x(until));
    // Until when it is not certain that it has begun.
    let doubt = stretch.from.day().is_none().then(|| stretch.from.latest.map_or(end, |latest| axis.x(latest).min(end).max(x)));
    let shade = if at.is_multiple_of(2) { "even" } else { "odd" };
    let title = format!("{} – {}", when(words, &stretch.from), stretch.until.as_ref().map(|until| when(words, until)).unwrap_or_default());
    html! {
        rect class=(format!("{} {shade}", stretch.class)) x=(pixel(x)) y="3" width=(pixel((end - x).max(2.0))) height=(BAR - 3.0) { @if is_named { title { (title) } } }
        @if let Some(doubt) = doubt { rect class="doubt" fill="url(#doubt)" x=(pixel(x)) y="3" width=(pixel((doubt - x).max(3.0))) height=(BAR - 3.0) {} }
    }
}

/// The first days of the years that are named.
fn years(first: Date, last: Date) -> Vec<Date> {
    let step = ((last.year() - first.year()) / YEARS_MAX + 1).max(1);
    let years = (first.year() + 1..=last.year()).filter(|year| year % step == 0);
    years.filter_map(|year| Date::new(year, 1, 1).ok()).collect()
}

/// Half a pixel is seen, a tenth is not.
pub(super) fn pixel(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    rounded.to_string()
}
