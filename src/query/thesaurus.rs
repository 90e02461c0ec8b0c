//! Everyday words and the law's, abbreviations, Russian terms: three small files that anyone can read and correct.
//!
//! An entry is looked up by the stems of its words, so that every form of them is understood. A verb is understood by its root too: «созса» is
//! a form of «созу».

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

use super::concept::is_light;
use crate::analyzer::{Reading, Reason, SECOND_READING_BEHIND_MAX, Token, TokenKind, analyze, readings, verb_root};

/// So many readings of a word are looked up.
const READINGS_MAX: usize = 4;

/// One direction of an entry.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// The stems that are looked up.
    pub(super) from: Vec<String>,
    /// The words that are searched for too, as the file writes them, and their tokens.
    pub(super) to: String,
    pub(super) tokens: Vec<Token>,
    /// What kind of entry it is.
    pub(super) reason: Reason,
}

/// All entries by the first stem they are looked up by: a Kazakh one, or a Russian one after `RUSSIAN`.
static ENTRIES: LazyLock<HashMap<String, Vec<Entry>>> = LazyLock::new(|| {
    let mut entries: HashMap<String, Vec<Entry>> = HashMap::new();
    let files = [
        // What is both («ХҚКО») is an abbreviation: typed in capitals, it is no word.
        (include_str!("data/abbreviations.txt"), Reason::Abbreviation),
        (include_str!("data/thesaurus.txt"), Reason::Synonym),
        (include_str!("data/russian.txt"), Reason::Translation),
    ];
    let numbers = numbers();
    for (file, reason) in files.into_iter().chain([(numbers.as_str(), Reason::Synonym)]) {
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            read(line, reason, &mut |entry| {
                if let Some(first) = entry.from.first() {
                    let known = entries.entry(key(first, reason)).or_default();
                    if !known.iter().any(|other| other.from == entry.from && other.to == entry.to) {
                        known.push(entry);
                    }
                }
            });
        }
    }
    entries
});

/// Entries for the numbers from 10 to 99: «он алты жасқа» is «16 жасқа», and the other way round.
fn numbers() -> String {
    const TENS: [&str; 9] = ["он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"];
    const ONES: [&str; 10] = ["", " бір", " екі", " үш", " төрт", " бес", " алты", " жеті", " сегіз", " тоғыз"];
    let lines = TENS.iter().zip(1..).flat_map(|(ten, tens)| ONES.iter().zip(0..).map(move |(one, ones)| format!("{ten}{one} = {tens}{ones} @\n")));
    lines.collect()
}

