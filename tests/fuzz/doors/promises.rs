//! What holds for every text and every act, whatever they were read from. Each function panics where it does not.

use std::collections::HashSet;

use tarmaq::act::{Act, ProvisionPath};
use tarmaq::text::{CleanText, SourceText, Span};

/// A letter as it looks: repair may put a letter of the other alphabet in its place, close a spaced word, or split one.
fn looks(c: char) -> char {
    const LATIN: &str = "aceiopxyhkmtbABCEHIKMOPTXYëïäöhnu";
    const CYRILLIC: &str = "асеіорхуһкмтвАВСЕНІКМОРТХУёїәөнпи";
    match LATIN.chars().position(|latin| latin == c).and_then(|at| CYRILLIC.chars().nth(at)) {
        Some(cyrillic) => cyrillic.to_lowercase().next().unwrap_or(cyrillic),
        None => c.to_lowercase().next().unwrap_or(c),
    }
}

/// A repaired text is clean lines, and each of its letters comes from a place where such a letter stands.
pub fn clean(source: &SourceText, clean: &CleanText) {
    let mut at = 0;
    for paragraph in &clean.paragraphs {
        assert_eq!(paragraph.span.start, at, "paragraphs follow one another without a gap");
        let text = clean.slice(paragraph.span);
        assert!(!text.is_empty() && text.trim() == text && !text.contains("  ") && !text.contains('\n'), "a paragraph is one clean line: {text:?}");
        assert!(paragraph.lines.first >= 1 && paragraph.lines.first <= paragraph.lines.last && paragraph.lines.last <= source.line_count());
        at = paragraph.span.end + 1;
    }
    assert_eq!(at as usize, clean.text.len(), "the paragraphs are the whole text");
    assert_eq!(clean.text.matches('\n').count(), clean.paragraphs.len());
    for (start, c) in clean.text.char_indices() {
        let home = clean.map.to_source(Span::new(start..start + c.len_utf8()));
        assert!(home.start <= home.end && home.range().end <= source.text().len(), "{c:?} at {start} comes from nowhere: {home:?}");
        if !c.is_alphanumeric() {
            continue;
        }
        let printed = source.slice(home);
        let alike = printed == c.to_string() || printed.chars().any(|printed| looks(printed) == looks(c)) || c == 'Ү' && printed == "Y" || !printed.is_ascii();
        assert!(alike && !printed.trim().is_empty(), "{c:?} at {start} comes from {printed:?}");
        let lines = clean.paragraphs[clean.paragraph_at(start as u32)].lines;
        let seen = source.lines_of(home);
        assert!(lines.first <= seen.first && seen.last <= lines.last, "{c:?} of lines {lines} stands on {seen}");
    }
}

/// The provisions of an act have one address each, lie in one another, and have their words inside the text.
pub fn act(act: &Act) {
    let mut seen = HashSet::new();
    for (at, provision) in act.provisions.iter().enumerate() {
        let path = provision.path.as_str();
        assert_eq!(path.parse::<ProvisionPath>().map(|read| read.to_string()), Ok(path.to_owned()), "an address is read back");
        assert!(seen.insert(path), "{path} stands twice");
        let lines = provision.lines;
        assert!(lines.first >= 1 && lines.first <= lines.last && lines.last <= act.source.line_count(), "{path} is on {lines}");
        if let Some(parent) = provision.parent {
            assert!(parent < at, "{path} stands before its parent");
            let outer = &act.provisions[parent];
            assert!(outer.lines.first <= lines.first && lines.last <= outer.lines.last, "{path} {lines} sticks out of {} {}", outer.path, outer.lines);
        }
        for span in &provision.own {
            assert!(span.start <= span.end && act.text.text.get(span.range()).is_some(), "{path} has words outside the text");
            let own = act.lines_of(*span);
            assert!(lines.first <= own.first && own.last <= lines.last, "{path} {lines} has words on {own}");
        }
    }
    for reference in &act.references {
        assert!(act.text.text.get(reference.span.range()).is_some());
    }
    for problem in &act.problems {
        assert!(problem.lines.last <= act.source.line_count(), "{problem:?}");
    }
}
