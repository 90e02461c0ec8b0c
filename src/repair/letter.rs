//! Letters, told fast.
//!
//! After this: the same answers as the standard library gives, without its tables for the alphabets these texts are
//! written in; looking them up was half the time of a repair.

/// Whether `c` is a letter.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'А'..='я' | '\u{400}'..='\u{40f}' | '\u{450}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\0'..='\u{7f}' | '\u{482}'..='\u{489}' | '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphabetic(),
    }
}

/// `c` as a small letter, where that is one character.
pub(super) fn lower(c: char) -> char {
    let small = |add: u32| char::from_u32(u32::from(c) + add).unwrap_or(c);
    match c {
        'a'..='z' | 'а'..='џ' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'А'..='Я' => small(0x20),
        '\u{400}'..='\u{40f}' => small(0x50),
        // Capital and small letters take turns here, the capital ones even: Қ қ, Ғ ғ, Ң ң, Ө ө.
        '\u{48a}'..='\u{4bf}' | '\u{4d0}'..='\u{52f}' if u32::from(c) % 2 == 0 => small(1),
        '\u{48a}'..='\u{4bf}' | '\u{4d0}'..='\u{52f}' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in ('\0'..='\u{2fff}').filter(|c| !('\u{2000}'..='\u{206f}').contains(c)) {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(lower(c), c.to_lowercase().next().unwrap(), "{c:?}");
        }
    }
}
