//! Words with their places.

/// The words of `text` between white space, each with the byte at which it begins.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut read = 0;
    std::iter::from_fn(move || {
        let rest = &text[read..];
        let begin = read + rest.find(|c: char| !c.is_whitespace())?;
        let length = text[begin..].find(char::is_whitespace);
        read = length.map_or(text.len(), |length| begin + length);
        Some((begin, &text[begin..read]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_with_their_places() {
        let cases: [(&str, &[(usize, &str)]); 4] =
            [("", &[]), (" \u{a0}\n", &[]), ("1-бап", &[(0, "1-бап")]), ("  осы\u{a0}Заң \n1)  ", &[(2, "осы"), (10, "Заң"), (18, "1)")])];
        for (text, meant) in cases {
            assert_eq!(words(text).collect::<Vec<_>>(), meant, "{text:?}");
        }
    }
}
