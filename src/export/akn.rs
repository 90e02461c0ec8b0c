//! Akoma Ntoso 3.0: the text.
//!
//! Units are the hierarchical elements of the standard where it has them, and named containers where it has not. The address of a unit stands in its
//! `wId`, so that a reader gets back what was exported; its `eId` follows the naming convention of the standard (`comp_rules__para_3`).

use std::collections::HashMap;
use std::ops::Range;

use super::akn_meta::{self, Periods, work};
use super::xml::Xml;
use super::{Exported, own_path, units};
use crate::act::{Act, Provision, ProvisionKind, Reference};
use crate::query::Passage;

/// The namespace of the standard.
pub(super) const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// The element of a kind; `None` for a container that is named by its kind.
fn element(kind: ProvisionKind) -> Option<&'static str> {
    Some(match kind {
        ProvisionKind::Section => "section",
        ProvisionKind::Subsection => "subsection",
        ProvisionKind::Chapter => "chapter",
        ProvisionKind::Subchapter => "subchapter",
        ProvisionKind::Article => "article",
        ProvisionKind::Point => "paragraph",
        ProvisionKind::Subpoint => "subparagraph",
        ProvisionKind::Part => "alinea",
        ProvisionKind::Indent => "indent",
        _ => return None,
    })
}

/// The `eId` of the unit at `path`: `rules/point-3/subpoint-2` is `comp_rules__para_3__subpara_2`.
pub(super) fn eid(path: &str) -> String {
    let segment = |segment: &str| {
        let (word, number) = segment.split_once('-').map_or((segment, None), |(word, number)| (word, Some(number)));
        let token = match word {
            "section" => "sec",
            "subsection" => "subsec",
            "chapter" => "chp",
            "subchapter" => "subchp",
            "article" => "art",
            "point" => "para",
            "subpoint" => "subpara",
            "part" => "al",
            "annex" => "att",
            _ => word,
        };
        match number {
            Some(number) => format!("{token}_{number}"),
            None if token == word => format!("comp_{word}"),
            None => token.to_owned(),
        }
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("__")
}

/// A reference, and where in the words of its unit it stands.
type Placed<'a> = (Range<usize>, &'a Reference);

/// The references of each unit that has any, and its words in the source.
fn references(act: &Act) -> HashMap<&str, (String, Vec<Placed<'_>>)> {
    let of = |(at, references)| {
        let provision: &Provision = &act.provisions[at];
        (provision.path.as_str(), (act.own_text(provision), references))
    };
    act.references_of_provisions().into_iter().map(of).collect()
}

pub(super) fn document(exported: &Exported) -> String {
    let (act, passage) = (&exported.shown.act, &exported.shown.passage);
    let units = units(exported);
    let periods = Periods::of(std::iter::once(passage).chain(units.iter().map(|(_, passage)| *passage)));
    let references = exported.source.as_ref().map(references).unwrap_or_default();
    let own: HashMap<&str, &Passage> = units.iter().map(|(_, passage)| (own_path(&act.id, passage), *passage)).collect();
    let notes = Notes::of(exported);
    let mut xml = Xml::new();
    xml.open("akomaNtoso", &[("xmlns", NAMESPACE)]);
    xml.open("act", &[("name", act.kind.as_str()), ("contains", if exported.told.events.len() > 1 { "singleVersion" } else { "originalVersion" })]);
    akn_meta::meta(&mut xml, exported, &periods);
    xml.open("preface", &[("eId", "preface")]);
    xml.open("longTitle", &[("eId", "preface__longTitle_1")]);
    xml.open("p", &[]);
    xml.text(if act.title.is_empty() { act.id.as_str() } else { &act.title });
    note_references(&mut xml, &notes, act.id.as_str());
    xml.close();
    xml.close();
    xml.close();
    xml.open("body", &[("eId", "body")]);
    let mut open: Vec<usize> = Vec::new();
    for (at, (depth, passage)) in units.iter().enumerate() {
        while open.last().is_some_and(|above| above >= depth) {
            open.pop();
            xml.close();
        }
        let has_children = units.get(at + 1).is_some_and(|(next, _)| next > depth);
        // Of another day's words it is not known where the references stand in them.
        let marks = references.get(own_path(&act.id, passage)).filter(|(text, _)| *text == passage.text).map_or(&[][..], |(_, references)| references);
        unit(&mut xml, &Unit { passage, has_children, marks, path: own_path(&act.id, passage), own: &own, act: act.id.as_str(), notes: &notes }, &periods);
        open.push(*depth);
    }
    xml.finish() + "\n"
}

/// A unit with what is needed to write it.
struct Unit<'a> {
    passage: &'a Passage,
    has_children: bool,
    marks: &'a [Placed<'a>],
    path: &'a str,
    own: &'a HashMap<&'a str, &'a Passage>,
    act: &'a str,
    notes: &'a Notes<'a>,
}

/// The numbers of the notes on each address.
struct Notes<'n>(HashMap<&'n str, Vec<usize>>);

impl<'n> Notes<'n> {
    fn of(exported: &'n Exported) -> Self {
        let mut notes: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, (target, _)) in exported.shown.notes.iter().enumerate() {
            notes.entry(target).or_default().push(at + 1);
        }
        Self(notes)
    }
}

/// Points at the notes on `address`.
fn note_references(xml: &mut Xml, notes: &Notes<'_>, address: &str) {
    for number in notes.0.get(address).into_iter().flatten() {
        xml.empty("noteRef", &[("href", &format!("#note_{number}")), ("marker", &number.to_string())]);
    }
}

