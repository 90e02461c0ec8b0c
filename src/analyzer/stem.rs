//! The stem of a Kazakh word: every ending by rule, the choice by what is likely.
//!
//! In: a folded word (lower case, look-alikes of other alphabets put right). Out: its stem, or all the ways to split it.
//! A word in another alphabet, or with characters no Kazakh word has, stays as it is.
//!
//! | step | where | example |
//! |---|---|---|
//! | pronouns and other closed classes | `closed.txt` | «оның» → ол, «үшін» → үшін |
//! | every ending, made by rule | `endings` | -ына after тармағ-, and -на, -а |
//! | one walk from the right finds the splits | `machine` | тармағ+ына, тармағы+на, … |
//! | what the stem looked like before | `seam` | тармағ- → тармақ |
//! | the likeliest stem and ending | `prior` | тармақ + POSS.3 + DAT |
//! | all that, made once and read at the start | `table` | `tables.bin` |
//! | where the likelihoods come from | [`learn`] | word-form counts of raw text, and `stems.txt` |
//!
//! Kazakh puts one suffix behind the other and changes the sounds where they meet. A word, mechanism by mechanism:
//!
//! | mechanism | rule | worked example |
//! |---|---|---|
//! | harmony | the last vowel that tells decides: а о ұ ы take а ы, ә е ө ү і take е і | тармақ-тар, бөлік-тер; тармақ-тар-дан, бөлік-тер-ден |
//! | class of the last letter | a suffix begins with л, д or т, with н, д or т, … by the letter before it | бала-лар, жыл-дар, құжат-тар; бала-ның, жыл-дың, құжат-тың |
//! | voicing | қ к п between vowels are ғ г б | тармақ + ы = тармағы, бөлік + і = бөлігі, кітап + ы = кітабы; тап + ады = табады |
//! | elision | ы/і of the last syllable falls out before a vowel | орын + ы = орны, халық + ы = халқы, мүлік + і = мүлкі |
//! | melting | й + а = я, ы + й = и, п + ып = уып | қой + ады = қояды, оқы + йды = оқиды, тап + ып = тауып |
//! | a noun's chain | number, whose it is, case; -ғы makes it an adjective of the place | тармақ-тар-ы-нда-ғы: тармақ + PL + POSS.3 + LOC.ATTR |
//! | the hidden н | after the possessive of the third person the cases have н | тармағ-ы-на (not тармағы-ға), тармағ-ы-н |
//! | a verb's chain | voice is part of the stem; negation, tense, person follow | жіберіл-ме-й-ді: жіберіл + NEG + PRES + 3 |
//! | participles are nouns | and take a noun's endings | өт-кен-дер-дің: өт + PTCP.PAST + PL + GEN |
//! | one form, two words | the likelier is the term, the other is for questions | істер: іс + PL, or істе + PTCP.FUT |
//!
//! The stem of a noun is its dictionary form (тармақ). That of a finite verb, participle or converb is the bare root with
//! its voice (табылатын → табыл); a verbal noun stays a word of its own (табылуы → табылу), and so does everything
//! derived (тармақша, алушы, мемлекеттік).

mod derivation;
mod endings;
#[cfg(test)]
mod grammar;
#[cfg(test)]
mod grammar_tests;
pub(super) mod learn;
mod machine;
mod phonology;
mod prior;
mod seam;
mod table;
mod verb;

use std::borrow::Cow;
use std::sync::LazyLock;

use self::endings::gloss_of;
use self::machine::{Machine, Split, Word};
use self::phonology::{ALPHABET, loosened, sound_of_bytes};
use self::prior::{Counts, HASH_EMPTY, HashTable, hash_after, logarithm};
use self::table::{Reader, Writer};
use super::fold::without_kazakh_letters;

pub use self::derivation::{bases, derivations};
pub use self::endings::PartOfSpeech;
pub use self::verb::verb_root;
pub(super) use self::verb::verb_words;

#[cfg(test)]
const PRIOR: &str = include_str!("stem/prior.txt");
const CHECKED: &str = include_str!("stem/stems.txt");
const CLOSED: &str = include_str!("stem/closed.txt");

/// What [`tables`] made of them.
const TABLES: &[u8] = include_bytes!("stem/tables.bin");

static STEMMERS: LazyLock<[Stemmer; 2]> = LazyLock::new(|| {
    let mut from = Reader::new(TABLES);
    [Stemmer::read(&mut from), Stemmer::read(&mut from)]
});

fn kazakh() -> &'static Stemmer {
    &STEMMERS[0]
}

/// The same for text typed without Kazakh letters: «кабылдаудан», «туракты».
fn loose() -> &'static Stemmer {
    &STEMMERS[1]
}

/// The content of `tables.bin`: the tables of the stemmer, made from the endings, `closed.txt` and `stems.txt` of this room, and `prior`, which
/// is the text of `prior.txt`.
pub fn tables(prior: &str) -> Vec<u8> {
    let mut out = Writer::default();
    [false, true].iter().for_each(|&loose| Stemmer::new(prior, loose).write(&mut out));
    out.finish()
}

