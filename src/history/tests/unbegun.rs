//! What is done to an act before it takes effect.

use super::{Made, built, day, on, said};
use crate::act::{Commencement, CommencementTerms, Operation};
use crate::history::{EventKind, History, State};

/// The act A of 2023 that takes effect on 2024-01-01.
fn coming() -> Made {
    Made::new("A", "2023-06-20", "1", "2024-01-01", &[("point-1", "1. Есеп ай сайын беріледі."), ("point-2", "2. Есеп қабылданады.")])
}

/// What the act B of 2023-09-15 does to A: an operation on `target`, with words or new wording, in force on `from`.
fn change(op: Operation, target: &str, words: Option<(&str, &str)>, from: &str) -> Made {
    let made = Made::new("B", "2023-09-15", "2", from, &[("point-1", "1. А:"), ("point-1/amend-1/new/point-1", "1. Есеп апта сайын беріледі.")]);
    let new: &[&str] = if matches!(op, Operation::Reword | Operation::Add) { &["point-1/amend-1/new/point-1"] } else { &[] };
    made.orders("point-1/amend-1", op, target, new, words, from)
}

fn stretches(history: &History, address: &str) -> Vec<String> {
    let act = history.act(&"A".parse().unwrap()).unwrap();
    let path = address.split_once('/').map(|(_, path)| path.parse().unwrap());
    let timeline = act.timeline(path.as_ref()).unwrap();
    let days = |interval: &crate::history::Interval| {
        let shown = |end: &Option<crate::history::EffectiveDate>| end.as_ref().and_then(|end| end.earliest).map_or(String::new(), |day| day.to_string());
        format!("{}..{} {}", shown(&interval.from), shown(&interval.until), interval.wording.state().as_str())
    };
    timeline.intervals.iter().map(days).collect()
}

#[test]
fn an_act_repealed_before_its_day_never_takes_effect() {
    let history = built(vec![coming(), change(Operation::Repeal, "A", None, "2023-12-01")]);
    for address in ["A/point-1", "A/point-2"] {
        assert_eq!(on(&history, address, "2023-11-30"), "not_yet certain", "{address}");
        assert_eq!(on(&history, address, "2023-12-01"), "ended certain", "{address}");
        assert_eq!(on(&history, address, "2024-01-01"), "ended certain", "{address}");
        assert_eq!(stretches(&history, address), ["..2023-12-01 not_yet", "2023-12-01.. ended"], "{address}");
    }
    let act = history.act(&"A".parse().unwrap()).unwrap();
    let enacted = act.events.iter().find(|event| event.kind == EventKind::Enacted).unwrap();
    assert_eq!(enacted.cancelled.as_deref(), Some("repealed by B before it took effect"));
    // one day later it was in force for a day
    let history = built(vec![coming(), change(Operation::Repeal, "A", None, "2024-01-02")]);
    assert_eq!(on(&history, "A/point-1", "2024-01-01"), "in_force certain");
    assert_eq!(stretches(&history, "A/point-1"), ["..2024-01-01 not_yet", "2024-01-01..2024-01-02 in_force", "2024-01-02.. ended"]);
}

#[test]
fn an_act_takes_effect_as_it_reads_by_then() {
    let reworded = "1. Есеп апта сайын беріледі.";
    let history = built(vec![coming(), change(Operation::Reword, "A/point-1", None, "2023-11-01")]);
    assert_eq!(on(&history, "A/point-1", "2023-12-01"), "not_yet certain");
    assert_eq!(said(&history, "A/point-1", "2024-01-01"), reworded);
    assert_eq!(on(&history, "A/point-1", "2024-01-01"), "in_force certain");
    assert_eq!(stretches(&history, "A/point-1"), ["..2024-01-01 not_yet", "2024-01-01.. in_force"]);
    let told = history.act(&"A".parse().unwrap()).unwrap().changes(day("2023-11-01"), day("2023-11-01"));
    assert_eq!(told.len(), 1, "the change is told on its own day");
    assert_eq!(told[0].after.and_then(|after| after.wording.text()).map(|text| text.text.as_str()), Some(reworded));
    let history = built(vec![coming(), change(Operation::ReplaceWords, "A/point-1", Some(("ай", "апта")), "2023-11-01")]);
    assert_eq!(said(&history, "A/point-1", "2024-01-01"), reworded);
    // what is taken out by then is gone on its own day
    let history = built(vec![coming(), change(Operation::Delete, "A/point-1", None, "2023-11-01")]);
    assert_eq!(stretches(&history, "A/point-1"), ["..2023-11-01 not_yet", "2023-11-01.. ended"]);
    assert_eq!(on(&history, "A/point-1", "2023-12-01"), "ended certain");
    assert_eq!(on(&history, "A/point-2", "2023-12-01"), "not_yet certain");
    assert_eq!(on(&history, "A/point-2", "2024-01-01"), "in_force certain");
}

