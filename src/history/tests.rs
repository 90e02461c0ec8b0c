//! Worked days over the acts of the corpus.

mod adopted;
mod bound;
mod commencement;
mod doubts;
mod drafted;
mod hostile;
mod kept_back;
mod named_documents;

mod parts;
mod renumbered;
mod rescheduled;
mod restated;
mod standing;
mod titles;
mod unbegun;

use std::path::Path;

use super::*;
use crate::act::{
    Act, ActId, ActKind, Adoption, Amendment, AmendmentNote, AmendmentTarget, CitedAct, Commencement, CommencementTerms, Date, NoteEffect, NoteEvent,
    Operation, Provision, ProvisionNumber, ProvisionPath, Requisites, Status, WordChange,
};
use crate::ingest::read_file;
use crate::text::{LineRange, Span};

fn read(name: &str) -> Act {
    read_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)).unwrap().act
}

pub(super) fn day(day: &str) -> Date {
    day.parse().unwrap()
}

fn address(address: &str) -> Address {
    address.parse().unwrap()
}

fn path(path: &str) -> ProvisionPath {
    path.parse().unwrap()
}

fn on(history: &History, address: &str, asked: &str) -> String {
    let on = history.as_of(&address.parse().unwrap(), day(asked)).unwrap_or_else(|| panic!("{address} is not there"));
    let mut shown = format!("{} {}", on.state.as_str(), on.certainty.as_str());
    for alternative in &on.alternatives {
        shown += &format!(" | {}", alternative.state.as_str());
    }
    shown
}

fn corpus() -> Vec<Act> {
    ["V1800016354.txt", "P2200000807.txt", "V1200007775.txt", "V2000021165.txt", "kandastar-suraq-jauap.txt"].map(read).into()
}

#[test]
fn worked_days() {
    let history = History::build(&corpus(), &Publications::default()).value;
    // (address, day, state and certainty | what else may have held, why)
    let cases = [
        ("V1800016354/rules/point-14-1", "2022-11-22", "not_yet certain", "the day before the order of 2022-11-23"),
        ("V1800016354/rules/point-14-1", "2022-12-03", "not_yet certain", "published on its own day at the earliest: not before the 4th"),
        ("V1800016354/rules/point-14-1", "2022-12-04", "in_force possible | not_yet", "the first day it can be"),
        ("V1800016354/rules/point-14-1", "2023-01-01", "in_force possible | not_yet", "no day of publication, no copy that bounds it"),
        ("V1800016354/rules/annex-3", "2025-12-31", "wording_unknown certain", "№ 577 takes effect the day after; the text before it is not in the corpus"),
        ("V1800016354/rules/annex-3", "2026-01-01", "in_force possible | wording_unknown", "№ 577 has come; № 730 is in the text too and may not have"),
        ("V1800016354/rules/annex-3/row-8", "2025-12-31", "wording_unknown certain", "the note does not tell which rows"),
        ("V1800016354/rules/annex-2", "2022-12-03", "wording_unknown certain", "before it was taken out"),
        ("V1800016354/rules/annex-2", "2023-12-03", "ended possible | wording_unknown", "taken out by № 628"),
        ("V1800016354/rules/point-3", "2018-01-03", "not_yet certain", "the day before the order"),
        ("V1800016354/rules/point-3", "2020-01-01", "wording_unknown possible | not_yet", "the rules of that time are not in the corpus"),
        ("V1800016354/rules/point-3", "2025-12-15", "wording_unknown certain", "№ 730 not before the 16th"),
        ("V1800016354/rules/point-3", "2025-12-16", "in_force possible | wording_unknown", "№ 730 from now on, perhaps"),
        ("V1800016354/rules/point-12", "2020-12-16", "wording_unknown possible | not_yet", "the rules were replaced as a whole in 2022"),
        ("V1800016354/rules/point-12", "2025-12-16", "in_force possible | wording_unknown", "as the rules of 2022 have it"),
        ("P1200000148/rules/point-32", "2011-01-01", "not_yet certain", "before the act that P2200000807 amends"),
        ("P1200000148/rules/point-32", "2022-01-01", "not_yet certain", "added by P2200000807"),
        ("P1200000148/rules/point-32", "2023-01-01", "in_force possible | not_yet", "its publication is not known"),
        ("P1200000148/rules/point-10", "2022-01-01", "wording_unknown possible | not_yet", "P2200000807 tells only the new wording"),
        ("P1200000148/rules/point-10/part-14", "2023-01-01", "in_force possible | wording_unknown", "wording inside the new point"),
        ("V1200007775/regulation/point-3", "2012-06-13", "not_yet certain", "the day before the order"),
        ("V1200007775/regulation/point-3", "2012-07-08", "not_yet certain", "registered on 2012-06-28"),
        (
            "V1200007775/regulation/point-3",
            "2014-03-21",
            "in_force possible | not_yet",
            "№ 152 of 2014-03-11 repeals it, not yet today, and tells nothing till then",
        ),
        ("V1200007775/regulation/point-3", "2014-03-22", "ended possible | in_force", "the first day the repeal can have come"),
        ("V1200007775/regulation/point-3", "2020-01-01", "ended possible | in_force", "repealed: shown as such, with its text as the alternative"),
    ];
    for (address, asked, want, why) in cases {
        assert_eq!(on(&history, address, asked), want, "{address} on {asked}: {why}");
    }
}