/// One way to split a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The term this reading gives.
    pub stem: String,
    /// How likely it is: a natural logarithm, comparable between readings of one word.
    pub score: f32,
    /// The part of the score that is the ending's; the rest is the stem's.
    pub ending_score: f32,
    /// Whether the stem has been seen in the texts the prior was learnt from, or is on the checked list. The stems of others
    /// are judged by their letters.
    pub known: bool,
    /// What the stem is taken for; `None` for a word of the closed classes.
    pub part_of_speech: Option<PartOfSpeech>,
    /// The suffixes in order, glossed: `POSS.3`, `DAT`. Empty when the word is its own stem.
    pub endings: Vec<&'static str>,
}

/// The stem of a folded word; a word in another alphabet stays as it is.
///
/// ```
/// assert_eq!(tarmaq::analyzer::stem("тармағына"), "тармақ");
/// ```
pub fn stem(exact: &str) -> String {
    let mut word = exact.to_owned();
    stem_in_place(&mut word);
    word
}

/// Puts the stem of a folded word into `out`, whose memory is used again.
pub fn stem_into(exact: &str, out: &mut String) {
    out.clear();
    out.push_str(exact);
    stem_in_place(out);
}

/// Every admissible way to split a folded word, the likeliest first, one for each stem.
///
/// ```
/// let readings = tarmaq::analyzer::readings("тармағына");
/// assert_eq!((readings[0].stem.as_str(), readings[0].endings.join(" + ")), ("тармақ", "POSS.3 + DAT".to_owned()));
/// ```
pub fn readings(exact: &str) -> Vec<Reading> {
    let mut found = kazakh().readings(exact);
    found.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.stem.cmp(&other.stem)));
    let mut stems: Vec<String> = Vec::new();
    found.retain(|reading| {
        let new = !stems.contains(&reading.stem);
        if new {
            stems.push(reading.stem.clone());
        }
        new
    });
    found
}

pub(super) fn stem_in_place(word: &mut String) {
    kazakh().reduce(word);
}

/// The stem spelt as people type it who have no Kazakh keyboard: the same for «қабылдаудан» and «кабылдаудан».
pub(super) fn loose_stem_into(stem: &str, typed: &str, out: &mut String) {
    out.clear();
    if typed.chars().any(|c| without_kazakh_letters(c) != c) {
        out.extend(stem.chars().map(without_kazakh_letters));
    } else {
        out.push_str(typed);
        loose().reduce(out);
    }
}

#[derive(Debug)]
struct Stemmer {
    machine: Machine,
    loose: bool,
    /// Form → the place of its stem in `closed_stems`.
    closed: HashTable<u16>,
    closed_stems: Vec<Cow<'static, str>>,
}

impl Stemmer {
    fn new(prior: &str, loose: bool) -> Self {
        let counts = Counts::read(prior).with_checked(CHECKED);
        let spell = |text: &str| if loose { text.chars().map(without_kazakh_letters).collect() } else { text.to_owned() };
        let mut closed_stems: Vec<Cow<'_, str>> = Vec::new();
        let mut closed = Vec::new();
        for (form, stem) in closed_forms() {
            let stem = spell(stem);
            let at = closed_stems.iter().position(|known| *known == stem).unwrap_or_else(|| {
                closed_stems.push(Cow::Owned(stem));
                closed_stems.len() - 1
            });
            if let Some(hash) = hash_of(&spell(form)) {
                closed.push((hash, u16::try_from(at).expect("the closed classes are small")));
            }
        }
        Self { machine: Machine::new(&counts, loose, false), loose, closed: HashTable::new(closed.into_iter()), closed_stems }
    }

    fn write(&self, out: &mut Writer) {
        self.machine.write(out);
        self.closed.write(out);
        out.put_texts(&self.closed_stems.iter().map(|stem| stem.clone().into_owned()).collect::<Vec<_>>());
    }

    fn read(from: &mut Reader) -> Self {
        let machine = Machine::read_table(from);
        Self { loose: machine.loose, machine, closed: HashTable::read(from), closed_stems: from.get_texts().into_iter().map(Cow::Borrowed).collect() }
    }

    /// The stem of a word of the closed classes.
    #[inline]
    fn closed_stem(&self, word: &str) -> Option<&str> {
        let at = self.closed.get(hash_of(word)?)?;
        Some(&self.closed_stems[usize::from(at)])
    }

    fn reduce(&self, word: &mut String) {
        let mut letters = Word::default();
        let mut head = 0;
        if self.machine.read(word, &mut letters).is_none() {
            // In a compound the last part is declined: іс-шаралардың.
            let Some(hyphen) = word.rfind('-') else { return };
            head = hyphen + 1;
            if self.machine.read(&word[head..], &mut letters).is_none() {
                return;
            }
        }
        if let Some(at) = self.closed.get(letters.hash()) {
            word.truncate(head);
            word.push_str(&self.closed_stems[usize::from(at)]);
            return;
        }
        if let Some(split) = self.machine.best(&letters) {
            word.truncate(head + split.bytes_kept());
            split.letters_back(self.loose).for_each(|letter| word.push(letter));
        }
    }

