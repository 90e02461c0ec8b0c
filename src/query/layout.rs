//! Kazakh typed with another layout of the keyboard on: «т9ра0ты» for «тұрақты», «rjycekls0» for «консулдық».
//!
//! On a Kazakh keyboard the letters that Russian has not lie on the keys of the digits. With the Russian layout on they come out as digits, with the Latin
//! one every letter comes out as what lies on its key. Such words are put back where that makes words; a sign like «В12», a number with its unit and a name
//! in Latin letters stay what they are.

use super::concept::is_light;
use super::thesaurus::{Lookup, entries_at};
use super::words::is_abbreviation;
use crate::analyzer::{Reason, Token, TokenKind, Widening, analyze, is_kazakh_word, is_stopword, stem};
use crate::index::Index;
use crate::text::words;

/// A longer question is a text, and no slip of the layout.
const WORDS_MAX: usize = 64;
/// A shorter word is made of anything: of «В2» as well as of a name in Latin letters.
const LETTERS_MIN: usize = 3;
/// So many letters has a word that tells the layout of the others.
const TELLING_LETTERS_MIN: usize = 4;

/// The keys whose letters Russian has not, in a Cyrillic word, and those letters.
const DIGIT_KEYS: [(char, char); 9] = [('2', 'ә'), ('3', 'і'), ('4', 'ң'), ('5', 'ғ'), ('8', 'ү'), ('9', 'ұ'), ('0', 'қ'), ('-', 'ө'), ('=', 'һ')];

/// What lies on the keys of the Latin letters, row by row.
const LATIN_KEYS: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const KAZAKH_KEYS: &str = "йцукенгшщзхъфывапролджэячсмитьбю";

/// A question whose words were typed with another layout.
#[derive(Debug)]
pub(super) struct Retyped {
    /// The question with these words put back.
    pub(super) text: String,
    /// The words, each with what it was read as.
    pub(super) told: Vec<Widening>,
}

/// A word of a question, and what its keys are with the Kazakh layout on.
struct Candidate<'t> {
    at: usize,
    typed: &'t str,
    meant: String,
    is_latin: bool,
    is_word: bool,
    /// Its digits stand before a word, as a number might: «0арыз», «5алым».
    may_be_number: bool,
}

/// `text` with the words put back that were typed with the Russian or the Latin layout on; `None` where there are none. What stands in quotation marks is
/// meant as it stands.
pub(super) fn retyped(index: &Index, text: &str) -> Option<Retyped> {
    let is_word = |word: &str| is_known(index, word);
    retyped_among(text, &is_word)
}

fn retyped_among(text: &str, is_word: &dyn Fn(&str) -> bool) -> Option<Retyped> {
    let mut candidates: Vec<Candidate<'_>> = unquoted(text).take(WORDS_MAX).filter_map(|(at, word)| candidate(at, word, is_word)).collect();
    keep_russian(&mut candidates);
    keep_latin(&mut candidates);
    if candidates.is_empty() {
        return None;
    }
    let mut retyped = Retyped { text: String::with_capacity(text.len()), told: Vec::new() };
    let mut end = 0;
    for Candidate { at, typed, meant, is_latin, .. } in candidates {
        retyped.text.push_str(&text[end..at]);
        retyped.text.push_str(&meant);
        end = at + typed.len();
        let reason = if is_latin { Reason::Script } else { Reason::KazakhLetters };
        retyped.told.push(Widening { from: typed.to_lowercase(), term: stem(&meant), to: meant, reason, weight: 1.0 });
    }
    retyped.text.push_str(&text[end..]);
    Some(retyped)
}

/// The words of `text` that stand in no quotation marks.
fn unquoted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let mut is_inside = false;
    words(text).filter(move |(_, word)| {
        let marks = word.chars().filter(|c| is_mark(*c)).count();
        let stands_inside = is_inside || marks > 0;
        is_inside ^= marks % 2 == 1;
        !stands_inside
    })
}

