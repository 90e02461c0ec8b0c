//! Lists of ordinals: «бірінші және үшінші сөйлемдері».

use super::verb::words;
use crate::cite::ordinal_at;

/// The ordinals of a list that ends at byte `end`: «бірінші және үшінші», «2-».
pub(super) fn ordinals_before(text: &str, end: usize) -> Vec<u8> {
    let number = |number: u32| u8::try_from(number).ok().filter(|&number| number > 0);
    let digits = text[end..].split('-').next().and_then(|digits| digits.parse().ok()).and_then(number);
    let mut found: Vec<u8> = Vec::new();
    let mut read = 0;
    for (at, word) in words(&text[..end]) {
        if at < read {
            continue;
        }
        match ordinal_at(text, at) {
            Some((value, range)) if range.end <= end => {
                found.extend(number(value));
                read = range.end;
            }
            _ if matches!(word, "және" | "мен") => {}
            _ => found.clear(),
        }
    }
    found.extend(digits);
    found
}
