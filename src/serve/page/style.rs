//! The style sheets: one that a page of results has within it, and one that all other pages ask for.
//!
//! A browser shows nothing before the style of a page has come, and asking for it takes twice as long as showing the page (`benches/README.md`). What is
//! shown first, the box and its results, brings its style along where the page has room; the policy of the site allows this text and no other, by its digest.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What the first page and those of results have within them.
pub(super) static WITHIN: LazyLock<String> = LazyLock::new(|| bare(include_str!("../static/style/page.css")));
/// What all other pages ask for.
pub(super) static WHOLE: LazyLock<String> = LazyLock::new(|| WITHIN.clone() + &bare(include_str!("../static/style/reading.css")));
/// The source of styles that a content security policy allows for [`WITHIN`] (Content Security Policy Level 3, 2.3.1: the digest of the whole text).
pub(in crate::serve) static ALLOWED: LazyLock<String> = LazyLock::new(|| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(WITHIN.as_bytes()))));

/// A style sheet without its comments and the space that lays it out for its readers. Neither of ours has a comment or two spaces within quotes.
fn bare(sheet: &str) -> String {
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let mut bare: String = text.lines().map(str::trim).collect();
    for (wide, narrow) in [(": ", ":"), ("; ", ";"), (", ", ","), (" { ", "{"), (" {", "{"), ("} ", "}"), (" > ", ">"), (";}", "}")] {
        bare = bare.replace(wide, narrow);
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lays_a_sheet_out_is_left_out_and_nothing_else() {
        let sheet = "/* Why. */\n.a > b, .c:not(:empty) { margin: 0 1px; font: 700 1em/1.2 var(--serif); }\n@media (max-width: 9rem) {\n  .d :hover { width: calc(100% + .9rem); }\n}\n";
        let meant = ".a>b,.c:not(:empty){margin:0 1px;font:700 1em/1.2 var(--serif)}@media (max-width:9rem){.d :hover{width:calc(100% + .9rem)}}";
        assert_eq!(bare(sheet), meant);
        for sheet in [&*WITHIN, &*WHOLE] {
            assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
            assert!(!sheet.contains("/*") && !sheet.contains('<') && !sheet.contains('\n'), "{sheet}");
        }
    }
}
