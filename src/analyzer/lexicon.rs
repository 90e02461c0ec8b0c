//! The words that an index has, by their text and by what they sound like.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::fold::without_kazakh_letters;
use super::key::{Script, key_of_cyrillic};
use super::word::Forms;

/// An ending is believed when so many words of the index have it.
const ENDING_WORDS_MIN: u32 = 3;
/// Longer words are numbers run together, links and the like.
const FORM_BYTES_MAX: usize = 80;
/// A stem shorter than this is not looked for inside a word.
const STEM_KEY_MIN: usize = 3;

/// A word of the index.
#[derive(Clone, Copy, Debug)]
struct Entry {
    at: u32,
    length: u16,
    /// In how many places it stands.
    count: u32,
    /// Its stem, for a form; itself, for a stem.
    term: u32,
}

/// Words in the order of their text, the hashes of their keys, and the letters each has.
#[derive(Debug, Default)]
struct Words {
    entries: Vec<Entry>,
    by_key: Vec<(u64, u32)>,
    letters: Vec<Letters>,
}

/// Which letters a word has, as bits. One slip of a finger changes two of them at most, so that of a million words a few hundred are looked at.
#[derive(Clone, Copy, Debug)]
struct Letters(u32);

impl Letters {
    fn of(word: impl Iterator<Item = char>) -> Self {
        Self(word.map(without_kazakh_letters).fold(0, |letters, c| letters | 1 << (u32::from(c) % 32)))
    }

    fn may_be_one_apart(self, other: Self) -> bool {
        (self.0 ^ other.0).count_ones() <= 2
    }
}

/// A word that has not found its place yet: where it stands in a text of all of them, its length and its count.
#[derive(Clone, Copy, Debug)]
struct Draft {
    at: usize,
    length: u16,
    count: u32,
}

impl Draft {
    fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.at..self.at + usize::from(self.length)]
    }

    fn bytes<'t>(&self, text: &'t str) -> &'t [u8] {
        &text.as_bytes()[self.at..self.at + usize::from(self.length)]
    }
}

/// The forms and stems of an index, looked up by spelling, by sound and by likeness. It is built once for an index that is open.
#[derive(Debug, Default)]
pub struct Lexicon {
    text: String,
    forms: Words,
    terms: Words,
    /// What the keys of inflected words have behind the keys of their stems.
    endings: HashSet<Box<str>>,
}

/// A word of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found<'l> {
    pub(super) word: &'l str,
    pub(super) term: &'l str,
    pub(super) count: u32,
}

impl Lexicon {
    /// The lexicon of the folded surface forms of an index, each with the number of places it stands in; a form may come several times.
    pub fn new<F: AsRef<str>>(forms: impl IntoIterator<Item = (F, u32)>) -> Self {
        // One text for all words, sorted by place: a million words need no million of allocations, and those of an index come sorted.
        let (mut text, mut drafts) = (String::new(), Vec::new());
        for (form, count) in forms {
            let form = form.as_ref();
            if form.len() <= FORM_BYTES_MAX && form.chars().all(is_letter) {
                drafts.push(Draft { at: text.len(), length: u16::try_from(form.len()).unwrap_or(u16::MAX), count });
                text.push_str(form);
            }
        }
        drafts.sort_by(|one, other| one.bytes(&text).cmp(other.bytes(&text)));
        drafts.dedup_by(|again, first| {
            let same = again.bytes(&text) == first.bytes(&text);
            first.count += if same { again.count } else { 0 };
            same
        });
        let mut term = String::new();
        let mut terms: Vec<(Draft, u32)> = Vec::with_capacity(drafts.len());
        let mut term_text = String::new();
        for (at, form) in (0_u32..).zip(&drafts) {
            Forms::term_of(form.of(&text), &mut term);
            terms.push((Draft { at: term_text.len(), length: u16::try_from(term.len()).unwrap_or(u16::MAX), count: form.count }, at));
            term_text.push_str(&term);
        }
        terms.sort_by(|one, other| one.0.bytes(&term_text).cmp(other.0.bytes(&term_text)));
        let mut term_of = vec![0; drafts.len()];
        let mut stems: Vec<Draft> = Vec::new();
        for (term, form) in &terms {
            match stems.last_mut() {
                Some(last) if last.of(&term_text) == term.of(&term_text) => last.count += term.count,
                _ => stems.push(*term),
            }
            term_of[*form as usize] = number(stems.len() - 1);
        }
        let mut lexicon = Self::default();
        lexicon.terms = lexicon.words(&term_text, &stems, |at| at);
        lexicon.forms = lexicon.words(&text, &drafts, |at| term_of[at as usize]);
        lexicon.learn_endings();
        lexicon
    }

