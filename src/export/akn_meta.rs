//! Akoma Ntoso 3.0: what is known about the text.

use std::collections::BTreeMap;

use super::akn::eid;
use super::xml::Xml;
use super::{Exported, own_path};
use crate::act::{Date, Operation, Status};
use crate::history::{Event, EventKind};
use crate::query::Passage;

/// The namespace of what the standard has no place for.
const OWN_NAMESPACE: &str = "urn:x-tarmaq:1";
/// Who says what stands in the document.
const US: &str = "#tarmaq";

/// The address of the act `id` as a work: `/akn/kz/act/2018-01-04/V1800016354`.
pub(super) fn work(id: &str, adopted: Option<Date>) -> String {
    adopted.map_or_else(|| format!("/akn/kz/act/{id}"), |day| format!("/akn/kz/act/{day}/{id}"))
}

/// The stretches of days in which the units of a document hold.
pub(super) struct Periods {
    /// First day and the first one after it, and their numbers.
    of: BTreeMap<(Option<Date>, Option<Date>), usize>,
}

fn period(passage: &Passage) -> (Option<Date>, Option<Date>) {
    let day = |day: &Option<crate::query::EffectiveDate>| day.as_ref().and_then(|day| day.earliest.or(day.latest));
    (day(&passage.validity.from), day(&passage.validity.until))
}

impl Periods {
    pub(super) fn of<'p>(passages: impl Iterator<Item = &'p Passage>) -> Self {
        let mut of: BTreeMap<_, usize> = passages.map(period).filter(|(from, until)| from.is_some() || until.is_some()).map(|known| (known, 0)).collect();
        of.values_mut().enumerate().for_each(|(at, number)| *number = at + 1);
        Self { of }
    }

    /// What the period of a passage is called.
    pub(super) fn name(&self, passage: &Passage) -> Option<String> {
        self.of.get(&period(passage)).map(|number| format!("#tmpg_{number}"))
    }
}

/// Everything that stands before the text.
pub(super) fn meta(xml: &mut Xml, exported: &Exported, periods: &Periods) {
    let act = &exported.shown.act;
    let adopted = act.adopted.iter().filter_map(|one| one.date).max();
    let changes: Vec<&Event> = exported.told.events.iter().map(|happened| &happened.event).filter(|event| event.stands()).collect();
    let events = days(exported, &changes, periods);
    xml.open("meta", &[]);
    identification(xml, exported, adopted);
    if let Some(published) = act.published {
        xml.empty("publication", &[("date", &published.to_string()), ("name", "first official publication"), ("showAs", "First official publication")]);
    }
    if !events.is_empty() {
        xml.open("lifecycle", &[("source", US)]);
        for (day, (number, kind, source)) in &events {
            let eid = format!("evt_{number}");
            xml.empty("eventRef", &[("eId", &eid), ("date", &day.to_string()), ("type", kind), ("source", source)]);
        }
        xml.close();
    }
    modifications(xml, exported, &changes);
    if !periods.of.is_empty() {
        xml.open("temporalData", &[("source", US)]);
        for ((from, until), number) in &periods.of {
            xml.open("temporalGroup", &[("eId", &format!("tmpg_{number}"))]);
            let name = |day: &Option<Date>| day.as_ref().and_then(|day| events.get(day)).map(|(number, ..)| format!("#evt_{number}"));
            let (start, end) = (name(from), name(until));
            let mut attributes = vec![("refersTo", "#inForce")];
            attributes.extend(start.as_deref().map(|start| ("start", start)));
            attributes.extend(end.as_deref().map(|end| ("end", end)));
            xml.empty("timeInterval", &attributes);
            xml.close();
        }
        xml.close();
    }
    references(xml, exported, adopted, &changes);
    notes(xml, exported);
    own_facts(xml, exported);
    xml.close();
}

/// The notes of the publisher, which are pointed at where they belong.
fn notes(xml: &mut Xml, exported: &Exported) {
    if exported.shown.notes.is_empty() {
        return;
    }
    xml.open("notes", &[("source", US)]);
    for (at, (_, words)) in exported.shown.notes.iter().enumerate() {
        xml.open("note", &[("eId", &format!("note_{}", at + 1))]);
        xml.leaf("p", &[], words);
        xml.close();
    }
    xml.close();
}