/// All words of the files: what questions may have beside the words of texts.
pub(super) fn vocabulary() -> Vec<String> {
    let files = [include_str!("data/thesaurus.txt"), include_str!("data/abbreviations.txt"), include_str!("data/russian.txt")];
    let entries = files.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#')).filter_map(|line| line.rsplit_once('@'));
    let mut words: Vec<String> = entries.flat_map(|(words, _)| words_of(words)).map(|token| token.exact).collect();
    words.extend(include_str!("data/light.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).map(str::to_owned));
    words.sort_unstable();
    words.dedup();
    words
}

/// Reads `left, left > right, right @ source`; with `=` every word leads to every other. What is no entry is passed over: a test finds it.
fn read(line: &str, reason: Reason, take: &mut impl FnMut(Entry)) {
    let Some((words, _)) = line.rsplit_once('@') else { return };
    let (sides, mutual) = match (words.split_once('>'), words.split_once('=')) {
        (Some(sides), _) => (sides, false),
        (None, Some(sides)) => (sides, true),
        (None, None) => return,
    };
    let listed = |side: &'_ str| -> Vec<(String, Vec<Token>)> {
        let words = side.split(',').map(str::trim).filter(|words| !words.is_empty());
        words.map(|words| (words.to_owned(), words_of(words))).filter(|(_, tokens)| !tokens.is_empty()).collect()
    };
    let (left, right) = (listed(sides.0), listed(sides.1));
    let mut lead = |from: &[Token], (to, tokens): &(String, Vec<Token>)| {
        let stem = |token: &Token| if reason == Reason::Translation { russian_stem(&token.exact) } else { looked_up(token) };
        let stems: Vec<String> = from.iter().map(stem).collect();
        // «тұрақты тұруға рұқсат» and «тұрақты тұру»: one says less than the other, and is found by its own words.
        let holds = |outer: &[Token], inner: &[Token]| inner.iter().all(|word| outer.iter().any(|other| other.term == word.term));
        // A Russian word that Kazakh has, too, has other forms: «визу» is «виза».
        if reason == Reason::Translation || !holds(from, tokens) && !holds(tokens, from) {
            take(Entry { from: stems, to: to.clone(), tokens: tokens.clone(), reason });
        }
    };
    for (_, from) in &left {
        right.iter().for_each(|to| lead(from, to));
    }
    if mutual {
        for (_, from) in &right {
            left.iter().for_each(|to| lead(from, to));
        }
    }
}

/// What a word of an entry is looked up by: its stem; of a verb that is negated its verbal noun, since «төлемейді» is about not paying.
fn looked_up(token: &Token) -> String {
    let best = readings(&token.exact).into_iter().next().filter(|best| best.known && best.stem == token.term);
    best.and_then(|best| negated_noun(&token.exact, &best)).unwrap_or_else(|| bare(&token.term).to_owned())
}

fn key(first: &str, reason: Reason) -> String {
    if reason == Reason::Translation { format!("{RUSSIAN}{first}") } else { root(first).into_owned() }
}

/// Marks keys of Russian stems: no word begins so.
const RUSSIAN: char = '=';

/// The stem of a Russian word, whatever its ending looks like to a reader of Kazakh. The vowel that comes and goes before the last letter is left
/// out: иностранец, иностранцу; список, списку.
pub(super) fn russian_stem(exact: &str) -> String {
    let stem = Stemmer::new(Algorithm::Russian).stem(exact).into_owned();
    for (full, short) in [("ец", "ц"), ("ок", "к"), ("ек", "к")] {
        if let Some(before) = stem.strip_suffix(full).filter(|before| before.chars().count() >= FLEETING_LETTERS_MIN) {
            return format!("{before}{short}");
        }
    }
    stem
}

/// Before a vowel that comes and goes stand so many letters: «срок» and «век» keep theirs.
const FLEETING_LETTERS_MIN: usize = 3;

/// The words of a text, compounds taken apart.
pub(super) fn words_of(text: &str) -> Vec<Token> {
    analyze(text).into_iter().filter(|token| token.kind != TokenKind::Whole).collect()
}

/// A part of a compound, as the word that it is: «көші қон» is looked up like «көші-қон».
pub(super) fn bare(stem: &str) -> &str {
    stem.trim_matches('-')
}

/// A verbal noun and the root of its verb are looked up alike: созу, соз; кешігу, кешік. A root has a vowel: «РГУ» is no form of «РК».
fn root(stem: &str) -> Cow<'_, str> {
    verb_root(stem).filter(|root| root.contains(VOWELS)).unwrap_or(Cow::Borrowed(stem))
}

const VOWELS: [char; 14] = ['а', 'ә', 'е', 'и', 'о', 'ө', 'у', 'ұ', 'ү', 'ы', 'і', 'э', 'ю', 'я'];

fn same_word(one: &str, other: &str) -> bool {
    one == other || root(one) == root(other)
}

/// A word of a question, as entries are looked up by it.
pub(super) struct Lookup {
    /// Its stem, then those of its other readings: «алдым» is a form of «алды» (the front), and of «алу».
    stems: Vec<String>,
    /// The verbal noun of a verb that says that something is not done: «бермесе» is a form of «бермеу», whose stem it has lost.
    negated: Option<String>,
    /// What it is without: «апостильсіз» is a form of «апостиль» where no entry has itself.
    without: Option<String>,
    /// Whether it may be a form of a verb that says little, with the person who does it: «алдым» asks about no front.
    pub(super) says_little: bool,
    /// Its stem as a Russian word, then that of what Kazakh endings were put to: «удостоверениемді».
    russian: Vec<String>,
}