#[test]
fn a_known_publication_leaves_no_doubt() {
    let mut published = Publications::default();
    published.publish_cited(day("2022-11-23"), "11-1-4/628", None, day("2022-11-25"), "V1800016354.source.toml");
    let history = History::build(&corpus(), &published).value;
    for (asked, want) in [("2022-12-05", "not_yet certain"), ("2022-12-06", "in_force certain")] {
        assert_eq!(on(&history, "V1800016354/rules/point-14-1", asked), want, "published 2022-11-25, ten days: on 2022-12-06");
    }
    let of = history.as_of(&"V1800016354/rules/point-14-1".parse().unwrap(), day("2022-12-06")).unwrap();
    assert_eq!(of.interval.from.as_ref().unwrap().basis, "published 2022-11-25");
}

#[test]
fn a_copy_bounds_what_it_shows() {
    let mut known = Publications::default();
    known.retrieve("V1800016354.txt", day("2026-02-01"));
    let history = History::build(&corpus(), &known).value;
    assert_eq!(on(&history, "V1800016354/rules/point-3", "2026-01-31"), "in_force possible | wording_unknown");
    assert_eq!(on(&history, "V1800016354/rules/point-3", "2026-02-01"), "in_force certain");
    assert_eq!(on(&history, "V1800016354/rules/annex-3", "2026-02-01"), "in_force certain");
}

#[test]
fn publication_is_harvested_from_acts_that_print_it() {
    // V2000021165: «2016 жылғы 30 желтоқсанда … эталондық бақылау банкінде жарияланған»
    let history = History::build(&corpus(), &Publications::default()).value;
    let act = history.act(&"V1600014531".parse().unwrap()).unwrap();
    assert!(act.only_cited());
    assert_eq!(act.events[0].published, Some(day("2016-12-30")));
}

