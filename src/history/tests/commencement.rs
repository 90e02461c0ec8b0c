//! Days of changes that the words leave open, that end, or that another act moves.

use super::*;
use crate::act::CommencementException;

#[test]
fn an_exception_that_is_left_to_a_change_bounds_its_day() {
    let units = [("point-1", "1. А:"), ("point-1/amend-1/new/point-1", "1. Жаңа редакция.")];
    let mut amending = Made::new("B", "2021-01-01", "2", "2021-01-01", &units).orders(
        "point-1/amend-1",
        Operation::Reword,
        "A/point-1",
        &["point-1/amend-1/new/point-1"],
        None,
        "2021-02-01",
    );
    let apart = CommencementException { units: vec![path("point-1/indent-9")], commencement: Commencement::On(day("2022-01-01")) };
    amending.act.amendments[0].commencement = Commencement::Compound(Box::new(CommencementTerms {
        main: Commencement::On(day("2021-02-01")),
        applies_from: None,
        until: None,
        exceptions: vec![apart],
    }));
    let history = built(vec![base(), amending]);
    for (asked, want) in [
        ("2021-01-31", "in_force certain"),
        ("2021-02-01", "in_force possible | in_force"),
        ("2021-12-31", "in_force possible | in_force"),
        ("2022-01-01", "in_force certain"),
    ] {
        assert_eq!(on(&history, "A/point-1", asked), want, "{asked}");
    }
}

#[test]
fn what_holds_meanwhile_is_another_wording_for_a_time() {
    let units = [("point-1", "1. А:"), ("point-1/amend-1/new/point-1", "1. Уақытша редакция.")];
    let mut amending = Made::new("B", "2021-01-01", "2", "2021-01-01", &units).orders(
        "point-1/amend-1",
        Operation::Suspend,
        "A/point-1",
        &["point-1/amend-1/new/point-1"],
        None,
        "2021-02-01",
    );
    let written = &mut amending.act.amendments[0].commencement;
    *written = written.ending(Some(day("2022-01-01")));
    let history = built(vec![base(), amending]);
    for (asked, want) in [
        ("2021-01-31", "1. Өтініш үш күнде қаралады."),
        ("2021-02-01", "1. Уақытша редакция."),
        ("2021-12-31", "1. Уақытша редакция."),
        ("2022-01-01", "1. Өтініш үш күнде қаралады."),
    ] {
        assert_eq!(said(&history, "A/point-1", asked), want, "{asked}");
    }
}

#[test]
fn an_instruction_is_meant_by_the_indents_it_stands_in() {
    let amending = || {
        let units = [("point-1", "1. А:"), ("point-1/amend-2/new/point-1", "1. Он күн.")];
        let new = &["point-1/amend-2/new/point-1"];
        let mut made =
            Made::new("B", "2021-01-01", "2", "2021-01-01", &units).orders("point-1/amend-2", Operation::Reword, "A/point-1", new, None, "2022-01-01");
        made.act.amendments[0].indents = Some(5..=6);
        made
    };
    // (what another act does, to which indent of the order, how the point reads, why)
    let cases = [
        (Operation::Delete, "B/point-1/indent-5", "1. Өтініш үш күнде қаралады.", "the instruction is taken back"),
        (Operation::Delete, "B/point-1/indent-6", "[wording_unknown]", "what it quotes goes, and the instruction stays"),
        (Operation::Reword, "B/point-1/indent-6", "[wording_unknown]", "how the indent reads now is not known"),
        (Operation::Delete, "B/point-1/indent-7", "1. Он күн.", "another indent"),
        (Operation::Delete, "B/point-1/subpoint-2/indent-5", "1. Он күн.", "an indent of another unit"),
    ];
    for (op, target, want, why) in cases {
        let other = Made::new("C", "2021-06-01", "3", "2021-06-01", &[("point-1", "1. Б:")]).orders("point-1", op, target, &[], None, "2021-07-01");
        let history = built(vec![base(), amending(), other]);
        assert_eq!(said(&history, "A/point-1", "2022-03-01"), want, "{why}");
    }
}

#[test]
fn a_clause_over_many_units_moves_the_unit_it_is_reworded_in() {
    let amending = || {
        let new = "point-1/subpoint-1/amend-1/new/point-2";
        let units = [
            ("point-1", "1. Енгізілсін:"),
            (new, "2. Жаңа редакция."),
            ("point-2", "2. Осы бұйрық, мыналарды:"),
            ("point-2/subpoint-1", "1) 2022 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақтың 1) тармақшасын қоспағанда,"),
            ("point-2/part-2", "2021 жылғы 1 сәуірден бастап қолданысқа енгізіледі."),
        ];
        let mut made = Made::new("B", "2021-03-01", "2", "2021-04-01", &units);
        made = made.orders("point-1/subpoint-1/amend-1", Operation::Reword, "A/point-2", &[new], None, "2022-01-01");
        let written = crate::amend::act_commencement(units[2..].iter().map(|(_, words)| *words));
        made.act.commencement = written.map_or(Commencement::Unstated, |(_, written)| written);
        made
    };
    let words = |from: &str| {
        let words = Some(("2022 жылғы 1 қаңтардан", "2023 жылғы 1 шілдеден"));
        let units = [("point-1", "1. Енгізілсін:")];
        Made::new("C", "2021-06-01", "3", from, &units).orders("point-1/amend-1", Operation::ReplaceWords, "B/point-2/subpoint-1", &[], words, from)
    };
    // (the change takes effect, the instruction does, why)
    let cases = [("2021-07-01", "2023-07-01", "after the order itself, before what it excepts"), ("2022-02-01", "2022-01-01", "too late")];
    for (from, want, why) in cases {
        let history = built(vec![base(), amending(), words(from)]);
        let reworded = history.events(&address("A/point-2")).into_iter().find(|event| event.kind == EventKind::Changed(Operation::Reword));
        assert_eq!(reworded.and_then(|event| event.effective.day()), Some(day(want)), "{why}");
        let own = history.act(&address("B").act).and_then(|act| act.events.iter().find(|event| event.kind == EventKind::Enacted));
        assert_eq!(own.and_then(|event| event.effective.day()), Some(day("2021-04-01")), "{why}: the act itself had taken effect");
    }
}
