//! Whole paradigms, written from the grammar and not by `endings`: each form comes back to its stem.
//!
//! The shapes below are spelt out class by class as school grammars print them, so that a mistake in the archiphonemes of
//! `endings` cannot hide behind itself.

use std::collections::BTreeMap;

use super::{Stemmer, readings, stem};

/// Plural; genitive, dative, accusative, locative, ablative, instrumental; what the possessives begin with.
type Shapes = (&'static str, [&'static str; 6]);

const BACK_VOWEL: Shapes = ("лар", ["ның", "ға", "ны", "да", "дан", "мен"]);
const FRONT_VOWEL: Shapes = ("лер", ["нің", "ге", "ні", "де", "ден", "мен"]);
const BACK_GLIDE: Shapes = ("лар", ["дың", "ға", "ды", "да", "дан", "мен"]);
const FRONT_GLIDE: Shapes = ("лер", ["дің", "ге", "ді", "де", "ден", "мен"]);
const BACK_LATERAL: Shapes = ("дар", ["дың", "ға", "ды", "да", "дан", "мен"]);
const FRONT_LATERAL: Shapes = ("дер", ["дің", "ге", "ді", "де", "ден", "мен"]);
const BACK_NASAL: Shapes = ("дар", ["ның", "ға", "ды", "да", "нан", "мен"]);
const FRONT_NASAL: Shapes = ("дер", ["нің", "ге", "ді", "де", "нен", "мен"]);
const BACK_SIBILANT: Shapes = ("дар", ["дың", "ға", "ды", "да", "дан", "бен"]);
const FRONT_SIBILANT: Shapes = ("дер", ["дің", "ге", "ді", "де", "ден", "бен"]);
const BACK_VOICELESS: Shapes = ("тар", ["тың", "қа", "ты", "та", "тан", "пен"]);
const FRONT_VOICELESS: Shapes = ("тер", ["тің", "ке", "ті", "те", "тен", "пен"]);

/// Stems of each class, with the shape they have before a vowel where it differs.
const NOUNS: &[(Shapes, &str)] = &[
    (BACK_VOWEL, "бала қала дала алма құжатнама ана баға тұлға ұстаба аға"),
    (FRONT_VOWEL, "ереже мекеме әке іргетасне көше нәтиже шеше"),
    (BACK_GLIDE, "тау базар ай сарай жар қатар тарау"),
    (FRONT_GLIDE, "үй жер дәптер сөйлеу пікір дәрігер"),
    (BACK_LATERAL, "жыл ауыл жол мал сақал"),
    (FRONT_LATERAL, "ел көл тіл үкіл мөл"),
    (BACK_NASAL, "адам қалам заң азан жан нан шаң"),
    (FRONT_NASAL, "күн үлкен өлең көктем үзім шілтең"),
    (BACK_SIBILANT, "қаз алмаз аңыз"),
    (FRONT_SIBILANT, "сөз көз теңіз негіз"),
    (BACK_VOICELESS, "құжат ат ағаш құс тас тармақ/тармағ қонақ/қонағ кітап/кітаб сабақ/сабағ халық/халқ аяқ/аяғ завод"),
    (FRONT_VOICELESS, "мектеп/мектеб бөлік/бөліг іс қызмет кеңес көлік/көліг себеп/себеб сүт түс жүрек/жүрег ерік/ерк"),
];

fn noun_forms(shapes: Shapes, stem: &str, oblique: &str) -> Vec<String> {
    let front = shapes.0.contains('е');
    let pick = |text: &str| if front { text.replace('ы', "і").replace('а', "е").replace('ғ', "г").replace('қ', "к") } else { text.to_owned() };
    let (vowel, plural) = (matches!(shapes, BACK_VOWEL | FRONT_VOWEL), format!("{stem}{}", shapes.0));
    let after_r = if front { FRONT_GLIDE } else { BACK_GLIDE };
    let mut forms = vec![stem.to_owned(), plural.clone()];
    forms.extend(shapes.1.iter().map(|case| format!("{stem}{case}")));
    forms.extend(after_r.1.iter().map(|case| format!("{plural}{case}")));
    let third = if vowel { format!("{stem}{}", pick("сы")) } else { format!("{oblique}{}", pick("ы")) };
    for possessed in [third, format!("{plural}{}", pick("ы"))] {
        forms.extend(
            ["", "ның", "на", "н", "нда", "нан", "мен", "ндағы"]
                .iter()
                .map(|case| format!("{possessed}{}", if *case == "мен" { (*case).to_owned() } else { pick(case) })),
        );
    }
    forms.push(format!("{stem}{}{}", shapes.1[3], pick("ғы")));
    forms
}

