//! Every inflectional ending of Kazakh, made by rule.
//!
//! An ending is a chain of suffixes, and each suffix takes its shape from what stands before it:
//!
//! ```text
//! noun   stem (+ plural) (+ possessive) (+ case (+ -ғы, and a noun's endings again))
//!        тармақ-тар-ы-нда-ғы
//! verb   stem (+ negation) + tense + person          жібер-іл-ме-й-ді (-іл- is part of the stem)
//!        stem (+ negation) + participle (+ a noun's endings)   өт-кен-дер-дің
//!        stem (+ negation) + -у (+ a noun's endings)           көрсет-у-ден; the term is «көрсету»
//! ```
//!
//! Suffixes are written with archiphonemes: `A` is а/е and `I` is ы/і by harmony; `L`, `N`, `D` … are consonants that the
//! letter before decides (`D` is д, or т after a voiceless one). A worked example, GEN = `{N}Iң`: бала-ның, жыл-дың,
//! тармақ-тың, бөлік-тің.

use std::collections::BTreeMap;

use super::phonology::{class, class_of, harmony, harmony_after, letter};

/// What a stem must be for an ending to stand behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfSpeech {
    /// Nouns, adjectives, numerals: everything that takes a noun's endings.
    Noun,
    /// A bare verb root, voice suffixes included: «жіберіл».
    Verb,
}

impl PartOfSpeech {
    /// By its number.
    pub(super) const ALL: [Self; 2] = [Self::Noun, Self::Verb];
}

/// How the stem looks before this ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Join {
    /// As it is, up to the sound changes of [`seam`](super::seam).
    Plain,
    /// й melted into the vowel: жо-яды is жой + ады, жо-ю is жой + у.
    LostGlide,
    /// ы/і gave way: оқ-иды is оқы + йды, оқ-у is оқы + у.
    LostVowel,
    /// п became у: та-уып is тап + ып.
    LostStop,
}

impl Join {
    /// By its number.
    pub(super) const ALL: [Self; 4] = [Self::Plain, Self::LostGlide, Self::LostVowel, Self::LostStop];
}

/// One ending, for the stems it suits.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    pub(super) text: String,
    /// Classes of stem-final letters, as bits.
    pub(super) after: u8,
    pub(super) harmony: u8,
    pub(super) part_of_speech: PartOfSpeech,
    pub(super) join: Join,
    /// How many letters of the ending belong to the term: 1 for the у of «көрсет-у-ден», 3 for «сақта-мау-дан».
    pub(super) kept: u8,
    /// The choices that were made, as numbers of [`Choices`].
    pub(super) choices: Vec<u8>,
}

/// The names of the choices an ending consists of. `noun/case/GEN` is the choice GEN among all `noun/case/*`.
#[derive(Debug, Default)]
pub(super) struct Choices {
    names: Vec<String>,
}

impl Choices {
    fn number(&mut self, name: &str) -> u8 {
        let at = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        u8::try_from(at).expect("there are fewer than 256 suffixes")
    }

    pub(super) fn named(names: Vec<String>) -> Self {
        Self { names }
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}

/// The choice is made among those that share all but the last part of the name.
pub(super) fn group_of(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(group, _)| group)
}

/// What to print for a choice: nothing for the unmarked one (singular, nominative, affirmative).
pub(super) fn gloss_of(name: &str) -> Option<&str> {
    name.rsplit_once('/').map(|(_, gloss)| gloss).filter(|&gloss| gloss != "-")
}

/// All endings, and the names of the choices they are made of.
pub(super) fn generate() -> (Vec<Ending>, Choices) {
    let mut maker = Maker::default();
    for after in class::ALL {
        for front in [false, true] {
            let bare =
                Draft { text: String::new(), class: after, after, front, part_of_speech: PartOfSpeech::Noun, join: Join::Plain, kept: 0, choices: Vec::new() };
            maker.nominal(&bare, "noun");
            maker.derived(&bare, &[("LIQ", "ABSTRACT"), ("сIз", "PRIVATIVE"), ("шI", "AGENT"), ("LI", "POSSESSING")]);
            maker.verbal(&Draft { part_of_speech: PartOfSpeech::Verb, ..bare });
        }
    }
    let endings = maker.found.into_iter().map(|((text, harmony, part_of_speech, join, kept, choices), after)| Ending {
        text,
        after,
        harmony,
        part_of_speech,
        join,
        kept,
        choices,
    });
    (endings.collect(), maker.choices)
}

