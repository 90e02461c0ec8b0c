//! Markdown: a text with marks for headings, lists, tables and links.
//!
//! A text is read as Markdown only where its name says so (`.md`), for `1)` and `*` mean something in any law. A number
//! that opens a list item is printed as it was written.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::flow::Flow;
use super::html;
use super::link::Base;
use super::table::Tables;
use super::{Error, encoding};
use crate::text::{BlockKind, Reading, SourceText};

/// Whether a text has marks that only Markdown has: a heading, a link, a table, bold words. Without them it is a plain text.
pub(super) fn is_marked(bytes: &[u8]) -> bool {
    const WORDS: [&[u8]; 4] = [b"](", b"**", b"\n|", b"\n---"];
    let heading = |text: &[u8]| (1..=6).any(|level| text.len() > level && text[..level].iter().all(|&byte| byte == b'#') && text[level] == b' ');
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    heading(text)
        || memchr::memmem::find_iter(text, b"\n#").any(|at| heading(&text[at + 1..]))
        || WORDS.iter().any(|word| memchr::memmem::find(text, word).is_some())
}

/// Reads a Markdown text.
pub(super) fn read(file: &str, bytes: Vec<u8>) -> Result<Reading<SourceText>, Error> {
    let mut problems = Vec::new();
    let text = encoding::decode(file, bytes, &mut problems)?;
    let mut walk = Walk { source: &text, flow: Flow::default(), tables: Tables::default(), head: false, hidden: 0 };
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    // what stands before it was read as a table of tags
    let mut read = 0;
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        if range.end <= read {
            continue;
        }
        if matches!(event, Event::Start(Tag::HtmlBlock)) && walk.hidden == 0 {
            let from = range.start.max(read);
            read = table_end(&text, &range).unwrap_or(range.end);
            html::read_block(&text[from..read], &mut walk.flow, &mut walk.tables);
        } else {
            walk.event(event, range.start);
        }
    }
    walk.flow.end_block();
    walk.tables.finish(&mut walk.flow);
    walk.flow.into_source(file, &Base::default(), problems)
}

/// Where the table ends that the block of tags in `block` opens: a blank line between its rows ends the block for Markdown, and not the table.
fn table_end(text: &str, block: &Range<usize>) -> Option<usize> {
    const OPENS: &str = "<table";
    const ENDS: &str = "</table>";
    let tags = text[block.clone()].to_ascii_lowercase();
    if tags.matches(OPENS).count() <= tags.matches(ENDS).count() {
        return None;
    }
    let rest = &text[block.end..];
    let limit = rest.floor_char_boundary(TABLE_MAX);
    rest[..limit].to_ascii_lowercase().find(ENDS).map(|at| block.end + at + ENDS.len())
}

/// Bytes behind the first blank line in which the end of a table is looked for.
const TABLE_MAX: usize = 1_000_000;

struct Walk<'t> {
    source: &'t str,
    flow: Flow,
    tables: Tables,
    /// In the header row of a table.
    head: bool,
    /// Inside what is not text: metadata.
    hidden: usize,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            _ if self.hidden > 0 => {}
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            // A line of the file is a line of the act: lawyers break lines where the act does.
            Event::SoftBreak | Event::HardBreak => self.flow.break_line(),
            Event::Rule => self.flow.end_block(),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &CowStr<'_>) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.flow.break_line();
            }
            self.flow.push(line);
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Heading {
                level: HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6, id, ..
            } => {
                self.flow.end_block();
                self.flow.set_kind(BlockKind::Heading);
                if let Some(id) = id {
                    self.flow.anchor(&id);
                }
            }
            Tag::Item => {
                self.flow.end_block();
                self.flow.push(item_mark(&self.source[at..]));
                self.flow.push(" ");
            }
            Tag::Link { dest_url, .. } => self.flow.begin_link(dest_url.into_string()),
            Tag::Table(_) => {
                self.flow.end_block();
                self.tables.begin_table(Some("1"), &mut self.flow);
            }
            Tag::TableHead => {
                self.head = true;
                self.tables.begin_row();
            }
            Tag::TableRow => self.tables.begin_row(),
            Tag::TableCell => self.tables.begin_cell((1, 1), self.head, &mut self.flow),
            Tag::MetadataBlock(_) | Tag::Image { .. } => self.hidden += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flow.end_block();
                self.flow.set_kind(BlockKind::Paragraph);
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock => self.flow.end_block(),
            TagEnd::Link => self.flow.end_link(),
            TagEnd::Table => self.tables.end_table(&mut self.flow),
            TagEnd::TableHead => self.head = false,
            TagEnd::TableCell => self.tables.end_cell(&mut self.flow),
            TagEnd::MetadataBlock(_) | TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
    }
}

