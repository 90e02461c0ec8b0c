//! Words of the law, with links and short names in them.

use std::ops::Range;

use maud::{Markup, html};

use super::weight::beginning;

/// A stretch of a text that leads somewhere, or stands for something longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

/// What a marked stretch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It leads to a page.
    Link(String),
    /// It leads to another machine.
    External(String),
    /// It is a short name; these are the words it stands for.
    Term(String),
}

/// `text` with its number set apart and its `marks`; of marks that overlap the first counts, and of those that begin together the longest.
pub(super) fn linked(text: &str, marks: &[Mark]) -> Markup {
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    let number = number(text);
    let mut pieces: Vec<(&str, Option<&Kind>)> = Vec::with_capacity(sorted.len() * 2 + 1);
    let mut at = number.len();
    for mark in sorted {
        let (Some(before), Some(inside)) = (text.get(at..mark.range.start), text.get(mark.range.clone())) else { continue };
        pieces.extend([(before, None), (inside, Some(&mark.kind))]);
        at = mark.range.end;
    }
    pieces.push((text.get(at..).unwrap_or_default(), None));
    html! {
        @if !number.is_empty() { span class="number" { (number) } }
        @for (piece, kind) in pieces {
            @match kind {
                Some(Kind::Link(href)) => a href=(href) { (piece) },
                Some(Kind::External(href)) => a href=(href) rel="external" { (piece) },
                Some(Kind::Term(meaning)) => abbr title=(meaning) { (piece) },
                None => (piece),
            }
        }
    }
}

impl Mark {
    /// Bytes that the mark adds to a page, about.
    pub(super) fn size(&self) -> usize {
        let (Kind::Link(told) | Kind::External(told) | Kind::Term(told)) = &self.kind;
        24 + told.len() + 5 * told.matches(['"', '&', '<', '>']).count()
    }
}

/// The first place of each of `terms` in `text`, with the ending it stands with there, and at most `bytes_max` bytes of what it stands for.
pub(super) fn terms<'t>(text: &str, terms: &[(&'t str, &str)], bytes_max: usize) -> Vec<(&'t str, Mark)> {
    let begins_word = |at: &usize| !text[..*at].chars().next_back().is_some_and(char::is_alphanumeric);
    let place = |(term, meaning): &(&'t str, &str)| {
        let start = text.match_indices(term).map(|(at, _)| at).find(begins_word)?;
        let ending: usize = text[start + term.len()..].chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        Some((*term, Mark { range: start..start + term.len() + ending, kind: Kind::Term(beginning(meaning, bytes_max).0.to_owned()) }))
    };
    terms.iter().filter_map(place).collect()
}

/// The printed number that a text begins with: `14-1.`, `3)`, `21-1-бап.`; empty where it begins with something else.
fn number(text: &str) -> &str {
    let first = text.split(' ').next().unwrap_or_default();
    let is_number = first.len() < 24 && first.starts_with(|c: char| c.is_ascii_digit()) && first.ends_with(['.', ')']);
    if is_number && first.len() < text.len() { first } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_in_the_text_and_nothing_becomes_markup() {
        let link = |range: Range<usize>, href: &str| Mark { range, kind: Kind::Link(href.to_owned()) };
        let cases = [
            ("abc", vec![link(1..2, "/x")], "a<a href=\"/x\">b</a>c", "a link"),
            ("abc", vec![link(1..2, "/y"), link(0..3, "/x")], "<a href=\"/x\">abc</a>", "of links that overlap the first"),
            ("<b>", vec![link(0..3, "/x?a=1&b=\"2\"")], "<a href=\"/x?a=1&amp;b=&quot;2&quot;\">&lt;b&gt;</a>", "hostile text and address"),
            ("әb", vec![link(1..2, "/x")], "әb", "a range that is no text"),
            ("14-1. Мәтін", vec![], "<span class=\"number\">14-1.</span> Мәтін", "the number is set apart"),
            ("2022 жыл.", vec![], "2022 жыл.", "a year is no number"),
            ("3)", vec![], "3)", "a number alone is the text"),
        ];
        for (text, links, meant, why) in cases {
            assert_eq!(linked(text, &links).into_string(), meant, "{why}");
        }
    }

    #[test]
    fn short_names_are_found_with_their_endings() {
        let known = [("Заң", "\"Көші-қон туралы\" Заң"), ("алушы", "көрсетілетін қызметті алушы")];
        let cases: [(&str, &[&str]); 4] = [("Осы Заңның 5-бабы, Заң", &["Заңның"]), ("өтінішті алушыға", &["алушыға"]), ("заң", &[]), ("ҮлгіЗаң", &[])];
        for (text, meant) in cases {
            let found: Vec<&str> = terms(text, &known, 400).iter().map(|(_, mark)| &text[mark.range.clone()]).collect();
            assert_eq!(found, meant, "{text}");
        }
        let marks: Vec<Mark> = terms("Заң", &known, 400).into_iter().map(|(_, mark)| mark).collect();
        let marked = linked("Заң", &marks).into_string();
        assert_eq!(marked, "<abbr title=\"&quot;Көші-қон туралы&quot; Заң\">Заң</abbr>");
    }
}
