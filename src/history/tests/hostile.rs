//! What many instructions cost, and wording that is quoted once for several units.

use super::{Made, built, day, on, said};
use crate::act::{Commencement, Operation};
use crate::history::steps;

/// The steps that the history of `count` pieces takes, for each of them.
fn each(count: usize, acts: impl Fn(usize) -> Vec<Made>) -> f64 {
    let acts = acts(count);
    steps::of(|| drop(built(acts))) as f64 / count as f64
}

fn act(id: &str, number: &str, units: &[(String, String)]) -> Made {
    let units: Vec<(&str, &str)> = units.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Made::new(id, "2020-01-01", number, "2020-01-11", &units)
}

/// An act of so many points, and one that amends it.
fn points(count: usize) -> (Made, Made) {
    let units: Vec<(String, String)> = (1..=count).map(|at| (format!("point-{at}"), format!("{at}. Норма."))).collect();
    (act("A", "1", &units), Made::new("B", "2021-01-01", "2", "2021-02-01", &[("point-1", "1. А:")]))
}

/// The amending act with what `order` adds to it for each point.
fn ordered(count: usize, order: impl Fn(Made, usize) -> Made) -> Vec<Made> {
    let (of, by) = points(count);
    vec![of, (1..=count).fold(by, order)]
}

fn parts(count: usize) -> Vec<Made> {
    ordered(count, |act, at| act.orders(&format!("point-1/amend-{at}"), Operation::Add, &format!("A/point-{at}/part-2"), &[], None, "2021-02-01"))
}

fn unread_after_added(count: usize) -> Vec<Made> {
    ordered(count, |act, at| {
        let act = act.orders(&format!("point-1/amend-{at}"), Operation::Add, &format!("A/point-{at}/subpoint-1"), &[], None, "2021-02-01");
        act.orders(&format!("point-2/amend-{at}"), Operation::Unread, &format!("A/point-{at}"), &[], None, "2021-02-01")
    })
}

fn for_a_time(count: usize) -> Vec<Made> {
    ordered(count, |act, at| {
        let mut act = act.orders(&format!("point-1/amend-{at}"), Operation::Suspend, &format!("A/point-{at}"), &[], None, "2021-02-01");
        let end = day("2022-01-01").plus_days(i64::try_from(at).unwrap()).ok();
        act.act.amendments.last_mut().unwrap().commencement = Commencement::On(day("2021-02-01")).ending(end);
        act
    })
}

fn quoted_for_all(count: usize) -> Vec<Made> {
    let quoted: Vec<(String, String)> = (1..=count).map(|at| (format!("point-1/amend-1/new/article-{at}"), format!("{at}-бап. Норма."))).collect();
    let new: Vec<&str> = quoted.iter().map(|(path, _)| path.as_str()).collect();
    let order = |act: Made, at: usize| act.orders("point-1/amend-1", Operation::Reword, &format!("A/point-{at}"), &new, None, "2021-02-01");
    vec![points(count).0, (1..=20).fold(act("B", "2", &quoted), order)]
}

fn set_out_anew(count: usize) -> Vec<Made> {
    let mut quoted: Vec<(String, String)> = (1..=count).map(|at| (format!("point-1/amend-1/new/rules/point-{at}"), format!("{at}. Норма."))).collect();
    quoted.insert(0, ("point-1/amend-1/new/rules".to_owned(), "Қағидалар".to_owned()));
    let order = |act: Made| act.orders("point-1/amend-1", Operation::Reword, "A/rules", &["point-1/amend-1/new/rules"], None, "2021-02-01");
    vec![points(1).0, order(act("B", "2", &quoted))]
}

#[test]
fn a_history_costs_as_many_steps_as_it_has_instructions() {
    type Acts = fn(usize) -> Vec<Made>;
    let cases: [(&str, Acts); 5] = [
        ("a part put into each point", parts),
        ("a unit put into each point, and an instruction on it that is not read", unread_after_added),
        ("each point set aside for a time", for_a_time),
        ("one wording quoted for twenty points", quoted_for_all),
        ("rules set out anew", set_out_anew),
    ];
    for (why, acts) in cases {
        let (short, long) = (each(50, acts), each(200, acts));
        assert!(long < short * 1.2 + 1.0, "{why}: {short} steps each, then {long}");
    }
}

#[test]
fn what_is_quoted_once_is_the_wording_of_one_unit() {
    let quoted = |path: &str, text: &str| Made::new("B", "2021-01-01", "2", "2021-02-01", &[("point-1", "1. А:"), (path, text)]);
    let of = || {
        let units = [
            ("point-1", "1. Норма."),
            ("point-2", "2. Тізбе:"),
            ("point-2/subpoint-1", "1) хат;"),
            ("point-2/subpoint-2", "2) арыз;"),
            ("point-3", "3. Соңғы."),
            ("annex-1", "1-қосымша"),
            ("annex-2", "2-қосымша"),
        ];
        Made::new("A", "2020-01-01", "1", "2020-01-11", &units)
    };
    let told = |quoted: Made, new: &str, targets: &[&str], asked: &[&str]| -> Vec<String> {
        let order = |act: Made, target: &&str| act.orders("point-1/amend-1", Operation::Reword, &format!("A/{target}"), &[new], None, "2021-02-01");
        let history = built(vec![of(), targets.iter().fold(quoted, order)]);
        let line = |path: &&str| format!("{} {}", on(&history, &format!("A/{path}"), "2021-03-01"), said(&history, &format!("A/{path}"), "2021-03-01"));
        asked.iter().map(line).collect()
    };
    let new = "point-1/amend-1/new/subpoint-1";
    let both = ["point-2/subpoint-1", "point-2/subpoint-2"];
    let unknown = "wording_unknown certain [wording_unknown]";
    assert_eq!(told(quoted(new, "1) өтініш;"), new, &both, &both), ["in_force certain 1) өтініш;", unknown], "the one of its number");
    let many = ["point-1", "point-3", "annex-1", "annex-2", "point-2/subpoint-2", "point-2/subpoint-1"];
    assert_eq!(told(quoted(new, "1) өтініш;"), new, &many, &both), ["in_force certain 1) өтініш;", unknown], "however many are named before it");
    assert_eq!(told(quoted("annex-1", "Жаңа қосымша"), "annex-1", &["annex-1", "annex-2"], &["annex-1", "annex-2"]), [unknown, unknown], "it has none");
    let new = "point-1/amend-1/new/point-3";
    let unsure = ["wording_unknown possible | wording_unknown [wording_unknown]", "in_force possible | wording_unknown 3. Жаңа."];
    assert_eq!(told(quoted(new, "3. Жаңа."), new, &["point-2"], &["point-2", "point-3"]), unsure, "another number");
    assert_eq!(told(quoted(new, "3. Жаңа."), new, &["point-3", "point-3"], &["point-3"]), ["in_force certain 3. Жаңа."], "named twice");
}
