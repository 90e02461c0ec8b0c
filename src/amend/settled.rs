//! «2-тармақ 2022 жылғы 1 шілдеге дейін қолданылады деп белгіленсін»: an order about the time in which a unit holds.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::affected;
use super::commencement::{self, of_units_of_this_act};
use super::statement::{Statement, predicate_end, statements};
use super::target;
use super::term;
use super::unit;
use super::verb::{Action, Quoted, is_effect, words};
use crate::act::{Commencement, Date, ProvisionPath};
use crate::cite::{Base, Case, UnitPhrase};

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

/// The orders of a sentence that settles the time of several units, each with its own predicate and without «деп белгіленсін»: «1-тармақ … дейін қолданылады,
/// 2-тармақ
/// … бастап қолданысқа енгізіледі деп белгіленсін». None where it is one order, or where one leaves it to another which document its units are of.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    let end = text.trim_end_matches(|c: char| !c.is_alphabetic());
    let Some(body) = end.strip_suffix(SETTLED).and_then(|rest| rest.trim_end().strip_suffix(" деп")).filter(|_| may_settle(text)) else { return Vec::new() };
    let all = statements(body);
    let whole = |one: &Statement<'_>| {
        let named: Vec<ProvisionPath> = affected::subjects(one.words).into_iter().flat_map(|(_, units)| units).collect();
        let ends = |end: usize| end == one.words.trim_end().len();
        !one.units.is_empty() && named == one.units && predicate_end(one.words).is_none_or(ends)
    };
    if all.len() < 2 || !all.iter().all(whole) || all[..all.len() - 1].iter().any(|one| predicate_end(one.words).is_none()) {
        return Vec::new();
    }
    let joined = |words: &'_ str| -> usize { words.len() - words.trim_start_matches([',', ';', ' ']).len() };
    all.iter().map(|one| &one.words[joined(one.words)..]).collect()
}

/// The order that one of [`clauses`] is, as a sentence.
pub(super) fn as_order(clause: &str) -> String {
    format!("{clause} деп {SETTLED}.")
}

/// The units that such an order can be about: named themselves, «2-тармақ», «2-тармақтың қолданысы», and not as the place of what the order is about,
/// «2-тармақта көзделген тарифтер».
pub(super) struct SettledUnits {
    /// All that are named outside quotation marks, in order.
    phrases: Vec<UnitPhrase>,
    /// Whether the order is about one at all: «Осы Заңның 1-бабы …» changes nothing.
    any: bool,
    /// The first word that says of whom or of what alone the unit holds: «мемлекеттік органдар үшін».
    narrowed: usize,
}

impl SettledUnits {
    pub(super) fn of(text: &str, quoted: &Quoted) -> Self {
        let own = of_units_of_this_act(unit::skip_enumerator(text));
        let named = |phrase: &UnitPhrase| phrase.base == Base::None && !phrase.paths.is_empty() && !quoted.holds(phrase.range.start);
        let phrases: Vec<UnitPhrase> = unit::phrases(text).into_iter().filter(named).collect();
        let any = !own && phrases.iter().any(|phrase| is_named_itself(phrase, text));
        let narrowed = words(text).find(|(at, word)| narrows(word) && !quoted.holds(*at)).map_or(text.len(), |(at, _)| at);
        Self { phrases, any, narrowed }
    }

    pub(super) fn any(&self) -> bool {
        self.any
    }

    /// Whether nothing but days stands between the last unit and the predicate at `from`: all of the unit is meant, and nothing else.
    pub(super) fn only_in_time(&self, text: &str, from: usize) -> bool {
        let upto = self.phrases.partition_point(|phrase| phrase.range.end <= from);
        let Some(last) = upto.checked_sub(1).map(|last| &self.phrases[last]) else { return false };
        let elsewhere = |phrase: &UnitPhrase| !matches!(phrase.case, Case::Nominative | Case::Genitive);
        is_named_itself(last, text)
            && self.narrowed >= last.range.start
            && !self.phrases[..upto].iter().any(elsewhere)
            && tells_days(&text[last.range.end..from])
    }
}

/// «2-тармақ», «2-тармақтың қолданысы».
fn is_named_itself(phrase: &UnitPhrase, text: &str) -> bool {
    let effect = || text[phrase.range.end..].split_whitespace().next().is_some_and(is_effect);
    phrase.case == Case::Nominative || phrase.case == Case::Genitive && effect()
}

/// «мемлекеттік органдар үшін», «тарифтер бөлігінде», «мемлекеттік мекемелерге».
fn narrows(word: &str) -> bool {
    const MANY: &[&str] = &["ларға", "лерге", "дарға", "дерге", "тарға", "терге"];
    let bare = word.trim_end_matches(',');
    let many = MANY.iter().any(|ending| bare.ends_with(ending)) && unit::document(bare).is_none() && !unit::is_act(bare);
    many || bare == "тек" || bare == "ғана" || ["үшін", "қатысты", "бөлігінде"].contains(&bare)
}

