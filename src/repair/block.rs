//! Blocks that are set in for their looks.
//!
//! After this: an indent begins a paragraph of the body and nothing else. Stamps, the blocks of annexes and headings have
//! none, however they were set: at the right margin, in the middle, or as far in as everything else in their text.

use std::ops::Range;

use crate::text::{CleanText, Gap, Paragraph};

use super::layout::Layout;

/// Columns by which a block is set in further than paragraphs usually are.
const FURTHER_MIN: u16 = 6;
/// Longest paragraph of a block, in bytes.
const BLOCK_MAX: usize = 300;
/// Most paragraphs of a block between blank lines: a stamp that names a ministry of many words has as many.
const BLOCK_LINES_MAX: usize = 12;

/// Takes the indents off the blocks among the paragraphs `among` of `clean`, which are told apart by indents.
pub(super) fn set_out(clean: &mut CleanText, among: Range<usize>, layout: &Layout) {
    let far = layout.usual_indent.saturating_add(FURTHER_MIN);
    // Where one block stands without an indent, all do, and what stands between blank lines with one is of the body.
    let all_alike = !among.clone().any(|at| clean.paragraphs[at].indent == 0 && ends_block(clean.paragraph_text(at)));
    let count = among.end;
    let mut blocks: Vec<usize> = Vec::new();
    let mut start = among.start;
    while start < count {
        let end = (start + 1..count).find(|&at| clean.paragraphs[at].gap != Gap::None).unwrap_or(count);
        let is_block = all_alike && end - start <= BLOCK_LINES_MAX && (start..end).all(|at| is_line(clean, at)) && begins_block(clean.paragraph_text(start));
        let in_block = |at: &usize| is_block || clean.paragraphs[*at].indent >= far && is_line(clean, *at);
        blocks.extend((start..end).filter(in_block));
        start = end;
    }
    for at in blocks {
        let block: &mut Paragraph = &mut clean.paragraphs[at];
        block.indent = 0;
    }
}

/// Whether a paragraph may stand in a block: no sentence, no member of a list, nothing to fill in.
fn is_line(clean: &CleanText, at: usize) -> bool {
    let words = clean.paragraph_text(at);
    let bare = words.trim_end_matches(['"', '»', '”', ' ']);
    words.len() <= BLOCK_MAX && !bare.ends_with(['.', ';', ':', '!', '?']) && !words.contains("__") && !is_member(words)
}

/// «1) …», «а) …», «– …»: lists in lists are set in deeper as well.
fn is_member(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let letter = words.chars().next().filter(|c| c.is_lowercase()).map_or(words, |c| &words[c.len_utf8()..]);
    (rest.len() < words.len() && rest.trim_start().starts_with(')'))
        || letter.len() < words.len() && letter.starts_with(')')
        || words.starts_with(['-', '–', '—', '•', '·'])
}

/// Whether a block ends with the words: that of an annex with its number, a stamp with what was done.
fn ends_block(words: &str) -> bool {
    let bare = words.trim_end_matches(['.', '"', '»', ' ']);
    words.len() <= 700 && ["қосымша", "бекітілген", "бекітілді", "мақұлданған"].iter().any(|word| bare.ends_with(word))
}

fn begins_block(words: &str) -> bool {
    words.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«' | '“' | '№'))
}