/// What the standard has no place for: each adoption with who adopted it, the entry in the register, whether the act is in force.
fn own_facts(xml: &mut Xml, exported: &Exported) {
    let act = &exported.shown.act;
    xml.open("proprietary", &[("source", US)]);
    let dated = |date: Option<Date>, number: Option<&str>, issuer: Option<&str>| {
        let day = date.map(|day| day.to_string());
        let told = [("date", day), ("number", number.map(str::to_owned)), ("issuer", issuer.map(str::to_owned))];
        told.into_iter().filter_map(|(name, value)| Some((name, value?))).collect::<Vec<(&str, String)>>()
    };
    let mut fact = |name: &'static str, told: &[(&'static str, String)]| {
        let attributes = [("xmlns:t", OWN_NAMESPACE)].into_iter().chain(told.iter().map(|(name, value)| (*name, value.as_str())));
        xml.empty(name, &attributes.collect::<Vec<_>>());
    };
    for one in &act.adopted {
        fact("t:adopted", &dated(one.date, one.number.as_deref(), one.issuer.as_deref()));
    }
    if let Some(entry) = &act.registered {
        fact("t:registered", &dated(entry.date, Some(&entry.number), None));
    }
    fact("t:standing", &[("value", act.status.as_str().to_owned())]);
    xml.close();
}

/// The acts that are named as those that changed this one, each once, in order.
fn makers<'e>(changes: &[&'e Event]) -> Vec<(String, &'e Event)> {
    let mut makers: Vec<(String, &Event)> = Vec::new();
    for event in changes.iter().filter(|event| event.kind != EventKind::Enacted) {
        let href = href_of(event);
        if makers.iter().all(|(known, _)| *known != href) {
            makers.push((href, event));
        }
    }
    makers
}

/// The work that made a change: by its id, else by its day and number.
fn href_of(event: &Event) -> String {
    let by = &event.by;
    let name = by.id.as_ref().map(ToString::to_string).or_else(|| by.number.as_ref().map(|number| number.replace(char::is_whitespace, "_")));
    work(&name.unwrap_or_else(|| "unnamed".to_owned()), by.date)
}

/// The days of the document, each with its number, what happened on it, and the reference that tells of it.
fn days(exported: &Exported, changes: &[&Event], periods: &Periods) -> BTreeMap<Date, (usize, &'static str, String)> {
    let makers = makers(changes);
    let mut days: BTreeMap<Date, (usize, &'static str, String)> = BTreeMap::new();
    for event in changes {
        let Some(day) = event.effective.earliest.or(event.effective.latest) else { continue };
        let (kind, source) = match event.kind {
            EventKind::Enacted => ("generation", "#original".to_owned()),
            kind => {
                let at = makers.iter().position(|(known, _)| *known == href_of(event)).unwrap_or(0);
                let whole = event.target.is_none() && kind == EventKind::Changed(Operation::Repeal);
                (if whole { "repeal" } else { "amendment" }, format!("#ref_{}", at + 1))
            }
        };
        days.entry(day).or_insert((0, kind, source));
    }
    let bounds = periods.of.keys().flat_map(|(from, until)| [*from, *until]).flatten();
    for day in bounds {
        days.entry(day).or_insert((0, "amendment", "#original".to_owned()));
    }
    // where no event tells the day on which it ended, that of the act that did it
    let told = changes.iter().any(|event| event.target.is_none() && event.kind == EventKind::Changed(Operation::Repeal));
    if exported.shown.act.status == Status::Repealed
        && !told
        && let Some(day) = exported.shown.act.repealed_on
    {
        days.entry(day).or_insert((0, "repeal", "#original".to_owned()));
    }
    days.values_mut().enumerate().for_each(|(at, day)| day.0 = at + 1);
    days
}

fn identification(xml: &mut Xml, exported: &Exported, adopted: Option<Date>) {
    let act = &exported.shown.act;
    let as_of = exported.as_of.to_string();
    let work = work(act.id.as_str(), adopted);
    // An act that prints no day has that of the copy, and a name that says so.
    let (date, name) = adopted
        .or_else(|| act.registered.as_ref().and_then(|entry| entry.date))
        .map(|day| (day, "adoption"))
        .unwrap_or((act.retrieved.unwrap_or(exported.as_of), "copy"));
    let author = if act.issuers.is_empty() { "#unknown" } else { "#issuer_1" };
    xml.open("identification", &[("source", US)]);
    xml.open("FRBRWork", &[]);
    xml.empty("FRBRthis", &[("value", &format!("{work}/!main"))]);
    xml.empty("FRBRuri", &[("value", &work)]);
    xml.empty("FRBRalias", &[("value", &act.id.to_string()), ("name", "adilet")]);
    xml.empty("FRBRdate", &[("date", &date.to_string()), ("name", name)]);
    xml.empty("FRBRauthor", &[("href", author)]);
    xml.empty("FRBRcountry", &[("value", "kz")]);
    xml.empty("FRBRsubtype", &[("value", act.kind.as_str())]);
    for number in act.adopted.iter().filter_map(|one| one.number.as_deref()) {
        xml.empty("FRBRnumber", &[("value", number)]);
    }
    if !act.title.is_empty() {
        xml.empty("FRBRname", &[("value", &act.title)]);
    }
    xml.close();
    let expression = format!("{work}/kaz@{as_of}");
    xml.open("FRBRExpression", &[]);
    xml.empty("FRBRthis", &[("value", &format!("{expression}/!main"))]);
    xml.empty("FRBRuri", &[("value", &expression)]);
    xml.empty("FRBRdate", &[("date", &as_of), ("name", "version")]);
    xml.empty("FRBRauthor", &[("href", US)]);
    xml.empty("FRBRlanguage", &[("language", "kaz")]);
    xml.close();
    xml.open("FRBRManifestation", &[]);
    xml.empty("FRBRthis", &[("value", &format!("{expression}/!main.xml"))]);
    xml.empty("FRBRuri", &[("value", &format!("{expression}.xml"))]);
    xml.empty("FRBRdate", &[("date", &as_of), ("name", "export")]);
    xml.empty("FRBRauthor", &[("href", US)]);
    if exported.shown.passage.path.is_some() {
        let portion = format!("#{}", eid(own_path(&act.id, &exported.shown.passage)));
        xml.empty("FRBRportion", &[("from", &portion), ("showAs", &exported.shown.passage.citation.short)]);
    }
    xml.close();
    xml.close();
}

/// What other acts did to this one.
fn modifications(xml: &mut Xml, exported: &Exported, changes: &[&Event]) {
    let made: Vec<(&Event, Operation)> = changes
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::Changed(op) => Some((*event, op)),
            EventKind::Enacted | EventKind::Expired => None,
        })
        .collect();
    if made.is_empty() {
        return;
    }
    xml.open("analysis", &[("source", US)]);
    xml.open("passiveModifications", &[]);
    for (at, (event, op)) in made.into_iter().enumerate() {
        let (name, kind) = match op {
            Operation::Add | Operation::AddWords => ("textualMod", "insertion"),
            Operation::Delete | Operation::DeleteWords | Operation::Repeal => ("textualMod", "repeal"),
            Operation::Suspend => ("efficacyMod", "inapplication"),
            Operation::ReplaceWords => ("textualMod", "replacement"),
            _ => ("textualMod", "substitution"),
        };
        let source = event.unit.as_ref().map_or_else(|| href_of(event), |unit| format!("{}#{}", href_of(event), eid(unit.as_str())));
        let whole = || work(exported.shown.act.id.as_str(), exported.shown.act.adopted.iter().filter_map(|one| one.date).max());
        let target = event.target.as_ref().map_or_else(whole, |target| format!("#{}", eid(target.as_str())));
        xml.open(name, &[("type", kind), ("eId", &format!("pmod_{}", at + 1))]);
        xml.empty("source", &[("href", &source)]);
        xml.empty("destination", &[("href", &target)]);
        xml.close();
    }
    xml.close();
    xml.close();
}

