//! From the words of an act to a day: «күнтізбелік он күн өткен соң» and the day of publication make a date.

use serde::{Deserialize, Serialize};

use crate::act::{Commencement, Date, Delay};
use crate::amend;

/// The day something takes effect, as far as it can be worked out.
///
/// A day that is known has both ends equal. An end that is not known is `None`; there is no sentinel, and the day of adoption never
/// stands in for a day that is not known: it only bounds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EffectiveDate {
    /// The first day it can be.
    pub earliest: Option<Date>,
    /// The last day it can be.
    pub latest: Option<Date>,
    /// What it follows from, in words.
    pub basis: String,
}

impl EffectiveDate {
    /// A day that is known.
    pub fn known(day: Date, basis: impl Into<String>) -> Self {
        Self { earliest: Some(day), latest: Some(day), basis: basis.into() }
    }

    /// The day, where it is known exactly.
    pub fn day(&self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// Whether it has come by `day` (the day itself included) for certain.
    pub fn has_come(&self, day: Date) -> bool {
        self.latest.is_some_and(|latest| latest <= day)
    }

    /// Whether it can have come by `day` (the day itself included).
    pub fn may_have_come(&self, day: Date) -> bool {
        self.earliest.is_none_or(|earliest| earliest <= day)
    }

    /// One of two days, it is not told which: both bound it.
    pub(super) fn or(&self, other: &Self, basis: impl Into<String>) -> Self {
        let latest = self.latest.zip(other.latest).map(|(one, other)| one.max(other));
        // a day without a bound comes first
        Self { earliest: self.earliest.min(other.earliest), latest, basis: basis.into() }
    }

    /// The later of two days: nothing comes before both have come.
    pub(super) fn later_of(&self, other: &Self, basis: impl Into<String>) -> Self {
        let latest = self.latest.zip(other.latest).map(|(one, other)| one.max(other));
        Self { earliest: self.earliest.max(other.earliest), latest, basis: basis.into() }
    }

    /// Bounds it from above by the day of a copy that shows it as done. A day that is known, or bounded closer, stays.
    pub(super) fn bound_by_copy(&mut self, retrieved: Date) {
        if self.earliest.is_some_and(|earliest| earliest > retrieved) || self.latest.is_some_and(|latest| latest <= retrieved) {
            return;
        }
        self.latest = Some(retrieved);
        self.basis = format!("{}; in the copy of {retrieved}", self.basis.split("; in the copy of").next().unwrap_or_default());
    }
}

/// What is known of an act besides its words on commencement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Enactment {
    /// The day of adoption; of a joint act the last one.
    pub adopted: Option<Date>,
    /// The day it was entered in the register of the Ministry of Justice.
    pub registered: Option<Date>,
    /// The day of first official publication.
    pub published: Option<Date>,
    /// The delay is counted «күнінен бастап», from the day: the same count here, with a doubt of one day that is told.
    pub from_the_day: bool,
    /// Where an act is silent it takes effect on publication, not ten days later: acts of Parliament's chambers and the Supreme Court.
    pub silent_on_publication: bool,
}

/// The delay that the law sets for an act that names none (Law of 06.04.2016 № 480-V, art. 42). For some it is sixty days; so it only
/// bounds the day from below.
pub const DEFAULT_DELAY_DAYS: u16 = 10;

