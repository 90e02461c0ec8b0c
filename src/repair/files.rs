//! One act over several files.
//!
//! After this: files whose paragraphs are told apart in one way were repaired as one text, so that nothing hangs on where it was cut; and a sentence that
//! breaks off at the end of a file is one paragraph with its rest in the next. The end of a page inside one file is the matter of `paragraphs`, which
//! sees lines; here whole paragraphs are seen, for a file may be cut in the middle of a line, and two files may be of two formats.

use std::ops::Range;

use crate::text::{BlockKind, CleanBuilder, CleanText, FilePart, Gap, LineRange, Problem, ProblemCode, Reading, SourceText};

use super::layout::{Kind, Layout, WRAPPED_MAX, runs_on};
use super::lexicon::Lexicon;
use super::line::Line;
use super::paragraphs::{begins_bullet, begins_lettered, begins_numbered, begins_question, begins_row, ends_with_word, is_ended};
use super::{block, marked, unmarked};

/// Files one after the other whose paragraphs are told apart in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// By their lines.
    Unmarked(LineRange),
    /// By their readers: these blocks.
    Marked(Range<usize>),
}

/// The stretches of a text over several files; `None` for one file.
pub(super) fn stretches(source: &SourceText) -> Option<Vec<Stretch>> {
    let parts: Vec<FilePart<'_>> = source.parts().collect();
    let blocks = &source.marks().blocks;
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut known = None;
    for part in &parts {
        let place = |at: u32| blocks.partition_point(|block| block.span.start < at);
        let of_part = place(part.span.start)..place(part.span.end);
        let paper = if part.is_marked { None } else { paper(source, part.lines) };
        match stretches.last_mut() {
            Some(Stretch::Marked(open)) if part.is_marked => open.end = of_part.end,
            Some(Stretch::Unmarked(open)) if !part.is_marked && (known.is_none() || paper.is_none() || known == paper) => *open = open.join(part.lines),
            _ if part.is_marked => stretches.push(Stretch::Marked(of_part)),
            _ => {
                known = None;
                stretches.push(Stretch::Unmarked(part.lines));
            }
        }
        known = paper.or(known);
    }
    (!parts.is_empty()).then_some(stretches)
}

/// How the lines of a file came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paper {
    /// Each is a paragraph, however long.
    Whole,
    /// None is longer than a page is wide, and sentences run on from one in the next.
    Wrapped,
}

/// Fewest lines that tell.
const TOLD_MIN: usize = 20;

/// How the lines of one file came about, where they tell it beyond doubt: only then two files are not read as one.
fn paper(source: &SourceText, lines: LineRange) -> Option<Paper> {
    let (mut count, mut long, mut running) = (0_usize, 0_usize, 0_usize);
    let mut above = "";
    for number in lines.first..=lines.last {
        let text = source.line(number).text.trim();
        if text.is_empty() {
            continue;
        }
        count += 1;
        long += usize::from(text.len() > WRAPPED_MAX);
        running += usize::from(!above.is_empty() && runs_on(above, text));
        above = text;
    }
    match count >= TOLD_MIN {
        true if long * 10 >= count => Some(Paper::Whole),
        true if long == 0 && running * 5 >= count => Some(Paper::Wrapped),
        _ => None,
    }
}