#[test]
fn wording_from_an_amending_act_names_its_file_and_lines() {
    let history = History::build(&corpus(), &Publications::default()).value;
    let of = history.as_of(&"P1200000148/rules/point-32".parse().unwrap(), day("2023-01-01")).unwrap();
    let text = of.text().unwrap();
    assert_eq!((text.source.file.as_str(), text.source.lines.to_string().as_str()), ("P2200000807.txt", "112-119"));
    assert_eq!(text.via.as_ref().unwrap().to_string(), "P2200000807/point-1/amend-2/new/point-32");
    let events = history.events(&"P1200000148/rules/point-32".parse().unwrap());
    assert_eq!(events.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(), ["enacted", "add"]);
    assert_eq!(events[1].unit.as_ref().unwrap().as_str(), "point-1/amend-2");
    let chapter = history.as_of(&"V1600014531/rules/point-58/part-2".parse().unwrap(), day("2021-01-01")).unwrap();
    assert_eq!(chapter.state, State::InForce, "a point of a chapter that was added as a whole");
    let part = history.as_of(&"V1600014531/rules/point-23/part-1".parse().unwrap(), day("2021-01-01")).unwrap();
    assert!(part.text().unwrap().text.starts_with("23. "), "the first part is the unit's own text");
    let row = history.as_of(&"V1600014531/rules/annex-3-1/row-1".parse().unwrap(), day("2021-01-01")).unwrap();
    assert_eq!(row.text().unwrap().source.file, "V2000021165.txt", "the second annex of the amending order");
}

#[test]
fn neither_order_nor_repetition_makes_a_difference() {
    let acts = corpus();
    let once = History::build(&acts, &Publications::default());
    let mut other: Vec<Act> = acts.iter().rev().cloned().collect();
    other.extend(acts.iter().cloned());
    let twice = History::build(&other, &Publications::default());
    assert_eq!(once, twice);
    let stored = serde_json::to_string(&once.value).unwrap();
    let back = serde_json::from_str::<History>(&stored).unwrap().restored();
    assert_eq!(back, once.value, "a stored history is the same");
    assert_eq!(serde_json::to_string(&back).unwrap(), stored);
}

#[test]
fn a_text_that_was_heard_and_is_not_given_again_is_told() {
    let amending = Testimony::new(&read("P2200000807.txt"));
    let mut chronicle = Chronicle::default();
    chronicle.hear(&amending);
    let given: std::collections::BTreeMap<ActId, Vec<Testimony>> = std::collections::BTreeMap::new();
    let closed = chronicle.close(&Publications::default(), &given).unwrap();
    let told = closed.act(&"P1200000148".parse().unwrap(), &[]).unwrap_err();
    assert_eq!(told.to_string(), "P2200000807.txt of P2200000807 was heard, and is not among the texts that were given");
    assert!(closed.act(&"P2200000807".parse().unwrap(), &[amending]).is_ok(), "nobody amends it");
}

#[test]
fn what_changed_in_a_period() {
    let history = History::build(&corpus(), &Publications::default()).value;
    let told = history.changes(day("2022-10-01"), day("2022-10-31"));
    let shown: Vec<String> = told
        .iter()
        .filter(|one| one.address.path.as_ref().is_some_and(|path| path.segments().count() == 2))
        .map(|one| format!("{} {}", one.address, one.event.kind.as_str()))
        .collect();
    assert_eq!(shown, ["P1200000148/rules/point-10 reword", "P1200000148/rules/point-32 add"]);
    assert!(history.changes(day("2023-01-01"), day("2023-12-31")).is_empty());
}

/// An act of one line of text a unit, put together by hand: what the stages before would have read.
pub(crate) struct Made {
    pub act: Act,
}

impl Made {
    /// An order adopted on `date` with `number`, in force on `from`, of these units.
    pub(crate) fn new(id: &str, date: &str, number: &str, from: &str, units: &[(&str, &str)]) -> Self {
        let text: String = units.iter().map(|(_, text)| format!("{text}\n")).collect();
        let source = crate::text::SourceText::new(format!("{id}.txt"), text);
        let mut clean = crate::text::CleanBuilder::new(&source);
        for line in source.lines() {
            clean.keep(line.span);
            clean.end_paragraph();
        }
        let clean = clean.finish();
        let mut provisions: Vec<Provision> = Vec::new();
        for (at, (path, _)) in units.iter().enumerate() {
            let path: ProvisionPath = path.parse().unwrap();
            let parent = path.parent().and_then(|parent| provisions.iter().position(|other| other.path == parent));
            let number = path.number().map(ProvisionNumber::new);
            let line = u32::try_from(at + 1).unwrap();
            let own = clean.paragraphs.iter().filter(|paragraph| paragraph.lines.first == line).map(|paragraph| paragraph.span).collect();
            let kind = path.kind().unwrap();
            let lines = LineRange::new(line, line);
            provisions.push(Provision { path, kind, number, parent, grouping: Vec::new(), heading: None, own, lines, tombstone: false });
        }
        let adopted = vec![Adoption { date: date.parse().ok(), number: Some(number.to_owned()), issuer: None }];
        let requisites = Requisites {
            title: format!("{id} туралы"),
            title_span: None,
            kind: ActKind::Order,
            issuers: Vec::new(),
            adopted,
            registered: None,
            status: Status::InForce,
            repealed_by: None,
            language: "kk".into(),
        };
        let act = Act {
            id: id.parse().unwrap(),
            requisites,
            provisions,
            commencement: Commencement::On(day(from)),
            amendments: Vec::new(),
            notes: Vec::new(),
            references: Vec::new(),
            terms: Vec::new(),
            problems: Vec::new(),
            source,
            text: clean,
        };
        Self { act }
    }

