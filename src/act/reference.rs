//! Pointers found in the text of a law.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::id::ActId;
use super::kind::ActKind;
use super::path::ProvisionPath;
use crate::text::Span;

/// An act as another text names it.
///
/// `id` is set where one follows from what is printed (see [`CitedAct::derive_id`]); nothing is invented.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CitedAct {
    /// Its id, where one follows.
    pub id: Option<ActId>,
    /// Its kind, where printed.
    pub kind: Option<ActKind>,
    /// Its title without quotation marks, where printed.
    pub title: Option<String>,
    /// Who issued it, as printed.
    pub issuer: Option<String>,
    /// The day of adoption.
    pub date: Option<Date>,
    /// Its number, `11-1-4/149` or `148`.
    pub number: Option<String>,
    /// Its number in the register of the Ministry of Justice.
    pub registration: Option<String>,
}

impl CitedAct {
    /// The Adilet id that follows from what is printed, if one does.
    ///
    /// A law, code, Government resolution or President's decree: letter, year of adoption (two digits), number (eight
    /// digits). A registered order takes year and number of its registration; the year of adoption stands in for that of
    /// registration only when the day of adoption is so early in its year that registration in the next one is unlikely:
    /// until the 15th of November. Of a later one nothing follows.
    /// A resolution goes by its own number only where its issuer is known to be the Government: one of the National Bank or of a ministry is known
    /// by its registration. Acts of local bodies carry letters in their ids that no text prints. Acts before 2010 have no derivable id (Adilet writes them otherwise).
    pub fn derive_id(&self) -> Option<ActId> {
        self.derive_id_registered(None)
    }

    /// As [`Self::derive_id`], of an act that was registered in the year `registered`, where that is known.
    pub(crate) fn derive_id_registered(&self, registered: Option<i32>) -> Option<ActId> {
        if self.is_local() {
            return None;
        }
        let kind = match self.kind? {
            // of a ministry or the National Bank: registered as orders are
            ActKind::Resolution if !self.is_of("үкімет") => ActKind::Order,
            ActKind::Decree if self.issuer.is_some() && !self.is_of("президент") => return None,
            kind => kind,
        };
        let letter = ActId::letter_of(kind)?;
        let number = if kind == ActKind::Order { &self.registration } else { &self.number }.as_deref()?;
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        // «№ 2-2-99» is a number of the register of a region; «№ 192-ө» that of an «өкім» of the President, no decree's
        let regional = kind == ActKind::Order && number.contains('-');
        if digits.is_empty() || digits.len() > 8 || regional || (matches!(kind, ActKind::Resolution | ActKind::Decree) && digits.len() != number.len()) {
            return None;
        }
        let year = if kind == ActKind::Order { registered.or_else(|| self.surely_registered()) } else { self.date.map(Date::year) };
        let year = year.filter(|&year| year >= 2010)?;
        format!("{letter}{:02}{digits:0>8}", year % 100).parse().ok()
    }

    /// Whether its issuer is known to be `office`, told in lower case.
    fn is_of(&self, office: &str) -> bool {
        self.issuer.as_deref().is_some_and(|issuer| issuer.to_lowercase().contains(office))
    }

    /// Whether a local body made it.
    fn is_local(&self) -> bool {
        ["әкімд", "әкімі", "мәслихат"].iter().any(|office| self.is_of(office))
    }

    /// The year of registration, as far as the day of adoption tells it. Registration takes weeks: an order of late
    /// November or December may have entered the register in the next year.
    fn surely_registered(&self) -> Option<i32> {
        let date = self.date?;
        ((date.month(), date.day()) <= REGISTERED_IN_ITS_YEAR).then(|| date.year())
    }
}

/// The last day (month, day) on which an order is adopted that is surely registered in the same year.
const REGISTERED_IN_ITS_YEAR: (u32, u32) = (11, 15);

