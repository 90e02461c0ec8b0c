//! «2-тармақ 2022 жылғы 1 шілдеге дейін қолданылады деп белгіленсін»: an order about the time in which a unit holds.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::commencement::{self, of_units_of_this_act};
use super::term;
use super::unit;
use super::verb::{Action, words};
use crate::act::{Commencement, Date};
use crate::cite::Base;

/// The verb of such an order.
const SETTLED: &str = "белгіленсін";

/// Whether `text` holds it at all: one byte scan.
pub(super) fn may_settle(text: &str) -> bool {
    static VERB: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(SETTLED));
    VERB.find(text.as_bytes()).is_some()
}

/// What «… деп белгіленсін» orders, by the word before «деп»; `None` where that tells no time of a norm: «10 пайыз деп белгіленсін».
pub(super) fn action(predicate: &str) -> Option<Action> {
    match predicate {
        // «қолданыста болады»
        "қолданылады" | "болады" => Some(Action::Hold),
        "қолданылмайды" => Some(Action::Suspend),
        // «күшін жояды», «күші жойылады»
        "жояды" | "жойылады" => Some(Action::Repeal),
        "енгізіледі" | "енеді" | "тұрады" | "тоқтатылады" => Some(Action::Settle),
        _ => None,
    }
}

/// Whether such an order is about a unit that is not of its own act: «Осы Заңның 1-бабы …» changes nothing.
pub(super) fn settles_a_unit(text: &str) -> bool {
    let text = unit::skip_enumerator(text);
    !of_units_of_this_act(text) && unit::phrases(text).iter().any(|phrase| phrase.base == Base::None && !phrase.paths.is_empty())
}

/// Where the predicate begins that `text` ends with: «қолданылады деп», «қолданыста болады деп», «күшін жояды деп», «қолданысқа енгізіледі деп».
pub(super) fn predicate_start(text: &str) -> usize {
    let mut back = text.split_whitespace().rev().skip(1);
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let last = back.next().map_or(text.len(), start);
    let light = |word: &&str| matches!(*word, "қолданыста" | "қолданысқа" | "күшіне" | "күшін" | "күші" | "тоқтатыла");
    back.next().filter(light).map_or(last, start)
}

/// The day until which a unit holds, by the words before the verb, and nothing else: «2-тармақ 2022 жылғы 1 шілдеге дейін».
pub(super) fn only_until(bare: &str) -> Option<Date> {
    let bare = term::without_described(bare);
    let told = commencement::term(&bare);
    let end = words(&bare).last().is_some_and(|(_, word)| word == "дейін");
    told.until().filter(|_| end && *told.main() == Commencement::Unstated)
}

/// The day from which a unit holds, by the words before the verb, and nothing else: «2-тармақ 2022 жылғы 1 шілдеден бастап».
pub(super) fn only_from(bare: &str) -> Option<Date> {
    let told = commencement::term(bare);
    let end = words(bare).last().is_some_and(|(_, word)| word == "бастап");
    match told {
        Commencement::On(day) if end => Some(day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Context, instruction, is_instruction, opens_quote};
    use super::*;
    use crate::act::CitedAct;

    fn read(text: &str) -> String {
        let context = Context { act: Some(CitedAct::default()), ..Context::default() };
        let line = |one: &super::super::ParsedOperation| {
            let path = one.target.path.as_ref().map_or("act", |path| path.as_str());
            let from = if let Commencement::On(day) = one.term.main() { format!(" from {day}") } else { String::new() };
            let until = one.term.until().map_or(String::new(), |day| format!(" until {day}"));
            format!("{} {path}{from}{until}", one.op.as_str())
        };
        instruction(text, &context).unwrap_or_default().iter().map(line).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_time_of_a_unit_may_be_settled() {
        let cases = [
            ("2-баптың 2-тармағы 2020 жылғы 1 қаңтарға дейін қолданылады деп белгіленсін.", "repeal article-2/point-2 from 2020-01-01"),
            ("2-баптың 2-тармағы 2020 жылғы 1 қаңтарға дейін қолданыста болады деп белгіленсін.", "repeal article-2/point-2 from 2020-01-01"),
            ("2-тармақ 2022 жылғы 1 шілдеге дейін қолданылмайды деп белгіленсін.", "suspend point-2 until 2022-07-01"),
            ("2-тармақ 2022 жылғы 1 шілдеден бастап күшін жояды деп белгіленсін.", "repeal point-2 from 2022-07-01"),
            ("2-тармақ 2022 жылғы 1 шілдеге дейін тек банктерге қолданылады деп белгіленсін.", "unread point-2"),
            ("2-тармақ 2019 жылғы 1 қаңтардан бастап 2020 жылғы 1 қаңтарға дейін қолданылады деп белгіленсін.", "unread point-2 from 2019-01-01"),
            ("2-тармақ 2019 жылғы 1 қаңтардан бастап қолданысқа енгізіледі деп белгіленсін.", "unread point-2 until 2019-01-01"),
        ];
        for (text, want) in cases {
            assert_eq!(read(text), want, "{text}");
            assert!(!opens_quote(text), "{text}");
        }
        let quoting = "2-тармақ 2019 жылғы 1 қаңтардан бастап 2020 жылғы 1 қаңтарға дейін мынадай редакцияда қолданылады деп белгіленсін:";
        assert_eq!(read(quoting), "suspend point-2 from 2019-01-01 until 2020-01-01");
        assert!(opens_quote(quoting));
    }

    #[test]
    fn other_things_are_settled_too() {
        for text in [
            "Осы Заңның 1-бабы 2020 жылғы 1 қаңтарға дейін қолданылады деп белгіленсін.",
            "5-тармақта көзделген мөлшерлеме 10 пайыз деп белгіленсін.",
            "Жұмыс уақыты сағат 9-да басталады деп белгіленсін.",
        ] {
            assert!(!is_instruction(text), "{text}");
        }
    }
}