type Key = (String, u8, PartOfSpeech, Join, u8, Vec<u8>);

#[derive(Default)]
struct Maker {
    /// Ordered, so that the numbers of the endings are the same in every run.
    found: BTreeMap<Key, u8>,
    choices: Choices,
}

/// An ending in the making.
#[derive(Clone)]
struct Draft {
    text: String,
    /// The class of the last letter so far; of the stem's as long as nothing is added.
    class: u8,
    /// The class of the stem.
    after: u8,
    front: bool,
    part_of_speech: PartOfSpeech,
    join: Join,
    kept: u8,
    choices: Vec<u8>,
}

impl Draft {
    /// Adds a suffix written with archiphonemes.
    fn plus(&self, suffix: &str) -> Self {
        let mut next = self.clone();
        // Ұлт-тық, ұлт-тығ-ы: the қ of a derivation is voiced like that of a stem.
        if self.kept > 0 && suffix.starts_with('I') && next.text.ends_with(['қ', 'к']) {
            next.text.pop();
            next.text.push(if self.front { 'г' } else { 'ғ' });
        }
        for c in suffix.chars() {
            let voiceless = next.class == class::VOICELESS;
            let pick = |back, front| if self.front { front } else { back };
            let letter = match c {
                'A' => pick('а', 'е'),
                'I' => pick('ы', 'і'),
                'Q' => pick('қ', 'к'),
                // Dative and participle: бала-ға, хат-қа; бол-ған, өт-кен.
                'G' if voiceless => pick('қ', 'к'),
                'G' => pick('ғ', 'г'),
                'D' if voiceless => 'т',
                'D' => 'д',
                // Plural.
                'L' if next.class & (class::VOWEL | class::GLIDE) != 0 => 'л',
                'L' if voiceless => 'т',
                'L' => 'д',
                // Genitive.
                'N' if next.class & (class::VOWEL | class::NASAL) != 0 => 'н',
                'N' if voiceless => 'т',
                'N' => 'д',
                // Accusative: адам-ды, but бала-ны.
                'C' if next.class == class::VOWEL => 'н',
                'C' if voiceless => 'т',
                'C' => 'д',
                // Ablative: адам-нан.
                'B' if next.class == class::NASAL => 'н',
                'B' if voiceless => 'т',
                'B' => 'д',
                // Instrumental; «мен» has no back shape.
                'M' if next.class & (class::VOWEL | class::GLIDE | class::LATERAL | class::NASAL) != 0 => 'м',
                'M' if voiceless => 'п',
                'M' => 'б',
                // Negation and first person: кел-ме, күн-бе, айт-па.
                'P' if next.class & (class::VOWEL | class::GLIDE | class::LATERAL) != 0 => 'м',
                'P' if voiceless => 'п',
                'P' => 'б',
                other => other,
            };
            next.text.push(letter);
            next.class = class_of(letter_of(letter));
        }
        next
    }

    fn vowel_final(&self) -> bool {
        self.class == class::VOWEL
    }
}

fn letter_of(c: char) -> u8 {
    letter(c).expect("suffixes are written in the alphabet")
}

impl Maker {
    fn add(&mut self, draft: &Draft) {
        let telling = !invariable(&draft.text) && draft.text.chars().any(|c| harmony_after(harmony::EITHER, letter_of(c)) != harmony::EITHER);
        let harmony = match (telling, draft.front) {
            (false, _) => harmony::EITHER,
            (true, true) => harmony::FRONT,
            (true, false) => harmony::BACK,
        };
        let key = (draft.text.clone(), harmony, draft.part_of_speech, draft.join, draft.kept, draft.choices.clone());
        *self.found.entry(key).or_default() |= draft.after;
    }

    /// `draft` with one more choice written down.
    fn chose(&mut self, draft: &Draft, names: &str, choice: &str) -> Draft {
        let number = self.choices.number(&format!("{names}/{choice}"));
        let mut next = draft.clone();
        next.choices.push(number);
        next
    }

    /// Words made of other words. They stay words of their own (мемлекет-тік-ке is мемлекеттік), but it helps to know what
    /// they are made of when nobody has heard of them: «транзит-тік» is likelier than a noun of nine odd letters.
    fn derived(&mut self, bare: &Draft, suffixes: &[(&str, &str)]) {
        for (suffix, name) in suffixes {
            let mut derived = self.chose(&bare.plus(suffix), "derivation", name);
            derived.kept = u8::try_from(derived.text.chars().count()).expect("a suffix is short");
            self.nominal(&derived, "noun");
        }
    }