/// Repairs the files of `source`, stretch by stretch, into one text.
pub(super) fn repair<'s>(source: &'s SourceText, stretches: &[Stretch], lexicon: &Lexicon<'s>, mut clean: CleanBuilder<'s>) -> Reading<CleanText> {
    let mut problems = Vec::new();
    let mut set_in: Vec<(Range<usize>, Layout)> = Vec::new();
    // The body is marked by its indents where it is so in every stretch that has one.
    let mut indented: Option<bool> = None;
    for stretch in stretches {
        let before = clean.paragraph_count();
        let opening = if before == 0 { Gap::None } else { Gap::Page };
        let tells = match stretch {
            Stretch::Unmarked(lines) => {
                let layout = unmarked(lexicon, Line::among(source, *lines), opening, &mut clean, &mut problems);
                let is_indented = layout.kind == Kind::Indented;
                if is_indented {
                    set_in.push((before..clean.paragraph_count(), layout));
                }
                (is_indented || layout.is_told).then_some(is_indented)
            }
            Stretch::Marked(blocks) => {
                let blocks = &source.marks().blocks[blocks.clone()];
                marked::repair(source, lexicon, blocks, opening, &mut clean, &mut problems);
                blocks.iter().any(|block| block.kind == BlockKind::Paragraph).then_some(source.marks().indented)
            }
        };
        indented = tells.map(|tells| tells && indented.unwrap_or(true)).or(indented);
    }
    clean.set_indented(indented.unwrap_or(false));
    let mut clean = clean.finish();
    for (among, layout) in set_in {
        block::set_out(&mut clean, among, &layout);
    }
    // from the last to the first: what stands before a seam keeps its place
    let seams: Vec<(u32, bool)> = source.parts().zip(source.parts().skip(1)).map(|(above, below)| (below.lines.first, above.is_cut)).collect();
    for (line, is_cut) in seams.into_iter().rev() {
        close(&mut clean, line, is_cut, &mut problems);
    }
    Reading { value: clean, problems }
}

/// Whether what begins a file goes on with what ends the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seam {
    Apart,
    Together,
    /// Read as one paragraph, and told.
    PerhapsTogether,
    /// Read as two, and told.
    PerhapsApart,
}

/// Puts the paragraph that ends above `line`, where a file begins, together with the one that begins there, if they are one. `is_cut` tells that the file
/// before it ends inside a line.
fn close(clean: &mut CleanText, line: u32, is_cut: bool, problems: &mut Vec<Problem>) {
    let below = clean.paragraphs.partition_point(|paragraph| paragraph.lines.first < line);
    let Some(above) = below.checked_sub(1).filter(|&above| below < clean.paragraphs.len() && clean.paragraphs[above].lines.last < line) else { return };
    let seam = seam(clean, above, is_cut);
    if matches!(seam, Seam::PerhapsTogether | Seam::PerhapsApart) {
        let how = if seam == Seam::PerhapsTogether { "was read as one paragraph" } else { "was read as two paragraphs" };
        let message =
            format!("what ends one file, «{}», and begins the next, «{}», {how}", ending(clean.paragraph_text(above)), beginning(clean.paragraph_text(below)));
        let lines = LineRange::new(clean.paragraphs[above].lines.last, clean.paragraphs[below].lines.first);
        problems.push(Problem::new(ProblemCode::SeamGuessed, lines, message));
    }
    if matches!(seam, Seam::Together | Seam::PerhapsTogether) {
        let between = if is_tight(clean.paragraph_text(above), clean.paragraph_text(below)) { "" } else { " " };
        clean.join_next(above, between);
    }
}

/// Letters of a paragraph that are told.
const TOLD_LETTERS: usize = 40;

fn ending(text: &str) -> &str {
    let from = text.char_indices().rev().nth(TOLD_LETTERS).map_or(0, |(at, _)| at);
    text[from..].trim_start()
}

fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(TOLD_LETTERS).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end()
}

/// Shortest paragraph, in bytes, that is surely no title, cell or name: what is signed is followed by what was signed.
const SENTENCE_MIN: usize = 200;

fn seam(clean: &CleanText, at: usize, is_cut: bool) -> Seam {
    let (first, second) = (&clean.paragraphs[at], &clean.paragraphs[at + 1]);
    if first.kind != BlockKind::Paragraph || second.kind != BlockKind::Paragraph {
        return Seam::Apart;
    }
    let (above, below) = (clean.paragraph_text(at), clean.paragraph_text(at + 1));
    if begins_unit(below) || clean.indented && second.indent > 0 {
        return Seam::Apart;
    }
    // «2015 ж.⏎бастап»: the stop of a short form ends nothing where a small letter follows
    let is_short_form = above.ends_with('.') && !ends_with_word(above);
    let is_ended = is_ended(above) && !is_short_form;
    if runs(below) || is_open(above) {
        return if is_ended { Seam::Apart } else { Seam::Together };
    }
    // What is set in goes on where it is not: that, or a line that was cut, tells of one paragraph.
    let goes_on = is_cut || first.indent > 0 && second.indent == 0;
    let is_unit = begins_numbered(above) || begins_lettered(above);
    match (is_ended, above.len() >= SENTENCE_MIN) {
        (true, true) if is_cut => Seam::PerhapsTogether,
        (true, false) if is_cut => Seam::PerhapsApart,
        (true, _) => Seam::Apart,
        (false, _) if is_unit => Seam::PerhapsTogether,
        (false, true) if goes_on => Seam::PerhapsTogether,
        (false, true) => Seam::PerhapsApart,
        (false, false) if is_cut => Seam::PerhapsApart,
        (false, false) => Seam::Apart,
    }
}

