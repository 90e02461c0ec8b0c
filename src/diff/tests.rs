//! Acts and operations made at random: what is replayed is what one gets by doing the operations by hand.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::act::{Act, Date, NoteEffect, Operation};
use crate::diff;
use crate::history::tests::{Made, said};
use crate::history::{Address, Certainty, History, Publications};

/// One operation as it was drawn.
#[derive(Clone, Debug)]
struct Drawn {
    act: usize,
    day: i64,
    op: u8,
    point: u8,
    subpoint: u8,
    words: u8,
}

/// One operation that can be done when its turn comes.
#[derive(Clone, Debug)]
struct Done {
    act: usize,
    day: Date,
    op: Operation,
    path: String,
    text: String,
    words: (String, String),
}

const ACTS: usize = 4;

fn start() -> Date {
    "2020-01-01".parse().unwrap()
}

fn after(days: i64) -> Date {
    start().plus_days(days).unwrap()
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let one = (0..ACTS, 200i64..220, 0u8..6, 1u8..5, 0u8..3, 0u8..8);
    proptest::collection::vec(one.prop_map(|(act, day, op, point, subpoint, words)| Drawn { act, day, op, point, subpoint, words }), 0..14)
}

type Model = BTreeMap<String, String>;

fn first() -> Model {
    let point = |n: u8| (format!("point-{n}"), format!("{n}. сөз{n} ортақ сөйлем."));
    let subpoint = |n: u8| (format!("point-{n}/subpoint-1"), format!("1) тізім{n} ортақ;"));
    (1..4).map(point).chain((1..3).map(subpoint)).collect()
}

