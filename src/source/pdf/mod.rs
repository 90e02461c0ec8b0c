//! PDF files.
//!
//! In: the bytes of a PDF. Out: the lines of its pages as they are seen, with marks: paragraphs, cells, links, the place
//! of every word. The parser of the file's objects is `lopdf`; the text is our own work, one concern a file: `document`
//! (objects and pages), `font` with `cmap`, `encoding` and `embedded` (codes to characters), `content` with `lex` (what is
//! drawn where), `lines`, `tables` (by ruling lines) and `columns` (without), `page` (a page put in order), `furniture`, `paragraphs`, `links`,
//! `assemble` (pages to one text).
//!
//! It never reads letters off pictures: a page that is a scan, or whose fonts do not say what their glyphs mean, needs OCR,
//! and is told. `scan` hands out its pictures for another program, in files of `tiff` that say which way up they are, and takes the words that came of it (`super::ocr`). It never trusts a size, a count or a depth that a file claims: `limits` bounds everything.

mod assemble;
mod cmap;
mod columns;
mod content;
mod deflate;
mod document;
mod embedded;
mod encoding;
mod font;
mod furniture;
mod geometry;
mod glyph;
mod lex;
mod limits;
mod lines;
mod links;
mod page;
mod paragraphs;
mod salvage;
mod scan;
mod tables;
mod tiff;

use std::ops::RangeInclusive;

use crate::text::{LineRange, Marks, Problem, ProblemCode, Reading, SourceText};

use super::Error;
use super::ocr::{PagePicture, Recognised};
use super::{encoding as text_encoding, old_font};
use font::Fonts;
use limits::{Budget, PAGES_MAX, STACK_BYTES};
use page::Layout;

/// Bytes at the head of a file in which `%PDF-` is looked for: readers pass over junk before it.
const HEADER_BYTES: usize = 1024;
/// Share of glyphs nobody knows from which a page cannot be read.
const UNKNOWN_MAX: f32 = 0.2;
/// Fewest letters of a page that a picture covers; with fewer it is a scan.
const SCAN_LETTERS_MAX: usize = 40;
/// Share of a page that pictures cover on a scan.
const SCAN_IMAGE_MIN: f32 = 0.4;

/// Whether `bytes` are a PDF, by what they hold.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(HEADER_BYTES)], b"%PDF-").is_some()
}

/// Reads a PDF; `recognised` are the words that were read off its pictures.
pub(super) fn read(file: &str, bytes: &[u8], recognised: Option<&Recognised>) -> Result<Reading<SourceText>, Error> {
    apart(file, || read_here(file, bytes, recognised))
}

/// The same, on the thread that calls: what it takes is counted there.
#[cfg(test)]
pub(super) fn read_in_place(file: &str, bytes: &[u8]) -> Result<Reading<SourceText>, Error> {
    read_here(file, bytes, None)
}

/// Hands out the pictures of the pages that need OCR, in order.
pub(super) fn pictures(file: &str, bytes: &[u8], take: &mut (dyn FnMut(PagePicture) + Send)) -> Result<(), Error> {
    apart(file, || {
        let pdf = document::open(file, bytes)?;
        let mut budget = Budget::new(bytes.len());
        let mut fonts = Fonts::new();
        for (page, number) in pdf.pages().iter().zip(1_u32..) {
            let drawing = content::draw(&pdf, page, &mut fonts, &mut budget);
            let (_, width, height) = geometry::view(page.shown, page.quarters);
            let layout = page::lay_out(drawing, width, height, &fonts.texts);
            if unread_cause(&layout).is_some() {
                scan::pictures(&pdf, &layout, number).into_iter().for_each(&mut *take);
            }
        }
        Ok(())
    })
}

/// Does `work` on a thread of its own.
fn apart<T: Send>(file: &str, work: impl FnOnce() -> Result<T, Error> + Send) -> Result<T, Error> {
    // The parser nests as deep as the file does, up to its own bound. A thread of its own has stack enough for that, and
    // should a file make the parser fail in a way it does not tell, the thread ends and nothing else.
    let failed = || Error::Damaged { file: file.to_owned(), format: "a PDF", cause: "the parser failed on it".to_owned() };
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK_BYTES);
        let thread = reader.spawn_scoped(scope, work).map_err(|_| failed())?;
        thread.join().unwrap_or_else(|_| Err(failed()))
    })
}

/// All pages, put in order.
struct Drawn {
    layouts: Vec<Layout>,
    links: Vec<Vec<links::PageLink>>,
    unread: Vec<Option<Unread>>,
    /// How sure the program was that read the page off its picture.
    confidences: Vec<Option<u8>>,
    budget: Budget,
}