#[test]
fn every_form_of_a_noun_comes_back_to_it() {
    let (mut all, mut wrong) = (0, Vec::new());
    for (shapes, stems) in NOUNS {
        for entry in stems.split(' ') {
            let (base, oblique) = entry.split_once('/').unwrap_or((entry, entry));
            for form in noun_forms(*shapes, base, oblique) {
                all += 1;
                assert!(readings(&form).iter().any(|reading| reading.stem == base), "{form} has no reading as {base}");
                if stem(&form) != base {
                    wrong.push(format!("{form}→{}", stem(&form)));
                }
            }
        }
    }
    assert!(wrong.len() * 100 <= all * 2, "{} of {all}: {wrong:?}", wrong.len());
}

/// Root; present, past participle, converb, conditional, past, negated present, verbal noun as the grammar spells them.
const VERBS: &[[&str; 8]] = &[
    ["бол", "болады", "болған", "болып", "болса", "болды", "болмайды", "болу"],
    ["кел", "келеді", "келген", "келіп", "келсе", "келді", "келмейді", "келу"],
    ["бер", "береді", "берген", "беріп", "берсе", "берді", "бермейді", "беру"],
    ["ал", "алады", "алған", "алып", "алса", "алды", "алмайды", "алу"],
    ["айт", "айтады", "айтқан", "айтып", "айтса", "айтты", "айтпайды", "айту"],
    ["өт", "өтеді", "өткен", "өтіп", "өтсе", "өтті", "өтпейді", "өту"],
    ["тап", "табады", "тапқан", "тауып", "тапса", "тапты", "таппайды", "табу"],
    ["соқ", "соғады", "соққан", "соғып", "соқса", "соқты", "соқпайды", "соғу"],
    ["төк", "төгеді", "төккен", "төгіп", "төксе", "төкті", "төкпейді", "төгу"],
    ["қой", "қояды", "қойған", "қойып", "қойса", "қойды", "қоймайды", "қою"],
    ["жой", "жояды", "жойған", "жойып", "жойса", "жойды", "жоймайды", "жою"],
    ["оқы", "оқиды", "оқыған", "оқып", "оқыса", "оқыды", "оқымайды", "оқу"],
    ["таны", "таниды", "таныған", "танып", "таныса", "таныды", "танымайды", "тану"],
    ["жаса", "жасайды", "жасаған", "жасап", "жасаса", "жасады", "жасамайды", "жасау"],
    ["істе", "істейді", "істеген", "істеп", "істесе", "істеді", "істемейді", "істеу"],
    ["сана", "санайды", "санаған", "санап", "санаса", "санады", "санамайды", "санау"],
    ["жаз", "жазады", "жазған", "жазып", "жазса", "жазды", "жазбайды", "жазу"],
    ["көрсет", "көрсетеді", "көрсеткен", "көрсетіп", "көрсетсе", "көрсетті", "көрсетпейді", "көрсету"],
    ["көрсетіл", "көрсетіледі", "көрсетілген", "көрсетіліп", "көрсетілсе", "көрсетілді", "көрсетілмейді", "көрсетілу"],
    ["орындал", "орындалады", "орындалған", "орындалып", "орындалса", "орындалды", "орындалмайды", "орындалу"],
    ["қабылдан", "қабылданады", "қабылданған", "қабылданып", "қабылданса", "қабылданды", "қабылданбайды", "қабылдану"],
    ["белгілен", "белгіленеді", "белгіленген", "белгіленіп", "белгіленсе", "белгіленді", "белгіленбейді", "белгілену"],
    ["жүргіз", "жүргізеді", "жүргізген", "жүргізіп", "жүргізсе", "жүргізді", "жүргізбейді", "жүргізу"],
    ["жүргізіл", "жүргізіледі", "жүргізілген", "жүргізіліп", "жүргізілсе", "жүргізілді", "жүргізілмейді", "жүргізілу"],
    ["орналастыр", "орналастырады", "орналастырған", "орналастырып", "орналастырса", "орналастырды", "орналастырмайды", "орналастыру"],
    ["келіс", "келіседі", "келіскен", "келісіп", "келіссе", "келісті", "келіспейді", "келісу"],
    ["қатыс", "қатысады", "қатысқан", "қатысып", "қатысса", "қатысты", "қатыспайды", "қатысу"],
    ["түсін", "түсінеді", "түсінген", "түсініп", "түсінсе", "түсінді", "түсінбейді", "түсіну"],
    ["тексер", "тексереді", "тексерген", "тексеріп", "тексерсе", "тексерді", "тексермейді", "тексеру"],
    ["шық", "шығады", "шыққан", "шығып", "шықса", "шықты", "шықпайды", "шығу"],
    ["шығар", "шығарады", "шығарған", "шығарып", "шығарса", "шығарды", "шығармайды", "шығару"],
    ["енгіз", "енгізеді", "енгізген", "енгізіп", "енгізсе", "енгізді", "енгізбейді", "енгізу"],
    ["сөйле", "сөйлейді", "сөйлеген", "сөйлеп", "сөйлесе", "сөйледі", "сөйлемейді", "сөйлеу"],
    ["қара", "қарайды", "қараған", "қарап", "қараса", "қарады", "қарамайды", "қарау"],
    ["бекіт", "бекітеді", "бекіткен", "бекітіп", "бекітсе", "бекітті", "бекітпейді", "бекіту"],
    ["бөл", "бөледі", "бөлген", "бөліп", "бөлсе", "бөлді", "бөлмейді", "бөлу"],
    ["жібер", "жібереді", "жіберген", "жіберіп", "жіберсе", "жіберді", "жібермейді", "жіберу"],
    ["тұр", "тұрады", "тұрған", "тұрып", "тұрса", "тұрды", "тұрмайды", "тұру"],
    ["отыр", "отырады", "отырған", "отырып", "отырса", "отырды", "отырмайды", "отыру"],
    ["кір", "кіреді", "кірген", "кіріп", "кірсе", "кірді", "кірмейді", "кіру"],
];

