//! What the short names stand for that an act gives: «Қазақстан Республикасының шет елдердегі мекемелері (бұдан әрі – көрсетілетін қызметті беруші)».
//!
//! From there on its clauses have the short name alone, and who asks about the thing itself would not find them. So each unit that has such a name is also
//! found by the words it stands for, as by words that stand around it. Abbreviations are explained in questions
//! ([`abbreviation`](super::abbreviation)); one word («виза», «паспорт») and the name of a document («Қағидалар») say what they are.

use std::sync::LazyLock;

use regex::Regex;

static DEFINES: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\(бұдан\s+әр[іi]\s*[–—-]\s*(\p{Ll}[^()«»]{5,80})\)";
    Regex::new(pattern).expect("the pattern of a short name is a constant that compiles")
});

/// So many words before the bracket are what is named: where its name begins, no sign tells.
const NAMED_WORDS: usize = 6;

/// The short names of an act.
pub(super) struct Defined {
    names: Vec<Name>,
}

struct Name {
    /// Which text gives it.
    given: usize,
    /// It, in small letters.
    short: String,
    /// The words it stands for.
    stands_for: String,
}

impl Defined {
    /// The short names that `texts` give, those of an act in their order.
    pub(super) fn of(texts: &[String]) -> Self {
        let mut names: Vec<Name> = Vec::new();
        for (given, text) in texts.iter().enumerate() {
            for found in DEFINES.captures_iter(text) {
                let short = found[1].trim().to_lowercase();
                if !short.contains(' ') || names.iter().any(|known| known.short == short) {
                    continue;
                }
                let bracket = found.get(0).map_or(0, |bracket| bracket.start());
                let clause = text[..bracket].rsplit(['.', ';', ':', '(', ')']).next().unwrap_or_default();
                let mut words: Vec<&str> = clause.split_whitespace().rev().take(NAMED_WORDS).collect();
                words.reverse();
                if !words.is_empty() {
                    names.push(Name { given, short, stands_for: words.join(" ") });
                }
            }
        }
        Self { names }
    }

    /// What the short names in text `at` of `texts` stand for, one a line; that of the text that gives it stands in it.
    pub(super) fn stand_for(&self, texts: &[String], at: usize) -> String {
        if self.names.is_empty() {
            return String::new();
        }
        let small = texts[at].to_lowercase();
        let named = self.names.iter().filter(|name| name.given != at && small.contains(&name.short));
        named.map(|name| name.stands_for.as_str()).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_stands_for_the_words_before_its_bracket() {
        let texts = [
            "4. Қызметті Қазақстан Республикасының шет елдердегі мекемелері (бұдан әрі - көрсетілетін қызметті беруші) көрсетеді.",
            "5. Көрсетілетін қызметті беруші құжаттарды тексереді.",
            "6. Рұқсат (бұдан әрі – виза) және қағидалар (бұдан әрі – Қағидалар) қолданылады.",
            "7. Виза беріледі.",
        ]
        .map(str::to_owned);
        let defined = Defined::of(&texts);
        let told: Vec<String> = (0..texts.len()).map(|at| defined.stand_for(&texts, at)).collect();
        assert_eq!(told, ["", "Қызметті Қазақстан Республикасының шет елдердегі мекемелері", "", ""]);
    }
}