/// What `word`, which begins at byte `at`, may have been meant as; `None` where it may only be itself.
fn candidate<'t>(at: usize, word: &'t str, is_word: &dyn Fn(&str) -> bool) -> Option<Candidate<'t>> {
    let begin = word.len() - word.trim_start_matches(['(', '!', '?']).len();
    let word = word[begin..].trim_end_matches(['!', '?', ')', ':']);
    let (at, has) = (at + begin, |of: fn(char) -> bool| word.chars().any(of));
    if has(|c| matches!(c, ':' | '/' | '@' | '*' | '№')) || is_abbreviation(word) {
        return None;
    }
    match (has(|c| c.is_ascii_alphabetic()), has(|c| matches!(c, '\u{400}'..='\u{4ff}'))) {
        (false, true) => of_digits(at, word.trim_end_matches([',', '.', ';', '-']), is_word),
        (true, false) => of_latin(at, word, is_word),
        _ => None,
    }
}

/// «т9ра0ты»: digits among letters, or before them.
fn of_digits<'t>(at: usize, typed: &'t str, is_word: &dyn Fn(&str) -> bool) -> Option<Candidate<'t>> {
    let is_key = |c: char| DIGIT_KEYS.iter().any(|(key, _)| *key == c);
    let letters = typed.chars().filter(|c| c.is_alphabetic()).count();
    if letters + 1 < LETTERS_MIN || !typed.contains(is_key) || !typed.chars().all(|c| c.is_lowercase() || is_key(c)) {
        return None;
    }
    let meant: String = typed.chars().map(|c| DIGIT_KEYS.iter().find(|(key, _)| *key == c).map_or(c, |(_, letter)| *letter)).collect();
    let rest = typed.trim_start_matches(is_key);
    let stands_before = rest.len() < typed.len() && !rest.contains(is_key);
    // «пункт3», «қосымша4»: a number typed without the space
    let head = typed.trim_end_matches(is_key);
    let stands_behind = head.len() < typed.len() && !head.contains(is_key) && is_word(head);
    let may_be_number = stands_behind || stands_before && (rest.chars().count() < TELLING_LETTERS_MIN || is_word(rest)) || !typed.contains(is_digit_key);
    Some(Candidate { at, typed, is_latin: false, is_word: is_word(&meant), meant, may_be_number })
}

/// Whether a key is one of a digit, or of a sign that stands in no word: a hyphen does.
fn is_digit_key(c: char) -> bool {
    c != '-' && DIGIT_KEYS.iter().any(|(key, _)| *key == c)
}

/// «rjycekls0»: every letter is what lies on its key. A comma or a stop at the end is a letter only where it makes a word.
fn of_latin<'t>(at: usize, word: &'t str, is_word: &dyn Fn(&str) -> bool) -> Option<Candidate<'t>> {
    let bare = word.trim_end_matches([',', '.', ';']);
    let read = |typed: &'t str| Some((typed, typed.to_lowercase().chars().map(of_key).collect::<Option<String>>()?));
    let readings: Vec<(&str, String)> = [bare, word].into_iter().filter_map(read).collect();
    let (typed, meant) = readings.iter().find(|(_, meant)| is_word(meant)).or(readings.first())?.clone();
    let known_as_typed = is_word(&bare.to_lowercase());
    (!known_as_typed).then(|| Candidate { at, typed, is_latin: true, is_word: is_word(&meant), meant, may_be_number: false })
}

/// What lies on a key of the Latin layout with the Kazakh one on.
fn of_key(c: char) -> Option<char> {
    let letter = || LATIN_KEYS.chars().position(|key| key == c).and_then(|at| KAZAKH_KEYS.chars().nth(at));
    DIGIT_KEYS.iter().find(|(key, _)| *key == c).map(|(_, letter)| *letter).or_else(letter)
}

/// Leaves out what no digits were typed in for letters: what makes no word; and what may be a number, unless another word of the question tells the layout.
fn keep_russian(candidates: &mut Vec<Candidate<'_>>) {
    let tells = |one: &Candidate<'_>| !one.is_latin && one.is_word && !one.may_be_number && one.meant.chars().count() >= LETTERS_MIN;
    let is_told = candidates.iter().any(tells);
    candidates.retain(|one| one.is_latin || is_told && one.is_word);
}