#[test]
fn every_form_of_a_verb_comes_back_to_its_root() {
    let (mut all, mut wrong) = (0, Vec::new());
    for [root, forms @ .., noun] in VERBS {
        let mut expected: Vec<(String, String)> = forms.iter().map(|form| ((*form).to_owned(), (*root).to_owned())).collect();
        // The participle is declined and the present takes persons.
        let front = forms[1].ends_with("ен");
        let (present, participle) = (forms[0].strip_suffix("ды").or(forms[0].strip_suffix("ді")).unwrap_or(forms[0]), forms[1]);
        let shapes = if front { FRONT_NASAL } else { BACK_NASAL };
        expected.extend(shapes.1.iter().map(|case| (format!("{participle}{case}"), (*root).to_owned())));
        for person in if front { ["мін", "сіз", "міз", "тін"] } else { ["мын", "сыз", "мыз", "тын"] } {
            expected.push((format!("{present}{person}"), (*root).to_owned()));
        }
        // The verbal noun stays a word of its own, in all its cases.
        let shapes = if front { FRONT_GLIDE } else { BACK_GLIDE };
        expected.extend(shapes.1.iter().chain([&""]).map(|case| (format!("{noun}{case}"), (*noun).to_owned())));
        for (form, meant) in expected {
            all += 1;
            assert!(readings(&form).iter().any(|reading| reading.stem == meant), "{form} has no reading as {meant}");
            if stem(&form) != meant {
                wrong.push(format!("{form}→{}", stem(&form)));
            }
        }
    }
    assert!(wrong.len() * 100 <= all * 3, "{} of {all}: {wrong:?}", wrong.len());
}

#[test]
fn different_stems_stay_apart() {
    let mut of: BTreeMap<String, &str> = BTreeMap::new();
    let nouns = NOUNS.iter().flat_map(|(_, stems)| stems.split(' ').map(|entry| entry.split('/').next().unwrap_or(entry)));
    for base in nouns.chain(VERBS.iter().map(|verb| verb[2])).chain(VERBS.iter().map(|verb| verb[7])) {
        let other = of.insert(stem(base), base);
        assert!(other.is_none_or(|other| other == base), "{other:?} and {base} have one stem");
    }
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
