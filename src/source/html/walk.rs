//! Tag by tag through a page: what is open, and what its words are.

use html5gum::emitters::callback::CallbackEvent;

use super::page::{self, Region, Scope, Tag};
use crate::source::flow::Flow;
use crate::source::table::Tables;
use crate::text::BlockKind;

/// Elements inside one another that are told apart; those below are read as if they had no tags.
pub(super) const DEPTH_MAX: usize = 256;

/// An element that is open.
struct Open {
    name: Box<[u8]>,
    /// The stretch of the page it began.
    region: Option<Region>,
    dropped: bool,
    /// What the words were before it, where it changed that.
    kind_before: Option<BlockKind>,
    /// Whether words were bold and in the middle before it.
    look_before: (bool, bool),
    /// The next number of an ordered list, and how it is printed.
    list: Option<(i64, u8)>,
}

/// The state of a walk through a page.
pub(super) struct Walk {
    pub(super) flow: Flow,
    /// Whether the text block of the scope was met.
    pub(super) found_body: bool,
    pub(super) too_deep: bool,
    /// The address of the page, where it tells it.
    pub(super) base: Option<String>,
    scope: Scope,
    tag: Tag,
    open: Vec<Open>,
    regions: Vec<Region>,
    dropped: usize,
    /// `pre` elements that are open: line breaks in them are printed.
    preformatted: usize,
    kind: BlockKind,
    /// Whether words are bold, and set in the middle.
    look: (bool, bool),
    tables: Tables,
    /// Whether a table that does not say how it is drawn has lines.
    draws_tables: bool,
    /// Title blocks met; there is one.
    heads: usize,
}

impl Walk {
    pub(super) fn new(scope: Scope) -> Self {
        Self {
            flow: Flow::default(),
            found_body: scope == Scope::Everything,
            too_deep: false,
            base: None,
            scope,
            tag: Tag::default(),
            open: Vec::new(),
            // A page may leave its `body` tags out.
            regions: vec![if scope == Scope::Everything { Region::Body } else { Region::Outside }],
            dropped: 0,
            preformatted: 0,
            kind: BlockKind::Paragraph,
            look: (false, false),
            tables: Tables::default(),
            draws_tables: false,
            heads: 0,
        }
    }

    /// Goes on with the lines and the tables of another text, which writes tags only where it means a table, or gives them back to it.
    pub(super) fn take_over(&mut self, flow: &mut Flow, tables: &mut Tables) {
        self.draws_tables = true;
        std::mem::swap(&mut self.flow, flow);
        std::mem::swap(&mut self.tables, tables);
    }

    pub(super) fn event(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag.open(name),
            CallbackEvent::AttributeName { name } => self.tag.attribute(name),
            CallbackEvent::AttributeValue { value } => self.tag.value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                let mut tag = std::mem::take(&mut self.tag);
                self.start(&mut tag, self_closing);
                self.tag = tag;
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.text(value),
            CallbackEvent::Comment { value } => self.comment(value),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    pub(super) fn finish(&mut self) {
        while let Some(open) = self.open.pop() {
            self.close(open);
        }
        self.flow.end_block();
        self.tables.finish(&mut self.flow);
    }

    fn region(&self) -> Region {
        self.regions.last().copied().unwrap_or(Region::Outside)
    }

    fn reads(&self) -> bool {
        self.dropped == 0 && self.region() != Region::Outside
    }

    fn text(&mut self, value: &[u8]) {
        if !self.reads() {
            return;
        }
        // The tokenizer was given UTF-8.
        let text = String::from_utf8_lossy(value);
        if self.preformatted == 0 {
            return self.flow.push(&text);
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.flow.break_line();
            }
            self.flow.push(line);
        }
    }

    /// `<!-- saved from url=(0048)https://adilet.zan.kz/kaz/docs/Z050000029_ -->`: where a browser took the page from.
    fn comment(&mut self, value: &[u8]) {
        let Ok(text) = std::str::from_utf8(value) else { return };
        if let Some((_, url)) = text.trim().strip_prefix("saved from url=").and_then(|rest| rest.split_once(')')) {
            self.base.get_or_insert_with(|| url.trim().to_owned());
        }
    }

    fn start(&mut self, tag: &mut Tag, self_closing: bool) {
        let name = tag.name.as_slice();
        match name {
            b"br" => return self.line_break(),
            b"base" => return self.base = tag.href.take().or(self.base.take()),
            b"link" if tag.rel.eq_ignore_ascii_case("canonical") => self.base = self.base.take().or(tag.href.take()),
            _ => {}
        }
        if page::is_void(name) {
            if name == b"hr" && self.reads() {
                self.flow.end_block();
            }
            return;
        }
        let block = page::is_block(name);
        if block {
            self.end_paragraph();
        }
        self.end_siblings(page::ends_before(name));
        let region = tag.region(self.scope).filter(|&region| region != Region::Head || self.heads == 0);
        if region == Some(Region::Outside) {
            self.end_body();
        }
        let dropped = tag.is_dropped(self.region() == Region::Body && self.scope != Scope::Everything);
        if self.open.len() >= DEPTH_MAX {
            self.too_deep = true;
            return;
        }
        if let Some(region) = region {
            self.heads += usize::from(region == Region::Head);
            self.found_body |= region == Region::Body;
            self.regions.push(region);
        }
        self.dropped += usize::from(dropped);
        let mut open = Open { name: name.into(), region, dropped, kind_before: None, look_before: self.look, list: None };
        self.set_look((tag.is_bold().unwrap_or(self.look.0), tag.centred.unwrap_or(self.look.1)));
        if self.reads() {
            if block {
                self.flow.end_block();
            }
            self.begin(tag, &mut open);
        }
        // `<p/>` is a start tag in HTML; `<svg/>` and its kin are not.
        if self_closing && dropped {
            return self.close(open);
        }
        self.open.push(open);
    }