fn references(xml: &mut Xml, exported: &Exported, adopted: Option<Date>, changes: &[&Event]) {
    let act = &exported.shown.act;
    xml.open("references", &[("source", US)]);
    let title = if act.title.is_empty() { act.id.as_str() } else { &act.title };
    xml.empty("original", &[("eId", "original"), ("href", &work(act.id.as_str(), adopted)), ("showAs", title)]);
    for (at, (href, event)) in makers(changes).into_iter().enumerate() {
        let by = &event.by;
        let told = [by.issuer.clone(), by.date.map(|day| day.to_string()), by.number.as_ref().map(|number| format!("№ {number}"))];
        let told: Vec<String> = told.into_iter().flatten().collect();
        let told = if told.is_empty() { href.clone() } else { told.join(" ") };
        xml.empty("passiveRef", &[("eId", &format!("ref_{}", at + 1)), ("href", &href), ("showAs", &told)]);
    }
    xml.empty("TLCOrganization", &[("eId", "tarmaq"), ("href", "/akn/ontology/organization/tarmaq"), ("showAs", "Tarmaq")]);
    for (at, issuer) in act.issuers.iter().enumerate() {
        let name = format!("issuer_{}", at + 1);
        xml.empty("TLCOrganization", &[("eId", &name), ("href", &format!("/akn/ontology/organization/kz/{name}")), ("showAs", issuer)]);
    }
    if act.issuers.is_empty() {
        xml.empty("TLCOrganization", &[("eId", "unknown"), ("href", "/akn/ontology/organization/unknown"), ("showAs", "not told")]);
    }
    xml.empty("TLCConcept", &[("eId", "inForce"), ("href", "/akn/ontology/concept/inForce"), ("showAs", "in force")]);
    xml.close();
}