/// Whether `text` begins as a unit, a member of a list, a heading or a row does.
fn begins_unit(text: &str) -> bool {
    const HEADINGS: [&str; 8] = ["тарау", "бөлім", "бап", "параграф", "қосымша", "кесте", "нысан", "форма"];
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let named = rest.strip_prefix('-').unwrap_or(rest).trim_start();
    let is_heading = rest.len() < text.len() && HEADINGS.iter().any(|word| named.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)));
    is_heading || begins_numbered(text) || begins_lettered(text) || begins_bullet(text) || begins_question(text) || begins_row(text)
}

/// Whether nothing begins so: a small letter, a sign that closes, «10 күн», «№ 148».
fn runs(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = rest.len() < text.len() && rest.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '/'));
    let number = text.strip_prefix('№').is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    counted || number || text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '('))
}

/// Whether nothing ends so: a comma, a hyphen, a bracket, «және».
fn is_open(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default();
    text.ends_with([',', '-', '(', '«', '№']) || matches!(word, "және" | "немесе" | "мен" | "пен" | "бен" | "жөніндегі")
}

/// Whether no space stands between the two.
fn is_tight(above: &str, below: &str) -> bool {
    let mut before = above.chars().rev();
    let (last, before_last) = (before.next().unwrap_or(' '), before.next().unwrap_or(' '));
    let first = below.chars().next().unwrap_or(' ');
    let hyphen = last == '-' && before_last.is_alphanumeric() && first.is_alphanumeric();
    let number = last == '/' && before_last.is_ascii_digit() && first.is_ascii_digit();
    hyphen || number || matches!(last, '(' | '«') || matches!(first, ',' | ';' | ')' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, Marks, SourceSpan};

    fn joined(files: &[&str]) -> SourceText {
        let mut files = files.iter().zip(["a.txt", "b.txt", "c.txt", "d.txt"]).map(|(text, name)| SourceText::new(name, *text));
        let mut source = files.next().unwrap();
        files.for_each(|next| _ = source.go_on(next));
        source
    }

    fn read(source: &SourceText) -> (Vec<String>, Vec<ProblemCode>) {
        let read = crate::repair::repair(source);
        let text = &read.value;
        let paragraphs = (0..text.paragraphs.len()).map(|at| text.paragraph_text(at).to_owned()).collect();
        (paragraphs, read.problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn what_breaks_off_at_the_end_of_a_file_goes_on_in_the_next() {
        let guessed = vec![ProblemCode::SeamGuessed];
        let long = "Осы Қағидалар шетелдік азаматтың өтініш беру тәртібін айқындайды және ол уәкілетті органға жіберіледі, бұл ретте мерзім сақталады";
        let (open, ended) = (format!("{long} Қазақстан "), format!("{long}. "));
        let cases: [(&str, &str, usize, Vec<ProblemCode>, &str); 18] = [
            ("1. Осы Қағидалар өтініш", "беру тәртібін айқындайды.\n", 1, vec![], "in the middle of a sentence"),
            ("1. Осы Қағидалар 59-", "тармағына сәйкес.\n", 1, vec![], "at a hyphen"),
            ("1. Осы Қағидалар 2012", "жылғы.\n", 1, vec![], "at a day"),
            ("1. Осы Қағидалар 2015 ж.", "бастап.\n", 1, vec![], "a short form"),
            ("1. Осы Қағидалар\n", "10 күн ішінде.\n", 1, vec![], "a number that is no unit's"),
            ("1. Қазақстан Республикасы", "Үкіметінің қаулысы.\n", 1, guessed.clone(), "a clause goes on with a capital"),
            (&open, "Республикасында болады.\n", 1, guessed.clone(), "a line was cut before a capital"),
            (&ended, "Мерзім есептеледі.\n", 1, guessed.clone(), "a line was cut between two sentences"),
            (open.trim_end(), "Республикасында болады.\n", 2, guessed.clone(), "a file that ends without a line break, as many do"),
            (ended.trim_end(), "Мерзім есептеледі.\n", 2, vec![], "two paragraphs"),
            ("Министр Қ. Қасымов ", "Қазақстан Республикасы\n", 2, guessed.clone(), "a space behind a name"),
            ("1. Осы Қағидалар.\n", "2. Осы Заң.\n", 2, vec![], "two clauses"),
            ("1. Мыналар:\n", "бірінші;\n", 2, vec![], "a list"),
            ("1. Осы Қағидалар.\n", "бірінші\n", 2, vec![], "a sentence has ended"),
            ("Министр Қ. Қасымов\n", "Қазақстан Республикасы\n", 2, vec![], "a signature and a stamp"),
            ("Министр Қ. Қасымов\n", "1-қосымша\n", 2, vec![], "a signature and an annex"),
            ("1. Осы Қағидалар\n", "2-тарау. Жалпы\n", 2, vec![], "a heading"),
            ("1. Осы Қағидалар\n", "а) бірінші\n", 2, vec![], "a member of a list"),
        ];
        for (above, below, paragraphs, problems, why) in cases {
            let (read, told) = read(&joined(&[above, below]));
            assert_eq!((read.len(), told), (paragraphs, problems), "{why}: {read:?}");
        }
        assert_eq!(read(&joined(&["1. Осы 59-", "тармағына", "сәйкес , ол", "бар.\n"])).0, ["1. Осы 59-тармағына сәйкес , ол бар."]);
    }

    #[test]
    fn files_of_two_formats_are_one_text() {
        let span = |text: &str| SourceSpan::new(0..text.len());
        let page = |name: &str, text: &str| SourceText::new(name, text).with_marks(Marks { blocks: vec![Block::paragraph(span(text))], ..Marks::default() });
        let mut source = SourceText::new("a.txt", "1. Осы Қағидалар өтініш беру\n");
        source.go_on(page("b.html", "тәртібін айқындайды."));
        source.go_on(SourceText::new("c.txt", "\n2. Өтініш беріледі.\n"));
        source.go_on(page("d.html", "3. Өтініш қаралады."));
        let lines = |first, last| Stretch::Unmarked(LineRange::new(first, last));
        assert_eq!(stretches(&source), Some(vec![lines(1, 1), Stretch::Marked(0..1), lines(3, 4), Stretch::Marked(1..2)]));
        let (read, told) = read(&source);
        assert_eq!(read, ["1. Осы Қағидалар өтініш беру тәртібін айқындайды.", "2. Өтініш беріледі.", "3. Өтініш қаралады."]);
        assert_eq!(told, []);
    }

    #[test]
    fn files_in_wrapped_lines_and_in_whole_ones_are_read_each_in_its_way() {
        let whole = format!("1. Осы Қағидалар {} қолданылады.\n", "мемлекеттік қызмет көрсету тәртібін айқындайды және ".repeat(6)).repeat(24);
        let wrapped = "      2. Осы Қағидалар мемлекеттік қызмет көрсету тәртібін\nайқындайды және көрсетілетін қызметті алушыларға\nқолданылады.\n".repeat(12);
        assert_eq!(stretches(&joined(&[&whole, &whole])).unwrap().len(), 1);
        assert_eq!(stretches(&joined(&[&whole, "3. Өтініш.\n", &wrapped])).unwrap().len(), 2, "a few lines tell nothing");
        let (read, _) = read(&joined(&[&whole, &wrapped]));
        assert_eq!(read.len(), 24 + 12, "{read:?}");
        assert_eq!(stretches(&SourceText::new("a.txt", whole)), None);
    }
}