/// Works out the day that `commencement` comes to.
///
/// Published on D, "when ten calendar days have passed" is in force on D+11: the day after the tenth. So many months: the day after the
/// day of the same number, or after the month's last day where it has no such day. With no day of publication known, the later of adoption and
/// registration stands for its earliest possible day, and nothing bounds it from above.
///
/// Exceptions of a compound commencement are not applied: ask for the exception's own commencement.
///
/// ```
/// use tarmaq::act::{Commencement, Delay};
/// use tarmaq::history::{Enactment, resolve};
///
/// let ten_days = Commencement::AfterPublication(Delay::CalendarDays(10));
/// let published = Enactment { adopted: "2022-10-10".parse().ok(), published: "2022-10-11".parse().ok(), ..Enactment::default() };
/// assert_eq!(resolve(&ten_days, &published).day().map(|day| day.to_string()).as_deref(), Some("2022-10-22"));
///
/// let unpublished = resolve(&ten_days, &Enactment { published: None, ..published });
/// assert_eq!((unpublished.earliest, unpublished.latest), ("2022-10-21".parse().ok(), None));
/// ```
pub fn resolve(commencement: &Commencement, of: &Enactment) -> EffectiveDate {
    let first_possible = of.adopted.max(of.registered);
    let since = |delay: Delay| match of.published {
        Some(day) => match after(day, delay) {
            Some(effective) => EffectiveDate::known(effective, doubt(of, format!("published {day}"))),
            None => EffectiveDate { earliest: None, latest: None, basis: format!("published {day}; the delay leads beyond the calendar") },
        },
        None => EffectiveDate { earliest: first_possible.and_then(|day| after(day, delay)), latest: None, basis: doubt(of, unpublished(of)) },
    };
    match commencement.main() {
        Commencement::On(day) => EffectiveDate::known(*day, "stated"),
        Commencement::AfterPublication(delay) => since(*delay),
        Commencement::OnPublication => match of.published {
            Some(day) => EffectiveDate::known(day, format!("published {day}")),
            None => EffectiveDate { earliest: first_possible, latest: None, basis: unpublished(of) },
        },
        Commencement::OnSignature => match of.adopted {
            Some(day) => EffectiveDate::known(day, format!("signed {day}")),
            None => EffectiveDate { earliest: None, latest: None, basis: "in force from its signature, whose day is not known".to_owned() },
        },
        Commencement::Unread(text) => match amend::later_of(text) {
            Some((day, other)) => later(day, resolve(&other, of)),
            None if amend::is_on_registration(text) => match of.registered {
                Some(day) => EffectiveDate::known(day, format!("registered {day}")),
                None => EffectiveDate { earliest: of.adopted, latest: None, basis: "in force from its registration, whose day is not known".to_owned() },
            },
            None => EffectiveDate { earliest: first_possible, latest: None, basis: format!("not read: {text}") },
        },
        // `main` is never compound.
        Commencement::Unstated | Commencement::Compound(_) => {
            let from = of.published.or(first_possible);
            let earliest = if of.silent_on_publication { from } else { from.and_then(|day| after(day, Delay::CalendarDays(DEFAULT_DELAY_DAYS))) };
            EffectiveDate { earliest, latest: None, basis: "default".to_owned() }
        }
    }
}

/// The later of a stated day and another.
fn later(day: Date, other: EffectiveDate) -> EffectiveDate {
    let EffectiveDate { earliest, latest, basis } = other;
    EffectiveDate { earliest: earliest.max(Some(day)), latest: latest.map(|latest| latest.max(day)), basis: format!("not before {day}; {basis}") }
}

fn unpublished(of: &Enactment) -> String {
    match (of.adopted, of.registered) {
        (_, Some(day)) if Some(day) >= of.adopted => format!("registered {day}, day of publication not known"),
        (Some(day), _) => format!("adopted {day}, day of publication not known"),
        _ => "day of publication not known".to_owned(),
    }
}

fn doubt(of: &Enactment, basis: String) -> String {
    if of.from_the_day { format!("{basis}; counted «күнінен бастап», it may be one day earlier") } else { basis }
}

/// The first day after `delay` has passed since `day`.
fn after(day: Date, delay: Delay) -> Option<Date> {
    match delay {
        Delay::CalendarDays(days) => day.plus_days(i64::from(days) + 1).ok(),
        Delay::Months(months) => plus_months(day, months)?.plus_days(1).ok(),
    }
}

