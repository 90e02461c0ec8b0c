//! What day it is.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::act::Date;

/// Kazakhstan has had one time zone since 1 March 2024: UTC+5. The law counts its days there, wherever the reader sits.
const SECONDS_AHEAD_OF_UTC: u64 = 5 * 3600;

/// Today in Kazakhstan. A clock that is set before 1970 or beyond the calendar gives 1970-01-01.
pub(super) fn today() -> Date {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    day_of(since_1970)
}

fn day_of(seconds_since_1970: u64) -> Date {
    let epoch = Date::new(1970, 1, 1).expect("1970-01-01 is a day");
    let days = (seconds_since_1970.saturating_add(SECONDS_AHEAD_OF_UTC)) / 86_400;
    u32::try_from(days).ok().and_then(|days| epoch.plus_days(i64::from(days)).ok()).unwrap_or(epoch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_midnight_in_kazakhstan() {
        assert_eq!(day_of(1_704_049_199).to_string(), "2023-12-31", "18:59:59 UTC");
        assert_eq!(day_of(1_704_049_200).to_string(), "2024-01-01", "19:00:00 UTC");
        assert_eq!(day_of(u64::MAX).to_string(), "1970-01-01", "a clock beyond the calendar");
    }
}