impl Drawn {
    fn of<'d>(pdf: &'d document::Pdf, pages: &[document::Page<'d>], mut budget: Budget, mut fonts: Fonts<'d>, recognised: Option<&Recognised>) -> Self {
        let (mut layouts, mut links, mut unread, mut confidences) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (page, number) in pages.iter().zip(1_u32..) {
            let drawing = content::draw(pdf, page, &mut fonts, &mut budget);
            let (_, width, height) = geometry::view(page.shown, page.quarters);
            let mut layout = page::lay_out(drawing, width, height, &fonts.texts);
            let cause = unread_cause(&layout);
            if cause.is_some() {
                layout.items.clear();
            }
            let words = cause.and_then(|_| recognised?.page(number));
            if let Some(words) = words {
                scan::fill(&mut layout, words);
            }
            confidences.push(words.map(|words| words.confidence));
            links.push(if cause.is_some() { Vec::new() } else { links::of_page(pdf, page) });
            layouts.push(layout);
            unread.push(cause);
        }
        Self { layouts, links, unread, confidences, budget }
    }

    /// What is wrong with its pages, each thing told at the first line of the page.
    fn problems(&self, page_starts: &[u32]) -> Vec<Problem> {
        let of_page = |page: usize| self.problems_of(page).into_iter().map(move |(code, message)| Problem::new(code, first_line(page_starts, page), message));
        (0..self.layouts.len()).flat_map(of_page).collect()
    }

    fn problems_of(&self, page: usize) -> Vec<(ProblemCode, String)> {
        let (layout, number) = (&self.layouts[page], page + 1);
        let mut problems = Vec::new();
        if layout.damaged {
            problems.push((ProblemCode::SourceDamaged, format!("page {number} is damaged: a part of what is drawn on it is lost or misread")));
        }
        if layout.lost > 0 {
            let message = format!("page {number} has {} bytes of text whose font is missing from the file; they are lost", layout.lost);
            problems.push((ProblemCode::SourceDamaged, message));
        }
        if layout.cut {
            let what = self.budget.spent.unwrap_or("characters or lines");
            let message = format!("page {number} has more {what} than is read of a file of this size; the rest is left out");
            problems.push((ProblemCode::LimitReached, message));
        }
        problems.extend(self.doubt_of_letters(page));
        problems
    }

    /// Why the letters of a page are not sure: it was read by OCR, needs OCR, or has glyphs that nobody knows.
    fn doubt_of_letters(&self, page: usize) -> Option<(ProblemCode, String)> {
        let (layout, number) = (&self.layouts[page], page + 1);
        if let Some(confidence) = self.confidences[page] {
            let message = if layout.items.is_empty() {
                format!("page {number} was read by OCR, which found no words on it: look at the picture")
            } else {
                format!("page {number} was read by OCR, which is {confidence} % sure of it: compare it with the picture before relying on it")
            };
            return Some((ProblemCode::ReadByOcr, message));
        }
        if let Some(cause) = self.unread[page] {
            let why = match cause {
                Unread::Scan => "it is a picture",
                Unread::Fonts => "its fonts do not say which letters their glyphs are",
            };
            return Some((ProblemCode::NeedsOcr, format!("page {number} needs OCR: {why}; its text is not here")));
        }
        let unknown = || format!("{} characters of page {number} are not known: their font does not say what they are; they read as U+FFFD", layout.unknown);
        (layout.unknown > 0).then(|| (ProblemCode::UndecodableBytes, unknown()))
    }

    /// Why a file in which nothing can be read is refused.
    fn refusal(&self, file: &str) -> Error {
        let file = file.to_owned();
        let pages = |cause: Unread| {
            let numbers: Vec<usize> = (1..).zip(&self.unread).filter(|(_, found)| **found == Some(cause)).map(|(number, _)| number).collect();
            numbers
        };
        let (scans, fonts) = (pages(Unread::Scan), pages(Unread::Fonts));
        if let Some(what) = self.budget.spent {
            return Error::Overgrown { file, what };
        }
        if !fonts.is_empty() {
            return Error::NeedsOcr { file, cause: format!("the fonts of {} do not say which letters their glyphs are", listed(&fonts)) };
        }
        if !scans.is_empty() {
            let verb = if scans.len() == 1 { "is a picture" } else { "are pictures" };
            let read = if self.confidences.iter().any(Option::is_some) { " in which OCR found no words" } else { "" };
            return Error::NeedsOcr { file, cause: format!("{} {verb}{read}", listed(&scans)) };
        }
        if self.layouts.is_empty() {
            return Error::Damaged { file, format: "a PDF", cause: "it has no pages".to_owned() };
        }
        if self.layouts.iter().any(|layout| layout.damaged || layout.lost > 0) {
            return Error::Damaged { file, format: "a PDF", cause: "what its pages draw cannot be read".to_owned() };
        }
        Error::Empty { file }
    }
}

