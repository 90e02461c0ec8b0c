//! What an answer can be narrowed to, and what it has been narrowed to.

use maud::{Markup, html};

use super::reader::Reader;
use super::words::{Words, fill};
use crate::query::{self, Facet, Facets};

/// Values of a facet that are offered.
const VALUES_MAX: usize = 5;
/// Characters of the name of an act.
const NAME_MAX: usize = 60;
/// The fields that narrow an answer.
const FIELDS: [&str; 6] = ["act", "type", "issuer", "from", "to", "status"];

/// The facets of an answer, each value a link to the narrower question. A facet of one value narrows nothing.
pub(super) fn facets(reader: &Reader, facets: &Facets) -> Markup {
    let words = reader.words();
    let quoted = |value: &str| if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() };
    type Limit<'f> = (&'f str, &'f [Facet], &'f dyn Fn(&str) -> String, &'f dyn Fn(&Words, &Facet) -> String);
    let plain = |_: &Words, facet: &Facet| facet.value.clone();
    let all: [Limit<'_>; 5] = [
        (&words.facet_statuses, &facets.statuses, &|value| format!("status:{value}"), &|words, facet| words.status_named(&facet.value).to_owned()),
        (&words.facet_kinds, &facets.kinds, &|value| format!("type:{value}"), &|words, facet| words.kind_named(&facet.value).to_owned()),
        (&words.facet_years, &facets.years, &|value| format!("from:{value} to:{value}"), &plain),
        (&words.facet_issuers, &facets.issuers, &|value| format!("issuer:{}", quoted(value)), &plain),
        (&words.facet_acts, &facets.acts, &|value| format!("act:{value}"), &|_, facet| {
            facet.label.as_deref().map_or_else(|| facet.value.clone(), |label| query::excerpt(label, &[], NAME_MAX).0)
        }),
    ];
    let asked = reader.get("q").unwrap_or_default();
    let narrower = |limit: String| reader.without("page").with("q", Some(&format!("{asked} {limit}")));
    html! {
        @if all.iter().any(|(_, values, ..)| values.len() > 1) {
            details class="facets" {
                summary { (words.narrow) }
                @for (name, values, limit, label) in all.into_iter().filter(|(_, values, ..)| values.len() > 1) {
                    div {
                        h2 { (name) }
                        ul { @for facet in values.iter().take(VALUES_MAX) { li { a rel="nofollow" href=(narrower(limit(&facet.value))) { (label(words, facet)) } " " span class="quiet" { (facet.count) } } } }
                    }
                }
            }
        }
    }
}

/// What the question has been narrowed to: each limit with a way to take it away.
pub(super) fn limits(reader: &Reader) -> Markup {
    let words = reader.words();
    let parts = parts(reader.get("q").unwrap_or_default());
    let is_limit = |part: &str| part.split_once(':').is_some_and(|(field, value)| FIELDS.contains(&field) && !value.is_empty());
    let wider = |at: usize| {
        let left: Vec<&str> = parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| *part).collect();
        reader.without("page").with("q", Some(&left.join(" ")))
    };
    html! {
        @if parts.iter().any(|part| is_limit(part)) && parts.iter().any(|part| !is_limit(part)) {
            p class="limits" {
                @for (at, part) in parts.iter().enumerate().filter(|(_, part)| is_limit(part)) {
                    a rel="nofollow" href=(wider(at)) aria-label=(fill(&words.take_away, &[("limit", part)])) { (part) " ✕" } " "
                }
            }
        }
    }
}

/// The parts of a question: what stands between spaces, a text in quotation marks being one.
fn parts(question: &str) -> Vec<&str> {
    let (mut parts, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in question.char_indices() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            parts.push(&question[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&question[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_falls_into_its_parts() {
        let cases: [(&str, &[&str]); 4] = [
            ("виза type:order", &["виза", "type:order"]),
            ("issuer:\"Ішкі істер министрі\" виза", &["issuer:\"Ішкі істер министрі\"", "виза"]),
            ("  \"ашық", &["\"ашық"]),
            ("", &[]),
        ];
        for (question, meant) in cases {
            assert_eq!(parts(question), meant);
        }
    }
}