    /// What a start tag inside the text says.
    fn begin(&mut self, tag: &mut Tag, open: &mut Open) {
        if let Some(kind) = tag.kind_of_words() {
            open.kind_before = Some(self.kind);
            self.set_kind(kind);
        }
        match tag.name.as_slice() {
            b"a" => {
                if !tag.anchor.is_empty() {
                    self.flow.anchor(&tag.anchor);
                }
                if let Some(href) = tag.href.take() {
                    self.flow.begin_link(href);
                }
            }
            b"pre" => self.preformatted += 1,
            b"table" => self.tables.begin_table(tag.border.as_deref().or(self.draws_tables.then_some("1")), &mut self.flow),
            b"tr" => self.tables.begin_row(),
            b"td" | b"th" => self.begin_cell(tag),
            b"ol" => open.list = Some((tag.start.unwrap_or(1), tag.kind.bytes().next().unwrap_or(b'1'))),
            b"li" => self.item(tag.start),
            _ => {}
        }
        if !tag.id.is_empty() {
            self.flow.anchor(&tag.id);
        }
    }

    fn begin_cell(&mut self, tag: &Tag) {
        let header = tag.name == b"th" || self.open.iter().rev().take(3).any(|open| *open.name == *b"thead");
        self.tables.begin_cell((tag.spans[0], tag.spans[1]), header, &mut self.flow);
    }

    /// The number or the bullet that a browser prints before a list item.
    fn item(&mut self, value: Option<i64>) {
        let list = self.open.iter_mut().rev().find(|open| matches!(&*open.name, b"ol" | b"ul" | b"menu" | b"dir"));
        let mark = match list.and_then(|list| list.list.as_mut()) {
            Some((next, style)) => {
                let number = value.unwrap_or(*next);
                *next = number.saturating_add(1);
                format!("{}. ", crate::source::number::render(number, *style))
            }
            None => "• ".to_owned(),
        };
        self.flow.push(&mark);
    }

    fn set_kind(&mut self, kind: BlockKind) {
        self.kind = kind;
        self.flow.set_kind(kind);
    }

    fn set_look(&mut self, look: (bool, bool)) {
        self.look = look;
        self.flow.set_bold(look.0);
        self.flow.set_centred(look.1);
    }

    fn line_break(&mut self) {
        if !self.reads() {
            return;
        }
        // A heading is one line, however it is set.
        if self.kind == BlockKind::Heading {
            self.flow.push(" ");
        } else {
            self.flow.break_line();
        }
    }

    fn end(&mut self, name: &[u8]) {
        if name == b"br" {
            return self.line_break();
        }
        // `</p>` in a cell ends no paragraph outside of it, and `</div>` in the text block not the block.
        let inner = |open: &Open| !(page::is_boundary(&open.name) || open.region.is_some()) || *open.name == *name;
        let found = match name {
            b"table" | b"tr" | b"tbody" | b"thead" | b"tfoot" | b"td" | b"th" | b"article" | b"main" | b"body" | b"html" => {
                let row = matches!(name, b"tr" | b"td" | b"th");
                self.open.iter().rev().take_while(|open| !(row && *open.name == *b"table")).position(|open| *open.name == *name)
            }
            _ => self.open.iter().rev().take_while(|open| inner(open)).position(|open| *open.name == *name),
        };
        if let Some(found) = found {
            self.cut(self.open.len() - 1 - found);
        }
    }

    /// Closes everything from the open element `at` on.
    fn cut(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            self.close(open);
        }
    }

    fn close(&mut self, open: Open) {
        if self.reads() {
            match &*open.name {
                b"a" => self.flow.end_link(),
                b"pre" => self.preformatted = self.preformatted.saturating_sub(1),
                b"td" | b"th" => self.tables.end_cell(&mut self.flow),
                b"table" => self.tables.end_table(&mut self.flow),
                name if page::is_block(name) => self.flow.end_block(),
                _ => {}
            }
        }
        if let Some(kind) = open.kind_before {
            self.set_kind(kind);
        }
        self.set_look(open.look_before);
        if open.region.is_some() {
            self.flow.end_block();
            self.regions.pop();
        }
        self.dropped -= usize::from(open.dropped);
    }

    /// A paragraph ends where another block begins.
    fn end_paragraph(&mut self) {
        let paragraph = self.open.iter().rev().take_while(|open| !is_container(open)).position(|open| *open.name == *b"p");
        if let Some(found) = paragraph {
            self.cut(self.open.len() - 1 - found);
        }
    }

    fn end_siblings(&mut self, names: &[&[u8]]) {
        if names.is_empty() {
            return;
        }
        let ends = |open: &&Open| matches!(&*open.name, b"table" | b"ul" | b"ol" | b"dl" | b"select");
        let found = self.open.iter().rev().take_while(|open| !ends(open)).position(|open| names.contains(&&*open.name));
        if let Some(found) = found {
            self.cut(self.open.len() - 1 - found);
        }
    }

    /// The text block ends, whatever is still open in it.
    fn end_body(&mut self) {
        if let Some(at) = self.open.iter().position(|open| open.region == Some(Region::Body)) {
            self.cut(at);
        }
    }
}

/// Whether a paragraph outside the element goes on after it.
fn is_container(open: &Open) -> bool {
    matches!(&*open.name, b"td" | b"th" | b"div" | b"article" | b"section" | b"main" | b"li" | b"dd" | b"blockquote" | b"body" | b"center")
        || open.region.is_some()
}
