//! The printed text in, the text as it was meant out.
//!
//! In: a [`SourceText`]. Out: its [`CleanText`], with a [`Problem`](crate::text::Problem) wherever a repair was a
//! guess. This room knows how texts get damaged, not what an act is; it never drops a word, and what it cannot repair
//! it leaves as it was printed.
//!
//! ```
//! use tarmaq::text::SourceText;
//!
//! let source = SourceText::new("a.txt", "      1. Осы Заңның 59-\nтармағына сәйкес\nәзірленді.\n");
//! let clean = tarmaq::repair::repair(&source).value;
//! assert_eq!(clean.text, "1. Осы Заңның 59-тармағына сәйкес әзірленді.\n");
//! ```

mod layout;

use crate::text::{CleanBuilder, CleanText, Gap, Reading, SourceSpan, SourceText};

use layout::Layout;

/// Repairs `source`.
pub fn repair(source: &SourceText) -> Reading<CleanText> {
    let layout = Layout::of(source);
    let mut clean = CleanBuilder::new(source);
    clean.set_indented(layout == Layout::Indented);
    let (mut blank, mut any) = (0, false);
    let mut body = false;
    let mut wrapped = false;
    let mut last = SourceSpan { start: 0, end: 0 };
    for line in source.lines() {
        let text = line.text.trim_end();
        if text.trim().is_empty() {
            blank += if line.text.is_empty() { 1 } else { 2 };
            continue;
        }
        let indent = u16::try_from(text.chars().take_while(|c| *c == ' ').count()).unwrap_or(u16::MAX);
        let open = clean.open_text();
        let ended = open.trim_end().ends_with(['.', ':', ';', '!', '?']) || open.trim_end().ends_with("\"");
        let fresh = match layout {
            Layout::Indented => indent >= 3 || (blank >= 3 && ended) || (blank == 2 || blank == 1) || (ended && begins_new(text.trim_start())),
            Layout::Spaced => indent >= 3 || blank >= 3 || (ended && begins_new(text.trim_start())),
            Layout::Plain => true,
            Layout::Wrapped => blank > 0,
        };
        let blank_seen = match layout {
            Layout::Spaced => blank >= 2,
            _ => blank > 0,
        };
        if !any || fresh {
            clean.end_paragraph();
            let gap = if blank >= 3 && any {
                Gap::Page
            } else if blank_seen {
                Gap::Blank
            } else {
                Gap::None
            };
            clean.begin_paragraph(indent, gap);
            body = indent >= 3;
        } else {
            let glued = glued(clean.open_text(), text.trim_start());
            if !glued {
                clean.replace(SourceSpan { start: last.end, end: line.span.start }, " ");
            }
        }
        any = true;
        let start = line.span.start as usize + (text.len() - text.trim_start().len());
        let mut from = start;
        let end = line.span.start as usize + text.len();
        let bytes = source.text().as_bytes();
        let mut at = start;
        while at < end {
            if bytes[at] == b' ' && bytes.get(at + 1) == Some(&b' ') {
                clean.keep(SourceSpan::new(from..at + 1));
                while at < end && bytes[at] == b' ' {
                    at += 1;
                }
                from = at;
            } else {
                at += 1;
            }
        }
        clean.keep(SourceSpan::new(from..end));
        last = SourceSpan::new(start..end);
        blank = 0;
        wrapped = line.text.ends_with(' ');
    }
    Reading { value: clean.finish(), problems: Vec::new() }
}

fn begins_new(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    first.is_uppercase()
        || "\"«•-–".contains(first)
        || (first.is_ascii_digit() && text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').starts_with([')', '.']))
}

fn glued(open: &str, next: &str) -> bool {
    next.starts_with([',', ';', ':', '.', ')'])
        || open.ends_with(['(', '/'])
        || next.starts_with(['-', '/'])
        || (open.ends_with('-') && !open.ends_with(" -") && next.starts_with(|c: char| c.is_alphanumeric()))
}
