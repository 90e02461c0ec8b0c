//! Whole paradigms come back to their stems, and different stems stay apart. `grammar` makes the forms.

use std::collections::{BTreeMap, HashMap};

use super::grammar::{Entry, noun_forms, verb_forms, verbal_noun};
use super::{Stemmer, readings, stem};

/// Nouns of every kind of last letter, by harmony; behind a stroke the shape before a vowel.
const NOUNS: &[(&str, &str)] = &[
    ("back, vowel", "бала қала құжатнама тұлға алма ұстаба"),
    ("front, vowel", "ереже мекеме әке көше нәтиже іргетасне"),
    ("back, р й у", "базар сарай тау қатар тарау"),
    ("front, р й у", "үй жер дәптер дәрігер пікір"),
    ("back, л", "жыл ауыл жол сақал"),
    ("front, л", "ел көл тіл үкіл"),
    ("back, м н ң", "адам қалам заң азан"),
    ("front, м н ң", "күн өлең көктем үзім шілтең"),
    ("back, з ж", "қаз алмаз аңыз"),
    ("front, з ж", "сөз теңіз негіз"),
    ("back, voiceless", "құжат ағаш тас завод тармақ/тармағ қонақ/қонағ кітап/кітаб шарап/шараб"),
    ("front, voiceless", "кеңес қызмет сүт мектеп/мектеб бөлік/бөліг жүрек/жүрег себеп/себеб"),
    ("elision", "орын/орн халық/халқ ерін/ерн мойын/мойн қалып/қалп"),
    ("loans", "паспорт тариф+ институт студент компьютер"),
];

/// Roots of every kind, voices among them.
const VERBS: &[(&str, &str)] = &[
    ("р л м н", "бол кел бер ал жібер түсін тексер"),
    ("voiceless", "айт өт кет бекіт қатыс"),
    ("п қ к", "тап/таб жап/жаб соқ/соғ төк/төг шық/шығ"),
    ("й", "қой жой"),
    ("vowel", "жаса істе сөйле қара сана ойна"),
    ("ы і", "оқы таны жібі"),
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
    let stemmer = Stemmer::new(false);
    assert!(stemmer.machine.bytes() <= 3 << 20, "{}", stemmer.machine.bytes());
    assert!(super::PRIOR.len() + super::CHECKED.len() + super::CLOSED.len() <= 3 << 20);
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