/// Most words that the days of such an order, and what else may stand beside them, are told in.
const DAY_WORDS_MAX: usize = 16;

/// Whether `text` holds words of days alone: «2022 жылғы 1 шілдеге дейін», «қолданысы 2022 жылғы 1 шілдеден бастап», «… дейін мынадай редакцияда».
fn tells_days(text: &str) -> bool {
    let of_day = |(at, word): (usize, &str)| {
        let number = word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains([')', '%', '/']);
        let beside = matches!(word, "мынадай" | "мынандай" | "келесі" | "редакцияда");
        at < DAY_WORDS_MAX && (number || beside || (at == 0 && is_effect(word)) || (target::is_day(word) && !word.ends_with(',')))
    };
    text.split_whitespace().enumerate().all(of_day)
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
            ("2-тармақ мемлекеттік мекемелерге 2024 жылғы 1 шілдеге дейін қолданылмайды деп белгіленсін.", "unread point-2"),
            ("Мемлекеттік органдар үшін 2-тармақ 2024 жылғы 1 шілдеге дейін қолданылмайды деп белгіленсін.", "unread point-2"),
            ("2-тармақ мемлекеттік мекемелерге 2022 жылғы 1 шілдеден бастап күшін жояды деп белгіленсін.", "unread point-2 from 2022-07-01"),
            ("2-тармақтың күші 2022 жылғы 1 шілдеден бастап жойылады деп белгіленсін.", "repeal point-2 from 2022-07-01"),
            ("3-тармақ 2-тармаққа сәйкес 2022 жылғы 1 шілдеге дейін қолданылады деп белгіленсін.", "unread point-3; unread point-2"),
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
    fn each_unit_has_the_day_of_its_own_clause() {
        let cases = [
            (
                "2-тармақ 2020 жылғы 1 қаңтарға дейін қолданылады, 3-тармақ 2021 жылғы 1 шілдеге дейін қолданылмайды деп белгіленсін.",
                "repeal point-2 from 2020-01-01; suspend point-3 until 2021-07-01",
            ),
            (
                "Әдістеменің 1-тармағы 2024 жылғы 1 қаңтарға дейін қолданылады, осы Әдістеменің 2-тармағы 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі деп \
                 белгіленсін.",
                "repeal approved/point-1 from 2024-01-01",
            ),
            // of which document the second is stands in the first
            (
                "Әдістеменің 1-тармағы 2024 жылғы 1 қаңтарға дейін қолданылады, 2-тармағы 2024 жылғы 1 шілдеге дейін қолданылмайды деп белгіленсін.",
                "unread approved/point-1; unread approved/point-2",
            ),
            (
                "1-тармақ мекемелерге 2024 жылғы 1 қаңтарға дейін қолданылады, 2-тармақ 2024 жылғы 1 шілдеге дейін қолданылмайды деп белгіленсін.",
                "unread point-1; suspend point-2 until 2024-07-01",
            ),
        ];
        for (text, want) in cases {
            assert_eq!(read(text), want, "{text}");
        }
        let of_this_act = "Осы Әдістеменің 1-тармағы 2024 жылғы 1 қаңтарға дейін қолданылады, осы Әдістеменің 2-тармағы 2024 жылғы 1 шілдеден бастап қолданысқа \
                           енгізіледі деп белгіленсін.";
        assert!(!is_instruction(of_this_act), "its own clause on commencement");
        let act = ["1. Әдістеме бекітілсін.", "2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.", cases[1].0];
        let (_, told) = super::super::act_commencement(act).expect("the second paragraph tells it");
        let exceptions: Vec<String> = told.exceptions().iter().map(|one| format!("{:?} {:?}", one.units, one.commencement.main())).collect();
        let day: Date = "2024-07-01".parse().unwrap();
        let unit: ProvisionPath = "approved/point-2".parse().unwrap();
        assert_eq!(exceptions, [format!("{:?} {:?}", [unit], Commencement::On(day))]);
    }

    #[test]
    fn other_things_are_settled_too() {
        for text in [
            "Осы Заңның 1-бабы 2020 жылғы 1 қаңтарға дейін қолданылады деп белгіленсін.",
            "2-тармақта көзделген тарифтер мемлекеттік органдар үшін 2022 жылғы 1 шілдеге дейін қолданылады деп белгіленсін.",
            "2-тармаққа сәйкес берілген рұқсаттар 2022 жылғы 1 шілдеден бастап күшін жояды деп белгіленсін.",
            "Салық кодексінің 5-бабында көзделген мөлшерлемелер 2025 жылғы 1 қаңтарға дейін қолданылады деп белгіленсін.",
            "5-тармақта көзделген мөлшерлеме 10 пайыз деп белгіленсін.",
            "Жұмыс уақыты сағат 9-да басталады деп белгіленсін.",
        ] {
            assert!(!is_instruction(text), "{text}");
        }
    }
}
