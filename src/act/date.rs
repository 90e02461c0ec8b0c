//! Civil days.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// A day of the calendar: `2022-10-10`.
///
/// No time, no zone: law counts in days.
///
/// ```
/// use tarmaq::act::Date;
///
/// let day: Date = "2022-10-11".parse()?;
/// assert_eq!(day.plus_days(11)?.to_string(), "2022-10-22");
/// assert!("2022-02-30".parse::<Date>().is_err());
/// # Ok::<(), tarmaq::act::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// Why something is not a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// Not written as `YYYY-MM-DD`.
    #[error("`{0}` is not a date; write it as YYYY-MM-DD, for example 2022-10-10")]
    Shape(String),
    /// The calendar has no such day.
    #[error("the calendar has no day {year:04}-{month:02}-{day:02}")]
    NoSuchDay {
        /// The year asked for.
        year: i32,
        /// The month asked for.
        month: u32,
        /// The day asked for.
        day: u32,
    },
    /// The sum lies beyond the years 1 to 9999.
    #[error("{0} plus {1} days lies beyond the calendar")]
    Beyond(Date, i64),
}

impl Date {
    /// The day of this year, month (1–12) and day (1–31).
    ///
    /// # Errors
    ///
    /// [`DateError::NoSuchDay`] when the calendar has none, or the year is not 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        let none = DateError::NoSuchDay { year, month, day };
        let (Ok(short_year), Ok(short_month), Ok(short_day)) = (i16::try_from(year), u8::try_from(month), u8::try_from(day)) else {
            return Err(none);
        };
        let known =
            (1..=9999).contains(&year) && time::Month::try_from(short_month).is_ok_and(|month| time::Date::from_calendar_date(year, month, short_day).is_ok());
        if known { Ok(Self { year: short_year, month: short_month, day: short_day }) } else { Err(none) }
    }

    /// The days of a month (1–12) of a year, from the first to the last.
    ///
    /// # Errors
    ///
    /// Those of [`Date::new`].
    ///
    /// ```
    /// use tarmaq::act::Date;
    ///
    /// assert_eq!(Date::month_of(2024, 2)?.end().to_string(), "2024-02-29");
    /// # Ok::<(), tarmaq::act::DateError>(())
    /// ```
    pub fn month_of(year: i32, month: u32) -> Result<RangeInclusive<Self>, DateError> {
        let first = Self::new(year, month, 1)?;
        let last = (28..=31).rev().find_map(|day| Self::new(year, month, day).ok());
        Ok(first..=last.unwrap_or(first))
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        u32::from(self.month)
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        u32::from(self.day)
    }

    /// The day `days` later, or earlier when negative.
    ///
    /// # Errors
    ///
    /// [`DateError::Beyond`] when the sum leaves the years 1 to 9999.
    pub fn plus_days(self, days: i64) -> Result<Self, DateError> {
        let beyond = DateError::Beyond(self, days);
        // No sum within the calendar is further away; a longer stretch would overflow the arithmetic below.
        let near = days.unsigned_abs() < 4_000_000;
        let sum = self.to_time().filter(|_| near).and_then(|day| day.checked_add(time::Duration::days(days)));
        let sum = sum.ok_or(beyond.clone())?;
        Self::new(sum.year(), u32::from(u8::from(sum.month())), u32::from(sum.day())).map_err(|_| beyond)
    }

    /// Days since 1970-01-01, negative before: the form in which an index keeps days.
    pub fn days_since_1970(self) -> i64 {
        let epoch = time::Date::from_ordinal_date(1970, 1).map_or(0, time::Date::to_julian_day);
        self.to_time().map_or(0, |day| i64::from(day.to_julian_day() - epoch))
    }

    fn to_time(self) -> Option<time::Date> {
        let month = time::Month::try_from(self.month).ok()?;
        time::Date::from_calendar_date(i32::from(self.year), month, self.day).ok()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let shape = || DateError::Shape(text.to_owned());
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()));
            part.and_then(|part| part.parse::<u32>().ok()).ok_or_else(shape)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(shape());
        }
        Self::new(i32::try_from(year).map_err(|_| shape())?, month, day)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_of_the_calendar() {
        for wrong in ["", "2022", "2022-1-1", "22-01-01", "2022-13-01", "2022-00-10", "2023-02-29", "0000-01-01", "2022-01-01-01", "жыл"] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
        let leap: Date = "2024-02-29".parse().unwrap();
        assert_eq!(leap.plus_days(1).unwrap().to_string(), "2024-03-01");
        assert_eq!("1970-01-02".parse::<Date>().unwrap().days_since_1970(), 1);
        assert!("9999-12-31".parse::<Date>().unwrap().plus_days(1).is_err());
        assert!(leap.plus_days(i64::MIN).is_err() && leap.plus_days(i64::MAX).is_err());
    }
}
