//! `styles.xml`: which paragraphs are headings, and which are numbered by their style.

use std::collections::HashMap;
use std::io::BufRead;

use super::xml::{self, Fault, Token};

/// What a paragraph style says that matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    based_on: Option<String>,
    heading: Option<bool>,
    set_in: Option<bool>,
    centred: Option<bool>,
    bold: Option<bool>,
    list: Option<i64>,
    level: Option<usize>,
}

/// All paragraph styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

/// Styles based on one another that are followed.
const CHAIN_MAX: usize = 20;

impl Styles {
    pub(super) fn read(part: &mut dyn BufRead) -> Result<Self, Fault> {
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        xml::read(part, |token| match token {
            Token::Start("style", element) => {
                let paragraph = xml::attribute(element, "type").is_none_or(|kind| kind == "paragraph");
                open = xml::attribute(element, "styleId").filter(|_| paragraph).map(|id| (id, Style::default()));
                if let (Some((id, _)), Some("1" | "true")) = (&open, xml::attribute(element, "default").as_deref()) {
                    styles.default = Some(id.clone());
                }
            }
            Token::End("style") => {
                if let Some((id, style)) = open.take() {
                    styles.styles.insert(id, style);
                }
            }
            Token::Start(name, element) => {
                let Some((_, style)) = &mut open else { return };
                match name {
                    "name" => {
                        let name = xml::attribute(element, "val").unwrap_or_default().to_lowercase();
                        if name.starts_with("heading ") || name == "title" {
                            style.heading = Some(true);
                        }
                    }
                    "basedOn" => style.based_on = xml::attribute(element, "val"),
                    "outlineLvl" => style.heading = Some(xml::number(element).is_some_and(|level| level < 9)),
                    "numId" => style.list = xml::number(element),
                    "ilvl" => style.level = xml::number(element).and_then(|level| usize::try_from(level).ok()),
                    "ind" => style.set_in = is_set_in(element).or(style.set_in),
                    "jc" => style.centred = xml::attribute(element, "val").map(|place| place == "center"),
                    "b" => style.bold = Some(xml::is_on(element)),
                    _ => {}
                }
            }
            Token::End(_) | Token::Text(_) => {}
        })?;
        Ok(styles)
    }

    fn find<T>(&self, id: Option<&str>, says: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = id.or(self.default.as_deref());
        for _ in 0..CHAIN_MAX {
            let style = self.styles.get(id?)?;
            if let Some(found) = says(style) {
                return Some(found);
            }
            id = style.based_on.as_deref();
        }
        None
    }

    /// Whether paragraphs of this style are headings.
    pub(super) fn is_heading(&self, id: Option<&str>) -> bool {
        self.find(id, |style| style.heading).unwrap_or(false)
    }

    /// Whether the first line of paragraphs of this style is set in.
    pub(super) fn is_set_in(&self, id: Option<&str>) -> bool {
        self.find(id, |style| style.set_in).unwrap_or(false)
    }

    /// Whether paragraphs of this style are set in the middle.
    pub(super) fn is_centred(&self, id: Option<&str>) -> bool {
        self.find(id, |style| style.centred).unwrap_or(false)
    }

    /// Whether paragraphs of this style are bold.
    pub(super) fn is_bold(&self, id: Option<&str>) -> bool {
        self.find(id, |style| style.bold).unwrap_or(false)
    }

    /// The list that paragraphs of this style belong to, and their level where the style says it.
    pub(super) fn list(&self, id: Option<&str>) -> Option<(i64, Option<usize>)> {
        let list = self.find(id, |style| style.list)?;
        Some((list, self.find(id, |style| style.level)))
    }
}

/// Whether `<w:ind>` sets the first line in; none where it says nothing of the first line.
pub(super) fn is_set_in(element: &quick_xml::events::BytesStart<'_>) -> Option<bool> {
    let twips = |name: &str| xml::attribute(element, name).and_then(|value| value.trim().parse::<i64>().ok());
    twips("firstLine").map(|by| by >= SET_IN_TWIPS).or_else(|| twips("firstLineChars").map(|by| by > 0)).or_else(|| twips("hanging").map(|_| false))
}

/// Twentieths of a point from which a first line is set in; Word's default is 708.
const SET_IN_TWIPS: i64 = 200;