    /// Plural × possessive × case, each of them or none.
    fn nominal(&mut self, draft: &Draft, names: &str) {
        let group = format!("{names}/number");
        let singular = self.chose(draft, &group, "-");
        let plural = self.chose(&draft.plus("LAр"), &group, "PL");
        for numbered in [singular, plural] {
            self.possessed(&numbered, names);
        }
    }

    fn possessed(&mut self, draft: &Draft, names: &str) {
        let group = format!("{names}/possessive");
        let none = self.chose(draft, &group, "-");
        self.cased(&none, names, "case");
        let vowel = draft.vowel_final();
        let third = self.chose(&draft.plus(if vowel { "сI" } else { "I" }), &group, "POSS.3");
        self.cased_possessed(&third, names);
        if names == "noun" && draft.kept > 0 {
            // Nobody says «my governmental».
            return;
        }
        for (after_vowel, after_consonant, name) in
            [("м", "Iм", "POSS.1SG"), ("ң", "Iң", "POSS.2SG"), ("ңIз", "IңIз", "POSS.2POL"), ("мIз", "IмIз", "POSS.1PL")]
        {
            let own = self.chose(&draft.plus(if vowel { after_vowel } else { after_consonant }), &group, name);
            self.cased(&own, names, "case of possessed");
        }
    }

    fn cased(&mut self, draft: &Draft, names: &str, which: &str) {
        let group = format!("{names}/{which}");
        // Менің үй-ім-е: the dative of «my» and «thy» has no ғ.
        let dative = if which != "case" && draft.class == class::NASAL { "A" } else { "GA" };
        for (suffix, name) in
            [("", "-"), ("NIң", "GEN"), (dative, "DAT"), ("CI", "ACC"), ("DA", "LOC"), ("BAн", "ABL"), ("Mен", "INS"), ("DAй", "SIM"), ("шA", "EQU")]
        {
            let done = self.chose(&draft.plus(suffix), &group, name);
            self.add(&done);
        }
        let attributive = self.chose(&draft.plus("DAGI"), &group, "LOC.ATTR");
        self.attributive(&attributive);
        // Бала-нікі, адам-дікі: what is whose has one shape for both harmonies.
        let own = self.chose(&draft.plus("Cікі"), &group, "GEN.ATTR");
        self.add(&own);
        if names == "noun" && which == "case" {
            // Мұғалім-мін, үй-де-міз: what one is, and where.
            for (place, at) in [("", "COP"), ("DA", "LOC.COP")] {
                let place = draft.plus(place);
                for (person, of) in AM {
                    let done = self.chose(&place.plus(person), &group, &format!("{at}.{of}"));
                    self.add(&done);
                }
            }
            let more = self.chose(&draft.plus(if draft.vowel_final() { "рAQ" } else { "IрAQ" }), &group, "COMP");
            self.add(&more);
        }
    }

    /// The cases behind the possessive of the third person, which end in a hidden н: мақсат-ы-нда, мақсат-ы-н.
    fn cased_possessed(&mut self, draft: &Draft, names: &str) {
        let group = format!("{names}/case of possessed by third");
        for (suffix, name) in
            [("", "-"), ("нIң", "GEN"), ("нA", "DAT"), ("н", "ACC"), ("ндA", "LOC"), ("нAн", "ABL"), ("мен", "INS"), ("ндAй", "SIM"), ("ншA", "EQU")]
        {
            let done = self.chose(&draft.plus(suffix), &group, name);
            self.add(&done);
        }
        let attributive = self.chose(&draft.plus("ндAғI"), &group, "LOC.ATTR");
        let attributive = if draft.front { Draft { text: attributive.text.replace('ғ', "г"), ..attributive } } else { attributive };
        self.attributive(&attributive);
    }

    /// What is «in the …» is a noun again: мектеп-тегі-лер-ге.
    fn attributive(&mut self, draft: &Draft) {
        let one = self.chose(draft, "attributive/number", "-");
        self.cased_shortly(&one);
        let many = self.chose(&draft.plus("LAр"), "attributive/number", "PL");
        self.cased_shortly(&many);
    }

