//! An act whose parts the source itself tells apart.
//!
//! Nothing is worked out of the words that the source says: which parts there are, where each stands, what it is called. What it does not say is read as in
//! any other act: instructions, notes, the day on which the act takes effect.

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as Unknown;

use super::build::{Builder, Unit};
use super::{Structure, commence, draft, head, instruct, note, repeal, settle};
use crate::act::{ActKind, Adoption, Date, Provision, ProvisionKind, ProvisionPath, Registration, Requisites, Status};
use crate::text::{CleanText, LineRange, Problem, ProblemCode, Reading, SourceSpan, SourceText, Span, Told, ToldEntry, ToldUnit};

/// The structure of `text` as `told` has it.
pub(super) fn read(source: &SourceText, text: &CleanText, told: &Told) -> Reading<Structure> {
    let mut builder = Builder::new(source, text);
    let home = Home::new(text, told);
    // The provision of each unit; one whose address says nothing is read with what it stands in.
    let mut provisions: Vec<Option<usize>> = Vec::with_capacity(told.units.len());
    for unit in &told.units {
        let parent = unit.parent.and_then(|parent| provisions.get(parent).copied().flatten());
        provisions.push(open(&mut builder, unit, parent, &home));
    }
    for (unit, provision) in told.units.iter().zip(&provisions) {
        notes(&mut builder, &unit.notes, *provision, &home);
    }
    notes(&mut builder, &told.notes, None, &home);
    let requisites = requisites(told, &home);
    instruct::of_told(&mut builder);
    let is_draft = |unit: &&Provision| unit.parent.is_none() && unit.heading.as_deref().is_some_and(draft::is_headed);
    builder.drafts = builder.provisions.iter().filter(is_draft).map(|unit| unit.path.clone()).collect();
    let drafted = builder.take_drafted();
    settle::place_annexes(&mut builder);
    settle::lists_without_lines(&mut builder);
    repeal::listed(&mut builder, &requisites.title);
    let own: Vec<usize> = proper(&builder);
    commence::commence(&mut builder, &own, requisites.registered.as_ref().and_then(|entry| entry.date));
    if told.units.is_empty() {
        let message = "the document tells no part of an act apart; it is read as a plain text";
        builder.problems.push(Problem::new(ProblemCode::NotAnAct, LineRange::new(1, 1), message));
    }
    builder.settle_lines();
    let id = told.id.as_deref().and_then(|id| id.parse().ok()).or_else(|| head::derive_id(&requisites));
    builder.problems.sort_by_key(|problem| problem.lines);
    let structure = Structure { id, requisites, provisions: builder.provisions, amendments: builder.amendments, drafted, notes: builder.notes };
    Reading { value: structure, problems: builder.problems }
}

/// Where the printed words that the source names stand in the repaired text.
struct Home {
    spans: HashMap<SourceSpan, Span>,
}

impl Home {
    fn new(text: &CleanText, told: &Told) -> Self {
        let mut all: Vec<SourceSpan> = told.title.iter().map(|(_, span)| *span).chain(told.notes.iter().copied()).collect();
        all.extend(told.units.iter().flat_map(|unit| unit.own.iter().chain(&unit.heading).chain(&unit.notes)));
        all.sort_unstable();
        all.dedup();
        let found = text.map.to_clean(&all).into_iter().zip(&all).filter_map(|(span, home)| {
            let (words, start) = (text.slice(span?), span?.range().start);
            let skipped = words.len() - words.trim_start().len();
            let span = Span::new(start + skipped..start + skipped + words.trim().len());
            (!span.is_empty()).then_some((*home, span))
        });
        Self { spans: found.collect() }
    }

    fn get(&self, span: SourceSpan) -> Option<Span> {
        self.spans.get(&span).copied()
    }
}

fn open(builder: &mut Builder<'_>, unit: &ToldUnit, parent: Option<usize>, home: &Home) -> Option<usize> {
    let path: ProvisionPath = unit.path.parse().ok()?;
    let named = || unit.kind.as_deref().and_then(|name| ProvisionKind::ALL.iter().copied().find(|kind| kind.as_str() == name));
    let kind = path.kind().or_else(named)?;
    let last = path.segments().next_back().unwrap_or_default();
    // A second unit of a number has `~2` after it; it has that number all the same.
    let bare = last.split('~').next().unwrap_or(last);
    let number = bare.split_once('-').map(|(_, number)| number).filter(|_| kind != ProvisionKind::Component);
    let own: Vec<Span> = unit.own.iter().filter_map(|&span| home.get(span)).collect();
    let at = builder.open(Unit { kind, number, segment: last.to_owned(), parent, base: path.parent() }, own.first().copied());
    for &span in own.iter().skip(1) {
        builder.append(at, span);
    }
    let printed = unit.heading.and_then(|span| home.get(span)).map(|span| builder.text.slice(span).to_owned());
    builder.provisions[at].heading = printed.or_else(|| unit.title.clone());
    builder.provisions[at].tombstone = unit.tombstone;
    Some(at)
}

fn notes(builder: &mut Builder<'_>, notes: &[SourceSpan], of: Option<usize>, home: &Home) {
    for span in notes.iter().filter_map(|&span| home.get(span)) {
        let paragraph = builder.text.paragraph_at(span.start);
        note::read(builder, paragraph, span, of);
    }
}

/// The paragraphs of the act proper: not of what it approves, of its annexes, or of the wording it quotes.
fn proper(builder: &Builder<'_>) -> Vec<usize> {
    let apart = |kind: ProvisionKind| matches!(kind, ProvisionKind::Component | ProvisionKind::Annex | ProvisionKind::Amendment);
    let mut is_proper = vec![true; builder.provisions.len()];
    let mut paragraphs = Vec::new();
    for (at, provision) in builder.provisions.iter().enumerate() {
        is_proper[at] = !apart(provision.kind) && provision.parent.is_none_or(|parent| is_proper[parent]);
        if is_proper[at] {
            paragraphs.extend(provision.own.iter().map(|span| builder.text.paragraph_at(span.start)));
        }
    }
    paragraphs
}

fn requisites(told: &Told, home: &Home) -> Requisites {
    let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse::<Date>().ok());
    let adoption = |entry: &ToldEntry| Adoption { date: day(&entry.date), number: entry.number.clone(), issuer: entry.issuer.clone() };
    let registration = |entry: &ToldEntry| Some(Registration { date: day(&entry.date), number: entry.number.clone()?, local: entry.issuer.is_some() });
    Requisites {
        title: told.title.as_ref().map(|(title, _)| title.clone()).unwrap_or_default(),
        title_span: told.title.as_ref().and_then(|(_, span)| home.get(*span)),
        kind: named(told.kind.as_deref()).unwrap_or(ActKind::Other),
        issuers: told.issuers.clone(),
        adopted: told.adopted.iter().map(adoption).collect(),
        registered: told.registered.as_ref().and_then(registration),
        status: named(told.status.as_deref()).unwrap_or(Status::InForce),
        repealed_by: None,
        language: "kk".to_owned(),
    }
}

/// What `name` is called in JSON.
fn named<'n, T: Deserialize<'n>>(name: Option<&'n str>) -> Option<T> {
    let name: serde::de::value::BorrowedStrDeserializer<'n, Unknown> = serde::de::value::BorrowedStrDeserializer::new(name?);
    T::deserialize(name.into_deserializer()).ok()
}
