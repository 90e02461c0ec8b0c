//! XML as Word writes it: no document type, no entities of its own, names told by their local part.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements inside one another; Word's own files have a few dozen.
const DEPTH_MAX: usize = 1_000;

/// Why a part cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// It is no XML, or its archive is damaged.
    #[error("{0}")]
    Xml(#[from] quick_xml::Error),
    /// Entities could be made to grow without end.
    #[error("it declares a document type, which files of Word never do")]
    Doctype,
    /// It would take a stack without end.
    #[error("its elements are nested more than {DEPTH_MAX} deep")]
    Depth,
}

/// What a part is made of.
pub(super) enum Token<'a> {
    /// `<w:p …>`; an empty element is followed by its end.
    Start(&'a str, &'a BytesStart<'a>),
    /// `</w:p>`
    End(&'a str),
    /// Characters.
    Text(&'a str),
}

/// Gives every token of a part to `take`.
pub(super) fn read(part: &mut dyn BufRead, mut take: impl FnMut(Token<'_>)) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(Fault::Depth);
                }
                take(Token::Start(element.local_name().into_inner(), &element));
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                take(Token::End(element.local_name().into_inner()));
            }
            Event::Text(text) => take(Token::Text(&text.xml10_content())),
            Event::CData(text) => take(Token::Text(&text.xml10_content())),
            Event::GeneralRef(entity) => {
                let named = match &*entity.xml10_content() {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => entity.resolve_char_ref()?,
                };
                let mut bytes = [0; 4];
                take(Token::Text(named.unwrap_or('\u{fffd}').encode_utf8(&mut bytes)));
            }
            Event::DocType(_) => return Err(Fault::Doctype),
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
    }
}

/// The attribute of this local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_or_else(|_| found.value.clone().into_owned(), std::borrow::Cow::into_owned))
}

/// `w:val` as a number.
pub(super) fn number(element: &BytesStart<'_>) -> Option<i64> {
    attribute(element, "val")?.trim().parse().ok()
}

/// Whether a switch such as `<w:vanish/>` is on.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !attribute(element, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}
