//! Paragraphs as a reader of marked-up formats meets them, written down as printed lines with their marks.
//!
//! One paragraph, heading or cell paragraph is one line; white space is collapsed; a body paragraph that the page sets
//! in is printed with an indent; a blank line stands before every block that does not simply follow another body paragraph.

use std::ops::Range;

use super::Error;
use super::link::Base;
use crate::text::{Anchor, Block, BlockKind, Cell, Gap, Link, Marks, Problem, Reading, SourceSpan, SourceText};

/// A printed line that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FlowLine {
    /// Its bytes in the text, indent and line break left out.
    pub(super) bytes: Range<usize>,
    /// What its marks say it is; a cell is told apart.
    pub(super) kind: BlockKind,
    pub(super) cell: Option<Cell>,
    set_in: bool,
    gap: Gap,
}

/// What a format prints for a body paragraph that is set in.
const INDENT: &str = "      ";
/// No-break spaces from which a paragraph is set in.
const INDENT_MIN: u32 = 3;

/// The lines of a document as they are met.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) text: String,
    pub(super) lines: Vec<FlowLine>,
    pub(super) links: Vec<Link>,
    pub(super) anchors: Vec<Anchor>,
    /// What the next line is, and what the open one is.
    kind: BlockKind,
    line_kind: BlockKind,
    /// What is said next is bold; it is set in the middle of the page.
    bold: bool,
    centred: bool,
    /// All that is said on the open line so far is both.
    shown_as_heading: bool,
    /// A blank line stands before the open line.
    apart: bool,
    cell: Option<Cell>,
    /// Where the words of the open line begin; `None` while it has none.
    open: Option<usize>,
    /// Leading no-break spaces of the open line.
    lead: u32,
    /// The line is set in, by its spaces or as the format says.
    set_in: bool,
    /// White space was met that is written only before another word.
    space: bool,
    /// The line written last was a body paragraph that is set in.
    after_set_in: bool,
    /// The next line goes on with the block of the one before.
    same_block: bool,
    /// The open link, and where its words on this line begin.
    link: Option<(String, Option<usize>)>,
    /// Anchors met since the last word.
    pending: Vec<String>,
}

impl Flow {
    /// Takes in characters of running text.
    pub(super) fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let white = white_len(&bytes[at..]);
            if white > 0 {
                self.lead += u32::from(white == 2 && self.open.is_none());
                self.space = true;
                at += white;
                continue;
            }
            let len = bytes[at..].iter().position(|&byte| byte <= b' ' || byte == 0xc2).unwrap_or(bytes.len() - at);
            // `°` begins with the byte that a no-break space begins with, and is two bytes long.
            let len = if len == 0 { text[at..].chars().next().map_or(1, char::len_utf8) } else { len };
            self.word(&text[at..at + len]);
            at += len;
        }
    }

    /// Takes in characters of a format in which leading spaces are printed as they stand.
    pub(super) fn push_literal(&mut self, text: &str) {
        if self.open.is_none() {
            let white = text.chars().take_while(|c| c.is_whitespace() && *c != '\u{a0}');
            self.lead += white.map(|c| if c == '\t' { INDENT_MIN } else { 1 }).sum::<u32>();
        }
        self.push(text);
    }

    fn word(&mut self, word: &str) {
        if self.open.is_none() {
            self.open_line();
        } else if self.space {
            self.text.push(' ');
        }
        self.space = false;
        self.shown_as_heading &= self.bold && self.centred;
        if let Some((_, start)) = &mut self.link
            && start.is_none()
        {
            *start = Some(self.text.len());
        }
        self.text.push_str(word);
    }

    fn open_line(&mut self) {
        self.set_in |= self.lead >= INDENT_MIN;
        let follows = self.same_block || self.set_in && self.after_set_in || self.lines.is_empty();
        self.apart = !follows;
        if !follows {
            self.text.push('\n');
        }
        if self.set_in {
            self.text.push_str(INDENT);
        }
        self.after_set_in = self.set_in;
        self.line_kind = self.kind;
        self.shown_as_heading = true;
        (self.same_block, self.space) = (false, false);
        let start = self.text.len();
        self.open = Some(start);
        self.anchors.extend(self.pending.drain(..).map(|name| Anchor { at: offset(start), name }));
    }

    /// Ends the open line; what follows begins another block.
    pub(super) fn end_block(&mut self) {
        self.end_line();
        self.same_block = false;
    }

    /// Ends the open line; what follows goes on with its block.
    pub(super) fn break_line(&mut self) {
        let any = self.open.is_some();
        self.end_line();
        self.same_block |= any;
    }

    fn end_line(&mut self) {
        if let Some(start) = self.open.take() {
            self.cut_link();
            let end = self.text.len();
            // Not every page and file marks its headings as such; bold words in the middle of the page are one all the same.
            let kind = if self.shown_as_heading && self.line_kind == BlockKind::Paragraph { BlockKind::Heading } else { self.line_kind };
            self.lines.push(FlowLine { bytes: start..end, kind, cell: self.cell, set_in: self.set_in, gap: if self.apart { Gap::Blank } else { Gap::None } });
            self.text.push('\n');
        }
        (self.lead, self.set_in, self.space) = (0, false, false);
    }

    /// Says what the next lines are, until told otherwise.
    pub(super) fn set_kind(&mut self, kind: BlockKind) {
        self.kind = kind;
    }

    /// Says whether the next words are bold.
    pub(super) fn set_bold(&mut self, bold: bool) {
        self.bold = bold;
    }

    /// Says whether the next words are set in the middle of the page.
    pub(super) fn set_centred(&mut self, centred: bool) {
        self.centred = centred;
    }

    /// The cell that the next line stands in.
    pub(super) fn cell(&self) -> Option<Cell> {
        self.cell
    }

    /// Says which cell the next lines stand in.
    pub(super) fn set_cell(&mut self, cell: Option<Cell>) {
        self.cell = cell;
    }

    /// The next line is set in, as a format says that has other marks than spaces.
    pub(super) fn set_in(&mut self) {
        self.set_in = true;
    }

    /// Begins a link.
    pub(super) fn begin_link(&mut self, href: String) {
        self.end_link();
        self.link = Some((href, None));
    }

    /// Ends the open link.
    pub(super) fn end_link(&mut self) {
        self.cut_link();
        self.link = None;
    }

    /// Writes down the words that the open link has on this line.
    fn cut_link(&mut self) {
        let end = self.text.len();
        if let Some((href, start)) = &mut self.link
            && let Some(start) = start.take()
            && start < end
        {
            self.links.push(Link { span: SourceSpan::new(start..end), href: href.clone() });
        }
    }

    /// A place that links can lead to: the open line, or the next one.
    pub(super) fn anchor(&mut self, name: &str) {
        let fits = name.len() <= ANCHOR_MAX && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        if !fits {
            return;
        }
        match self.open {
            Some(at) => self.anchors.push(Anchor { at: offset(at), name: name.to_owned() }),
            None if self.pending.len() < PENDING_MAX => self.pending.push(name.to_owned()),
            None => {}
        }
    }
}

