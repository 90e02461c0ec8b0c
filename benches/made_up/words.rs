//! What made-up acts are made of: the words of real ones, and words that nobody has used.

use std::collections::HashSet;
use std::path::Path;

use super::chance::Chance;

/// Who issues orders, in the genitive, with the noun of the ministry in the nominative.
pub(super) const MINISTRIES: &[(&str, &str)] = &[
    ("Ішкі істер министрінің", "Ішкі істер министрлігі"),
    ("Қаржы министрінің", "Қаржы министрлігі"),
    ("Денсаулық сақтау министрінің", "Денсаулық сақтау министрлігі"),
    ("Ауыл шаруашылығы министрінің", "Ауыл шаруашылығы министрлігі"),
    ("Әділет министрінің", "Әділет министрлігі"),
    ("Білім және ғылым министрінің", "Білім және ғылым министрлігі"),
    ("Сыртқы істер министрінің", "Сыртқы істер министрлігі"),
];

/// What rules are about: something, and what is done to it.
const OBJECTS: &[&str] = &[
    "Шетелдіктерді",
    "Рұқсаттарды",
    "Жер учаскелерін",
    "Өтініштерді",
    "Дәрілік заттарды",
    "Ақпараттық жүйелерді",
    "Су объектілерін",
    "Мұрағат құжаттарын",
    "Мемлекеттік сатып алуды",
    "Көлік құралдарын",
    "Білім беру ұйымдарын",
    "Ауыл шаруашылығы жануарларын",
];
const DOINGS: &[&str] = &["тіркеу", "есепке алу", "қабылдау және қарау", "беру және кері қайтарып алу", "сертификаттау", "бақылау", "жүргізу", "бөлу"];
const FIELDS: &[&str] =
    &["облыстарда", "аудандарда", "қалаларда", "білім саласында", "көлікте", "шекаралық аймақтарда", "бюджет есебінен", "электрондық нысанда"];

const ONSETS: &[&str] = &["б", "ж", "қ", "м", "н", "с", "т", "ш", "д", "ғ", "р", "л"];
const BACK: &[&str] = &["а", "о", "ұ", "ы"];
const ENDS: &[&str] = &["р", "н", "л", "қ", "с", "з", "ш", "т"];

/// Words that make a clause an instruction, a citation, a note or a row of a table: they stand where the generator puts them, and nowhere else.
const APART: &[&str] = &[
    "сын",
    "сін",
    "скерту",
    "осымша",
    "армақ",
    "бап",
    "бөлік",
    "тарау",
    "абзац",
    "жойыл",
    "редакция",
    "ұйры",
    "аулы",
    "Заң",
    "заң",
    "одекс",
    "арлы",
    "ағида",
    "егламент",
    "тандарт",
    "лтірілген",
    "ындай",
    "туралы",
    "жылғы",
    "алып таста",
    "олықтыр",
    "ауыстыр",
    "енгізіл",
    "ұсқаулық",
    "ҚР",
    "згеріс",
    "армағ",
    "баб",
    "әтиже",
    "кесте",
    "график",
    "тарту",
    "егізд",
    "өлем",
    "ысан",
];

/// Words that join others, and neither begin nor end a sentence.
const JOINING: &[&str] =
    &["және", "мен", "пен", "бен", "немесе", "не", "ал", "да", "де", "та", "те", "сондай-ақ", "бірақ", "егер", "оның", "осы", "бұл", "сол"];

/// Letters of the Kazakh alphabet that the Russian does not have.
const KAZAKH_ALONE: [char; 9] = ['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'];

/// Runs of words of real acts, which sentences are put together from.
#[derive(Debug)]
pub(crate) struct Phrases(Vec<String>);