    fn readings(&'static self, word: &str) -> Vec<Reading> {
        let head = word.rfind('-').map_or(0, |hyphen| hyphen + 1);
        let whole = |stem: &str| Reading {
            stem: format!("{}{stem}", &word[..head]),
            score: 0.0,
            ending_score: 0.0,
            known: true,
            part_of_speech: None,
            endings: Vec::new(),
        };
        if let Some(stem) = self.closed_stem(&word[head..]) {
            return vec![whole(stem)];
        }
        let mut letters = Word::default();
        if self.machine.read(&word[head..], &mut letters).is_none() {
            return vec![whole(&word[head..])];
        }
        let mut found = Vec::new();
        self.machine.splits(&letters, |split| {
            let mut stem = word[..head + split.bytes_kept()].to_owned();
            stem.extend(split.letters_back(self.loose));
            let endings = self.machine.choices_of(split.ending).filter_map(gloss_of).collect();
            found.push(Reading {
                stem,
                score: logarithm(split.score),
                ending_score: logarithm(split.ending_score),
                known: split.known,
                part_of_speech: Some(split.part_of_speech),
                endings,
            });
        });
        found
    }
}

impl Split {
    /// Every letter of a Kazakh word has two bytes.
    fn bytes_kept(&self) -> usize {
        2 * self.term.map_or(self.kept, |(kept, _)| kept)
    }

    fn letters_back(&self, loose: bool) -> impl Iterator<Item = char> {
        let derived = self.term.is_some();
        let back = self.term.and_then(|(_, back)| back);
        let letters = self.repair.letters().filter(move |_| !derived).chain(back);
        letters.map(move |letter| ALPHABET[usize::from(if loose { loosened(letter) } else { letter })])
    }
}

/// The words of the closed classes: `stem: form form …`, or forms that are their own stems.
fn closed_forms() -> impl Iterator<Item = (&'static str, &'static str)> {
    CLOSED.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let (stem, forms) = line.split_once(": ").map_or((None, line), |(stem, forms)| (Some(stem), forms));
        let itself = stem.map(|stem| (stem, stem));
        itself.into_iter().chain(forms.split_whitespace().map(move |form| (form, stem.unwrap_or(form))))
    })
}

/// `None` for a word with characters no Kazakh word has.
#[inline]
fn hash_of(word: &str) -> Option<u64> {
    let (pairs, rest) = word.as_bytes().as_chunks::<2>();
    let hash = pairs.iter().try_fold(HASH_EMPTY, |hash, &pair| Some(hash_after(hash, sound_of_bytes(pair)?.letter())))?;
    rest.is_empty().then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_come_together() {
        let cases = [
            ("тармақ", "тармағына тармағының тармақтың тармақпен тармағында тармақтарда тармағымен"),
            ("бөлік", "бөлігі бөліктің бөлікпен бөлігінде"),
            ("кітап", "кітабы кітабына кітаптар кітаптың"),
            ("орын", "орны орнына орнынан орындары"),
            ("халық", "халқы халқының халықтың"),
            ("күн", "күні күнінен күннен күнге күнін күнінде"),
            ("ұйым", "ұйымдар ұйымдардың ұйымының ұйымдармен"),
            ("паспорт", "паспорты паспорттың паспорттарға"),
            ("құжат", "құжаттар құжаттарын құжатын құжаттарды"),
            ("адам", "адамның адамдар адамдарға адамнан"),
            ("жыл", "жылғы жылы жылдың"),
            ("бол", "болады болған болатын болса"),
            ("бер", "береді беретін берген бермейді беріп"),
            ("көрсету", "көрсетудің көрсетуден көрсетуі көрсетуге"),
            ("қызмет", "қызметін қызметке қызметтер"),
            ("қазақстан", "қазақстанның қазақстанға"),
        ];
        for (stem_meant, forms) in cases {
            for form in forms.split(' ') {
                assert_eq!(stem(form), stem_meant, "{form}");
            }
        }
    }

    #[test]
    fn words_that_look_alike_stay_apart() {
        let cases = [
            ("үшін", "үш"),
            ("оның", "он"),
            ("алушы", "алу"),
            ("берушінің", "берудің"),
            ("тармақша", "тармақ"),
            ("қызметкер", "қызмет"),
            ("ұлттық", "ұлт"),
            ("тұлға", "тұл"),
            ("қысқа", "қыс"),
        ];
        for (one, other) in cases {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
        assert_eq!(stem("ұлттық"), "ұлттық");
    }

    #[test]
    fn typing_without_kazakh_letters_finds_the_same_stem() {
        for (meant, typed) in [("қабылдаудан", "кабылдаудан"), ("тұрақты", "туракты"), ("тұруға", "туруга"), ("рұқсат", "руксат"), ("құжаттар", "кужаттар")]
        {
            let (mut one, mut other) = (String::new(), String::new());
            loose_stem_into(&stem(meant), meant, &mut one);
            loose_stem_into(&stem(typed), typed, &mut other);
            assert_eq!(one, other, "{meant} {typed}");
        }
    }
}
