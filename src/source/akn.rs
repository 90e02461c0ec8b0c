//! Akoma Ntoso 3.0: an act whose parts are told apart by the file itself.
//!
//! What other programs publish is read as well as what Tarmaq itself exports: the address of a part is its `wId`, else it
//! follows from its `eId`; elements that have neither are part of what they stand in. Nothing outside the file is looked at, no entity is expanded, and
//! what no act needs (depth, parts) is refused.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Error;
use super::flow::Flow;
use super::link::Base;
use crate::act::ProvisionPath;
use crate::text::{BlockKind, Reading, SourceSpan, SourceText, Told, ToldEntry, ToldUnit};

/// The namespace of the standard.
#[cfg(test)]
const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
const FORMAT: &str = "an Akoma Ntoso document";
/// Elements inside one another; the deepest provisions stand a dozen deep.
const DEPTH_MAX: usize = 200;
/// Parts of an act; the longest codes have ten thousand.
const UNITS_MAX: usize = 200_000;
/// Bytes of an attribute that is kept.
const ATTRIBUTE_MAX: usize = 8_192;
/// Bytes of the longest address, and of all of them together.
const PATH_MAX: usize = 512;

pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Reading<SourceText>, Error> {
    let damaged = |cause: String| Error::Damaged { file: file.to_owned(), format: FORMAT, cause };
    let text = std::str::from_utf8(bytes).map_err(|_| damaged("it is not written in UTF-8".to_owned()))?;
    let mut document = Document::default();
    document.read(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|fault| match fault {
        Fault::Overgrown(what) => Error::Overgrown { file: file.to_owned(), what },
        fault => damaged(fault.to_string()),
    })?;
    let Document { flow, mut told, title, .. } = document;
    told.title = title.map(|line| (flow.text[flow.lines[line].bytes.clone()].to_owned(), SourceSpan::new(flow.lines[line].bytes.clone())));
    let Reading { value, problems } = flow.into_source(file, &Base::default(), Vec::new())?;
    let mut marks = value.marks().clone();
    marks.told = Some(Box::new(told));
    Ok(Reading { value: value.with_marks(marks), problems })
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("{0}")]
    Xml(#[from] quick_xml::Error),
    #[error("{0}")]
    Attribute(#[from] quick_xml::events::attributes::AttrError),
    #[error("{0}")]
    Encoding(#[from] quick_xml::encoding::EncodingError),
    #[error("it declares a document type, whose entities can be made to grow without end")]
    Doctype,
    #[error("it names the character `{0}`, which XML does not know")]
    Entity(String),
    #[error("its elements are nested more than {DEPTH_MAX} deep")]
    Depth,
    #[error("an element that was opened is not closed")]
    Open,
    #[error("more {0} than any act has")]
    Overgrown(&'static str),
}

/// What holds words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// A number, which the words of the next paragraph follow on its line.
    Number,
    Heading,
    Paragraph,
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Outside,
    Meta,
    /// The text of a note, which is printed where it is pointed at.
    Notes,
    Preface,
    Body,
}

/// A document while it is read.
#[derive(Default)]
struct Document {
    flow: Flow,
    told: Told,
    /// The line of the title.
    title: Option<usize>,
    place: Place,
    /// For each open element: the unit it began, if it began one.
    open: Vec<Option<usize>>,
    /// Where the words that are read go to, and where those of the heading begin.
    words: Option<Words>,
    heading: Option<usize>,
    /// The notes by their ids, and the one that is read.
    notes: HashMap<String, String>,
    note: Option<(String, String)>,
    /// Notes that were pointed at, and are printed after the words of their unit.
    pending: Vec<String>,
    issuers: Vec<(String, String)>,
    adoption: Option<ToldEntry>,
    paths: usize,
}

impl Document {
    fn read(&mut self, text: &str) -> Result<(), Fault> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event()? {
                Event::Start(element) => self.start(&element)?,
                Event::End(element) => self.end(element.local_name().into_inner()),
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content();
                    match (reference.resolve_char_ref()?, resolve_xml_entity(&name)) {
                        (Some(character), _) => self.text(character.encode_utf8(&mut [0; 4])),
                        (None, Some(known)) => self.text(known),
                        (None, None) => return Err(Fault::Entity(name.to_string())),
                    }
                }
                Event::DocType(_) => return Err(Fault::Doctype),
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
        if !self.open.is_empty() {
            return Err(Fault::Open);
        }
        self.told.issuers = std::mem::take(&mut self.issuers).into_iter().map(|(_, name)| name).collect();
        if self.told.adopted.is_empty() {
            self.told.adopted.extend(self.adoption.take());
        }
        Ok(())
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        if self.open.len() >= DEPTH_MAX {
            return Err(Fault::Depth);
        }
        let name = element.local_name();
        let name = name.into_inner();
        match name {
            "meta" => self.place = Place::Meta,
            "notes" if self.place == Place::Meta => self.place = Place::Notes,
            "preface" | "coverPage" => self.place = Place::Preface,
            "body" | "mainBody" | "attachments" | "preamble" | "conclusions" if self.place != Place::Meta => self.place = Place::Body,
            _ => {}
        }
        let mut began = None;
        match self.place {
            Place::Meta => self.meta(name, element)?,
            Place::Notes if name == "note" => self.note = attribute(element, "eId")?.map(|id| (id, String::new())),
            Place::Preface | Place::Body => {
                if name == "noteRef" {
                    let id = attribute(element, "href")?.unwrap_or_default();
                    // Each once: a note that is pointed at a million times is not printed a million times.
                    self.pending.extend(self.notes.remove(id.trim_start_matches('#')));
                }
                if self.place == Place::Body {
                    began = self.unit(name, element)?;
                }
                self.begin_words(name, attribute(element, "name")?.as_deref());
            }
            Place::Notes | Place::Outside => {}
        }
        self.open.push(began);
        Ok(())
    }

    /// Begins a unit, where the element is one that has an address.
    fn unit(&mut self, name: &str, element: &BytesStart<'_>) -> Result<Option<usize>, Fault> {
        if Words::of(name).is_some() {
            return Ok(None);
        }
        let told = attribute(element, "wId")?.filter(|path| path.len() <= PATH_MAX && path.parse::<ProvisionPath>().is_ok());
        let path = match told {
            Some(path) => Some(path),
            None => attribute(element, "eId")?.filter(|eid| eid.len() <= PATH_MAX && is_hierarchical(name)).and_then(|eid| path_of(&eid)),
        };
        let Some(path) = path else { return Ok(None) };
        self.end_unit_words();
        self.paths += path.len();
        if self.told.units.len() >= UNITS_MAX || self.paths > UNITS_MAX * 64 {
            return Err(Fault::Overgrown("provisions"));
        }
        let kind = attribute(element, "name")?;
        let tombstone = attribute(element, "status")?.as_deref() == Some("removed");
        let (title, parent) = (attribute(element, "title")?, self.innermost());
        self.told.units.push(ToldUnit { path, kind, parent, title, tombstone, ..ToldUnit::default() });
        Ok(Some(self.told.units.len() - 1))
    }

    /// The innermost unit that is open.
    fn innermost(&self) -> Option<usize> {
        self.open.iter().rev().flatten().next().copied()
    }

    fn begin_words(&mut self, name: &str, named: Option<&str>) {
        if let Some(words) = Words::of(name) {
            self.words = Some(words);
            if words == Words::Heading {
                self.heading = Some(self.flow.text.len());
            }
        }
        if name == "inline" && named == Some("heading") && self.words.is_some() {
            self.heading = Some(self.flow.text.len());
        }
    }

    fn end(&mut self, name: &str) {
        let began = self.open.pop().flatten();
        match (self.place, name) {
            (Place::Meta, "meta") | (Place::Preface, "preface" | "coverPage") => {
                self.end_line();
                self.print_notes(None);
                self.place = Place::Outside;
            }
            (Place::Notes, "notes") => self.place = Place::Meta,
            (Place::Notes, "note") => {
                if let Some((id, words)) = self.note.take() {
                    self.notes.insert(id, words);
                }
            }
            (Place::Body | Place::Preface, "inline") => self.end_heading(),
            _ => {}
        }
        match Words::of(name).filter(|_| matches!(self.place, Place::Body | Place::Preface)) {
            // What follows a number stands on its line.
            Some(Words::Number) => self.flow.push(" "),
            Some(words) => {
                if words == Words::Heading {
                    self.end_heading();
                }
                self.end_line();
            }
            None => {}
        }
        if Words::of(name).is_some() {
            self.words = None;
        }
        if let Some(unit) = began {
            self.end_line();
            self.print_notes(Some(unit));
        }
    }

    /// The heading of the innermost unit ends here.
    fn end_heading(&mut self) {
        let end = self.flow.text.len();
        if let (Some(start), Some(unit)) = (self.heading.take(), self.innermost()) {
            let skipped = self.flow.text[start..].len() - self.flow.text[start..].trim_start().len();
            if start + skipped < end {
                self.told.units[unit].heading = Some(SourceSpan::new(start + skipped..end));
            }
        }
    }

    /// Ends the open line, which belongs to the innermost unit, or is the title.
    fn end_line(&mut self) {
        let before = self.flow.lines.len();
        self.flow.end_block();
        for line in before..self.flow.lines.len() {
            match (self.place, self.innermost()) {
                (Place::Preface, _) => {
                    self.title.get_or_insert(line);
                }
                (_, Some(unit)) => self.told.units[unit].own.push(SourceSpan::new(self.flow.lines[line].bytes.clone())),
                (_, None) => {}
            }
        }
    }

    /// A child begins: the words of its parent before it are whole, and the notes on them follow.
    fn end_unit_words(&mut self) {
        self.end_line();
        let above = self.innermost();
        self.print_notes(above);
    }

    /// Prints the notes that were pointed at below the words of their unit.
    fn print_notes(&mut self, unit: Option<usize>) {
        for note in std::mem::take(&mut self.pending) {
            let before = self.flow.lines.len();
            self.flow.set_kind(BlockKind::Note);
            self.flow.push(&note);
            self.flow.end_block();
            self.flow.set_kind(BlockKind::Paragraph);
            let lines = self.flow.lines[before..].iter().map(|line| SourceSpan::new(line.bytes.clone()));
            match unit {
                Some(unit) => self.told.units[unit].notes.extend(lines),
                None => self.told.notes.extend(lines),
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, words)) = &mut self.note {
            words.push_str(text);
        } else if self.words.is_some() {
            self.flow.push(text);
        }
    }

    /// What is known of the act.
    fn meta(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Fault> {
        let told = &mut self.told;
        let get = |name: &str| attribute(element, name);
        match name {
            "FRBRalias" if get("name")?.as_deref() == Some("adilet") => told.id = get("value")?,
            "publication" => told.published = get("date")?,
            "FRBRsubtype" => told.kind = get("value")?,
            "FRBRdate" if get("name")?.as_deref() == Some("adoption") => self.adoption.get_or_insert_default().date = get("date")?,
            "FRBRnumber" => self.adoption.get_or_insert_default().number = get("value")?,
            "TLCOrganization" => {
                let (id, shown) = (get("eId")?.unwrap_or_default(), get("showAs")?.unwrap_or_default());
                // Who wrote the document issued no act.
                if id.starts_with("issuer") && !shown.is_empty() {
                    self.issuers.push((id, shown));
                }
            }
            // What the standard has no place for.
            "adopted" => told.adopted.push(ToldEntry { date: get("date")?, number: get("number")?, issuer: get("issuer")? }),
            "registered" => told.registered = Some(ToldEntry { date: get("date")?, number: get("number")?, issuer: get("issuer")? }),
            "standing" => told.status = get("value")?,
            _ => {}
        }
        Ok(())
    }
}

impl Words {
    fn of(element: &str) -> Option<Self> {
        match element {
            "num" => Some(Self::Number),
            "heading" | "subheading" => Some(Self::Heading),
            "p" | "block" | "listIntroduction" | "listWrapUp" => Some(Self::Paragraph),
            _ => None,
        }
    }
}

/// Whether an element of this name is a part of an act by itself.
fn is_hierarchical(name: &str) -> bool {
    matches!(
        name,
        "section"
            | "subsection"
            | "chapter"
            | "subchapter"
            | "article"
            | "paragraph"
            | "subparagraph"
            | "alinea"
            | "indent"
            | "point"
            | "hcontainer"
            | "attachment"
    )
}

/// The address that an `eId` of the naming convention of the standard stands for: `chp_2__art_5__para_1` is `chapter-2/article-5/point-1`, whose groups are
/// left out by whoever reads it.
fn path_of(eid: &str) -> Option<String> {
    let segment = |segment: &str| {
        if let Some(word) = segment.strip_prefix("comp_") {
            return word.to_owned();
        }
        let (token, number) = segment.split_once('_').map_or((segment, None), |(token, number)| (token, Some(number)));
        let word = match token {
            "sec" => "section",
            "subsec" => "subsection",
            "chp" => "chapter",
            "subchp" => "subchapter",
            "art" => "article",
            "para" => "point",
            "subpara" => "subpoint",
            "al" => "part",
            "att" => "annex",
            word => word,
        };
        number.map_or_else(|| word.to_owned(), |number| format!("{word}-{number}"))
    };
    let path = eid.split("__").map(segment).collect::<Vec<_>>().join("/");
    path.parse::<ProvisionPath>().ok().map(|path| path.without_groups().to_string())
}

/// The attribute of this local name, where it is no longer than any of use.
fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    for attribute in element.attributes() {
        let attribute = attribute?;
        if attribute.key.local_name().into_inner() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
            return Ok(Some(value).filter(|value| value.len() <= ATTRIBUTE_MAX).map(Cow::into_owned));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(body: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><akomaNtoso xmlns=\"{NAMESPACE}\"><act><meta><identification><FRBRWork><FRBRalias name=\"adilet\" value=\"Z1\"/>\
             </FRBRWork></identification><notes><note eId=\"n1\"><p>Ескерту. 1-бап жаңа редакцияда.</p></note></notes></meta>\
             <preface><longTitle><p>Кітапхана ісі туралы</p></longTitle></preface><body>{body}</body></act></akomaNtoso>"
        )
    }

    #[test]
    fn parts_are_told_by_the_file() {
        let body = "<chapter eId=\"chp_1\"><num>1-тарау.</num><heading>Жалпы ережелер</heading>\
                    <article eId=\"chp_1__art_1\" wId=\"article-1\"><num>1-бап.</num><heading>Ұғымдар<noteRef href=\"#n1\"/></heading>\
                    <paragraph eId=\"chp_1__art_1__para_2\"><num>2.</num><content><p>Осы <b>Заң</b>\n  &#1179;олданылады &amp; <noteRef href=\"#n1\"/></p><p>Екінші.</p></content>\
                    </paragraph></article></chapter>";
        let read = read("a.xml", document(body).as_bytes()).unwrap().value;
        let told = read.marks().told.as_deref().unwrap();
        let words = |spans: &[SourceSpan]| spans.iter().map(|&span| read.slice(span)).collect::<Vec<_>>().join("|");
        let units: Vec<(&str, Option<usize>, String)> = told.units.iter().map(|unit| (unit.path.as_str(), unit.parent, words(&unit.own))).collect();
        assert_eq!(
            units,
            [
                ("chapter-1", None, "1-тарау. Жалпы ережелер".to_owned()),
                ("article-1", Some(0), "1-бап. Ұғымдар".to_owned()),
                ("article-1/point-2", Some(1), "2. Осы Заң қолданылады &|Екінші.".to_owned()),
            ]
        );
        assert_eq!(words(told.units[1].heading.as_slice()), "Ұғымдар");
        assert_eq!(words(&told.units[1].notes), "Ескерту. 1-бап жаңа редакцияда.", "where it is pointed at first, and once");
        assert!(told.units[2].notes.is_empty());
        assert_eq!((told.id.as_deref(), told.title.as_ref().map(|(title, _)| title.as_str())), (Some("Z1"), Some("Кітапхана ісі туралы")));
    }

    #[test]
    fn what_is_made_to_harm_is_refused_and_says_why() {
        let bomb = format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", document("<p>&b;</p>").trim_start_matches("<?xml version=\"1.0\"?>"));
        let units = |count: usize| (0..count).map(|at| format!("<point wId=\"point-{at}\"/>")).collect::<String>();
        let cases = [
            (bomb, "document type"),
            (document("<p>&lol;</p>"), "lol"),
            (document(&"<b>".repeat(300)), "nested"),
            (document(&"<b>".repeat(100_000)), "nested"),
            (document("<p>"), ""),
            (document(&units(UNITS_MAX + 1)), "provisions"),
            (document("<p wId=\"a\" wId=\"b\">x</p><article wId=\"article-1\" wId=\"article-2\"/>"), "duplicated"),
            (format!("<akomaNtoso xmlns=\"{NAMESPACE}\"><act>"), "closed"),
        ];
        for (text, hint) in cases {
            let told = read("a.xml", text.as_bytes()).unwrap_err().to_string();
            assert!(told.starts_with("a.xml") && told.contains(hint), "{told} does not say «{hint}»");
        }
        assert!(read("a.xml", b"<akomaNtoso>\xff</akomaNtoso>").unwrap_err().to_string().contains("UTF-8"));
        assert!(matches!(read("a.xml", document("").replace("Кітапхана ісі туралы", "").as_bytes()), Err(Error::Empty { .. })));
    }

    #[test]
    fn ids_of_the_standard_are_addresses() {
        let cases = [
            ("comp_rules__para_3__subpara_2", Some("rules/point-3/subpoint-2")),
            ("chp_2__art_21-1__para_2", Some("article-21-1/point-2")),
            ("rules_2__att_3-1", Some("rules-2/annex-3-1")),
            ("chp_2", Some("chapter-2")),
            ("body", None),
            ("", None),
        ];
        for (eid, meant) in cases {
            assert_eq!(path_of(eid).as_deref(), meant, "{eid}");
        }
    }
}