/// Leaves out the Latin words, unless most of them make words, and one of these is long enough to be none by chance.
fn keep_latin(candidates: &mut Vec<Candidate<'_>>) {
    let latin = || candidates.iter().filter(|one| one.is_latin);
    let known = latin().filter(|one| one.is_word).count();
    let is_told = latin().any(|one| one.is_word && one.meant.chars().count() >= TELLING_LETTERS_MIN);
    if !is_told || 2 * known <= latin().count() {
        candidates.retain(|one| !one.is_latin);
    }
}

/// Whether `word` is one: of the texts, of the language, or of the files of words that questions are made of.
fn is_known(index: &Index, word: &str) -> bool {
    let tokens = analyze(word);
    let [token] = tokens.as_slice() else { return false };
    let in_files = |token: &Token| is_stopword(&token.exact) || is_light(&token.term) || !entries_at(&[Lookup::of(&token.term, &token.exact)]).is_empty();
    token.kind == TokenKind::Word && (index.has_form(&token.exact) || index.has_stem(&token.term) || in_files(token) || is_kazakh_word(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that a small index has.
    const KNOWN: &[&str] = &[
        "тұрақты",
        "рұқсат",
        "қанша",
        "қарыз",
        "арыз",
        "ғалым",
        "алым",
        "үшін",
        "өтініш",
        "сөз",
        "консулдық",
        "қайтарыла",
        "ма",
        "виза",
        "бап",
        "egov",
        "portal",
        "келісім",
        "өзі",
        "жыл",
        "тармақ",
        "ай",
    ];

    fn meant(text: &str) -> String {
        let retyped = retyped_among(text, &|word| KNOWN.contains(&word));
        retyped.map_or_else(|| text.to_owned(), |retyped| retyped.text)
    }

    #[test]
    fn digits_are_kazakh_letters_where_they_make_words() {
        let cases = [
            ("т9ра0ты р90сат 0анша?", "тұрақты рұқсат қанша?", "digits inside and before"),
            ("р90сат 8ш3н -т3н3ш", "рұқсат үшін өтініш", "a hyphen for ө"),
            ("т9ра0ты с-з", "тұрақты сөз", "a hyphen alone, where another word tells the layout"),
            ("0арыз т9ра0ты", "қарыз тұрақты", "what may be a number, where another word tells the layout"),
        ];
        for (typed, kazakh, why) in cases {
            assert_eq!(meant(typed), kazakh, "{why}");
        }
    }

    #[test]
    fn signs_and_numbers_stay_what_they_are() {
        for text in [
            "В12 визасы",
            "С3 виза",
            "в2 виза",
            "11-1-4",
            "190-бап",
            "90-бап",
            "5алым",
            "0арыз",
            "2жыл",
            "2ке",
            "8ай",
            "30ға",
            "с-з",
            "«т9ра0ты»",
            "4тармақ",
            "тармақ3",
            "бап3",
        ] {
            assert_eq!(meant(text), text);
        }
        assert_eq!(meant("т9ра0ты 190-бап В12 5-тармақ"), "тұрақты 190-бап В12 5-тармақ");
    }

    #[test]
    fn latin_letters_are_keys_where_most_words_are_known() {
        let cases = [
            ("rjycekls0 fksv 0fqnfhskf vf", "консулдық алым қайтарыла ма", "all of them"),
            ("dbpf 0fqnfhskf vf egov", "виза қайтарыла ма egov", "a name stays"),
            ("vf", "vf", "too short to tell"),
            ("visa portal egov", "visa portal egov", "words"),
            ("turaqty viza qansha dbpf", "turaqty viza qansha dbpf", "most are no words so"),
            ("act:V1 PDF C3", "act:V1 PDF C3", "signs"),
        ];
        for (typed, kazakh, why) in cases {
            assert_eq!(meant(typed), kazakh, "{why}");
        }
    }
}
