//! The words of the page in its three languages. They are data: `words/kk.toml`, `ru.toml`, `en.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::act::{ActKind, Date, Status};
use crate::query::Reason;

/// A language of the page. The law itself is in Kazakh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::serve) enum Language {
    #[default]
    Kazakh,
    Russian,
    English,
}

impl Language {
    pub(super) const ALL: [Self; 3] = [Self::Kazakh, Self::Russian, Self::English];

    /// The code that stands in `lang=`.
    pub(in crate::serve) fn code(self) -> &'static str {
        match self {
            Self::Kazakh => "kk",
            Self::Russian => "ru",
            Self::English => "en",
        }
    }

    /// The language of this code.
    pub(super) fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    pub(in crate::serve) fn words(self) -> &'static Words {
        static WORDS: LazyLock<[Words; 3]> = LazyLock::new(|| {
            let files = [include_str!("words/kk.toml"), include_str!("words/ru.toml"), include_str!("words/en.toml")];
            files.map(|file| toml::from_str(file).expect("every word stands in the table of every language: a test reads them"))
        });
        &WORDS[self as usize]
    }
}

macro_rules! words {
    ($($name:ident)*) => {
        /// The words of one language.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(in crate::serve) struct Words {
            $(pub(in crate::serve) $name: String,)*
            /// The months, as `long_day` needs them.
            months: Vec<String>,
            /// What the library says in English, with `{}` for what changes.
            said: HashMap<String, String>,
        }
    };
}

words! {
    language skip tagline lead search question placeholder day day_hint theme languages home examples indexed acts on_today on_day day_from not_today
    back_to_today long_day short_day results found found_range nothing nothing_hint widened reason_spelling reason_kazakh_letters reason_script
    reason_mistyped reason_verb_family reason_derivation reason_second_reading reason_compound reason_synonym reason_abbreviation reason_translation
    reason_other previous next pages csv in_force perhaps not_yet ended suspended wording_unknown validity_unknown act_repealed
    act_suspended act_partly taken_out since since_earliest since_latest since_between until until_earliest until_latest until_between basis via cite
    cite_kk cite_ru cite_short cite_link copy copied source source_of lines line page contents here link_here note notes part_of official
    not_official not_official_more adopted registered published copy_of repealed_by file units doubts status_in_force status_repealed
    status_partly_in_force status_not_yet status_suspended status_unknown kind_constitution kind_code kind_law kind_decree kind_resolution kind_order
    kind_decision kind_other printed_hint moved doubt no_source no_links problem problem_not_found problem_ambiguous problem_bad_request problem_too_long
    problem_busy problem_too_slow problem_unavailable problem_method_not_allowed problem_internal in_act terms near
    compare compare_before compared earlier_day later_day view view_side view_inline changed_added changed_removed changed_reworded changed_moved
    changed_renumbered counted between unchanged made_by consolidated wording_not_known not_there_yet no_longer_there unknown_wordings
    nothing_changed pace pace_numbers pace_cell pace_hint pace_left part_name versions timeline timeline_doubt feed cite_footnote footnote unnamed_act unknown_day day_or_later
    day_or_earlier did_enact did_expire did_reword did_add did_delete did_replace_words did_add_words did_delete_words did_amend did_repeal did_suspend
    did_cancelled did_russian did_pending did_you_mean whole_text changes_of narrow facet_acts facet_kinds facet_issuers facet_years facet_statuses take_away cited_by
}

impl Words {
    /// `2026 жылғы 21 қарашадағы`.
    pub(super) fn long(&self, day: Date) -> String {
        self.dated(&self.long_day, day)
    }

    /// `21.11.2026`.
    pub(super) fn short(&self, day: Date) -> String {
        self.dated(&self.short_day, day)
    }

    fn dated(&self, template: &str, day: Date) -> String {
        let month = self.months.get(day.month() as usize - 1).map_or("", String::as_str);
        let (dd, mm) = (format!("{:02}", day.day()), format!("{:02}", day.month()));
        fill(template, &[("y", &day.year()), ("month", &month), ("mm", &mm), ("dd", &dd), ("d", &day.day())])
    }

    /// What the library says in English, in this language, its days written as here; as it is where there are no words for it.
    pub(super) fn said(&self, sentence: &str) -> String {
        let parts: Vec<String> = sentence.split("; ").map(|part| self.said_part(part)).collect();
        if self.said.contains_key(sentence) { self.said_part(sentence) } else { parts.join("; ") }
    }

    fn said_part(&self, part: &str) -> String {
        if let Some(said) = self.said.get(part) {
            return said.clone();
        }
        let translated = self.said.iter().find_map(|(pattern, said)| {
            let (before, after) = pattern.split_once("{}")?;
            let middle = part.strip_prefix(before)?.strip_suffix(after)?;
            let middle = middle.parse().map_or_else(|_| middle.to_owned(), |day| self.short(day));
            Some(said.replace("{}", &middle))
        });
        translated.unwrap_or_else(|| part.to_owned())
    }

