//! Acts to wordings, on an act of 2,000 provisions and 300 events: putting it together, and asking it.

use divan::Bencher;
use tarmaq::act::{
    Act, ActKind, Adoption, Amendment, AmendmentTarget, CitedAct, Commencement, Date, Operation, Provision, ProvisionPath, Requisites, Status, WordChange,
};
use tarmaq::diff;
use tarmaq::history::{History, Publications, State, StoredHistory};
use tarmaq::text::{CleanBuilder, LineRange, SourceText, Span};

fn main() {
    divan::main();
}

/// An order of these units, each a line, in force from its day on.
fn order(id: &str, day: Date, units: &[(String, String)]) -> Act {
    let text: String = units.iter().map(|(_, text)| format!("{text}\n")).collect();
    let source = SourceText::new(format!("{id}.txt"), text);
    let mut clean = CleanBuilder::new(&source);
    for line in source.lines() {
        clean.keep(line.span);
        clean.end_paragraph();
    }
    let clean = clean.finish();
    let mut provisions: Vec<Provision> = Vec::with_capacity(units.len());
    let mut places = std::collections::HashMap::new();
    for (at, (path, _)) in units.iter().enumerate() {
        let path: ProvisionPath = path.parse().expect("an address");
        let parent = path.parent().and_then(|parent| places.get(&parent).copied());
        let line = u32::try_from(at + 1).expect("a line number");
        places.insert(path.clone(), at);
        provisions.push(Provision {
            kind: path.kind().expect("a kind"),
            path,
            number: None,
            parent,
            grouping: Vec::new(),
            heading: None,
            own: vec![clean.paragraphs[at].span],
            lines: LineRange::new(line, line),
            tombstone: false,
        });
    }
    Act {
        id: id.parse().expect("an id"),
        requisites: Requisites {
            title: format!("{id} туралы"),
            title_span: None,
            kind: ActKind::Order,
            issuers: Vec::new(),
            adopted: vec![Adoption { date: Some(day), number: Some(id.to_owned()), issuer: None }],
            registered: None,
            status: Status::InForce,
            repealed_by: None,
            language: "kk".to_owned(),
        },
        provisions,
        commencement: Commencement::On(day),
        amendments: Vec::new(),
        notes: Vec::new(),
        references: Vec::new(),
        terms: Vec::new(),
        problems: Vec::new(),
        source,
        text: clean,
    }
}

fn day(offset: i64) -> Date {
    "2020-01-01".parse::<Date>().and_then(|day| day.plus_days(offset)).expect("a day of the calendar")
}

/// 500 points of three subpoints each, and 30 orders of ten instructions on them: new wordings, words replaced, points taken out.
fn acts() -> Vec<Act> {
    let point = |n: usize| {
        let own = (format!("point-{n}"), format!("{n}. Көрсетілетін қызметті беруші құжаттарды {n} жұмыс күні ішінде қарайды және мыналарды жібереді:"));
        let below = move |m: usize| (format!("point-{n}/subpoint-{m}"), format!("{m}) өтініш берушінің {n}-{m} нысаны бойынша толтырылған хабарламасы;"));
        std::iter::once(own).chain((1..4).map(below))
    };
    let units: Vec<(String, String)> = (1..=500).flat_map(point).collect();
    let mut acts = vec![order("A", day(0), &units)];
    for number in 0..30 {
        let targets: Vec<usize> = (1..=10).map(|n| number * 10 + n).collect();
        let new = targets.iter().enumerate().map(|(n, at)| (format!("point-1/amend-{n}/new/point-{at}"), format!("{at}. Жаңа {number} редакция.")));
        let units: Vec<(String, String)> = std::iter::once(("point-1".to_owned(), "1. Енгізілсін:".to_owned())).chain(new).collect();
        let mut amending = order(&format!("B{number}"), day(100 + 10 * i64::try_from(number).expect("a small number")), &units);
        let instruction = |(n, at): (usize, &usize)| {
            let op = [Operation::Reword, Operation::ReplaceWords, Operation::Delete][n % 3];
            let root: ProvisionPath = format!("point-1/amend-{n}/new/point-{at}").parse().expect("an address");
            let words = WordChange { old: Some("құжаттарды".to_owned()), new: Some("өтінішті".to_owned()), after: None };
            Amendment {
                unit: format!("point-1/amend-{n}").parse().expect("an address"),
                op,
                target: AmendmentTarget { act: Some(CitedAct { id: "A".parse().ok(), ..CitedAct::default() }), path: format!("point-{at}").parse().ok() },
                new: if op == Operation::Reword { vec![root] } else { Vec::new() },
                replacement: (op == Operation::ReplaceWords).then_some(words),
                commencement: amending.commencement.clone(),
                span: Span::new(0..0),
                lines: LineRange::new(1, 1),
            }
        };
        amending.amendments = targets.iter().enumerate().map(instruction).collect();
        acts.push(amending);
    }
    acts
}

fn stored(acts: &[Act]) -> Vec<u8> {
    let history = History::build(acts, &Publications::default()).value;
    let act = &history.acts[&"A".parse().expect("an id")];
    assert_eq!((act.timelines.len(), act.events.len()), (2_001, 301));
    StoredHistory::write(act, &history.findings).expect("it can be written")
}

/// All texts to all wordings.
#[divan::bench]
fn consolidate(bencher: Bencher<'_, '_>) {
    let acts = acts();
    bencher.bench_local(|| assert_eq!(History::build(&acts, &Publications::default()).value.acts.len(), 31));
}

/// One provision on one day, out of the bytes in the index.
#[divan::bench]
fn one_provision_from_the_index(bencher: Bencher<'_, '_>) {
    let bytes = stored(&acts());
    let path = "point-2".parse().ok();
    bencher.bench_local(|| {
        let stored = StoredHistory::read(bytes.clone()).expect("it was written");
        let timeline = stored.timeline(path.as_ref()).expect("it was written").expect("the act has this point");
        let on = timeline.as_of(&stored.act().events, day(500));
        assert!(on.state == State::InForce && on.text().is_some_and(|text| text.text.contains("өтінішті 2")));
    });
}

/// The whole act on one day, out of the bytes in the index.
#[divan::bench]
fn whole_act_from_the_index(bencher: Bencher<'_, '_>) {
    let bytes = stored(&acts());
    bencher.bench_local(|| {
        let act = StoredHistory::read(bytes.clone()).and_then(|stored| stored.whole()).expect("it was written");
        assert_eq!(diff::units(&act, None, day(500)).len(), 1_300);
    });
}

/// What is different in the whole act between two days.
#[divan::bench]
fn compare_two_days(bencher: Bencher<'_, '_>) {
    let act = StoredHistory::read(stored(&acts())).and_then(|stored| stored.whole()).expect("it was written");
    bencher.bench_local(|| {
        let (before, after) = (diff::units(&act, None, day(50)), diff::units(&act, None, day(500)));
        let changes = diff::diff(&before, &after);
        assert!(changes.len() > 300 && diff::apply(&before, &changes) == after);
    });
}
