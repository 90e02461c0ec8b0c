//! What the short names stand for that an act gives: «Қазақстан Республикасының шет елдердегі мекемелері (бұдан әрі – көрсетілетін қызметті беруші)».
//!
//! From there on its clauses have the short name alone, and who asks about the thing itself would not find them. So each unit that has such a name is also
//! found by the words it stands for, as by words that stand around it. Abbreviations are explained in questions
//! ([`abbreviation`](super::abbreviation)); one word («виза», «паспорт») and the name of a document («Қағидалар») say what they are.

use crate::act::Act;
use crate::text::Span;

/// So many words before the bracket are what is named: where its name begins, no sign tells.
const NAMED_WORDS: usize = 6;

/// The short names of an act.
pub(super) struct Defined {
    names: Vec<Name>,
}

struct Name {
    /// The bracket that gives it.
    bracket: Span,
    /// It, in small letters.
    short: String,
    /// The words it stands for.
    stands_for: String,
}

impl Defined {
    /// The short names of several words that are no names of documents, in the order of the act.
    pub(super) fn of(act: &Act) -> Self {
        let mut names: Vec<Name> = Vec::new();
        for term in act.terms.iter().filter(|term| term.term.contains(' ') && term.term.starts_with(char::is_lowercase)) {
            let short = term.term.to_lowercase();
            let mut words: Vec<&str> = act.text.slice(term.meaning).split_whitespace().rev().take(NAMED_WORDS).collect();
            words.reverse();
            if !words.is_empty() && names.iter().all(|known| known.short != short) {
                names.push(Name { bracket: term.span, short, stands_for: words.join(" ") });
            }
        }
        Self { names }
    }

    /// What the short names in `text`, printed in `own`, stand for, one a line; that of the text that gives it stands in it.
    pub(super) fn stand_for(&self, text: &str, own: &[Span]) -> String {
        if self.names.is_empty() {
            return String::new();
        }
        let small = text.to_lowercase();
        let gives = |name: &Name| own.iter().any(|span| span.start <= name.bracket.start && name.bracket.end <= span.end);
        let named = self.names.iter().filter(|name| small.contains(&name.short) && !gives(name));
        named.map(|name| name.stands_for.as_str()).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[test]
    fn a_short_name_stands_for_the_words_before_its_bracket() {
        let printed = "Сынақ туралы\n\nҚазақстан Республикасы Көлік министрінің 2024 жылғы 5 маусымдағы № 198 бұйрығы\n      \
            1. Қызметті Қазақстан Республикасының шет елдердегі мекемелері (бұдан әрі - көрсетілетін қызметті беруші) көрсетеді.\n      \
            2. Көрсетілетін қызметті беруші құжаттарды тексереді.\n      \
            3. Рұқсат (бұдан әрі – виза) және қағидалар (бұдан әрі – Қағидалар) қолданылады.\n      4. Виза беріледі.\n";
        let act = crate::ingest::read_act(SourceText::new("a.txt", printed), "a".parse().unwrap());
        let defined = Defined::of(&act);
        let told: Vec<String> = act.provisions.iter().map(|provision| defined.stand_for(&act.own_text(provision), &provision.own)).collect();
        let told: Vec<&str> = told.iter().map(String::as_str).filter(|told| !told.is_empty()).collect();
        assert!(matches!(told[..], [only] if only.ends_with("Қазақстан Республикасының шет елдердегі мекемелері")), "{told:?}");
    }
}