    fn words(&mut self, text: &str, words: &[Draft], term: impl Fn(u32) -> u32) -> Words {
        let mut made = Words { entries: Vec::with_capacity(words.len()), by_key: Vec::with_capacity(words.len()), letters: Vec::with_capacity(words.len()) };
        let mut key = String::new();
        for (at, draft) in (0_u32..).zip(words) {
            let word = draft.of(text);
            made.entries.push(Entry { at: number(self.text.len()), length: draft.length, count: draft.count, term: term(at) });
            made.letters.push(Letters::of(word.chars()));
            self.text.push_str(word);
            if Script::of(word) == Some(Script::Cyrillic) {
                key_of_cyrillic(word, &mut key);
                made.by_key.push((hash(&key), at));
            }
        }
        made.by_key.sort_unstable();
        made
    }

    fn learn_endings(&mut self) {
        let mut seen: HashMap<Box<str>, u32> = HashMap::new();
        let (mut key, mut stem) = (String::new(), String::new());
        for form in &self.forms.entries {
            key_of_cyrillic(self.slice(form), &mut key);
            key_of_cyrillic(self.slice(&self.terms.entries[form.term as usize]), &mut stem);
            if let Some(ending) = key.strip_prefix(stem.as_str()).filter(|ending| !ending.is_empty()) {
                match seen.get_mut(ending) {
                    Some(words) => *words += 1,
                    None => drop(seen.insert(ending.into(), 1)),
                }
            }
        }
        self.endings = seen.into_iter().filter(|(_, words)| *words >= ENDING_WORDS_MIN).map(|(ending, _)| ending).collect();
    }

    fn slice(&self, entry: &Entry) -> &str {
        &self.text[entry.at as usize..entry.at as usize + usize::from(entry.length)]
    }

    fn found(&self, words: &Words, at: u32) -> Found<'_> {
        let entry = &words.entries[at as usize];
        let term = &self.terms.entries[entry.term as usize];
        Found { word: self.slice(entry), term: self.slice(term), count: term.count }
    }

    fn find(&self, words: &Words, word: &str) -> Option<u32> {
        words.entries.binary_search_by(|entry| self.slice(entry).cmp(word)).ok().map(number)
    }

    /// The stem `term`, if a word of the index comes to it.
    pub(super) fn term(&self, term: &str) -> Option<Found<'_>> {
        self.find(&self.terms, term).map(|at| self.found(&self.terms, at))
    }

    /// The surface form `form`, if the index has it.
    pub(super) fn form(&self, form: &str) -> Option<Found<'_>> {
        self.find(&self.forms, form).map(|at| self.found(&self.forms, at))
    }

    /// The words that sound like `key`: forms that do; else the longest stem that does and has an ending behind it.
    pub(super) fn sounding(&self, key: &str) -> Vec<Found<'_>> {
        let forms = self.by_key(&self.forms, key);
        if !forms.is_empty() {
            return forms;
        }
        let stems = self.by_key(&self.terms, key);
        if !stems.is_empty() {
            return stems;
        }
        let mut stem = String::new();
        for end in (STEM_KEY_MIN..key.len()).rev().filter(|&end| key.is_char_boundary(end)) {
            if !self.endings.contains(&key[end..]) {
                continue;
            }
            stem.clear();
            stem.push_str(&key[..end]);
            let mut stems = self.by_key(&self.terms, &stem);
            // Before a vowel the stem was voiced: тармағ-ы, кітаб-ы.
            if let Some(voiceless) = voiceless(&stem) {
                stems.extend(self.by_key(&self.terms, &voiceless));
            }
            if !stems.is_empty() {
                return stems;
            }
        }
        Vec::new()
    }

    fn by_key(&self, words: &Words, key: &str) -> Vec<Found<'_>> {
        let hash = hash(key);
        let first = words.by_key.partition_point(|entry| entry.0 < hash);
        let same = words.by_key[first..].iter().take_while(|entry| entry.0 == hash);
        let mut other = String::new();
        let mut found: Vec<Found<'_>> = same.map(|&(_, at)| self.found(words, at)).collect();
        found.retain(|found| {
            key_of_cyrillic(found.word, &mut other);
            other == key
        });
        found
    }

    /// The forms that are one letter from `form`; where there is none, the stems that are one letter from the first of `stems` that is near to any: a
    /// letter more, a letter less, another letter, or two neighbours in the wrong order. Kazakh letters and those typed for them count as one.
    pub(super) fn resembling<'s>(&self, form: &str, stems: impl IntoIterator<Item = &'s str>) -> Vec<Found<'_>> {
        let forms = self.near(&self.forms, form);
        if !forms.is_empty() {
            return forms;
        }
        stems.into_iter().map(|stem| self.near(&self.terms, stem)).find(|near| !near.is_empty()).unwrap_or_default()
    }

    fn near(&self, words: &Words, typed: &str) -> Vec<Found<'_>> {
        let typed: Vec<char> = typed.chars().map(without_kazakh_letters).collect();
        let letters = Letters::of(typed.iter().copied());
        let bytes = typed.len().saturating_sub(1)..(typed.len() + 1) * 2 + 1;
        let mut other = Vec::new();
        let mut near = Vec::new();
        for (at, _) in (0_u32..).zip(&words.letters).filter(|(_, other)| letters.may_be_one_apart(**other)) {
            let entry = &words.entries[at as usize];
            if !in_range(&bytes, entry) {
                continue;
            }
            other.clear();
            other.extend(self.slice(entry).chars().map(without_kazakh_letters));
            if begin_alike(&typed, &other) && one_letter_apart(&typed, &other) {
                near.push(self.found(words, at));
            }
        }
        near
    }
}

