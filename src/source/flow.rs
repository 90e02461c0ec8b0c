//! Paragraphs as a reader of marked-up formats meets them, written down as printed lines with their marks.
//!
//! One paragraph, heading or cell paragraph is one line; white space is collapsed; a body paragraph that the page sets
//! in is printed with an indent; a blank line stands before every block that does not simply follow another body paragraph.

use std::ops::Range;

use super::Error;
use super::link::Base;
use crate::text::{Problem, Reading, SourceText};

/// What a block of the page is, as far as its own marks can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Block {
    /// Anything not said otherwise.
    #[default]
    Body,
    /// The title of the document.
    Title,
    /// A heading.
    Heading,
    /// A note of the publisher.
    Note,
}

/// Where a line stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The table, counted from 0 through the document.
    pub(super) table: u32,
    /// Its row, counted from 0.
    pub(super) row: u32,
    /// The first column it takes, counted from 0.
    pub(super) column: u32,
    /// How many rows and columns it takes.
    pub(super) span: (u32, u32),
}

/// A printed line that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FlowLine {
    /// Its bytes in the text, indent and line break left out.
    pub(super) bytes: Range<usize>,
    pub(super) block: Block,
    pub(super) place: Option<Place>,
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FlowLink {
    pub(super) bytes: Range<usize>,
    pub(super) href: String,
}

/// A place that links can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FlowAnchor {
    /// Where it stands in the text: the first byte of a line.
    pub(super) at: usize,
    pub(super) name: String,
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
    pub(super) links: Vec<FlowLink>,
    pub(super) anchors: Vec<FlowAnchor>,
    /// What the next line is, and what the open one is.
    block: Block,
    line_block: Block,
    place: Option<Place>,
    /// Where the words of the open line begin; `None` while it has none.
    open: Option<usize>,
    /// Leading no-break spaces of the open line.
    lead: u32,
    /// The line is set in whatever it begins with.
    set_in: bool,
    /// White space was met that is written only before another word.
    space: bool,
    /// A blank line belongs before the next line.
    gap: bool,
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
    /// Whether the open line has no word yet.
    pub(super) fn is_line_empty(&self) -> bool {
        self.open.is_none()
    }

    /// The words of the open line.
    pub(super) fn open_text(&self) -> &str {
        self.open.map_or("", |start| &self.text[start..])
    }

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

    fn word(&mut self, word: &str) {
        if self.open.is_none() {
            self.open_line();
        } else if self.space {
            self.text.push(' ');
        }
        self.space = false;
        if let Some((_, start)) = &mut self.link
            && start.is_none()
        {
            *start = Some(self.text.len());
        }
        self.text.push_str(word);
    }

    fn open_line(&mut self) {
        let set_in = self.set_in || self.lead >= INDENT_MIN;
        let follows = self.same_block || set_in && self.after_set_in;
        if (self.gap || !follows) && !self.text.is_empty() {
            self.text.push('\n');
        }
        if set_in {
            self.text.push_str(INDENT);
        }
        self.after_set_in = set_in;
        self.line_block = self.block;
        (self.gap, self.same_block, self.space) = (false, false, false);
        let start = self.text.len();
        self.open = Some(start);
        self.anchors.extend(self.pending.drain(..).map(|name| FlowAnchor { at: start, name }));
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
            self.lines.push(FlowLine { bytes: start..end, block: self.line_block, place: self.place });
            self.text.push('\n');
        }
        (self.lead, self.set_in, self.space) = (0, false, false);
    }

    /// Says what the next lines are, until told otherwise.
    pub(super) fn set_block(&mut self, block: Block) {
        self.block = block;
    }

    /// The cell that the next line stands in.
    pub(super) fn place(&self) -> Option<Place> {
        self.place
    }

    /// Says which cell the next lines stand in.
    pub(super) fn set_place(&mut self, place: Option<Place>) {
        self.place = place;
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
            self.links.push(FlowLink { bytes: start..end, href: href.clone() });
        }
    }

    /// A place that links can lead to: the open line, or the next one.
    pub(super) fn anchor(&mut self, name: &str) {
        let fits = name.len() <= ANCHOR_MAX && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        if !fits {
            return;
        }
        match self.open {
            Some(at) => self.anchors.push(FlowAnchor { at, name: name.to_owned() }),
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
            return Err(Error::TooLarge { file: file.to_owned(), bytes: self.text.len() as u64 });
        }
        let _ = base;
        Ok(Reading { value: SourceText::new(file, self.text), problems })
    }
}
