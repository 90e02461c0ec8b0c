//! Akoma Ntoso read back to the provisions it was made of.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use super::Error;
use super::akn::NAMESPACE;

/// A provision as an export tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadProvision {
    /// Its address inside the act.
    pub path: String,
    /// Its own words, children left out.
    pub text: String,
    /// The number is kept and the text is gone.
    pub tombstone: bool,
    /// How deep it stands: 0 for what stands in nothing.
    pub depth: usize,
}

/// The provisions of an export, in its order. Elements of the body without a `wId` are part of what they stand in.
///
/// # Errors
///
/// [`Error::NotAkn`] for anything that is no Akoma Ntoso 3.0 document.
pub fn read_akn(akn: &str) -> Result<Vec<ReadProvision>, Error> {
    let broken = |cause: &dyn std::fmt::Display| Error::NotAkn(cause.to_string());
    let mut reader = Reader::from_str(akn);
    let mut provisions: Vec<ReadProvision> = Vec::new();
    // for each open element: the provision it began, if it began one
    let mut open: Vec<Option<usize>> = Vec::new();
    let (mut is_akn, mut words, mut after) = (false, None, None);
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Start(start) => {
                let attribute = |name: &str| -> Result<Option<String>, Error> {
                    let found = start.try_get_attribute(name).map_err(|error| broken(&error))?;
                    let value = found.map(|value| value.normalized_value(XmlVersion::Implicit1_0).map(Cow::into_owned));
                    value.transpose().map_err(|error| broken(&error))
                };
                is_akn = is_akn || attribute("xmlns")?.as_deref() == Some(NAMESPACE);
                if let Some(block) = Words::of(start.name().as_ref()) {
                    words = innermost(&open);
                    // A number stands apart by a space, paragraphs by a line break.
                    if let (Some(provision), Some((last, before))) = (words.and_then(|at| provisions.get_mut(at)), after)
                        && words == Some(last)
                    {
                        provision.text.push(if before == Words::Number { ' ' } else { '\n' });
                    }
                    after = words.map(|at| (at, block));
                }
                let (depth, tombstone) = (open.iter().flatten().count(), attribute("status")?.as_deref() == Some("removed"));
                let began = attribute("wId")?.map(|path| {
                    provisions.push(ReadProvision { path, text: String::new(), tombstone, depth });
                    provisions.len() - 1
                });
                open.push(began);
            }
            Event::End(end) => {
                words = words.filter(|_| Words::of(end.name().as_ref()).is_none());
                open.pop();
            }
            Event::Text(text) => {
                if let Some(provision) = words.and_then(|at| provisions.get_mut(at)) {
                    provision.text += &text.xml_content(XmlVersion::Implicit1_0);
                }
            }
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| broken(&error))?;
                let known = resolve_xml_entity(reference.as_ref());
                if character.is_none() && known.is_none() {
                    return Err(broken(&"it names a character that XML does not know"));
                }
                if let Some(provision) = words.and_then(|at| provisions.get_mut(at)) {
                    provision.text.extend(character);
                    provision.text.push_str(known.unwrap_or_default());
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if is_akn { Ok(provisions) } else { Err(Error::NotAkn("its root is not `akomaNtoso` of version 3.0".to_owned())) }
}

/// What holds words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Number,
    Paragraph,
}

impl Words {
    fn of(element: &str) -> Option<Self> {
        match element {
            "num" => Some(Self::Number),
            "p" | "heading" => Some(Self::Paragraph),
            _ => None,
        }
    }
}

/// The innermost provision that is open.
fn innermost(open: &[Option<usize>]) -> Option<usize> {
    open.iter().rev().flatten().next().copied()
}