/// Longest name of an anchor, in bytes; those of Adilet have seven.
const ANCHOR_MAX: usize = 40;
/// Most anchors that one line is given.
const PENDING_MAX: usize = 64;

/// How many bytes of white space `bytes` begin with: 1, 2 for a no-break space, 0 for none.
fn white_len(bytes: &[u8]) -> usize {
    match bytes {
        [b' ' | b'\t' | b'\n' | b'\r' | 0xc, ..] => 1,
        [0xc2, 0xa0, ..] => 2,
        _ => 0,
    }
}

impl Flow {
    /// The document as a source text.
    pub(super) fn into_source(mut self, file: &str, base: &Base, problems: Vec<Problem>) -> Result<Reading<SourceText>, Error> {
        self.end_block();
        if self.lines.is_empty() {
            return Err(Error::Empty { file: file.to_owned() });
        }
        if self.text.len() as u64 > u64::from(u32::MAX) {
            return Err(Error::TooLarge { file: file.to_owned(), what: "bytes of text", count: self.text.len() as u64, most: u64::from(u32::MAX) });
        }
        // Where nearly all that is not a cell or a heading is set in, an indent is what tells body paragraphs apart.
        let plain = |line: &&FlowLine| line.cell.is_none() && line.kind == BlockKind::Paragraph;
        let (set_in, count) = (self.lines.iter().filter(plain).filter(|line| line.set_in).count(), self.lines.iter().filter(plain).count());
        let indented = count > 0 && set_in * 2 > count;
        let links = &self.links;
        let text = &self.text;
        let kind = |line: &FlowLine| match (line.kind, line.cell) {
            (BlockKind::Furniture, _) if is_standing(&text[line.bytes.clone()]) => BlockKind::Paragraph,
            (BlockKind::Furniture, _) => BlockKind::Furniture,
            (_, Some(cell)) => BlockKind::Cell(cell),
            _ if leads_to_contents(text, line, links) => BlockKind::Furniture,
            (kind, None) => kind,
        };
        let block = |line: &FlowLine| Block {
            span: SourceSpan::new(line.bytes.clone()),
            kind: kind(line),
            indent: if line.set_in && line.cell.is_none() { INDENT.len() as u16 } else { 0 },
            gap: line.gap,
        };
        let mut marks = Marks { blocks: self.lines.iter().map(block).collect(), indented, ..Marks::default() };
        marks.links = self.links.into_iter().filter_map(|link| base.resolve(&link.href).map(|href| Link { href, ..link })).collect();
        marks.anchors = self.anchors;
        marks.anchors.sort_by_key(|anchor| anchor.at);
        Ok(Reading { value: SourceText::new(file, self.text).with_marks(marks), problems })
    }
}

/// What the portal says of an act that the act's own text would say too: that it is not in force.
fn is_standing(words: &str) -> bool {
    let words = words.trim_end_matches('.').to_lowercase();
    ["күшін жойған", "күші жойылған", "күшіне енбеген", "қолданысы тоқтатылған", "қолданылуы тоқтатылған", "утративший силу"].contains(&words.as_str())
}

/// A line that is a link and nothing else, and leads to the table of contents: no words of the act.
fn leads_to_contents(text: &str, line: &FlowLine, links: &[Link]) -> bool {
    let words = text[line.bytes.clone()].trim();
    if !matches!(words, "МАЗМҰНЫ" | "Мазмұны" | "СОДЕРЖАНИЕ" | "Содержание" | "ОГЛАВЛЕНИЕ") {
        return false;
    }
    let first = links.partition_point(|link| (link.span.start as usize) < line.bytes.start);
    links.get(first).is_some_and(|link| link.span.range() == line.bytes)
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