    /// With an instruction of `unit` on `target` (`ACT` or `ACT/PATH`), in force on `from`.
    pub(crate) fn orders(mut self, unit: &str, op: Operation, target: &str, new: &[&str], words: Option<(&str, &str)>, from: &str) -> Self {
        let Address { act, path } = target.parse().unwrap();
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        self.act.amendments.push(Amendment {
            unit: unit.parse().unwrap(),
            indents: None,
            op,
            target: AmendmentTarget { act: Some(CitedAct { id: Some(act), ..CitedAct::default() }), path, document: None },
            moved: None,
            new: new.iter().map(|path| path.parse().unwrap()).collect(),
            replacement: words.map(|(old, new)| WordChange { old: some(old), new: some(new), ..WordChange::default() }),
            commencement: Commencement::On(day(from)),
            span: Span::new(0..0),
            lines: LineRange::new(1, 1),
        });
        self
    }

    /// With a note on `target` that names the act of `date` with `number`.
    pub(crate) fn notes(mut self, target: Option<&str>, op: Operation, (date, number): (&str, &str), from: &str, effect: NoteEffect) -> Self {
        let commencement = Commencement::On(day(from));
        let by = NoteEvent { op, issuer: None, date: date.parse().ok(), number: Some(number.to_owned()), act: None, with: Vec::new(), commencement };
        let target = target.map(|target| target.parse().unwrap());
        self.act.notes.push(AmendmentNote { target, op, by: vec![by], effect, span: Span::new(0..0), lines: LineRange::new(1, 1) });
        self
    }

    /// In another file.
    pub(crate) fn file(mut self, name: &str) -> Self {
        self.act.source = crate::text::SourceText::new(name, self.act.source.text());
        self
    }
}

/// The wording on a day: its words, or the state in brackets.
pub(crate) fn said(history: &History, address: &str, asked: &str) -> String {
    let on = history.as_of(&address.parse().unwrap(), day(asked)).unwrap_or_else(|| panic!("{address} is not there"));
    on.text().map_or_else(|| format!("[{}]", on.state.as_str()), |text| text.text.clone())
}

pub(super) fn built(acts: Vec<Made>) -> History {
    let acts: Vec<Act> = acts.into_iter().map(|made| made.act).collect();
    History::build(&acts, &Publications::default()).value
}

pub(super) fn base() -> Made {
    Made::new(
        "A",
        "2020-01-01",
        "1",
        "2020-01-11",
        &[("point-1", "1. Өтініш үш күнде қаралады."), ("point-2", "2. Шағым беріледі."), ("point-2/subpoint-1", "1) хат;")],
    )
}