/// What a pointer points at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Target {
    /// The act; `None` for the act the pointer stands in.
    pub act: Option<CitedAct>,
    /// The provision; `None` for the act as a whole.
    pub path: Option<ProvisionPath>,
}

/// A pointer to a provision or an act, found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its words.
    pub span: Span,
    /// The provision it stands in, as an index into [`super::Act::provisions`]; `None` outside all of them.
    pub from: Option<usize>,
    /// What it points at.
    pub target: Target,
    /// The link target as printed, where the source carries one.
    pub href: Option<String>,
}

/// A term the act defines for itself: «(бұдан әрі – Заң)».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinedTerm {
    /// The short form, without quotation marks.
    pub term: String,
    /// The words it stands for, as printed before the bracket.
    pub meaning: Span,
    /// The whole bracket.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_where_the_year_of_registration_is_sure() {
        let cases = [
            (ActKind::Order, "2018-01-19", "16354", None, Some("V1800016354"), "early in its year"),
            (ActKind::Order, "2020-11-15", "21700", None, Some("V2000021700"), "the last day that is sure"),
            (ActKind::Order, "2020-11-16", "21700", None, None, "the first day that is not"),
            (ActKind::Order, "2020-12-29", "22001", None, None, "V2100022001: registered in the next year"),
            (ActKind::Order, "2020-12-29", "22001", Some(2021), Some("V2100022001"), "its own head tells the year"),
            (ActKind::Order, "2009-12-21", "6050", Some(2010), Some("V1000006050"), "adopted before 2010, registered in it"),
            (ActKind::Order, "2009-08-21", "5783", None, None, "before 2010 ids are written otherwise"),
            (ActKind::Resolution, "2022-12-29", "1100", None, Some("P2200001100"), "the number is that of the adoption"),
            (ActKind::Law, "2019-12-30", "300-VI", None, Some("Z1900000300"), "a law is not registered"),
            (ActKind::Decision, "2020-03-02", "12", None, None, "a local act"),
        ];
        for (kind, date, number, registered, id, why) in cases {
            let number = Some(number.to_owned());
            let issuer = (kind == ActKind::Resolution).then(|| "Қазақстан Республикасының Үкіметі".to_owned());
            let act = CitedAct { kind: Some(kind), date: date.parse().ok(), number: number.clone(), registration: number, issuer, ..CitedAct::default() };
            assert_eq!(act.derive_id_registered(registered).as_ref().map(ActId::as_str), id, "{kind:?} {date}: {why}");
        }
    }

    #[test]
    fn ids_follow_from_the_issuer() {
        let cases = [
            (ActKind::Resolution, Some("Қазақстан Республикасының Үкіметі"), None, Some("P1900000231")),
            (ActKind::Resolution, Some("Қазақстан Республикасының Ұлттық Банкі Басқармасы"), None, None),
            (ActKind::Resolution, Some("Қазақстан Республикасының Ұлттық Банкі Басқармасы"), Some("18545"), Some("V1900018545")),
            (ActKind::Resolution, Some("Бұлақты ауданы әкімдігі"), Some("5321"), None),
            (ActKind::Resolution, None, None, None),
            (ActKind::Order, Some("Бұлақты ауданының әкімі"), Some("5321"), None),
            (ActKind::Decree, Some("Қазақстан Республикасының Президенті"), None, Some("U1900000231")),
            (ActKind::Decree, Some("Қазақстан Республикасының Премьер-Министрі"), None, None),
        ];
        for (kind, issuer, registration, id) in cases {
            let owned = |text: &str| Some(text.to_owned());
            let act = CitedAct {
                kind: Some(kind),
                issuer: issuer.and_then(owned),
                date: "2019-03-29".parse().ok(),
                number: owned("231"),
                registration: registration.and_then(owned),
                ..CitedAct::default()
            };
            assert_eq!(act.derive_id().as_ref().map(ActId::as_str), id, "{kind:?} {issuer:?}");
        }
    }
}
