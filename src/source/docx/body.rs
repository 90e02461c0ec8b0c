//! The text of a Word file, paragraph by paragraph.

use std::collections::HashMap;
use std::io::BufRead;

use quick_xml::events::BytesStart;

use super::field::Field;
use super::numbering::Numbering;
use super::relations::Relations;
use super::styles::{self, Styles};
use super::xml::{self, Fault, Token};
use crate::source::flow::Flow;
use crate::source::table::Tables;
use crate::text::BlockKind;

/// The words of footnotes and endnotes, by their ids.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    notes: HashMap<(bool, String), String>,
}

impl Footnotes {
    /// Reads `footnotes.xml` or `endnotes.xml`.
    pub(super) fn read(&mut self, part: &mut dyn BufRead, endnotes: bool) -> Result<(), Fault> {
        let mut open: Option<(String, String)> = None;
        let mut in_text = false;
        let mut dropped = 0_usize;
        xml::read(part, |token| match token {
            Token::Start("footnote" | "endnote", element) => {
                // The lines between text and notes are notes too, of a type of their own.
                let own = xml::attribute(element, "type").is_none_or(|kind| kind == "normal");
                open = xml::attribute(element, "id").filter(|_| own).map(|id| (id, String::new()));
            }
            Token::End("footnote" | "endnote") => {
                if let Some((id, words)) = open.take() {
                    self.notes.insert((endnotes, id), words);
                }
            }
            Token::Start("del" | "moveFrom", _) => dropped += 1,
            Token::End("del" | "moveFrom") => dropped = dropped.saturating_sub(1),
            Token::Start("t", _) => in_text = true,
            Token::End("t") => in_text = false,
            Token::End("p") | Token::Start("tab" | "br", _) => {
                if let Some((_, words)) = &mut open {
                    words.push(' ');
                }
            }
            Token::Text(text) if in_text && dropped == 0 => {
                if let Some((_, words)) = &mut open {
                    words.push_str(text);
                }
            }
            Token::Start(..) | Token::End(_) | Token::Text(_) => {}
        })
    }
}

/// What is known of the paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    list: Option<i64>,
    level: Option<usize>,
    heading: Option<bool>,
    set_in: Option<bool>,
    centred: Option<bool>,
    /// Its number was printed, or it has none.
    begun: bool,
    /// The mark at its end was deleted: the next paragraph goes on with it.
    joined: bool,
    /// Footnotes named in it: their marks and words.
    notes: Vec<(String, String)>,
}

/// The state of reading `document.xml`.
pub(super) struct Body<'d> {
    flow: Flow,
    relations: &'d Relations,
    styles: &'d Styles,
    numbering: Numbering,
    footnotes: &'d Footnotes,
    tables: Tables,
    paragraph: Paragraph,
    /// Paragraphs that a text box interrupted.
    outer: Vec<Paragraph>,
    /// Depth inside what is not read: what was deleted, what a format was before, the fallback of a drawing.
    skipped: usize,
    in_properties: bool,
    in_text: bool,
    in_instruction: bool,
    /// The run is hidden.
    hidden: bool,
    /// What the run says of being bold.
    bold: Option<bool>,
    fields: Vec<Field>,
    /// The properties of the open cell.
    cell: CellProperties,
    row_header: bool,
    in_row_properties: bool,
    row_deleted: bool,
    bordered: Option<bool>,
    in_table_borders: bool,
    notes_named: u32,
    tracked: u32,
}

#[derive(Debug, Default)]
struct CellProperties {
    open: bool,
    columns: u32,
    merged: Option<bool>,
}

/// Elements whose content is not read.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "pPrChange"
            | "rPrChange"
            | "tblPrChange"
            | "tblGridChange"
            | "tcPrChange"
            | "trPrChange"
            | "sectPrChange"
            | "numberingChange"
            | "Fallback"
            | "binData"
    )
}