/// [`char::is_alphabetic`], with no search in Unicode's tables for the letters that nearly all words have.
fn is_letter(c: char) -> bool {
    matches!(c, 'а'..='я' | 'a'..='z' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і') || c.is_alphabetic()
}

fn in_range(bytes: &Range<usize>, entry: &Entry) -> bool {
    bytes.contains(&usize::from(entry.length))
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn voiceless(stem: &str) -> Option<String> {
    let of = |voiced: char, voiceless: char| Some(format!("{}{voiceless}", stem.strip_suffix(voiced)?));
    of('g', 'k').or_else(|| of('b', 'p'))
}

fn hash(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether two words begin with the same letter, or with the same two in another order. Fingers seldom slip at the first letter, and a word that begins
/// otherwise is mostly another one: «тану» is no slip for «атану», nor «қашқан» for «ашқан».
fn begin_alike(one: &[char], other: &[char]) -> bool {
    match (one, other) {
        ([first, ..], [first_other, ..]) if first == first_other => true,
        ([first, second, ..], [first_other, second_other, ..]) => first == second_other && second == first_other,
        _ => false,
    }
}

/// Whether one slip of a finger lies between two words. Equal words are not one letter apart.
pub(super) fn one_letter_apart(one: &[char], other: &[char]) -> bool {
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([], []) => false,
        ([_, rest @ ..], whole) if rest == whole => true,
        (whole, [_, rest @ ..]) if whole == rest => true,
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([first, second, one @ ..], [second_other, first_other, other @ ..]) => first == first_other && second == second_other && one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_told_from_two() {
        let cases = [
            ("виза", "виза", false),
            ("виза", "вза", true),
            ("виза", "виаз", true),
            ("виза", "вияа", true),
            ("виза", "визаа", true),
            ("виза", "ввиза", true),
            ("виза", "вязу", false),
            ("виза", "ви", false),
            ("", "а", true),
            ("", "", false),
        ];
        for (one, other, meant) in cases {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(one_letter_apart(&letters(one), &letters(other)), meant, "{one} {other}");
            assert_eq!(one_letter_apart(&letters(other), &letters(one)), meant, "{other} {one}");
        }
    }

    #[test]
    fn a_voiced_end_is_that_of_any_stem() {
        let cases = [("tarmag", Some("tarmak")), ("kitab", Some("kitap")), ("kujat", None), ("", None), ("karaѻ", None), ("ѻg", Some("ѻk"))];
        for (stem, meant) in cases {
            assert_eq!(voiceless(stem).as_deref(), meant, "{stem}");
        }
    }

    #[test]
    fn words_are_found_by_text_and_sound() {
        let forms = ["құжаттарды", "құжаттың", "адамдарды", "шарттарды", "адамның", "шарттың", "адамды", "құжат", "адам", "шарт", "құжатты", "шартты"];
        let lexicon = Lexicon::new(forms.iter().map(|form| (form, 1)).chain([("11-1-4/245", 1)].iter().map(|(form, count)| (form, *count))));
        assert_eq!(lexicon.form("құжаттың").map(|found| found.term), Some("құжат"));
        assert!(lexicon.form("11-1-4/245").is_none() && lexicon.term("виза").is_none());
        assert_eq!(lexicon.sounding("kujattin")[0].word, "құжаттың");
        assert_eq!(lexicon.sounding("xarttardi")[0].word, "шарттарды");
        assert!(lexicon.sounding("viza").is_empty() && lexicon.sounding("").is_empty());
        assert_eq!(lexicon.resembling("құжад", [])[0].word, "құжат");
        assert_eq!(lexicon.resembling("үқжат", [])[0].word, "құжат", "two letters swapped");
        assert!(lexicon.resembling("тұжат", []).is_empty(), "another word begins so");
    }
}
