//! Endings of Kazakh cases that rooms below the analyser tell the part of a word by.

/// The genitive: «бұйрықтың», «Қағидалардың», «заңының».
pub(crate) const GENITIVE: [&str; 6] = ["ның", "нің", "дың", "дің", "тың", "тің"];
/// The dative, after a possessive ending too: «бұйрыққа», «қағидаларына».
pub(crate) const DATIVE: [&str; 6] = ["ға", "ге", "қа", "ке", "на", "не"];
/// The locative: «бұйрықта», «сыныбында», «ережеде».
pub(crate) const LOCATIVE: [&str; 4] = ["да", "де", "та", "те"];

/// Whether `word` ends with one of `endings`.
pub(crate) fn ends_with_any(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}
