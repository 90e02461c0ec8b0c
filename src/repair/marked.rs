//! Sources whose paragraphs are known.
//!
//! After this: every block of the source is a paragraph that says what it is, and nothing was guessed of its layout. What
//! a page repeats is left out. Nothing in such a source is displaced; letters of the wrong alphabet, stray characters and
//! words wrapped at a line's end are in it as in any other.

use crate::text::{Block, BlockKind, CleanBuilder, Gap, Problem, SourceText};

use super::lexicon::Lexicon;
use super::line::Line;
use super::wrap::Seams;
use super::{furniture, homoglyph, lookalike, spacing, vowel};

/// Writes `blocks` of `source`, one paragraph a block; `opening` is what stands before the first.
pub(super) fn repair<'s>(
    source: &'s SourceText,
    lexicon: &Lexicon<'s>,
    blocks: &[Block],
    opening: Gap,
    clean: &mut CleanBuilder<'s>,
    problems: &mut Vec<Problem>,
) {
    let seams = Seams { lexicon, keeps_spaces: false, joins_words: true, tidies_signs: false };
    let mut blocks = blocks.iter().filter(|block| block.kind != BlockKind::Furniture).peekable();
    let mut members = lookalike::Members::default();
    let mut first = true;
    while let Some(block) = blocks.next() {
        let mut lines = Line::within(source, block.span);
        while let Some(rest) = blocks.next_if(|next| next.kind == BlockKind::Rest) {
            lines.extend(Line::within(source, rest.span));
        }
        for line in &mut lines {
            furniture::clear(line, problems);
            homoglyph::compose(line);
            spacing::close(line, None, problems);
            homoglyph::fold(line);
            vowel::restore(line);
        }
        lines.retain(|line| !line.text.is_empty());
        lines.iter_mut().for_each(|line| members.read(line, problems));
        for (order, lines) in lines.chunk_by(|_, next| !next.parted).enumerate() {
            let gap = if first { opening } else { block.gap };
            clean.begin_paragraph(block.indent, if order > 0 { Gap::None } else { gap });
            clean.set_kind(if block.kind == BlockKind::Rest { BlockKind::Paragraph } else { block.kind });
            seams.write(lines, clean, problems);
            clean.end_paragraph();
            first = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Cell, Link, Marks, SourceSpan};

    #[test]
    fn a_block_is_a_paragraph_and_its_links_are_found_again() {
        let text = "Бет 1\n1. Осы Заңның 59-\nтармағына сәйкес\nбірінші екінші\n";
        let span = |words: &str| {
            let at = text.find(words).unwrap();
            SourceSpan::new(at..at + words.len())
        };
        let cell = |column| Cell { table: 0, row: 0, column, rows: 1, columns: 1, header: false };
        let block = |words, kind| Block { kind, ..Block::paragraph(span(words)) };
        let marks = Marks {
            blocks: vec![
                block("Бет 1", BlockKind::Furniture),
                Block { indent: 6, gap: Gap::Page, ..block("1. Осы Заңның 59-\nтармағына сәйкес", BlockKind::Paragraph) },
                block("бірінші", BlockKind::Cell(cell(0))),
                block("екінші", BlockKind::Cell(cell(1))),
            ],
            links: vec![Link { span: span("59-\nтармағына"), href: "#z59".to_owned() }, Link { span: span("екінші"), href: "#z2".to_owned() }],
            indented: true,
            ..Marks::default()
        };
        let source = SourceText::new("a.pdf", text).with_marks(marks);
        let clean = crate::repair::repair(&source).value;
        assert_eq!(clean.text, "1. Осы Заңның 59-тармағына сәйкес\nбірінші\nекінші\n", "a header is left out, two cells of one line are two");
        assert_eq!(clean.paragraphs[2].kind, BlockKind::Cell(cell(1)));
        assert_eq!((clean.paragraphs[0].indent, clean.paragraphs[0].gap), (6, Gap::None), "nothing stands before the first");
        let links: Vec<(&str, String)> = clean.links(&source).into_iter().map(|link| (clean.slice(link.span), link.href)).collect();
        assert_eq!(links, [("59-тармағына", "#z59".to_owned()), ("екінші", "#z2".to_owned())]);
    }
}