/// The number or the sign that a list item begins with, as it was written.
fn item_mark(item: &str) -> &str {
    let item = item.trim_start();
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    match (digits, item.as_bytes().get(digits)) {
        (1.., Some(b'.' | b')')) => &item[..=digits],
        (0, Some(b'-')) => "–",
        _ => "•",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_tags_are_read_as_the_others() {
        let row = |words: &str| format!("<tr>{}</tr>\n", words.split(' ').map(|word| format!("<td>{word}</td>")).collect::<String>());
        for blank in ["", "\n"] {
            let table = format!("<table>\n{}{blank}{}</table>\n", row("Коды Атауы Саны"), row("07 Сауда 3"));
            let text = format!("# Сынақ туралы\n\n1. Тізім мынадай.\n\n{table}\n| А | Б |\n|---|---|\n| 1 | 2 |\n\n<p>Соңғы <b>сөз</b></p>\n\n2. Бітті.\n");
            let source = read("a.md", text.into_bytes()).unwrap().value;
            let lines: Vec<&str> = source.text().lines().filter(|line| !line.is_empty()).collect();
            let meant = "Сынақ туралы|1. Тізім мынадай.|Коды|Атауы|Саны|07|Сауда|3|А|Б|1|2|Соңғы сөз|2. Бітті.";
            assert_eq!(lines.join("|"), meant, "{blank:?}");
            let cell = |block: &crate::text::Block| if let BlockKind::Cell(cell) = block.kind { Some((cell.table, cell.row, cell.column)) } else { None };
            let cells: Vec<_> = source.marks().blocks.iter().filter_map(cell).collect();
            assert_eq!(cells[..3], [(0, 0, 0), (0, 0, 1), (0, 0, 2)]);
            assert_eq!((cells[3], cells[6], cells.len()), ((0, 1, 0), (1, 0, 0), 10));
        }
    }

    #[test]
    fn marks_are_read_and_words_are_kept() {
        let text = "---\ntitle: a\n---\n# Кітапхана ісі туралы\n\nҚазақстан Республикасының [Заңы](https://adilet.zan.kz/kaz/docs/Z1200000014#z1)\n\n\
                    3. Бірінші\n4. Екінші\n   1) ішкі\n\n| № | Атауы |\n|---|---|\n| 1 | **Кітап** |\n";
        let source = read("a.md", text.as_bytes().to_vec()).unwrap().value;
        let lines: Vec<&str> = source.text().lines().filter(|line| !line.is_empty()).collect();
        let meant = ["Кітапхана ісі туралы", "Қазақстан Республикасының Заңы", "3. Бірінші", "4. Екінші", "1) ішкі", "№", "Атауы", "1", "Кітап"];
        assert_eq!(lines, meant);
        let marks = source.marks();
        assert_eq!(marks.blocks[0].kind, BlockKind::Heading);
        assert_eq!((source.slice(marks.links[0].span), marks.links[0].href.as_str()), ("Заңы", "https://adilet.zan.kz/kaz/docs/Z1200000014#z1"));
        let cells: Vec<(u32, u32, bool)> = marks
            .blocks
            .iter()
            .filter_map(|block| if let BlockKind::Cell(cell) = block.kind { Some((cell.row, cell.column, cell.header)) } else { None })
            .collect();
        assert_eq!(cells, [(0, 0, true), (0, 1, true), (1, 0, false), (1, 1, false)]);
    }
}