impl Lookup {
    /// Of the word that is spelt `exact`, with this stem.
    pub(super) fn of(stem: &str, exact: &str) -> Self {
        let mut stems = vec![bare(stem).to_owned()];
        let readings = readings(exact);
        let is_known = readings.first().is_some_and(|best| best.known);
        let negated = readings.first().filter(|best| best.known && best.stem == stem).and_then(|best| negated_noun(exact, best));
        let best_score = readings.first().map_or(0.0, |best| best.score);
        let mut says_little = false;
        for reading in readings.into_iter().filter(|reading| reading.known).take(READINGS_MAX) {
            let did =
                reading.endings.contains(&PAST) && !reading.endings.contains(&NEGATION) && reading.endings.last().is_some_and(|last| SPEAKER.contains(last));
            says_little |= did && is_light(&reading.stem) && reading.score >= best_score - SECOND_READING_BEHIND_MAX;
            if !stems.iter().any(|known| same_word(known, &reading.stem)) {
                stems.push(reading.stem);
            }
        }
        let mut russian = vec![russian_stem(exact)];
        if !is_known && stem != exact {
            russian.push(russian_stem(bare(stem)));
        }
        let without = ["сыз", "сіз"].iter().find_map(|ending| stems[0].strip_suffix(ending)).filter(|base| base.chars().count() >= BASE_LETTERS_MIN);
        Self { without: without.map(str::to_owned), stems, negated, says_little, russian }
    }

    /// Whether `entry` is about this not being done.
    pub(super) fn is_negated_in(&self, entry: &Entry) -> bool {
        self.negated.as_ref().is_some_and(|noun| entry.from.len() == 1 && same_word(noun, &entry.from[0]))
    }

    /// Whether it may be a form of the word `from` of an entry of so many words. One word is taken for what it is; in a phrase its neighbours tell
    /// which of its readings is meant.
    fn is(&self, from: &str, words: usize) -> bool {
        let readings = if words == 1 { 1 } else { self.stems.len() };
        self.stems[..readings].iter().chain(&self.negated).any(|stem| same_word(stem, from))
    }
}

/// A word that something is without has so many letters.
const BASE_LETTERS_MIN: usize = 3;

/// The verbal noun of `exact`, a form of a negated verb: бермесе → бермеу, таппаған → таппау.
fn negated_noun(exact: &str, reading: &Reading) -> Option<String> {
    let ending = exact.strip_prefix(&reading.stem).filter(|_| reading.endings.contains(&NEGATION))?;
    let negation = NEGATIONS.iter().find(|negation| ending.starts_with(**negation))?;
    Some(format!("{}{negation}у", reading.stem))
}

/// The name of the ending that negates, and what it is spelt like.
const NEGATION: &str = "NEG";
const NEGATIONS: [&str; 6] = ["ма", "ме", "ба", "бе", "па", "пе"];

/// The names of the endings of what somebody did who speaks, or is spoken to.
const PAST: &str = "PAST";
const SPEAKER: [&str; 4] = ["1SG", "2SG", "2POL", "1PL"];

/// The entries that begin with the first of `words`; the longest first, with the number of words each takes.
pub(super) fn entries_at<'e>(words: &[Lookup]) -> Vec<(usize, &'e Entry)> {
    let Some(first) = words.first() else { return Vec::new() };
    let fits = |entry: &&Entry| {
        let Entry { from, reason, .. } = entry;
        let same = |(part, word): (&String, &Lookup)| if *reason == Reason::Translation { word.russian.contains(part) } else { word.is(part, from.len()) };
        from.len() <= words.len() && from.iter().zip(words).all(same)
    };
    let keys = first.stems.iter().chain(&first.negated).map(|stem| key(stem, Reason::Synonym));
    let keys = keys.chain(first.russian.iter().map(|stem| key(stem, Reason::Translation)));
    let known = keys.filter_map(|key| ENTRIES.get(&key)).flatten();
    let mut found: Vec<(usize, &Entry)> = known.filter(fits).map(|entry| (entry.from.len(), entry)).collect();
    if found.iter().all(|(length, _)| *length > 1)
        && let Some(base) = &first.without
    {
        let of_base = ENTRIES.get(&key(base, Reason::Synonym)).into_iter().flatten();
        found.extend(of_base.filter(|entry| entry.from.len() == 1 && same_word(&entry.from[0], base)).map(|entry| (1, entry)));
    }
    found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    found
}

/// Verbs of several words, by the stems of these.
static COMPOUNDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let lines = include_str!("data/compounds.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| words_of(line).iter().map(|token| bare(&token.term).to_owned()).collect()).collect()
});

