//! Small letters that stand where the large ones stood.

/// `text` in small letters, of as many bytes as `text` has: a place in one is a place in the other.
///
/// A letter whose small form takes more or fewer bytes stays as it is: «İ», which damaged texts have, becomes an i and a dot.
pub(super) fn lower_case(text: &str) -> String {
    text.chars()
        .map(|letter| {
            let mut small = letter.to_lowercase();
            match (small.next(), small.next()) {
                (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
                _ => letter,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay_places() {
        let cases = [
            ("Қазақстан Республикасының БҰЙРЫҒЫ", "қазақстан республикасының бұйрығы", "all letters of Kazakh"),
            ("Қİзақ Бұйрық", "қİзақ бұйрық", "a small letter of two characters"),
            ("100 \u{212a} Бұйрық", "100 \u{212a} бұйрық", "the sign of the Kelvin is three bytes, a k is one"),
            ("Ⱥ Заң", "Ⱥ заң", "two bytes, three bytes"),
        ];
        for (text, meant, why) in cases {
            let found = lower_case(text);
            assert_eq!((found.as_str(), found.len()), (meant, text.len()), "{why}");
        }
    }
}