    pub(super) fn reason(&self, reason: Reason) -> &str {
        match reason.as_str() {
            "spelling" => &self.reason_spelling,
            "kazakh_letters" => &self.reason_kazakh_letters,
            "script" => &self.reason_script,
            "mistyped" => &self.reason_mistyped,
            "verb_family" => &self.reason_verb_family,
            "derivation" => &self.reason_derivation,
            "second_reading" => &self.reason_second_reading,
            "compound" => &self.reason_compound,
            "synonym" => &self.reason_synonym,
            "abbreviation" => &self.reason_abbreviation,
            "translation" => &self.reason_translation,
            _ => &self.reason_other,
        }
    }

    pub(super) fn status(&self, status: Status) -> &str {
        self.status_named(status.as_str())
    }

    /// A status by its name in JSON.
    pub(super) fn status_named(&self, status: &str) -> &str {
        match status {
            "in_force" => &self.status_in_force,
            "repealed" => &self.status_repealed,
            "partly_in_force" => &self.status_partly_in_force,
            "not_yet" => &self.status_not_yet,
            "suspended" => &self.status_suspended,
            _ => &self.status_unknown,
        }
    }

    pub(super) fn kind(&self, kind: ActKind) -> &str {
        self.kind_named(kind.as_str())
    }

    /// A kind of acts by its name in JSON.
    pub(super) fn kind_named(&self, kind: &str) -> &str {
        match kind {
            "constitution" => &self.kind_constitution,
            "code" => &self.kind_code,
            "law" => &self.kind_law,
            "decree" => &self.kind_decree,
            "resolution" => &self.kind_resolution,
            "order" => &self.kind_order,
            "decision" => &self.kind_decision,
            _ => &self.kind_other,
        }
    }

    pub(super) fn problem_of(&self, code: &str) -> &str {
        match code {
            "not_found" => &self.problem_not_found,
            "ambiguous" => &self.problem_ambiguous,
            "bad_request" => &self.problem_bad_request,
            "too_long" => &self.problem_too_long,
            "busy" => &self.problem_busy,
            "too_slow" => &self.problem_too_slow,
            "unavailable" => &self.problem_unavailable,
            "method_not_allowed" => &self.problem_method_not_allowed,
            _ => &self.problem_internal,
        }
    }
}

/// `template` with `{name}` replaced. What is put in is not looked at again.
pub(super) fn fill(template: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(&value.to_string());
        }
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word_and_fills_in_the_same() {
        let holes = |text: &str| {
            let mut holes: Vec<String> = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect();
            holes.sort();
            holes
        };
        let read = |file: &str| file.parse::<toml::Table>().unwrap();
        let tables = [include_str!("words/kk.toml"), include_str!("words/ru.toml"), include_str!("words/en.toml")].map(read);
        for language in Language::ALL {
            assert_eq!(language.words().months.len(), 12, "{}", language.code());
            assert_eq!(Language::of(language.code()), Some(language));
        }
        for (name, english) in &tables[2] {
            for (table, language) in tables.iter().zip(Language::ALL) {
                match (english, &table[name]) {
                    (toml::Value::String(english), toml::Value::String(other)) if !name.ends_with("_day") => {
                        assert_eq!(holes(other), holes(english), "{name} in {}", language.code());
                        assert!(!other.is_empty(), "{name} in {}", language.code());
                    }
                    (toml::Value::Table(english), toml::Value::Table(other)) => {
                        assert!(english.keys().eq(other.keys()), "{name} in {}", language.code());
                        other.iter().for_each(|(said, other)| assert_eq!(holes(other.as_str().unwrap()), holes(said), "{said}"));
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn days_and_sentences_are_put_in_words() {
        let day = "2026-11-01".parse().unwrap();
        let cases = [
            (Language::Kazakh, "2026 жылғы 1 қарашадағы", "01.11.2026", "01.11.2026 тіркелген; 01.11.2026 күнгі көшірмеде бар"),
            (Language::Russian, "1 ноября 2026 года", "01.11.2026", "зарегистрирован 01.11.2026; есть в копии от 01.11.2026"),
            (Language::English, "1 November 2026", "1 November 2026", "registered 1 November 2026; in the copy of 1 November 2026"),
        ];
        for (language, long, short, said) in cases {
            let words = language.words();
            assert_eq!((words.long(day), words.short(day)), (long.to_owned(), short.to_owned()));
            assert_eq!(words.said("registered 2026-11-01; in the copy of 2026-11-01"), said);
            assert_eq!(words.said("something new"), "something new", "what there are no words for is told as it is");
        }
        assert_eq!(fill("{a}–{b} / {n}", &[("a", &1), ("b", &"{n}"), ("n", &3)]), "1–{n} / 3", "what is put in is not looked at again");
    }
}