/// How many of `words` are one verb, from the first on: the longest there is, 0 where there is none.
pub(super) fn compound_at(words: &[Lookup]) -> usize {
    let fits = |compound: &&Vec<String>| compound.len() <= words.len() && compound.iter().zip(words).all(|(part, word)| word.is(part, compound.len()));
    COMPOUNDS.iter().filter(fits).map(Vec::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(typed: &str) -> Vec<String> {
        let words: Vec<Lookup> = words_of(typed).iter().map(|token| Lookup::of(&token.term, &token.exact)).collect();
        entries_at(&words).into_iter().map(|(_, entry)| entry.to.clone()).collect()
    }

    #[test]
    fn everyday_words_lead_to_those_of_the_law() {
        let cases = [
            ("созса", "ұзарту", "a form of the verb"),
            ("қағаздарым", "құжат", "a form of the noun"),
            ("баспанасын", "тұрғын үй", "one word for two"),
            ("сот орындаушысына", "атқарушылық іс жүргізу", "two words"),
            ("оралмандар", "қандас", "an older name"),
            ("ҰҚК-нің", "Ұлттық қауіпсіздік комитеті", "an abbreviation"),
            ("Ұлттық қауіпсіздік комитетіне", "ҰҚК", "and back"),
            ("жалобы", "шағым", "a Russian word"),
            ("бермесе", "беруден бас тарту", "what is not done"),
            ("кредит төлемеген", "атқарушылық іс жүргізу", "the same among other words"),
            ("түсіріп алдым", "жоғалту", "«алдым» may be another word, too"),
            ("рейсі кешігіп", "форс-мажор", "a verb whose root is voiceless"),
            ("ВНЖ", "тұруға ықтиярхат", "an abbreviation, though texts have it in small letters, too"),
            ("иностранцу", "шетелдік", "a vowel that comes and goes"),
            ("жалобаңызды", "шағым", "a Russian word with Kazakh endings"),
            ("апостильсіз", "заңдастыру", "what is not there"),
            ("он алты жасқа", "16", "a number in words"),
            ("18 жасқа", "он сегіз", "a number in digits"),
        ];
        for (typed, law, why) in cases {
            assert!(meant(typed).iter().any(|to| to == law), "{typed} → {law}, {why}: {:?}", meant(typed));
        }
        assert_eq!(meant("құбылыс"), Vec::<String>::new());
        let leads = |typed: &str, law: &str| meant(typed).iter().any(|to| to == law);
        assert!(leads("төлемейді", "төлеуден босату") && leads("төлемесе", "төлеуден босату"));
        assert_eq!(meant("РК"), ["Қазақстан Республикасы"], "«РГУ» is no verbal noun");
        assert!(!leads("төлеймін", "төлеуден босату"), "who asks what to pay asks for no exemption");
    }

    #[test]
    fn what_somebody_did_is_no_thing() {
        let says_little = |typed: &str| Lookup::of(&words_of(typed)[0].term, typed).says_little;
        // of «алу», though «алды» (the front) has the same form; the front of something is asked about, too
        assert!(says_little("алдым") && says_little("алдыңыз"));
        assert!(!says_little("бермедік") && !says_little("қалдық"), "what is denied, and what is hardly read so");
        assert!(!says_little("алдында") && !says_little("паспортым") && !says_little("жоғалттым"));
    }

    #[test]
    fn verbs_of_two_words_are_one() {
        let words = |typed: &str| words_of(typed).iter().map(|token| Lookup::of(&token.term, &token.exact)).collect::<Vec<_>>();
        let cases = [("бас тартса", 2), ("қол қоятын", 2), ("күшін жояды", 2), ("бас паспорт", 0), ("тарту", 0), ("", 0)];
        for (typed, length) in cases {
            assert_eq!(compound_at(&words(typed)), length, "{typed}");
        }
    }

    #[test]
    fn every_line_is_an_entry_with_a_source() {
        let files = [include_str!("data/thesaurus.txt"), include_str!("data/abbreviations.txt"), include_str!("data/russian.txt")];
        for line in files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let (words, source) = line.rsplit_once('@').unwrap_or_else(|| panic!("no source: {line}"));
            let is_source = source.trim() == "qoldanys" || source.trim().parse::<crate::act::ActId>().is_ok();
            assert!(is_source && (words.contains('>') != words.contains('=')), "{line}");
        }
    }
}
