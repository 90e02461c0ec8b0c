//! What is different between two days, as one page that needs nothing else: no script, no font, no network.

use super::history::{what, who};
use super::passage::file_and_lines;
use crate::diff::{ChangeKind, WordOp};
use crate::query::{Certainty, Comparison, Side, State, UnitChange, days};

const STYLE: &str = include_str!("diff_page.css");
/// From so many differences on a list of them stands before.
const LIST_MIN: usize = 4;

/// The page of `compared`: who changed what, then every difference side by side.
pub(super) fn page(compared: &Comparison) -> String {
    let title = format!("{}: {} → {}", compared.citation, compared.from, compared.to);
    let mut page = String::with_capacity(16 * 1024);
    page += "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    page += "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Tarmaq\">\n";
    page += &format!("<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n", escape(&title));
    page += "<header class=\"top\">\n";
    page += &format!("<p class=\"where\"><code>{}</code></p>\n<h1 lang=\"kk\">{}</h1>\n", escape(&compared.address), escape(heading(compared)));
    if compared.citation != compared.address {
        page += &format!("<p class=\"cited\" lang=\"kk\">{}</p>\n", escape(&compared.citation));
    }
    page += &format!(
        "<p class=\"days\"><time datetime=\"{0}\">{0}</time> <span aria-hidden=\"true\">→</span> <time datetime=\"{1}\">{1}</time></p>\n",
        compared.from, compared.to
    );
    page += &summary(compared);
    page += "</header>\n";
    page += &problems(compared);
    page += &events(compared);
    page += &list(compared);
    page += "<main>\n";
    if compared.changes.is_empty() {
        page += "<p class=\"none\">Nothing that is known is different between the two days.</p>\n";
    }
    for (at, change) in compared.changes.iter().enumerate() {
        page += &entry(compared, change, &(at + 1).to_string());
    }
    page += "</main>\n";
    page += &unknown(compared);
    page += "<footer>Words that went are <del>struck out</del> on the left, words that came are <ins>underlined</ins> on the right. The official texts are those published by the State; this page is made from the copies named under each wording.</footer>\n";
    page + "</body>\n</html>\n"
}

fn heading(compared: &Comparison) -> &str {
    if compared.act.title.is_empty() { compared.act.id.as_str() } else { &compared.act.title }
}

fn summary(compared: &Comparison) -> String {
    let kinds = [
        (ChangeKind::Reworded, "reworded"),
        (ChangeKind::Added, "added"),
        (ChangeKind::Removed, "taken out"),
        (ChangeKind::Moved, "moved"),
        (ChangeKind::Renumbered, "renumbered"),
    ];
    let mut chips = String::new();
    for (kind, name) in kinds {
        let count = compared.changes.iter().filter(|change| change.kind == kind).count();
        if count > 0 {
            chips += &format!("<li class=\"chip {}\"><b>{count}</b> {name}</li>", kind.as_str());
        }
    }
    chips += &format!("<li class=\"chip plain\"><b>{}</b> provisions then, <b>{}</b> later</li>", compared.counts.0, compared.counts.1);
    format!("<ul class=\"chips\">{chips}</ul>\n")
}

fn problems(compared: &Comparison) -> String {
    if compared.problems.is_empty() {
        return String::new();
    }
    let items: String = compared.problems.iter().map(|problem| format!("<li>{}</li>", escape(&sentence(problem)))).collect();
    format!("<aside class=\"doubts\" aria-label=\"What is not known\"><ul>{items}</ul></aside>\n")
}

/// A remark as a sentence of a page.
fn sentence(remark: &str) -> String {
    let mut letters = remark.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>() + ".")
}

fn events(compared: &Comparison) -> String {
    if compared.events.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for (at, event) in compared.events.iter().enumerate() {
        let when = days(&event.effective).unwrap_or_else(|| "on an unknown day".to_owned());
        let printed: Vec<String> = event.printed.iter().map(|place| escape(&file_and_lines(&place.file, place.lines, place.pages, &place.rest))).collect();
        rows += &format!(
            "<tr id=\"by-{0}\"><td class=\"number\">{0}</td><td>{1}</td><td>{2}</td><td lang=\"kk\">{3}</td><td class=\"source\">{4}</td></tr>\n",
            at + 1,
            escape(&when),
            escape(&what(event)),
            escape(&who(&event.by)),
            printed.join("<br>"),
        );
    }
    let head = "<thead><tr><th>No.</th><th>In force</th><th>What</th><th>By</th><th>Printed at</th></tr></thead>";
    format!("<section class=\"events\"><h2>What happened in between</h2><div class=\"scroll\"><table>{head}<tbody>\n{rows}</tbody></table></div></section>\n")
}

fn list(compared: &Comparison) -> String {
    if compared.changes.len() < LIST_MIN {
        return String::new();
    }
    let item = |(at, change): (usize, &UnitChange)| {
        format!("<li class=\"{}\"><a href=\"#change-{}\"><code>{}</code></a></li>", change.kind.as_str(), at + 1, escape(change.path.as_str()))
    };
    let items: String = compared.changes.iter().enumerate().map(item).collect();
    format!("<nav class=\"list\" aria-label=\"Differences\"><ul>{items}</ul></nav>\n")
}

