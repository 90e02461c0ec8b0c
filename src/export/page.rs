//! An act for people: Markdown, a page, plain text.

use super::akn::eid;
use super::xml::Xml;
use super::{Exported, own_path, units};
use crate::act::ProvisionKind;
use crate::query::{Passage, State};

/// A page needs no more style than this to be read and printed.
const STYLE: &str = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 PT Serif,Georgia,serif}h1{font-size:1.4rem}h2{font-size:1.1rem;text-align:center}\
     p{white-space:pre-line}.gone{color:#666;font-style:italic}footer,.state{font:.85rem/1.5 sans-serif;color:#555}";

fn title(exported: &Exported) -> &str {
    let act = &exported.shown.act;
    match &exported.shown.passage.path {
        Some(_) => &exported.shown.passage.citation.kk,
        None if act.title.is_empty() => act.id.as_str(),
        None => &act.title,
    }
}

/// Whether a unit heads others.
fn heads(passage: &Passage) -> bool {
    passage.kind.is_some_and(|kind| kind.is_grouping() || matches!(kind, ProvisionKind::Component | ProvisionKind::Annex))
}

/// What is said of a unit that does not simply hold that day.
fn state(passage: &Passage) -> Option<&'static str> {
    match passage.validity.state {
        State::InForce => None,
        State::NotYet => Some("not yet in force"),
        State::Ended if passage.validity.suspended.is_some() => Some("suspended"),
        State::Ended => Some("no longer in force"),
        State::WordingUnknown => Some("in force with a wording that is not in the corpus"),
    }
}

/// What stands at the end: how to cite it, whether it held on the day, what of it is not known, that it is no official publication, where the official
/// one is.
fn ending(exported: &Exported) -> Vec<String> {
    let (passage, act) = (&exported.shown.passage, &exported.shown.act);
    let official = act.url.as_deref().map_or_else(String::new, |url| format!(" The official text: {url}"));
    // Of an act that is known through others, no lines of a file are the whole.
    let place = &passage.source;
    let rest: String = place.rest.iter().map(|more| format!(", and {}, lines {}", more.file, more.lines)).collect();
    let read = if act.known_through.is_empty() { format!(" Read from {}, lines {}{rest}.", place.file, place.lines) } else { String::new() };
    let mut lines = vec![
        format!("{} ({})", passage.citation.kk, passage.address),
        format!("As of {}: {}.{read}", exported.as_of, passage.standing()),
        format!("This is no official publication.{official}"),
    ];
    lines.splice(2..2, exported.shown.problems.iter().cloned());
    lines
}

pub(super) fn text(exported: &Exported) -> String {
    let mut text = String::new();
    for (_, passage) in units(exported) {
        for words in passage.header_cell().into_iter().chain([&*passage.text]).filter(|words| !words.is_empty()) {
            text += words;
            text.push('\n');
        }
    }
    text
}

pub(super) fn markdown(exported: &Exported) -> String {
    let mut page = format!("# {}\n\n", escaped(title(exported)));
    for (depth, passage) in units(exported) {
        let text = escaped(&passage.text);
        if text.is_empty() && state(passage).is_none() {
            continue;
        }
        if let Some(header) = passage.header_cell() {
            page += &format!("**{}**\n\n", escaped(header));
        }
        if heads(passage) {
            page += &format!("{} {}\n\n", "#".repeat((depth + 1).clamp(2, 6)), text.replace('\n', " "));
        } else if !text.is_empty() {
            page += &text.replace('\n', "  \n");
            page += "\n\n";
        }
        if let Some(state) = state(passage) {
            page += &format!("*{}: {state}*\n\n", escaped(&passage.address));
        }
    }
    page += "---\n\n";
    for line in ending(exported) {
        page += &format!("{}\n\n", escaped(&line));
    }
    page
}

/// `text` with every character that Markdown could take for markup after a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut line_start = true;
    for (at, c) in text.char_indices() {
        // `3.` and `3)` at the beginning of a line would become an item of a list, numbered anew.
        let ends_number =
            matches!(c, '.' | ')') && text[..at].rsplit('\n').next().is_some_and(|head| !head.is_empty() && head.bytes().all(|b| b.is_ascii_digit()));
        let starts_item = line_start && matches!(c, '-' | '+' | '#' | '=' | '>');
        if ends_number || starts_item || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|' | '~') {
            out.push('\\');
        }
        line_start = c == '\n' || (line_start && c == ' ');
        out.push(c);
    }
    out
}

pub(super) fn html(exported: &Exported) -> String {
    let mut page = Xml::bare();
    page.open("html", &[("lang", "kk")]);
    page.open("head", &[]);
    page.empty("meta", &[("charset", "utf-8")]);
    page.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    page.leaf("title", &[], title(exported));
    page.leaf("style", &[], STYLE);
    page.close();
    page.open("body", &[]);
    page.leaf("h1", &[], title(exported));
    for (_, passage) in units(exported) {
        page.open("section", &[("id", &eid(own_path(&exported.shown.act.id, passage))), ("class", if passage.tombstone { "gone" } else { "unit" })]);
        if let Some(header) = passage.header_cell() {
            page.open("p", &[]);
            page.leaf("strong", &[], header);
            page.close();
        }
        if !passage.text.is_empty() {
            page.leaf(if heads(passage) { "h2" } else { "p" }, &[], &passage.text);
        }
        if let Some(state) = state(passage) {
            page.leaf("p", &[("class", "state"), ("lang", "en")], &format!("{}: {state}", passage.address));
        }
        page.close();
    }
    page.open("footer", &[]);
    for line in ending(exported) {
        page.leaf("p", &[], &line);
    }
    format!("<!DOCTYPE html>\n{}\n", page.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_law_becomes_markdown() {
        let cases = [
            ("3. Тармақ", "3\\. Тармақ"),
            ("3) тармақша\n- тізім", "3\\) тармақша\n\\- тізім"),
            ("<script> & *a* [b](c)", "\\<script> \\& \\*a\\* \\[b\\](c)"),
            ("2022 жыл. Соңы", "2022 жыл. Соңы"),
        ];
        for (text, meant) in cases {
            assert_eq!(escaped(text), meant);
        }
    }
}