#[test]
fn operations_are_replayed_on_a_base_text() {
    let amending = Made::new(
        "B",
        "2021-01-01",
        "2",
        "2021-01-01",
        &[("point-1", "1. А:"), ("point-1/amend-2", "…"), ("point-1/amend-2/new/point-2", "2. Арыз беріледі.")],
    )
    .orders("point-1/amend-1", Operation::ReplaceWords, "A/point-1", &[], Some(("үш", "бес")), "2021-02-01")
    .orders("point-1/amend-2", Operation::Reword, "A/point-2", &["point-1/amend-2/new/point-2"], None, "2021-03-01")
    .orders("point-1/amend-3", Operation::Delete, "A/point-1", &[], None, "2022-01-01")
    .orders("point-1/amend-4", Operation::Repeal, "A", &[], None, "2023-01-01");
    let history = built(vec![amending, base()]);
    let cases = [
        ("A/point-1", "2020-01-10", "[not_yet]"),
        ("A/point-1", "2020-01-11", "1. Өтініш үш күнде қаралады."),
        ("A/point-1", "2021-01-31", "1. Өтініш үш күнде қаралады."),
        ("A/point-1", "2021-02-01", "1. Өтініш бес күнде қаралады."),
        ("A/point-1", "2022-01-01", "[ended]"),
        ("A/point-2", "2021-02-28", "2. Шағым беріледі."),
        ("A/point-2", "2021-03-01", "2. Арыз беріледі."),
        ("A/point-2/subpoint-1", "2021-02-28", "1) хат;"),
        ("A/point-2/subpoint-1", "2021-03-01", "[ended]"),
        ("A/point-2", "2022-12-31", "2. Арыз беріледі."),
        ("A/point-2", "2023-01-01", "[ended]"),
    ];
    for (address, asked, want) in cases {
        assert_eq!(said(&history, address, asked), want, "{address} {asked}");
    }
    assert_eq!(history.findings, []);
}

#[test]
fn a_copy_that_names_an_act_carries_its_changes_once() {
    let amending = || {
        Made::new("B", "2021-01-01", "2", "2021-01-01", &[("point-1", "1. А:")]).orders(
            "point-1/amend-1",
            Operation::ReplaceWords,
            "A/point-1",
            &[],
            Some(("күнде", "күнде, күнде")),
            "2021-02-01",
        )
    };
    let carried = |text: &str| {
        Made::new("A", "2020-01-01", "1", "2020-01-11", &[("point-1", text)]).file("A-later.txt").notes(
            Some("point-1"),
            Operation::Amend,
            ("2021-01-01", "2"),
            "2021-02-01",
            NoteEffect::Made,
        )
    };
    // the copy alone: not made a second time, and the wording before it is not known
    let history = built(vec![amending(), carried("1. Өтініш үш күнде, күнде қаралады.")]);
    assert_eq!(said(&history, "A/point-1", "2021-02-01"), "1. Өтініш үш күнде, күнде қаралады.");
    assert_eq!(said(&history, "A/point-1", "2021-01-31"), "[wording_unknown]");
    assert_eq!(history.events(&"A/point-1".parse().unwrap()).len(), 2, "the note and the instruction are one event");
    // two copies: two witnesses of two times, and the replay between them agrees
    let history = built(vec![amending(), carried("1. Өтініш үш күнде, күнде қаралады."), base()]);
    assert_eq!(said(&history, "A/point-1", "2021-01-31"), "1. Өтініш үш күнде қаралады.");
    assert_eq!(said(&history, "A/point-1", "2021-02-01"), "1. Өтініш үш күнде, күнде қаралады.");
    // and where it does not, both texts are told
    let history = built(vec![amending(), carried("1. Өтініш он күнде қаралады."), base()]);
    let finding = history.findings.iter().find(|finding| finding.kind == FindingKind::ReplayDisagrees).unwrap();
    assert_eq!(
        finding.texts.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(),
        ["1. Өтініш үш күнде, күнде қаралады.", "1. Өтініш он күнде қаралады."]
    );
    let asked = history.as_of(&"A/point-1".parse().unwrap(), day("2021-02-01")).unwrap();
    assert_eq!((asked.certainty, asked.alternatives.len()), (Certainty::Possible, 1));
}

