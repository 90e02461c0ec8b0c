//! Words that are made of words: виза → визасыз, визалы; жауап → жауапты → жауаптылық.
//!
//! A derived word is a word of its own and its own term: «заңсыз» is not «заң». But a question may be typed with one that no text has, and then
//! the word it is made of, or one made of it, says what it is about. Only suffixes that any noun takes are listed, each in the shape that the
//! letters before it ask for.

use super::phonology::{Vowels, class, class_of, harmony, sound_of_bytes};

/// A suffix as it stands behind back and front vowels, and the classes of the letter before it.
struct Suffix {
    back: &'static str,
    front: &'static str,
    behind: u8,
}

const ANY: u8 = class::VOWEL | class::GLIDE | class::LATERAL | class::NASAL | class::SIBILANT | class::VOICELESS;

const fn suffix(back: &'static str, front: &'static str, behind: u8) -> Suffix {
    Suffix { back, front, behind }
}

const SUFFIXES: &[Suffix] = &[
    // Without it: визасыз, шеккісіз.
    suffix("сыз", "сіз", ANY),
    // With it: визалы, мерзімді, құқықты.
    suffix("лы", "лі", class::VOWEL | class::GLIDE),
    suffix("ды", "ді", class::LATERAL | class::NASAL | class::SIBILANT),
    suffix("ты", "ті", class::VOICELESS),
    // The state of it: азаматтық, қолжетімділік.
    suffix("лық", "лік", class::VOWEL | class::GLIDE),
    suffix("дық", "дік", class::LATERAL | class::NASAL | class::SIBILANT),
    suffix("тық", "тік", class::VOICELESS),
    // Who does it: тасымалдаушы, жұмысшы.
    suffix("шы", "ші", ANY),
];

/// So many suffixes stand behind each other: заң-сыз-дық.
const SUFFIXES_MAX: usize = 3;
/// No base is shorter, in letters.
const BASE_LETTERS_MIN: usize = 3;

/// The words that `stem` may be made of, the longest first.
///
/// ```
/// use tarmaq::analyzer::bases;
///
/// assert_eq!(bases("шақырусыз"), ["шақыру"]);
/// assert_eq!(bases("заңсыздық"), ["заңсыз", "заң"]);
/// assert!(bases("қағаз").is_empty());
/// ```
pub fn bases(stem: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = stem;
    while let Some(base) = base(rest).filter(|_| found.len() < SUFFIXES_MAX) {
        found.push(base);
        rest = base;
    }
    found
}

/// The words that are made of `stem` by one suffix, whether or not there are such.
///
/// ```
/// assert_eq!(tarmaq::analyzer::derivations("виза"), ["визасыз", "визалы", "визалық", "визашы"]);
/// ```
pub fn derivations(stem: &str) -> Vec<String> {
    let Some((told, last)) = end_of(stem) else { return Vec::new() };
    let fitting = SUFFIXES.iter().filter(|suffix| suffix.behind & last != 0);
    let shapes = fitting.flat_map(|suffix| [(harmony::BACK, suffix.back), (harmony::FRONT, suffix.front)]);
    shapes.filter(|(harmony, _)| harmony & told != 0).map(|(_, shape)| format!("{stem}{shape}")).collect()
}

fn base(stem: &str) -> Option<&str> {
    SUFFIXES.iter().find_map(|suffix| {
        let shapes = [(harmony::BACK, suffix.back), (harmony::FRONT, suffix.front)];
        let (harmony, base) = shapes.into_iter().find_map(|(harmony, shape)| Some((harmony, stem.strip_suffix(shape)?)))?;
        let (told, last) = end_of(base)?;
        (base.chars().count() >= BASE_LETTERS_MIN && told & harmony != 0 && suffix.behind & last != 0).then_some(base)
    })
}

/// What a suffix behind `stem` must be, by harmony and by class; `None` for what is no Kazakh word.
fn end_of(stem: &str) -> Option<(u8, u8)> {
    let (mut vowels, mut last) = (Vowels::default(), None);
    for letter in stem.as_bytes().chunks(2) {
        let sound = sound_of_bytes(letter.try_into().ok()?)?;
        vowels = vowels.after(sound, false);
        last = Some(class_of(sound.letter()));
    }
    Some((vowels.told(), last?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suffix_suits_what_is_before_it() {
        let cases: [(&str, &[&str]); 9] = [
            ("рұқсатсыз", &["рұқсат"]),
            ("мерзімді", &["мерзім"]),
            ("құқықты", &["құқық"]),
            ("жауаптылық", &["жауапты", "жауап"]),
            ("тіркеусіз", &["тіркеу"]),
            // Front behind back, д behind a voiceless letter, too short, another alphabet.
            ("рұқсатсіз", &[]),
            ("құқықды", &[]),
            ("алты", &[]),
            ("visa", &[]),
        ];
        for (stem, meant) in cases {
            assert_eq!(bases(stem), meant, "{stem}");
        }
        assert_eq!(bases(""), Vec::<&str>::new());
    }

    #[test]
    fn what_is_made_can_be_taken_apart() {
        for stem in ["виза", "құжат", "мерзім", "тіркеу", "азамат", "билет", "тариф"] {
            let made = derivations(stem);
            assert!(made.len() >= 4, "{made:?}");
            for derived in made {
                assert_eq!(bases(&derived).first(), Some(&stem), "{derived}");
            }
        }
    }
}
