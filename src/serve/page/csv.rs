//! A list of results for a spreadsheet.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::reader::Reader;
use super::search::question;
use crate::query::{EffectiveDate, Passage, search};
use crate::serve::PAGE_MAX;
use crate::serve::problem::Problem;
use crate::serve::site::{Open, Site};

const COLUMNS: &[&str] =
    &["address", "citation_kk", "citation_ru", "title", "text", "as_of", "state", "certainty", "from", "until", "status", "file", "lines", "url"];
/// Spreadsheets take a file for UTF-8 when it begins so.
const MARK: &str = "\u{feff}";

/// The best passages for the question of `reader`, one a line.
pub(super) fn list(site: &Site, open: &Open, reader: &Reader) -> Result<Response, Problem> {
    let question = question(site, reader)?.ok_or_else(|| Problem::bad("q is empty; put the question in it"))?;
    let question = crate::query::Question { limit: limit(reader)?, offset: 0, facets: false, ..question };
    let mut lines = MARK.to_owned() + &COLUMNS.join(",") + "\r\n";
    let answer = search(&open.index, &question)?;
    let as_of = answer.as_of.unwrap_or_else(|| site.today()).to_string();
    for hit in answer.hits {
        let fields: Vec<String> = fields(&hit, &as_of).iter().map(|field| quoted(field)).collect();
        lines.push_str(&fields.join(","));
        lines.push_str("\r\n");
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"tarmaq.csv\"")),
    ];
    Ok((headers, lines).into_response())
}

/// How many passages are asked for; all that one answer may have where that is not told.
fn limit(reader: &Reader) -> Result<usize, Problem> {
    let Some(asked) = reader.get("limit") else { return Ok(PAGE_MAX as usize) };
    let limit = asked.parse().ok().filter(|limit| (1..=PAGE_MAX as usize).contains(limit));
    limit.ok_or_else(|| Problem::bad(format!("limit is {asked}; it may be 1 to {PAGE_MAX}")))
}

fn fields(hit: &Passage, as_of: &str) -> [String; 14] {
    let validity = &hit.validity;
    [
        hit.address.clone(),
        hit.citation.kk.clone(),
        hit.citation.ru.clone(),
        hit.act_title.clone(),
        hit.text.clone(),
        as_of.to_owned(),
        validity.state.as_str().to_owned(),
        validity.certainty.as_str().to_owned(),
        days(validity.from.as_ref()),
        days(validity.until.as_ref()),
        hit.status.as_str().to_owned(),
        hit.source.file.clone(),
        hit.source.lines.to_string(),
        hit.url.clone().unwrap_or_default(),
    ]
}

/// `2022-10-22`, or the bounds of a day that is not known: `2025-12-16..` (ISO 8601-2 writes an open end so).
fn days(day: Option<&EffectiveDate>) -> String {
    let Some(day) = day else { return String::new() };
    let text = |day: Option<crate::act::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match (day.earliest, day.latest) {
        (Some(earliest), Some(latest)) if earliest == latest => earliest.to_string(),
        (earliest, latest) => format!("{}..{}", text(earliest), text(latest)),
    }
}

/// A field in quotation marks (RFC 4180). One that a spreadsheet would take for a formula gets an apostrophe before it: the text of a law is a
/// stranger's.
fn quoted(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, field.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        let cases =
            [("бір, екі", "\"бір, екі\""), ("\"виза\"", "\"\"\"виза\"\"\""), ("=HYPERLINK(1)", "\"'=HYPERLINK(1)\""), ("", "\"\""), ("а\nб", "\"а\nб\"")];
        for (field, meant) in cases {
            assert_eq!(quoted(field), meant);
        }
    }
}
