//! What an act is called.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::ActKind;

/// The name of an act: its Adilet id (`V1800016354`), the id its source file gives it, or its file stem.
///
/// Compared letter for letter. It holds no white space, `/`, `\`, quotation marks or control characters, does not begin
/// with a dot, and has at most 200 characters, so that it can stand in an address and be a file name.
///
/// ```
/// use tarmaq::act::ActId;
///
/// assert!("V1800016354".parse::<ActId>().is_ok());
/// assert!("Z050000029_".parse::<ActId>().is_ok());
/// assert!("../etc".parse::<ActId>().is_err());
/// ```
// No `Ord` by number: ids of different years and kinds have no order that means anything but the alphabet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActId(Arc<str>);

/// Why something cannot name an act.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` cannot be the id of an act: 1 to 200 characters, no spaces, slashes, quotation marks or leading dot")]
pub struct ActIdError(String);

/// Endings of the files that acts are read from. An address drops them, so that the name of a file is an address, too; no id made of a name keeps one.
pub(crate) const FILE_ENDINGS: [&str; 7] = ["txt", "md", "html", "htm", "docx", "pdf", "xml"];
/// The letter that the Adilet ids of a kind begin with. Decisions have ids of another form, of which no kind follows.
const KIND_LETTERS: [(ActKind, char); 5] =
    [(ActKind::Order, 'V'), (ActKind::Resolution, 'P'), (ActKind::Law, 'Z'), (ActKind::Code, 'K'), (ActKind::Decree, 'U')];

/// Letters of an id, at most.
pub(crate) const ID_LETTERS_MAX: usize = 200;

/// Whether an id may hold `c`: neither what separates the parts of a path, an address or a URL, nor what no file name may hold.
pub(crate) fn is_id_letter(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '/' | '\\' | '"' | '\'' | '<' | '>' | '|' | ':' | '*' | '?' | '#' | '%')
}

impl ActId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that `word` is, where it has the form of those of Adilet: «Z950002235_», «V1800016354», «V16UL003811».
    pub(crate) fn printed(word: &str) -> Option<Self> {
        const DIGITS_MIN: usize = 6;
        let bytes = word.trim_end_matches('_').as_bytes();
        let kind = bytes.first().is_some_and(u8::is_ascii_uppercase);
        let year = bytes.len() > 3 && bytes[1..3].iter().all(u8::is_ascii_digit);
        let rest = bytes.iter().skip(3).all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        let numbered = bytes.iter().filter(|byte| byte.is_ascii_digit()).count() >= DIGITS_MIN;
        (kind && year && rest && numbered).then(|| word.parse().ok()).flatten()
    }

    /// The kind that its first letter tells.
    #[cfg(any(feature = "search", test))]
    pub(crate) fn kind(&self) -> Option<ActKind> {
        let letter = self.0.chars().next()?;
        KIND_LETTERS.into_iter().find(|(_, known)| *known == letter).map(|(kind, _)| kind)
    }

    /// The letter that the ids of acts of `kind` begin with.
    pub(crate) fn letter_of(kind: ActKind) -> Option<char> {
        KIND_LETTERS.into_iter().find(|(known, _)| *known == kind).map(|(_, letter)| letter)
    }
}

impl fmt::Display for ActId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ActId {
    type Err = ActIdError;

    fn from_str(text: &str) -> Result<Self, ActIdError> {
        let sound = (1..=ID_LETTERS_MAX).contains(&text.chars().count()) && text.chars().all(is_id_letter) && !text.starts_with('.');
        if sound { Ok(Self(text.into())) } else { Err(ActIdError(text.to_owned())) }
    }
}

impl serde::Serialize for ActId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for ActId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_told_by_its_form() {
        for id in ["Z950002235_", "Z960061_", "V1800016354", "V16UL003811", "G24G0000109"] {
            assert_eq!(ActId::printed(id).map(|id| id.to_string()).as_deref(), Some(id));
        }
        for other in ["№", "26-VI", "ДСМ-18", "2235", "V18", "Заңына", "N", "ҚР"] {
            assert_eq!(ActId::printed(other), None, "{other}");
        }
    }

    #[test]
    fn the_first_letter_of_an_id_tells_the_kind_and_the_kind_the_letter() {
        let kind = |id: &str| id.parse::<ActId>().unwrap().kind();
        assert_eq!(kind("V1800016354"), Some(ActKind::Order));
        assert_eq!(kind("K1500000414"), Some(ActKind::Code));
        assert_eq!((kind("G21AC000001"), kind("сұрақ-жауап")), (None, None));
        for (of, letter) in KIND_LETTERS {
            assert_eq!((ActId::letter_of(of), kind(&format!("{letter}2100000001"))), (Some(letter), Some(of)));
        }
        assert_eq!(ActId::letter_of(ActKind::Decision), None);
    }
}