#[test]
fn a_change_of_no_known_day_may_come_before_the_act_or_behind_it() {
    let mut other = change(Operation::Reword, "A/point-1", None, "2023-11-01");
    other.act.amendments[0].commencement = Commencement::Unstated;
    let history = built(vec![coming(), other]);
    assert_eq!(on(&history, "A/point-1", "2023-12-01"), "not_yet certain");
    assert_eq!(on(&history, "A/point-1", "2024-01-01"), "in_force possible | in_force");
    assert_eq!(said(&history, "A/point-1", "2024-01-01"), "1. Есеп апта сайын беріледі.");
}

/// No wording ends before it begins, whatever is done on whatever days.
#[test]
fn no_wording_ends_before_it_begins() {
    use Operation::{Add, Delete, Repeal, ReplaceWords, Reword, Suspend};
    let days = ["2023-10-01", "2024-01-01", "2024-02-01"];
    let ops = [Reword, Add, Delete, ReplaceWords, Repeal, Suspend];
    let mut seen = 0;
    for (first, second) in ops.iter().flat_map(|one| ops.iter().map(move |other| (*one, *other))) {
        for (one, other) in days.iter().flat_map(|one| days.iter().map(move |other| (*one, *other))) {
            for open in 0..8 {
                let mut made = [coming(), change(first, target(first), words(first), one), change(second, target(second), words(second), other)];
                made[2].act.id = "C".parse().unwrap();
                made[2].act.requisites.adopted[0].date = "2023-09-20".parse().ok();
                if open & 1 == 1 {
                    made[0].act.commencement = Commencement::Unstated;
                }
                for (at, made) in made.iter_mut().enumerate().skip(1).filter(|(at, _)| open >> at & 1 == 1) {
                    let main = if at == 1 { Commencement::Unstated } else { Commencement::On(day(other)) };
                    let until = Some(day("2024-03-01")).filter(|_| at == 2);
                    let terms = CommencementTerms { main, applies_from: None, until, exceptions: Vec::new() };
                    made.act.amendments[0].commencement = Commencement::Compound(Box::new(terms));
                }
                seen += assert_in_order(&built(made.into()), &format!("{first:?} {one}, {second:?} {other}, {open}"));
            }
        }
    }
    assert!(seen > 1_000, "{seen}");
}

fn target(op: Operation) -> &'static str {
    if op == Operation::Repeal { "A" } else { "A/point-1" }
}

fn words(op: Operation) -> Option<(&'static str, &'static str)> {
    (op == Operation::ReplaceWords).then_some(("сайын", "бойы"))
}

fn assert_in_order(history: &History, how: &str) -> usize {
    let act = history.act(&"A".parse().unwrap()).unwrap();
    let mut seen = 0;
    for timeline in &act.timelines {
        for (at, interval) in timeline.intervals.iter().enumerate() {
            let end = |day: &Option<crate::history::EffectiveDate>| day.as_ref().and_then(|day| day.earliest);
            let backwards = end(&interval.from).zip(end(&interval.until)).is_some_and(|(from, until)| until < from);
            let last = interval.until.as_ref().and_then(|until| until.latest).zip(end(&interval.from)).is_some_and(|(until, from)| until < from);
            assert!(!backwards && !last, "{how}: {} {:?}..{:?}", timeline.path, interval.from, interval.until);
            let empty =
                at > 0 && interval.from.as_ref().zip(interval.until.as_ref()).is_some_and(|(from, until)| from.day().is_some() && from.day() == until.day());
            assert!(!empty || interval.wording.state() != State::InForce, "{how}: {} holds on no day", timeline.path);
            seen += 1;
        }
    }
    seen
}
