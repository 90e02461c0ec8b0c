//! The grammar a second time, for the tests: whole paradigms of nouns and verbs, written as school grammars explain them.
//!
//! Nothing here is shared with `endings`: every suffix is spelt out for each kind of stem, and harmony, voicing and elision are applied to
//! letters, so that a mistake in the stemmer's tables cannot hide behind itself.

/// How a stem takes its endings, as a dictionary tells it.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// The dictionary form; the bare root of a verb.
    pub(super) base: &'static str,
    /// What it looks like before a vowel, where that differs: тармағ-, халқ-.
    pub(super) oblique: &'static str,
    front: bool,
}

impl Entry {
    /// Reads `тармақ/тармағ`, `бала`, `тариф+` (its endings are front ones, whatever its letters tell).
    pub(super) fn read(entry: &'static str) -> Self {
        let (entry, front) = entry.strip_suffix('+').map_or((entry, None), |entry| (entry, Some(true)));
        let (base, oblique) = entry.split_once('/').unwrap_or((entry, entry));
        Self { base, oblique, front: front.unwrap_or_else(|| is_front(base)) }
    }
}

/// The last vowel that tells decides; и, у and ю tell nothing.
fn is_front(word: &str) -> bool {
    word.chars().rev().find_map(|c| if "аоұыяё".contains(c) { Some(false) } else { "әеөүіэ".contains(c).then_some(true) }).unwrap_or(false)
}

/// The five kinds of last letters that suffixes ask for, in the order in which shapes are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Vowel,
    /// р л й у и
    Soft,
    /// м н ң
    Nasal,
    /// з ж
    Buzzing,
    Voiceless,
}

fn last(word: &str) -> Last {
    match word.chars().next_back() {
        Some('а' | 'ә' | 'е' | 'ы' | 'і' | 'о' | 'ө' | 'я' | 'э') => Last::Vowel,
        Some('р' | 'л' | 'й' | 'у' | 'и' | 'ю' | 'ь') => Last::Soft,
        Some('м' | 'н' | 'ң') => Last::Nasal,
        Some('з' | 'ж') => Last::Buzzing,
        _ => Last::Voiceless,
    }
}

/// A suffix as its back shape; the front one has е for а, і for ы, г for ғ, к for қ.
fn shaped(front: bool, back: &str) -> String {
    back.chars()
        .map(|c| match c {
            'а' if front => 'е',
            'ы' if front => 'і',
            'ғ' if front => 'г',
            'қ' if front => 'к',
            c => c,
        })
        .collect()
}

/// Joins the shape of a suffix that suits the end of `word`: behind a vowel, р л й у и, м н ң, з ж, and the voiceless.
fn suffixed(word: &str, front: bool, shapes: [&str; 5]) -> String {
    let shape = shapes[last(word) as usize];
    format!("{word}{}", shaped(front, shape))
}

fn plural(word: &str, front: bool) -> String {
    // Жыл-дар, автомобиль-дер: behind л the plural is not as behind р.
    if word.ends_with(['л', 'ь']) {
        format!("{word}{}", shaped(front, "дар"))
    } else {
        suffixed(word, front, ["лар", "лар", "дар", "дар", "тар"])
    }
}

/// The six cases beside the nominative, of a noun that belongs to nobody.
pub(super) fn cases(word: &str, front: bool) -> Vec<String> {
    let case = |shapes| suffixed(word, front, shapes);
    let instrumental = match last(word) {
        Last::Buzzing => "бен",
        Last::Voiceless => "пен",
        _ => "мен",
    };
    vec![
        case(["ның", "дың", "ның", "дың", "тың"]),
        case(["ға", "ға", "ға", "ға", "қа"]),
        case(["ны", "ды", "ды", "ды", "ты"]),
        case(["да", "да", "да", "да", "та"]),
        case(["дан", "дан", "нан", "дан", "тан"]),
        format!("{word}{instrumental}"),
    ]
}