fn within(path: &str, of: &str) -> bool {
    path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The operations that make sense, in the order they take effect, and the act as it stands from the first day of each.
fn by_hand(mut drawn: Vec<Drawn>) -> (Vec<Done>, BTreeMap<Date, Model>) {
    drawn.sort_by_key(|one| (one.day, one.act));
    let mut model = first();
    let mut versions = BTreeMap::from([(after(10), model.clone())]);
    let mut done = Vec::new();
    for (turn, one) in drawn.into_iter().enumerate() {
        let path = if one.subpoint == 0 { format!("point-{}", one.point) } else { format!("point-{}/subpoint-{}", one.point, one.subpoint) };
        let number = if one.subpoint == 0 { format!("{}. ", one.point) } else { format!("{}) ", one.subpoint) };
        let there = model.contains_key(&path);
        let parent = path.rsplit_once('/').is_none_or(|(parent, _)| model.contains_key(parent));
        let text = format!("{number}жаңа{turn} ортақ сөйлем{}.", one.words);
        let mut words = (String::new(), String::new());
        let op = match one.op {
            0 | 1 if there => Operation::Reword,
            0..=2 if !there && parent => Operation::Add,
            3 if there => Operation::Delete,
            4 if model.get(&path).is_some_and(|text| text.contains("ортақ ")) => {
                words = ("ортақ".to_owned(), format!("бөлек{turn}"));
                Operation::ReplaceWords
            }
            _ => continue,
        };
        match op {
            Operation::ReplaceWords => model.iter_mut().filter(|(at, _)| within(at, &path)).for_each(|(_, text)| *text = text.replace(&words.0, &words.1)),
            _ => model.retain(|at, _| !within(at, &path)),
        }
        if matches!(op, Operation::Reword | Operation::Add) {
            model.insert(path.clone(), text.clone());
        }
        let day = after(one.day);
        versions.insert(day, model.clone());
        done.push(Done { act: one.act, day, op, path, text, words });
    }
    (done, versions)
}

fn units(model: &Model) -> Vec<(&str, &str)> {
    model.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

fn base() -> Act {
    Made::new("A", "2020-01-01", "1", "2020-01-11", &units(&first())).act
}

fn adopted(act: usize) -> (String, String) {
    (after(100 + i64::try_from(act).unwrap()).to_string(), format!("{}", act + 2))
}

fn amending(done: &[Done]) -> Vec<Act> {
    let one = |act: usize| {
        let mine: Vec<(usize, &Done)> = done.iter().enumerate().filter(|(_, one)| one.act == act).collect();
        let quoted = |(at, one): &(usize, &Done)| (format!("point-1/amend-{at}/new/{}", one.path), one.text.clone());
        let new: Vec<(String, String)> = std::iter::once(("point-1".to_owned(), "1. Енгізілсін:".to_owned())).chain(mine.iter().map(quoted)).collect();
        let new: Vec<(&str, &str)> = new.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (date, number) = adopted(act);
        let mut made = Made::new(&format!("B{act}"), &date, &number, &date, &new);
        for (at, one) in mine {
            let root = format!("point-1/amend-{at}/new/{}", one.path);
            let quotes = matches!(one.op, Operation::Reword | Operation::Add);
            let new = if quotes { vec![root.as_str()] } else { Vec::new() };
            let words = Some((one.words.0.as_str(), one.words.1.as_str())).filter(|_| one.op == Operation::ReplaceWords);
            made = made.orders(&format!("point-1/amend-{at}"), one.op, &format!("A/{}", one.path), &new, words, &one.day.to_string());
        }
        made.act
    };
    (0..ACTS).map(one).collect()
}

/// A consolidated copy of `day`, with its notes.
fn copy(done: &[Done], versions: &BTreeMap<Date, Model>, day: Date) -> Act {
    let model = versions.range(..=day).next_back().map(|(_, model)| model.clone()).unwrap_or_default();
    let mut made = Made::new("A", "2020-01-01", "1", "2020-01-11", &units(&model)).file(&format!("A-{day}.txt"));
    for one in done.iter().filter(|one| one.day <= day) {
        let (date, number) = adopted(one.act);
        made = made.notes(Some(&one.path), one.op, (&date, &number), &one.day.to_string(), NoteEffect::Made);
    }
    made.act
}

fn model_on(versions: &BTreeMap<Date, Model>, day: Date) -> Model {
    versions.range(..=day).next_back().map(|(_, model)| model.clone()).unwrap_or_default()
}

/// Every day has one wording or a stated gap: intervals follow one another without a hole.
fn whole(history: &History) {
    for act in history.acts.values() {
        for timeline in &act.timelines {
            assert!(timeline.intervals[0].from.is_none() && timeline.intervals.last().unwrap().until.is_none());
            for pair in timeline.intervals.windows(2) {
                assert_eq!(pair[0].until, pair[1].from, "{}", timeline.path);
                assert!(pair[1].from.is_some());
            }
            let days: Vec<Option<Date>> = timeline.intervals.iter().map(|interval| interval.from.as_ref().and_then(|from| from.earliest)).collect();
            assert!(days.is_sorted(), "{}: {days:?}", timeline.path);
        }
    }
}

proptest! {
    #![proptest_config(crate::text::properties::config(150))]

    #[test]
    fn what_is_replayed_is_what_was_ordered(drawn in drawn(), copied in 195i64..225, turn in 0usize..6) {
        let (done, versions) = by_hand(drawn);
        let mut acts = vec![base()];
        acts.extend(amending(&done));
        let without = History::build(&acts, &Publications::default()).value;
        let mut known = Publications::default();
        known.retrieve(format!("A-{}.txt", after(copied)), after(copied));
        acts.push(copy(&done, &versions, after(copied)));
        let with = History::build(&acts, &known);
        prop_assert!(with.value.findings.is_empty(), "{:?}", with.value.findings);
        whole(&without);
        whole(&with.value);

        let mut shuffled: Vec<Act> = acts.iter().rev().cloned().collect();
        shuffled.rotate_left(turn);
        shuffled.extend(acts.iter().cloned());
        prop_assert_eq!(&History::build(&shuffled, &known), &with, "neither order nor repetition makes a difference");

        for offset in (0..230).step_by(5).chain(198..222) {
            let day = after(offset);
            let model = model_on(&versions, day);
            for history in [&without, &with.value] {
                for timeline in &history.acts[&"A".parse().unwrap()].timelines {
                    let path = timeline.path.as_str();
                    if path == "title" {
                        continue;
                    }
                    let got = said(history, &format!("A/{path}"), &day.to_string());
                    match model.get(path) {
                        Some(text) => prop_assert_eq!(&got, text, "{} on {}", path, day),
                        None => prop_assert!(got == "[not_yet]" || got == "[ended]", "{} on {}: {}", path, day, got),
                    }
                }
                for path in model.keys() {
                    let address: Address = format!("A/{path}").parse().unwrap();
                    prop_assert!(history.as_of(&address, day).is_some());
                }
            }
        }

        let act = with.value.act(&"A".parse().unwrap()).unwrap();
        let (from, to) = (diff::units(act, None, after(20)), diff::units(act, None, after(copied)));
        prop_assert_eq!(diff::apply(&from, &diff::diff(&from, &to)), to);
    }

    /// A copy alone never gives a wording to a day that had another.
    #[test]
    fn a_copy_alone_tells_nothing_wrong(drawn in drawn(), copied in 195i64..225) {
        let (done, versions) = by_hand(drawn);
        let history = History::build(&[copy(&done, &versions, after(copied))], &Publications::default()).value;
        whole(&history);
        for offset in (0..=copied).step_by(3) {
            let model = model_on(&versions, after(offset));
            for timeline in &history.acts[&"A".parse().unwrap()].timelines {
                let got = said(&history, &format!("A/{}", timeline.path), &after(offset).to_string());
                if let Some(text) = model.get(timeline.path.as_str()) {
                    // what it stood in was replaced since, and it was added again: it may have been there, and that is said
                    let assumed = got == "[not_yet]" && timeline.as_of(&history.acts[&"A".parse().unwrap()].events, after(offset)).certainty == Certainty::Possible;
                    prop_assert!(&got == text || got == "[wording_unknown]" || assumed, "{} on {}: {}, not {}", timeline.path, after(offset), got, text);
                } else if timeline.path.as_str() != "title" {
                    prop_assert!(got.starts_with('['), "{} on {}: {}", timeline.path, after(offset), got);
                }
            }
        }
    }
}
