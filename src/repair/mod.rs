//! The printed text in, the text as it was meant out.
//!
//! In: a [`SourceText`]. Out: its [`CleanText`], with a [`Problem`] wherever a repair was a guess. This room knows how
//! texts get damaged, not what an act is; it never drops a word, and what it cannot repair it leaves as it was printed.
//!
//! The passes, in order, each with a guarantee that the next builds on: `glued` and `one_line` (a unit behind a note, or behind another one, is on a line of its
//! own), `furniture` (no characters that are no text), `page` (no footers and numbers of pages),
//! `layout` (how paragraphs are told apart), `spacing` (no letters set apart), `anchor` (links back in their places),
//! `homoglyph` (one alphabet a word), `vowel` (no ң for ә), `lookalike` (no letters for figures), `paragraphs` (where paragraphs begin), `wrap` and `cell` (one line a paragraph), `block`
//! (an indent begins a paragraph of the body).
//! A source whose reader marked its paragraphs needs but few of them: `marked`.
//!
//! ```
//! use tarmaq::text::SourceText;
//!
//! let source = SourceText::new("a.txt", "      1. Осы Заңның 59-\nтармағына сәйкес\nәзірленді.\n");
//! let clean = tarmaq::repair::repair(&source).value;
//! assert_eq!(clean.text, "1. Осы Заңның 59-тармағына сәйкес әзірленді.\n");
//! ```

mod anchor;
mod block;
mod cell;
mod furniture;
mod glued;
mod homoglyph;
mod layout;
mod letter;
mod lexicon;
mod line;
mod link;
mod lookalike;
mod marked;
mod number;
mod one_line;
mod page;
mod paragraphs;
mod piped;
mod scan;
mod spacing;
#[cfg(test)]
mod tests;
mod unit;
mod vowel;
mod wrap;

use crate::text::{CleanBuilder, CleanText, Gap, Problem, Reading, SourceText};

use layout::{INDENT_MIN, Kind, Layout};
use lexicon::Lexicon;
use line::Line;
use wrap::Seams;

/// Repairs `source`. There is always a best reading; every guess in it is among the problems.
pub fn repair(source: &SourceText) -> Reading<CleanText> {
    if !source.marks().blocks.is_empty() {
        return marked::repair(source);
    }
    let mut problems = Vec::new();
    let mut lines = Line::all(source);
    for line in &mut lines {
        furniture::clear(line, &mut problems);
    }
    lines.retain(|line| !line.text.is_empty());
    piped::clear(&mut lines);
    lines.retain(|line| !line.text.is_empty());
    lines.iter_mut().for_each(homoglyph::compose);
    let layout = Layout::of(&lines);
    // A text of one paragraph a line was never printed on pages: its lines are not wrapped, and nothing in it is displaced.
    let printed = layout.kind != Kind::Plain;
    if printed {
        furniture::drop_running_titles(&mut lines, &mut problems);
        page::drop_marks(&mut lines, &layout, &mut problems);
        furniture::drop_repeated(&mut lines, &mut problems);
    }
    let lexicon = Lexicon::new(source);
    for line in &mut lines {
        spacing::close(line, printed.then_some(&lexicon), &mut problems);
    }
    if layout.kind == Kind::Indented {
        for at in 0..lines.len() {
            anchor::restore(&mut lines, at, layout.usual_indent, &mut problems);
        }
        anchor::restore_lone(&mut lines, layout.usual_indent, &mut problems);
    }
    for line in &mut lines {
        homoglyph::fold(line);
        vowel::restore(line);
        // A letter that changed its alphabet may make one with the mark after it.
        homoglyph::compose(line);
    }
    let mut members = lookalike::Members::default();
    lines.iter_mut().for_each(|line| members.read(line, &mut problems));
    let seams = Seams { lexicon: &lexicon, keeps_spaces: layout.keeps_spaces, joins_words: printed, tidies_signs: printed };
    let feet = if printed { take_feet(&mut lines) } else { Vec::new() };
    let clean = write(source, &lines, &feet, &layout, &seams, &mut problems);
    problems.sort_by_key(|problem: &Problem| problem.lines.first);
    Reading { value: clean, problems }
}

/// Writes the paragraphs that `lines` make.
fn write(
    source: &SourceText,
    lines: &[Line<'_>],
    feet: &[(usize, Line<'_>)],
    layout: &Layout,
    seams: &Seams<'_, '_>,
    problems: &mut Vec<Problem>,
) -> CleanText {
    let mut clean = CleanBuilder::new(source);
    clean.set_indented(layout.kind == Kind::Indented);
    let mut feet = feet.iter().peekable();
    let mut start = 0;
    while start < lines.len() {
        while let Some((_, foot)) = feet.next_if(|&&(at, _)| at <= start) {
            write_foot(foot, layout, &mut clean);
        }
        let mut end = start + 1;
        while end < lines.len() && !paragraphs::begins(&lines[end], &lines[end - 1], &lines[start], layout) {
            end += 1;
        }
        let first = &lines[start];
        let indent = if first.indent >= INDENT_MIN { first.indent } else { 0 };
        clean.begin_paragraph(indent, if start == 0 { Gap::None } else { paragraphs::gap(first, layout) });
        seams.write(&lines[start..end], &mut clean, problems);
        clean.end_paragraph();
        start = end;
    }
    feet.for_each(|(_, foot)| write_foot(foot, layout, &mut clean));
    let mut clean = clean.finish();
    if layout.kind == Kind::Indented {
        block::set_out(&mut clean, layout);
    }
    clean
}

/// A paragraph of its own, after the one that its page breaks off.
fn write_foot(foot: &Line<'_>, layout: &Layout, clean: &mut CleanBuilder<'_>) {
    clean.begin_paragraph(0, paragraphs::gap(foot, layout));
    foot.emit(0..foot.text.len(), clean);
    clean.end_paragraph();
}

/// Takes the addresses at the feet of pages out of `lines`, each with the place of the line that follows it.
fn take_feet<'s>(lines: &mut Vec<Line<'s>>) -> Vec<(usize, Line<'s>)> {
    let at: Vec<usize> = (0..lines.len()).filter(|&at| paragraphs::is_foot(lines, at)).collect();
    if at.is_empty() {
        return Vec::new();
    }
    let (mut feet, mut kept) = (Vec::new(), Vec::with_capacity(lines.len()));
    let mut next = at.iter().peekable();
    for (at, line) in std::mem::take(lines).into_iter().enumerate() {
        if next.next_if_eq(&&at).is_some() {
            feet.push((kept.len(), line));
        } else {
            kept.push(line);
        }
    }
    *lines = kept;
    feet
}