fn entry(compared: &Comparison, change: &UnitChange, at: &str) -> String {
    let (kind, name) = match change.kind {
        ChangeKind::Added => ("added", "added"),
        ChangeKind::Removed => ("removed", "taken out"),
        ChangeKind::Reworded => ("reworded", "reworded"),
        ChangeKind::Moved => ("moved", "moved"),
        ChangeKind::Renumbered => ("renumbered", "renumbered"),
    };
    let by: String = change.by.iter().map(|at| format!("<a class=\"by\" href=\"#by-{0}\">{0}</a>", at + 1)).collect();
    let old = change.before.path.as_ref().filter(|path| **path != change.path);
    let old = old.map_or_else(String::new, |path| format!("<code class=\"old\">{}</code> → ", escape(path.as_str())));
    let mut entry = format!("<article class=\"change {kind}\" id=\"change-{at}\">\n");
    entry += &format!(
        "<header><h3>{old}<code>{}</code></h3><span class=\"cite\" lang=\"kk\">{}</span><span class=\"chip {kind}\">{name}</span>{by}</header>\n",
        escape(change.path.as_str()),
        escape(&change.citation),
    );
    entry += "<div class=\"sides\">\n";
    entry += &side(change, &change.before, &compared.from.to_string(), true);
    entry += &side(change, &change.after, &compared.to.to_string(), false);
    entry += "</div>\n";
    for (number, part) in change.parts.iter().enumerate() {
        entry += &self::entry(compared, part, &format!("{at}-{}", number + 1));
    }
    entry + "</article>\n"
}

fn side(change: &UnitChange, side: &Side, day: &str, before: bool) -> String {
    let place = if before { "before" } else { "after" };
    let perhaps = if side.certainty == Certainty::Possible && side.text.is_some() { " <span class=\"perhaps\">perhaps</span>" } else { "" };
    let mut out = format!("<section class=\"side {place}\"><h4><time datetime=\"{day}\">{day}</time>{perhaps}</h4>\n");
    match (&side.text, side.state) {
        (Some(text), _) => {
            let words = if change.words.is_empty() { whole(change, text, before) } else { marked(change, before) };
            out += &format!("<p class=\"law\" lang=\"kk\">{words}</p>\n");
        }
        (None, State::WordingUnknown) => out += "<p class=\"absent unknown\">In force, with a wording that is not in the corpus.</p>\n",
        (None, State::NotYet) => out += "<p class=\"absent\">Not there yet.</p>\n",
        (None, _) => out += "<p class=\"absent\">No longer there.</p>\n",
    }
    if let Some(source) = &side.source {
        let how = if side.consolidated { ", put together from instructions" } else { "" };
        out += &format!("<p class=\"source\">{}{how}</p>\n", escape(&file_and_lines(&source.file, source.lines, source.pages, &source.rest)));
    }
    out + "</section>\n"
}

/// A text that stands on one side alone, or the same on both.
fn whole(change: &UnitChange, text: &str, before: bool) -> String {
    let same = change.before.text == change.after.text;
    match (same, before) {
        (true, _) => escape(text),
        (false, true) => format!("<del>{}</del>", escape(text)),
        (false, false) => format!("<ins>{}</ins>", escape(text)),
    }
}

/// One side of a text whose words differ.
fn marked(change: &UnitChange, before: bool) -> String {
    let mut out = String::new();
    for edit in &change.words {
        // the space after marked words is not part of them
        let words = edit.text.trim_end();
        let space = &edit.text[words.len()..];
        match (edit.op, before) {
            (WordOp::Keep, _) => out += &escape(&edit.text),
            (WordOp::Delete, true) => out += &format!("<del>{}</del>{space}", escape(words)),
            (WordOp::Insert, false) => out += &format!("<ins>{}</ins>{space}", escape(words)),
            _ => {}
        }
    }
    out
}

fn unknown(compared: &Comparison) -> String {
    if compared.unknown.is_empty() {
        return String::new();
    }
    let item = |(path, before, after): &(crate::act::ProvisionPath, bool, bool)| {
        let day = match (before, after) {
            (true, true) => "on both days".to_owned(),
            (true, false) => format!("on {}", compared.from),
            _ => format!("on {}", compared.to),
        };
        format!("<li><code>{}</code> {day}</li>", escape(path.as_str()))
    };
    let items: String = compared.unknown.iter().map(item).collect();
    let count = compared.unknown.len();
    format!("<details class=\"unknown-list\"><summary>{count} wordings that are not in the corpus</summary><ul>{items}</ul></details>\n")
}

/// Text as it may stand in a page, in an element or in a quoted attribute. Control characters become a sign.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_law_becomes_markup() {
        let cases = [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onclick='x' &amp;", "&quot; onclick=&#39;x&#39; &amp;amp;"),
            ("а\u{1b}[31mб\nв", "а\u{fffd}[31mб\nв"),
        ];
        for (text, want) in cases {
            assert_eq!(escape(text), want);
        }
    }

    #[test]
    fn a_remark_becomes_a_sentence() {
        assert_eq!(sentence("some days are not known"), "Some days are not known.");
        assert_eq!(sentence(""), "");
    }
}