/// What belongs to me, thee, you, him, us; then the cases of that.
fn possessed(word: &str, oblique: &str, front: bool) -> Vec<String> {
    let vowel = last(word) == Last::Vowel;
    let mut forms = Vec::new();
    for (after_vowel, after_consonant, cases) in [
        ("м", "ым", ["ның", "а", "ды", "да", "нан", "мен"]),
        ("ң", "ың", ["ның", "а", "ды", "да", "нан", "мен"]),
        ("ңыз", "ыңыз", ["дың", "ға", "ды", "да", "дан", "бен"]),
        ("сы", "ы", ["ның", "на", "н", "нда", "нан", "мен"]),
        ("мыз", "ымыз", ["дың", "ға", "ды", "да", "дан", "бен"]),
    ] {
        let own = format!("{}{}", if vowel { word } else { oblique }, shaped(front, if vowel { after_vowel } else { after_consonant }));
        // -мен has one shape for both harmonies.
        forms.extend(cases.map(|case| if matches!(case, "мен" | "бен") { format!("{own}{case}") } else { format!("{own}{}", shaped(front, case)) }));
        forms.push(own);
    }
    forms
}

/// Seven cases × two numbers × nobody's and everybody's, the adjective of the place (-дағы), whose it is (-дікі), what it is like (-дай), and
/// by what (-ынша: пікір-інше). The -ша of nobody's is not among them: тармақша and қазақша are words of their own, and so is what -лық, -шы,
/// -сыз and -лы make.
pub(super) fn noun_forms(noun: Entry) -> Vec<String> {
    let Entry { base, oblique, front } = noun;
    let mut forms = vec![base.to_owned()];
    forms.extend(cases(base, front));
    forms.extend(possessed(base, oblique, front));
    forms.push(suffixed(base, front, ["дағы", "дағы", "дағы", "дағы", "тағы"]));
    let many = plural(base, front);
    forms.extend(cases(&many, front));
    forms.extend(possessed(&many, &many, front));
    forms.push(format!("{many}{}", shaped(front, "дағы")));
    for number in [base, &many] {
        // One shape for both harmonies.
        forms.push(format!("{number}{}", ["нікі", "дікі", "дікі", "дікі", "тікі"][last(number) as usize]));
        forms.push(suffixed(number, front, ["дай", "дай", "дай", "дай", "тай"]));
    }
    forms.push(many);
    let third = if last(base) == Last::Vowel { format!("{base}{}", shaped(front, "сы")) } else { format!("{oblique}{}", shaped(front, "ы")) };
    forms.push(format!("{third}{}", shaped(front, "ндағы")));
    forms.push(format!("{third}{}", shaped(front, "нша")));
    forms.push(format!("{third}{}", shaped(front, "ндай")));
    forms
}

