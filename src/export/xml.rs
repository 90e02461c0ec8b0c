//! XML, written so that nothing of a text becomes markup.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document that is being written.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document without anything in it.
    pub(crate) fn new() -> Self {
        let mut xml = Self::bare();
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// A document without the line that says that it is XML: a page.
    pub(crate) fn bare() -> Self {
        Self { writer: Writer::new(Vec::with_capacity(16 * 1024)), open: Vec::new() }
    }

    fn write(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("a vector takes all that is written");
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(started(name, attributes)));
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.write(Event::End(BytesEnd::new(name)));
        }
    }

    /// An element with nothing in it.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(started(name, attributes)));
    }

    /// Words.
    pub(crate) fn text(&mut self, text: &str) {
        self.write(Event::Text(BytesText::new(&printable(text))));
    }

    /// An element with words in it.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// The document, all elements closed.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        String::from_utf8(self.writer.into_inner()).expect("only UTF-8 texts were written")
    }
}

fn started<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, printable(value).as_ref()));
    }
    start
}

/// `text` without the characters that no XML document may hold (XML 1.0, 2.2): each becomes U+FFFD.
fn printable(text: &str) -> Cow<'_, str> {
    let is_char = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    if text.chars().all(is_char) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(|c| if is_char(c) { c } else { '\u{FFFD}' }).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let mut xml = Xml::new();
        xml.open("a", &[("href", "\"&<")]);
        xml.leaf("b", &[], "<script> & \u{1b} ]]>");
        xml.empty("c", &[]);
        let text = xml.finish();
        assert_eq!(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a href=\"&quot;&amp;&lt;\"><b>&lt;script&gt; &amp; \u{fffd} ]]&gt;</b><c/></a>");
    }
}