/// Why a page cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unread {
    Scan,
    Fonts,
}

fn read_here(file: &str, bytes: &[u8], recognised: Option<&Recognised>) -> Result<Reading<SourceText>, Error> {
    let pdf = document::open(file, bytes)?;
    let pages = pdf.pages();
    let mut drawn = Drawn::of(&pdf, &pages, Budget::new(bytes.len()), Fonts::new(), recognised);
    let disguised = drawn.budget.spent.is_none() && old_font::is_latin_in_disguise(drawn.layouts.iter().flat_map(Layout::words));
    if disguised {
        // the fonts say Latin letters where Cyrillic ones are seen
        drawn = Drawn::of(&pdf, &pages, Budget::new(bytes.len()), Fonts::cyrillic(), recognised);
    }
    if drawn.layouts.iter().all(|layout| layout.items.is_empty()) {
        return Err(drawn.refusal(file));
    }
    let furniture = furniture::find(&drawn.layouts);
    let assembled = assemble::assemble(&drawn.layouts, &furniture, &drawn.links);
    if assembled.text.trim().is_empty() {
        return Err(drawn.refusal(file));
    }
    if assembled.text.len() as u64 > u64::from(u32::MAX) {
        return Err(Error::TooLarge { file: file.to_owned(), what: "bytes of text", count: assembled.text.len() as u64, most: u64::from(u32::MAX) });
    }
    let mut problems = Vec::new();
    if disguised {
        let message = format!("{file} says Latin letters where Cyrillic ones of windows-1251 are meant; it was decoded as those");
        problems.push(Problem::new(ProblemCode::EncodingGuessed, LineRange::new(1, 1), message));
    }
    // each letter takes as many bytes as the one that stood for it, so that places stay where they are
    let text = text_encoding::from_old_fonts(file, assembled.text, &mut problems);
    let last = drawn.layouts.len();
    if pdf.rebuilt {
        let whole = LineRange::new(1, assembled.page_starts.last().copied().unwrap_or(1));
        let message = format!("{file} is damaged: its table of contents was built again from what was found; pages may be missing after page {last}");
        problems.push(Problem::new(ProblemCode::SourceDamaged, whole, message));
    }
    problems.extend(drawn.problems(&assembled.page_starts));
    if pages.len() >= PAGES_MAX {
        let line = first_line(&assembled.page_starts, last - 1);
        problems.push(Problem::new(ProblemCode::LimitReached, line, format!("{file} has more than {PAGES_MAX} pages; the rest is left out")));
    }
    problems.sort_by_key(|problem| problem.lines.first);
    let recognised = (1_u32..).zip(drawn.confidences).filter_map(|(page, confidence)| Some((page, confidence?))).collect();
    let marks = Marks { recognised, ..assembled.marks };
    let source = SourceText::new(file, text).with_pages(assembled.page_starts).with_marks(marks);
    Ok(Reading { value: source, problems })
}

/// The first line of a page, by its place among all: where what is said of the page stands.
fn first_line(page_starts: &[u32], page: usize) -> LineRange {
    let line = page_starts.get(page).copied().unwrap_or(1);
    LineRange::new(line, line)
}

fn unread_cause(layout: &Layout) -> Option<Unread> {
    if layout.glyphs > 0 && layout.unknown as f32 > UNKNOWN_MAX * layout.glyphs as f32 {
        return Some(Unread::Fonts);
    }
    (layout.images >= SCAN_IMAGE_MIN && layout.glyphs - layout.hidden < SCAN_LETTERS_MAX && layout.hidden == 0).then_some(Unread::Scan)
}

/// `page 3`, `pages 1-4, 7`.
fn listed(numbers: &[usize]) -> String {
    let mut ranges: Vec<RangeInclusive<usize>> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some(last) if *last.end() + 1 == number => *last = *last.start()..=number,
            _ => ranges.push(number..=number),
        }
    }
    let told: Vec<String> = ranges
        .iter()
        .map(|range| if range.start() == range.end() { range.start().to_string() } else { format!("{}-{}", range.start(), range.end()) })
        .collect();
    format!("page{} {}", if numbers.len() == 1 { "" } else { "s" }, told.join(", "))
}