    fn cased_shortly(&mut self, draft: &Draft) {
        for (suffix, name) in [("", "-"), ("NIң", "GEN"), ("GA", "DAT"), ("CI", "ACC"), ("DA", "LOC"), ("BAн", "ABL"), ("Mен", "INS"), ("DAй", "SIM")] {
            let done = self.chose(&draft.plus(suffix), "attributive/case", name);
            self.add(&done);
        }
    }

    fn verbal(&mut self, stem: &Draft) {
        let plain = self.chose(stem, "verb/polarity", "-");
        let negated = self.chose(&stem.plus("PA"), "verb/polarity", "NEG");
        self.tenses(&plain, false);
        self.derived(stem, &[("ушI", "ACTOR")]);
        self.tenses(&negated, true);
    }

    fn form(&mut self, draft: &Draft, name: &str) -> Draft {
        self.chose(draft, "verb/form", name)
    }

    fn tenses(&mut self, draft: &Draft, negated: bool) {
        let vowel = draft.vowel_final();
        let bare = self.form(draft, "-");
        self.add(&bare);
        // Imperative.
        for (after_vowel, after_consonant, name) in [
            ("сIн", "сIн", "IMP.3"),
            ("ңIз", "IңIз", "IMP.2POL"),
            ("ңдAр", "IңдAр", "IMP.2PL"),
            ("ңIздAр", "IңIздAр", "IMP.2POL.PL"),
            ("йIн", "AйIн", "IMP.1SG"),
            ("йIQ", "AйIQ", "IMP.1PL"),
        ] {
            let suffix = if vowel { after_vowel } else { after_consonant };
            let done = self.form(&draft.plus(suffix), name);
            self.add_joined(&done);
        }
        if !negated && draft.after == class::GLIDE {
            // Отыр-мын: four auxiliaries make their present without a suffix, and all of them end in р.
            let bare = self.form(draft, "PRES.AUX");
            for (person, of) in AM {
                let done = self.chose(&bare.plus(person), "verb/person", of);
                self.add(&done);
            }
        }
        // Кел-ші: asking, not ordering.
        let request = self.form(&draft.plus("шI"), "IMP.REQUEST");
        self.add(&request);
        // Бар-ғы-сы (келеді): the wish always belongs to somebody.
        let wish = self.form(&draft.plus("GI"), "DESID");
        for (suffix, name) in [("сI", "POSS.3"), ("м", "POSS.1SG"), ("ң", "POSS.2SG"), ("ңIз", "POSS.2POL"), ("мIз", "POSS.1PL")] {
            let done = self.chose(&wish.plus(suffix), "participle/possessive", name);
            self.add(&done);
        }
        // Past and conditional share their persons.
        for (suffix, name) in [("DI", "PAST"), ("сA", "COND")] {
            let base = self.form(&draft.plus(suffix), name);
            for (person, of) in [("", "3"), ("м", "1SG"), ("ң", "2SG"), ("ңIз", "2POL"), ("Q", "1PL"), ("ңдAр", "2PL"), ("ңIздAр", "2POL.PL")] {
                let done = self.chose(&base.plus(person), "verb/person", of);
                self.add(&done);
            }
        }
        // Present: кел-е-ді, істе-й-ді; alone it is the converb.
        let present = draft.plus(if vowel { "й" } else { "A" });
        let converb = self.form(&present, "CVB.IPFV");
        self.add_joined(&converb);
        let present = self.form(&present, "PRES");
        for (person, of) in [("дI", "3"), ("мIн", "1SG"), ("сIң", "2SG"), ("сIз", "2POL"), ("мIз", "1PL"), ("сIңдAр", "2PL"), ("сIздAр", "2POL.PL")]
        {
            let done = self.chose(&present.plus(person), "verb/person", of);
            self.add_joined(&done);
        }
        // Converb and the past it makes: жаз-ып, жаз-ып-ты.
        let perfect = draft.plus(if vowel { "п" } else { "Iп" });
        let converb = self.form(&perfect, "CVB.PFV");
        self.add_joined(&converb);
        let perfect = self.form(&perfect, "PERF");
        for (person, of) in [("тI", "3")].iter().chain(AM) {
            let done = self.chose(&perfect.plus(person), "verb/person", of);
            self.add_joined(&done);
        }
        // Participles are nouns as well: өт-кен-дер-дің.
        let past = self.form(&draft.plus("GAн"), "PTCP.PAST");
        self.participle(&past);
        let habitual = self.form(&draft.plus(if vowel { "йтIн" } else { "AтIн" }), "PTCP.HAB");
        self.participle(&habitual);
        let future = if negated {
            "с"
        } else if vowel {
            "р"
        } else {
            "Aр"
        };
        let future = self.form(&draft.plus(future), "PTCP.FUT");
        self.participle(&future);
        for (suffix, name) in [("GAлI", "CVB.SINCE"), ("GAй", "OPT"), ("MAQ", "INTENT"), ("MAQшI", "INTENT.AGENT"), ("йIншA", "CVB.UNTIL")] {
            if name == "CVB.UNTIL" && !negated || name.starts_with("INTENT") && negated {
                continue;
            }
            // The м of -мақ behaves as that of the negation.
            let done = self.form(&draft.plus(&suffix.replace('M', "P")), name);
            self.add(&done);
        }
        // The verbal noun is a word of its own and stays whole: көрсету, сақтамау.
        let mut noun = self.form(&draft.plus("у"), "VN");
        noun.kept = u8::try_from(noun.text.chars().count()).expect("a suffix is short");
        if vowel && !negated {
            // Жаса-у; but оқы + у is оқу.
            let lost = Draft { join: Join::LostVowel, after: class::ALL.iter().fold(0, |all, one| all | one), ..noun.clone() };
            self.nominal(&lost, "verbal noun");
        }
        if !vowel && draft.after == class::GLIDE && !negated {
            let melted = Draft { text: "ю".into(), join: Join::LostGlide, after: class::VOWEL, ..noun.clone() };
            self.nominal(&melted, "verbal noun");
        }
        self.nominal(&noun, "verbal noun");
    }

