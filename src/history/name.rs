//! Who is who: acts named by day and number, however a text writes them.

use serde::{Deserialize, Serialize};

use crate::act::{ActId, CitedAct, Date, ProvisionPath};

/// An act by its day of adoption and its number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ActKey {
    pub(super) adopted: Date,
    pub(super) number: String,
}

impl ActKey {
    pub(super) fn new(adopted: Date, number: &str) -> Self {
        Self { adopted, number: number_key(number) }
    }
}

impl std::fmt::Display for ActKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} № {}", self.adopted, self.number)
    }
}

/// A number without what texts write differently: «№», spaces, the letters of Roman numerals in either alphabet.
pub(crate) fn number_key(number: &str) -> String {
    let fold = |c: char| match c {
        'І' | 'і' => 'I',
        'Х' | 'х' => 'X',
        'С' | 'с' => 'C',
        'М' | 'м' => 'M',
        '–' | '—' | '‑' => '-',
        _ => c,
    };
    number.chars().filter(|c| !c.is_whitespace() && *c != '№').map(fold).flat_map(char::to_uppercase).collect()
}

/// An issuer without what texts write differently: the country, case endings, an acting head.
pub(super) fn issuer_key(issuer: &str) -> String {
    let nominative = crate::cite::issuer_nominative(issuer);
    let words = nominative.split_whitespace().map(|word| word.trim_matches(['.', ',', '"', '«', '»']).to_lowercase());
    words
        .filter(|word| {
            !matches!(
                word.as_str(),
                "қр" | "қазақстан"
                    | "республикасы"
                    | "республикасының"
                    | "м.а"
                    | "міндетін"
                    | "атқарушы"
                    | "атқарушысы"
                    | "атқарушысының"
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether two issuer keys can be of one issuer. A local body is named with its region or without: «Қызылорда облысы Шиелі аудандық мәслихаты».
pub(super) fn same_issuer(one: &str, other: &str) -> bool {
    let is_short_for =
        |short: &str, long: &str| long.starts_with(short) || (short.contains(' ') && long.strip_suffix(short).is_some_and(|region| region.ends_with(' ')));
    one == other || is_short_for(one, other) || is_short_for(other, one)
}

/// Letters by which the forms of a word are known as one: endings of cases come behind them.
const STEM_CHARS: usize = 5;

/// The words of a title, each by its first letters.
pub(super) fn stems(title: &str) -> std::collections::BTreeSet<String> {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.chars().flat_map(char::to_lowercase).take(STEM_CHARS).collect()).collect()
}

/// How many words two titles have in common, and how many the longer has.
pub(super) fn common_words(one: &str, other: &str) -> (usize, usize) {
    let (one, other) = (stems(one), stems(other));
    (one.intersection(&other).count(), one.len().max(other.len()))
}

/// Whether two titles can be one title, misprinted or in an earlier wording: at least half of their words are the same, «туралы» of all titles aside.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let (common, all) = common_words(one, other);
    let said = usize::from(one.contains("туралы") && other.contains("туралы"));
    let (common, all) = (common - said.min(common), all - said.min(all));
    common > 0 && 2 * common >= all
}

/// Words that stand in titles of all matters, by their stems.
const OF_ANY_MATTER: [&str; 8] = ["турал", "қазақ", "респу", "және", "мен", "кейбі", "мәсел", "мемле"];

/// Whether two titles have a word in common that tells what they are about.
pub(super) fn of_one_matter(one: &str, other: &str) -> bool {
    stems(one).intersection(&stems(other)).any(|stem| !OF_ANY_MATTER.contains(&stem.as_str()))
}

/// An act, or a provision of one: `V1800016354/rules/point-3`.
///
/// ```
/// use tarmaq::history::Address;
///
/// let address: Address = "P1200000148/rules/point-32".parse()?;
/// assert_eq!(address.path.as_ref().map(|path| path.as_str()), Some("rules/point-32"));
/// assert_eq!(address.to_string(), "P1200000148/rules/point-32");
/// # Ok::<(), tarmaq::history::AddressError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    /// The act.
    pub act: ActId,
    /// The provision; `None` for the act as a whole.
    pub path: Option<ProvisionPath>,
}

/// Why something is not an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// Its first part names no act.
    #[error(transparent)]
    Act(#[from] crate::act::ActIdError),
    /// The rest is no path.
    #[error(transparent)]
    Path(#[from] crate::act::PathError),
}

impl Address {
    /// `path` of `act`, or the act as a whole.
    pub fn new(act: ActId, path: Option<ProvisionPath>) -> Self {
        Self { act, path }
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}/{path}", self.act),
            None => write!(f, "{}", self.act),
        }
    }
}

impl std::str::FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        match text.split_once('/') {
            Some((act, path)) => Ok(Self { act: act.parse()?, path: Some(path.parse()?) }),
            None => Ok(Self { act: text.parse()?, path: None }),
        }
    }
}

/// How a sentence names an act: its id, else its day and number.
pub(super) fn shown(act: &CitedAct) -> String {
    match (&act.id, act.date, &act.number) {
        (Some(id), _, _) => id.to_string(),
        (None, Some(date), Some(number)) => format!("{date} № {number}"),
        (None, Some(date), None) => format!("an act of {date}"),
        (None, None, Some(number)) => format!("№ {number}"),
        (None, None, None) => "an act that is not named".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_body_is_named_with_its_region_or_without() {
        let same = |one: &str, other: &str| same_issuer(&issuer_key(one), &issuer_key(other));
        assert!(same("Шиелі аудандық мәслихатының", "Қызылорда облысы Шиелі аудандық мәслихаты"));
        assert!(same("ҚР Қаржы министрінің м.а.", "Қазақстан Республикасының Қаржы министрі"));
        assert!(!same("Шиелі аудандық мәслихатының", "Қызылорда облысы Арал аудандық мәслихаты"));
        assert!(!same("Қаржы министрінің", "Көлік министрінің"));
    }
}