/// The day of the same number so many months later, or that month's last day.
pub(super) fn plus_months(day: Date, months: u16) -> Option<Date> {
    let months = day.year() * 12 + i32::try_from(day.month()).ok()? - 1 + i32::from(months);
    let (year, month) = (months.div_euclid(12), u32::try_from(months.rem_euclid(12)).ok()? + 1);
    (28..=day.day()).rev().chain([day.day()]).find_map(|number| Date::new(year, month, number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::CommencementTerms;

    fn shown(date: &EffectiveDate) -> String {
        let end = |day: Option<Date>| day.map_or("?".to_owned(), |day| day.to_string());
        match date.day() {
            Some(day) => day.to_string(),
            None => format!("{}..{}", end(date.earliest), end(date.latest)),
        }
    }

    #[test]
    fn days_follow_from_words_and_publication() {
        use Commencement::{AfterPublication, On, OnPublication, OnSignature, Unread, Unstated};
        let day = |day: &str| day.parse::<Date>().unwrap();
        let days = |days| AfterPublication(Delay::CalendarDays(days));
        let months = |months| AfterPublication(Delay::Months(months));
        let on_registration = || Unread("Осы бұйрық мемлекеттік тіркелген күнінен бастап қолданысқа енгізіледі.".into());
        let compound = Commencement::Compound(Box::new(CommencementTerms { main: days(10), applies_from: None, until: None, exceptions: Vec::new() }));
        // (commencement, adopted, registered, published, day, why)
        let cases = [
            (days(10), "2022-10-10", "", "2022-10-11", "2022-10-22", "CONTRACT §3: published on D, ten days: D+11"),
            (compound, "2022-10-10", "", "2022-10-11", "2022-10-22", "the main statement of a compound one"),
            (days(60), "2022-10-10", "", "2022-10-11", "2022-12-11", "sixty days"),
            (days(0), "2022-10-10", "", "2022-10-11", "2022-10-12", "«жарияланған күнінен кейін»: the next day"),
            (months(6), "2022-01-01", "", "2022-01-15", "2022-07-16", "the day after the same-numbered day"),
            (months(6), "2022-01-01", "", "2022-08-31", "2023-03-01", "February has no 31st: after its last day"),
            (months(12), "2022-01-01", "", "2024-02-29", "2025-03-01", "a leap day"),
            (days(10), "2022-11-23", "", "", "2022-12-04..?", "V1800016354: the order of 2022-11-23, never published as far as we know"),
            (days(10), "2012-06-14", "2012-06-28", "", "2012-07-09..?", "V1200007775: the later of adoption and registration"),
            (On(day("2026-01-01")), "2025-09-30", "", "", "2026-01-01", "a stated day needs no publication"),
            (On(day("2021-01-01")), "2022-10-10", "", "", "2021-01-01", "retroactive: the stated day holds"),
            (OnPublication, "2022-10-10", "", "2022-10-11", "2022-10-11", "from the day itself"),
            (OnPublication, "2022-10-10", "", "", "2022-10-10..?", "not before it was adopted"),
            (OnSignature, "2022-10-10", "", "", "2022-10-10", "signed"),
            (OnSignature, "", "", "", "?..?", "nothing known, nothing said"),
            (Unstated, "2022-10-10", "", "2022-10-11", "2022-10-22..?", "a default gives the earliest day only"),
            (Unread("бір күні".into()), "2022-10-10", "", "", "2022-10-10..?", "not before its adoption"),
            (on_registration(), "2023-12-15", "2023-12-20", "2023-12-28", "2023-12-20", "registered, whenever it was published"),
            (on_registration(), "2023-12-15", "", "", "2023-12-15..?", "a registration that is not known comes after adoption"),
        ];
        for (commencement, adopted, registered, published, want, why) in cases {
            let of =
                Enactment { adopted: adopted.parse().ok(), registered: registered.parse().ok(), published: published.parse().ok(), ..Enactment::default() };
            assert_eq!(shown(&resolve(&commencement, &of)), want, "{why}");
        }
    }

    #[test]
    fn the_basis_tells_what_was_used() {
        let of = Enactment { adopted: "2020-09-01".parse().ok(), registered: "2020-09-03".parse().ok(), from_the_day: true, ..Enactment::default() };
        let read = resolve(&Commencement::AfterPublication(Delay::CalendarDays(10)), &of);
        assert_eq!(read.basis, "registered 2020-09-03, day of publication not known; counted «күнінен бастап», it may be one day earlier");
        assert_eq!(resolve(&Commencement::Unstated, &of).basis, "default");
    }

    #[test]
    fn a_copy_bounds_what_it_shows_as_done() {
        let day = |day: &str| day.parse::<Date>().unwrap();
        let mut open = EffectiveDate { earliest: Some(day("2025-12-16")), latest: None, basis: "adopted".into() };
        open.bound_by_copy(day("2026-02-01"));
        assert_eq!(shown(&open), "2025-12-16..2026-02-01");
        open.bound_by_copy(day("2026-01-10"));
        assert_eq!((shown(&open), open.basis.as_str()), ("2025-12-16..2026-01-10".into(), "adopted; in the copy of 2026-01-10"));
        open.bound_by_copy(day("2025-01-01"));
        assert_eq!(shown(&open), "2025-12-16..2026-01-10", "a copy older than the change bounds nothing");
    }
}
