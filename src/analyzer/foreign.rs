//! Russian and English words among the Kazakh ones.
//!
//! Acts hold bilingual forms («Мақсаты / Цель поездки») and foreign names; a question may be Russian. The language is told word by word,
//! from the word alone, so that a word of a question and the same word of a text always come to one term:
//!
//! * a letter of ә ғ қ ң ө ұ ү һ і: Kazakh (`кәсіпкерлік`);
//! * щ in it, or an ending that Kazakh has not (`-ского`, `-остью`, `-ниями`, `-тся`; the table is `foreign.txt`): Russian, by
//!   Snowball: `удостоверения`, `удостоверением` → `удостоверен`;
//! * Latin letters alone: English, by Snowball: `passports` → `passport`;
//! * anything else: Kazakh. `виза`, `редакция`, `документ` belong to both languages; their Russian cases that can be told are led back
//!   to the form that Kazakh uses (`редакции` → `редакция`), the others (`документы`) are not told apart.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

static ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::read(include_str!("foreign.txt")));

/// A shorter English word is a name or an abbreviation: UN, ICAO.
const ENGLISH_LETTERS_MIN: usize = 5;
/// Longer strings are no words of a language.
const WORD_BYTES_MAX: usize = 120;

#[derive(Debug)]
struct Ending {
    text: &'static str,
    letters_before: usize,
    nominative: Option<&'static str>,
}

/// Endings by their last letter, longest first.
#[derive(Debug)]
struct Endings(HashMap<char, Vec<Ending>>);

impl Endings {
    fn read(table: &'static str) -> Self {
        let mut endings: HashMap<char, Vec<Ending>> = HashMap::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let (Some(text), Some(letters)) = (fields.next(), fields.next().and_then(|number| number.parse().ok())) else { continue };
            let Some(last) = text.chars().next_back() else { continue };
            endings.entry(last).or_default().push(Ending { text, letters_before: letters, nominative: fields.nth(1) });
        }
        endings.values_mut().for_each(|endings| endings.sort_by_key(|ending| std::cmp::Reverse(ending.text.len())));
        Self(endings)
    }

    fn of(&self, word: &str) -> Option<&Ending> {
        let fits = |ending: &&Ending| word.strip_suffix(ending.text).is_some_and(|before| before.chars().count() >= ending.letters_before);
        self.0.get(&word.chars().next_back()?)?.iter().find(fits)
    }
}

/// Stems `folded` into the empty `out` when it is a Russian or English word; false for Kazakh ones.
pub(super) fn foreign_stem_into(folded: &str, out: &mut String) -> bool {
    if folded.len() > WORD_BYTES_MAX {
        return false;
    }
    if folded.bytes().all(|byte| byte.is_ascii_lowercase()) && !folded.is_empty() {
        let english = folded.len() >= ENGLISH_LETTERS_MIN;
        out.push_str(&if english { Stemmer::new(Algorithm::English).stem(folded) } else { Cow::Borrowed(folded) });
        return true;
    }
    if !folded.chars().all(|c| matches!(c, '\u{430}'..='\u{44f}')) {
        return false;
    }
    match ENDINGS.of(folded) {
        Some(Ending { text, nominative: Some(nominative), .. }) => {
            out.push_str(&folded[..folded.len() - text.len()]);
            out.push_str(nominative);
        }
        Some(_) => out.push_str(&Stemmer::new(Algorithm::Russian).stem(folded)),
        None if folded.contains('щ') => out.push_str(&Stemmer::new(Algorithm::Russian).stem(folded)),
        None => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(word: &str) -> Option<String> {
        let mut stem = String::new();
        foreign_stem_into(word, &mut stem).then_some(stem)
    }

    #[test]
    fn russian_words_are_told_by_their_endings() {
        let cases = [
            // Words of the bilingual forms of V1800016354.txt.
            (&["удостоверение", "удостоверения", "удостоверением"][..], "удостоверен"),
            (&["временного", "временный", "временному", "временных"], "времен"),
            (&["лицами", "лицам"][..1], "лиц"),
            (&["деятельность", "деятельности", "деятельностью"], "деятельн"),
            (&["иностранного", "иностранные", "иностранных"], "иностра"),
            (&["помогающие", "помогающих"], "помога"),
            (&["редакции", "редакцию", "редакцией"], "редакция"),
            (&["республики", "республике"], "республика"),
        ];
        for (forms, stem) in cases {
            for form in forms {
                let got = foreign(form);
                assert!(got.as_deref().is_some_and(|got| got.starts_with(stem) && got.len() <= stem.len() + 4), "{form}: {got:?}");
            }
        }
    }

    #[test]
    fn kazakh_words_and_common_loans_are_left_to_kazakh() {
        let words = "қазақстан адамдар азаматтар тармақ виза визаны визалар редакция полиция документ тоннель модель контроль комитет \
                     республика экономика электронды агенттік инвесторлар тарих падишах орган органдар болатын табылады жоспар сот той \
                     баланы баласы шартты аударма жоғары жария тараптар объект субъект компания кампания германия талаптары адами жалпы \
                     халықаралық сауда саудасы мамандар тапсырма басшы қосымша рұқсат паспорт дипломат визаға шарттары заттары арасында";
        for word in words.split_whitespace() {
            assert_eq!(foreign(word), None, "{word}");
        }
    }

    #[test]
    fn english_words_lose_their_endings_and_abbreviations_nothing() {
        for (word, stem) in [("passports", "passport"), ("passport", "passport"), ("icao", "icao"), ("visas", "visa"), ("un", "un")] {
            assert_eq!(foreign(word).as_deref(), Some(stem));
        }
    }
}