/// Persons: me, thee, you, him, us, all of you, all of you politely.
type Persons = [&'static str; 7];
/// Behind a present or a participle.
const AM: Persons = ["мын", "сың", "сыз", "", "мыз", "сыңдар", "сыздар"];
/// Behind a past or a condition.
const HAD: Persons = ["м", "ң", "ңыз", "", "қ", "ңдар", "ңыздар"];

fn persons(word: &str, front: bool, persons: Persons) -> impl Iterator<Item = String> {
    persons.into_iter().map(move |person| {
        // Жазған-быз, жазбас-пын, жазып-пыз.
        let person = match (last(word), person) {
            (Last::Nasal, "мыз") => "быз",
            (Last::Voiceless, "мыз") => "пыз",
            (Last::Voiceless, "мын") => "пын",
            (_, person) => person,
        };
        format!("{word}{}", shaped(front, person))
    })
}

/// What a root looks like before the vowel of `suffix` (its back shape), and the two joined.
fn before_vowel(root: Entry, suffix: &str) -> String {
    let Entry { base, oblique, front } = root;
    match suffix.chars().next() {
        // Оқы-йды is оқиды; жаса-йды stays.
        Some('й') if base.ends_with(['ы', 'і']) => {
            let shape = shaped(front, suffix).replacen('й', "и", 1);
            format!("{}{shape}", &base[..base.len() - 2])
        }
        // Қой-ады is қояды.
        Some('а') if base.ends_with('й') && !front => format!("{}я{}", &base[..base.len() - 2], &suffix[2..]),
        // Тап-ып is тауып.
        Some('ы') if base.ends_with('п') && base.chars().count() <= 4 => format!("{}у{}", &base[..base.len() - 2], shaped(front, suffix)),
        _ => format!("{oblique}{}", shaped(front, suffix)),
    }
}

/// Every finite form, participle and converb of a root; the participles also declined.
pub(super) fn verb_forms(root: Entry) -> Vec<String> {
    let mut forms = one_polarity(root, false);
    let negated = suffixed(root.base, root.front, ["ма", "ма", "ба", "ба", "па"]).leak();
    forms.extend(one_polarity(Entry { base: negated, oblique: negated, front: root.front }, true));
    forms
}

fn one_polarity(root: Entry, negated: bool) -> Vec<String> {
    let Entry { base, front, .. } = root;
    let vowel = last(base) == Last::Vowel;
    let mut forms = Vec::new();
    // Келеді, келмейді; the third person has an ending of its own here.
    let present = before_vowel(root, if vowel { "й" } else { "а" });
    forms.push(present.clone());
    forms.extend(persons(&present, front, ["мын", "сың", "сыз", "ды", "мыз", "сыңдар", "сыздар"]));
    let past = suffixed(base, front, ["ды", "ды", "ды", "ды", "ты"]);
    forms.extend(persons(&past, front, HAD));
    forms.extend(persons(&format!("{base}{}", shaped(front, "са")), front, HAD));
    let gone = suffixed(base, front, ["ған", "ған", "ған", "ған", "қан"]);
    let habitual = before_vowel(root, if vowel { "йтын" } else { "атын" });
    for participle in [gone, habitual] {
        forms.extend(persons(&participle, front, AM));
        forms.extend(cases(&participle, front));
        forms.push(plural(&participle, front));
        forms.push(format!("{participle}{}", shaped(front, "дықтан")));
    }
    if negated {
        forms.extend(persons(&format!("{base}с"), front, AM));
        forms.push(format!("{base}{}", shaped(front, "йынша")));
    } else {
        let converb = before_vowel(root, if vowel { "п" } else { "ып" });
        forms.extend(persons(&converb, front, ["мын", "сың", "сыз", "ты", "мыз", "сыңдар", "сыздар"]));
        forms.push(converb);
        let future = before_vowel(root, if vowel { "р" } else { "ар" });
        forms.extend(persons(&future, front, AM));
        let aim = suffixed(base, front, ["мақ", "мақ", "бақ", "бақ", "пақ"]);
        forms.push(format!("{aim}{}", shaped(front, "шы")));
        forms.push(suffixed(base, front, ["ғалы", "ғалы", "ғалы", "ғалы", "қалы"]));
        let wish = suffixed(base, front, ["ғы", "ғы", "ғы", "ғы", "қы"]);
        forms.extend(["м", "ң", "ңыз", "сы", "мыз"].map(|owner| format!("{wish}{}", shaped(front, owner))));
        forms.push(base.to_owned());
    }
    // Let me, thee (politely, all of you), him.
    forms.extend(["сын"].map(|suffix| format!("{base}{}", shaped(front, suffix))));
    for suffix in if vowel { ["ңыз", "ңдар", "ңыздар"] } else { ["ыңыз", "ыңдар", "ыңыздар"] } {
        // Тап-ыңыз is табыңыз.
        forms.push(format!("{}{}", root.oblique, shaped(front, suffix)));
    }
    for suffix in if vowel { ["йын", "йық"] } else { ["айын", "айық"] } {
        forms.push(before_vowel(root, suffix));
    }
    forms
}

/// The verbal noun, a word of its own, in its cases and with its owners.
pub(super) fn verbal_noun(root: Entry) -> (String, Vec<String>) {
    let Entry { base, oblique, front } = root;
    let noun = match base.chars().next_back() {
        Some('ы' | 'і') => format!("{}у", &base[..base.len() - 2]),
        Some('й') => format!("{}ю", &base[..base.len() - 2]),
        _ => format!("{oblique}у"),
    };
    let mut forms = vec![noun.clone(), plural(&noun, front)];
    forms.extend(cases(&noun, front));
    forms.extend(possessed(&noun, &noun, front));
    (noun, forms)
}
