//! Whole paradigms come back to their stems, and different stems stay apart. `grammar` makes the forms.

use std::collections::{BTreeMap, HashMap};

use super::grammar::{Entry, noun_forms, verb_forms, verbal_noun};
use super::{readings, stem};

/// Nouns of every kind of last letter, by harmony; behind a stroke the shape before a vowel.
const NOUNS: &[(&str, &str)] = &[
    ("back, vowel", "бала қала құжатнама тұлға алма ұстаба жылқы"),
    ("front, vowel", "ереже мекеме әке көше нәтиже іргетасне түйе"),
    ("back, р й у", "базар сарай тау қатар тарау су ту"),
    ("front, р й у", "үй жер дәптер дәрігер пікір шәй би+"),
    ("back, л", "жыл ауыл жол сақал мал"),
    ("front, л", "ел көл тіл үкіл гүл"),
    ("back, м н ң", "адам қалам заң азан нан орман"),
    ("front, м н ң", "күн өлең көктем үзім шілтең өзен"),
    ("back, з ж", "қаз алмаз аңыз қыз"),
    ("front, з ж", "сөз теңіз негіз мінез"),
    ("back, voiceless", "құжат ағаш тас тармақ/тармағ қонақ/қонағ аяқ/аяғ тарақ/тарағ кітап/кітаб шарап/шараб жауап/жауаб"),
    ("front, voiceless", "кеңес қызмет сүт мектеп/мектеб бөлік/бөліг жүрек/жүрег тілек/тілег себеп/себеб есеп/есеб"),
    ("the first vowel is of the other kind", "мұғалім қазір кәсіпорын/кәсіпорн діндар"),
    ("elision", "орын/орн халық/халқ ерін/ерн мойын/мойн қалып/қалп ауыз/ауз мұрын/мұрн қарын/қарн ғұрып/ғұрп нарық/нарқ"),
    ("loans", "паспорт тариф+ институт студент компьютер завод клуб танк съезд факультет филиал факт вокзал министр фото партия станция"),
    ("names", "астана шымкент өскемен ерлан айгүл тоқаев"),
];

/// Roots of every kind, voices among them.
const VERBS: &[(&str, &str)] = &[
    ("р л м н", "бол кел бер ал бар көр жібер түсін тексер"),
    ("voiceless", "айт өт кет ет бекіт қатыс"),
    ("п қ к", "тап/таб жап/жаб соқ/соғ төк/төг шық/шығ ек/ег"),
    ("й", "қой жой сой"),
    ("у", "жу жау"),
    ("vowel", "жаса істе сөйле қара сана ойна тыңда ұйықта"),
    ("ы і", "оқы таны жібі бекі"),
    ("з", "жаз үз"),
    ("passive", "беріл көрсетіл орындал қабылдан жазыл айтыл"),
    ("reflexive", "белгілен киін жуын"),
    ("causative", "жүргіз енгіз орналастыр көрсет оқыт"),
    ("together", "келіс айтыс жазыс"),
];

fn entries(groups: &'static [(&'static str, &'static str)]) -> impl Iterator<Item = Entry> {
    groups.iter().flat_map(|(_, stems)| stems.split(' ').map(Entry::read))
}

/// Each form with the stem it has to come to. A form that two words share («алар»: of ал- and of ала-) is no one's.
fn expected() -> BTreeMap<String, String> {
    let mut expected: BTreeMap<String, String> = BTreeMap::new();
    let mut shared: Vec<String> = Vec::new();
    let mut add = |form: String, base: &str| match expected.get(&form) {
        Some(known) if known != base => shared.push(form),
        _ => drop(expected.insert(form, base.to_owned())),
    };
    for noun in entries(NOUNS) {
        noun_forms(noun).into_iter().for_each(|form| add(form, noun.base));
    }
    for verb in entries(VERBS) {
        verb_forms(verb).into_iter().for_each(|form| add(form, verb.base));
        let (noun, forms) = verbal_noun(verb);
        forms.into_iter().for_each(|form| add(form, &noun));
    }
    shared.iter().for_each(|form| drop(expected.remove(form)));
    // «Қарай», «өте» and «онда» are words of the closed classes first of all.
    expected.retain(|form, _| !super::closed_forms().any(|(closed, _)| closed == form));
    expected
}

#[test]
fn every_form_has_its_stem_among_its_readings_and_nearly_always_first() {
    let expected = expected();
    let mut wrong = Vec::new();
    let mut missing = Vec::new();
    for (form, base) in &expected {
        if stem(form) != *base {
            wrong.push(format!("{form}→{} ({base})", stem(form)));
            if !readings(form).iter().any(|reading| reading.stem == *base) {
                missing.push(format!("{form} ({base})"));
            }
        }
    }
    assert!(expected.len() > 8000, "{}", expected.len());
    assert!(missing.is_empty(), "{} of {} have no such reading: {missing:?}", missing.len(), expected.len());
    assert!(wrong.len() * 100 <= expected.len(), "{} of {}: {wrong:?}", wrong.len(), expected.len());
}

#[test]
fn different_words_stay_apart() {
    let expected = expected();
    let mut came_to: HashMap<String, BTreeMap<&str, usize>> = HashMap::new();
    for (form, base) in &expected {
        *came_to.entry(stem(form)).or_default().entry(base.as_str()).or_default() += 1;
    }
    let bases: Vec<&String> = expected.values().collect();
    let mixed = came_to.iter().filter(|(term, of)| of.len() > 1 && bases.contains(term)).map(|(term, of)| format!("{term}: {of:?}"));
    let pairs_wrong: usize = came_to.values().map(|of| of.values().sum::<usize>().pow(2) - of.values().map(|count| count * count).sum::<usize>()).sum();
    let pairs: usize = came_to.values().map(|of| of.values().map(|count| count * count).sum::<usize>()).sum();
    assert!(pairs_wrong * 100 <= pairs, "{pairs_wrong} of {pairs}: {:?}", mixed.collect::<Vec<_>>());
}

#[test]
fn the_tables_are_small() {
    assert!(super::TABLES.len() <= 3 << 20, "{}", super::TABLES.len());
    assert!(super::PRIOR.len() + super::CHECKED.len() + super::CLOSED.len() <= 3 << 20);
}

#[test]
fn the_tables_are_those_of_the_lists() {
    let today = super::tables(super::PRIOR);
    assert!(
        today == super::TABLES,
        "the endings or a list have changed: run cargo run --example tarmaq-learn-stems -- --tables src/analyzer/stem/prior.txt > src/analyzer/stem/tables.bin"
    );
}

#[test]
fn any_text_has_a_stem() {
    for word in ["", "а", "-", "--", "е-", "-да", "ыыыы", "мен", "q", "№", "тармақ\u{301}", "𝄞𝄞", "\u{400}\u{401}"] {
        let _ = stem(word);
        let _ = readings(word);
    }
    let long = "қабылда".repeat(1000);
    assert_eq!(stem(&long), long);
}

#[test]
fn running_prose_comes_to_its_stems() {
    let words = include_str!("prose.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let (mut all, mut wrong) = (0, Vec::new());
    for (form, meant) in words.filter_map(|word| word.split_once('/')) {
        all += 1;
        let got = stem(&form.to_lowercase());
        if got != meant {
            wrong.push(format!("{form}→{got} ({meant})"));
        }
    }
    assert!(all > 350 && wrong.len() * 100 <= all * 3, "{} of {all}: {wrong:?}", wrong.len());
}
