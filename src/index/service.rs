//! Which service an act about a public service means where it only says «мемлекеттік қызмет».
//!
//! A standard, a regulation or rules of a public service name it once, in quotation marks in their title (Law of 15.04.2013 № 88-V, art. 10), and below
//! that call it «мемлекеттік көрсетілетін қызмет»: «Мемлекеттік қызметті көрсету мерзімі – 60 күн» is said of the service in the title, which is what one
//! asks about.

use std::sync::LazyLock;

use regex::Regex;

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"(?i)["«“]([^"«»“”]{10,600})["»”]\s+мемлекеттік\s+(?:көрсетілетін\s+)?қызмет"#;
    Regex::new(pattern).expect("the pattern of the name of a service is a constant that compiles")
});
static SPOKEN_OF: LazyLock<Regex> = LazyLock::new(|| {
    // No «мемлекеттік қызметкер», «мемлекеттік қызметші». Every text is looked through: two literals are found sooner than letters of either case.
    let pattern = r"(?:мемлекеттік|Мемлекеттік)\s+(?:көрсетілетін\s+)?қызмет(?:\P{L}|$|т|і|п|ке(?:\P{L}|$))";
    Regex::new(pattern).expect("the pattern of a public service is a constant that compiles")
});

/// Whether `words` speak of a public service.
pub(super) fn speaks_of_one(words: &str) -> bool {
    SPOKEN_OF.is_match(words)
}

/// The name of the service that the first of `titles` names which names one.
pub(super) fn named<'t>(mut titles: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    titles.find_map(|title| NAMED.captures(title)?.get(1)).map(|name| name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_the_service_that_its_clauses_speak_of() {
        let cases = [
            ("\"Шетелдіктерді тіркеу\" мемлекеттік қызмет регламентін бекіту туралы", Some("Шетелдіктерді тіркеу")),
            ("«Визаны беру және ұзарту» мемлекеттік көрсетілетін қызмет стандарты", Some("Визаны беру және ұзарту")),
            ("«Мемлекеттік көрсетілетін қызметтер туралы» Қазақстан Республикасының Заңы", None),
            ("Визаны беру қағидалары", None),
        ];
        for (title, name) in cases {
            assert_eq!(named(["1-тарау. Жалпы ережелер", title].into_iter()), name, "{title}");
        }
        let speak = ["Мемлекеттік қызметті көрсету мерзімі", "мемлекеттік көрсетілетін қызметке", "Мемлекеттік қызмет ақылы көрсетіледі"];
        assert!(speak.iter().all(|words| speaks_of_one(words)));
        assert!(!["мемлекеттік қызметкер болса", "мемлекеттік қызметшілер", "қызмет көрсетіледі"].iter().any(|words| speaks_of_one(words)));
    }
}
