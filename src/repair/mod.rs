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
//! A source whose reader marked its paragraphs needs but few of them: `marked`. A text over several files is repaired as one, and what goes on from one file in
//! the next is put together: `files`.
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
mod files;
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
    let (lexicon, mut clean) = (Lexicon::new(source), CleanBuilder::new(source));
    let mut read = match files::stretches(source) {
        None if source.marks().blocks.is_empty() => {
            let mut problems = Vec::new();
            let layout = unmarked(&lexicon, Line::all(source), Gap::None, &mut clean, &mut problems);
            clean.set_indented(layout.kind == Kind::Indented);
            let mut clean = clean.finish();
            if layout.kind == Kind::Indented {
                let count = clean.paragraphs.len();
                block::set_out(&mut clean, 0..count, &layout);
            }
            Reading { value: clean, problems }
        }
        None => {
            let mut problems = Vec::new();
            clean.set_indented(source.marks().indented);
            marked::repair(source, &lexicon, &source.marks().blocks, Gap::None, &mut clean, &mut problems);
            Reading { value: clean.finish(), problems }
        }
        Some(stretches) => files::repair(source, &stretches, &lexicon, clean),
    };
    read.problems.sort_by_key(|problem: &Problem| problem.lines.first);
    read
}

/// Repairs `lines`, of whose paragraphs nobody has told where they begin, and writes them; `opening` is what stands before the first.
fn unmarked<'s>(lexicon: &Lexicon<'s>, mut lines: Vec<Line<'s>>, opening: Gap, clean: &mut CleanBuilder<'s>, problems: &mut Vec<Problem>) -> Layout {
    for line in &mut lines {
        furniture::clear(line, problems);
    }
    lines.retain(|line| !line.text.is_empty());
    piped::clear(&mut lines);
    lines.retain(|line| !line.text.is_empty());
    lines.iter_mut().for_each(homoglyph::compose);
    let layout = Layout::of(&lines);
    // A text of one paragraph a line was never printed on pages: its lines are not wrapped, and nothing in it is displaced.
    let printed = layout.kind != Kind::Plain;
    if printed {
        furniture::drop_running_titles(&mut lines, problems);
        page::drop_marks(&mut lines, &layout, problems);
        furniture::drop_repeated(&mut lines, problems);
    }
    for line in &mut lines {
        spacing::close(line, printed.then_some(lexicon), problems);
    }
    if layout.kind == Kind::Indented {
        for at in 0..lines.len() {
            anchor::restore(&mut lines, at, layout.usual_indent, problems);
        }
        anchor::restore_lone(&mut lines, layout.usual_indent, problems);
    }
    for line in &mut lines {
        homoglyph::fold(line);
        vowel::restore(line);
        // A letter that changed its alphabet may make one with the mark after it.
        homoglyph::compose(line);
    }
    let mut members = lookalike::Members::default();
    lines.iter_mut().for_each(|line| members.read(line, problems));
    let seams = Seams { lexicon, keeps_spaces: layout.keeps_spaces, joins_words: printed, tidies_signs: printed };
    let feet = if printed { take_feet(&mut lines) } else { Vec::new() };
    write(&lines, &feet, opening, &layout, &seams, clean, problems);
    layout
}

/// Writes the paragraphs that `lines` make.
fn write(
    lines: &[Line<'_>],
    feet: &[(usize, Line<'_>)],
    opening: Gap,
    layout: &Layout,
    seams: &Seams<'_, '_>,
    clean: &mut CleanBuilder<'_>,
    problems: &mut Vec<Problem>,
) {
    let mut feet = feet.iter().peekable();
    let mut start = 0;
    while start < lines.len() {
        while let Some((_, foot)) = feet.next_if(|&&(at, _)| at <= start) {
            write_foot(foot, layout, clean);
        }
        let mut end = start + 1;
        while end < lines.len() && !paragraphs::begins(&lines[end], &lines[end - 1], &lines[start], layout) {
            end += 1;
        }
        let first = &lines[start];
        let indent = if first.indent >= INDENT_MIN { first.indent } else { 0 };
        clean.begin_paragraph(indent, if start == 0 { opening } else { paragraphs::gap(first, layout) });
        seams.write(&lines[start..end], clean, problems);
        clean.end_paragraph();
        start = end;
    }
    feet.for_each(|(_, foot)| write_foot(foot, layout, clean));
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