#[test]
fn an_instruction_changed_before_it_takes_effect() {
    let amending = || {
        let units = [("point-1", "1. А:"), ("point-1/subpoint-1", "1) …"), ("point-1/subpoint-1/amend-1/new/point-1", "1. Он күн.")];
        Made::new("B", "2021-01-01", "2", "2021-01-01", &units).orders(
            "point-1/subpoint-1/amend-1",
            Operation::Reword,
            "A/point-1",
            &["point-1/subpoint-1/amend-1/new/point-1"],
            None,
            "2022-01-01",
        )
    };
    let second = |op, words, from| {
        Made::new("C", "2021-06-01", "3", "2021-06-01", &[("point-1", "1. Б:")]).orders("point-1", op, "B/point-1/subpoint-1", &[], words, from)
    };
    let cases = [
        (second(Operation::Delete, None, "2021-07-01"), "1. Өтініш үш күнде қаралады.", "taken back in time"),
        (second(Operation::Delete, None, "2022-02-01"), "1. Он күн.", "too late: what was made stays"),
        (second(Operation::ReplaceWords, Some(("Он", "Бес")), "2021-07-01"), "1. Бес күн.", "its words were changed in time"),
        (second(Operation::Reword, None, "2021-07-01"), "[wording_unknown]", "how it reads now is not known, and that is said"),
    ];
    for (other, want, why) in cases {
        let history = built(vec![base(), other, amending()]);
        assert_eq!(said(&history, "A/point-1", "2022-03-01"), want, "{why}");
    }
    let history = built(vec![base(), second(Operation::Delete, None, "2021-07-01"), amending()]);
    let events = history.events(&"A/point-1".parse().unwrap());
    assert_eq!(events[1].cancelled.as_deref(), Some("taken back by C before it took effect"), "it is kept, and said to be taken back");
}

#[test]
fn announced_and_russian_changes_are_told_and_change_no_words() {
    let act = base().notes(Some("point-1"), Operation::Amend, ("2021-01-01", "5"), "2021-02-01", NoteEffect::RussianOnly).notes(
        Some("point-2"),
        Operation::Reword,
        ("2021-01-01", "6"),
        "2027-01-01",
        NoteEffect::Pending,
    );
    let history = built(vec![act]);
    assert_eq!(said(&history, "A/point-1", "2020-06-01"), "1. Өтініш үш күнде қаралады.");
    assert_eq!(said(&history, "A/point-2", "2026-12-31"), "2. Шағым беріледі.", "never merged");
    assert_eq!(said(&history, "A/point-2", "2027-01-01"), "[wording_unknown]", "its day has come");
    assert_eq!(history.act(&"A".parse().unwrap()).unwrap().pending().count(), 1);
    assert_eq!(history.events(&"A/point-1".parse().unwrap())[1].effect, NoteEffect::RussianOnly);
    assert_eq!(history.changes(day("2021-02-01"), day("2021-02-01")).len(), 1, "told, with no wording");
}

#[test]
fn changes_of_one_day_come_in_the_order_of_their_acts() {
    let one = |id, date, number, old, new| {
        Made::new(id, date, number, date, &[("point-1", "1. А:")]).orders(
            "point-1/amend-1",
            Operation::ReplaceWords,
            "A/point-1",
            &[],
            Some((old, new)),
            "2022-01-01",
        )
    };
    let history = built(vec![one("C", "2021-06-01", "3", "бес", "он"), base(), one("B", "2021-01-01", "2", "үш", "бес")]);
    assert_eq!(said(&history, "A/point-1", "2022-01-01"), "1. Өтініш он күнде қаралады.");
    assert_eq!(said(&history, "A/point-1", "2021-12-31"), "1. Өтініш үш күнде қаралады.");
}