    fn participle(&mut self, draft: &Draft) {
        let mut shapes = vec![draft.clone()];
        shapes.extend(self.joined(draft));
        for shape in shapes {
            self.nominal(&shape, "participle");
            // Бол-ған-дық-тан, бол-ма-ған-дығ-ы.
            let abstract_noun = self.chose(&shape.plus("DIQ"), "participle/number", "NMLZ");
            let none = self.chose(&abstract_noun, "participle/possessive", "-");
            self.cased(&none, "participle", "case");
            let voiced = shape.plus("DI");
            let voiced = Draft {
                text: voiced.text + if shape.front { "гі" } else { "ғы" },
                class: class::VOWEL,
                choices: none.choices[..none.choices.len() - 1].to_vec(),
                ..shape.clone()
            };
            let third = self.chose(&voiced, "participle/possessive", "POSS.3");
            self.cased_possessed(&third, "participle");
            for (person, of) in AM {
                let done = self.chose(&shape.plus(person), "participle/number", of);
                self.add(&done);
            }
        }
    }

    fn add_joined(&mut self, draft: &Draft) {
        self.add(draft);
        for joined in self.joined(draft) {
            self.add(&joined);
        }
    }

    /// The same ending behind a stem that changed more than a sound.
    fn joined(&mut self, draft: &Draft) -> Vec<Draft> {
        let mut found = Vec::new();
        if let (class::GLIDE, Some(rest)) = (draft.after, draft.text.strip_prefix('а')) {
            found.push(Draft { text: format!("я{rest}"), join: Join::LostGlide, after: class::VOWEL, ..draft.clone() });
        }
        if let (class::VOWEL, Some(rest)) = (draft.after, draft.text.strip_prefix('й')) {
            let consonants = class::ALL.iter().fold(0, |all, one| all | one) & !class::VOWEL;
            found.push(Draft { text: format!("и{rest}"), join: Join::LostVowel, after: consonants, ..draft.clone() });
        }
        if draft.after == class::VOICELESS && draft.text.starts_with(['ы', 'і']) {
            found.push(Draft { text: format!("у{}", draft.text), join: Join::LostStop, after: class::VOWEL, ..draft.clone() });
        }
        found
    }
}

/// The persons of a present, of a participle, and of what somebody is: жаз-ар-мын, мұғалім-мін.
const AM: &[(&str, &str)] = &[("MIн", "1SG"), ("сIң", "2SG"), ("сIз", "2POL"), ("PIз", "1PL"), ("сIңдAр", "2PL"), ("сIздAр", "2POL.PL")];

/// «мен» has one shape for both harmonies, and is the only suffix that has.
fn invariable(text: &str) -> bool {
    matches!(text, "мен" | "бен" | "пен")
}