/// Opens the element of a unit and writes its own words; what is below it goes inside.
fn unit(xml: &mut Xml, unit: &Unit<'_>, periods: &Periods) {
    let (passage, path) = (unit.passage, unit.path);
    let kind = passage.kind.unwrap_or(ProvisionKind::Component);
    let (eid, period) = (eid(path), periods.name(passage));
    let mut attributes = vec![("eId", eid.as_str()), ("wId", path)];
    let name = element(kind);
    if name.is_none() {
        attributes.push(("name", kind.as_str()));
    }
    if let Some(period) = &period {
        attributes.push(("period", period));
    }
    if passage.tombstone {
        attributes.push(("status", "removed"));
    }
    let text = passage.text.as_str();
    // The heading of a row is its first cell, which is no part of its words.
    if let Some(heading) = passage.heading.as_deref().filter(|heading| !text.contains(heading)) {
        attributes.push(("title", heading));
    }
    xml.open(name.unwrap_or("hcontainer"), &attributes);
    let number = number(text);
    if let Some(number) = number {
        xml.leaf("num", &[], number);
    }
    let start = number.map_or(0, |number| number.len() + 1);
    let rest = text.get(start..).unwrap_or_default();
    let noted = unit.notes.0.contains_key(passage.address.as_str());
    if passage.heading.as_deref() == Some(rest) && !rest.is_empty() && unit.marks.is_empty() {
        xml.open("heading", &[]);
        xml.text(rest);
        note_references(xml, unit.notes, &passage.address);
        xml.close();
    } else if !rest.is_empty() || noted {
        let block = if unit.has_children { "intro" } else { "content" };
        xml.open(block, &[]);
        // The heading of an annex is the end of the words that open it.
        let heading = passage.heading.as_deref().and_then(|heading| Some(start + rest.rfind(heading)?..start + rest.rfind(heading)? + heading.len()));
        let mut at = start;
        for paragraph in rest.split('\n') {
            let end = at + paragraph.len();
            let heading = heading.as_ref().filter(|heading| at <= heading.start && heading.end <= end).map(|heading| heading.start - at..heading.end - at);
            words(xml, unit, paragraph, at, heading, end == text.len());
            at = end + 1;
        }
        xml.close();
    }
}

/// The printed number that the words of a unit begin with.
fn number(text: &str) -> Option<&str> {
    let first = text.split(' ').next().unwrap_or_default();
    let bare = first.trim_end_matches(['.', ')']);
    let is_number = bare.starts_with(|c: char| c.is_ascii_digit());
    (is_number && bare.len() < first.len() && first.len() < text.len() && !first.contains('\n')).then_some(first)
}

/// A paragraph with its references and its heading; it begins at byte `at` of the words of the unit, and is its last one where `is_last`.
fn words(xml: &mut Xml, unit: &Unit<'_>, paragraph: &str, at: usize, heading: Option<Range<usize>>, is_last: bool) {
    xml.open("p", &[]);
    match heading.filter(|heading| paragraph.is_char_boundary(heading.start) && paragraph.is_char_boundary(heading.end)) {
        Some(heading) => {
            run(xml, unit, paragraph, at, 0..heading.start);
            xml.open("inline", &[("name", "heading")]);
            run(xml, unit, paragraph, at, heading.clone());
            xml.close();
            run(xml, unit, paragraph, at, heading.end..paragraph.len());
        }
        None => run(xml, unit, paragraph, at, 0..paragraph.len()),
    }
    if is_last {
        note_references(xml, unit.notes, &unit.passage.address);
    }
    xml.close();
}

/// A stretch of a paragraph with its references.
fn run(xml: &mut Xml, unit: &Unit<'_>, paragraph: &str, at: usize, stretch: Range<usize>) {
    let mut done = stretch.start;
    for (range, reference) in unit.marks {
        let (Some(start), Some(end)) = (range.start.checked_sub(at), range.end.checked_sub(at)) else { continue };
        if end > stretch.end {
            continue;
        }
        let (Some(before), Some(inside), Some(href)) = (paragraph.get(done..start), paragraph.get(start..end), href(unit, reference)) else { continue };
        xml.text(before);
        xml.leaf("ref", &[("href", &href)], inside);
        done = end;
    }
    xml.text(paragraph.get(done..stretch.end).unwrap_or_default());
}

/// Where a reference leads: to a unit of this document, or to another act.
fn href(unit: &Unit<'_>, reference: &Reference) -> Option<String> {
    let path = reference.target.path.as_ref().map(|path| path.as_str());
    match &reference.target.act {
        None => {
            let path = path?;
            let here = unit.own.contains_key(path);
            Some(if here { format!("#{}", eid(path)) } else { format!("{}#{}", work(unit.act, None), eid(path)) })
        }
        Some(cited) => {
            let id = cited.id.clone().or_else(|| cited.derive_id())?;
            let work = work(id.as_str(), cited.date);
            Some(path.map_or(work.clone(), |path| format!("{work}#{}", eid(path))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_ids_of_the_standard() {
        let cases = [
            ("rules/point-3/subpoint-2", "comp_rules__para_3__subpara_2"),
            ("article-21-1/point-2", "art_21-1__para_2"),
            ("rules-2/annex-3-1", "rules_2__att_3-1"),
            ("preamble", "comp_preamble"),
            ("rules/point-11/subpoint-3~2", "comp_rules__para_11__subpara_3~2"),
            ("point-1/amend-7/new/point-34", "para_1__amend_7__comp_new__para_34"),
        ];
        for (path, meant) in cases {
            assert_eq!(eid(path), meant);
        }
    }
}