impl Phrases {
    /// Those of the texts of `corpus/`.
    ///
    /// # Panics
    ///
    /// When the texts are not there, or hold less than what is needed.
    pub(crate) fn of_corpus() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let mut seen = HashSet::new();
        let mut phrases = Vec::new();
        for name in ["P2200000807", "V1200007775", "V1800016354", "V2000021165", "kandastar-suraq-jauap"] {
            let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("a text of the corpus");
            for clause in text.split("\n      ").flat_map(|paragraph| paragraph.split([',', ';', ':', '.', '(', ')', '"', '«', '»', '–', '?'])) {
                let words: Vec<&str> = clause.split_whitespace().collect();
                let letters = |word: &str| word.chars().all(|c| ('а'..='я').contains(&c) || "әғқңөұүһі-".contains(c)) && word.chars().count() > 1;
                let plain = |word: &&str| letters(word) && !APART.iter().any(|apart| word.contains(apart));
                for run in words.split(|word| !plain(word)).flat_map(|run| run.chunks(5)) {
                    // A clause that begins with «және» goes on from another one.
                    let run: Vec<&str> = run.iter().copied().skip_while(|word| JOINING.contains(word)).collect();
                    let run = &run[..run.iter().rposition(|word| !JOINING.contains(word)).map_or(0, |last| last + 1)];
                    if run.len() < 2 {
                        continue;
                    }
                    let phrase = run.join(" ");
                    // Answers for those who do not read Kazakh stand among the texts.
                    if phrase.contains(KAZAKH_ALONE) && seen.insert(phrase.clone()) {
                        phrases.push(phrase);
                    }
                }
            }
        }
        assert!(phrases.len() > 500, "only {} phrases", phrases.len());
        Self(phrases)
    }

    /// Some of them as one sentence of about `bytes` bytes, without its stop.
    pub(crate) fn sentence(&self, chance: &mut Chance, bytes: usize) -> String {
        let mut sentence = String::new();
        while sentence.len() < bytes {
            if !sentence.is_empty() {
                sentence += chance.of(&[", ", " және ", " "]);
            }
            sentence += &self.0[chance.below(self.0.len())];
            if chance.below(9) == 0 {
                sentence += &format!(" {}", name(chance));
            }
            if chance.below(25) == 0 {
                sentence += &format!(" {} теңге", 10 + chance.below(9_000));
            }
        }
        sentence
    }
}

/// A word that is in no dictionary: one of some 20 million.
pub(super) fn name(chance: &mut Chance) -> String {
    let mut word = String::new();
    for _ in 0..2 + chance.below(2) {
        word += chance.of(ONSETS);
        word += chance.of(BACK);
        if chance.below(3) == 0 {
            word += chance.of(ENDS);
        }
    }
    word + chance.of(ENDS)
}

/// What rules are about: «Шетелдіктерді облыстарда тіркеу».
pub(super) fn topic(chance: &mut Chance) -> String {
    format!("{} {} {}", chance.of(OBJECTS), chance.of(FIELDS), chance.of(DOINGS))
}

const MONTHS: [&str; 12] = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];

/// A day of the calendar, in the ways acts write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(super) year: usize,
    pub(super) month: usize,
    pub(super) day: usize,
}

impl Day {
    /// «2015 жылғы 4 наурыздағы».
    pub(super) fn of(self) -> String {
        let month = MONTHS[self.month - 1];
        let ending = if matches!(self.month, 1 | 2 | 3 | 5 | 6 | 8 | 10 | 11 | 12) { "дағы" } else { "дегі" };
        let ending = if self.month == 9 { "тегі" } else { ending };
        format!("{} жылғы {} {month}{ending}", self.year, self.day)
    }

    /// «2015 жылғы 4 наурызда».
    pub(super) fn on(self) -> String {
        let of = self.of();
        of.strip_suffix("ғы").or_else(|| of.strip_suffix("гі")).unwrap_or(&of).to_owned()
    }

    /// «2021 жылғы 1 шілдеден»: January and July, on whose first day changes take effect.
    pub(super) fn from(self) -> String {
        let ending = if self.month == 7 { "ден" } else { "дан" };
        format!("{} жылғы {} {}{ending}", self.year, self.day, MONTHS[self.month - 1])
    }

    /// «04.03.2015».
    pub(super) fn in_figures(self) -> String {
        format!("{:02}.{:02}.{}", self.day, self.month, self.year)
    }

    /// «2015-03-04».
    pub(crate) fn iso(self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
