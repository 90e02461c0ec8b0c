//! Kazakh endings taken off by a table, right to left.
//!
//! This is a light stemmer: it has no list of stems, so it asks only that an ending suits the letter before it, agrees in
//! vowel harmony and leaves enough letters. It brings the forms of one word together; its terms need not be words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::fold::without_kazakh_letters;
use super::stopwords::is_closed_class;

/// Longer words are left as they are: no word of the language has so many bytes.
const WORD_BYTES_MAX: usize = 160;
/// Noun endings stand in rows (plural, possessive, case); more passes than this find nothing.
const PASSES_MAX: usize = 6;

const VOWEL: u8 = 1;
const POSSESSIVE: u8 = 2;
const NASAL: u8 = 4;
const VOICED: u8 = 8;
const VOICELESS: u8 = 16;

#[derive(Debug)]
struct Ending {
    text: Box<str>,
    after: u8,
    letters_min: usize,
}

/// Endings of one stage, by their last letter, longest first.
type Stage = HashMap<char, Vec<Ending>>;

#[derive(Debug, Default)]
struct Table {
    noun: Stage,
    verb: Stage,
    negation: Stage,
    verbal_noun: Stage,
    elision: HashMap<Box<str>, Box<str>>,
    whole: HashSet<Box<str>>,
    whole_ends: Vec<Box<str>>,
    /// Spelt without Kazakh letters.
    loose: bool,
}

static KAZAKH: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("suffixes.txt"), false));
/// The same endings for text typed without Kazakh letters: «кабылдаудан», «туракты».
static LOOSE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("suffixes.txt"), true));

fn loosen(text: &str) -> String {
    text.chars().map(without_kazakh_letters).collect()
}

impl Table {
    fn read(text: &str, loose: bool) -> Self {
        let mut table = Self { loose, ..Self::default() };
        let spell = |text: &str| if loose { loosen(text) } else { text.to_owned() };
        let mut section = "";
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if line.starts_with('[') {
                section = line;
                continue;
            }
            let fields: Vec<&str> = line.split_whitespace().collect();
            let word: Box<str> = spell(fields[0]).into();
            match section {
                "[elision]" => {
                    table.elision.insert(word, spell(fields.last().unwrap_or(&"")).into());
                }
                "[whole]" => match word.strip_prefix('*') {
                    Some(end) => table.whole_ends.push(end.into()),
                    None => {
                        table.whole.insert(word);
                    }
                },
                _ => {
                    let stage = match section {
                        "[noun]" => &mut table.noun,
                        "[verb]" => &mut table.verb,
                        "[negation]" => &mut table.negation,
                        _ => &mut table.verbal_noun,
                    };
                    let after = fields[1..].iter().map(|class| class_mask(class)).fold(0, |all, mask| all | mask);
                    let letters_min = fields.last().and_then(|number| number.parse().ok()).unwrap_or(3);
                    let last = word.chars().next_back().unwrap_or(' ');
                    stage.entry(last).or_default().push(Ending { text: word, after, letters_min });
                }
            }
        }
        for stage in [&mut table.noun, &mut table.verb, &mut table.negation, &mut table.verbal_noun] {
            stage.values_mut().for_each(|endings| endings.sort_by_key(|ending| std::cmp::Reverse(ending.text.len())));
        }
        table
    }

    fn is_whole(&self, word: &str) -> bool {
        self.whole.contains(word) || self.whole_ends.iter().any(|end| word.ends_with(&**end))
    }

    /// Takes one ending of `stage` off `word`; false when none fits.
    fn strip(&self, stage: &Stage, word: &mut String) -> bool {
        let Some(endings) = word.chars().next_back().and_then(|last| stage.get(&last)) else { return false };
        let fitting = endings.iter().filter(|ending| ending.fits(word));
        let mut first = None;
        for ending in fitting {
            let left = &word[..word.len() - ending.text.len()];
            // A stem that is known beats a longer ending: құжат-ын, not құж-атын.
            if first.is_none() || self.is_whole(left) {
                first = Some(ending);
                if self.is_whole(left) {
                    break;
                }
            }
        }
        let Some(ending) = first else { return false };
        word.truncate(word.len() - ending.text.len());
        if matches!(class_of_first(&ending.text), VOWEL) {
            self.repair_seam(word);
        }
        true
    }

    /// Undoes what a vowel does to the end of a stem: тармағ- is тармақ, кітаб- is кітап, орн- is орын.
    fn repair_seam(&self, word: &mut String) {
        if let Some(full) = self.elision.get(word.as_str()) {
            word.clear();
            word.push_str(full);
            return;
        }
        let mut letters = word.chars().rev();
        let (last, before) = (letters.next(), letters.next());
        let voiceless = match (last, before) {
            (Some('ғ'), Some(_)) => 'қ',
            (Some('г'), Some('і' | 'е' | 'ү' | 'ө' | 'ә')) => 'к',
            (Some('г'), Some('и' | 'ы' | 'а' | 'о')) if self.loose => 'к',
            (Some('б'), Some('а' | 'ә' | 'е' | 'і' | 'ы')) => 'п',
            _ => return,
        };
        word.pop();
        word.push(voiceless);
    }

    fn reduce(&self, word: &mut String) {
        for _ in 0..PASSES_MAX {
            if self.is_whole(word) || !(self.strip_finite(word) || self.strip(&self.noun, word)) {
                break;
            }
        }
        if !self.is_whole(word) {
            self.strip(&self.verbal_noun, word);
        }
    }

    /// Takes the ending of a verb off, and the negation before it.
    fn strip_finite(&self, word: &mut String) -> bool {
        let noun = word.chars().next_back().and_then(|last| self.noun.get(&last));
        let verb = word.chars().next_back().and_then(|last| self.verb.get(&last));
        let longest = |endings: Option<&Vec<Ending>>| endings.into_iter().flatten().find(|ending| ending.fits(word)).map_or(0, |ending| ending.text.len());
        let known_noun = noun.into_iter().flatten().any(|ending| ending.fits(word) && self.is_whole(&word[..word.len() - ending.text.len()]));
        // болатын is бол-атын, not болат-ын; but құжатын is құжат-ын.
        if known_noun || longest(verb) <= longest(noun) || !self.strip(&self.verb, word) {
            return false;
        }
        self.strip(&self.negation, word);
        true
    }
}

