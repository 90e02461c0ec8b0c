//! Two conditions of which both have to come: «он күн өткен соң, бірақ 2022 жылғы 1 қаңтардан ерте емес».

use super::BUT;
use super::day::{BUT_NOT, Days, days, whole};
use super::shared::BUT_THESE;
use crate::act::{Commencement, Date};
use crate::amend::statement::SENTENCE_BYTES_MAX;
use crate::cite::find_dates;

/// The day and the other condition of words that name both, of which the later counts: «алғашқы ресми жарияланған күнінен бастап, бірақ 2022 жылғы 1
/// қаңтардан бұрын емес». `None` where they say anything else besides.
///
/// ```
/// use tarmaq::act::Commencement;
/// use tarmaq::amend::later_of;
///
/// let read = later_of("алғашқы ресми жарияланған күнінен бастап, бірақ 2022 жылғы 1 қаңтардан бұрын емес қолданысқа енгізіледі");
/// assert_eq!(read, Some(("2022-01-01".parse()?, Commencement::OnPublication)));
/// # Ok::<(), tarmaq::act::DateError>(())
/// ```
pub fn later_of(text: &str) -> Option<(Date, Commencement)> {
    let (day, range) = find_dates(text).next().filter(|_| text.len() <= SENTENCE_BYTES_MAX && find_dates(text).nth(1).is_none())?;
    if text.contains(BUT) || text.contains(BUT_THESE) || text.contains("туында") || text.contains("дейін") {
        return None;
    }
    let range = match days(text) {
        Days { not_before: Some((_, range)), .. } => range,
        Days { on: Some(_), .. } if text.contains(BUT_NOT) => range.start..range.end + text[range.end..].find("бастап")? + "бастап".len(),
        _ => return None,
    };
    let said = whole(&format!("{}{}", &text[..range.start], &text[range.end..]));
    let plain = matches!(said, Commencement::AfterPublication(_) | Commencement::OnPublication | Commencement::OnSignature);
    plain.then_some((day, said))
}