#[test]
fn what_is_suspended_for_a_time_comes_back() {
    let mut amending = Made::new("B", "2021-01-01", "2", "2021-01-01", &[("point-1", "1. А:")]).orders(
        "point-1/amend-1",
        Operation::Suspend,
        "A/point-1",
        &[],
        None,
        "2021-02-01",
    );
    amending.act.amendments[0].commencement = Commencement::Compound(Box::new(CommencementTerms {
        main: Commencement::On(day("2021-02-01")),
        applies_from: None,
        until: Some(day("2022-01-01")),
        exceptions: Vec::new(),
    }));
    let history = built(vec![base(), amending]);
    for (asked, want) in
        [("2021-01-31", "1. Өтініш үш күнде қаралады."), ("2021-02-01", "[ended]"), ("2021-12-31", "[ended]"), ("2022-01-01", "1. Өтініш үш күнде қаралады.")]
    {
        assert_eq!(said(&history, "A/point-1", asked), want, "{asked}");
    }
}

#[test]
fn words_that_are_not_there_are_a_finding() {
    let amending = Made::new("B", "2021-01-01", "2", "2021-01-01", &[("point-1", "1. А:")]).orders(
        "point-1/amend-1",
        Operation::DeleteWords,
        "A/point-1",
        &[],
        Some(("алты", "")),
        "2021-02-01",
    );
    let history = built(vec![base(), amending]);
    assert_eq!(history.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>(), [FindingKind::WordsNotFound]);
    assert_eq!(said(&history, "A/point-1", "2021-02-01"), "[wording_unknown]", "the law reads otherwise than our text");
}

#[test]
fn a_clause_on_commencement_that_is_reworded_in_time_moves_what_it_is_about() {
    let clause = "2. Осы бұйрық 2022 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.";
    let later = "2. Осы бұйрық 2023 жылғы 1 шілдеден бастап қолданысқа енгізіледі.";
    let amending = || {
        let units = [("point-1", "1. Енгізілсін:"), ("point-1/amend-1/new/point-2", "2. Жаңа редакция."), ("point-2", clause)];
        Made::new("B", "2021-03-01", "2", "2022-01-01", &units).orders(
            "point-1/amend-1",
            Operation::Reword,
            "A/point-2",
            &["point-1/amend-1/new/point-2"],
            None,
            "2022-01-01",
        )
    };
    // (the other act takes effect on, how it changes the clause, when the change takes effect, why)
    let reword = |from: &str| {
        let units = [("point-1", "1. Енгізілсін:"), ("point-1/amend-1/new/point-2", later)];
        Made::new("C", "2021-06-01", "3", from, &units).orders("point-1/amend-1", Operation::Reword, "B/point-2", &["point-1/amend-1/new/point-2"], None, from)
    };
    let words = |from: &str| {
        let words = Some(("2022 жылғы 1 қаңтардан", "2023 жылғы 1 шілдеден"));
        Made::new("C", "2021-06-01", "3", from, &[("point-1", "1. Енгізілсін:")]).orders(
            "point-1/amend-1",
            Operation::ReplaceWords,
            "B/point-2",
            &[],
            words,
            from,
        )
    };
    let cases = [
        (reword("2021-07-01"), "2023-07-01", "reworded half a year before"),
        (words("2021-07-01"), "2023-07-01", "words of it replaced"),
        (reword("2022-02-01"), "2022-01-01", "too late: it had taken effect"),
    ];
    for (other, want, why) in cases {
        let history = built(vec![base(), amending(), other]);
        let event = history.events(&"A/point-2".parse().unwrap()).into_iter().find(|event| event.kind == EventKind::Changed(Operation::Reword)).unwrap();
        assert_eq!(event.effective.day(), Some(day(want)), "{why}: {}", event.effective.basis);
        let own = &history.act(&"B".parse().unwrap()).unwrap().events;
        let enacted = own.iter().find(|event| event.kind == EventKind::Enacted).unwrap();
        assert_eq!(enacted.effective.day(), Some(day(want)), "{why}: the act itself");
        assert_eq!(enacted.effective.basis.contains("reworded by C"), want == "2023-07-01", "{why}");
        assert_eq!(said(&history, "A/point-2", "2022-06-01") == "2. Жаңа редакция.", want == "2022-01-01", "{why}");
    }
}