impl Ending {
    fn fits(&self, word: &str) -> bool {
        let Some(left) = word.strip_suffix(&*self.text) else { return false };
        let Some(last) = left.chars().next_back() else { return false };
        (class_of(last) & self.after) != 0 && left.chars().count() >= self.letters_min && in_harmony(left, &self.text)
    }
}

fn class_mask(class: &str) -> u8 {
    match class {
        "v" => VOWEL,
        "p" => POSSESSIVE,
        "n" => NASAL,
        "s" => VOICED,
        "u" => VOICELESS,
        "*" => u8::MAX,
        _ => 0,
    }
}

fn class_of(letter: char) -> u8 {
    match letter {
        'ы' | 'і' => VOWEL | POSSESSIVE,
        'а' | 'ә' | 'е' | 'о' | 'ө' | 'ұ' | 'ү' | 'э' | 'я' => VOWEL,
        'и' | 'у' | 'ю' => VOWEL | VOICED,
        'м' | 'н' | 'ң' => NASAL,
        'л' | 'р' | 'й' | 'з' | 'ж' | 'ь' | 'ғ' => VOICED,
        'б' | 'в' | 'г' | 'д' => VOICED | VOICELESS,
        'п' | 'т' | 'к' | 'қ' | 'с' | 'ш' | 'щ' | 'ч' | 'ц' | 'ф' | 'х' | 'һ' => VOICELESS,
        _ => 0,
    }
}

fn class_of_first(ending: &str) -> u8 {
    ending.chars().next().map_or(0, |first| class_of(first) & VOWEL)
}

/// `Some(true)` for a word whose last telling vowel is front, `None` for one without a telling vowel.
fn front(text: &str) -> Option<bool> {
    text.chars().rev().find_map(|c| match c {
        'ә' | 'е' | 'ө' | 'ү' | 'і' | 'э' => Some(true),
        'а' | 'о' | 'ұ' | 'ы' | 'я' => Some(false),
        _ => None,
    })
}

fn in_harmony(stem: &str, ending: &str) -> bool {
    // мен/бен/пен have one shape for both kinds of stems.
    if matches!(ending, "мен" | "бен" | "пен" | "у" | "п") {
        return true;
    }
    match (front(stem), front(ending)) {
        (Some(stem), Some(ending)) => stem == ending,
        _ => true,
    }
}

fn is_kazakh(exact: &str) -> bool {
    exact.len() <= WORD_BYTES_MAX && exact.chars().all(|c| matches!(c, '\u{430}'..='\u{4ff}'))
}

/// The stem of a folded word; a function word, a number or a word in another alphabet stays as it is.
pub fn stem(exact: &str) -> String {
    let mut word = exact.to_owned();
    stem_in_place(&mut word);
    word
}

pub(super) fn stem_in_place(word: &mut String) {
    if is_kazakh(word) && !is_closed_class(word) {
        KAZAKH.reduce(word);
    }
}

/// The stem spelt as people type it who have no Kazakh keyboard: the same for «қабылдаудан» and «кабылдаудан».
pub(super) fn loose_stem_into(stem: &str, typed: &str, out: &mut String) {
    out.clear();
    let kazakh = typed.chars().any(|c| without_kazakh_letters(c) != c);
    if kazakh || !is_kazakh(typed) || is_closed_class(typed) {
        out.extend(stem.chars().map(without_kazakh_letters));
    } else {
        out.push_str(typed);
        LOOSE.reduce(out);
    }
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
            ("бол", "болады болған болатын болу"),
            ("бер", "береді беретін беру берген бермейді"),
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