impl<'d> Body<'d> {
    pub(super) fn new(flow: Flow, relations: &'d Relations, styles: &'d Styles, numbering: Numbering, footnotes: &'d Footnotes) -> Self {
        Self {
            flow,
            relations,
            styles,
            numbering,
            footnotes,
            tables: Tables::default(),
            paragraph: Paragraph::default(),
            outer: Vec::new(),
            skipped: 0,
            in_properties: false,
            in_text: false,
            in_instruction: false,
            hidden: false,
            bold: None,
            fields: Vec::new(),
            cell: CellProperties::default(),
            row_header: false,
            in_row_properties: false,
            row_deleted: false,
            bordered: None,
            in_table_borders: false,
            notes_named: 0,
            tracked: 0,
        }
    }

    /// Reads `document.xml`.
    pub(super) fn read(&mut self, part: &mut dyn BufRead) -> Result<(), Fault> {
        xml::read(part, |token| match token {
            Token::Start(name, element) => self.start(name, element),
            Token::End(name) => self.end(name),
            Token::Text(text) => self.text(text),
        })
    }

    /// What was read, and how many tracked changes were taken as accepted.
    pub(super) fn finish(mut self) -> (Flow, u32) {
        self.flow.end_block();
        self.tables.finish(&mut self.flow);
        (self.flow, self.tracked)
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.in_instruction {
            if let Some(field) = self.fields.last_mut().filter(|field| !field.shown && field.instruction.len() < 4_096) {
                field.instruction.push_str(text);
            }
        } else if self.in_text && !self.hidden && !self.row_deleted {
            self.flow.set_bold(self.bold.unwrap_or_else(|| self.styles.is_bold(self.paragraph.style.as_deref())));
            self.begin_words(text);
            self.flow.push_literal(text);
        }
    }

    /// Before the first words of a paragraph stands its number.
    fn begin_words(&mut self, text: &str) {
        if self.paragraph.begun || text.trim().is_empty() {
            return;
        }
        self.paragraph.begun = true;
        let style = self.paragraph.style.as_deref();
        let heading = self.paragraph.heading.unwrap_or_else(|| self.styles.is_heading(style));
        let contents = self.fields.iter().any(Field::is_contents);
        self.flow.set_kind(match (contents, heading) {
            (true, _) => BlockKind::Furniture,
            (false, true) => BlockKind::Heading,
            (false, false) => BlockKind::Paragraph,
        });
        self.flow.set_centred(self.paragraph.centred.unwrap_or_else(|| self.styles.is_centred(style)));
        if self.paragraph.set_in.unwrap_or_else(|| self.styles.is_set_in(style)) {
            self.flow.set_in();
        }
        let of_style = self.styles.list(style);
        let list = self.paragraph.list.or(of_style.map(|(list, _)| list)).filter(|&list| list != 0);
        let Some(list) = list else { return };
        let level = self.paragraph.level.or(of_style.and_then(|(_, level)| level));
        let level = level.or_else(|| style.and_then(|style| self.numbering.level_of_style(list, style))).unwrap_or(0);
        if let Some(number) = self.numbering.next(list, level) {
            self.flow.push(&number);
            self.flow.push(" ");
        }
    }

    fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        if self.skipped > 0 || is_skipped(name) {
            return self.skip(name);
        }
        match name {
            "p" => self.begin_paragraph(),
            "pPr" => self.in_properties = true,
            "r" => (self.hidden, self.bold) = (false, None),
            "b" if !self.in_properties => self.bold = Some(xml::is_on(element)),
            "t" => self.in_text = true,
            "instrText" => self.in_instruction = true,
            "vanish" if !self.in_properties => self.hidden = xml::is_on(element),
            "tab" if !self.in_properties => self.flow.push_literal("\t"),
            "noBreakHyphen" => self.put("-"),
            "br" | "cr" => self.line_break(element),
            "sym" => self.symbol(element),
            "ins" | "moveTo" => self.tracked += 1,
            "hyperlink" => self.begin_link(element),
            "fldSimple" => {
                let field = Field { instruction: xml::attribute(element, "instr").unwrap_or_default(), shown: true };
                if let Some(href) = field.href() {
                    self.flow.begin_link(href);
                }
                self.fields.push(field);
            }
            "fldChar" => self.field(element),
            "bookmarkStart" => {
                if let Some(name) = xml::attribute(element, "name").filter(|name| !name.starts_with('_')) {
                    self.flow.anchor(&name);
                }
            }
            "footnoteReference" | "endnoteReference" => self.footnote(name == "endnoteReference", element),
            _ if self.in_properties => self.property(name, element),
            _ => self.table_start(name, element),
        }
    }

    /// What is deleted inside the properties of a row or of a paragraph's mark is the row or the mark.
    fn skip(&mut self, name: &str) {
        if self.skipped == 0 && matches!(name, "del" | "moveFrom") {
            self.tracked += 1;
            if self.in_row_properties {
                self.row_deleted = true;
            } else if self.in_properties {
                self.paragraph.joined = true;
            }
        }
        self.skipped += 1;
    }

    fn property(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "pStyle" => self.paragraph.style = xml::attribute(element, "val"),
            "numId" => self.paragraph.list = xml::number(element),
            "ilvl" => self.paragraph.level = xml::number(element).and_then(|level| usize::try_from(level).ok()),
            "outlineLvl" => self.paragraph.heading = Some(xml::number(element).is_some_and(|level| level < 9)),
            "ind" => self.paragraph.set_in = styles::is_set_in(element).or(self.paragraph.set_in),
            "jc" => self.paragraph.centred = xml::attribute(element, "val").map(|place| place == "center"),
            _ => {}
        }
    }

    fn table_start(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "tbl" => {
                self.flow.end_block();
                self.bordered = None;
                self.tables.begin_table(None, &mut self.flow);
            }
            "tblStyle" => self.bordered = self.bordered.or(xml::attribute(element, "val").map(|style| style != "TableNormal")),
            "tblBorders" => (self.in_table_borders, self.bordered) = (true, Some(false)),
            "top" | "bottom" | "left" | "right" | "start" | "end" | "insideH" | "insideV" if self.in_table_borders => {
                let drawn = xml::attribute(element, "val").is_some_and(|value| !matches!(value.as_str(), "none" | "nil"));
                self.bordered = Some(self.bordered.unwrap_or(false) || drawn);
            }
            "tr" => {
                self.tables.set_border(self.bordered);
                (self.row_header, self.row_deleted) = (false, false);
                self.tables.begin_row();
            }
            "trPr" => self.in_row_properties = true,
            "tblHeader" => self.row_header = xml::is_on(element),
            "tc" => self.cell = CellProperties { open: true, columns: 1, merged: None },
            "gridSpan" => self.cell.columns = xml::number(element).and_then(|columns| u32::try_from(columns).ok()).unwrap_or(1).clamp(1, 1_000),
            // `<w:vMerge/>` goes on with the cell above.
            "vMerge" => self.cell.merged = Some(xml::attribute(element, "val").as_deref() == Some("restart")),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "pPr" => self.in_properties = false,
            "t" => self.in_text = false,
            "instrText" => self.in_instruction = false,
            "r" => self.hidden = false,
            "hyperlink" => self.flow.end_link(),
            "fldSimple" => _ = self.fields.pop().filter(|field| field.href().is_some()).map(|_| self.flow.end_link()),
            "tblBorders" => self.in_table_borders = false,
            "trPr" => self.in_row_properties = false,
            "tr" => self.row_deleted = false,
            "tcPr" => self.begin_cell(),
            "tc" => {
                self.begin_cell();
                // Nothing follows that the last paragraph could go on with.
                if std::mem::take(&mut self.paragraph.joined) {
                    self.end_paragraph();
                }
                self.tables.end_cell(&mut self.flow);
            }
            "tbl" => self.tables.end_table(&mut self.flow),
            _ => {}
        }
    }

    fn begin_cell(&mut self) {
        if !std::mem::take(&mut self.cell.open) {
            return;
        }
        if self.cell.merged == Some(false) {
            self.tables.go_on_with_cell(self.cell.columns, &mut self.flow);
        } else {
            self.tables.begin_cell((1, self.cell.columns), self.row_header, &mut self.flow);
        }
    }

    fn begin_paragraph(&mut self) {
        // A cell without properties begins with its first paragraph.
        self.begin_cell();
        if self.paragraph.joined {
            // The words go on; so do number and style of the paragraph they go on with.
            self.paragraph.joined = false;
            return;
        }
        if self.paragraph.begun {
            self.flow.end_block();
        }
        self.outer.push(std::mem::take(&mut self.paragraph));
    }

    fn end_paragraph(&mut self) {
        if self.paragraph.joined {
            return;
        }
        self.flow.end_block();
        let notes = std::mem::take(&mut self.paragraph.notes);
        self.paragraph = self.outer.pop().unwrap_or_default();
        for (mark, words) in notes {
            self.flow.set_kind(BlockKind::Note);
            self.flow.push(&format!("{mark} {words}"));
            self.flow.end_block();
        }
        self.flow.set_kind(BlockKind::Paragraph);
    }

    fn put(&mut self, text: &str) {
        if !self.hidden && !self.row_deleted {
            self.begin_words(text);
            self.flow.push(text);
        }
    }

    fn line_break(&mut self, element: &BytesStart<'_>) {
        // The end of a page or a column says nothing of the text.
        if xml::attribute(element, "type").is_none_or(|kind| kind == "textWrapping") {
            let heading = self.paragraph.heading.unwrap_or_else(|| self.styles.is_heading(self.paragraph.style.as_deref()));
            if heading {
                self.flow.push(" ");
            } else {
                self.flow.break_line();
            }
        } else {
            self.flow.push(" ");
        }
    }

    fn symbol(&mut self, element: &BytesStart<'_>) {
        let code = xml::attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        // Symbol fonts have their signs in the private-use area; which sign it is only the font knows.
        let sign = code.and_then(char::from_u32).filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}') && !c.is_control()).unwrap_or('•');
        self.put(sign.encode_utf8(&mut [0; 4]));
    }

    fn begin_link(&mut self, element: &BytesStart<'_>) {
        let target = xml::attribute(element, "id").and_then(|id| self.relations.target(&id).map(str::to_owned));
        let place = xml::attribute(element, "anchor").filter(|place| !place.is_empty());
        let href = match (target, place) {
            (Some(target), Some(place)) if !target.contains('#') => format!("{target}#{place}"),
            (Some(target), _) => target,
            (None, Some(place)) => format!("#{place}"),
            (None, None) => return,
        };
        self.flow.begin_link(href);
    }

    fn field(&mut self, element: &BytesStart<'_>) {
        match xml::attribute(element, "fldCharType").as_deref() {
            Some("begin") if self.fields.len() < FIELDS_MAX => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shown = true;
                    if let Some(href) = field.href() {
                        self.flow.begin_link(href);
                    }
                }
            }
            Some("end") if self.fields.pop().is_some_and(|field| field.href().is_some()) => self.flow.end_link(),
            _ => {}
        }
    }

    /// A footnote is marked where it is named, and read below the paragraph that names it.
    fn footnote(&mut self, endnote: bool, element: &BytesStart<'_>) {
        let Some(words) = xml::attribute(element, "id").and_then(|id| self.footnotes.notes.get(&(endnote, id))) else { return };
        self.notes_named += 1;
        let mark: String = self.notes_named.to_string().chars().filter_map(|c| SUPERSCRIPTS.get(c.to_digit(10)? as usize)).collect();
        self.put(&mark);
        self.paragraph.notes.push((mark, words.trim().to_owned()));
    }
}

/// Fields inside one another.
const FIELDS_MAX: usize = 64;
const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
